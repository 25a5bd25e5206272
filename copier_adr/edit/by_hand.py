"""A log that somebody moved by `git mv`, so that its answers file names a folder that is gone: which one it is."""

from __future__ import annotations

import os

from ..faults import Fault
from ..log.contract import CONTRACT
from ..log.git import git
from ..log.project import answered_logs


class MovedByHand:
    """Paths count from the project's root, with `/`.

    Attributes:
        answers: the answers file, which still names `old`.
        as_it_was: files of the log, by their paths before the move, that nobody has changed since.
    """

    def __init__(self, root: str, old: str, new: str, answers: str, as_it_was: frozenset[str]) -> None:
        self.root, self.old, self.new, self.answers, self.as_it_was = root, old, new, answers, as_it_was


def moved_by_hand(folder: str) -> MovedByHand | None:
    """What became of the log in a folder that no answers file names; None where it is no such log."""
    path = folder = os.path.realpath(folder)
    while os.path.exists(os.path.join(folder, CONTRACT)):
        try:
            logs = answered_logs(path)
        except OSError:
            return None
        lost = {log: name for log, name in logs.items() if not os.path.exists(os.path.join(path, log, CONTRACT))}
        if lost:
            return _which(path, os.path.relpath(folder, path).replace(os.sep, "/"), lost)
        above = os.path.dirname(path)
        if above == path or os.path.exists(os.path.join(path, ".git")):
            return None
        path = above
    return None


def _which(root: str, new: str, lost: dict[str, str]) -> MovedByHand:
    """The log that is now in `new`: the only one that is lost, else the one that had most of the files that lie there."""
    had = {old: _files_before(root, old) for old in lost}
    shared = {old: sum(os.path.exists(os.path.join(root, new, name)) for name in files) for old, files in had.items()}
    most = max(shared.values())
    found = [old for old in lost if shared[old] == most]
    if len(found) > 1:
        raise Fault(
            f"{new}: {' and '.join(lost)} are not where {' and '.join(lost.values())} name them, and nothing says which "
            "of them this is; write its new folder into adr_dir and adr_dir_was of its answers file"
        )
    old = found[0]
    return MovedByHand(root, old, new, lost[old], _unchanged(root, old, new, had[old]))


def _files_before(root: str, old: str) -> dict[str, str]:
    """{name below the log: blob} of its files when it was last in `old`; empty where git does not know."""
    contract = f"{old}/{CONTRACT}"
    ref = "HEAD"
    if not git(root, "ls-tree", "HEAD", "--", contract):
        ref = (git(root, "log", "-1", "--format=%H", "--", contract) or b"").decode().strip() + "^"
    listed = git(root, "ls-tree", "-r", "-z", ref, "--", f"{old}/") or b""
    entries = [entry.partition("\t") for entry in listed.decode("utf-8", "surrogateescape").split("\0") if entry]
    return {path[len(old) + 1 :]: meta.split()[2] for meta, _, path in entries}


def _unchanged(root: str, old: str, new: str, had: dict[str, str]) -> frozenset[str]:
    there = [name for name in had if os.path.isfile(os.path.join(root, new, name)) and "\n" not in name]
    data = "".join(f"{new}/{name}\n" for name in there).encode("utf-8", "surrogateescape")
    now = (git(root, "hash-object", "--stdin-paths", data=data) or b"").decode().split()
    return frozenset(f"{old}/{name}" for name, blob in zip(there, now) if had[name] == blob)
