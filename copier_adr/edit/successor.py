"""A record as of its being superseded: its status and the record that took its place."""

from __future__ import annotations

import re

from ..faults import Fault
from ..record.places import find_span
from ..record.status import passive
from ..text.front_matter import scalar
from ..text.markup import WORD
from ..text.pattern import Pattern
from .links import labelled, state_link
from .page import same_otherwise
from .places import put
from .spans import status_spans
from .status import step
from .status_word import where_it_was_read, word_replaced
from .words import in_words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..vocabulary.words import Contract
    from .page import Page


GOES_ON = Pattern(r"\r?\n[ \t]*[a-z(]")


def state_successor(page: Page, contract: Contract, ref: str, others: list[str], date: str) -> str:
    """The page's text as of a record that the record named by `ref` supersedes; a second successor is added."""
    before = page.facts()
    word = in_words("superseded", contract, before.status_text or "", others, page.words)
    if _has_own_place(page, contract):
        if before.status != "superseded":
            page.text = step(page, contract, word, date)
        text = None
    elif before.status == "superseded" and before.by_refs:
        text = _with_second(page, contract, ref)
    else:
        text = _as_status(page, contract, f"{passive(word)} {ref}")
        if text is None:
            _restate_if_stated(page, contract, word, date)
    return text or state_link(page, contract, "superseded_by", passive(word), ref)


def _has_own_place(page: Page, contract: Contract) -> bool:
    """Whether the successor stands apart from the status: on this page, or by the contract that the page follows."""
    if labelled(page.text, "superseded_by", contract, page.words):
        return True
    place, status = contract["record"].get("superseded_by"), contract["record"].get("status")
    return bool(place and status and place != status) and find_span(page.text, status) is not None


def _with_second(page: Page, contract: Contract, ref: str) -> str | None:
    """One more successor behind the status that names one already."""
    before = page.facts()
    for kind, start, end in status_spans(page, contract):
        if kind != "section":
            old = page.text[start:end]
            old = scalar(old) if kind == "front_matter" else old
            trial = put(page.text, kind, (start, end), f"{old}, {ref}")
            after = page.facts(trial)
            if (
                len(after.by_refs) > len(before.by_refs)
                and after.status == "superseded"
                and same_otherwise(after, before)
            ):
                return trial
    return None


def _as_status(page: Page, contract: Contract, phrase: str) -> str | None:
    """`Superseded by …` in place of the status, where all else stays; a date may go with it where it stands nowhere else."""
    before, found = page.facts(), []
    for trial in _with_phrase(page, contract, phrase, before.status):
        after = page.facts(trial)
        if (
            after.status == "superseded"
            and after.by_refs
            and same_otherwise(after, before)
            and set(after.fwd_refs) == set(before.fwd_refs)
        ):
            found.append((after.date != before.date, trial))
    return min(found, key=lambda one: one[0])[1] if found else None


def _with_phrase(page: Page, contract: Contract, phrase: str, status: str | None) -> Iterator[str]:
    """Texts with a phrase in place of the status; of a sentence that goes on in the next line, in place of its word."""
    spans = status_spans(page, contract)
    for span in spans:
        if GOES_ON.match(page.text, span[2]) and len(WORD.findall(page.text[span[1] : span[2]])) > 3:
            yield from word_replaced(page, span, status, phrase, "")
    for kind, start, end in spans:
        if page.file.endswith(".rst"):  # nothing stands inside of emphasis there
            marks = re.search(r"(\*{0,2})$", page.text[:start])
            mark = marks.group() if marks and page.text[end:].startswith(marks.group()) else ""
            start, end = start - len(mark), end + len(mark)
        yield put(page.text, kind, (start, end), phrase)
    yield from where_it_was_read(page, phrase, "", whole=True)


def _restate_if_stated(page: Page, contract: Contract, word: str, date: str) -> None:
    """The status alone; a page that states none needs none, since a sentence about the successor says it."""
    try:
        page.text = step(page, contract, word, date)
    except Fault:
        if page.facts().status is not None:
            raise
