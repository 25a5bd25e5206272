"""How far the run is: a bar on a terminal, one plain line per repository elsewhere."""

import shutil
import sys
import time
from typing import TextIO

from copier_adr.streams import harmless


class Progress:
    """Counts repositories. `before` of them were done by the run that this one goes on with."""

    def __init__(self, total: int, *, before: int = 0, stream: TextIO | None = None) -> None:
        self._total = total
        self._before = before
        self._stream = stream or sys.stderr
        self._bar = self._stream.isatty()
        self._started = time.monotonic()
        self.done = before
        self.failed = 0

    def step(self, name: str, told: str, *, failed: bool = False) -> None:
        """One more repository is done; `told` is what a plain line says about it."""
        self.done += 1
        self.failed += failed
        if not self._bar:
            mark = "FAILED " if failed else ""
            self._write(f"{self.done}/{self._total} {harmless(name)}: {mark}{harmless(told)}\n")
            return
        if failed:
            self.say(f"{name}: FAILED {told}")
        self._draw()

    def say(self, line: str) -> None:
        """A line of its own, above the bar."""
        line = harmless(line)
        self._write(f"\r\x1b[K{line}\n" if self._bar else f"{line}\n")
        if self._bar:
            self._draw()

    def end(self) -> None:
        """Takes the bar away."""
        if self._bar:
            self._write("\r\x1b[K")

    def _draw(self) -> None:
        spent = time.monotonic() - self._started
        rate = (self.done - self._before) / spent if spent > 0 else 0.0
        left = (self._total - self.done) / rate if rate else 0.0
        text = f" {self.done}/{self._total}  {rate:.1f}/s  {_clock(left)} left"
        if self.failed:
            text += f"  {self.failed} failed"
        width = max(min(40, shutil.get_terminal_size().columns - len(text) - 4), 5)
        full = round(width * self.done / self._total) if self._total else width
        self._write(f"\r[{'#' * full}{'.' * (width - full)}]{text}\x1b[K")

    def _write(self, text: str) -> None:
        self._stream.write(text)
        self._stream.flush()


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
