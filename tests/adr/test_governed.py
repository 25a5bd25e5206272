"""`governed`: `check --base` names the decisions that govern what changed, as notices."""

import json
import shutil
from pathlib import Path

import pytest

from .logs import Log, branched, change
from .test_check import CONTRACT


def record(number: int, title: str, *patterns: str, status: str = "Accepted", more: str = "") -> str:
    head = "---\napplies-to: [" + ", ".join(f'"{pattern}"' for pattern in patterns) + "]\n---\n" if patterns else ""
    return (
        f"{head}# {number}. {title}\n\nDate: 2024-05-06\n\n## Status\n\n{status}\n\n## Context\n\nWhy.\n\n"
        f"## Decision\n\nWe will {title.lower()}. And more.\n\n## Consequences\n\nSome.\n{more}"
    )


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A log of four records, of which two in force govern code."""
    log = {
        "adr.json": json.dumps({**CONTRACT, "rules": {}}),
        "0001-use-queues.md": record(1, "Use queues", "src/"),
        "0002-use-sql.md": record(2, "Use SQL", "src/orders/*.sql", "!src/orders/old.sql"),
        "0003-use-mail.md": record(3, "Use mail", "src/**", status="Proposed"),
        "0004-keep-a-log.md": record(4, "Keep a log"),
    }
    code = dict.fromkeys(("src/orders/a.sql", "src/orders/old.sql", "src/b.py", "tests/c.py"), "one\n")
    return branched(tmp_path_factory.mktemp("governed"), {**{f"docs/adr/{name}": log[name] for name in log}, **code})


@pytest.fixture
def code(made: Path, tmp_path: Path) -> Log:
    shutil.copytree(made, tmp_path / "project")
    return Log(tmp_path / "project" / "docs" / "adr")


def found(log: Log, *words: str) -> list[tuple[str, str, str]]:
    """(severity, file, message) of the notices."""
    faults = [fault for fault in log.faults("--base", "base", *words) if fault["rule"] == "governed"]
    return [(fault["severity"], fault["file"], fault["message"]) for fault in faults]


def test_decisions_in_force_on_what_changed_are_named_and_are_no_faults(code: Log) -> None:
    change(code, "src/orders/a.sql", "src/orders/old.sql", "src/b.py", "tests/c.py")
    assert found(code) == [
        ("notice", "src/b.py", "0001 Use queues governs it and 2 more files (src/): We will use queues"),
        ("notice", "src/orders/a.sql", "0002 Use SQL governs it (src/orders/*.sql): We will use sql"),
    ]
    said = code.run("check", "--base", "base")
    assert said.out.count("notice governed: ") == 2
    assert "0 errors, 0 warnings, 2 notices" in said.err


def test_each_format_says_a_notice_as_it_does(code: Log) -> None:
    change(code, "src/b.py")
    text = code.run("check", "--base", "base", "--format", "github").out
    assert text.startswith("::notice file=src/b.py,line=1,title=governed::0001 Use queues governs it (src/)")
    (row,) = json.loads(code.run("check", "--base", "base", "--format", "gitlab").out)
    assert (row["severity"], row["location"]["path"]) == ("info", "src/b.py")
    run = json.loads(code.run("check", "--base", "base", "--format", "sarif").out)["runs"][0]
    assert [result["level"] for result in run["results"]] == ["note"]
    levels = {rule["id"]: rule["defaultConfiguration"]["level"] for rule in run["tool"]["driver"]["rules"]}
    assert (levels["governed"], levels["dead-path"], levels["bad-pattern"]) == ("note", "warning", "error")


def test_without_a_base_or_a_change_nothing_is_named(code: Log) -> None:
    assert found(code) == []
    change(code, "tests/c.py", "README.md")
    assert found(code) == []
    assert "governed" not in code.rules()


def test_a_file_that_is_gone_is_governed_and_one_that_is_there_named_first(code: Log) -> None:
    code.git("rm", "--quiet", "../../src/b.py")
    code.commit()
    assert [file for _, file, _ in found(code)] == ["src/b.py"]
    change(code, "src/z.py")
    assert [file for _, file, _ in found(code)] == ["src/z.py"]


def test_what_the_branch_decides_itself_is_not_told_to_it(code: Log) -> None:
    code.write("0005-use-tea.md", record(5, "Use tea", "src/b.py"))
    change(code, "src/b.py")
    assert [message.partition(" governs")[0] for _, _, message in found(code)] == ["0001 Use queues"]


def test_the_answer_none_switches_it_off(code: Log) -> None:
    code.write("adr.json", json.dumps({**CONTRACT, "rules": {"governing_comment": "none"}}))
    change(code, "src/b.py")
    assert found(code) == []


def test_many_decisions_are_cut_short(code: Log) -> None:
    for number in range(10, 40):
        code.write(f"{number:04}-part.md", record(number, f"Part {number}", "lib/"))
    change(code)
    code.git("branch", "--force", "base")
    change(code, "lib/a.py")
    told = found(code)
    assert len(told) == 21
    assert told[-1][2].startswith("10 more decisions govern what changed")


@pytest.mark.security("Titles, patterns and paths in notices are commands to a runner")
def test_titles_patterns_and_paths_command_nothing(code: Log) -> None:
    title = "Use ##[error]x\x1b[31m ::error::y %0A::error::z"
    code.write("0005-x.md", record(5, title, "odd/", "[a-z]/##vso[x]y"))
    change(code)
    code.git("branch", "--force", "base")
    change(code, "odd/a\n::error::b.py")
    for form in ("text", "github", "gitlab", "sarif", "json"):
        text = code.run("check", "--base", "base", "--format", form, code=None).out
        assert "##[" not in text
        assert "##vso[" not in text
        assert "\x1b" not in text
        assert not [line for line in text.splitlines() if line.startswith("::error::")]
