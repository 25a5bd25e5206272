# ruff: noqa: E501 - tables: a row is a line
"""The paths that a decision governs: read in every form, asked with `for`, held by `check`."""

import json
import os
import subprocess
import time
from pathlib import Path

import pytest

from .logs import Log, adr_py, command, nygard, process

FORMS = {
    "a list": ("---\napplies-to: [src/pay/, '*.sql']\n---\n", ""),
    "a list, one a line": ('---\napplies-to:\n  - src/pay/\n  - "*.sql"\n---\n', ""),
    "a list at the margin, unquoted": ("---\napplies-to:\n- src/pay/  # all of it\n- *.sql\n---\n", ""),
    "one text": ('---\napplies-to: "src/pay/, *.sql"\n---\n', ""),
    "lines": ("---\napplies-to: |\n  src/pay/\n  *.sql\n---\n", ""),
    "TOML": ('+++\napplies-to = ["src/pay/", "*.sql"]\n+++\n', ""),
    "words for tools: applyTo": ('---\napplyTo: "src/pay/,*.sql"\n---\n', ""),
    "affects": ("---\naffects: [src/pay/, '*.sql', payments]\n---\n", ""),
    "files": ("---\nfiles:\n  - src/pay/\n  - '*.sql'\n---\n", ""),
    "paths": ("---\npaths: [src/pay/, '*.sql']\n---\n", ""),
    "scope": ("---\nscope: [src/pay/, '*.sql']\n---\n", ""),
    "a line": ("", "Applies to: src/pay/, *.sql"),
    "a bullet": ("", "- Applies to: `src/pay/`, `*.sql`"),
    "bold": ("", "**Applies to:** `src/pay/`, `*.sql`"),
    "a list below a label": ("", "**Files**:\n- `src/pay/`\n- `*.sql`"),
    "a list below a bullet": ("", "- **Applies to:**\n  - `src/pay/`\n  - `*.sql`\n- **Group:** x"),
    "a row": ("", "| | |\n| --- | --- |\n| Applies to | `src/pay/`, `*.sql` |"),
    "a row of lines": ("", "| Field | Value |\n| --- | --- |\n| Applies to | src/pay/<br>*.sql |"),
    "a section": ("", "## Applies to\n\n- `src/pay/`\n- `*.sql`"),
}
NONE = {
    "words": ("", "Applies to: all services / teams"),
    "a scope": ("", "- Scope: Operator"),
    "a row of a scope": ("", "| | |\n| --- | --- |\n| Scope | AI Gateway, Models |"),
    "a relation": ("", "Affects: [ADR-1](0001-keep-a-log.md)"),
    "nothing": ("---\napplies-to: none\n---\n", ""),
    "an empty list": ("---\napplies-to: []\n---\n", ""),
    "a blank": ("---\napplies-to: (_the paths that it governs_)\n---\n", ""),
    "code in the text": ("", "## Notes\n\nFiles: `src/pay/`"),
}


def record(front: str, head: str, number: int = 7, status: str = "Accepted") -> str:
    return front + nygard(number, "Send ravens", status=status).replace(
        "Date: 2024-05-06\n", f"Date: 2024-05-06\n\n{head}\n"
    )


@pytest.mark.parametrize(("front", "head"), FORMS.values(), ids=FORMS)
def test_patterns_are_read_where_people_write_them(log: Log, front: str, head: str) -> None:
    log.write("0007-a.md", record(front, head))
    read = log.record("0007-a.md")
    assert read["applies_to"] == ["src/pay/", "*.sql"]
    assert (read["status"], read["date"], read["title"]) == ("accepted", "2024-05-06", "Send ravens")


ADRKIT = """---
affects: # as adrkit writes it
  - type: path
    pattern: "src/pay/made/**"
    negate: true
    note: "type: entity"
# not all
  - {type: path, pattern: 'src/{pay,bill}/**', note: "a, b"}
  - pattern: package.json
    type: path
  - type: entity
    pattern: component:default/pay
  - type: package
    pattern: react@>=19
  - type: path
    pattern: lib/**
    repo: acme/other
  - type: path
    pattern:
      - deep/**
review:
  - path: no/**
reviewBy: 2027-05-06
---
"""


