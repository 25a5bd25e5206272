"""TODO."""

from __future__ import annotations


class Fault(Exception):  # noqa: N818 - a fault is the word of this pack
    """What went wrong, for the person at the keyboard: the file, what is wrong with it, and what to do."""

    code = 1


class Misuse(Fault):
    """A call that cannot be right, whatever the log holds; ends with exit code 2."""

    code = 2
