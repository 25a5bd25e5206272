"""`move`: the log to another folder of the project."""

from __future__ import annotations

import os
import re

from ..edit.by_hand import moved_by_hand
from ..edit.index import write_indexes
from ..edit.lock import Lock
from ..edit.move import MovePlan
from ..faults import Fault, Misuse
from ..log.git import git
from ..log.index import counted
from ..log.log import Log
from ..log.messages import note, out
from ..log.project import inner_repository, logs_around, under

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..edit.by_hand import MovedByHand
    from ..record.record import Record


class MoveCall:
    """What `move` was called with."""

    dir: str
    to: str


def cmd_move(call: MoveCall) -> int:
    folder = os.path.realpath(call.dir)
    new = call.to.replace(os.sep, "/").rstrip("/")
    done: list[Moved] = []
    try:
        with Lock(folder) as lock:  # before the answers file is read: a move that was killed may have changed it
            by_hand = None if logs_around(folder)[0] else moved_by_hand(folder)
            if by_hand:
                done.append(_follow(by_hand))
            if not by_hand or new != by_hand.new:
                done.append(_move(call, folder, new))
                lock.folder = os.path.join(done[-1].plan.root, new)  # its file went along
    finally:
        _tell(done)
    return 0


class Moved:
    """A move that was carried out, and its records."""

    def __init__(self, plan: MovePlan, records: list[Record]) -> None:
        self.plan, self.records = plan, records


def _move(call: MoveCall, folder: str, new: str) -> Moved:
    root, logs = logs_around(folder)
    if not root:
        raise Fault(
            f"{call.dir}: no .copier-answers.adr*.yml above it names this folder; move a log without one by `git mv`"
        )
    old = os.path.relpath(folder, root).replace(os.sep, "/")
    refuse_wrong_aim(root, old, new, call.to, list(logs))
    records = Log(folder).records
    plan = MovePlan(root, old, new, logs[old], [record.file for record in records])
    plan.carry_out()
    return Moved(plan, records)


def _follow(moved: MovedByHand) -> Moved:
    """Let all that names a log follow it to where somebody has put it."""
    root, old, new = moved.root, moved.old, moved.new
    records = Log(os.path.join(root, new)).records
    plan = MovePlan(root, old, new, moved.answers, [record.file for record in records], moved)
    plan.carry_out()
    return Moved(plan, records)


def _tell(done: list[Moved]) -> None:
    """Say what was done, and write the indexes, for which the log must be free again."""
    for moved in done:
        plan = moved.plan
        what = f"{plan.old} was moved to {plan.new} by hand" if plan.by_hand else f"{plan.old} is now {plan.new}"
        out(f"{what}: {counted(moved.records)}; {len(plan.texts)} files follow, in {plan.links} of them links\n")
    if not done:
        return
    try:
        write_indexes(os.path.join(done[-1].plan.root, done[-1].plan.new))  # those of the other logs name this one
    except Fault as fault:
        note(str(fault))
    for plan in [moved.plan for moved in done if moved.plan.still]:
        names = "".join(f"  {name}\n" for name in plan.still)
        out(f"These files still say {plan.old}; see whether they mean the log:\n{names}")
    out('Next: git add --all && git commit -m "Move the log of decisions"\n')


def _hidden(root: str, new: str) -> str:
    """Why no commit of the project would hold what lies in a folder; "" where it would."""
    if any(part.lower() == ".git" for part in new.split("/")):
        return "lies in git's own folder"
    inner = inner_repository(root, os.path.dirname(new))
    if inner:
        return f"lies in {inner}, a repository of its own"
    said = git(root, "check-ignore", "-v", "--", f"{new}/README.md")
    rule = re.match(r"(.+?:\d+):", (said or b"").decode("utf-8", "replace"))
    return f"is ignored by git ({rule.group(1)})" if rule else ""


def refuse_wrong_aim(root: str, old: str, new: str, asked: str, logs: list[str]) -> None:
    """Misuse where the log `old` cannot become `new`."""
    outside = not new or new[0] in "/~" or re.match(r"[A-Za-z]:", new)
    if outside or not {"", ".", ".."}.isdisjoint(new.split("/")):
        raise Misuse(f"{asked}: give a folder inside the project, from its root, such as docs/decisions")
    if under(new, old) or under(old, new):
        raise Misuse(f"{asked}: one of the two folders lies in the other; move the log to a third folder first")
    nested = [log for log in logs if log != old and under(log, old)]
    if nested:
        raise Misuse(f"{old}: the log {nested[0]} lies in it; move that one out of it first")
    hidden = _hidden(root, new)
    if hidden:
        raise Misuse(f"{asked}: {hidden}; choose a folder that a commit can hold")
    aim = os.path.join(root, new)
    if os.path.lexists(aim) or not os.path.realpath(aim).startswith(os.path.realpath(root) + os.sep):
        raise Misuse(f"{asked}: is there already, or leads out of the project; choose a folder that is not there yet")
