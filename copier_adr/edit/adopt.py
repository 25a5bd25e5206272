"""TODO."""

from __future__ import annotations

import os
import re

from .change import Change
from .index import plan_index
from ..faults import Fault
from ..log.index import MARKER, MARKER_END, MARKER_STEM, counted, index_text
from ..log.log import Log
from ..record.record import Record
from ..text.dates import ISO
from ..text.files import decode, line_end, read_bytes
from ..text.headings import headings
from ..text.markup import LINK, LINK_TEXT, MARKS, SEPARATOR, WORD, cells
from ..text.mask import CONFLICT, mask, mask_fences
from ..vocabulary.words import plain


def adopt_index(log: Log, path: str, change: Change) -> list[str]:
    """Plan markers and an index for a README that has none; what is done, in words.

    A table or list of the records that is there already is taken over where its rows say nothing that the
    index does not; else the index goes below everything. No other line changes.
    """
    if not os.path.exists(path):
        change.write(path, f"# Architecture decisions\n\n{MARKER}\n{index_text(log)}{MARKER_END}\n".encode())
        return [f"{path}: written, with an index of {counted(log.records)}"]
    data = read_bytes(path)
    text, encoding = decode(data)
    newline = line_end(text)
    if MARKER_STEM in mask_fences(text):
        return [f"{path}: {counted(log.records)}"] if plan_index(log, path, change) else []
    if CONFLICT.search("\n" + text):
        raise Fault(f"{path}: has conflict markers; settle them, then run `adr.py adopt`")
    block = MARKER + newline + index_text(log, newline) + MARKER_END
    place = listing(log, text)
    if place:
        start, end = place
        new = text[:start] + block + text[end:]
        how = f"{path}: the list of records is now written by `adr.py index`"
    else:
        gap = "" if not text.strip() else newline if text.endswith(newline) else newline * 2
        heading = (
            "" if any(plain(h.text) in ("index", "adr index") for h in headings(text)) else "## Index" + newline * 2
        )
        new = text + gap + heading + block + newline
        how = f"{path}: the index was added at the end"
    try:
        change.write(path, new.encode(encoding))
    except UnicodeEncodeError:
        raise Fault(f"{path}: is {encoding} and cannot hold the records' titles; save it as UTF-8") from None
    return [how]


def listing(log: Log, text: str) -> tuple[int, int] | None:
    """Offsets of the one table or list that names records and nothing else; None where there is no such."""
    masked = mask(text)
    found = []
    for m in re.finditer(
        r"(?:^|(?<=\n))(?:[ \t]*\|[^\n]*(?:\n|$))+|(?:^|(?<=\n))(?:[ \t]{0,3}[-*+][ \t][^\n]*(?:\n|$))+",
        masked,
    ):
        raw = masked[m.start() : m.end()]
        if any(named(log, line) for line in raw.split("\n")):
            found.append((m.start(), m.start() + len(raw.rstrip()), raw))
    if len(found) != 1 or not log.records:
        return None
    start, end, raw = found[0]
    lines = [line for line in raw.split("\n") if line.strip()]
    if lines[0].lstrip()[0] == "|":
        facts = [log.words.key(c) for c in cells(lines[0])]
        known = {
            "number",
            "no",
            "no.",
            "nr",
            "#",
            "id",
            "adr",
            "title",
            "name",
            "decision",
            "record",
            "file",
            "link",
            "document",
            "status",
            "date",
            "adr number",
            "",
        }
        if (
            len(lines) < 3
            or not all(SEPARATOR.fullmatch(c) for c in cells(lines[1]))
            or not all(f in known or log.words.labels.get(f) in ("number", "title", "status", "date") for f in facts)
        ):
            return None
        lines = lines[2:]
    seen: set[str] = set()
    for line in lines:
        records = named(log, line)
        if len(records) != 1 or records[0].file in seen:
            return None
        record = records[0]
        seen.add(record.file)
        rest = LINK_TEXT.sub(" ", line)
        said = (record.file, record.title, record.status_text, record.date_text, record.status, record.date)
        for known_text in sorted(filter(None, said), key=len, reverse=True):
            rest = re.sub(r"(?<!\w)" + re.escape(known_text) + r"(?!\w)", " ", rest)
        rest = ISO.sub(" ", MARKS.sub("", rest))
        words = [
            w
            for w in WORD.findall(rest.casefold())
            if w not in log.words.statuses and w not in ("adr", "by", "see", "on")
        ]
        if words and not (
            line.lstrip()[0] == "|" and " ".join(words) in " ".join(WORD.findall((record.title or "").casefold()))
        ):
            return None
    return start, end


def named(log: Log, line: str) -> list[Record]:
    """The records that a line of the README links to."""
    files = log.files
    found: dict[str, Record] = {}
    for m in LINK.finditer(line):
        path = m.group(1).partition("#")[0].replace("%20", " ")
        path = os.path.normpath(path).replace(os.sep, "/") if path else ""
        for candidate in (path, path + ".md"):
            if candidate in files:
                found[candidate] = files[candidate]
    return list(found.values())
