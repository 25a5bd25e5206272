"""What of a record may not change once it is accepted."""

from __future__ import annotations

import re

from ..record.sections import heading_kind
from ..text.front_matter import front_matter
from ..text.headings import headings
from ..text.markup import FIELD, LINK_TEXT, cells
from ..text.mask import INLINE_CODE, mask
from ..vocabulary.words import plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..vocabulary.words import Vocabulary

FREE_FACTS = ("status", "date", "created", "updated", "supersedes", "superseded_by")
FREE_SECTIONS = ("amendments", "links", "related", "supersession", "renumbered")


def frozen_text(text: str, words: Vocabulary) -> str:
    """A record's text without its status, links, dates and spacing, and with every number of a record alike."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")
    text = _without_free_sections(text[front_matter(text)[2] :], words)
    text = "\n".join([line for line in text.split("\n") if not _is_free(line, words)])
    text = LINK_TEXT.sub(" ", text)
    text = re.sub(r"(?m)^\[[^\]\n]+\]:[^\n]*$", "", text)
    text = re.sub(r"(?i)\b((?:[a-z]+-)*adr[-_ ]?)#?\d+", r"\1#", text)
    text = re.sub(r"(?m)^(#[ \t]+(?:[A-Za-z-]*[ -]?)?)\d+", r"\1#", text)
    return " ".join(INLINE_CODE.sub(r"\2", text).split())


def _without_free_sections(text: str, words: Vocabulary) -> str:
    every = headings(mask(text))
    ends = [heading.start for heading in every[1:]] + [len(text)]
    for heading, end in reversed(list(zip(every, ends))):
        kind = heading_kind(heading.text, heading.level, words)
        if kind in (*FREE_FACTS, "changelog") or plain(heading.text) in FREE_SECTIONS:
            text = text[: heading.start] + text[end:]
    return text


def _is_free(line: str, words: Vocabulary) -> bool:
    """Whether a line states a fact that may change, as a labelled value or a row of a table."""
    field = FIELD.match(line.strip()) if ":" in line or "*" in line or "|" in line else None
    label = (field.group("strong") or field.group("plain")) if field else ""
    if not label and line.lstrip(" >")[:1] == "|":
        label = (cells(line) or [""])[0]
    return bool(label) and (words.label(label) in FREE_FACTS or plain(label) == "renumbered")


def first_change(after: str, old: str, new: str, words: Vocabulary) -> int:
    """The first line of `after` whose words are not in `old`: where a reader should look."""
    for n, line in enumerate(after.split("\n"), 1):
        said = " ".join(frozen_text("\n" + line, words).split())
        if said and said not in old and said in new:
            return n
    return 1
