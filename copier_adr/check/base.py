"""What a branch did to the log since it left its base, and what the base did since."""

from __future__ import annotations

import os

from ..faults import Misuse
from ..log.find import read_text, record_names
from ..log.git import blobs, git, tree_files, why_git_fails
from ..record.read import read_record
from ..text.files import decode, read_bytes
from .frozen import frozen_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..log.log import Log
    from ..record.record import Record


class Before:
    """A record as it was where the branch left the base."""

    def __init__(self, file: str, text: str, record: Record) -> None:
        self.file, self.text, self.record = file, text, record


class Base:
    """A log beside what it was.

    Attributes:
        ref: the base as it was named.
        there, before: {file: blob} on the base now, and where the branch left it.
        now: {file: record} of the log.
        changed: records of `before` that the branch changed or removed, as they were.
        new_texts: frozen texts of files that the branch brought, where it removed others.
    """

    def __init__(self, log: Log, ref: str) -> None:
        self.ref, self.folder, self.words = ref, log.folder, log.words
        self.there = _files_on(log.folder, ref)
        self.before = tree_files(log.folder, _fork_point(log.folder, ref)) or {}
        self.now = {record.file: record for record in log.records}
        self.changed = self._changed()
        self.new_texts = self._new_texts()

    def _changed(self) -> list[Before]:
        files = [
            file
            for file in record_names(self.before)
            if file not in self.now or _differs(self.folder, file, self.before[file])
        ]
        texts = [decode(data)[0] for data in blobs(self.folder, [self.before[file] for file in files])]
        return [Before(file, text, read_record(file, text, self.words)) for file, text in zip(files, texts)]

    def _new_texts(self) -> set[str]:
        if all(before.file in self.now for before in self.changed):
            return set()
        new = [file for file in self.now if file not in self.before]
        return {frozen_text(read_text(self.folder, file), self.words) for file in new}


def _files_on(folder: str, ref: str) -> dict[str, str]:
    there = tree_files(folder, ref)
    if there is not None:
        return there
    reason = why_git_fails(folder)
    if not reason:
        branch = ref.rpartition("/")[2]
        reason = f"git knows no such commit here; fetch it (`git fetch origin {branch}`) with its history"
    raise Misuse(f"--base {ref}: {reason}")


def _fork_point(folder: str, ref: str) -> str:
    """The commit where the branch left the base."""
    left = git(folder, "merge-base", ref, "HEAD")
    if left is None:
        raise Misuse(
            f"--base {ref}: git cannot tell where this branch left it; fetch the whole history (fetch-depth: 0)"
        )
    return left.decode().strip()


def _differs(folder: str, path: str, blob: str) -> bool:
    """Whether a file is another than the blob; line ends as git may turn them do not count."""
    import hashlib

    data = read_bytes(os.path.join(folder, *path.split("/")))
    for content in (data, data.replace(b"\r\n", b"\n")):
        head = f"blob {len(content)}\0".encode()
        if (hashlib.sha256 if len(blob) == 64 else hashlib.sha1)(head + content).hexdigest() == blob:
            return False
    return True
