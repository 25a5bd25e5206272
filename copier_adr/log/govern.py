"""Which decisions govern which files: those in force whose patterns take them in."""

from __future__ import annotations

import os

from ..record.gist import decision_of
from ..text.path_patterns import Matcher, good_and_bad
from .find import read_text
from .force import binds, is_followed
from .project import logs_around, project_root

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..record.record import Record
    from ..text.path_patterns import PathPattern
    from .log import Log


class Governing:
    """A decision that governs some of the paths that were asked for.

    Attributes:
        log, record: where it stands.
        pattern: the most special of its patterns that took in one of them.
        paths: those that it governs, in the order in which they were asked for.
    """

    __slots__ = ("log", "paths", "pattern", "record")

    def __init__(self, log: Log, record: Record, pattern: PathPattern) -> None:
        self.log, self.record, self.pattern = log, record, pattern
        self.paths: list[str] = []


def in_force(log: Log) -> list[Record]:
    """The records that bind: decided, not turned down, and followed by none."""
    return [record for record in log.records if binds(record.status) and not is_followed(log, record)]


def patterns_of(record: Record) -> tuple[list[PathPattern], list[tuple[str, str]]]:
    """The patterns of a record, and (text, why) of those that are none."""
    return good_and_bad(record.applies_to)


def sentence_of(log: Log, record: Record) -> str:
    """What a record decides, in its first sentence; "" where no section says it. OSError where it cannot be read."""
    return decision_of(read_text(log.folder, record.file), record.file, log.words)


def governing(logs: Iterable[Log], paths: Iterable[str]) -> list[Governing]:
    """The decisions in force that govern any of these files, the one with the most special pattern first.

    Paths are those of files, from the root of the repository on, with `/`; what is none is governed by nothing.
    """
    every = [(log, record) for log in logs for record in in_force(log) if record.applies_to]
    matcher = Matcher([patterns_of(record)[0] for _, record in every])
    found: dict[int, Governing] = {}
    for path in paths:
        for number, pattern in matcher.lists_of(path).items():
            one = found.get(number)
            if one is None:
                one = found[number] = Governing(*every[number], pattern)
            elif pattern.rank() > one.pattern.rank():
                one.pattern = pattern
            one.paths.append(path)
    ordered = sorted(found.items(), key=lambda item: item[0])
    return [one for _, one in sorted(ordered, key=lambda item: item[1].pattern.rank(), reverse=True)]


def governed_root(folder: str) -> str:
    """The folder that patterns start from: the repository's root; without one the project's, else where one stands."""
    root = project_root(folder)
    if os.path.exists(os.path.join(root, ".git")):
        return root
    return logs_around(folder)[0] or os.getcwd()
