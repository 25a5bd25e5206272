# ruff: noqa: E501, S311 - tables: a row is a line; chance that anyone can repeat
"""The next record looks like its neighbours: a log's own form is read from its records, or from its own blank."""

import json
import random
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from copier_adr.edit.fill import fill
from copier_adr.log.log import Log as LogRead
from copier_adr.pack import blanks, forms, learnt, logs, styles
from copier_adr.record.name_form import file_name
from copier_adr.record.status import canonical
from copier_adr.record.vocabulary import vocabulary
from tests.adoption import neighbours
from tests.adoption.test_adopt import copy, project_with
from tests.adoption.test_find import NYGARD, records, write
from tests.adr.logs import README, Log
from tests.conftest import Pack

BODY = "\n## Context\n\nText {n}.\n\n## Decision\n\nWe use it.\n\n## Consequences\n\nSome, {n}.\n"
SAID = "\n## Context\n\n(_What is the situation, and what calls for a decision?_)\n\n## Decision\n\n(_What do we do about it?_)\n"
SAID += "\n## Consequences\n\n(_What gets easier, what gets harder, what has to be done next?_)\n"
# A log's records ({n} is the number), and the head of the next one, called "Keep it".
FORMS = {
    "the commonest form": (
        "# ADR-000{n}: Use a queue\n\n**Status:** Accepted\n**Date:** 2026-01-0{n}\n" + BODY,
        "# ADR-0005: Keep it\n\n**Status:** Proposed\n**Date:** 2026-11-21\n" + SAID,
    ),
    "bullets, and no date": (
        "# {n}. Use a queue\n\n* Status: accepted\n* Deciders: team {n}\n" + BODY,
        "# 5. Keep it\n\n* Status: proposed\n* Deciders: (_…_)\n" + SAID,
    ),
    "the date first, and a value that all have": (
        "# Use a queue\n\n- **Date**: 2026-01-0{n}\n- **Status**: ACCEPTED\n- **Area**: shop\n" + BODY,
        "# Keep it\n\n- **Date**: 2026-11-21\n- **Status**: PROPOSED\n- **Area**: shop\n" + SAID,
    ),
    "a table": (
        "# Use a queue\n\n| Field  | Value |\n| ------ | ----- |\n| Status | Accepted |\n| Date | 2026-01-0{n} |\n"
        + BODY,
        "# Keep it\n\n| Field  | Value      |\n| ------ | ---------- |\n| Status | Proposed   |\n| Date   | 2026-11-21 |\n"
        + SAID,
    ),
    "columns of a table, and a title that the file's name alone says": (
        "| Status | Date | Author |\n| :-- | --- | --- |\n| Accepted | 2026-01-0{n} | team {n} |\n" + BODY,
        "| Status   | Date       | Author |\n| :------- | ---------- | ------ |\n| Proposed | 2026-11-21 | (_…_)  |\n"
        + SAID,
    ),
    "labels over two columns": (
        "# Use a queue\n\n| Status | Date |\n| --- | --- |\n| Draft | 2026-01-01 |\n| Accepted | 2026-01-0{n} |\n"
        + BODY,
        "# Keep it\n\n| Status   | Date       |\n| -------- | ---------- |\n| Proposed | 2026-11-21 |\n" + SAID,
    ),
    "a title of the second level": (
        "---\ntitle: Use a queue\n---\n\n## ADR 00{n} — Use a queue\n\n- Status: Accepted\n" + BODY,
        "---\ntitle: Keep it\n---\n\n## ADR 005 — Keep it\n\n- Status: Proposed\n" + SAID,
    ),
    "a title of the second level, and no front matter": (
        "## {n}. Use a queue\n\nStatus: Accepted\n" + BODY,
        "## 5. Keep it\n\nStatus: Proposed\n" + SAID,
    ),
    "the file's name before the title": (
        "# 000{n}-use-a-queue: Use a queue\n\nStatus: Accepted\n" + BODY,
        "# 0005-keep-it: Keep it\n\nStatus: Proposed\n" + SAID,
    ),
    "lines above the title": (
        "- Start Date: 2026-01-0{n}\n- RFC Status: Implemented\n- Issue: {n}1\n\n# Use a queue\n" + BODY,
        "- Start Date: 2026-11-21\n- RFC Status: Proposed\n- Issue: (_…_)\n\n# Keep it\n" + SAID,
    ),
    "front matter": (
        "---\nlayout: decision\nnav_order: {n}\nid: 000{n}\nstate: accepted\ntags: [a{n}]\nowner: person {n}\n---\n\n# Use a queue\n"
        + BODY,
        '---\nlayout: decision\nnav_order: 5\nid: "0005"\nstate: proposed\ntags: []\nowner:\n---\n\n# Keep it\n' + SAID,
    ),
    "a title in the front matter alone": (
        "---\ntitle: 000{n}. Use a queue\nstatus: accepted\n---\n" + BODY,
        "---\ntitle: 0005. Keep it\nstatus: proposed\n---\n" + SAID,
    ),
    "another language": (
        "# {n} – Warteschlange\n\n## Status\n\nAngenommen\n\n## Lage\n\nText {n}.\n\n## Beschluss\n\nText.\n",
        "# 5 – Keep it\n\n## Status\n\nVorgeschlagen\n\n## Lage\n\n(_…_)\n\n## Beschluss\n\n(_…_)\n",
    ),
    "a status with its day": (
        "# {n}. 队列\n\n## 状态\n\n2026-01-0{n} 提议\n\n## 背景\n\n文 {n}\n",
        "# 5. Keep it\n\n## 状态\n\n提议\n\n## 背景\n\n(_…_)\n",
    ),
    "no status": (
        "# Use a queue\n" + BODY.replace("Decision", "Approach"),
        "# Keep it\n" + SAID.replace("Decision", "Approach").replace("What do we do about it?", "…"),
    ),
    "sections of the first level, and a title that the file's name alone says": (
        "- Start Date: 2026-01-0{n}\n- Status: accepted\n\n# Summary\n\nText {n}.\n\n# Motivation\n\nText.\n\n## Goals\n\n- a {n}\n",
        "- Start Date: 2026-11-21\n- Status: proposed\n\n# Summary\n\n(_…_)\n\n# Motivation\n\n## Goals\n\n(_…_)\n",
    ),
    "sections of the first level below the title": (
        "# {n}. Use a queue\n\n# Status\n\nAccepted\n\n# Context\n\nText {n}.\n",
        "# 5. Keep it\n\n## Status\n\nProposed\n\n## Context\n\n(_What is the situation, and what calls for a decision?_)\n",
    ),
    "lines as in the header of a mail": (
        "ADR: {n}\nTitle: Use a queue\nOwner: team {n}\nStatus: Accepted\n\n## Context\n\nText.\n",
        "ADR: 5\nTitle: Keep it\nOwner: (_…_)\nStatus: Proposed\n\n## Context\n\n"
        "(_What is the situation, and what calls for a decision?_)\n",
    ),
    "a table with number and title": (
        "# Use a queue\n\n| ADR | 000{n} |\n| --- | --- |\n| Title | Use a queue |\n| Status | Accepted |\n\n## Why\n\nText {n}.\n",
        "# Keep it\n\n| ADR    | 0005     |\n| ------ | -------- |\n| Title  | Keep it  |\n| Status | Proposed |\n\n## Why\n\n(_…_)\n",
    ),
    "sections below sections": (
        "# Use a queue\n\n## Status\n\n**Accepted**\n\n## Why\n\n### Good\n\n- a {n}\n\n### Bad\n\n- b\n",
        "# Keep it\n\n## Status\n\n**Proposed**\n\n## Why\n\n### Good\n\n(_…_)\n\n### Bad\n\n(_…_)\n",
    ),
}


