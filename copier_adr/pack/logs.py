"""The log that a project has before the pack comes: where it lies, and what its records look like.

Only at the time of the first copy; every default found here is recorded as an answer.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from ..log.index import index_file
from ..log.project import USUAL_FOLDERS
from ..record.places import read_place
from ..text.headings import headings
from . import styles

# Files of other tools that name the log's folder -> where in them it stands.
POINTERS = (
    (".adr-dir", re.compile(r"\A\s*(?P<path>[^\n]+)")),
    ("adrs.toml", re.compile(r"^\s*adr_dir\s*=\s*[\"'](?P<path>[^\"'\n]+)", re.M)),
    (".log4brains.yml", re.compile(r"^\s*adrFolder\s*:\s*[\"']?(?P<path>[^\"'\n#]+)", re.M)),
    (".adr.json", re.compile(r"\"(?:path|adrDir|directory)\"\s*:\s*\"(?P<path>[^\"\n]+)")),
)
TEXT = (".md", ".markdown", ".rst", ".adoc")
# A file name that bears a number or a date, perhaps after a prefix: `0001-x.md`, `ADR-012_x.md`, `2024-05-01-x.md`.
RECORD_NAME = re.compile(r"(?P<prefix>(?:[^\W\d]+[-_ ]?){0,3}?)(?P<digits>\d{2,14})(?P<rest>[-_. ].*|)$")
DATE_NAME = re.compile(r"\d{4}-\d\d-\d\d[-_]|\d{8}(?:\d{6})?[-_]|\d{4}-\d\d-[^\d]")
TALKS_OF_DECISIONS = re.compile(r"(?:^|[-_.])(?:m?adrs?|decisions?|decision-?(?:records?|log))(?:[-_.]|$)", re.I)
# Folders that hold other people's files or examples of records, not this project's log.
NOT_OURS = re.compile(
    r"(?:^|/)(?:node_modules|vendor|third_party|tests?|fixtures?|examples?|testdata|samples?)(?:/|$)", re.I
)
UNREAD = {
    ".git",
    ".hg",
    ".svn",
    "node_modules",
    "vendor",
    ".venv",
    "venv",
    ".tox",
    "target",
    "build",
    "dist",
    "__pycache__",
}
CANDIDATES, SAMPLE = 12, 8
# Names under which a log's index is found, the likeliest first.
INDEX_NAMES = ("readme.md", "index.md", "readme.markdown", "index.markdown")

ReadLog = Callable[[str], list[dict[str, Any]]]


def files(folder: Path) -> list[str]:
    """Paths of the project's files below `folder`, with `/`: what git knows or would add, else what lies there."""
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            capture_output=True,
            check=False,
            timeout=30,
        )
        if done.returncode == 0:
            return [os.fsdecode(path) for path in done.stdout.split(b"\0") if path]
    except (OSError, subprocess.SubprocessError):
        pass
    found: list[str] = []
    below = [""]
    while below:
        at = below.pop()
        try:
            with os.scandir(folder / at) as entries:
                for entry in entries:
                    if entry.is_dir(follow_symlinks=False):
                        if entry.name not in UNREAD:
                            below.append(f"{at}{entry.name}/")
                    else:
                        found.append(at + entry.name)
        except OSError:
            continue
    return sorted(found)


def find_log(folder: Path, read_log: ReadLog) -> str:
    """The folder of the project's log, relative with `/`; "" where there is none below the root.

    Names are looked at before contents: only folders whose file names bear numbers are read, and few files of them.

    Args:
        folder: the project's root; `project.is_empty` is a quicker answer where it has no file.
        read_log: `adr.py`'s reader, which decides what a record is.
    """
    for name, pattern in POINTERS:
        try:
            match = pattern.search((folder / name).read_text(encoding="utf-8", errors="replace"))
        except OSError:
            continue
        if match and (path := _inside(folder, match["path"])):
            return path
    numbered: dict[str, list[str]] = {}
    for path in files(folder):
        if not path.lower().endswith(TEXT):
            continue
        where, _, base = path.rpartition("/")
        if base.lower() in INDEX_NAMES:  # perhaps a folder per record, with the record as its README
            inner = path
            where, _, base = where.rpartition("/")
        else:
            inner = path
            base = base.rpartition(".")[0]
        if where and RECORD_NAME.match(base):
            numbered.setdefault(where, []).append(inner)
    for where in list(numbered):
        # Records in subfolders (one per team or state) are one log: the topmost folder that says so.
        parts = where.split("/")
        for depth in range(1, len(parts)):
            if TALKS_OF_DECISIONS.search(parts[depth - 1]):
                numbered.setdefault("/".join(parts[:depth]), []).extend(numbered.pop(where))
                break

    def rank(where: str) -> tuple[bool, bool, int, bool, int, str]:
        usual = USUAL_FOLDERS.index(where) if where in USUAL_FOLDERS else len(USUAL_FOLDERS)
        talks = bool(TALKS_OF_DECISIONS.search(where.rsplit("/", 1)[-1]))
        return bool(NOT_OURS.search(where)), usual == len(USUAL_FOLDERS), usual, not talks, -len(numbered[where]), where

    for where in sorted(numbered, key=rank)[:CANDIDATES]:
        sure = where in USUAL_FOLDERS or bool(TALKS_OF_DECISIONS.search(where.rsplit("/", 1)[-1]))
        if _reads_as_log(folder, sorted(numbered[where]), read_log, sure=sure):
            return where
    return ""


