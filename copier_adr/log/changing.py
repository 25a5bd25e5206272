"""What people change in a repository at the moment."""

from __future__ import annotations

import os

from ..faults import Misuse
from .git import changed_files, git, why_git_fails


def files_at_work(root: str, base: str = "") -> list[str]:
    """Paths from the repository's root of what differs from a commit, with what git does not know yet and would add.

    With `base` that is where the branch left it, else the last commit. A file that was renamed counts under both names.

    Raises:
        Misuse: no repository, or no such base.
    """
    reason = why_git_fails(root)
    if reason:
        raise Misuse(f"--changed: {root}: {reason}")
    if base or git(root, "rev-parse", "--verify", "-q", "HEAD") is not None:
        found = changed_files(root, _fork_of(root, base) if base else "HEAD")
        others = ["--others", "--exclude-standard"]
    else:  # no commit yet: all is new
        found, others = [], ["--cached", "--others", "--exclude-standard"]
    new = git(root, "ls-files", "-z", *others) or b""
    return sorted({*found, *(os.fsdecode(name) for name in new.split(b"\0") if name)})


def _fork_of(root: str, base: str) -> str:
    """The commit where the branch left its base."""
    known = None if base[:1] == "-" else git(root, "rev-parse", "--verify", "-q", base + "^{commit}")
    if known is None:
        branch = base.rpartition("/")[2]
        raise Misuse(f"--changed {base}: git knows no such commit here; fetch it (`git fetch origin {branch}`)")
    fork = git(root, "merge-base", known.decode().strip(), "HEAD")
    if fork is None:
        raise Misuse(f"--changed {base}: git cannot tell where this branch left it; fetch the whole history")
    return fork.decode().strip()
