"""TODO."""

from __future__ import annotations


from ..log.graph import row_label
from ..log.log import Log
from ..log.messages import out
from ..text.markup import cell, url


def cmd_toc(args) -> int:
    log = Log(args.dir)
    out("# Architecture Decision Records\n\n")
    for record in log.records:
        title = (record.title or row_label(record)).replace("[", "\\[").replace("]", "\\]")
        lead = f"{record.number}. " if record.number is not None else ""
        out(f"* [{lead}{cell(title)}]({args.prefix}{url(record.file)})\n")
    return 0
