"""Answers in files: those of another template are never ours, and ours that cannot be right stop no update for ever."""

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import ANSWERS, FROM, TO, Pack, Project, commit, git, init
from tests.updates.held import held, records_of

OTHER_ANSWERS = "Another template's answers lie where a copy looks"

THEIRS = ".copier-answers.yml"
# What another template asks under names of ours, and means something else by.
QUESTIONS: dict[str, dict[str, Any]] = {
    "project_name": {"type": "str", "default": "Theirs"},
    "ci": {"type": "str", "default": "github"},
    "agents": {"type": "bool", "default": False},
    "adr_dir": {"type": "str", "default": "their/adr"},
    "keep": {"type": "str", "default": "everything"},
    "style": {"type": "int", "default": 7},
    "min_approvals": {"type": "yaml", "default": "[1, 2]"},
}


def another_template(folder: Path, questions: dict[str, dict[str, Any]]) -> Path:
    """A template with these questions, as a repository with one release."""
    init(folder)
    (folder / "copier.yml").write_text(yaml.safe_dump({"_subdirectory": "template", **questions}, sort_keys=False))
    (folder / "template").mkdir()
    (folder / "template/{{ _copier_conf.answers_file }}.jinja").write_text("{{ _copier_answers | to_nice_yaml }}")
    (folder / "template/ci.cfg").write_text("on\n")
    commit(folder, "one")
    git(folder, "tag", "1.0.0")
    return folder


def with_template(pack: Pack, folder: Path, questions: dict[str, dict[str, Any]]) -> Path:
    """A project that another template made."""
    template = another_template(folder / "their-template", questions)
    project = init(folder / "shop")
    pack.cli("copy", "--defaults", "-q", template, project, cwd=project, check=True)
    commit(project, "their template")
    return project


@pytest.mark.security(OTHER_ANSWERS)
def test_a_copy_never_takes_another_template_s_answers(pack: Pack, tmp_path: Path) -> None:
    project = with_template(pack, tmp_path, QUESTIONS)
    theirs = (project / THEIRS).read_bytes()
    words = ("--trust", "--defaults", "--vcs-ref", FROM, "--data", "forge=gitlab", pack.path, ".")
    done = pack.cli("copy", *words, cwd=project)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert git(project, "status", "--porcelain") == "", "nothing was written"
    for name in QUESTIONS:
        assert name in done.stderr
    assert THEIRS in done.stderr
    assert str(tmp_path / "their-template") in done.stderr

    # The one command that it names works as it stands, and is the same copy.
    (command,) = re.findall(r"^  (?:uvx --with copier-template-extensions )?(copier copy .*)", done.stderr, re.M)
    pack.cli(*shlex.split(command)[1:], cwd=project, check=True)
    ours = Project(project)
    found = ours.answers
    assert found["_commit"] == FROM
    assert {name: found[name] for name in (*QUESTIONS, "forge")} == {
        "project_name": "shop", "ci": True, "agents": True, "adr_dir": "docs/adr", "keep": [], "style": "madr",
        "min_approvals": 0, "forge": "gitlab",
    }  # fmt: skip
    assert (project / THEIRS).read_bytes() == theirs
    ours.commit("ours")

    # From here on each goes its own way, and a second copy is not stopped by what merely looks alike.
    pack.cli("update", "--trust", "--defaults", "-a", ANSWERS, cwd=project, check=True)
    pack.cli("update", "--defaults", "-a", THEIRS, cwd=project, check=True)
    assert ours.status() == ""
    again = pack.cli("copy", "--trust", "--defaults", "-a", ANSWERS, "-r", FROM, pack.path, ".", cwd=project)
    assert (again.returncode, ours.status()) == (0, "")


@pytest.mark.security(OTHER_ANSWERS)
def test_a_second_copy_does_not_take_them_either(pack: Pack, tmp_path: Path) -> None:
    project = with_template(pack, tmp_path, QUESTIONS)
    pack.cli("copy", "--trust", "--defaults", "-a", ANSWERS, "-r", FROM, pack.path, ".", cwd=project, check=True)
    commit(project, "ours")
    done = pack.cli("copy", "--trust", "--defaults", "--overwrite", "-r", FROM, pack.path, ".", cwd=project)
    assert done.returncode == 1
    assert f"--overwrite --vcs-ref {FROM} --answers-file {ANSWERS}" in done.stderr
    assert git(project, "status", "--porcelain") == ""


def test_templates_that_share_no_question_are_no_hindrance(pack: Pack, tmp_path: Path) -> None:
    project = with_template(pack, tmp_path, {"name": {"type": "str", "default": "x"}})
    pack.cli("copy", "--trust", "--defaults", "-r", FROM, pack.path, ".", cwd=project, check=True)
    assert Project(project).answers["project_name"] == "shop"


