"""Rules on a branch against the one that it goes to: numbers, accepted texts, statuses."""

from __future__ import annotations

import os

from ...log.find import read_text, record_names
from ...log.force import lost_successors
from ...program import ADR
from ...vocabulary.statuses import FROZEN, NO_STEP
from ..frozen import first_change, frozen_text
from ..rule import ERROR, Rule

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
    """New records whose number a record of the base has, which came or moved there since the branch left it."""
    numbers: dict[tuple[str, str, int], list[str]] = {}
    for path, (number, prefix) in record_names(base.there).items():
        if number is not None:
            numbers.setdefault((path.rpartition("/")[0], prefix, number), []).append(path)
    for file, record in base.now.items():
        if record.number is None or file in base.before or file in base.there:
            continue
        holders = numbers.get((file.rpartition("/")[0], record.prefix, record.number), [])
        moved = [path for path in holders if path not in base.before or path in base.now]
        if moved:
            by = ", ".join(moved)
            yield file, 1, str(record.number), f"number {record.number} came to be used on {base.ref}, by {by}"


def accepted_changed(whole: Whole) -> Iterator[tuple[str, int, str, str]]:
    base = whole.base
    for before in base.changed if base else ():
        if base and before.record.status in FROZEN:
            yield from (_changed if before.file in base.now else _gone)(base, before)


def _gone(base: Base, before: Before) -> Iterator[tuple[str, int, str, str]]:
    """A record that is not there any more, under its name or another."""
    frozen = frozen_text(before.text, base.words)
    if os.path.basename(before.file) and frozen not in base.new_texts:
        yield before.file, 1, "deleted", f"it was {before.record.status} on {base.ref} and is gone"


def _changed(base: Base, before: Before) -> Iterator[tuple[str, int, str, str]]:
    after = read_text(base.folder, before.file)
    old, new = frozen_text(before.text, base.words), frozen_text(after, base.words)
    if old != new:
        line = first_change(after, old, new, base.words)
        was = f"it was {before.record.status} on {base.ref}"
        yield before.file, line, "text", f"{was}, and its text changed (its status, links and dates may)"


def status_step(whole: Whole) -> Iterator[tuple[str, int, str, str]]:
    base = whole.base
    for before in base.changed if base else ():
        was = before.record.status
        now = base.now[before.file].status if base and before.file in base.now else None
        if was and now in NO_STEP.get(was, ()) and not _comes_back(whole, before, now):
            yield before.file, 1, f"{was} to {now}", f"its status went from {was} to {now}"


def _comes_back(whole: Whole, before: Before, now: str | None) -> bool:
    """Whether a superseded record is in force again since its successor never was, or is gone."""
    return now == "accepted" and lost_successors(whole.log, before.record) is not None


BASE_RULES = (
    Rule(
        "number-taken",
        ERROR,
        "The number came to be used elsewhere.",
        f"Run `{ADR} renumber FILE`.",
        of_log=number_taken,
        may_be_old=False,
    ),
    Rule(
        "accepted-changed",
        ERROR,
        "An accepted record's text changed.",
        "Restore it, and write a new record that supersedes it.",
        of_log=accepted_changed,
        may_be_old=False,
    ),
    Rule(
        "status-step",
        ERROR,
        "A status cannot follow from the one before.",
        "Restore it, and write a new record that supersedes it.",
        of_log=status_step,
        may_be_old=False,
    ),
)
