"""`template/` reads like the project that it makes, and the table of what is left out names what is there."""

import itertools
import re
from pathlib import Path
from typing import Any

import pytest

from copier_adr.pack import tree
from tests.conftest import ROOT, Pack

TEMPLATE = ROOT / "template"
NAMES = sorted(path.relative_to(TEMPLATE).as_posix() for path in TEMPLATE.rglob("*") if path.is_file())
# All the code that a name may hold.
PARTS = {
    "{{ adr_dir }}": "docs/adr",
    "{{ log_suffix }}": "-ops",
    "{{ _copier_conf.answers_file }}": ".copier-answers.adr-ops.yml",
    "{{ first_record_name() }}": "0001-record-architecture-decisions.md",
}
FOR_ALL = {
    ".copier-answers.adr-ops.yml", "docs/adr/.gitattributes", "docs/adr/README.md", "docs/adr/adr-template.md",
    "docs/adr/adr.json", "docs/adr/0001-record-architecture-decisions.md",
}  # fmt: skip
ANSWERS: dict[str, Any] = {
    "adr_dir": "docs/adr", "log_suffix": "-ops", "forge": "github", "issue_template": "form", "pr_template": True,
    "ci": True, "min_approvals": 1, "min_open_days": 0, "template_updates": "pipeline", "agents": True,
    "governing_comment": "annotation",
}  # fmt: skip


def filled(name: str) -> str:
    for code, text in PARTS.items():
        name = name.replace(code, text)
    return name


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_plain_and_works_on_windows(name: str) -> None:
    path = filled(name)
    assert not set(path) & set('{}%<>:"|?*\\'), path
    assert all(part == part.rstrip(" .") for part in path.split("/")), path
    # Laid out on Windows before it is filled in, too.
    assert not set(name) & set('<>:"|?*\\'), name


def test_each_file_is_for_all_projects_or_in_the_table() -> None:
    there = {filled(name).removesuffix(".jinja") for name in NAMES}
    # The one name that no further log has.
    table = set(tree.only_some(ANSWERS))
    assert there - table == FOR_ALL
    assert table - there == set()


def test_a_folder_in_which_nothing_is_left_is_left_out_too() -> None:
    out = tree.left_out({**ANSWERS, "forge": "gitlab", "issue_template": "none"})
    assert {".github", ".gitea", ".forgejo", ".azuredevops", ".gitlab/issue_templates"} <= set(out)
    assert not {"docs", "docs/adr", ".gitlab", ".gitlab/ci"} & set(out)
    inside = tree.left_out({**ANSWERS, "forge": "gitlab", "adr_dir": ".github/decisions"})
    assert not {".github", ".github/decisions"} & set(inside)
    assert ".github/workflows" in inside


def test_every_file_of_the_table_has_answers_that_bring_it_and_answers_that_do_not() -> None:
    seen: dict[str, set[bool]] = {}
    kinds: dict[str, list[Any]] = {
        "forge": ["github", "gitlab", "forgejo", "azure-devops", "none"],
        "issue_template": ["form", "markdown", "none"],
        "template_updates": ["pipeline", "renovate", "none"],
        "ci": [True, False],
        "pr_template": [True, False],
        "min_approvals": [0, 1],
        "agents": [True, False],
    }
    for values in itertools.product(*kinds.values()):
        given = {**ANSWERS, "log_suffix": "", **dict(zip(kinds, values, strict=True))}
        for path, held in tree.only_some(given).items():
            seen.setdefault(path, set()).add(bool(held))
    assert {path for path, found in seen.items() if found != {True, False}} == {"docs/adr/adr.py"}


@pytest.mark.parametrize("answers", [{"forge": "none"}, {"forge": "forgejo", "issue_template": "none"}])
def test_a_copy_makes_no_empty_folder(answers: dict[str, Any], plain: Pack) -> None:
    project = plain.copy(**answers)
    folders = [path for path in project.path.rglob("*") if path.is_dir() and ".git" not in path.parts]
    assert [folder for folder in folders if not any(folder.iterdir())] == []


def test_a_copy_names_exactly_what_it_would_write_over(plain: Pack, new_folder: Any) -> None:
    written = set(plain.copy(forge="gitlab", min_approvals=1).files())
    folder: Path = new_folder("project")
    for name in written - {".copier-answers.adr.yml"}:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("{}\n", encoding="utf-8")
    (folder / ".github").mkdir()
    (folder / ".github/CODEOWNERS").write_text("ours\n", encoding="utf-8")
    given = [word for one in ("forge=gitlab", "min_approvals=1", "adr_dir=docs/adr") for word in ("-d", one)]
    done = plain.cli("copy", "--trust", "--defaults", *given, plain.path, folder, cwd=folder)
    assert done.returncode == 1, done.stderr
    assert "would write over" in done.stderr, done.stderr
    # The folder is no repository, so that nothing would bring them back.
    told = set(re.findall(r"^  (\S+)   not in git$", done.stderr, re.M))
    # The log's README, its blank record and its first record are the project's own where they are there.
    own = {f"docs/adr/{name}" for name in ("README.md", "adr-template.md", "0001-record-architecture-decisions.md")}
    assert told == written - {".copier-answers.adr.yml"} - own


def test_a_contract_that_cannot_be_read_ends_a_copy_in_words(plain: Pack, new_folder: Any) -> None:
    folder: Path = new_folder("project")
    (folder / "docs/adr").mkdir(parents=True)
    (folder / "docs/adr/adr.json").write_text("ours\n", encoding="utf-8")
    done = plain.cli("copy", "--trust", "--defaults", "-d", "adr_dir=docs/adr", plain.path, folder, cwd=folder)
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)
    assert "docs/adr/adr.json" in done.stderr
    assert "Nothing was written" in done.stderr
    assert [path.name for path in folder.rglob("*") if path.is_file()] == ["adr.json"]
