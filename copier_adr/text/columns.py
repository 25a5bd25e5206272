"""Text in columns: how wide it is, and a Markdown table as a formatter leaves it."""

from __future__ import annotations

import re

from .files import line_end
from .markup import CELL
from .pattern import Pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

SHOWN_MARK = Pattern(r"\\([!-/:-@\[-`{-~])")  # a mark that means itself: formatters add and drop the backslash
RULE_CELL = Pattern(r":?-+:?")
GAPS = Pattern(r"\n(?:[ \t]*\n)+")
NARROWEST = 3  # dashes that a column's rule has at least


def width(text: str) -> int:
    """How many columns a terminal gives to `text`."""
    if text.isascii():
        return len(text)
    import unicodedata

    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def in_form_of(now: str, fresh: str) -> str:
    """`fresh` as a formatter left `now`: `now` itself where both say the same, else with its padding and spelling.

    Both are blocks of Markdown with a table. They say the same where their cells do, whatever pads them, and their
    other paragraphs do, wherever those break.
    """
    if now == fresh:
        return fresh
    old, new = _says(now), _says(fresh)
    if old == new:
        return now
    before = now.splitlines()
    spelt = {_said_in(before[n], second): before[n] for n, second in _table_rows(before).items()}
    newline = line_end(fresh)
    lines = fresh.split(newline)
    second = _table_rows(lines)
    rows = {n: _cell_texts(spelt.get(_said_in(lines[n], second[n]), lines[n])) for n in second}
    # A table that begins here has the form in which formatters leave it alone.
    padded = not spelt or _is_padded(spelt.values())
    widths = _widths([row for n, row in rows.items() if not _is_rule_row(row, second[n])]) if padded else []
    for n, row in rows.items():
        lines[n] = _as_row(row, widths, _is_rule_row(row, second[n]))
    return newline.join(lines)


def _says(block: str) -> list[object]:
    """What a block says: the cells of each row, each paragraph in one line, code as it is."""
    said: list[object] = []
    for part in GAPS.split(block.replace("\r\n", "\n").strip("\n")):
        if part[:1] == "|":
            lines = part.split("\n")
            rows = _table_rows(lines)
            said += [_said_in(line, rows[n]) if n in rows else line for n, line in enumerate(lines)]
        elif part[:3] == "```":
            said.append(part)
        else:
            said.append(_unmarked(part))
    return said


def _table_rows(lines: list[str]) -> dict[int, bool]:
    """The rows of tables: the number of the line -> whether it is its table's second, where the rule stands."""
    found: dict[int, bool] = {}
    for n, line in enumerate(lines):
        if line[:1] == "|":
            found[n] = n - 1 in found and n - 2 not in found
    return found


def _said_in(line: str, second: bool) -> tuple[str, ...]:
    """A row as it is compared; a rule as what no cell says."""
    row = _cell_texts(line)
    return ("\n",) * len(row) if _is_rule_row(row, second) else tuple([_unmarked(cell) for cell in row])


def _unmarked(text: str) -> str:
    """Text without what a formatter may write otherwise: spaces, backslashes, stars for emphasis."""
    text = " ".join(text.split())
    if "*" in text or "\\" in text:
        text = SHOWN_MARK.sub(r"\1", text).replace("*", "_")
    return text


def _cell_texts(line: str) -> list[str]:
    """The cells of a row as they are written, without what pads them."""
    line = line.strip()
    return [cell.strip() for cell in CELL.split(line)[1 : -1 if line[-1:] == "|" else None]]


def _is_rule_row(row: list[str], second: bool) -> bool:
    """Whether it is the row of dashes below the head. Elsewhere dashes are what the cells say."""
    return second and all(RULE_CELL.fullmatch(cell) for cell in row)


def _is_padded(rows: Iterable[str]) -> bool:
    """Whether somebody padded a table: more dashes than a rule needs, or more spaces than stand around a word."""
    return any(re.search(r"----|[^ |]  +\|", row) for row in rows)


def _widths(rows: list[list[str]]) -> list[int]:
    """Of each column, from the rows that are no rule."""
    columns = max(map(len, rows), default=0)
    return [max([NARROWEST, *(width(row[n]) for row in rows if n < len(row))]) for n in range(columns)]


def _as_row(row: list[str], widths: list[int], rule: bool) -> str:
    """A row as text; padded where there are widths."""
    if not widths:
        return "| " + " | ".join(row) + " |"
    filled = zip([*row, *[""] * (len(widths) - len(row))], widths)
    if rule:
        cells = [cell[:1].strip("-") + "-" * (wide - cell.count(":")) + cell[1:].strip("-") for cell, wide in filled]
    else:
        cells = [cell + " " * (wide - width(cell)) for cell, wide in filled]
    return "| " + " | ".join(cells) + " |"


def padded_table(lines: list[str]) -> list[str]:
    """The rows of a table as formatters pad them; each begins with its bar."""
    rows = [_cell_texts(line) for line in lines]
    rules = [_is_rule_row(row, n == 1) for n, row in enumerate(rows)]
    widths = _widths([row for row, rule in zip(rows, rules) if not rule])
    return [_as_row(row, widths, rule) for row, rule in zip(rows, rules)]
