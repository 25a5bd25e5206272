"""`stats`: how many records there are, by status and by year, and which have waited longest."""

from __future__ import annotations

from collections import Counter

from ..log.force import is_undecided
from ..log.graph import row_label
from ..log.index import counted
from ..log.log import Log
from ..log.messages import out, safe
from ..text.columns import width

WAITING_SHOWN = 5


class StatsCall:
    """What `stats` was called with."""

    dir: str


def cmd_stats(call: StatsCall) -> int:
    log = Log(call.dir)
    out(f"{counted(log.records)}\n")
    statuses = Counter(record.status or "no status" for record in log.records)
    years = Counter(record.date[:4] if record.date else "no date" for record in log.records)
    for head, count in (("status", statuses.most_common()), ("year", sorted(years.items()))):
        out(f"\nby {head}\n" if count else "")
        for word, times in count:
            out(f"  {safe(word)}{' ' * (20 - width(word))} {times:5}\n")
    waiting = [record for record in log.records if record.date and is_undecided(record)]
    waiting.sort(key=lambda record: (record.date or "", record.file))
    if waiting:
        out("\nundecided, the oldest first\n")
    for record in waiting[:WAITING_SHOWN]:
        out(f"  {record.date}  {row_label(record)}  {safe(record.title or record.file)}\n")
    return 0
