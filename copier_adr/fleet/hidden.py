"""What a clone would hide from a commit: files that its repository ignores, and folders that are submodules."""

import re
from pathlib import Path

from copier_adr.fleet.errors import FleetError
from copier_adr.fleet.git import Git

MOST = 10
"""Names that a note gives; more are counted."""


def refuse_hidden_log(git: Git, project: Path, folder: str) -> None:
    """Raises `FleetError` where no commit of the repository could hold the log in this folder."""
    mend = "answer another adr_dir for this repository in an override"
    parts = folder.split("/")
    above = ["/".join(parts[: depth + 1]) for depth in range(len(parts))]
    listed = git.run("ls-files", "--stage", "-z", "--", *(f":(literal){path}" for path in above), cwd=project)
    for line in listed.split("\0"):
        if line.startswith("160000 "):
            raise FleetError(f"{line.partition(chr(9))[2]} is a submodule, and the log would lie in it; {mend}")
    said = git.run("check-ignore", "-v", "--", f"{folder}/adr.json", cwd=project, check=False)
    if found := re.match(r"(.+?:\d+):", said):
        raise FleetError(f"{folder}/adr.json is ignored by {found[1]}; take that rule away, or {mend}")


def left_out(git: Git, project: Path) -> str:
    """A note of files that lie in the clone and that git ignores; "" where there is none.

    A fresh clone has none, so all of them were written by the work.
    """
    lines = git.run("status", "--porcelain", "--ignored", "-z", cwd=project).split("\0")
    names = [line[3:] for line in lines if line.startswith("!! ")]
    if not names:
        return ""
    more = f" and {len(names) - MOST} more" if len(names) > MOST else ""
    return f"git ignores {', '.join(names[:MOST])}{more}: not in the change"
