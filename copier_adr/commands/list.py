"""`list`: the records in order, for people or as JSON."""

from __future__ import annotations

import os

from ..edit.places import key_spans
from ..faults import Fault, Misuse
from ..log.find import place_of, read_text
from ..log.force import binds, is_followed
from ..log.govern import sentence_of
from ..log.graph import row_label
from ..log.log import Log
from ..log.messages import from_here, in_colour, nearest, out, painted, safe, say
from ..log.search import bare, says
from ..program import ADR
from ..record.read import Reading
from ..record.status import canonical
from ..streams import harmless_json
from ..text.columns import width
from ..text.dates import parse_date
from ..text.sheet import sheet
from ..vocabulary.words import CANONICAL

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
    paths: bool
    brief: bool
    status: list[str] | None
    tag: list[str] | None
    since: str | None
    grep: list[str] | None
    sort: str
    format: str


def cmd_list(call: ListCall) -> int:
    log = Log(call.dir)
    form = "json" if call.json or call.why else "paths" if call.paths else "brief" if call.brief else call.format
    if form != "json" and not log.records and not log.unreadable:  # a program asks with JSON, and [] tells it
        raise Fault(f"{call.dir}: holds no records; `{ADR} new TITLE` writes the first, --dir names another folder")
    records = in_order(wanted_records(log, call), call.sort)
    if form == "json":
        print_json([{**r.as_json(), "why": why(log, r)} if call.why else r.as_json() for r in records])
        return 0
    for file, reason in log.unreadable:
        say(f"{from_here(os.path.join(call.dir, file))}: {reason}")
    PRINTERS[form](log, records)
    return 0


def wanted_records(log: Log, call: ListCall) -> list[Record]:
    """The records that the call's options leave."""
    records = of_status(log, words_given(call.status or (["accepted"] if call.brief else [])))
    if call.tag:
        wanted = [bare(tag).lstrip("#") for tag in words_given(call.tag)]
        records = [record for record in records if any(tag in map(bare, record.tags) for tag in wanted)]
    if call.since:
        since = parse_date(call.since)
        if not since:
            raise Misuse(f"--since {call.since}: give a day, such as 2026-01-31")
        records = [record for record in records if record.date and record.date >= since]
    if call.grep:
        words = [bare(word) for words in call.grep for word in words.split()]
        records = [record for record in records if says(log, record, words) is not None]
    return records


def words_given(given: list[str]) -> list[str]:
    """The words of an option that may be repeated, and that takes several with commas between."""
    return [word.strip() for words in given for word in words.split(",") if word.strip()]


def of_status(log: Log, asked: list[str]) -> list[Record]:
    """The records whose status is one of these words, in any language or as written; all without words.

    Those that are accepted are those in force: also such as were implemented since, or a style's own word for it, but none
    that says which other one took its place.

    Raises:
        Misuse: a word is no status that is known, or that the log uses.
    """
    wanted = {word.casefold() for word in asked}
    known = {canonical(word, log.words) for word in asked}
    used = {text.casefold() for record in log.records for text in (record.status, record.status_text) if text}
    for word in asked:
        if word.casefold() not in used and not log.words.status(word):
            near = nearest(word.casefold(), sorted({*used, *CANONICAL}))
            mend = f"; did you mean {near}?" if near else ""
            raise Misuse(f"--status {word}: no record and no style has such a status{mend}")
    in_force = "accepted" in known
    if in_force:
        known |= {status for status in log.words.statuses.values() if binds(status)}
    found = [r for r in log.records if not wanted or r.status in known or (r.status_text or "").casefold() in wanted]
    return [r for r in found if not (in_force and binds(r.status) and is_followed(log, r))]


def in_order(records: list[Record], by: str) -> list[Record]:
    """The records in the index's order (`number`), or by date, title or status; those that lack it last."""
    if by == "number":
        return records
    return sorted(records, key=lambda record: (not getattr(record, by), (getattr(record, by) or "").casefold()))


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
    out("[" + harmless_json(",\n ".join([encode(item) for item in items])) + "]\n", made=True)


def status_shown(log: Log, record: Record) -> str:
    """A record's status, with what took its place."""
    if record.status == "superseded" and record.superseded_by:
        return "superseded by " + ", ".join(row_label(log.files[file]) for file in record.superseded_by)
    return record.status or "-"


def print_table(log: Log, records: list[Record]) -> None:
    """A line a record: number, status, date and title, in columns."""
    colour = in_colour()
    facts = [(row_label(r), status_shown(log, r), r.date or r.date_text or "-") for r in records]
    rows = [[safe(text) for text in row] for row in facts]
    widths = [max((width(row[column]) for row in rows), default=0) for column in range(3)]
    for record, row in zip(records, rows):
        parts = [text + " " * (wide - width(text)) for text, wide in zip(row, widths)]
        if colour:
            parts[1] = painted(parts[1], COLOURS.get(record.status or "", ""))
        out("  ".join([*parts, safe(record.title or record.file)]).rstrip() + "\n", made=True)


def print_paths(log: Log, records: list[Record]) -> None:
    """A path a line, as one types it from here."""
    for record in records:
        out(from_here(place_of(log.folder, record.file)) + "\n")


BRIEF_WORDS = 14  # of a line, with the number
BRIEF_WIDTH = 160  # columns, for scripts that put no space between words


def print_brief(log: Log, records: list[Record]) -> None:
    """A line for each record, of under 15 words: its number, and what it decides, or its title where that is shorter."""
    for record in records:
        said = sentence_of(log, record)
        if not fits_in_brief(said):
            said = record.title or record.file
        words = said.split()
        if not fits_in_brief(said):
            said = " ".join(words[: BRIEF_WORDS - 1])[: BRIEF_WIDTH - 1].rstrip() + "…"
        out(safe(f"{row_label(record)} {said}") + "\n", made=True)


def fits_in_brief(said: str) -> bool:
    return 0 < len(said.split()) < BRIEF_WORDS and width(said) <= BRIEF_WIDTH


def print_csv(_log: Log, records: list[Record]) -> None:
    """With a head; several successors in one cell with spaces between."""
    rows: list[list[object]] = [list(CSV_COLUMNS)]
    for record in records:
        facts = record.as_json()
        rows.append([" ".join(v) if isinstance(v, list) else v for v in map(facts.get, CSV_COLUMNS)])
    out(sheet(rows))


CSV_COLUMNS = ("number", "title", "status", "date", "supersedes", "superseded_by", "file")
PRINTERS = {"brief": print_brief, "table": print_table, "paths": print_paths, "csv": print_csv}
DATES = ("date", "created", "updated")  # in front matter each may be the record's date
COLOURS = {
    "accepted": "32",
    "proposed": "33",
    "draft": "33",
    "rejected": "31",
    "deprecated": "90",
    "superseded": "90",
}
