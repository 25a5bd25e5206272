"""`check`: find faults."""

from __future__ import annotations

import sys

from ..check.baseline import possible_old, shorten_baseline, without_old, write_baseline
from ..check.fix import fix
from ..check.log import check_log
from ..check.outputs import FORMATS, for_terminal
from ..check.rule import ERROR
from ..edit.lock import Lock
from ..faults import Misuse
from ..log.log import one
from ..log.messages import in_colour, out, say

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..check.finding import Finding


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


def cmd_check(call: CheckCall) -> int:
    taken = taken_numbers_in(call.taken)
    if call.only and (call.fix or call.write_baseline or call.all or len(call.dirs) > 1):
        raise Misuse("records are named for a check of one log alone, without --all, --fix and --write-baseline")
    findings = [finding for folder in call.dirs for finding in findings_in(folder, call, taken)]
    if call.format == "text" and sys.stdout.isatty():
        out(for_terminal(findings, in_colour()), made=True)
    else:
        out(FORMATS[call.format](findings), made=call.format != "text")
    errors = sum(1 for finding in findings if finding.severity == ERROR)
    if findings and call.format == "text":
        say(f"{_many(errors, 'error')}, {_many(len(findings) - errors, 'warning')}")
    return 1 if errors else 0


def findings_in(folder: str, call: CheckCall, taken: set[int]) -> list[Finding]:
    """What is wrong with one log, once it is mended and its baseline written where that was asked for."""
    if not (call.fix or call.write_baseline):
        log, found = check_log(folder, call.base, taken, call.merged)
        files = {one(log, what).file for what in call.only}
        return [finding for finding in without_old(folder, found) if not files or finding.file in files]
    with Lock(folder):
        log, found = check_log(folder, call.base, taken, call.merged)
        if call.fix and fix(log, found):
            _, found = check_log(folder, call.base, taken, call.merged)
        if call.write_baseline:
            write_baseline(folder, possible_old(found))
        kept = without_old(folder, found)
        if call.fix and any(finding.rule == "stale-baseline" for finding in kept):
            shorten_baseline(folder, found)
            kept = without_old(folder, found)
        return kept


def taken_numbers_in(lists: list[str]) -> set[int]:
    """The numbers of `--taken 7,8 --taken 9`."""
    parts = [part.strip() for part in ",".join(lists).split(",")]
    for part in parts:
        if part and not part.isdigit():
            raise Misuse(f"--taken {part}: numbers, with commas between")
    return {int(part) for part in parts if part}


def _many(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"