@pytest.mark.parametrize("sign", ["", "  "])
def test_adrkits_matchers_of_paths_are_read_and_its_others_are_not(log: Log, sign: str) -> None:
    text = "\n".join(line.removeprefix("  ") if line.startswith("  ") else line for line in ADRKIT.splitlines())
    log.write("0007-a.md", record(ADRKIT if sign else text + "\n", ""))
    read = log.record("0007-a.md")
    assert read["applies_to"] == ["src/{pay,bill}/**", "/package.json", "!src/pay/made/**"]
    assert (read["review_by"], read["status"]) == ("2027-05-06", "accepted")


@pytest.mark.parametrize(
    ("entry", "pattern"),
    [
        *((f"{{path: a.md, negate: {word}}}", "!/a.md") for word in ("true", "True", "yes", "YES", "on", '"true"')),
        *((f"{{path: a.md, negate: {word}}}", "/a.md") for word in ("false", "no", "off", '""')),
        ('{path: "!a.md"}', "!/a.md"),
        ('{path: "!src/**"}', "!src/**"),
        ('{path: "!a.md", negate: true}', "!/a.md"),
    ],
)
def test_what_a_matcher_takes_out(log: Log, entry: str, pattern: str) -> None:
    log.write("0007-a.md", record(f'---\naffects:\n  - type: path\n    path: "**/*.md"\n  - {entry}\n---\n', ""))
    assert sorted(log.record("0007-a.md")["applies_to"]) == sorted(["**/*.md", pattern])


@pytest.mark.parametrize(("front", "head"), NONE.values(), ids=NONE)
def test_what_is_no_path_is_none(log: Log, front: str, head: str) -> None:
    log.write("0007-a.md", record(front, head))
    assert log.record("0007-a.md")["applies_to"] == []


def test_other_markups(log: Log) -> None:
    log.write("0007-a.rst", "7. A\n====\n\n:Status: Accepted\n:Applies-To: ``src/**``\n\nContext\n-------\n\nX\n")
    log.write("0008-b.adoc", "= 8. B\n\n|===\n|Status |Accepted\n|Applies to |`src/**`\n|===\n\n== Context\n\nX\n")
    assert [one["applies_to"] for one in log.records()] == [["src/**"], ["src/**"]]


def test_a_log_may_call_it_otherwise(log: Log) -> None:
    log.write("adr.json", json.dumps({"record": {"applies_to": {"bullet": "Zone"}, "status": {"section": "Status"}}}))
    log.write("0007-a.md", record("", "- Zone: `src/**`"))
    assert log.record("0007-a.md")["applies_to"] == ["src/**"]


