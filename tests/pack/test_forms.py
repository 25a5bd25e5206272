"""Issue forms of every style, and of odd ones, by what forges ask; and the README's words for each section."""

import re
from typing import Any

import pytest
import yaml

from copier_adr.pack import blanks, forms, styles
from tests.conftest import Pack

GIVEN = blanks.Given(project_name="Shop", parameters={}, min_approvals=0, min_open_days=0)
ISSUE = forms.IssueText(title="", labels=[], assignees=[])
ODD = """---
title: Odd
summary: A style that no form can follow to the letter
source: https://acme.example
record:
  title: "# {number}. {title}"
  status: {section: Status}
  date: {line: Date}
  supersedes: {section: Status}
  superseded_by: {section: Status}
statuses: [Proposed, Accepted]
first_record: {title: Keep a log, status: Accepted}
---

# {number}. {title}

Date: YYYY-MM-DD

## Status

Proposed

## Choice

- Weight: None / Low / High
- Size: 1e3 / 0o7 / 1_000 / 0x1F / yes

## Check-list

Tick what has been done so far.

- [ ] Tests
- [ ] Docs

{What is left over?}

## Check list

{Why, once more?}

## Prefilled

- Owner: {who}

## LONG

{Asked.}

### {title of option 1}

{What is it?}
""".replace("LONG", "A heading of many words " * 20)


def own(name: str) -> styles.Style:
    return styles.parse(ODD, name="odd", where="odd") if name == "odd" else styles.load(name)


def parameters(style: styles.Style) -> blanks.Given:
    return GIVEN._replace(parameters=style.contract.parameters)


def form(name: str) -> tuple[str, list[dict[str, Any]]]:
    text = forms.issue_form(own(name), parameters(own(name)), ISSUE)
    return text, [element for element in yaml.safe_load(text)["body"] if element["type"] != "markdown"]


def alike(label: str) -> str:
    """What a forge sees of a label when it looks for doubles."""
    return re.sub(r"[\W_]+", "", label.lower())


@pytest.mark.parametrize("name", [*styles.names(), "odd"])
def test_a_form_keeps_what_forges_ask(name: str) -> None:
    text, fields = form(name)
    labels = [field["attributes"]["label"] for field in fields]
    assert len({alike(label) for label in labels}) == len(labels)
    assert len({field["id"] for field in fields}) == len(fields)
    assert max(map(len, labels)) <= 255
    assert all(re.fullmatch(r"[a-z0-9-]+", field["id"]) for field in fields)
    for field in fields:
        options = [o["label"] if isinstance(o, dict) else o for o in field["attributes"].get("options", [])]
        assert all(isinstance(option, str) and option.casefold() != "none" for option in options)
        assert len(set(options)) == len(options)
    # What a reader of YAML 1.2 takes for a number or a Boolean is a text only in quotes.
    for value in re.findall(r"(?m)^\s*(?:-|[\w-]+:) (\S+)$", text):
        assert not re.fullmatch(r"[-+]?[\d.][\d_.]*(?:e[-+]?\d+)?|0[ox][\da-f]+|yes|no|on|off", value, re.I), value


@pytest.mark.parametrize("name", [*styles.names(), "odd"])
def test_required_is_what_is_asked_and_not_filled_in(name: str) -> None:
    for field in form(name)[1]:
        if field.get("validations", {}).get("required"):
            assert not field["attributes"].get("value")


@pytest.mark.parametrize("name", styles.names())
def test_a_label_says_what_is_meant_without_the_form(name: str) -> None:
    for field in form(name)[1]:
        label = field["attributes"]["label"]
        assert not re.search(r"\b(?:title|name) of\b|[{}]|\(_|\(\d+\)$", label)


def test_what_no_option_may_be_called_need_not_be_chosen() -> None:
    by_label = {field["attributes"]["label"]: field for field in form("odd")[1]}
    weight, size = by_label["Choice: Weight"], by_label["Choice: Size"]
    assert weight["attributes"]["options"] == ["Low", "High"]
    assert "validations" not in weight
    assert size["attributes"]["options"] == ["1e3", "0o7", "1_000", "0x1F", "yes"]
    assert size["validations"]["required"]


def test_a_long_label_is_cut_and_said_whole_below() -> None:
    (field,) = [
        field for field in form("odd")[1] if field["attributes"]["label"].startswith("A heading of many words")
    ][:1]
    assert field["attributes"]["label"].endswith("…")
    assert field["attributes"]["description"].startswith(("A heading of many words " * 20).strip())
    assert "Asked." in field["attributes"]["description"]


def test_what_belongs_to_the_pull_request_is_not_asked_in_an_issue() -> None:
    style = styles.load("codeflare")
    assert "Reviews" not in {field["attributes"]["label"] for field in form("codeflare")[1]}
    assert "Reviews" not in forms.issue_markdown(style, parameters(style))
    assert "Reviews" in blanks.body(style, parameters(style))


def test_an_answer_to_an_options_field_finds_its_section(pack: Pack) -> None:
    project = pack.copy(forge="github", style="madr")
    label = "Pros and Cons of the Options: option 1"
    assert label in project.text(".github/ISSUE_TEMPLATE/adr.yml")
    (project.path / "issue.md").write_text(f"# Use ravens\n\n### {label}\n\nThey fly.\n", encoding="utf-8")
    said = project.adr("new", "--from-issue", "issue.md")
    assert "no place" not in str(said)
    assert "They fly." in project.text("docs/adr/0002-use-ravens.md")


@pytest.mark.parametrize("name", styles.names())
def test_the_readme_says_of_each_section_what_it_holds_as_a_person_would(name: str) -> None:
    style = styles.load(name)
    body = blanks.body(style, parameters(style))
    parts = [
        part
        for part in styles.sections(style, body)
        if part.level == 2 and part.title not in forms.fact_sections(style)
    ]
    said = {part.title: forms.hint(style, part.title, styles.GUIDANCE.findall(part.text)) for part in parts}
    said |= {label: forms.hint(style, label, [guidance]) for label, guidance in forms.metadata(style, body)}
    for title, words in said.items():
        assert len(words.split()) > 1, title
        # It goes on after "Each new one has: Title: …", so it is no sentence of its own and tells nobody what to do.
        assert words[0].islower(), words
        assert not words.endswith("."), words
        assert words.split()[0] not in {
            "describe",
            "say",
            "state",
            "name",
            "tell",
            "list",
            "explain",
            "answer",
            "start",
        }, words
        assert not set(words) & set("`{}[]|"), words
