"""What a record decides, in one sentence."""

from __future__ import annotations

import re

from ..text.headings import outline
from ..text.markup import BULLET, LINK_TEXT
from ..text.pattern import Pattern
from .document import Document

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..vocabulary.words import Vocabulary

# Sections that say what was decided, the surest first.
DECIDING = (
    "decision,decision outcome,decisions,our decision,the decision,decision taken,entscheidung,décision,decisión,decisão,"
    "decisione,besluit,beslutning,beslut,decyzja,rozhodnutí,karar,решение,決定,决策,决定,결정,القرار,architecture decisions",
    "we decided for,outcome,resolution,solution,chosen option,recommendation,requirement,what,gist,the design,"
    "proposed design,proposal,summary,abstract",
)
LEADS = Pattern(r"^[\W\d_]+")
EMPHASIS = Pattern(r"\*{1,3}|(?<!\w)_{1,3}(?=\S)|(?<=\S)_{1,3}(?!\w)|(?:(?<![ \t])[ \t]+)?<[^<>\n]{1,200}>")
NO_PROSE = Pattern(r"[|!#=]|-{3,}|\*{3,}|_{3,}|\{[^{}]*\}?$|<[^<>]*>$|[:.]{2}[ \t]?\w")
STOP = Pattern(
    r"(?<!\be\.g)(?<!\bi\.e)(?<!\bz\.B)(?<!\b[a-z]\.[a-z])(?<!\b(?:cf|vs|No|Nr|St))[.!?][\"'”’)\]*]{0,3}(?=\s|$)|[。！？]"
)
MOST_LETTERS = 300


def decision_of(text: str, file: str, words: Vocabulary) -> str:
    """The first sentence of the decision, without links and emphasis, on one line; "" where no section has one.

    `file` is the record's path below the log. A sentence of more than 300 letters is cut.
    """
    body = Document(file, text, words).body
    parts = outline(body)
    empty = []  # sections without text of their own
    for names in DECIDING:
        known = names.split(",")
        for n, (_, heading, start, end) in enumerate(parts):
            if _name(heading, words) in known:
                said = _first_sentence(body[start:end])
                if said:
                    return said
                empty.append(n)
    for n in empty:
        if n + 1 < len(parts) and parts[n + 1][0] > parts[n][0]:
            said = _first_sentence(body[parts[n + 1][2] : parts[n + 1][3]])
            if said:
                return said
    return ""


def _name(heading: str, words: Vocabulary) -> str:
    return words.key(re.sub(r"[ ]?\([^()]*\)$", "", LEADS.sub("", heading))).rstrip(" .:#?")


def _first_sentence(text: str) -> str:
    """The first sentence of a section's prose; a list that a colon opens goes on with its first item."""
    taken: list[str] = []
    for line in text.split("\n"):
        line = line.strip().lstrip("> ")
        item = BULLET.match(line)
        if not line or (item and taken):
            if taken and not taken[-1].endswith((":", "：")):
                break
            if not line:
                continue
        if not NO_PROSE.match(line):
            taken.append(line[item.end() :] if item else line)
        elif taken:
            break
    prose = " ".join(" ".join(taken)[: 10 * MOST_LETTERS].split())
    prose = EMPHASIS.sub("", LINK_TEXT.sub(r"\1", prose)).strip()
    found = STOP.search(prose)
    said = prose[: found.end()] if found else prose
    return said if len(said) <= MOST_LETTERS else said[: MOST_LETTERS - 1].rsplit(" ", 1)[0] + "…"
