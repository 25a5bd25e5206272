"""Formatters and linters that a project runs over everything: they have nothing to say of what the pack writes.

From a copy over new records and links to an update. The tools come from npm and PyPI on first use.
"""

import json
import re
import shutil
import sys
import venv
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT, TO, Pack, Project, commit, copy_tree, from_npm, git, init, once, run

pytestmark = pytest.mark.long

HERE = Path(__file__).resolve().parent
STYLES = sorted(path.stem for path in (ROOT / "styles").glob("*.md"))
# What a style's own form has and a tool never leaves (docs/styles.md says so): mdformat writes a rule as underscores.
RULES = ("decision-log", "nhs-england")
# A status in bold that stands alone; the link to a successor in the row of a table, which no line can be broken for.
OWN_FORM = {"MD036": ("decision-log",), "MD013": ("codeflare", "nhs-england")}

HOOKS = ("trailing-whitespace-fixer", "end-of-file-fixer", "mixed-line-ending", "fix-byte-order-marker")
CHECKS: dict[str, tuple[str, ...]] = {
    "check-yaml": (".yml", ".yaml"), "check-json": (".json",), "check-ast": (".py",), "check-merge-conflict": ("",),
}  # fmt: skip

Tools = Callable[[Path], None]


@pytest.fixture(scope="module")
def python_tools(shelf: Path) -> Path:
    """The folder of the tools from PyPI, in an environment of their own."""

    def make(folder: Path) -> None:
        venv.create(folder)
        wanted = ["--python", folder / "bin" / "python", "--requirement", HERE / "requirements.txt"]
        run(sys.executable, "-m", "uv", "pip", "install", "--quiet", *wanted, cwd=HERE)

    return once(shelf / "formatters", make) / "bin"


@pytest.fixture(scope="module")
def node_tools() -> Path:
    return from_npm(HERE) / "node_modules"


@pytest.fixture
def nothing_to_say(python_tools: Path, node_tools: Path) -> Tools:
    """Runs every tool over all that git tracks: none finds anything, none changes a byte."""

    def prints(*words: object, cwd: Path) -> str:
        said = run(*words, cwd=cwd, check=False)
        return said.stdout + said.stderr if said.returncode else ""

    def call(folder: Path) -> None:
        commit(folder)
        files = git(folder, "ls-files").splitlines()
        markdown = [name for name in files if name.endswith(".md")]
        code = list({(folder / name).read_bytes(): name for name in files if name.endswith(".py")}.values())
        others = [name for name in files if not name.endswith(".py")]
        prettier: list[object] = ["node", node_tools / "prettier/bin/prettier.cjs", "--write", "."]
        found = []
        writing: list[list[object]] = [
            prettier,
            [*prettier, "--prose-wrap", "always"],
            [python_tools / "mdformat", *markdown],
            *([python_tools / name, *code, *others] for name in HOOKS),
            *([[python_tools / "black", "--quiet", *code]] if code else []),
            [sys.executable, "-m", "ruff", "format", "--isolated", "--no-cache", "--quiet", *(code or ["."])],
        ]
        for words in writing:
            said = prints(*words, cwd=folder)
            found += [said] if said else []
            for name in git(folder, "diff", "--name-only").splitlines():
                if words[0] == python_tools / "mdformat" and only_rules_differ(git(folder, "diff", "-U0", "--", name)):
                    assert any(style in name or style in folder.name for style in RULES), name
                else:
                    found.append(f"{words[:2]} changes\n{git(folder, 'diff', '--', name)}")
            git(folder, "checkout", "--quiet", ".")
        reading: list[list[object]] = [
            [python_tools / "yamllint", "--format", "parsable", "--strict", "."],
            [sys.executable, "-m", "ruff", "check", "--isolated", "--no-cache", "--quiet", *(code or ["."])],
            *([python_tools / name, *(f for f in code + others if f.endswith(ends))] for name, ends in CHECKS.items()),
        ]
        for words in reading:
            said = prints(*words, cwd=folder)
            found += [said] if said else []
        linted = ["node", node_tools / "markdownlint-cli2/markdownlint-cli2-bin.mjs", "--no-globs", *markdown]
        for line in prints(*linted, cwd=folder).splitlines():
            rule = re.search(r"\bMD\d{3}\b", line)
            own = OWN_FORM.get(rule.group(), ()) if rule else ()
            found += [line] if rule and not any(style in line or style in folder.name for style in own) else []
        assert found == [], "\n".join(found)
        executable = git(folder, "ls-files", "--stage").splitlines()
        assert all(line.endswith(".py") for line in executable if line.startswith("100755")), (
            "as check-executables wants"
        )

    return call


