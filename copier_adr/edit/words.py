"""A status in the words in which a record would state it."""

from __future__ import annotations

import re

from ..record.status import canonical
from ..text.markup import LINK_TEXT, MARKS, WORD
from ..vocabulary.inflections import WORDS
from ..vocabulary.statuses import SIX

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..log.log import Log
    from ..record.record import Record
    from ..vocabulary.words import Contract, Vocabulary


def in_words(word: str, contract: Contract, current: str, others: list[str], words: Vocabulary) -> str:
    """The status `word` as this record would write it.

    In the project's words where the record uses them, else as other records of the log write it, else in the
    language and case of its `current` text.
    """
    want = canonical(word, words)
    bare = MARKS.sub("", LINK_TEXT.sub(r"\1", current)).strip()
    own = _in_project_words(word, want, contract, bare, words)
    if own:
        return own
    if others:
        others = [text for text in others if _case(text) == _case(bare)] or others
        return _in_case_of(max(set(others), key=lambda text: (others.count(text), text)), bare)
    return _in_case_of(_in_language_of(bare, word, want), bare)


def _in_project_words(word: str, want: str | None, contract: Contract, bare: str, words: Vocabulary) -> str:
    """The contract's word for the status, in the case of the record; "" where the record uses other words."""
    project: list[str] = [] if contract.get("assumed") else contract.get("statuses") or []
    lead = " ".join(bare.casefold().split()[:1])
    own = [s for s in project if s.casefold() == word.casefold()] or [s for s in project if canonical(s, words) == want]
    if not own or (lead and not any(s.casefold().split()[0] == lead for s in project if s)):
        return ""
    if not bare or any(bare.startswith(s) for s in project):
        return own[0]
    return _in_case_of(own[0].lower() if _case(bare) == "lower" else own[0], bare)


def _in_language_of(bare: str, word: str, want: str | None) -> str:
    """The word for the status in the language whose word the text begins with."""
    first = WORD.search(bare.casefold())
    if want in SIX and first:
        for row in WORDS:
            if any(cell.casefold().split()[0] == first.group() for cell in row[:6]):
                return row[SIX.index(want)]
    return word


def _in_case_of(word: str, bare: str) -> str:
    """A status as a text with the status `bare` would write it; a language's noun keeps its capital."""
    case = _case(bare)
    if case == "upper":
        return word.upper()
    at = next((n for n, c in enumerate(word) if c.isalpha()), 0)
    if case == "lower":
        return word[:at] + word[at:].lower() if word[at:].lower() in SIX else word
    return word[:at] + word[at : at + 1].upper() + word[at + 1 :]


def _case(text: str) -> str:
    """How the first word of a text is written: upper, capital or lower; a text without letters like a capital."""
    word = WORD.search(text)
    lead = word.group() if word else ""
    if lead.isupper() and len(lead) > 1:
        return "upper"
    return "lower" if lead[:1].islower() else "capital"


def others_in(log: Log, record: Record | None, word: str) -> list[str]:
    """How other records of the log write a status: short texts without references, nothing but the status."""
    want = canonical(word, log.words)
    return [
        r.status_text
        for r in log.records
        if r is not record
        and r.status == want
        and r.status_text
        and len(r.status_text) <= 24
        and not re.search(r"[\d\[(]", r.status_text)
        and len(WORD.findall(r.status_text)) <= 2
    ]
