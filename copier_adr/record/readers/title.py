"""The title: which heading or value it is, and what else people write into it."""

from __future__ import annotations

import re

from ...text.dates import without_dates
from ...text.pattern import Pattern
from ...vocabulary.statuses import SIX
from ..references import has_stem, supersessions
from ..statement import read_statement
from ..statements import FOUND, LABELLED, PLACED
from ..title import ESCAPED, PLACEHOLDER_TITLE, Lead, title_lead

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..document import Document
    from ..statements import Stated, Statements


CODED_NUMBER = Pattern(r"^`([^`\s\d]{0,12}\d{1,6})`(?=[\s:])")
OF_LINES = ("line", "bullet", "bold", "quoted line")  # readers of labelled lines
QUOTED = Pattern(r"(['\"])([^'\"]+)\1")
STATUS_BEHIND = Pattern(r"(.*\S)\s+\(((?:[^()\[\]]|\[[^\[\]]{0,100}\]\([^()]{0,200}\)){3,300})\)")
# What stands in round brackets for a status alone: "(active)", "(done)" and "(open)" may say which sessions or tasks.
NO_MATTER = frozenset((*SIX, "withdrawn"))
# A heading that is emphasised, or a link, as a whole.
WHOLE_TITLE = Pattern(r"(\*{1,3}|_{1,3})([^*_]+)\1|\[((?:[^\[\]\\]|\\.){1,300})\]\([^()\s]{0,300}\)")
# `<a id="x"></a> Title` and `<a id="x">Title</a>`: a place to link to, not words.
ANCHOR = Pattern(r"<(a|span) (?:name|id)=[^<>]{0,200}>(?:([^<>]{0,400})</\1>)?", re.IGNORECASE)


def read_title(document: Document, found: Statements) -> None:
    """The first heading that is no section; the title in front matter where that heading is none of its own."""
    layout = document.layout
    if layout.title:
        found.by("title", LABELLED if layout.plain_title else PLACED, layout.heads[-1][0] - 1)
        found.add("title", layout.title, layout.title)


def read_tight_heading(document: Document, found: Statements) -> None:
    """A first line such as "#25. Use X", which Markdown takes for no heading."""
    m = re.match(r"\n#(?=[^\s#!])([^\n]*[ \t][^\n]*)", document.body)
    if m:
        found.by("title", FOUND, m.start(1)).add("title", m.group(1), m.group(1))


def choose_title(document: Document, titles: list[Stated]) -> Stated | None:
    """Which of the titles counts: see docs/reading.md."""
    by_reader = {stated.reader: stated for stated in titles}
    heading, named, section = (by_reader.get(reader) for reader in ("title", "front matter", "section"))
    # A line `Title: Use X` above the heading counts before it. Such an item of a list may be that of a person.
    readers = OF_LINES if not document.layout.plain_title else [one for one in OF_LINES if one != "bullet"]
    line = next((one for one in titles if one.reader in readers and (not heading or one.at < heading.at)), None)
    if not heading:
        return section or named or line
    if named and (document.layout.tops > 2 or heading.sure < LABELLED):
        return named
    return line or heading


def without_status(title: str, found: Statements, at: int) -> str:
    """The title without the status that some write there and nowhere else.

    "Use X [ACCEPTED]", "Use X (superseded by [ADR 7](0007-y.md))", "Draft: Use X".
    """
    words = found.words
    found.by("title", FOUND, at)
    squared = re.fullmatch(r"(.*\S)\s+\[([^\[\]]{3,80})\]", title)
    m = squared or STATUS_BEHIND.fullmatch(title)
    if m:
        text = m.group(2)
        lead = re.split(r"\s[—–-]\s|[:,]", text)[0]
        known = words.status(lead) if squared else without_dates(text).strip(" ,:-–—").lower() in NO_MATTER
        states = supersessions(text, lead_only=True) if has_stem(text) else []
        if known or any(squared or direction == "by" for direction, _ in states):
            title = m.group(1)
            said = read_statement(text, words)
            status, stated = said.status()
            found.status(status, stated or "")
            if not found.has("superseded_by"):
                found.refer("by", said.by, text)
    lead, _, rest = title.partition(": ")
    if rest.strip() and lead[:1].isupper() and words.status(lead) in SIX:
        title = rest.strip()
        found.status(words.status(lead), lead)
    return title


def clean_title(title: str, number: int | None) -> tuple[str, Lead]:
    """(the whole title, the same without the number that led it), without anchors and escapes.

    The text of the latter is "" where it is a placeholder.
    """
    if "<a " in title or "<span " in title:
        title = ANCHOR.sub(r"\2", title).strip()
    title = " ".join(title.split())
    quoted = QUOTED.fullmatch(title)
    if quoted and title_lead(quoted.group(2), number).number is not None:
        title = quoted.group(2)
    whole = WHOLE_TITLE.fullmatch(title)
    if whole and (whole.group(3) or title_lead(whole.group(2), number).number is not None):
        title = whole.group(2) or whole.group(3)
    title = CODED_NUMBER.sub(r"\1", title)
    lead = title_lead(title, number)
    if lead.text[:1] in ("[", "{", "<", "(") and PLACEHOLDER_TITLE.fullmatch(lead.text) and "](" not in lead.text:
        lead.text = ""
    elif "\\" in title:
        title, lead.text = ESCAPED.sub(r"\1", title), ESCAPED.sub(r"\1", lead.text)
    return title, lead
