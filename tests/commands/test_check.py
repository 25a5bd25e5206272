"""What `check` says of how much it found, and its exit code, over formats and the baseline of old faults."""

import json

import pytest

from tests.adr.conftest import _calm as _calm
from tests.adr.conftest import log as log
from tests.adr.logs import Log, nygard

GONE = "\n[gone](gone.md)\n"
NONE = "\n<!-- adr-ignore: nothing -->\n"
STATUS = "error unknown-status: its status 'Ripening' is none of Proposed, Accepted, Rejected, Deprecated, Superseded"
RULE = "warning unknown-rule: there is no rule 'nothing' to ignore"


@pytest.fixture
def kept(log: Log, monkeypatch: pytest.MonkeyPatch) -> Log:
    log.write("0001-a.md", nygard(1, "A"))
    log.write("0002-b.md", nygard(2, "B"))
    log.run("index")
    monkeypatch.chdir(log.path.parents[1])
    return log


def broken(log: Log, *, statuses: int = 0, ignored: int = 0, gone: int = 0) -> None:
    """So many records have a status that is none, a comment with a rule that is none, a link that leads nowhere."""
    for number, name in ((1, "a"), (2, "b")):
        more = NONE * (number <= ignored) + GONE * (number <= gone)
        status = "Ripening" if number <= statuses else "Accepted"
        log.write(f"000{number}-{name}.md", nygard(number, name.upper(), status, more=more))
    log.run("index")


@pytest.mark.parametrize(
    ("statuses", "ignored", "code", "counted"),
    [
        (0, 0, 0, ""),
        (1, 0, 1, "1 error, 0 warnings\n"),
        (2, 0, 1, "2 errors, 0 warnings\n"),
        (1, 1, 1, "1 error, 1 warning\n"),
        (1, 2, 1, "1 error, 2 warnings\n"),
        (0, 1, 0, "0 errors, 1 warning\n"),
    ],
)
def test_faults_are_counted(kept: Log, statuses: int, ignored: int, code: int, counted: str) -> None:
    broken(kept, statuses=statuses, ignored=ignored)
    said = kept.run("check", code=code)
    assert said.err == counted
    assert said.out.count(STATUS) == statuses
    assert said.out.count(RULE) == ignored
    assert len(said.out.splitlines()) == statuses + ignored
    for form in ("json", "sarif", "gitlab", "github"):
        assert kept.run("check", "--format", form, code=code).err == ""


def test_old_faults_pass_and_are_counted(kept: Log) -> None:
    broken(kept, statuses=1, gone=1)
    kept.run("check", "--write-baseline")
    passed = "docs/adr/adr-baseline.json: 2 old faults, which pass"
    assert kept.run("check") == (0, "", f"{passed}; `adr.py check --old` lists them\n")
    listed = kept.run("check", "--old")
    assert (listed.code, listed.err) == (0, f"2 errors, 0 warnings\n{passed}\n")
    assert (listed.out.count(STATUS), listed.out.count("error broken-link: ")) == (1, 1)
    assert kept.run("check", "--format", "github").err == f"{passed}; `adr.py check --old` lists them\n"
    assert kept.run("check", "--format", "json") == (0, "[]\n", "")
    broken(kept, statuses=2, gone=1)
    said = kept.run("check", code=1)
    assert said.out.startswith("docs/adr/0002-b.md:7: error unknown-status: ")
    assert said.err == f"1 error, 0 warnings\n{passed}; `adr.py check --old` lists them\n"


def test_an_old_fault_that_is_mended_is_struck(kept: Log) -> None:
    broken(kept, statuses=1, gone=1)
    kept.run("check", "--write-baseline")
    broken(kept, gone=1)
    said = kept.run("check", code=None)
    assert "stale-baseline" in said.out
    assert said.err.endswith("docs/adr/adr-baseline.json: 1 old fault, which pass; `adr.py check --old` lists them\n")
    kept.run("check", "--fix")
    assert json.loads(kept.read("adr-baseline.json"))["faults"] == [
        {"rule": "broken-link", "file": "0001-a.md", "subject": "gone.md"}
    ]
    broken(kept)
    kept.run("check", "--fix")
    assert not (kept.path / "adr-baseline.json").exists()


@pytest.mark.parametrize(
    ("records", "told"),
    [
        (["1"], ["0001-a.md"]),
        (["2"], ["0002-b.md"]),
        (["0002-b.md"], ["0002-b.md"]),
        (["1", "2"], ["0001-a.md", "0002-b.md"]),
        ([], ["0001-a.md", "0002-b.md"]),
    ],
)
def test_some_records_alone(kept: Log, records: list[str], told: list[str]) -> None:
    broken(kept, statuses=2)
    lines = kept.run("check", *records, code=1).out.splitlines()
    assert [line.partition(":")[0] for line in lines] == [f"docs/adr/{file}" for file in told]


@pytest.mark.parametrize(
    ("taken", "faults"),
    [(["7"], 0), (["2"], 1), (["1,2"], 2), (["1, 2,"], 2), (["1", "2"], 2), ([""], 0)],
)
def test_numbers_that_other_changes_take(kept: Log, taken: list[str], faults: int) -> None:
    kept.git("init", "--quiet", "--initial-branch", "main")
    kept.git("commit", "--quiet", "--allow-empty", "-m", "one")
    words = [word for one in taken for word in ("--taken", one)]
    assert kept.run("check", "--base", "HEAD", *words, code=None).out.count("number-taken") == faults
