"""TODO."""

from __future__ import annotations

import re

from ..log.log import Log
from ..record.record import Record
from ..record.status import canonical
from ..text.markup import LINK_TEXT, MARKS, WORD
from ..vocabulary.inflections import WORDS
from ..vocabulary.statuses import NOTHING, SIX


TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..vocabulary.words import Vocabulary


def in_words(word: str, contract: dict, current: str, others: list[str], words: Vocabulary) -> str:
    """The status `word` as this record would write it.

    In the project's words where the record uses them, else as other records of the log write it, else in the
    language and case of its `current` text.
    """
    want = canonical(word, words)
    project = [] if contract.get("assumed") else contract.get("statuses") or []
    bare = MARKS.sub("", LINK_TEXT.sub(r"\1", current)).strip()
    lead = " ".join(bare.casefold().split()[:1])
    own = [s for s in project if s.casefold() == word.casefold()] or [s for s in project if canonical(s, words) == want]
    if own and (not lead or any(s.casefold().split()[0] == lead for s in project if s)):
        if not bare or any(bare.startswith(s) for s in project):
            return own[0]
        return own[0].upper() if bare.isupper() and len(bare) > 1 else own[0].lower() if bare[0].islower() else own[0]
    if others:
        return max(set(others), key=lambda text: (others.count(text), text))
    first = WORD.search(bare.casefold())
    for row in WORDS:
        if want in SIX and first and any(cell.casefold().split()[0] == first.group() for cell in row[:6]):
            word = row[SIX.index(want)]
            break
    plain_word = bare[next((n for n, c in enumerate(bare) if c.isalpha()), 0) :]
    if plain_word[:2].isupper() and len(plain_word) > 1:
        return word.upper()
    if plain_word[:1].isupper() or not plain_word:
        return word[:1].upper() + word[1:]
    return word


def passive(word: str) -> str:
    """ "superseded by" in the words and case of a word for superseded."""
    for row in WORDS:
        if row[5].casefold() == word.casefold():
            text = row[6]
            return text[:1].upper() + text[1:] if word[:1].isupper() else text
    return word + " by"


def is_nothing(value: str) -> bool:
    """Whether a value only says that there is none, or is a blank still to be filled in."""
    value = value.strip(" \t*_`.'\"")
    return value.casefold() in NOTHING or (
        re.fullmatch(r"\{[^{}]*\}|<[^<>]*>|\[[^\[\]]*\]", value) is not None and "](" not in value
    )


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
