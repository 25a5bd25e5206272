"""What a reader sees of a record, line by line: words, and what they are a part of.

Markdown is followed as far as it decides what is shown as what: https://spec.commonmark.org/0.31.2/. Where this is in
doubt the text stays as it is written, so that a change of it is seen. Each line is looked at a bounded number of times.
"""

from __future__ import annotations

import re

from ..text.front_matter import front_matter
from ..text.pattern import Pattern

ITEM = Pattern(r"([-*+]|(\d{1,9})[.)])(?:[ \t]+|$)")
ATX_LINE = Pattern(r"(#{1,6})(?:[ \t]+(.*))?$")
ATX_CLOSE = Pattern(r"(?:^|[ \t])#+$")
RULED = Pattern(r"(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,}")
OPEN_FENCE = Pattern(r"(`{3,}|~{3,})(.*)$")
VERBATIM = Pattern(r"<(pre|script|style|textarea)\b", re.I)
DEFINES = Pattern(
    r"\[(?!\^)([^\[\]]{1,200})\]:[ \t]*(<[^<>]{0,500}>|[^\s<>]{1,500})[ \t]*(\"[^\"]{1,300}\"|'[^']{1,300}'|\([^()]{1,300}\))?$"
)
DIVIDER = Pattern(r"[\s|:+-]*-[\s|:+-]*")
DEEPEST = 40  # containers in each other; what is deeper counts as that deep


class Line:
    """A line of a record.

    Attributes:
        number: where it stands, from 1.
        kind: what it is a part of, with the depth of quotes and lists: `h2`, `p`, `-`, `code`, …
        text: its words as they are written, without the marks that say what it is.
        block: lines with the same one are shown as one text.
    """

    __slots__ = ("block", "kind", "number", "text")

    def __init__(self, number: int, kind: str, text: str, block: int) -> None:
        self.number, self.kind, self.text, self.block = number, kind, text, block


