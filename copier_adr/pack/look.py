"""Where a project keeps its decisions before the pack comes: a log, records in its root, or one file with all of them.

Only at the time of the first copy; the folder that is found is recorded as an answer. Names are looked at before
contents: only folders whose files or folders bear numbers or dates are read, and few files of them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

from ..log.log import read_files, reads_as_record
from ..log.project import USUAL_FOLDERS, project_files, under
from ..record.names import NAME_MONTH, by_name, name_facts
from ..record.record import Record
from ..record.vocabulary import vocabulary
from ..text.files import decode, read_bytes
from ..text.headings import headings
from ..text.mask import mask
from ..vocabulary.names import COVERS, RECORD_SUFFIXES
from ..vocabulary.words import KNOWN_STATUSES, folded

# Files of other tools that name the log's folder -> where in them it stands.
POINTERS = (
    (".adr-dir", re.compile(r"\A\s*(?P<path>[^\n]+)")),
    ("adrs.toml", re.compile(r"^[^\S\n]*adr_dir\s*=\s*[\"'](?P<path>[^\"'\n]+)", re.M)),
    (".log4brains.yml", re.compile(r"^[^\S\n]*adrFolder\s*:\s*[\"']?(?P<path>[^\"'\n#]+)", re.M)),
    (".adr.json", re.compile(r"\"(?:path|adrDir|directory)\"\s*:\s*\"(?P<path>[^\"\n]+)")),
)
DECISIONS = re.compile(r"(?:^|[-_. ])(?:m?adrs?|decisions?|decision-?(?:records?|log))(?:[-_. ]|$)", re.I)
# Folders whose records may be decisions among other things.
PROPOSALS = re.compile(r"(?:^|[-_. ])(?:rf[cd]s?|keps?)(?:[-_. ]|$)", re.I)
# Folders that hold other people's files or examples of records, not this project's log.
NOT_OURS = re.compile(
    r"(?:^|/)(?:node_modules|vendor|third_party|tests?|fixtures?|examples?|testdata|samples?)(?:/|$)", re.I
)
DECIDED = {"accepted", "rejected", "superseded", "deprecated", "implemented", "withdrawn"}
PADDED = re.compile(r"(?:^|/)[^\W\d_]{0,6}[-_]?0\d{2,}[-_]")
ENOUGH_PROPOSED = 5
CANDIDATES, SAMPLE, PAGES = 40, 8, 8
# What a file is called that holds them all: not `adr-template`, nor `decision-process`.
ALL_OF_THEM = re.compile(
    r"(?:(?:architectur(?:e|al)|design|technical|tech|project|key)[-_ ]?)?"
    r"(?:m?adrs?|decisions?(?:[-_ ]?(?:records?|log|register))?)(?:[-_ ]?log)?",
    re.I,
)
# A heading of one decision among several: a number, perhaps after a word or two, or a date.
ENTRY = re.compile(r"[\W_]*(?:(?:[^\W\d_]+(?![^\W\d_])[-_ #.:]*){0,2}\d{1,4}(?=[-_:.)\] ]|$)(?![.]\d)|\d{4}-\d\d-\d\d)")
STATED = re.compile(r"(?mi)^[ \t>|*_#+-]*status\b[ \t*_]*(?:[:|\u2013-]|$)")
ROW = re.compile(r"(?m)^[ \t]*\|(?![ \t:|-]+$).*")


class Finds(NamedTuple):
    """What a project has of decisions; at most one of the three is not empty."""

    log: str
    """The folder of its log, relative and with `/`."""

    root: list[str]
    """Paths of the records that lie in its root, or in folders of the root that tell their state."""

    page: tuple[str, int]
    """The file that holds all decisions, and how many; ("", 0) where there is none."""

    others: tuple[str, ...] = ()
    """Folders of further logs, where there is one."""


def look(folder: Path) -> Finds:
    """What the project in `folder` has; `project.is_empty` is a quicker answer where it has no file."""
    paths = project_files(str(folder))
    places = candidates(paths)
    logs = [log] if (log := _pointed(folder)) else []
    for where in sorted(filter(None, places), key=lambda where: _rank(where, len(places[where])))[:CANDIDATES]:
        # What lies in a log that was found, or around it, is no other one.
        apart = not any(under(where, log) or under(log, where) for log in logs)
        if apart and not (logs and NOT_OURS.search(where)):
            sure = where in USUAL_FOLDERS or bool(_talks(where))
            logs += [where] if _reads_as_log(folder, where, places[where], sure=sure) else []
    if logs:
        logs[0] = _around(folder, logs[0], places)
        return Finds(logs[0], [], ("", 0), tuple(log for log in logs[1:] if not under(log, logs[0])))
    root = sorted(places.get("", ()))
    if root and _reads_as_log(folder, "", root, sure=False):
        return Finds("", root, ("", 0))
    return Finds("", [], _page(folder, paths))


def _around(folder: Path, log: str, places: dict[str, list[str]]) -> str:
    """The folder above a log that has more records of its own: the log may hold those of old alone."""
    above = log.rpartition("/")[0]
    while above:
        paths = places.get(above, [])
        if len(paths) > len(places.get(log, ())) and _reads_as_log(folder, above, paths, sure=False):
            return above
        above = above.rpartition("/")[0]
    return log


def candidates(paths: list[str]) -> dict[str, list[str]]:
    """{folder that may be a log: the files in it that are records by their names}; "" is the root."""
    direct: dict[str, list[str]] = defaultdict(list)
    bears: dict[str, bool] = {}
    for path in paths:
        if not path.lower().endswith(RECORD_SUFFIXES):
            continue
        where, _, name = path.rpartition("/")
        stem = name.rpartition(".")[0]
        if stem.lower() not in COVERS:
            if by_name(name) == 2:
                direct[where].append(path)
        elif where:  # perhaps a folder per record, with the record as its README
            if where not in bears:
                bears[where] = _bears_number(where.rpartition("/")[2])
            if bears[where]:
                direct[where.rpartition("/")[0]].append(path)
    years: dict[str, list[str]] = defaultdict(list)
    for where, found in direct.items():
        parts = where.split("/")
        while parts and parts[-1].isdecimal():
            parts.pop()
        years["/".join(parts)] += found
    return _by_topic(_by_state(years))


def _bears_number(stem: str) -> bool:
    number, _, day = name_facts(stem)
    return number is not None or day is not None or bool(NAME_MONTH.match(stem))


def _by_state(places: dict[str, list[str]]) -> dict[str, list[str]]:
    """Folders side by side that tell what became of their records (`accepted`, `draft`) as the folder above them.

    Posts too have a folder for drafts and one for what is published; they are not decided.
    """
    states: dict[str, dict[str, str]] = defaultdict(dict)
    for where in places:
        above, _, last = where.rpartition("/")
        if where and (status := _status(last)):
            states[above][where] = status
    decided = {above: some for above, some in states.items() if len(some) > 1 and DECIDED.intersection(some.values())}
    merged = {where: above for above, some in decided.items() for where in some}
    found: dict[str, list[str]] = defaultdict(list)
    for where, paths in places.items():
        found[merged.get(where, where)] += paths
    return found


def _status(name: str) -> str:
    """The status that a folder is called by, `2-accepted` and `drafts` too; "" where it is none."""
    word = folded(re.sub(r"[-_ ]+", " ", re.sub(r"^\d+[-_. ]*", "", name)))
    return KNOWN_STATUSES.get(word) or KNOWN_STATUSES.get(word.removesuffix("s"), "")


def _by_topic(places: dict[str, list[str]]) -> dict[str, list[str]]:
    """Records in subfolders (one per team or state) are one log: the topmost folder whose name says so."""
    found: dict[str, list[str]] = defaultdict(list)
    for where, paths in places.items():
        parts = where.split("/")
        depth = next((at for at in range(1, len(parts)) if _talks(parts[at - 1])), len(parts))
        found["/".join(parts[:depth])] += paths
    return found


def _talks(where: str) -> int:
    """Whether a folder's name says that it holds decisions: 2 surely, 1 among other proposals, 0 not."""
    name = where.rpartition("/")[2]
    return 2 if DECISIONS.search(name) else 1 if PROPOSALS.search(name) else 0


