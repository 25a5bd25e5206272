"""Values written into places of a record."""

from __future__ import annotations

import re

from ..faults import Fault
from ..record.places import find_span, front_keys, key_span
from ..text.front_matter import front_matter, yaml_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from ..vocabulary.words import Place, Vocabulary


IN_TABLES = ("table_row", "column")


def put(text: str, kind: str, span: tuple[int, int], value: str) -> str:
    """`text` with `value` in a span of a place of that kind, quoted or escaped as the place needs it."""
    start, end = span
    old = text[start:end]
    if kind == "front_matter":
        value = yaml_text(value, old[:1] if old[:1] in ("'", '"') else "")
    elif kind in IN_TABLES:
        value = as_cell(value)
    if value and start == end and text[start - 1 : start] in (":", "：", "|", "*", "_", "-", "+"):
        value = " " + value
    if value and kind in IN_TABLES and text[end : end + 1] == "|":
        value += " "
    return text[:start] + value + text[end:]


def as_cell(value: str) -> str:
    """A value with its bars escaped, where they are not yet."""
    return re.sub(r"(?<!\\)\|", r"\\|", value)


def write_place(text: str, place: Place, value: str) -> str:
    """`text` with `value` stated at `place` and nothing else moved. Fault where the place is absent."""
    span = find_span(text, place)
    kind, label = next(iter(place.items()))
    if span is None:
        raise Fault(f"there is no {kind.replace('_', ' ')} {label!r} to state {value!r} in; add it and try again")
    return put(text, kind, span, value)


def key_spans(text: str, facts: Collection[str], words: Vocabulary) -> Iterator[tuple[int, int]]:
    """The spans of front matter values whose keys mean one of these facts."""
    start, end, body = front_matter(text)
    for key in front_keys(text[start:end]) if body else ():
        span = key_span(text, key) if words.label(key) in facts else None
        if span:
            yield span
