"""A record's number, or the date in its name, changed in every place of the log that names it."""

from __future__ import annotations

import os
import re

from ..faults import Fault
from ..log.find import place_of, read_text
from ..record.names import day_of_name
from ..record.places import read_place
from ..record.title import split_title
from ..text.dates import parse_date
from ..text.headings import headings
from ..text.markup import url
from ..text.numbered import Numbered
from ..text.pattern import Pattern
from ..vocabulary.names import COVERS
from .page import to_atx
from .places import key_spans, write_place

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..log.log import Log
    from ..record.record import Record
    from ..text.headings import Heading
    from ..vocabulary.words import Vocabulary

MD_LINK = Pattern(r"(?<!\\)(\[(?:[^\[\]\\\n]|\\.){0,300}\])(\([ \t]*<?)([^()\s<>]+)([^()\n]{0,200}\))")
UNDERLINE = Pattern(r"(\r?\n)([=\-~^*#+\"'`])\2{2,}(?=[ \t]*\r?\n)")


class Renumbered:
    """A record once it has another number; or another date, where its name bears one.

    Attributes:
        number: its new number; None where it is the date that changes.
        moved: its new file.
        pages: {file: text} of all that changes, the record under its new file.
        left: (file, line) of mentions that may mean another record of the old number.
    """

    def __init__(self, log: Log, record: Record, new: int | str) -> None:
        """`new` is the number, or the date as YYYY-MM-DD."""
        self.log, self.record, self.old = log, record, record.number or 0
        self.number = new if isinstance(new, int) else None
        self.day = "" if isinstance(new, int) else new
        self.moved = moved_name(log, record, new) if isinstance(new, int) else redated_name(log, record, new)
        self.pages: dict[str, str | None] = {}
        self.left: list[tuple[str, int]] = []
        token = mention(record)
        twins = [r for r in log.records if r.number == record.number and r.prefix == record.prefix]
        for other in log.records:
            text = read_text(log.folder, other.file)
            new = self._relinked(other, text)
            if self.number is None:
                pass
            elif len(twins) > 1 and other is not record:
                numbered = Numbered(new)
                self.left += [(other.file, numbered.line(m.start())) for m in token.finditer(new)]
            else:
                new = token.sub(self._other_number, new)
            if other is record or new != text:
                self.pages[self.moved if other is record else other.file] = new

    def _relinked(self, other: Record, text: str) -> str:
        text = rewrite_links(text, other.file, self.record.file, self.moved, self.old, self.number)
        if other is not self.record:
            return text
        if self.number is not None:
            return renumber_own(text, other.file, self.old, self.number, self.log.words)
        return self._redated(text)

    def _redated(self, text: str) -> str:
        """The record's text with the new date where it states that of its name."""
        place, was = self.log.contract["record"].get("date"), day_in_name(self.record)
        said = read_place(text, place) if place else None
        return write_place(text, place, self.day) if said and parse_date(said) == was else text

    def _other_number(self, m: re.Match[str]) -> str:
        """`ADR-7` as `ADR-12`, `ADR-07` as `ADR-12`, `ADR-0007` as `ADR-0012`."""
        digits: str = m.group(2)
        return m.group(1) + str(self.number).zfill(len(digits))


def moved_name(log: Log, record: Record, number: int) -> str:
    """The record's file under another number. Fault where that cannot be, or is there."""
    folder, name = _own_name(record)
    digits = next(d for d in re.finditer(r"\d+", name) if int(d.group()) == record.number)
    new = name[: digits.start()] + str(number).zfill(len(digits.group())) + name[digits.end() :]
    return _free_name(log, folder, new)


def redated_name(log: Log, record: Record, day: str) -> str:
    """The record's file with another date, written as before. Fault where that cannot be, or is there."""
    folder, name = _own_name(record)
    year, month, day_of_month = day.split("-")
    m = re.match(r"\d{4}([-_.]?)\d\d(?:([-_.]?)\d\d(?!\d))?", name)
    if not m:
        raise Fault(f"{record.file}: its name has no date to change")
    new = year + m.group(1) + month + ("" if m.group(2) is None else m.group(2) + day_of_month) + name[m.end() :]
    return _free_name(log, folder, new)


