"""A record's status stated anew, in its place and with every other fact kept."""

from __future__ import annotations

import re

from ..faults import Fault
from ..log.force import takes_effect
from ..log.git import author
from ..record.places import fields, find_span, peel
from ..record.status import canonical, stated_word
from ..text.dates import ISO, today
from ..text.front_matter import scalar
from ..text.headings import section_of
from ..text.mask import mask
from ..text.pattern import Pattern
from ..vocabulary.statuses import ACCEPTED, OPEN, STAGES
from .elsewhere import leading_status, unstacked, where_it_was_read
from .history import add_history, note_history
from .page import same_otherwise
from .places import key_spans, put
from .spans import status_spans
from .words import in_words, others_in

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..log.log import Log
    from ..record.record import Record
    from ..vocabulary.words import Contract, Vocabulary
    from .page import Page
    from .spans import Span

STATUS_DAY = Pattern(r"[*_`\s]{0,4}(?:\(|on |since |am |seit |le |den )?[*_`(]{0,4}\d{4}-\d\d-\d\d")
DATED = Pattern(r"([^\d(\[]*?)[\s(]*(?:on |am |le |den )?[(*_`]{0,3}\d{4}-\d\d-\d\d[)*_`]{0,3}$")


def set_status(log: Log, page: Page, record: Record, word: str, date: str) -> str:
    """The page's text with the status `word`, in its words, and a line in its history where it keeps one.

    `date` is the day of the decision where one was given, else empty.
    """
    contract, day = log.contract, date or today()
    value = in_words(word, contract, record.status_text or "", others_in(log, record, word), log.words)
    page.text = note_history(step(page, contract, value, day), contract, value, day, author(log.folder), log.words)
    decided = STAGES.get(canonical(value, log.words) or "", ACCEPTED) != OPEN
    if date or (contract.get("date_of") == "decision" and decided and not takes_effect(record)):
        return dated(page, contract, day, given=bool(date))
    return page.text


def dated(page: Page, contract: Contract, day: str, given: bool) -> str:
    """The page's text with another date, where it states one; Fault where it states none and one was given."""
    before, place = page.facts(), contract["record"].get("date")
    if before.date == day:
        return page.text
    spans = [(kind, start, end) for kind, label, start, end in fields(page.text) if page.words.label(label) == "date"]
    spans += [("front_matter", *span) for span in key_spans(page.text, ("date",), page.words)]
    at_place = find_span(page.text, place) if place else None
    for kind, start, end in [*([(next(iter(place)), *at_place)] if place and at_place else []), *spans]:
        old = page.text[start:end]
        for value in dict.fromkeys((ISO.sub(day, old, count=1), day)):
            trial = put(page.text, kind, (start, end), value)
            after = page.facts(trial)
            if after.date == day and after.status == before.status and same_otherwise(after, before):
                return trial
    if given:
        raise Fault(f"{page.path}: has no date to set; write {day} where the style has it")
    return page.text


def step(page: Page, contract: Contract, value: str, date: str) -> str:
    """The page's text with a new status: in its place, or as the last entry where a history is that place."""
    history = contract.get("history")
    if history and history == contract["record"].get("status") and section_of(page.text, history["section"]):
        return add_history(page.text, contract, value, date, "", page.words)
    return restate(page, contract, value, date)


def restate(page: Page, contract: Contract, value: str, date: str) -> str:
    """The page's text with its status stated as `value`; Fault where no place of it can say so.

    Each place that may hold the status is tried, and the result is read again: the first that reads back as
    `value`, and leaves every other fact alone, is it.
    """
    before, want = page.facts(), canonical(value, page.words)
    # The words that were read come first, wherever they stand: of "Proposed, Accepted" on two lines the second.
    spans = sorted(status_spans(page, contract), key=lambda span: page.text[span[1] : span[2]] != before.status_text)
    for trials in (_trials, unstacked, where_it_was_read):
        for trial in trials(page, spans, value, date):
            after = page.facts(trial)
            if (
                after.status == want
                and same_otherwise(after, before)
                and after.date in (before.date, date)
                and set(after.fwd_refs) == set(before.fwd_refs)
            ):
                return trial
    if not spans and before.status is None:
        raise Fault(f"{page.path}: states no status; add a line such as `Status: {value}` under its title")
    raise Fault(
        f"{page.path}: its status {before.status_text!r} cannot be replaced by machine; write {value!r} there by hand"
    )


def _trials(page: Page, spans: list[Span], value: str, date: str) -> list[str]:
    """The texts that may state the status as `value`, the likeliest first."""
    text = page.text
    ticked = _tick(text, canonical(value, page.words), date, page.words)
    trials = [ticked] if ticked else []
    for span in spans:
        trials += _in_span(text, span, value, date, page.words)
    tags = [(start, end) for kind, start, end in spans if kind == "tag"]
    if tags:  # a tag and a section that say the same change together
        same = [trial for trial in trials if trial[: tags[0][1]] == text[: tags[0][1]]]
        trials += [put(trial, "tag", tags[0], value) for trial in same]
    return trials


def _in_span(text: str, span: Span, value: str, date: str, words: Vocabulary) -> Iterator[str]:
    """The status of a span replaced, with what follows it kept; else the whole of the span."""
    kind, start, end = span
    old = text[start:end]
    old = scalar(old) if kind == "front_matter" and "\n" not in old else old
    lead = leading_status(old, words)
    # What follows "superseded" is the successor, which goes with it.
    if lead and lead[1] < len(old) and words.status(old[lead[0] : lead[1]]) != "superseded":
        rest = old[lead[1] :]
        if STATUS_DAY.match(rest):  # "Accepted on 2024-05-06" becomes "Rejected on <today>"
            rest = ISO.sub(date, rest, count=1)
        yield put(text, kind, (start, end), old[: lead[0]] + value + rest)
    dated_one = DATED.match(old) if len(old) < 120 else None
    if dated_one and canonical(dated_one.group(1), words):
        first, last = peel(text, start, start + dated_one.end(1))
        rest = ISO.sub(date, text[last:end], count=1)
        yield put(text, kind, (start, end), text[start:first] + value + rest)
    else:
        yield put(text, kind, (start, end), value)


def _tick(text: str, want: str | None, date: str, words: Vocabulary) -> str | None:
    """The text with the check box of the status ticked, later ones cleared; None without such boxes."""
    boxes: list[re.Match[str]] = []
    hit = None
    for box in re.finditer(r"(?m)^([ \t]*[-*+][ \t]+\[)([ xX✓✔])(\][ \t]*)([^\r\n]*)", mask(text)):
        status, opens = stated_word(box.group(4), words, known_only=True)
        if opens:
            hit = len(boxes) if hit is None and status == want else hit
            boxes.append(box)
    if len(boxes) < 2 or hit is None:
        return None
    for n in range(len(boxes) - 1, hit - 1, -1):
        mark, end = boxes[n].start(2), boxes[n].end()
        rest = text[mark + 1 : end]
        if n == hit:
            rest = re.sub(r"[^\W\d_]{4}-[^\W\d_]{2}-[^\W\d_]{2}|\d{4}-\d\d-\d\d", date, rest, count=1)
        text = text[:mark] + ("x" if n == hit else " ") + rest + text[end:]
    return text
