"""The styles: each blank record against the facts in `data/styles.yml`, and files that break the contract."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from copier_adr.pack import styles
from tests.conftest import ROOT, TODAY, Pack, Project

FACTS: dict[str, Any] = yaml.safe_load((ROOT / "tests" / "data" / "styles.yml").read_text(encoding="utf-8"))
STYLES = sorted(path.stem for path in (ROOT / "styles").glob("*.md"))


def outside_fences(text: str) -> str:
    """The text without front matter and fenced code."""
    text = re.sub(r"\A---\n.*?^---\n", "", text, count=1, flags=re.S | re.M)
    return re.sub(r"^(```|~~~).*?^\1$", "", text, flags=re.S | re.M)


def headings(text: str) -> list[list[Any]]:
    return [[len(m[1]), m[2].strip()] for m in re.finditer(r"^(#{1,6}) (.+)$", outside_fences(text), re.M)]


def as_landed(text: str) -> str:
    """A text of a style's source as it stands in a log: `(_guidance_)`, since MDX takes braces for code."""
    text = re.sub(r"\{number\}", "N", text).replace("{id}", "NNNN")
    return re.sub(r"(?<!\{)\{([^{}]+)\}", r"(_\1_)", text)


def rows(text: str) -> list[list[str]]:
    """The cells of every table row."""
    found = re.findall(r"^(?:> )?\|(.*)\|$", text, re.M)
    return [[cell.strip() for cell in row.split("|")] for row in found]


def under(text: str, heading: str) -> str:
    """What stands under a heading, up to the next one."""
    match = re.search(rf"^#+ {re.escape(heading)}\n(.*?)(?=^#+ |\Z)", text, re.S | re.M)
    assert match, f"no heading {heading!r}"
    return match[1]


def rendered(plain: Pack, style: str, forge: str = "github", issue: str = "form") -> Project:
    """The pack in this style on this forge: one project for all tests that only read it."""
    return plain.shared(style=style, forge=forge, issue_template=issue, project_name="Acme shop")


@pytest.fixture(params=STYLES)
def project(request: pytest.FixtureRequest, plain: Pack) -> Project:
    return rendered(plain, request.param)


def test_every_style_file_has_facts_to_hold_it_against() -> None:
    assert set(FACTS) == set(STYLES)
    assert len(STYLES) == 22


def test_blank_record_has_the_headings_and_fields_of_its_style(project: Project) -> None:
    name = str(project.answers["style"])
    facts, blank = FACTS[name], project.text("docs/adr/adr-template.md")
    found = headings(blank)
    assert found[0][0] == 1
    wanted_headings = [[level, as_landed(name)] for level, name in facts["headings"]]
    assert [heading for heading in found if heading[0] > 1] == wanted_headings
    if "h1" in facts:
        assert found[0][1] == as_landed(facts["h1"].replace("{{ project_name }}", "Acme shop"))
    contract = json.loads(project.text("docs/adr/adr.json"))
    assert contract["record"]["title"] == facts["title"]
    for fact, place in facts.get("places", {}).items():
        assert contract["record"][fact] == place, fact
    wanted = facts.get("statuses", [])
    assert [status for status in contract["statuses"] if status in wanted] == wanted
    if "first_status" in facts:
        assert contract["statuses"][0] == facts["first_status"]
    optional = {part["heading"] for part in contract["sections"] if part["optional"]}
    assert {as_landed(one.split(" / ")[-1]) for one in facts.get("optional", [])} <= optional
    for part in contract["sections"]:
        if part["level"] == 2 and part["heading"] not in facts.get("optional", []):
            assert not part["optional"], part
    assert contract.get("history", {}).get("section") == facts.get("history")


def test_blank_record_has_the_metadata_of_its_style(project: Project) -> None:
    facts, blank = FACTS[str(project.answers["style"])], project.text("docs/adr/adr-template.md")
    for kinds in facts.get("metadata", []):
        for kind, labels in kinds.items():
            match kind:
                case "front_matter":
                    matter = re.match(r"---\n(.*?)\n---\n", blank, re.S)
                    assert matter, "no front matter"
                    found = re.findall(r"^([\w-]+):", matter[1], re.M)
                case "table" | "quoted_table":
                    quoted = bool(re.search(r"^> \|", blank, re.M))
                    assert quoted == (kind == "quoted_table")
                    found = [row[0] for row in rows(blank) if len(row) == 2 and row[0].strip(" -")][: len(labels)]
                case "bullets":
                    found = re.findall(r"^[-*] \**([^:*]+):", blank, re.M)[: len(labels)]
                case _:
                    found = re.findall(r"^([A-Z]\w+): ", blank, re.M)[: len(labels)]
            assert found == labels, kind


