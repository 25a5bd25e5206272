"""What a run is about to change, written down first, so that the next run can undo what a killed one left half-done."""

from __future__ import annotations

import hashlib
import os

from ..log.git import git
from ..text.files import own_place
from .change import NEW_FILE, remove_if_there, write_whole

TYPE_CHECKING = False
if TYPE_CHECKING:
    Planned = dict[str, "tuple[bytes | None, bytes | None]"]  # path -> (content before, content after)

IN_LOG = ".adr.undo"
HALF_WRITTEN = ".new"


class Journal:
    """A file that is there while several files change, and no longer. It holds their old contents and digests of the new.

    It lies in git's own folder, where no commit, clone or request carries it; in the log where there is no git or its
    folder is not ours to write in.
    """

    def __init__(self, folder: str, base: str = "", old: str = "", new: str = "") -> None:
        """For the log in `folder`; where it moves from `old` to `new`, both below the project's root `base`."""
        self.folder, self.base, self.old, self.new = folder, base or folder, old, new
        self.path = ""

    def begin(self, planned: Planned) -> None:
        """Write down what is about to happen, down to the disk."""
        import json

        base = os.path.realpath(self.base)
        files = []
        for path, (before, after) in planned.items():
            folder, name = os.path.split(own_place(path))
            below = os.path.relpath(os.path.join(os.path.realpath(folder), name), base)
            files.append(
                {"file": latin_path(below.replace(os.sep, "/")), "old": _latin_bytes(before), "new": digest(after)}
            )
        self.path = self._place()
        half = self.path + HALF_WRITTEN
        remove_if_there(half)
        fd = os.open(half, NEW_FILE, 0o666)
        # It says which file of the disk it is: a copy of it, which came with a project, is none of ours.
        told = {"inode": os.fstat(fd).st_ino, "old": latin_path(self.old), "files": files}
        write_whole(fd, json.dumps(told, ensure_ascii=False).encode("latin-1"))
        os.replace(half, self.path)

    def end(self) -> None:
        """All is done, or all is put back. One that cannot be removed says of every file that it needs nothing."""
        if self.path:
            remove_if_there(self.path + HALF_WRITTEN)
            remove_if_there(self.path)

    def _place(self) -> str:
        home = git_home(self.folder)
        if home:
            try:
                os.makedirs(home, exist_ok=True)
                if os.access(home, os.W_OK):
                    folders = [self.folder, *([os.path.join(self.base, self.new)] if self.old else [])]
                    return os.path.join(home, ".".join(map(key, folders)))
            except OSError:
                pass  # nor can it be written there
        return os.path.join(self.folder, IN_LOG)


def git_home(folder: str) -> str:
    """Where the journals of this working tree lie in git's folder; "" without git."""
    said = git(folder, "rev-parse", "--git-path", "adr-undo")
    return os.path.join(folder, os.fsdecode(said).rstrip("\r\n")) if said else ""


def key(folder: str) -> str:
    """What a log is called in the names of its journals."""
    return hashlib.sha256(os.fsencode(os.path.realpath(folder))).hexdigest()[:20]


def latin_path(path: str) -> str:
    """A path as JSON can hold it, whatever its bytes are: a character for each of them."""
    return os.fsencode(path).decode("latin-1")


def _latin_bytes(content: bytes | None) -> str | None:
    return None if content is None else content.decode("latin-1")


def digest(content: bytes | None) -> str | None:
    """What a journal says of a new content; None for a file that goes."""
    return None if content is None else hashlib.sha256(content).hexdigest()
