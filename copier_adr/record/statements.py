"""What the readers found in one record, before it is decided which of it counts."""

from __future__ import annotations

import re

from ..text.dates import parse_date
from ..text.markup import MARKS
from ..text.pattern import Pattern
from .notes import note_values
from .references import field_references, supersessions
from .statement import read_statement
from .values import is_none, is_unfilled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ..vocabulary.words import Vocabulary

CODED = Pattern(r"(`{1,3})([^`]+)\1")
# How sure a reader is.
LABELLED, PLACED, FOUND = 3, 2, 1


class Stated:
    """One fact as one reader found it.

    Attributes:
        fact: status, date, day, created, updated, title, number, supersedes, superseded_by, link or spoken, tags or a
            key of NOTES.
        value: a canonical status, an ISO date, a number, a text, or references; for `link` (label, references); for
            tags and NOTES texts.
        text: the words as they stand in the record.
        at: an offset in the record's body; -1 in front matter or in the file's name.
        reader: which reader it was, as docs/reading.md calls it.
        sure: LABELLED where a label or heading says what the value is, PLACED where its place says it, FOUND where
            it was looked for because nothing else states the fact.
    """

    __slots__ = ("at", "fact", "reader", "sure", "text", "value")

    def __init__(self, fact: str, value: Any, text: str, at: int, reader: str, sure: int) -> None:
        self.fact, self.value, self.text, self.at, self.reader, self.sure = fact, value, text, at, reader, sure


class Statements:
    """All that was found, by fact, in the order in which it was found.

    `reader`, `sure` and `at` are set by who reads and stamped on what is found.
    """

    def __init__(self, words: Vocabulary) -> None:
        self.words = words
        self.found: dict[str, list[Stated]] = {}
        self.reader, self.sure, self.at = "", LABELLED, -1

    def by(self, reader: str, sure: int = LABELLED, at: int = -1) -> Statements:
        """What is added from now on was found by this reader, from this place on."""
        self.reader, self.sure, self.at = reader, sure, at
        return self

    def has(self, fact: str) -> bool:
        """Whether a value was found for the fact."""
        return any(stated.value for stated in self.found.get(fact, ()))

    def of(self, fact: str) -> list[Stated]:
        """Every statement of a fact."""
        return self.found.get(fact, [])

    def add(self, fact: str, value: Any, text: str) -> None:
        self.found.setdefault(fact, []).append(Stated(fact, value, text, self.at, self.reader, self.sure))

    def status(self, status: str | None, text: str) -> None:
        if status:
            self.add("status", status, text)

    def refer(self, direction: str, refs: Any, text: str) -> None:
        """References of a supersession: `by` where this record is the older one, else `fwd`."""
        if refs:
            self.add("superseded_by" if direction == "by" else "supersedes", refs, text)

    def spoken(self, text: str) -> None:
        """A sentence says that the record was superseded; that is a status where nothing else states one."""
        self.add("spoken", "superseded", text)

    def take(self, fact: str, value: str) -> None:
        """A labelled value: `fact` is a key of LABELS or NOTES, or `spoken`."""
        take = TAKERS.get(fact)
        if take:
            take(self, value)
        else:
            self.note(fact, value)

    def note(self, fact: str, value: str | list[str]) -> bool:
        """The values of a fact beside the others. Whether there are any."""
        values = note_values(fact, value)
        if values:
            self.add(fact, values, value if isinstance(value, str) else values[0])
        return bool(values)


def _take_status(found: Statements, value: str) -> None:
    said = read_statement(value, found.words, found.reader == "section")
    status, text = said.status()
    found.status(status, text or "")
    day = said.date()
    if day:
        found.add("day", day, value)
    found.refer("fwd", said.fwd, value)
    found.refer("by", said.by, value)
    for link in said.links:
        found.add("link", link, value)


def _take_date(found: Statements, value: str) -> None:
    """The text is kept as people wrote it where it is short; one that is no date in one reading has no value."""
    if not value:
        return
    day = parse_date(value)
    text = re.sub(r"^([*_`]{1,3})([^*_`]*)\1$", r"\2", value).strip() if day != value else value
    if text[:1] in ("[", "{", "<", "("):
        text = text.strip(" \t[]{}<>()")
    if day:
        found.add("date", day, text if len(text) <= 40 else day)
    elif re.search(r"\d{2}", value) and len(value) <= 40:
        found.add("date", None, text)


def _take_created(found: Statements, value: str) -> None:
    found.add("created", parse_date(value), value)


def _take_updated(found: Statements, value: str) -> None:
    found.add("updated", parse_date(value), value)


def _take_supersedes(found: Statements, value: str) -> None:
    if not is_none(value):
        found.refer("fwd", field_references(value), value)


def _take_superseded_by(found: Statements, value: str) -> None:
    if not is_none(value):
        found.refer("by", field_references(value), value)


def _take_either(found: Statements, value: str) -> None:
    for direction, refs in supersessions(MARKS.sub("", value), lead_only=True)[:1]:
        found.refer(direction, refs, value)


def _take_number(found: Statements, value: str) -> None:
    m = re.fullmatch(r"(?:[A-Za-z]{1,20}[-_ ]){0,5}[A-Za-z]{0,20}#?(\d{1,7})", value.strip("\"' "))
    if m:
        found.add("number", int(m.group(1)), value)


def _take_spoken(found: Statements, value: str) -> None:
    if field_references(value):
        found.spoken(value)


def _take_title(found: Statements, value: str) -> None:
    """A blank, and a word for nothing, is no title; nor are the signs of code around one a part of it."""
    text = " ".join(value.split())
    if not is_unfilled(text):
        coded = CODED.fullmatch(text)
        found.add("title", coded.group(2).strip() if coded else text, text)


TAKERS = {
    "title": _take_title,
    "status": _take_status,
    "date": _take_date,
    "created": _take_created,
    "updated": _take_updated,
    "supersedes": _take_supersedes,
    "superseded_by": _take_superseded_by,
    "either": _take_either,
    "number": _take_number,
    "spoken": _take_spoken,
}
