"""What is in force: a supersession waits until the record that brings it is decided."""

from __future__ import annotations

import os

from ..vocabulary.statuses import CLOSED, OPEN, REFUSED, STAGES, stage_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..record.record import Record
    from ..vocabulary.words import Vocabulary
    from .log import Log


def is_undecided(record: Record) -> bool:
    return record.status is not None and stage_of(record.status) == OPEN


def is_refused(record: Record) -> bool:
    """Whether a record was turned down."""
    return record.status in REFUSED


def is_in_force(record: Record) -> bool:
    """Whether a record binds: it is decided, was not turned down, and nothing has taken its place."""
    return binds(record.status)


def binds(status: str | None) -> bool:
    """Whether a record of this status is in force: accepted, or further along."""
    return status is not None and OPEN < stage_of(status) < CLOSED


def is_out_of_force(status: str | None) -> bool:
    return status is not None and stage_of(status) == CLOSED


def undecided_words(statuses: list[str], words: Vocabulary) -> frozenset[str]:
    """The canonical words of a style's statuses, in its order, that stand for what is not decided yet.

    The first one, and what stands before the first known one that is decided, where there is such a one.
    """
    known = [words.status(status) or status.casefold() for status in statuses]
    decided = (n for n, status in enumerate(known) if status == "accepted" or OPEN < STAGES.get(status, OPEN) < CLOSED)
    return frozenset(status for status in known[: next(decided, 1)] if STAGES.get(status, OPEN) == OPEN)


def was_decided(status: str | None, undecided: frozenset[str]) -> bool:
    """Whether a record of this status was decided and not turned down. `undecided`: what the style's words say of it."""
    return status is not None and status not in (*undecided, *REFUSED) and stage_of(status) > OPEN


def takes_effect(record: Record) -> bool:
    """Whether what a record supersedes is out of force: not while it is undecided, and not where it was turned down."""
    return not is_undecided(record) and not is_refused(record)


def is_followed(log: Log, record: Record) -> bool:
    """Whether a record names another one that took its place, whatever its own status says."""
    return any(takes_effect(log.files[file]) for file in record.superseded_by)


def awaited(log: Log) -> dict[str, list[Record]]:
    """{file: the undecided records that would supersede it} of the records in force."""
    found: dict[str, list[Record]] = {}
    for record in log.records:
        if record.supersedes and is_undecided(record):
            for file in record.supersedes:
                if is_in_force(log.files[file]):
                    found.setdefault(file, []).append(record)
    return found


def lost_successors(log: Log, record: Record) -> list[Record] | None:
    """The successors of a superseded record where none of them took effect; None where one did, or none is named.

    The list is empty where the successors that it names are not there any more.
    """
    if record.status != "superseded" or not record.by_refs:
        return None
    if not record.superseded_by:
        record.superseded_by = log.resolver.resolve(record, record.by_refs)  # read by itself, as from another branch
    successors = [log.files[file] for file in record.superseded_by]
    if any(takes_effect(other) for other in successors) or (not successors and named_elsewhere(log, record)):
        return None
    return successors


def named_elsewhere(log: Log, record: Record) -> bool:
    """Whether a record names a successor that is no record of this log: an address, or a file of another log."""
    from urllib.parse import unquote

    home = os.path.join(log.folder, os.path.dirname(record.file))
    paths = [target.partition("#")[0] for kind, target in record.by_refs if kind == "path"]
    return any("://" in path or os.path.isfile(os.path.join(home, unquote(path))) for path in paths)