def test_sections_hold_the_parts_of_their_style(project: Project) -> None:
    facts, blank = FACTS[str(project.answers["style"])], project.text("docs/adr/adr-template.md")
    for heading, parts in facts.get("bold", {}).items():
        found = re.findall(r"\*\*([^*]+?):?\*\*", under(blank, heading))
        rest = iter(found)
        assert all(any(part in one for one in rest) for part in parts), (heading, found)
    for heading, labels in facts.get("labels", {}).items():
        rest = iter(re.findall(r"^ *[-*] (?:\[ \] )?\**([^:*{]+?):", under(blank, heading), re.M))
        assert all(any(label in one for one in rest) for label in labels), heading
    for heading, header in facts.get("tables", {}).items():
        assert header in rows(under(blank, heading))
    parameters = project.answers.get("style_parameters", {})
    for heading, boxes in facts.get("checkboxes", {}).items():
        found = re.findall(r"^ *- \[ \] (.+)$", under(blank, heading), re.M)
        named = {"{{ constraints }}": parameters.get("constraints", [])}
        wanted = [text for box in boxes for text in named.get(box, [box])]
        assert len(found) == len(wanted)
        assert all(text in line for text, line in zip(wanted, found, strict=True))
    for heading, (label, options) in facts.get("choices", {}).items():
        for one in parameters["ratings"] if label == "{{ ratings }}" else [label]:
            assert f"{one}: {options}" in under(blank, heading)
    for heading in facts.get("code", {}):
        assert "\n```java\n" in under(blank, heading)
    if facts.get("rules"):
        assert len(re.findall(r"^---$", outside_fences(blank), re.M)) == sum(h[0] == 2 for h in facts["headings"]) - 1
    if facts.get("placeholders") == "comment":
        # A comment in the source, which MDX refuses.
        assert not re.search(r"^(?!#).*(?:\{|\(_)", blank, re.M)
        assert "because …" in blank


def test_parameters_and_defaults_are_those_of_the_style(project: Project) -> None:
    facts, answers = FACTS[str(project.answers["style"])], project.answers
    for name, default in facts.get("parameters", {}).items():
        given = answers["style_parameters"][name]
        if isinstance(default, list):
            assert [str(item).split(" (")[0] for item in given] == default
        elif default != "any":
            assert given == default
    review = facts.get("review", {})
    assert (answers["min_approvals"], answers["min_open_days"]) == (
        review.get("min_approvals", 0),
        review.get("min_open_days", 0),
    )
    assert answers["number_width"] == facts.get("number_width", 4)
    for key, value in facts.get("issue", {}).items():
        if key in ("title", "labels", "assignees"):
            assert answers[f"issue_{key}"] == value


def test_first_record_is_complete(project: Project) -> None:
    (record,) = project.records()
    assert record["number"] == 1
    assert record["date"] == TODAY
    assert record["title"]
    assert record["status"] in ("accepted", "implemented", "committed"), record
    text = project.text(f"docs/adr/{record['file']}")
    for placeholder in (r"(?<!\\)\{", r"\(_", "…", "YYYY", "TBD", "TODO", r"\[name\]", "<!-- -->", "{{"):
        assert not re.search(placeholder, text), placeholder
    contract = json.loads(project.text("docs/adr/adr.json"))
    there = {heading for _, heading in headings(text)}
    for part in contract["sections"]:
        if part["level"] == 2 and not part["optional"]:
            assert part["heading"] in there
            # A heading without text of its own leads to deeper ones.
            assert re.search(rf"^## {re.escape(part['heading'])}\n\n(?!## |\Z)", text, re.M), part["heading"]
    assert project.adr("check").returncode == 0


# ---- files that break the contract --------------------------------------------------------------------------------

