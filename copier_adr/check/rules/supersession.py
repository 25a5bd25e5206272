"""Rules on which record supersedes which."""

from __future__ import annotations

from ...log.earlier import way_back
from ...log.force import is_refused, is_undecided, lost_successors, named_elsewhere, takes_effect
from ...log.git import blobs
from ...program import ADR
from ...record.read import read_record
from ...record.status import canonical
from ...text.files import decode
from ...vocabulary.statuses import ACCEPTED, stage_of
from ..rule import ERROR, Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...record.record import Record
    from ..whole import Whole

# What the record says that is silent, of the one that speaks.
IS_SUPERSEDED = "{} supersedes it, and it does not say so"
SUPERSEDES = "it supersedes {}, and does not say so"


def one_sided(whole: Whole) -> Iterator[tuple[str, int, str, str]]:
    """A supersession that waits for its decision, or was turned down, is said by the new record alone."""
    files = whole.log.files
    for record in whole.log.records:
        for other in record.supersedes if takes_effect(record) else ():
            if record.file not in files[other].superseded_by:
                yield other, 1, record.file, IS_SUPERSEDED.format(record.file)
        for other in record.superseded_by:
            if record.file not in files[other].supersedes and takes_effect(files[other]):
                yield other, 1, record.file, SUPERSEDES.format(record.file)


def not_in_force(whole: Whole) -> Iterator[tuple[str, int, str, str]]:
    """Records that went out of force for one that never came into force.

    One that is undecided counts where it is so on the base too: on a branch it may still be about to be accepted.
    """
    for record in whole.log.records:
        for other in lost_successors(whole.log, record) or ():
            if is_refused(other) or _is_undecided_on_base(whole, other):
                word, does = way_back(whole.log.folder, record, whole.log.words, _word_for_in_force(whole))
                back = f"`{ADR} status {record.file} {word}` {does}"
                yield record.file, 1, other.file, f"it is superseded by {other.file}, which is {other.status}: {back}"


def _is_undecided_on_base(whole: Whole, record: Record) -> bool:
    base = whole.base
    blob = base.there.get(record.file) if base else None
    if not base or not blob:
        return whole.merged
    text = decode(blobs(base.folder, [blob])[0])[0]
    return is_undecided(read_record(record.file, text, base.words))


def _word_for_in_force(whole: Whole) -> str:
    """The log's own word for a record that is in force."""
    words: list[str] = whole.log.contract.get("statuses") or []
    stages = ((word, stage_of(canonical(word, whole.log.words) or "")) for word in words)
    accepted = [word for word in words if canonical(word, whole.log.words) == "accepted"]
    return (accepted or [word for word, stage in stages if stage == ACCEPTED] or ["accepted"])[0]


def no_successor(whole: Whole) -> Iterator[tuple[str, int, str, str]]:
    """A successor elsewhere, named by an address or a path, is one."""
    for record in whole.log.records:
        if record.status != "superseded" or record.superseded_by:
            continue
        if named_elsewhere(whole.log, record):
            continue
        named = ", ".join(target.strip() for _, target in record.by_refs)
        lost = f"it is superseded by {named}, which is not there"
        yield record.file, 1, "", lost if named else "it is superseded and names no successor"


SUPERSESSION_RULES = (
    Rule(
        "one-sided-supersession",
        ERROR,
        "Only one of two records states a supersession.",
        f"Run `{ADR} check --fix`; where a decision would go out of force, `{ADR} link FILE 'Superseded by' NEW Supersedes`.",
        of_log=one_sided,
        fixed=True,
    ),
    Rule(
        "successor-not-in-force",
        ERROR,
        "A record is superseded by one that is not accepted.",
        "Put it back in force, or accept its successor.",
        of_log=not_in_force,
    ),
    Rule(
        "no-successor",
        ERROR,
        "A record is superseded by none.",
        f"Name the successor: `{ADR} link N 'Superseded by' M Supersedes`.",
        of_log=no_successor,
    ),
)