@pytest.mark.security(OTHER_ANSWERS)
def test_another_template_s_answers_file_is_not_ours_to_write(pack: Pack, tmp_path: Path) -> None:
    project = with_template(pack, tmp_path, {"ci": {"type": "str", "default": "github"}})
    done = pack.cli("copy", "--trust", "--defaults", "-r", FROM, "-a", THEIRS, pack.path, ".", cwd=project)
    assert done.returncode == 1
    assert f"--answers-file {ANSWERS}" in done.stderr
    assert git(project, "status", "--porcelain") == ""


# A recorded value that no answer can be, and what stands for it afterwards.
WRONG: dict[str, tuple[Any, Any]] = {
    "project_name": (["Shop"], "aged"),
    "forge": (True, "github"),
    "adr_dir": (["docs", "adr"], "docs/adr"),
    "adr_dir_was": ({"a": 1}, "docs/adr"),
    "style": (7, "madr"),
    "customise": ("perhaps", True),
    "number_width": ("wide", 4),
    "min_approvals": ([1, 2], 0),
    "min_open_days": (-3, 0),
    "issue_template": (["form"], "form"),
    "issue_labels": ({"adr": 1}, ["adr"]),
    "merged_status": (False, "warn"),
    "needs_record": ("infra/**", []),
    "missing_record": (True, "warn"),
    "governing_comment": (True, "annotation"),
    "ci": ("github", True),
    "agents": ("no", False),
    "agents_root": ("0", False),
    "keep": ("everything", []),
    "own_readme": ([], "README.md"),
    "tool": ("adr.py", "vendored"),
}


def record(project: Project, values: dict[str, Any]) -> None:
    """Write values into the answers file as another program would."""
    path = project.path / project.answers_file
    lines = path.read_text(encoding="utf-8").split("\n")
    comments = [line for line in lines if line.startswith("#")]
    found = yaml.safe_dump({**project.answers, **values}, allow_unicode=True)
    path.write_text("\n".join([*comments, found]), encoding="utf-8")
    project.commit("answers")


FOLDERS = ["adr_dir", "adr_dir_was"]


@pytest.mark.security("A recorded answer has another type")
@pytest.mark.parametrize(
    "names",
    [
        pytest.param(FOLDERS[:1], id="folder", marks=pytest.mark.long),
        pytest.param(FOLDERS[1:], id="other folder", marks=pytest.mark.long),
        pytest.param([name for name in WRONG if name not in FOLDERS], id="all but the folders", marks=pytest.mark.long),
        pytest.param(list(WRONG), id="all"),
    ],
)  # fmt: skip
def test_a_wrong_value_is_mended_by_the_update_and_said(names: list[str], newer: Pack, aged: Project) -> None:
    record(aged, {name: WRONG[name][0] for name in names})
    before, records = aged.files(), records_of(aged)
    words = ("update", "--trust", "--defaults", "-a", ANSWERS)
    done = newer.cli(*words, cwd=aged.path)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    after = aged.files()
    assert {name for name in after if before.get(name) != after[name]} == {ANSWERS}
    for name in names:
        now = WRONG[name][1]
        assert aged.answers[name] == now
        assert type(aged.answers[name]) is type(now)
        assert f"  {name}: " in done.stderr, "it is said"
    others = set(aged.answers) - set(names)
    old = yaml.safe_load(before[ANSWERS])
    assert {name: aged.answers[name] for name in others} == {name: old[name] for name in others}

    # The commit that it names is all that is left to do.
    print(done.stderr)
    (command,) = [line.strip() for line in done.stderr.splitlines() if line.startswith("  git commit")]
    git(aged.path, *shlex.split(command)[1:])
    newer.cli(*words, cwd=aged.path, check=True)
    assert aged.answers["_commit"] == TO
    assert held(aged, records, index=False) == set()


def test_a_pretended_update_mends_nothing(newer: Pack, aged: Project) -> None:
    record(aged, {"keep": "everything"})
    done = newer.cli("update", "--trust", "--defaults", "--pretend", "-a", ANSWERS, cwd=aged.path)
    assert (done.returncode, aged.status()) == (1, "")
    assert "keep" in done.stderr


def test_a_quiet_update_says_what_to_write(newer: Pack, aged: Project) -> None:
    """Quietly, Copier passes over the place where a mend could be made."""
    record(aged, {"own_readme": ["x"], "ci": "github"})
    done = newer.cli("update", "--trust", "--defaults", "--quiet", "-a", ANSWERS, cwd=aged.path)
    assert (done.returncode, aged.status()) == (1, "")
    assert "Traceback" not in done.stderr
    assert '  ci: "github" -> true' in done.stderr
