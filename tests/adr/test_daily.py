"""What the commands say and where they write: paths from here, numbers passed over, links in their place, adr.json."""

import os
from pathlib import Path

import pytest

from .logs import Log, adr_py, command, nygard

LISTED = """\
# 1. A

Date: 2024-05-06

## Status

Accepted

- 2024-05-01 seen by the platform team
  - with a note
- 2024-05-06 voted on

## Context

Why.
"""


# --- paths from where one stands ---


def test_paths_lead_there_from_a_folder_beside_the_log(repo: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    beside = repo.path.parent.parent / "src"
    beside.mkdir()
    monkeypatch.chdir(beside)
    repo.write("0002-use-kafka.md", nygard(2, "Use Kafka", status="Ripening"))
    made = command("--dir", repo.path, "new", "Use", "rabbits").out
    listed = command("--dir", repo.path, "list", "--paths").out
    checked = command("--dir", repo.path, "check").out
    for said in [made, *listed.splitlines(), checked.split(":")[0]]:
        assert said.startswith(f"..{os.sep}docs{os.sep}adr{os.sep}000")
        assert Path(said.strip()).is_file()
    assert len(listed.splitlines()) == 3


# --- numbers ---


def test_new_says_why_a_number_was_passed_over(repo: Log) -> None:
    repo.git("switch", "--quiet", "-c", "work")
    repo.git("rm", "--quiet", "0002-use-kafka.md")
    said = repo.run("new", "Use rabbits")
    assert said.err.splitlines()[0] == "adr.py: number 2 is taken by 0002-use-kafka.md on main; this record is 3"
    assert (repo.path / "0003-use-rabbits.md").is_file()
    assert "is taken" not in repo.run("new", "Use hares").err


def test_all_numbers_that_were_passed_over_are_said(repo: Log) -> None:
    repo.git("switch", "--quiet", "-c", "other")
    for number in (3, 5):
        repo.write(f"{number:04}-x.md", nygard(number, f"Decision {number}"))
    repo.git("add", "--all")
    repo.git("commit", "--quiet", "-m", "theirs")
    repo.git("branch", "--quiet", "--force", "main", "other")
    repo.git("switch", "--quiet", "--detach", "main~1")
    said = "adr.py: numbers 3 and 5 are taken, the last by 0005-x.md on main; this record is 6"
    assert repo.run("new", "Use rabbits").err.splitlines()[0] == said
    repo.git("stash", "--quiet", "--include-untracked")
    assert repo.run("renumber", "1").err.splitlines()[0] == said


def test_the_packs_own_code_is_no_text_that_names_a_record(repo: Log) -> None:
    head = "# Made by copier-adr 1.1.0: x\n"
    repo.write("adr.py", f"#!/usr/bin/env python3\n{head}# as ADR 1 says\n")
    repo.write("other.py", "# as ADR 1 says\n")
    repo.git("add", "--all")
    told = repo.run("renumber", "1").err
    assert "other.py:1: still says ADR 1" in told
    assert "adr.py:3" not in told


# --- links ---


def test_a_link_is_no_item_of_a_list_of_other_things(log: Log) -> None:
    log.write("0001-a.md", LISTED)
    log.write("0002-b.md", nygard(2, "B"))
    log.run("link", "1", "Amends", "2", "Amended by")
    text = log.read("0001-a.md")
    assert "- 2024-05-06 voted on\n\nAmends [2. B](0002-b.md)\n\n## Context\n" in text


def test_a_link_joins_a_list_of_links_below_what_is_nested(log: Log) -> None:
    nested = "- Amends [3. C](0003-c.md)\n  - as agreed"
    log.write("0001-a.md", nygard(1, "A").replace("Accepted\n", f"Accepted\n\n{nested}\n"))
    log.write("0002-b.md", nygard(2, "B"))
    log.write("0003-c.md", nygard(3, "C"))
    log.run("link", "1", "Amends", "2", "Amended by")
    assert f"{nested}\n- Amends [2. B](0002-b.md)\n" in log.read("0001-a.md")


def test_a_link_goes_below_the_heading_for_links(log: Log) -> None:
    log.write("0001-a.md", nygard(1, "A", more="\n## Links\n\n- <https://example.org>\n"))
    log.write("0002-b.md", nygard(2, "B"))
    log.run("link", "1", "Amends", "2", "Amended by")
    assert log.read("0001-a.md").endswith("## Links\n\n- <https://example.org>\n- Amends [2. B](0002-b.md)\n")
    assert "## Status\n\nAccepted\n\nAmended by [1. A](0001-a.md)\n" in log.read("0002-b.md")


# --- adr.json ---


@pytest.mark.parametrize("broken", ["{", "[]", '{"record": 1}'])
def test_a_broken_contract_is_named_with_the_way_back(repo: Log, broken: str) -> None:
    repo.write("adr.json", "{}")
    repo.commit()
    repo.write("adr.json", broken)
    said = repo.run("list", code=1).err
    assert "adr.json: " in said
    way = said.partition("`")[2].partition("`")[0].split()
    assert way[:2] == ["git", "restore"]
    repo.git("restore", str(Path(way[2]).resolve()))
    assert repo.run("list").err == ""


def test_a_missing_contract_of_a_log_that_the_pack_made_is_named(log: Log) -> None:
    log.write("0001-a.md", nygard(1, "A"))
    assert log.run("list").err == ""
    (log.path.parent.parent / ".copier-answers.adr.yml").write_text("adr_dir: docs/adr\n", encoding="utf-8")
    log.write("adr-template.md", "# NUMBER. TITLE\n")
    said = log.run("list")
    assert "adr.json: is missing, so the log is taken for one of adr-tools' form; `git restore " in said.err
    assert said.out.startswith("0001  accepted")


# --- nearest words ---


def test_a_wrong_choice_gets_the_nearest(log: Log) -> None:
    said = log.run("check", "--format", "jason", code=2).err
    assert said.splitlines()[0].endswith("; did you mean json?")


# --- renumber tells, and follows through the project ---


@pytest.fixture
def project(log: Log) -> Log:
    """A log of two records in a project whose files name the second."""
    root = log.path.parent.parent
    Log(root).git("init", "--quiet", "--initial-branch", "main")
    log.write("0001-a.md", nygard(1, "A", more="\nSee [2. B](0002-b.md).\n"))
    log.write("0002-b.md", nygard(2, "B"))
    log.run("index")
    whole = Log(root)
    whole.write("ops/adr/0002-b.md", nygard(2, "B", more="\n[theirs](0002-b.md), [ours](../../docs/adr/0002-b.md)\n"))
    whole.write(".copier-answers.adr.yml", "adr_dir: docs/adr\n")
    whole.write("README.md", "[Why](docs/adr/0002-b.md#context), [root](/docs/adr/0002-b.md)\n")
    whole.write("mkdocs.yml", "nav:\n  - Decisions:\n      - B: adr/0002-b.md\n      - Other: ops/adr/0002-b.md\n")
    whole.write("src/main.py", b"# docs/adr/0002-b.md says why\r\n# ADR-0002 too, see 0002-b.md\r\n")
    whole.write("CODEOWNERS", "/docs/adr/0002-b.md @acme/birds\n")
    whole.write("docs/adr/nav.txt", "0002-b.md\n")
    whole.write("docs/notes.txt", "0002-b.md\n")
    whole.write("logo.bin", b"\0docs/adr/0002-b.md")
    whole.commit()
    return log


def test_renumber_follows_the_record_through_the_whole_project(project: Log) -> None:
    whole = Log(project.path.parent.parent)
    project.run("renumber", "2", "7")
    assert "](0007-b.md)" in project.read("0001-a.md")
    assert whole.read("README.md") == "[Why](docs/adr/0007-b.md#context), [root](/docs/adr/0007-b.md)\n"
    assert whole.read("mkdocs.yml").endswith("- B: adr/0007-b.md\n      - Other: ops/adr/0002-b.md\n")
    assert whole.read("src/main.py") == "# docs/adr/0007-b.md says why\r\n# ADR-0002 too, see 0002-b.md\r\n"
    assert whole.read("CODEOWNERS") == "/docs/adr/0007-b.md @acme/birds\n"
    assert "[theirs](0002-b.md), [ours](../../docs/adr/0007-b.md)" in whole.read("ops/adr/0002-b.md")
    assert (whole.read("docs/adr/nav.txt"), whole.read("docs/notes.txt")) == ("0007-b.md\n", "0002-b.md\n")
    assert (whole.path / "logo.bin").read_bytes() == b"\0docs/adr/0002-b.md"


def test_renumber_says_each_line_that_it_changed_and_what_it_left(
    project: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project.path.parent.parent)
    said = command("--dir", "docs/adr", "renumber", "2", "7")
    assert said.out == f"docs{os.sep}adr{os.sep}0007-b.md\n"
    lines = [line.replace(os.sep, "/") for line in said.err.splitlines()]
    assert "docs/adr/0001-a.md:21: See [7. B](0007-b.md)." in lines
    assert "docs/adr/0007-b.md:1: # 7. B" in lines
    assert "README.md:1: [Why](docs/adr/0007-b.md#context), [root](/docs/adr/0007-b.md)" in lines
    assert "src/main.py:2: still says 0002-b.md; change it where it means this record" in lines
    assert "mkdocs.yml:4: still says 0002-b.md; change it where it means this record" in lines
    assert not [line for line in lines if line.startswith("logo.bin")]


def test_renumber_writes_nothing_outside_a_log_that_no_answers_file_vouches_for(project: Log) -> None:
    whole = Log(project.path.parent.parent)
    (whole.path / ".copier-answers.adr.yml").unlink()
    before = whole.read("README.md")
    said = project.run("renumber", "2", "7").err
    assert whole.read("README.md") == before
    assert "README.md:1: still says 0002-b.md; change it where it means this record\n" in said
    assert "](0007-b.md)" in project.read("0001-a.md")


def test_renumber_without_a_project_changes_the_log_alone(log: Log) -> None:
    log.write("0001-a.md", nygard(1, "A"))
    outside = log.path.parent / "notes.md"
    outside.write_text("[A](adr/0001-a.md)\n", encoding="utf-8")
    log.run("renumber", "1", "5")
    assert outside.read_text(encoding="utf-8") == "[A](adr/0001-a.md)\n"
    assert "[0005](0005-a.md)" in log.read("README.md")


def test_what_other_tools_call_a_command_is_known(repo: Log) -> None:
    for name, ours in adr_py.OTHER_NAMES.items():
        said = repo.run(name, "1", code=2).err
        assert f"there is no command {name!r}; did you mean `adr.py {ours}`?\n" in said
        assert f"usage: adr.py {ours}" in repo.run("help", ours).out
