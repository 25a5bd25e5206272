"""Run the pack's own adr.py on a project's log: `run_adr.py index ADR_DIR` or `run_adr.py adopt ADR_DIR`.

Copier's tasks call this instead of the adr.py in the project: after an update that file may hold conflict markers where
someone had changed it, and the index must be written all the same.
"""

import sys

import loading  # type: ignore[import-not-found]  # it lies beside this script

command, folder = sys.argv[1:]
sys.exit(loading.index(folder) if command == "index" else loading.adr().main(["--dir", folder, command]))
