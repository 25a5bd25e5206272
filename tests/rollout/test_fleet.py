"""Sixty repositories of many kinds, from nothing to the second update, with real git."""

import itertools
import json
import os
import re
import shlex
import shutil
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from copier_adr.fleet import message
from tests.conftest import SHARED, commit, git, run
from tests.rollout.conftest import PACK_URL, PROBE, Fleet, lay, nygard

BRANCH = "copier-adr/v1.0.0"
KILL = """#!/bin/sh
# Kills the worker that pushes, as a machine without memory would: the nearest Python above this hook.
pid=$$
while [ "$pid" -gt 1 ]; do
  pid=$(awk '/^PPid/ {print $2}' /proc/$pid/status)
  case "$(tr '\\0' ' ' < /proc/$pid/cmdline)" in *python*) kill -9 "$pid"; sleep 5; exit 1 ;; esac
done
"""


def hook(bare: Path, name: str, text: str) -> None:
    path = bare / "hooks" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    path.chmod(0o755)


def dirty(work: Path) -> None:
    """A file that the attributes say is LF, kept as CRLF: git calls it changed in every fresh clone."""
    git(work, "config", "core.autocrlf", "false")
    lay(work, {"windows.txt": b"one\r\ntwo\r\n"})
    commit(work, "as it came")
    lay(work, {".gitattributes": "*.txt text eol=lf\n"})
    git(work, "add", ".gitattributes")
    git(work, "commit", "--quiet", "-m", "attributes")


def many(fleet: Fleet) -> dict[str, str]:
    """Makes the sixty; gives the words that the bootstrap must say about each ("pushed" or part of the reason)."""
    expected: dict[str, str] = {}

    def add(name: str, files: dict[str, Any] | None, told: str = "pushed", **options: Any) -> Path:
        expected[name] = told
        return fleet.add(name, files, **options)

    for i in range(12):
        add(f"acme/plain-{i}", {"README.md": f"# Plain {i}\n", "src/main.py": "print()\n"})
    for i in range(4):
        add(f"acme/empty-{i}", None, "empty: it has no commit yet")
    for i in range(6):
        fault = (
            {"doc/adr/0001-choice-1.md": nygard(1)["doc/adr/0001-choice-1.md"] + "\n[gone](gone.md)\n"}
            if i == 3
            else {}
        )
        add(f"acme/log-{i}", {"README.md": "# Log\n", **nygard(3 + i), **fault})
    for i in range(4):
        files = {f"packages/p{p}/src/f{f}.txt": f"{p} {f}\n" for p in range(10) for f in range(20)}
        add(f"acme/mono-{i}", {**files, "packages/p1/README.md": "# One\n"})
    for i, branch in enumerate(("trunk", "release/main", "développement", "v1")):
        add(f"acme/branch-{i}", {"README.md": "x\n"}, branch=branch)
    for name in ("acme/with.dots", "acme/-dash", "sub/group/deep", "other/plain-0"):
        add(name, {"README.md": "x\n"})
    add("acme/unicode", {"日本/ファイル 1.md": "x\n", 'a\'b "c".txt': "x\n"})
    add("acme/link", {"README.md": "x\n"}, change=_link)
    add("acme/agents", {"AGENTS.md": "Our own.\n", "README.md": "x\n"})
    add("acme/other-template", {".copier-answers.yml": "_src_path: gh:acme/other\n_commit: v3\nname: x\n"})
    add("acme/hooked", {".pre-commit-config.yaml": "repos: []\n"}, change=_failing_hooks)
    add("acme/workflows", {".github/workflows/ci.yml": "on: push\n", "CODEOWNERS": "* @acme/all\n"})
    corpus = sorted((SHARED / "corpus").glob("*__*")) if (SHARED / "corpus").is_dir() else []
    for i in range(6):
        if i < len(corpus):
            folder = corpus[i * 7]
            wild = {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}
            wild.pop("SOURCE.json", None)
            add(f"wild/{i}", wild)
        else:
            add(f"wild/{i}", {"README.md": "x\n", **nygard(20)})

    hook(
        add("broken/protected-1", {"a": "x\n"}, "protected branch"),
        "update",
        "echo 'GH006: protected branch' >&2; exit 1\n",
    )
    hook(
        add("broken/protected-2", {"a": "x\n"}, "hook declined"),
        "pre-receive",
        "#!/bin/sh\necho 'You shall not.' >&2\nexit 1\n",
    )
    hook(add("broken/killer", {"a": "x\n"}, "its worker was killed (SIGKILL)"), "pre-receive", KILL)
    hook(add("broken/slow", {"a": "x\n"}, "took longer than 5 seconds"), "pre-receive", "#!/bin/sh\nexec sleep 20\n")
    expected["broken/gone"] = "check the URL"
    fleet.repositories["broken/gone"] = fleet.folder / "forge/broken/gone.git"
    bare = add("broken/objects", {"a": "x\n"}, "git clone")
    shutil.rmtree(bare / "objects")
    (bare / "objects").mkdir()
    git(add("broken/head", {"a": "x\n"}, "names a branch that is not there"), "symbolic-ref", "HEAD", "refs/heads/none")
    bare = add("broken/detached", {"a": "x\n"}, "its HEAD is no branch")
    (bare / "HEAD").write_text(git(bare, "rev-parse", "main"))
    add("broken/answers", {".copier-answers.adr.yml": "a: [\n"}, ".copier-answers.adr.yml:2: not YAML")
    add("broken/answers-2", {".copier-answers.adr.yml": "just words\n"}, "holds no answers")
    add("broken/dirty", {"a": "x\n"}, "not clean when it is cloned (windows.txt)", change=dirty)
    add("broken/in-the-way", {".github/PULL_REQUEST_TEMPLATE/adr.md": "Ours.\n"}, "PULL_REQUEST_TEMPLATE/adr.md")
    add(
        "broken/foreign",
        {".copier-answers.adr.yml": "_src_path: gh:acme/other-adr\n_commit: v1\n"},
        "names another pack",
    )
    add("acme/opted-out", {"a": "x\n"}, "opted out")
    return expected


