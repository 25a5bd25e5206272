"""TODO."""

from __future__ import annotations


from ..edit.links import is_linked, link_text
from ..edit.lock import Lock
from ..edit.page import page_of, save
from ..edit.status import note_history
from ..faults import Misuse
from ..log.git import author
from ..log.log import Log, one
from ..log.messages import out
from ..record.read import read_record
from ..record.record import Record
from ..text.dates import today


def cmd_link(args) -> int:
    with Lock(args.dir):
        log = Log(args.dir)
        source = one(log, args.record)
        target = one(log, args.target, but=source)
        if source is target:
            raise Misuse("a record cannot be linked to itself")
        pages: dict[str, str | None] = {}
        for label, a, b in ((args.label, source, target), (args.reverse, target, source)):
            if is_linked(a, label, b, log.words):
                continue
            text = link_text(page_of(log, a.file, pages), log.contract, label, a, b)
            if log.words.label(label) == "superseded_by" and a.status != "superseded":
                text = note_history(
                    text,
                    log.contract,
                    read_record(a.file, text, log.words).status_text or "Superseded",
                    today(),
                    author(args.dir),
                    log.words,
                )
            pages[a.file] = text
        save(log, pages)
    out(f"{source.file}: {args.label} {target.file}\n{target.file}: {args.reverse} {source.file}\n")
    return 0
