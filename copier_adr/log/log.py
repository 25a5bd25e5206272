"""TODO."""

from __future__ import annotations

import os
import re

from ..faults import Fault
from .contract import load_contract
from .find import find_files
from .parallel import in_parallel
from ..record.names import language, name_facts
from ..record.reading import learn, parse
from ..record.record import Record
from ..text.files import decode, read_bytes
from ..text.pattern import Pattern
from ..vocabulary.names import GENERIC_PREFIXES, RECORD_SUFFIXES


def read_files(folder: str, files: list[tuple[str, int]], check=None) -> list[tuple]:
    """A row for each file that is a record; (file, reason) for one that cannot be read.

    Where `check` returns something, the row is followed by (file, what is wrong, which rules the record ignores).
    """
    rows: list[tuple] = []
    prefix = folder.rstrip("/") + "/"
    for file, sure in files:
        try:
            data = read_bytes(prefix + file)
        except OSError as error:
            rows.append((file, error.strerror or str(error)))
            continue
        text, encoding = decode(data)
        row = parse(file, text)
        if sure == 2 or row[-1] >= (1 if sure == 1 else 2):
            rows.append(row)
            if check:
                found, ignored = check(file, text, encoding, Record(row))
                if found or ignored:
                    rows.append((file, found, ignored))
    return rows

NAME_LEAD = Pattern(r"^(?:[a-z]+[-_])*[\d_-]+")  # what leads a record's slug
PARTS_OF_URL = Pattern(r"[#?%\\]")

