# ruff: noqa: E501 - tables: a row is a line
"""What the commands that read print, word for word; nothing beside, unless the row says so."""

import pytest

from tests.adr.logs import Log

ROWS = {
    1: "0001  accepted            2024-05-06  Keep a log",
    2: "0002  superseded by 0004  2024-06-01  Use Kafka",
    3: "0003  proposed            2024-07-01  Use a cache",
    4: "0004  accepted            2025-01-02  Use queues",
    5: "0005  rejected            2025-01-02  Store dates",
    6: "0006  deprecated          2025-03-01  use HTTP",
    7: "0007  proposed            2025-02-01  Wait long",
    8: "0008  draft               2025-02-01  Wait short",
    9: "0009  -                   2025-04-01  Say nothing",
    10: "0010  proposed            -           Have no day",
}


@pytest.mark.parametrize(
    ("options", "numbers"),
    [
        ("", [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]),
        ("--sort number", [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]),
        ("--sort date", [1, 2, 3, 4, 5, 7, 8, 6, 9, 10]),
        ("--sort title", [10, 1, 9, 5, 3, 6, 2, 4, 7, 8]),
        ("--sort status", [1, 4, 6, 8, 3, 7, 10, 5, 2, 9]),
        ("--status accepted", [1, 4]),
        ("--status ACCEPTED,rejected", [1, 4, 5]),
        ("--status accepted --status rejected", [1, 4, 5]),
        ("--status angenommen", [1, 4]),
        ("--status superseded", [2]),
        ("--status proposed,", [3, 7, 10]),
        ("--status ,", [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]),
        ("--tag docs", [1]),
        ("--tag team", [1]),
        ("--tag #team,web", [1, 6]),
        ("--tag team --tag web", [1, 6]),
        ("--tag other", []),
        ("--since 2025-02-01", [6, 7, 8, 9]),
        ("--since 2025-02-02", [6, 9]),
        ("--since 2025-01-31", [6, 7, 8, 9]),
        ("--grep kafka", [2, 4]),
        ("--grep use --grep kafka", [2, 4]),
        ("--grep kafka --status superseded --since 2024-01-01", [2]),
        ("--grep nobody", []),
    ],
)
def test_list_shows_the_records_that_are_asked_for(kept: Log, options: str, numbers: list[int]) -> None:
    widest = max((len(ROWS[number][6:26].rstrip()) for number in numbers), default=0)
    dates = max((len(ROWS[number][26:36].rstrip()) for number in numbers), default=0)
    rows = [(row[:4], row[6:24].rstrip(), row[26:36].rstrip(), row[38:]) for row in map(ROWS.__getitem__, numbers)]
    lines = [f"{one}  {status:{widest}}  {date:{dates}}  {title}\n" for one, status, date, title in rows]
    assert kept.run("list", *options.split(" " if options else None)) == (0, "".join(lines), "")


