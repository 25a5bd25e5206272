"""What a reader sees of a record, line by line: words, and what they are a part of.

Markdown is followed as far as it decides what is shown as what: https://spec.commonmark.org/0.31.2/. Where this is in
doubt the text stays as it is written, so that a change of it is seen. Each line is looked at a bounded number of times.
"""

from __future__ import annotations

import re

from ..text.front_matter import front_matter
from ..text.markup import LONG
from ..text.pattern import Pattern
from .inline import label_of
from .plain import Line, plain_lines
from .signs import GONE

ITEM = Pattern(r"([-*+]|(\d{1,9})[.)])(?:[ \t]+|$)")
ATX_LINE = Pattern(r"(#{1,6})(?:[ \t]+(?![ \t])(.*))?$")
ATX_CLOSE = Pattern(r"(?:^|[ \t])#+$")
RULED = Pattern(r"(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,}")
OPEN_FENCE = Pattern(r"(`{3,}|~{3,})(.*)")
VERBATIM = Pattern(r"<(pre|script|style|textarea)\b", re.I)
# What begins a block of HTML, which goes to the next blank line: https://spec.commonmark.org/0.31.2/#html-blocks.
BLOCK_TAG = Pattern(
    r"</?(?:address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|"
    r"fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|"
    r"menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|track|"
    r"ul)(?:[ \t>]|/>|$)",
    re.I,
)
LONE_TAG = Pattern(r"</?[a-z][a-z0-9-]{0,40}(?:[ \t][^<>]{0,2000})?/?>$", re.I)  # where no paragraph is open
# What ends a paragraph by itself, besides an item, a quote and the tags above.
INTERRUPTS = Pattern(
    r"#{1,6}(?:[ \t]|$)|`{3,}[^`]*$|~{3,}|<[!?]|<(?:pre|script|style|textarea)\b|(?:[*_-][ \t]*){3,}$|"
    + BLOCK_TAG.source,
    re.I,
)
DEFINES = Pattern(
    r"\[(?![\^ \t]*\])(?!\^)([^\[\]\\]{1,200})\]:[ \t]*(<[^<>\\]{0,500}>|[^\s<>()\\\x00-\x1f]{1,500}(?:\([^\s<>()\\]{0,200}\)[^\s<>()\\]{0,200})?)"
    r"(?:[ \t]+(\"[^\"\\]{1,300}\"|'[^'\\]{1,300}'|\([^()\\]{1,300}\)))?$"
)
BLANKS = " \t"  # what Markdown takes for spacing; other signs that look like it are text
DIVIDER = Pattern(r"(?=[ |:+]*-)[ |:+-]*")
DEEPEST = 40  # containers in each other; what is deeper counts as that deep


