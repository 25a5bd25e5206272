"""TODO."""

from __future__ import annotations

import os

from ..check.page import Checked
from ..check.style import Style
from ..edit.lock import Lock
from ..edit.page import Page, save
from ..edit.status import set_status
from ..faults import Misuse
from ..log.log import Log, one
from ..log.messages import from_here, out, say
from ..record.read import read_record
from ..record.record import Record
from ..record.status import canonical
from ..text.dates import today
from ..vocabulary.statuses import SIX


def cmd_status(args) -> int:
    with Lock(args.dir):
        log = Log(args.dir)
        record = one(log, args.record)
        page = Page(args.dir, record.file, log.words)
        word = " ".join(" ".join(args.status).split())
        if not canonical(word, log.words):
            raise Misuse(f"{word!r} is no status; the style has {', '.join(log.contract.get('statuses') or SIX)}")
        if canonical(word, log.words) == "superseded":
            raise Misuse(
                f"say by what: adr.py link {args.record} 'Superseded by' NEW Supersedes, or adr.py new -s {args.record} TITLE"
            )
        style = Style(args.dir, log.contract)
        if (
            style.known
            and style.statuses
            and Checked(style, record.file, page.text, record).in_style
            and canonical(word, log.words) not in style.statuses
        ):
            raise Misuse(f"{word!r} is no status of this log; it has {', '.join(log.contract['statuses'])}")
        text = set_status(log, page, record, word, today())
        save(log, {record.file: text})
    now = read_record(record.file, text, log.words)
    out(f"{from_here(os.path.join(args.dir, record.file))}: {now.status_text}\n")
    if record.superseded_by and not now.by_refs:
        say(f"adr.py: {', '.join(record.superseded_by)} still says that it supersedes this one; change that too")
    return 0
