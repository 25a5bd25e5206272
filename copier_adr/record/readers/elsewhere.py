"""Facts that are looked for only where nothing else states them, each reader by itself less sure than those before."""

from __future__ import annotations

import re

from ...text.dates import LEADING_DATE, parse_date
from ...text.markup import BULLET, LINK_TEXT, MARKS, cells
from ...text.pattern import Pattern
from ...vocabulary.statuses import stage_of
from ..places import find_span
from ..statements import FOUND, Statements
from ..status import is_choice, stated_word
from .head import read_head

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..document import Document

LATE_STATUS = Pattern(
    r"\n[ \t>]*(?:[-*+|][ \t]*)?(?:\*\*|__)?(?:ADR )?(?:Status|STATUS|status|Statut|Estado)(?:\*\*|__)?[ \t]*[:|][ \t]*(?:\*\*|__)?[ \t]*([^\n|][^\n]{0,200})"
)
FOOT = 600  # characters below the last rule that may be a footer


def read_changelog(document: Document, found: Statements) -> None:
    """A section of dated entries states the status where its entries are status words: the last one counts."""
    for part in document.layout.sections:
        if part.kind == "changelog":
            found.by("change log", FOUND, part.start)
            entries = [_entry(line.strip(), found) for line in document.body[part.start : part.end].split("\n")]
            stated = [entry for entry in entries if entry]
            if stated:
                status, word, day = stated[-1]
                found.status(status, word)
                if day:
                    found.add("day", day, word)
                return


def _entry(line: str, found: Statements) -> tuple[str, str, str | None] | None:
    """(status, word, date) of an entry that is a row or a bullet."""
    if line[:1] == "|":
        row = cells(line)
        line = row[0] if row else ""
    elif not BULLET.match(line):
        return None
    line = BULLET.sub("", line, count=1)
    if len(line) > 80:
        return None
    word = MARKS.sub("", LEADING_DATE.sub("", LINK_TEXT.sub(r"\1", line)))
    word = re.sub(r"[([].*", "", word).strip(" .:-–—")
    status = found.words.status(word)
    return (status, word, parse_date(line)) if status else None


def read_tags(document: Document, found: Statements) -> None:
    """A tag of the front matter that is a status."""
    tags = document.values.get("tags")
    for tag in tags if isinstance(tags, list) else ():
        found.by("tags", FOUND).status(found.words.status(tag), tag)


def read_steps(_document: Document, found: Statements) -> None:
    """Of steps that are told with their days (`Accepted: 2024-05-06`) the newest."""
    steps = found.of("step")
    if steps:
        newest = max(steps, key=lambda one: (one.value[1], stage_of(one.value[0])))
        found.by(newest.reader, FOUND, newest.at).status(newest.value[0], newest.text)
        found.add("day", newest.value[1], newest.text)


def read_folder(document: Document, found: Statements) -> None:
    """The folder that the record lies in, where it is called by a status: `rejected/0007-use-x.md`."""
    for name in reversed(document.folders):
        status = found.words.status(name.replace("-", " ").replace("_", " "))
        if status:
            found.by("folder", FOUND).status(status, name)
            return


def read_sentences(_document: Document, found: Statements) -> None:
    """What a sentence said: the record was superseded."""
    for stated in found.of("spoken")[:1]:
        found.by(stated.reader, FOUND, stated.at).status("superseded", "Superseded")


def read_late_line(document: Document, found: Statements) -> None:
    """A labelled status anywhere below the head; only a known word counts there."""
    body = document.body
    if "tatus" in body or "TATUS" in body or "tatut" in body or "stado" in body:
        for m in LATE_STATUS.finditer(body):
            if is_choice(m.group(1), found.words):
                continue
            text = m.group(1).partition("|")[0].strip()
            status, sure = stated_word(text[:80], found.words, known_only=True)
            if status and sure:
                found.by("late line", FOUND, m.start(1)).status(status, text)
                return


def read_contract_places(document: Document, found: Statements) -> None:
    """Where the log's contract says that a fact stands, under a label that only this log has."""
    for fact, place in document.words.places:
        if not found.has(fact) and next(iter(place.values())) in document.text:
            span = find_span(document.text, place)
            if span:
                found.by("contract", FOUND, span[0]).take(fact, document.text[span[0] : span[1]])


def read_footer(document: Document, found: Statements) -> None:
    """Dates below the last rule of the page."""
    if "\n---" in document.body:
        foot = document.body.rpartition("\n---")[2]
        if len(foot) < FOOT and "\n#" not in foot:
            inner = Statements(found.words)
            text = re.sub(r"(?m)^[_*](?=\w)|(?<=\w)[_*]$", "", foot)
            read_head(text, inner, False, len(document.body) - len(foot))
            for stated in inner.of("date"):
                found.by("footer", FOUND, stated.at).add("date", stated.value, stated.text)
