"""TODO."""

from __future__ import annotations

import os
import re

from .change import Change
from .index import refresh
from ..faults import Fault
from ..log.log import Draft, Log
from ..log.messages import say
from ..record.read import read_record
from ..record.record import Record
from ..text.files import decode, read_bytes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..vocabulary.words import Vocabulary


class Page:
    """A record's file opened for change: its text, how it is encoded, what it says."""

    def __init__(self, folder: str, file: str, words: Vocabulary) -> None:
        self.file, self.words = file, words
        self.path = os.path.join(folder, *file.split("/"))
        try:
            self.data = read_bytes(self.path)
        except OSError as error:
            raise Fault(f"{self.path}: {error.strerror or error}") from None
        self.text, self.encoding = decode(self.data)

    def encoded(self) -> bytes:
        try:
            return self.text.encode(self.encoding)
        except UnicodeEncodeError as error:
            raise Fault(
                f"{self.path}: is {self.encoding} and has no {error.object[error.start]!r}; save it as UTF-8 first"
            ) from None

    def facts(self, text: str | None = None) -> Record:
        return read_record(self.file, self.text if text is None else text, self.words)


def to_atx(text: str, file: str) -> str:
    """A record's text for `headings`: reStructuredText's underlines and AsciiDoc's marks as Markdown's; same length."""
    suffix = file.rpartition(".")[2].lower()
    if suffix == "rst":
        text = re.sub(r"(?<=\n)([*~^#+\"'.:`_-])\1{2,}(?=[ \t]*\r?(?:\n|$))", lambda m: "-" * len(m.group()), text)
    elif suffix in ("adoc", "asciidoc", "asc"):
        text = re.sub(r"(^|\n)(={1,6})(?= )", lambda m: m.group(1) + "#" * len(m.group(2)), text)
    return text


def _rest(record: Record) -> tuple:
    return record.title, record.number, record.title_number


def page_of(log: Log, file: str, pages: dict[str, str | None]) -> Page:
    """A file as the pages so far have it."""
    folder, text = log.folder, pages.get(file)
    if text is not None and not os.path.exists(os.path.join(folder, *file.split("/"))):
        page = Page.__new__(Page)
        page.words = log.words
        page.file, page.path, page.data, page.encoding = file, os.path.join(folder, file), b"", "utf-8"
    else:
        page = Page(folder, file, log.words)
    if text is not None:
        page.text = text
    return page


def save(log: Log, pages: dict[str, str | None]) -> None:
    """Write changed records and the index, all or none."""
    change = Change()
    for file, text in pages.items():
        path = os.path.join(log.folder, *file.split("/"))
        change.write(path, None if text is None else page_of(log, file, pages).encoded())
    hindrance = refresh(Draft(log, pages), change)
    change.commit()
    if hindrance:
        say(f"adr.py: the index was not refreshed: {hindrance}")
