# ruff: noqa: E501 - tables: a row is a line
"""What people see: the list, the graph, the table of contents, help, the index and its README, adoption."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from .logs import README, Log, adr_py, command, nygard

# --- list ---


def test_list_is_aligned_and_plain_where_there_is_no_terminal(log: Log) -> None:
    log.write("0001-a.md", nygard(1, "A"))
    log.write("0012-b.md", nygard(12, "日本", status="Superseded by [1. A](0001-a.md)"))
    assert log.run("list").out == (
        "0001  accepted            2024-05-06  A\n0012  superseded by 0001  2024-05-06  日本\n"
    )
    assert log.run("list", "--status", "Accepted").out == "0001  accepted  2024-05-06  A\n"


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
@pytest.mark.parametrize(("env", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)])
def test_colour_only_on_a_terminal(log: Log, env: dict[str, str], coloured: bool) -> None:
    import pty

    log.write("0001-a.md", nygard(1, "A"))
    leader, follower = pty.openpty()
    environ = {k: v for k, v in os.environ.items() if k != "NO_COLOR"} | {"TERM": "xterm"} | env
    words = [sys.executable, str(adr_py.__file__), "--dir", str(log.path), "list"]
    subprocess.run(words, stdout=follower, env=environ, check=True)
    os.close(follower)
    assert (b"\x1b[32m" in os.read(leader, 10000)) is coloured


def test_control_characters_never_reach_the_terminal(log: Log) -> None:
    log.write("0001-a.md", nygard(1, "A \x1b[31m red \x07"))
    assert "\x1b" not in log.run("list").out


# --- index ---


def test_index_writes_between_the_markers_and_nowhere_else(log: Log) -> None:
    log.write("0001-a.md", nygard(1, "A"))
    log.run("index", "--check", code=1)
    log.run("index")
    table = (  # padded as a formatter leaves it
        "\n| Number            | Title | Status   | Date       |"
        "\n| ----------------- | ----- | -------- | ---------- |"
        "\n| [0001](0001-a.md) | A     | Accepted | 2024-05-06 |\n\n"
    )
    assert log.read("README.md") == README.replace("<!-- adrlogstop", table + "<!-- adrlogstop")
    before = log.files()
    log.run("index")
    log.run("index", "--check")
    assert log.files() == before


def test_an_empty_log_has_an_empty_index(log: Log) -> None:
    log.run("index")
    assert log.read("README.md") == README


READMES = [
    ("# No markers\n", "has no lines"),
    ("<!-- adrlog -->\n<!-- adrlog -->\n<!-- adrlogstop -->\n", "has 3 such lines"),
    ("<!-- adrlogstop -->\n<!-- adrlog -->\n", "let the two change places"),
    ("<!-- adrlog -->\n", "has the line `<!-- adrlog -->` and lacks `<!-- adrlogstop -->`; put that below the index"),
    (
        "<!-- adrlogstop -->\n",
        "has the line `<!-- adrlogstop -->` and lacks `<!-- adrlog -->`; put that above the index",
    ),
    ("<<<<<<< a\nx\n=======\ny\n>>>>>>> b\n<!-- adrlog -->\n<!-- adrlogstop -->\n", "has conflict markers"),
    ("```\n<!-- adrlog -->\n<!-- adrlogstop -->\n```\n", "has no lines"),
    ("Write `<!-- adrlog -->` there.\n", "has no lines"),
]


@pytest.mark.parametrize(("text", "message"), READMES)
def test_a_readme_that_cannot_hold_the_index(
    log: Log, monkeypatch: pytest.MonkeyPatch, text: str, message: str
) -> None:
    log.write("0001-a.md", nygard(1, "A"))
    log.write("README.md", text)
    before = log.files()
    assert message in log.run("index", code=1).err
    monkeypatch.setenv("COPIER_OPERATION", "update")
    assert message in log.run("index").err
    assert log.files() == before


@pytest.mark.parametrize("words", [["index"], ["check", "--fix"]])
def test_a_readme_that_is_not_there_is_written(log: Log, words: list[str]) -> None:
    log.write("0001-a.md", nygard(1, "A"))
    log.write("adr.json", "{}")
    (log.path / "README.md").unlink()
    assert "README.md: is not there; `adr.py index` writes it" in log.run("index", "--check", code=1).err
    assert log.rules() == {"stale-index"}
    log.run(*words)
    assert "| [0001](0001-a.md) | A | Accepted | 2024-05-06 |" in log.read("README.md")
    assert log.rules() == set()


PADDED = """
| Number               | Title            | Status   | Date       |
| -------------------- | ---------------- | -------- | ---------- |
| [0001](0001-a.md)    | Use _one_ \\| two | Accepted | 2024-05-06 |
| [0002](0002-日本.md) | 日本             | Rejected | 2024-05-06 |

