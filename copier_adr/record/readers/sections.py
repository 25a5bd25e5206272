"""Facts in headings and in the sections that hold facts: status, date, links, metadata."""

from __future__ import annotations

from ...text.dates import parse_date
from ...text.markup import BULLET, FIELD, MARKS, cells
from ..references import has_stem, references, supersessions
from ..statement import LINKED
from ..statements import LABELLED, PLACED
from ..status import stated_word
from .head import read_head

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..document import Document
    from ..statements import Statements


def read_headings(document: Document, found: Statements) -> None:
    """Headings that state a fact: `## Status: Accepted`, `## Superseded by ADR 7`, a status under an empty section."""
    for part in document.layout.sections:
        if part.kind == "status heading":
            status, sure = stated_word(part.heading, found.words, known_only=True)
            if status and sure and len(part.heading) < 60:
                found.by("heading", LABELLED, part.start).take("status", part.heading)
                first = document.body[part.start : part.end].strip().partition("\n\n")[0]
                day = parse_date(first.partition("\n")[0][:40])
                if day:
                    found.add("day", day, day)
                for direction, refs in supersessions(first, lead_only=True) if has_stem(first) else ():
                    found.refer(direction, refs, first)
        elif part.kind == "speech":
            found.by("heading", PLACED, part.start)
            for direction, refs in supersessions(part.heading, lead_only=True):
                found.refer(direction, refs, part.heading)
                if direction == "by":
                    found.spoken(part.heading)
        elif part.kind[0] == "=":
            _, fact, value = part.kind.split("=", 2)
            found.by("heading", LABELLED, part.start).take(fact, value)


def read_sections(document: Document, found: Statements) -> None:
    """The text of each section that holds facts."""
    for part in document.layout.sections:
        kind = part.kind.split("=", 2)[1] if part.kind[0] == "=" else part.kind
        read = SECTION_READERS.get(kind)
        if read:
            found.by("links" if kind == "links" else "section", LABELLED, part.start)
            read(document.body[part.start : part.end], kind, found)


def _status(content: str, _kind: str, found: Statements) -> None:
    found.take("status", content)


def _date(content: str, kind: str, found: Statements) -> None:
    """The first line, where it is short and a date."""
    first = content.strip().partition("\n")[0]
    if len(first) < 60 and parse_date(first):
        found.take(kind, BULLET.sub("", first))


def _references(content: str, kind: str, found: Statements) -> None:
    for line in content.strip().split("\n")[:20]:
        line = BULLET.sub("", line.strip())
        if line:
            found.take(kind, line)


def _note_lines(content: str, kind: str, found: Statements) -> None:
    """A list, or lines, with values of a fact."""
    lines = content.strip().split("\n")[:500]
    for line in lines if lines[0][:1] not in ("{", "(") else ():  # guidance of the blank
        found.note(kind, BULLET.sub("", line.strip()))


def _metadata(content: str, _kind: str, found: Statements) -> None:
    read_head(content, found, False, found.at)


MOST_LINKED = 20_000  # lines of a section of links that are read


def _links(content: str, _kind: str, found: Statements) -> None:
    """Supersessions and other relations, one a line."""
    for line in content.split("\n", MOST_LINKED)[:MOST_LINKED]:
        line = line.strip()
        if not line or len(line) > 2000:
            continue
        if line[0] == "|":
            row = cells(line)
            if len(row) > 1:
                line = row[0] + ": " + row[1]
        bullet = BULLET.match(line)
        _link(line[bullet.end() :].lstrip("> ") if bullet else line.lstrip("> "), found)


def _link(line: str, found: Statements) -> None:
    field = FIELD.match(line)
    label = (field.group("strong") or field.group("plain")) if field else ""
    if field:
        fact = found.words.label(label)
        if fact in ("supersedes", "superseded_by", "status"):
            found.take(fact, field.group("value"))
            return
        if not has_stem(label):
            _add_link(label, field.group("value"), line, found)
            return
    if has_stem(line):
        states = supersessions(line, lead_only=True)
        for direction, refs in states:
            found.refer(direction, refs, line)
        if states:
            return
    text = MARKS.sub("", line)
    linked = LINKED.match(text)
    if linked and len(linked.group(1).split()) <= 4:
        _add_link(linked.group(1), text[linked.end() :], line, found)


def _add_link(label: str, value: str, line: str, found: Statements) -> None:
    refs = references(value, first_run=True)
    if refs:
        found.add("link", (" ".join(label.split()).lower(), refs), line)


def _title(content: str, _kind: str, found: Statements) -> None:
    first = content.strip().partition("\n")[0]
    if first and first[0] != ">":  # a quote there says what a title should be
        found.add("title", first, first)


SECTION_READERS = {
    "status": _status,
    "date": _date,
    "created": _date,
    "supersedes": _references,
    "superseded_by": _references,
    "applies_to": _note_lines,
    "review_by": _note_lines,
    "tags": _note_lines,
    "links": _links,
    "meta": _metadata,
    "title": _title,
}