class Taken(NamedTuple):
    """A log with what a copy would make of it: `said` is what people are told, `style` the form of new records."""

    log: Log
    style: styles.Style
    said: str

    def next(self, *words: str) -> str:
        """The text of the next record."""
        return self.log.read(self.log.run("new", *words).out.strip().rpartition("/")[2])

    def word(self, status: str) -> str:
        """The log's own word for a status."""
        return next(word for word in self.style.contract.statuses if canonical(word, vocabulary()) == status)


def taken(folder: Path, files: dict[str, str]) -> Taken:
    """The log `doc/decisions` of these files, with a contract and a blank as `copy` would write them.

    `test_a_log_gets_its_own_form…` holds that it does.
    """
    log = Log(write(folder, files) / "doc/decisions")
    found = learnt.learnt(folder, "doc/decisions", LogRead(str(log.path)), 4)
    own = found.style == "custom"
    style = styles.parse(found.text, name="custom", where="it") if own else styles.load(found.style)
    given = blanks.Given("Shop", style.contract.parameters, 0, 0)
    names = logs.names_in(log.records())
    facts = {name: value for name, value in names._asdict().items() if value is not None}
    log.write("adr.json", blanks.contract_text(blanks.contract(style, given, **{"number_width": 4, **facts})))
    if not (log.path / "adr-template.md").exists():
        log.write("adr-template.md", blanks.blank(style, given))
    log.write("README.md", README)
    return Taken(log, style, "\n".join(f"{line}." for line in found.said))


