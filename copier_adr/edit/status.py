"""A record's status stated anew, in its place and with every other fact kept."""

from __future__ import annotations

import itertools
import re

from ..faults import Fault
from ..log.force import takes_effect
from ..log.git import author
from ..record.places import fields, find_span, peel
from ..record.references import supersessions
from ..record.status import canonical, stated_word
from ..text.dates import ISO, today
from ..text.files import line_end
from ..text.headings import section_of
from ..text.markup import MARKS
from ..text.mask import mask
from ..text.pattern import Pattern
from ..vocabulary.statuses import OPEN, stage_of
from .first_status import first_statements
from .history import add_history, note_history
from .page import same_otherwise
from .places import key_spans, put
from .spans import status_spans
from .status_word import marked_anew, unstacked, where_it_was_read, word_replaced
from .words import in_words, others_in

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..log.log import Log
    from ..record.record import Record
    from ..vocabulary.words import Contract, Vocabulary
    from .page import Page
    from .spans import Span

SEPARATE = Pattern(r"\W*[^\W\d_]+\s*[,;·|]")  # "Superseded, supersedes ADR 3": more is said than the one word
DATED = Pattern(r"([^\d(\[]{0,99}?)[\s(]{0,9}(?:on |am |le |den )?[(*_`]{0,3}\d{4}-\d\d-\d\d[)*_`]{0,3}$")


def set_status(log: Log, page: Page, record: Record, word: str, date: str) -> str:
    """The page's text with the status `word`, in its words, and a line in its history where it keeps one.

    `date` is the day of the decision where one was given, else empty.
    """
    contract, day = log.contract, date or today()
    value = in_words(word, contract, record.status_text or "", others_in(log, record, word), log.words)
    page.text = note_history(step(page, contract, value, day), contract, value, day, author(log.folder), log.words)
    decided = stage_of(canonical(value, log.words) or "") != OPEN
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
    trials = [_trials(page, spans, value, date)]
    if before.status is None:
        trials.append(first_statements(page, contract, value))
    for trial in itertools.chain.from_iterable(trials):
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
    if not spans and before.status_text in before.file.split("/")[:-1]:
        raise Fault(
            f"{page.path}: only its folder states its status; move the file, or add a line such as `Status: {value}` under "
            "its title"
        )
    raise Fault(
        f"{page.path}: its status {before.status_text!r} cannot be replaced by machine; write {value!r} there by hand"
    )


def _trials(page: Page, spans: list[Span], value: str, date: str) -> Iterator[str]:
    """The texts that may state the status as `value`, the likeliest first.

    The word is replaced where it stands, with all that follows it, before a whole statement is. What follows "superseded"
    is the successor, which goes with it.
    """
    text = page.text
    yield from _ticked(text, value, date, page.words)
    before = page.facts()
    yield from marked_anew(page, before.status, value)
    trials: list[str] = []
    if not _names_successor(before):
        for span in spans:
            trials += word_replaced(page, span, before.status, value, date)
        trials += where_it_was_read(page, value, date)
    for span in spans:
        trials += _whole(text, span, value, date, page.words)
    trials += where_it_was_read(page, value, date, whole=True)
    yield from trials
    tags = [(start, end) for kind, start, end in spans if kind == "tag"]
    if tags:  # a tag and a section that say the same change together
        same = [trial for trial in trials if trial[: tags[0][1]] == text[: tags[0][1]]]
        yield from (put(trial, "tag", tags[0], value) for trial in same)
    yield from unstacked(page, spans, value)


def _names_successor(record: Record) -> bool:
    """Whether what follows the status word is the record that took its place, or a part of it."""
    said = MARKS.sub("", record.status_text or "")
    if record.status == "superseded" and SEPARATE.match(said):
        return False
    return record.status in ("superseded", "partly superseded") or any(way == "by" for way, _ in supersessions(said))


def _whole(text: str, span: Span, value: str, date: str, words: Vocabulary) -> Iterator[str]:
    """The whole of a span replaced, or its status and the day of that: "ADR accepted on 2024-05-06"."""
    kind, start, end = span
    old = text[start:end]
    dated_one = DATED.match(old) if len(old) < 120 else None
    if dated_one and canonical(dated_one.group(1), words):
        first, last = peel(text, start, start + dated_one.end(1))
        rest = ISO.sub(date, text[last:end], count=1)
        yield put(text, kind, (start, end), text[start:first] + value + rest)
    else:
        yield put(text, kind, (start, end), value)


def _ticked(text: str, value: str, date: str, words: Vocabulary) -> Iterator[str]:
    """The text with the check box of the status ticked, or one more where it has none; nothing without such boxes."""
    want = canonical(value, words)
    boxes = [
        box
        for box in re.finditer(r"(?m)^([ \t]*[-*+][ \t]+\[)([ xX✓✔])(\][ \t]*)([^\r\n]*)", mask(text))
        if stated_word(box.group(4), words, known_only=True)[1]
    ]
    if len(boxes) < 2:
        return
    hit = next((n for n, box in enumerate(boxes) if stated_word(box.group(4), words)[0] == want), None)
    if hit is None:
        last = boxes[-1]
        end = last.start() + len(last.group().rstrip())  # masked, the first sign of a line end is a space
        yield text[:end] + f"{line_end(text)}{last.group(1)}x{last.group(3)}{value}" + text[end:]
        return
    for n in range(len(boxes) - 1, hit - 1, -1):
        mark, end = boxes[n].start(2), boxes[n].end()
        rest = text[mark + 1 : end]
        if n == hit:
            rest = re.sub(r"[^\W\d_]{4}-[^\W\d_]{2}-[^\W\d_]{2}|\d{4}-\d\d-\d\d", date, rest, count=1)
        text = text[:mark] + ("x" if n == hit else " ") + rest + text[end:]
    yield text