class Seen:
    """The lines of a text, and the targets that its reference links have: label, in lower case -> target."""

    def __init__(self, text: str, markdown: bool = True) -> None:
        self.lines: list[Line] = []
        self.targets: dict[str, str] = {}
        self.rows = text.split("\n")
        self.comment = False  # inside of one that began in an earlier line
        self.last_close = max((n for n, row in enumerate(self.rows) if "-->" in row), default=-1)
        self.fence = ""
        self.verbatim = ""
        self.lists: list[tuple[int, bool, int]] = []  # (offset of the text, ordered, next number)
        self.open = False  # whether the last line was one of a paragraph
        self.block = 0
        for at, row in enumerate(self.rows):
            (self._markdown if markdown else self._plain)(at, row.rstrip())

    def add(self, at: int, kind: str, text: str, new: bool = True) -> None:
        self.block += new
        self.lines.append(Line(at + 1, kind, text, self.block))

    # --- Markdown ---

    def _markdown(self, at: int, row: str) -> None:
        row = row.expandtabs(4)
        quoted, rest = _unquoted(row)
        if self.fence or self.verbatim:
            self._in_code(at, rest if self.fence and quoted else row)
            return
        indent = len(rest) - len(rest.lstrip())
        base = self._container(indent, rest)
        if rest.strip() and indent - base >= 4 and not self.open and not self.comment:
            self.add(at, _depth(quoted, self.lists) + "code", rest[base:])
            return
        rest = self._without_comments(at, rest.strip())
        if not rest:
            self.open = False
            return
        self._block(at, rest, indent, quoted)

    def _in_code(self, at: int, row: str) -> None:
        if self.verbatim:
            if f"</{self.verbatim}" in row.lower():
                self.verbatim = ""
        elif re.fullmatch(re.escape(self.fence[0]) + "{" + str(len(self.fence)) + ",}", row.strip()):
            self.fence = ""
        self.add(at, "code", row)

    def _container(self, indent: int, rest: str) -> int:
        """The offset of the list item that a line belongs to; items that it ends are closed."""
        if not rest.strip():
            return 0
        while self.lists and indent < self.lists[-1][0]:
            offset, _, _ = self.lists[-1]
            item = ITEM.match(rest.lstrip())
            if self.open and not item and not ATX_LINE.match(rest.lstrip()):
                break  # a paragraph goes on, however it is indented
            sibling = item and indent >= (self.lists[-2][0] if len(self.lists) > 1 else 0) and indent < offset
            if sibling:
                return self.lists[-2][0] if len(self.lists) > 1 else 0
            self.lists.pop()
        return self.lists[-1][0] if self.lists else 0

    def _without_comments(self, at: int, row: str) -> str:
        """A line without its comments, which nobody sees; one that is never closed stays as it is."""
        shown = ""
        while row:
            if self.comment:
                _, close, row = row.partition("-->")
                self.comment = not close
                continue
            start = row.find("<!--")
            if start < 0 or "`" in row[:start]:
                return shown + row
            end = row.find("-->", start + 2)
            if end >= 0:
                shown, row = shown + row[:start], row[end + 3 :]
            elif self.last_close > at and (not (shown + row[:start]).strip() or self._closes_soon(at)):
                shown, row, self.comment = shown + row[:start], "", True
            else:
                return shown + row
        return shown.strip()

    def _closes_soon(self, at: int) -> bool:
        """Whether a comment that begins inside of a paragraph ends inside of it."""
        for row in self.rows[at + 1 : at + 200]:
            if not row.strip():
                return False
            if "-->" in row:
                return True
        return False

    def _block(self, at: int, text: str, indent: int, quoted: int) -> None:
        depth = _depth(quoted, self.lists)
        heading = ATX_LINE.match(text)
        fence = OPEN_FENCE.match(text)
        item = ITEM.match(text)
        if heading:
            self.add(at, f"{depth}h{len(heading.group(1))}", ATX_CLOSE.sub("", heading.group(2) or "").strip())
        elif fence and not (fence.group(1)[0] == "`" and "`" in fence.group(2)):
            self.fence = fence.group(1)
            self.add(at, depth + "code", "```" + fence.group(2).strip())
        elif self.open and re.fullmatch(r"=+|-+", text) and self.lines[-1].kind == depth + "p":
            self._underlined(depth + ("h1" if text[0] == "=" else "h2"))
        elif RULED.fullmatch(text):
            self.add(at, depth + "rule", "")
        elif item and not (self.open and item.group(2) not in (None, "1") and depth + "p" == self.lines[-1].kind):
            self._item(at, text, item, indent, quoted)
            return
        else:
            self._words(at, text, depth)
            return
        self.open = False

    def _underlined(self, kind: str) -> None:
        """The paragraph that stands above an underline is a heading."""
        for line in reversed(self.lines):
            if line.block != self.block:
                break
            line.kind = kind

    def _item(self, at: int, text: str, item: re.Match[str], indent: int, quoted: int) -> None:
        """The first line of a list item; numbers count as they are shown: on from that of the first item."""
        ordered = item.group(2) is not None
        number = int(item.group(2) or 0)
        if self.lists and indent < self.lists[-1][0]:
            _, was_ordered, following = self.lists.pop()
            number = following if ordered and was_ordered else number
        mark = f"{number}." if ordered else "-"
        depth = _depth(quoted, self.lists)
        if len(self.lists) < DEEPEST:
            self.lists.append((indent + min(item.end(), len(item.group(1)) + 4), ordered, number + 1))
        rest = text[item.end() :].strip()
        self.add(at, depth + mark, rest)
        self.open = bool(rest) and not OPEN_FENCE.match(rest)
        fence = OPEN_FENCE.match(rest)
        if fence and "`" not in fence.group(2):
            self.fence = fence.group(1)

    def _words(self, at: int, text: str, depth: str) -> None:
        defined = None if self.open else DEFINES.match(text)
        if defined:
            self.targets.setdefault(_label(defined.group(1)), defined.group(2).strip("<>"))
            if defined.group(3):
                self.add(at, "title", " ".join(defined.group(3)[1:-1].split()))
            return
        verbatim = VERBATIM.match(text)
        if verbatim and f"</{verbatim.group(1).lower()}" not in text.lower():
            self.verbatim = verbatim.group(1).lower()
        if text[:1] == "|" or (self.open and self.lines[-1].kind == depth + "row"):
            self.add(at, depth + "row", text)
        elif self.open and "|" in text and DIVIDER.fullmatch(text):
            self.lines[-1].kind = depth + "row"
            self.add(at, depth + "row", text)
        elif self.open:
            self.add(at, self.lines[-1].kind, text, new=False)
        else:
            self.add(at, depth + "p", text)
        self.open = not self.verbatim

    # --- reStructuredText, AsciiDoc ---

    def _plain(self, at: int, row: str) -> None:
        """Every line for itself, with its indentation; what underlines a heading may be of any length."""
        text = row.strip()
        if not text:
            return
        below = self.rows[at + 1].strip() if at + 1 < len(self.rows) else ""
        adoc = re.match(r"(={1,6})[ \t]+(.*)", row)
        if adoc:
            self.add(at, f"h{len(adoc.group(1))}", adoc.group(2))
        elif _adorns(text):
            self.add(at, "rule", text[:3])
        elif _adorns(below) and row[:1] not in (" ", "\t", "|"):
            self.add(at, "h1" if not self.lines or self.lines[-1].kind == "rule" else "h2", text)
        else:
            text = re.sub(r"^:([^:`]{1,40}):[ \t]+", r"\1: ", text)
            self.add(at, "row" if text[:1] == "|" else f"p{len(row) - len(row.lstrip())}", text)


