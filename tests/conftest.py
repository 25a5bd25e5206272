"""Fixtures for all tests: the pack as a repository with tags, and projects made from it.

`pack` clones this repository with its history and tags, lays the working tree over it and tags that 999.0.0, so
that a test sees the pack as users of the next release will.
"""

import contextlib
import functools
import gc
import hashlib
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any, TextIO

import copier
import pytest
import yaml
from copier._cli import CopierApp
from plumbum import local

from bench.laid import PACK_PATHS, in_memory, lay_pack
from bench.laid import ROOT as ROOT  # for all tests
from tests import tried
from tests.newer import next_version

SHARED = ROOT.parent / "shared"
ANSWERS = ".copier-answers.adr.yml"
# What `pack` holds, and what `newer` holds besides.
FROM, TO = "999.0.0", "999.1.0"
TODAY = "2026-11-21"
SOURCE_DATE_EPOCH = "1795219200"  # noon of TODAY, UTC


def pytest_configure(config: pytest.Config) -> None:
    in_memory()
    config.pluginmanager.register(tried)
    if os.environ.get("UPDATE_SECURITY") and "PYTEST_XDIST_WORKER" not in os.environ:
        config.pluginmanager.register(tried.Tally())


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


def without_guidance(text: str) -> str:
    """A new record as people leave it: each guidance `(_text_)` of the blank replaced."""
    return re.sub(r"\(_[^()]*(?:\([^()]*\)[^()]*)*_\)", "Said.", text)


def often(
    cases: Iterable[Any], kept: Callable[..., object], rest: pytest.MarkDecorator = pytest.mark.every
) -> list[Any]:
    """The cases as parameters: those of which `kept` says yes on every run, the others in `make every` alone.

    For what is done alike in each style or on each forge: a diagonal through all of them finds a fault of one, and the
    rest of the table finds the fault of a pair.
    """
    each = [case if isinstance(case, tuple) else (case,) for case in cases]
    return [pytest.param(*case, marks=() if kept(*case) else rest) for case in each]


def by_turns(cases: Iterable[Any], ways: Iterable[Any]) -> list[Any]:
    """Each case in each way as parameters: in one way on every run, the next case in the next way, the rest `every`."""
    first, second = list(cases), list(ways)
    pairs = [(case, way) for case in first for way in second]
    return often(pairs, lambda case, way: second[first.index(case) % len(second)] == way)


def init(folder: Path) -> Path:
    """A fresh git repository in `folder` with an empty first commit."""
    folder.mkdir(parents=True, exist_ok=True)
    git(folder, "init", "--quiet", "--initial-branch", "main")
    git(folder, "commit", "--quiet", "--allow-empty", "-m", "start")
    return folder


def once(folder: Path, make: Callable[[Path], object], seconds: int = 300) -> Path:
    """`folder`, made by the first of the test processes that asks for it; the others wait until it is whole."""
    done, lock = (folder.with_name(f"{folder.name}.{what}") for what in ("done", "lock"))
    folder.parent.mkdir(parents=True, exist_ok=True)
    end = time.monotonic() + seconds
    while not done.exists():
        assert time.monotonic() < end, f"nobody finishes {folder}; remove {lock}"
        try:
            lock.mkdir()
        except (FileExistsError, PermissionError):
            time.sleep(0.05)
            continue
        try:
            if not done.exists():
                shutil.rmtree(folder, ignore_errors=True)
                make(folder)
                done.touch()
        finally:
            lock.rmdir()
    return folder


def from_npm(folder: Path) -> Path:
    """`folder`, with the packages of its package-lock.json installed; a skip only where Node itself is missing."""
    if not shutil.which("node") or not shutil.which("npm"):
        pytest.skip(f"Node with npm is not installed, and {folder.name} come from there")
    once(
        folder / "node_modules",
        lambda _: run(*["npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts"], cwd=folder),
    )
    return folder


def copy_tree(source: Path, target: Path) -> Path:
    """A copy of `source` in `target`, which may be there."""
    return Path(shutil.copytree(source, target, dirs_exist_ok=True, symlinks=True))


