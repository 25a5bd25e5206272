"""TODO."""

from __future__ import annotations

import os

from .finding import Finding
from ..edit.change import Change
from ..edit.index import refresh
from ..edit.links import reference, state_link, state_successor
from ..edit.lock import Lock
from ..edit.page import page_of
from ..edit.renumber import renumber_own
from ..edit.words import others_in
from ..faults import Fault
from ..log.log import Draft, Log
from ..log.messages import say
from ..record.read import read_record
from ..record.record import Record
from ..text.dates import today


def fix(log: Log, findings: list[Finding]) -> bool:
    """Mend what has one right answer; whether anything was written."""
    pages: dict[str, str | None] = {}
    files = log.files
    with Lock(log.folder):
        for finding in findings:
            record = files.get(finding.file)
            if finding.rule == "number-mismatch" and record and record.title_number is not None:
                page = page_of(log, finding.file, pages)
                text = renumber_own(page.text, record.file, record.title_number, record.number or 0, log.words)
                if read_record(record.file, text, log.words).title_number == record.number:
                    pages[finding.file] = text
            elif finding.rule == "one-sided-supersession" and record:
                other = files[finding.subject]
                page = page_of(log, finding.file, pages)
                ref = reference(log.contract, record, other)
                try:
                    if finding.message.startswith("it supersedes "):
                        text = state_link(page, log.contract, "supersedes", "Supersedes", ref)
                    else:
                        text = state_successor(page, log.contract, ref, others_in(log, record, "superseded"), today())
                except Fault as fault:
                    say(f"adr.py: {fault}")
                    continue
                pages[finding.file] = text
        stale = any(f.rule in ("stale-index", "index-order") for f in findings)
        if not pages and not stale:
            return False
        change = Change()
        for file in pages:
            change.write(os.path.join(log.folder, *file.split("/")), page_of(log, file, pages).encoded())
        refresh(Draft(log, pages), change)
        return bool(change.commit())
