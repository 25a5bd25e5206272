"""One run at a time writes into a log."""

from __future__ import annotations

import os

from ..faults import Fault
from .change import remove_if_there


class Lock:
    """Held while a number is chosen and a record written, so that two runs at once never choose the same.

    A file that only one can create. One left by a crash counts for half a minute.
    """

    WAIT, STALE = 20.0, 30.0

    def __init__(self, folder: str) -> None:
        self.path = os.path.join(folder, ".adr.lock")

    def __enter__(self) -> Lock:
        import time

        end = time.monotonic() + self.WAIT
        while not self._taken():
            if not self._gone() and time.monotonic() > end:
                raise Fault(f"{self.path}: another run holds the log; wait for it, or delete this file")
            time.sleep(0.02)
        return self

    def _taken(self) -> bool:
        """Whether the file is now ours."""
        try:
            os.close(os.open(self.path, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
        except FileExistsError:
            return False
        except OSError as error:
            if isinstance(error, PermissionError) and os.name == "nt" and os.path.exists(self.path):
                return False  # Windows, while another run removes it
            raise Fault(f"{os.path.dirname(self.path)}: {error.strerror or error}; nothing was changed") from None
        return True

    def _gone(self) -> bool:
        """Whether the other run's file went meanwhile, or is so old that it was removed."""
        import time

        try:
            if time.time() - os.stat(self.path).st_mtime > self.STALE:
                os.remove(self.path)
                return True
        except OSError:
            return True
        return False

    def __exit__(self, *_: object) -> None:
        remove_if_there(self.path)
