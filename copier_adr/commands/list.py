"""TODO."""

from __future__ import annotations

import os
import sys

from ..log.graph import row_label
from ..log.log import Log
from ..log.messages import out, say
from ..record.status import canonical


def cmd_list(args) -> int:
    log = Log(args.dir)
    wanted = {s.casefold() for s in args.status or []}
    canon = {canonical(s, log.words) for s in args.status or []}
    records = [r for r in log.records if not wanted or r.status in canon or (r.status_text or "").casefold() in wanted]
    if args.json:
        import json

        encode = json.JSONEncoder(ensure_ascii=True).encode
        out("[" + ",\n ".join([encode(r.as_json()) for r in records]) + "]\n")
        return 0
    for file, reason in log.unreadable:
        say(f"{os.path.join(args.dir, file)}: {reason}")
    colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    rows = [(row_label(r), r.status or "-", r.date or r.date_text or "-", r.title or r.file) for r in records]
    widths = [max((width(row[n]) for row in rows), default=0) for n in range(3)]
    for record, (number, status, date, title) in zip(records, rows):
        cells_ = [
            number + " " * (widths[0] - width(number)),
            status + " " * (widths[1] - width(status)),
            date + " " * (widths[2] - width(date)),
        ]
        if colour:
            cells_[1] = f"\x1b[{COLOURS.get(record.status or '', '0')}m{cells_[1]}\x1b[0m"
        out("  ".join([*cells_, safe(title)]).rstrip() + "\n")
    return 0


COLOURS = {
    "accepted": "32",
    "proposed": "33",
    "draft": "33",
    "rejected": "31",
    "deprecated": "90",
    "superseded": "90",
}


def safe(text: str) -> str:
    """Text for a terminal: no control characters."""
    return "".join(c if c >= " " and c != "\x7f" and not "\x80" <= c < "\xa0" else "\ufffd" for c in text)


def width(text: str) -> int:
    """How many columns a terminal gives to `text`."""
    if text.isascii():
        return len(text)
    import unicodedata

    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