@pytest.mark.parametrize("name", FORMS)
def test_the_next_record_looks_like_its_neighbours(name: str, tmp_path: Path) -> None:
    form, wanted = FORMS[name]
    files = records("doc/decisions", text=form, count=4)
    shop = taken(tmp_path, files)
    before = shop.log.files()
    assert shop.said == "New records take the form of the newest records of doc/decisions."
    assert shop.next("Keep it") == wanted
    shop.log.run("check")
    assert {name: shop.log.files()[name] for name in before if name.startswith("0")} == {
        name: text for name, text in before.items() if name.startswith("0")
    }
    if name == "no status":
        assert "states no status" in shop.log.run("status", "5", "accepted", code=1).err
        shop.next("--supersede", "5", "Keep none")
        assert shop.log.records()[-1]["supersedes"] == ["0005-keep-it.md"]
        return
    shop.log.run("status", "5", "accepted")
    assert shop.log.records()[-1]["status"] == "accepted"
    shop.next("--supersede", "5", "--status", shop.word("accepted"), "Keep none")
    assert [record["status"] for record in shop.log.records()[-2:]] == ["superseded", "accepted"]


def test_of_titles_that_differ_those_with_a_number_count_where_most_have_one(tmp_path: Path) -> None:
    heads = [
        "# Use a queue",
        "# Use a stack",
        "# 3. Use a heap",
        "# 4. Use a tree",
        "# 0005. Use a list",
        "# 0006. Use a map",
    ]
    heads += ["# 0007. Use a set"]
    files = {f"doc/decisions/000{n}-x.md": f"{head}\n{BODY}" for n, head in enumerate(heads, 1)}
    assert taken(tmp_path, files).next("Keep it").startswith("# 0008. Keep it\n")


def test_a_section_that_most_have_below_different_headings_stands_where_it_mostly_does(tmp_path: Path) -> None:
    head = "# Use a queue\n\n* Status: accepted\n"
    parts = ["## Plan\n\n### Risks\n\nText.\n"] * 2 + ["## Risks\n\nText.\n", "## End\n\n### Risks\n\nText.\n"]
    files = {f"doc/decisions/000{n}-x.md": f"{head}\n## Why\n\nText.\n\n{part}" for n, part in enumerate(parts, 1)}
    files["doc/decisions/0005-x.md"] = f"{head}\n## Why\n\nText.\n"
    assert taken(tmp_path, files).next("Keep it").endswith("## Why\n\n(_…_)\n\n## Plan\n\n### Risks\n\n(_…_)\n")


def test_a_blank_does_not_state_a_second_status(tmp_path: Path) -> None:
    text = "---\nstatus: accepted\n---\n\n# Use a queue\n\n## Status\n\nAccepted\n\n## Why\n\nText {n}.\n"
    files = records("doc/decisions", text=text, count=4)
    files["doc/decisions/0000-template.md"] = (
        "# Title\n\n## Status\n\nProposed | **Accepted** | Rejected\n\n## Why\n\nWords.\n"
    )
    shop = taken(tmp_path, files)
    assert "## Status\n\n(_…_)\n\n## Why\n" in shop.next("Keep it")
    assert "two-statuses" not in shop.log.rules()


