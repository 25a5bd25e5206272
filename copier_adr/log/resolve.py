"""From a reference to the record that it means."""

from __future__ import annotations

import os

from ..record.names import language, name_facts
from ..text.files import decode, read_bytes
from ..text.pattern import Pattern
from ..vocabulary.names import GENERIC_PREFIXES, RECORD_SUFFIXES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..record.record import Record
    from ..record.references import Refs

NAME_LEAD = Pattern(r"^(?:[a-z]+[-_])*[\d_-]+")  # what leads a record's slug
PARTS_OF_URL = Pattern(r"[#?%\\]")


class Resolver:
    """The records of a log by everything that people call them by; the maps are made when first needed."""

    def __init__(self, folder: str, records: list[Record]) -> None:
        self.folder = folder
        self.records = records
        self.files = {record.file: record for record in records}
        self._maps: tuple[dict[str, Record], dict[str, list[Record]], dict[int, list[Record]]] | None = None
        self._slugs: dict[str, list[Record]] | None = None

    def maps(self) -> tuple[dict[str, Record], dict[str, list[Record]], dict[int, list[Record]]]:
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

    def resolve(self, record: Record, refs: Refs) -> list[str]:
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
                return self._nearest(record, stems[key])
        if name.isdecimal():
            return self._nearest(record, numbers.get(int(name), []))
        number, prefix, _ = name_facts(name)
        if number is not None:
            moved = self._by_slug(NAME_LEAD.sub("", own))  # renumbered since the link was written
            return moved if len(moved) == 1 else self._by_number(record, f"{prefix} {number}")
        return self._by_slug(own)

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
        if prefix not in GENERIC_PREFIXES and any(r.title_prefix == prefix for r in candidates):
            named = [r for r in candidates if r.title_prefix == prefix]
            return self._nearest(record, named)  # "TEP-0107" of the file 0107-b.md, whose title says so
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
