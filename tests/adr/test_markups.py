# ruff: noqa: E501 - tables: a row is a line
"""Tables, lists and struck-out words in each markup: read as they look, named by their line, written where they stand."""

import json

import pytest

from .logs import Log, nygard

# Each says "Accepted" and 2024-01-02 once, as the record's status and date.
RST = {
    "a list-table": ".. list-table::\n   :widths: 10 20\n\n   * - Status\n     - Accepted\n   * - Date\n     - 2024-01-02\n",
    "one that stands further in": "  .. list-table::\n\n    * - **Status**\n      - Accepted\n    * - Date\n      - 2024-01-02\n",
    "one with a head": ".. list-table:: Facts\n   :header-rows: 1\n\n   * - Status\n     - Date\n     - Owner\n   * - Accepted\n     - 2024-01-02\n     - a team\n",
    "one with a head over pairs": ".. list-table::\n   :header-rows: 1\n\n   * - Key\n     - Value\n   * - Status\n     - Accepted\n   * - Date\n     - 2024-01-02\n",
    "one whose cells go on": ".. list-table::\n\n   * - Status\n     - Accepted\n       by all\n   * - Date\n     - 2024-01-02\n",
    "a csv-table": '.. csv-table::\n   :widths: 1 2\n\n   "Status", "Accepted"\n   Date,2024-01-02\n',
    "a csv-table with a head": '.. csv-table:: Facts\n   :header: "Status", "Date"\n\n   "Accepted", 2024-01-02\n',
    "a simple table": "======  ==========\nStatus  Accepted\nDate    2024-01-02\n======  ==========\n",
    "a simple table with a head": "========  ==========\nStatus    Date\n========  ==========\nAccepted  2024-01-02\n========  ==========\n",
    "a drawn table": "+--------+------------+\n| Status | Accepted   |\n+--------+------------+\n| Date   | 2024-01-02 |\n+--------+------------+\n",
    "a drawn table with a head": "+----------+------------+\n| Status   | Date       |\n+==========+============+\n| Accepted | 2024-01-02 |\n+----------+------------+\n",
    "a value below its field": ":Status:\n   Accepted\n:Date: 2024-01-02\n",
    "terms": "Status\n   Accepted\nDate\n   2024-01-02\n",
}
ADOC = {
    "a table": "|===\n\n|Status |Accepted\n|Date |2024-01-02\n|===\n",
    "a table with a head over pairs": '[cols="1,1",options="header"]\n|===\n|Key |Value\n\n|Status |Accepted\n|Date |2024-01-02\n|===\n',
    "a table with a head": "|===\n|Owner |Status |Date\n\n|a team |Accepted |2024-01-02\n|===\n",
    "a table with one label": "|===\n|Owner |Status\n\n|a team |Accepted\n|===\n\nDate: 2024-01-02\n",
    "aligned cells": "|===\n|Status ^|Accepted\n|Date >.^|2024-01-02\n|===\n",
    "terms": "Status::\n  Accepted\nDate:: 2024-01-02\n",
    "bold terms": "*Status*:: Accepted\n*Date*:: 2024-01-02\n",
    "below a block": "----\ncode\nmore\n----\n\nStatus: Accepted\n\nDate: 2024-01-02\n",
    "a struck word": "Status: [.line-through]#Proposed# Accepted\n\nDate: 2024-01-02\n",
}
MD = {
    "terms of HTML": "<dl><dt>Status</dt><dd>Accepted</dd><dt>Date</dt><dd>2024-01-02</dd></dl>\n",
    "terms on lines": "<dl>\n  <dt>Status</dt>\n  <dd>Accepted</dd>\n  <dt>Date:</dt>\n  <dd>2024-01-02</dd>\n</dl>\n",
    "terms without their ends": "<dl>\n<dt><b>Status</b>\n<dd>Accepted\n<dt><b>Date</b>\n<dd>2024-01-02\n</dl>\n",
    "items of HTML": "<ul><li>Status: Accepted</li><li>Date: 2024-01-02</li></ul>\n",
    "items on lines": "<ul>\n  <li><b>Status</b>: Accepted</li>\n  <li><b>Date:</b> 2024-01-02</li>\n</ul>\n",
    "paragraphs": "<p><strong>Status:</strong> Accepted</p>\n<p><strong>Date:</strong> 2024-01-02</p>\n",
    "bold labels": "<b>Status</b> Accepted<br/><b>Date</b> 2024-01-02\n",
    "details": "<details>\n<summary>Status: Accepted</summary>\n\nDate: 2024-01-02\n</details>\n",
    "rows": "<table>\n<tr>\n<td>Status</td>\n<td>Accepted</td>\n</tr>\n<tr>\n<td>Date</td>\n<td>2024-01-02</td>\n</tr>\n</table>\n",
    "rows on one line": "<table><tr><th>Status</th><td>Accepted</td></tr><tr><th>Date</th><td>2024-01-02</td></tr></table>\n",
    "columns": "<table>\n<thead><tr><th>Status</th><th>Date</th></tr></thead>\n<tbody><tr><td>Accepted</td><td>2024-01-02</td></tr></tbody>\n</table>\n",
    "columns without heads": "<table>\n<tr><td>Status</td><td>Date</td></tr>\n<tr><td>Accepted</td><td>2024-01-02</td></tr>\n</table>\n",
    "no bar before the rows": "Status | Accepted\n--- | ---\nDate | 2024-01-02\n",
    "nor before columns": "Status | Date\n:-- | :--:\nAccepted | 2024-01-02\n",
    "nor before pairs": " Key | Value\n----|----\n **Status** | Accepted\n Date | 2024-01-02\n",
    "em dashes": "Status: Accepted\n\nDate: 2024\u201401\u201402\n",
    "a month between dashes": "Status: Accepted\n\nDate: 02\u2013Jan\u20132024\n",
    "a dash before the day": "Status: Accepted\u20132024-01-02\n",
    "a wide dash before the day": "Status: Accepted\u20142024-01-02\n",
    "a struck word": "**Status:** ~Proposed~ Accepted\n\nDate: 2024-01-02\n",
    "a struck day": "- Status: ~~proposed~~ Accepted\n- Date: ~~2023-01-01~~ 2024-01-02\n",
    "a struck line": "~~Status: Proposed~~\n\nStatus: Accepted\nDate: ~2023-01-01~ 2024-01-02\n",
    "struck in HTML": "Status: <s>Proposed</s> Accepted\n\nDate: <del>2023-01-01</del> 2024-01-02\n",
    "what is no struck word": "Status: Accepted\n\nDate: 2024-01-02 (~5 people, ~/notes and ~/plans, H~2~O)\n",
}
FORMS = {
    **{f"rst, {name}": ("rst", f"1. Use a queue\n==============\n\n{text}\nContext\n-------\n\nText.\n") for name, text in RST.items()},
    **{f"AsciiDoc, {name}": ("adoc", f"= 1. Use a queue\n\n{text}\n== Context\n\nText.\n") for name, text in ADOC.items()},
    **{f"Markdown, {name}": ("md", f"# 1. Use a queue\n\n{text}\n## Context\n\nText.\n") for name, text in MD.items()},
}  # fmt: skip

