"""`needs-record`: changes of files that ask for a record."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from .logs import Log, branched, change, nygard
from .test_check import CONTRACT

ASKING = ["*/migrations/**", "infra/", "!infra/docs/"]


def contract(**rules: Any) -> str:
    return json.dumps({**CONTRACT, "rules": {"needs_record": ASKING, **rules}}, indent=2)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A log of one record whose contract asks for records."""
    code = dict.fromkeys(("infra/main.tf", "shop/migrations/1.sql"), "one\n")
    log = {"adr.json": contract(), "0001-keep-a-log.md": nygard(1, "Keep a log")}
    return branched(tmp_path_factory.mktemp("due"), {**{f"docs/adr/{name}": log[name] for name in log}, **code})


@pytest.fixture
def due(made: Path, tmp_path: Path) -> Log:
    shutil.copytree(made, tmp_path / "project")
    return Log(tmp_path / "project" / "docs" / "adr")


def found(log: Log) -> list[tuple[str, str, str]]:
    """(severity, file, message) of what is due."""
    faults = [fault for fault in log.faults("--base", "base") if fault["rule"] == "needs-record"]
    return [(fault["severity"], fault["file"], fault["message"]) for fault in faults]


def test_a_change_that_asks_for_a_record_and_brings_none_is_a_warning(due: Log) -> None:
    change(due, "infra/main.tf", "infra/docs/a.md", "shop/migrations/2.sql", "shop/a.py")
    ((severity, file, message),) = found(due)
    assert (severity, file) == ("warning", "infra/main.tf")
    assert message.startswith("infra/main.tf, shop/migrations/2.sql changed, which asks for a record")
    assert "infra/, */migrations/**" in message
    said = due.run("check", "--base", "base")
    assert "No-ADR: REASON" in said.out


def test_of_many_files_the_first_are_named_and_the_others_counted(due: Log) -> None:
    change(due, *[f"infra/{letter}.tf" for letter in "abcde"])
    ((_, _, message),) = found(due)
    assert message.startswith("infra/a.tf, infra/b.tf, infra/c.tf and 2 more changed, which asks for a record")


def test_it_is_an_error_where_the_answer_says_so(due: Log) -> None:
    due.write("adr.json", contract(missing_record="error"))
    change(due)
    due.git("branch", "--force", "base")
    change(due, "infra/main.tf")
    assert [severity for severity, _, _ in found(due)] == ["error"]
    due.run("check", "--base", "base", code=1)


def test_files_that_came_went_and_moved_ask_too(due: Log) -> None:
    due.git("mv", "../../infra/main.tf", "../../main.tf")
    due.git("rm", "--quiet", "../../shop/migrations/1.sql")
    due.commit()
    ((_, _, message),) = found(due)
    assert message.startswith("infra/main.tf, shop/migrations/1.sql changed")


def test_other_files_ask_for_nothing(due: Log) -> None:
    change(due, "infra/docs/a.md", "shop/a.py", "migrations/1.sql", "a/b/migrations/1.sql")
    assert found(due) == []


@pytest.mark.parametrize("brought", ["new", "changed", "status"])
def test_a_record_lets_it_pass(due: Log, brought: str) -> None:
    change(due, "infra/main.tf")
    assert found(due) != []
    if brought == "new":
        due.write("0002-move.md", nygard(2, "Move"))
    else:
        text = due.read("0001-keep-a-log.md")
        due.write(
            "0001-keep-a-log.md", text.replace("Accepted", "Proposed") if brought == "status" else text + "\nMore.\n"
        )
    change(due)
    assert found(due) == []


def test_a_record_that_is_gone_or_came_with_the_base_is_none(due: Log) -> None:
    change(due, "infra/main.tf")
    due.git("checkout", "--quiet", "base")
    due.write("0002-theirs.md", nygard(2, "Theirs"))
    change(due)
    due.git("checkout", "--quiet", "main")
    due.git("merge", "--quiet", "--no-edit", "base")
    assert len(found(due)) == 1
    due.git("rm", "--quiet", "0002-theirs.md")
    due.commit()
    assert len(found(due)) == 1


