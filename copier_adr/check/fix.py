"""`check --fix`: what has one right answer is mended."""

from __future__ import annotations

import os

from ..edit.change import Change
from ..edit.index import refresh
from ..edit.links import state_link
from ..edit.lock import Lock
from ..edit.page import page_of
from ..edit.reference import reference
from ..edit.renumber import renumber_own
from ..edit.successor import state_successor
from ..edit.words import others_in
from ..faults import Fault
from ..log.log import Draft
from ..log.messages import note
from ..record.read import read_record
from ..text.dates import today
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
    """Mend what has one right answer; whether anything was written."""
    with Lock(log.folder):
        pages = mended_pages(log, findings)
        if not pages and not any(finding.rule in INDEX_FIXES for finding in findings):
            return False
        change = Change()
        for file in pages:
            change.write(os.path.join(log.folder, *file.split("/")), page_of(log, file, pages).encoded())
        stale = any(finding.rule == "stale-index" for finding in findings)
        hindrance = refresh(Draft(log, pages), change, create=stale)
        if hindrance:
            note(hindrance)
        return bool(change.commit())


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


def _mend_supersession(log: Log, record: Record, finding: Finding, pages: Pages) -> str:
    page = page_of(log, finding.file, pages)
    ref = reference(log.contract, record, log.files[finding.subject])
    if finding.message == SUPERSEDES.format(finding.subject):
        return state_link(page, log.contract, "supersedes", "Supersedes", ref)
    return state_successor(page, log.contract, ref, others_in(log, record, "superseded"), today())


RECORD_FIXES: dict[str, Mend] = {"number-mismatch": _mend_number, "one-sided-supersession": _mend_supersession}
INDEX_FIXES = ("stale-index", "index-order")
