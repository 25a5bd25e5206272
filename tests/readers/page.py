"""`docs/readers.md`: what each reader got right, judged against what `adr.py list --json` says of the same log."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from .tools import READERS, Reader, Seen

PAGE = Path(__file__).resolve().parents[2] / "docs" / "readers.md"
NOTHING, ALL, LISTED = "–", "all", "listed"
# A reader's own word for a status -> the log's, where it means the same.
SAME_WORD = {"pending": "proposed", "amended": "accepted"}

NOT_RUN = {
    "adrs, mdbook-lint (Rust crates), Structurizr (Java), dotnet-adr": "not on the three registries used here",
    "adr-manager (an extension of VS Code)": "no package to install",
    "madr-lint, mkdocs-decision-records, adr-py": "not found on npm or PyPI",
    "Backstage's community plug-in": "its package on npm needs one that was not to be had; the plug-in before it was run",
}


class Verdict(NamedTuple):
    """What one reader made of one log."""

    right: tuple[str, ...] | None  # facts shown right for all records; None where a record was not listed
    wrong: dict[str, tuple[str, str]]  # fact -> (what the record says, what the reader shows)
    extra: tuple[str, ...]  # files listed that are no records


def judge(reader: Reader, seen: Seen, records: list[dict[str, Any]], heads: Mapping[str, str]) -> Verdict:
    """Compare; `heads` maps a file name to its H1 as written, which is as good a title as the bare one."""
    files = [record["file"] for record in records]
    extra = tuple(sorted(set(seen) - set(files)))
    if not set(files) <= set(seen):
        missing = sorted(set(files) - set(seen))
        return Verdict(None, {"records": (f"{len(files)} records", f"{len(files) - len(missing)} of them")}, extra)
    wrong: dict[str, tuple[str, str]] = {}
    for fact in reader.facts:
        for record in records:
            said = says(fact, record, seen)
            if said is not None and not same(fact, said, record, heads):
                shown = said or ("the first line" if fact == "title" else "nothing")
                wrong.setdefault(fact, (str(wanted(fact, record)), shown))
    return Verdict(tuple(fact for fact in reader.facts if fact not in wrong), wrong, extra)


def wanted(fact: str, record: Mapping[str, Any]) -> Any:
    """What the record states."""
    if fact == "status":
        return record["status_text"]
    return record["supersedes"][0] if fact == "supersession" else record[fact]


def says(fact: str, record: Mapping[str, Any], seen: Seen) -> str | None:
    """What the reader shows; None where there is nothing to compare."""
    if fact != "supersession":
        return str(seen[record["file"]].get(fact) or "")
    if not record["supersedes"]:
        return None
    (old,) = record["supersedes"]
    before = seen[record["file"]].get("predecessors") or []
    after = seen[old].get("successor")
    return old if old in before or after == record["file"] else ", ".join(before) or ""


def same(fact: str, said: str, record: Mapping[str, Any], heads: Mapping[str, str]) -> bool:
    """Whether the reader shows what the record states."""
    match fact:
        case "number":
            return said.isdigit() and int(said) == record["number"]
        case "title":
            return said in (record["title"], heads[record["file"]])
        case "status":
            first = re.match(r"\w*", said.lower())
            word = first[0] if first else ""
            own = record["status_text"].lower()
            return own.startswith(word) if word in own.split() else SAME_WORD.get(word, word) == record["status"]
        case _:
            return said == wanted(fact, record)


def cell(verdict: Verdict, reader: Reader) -> str:
    """A verdict in a few words."""
    if verdict.right is None:
        return NOTHING
    if len(verdict.right) == len(reader.facts):
        return ALL if reader.facts else LISTED
    return ", ".join(verdict.right) or LISTED


def rows(page: str) -> dict[str, dict[str, str]]:
    """style -> reader -> cell, as the page has it."""
    header = next(line for line in page.splitlines() if line.startswith("| Style |"))
    names = [name.strip() for name in header.strip("|").split("|")][1:]
    found = re.findall(r"^\| `([\w-]+)` \|(.*)\|$", page, re.M)
    return {style: dict(zip(names, (c.strip() for c in cells.split("|")), strict=True)) for style, cells in found}


def render(verdicts: Mapping[str, Mapping[str, Verdict]], date: str) -> str:
    """The page from style -> reader's name -> verdict."""
    out = [
        "# Which other tools can read my log?",
        "",
        "<!-- Made by `make readers` from runs of the tools named below. Do not edit by hand. -->",
        "",
        f"Last run on {date}. For each style, a log of three records was made with the pack: the first record, an accepted one,",
        "and a proposed one that supersedes it. Each tool was run on it, and what it shows was compared with the records.",
        "",
        "| Tool | Version | From | Run | Shows |",
        "| --- | --- | --- | --- | --- |",
    ]
    for reader in READERS:
        facts = ", ".join(reader.facts) or "the list only"
        out.append(f"| {reader.name} | {reader.version} | {reader.source} `{reader.package}` | {reader.command} | {facts} |")
    out += [
        "",
        "## By style",
        "",
        f"A cell names what is right for all three records. `{ALL}`: everything that the tool shows. `{LISTED}`: the records,",
        f"and nothing else right. `{NOTHING}`: not all records are found.",
        "",
        "| Style | " + " | ".join(reader.name for reader in READERS) + " |",
        "| --- |" + " --- |" * len(READERS),
    ]
    for style, by_reader in verdicts.items():
        out.append(f"| `{style}` | " + " | ".join(cell(by_reader[r.name], r) for r in READERS) + " |")
    out += ["", "## What is shown instead", ""]
    for reader in READERS:
        out += [f"### {reader.name}", "", *_notes(reader, {s: by[reader.name] for s, by in verdicts.items()}), ""]
    out += ["## Not run", "", *(f"- {name}: {why}." for name, why in NOT_RUN.items()), ""]
    return "\n".join(out)


def _notes(reader: Reader, verdicts: Mapping[str, Verdict]) -> list[str]:
    """A bullet for each thing shown wrong, with the styles that it concerns."""
    notes: dict[str, list[str]] = {}
    for style, verdict in verdicts.items():
        for fact, (wants, shown) in verdict.wrong.items():
            wants, shown = (re.sub(r"\]\(.*?\)", "]", text) for text in (wants, shown))
            told = f"`{shown}`" if shown not in ("nothing", "the first line") and fact != "records" else shown
            expect = wants if fact == "records" else f"`{wants}`"
            notes.setdefault(f"{fact}: {told} instead of {expect}", []).append(style)
    lines = []
    for note, styles in notes.items():
        where = "every style" if len(styles) == len(verdicts) else ", ".join(f"`{style}`" for style in styles)
        lines.append(f"- {note} ({where})")
    extra = sorted({name for verdict in verdicts.values() for name in verdict.extra})
    if extra:
        lines.append("- also listed, though no records: " + ", ".join(f"`{name}`" for name in extra))
    return lines or ["- nothing: all is right"]