@contextlib.contextmanager
def captured() -> Iterator[list[str]]:
    """What this process and those that it starts print meanwhile: afterwards, a list of both streams."""
    said: list[str] = []
    with contextlib.ExitStack() as stack:
        files = [stack.enter_context(tempfile.TemporaryFile()) for _ in (1, 2)]
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        saved = [os.dup(number) for number in (1, 2)]
        try:
            for number, file in enumerate(files, 1):
                os.dup2(file.fileno(), number)
            streams: list[TextIO] = [open(number, "w", encoding="utf-8", closefd=False) for number in (1, 2)]  # noqa: SIM115
            with contextlib.redirect_stdout(streams[0]), contextlib.redirect_stderr(streams[1]):
                yield said
            for stream in streams:
                stream.close()
        finally:
            for number, one in enumerate(saved, 1):
                os.dup2(one, number)
                os.close(one)
        for file in files:
            file.seek(0)
            said.append(file.read().decode("utf-8", "replace").replace("\r\n", "\n"))


@functools.cache
def compiled(script: bytes) -> CodeType:
    return compile(script, "adr.py", "exec", dont_inherit=True)


def adr_here(script: Path, words: list[str], cwd: Path) -> subprocess.CompletedProcess[str]:
    """`python adr.py …` in this process: the project's own file, run anew, but compiled once for all projects.

    `tests/adr/test_file.py` and the gates run it as processes.
    """
    module = ModuleType("adr")
    module.__file__ = str(script)
    out, err = io.StringIO(), io.StringIO()
    with contextlib.chdir(cwd), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            exec(compiled(script.read_bytes()), module.__dict__)  # noqa: S102
            code = module.main(words)
        except SystemExit as exit_:
            code = int(exit_.code or 0)
        except Exception:  # what ends a process with a traceback
            traceback.print_exc()
            code = 1
        finally:
            gc.enable()  # the script turns it off
    return subprocess.CompletedProcess(["adr.py", *words], code, out.getvalue(), err.getvalue())


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

    def adr(self, *words: object, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Run the project's `adr.py`."""
        done = adr_here(self.log / "adr.py", [str(word) for word in words], self.path)
        assert not (check and done.returncode), f"{done.args}: exit {done.returncode}\n{done.stdout}{done.stderr}"
        return done

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
    shelf: Path | None = None
    """Where what the test processes share is kept; only for packs that no test changes."""

    def shared(self, **answers: Any) -> Project:
        """A committed copy of the pack, the same one for all who give these answers: only to be read or cloned."""
        assert self.shelf, "a pack that a test may change shares nothing"
        key = hashlib.sha256(json.dumps([str(self.path), answers], sort_keys=True).encode()).hexdigest()[:16]
        folder = once(self.shelf / key, lambda it: self.copy(init(it / "a project"), **answers).commit()) / "a project"
        return Project(folder, answers.get("adr_dir", "docs/adr"), answers.get("answers_file", ANSWERS))

    def copy(self, project: Path | None = None, *, ref: str = FROM, **answers: Any) -> Project:
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

    def cli(
        self, *words: object, cwd: Path, check: bool = False, process: bool = False
    ) -> subprocess.CompletedProcess[str]:
        """`copier …`: exit code and messages as a user sees them.

        Copier's command runs in this process, for importing it takes longer than what it does, unless `process`.
        """
        if process:
            return run(sys.executable, "-m", "copier", *words, cwd=cwd, check=check)
        call = ["copier", *map(str, words)]
        with local.cwd(cwd), captured() as said:
            try:
                code = CopierApp.run(call, exit=False)[1]
            except Exception:  # what ends a process with a traceback
                traceback.print_exc()
                code = 1
        assert not (check and code), f"{call}: exit {code}\n{''.join(said)}"
        return subprocess.CompletedProcess(call, code, *said)

    def clone(self) -> "Pack":
        """A copy of this pack that a test may change and tag."""
        return Pack(copy_tree(self.path, self.new_folder("pack")), self.new_folder)

    def release(self, tag: str) -> None:
        """Commit what a test changed in the pack and tag it."""
        commit(self.path, f"release {tag}")
        git(self.path, "tag", tag)


@pytest.fixture(scope="session", autouse=True)
def _fixed_day(
    default_gitconfig: Any, sessionpatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """One date and one git identity for all that tests write; no hooks, settings or caches of the machine."""
    default_gitconfig.set({"init.defaultBranch": "main", "commit.gpgsign": "false", "advice.detachedHead": "false"})
    # Sample hooks are more files than many a project here, tidying up takes longer than a commit, and nothing that
    # tests write must outlive a power cut.
    default_gitconfig.set({"init.templateDir": "", "maintenance.auto": "false", "core.fsync": "none"})
    settings = {
        "SOURCE_DATE_EPOCH": SOURCE_DATE_EPOCH,
        "NO_COLOR": "1",
        "GIT_TERMINAL_PROMPT": "0",
        # Copier mirrors what it clones by its URL, in the user's cache: with one for all, another process that has
        # its own pack at the same URL would move this one's tags in the middle of a copy.
        "COPIER_CACHE_DIR": str(tmp_path_factory.mktemp("mirrors")),
    }
    for name, value in settings.items():
        sessionpatch.setenv(name, value)
    # Where Python may not keep what it compiled, every process compiles everything anew, which no user's does.
    for name in ("VISUAL", "EDITOR", "COPIER_OPERATION", "PYTHONDONTWRITEBYTECODE"):
        sessionpatch.delenv(name, raising=False)
        local.env.pop(name, "")
    sessionpatch.setattr(sys, "dont_write_bytecode", False)
    # Copier's tasks see plumbum's copy of the environment.
    for name, value in settings.items():
        local.env[name] = value


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all test processes of this run share: what is dear to make is made there `once`."""
    base = tmp_path_factory.getbasetemp()
    return (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "shelf"


@pytest.fixture(scope="session")
def copier_template(shelf: Path, _fixed_day: None) -> Path:
    """pytest-copier's template: this repository with its tags, the working tree on top, tagged 999.0.0."""

    def make(folder: Path) -> None:
        git(ROOT, "clone", "--quiet", "--no-hardlinks", ROOT, folder)
        lay_pack(folder)
        for name in git(folder, "ls-files", "-z").split("\0"):
            if name and name.split("/")[0] not in PACK_PATHS:
                (folder / name).unlink(missing_ok=True)
        commit(folder, "working tree")
        git(folder, "tag", FROM)
        # Copier clones this several times a test: one file to link instead of a thousand.
        git(folder, "repack", "-a", "-d", "-q")

    return once(shelf / "pack", make)


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
def pack(copier_template: Path, new_folder: Callable[[str], Path], shelf: Path) -> Pack:
    return Pack(copier_template, new_folder, shelf)


@pytest.fixture
def plain(new_folder: Callable[[str], Path], shelf: Path) -> Pack:
    """The pack as a folder without a history: for tests of what it renders, in half the time that a clone takes.

    `test_two_copies_are_equal…` holds that a clone renders the same.
    """
    return Pack(once(shelf / "plain", lay_pack), new_folder, shelf)


@pytest.fixture(scope="session")
def newer_pack(copier_template: Path, shelf: Path) -> Path:
    """The pack with one version more, in which every file of the template differs and one question is new."""

    def make(folder: Path) -> None:
        copy_tree(copier_template, folder)
        next_version(folder, TO)
        commit(folder, f"release {TO}")
        git(folder, "tag", TO)
        git(folder, "repack", "-a", "-d", "-q")

    return once(shelf / "newer", make)


@pytest.fixture
def newer(newer_pack: Path, new_folder: Callable[[str], Path], shelf: Path) -> Pack:
    return Pack(newer_pack, new_folder, shelf)


@pytest.fixture
def shared() -> Path:
    """The folder of test data beside the repository; the test is skipped, and says so, where there is none."""
    if not (SHARED / "corpus").is_dir():
        pytest.skip("no test data: ../shared/corpus is not there")
    return SHARED
