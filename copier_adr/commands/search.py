"""`search`: which records say some words, and where."""

from __future__ import annotations

from ..faults import Misuse
from ..log.find import place_of
from ..log.graph import row_label
from ..log.log import Log
from ..log.messages import from_here, in_colour, note, out, painted, safe
from ..log.search import bare, says

LINES_SHOWN, LINE_SHOWN = 5, 160


class SearchCall:
    """What `search` was called with."""

    dir: str
    words: list[str]


def cmd_search(call: SearchCall) -> int:
    words = [bare(word) for words in call.words for word in words.split()]
    if not words:
        raise Misuse("search: give a word")
    log = Log(call.dir)
    colour = "1" if in_colour() else ""
    found = 0
    for record in log.records:
        lines = says(log, record, words)
        if lines is None:
            continue
        found += 1
        path = from_here(place_of(log.folder, record.file))
        head = safe(f"{row_label(record)}  {record.status or '-'}  {record.title or record.file}")
        out(painted(head, colour) + "\n", made=True)
        for number, line in lines[:LINES_SHOWN]:
            out(f"  {path}:{number}: {safe(' '.join(line.split())[:LINE_SHOWN])}\n")
        if len(lines) > LINES_SHOWN:
            out(f"  and {len(lines) - LINES_SHOWN} more lines\n")
    if not found:
        note(f"no record in {call.dir} says {' and '.join(call.words)}")
    return 0 if found else 1