@pytest.mark.parametrize(
    ("message", "passes"),
    [
        ("work\n\nNo-ADR: only a comment", True),
        ("work\n\nNo-ADR: only a comment\nSigned-off-by: acme <acme@example.org>", True),
        ("Squashed (#7)\n\n* one\n\nno-adr: only a comment\n\n* two\n\nand more words", True),
        ("work\n\nNo-ADR:", False),
        ("work\n\nNo-ADR:   \n\nbut why", False),
        ("work\n\nNo-ADR: \u200b\u2060", False),
        ("work\n\nNo-ADR: - …", False),
        ("work\n\nNo-ADR: `x` only", True),
        ("No-ADRs: many", False),
        ("work, see No-ADR: x", False),
    ],
)
def test_a_reason_in_a_commit_lets_it_pass(due: Log, message: str, passes: bool) -> None:
    change(due, "infra/main.tf", message=message)
    change(due, "shop/a.py", message="more")
    assert (found(due) == []) is passes


@pytest.mark.security("A branch brings what silences its own fault: a comment, a baseline, a status, a contract")
def test_a_reason_on_the_base_is_none(due: Log) -> None:
    change(due, message="old\n\nNo-ADR: for another change")
    due.git("branch", "--force", "base")
    change(due, "infra/main.tf")
    assert len(found(due)) == 1


@pytest.mark.security("A branch brings what silences its own fault: a comment, a baseline, a status, a contract")
def test_no_branch_takes_itself_out(due: Log) -> None:
    due.write("adr.json", json.dumps(CONTRACT))
    change(due, "infra/main.tf")
    assert len(found(due)) == 1


def test_without_a_base_or_patterns_nothing_is_due(due: Log) -> None:
    change(due, "infra/main.tf")
    assert "needs-record" not in due.rules()
    due.git("branch", "--force", "base")
    due.write("adr.json", json.dumps(CONTRACT))
    change(due)
    due.git("branch", "--force", "base")
    change(due, "infra/main.tf", "infra/more.tf")
    assert found(due) == []


@pytest.mark.parametrize(
    ("patterns", "said"),
    [
        (["infra/**", "[x"], "'[x' in needs_record"),
        (["a\nb"], "control character"),
        ("[x", "'[x' in needs_record"),
        (["[süd"], "'[süd' in"),
    ],
)
@pytest.mark.parametrize("ascii_only", [True, False])
def test_what_is_no_pattern_names_file_and_line(due: Log, patterns: Any, said: str, ascii_only: bool) -> None:
    text = json.loads(contract(needs_record=patterns))
    due.write("adr.json", json.dumps(text, indent=2, ensure_ascii=ascii_only))
    (fault,) = [fault for fault in due.faults() if fault["rule"] == "needs-record"]
    assert fault["file"] == "docs/adr/adr.json"
    assert said in fault["message"]
    line = due.read("adr.json").splitlines()[fault["line"] - 1]
    assert json.dumps(patterns[-1] if isinstance(patterns, list) else patterns, ensure_ascii=ascii_only) in line


@pytest.mark.security("An adr.json with values of any shape, names that lead out of the log among them")
@pytest.mark.parametrize("patterns", [7, {}, [[]], [None], True, "x", [""], ["/"], ["../**"], ["C:/**"]])
def test_odd_answers_ask_for_nothing_and_stop_nothing(due: Log, patterns: Any) -> None:
    due.write("adr.json", contract(needs_record=patterns))
    change(due)
    due.git("branch", "--force", "base")
    change(due, "infra/main.tf")
    due.run("check", "--base", "base", "--format", "json")
    assert not [file for _, file, _ in found(due) if "infra" in file]


@pytest.mark.security("Words of a log that a terminal or a forge's runner would take for a command, in every output")
def test_paths_and_reasons_command_nothing(due: Log) -> None:
    change(due, "infra/a\n::error::x\x1b[31m.tf")
    text = due.run("check", "--base", "base", "--format", "github").out
    assert "\n::error::x" not in text
    assert "\x1b" not in text
    assert "needs-record" in text


@pytest.mark.long
def test_a_hundred_thousand_changed_files_end_in_time(due: Log) -> None:
    import time

    for folder in range(100):
        for number in range(1000):
            due.write(f"../../infra/{folder}/{number}.tf", "")
    change(due)
    start = time.monotonic()
    ((_, _, message),) = found(due)
    assert "and 99997 more" in message
    assert time.monotonic() - start < 20
