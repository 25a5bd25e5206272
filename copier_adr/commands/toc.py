"""`toc`: the records as a Markdown list."""

from __future__ import annotations

from ..log.graph import row_label
from ..log.log import Log
from ..log.messages import out
from ..text.markup import cell, url


class TocCall:
    """What `toc` was called with."""

    dir: str
    prefix: str


def cmd_toc(call: TocCall) -> int:
    out("# Architecture Decision Records\n\n")
    for record in Log(call.dir).records:
        title = (record.title or row_label(record)).replace("[", "\\[").replace("]", "\\]")
        lead = f"{record.number}. " if record.number is not None else ""
        out(f"* [{lead}{cell(title)}]({call.prefix}{url(record.file)})\n")
    return 0
