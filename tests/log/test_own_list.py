# ruff: noqa: E501 - tables: a row is a line
"""What a list that people keep says of each record, and what of it an index of ours would not."""

from pathlib import Path
from typing import Any

import pytest

from tests.adr.logs import adr_py, nygard


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = tmp_path_factory.mktemp("log")
    for number, title, status in (
        (1, "Use a queue", "Accepted"),
        (2, "Use a stack", "Rejected"),
        (3, "Use a heap", "Proposed"),
    ):
        name = title.lower().replace(" ", "-")
        (folder / f"{number:04d}-{name}.md").write_text(nygard(number, title, status), encoding="utf-8")
    return adr_py.Log(str(folder))


ONE, TWO = "0001-use-a-queue.md", "0002-use-a-stack.md"
Rows = list[tuple[str, str, str, str, str]]

# A list -> (file, title, status, date, more) of each row.
LISTS: list[tuple[str, str, Rows]] = [
    ("bullets", f"- [1. Use a queue]({ONE})\n- [Use a stack]({TWO})", [(ONE, "Use a queue", "", "", ""), (TWO, "Use a stack", "", "", "")]),
    ("stars", f"* [Use a queue]({ONE})", [(ONE, "Use a queue", "", "", "")]),
    ("numbers", f"1. [Use a queue]({ONE})\n2. [Use a stack]({TWO})", [(ONE, "Use a queue", "", "", ""), (TWO, "Use a stack", "", "", "")]),
    ("boxes", f"- [x] [Use a queue]({ONE})", [(ONE, "Use a queue", "", "", "")]),
    ("status behind a dash", f"- [Use a queue]({ONE}) - accepted", [(ONE, "Use a queue", "accepted", "", "")]),
    ("status in brackets", f"- [Use a queue]({ONE}) (accepted, 2024-05-06)", [(ONE, "Use a queue", "accepted", "2024-05-06", "")]),
    ("more words", f"- [Use a queue]({ONE}) - accepted - by the board", [(ONE, "Use a queue", "accepted", "", "by the board")]),
    ("title behind the link", f"- [ADR-1]({ONE}): Use a queue (accepted)", [(ONE, "Use a queue", "accepted", "", "")]),
    ("a wrapped item", f"- [Use a queue]({ONE})\n  accepted", [(ONE, "Use a queue", "accepted", "", "")]),
    ("without a link", "- ADR-1 Use a queue\n- ADR-2 Use a stack", [(ONE, "Use a queue", "", "", ""), (TWO, "Use a stack", "", "", "")]),
    ("a number alone", "- 1 Use a queue", [(ONE, "Use a queue", "", "", "")]),
    ("a number of something else", "- 1 loaf of bread", []),
    ("under a heading", f"## Accepted\n\n- [Use a queue]({ONE})\n\n## Rejected\n\n- [Use a stack]({TWO})", [(ONE, "Use a queue", "Accepted", "", ""), (TWO, "Use a stack", "Rejected", "", "")]),
    ("a symbol with a legend", f"- ✅ Accepted\n- ❌ Rejected\n\n- ✅ [Use a queue]({ONE})\n- [Use a stack]({TWO}) ❌", [(ONE, "Use a queue", "Accepted", "", ""), (TWO, "Use a stack", "Rejected", "", "")]),
    ("a gone record", f"- [Use a queue]({ONE})\n- [Use a tree](0009-use-a-tree.md)", [(ONE, "Use a queue", "", "", ""), ("", "Use a tree", "", "", "")]),
    ("a page of its own", f"- [Use a queue]({ONE})\n- [Words](https://example.org/words)", [(ONE, "Use a queue", "", "", "")]),
    ("columns", f"| # | Title | Status | Date |\n| --- | --- | --- | --- |\n| 1 | [Use a queue]({ONE}) | accepted | 2024-05-06 |", [(ONE, "Use a queue", "accepted", "2024-05-06", "")]),
    ("columns without a head for them", f"| Was | Wie | Wo | Wann |\n| --- | --- | --- | --- |\n| [1]({ONE}) | Use a queue | accepted | 2024-05-06 |\n| [2]({TWO}) | Use a stack | rejected | 2024-05-07 |", [(ONE, "Use a queue", "accepted", "2024-05-06", ""), (TWO, "Use a stack", "rejected", "2024-05-07", "")]),
    ("a column of the project's own", f"| Title | Owner |\n| --- | --- |\n| [Use a queue]({ONE}) | acme |", [(ONE, "Use a queue", "", "", "acme")]),
    ("a column of symbols", f"- ✅ Accepted\n\n| Title | State |\n| --- | --- |\n| [Use a queue]({ONE}) | ✅ |", [(ONE, "Use a queue", "Accepted", "", "")]),
    ("a column Status of symbols", f"- ✅ Accepted\n\n| Title | Status |\n| --- | --- |\n| [Use a queue]({ONE}) | ✅ |", [(ONE, "Use a queue", "Accepted", "", "")]),
    ("a table without a head", f"| [Use a queue]({ONE}) | accepted |\n| [Use a stack]({TWO}) | rejected |", [(ONE, "Use a queue", "accepted", "", ""), (TWO, "Use a stack", "rejected", "", "")]),
    ("a day that is none", f"| Title | Date |\n| --- | --- |\n| [Use a queue]({ONE}) | 2024-13-06 |", [(ONE, "Use a queue", "", "", "")]),
    ("code", f"```\n- [Use a queue]({ONE})\n```", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "rows"), [row[1:] for row in LISTS], ids=[row[0] for row in LISTS])
