"""Where `adr init` and `adr update` take the pack from.

A wheel holds the pack at its version, below `_pack`. Copier takes templates from git repositories and records their
address, so the shipped files are laid out as a repository with this version's tag, and git is told to go there for the
pack's public address: that address and the tag are what the answers file names, and updates work for everyone.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from ..address import ADDRESS
from ..environment import environment, git_variables, settings_given
from ..faults import Fault
from ..version import VERSION

PARTS = (".gitattributes", "copier.yml", "extensions", "includes", "styles", "template")
PACKAGE = Path(__file__).resolve().parent.parent


@contextlib.contextmanager
def shipped() -> Iterator[None]:
    """While inside, git finds the pack of this installation at `ADDRESS`, without a network.

    Copier must not be imported before: it takes its copy of the environment then.

    Raises:
        Fault: git is missing or refuses.
    """
    with tempfile.TemporaryDirectory(prefix="copier-adr-") as base:
        pack = Path(base, "pack")
        _lay(pack)
        # A cache of its own: what it has of this address is not what others must find there.
        settings = git_variables([(f"url.{pack}.insteadOf", ADDRESS)], settings_given())
        with environment({"COPIER_CACHE_DIR": str(Path(base, "mirrors")), **settings}):
            yield


def _lay(folder: Path) -> None:
    """The shipped pack as a repository in `folder`, tagged with the version."""
    files = PACKAGE / "_pack"
    if not files.is_dir():  # a checkout that is installed as it lies
        files = PACKAGE.parent
    folder.mkdir()
    waste = shutil.ignore_patterns("__pycache__", "_pack")
    for part in PARTS:
        if (files / part).is_dir():
            shutil.copytree(files / part, folder / part, ignore=waste)
        else:
            shutil.copyfile(files / part, folder / part)
    shutil.copytree(PACKAGE, folder / PACKAGE.name, ignore=waste)
    _git(folder, "init", "--quiet")
    _git(folder, "add", "--all", "--force")
    _git(folder, "commit", "--quiet", "--message", VERSION)
    _git(folder, "tag", VERSION)


def _git(folder: Path, *words: str) -> None:
    """git without the user's settings: no signature, hook or line end of theirs."""
    who = {f"GIT_{role}_{what}": "copier-adr" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    alone = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    try:
        done = subprocess.run(
            ["git", *words], cwd=folder, env={**inherited, **who, **alone}, capture_output=True, check=False
        )
    except OSError as error:
        raise Fault(f"git cannot be run: {error.strerror or error}; install git") from None
    if done.returncode:
        raise Fault(f"git {words[0]}: {done.stderr.decode('utf-8', 'replace').strip()}")
