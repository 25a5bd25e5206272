"""Runs that are killed, and go on; processes that die; nothing half-made, nothing made twice."""

import json
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import git
from tests.rollout.conftest import Fleet
from tests.rollout.forges import TOKEN, Answer, GitHub, serve

KILLED_RUN = "A roll-out is killed, on its way or around a pull request"

BRANCH = "copier-adr/v1.0.0"
COUNT = 12


def start(fleet: Fleet, *words: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "copier_adr.fleet", *words],
        cwd=fleet.folder, env=fleet.process_environment(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip


def whole(fleet: Fleet, name: str) -> bool:
    """Whether a repository has the branch with its one commit; it has that, or nothing at all."""
    bare = fleet.repositories[name]
    assert git(bare, "fsck", "--no-dangling") == ""
    refs = git(bare, "for-each-ref", "--format=%(refname)").split()
    if refs == ["refs/heads/main"]:
        return False
    assert refs == [f"refs/heads/{BRANCH}", "refs/heads/main"]
    assert git(bare, "rev-list", "--count", f"main..{BRANCH}").strip() == "1"
    assert "docs/adr/adr.json" in fleet.files(name, BRANCH)
    return True


@pytest.fixture
def killable(fleet: Fleet) -> Fleet:
    for i in range(COUNT):
        fleet.add(f"acme/r{i:02}", {"README.md": f"{i}\n"})
    fleet.toml()
    return fleet


@pytest.mark.security(KILLED_RUN)
@pytest.mark.parametrize("kill", [signal.SIGKILL, pytest.param(signal.SIGTERM, marks=pytest.mark.long)])
def test_a_run_that_is_killed_goes_on_where_it_stopped(killable: Fleet, kill: signal.Signals) -> None:
    chance = random.Random(3)  # noqa: S311 - the same moments each time
    done = attempt = 0
    while done < COUNT - 6:
        process = start(killable, "bootstrap", "--yes", "--jobs", "2")
        said = ""
        # Killed some repositories further on, at whatever moment the workers are in.
        for line in process.stdout or ():
            said += line
            if line.split("/")[0].isdigit() and int(line.split("/")[0]) > done:
                done = int(line.split("/")[0])
                time.sleep(chance.random() * 0.1)
                break
        process.send_signal(kill)
        process.communicate(timeout=60)
        if process.returncode == 0:
            break  # it was quicker
        assert ("Going on: " in said) is (attempt > 0), said
        attempt += 1
        # What the journal has is there, and whatever else is there is whole.
        assert sum(whole(killable, name) for name in killable.repositories) >= done
    assert attempt >= 2, "killed too seldom to show anything"
    found = killable.outcomes("bootstrap", "--yes", check=0)
    assert len(found) == COUNT
    assert all(whole(killable, name) for name in killable.repositories)
    assert {entry["outcome"] for entry in found.values()} <= {"pushed", "waiting"}
    # No clone, checkout or lock of the killed runs stays behind.
    assert sorted(path.name for path in (killable.folder / ".adr-fleet").iterdir()) == [
        ".gitignore", "journal", "lock", "pack", "pack.git",
    ]  # fmt: skip


@pytest.mark.long
def test_a_run_goes_on_only_with_the_same_file_and_selection(killable: Fleet) -> None:
    process = start(killable, "bootstrap", "--yes")
    for line in process.stdout or ():
        if line.startswith("3/"):
            break
    process.kill()
    process.wait(60)
    if process.stdout:
        process.stdout.close()
    assert "Going on" not in killable("bootstrap", "--only", "acme/r0*", check=0).stderr
    assert "Going on" not in killable("bootstrap", "--yes", "--fresh", check=0).stderr


@pytest.mark.long
def test_a_journal_whose_last_line_was_cut_is_read(killable: Fleet) -> None:
    killable("bootstrap", "--yes", check=0)
    (journal,) = (killable.folder / ".adr-fleet/journal").glob("*.jsonl")
    lines = journal.read_text().splitlines(keepends=True)
    journal.write_text("".join(lines[:6]) + lines[6][:20])
    done = killable("bootstrap", "--yes", check=0)
    assert f"Going on: 5 of {COUNT} were done before." in done.stderr


@pytest.mark.long
def test_a_failure_is_tried_again_by_the_run_that_goes_on(killable: Fleet) -> None:
    bare = killable.repositories["acme/r03"]
    hook = bare / "hooks/pre-receive"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nexit 1\n")
    hook.chmod(0o755)
    done = killable("bootstrap", "--yes", check=1)
    assert "failed    acme/r03: git push" in done.stdout
    assert f"{COUNT - 1} pushed" in done.stdout
    hook.unlink()
    found = killable.outcomes("bootstrap", "--yes", check=0)
    assert found["acme/r03"]["outcome"] == "pushed"


@pytest.mark.long
def test_two_runs_at_once_take_turns(killable: Fleet) -> None:
    first, second = start(killable, "bootstrap", "--yes"), start(killable, "bootstrap", "--yes")
    said = [process.communicate(timeout=200)[0] for process in (first, second)]
    assert first.returncode == second.returncode == 0, said
    assert any("Waiting for another run to end." in text for text in said)
    assert all(whole(killable, name) for name in killable.repositories)


@pytest.mark.security(KILLED_RUN)
@pytest.mark.parametrize("moment", ["before the request", "after the request"])
def test_a_kill_around_the_pull_request_leaves_one(fleet: Fleet, moment: str, tmp_path: Path) -> None:
    """Killed with the branch pushed and no request, or with a request that no journal knows."""
    root = fleet.folder / "forge"
    fleet.add("acme/web", {"README.md": "x\n"})
    fleet.environment |= {
        "FORGE_TOKEN": TOKEN,
        "GIT_CONFIG_COUNT": "2",
        "GIT_CONFIG_KEY_1": f"url.{root}/.insteadOf",
        "GIT_CONFIG_VALUE_1": "git@github.test:",
    }
    with serve(Slow(root)) as forge:
        assert isinstance(forge, Slow)
        forge.moment = moment
        push = f'type = "github_pull_request"\nusername = "bot"\nbase_url = "{forge.url}"\napi_key_env = "FORGE_TOKEN"'
        fleet.toml(push=push)
        (tmp_path / "repositories.json").write_text(json.dumps({"acme/web": "git@github.test:acme/web.git"}))
        process = start(fleet, "bootstrap")
        end = time.monotonic() + 60
        while not forge.reached:
            assert time.monotonic() < end
            time.sleep(0.05)
        process.kill()
        process.communicate()
        forge.moment = ""
        found = fleet.outcomes("bootstrap", check=0)
        assert found["acme/web"]["outcome"] in ("opened", "waiting")
        assert found["acme/web"]["pull_request"] == "https://github.test/acme/web/pull/1"
        assert len(forge.pulls["acme/web"]) == 1
        assert fleet.branches("acme/web") == [BRANCH]


class Slow(GitHub):
    """Keeps the client waiting around the moment when a pull request is opened."""

    moment = ""
    reached = False

    def answer(self, method: str, path: str, query: dict[str, str], token: str, data: Any) -> Any:
        if not self.moment or method != "POST" or not path.endswith("/pulls"):
            return super().answer(method, path, query, token, data)
        before = self.moment == "before the request"
        found = Answer(500, {"message": "too late"}) if before else super().answer(method, path, query, token, data)
        self.reached = True
        time.sleep(1.5)
        return found