class Seen:
    """The lines of a text, and the targets that its reference links have: label, in lower case -> target."""

    def __init__(self, text: str, markdown: bool = True) -> None:
        self.markdown = markdown
        self.lines: list[Line] = []
        self.targets: dict[str, str] = {}
        self.rows = text.split("\n")
        self.comment = False  # inside of one that began in an earlier line
        self.last_close = max((n for n, row in enumerate(self.rows) if "-->" in row), default=-1)
        self.fence, self.fenced_in = "", 0  # the marks that opened it, and how deep it is quoted
        self.fence_at = 0  # the offset of the list item that it stands in
        self.verbatim = ""
        self.html: str | None = None  # the depth of the block of HTML that is open
        self.defined = -2  # the last line that was a definition
        self.quoted = 0  # how deep the last line was quoted
        self.lists: list[tuple[int, bool, int]] = []  # (offset of the text, ordered, next number)
        self.open = False  # whether the last line was one of a paragraph
        self.ticks = False  # whether that has backticks
        self.block = 0
        if not markdown:
            self.lines = plain_lines(self.rows)
            return
        for at, row in enumerate(self.rows):
            self._markdown(at, row.rstrip(BLANKS))

    def add(self, at: int, kind: str, text: str, new: bool = True) -> None:
        self.block += new
        self.ticks = "`" in text or (self.ticks and not new)
        self.lines.append(Line(at + 1, kind, text.replace(GONE, ""), self.block))

    # --- Markdown ---

    def _markdown(self, at: int, row: str) -> None:
        row = row.expandtabs(4)
        quoted, rest = _unquoted(row)
        if self.fence and (quoted < self.fenced_in or self._left_item(row)):
            self.fence = ""  # the quote or item has ended, and what stood in it
        if self.fence or self.verbatim:
            self._in_code(at, _unquoted(row, self.fenced_in)[1] if self.fence else row)
            return
        text = rest.strip(BLANKS)
        if self.open and quoted > self.lines[-1].kind.count(">"):
            self.open = False  # a quote begins
        if self.comment:
            self._in_comment(at, row)
            return
        if quoted and self.lists and len(row) - len(row.lstrip(" ")) >= self.lists[-1][0]:
            self.add(at, _depth(0, self.lists) + "raw", row.strip(BLANKS))  # a quote in an item
            self.open = False
            return
        before, self.quoted = self.quoted, quoted
        if quoted > before and not self.open:
            self.add(at, ">" * quoted + "begins", "")  # it is shown, also where it says nothing
            self.lists = self.lists if text else []
        self._unquoted_line(at, rest, text, quoted)

    def _unquoted_line(self, at: int, rest: str, text: str, quoted: int) -> None:
        indent = len(rest) - len(rest.lstrip(BLANKS))
        base = self._container(indent, text)
        depth = _depth(quoted, self.lists)
        if self.defined == at - 1 and text and not DEFINES.match(text):
            self.add(at, depth + "below a definition", "")  # it is more of that paragraph: no code, no second item
        if self.html is not None:
            if text and self.html == depth:
                self.add(at, depth + "tags", text)
                return
            self.html = None
        if text and indent - base >= 4:
            if self.open and ("|" in text or self.lines[-1].kind.endswith("row")):
                self.add(at, depth + "indented row", _barred_row(text))  # a row to some, code to others
            elif self.open:
                self._words(at, text, depth)
            else:
                self.add(at, depth + "code", rest[base:])
            return
        if text.startswith("<!--") and self._comment_block(at, text, quoted):
            return
        if "<!--" in text and "`" not in text and not (self.open and self.ticks):
            text = without_comments(text)
        if not text:
            self.open = False
            return
        self._block(at, text, indent, quoted)

    def _comment_block(self, at: int, text: str, quoted: int) -> bool:
        """Whether a line that begins with a comment was read. What follows on the line where it ends is no Markdown.

        One that is never closed, or not in the quote or list where it begins, stays as it is: it may hide what follows.
        """
        self.open = False
        if "-->" in text[2:]:
            self._in_comment(at, text[2:], _depth(quoted, self.lists))
            return True
        if self.last_close <= at or quoted or self.lists:
            return False
        self.comment = True
        return True

    def _in_comment(self, at: int, row: str, depth: str = "") -> None:
        end = re.search(r"--!?>", row)  # browsers end it at `--!>` too
        self.comment = self.comment and not end
        rest = row[end.end() :].strip(BLANKS) if end else ""
        if rest:
            self.add(at, depth + "raw", rest)

    def _left_item(self, row: str) -> bool:
        """Whether a line of a fence stands to the left of the item that the fence is in."""
        rest = _unquoted(row, self.fenced_in)[1]
        return self.fence_at > 0 and rest.strip(BLANKS) != "" and len(rest) - len(rest.lstrip(BLANKS)) < self.fence_at

    def _open_fence(self, marks: str, quoted: int) -> None:
        self.fence, self.fenced_in = marks, quoted
        self.fence_at = self.lists[-1][0] if self.lists else 0

    def _in_code(self, at: int, row: str) -> None:
        if self.verbatim:
            if f"</{self.verbatim}" in row.lower():
                self.verbatim = ""
        elif re.fullmatch(re.escape(self.fence[0]) + "{" + str(len(self.fence)) + ",}", row.strip(BLANKS)):
            if len(row) - len(row.lstrip(BLANKS)) - self.fence_at < 4:
                self.fence = ""
                self.add(at, "end of code", "")
                return
        self.add(at, "code", row)

    def _container(self, indent: int, text: str) -> int:
        """The offset of the list item that a line belongs to; items that it ends are closed."""
        if not text:
            return 0
        while self.lists and indent < self.lists[-1][0]:
            offset, _, _ = self.lists[-1]
            item = ITEM.match(text)
            if self.open and not item and not INTERRUPTS.match(text):
                break  # a paragraph goes on, however it is indented
            sibling = item and indent >= (self.lists[-2][0] if len(self.lists) > 1 else 0) and indent < offset
            if sibling:
                return self.lists[-2][0] if len(self.lists) > 1 else 0
            self.lists.pop()
        return self.lists[-1][0] if self.lists else 0

    def _block(self, at: int, text: str, indent: int, quoted: int) -> None:
        depth = _depth(quoted, self.lists)
        heading = ATX_LINE.match(text)
        fence = OPEN_FENCE.match(text)
        item = ITEM.match(text)
        if heading:
            self.add(at, f"{depth}h{len(heading.group(1))}", ATX_CLOSE.sub("", heading.group(2) or "").strip(BLANKS))
        elif fence and not (fence.group(1)[0] == "`" and "`" in fence.group(2)):
            self._open_fence(fence.group(1), quoted)
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
        rest = text[item.end() :].strip(BLANKS)
        if rest and len(item.group()) - len(item.group(1)) > 4:  # what stands that far in is code
            self.add(at, depth + mark + "code", text[len(item.group(1)) :])
            self.open = False
            return
        self.open = False
        opens_html = self._opens_html(rest)
        tags = "tags" if opens_html or VERBATIM.match(rest) else ""
        self.add(at, depth + mark + ("raw" if rest[:1] == GONE and rest[1:] else tags), rest)
        if opens_html:
            self.html = _depth(quoted, self.lists)
            return
        self.open = bool(rest) and not OPEN_FENCE.match(rest)
        fence = OPEN_FENCE.match(rest)
        if fence and "`" not in fence.group(2):
            self._open_fence(fence.group(1), quoted)

    def _opens_html(self, text: str) -> bool:
        return text[:1] == "<" and bool(BLOCK_TAG.match(text) or (not self.open and LONE_TAG.match(text)))

    def _words(self, at: int, text: str, depth: str) -> None:
        defined = None if self.open else DEFINES.match(text)
        if defined:
            label = label_of(defined.group(1))
            if defined.group(3) and label not in self.targets:  # the first one counts
                self.add(at, "title", " ".join(defined.group(3)[1:-1].split()))
            self.targets.setdefault(label, defined.group(2).strip("<>"))
            self.defined = at
            return
        verbatim = VERBATIM.match(text)
        if verbatim:
            if f"</{verbatim.group(1).lower()}" not in text.lower():
                self.verbatim = verbatim.group(1).lower()
            self.add(at, depth + "code", text)
            self.open = False
            return
        if self._opens_html(text):
            self.add(at, depth + "tags", text)
            self.html, self.open = depth, False
            return
        in_table = self.open and self.lines[-1].kind in (depth + "row", depth + "first row")
        if text[:1] == "|" or in_table:
            self.add(at, depth + ("row" if in_table else "first row"), _barred_row(text))
        elif self.open and "|" in text and DIVIDER.fullmatch(text):
            self.lines[-1].kind, self.lines[-1].text = depth + "first row", _barred_row(self.lines[-1].text)
            self.add(at, depth + "row", _barred_row(text))
        elif self.open:
            self.add(at, self.lines[-1].kind, text, new=False)
        else:
            self.add(at, depth + "p", text)
        self.open = True


