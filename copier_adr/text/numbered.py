"""Which line of a text an offset is on."""

from __future__ import annotations

from bisect import bisect_left

from .pattern import Pattern

LINE_FEED = Pattern("\n")


class Numbered:
    """The lines of a text by the offsets in it: it is gone through once, however many are asked for."""

    def __init__(self, text: str) -> None:
        self._ends = [m.start() for m in LINE_FEED.finditer(text)]

    def line(self, at: int) -> int:
        """The number, from 1, of the line that an offset is on."""
        return bisect_left(self._ends, at) + 1