"""
WIDER = """
| Number               | Title               | Status   | Date       |
| -------------------- | ------------------- | -------- | ---------- |
| [0001](0001-a.md)    | Use _one_ \\| two    | Accepted | 2024-05-06 |
| [0002](0002-日本.md) | 日本                | Rejected | 2024-05-06 |
| [0003](0003-b.md)    | A much longer title | Accepted | 2024-05-06 |

"""


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_padded_index_is_fresh_and_keeps_its_padding(log: Log, line_end: str) -> None:
    def readme(table: str) -> str:
        return README.replace("<!-- adrlogstop", table + "<!-- adrlogstop").replace("\n", line_end)

    log.write("0001-a.md", nygard(1, "Use *one* | two"))
    log.write("0002-日本.md", nygard(2, "日本", status="Rejected"))
    log.write("README.md", readme(PADDED))
    log.run("index", "--check")
    log.run("index")
    assert log.read("README.md") == readme(PADDED)
    assert log.rules() == set()
    log.write("0003-b.md", nygard(3, "A much longer title"))
    log.run("index", "--check", code=1)
    log.run("index")
    assert log.read("README.md") == readme(WIDER)


@pytest.mark.parametrize("now", ["Rejected", "Accepted |", "~~Accepted~~"])
def test_padding_hides_no_difference(log: Log, now: str) -> None:
    log.write("0001-a.md", nygard(1, "A"))
    log.run("index")
    log.write("README.md", log.read("README.md").replace("| Accepted |", f"| {now}    |"))
    log.run("index", "--check", code=1)
    log.run("index")
    assert re.search(r"\| A +\| Accepted +\| 2024-05-06 +\|\n", log.read("README.md"))


def test_fix_says_why_an_index_was_not_refreshed(log: Log) -> None:
    log.write("0001-a.md", nygard(1, "A"))
    log.write("adr.json", "{}")
    log.write("README.md", "# No markers\n")
    said = log.run("check", "--fix", code=1)
    assert "adr.py: the index was not refreshed: " in said.err
    assert "README.md: has no lines" in said.err
    assert log.read("README.md") == "# No markers\n"


def test_a_readme_that_is_not_there_stays_so_through_an_update(log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    log.write("0001-a.md", nygard(1, "A"))
    (log.path / "README.md").unlink()
    monkeypatch.setenv("COPIER_OPERATION", "update")
    assert "the index was skipped" in log.run("index").err
    assert set(log.files()) == {"0001-a.md"}


def test_conflicts_between_the_markers_are_settled_by_the_index(log: Log) -> None:
    log.write("0001-a.md", nygard(1, "A"))
    log.write("README.md", "<!-- adrlog -->\n<<<<<<< a\n| x |\n=======\n| y |\n>>>>>>> b\n<!-- adrlogstop -->\n")
    assert log.run("index").err == ""
    assert "<<<<<<<" not in log.read("README.md")


def test_words_between_the_markers_go_and_are_said(log: Log) -> None:
    log.write("0001-a.md", nygard(1, "A"))
    rows = "* [1. A](0001-a.md) - of another tool\n\n| By hand |\n\n```mermaid\ngraph\n```\n\nOther logs of this project: x\n"
    log.write("README.md", README.replace("<!-- adrlogstop", f"{rows}Ask\r\n  - the team\n<!-- adrlogstop"))
    assert log.run("index").err.split("\n\n")[1].split("\n") == ["  Ask", "    - the team"]
    assert log.run("index").err == ""
    log.write("README.md", README.replace("<!-- adrlogstop", "Ask\n<!-- adrlogstop"))
    assert "\n  Ask\n" in log.run("new", "B").err


@pytest.mark.parametrize("name", ["index.md", "readme.MD", "Readme.md", "INDEX.md"])
def test_the_index_may_live_in_another_file(log: Log, name: str) -> None:
    (log.path / "README.md").unlink()
    log.write(name, README)
    log.write("0001-a.md", nygard(1, "A"))
    log.run("index")
    assert "[0001](0001-a.md)" in log.read(name)
    assert [file for file in log.files() if file.endswith("ME.md")] in ([], [name])


def test_the_index_keeps_line_ends(log: Log) -> None:
    log.write("README.md", README.replace("\n", "\r\n"))
    log.write("0001-a.md", nygard(1, "A"))
    log.run("index")
    text = log.read("README.md")
    assert text.count("\n") == text.count("\r\n")


def test_dates_and_statuses_stand_as_written_and_links_lead_to_files(log: Log) -> None:
    log.write("0001-a b.md", nygard(1, "A", status="Superseded by [2. B](sub/0002-b.md)", date="2025-09-*"))
    log.write("sub/0002-b.md", nygard(2, "B", status="Accepted\n\nSupersedes [1](../0001-a%20b.md)"))
    log.run("index")
    text = re.sub(r" +", " ", log.read("README.md"))
    assert "| [0001](0001-a%20b.md) | A | Superseded by [2. B](sub/0002-b.md) | 2025-09-* |" in text
    assert "| [0002](sub/0002-b.md) | B | Accepted | 2024-05-06 |" in text


# --- graph and toc ---


@pytest.fixture
def linked(log: Log) -> Log:
    log.write("0001-a.md", nygard(1, 'Say "hi" <b> [x] #1 `c`', status="Superseded by [2. B](0002-b.md)"))
    log.write("0002-b.md", nygard(2, "B", status="Accepted\n\nSupersedes [1](0001-a.md)"))
    log.write("0003-c.md", nygard(3, "C", status="Proposed\n\nAmends [2. B](0002-b.md)"))
    log.write("0004-d.md", nygard(4, "Alone"))
    return log


def test_mermaid(linked: Log) -> None:
    lines = linked.run("graph").out.splitlines()
    assert lines[0] == "graph TD"
    assert '  r1["0001 Say #34;hi#34; #60;b#62; #91;x#93; #35;1 #96;c#96;"]' in lines
    assert '  r2 -->|"supersedes"| r1' in lines
    assert '  r3 -->|"amends"| r2' in lines
    assert "  class r1 superseded" in lines
    assert not any("Alone" in line for line in lines)
    assert len([line for line in lines if "supersedes" in line]) == 1


def test_dot(linked: Log) -> None:
    text = linked.run("graph", "--format", "dot").out
    assert text.startswith("digraph decisions {\n")
    assert '  r2 -> r1 [label="supersedes"];' in text
    assert r"Say \"hi\"" in text
    if shutil.which("dot"):
        subprocess.run(["dot", "-Tsvg"], input=text, capture_output=True, text=True, check=True)


def test_a_link_that_both_records_state_is_one_arrow(linked: Log) -> None:
    linked.run("link", "4", "Amends", "2", "Amended by")
    linked.write("0005-e.md", nygard(5, "E", status="Accepted\n\nExtended by [4. Alone](0004-d.md)"))
    arrows = [line.strip() for line in linked.run("graph", "--format", "dot").out.splitlines() if "->" in line]
    assert sorted(arrows) == [
        'r2 -> r1 [label="supersedes"];',
        'r3 -> r2 [label="amends"];',
        'r4 -> r2 [label="amends"];',
        'r5 -> r4 [label="extended by"];',
    ]


def test_the_index_shows_the_graph_where_the_project_asks_for_it(linked: Log) -> None:
    linked.write("adr.json", '{"index_graph": true}')
    linked.run("index")
    assert "```mermaid\ngraph TD\n" in linked.read("README.md")
    linked.run("index", "--check")


def test_toc(linked: Log) -> None:
    lines = linked.run("toc", "-p", "docs/adr/").out.splitlines()
    assert lines[0] == "# Architecture Decision Records"
    assert "* [2. B](docs/adr/0002-b.md)" in lines


# --- help ---


@pytest.mark.parametrize("name", list(adr_py.COMMANDS))
def test_each_command_explains_itself_with_an_example(name: str) -> None:
    said = command(name, "--help")
    assert said.code == 0
    assert "example:\n  adr.py " in said.out
    assert name in command("--help").out


def test_every_command_of_the_design_is_there() -> None:
    assert {"new", "list", "status", "link", "index", "check", "renumber", "graph", "toc"} <= set(adr_py.COMMANDS)


# --- adoption ---

ADOPTED = [
    # the README before, what must be left of it, whether its list is taken over
    (
        "# Log\n\n| # | Title | Status |\n|---|---|---|\n| [1](0001-a.md) | A | Accepted |\n| [2](0002-b.md) | B | Accepted |\n\nEnd.\n",
        "End.",
        True,
    ),
    ("# Log\n\n* [1. A](0001-a.md)\n* [2. B](0002-b.md)\n", "# Log", True),
    ("# Log\n\n- [ADR-0001](0001-a.md) - A\n- [ADR-0002](0002-b.md) - B (accepted)\n", "# Log", True),
    ("# Log\n\n| ADR | Title | Owner |\n|---|---|---|\n| [1](0001-a.md) | A | birds |\n", "birds", False),
    ("# Log\n\n* [1. A](0001-a.md): why we did it\n* [2. B](0002-b.md)\n", "why we did it", False),
    ("# Log\n\n* [1. A](0001-a.md)\n\n## More\n\n* [2. B](0002-b.md)\n", "* [2. B](0002-b.md)", False),
    ("# Log\n\n* [1. A](0001-a.md)\n* [Elsewhere](https://example.org)\n", "example.org", False),
    ("# Log\n\nWords.", "Words.", False),
]


@pytest.mark.parametrize(("text", "kept", "taken"), ADOPTED)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_adoption(log: Log, text: str, kept: str, taken: bool, newline: str) -> None:
    log.write("0001-a.md", nygard(1, "A", date="x"))
    log.write("0002-b.md", nygard(2, "B", more="\n[x](gone.md)\n"))
    text = text.replace("\n", newline)
    log.write("README.md", text)
    records = {name: data for name, data in log.files().items() if name != "README.md"}
    said = log.run("adopt")
    after = log.read("README.md")
    assert kept in after
    if "0001-a" in text and not taken:
        assert after == text
        assert "stays as it is" in said.out
        log.run("adopt", "--replace")
        after = log.read("README.md")
    assert after.count("(0001-a.md)") == 1
    assert after.count("(0002-b.md)") == 1
    assert "[0002](0002-b.md)" in after
    assert log.faults() == []
    assert {name: data for name, data in log.files().items() if name in records} == records
    assert len(json.loads(log.read("adr-baseline.json"))["faults"]) == 1 + ("no-date" in log.read("adr-baseline.json"))
    once = log.files()
    log.run("adopt")
    log.run("index")
    assert log.files() == once


def test_adoption_without_a_readme_writes_one(log: Log) -> None:
    (log.path / "README.md").unlink()
    log.write("0001-a.md", nygard(1, "A"))
    log.run("adopt")
    assert "[0001](0001-a.md)" in log.read("README.md")
    assert "adr-baseline.json" not in log.files()


def test_paths_with_spaces_and_other_letters(tmp_path: Path) -> None:
    log = Log(tmp_path / "a b" / "décisions")
    log.write("README.md", README)
    log.run("new", "X")
    assert re.search(r"\[0001\]\(0001-x\.md\)", log.read("README.md"))


def test_the_index_names_the_project_s_other_logs(tmp_path: Path) -> None:
    for name in ("docs/adr", "ops/my adr", "web/adr"):
        (tmp_path / name).mkdir(parents=True)
        suffix = "" if name == "docs/adr" else "-" + name.partition("/")[0]
        (tmp_path / f".copier-answers.adr{suffix}.yml").write_text(f"adr_dir: {name}\n")
        (tmp_path / name / "README.md").write_text(README)
    log = Log(tmp_path / "docs" / "adr")
    log.write("0001-a.md", nygard(1, "A"))
    log.run("index")
    others = "[ops/my adr](../../ops/my%20adr/README.md), [web/adr](../../web/adr/README.md)"
    assert f"\nOther logs of this project: {others}\n" in log.read("README.md")


def test_of_many_records_that_may_be_meant_five_are_named(log: Log) -> None:
    for number in range(1, 8):
        log.write(f"000{number}-use-{number}.md", nygard(number, "A"))
    said = log.run("status", "use", "rejected", code=1).err
    assert "'use' may be 0001-use-1.md, 0002-use-2.md, 0003-use-3.md, 0004-use-4.md, 0005-use-5.md; give" in said