def test_a_status_that_one_record_of_ten_states_is_none_of_the_form(tmp_path: Path) -> None:
    head = "---\nowner: acme\n---\n\n# Use a queue\n"
    files = {f"doc/decisions/00{n:02d}-x.md": head + BODY for n in range(1, 11)}
    files["doc/decisions/0007-x.md"] = head.replace("owner", "status: accepted\nowner") + BODY
    shop = taken(tmp_path, files)
    assert shop.next("Keep it").startswith("---\nowner: acme\n---\n\n# Keep it\n\n## Context\n")
    # One in five is a place, also where half have none.
    files["doc/decisions/0003-x.md"] = files["doc/decisions/0007-x.md"]
    shop = taken(tmp_path / "two", files)
    assert shop.next("Keep it").startswith("---\nstatus: proposed\nowner: acme\n---\n")


def test_a_style_of_the_pack_that_lacks_a_status_of_the_log_lends_its_guidance_alone(tmp_path: Path) -> None:
    files = records("doc/decisions", count=5)
    for n in (2, 3):
        files[f"doc/decisions/000{n}-use-a-queue.md"] = NYGARD.replace("Accepted", "Rejected")
    shop = taken(tmp_path, files)
    assert shop.style.name == "custom"
    text = shop.next("Keep it")
    assert text == taken(tmp_path / "as it is", records("doc/decisions", count=5)).next("Keep it")
    shop.log.run("status", "6", "rejected")
    assert shop.log.records()[-1]["status"] == "rejected"
    # One that stands there once is perhaps a slip.
    once = {**records("doc/decisions"), "doc/decisions/0002-use-a-queue.md": NYGARD.replace("Accepted", "Rejected")}
    assert taken(tmp_path / "once", once).style.name == "nygard"


def test_a_log_gets_its_own_form_shown_and_written_down(plain: Pack, tmp_path: Path) -> None:
    form, wanted = FORMS["the commonest form"]
    project, before = project_with(tmp_path / "shop", records("doc/decisions", text=form, count=4))
    code, said = copy(plain, project)
    assert code == 0, said
    assert "New records take the form of the newest records of doc/decisions." in said
    assert "custom_style in .copier-answers.adr.yml" in said
    project.adr("new", "Keep it")
    assert project.text("doc/decisions/0005-keep-it.md") == wanted
    assert project.adr("check").returncode == 0
    assert {path: project.files()[path] for path in before} == before
    assert styles.parse(project.answers["custom_style"], name="custom", where="custom_style")
    # What `taken` writes without a copy is what a copy writes.
    same = taken(tmp_path / "same", records("doc/decisions", text=form, count=4))
    assert project.text("doc/decisions/adr-template.md") == same.log.read("adr-template.md")
    theirs, ours = (json.loads(text) for text in (project.text("doc/decisions/adr.json"), same.log.read("adr.json")))
    assert {name: theirs[name] for name in ours if ours[name]} == {name: ours[name] for name in ours if ours[name]}


def test_a_shipped_style_is_taken_where_it_is_the_form(tmp_path: Path) -> None:
    shop = taken(tmp_path, records("doc/decisions"))
    assert (shop.style.name, shop.said) == ("nygard", "")


