#!/usr/bin/env python3
"""Bring a new version of the pack in as a pull request: `adr_update.py ANSWERS_FILE`.

Runs `copier update` in a clean clone of the default branch, then `adr.py check`, and opens one pull request (merge
request on GitLab) for the new version, or refreshes it. Its text names the files in which the project's edits and
the pack's meet. A branch that a person has pushed to is left alone.

Copier runs the pack's own code, so it gets no token; only `git push` and the forge's API do.
Only Python's standard library, 3.9 and up. Exit 0: done or nothing new; 1: it failed; 2: the call is wrong.
"""

from __future__ import annotations

import argparse
import base64
import importlib.util
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

HERE = Path(__file__).resolve().parent
BOT = ("Decision log updates", "adr-update@noreply.invalid")
# A compiled file in the log would be a change in the work tree.
sys.dont_write_bytecode = True
MARKERS = re.compile(r"^(?:<{7}|>{7})(?: |$)", re.MULTILINE)


def load_review() -> Any:
    """adr_review.py of this folder: it knows how to talk to a forge."""
    spec = importlib.util.spec_from_file_location("adr_review", HERE / "adr_review.py")
    if spec is None or spec.loader is None:
        raise ImportError(f"{HERE / 'adr_review.py'} cannot be loaded")
    module = importlib.util.module_from_spec(spec)
    sys.modules["adr_review"] = module
    spec.loader.exec_module(module)
    return module


review = load_review()


class Failed(Exception):  # noqa: N818
    """The update cannot go on; the text says why and what to do."""


def run(*words: object, env: dict[str, str] | None = None, check: bool = True) -> subprocess.CompletedProcess[str]:
    """A command's result. It sees no token unless `env` has one."""
    inherited = {k: v for k, v in os.environ.items() if not re.search("TOKEN|SECRET|PASSWORD", k)}
    done = subprocess.run(
        [str(word) for word in words],
        env={**inherited, "PYTHONDONTWRITEBYTECODE": "1", **(env or {})},
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if check and done.returncode:
        raise Failed(f"{' '.join(map(str, words[:2]))} failed:\n{(done.stdout + done.stderr).strip()[-2000:]}")
    return done


def git(*words: object, **options: Any) -> str:
    return run("git", *words, **options).stdout


# ---- The forges --------------------------------------------------------------------------------------------------


class Request(NamedTuple):
    """An open pull or merge request of ours."""

    number: int
    branch: str


class GitHub:
    def __init__(self, token: str) -> None:
        self.repository = review.setting("GITHUB_REPOSITORY")
        self.api = review.Api(
            review.setting("GITHUB_API_URL"),
            {"Authorization": f"Bearer {token}", "X-GitHub-Api-Version": "2022-11-28"},
            permissions="contents, pull requests and workflows: write",
        )
        self.remote = f"{review.setting('GITHUB_SERVER_URL')}/{self.repository}.git"
        self.user = "x-access-token"

    def open(self, prefix: str) -> list[Request]:
        found = self.api.pages(f"/repos/{self.repository}/pulls", state="open", per_page=100)
        ours = (p for p in found if (p["head"]["repo"] or {}).get("full_name") == self.repository)
        return [Request(p["number"], p["head"]["ref"]) for p in ours if p["head"]["ref"].startswith(prefix)]

    def create(self, branch: str, base: str, title: str, body: str) -> int:
        told = {"head": branch, "base": base, "title": title, "body": body}
        return int(self.api.post(f"/repos/{self.repository}/pulls", told)["number"])

    def change(self, number: int, title: str, body: str) -> None:
        self.api.post(f"/repos/{self.repository}/pulls/{number}", {"title": title, "body": body}, method="PATCH")

    def close(self, number: int) -> None:
        self.api.post(f"/repos/{self.repository}/pulls/{number}", {"state": "closed"}, method="PATCH")


class GitLab:
    def __init__(self, token: str) -> None:
        self.api = review.Api(
            review.setting("CI_API_V4_URL"),
            {"PRIVATE-TOKEN": token},
            permissions="a project access token with the role Developer and the scopes api and write_repository",
        )
        self.path = f"/projects/{review.quoted(review.setting('CI_PROJECT_ID'))}/merge_requests"
        self.remote = review.setting("CI_PROJECT_URL") + ".git"
        self.user = "oauth2"

    def open(self, prefix: str) -> list[Request]:
        found = self.api.pages(self.path, state="opened", per_page=100)
        ours = (m for m in found if m["source_project_id"] == m["target_project_id"])
        return [Request(m["iid"], m["source_branch"]) for m in ours if m["source_branch"].startswith(prefix)]

    def create(self, branch: str, base: str, title: str, body: str) -> int:
        told = {"source_branch": branch, "target_branch": base, "title": title, "description": body}
        return int(self.api.post(self.path, {**told, "remove_source_branch": True})["iid"])

    def change(self, number: int, title: str, body: str) -> None:
        self.api.post(f"{self.path}/{number}", {"title": title, "description": body}, method="PUT")

    def close(self, number: int) -> None:
        self.api.post(f"{self.path}/{number}", {"state_event": "close"}, method="PUT")


FORGES = {"github": GitHub, "gitlab": GitLab}


# ---- The update --------------------------------------------------------------------------------------------------


class Update(NamedTuple):
    version: str
    conflicts: list[str]
    check: str  # what adr.py check says; empty when all is well


def recorded(answers: Path, key: str) -> str:
    """A plain value of Copier's answers file."""
    m = re.search(rf"^{key}:[ \t]*(.+?)[ \t]*$", answers.read_text(encoding="utf-8"), re.MULTILINE)
    return m.group(1).strip("'\"") if m else ""


def update(answers: Path) -> Update | None:
    """Run Copier and the checks in the work tree; None where nothing is new."""
    if git("status", "--porcelain"):
        raise Failed("the work tree has changes; run this in a clean clone of the default branch")
    run(sys.executable, "-m", "copier", "update", "--trust", "--defaults", "--conflict", "inline", "-a", answers)
    if not git("status", "--porcelain"):
        return None
    unmerged = set(git("diff", "--name-only", "--diff-filter=U", "-z").split("\0"))
    git("add", "--all")
    changed = git("diff", "--cached", "--name-only", "--diff-filter=d", "-z").split("\0")
    marked = {name for name in changed if name and MARKERS.search(Path(name).read_text("utf-8", errors="replace"))}
    done = run(sys.executable, HERE / "adr.py", "check", check=False)
    told = (done.stdout + done.stderr).strip() if done.returncode else ""
    return Update(recorded(answers, "_commit"), sorted((unmerged - {""}) | marked), told)


def text(was: str, new: Update) -> str:
    """The request's body, in Markdown."""
    parts = [f"Brings the decision log's pack from {was} to {new.version}. No record is changed."]
    if new.conflicts:
        names = "\n".join(f"- `{name}`" for name in new.conflicts)
        parts.append(
            "**Conflicts.** In these files your edits and the pack's meet. They have `<<<<<<<` and `>>>>>>>` marks "
            f"in this branch: choose, commit, push.\n\n{names}"
        )
    else:
        parts.append("There are no conflicts.")
    if new.check:
        fence = "`" * max(3, 1 + max(map(len, re.findall(r"`+", new.check)), default=0))
        parts.append(f"`adr.py check` says:\n\n{fence}text\n{new.check[-4000:]}\n{fence}")
    else:
        parts.append("`adr.py check` finds nothing.")
    parts.append("The pack's CHANGELOG says what is new and what to do after updating.")
    return "\n\n".join(parts) + "\n"


def push(forge: Any, token: str, branch: str) -> bool:
    """Push the commit. False where a person has pushed to the branch since."""
    basic = base64.b64encode(f"{forge.user}:{token}".encode()).decode()
    review.SECRETS.add(basic)
    env = {
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": "http.extraHeader",
        "GIT_CONFIG_VALUE_0": f"Authorization: Basic {basic}",
        "GIT_TERMINAL_PROMPT": "0",
    }
    there = git("ls-remote", forge.remote, f"refs/heads/{branch}", env=env).split("\t")[0].strip()
    if there:
        git("fetch", "--quiet", forge.remote, f"refs/heads/{branch}", env=env)
        if git("log", "-1", "--format=%ce", "FETCH_HEAD").strip() != BOT[1]:
            return False
    lease = f"--force-with-lease=refs/heads/{branch}:{there}"
    git("push", "--quiet", lease, forge.remote, f"HEAD:refs/heads/{branch}", env=env)
    return True


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="adr_update.py", description=(__doc__ or "").partition("\n\n")[2])
    parser.add_argument("answers", type=Path, help="Copier's answers file of this log")
    parser.add_argument("--base", required=True, help="the branch that the request goes to")
    args = parser.parse_args(argv)
    try:
        return bring(args, *forge_and_token(args.answers))
    except review.WrongCall as wrong:
        review.say(f"adr_update.py: {wrong}", problem=True)
        return 2
    except (review.Refused, Failed, OSError) as failed:
        for line in str(failed).splitlines():
            review.say(f"adr_update.py: {line}", problem=True)
        return 1


