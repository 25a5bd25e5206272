"""Places: where a record states a fact, and what stands there.

A place is {"front_matter": key}, {"section": heading}, {"table_row": label}, {"column": label}, {"bullet": label},
{"bold": label} or {"line": label}. A span is a place found: offsets in the text as it is in the file, so that a value can be replaced and
every other byte stays.
"""

from __future__ import annotations

import re

from ..text.front_matter import front_matter, scalar
from ..text.headings import section_of
from ..text.markup import BULLET, CELL, INLINE_BREAK, RULE, cells
from ..text.mask import blank, mask
from ..text.pattern import Pattern
from ..vocabulary.words import plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..vocabulary.words import Place

TABLE = Pattern(r"(?:^|(?<=\n))[ \t>]*\|[^\n]*\n[ \t>]*\|[ \t:|-]+\n(?:[ \t>]*\|[^\n]*(?:\n|$))+")
ROW = Pattern(r"\n[ \t>]*\|([^|\n]*)\|((?:[^|\\\n]|\\.)*)(?=\|)")
STATED = Pattern(
    r"\n([ \t>]*)([-*+][ \t]+)?(?:(\*\*|__)[ \t]*([^ \t\n*|:：][^\n*|:：]{0,59}?)[ \t]*(?:([:：])[ \t]*)?\3[ \t]*([:：]?)|"
    r"([^\W_][^\n:：*|#>]{0,60}?)[ \t]*(?:：|:(?=[ \t\n])))[ \t]*([^\n]*)"
)


def stated_body(text: str) -> str:
    """The text with everything blanked that states no fact: front matter, comments, fenced code."""
    start = front_matter(text)[2]
    masked = mask(text)
    return "\n" + (blank(masked[:start]) + masked[start:] if start else masked.replace("\ufeff", " ")) + "\n"


def fields(text: str, loose: bool = False) -> list[tuple[str, str, int, int]]:
    """(kind, label, start, end) of every value that the body states under a label.

    With `loose` a bold label needs no colon: `**Status** Accepted`.
    """
    body = stated_body(text)
    found = []
    for m in ROW.finditer(body):
        value, start = m.group(2), m.start(2) - 1
        start += len(value) - len(value.lstrip())
        found.append(("table_row", m.group(1), start, max(start, m.end(2) - 1 - (len(value) - len(value.rstrip())))))
    for m in STATED.finditer(body):
        if m.group(4) is not None and not (loose or m.group(5) or m.group(6)):
            continue
        kind = "bullet" if m.group(2) else "bold" if m.group(4) is not None else "line"
        value = INLINE_BREAK.split(m.group(8), maxsplit=1)[0].rstrip()  # another field may follow on the line
        bar = len(value) - len(value.lstrip("| \t")) if value[:1] == "|" else 0  # a table whose rows begin without one
        value = value[bar:]
        start = (
            m.start(8) - 1 + bar if value else m.start() - 1 + len(m.group().rstrip())
        )  # an empty one is on its line
        found.append((kind, m.group(4) or m.group(7), start, start + len(value)))
    return found


def under_columns(text: str) -> Iterator[tuple[str, int, int]]:
    """(label, start, end) of the cells in the last row of each table, by what heads their columns."""
    body = stated_body(text)[1:]
    for table in TABLE.finditer(body):
        rows = list(re.finditer(r"[^\n]+", table.group()))
        last, at = rows[-1].group(), table.start() + rows[-1].start() + 1
        bars = [m.start() for m in CELL.finditer(last)]
        for label, bar, end in zip(cells(rows[0].group()), bars, bars[1:]):
            raw = last[bar + 1 : end]
            start = at + bar + len(raw) - len(raw.lstrip())
            yield label, start, start + len(raw.strip())


