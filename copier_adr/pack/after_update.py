"""The end of an update, when all merging is done: code and index are written, and what is left to people is said.

Copier says nothing there: a conflict is exit 0, and a file that the new version no longer has goes, edits and all.
"""

from __future__ import annotations

import functools
import json
import os.path
import sys
from typing import Any

from ..check.baseline import forgive
from ..edit.adopt import adopt_index
from ..edit.change import Change
from ..edit.index import write_indexes
from ..edit.journal import Journal
from ..edit.lock import Lock
from ..faults import Fault
from ..log.contract import CONTRACT, load_contract, own_index_file
from ..log.git import git
from ..log.log import Log
from ..log.messages import note, out
from . import tree, ways
from .data import recorded
from .renew import carry_out, plan
from .root_notes import follow
from .untracked import not_to_be_tracked, put_back, untracked

CONFLICT = ("DD", "AU", "UD", "UA", "DU", "AA", "UU")


def finish(project: str, adr_dir: str, answers_file: str, *, quiet: bool = False) -> None:
    """Everything, in order. The report is of what the update did, so it is made before the log is touched.

    Conflicts are told by the message that ends the update, which a quiet one does not have.
    """
    kept = put_back(project, answers_file)
    left = renew(project, adr_dir, answers_file) + report(project, answers_file) + beyond(project, answers_file, kept)
    take_index(project, adr_dir, answers_file)
    write_indexes(os.path.join(project, adr_dir))
    settle(project, adr_dir)
    follow(project, answers_file)
    conflicts = in_conflict(project, answers_file) if quiet else []
    sys.stderr.write(left + ("\n" + ways.conflict_lines(conflicts) if conflicts else ""))


def take_index(project: str, adr_dir: str, answers_file: str) -> None:
    """Where this update ends a list of the project's own, write the index in its place."""
    folder = os.path.join(project, adr_dir)
    try:
        before = json.loads(_git(project, "show", f"HEAD:./{adr_dir}/{CONTRACT}") or "{}")
        if not isinstance(before, dict) or not own_index_file(before) or own_index_file(load_contract(folder)):
            return
        with open(os.path.join(project, answers_file), encoding="utf-8") as file:
            replace = recorded(file.read()).get("index") == "replace"
        with Lock(folder):
            change = Change(Journal(folder))
            done = adopt_index(Log(folder), change, replace)
            change.commit()
        out("".join(f"{line}\n" for line in done))
    except (OSError, ValueError):
        return
    except Fault as fault:
        note(str(fault))


def log_paths(project: str, answers_file: str, *, merged: bool = False) -> list[str]:
    """Every path that the pack may write for the log of an answers file; with `merged` those that Copier merges."""
    with open(os.path.join(project, answers_file), encoding="utf-8") as file:
        adr_dir = str(recorded(file.read()).get("adr_dir", ""))
    name = tree.log_name(answers_file)
    paths = tree.every_path(adr_dir, f"-{name}" if name else "", answers_file)
    apart = {answers_file, *tree.code_files(adr_dir, {})} if merged else ()
    return [path for path in paths if path not in apart]


def beyond(project: str, answers_file: str, kept: list[str]) -> str:
    """What the update did about files that git does not track; "" where there is none."""
    there = untracked(project, log_paths(project, answers_file))
    reasons = not_to_be_tracked(project, there)
    # A file that is new and that the next `git add` takes is in no danger.
    new = [path for path in there if path in reasons and path not in kept]
    lines = []
    for what, paths in (
        ("Left as they were, because git does not track them, so that nothing could be merged or brought back", kept),
        ("Written, and git does not track them", new),
    ):
        if paths:
            lines += ["", f"{what}:", ""]
            lines += [f"  {path}   {reasons[path]}" if path in reasons else f"  {path}" for path in paths]
    if lines:
        lines += ["", "Updates reach them when `git add --force` has them, or the rule that hides them is gone."]
    return "".join(f"{line}\n" for line in lines)


def renew(project: str, adr_dir: str, answers_file: str) -> str:
    """Bring the code in the log to this version; what people should know of it."""
    try:
        renewed = plan(project, adr_dir, answers_file)
        carry_out(renewed)
    except (Fault, OSError) as fault:
        return f"\nThe code in {adr_dir} is still that of the version before: {fault}. Mend that, and update again.\n"
    if renewed.left:
        why = "because they have edits of yours and git does not track them"
        return f"\nNot brought to this version, {why}:\n\n" + "".join(f"  {path}\n" for path in renewed.left)
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
        if isinstance(before, dict) and before and is_other_style(before, now):
            forgive(folder)
    except (Fault, OSError, ValueError):
        return


def is_other_style(before: dict[str, Any], now: dict[str, Any]) -> bool:
    """Whether records are measured otherwise than before. A place that a newer pack adds measures none."""
    places, new = before.get("record"), now.get("record") or {}
    if not isinstance(places, dict):
        return True
    moved = any(new.get(fact) != place for fact, place in places.items())
    return moved or any(before.get(key) != now.get(key) for key in ("statuses", "sections"))


def report(project: str, answers_file: str) -> str:
    """What the update of the project in this folder left to people: a text, "" where nothing is left to do."""
    said = functools.partial(_git, project)
    states = [entry for entry in said("status", "--porcelain", "-z", "--untracked-files=no", ".").split("\0") if entry]
    if not any("D" in entry[:2] for entry in states):
        return ""
    # git names paths from the top of the repository, people from the project.
    top = said("rev-parse", "--show-prefix").rstrip("\n")
    changed = [(entry[:2], entry[3:].removeprefix(top)) for entry in states]
    gone = sorted(name for state, name in changed if "D" in state and state not in CONFLICT)
    lines = []
    if gone:
        last = said("log", "-1", "--format=%H", "--", answers_file).strip()
        edited = said("diff", "--relative", "--name-only", "-z", last, "HEAD").split("\0") if last else []
        way = "git restore --source=HEAD FILE brings one back"
        lines += ["", f"Gone, because the pack no longer writes them ({way}):", ""]
        lines += [f"  {name}{'   with edits of yours' if name in edited else ''}" for name in gone]
    return "".join(f"{line}\n" for line in lines)


def in_conflict(project: str, answers_file: str) -> list[str]:
    """The files in which edits and the update met: as git knows them, or `FILE.rej` where Copier wrote that."""
    listed = _git(project, "status", "--porcelain", "-z", "--untracked-files=all", ".").split("\0")
    top = _git(project, "rev-parse", "--show-prefix").rstrip("\n")
    changed = [(entry[:2], entry[3:].removeprefix(top)) for entry in listed if entry]
    beside = {f"{path}.rej" for path in log_paths(project, answers_file)}
    return sorted(name for state, name in changed if state in CONFLICT or (state == "??" and name in beside))
