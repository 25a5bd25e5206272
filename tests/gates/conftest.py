"""Projects for the tests of the gates: made once for each set of answers, then only read or cloned."""

import contextlib
import hashlib
import importlib.util
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from bench import laid
from copier_adr.bundle import joined
from copier_adr.version import VERSION
from tests.conftest import ROOT, Pack, commit, copy_tree, from_npm, git, once

Make = Callable[..., Path]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The review and the comment are alike on each forge: a test of them runs on one forge every time, the next test on
    the next forge, and on all of them in `make every`."""
    same: dict[str, list[pytest.Item]] = {}
    for item in items:
        on = getattr(item, "callspec", None)
        if item.path.name in ("test_review.py", "test_comment.py") and on and "forge" in on.params:
            same.setdefault(item.nodeid.replace(on.params["forge"], ""), []).append(item)
    for turn, forges in enumerate(same.values()):
        for at, item in enumerate(forges):
            if at != turn % len(forges):
                item.add_marker(pytest.mark.every)


JOINED = {"adr.py": "in_log", "adr_review.py": "review.in_log", "adr_update.py": "upgrade.in_log"}


def with_joined(shared: Path, folder: Path) -> None:
    """A copy of a project in which the pack's scripts are joined from the modules of this tree."""
    copy_tree(shared, folder)
    for name, entry in JOINED.items():
        for script in folder.rglob(name):
            script.write_text(joined(entry, VERSION), encoding="utf-8")
    commit(folder, "the scripts of this tree")


@pytest.fixture(scope="session")
def project(copier_template: Path, tmp_path_factory: pytest.TempPathFactory, shelf: Path) -> Make:
    """`project(forge="gitlab", …)`: a committed project with these answers; the same one for the same answers."""
    pack = Pack(copier_template, tmp_path_factory.mktemp, shelf)

    def make(**answers: Any) -> Path:
        given = {"style": "nygard", "min_approvals": 2, "min_open_days": 7, **answers}
        key = hashlib.sha256(json.dumps(given, sort_keys=True).encode()).hexdigest()[:16]
        return once(shelf / f"gates-{key}" / "a project", lambda folder: with_joined(pack.shared(**given).path, folder))

    return make


@pytest.fixture(scope="session")
def tool_source(copier_template: Path, shelf: Path) -> str:
    """The address from which pipelines take the installed tool: this tree, tagged as its version."""

    def make(folder: Path) -> None:
        git(folder.parent, "clone", "--quiet", copier_template, folder)
        git(folder, "tag", "--force", VERSION)

    return once(shelf / "tool", make).as_uri()


def _loaded() -> ModuleType:
    """adr_review.py as a project has it, loaded once for all of them."""
    path = laid.joined_file("adr_review.py", JOINED["adr_review.py"])
    spec = importlib.util.spec_from_file_location("adr_review_under_test", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[module.__name__] = module  # NamedTuple looks for it there
    spec.loader.exec_module(module)
    return module


adr_review = _loaded()


def _asked_here(asked: Any, _seconds: float) -> Any:
    """What the process that reads records answers."""
    with pytest.MonkeyPatch.context() as patch, contextlib.redirect_stdout(io.StringIO()) as answer:
        patch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(json.dumps(asked).encode())))
        assert adr_review.main(["read"]) == 0
    return json.loads(answer.getvalue())


def _in_this_process(folder: Path, words: list[str], env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    out, err = io.StringIO(), io.StringIO()
    with pytest.MonkeyPatch.context() as patch, contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        patch.setattr(os, "environ", env)
        patch.setattr(sys, "dont_write_bytecode", True)
        patch.setattr(adr_review, "__file__", str(folder / "docs" / "adr" / "adr_review.py"))
        patch.setattr(adr_review, "_asked_apart", _asked_here)
        patch.chdir(folder)
        try:
            code = adr_review.main(words)
        except SystemExit as exit_:  # argparse
            code = int(exit_.code or 0)
    return subprocess.CompletedProcess(["adr_review.py", *words], code, out.getvalue(), err.getvalue())


def _in_its_own(folder: Path, program: list[str], env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    call, quiet = [sys.executable, *program], {"capture_output": True, "text": True, "encoding": "utf-8"}
    return subprocess.run(call, cwd=folder, env=env, timeout=60, check=False, **quiet)  # type: ignore[call-overload,no-any-return]


@pytest.fixture
def review(project: Make) -> Callable[..., subprocess.CompletedProcess[str]]:
    """`review(face, "update", …)`: run the project's adr_review.py against a stub forge, as a pipeline does.

    In this process, and so is what it reads in another one. `process`: as pipelines do; `installed`: the same by the
    tool that a runner has installed.
    """

    def call(
        face: Any,
        *words: str,
        answers: dict[str, Any] | None = None,
        folder: Path | None = None,
        process: bool = False,
        installed: bool = False,
        **env: str,
    ) -> Any:
        folder = folder or project(forge=face.name, **(answers or {}))
        machine = ("GITHUB_", "CI", "SYSTEM_", "PYTHONDONTWRITE")
        inherited = {k: v for k, v in os.environ.items() if not k.startswith(machine)}
        quick = {"ADR_REVIEW_BACKOFF": "0.01", "ADR_REVIEW_TIMEOUT": "0.5", "ADR_REVIEW_LONGEST_WAIT": "2"}
        env = {**inherited, **quick, **face.environment(), **env}
        if installed:
            return _in_its_own(folder, [str(ROOT / "copier_adr"), "--dir", "docs/adr", "review", *words], env)
        if process:
            return _in_its_own(folder, ["docs/adr/adr_review.py", *words], env)
        return _in_this_process(folder, list(words), env)

    return call


TOOLS = Path(__file__).resolve().parent.parent / "tools"


@pytest.fixture(scope="session")
def node_tools() -> Path:
    """The folder with the checkers from npm, installed on first use; a skip only where Node itself is missing."""
    return from_npm(TOOLS)
