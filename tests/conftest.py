"""Fixtures for all tests: the pack as a repository with tags, and projects made from it.

`pack` clones this repository with its history and tags, lays the working tree over it and tags that 999.0.0, so
that a test sees the pack as users of the next release will.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import copier
import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
ANSWERS = ".copier-answers.adr.yml"
# The pack without what only its own development needs.
PACK_PATHS = ("copier.yml", "extensions", "includes", "styles", "template")
TODAY = "2026-11-21"
SOURCE_DATE_EPOCH = "1795219200"  # noon of TODAY, UTC


def run(*command: object, cwd: Path, check: bool = True, **kwargs: Any) -> subprocess.CompletedProcess[str]:
    """A command's result; with `check` a failure shows what it printed."""
    words = [str(word) for word in command]
    done = subprocess.run(words, cwd=cwd, capture_output=True, text=True, encoding="utf-8", check=False, **kwargs)
    if check and done.returncode:
        raise AssertionError(f"{' '.join(words)}: exit {done.returncode}\n{done.stdout}{done.stderr}")
    return done


def git(folder: Path, *words: object, check: bool = True) -> str:
    """What git prints, run in `folder`."""
    return run("git", *words, cwd=folder, check=check).stdout


def commit(folder: Path, message: str = "work") -> None:
    """Commit all that is in `folder`."""
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "-m", message)


def init(folder: Path) -> Path:
    """A fresh git repository in `folder` with an empty first commit."""
    folder.mkdir(parents=True, exist_ok=True)
    git(folder, "init", "--quiet", "--initial-branch", "main")
    git(folder, "commit", "--quiet", "--allow-empty", "-m", "start")
    return folder


@dataclass
class Project:
    """A user's repository with a log in it."""

    path: Path
    adr_dir: str = "docs/adr"
    answers_file: str = ANSWERS

    @property
    def log(self) -> Path:
        return self.path / self.adr_dir

    @property
    def answers(self) -> dict[str, Any]:
        return dict(yaml.safe_load((self.path / self.answers_file).read_text(encoding="utf-8")))

    def adr(self, *words: object, check: bool = True, **kwargs: Any) -> subprocess.CompletedProcess[str]:
        """Run the project's `adr.py`."""
        return run(sys.executable, self.log / "adr.py", *words, cwd=self.path, check=check, **kwargs)

    def records(self) -> list[dict[str, Any]]:
        """What `adr.py list --json` says."""
        return list(json.loads(self.adr("list", "--json").stdout))

    def files(self) -> dict[str, bytes]:
        """Every file of the project, without git's own: path -> bytes."""
        found = (path for path in sorted(self.path.rglob("*")) if path.is_file() or path.is_symlink())
        inside = ((path.relative_to(self.path), path) for path in found)
        return {str(name): path.read_bytes() for name, path in inside if ".git" not in name.parts}

    def text(self, name: str) -> str:
        """A file's text, read without changing line ends."""
        return (self.path / name).read_bytes().decode("utf-8")

    def commit(self, message: str = "work") -> None:
        commit(self.path, message)

    def status(self) -> str:
        """`git status`, short: empty where nothing changed."""
        return git(self.path, "status", "--porcelain", "--untracked-files=all")


