"""Words for people, and for programs."""

from __future__ import annotations

import os
import sys

from ..faults import Fault
from ..program import ADR
from ..streams import harmless_lines, mute

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


def say(text: str) -> None:
    """A line for people, on standard error, so that standard output holds results alone."""
    sys.stderr.write(harmless_lines(text) + "\n")


def note(text: str) -> None:
    """A line that the program says of what it did or could not do."""
    say(f"{ADR}: {text}")


def guarded(work: Callable[[], int]) -> int:
    """The exit code of `work()`; where something goes wrong, a message says it, and no traceback."""
    open_streams()
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
        mute(sys.stdout)
        mute(sys.stderr)
        return 0
    except OSError as error:
        return _told(error)
    return code


def _told(error: OSError) -> int:
    try:
        note(f"{error.filename or ''}: {error.strerror or error}".lstrip(": "))
    except OSError:
        mute(sys.stderr)
    mute(sys.stdout)  # it may be what has no room: nothing is to fail once more at the end
    return 1


def open_streams() -> None:
    """Streams that write whatever they are given; one that was closed from the start leads nowhere."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115 - until the end
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace", newline="\n" if name == "stdout" else None)


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


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that a misspelt one most likely means; "" where none is near."""
    import difflib

    return next(iter(difflib.get_close_matches(word, list(known), 1, 0.5)), "")


def safe(text: str) -> str:
    """Text as a part of one line of a terminal or a pipeline's log, and no command to either."""
    return harmless_lines(text).replace("\n", "\ufffd").replace("\t", "\ufffd")


def out(text: str, made: bool = False) -> None:
    """Text on standard output, whatever the terminal's encoding can show.

    Nothing in it is a command to a terminal or a runner, unless it was `made` to be one.
    """
    text = text if made else harmless_lines(text)
    try:
        sys.stdout.write(text)
    except UnicodeEncodeError:
        encoding = sys.stdout.encoding or "ascii"
        sys.stdout.write(text.encode(encoding, "replace").decode(encoding))
