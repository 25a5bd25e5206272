"""One line of a list of records that people keep, and what of it can be told without the log."""

from __future__ import annotations

import os
import re

from ..text.markup import LINK_TEXT, MARKS
from ..text.pattern import Pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..record.record import Record

REFERENCES = Pattern(
    r"\]\([ \t]*<?(?P<md>(?<=<)[^<>\n]+(?=>)|\{\{[<%][^{}\n]{1,200}\}\}|[^()\s<>]*(?:\([^()\s]*\)[^()\s<>]*)*)"
    r"|\b(?:xref|link):(?P<adoc>[^\[\]\s]{1,300})\[(?P<adoc_text>[^\[\]\n]{0,300})\]"
    r"|<<(?P<angle>[^<>,\n]{1,300})(?:,(?P<angle_text>[^<>\n]{0,300}))?>>"
    r"|:doc:`(?:(?P<doc_text>[^`<>\n]{1,300})<(?P<doc>[^`<>\n]{1,300})>|(?P<doc_alone>[^`<>\n]{1,300}))`"
    r"|`(?P<rst_text>[^`<>\n]{1,300})<(?P<rst>[^`<>\n]{1,300})>`_"
    r"|<a\s[^<>\n]{0,200}?href=[\"'](?P<html>[^\"'<>\n]{1,300})"
    r"|\[\[(?P<wiki>[^\[\]|\n]{1,300})(?:\|(?P<wiki_text>[^\[\]\n]{0,300}))?\]\]"
)
LINK_OF_HTML = Pattern(r"<a\s[^<>\n]{1,300}>([^<>\n]{0,300})</a>")
SHORTCODE = Pattern(r"\{\{[<%]\s*(?:rel)?ref\s+[\"']?([^\"'\s<>%{}]+)")


class ListRow:
    """A line of a list that names a record, or a file that is none.

    Attributes:
        line: from 1.
        record: the record; None where its link leads to no record.
        target: the link as it is written; "" where the record is named by its number.
        title, status, date: what the line says of it; the status as written.
        more: words that are none of these.
    """

    __slots__ = ("date", "line", "more", "record", "status", "target", "title")

    def __init__(self, line: int, record: Record | None, target: str) -> None:
        self.line, self.record, self.target = line, record, target
        self.title = self.status = self.date = self.more = ""


class ListBlock:
    """Rows that stand together: offsets of the whole, what heads its columns where it is a table."""

    __slots__ = ("end", "foreign", "head", "rows", "start")

    def __init__(self, start: int, end: int) -> None:
        self.start, self.end = start, end
        self.rows: list[ListRow] = []
        self.head: list[str] = []
        self.foreign = 0  # lines that name no record


def same_title(one: str, other: str) -> bool:
    """Whether two titles say the same, or one is the other with words left out."""
    first, second = sorted((title_words(one), title_words(other)), key=len)
    rest = iter(second)
    return "".join(first) == "".join(second) or (bool(first) and all(word in rest for word in first))


def title_words(title: str) -> list[str]:
    """The words of a title that tell it from others."""
    text = MARKS.sub("", LINK_TEXT.sub(r"\1", title)).casefold()
    words = re.findall(r"\w+", text.replace("&amp;", "&").replace("'", "").replace("’", ""))
    return [word for word in words if word not in ("a", "an", "and", "the")] or words


def alike_titles(text: str, title: str) -> bool:
    """Whether a cell may be a record's title, perhaps in other words."""
    one, other = {*title_words(text)}, {*title_words(title)}
    return bool(one) and 2 * len(one & other) >= min(len(one), len(other))


def without_links(text: str) -> list[str]:
    """A line taken apart: what its first link says, and what stands around it."""
    texts = [m.group(1) for m in LINK_TEXT.finditer(text)]
    bare = LINK_TEXT.sub(" ", text)
    for m in REFERENCES.finditer(text):
        said = m["adoc_text"] or m["angle_text"] or m["doc_text"] or m["rst_text"] or m["wiki_text"]
        if said or m["adoc"] or m["angle"] or m["doc_alone"] or m["wiki"]:
            texts.append(said or "")
            bare = bare.replace(m.group(), " ")
    for m in LINK_OF_HTML.finditer(bare):
        texts.append(m.group(1))
        bare = bare.replace(m.group(), " ")
    bare = re.sub(r"<[^<>\n]{1,300}>", " ", bare)
    return [texts[0] if texts else "", *texts[1:], bare] if texts else [bare]


def link_path(target: str) -> str:
    """The path of a link, below the folder of its file; of an address, its last part."""
    from urllib.parse import unquote

    code = SHORTCODE.match(target)
    target = code.group(1) if code else target
    path = unquote(target.partition("#")[0].partition("?")[0]).strip()
    if "://" in path:
        path = path.rstrip("/").rpartition("/")[2]
    path = path.lstrip("/")
    return os.path.normpath(path).replace(os.sep, "/") if path else ""
