"""Dates as people write them, as YYYY-MM-DD."""

from __future__ import annotations

import os
import re
from functools import lru_cache

from ..vocabulary.months import MONTH_OF
from .pattern import Pattern

ISO = Pattern(r"(?<![\d-])(\d{4})(?:\. ?|[-/])(\d{1,2})(?:\. ?|[-/])(\d{1,2})(?![\da-su-y])")
COMPACT = Pattern(r"(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)(?:\d{6}|T\d{4,6}Z?)?(?![\d])")
NUMERIC = Pattern(r"(?<![\d./-])(\d{1,2})([./-]) ?(\d{1,2})\2 ?(\d{4})(?!\d)")
SHORT_YEAR = Pattern(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(\d\d)(?![\d/])")
CJK = Pattern(r"(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일号號]?")
DAY_MONTH = Pattern(
    r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|[.ºª°])?[\s/-]{1,3}(?:(?:of|de|d[’'])\s?)?([^\W\d_]{3,12})\.?,?[\s/-]{1,3}(?:de\s)?(\d{4})(?!\d)"
)
MONTH_DAY = Pattern(r"(?<!\w)([^\W\d_]{3,12})\.?[\s-]{1,3}(\d{1,2})(?:st|nd|rd|th|\.)?,?[\s-]{1,3}(\d{4})(?!\d)")
YEAR_MONTH_DAY = Pattern(r"(?<!\d)(\d{4})[\s-]([^\W\d_]{3,12})[\s-](\d{1,2})(?!\d)")
# "July 17 - July 31, 2026": the end of a period is no date of a decision.
ENDS_A_RANGE = Pattern(
    r"(?:[^\W\d_]{3,12}\.? \d{1,2}|\d{1,2}\.? [^\W\d_]{3,12})(?:st|nd|rd|th|\.|,)?(?: \d{4})?\s{0,3}(?:[-–—]|to|until|bis)\s{0,3}$"
)
UNTIL = Pattern(r"\b(?:until|till|bis) $")
TO_ANOTHER = Pattern(r"[ ]?(?:-|–|to|until|bis)[ ]?\d{4}-\d\d-\d\d(?!\d)")
# Hyphens and dashes of every width between figures, or around the name of a month; elsewhere one parts words.
DASHED = Pattern(
    r"(?<=\d)[\u2010-\u2015\u2212\ufe58\uff0d](?:([^\W\d_]{3,12})[\u2010-\u2015\u2212\ufe58\uff0d])?(?=\d)"
)
DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def _hyphened(text: str) -> str:
    """`text` with plain hyphens in its dates."""
    if text.isascii():
        return text
    return DASHED.sub(lambda m: f"-{m.group(1)}-" if m.group(1) else "-", text)


def iso_date(year: int, month: int, day: int) -> str | None:
    """YYYY-MM-DD, or None where the calendar has no such day."""
    if not (1 <= month <= 12 and 1 <= day <= DAYS[month - 1] and year > 0):
        return None
    if month == 2 and day == 29 and (year % 4 or (year % 100 == 0 and year % 400)):
        return None
    return f"{year:04d}-{month:02d}-{day:02d}"


@lru_cache(maxsize=20000)
def parse_date(text: str) -> str | None:
    """The first full date in `text` as YYYY-MM-DD; None where there is none or it reads two ways.

    04/05/2024 is April in one country and May in the next, so it stays None; 13/05/2024 does not. With
    dots the day comes first wherever dots are used.
    """
    text = _hyphened(text)
    m = ISO.search(text)
    if m:
        if TO_ANOTHER.match(text, m.end()) or UNTIL.search(text[: m.start()]):
            return None  # a period
        return iso_date(int(m.group(1)), int(m.group(2)), int(m.group(3)))
    if not re.search(r"\d", text):
        return None
    m = CJK.search(text)
    if m:
        return iso_date(int(m.group(1)), int(m.group(2)), int(m.group(3)))
    m = NUMERIC.search(text)
    if m:
        first, second, year = int(m.group(1)), int(m.group(3)), int(m.group(4))
        if first <= 12 and second <= 12 and first != second and m.group(2) != ".":
            return None
        return iso_date(year, second, first) if second <= 12 else iso_date(year, first, second)
    m = SHORT_YEAR.search(text)
    if m:
        return iso_date(2000 + int(m.group(3)), int(m.group(1)), int(m.group(2))) if int(m.group(2)) > 12 else None
    for pattern, order in ((DAY_MONTH, (3, 2, 1)), (MONTH_DAY, (3, 1, 2)), (YEAR_MONTH_DAY, (1, 2, 3))):
        for m in pattern.finditer(text):
            if ENDS_A_RANGE.search(text, 0, m.start()):
                return None
            named_year, month, day = (m.group(n) for n in order)
            if month.casefold() in MONTH_OF:
                return iso_date(int(named_year), MONTH_OF[month.casefold()], int(day))
    m = COMPACT.search(text)
    return iso_date(int(m.group(1)), int(m.group(2)), int(m.group(3))) if m else None


WRITTEN = (ISO, CJK, NUMERIC, SHORT_YEAR, DAY_MONTH, MONTH_DAY, YEAR_MONTH_DAY, COMPACT)


def marked_dates(text: str) -> tuple[str, list[str]]:
    """(`text` with each date as its place in the list between zero bytes, the dates in it as YYYY-MM-DD)."""
    text = _hyphened(text).replace("\x00", "")
    days: list[str] = []

    def mark(m: re.Match[str]) -> str:
        day = parse_date(m.group())
        if not day:
            return m.group()
        days.append(day)
        return f"\x00{len(days) - 1}\x00"

    for pattern in WRITTEN:
        text = pattern.sub(mark, text)
    return text, days


CLOCK = Pattern(
    r"(?<![\w:])T?\d{1,2}:\d\d(?::\d\d(?:\.\d{1,9})?)?[ ]?(?:Z|UTC|GMT|[+-]\d\d:?\d\d)?(?![\w:])|(?<=\d)T\d\d:?\d\d[\d:.Z+-]{0,16}"
)


def without_dates(text: str) -> str:
    """`text` without the dates in it, and without the times of day where it has dates."""
    struck = _hyphened(text)
    for pattern in WRITTEN:
        struck = pattern.sub(lambda m: " " if parse_date(m.group()) else m.group(), struck)
    return CLOCK.sub(" ", struck) if struck != text else text


LEADING_DATE = Pattern(r"^\W*(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[./]\d{1,2}[./]\d{4})(?:T[\d:.Z+]+)?[\s:,)\]–—-]*")


def today() -> str:
    """Today as YYYY-MM-DD; SOURCE_DATE_EPOCH (seconds, UTC) decides where it is set."""
    import time

    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return time.strftime("%Y-%m-%d", time.gmtime(int(epoch)) if epoch.isdecimal() else time.localtime())
