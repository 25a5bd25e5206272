"""Rules on status and date."""

from __future__ import annotations

from ...log.force import binds, takes_effect
from ...program import ADR
from ...record.status import stated_word
from ...text.dates import parse_date
from ...vocabulary.statuses import SIX
from ...vocabulary.words import CANONICAL
from ..rule import ERROR, WARNING, Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..page import Checked
    from ..whole import Whole


def no_status(page: Checked) -> Iterator[tuple[int, str, str]]:
    if page.record.status is None and page.style.status_place:
        yield 1, "", "it states no status"


def unknown_status(page: Checked) -> Iterator[tuple[int, str, str]]:
    """A record of an older style may use every word that the vocabulary has."""
    status = page.record.status
    if status is None or status in page.style.statuses or status in ("superseded", "deprecated"):
        return
    if (page.in_style and page.style.statuses) or status not in CANONICAL:
        words = ", ".join(page.style.contract.get("statuses") or SIX)
        said = page.record.status_text or ""
        yield page.line_with(said), status, f"its status {said!r} is none of {words}"


def two_statuses(page: Checked) -> Iterator[tuple[int, str, str]]:
    record = page.record
    stated = {text: stated_word(text, page.style.words, known_only=True) for text in record.status_others}
    others = [text for text, (word, sure) in stated.items() if sure and word != record.status]
    if record.status and others:
        said = ", ".join(repr(" ".join(text.split())[:60]) for text in others)
        yield (
            page.line_with(others[0]),
            record.status,
            f"its status is {record.status_text!r}, and another place says {said}",
        )


def forgotten_status(whole: Whole) -> Iterator[tuple[str, int, str, str]]:
    """Both records say that one took the other's place, and the older one still has the status of one in force."""
    files = whole.log.files
    for record in whole.log.records:
        for other in record.superseded_by if binds(record.status) else ():
            if takes_effect(files[other]) and record.file in files[other].supersedes:
                mend = f"`{ADR} link {record.file} 'Superseded by' {other} Supersedes` sets the status"
                said = f"its status is {record.status_text!r}, and it is superseded by {other}: {mend}"
                yield record.file, 1, other, said


def no_date(page: Checked) -> Iterator[tuple[int, str, str]]:
    record = page.record
    if record.date is None and not record.date_text and page.in_style and page.style.date_place:
        yield 1, "", "it states no date"


def bad_date(page: Checked) -> Iterator[tuple[int, str, str]]:
    record = page.record
    if record.date is None and record.date_text:
        line = page.line_with(record.date_text)
        yield line, record.date_text, f"its date {record.date_text!r} is not a date in one reading"
    again = record.review_by
    if again and parse_date(again) is None:
        yield page.line_with(again), again, f"its day of review {again!r} is not a date in one reading"


FACT_RULES = (
    Rule(
        "no-status",
        ERROR,
        "A record states no status.",
        f"Write one where the style has it: `{ADR} status N STATUS`.",
        of_record=no_status,
    ),
    Rule(
        "unknown-status",
        ERROR,
        "The style has no such status.",
        f"Use one of the style's words: `{ADR} status N STATUS`.",
        of_record=unknown_status,
    ),
    Rule(
        "two-statuses",
        WARNING,
        "Two places of a record state different statuses.",
        f"Keep one: `{ADR} status FILE STATUS` sets the one that counts; correct or delete the other by hand.",
        of_record=two_statuses,
        of_log=forgotten_status,
    ),
    Rule(
        "no-date",
        ERROR,
        "A record states no date.",
        "Write it as YYYY-MM-DD where the style has it.",
        of_record=no_date,
    ),
    Rule(
        "bad-date",
        ERROR,
        "A date is none, or reads two ways.",
        "Write it as YYYY-MM-DD.",
        of_record=bad_date,
    ),
)
