"""Loading code: the parts of this extension, and `adr.py`, whole or the half that the pack needs while it renders.

Copier runs the pack from fresh clones, three or four in one update, so Python finds no bytecode and would compile the
same files for each. Compiling is the longest step of ours in a copy: here it is done once a process, and half of adr.py
is left out. Above a banner line adr.py can read, fill and index records; a copy needs nothing else of it.
"""

from __future__ import annotations

import os.path
import sys
from importlib.machinery import SourceFileLoader
from types import CodeType, ModuleType

# Not pathlib nor typing nor anything else that is slow to import: a task that starts this waits for it.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

PACK = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
ADR_PY = os.path.join(PACK, "template", "{{ adr_dir }}", "adr.py")
BANNER = b"# ==== Above: read, fill, index. Below: change, check, commands. ====\n"


def compiled() -> dict[Any, Any]:
    """What any clone of the pack has made in this process, by what it was made from: code, a form's text."""
    shelf = "copier_adr_compiled"
    known: dict[Any, Any] = vars(sys.modules.setdefault(shelf, ModuleType(shelf))).setdefault("known", {})
    return known


def kept(key: Any, make: Callable[[], Any]) -> Any:
    """What `make()` gives, made once a process for all clones that ask with an equal key."""
    known = compiled()
    if key not in known:
        known[key] = make()
    return known[key]


def once(name: str, load: Callable[[], Any]) -> Any:
    """The part `name`, which stands on no other and on no path, loaded once for all clones that have the same text."""
    with open(os.path.join(PACK, "extensions", f"{name}.py"), "rb") as file:
        return kept((name, file.read()), load)


class Shared(SourceFileLoader):
    """Loads a module, compiling each text once a process."""

    def source_to_code(self, data: Any, path: Any, *, _optimize: int = -1) -> CodeType:  # type: ignore[override]
        compile_ = super().source_to_code
        code: CodeType = kept(data, lambda: compile_(data, path, _optimize=_optimize))
        return code


class Part(Shared):
    """Loads a part of this extension."""

    def exec_module(self, module: ModuleType) -> None:
        # dataclasses and pydantic look their module up while a class is made. Not sooner: a module that waits to be
        # loaded would be loaded by whoever goes over sys.modules, as `inspect` does, when the clone has gone.
        sys.modules[self.name] = module
        super().exec_module(module)

    def set_data(self, path: str, data: Any, *, _mode: int = 0o666) -> None:
        """Write no bytecode: nothing runs this clone again, and a file takes longer to write than to compile."""


def _above(path: str) -> str:
    """Where bytecode goes, by its own name: the name of the clone's folder may hold anything."""
    return path.removesuffix(".pyc") + ".above.pyc" if path.endswith(".pyc") else path


class _Above(Shared):
    """Compiles what stands above the banner; its bytecode, for the tasks, has another name than the whole file's."""

    def source_to_code(self, data: Any, path: Any, *, _optimize: int = -1) -> CodeType:  # type: ignore[override]
        return super().source_to_code(data.partition(BANNER)[0], path, _optimize=_optimize)

    def get_data(self, path: str) -> bytes:
        return super().get_data(_above(path))

    def set_data(self, path: str, data: Any, *, _mode: int = 0o666) -> None:
        super().set_data(_above(path), data, _mode=_mode)


def _loaded(loader: SourceFileLoader) -> ModuleType:
    module = ModuleType(loader.name)
    module.__file__ = ADR_PY
    loader.exec_module(module)
    return module


def above() -> ModuleType:
    """What stands above the banner: reading, filling blank records, writing the index."""
    return _loaded(_Above("adr", ADR_PY))


def pass_on() -> None:
    """Leave bytecode for the tasks of this clone where another clone has compiled the same adr.py."""
    with open(ADR_PY, "rb") as file:
        if file.read().partition(BANNER)[0] in compiled():
            above()


def whole() -> ModuleType:
    """All of adr.py."""
    return _loaded(SourceFileLoader("adr", ADR_PY))


def index(folder: str) -> int:
    """Write the index of every log of the project that the log in `folder` belongs to; 0, or 1 after a message."""
    adr = above()
    # All: where there are several logs, each names the others.
    return int(adr.guarded(lambda: adr.write_indexes(folder)))
