"""Words for people, and for programs."""

from __future__ import annotations

import os
import sys

from ..faults import Fault
from ..program import ADR

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable


def say(text: str) -> None:
    """A line for people, on standard error, so that standard output holds results alone."""
    sys.stderr.write(text + "\n")


def note(text: str) -> None:
    """A line that the program says of what it did or could not do."""
    say(f"{ADR}: {text}")


def guarded(work: Callable[[], int]) -> int:
    """The exit code of `work()`; where something goes wrong, a message says it, and no traceback."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace", newline="\n" if stream is sys.stdout else None)
    try:
        code = work()
        sys.stdout.flush()
    except Fault as fault:
        note(str(fault))
        return fault.code
    except KeyboardInterrupt:
        note("stopped; every file is whole")
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        note(f"{error.filename or ''}: {error.strerror or error}")
        return 1
    return code


def from_here(path: str) -> str:
    """A path as one would type it here: relative where it lies below the working folder, or close by."""
    try:
        relative = os.path.relpath(path)
    except ValueError:  # another drive
        return path
    far = relative.startswith("..") and len(relative) > len(os.path.abspath(path))
    return path if far else relative


def in_colour() -> bool:
    """Whether standard output takes colours: on a terminal, unless NO_COLOR is set; where CLICOLOR_FORCE is, always."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("CLICOLOR_FORCE", "0") != "0":
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def painted(text: str, colour: str) -> str:
    """`text` between the codes of a terminal's colour, such as "31"; without a colour as it is."""
    return f"\x1b[{colour}m{text}\x1b[0m" if colour else text


def safe(text: str) -> str:
    """Text for a terminal: no control characters."""
    return "".join(c if c >= " " and c != "\x7f" and not "\x80" <= c < "\xa0" else "\ufffd" for c in text)


def out(text: str) -> None:
    """Text on standard output, whatever the terminal's encoding can show."""
    try:
        sys.stdout.write(text)
    except UnicodeEncodeError:
        encoding = sys.stdout.encoding or "ascii"
        sys.stdout.write(text.encode(encoding, "replace").decode(encoding))