GOOD = (ROOT / "tests" / "data" / "good-style.md").read_text(encoding="utf-8")
BROKEN = {
    "bad yaml": ("title: Small\n", "title: [Small\n", ["line ", "not YAML", "mend that line"]),
    "no front matter": ("---\ntitle", "title", ["front matter", "`---`"]),
    "unknown key": ("summary:", "sumary:", ["'sum", "spelling"]),
    "unknown key in record": ("  date:", "  datum:", ["'record.datum'", "spelling"]),
    "missing key": ("source: https://acme.example\n", "", ["'source'", "add it"]),
    "place kind": ("status: {section: Status}", "status: {chapter: Status}", ["record.status", "table_row"]),
    "two places": ("s: {section: Status}\n  date", "s: {section: A, line: B}\n  date", ["record.status", "one place"]),
    "status place not in body": ("status: {section: Status}", "status: {section: State}", ["record.status", "'State'"]),
    "date place not in body": ("date: {line: Date}", "date: {table_row: Date}", ["record.date", "table row 'Date'"]),
    "no title line": ("# {number}. {title in a few words}\n", "", ["title line", "exactly one"]),
    "two title lines": ("## Context", "# Context", ["2 title lines", "exactly one"]),
    "title pattern": ('title: "# {number}. {title}"', 'title: "# {number}"', ["record.title", "{title}"]),
    "title word": ('"# {number}. {title}"', '"# {nr}. {title}"', ["record.title", "{nr}"]),
    "first status": ("\nProposed\n", "\nMaybe\n", ["record.status", "Proposed"]),
    "optional heading": ("optional: [Links]", "optional: [Link]", ["'optional'", "'Link'"]),
    "first record section": ("    Context: ", "    Kontext: ", ["first_record.sections", "'Kontext'"]),
    "first record status": ("  status: Accepted", "  status: Fine", ["first_record.status", "'Fine'"]),
    "no such parameter": ("{What follows.}", "{{ groups }}", ["{{ groups }}", "parameters"]),
    "status twice": ("Accepted, Superseded]", "Accepted, Accepted]", ["'statuses'", "twice"]),
    "width": ("statuses:", "number_width: 9\nstatuses:", ["number_width", "6"]),
}


def test_a_style_that_keeps_the_contract_is_taken(plain: Pack) -> None:
    project = plain.copy(style="custom", custom_style=GOOD)
    assert project.records()[0]["title"] == "Keep a log"
    assert project.answers["custom_style"] == GOOD


@pytest.mark.parametrize("case", BROKEN)
def test_a_style_that_breaks_the_contract_is_refused(case: str, plain: Pack, tmp_path: Path) -> None:
    old, new, words = BROKEN[case]
    assert GOOD.count(old) == 1, f"the case no longer fits the good style: {old!r}"
    target = tmp_path / "target"
    target.mkdir()
    style = GOOD.replace(old, new)
    given = ["-d", "style=custom", "-d", f"custom_style={style}"]
    done = plain.cli("copy", "--trust", "--defaults", *given, plain.path, target, cwd=tmp_path)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "custom_style" in done.stderr
    for word in words:
        assert word in done.stderr
    assert list(target.iterdir()) == []


def test_where_people_choose_a_style_no_line_is_cut_at_80_columns() -> None:
    shown = styles.choices()
    assert {name for name, _ in shown} == set(styles.names())
    assert max(len(label) for _, label in shown) <= 76  # what marks a choice takes the rest
    assert all(f": {name} - " in label for name, label in shown)
    groups = [label.partition(":")[0] for _, label in shown]
    assert groups[0] == "If unsure"
    assert groups[1:6] == ["Most used"] * 5
    assert groups[6:] == sorted(groups[6:])
    assert not {"If unsure", "Most used", "Others"} & set(groups[6:])
    questions = yaml.safe_load((ROOT / "copier.yml").read_text(encoding="utf-8"))
    for name, how in questions.items():
        if not name.startswith("_"):
            # What is asked; examples in parentheses may go over to a second line.
            assert len(re.sub(r"{{.*?}}| \(.*", "", how.get("help", ""))) <= 75, name
            labels = how.get("choices", {})
            assert isinstance(labels, str) or max(map(len, labels), default=0) <= 76, name
