"""Where the log is, and what its records look like: found by names first, and only where it is sure."""

import os
import time
from pathlib import Path

import pytest

from copier_adr.log.log import read_log
from copier_adr.pack import logs, look
from tests.conftest import git, init, often, run

NYGARD = """# {n}. Use a queue

Date: 2020-02-0{n}

## Status

Accepted

## Context

x

## Decision

y

## Consequences

z
"""
MADR = """---
status: accepted
date: 2020-02-0{n}
---

# Use a queue

## Context and Problem Statement

x

## Considered Options

- a
- b

## Decision Outcome

Chosen option: a
"""
DRIVERS = "\n## Decision Drivers\n\n- x\n\n## Pros and Cons of the Options\n\n### a\n\n- Good, because x\n"
LIST = "# Use a queue\n\n* Status: accepted\n* Date: 2020-02-0{n}\n\nBecause.\n"
ADOC = ":authors: Ada\n:state: published\n\n= RFD {n} Use a queue\n\n== Determinations\n\nx\n"
RFC = "- Start Date: 2020-02-0{n}\n- RFC Status: Implemented\n\n# Use a queue\n\n## Summary\n\nx\n"
POST = "---\ntitle: Hello\ndate: 2020-02-0{n}\n---\n\n# Hello\n\nA post.\n"


PROPOSAL = "- Start Date: 2020-02-0{n}\n\n# Summary\n\nx\n\n# Motivation\n\ny\n\n# Drawbacks\n\nz\n"


def write(folder: Path, files: dict[str, str]) -> Path:
    for number, (name, text) in enumerate(files.items(), 1):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.replace("{n}", str(number % 10)), encoding="utf-8")
    return folder


def records(folder: str, form: str = "000{}-use-a-queue.md", text: str = NYGARD, count: int = 3) -> dict[str, str]:
    return {f"{folder}/{form.format(n)}": text for n in range(1, count + 1)}


