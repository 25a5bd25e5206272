"""`status`: set a record's status."""

from __future__ import annotations

import os

from ..check.page import Checked
from ..check.style import Style
from ..edit.lock import Lock
from ..edit.page import open_page, save
from ..edit.retract import put_back
from ..edit.status import set_status
from ..edit.supersede import complete
from ..faults import Misuse
from ..log.earlier import before_superseded, way_back
from ..log.force import is_in_force, lost_successors, takes_effect
from ..log.git import author
from ..log.log import Draft, Log, one
from ..log.messages import from_here, nearest, note, out
from ..program import ADR
from ..record.read import read_record
from ..record.status import canonical
from ..text.dates import ISO, parse_date, today
from ..vocabulary.statuses import CLOSED, OPEN, SIX, stage_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..edit.page import Page
    from ..record.record import Record


class StatusCall:
    """What `status` was called with."""

    dir: str
    record: str
    status: list[str]
    date: str | None


def cmd_status(call: StatusCall) -> int:
    with Lock(call.dir):
        log = Log(call.dir)
        record = one(log, call.record)
        word = " ".join(" ".join(call.status).split())
        date = day_given(call.date) if call.date else ""
        refuse_wrong_status(word, log, record, open_page(call.dir, record.file, log.words), call.record)
        pages = planned(log, record, word, date)
        save(log, pages)
    for file, text in pages.items():
        now = read_record(file, text or "", log.words)
        out(f"{from_here(os.path.join(call.dir, file))}: {now.status_text}\n")
    say_what_is_left(log, record, read_record(record.file, pages[record.file] or "", log.words))
    return 0


def day_given(text: str) -> str:
    """The day of `--date`. Misuse where it is none."""
    day = parse_date(text) if ISO.fullmatch(text) else None
    if not day:
        raise Misuse(f"--date {text}: a day is written YYYY-MM-DD")
    return day


def planned(log: Log, record: Record, word: str, date: str) -> dict[str, str | None]:
    """The pages that change: the record's, and those of records that go out of force, or that it comes back from."""
    successors = lost_successors(log, record)
    if successors is not None and (in_force_word(word, log) or _was_so_before(log, record, word)):
        return put_back(log, record, successors, word, date or today(), author(log.folder))
    page = open_page(log.folder, record.file, log.words)
    pages: dict[str, str | None] = {record.file: set_status(log, page, record, word, date)}
    now = Draft(log, pages).files[record.file]
    if is_in_force(now):
        complete(log, now, pages)
    return pages


def _was_so_before(log: Log, record: Record, word: str) -> bool:
    """Whether a record had a status before it was superseded."""
    was = before_superseded(log.folder, record.file, log.words)
    return was is not None and was.status == canonical(word, log.words)


def in_force_word(word: str, log: Log) -> bool:
    return OPEN < stage_of(canonical(word, log.words) or "") < CLOSED


def say_what_is_left(log: Log, record: Record, now: Record) -> None:
    """What other records say that does not fit the new status any more."""
    speaks = [file for file in record.superseded_by if record.file in log.files[file].supersedes]
    if speaks and not now.by_refs and lost_successors(log, record) is None:
        note(f"{', '.join(speaks)} still says that it supersedes this one; change that too")
    for file in record.supersedes:
        old = log.files[file]
        if not takes_effect(now) and old.status == "superseded" and old.superseded_by == [record.file]:
            word, does = way_back(log.folder, old, log.words, "accepted")
            note(f"{file} still says that this one superseded it; `{ADR} status {file} {word}` {does}")


def refuse_wrong_status(word: str, log: Log, record: Record, page: Page, asked: str) -> None:
    """Misuse where a word is no status, says too little, or is none that the record's style has."""
    want = canonical(word, log.words)
    if not want:
        raise Misuse(f"{word!r} is no status; {offered(word, log.contract.get('statuses') or list(SIX))}")
    if want == "superseded":
        raise Misuse(f"say by what: {ADR} link {asked} 'Superseded by' NEW Supersedes, or {ADR} new -s {asked} TITLE")
    style = Style(log.folder, log.contract)
    in_style = style.known and style.statuses and Checked(style, record.file, page.text, record).in_style
    if in_style and want not in style.statuses:
        raise Misuse(f"{word!r} is no status of this log; {offered(word, log.contract['statuses'])}")


def offered(word: str, statuses: list[str]) -> str:
    """The statuses that a misspelt one may mean, the nearest first."""
    near = nearest(word.casefold(), [status.casefold() for status in statuses])
    meant = next((status for status in statuses if status.casefold() == near), "")
    return (f"did you mean {meant}? The" if meant else "the") + f" style has {', '.join(statuses)}"