class Log:
    """All the records of one folder, in the order of the index, with the links between them resolved."""

    def __init__(self, folder: str, work=read_files, parallel: bool = True) -> None:
        self.folder = folder
        self.contract = load_contract(folder)
        learn(self.contract)
        files, self.passed = find_files(folder)
        self.candidates = len(files)
        self.unreadable: list[tuple] = []
        self.records: list[Record] = []
        self.findings: list[tuple] = []
        self.ignored: dict[str, set[str]] = {}
        for row in in_parallel(work, folder, files) if parallel else work(folder, files):
            if len(row) == 13:
                self.records.append(Record(row))
            elif len(row) == 2:
                self.unreadable.append(row)
            else:
                self.findings += row[1]
                self.ignored[row[0]] = row[2]
        self.link()

    def link(self) -> None:
        """Put the records in order and resolve their references to each other."""
        self.records.sort(key=order)
        self.files = {record.file: record for record in self.records}
        self._maps: tuple | None = None
        self._slugs: dict[str, list[Record]] | None = None
        for record in self.records:
            if record.fwd_refs:
                record.supersedes = self.resolve(record, record.fwd_refs)
            if record.by_refs:
                record.superseded_by = self.resolve(record, record.by_refs)
            if record.link_refs:
                record.links = [
                    (label, file) for label, refs in record.link_refs for file in self.resolve(record, refs)
                ]

    def maps(self) -> tuple:
        """(by path, by path without extension, by number), made when first needed."""
        if self._maps is None:
            paths: dict[str, Record] = {}
            stems: dict[str, list[Record]] = {}
            numbers: dict[int, list[Record]] = {}
            for r in self.records:
                low = r.file.lower()
                paths[low] = r
                stem = low.rpartition(".")[0]
                if stem.endswith(("/readme", "/index")):
                    stem = stem.rpartition("/")[0]
                stems.setdefault(stem, []).append(r)
                name = stem.rpartition("/")[2]
                if name != stem:
                    stems.setdefault(name, []).append(r)
                if r.number is not None:
                    numbers.setdefault(r.number, []).append(r)
            self._maps = (paths, stems, numbers)
        return self._maps

    def resolve(self, record: Record, refs: list) -> list[str]:
        """The files that references of `record` mean, without itself, in order."""
        found: list[str] = []
        for kind, target in refs:
            for other in self._by_path(record, target) if kind == "path" else self._by_number(record, target):
                if other is not record and other.file not in found:
                    found.append(other.file)
        return found

    def _by_path(self, record: Record, target: str) -> list[Record]:
        if target in self.files and "/" not in record.file and not PARTS_OF_URL.search(target):
            return [self.files[target]]  # nearly every link: the name of a file beside this one
        paths, stems, numbers = self.maps()
        target = target.partition("#")[0].partition("?")[0]
        if "%" in target:
            from urllib.parse import unquote as unquote_url

            target = unquote_url(target)
        outside = "://" in target
        target = target.replace("\\", "/").rstrip("/").lower()
        if not target or target.startswith("mailto:"):
            return []
        folder = os.path.dirname(record.file.lower())
        name = target.rpartition("/")[2]
        if outside:
            if not name.endswith((*RECORD_SUFFIXES, ".html")):
                return []
            return [r for r in stems.get(name.rpartition(".")[0], []) if r.file.lower().endswith(name)]
        path = os.path.normpath(os.path.join(folder, target)).replace("\\", "/")
        if path in paths:
            return [paths[path]]
        stem = path.rpartition(".")[0] if path.endswith((*RECORD_SUFFIXES, ".html")) else path
        own = name.rpartition(".")[0] if name.endswith((*RECORD_SUFFIXES, ".html")) else name
        for key in (stem, own):
            if key.endswith(("/readme", "/index")):
                key = key.rpartition("/")[0]
            if key in stems:
                return stems[key] if len(stems[key]) == 1 else self._nearest(record, stems[key])
        if name.isdigit():
            return self._nearest(record, numbers.get(int(name), []))
        number, prefix, _ = name_facts(name)
        if number is not None:
            moved = self._by_slug(NAME_LEAD.sub("", own))  # renumbered since the link was written
            return moved if len(moved) == 1 else self._by_number(record, f"{prefix} {number}")
        return self._by_slug(name)

    def _by_slug(self, name: str) -> list[Record]:
        """The records whose names are `name` once their numbers are gone."""
        if self._slugs is None:
            self._slugs = {}
            for stem, records in self.maps()[1].items():
                slug_only = NAME_LEAD.sub("", stem.rpartition("/")[2])
                for r in records:
                    if r not in self._slugs.setdefault(slug_only, []):
                        self._slugs[slug_only].append(r)
        return self._slugs.get(name, [])

    def _by_number(self, record: Record, target: str) -> list[Record]:
        prefix, _, digits = target.rpartition(" ")
        candidates = [r for r in self.maps()[2].get(int(digits), []) if r is not record]
        exact = [r for r in candidates if r.prefix == prefix]
        if prefix not in GENERIC_PREFIXES and not exact:
            exact = [
                r
                for r in candidates
                if r.prefix
                and (r.prefix.endswith(prefix) or (prefix.endswith(r.prefix) and r.prefix not in GENERIC_PREFIXES))
            ]
            return self._nearest(record, exact)
        if prefix in GENERIC_PREFIXES:
            exact = (
                [r for r in candidates if r.prefix == record.prefix]
                or [r for r in candidates if r.prefix in GENERIC_PREFIXES]
                or candidates
            )
        return self._nearest(record, exact)

    def _nearest(self, record: Record, candidates: list[Record]) -> list[Record]:
        """Of several records with one number: those of the same folder, then the one that speaks of `record`."""
        if len(candidates) < 2:
            return candidates
        folder = os.path.dirname(record.file)
        near = [r for r in candidates if os.path.dirname(r.file) == folder] or candidates
        near = [r for r in near if language(r.file) == language(record.file)] or near
        if len(near) > 1:
            name = record.file.rpartition("/")[2]
            speaking = []
            for r in near:
                try:
                    if name in decode(read_bytes(os.path.join(self.folder, r.file)))[0]:
                        speaking.append(r)
                except OSError:
                    continue
            near = speaking if len(speaking) == 1 else near
        return near


def order(record: Record) -> tuple:
    """The order of the index: by folder, then by number, then by name; dated names last."""
    file = record.file
    folder, _, name = file.rpartition("/")
    if name.lower().startswith(("readme.", "index.")):
        folder, _, name = folder.rpartition("/")
    number = record.number
    return (folder, 1, 0, name) if number is None else (folder, 0, number, name)


def read_log(folder: str) -> list[dict]:
    """The records of a log as `list --json` prints them, for code that loads this file as a module."""
    return [record.as_json() for record in Log(folder, parallel=False).records]


def one(log: Log, what: str, *, but: Record | None = None) -> Record:
    """The record that a person means by a number, a file's name or part of it."""
    text = what.strip().replace(os.sep, "/")
    digits = re.fullmatch(r"(?:[A-Za-z]+[-_ ]?)*#?(\d{1,7})", text)
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
    raise Fault(f"{log.folder}: has no record {what!r}; see `adr.py list`")


class Draft(Log):
    """A log as it will be: the records of another one, some of them with new text."""

    def __init__(self, log: Log, pages: dict[str, str | None]) -> None:
        self.folder, self.contract, self.unreadable = log.folder, log.contract, log.unreadable
        self.records = [r for r in log.records if r.file not in pages]
        self.records += [Record(parse(file, text)) for file, text in pages.items() if text is not None]
        for record in self.records:
            record.supersedes, record.superseded_by, record.links = [], [], []
        self.link()
