"""Loading code: the parts of this extension, and `adr.py`.

Copier runs the pack from fresh clones, three or four in one update, so Python finds no bytecode and would compile the
same files for each, whole. Compiling is the longest step of ours in a copy: here each text is compiled once a process,
and a function when it is first called, for a copy needs a quarter of them.
"""

from __future__ import annotations

import os.path
import re
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
# A function at the margin, with its decorators and all its lines.
FUNCTION = re.compile(rb"^((?:@.*\n)*)def (\w+)\(.*\n(?:[ )].*\n|\r?\n)*", re.MULTILINE)
ANNOTATIONS = 0x1000000  # `from __future__ import annotations`, as `compile` and code objects say it


def compiled() -> dict[Any, Any]:
    """What any clone of the pack has made in this process, by what it was made from and how: code, a form's text.

    Clones of several versions meet here in an update, and a later version may make another thing of the same text.
    """
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


def without_functions(source: bytes) -> bytes:
    """A module's text in which a stand-in is made for every function, on as many lines."""
    seen = line = 0

    def stand_in(match: re.Match[bytes]) -> bytes:
        nonlocal seen, line
        if match[1]:  # a decorator wants the function itself
            return match[0]
        line += source.count(b"\n", seen, match.start())
        seen = match.start()
        made = b"%b = _later(%r, (%d, %d, %d))" % (match[2], match[2].decode(), *match.span(), line)
        return made + b"\n" * match[0].count(b"\n")

    return FUNCTION.sub(stand_in, source)


def function(source: bytes, place: tuple[int, int, int], path: str, flags: int) -> CodeType:
    """The code of a function that lies in a module's text from a start to an end, below so many lines."""
    start, end, line = place
    # Blank lines above it, so that a traceback names the right line.
    code: CodeType = compile(b"\n" * line + source[start:end], path, "exec", flags, True)
    return code


class Shared(SourceFileLoader):
    """Loads a module, compiling each text once a process, and a function at the margin when it is first called.

    It writes no bytecode: nothing runs this clone again, and a file takes longer to write than to compile.
    """

    def exec_module(self, module: ModuleType) -> None:
        vars(module)["_later"] = lambda name, place: self._stand_in(vars(module), name, place)
        super().exec_module(module)

    def source_to_code(self, data: Any, path: Any, *, _optimize: int = -1) -> CodeType:  # type: ignore[override]
        self.source = data
        key = without_functions.__code__, data
        code: CodeType = kept(key, lambda: compile(without_functions(data), path, "exec", 0, True))
        self.flags = code.co_flags & ANNOTATIONS
        return code

    def set_data(self, path: str, data: Any, *, _mode: int = 0o666) -> None:
        pass

    def _stand_in(self, scope: dict[str, Any], name: str, place: tuple[int, int, int]) -> Callable[..., Any]:
        made: Any = None

        def stand_in(*args: Any, **named: Any) -> Any:
            nonlocal made
            if made is None:
                key, before = (function.__code__, self.source, place), scope.get(name)
                code = kept(key, lambda: function(self.source, place, self.path, self.flags))
                exec(code, scope)  # noqa: S102 - it is the module's own text
                made = scope[name]
                if before is not stand_in:  # something else has taken its place meanwhile, as a test's double does
                    scope[name] = before
            return made(*args, **named)

        return stand_in


class Part(Shared):
    """Loads a part of this extension."""

    def exec_module(self, module: ModuleType) -> None:
        # dataclasses and pydantic look their module up while a class is made. Not sooner: a module that waits to be
        # loaded would be loaded by whoever goes over sys.modules, as `inspect` does, when the clone has gone.
        sys.modules[self.name] = module
        super().exec_module(module)


def adr() -> ModuleType:
    """adr.py."""
    module = ModuleType("adr")
    module.__file__ = ADR_PY
    Shared("adr", ADR_PY).exec_module(module)
    return module


def index(folder: str) -> int:
    """Write the index of every log of the project that the log in `folder` belongs to; 0, or 1 after a message."""
    loaded = adr()
    # All: where there are several logs, each names the others.
    return int(loaded.guarded(lambda: loaded.write_indexes(folder)))