@dataclass
class Pack:
    """The pack as a git repository of its own, and what people do with it."""

    path: Path
    new_folder: Callable[[str], Path] = field(repr=False)

    def copy(self, project: Path | None = None, *, ref: str = "999.0.0", **answers: Any) -> Project:
        """`copier copy --trust --defaults` into a folder (a fresh repository where none is given)."""
        project = project or init(self.new_folder("project"))
        options = {"answers_file": answers.pop("answers_file")} if "answers_file" in answers else {}
        overwrite = answers.pop("overwrite", False)
        copier.run_copy(
            str(self.path), project, answers, vcs_ref=ref, defaults=True, unsafe=True, quiet=True,
            overwrite=overwrite, **options,
        )  # fmt: skip
        return Project(project, answers.get("adr_dir", "docs/adr"), options.get("answers_file", ANSWERS))

    def update(self, project: Project, *, ref: str | None = None, **answers: Any) -> None:
        """`copier update --trust --defaults -a .copier-answers.adr.yml`."""
        copier.run_update(
            project.path, answers, answers_file=project.answers_file, vcs_ref=ref, defaults=True, unsafe=True,
            quiet=True, overwrite=True,
        )  # fmt: skip

    def cli(self, *words: object, cwd: Path, check: bool = False) -> subprocess.CompletedProcess[str]:
        """`copier …` as a process of its own: exit code and messages as a user sees them."""
        return run(sys.executable, "-m", "copier", *words, cwd=cwd, check=check)

    def clone(self) -> "Pack":
        """A copy of this pack that a test may change and tag."""
        folder = self.new_folder("pack")
        shutil.copytree(self.path, folder, dirs_exist_ok=True, symlinks=True)
        return Pack(folder, self.new_folder)

    def release(self, tag: str) -> None:
        """Commit what a test changed in the pack and tag it."""
        commit(self.path, f"release {tag}")
        git(self.path, "tag", tag)


def lay_working_tree(target: Path) -> None:
    """Replace the pack's files in `target` by those of the working tree."""
    for name in PACK_PATHS:
        source, to = ROOT / name, target / name
        if to.is_dir():
            shutil.rmtree(to)
        if source.is_dir():
            shutil.copytree(source, to, ignore=shutil.ignore_patterns("__pycache__", "*.pyc"))
        elif source.exists():
            shutil.copy2(source, to)


@pytest.fixture(scope="session", autouse=True)
def _fixed_day(default_gitconfig: Any, sessionpatch: pytest.MonkeyPatch) -> None:
    """One date and one git identity for all that tests write; no hooks or settings of the machine."""
    default_gitconfig.set({"init.defaultBranch": "main", "commit.gpgsign": "false", "advice.detachedHead": "false"})
    for name, value in {"SOURCE_DATE_EPOCH": SOURCE_DATE_EPOCH, "NO_COLOR": "1", "GIT_TERMINAL_PROMPT": "0"}.items():
        sessionpatch.setenv(name, value)
    for name in ("VISUAL", "EDITOR", "COPIER_OPERATION"):
        sessionpatch.delenv(name, raising=False)
    from plumbum import local

    # Copier's tasks see plumbum's copy of the environment.
    for name in ("SOURCE_DATE_EPOCH", "NO_COLOR", "GIT_TERMINAL_PROMPT"):
        local.env[name] = os.environ[name]


@pytest.fixture(scope="session")
def copier_template(tmp_path_factory: pytest.TempPathFactory, _fixed_day: None) -> Path:
    """pytest-copier's template: this repository with its tags, the working tree on top, tagged 999.0.0."""
    folder = tmp_path_factory.mktemp("pack", numbered=False)
    git(ROOT, "clone", "--quiet", "--no-hardlinks", ROOT, folder)
    lay_working_tree(folder)
    for name in git(folder, "ls-files", "-z").split("\0"):
        if name and name.split("/")[0] not in PACK_PATHS:
            (folder / name).unlink(missing_ok=True)
    commit(folder, "working tree")
    git(folder, "tag", "999.0.0")
    # Copier clones this several times a test: one file to link instead of a thousand.
    git(folder, "repack", "-a", "-d", "-q")
    return folder


@pytest.fixture
def new_folder(tmp_path: Path) -> Callable[[str], Path]:
    """Makes folders of their own below the test's folder."""

    def make(name: str) -> Path:
        for number in range(10_000):
            folder = tmp_path / (f"{name}-{number}" if number else name)
            if not folder.exists():
                folder.mkdir()
                return folder
        raise AssertionError("too many folders in one test")

    return make


@pytest.fixture
def pack(copier_template: Path, new_folder: Callable[[str], Path]) -> Pack:
    return Pack(copier_template, new_folder)


@pytest.fixture
def shared() -> Path:
    """The folder of test data beside the repository; the test is skipped, and says so, where there is none."""
    if not (SHARED / "corpus").is_dir():
        pytest.skip("no test data: ../shared/corpus is not there")
    return SHARED
