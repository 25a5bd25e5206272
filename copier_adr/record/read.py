"""One record: the readers are asked in turn, and it is decided which of their answers counts.

docs/reading.md says the same in words.
"""

from __future__ import annotations

import re

from ..text.pattern import Pattern
from ..vocabulary.statuses import RETIRED
from ..vocabulary.words import CANONICAL
from .document import Document
from .notes import noted
from .readers.elsewhere import (
    read_changelog,
    read_contract_places,
    read_folder,
    read_footer,
    read_late_line,
    read_sentences,
    read_steps,
    read_tags,
)
from .readers.front_matter import read_flags, read_front_matter
from .readers.head import read_head
from .readers.sections import read_headings, read_sections
from .readers.title import choose_title, clean_title, read_tight_heading, read_title, without_status
from .record import Record
from .references import references
from .statements import FOUND, LABELLED, Stated, Statements
from .title import Lead

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ..vocabulary.words import Vocabulary
    from .references import Refs


def read_lines(document: Document, found: Statements) -> None:
    """The lines above the first section and right under the title."""
    for start, end in document.layout.heads:
        region = document.body[start:end]
        if region and not region.isspace():
            read_head(region, found, True, start)


# In this order: of two that state the same fact the first counts.
READERS = (read_front_matter, read_title, read_headings, read_lines, read_sections)
# Each is asked only while no status is known.
STATUS_ELSEWHERE = (read_steps, read_flags, read_tags, read_sentences, read_late_line, read_folder)


class Reading:
    """What one record says: the statements that count, by fact, and what the file's name says.

    `chosen` has title, status, date and number where they are stated; `title` is the title as it is shown.
    """

    def __init__(self, file: str, text: str, words: Vocabulary) -> None:
        self.file = file
        self.document = Document(file, text, words)
        self.found = self._ask()
        self.chosen: dict[str, Stated] = {}
        self.title: str | None = None
        self.title_number: int | None = None
        self.whole_title: str | None = None  # where only the log's other titles say whether a number leads it
        self.lead = Lead("")
        self._decide_title()
        self._decide_status()
        self._decide_date()
        self._decide_number()

    def _ask(self) -> Statements:
        """Every reader's answers; a second time with underlined headings where the first left a gap."""
        document = self.document
        found = _answers(document)
        if found.has("status") and found.has("title") and not document.title_is_underlined:
            read_contract_places(document, found)
            return found
        if document.underline():
            found = _answers(document)
        for reader in STATUS_ELSEWHERE:
            if not found.has("status"):
                reader(document, found)
        read_contract_places(document, found)
        if not found.has("title"):
            read_tight_heading(document, found)
        return found

    def _decide_title(self) -> None:
        chosen = choose_title(self.document, self.found.of("title"))
        if chosen:
            self.chosen["title"] = chosen
            title = chosen.value
            if not self.found.has("status") and (title[-1] in "])" or ": " in title[:14]):
                title = without_status(title, self.found, chosen.at)
            whole, self.lead = clean_title(title, self.document.number)
            self.title = self.lead.text or None
            if self.title and not self.lead.sure:
                self.whole_title = whole
            elif self.lead.sure:
                self.title_number = self.lead.number

    def _decide_status(self) -> None:
        """The first that is stated; one that the vocabulary lacks yields to a status section's that it has."""
        stated = self.found.of("status")
        if stated:
            chosen = stated[0]
            if chosen.value not in CANONICAL:
                known = [one for one in stated if one.reader == "section" and one.value in CANONICAL]
                chosen = known[0] if known else chosen
            if chosen.value not in RETIRED:
                retired = [one for one in stated if one.sure == LABELLED and one.value in RETIRED]
                chosen = retired[0] if retired else chosen
            self.chosen["status"] = chosen

    def others(self) -> list[str]:
        """What other places under a label say of the status, where they say something else."""
        status = self.chosen.get("status")
        stated = self.found.of("status")
        if not status or len(stated) < 2:
            return []
        return [one.text for one in stated if one.sure == LABELLED and one.value != status.value]

    def _decide_date(self) -> None:
        """The date of the decision, else of the record's creation, of its status, of its last change, of its name."""
        chosen = self._first_date()
        day = self.document.day
        for fact in ("created", "day", "updated"):
            if not chosen:
                one = next((one for one in self.found.of(fact) if one.value), None)
                chosen = Stated("date", one.value, one.value, one.at, one.reader, one.sure) if one else None
        if not chosen and day:
            chosen = Stated("date", day, day, -1, "file name", FOUND)
        if not chosen:
            read_footer(self.document, self.found)
            chosen = self._first_date()
        if chosen:
            self.chosen["date"] = chosen

    def _first_date(self) -> Stated | None:
        """The first date that is one; else the first text that stands where a date belongs."""
        stated = self.found.of("date")
        return next((one for one in stated if one.value), stated[0] if stated else None)

    def _decide_number(self) -> None:
        """The number in the file's name; without one there, that of a field, then that of the title."""
        document = self.document
        if document.number is not None:
            self.chosen["number"] = Stated("number", document.number, document.name, -1, "file name", FOUND)
        elif document.day is None:
            numbers = self.found.of("number")
            if numbers:
                self.chosen["number"] = numbers[0]
            elif self.title_number is not None and self.title_number < 100000:
                title = self.chosen["title"]
                self.chosen["number"] = Stated("number", self.title_number, title.text, title.at, "title", FOUND)

    def evidence(self) -> int:
        """How much its text reads like a record.

        3 with a known status, 2 with several sections of a decision, 1 with one; -1 where it is a form to fill in.
        """
        status, title = self.chosen.get("status"), self.chosen.get("title")
        if BLANK_TITLE.search(title.text if title else ""):
            return -1
        if status and status.value in CANONICAL and status.reader not in ELSEWHERE:
            return 3
        unnamed = not title and any(part.kind == "title" for part in self.document.layout.sections)
        if unnamed or _offers_a_choice(self.document):
            return -1
        return min(self.document.layout.decides, 2)

    def refs(self, fact: str) -> Refs:
        """The references of every statement of a fact, in order."""
        every = [ref for stated in self.found.of(fact) for ref in stated.value]
        return _defined(every, self.document.text) if every else []

    def links(self) -> list[tuple[str, Refs]]:
        links = [stated.value for stated in self.found.of("link")]
        return [(label, _defined(refs, self.document.text)) for label, refs in links]

    def row(self) -> tuple[Any, ...]:
        """The facts as a row of plain values (see Record) that another process can send back."""
        status, date, number = (self.chosen.get(fact) for fact in ("status", "date", "number"))
        return (
            self.file,
            number.value if number else None,
            self.document.prefix,
            self.title,
            self.title_number,
            status.value if status else None,
            status.text if status else None,
            date.value if date else None,
            date.text if date else None,
            self.refs("supersedes"),
            self.refs("superseded_by"),
            self.links(),
            self.lead.prefix,
            self.whole_title,
            self.others(),
            *self.notes(),
            self.evidence(),
        )

    def notes(self) -> tuple[list[str], str | None, list[str], list[str]]:
        """The patterns of paths that it applies to, the day to look at it again, its tags, and who decided."""
        found, status = self.found.found, self.chosen.get("status")
        days, tags = noted(found, "review_by"), noted(found, "tags")
        if status and status.reader == "tags":
            tags = [tag for tag in tags if tag != status.text]
        patterns = noted(found, "applies_to") or noted(found, "affects")
        return patterns, days[0] if days else None, tags, noted(found, "deciders")

    def why(self) -> dict[str, dict[str, Any]]:
        """For each fact that counts: the reader that found it, the line (from 1) and the words there, and how sure."""
        every = dict(self.chosen)
        for fact in ("supersedes", "superseded_by"):
            for one in self.found.of(fact)[:1]:
                every[fact] = one
        return {
            fact: {"reader": one.reader, "line": self.document.line(one.at), "text": one.text, "sure": one.sure}
            for fact, one in every.items()
        }


