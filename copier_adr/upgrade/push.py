"""The second job: pushes the patch and opens the request. It has the token, and runs nothing that it was handed.

The commit is made in a fresh repository without a work tree: no file of the project is written, no filter, hook or
setting of a clone is asked, and the patch is data for `git apply` alone.
"""

from __future__ import annotations

import base64
import tempfile
import urllib.parse
from pathlib import Path
from typing import NamedTuple

from ..forge.environment import patience, secret, setting
from ..forge.github import github_api
from ..forge.github_pulls import GitHubPulls
from ..forge.gitlab import gitlab_api
from ..forge.gitlab_pulls import GitLabPulls
from ..forge.http import WrongCall
from ..forge.pulls import Pulls
from ..forge.words import Secrets, Voice
from .request import Update, read_update, request_body, request_title
from .run import alone, git_settings, run

BOT = ("Decision log updates", "adr-update@noreply.invalid")


class Home(NamedTuple):
    """Where the project lives: its requests, the address that git pushes to, and the user that goes with a token."""

    pulls: Pulls
    remote: str
    user: str
    token: str


def home(forge: object, secrets: Secrets) -> Home:
    """The project's forge, from the environment of its pipeline."""
    if forge not in ("github", "gitlab"):
        raise WrongCall(f"the forge in adr.json is {forge!r}; this pipeline is for github and gitlab")
    token = secret(secrets, "ADR_UPDATE_TOKEN")
    if forge == "github":
        repository = setting("GITHUB_REPOSITORY")
        needs = "contents, pull requests and workflows: write"
        github = github_api(setting("GITHUB_API_URL"), token, needs=needs, patience=patience())
        remote = f"{setting('GITHUB_SERVER_URL')}/{repository}.git"
        return Home(GitHubPulls(github, repository), remote, "x-access-token", token)
    needs = "a project access token with the role Developer and the scopes api and write_repository"
    gitlab = gitlab_api(setting("CI_API_V4_URL"), token, needs=needs, patience=patience())
    return Home(GitLabPulls(gitlab, setting("CI_PROJECT_ID")), setting("CI_PROJECT_URL") + ".git", "oauth2", token)


def push(there: Home, answers: Path, base: str, folder: Path, voice: Voice) -> None:
    """Pushes what `make` left in `folder`, and opens one request for it, or refreshes it."""
    found = read_update(folder)
    if found is None:
        voice.say("there is nothing to push")
        return
    update, patch = found
    prefix = f"adr-update{answers.stem.partition('adr')[2]}/"
    branch = prefix + update.version
    ours = {pull.branch: pull for pull in there.pulls.open_below(prefix)}
    if not _push_branch(there, update, patch, branch, voice):
        voice.say(f"somebody has pushed to {branch}: it is left alone")
        return
    title, body = request_title(update), request_body(update)
    if branch in ours:
        pull, did = ours.pop(branch), "refreshed"
        there.pulls.renew(pull, title, body)
    else:
        pull, did = there.pulls.create(branch, base, title, body), "opened"
    for old in ours.values():
        there.pulls.close(old)
        voice.say(f"closed {old.number}: an older version")
    conflicts = f", with conflicts in {', '.join(update.conflicts)}" if update.conflicts else ""
    voice.say(f"{did} {pull.number} for {update.version}{conflicts}")


def _push_branch(there: Home, update: Update, patch: bytes, branch: str, voice: Voice) -> bool:
    """Makes the commit and pushes it. False where a person has pushed to the branch since."""
    env = {**alone(), **git_settings(_authorization(there, voice.secrets))}
    for role in ("AUTHOR", "COMMITTER"):
        env[f"GIT_{role}_NAME"], env[f"GIT_{role}_EMAIL"] = BOT
    with tempfile.TemporaryDirectory() as name:
        repository = Path(name)

        def git(*words: object, data: bytes = b"") -> str:
            return run("git", *words, cwd=repository, env=env, data=data).stdout.strip()

        git("init", "--quiet", "--bare", "--template=", ".")
        listed = git("ls-remote", there.remote, f"refs/heads/{branch}").split("\t")[0]
        if listed:
            git("fetch", "--quiet", "--depth", "1", there.remote, f"refs/heads/{branch}")
            if git("log", "-1", "--format=%ce", "FETCH_HEAD") != BOT[1]:
                return False
        git("fetch", "--quiet", "--depth", "1", there.remote, update.base)
        git("read-tree", "FETCH_HEAD")
        git("apply", "--cached", "--binary", "--whitespace=nowarn", "-", data=patch)
        commit = git("commit-tree", git("write-tree"), "-p", "FETCH_HEAD", "-m", request_title(update))
        lease = f"--force-with-lease=refs/heads/{branch}:{listed}"
        git("push", "--quiet", lease, there.remote, f"{commit}:refs/heads/{branch}")
    return True


def _authorization(there: Home, secrets: Secrets) -> list[tuple[str, str]]:
    """Settings by which git sends the token to the forge's host and nowhere else."""
    basic = base64.b64encode(f"{there.user}:{there.token}".encode()).decode()
    secrets.add(basic)
    parts = urllib.parse.urlsplit(there.remote)
    if parts.scheme not in ("https", "http"):
        return []
    return [(f"http.{parts.scheme}://{parts.netloc}/.extraHeader", f"Authorization: Basic {basic}")]
