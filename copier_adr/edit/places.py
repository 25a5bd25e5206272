"""TODO."""

from __future__ import annotations

import re

from ..faults import Fault
from ..record.places import find_span
from ..text.front_matter import yaml_text


def put(text: str, kind: str, span: tuple[int, int], value: str) -> str:
    """`text` with `value` in a span of a place of that kind, quoted or escaped as the place needs it."""
    start, end = span
    old = text[start:end]
    if kind == "front_matter":
        value = yaml_text(value, old[:1] if old[:1] in ("'", '"') else "")
    elif kind == "table_row":
        value = re.sub(r"(?<!\\)\|", r"\\|", value)
    if value and start == end and text[start - 1 : start] in (":", "：", "|", "*", "_", "-", "+"):
        value = " " + value
    if value and kind == "table_row" and text[end : end + 1] == "|":
        value += " "
    return text[:start] + value + text[end:]


def write_place(text: str, place: dict, value: str) -> str:
    """`text` with `value` stated at `place` and nothing else moved. Fault where the place is absent."""
    span = find_span(text, place)
    kind, label = next(iter(place.items()))
    if span is None:
        raise Fault(f"there is no {kind.replace('_', ' ')} {label!r} to state {value!r} in; add it and try again")
    return put(text, kind, span, value)
