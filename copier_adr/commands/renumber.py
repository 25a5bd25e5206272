"""`renumber`: another number, or date, for a record, in every place of the log that names it."""

from __future__ import annotations

import os
import re

from ..edit.change import Change
from ..edit.follow import Follow
from ..edit.index import say_hindrance
from ..edit.journal import Journal
from ..edit.lock import Lock
from ..edit.new import next_number
from ..edit.page import open_page, plan_pages
from ..edit.renumber import Renumbered, day_in_name, rewrite_links
from ..faults import Fault, Misuse
from ..log.contract import own_index_file
from ..log.find import place_of, read_text
from ..log.index import index_file, index_text, listed_titles, marker_span
from ..log.log import Draft, Log, one
from ..log.messages import from_here, out, safe, say
from ..log.project import logs_around, project_root
from ..text.columns import in_form_of
from ..text.dates import iso_date, today
from ..text.files import decode, encoded, line_end, read_bytes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..record.record import Record


class RenumberCall:
    """What `renumber` was called with."""

    dir: str
    old: str
    new: str | None


def cmd_renumber(call: RenumberCall) -> int:
    asked = number_or_day(call.new) if call.new else None
    with Lock(call.dir):
        log = Log(call.dir)
        record = one(log, call.old)
        done = Renumbered(log, record, new_place(log, record, asked))
        # A killed run is undone below a root that answers files vouch for; without them the log alone is written.
        vouched, _ = logs_around(call.dir)
        root = vouched or project_root(call.dir)
        own = {record.file for record in log.records} | {os.path.basename(index_file(call.dir))}
        follow = Follow(root, call.dir, record, done.moved, done.number, own, write=bool(vouched))
        change = Change(Journal(call.dir, root, follow.folder) if follow.texts else Journal(call.dir))
        hindrance = plan_renumbered(done, change)
        for file, (_, text, encoding) in follow.texts.items():
            change.write(place_of(root, file), text.encode(encoding))
        before = {file: read_text(call.dir, record.file if file == done.moved else file) for file in done.pages}
        change.commit()
    say_hindrance(hindrance)
    for file, text in before.items():
        say_changed_lines(place_of(call.dir, file), text, done.pages[file] or "")
    for file, (text, after, _) in follow.texts.items():
        say_changed_lines(place_of(root, file), text, after)
    for file, line in done.left:
        path = from_here(os.path.join(call.dir, file))
        say(f"{path}:{line}: may mean either record of number {record.number}; see for yourself")
    for file, line, what in follow.left:
        path = from_here(place_of(root, file))
        say(f"{path}:{line}: still says {what}; change it where it means this record")
    out(from_here(os.path.join(call.dir, done.moved)) + "\n")
    return 0


def say_changed_lines(path: str, before: str, after: str) -> None:
    """Each line that changed, as it is now."""
    for number, (old, new) in enumerate(zip(before.splitlines(), after.splitlines()), 1):
        if old != new:
            say(f"{from_here(path)}:{number}: {safe(' '.join(new.split())[:100])}")


def number_or_day(text: str) -> int | str:
    """A number, or a day as YYYY-MM-DD, as a person gives it."""
    m = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", text)
    if m:
        day = iso_date(*map(int, m.groups()))
        if not day:
            raise Misuse(f"{text}: the calendar has no such day")
        return day
    if not re.fullmatch(r"[+-]?\d{1,9}", text):
        raise Misuse(f"{text}: is neither a number nor a day such as 2026-11-21")
    if int(text) < 0:
        raise Misuse(f"{text}: a number is 0 or more")
    return int(text)


def new_place(log: Log, record: Record, asked: int | str | None) -> int | str:
    """The number or day that was asked for, else the next number, or today.

    Fault where the record's name has none of that kind, or another record has that number.
    """
    if isinstance(asked, str) or (asked is None and record.number is None):
        if not day_in_name(record):
            what = "date" if asked else "number"
            raise Fault(f"{record.file}: its name has no {what} to change")
        return asked or today()
    if record.number is None:
        dated = "; give a day such as 2026-11-21" if day_in_name(record) else ""
        raise Fault(f"{record.file}: its name has no number to change{dated}")
    number = asked if asked is not None else next_number(log)
    if any(r.number == number and r.prefix == record.prefix for r in log.records):
        raise Fault(f"number {number} is used; leave NEW out for the next free one")
    return number


def plan_renumbered(done: Renumbered, change: Change) -> str | None:
    """Plan what changes in the log; what hinders the index, where something does."""
    log, record = done.log, done.record
    change.write(place_of(log.folder, record.file), None)
    page = open_page(log.folder, record.file, log.words)
    page.text = done.pages[done.moved] or ""
    change.write(place_of(log.folder, done.moved), page.encoded())
    plan_pages(log, {file: text for file, text in done.pages.items() if file != done.moved}, change)
    readme = index_file(log.folder)
    return plan_readme(done, readme, change) if os.path.lexists(readme) else None


def plan_readme(done: Renumbered, readme: str, change: Change) -> str | None:
    """Plan the README with its links and its index as they are then; what hinders the index."""
    hindrance = None
    text, encoding = decode(read_bytes(readme))
    text = rewrite_links(text, os.path.basename(readme), done.record.file, done.moved, done.old, done.number)
    if own_index_file(done.log.contract):
        change.write(readme, encoded(text, encoding, readme))
        return None
    try:
        start, end = marker_span(text, readme)
        draft = Draft(done.log, {**done.pages, done.record.file: None})
        text = (
            text[:start]
            + in_form_of(text[start:end], index_text(draft, line_end(text), listed_titles(text[start:end])))
            + text[end:]
        )
    except Fault as fault:
        hindrance = str(fault)
    change.write(readme, encoded(text, encoding, readme))
    return hindrance
