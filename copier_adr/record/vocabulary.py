"""The vocabulary of one log: what its contract adds to the words that every log is read with."""

from __future__ import annotations

from ..vocabulary.words import Vocabulary
from .status import stated_word

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def vocabulary(contract: dict[str, Any] | None = None) -> Vocabulary:
    """The words to read a log with. A style of a project's own may call its status section as it likes."""
    words = Vocabulary()
    if not contract:
        return words
    for fact in ("status", "date", "supersedes", "superseded_by"):
        place = contract["record"].get(fact)
        if not isinstance(place, dict) or len(place) != 1:
            continue
        kind, label = next(iter(place.items()))
        key = words.key(str(label))
        table = words.sections if kind == "section" else words.labels
        if key in table:
            continue
        table[key] = fact
        if kind != "section" and fact in ("status", "date"):
            words.places.append((fact, place))
    for fact in ("applies_to", "review_by", "tags"):
        place = contract["record"].get(fact)
        if isinstance(place, dict) and len(place) == 1:
            kind, label = next(iter(place.items()))
            (words.sections if kind == "section" else words.notes).setdefault(words.key(str(label)), fact)
    for status in contract.get("statuses") or []:
        word = " ".join(str(status).casefold().split())
        if word not in words.statuses and stated_word(word, words)[0] == word:
            words.learn_status(word)
    return words
