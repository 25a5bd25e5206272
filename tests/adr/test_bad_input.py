# ruff: noqa: E501, S311 - tables: a row is a line
"""Any bytes in any file: nothing raises, nothing hangs, the index says what was read."""

import json
import random
import time
from pathlib import Path

import pytest

from .logs import Log, adr_py, nygard

ANY_BYTES = "Any bytes in any file"

UNITS = [
    "|", "[", "*", "<!--", "`", "~", "_", "#", "-", "=", " ", "\t", ">", "(", "](", "[a](", "{", "\\", "\n", "\n#", "\n- ", "\n|", "\n---\n",
    "a: ", "a: [", '"', "'", "1.", "1/", "**a", "superseded by ", "superseded by [", "ADR-1 ", "Status: ", "\n## Status\n", "<br>", "\r",
    "é", "状", "\n===\n", "a\n===\n", "xref:", "`<", "2020-01-01", "**Status:** Accepted | ", "<td>", "![", "\x00", "\u2028", "\n<<<<<<< ", "\n- [x] ",
]  # fmt: skip
WRAPS = [
    "{}",
    "# {}",
    "# T\n\n## Status\n\n{}",
    "# T\n\nStatus: {}",
    "---\nstatus: {}\n---\n",
    "## Links\n\n- {}",
    "Date: {}",
]


@pytest.mark.security("A megabyte of one thing")
@pytest.mark.parametrize("unit", UNITS, ids=repr)
def test_a_megabyte_of_one_thing_is_read_in_a_moment(tmp_path: Path, unit: str) -> None:
    body = unit * ((100_000 if "\n" in unit else 1_000_000) // len(unit))
    style = adr_py.Style(str(tmp_path), adr_py.NYGARD)
    for wrap in WRAPS if len(unit) > 1 else ["{}", "# T\n\n## Status\n\n{}", "# T\n\nStatus: {}"]:
        text = wrap.format(body)
        begin = time.process_time()
        row = adr_py.parse("0001-a.md", text, style.words)
        adr_py.check_record(style, "0001-a.md", text, "utf-8", adr_py.Record(row), True)
        took = time.process_time() - begin
        assert took < 1, (wrap, took)  # of the processor: a busy machine is not the reader's fault


@pytest.mark.security(ANY_BYTES)
def test_any_bytes_in_any_file(log: Log) -> None:
    rng = random.Random(20261121)
    pieces = [unit.encode() for unit in UNITS] + [
        b"\xff\xfe",
        b"\x80",
        b"\xef\xbb\xbf",
        b"\r\n",
        b"Accepted",
        b"# 1. T\n",
        b"---\n",
        b"\x00\xd8",
    ]
    for n in range(1, 120):
        suffix = rng.choice(["md", "md", "rst", "adoc", "mdx"])
        log.write(f"{n:04d}-x.{suffix}", b"".join(rng.choices(pieces, k=rng.randrange(60))))
    said = log.run("index")
    assert "119 records" in said.out
    assert len(log.records()) == 119
    rows = [line for line in log.read("README.md").split("\n") if line.startswith("| [0")]
    assert len(rows) == 119
    assert all(len([c for c in row.replace("\\\\", "").replace("\\|", "") if c == "|"]) == 5 for row in rows)
    for form in ("text", "json", "github", "sarif", "gitlab"):
        assert log.run("check", "--format", form, code=1).out
    json.loads(log.run("check", "--format", "sarif", code=1).out)
    log.run("graph")
    log.run("toc")
    log.run("list")


@pytest.mark.security(ANY_BYTES)
def test_any_bytes_in_the_readme(log: Log) -> None:
    log.write("0001-a.md", nygard(1, "A"))
    for data in (b"\xff\xfe", b"\xff<!-- adrlog -->\n<!-- adrlogstop -->\n", b"\x00" * 10, b""):
        log.write("README.md", data)
        log.run("index", code=None)
        log.run("check", code=None)
    log.write("README.md", b"\xff\n<!-- adrlog -->\n<!-- adrlogstop -->\n")
    log.run("index")
    assert (log.path / "README.md").read_bytes().startswith(b"\xff\n<!-- adrlog -->\n\n| Number")


def test_writing_on_any_bytes_leaves_them_or_changes_one_fact(log: Log) -> None:
    rng = random.Random(7)
    pieces = [unit.encode() for unit in UNITS if len(unit) < 12] + [
        b"\r\n",
        b"Accepted",
        b"\n## Status\n\n",
        b"\nStatus: draft\n",
    ]
    for _ in range(60):
        path = log.write("0001-x.md", b"# T\n" + b"".join(rng.choices(pieces, k=rng.randrange(40))))
        before = path.read_bytes()
        said = log.run("status", "1", "rejected", code=None)
        if said.code:
            assert path.read_bytes() == before
        else:
            assert log.record("0001-x.md")["status"] == "rejected"


def test_folders_that_are_no_logs(tmp_path: Path) -> None:
    log = Log(tmp_path)
    assert log.records() == []
    said = log.run("list", code=1)
    assert (said.out, "holds no records; `adr.py new TITLE` writes the first" in said.err) == ("", True)
    log.run("check")


def test_folders_named_like_records(log: Log) -> None:
    (log.path / "0001-folder.md").mkdir()
    log.write("0002-a.md", nygard(2, "A"))
    assert [record["number"] for record in log.records()] == [2]


@pytest.mark.parametrize("figure", ["²", "①", "12²", "٣", "Ⅷ"])
def test_signs_that_only_look_like_a_number_are_words(log: Log, figure: str) -> None:
    """In names, titles, labels, references and what a call says: no command ends for it."""
    log.write(f"{figure}-x.md", "# x\n\nStatus: accepted\n")
    log.write(f"0002-{figure}.md", f"# {figure}. Use x\n\nTitle: {figure}. y\n\nStatus: superseded by [y]({figure})\n")
    log.write("0003-z.md", f"# '{figure}. Use z'\n\nDate: {figure}\n\nStatus: superseded by [[{figure}]]\n")
    for words in (["list"], ["list", "--json"], ["check"], ["graph"], ["toc"], ["stats"], ["cites", "2"]):
        assert "Traceback" not in log.run(*words, code=None).err
    assert log.run("check", "--taken", figure, code=None).code in (0, 1, 2)