def key_span(text: str, key: str) -> tuple[int, int] | None:
    """Offsets of a front matter key's value, without its comment; all lines of a value of several lines."""
    start, end, body = front_matter(text)
    if not body:
        return None
    m = re.compile(r"(?:^|(?<=\n))[\"']?" + re.escape(key) + r"[\"']?[ \t]*[:=][ \t]*", re.I).search(text, start, end)
    if not m:
        return None
    line_end = text.find("\n", m.end())
    value = text[m.end() : end if line_end < 0 or line_end > end else line_end].rstrip("\r")
    if value[:1] in ("'", '"'):
        closing = re.match(r"'(?:[^']|'')*'|\"(?:[^\"\\]|\\.)*\"", value)
        value = closing.group() if closing else value
    else:
        value = re.sub(r"(?s)(?:^|[ \t])#.*", "", value)
    stop = m.end() + len(value.rstrip())
    more = re.compile(r"(?:\r?\n(?:[ \t]+\S|-[ \t])[^\n]*)+").match(
        text, text.find("\n", stop) - 1 if text.find("\n", stop) > 0 else stop
    )
    if more is None and stop < end:
        more = re.compile(r"[ \t]*(?:#[^\n]*)?(?:\r?\n(?:[ \t]+[^\s#]|-[ \t])[^\n]*)+").match(text, stop, end)
    return (m.end(), len(text[: more.end()].rstrip())) if more and more.end() <= end else (m.end(), stop)


def section_span(text: str, start: int, end: int) -> tuple[int, int]:
    """Offsets of what a section states: its first line, or the last item of the list that it begins with."""
    body = mask(text)
    lines, at = [], start
    for line in body[start:end].split("\n"):
        stripped = line.strip()
        if stripped and not RULE.fullmatch(stripped):
            lines.append((at + line.index(stripped[0]), at + len(line.rstrip()), stripped))
        elif lines and not stripped:
            break
        at += len(line) + 1
    if not lines:
        empty = re.compile(r" *(?:\n *\n?)?").match(body, start, end)  # at most to the second line
        at = empty.end() if empty else start
        return at, at
    first, last, line = lines[0]
    quote = re.match(r"(?:>[ \t]*)+", line)
    if quote and quote.end() < len(line):
        first, line = first + quote.end(), line[quote.end() :]
    items = [(start, stop, bullet) for start, stop, text_ in lines for bullet in [BULLET.match(text_)] if bullet]
    if BULLET.match(line) and items:
        first, last, bullet = items[-1]
        first += len(bullet.group())
    return peel(text, first, last)


def peel(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without the emphasis, code marks or brackets around the whole of it."""
    while end - start > 2:
        m = re.fullmatch(r"(\*\*|__|[*_`])([^*_`]+)\1|\[([^\[\]]+)\]|\{([^{}]+)\}", text[start:end])
        if not m:
            return start, end
        group = 2 if m.group(2) else 3 if m.group(3) else 4
        start, end = start + m.start(group), start + m.end(group)
    return start, end


def find_span(text: str, place: Place) -> tuple[int, int] | None:
    """Offsets of the value that `place` holds; None where the place is absent."""
    kind, label = next(iter(place.items()))
    if kind == "front_matter":
        return key_span(text, label)
    if kind == "section":
        section = section_of(text, label)
        return section_span(text, *section) if section else None
    want = plain(label)
    if kind == "column":
        return next(((start, end) for name, start, end in under_columns(text) if plain(name) == want), None)
    for found, name, start, end in fields(text):
        if found == kind and plain(name) == want:
            return start, end
    return None


def read_place(text: str, place: Place) -> str | None:
    """The text stated at `place`; None where the place is absent. Of a section, its first line."""
    span = find_span(text, place)
    if span is None:
        return None
    value = text[span[0] : span[1]]
    return scalar(value) if "front_matter" in place and "\n" not in value else value


def find_place(text: str, label: str) -> Place | None:
    """The place labelled `label`: front matter key, table row, bullet, bold or plain line, in that order."""
    if key_span(text, label):
        return {"front_matter": label}
    want = plain(label)
    kinds = {kind for kind, name, _, _ in fields(text) if plain(name) == want}
    for kind in ("table_row", "bullet", "bold", "line"):
        if kind in kinds:
            return {kind: label}
    return None


def front_keys(block: str) -> list[str]:
    return [m.group(1) for m in re.finditer(r"(?m)^[\"']?([^\s#\"':=-][^\n:=\"']{0,60}?)[\"']?[ \t]*[:=]", block)]