def _link(work: Path) -> None:
    (work / "link").symlink_to("README.md")
    commit(work, "start")


def _failing_hooks(work: Path) -> None:
    """Hooks that a project keeps in its tree; a fresh clone does not run them, whatever `core.hooksPath` says."""
    lay(work, {".githooks/pre-commit": "#!/bin/sh\nexit 1\n"})
    (work / ".githooks/pre-commit").chmod(0o755)
    commit(work, "start")


SETTINGS = """
opt_out = ["acme/opted-out"]
[git]
timeout = 5
[[override]]
match = "acme/log-*"
answers = { adr_dir = "doc/adr", style = "nygard" }
"""
FAILED = 12
"""Repositories of `many` whose outcome is a failure."""


def outcome(entry: dict[str, Any]) -> str:
    return str(entry["outcome"] if entry["outcome"] == "pushed" else entry["why"])


@pytest.mark.every
def test_sixty_repositories_from_nothing_to_the_second_update(fleet: Fleet) -> None:
    expected = many(fleet)
    assert len(expected) == 60
    fleet.toml(SETTINGS)
    before = {
        name: git(path, "for-each-ref", check=False) for name, path in fleet.repositories.items() if path.is_dir()
    }

    # More than ten: a dry run. It does the work, and pushes nothing.
    done = fleet("bootstrap", check=1)
    assert "Dry run: 60 repositories are more than 10; --yes touches them." in done.stderr
    assert "Nothing was pushed" in done.stdout
    for name, path in fleet.repositories.items():
        assert not path.is_dir() or git(path, "for-each-ref", check=False) == before[name]

    found = fleet.outcomes("bootstrap", "--yes", check=1)
    for name, told in expected.items():
        assert told in outcome(found[name]), f"{name}: {found[name]}"
    counts = Counter(entry["outcome"] for entry in found.values())
    assert counts["failed"] == FAILED
    pushed = sorted(name for name, told in expected.items() if told == "pushed")
    assert counts["pushed"] == len(pushed)
    for name in fleet.repositories:
        if name not in pushed:
            assert not fleet.repositories[name].is_dir() or fleet.branches(name) == [], name
            continue
        # One branch, one commit on top of the default branch, which is untouched.
        bare = fleet.repositories[name]
        default = git(bare, "symbolic-ref", "--short", "HEAD").strip()
        assert fleet.branches(name) == [BRANCH]
        assert git(bare, "rev-parse", default) == git(bare, "rev-parse", f"{BRANCH}^")
        assert f"_src_path: {PACK_URL}" in fleet.show(name, ".copier-answers.adr.yml", BRANCH)
        assert "_commit: v1.0.0" in fleet.show(name, ".copier-answers.adr.yml", BRANCH)
        # No record that was there is changed.
        touched = git(bare, "diff", "--name-status", default, BRANCH).splitlines()
        assert all(
            line.startswith("A") or "README" in line or "readme" in line or "index" in line for line in touched
        ), touched

    # The body names what came and what was found.
    body = git(fleet.repositories["acme/log-2"], "log", "-1", "--format=%B", BRANCH)
    assert "- Log: `doc/adr`, style `nygard`" in body
    assert "1 old fault noted in `doc/adr/adr-baseline.json`" in git(
        fleet.repositories["acme/log-3"], "log", "-1", "--format=%B", BRANCH
    )
    assert "5 records found there" in body
    assert "`doc/adr/adr.py`" in body
    assert found["acme/log-2"]["logs"][0]["adopted"] == 5

    # Twice makes nothing twice.
    refs = {name: git(fleet.repositories[name], "for-each-ref") for name in pushed}
    again = fleet.outcomes("bootstrap", "--yes", check=1)
    assert {again[name]["outcome"] for name in pushed} == {"waiting"}
    assert {name: git(fleet.repositories[name], "for-each-ref") for name in pushed} == refs

    # People merge, write, and edit what the pack owns.
    for name in pushed:
        fleet.merge(name, BRANCH)
    edited = fleet.show("acme/plain-0", PROBE).replace("Version 0 of this line.", "Our own words.")
    fleet.change("acme/plain-0", {PROBE: edited})
    fleet.change("acme/plain-1", {PROBE: fleet.show("acme/plain-1", PROBE).replace("The end.", "The end, and more.")})
    fleet.change("acme/log-0", {"doc/adr/0004-by-hand.md": next(iter(nygard(1).values())).replace("1", "4")})
    records = fleet.show("acme/log-0", "doc/adr/0004-by-hand.md")

    fleet.toml(SETTINGS, version="v1.1.0")
    plan = {entry["name"]: entry for entry in json.loads(fleet("plan", "--json", check=1).stdout)}
    assert plan["acme/plain-0"]["action"] == "update"
    assert plan["acme/plain-0"]["why"] == "from v1.0.0 to v1.1.0"
    assert plan["acme/empty-0"]["outcome"] == "skipped"
    found = fleet.outcomes("update", "--yes", check=1)
    assert {name: found[name]["outcome"] for name in pushed} == dict.fromkeys(pushed, "pushed")
    assert found["broken/killer"]["why"] == "has no pack yet; bootstrap adds it"
    second = "copier-adr/v1.1.0"
    conflicted = git(fleet.repositories["acme/plain-0"], "log", "-1", "--format=%B", second)
    assert "conflicts in 1 file to solve" in conflicted.splitlines()[0]
    assert "**This cannot be merged as it is.**" in conflicted
    assert f"- `{PROBE}`" in conflicted
    assert "<<<<<<< before updating\nOur own words.\n" in fleet.show("acme/plain-0", PROBE, second)
    assert found["acme/plain-0"]["conflicts"] == [PROBE]
    assert fleet.show("acme/plain-1", PROBE, second).endswith("Version 1 of this line.\n\nThe end, and more.\n")
    assert fleet.show("acme/log-0", "doc/adr/0004-by-hand.md", second) == records
    for name in set(pushed) - {"acme/plain-0"}:
        assert "conflicts" not in found[name], name

    # Nobody merges; the next version takes the place of the one before.
    fleet.toml(SETTINGS, version="v2.0.0")
    found = fleet.outcomes("update", "--yes", check=1)
    for name in pushed:
        assert fleet.branches(name) == ["copier-adr/v2.0.0"]
        assert found[name]["closed"] == [second]
        fleet.merge(name, "copier-adr/v2.0.0")
    found = fleet.outcomes("update", "--yes", check=1)
    assert {name: found[name]["why"] for name in pushed} == dict.fromkeys(pushed, "at v2.0.0")


