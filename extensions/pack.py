"""The Jinja extension that `copier.yml` names. What it offers stands in `copier_adr/pack/functions.py`.

Copier runs the pack from fresh clones, of the old and the new version in one process. Each clone's `copier_adr` is
loaded under a name of its own, so that they never meet, and what clones that are gone have left behind is dropped.
"""

import hashlib
import importlib
import importlib.util
import sys
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parent.parent
PREFIX = "copier_adr_at_"


def forget_clones_that_are_gone() -> None:
    """Drop the modules of each clone whose folder is there no more, and what Python remembers of its folders."""
    for name, package in list(sys.modules.items()):
        if name.startswith(PREFIX) and "." not in name and not Path(package.__path__[0]).is_dir():
            for module in [module for module in list(sys.modules) if module.partition(".")[0] == name]:
                sys.modules.pop(module, None)
            gone = package.__path__[0]
            for folder in [folder for folder in list(sys.path_importer_cache) if folder.startswith(gone)]:
                sys.path_importer_cache.pop(folder, None)


def load(root: Path) -> ModuleType:
    """The package `copier_adr` of the pack in this folder, once for all that ask."""
    folder = root / "copier_adr"
    name = PREFIX + hashlib.sha256(str(folder).encode()).hexdigest()[:16]
    if name not in sys.modules:
        forget_clones_that_are_gone()
        spec = importlib.util.spec_from_file_location(
            name, folder / "__init__.py", submodule_search_locations=[str(folder)]
        )
        if spec is None or spec.loader is None:
            raise ImportError(f"{folder} cannot be loaded")
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)
    return sys.modules[name]


Pack = importlib.import_module(f"{load(ROOT).__name__}.pack.functions").Pack
