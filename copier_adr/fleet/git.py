"""git, run so that it never asks, never shows a token, and says in one line what went wrong."""

import base64
import contextlib
import os
import re
import subprocess
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import quote, urlsplit

from copier_adr.fleet.errors import FleetError

# Waited for and tried again: a forge that is busy, or a line that dropped.
_PASSING = re.compile(
    r"early EOF|returned error: (429|50[0234])|Connection (reset|timed out)|Operation timed out|"
    r"Could not resolve host|hung up unexpectedly|kex_exchange_identification|unable to access .*timed out",
    re.IGNORECASE,
)
TRIES = 4
LIMIT = 600.0
"""Seconds that one git command may take; a worker sets it to what fleet.toml says."""

# Never asks at a terminal, never runs a hook that the machine's owner set up for their own work, never downloads
# large files that no decision record needs.
QUIET = {
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_ASKPASS": "true",
    "GIT_LFS_SKIP_SMUDGE": "1",
    "GIT_ADVICE": "0",
    "LC_ALL": "C.UTF-8",
}

# For clones that are thrown away within seconds: nothing is tidied up, nothing is forced to the disk.
TEMPORARY = [("gc.auto", "0"), ("maintenance.auto", "false"), ("core.fsync", "none"), ("core.untrackedCache", "false")]


def run(*args: str, cwd: Path | None = None, check: bool = True) -> str:
    """What `git *args` prints. Lines lost on the network are waited for; anything else is a `FleetError`."""
    for attempt in range(TRIES):
        try:
            done = subprocess.run(
                ["git", *args],
                cwd=cwd,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                encoding="utf-8",
                errors="surrogateescape",
                timeout=LIMIT,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise FleetError(f"git {args[0]} took longer than {LIMIT:.0f} seconds (git.timeout)") from None
        if done.returncode == 0 or not check:
            return done.stdout
        if attempt == TRIES - 1 or not _PASSING.search(done.stderr):
            break
        time.sleep(2**attempt)
    raise FleetError(f"git {args[0]}: {reason(done.stderr) or f'exit code {done.returncode}'}")


def reason(stderr: str) -> str:
    """The lines of git's complaint that say something, joined into one."""
    lines = [re.sub(r"^(remote:|fatal:|error:|warning:)\s*", "", line.strip()) for line in stderr.splitlines()]
    lines = [line for line in lines if line and not line.startswith(("hint:", "Cloning into", "To "))]
    told = dict.fromkeys(
        line
        for line in lines
        if "correct access rights" not in line
        and not line.startswith(("and the repository exists", "Could not read from"))
    )
    return " / ".join(list(told)[:4])


@contextlib.contextmanager
def environment(extra: Mapping[str, str | None]) -> Iterator[None]:
    """`os.environ` with these set (`None` = unset) while inside: all-repos and Copier start git themselves."""
    before = {name: os.environ.get(name) for name in extra}
    try:
        for name, value in extra.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
        yield
    finally:
        for name, old in before.items():
            if old is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = old


def config_environment(pairs: list[tuple[str, str]]) -> dict[str, str]:
    """The variables that give git these settings, added to those which the environment gives already.

    Unlike `-c` they reach every git below, and unlike a file they leave no token on disk.
    """
    start = int(os.environ.get("GIT_CONFIG_COUNT") or 0)
    variables = {"GIT_CONFIG_COUNT": str(start + len(pairs))}
    for i, (key, value) in enumerate(pairs, start):
        variables[f"GIT_CONFIG_KEY_{i}"] = key
        variables[f"GIT_CONFIG_VALUE_{i}"] = value
    return variables


def instead_of(origin: str, actual: str) -> list[tuple[str, str]]:
    """Settings by which git goes to `actual` where `origin` is written."""
    return [] if origin == actual else [(f"url.{actual}.insteadOf", origin)]


def authorization(url: str, user: str, token: str) -> list[tuple[str, str]]:
    """Settings by which git sends the token to that URL's host and nowhere else."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https"):
        return []
    basic = base64.b64encode(f"{user}:{token}".encode()).decode()
    return [(f"http.{parts.scheme}://{parts.netloc}/.extraHeader", f"Authorization: Basic {basic}")]


def slug(url: str) -> str:
    """`acme/shop` from any URL or path of that repository."""
    scp = re.fullmatch(r"(?:[^/@]+@)?([^/:]{2,}):(?!//)(.+)", url)
    path = scp[2] if scp else urlsplit(url).path if "://" in url else Path(url).as_posix()
    return path.removesuffix("/").removesuffix(".git").strip("/")


def host(url: str) -> str:
    """The host's name, or "" for a path."""
    scp = re.fullmatch(r"(?:[^/@]+@)?([^/:]{2,}):(?!//)(.+)", url)
    if scp:
        return scp[1]
    return (urlsplit(url).hostname or "") if "://" in url else ""


def https(url: str) -> str:
    """The HTTPS address of a repository that a forge listed with its SSH address."""
    azure = re.fullmatch(r"git@ssh\.dev\.azure\.com:v3/([^/]+)/([^/]+)/(.+)", url)
    if azure:
        return "https://dev.azure.com/{}/{}/_git/{}".format(*(quote(part, safe="%") for part in azure.groups()))
    if url.startswith(("http://", "https://")) or not host(url):
        return url
    path = slug(url)
    # Bitbucket Server lists ssh://git@host:7999/PROJECT/name.git and serves https://host/scm/PROJECT/name.git
    scm = "scm/" if url.startswith("ssh://") and urlsplit(url).port == 7999 else ""
    return f"https://{host(url)}/{scm}{path}.git"


def web(url: str) -> str | None:
    """The page of a repository on its forge, or None where there is none to link to."""
    name = host(url)
    if not name or name in ("localhost", "127.0.0.1"):
        return None
    return https(url).removesuffix(".git")