RST = "{n:04d}: Use a queue {n}\n####################\n\nStatus\n******\n\n**Accepted**\n\nContext\n*******\n\nText ``x``.\n"
ADOC = "= ADR-{n}: Use a queue {n}\n\n* Status: accepted\n* Date: 2026-01-0{n}\n\n== Context\n\nText.\n"
OTHERS = {
    "adoc, attributes": (
        "= ADR-{n}: Use a queue {n}\n:status: accepted\n:date: 2026-01-0{n}\n:toc:\n\n== Context\n\nText.\n",
        "= ADR-4: Keep `it`\n:status: proposed\n:date: 2026-11-21\n:toc:\n\n== Context\n\n"
        "(_What is the situation, and what calls for a decision?_)\n\n== Links\n\n- Supersedes link:0001-x.adoc[Use a queue 1]\n",
    ),
    "adoc, attributes above the title": (
        ":state: accepted\n\n= Use a queue {n}\n\n== Context\n\nText.\n",
        "= Keep `it`\n:state: proposed\n\n== Context\n\n(_What is the situation, and what calls for a decision?_)\n\n"
        "== Links\n\n- Supersedes link:0001-x.adoc[Use a queue 1]\n",
    ),
    "adoc, lines that stay lines": (
        "= ADR-{n}: Use a queue {n}\n\n*Status:* Accepted +\n*Owner:* team {n} +\n*Date:* 2026-01-0{n}\n\n== Context\n\nText.\n",
        "= ADR-4: Keep `it`\n\n*Status:* Proposed +\n*Owner:* (_…_) +\n*Date:* 2026-11-21\n\n"
        "== Context\n\n(_What is the situation, and what calls for a decision?_)\n\n== Links\n\n- Supersedes link:0001-x.adoc[Use a queue 1]\n",
    ),
    "adoc, a table": (
        "= Use a queue {n}\n\n|===\n|Status\n|Accepted\n\n|Date\n|2026-01-0{n}\n|===\n\n== Context\n\nText.\n",
        "= Keep `it`\n\n|===\n| Status | Proposed\n| Date | 2026-11-21\n|===\n\n"
        "== Context\n\n(_What is the situation, and what calls for a decision?_)\n\n== Links\n\n- Supersedes link:0001-x.adoc[Use a queue 1]\n",
    ),
    "rst, fields": (
        "Use a queue {n}\n=============\n\n:Status: Accepted\n:Owner: team {n}\n:Created: 2026-01-0{n}\n\nContext\n-------\n\nText.\n",
        "Keep ``it``\n===========\n\n:Status: Proposed\n:Owner: (*…*)\n:Created: 2026-11-21\n\n"
        "Context\n-------\n\n(*What is the situation, and what calls for a decision?*)\n\nLinks\n-----\n\n- Supersedes `Use a queue 1 <0001-x.rst>`_\n",
    ),
    "rst, a table": (
        "Use a queue {n}\n=============\n\n.. list-table::\n\n   * - Status\n     - Accepted\n   * - Created\n     - 2026-01-0{n}\n\n"
        "Context\n-------\n\nText.\n",
        "Keep ``it``\n===========\n\n.. list-table::\n\n   * - Status\n     - Proposed\n   * - Created\n     - 2026-11-21\n\n"
        "Context\n-------\n\n(*What is the situation, and what calls for a decision?*)\n\nLinks\n-----\n\n- Supersedes `Use a queue 1 <0001-x.rst>`_\n",
    ),
    "rst": (
        RST,
        "0004: Keep ``it``\n=================\n\nStatus\n------\n\n**Proposed**\n\nSupersedes `Use a queue 1 <0001-x.rst>`_\n\n"
        "Context\n-------\n\n(*What is the situation, and what calls for a decision?*)\n",
    ),
    "adoc": (
        ADOC,
        "= ADR-4: Keep `it`\n\n* Status: proposed\n* Supersedes: link:0001-x.adoc[Use a queue 1]\n* Date: 2026-11-21\n\n"
        "== Context\n\n(_What is the situation, and what calls for a decision?_)\n",
    ),
}
ISSUE = "# Use this\n\n### Context\n\nWe need `a`, see [it](https://acme.example).\n"


@pytest.mark.parametrize("name", OTHERS)
def test_records_in_other_markups_get_one_in_theirs(name: str, tmp_path: Path) -> None:
    (form, wanted), suffix = OTHERS[name], name.partition(",")[0]
    shop = taken(tmp_path, {f"doc/decisions/000{n}-x.{suffix}": form.format(n=n) for n in (1, 2, 3)})
    assert f"New records are .{suffix} files too; the blank is in Markdown" in shop.said
    assert shop.next("-s", "1", "Keep `it`") == wanted
    shop.log.run("check")
    shop.log.run("status", "4", "accepted")
    statuses = [record["status"] for record in shop.log.records()]
    assert statuses == ["superseded", "accepted", "accepted", "accepted"]
    # What the blank says is still there, in whatever marks.
    assert "placeholder-left" in shop.log.rules()
    (tmp_path / "issue.md").write_text(ISSUE, encoding="utf-8")
    link = {"rst": "``a``, see `it <https://acme.example>`_", "adoc": "`a`, see link:https://acme.example[it]"}[suffix]
    assert f"We need {link}." in shop.next("--from-issue", str(tmp_path / "issue.md"))


