"""What a run is about to change, written down first, so that the next run can undo what a killed one left half-done."""

from __future__ import annotations

import hashlib
import os

from ..faults import Fault
from ..log.messages import note
from ..text.files import own_place, read_bytes
from .change import place_beside, put_content, remove_if_there

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    Planned = dict[str, "tuple[bytes | None, bytes | None]"]  # path -> (content before, content after)

JOURNAL = ".adr.undo"


class Journal:
    """The file `.adr.undo` in a log: there while several files change, and no longer.

    It holds each file's old content and the digest of its new one. The run that finds it puts the old content back
    wherever the file has the new one, so a killed run has either done everything or nothing. A file that somebody has
    changed since is left as it is, and named.
    """

    def __init__(self, folder: str, base: str = "", old: str = "", new: str = "") -> None:
        """For the log in `folder`; where it moves from `old` to `new`, both below the project's root `base`."""
        self.folder, self.base, self.moves = folder, base or folder, (old, new) if old else None

    @property
    def path(self) -> str:
        return os.path.join(self.folder, JOURNAL)

    def begin(self, planned: Planned) -> None:
        """Write down what is about to happen, down to the disk."""
        import json

        files = []
        for path, (before, after) in planned.items():
            place = own_place(path)
            name = os.path.relpath(place, os.path.realpath(self.base) if place != path else self.base)
            beside = os.path.relpath(place_beside(place), os.path.dirname(place))
            files.append({"file": name.replace(os.sep, "/"), "beside": beside, "old": _text(before), "new": _digest(after)})
        put_content(self.path, json.dumps({"moves": self.moves, "files": files}).encode("ascii"))

    def end(self) -> None:
        """All is done, or all is put back."""
        remove_if_there(self.path)


def undo_half_done(folder: str) -> None:
    """Undo what a killed run left half-done in a log, and say so; nothing where there is nothing to undo."""
    import json

    path = os.path.join(folder, JOURNAL)
    if not os.path.lexists(path):
        return
    try:
        told = json.loads(read_bytes(path))
        base = _base(folder, told["moves"])
        files = [] if base is None else [_Entry(base, entry) for entry in told["files"]]
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise Fault(f"{path}: was not written by this program; look at it, and delete it") from None
    undone = [entry for entry in files if entry.undo()]
    os.remove(path)
    if undone:
        note("the last run here was stopped half-way; what it had changed is as it was before")
    for entry in files:
        if entry.edited:
            note(f"{entry.path}: has changed since, and was left as it is")


def _base(folder: str, moves: Any) -> str | None:
    """The folder that the journal's paths count from; None where the log has moved, which is a move's last step."""
    if moves is None:
        return folder
    here, old = os.path.realpath(folder), str(moves[0])
    tail = os.sep + old.replace("/", os.sep)
    return here[: -len(tail)] if here.endswith(tail) else None


class _Entry:
    """One file of a journal. ValueError for one that no run of ours would have written down.

    A journal may have come with a project: it reaches no file outside it, none of git's own, none through a link.
    """

    def __init__(self, base: str, entry: dict[str, Any]) -> None:
        name, beside = str(entry["file"]), str(entry["beside"])
        parts = name.split("/")
        self.path = os.path.join(base, *parts)
        inside = os.path.join(os.path.realpath(base), *parts)
        if {"", ".", ".."} & {*parts} or ".git" in (part.lower() for part in parts) or "\\" in name + beside:
            raise ValueError(name)
        if "/" in beside or not (beside.startswith(".") and beside.endswith(".tmp")):
            raise ValueError(beside)
        if os.path.realpath(self.path) != inside:
            raise ValueError(name)
        self.beside = os.path.join(os.path.dirname(self.path), beside)
        self.old = None if entry["old"] is None else entry["old"].encode("latin-1")
        self.new = entry["new"]
        self.edited = False

    def undo(self) -> bool:
        """Put the old content back, if the file has the new one; whether it was."""
        remove_if_there(self.beside)
        try:
            now = read_bytes(self.path)
        except FileNotFoundError:
            now = None
        except OSError:
            self.edited = True
            return False
        if now == self.old:
            return False
        if _digest(now) != self.new:
            self.edited = True
            return False
        put_content(self.path, self.old)
        return True


def _text(content: bytes | None) -> str | None:
    """Bytes as a text of JSON, one character a byte."""
    return None if content is None else content.decode("latin-1")


def _digest(content: bytes | None) -> str | None:
    return None if content is None else hashlib.sha256(content).hexdigest()
