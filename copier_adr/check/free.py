"""What of an accepted record may change: values that are a known status, a date, or a reference to a record.

docs/checks.md lists them. A value that says more than that keeps what it says more.
"""

from __future__ import annotations

import re

from ..record.lines import BADGE
from ..record.notes import CODE, FREE_NOTES, says_no_more
from ..record.sections import heading_kind
from ..text.dates import without_dates
from ..text.front_matter import flow_items, scalar
from ..text.markup import BOX, FIELD, INLINE_BREAK, cells
from ..text.pattern import Pattern
from ..vocabulary.labels import RELATIONS
from ..vocabulary.statuses import NOTHING
from .names import spoken
from .signs import NEXT_CELL

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..vocabulary.words import Vocabulary
    from .names import Names
    from .plain import Line

FREE_FACTS = ("status", "date", "created", "updated", "supersedes", "superseded_by", "either")
FREE_SECTIONS = (*FREE_FACTS, "applies_to", "review_by", "tags", "links", "changelog", "meta")
RELATING = ("supersedes", "superseded_by", "either")
JOINING = frozenset(
    "by,on,since,as,of,and,und,et,y,e,i,och,og,en,am,le,el,den,durch,par,por,door,da,av,af,x".split(",")
)
SIDES = Pattern(r"[(（)）/]")
COLOUR = Pattern(r"[-/][A-Za-z0-9]{3,20}(?:\.svg)?\)")
TOKEN = Pattern(r"\w+(?:['’-]\w+)*|[,;]")
# Signs with which a value may be more than its words: they begin markup that hides what follows or shows it otherwise
# (in one of the many Markdowns, in reStructuredText or AsciiDoc), turn it around, or are not seen.
INVISIBLE = (
    r"\x00-\x08\x0b-\x1f\x7f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff"
)
OPENING = r"\$\$|:::|!!!|\?\?\?|===|!\[|^\s*\.\.(?:\s|$)|::\s*$|^\s*\[\^"
# Signs that spell or strike out words and are no letters: in circles and squares, of flags, drawn, Braille, overlays, no's.
SPELLING_SIGNS = r"\u0335-\u0338\u20d0-\u20ff\u2460-\u24ff\u2500-\u259f\u2800-\u28ff\U0001f100-\U0001f1ff\u00ac\u2260"
STRANGE = Pattern(rf"[<{{}}%$\\{INVISIBLE}{SPELLING_SIGNS}]|{OPENING}")
HIDES = Pattern(rf"[<{INVISIBLE}]|%%|\{{[/{{%#]|{OPENING}")  # of those, what no pattern of paths needs
LONGEST = 600  # characters of a value that may be a fact
PHRASE_WORDS = 5
MOST_JUDGED = 2000  # values of one record that may be facts; no record has that many, and each costs time


def _uncommented(item: str) -> str:
    """A YAML value without its quotation marks; with what YAML takes for a comment, which readers see."""
    return scalar(item) if item[:1] in ("'", '"') and item[-1:] == item[:1] else item