@pytest.mark.long
def test_a_branch_is_renewed_when_the_default_branch_moves_and_left_alone_when_people_work_on_it(fleet: Fleet) -> None:
    for name in ("acme/moved", "acme/taken"):
        fleet.add(name, {"README.md": "x\n"})
    fleet.toml()
    fleet("bootstrap", check=0)
    fleet.change("acme/moved", {"new.txt": "x\n"})
    with fleet.clone("acme/taken") as work:
        git(work, "checkout", "--quiet", BRANCH)
        lay(work, {"docs/adr/README.md": "# Ours\n"})
        commit(work, "A person's words")
        git(work, "push", "--quiet", "origin", BRANCH)
    tip = git(fleet.repositories["acme/taken"], "rev-parse", BRANCH)
    found = fleet.outcomes("bootstrap", check=0)
    assert found["acme/moved"]["outcome"] == "refreshed"
    assert "new.txt" in fleet.files("acme/moved", BRANCH)
    assert git(fleet.repositories["acme/moved"], "rev-list", "--count", f"main..{BRANCH}").strip() == "1"
    assert found["acme/taken"]["why"] == f"people have committed on {BRANCH}; it is left as it is"
    assert git(fleet.repositories["acme/taken"], "rev-parse", BRANCH) == tip
    # Changed answers in fleet.toml make a branch stale as well.
    fleet.toml('[answers]\nstyle = "nygard"\n')
    assert fleet.outcomes("bootstrap", check=0)["acme/moved"]["outcome"] == "refreshed"
    assert "style: nygard" in fleet.show("acme/moved", ".copier-answers.adr.yml", BRANCH)


