"""git, run so that it never asks, never shows a token, and says in one line what went wrong."""

import base64
import contextlib
import os
import re
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

from copier_adr.environment import git_variables, settings_given
from copier_adr.fleet.address import is_private_line
from copier_adr.fleet.errors import FleetError

# Waited for and tried again: a forge that is busy, or a line that dropped.
_PASSING = re.compile(
    r"early EOF|returned error: (429|50[0234])|Connection (reset|timed out)|Operation timed out|"
    r"Could not resolve host|hung up unexpectedly|kex_exchange_identification|"
    r"unable to access (?:(?!unable to access).)*timed out",
    re.IGNORECASE,
)
TRIES = 4

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
TEMPORARY = (("gc.auto", "0"), ("maintenance.auto", "false"), ("core.fsync", "none"), ("core.untrackedCache", "false"))


@dataclass(frozen=True)
class Git:
    """git with a time limit in seconds for each command, and settings for all of them.

    `settings` are anyone's to see; `private` ones hold tokens, and reach git by a file in memory that only git and its
    own children have open (Linux): no environment, no command line and no file on disk has them.
    """

    limit: float = 600
    settings: tuple[tuple[str, str], ...] = ()
    private: tuple[tuple[str, str], ...] = ()

    def having(self, settings: list[tuple[str, str]], private: list[tuple[str, str]] | None = None) -> Self:
        """The same with more settings."""
        return replace(self, settings=(*self.settings, *settings), private=(*self.private, *(private or [])))

    def run(self, *args: str, cwd: Path | None = None, check: bool = True) -> str:
        """What `git *args` prints. Lines lost on the network are waited for; anything else is a `FleetError`."""
        for attempt in range(TRIES):
            with _in_memory(self.private) as (pairs, descriptors):
                try:
                    done = subprocess.run(
                        ["git", *args],
                        cwd=cwd,
                        env={**os.environ, **config_environment([*self.settings, *pairs])},
                        pass_fds=descriptors,
                        stdin=subprocess.DEVNULL,
                        capture_output=True,
                        text=True,
                        encoding="utf-8",
                        errors="surrogateescape",
                        timeout=self.limit,
                        check=False,
                    )
                except subprocess.TimeoutExpired:
                    raise FleetError(f"git {args[0]} took longer than {self.limit:.0f} seconds (git.timeout)") from None
            if done.returncode == 0 or not check:
                return done.stdout
            if attempt == TRIES - 1 or not _PASSING.search(done.stderr):
                break
            time.sleep(2**attempt)
        raise FleetError(f"git {args[0]}: {reason(done.stderr) or f'exit code {done.returncode}'}")


@contextlib.contextmanager
def _in_memory(private: tuple[tuple[str, str], ...]) -> Iterator[tuple[list[tuple[str, str]], tuple[int, ...]]]:
    """Settings that have git read the private ones, and the descriptors that it has to inherit for that."""
    if not private:
        yield [], ()
    elif not hasattr(os, "memfd_create"):
        yield list(private), ()
    else:
        descriptor = os.memfd_create("git settings")
        try:
            os.write(descriptor, "".join(_line(key, value) for key, value in private).encode())
            yield [("include.path", f"/proc/self/fd/{descriptor}")], (descriptor,)
        finally:
            os.close(descriptor)


def _line(key: str, value: str) -> str:
    """A setting as git's configuration files have it: `http.URL.extraHeader` is a section with a name."""
    section, _, rest = key.partition(".")
    name, _, variable = rest.rpartition(".")
    written = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'[{section} "{name}"]\n\t{variable} = "{written}"\n'


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


def config_environment(pairs: list[tuple[str, str]]) -> dict[str, str]:
    """The variables that give git these settings, added to those which the environment gives already."""
    return git_variables(pairs, settings_given()) if pairs else {}


def instead_of(origin: str, actual: str) -> list[tuple[str, str]]:
    """Settings by which git goes to `actual` where `origin` is written."""
    return [] if origin == actual else [(f"url.{actual}.insteadOf", origin)]


def authorization(url: str, user: str, token: str) -> list[tuple[str, str]]:
    """Private settings by which git sends the token to that URL's host and nowhere else, and by https only."""
    if not is_private_line(url):
        return []
    parts = urlsplit(url)
    basic = base64.b64encode(f"{user}:{token}".encode()).decode()
    return [(f"http.{parts.scheme}://{parts.netloc}/.extraHeader", f"Authorization: Basic {basic}")]
