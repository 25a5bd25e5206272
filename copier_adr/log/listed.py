"""Lists of records that people keep beside them: tables, bullets, contents of Sphinx, lists of AsciiDoc."""

from __future__ import annotations

import os

from ..record.name_form import by_age
from ..record.status import canonical
from ..text.files import decode, read_bytes
from ..vocabulary.names import RECORD_SUFFIXES
from .index import is_titled
from .list_reader import ListReader
from .list_rows import title_words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..record.record import Record
    from .list_rows import ListBlock, ListRow
    from .log import Log

# What may hold a list of a log's records, the likeliest first; those before ADOC can hold an index of ours.
LIST_STEMS = ("readme", "index", "_index", "toc", "summary")
IN_MARKDOWN = ("md", "markdown")
FEW = 3  # lines that no table of contents has fewer of


class Listed:
    """What a file beside the records lists of them.

    Attributes:
        name: the file, below the log.
        text: its text.
        blocks: each table and list in which a record is named.
        globs: patterns of files that are listed without being named.
        is_made: whether a site makes a list of them while it is built.
    """

    def __init__(self, log: Log, name: str, text: str) -> None:
        self.log, self.name, self.text = log, name, text
        reader = ListReader(log, name, text)
        self.blocks: list[ListBlock] = list(reader.blocks())
        self.globs, self.is_made = reader.globs, reader.is_made

    @property
    def rows(self) -> list[ListRow]:
        return [row for block in self.blocks for row in block.rows]

    @property
    def files(self) -> set[str]:
        """The records that are listed."""
        import fnmatch

        named = {row.record.file for row in self.rows if row.record}
        stems = {file: file.rpartition(".")[0] for file in self.log.files} if self.globs else {}
        return named | {file for file, stem in stems.items() if any(fnmatch.fnmatchcase(stem, g) for g in self.globs)}

    @property
    def is_index(self) -> bool:
        """Whether it is a list of the log's records, and not a text that names some of them."""
        stating = any(row.status for row in self.rows)
        numbered = any(block.rows and all(not row.target for row in block.rows) for block in self.blocks)
        enough = 2 * len(self.files) >= len(self.log.records) or self._is_of_old()
        return bool(self.globs) or enough or ((stating or numbered) and len(self.files) >= FEW)

    @property
    def is_selection(self) -> bool:
        """Whether it lists some of the records, by a choice that an index would not show."""
        return not self.is_index and sum(len(block.rows) for block in self.blocks if not block.foreign) >= FEW

    def _is_of_old(self) -> bool:
        """Whether it has the oldest records and nothing else: then it is an index that nobody went on with."""
        files = self.files
        if len(files) < FEW or any(block.foreign for block in self.blocks):
            return False
        first = by_age(self.log.records)[: len(files) + max(1, len(files) // 10)]
        return files <= {record.file for record in first}

    @property
    def can_hold_ours(self) -> bool:
        return self.name.rpartition(".")[2].lower() in IN_MARKDOWN

    def more_than_ours(self) -> str:
        """What a reader finds in it and would not find in an index of ours, in words; "" where nothing."""
        if not self.can_hold_ours:
            return "it is no Markdown"
        if self.is_made:
            return "a site is built from it"
        if len(self.blocks) != 1:
            return "it groups the records"
        (block,) = self.blocks
        if block.foreign:
            return "it lists more than records"
        seen: set[str] = set()
        for row in block.rows:
            if row.record is None:
                return f"line {row.line} names a file that is no record"
            if row.record.file in seen:
                return f"line {row.line} names a record again"
            seen.add(row.record.file)
            more = _more_in_row(self.log, row, row.record)
            if more:
                return f"line {row.line} has {more}"
        return ""


def _more_in_row(log: Log, row: ListRow, record: Record) -> str:
    """What a row says that our row of the record would not."""
    if row.more:
        return f"more: {row.more[:60]!r}"
    if row.title and is_titled(record) and not _is_said_by(row.title, record):
        return "another title than the record"
    if row.status and canonical(row.status, log.words) != record.status:
        return "another status than the record"
    if row.date and row.date != record.date:
        return "another date than the record"
    return ""


def _is_said_by(title: str, record: Record) -> bool:
    """Whether a reader of our row finds all words of a title there: in the record's title, or in its file's name."""
    said, ours = title_words(title), title_words(record.title or "")
    return "".join(said) == "".join(ours) or {*ours, *title_words(record.file.replace("_", " "))}.issuperset(said)


def own_list(log: Log) -> Listed | None:
    """The file beside the records that lists most of them; None where none lists any."""
    found = []
    for name in list_files(log.folder):
        try:
            text = decode(read_bytes(os.path.join(log.folder, name)))[0]
        except OSError:
            continue
        listed = Listed(log, name, text)
        if listed.blocks or listed.globs:
            found.append(listed)
    return max(found, key=lambda listed: len(listed.files), default=None)


def list_files(folder: str) -> list[str]:
    """Names of the files of a log's folder that may hold a list of its records, the likeliest first."""
    suffixes = [suffix.lstrip(".") for suffix in RECORD_SUFFIXES]
    try:
        names = [name for name in os.listdir(folder) if name.rpartition(".")[0].lower() in LIST_STEMS]
    except OSError:
        return []
    names = [name for name in names if name.rpartition(".")[2].lower() in suffixes]
    return sorted(names, key=lambda name: (LIST_STEMS.index(name.rpartition(".")[0].lower()), name))
