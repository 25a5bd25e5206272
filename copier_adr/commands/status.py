"""`status`: set a record's status."""

from __future__ import annotations

import os

from ..check.page import Checked
from ..check.style import Style
from ..edit.lock import Lock
from ..edit.page import open_page, save
from ..edit.status import set_status
from ..faults import Misuse
from ..log.log import Log, one
from ..log.messages import from_here, note, out
from ..program import ADR
from ..record.read import read_record
from ..record.status import canonical
from ..text.dates import today
from ..vocabulary.statuses import SIX

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..edit.page import Page
    from ..record.record import Record


class StatusCall:
    """What `status` was called with."""

    dir: str
    record: str
    status: list[str]


def cmd_status(call: StatusCall) -> int:
    with Lock(call.dir):
        log = Log(call.dir)
        record = one(log, call.record)
        page = open_page(call.dir, record.file, log.words)
        word = " ".join(" ".join(call.status).split())
        refuse_wrong_status(word, log, record, page, call.record)
        text = set_status(log, page, record, word, today())
        save(log, {record.file: text})
    now = read_record(record.file, text, log.words)
    out(f"{from_here(os.path.join(call.dir, record.file))}: {now.status_text}\n")
    if record.superseded_by and not now.by_refs:
        note(f"{', '.join(record.superseded_by)} still says that it supersedes this one; change that too")
    return 0


def refuse_wrong_status(word: str, log: Log, record: Record, page: Page, asked: str) -> None:
    """Misuse where a word is no status, says too little, or is none that the record's style has."""
    want = canonical(word, log.words)
    if not want:
        raise Misuse(f"{word!r} is no status; the style has {', '.join(log.contract.get('statuses') or SIX)}")
    if want == "superseded":
        raise Misuse(f"say by what: {ADR} link {asked} 'Superseded by' NEW Supersedes, or {ADR} new -s {asked} TITLE")
    style = Style(log.folder, log.contract)
    in_style = style.known and style.statuses and Checked(style, record.file, page.text, record).in_style
    if in_style and want not in style.statuses:
        raise Misuse(f"{word!r} is no status of this log; it has {', '.join(log.contract['statuses'])}")