def day_in_name(record: Record) -> str:
    """The day that a record's name bears, as YYYY-MM-DD; "" where it bears none. A month is its first day."""
    folder, _, name = record.file.rpartition("/")
    stem = name.rpartition(".")[0]
    stem = folder.rpartition("/")[2] if stem.lower() in COVERS and folder else stem
    return day_of_name(stem)


def _own_name(record: Record) -> tuple[str, str]:
    """(folder, file name) of a record that is one file."""
    folder, _, name = record.file.rpartition("/")
    if name.rpartition(".")[0].lower() in COVERS and folder:
        raise Fault(f"{record.file}: is a folder of files; rename the folder by hand")
    return folder, name


def _free_name(log: Log, folder: str, new: str) -> str:
    moved = f"{folder}/{new}" if folder else new
    if os.path.lexists(place_of(log.folder, moved)):
        raise Fault(f"{moved}: is there already")
    return moved


def mention(record: Record) -> re.Pattern[str]:
    """A record's number as texts mention it: `ADR-7`, `adr 0007`, `DR#7`."""
    if record.number is None:
        return re.compile(r"(?!)")
    prefixes = sorted({prefix for prefix in (record.prefix, "adr", "ad", "dr") if prefix})
    lead = "|".join(map(re.escape, prefixes))
    return re.compile(rf"(?<![\w/.-])((?:{lead})[-_ ]?#?)(0*{record.number})(?![\w]|[.-]\d)", re.IGNORECASE)


def whole_number(number: int) -> str:
    """A pattern for a number that is no part of a longer one."""
    return rf"(?<!\d)0*{number}(?!\d)"


def as_wide(number: int, digits: str) -> str:
    """A number in as many digits as another one was written in, where that one was padded."""
    return str(number).zfill(len(digits)) if digits[0] == "0" else str(number)


def renumber_own(text: str, file: str, old: int, number: int, words: Vocabulary) -> str:
    """A record's text with its own number changed, in its title and its front matter."""
    for start, end in sorted(set(key_spans(text, ("number", "title"), words)), reverse=True):
        value = re.sub(whole_number(old), lambda m: str(number).zfill(len(m.group())), text[start:end], count=1)
        text = text[:start] + value + text[end:]
    for heading in headings(to_atx(text, file)):
        title, own = split_title(heading.text, old)
        if own == old:
            return _renumber_heading(text, heading, len(heading.text) - len(title), number)
    return text


def _renumber_heading(text: str, heading: Heading, length: int, number: int) -> str:
    """The number in the first `length` characters of a heading changed, and its underline as long as it is then."""
    at = text.find(heading.text, heading.start)
    new = re.sub(r"\d+", lambda m: as_wide(number, m.group()), heading.text[:length], count=1)
    underline, more = UNDERLINE.match(text, at + len(heading.text)), len(new) - length
    if underline and more > 0:
        stop = underline.end()
        text = text[:stop] + underline.group(2) * more + text[stop:]
    return text[:at] + new + text[at + length :]


def rewrite_links(
    text: str, file: str, old: str, new: str, old_number: int, number: int | None, *, bare: bool = True
) -> str:
    """`text` of `file` with every link to the record `old` leading to `new`, and its number in their texts changed.

    Without a new `number` only the link changes. With `bare` its name is changed where no link is, too. A link that begins with `/` counts from the root of both.
    """
    base = os.path.dirname(file)
    old_name, new_name = old.rpartition("/")[2], new.rpartition("/")[2]

    def swap(m: re.Match[str]) -> str:
        target, mark, rest = m.group(3).partition("#")
        written = target.replace("%20", " ")
        path = written[1:] if written[:1] == "/" else os.path.normpath(os.path.join(base, written)).replace(os.sep, "/")
        if "://" in target or path not in (old, old.rpartition(".")[0]):
            return m.group()
        head, slash, _ = target.rpartition("/")
        name = url(new_name if path == old else new_name.rpartition(".")[0])
        label = m.group(1)
        if number is not None:
            label = re.sub(whole_number(old_number), lambda d: as_wide(number, d.group()), label, count=1)
        return label.replace(old_name, new_name) + m.group(2) + head + slash + name + mark + rest + m.group(4)

    text = MD_LINK.sub(swap, text)
    if not bare:
        return text
    return re.sub(r"(?<![\w-])" + re.escape(old_name) + r"(?![\w-])", lambda _: new_name, text)
