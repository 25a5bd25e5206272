"""Which record supersedes, amends or relates to which."""

from __future__ import annotations

import re

from ..record.record import Record
from ..vocabulary.names import COVERS
from ..vocabulary.statuses import SIX
from .find import read_text
from .force import is_refused, is_undecided, takes_effect
from .log import Log


def row_label(record: Record) -> str:
    """What the index shows as a record's number: the digits of its file's name, or its date, or its name."""
    name = record.file.rpartition("/")[2]
    if name.rpartition(".")[0].lower() in COVERS and "/" in record.file:
        name = record.file.split("/")[-2] + "."
    if record.number is not None:
        lead: str = name.partition("-")[0]
        if lead.isdecimal():
            return lead
        for digits in re.finditer(r"\d+", name):
            if int(digits.group()) == record.number:
                return str(digits.group())
        return str(record.number)
    m = re.match(r"\d{4}([-_.])\d\d(?:\1\d\d)?(?!\d)|\d{8,14}|\d{6}(?=[-_.]\D)", name)
    return m.group() if m else name.rpartition(".")[0].encode("utf-8", "replace").decode()  # it may be no UTF-8


def heading_of(log: Log, record: Record) -> str:
    """A record's title with its number, as a list of records shows it.

    In a log of the pack the number always leads it; where no contract says so, it does where the record's title has it.
    """
    title = record.title or row_label(record)
    numbered = record.number is not None and not (log.contract.get("assumed") and record.title_number is None)
    return f"{record.number}. {title}" if numbered else title


def mermaid(log: Log) -> list[str]:
    """The graph as lines of Mermaid; labels escaped as entities so that no title can end its node."""

    def label(text: str) -> str:
        return re.sub(r"[^\w .,:/()+-]", lambda m: f"#{ord(m.group())};", " ".join(text.split())[:80])

    lines = ["graph TD"]
    classes: dict[str, list[str]] = {}
    names, edges = graph_of(log)
    for record, name in names.items():
        lines.append(f'  {name}["{label(row_label(record) + " " + (record.title or ""))}"]')
        if record.status in SIX:
            classes.setdefault(record.status, []).append(name)
    for source, word, target in edges:
        lines.append(f'  {names[source]} -->|"{label(word)}"| {names[target]}')
    for status, members in classes.items():
        lines.append(f"  classDef {status} {CLASSES[status]}")
        lines.append(f"  class {','.join(members)} {status}")
    return lines


CLASSES = {
    "accepted": "fill:#d1f0d8,stroke:#1a7f37,color:#0b3d1a",
    "proposed": "fill:#fff3c4,stroke:#9a6700,color:#4d3300",
    "draft": "fill:#f6f8fa,stroke:#57606a,color:#24292f,stroke-dasharray:4 2",
    "rejected": "fill:#ffd7d5,stroke:#cf222e,color:#5c0a10",
    "deprecated": "fill:#eaeef2,stroke:#6e7781,color:#32383f",
    "superseded": "fill:#eaeef2,stroke:#6e7781,color:#57606a,stroke-dasharray:2 2",
}


def graph_of(log: Log) -> tuple[dict[Record, str], list[tuple[Record, str, Record]]]:
    """({record: node}, [(from, relation, to)]) of the records that are linked.

    A relation that both records state is there once, as the active one says it: "amends", not "amended by".
    """
    files = log.files
    edges: dict[tuple[Record, str, Record], None] = {}
    for record in log.records:
        # What was turned down supersedes nothing, and what is undecided nothing yet.
        for other in () if is_refused(record) else record.supersedes:
            edges[record, "would supersede" if is_undecided(record) else "supersedes", files[other]] = None
        for other in record.superseded_by:
            if takes_effect(files[other]) or record.file not in files[other].supersedes:
                edges[files[other], "supersedes", record] = None
    links = [
        (record, " ".join(word.split())[:40], files[other]) for record in log.records for word, other in record.links
    ]
    stated = {(source, word[:4], target) for source, word, target in links if not word.endswith(" by")}
    for source, word, target in links:
        if not word.endswith(" by") or (target, word[:4], source) not in stated:
            edges[source, word, target] = None
    ends = {record for source, _, target in edges for record in (source, target)}
    linked = [record for record in log.records if record in ends]
    return {record: f"r{n}" for n, record in enumerate(linked, 1)}, list(edges)


def _in_dot(text: str) -> str:
    """A text of one line as dot quotes it."""
    return '"' + re.sub(r'["\\]', r"\\\g<0>", " ".join(text.split())) + '"'


def dot(log: Log) -> list[str]:
    """The graph as lines of Graphviz's dot."""
    label = _in_dot
    names, edges = graph_of(log)
    lines = ["digraph decisions {", "  node [shape=box, style=filled, fillcolor=white];"]
    for record, name in names.items():
        fill_colour = CLASSES.get(record.status or "", "fill:#ffffff").partition(",")[0].partition(":")[2]
        lines.append(
            f'  {name} [label={label(row_label(record) + " " + (record.title or ""))}, fillcolor="{fill_colour}", URL={label(record.file)}];'
        )
    for source, word, target in edges:
        lines.append(f"  {names[source]} -> {names[target]} [label={label(word)}];")
    return [*lines, "}"]


def chain(log: Log, prefix: str, extension: str) -> list[str]:
    """The graph as adr-tools draws it, in dot: every numbered record, in the order of the numbers.

    A node's link is `prefix`, the file's name without its suffix, and `extension`. Relations are stated once, by the
    record that is not passive.
    """
    nodes, edges = [], []
    for record in log.records:
        if record.number is None:
            continue
        name = record.file.rpartition("/")[2].rpartition(".")[0]
        label, link = _in_dot(heading_of(log, record)), _in_dot(f"{prefix}{name}{extension}")
        nodes.append(f"    _{record.number} [label={label}; URL={link}];")
        if record.number > 1:
            nodes.append(f'    _{record.number - 1} -> _{record.number} [style="dotted", weight=1];')
        said = [(_spelt(log, record, "super[sc]edes", "Supersedes"), file) for file in record.supersedes]
        links = [(word, file) for word, file in record.links if not word.endswith(" by")]
        said += [(_spelt(log, record, re.escape(word), word), file) for word, file in links]
        for word, file in said:
            target = log.files[file].number
            if target is not None:
                edges.append(f"  _{record.number} -> _{target} [label={_in_dot(word)}, weight=0]")
    return ["digraph {", "  node [shape=plaintext];", "  subgraph {", *nodes, "  }", *edges, "}"]


def _spelt(log: Log, record: Record, pattern: str, word: str) -> str:
    """A relation as the record spells it before a link; `word` where it does not."""
    m = re.search(rf"\b{pattern}(?=[^\w\n]{{0,9}}\[)", read_text(log.folder, record.file), re.I)
    return m.group() if m else word
