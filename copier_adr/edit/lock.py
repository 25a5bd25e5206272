"""TODO."""

from __future__ import annotations

import os

from ..faults import Fault


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
        while True:
            try:
                os.close(os.open(self.path, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
            except FileExistsError:
                try:
                    if time.time() - os.stat(self.path).st_mtime > self.STALE:
                        os.remove(self.path)
                        continue
                except OSError:
                    continue
                if time.monotonic() > end:
                    raise Fault(f"{self.path}: another run holds the log; wait for it, or delete this file") from None
                time.sleep(0.02)
            except OSError as error:
                if isinstance(error, PermissionError) and os.name == "nt" and os.path.exists(self.path):
                    time.sleep(0.02)
                    continue
                raise Fault(f"{os.path.dirname(self.path)}: {error.strerror or error}; nothing was changed") from None
            else:
                return self

    def __exit__(self, *_: object) -> None:
        try:
            os.remove(self.path)
        except OSError:
            pass