def forge_and_token(answers: Path) -> tuple[Any, str]:
    name = json.loads((HERE / "adr.json").read_text(encoding="utf-8")).get("forge")
    if name not in FORGES or not answers.is_file():
        raise review.WrongCall(f"{answers} is not there, or the forge in adr.json is neither github nor gitlab")
    token = review.secret("ADR_UPDATE_TOKEN")
    return FORGES[name](token), token


def bring(args: argparse.Namespace, forge: Any, token: str) -> int:
    was = recorded(args.answers, "_commit")
    new = update(args.answers)
    if new is None:
        review.say(f"{was} is the newest version")
        return 0
    prefix = f"adr-update{args.answers.stem.partition('adr')[2]}/"
    branch = prefix + re.sub(r"[^\w.-]+", "-", new.version)
    title = f"Update the decision log's pack to {new.version}"
    name, mail = f"user.name={BOT[0]}", f"user.email={BOT[1]}"
    git("switch", "--quiet", "--force-create", branch)
    git("-c", name, "-c", mail, "commit", "--quiet", "--no-verify", "--message", title)
    body = text(was, new)
    ours = {request.branch: request.number for request in forge.open(prefix)}
    if not push(forge, token, branch):
        review.say(f"somebody has pushed to {branch}: it is left alone")
        return 0
    if branch in ours:
        number, did = ours.pop(branch), "refreshed"
        forge.change(number, title, body)
    else:
        number, did = forge.create(branch, args.base, title, body), "opened"
    for old in ours.values():
        forge.close(old)
        review.say(f"closed {old}: an older version")
    conflicts = f", with conflicts in {', '.join(new.conflicts)}" if new.conflicts else ""
    review.say(f"{did} {number} for {new.version}{conflicts}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
