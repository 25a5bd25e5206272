"""What the commands say and where they write: paths from here, numbers passed over, links in their place, adr.json."""

import os
from pathlib import Path

import pytest

from .logs import Log, command, nygard

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
    said = log.run("list")
    assert "adr.json: is missing, so the log is taken for one of adr-tools' form; `git restore " in said.err
    assert said.out.startswith("0001  accepted")


# --- nearest words ---


def test_a_wrong_choice_gets_the_nearest(log: Log) -> None:
    said = log.run("check", "--format", "jason", code=2).err
    assert said.splitlines()[0].endswith("; did you mean json?")
