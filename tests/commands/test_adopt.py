# ruff: noqa: E501 - tables: a row is a line
"""What `adopt` says and does with a list that people keep of their records."""

import json

import pytest

from tests.adr.conftest import _calm as _calm
from tests.adr.conftest import log as log
from tests.adr.logs import Log, nygard

PAGE = "# Decisions\n\n{}\n\nMore.\n"
BULLETS = "* [1. A](0001-a.md)\n* [2. B](0002-b.md)"
TABLE = "| Title | Status | Date |\n| --- | --- | --- |\n| [1. A](0001-a.md) | {} | {} |\n| [2. B](0002-b.md) | Accepted | {} |"
DAY = "2024-05-06"

# (the list, what it says that the index would not)
LISTS: list[tuple[str, str]] = [
    (BULLETS, ""),
    ("* [A](0001-a.md)\n* [B](0002-b.md)", ""),
    ("* [1. A](0001-a.md)\n* [2.\n  B](0002-b.md)", ""),
    ("* [1.\n  A](0001-a.md)\n* [2. B](0002-b.md)", ""),
    (TABLE.format("Accepted", DAY, DAY), ""),
    (TABLE.format("Rejected", DAY, DAY), "line 5 has another status than the record"),
    (TABLE.format("Accepted", DAY, "2024-05-07"), "line 6 has another date than the record"),
    (BULLETS.replace("1. A", "1. Use a queue"), "line 3 has another title than the record"),
    (BULLETS.replace("0001-a.md)", "0001-a.md): why we do it"), "line 3 has more: 'why we do it'"),
    (BULLETS + "\n* [1. A](0001-a.md)", "line 5 names a record again"),
    (BULLETS + "\n* [0003. C](0003-c.md)", "line 5 names a file that is no record"),
    (f"## One\n\n{BULLETS[:20]}\n## Two\n\n{BULLETS[20:]}", "it groups the records"),
]


@pytest.fixture
def two(log: Log) -> Log:
    log.write("0001-a.md", nygard(1, "A"))
    log.write("0002-b.md", nygard(2, "B"))
    return log


@pytest.mark.parametrize(("listed", "more"), LISTS)
def test_a_list_is_taken_over_unless_it_says_more_than_the_index(two: Log, listed: str, more: str) -> None:
    two.write("README.md", PAGE.format(listed))
    said = two.run("adopt").out
    readme = f"{two.path}/README.md"
    if more:
        assert f"{readme}: its list of the records stays as it is, because {more}, and no index was written. " in said
        assert two.read("README.md") == PAGE.format(listed)
    else:
        assert f"{readme}: the list of records is now written by `adr.py index` (index=written). " in said
        assert two.read("README.md").startswith("# Decisions\n\n<!-- adrlog -->\n")
        assert two.read("README.md").endswith("<!-- adrlogstop -->\n\nMore.\n")


@pytest.mark.parametrize(("listed", "more"), LISTS)
def test_a_list_that_stays_people_s_own_is_told_why(two: Log, listed: str, more: str) -> None:
    two.write("README.md", PAGE.format(listed))
    two.write("adr.json", json.dumps({"record": {"title": "# {number}. {title}"}, "rules": {}, "index": "own"}))
    because = f", because {more}" if more else ""
    said = two.run("adopt").out
    assert said.startswith(
        f"{two.path}/README.md: its list of the records stays yours{because}: nothing writes it, and `adr.py check` "
        "compares it with the records (index=own). With --data index=replace, now or in an update, "
    )
    assert two.read("README.md") == PAGE.format(listed)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "## Index\n\n{}"),
        ("# D\n", "# D\n\n## Index\n\n{}"),
        ("# D", "# D\n\n## Index\n\n{}"),
        ("# D\n\n## Index\n", "# D\n\n## Index\n\n{}"),
        ("# D\n\n## ADR Index\n", "# D\n\n## ADR Index\n\n{}"),
        ("# D\n\n## Indexes\n", "# D\n\n## Indexes\n\n## Index\n\n{}"),
    ],
)
def test_an_index_is_added_at_the_end(two: Log, before: str, after: str) -> None:
    two.write("README.md", before)
    assert two.run("adopt").out == f"{two.path}/README.md: the index was added at the end\n"
    block = two.read("README.md").partition("<!-- adrlog -->")
    assert two.read("README.md") == after.format(block[1] + block[2])
    assert block[2].endswith("<!-- adrlogstop -->\n")
