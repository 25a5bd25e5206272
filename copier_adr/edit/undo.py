"""What a killed run left half-done is undone, by what it wrote down first."""

from __future__ import annotations

import os

from ..log.messages import from_here, note
from ..log.project import ANSWERS
from ..program import ADR
from ..text.files import read_bytes
from .change import place_beside, put_content, remove_if_there
from .journal import HALF_WRITTEN, IN_LOG, digest, git_home, key

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

LARGEST_JOURNAL = 1 << 30
BEFORE, AFTER, OTHER = "before", "after", "other"


def undo_half_done(folder: str) -> None:
    """Undo what a killed run left half-done in a log, and say so; nothing where there is nothing to undo.

    The caller holds the lock. Where somebody has changed one of the files since, all of them stay as they are.
    """
    for path in _left(folder):
        told = _read(path, in_log=path == os.path.join(folder, IN_LOG))
        files = _files(folder, told) if told else None
        if files is None:
            note(f"{from_here(path)}: was not written by {ADR} here, and nothing is done by it; delete it")
            continue
        _undo(files, moves=bool(told and told["old"]))
        os.remove(path)


def _left(folder: str) -> list[str]:
    """The journals of a log that are there though no run is under way."""
    home, name = git_home(folder), key(folder)
    found = [os.path.join(folder, IN_LOG), os.path.join(folder, IN_LOG + HALF_WRITTEN)]
    if home and os.path.isdir(home):
        found += [os.path.join(home, entry) for entry in os.listdir(home) if name in entry.split(".")]
    for path in found:
        if path.endswith(HALF_WRITTEN):
            remove_if_there(path)  # nothing is changed before it is whole
    return [path for path in found if os.path.lexists(path)]


def _read(path: str, in_log: bool) -> Any:
    """What a journal says; None for a file that no run of ours wrote."""
    import json

    try:
        told = json.loads(read_bytes(path, LARGEST_JOURNAL).decode("latin-1"))
        ours = not in_log or told["inode"] == os.stat(path, follow_symlinks=False).st_ino
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    return told if ours else None


class _File:
    """One file of a journal, and what it is now."""

    def __init__(self, base: str, entry: dict[str, Any]) -> None:
        """ValueError for a file that is none of the log's or project's in `base`, or is reached by a link."""
        name = os.fsdecode(entry["file"].encode("latin-1"))
        parts = name.split("/")
        root = os.path.realpath(base)
        self.path = os.path.join(root, *parts)
        wrong = {"", ".", ".."} & {*parts} or ".git" in (part.lower() for part in parts)
        if wrong or not self.path.startswith(os.path.join(root, "")) or os.path.realpath(self.path) != self.path:
            raise ValueError(name)
        self.old: bytes | None = None if entry["old"] is None else entry["old"].encode("latin-1")
        self.state = self._state(entry["new"])

    def _state(self, new: str | None) -> str:
        now: bytes | None
        try:
            now = read_bytes(self.path, LARGEST_JOURNAL)
        except FileNotFoundError:
            if not os.path.isdir(os.path.dirname(self.path)):
                return OTHER
            now = None
        except OSError:
            return OTHER
        return BEFORE if now == self.old else AFTER if digest(now) == new else OTHER


def _files(folder: str, told: Any) -> list[_File] | None:
    """The files of a journal; none of them where a log has moved, which is the last step; None where it is not sound."""
    try:
        base = _base(folder, os.fsdecode(told["old"].encode("latin-1")))
        return [_File(base, entry) for entry in told["files"]] if base else []
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _base(folder: str, old: str) -> str:
    """The folder that a journal's paths count from: the log, or the project's root where the log `old` is to move.

    "" where the log has moved. ValueError where that root is none.
    """
    if not old:
        return folder
    here, tail = os.path.realpath(folder), os.sep + old.replace("/", os.sep)
    if not here.endswith(tail):
        return ""
    root = here[: -len(tail)] or os.sep
    if not any(ANSWERS.fullmatch(name) for name in os.listdir(root)):
        raise ValueError(old)
    return root


def _undo(files: list[_File], moves: bool) -> None:
    for file in files:
        remove_if_there(place_beside(file.path))
    states = [file.state for file in files]
    if OTHER in states:
        names = ", ".join(from_here(file.path) for file in files if file.state == OTHER)
        note(f"a run here was stopped half-way, and {names} changed since: all files stay as they are; see `git diff`")
        return
    if AFTER not in states or (BEFORE not in states and not moves):
        return  # it had changed nothing, or everything
    for file in files:
        if file.state == AFTER:
            put_content(file.path, file.old)
    note("the last run here was stopped half-way; what it had changed is as it was before")
