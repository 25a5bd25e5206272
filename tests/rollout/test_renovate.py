"""Renovate beside the fleet: it finds the update in the answers file, and what it then runs works."""

import json
import os
import shutil
import sys
from pathlib import Path

import pytest

from tests.conftest import ANSWERS, commit, git, init, run
from tests.rollout.conftest import PACK_URL, PROBE, Fleet, Versions

# What Renovate's copier manager runs on a host with `allowScripts` and without `ignoreScripts`
# (lib/modules/manager/copier/artifacts.ts).
COMMAND = ["update", "--skip-answered", "--defaults", "--trust", "--answers-file", ANSWERS, "--vcs-ref", "v1.1.0"]
# What its documentation calls the local platform, with nothing asked of the repository.
LOOKUP = ["--platform=local", "--dry-run=lookup", "--onboarding=false", "--require-config=optional",
          "--enabled-managers=copier"]  # fmt: skip


@pytest.fixture
def project(fleet: Fleet) -> Path:
    """What is on the default branch once a bootstrap has been merged."""
    fleet.add("acme/web", {"README.md": "x\n"})
    fleet.toml()
    fleet("bootstrap", check=0)
    fleet.merge("acme/web", "copier-adr/v1.0.0")
    folder = fleet.folder / "web"
    git(fleet.folder, "clone", "--quiet", fleet.repositories["acme/web"], folder)
    return folder


def test_the_command_that_renovate_runs_brings_the_update(fleet: Fleet, project: Path) -> None:
    run(sys.executable, "-m", "copier", *COMMAND, cwd=project, env=fleet.process_environment())
    assert "_commit: v1.1.0" in (project / ANSWERS).read_text()
    assert f"_src_path: {PACK_URL}" in (project / ANSWERS).read_text()
    assert "Version 1 of this line." in (project / PROBE).read_text()
    assert git(project, "diff", "--name-only", "--diff-filter=U") == ""


def test_without_trust_renovate_changes_nothing(fleet: Fleet, project: Path) -> None:
    """Hosted Renovate never adds `--trust`."""
    words = [word for word in COMMAND if word != "--trust"]
    done = run(sys.executable, "-m", "copier", *words, cwd=project, env=fleet.process_environment(), check=False)
    assert done.returncode == 4
    assert git(project, "status", "--porcelain") == ""


def test_renovate_reads_the_answers_file_and_finds_the_update(versions: Versions, tmp_path: Path) -> None:
    renovate = os.environ.get("RENOVATE") or shutil.which("renovate")
    if not renovate:
        pytest.skip("no Renovate: npm install --global renovate, or set RENOVATE to its path")
    folder = init(tmp_path / "project")
    (folder / ANSWERS).write_text(f"_commit: v1.0.0\n_src_path: {PACK_URL}\nadr_dir: docs/adr\n")
    commit(folder)
    environment = {**os.environ, **versions.environment(), "LOG_LEVEL": "debug", "LOG_FORMAT": "json"}
    done = run(renovate, *LOOKUP, cwd=folder, env=environment, timeout=120)
    entries = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    (found,) = [entry["config"]["copier"] for entry in entries if "packageFiles with updates" in entry["msg"]]
    (dependency,) = found[0]["deps"]
    assert found[0]["packageFile"] == ANSWERS
    assert dependency["currentValue"] == "v1.0.0"
    assert "v1.1.0" in {update["newValue"] for update in dependency["updates"]}
