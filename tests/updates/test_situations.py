"""Where an update runs, and from what: clones of all kinds, failing hooks, old versions, changed questions."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from copier.errors import TaskError
from jinja2.exceptions import UndefinedError

from tests.conftest import ROOT, TO, Pack, Project, git, init, often
from tests.updates.held import held, records_of


def shallow(project: Project, folder: Path) -> Project:
    git(folder, "clone", "--quiet", "--depth", "1", project.path.as_uri(), folder / "clone")
    return Project(folder / "clone")


def work_tree(project: Project, folder: Path) -> Project:
    git(project.path, "worktree", "add", "--quiet", "-b", "update", folder / "tree")
    return Project(folder / "tree")


def submodule(project: Project, folder: Path) -> Project:
    outer = init(folder / "outer")
    git(outer, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", project.path, "parts/shop")
    git(outer, "commit", "--quiet", "-m", "a part")
    return Project(outer / "parts/shop")


def failing_hooks(project: Project, _folder: Path) -> Project:
    for name in ("pre-commit", "commit-msg", "post-checkout", "post-merge", "post-index-change"):
        hook = project.path / ".git/hooks" / name
        hook.parent.mkdir(exist_ok=True)
        hook.write_text("#!/bin/sh\nexit 1\n")
        hook.chmod(0o755)
    return project


def odd_path(project: Project, folder: Path) -> Project:
    return Project(project.path.rename(folder / "Über uns, alles (neu)"))


@pytest.mark.parametrize(
    "place",
    often([shallow, work_tree, submodule, failing_hooks, odd_path], lambda place: place == odd_path),
    ids=lambda place: place.__name__,
)
def test_an_update_works_in(
    place: Callable[[Project, Path], Project], newer: Pack, aged: Project, tmp_path: Path
) -> None:
    readme = aged.log / "README.md"
    readme.write_text(readme.read_text(encoding="utf-8") + "\nOurs.\n", encoding="utf-8")
    aged.commit("ours")
    project = place(aged, tmp_path)
    records = records_of(project)
    done = newer.cli("update", "--trust", "--defaults", "-a", project.answers_file, cwd=project.path)
    assert done.returncode == 0, done.stderr
    assert held(project, records, {"docs/adr/README.md": "Ours."}) == set()
    assert project.answers["_commit"] == TO


def test_an_update_works_in_a_subfolder_of_a_monorepo(newer: Pack, tmp_path: Path) -> None:
    root = init(tmp_path / "mono")
    (root / "README.md").write_text("# All\n")
    for name in ("shop", "till"):
        (root / name).mkdir()
        Project(newer.copy(root / name, ref="999.0.0").path).adr("new", "Use PostgreSQL")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "-m", "two services")
    project, other = Project(root / "shop"), Project(root / "till")
    records, before = records_of(project), other.files()
    newer.update(project)
    after = project.files()
    assert {name: after[name] for name in records} == records
    project.adr("index", "--check")
    assert project.answers["_commit"] == TO
    assert other.files() == before
    assert all(line[3:].startswith("shop/") for line in git(root, "status", "--porcelain").splitlines())


def test_a_dirty_project_is_refused_and_left_alone(newer: Pack, aged: Project) -> None:
    (aged.log / "0002-use-postgresql.md").write_bytes(b"# half written\n")
    before = aged.files()
    done = newer.cli("update", "--trust", "--defaults", "-a", aged.answers_file, cwd=aged.path)
    assert done.returncode == 1
    assert "dirty" in done.stderr
    assert aged.files() == before


@pytest.mark.long
def test_questions_come_change_their_name_and_go(newer: Pack, aged: Project) -> None:
    pack = newer.clone()
    settings, readme = pack.path / "copier.yml", next((pack.path / "template").rglob("README.md.jinja"))
    text = settings.read_text(encoding="utf-8")
    new = text.replace("team_name:", "owner:").replace(
        "default: Platform", "default: \"{{ team_name | default('All') }}\""
    )
    settings.write_text(new, encoding="utf-8")
    readme.write_text(readme.read_text(encoding="utf-8").replace("{{ team_name }}", "{{ owner }}"), encoding="utf-8")
    pack.release("999.2.0")
    settings.write_text(re.sub(r"^owner:\n(?:  .*\n)+\n", "", new, flags=re.M), encoding="utf-8")
    readme.write_text(readme.read_text(encoding="utf-8").replace("Kept by {{ owner }}.\n", ""), encoding="utf-8")
    pack.release("999.3.0")

    git(aged.path, "config", "core.autocrlf", "false")
    answers = aged.path / aged.answers_file
    answers.write_text(answers.read_text().replace(str(newer.path), str(pack.path)))
    aged.commit("the pack has moved")
    records = records_of(aged)
    for version, said in ((TO, "Kept by Blue."), ("999.2.0", "Kept by Blue."), ("999.3.0", "")):
        pack.update(aged, ref=version, **({"team_name": "Blue"} if version == TO else {}))
        assert held(aged, records) == set()
        assert ("Kept by" in aged.text("docs/adr/README.md")) == bool(said)
        assert said in aged.text("docs/adr/README.md")
        aged.commit(version)
    assert not {"team_name", "owner"} & set(aged.answers)


def versions() -> list[str]:
    """Every released version; before there is one, some that the history holds."""
    tags = [tag for tag in git(ROOT, "tag", check=False).split() if not tag.startswith("999.")]
    if tags:
        return tags
    paths = ("copier.yml", "extensions", "template")
    commits = git(ROOT, "log", "--reverse", "--format=%h", "--", *paths, check=False).split()
    # Whole ones: with questions, styles and a README.
    needed = {"copier.yml", "styles/nygard.md", "template/{{ adr_dir }}/README.md.jinja"}
    whole = [one for one in commits if needed <= set(git(ROOT, "ls-tree", "-rz", "--name-only", one).split("\0"))]
    return [whole[0], whole[len(whole) // 3], whole[2 * len(whole) // 3], whole[-1]] if whole else []


@pytest.mark.parametrize("version", often(versions(), versions()[-1:].__contains__))
def test_from_every_version_to_the_newest(version: str, pack: Pack) -> None:
    mine = pack.clone()
    released = re.match(r"v?\d+\.", version)
    if not released:
        git(mine.path, "tag", "0.0.1", version)
    try:
        project = mine.copy(ref=version if released else "0.0.1", style="nygard")
    except (UndefinedError, TaskError) as error:
        if released:
            raise
        pytest.skip(f"{version} was never whole: {error}")
    project.adr("new", "Use PostgreSQL")
    readme = project.log / "README.md"
    readme.write_text(readme.read_text(encoding="utf-8") + "\n## Ours\n\nAsk in the channel.\n", encoding="utf-8")
    project.commit("work")
    records = records_of(project)
    mine.update(project)
    held(project, records, {"docs/adr/README.md": "Ask in the channel."})
    assert project.answers["_commit"] == "999.0.0"
