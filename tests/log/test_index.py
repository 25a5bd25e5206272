"""The index and the graph of a log, row by row."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.adr.logs import WORDS, adr_py


def log_of(folder: Path, records: dict[str, str], **contract: Any) -> Any:
    for file, text in records.items():
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    if contract:
        (folder / "adr.json").write_text(json.dumps(contract), encoding="utf-8")
    return adr_py.Log(str(folder))


def said(title: str, status: str, date: str = "") -> str:
    return f"# {title}\n\n{f'Date: {date}' if date else ''}\n\n## Status\n\n{status}\n\n## Context\n\nText.\n"


def rows(log: Any, **more: Any) -> list[str]:
    return [line for line in adr_py.index_text(log, **more).split("\n") if line and "---" not in line]


def test_a_row_has_what_a_record_says(tmp_path: Path) -> None:
    log = log_of(
        tmp_path,
        {
            "0001-a.md": said("1. Use a | b", "Superseded by [2](0002-b.md)", "2024-05-06"),
            "0002-b.md": said("2. Use b", "Accepted", "6 May 2024"),
            "0003-c.md": said("3. Use c", "Proposed\n\nSupersedes [2](0002-b.md)"),
        },
    )
    assert rows(log) == [
        "| Number | Title | Status | Date |",
        "| [0001](0001-a.md) | Use a \\| b | Superseded by [2](0002-b.md) | 2024-05-06 |",
        "| [0002](0002-b.md) | Use b | Accepted, would be superseded by [0003](0003-c.md) | 6 May 2024 |",
        "| [0003](0003-c.md) | Use c | Proposed |  |",
    ]


def test_a_column_that_no_record_fills_is_left_out(tmp_path: Path) -> None:
    log = log_of(tmp_path, {"0001-a.md": said("1. Use a", "Accepted"), "0002-b.md": said("2. Use b", "Accepted")})
    assert rows(log)[0] == "| Number | Title | Status |"


def test_a_title_that_a_list_had_is_kept_where_the_record_has_none(tmp_path: Path) -> None:
    log = log_of(
        tmp_path,
        {"0001-a.md": "## Status\n\nAccepted\n\n## Context\n\nText.\n", "0002-b.md": said("2. Use b", "Accepted")},
    )
    titles = {"0001-a.md": "Use what was there", "0002-b.md": "Use something else"}
    assert [row.split(" | ")[1] for row in rows(log, titles=titles)[1:]] == ["Use what was there", "Use b"]
    assert rows(log)[1].split(" | ")[1] == "0001"


@pytest.mark.parametrize(
    ("block", "titles"),
    [
        ("| [0001](0001-a.md) | Use a | Accepted |", {"0001-a.md": "Use a"}),
        ("| [0001](0001%20a.md) | Use \\| a |", {"0001 a.md": "Use \\| a"}),
        ("| [0001](0001-a.md) | 0001 | Accepted |", {}),  # no title: the number again
        ("| [a](a.md) |  a  |", {}),
        ("| Number | Title |", {}),
        ("- [0001](0001-a.md) Use a", {}),
    ],
)
def test_the_titles_that_an_index_had(block: str, titles: dict[str, str]) -> None:
    assert adr_py.listed_titles(f"\n{block}\n") == titles


def read(file: str) -> Any:
    return adr_py.read_record(file, "# Use it\n\n## Status\n\nAccepted\n", WORDS)


@pytest.mark.parametrize(
    ("status", "files", "now"),
    [
        ("Superseded", ["0002-b.md"], "Superseded by [0002](0002-b.md)"),
        ("ersetzt", ["0002-b.md"], "ersetzt durch [0002](0002-b.md)"),
        ("Superseded by ADR-0002", ["0002-b.md"], "Superseded by [ADR-0002](0002-b.md)"),
        ("Superseded by #2.", ["0002-b.md"], "Superseded by [#2](0002-b.md)."),
        ("Superseded by 2", ["0002-b.md"], "Superseded by [2](0002-b.md)"),
        ("Superseded by 2 and 3", ["0002-b.md", "0003-c.md"], "Superseded by [2](0002-b.md) and [3](0003-c.md)"),
        ("Superseded by 2", ["0002-b.md", "0003-c.md"], "Superseded by [2](0002-b.md), [0003](0003-c.md)"),
        ("Superseded by it", ["0002-b.md"], "Superseded by it ([0002](0002-b.md))"),
        ("Superseded by 22", ["0002-b.md"], "Superseded by 22 ([0002](0002-b.md))"),
        ("Superseded by [2](0002-b.md)", ["0002-b.md"], "Superseded by [2](0002-b.md)"),
        ("Superseded by [2](0002-b.md)", ["0002-b.md", "0003-c.md"], "Superseded by [2](0002-b.md), [0003](0003-c.md)"),
        ("Superseded by [2](x/0002%20b.md)", ["x/0002 b.md"], "Superseded by [2](x/0002%20b.md)"),
        ("Superseded", ["use-b.md"], "Superseded by [use-b](use-b.md)"),
    ],
)
def test_a_status_links_its_successors(status: str, files: list[str], now: str) -> None:
    assert adr_py.naming(status, [read(file) for file in files]) == now


def test_the_index_by_folder_and_by_tag(tmp_path: Path) -> None:
    records = {
        "0001-a.md": said("1. Use a", "Accepted").replace("# 1", "---\ntags: [web, Y]\n---\n# 1"),
        "web/0002-b.md": said("2. Use b", "Accepted").replace("# 2", "---\ntags: [y]\n---\n# 2"),
        "api/0003-c/README.md": said("3. Use c", "Accepted"),
    }
    base = {"record": {"title": "# {number}. {title}", "status": {"section": "Status"}}, "rules": {}, "style": "nygard"}
    every = log_of(tmp_path / "one", records)
    assert [name for name, _ in adr_py.index_groups(every)] == [""]
    for how, groups in (
        ("folder", [("", ["0001-a.md"]), ("api", ["api/0003-c/README.md"]), ("web", ["web/0002-b.md"])]),
        (
            "tag",
            [
                ("web", ["0001-a.md"]),
                ("Y", ["0001-a.md", "web/0002-b.md"]),
                ("Without a tag", ["api/0003-c/README.md"]),
            ],
        ),
    ):
        every.contract = {**base, "index_group": how}
        assert [(name, [record.file for record in those]) for name, those in adr_py.index_groups(every)] == groups
    untagged = log_of(tmp_path / "two", {"0001-a.md": said("1. Use a", "Accepted")})
    untagged.contract = {**base, "index_group": "tag"}
    assert [name for name, _ in adr_py.index_groups(untagged)] == [""]


LINKED = {
    "0001-a.md": said('1. Use "a"', "Superseded by [2](0002-b.md)"),
    "0002-b.md": said("2. Use b", "Accepted\n\nSupersedes [1](0001-a.md)\n\nAmends [4](0004-d.md)"),
    "0003-c.md": said("3. Use c", "Proposed\n\nSupersedes [2](0002-b.md)"),
    "0004-d.md": said("4. Use d", "Accepted\n\nAmended by [2](0002-b.md)"),
    "0005-e.md": said("5. Use e", "Rejected\n\nSupersedes [2](0002-b.md)"),
    "0006-f.md": said("6. Use f", "Accepted"),
}  # fmt: skip


def test_the_graph_of_records_that_are_linked(tmp_path: Path) -> None:
    log = log_of(tmp_path, LINKED)
    names, edges = adr_py.graph_of(log)
    assert [record.number for record in names] == [1, 2, 3, 4]
    assert [(a.number, word, b.number) for a, word, b in edges] == [
        (2, "supersedes", 1),
        (3, "would supersede", 2),
        (2, "amends", 4),
    ]
    lines = adr_py.mermaid(log)
    assert lines[0] == "graph TD"
    assert '  r1["0001 Use #34;a#34;"]' in lines
    assert '  r2 -->|"supersedes"| r1' in lines
    assert "  class r2,r4 accepted" in lines
    assert "  class r1 superseded" in lines
    dot = adr_py.dot(log)
    assert dot[0] == "digraph decisions {"
    assert dot[-1] == "}"
    assert '  r2 -> r4 [label="amends"];' in dot
    assert any(
        'label="0001 Use \\"a\\""' in line and 'fillcolor="#eaeef2"' in line and 'URL="0001-a.md"' in line
        for line in dot
    )


def test_the_graph_of_adr_tools(tmp_path: Path) -> None:
    log = log_of(tmp_path, LINKED)
    lines = adr_py.chain(log, "p/", ".html")
    assert lines[:3] == ["digraph {", "  node [shape=plaintext];", "  subgraph {"]
    assert '    _1 [label="1. Use \\"a\\""; URL="p/0001-a.html"];' in lines
    assert '    _1 -> _2 [style="dotted", weight=1];' in lines
    assert not any("_0 ->" in line for line in lines)
    assert '  _2 -> _1 [label="Supersedes", weight=0]' in lines
    assert '  _2 -> _4 [label="Amends", weight=0]' in lines
    assert not any("_4 -> _2" in line for line in lines)


@pytest.mark.parametrize(
    ("files", "index"),
    [
        ({}, "README.md"),
        ({"README.md": ""}, "README.md"),
        ({"index.md": ""}, "index.md"),
        ({"index.md": "", "readme.md": ""}, "readme.md"),
        ({"README.md": "", "toc.md": "<!-- adrlog -->"}, "toc.md"),
        ({"README.md": "<!-- adrlog -->", "index.md": "<!-- adrlog -->"}, "README.md"),
        ({"notes.md": "<!-- adrlog -->"}, "README.md"),
        ({"_index.md": ""}, "_index.md"),
    ],
)
def test_the_file_that_holds_the_index(files: dict[str, str], index: str, tmp_path: Path) -> None:
    for file, text in files.items():
        (tmp_path / file).write_text(text)
    assert Path(adr_py.index_file(str(tmp_path))).name == index
