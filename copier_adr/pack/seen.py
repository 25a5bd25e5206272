"""What one record of a log looks like, so far as others look like it: title, places of facts, head, sections."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterable
from typing import NamedTuple, TypeVar

from ..record.name_form import Named
from ..record.names import slug
from ..record.places import TABLE, fields, front_keys, key_span
from ..record.record import Record
from ..record.sections import heading_kind
from ..record.status import stated_word
from ..record.table import heads_columns
from ..record.title import TITLE_PARTS, split_title
from ..text.front_matter import front_matter
from ..text.headings import BY_FILE_NAME, Heading, headings
from ..text.markup import cells
from ..text.mask import mask
from ..vocabulary.words import Vocabulary, plain

EDGE = " \t*_`"  # around a label that is padded or in emphasis
TITLE_LINE = ("line", "Title")  # the place of a title above every heading, as in a mail
SECTIONS = ("body", "status", "date", "created", "links", "meta")  # kinds of a first heading that is no title
# Which label states the date, the likeliest first.
DATES = ("date", "created", "updated")
MOST = re.compile(r"\|[ \t:|-]+")
Value = TypeVar("Value", bound=Hashable)
Place = tuple[str, str]  # a kind of place and a label, see record/places.py


class Part(NamedTuple):
    """A section: its level, its heading as it is written, the path of headings that it is known by, its own text."""

    level: int
    heading: str
    path: tuple[str, ...]
    text: str


class Line(NamedTuple):
    """A line of the head that states something under a label, or draws a table (then `label` is empty).

    The head of a table with a label before each value is of the kind `table` where its label is no fact's.
    A table whose columns have labels is one line, of the kind `column`: `label` is the row of the labels, `before` that
    and the rule below it, `value` its last row.
    """

    kind: str
    label: str
    before: str
    value: str
    after: str
    gap: bool  # whether an empty line stands before it


class Key(NamedTuple):
    """A key of the front matter with the lines that its value takes."""

    name: str
    lines: str
    value: str


class Seen(NamedTuple):
    """One record. `title` is "" where its form cannot be said; a place is a kind and a label.

    `above` are lines that stand above the title, `head` those below it.
    """

    record: Record
    title: str
    status: Place | None
    date: Place | None
    keys: list[Key]
    above: list[Line]
    head: list[Line]
    parts: list[Part]

    @property
    def paths(self) -> list[tuple[str, ...]]:
        """By what its sections are known, in their order."""
        return [part.path for part in self.parts]


def look(record: Record, text: str, words: Vocabulary, width: int) -> Seen:
    """What a record looks like. `width` is that of the numbers in file names."""
    text = text.replace("\r\n", "\n").lstrip("\ufeff")
    every = headings(text)
    title, first = _title(record, text, every, words, width)
    # A text may have sections of the first level, with a title above them or without one.
    below = [heading for heading in every if first is None or heading.start > first.start]
    starts = _starts(text, below[0].start if below else len(text), first)
    places = list(_places(text, below, words, starts[1]))
    status = next((place for fact, place in places if fact == "status"), None)
    dates = [next((place for fact, place in places if fact == name), None) for name in DATES]
    date = next((place for place in dates if place), None)
    above = list(_head(text, front_matter(text)[2], first.start, words)) if first else []
    head = list(_head(text, *starts, words))
    return Seen(record, title, status, date, _keys(text), above, head, list(_parts(text, below)))


def _starts(text: str, end: int, title: Heading | None) -> tuple[int, int]:
    """Where the head begins and ends: from below the title to the first section."""
    start = title.end if title else front_matter(text)[2]
    return min(start, end), end


def _title(
    record: Record, text: str, every: list[Heading], words: Vocabulary, width: int
) -> tuple[str, Heading | None]:
    """(the form of the line that states the title, the heading that it is)."""
    first = next((heading for heading in every if heading.level == 1), None)
    span = key_span(text, "title")
    told = text[span[0] : span[1]].strip("|>-+ \t\n\"'") if span else ""
    leads = bool(every) and (first is None or every[0] is not first)
    if leads and _is_title(every[0], record, told, words):
        first = every[0]
    if first is None and not told:
        return BY_FILE_NAME, None
    if (not told or first) and _has_title_line(text, first or (every[0] if every else None)):
        return BY_FILE_NAME, None
    kind = heading_kind(first.text, first.level, words) if first else ""
    if kind in SECTIONS and not told:
        return BY_FILE_NAME, None
    if first is None or kind:
        return (f"title: {_title_form(told, record, width)}" if told and "\n" not in told else ""), None
    form = _title_form(first.text, record, width)
    return (f"{'#' * first.level} {form}" if form else ""), first


def _has_title_line(text: str, first: Heading | None) -> bool:
    """Whether a line above every heading states the title: `Title: Use a queue`."""
    found = ((kind, label) for kind, label, at, _ in fields(text) if first is None or at < first.start)
    return TITLE_LINE in found


def _is_title(heading: Heading, record: Record, told: str, words: Vocabulary) -> bool:
    """Whether a heading of the second level is the title: it says what the front matter or the file's name says."""
    if heading.level != 2 or heading_kind(heading.text, 2, words):
        return False
    text, number = split_title(heading.text, record.number)
    called = slug(text) in slug(Named(record.file).stem)
    return called or plain(text) == plain(told) or (number is not None and number == record.number)


