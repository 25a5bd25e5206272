"""A supersession taken back: its words go from the records that say it.

Each way to take a reference out is one small generator in WAYS_OUT; each text is read again, and the first that says the
rest as before is it.
"""

from __future__ import annotations

import os
import re

from ..faults import Fault
from ..log.contract import BLANK
from ..log.force import is_refused
from ..record.places import read_place
from ..record.references import has_stem
from ..record.status import canonical
from ..text.files import decode, read_bytes
from ..text.pattern import Pattern
from .history import note_history
from .links import labelled
from .page import Page, page_of, same_otherwise
from .places import put
from .status import restate
from .words import in_words, others_in

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..log.log import Log
    from ..record.record import Record

    Pages = dict[str, str | None]


class Retraction:
    """References of one fact that a page shall say no more.

    Attributes:
        fact: `supersedes` or `superseded_by`.
        gone: the files that are meant; with None every reference goes.
    """

    def __init__(self, log: Log, page: Page, record: Record, fact: str, gone: list[str] | None) -> None:
        self.log, self.page, self.record, self.fact, self.gone = log, page, record, fact, gone
        self.before = page.facts()

    def refs(self, facts: Record) -> list[tuple[str, str]]:
        return list(facts.fwd_refs if self.fact == "supersedes" else facts.by_refs)

    def wanted(self) -> list[tuple[str, str]]:
        """The references that stay."""
        if self.gone is None:
            return []
        resolve = self.log.resolver.resolve
        return [ref for ref in self.refs(self.before) if not set(resolve(self.record, [ref])) & set(self.gone)]

    def done_by(self, trial: str) -> bool:
        """Whether a text has only the references that stay, and says all else as before but the status."""
        after = self.page.facts(trial)
        other = "by_refs" if self.fact == "supersedes" else "fwd_refs"
        return (
            self.refs(after) == self.wanted()
            and same_otherwise(after, self.before)
            and getattr(after, other) == getattr(self.before, other)
            and after.link_refs == self.before.link_refs
            and after.date == self.before.date
        )


def put_back(log: Log, record: Record, successors: list[Record], word: str, date: str, author: str) -> Pages:
    """The pages on which a record is in force again, and those that were turned down no longer supersede it."""
    pages: Pages = {record.file: _in_force_again(log, record, word, date, author)}
    for other in successors:
        if is_refused(other):
            page = page_of(log, other.file, pages)
            work = Retraction(log, page, other, "supersedes", [record.file])
            text = next((t for t in _ways_out(work) if work.done_by(t) and page.facts(t).status == other.status), None)
            if text is None and record.file in other.supersedes:
                raise Fault(f"{page.path}: take out by hand that it supersedes {record.file}")
            pages[other.file] = page.text if text is None else text
    return pages


def _in_force_again(log: Log, record: Record, word: str, date: str, author: str) -> str:
    """The text of a record whose successors are gone, with the words about them taken out and its status set."""
    page = page_of(log, record.file, {})
    contract, want = log.contract, canonical(word, log.words)
    work = Retraction(log, page, record, "superseded_by", None)
    bare = [text for text in _ways_out(work) if work.done_by(text)]
    for text in bare:
        if page.facts(text).status == want:
            return text  # "Accepted ⏎ Superseded by …": what stood there before
    value = in_words(word, contract, record.status_text or "", others_in(log, record, word), log.words)
    for text in [page.text, *bare]:
        trial = _set(Page(log.folder, record.file, log.words, text, page.encoding), work, log, value, date)
        if trial is not None:
            return note_history(trial, contract, value, date, author, log.words)
    raise Fault(f"{page.path}: cannot be put back by machine; take out its successor and write {value!r} by hand")


def _set(page: Page, work: Retraction, log: Log, value: str, date: str) -> str | None:
    """The page's text with the status set and no successor named; None where that cannot be said."""
    try:
        page.text = restate(page, log.contract, value, date)
    except Fault:
        return None
    if not page.facts().by_refs:
        return page.text
    rest = Retraction(log, page, work.record, "superseded_by", None)
    want = page.facts().status
    return next((t for t in _ways_out(rest) if rest.done_by(t) and page.facts(t).status == want), None)


def _ways_out(work: Retraction) -> Iterator[str]:
    for way in WAYS_OUT:
        yield from way(work)


def _as_in_blank(work: Retraction) -> Iterator[str]:
    """The value of a place that the log's blank has too, as it is there."""
    place = work.log.contract["record"].get(work.fact)
    found = labelled(work.page.text, work.fact, work.log.contract, work.page.words)
    path = os.path.join(work.log.folder, BLANK)
    if place and found and os.path.exists(path) and place != work.log.contract["record"].get("status"):
        value = read_place(decode(read_bytes(path))[0], place)
        if value is not None:
            yield put(work.page.text, *found, value)


def _without_line(work: Retraction) -> Iterator[str]:
    """A line that names another record, taken out with one of the blank lines around it."""
    for start, end in _lines(work):
        text = work.page.text
        before, after = text[:start], text[end:]
        if re.search(r"\n[ \t]*\r?\n$", before):
            after = re.sub(r"^[ \t]*\r?\n", "", after) if after.strip() else ""
            before = before if after else before.rstrip("\r\n") + text[start:end][len(text[start:end].rstrip("\r\n")) :]
        yield before + after


ONE_LINK = Pattern(r"\[\[[^\[\]\n]{1,300}\]\]|\[(?:[^\[\]\\\n]|\\.){0,300}\]\([^()\n]{0,300}\)")
LIST_LABEL = Pattern(r"[ \t>|]*(?:[-*+][ \t]+)?(?:[^:|,;·\[\]()\n]{0,100}[:|][*_]{0,3})?[ \t]*")
LIST_MARKS = (("[", "]"), ('"', '"'), ("'", "'"))


def _without_part(work: Retraction) -> Iterator[str]:
    """One item of a list in a line: "ADR-1, ADR-2", "Accepted, supersedes [1](…)"."""
    for start, end in _lines(work):
        text = work.page.text
        line = text[start:end]
        shown = ONE_LINK.sub(lambda m: "x" * len(m.group()), line)  # no comma of a title parts anything
        first, last = _list_in(shown)
        cuts = [m.span() for m in re.finditer(r"(?:(?<![ \t])[ \t]+)?[,;·][ \t]*", shown[:last])]
        for at, (cut, rest) in enumerate(cuts):
            until = cuts[at + 1][0] if at + 1 < len(cuts) else last
            yield text[:start] + line[:cut] + line[until:] + text[end:]
            if at == 0:
                yield text[:start] + line[:first] + line[rest:] + text[end:]


def _list_in(line: str) -> tuple[int, int]:
    """Where the items of a list in a line begin and end, without its label and what stands around them."""
    lead = LIST_LABEL.match(line)
    first = lead.end() if lead else 0
    said = line[first:].rstrip(" \t\r\n|")
    last = first + len(said)
    for opens, closes in LIST_MARKS:
        if len(said) > 1 and said[0] == opens and said[-1] == closes and not {opens, closes} & set(said[1:-1]):
            return first + 1, last - 1
    return first, last


WAYS_OUT = (_as_in_blank, _without_line, _without_part)


def _lines(work: Retraction) -> Iterator[tuple[int, int]]:
    """Offsets of the lines that may name the references, with their line ends."""
    for line in re.finditer(r"[^\n]*\n|[^\n]+", work.page.text):
        if re.search(r"\d|\]\(|\[\[", line.group()) or has_stem(line.group()):
            yield line.span()
