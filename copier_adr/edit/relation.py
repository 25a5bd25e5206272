"""Two records related as people ask for it: "5 amends 3", "3 is superseded by 7"."""

from __future__ import annotations

from ..log.force import is_in_force
from .links import state_link
from .page import page_of
from .reference import BY_TITLE, link_reference, reference
from .supersede import supersede, waits

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..log.log import Log
    from ..record.record import Record
    from ..vocabulary.words import Contract, Vocabulary


def is_linked(record: Record, label: str, other: Record, words: Vocabulary) -> bool:
    """Whether a record says already that it stands so to another one."""
    key = words.key(label)
    fact = words.labels.get(key)
    if fact in ("supersedes", "superseded_by"):
        if fact == "supersedes":
            return other.file in record.supersedes
        return other.file in record.superseded_by and not is_in_force(record)
    return any(words.key(said) == key and file == other.file for said, file in record.links)


def relate(
    log: Log, contract: Contract, source: Record, label: str, target: Record, pages: dict[str, str | None]
) -> bool:
    """Plan that `source` says `LABEL target`; a supersession goes where the style keeps it, once it is decided.

    Whether it says so then.
    """
    if is_linked(source, label, target, log.words):
        return True
    fact = log.words.label(label)
    if fact == "superseded_by":
        waiting = waits(source, target)
        if not waiting:
            supersede(log, contract, source, target, pages)
        return not waiting
    ref = reference(contract, source, target)
    if fact != "supersedes" and "](" not in (contract.get("reference") or BY_TITLE):
        ref = link_reference(source, target)
    page = page_of(log, source.file, pages)
    pages[source.file] = state_link(page, contract, fact if fact == "supersedes" else "", label, ref)
    return True
