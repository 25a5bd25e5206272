"""Files that the project's repository does not hold: a copy names them, an update leaves them as they are."""

from pathlib import Path

import pytest

from tests.conftest import ANSWERS, FROM, TO, Pack, Project, commit, git, init

NO_COPY = "Files that git has no copy of stand in the way of an update"

COPY = ("copy", "--trust", "--defaults", "-r", FROM)
UPDATE = ("update", "--trust", "--defaults", "-a", ANSWERS)
RULES = "*.json\nAGENTS.md\n.github/ISSUE_TEMPLATE/\n"
HIDDEN = ("docs/adr/AGENTS.md", "docs/adr/adr.json", ".github/ISSUE_TEMPLATE/adr.yml")


def with_rules(folder: Path, rules: str) -> Path:
    init(folder)
    (folder / ".gitignore").write_text(rules)
    commit(folder, "rules")
    return folder


@pytest.mark.security(NO_COPY)
@pytest.mark.parametrize("version", [FROM, TO])
def test_ignored_files_are_named_and_left_alone(version: str, newer: Pack, tmp_path: Path) -> None:
    project = Project(with_rules(tmp_path / "shop", RULES))
    copied = newer.cli(*COPY, newer.path, ".", cwd=project.path, check=True)
    for name, line in zip(HIDDEN, (2, 1, 3), strict=True):
        assert f"  {name}   ignored by .gitignore:{line}\n" in copied.stderr
    assert "docs/adr/README.md   " not in copied.stderr
    project.commit("a log")
    for name in HIDDEN:
        path = project.path / name
        path.write_bytes(path.read_bytes() + b"\n")
    before = project.files()

    done = newer.cli(*UPDATE, "-r", version, cwd=project.path, check=True)
    after = project.files()
    assert {name: after.get(name) for name in HIDDEN} == {name: before[name] for name in HIDDEN}
    assert "Left as they were, because git does not track them" in done.stderr
    for name, line in zip(HIDDEN, (2, 1, 3), strict=True):
        assert f"  {name}   ignored by .gitignore:{line}\n" in done.stderr
    assert project.answers["_commit"] == version
    # What git tracks was brought.
    assert (before["docs/adr/adr-template.md"] == after["docs/adr/adr-template.md"]) is (version == FROM)
    assert not list((project.path / ".git").glob("copier-adr-untracked/*"))
    again = newer.cli(*UPDATE, "-r", version, "--quiet", cwd=project.path) if version == FROM else None
    assert again is None or project.files() == after


@pytest.mark.security(NO_COPY)
def test_a_log_in_an_ignored_folder_keeps_every_word(newer: Pack, tmp_path: Path) -> None:
    project = Project(with_rules(tmp_path / "shop", "# ours\ndocs/\n"))
    copied = newer.cli(*COPY, newer.path, ".", cwd=project.path, check=True)
    assert "  docs/adr   ignored by .gitignore:2\n" in copied.stderr
    assert copied.stderr.count("ignored by") == 1, "the folder is named once"
    project.commit("forms")
    project.adr("new", "Use Kafka")
    readme = project.log / "README.md"
    readme.write_bytes(readme.read_bytes() + b"\n## Ours\n\nAsk in the channel.\n")
    code = project.log / "adr_review.py"
    code.write_bytes(code.read_bytes() + b"\n# ours\n")
    before = project.files()

    done = newer.cli(*UPDATE, cwd=project.path, check=True)
    after = project.files()
    inside = {name: content for name, content in before.items() if name.startswith("docs/")}
    # Only code that nobody has changed comes: it is not merged, so nothing can be lost.
    assert {name for name in inside if after.get(name) != inside[name]} == {"docs/adr/adr.py"}
    assert "Not brought to this version, because they have edits of yours" in done.stderr
    assert "  docs/adr/adr.py   ignored by .gitignore:2\n" in done.stderr
    assert set(before) <= set(after)


@pytest.mark.security(NO_COPY)
def test_a_log_in_a_submodule_is_named_and_left_alone(newer: Pack, tmp_path: Path) -> None:
    inner = init(tmp_path / "records")
    project = Project(init(tmp_path / "shop"))
    git(project.path, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", inner, "docs")
    project.commit("a submodule")
    copied = newer.cli(*COPY, newer.path, ".", cwd=project.path, check=True)
    assert "  docs/adr   in docs, a repository of its own\n" in copied.stderr
    commit(project.path / "docs", "a log")
    project.commit("a log")
    before = project.files()
    done = newer.cli(*UPDATE, cwd=project.path, check=True)
    after = project.files()
    changed = {name for name in before if name.startswith("docs/") and after.get(name) != before[name]}
    assert changed == {"docs/adr/adr.py", "docs/adr/adr_review.py"}
    for name in ("README.md", "adr.json", "AGENTS.md", "adr.py"):
        assert f"  docs/adr/{name}   in docs, a repository of its own\n" in done.stderr


@pytest.mark.security(NO_COPY)
def test_what_a_killed_update_had_put_away_comes_back_with_the_next(newer: Pack, tmp_path: Path) -> None:
    project = Project(with_rules(tmp_path / "shop", RULES))
    newer.cli(*COPY, newer.path, ".", cwd=project.path, check=True)
    project.commit("a log")
    # As a kill leaves it: the file is saved, and what lies in the project was written over.
    safe = project.path / ".git/copier-adr-untracked" / ANSWERS / HIDDEN[0]
    safe.parent.mkdir(parents=True)
    safe.write_text("people's words\n")
    (project.path / HIDDEN[0]).unlink()
    newer.cli(*UPDATE, cwd=project.path, check=True)
    assert project.text(HIDDEN[0]) == "people's words\n"


def test_nothing_is_said_where_git_takes_everything(newer: Pack, tmp_path: Path) -> None:
    project = Project(with_rules(tmp_path / "shop", "*.pyc\n"))
    copied = newer.cli(*COPY, newer.path, ".", cwd=project.path, check=True)
    assert "git leaves these out" not in copied.stderr
    project.commit("a log")
    done = newer.cli(*UPDATE, cwd=project.path, check=True)
    assert "track" not in done.stderr.replace("tracker", "")


@pytest.mark.security(NO_COPY)
def test_a_file_in_the_way_that_git_has_no_copy_of_is_named_so(pack: Pack, tmp_path: Path) -> None:
    project = with_rules(tmp_path / "shop", "AGENTS.md\n")
    (project / "docs/adr").mkdir(parents=True)
    for name in ("adr.json", "adr_review.py", "AGENTS.md"):
        (project / "docs/adr" / name).write_text("{}\n")
    commit(project, "files of ours")
    (project / "docs/adr/adr_review.py").write_text("{'changed'}\n")
    before = Project(project).files()
    done = pack.cli(*COPY, pack.path, ".", cwd=project)
    assert done.returncode == 1
    for line in ("AGENTS.md   not in git", "adr_review.py   not in git", "adr.json"):
        assert f"  docs/adr/{line}\n" in done.stderr
    assert "--overwrite  (git has no copy of those that are not in it)" in done.stderr
    assert Project(project).files() == before