class Freedom:
    """Judges lines of one record.

    Attributes:
        left: (line, words) that places of free facts say besides the fact: they may go, but not come or change.
    """

    def __init__(self, words: Vocabulary, names: Names, folder: str, targets: dict[str, str]) -> None:
        self.words, self.names, self.folder, self.targets = words, names, folder, targets
        self.left: list[tuple[int, str]] = []
        self.section = "head"
        self.columns: list[str] = []  # facts of the columns of the table that is read
        self.headings = self.judged = 0
        self.listed = ""  # the fact whose values stand in the list that is read, where it is one of FREE_NOTES

    def enter(self, level: int, heading: str) -> str:
        """Begin a section. What its heading is: `free`, `fact` where it states one itself, or `text`."""
        self.headings += 1
        kind = heading_kind(heading, level, self.words)
        self.columns = []
        if kind.startswith("="):
            self.section = "text"
            return "fact" if not self.more(kind.split("=", 2)[2]) else "text"
        if kind == "speech" or (self.section == "status" and level > 2 and heading and not self.more(heading)):
            self.section = "text"
            return "fact" if not self.more(heading) else "text"
        if kind in FREE_SECTIONS:
            self.section = kind
            return "free" if self._is_label(heading) else "text"
        self.section = "head" if self.headings == 1 else "text"
        return "text"

    def kept(self, line: Line) -> str:
        """What of a line may not change; "" where all of it may."""
        text = line.text
        if len(text) > LONGEST or line.kind.endswith(("code", "rule", "title")):
            return text
        if line.kind.endswith("row"):
            return self._row(line)
        self.columns = []
        parts = [self._part(line.number, part) for part in INLINE_BREAK.split(text) if part]
        return text if None in parts or not parts else " ".join([part for part in parts if part])

    def key_kept(self, line: int, key: str, value: str) -> str:
        """What of a front matter key may not change."""
        fact = (self.words.label(key) or self.words.note(key)) if self._is_label(key) else ""
        items = flow_items(value) if value[:1] == "[" and value[-1:] == "]" else None
        if items is None:
            rows = [row.strip() for row in value.split("\n")]
            items = [_uncommented(re.sub(r"^-[ \t]+", "", row)) for row in rows if row]
        said = ", ".join(items)
        if self._is_note(fact, items if len(items) != 1 else items[0]):
            return ""
        if fact in FREE_FACTS:
            self._leave(line, self.more(said))
            return ""
        if self._relates(key) and not self.more(said):
            return ""
        return f"{key}: {' '.join(value.split())}"

    def _is_note(self, fact: str, value: str | list[str]) -> bool:
        """Whether a value is nothing but one of FREE_NOTES, and no markup that hides what follows."""
        if fact not in FREE_NOTES or not says_no_more(fact, value):
            return False
        return not HIDES.search(CODE.sub("", value if isinstance(value, str) else " ".join(value)))

    def _is_label(self, text: str) -> bool:
        """Whether a label says no more than that: in brackets, or behind a slash, it may have another name for it."""
        others = SIDES.split(text)[1:]
        known = [part for part in others if self.words.key(part) in self.words.sections or not self.more(part)]
        return not STRANGE.search(text) and len(known) == len(others)

    def _leave(self, line: int, more: str) -> None:
        if more:
            self.left.append((line, more))

    def _relates(self, label: str) -> bool:
        key = self.words.key(label)
        return key in RELATIONS or key in self.names.labels or self.words.labels.get(key) in RELATING

    def _part(self, line: int, part: str) -> str | None:
        """What is kept of a part of a line; None where it is no fact."""
        badge = BADGE.search(part)
        if badge and self.words.status(badge.group(1).replace("_", " ").replace("%20", " ")):
            rest = part.replace(badge.group(), "", 1).strip()
            beside = self._part(line, rest) if rest else ""
            return None if beside is None else " ".join([text for text in (self._badge(badge), beside) if text])
        field = FIELD.match(part.strip())
        label = (field.group("strong") or field.group("plain")) if field else ""
        if field and label and self._is_label(label):
            fact = self.words.label(label) or self.words.led_label(label) or self.words.note(label)
            if fact in FREE_FACTS:
                self._leave(line, self.more(field.group("value")))
                return self._in_text(label)
            if fact in FREE_NOTES and self.section != "text":
                self.listed = "" if field.group("value") else fact
                if self.listed or self._is_note(fact, field.group("value")):
                    return ""
            if self._relates(label) and self.section != "text" and self._refers(field.group("value")):
                return None if self.more(field.group("value")) else ""
        return self._said(line, part)

    def _badge(self, badge: re.Match[str]) -> str:
        """What is kept of a badge: all but the status and its colour."""
        words, _, target = badge.group().partition("](")
        at = badge.start(1) - badge.start() - len(words) - 2
        behind = target[at + len(badge.group(1)) :]
        return f"{words if self.more(words[2:]) else '!['}]({target[:at]}{'' if COLOUR.fullmatch(behind) else behind}"

    def _said(self, line: int, part: str) -> str | None:
        """The same of a part without a label."""
        box = BOX.match("- " + part)
        said = box.group(2) if box else part
        if self.section == "text":
            return None
        fact = self.section if self.section in FREE_NOTES else self.listed
        if self._is_note(fact, said):
            return ""
        self.listed = ""
        more = self.more(said)
        if self.section == "head":
            return "" if not more and self._refers(said) and not self._opens(said) else None
        if not more:
            return ""
        if self.section == "status" and self._opens(said):
            self._leave(line, more)
            return ""
        return None

    def _opens(self, text: str) -> bool:
        """Whether a known status opens a text."""
        found = [word for word in TOKEN.findall(text.casefold()[:LONGEST]) if word not in ",;"]
        return any(self.words.statuses.get(" ".join(found[:n])) for n in range(1, 4) if found)

    def _refers(self, text: str) -> bool:
        return self._without_references(text) != text.replace("\\[", "(").replace("\\]", ")")

    def _row(self, line: Line) -> str:
        """A row of a table: a label with its value, or under a head that says what its columns are."""
        row = cells(line.text if line.text[:1] == "|" else "|" + line.text)
        if re.fullmatch(r"[ |:+-]+", line.text):
            return re.sub(r"-+", "-", line.text) if "text" in (self.section,) and not any(self.columns) else ""
        facts = [self.words.label(cell) if self._is_label(cell) else "" for cell in row]
        if any(fact in FREE_FACTS for fact in facts[1:]) or (len(row) > 2 and facts[0] in FREE_FACTS):
            self.columns = facts
            return NEXT_CELL.join(row)
        if any(self.columns):
            return self._under(line.number, row)
        fact = facts[0]
        if not fact and self._is_label(row[0]):
            fact = self.words.led_label(row[0]) or self.words.note(row[0])
        said = " ".join(row[1:])
        if self.section != "text" and self._is_note(fact, said):
            return ""
        if fact in FREE_FACTS:
            self._leave(line.number, self.more(said))
            return self._in_text(row[0])
        if self._relates(row[0]) and self.section != "text" and self._refers(said) and not self.more(said):
            return ""
        return NEXT_CELL.join(row) or "|"

    def _under(self, line: int, row: list[str]) -> str:
        history = self.section in ("changelog", "status")
        kept = []
        for n, cell in enumerate(row):
            fact = self.columns[n] if n < len(self.columns) else ""
            if fact in FREE_FACTS:
                self._leave(line, self.more(cell))
            elif not (history and not self.more(cell)):
                kept.append(cell)
        return NEXT_CELL.join(kept) if any(kept) else self._in_text("|")

    def _in_text(self, label: str) -> str:
        """What is kept of a fact where its value may change: among prose it is seen that there is one."""
        return label if self.section == "text" else ""

    def more(self, value: str) -> str:
        """What a value says besides a known status, dates and references to records."""
        self.judged += 1
        if len(value) > LONGEST or self.judged > MOST_JUDGED:
            return value
        if value.strip().casefold() in NOTHING:
            return ""
        bare = self._without_references(value)
        if STRANGE.search(bare):
            return value
        if spoken(value) in self.names.every or spoken(value) in self.names.people:
            return ""
        # "7 May" has no reference to record 7, and "2024-05-06-use-linux.md" no date.
        first = self._unknown(without_dates(bare))
        return first and self._unknown(self._without_references(without_dates(value))) and first

    def _without_references(self, text: str) -> str:
        return self.names.without_references(text, self.folder, self.targets)

    def _unknown(self, text: str) -> str:
        """The words of a text that are no status, no relation and no name of a record."""
        found = TOKEN.findall(text.replace("_", " ").casefold())
        left: list[str] = []
        at = 0
        while at < len(found):
            width = self._known(found, at)
            if not width:
                left.append(found[at])
            at += width or 1
        return " ".join(left)

    def _known(self, found: list[str], at: int) -> int:
        """How many words from here on are a status, a relation or the name of a record."""
        if found[at] in ",;":
            return 1
        ends = [n for n in range(at + 1, len(found)) if found[n] in ",;"][:3]
        for end in (len(found), *reversed(ends)):
            if spoken(" ".join(found[at:end])) in self.names.every:
                return end - at
        for width in range(min(PHRASE_WORDS, len(found) - at), 0, -1):
            phrase = " ".join(found[at : at + width])
            if phrase in self.words.statuses or phrase.replace("-", " ") in self.words.statuses:
                return width
            if self._relates(phrase):
                return width
        return int(found[at] in JOINING)
