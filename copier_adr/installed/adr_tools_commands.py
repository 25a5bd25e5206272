"""adr-tools' commands on its own log, as adr-tools 3.0.0 does them. Their texts are ours."""

from __future__ import annotations

import os
import re
import sys

from ..commands.new import NewCall, NewRecord, chosen_status, links_of, read_issue, say_same_title
from ..edit.change import Change
from ..edit.editor import open_in_editor
from ..edit.from_issue import issue_title
from ..edit.journal import Journal
from ..edit.links import state_link
from ..edit.lock import Lock
from ..edit.new import inferred
from ..edit.page import open_page, page_of, write_pages
from ..edit.reference import reference
from ..edit.relation import relate
from ..edit.supersede import supersede
from ..faults import Fault, Misuse
from ..log.log import Log, two_ends
from ..log.messages import out
from ..text.dates import today
from ..text.files import decode, read_bytes
from .adr_tools import DATE, TEMPLATE, USUAL, adr_tools_log
from .find import POINTER

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from ..commands.link import LinkCall
    from ..record.record import Record
    from ..vocabulary.words import Contract

ITS_RECORD = re.compile(r"\d+-.*\.md")
ITS_BLANK = """\
# NUMBER. TITLE

Date: DATE

## Status

STATUS

## Context

What is the situation, and which forces are at play?

## Decision

What do we do about it?

## Consequences

What gets easier, and what gets harder?
"""
FIRST_TITLE = "Record architecture decisions"
FIRST = """\
# NUMBER. TITLE

Date: DATE

## Status

STATUS

## Context

The code shows what was decided in this project, and not why. Those who come later have to guess.

## Decision

We keep a log of architecture decisions in this folder: one short Markdown file for each, in the form that
[Michael Nygard](https://cognitect.com/blog/2011/11/15/documenting-architecture-decisions) described.

## Consequences

What was decided, and why, is found beside the code. Each decision takes a page of writing.
"""


class ItsRecord(NewRecord):
    """A new record of adr-tools' log: filled into a template of adr-tools, related in its words."""

    def __init__(self, log: Log, title: str, status: str | None, number: int | None, template: str) -> None:
        contract = its_contract(log)
        self.template = template
        # As it is given: adr-tools writes no other form of it, and its names have no date.
        self.day = " ".join(os.environ.get(DATE, "").split()) or today()
        super().__init__(log, contract, title, chosen_status(status or "Accepted", contract, log.words), number)

    def _text(self, title: str, status: str, number: int | None) -> str:
        words = {"NUMBER": str(number), "TITLE": title, "DATE": self.day, "STATUS": status}
        return "".join(_filled(line, words) for line in self.template.splitlines(keepends=True))

    def supersede(self, old: Record) -> None:
        """Both say it at once: what adr-tools writes is decided."""
        pages, contract = self.pages, naming(self.contract, old)
        ref = reference(contract, self.record, old)
        pages[self.name] = state_link(page_of(self.log, self.name, pages), contract, "supersedes", "Supercedes", ref)
        supersede(self.log, naming(self.contract, self.record), old, self.record, pages)

    def relate(self, label: str, target: Record, reverse: str) -> None:
        relate(self.log, naming(self.contract, target), self.record, label, target, self.pages)
        relate(self.log, naming(self.contract, self.record), target, reverse, self.record, self.pages)


def its_contract(log: Log) -> Contract:
    """What a log of adr-tools writes, with its spelling of superseded."""
    contract = inferred(log)
    contract.pop("assumed", None)
    return {**contract, "statuses": ["Proposed", "Accepted", "Rejected", "Deprecated", "Superceded"]}


def naming(contract: Contract, target: Record) -> Contract:
    """The contract with the form of a link to `target`: the words of its heading, whether a number leads them or not."""
    return {**contract, "reference": "[{title}]({file})" if target.title_number is None else contract["reference"]}


def _filled(line: str, words: dict[str, str]) -> str:
    """A line of a template with the first of each placeholder replaced; what comes in is no placeholder."""
    left = dict(words)
    return re.sub("|".join(words), lambda m: left.pop(m.group(), m.group()), line)


def template_of(folder: str) -> str:
    """The text that new records begin from: $ADR_TEMPLATE, the log's templates/template.md, else ours."""
    named = os.environ.get(TEMPLATE) or os.path.join(folder, "templates", "template.md")
    if not os.environ.get(TEMPLATE) and not os.path.isfile(named):
        return ITS_BLANK
    try:
        return decode(read_bytes(named))[0].removeprefix("\ufeff")
    except OSError as error:
        raise Fault(f"{named}: {error.strerror or error}") from None


