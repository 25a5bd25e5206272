"""Supersession waits for the decision: until then, and where it is turned down, the older record stays in force."""

import json
from typing import Any

import pytest

from .logs import TODAY, WORDS, Log, adr_py, nygard
from .test_styles import STYLES, in_force, lay


def statuses(log: Log) -> list[str]:
    """The statuses of all records, in order."""
    return [record["status"] for record in log.records()]


def row(log: Log, number: int) -> str:
    """A record's row in the index."""
    return next(line for line in log.read("README.md").splitlines() if line.startswith(f"| [{number:04}]"))


@pytest.fixture
def decided(log: Log) -> Log:
    """A log of two accepted records."""
    log.write("0001-a.md", nygard(1, "A"))
    log.write("0002-b.md", nygard(2, "B"))
    log.run("index")
    return log


# --- waiting ---


def test_a_proposed_record_leaves_the_older_one_in_force(decided: Log) -> None:
    before = decided.read("0002-b.md")
    said = decided.run("new", "-s", "2", "C")
    assert said.out == str(decided.path / "0003-c.md") + "\n"
    assert "0002-b.md stays Accepted until 0003-c.md is decided" in said.err
    assert decided.read("0002-b.md") == before
    assert decided.record("0003-c.md")["supersedes"] == ["0002-b.md"]
    assert "| Accepted, would be superseded by [0003](0003-c.md) |" in row(decided, 2)
    in_force_now = json.loads(decided.run("list", "--json", "--status", "accepted").out)
    assert [record["file"] for record in in_force_now] == ["0001-a.md", "0002-b.md"]
    assert "one-sided-supersession" not in decided.rules()
    graph = decided.run("graph").out
    assert "would supersede" in graph
    assert '"supersedes"' not in graph


def test_the_older_record_goes_out_of_force_with_the_decision(decided: Log) -> None:
    decided.run("new", "-s", "2", "C")
    said = decided.run("status", "3", "accepted")
    assert "0002-b.md: Superseded by [3. C](0003-c.md)" in said.out
    assert statuses(decided) == ["accepted", "superseded", "accepted"]
    assert decided.record("0002-b.md")["superseded_by"] == ["0003-c.md"]
    assert "would be" not in decided.read("README.md")
    assert not {"one-sided-supersession", "stale-index"} & decided.rules()


@pytest.mark.parametrize("word", ["rejected", "withdrawn"])
def test_what_is_turned_down_changes_nothing(decided: Log, word: str) -> None:
    before = decided.read("0002-b.md")
    decided.run("new", "-s", "2", "C")
    decided.run("status", "3", word)
    assert decided.read("0002-b.md") == before
    assert "would be" not in decided.read("README.md")
    assert not {"one-sided-supersession", "stale-index", "successor-not-in-force"} & decided.rules()


def test_a_new_record_that_is_accepted_supersedes_at_once(decided: Log) -> None:
    decided.run("new", "--status", "accepted", "-s", "2", "C")
    assert statuses(decided) == ["accepted", "superseded", "accepted"]


def test_where_the_first_status_is_decided_all_happens_at_once(decided: Log) -> None:
    place = {"section": "Status"}
    record = {"title": "# {number}. {title}", "status": place, "supersedes": place, "superseded_by": place}
    decided.write("adr.json", json.dumps({"record": record, "statuses": ["Accepted", "Superseded"]}))
    decided.run("new", "-s", "2", "C")
    assert statuses(decided) == ["accepted", "superseded", "accepted"]


def test_several_wait_together(decided: Log) -> None:
    decided.run("new", "-s", "1", "-s", "2", "C")
    decided.run("new", "-s", "2", "D")
    assert "would be superseded by [0003](0003-c.md), [0004](0004-d.md) |" in row(decided, 2)
    decided.run("status", "3", "accepted")
    assert statuses(decided) == ["superseded", "superseded", "accepted", "proposed"]
    decided.run("status", "4", "accepted")
    assert decided.record("0002-b.md")["superseded_by"] == ["0003-c.md", "0004-d.md"]


@pytest.mark.parametrize(
    "words", [("2", "Superseded by", "3", "Supersedes"), ("3", "Supersedes", "2", "Superseded by")]
)
def test_a_link_waits_too(decided: Log, words: tuple[str, ...]) -> None:
    decided.run("new", "C")
    before = decided.read("0002-b.md")
    said = decided.run("link", *words)
    assert decided.read("0002-b.md") == before
    assert "0002-b.md stays Accepted until 0003-c.md is decided" in said.err
    assert decided.record("0003-c.md")["supersedes"] == ["0002-b.md"]
    decided.run("new", "-l", "1:Supersedes:Superseded by", "D")
    assert decided.read("0001-a.md") == nygard(1, "A")