BLANK = """# [short title]

Status: {proposed | accepted}

## Context

<!-- What is it about? -->

## Decision

{Say {all} that we do.}

## Consequences

\\{what follows\\}

## Anything else
"""
LAST = BLANK.count("\n")
PLAIN = "# Use a queue\n\nStatus: accepted\n" + BODY


@pytest.mark.parametrize(
    "place",
    [
        "doc/decisions/0000-template.md",
        "doc/decisions/adr.template.md",
        "doc/decisions/templates/short.md",
        "doc/templates/adr.md",
        ".adr-templates/own.md",
    ],
)
def test_the_log_s_own_blank_is_the_form_where_records_keep_to_it(place: str, tmp_path: Path) -> None:
    shop = taken(tmp_path, {**records("doc/decisions", text=PLAIN), place: BLANK})
    assert shop.said == f"New records take the form of {place}."
    text = shop.next("Keep it")
    assert text.startswith("# Keep it\n\nStatus: proposed\n\n## Context\n\n<!-- What is it about? -->\n")
    assert "(_Say all that we do._)\n\n## Consequences\n\n(_what follows_)\n\n## Anything else\n" in text
    # What the blank has and the records have not may be left out.
    shop.log.write("0004-keep-it.md", text.replace("\n## Anything else\n", ""))
    assert "missing-section" not in shop.log.rules()


@pytest.mark.parametrize("more", ["", "title: Use a queue\n"], ids=["records without it", "records with it"])
def test_the_title_of_a_blank_as_a_page_is_no_record_s(more: str, tmp_path: Path) -> None:
    form = f"---\nparent: Decisions\n{more}---\n\n{PLAIN}"
    blank = "---\nparent: Decisions\ntitle: ADR Template\n---\n\n# {short title}\n\nStatus: proposed\n\n## Context\n"
    shop = taken(tmp_path, {**records("doc/decisions", text=form), "doc/decisions/adr-template.md": blank})
    wanted = more.replace("Use a queue", "Keep it")
    assert (
        shop.next("Keep it") == f"---\nparent: Decisions\n{wanted}---\n\n# Keep it\n\nStatus: proposed\n\n## Context\n"
    )