def test_what_a_list_says_of_each_record(records: Any, text: str, rows: Rows) -> None:
    listed = adr_py.Listed(records, "README.md", f"# Decisions\n\n{text}\n\nMore words.\n")
    said = [(row.record.file if row.record else "", row.title, row.status, row.date, row.more) for row in listed.rows]
    assert said == rows
    lines = listed.text.split("\n")
    assert all((row.title.split() or [""])[-1] in lines[row.line - 1] for row in listed.rows)


EVERY = f"- [Use a queue]({ONE}) - accepted\n- [Use a stack]({TWO}) - rejected\n- [Use a heap](0003-use-a-heap.md) - proposed\n"


@pytest.mark.parametrize(
    ("name", "text", "more"),
    [
        ("README.md", EVERY, ""),
        ("README.rst", EVERY, "it is no Markdown"),
        ("README.md", EVERY + "\nAnd\n\n" + EVERY, "it groups the records"),
        ("README.md", EVERY + "- [Words](words.txt)\n", "it lists more than records"),
        ("README.md", EVERY + "- [Use a tree](0009-use-a-tree.md)\n", "line 4 names a file that is no record"),
        ("README.md", EVERY + f"- [Use a queue]({ONE})\n", "line 4 names a record again"),
        ("README.md", EVERY.replace("accepted", "rejected"), "line 1 has another status than the record"),
        ("README.md", EVERY.replace("Use a queue]", "Use a list]"), "line 1 has another title than the record"),
        ("README.md", EVERY.replace("accepted", "accepted (2024-05-07)"), "line 1 has another date than the record"),
        ("README.md", EVERY.replace("accepted", "accepted (2024-05-06)"), ""),
        ("README.md", EVERY.replace("accepted", "accepted - by us"), "line 1 has more: 'by us'"),
    ],
)
def test_what_a_list_says_more_than_an_index_of_ours(records: Any, name: str, text: str, more: str) -> None:
    assert adr_py.Listed(records, name, text).more_than_ours() == more


@pytest.mark.parametrize(
    ("text", "is_index"),
    [(EVERY, True), (f"- [Use a queue]({ONE})\n- [Use a stack]({TWO})\n", True), (f"- [Use a queue]({ONE})\n", False), ("Words.\n", False)],
)  # fmt: skip
def test_whether_a_file_is_a_list_of_the_records(records: Any, text: str, is_index: bool) -> None:
    assert adr_py.Listed(records, "README.md", text).is_index is is_index


