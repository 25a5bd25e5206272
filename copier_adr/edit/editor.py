"""A person's editor."""

from __future__ import annotations

import os
import sys

from ..faults import Fault
from ..log.git import git


def on_terminal() -> bool:
    """Whether a person sits before this: both ways lead to a terminal."""
    return bool(sys.stdin) and sys.stdin.isatty() and sys.stdout.isatty()


def editor_for(folder: str) -> str:
    """What VISUAL or EDITOR name, else git's; "" where there is none."""
    named = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    return named or (git(folder, "var", "GIT_EDITOR") or b"").decode(errors="replace").strip()


def open_in_editor(path: str, editor: str) -> None:
    """Open a file and wait; a Fault where that cannot be done. `editor` is what `editor_for` found."""
    if not editor:
        raise Fault(f"no editor is known; set EDITOR, or open {path} yourself")
    import shlex
    import subprocess

    try:
        code = subprocess.call([*shlex.split(editor, posix=os.name != "nt"), path])
    except (OSError, ValueError) as error:  # no such program; a quotation mark without its other half
        reason = getattr(error, "strerror", None) or error
        raise Fault(f"{editor}: {reason}; open {path} yourself") from None
    if code:
        raise Fault(f"{editor}: ended with {code}; open {path} yourself")