def test_an_update_keeps_answers_adds_new_ones_and_sets_enforced_ones(fleet: Fleet) -> None:
    fleet.add("acme/web", {"README.md": "x\n"})
    fleet.toml("[answers]\nmin_approvals = 1\nmin_open_days = 1\n")
    fleet("bootstrap", check=0)
    fleet.merge("acme/web", BRANCH)
    fleet.toml('enforce = ["min_open_days"]\n[answers]\nmin_approvals = 3\nmin_open_days = 3\n', version="v1.1.0")
    fleet("update", check=0)
    answers = fleet.show("acme/web", ".copier-answers.adr.yml", "copier-adr/v1.1.0")
    assert "min_approvals: 1\n" in answers
    assert "min_open_days: 3\n" in answers


@pytest.mark.parametrize(
    ("settings", "who"),
    [
        ('[git]\nauthor = "Decisions <adr@acme.example>"\n', "Decisions <adr@acme.example>"),
        pytest.param("", "adr-fleet <adr-fleet@localhost.localdomain>", marks=pytest.mark.long),
    ],
)
def test_a_machine_without_a_git_identity_will_do(fleet: Fleet, settings: str, who: str) -> None:
    """As a forge's runners are; where the fleet names an author, that one is it on every machine."""
    fleet.add("acme/web", {"README.md": "x\n"})
    if settings:
        fleet.toml(settings)
        fleet("bootstrap", check=0)
        written = git(fleet.repositories["acme/web"], "log", "-1", "--format=%an <%ae>, %cn <%ce>", BRANCH)
        assert written.strip() == f"{who}, {who}"
        git(fleet.repositories["acme/web"], "branch", "-D", BRANCH)
    fleet.environment |= {"HOME": str(fleet.folder), "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    for version, branch, command in (("v1.0.0", BRANCH, "bootstrap"), ("v1.1.0", "copier-adr/v1.1.0", "update")):
        fleet.toml(settings, version=version)
        fleet(command, "--fresh", check=0)
        written = git(fleet.repositories["acme/web"], "log", "-1", "--format=%an <%ae>, %cn <%ce>", branch)
        assert written.strip() == f"{who}, {who}"
        fleet.merge("acme/web", branch)


@pytest.mark.long
def test_an_alias_of_the_pack_is_updated_and_renamed_and_a_newer_repository_is_left(fleet: Fleet) -> None:
    fleet.add("acme/old-name", {"README.md": "x\n"})
    fleet.add("acme/newer", {"README.md": "x\n"})
    fleet.toml()
    fleet("bootstrap", check=0)
    for name in fleet.repositories:
        fleet.merge(name, BRANCH)
    answers = fleet.show("acme/old-name", ".copier-answers.adr.yml")
    fleet.change("acme/old-name", {".copier-answers.adr.yml": answers.replace(PACK_URL, "gh:acme/copier-adr")})
    answers = fleet.show("acme/newer", ".copier-answers.adr.yml")
    fleet.change("acme/newer", {".copier-answers.adr.yml": answers.replace("v1.0.0", "v2.0.0")})
    path = fleet.toml(version="v1.1.0")
    assert "names another pack" in fleet("plan", check=0).stdout
    path.write_text(path.read_text().replace("[pack]\n", '[pack]\naliases = ["https://github.com/acme/copier-adr"]\n'))
    found = fleet.outcomes("update", check=0)
    assert found["acme/old-name"]["outcome"] == "pushed"
    assert f"_src_path: {PACK_URL}" in fleet.show("acme/old-name", ".copier-answers.adr.yml", "copier-adr/v1.1.0")
    assert found["acme/newer"]["why"] == "at v2.0.0, newer than the fleet's v1.1.0"


@pytest.mark.long
def test_two_logs_in_one_repository_are_updated_by_one_commit(fleet: Fleet) -> None:
    bare = fleet.add("acme/two", {"README.md": "x\n"})
    with fleet.clone("acme/two") as work:
        for name, folder in (("adr", "docs/adr"), ("adr-web", "web/decisions")):
            answers = f".copier-answers.{name}.yml"
            run(
                sys.executable, "-m", "copier", "copy", "--trust", "--defaults", "--vcs-ref", "v1.0.0",
                "--answers-file", answers, "--quiet",
                "--overwrite", "--data", f"adr_dir={folder}", PACK_URL, ".", cwd=work, env=fleet.process_environment(),
            )  # fmt: skip
            commit(work, name)
        git(work, "push", "--quiet")
    fleet.toml(version="v1.1.0")
    found = fleet.outcomes("update", check=0)
    assert [log["path"] for log in found["acme/two"]["logs"]] == ["docs/adr", "web/decisions"]
    assert git(bare, "rev-list", "--count", "main..copier-adr/v1.1.0").strip() == "1"
    for name in ("adr", "adr-web"):
        assert "_commit: v1.1.0" in fleet.show("acme/two", f".copier-answers.{name}.yml", "copier-adr/v1.1.0")


@pytest.mark.long
def test_merging_to_the_default_branch_pushes_no_conflict(fleet: Fleet) -> None:
    for name in ("acme/clean", "acme/edited"):
        fleet.add(name, {"README.md": "x\n"})
    merge = 'type = "merge_to_master"'
    fleet.toml(push=merge)
    found = fleet.outcomes("bootstrap", check=0)
    assert {entry["outcome"] for entry in found.values()} == {"merged"}
    assert "docs/adr/adr.py" in fleet.files("acme/clean")
    assert fleet.branches("acme/clean") == []
    fleet.change("acme/edited", {PROBE: fleet.show("acme/edited", PROBE).replace("Version 0", "Our version")})
    head = git(fleet.repositories["acme/edited"], "rev-parse", "main")
    fleet.toml(push=merge, version="v1.1.0")
    found = fleet.outcomes("update", check=1)
    assert found["acme/clean"]["outcome"] == "merged"
    assert f"conflicts in {PROBE}: nothing is pushed to the default branch" in found["acme/edited"]["why"]
    assert git(fleet.repositories["acme/edited"], "rev-parse", "main") == head


def test_pilot_limit_and_shards_pick_by_name(fleet: Fleet) -> None:
    names = [f"acme/r{i}" for i in range(30)]
    for name in names:
        fleet.add(name)
    fleet.toml()

    def planned(*words: object) -> list[str]:
        return [entry["name"] for entry in json.loads(fleet("plan", "--json", *words, check=0).stdout)]

    assert planned("--only", "*/r1", "--only", "*/r2?") == ["acme/r1", *(f"acme/r2{i}" for i in range(10))]
    assert planned("--limit", 2) == ["acme/r0", "acme/r1"]
    matrix = json.loads(fleet("plan", "--shards", 4, check=0).stdout)["include"]
    assert [job["shard"] for job in matrix] == ["1/4", "2/4", "3/4", "4/4"]
    shards = [planned("--shard", job["shard"]) for job in matrix]
    assert [len(shard) for shard in shards] == [job["repositories"] for job in matrix]
    assert sorted(itertools.chain(*shards)) == sorted(names)
    # Others come and go: a repository stays in its shard.
    for name in names[::2]:
        del fleet.repositories[name]
    fleet.toml()
    assert planned("--shard", "2/4") == [name for name in shards[1] if name in fleet.repositories]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["plan", "--shard", "5/4"], "must be like 2/8"),
        (["plan", "--jobs", "0"], "must be 1 or more"),
        (["bootstrap", "--yes", "--dry-run"], "not allowed with"),
        (["rollout"], "invalid choice"),
        (["report", "--from", "none.json"], "none.json: cannot be read"),
    ],
)
def test_a_wrong_call_is_exit_2(fleet: Fleet, words: list[str], told: str) -> None:
    fleet.toml()
    assert told in fleet(*words, check=2).stderr


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Any:
    """A folder on a disk of 24 MB; the test is skipped, and says so, where none can be mounted."""
    folder = tmp_path / "tiny"
    folder.mkdir()
    if run("mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", folder, cwd=tmp_path, check=False).returncode:
        pytest.skip("no right to mount a small disk here")
    yield folder
    run("umount", "--lazy", folder, cwd=tmp_path)