PLACES = {
    "nothing": ({"README.md": "# Shop\n", "src/main.c": "\n"}, ""),
    "adr-tools": ({".adr-dir": "records\n", **records("records"), **records("docs/adr")}, "records"),
    "adrs": (
        {"adrs.toml": 'adr_dir = "engineering/choices"\n', **records("engineering/choices")},
        "engineering/choices",
    ),
    "log4brains": ({".log4brains.yml": "project:\n  adrFolder: ./notes/adr\n", **records("notes/adr")}, "notes/adr"),
    "adr of phodal": ({".adr.json": '{"language": "en", "path": "why/adr/"}', **records("why/adr")}, "why/adr"),
    "a pointer to nowhere": ({".adr-dir": "gone\n", **records("doc/adr")}, "doc/adr"),
    "a pointer that leaves the project": ({".adr-dir": "../other\n", **records("doc/adr")}, "doc/adr"),
    "usual": (records("doc/architecture/decisions"), "doc/architecture/decisions"),
    "usual before unusual": ({**records("lib/adr", count=9), **records("docs/adr")}, "docs/adr"),
    "one record will do there": (records("docs/decisions", count=1), "docs/decisions"),
    "a name that says so": (records("handbook/decision-log"), "handbook/decision-log"),
    "any folder": (records("handbook/chapters"), "handbook/chapters"),
    "prefixed": (records("handbook/chapters", "ADR-00{}.md"), "handbook/chapters"),
    "a folder per record": (records("docs/decision-records", "2020-02-0{}-queue/README.md"), "docs/decision-records"),
    "records by team": ({**records("docs/adr/web"), **records("docs/adr/api")}, "docs/adr"),
    "a log in each package": (
        {**records("docs/adr"), **records("web/docs/adr"), **records("till/docs/adr"), **records("tests/docs/adr")},
        "docs/adr",
    ),
    "not the tests' examples": ({**records("tests/adr", count=9), **records("handbook/chapters")}, "handbook/chapters"),
    "posts are no records": (records("_posts", "2020-02-0{}-hello.md", POST, 9), ""),
    "posts in folders by state are no records": (
        {**records("posts/published", "2020-02-0{}-hi.md", POST), **records("posts/drafts", "2020-03-0{}-hi.md", POST)},
        "",
    ),
    "pages below a folder that has a status's name": (records("docs/final/course", "0{}-lesson.md", "# L {n}\n"), ""),
    "numbered pages are no records": (records("docs/course", "0{}-lesson.md", "# Lesson {n}\n\nRead.\n", 9), ""),
    "a folder of folders": (
        {f"rfd/rfd/000{n}/README.adoc": ADOC for n in range(1, 4)} | {"rfd/rfd/0001/plan.adoc": "= Plan\n"},
        "rfd",
    ),
    "a folder of folders, short numbers": ({f"why/{n}/README.adoc": ADOC for n in range(1, 4)}, "why"),
    "folders of several groups": (
        {**records("keps/store", "10{}-queue/README.md"), **records("keps/front", "20{}-till/README.md")},
        "keps",
    ),
    "a status by the name of its kind": (records("text", "000{}-x.md", RFC), "text"),
    "proposals that state no status": (records("text", "000{}-use-x.md", PROPOSAL, 6), "text"),
    "too few proposals that state no status": (records("text", "000{}-use-x.md", PROPOSAL, 4), ""),
    "chapters with a summary are no proposals": (records("docs/course", "{}-lesson.md", PROPOSAL, 9), ""),
    "a folder of old ones below that of the others": (
        {**records("docs/architecture", "01{}-x.md", count=6), **records("docs/architecture/historic-adrs", count=2)},
        "docs/architecture",
    ),
    "a folder of adrs below pages": (
        {**records("docs/course", "0{}-lesson.md", "# L\n\nRead.\n", 9), **records("docs/course/adrs", count=2)},
        "docs/course/adrs",
    ),
    "folders by status": (
        {**records("notes/accepted", count=1), **records("notes/drafts", "001{}-x.md", count=2)},
        "notes",
    ),
    "folders by status, with numbers and years": (
        {
            **records("why/1-proposed", "200{}-x.md", count=1),
            **records("why/2-accepted/2025", "100{}-x.md", count=2),
            **records("why/3-superseded/2024/11", count=1),
        },
        "why",
    ),
    "one folder by status is a folder": (records("handbook/accepted", count=3), "handbook/accepted"),
    "by year": ({**records("choices/2024", count=1), **records("choices/2025", "001{}-x.md", count=2)}, "choices"),
    "names with spaces": (records("handbook/why so", "ADR {} - Use a queue.md"), "handbook/why so"),
    "decisions before proposals": ({**records("docs/rfcs", count=9), **records("handbook/adr")}, "handbook/adr"),
    "the fortieth folder of numbered pages": (
        {
            **{f"docs/part{n:02}/0{m}-lesson.md": "# L\n\nRead.\n" for n in range(1, 39) for m in range(1, 6)},
            **records("handbook/chapters"),
        },
        "handbook/chapters",
    ),
    "log of other bytes": ({**records("docs/adr"), "docs/adr/0009-\N{SNOWMAN}.md": NYGARD}, "docs/adr"),
}


# Where there are several logs, the further ones.
OTHERS = {
    "adr-tools": ("docs/adr",),
    "usual before unusual": ("lib/adr",),
    "decisions before proposals": ("docs/rfcs",),
    "a log in each package": ("till/docs/adr", "web/docs/adr"),
}


@pytest.mark.parametrize("name", PLACES)
@pytest.mark.parametrize("with_git", [True, False], ids=["git", "plain"])
def test_where_the_log_is(name: str, with_git: bool, tmp_path: Path) -> None:
    files, wanted = PLACES[name]
    folder = write(tmp_path / "project", files)
    if with_git:
        git(folder, "init", "--quiet")
        git(folder, "add", "--all")
    found = look.look(folder)
    assert found[:3] == (wanted, [], ("", 0))
    assert found.others == OTHERS.get(name, ())


