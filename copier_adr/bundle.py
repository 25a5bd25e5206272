"""Joins modules of this package into one readable file that needs nothing but Python's standard library.

`joined("in_log", version)` follows the relative imports of `in_log.py` and puts every module after those that it needs.
What is dropped: imports between the modules. What is kept: every other line, comments and docstrings too. What is
refused, with both places: one name at the margin of two modules, and an import of a neighbour that does not stand at
the head of its module as `from .module import name`.

A pack is rendered from a fresh clone, so this must be quick: of a module only the head is parsed, which is docstring
and imports; the rest is text.
"""

from __future__ import annotations

import ast
import hashlib
import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent
HEAD = """\
#!/usr/bin/env python3
# fmt: off
# ruff: noqa
# flake8: noqa
# pylint: skip-file
# type: ignore
# editorconfig-checker-disable-file
# Made by copier-adr {version}: do not edit it here, the next update writes it anew. The modules that it is made of lie
# in copier_adr/ of the pack, with their tests.
# Modules: {modules}
# sha256 of what follows: {digest}
"""
# Lines that the head of a module is made of, beside its docstring: they open an import, go on with it, or are empty.
OF_HEAD = ("from ", "import ", "if TYPE_CHECKING:", "TYPE_CHECKING = False", " ", ")", "#", "\n")
# What defines a name at the margin: a function, a class, an assignment to one name or to several.
DEFINES = re.compile(r"^(?:(?:async )?def |class )(\w+)|^(\w+(?:, *\w+)*)(?: *:[^=\n]+| *)=(?!=)", re.M)
LATE = re.compile(r"^ *from +\.[\w.]* +import |^(?:from [\w.]+ import |import [\w.]+$)", re.M)


class BundleError(Exception):
    """Modules that cannot be joined; the text names the places."""


class Module(NamedTuple):
    """One module: its dotted name below the package, its text without its head, and what that head said."""

    name: str
    doc: str
    body: str
    needs: list[str]
    imports: list[str]
    typing: list[str]
    names: dict[str, int]


def joined(entry: str, version: str, package: Path = HERE) -> str:
    """The text of one file that does what the module `entry` does; a BundleError names what cannot be joined."""
    modules: dict[str, Module] = {}
    _collect(entry, modules, (), package)
    _refuse_shared_names(list(modules.values()))
    imports = _in_order(line for module in modules.values() for line in module.imports)
    typing = _in_order(line for module in modules.values() for line in module.typing)
    parts = [f'"""{modules[entry].doc}"""\n', "from __future__ import annotations\n", "\n".join(imports) + "\n"]
    if typing:
        parts.append("TYPE_CHECKING = False\nif TYPE_CHECKING:\n" + "".join(f"    {line}\n" for line in typing))
    parts += [_banner(module, entry) + module.body.strip("\n") + "\n" for module in modules.values()]
    text = "\n\n".join(parts)
    digest = hashlib.sha256(text.encode()).hexdigest()
    return HEAD.format(version=version, modules=", ".join(modules), digest=digest) + text


def _collect(name: str, modules: dict[str, Module], above: tuple[str, ...], package: Path) -> None:
    """Adds the module and, before it, every module that it needs."""
    if name in modules:
        return
    if name in above:
        raise BundleError(f"these modules need each other: {' -> '.join((*above[above.index(name) :], name))}")
    module = _read(name, package)
    for needed in module.needs:
        _collect(needed, modules, (*above, name), package)
    modules[name] = module


def _read(name: str, package: Path) -> Module:
    """The module with this dotted name, taken apart."""
    lines = package.joinpath(*name.split(".")).with_suffix(".py").read_text(encoding="utf-8").splitlines(keepends=True)
    end = _head_end(lines)
    tree = ast.parse("".join(lines[:end]))
    body = "".join(lines[end:])
    place = name.replace(".", "/") + ".py"
    if late := LATE.search(body):
        line = end + body.count("\n", 0, late.start()) + 1
        raise BundleError(f"{place}:{line}: imports stand at the head of a module, neighbours' too")
    module = Module(name, ast.get_docstring(tree, clean=False) or "", "", [], [], [], {})
    gone: set[int] = set()
    for node in tree.body:
        _take_away(node, module, f"{place}:{node.lineno}")
        gone.update(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    for found in DEFINES.finditer(body):
        line = end + body.count("\n", 0, found.start()) + 1
        module.names.update((name, line) for name in re.split(r", *", found[1] or found[2]))
    kept = [line for number, line in enumerate(lines[:end], 1) if number not in gone]
    return module._replace(body="".join(kept) + body)


def _head_end(lines: list[str]) -> int:
    """How many lines come before the first statement that is neither the docstring nor an import."""
    start = 0
    if lines and lines[0].startswith('"""'):
        one_line = lines[0].count('"""') == 2
        start = 1 if one_line else next(n for n, line in enumerate(lines[1:], 2) if line.rstrip().endswith('"""'))
    others = (number for number, line in enumerate(lines[start:], start) if not line.startswith(OF_HEAD))
    return next(others, len(lines))


def _take_away(node: ast.stmt, module: Module, place: str) -> None:
    """Notes what a statement of a head asks for; all of them go to the head of the joined file, or go altogether."""
    if isinstance(node, ast.ImportFrom) and node.level:
        if node.module is None or any(alias.asname for alias in node.names):
            raise BundleError(f"{place}: import a neighbour's names as `from .module import name`")
        module.needs.append(".".join([*module.name.split(".")[: -node.level], node.module]))
    elif isinstance(node, ast.ImportFrom | ast.Import):
        if not (isinstance(node, ast.ImportFrom) and node.module == "__future__"):
            module.imports.extend(_single(node))
    elif isinstance(node, ast.If):
        for inner in node.body:
            if not isinstance(inner, ast.ImportFrom | ast.Import):
                module.typing.append(ast.unparse(inner))  # a name for a type
            elif not (isinstance(inner, ast.ImportFrom) and inner.level):
                module.typing.extend(_single(inner))


def _single(node: ast.ImportFrom | ast.Import) -> list[str]:
    """An import as lines of one name each."""
    start = f"from {node.module} import" if isinstance(node, ast.ImportFrom) else "import"
    return [f"{start} {ast.unparse(alias)}" for alias in node.names]


def _in_order(imports: Iterable[str]) -> list[str]:
    """Each import once, plain ones first, and last what rests on them."""
    return sorted(set(imports), key=lambda line: (not line.startswith("import "), not line.startswith("from "), line))


def _refuse_shared_names(modules: list[Module]) -> None:
    seen = {line.rpartition(" ")[2].partition(".")[0]: line for module in modules for line in module.imports}
    for module in modules:
        for name, line in module.names.items():
            here = f"{module.name.replace('.', '/')}.py:{line}"
            if name in seen:
                raise BundleError(f"{name!r} is at the margin of two modules: {seen[name]} and {here}; rename one")
            seen[name] = here


def _banner(module: Module, entry: str) -> str:
    """Where the lines below come from, and what that module says of itself."""
    path = module.name.replace(".", "/") + ".py"
    said = [] if module.name == entry else [f"# {line}".rstrip() + "\n" for line in module.doc.strip().split("\n")]
    return f"# ---- {path} {'-' * (104 - len(path))}\n{''.join(said)}\n"
