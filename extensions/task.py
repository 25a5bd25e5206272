"""What `copier.yml` runs when all files are written: the verbs of `copier_adr/pack/tasks.py`, in the project's folder.

They run the pack's own code, not the project's adr.py: that may be of another version, or edited.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from copier_adr.pack.tasks import main

sys.exit(main(sys.argv[1:]))
