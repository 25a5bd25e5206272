"""One repository, as a worker reaches it: its address, git with the token for it, its branches, a clone."""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from copier_adr.environment import environment
from copier_adr.fleet import address
from copier_adr.fleet.backends import PULL_REQUESTS, settings_of, token_hosts
from copier_adr.fleet.errors import FleetError
from copier_adr.fleet.git import Git, authorization, config_environment, instead_of
from copier_adr.fleet.job import Done, Job, Remote
from copier_adr.fleet.requests import in_words, pulls_of
from copier_adr.fleet.sources import Repository
from copier_adr.forge.pulls import Pulls


class Reach(NamedTuple):
    """git that can reach the repository, and the address that goes into a clone as its origin."""

    git: Git
    origin: str


@contextlib.contextmanager
def reach(job: Job, git: Git, repository: Repository) -> Iterator[Reach]:
    """The repository can be reached inside, by all-repos' own git too, but that one without a token.

    all-repos' backends take the repository's name from what follows the last colon of the origin, so the origin is
    always in the short SSH form where there is a host; where git really goes is said beside it.
    """
    options = job.fleet.git
    origin = actual = address.https(repository.url) if options.protocol == "https" else repository.url
    name = address.host(repository.url)
    if job.fleet.push.type in ("github_pull_request", "gitlab_pull_request") and name:
        origin = f"git@{name}:{address.slug(repository.url)}"
        if actual == f"{origin}.git":
            actual = origin  # both are served; git is told nothing, so that the machine's own settings apply
    settings = instead_of(origin, actual)
    private = []
    token = job.tokens.get(options.token_env or "")
    if repository.login:
        private = authorization(actual, *repository.login)
    elif token and (urlsplit(actual).hostname or "") in token_hosts(job.fleet):
        private = authorization(actual, options.token_user or _token_user(job.fleet.push.type), token)
    with environment(config_environment(settings)):
        yield Reach(git.having([], private), origin)


def _token_user(push_type: str) -> str:
    # GitHub's and GitLab's names for "the password is a token"; the others look at the password alone.
    return {"gitlab_pull_request": "oauth2"}.get(push_type, "x-access-token")


@contextlib.contextmanager
def pulls(job: Job, origin: str) -> Iterator[Pulls | None]:
    """The pull requests of the repository with this origin, None where none are opened."""
    push = job.fleet.push
    needed = [name for key, name in push.settings.items() if key.endswith("_env")]
    if push.type not in PULL_REQUESTS or (job.dry and not all(name in job.tokens for name in needed)):
        yield None
        return
    with in_words():
        yield pulls_of(push.type, settings_of("push", push, job.tokens)[1], origin)


def branch_of(job: Job) -> str:
    """The branch that this run pushes."""
    return f"{job.fleet.push.branch_prefix}/{job.pack.version}"


def look(job: Job, there: Reach) -> Remote:
    """The repository's branches, without a clone."""
    prefix = f"refs/heads/{job.fleet.push.branch_prefix}/"
    told = there.git.run("ls-remote", "--symref", "--", there.origin, "HEAD", f"{prefix}*")
    default, refs = "", {}
    for line in told.splitlines():
        value, _, name = line.partition("\t")
        if value.startswith("ref: "):
            default = value.removeprefix("ref: refs/heads/")
        else:
            refs[name] = value
    if "HEAD" not in refs:
        if there.git.run("ls-remote", "--heads", "--", there.origin).strip():
            raise FleetError("its HEAD names a branch that is not there; set its default branch")
        raise Done("skipped", "empty: it has no commit yet")
    if not default:
        raise FleetError("its HEAD is no branch; set its default branch")
    ours = {name.removeprefix("refs/heads/"): sha for name, sha in refs.items() if name.startswith(prefix)}
    return Remote(default, refs["HEAD"], ours)


def clone(repository: Repository, there: Reach, remote: Remote, to: Path, *options: str) -> None:
    """A clone of the default branch's last commit, in which symbolic links are files with their target as text."""
    filters = [option for option in options if option.startswith("--filter")]
    rest = [option for option in options if option not in filters]
    # git ignores these, with a warning, for a repository on the same disk, where a clone copies next to nothing
    shallow = [] if Path(repository.url).is_dir() else ["--depth", "1", *filters]
    there.git.run(
        "clone", "--quiet", "--template=", "--config", "core.symlinks=false", "--no-tags", "--single-branch",
        "--branch", remote.default, *shallow, *rest, "--", there.origin, str(to),
    )  # fmt: skip


def not_opted_out(job: Job, name: str) -> None:
    """Ends the work on a repository that the file leaves out."""
    if job.fleet.opted_out(name):
        raise Done("skipped", "opted out in fleet.toml")