def _title_form(title: str, record: Record, width: int) -> str:
    """A title with the record's number and its words as they stand in the form; "" where that cannot be said."""
    text, number = split_title(title, record.number)
    lead = title[: title.find(text)] if text in title else ""
    stem = Named(record.file).stem
    if stem in lead:
        lead = lead.replace(stem, "{name}")
    elif number is not None and (digits := re.search(r"\d+", lead)):
        many = len(digits[0])
        own = f"{{id:{many}}}" if digits[0][0] == "0" and 1 < many < 10 else "{number}"
        lead = lead[: digits.start()] + ("{id}" if many == width > 1 else own) + lead[digits.end() :]
    return "" if re.search(r"[{}]", TITLE_PARTS.sub("", lead)) else f"{lead}{{title}}"


def _places(text: str, below: list[Heading], words: Vocabulary, end: int) -> Iterable[tuple[str, Place]]:
    """(fact, place) of what a record states, in the order of the text."""
    start, stop, body = front_matter(text)
    for key in front_keys(text[start:stop]) if body else ():
        if fact := words.label(key):
            yield fact, ("front_matter", key)
    over = {at for at, *_ in _columns(text, words, end)}
    head = [
        (kind, label.strip(EDGE), at, text[at:stop])
        for kind, label, at, stop in fields(text)
        if at < end and text.rfind("\n", 0, at) + 1 not in over
    ]
    found = [(at, fact, (kind, label)) for kind, label, at, value in head if (fact := _fact(label, value, words))]
    for at, labels, _, _ in _columns(text, words, end):
        found += [(at, fact, ("column", name)) for name in cells(labels) if (fact := words.label(name))]
    for heading in below:
        kind = heading_kind(heading.text, heading.level, words)
        if kind in ("status", *DATES):
            found.append((heading.start, kind, ("section", heading.text)))
    for _, fact, place in sorted(found):
        yield fact, place


def _keys(text: str) -> list[Key]:
    start, stop, body = front_matter(text)
    if not body or text[:1] == "+":
        return []
    block = text[start:stop]
    names = [name for name in front_keys(block) if key_span(text, name)]
    found = []
    for match in re.finditer(r"(?m)^([^\s#:][^:\n]*):.*\n(?:(?:[ \t]+\S|- ).*\n)*", block):
        name = match[1].rstrip(" \t").strip("\"'")
        span = key_span(text, name) if name in names else None
        if span:
            found.append(Key(name, match[0], text[span[0] : span[1]].strip()))
    return found


def _fact(label: str, value: str, words: Vocabulary) -> str:
    """The fact that a label introduces, also one that the name of the log's records leads: `RFC Status: Active`."""
    led = words.led_label(label) == "status" and stated_word(value, words, known_only=True)[1]
    return words.label(label) or ("status" if led else "")


def _columns(text: str, words: Vocabulary, end: int) -> Iterable[tuple[int, str, str, str]]:
    """(offset, row of labels, rule, last row) of each table that begins before `end` and has facts in its columns."""
    for table in TABLE.finditer(mask(text)):
        if table.start() >= end:
            return
        head, rule, *rows = table[0].rstrip("\n").split("\n")
        if heads_columns([cells(row) for row in (head, rule, *rows)], 0, words):
            yield table.start(), head, rule, rows[-1]


def _head(text: str, start: int, end: int, words: Vocabulary) -> Iterable[Line]:
    columns = {at: rest for at, *rest in _columns(text, words, end)}
    stated = {text.rfind("\n", 0, at) + 1: (kind, label, at, stop) for kind, label, at, stop in fields(text)}
    at, gap, wide = start, False, False
    region = mask(text)[start:end]
    for line in region.split("\n"):
        first = _heads_a_table(text, at)
        # A table of more than two columns, or with labels over them, has no label before each value.
        wide = (first and (at in columns or len(cells(line)) > 2)) or (wide and line.startswith("|"))
        if at in columns:
            labels, rule, last = columns[at]
            yield Line("column", labels, f"{labels}\n{rule}", last, "", gap)
        elif at in stated and not wide and not MOST.fullmatch(line):
            kind, label, begin, stop = stated[at]
            whole, label = text[at : at + len(line)], label.strip(EDGE)
            drawn = first and not _fact(label, text[begin:stop], words)
            yield Line(
                "table" if drawn else kind, label, whole[: begin - at], text[begin:stop], whole[stop - at :], gap
            )
        elif (first or MOST.fullmatch(line)) and not wide:
            yield Line("table", "", line, "", "", gap)
        gap = not line.strip()
        at += len(line) + 1


def _heads_a_table(text: str, at: int) -> bool:
    """Whether the line that holds `at` is the first of a table: below it stands the line that parts head and rows."""
    return bool(MOST.fullmatch(text[at:].split("\n", 2)[1])) if "\n" in text[at:] else False


def _parts(text: str, below: list[Heading]) -> Iterable[Part]:
    above: list[tuple[int, str]] = []
    for heading, after in zip(below, [*below, None][1:], strict=True):
        name = heading.text
        above = [one for one in above if one[0] < heading.level]
        path = (*(one for _, one in above), plain(name))
        above.append((heading.level, plain(name)))
        yield Part(heading.level, name, path, text[heading.end : after.start if after else len(text)].strip("\n"))


def shared(values: Iterable[Value], least: float) -> Value | None:
    """The value that at least this part of them share; of two the one that came last. None where none does."""
    every = list(values)
    counted = Counter(reversed(every)).most_common(1)
    return counted[0][0] if counted and counted[0][1] >= least * len(every) else None
