"""adr-baseline.json: the old faults that a log was adopted with, which pass."""

from __future__ import annotations

import os

from ..edit.change import Change
from ..edit.journal import Journal
from ..log.contract import BASELINE
from ..log.messages import from_here, note, out
from ..text.json_text import json_text
from .entries import OF_STYLE, as_row, by_place, entry_words, gathered, held, read_baseline
from .finding import Finding
from .log import check_log

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from ..log.log import Log
    from .entries import Entry, Key


def write_baseline(log: Log, keys: Collection[Key]) -> None:
    """Write adr-baseline.json for these faults, or remove it where there are none.

    In order, so that a change to it reads well; what many records share is one entry.
    """
    rows = [as_row(entry) for entry in gathered(keys, log.files)]
    text = json_text({"faults": rows})  # a name that is no UTF-8 is escaped as JSON does it
    change = Change(Journal(log.folder))
    change.write(os.path.join(log.folder, BASELINE), text.encode("utf-8", "backslashreplace") if rows else None)
    change.commit()


def shorten_baseline(log: Log, findings: list[Finding]) -> None:
    """Strike what no longer applies, and say what."""
    found, old = {finding.key for finding in findings}, read_baseline(log.folder)
    keys = held(old, log.files)
    write_baseline(log, keys & found)
    for entry, gone in _without_fault(log, old, found):
        where = ", ".join(gone)
        note(
            f"{from_here(os.path.join(log.folder, BASELINE))}: {' '.join((entry.rule, where, entry.subject)).strip()} -> none"
        )


def possible_old(findings: list[Finding]) -> set[Key]:
    """The keys of those findings that a baseline may hold."""
    return {finding.key for finding in findings if finding.may_be_old}


def forgive(folder: str) -> None:
    """Put what the records lack of the log's new style into the baseline: they were written in an older one."""
    log, findings = check_log(folder)
    found = {finding.key for finding in findings if finding.rule in OF_STYLE}
    old = held(read_baseline(folder), log.files)
    new = found | {key for key in old if key[0] not in OF_STYLE}
    if new == old:
        return
    write_baseline(log, new)
    if found:
        path = from_here(os.path.join(folder, BASELINE))
        out(f"{path}: what {len({file for _, file, _ in found})} of the older records lack of the new style\n")


def old_and_new(log: Log, findings: list[Finding]) -> tuple[list[Finding], list[Finding]]:
    """(the findings that the baseline holds, the others and one for each of its entries that no longer applies)."""
    entries = read_baseline(log.folder)
    listed = held(entries, log.files)
    old = [finding for finding in findings if finding.key in listed and finding.may_be_old]
    new = [finding for finding in findings if finding.key not in listed or not finding.may_be_old]
    found = {finding.key for finding in findings}
    return old, new + [_stale(log.folder, entry, gone) for entry, gone in _without_fault(log, entries, found)]


def _without_fault(log: Log, entries: list[Entry], found: set[Key]) -> Iterator[tuple[Entry, list[str]]]:
    """Each entry that no longer applies, with the files that it no longer applies to."""
    places = by_place(log.files)
    for entry in entries:
        gone = [key[1] for key in entry.keys(places) if key not in found]
        if gone:
            yield entry, gone


def _stale(folder: str, entry: Entry, gone: list[str]) -> Finding:
    where = gone[0] if len(gone) == 1 else f"{gone[0]} and {len(gone) - 1} more"
    subject = f"{entry.rule} {entry.records or entry.file} {entry.subject}"
    message = f"its entry {entry_words(entry.rule, where, entry.subject)} no longer applies"
    return Finding(folder, ("stale-baseline", BASELINE, 1, subject, message))
