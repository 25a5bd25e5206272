"""Tables for spreadsheets: RFC 4180, and no cell that one would take for a formula.

What begins a formula, and that a cell may be made to end early, is after
https://owasp.org/www-community/attacks/CSV_Injection.
"""

from __future__ import annotations

from .pattern import Pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# At the start of a cell; where semicolons or tabs part cells, as in half of Europe, also behind one of those in the text.
FORMULA = Pattern(r"(^|[;\t\r\n])(?=[^\S\t\r\n]*[=+\-@\uff0b\uff0d\uff1d\uff20])|^(?=[\t\r\n])")


def sheet(rows: Iterable[Sequence[object]]) -> str:
    """Rows as CSV. An apostrophe makes text of what would begin a formula; numbers stay numbers, None is empty."""
    import csv
    import io

    table = io.StringIO()
    csv.writer(table, lineterminator="\r\n").writerows([_cell(value) for value in row] for row in rows)
    return table.getvalue()


def _cell(value: object) -> object:
    return FORMULA.sub(lambda m: f"{m.group(1) or ''}'", value) if isinstance(value, str) else value
