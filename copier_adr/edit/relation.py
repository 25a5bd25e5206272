"""Two records related as people ask for it: "5 amends 3", "3 is superseded by 7"."""

from __future__ import annotations

from ..log.git import author
from ..record.read import read_record
from ..text.dates import today
from .history import note_history
from .links import state_link
from .page import page_of
from .reference import link_reference, reference
from .successor import state_successor

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..log.log import Log
    from ..record.record import Record
    from ..vocabulary.words import Contract, Vocabulary
    from .page import Page


def link_text(page: Page, contract: Contract, label: str, source: Record, target: Record) -> str:
    """The page's text with `LABEL target` added; a supersession goes where the style keeps it."""
    fact = page.words.label(label)
    ref = reference(contract, source, target)
    if fact == "superseded_by":
        return state_successor(page, contract, ref, [], today())
    if fact == "supersedes":
        return state_link(page, contract, fact, label, ref)
    return state_link(page, contract, "", label, ref if "](" in ref else link_reference(source, target))


def is_linked(record: Record, label: str, other: Record, words: Vocabulary) -> bool:
    """Whether a record says already that it stands so to another one."""
    key = words.key(label)
    fact = words.labels.get(key)
    if fact in ("supersedes", "superseded_by"):
        return other.file in (record.supersedes if fact == "supersedes" else record.superseded_by)
    return any(words.key(said) == key and file == other.file for said, file in record.links)


def relate(log: Log, source: Record, label: str, target: Record, pages: dict[str, str | None]) -> None:
    """Plan that `source` says `LABEL target`, with a line in its history where that changes its status."""
    if is_linked(source, label, target, log.words):
        return
    text = link_text(page_of(log, source.file, pages), log.contract, label, source, target)
    if log.words.label(label) == "superseded_by" and source.status != "superseded":
        status = read_record(source.file, text, log.words).status_text or "Superseded"
        text = note_history(text, log.contract, status, today(), author(log.folder), log.words)
    pages[source.file] = text
