"""Running text in lines of a width, and a change laid out as its file is."""

from __future__ import annotations

import re

from .columns import padded_table, width
from .front_matter import front_matter
from .links import code_spans
from .mask import mask
from .pattern import Pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

# What stays together beside code and comments: an address, a picture, a link, a sign with its backslash.
ATOM = Pattern(r"<[^<>\s][^<>]*>|!?\[(?:[^\[\]\\]|\\.)+\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*\)|\\?\S")
# A word that would be something else at the start of a line.
STARTS_A_BLOCK = Pattern(r"(?:[-+*>|]|#{1,6}|=+|\d{1,9}[.)])$")
ITEM_LEAD = Pattern(r" *(?:[-*+]|\d{1,9}[.)]) +(?:\[[ xX]\] +)?(?=\S)")
TABLE_ROWS = Pattern(r"(?m)(?:^(?:> )?\|.*\n)+")


def breakable(text: str) -> list[str]:
    """A text cut where a line may break. A word that may not begin a line stands with the one before it."""
    code, closed = dict(code_spans(text)), text.rfind("-->")
    found: list[str] = []
    at = start = 0  # where the next word begins, and the one that is read
    while at < len(text):
        if at in code:
            at = code[at]
        elif text.startswith("<!--", at) and at + 2 <= closed:
            at = text.find("-->", at + 2) + 3
        else:
            atom = ATOM.match(text, at)
            at = atom.end() if atom else at
        if at == len(text) or text[at].isspace():
            if at > start:
                found.append(text[start:at])
            at = start = at + 1
    for number in range(len(found) - 1, 0, -1):
        if STARTS_A_BLOCK.match(found[number]):
            found[number - 1] += f" {found.pop(number)}"
    return found


def filled_lines(text: str, columns: int, first: str = "", rest: str = "") -> Iterator[str]:
    """The lines of a text as Prettier fills them; `first` and `rest` stand before them."""
    line, bare = first, True
    for word in breakable(text):
        if not bare and width(line) + 1 + width(word) > columns:
            yield line
            line, bare = rest, True
        if bare and width(line) + width(word) > columns and re.match(r"\W*(?:\[|<!--)", word):
            *lines, line = _too_long(word, columns, line, rest)
            yield from lines
        else:
            line += word if bare else f" {word}"
        bare = False
    yield line


def _too_long(word: str, columns: int, line: str, rest: str) -> Iterator[str]:
    """A link or comment that has no room on one line. What follows the text of a link never moves."""
    text, target, tail = ("", "", word) if word.startswith("<!--") else word.rpartition("](")
    start = line
    for part in (text or tail).split(" "):
        gap = "" if line == start else " "
        if gap and width(line) + 1 + width(part) > columns:
            yield line
            line = start = rest
            gap = ""
        line += gap + part
    yield line + target + tail if text else line


def in_layout_of(before: str, after: str, columns: int) -> str:
    """`after` with what a change made longer laid out as `before` is: padded tables, lines of at most `columns`.

    With `columns` 0 lines are left as they are.
    """
    tables = [m.group() for m in TABLE_ROWS.finditer(mask(before))]
    if tables and all(_table_padded(table) == table for table in tables):
        after = TABLE_ROWS.sub(lambda m: _table_padded(m.group()), after)
    return _new_lines_folded(before, after, columns) if columns else after


def _table_padded(table: str) -> str:
    lead = "> " if table[:1] == ">" else ""
    rows = [line[len(lead) :] for line in table.rstrip("\n").split("\n")]
    if len(rows) < 2 or not all(row[:1] == "|" for row in rows) or not re.fullmatch(r"\|(?=[\s:|]*-)[\s:|-]*", rows[1]):
        return table
    return "".join(f"{lead}{row}\n" for row in padded_table(rows))


def _new_lines_folded(before: str, after: str, columns: int) -> str:
    """Lines that are new and too long, folded."""
    old = set(before.split("\n"))
    lines = after.split("\n")
    if all(len(line) <= columns or line in old for line in lines):
        return after
    above = after.count("\n", 0, front_matter(after)[2])
    shown = mask(after).split("\n")
    out: list[str] = []
    for number, line in enumerate(lines):
        prose = number >= above and shown[number] == line and line[:1] not in "#|>< \t\r" and "\r" not in line
        if prose and len(line) > columns and line not in old:
            item = ITEM_LEAD.match(line)
            lead = item.group() if item else ""
            out += filled_lines(line[len(lead) :], columns, lead, " " * len(lead))
        else:
            out.append(line)
    return "\n".join(out)
