"""What the first pull request shows: code is folded away, pipelines name the right branch, the last words are true."""

import re
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from bench import diffs
from copier_adr.pack import project as look
from copier_adr.pack.closing import to_include
from tests.adoption.test_adopt import log, project_with
from tests.adoption.test_find import NYGARD, records, write
from tests.conftest import ANSWERS, FROM, ROOT, Pack, Project, commit, git, init, often

GOLDEN = ROOT / "tests/golden/madr-github"


def test_code_is_marked_as_generated_and_may_be_run(plain: Pack) -> None:
    project = plain.shared(template_updates="pipeline")
    listed = [line.split() for line in git(project.log, "ls-files", "--stage").splitlines()]
    modes = {name: mode for mode, _, _, name in listed}
    scripts = {name for name in modes if name.endswith(".py")}
    assert scripts == {"adr.py", "adr_review.py", "adr_update.py"}
    assert {name for name, mode in modes.items() if mode != "100644"} == scripts
    for name in scripts:
        assert project.text(f"docs/adr/{name}").startswith("#!/usr/bin/env python3\n")
    asked = git(project.log, "check-attr", "linguist-generated", "gitlab-generated", "--", *modes)
    marked = {line.split(": ")[0] for line in asked.splitlines() if line.endswith(": set")}
    assert marked == {*scripts, "adr_update.txt"}
    assert asked.count(": set") == 2 * len(marked)
    # What is not there is not named.
    assert "generated" not in plain.shared(tool="installed").text("docs/adr/.gitattributes")


def remote_with(*branches: str) -> Callable[[Path], None]:
    """Makes a clone of a remote that has these branches, the first one its default."""

    def make(folder: Path) -> None:
        there = folder.with_name("there")
        git(folder.parent, "init", "--quiet", "--initial-branch", branches[0], there)
        commit(there, "start")
        for branch in branches[1:]:
            git(there, "branch", branch)
        git(folder.parent, "clone", "--quiet", there, folder)
        git(folder, "switch", "--quiet", "--create", "adopt-the-pack")

    return make


def without_head(folder: Path) -> None:
    """As a pipeline or `git remote add` leaves a repository: it does not know the remote's default branch."""
    remote_with("develop", "trunk", "master")(folder)
    git(folder, "remote", "set-head", "origin", "--delete")


def other_remote(folder: Path) -> None:
    remote_with("release/1.x", "main")(folder)
    git(folder, "remote", "rename", "origin", "upstream")


def alone(*branches: str, at: str = "") -> Callable[[Path], None]:
    """Makes a repository without a remote."""

    def make(folder: Path) -> None:
        git(folder.parent, "init", "--quiet", "--initial-branch", branches[0], folder)
        commit(folder, "start")
        for branch in branches[1:]:
            git(folder, "branch", branch)
        if at:
            git(folder, "switch", "--quiet", at)

    return make


BRANCHES: dict[str, tuple[Callable[[Path], object], str]] = {
    "a remote's": (remote_with("develop", "main"), "develop"),
    "a remote's with a path": (remote_with("release/2.x"), "release/2.x"),
    "of a remote by another name": (other_remote, "release/1.x"),
    "no head known": (without_head, "master"),
    "one branch": (alone("stable"), "stable"),
    "a usual one": (alone("trunk", "work", at="work"), "trunk"),
    "the one that is checked out": (alone("one", "two", at="two"), "two"),
    "no commit yet": (lambda folder: git(folder.parent, "init", "-q", "-b", "develop", folder), "develop"),
    "a name that a pipeline takes for a pattern": (alone("c++"), "main"),
    "no repository": (lambda folder: folder.mkdir(), "main"),
}


@pytest.mark.parametrize("name", BRANCHES)
def test_the_default_branch_is_what_git_says(name: str, tmp_path: Path) -> None:
    make, wanted = BRANCHES[name]
    folder = tmp_path / "here"
    make(folder)
    assert look.default_branch(folder) == wanted


