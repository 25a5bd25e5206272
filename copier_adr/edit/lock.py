"""One run at a time writes into a log."""

from __future__ import annotations

import os
import stat
import sys

from ..faults import Fault
from ..text.files import NO_LINK
from .change import remove_if_there
from .undo import undo_half_done


class Lock:
    """Held while records are read and written, so that two runs at once never choose the same number.

    A file that the system locks for this process: the lock of a run that is killed ends with it. Where the system
    knows no such lock (Windows), the file itself is it, and one left by a crash counts for half a minute. Whoever takes
    the lock undoes first what a killed run left half-done.
    """

    WAIT, STALE = 40.0, 30.0

    def __init__(self, folder: str) -> None:
        self.folder, self._held = folder, -1

    @property
    def path(self) -> str:
        return os.path.join(self.folder, ".adr.lock")

    def __enter__(self) -> Lock:
        import time

        end = time.monotonic() + self.WAIT
        while not self._taken():
            if time.monotonic() > end:
                raise Fault(f"{self.path}: another run holds the log; wait for it, or delete this file")
            time.sleep(0.02)
        try:
            undo_half_done(self.folder)
        except BaseException:
            self.__exit__()
            raise
        return self

    def _taken(self) -> bool:
        """Whether the file is now ours."""
        flags = os.O_CREAT | os.O_RDWR | NO_LINK | getattr(os, "O_NONBLOCK", 0)
        if sys.platform == "win32":
            flags |= os.O_EXCL
            self._remove_stale()
        try:
            fd = os.open(self.path, flags, 0o666)
        except FileExistsError:
            return False
        except OSError as error:
            if isinstance(error, PermissionError) and os.name == "nt" and os.path.exists(self.path):
                return False  # Windows, while another run removes it
            raise self._refused(error.strerror or str(error)) from None
        if not stat.S_ISREG(os.fstat(fd).st_mode):
            os.close(fd)
            raise self._refused("no ordinary file")
        if sys.platform == "win32" or not self._locked(fd):
            os.close(fd)  # on Windows a folder with an open file cannot move
            return sys.platform == "win32"
        self._held = fd
        return True

    def _locked(self, fd: int) -> bool:
        """Whether the open file is locked for us, and still the one that lies there."""
        if sys.platform == "win32":
            return True  # that we made it is the lock
        import fcntl

        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return os.path.samestat(os.fstat(fd), os.lstat(self.path))
        except BlockingIOError:
            return False  # another run holds it
        except FileNotFoundError:
            return False  # its holder has just removed it
        except OSError as error:
            raise self._refused(error.strerror or str(error)) from None

    def _refused(self, why: str) -> Fault:
        if os.path.islink(self.path) or os.path.lexists(self.path):
            kind = "a link" if os.path.islink(self.path) else "a folder" if os.path.isdir(self.path) else why
            return Fault(f"{self.path}: cannot be the log's lock ({kind}); delete it. Nothing was changed")
        return Fault(f"{self.folder}: {why}; nothing was changed")

    def _remove_stale(self) -> None:
        import time

        try:
            if time.time() - os.stat(self.path).st_mtime > self.STALE:
                os.remove(self.path)
        except OSError:
            return

    def __exit__(self, *_: object) -> None:
        remove_if_there(self.path)  # before the lock ends, or the next one's file would go
        if self._held >= 0:
            os.close(self._held)
