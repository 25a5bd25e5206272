"""Rules on a branch against the one that it goes to: numbers, accepted texts, statuses."""

from __future__ import annotations

from ...log.earlier import before_superseded
from ...log.find import record_names
from ...log.force import binds, is_out_of_force, lost_successors, was_decided
from ...program import ADR
from ...vocabulary.statuses import NO_STEP
from ..rule import ERROR, Rule
from .titles import series

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..base import Base, Before
    from ..whole import Whole


def number_taken(whole: Whole) -> Iterator[tuple[str, int, str, str]]:
    for record in whole.log.records if whole.taken else ():
        if record.number in whole.taken:
            yield record.file, 1, str(record.number), f"another open change takes number {record.number}"
    if whole.base:
        yield from _taken_on_base(whole.base)


def _taken_on_base(base: Base) -> Iterator[tuple[str, int, str, str]]:
    """New records whose number a record of the base has, which came or moved there since the branch left it, or has
    another number here."""
    numbers: dict[tuple[str, str, int], list[str]] = {}
    for path, (number, prefix) in record_names(base.there).items():
        if number is not None:
            numbers.setdefault((path.rpartition("/")[0], series(prefix), number), []).append(path)
    renamed = {before.file: before.after for before in base.changed if before.after}
    for file, record in base.now.items():
        if record.number is None or file in base.before or file in base.there:
            continue
        holders = numbers.get((file.rpartition("/")[0], series(record.prefix), record.number), [])
        moved = [path for path in holders if path not in base.before or path in base.now]
        left = [path for path in holders if path in renamed and renamed[path].number != record.number]
        if moved:
            by = ", ".join(moved)
            yield file, 1, str(record.number), f"number {record.number} came to be used on {base.ref}, by {by}"
        elif left:
            by = f"{left[0]}, which is {renamed[left[0]].file} here: what cites {record.number} would mean another record"
            yield file, 1, str(record.number), f"number {record.number} is used on {base.ref}, by {by}"


def accepted_changed(whole: Whole) -> Iterator[tuple[str, int, str, str]]:
    base = whole.base
    for before in base.changed if base else ():
        if base and was_decided(before.record.status, base.undecided):
            yield from _changed(base, before)
    for before, status, line in base.decided_since() if base else ():
        if base and before.after:
            what = "and this branch changes its text; bring it up to date"
            yield before.after.file, line, "text", f"it came to be {status} on {base.ref}, {what}"


def _changed(base: Base, before: Before) -> Iterator[tuple[str, int, str, str]]:
    was = f"it was {before.record.status} on {base.ref}"
    if before.after is None:
        yield before.file, 1, "deleted", f"{was} and is gone"
        return
    line = base.change(before, before.after)
    if line is not None:
        named = "" if before.after.file == before.file else f", as {before.file}"
        what = "and its text changed (its status, dates and references to records may)"
        yield before.after.file, line, "text", f"{was}{named}, {what}"


def status_step(whole: Whole) -> Iterator[tuple[str, int, str, str]]:
    base = whole.base
    for before in base.changed if base else ():
        was = before.record.status
        if not base or not was or not before.after:
            continue
        now = before.after.status
        if _goes_back(was, now, base.undecided) and not _comes_back(whole, before, now):
            yield before.after.file, 1, f"{was} to {now}", f"its status went from {was} to {now or 'none'}"


def _goes_back(was: str, now: str | None, undecided: frozenset[str]) -> bool:
    """Whether a status cannot follow, whatever its word: none by which a record that is out of force would bind again,
    and none by which one that was decided never was; nor that it has none any more, as its text would then be free."""
    if now in NO_STEP.get(was, ()) or (is_out_of_force(was) and binds(now)):
        return True
    return was_decided(was, undecided) and not was_decided(now, undecided)


def _comes_back(whole: Whole, before: Before, now: str | None) -> bool:
    """Whether a superseded record is what it was before, or in force again, since its successor never was, or is gone.

    What was never in force does not come into force that way: a draft may be accepted, what was rejected may not.
    """
    if not whole.base or lost_successors(whole.log, before.record) is None:
        return False
    was = before_superseded(whole.log.folder, before.file, whole.base.words, whole.base.fork)
    if was is None or was.status is None:
        return binds(now)
    return now == was.status or (binds(now) and not _goes_back(was.status, now, whole.base.undecided))


BASE_RULES = (
    Rule(
        "number-taken",
        ERROR,
        "The number came to be used elsewhere.",
        f"Run `{ADR} renumber FILE`.",
        of_log=number_taken,
        may_be_old=False,
        held_by_base=True,
    ),
    Rule(
        "accepted-changed",
        ERROR,
        "An accepted record's text changed.",
        "Restore it, and write a new record that supersedes it.",
        of_log=accepted_changed,
        may_be_old=False,
        held_by_base=True,
    ),
    Rule(
        "status-step",
        ERROR,
        "A status cannot follow from the one before.",
        "Restore it, and write a new record that supersedes it.",
        of_log=status_step,
        may_be_old=False,
        held_by_base=True,
    ),
)
