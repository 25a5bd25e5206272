"""What a record's status was before it was superseded, as git's history has it."""

from __future__ import annotations

from ..record.read import read_record
from ..text.files import decode
from ..vocabulary.words import CANONICAL
from .force import binds
from .git import blobs, git

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..record.record import Record
    from ..vocabulary.words import Vocabulary

VERSIONS = 50  # of a file are looked at, the newest first


def before_superseded(folder: str, file: str, words: Vocabulary, ref: str = "HEAD") -> Record | None:
    """The newest version of a record, of those in the history of a commit, that is not superseded; None where none is.

    `file` is its path below the log. Its status may be None.
    """
    log = ("log", f"--max-count={VERSIONS}", "--follow", "--raw", "--no-abbrev", "--format=", ref, "--", file)
    changes = [
        line.split() for line in (git(folder, *log) or b"").decode("utf-8", "replace").splitlines() if line[:1] == ":"
    ]
    names = [parts[3] for parts in changes if len(parts) > 4 and parts[4] != "D"]
    for data in blobs(folder, names) if names else ():
        record = read_record(file, decode(data)[0], words)
        if record.status != "superseded":
            return record
    return None


def way_back(folder: str, record: Record, words: Vocabulary, accepted: str) -> tuple[str, str]:
    """(status to set, what that does) for a superseded record whose successor never came into force, or is gone.

    `accepted` is the log's word for a record that is in force; a record that never was goes back to what it said.
    """
    was = before_superseded(folder, record.file, words)
    if was is None or was.status not in CANONICAL or binds(was.status) or was.by_refs:
        return accepted, "puts it back in force"
    return was.status, "makes it what it was before"
