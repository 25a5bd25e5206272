"""`check`: find faults."""

from __future__ import annotations

import os
import sys

from ..check.baseline import old_and_new, possible_old, shorten_baseline, write_baseline
from ..check.fix import fix
from ..check.log import check_log
from ..check.outputs import FORMATS, for_terminal
from ..check.rule import ERROR, NOTICE
from ..edit.lock import Lock
from ..faults import Misuse
from ..log.contract import BASELINE
from ..log.index import counted
from ..log.log import one
from ..log.messages import from_here, in_colour, out, say
from ..program import ADR

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..check.finding import Finding


# Formats that a person reads in a terminal or a job's log; the others are for programs, and say nothing beside.
READ_BY_PEOPLE = ("text", "github")


class CheckCall:
    """What `check` was called with."""

    dirs: list[str]
    base: str | None
    format: str
    fix: bool
    taken: list[str]
    merged: bool
    only: list[str]
    all: bool
    write_baseline: bool
    old: bool


def cmd_check(call: CheckCall) -> int:
    taken = taken_numbers_in(call.taken)
    if call.only and (call.fix or call.write_baseline or call.all or len(call.dirs) > 1):
        raise Misuse("records are named for a check of one log alone, without --all, --fix and --write-baseline")
    found = {folder: findings_in(folder, call, taken) for folder in call.dirs}
    findings = [finding for pair in found.values() for finding in pair[0 if call.old else 1]]
    if call.format == "text" and sys.stdout.isatty():
        out(for_terminal(findings, in_colour()), made=True)
    else:
        out(FORMATS[call.format](findings), made=call.format != "text")
    errors = sum(1 for finding in findings if finding.severity == ERROR)
    if findings and call.format == "text":
        notices = sum(1 for finding in findings if finding.severity == NOTICE)
        told = f", {_many(notices, 'notice')}" if notices else ""
        say(f"{_many(errors, 'error')}, {_many(len(findings) - errors - notices, 'warning')}{told}")
    if call.format in READ_BY_PEOPLE:
        for folder, (old, _) in found.items():
            say_old(folder, old, call.old)
    return 1 if errors and not call.old else 0


def say_old(folder: str, old: list[Finding], listed: bool) -> None:
    """How many old faults pass, where there are any, in a line."""
    if old:
        more = "" if listed else f"; `{ADR} check --old` lists them"
        say(f"{from_here(os.path.join(folder, BASELINE))}: {counted(old, 'old fault')}, which pass{more}")


def findings_in(folder: str, call: CheckCall, taken: set[int]) -> tuple[list[Finding], list[Finding]]:
    """What is wrong with one log, once it is mended and its baseline written where that was asked for: (old, new)."""
    if not (call.fix or call.write_baseline):
        log, found = check_log(folder, call.base, taken, call.merged)
        files = {one(log, what).file for what in call.only}
        old, new = old_and_new(log, found)
        if files:
            old, new = ([f for f in kept if f.file in files] for kept in (old, new))
        return old, new
    with Lock(folder):
        log, found = check_log(folder, call.base, taken, call.merged)
        if call.fix and fix(log, found):
            log, found = check_log(folder, call.base, taken, call.merged)
        if call.write_baseline:
            write_baseline(log, possible_old(found))
        old, new = old_and_new(log, found)
        if call.fix and any(finding.rule == "stale-baseline" for finding in new):
            shorten_baseline(log, found)
            old, new = old_and_new(log, found)
        return old, new


def taken_numbers_in(lists: list[str]) -> set[int]:
    """The numbers of `--taken 7,8 --taken 9`."""
    parts = [part.strip() for part in ",".join(lists).split(",")]
    for part in parts:
        if part and not part.isdecimal():
            raise Misuse(f"--taken {part}: numbers, with commas between")
    return {int(part) for part in parts if part}


def _many(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"
