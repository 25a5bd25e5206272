"""Which log somebody means who types `adr` in a folder of a project."""

from __future__ import annotations

import os

from ..faults import Misuse
from ..log.contract import CONTRACT
from ..log.find import find_files
from ..log.messages import from_here
from ..log.project import USUAL_FOLDERS, answered_logs, is_inside, under
from ..text.files import decode, read_bytes

POINTER = ".adr-dir"  # of adr-tools: the log's folder, on one line


def folders_up(start: str) -> list[str]:
    """`start` and the folders above it, up to the repository's root, or to the file system's where there is none."""
    found = [os.path.realpath(start)]
    while not os.path.exists(os.path.join(found[-1], ".git")) and os.path.dirname(found[-1]) != found[-1]:
        found.append(os.path.dirname(found[-1]))
    return found


def project_above(start: str) -> tuple[str, dict[str, str]]:
    """(the nearest folder with answers files of the pack, {log's folder: answers file}); ("", {}) where none is."""
    for folder in folders_up(start):
        try:
            logs = answered_logs(folder)
        except OSError:
            continue
        if logs:
            return folder, logs
    return "", {}


def logs_here(start: str = ".") -> list[str]:
    """The folders of the logs that a command in `start` may mean: one, or several where only the user can say.

    The nearest sign counts: a log's own contract, an answers file of the pack, a pointer of adr-tools. Where none is,
    the usual folders that hold records.

    Raises:
        Misuse: there is no log, or what names one is wrong.
    """
    here = os.path.realpath(start)
    for folder in folders_up(start):
        if os.path.isfile(os.path.join(folder, CONTRACT)):
            return [from_here(folder)]
        found = answered_in(folder) or _pointed(folder)
        if found:
            return _of(here, found)
    for folder in folders_up(start):
        found = [path for path in (_inside(folder, usual) for usual in USUAL_FOLDERS) if path and has_records(path)]
        if found:
            return _of(here, found)
    raise Misuse(_nothing(folders_up(start)))


def answered_in(root: str) -> list[str]:
    """The logs that the answers files in `root` name."""
    try:
        logs = answered_logs(root)
    except OSError:
        return []
    found = [path for path in (_inside(root, log) for log in logs) if path]
    if logs and not found:
        log, answers = next(iter(logs.items()))
        raise Misuse(wrong_pointer(os.path.join(root, answers), log))
    return found


def pointer_in(root: str) -> str | None:
    """What adr-tools' file in `root` names; None where there is no such file."""
    pointer = os.path.join(root, POINTER)
    if not os.path.lexists(pointer) or os.path.isdir(pointer):
        return None
    try:
        return decode(read_bytes(pointer))[0].strip()
    except OSError as error:
        raise Misuse(f"{from_here(pointer)}: {error.strerror or error}") from None


def _pointed(root: str) -> list[str]:
    """The log that adr-tools' file in `root` names."""
    named = pointer_in(root)
    if named is None:
        return []
    path = _inside(root, named)
    if not path:
        raise Misuse(wrong_pointer(os.path.join(root, POINTER), named))
    return [path]


def _inside(root: str, named: str) -> str:
    """The folder of this name where it is there and inside `root`, else ""."""
    return os.path.normpath(os.path.join(root, named)) if named and is_inside(root, named) else ""


def wrong_pointer(file: str, named: str) -> str:
    return f"{from_here(file)}: names {named!r}, no folder of this project; mend it, or name the log with --dir"


def has_records(path: str) -> bool:
    return bool(find_files(path)[0])


def _of(here: str, logs: list[str]) -> list[str]:
    """The one of these logs that `here` lies in, else all of them, as one would type them."""
    around = [log for log in logs if under(here.replace(os.sep, "/"), os.path.realpath(log).replace(os.sep, "/"))]
    return [from_here(log) for log in ([max(around, key=len)] if around else sorted(logs))]


def _nothing(looked: list[str]) -> str:
    where = looked[0] if len(looked) == 1 else f"{looked[0]} and the folders above it, up to {looked[-1]},"
    return (
        f"no decision log is here. Looked in {where} for .copier-answers.adr.yml, {POINTER}, {CONTRACT} and records in "
        f"{', '.join(USUAL_FOLDERS[:3])} and the other usual folders. `adr init` starts a log; --dir DIR names one."
    )
