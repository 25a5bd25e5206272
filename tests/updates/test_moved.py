"""A log that people moved with `git mv`: an update says so, and `move` mends what should have followed."""

import re
import shlex
from pathlib import Path

import pytest
from copier.errors import UserMessageError

from tests.conftest import ANSWERS, FROM, TO, Pack, Project, copy_tree, git, run

UPDATE = ("update", "--trust", "--defaults", "-a", ANSWERS)
NEW = "engineering/why/adr"
OUT = """
## More

[code](../../src/main.c), [the docs](../README.md), [a neighbour](0003-ship-containers.md), [root](/docs/adr/README.md)
"""


@pytest.fixture
def linked(aged: Project) -> Project:
    """An aged project with links into its log and out of it."""
    record = aged.log / "0002-use-postgresql.md"
    record.write_text(record.read_text(encoding="utf-8") + OUT, encoding="utf-8")
    texts = {
        "src/main.c": "/* see docs/adr */\n",
        "docs/README.md": "# Docs\n\n[why](adr/README.md)\n",
        # What the link of the record would lead to from the new place.
        "engineering/why/README.md": "# Other docs\n",
        "README.md": "# Shop\n\n[one](docs/adr/0002-use-postgresql.md), [all](docs/adr/)\n",
        "CODEOWNERS": "/docs/adr/ @acme/architects\n",
    }
    for name, text in texts.items():
        (aged.path / name).parent.mkdir(parents=True, exist_ok=True)
        (aged.path / name).write_text(text, encoding="utf-8")
    aged.commit("links")
    return aged


def moved_by_hand(project: Project, to: str = NEW) -> Project:
    (project.path / to).parent.mkdir(parents=True, exist_ok=True)
    git(project.path, "mv", project.adr_dir, to)
    project.commit("a better place")
    return Project(project.path, to)


@pytest.mark.long
def test_an_update_writes_nothing_and_the_command_that_it_names_does_what_move_would_have_done(
    linked: Project, newer: Pack, tmp_path: Path
) -> None:
    twin = Project(copy_tree(linked.path, tmp_path / "twin"))
    twin.adr("move", NEW)
    wanted = twin.files()

    project = moved_by_hand(linked)
    before = project.files()
    done = newer.cli(*UPDATE, cwd=project.path)
    assert done.returncode == 1
    assert "the log was moved by hand. Nothing was written." in done.stderr
    assert "Traceback" not in done.stderr
    # Also where no messages are printed, and when the pack is copied once more.
    with pytest.raises(UserMessageError, match="moved by hand"):
        newer.update(project, ref=TO)
    assert newer.cli("copy", "--trust", "--defaults", "-r", FROM, newer.path, ".", cwd=project.path).returncode == 1
    assert (project.files(), project.status()) == (before, "")

    (command,) = re.findall(r"^  (python3 .*)$", done.stderr, re.M)
    python, script, *words = shlex.split(command)
    assert (python, script, words) == ("python3", f"{NEW}/adr.py", ["move", NEW])
    said = run(python, script, *words, cwd=project.path).stdout
    assert f"docs/adr was moved to {NEW} by hand: 3 records" in said
    assert "src/main.c" in said
    assert project.files() == wanted
    assert project.answers["adr_dir"] == project.answers["adr_dir_was"] == NEW
    project.commit("all follows")
    done = newer.cli(*UPDATE, cwd=project.path, check=True)
    assert not (project.path / "docs/adr").exists()
    assert project.adr("check").returncode == 0


@pytest.mark.long
def test_what_people_have_put_right_already_stays(linked: Project) -> None:
    project = moved_by_hand(linked)
    record = project.log / "0002-use-postgresql.md"
    text = record.read_text(encoding="utf-8")
    # One link is right now, and so is one that leads elsewhere by intent; one is as it was.
    text = text.replace("../../src/main.c", "../../../src/main.c").replace("(../README.md)", "(../README.md#ours)")
    text += "\n[shop](../../README.md)\n"
    record.write_text(text, encoding="utf-8")
    readme = project.path / "README.md"
    readme.write_text(readme.read_text(encoding="utf-8").replace("docs/adr/)", f"{NEW}/)"), encoding="utf-8")
    project.commit("some of it by hand")
    project.adr("move", NEW)
    text = record.read_text(encoding="utf-8")
    assert "[code](../../../src/main.c), [the docs](../README.md#ours)" in text
    assert "[shop](../../../README.md)" in text
    assert f"[root](/{NEW}/README.md)" in text
    assert readme.read_text(encoding="utf-8") == (f"# Shop\n\n[one]({NEW}/0002-use-postgresql.md), [all]({NEW}/)\n")


