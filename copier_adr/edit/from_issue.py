"""A record's sections from the text of an issue that was made by the log's own form.

GitHub writes each field of a form as a heading of the third level, its label, and below it what was typed, or
`_No response_`: https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests.
The text comes from anybody who may open an issue: it becomes prose of its section and nothing else.
"""

from __future__ import annotations

import re

from ..faults import Fault
from ..record.places import find_place
from ..text.headings import headings
from ..text.markup import BULLET
from ..vocabulary.words import plain
from .places import write_place

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..text.headings import Heading

NO_ANSWER = "_No response_"
LOWEST = 6


def issue_title(text: str) -> str:
    """The title that a saved issue has as its first heading; "" where it has none."""
    return next((heading.text for heading in headings(text) if heading.level == 1), "")


def answers_of(text: str) -> list[tuple[str, str]]:
    """(label, what was typed) of the fields that were filled in."""
    text = text.replace("\r\n", "\n")
    fields = [heading for heading in headings(text) if heading.level == 3]
    ends = [*[heading.start for heading in fields[1:]], len(text)]
    said = [(heading.text, text[heading.end : end].strip()) for heading, end in zip(fields, ends)]
    return [(label, value) for label, value in said if value and value != NO_ANSWER]


def with_answers(record: str, answers: list[tuple[str, str]]) -> tuple[str, list[str]]:
    """(the record with each answer in its section or field, the labels that have no place in it)."""
    left = []
    given: dict[str, list[str]] = {}
    for label, value in answers:
        if _section(record, label):
            given.setdefault(label, []).append(value)
            continue
        place = find_place(record, label)
        part = label.rpartition(": ")
        if place:
            lines = (BULLET.sub("", line.strip(), count=1) for line in value.split("\n"))
            record = write_place(record, place, ", ".join(filter(None, lines)))
        elif part[0] and _section(record, part[0]):
            given.setdefault(part[0], []).append(f"**{part[2]}**\n\n{value}")
        else:
            left.append(label)
    for label, values in given.items():
        heading = _section(record, label)
        if heading:
            record = _filled(record, heading, "\n\n".join(values))
    return record, left


def refuse_other_headings(blank: str, filled: str) -> None:
    """A Fault where an answer brought a section of its own, or hides what stands below it."""
    before, after = ([h.text for h in headings(text) if h.level < 3] for text in (blank, filled))
    if before != after:
        raise Fault("the issue's text would change the record's sections; take its headings and comments out")


def asked_as(name: str) -> str:
    """What a form calls a section whose heading is to be replaced: "option 1" for "title of option 1"."""
    return re.sub(r"^(?:the )?(?:title|name) of (?:the |an? )?", "", name, flags=re.IGNORECASE)


def _section(record: str, label: str) -> Heading | None:
    """The heading that a label means: its text, or `Group: Text` for one below another."""
    group = ""
    for heading in headings(record):
        name = plain(heading.text)
        if heading.level == 2:
            group = name
        if heading.level > 1 and plain(label) in (name, f"{group}: {name}", f"{group}: {asked_as(name)}"):
            return heading
    return None


def _filled(record: str, heading: Heading, value: str) -> str:
    """The record with `value` in the place of what stands right under a heading."""
    below = [other.start for other in headings(record) if other.start > heading.start]
    end = below[0] if below else len(record)
    return f"{record[: heading.end]}\n\n{_as_prose(value, heading.level)}\n{chr(10) if below else ''}{record[end:]}"


def _as_prose(value: str, level: int) -> str:
    """An answer whose headings stand below its section's, and whose comments are text."""
    value = value.replace("<!--", "&lt;!--")
    found = headings(value)
    shift = max(0, level + 1 - min((heading.level for heading in found), default=LOWEST))
    for heading in reversed(found):
        marks = "#" * min(LOWEST, heading.level + shift)
        value = f"{value[: heading.start]}{marks} {heading.text}{value[heading.end :]}"
    return value
