"""A whole log as the rules see it, with what is worked out once for several of them."""

from __future__ import annotations

import os

from ..faults import Fault
from ..log.citations import Citing
from ..log.contract import CONTRACT, own_index_file
from ..log.git import changed_files
from ..log.index import MARKER_STEM, fresh_index, index_file
from ..log.listed import Listed
from ..log.project import project_root
from ..text.files import decode, read_bytes, why_unreadable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..log.citations import Citation
    from ..log.log import Log
    from .base import Base


class Whole:
    """A log under check.

    Attributes:
        log: the log.
        base: what the branch is compared with, where that was asked for.
        taken: numbers that other open changes take.
        merged: whether the log is on the default branch.
    """

    def __init__(self, log: Log, base: Base | None, taken: set[int], merged: bool = False) -> None:
        self.log, self.base, self.taken, self.merged = log, base, taken, merged
        self._index: IndexState | None = None
        self._own_list: Listed | None = None
        self._own_read = False
        self._citations: list[Citation] | None = None
        self._touched: frozenset[str] | None = None

    @property
    def index(self) -> IndexState:
        """How the index is, worked out when it is first asked for."""
        if self._index is None:
            self._index = IndexState(self.log)
        return self._index

    @property
    def citations(self) -> list[Citation]:
        """What cites the log's records, looked for when first asked for; none where git cannot say."""
        if self._citations is None:
            self._citations = Citing(self.log).found or []
        return self._citations

    @property
    def root(self) -> str:
        """The repository's root."""
        return os.path.realpath(project_root(self.log.folder))

    @property
    def touched(self) -> frozenset[str]:
        """The files, from the repository's root, that the branch changed since it left its base; none without a base."""
        if self._touched is None:
            self._touched = frozenset(changed_files(self.root, self.base.fork) if self.base else ())
        return self._touched

    def from_log(self, path: str) -> str:
        """A path from the repository's root as one from the log, as findings have it."""
        home = os.path.realpath(self.log.folder)
        return os.path.relpath(os.path.join(self.root, path), home).replace(os.sep, "/")

    @property
    def own_list(self) -> Listed | None:
        """The list that the project keeps itself; None where an index is written for it, or the file cannot be read."""
        if not self._own_read:
            self._own_read = True
            name = own_index_file(self.log.contract)
            path = os.path.join(self.log.folder, name)
            if name and os.path.lexists(path) and not why_unreadable(path):
                self._own_list = Listed(self.log, name, decode(read_bytes(path))[0])
        return self._own_list


class IndexState:
    """How the index of a log is.

    Attributes:
        name: the file that holds it, below the log.
        hindrance: why it cannot be compared; "" also where there is none and none is promised.
        differs: whether it is another than the records say.
        same_rows: whether only their order differs.
        line: where it begins.
    """

    def __init__(self, log: Log) -> None:
        path = index_file(log.folder)
        self.name = os.path.basename(path)
        self.hindrance, self.differs, self.same_rows, self.line = "", False, False, 1
        if own_index_file(log.contract):
            return  # rules of its own compare that one
        promised = os.path.exists(os.path.join(log.folder, CONTRACT))
        if not os.path.lexists(path):
            self.hindrance = "the index's file is not there" if promised else ""
            return
        try:
            now, fresh, _ = fresh_index(log, path)
        except Fault as fault:
            if promised or why_unreadable(path) or MARKER_STEM.encode() in read_bytes(path):
                self.hindrance = str(fault).partition(": ")[2]
            return
        if now != fresh:
            self.differs = True
            self.same_rows = sorted(now.splitlines()) == sorted(fresh.splitlines())
            self.line = now[: now.find(MARKER_STEM.encode())].count(b"\n") + 1