@pytest.mark.long
def test_a_log_that_was_moved_by_hand_can_move_on(linked: Project, tmp_path: Path) -> None:
    twin = Project(copy_tree(linked.path, tmp_path / "twin"))
    twin.adr("move", "decisions")
    project = moved_by_hand(linked)
    project.adr("move", "decisions")
    assert project.files() == twin.files()


@pytest.mark.long
def test_of_two_logs_that_were_moved_each_is_known(newer: Pack, aged: Project) -> None:
    ops_file = ".copier-answers.adr-ops.yml"
    newer.copy(aged.path, ref=FROM, answers_file=ops_file, adr_dir="ops/adr", style="nygard")
    Project(aged.path, "ops/adr", ops_file).adr("new", "Page one person")
    aged.commit("two logs")
    for old, new in (("docs/adr", "why/shop"), ("ops/adr", "why/ops")):
        (aged.path / new).parent.mkdir(exist_ok=True)
        git(aged.path, "mv", old, new)
    aged.commit("both elsewhere")
    done = newer.cli("update", "--trust", "--defaults", "-a", ops_file, cwd=aged.path)
    assert done.returncode == 1
    assert "python3 why/ops/adr.py move why/ops\n" in done.stderr
    for new in ("why/ops", "why/shop"):
        Project(aged.path, new).adr("move", new)
    assert Project(aged.path, "why/ops", ops_file).answers["adr_dir"] == "why/ops"
    assert Project(aged.path, "why/shop").answers["adr_dir"] == "why/shop"


def test_the_program_of_an_older_version_is_asked_only_for_what_it_can(linked: Project, newer: Pack) -> None:
    script = linked.log / "adr.py"
    script.write_bytes(script.read_bytes().replace(b" edit.by_hand,", b"", 1))
    linked.commit("as in a version that does not know")
    project = moved_by_hand(linked)
    done = newer.cli(*UPDATE, cwd=project.path)
    (command,) = re.findall(r"^  (mkdir .*)$", done.stderr, re.M)
    run("sh", "-c", command, cwd=project.path)
    assert project.answers["adr_dir"] == NEW
    assert project.adr("check").returncode == 0


def test_a_folder_that_is_gone_for_good_ends_no_update(aged: Project, newer: Pack) -> None:
    """Nothing of the pack lies anywhere else; what an update does with files that people deleted is as ever."""
    git(aged.path, "rm", "-rq", "docs/adr")
    aged.commit("no more decisions")
    assert newer.cli(*UPDATE, cwd=aged.path).returncode == 0


def test_a_readme_that_is_a_link_inside_the_log_stays_one(linked: Project, newer: Pack) -> None:
    project = linked
    readme = project.log / "README.md"
    readme.rename(project.log / "overview.md")
    readme.symlink_to("overview.md")
    project.commit("a link")
    calls: tuple[tuple[str, ...], ...] = (
        ("index",), ("new", "Use a queue"), ("status", "4", "accepted"), ("link", "4", "Amends", "2", "Amended by"),
        ("renumber", "4", "9"), ("check", "--fix"), ("adopt",),
    )  # fmt: skip
    for words in calls:
        project.adr(*words, check=words[0] != "check")
        assert (words, readme.is_symlink() and str(readme.readlink())) == (words, "overview.md")
    assert "](0009-use-a-queue.md)" in (project.log / "overview.md").read_text(encoding="utf-8")
    project.commit("work")
    newer.update(project, ref=TO)
    assert str(readme.readlink()) == "overview.md"
    assert "](0009-use-a-queue.md)" in readme.read_text(encoding="utf-8")
    project.commit("updated")
    project.adr("move", NEW)
    assert str((project.path / NEW / "README.md").readlink()) == "overview.md"
