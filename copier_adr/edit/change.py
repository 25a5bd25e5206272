"""Several files written together: all of them, or none, whatever ends the run."""

from __future__ import annotations

import hashlib
import os

from ..faults import Fault
from ..text.files import own_place, read_bytes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from .journal import Journal

# A file that is not there, and no link that waits there for us.
NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


class Change:
    """Files that change together: all of them, or none.

    Every new content is first written whole beside its file; only then do the files take their places, each
    by a rename, and what is to go goes last. If one cannot, those that already did are put back. A run that is killed
    can put nothing back: with a journal, the next run does.
    """

    def __init__(self, journal: Journal | None = None) -> None:
        self.journal = journal
        self.files: dict[str, bytes | None] = {}

    def write(self, path: str, data: bytes | None) -> None:
        """Plan `data` as the content of `path`; None plans its removal."""
        self.files[path] = data

    def commit(self, last: Callable[[], None] | None = None) -> list[str]:
        """The paths that changed. Fault, with everything as it was, where one cannot be written.

        `last` is the step after which all counts as done; an OSError of it undoes everything too.
        """
        old = self._drop_unchanged()
        if not self.files and not last:
            return []
        beside: dict[str, str] = {}
        done: list[str] = []
        folders: list[str] = []
        try:
            if self.journal:
                self.journal.begin({path: (old[path], data) for path, data in self.files.items()})
            for path, data in self.files.items():
                if data is not None:
                    make_folders(os.path.dirname(path), folders)
                    beside[path] = write_beside(own_place(path), data)
            self._take_places(beside, done)
            if last:
                last()
        except BaseException as error:
            self._put_back(old, done, beside)
            for folder in reversed(folders):
                os.rmdir(folder)
            if isinstance(error, OSError):
                name = error.filename or next((p for p in self.files if p not in done), "")
                raise Fault(f"{name}: {error.strerror or error}; nothing was changed") from None
            raise
        if self.journal:
            self.journal.end()
        return done

    def _put_back(self, old: dict[str, bytes | None], done: list[str], beside: dict[str, str]) -> None:
        """Everything as it was. Where that cannot be done either, the journal stays, and the next run does it."""
        for temporary in beside.values():
            remove_if_there(temporary)
        for path in done:
            put_content(own_place(path), old[path])
        if self.journal:
            self.journal.end()

    def _drop_unchanged(self) -> dict[str, bytes | None]:
        """{path: what it holds now} of every planned file; those that hold it already are planned no more."""
        old: dict[str, bytes | None] = {}
        for path in list(self.files):
            try:
                old[path] = read_bytes(path)
            except FileNotFoundError:
                old[path] = None
            except OSError as error:
                raise Fault(f"{path}: {error.strerror or error}; nothing was changed") from None
            if old[path] == self.files[path]:
                del self.files[path]
        return old

    def _take_places(self, beside: dict[str, str], done: list[str]) -> None:
        """Each new content takes its place; what did is in `done`, and no more in `beside`."""
        for path in sorted(self.files, key=lambda path: self.files[path] is None):
            if self.files[path] is None:
                os.remove(path)
            else:
                os.replace(beside[path], own_place(path))
                del beside[path]
            done.append(path)


def make_folders(folder: str, made: list[str]) -> None:
    """Make a folder and those above it that are missing; what was made is added to `made`, the upper ones first."""
    if folder and not os.path.lexists(folder):
        make_folders(os.path.dirname(folder), made)
        os.mkdir(folder)
        made.append(folder)


def put_content(path: str, content: bytes | None) -> None:
    """Give a file this content; None removes it."""
    if content is None:
        os.remove(path)
        return
    temporary = write_beside(path, content)
    try:
        os.replace(temporary, path)
    except BaseException:
        remove_if_there(temporary)
        raise


def remove_if_there(path: str) -> None:
    """Remove a file; that it cannot be removed, or is not there, does no harm."""
    try:
        os.remove(path)
    except OSError:
        return


def place_beside(path: str) -> str:
    """Where the new content of `path` is written first: always the same, so that a killed run leaves one file at most."""
    folder, name = os.path.split(path)
    return os.path.join(folder, f".adr-{hashlib.sha256(os.fsencode(name)).hexdigest()[:16]}.tmp")


def write_beside(path: str, data: bytes) -> str:
    """Write `data` to a new file in the folder of `path`, with its permissions; the new file's path."""
    temporary = place_beside(path)
    try:
        mode = os.stat(path).st_mode & 0o7777
        if not os.access(path, os.W_OK):
            raise PermissionError(13, "it is read-only", path)
    except FileNotFoundError:
        mode = None
    remove_if_there(temporary)  # of a run that was killed
    fd = os.open(temporary, NEW_FILE, 0o666)
    try:
        write_whole(fd, data)
        if mode is not None:
            os.chmod(temporary, mode)
    except BaseException:
        os.remove(temporary)
        raise
    return temporary


def write_whole(fd: int, data: bytes) -> None:
    """Write, down to the disk, and close."""
    try:
        view = memoryview(data)
        while view:
            view = view[os.write(fd, view) :]
        os.fsync(fd)
    finally:
        os.close(fd)
