"""`list`: the records in order, for people or as JSON."""

from __future__ import annotations

import os
import sys

from ..edit.places import key_spans
from ..log.find import read_text
from ..log.graph import row_label
from ..log.log import Log
from ..log.messages import out, say
from ..record.read import Reading
from ..record.status import canonical
from ..text.columns import width

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ..record.record import Record
    from ..vocabulary.words import Vocabulary


class ListCall:
    """What `list` was called with."""

    dir: str
    json: bool
    why: bool
    status: list[str] | None


def cmd_list(call: ListCall) -> int:
    log = Log(call.dir)
    records = of_status(log, call.status or [])
    if call.json or call.why:
        print_json([{**r.as_json(), "why": why(log, r)} if call.why else r.as_json() for r in records])
        return 0
    for file, reason in log.unreadable:
        say(f"{os.path.join(call.dir, file)}: {reason}")
    print_table(log, records)
    return 0


def of_status(log: Log, asked: list[str]) -> list[Record]:
    """The records whose status is one of these words, in any language or as written; all without words."""
    wanted = {word.casefold() for word in asked}
    known = {canonical(word, log.words) for word in asked}
    return [r for r in log.records if not wanted or r.status in known or (r.status_text or "").casefold() in wanted]


def why(log: Log, record: Record) -> dict[str, dict[str, Any]]:
    """Where each fact was taken from: {fact: {reader, file, line, text, sure}}.

    `reader` is a way to state a fact; `line` counts from 1; `text` is what stands there; `sure` is 3 where a label
    says what the value is, 2 where its place says it, 1 where it was looked for because nothing else states the fact.
    """
    text = read_text(log.folder, record.file)
    places = {}
    for fact, found in Reading(record.file, text, log.words).why().items():
        in_front = found["reader"] == "front matter"
        line = front_matter_line(text, fact, found["text"], log.words) if in_front else found["line"]
        places[fact] = {"reader": found["reader"], "file": record.file, **found, "line": line}
    return places


def front_matter_line(text: str, fact: str, value: str, words: Vocabulary) -> int:
    """The line of front matter that states a value; the first one where it is spelt otherwise there."""
    for start, end in key_spans(text, DATES if fact == "date" else (fact,), words):
        at = text.find(value, start, end)
        if at >= 0:
            return text.count("\n", 0, at) + 1
    return 1


def print_json(items: list[dict[str, Any]]) -> None:
    """One item a line, in ASCII, so that every terminal and every pipe carries it."""
    import json

    encode = json.JSONEncoder(ensure_ascii=True).encode
    out("[" + ",\n ".join([encode(item) for item in items]) + "]\n")


def status_shown(log: Log, record: Record) -> str:
    """A record's status, with what took its place."""
    if record.status == "superseded" and record.superseded_by:
        return "superseded by " + ", ".join(row_label(log.files[file]) for file in record.superseded_by)
    return record.status or "-"


def print_table(log: Log, records: list[Record]) -> None:
    """A line a record: number, status, date and title, in columns."""
    colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    rows = [(row_label(r), status_shown(log, r), r.date or r.date_text or "-") for r in records]
    widths = [max((width(row[column]) for row in rows), default=0) for column in range(3)]
    for record, row in zip(records, rows):
        parts = [text + " " * (wide - width(text)) for text, wide in zip(row, widths)]
        if colour:
            parts[1] = f"\x1b[{COLOURS.get(record.status or '', '0')}m{parts[1]}\x1b[0m"
        out("  ".join([*parts, safe(record.title or record.file)]).rstrip() + "\n")


DATES = ("date", "created", "updated")  # in front matter each may be the record's date
COLOURS = {
    "accepted": "32",
    "proposed": "33",
    "draft": "33",
    "rejected": "31",
    "deprecated": "90",
    "superseded": "90",
}


def safe(text: str) -> str:
    """Text for a terminal: no control characters."""
    return "".join(c if c >= " " and c != "\x7f" and not "\x80" <= c < "\xa0" else "\ufffd" for c in text)
