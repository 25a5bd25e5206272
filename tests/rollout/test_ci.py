"""The workflow and the pipeline: valid, pinned, and their commands run as they stand."""

import json
import os
import re
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT, run
from tests.rollout.conftest import Fleet, nygard

GITHUB, GITLAB = ROOT / "copier_adr/fleet/ci/github.yml", ROOT / "copier_adr/fleet/ci/gitlab.yml"


@pytest.mark.parametrize(("path", "schema"), [(GITHUB, "vendor.github-workflows"), (GITLAB, "vendor.gitlab-ci")])
def test_the_pipeline_is_valid(path: Path, schema: str) -> None:
    run(sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, path, cwd=ROOT)


def test_actions_are_pinned_and_no_input_reaches_the_shell_unquoted() -> None:
    text = GITHUB.read_text()
    for use in re.findall(r"uses: (.+)", text):
        assert re.fullmatch(r"[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", use), use
    for job in yaml.safe_load(text)["jobs"].values():
        for step in job["steps"]:
            assert "${{" not in step.get("run", ""), step["run"]


@pytest.fixture
def installed(fleet: Fleet) -> Fleet:
    """`adr-fleet` on the PATH, as after an installation, and a small fleet."""
    folder = fleet.folder / "bin"
    folder.mkdir()
    script = folder / "adr-fleet"
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m copier_adr.fleet "$@"\n')
    script.chmod(0o755)
    fleet.environment["PATH"] = f"{folder}:{os.environ['PATH']}"
    for i in range(4):
        fleet.add(f"acme/r{i}", nygard(2))
    fleet.toml()
    return fleet


def shell(fleet: Fleet, script: str, **variables: str) -> None:
    run("bash", "-e", "-c", script, cwd=fleet.folder, env={**fleet.process_environment(), **variables})


def test_the_workflow_of_github_runs(installed: Fleet) -> None:
    jobs = yaml.safe_load(GITHUB.read_text())["jobs"]

    def step(job: str, name: str) -> str:
        (found,) = [step["run"] for step in jobs[job]["steps"] if step.get("name") == name]
        return str(found)

    output = installed.folder / "output"
    shell(installed, step("plan", "Plan the shards"), SHARDS="2", GITHUB_OUTPUT=str(output))
    matrix: dict[str, Any] = json.loads(output.read_text().removeprefix("matrix="))
    for i, one in enumerate(matrix["include"]):
        shell(installed, step("shard", "Bootstrap or update"), COMMAND="bootstrap", MODE="--yes", SHARD=one["shard"])
        shell(installed, step("shard", "Status"), SHARD=one["shard"])
        folder = installed.folder / f"shards/status-{i}"
        folder.mkdir(parents=True)
        shutil.move(installed.folder / f"status-{i + 1}.json", folder)
    assert all(installed.branches(name) == ["copier-adr/v1.0.0"] for name in installed.repositories)
    shell(installed, step("report", "Report"))
    merged = json.loads((installed.folder / "report/report.json").read_text())
    assert len(merged["repositories"]) == 4


@pytest.mark.long
@pytest.mark.long
def test_the_pipeline_of_gitlab_runs(installed: Fleet) -> None:
    jobs = yaml.safe_load(GITLAB.read_text())
    for node in ("1", "2"):
        script = "\n".join(jobs["shard"]["script"])
        shell(
            installed, script, CI_NODE_INDEX=node, CI_NODE_TOTAL="2", FLEET_COMMAND="bootstrap", FLEET_MODE="--dry-run"
        )
    assert all(installed.branches(name) == [] for name in installed.repositories)
    shell(installed, "\n".join(jobs["pages"]["script"]))
    assert (installed.folder / "public/index.html").is_file()
