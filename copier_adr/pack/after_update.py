"""The end of an update, when all merging is done: code and index are written, and what is left to people is said.

Copier says nothing there: a conflict is exit 0, and a file that the new version no longer has goes, edits and all.
"""

from __future__ import annotations

import functools
import json
import os.path
import sys

from ..check.baseline import forgive
from ..edit.index import write_indexes
from ..faults import Fault
from ..log.contract import CONTRACT, load_contract
from ..log.git import git
from .renew import carry_out, plan

CONFLICT = ("DD", "AU", "UD", "UA", "DU", "AA", "UU")


def finish(project: str, adr_dir: str, answers_file: str) -> None:
    """Everything, in order. The report is of what the update did, so it is made before the log is touched."""
    left = renew(project, adr_dir, answers_file) + report(project, answers_file)
    write_indexes(os.path.join(project, adr_dir))
    settle(project, adr_dir)
    sys.stderr.write(left)


def renew(project: str, adr_dir: str, answers_file: str) -> str:
    """Bring the code in the log to this version; what people should know of it."""
    try:
        renewed = plan(project, adr_dir, answers_file)
        carry_out(renewed)
    except (Fault, OSError) as fault:
        return f"\nThe code in {adr_dir} is still that of the version before: {fault}. Mend that, and update again.\n"
    if not renewed.over_edits:
        return ""
    way = "git restore --source=HEAD FILE brings one back"
    lines = ["", f"Overwritten, because code is the pack's and is never merged ({way}):", ""]
    lines += [f"  {path}   with edits of yours" for path in renewed.over_edits]
    return "".join(f"{line}\n" for line in lines)


def _git(project: str, *words: str) -> str:
    """What git prints in a folder; nothing where it fails: a report must not end an update."""
    return (git(project, *words) or b"").decode("utf-8", "replace")


def settle(project: str, adr_dir: str) -> None:
    """Where this update changed the log's style, let the records that were there pass the check as they are."""
    folder = os.path.join(project, adr_dir)
    try:
        before = json.loads(_git(project, "show", f"HEAD:./{adr_dir}/{CONTRACT}") or "{}")
        now = load_contract(folder)
        # The first version had no style to leave; a contract in conflict is a Fault.
        of_style = ("record", "statuses", "sections")
        if isinstance(before, dict) and before and any(before.get(key) != now.get(key) for key in of_style):
            forgive(folder)
    except (Fault, OSError, ValueError):
        return


def report(project: str, answers_file: str) -> str:
    """What the update of the project in this folder left to people: a text, "" where nothing is left to do."""
    said = functools.partial(_git, project)
    states = [entry for entry in said("status", "--porcelain", "-z", "--untracked-files=no", ".").split("\0") if entry]
    if not any("D" in entry[:2] or entry[:2] in CONFLICT for entry in states):
        return ""
    # git names paths from the top of the repository, people from the project.
    top = said("rev-parse", "--show-prefix").rstrip("\n")
    changed = [(entry[:2], entry[3:].removeprefix(top)) for entry in states]
    unmerged = sorted(name for state, name in changed if state in CONFLICT)
    gone = sorted(name for state, name in changed if "D" in state and state not in CONFLICT)
    lines = []
    if unmerged:
        lines += ["", "In conflict: your edits and the pack's stand side by side between <<<<<<< and >>>>>>>.", ""]
        lines += [f"  {name}" for name in unmerged]
    if gone:
        last = said("log", "-1", "--format=%H", "--", answers_file).strip()
        edited = said("diff", "--relative", "--name-only", "-z", last, "HEAD").split("\0") if last else []
        way = "git restore --source=HEAD FILE brings one back"
        lines += ["", f"Gone, because the pack no longer writes them ({way}):", ""]
        lines += [f"  {name}{'   with edits of yours' if name in edited else ''}" for name in gone]
    return "".join(f"{line}\n" for line in lines)
