"""What the readers of a status share: lines as they are meant, and what follows a status word."""

from __future__ import annotations

import re

from ..text.dates import LEADING_DATE
from ..text.markup import BULLET, MARKS, WORD
from ..text.mask import blank
from ..text.pattern import Pattern
from ..vocabulary.words import folded

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..vocabulary.words import Vocabulary

BADGE = Pattern(
    r"!\[[^\]\n]{0,200}\]\([^)\n]{0,300}?badge/(?:status|adr)[-:_/]([A-Za-z_%\d]{3,40}?)[-/][^)\n]{0,300}\)", re.I
)
# The same in the words of the picture, or in a query.
BADGE_TEXT = Pattern(
    r"!\[(?:adr |decision )?status[:\s-]{1,3}([^\]\n:]{3,40})\]\([^)\n]{0,300}\)|!\[[^\]\n]{0,200}\]\([^)\n]{0,200}[?&]message=([A-Za-z_%\d+-]{3,40})[^)\n]{0,200}\)",
    re.I,
)
# A line that ends so names its record in the next one.
LEADS_ON = Pattern(r"\S\s(?:by|durch|par|por|door|przez)[*_]{0,3}\s*$", re.I)
# A link that begins a line, or is broken into lines; not so long that it could be something else.
# A pattern that begins with its bracket is found at the pace of `str.find`; what stands before it is looked at after.
LINK_OVER_LINES = Pattern(r"\[([^\[\]]{1,400})\]\(")
OTHER_BLOCK = Pattern(r"\n[ \t]*[\n>|#]")
LINE_BREAK = Pattern(r"\n[ \t]*")
STRUCK = Pattern(
    r"(?<![\w~])(~~?)(?![\s~])[^~]{0,300}(?<!\s)\1(?![\w~])|<(del|s|strike)\b[^<>]{0,80}>[^<>]{0,300}</\2>",
    re.IGNORECASE,
)


def badge_word(line: str) -> str:
    """The status that the picture of a badge shows, by the address of the picture; "" where there is none."""
    badge = BADGE.search(line) or BADGE_TEXT.search(line)
    return next(filter(None, badge.groups())).replace("_", " ").replace("%20", " ") if badge else ""


def without_struck(text: str) -> str:
    """`text` with spaces in place of the words that are struck out: they are not said any more. A heading stays."""
    return STRUCK.sub(lambda m: m.group() if _heads_section(text, m.start()) else blank(m.group()), text)


def _heads_section(text: str, at: int) -> bool:
    return text[text.rfind("\n", 0, at) + 1 : at].lstrip()[:1] == "#"


def unwrapped(text: str) -> str:
    """`text` with the lines joined that an editor has broken: what goes on is no statement of its own.

    What counts of a joined line is carried along: it may be joined from thousands.
    """
    first_line, *others = text.split("\n")
    joined = [[first_line]]
    last = _Line(first_line)
    for line in others:
        here = _Line(line)
        if last.goes_on(here):
            joined[-1][-1] = joined[-1][-1].rstrip()
            joined[-1].append(line.lstrip())
            last.add(here)
        else:
            joined.append([line])
            last = here
    return "\n".join(map(" ".join, joined))


class _Line:
    """What decides whether a line goes on in the next one: its words, its end, and what is open there."""

    def __init__(self, text: str) -> None:
        self.first, self.end, self.words = text.lstrip()[:1], text.rstrip()[-1:], len(text.split())
        self.open, self.strong = text.count("(") - text.count(")"), text.count("**") % 2
        self.leads_on = LEADS_ON.search(text) is not None
        self.leads_on_below = self.leads_on or LEADS_ON.match("_ " + text.lstrip()) is not None  # "by", and no more

    def goes_on(self, line: _Line) -> bool:
        """Whether `line` belongs to this one."""
        if not self.first or not line.first:
            return False
        if (self.strong and line.strong) or self.leads_on:
            return True
        sentence = line.first.islower() and self.words > 3 and self.end not in ".:;!?|"
        return sentence or (self.open > 0 and line.first not in "-*+|>#")

    def add(self, line: _Line) -> None:
        """Takes in the line that goes on."""
        self.end, self.words, self.open = line.end, self.words + line.words, self.open + line.open
        self.strong ^= line.strong
        self.leads_on = line.leads_on_below


def links_in_one_line(text: str, words: Vocabulary) -> tuple[str, list[int]]:
    """A text with each link on one line, beside the label that it belongs to; where lines were joined for that.

    Prettier with `--prose-wrap always` breaks both: "Superseded by", and below "[3. Use a", "queue](0003.md)".
    """
    joined: list[int] = []
    parts: list[str] = []
    last = length = 0
    for link in LINK_OVER_LINES.finditer(text):
        if OTHER_BLOCK.search(text, *link.span(1)):
            continue
        breaks = list(LINE_BREAK.finditer(text, *link.span(1)))
        end = text.rfind("\n", 0, link.start())
        first = end >= 0 and not text[end + 1 : link.start()].strip(" \t")
        if first and _is_label(text[text.rfind("\n", 0, end) + 1 : end], words):
            breaks = [*LINE_BREAK.finditer(text, end, link.start()), *breaks]
        for found in breaks:
            parts += [text[last : found.start()], " "]
            length += found.start() - last + 1
            joined.append(length)
            last = found.end()
    return "".join([*parts, text[last:]]) if parts else text, joined


def _is_label(line: str, words: Vocabulary) -> bool:
    """Whether a line is a few words that say nothing without the link below them: `- Amended by`."""
    lead = BULLET.sub("", line.strip()).strip("*_ :")
    known = words.label(lead) in ("supersedes", "superseded_by") or lead.casefold().endswith(" by")
    few = len(lead.split()) < 4 and lead.replace(" ", "").isalpha()
    return known or (few and words.status(lead) is None)


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
