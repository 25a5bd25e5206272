"""What a person sees at a terminal: colours, what a record is linked with, faults wrapped to its width."""

import io
import shutil
import sys
from contextlib import redirect_stdout
from os import terminal_size

import pytest

from tests.adr.logs import Log, adr_py, nygard


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def shown(log: Log, *words: str) -> str:
    with redirect_stdout(Terminal()) as terminal:
        adr_py.main(["--dir", str(log.path), *words])
    return terminal.getvalue()


@pytest.fixture
def plain(kept: Log, monkeypatch: pytest.MonkeyPatch) -> Log:
    monkeypatch.setenv("NO_COLOR", "1")
    return kept


@pytest.fixture
def coloured(kept: Log, monkeypatch: pytest.MonkeyPatch) -> Log:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    return kept


@pytest.mark.parametrize(
    ("record", "above"),
    [
        ("1", "docs/adr/0001-keep-a-log.md  accepted  2024-05-06\n"),
        ("2", "docs/adr/0002-use-kafka.md  superseded  2024-06-01\n  superseded by 0004 Use queues (accepted)\n"),
        ("4", "docs/adr/0004-use-queues.md  accepted  2025-01-02\n  supersedes 0002 Use Kafka (superseded)\n"),
        ("9", "docs/adr/0009-say-nothing.md  no status  2025-04-01\n"),
        ("10", "docs/adr/0010-have-no-day.md  proposed\n"),
    ],
)
def test_show_says_where_a_record_is_and_what_it_is_linked_with(plain: Log, record: str, above: str) -> None:
    file = above.partition("  ")[0].rpartition("/")[2]
    assert shown(plain, "show", record) == f"{above}\n{plain.read(file)}"


def test_show_names_other_links_too(plain: Log) -> None:
    plain.run("link", "3", "Amends", "9", "Amended by")
    assert "\n  amends 0009 Say nothing (no status)\n\n" in shown(plain, "show", "3")


def test_a_status_has_its_colour(coloured: Log) -> None:
    lines = shown(coloured, "list").splitlines()
    pad = " " * 10
    assert lines[0] == f"0001  \x1b[32maccepted{pad}\x1b[0m  2024-05-06  Keep a log"
    assert lines[1] == "0002  \x1b[90msuperseded by 0004\x1b[0m  2024-06-01  Use Kafka"
    assert lines[2] == f"0003  \x1b[33mproposed{pad}\x1b[0m  2024-07-01  Use a cache"
    assert lines[4] == f"0005  \x1b[31mrejected{pad}\x1b[0m  2025-01-02  Store dates"
    assert lines[5] == f"0006  \x1b[90mdeprecated{pad[2:]}\x1b[0m  2025-03-01  use HTTP"
    assert lines[7] == f"0008  \x1b[33mdraft{pad}   \x1b[0m  2025-02-01  Wait short"
    assert lines[8] == f"0009  -{pad}         2025-04-01  Say nothing"


def test_what_search_finds_stands_out(coloured: Log) -> None:
    lines = shown(coloured, "search", "nothing").splitlines()
    assert lines == ["\x1b[1m0009  -  Say nothing\x1b[0m", "  docs/adr/0009-say-nothing.md:1: # 9. Say nothing"]


@pytest.mark.parametrize(
    ("settings", "paints", "into_a_pipe"),
    [
        ({}, True, False),
        ({"NO_COLOR": ""}, True, False),
        ({"NO_COLOR": "1"}, False, False),
        ({"TERM": "dumb"}, False, False),
        ({"CLICOLOR_FORCE": "0"}, True, False),
        ({"CLICOLOR_FORCE": "1"}, True, True),
        ({"CLICOLOR_FORCE": "1", "TERM": "dumb"}, True, True),
        ({"CLICOLOR_FORCE": "1", "NO_COLOR": "1"}, False, False),
    ],
)
def test_whether_there_are_colours(
    coloured: Log, monkeypatch: pytest.MonkeyPatch, settings: dict[str, str], paints: bool, into_a_pipe: bool
) -> None:
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    assert ("\x1b[" in shown(coloured, "list")) is paints
    assert ("\x1b[" in coloured.run("list").out) is into_a_pipe


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        (
            50,
            [
                "  its status 'Ripening' is none of Proposed,",
                "  Accepted, Rejected, Deprecated, Superseded. Use",
                "  one of the style's words: `adr.py status N",
                "  STATUS`.",
            ],
        ),
        (300, None),
    ],
)
def test_faults_are_wrapped_to_the_terminal(
    coloured: Log, monkeypatch: pytest.MonkeyPatch, columns: int, said: list[str] | None
) -> None:
    coloured.write("0003-use-a-cache.md", nygard(3, "Use a cache", "Ripening"))
    monkeypatch.setattr(shutil, "get_terminal_size", lambda *_: terminal_size((columns, 24)))
    head, *lines = shown(coloured, "check", "3").splitlines()
    place = "\x1b[1mdocs/adr/0003-use-a-cache.md:7\x1b[0m"
    assert head == f"{place}  \x1b[31merror\x1b[0m \x1b[36munknown-status\x1b[0m"
    assert max(map(len, lines)) <= min(columns, 100)
    assert all(line.startswith("  ") for line in lines)
    if said:
        assert lines == said


def test_no_record_speaks_to_the_terminal(plain: Log) -> None:
    plain.write("0011-x.md", nygard(11, "A\x1b[31m\x07title", more="\n\x1b]0;owned\x07\n"))
    for words in (["show", "11"], ["list"], ["search", "title"], ["check"], ["stats"], ["toc"]):
        assert not {"\x1b", "\x07"} & set(shown(plain, *words)), words


def test_a_person_is_asked_for_the_title(plain: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    typed = Terminal("  Use   paper \n")
    monkeypatch.setattr(sys, "stdin", typed)
    assert shown(plain, "new", "--no-edit") == "Title of the decision: docs/adr/0011-use-paper.md\n"
    monkeypatch.setattr(sys, "stdin", Terminal("\n"))
    assert shown(plain, "new", "--no-edit") == "Title of the decision: "
    assert len(plain.records()) == 11