def test_a_link_says_only_what_it_wrote(decided: Log) -> None:
    decided.run("new", "C")
    assert decided.run("link", "2", "Superseded by", "3", "Supersedes").out == "0003-c.md: Supersedes 0002-b.md\n"
    decided.run("new", "--status", "accepted", "D")
    said = decided.run("link", "1", "Superseded by", "4", "Supersedes")
    assert said.out == "0001-a.md: Superseded by 0004-d.md\n0004-d.md: Supersedes 0001-a.md\n"


def test_a_record_that_is_named_twice_is_superseded_once(decided: Log) -> None:
    decided.run("new", "-s", "2", "-s", "0002-b.md", "C")
    assert decided.read("0003-c.md").count("Supersedes") == 1


@pytest.mark.parametrize("style", STYLES)
def test_what_is_in_force_is_listed_in_every_style(log: Log, style: str) -> None:
    contract: dict[str, Any] = lay(log, style)
    log.run("new", "--status", in_force(contract), "B")
    log.run("new", "-s", "1", "C")
    assert [line[:4] for line in log.run("list", "--status", "accepted").out.splitlines()] == ["0001", "0002"]
    log.run("status", "3", in_force(contract))
    assert [line[:4] for line in log.run("list", "--status", "accepted").out.splitlines()] == ["0002", "0003"]


def test_what_was_implemented_since_is_in_force_and_what_waits_is_not(decided: Log) -> None:
    for number, status in (
        (3, "Implemented"),
        (4, "Partly superseded by [1. A](0001-a.md)"),
        (5, "Not yet accepted"),
        (6, "Closed"),
    ):
        decided.write(f"000{number}-x.md", nygard(number, "X", status=status))
    assert [line[:4] for line in decided.run("list", "--status", "accepted").out.splitlines()] == [
        "0001",
        "0002",
        "0003",
        "0004",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "---\nstatus: accepted\nsuperseded-by: 0002-b.md\n---\n# A\n",
        "# 1. A\n\n- Status: accepted\n- Superseded by: [2](0002-b.md)\n",
        "# 1. A\n\n> Superseded by [2](0002-b.md)\n\n## Status\n\nAccepted\n",
    ],
)
def test_a_record_that_names_its_successor_is_not_in_force_though_its_status_was_forgotten(log: Log, text: str) -> None:
    log.write("0001-a.md", text)
    log.write("0002-b.md", nygard(2, "B", status="Accepted\n\nSupersedes [1. A](0001-a.md)"))
    assert log.record("0001-a.md")["status"] == "accepted"
    assert [line[:4] for line in log.run("list", "--status", "accepted").out.splitlines()] == ["0002"]
    [fault] = [fault for fault in log.faults() if fault["rule"] == "two-statuses"]
    assert "and it is superseded by 0002-b.md" in fault["message"]
    log.run("link", "1", "Superseded by", "2", "Supersedes")
    record = log.record("0001-a.md")
    assert (record["status"], record["superseded_by"]) == ("superseded", ["0002-b.md"])
    assert log.read("0001-a.md").count("0002-b.md") == 1
    log.write("0001-a.md", text)
    log.write("0002-b.md", nygard(2, "B", status="Proposed\n\nSupersedes [1. A](0001-a.md)"))
    assert [line[:4] for line in log.run("list", "--status", "accepted").out.splitlines()] == ["0001"]
    log.run("status", "2", "accepted")
    assert log.record("0001-a.md")["status"] == "superseded"
    assert log.read("0001-a.md").count("0002-b.md") == 1


# --- undoing ---


def turned_down(log: Log) -> None:
    """Record 3 superseded 2, and was rejected afterwards."""
    log.run("new", "--status", "accepted", "-s", "2", "C")
    said = log.run("status", "3", "rejected")
    assert "`adr.py status 0002-b.md accepted` puts it back in force" in said.err