@pytest.fixture
def code(log: Log) -> Log:
    """A repository with code and decisions on it, below its root."""
    root = log.path.parents[1]
    log.git("init", "--quiet", "--initial-branch", "main", str(root))
    for name in ("src/pay/api.py", "src/pay/db/one.sql", "src/pay/made/x.py", "src/web/a.ts", "Makefile"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("x\n")
    decisions = [
        (3, "Accepted", ["src/"], "Source", "We keep [all code](https://example.org) in **src**. It is short."),
        (4, "Accepted", ["src/pay/", "!src/pay/made/"], "Payments", "We pay by e.g. card. More."),
        (5, "Accepted", ["*.sql"], "SQL", "We write SQL:\n\n- by hand\n- in files"),
        (6, "Proposed", ["src/"], "Not yet", "What."),
        (7, "Rejected", ["src/"], "Never", "What."),
        (8, "Superseded by [9. New](0009-new.md)", ["src/"], "Old", "What."),
        (9, "Accepted\n\nSupersedes [8. Old](0008-old.md)", ["/src/pay/api.py"], "New", ""),
    ]
    for number, status, patterns, title, said in decisions:
        text = nygard(number, title, status=status).replace("What.", said)
        log.write(
            f"{number:04}-{title.lower().replace(' ', '-')}.md", f"---\napplies-to: {json.dumps(patterns)}\n---\n{text}"
        )
    log.run("index")
    log.commit("code")
    return log


def asked(log: Log, *words: object) -> list[tuple[int, str, list[str]]]:
    """(number, pattern, paths) of what `for --json` prints."""
    return [(one["number"], one["pattern"], one["paths"]) for one in json.loads(log.run("for", "--json", *words).out)]


def test_for_names_decisions_in_force_the_most_special_first(code: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(code.path.parents[1])
    assert asked(code, "src/pay/api.py") == [
        (9, "/src/pay/api.py", ["src/pay/api.py"]),
        (4, "src/pay/", ["src/pay/api.py"]),
        (3, "src/", ["src/pay/api.py"]),
    ]
    assert [one[0] for one in asked(code, "src/pay/db/one.sql")] == [4, 3, 5]
    assert [one[0] for one in asked(code, "src/pay/made/x.py")] == [3]
    assert [one[0] for one in asked(code, "src/pay/new.py", "x.sql")] == [4, 3, 5]  # files to come
    assert asked(code, "Makefile") == []


def test_for_says_what_each_decides_in_one_sentence(code: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(code.path.parents[1])
    found = json.loads(code.run("for", "--json", "src/pay/api.py", "a.sql").out)
    assert [one["what"] for one in found] == [
        "New", "We pay by e.g. card.", "We keep all code in src.", "We write SQL: by hand",
    ]  # fmt: skip
    assert found[0].keys() == {"file", "number", "title", "status", "what", "pattern", "paths"}
    assert (found[1]["file"], found[1]["status"]) == ("docs/adr/0004-payments.md", "accepted")
    assert code.run("for", "src/web/a.ts").out == (
        "0003  accepted  Source\n    We keep all code in src.\n    src/ takes in src/web/a.ts\n    docs/adr/0003-source.md\n"
    )
    said = code.run("for", "Makefile", "x")
    assert (said.out, said.err) == ("", "No decision in force governs Makefile and 1 more.\n")


def test_for_takes_paths_as_one_types_them(code: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    root = code.path.parents[1]
    monkeypatch.chdir(root / "src" / "pay")
    want = asked(code, "api.py")
    assert [one[0] for one in want] == [9, 4, 3]
    assert asked(code, root / "src/pay/api.py") == asked(code, "../pay/./api.py") == want
    assert [(number, paths) for number, _, paths in asked(code, "made", "../new/")] == [
        (3, ["src/pay/made/…", "src/pay/made/x.py", "src/new/…"])
    ]
    said = code.run("for", root.parent / "other.py", "C:/src/pay/api.py")
    assert said.out == "" or "src/pay/C:" in said.out
    assert f"{root.parent / 'other.py'}: lies outside" in said.err


def test_for_changed_files(code: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    root = code.path.parents[1]
    monkeypatch.chdir(root)
    assert code.run("for", "--changed").err == "Nothing is changed.\n"
    code.git("checkout", "-q", "-b", "work")
    (root / "src/pay/api.py").write_text("y\n")
    code.commit("one")
    code.git("mv", "../../src/web/a.ts", "../../src/b.ts")
    (root / "src/pay/ä b.sql").write_text("new\n")
    assert asked(code, "--changed") == [
        (4, "src/pay/", ["src/pay/ä b.sql"]),
        (3, "src/", ["src/b.ts", "src/pay/ä b.sql", "src/web/a.ts"]),
        (5, "*.sql", ["src/pay/ä b.sql"]),
    ]
    assert [one[0] for one in asked(code, "--changed", "main")] == [9, 4, 3, 5]
    assert "git knows no such commit here" in code.run("for", "--changed", "origin/x", code=2).err
    assert "git knows no such commit here" in code.run("for", "--changed=--output=x", code=2).err
    assert "name files, or --changed" in code.run("for", code=2).err


def test_a_repository_without_commits_or_none_at_all(log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    root = log.path.parents[1]
    monkeypatch.chdir(root)
    log.write("0001-a.md", "---\napplies-to: src/\n---\n" + nygard(1, "A"))
    (root / "src").mkdir()
    (root / "src/a.py").write_text("x\n")
    assert asked(log, "src/a.py") == [(1, "src/", ["src/a.py"])]
    assert "not a git repository" in log.run("for", "--changed", code=2).err
    assert log.rules() <= {"stale-index"}
    log.git("init", "-q", "../..")
    assert asked(log, "--changed") == [(1, "src/", ["src/a.py"])]


def test_for_asks_every_log(code: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    other = Log(code.path.parent / "more")
    other.write("0001-more.md", "---\napplies-to: Makefile\n---\n" + nygard(1, "More"))
    monkeypatch.chdir(code.path.parents[1])
    found = json.loads(command("--dir", code.path, "--dir", other.path, "for", "--json", "Makefile", "src/a").out)
    assert [one["file"] for one in found] == ["docs/more/0001-more.md", "docs/adr/0003-source.md"]


def test_a_bad_pattern_is_named_and_holds_up_no_other(code: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(code.path.parents[1])
    code.write("0010-bad.md", "---\napplies-to:\n  - src/web/\n  - 'src/[x'\n---\n" + nygard(10, "Bad"))
    said = code.run("for", "src/web/a.ts")
    assert said.err == "docs/adr/0010-bad.md: its pattern 'src/[x' has a `[` without its `]`: [x\n"
    assert said.out.startswith("0010  accepted  Bad\n")
    (fault,) = [fault for fault in code.faults() if fault["rule"] == "bad-pattern"]
    assert (fault["file"], fault["line"], fault["severity"]) == ("docs/adr/0010-bad.md", 4, "error")


def test_dead_paths_are_those_of_decisions_in_force(code: Log) -> None:
    assert code.rules() == set()
    for number, status in ((10, "Accepted"), (11, "Proposed"), (12, "Rejected")):
        code.write(f"{number:04}-x.md", "---\napplies-to: [src/, '!gone/']\n---\n" + nygard(number, "X", status=status))
    code.run("index")
    found = [(fault["file"], fault["line"], fault["severity"]) for fault in code.faults()]
    assert found == [("docs/adr/0010-x.md", 2, "warning")]
    (code.path.parents[1] / "gone").mkdir()
    (code.path.parents[1] / "gone/x").write_text("back, and not committed yet\n")
    assert code.rules() == set()


@pytest.mark.security("Titles, patterns and paths in notices are commands to a runner")
def test_titles_and_patterns_are_words(code: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    """No terminal and no runner takes them for a command, and nothing of them reaches a shell."""
    monkeypatch.chdir(code.path.parents[1])
    harm = "##vso[task.setvariable]\x1b[31m$(touch harm)`touch harm`"
    code.write(
        "0010-x.md",
        f"---\napplies-to: ['src/x/;touch harm/', 'src/']\n---\n# 10. {harm}\n\nStatus: Accepted\n\n## Decision\n\n::error::{harm}\n",
    )
    for words in (("for", "src/a"), ("for", "--json", "src/a"), ("for", "--changed", ";touch harm")):
        said = code.run(*words, code=None)
        assert "\x1b" not in said.out + said.err
        assert not [line for line in said.out.splitlines() if line.startswith(("::", "##"))]
    assert not Path("harm").exists()


@pytest.mark.security("Patterns of paths, and changed files, made to cost time")
def test_a_hundred_thousand_changed_files_end(log: Log) -> None:
    """A thousand decisions, 10,000 paths in well under a second, then 100,000; matched as `for` matches them."""
    for n in range(1, 1001):
        log.write(
            f"{n:04}-use-part-{n}.md",
            f"---\napplies-to: [src/part{n}/, '*.x{n}', 'lib/**/part{n}/*.c']\n---\n" + nygard(n, f"Part {n}"),
        )
    read = adr_py.Log(str(log.path))
    start = time.process_time()
    found = adr_py.governing([read], [f"src/part{n % 2000}/{n // 7}/a{n}.py" for n in range(10_000)])
    assert len(found) == 1000
    assert time.process_time() - start < 1.0  # 0.08 s on a quiet machine
    found = adr_py.governing([read], [f"lib/{n % 77}/part{n % 1000}/a{n}.c" for n in range(100_000)])
    assert len(found) == 999
    assert time.process_time() - start < 15.0


@pytest.mark.security("Files whose names are no UTF-8")
@pytest.mark.skipif(os.name == "nt", reason="a file's name of bytes")
def test_names_that_are_no_utf8(code: Log) -> None:
    root = code.path.parents[1]
    name = os.fsencode(root / "src") + b"/\xff.py"
    with open(name, "w", encoding="utf-8") as file:
        file.write("x")
    done = process("--dir", code.path, "for", "--changed", cwd=root)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("0003  accepted  Source")
    assert subprocess.run(["git", "status", "--short"], cwd=root, capture_output=True, check=True).stdout
