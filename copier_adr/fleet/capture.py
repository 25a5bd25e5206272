"""What a library and the programs that it starts print, taken off the screen."""

import contextlib
import os
import sys
import tempfile
from collections.abc import Iterator


class Said:
    """Filled in when the capture ends."""

    text = ""


@contextlib.contextmanager
def capture() -> Iterator[Said]:
    """Redirects standard output and error, at the level of file descriptors, into `Said.text`."""
    said = Said()
    sys.stdout.flush()
    sys.stderr.flush()
    kept = os.dup(1), os.dup(2)
    with tempfile.TemporaryFile() as file:
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
        writer = open(os.dup(file.fileno()), "w", encoding="utf-8", errors="backslashreplace")  # noqa: SIM115
        try:
            with contextlib.redirect_stdout(writer), contextlib.redirect_stderr(writer):
                yield said
        finally:
            writer.close()
            os.dup2(kept[0], 1)
            os.dup2(kept[1], 2)
            os.close(kept[0])
            os.close(kept[1])
            file.seek(0)
            said.text = file.read().decode(errors="replace")