def _barred_row(text: str) -> str:
    return text if text[:1] == "|" else "| " + text


PLAIN_COMMENT = Pattern(r"(?<![^ \t])<!--(?!-?>)(?:[^-]|-(?!-))*-->(?![^ \t])")


def without_comments(text: str) -> str:
    """A line with GONE in place of the comments inside of it. Only what every forge takes for one: GitHub shows one with `--` in it."""
    if text.count("<") != text.count("<!--") or "|" in text or len(text) > LONG:
        return text  # it may stand in a tag, or be a cell

    def strike(m: re.Match[str]) -> str:
        in_target = max(text.rfind("](", 0, m.start()), text.rfind("]:", 0, m.start())) > text.rfind(")", 0, m.start())
        return m.group() if in_target else GONE

    return PLAIN_COMMENT.sub(strike, text)


def _depth(quoted: int, lists: list[tuple[int, bool, int]]) -> str:
    return ">" * quoted + "  " * len(lists)


def _unquoted(row: str, most: int = DEEPEST) -> tuple[int, str]:
    """(how deep a line is quoted, the line without the marks of that)."""
    quoted = 0
    while quoted < most:
        m = re.match(r" {0,3}> ?", row)
        if not m:
            return quoted, row
        quoted, row = quoted + 1, row[m.end() :]
    return quoted, row


def front_lines(text: str) -> tuple[list[tuple[int, str, str]], str]:
    """([(line, key, value with all its lines)] of the front matter, the text below it with as many lines as the file)."""
    start, end, below = front_matter(text)
    found: list[tuple[int, str, list[str]]] = []
    for n, row in enumerate(text[start:end].split("\n"), 2):
        m = re.match(r"[\"']?([^\s#\"'\[{:=-][^:=\"']{0,80}?)[\"']?[ \t]*[:=](.*)", row)
        if m:
            found.append((n, m.group(1), [m.group(2).strip()]))
        elif found and row.strip() and row.lstrip()[0] != "#":
            found[-1][2].append(row.rstrip())
        elif row.strip():
            found.append((n, "", [row.strip()]))
    keys = [(n, key, "\n".join(rows)) for n, key, rows in found]
    return keys, "\n" * text.count("\n", 0, below) + text[below:]