def _rank(where: str, count: int) -> tuple[bool, int, int, int, str]:
    usual = USUAL_FOLDERS.index(where) if where in USUAL_FOLDERS else len(USUAL_FOLDERS)
    return bool(NOT_OURS.search(where)), usual, -_talks(where), -count, where


def _pointed(folder: Path) -> str:
    """The log's folder where another tool's file names it."""
    for name, pattern in POINTERS:
        try:
            match = pattern.search(decode(read_bytes(str(folder / name)))[0])
        except OSError:
            continue
        if match and (path := _inside(folder, match["path"])):
            return path
    return ""


def _inside(folder: Path, path: str) -> str:
    """`path` as it is written in an answer where it names a folder inside the project, else ""."""
    path = "/".join(part for part in path.strip().replace("\\", "/").split("/") if part not in ("", "."))
    return path if path and ".." not in path.split("/") and (folder / path).is_dir() else ""


def _reads_as_log(folder: Path, where: str, paths: list[str], *, sure: bool) -> bool:
    """Whether a few of these files read as records that state what became of them.

    A blog's posts have titles and dates too; a status tells records from them. Where the folder's name says that it
    holds decisions (`sure`), one record will do.
    """
    some = sorted(paths)[:: max(1, len(paths) // SAMPLE)][:SAMPLE]
    # As the log would see them: a folder above it that is called by a status says nothing of them.
    rows = read_files(str(folder / where), [(path[len(where) :].lstrip("/"), 2) for path in some], vocabulary())
    records = [Record(row) for row in rows if len(row) > 2 and reads_as_record(row, 2)]
    stated = [record for record in records if record.status]
    if sure or (len(stated) >= 2 and 2 * len(stated) >= len(some)):
        return bool(records)
    # Numbers with zeros, and the sections of a proposal in nearly all: `text/0007-use-x.md`, which may state no status.
    proposed = [record for record in records if record.evidence >= 2 and PADDED.search(record.file)]
    return len(proposed) >= ENOUGH_PROPOSED and 4 * len(proposed) >= 3 * len(some)


def _page(folder: Path, paths: list[str]) -> tuple[str, int]:
    """The file that holds all decisions of the project, and how many it has."""
    named = [path for path in paths if path.lower().endswith(RECORD_SUFFIXES) and not NOT_OURS.search(path)]
    named = [path for path in named if ALL_OF_THEM.fullmatch(path.rpartition("/")[2].rpartition(".")[0])]
    for path in sorted(named, key=lambda path: (path.count("/"), path))[:PAGES]:
        try:
            count = decisions_in(decode(read_bytes(str(folder / path)))[0])
        except OSError:
            continue
        if count > 1:
            return path, count
    return "", 0


def decisions_in(text: str) -> int:
    """How many decisions a page holds: parts with a number or a date, statuses, or rows of a table without links."""
    text = mask(text)
    parts: dict[int, int] = defaultdict(int)
    for heading in headings(text):
        parts[heading.level] += bool(ENTRY.match(heading.text))
    rows = [row for row in ROW.findall(text)[1:] if "](" not in row]
    return max([*parts.values(), len(STATED.findall(text)), len(rows)])
