"""A supersession that comes into effect: the older record goes out of force, and says by which."""

from __future__ import annotations

from ..log.force import is_in_force, is_undecided, takes_effect
from ..log.git import author
from ..log.messages import note
from ..record.read import read_record
from ..text.dates import today
from .history import note_history
from .page import page_of
from .reference import reference
from .status import step
from .successor import state_successor
from .words import in_words, others_in

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..log.log import Log
    from ..record.record import Record
    from ..vocabulary.words import Contract

    Pages = dict[str, str | None]


def supersede(log: Log, contract: Contract, old: Record, new: Record, pages: Pages) -> None:
    """Plan that the older page says which record superseded it, with a line in its history where it keeps one."""
    page = page_of(log, old.file, pages)
    was = page.facts().status
    others = others_in(log, old, "superseded")
    if new.file in old.superseded_by and was != "superseded":  # it is named, and only the status was forgotten
        text = step(page, contract, in_words("superseded", contract, old.status_text or "", others, log.words), today())
    else:
        text = state_successor(page, contract, reference(contract, old, new), others, today())
    pages[old.file] = text if was == "superseded" else _noted(log, contract, old, text)


def _noted(log: Log, contract: Contract, old: Record, text: str) -> str:
    record = contract["record"]
    shared = record.get("superseded_by") == record.get("status")
    stated = read_record(old.file, text, log.words).status_text if shared else None
    return note_history(text, contract, stated or "Superseded", today(), author(log.folder), log.words)


def waits(old: Record, new: Record) -> bool:
    """Whether the older record stays in force, as the new one is undecided or was turned down; that is said."""
    if takes_effect(new):
        return False
    why = f"until {new.file} is decided" if is_undecided(new) else f"since {new.file} is {new.status}"
    note(f"{old.file} stays {old.status_text or 'as it is'} {why}")
    return True


def complete(log: Log, new: Record, pages: Pages) -> list[str]:
    """Plan that every record which `new`, now in force, supersedes says so; their files."""
    olds = [log.files[file] for file in new.supersedes]
    silent = [old for old in olds if new.file not in old.superseded_by or is_in_force(old)]
    for old in silent:
        supersede(log, log.contract, old, new, pages)
    return [old.file for old in silent]
