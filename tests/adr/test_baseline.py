"""`adr-baseline.json`: what many records share is one entry, old faults are said in a line, and no new one passes."""

import json
import random
from typing import Any

import pytest

from .logs import Log, nygard
from .test_check import CONTRACT


def bare(number: int, title: str = "Next") -> str:
    """A record as logs have them that never had a status."""
    return nygard(number, title).replace("## Status\n\nAccepted\n\n", "")


def entries(log: Log) -> list[dict[str, Any]]:
    return list(json.loads(log.read("adr-baseline.json"))["faults"])


@pytest.fixture
def aged(log: Log) -> Log:
    """A log of twenty records without a status, one of which has a link that leads nowhere, adopted."""
    log.write("adr.json", json.dumps({**CONTRACT, "sections": []}))
    for n in range(1, 21):
        log.write(f"{n:04}-of-old.md", bare(n) + ("\n[x](gone.md)\n" if n == 7 else ""))
    log.run("index")
    said = log.run("adopt")
    assert "adr-baseline.json: 21 old faults; `adr.py check --old` lists them" in said.out
    return log


def test_what_the_log_never_had_is_one_entry_and_check_says_it_in_a_line(aged: Log) -> None:
    assert entries(aged) == [
        {"rule": "no-status", "records": "1-20"},
        {"rule": "broken-link", "file": "0007-of-old.md", "subject": "gone.md"},
    ]
    said = aged.run("check")
    assert said.out == ""
    line = "21 old faults, which pass; `adr.py check --old` lists them"
    assert [part.split(": ")[-1] for part in said.err.splitlines()] == [line]
    assert aged.run("check", "7").err.count("2 old faults") == 1


def test_what_adopt_counts_is_what_check_counts(log: Log) -> None:
    log.write("adr.json", json.dumps({**CONTRACT, "sections": []}))
    log.write("0001-of-old.md", nygard(1, "Old") + "\n[x](gone.md)\n\n[y](gone.md)\n")
    log.run("index")
    assert "adr-baseline.json: 2 old faults;" in log.run("adopt").out
    assert "2 old faults, which pass" in log.run("check").err
    assert len(entries(log)) == 1


@pytest.mark.parametrize("form", ["text", "json", "github", "sarif", "gitlab"])
def test_each_format_has_new_faults_or_with_old_the_old_ones(aged: Log, form: str) -> None:
    aged.write("0021-new.md", bare(21))
    aged.run("index")
    said = aged.run("check", "--format", form, code=1)
    assert "0021-new.md" in said.out
    assert "of-old.md" not in said.out
    assert ("old faults" in said.err) == (form in ("text", "github"))
    old = aged.run("check", "--old", "--format", form)
    assert "0021-new.md" not in old.out
    assert all(f"{n:04}-of-old.md" in old.out for n in range(1, 21))
    assert old.out.count("gone.md") == 1


def test_old_faults_are_worked_off_one_by_one(aged: Log) -> None:
    for n, left in [(1, "2-20"), (9, "2-8, 10-20"), (20, "2-8, 10-19")]:
        aged.write(f"{n:04}-of-old.md", nygard(n, "Next"))
        assert aged.rules() == {"stale-baseline", "stale-index"}
        aged.run("check", "--fix")
        assert entries(aged)[0] == {"rule": "no-status", "records": left}
        aged.write(f"{n:04}-of-old.md", bare(n))
        assert "no-status" in aged.rules()  # what was mended does not pass again
        aged.write(f"{n:04}-of-old.md", nygard(n, "Next"))
    for n in range(1, 21):
        aged.write(f"{n:04}-of-old.md", nygard(n, "Next"))
    said = aged.run("check", "--fix")
    assert "adr-baseline.json: no-status 0002-of-old.md, 0003-of-old.md" in said.err
    assert "adr-baseline.json" not in aged.files()
    assert aged.run("check").err == ""


# A record without a status goes with one of its number that has one, so each form has numbers of its own.
NAMES = [
    lambda n: f"{n:04}-a.md",
    lambda n: f"ADR-{n + 100}.md",
    lambda n: f"{n + 200:04}-b.md",
    lambda n: f"web/{n + 300:03}-c.md",
    lambda n: f"{n + 400:04}-d/README.md",
    lambda n: f"2024-{n % 12 + 1:02}-{n % 28 + 1:02}-e.md",
    lambda n: f"202401{n % 28 + 1:02}-f.md",
    lambda n: f"use-{'abcdefghijklmnopqrstuvwxyzABCDEFGH'[n % 34]}.md",
]


