"""Rules on time: decisions to look at again, proposals that nobody decides."""

from __future__ import annotations

from ...log.find import read_text
from ...log.govern import in_force
from ...program import ADR
from ...text.dates import parse_date, today
from ...text.markup import first_line
from ...vocabulary.statuses import UNDECIDED
from ..rule import WARNING, Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..whole import Whole


def review_due(whole: Whole) -> Iterator[tuple[str, int, str, str]]:
    """Decisions in force whose day of review is here, or gone by."""
    now = today()
    for record in in_force(whole.log):
        day = parse_date(record.review_by or "")
        if day and day <= now:
            line = first_line(read_text(whole.log.folder, record.file), day)
            late = days_between(day, now)
            yield record.file, line, day, f"it was to be looked at again by {day}, {_days(late) if late else 'today'}"


def open_too_long(whole: Whole) -> Iterator[tuple[str, int, str, str]]:
    """Proposals on the default branch that are older than the log's rules allow."""
    most = whole.log.contract["rules"].get("max_open_days")
    if not whole.merged or type(most) is not int or most <= 0:
        return
    now = today()
    for record in whole.log.records:
        if record.status in UNDECIDED and record.date and days_between(record.date, now) > most:
            age = days_between(record.date, now)
            yield (
                record.file,
                1,
                record.date,
                f"it is {record.status} since {record.date}, {age} days, and {most} are allowed",
            )


def days_between(first: str, last: str) -> int:
    """Whole days from one ISO date to another."""
    from datetime import date

    return (date.fromisoformat(last) - date.fromisoformat(first)).days


def _days(count: int) -> str:
    return f"{count} day{'' if count == 1 else 's'} ago"


TIME_RULES = (
    Rule(
        "review-due",
        WARNING,
        "A decision is to be looked at again.",
        "Look whether it still holds: then write a later day; else supersede it.",
        of_log=review_due,
        may_be_old=False,
    ),
    Rule(
        "open-too-long",
        WARNING,
        "A proposal waits longer than the log's rules allow.",
        f"Decide it: `{ADR} status N STATUS`.",
        of_log=open_too_long,
        may_be_old=False,
    ),
)