def test_a_record_comes_back_whose_successor_was_turned_down(decided: Log) -> None:
    turned_down(decided)
    [fault] = [fault for fault in decided.faults() if fault["rule"] == "successor-not-in-force"]
    assert "0003-c.md, which is rejected: `adr.py status 0002-b.md Accepted`" in fault["message"]
    decided.run("status", "2", "accepted")
    assert decided.read("0002-b.md") == nygard(2, "B")
    assert "Supersedes" not in decided.read("0003-c.md")
    assert decided.record("0003-c.md")["status"] == "rejected"
    assert not {"one-sided-supersession", "successor-not-in-force", "stale-index"} & decided.rules()


def test_it_is_said_where_a_successor_is_proposed_again(decided: Log) -> None:
    decided.run("new", "--status", "accepted", "-s", "2", "C")
    assert "`adr.py status 0002-b.md accepted` puts it back in force" in decided.run("status", "3", "proposed").err
    decided.run("status", "2", "accepted")
    assert statuses(decided) == ["accepted", "accepted", "proposed"]
    assert "would be superseded by [0003](0003-c.md)" in row(decided, 2)


def test_a_record_comes_back_whose_successor_is_gone(decided: Log) -> None:
    decided.run("new", "--status", "accepted", "-s", "2", "C")
    (decided.path / "0003-c.md").unlink()
    decided.run("status", "2", "accepted")
    assert decided.read("0002-b.md") == nygard(2, "B")


@pytest.mark.parametrize(
    ("stated", "after"),
    [
        ("Accepted\n\nSuperseded by [3. C](0003-c.md)", "Accepted"),
        ("Deprecated\n\nSuperseded by [3. C](0003-c.md)", "Accepted"),
        ("Supersedes [1. A](0001-a.md)\n\nSuperseded by [3. C](0003-c.md)", "Supersedes [1. A](0001-a.md)\n\nAccepted"),
        ("- Accepted\n- Superseded by [3. C](0003-c.md)", "- Accepted"),
        (
            "Superseded, supersedes [1. A](0001-a.md)\n\nSuperseded by [3. C](0003-c.md)",
            "Accepted, supersedes [1. A](0001-a.md)",
        ),
    ],
)
def test_a_stack_of_statuses_is_put_back(decided: Log, stated: str, after: str) -> None:
    decided.write("0002-b.md", nygard(2, "B", status=stated))
    decided.write("0003-c.md", nygard(3, "C", status="Rejected\n\nSupersedes [2. B](0002-b.md)"))
    decided.run("status", "2", "accepted")
    assert decided.read("0002-b.md") == nygard(2, "B", status=after)


def test_one_of_two_references_goes(decided: Log) -> None:
    decided.write("0002-b.md", "---\nstatus: superseded by ADR-0003\n---\n\n# B\n")
    decided.write("0003-c.md", "---\nstatus: rejected\nsupersedes: ADR-0001, ADR-0002\n---\n\n# C\n")
    decided.run("status", "2", "accepted")
    assert decided.read("0002-b.md") == "---\nstatus: accepted\n---\n\n# B\n"
    assert decided.read("0003-c.md") == "---\nstatus: rejected\nsupersedes: ADR-0001\n---\n\n# C\n"


@pytest.mark.parametrize("style", STYLES)
def test_in_every_style_it_waits_comes_and_goes(log: Log, style: str) -> None:
    contract: dict[str, Any] = lay(log, style)
    binding = in_force(contract)
    [first] = log.records()
    before = log.read(first["file"])
    log.run("new", "-s", "1", "Second")
    assert log.read(first["file"]) == before
    assert f"would be superseded by [0002]({log.records()[1]['file']}) |" in row(log, 1)
    log.run("status", "2", binding)
    old, new = log.records()
    assert (old["status"], old["superseded_by"], new["supersedes"]) == ("superseded", [new["file"]], [old["file"]])
    assert f"]({new['file']})" in row(log, 1)
    assert log.run("list").out.splitlines()[0].split("  ")[1].strip() == "superseded by 0002"
    (log.path / new["file"]).unlink()
    log.run("status", "1", binding)
    [back] = log.records()
    back_in_force: tuple[str | None, list[str], str] = (adr_py.canonical(binding, WORDS), [], first["title"])
    assert (back["status"], back["superseded_by"], back["title"]) == back_in_force
    assert log.run("list", "--status", binding).out
    assert log.faults() == []
    if "history" not in contract:
        wrong = [line for line in log.read(first["file"]).splitlines() if line not in before.splitlines()]
        assert len(wrong) <= 1, wrong


# --- against a base ---


