"""Keep a log of decision records: read it, write it, check it.

Run it where it lies (``python3 docs/adr/adr.py list``) or on another log (``--dir DIR``). It needs Python 3.9 or newer
and nothing else.
"""

from __future__ import annotations

import os
import sys

from .check.frozen import frozen_text
from .check.names import Names
from .cli import Shape, command_line
from .commands.every import EVERY
from .log.find import record_names
from .log.govern import governing, sentence_of
from .log.graph import row_label
from .log.log import Log

# What the review rule reads records with, besides `main`: see copier_adr/review/neighbour.py.
READER = (Log, Names, frozen_text, governing, record_names, row_label, sentence_of)


def beside() -> list[str]:
    """The log that the joined file lies in."""
    return [os.path.dirname(os.path.abspath(__file__))]


def main(argv: list[str] | None = None) -> int:
    """Run one command; the exit code: 0 all is well, 1 a fault, 2 a wrong call."""
    return command_line(argv, Shape("where adr.py lies", beside, EVERY.__getitem__))


if __name__ == "__main__":
    exit_code = main()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(exit_code)  # all is written: taking ten thousand records apart would only cost time