@pytest.mark.parametrize(
    ("files", "names"),
    [
        (["toc.md", "README.md", "index.md"], ["README.md", "index.md", "toc.md"]),
        (["readme.rst", "README.txt", "0001-a.md"], ["readme.rst"]),
        (["Summary.md", "_index.md"], ["_index.md", "Summary.md"]),
        ([], []),
    ],
)
def test_the_files_that_may_hold_a_list(files: list[str], names: list[str], tmp_path: Path) -> None:
    for file in files:
        (tmp_path / file).write_text("")
    assert adr_py.list_files(str(tmp_path)) == names
    assert adr_py.list_files(str(tmp_path / "nowhere")) == []


def test_the_contents_of_sphinx(records: Any) -> None:
    text = f"A\n=\n\n.. toctree::\n   :maxdepth: 1\n\n   {ONE[:-3]}\n   Use it <{TWO[:-3]}>\n   words\n"
    listed = adr_py.Listed(records, "index.rst", text)
    assert [(row.record.file if row.record else "", row.title) for row in listed.rows][:2] == [
        (ONE, ""),
        (TWO, "Use it"),
    ]
    every = adr_py.Listed(records, "index.rst", "A\n=\n\n.. toctree::\n   :glob:\n\n   000*\n")
    assert len(every.files) == 3
    assert every.is_index


ADOC = """= Decisions

[cols="1,2,1", options="header"]
|===
|ID |Title |Status

|xref:0001-use-a-queue.adoc[ADR-0001]
|Use a queue
|Accepted

|xref:0002-use-a-stack.adoc[ADR-0002]
|Use a stack
|Rejected
|===
"""


def test_a_table_of_asciidoc_has_a_cell_on_each_line(tmp_path: Path) -> None:
    for number, title, status in ((1, "Use a queue", "Accepted"), (2, "Use a stack", "Rejected")):
        name = title.lower().replace(" ", "-")
        text = f"= {title}\n\nStatus: {status}\n\n== Context\n\nText.\n"
        (tmp_path / f"{number:04d}-{name}.adoc").write_text(text, encoding="utf-8")
    (tmp_path / "README.adoc").write_text(ADOC, encoding="utf-8")
    listed = adr_py.own_list(adr_py.Log(str(tmp_path)))
    said = [(row.line, row.record.file, row.title, row.status) for row in listed.rows]
    assert said == [
        (7, "0001-use-a-queue.adoc", "Use a queue", "Accepted"),
        (11, "0002-use-a-stack.adoc", "Use a stack", "Rejected"),
    ]
    assert listed.is_index


@pytest.mark.parametrize(("named", "is_list"), [(4, True), (2, False)])
def test_a_table_with_as_many_decisions_that_are_discussed_elsewhere(tmp_path: Path, named: int, is_list: bool) -> None:
    rows = ["| # | Title |", "| --- | --- |"]
    for n in range(1, 9):
        (tmp_path / f"{n:04d}-use-a-queue.md").write_text(nygard(n, "Use a queue", "Accepted"), encoding="utf-8")
        rows += [f"| {n} | [Use a queue]({n:04d}-use-a-queue.md) |"] * (n <= named)
        rows += [f"| {n + 50} | [Ask for a tree](https://acme.example/pull/{n}) |"]
    (tmp_path / "README.md").write_text("\n".join(rows) + "\n", encoding="utf-8")
    listed = adr_py.own_list(adr_py.Log(str(tmp_path)))
    assert (listed is not None) is is_list


def test_a_number_behind_a_prefix_in_capitals_is_no_title(records: Any) -> None:
    text = f"| TEP | Title |\n| --- | --- |\n| [TEP-0001]({ONE}) | Use a queue |\n| [TEP-0002]({TWO}) | Use a stack |\n"
    listed = adr_py.Listed(records, "README.md", text)
    assert [(row.title, row.more) for row in listed.rows] == [("Use a queue", ""), ("Use a stack", "")]
