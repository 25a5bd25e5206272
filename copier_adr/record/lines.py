"""What the readers of a status share: lines as they are meant, and what follows a status word."""

from __future__ import annotations

import re

from ..text.dates import LEADING_DATE
from ..text.markup import MARKS, WORD
from ..text.pattern import Pattern
from ..vocabulary.words import folded

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..vocabulary.words import Vocabulary

BADGE = Pattern(
    r"!\[[^\]\n]{0,200}\]\([^)\n]{0,300}?badge/(?:status|adr)[-:_/]([A-Za-z_%\d]{3,40}?)[-/][^)\n]{0,300}\)", re.I
)
# A line that ends so names its record in the next one.
LEADS_ON = Pattern(r"\S\s(?:by|durch|par|por|door|przez)[*_]{0,3}\s*$", re.I)
STRUCK = Pattern(r"~~[^~]{1,300}~~|<(del|s|strike)\b[^<>]{0,80}>[^<>]{0,300}</\1>", re.IGNORECASE)


def badge_word(line: str) -> str:
    """The status that the picture of a badge shows, by the address of the picture; "" where there is none."""
    badge = BADGE.search(line)
    return badge.group(1).replace("_", " ").replace("%20", " ") if badge else ""


def without_struck(text: str) -> str:
    """`text` without the words that are struck out: they are not said any more."""
    return STRUCK.sub("", text) if "~~" in text or "</" in text else text


def unwrapped(text: str) -> str:
    """`text` with the lines joined that an editor has broken: what goes on is no statement of its own."""
    lines = text.split("\n")
    joined = lines[:1]
    for line in lines[1:]:
        last, first = joined[-1], line.lstrip()[:1]
        goes_on = first.islower() and len(last.split()) > 3 and last.rstrip()[-1] not in ".:;!?|"
        goes_on = goes_on or (last.count("**") % 2 == line.count("**") % 2 == 1) or LEADS_ON.search(last) is not None
        if first and last.strip() and (goes_on or (last.count("(") > last.count(")") and first not in "-*+|>#")):
            joined[-1] = last.rstrip() + " " + line.lstrip()
        else:
            joined.append(line)
    return "\n".join(joined)


def after_word(line: str, words: Vocabulary) -> str:
    """What follows the status word that opens `line`."""
    text = LEADING_DATE.sub("", MARKS.sub("", line)).lstrip(" \t[{\"'«“")
    word = r"[^\W\d_]+(?:[-'’][^\W\d_]+)*"
    m = re.match(r"\W*" + word, text)
    if not m:
        return text
    found = WORD.findall(folded(text))
    count = next((n for n in range(min(3, len(found)), 1, -1) if words.statuses.get(" ".join(found[:n]))), 1)
    m = re.match(r"\W*" + word + (r"\s+" + word) * (count - 1), text)
    return text[m.end() :].lstrip("]}\"'»”") if m else text


def keeps_its_word(line: str) -> bool:
    """Whether the line begins with another word than "superseded": "deprecated in favour of" keeps its own."""
    return line.lstrip("*_ ").lower().startswith(("deprecated", "reverted", "rejected"))
