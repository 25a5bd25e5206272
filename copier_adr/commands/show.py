"""`show`: one record, as it is written; on a terminal with what it links to."""

from __future__ import annotations

import sys

from ..log.find import place_of, read_text
from ..log.graph import row_label
from ..log.log import Log, one
from ..log.messages import from_here, in_colour, out, painted, safe

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..record.record import Record


class ShowCall:
    """What `show` and `edit` were called with."""

    dir: str
    record: str


def cmd_show(call: ShowCall) -> int:
    log = Log(call.dir)
    record = one(log, call.record)
    text = read_text(log.folder, record.file)
    if not sys.stdout.isatty():
        out(text)
        return 0
    colour = "1" if in_colour() else ""
    out("".join(painted(safe(line), colour) + "\n" for line in about(log, record)) + "\n", made=True)
    out("".join(safe(line) + "\n" for line in text.splitlines()))
    return 0


def about(log: Log, record: Record) -> list[str]:
    """The record's path, status and date, and a line for each record that it is linked with."""
    head = [from_here(place_of(log.folder, record.file)), record.status or "no status"]
    if record.date:
        head.append(record.date)
    links = [("supersedes", file) for file in record.supersedes]
    links += [("superseded by", file) for file in record.superseded_by]
    links += record.links
    rows = []
    for label, file in links:
        other = log.files[file]
        rows.append(f"  {label} {row_label(other)} {other.title or other.file} ({other.status or 'no status'})")
    return ["  ".join(head), *rows]
