"""TODO."""

from __future__ import annotations

import os
from functools import partial

from .base import base_faults
from .finding import Finding
from .record import check_record
from .rules import ERROR, WARNING
from .style import Style
from ..faults import Fault
from ..log.contract import CONTRACT, load_contract
from ..log.index import MARKER_STEM, fresh_index, index_file
from ..log.log import Log
from ..record.record import Record
from ..text.files import read_bytes
from ..vocabulary.names import COVERS


def check_log(
    folder: str, base: str | None = None, taken: set[int] | None = None, merged: bool = False
) -> tuple[Log, list[Finding]]:
    """A log and every finding in it, before any baseline."""
    contract = load_contract(folder)
    style = Style(folder, contract)
    severity = contract["rules"].get("merged_status", "warn") if merged else "any"

    log = Log(folder, partial(check_record, style, merged=severity != "any"))
    found = list(log.findings)
    found += [("unreadable", file, 1, "", f"it cannot be read: {reason}") for file, reason in log.unreadable]
    found += [
        ("not-followed", file, 1, "", "it is a symbolic link, or cannot be opened, and is not read")
        for file in log.passed
    ]
    ignored: dict[str, set[str]] = log.ignored
    cross = [*number_used_twice(log), *supersession_faults(log), *index_faults(log)]
    if taken:
        cross += taken_faults(log, taken)
    if base is not None:
        cross += base_faults(log, base)
    found += [row for row in cross if row[0] not in ignored.get(row[1], ())]
    if not log.records and log.candidates:
        found.append(("nothing-read", "", 1, "", f"{log.candidates} files are there and none reads as a record"))
    weak = {"undecided": WARNING if severity == "warn" else ERROR}
    findings = [Finding(folder, row, weak.get(row[0])) for row in found]
    findings.sort(key=lambda f: (f.file, f.line, f.rule, f.subject))
    return log, findings


def number_used_twice(log: Log):
    seen: dict[tuple, list[Record]] = {}
    for record in log.records:
        if record.number is not None:
            folder, _, name = record.file.rpartition("/")
            if folder and name.rpartition(".")[0].lower() in COVERS:
                folder = folder.rpartition("/")[0]
            seen.setdefault((folder, record.prefix, record.number), []).append(record)
    for (_, _, number), records in seen.items():
        if len(records) > 1:
            for record in records:
                others = ", ".join(r.file for r in records if r is not record)
                yield (
                    "number-used-twice",
                    record.file,
                    1,
                    str(number),
                    f"number {number} is also that of {others}",
                )


def supersession_faults(log: Log):
    files = log.files
    for record in log.records:
        for others, back, message in (
            (record.supersedes, "superseded_by", "{} supersedes it, and it does not say so"),
            (record.superseded_by, "supersedes", "it supersedes {}, and does not say so"),
        ):
            for other in others:
                if record.file not in getattr(files[other], back):
                    yield "one-sided-supersession", other, 1, record.file, message.format(record.file)
        if record.status == "superseded" and not record.superseded_by:
            outside = [target for kind, target in record.by_refs if kind == "path" and "://" in target]
            if not outside:
                named = ", ".join(target.strip() for _, target in record.by_refs)
                yield (
                    "no-successor",
                    record.file,
                    1,
                    "",
                    f"it is superseded by {named}, which is not there"
                    if named
                    else "it is superseded and names no successor",
                )


def index_faults(log: Log):
    path = index_file(log.folder)
    name = os.path.basename(path)
    if not os.path.exists(path):
        if os.path.exists(os.path.join(log.folder, CONTRACT)):
            yield "stale-index", name, 1, "", "the index's file is not there"
        return
    try:
        now, fresh, _ = fresh_index(log, path)
    except Fault as fault:
        if os.path.exists(os.path.join(log.folder, CONTRACT)) or MARKER_STEM.encode() in read_bytes(path):
            yield "stale-index", name, 1, "", str(fault).partition(": ")[2]
        return
    if now != fresh:
        line = now[: now.find(MARKER_STEM.encode())].count(b"\n") + 1
        if sorted(now.splitlines()) == sorted(fresh.splitlines()):
            yield "index-order", name, line, "", "the index has every row, but not in order"
        else:
            yield "stale-index", name, line, "", "the index is not what the records say"


def taken_faults(log: Log, taken: set[int]):
    for record in log.records:
        if record.number in taken:
            yield (
                "number-taken",
                record.file,
                1,
                str(record.number),
                f"another open change takes number {record.number}",
            )
