"""What the commands that write print, and which files they change; a call that is wrong changes none."""

import shlex

import pytest

from tests.adr.logs import Log

STATUSES = "Proposed, Accepted, Rejected, Deprecated, Superseded"

# (the call, its exit code, what it says)
REFUSED: list[tuple[str, int, str]] = [
    ("status 3 ?", 2, f"'?' is no status; the style has {STATUSES}"),
    ("status 3 TBD", 2, f"'TBD' is no status; the style has {STATUSES}"),
    ("status 3 superseded", 2, "say by what: adr.py link 3 'Superseded by' NEW Supersedes, or adr.py new -s 3 TITLE"),
    ("status 3 accepted --date 2024-02-30", 2, "--date 2024-02-30: a day is written YYYY-MM-DD"),
    ("status 3 accepted --date today", 2, "--date today: a day is written YYYY-MM-DD"),
    ("status 11 accepted", 1, "{log}: has no record '11'; see `adr.py list`"),
    ("new", 2, "a record needs a title: adr.py new Use PostgreSQL for orders"),
    ("new '  '", 2, "a record needs a title: adr.py new Use PostgreSQL for orders"),
    ("new --number=-1 Next", 2, "--number -1: a number is 0 or more"),
    ("new --number 4 Next", 1, "number 4 is that of 0004-use-queues.md; leave --number out for the next free one"),
    ("new -l 5:Amends Next", 2, '-l takes TARGET:LABEL:REVERSE, such as -l "5:Amends:Amended by"'),
    ("new --status gone Next", 2, f"--status gone: the style has {STATUSES}"),
    ("new -s 11 Next", 1, "{log}: has no record '11'; see `adr.py list`"),
    ("new -l '11:Amends:Amended by' Next", 1, "{log}: has no record '11'; see `adr.py list`"),
    ("new --from-issue gone.md Next", 1, "gone.md: No such file or directory"),
    ("link 3 Amends 11 'Amended by'", 1, "{log}: has no record '11'; see `adr.py list`"),
    ("renumber 3 x", 2, "x: is neither a number nor a day such as 2026-11-21"),
    ("renumber 3 1234567890", 2, "1234567890: is neither a number nor a day such as 2026-11-21"),
    ("renumber 3 2024-02-30", 2, "2024-02-30: the calendar has no such day"),
    ("renumber 3 -- -5", 2, "-5: a number is 0 or more"),
    ("renumber 3 4", 1, "number 4 is used; leave NEW out for the next free one"),
    ("renumber 3 3", 1, "number 3 is used; leave NEW out for the next free one"),
    ("renumber 3 2024-02-28", 1, "0003-use-a-cache.md: its name has no date to change"),
    ("check --taken 7,x", 2, "--taken x: numbers, with commas between"),
    ("check 3 --fix", 2, "records are named for a check of one log alone, without --all, --fix and --write-baseline"),
    ("check 3 --all", 2, "records are named for a check of one log alone, without --all, --fix and --write-baseline"),
    (
        "move docs/other",
        1,
        "{log}: no .copier-answers.adr*.yml above it names this folder; move a log without one by `git mv`",
    ),
]


@pytest.mark.parametrize(("call", "code", "said"), REFUSED, ids=[row[0] for row in REFUSED])
def test_a_call_that_is_refused_says_why_and_changes_nothing(kept: Log, call: str, code: int, said: str) -> None:
    before = kept.files()
    assert kept.run(*shlex.split(call), code=None) == (code, "", f"adr.py: {said.format(log=kept.path)}\n")
    assert kept.files() == before


def changed(before: dict[str, bytes], after: dict[str, bytes]) -> dict[str, list[str]]:
    """{file: the lines that are new in it}; the index is not among them."""
    new = {}
    for name in sorted({*before, *after} - {"README.md"}):
        was = before.get(name, b"").decode().split("\n")
        if before.get(name) != after.get(name):
            new[name] = [line for line in after.get(name, b"").decode().split("\n") if line and line not in was]
    return new