@pytest.fixture
def branch(repo: Log) -> Log:
    """0002 is superseded by 0003, which is proposed on main, as version 1 wrote it; a branch is checked out."""
    repo.write("0002-use-kafka.md", nygard(2, "Use Kafka", status="Superseded by [3. C](0003-c.md)"))
    repo.write("0003-c.md", nygard(3, "C", status="Proposed\n\nSupersedes [2. Use Kafka](0002-use-kafka.md)"))
    repo.run("index")
    repo.commit()
    repo.git("checkout", "--quiet", "-b", "topic")
    return repo


def test_a_successor_that_is_proposed_on_the_base_is_a_fault(branch: Log) -> None:
    assert branch.rules() == set()
    [fault] = branch.faults("--base", "main")
    assert (fault["rule"], fault["severity"]) == ("successor-not-in-force", "error")
    assert "0003-c.md, which is proposed: `adr.py status 0002-use-kafka.md Accepted`" in fault["message"]
    assert "successor-not-in-force" in branch.rules("--merged")
    branch.run("status", "0002-use-kafka.md", "Accepted")
    assert branch.rules("--base", "main") == set()
    assert branch.record("0003-c.md")["supersedes"] == ["0002-use-kafka.md"]


def test_accepting_the_successor_mends_it_too(branch: Log) -> None:
    branch.run("status", "3", "accepted")
    assert branch.rules("--base", "main") == set()


def test_a_branch_may_bring_both_at_once(repo: Log) -> None:
    repo.git("checkout", "--quiet", "-b", "topic")
    repo.write("0002-use-kafka.md", nygard(2, "Use Kafka", status="Superseded by [3. C](0003-c.md)"))
    repo.write("0003-c.md", nygard(3, "C", status="Proposed\n\nSupersedes [2. Use Kafka](0002-use-kafka.md)"))
    repo.run("index")
    assert repo.rules("--base", "main") == set()


@pytest.mark.parametrize(
    ("successor", "allowed"),
    [("Rejected", True), ("Withdrawn", True), (None, True), ("Accepted", False), ("Deprecated", False)],
)
def test_superseded_to_accepted_is_a_step_only_without_a_successor(
    repo: Log, successor: str | None, allowed: bool
) -> None:
    repo.write("0002-use-kafka.md", nygard(2, "Use Kafka", status="Superseded by [3. C](0003-c.md)"))
    if successor:
        more = "\n\nSupersedes [2. Use Kafka](0002-use-kafka.md)"
        repo.write("0003-c.md", nygard(3, "C", status=successor + more))
    repo.commit()
    repo.git("checkout", "--quiet", "-b", "topic")
    repo.run("status", "2", "accepted")
    assert ("status-step" not in repo.rules("--base", "main")) == allowed


@pytest.mark.parametrize("word", ["Accepted", "Implemented", "Active", "Done", "Partly superseded"])
def test_no_other_word_brings_a_superseded_record_back(repo: Log, word: str) -> None:
    """Nor where the branch takes the words out of the successor too."""
    repo.write("0002-use-kafka.md", nygard(2, "Use Kafka", status="Superseded by [3. C](0003-c.md)"))
    repo.write("0003-c.md", nygard(3, "C", status="Accepted\n\nSupersedes [2. Use Kafka](0002-use-kafka.md)"))
    repo.commit()
    repo.git("checkout", "--quiet", "-b", "topic")
    repo.write("0002-use-kafka.md", nygard(2, "Use Kafka", status=word))
    repo.write("0003-c.md", nygard(3, "C"))
    assert "status-step" in repo.rules("--base", "main")
    repo.git("checkout", "--quiet", "main", ".")
    repo.write("0003-c.md", nygard(3, "C", status="Rejected\n\nSupersedes [2. Use Kafka](0002-use-kafka.md)"))
    repo.commit()
    repo.git("branch", "--force", "main")
    repo.write("0002-use-kafka.md", nygard(2, "Use Kafka", status=word))
    assert "status-step" not in repo.rules("--base", "main")