# (the call, its exit code, what it prints, what it says beside)
SAID: list[tuple[str, int, str, str]] = [
    (
        "list --paths --status superseded,rejected",
        0,
        "docs/adr/0002-use-kafka.md\ndocs/adr/0005-store-dates.md\n",
        "",
    ),
    ("list --format paths --grep kafka", 0, "docs/adr/0002-use-kafka.md\ndocs/adr/0004-use-queues.md\n", ""),
    (
        "list --format csv --grep kafka",
        0,
        "number,title,status,date,supersedes,superseded_by,file\r\n"  # RFC 4180
        "2,Use Kafka,superseded,2024-06-01,,0004-use-queues.md,0002-use-kafka.md\r\n"
        "4,Use queues,accepted,2025-01-02,0002-use-kafka.md,,0004-use-queues.md\r\n",
        "",
    ),
    ("list --brief", 0, "0001 What.\n0004 What.\n", ""),
    ("list --brief --status draft", 0, "0008 What.\n", ""),
    ("list --json --tag other", 0, "[]\n", ""),
    ("list --status acepted", 2, "", "adr.py: --status acepted: no record and no style has such a status; did you mean accepted?\n"),
    ("list --status zzz", 2, "", "adr.py: --status zzz: no record and no style has such a status\n"),
    ("list --since soon", 2, "", "adr.py: --since soon: give a day, such as 2026-01-31\n"),
    (
        "stats",
        0,
        "10 records\n\nby status\n  proposed                 3\n  accepted                 2\n  superseded               1\n"
        "  rejected                 1\n  deprecated               1\n  draft                    1\n"
        "  no status                1\n\nby year\n  2024                     3\n  2025                     6\n"
        "  no date                  1\n\nundecided, the oldest first\n  2024-07-01  0003  Use a cache\n"
        "  2025-02-01  0007  Wait long\n  2025-02-01  0008  Wait short\n",
        "",
    ),
    (
        "search KAFKA",
        0,
        "0002  superseded  Use Kafka\n  docs/adr/0002-use-kafka.md:1: # 2. Use Kafka\n0004  accepted  Use queues\n"
        "  docs/adr/0004-use-queues.md:9: Supersedes [2. Use Kafka](0002-use-kafka.md)\n",
        "",
    ),
    ("search say nothing", 0, "0009  -  Say nothing\n  docs/adr/0009-say-nothing.md:1: # 9. Say nothing\n", ""),
    ("search kafka nobody", 1, "", "adr.py: no record in {log} says kafka and nobody\n"),
    (
        "toc",
        0,
        "# Architecture Decision Records\n\n* [1. Keep a log](0001-keep-a-log.md)\n* [2. Use Kafka](0002-use-kafka.md)\n"
        "* [3. Use a cache](0003-use-a-cache.md)\n* [4. Use queues](0004-use-queues.md)\n"
        "* [5. Store dates](0005-store-dates.md)\n* [6. use HTTP](0006-use-http.md)\n* [7. Wait long](0007-wait-long.md)\n"
        "* [8. Wait short](0008-wait-short.md)\n* [9. Say nothing](0009-say-nothing.md)\n"
        "* [10. Have no day](0010-have-no-day.md)\n",
        "",
    ),
    ("toc -i gone.md", 1, "", "adr.py: gone.md: No such file or directory\n"),
    ("generate", 0, "graph\ntoc\n", ""),
    ("show 11", 1, "", "adr.py: {log}: has no record '11'; see `adr.py list`\n"),
    ("for", 2, "", "adr.py: for: name files, or --changed for those that you changed\n"),
    ("for src/a.py", 0, "", "No decision in force governs src/a.py.\n"),
    ("for src/a.py src/b.py", 0, "", "No decision in force governs src/a.py and 1 more.\n"),
    ("for src/a.py src/b.py src/c.py --json", 0, "[]\n", ""),
    ("owners", 0, "", "adr.py: owners: no decision in force has both paths (applies-to) and a decider with an @name\n"),
]  # fmt: skip


@pytest.mark.parametrize(("call", "code", "printed", "beside"), SAID, ids=[row[0] for row in SAID])
def test_what_a_command_prints(kept: Log, call: str, code: int, printed: str, beside: str) -> None:
    assert kept.run(*call.split(), code=None) == (code, printed, beside.format(log=kept.path))


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("one two three four five six seven eight nine ten eleven twelve", None),
        (
            "one two three four five six seven eight nine ten eleven twelve thirteen fourteen",
            "one two three four five six seven eight nine ten eleven twelve thirteen…",
        ),
        ("x" * 160, None),
        ("x" * 161, "x" * 159 + "…"),
    ],
)
def test_a_line_of_the_brief_list_is_short(log: Log, title: str, shown: str | None) -> None:
    log.write("0001-a.md", f"# 1. {title}\n\n## Status\n\nAccepted\n\n## Context\n\nWhy.\n")
    assert log.run("list", "--brief").out == f"0001 {shown or title}\n"
