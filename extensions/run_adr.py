"""Run the pack's own adr.py on a project's log: `run_adr.py COMMAND …` as `adr.py COMMAND …`.

Copier's tasks call this instead of the adr.py in the project for two reasons. After an update the project's file may
hold conflict markers where someone had changed it, and the index must be written all the same. And as a module adr.py
is taken from the bytecode that the extension has left beside it, which halves the time of the task.
"""

import importlib
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "template" / "{{ adr_dir }}"))

# Not a plain import: type checkers would take the tests' package of that name for it.
adr = importlib.import_module("adr")

sys.exit(adr.main(sys.argv[1:]))
