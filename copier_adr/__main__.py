"""The command `adr` where no script of that name is: `python -m copier_adr`, or `python path/to/copier_adr`."""

import os.path
import sys

if not __package__:
    # Run as a folder, from a clone that is not installed: what is imported lies beside the package, not in it.
    here = os.path.dirname(os.path.abspath(__file__))
    sys.path[:] = [os.path.dirname(here), *(path for path in sys.path if path != here)]

from copier_adr.installed.main import main

if __name__ == "__main__":
    raise SystemExit(main())