@pytest.mark.parametrize("was", ["Rejected", "Draft", "Proposed", "Accepted", "Implemented"])
@pytest.mark.parametrize("successor", ["turned down", "gone"])
def test_a_record_becomes_again_what_it_was_before(repo: Log, was: str, successor: str) -> None:
    """What was never in force does not come into force by undoing a supersession: git knows what it said."""
    repo.write("0002-use-kafka.md", nygard(2, "Use Kafka", status=was))
    repo.commit()
    repo.run("new", "--status", "accepted", "-s", "2", "C")
    repo.commit()
    word = "accepted" if was in ("Accepted", "Implemented") else was.lower()
    if successor == "turned down":
        said = repo.run("status", "3", "rejected")
        assert f"`adr.py status 0002-use-kafka.md {word}`" in said.err
        [fault] = [fault for fault in repo.faults() if fault["rule"] == "successor-not-in-force"]
        assert f"`adr.py status 0002-use-kafka.md {'Accepted' if word == 'accepted' else word}`" in fault["message"]
    else:
        (repo.path / "0003-c.md").unlink()
    repo.run("index")
    repo.commit()
    repo.git("checkout", "--quiet", "-b", "topic")
    allowed = {was.lower(), *(["accepted"] if was != "Rejected" else [])}
    for again in ("rejected", "draft", "accepted", was.lower()):
        repo.run("status", "2", again)
        assert ("status-step" not in repo.rules("--base", "main")) == (again in allowed), again
        if again == was.lower():
            assert repo.read("0002-use-kafka.md") == nygard(2, "Use Kafka", status=was)
            assert successor == "gone" or "0002-use-kafka.md" not in repo.read("0003-c.md")
        repo.git("checkout", "--quiet", ".")


def test_a_successor_in_another_log_is_one(repo: Log) -> None:
    other = Log(repo.path.parent / "payments")
    other.write("0007-use-pulsar.md", nygard(7, "Use Pulsar"))
    repo.write("0002-use-kafka.md", nygard(2, "Use Kafka", status="Superseded by [7](../payments/0007-use-pulsar.md)"))
    repo.commit()
    assert "no-successor" not in repo.rules()
    repo.git("checkout", "--quiet", "-b", "topic")
    repo.run("status", "2", "accepted")
    assert "status-step" in repo.rules("--base", "main")


# --- fix ---


def test_fix_says_each_change(decided: Log) -> None:
    decided.write("0003-c.md", nygard(4, "C"))
    decided.write("0002-b.md", nygard(2, "B", status="Superseded by [3. C](0003-c.md)"))
    said = decided.run("check", "--fix")
    path = decided.path / "0003-c.md"
    assert f"{path}: title number: 4 -> 3" in said.err
    assert f"{path}: supersedes: none -> 0002-b.md" in said.err
    assert f"{decided.path / 'README.md'}: index: stale -> 3 records" in said.err
    assert decided.faults() == []


def test_fix_never_changes_which_decision_is_in_force(decided: Log) -> None:
    decided.write("0003-c.md", nygard(3, "C", status="Accepted\n\nSupersedes [2. B](0002-b.md)"))
    said = decided.run("check", "--fix", code=1)
    assert statuses(decided) == ["accepted", "accepted", "accepted"]
    assert "adr.py link 0002-b.md 'Superseded by' 0003-c.md Supersedes" in said.err
    decided.write("0002-b.md", nygard(2, "B", status="Superseded"))
    said = decided.run("check", "--fix")
    assert decided.record("0002-b.md")["superseded_by"] == ["0003-c.md"]
    assert "0002-b.md: superseded by: none -> 0003-c.md" in said.err


# --- the date of the decision ---


def test_the_date_of_the_decision_is_set_with_it(log: Log) -> None:
    lay(log, "madr")
    log.run("new", "B")
    text = log.read("0002-b.md").replace(TODAY, "2026-01-05")
    log.write("0002-b.md", text)
    log.run("status", "2", "accepted")
    assert log.record("0002-b.md")["date"] == TODAY
    log.write("0002-b.md", text)
    log.run("status", "2", "accepted", "--date", "2026-02-03")
    assert log.read("0002-b.md") == text.replace("2026-01-05", "2026-02-03").replace("proposed", "accepted", 1)
    log.run("status", "2", "deprecated")
    assert log.record("0002-b.md")["date"] == "2026-02-03"


def test_elsewhere_the_date_stays_unless_one_is_given(log: Log) -> None:
    log.write("0001-a.md", nygard(1, "A", status="Proposed"))
    log.run("status", "1", "accepted")
    assert log.record("0001-a.md")["date"] == "2024-05-06"
    log.run("status", "1", "deprecated", "--date", "2026-02-03")
    assert log.read("0001-a.md") == nygard(1, "A", status="Deprecated", date="2026-02-03")
    for wrong in ("yesterday", "2026-02-31", "2026-2-3 or so"):
        assert "a day is written YYYY-MM-DD" in log.run("status", "1", "accepted", "--date", wrong, code=2).err
