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
    "Backstage's community plug-in": "needs a package that npm did not have; the plug-in before it was run",
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
        return Verdict(None, {"records": (missing[0], "")}, extra)
    wrong: dict[str, tuple[str, str]] = {}
    for fact in reader.facts:
        for record in records:
            said = says(fact, record, seen)
            if said is not None and not same(fact, said, record, heads):
                wrong.setdefault(fact, (str(wanted(fact, record)), said))
    return Verdict(tuple(fact for fact in reader.facts if fact not in wrong), wrong, extra)


def wanted(fact: str, record: Mapping[str, Any]) -> Any:
    """What the record states."""
    if fact == "status":
        return record["status_text"]
    if fact == "number":
        return record["number"] or int(re.findall(r"\d+", record["file"])[0])
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
            return said.isdigit() and int(said) == int(wanted(fact, record))
        case "title":
            return said in (record["title"], heads[record["file"]])
        case "status":
            first = re.match(r"\w*", said.lower())
            word = first[0] if first else ""
            own = str(record["status_text"]).lower()
            return own.startswith(word) if word in own.split() else SAME_WORD.get(word, word) == str(record["status"])
        case _:
            return said == str(wanted(fact, record))


def cell(verdict: Verdict, reader: Reader) -> str:
    """A verdict in a few words."""
    if verdict.right is None:
        return NOTHING
    if len(verdict.right) == len(reader.facts):
        return ALL if reader.facts else LISTED
    return ", ".join(verdict.right) or LISTED


def rows(page: str) -> dict[str, dict[str, str]]:
    """log -> reader -> cell, as the page has it."""
    header = next(line for line in page.splitlines() if line.startswith("| Log |"))
    names = [name.strip() for name in header.strip("|").split("|")][1:]
    found = re.findall(r"^\| `([^`|]+)` \|(.*)\|$", page, re.M)
    return {log: dict(zip(names, (c.strip() for c in cells.split("|")), strict=True)) for log, cells in found}


def render(verdicts: Mapping[str, Mapping[str, Verdict]], date: str) -> str:
    """The page from log -> reader's name -> verdict; a log is named by its style, and by answers after a comma."""
    out = [
        "# Other tools",
        "",
        "**Which other tools can read our log?**",
        "",
        "<!-- Made by `make readers` from runs of the tools named below. Do not edit by hand. -->",
        "",
        f"Last run on {date}. For each style, a log of three records was made with the pack: the first record, an",
        "accepted one, and a proposed one that supersedes it. Each tool was run on it, and what it shows was compared",
        "with the records.",
        "",
        "| Tool | Version | From | Run | Shows |",
        "| --- | --- | --- | --- | --- |",
    ]
    for reader in READERS:
        facts = ", ".join(reader.facts) or "the list only"
        out.append(
            f"| {reader.name} | {reader.version} | {reader.source} `{reader.package}` | {reader.command} | {facts} |"
        )
    out += [
        "",
        "## By style",
        "",
        f"A cell names what is right for all three records. `{ALL}`: everything that the tool shows. `{LISTED}`: the",
        f"records, and nothing else right. `{NOTHING}`: not all records are found.",
        "",
        *_table({log: by for log, by in verdicts.items() if "," not in log}),
        "",
        "Where the original of a style fixes no place for status and date, bullets under the title are read by more of",
        "these tools than front matter: it takes the first line, which three of them show as the title.",
        "",
        "## By file name",
        "",
        "The same with answers that change how files are named:",
        "",
        *_table({log: by for log, by in verdicts.items() if "," in log}),
    ]
    verdicts = {log: by for log, by in verdicts.items() if "," not in log}
    out += [
        "",
        "## Which style for which tool",
        "",
        "The styles of which a tool shows most, as far as it shows anything:",
        "",
    ]
    for reader in READERS:
        right = {style: len(by[reader.name].right or ()) for style, by in verdicts.items()}
        if best := max(right.values()):
            facts = next(", ".join(by[reader.name].right or ()) for s, by in verdicts.items() if right[s] == best)
            named = ", ".join(f"`{style}`" for style, count in right.items() if count == best)
            out.append(f"- {reader.name} ({facts}): {'every style' if best == min(right.values()) else named}")
    out += ["", "## What is shown instead", ""]
    for reader in READERS:
        out += [f"### {reader.name}", "", *_notes({s: by[reader.name] for s, by in verdicts.items()}), ""]
    out += ["## Not run", "", *(f"- {name}: {why}." for name, why in NOT_RUN.items()), ""]
    return "\n".join(out)


def _table(verdicts: Mapping[str, Mapping[str, Verdict]]) -> list[str]:
    head = ["| Log | " + " | ".join(reader.name for reader in READERS) + " |", "| --- |" + " --- |" * len(READERS)]
    return head + [
        f"| `{log}` | " + " | ".join(cell(by[r.name], r) for r in READERS) + " |" for log, by in verdicts.items()
    ]


def _notes(verdicts: Mapping[str, Verdict]) -> list[str]:
    """A bullet for each thing shown wrong, with an example and the styles that it concerns."""
    notes: dict[tuple[str, str], tuple[str, list[str]]] = {}
    for style, verdict in verdicts.items():
        for fact, (wants, shown) in verdict.wrong.items():
            notes.setdefault((fact, shown), (wants, []))[1].append(style)
    lines = []
    for (fact, shown), (wants, styles) in notes.items():
        where = "every style" if len(styles) == len(verdicts) else ", ".join(f"`{style}`" for style in styles)
        # A link would point nowhere from this page.
        wants = re.sub(r"\]\(.*?\)", "]", wants)
        told = f"{f'`{shown}`' if shown else 'nothing'} instead of `{wants}`"
        told = "not listed" if fact == "records" else told
        lines.append(f"- {fact}: {told} ({where})")
    extra = sorted({name for verdict in verdicts.values() for name in verdict.extra})
    if extra:
        lines.append("- also listed, though no records: " + ", ".join(f"`{name}`" for name in extra))
    return lines or ["- nothing: all is right"]