def test_a_full_disk_fails_the_big_repository_and_no_other(fleet: Fleet, tiny_disk: Path) -> None:
    fleet.add("acme/small", {"README.md": "x\n"})
    fleet.add("acme/big", {"big.bin": os.urandom(30_000_000)})
    fleet.add("acme/zmall", {"README.md": "x\n"})
    fleet.toml()
    found = fleet.outcomes("bootstrap", "--jobs", "1", "--state", tiny_disk, check=1)
    assert {name: entry["outcome"] for name, entry in found.items()} == {
        "acme/small": "pushed",
        "acme/big": "failed",
        "acme/zmall": "pushed",
    }
    assert "No space left on device" in found["acme/big"]["why"]
    assert "fewer --jobs" in found["acme/big"]["why"]


def test_progress_is_a_bar_on_a_terminal_and_lines_elsewhere(fleet: Fleet) -> None:
    for i in range(3):
        fleet.add(f"acme/r{i}", {"README.md": "x\n"})
    fleet.toml()
    assert "3/3 acme/r" in fleet("plan", check=0).stderr
    if shutil.which("script") is None:
        pytest.skip("no script(1) to make a terminal with")
    command = f"{shlex.quote(sys.executable)} -m copier_adr.fleet plan"
    environment = {**fleet.process_environment(), "COLUMNS": "100"}
    done = run("script", "--quiet", "--return", "--command", command, "/dev/null", cwd=fleet.folder, env=environment)
    assert "] 3/3  " in done.stdout
    assert "/s  0:00 left" in done.stdout


@pytest.mark.parametrize(
    ("added", "words"),
    [
        (".gitlab/ci/adr.yml", "GitLab runs what these say once `.gitlab-ci.yml` includes them"),
        (".azuredevops/adr.yml", "Azure DevOps runs these once a pipeline is made of each"),
        (".github/workflows/adr.yml", ""),
    ],
)
def test_a_request_says_what_still_starts_the_pipelines(added: str, words: str) -> None:
    body = message.body(message.Work("update", "acme/pack", "1.2.0", [], added=[added, "docs/adr/adr.py"]))
    told = re.findall(r"(?m)^(?:GitLab|Azure DevOps) runs .*$\n\n.*$", body)
    assert told == ([f"{words}:\n\n- `{added}`"] if words else [])