FORMS = {
    # records -> (style, numbering, width, prefix, file name); None = not clear, the pack's default stays
    "adr-tools": (records("log"), ("nygard", "sequential", 4, None, None)),
    "three digits and a prefix": (records("log", "ADR-00{}-x.md"), ("nygard", "sequential", 3, "ADR-", None)),
    "prefix without a dash": (records("log", "ADR00{}-x.md"), ("nygard", "sequential", 3, "ADR", None)),
    "MADR 4": (records("log", text=MADR + DRIVERS), ("madr", "sequential", 4, None, None)),
    "MADR 4, the short form": (records("log", text=MADR), ("madr-minimal", "sequential", 4, None, None)),
    "a form of their own": (records("log", text=LIST), ("", "sequential", 4, None, None)),
    "by date": (records("log", "2020020{}-x.md"), ("nygard", "date", None, None, None)),
    "by date with dashes": (
        records("log", "2020-02-0{}-x.md"),
        ("nygard", "date", None, None, "{yyyy}-{mm}-{dd}-{slug}.md"),
    ),
    "by month": (records("log", "2020-0{}-x.md"), ("nygard", "date", None, None, "{yyyy}-{mm}-{slug}.md")),
    "date and number": (
        records("log", "2020-02-0{0}_00{0}-x.md"),
        ("nygard", "sequential", 3, None, "{yyyy}-{mm}-{dd}_{number}-{slug}.md"),
    ),
    "two digits": (records("log", "0{}-x.md"), ("nygard", "sequential", 2, None, None)),
    "no zeros": (records("log", "ADR-{}.md", count=12), ("nygard", "sequential", 1, "ADR-", "{prefix}{number}.md")),
    "low lines": (records("log", "0{}_a_queue.md"), ("nygard", "sequential", 2, None, "{prefix}{number}_{snake}.md")),
    "slugs alone": (
        {f"log/{name}.md": NYGARD for name in ("use-a-queue", "use-a-stack", "use-a-heap")},
        ("nygard", None, None, None, None),
    ),
    "a folder below": (
        {**records("log/records"), **records("log/old", "001{}-y.md", count=1)},
        ("nygard", "sequential", 4, None, "records/{prefix}{number}-{slug}.md"),
    ),
    "pull request numbers": (
        {f"log/{n:04d}-x.md": NYGARD for n in (263, 274, 397, 549, 1144, 1751)},
        ("nygard", "tracker", 4, None, None),
    ),
    "one stray number": (
        {**records("log", count=9), "log/9001-x.md": NYGARD},
        ("nygard", "sequential", 4, None, None),
    ),
    "from a thousand on": (records("log", "100{}-x.md", count=9), ("nygard", "sequential", 4, None, None)),
    "words alone": (
        {f"log/use-{name}.md": NYGARD for name in ("kafka", "a-queue", "x")},
        ("nygard", None, None, None, None),
    ),
    "mixed": ({**records("log"), **records("log", "1{}-y.md", LIST)}, ("", "sequential", None, None, None)),
}


@pytest.mark.parametrize("name", FORMS)
def test_what_the_records_look_like(name: str, tmp_path: Path) -> None:
    files, wanted = FORMS[name]
    log = write(tmp_path, files) / "log"
    found = read_log(str(log))
    assert len(found) == len(files)
    assert (logs.style_in(log, found), *logs.names_in(found)) == wanted


