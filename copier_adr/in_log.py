"""Keep a log of decision records: read it, write it, check it.

Run it where it lies (``python3 docs/adr/adr.py list``) or on another log (``--dir DIR``). It needs Python 3.9 or newer
and nothing else.
"""

from __future__ import annotations

import os
import sys

from .cli import main

if __name__ == "__main__":
    exit_code = main()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(exit_code)  # all is written: taking ten thousand records apart would only cost time