FORMS_OF = {f"{number:04}": name for number, name in enumerate(FORMS, 11)}


@pytest.mark.parametrize("name", FORMS)
def test_it_is_read_named_by_its_line_and_written(log: Log, name: str) -> None:
    suffix, text = FORMS[name]
    file = f"0001-use-a-queue.{suffix}"
    log.write(file, text)
    [record] = json.loads(log.run("list", "--json", "--why").out)
    assert (record["title"], record["status"], record["date"]) == ("Use a queue", "accepted", "2024-01-02")
    lines = text.split("\n")
    for fact, value in (("status", "Accepted"), ("date", "02")):
        line = lines[record["why"][fact]["line"] - 1]
        row = line.lstrip().startswith(("* - ", "<tr>"))  # of several lines: its first
        assert value in line or fact.capitalize() in line or row, record["why"][fact]
    log.run("status", "1", "rejected", "--date", "2024-01-02")
    assert log.read(file) == text.replace("Accepted", "Rejected")


IN_SECTION = [
    "Date | Status\n---|---\n2023-01-02 | Proposed\n2024-01-02 | Accepted",
    "<dl><dt>Status</dt><dd>Accepted</dd><dt>Date</dt><dd>2024-01-02</dd></dl>",
    "<ul><li>Proposed on 2023-01-02</li><li>Accepted on 2024-01-02</li></ul>",
    "~Proposed~ Accepted 2024-01-02",
    "~~Proposed~~\n\n~~2023-01-01~~ 2024-01-02 Accepted",
    "<s>Proposed on 2025-01-01</s>\n\nAccepted on 2024-01-02",
]


