"""Styles: read a file of `styles/`, hold it to the contract, give what it says.

A style file is a Markdown file: YAML front matter (the contract) and a body (the blank record).
`docs/styles.md` describes the format for people, `contract.py` the front matter in code.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import ValidationError
from yaml import YAMLError

from ..record.places import find_place, read_place
from ..text.headings import BY_FILE_NAME, below_title, headings, title_heading
from .contract import PLACES, Contract
from .data import yaml_data

PACK = Path(__file__).resolve().parents[2]
STYLES = PACK / "styles"

# `{{ name }}` in a body; the pack's own names beside the style's parameters.
REFERENCE = re.compile(r"\{\{ *(\w+) *\}\}")
PACK_VALUES = ("project_name", "review_rule", "min_approvals", "min_open_days")
# Guidance: text in single braces. An escaped brace (`\{`) is text.
GUIDANCE = re.compile(r"(?<![\\{])\{(?!\{)([^{}]*)\}")
FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")


class StyleError(ValueError):
    """A style file that breaks the contract; the message names file, line or key, and the mend."""


class Section(NamedTuple):
    """One heading below the H1 with its own text (up to the next heading of any level)."""

    level: int
    title: str
    path: str  # "Parent / Child" below another heading, else the title
    text: str
    optional: bool
    leads: bool  # whether deeper headings follow under it


class Style(NamedTuple):
    """A style that keeps the contract. `body` still holds its `{{ references }}`."""

    name: str
    contract: Contract
    body: str

    def filled(self, values: Mapping[str, str | list[str]]) -> str:
        """The body with every `{{ name }}` replaced, Markdown-safe.

        `values` has a text or a list of texts per name; a line that names a list stands once per item.
        """
        return substitute(self.body, values)


# Brackets that make neither a link nor a box, whatever follows the text; mdformat takes marks before those away.
WORDS_IN_BRACKETS = re.compile(r"[^\[\]]+(?:\[[^\[\]^ ][^\[\]]*\](?![(\[:])[^\[\]]+)*")


def markdown_text(value: object) -> str:
    r"""`value` as text that Markdown shows as it is, on one line.

    Escapes what could open emphasis, code, a link, HTML, a table cell, a heading, a list or a blank of ours (`{`).
    """
    text = " ".join(str(value).split())
    text = re.sub(r"([\\`*<>|{}~])", r"\\\1", text)
    if not WORDS_IN_BRACKETS.fullmatch(text):
        text = re.sub(r"([\[\]])", r"\\\1", text)
    text = re.sub(r"(?<!\w)_|_(?!\w)", r"\\_", text)
    text = re.sub(r"&(?=#?\w+;)", r"\\&", text)
    return re.sub(r"^([-+#=]|\d+(?=[.)]))", lambda m: _lead(m[1]), text)


def _lead(start: str) -> str:
    # A number at the start opens a list only with its dot: "1." is shown as written by "1\."
    return f"\\{start}" if not start.isdecimal() else start


def substitute(text: str, values: Mapping[str, str | list[str]], *, escape: bool = True) -> str:
    """Replace `{{ name }}` line by line; see `Style.filled`. One pass: a value is never read as a reference."""
    shown = markdown_text if escape else str

    def lines() -> Iterator[str]:
        for line in text.split("\n"):
            names = set(REFERENCE.findall(line))
            repeated = [name for name in names if isinstance(values.get(name), list)]
            rounds: list[Mapping[str, Any]] = [values]
            for name in repeated:
                rounds = [{**one, name: item} for one in rounds for item in values[name]]
            fence = FENCE.match(line) is not None
            for one in rounds:

                def value(match: re.Match[str], one: Mapping[str, Any] = one, fence: bool = fence) -> str:
                    # The info string of a fence takes no backtick, not even an escaped one.
                    text = str(one[match[1]])
                    return " ".join(text.replace("`", "").split()) if fence else shown(text)

                yield REFERENCE.sub(value, line)

    return "\n".join(lines())


def names() -> list[str]:
    """Names of all styles that the pack ships, sorted."""
    return sorted(path.stem for path in STYLES.glob("*.md"))


def load(name: str) -> Style:
    """The shipped style of that name.

    Raises:
        StyleError: there is none, or it breaks the contract.
    """
    path = STYLES / f"{name}.md"
    if not path.is_file():
        raise StyleError(f"style: there is no style {name!r}; choose one of {', '.join(names())}, or custom")
    return parse(path.read_text(encoding="utf-8"), name=name, where=f"styles/{name}.md")


def in_force(name: str, custom: str) -> Style:
    """The style that the answers `style` and `custom_style` choose.

    Raises:
        StyleError: as `load` and `parse` do.
    """
    return parse(custom, name=name, where="custom_style") if name == "custom" else load(name)


GROUPS = ("If unsure", "Most used")  # come first where people choose; then the fields of work, by name
CHOICE_WIDTH = 76  # a terminal of 80 columns, without what marks a choice


def choices() -> list[tuple[str, str]]:
    """(name, `group: name - in short`) of every shipped style, in the order in which people see them.

    Reads the front matter only as far as it must.
    """
    found = []
    for name in names():
        text = (STYLES / f"{name}.md").read_text(encoding="utf-8")
        group = _head_line(text, "group") or "Others"
        label = f"{group}: {name} - {_head_line(text, 'short') or _head_line(text, 'title')}"
        rank = GROUPS.index(group) if group in GROUPS else len(GROUPS)
        found.append((rank, group, name, label if len(label) <= CHOICE_WIDTH else label[: CHOICE_WIDTH - 1] + "…"))
    return [(name, label) for _, _, name, label in sorted(found)]


def _head_line(text: str, key: str) -> str:
    match = re.search(rf"^{key}:.*$", text, re.M)
    return str(yaml_data(match[0])[key]) if match else ""


def parse(text: str, *, name: str, where: str) -> Style:
    """A style from its file's text.

    Args:
        text: front matter and body.
        name: what the style is called in `adr.json`.
        where: what messages call the file.

    Raises:
        StyleError: the text breaks the contract.
    """
    text = textwrap.dedent(text.replace("\r\n", "\n").lstrip("\ufeff")).lstrip("\n")
    match = re.match(r"---[ \t]*\n(.*?)^---[ \t]*\n(.*)", text, re.S | re.M)
    if not match:
        raise StyleError(
            f"{where}: no front matter; a style file starts with a line `---`, then the contract as YAML, "
            "then `---`, then the blank record"
        )
    try:
        data = yaml_data(match[1])
    except YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 2 if mark else 1
        problem = getattr(error, "problem", None) or "cannot be read"
        raise StyleError(f"{where}, line {line}: the front matter is not YAML ({problem}); mend that line") from None
    if not isinstance(data, dict):
        raise StyleError(f"{where}: the front matter holds no keys; see docs/styles.md for the ones that a style needs")
    try:
        contract = Contract.model_validate(data)
    except ValidationError as error:
        raise StyleError(_explain(error, where)) from None
    style = Style(name, contract, match[2].strip("\n") + "\n")
    for problem in _body_problems(style):
        raise StyleError(f"{where}: {problem}")
    return style


def _explain(error: ValidationError, where: str) -> str:
    """The first problem of a contract in words: file, key, mend."""
    # A misspelt key is unknown here and missing there: only the first tells the mend.
    errors = sorted(error.errors(), key=lambda one: one["type"] != "extra_forbidden")
    first = errors[0]
    key = ".".join(str(part) for part in first["loc"] if part != "[key]")
    match first["type"]:
        case "missing":
            return f"{where}: key {key!r} is missing; add it to the front matter (docs/styles.md shows each key)"
        case "extra_forbidden":
            return f"{where}: key {key!r} is unknown; remove it or mend its spelling (docs/styles.md lists the keys)"
        case "literal_error":
            return f"{where}: key {key!r} is no kind of place; use one of {', '.join(PLACES)}"
        case "value_error":
            return f"{where}: key {key!r} {first['ctx']['error']}"
        case _:
            return f"{where}: key {key!r}: {first['msg'].lower()}; see docs/styles.md for its shape"


def _body_problems(style: Style) -> Iterator[str]:
    contract, record = style.contract, style.contract.record
    known = {*PACK_VALUES, *contract.parameters}
    for name in REFERENCE.findall(style.body):
        if name not in known:
            use = ", ".join(sorted(known))
            yield f"body: {{{{ {name} }}}} is no parameter; declare it under `parameters` or use {use}"
    if "title" in contract.parameters or set(PACK_VALUES) & set(contract.parameters):
        yield "key 'parameters': a parameter cannot bear a name of the pack's own; rename it"
    body = substitute(style.body, {name: _sample(contract, name) for name in known})
    every = headings(body)
    titles = [heading for heading in every if heading.level == 1]
    if record.title.startswith("title:"):
        if read_place(body, {"front_matter": "title"}) is None:
            yield "key 'record.title': the front matter of the body has no key 'title'; add it"
    elif record.title == BY_FILE_NAME or record.title.startswith("## "):
        lacks = titles or not title_heading(every, record.title)
        if lacks and record.title != BY_FILE_NAME:
            yield f"key 'record.title': {record.title!r} is not what the body begins with; mend the one or the other"
    elif len(titles) != 1:
        yield f"body: {len(titles)} title lines (`# …`); a record has exactly one"
        return
    for fact in ("status", "date", "supersedes", "superseded_by"):
        place = getattr(record, fact)
        if place is None:
            continue
        (kind, label), *_ = place.items()
        found = read_place(body, place)
        if found is None and (fact in ("status", "date") or kind != "front_matter"):
            yield (
                f"key 'record.{fact}': the body has no {kind.replace('_', ' ')} {label!r}; "
                "add it to the body or name the place that the body has"
            )
    statuses = contract.statuses
    if len(set(statuses)) != len(statuses):
        yield "key 'statuses': a status stands there twice; remove one"
    stated = read_place(body, dict(record.status.items())) or "" if record.status else statuses[0]
    if statuses[0].lower() not in stated.lower():
        yield f"key 'record.status': the body states {stated.strip()!r} there; write the first status, {statuses[0]!r}"
    if contract.first_record.status not in statuses:
        yield f"key 'first_record.status': {contract.first_record.status!r} is not under 'statuses'; use one of those"
    parts = sections(style, body)
    paths = {name for part in parts for name in (part.path, part.title)}
    for key, named in (
        ("optional", contract.optional),
        ("first_record.sections", contract.first_record.sections),
        ("history.section", [contract.history.section] if contract.history else []),
        ("issue.leaves_out", contract.issue.leaves_out),
        ("hints", [name for name in contract.hints if find_place(body, name) is None]),
    ):
        for heading in named:
            if heading not in paths:
                yield f"key {key!r}: the body has no heading {heading!r}; mend the name or add the heading"
    for label in contract.first_record.fields:
        if find_place(body, label) is None:
            yield f"key 'first_record.fields': the body has no field {label!r}; mend the name or add the field"


def _sample(contract: Contract, name: str) -> str | list[str]:
    return contract.parameters.get(name, "x")


def own_end(body: str, end: int) -> int:
    """Where the text before a heading at `end` stops: before the rule (`---`) that may part the sections."""
    text = body[:end].rstrip()
    return len(text) - 3 if text.endswith("\n\n---") else end


def sections(style: Style, body: str) -> list[Section]:
    """The headings of `body` below its title, in order. `body` is `style.body` with its references replaced."""
    found = below_title(headings(body), style.contract.record.title)
    optional = set(style.contract.optional)
    result: list[Section] = []
    parents: list[tuple[int, str, bool]] = []
    for heading, after in zip(found, [*found, None][1:], strict=True):
        parents = [parent for parent in parents if parent[0] < heading.level]
        path = f"{parents[-1][1]} / {heading.text}" if parents else heading.text
        # What stands under an optional heading is optional with it.
        may_miss = path in optional or heading.text in optional or any(parent[2] for parent in parents)
        own = body[heading.end : own_end(body, after.start if after else len(body))].strip("\n")
        leads = after is not None and after.level > heading.level
        result.append(Section(heading.level, heading.text, path, own, may_miss, leads))
        parents.append((heading.level, heading.text, may_miss))
    return result