CIP = "---\nCIP: {n}\nTitle: Use a queue\nStatus: Active\n---\n\n## Abstract\n\nx\n"
SEVERAL = "# Decisions\n\n## ADR-001: Use a queue\n\nStatus: accepted\n\n## ADR-002: Use a stack\n\nBecause.\n"
DATED = "# Log\n\n### 2024-05-01 Use a queue\n\nx\n\n### 2024-06-01 Use a stack\n\ny\n\n### 2024-07-01 Use\n"
STATUSES = "# Ours\n\n## Use a queue\n\n**Status:** Accepted\n\n## Use a stack\n\n**Status:** Rejected\n"
ROWS = "# ADR\n\n| Decision | When |\n| --- | --- |\n| Use a queue | 2024 |\n| Use a stack | 2025 |\n"
STEPS = "# How we decide\n\n## 1. Write\n\nx\n\n## 2. Ask\n\ny\n"
COURSE = "# Lesson {n}\n\nRead.\n"
# Files of a project -> what of decisions it has, but for a log.
ELSEWHERE = {
    "numbered files in the root": (records("", "000{}-x.md"), 3, ("", 0)),
    "a folder per record in the root": (records("", "CIP-000{}/README.md", CIP), 3, ("", 0)),
    "folders by status in the root": ({**records("accepted"), **records("draft", "001{}-x.md", count=1)}, 4, ("", 0)),
    "numbered pages in the root": (records("", "0{}-lesson.md", COURSE, 9), 0, ("", 0)),
    "numbered folders in the root": (records("", "0{}-lesson/README.md", COURSE, 9), 0, ("", 0)),
    "numbered parts": ({"DECISIONS.md": SEVERAL}, 0, ("DECISIONS.md", 2)),
    "parts with a date": ({"docs/decision-log.md": DATED}, 0, ("docs/decision-log.md", 3)),
    "statuses": ({"doc/Architecture Decisions.md": STATUSES}, 0, ("doc/Architecture Decisions.md", 2)),
    "rows of a table": ({"ADR.md": ROWS}, 0, ("ADR.md", 2)),
    "parts in AsciiDoc": (
        {"adrs.adoc": "= Ours\n\n== 1. Use a queue\n\nStatus: accepted\n\n== 2. Use\n\nStatus: draft\n"},
        0,
        ("adrs.adoc", 2),
    ),
    "the nearer of two": ({"docs/adr.md": DATED, "DECISIONS.md": SEVERAL}, 0, ("DECISIONS.md", 2)),
    "one decision is no log": ({"DECISION.md": "# Use a queue\n\nStatus: accepted\n"}, 0, ("", 0)),
    "how people decide": ({"docs/decision-process.md": STEPS, "docs/adr-template.md": SEVERAL}, 0, ("", 0)),
    "rows that lead elsewhere": ({"ADR.md": ROWS.replace("| Use a", "| [Use](https://acme.example) a")}, 0, ("", 0)),
    "somebody else's": ({"vendor/till/DECISIONS.md": SEVERAL}, 0, ("", 0)),
    "in code": ({"DECISIONS.md": "# How\n\n```md\n" + SEVERAL + "```\n"}, 0, ("", 0)),
}


@pytest.mark.parametrize("name", ELSEWHERE)
def test_decisions_that_are_no_log_are_seen(name: str, tmp_path: Path) -> None:
    texts, in_root, page = ELSEWHERE[name]
    texts = {path.lstrip("/"): text for path, text in texts.items()}
    found = look.look(write(tmp_path / "project", {**texts, "README.md": "# Shop\n", "src/main.c": "\n"}))
    assert (found.log, found.page) == ("", page)
    assert found.root == (sorted(texts) if in_root else [])
    # Where there is a log, that is it.
    assert look.look(write(tmp_path / "project", records("docs/adr")))[:3] == ("docs/adr", [], ("", 0))


@pytest.mark.parametrize("where", often(["part{}", "part{}/accepted", "{}/2024", "0{}-part", ""], "{}/2024".__eq__))
def test_ten_thousand_candidate_files_take_less_than_a_second_more(where: str, tmp_path: Path) -> None:
    for part in range(100):
        folder = tmp_path / where.format(part)
        folder.mkdir(parents=True, exist_ok=True)
        for number in range(100):
            name = f"{part:03d}{number:03d}-page.md"
            os.close(os.open(folder / name, os.O_CREAT | os.O_WRONLY))
    write(tmp_path, {"DECISIONS.md": SEVERAL * 2000})
    took = []
    for _ in range(3):
        start = time.perf_counter()
        found = look.look(tmp_path)
        took.append(time.perf_counter() - start)
    assert found[:3] == ("", [], ("DECISIONS.md", 4000))
    assert min(took) < 1, took


@pytest.mark.long
def test_50_000_files_take_less_than_a_second(tmp_path: Path) -> None:
    for part in range(100):
        folder = tmp_path / f"src/part{part}"
        folder.mkdir(parents=True)
        for number in range(500):
            name = f"{number:03d}-page.md" if number % 10 == 0 and part % 5 == 0 else f"file{number}.ts"
            os.close(os.open(folder / name, os.O_CREAT | os.O_WRONLY))
    write(tmp_path, records("handbook/chapters", count=9))
    init(tmp_path)
    run("git", "add", "--all", cwd=tmp_path)
    took = []
    for _ in range(3):
        start = time.perf_counter()
        look.look(tmp_path)
        took.append(time.perf_counter() - start)
    assert min(took) < 1, took
