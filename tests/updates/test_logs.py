"""Several logs in one project, two branches and one index, and other templates beside the pack."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import FROM, Pack, Project, git, init, often, run
from tests.updates.held import held, records_of

OPS = ".copier-answers.adr-ops.yml"


@pytest.mark.parametrize(
    "forge", often(["github", "gitlab", "forgejo", "azure-devops"], lambda forge: forge == "github")
)
def test_no_file_of_two_logs_is_the_same(forge: str, newer: Pack) -> None:
    every: dict[str, Any] = {"forge": forge, "min_approvals": 1, "agents": True, "customise": True}
    issue = {"github": ("form", "markdown"), "forgejo": ("form", "markdown"), "gitlab": ("markdown",)}.get(
        forge, ("none",)
    )
    updates: dict[str, Any] = {"template_updates": "pipeline"} if forge in ("github", "gitlab") else {}
    project = newer.copy(ref=FROM, issue_template=issue[0], **every, **updates)
    first = project.files()
    newer.copy(
        project.path,
        ref=FROM,
        answers_file=OPS,
        adr_dir="ops/adr",
        style="nygard",
        issue_template=issue[-1],
        **every,
        **updates,
    )
    both = project.files()
    index = "docs/adr/README.md"  # names the other log
    assert {name for name in first if both[name] != first[name]} == {index}
    added = set(both) - set(first)
    assert all(name.startswith("ops/adr/") or "-ops." in name for name in added), added
    outside = {name for name in first if not name.startswith("docs/adr/") and name != project.answers_file}
    # A forge with one text for all requests keeps the first log's.
    assert len([name for name in added if "-ops." in name]) - 1 == len(outside) - (forge == "forgejo")


def test_a_move_is_known_to_the_other_logs_and_takes_none_with_it(newer: Pack) -> None:
    project = newer.copy(ref=FROM, forge="none")
    newer.copy(project.path, ref=FROM, answers_file=OPS, adr_dir="docs/adr/ops", forge="none")
    project.commit("two logs")
    done = project.adr("move", "decisions", check=False)
    assert (done.returncode, "docs/adr/ops" in done.stderr, project.status()) == (2, True, "")
    ops = Project(project.path, "docs/adr/ops", OPS)
    ops.adr("move", "teams/adr")
    project.commit("moved")
    assert "[teams/adr](../../teams/adr/README.md)" in project.text("docs/adr/README.md")
    for log in (project, Project(project.path, "teams/adr", OPS)):
        log.adr("check")
    project.adr("move", "decisions")


def test_each_log_has_its_own_style_numbers_and_updates(newer: Pack, aged: Project) -> None:
    newer.copy(
        aged.path, ref=FROM, answers_file=OPS, adr_dir="ops/adr", style="nygard", filename_prefix="OPS-", number_width=3
    )
    ops = Project(aged.path, "ops/adr", OPS)
    ops.adr("new", "Page one person")
    assert {r["file"] for r in ops.records()} == {
        "OPS-001-record-architecture-decisions.md",
        "OPS-002-page-one-person.md",
    }
    assert len(aged.records()) == 3
    # Each index names the other log, and the links lead there.
    for log, other in ((aged, "../../ops/adr/README.md"), (ops, "../../docs/adr/README.md")):
        text = (log.log / "README.md").read_text(encoding="utf-8")
        assert f"Other logs of this project: [{other[6:].removesuffix('/README.md')}]({other})" in text
        assert (log.log / other).exists()
    aged.commit("a second log")

    # One command, in either log, checks both.
    assert ops.adr("check", "--all", check=False).stdout == aged.adr("check", "--all", check=False).stdout
    (ops.log / "OPS-002-again.md").write_bytes((ops.log / "OPS-002-page-one-person.md").read_bytes())
    (aged.log / "0002-again.md").write_bytes((aged.log / "0002-use-postgresql.md").read_bytes())
    done = aged.adr("check", "--all", check=False)
    assert done.returncode == 1
    assert "ops/adr/OPS-002" in done.stdout
    assert "docs/adr/0002" in done.stdout
    (ops.log / "OPS-002-again.md").unlink()
    (aged.log / "0002-again.md").unlink()

    # An update of one leaves the other alone.
    before = records_of(aged) | {
        f"ops/adr/{name}": (ops.log / name).read_bytes() for name in ("adr.json", "adr.py", "README.md")
    }
    newer.update(aged)
    assert held(aged, before) == set()
    aged.commit("update")
    newer.update(ops)
    held(ops, records_of(ops), index=False)
    ops.adr("index", "--check", "--all")
    assert (aged.answers["_commit"], ops.answers["_commit"]) == ("999.1.0", "999.1.0")


def add(project: Project, title: str) -> None:
    project.adr("new", title)
    project.commit(title)


def branch(project: Project, name: str, *titles: str) -> None:
    git(project.path, "switch", "--quiet", "-c", name, "main")
    for title in titles:
        add(project, title)
    git(project.path, "switch", "--quiet", "main")


def merge(project: Project) -> None:
    git(project.path, "merge", "--quiet", "--no-edit", "two")


def rebase(project: Project) -> None:
    git(project.path, "rebase", "--quiet", "main", "two")
    git(project.path, "switch", "--quiet", "main")
    git(project.path, "merge", "--quiet", "--ff-only", "two")


def squash(project: Project) -> None:
    git(project.path, "merge", "--quiet", "--squash", "two")
    git(project.path, "commit", "--quiet", "-m", "squashed")


@pytest.mark.parametrize("join", [merge, rebase, squash], ids=lambda join: join.__name__)
@pytest.mark.parametrize("order", ["index", "new"])
def test_two_branches_one_index(join: Callable[[Project], None], order: str, aged: Project) -> None:
    branch(aged, "one", "Use Kafka", "Use Redis")
    branch(aged, "two", "Ship daily", "Rotate keys")
    git(aged.path, "merge", "--quiet", "--no-edit", "one")
    join(aged)
    assert aged.status() == ""
    text = aged.text("docs/adr/README.md")
    assert "<<<<<<<" not in text
    for name in ("use-kafka", "use-redis", "ship-daily", "rotate-keys"):
        assert text.count(f"-{name}.md") == 1, name
    if order == "index":
        aged.adr("index")
    else:
        aged.adr("new", "Settle it")
    text = aged.text("docs/adr/README.md")
    rows = re.findall(r"^\| \[\d+\]\((\S+)\)", text, re.M)
    assert rows == [record["file"] for record in aged.records()]
    assert len(rows) == 7 + (order == "new")
    assert rows == sorted(rows)
    # Both branches took the same numbers: said, and mended by one command each.
    assert "number-used-twice" in aged.adr("check", "--format", "json", check=False).stdout
    for name in ("0004-ship-daily.md", "0005-rotate-keys.md"):
        aged.adr("renumber", name)
    assert "number-used-twice" not in aged.adr("check", "--format", "json", check=False).stdout


def test_supersession_on_one_branch_and_a_record_on_the_other(aged: Project) -> None:
    git(aged.path, "switch", "--quiet", "-c", "one")
    aged.adr("new", "--status", "Accepted", "-s", "2", "Use MySQL instead")
    aged.commit("supersede")
    git(aged.path, "switch", "--quiet", "main")
    branch(aged, "two", "Ship daily")
    git(aged.path, "merge", "--quiet", "--no-edit", "one")
    merge(aged)
    aged.adr("index")
    text = aged.text("docs/adr/README.md")
    assert len(re.findall(r"^\| \[", text, re.M)) == len(aged.records()) == 5
    assert re.search(r"^\| \[0002\].*superseded by \[", text, re.M)


def other_template(folder: Path, answers_file: str, file: str) -> Path:
    """A small template of two versions with its own answers file."""
    init(folder)
    (folder / "template").mkdir()
    (folder / "copier.yml").write_text(
        f"_subdirectory: template\n_answers_file: {answers_file}\nname:\n  type: str\n  default: x\n"
    )
    (folder / "template" / "{{ _copier_conf.answers_file }}.jinja").write_text("{{ _copier_answers | to_nice_yaml }}")
    for version in ("1.0.0", "2.0.0"):
        (folder / "template" / f"{file}.jinja").write_text(f"first = {{{{ name }}}}\nsecond\n\nversion = {version}\n")
        git(folder, "add", "--all")
        git(folder, "commit", "--quiet", "-m", version)
        git(folder, "tag", version)
    return folder


@pytest.mark.long
def test_beside_two_other_templates(newer: Pack, aged: Project, tmp_path: Path) -> None:
    cases = {".copier-answers.yml": "setup.cfg", ".copier-answers.ci.yml": "ci.cfg"}
    for answers, file in cases.items():
        template = other_template(tmp_path / file, answers, file)
        newer.cli("copy", "--defaults", "-q", "-r", "1.0.0", template, aged.path, cwd=aged.path, check=True)
        (aged.path / file).write_text((aged.path / file).read_text().replace("second", "second = ours"))
    aged.commit("two templates more")
    before, records = aged.files(), records_of(aged)

    for answers, file in cases.items():
        newer.cli("update", "--defaults", "-q", "-a", answers, cwd=aged.path, check=True)
        after = aged.files()
        assert {name for name in before if before[name] != after.get(name)} == {answers, file}
        assert aged.text(file) == "first = x\nsecond = ours\n\nversion = 2.0.0\n"
        aged.commit(f"update {file}")
        before = after
    newer.update(aged)
    assert held(aged, records) == set()
    after = aged.files()
    assert all(after[name] == before[name] for pair in cases.items() for name in pair)
    aged.commit("update the log")
    for answers in cases:
        newer.cli("update", "--defaults", "-q", "-a", answers, cwd=aged.path, check=True)
    assert aged.status() == ""


def test_a_log_in_a_subfolder_of_the_logs_folder_is_a_log_of_its_own(newer: Pack, aged: Project) -> None:
    newer.copy(aged.path, ref=FROM, answers_file=OPS, adr_dir="docs/adr/ops")
    run("git", "add", "--all", cwd=aged.path)
    assert len(aged.records()) == 3
    assert "](ops/README.md)" in aged.text("docs/adr/README.md")
