"""Out of the clone: the branch, the pull request, and the end of older ones."""

import contextlib
import os
import re
import subprocess
import urllib.error
from pathlib import Path

from copier_adr.environment import environment
from copier_adr.fleet import message
from copier_adr.fleet.backends import settings_of
from copier_adr.fleet.capture import capture
from copier_adr.fleet.errors import FleetError
from copier_adr.fleet.git import Git, reason
from copier_adr.fleet.job import Done, Entry, Job, Remote
from copier_adr.fleet.repository import Reach, branch_of, pulls, reach
from copier_adr.fleet.requests import explain
from copier_adr.fleet.sources import Repository
from copier_adr.forge.http import Refused
from copier_adr.forge.pulls import PullRequest


def is_fresh(job: Job, there: Reach, project: Path, remote: Remote, mark: str) -> bool:
    """Whether the branch is there and fresh. Raises `Done` where people have worked on it: it is theirs now."""
    branch = branch_of(job)
    if branch not in remote.ours or job.fleet.push.type == "merge_to_master":
        return False
    said = _tip(there, project, branch)
    if said is None:
        raise Done("skipped", f"people have committed on {branch}; it is left as it is")
    return said == mark


def _tip(there: Reach, project: Path, branch: str) -> str | None:
    """The fleet's mark on the last commit of a remote branch; None where that commit is a person's."""
    there.git.run("fetch", "--quiet", "--depth", "1", "--no-tags", "origin", f"refs/heads/{branch}", cwd=project)
    return message.marked(there.git.run("log", "-1", "--format=%B", "FETCH_HEAD", cwd=project))


def send(
    job: Job,
    git: Git,
    repository: Repository,
    project: Path,
    remote: Remote,
    entry: Entry,
    work: message.Work,
    pull: PullRequest | None,
    *,
    fresh: bool,
) -> None:
    """Pushes the commit and opens the pull request, or renews it; `fresh`: the branch has this commit already."""
    kind, branch = job.fleet.push.type, branch_of(job)
    with reach(job, git, repository) as there:
        if kind == "merge_to_master":
            _merge(job, there, project, remote, work)
            entry.outcome = "merged"
            return
        was = remote.ours.get(branch)
        if fresh and was:
            # The commit on the branch is the right one already; the request is opened for that one.
            there.git.run("reset", "--quiet", "--hard", "FETCH_HEAD", cwd=project)
        else:
            lease = f"--force-with-lease=refs/heads/{branch}:{was or ''}"
            there.git.run("push", "--quiet", lease, "origin", f"HEAD:refs/heads/{branch}", cwd=project)
        if kind == "branch":
            entry.outcome = "refreshed" if was else "pushed"
            return
        with pulls(job, there.origin) as host:
            if pull and host:
                body = there.git.run("log", "-1", "--format=%b", cwd=project).strip()
                host.renew(pull, message.title(work), body)
                entry.outcome, entry.pull_request = "refreshed", pull.url
                return
        said = _open(job, git, project, remote)
    entry.outcome = "opened"
    found = re.search(r"Pull request created at (\S+)", said)
    entry.pull_request = found[1] if found else ""


def _merge(job: Job, there: Reach, project: Path, remote: Remote, work: message.Work) -> None:
    """Merges the commit into the default branch, and pushes that."""
    if work.conflicts:
        raise FleetError(
            f"conflicts in {', '.join(work.conflicts)}: nothing is pushed to the default branch; update this "
            "repository by hand, or choose a push type that opens pull requests"
        )
    commit = there.git.run("rev-parse", "HEAD", cwd=project).strip()
    if not settings_of("push", job.fleet.push, job.tokens)[1].fast_forward:
        there.git.run("checkout", "--quiet", "--detach", remote.head, cwd=project)
        there.git.run("merge", "--quiet", "--no-verify", "--no-edit", "--no-ff", commit, cwd=project)
    there.git.run("push", "--quiet", "origin", f"HEAD:refs/heads/{remote.default}", cwd=project)


def _open(job: Job, git: Git, project: Path, remote: Remote) -> str:
    """all-repos' push backend opens the pull request and prints its address.

    It pushes as well, with a git of its own that has no token: that push goes to this clone itself, where there is
    nothing left to do.
    """
    branch = branch_of(job)
    # The backends read the branch to merge into from the upstream of the branch that is checked out.
    git.run("checkout", "--quiet", "-B", branch, cwd=project)
    git.run("branch", "--quiet", f"--set-upstream-to=origin/{remote.default}", cwd=project)
    if "." not in job.fleet.push.type:
        git.run("config", "remote.origin.pushUrl", str(project), cwd=project)
    module, settings = settings_of("push", job.fleet.push, job.tokens)
    here = Path.cwd()
    fault: BaseException | None = None
    with capture() as said, environment(job.tokens if "." in job.fleet.push.type else {}):
        os.chdir(project)
        try:
            module.push(settings, branch)
        except (Exception, SystemExit) as error:
            fault = error
        finally:
            os.chdir(here)
    if fault is None:
        return said.text
    told = _explain(fault, said.text)
    if re.search(r"already exists", told, re.IGNORECASE):
        return said.text  # opened by a run that was killed before it could note it
    raise FleetError(told) from None


def close_older(job: Job, git: Git, repository: Repository, project: Path, remote: Remote, entry: Entry) -> None:
    """Older versions' pull requests and branches go, unless people have worked on them."""
    if entry.outcome not in ("opened", "refreshed", "pushed", "merged", "waiting"):
        return
    with reach(job, git, repository) as there, pulls(job, there.origin) as host:
        for branch in sorted(remote.ours):
            if branch == branch_of(job):
                continue
            if _tip(there, project, branch) is None:
                entry.notes.append(f"{branch} has people's commits and stays")
                continue
            older = host.find(branch) if host else None
            if older and host and older.state == "open":
                now = entry.pull_request or job.pack.version
                host.close(older, f"Replaced by {now}, which brings {job.pack.version}.")
                entry.closed.append(older.url)
            elif not older:
                entry.closed.append(branch)
            lease = f"--force-with-lease=refs/heads/{branch}:{remote.ours[branch]}"
            push = ["push", "--quiet", lease, there.origin, f":refs/heads/{branch}"]
            with contextlib.suppress(FleetError):  # a branch that the forge keeps does no harm
                there.git.run(*push, cwd=project)


def _explain(error: BaseException, said: str) -> str:
    """What a push backend's exception means, in words."""
    if isinstance(error, urllib.error.HTTPError):
        return f"the pull request was refused: {explain(error)}"
    if isinstance(error, Refused):
        return str(error)
    if isinstance(error, subprocess.CalledProcessError):
        lines = [line for line in said.splitlines() if not line.startswith("$ ")]
        return f"git {error.cmd[1] if len(error.cmd) > 1 else ''}: {reason(chr(10).join(lines)) or error}"
    if isinstance(error, OSError):
        return f"the forge cannot be reached: {getattr(error, 'reason', None) or error}"
    if isinstance(error, (ValueError, KeyError, TypeError)):
        return f"malformed answer from the forge: {error}"
    return f"{type(error).__name__}: {error}"
