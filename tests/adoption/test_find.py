"""Where the log is, and what its records look like: found by names first, and only where it is sure."""

import os
import time
from pathlib import Path

import pytest

from copier_adr.log.log import read_log
from copier_adr.pack import logs
from tests.conftest import git, init, run

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
POST = "---\ntitle: Hello\ndate: 2020-02-0{n}\n---\n\n# Hello\n\nA post.\n"


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
    "not the tests' examples": ({**records("tests/adr", count=9), **records("handbook/chapters")}, "handbook/chapters"),
    "posts are no records": (records("_posts", "2020-02-0{}-hello.md", POST, 9), ""),
    "numbered pages are no records": (records("docs/course", "0{}-lesson.md", "# Lesson {n}\n\nRead.\n", 9), ""),
    "log of other bytes": ({**records("docs/adr"), "docs/adr/0009-\N{SNOWMAN}.md": NYGARD}, "docs/adr"),
}


@pytest.mark.parametrize("name", PLACES)
@pytest.mark.parametrize("with_git", [True, False], ids=["git", "plain"])
def test_where_the_log_is(name: str, with_git: bool, tmp_path: Path) -> None:
    files, wanted = PLACES[name]
    folder = write(tmp_path / "project", files)
    if with_git:
        git(folder, "init", "--quiet")
        git(folder, "add", "--all")
    assert logs.find_log(folder, read_log) == wanted


FORMS = {
    # records -> (style, numbering, width, prefix); None = not clear, the pack's default stays
    "adr-tools": (records("log"), ("nygard", "sequential", 4, None)),
    "three digits and a prefix": (records("log", "ADR-00{}-x.md"), ("nygard", "sequential", 3, "ADR-")),
    "prefix without a dash": (records("log", "ADR00{}-x.md"), ("nygard", "sequential", 3, "ADR")),
    "MADR 4": (records("log", text=MADR + DRIVERS), ("madr", "sequential", 4, None)),
    "MADR 4, the short form": (records("log", text=MADR), ("madr-minimal", "sequential", 4, None)),
    "a form of their own": (records("log", text=LIST), ("", "sequential", 4, None)),
    "by date": (records("log", "2020020{}-x.md"), ("nygard", "date", None, None)),
    "by date with dashes": (records("log", "2020-02-0{}-x.md"), ("nygard", "date", None, None)),
    "two digits": (records("log", "0{}-x.md"), ("nygard", "sequential", None, None)),
    "pull request numbers": (
        {f"log/{n:04d}-x.md": NYGARD for n in (263, 274, 397, 549, 1144, 1751)},
        ("nygard", "tracker", 4, None),
    ),
    "mixed": ({**records("log"), **records("log", "1{}-y.md", LIST)}, ("", "sequential", None, None)),
}


@pytest.mark.parametrize("name", FORMS)
def test_what_the_records_look_like(name: str, tmp_path: Path) -> None:
    files, wanted = FORMS[name]
    log = write(tmp_path, files) / "log"
    found = read_log(str(log))
    assert len(found) == len(files)
    assert (logs.style_in(log, found), *logs.names_in(found)) == wanted


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
        logs.find_log(tmp_path, read_log)
        took.append(time.perf_counter() - start)
    assert min(took) < 1, took
