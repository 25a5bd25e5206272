"""The command that brings the next version, as the person who reads it can type it."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import sys
from pathlib import Path

from ..address import same_address, trusted_address

UVX = "uvx --with copier-template-extensions copier"


def with_adr(answers_file: str) -> str:
    """For those who have the command `adr` of the pack."""
    return f"adr update --defaults -a {shlex.quote(answers_file)}"


def with_copier(answers_file: str, copier: str = "copier") -> str:
    """For those who have Copier, or with `UVX` uv."""
    return f"{copier} update --trust --defaults -a {shlex.quote(answers_file)}"


def in_file(answers_file: str) -> list[str]:
    """Every way, the shortest first: a file has many readers."""
    return [with_adr(answers_file), with_copier(answers_file, UVX), with_copier(answers_file)]


def here(answers_file: str, source: str, commit: str) -> str:
    """The way that works for the person who runs the pack now, on this machine."""
    # `adr` takes nothing but a release of the pack that it was installed from.
    known = same_address(source, trusted_address()) and re.fullmatch(r"v?\d+\.\d+\.\d+", commit)
    return with_adr(answers_file) if known and has_adr() else with_copier(answers_file, copier())


def copier() -> str:
    """How Copier is called on this machine."""
    return UVX if shutil.which("uvx") else "copier"


def has_adr() -> bool:
    """Whether the `adr` that a shell finds is the pack's, and will be there tomorrow.

    adr-tools' command has the same name; and uvx puts what it runs into the path for that one run.
    """
    folders = os.environ.get("PATH", os.defpath).split(os.pathsep)
    if os.environ.get("UV"):
        folders = [folder for folder in folders if not folder or Path(sys.prefix) not in Path(folder).parents]
    found = shutil.which("adr", path=os.pathsep.join(folders))
    if not found:
        return False
    try:
        return b"copier_adr" in Path(found).read_bytes()[:200_000]
    except OSError:
        return False