@pytest.mark.parametrize("said", IN_SECTION)
def test_it_is_read_in_a_section(log: Log, said: str) -> None:
    log.write("0001-a.md", f"# 1. A\n\n## Status\n\n{said}\n\n## Context\n\nText.\n")
    record = log.record("0001-a.md")
    assert (record["status"], record["date"]) == ("accepted", "2024-01-02")


def test_a_struck_reference_is_not_said(log: Log) -> None:
    log.write("0002-b.md", "# 2. B\n\nStatus: Accepted\n\n~~Supersedes: ADR-1~~\n")
    log.write("0001-a.md", "# 1. ~~A~~ B\n\nStatus: Accepted\n\n- ~~Superseded by: [2](0002-b.md)~~\n")
    assert [(r["title"], r["supersedes"], r["superseded_by"]) for r in log.records()] == [
        ("~~A~~ B", [], []),
        ("B", [], []),
    ]


@pytest.fixture
def every_form(repo: Log) -> Log:
    """A log with a record of each form, from 11 on, committed; a branch is checked out."""
    for number, (suffix, text) in enumerate(FORMS.values(), 11):
        repo.write(f"{number:04}-x.{suffix}", text.replace("1. Use", f"{number}. Use"))
    repo.write("0003-[x].md", nygard(3, "Use < [x]"))
    repo.run("index")
    repo.commit()
    repo.git("checkout", "--quiet", "-b", "topic")
    return repo


def test_a_status_that_was_set_is_no_changed_text(every_form: Log) -> None:
    for number in range(11, 11 + len(FORMS)):
        every_form.run("status", f"{number}", "deprecated")
    assert [r["status"] for r in every_form.records()][3:] == ["deprecated"] * len(FORMS)
    found = [fault["file"] for fault in every_form.faults("--base", "main") if fault["rule"] == "accepted-changed"]
    assert [FORMS_OF[file[:4]] for file in found] in ([], ["Markdown, struck in HTML"])  # tags are held as text


def test_a_text_that_was_changed_beside_it_is_found(every_form: Log) -> None:
    for number, (suffix, _) in enumerate(FORMS.values(), 11):
        text = every_form.read(f"{number:04}-x.{suffix}").replace("Accepted", "Deprecated").replace("Text.", "No text.")
        every_form.write(f"{number:04}-x.{suffix}", text)
    found = [fault["file"] for fault in every_form.faults("--base", "main") if fault["rule"] == "accepted-changed"]
    assert len(found) == len(FORMS)


