"""What is printed: one harmless line at a time, without secrets, on any stream."""

from __future__ import annotations

import sys
from typing import Any

from ..streams import harmless, mute


class Secrets:
    """Texts that nobody may read: tokens, in each form in which they are sent."""

    def __init__(self) -> None:
        self._values: set[str] = set()

    def add(self, *values: str) -> None:
        self._values.update(value for value in values if value)

    def hide(self, text: str) -> str:
        """`text` with stars where a secret stood."""
        for value in sorted(self._values, key=len, reverse=True):
            text = text.replace(value, "***")
        return text


class Voice:
    """Prints lines. A stream that was closed, or cannot write a sign, is no reason to fail."""

    def __init__(self, secrets: Secrets) -> None:
        self.secrets = secrets
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="backslashreplace")

    def say(self, text: str) -> None:
        self._write(sys.stdout, text)

    def complain(self, text: str) -> None:
        self._write(sys.stderr, text)

    def _write(self, stream: Any, text: str) -> None:
        try:
            print(harmless(self.secrets.hide(text)), file=stream, flush=True)
        except (BrokenPipeError, ValueError):
            # Nobody reads it any more. Python would complain once again at its end, so the stream leads nowhere now.
            mute(stream)
