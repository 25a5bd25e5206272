"""The end of an update: `after_update.py ADR_DIR ANSWERS_FILE`, run in the project when all merging is done.

Writes the index of every log, lets records of an older style pass, then says what the update could not settle by
itself. Copier says nothing there: a conflict is exit 0, and a file that the new version no longer has goes, edits and
all.
"""

import functools
import json
import os.path
import subprocess
import sys
from types import ModuleType

CONFLICT = ("DD", "AU", "UD", "UA", "DU", "AA", "UU")


def _git(project: str, *words: str) -> str:
    """What git prints in a folder; nothing where it fails: a report must not end an update."""
    try:
        done = subprocess.run(["git", *words], cwd=project, capture_output=True, check=False, timeout=60)
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else ""


def settle(adr: ModuleType, project: str, adr_dir: str) -> None:
    """Where this update changed the log's style, let the records that were there pass the check as they are."""
    folder = os.path.join(project, adr_dir)
    try:
        before = json.loads(_git(project, "show", f"HEAD:./{adr_dir}/{adr.CONTRACT}") or "{}")
        now = adr.load_contract(folder)
        # The first version had no style to leave; a contract in conflict is a Fault.
        of_style = ("record", "statuses", "sections")
        if isinstance(before, dict) and before and any(before.get(key) != now.get(key) for key in of_style):
            adr.forgive(folder)
    except (adr.Fault, OSError, ValueError):
        return


def report(project: str, answers_file: str) -> str:
    """What the update of the project in this folder left to people: a text, "" where nothing is left to do."""
    git = functools.partial(_git, project)
    states = [entry for entry in git("status", "--porcelain", "-z", "--untracked-files=no", ".").split("\0") if entry]
    if not any("D" in entry[:2] or entry[:2] in CONFLICT for entry in states):
        return ""
    # git names paths from the top of the repository, people from the project.
    top = git("rev-parse", "--show-prefix").rstrip("\n")
    changed = [(entry[:2], entry[3:].removeprefix(top)) for entry in states]
    unmerged = sorted(name for state, name in changed if state in CONFLICT)
    gone = sorted(name for state, name in changed if "D" in state and state not in CONFLICT)
    lines = []
    if unmerged:
        lines += ["", "In conflict: your edits and the pack's stand side by side between <<<<<<< and >>>>>>>.", ""]
        lines += [f"  {name}" for name in unmerged]
    if gone:
        last = git("log", "-1", "--format=%H", "--", answers_file).strip()
        edited = git("diff", "--relative", "--name-only", "-z", last, "HEAD").split("\0") if last else []
        way = "git restore --source=HEAD FILE brings one back"
        lines += ["", f"Gone, because the pack no longer writes them ({way}):", ""]
        lines += [f"  {name}{'   with edits of yours' if name in edited else ''}" for name in gone]
    return "".join(f"{line}\n" for line in lines)


def finish(adr: ModuleType, project: str, adr_dir: str, answers_file: str) -> None:
    """What comes after the index. The report is made first: it is of what the update did."""
    left = report(project, answers_file)
    settle(adr, project, adr_dir)
    sys.stderr.write(left)


if __name__ == "__main__":
    import loading  # type: ignore[import-not-found]  # it lies beside this script

    loading.index(sys.argv[1])
    finish(loading.adr(), ".", *sys.argv[1:])
