"""TODO."""

from __future__ import annotations

import os

from ..edit.change import Change
from ..edit.lock import Lock
from ..edit.new import taken_numbers
from ..edit.page import Page, page_of
from ..edit.renumber import renumbered, rewrite_links
from ..faults import Fault, Misuse
from ..log.index import index_file, index_text, marker_span
from ..log.log import Draft, Log, one
from ..log.messages import from_here, out, say
from ..text.files import decode, line_end, read_bytes


def cmd_renumber(args) -> int:
    if args.new is not None and args.new < 0:
        raise Misuse(f"{args.new}: a number is 0 or more")
    with Lock(args.dir):
        log = Log(args.dir)
        record = one(log, args.old)
        if record.number is None:
            raise Fault(f"{record.file}: its name has no number to change")
        used = taken_numbers(log)
        number = args.new if args.new is not None else max(used, default=0) + 1
        if any(r.number == number and r.prefix == record.prefix for r in log.records):
            raise Fault(f"number {number} is used; leave NEW out for the next free one")
        pages, moved, left = renumbered(log, record, number)
        change = Change()
        old_path = os.path.join(args.dir, *record.file.split("/"))
        change.write(old_path, None)
        for file, text in pages.items():
            if file == moved:
                page = Page(args.dir, record.file, log.words)
                page.text = text or ""
                change.write(os.path.join(args.dir, *moved.split("/")), page.encoded())
            elif text is not None:
                change.write(os.path.join(args.dir, *file.split("/")), page_of(log, file, pages).encoded())
        readme = index_file(args.dir)
        draft = Draft(log, {**pages, record.file: None})
        hindrance = None
        if os.path.exists(readme):
            text, encoding = decode(read_bytes(readme))
            base = os.path.basename(readme)
            text = rewrite_links(text, base, record.file, moved, record.number, number)
            try:
                start, end = marker_span(text, readme)
                text = text[:start] + index_text(draft, line_end(text)) + text[end:]
            except Fault as fault:
                hindrance = str(fault)
            change.write(readme, text.encode(encoding))
        change.commit()
    if hindrance:
        say(f"adr.py: the index was not refreshed: {hindrance}")
    for file, line in left:
        say(
            f"{os.path.join(args.dir, file)}:{line}: may mean either record of number {record.number}; see for yourself"
        )
    out(from_here(os.path.join(args.dir, moved)) + "\n")
    return 0
