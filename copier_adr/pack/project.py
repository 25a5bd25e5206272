"""The project: what a question's default may take from its remote and its files.

Only at the time of the first copy; every default found here is recorded as an answer.
"""

import os
import re
import subprocess
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote

# Part of a remote's host -> forge. The first that fits wins.
HOSTS = (
    ("github", "github"),
    ("gitlab", "gitlab"),
    ("codeberg.org", "forgejo"),
    ("forgejo", "forgejo"),
    ("gitea", "forgejo"),
    ("dev.azure.com", "azure-devops"),
    ("visualstudio.com", "azure-devops"),
    ("bitbucket", "bitbucket"),
)
# A path that only one forge's projects have -> forge.
SIGNS = (
    (".gitlab-ci.yml", "gitlab"),
    (".gitlab", "gitlab"),
    (".forgejo", "forgejo"),
    (".gitea", "forgejo"),
    (".azuredevops", "azure-devops"),
    ("azure-pipelines.yml", "azure-devops"),
    ("bitbucket-pipelines.yml", "bitbucket"),
    (".github", "github"),
)

USUAL_BRANCHES = ("main", "master", "trunk", "develop")
# Names that mean themselves wherever a pipeline's file takes a pattern.
BRANCH = re.compile(r"\w[\w.-]*(?:/[\w.-]+)*")


def is_empty(folder: Path) -> bool:
    """Whether the project has no file yet, or is not there."""
    return not folder.is_dir() or set(os.listdir(folder)) <= {".git"}


def in_git(folder: Path) -> bool:
    """Whether a repository holds the folder. To start git for that would take longer than all else that is asked."""
    here = folder.resolve()
    return "GIT_DIR" in os.environ or any((above / ".git").exists() for above in (here, *here.parents))


def _said(folder: Path, *words: str) -> str:
    """What git prints, without the line break at its end; "" where it fails."""
    if not in_git(folder):
        return ""
    try:
        done = subprocess.run(["git", "-C", str(folder), *words], capture_output=True, check=False, timeout=10)
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.decode("utf-8", "replace").strip() if done.returncode == 0 else ""


@lru_cache(maxsize=1)
def remote(folder: Path) -> str:
    """The URL of the project's remote `origin`, or "" without one."""
    return _said(folder, "config", "--get", "remote.origin.url")


def default_branch(folder: Path) -> str:
    """The branch that changes go to, as git knows it without asking the network; `main` where it knows none.

    A clone knows it from its remote. Without that it is the branch of a usual name, or the only one, at the remote
    before here; else the one that is checked out.
    """
    told = _said(folder, "for-each-ref", "--format=%(refname) %(symref)", "refs/remotes/", "refs/heads/")
    refs = {name: aim for name, _, aim in (line.partition(" ") for line in told.split("\n"))}
    remotes = {ref.split("/")[2] for ref in refs if ref.startswith("refs/remotes/")}
    # `origin`, or the only one by another name.
    there = f"refs/remotes/{'origin' if 'origin' in remotes or len(remotes) != 1 else remotes.pop()}/"
    if aim := refs.get(f"{there}HEAD", ""):
        return _named(aim.removeprefix(there))
    usual = (_said(folder, "config", "--get", "init.defaultBranch"), *USUAL_BRANCHES)
    for before in (there, "refs/heads/"):
        branches = [ref.removeprefix(before) for ref in refs if ref.startswith(before)]
        if found := [branch for branch in usual if branch in branches] or (branches if len(branches) == 1 else []):
            return _named(found[0])
    return _named(_said(folder, "symbolic-ref", "--short", "--quiet", "HEAD"))


def _named(branch: str) -> str:
    """A branch where its name can be an answer, else `main`."""
    return branch if BRANCH.fullmatch(branch) else "main"


def host(url: str) -> str:
    """The host in a remote's URL: `https://host/…`, `ssh://git@host:22/…` or `git@host:…`; "" for a path."""
    match = re.match(r"(?:\w+://(?:[^/@]*@)?|[^/@:]+@)([^/:]+)", url)
    return match[1].lower() if match else ""


def forge(folder: Path) -> str:
    """The forge that the project's remote or files point to, else `github`."""
    name = host(remote(folder))
    for part, found in HOSTS:
        if part in name:
            return found
    for path, found in SIGNS:
        if (folder / path).exists():
            return found
    return "github"


def name(folder: Path, otherwise: str) -> str:
    """The repository's name from its remote, else `otherwise` (the folder's name)."""
    url = remote(folder).rstrip("/")
    last = unquote(re.split(r"[/:]", url)[-1]).removesuffix(".git") if host(url) else ""
    return last or otherwise


# The single pull request text of a project; ours would come before it on a forge that knows only one.
REQUEST_TEXTS = ("", "docs/", ".forgejo/", ".gitea/", ".github/")


def has_request_text(folder: Path) -> bool:
    """Whether the project has a default pull request text already."""
    for place in REQUEST_TEXTS:
        try:
            names = [name.lower() for name in os.listdir(folder / place)]
        except OSError:
            continue
        if any(name.startswith("pull_request_template.") for name in names):
            return True
    return False
