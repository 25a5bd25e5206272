"""Keep a log of decision records: read it, write it, check it.

Run it where it lies (``python3 docs/adr/adr.py list``) or on another log (``--dir DIR``). It needs Python 3.9 or newer
and nothing else.
"""

from __future__ import annotations

import os
import sys

from .check.frozen import frozen_text
from .cli import main
from .log.find import record_names
from .log.log import Log

# What the review rule reads records with, besides `main`: see copier_adr/review/neighbour.py.
READER = (Log, frozen_text, record_names)

if __name__ == "__main__":
    exit_code = main()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(exit_code)  # all is written: taking ten thousand records apart would only cost time
