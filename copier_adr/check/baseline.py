"""adr-baseline.json: the old faults that a log was adopted with, which pass."""

from __future__ import annotations

import os

from ..edit.change import Change
from ..edit.journal import Journal
from ..log.contract import BASELINE
from ..log.messages import from_here, note, out
from .entries import OF_STYLE, read_baseline
from .finding import Finding
from .log import check_log

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from .entries import Key


def write_baseline(folder: str, keys: Iterable[Key]) -> None:
    """Write adr-baseline.json for these faults, or remove it where there are none.

    One fault to a line, in order, so that a change to it reads well.
    """
    import json

    entries = [{"rule": r, "file": f, **({"subject": s} if s else {})} for r, f, s in sorted(set(keys))]
    rows = [json.dumps(entry, ensure_ascii=False) for entry in entries]
    text = '{"faults": [\n' + ",\n".join("  " + row for row in rows) + "\n]}\n"
    change = Change(Journal(folder))
    change.write(os.path.join(folder, BASELINE), text.encode() if rows else None)
    change.commit()


def shorten_baseline(folder: str, findings: list[Finding]) -> None:
    """Strike the entries that no longer apply, and say which."""
    keys, old = {finding.key for finding in findings}, read_baseline(folder)
    write_baseline(folder, [key for key in old if key in keys])
    for key in old:
        if key not in keys:
            note(f"{from_here(os.path.join(folder, BASELINE))}: {' '.join(key).strip()} -> none")


def possible_old(findings: list[Finding]) -> list[Key]:
    """The keys of those findings that a baseline may hold."""
    return [finding.key for finding in findings if finding.may_be_old]


def forgive(folder: str) -> None:
    """Put what the records lack of the log's new style into the baseline: they were written in an older one."""
    found = {finding.key for finding in check_log(folder)[1] if finding.rule in OF_STYLE}
    old = set(read_baseline(folder))
    new = found | {key for key in old if key[0] not in OF_STYLE}
    if new == old:
        return
    write_baseline(folder, new)
    if found:
        path = from_here(os.path.join(folder, BASELINE))
        out(f"{path}: what {len({file for _, file, _ in found})} of the older records lack of the new style\n")


def without_old(folder: str, findings: list[Finding]) -> list[Finding]:
    """The findings that the baseline does not list, and one for each of its entries that no longer applies."""
    old = read_baseline(folder)
    keys = {finding.key for finding in findings}
    listed = set(old)
    kept = [finding for finding in findings if finding.key not in listed or not finding.may_be_old]
    return kept + [_stale(folder, *key) for key in old if key not in keys]


def _stale(folder: str, rule: str, file: str, subject: str) -> Finding:
    what = f"{rule} in {file}" + (f" ({subject})" if subject else "")
    message = f"its entry {what} no longer applies"
    return Finding(folder, ("stale-baseline", BASELINE, 1, f"{rule} {file} {subject}", message))
