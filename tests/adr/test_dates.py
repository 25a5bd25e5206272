"""Dates as people write them: every day of a leap year in each form, and what is no date in one reading."""

import calendar
import datetime

import pytest

from .logs import adr_py

MONTHS = list(calendar.month_name)
FORMS = {
    "ISO": "{y}-{m:02}-{d:02}",
    "slashes, the year first": "{y}/{m}/{d}",
    "dots, the year first": "{y}. {m}. {d}.",
    "compact": "{y}{m:02}{d:02}",
    "dots": "{d}.{m}.{y}",
    "a month's name": "{d} {name} {y}",
    "an ordinal": "{d}th of {name} {y}",
    "the month first": "{name} {d}, {y}",
    "the month first, short": "{short} {d} {y}",
    "the year first, a name": "{y}-{short}-{d}",
    "dashes and a short name": "{d:02}-{short}-{y}",
    "signs": "{y}年{m}月{d}日",
    "in words around it": "Decided on {name} {d}, {y} by all of us",
    "with a time": "{y}-{m:02}-{d:02}T10:11:12Z",
}


@pytest.mark.parametrize("form", FORMS)
def test_every_day_of_a_leap_year_is_read(form: str) -> None:
    day = datetime.date(2024, 1, 1)
    while day.year == 2024:
        name = MONTHS[day.month]
        text = FORMS[form].format(y=day.year, m=day.month, d=day.day, name=name, short=name[:3])
        assert adr_py.parse_date(text) == day.isoformat(), text
        day += datetime.timedelta(1)


@pytest.mark.parametrize("form", ["ISO", "dots", "compact", "a month's name", "signs"])
def test_days_that_no_calendar_has_are_none(form: str) -> None:
    for year, month, day in [
        *((2023, m, calendar.monthrange(2023, m)[1] + 1) for m in range(1, 13)),
        (1900, 2, 29), (2100, 2, 29), (2024, 2, 30), (2024, 5, 0), (2024, 5, 32),
    ]:  # fmt: skip
        name = MONTHS[month]
        text = FORMS[form].format(y=year, m=month, d=day, name=name, short=name[:3])
        assert adr_py.parse_date(text) is None, text
    assert adr_py.parse_date("2000-02-29") == "2000-02-29"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("04/05/2024", None),
        ("05/05/2024", "2024-05-05"),
        ("13/05/2024", "2024-05-13"),
        ("05/13/2024", "2024-05-13"),
        ("12/12/2024", "2024-12-12"),
        ("04.05.2024", "2024-05-04"),
        ("04-05-2024", None),
        ("4/13/24", "2024-04-13"),
        ("4/12/24", None),
        ("2024-00-10", None),
        ("2024-13-01", None),
        ("0000-01-01", None),
        ("2024-5", None),
        ("May 2024", None),
        ("version 1.2.2024", "2024-02-01"),
        ("12024-05-06", None),
        ("2024-05-067", None),
        ("Mai 6, 2024", "2024-05-06"),
        ("6 Juny 2024", None),
        ("July 17 - July 31, 2026", None),
        ("20240506T101112", "2024-05-06"),
        ("no digits", None),
    ],
)
def test_what_is_a_date_in_one_reading(text: str, day: str | None) -> None:
    assert adr_py.parse_date(text) == day


def test_today_is_the_clock_s_or_what_the_environment_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert adr_py.today() == "1970-01-02"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")
    assert adr_py.today() == datetime.date.today().isoformat()
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert adr_py.today() == datetime.date.today().isoformat()
