"""The form of a log's file names: read from the names that it has, and filled in for a new record.

A form is a text such as `ADR-{number}-{slug}.md`, `{yyyy}-{mm}-{dd}-{slug}/README.md`, `records/{number}-{snake}.md`.
In it stand

    {prefix}                        the log's prefix, such as `ADR-`
    {number}                        the record's number, with leading zeros up to the log's width
    {yyyy} {mm} {dd}                the day on which it was written
    {slug} {Slug}, {snake} {Snake}, {words} {Words}
                                    the words of its title between dashes, low lines or spaces; with a capital the title's
                                    capitals stay
"""

from __future__ import annotations

import re

from ..text.pattern import Pattern
from ..vocabulary.names import COVERS
from ..vocabulary.statuses import UNDECIDED
from ..vocabulary.words import KNOWN_STATUSES
from .names import name_facts, slug

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from ..vocabulary.words import Contract
    from .record import Record

NUMBERED_NAME, DATED_NAME = "{prefix}{number}-{slug}.md", "{prefix}{yyyy}{mm}{dd}-{slug}.md"
NAME_PARTS = Pattern(r"\{(prefix|number|yyyy|mm|dd|slug|Slug|snake|Snake|words|Words)\}")
# What may be a form: a path that stays in its log, hides nothing and ends as a record does.
NAME_FORM = Pattern(
    r"(?:(?!\.)[\w. {}+-]{1,80}/){0,3}(?!\.)[\w. {}+-]{1,120}\.(?:md|markdown|mdx|rst|adoc|asciidoc|asc)", re.I
)
# The day or month at the beginning of a name, with what parts its figures.
DAY_LEAD = Pattern(
    r"(?:19|20)\d\d(?P<first>[-_.]?)(?:0[1-9]|1[0-2])(?:(?P<second>(?P=first))(?:0[1-9]|[12]\d|3[01])(?!\d)|(?=[-_.]\D))"
)
NEWEST = 10  # records whose names are looked at


class Named:
    """What the file name of one record is made of.

    Attributes:
        form: with the words as `{slug}` and what stands before the number as it is.
        lead, digits: what stands before the number, and the number as it is written; "" without one.
        dated: whether it begins with a date.
        words: the title's part of the name.
    """

    __slots__ = ("dated", "digits", "folder", "form", "lead", "stem", "words")

    def __init__(self, file: str) -> None:
        folder, _, name = file.rpartition("/")
        stem, _, suffix = name.rpartition(".")
        tail = "." + suffix
        twice = folder.rpartition("/")[2] == stem  # `0007-use-x/0007-use-x.md`
        if twice:
            folder = folder.rpartition("/")[0]
        elif stem.lower() in COVERS and folder:
            folder, _, stem = folder.rpartition("/")
            tail = "/" + name
        self.folder, self.stem = folder, stem
        day = DAY_LEAD.match(stem)
        self.dated = bool(day)
        date = _day_form(day) if day else ""
        rest = stem[day.end() :] if day else stem
        number = name_facts(stem)[0]
        found = (
            next((m for m in re.finditer(r"\d+", rest) if int(m.group()) == number), None)
            if number is not None
            else None
        )
        self.digits = found.group() if found else ""
        self.lead = rest[: found.start()] if found else ""
        rest = rest[found.end() :] if found else rest
        gap = re.match(r"[-_. ,]*", rest).group() if found or day else ""  # type: ignore[union-attr]
        self.words = rest[len(gap) :]
        stem_form = date + ("{lead}{number}" if found else "") + gap + ("{slug}" if self.words else "")
        self.form = (f"{stem_form}/" if twice else "") + stem_form + tail

    def age(self) -> tuple[bool, int, bool, str]:
        """By what the names of a log's records stand one after the other."""
        return bool(self.digits), int(self.digits or 0), self.dated, self.stem


def by_age(records: Iterable[Record]) -> list[Record]:
    """Records in the order in which their names say that they came."""
    return sorted(records, key=lambda record: Named(record.file).age())


def _day_form(day: re.Match[str]) -> str:
    return "{yyyy}" + day["first"] + "{mm}" + ("" if day["second"] is None else day["second"] + "{dd}")


class NamesOf:
    """How a log's records are called.

    Attributes:
        form: of new ones; "" where the records agree on none.
        prefix: what stands before the number; None where it is not clear.
        width: digits of a number, counted with its zeros; None where it is not clear.
        dated, numbered: whether names bear a date, a number.
    """

    __slots__ = ("dated", "form", "numbered", "prefix", "width")

    def __init__(self, files: Iterable[str]) -> None:
        """`files` are paths below the log."""
        every = sorted((Named(file) for file in files), key=Named.age)
        newest = every[-NEWEST:]
        shared = _shared([name.form for name in newest], 1, 2) or _shared([name.form for name in every], 2, 3) or ""
        alike = [name for name in newest if name.form == shared]
        sure = _shared([name.form for name in every], 1, 2)
        told = alike or newest
        self.prefix = _shared([name.lead for name in told], 2, 3)
        self.dated = _shared([name.dated for name in told], 1, 2) or False
        self.numbered = bool(shared and "{number}" in shared) or (not shared and any(name.digits for name in newest))
        self.width = _width(
            [name.digits for name in (every if sure == shared else told) if name.form == shared or not shared]
        )
        self.form = ""
        if "{number}" in shared or "{yyyy}" in shared:
            self.form = self._folder(newest) + shared.replace("{slug}", _words_form(alike))
            lead = self.prefix or ""
            usual = not lead or re.fullmatch(r"[^\W\d_][\w.-]{0,39}", lead)
            self.form = self.form.replace("{lead}", "{prefix}" if usual and not self.dated else lead)
            self.prefix = (lead if usual and not self.dated else "") if self.prefix is not None else None

    def _folder(self, newest: list[Named]) -> str:
        """The folder below the log where most of the newest records lie, with a slash; "" for none.

        Folders that are called for a status (`accepted/`) hold no new record, but for one of a new record's status.
        """
        told = [(name.folder, KNOWN_STATUSES.get(name.folder.rpartition("/")[2].casefold())) for name in newest]
        folders = [folder for folder, status in told if status in (None, *UNDECIDED)]
        # Where none lies in the log's own folder, that of most is the likeliest.
        folder = _shared(folders, *((2, 3) if "" in folders else (1, 2)))
        return f"{folder}/" if folder else ""


