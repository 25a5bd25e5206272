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


def is_empty(folder: Path) -> bool:
    """Whether the project has no file yet, or is not there."""
    return not folder.is_dir() or set(os.listdir(folder)) <= {".git"}


@lru_cache(maxsize=1)
def remote(folder: Path) -> str:
    """The URL of the project's remote `origin`, or "" without one."""
    here = folder.resolve()
    if "GIT_DIR" not in os.environ and not any((above / ".git").exists() for above in (here, *here.parents)):
        return ""  # most new projects: to start git for that would take longer than all that is asked here
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), "config", "--get", "remote.origin.url"],
            capture_output=True,
            text=True,
            check=False,
            timeout=10,
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.strip()


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
