"""Records' files opened for change."""

from __future__ import annotations

import os
import re

from ..faults import Fault
from ..log.contract import BLANK
from ..log.find import place_of
from ..log.log import Draft
from ..record.read import read_record
from ..text.files import decode, encoded, read_bytes
from ..text.prose import in_layout_of
from ..text.rst_tables import columns_kept
from ..vocabulary.names import ASCIIDOC
from .change import Change
from .index import refresh, say_hindrance
from .journal import Journal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..log.log import Log
    from ..record.record import Record
    from ..vocabulary.words import Vocabulary


class Page:
    """A record's file opened for change: its text, how it is encoded, what it says."""

    def __init__(self, folder: str, file: str, words: Vocabulary, text: str, encoding: str) -> None:
        self.file, self.words, self.text, self.encoding = file, words, text, encoding
        self.path = place_of(folder, file)

    def encoded(self) -> bytes:
        return encoded(self.text, self.encoding, self.path)

    def facts(self, text: str | None = None) -> Record:
        """What the page says; with `text`, what it would say."""
        return read_record(self.file, self.text if text is None else text, self.words)


def open_page(folder: str, file: str, words: Vocabulary) -> Page:
    """The page as the file has it."""
    path = place_of(folder, file)
    try:
        text, encoding = decode(read_bytes(path))
    except OSError as error:
        raise Fault(f"{path}: {error.strerror or error}") from None
    return Page(folder, file, words, text, encoding)


def page_of(log: Log, file: str, pages: dict[str, str | None]) -> Page:
    """The page as the pages so far have it; a file that is still to be written is UTF-8."""
    text = pages.get(file)
    if text is not None and not os.path.exists(place_of(log.folder, file)):
        return Page(log.folder, file, log.words, text, "utf-8")
    page = open_page(log.folder, file, log.words)
    if text is not None:
        page.text = text
    return page


def to_atx(text: str, file: str) -> str:
    """A record's text for `headings`: reStructuredText's underlines and AsciiDoc's marks as Markdown's; same length."""
    suffix = file.rpartition(".")[2].lower()
    if suffix == "rst":
        text = re.sub(r"(?<=\n)([*~^#+\"'.:`_-])\1{2,}(?=[ \t]*\r?(?:\n|$))", lambda m: "-" * len(m.group()), text)
    elif suffix in ASCIIDOC:
        text = re.sub(r"(^|\n)(={1,6})(?= )", lambda m: m.group(1) + "#" * len(m.group(2)), text)
    return text


def same_otherwise(one: Record, other: Record) -> bool:
    """Whether two readings of a record have one title and one number."""
    return (one.title, one.number, one.title_number) == (other.title, other.number, other.title_number)


def plan_pages(log: Log, pages: dict[str, str | None], change: Change) -> None:
    """Plan the text of each of these records; None plans a removal."""
    for file, text in pages.items():
        path = place_of(log.folder, file)
        change.write(path, None if text is None else laid_out(log, page_of(log, file, pages), path).encoded())


def _same_facts(one: Record, other: Record) -> bool:
    refs = [(record.by_refs, record.fwd_refs, record.link_refs) for record in (one, other)]
    return one.as_json() == other.as_json() and refs[0] == refs[1]


def laid_out(log: Log, page: Page, path: str) -> Page:
    """A changed page laid out as its file is, or as the log's blank where it is new; as it stands where that would say
    something else.
    """
    columns = log.contract.get("columns")
    try:
        before = decode(read_bytes(path if os.path.exists(path) else os.path.join(log.folder, BLANK)))[0]
    except OSError:
        return page
    text = in_layout_of(before, page.text, columns if isinstance(columns, int) else 0)
    text = columns_kept(text) if page.file.endswith(".rst") else text
    if text != page.text and _same_facts(page.facts(text), page.facts()):
        page.text = text
    return page


def write_pages(log: Log, pages: dict[str, str | None]) -> str | None:
    """Write changed records and the index, all or none; what hinders the index, where something does.

    The caller holds the lock.
    """
    change = Change(Journal(log.folder))
    plan_pages(log, pages, change)
    hindrance = refresh(Draft(log, pages), change)
    change.commit()
    return hindrance


def save(log: Log, pages: dict[str, str | None]) -> None:
    """Write changed records and the index, all or none; say what hinders the index. The caller holds the lock."""
    say_hindrance(write_pages(log, pages))