# Readers whose status does not show that a file without a number is a record.
ELSEWHERE = ("late line", "contract", "title", "folder")


# "{number}. {title}", "ADR-NNNN: …": a record has its own there.
BLANK_TITLE = Pattern(r"\{\s?(?:number|nummer|num|nr|id|n{2,4}|x{2,4})\b[^{}]{0,80}\}", re.IGNORECASE)


def _offers_a_choice(document: Document) -> bool:
    """Whether the front matter has a choice where a record has its status: `state: {draft|published}`."""
    for key, value in document.values.items():
        if document.words.label(key) == "status":
            value = f"[{', '.join(value)}]" if isinstance(value, list) else value
            return value[:1] in ("{", "[", "<") and "|" in value and value[-1:] in ("}", "]", ">")
    return False


def _answers(document: Document) -> Statements:
    found = Statements(document.words)
    for reader in READERS:
        reader(document, found)
    if not found.has("status"):
        read_changelog(document, found)
    return found


def _defined(refs: Refs, text: str) -> Refs:
    """References with the labels of reference links turned into their targets."""
    out = []
    for kind, target in refs:
        if kind == "label":
            m = re.search(r"\n {0,3}\[" + re.escape(target) + r"\]:[ \t]*<?([^\s>]+)", "\n" + text, re.IGNORECASE)
            if m:
                out.append(("path", m.group(1)))
            else:
                out += [ref for ref in references(" " + target + " ") if ref[0] != "label"]
        else:
            out.append((kind, target))
    return list(dict.fromkeys(out))


def parse(file: str, text: str, words: Vocabulary) -> tuple[Any, ...]:
    """The facts of one record as a row: see `Reading.row`."""
    return Reading(file, text, words).row()


def read_record(file: str, text: str, words: Vocabulary) -> Record:
    """The facts of one record. `file` is its path below the log."""
    return Record(parse(file, text, words))
