"""`check --fix`: what has one right answer is mended."""

from __future__ import annotations

import os

from ..edit.change import Change
from ..edit.index import refresh, say_hindrance
from ..edit.journal import Journal
from ..edit.links import state_link
from ..edit.page import page_of
from ..edit.reference import reference
from ..edit.renumber import renumber_own
from ..edit.supersede import supersede
from ..faults import Fault
from ..log.find import place_of
from ..log.index import counted, index_file
from ..log.log import Draft
from ..log.messages import from_here, note
from ..program import ADR
from ..record.read import read_record
from .rules.supersession import SUPERSEDES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from ..log.log import Log
    from ..record.record import Record
    from .finding import Finding

    Pages = dict[str, str | None]
    Mend = Callable[[Log, Record, Finding, Pages], str | None]


def fix(log: Log, findings: list[Finding]) -> bool:
    """Mend what has one right answer; whether anything was written. The caller holds the lock."""
    pages = mended_pages(log, findings)
    if not pages and not any(finding.rule in INDEX_FIXES for finding in findings):
        return False
    change = Change(Journal(log.folder))
    for file in pages:
        change.write(place_of(log.folder, file), page_of(log, file, pages).encoded())
    draft = Draft(log, pages)
    stale = any(finding.rule == "stale-index" for finding in findings)
    say_hindrance(refresh(draft, change, create=stale))
    written = change.commit()
    say_changes(log, draft, written)
    return bool(written)


def say_changes(log: Log, draft: Log, written: list[str]) -> None:
    """Say each change: the file, the old value, the new value."""
    index = index_file(log.folder)
    for record in draft.records:
        old = log.files[record.file]
        for fact in CHANGED_FACTS:
            was, now = getattr(old, fact), getattr(record, fact)
            if was != now:
                shown = [", ".join(value) if isinstance(value, list) else value for value in (was, now)]
                path = from_here(os.path.join(log.folder, record.file))
                note(f"{path}: {fact.replace('_', ' ')}: {shown[0] or 'none'} -> {shown[1] or 'none'}")
    if index in written:
        note(f"{from_here(index)}: index: stale -> {counted(draft.records)}")


def mended_pages(log: Log, findings: list[Finding]) -> Pages:
    """{file: text} of the records that can be mended; why one cannot is said."""
    pages: Pages = {}
    for finding in findings:
        mend, record = RECORD_FIXES.get(finding.rule), log.files.get(finding.file)
        if mend and record:
            try:
                text = mend(log, record, finding, pages)
            except Fault as fault:
                note(str(fault))
                continue
            if text is not None:
                pages[finding.file] = text
    return pages


def _mend_number(log: Log, record: Record, finding: Finding, pages: Pages) -> str | None:
    if record.title_number is None:
        return None
    text = page_of(log, finding.file, pages).text
    text = renumber_own(text, record.file, record.title_number, record.number or 0, log.words)
    return text if read_record(record.file, text, log.words).title_number == record.number else None


def _mend_supersession(log: Log, record: Record, finding: Finding, pages: Pages) -> str | None:
    """Which decision is in force is for people to say: only what is out of force already, or the new record, is mended."""
    other = log.files[finding.subject]
    if finding.message == SUPERSEDES.format(finding.subject):
        page = page_of(log, finding.file, pages)
        return state_link(page, log.contract, "supersedes", "Supersedes", reference(log.contract, record, other))
    if record.status != "superseded":
        note(
            f"{finding.file}: {record.status or 'it states no status'}, and stays so; that {other.file} takes its place "
            f"is yours to say: {ADR} link {finding.file} 'Superseded by' {other.file} Supersedes"
        )
        return None
    supersede(log, log.contract, record, other, pages)
    return pages[record.file]


RECORD_FIXES: dict[str, Mend] = {"number-mismatch": _mend_number, "one-sided-supersession": _mend_supersession}
INDEX_FIXES = ("stale-index", "index-order")
CHANGED_FACTS = ("title_number", "status_text", "supersedes", "superseded_by")