WRONG = {
    "no title line": (BLANK.replace("# [short title]", ""), " has no title line"),
    "two titles": (BLANK + "\n# More\n", f", line {LAST + 2}: a second title line"),
    "two statuses": (BLANK + "\n## Status\n\nproposed\n", f", line {LAST + 2}: a second status"),
    "no status": (
        BLANK.replace("Status: {proposed | accepted}", ""),
        " states no 'Status' where the newest records do",
    ),
    "a section less": (
        BLANK.replace("## Decision\n", ""),
        " lacks the section 'decision', which the newest records have",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_blank_that_is_no_pattern_is_named_and_passed_over(name: str, tmp_path: Path) -> None:
    blank, why = WRONG[name]
    shop = taken(tmp_path, {**records("doc/decisions", text=PLAIN), "doc/decisions/0000-template.md": blank})
    assert "New records take the form of the newest records of doc/decisions." in shop.said
    assert f"doc/decisions/0000-template.md{why}" in shop.said
    assert shop.next("Keep it").startswith("# Keep it\n\nStatus: proposed\n\n## Context\n")


def test_records_that_agree_too_little_are_said_to(plain: Pack, tmp_path: Path) -> None:
    ways = [
        "Status: accepted\n",
        "## Status\n\nAccepted\n",
        "* Status: accepted\n",
        "**Status:** accepted\n",
        "> **State:** accepted\n",
    ]
    files = {f"doc/decisions/000{n}-x.md": f"# X\n\n{way}" + BODY for n, way in enumerate(ways, 1)}
    project, _ = project_with(tmp_path / "shop", files)
    _, said = copy(plain, project)
    told = (
        "No form is taken from the records: they state their status in 5 ways; the nearest style of the pack is nygard."
    )
    assert told in said
    assert "New ones take the style nygard; --data style=NAME takes another." in said
    assert project.answers["style"] == "nygard"


def test_a_person_who_names_a_style_gets_it(plain: Pack, tmp_path: Path) -> None:
    project, _ = project_with(tmp_path / "shop", records("doc/decisions", text=PLAIN))
    _, said = copy(plain, project, "--data", "style=madr")
    assert "New records take" not in said
    assert project.answers["style"] == "madr"
    assert "custom_style" not in project.answers


def test_an_issue_asks_nothing_that_is_for_a_site_or_for_the_next_section(tmp_path: Path) -> None:
    form = f"---\nparent: Decisions\nnav_order: {{n}}\nowner: team {{n}}\n---\n\n{PLAIN}"
    optional = "<!-- This is an optional element. Feel free to remove. -->\n"
    blank = BLANK.replace("## Consequences", optional + "## Consequences").replace(
        "# [short", "---\nparent: Decisions\nnav_order: 9\nowner:\n---\n\n# [short"
    )
    shop = taken(tmp_path, {**records("doc/decisions", text=form), "doc/decisions/0000-template.md": blank})
    given = blanks.Given("Shop", {}, 0, 0)
    asked = forms.issue_form(shop.style, given, forms.IssueText("", [], []))
    fields = [field["attributes"] for field in yaml.safe_load(asked)["body"]]
    assert [field["label"] for field in fields] == ["Owner", "Context", "Decision", "Consequences", "Anything else"]
    assert "optional" not in asked
    assert "optional" not in forms.issue_markdown(shop.style, given)
    assert optional in shop.next("Keep it")


@pytest.mark.parametrize("drafts", ["draft", "proposed", ""])
def test_where_folders_tell_the_status_no_record_states_it(drafts: str, tmp_path: Path) -> None:
    files = {f"doc/decisions/accepted/000{n}-use-a-queue.md": "# Use a queue\n" + BODY for n in (1, 2, 3)}
    files |= {f"doc/decisions/{drafts or 'rejected'}/0004-use-it.md": "# Use it\n" + BODY}
    shop = taken(tmp_path, files)
    if not drafts:  # a new record in none of the folders would have no status
        assert "they state their status where no style can" in shop.said
        return
    assert shop.said == "New records take the form of the newest records of doc/decisions."
    place = shop.log.run("new", "Keep it").out.strip()
    assert place.endswith(f"doc/decisions/{drafts}/0005-keep-it.md")
    assert shop.log.read(f"{drafts}/0005-keep-it.md") == "# Keep it\n" + SAID
    assert shop.log.records()[-1]["status"] == drafts
    shop.log.run("check")


class Shape(NamedTuple):
    """A form of records put together by chance: title, lines of the head, sections."""

    title: str
    head: str
    sections: tuple[str, ...]


def shapes() -> list[Shape]:
    chance = random.Random(14)
    found = []
    for _ in range(80):
        title = chance.choice(
            ["# {title}", "# {n}. {title}", "# ADR-{n:04d}: {title}", "# ADR {n}: {title}", "# {n:04d} - {title}"]
        )
        status = chance.choice(
            [
                "**Status:** {s}",
                "- Status: {s}",
                "* **Status**: {s}",
                "Status: {s}",
                "> **Status:** {s}",
                "## Status\n\n{s}",
            ]
        )
        date = chance.choice(["**Date:** {d}", "- Date: {d}", "* **Date**: {d}", "Date: {d}", "", "## Date\n\n{d}"])
        facts = [status, date]
        chance.shuffle(facts)
        facts.sort(key=lambda line: line.startswith("#"))
        names = ["Context", "Problem", "Decision", "Options", "Consequences", "Security", "Cost"]
        sections = tuple(f"## {name}" for name in chance.sample(names, chance.randrange(1, 6)))
        found.append(Shape(title, "\n\n".join(line for line in facts if line), sections))
    return found


@pytest.mark.parametrize("shape", shapes())
def test_a_form_put_together_by_chance_is_read_back(shape: Shape, tmp_path: Path) -> None:
    chance = random.Random(str(shape))
    case = chance.choice([str.lower, str.upper, str.capitalize])

    def record(number: int, title: str, status: str, date: str) -> str:
        lines = [shape.title, shape.head, *(f"{section}\n\nText {number}." for section in shape.sections)]
        return "\n\n".join(lines).format(n=number, title=title, s=case(status), d=date) + "\n"

    write(tmp_path, {f"log/{n:04d}-x.md": record(n, f"Title {n}", "accepted", f"2026-01-{n:02d}") for n in range(1, 8)})
    found = learnt.learnt(tmp_path, "log", LogRead(str(tmp_path / "log")), 4)
    style = styles.load(found.style) if found.style != "custom" else styles.parse(found.text, name="custom", where="it")
    given = blanks.Given("Shop", style.contract.parameters, 0, 0)
    contract = blanks.contract(style, given, number_width=4)
    new = fill(
        blanks.blank(style, given),
        contract,
        number=8,
        title="Keep it",
        status=style.contract.statuses[0],
        date="2026-11-21",
    )
    wanted = record(8, "Keep it", "proposed", "2026-11-21")
    name = file_name(contract, number=8, title="Keep it", date="2026-11-21")
    assert neighbours.shape(name, new, 8, "Keep it") == neighbours.shape(name, wanted, 8, "Keep it")
    assert neighbours.sections(new) == neighbours.sections(wanted)
    assert case("proposed") in new


PIECES = (
    "", "# {n}. T", "# T", "## Context", "### Deeper", "#### Deepest", "Text.", "Status: accepted", "- Status: accepted",
    "**Status:** accepted", "Date: 2026-01-0{n}", "| a | b |\n| --- | --- |\n| Status | Accepted |", "---", "---\nid: {n}\n---",
    "---\nstatus: [a, {b: c}]\ntitle:\n---", "{{ x }}", "{% if x %}", "{x}", "(_x_)", "## {{ y }}", "T\n=", "T\n-", "# ", "## ", "* ",
    "- [ ] a", "```\n# no\n```", "```", "<!-- x -->", "<!--", "[a](b.md)", "## Status\n\nAccepted", "## Status", "\ufeff# T", "\x00",
)  # fmt: skip


@pytest.mark.parametrize("seed", range(120))
def test_records_of_any_shape_give_a_form_that_is_a_style_or_none(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    shape = [chance.choice(PIECES) for _ in range(chance.randrange(6))]

    def record(n: int) -> str:
        pieces = shape if chance.random() < 0.8 else [*shape, chance.choice(PIECES)]
        return "\n\n".join(piece.replace("{n}", str(n)) for piece in pieces) + "\n"

    many = chance.choice([1, 2, 5, 12])
    files = {f"log/{n:04d}-x.{chance.choice(['md'] * 9 + ['rst'])}": record(n) for n in range(1, many + 1)}
    if chance.random() < 0.3:
        files[f"log/{chance.choice(['0000-template.md', 'template.md', '_template.md'])}"] = record(0)
    write(tmp_path, files)
    found = learnt.learnt(tmp_path, "log", LogRead(str(tmp_path / "log")), 4)
    assert bool(found.text) == (found.style == "custom")
    if found.style:  # else nothing is offered but the pack's default
        own = found.style == "custom"
        style = styles.parse(found.text, name="custom", where="it") if own else styles.load(found.style)
        assert style.contract.statuses


@pytest.mark.long
def test_nine_of_ten_real_logs_get_a_record_like_its_neighbours(plain: Pack, shared: Path, tmp_path: Path) -> None:
    seen = [
        one
        for number, log in enumerate(neighbours.all_logs())
        if (one := neighbours.measure(plain, log, tmp_path / str(number)))
    ]
    assert len(seen) >= 40, shared
    told = neighbours.said(seen)
    print(told)
    assert 10 * sum(one.usual for one in seen) >= 9 * len(seen), told
    # Strictly nine of ten cannot be had: in five logs the hidden record is unlike those before it.
    assert 100 * sum(one.alike for one in seen) >= 89 * len(seen), told


def test_a_large_log_is_looked_at_in_little_time(tmp_path: Path) -> None:
    write(tmp_path, {f"log/{n:04d}-x.md": NYGARD for n in range(1, 300)})
    assert learnt.learnt(tmp_path, "log", LogRead(str(tmp_path / "log")), 4).style == "nygard"
