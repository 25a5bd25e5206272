"""What a reader sees of a record in reStructuredText or AsciiDoc, line by line.

Neither is followed: every line stands as it is written, with its indentation and with whether a blank line parts it from
the one above, for in both that is what makes the difference between prose, code, lists and tables. What may differ: how
long the line is that underlines a heading, how wide a table is drawn, how many blank lines there are, and blanks beside
the bars of a table and behind the name of a field.
"""

from __future__ import annotations

import re

from ..text.columns import width
from ..text.pattern import Pattern
from ..text.rst_tables import MOST_COLUMNS
from .signs import NEXT_CELL

ADOC_HEADING = Pattern(r"(={1,6})[ \t]+(?![ \t])(?![= \t]*$)(.*)")
BORDER = Pattern(r"[+=-][+= -]+")  # a line of a table, as wide as its longest word
FIELD_NAME = Pattern(r"^:(?=\S)([^:`]{1,40}):[ \t]+")
BESIDE_BARS = Pattern(r"(?<=\|)[ \t]+|(?<![ \t])[ \t]+(?=\|)")
ENTRY = Pattern(r"(?:[-*+•.]{1,6}|\(?(?:\d{1,9}|\w|#)[.)])[ \t]|:[^:`]{1,40}:|//|\.\.[ \t]")  # an item or a field
WRITTEN_MARK = Pattern(r"(?:[-*+•]|\(?(?:\d{1,9}|\w|#)[.)])[ \t]+")
MEANS_MORE = ("::", "..", "__")  # no line that adorns


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


class Table:
    """The drawn table that is read: how wide it is, where its columns stand; nothing of both outside of one."""

    def __init__(self) -> None:
        self.wide = 0  # of one with bars
        self.columns: list[tuple[int, int]] = []  # of one without

    def said(self, row: str, text: str) -> str:
        """The words of a row; that it is drawn otherwise than the rows above is a part of them, for then it is none."""
        if BORDER.fullmatch(text):
            drawn = [m.span() for m in re.finditer(r"\S+", row)]
            if len(drawn) > MOST_COLUMNS:
                return text
            first, same = not self.columns, drawn == self.columns
            if text[0] == "+":
                first, same, self.wide = not self.wide, width(row) == self.wide, width(row)
            elif text[0] == "=":
                self.columns = drawn
            uneven = not first and not same and text[0] != "-"
            return re.sub(r"([=-])\1+|(?<=  ) +", r"\1", text) + " uneven" * uneven
        if text[0] == "|" and (self.wide or not self.columns):
            return BESIDE_BARS.sub(" ", text) + " uneven" * (self.wide not in (0, width(row)))
        if self.columns:
            starts = [start for start, _ in self.columns if start < len(row)]
            return NEXT_CELL.join([row[start:end].strip() for start, end in zip(starts, [*starts[1:], None])])
        return FIELD_NAME.sub(r"\1: ", text)


def plain_lines(rows: list[str]) -> list[Line]:
    """The lines of a text that are not blank."""
    lines: list[Line] = []
    table = Table()
    for at, row in enumerate(rows):
        if not row.strip():
            table = Table()
            continue
        kind, text = _said(lines, rows, at, table)
        lines.append(Line(at + 1, kind, text, len(lines)))
    return lines


def _said(lines: list[Line], rows: list[str], at: int, table: Table) -> tuple[str, str]:
    """(kind, words) of a line that is not blank."""
    row, text = rows[at].rstrip(), rows[at].strip()
    indent = " " * (len(row) - len(row.lstrip()))
    below = rows[at + 1].rstrip() if at + 1 < len(rows) else ""
    adoc = ADOC_HEADING.match(row)
    if adoc:
        return f"h{len(adoc.group(1))}", adoc.group(2)
    joined = "+" if _goes_on(lines, rows, at) else ""
    if _adorns(text, 2):
        return "rule", indent + text[:3] + joined
    if not indent and not joined and text[0] != "|" and _adorns(below, max(3, min(4, len(text)))):
        return "h1" if not lines or lines[-1].kind == "rule" else "h2", text
    item = WRITTEN_MARK.match(text)  # what stands as far in as its words is a part of it
    kind = f"{indent}{joined}row" if text[0] == "|" else f"p{len(indent)}{joined}{item.end() if item else ''}"
    return kind, table.said(row, text)


def _goes_on(lines: list[Line], rows: list[str], at: int) -> bool:
    """Whether a line continues the one above: without a blank line between, a list, too, is more of a paragraph."""
    above = rows[at - 1].strip() if at else ""
    if not above or not lines or lines[-1].kind[:1] == "h" or (lines[-1].kind == "rule" and _adorns(above, 3)):
        return False
    return not (ENTRY.match(above) and ENTRY.match(rows[at].strip()))


def _adorns(text: str, least: int) -> bool:
    return len(text) >= least and not text[0].isalnum() and text == text[0] * len(text) and text not in MEANS_MORE