NAMED = {
    "github": (".github/workflows/adr.yml", ("push", "branches")),
    "forgejo": (".forgejo/workflows/adr.yml", ("push", "branches")),
    "azure-devops": (".azuredevops/adr.yml", ("branches", "include")),
}


@pytest.mark.parametrize("forge", NAMED)
def test_the_pipelines_name_the_projects_own_branch(forge: str, plain: Pack, pack: Pack, tmp_path: Path) -> None:
    folder = tmp_path / "here"
    remote_with("release/1.x", "main")(folder)
    project = (pack if forge == "github" else plain).copy(folder, forge=forge, min_approvals=1)
    file, keys = NAMED[forge]
    # `on` is a truth value in YAML 1.1.
    found = yaml.safe_load(re.sub(r"(?m)^(on|trigger):", "start:", project.text(file)))["start"]
    for key in keys:
        found = found[key]
    assert found == ["release/1.x"]
    texts = {name: project.text(name) for name in project.files() if name.startswith(file.split("/")[0])}
    assert [name for name, text in texts.items() if re.search(r"\b(master|trunk)\b", text)] == []
    if forge != "github":
        return
    # What git says later is no new answer.
    project.commit("adopt")
    git(folder, "remote", "remove", "origin")
    git(folder, "switch", "--quiet", "--create", "main")
    git(folder, "branch", "-D", "--quiet", "release/1.x")
    pack.update(project)
    assert project.status() == ""