def _words_form(names: list[Named]) -> str:
    """The part of a form that stands for the title's words."""
    several = [name.words for name in names if re.search(r"[^\W_][-_ ][^\W_]", name.words)]
    low = 2 * sum(words.count("_") > words.count("-") for words in several) > len(several)
    # Between spaces the words stand as in a sentence: one capital says that they are kept.
    capitals = [len(re.findall(r"(?:^|[-_ ])[A-Z]", words)) > (" " not in words) for words in several]
    capital = 2 * sum(capitals) > len(several)
    spaced = 2 * sum(" " in words for words in several) > len(several)
    found = "words" if spaced else "snake" if low else "slug"
    return "{" + (found.capitalize() if capital else found) + "}"


def _shared(values: list[Any], count: int, of: int) -> Any:
    """The value that more than `count` of `of` share, or just as many where that is more than half; else None."""
    value = max(set(values), key=values.count, default=None)
    share = values.count(value) * of
    return value if share > count * len(values) or (share == count * len(values) and 2 * count > of) else None


def _width(digits: list[str]) -> int | None:
    """How many digits a number has with its zeros: 1 where it has none; None where most do not agree."""
    digits = [one for one in digits if one]
    padded = [len(one) for one in digits if one[0] == "0" and len(one) > 1]
    if not digits:
        return None
    if not padded:
        return len(digits[0]) if len({len(one) for one in digits}) == 1 else 1
    width = max(set(padded), key=padded.count)
    # A number that fills its width has no zero.
    fit = sum(len(one) == width or (len(one) > width and one[0] != "0") for one in digits)
    return width if 3 * fit >= 2 * len(digits) else None


def usable_form(form: str) -> str:
    """The form; "" where no new record can have it, or where names would not tell one record from another."""
    known = NAME_FORM.fullmatch(form) and not re.search(r"[{}]", NAME_PARTS.sub("", form))
    return form if known and re.search(r"\{number\}|\{yyyy\}[-_.]?\{mm\}", form) else ""


def without_strays(numbers: Iterable[int]) -> list[int]:
    """A log's numbers, sorted, without those of one record in ten that lie far above all others."""
    found = sorted(set(numbers))
    may_be = max(1, len(found) // 10) if len(found) >= 4 else 0
    for last in range(len(found) - 1 - may_be, len(found) - 1):
        if found[last + 1] > max(10 * found[last], 10 * len(found), found[last] + 100):
            return found[: last + 1]
    return found


def name_form(contract: Contract) -> str:
    """The form of a log's file names, as its contract has it."""
    return contract.get("file_name") or (DATED_NAME if contract.get("numbering") == "date" else NUMBERED_NAME)


def file_name(contract: Contract, *, number: int | None, title: str, date: str) -> str:
    """The path below the log of a new record, as the project calls its records.

    Args:
        number: None where a date takes its place; a form that has no place for one that is given gives way.
        date: YYYY-MM-DD.
    """
    year, month, day = date.split("-")
    parts = {
        "number": str(number).zfill(contract.get("number_width", 4)),
        "yyyy": year,
        "mm": month,
        "dd": day,
        "slug": slug(title),
        "Slug": slug(title, capitals=True),
        "snake": slug(title).replace("-", "_"),
        "Snake": slug(title, capitals=True).replace("-", "_"),
        "words": slug(title).replace("-", " "),
        "Words": slug(title, capitals=True).replace("-", " "),
    }
    return _filled_name(contract, parts, numbered=number is not None)


def shown_name(contract: Contract, *, number: bool) -> str:
    """What new records are called, for people: `ADR-NNNN-short-title.md`, `YYYYMMDD-short-title.md`.

    `number` is whether they have one.
    """
    parts = {"number": "N" * contract["number_width"], "yyyy": "YYYY", "mm": "MM", "dd": "DD"}
    words = {"slug": "short-title", "Slug": "Short-Title", "snake": "short_title", "Snake": "Short_Title"}
    words.update(words="short title", Words="Short title")
    return _filled_name(contract, {**parts, **words}, numbered=number)


def _filled_name(contract: Contract, parts: dict[str, str], *, numbered: bool) -> str:
    form = name_form(contract)
    if numbered and "{number}" not in form:
        form = NUMBERED_NAME
    elif not numbered and "{yyyy}" not in form:
        form = DATED_NAME
    values = {"prefix": contract.get("filename_prefix") or "", **parts}
    return NAME_PARTS.sub(lambda m: values[m.group(1)], form)