@pytest.mark.parametrize("seed", range(25))
def test_a_baseline_holds_what_was_found_and_nothing_else(log: Log, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    log.write("adr.json", json.dumps({**CONTRACT, "sections": []}))
    forms = chance.sample(NAMES, chance.randint(1, 3))
    files = sorted({chance.choice(forms)(chance.randint(1, 34)) for _ in range(chance.randint(1, 24))})
    share = chance.choice([0.0, 0.3, 0.9, 1.0])

    def text(file: str, lacks: bool) -> str:
        title = file.replace("/", " ").replace("-", " ").rpartition(".")[0]
        return (bare if lacks else nygard)(1, title).replace("# 1. ", "# On ") + ("\n[x](y.md)\n" * lacks)

    lacking = {file for file in files if chance.random() < share}
    for file in files:
        log.write(file, text(file, file in lacking))
    log.run("index")
    found = log.faults()
    assert {fault["file"].rpartition("docs/adr/")[2] for fault in found if fault["rule"] == "no-status"} == lacking
    log.run("check", "--write-baseline")
    assert log.faults() == []
    assert log.faults("--old") == found
    # Each record that had no fault, and each new one, fails with the same fault as before.
    fresh = [NAMES[k](n) for n in (35, 44) for k in range(5)]
    for file in [*(set(files) - lacking), *fresh]:
        before = log.files().get(file)
        log.write(file, text(file, True))
        assert [f["rule"] for f in log.faults() if f["file"].endswith("/" + file) and f["rule"] == "no-status"], file
        if before is None:
            (log.path / file).unlink()
        else:
            log.write(file, before)


@pytest.mark.parametrize(
    "row",
    [
        {"rule": "no-status", "records": "all"},
        {"rule": "no-status", "records": "1-99999999"},
        {"rule": "no-status", "records": "1-" + "9" * 5000},
        {"rule": "no-status", "records": ["1"]},
        {"rule": "no-status", "records": "1-4", "folder": 3},
        {"rule": 1, "file": "x.md"},
        {"rule": "no-status", "file": ["x.md"]},
        ["no-status"],
    ],
    ids=str,
)
def test_an_entry_that_is_none_ends_in_words(aged: Log, row: object) -> None:
    aged.write("adr-baseline.json", json.dumps({"faults": [row]}))
    said = aged.run("check", code=1)
    assert "adr-baseline.json" in said.err
    assert "restore it from git" in said.err
    assert len(said.err) < 600


# --- against a base ---


@pytest.fixture
def branch(repo: Log) -> Log:
    """A branch of a log with a baseline of records 3 to 9; 6 was never there."""
    repo.write("adr.json", json.dumps({**CONTRACT, "style": "nygard", "sections": []}))
    for n in (3, 4, 5, 7, 8, 9):
        repo.write(f"{n:04}-of-old.md", bare(n))
    repo.run("index")
    repo.run("check", "--write-baseline")
    repo.commit()
    repo.git("checkout", "--quiet", "-b", "topic")
    return repo


GROWN = [
    ("the same", [{"records": "3-5, 7-9"}], False),
    ("less", [{"records": "3-4, 9"}], False),
    ("one each", [{"file": f"{n:04}-of-old.md"} for n in (3, 4, 5, 7, 8, 9)], False),
    ("a number that nobody has yet", [{"records": "3-5, 7-10"}], True),
    ("the gap", [{"records": "3-9"}], True),
    ("a record that was good", [{"records": "2-5, 7-9"}], True),
    ("another rule", [{"records": "3-5, 7-9"}, {"rule": "no-date", "records": "3-5"}], True),
    ("another folder", [{"records": "3-5, 7-9"}, {"folder": "web", "records": "3"}], True),
    ("a file", [{"records": "3-5, 7-9"}, {"file": "0002-use-kafka.md"}], True),
]


@pytest.mark.parametrize(("rows", "refused"), [case[1:] for case in GROWN], ids=[case[0] for case in GROWN])
def test_a_branch_may_rewrite_its_baseline_and_add_nothing(branch: Log, rows: list[Any], refused: bool) -> None:
    faults = [{"rule": "no-status", **row} for row in rows]
    branch.write("adr-baseline.json", json.dumps({"faults": faults}))
    assert ("grown-baseline" in branch.rules("--base", "main")) == refused


def test_a_baseline_of_an_earlier_version_may_become_one_entry(branch: Log) -> None:
    branch.git("checkout", "--quiet", "main")
    now = branch.read("adr-baseline.json")
    faults = [{"rule": "no-status", "file": f"{n:04}-of-old.md"} for n in (3, 4, 5, 7, 8, 9)]
    branch.write("adr-baseline.json", json.dumps({"faults": faults}))
    branch.commit()
    branch.git("checkout", "--quiet", "-B", "topic")
    branch.run("check", "--write-baseline")
    assert branch.read("adr-baseline.json") == now
    assert branch.faults("--base", "main") == []
    # A record that changes its name is the same one still.
    branch.git("mv", "0005-of-old.md", "0005-of-yore.md")
    branch.run("index")
    assert branch.faults("--base", "main") == []
    branch.write("0010-new.md", bare(10))
    branch.run("index")
    assert branch.rules("--base", "main") == {"no-status"}
    branch.run("check", "--write-baseline")
    assert branch.rules("--base", "main") == {"grown-baseline"}