# (the call, what it prints, what it says beside, the lines that are new in each file)
DONE: list[tuple[str, str, str, dict[str, list[str]]]] = [
    ("status 3 accepted", "docs/adr/0003-use-a-cache.md: Accepted\n", "", {"0003-use-a-cache.md": ["Accepted"]}),
    ("status 3 Proposed", "docs/adr/0003-use-a-cache.md: Proposed\n", "", {}),
    (
        "status 3 accepted --date 2025-01-01",
        "docs/adr/0003-use-a-cache.md: Accepted\n",
        "",
        {"0003-use-a-cache.md": ["Date: 2025-01-01", "Accepted"]},
    ),
    (
        "status 4 rejected",
        "docs/adr/0004-use-queues.md: Rejected\n",
        "adr.py: 0002-use-kafka.md still says that this one superseded it; "
        "`adr.py status 0002-use-kafka.md accepted` puts it back in force\n",
        {"0004-use-queues.md": ["Rejected"]},
    ),
    (
        "link 3 Amends 1 'Amended by'",
        "0003-use-a-cache.md: Amends 0001-keep-a-log.md\n0001-keep-a-log.md: Amended by 0003-use-a-cache.md\n",
        "",
        {
            "0001-keep-a-log.md": ["Amended by [3. Use a cache](0003-use-a-cache.md)"],
            "0003-use-a-cache.md": ["Amends [1. Keep a log](0001-keep-a-log.md)"],
        },
    ),
    ("new Next  one", "docs/adr/0011-next-one.md\n", "", {"0011-next-one.md": ["# 11. Next one"]}),
    ("new --number 12 Next", "docs/adr/0012-next.md\n", "", {"0012-next.md": ["# 12. Next"]}),
    ("new --number 0 Next", "docs/adr/0000-next.md\n", "", {"0000-next.md": ["# 0. Next"]}),
    (
        "new USE KAFKA",
        "docs/adr/0011-use-kafka.md\n",
        "adr.py: 0002-use-kafka.md has the title 'Use Kafka' too (superseded)\n",
        {"0011-use-kafka.md": ["# 11. USE KAFKA"]},
    ),
    (
        "new Say nothing",
        "docs/adr/0011-say-nothing.md\n",
        "adr.py: 0009-say-nothing.md has the title 'Say nothing' too (no status)\n",
        {"0011-say-nothing.md": ["# 11. Say nothing"]},
    ),
    (
        "new -l '3:Amends:Amended by' Next",
        "docs/adr/0011-next.md\n",
        "",
        {
            "0003-use-a-cache.md": ["Amended by [11. Next](0011-next.md)"],
            "0011-next.md": ["# 11. Next", "Amends [3. Use a cache](0003-use-a-cache.md)"],
        },
    ),
    (
        "renumber 3",
        "docs/adr/0011-use-a-cache.md\n",
        "docs/adr/0011-use-a-cache.md:1: # 11. Use a cache\n",
        {"0003-use-a-cache.md": [], "0011-use-a-cache.md": ["# 11. Use a cache"]},
    ),
    (
        "renumber 4 12",
        "docs/adr/0012-use-queues.md\n",
        "docs/adr/0002-use-kafka.md:7: Superseded by [12. Use queues](0012-use-queues.md)\n"
        "docs/adr/0012-use-queues.md:1: # 12. Use queues\n",
        {
            "0002-use-kafka.md": ["Superseded by [12. Use queues](0012-use-queues.md)"],
            "0004-use-queues.md": [],
            "0012-use-queues.md": ["# 12. Use queues"],
        },
    ),
    ("index", "docs/adr/README.md: 10 records\n", "", {}),
]


@pytest.mark.parametrize(("call", "printed", "beside", "new"), DONE, ids=[row[0] for row in DONE])
def test_what_a_command_writes(kept: Log, call: str, printed: str, beside: str, new: dict[str, list[str]]) -> None:
    before = kept.files()
    assert kept.run(*shlex.split(call)) == (0, printed, beside.format(log=kept.path))
    written = changed(before, kept.files())
    assert written.keys() == new.keys()
    for name, lines in new.items():
        assert [line for line in written[name] if line in lines or name in before] == lines, name


def test_index_only_says_that_it_is_stale_where_it_is_asked_to(kept: Log) -> None:
    before = kept.files()
    stale = f"{kept.path}/README.md: the index is stale; run adr.py index\n"
    assert kept.run("index", "--check", code=1) == (1, "", stale)
    assert kept.files() == before
    assert kept.run("index") == (0, "docs/adr/README.md: 10 records\n", "")
    for words in (["index"], ["index", "--check"]):
        assert kept.run(*words) == (0, "", "")


@pytest.mark.parametrize("name", ["issue.md", "+1.md", "a-.md", "./-"])
def test_an_issue_comes_from_a_file_of_any_name(kept: Log, name: str) -> None:
    kept.write(f"../../{name}", "### Context\n\nIt rains.\n")
    assert kept.run("new", "--from-issue", name, "Next").out == "docs/adr/0011-next.md\n"
    assert "\nIt rains.\n" in kept.read("0011-next.md")


def test_the_number_of_a_file_that_cannot_be_read_is_taken(kept: Log) -> None:
    kept.write("0015-x.md", b" " * 5_000_001)
    assert kept.run("new", "Next").out == "docs/adr/0016-next.md\n"
