"""Which files of a folder are records."""

from __future__ import annotations

import os

from ..faults import Fault
from ..record.names import by_name, name_facts
from ..text.files import decode, read_bytes
from ..vocabulary.names import COVERS, RECORD_SUFFIXES, SKIPPED_FOLDERS
from .contract import CONTRACT

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable


def find_files(folder: str) -> tuple[list[tuple[str, int]], list[str]]:
    """([(path below the log, sureness)], [symbolic links passed over]). Never leaves the folder."""
    found: list[tuple[str, int]] = []
    passed: list[str] = []
    todo = [("", folder, False)]
    while todo:
        base, path, inside = todo.pop()
        try:
            with os.scandir(path) as entries:
                names = list(entries)
        except OSError as error:
            if not base:
                raise Fault(f"{folder}: {error.strerror or error}; give the log's folder with --dir") from None
            passed.append(base.rstrip("/"))
            continue
        if base and any(entry.name == CONTRACT for entry in names):
            continue  # a log of its own
        here: list[tuple[str, int]] = []
        covers = []
        for entry in names:
            name = entry.name
            if entry.is_symlink():
                if by_name(name) == 2 or (os.path.isdir(entry.path) and not name.startswith(".")):
                    passed.append(base + name)
            elif entry.is_dir(follow_symlinks=False):
                if name[0] != "." and name.lower() not in SKIPPED_FOLDERS:
                    number, _, day = name_facts(name)
                    todo.append((base + name + "/", entry.path, number is not None or day is not None))
            else:
                sure = by_name(name)
                if sure and not (inside and sure == 1):
                    here.append((base + name, sure))
                elif (
                    base
                    and name.rpartition(".")[0].lower() in ("readme", "index")
                    and "." + name.rpartition(".")[2].lower() in RECORD_SUFFIXES
                ):
                    covers.append(base + name)
        if covers and not any(sure == 2 for _, sure in here):
            cover = min(covers, key=lambda c: (c.rpartition("/")[2][0].lower() != "r", c))
            if inside:
                found.append((cover, 2))
            elif not here:
                found.append((cover, 3))
        found += here
    return found, passed


def record_names(paths: Iterable[str]) -> dict[str, tuple[int | None, str]]:
    """{path: (number, prefix)} of those paths that are records by their names."""
    found = {}
    for path in paths:
        folder, _, name = path.rpartition("/")
        parts = folder.lower().split("/") if folder else []
        if any(part in SKIPPED_FOLDERS or part.startswith(".") for part in parts):
            continue
        stem = name.rpartition(".")[0]
        if stem.lower() in COVERS and folder:
            stem = folder.rpartition("/")[2]
        elif by_name(name) != 2:
            continue
        number, prefix, _ = name_facts(stem)
        found[path] = (number, prefix)
    return found


def likely_records(paths: Iterable[str]) -> dict[str, int]:
    """{path: how sure its name makes it a record (see `find_files`)} of files that are not on the disk."""
    listed = list(paths)
    logs = {folder for folder, _, name in (path.rpartition("/") for path in listed) if folder and name == CONTRACT}
    found = {}
    for path in listed:
        folder, _, name = path.rpartition("/")
        parts = folder.lower().split("/") if folder else []
        if any(part in SKIPPED_FOLDERS or part.startswith(".") for part in parts):
            continue
        if any(folder == log or folder.startswith(log + "/") for log in logs):
            continue
        number, _, day = name_facts(folder.rpartition("/")[2]) if folder else (None, "", None)
        inside = number is not None or day is not None
        sure = by_name(name)
        if sure and not (inside and sure == 1):
            found[path] = sure
        elif (
            folder
            and name.rpartition(".")[0].lower() in COVERS
            and "." + name.rpartition(".")[2].lower() in RECORD_SUFFIXES
        ):
            found[path] = 2 if inside else 3
    return found


def place_of(folder: str, file: str) -> str:
    """Where a file lies: `file` is its path below the folder, with `/`."""
    return os.path.join(folder, *file.split("/"))


def read_text(folder: str, file: str) -> str:
    """The text of a file of the log."""
    return decode(read_bytes(place_of(folder, file)))[0]
