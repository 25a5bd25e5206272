# ruff: noqa: E501 - tables: a row is a line
"""`check`: each rule, each format, the baseline, the inline ignore, `--fix`, and `--base` with real repositories."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from .logs import ADR_PY, TODAY, Log, adr_py, nygard

CONTRACT = {
    "record": {
        "title": "# {number}. {title}", "status": {"section": "Status"}, "date": {"line": "Date"},
        "supersedes": {"section": "Status"}, "superseded_by": {"section": "Status"},
    },
    "statuses": ["Proposed", "Accepted", "Superseded"],
    "reference": "[{number}. {title}]({file})",
    "sections": [{"heading": name, "level": 2, "optional": name == "Notes"} for name in ("Status", "Context", "Decision", "Consequences", "Notes")],
}  # fmt: skip
BLANK = "# NUMBER. TITLE\n\nDate: YYYY-MM-DD\n\n## Status\n\nProposed\n\n## Context\n\n{Why do\nwe ask?}\n\n## Decision\n\n{What?}\n\n## Consequences\n"


@pytest.fixture
def ruled(log: Log) -> Log:
    """A log with a contract and one good record, whose index is fresh."""
    log.write("adr.json", json.dumps(CONTRACT))
    log.write("adr-template.md", BLANK)
    log.write("0001-good.md", nygard(1, "Good"))
    log.run("index")
    assert log.faults() == []
    return log


def good(number: int = 2, **kwargs: Any) -> str:
    return nygard(number, "Next", **kwargs)


BROKEN: list[tuple[str, str, str | bytes]] = [
    ("no-title", "0002-next.md", good().replace("# 2. Next", "")),
    ("number-mismatch", "0002-next.md", good(3)),
    ("number-used-twice", "0001-next.md", good(1)),
    ("no-status", "0002-next.md", good().replace("Accepted", "")),
    ("unknown-status", "0002-next.md", good(status="Ripening")),
    ("unknown-status", "0002-next.md", good(status="Rejected")),
    ("two-statuses", "0002-next.md", "---\nstatus: proposed\n---\n" + good()),
    ("no-date", "0002-next.md", good().replace("Date: 2024-05-06\n", "")),
    ("bad-date", "0002-next.md", good(date="2024-13-06")),
    ("bad-date", "0002-next.md", good(date="04/05/2024")),
    ("missing-section", "0002-next.md", good().replace("## Decision\n", "")),
    ("placeholder-left", "0002-next.md", good().replace("Why.", "{Why do we ask?}")),
    ("broken-link", "0002-next.md", good(more="\nSee [it](0099-gone.md).\n")),
    ("broken-link", "0002-next.md", good(more="\nSee [it][x].\n\n[x]: gone.png\n")),
    ("broken-link", "0002-next.md", good(more="\nSee [it](<gone test.md>).\n")),
    ("broken-link", "0002-next.md", good(more='\nSee [a [b] c](gone.md "Why"), and ``code``.\n')),
    ("broken-link", "0002-next.md", good(more="\n- A list:\n\n    - [it](gone.md)\n\n      [too](gone.md)\n")),
    ("broken-link", "0002-next.md", good(more="\nA paragraph\n    that goes on: [it](gone.md)\n")),
    ("broken-link", "0002-next.md", good(more="\nA lone ` tick, [it](gone.md).\n\nAnother ` tick.\n")),
    ("broken-link", "0002-next.md", good(more="\n\\\\[it](gone.md)\n")),
    ("broken-link", "0002-next.md", good(more="\n<pre>x</pre>\n\n![it](gone.png)\n")),
    ("one-sided-supersession", "0002-next.md", good(status="Accepted\n\nSupersedes [1. Good](0001-good.md)")),
    ("no-successor", "0002-next.md", good(status="Superseded")),
    ("no-successor", "0002-next.md", good(status="Superseded by ADR-0099")),
    ("stale-index", "0002-next.md", good()),
    ("conflict-markers", "0002-next.md", good(more="\n<<<<<<< a\nx\n=======\ny\n>>>>>>> b\n")),
    ("not-utf8", "0002-next.md", good(more="\nfür\n").encode("latin-1")),
    ("unknown-rule", "0002-next.md", good(more="\n<!-- adr-ignore: no-such-rule -->\n")),
    ("bad-pattern", "0002-next.md", "---\napplies-to: ['*.md', 'src/[a']\n---\n" + good()),
    ("dead-path", "0002-next.md", "---\napplies-to: ['*.md', gone/]\n---\n" + good()),
]


@pytest.mark.parametrize(("rule", "file", "text"), BROKEN)
def test_each_rule_finds_its_fault(ruled: Log, rule: str, file: str, text: str | bytes) -> None:
    ruled.write(file, text)
    if rule != "stale-index":
        ruled.run("index")
    found = ruled.faults()
    assert {fault["rule"] for fault in found} - {"no-status"} <= {rule} or rule == "no-status"
    assert rule in {fault["rule"] for fault in found}
    for fault in found:
        assert fault["mend"]
        assert fault["line"] >= 1
    errors = [fault for fault in found if fault["severity"] == "error"]
    assert ruled.run("check", code=None).code == (1 if errors else 0)


# rule, file, text -> the line that it names, and words of its message. Lines of `good()`: title 1, date 3, status 7,
# "Why." 11, its last 19.
PLACES: list[tuple[str, str, str, int, str]] = [
    ("no-title", "0002-next.md", good().replace("# 2. Next", ""), 1, "it has no title"),
    ("number-mismatch", "0002-next.md", "\n\n" + good(3), 3, "its title says 3, its file '0002-next.md' says 2"),
    ("number-used-twice", "0001-next.md", "\n" + good(1), 1, "number 1 is also that of 0001-good.md"),
    ("no-status", "0002-next.md", good().replace("Accepted", ""), 1, "it states no status"),
    (
        "unknown-status",
        "0002-next.md",
        good(status="Ripening"),
        7,
        "its status 'Ripening' is none of Proposed, Accepted",
    ),
    ("two-statuses", "0002-next.md", "---\nstatus: proposed\n---\n" + good(), 10, "another place says 'Accepted'"),
    ("no-date", "0002-next.md", good().replace("Date: 2024-05-06\n", ""), 1, "it states no date"),
    ("bad-date", "0002-next.md", good(date="04/05/2024"), 3, "'04/05/2024' is not a date in one reading"),
    ("missing-section", "0002-next.md", good().replace("## Decision\n", ""), 1, "it lacks the section 'Decision'"),
    (
        "placeholder-left",
        "0002-next.md",
        good().replace("Why.", "{Why do we ask?}"),
        11,
        "'{Why do we ask?}' is still there",
    ),
    (
        "placeholder-left",
        "0002-next.md",
        good().replace("Why.", "{Why do we ask?}").replace("What.", "{What?}"),
        11,
        "still there, and 1 more",
    ),
    (
        "broken-link",
        "0002-next.md",
        good(more="\n[a](0001-good.md)\n[it](0099-gone.md).\n"),
        22,
        "the link to '0099-gone.md' leads nowhere",
    ),
    ("broken-link", "0002-next.md", good(more="\nSee [it][x].\n\n[x]: gone.png\n"), 23, "'gone.png' leads nowhere"),
    (
        "one-sided-supersession",
        "0002-next.md",
        good(status="Accepted\n\nSupersedes [1. Good](0001-good.md)"),
        1,
        "0002-next.md supersedes it, and it does not say so",
    ),
    ("no-successor", "0002-next.md", good(status="Superseded"), 1, "it is superseded and names no successor"),
    (
        "no-successor",
        "0002-next.md",
        good(status="Superseded by ADR-0099"),
        1,
        "superseded by adr 0099, which is not there",
    ),
    (
        "conflict-markers",
        "0002-next.md",
        good(more="\n<<<<<<< a\nx\n=======\ny\n>>>>>>> b\n"),
        21,
        "it has conflict markers",
    ),
    ("unknown-rule", "0002-next.md", good(more="\n<!-- adr-ignore: no-such-rule -->\n"), 21, "no-such-rule"),
    (
        "bad-pattern",
        "0002-next.md",
        good().replace("Date:", "Applies to: `src/[a`\nDate:"),
        3,
        "'src/[a' has a `[` without its `]`",
    ),
    ("bad-pattern", "0002-next.md", "---\naffects:\n  - a/\n  - a/b\\\n---\n" + good(), 4, "ends with"),
    (
        "dead-path",
        "0002-next.md",
        "---\napplies-to:\n  - '*.md'\n  - ../x\n---\n" + good(),
        4,
        "leads out of the repository",
    ),
    ("dead-path", "0002-next.md", "---\nfiles: ['*.{md,rst}']\n---\n" + good(), 2, "braces are letters"),
]


@pytest.mark.parametrize(("rule", "file", "text", "line", "said"), PLACES)
def test_a_fault_names_its_line_and_what_stands_there(
    ruled: Log, rule: str, file: str, text: str, line: int, said: str
) -> None:
    ruled.write(file, text)
    ruled.run("index")
    found = [fault for fault in ruled.faults() if fault["rule"] == rule]
    assert [fault["line"] for fault in found if said in fault["message"]] == [line], found


GOOD = [
    good(
        more="\nSee [it](0001-good.md#x), [site](/adr/1), [web](https://example.org), [me](@acme), `[code](gone.md)`.\n"
    ),
    good(more="\n```\n[code](gone.md) {Why do we ask?}\n<<<<<<< a\n```\n"),
    good(status="Proposed").replace("Why.", "{Why do we ask?}"),
    good().replace("Why.", "Paths such as /{name} stay."),
    good(more="\n## Notes\n\nMore.\n"),
    good(more="\nMeasured[^1], and [slow](<load test.md>), [too][x].\n\n[^1]: Measured in May.\n[x]: <load test.md>\n"),
    good(more="\nAs code:\n\n    [code](gone.md)\n\n    [more](gone.md)\n\n\t[tab](gone.md)\n"),
    good(more="\n- A list\n\n      [code](gone.md)\n\n1. More\n\n       [code](gone.md)\n"),
    good(more="\n``[a](gone.md) ` [b](gone.md)`` and `over\ntwo [lines](gone.md)`.\n"),
    good(more="\n\\[a\\](gone.md), \\[b](gone.md), \\\\\\[d](gone.md), f](gone.md)\n\n[c\\](gone.md)\n"),
    good(more="\n<pre>\n[a](gone.md)\n\n[b]: gone.md\n</pre>\n\n<pre class=x>[c](gone.md)\n</pre>\n"),
    good(more="\nUnclosed [a](gone.md and [b](gone here).\n\n[c]: gone.md is what c means\n"),
    good(more="\n[a\n\nb](gone.md)\n\n[d\\]: gone.md\n"),
    good(more="\nSee [outside](../../../../../nowhere.md).\n"),
    # an older style: other sections, other places, other words
    "---\nstatus: rejected\ndate: 2024-05-06\n---\n\n# Next\n\n## Context and Problem Statement\n\nX\n\n## Considered Options\n\n## Decision Outcome\n",
]


@pytest.mark.parametrize("text", GOOD)
def test_no_fault_is_found_where_there_is_none(ruled: Log, text: str) -> None:
    ruled.write("0002-next.md", text)
    ruled.write("load test.md", "Slow.\n")
    ruled.run("index")
    assert ruled.faults() == []


def test_nothing_read_though_files_are_there(log: Log) -> None:
    log.write("some-notes.md", "words\n")
    assert log.rules() == {"nothing-read"}


@pytest.mark.skipif(sys.platform == "win32", reason="no symbolic links")
def test_links_out_of_the_log_are_not_followed(log: Log, tmp_path: Path) -> None:
    outside = tmp_path / "secret.md"
    outside.write_text(nygard(2, "Secret"))
    log.write("0001-a.md", nygard(1, "A"))
    (log.path / "0002-secret.md").symlink_to(outside)
    (log.path / "more").symlink_to(tmp_path)
    assert [record["file"] for record in log.records()] == ["0001-a.md"]
    assert "not-followed" in log.rules()


def test_an_unreadable_file_is_named(log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    log.write("0001-a.md", nygard(1, "A"))
    log.write("0002-b.md", nygard(2, "B"))
    real = adr_py.read_bytes

    def read(path: str) -> bytes:
        if path.endswith("0002-b.md"):
            raise PermissionError(13, "Permission denied")
        return bytes(real(path))

    monkeypatch.setattr(adr_py, "read_bytes", read)
    faults = [fault for fault in log.faults() if fault["rule"] == "unreadable"]
    assert [(fault["file"].rpartition("/")[2], fault["message"]) for fault in faults] == [
        ("0002-b.md", "it cannot be read: Permission denied")
    ]
    log.write("README.md", "<!-- adrlog -->\n<!-- adrlogstop -->\n")
    assert "0002-b.md: it cannot be read (Permission denied), so the index has no row" in log.run("index").err


def test_a_fault_names_the_line_that_states_it(log: Log) -> None:
    log.write("0002-b.md", "---\nstatus: acepted\ndate: 03/04/2026\n---\n\n# 3. B\n\n## Context\n\nX\n")
    lines = {fault["rule"]: fault["line"] for fault in log.faults()}
    assert {rule: lines[rule] for rule in ("unknown-status", "bad-date", "number-mismatch")} == {
        "unknown-status": 2, "bad-date": 3, "number-mismatch": 6,
    }  # fmt: skip


def test_every_rule_is_tested() -> None:
    tested = {rule for rule, _, _ in BROKEN} | {
        "nothing-read",
        "index-order",
        "not-followed",
        "unreadable",
        "undecided",
        "stale-baseline",
        "edited-tool",
        "review-due",  # tests/adr/test_time.py
        "open-too-long",
        "successor-not-in-force",  # tests/adr/test_supersession.py
    }
    tested |= {"index-lacks", "index-dead-link", "index-differs"}  # tests/adr/test_own_index.py
    tested |= {"dead-citation", "outdated-citation"}  # tests/adr/test_citations.py
    tested |= {"needs-record"}  # tests/adr/test_due.py
    tested |= {"governed"}  # tests/adr/test_governed.py
    tested |= {"number-taken", "accepted-changed", "status-step", "grown-baseline", "new-status", "new-source"}
    assert tested == set(adr_py.RULES)


def test_an_index_that_a_merge_left_out_of_order_is_a_warning_that_fix_mends(ruled: Log) -> None:
    ruled.write("0002-next.md", good())
    ruled.run("index")
    assert ruled.faults() == []
    lines = ruled.read("README.md").splitlines(keepends=True)
    rows = [number for number, line in enumerate(lines) if line.startswith("| [")]
    lines[rows[0]], lines[rows[1]] = lines[rows[1]], lines[rows[0]]
    ruled.write("README.md", "".join(lines))
    assert [(fault["rule"], fault["severity"]) for fault in ruled.faults()] == [("index-order", "warning")]
    assert ruled.run("check", code=None).code == 0
    ruled.run("check", "--fix")
    assert ruled.faults() == []


@pytest.mark.parametrize("name", ["adr.py", "adr_review.py", "adr_update.py"])
def test_a_program_of_the_pack_that_was_edited_is_a_warning(ruled: Log, name: str) -> None:
    made = ADR_PY.read_bytes()
    for same in (made, made.replace(b"\n", b"\r\n")):
        ruled.write(name, same)
        assert ruled.faults() == []
    for edited in (made + b"\n", made.replace(b"import os\n", b"", 1), made.replace(b"# sha256 of", b"# sum of", 1)):
        ruled.write(name, edited)
        [fault] = ruled.faults()
        assert (fault["rule"], fault["severity"], fault["line"]) == ("edited-tool", "warning", 1)
        assert fault["file"].endswith(name)
        assert ruled.run("check").code == 0
    ruled.run("check", "--write-baseline")
    assert ruled.rules() == {"edited-tool"}
    ruled.write(name, "# a program that the pack did not make\n")
    assert ruled.faults() == []


def test_an_ignore_comment_silences_its_rules(ruled: Log) -> None:
    ruled.write(
        "0002-next.md",
        good(date="2024-13-06", more="\n[x](gone.md)\n<!-- adr-ignore: bad-date, broken-link -- moved in 2020 -->\n"),
    )
    ruled.run("index")
    assert ruled.faults() == []


# --- formats ---


@pytest.fixture
def faulty(ruled: Log) -> Log:
    ruled.git("init", "--quiet")
    ruled.write("0002-next.md", good(status="Ripening,: %0A ::set-output name=x::y", date="x", more="\n[x](gone.md)\n"))
    return ruled


def test_text(faulty: Log) -> None:
    said = faulty.run("check", code=1)
    assert (
        "0002-next.md:21: error broken-link: the link to 'gone.md' leads nowhere. Correct the link, or restore the file.\n"
        in said.out
    )
    assert said.err.endswith("errors, 0 warnings\n")


def test_github_annotations_carry_no_command(faulty: Log) -> None:
    lines = faulty.run("check", "--format", "github", code=1).out.splitlines()
    assert all(line.startswith("::error file=") for line in lines)
    assert any(",line=21,title=broken-link::the link to 'gone.md' leads nowhere." in line for line in lines)


def test_sarif(faulty: Log) -> None:
    report = json.loads(faulty.run("check", "--format", "sarif", code=1).out)
    assert report["version"] == "2.1.0"
    run = report["runs"][0]
    ids = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert ids == list(adr_py.RULES)
    for result in run["results"]:
        assert ids[result["ruleIndex"]] == result["ruleId"]
        assert result["level"] in ("error", "warning")
        assert result["locations"][0]["physicalLocation"]["region"]["startLine"] >= 1
        assert not result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].startswith(("/", ".."))
        assert result["message"]["text"]


def test_gitlab_code_quality(faulty: Log) -> None:
    rows = json.loads(faulty.run("check", "--format", "gitlab", code=1).out)
    assert len({row["fingerprint"] for row in rows}) == len(rows)
    for row in rows:
        assert set(row) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert row["location"]["lines"]["begin"] >= 1


def test_several_logs_in_one_call(log: Log, tmp_path: Path) -> None:
    other = Log(tmp_path / "other")
    log.write("0001-a.md", nygard(1, "A", status="Accepted\n\n[x](gone.md)"))
    other.write("0001-b.md", nygard(1, "B", status="Accepted\n\n[x](gone.md)"))
    said = log.run("check", "--dir", other.path, "--format", "json", code=1)
    assert len({fault["file"].rpartition("/")[0] for fault in json.loads(said.out)}) <= 2


# --- fix, baseline, merged, taken ---


def test_fix_mends_what_has_one_answer(ruled: Log) -> None:
    ruled.write("0002-next.md", good(3, status="Accepted\n\nSupersedes [1. Good](0001-good.md)"))
    ruled.run("check", "--fix", code=1)  # which of the two binds is for people to say
    assert ruled.rules() == {"one-sided-supersession"}
    assert ruled.read("0001-good.md") == nygard(1, "Good")
    assert ruled.read("0002-next.md").startswith("# 2. Next\n")
    ruled.run("link", "1", "Superseded by", "2", "Supersedes")
    assert ruled.faults() == []
    assert "\n## Status\n\nSuperseded by [2. Next](0002-next.md)\n" in ruled.read("0001-good.md")
    ruled.write("0003-more.md", nygard(3, "More"))
    ruled.write(
        "0002-next.md", good(2, status="Superseded by [3. More](0003-more.md)\n\nSupersedes [1. Good](0001-good.md)")
    )
    ruled.run("check", "--fix")
    assert "Accepted\n\nSupersedes [2. Next](0002-next.md)\n" in ruled.read("0003-more.md")


def test_fix_leaves_the_rest(ruled: Log) -> None:
    ruled.write("0002-next.md", good(date="x"))
    assert "bad-date" in ruled.run("check", "--fix", code=1).out or "no-date" in ruled.run("check", code=1).out


def test_a_baseline_lets_old_faults_pass_and_no_new_ones(ruled: Log) -> None:
    ruled.write("0002-next.md", good(more="\n[x](gone.md)\n"))
    ruled.run("index")
    ruled.run("check", code=1)
    ruled.run("check", "--write-baseline")
    assert ruled.faults() == []
    ruled.write("0002-next.md", good(more="\n\n\n[x](gone.md)\n[y](gone-too.md)\n"))
    assert [fault["message"] for fault in ruled.faults()] == ["the link to 'gone-too.md' leads nowhere"]
    ruled.write("0002-next.md", good())
    assert ruled.rules() == {"stale-baseline"}
    ruled.run("check", "--fix")
    assert not (ruled.path / "adr-baseline.json").exists()


@pytest.mark.parametrize("text", ["{", "[]", '{"faults": [1]}'])
def test_a_broken_baseline_or_contract_says_so(ruled: Log, text: str) -> None:
    ruled.write("adr-baseline.json", text)
    assert "adr-baseline.json" in ruled.run("check", code=1).err
    ruled.write("adr.json", text)
    if text != '{"faults": [1]}':
        assert "adr.json" in ruled.run("list", code=1).err


@pytest.mark.parametrize(("merged_status", "severity"), [("any", None), ("warn", "warning"), ("decided", "error")])
def test_undecided_records_on_the_default_branch(ruled: Log, merged_status: str, severity: str | None) -> None:
    ruled.write("adr.json", json.dumps({**CONTRACT, "rules": {"merged_status": merged_status}}))
    ruled.write("0002-next.md", good(status="Proposed"))
    ruled.run("index")
    assert ruled.faults() == []
    assert [fault["severity"] for fault in ruled.faults("--merged")] == ([severity] if severity else [])


def test_numbers_that_other_changes_take(ruled: Log) -> None:
    ruled.write("0002-next.md", good())
    ruled.run("index")
    assert [fault["rule"] for fault in ruled.faults("--taken", "2,9")] == ["number-taken"]
    assert ruled.faults("--taken", "9") == []


# --- base ---


@pytest.fixture
def branch(repo: Log) -> Log:
    repo.git("checkout", "--quiet", "-b", "topic")
    return repo


def on_main(log: Log, name: str, text: str) -> None:
    """A commit on main while we are on our branch."""
    log.git("checkout", "--quiet", "main")
    log.write(name, text)
    log.run("index")
    log.commit()
    log.git("checkout", "--quiet", "topic")


def test_a_number_that_came_to_be_used_on_the_base(branch: Log) -> None:
    branch.write("0003-mine.md", nygard(3, "Mine"))
    branch.run("index")
    branch.commit()
    assert branch.faults("--base", "main") == []
    on_main(branch, "0003-theirs.md", nygard(3, "Theirs"))
    [fault] = branch.faults("--base", "main")
    assert (fault["rule"], fault["line"]) == ("number-taken", 1)
    assert fault["message"] == "number 3 came to be used on main, by 0003-theirs.md"
    assert fault["mend"] == "Run `adr.py renumber 0003-mine.md`."
    branch.run("renumber", "0003-mine.md")
    assert (branch.path / "0004-mine.md").exists()
    assert branch.faults("--base", "main") == []


def test_a_number_used_on_both_sides_after_the_merge(branch: Log) -> None:
    branch.write("0003-mine.md", nygard(3, "Mine"))
    branch.commit()
    on_main(branch, "0003-theirs.md", nygard(3, "Theirs"))
    branch.git("merge", "--quiet", "-X", "ours", "main")
    branch.run("index")
    assert "number-used-twice" in branch.rules("--base", "main")


FROZEN = [
    ("text", nygard(2, "Use Kafka").replace("What.", "Something else."), ["accepted-changed"]),
    ("title", nygard(2, "Use RabbitMQ"), ["accepted-changed"]),
    ("spacing", nygard(2, "Use Kafka").replace("Why.", "Why.\n\n"), []),
    ("date", nygard(2, "Use Kafka", date="2024-05-07"), []),
    ("status", nygard(2, "Use Kafka", status="Superseded by [1](0001-keep-a-log.md)"), ["one-sided-supersession"]),
    ("link added", nygard(2, "Use Kafka", status="Accepted\n\nAmended by [1](0001-keep-a-log.md)"), []),
    ("backwards", nygard(2, "Use Kafka", status="Proposed"), ["status-step"]),
    ("amendments", nygard(2, "Use Kafka", more="\n## Amendments\n\nIn May we added X.\n"), ["accepted-changed"]),
    ("line ends", nygard(2, "Use Kafka").replace("\n", "\r\n"), []),
]


@pytest.mark.parametrize(("text", "rules"), [row[1:] for row in FROZEN], ids=[row[0] for row in FROZEN])
def test_an_accepted_record_keeps_its_text(branch: Log, text: str, rules: list[str]) -> None:
    branch.write("0002-use-kafka.md", text)
    branch.run("index")
    assert [fault["rule"] for fault in branch.faults("--base", "main")] == rules


def test_an_accepted_record_is_not_deleted(branch: Log) -> None:
    (branch.path / "0002-use-kafka.md").unlink()
    branch.run("index")
    (fault,) = branch.faults("--base", "main")
    assert (fault["rule"], fault["line"]) == ("accepted-changed", 1)
    assert fault["message"].endswith("it was accepted on main and is gone")


def test_a_step_back_is_told_beside_a_record_that_is_gone(branch: Log) -> None:
    (branch.path / "0001-keep-a-log.md").unlink()
    branch.write("0002-use-kafka.md", nygard(2, "Use Kafka", status="Proposed"))
    branch.run("index")
    assert branch.rules("--base", "main") == {"accepted-changed", "status-step"}


def test_renumbering_an_accepted_record_is_no_change_of_its_text(branch: Log) -> None:
    branch.run("renumber", "2", "9")
    assert branch.faults("--base", "main") == []


def test_a_proposed_record_may_change(branch: Log) -> None:
    on_main(branch, "0003-open.md", nygard(3, "Open", status="Proposed"))
    branch.git("merge", "--quiet", "main")
    branch.write("0003-open.md", nygard(3, "Closed", status="Accepted").replace("What.", "Other."))
    branch.run("index")
    assert branch.faults("--base", "main") == []


def test_a_base_that_is_not_there_is_a_wrong_call(branch: Log, tmp_path: Path) -> None:
    assert "git knows no such commit here; fetch it" in branch.run("check", "--base", "origin/main", code=2).err
    bare = Log(tmp_path / "bare")
    bare.write("0001-a.md", nygard(1, "A"))
    assert "--base main: fatal: not a git repository" in bare.run("check", "--base", "main", code=2).err


def test_a_shallow_clone_says_what_to_fetch(branch: Log, tmp_path: Path) -> None:
    branch.write("0003-mine.md", nygard(3, "Mine"))
    branch.commit()
    on_main(branch, "0004-theirs.md", nygard(4, "Theirs"))
    clone = Log(tmp_path / "clone")
    subprocess.run(
        ["git", "clone", "--quiet", "--depth", "1", "--no-single-branch", branch.path.as_uri(), str(clone.path)],
        check=True,
    )
    clone.git("checkout", "--quiet", "topic")
    assert "fetch the whole history (fetch-depth: 0)" in clone.run("check", "--base", "origin/main", code=2).err


def test_a_log_below_the_top_of_a_repository(tmp_path: Path) -> None:
    top = Log(tmp_path)
    log = Log(tmp_path / "docs" / "adr")
    log.write("0001-a.md", nygard(1, "A"))
    log.write("README.md", "<!-- adrlog -->\n<!-- adrlogstop -->\n")
    log.run("index")
    top.git("init", "--quiet", "--initial-branch", "main")
    top.commit()
    log.write("0001-a.md", nygard(1, "A").replace("What.", "Other."))
    done = subprocess.run(
        [sys.executable, str(ADR_PY), "--dir", "docs/adr", "check", "--base", "main"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.startswith("docs/adr/0001-a.md:15: error accepted-changed: it was accepted on main")
    assert TODAY
