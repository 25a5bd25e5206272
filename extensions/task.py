"""What `copier.yml` runs when all files are written: the verbs of `copier_adr/pack/tasks.py`, in the project's folder.

They run the pack's own code, not the project's adr.py: that may be of another version, or edited.
"""

import os.path  # (not pathlib: a copy waits for this to start)
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

from copier_adr.pack.tasks import main

sys.exit(main(sys.argv[1:]))
