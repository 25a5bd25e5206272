"""A table that states facts: a label before each value, or labels over columns."""

from __future__ import annotations

from ..text.dates import parse_date
from ..text.markup import MARKS, SEPARATOR
from .status import stated_word

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..vocabulary.words import Vocabulary


def table_values(rows: list[list[str]], words: Vocabulary) -> list[tuple[str, str, int]]:
    """(fact, value, which row) of a table's rows, as cells, in order. A table of other records states nothing of this one.

    The fact `spoken` says that its value also makes the record a superseded one, where nothing else states a status.
    """
    if len(rows) > 1 and len(rows[0]) > 1 and not any(map(_is_rule, rows)) and all(map(words.label, rows[0])):
        rows = [rows[0], ["---"], *rows[1:]]  # nothing but labels stands over columns
        return [(fact, value, n - 1) for fact, value, n in table_values(rows, words)]
    for n, row in enumerate(rows):
        if n + 1 < len(rows) and _is_rule(rows[n + 1]):
            facts = [words.label(cell) if cell else "" for cell in row]
            if "title" in facts and "status" in facts:
                return []  # an index of other records
            if heads_columns(rows, n, words):
                return _under_columns(facts, rows, n + 2)
    return [(fact, value, n) for n, row in enumerate(rows) for fact, value in _beside_labels(row, words)]


def heads_columns(rows: list[list[str]], n: int, words: Vocabulary) -> bool:
    """Whether row `n`, below which the rule follows, names facts that stand under it, and not beside its labels."""
    row = rows[n]
    facts = [words.label(cell) if cell else "" for cell in row]
    named = [fact for fact in facts if fact]
    one = named and (len(row) == 1 or (facts[0] == "status" and len(row) >= 3) or _is_over(facts, rows, n, words))
    return bool(len(named) >= 2 or one) and not _is_beside(facts, row, words)


def _is_rule(row: list[str]) -> bool:
    """Whether a row is the line between a table's head and its body."""
    return any(row) and all(SEPARATOR.fullmatch(cell) or not cell for cell in row)


def below_head(rows: list[list[str]]) -> list[list[str]]:
    """The rows below the head of a table; all where it has none."""
    rule = next((n for n, row in enumerate(rows[:2]) if _is_rule(row)), -1)
    return [row for row in rows[rule + 1 :] if not _is_rule(row)]


def _is_beside(facts: list[str], row: list[str], words: Vocabulary) -> bool:
    """Whether the head of a table is a row of labels and values: `| Status | Accepted | Date | … |`."""
    if "status" not in facts:
        return False
    at = facts.index("status")
    return at < len(row) - 1 and at % 2 == 0 and stated_word(row[at + 1], words, known_only=True)[1]


def _is_over(facts: list[str], rows: list[list[str]], head: int, words: Vocabulary) -> bool:
    """Whether a lone Status in the head of a table stands over its value: no status is beside it, and one is below."""
    if "status" not in facts:
        return False
    at = facts.index("status")
    beside = rows[head][at + 1] if at + 1 < len(facts) else ""
    below = rows[head + 2][at] if head + 2 < len(rows) and at < len(rows[head + 2]) else ""
    return not words.status(MARKS.sub("", beside)) and stated_word(below, words, known_only=True)[1]


def _under_columns(facts: list[str], rows: list[list[str]], first: int) -> list[tuple[str, str, int]]:
    """The newest row from `first` on counts where each has a date, else the last one."""
    values = [n for n in range(first, len(rows)) if any(rows[n]) and not _is_rule(rows[n])]
    if not values:
        return []
    chosen = values[-1]
    if "date" in facts:
        at = facts.index("date")
        days = [parse_date(rows[n][at]) if at < len(rows[n]) else None for n in values]
        if all(days):
            chosen = max(zip(days, values), key=lambda found: (found[0] or "", found[1]))[1]
    return [(fact, value, chosen) for fact, value in zip(facts, rows[chosen]) if fact]


def _beside_labels(row: list[str], words: Vocabulary) -> list[tuple[str, str]]:
    found = []
    for n in range(0, len(row) - 1, 2):
        fact = words.label(row[n]) or words.note(row[n]) if row[n] else ""
        if fact:
            found.append((fact, row[n + 1]))
        elif n == 0 and words.status(row[0]) == "superseded" and "](" in row[1]:
            found += [("superseded_by", row[1]), ("spoken", row[1])]  # the row's label is the status itself
        elif n == 0 and row[0]:
            break
    return found
