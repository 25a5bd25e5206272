"""A folder of records."""

from __future__ import annotations

import os
import re

from ..faults import Fault, Misuse
from ..program import ADR
from ..record.read import parse, read_record
from ..record.record import Record
from ..record.vocabulary import vocabulary
from ..text.files import decode, read_bytes
from .contract import load_contract
from .find import find_files
from .parallel import in_parallel
from .resolve import Resolver
from .settle import settle

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from ..vocabulary.words import Vocabulary

    # (file, text, encoding, record) -> (findings, the rules that the record ignores)
    CheckRecord = Callable[[str, str, str, Record], tuple[list[Any], set[str]]]

A_RECORD = 20  # values in the row of a record


def read_files(
    folder: str, files: list[tuple[str, int]], words: Vocabulary, check: CheckRecord | None = None
) -> list[tuple[Any, ...]]:
    """A row for each file that is a record; (file, reason) for one that cannot be read.

    Where `check` returns something, the row is followed by (file, what is wrong, which rules the record ignores).
    """
    rows: list[tuple[Any, ...]] = []
    prefix = folder.rstrip("/") + "/"
    for file, sure in files:
        try:
            data = read_bytes(prefix + file)
        except OSError as error:
            rows.append((file, error.strerror or str(error)))
            continue
        text, encoding = decode(data)
        row = parse(file, text, words)
        if reads_as_record(row, sure):
            rows.append(row)
            if check:
                found, ignored = check(file, text, encoding, Record(row))
                if found or ignored:
                    rows.append((file, found, ignored))
    return rows


def reads_as_record(row: tuple[Any, ...], sure: int) -> bool:
    """Whether the facts of a file make it a record, where its name says so to that degree (see `find_files`)."""
    evidence: int = row[-1]
    return evidence >= 0 and (sure == 2 or evidence >= (1 if sure == 1 else 2))


class Log:
    """All the records of one folder, in the order of the index, with the links between them resolved.

    Attributes:
        contract: what adr.json says, filled up from the default.
        words: the vocabulary that its records are read with.
        records: in the order of the index.
        unreadable: (file, reason) of files that cannot be read.
        passed: symbolic links and folders that were passed over.
        candidates: how many files may be records by their names.
        findings, ignored: what `check` said of each record, and which rules each record ignores.
    """

    def __init__(self, folder: str, check: CheckRecord | None = None, parallel: bool = True) -> None:
        self.folder = folder
        self.contract = load_contract(folder)
        self.words = vocabulary(self.contract)
        files, self.passed = find_files(folder)
        self.candidates = len(files)
        self.unreadable: list[tuple[str, str]] = []
        self.records: list[Record] = []
        self.findings: list[tuple[Any, ...]] = []
        self.ignored: dict[str, set[str]] = {}

        def work(share: list[tuple[str, int]]) -> list[tuple[Any, ...]]:
            return read_files(folder, share, self.words, check)

        for row in in_parallel(work, files) if parallel else work(files):
            if len(row) == A_RECORD:
                self.records.append(Record(row))
            elif len(row) == 2:
                self.unreadable.append((row[0], row[1]))
            else:
                self.findings += row[1]
                self.ignored[row[0]] = row[2]
        kept = settle(self.records)
        if len(kept) < len(self.records):
            gone = {record.file for record in self.records} - {record.file for record in kept}
            self.records = kept
            self.findings = [row for row in self.findings if row[1] not in gone]
        self.link()

    def link(self) -> None:
        """Put the records in order and resolve their references to each other."""
        self.records.sort(key=order)
        self.resolver = Resolver(self.folder, self.records)
        self.files = self.resolver.files
        for record in self.records:
            if record.fwd_refs:
                record.supersedes = self.resolver.resolve(record, record.fwd_refs)
            if record.by_refs:
                record.superseded_by = self.resolver.resolve(record, record.by_refs)
            if record.link_refs:
                record.links = [
                    (label, file) for label, refs in record.link_refs for file in self.resolver.resolve(record, refs)
                ]


class Draft(Log):
    """A log as it will be: the records of another one, some of them with new text (None: gone)."""

    def __init__(self, log: Log, pages: dict[str, str | None]) -> None:
        self.folder, self.contract, self.words, self.unreadable = log.folder, log.contract, log.words, log.unreadable
        self.records = [r for r in log.records if r.file not in pages]
        self.records += [read_record(file, text, log.words) for file, text in pages.items() if text is not None]
        for record in self.records:
            record.supersedes, record.superseded_by, record.links = [], [], []
        self.link()


def order(record: Record) -> tuple[str, int, int, str]:
    """The order of the index: by folder, then by number, then by name; dated names last."""
    file = record.file
    folder, _, name = file.rpartition("/")
    if name.lower().startswith(("readme.", "index.")):
        folder, _, name = folder.rpartition("/")
    number = record.number
    return (folder, 1, 0, name) if number is None else (folder, 0, number, name)


def read_log(folder: str) -> list[dict[str, Any]]:
    """The records of a log as `list --json` prints them."""
    return [record.as_json() for record in Log(folder, parallel=False).records]


def two_ends(log: Log, record: str, target: str) -> tuple[Record, Record]:
    """The two records that a person links; Misuse where they are one."""
    source = one(log, record)
    other = one(log, target, but=source)
    if source is other:
        raise Misuse("a record cannot be linked to itself")
    return source, other


def one(log: Log, what: str, *, but: Record | None = None) -> Record:
    """The record that a person means by a number, a file's name or part of it."""
    text = what.strip().replace(os.sep, "/")
    digits = re.fullmatch(r"(?:[A-Za-z]{1,20}[-_ ]){0,5}[A-Za-z]{0,20}#?(\d{1,7})", text)
    name = text.rpartition("/")[2]
    found = [
        r
        for r in log.records
        if r.file == text
        or r.file.rpartition("/")[2] == name
        or os.path.abspath(os.path.join(log.folder, r.file)) == os.path.abspath(what)
    ]
    exact = [
        r for r in found if r.file == text or os.path.abspath(os.path.join(log.folder, r.file)) == os.path.abspath(what)
    ]
    found = exact or found
    if not found and digits:
        found = [r for r in log.records if r.number == int(digits.group(1)) and r is not but]
        prefixed = [r for r in found if r.prefix and text.casefold().startswith(r.prefix)]
        found = prefixed or found
    if not found:
        found = [r for r in log.records if name and name.casefold() in r.file.casefold()]
    if len(found) == 1:
        return found[0]
    if found:
        raise Fault(f"{what!r} may be {', '.join(r.file for r in found[:5])}; give the file's name")
    raise Fault(f"{log.folder}: has no record {what!r}; see `{ADR} list`")
