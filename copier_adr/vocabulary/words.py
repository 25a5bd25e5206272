"""TODO."""

from __future__ import annotations

import re

from .labels import LABELS, SECTIONS
from .statuses import OWN_STATUSES, STATUSES


def _inverse(table: dict[str, str]) -> dict[str, str]:
    """{"fact": "word, word"} as {"word": "fact"}."""
    return {word.strip(): fact for fact, words in table.items() for word in words.split(",")}

STATUS_OF = {word: word for word in OWN_STATUSES.split(", ")}
STATUS_OF.update(_inverse(STATUSES))
STATUS_OF["partly superseded"] = "partly superseded"
LABEL_OF = _inverse(LABELS)
SECTION_OF = {**_inverse(SECTIONS), **LABEL_OF}
for _word in ("state", "decided", "tags", "labels", "keywords", "id", "successor", "review"):
    SECTION_OF.pop(_word, None)  # labels of a line that mean something else as a heading
LABEL_EDGE = " \t*_`:：\ufeff"

def plain(label: str) -> str:
    """A label as it is compared: no emphasis, no trailing colon, single spaces, lower case."""
    return " ".join(label.strip(LABEL_EDGE).split()).casefold()


def label_key(label: str) -> str:
    """A label as the vocabulary spells it: `supersededBy`, `superseded-by` and `adr_status` as words."""
    label = label.strip(LABEL_EDGE)
    if not label.islower() and not label.isupper():
        label = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", label)
    key = " ".join(label.replace("-", " ").replace("_", " ").split()).casefold()
    if ("(" in key or "（" in key or "/" in key) and key not in LABEL_OF:
        first = re.split(r"[ ]?[(（/]", key, maxsplit=1)[0]
        if first in SECTION_OF:
            return first  # "状态 (Status)"
    return key

MANY = 20000  # entries after which such a memory is emptied

def known_status(text: str) -> str | None:
    """The canonical word where `text` as a whole is a status of the vocabulary."""
    return STATUS_OF.get(" ".join(text.split()).casefold().strip(" .!"))

_UNMARKED: dict[str, str] = {}

def _unmarked() -> dict[str, str]:
    """Status words without the marks on their letters, as people type them: "prijato"."""
    if not _UNMARKED:
        import unicodedata

        for word, status in STATUS_OF.items():
            if not word.isascii() and word[0] < "\u0370":
                plain_word = "".join(c for c in unicodedata.normalize("NFKD", word) if c.isascii())
                _UNMARKED.setdefault(plain_word, status)
    return _UNMARKED

_CJK_TERMS: list[str] = []

def _cjk_words() -> list[str]:
    """Status words of scripts that put no space between words, the longest first."""
    if not _CJK_TERMS:
        _CJK_TERMS.extend(sorted((w for w in STATUS_OF if w[0] >= "\u2e80" and len(w) > 1), key=len, reverse=True))
    return _CJK_TERMS

LEADS: dict[str, str] = {}  # what stands before a colon, such as "- Status" -> the fact
KINDS: dict[str, str] = {}  # a heading's text -> what its section holds, remembered over records
STATEMENTS: dict[str, tuple] = {}  # a status section's text -> what it states, likewise
VOCABULARY = frozenset(STATUS_OF.values())
PLACES: list[tuple[str, dict]] = []  # where the log's contract states status and date, when its labels are its own
_LEARNT: list[str] = []
REMEMBERED = (KINDS, STATEMENTS, LEADS, _UNMARKED, _CJK_TERMS)  # what rests on the vocabulary, which a contract adds to