def _adorns(text: str) -> bool:
    return len(text) >= 3 and not text[0].isalnum() and text == text[0] * len(text)


def _label(text: str) -> str:
    return " ".join(text.split()).casefold()


def _depth(quoted: int, lists: list[tuple[int, bool, int]]) -> str:
    return ">" * quoted + "  " * len(lists)


def _unquoted(row: str) -> tuple[int, str]:
    """(how deep a line is quoted, the line without the marks of that)."""
    quoted = 0
    while quoted < DEEPEST:
        m = re.match(r" {0,3}> ?", row)
        if not m:
            return quoted, row
        quoted, row = quoted + 1, row[m.end() :]
    return quoted, row


def front_lines(text: str) -> tuple[list[tuple[int, str, str]], str]:
    """([(line, key, value with all its lines)] of the front matter, the text below it with as many lines as the file)."""
    start, end, below = front_matter(text)
    found: list[tuple[int, str, str]] = []
    for n, row in enumerate(text[start:end].split("\n"), 2):
        m = re.match(r"[\"']?([^\s#\"'\[{:=-][^:=\"']{0,80}?)[\"']?[ \t]*[:=](.*)", row)
        if m:
            found.append((n, m.group(1), m.group(2).strip()))
        elif row.strip() and row.strip()[0] != "#":
            if found:
                found[-1] = (*found[-1][:2], found[-1][2] + "\n" + row.rstrip())
            else:
                found.append((n, "", row.strip()))
    return found, "\n" * text.count("\n", 0, below) + text[below:]


# --- the words of a block ---

SIMPLE_CODE = Pattern(r"(?<!`)`([^`]{1,2000})`(?!`)")
INLINE_LINK = Pattern(
    r"(!?)\[((?:[^\[\]\\]|\\.){0,500})\]\([ \t]*(?:<([^<>]{0,500})>|([^()\s<>]{0,500}(?:\([^()\s]{0,100}\)[^()\s<>]{0,200})?))"
    r"(?:[ \t]+(\"[^\"]{0,300}\"|'[^']{0,300}'|\([^()]{0,300}\)))?[ \t]*\)"
)
REFERENCE_LINK = Pattern(r"(!?)\[((?:[^\[\]\\]|\\.){1,500})\](?:\[([^\[\]]{0,200})\])?")
ADDRESS = Pattern(r"<([a-z][a-z0-9+.-]{1,20}:[^\s<>]{1,500})>", re.I)
ATTRIBUTE = Pattern(r"\b(href|src)=(\"[^\"]{0,500}\"|'[^']{0,500}')", re.I)
UNDERSCORES = Pattern(r"(?<![\w_])_{1,3}(?=[^\s_])|(?<=[^\s_])_{1,3}(?![\w_])")


def words_shown(text: str, targets: dict[str, str]) -> str:
    """A block's text as a reader sees it: links as their words and titles, pictures by their words and file."""
    text = " ".join(text.split())
    if text.isalnum():
        return text
    code: list[str] = []

    def keep(m: re.Match[str]) -> str:
        code.append(m.group())
        return f"\x00{len(code) - 1}\x00"

    if "`" in text:
        text = SIMPLE_CODE.sub(keep, text.replace("\x00", ""))
    if "](" in text:
        text = INLINE_LINK.sub(_link_words, text)
        text = INLINE_LINK.sub(_link_words, text)  # around a picture
    if targets and "[" in text:
        text = REFERENCE_LINK.sub(lambda m: _reference_words(m, targets), text)
    if "<" in text:
        text = ATTRIBUTE.sub(_target_free, ADDRESS.sub(r"\1", text))
    if "_" in text:
        text = UNDERSCORES.sub(lambda m: "*" * len(m.group()), text)
    return re.sub(r"\x00(\d+)\x00", lambda m: code[int(m.group(1))], text) if code else text


def _link_words(m: re.Match[str]) -> str:
    title = f" «{m.group(5)[1:-1]}»" if m.group(5) else ""
    return _picture_words(m.group(2), m.group(3) or m.group(4) or "", title) if m.group(1) else m.group(2) + title


def _picture_words(words: str, target: str, title: str = "") -> str:
    file = target.partition("#")[0].partition("?")[0].rpartition("/")[2]
    return f"\ue000{words}\ue001{file}{title}\ue002"


def _reference_words(m: re.Match[str], targets: dict[str, str]) -> str:
    target = targets.get(_label(m.group(3) or m.group(2)))
    if target is None:
        return m.group()
    return _picture_words(m.group(2), target) if m.group(1) else m.group(2)


def _target_free(m: re.Match[str]) -> str:
    """A target may change; a picture's file may not, but where it lies."""
    name = m.group(1).lower()
    return name + ("=" + m.group(2)[1:-1].rpartition("/")[2] if name == "src" else "")