def cmd_new_of_adr_tools(call: NewCall) -> int:
    issue = read_issue(call.from_issue) if call.from_issue else ""
    title = " ".join(" ".join(call.title).split()) or " ".join(issue_title(issue).split())
    if not title:
        out("ERROR: no title given\n")
        return 1
    path = write(call, title, issue, template_of(call.dir))
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    if editor and call.edit is not False:
        open_in_editor(path, editor)
    out(path + "\n")
    return 0


def write(call: NewCall, title: str, issue: str, template: str) -> str:
    """Write a new record, in a new folder if need be; its path as adr-tools prints it."""
    links = links_of(call)
    if not os.path.isdir(call.dir):
        if call.supersede or links:
            raise Fault(f"{call.dir}: is no folder yet, so it holds no record to link to")
        os.makedirs(call.dir)
    with Lock(call.dir):
        log = Log(call.dir)
        say_same_title(log, title)
        draft = ItsRecord(log, title, call.status, call.number, template)
        draft.write_as_asked(call, links, issue)  # what hinders an index is none of adr-tools' business
    return f"{call.dir}/{draft.name}"


class InitCall:
    """What `init` was called with, as adr-tools takes it."""

    where: str


def cmd_init_of_adr_tools(call: InitCall) -> int:
    named = call.where.replace(os.sep, "/").rstrip("/")
    if named:
        place = os.path.realpath(named)
        if os.path.isabs(call.where) or not place.startswith(os.path.join(os.path.realpath("."), "")):
            raise Misuse(f"{call.where}: is no folder below this one; name one, such as {USUAL}")
        os.makedirs(named, exist_ok=True)
        change = Change(Journal("."))
        change.write(POINTER, f"{call.where}\n".encode())
        change.commit()
    new = NewCall()
    new.dir, new.status, new.number, new.supersede, new.link = adr_tools_log([]) or USUAL, None, None, [], []
    out(write(new, FIRST_TITLE, "", FIRST) + "\n")
    return 0


class ListCallOfAdrTools:
    """What `list` was called with: nothing but the log."""

    dir: str


def cmd_list_of_adr_tools(call: ListCallOfAdrTools) -> int:
    if not os.path.isdir(call.dir):
        out(f"The {call.dir} directory does not exist\n")
        return 1
    out("".join(f"{call.dir}/{name}\n" for name in its_files(call.dir)))
    return 0


def its_files(folder: str) -> list[str]:
    """The names of the records of adr-tools' log, in its order."""
    return sorted(
        name for name in os.listdir(folder) if ITS_RECORD.fullmatch(name) and os.path.isfile(os.path.join(folder, name))
    )


def cmd_link_of_adr_tools(call: LinkCall) -> int:
    with Lock(call.dir):
        log = Log(call.dir)
        source, target = two_ends(log, call.record, call.target)
        pages: dict[str, str | None] = {}
        contract = its_contract(log)
        relate(log, naming(contract, target), source, call.label, target, pages)
        relate(log, naming(contract, source), target, call.reverse, source, pages)
        write_pages(log, pages)
    return 0


OLD_DATE = re.compile(r"^(Date: )(\d\d)/(\d\d)/(\d{4})", re.MULTILINE)


def cmd_upgrade_repository(call: ListCallOfAdrTools) -> int:
    """Dates as day/month/year become those of ISO 8601."""
    with Lock(call.dir):
        log = Log(call.dir)
        texts = {record.file: open_page(log.folder, record.file, log.words).text for record in log.records}
        new = {file: OLD_DATE.sub(r"\1\4-\3-\2", text) for file, text in texts.items()}
        write_pages(log, {file: text for file, text in new.items() if text != texts[file]})
    return 0


def cmd_config(_call: object) -> int:
    """Where the program and the template of new records lie, as a shell reads it."""
    program = os.path.dirname(os.path.abspath(sys.argv[0]))
    own = os.path.join(adr_tools_log([]), "templates")
    template = own if os.path.isfile(os.path.join(own, "template.md")) else program
    for name, path in (("adr_bin_dir", program), ("adr_template_dir", os.path.abspath(template))):
        quoted = re.sub(r'([\\"$`])', r"\\\1", path)
        out(f'{name}="{quoted}"\n')
    return 0


RUNS: dict[str, Callable[[Any], int]] = {
    "new": cmd_new_of_adr_tools,
    "init": cmd_init_of_adr_tools,
    "list": cmd_list_of_adr_tools,
    "link": cmd_link_of_adr_tools,
    "upgrade-repository": cmd_upgrade_repository,
    "config": cmd_config,
}
