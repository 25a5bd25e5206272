"""YAML as Prettier prints it, so that it has nothing to change in what the pack writes."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

import yaml

from ..text.columns import width
from ..text.prose import filled_lines
from .layout import COLUMNS

# Plain texts that a reader of YAML 1.2 takes for a number, and one of YAML 1.1, such as PyYAML, does not.
NUMBER = re.compile(r"[-+]?(?:\.[0-9]+|[0-9][0-9_]*(?:\.[0-9_]*)?)(?:[eE][-+]?[0-9]+)?|0o[0-7]+|0x[0-9a-fA-F]+")


def yaml_lines(data: Mapping[str, Any]) -> str:
    """YAML with keys in order: lists indented, double quotes, long texts folded below their key, lines of text kept."""
    return "".join(f"{line}\n" for line in _mapping(data, ""))


def _mapping(data: Mapping[str, Any], indent: str) -> list[str]:
    lines: list[str] = []
    for key, value in data.items():
        lines += _entry(f"{_scalar(key)}:", value, indent)
    return lines


def _entry(name: str, value: Any, indent: str) -> list[str]:
    deeper = indent + "  "
    if isinstance(value, dict) and value:
        return [indent + name, *_mapping(value, deeper)]
    if isinstance(value, list) and value:
        return [indent + name, *(line for item in value for line in _item(item, deeper))]
    return _text(name, value, indent, deeper)


def _item(value: Any, indent: str) -> list[str]:
    deeper = indent + "  "
    if isinstance(value, dict) and value:
        first, *rest = _mapping(value, deeper)
    elif isinstance(value, list) and value:
        first, *rest = [line for item in value for line in _item(item, deeper)]
    else:
        return _text("-", value, indent, deeper)
    return [f"{indent}- {first.lstrip()}", *rest]


def _text(name: str, value: Any, indent: str, deeper: str) -> list[str]:
    """One value, beside its key; a text of several lines, or one that is too long for that, as a block below it."""
    scalar = _scalar(value)
    line = f"{indent}{name} {scalar}"
    if not isinstance(value, str):
        return [line]
    if "\n" in value:
        block = _block(value)
        return [f"{indent}{name} {block[0]}", *(deeper + one if one else "" for one in block[1:])] if block else [line]
    # Folding reads a space at a line's end or a second one otherwise, and Copier's own entries are read by their line.
    if width(line) <= COLUMNS or value != " ".join(value.split()) or " " not in value or name.startswith("_"):
        return [line]
    return [f"{indent}{name} >-", *filled_lines(value, COLUMNS, deeper, deeper)]


def _block(value: str) -> list[str] | None:
    """A text of several lines as a literal block: its head and its lines; None where YAML has no block for it."""
    body = value.rstrip("\n")
    if not body.strip() or not body.replace("\n", "").isprintable():
        return None
    tail = len(value) - len(body)
    head = "|" + ("2" if value[0] in " \n" else "") + ("-", "", "+")[min(tail, 2)]
    return [head, *body.split("\n"), *([""] * (tail - 1))]


def _scalar(value: Any) -> str:
    """A value on one line: plain where that means the same, else in double quotes, or in single ones round those."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list | dict):
        return "[]" if isinstance(value, list) else "{}"
    if not isinstance(value, str):
        return str(value)
    plain = yaml.safe_dump(value, width=10**9, allow_unicode=True, default_flow_style=True).removesuffix("...\n")
    plain = plain.rstrip("\n")
    if plain == value and not NUMBER.fullmatch(value):
        return plain
    simple = value.isprintable() and "\\" not in value
    if simple and value.count('"') <= value.count("'") and '"' not in value:
        return f'"{value}"'
    if value.isprintable() and ('"' in value or "\\" in value) and "'" not in value:
        return f"'{value}'"
    return json.dumps(value, ensure_ascii=False)
