"""`new`: write the next record."""

from __future__ import annotations

import os
import sys

from ..edit.editor import editor_for, on_terminal, open_in_editor
from ..edit.fill import fill
from ..edit.from_issue import answers_of, issue_title, refuse_other_headings, with_answers
from ..edit.index import say_hindrance
from ..edit.links import state_link
from ..edit.lock import Lock
from ..edit.new import BLANK_NYGARD, inferred, next_number, without_its_own_title
from ..edit.page import page_of, write_pages
from ..edit.reference import reference
from ..edit.relation import relate
from ..edit.supersede import supersede, waits
from ..faults import Fault, Misuse
from ..log.contract import BLANK
from ..log.find import place_of
from ..log.log import Log, one
from ..log.messages import from_here, note, out
from ..program import ADR
from ..record.name_form import file_name
from ..record.read import read_record
from ..record.status import canonical
from ..text.dates import today
from ..text.files import decode, read_bytes
from ..text.written import in_markup_of

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
    from_issue: str | None
    edit: bool | None
    title: list[str]


def cmd_new(call: NewCall) -> int:
    log = Log(call.dir)
    issue = read_issue(call.from_issue) if call.from_issue else ""
    title = chosen_title(call, issue)
    contract = inferred(log)
    say_same_title(log, title)
    status = chosen_status(call.status, contract, log.words)
    refuse_wrong_number(call.number, contract)
    links = links_of(call)
    with Lock(call.dir):
        draft = NewRecord(Log(call.dir), contract, title, status, call.number)
        hindrance = draft.write_as_asked(call, links, issue)
    say_hindrance(hindrance)
    out(from_here(draft.path) + "\n")
    sys.stdout.flush()
    if call.edit or (call.edit is None and on_terminal()):
        editor = editor_for(call.dir)
        if editor or call.edit:
            open_in_editor(draft.path, editor)
    return 0


def links_of(call: NewCall) -> list[list[str]]:
    """[target, label, label in the target] of each `-l`."""
    links = [spec.split(":", 2) for spec in call.link]
    if any(len(spec) != 3 for spec in links):
        raise Misuse('-l takes TARGET:LABEL:REVERSE, such as -l "5:Amends:Amended by"')
    return links


def read_issue(name: str) -> str:
    """The text of an issue: a file's, or what comes on standard input for `-`."""
    try:
        return decode(sys.stdin.buffer.read() if name == "-" else read_bytes(name))[0]
    except OSError as error:
        raise Fault(f"{name}: {error.strerror or error}") from None


def chosen_title(call: NewCall, issue: str) -> str:
    """The title that was typed, that of the issue, or on a terminal what a person answers."""
    title = " ".join(" ".join(call.title).split()) or " ".join(issue_title(issue).split())
    if not title and on_terminal() and not call.from_issue:
        sys.stdout.write("Title of the decision: ")
        sys.stdout.flush()
        title = " ".join(sys.stdin.readline().split())
    if not title:
        raise Misuse(f"a record needs a title: {ADR} new Use PostgreSQL for orders")
    return title


def say_same_title(log: Log, title: str) -> None:
    """A second record of one title is written all the same: the first may be rejected, or another team's."""
    for record in log.records:
        if record.title and record.title.casefold() == title.casefold():
            note(f"{record.file} has the title {record.title!r} too ({record.status or 'no status'})")


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


def refuse_way_out(folder: str, place: str) -> None:
    """A log's names may put records into a folder of the log; where that is a link, it may lead anywhere."""
    home, way = os.path.realpath(folder), os.path.realpath(place)
    if way != home and not way.startswith(os.path.join(home, "")):
        raise Fault(f"{place}: leads out of the log through a symbolic link; make it a folder")


class NewRecord:
    """A record that is about to be written, with the pages that change along with it."""

    def __init__(self, log: Log, contract: Contract, title: str, status: str, number: int | None) -> None:
        self.log, self.contract, self.date = log, contract, today()
        number = self._number(number)
        self.name = file_name(contract, number=number, title=title, date=self.date)
        self.path = place_of(log.folder, self.name)
        refuse_way_out(log.folder, os.path.dirname(self.path))
        if os.path.lexists(self.path):
            raise Fault(f"{self.path}: is there already; choose another title")
        self.markdown = self._text(title, status, number)
        text = in_markup_of(self.markdown, self.name)
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
        blank = decode(read_bytes(path))[0].lstrip("\ufeff") if os.path.lexists(path) else BLANK_NYGARD
        blank = without_its_own_title(blank, self.log)
        try:
            return fill(blank, self.contract, number=number, title=title, status=status, date=self.date)
        except Fault as fault:
            raise Fault(f"{path}: {fault}") from None

    def take(self, issue: str) -> None:
        """Put an issue's answers into the record's sections; what has no place there is said."""
        blank = self.markdown
        answers = answers_of(issue)
        if not answers:
            raise Fault("the issue has no answers: each is a heading `### Label` with text below, as a form writes it")
        text, left = with_answers(blank, answers)
        refuse_other_headings(blank, text)
        text = in_markup_of(text, self.name)
        record = read_record(self.name, text, self.log.words)
        now, was = (
            (r.status, r.date, sorted(r.fwd_refs), sorted(r.by_refs), r.title, r.number) for r in (record, self.record)
        )
        if now != was:
            raise Fault("the issue's text would change the record's status, date or links; take those lines out of it")
        for label in left:
            note(f"{label!r} has no place in a record; it was left out")
        self.pages[self.name] = text

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

    def write_as_asked(self, call: NewCall, links: list[list[str]], issue: str) -> str | None:
        """Write it with an issue's answers and what the call relates it to; what hinders the index, where something does."""
        if issue:
            self.take(issue)
        for old in dict.fromkeys(one(self.log, what) for what in call.supersede):
            self.supersede(old)
        for what, label, reverse in links:
            self.relate(label, one(self.log, what), reverse)
        return write_pages(self.log, self.pages)
