"""Where in a record its status may stand.

Each place is one small generator in STATUS_PLACES, the likeliest place first.
"""

from __future__ import annotations

import re

from ..record.places import fields, find_span, peel, section_span, stated_body, under_columns
from ..record.sections import heading_kind
from ..record.status import stated_word
from ..text.headings import headings
from ..text.markup import BOX, RULE
from ..text.pattern import Pattern
from .page import to_atx
from .places import key_spans

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ..text.headings import Heading
    from ..vocabulary.words import Contract
    from .page import Page

    Span = tuple[str, int, int]  # kind of place (see record/places.py, or "tag"), start, end
    StatusPlace = Callable[["Searched"], Iterator[Span]]

BELOW = Pattern(r"[*_ \t]*\n(?:[ \t]*\n)?[ \t>]*(?:[-*+•][ \t]+)?([^\s#](?:[^\n]*[^ \t\n])?)[ \t]*(?=\n|$)")


class Searched:
    """A page as those see it who look for its status: `masked` is its text with all blanked that states nothing."""

    def __init__(self, page: Page, contract: Contract) -> None:
        self.text, self.file, self.words = page.text, page.file, page.words
        self.contract = contract
        self.masked = stated_body(page.text)[1:]


def status_spans(page: Page, contract: Contract) -> list[Span]:
    """Every text that may be the record's status, the likeliest first."""
    searched = Searched(page, contract)
    return list(dict.fromkeys(span for place in STATUS_PLACES for span in place(searched)))


def _at_contract_place(searched: Searched) -> Iterator[Span]:
    place = searched.contract["record"].get("status")
    span = find_span(searched.text, place) if place else None
    if span:
        yield next(iter(place)), *span


def _in_front_matter(searched: Searched) -> Iterator[Span]:
    for span in key_spans(searched.text, ("status",), searched.words):
        yield "front_matter", *span


def _under_label(searched: Searched) -> Iterator[Span]:
    """`Status: x`, `- Status: x`, `**Status** x`, `| Status | x |`."""
    for kind, label, start, end in fields(searched.text, loose=True):
        if searched.words.label(label) == "status":
            below = BELOW.match(searched.masked, end) if start == end else None
            if below and stated_word(below.group(1), searched.words, known_only=True)[1]:
                yield kind, *peel(searched.text, *below.span(1))  # "Status: ⏎ - Accepted"
            yield kind, *peel(searched.text, start, end)


def _in_column(searched: Searched) -> Iterator[Span]:
    """The last row of a table that has a column for the status."""
    for label, start, end in under_columns(searched.text):
        if searched.words.label(label) == "status":
            yield "column", *peel(searched.text, start, end)


def _at_headings(searched: Searched) -> Iterator[Span]:
    every = headings(to_atx(searched.text, searched.file))
    for heading, after in zip(every, [*every[1:], None]):
        kind = heading_kind(heading.text, heading.level, searched.words)
        if kind.startswith("=status="):
            yield from _in_heading(searched, heading, kind.split("=", 2)[2])
        elif kind == "status":
            yield from _in_section(searched, heading, after)


def _in_heading(searched: Searched, heading: Heading, value: str) -> Iterator[Span]:
    """`## Status: Accepted`."""
    at = searched.text.find(value, heading.start)
    if value and 0 <= at < heading.end + len(value):
        yield "line", *peel(searched.text, at, at + len(value))


def _in_section(searched: Searched, heading: Heading, after: Heading | None) -> Iterator[Span]:
    """The lines of a status section, the last first; its place where it is empty; a heading right below it."""
    stop = after.start if after else len(searched.text)
    yield from reversed(_section_lines(searched, heading.end, stop))
    if not searched.masked[heading.end : stop].strip():
        yield "section", *section_span(searched.text, heading.end, stop)


def _section_lines(searched: Searched, start: int, stop: int) -> list[Span]:
    """Each line without its bullet; none where check boxes state the status."""
    lines: list[Span] = []
    at = start
    for line in searched.masked[start:stop].split("\n"):
        if BOX.match(line.strip()):
            return []
        lead = re.match(r"[ \t>]*(?:[-*+•][ \t]+)?", line)
        first, last = at + (lead.end() if lead else 0), at + len(line.rstrip())
        if first < last and not RULE.fullmatch(line.strip()):
            lines.append(("section", *peel(searched.text, first, last)))
        at += len(line) + 1
    return lines


def _among_tags(searched: Searched) -> Iterator[Span]:
    for start, end in key_spans(searched.text, ("tags",), searched.words):
        for m in re.finditer(r"[^\s\[\],'\"]+", searched.text[start:end]):
            if searched.words.status(m.group()):
                yield "tag", start + m.start(), start + m.end()


STATUS_PLACES: tuple[StatusPlace, ...] = (
    _at_contract_place,
    _in_front_matter,
    _under_label,
    _in_column,
    _at_headings,
    _among_tags,
)