def test_a_successor_is_named_in_the_markup_of_the_file(every_form: Log) -> None:
    for number in range(11, 11 + len(FORMS)):
        every_form.run("link", f"{number}", "Superseded by", "3", "Supersedes")
    records = every_form.records()[3:]
    assert {(r["status"], *r["superseded_by"]) for r in records} == {("superseded", "0003-[x].md")}
    ways = {
        "rst": "uperseded by `3. Use \\< [x] <0003-[x].md>`__",
        "adoc": "uperseded by link:0003-%5Bx%5D.md[3. Use < [x\\]]",
        "md": "uperseded by [3. Use < \\[x\\]](0003-[x].md)",
    }
    for record in records:
        text = every_form.read(record["file"])
        assert ways[record["file"].rpartition(".")[2]] in text
    rows = [line for line in every_form.read("README.md").splitlines() if "-x." in line]
    named = "uperseded by [3. Use < \\[x\\]](0003-%5Bx%5D.md) "
    rows = [row for row in rows if not row.startswith("| [0019]")]  # of a column that is too narrow it says the word
    assert [row for row in rows if named not in row.replace("[x].md", "%5Bx%5D.md")] == []
    found = [
        fault for fault in every_form.faults("--base", "main") if fault["rule"] in ("accepted-changed", "broken-link")
    ]
    assert {FORMS_OF[fault["file"][:4]] for fault in found} <= {
        "rst, one whose cells go on",
        "Markdown, struck in HTML",
    }


WHOLE = {
    "md": "# 1. A\n\n## Status\n\n{}\n\n## Context\n\nText.\n",
    "rst": "1. A\n====\n\nStatus\n------\n\n{}\n\nContext\n-------\n\nText.\n",
    "adoc": "= 1. A\n\n== Status\n\n{}\n\n== Context\n\nText.\n",
}
LINKS = {"md": "[2. B](0002-b.md)", "rst": "`2. B <0002-b.md>`__", "adoc": "link:0002-b.md[2. B]"}


@pytest.mark.parametrize("suffix", WHOLE)
@pytest.mark.parametrize(
    ("said", "after"),
    [
        ("Accepted", "Superseded by {}"),
        ("**Accepted**", "**Superseded by {}**"),
        ("This record is accepted.", "Superseded by {}"),
        (
            "Accepted. It was discussed\nby all of the teams.",
            "Superseded by {}. It was discussed\nby all of the teams.",
        ),
        ("accepted by the board, and all\nteams go by it", "superseded by {} by the board, and all\nteams go by it"),
        ("* Accepted", "* Superseded by {}"),
    ],
)
def test_of_a_sentence_that_goes_on_the_word_gives_way(log: Log, suffix: str, said: str, after: str) -> None:
    log.write("0002-b.md", nygard(2, "B"))
    log.write(f"0001-a.{suffix}", WHOLE[suffix].format(said))
    log.run("link", "1", "Superseded by", "2", "Supersedes")
    if suffix == "rst":
        after = after.replace("**", "")  # nothing stands inside of emphasis there
    assert log.read(f"0001-a.{suffix}") == WHOLE[suffix].format(after.format(LINKS[suffix]))


def test_a_table_stays_one_though_a_word_is_longer_than_its_column(log: Log) -> None:
    head, tail = "1. Use a queue\n==============\n\n", "\nContext\n-------\n\nText.\n"
    grid = "+----------+------+\n| Status   | By   |\n+==========+======+\n| Accepted | us   |\n+----------+------+\n"
    wide = "+------------+------+\n| Status     | By   |\n+============+======+\n| Deprecated | us   |\n+------------+------+\n"
    simple = "========  ==========\nStatus    Date\n========  ==========\nAccepted  2024-01-02\n========  ==========\n"
    wider = "==========  ==========\nStatus      Date\n==========  ==========\nDeprecated  2024-01-02\n==========  ==========\n"
    spans = (
        "+----------+------+\n| All of it       |\n+----------+------+\n| Status   | Accepted |\n+----------+------+\n"
    )
    for number, (text, after) in enumerate(
        ((grid, wide), (simple, wider), (spans, spans.replace("Accepted", "Deprecated"))), 1
    ):
        log.write(f"{number:04}-a.rst", head.replace("1", f"{number}") + text + tail)
        log.run("status", number, "deprecated")
        assert log.read(f"{number:04}-a.rst") == head.replace("1", f"{number}") + after + tail
