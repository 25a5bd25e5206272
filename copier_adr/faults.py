"""What went wrong, in words for the person at the keyboard."""

from __future__ import annotations


class Fault(Exception):  # noqa: N818 - a fault is the word of this pack
    """What went wrong: the file, what is wrong with it, and what to do."""

    code = 1


class Misuse(Fault):
    """A call that cannot be right, whatever the log holds; ends with exit code 2."""

    code = 2