def records_in_root(folder: Path, read_log: ReadLog) -> list[str]:
    """Names of the records that lie in the project's root, which is no log: that has a folder of its own."""
    found = sorted(
        name for name in os.listdir(folder)
        if name.lower().endswith(TEXT) and RECORD_NAME.match(name.rpartition(".")[0])
    )  # fmt: skip
    return found if found and _reads_as_log(folder, found, read_log, sure=False) else []


def _inside(folder: Path, path: str) -> str:
    """`path` as it is written in an answer where it names a folder inside the project, else ""."""
    path = "/".join(part for part in path.strip().replace("\\", "/").split("/") if part not in ("", "."))
    return path if path and ".." not in path.split("/") and (folder / path).is_dir() else ""


def _reads_as_log(folder: Path, paths: list[str], read_log: ReadLog, *, sure: bool) -> bool:
    """Whether a few of these files read as records that state what became of them.

    A blog's posts have titles and dates too; a status tells records from them. Where the folder's name says that it
    holds decisions (`sure`), one record will do.
    """
    step = max(1, len(paths) // SAMPLE)
    with tempfile.TemporaryDirectory(prefix="copier-adr-") as some:
        for path in paths[::step][:SAMPLE]:
            to = (
                Path(some, *Path(path).parts[-2:])
                if Path(path).name.lower() in INDEX_NAMES
                else Path(some, Path(path).name)
            )
            try:
                to.parent.mkdir(exist_ok=True)
                shutil.copyfile(folder / path, to)
            except OSError:
                continue
        records = read_log(some)
    stated = [record for record in records if record["status"]]
    return bool(records) if sure else len(stated) >= 2 and 2 * len(stated) >= len(paths[::step][:SAMPLE])


class Names(NamedTuple):
    """How the records of a log are called: values of the questions of these names; `None` where it is not clear."""

    numbering: str | None
    number_width: int | None
    filename_prefix: str | None


def names_in(records: list[dict[str, Any]]) -> Names:
    """The naming that most records share. `records` is what `adr.py` read."""
    stems = []
    for record in records:
        path = Path(record["file"])
        stems.append(path.parent.name if path.name.lower() in INDEX_NAMES else path.name.rpartition(".")[0])
    dated = [stem for stem in stems if DATE_NAME.match(stem)]
    if not stems:
        return Names(None, None, None)
    if 2 * len(dated) > len(stems):
        return Names("date", None, None)
    found = [match for stem in stems if stem not in dated and (match := RECORD_NAME.match(stem))]
    width, prefix = (
        _most([len(m["digits"]) for m in found], len(stems)),
        _most([m["prefix"] for m in found], len(stems)),
    )
    numbers = sorted(int(match["digits"]) for match in found)
    # Numbers with wide gaps come from a tracker; the next free one would be an issue's.
    far = len(numbers) >= 5 and numbers[-1] >= 10 * len(numbers)
    return Names(
        "tracker" if far else "sequential" if found else None,
        width if width and 3 <= width <= 6 else None,
        prefix if prefix and re.fullmatch(r"[^\W\d_][\w.-]{0,39}", prefix) else None,
    )


def _most(values: list[Any], among: int) -> Any:
    """The value that at least two thirds share, or `None`."""
    value = max(set(values), key=values.count, default=None)
    return value if value is not None and 3 * values.count(value) >= 2 * among else None


def style_in(log: Path, records: list[dict[str, Any]]) -> str:
    """The style that the newest records of a log keep, or "" where none fits clearly.

    A record keeps a style when it has every heading that the style requires, no more strange headings than known
    ones, and states its status where the style does.
    """
    texts = []
    for record in records[-SAMPLE - 4 :]:
        try:
            texts.append((log / record["file"]).read_text(encoding="utf-8", errors="replace")[:200_000])
        except OSError:
            continue
    seen = [(text, {_plain(heading.text) for heading in headings(text) if heading.level > 1}) for text in texts]
    best = (0.0, 0.0, 0, "")  # of two alike the plainer name wins
    for name in styles.names():
        style = styles.load(name)
        values = dict.fromkeys(styles.REFERENCE.findall(style.body), "x")
        parts = [part for part in styles.sections(style, style.filled(values)) if "{" not in part.title]
        needed = {_plain(part.title) for part in parts if not part.optional}
        known = {_plain(part.title) for part in parts}
        place: dict[str, str] = dict(style.contract.record.status.items())
        kept = [
            len(heads & known) / len(heads | known)
            for text, heads in seen
            if needed <= heads and 2 * len(heads & known) >= len(heads) > 0 and read_place(text, place)
        ]
        if 3 * len(kept) >= 2 * len(seen) > 0 and len(needed) >= 2:
            best = max(best, (len(kept) / len(seen), sum(kept) / len(kept), -len(name), name))
    return best[3]


def _plain(heading: str) -> str:
    return " ".join(heading.strip(" *_`:").split()).casefold()


def own_index(log: Path) -> str:
    """The name of the README or index that the folder `log` has, or ""."""
    path = Path(index_file(str(log)))
    return path.name if path.is_file() else ""
