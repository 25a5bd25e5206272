"""`new`: write the next record."""

from __future__ import annotations

import os
import sys

from ..edit.change import Change
from ..edit.fill import fill
from ..edit.index import refresh, say_hindrance
from ..edit.links import state_link
from ..edit.lock import Lock
from ..edit.new import BLANK_NYGARD, inferred, next_number
from ..edit.page import page_of, plan_pages
from ..edit.reference import reference
from ..edit.relation import relate
from ..edit.supersede import supersede, waits
from ..faults import Fault, Misuse
from ..log.contract import BLANK
from ..log.log import Draft, Log, one
from ..log.messages import from_here, note, out
from ..program import ADR
from ..record.names import file_name
from ..record.read import read_record
from ..record.status import canonical
from ..text.dates import today
from ..text.files import decode, read_bytes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..record.record import Record
    from ..vocabulary.words import Contract, Vocabulary


class NewCall:
    """What `new` was called with."""

    dir: str
    status: str | None
    number: int | None
    supersede: list[str]
    link: list[str]
    title: list[str]


def cmd_new(call: NewCall) -> int:
    log = Log(call.dir)
    title = " ".join(" ".join(call.title).split())
    if not title:
        raise Misuse(f"a record needs a title: {ADR} new Use PostgreSQL for orders")
    contract = inferred(log)
    status = chosen_status(call.status, contract, log.words)
    refuse_wrong_number(call.number, contract)
    links = [spec.split(":", 2) for spec in call.link]
    if any(len(spec) != 3 for spec in links):
        raise Misuse('-l takes TARGET:LABEL:REVERSE, such as -l "5:Amends:Amended by"')
    with Lock(call.dir):
        draft = NewRecord(Log(call.dir), contract, title, status, call.number)
        for what in call.supersede:
            draft.supersede(one(draft.log, what))
        for what, label, reverse in links:
            draft.relate(label, one(draft.log, what), reverse)
        hindrance = draft.write()
    say_hindrance(hindrance)
    out(from_here(draft.path) + "\n")
    sys.stdout.flush()
    open_editor(draft.path)
    return 0


def chosen_status(asked: str | None, contract: Contract, words: Vocabulary) -> str:
    """The style's word for the status that was asked for; its first without one."""
    statuses: list[str] = contract.get("statuses") or ["Proposed"]
    if not asked:
        return statuses[0]
    fit = [s for s in statuses if s.casefold() == asked.casefold()]
    fit = fit or [s for s in statuses if canonical(s, words) == canonical(asked, words)]
    if not fit:
        raise Misuse(f"--status {asked}: the style has {', '.join(statuses)}")
    return fit[0]


def refuse_wrong_number(number: int | None, contract: Contract) -> None:
    if number is not None and number < 0:
        raise Misuse(f"--number {number}: a number is 0 or more")
    if number is None and contract.get("numbering") == "tracker":
        raise Misuse("this log takes its numbers from issues or pull requests: add --number N")


class NewRecord:
    """A record that is about to be written, with the pages that change along with it."""

    def __init__(self, log: Log, contract: Contract, title: str, status: str, number: int | None) -> None:
        self.log, self.contract, self.date = log, contract, today()
        number = self._number(number)
        self.name = file_name(contract, number=number, title=title, date=self.date)
        self.path = os.path.join(log.folder, self.name)
        if os.path.exists(self.path):
            raise Fault(f"{self.path}: is there already; choose another title")
        text = self._text(title, status, number)
        self.pages: dict[str, str | None] = {self.name: text}
        self.record = read_record(self.name, text, log.words)

    def _number(self, asked: int | None) -> int | None:
        """The number that was asked for, where it is free; else the next one; None where dates take their place."""
        if asked is None:
            return None if self.contract.get("numbering") == "date" else next_number(self.log)
        taken = [record.file for record in self.log.records if record.number == asked]
        if taken:
            raise Fault(f"number {asked} is that of {taken[0]}; leave --number out for the next free one")
        return asked

    def _text(self, title: str, status: str, number: int | None) -> str:
        """The log's blank, filled in."""
        path = os.path.join(self.log.folder, BLANK)
        blank = decode(read_bytes(path))[0].lstrip("\ufeff") if os.path.exists(path) else BLANK_NYGARD
        try:
            return fill(blank, self.contract, number=number, title=title, status=status, date=self.date)
        except Fault as fault:
            raise Fault(f"{path}: {fault}") from None

    def supersede(self, old: Record) -> None:
        """Say that it supersedes an older record; the older one says so too, once this one is decided."""
        log, contract, pages = self.log, self.contract, self.pages
        ref = reference(contract, self.record, old)
        pages[self.name] = state_link(page_of(log, self.name, pages), contract, "supersedes", "Supersedes", ref)
        if not waits(old, self.record):
            supersede(log, contract, old, self.record, pages)

    def relate(self, label: str, target: Record, reverse: str) -> None:
        """Link it and another record both ways."""
        relate(self.log, self.contract, self.record, label, target, self.pages)
        relate(self.log, self.contract, target, reverse, self.record, self.pages)

    def write(self) -> str | None:
        """Write all pages and the index; what hinders the index, where something does."""
        change = Change()
        plan_pages(self.log, self.pages, change)
        hindrance = refresh(Draft(self.log, self.pages), change)
        change.commit()
        return hindrance


def open_editor(path: str) -> None:
    """Open the person's editor, where there is a terminal."""
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not (editor and sys.stdin.isatty() and sys.stdout.isatty()):
        return
    import shlex
    import subprocess

    try:
        subprocess.call([*shlex.split(editor, posix=os.name != "nt"), path])
    except (OSError, ValueError) as error:  # no such program; a quotation mark without its other half
        reason = getattr(error, "strerror", None) or error
        note(f"{editor}: {reason}; the record is written, open it yourself")
