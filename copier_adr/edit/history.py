"""The section in which some styles keep every change of a record's status."""

from __future__ import annotations

import re

from ..text.files import line_end
from ..text.headings import section_of
from ..text.markup import cells
from ..text.mask import mask
from .additions import add_line, section_end

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..vocabulary.words import Contract, Vocabulary


def note_history(text: str, contract: Contract, status: str, date: str, author: str, words: Vocabulary) -> str:
    """`add_history`, but for a style that keeps its history as its status."""
    if contract.get("history") == contract["record"].get("status"):
        return text
    return add_history(text, contract, status, date, author, words)


def add_history(text: str, contract: Contract, status: str, date: str, author: str, words: Vocabulary) -> str:
    """A row or bullet for a change of status, in the section that the style keeps for it."""
    history = contract.get("history")
    section = section_of(text, history["section"]) if history else None
    if not section:
        return text
    at, last = section_end(text, section)
    if last.lstrip(" >")[:1] != "|":
        return add_line(text, section, f"{status} ({date})", as_item=True, apart=False)
    lead = re.match(r"[ \t>]*", last)
    row = _row(text, section, status, date, author, words)
    line = (lead.group() if lead else "") + "| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |"
    return text[:at] + line_end(text) + line + text[at:]


def _row(text: str, section: tuple[int, int], status: str, date: str, author: str, words: Vocabulary) -> list[str]:
    """What stands in each column of the section's table."""
    lines = mask(text)[section[0] : section[1]].split("\n")
    heads = next(line for line in lines if line.lstrip(" >")[:1] == "|")
    row = []
    for column, name in enumerate(cells(heads.rstrip())):
        fact = words.label(name)
        if fact == "date":
            row.append(date)
        elif column == 0 or fact == "status":
            row.append(status)
        else:
            row.append(author if not fact and re.search(r"author|\bby\b", name.lower()) else "")
    return row
