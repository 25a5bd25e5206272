"""A list of records that people keep in the log's README, which the index can take over."""

from __future__ import annotations

import os
import re

from ..text.dates import ISO
from ..text.markup import LINK, LINK_TEXT, MARKS, SEPARATOR, WORD, cells
from ..text.mask import mask
from ..text.pattern import Pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..log.log import Log
    from ..record.record import Record

# A table, or a list with its items on one line each.
LISTING = Pattern(r"(?:^|(?<=\n))(?:[ \t]*\|[^\n]*(?:\n|$))+|(?:^|(?<=\n))(?:[ \t]{0,3}[-*+][ \t][^\n]*(?:\n|$))+")
# Heads of columns that the index has too, beside those that the vocabulary knows.
COLUMNS = (
    *("number", "no", "no.", "nr", "#", "id", "adr", "adr number", "title", "name", "decision", "record", "file"),
    *("link", "document", "status", "date", ""),
)
FILLERS = ("adr", "by", "see", "on")


def listing(log: Log, text: str) -> tuple[int, int] | None:
    """Offsets of the one table or list that names records and nothing else; None where there is no such."""
    masked = mask(text)
    found = [m for m in LISTING.finditer(masked) if any(named(log, line) for line in m.group().split("\n"))]
    if len(found) != 1 or not log.records:
        return None
    raw = found[0].group()
    lines = [line for line in raw.split("\n") if line.strip()]
    if lines[0].lstrip()[0] == "|":
        if not _has_known_columns(log, lines):
            return None
        lines = lines[2:]
    seen: set[str] = set()
    for line in lines:
        records = named(log, line)
        if len(records) != 1 or records[0].file in seen or _says_more(log, line, records[0]):
            return None
        seen.add(records[0].file)
    return found[0].start(), found[0].start() + len(raw.rstrip())


def _has_known_columns(log: Log, lines: list[str]) -> bool:
    """Whether a table has rows, and only columns that the index has too."""
    if len(lines) < 3 or not all(SEPARATOR.fullmatch(c) for c in cells(lines[1])):
        return False
    facts = [log.words.key(c) for c in cells(lines[0])]
    return all(f in COLUMNS or log.words.labels.get(f) in ("number", "title", "status", "date") for f in facts)


def _says_more(log: Log, line: str, record: Record) -> bool:
    """Whether a row says something of its record that is none of its facts."""
    rest = LINK_TEXT.sub(" ", line)
    said = (record.file, record.title, record.status_text, record.date_text, record.status, record.date)
    for fact in sorted(filter(None, said), key=len, reverse=True):
        rest = re.sub(r"(?<!\w)" + re.escape(fact) + r"(?!\w)", " ", rest)
    rest = ISO.sub(" ", MARKS.sub("", rest))
    words = [w for w in WORD.findall(rest.casefold()) if w not in log.words.statuses and w not in FILLERS]
    shortened = line.lstrip()[0] == "|" and " ".join(words) in " ".join(WORD.findall((record.title or "").casefold()))
    return bool(words) and not shortened


def named(log: Log, line: str) -> list[Record]:
    """The records that a line of the README links to."""
    found: dict[str, Record] = {}
    for m in LINK.finditer(line):
        path = m.group(1).partition("#")[0].replace("%20", " ")
        path = os.path.normpath(path).replace(os.sep, "/") if path else ""
        for candidate in (path, path + ".md"):
            if candidate in log.files:
                found[candidate] = log.files[candidate]
    return list(found.values())