def test_the_pictured_tree_shows_every_file_that_a_copy_brings() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    drawn = text.split("```text\nyour-project/\n")[1].split("```")[0]
    paths, above = [], [""]
    for line in drawn.splitlines():
        lead, name = re.match(r"((?:│   |    )*)[├└]── (\S+)", line).groups()  # type: ignore[union-attr]
        del above[1 + len(lead) // 4 :]
        if name.endswith("/"):
            above.append(above[-1] + name)
        else:
            paths.append(above[-1] + name)
    there = {path.relative_to(GOLDEN).as_posix() for path in GOLDEN.rglob("*") if path.is_file()}
    # The golden trees leave out the two scripts, which are the same in all.
    assert sorted(paths) == sorted(there | {"docs/adr/adr.py", "docs/adr/adr_review.py"})


def closing(pack: Pack, folder: Path, *words: str) -> str:
    done = pack.cli("copy", "--trust", "--defaults", *words, pack.path, folder, cwd=folder.parent, check=True)
    return done.stderr[done.stderr.index("The decision log is in") :]


def test_the_last_words_of_a_first_copy_hold(plain: Pack, tmp_path: Path) -> None:
    fresh = closing(plain, init(tmp_path / "fresh"))
    assert "\n  git add --all && git commit" in fresh
    assert "The log's README.md says how" in fresh
    assert 'new "Title of the first decision of your own"' in fresh
    # Outside a repository `git add` fails.
    (tmp_path / "bare").mkdir()
    assert "\n  git init && git add --all && git commit" in closing(plain, tmp_path / "bare")
    # The README of an adopted log says what the project says, and the next decision is not the first.
    kept, _ = project_with(tmp_path / "kept", log())
    adopted = closing(plain, kept.path)
    assert "says how" not in adopted
    assert "README.md stay yours" in adopted
    assert 'new "Title of the next decision"' in adopted
    # A second copy changes nothing, so there is nothing to commit.
    kept.commit("adopted")
    again = closing(plain, kept.path)
    assert kept.status() == ""
    assert "git add" not in again
    tracked = closing(plain, init(tmp_path / "tracked"), "-d", "numbering=tracker")
    assert 'new --number NUMBER "' in tracked


# What .gitlab-ci.yml says -> whether it has to be told of the checks.
INCLUDES = {
    None: True,
    "include:\n  - local: /.gitlab/ci/adr.yml\nstages: [test]\n": False,
    "include:\n- local: '.gitlab/ci/*.yml'\n": False,
    "include: /.gitlab/**.yml\n": False,
    "include:\n  - local: .gitlab/ci/adr-update.yml\n": True,
    "# include: .gitlab/ci/adr.yml\ninclude: [] # .gitlab/ci/adr.yml\n": True,
    "lint:\n  rules: [{changes: ['**/*.yml']}]\n": True,
}


@pytest.mark.parametrize("said", INCLUDES)
def test_gitlabs_include_is_named_where_it_is_missing(said: str | None, tmp_path: Path) -> None:
    if said:
        (tmp_path / ".gitlab-ci.yml").write_text(said, encoding="utf-8")
    wanted = "{local: .gitlab/ci/adr.yml}" if INCLUDES[said] else ""
    assert to_include(tmp_path, [".gitlab/ci/adr.yml"]) == wanted


def test_a_project_that_has_the_include_is_not_told(plain: Pack, tmp_path: Path) -> None:
    folder = init(tmp_path / "shop")
    (folder / ".gitlab-ci.yml").write_text("include: .gitlab/ci/adr.yml\n", encoding="utf-8")
    assert "GitLab" not in closing(plain, folder, "-d", "forge=gitlab")


MORE_DATA = {"gitlab": ["-d", "template_updates=pipeline"], "azure-devops": ["-d", "min_approvals=1"]}
STILL_NEEDED = {
    "gitlab": "include: [{local: .gitlab/ci/adr.yml}, {local: .gitlab/ci/adr-update.yml}]",
    "azure-devops": "a pipeline of .azuredevops/adr.yml and one of .azuredevops/adr-review.yml.",
    "bitbucket": "          name: adr\n",
}


def data(forge: str) -> list[str]:
    return ["-d", f"forge={forge}", "-d", "ci=true", *MORE_DATA.get(forge, [])]


@pytest.mark.parametrize("forge", STILL_NEEDED)
def test_what_a_pipeline_still_needs_is_told_by_a_copy(forge: str, plain: Pack, tmp_path: Path) -> None:
    assert STILL_NEEDED[forge] in closing(plain, init(tmp_path / "there"), *data(forge))


@pytest.mark.parametrize("forge", often(STILL_NEEDED, "gitlab".__eq__))
def test_what_a_pipeline_still_needs_is_told_once_by_an_update(forge: str, pack: Pack, tmp_path: Path) -> None:
    # A log of before keeps its README, so that nothing else says it.
    came, _ = project_with(tmp_path / "came", log())
    assert STILL_NEEDED[forge] not in closing(pack, came.path)
    came.commit("on GitHub")
    update = ("update", "--trust", "--defaults", "-a", ANSWERS)
    said = pack.cli(*update, *data(forge), cwd=came.path, check=True).stderr
    assert STILL_NEEDED[forge] in said
    came.commit("moved")
    said = pack.cli(*update, cwd=came.path, check=True).stderr
    assert STILL_NEEDED[forge] not in said
    assert "Nothing else was changed" in said


def test_an_update_speaks_of_a_conflict_where_there_is_one(newer: Pack, tmp_path: Path) -> None:
    project = newer.copy(init(tmp_path / "shop"), ref=FROM)
    blank = project.log / ".gitattributes"
    blank.write_text("# Ours.\n" + blank.read_text(encoding="utf-8"), encoding="utf-8")
    project.commit("our words, where the new version has its own")
    said = newer.cli("update", "--trust", "--defaults", "-a", ANSWERS, cwd=project.path, check=True).stderr
    assert git(project.path, "diff", "--name-only", "--diff-filter=U").split() == ["docs/adr/.gitattributes"]
    assert "is at the new version, and no record was changed. Next:" in said
    assert said.count("<<<<<<<") == 1


ABOVE = {
    "docs/README.md": "# Docs\n\n" + "".join(f"- [A]({{}}adr/000{n}-use-a-queue.md)\n" for n in (1, 2, 3)),
    "README.md": "See [one](docs/adr/0001-use-a-queue.md), and [two](docs/adr/0002-use-a-queue.md).\n",
    "mkdocs.yml": "nav:\n" + "".join(f"  - A: adr/000{n}-use-a-queue.md\n" for n in (1, 2, 3, 4)),
    "sidebars.js": "module.exports = {docs: [\n"
    + "".join(f"  'adr/000{n}-use-a-queue',\n" for n in (1, 2, 3))
    + "]};\n",
    "_toc.yml": "chapters:\n" + "".join(f"  - file: docs/adr/000{n}-use-a-queue\n" for n in (1, 2, 3)),
    "mkdocs.yaml": "nav:\n" + "".join(f"  - A: ops/adr/000{n}-use-a-queue.md\n" for n in (1, 2, 3)),
    ".pages": "nav:\n" + "".join(f"  - our-adr/000{n}-use-a-queue.md\n" for n in (1, 2, 3)),
    "docs/guide.md": "".join(f"- [A](adr/000{n}-use-a-queue.md)\n" for n in (1, 2, 3)),
    "docs/index.md": "".join(f"- [A](our-adr/000{n}-use-a-queue.md)\n" for n in (1, 2, 3)),
}


def test_lists_beside_the_index_are_named(plain: Pack, tmp_path: Path) -> None:
    files = {name: text.replace("{}", "./") for name, text in ABOVE.items()}
    lines = "".join(f"- [Use a queue](./000{n}-use-a-queue.md)\n" for n in (1, 2, 3, 4))
    files |= {"docs/adr/README.md": lines, "docs/adr/SUMMARY.md": lines.replace("./", "")}
    project, before = project_with(tmp_path / "shop", {**files, **records("docs/adr", count=4)})
    said = closing(plain, project.path)
    told = said.split("nothing of the pack writes or checks them:\n\n")[1].split("\n\n")[0]
    assert told == (
        "  _toc.yml (3 of 4)\n  mkdocs.yml (4 of 4)\n  sidebars.js (3 of 4)\n"
        "  docs/README.md (3 of 4)\n  docs/adr/SUMMARY.md (4 of 4)"
    )
    assert "let them lead to docs/adr/README.md." in said
    assert {name for name in before if project.files()[name] != before[name]} == {"docs/adr/README.md"}
    project.commit("adopted")
    assert "list records" not in closing(plain, project.path)


def test_further_logs_are_named_with_the_command_that_takes_them_over(plain: Pack, tmp_path: Path) -> None:
    files = {**log(), **records("web/docs/adr"), **records("till/our adr")}
    project, before = project_with(tmp_path / "shop", files)
    said = closing(plain, project.path)
    assert "\n\nThese read as logs too, and stay as they are:\n\n  till/our adr\n  web/docs/adr\n\n" in said
    after = project.files()
    assert {name for name in before if before[name] != after[name]} == {"doc/decisions/README.md"}
    project.commit("one of three")
    words = shlex.split(re.findall(r"^  (copier copy .*NAME.*)$", said, re.M)[0].replace("NAME", "till"))
    assert "adr_dir=till/our adr" in words
    done = plain.cli(*words[1:], "--defaults", cwd=project.path, check=True)
    assert "read as logs" not in done.stderr
    assert len(Project(project.path, "till/our adr").records()) == 3


def test_the_size_of_a_first_diff_is_what_git_says(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    corpus, keep = tmp_path / "corpus", tmp_path / "kept"
    write(corpus / "acme__shop", {**log(), "SOURCE.json": '{"adr_dirs": ["doc/decisions"]}'})
    write(corpus / "acme__till", {"SOURCE.json": '{"adr_dirs": ["."]}', **{f"000{n}-x.md": NYGARD for n in (1, 2)}})
    assert diffs.main(["--corpus", str(corpus), "--keep", str(keep)]) == 0
    rows = re.findall(r"^ +(\d+) +(\d+)  (\S+): (.*)$", capsys.readouterr().out, re.M)
    assert [(name, own) for _, _, name, own in rows] == [
        ("acme__shop", "doc/decisions/README.md"),
        ("acme__till", "none"),
    ]
    for added, removed, name, _ in rows:
        # Every line of what is staged, but for the joined files.
        told = git(keep / name, "diff", "--cached", "--shortstat", "--", ".", ":!*/adr.py", ":!*/adr_review.py")
        assert f" {added} insertions(+)" in told
        assert (f" {removed} deletion" in told) == (removed != "0")
