"""The other logs of a repository, told by the names of its files, and which of the logs a file speaks of."""

from __future__ import annotations

from ..record.names import by_name, name_facts
from ..vocabulary.names import RECORD_SUFFIXES, RECORD_WORDS
from .contract import CONTRACT
from .project import USUAL_FOLDERS, under

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

LOG_FOLDERS = frozenset(folder.rpartition("/")[2] for folder in USUAL_FOLDERS) | {"rfc", "rfcs", "madr"}
# Folders that say nothing of the part of a project that a log in them speaks of.
NO_PART = LOG_FOLDERS | set("docs doc documentation architecture design records engineering dev internal".split())
WITHIN = 1000  # deeper than any folder


class Around:
    """The logs of a repository beside one of them, in the folder `place`; folders count from the root, with `/`.

    Attributes:
        files: every file that git tracks.
        numbers: {folder of another log: the numbers of its records}.
    """

    def __init__(self, place: str, files: Iterable[str]) -> None:
        self.place = place
        self.files = frozenset(files)
        self.numbers: dict[str, set[int]] = {}
        contracts = {file.rpartition("/")[0] for file in self.files if file.endswith("/" + CONTRACT)} - {place}
        for folder in contracts:
            self.numbers[folder] = set()
        for file in self.files:
            if file.endswith(RECORD_SUFFIXES):
                self._add(file, contracts)

    def _add(self, file: str, contracts: set[str]) -> None:
        folder, _, name = file.rpartition("/")
        parts = folder.split("/")
        log = next(("/".join(parts[:n]) for n in range(len(parts), 0, -1) if "/".join(parts[:n]) in contracts), "")
        if not log and (not self.place or under(folder, self.place)):
            return
        number, prefix, _ = name_facts(name.rpartition(".")[0]) if by_name(name) == 2 else (None, "", None)
        if number is None:
            return
        if not log:
            depth = max((n for n, part in enumerate(parts, 1) if _is_log_folder(part.lower())), default=0)
            if not depth and not any(word in RECORD_WORDS for word in prefix.replace("_", "-").split("-")):
                return
            log = "/".join(parts[:depth]) if depth else folder
        self.numbers.setdefault(log, set()).add(number)

    def of_the_log(self, file: str, number: int, is_there: bool) -> bool:
        """Whether a number in a file surely means the log at `place`, which has it or not.

        It means the log that is nearest to the file of those that have it; where none has it, the nearest of all.
        """
        own = rank(self.place, file)
        others = {log: rank(log, file) for log in self.numbers}
        holders = [depth for log, depth in others.items() if number in self.numbers[log]]
        if own < 0 or (holders and not is_there):
            return False
        if is_there:
            return all(depth < own for depth in holders)
        return all(depth < own or (depth == own and self.place < log) for log, depth in others.items())

    def is_nearest(self, file: str, or_one_of_them: bool = False) -> bool:
        """Whether no other log is as near to a file; or, none is nearer."""
        own = rank(self.place, file) + or_one_of_them
        return own >= or_one_of_them and all(rank(log, file) < own for log in self.numbers)


def rank(log: str, file: str) -> int:
    """How near a log is to a file: WITHIN and more in the log's folder, else how deep the part lies that it speaks of.

    -1 where it speaks of another part.
    """
    if not log or under(file, log):
        return WITHIN + len(log.split("/")) if log else 0
    parts = log.split("/")[:-1]
    while parts and parts[-1].lower() in NO_PART:
        parts.pop()
    return len(parts) if not parts or under(file, "/".join(parts)) else -1


def _is_log_folder(part: str) -> bool:
    return part in LOG_FOLDERS or part.startswith(("adr-", "adrs-"))
