"""What `copier.yml` runs when all files are written: the verbs of `copier_adr/pack/tasks.py`, in the project's folder.

They run the pack's own code, not the project's adr.py: that may be of another version, or edited. Messages name what
people type: `adr` where it is installed, `adr.py` where the log has the file; `program.py` tells by the package's name.
"""

import importlib
import importlib.util
import os.path  # (not pathlib: a copy waits for this to start)
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
HOUSE = os.path.join(ROOT, "copier_adr")


def package(words: list[str]) -> str:
    """The name under which `copier_adr` can be imported for a call with these words."""
    if not any(os.path.isfile(os.path.join(word, "adr.py")) for word in words):
        sys.path.insert(0, ROOT)
        return "copier_adr"
    name = "copier_adr_for_a_log"
    spec = importlib.util.spec_from_file_location(
        name, os.path.join(HOUSE, "__init__.py"), submodule_search_locations=[HOUSE]
    )
    if spec is None or spec.loader is None:
        raise ImportError(f"{HOUSE} cannot be loaded")
    sys.modules[name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(sys.modules[name])
    return name


main = importlib.import_module(f"{package(sys.argv[2:])}.pack.tasks").main

sys.exit(main(sys.argv[1:]))
