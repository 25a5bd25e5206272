"""The parts of a record: what leads it, its sections, and what each holds."""

from __future__ import annotations

import re

from ..text.headings import SETEXT, outline
from ..text.markup import FIELD, LINK_TEXT
from ..text.pattern import Pattern
from ..vocabulary.labels import BODY_SECTIONS
from ..vocabulary.statuses import RETIRED
from ..vocabulary.words import MANY
from .names import slug
from .references import has_stem, supersessions
from .title import GENERIC_TITLE, split_title

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..vocabulary.words import Vocabulary


LETTERED = Pattern(r"(?:[IVX]{1,5}|[A-Z])[.)][ \t]+(?=\S)")
HEADED = Pattern(r"([^\W\d_]{3,20})[ ]*[\s(\[]([^()\[\]:]{3,30})[)\]]?$")


def heading_kind(text: str, level: int, words: Vocabulary) -> str:
    """What the section under a heading holds.

    A fact of LABELS, a kind of SECTIONS, `body`, `=fact=value` where the heading itself states a fact, `speech`
    where it says that the record is superseded, or nothing: then it may be the title.
    """
    kind = words.kinds.get(text)
    if kind is None:
        kind = _heading_kind(text, level, words)
        if not kind and len(text) > 30:
            return kind  # a title, most likely: nothing to remember
        if len(words.kinds) > MANY:
            words.kinds.clear()
        words.kinds[text] = kind
    return kind


def _heading_kind(text: str, level: int, words: Vocabulary) -> str:
    linked = LINK_TEXT.fullmatch(text) if text[:1] == "[" else None
    if linked:
        text = linked.group(1)
    key = words.key(re.sub(r"^[\W\d_]+", "", text) if not text[:1].isalpha() else text).rstrip(" .#?")
    said = HEADED.match(text)  # "Status (accepted)", "Status Accepted"
    if said and words.sections.get(words.key(said.group(1))) == "status" and words.status(said.group(2)):
        return f"=status={said.group(2).strip()}"
    lettered = LETTERED.match(text)
    if lettered and key not in words.sections:  # "IV. Status", "B) Status"
        key = words.key(text[lettered.end() :]).rstrip(" .#?")
    kind = words.sections.get(key, "")
    if kind and kind not in ("number", "updated"):
        return kind
    if key in BODY_SECTIONS:
        return "body"
    label, sep, value = re.sub(r"\s[-–—]\s", ":", text, count=1).partition(":")
    fact = words.sections.get(words.key(label)) if sep and len(label) < 40 else None
    if fact in ("status", "date", "supersedes", "superseded_by") and (
        level < 3 or words.status(value) or any(c.isdecimal() for c in value)
    ):
        return f"={fact}={value.strip()}"
    return "speech" if level > 1 and has_stem(text) and supersessions(text, lead_only=True) else ""


class Part:
    """A section: what it holds (see `heading_kind`), its heading, and the offsets of its own text in the body."""

    __slots__ = ("end", "heading", "kind", "level", "start")

    def __init__(self, kind: str, heading: str, level: int, start: int, end: int) -> None:
        self.kind, self.heading, self.level, self.start, self.end = kind, heading, level, start, end


class Layout:
    """How a record is built.

    Attributes:
        title: the heading that is its title, "" where it has none.
        plain_title: that heading says more than "Architecture Decision Record", and is of the first level.
        heads: (start, end) of the text before the first heading and right under the title.
        sections: every section that states facts, in order.
        decides: how many sections it has that decision records have, such as Context.
        tops: how many headings of the first level it has.
    """

    __slots__ = ("decides", "heads", "plain_title", "sections", "title", "tops")

    def __init__(self, body: str, stem: str, words: Vocabulary) -> None:
        parts = outline(body)
        self.title, self.plain_title = "", False
        self.heads = [(0, body.rfind("\n", 0, parts[0][2]) if parts else len(body))]
        self.sections: list[Part] = []
        self.decides = 0
        self.tops = 0
        in_head, generic = True, False
        highest = 6  # the level of the highest section so far
        empty_status = False  # a status section without text: a deeper heading may be its text
        for level, heading, start, end in parts:
            kind = heading_kind(heading, level, words)
            self.tops += level == 1
            if level == 1 and self.tops == 1 and in_head:
                # "Superseded!" is no title, and counts; "Accepted", "Final" and "Review" may be one
                if not kind and words.status(heading.strip(" *_!.")) in RETIRED:
                    kind = "status heading"
                if kind and _called_so(heading, stem):
                    kind = ""
            if empty_status and level > 2:
                self.sections.append(Part("status heading", heading, level, start, end))
            empty_status = False
            if not kind:
                if in_head and level <= highest and (not self.title or (generic and level <= 2)):
                    generic = bool(GENERIC_TITLE.fullmatch(heading))
                    self.title, self.plain_title = heading, not generic and level == 1
                    self.heads.append((start, end))
                else:
                    in_head = False
                continue
            highest = min(highest, level)
            if kind == "body":
                in_head = False
                self.decides += 1
            elif kind != "title" or not self.decides:
                self.sections.append(Part(kind, heading, level, start, end))
                empty_status = kind == "status" and not body[start:end].strip()


def _called_so(heading: str, stem: str) -> bool:
    """Whether a file is called as a heading says: then that is the title, even "Issue" or "Proposal"."""
    name = slug(split_title(heading, None)[0])
    return bool(re.fullmatch(r"(?:[A-Za-z]*[\W_]*\d[\W\d_]*)?" + name, stem.lower()))


TOP = Pattern(r"\n[ ]{0,3}#[ \t]([^\n]+)")
BEHIND_NUMBER = tuple(".:)]|：-–—·•~")


def underlined_title(body: str, number: int | None, words: Vocabulary) -> re.Match[str] | None:
    """The underlined heading above every other one that bears the record's own number: "EEP 7: Use X".

    It is none where the number is part of what it says, where it says a status, and where a `#` heading is the title.
    """
    m = SETEXT.search(body) if number is not None and "\n--" in body else None
    if not m or -1 < body.find("\n#") < m.start():
        return None
    title = m.group(1).strip()
    text, found = split_title(title, number)
    joined = title.endswith(text) and not title[: -len(text)].rstrip().endswith(BEHIND_NUMBER)
    if found != number or joined or words.status(text):
        return None
    tops = (top.group(1).strip(" \t#") for top in TOP.finditer(body, m.end() - 1))
    return None if any(not heading_kind(top, 1, words) for top in tops) else m


def underlined_as_headings(body: str, words: Vocabulary, number: int | None = None) -> str:
    """Underlined headings as `#` headings. A rule under a line is none where the record uses `#` itself.

    `number` is the record's own: a line above all headings that bears it is its title.
    """
    atx = "\n#" in body
    title = underlined_title(body, number, words)

    def convert(m: re.Match[str]) -> str:
        text = m.group(1).strip()
        if m.group(2)[0] == "=":
            return f"\n# {text}\n"
        if title and m.start() == title.start():
            return f"\n## {text}\n"
        if (atx and not heading_kind(text, 2, words)) or words.status(text) or FIELD.match(text):
            return m.group()
        return f"\n## {text}\n"

    return SETEXT.sub(convert, body)
