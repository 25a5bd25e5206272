"""The words that one log is read with: those of seventeen languages, and those that its own contract adds."""

from __future__ import annotations

import re

from .labels import LABELS, NO_HEADINGS, NOTES, SECTIONS
from .names import RECORD_WORDS
from .statuses import OWN_STATUSES, STATUSES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    Contract = dict[str, Any]  # adr.json: what a style promises, and the project's rules
    Place = dict[str, str]  # where a record states a fact: see record/places.py

LABEL_EDGE = " \t*_`:：\ufeff"
VOWELS = re.compile("[\u0640\u064b-\u0652]")
MANY = 20000  # entries after which a memory is emptied


def _inverse(table: dict[str, str]) -> dict[str, str]:
    """{"fact": "word, word"} as {"word": "fact"}."""
    return {word.strip(): fact for fact, words in table.items() for word in words.split(",")}


KNOWN_STATUSES = {**{word: word for word in OWN_STATUSES.split(", ")}, **_inverse(STATUSES)}
# Capitals do not show which "i" of Turkish it is.
KNOWN_STATUSES.update({word.replace("ı", "i"): fact for word, fact in KNOWN_STATUSES.items() if "ı" in word})
KNOWN_LABELS = _inverse(LABELS)
KNOWN_NOTES = _inverse(NOTES)
KNOWN_SECTIONS = {
    word: kind for word, kind in {**_inverse(SECTIONS), **KNOWN_LABELS}.items() if word not in NO_HEADINGS
}
CANONICAL = frozenset(KNOWN_STATUSES.values())


def folded(text: str) -> str:
    """A text in lower case as words are compared: Turkish capitals too, Arabic without its marks for vowels."""
    if not text.isascii():
        text = VOWELS.sub("", text.replace("İ", "i"))
    return text.casefold()


def plain(label: str) -> str:
    """A label as it is compared: no emphasis, no trailing colon, single spaces, lower case."""
    return " ".join(label.strip(LABEL_EDGE).split()).casefold()


class Vocabulary:
    """Which word means which fact or status in one log.

    Attributes:
        statuses: status word, lower case -> canonical word.
        labels: label of a value, as `key` spells it -> the fact that it introduces (a key of LABELS).
        notes: label -> a fact that a record may state beside those (a key of NOTES).
        sections: heading, as `key` spells it -> what its section holds (a key of LABELS or SECTIONS).
        places: (fact, place) where the log's contract states a fact under a label that is its own.
        kinds, statements, leads: what was worked out from these words before, for texts that come again.
    """

    def __init__(self) -> None:
        self.statuses = dict(KNOWN_STATUSES)
        self.labels = dict(KNOWN_LABELS)
        self.notes = dict(KNOWN_NOTES)
        self.sections = dict(KNOWN_SECTIONS)
        self.places: list[tuple[str, Place]] = []
        self.kinds: dict[str, str] = {}
        self.statements: dict[tuple[str, bool], Any] = {}
        self.leads: dict[str, str] = {}
        self._unmarked: dict[str, str] = {}
        self._cjk: list[str] = []

    def learn_status(self, word: str) -> None:
        """A status word of the log's own, which stands for itself. What was worked out without it is forgotten."""
        self.statuses[word] = word
        self.kinds.clear()
        self.statements.clear()
        self._unmarked.clear()
        self._cjk = []

    def key(self, label: str) -> str:
        """A label as the vocabulary spells it: `supersededBy`, `superseded-by` and `adr_status` as words."""
        label = label.strip(LABEL_EDGE)
        if not label.islower() and not label.isupper():
            label = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", label)
        key = " ".join(label.replace("-", " ").replace("_", " ").split()).casefold()
        if ("(" in key or "（" in key or "/" in key) and key not in self.labels:
            first = re.split(r"[ ]?[(（/]", key, maxsplit=1)[0]
            if first in self.sections:
                return first  # "状态 (Status)"
        return key

    def label(self, label: str) -> str:
        """The fact that a label introduces; "" where it is none."""
        return self.labels.get(self.key(label), "")

    def note(self, label: str) -> str:
        """The fact beside the others that a label introduces; "" where it is none."""
        return self.notes.get(self.key(label), "")

    def led_label(self, label: str) -> str:
        """The fact of a label that a log's own name for its records leads: `RFC Status`, `TEP status`; "" for others."""
        lead, _, rest = label.strip(LABEL_EDGE).partition(" ")
        if not rest or (
            not (lead.isupper() and lead.isalpha() and len(lead) < 8) and lead.casefold() not in RECORD_WORDS
        ):
            return ""
        return self.labels.get(self.key(rest), "")

    def status(self, text: str) -> str | None:
        """The canonical word where `text` as a whole is a status of the vocabulary."""
        return self.statuses.get(folded(" ".join(text.split())).strip(" .!"))

    def unmarked(self) -> dict[str, str]:
        """Status words without the marks on their letters, as people type them: "prijato"."""
        if not self._unmarked:
            import unicodedata

            for word, status in self.statuses.items():
                if not word.isascii() and word[0] < "\u0370":
                    bare = "".join(c for c in unicodedata.normalize("NFKD", word) if c.isascii())
                    self._unmarked.setdefault(bare, status)
        return self._unmarked

    def cjk(self) -> list[str]:
        """Status words of scripts that put no space between words, the longest first."""
        if not self._cjk:
            self._cjk = sorted((w for w in self.statuses if w[0] >= "\u2e80" and len(w) > 1), key=len, reverse=True)
        return self._cjk
