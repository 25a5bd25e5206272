"""The rules that hold for one record by itself, asked of it."""

from __future__ import annotations

from ..text.markup import LONG, shorten
from ..text.pattern import Pattern
from .page import Checked
from .registry import RULES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..record.record import Record
    from .finding import Row
    from .style import Style

IGNORE = Pattern(r"<!--\s*adr-ignore:((?:[\w,\s]|-(?!-))*)(?:--(?:(?!<!--)[^>])*)?-->")  # `--`: the reason
RECORD_RULES = [(known.id, known.of_record) for known in RULES.values() if known.of_record]


def ignored_rules(text: str) -> set[str]:
    """The rules that `<!-- adr-ignore: rule, rule -->` comments of a record switch off for it."""
    if "adr-ignore" not in text:
        return set()
    return {name.strip() for m in IGNORE.finditer(text) for name in m.group(1).split(",") if name.strip()}


def check_record(
    style: Style, file: str, text: str, encoding: str, record: Record, merged: bool
) -> tuple[list[Row], set[str]]:
    """All that is wrong with one record by itself, and the rules that it ignores."""
    ignored = ignored_rules(text)
    if len(text) > LONG:
        text = shorten(text)
    page = Checked(style, file, text, record, encoding, merged)
    found: list[Row] = []
    for rule, find in RECORD_RULES:
        for line, subject, message in find(page):
            if rule not in ignored:
                found.append((rule, file, line, subject, message))
    for name in sorted(ignored - RULES.keys()):
        said = next((m.start() for m in IGNORE.finditer(text) if name in m.group(1)), 0)
        line = text.count("\n", 0, said) + 1
        found.append(("unknown-rule", file, line, name, f"there is no rule {name!r} to ignore"))
    return found, ignored