def only_rules_differ(diff: str) -> bool:
    changed = [line for line in diff.splitlines() if line[:1] in "+-" and not line.startswith(("+++", "--- "))]
    return all(line == "----" or re.fullmatch(r"\+_{70}", line) for line in changed)


def without_finding(project: Project) -> None:
    said = project.adr("check", check=False)
    assert (said.returncode, said.stdout) == (0, ""), said.stdout


def used(project: Project) -> None:
    """The commands that write, one after the other."""
    for title in ("Use a queue between the shop and billing", "Keep orders for ten years, as the law of the land asks"):
        project.adr("new", title)
    first, second = (record["file"] for record in project.records()[-2:])
    project.adr("link", second, "Amends", first, "Amended by")
    decided = project.records()[0]["status_text"]
    project.adr("new", "--supersede", first, "--status", decided, "Use a log of events instead of a queue")
    project.adr("index")
    project.adr("check", "--write-baseline")  # guidance is left in what was accepted


@pytest.mark.parametrize("forge", ["github", "gitlab"])
def test_each_style_is_left_alone_after_a_copy_and_after_each_command(
    forge: str, plain: Pack, new_folder: Callable[[str], Path], nothing_to_say: Tools
) -> None:
    """All styles are folders of one repository, so that each tool starts once."""
    home = init(new_folder("all"))
    projects = []
    for style in STYLES:
        copy = copy_tree(plain.shared(style=style, forge=forge).path, home / style)
        shutil.rmtree(copy / ".git")
        projects.append(Project(copy))
    for number, style in enumerate(STYLES):
        more = {
            "tool": "installed",
            "issue_template": "markdown",
            "index_group": ("tag", "none")[number % 2],
            "agents_root": True,
        }
        copy = copy_tree(plain.shared(style=style, forge=forge, **more).path, home / f"{style}-more")
        shutil.rmtree(copy / ".git")
    nothing_to_say(home)
    if forge != "github":
        return  # what the commands write is the same for each
    for project in projects:
        used(project)
    nothing_to_say(home)
    for project in projects:
        without_finding(project)


def test_each_forge_is_left_alone_with_all_that_it_may_have(
    plain: Pack, new_folder: Callable[[str], Path], nothing_to_say: Tools
) -> None:
    home = init(new_folder("forges"))
    more: dict[str, object] = {
        "min_approvals": 2, "min_open_days": 7, "needs_record": ["infra/**", "*/migrations/**"], "agents_root": True,
        "issue_labels": ["a b", "yes", "1e3"], "issue_assignees": ["ann"], "project_name": 'The [b] "shop" & Söhne: 3',
        "adr_dir": "our docs/architecture/all the decisions", "filename_prefix": "ADR-", "template_updates": "renovate",
    }  # fmt: skip
    for forge in ("github", "gitlab", "forgejo", "azure-devops", "bitbucket"):
        comment = {} if forge == "bitbucket" else {"governing_comment": "comment"}
        for tool in ("vendored", "installed"):
            copy = plain.shared(forge=forge, tool=tool, style="madr", **more, **comment)
            shutil.rmtree(copy_tree(copy.path, home / f"{forge}-{tool}") / ".git")
    nothing_to_say(home)


@pytest.mark.parametrize("forge", ["github", "gitlab"])
@pytest.mark.parametrize("style", ["madr", "nygard", "trade-off"])
def test_a_formatted_project_takes_the_next_version_without_a_conflict(
    style: str, forge: str, newer: Pack, nothing_to_say: Tools
) -> None:
    project = newer.copy(style=style, forge=forge)
    nothing_to_say(project.path)
    without_finding(project)
    used(project)
    nothing_to_say(project.path)
    without_finding(project)
    said = newer.cli("update", "--trust", "--defaults", "-a", project.answers_file, cwd=project.path, check=True)
    assert "conflict" not in said.stdout + said.stderr
    assert project.answers["_commit"] == TO
    assert not re.search(r"(?m)^<<<<<<< ", "".join(project.text(name) for name in project.files()))
    without_finding(project)


@pytest.mark.parametrize("style", STYLES)
def test_records_and_blanks_compile_as_mdx(style: str, plain: Pack, node_tools: Path) -> None:
    project = Project(copy_tree(plain.shared(style=style).path, plain.new_folder("mdx")))
    used(project)
    pages = [path for path in project.log.glob("*.md") if path.name not in ("README.md", "AGENTS.md")]
    assert len(pages) == 5
    assert json.loads(run("node", HERE / "mdx.mjs", *pages, cwd=node_tools).stdout) == {}
