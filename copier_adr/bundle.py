"""Joins modules of this package into one readable file that needs nothing but Python's standard library.

`joined("in_log")` follows the relative imports of `in_log.py` and puts every module after those that it needs. What is
dropped: imports between the modules. What is kept: every other line, comments and docstrings too. What is refused, with
both places: one name at the margin of two modules, and any relative import that is not `from .module import name`.
"""

from __future__ import annotations

import ast
import hashlib
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
# Made by copier-adr {version}: do not edit it here, the next update writes it anew. The modules that it is made of lie
# in copier_adr/ of the pack, with their tests.
# Modules: {modules}
# sha256 of what follows: {digest}
"""


class BundleError(Exception):
    """Modules that cannot be joined; the text names the places."""


class Module(NamedTuple):
    """One module: its dotted name below the package, its text without what is joined away, and what it needs."""

    name: str
    doc: str
    body: str
    needs: list[str]
    imports: list[str]
    typing: list[str]
    names: dict[str, int]


def joined(entry: str, version: str) -> str:
    """The text of one file that does what the module `entry` does. The same modules give the same text.

    Raises:
        BundleError: two modules share a name, or an import has a form that cannot be dropped.
    """
    modules: dict[str, Module] = {}
    _collect(entry, modules, ())
    _refuse_shared_names(list(modules.values()))
    imports = sorted({line for module in modules.values() for line in module.imports}, key=_import_order)
    typing = sorted({line for module in modules.values() for line in module.typing}, key=_import_order)
    parts = [f'"""{modules[entry].doc}"""\n', "from __future__ import annotations\n", "\n".join(imports) + "\n"]
    if typing:
        block = "".join(f"    {line}\n" for line in typing)
        parts.append(f"TYPE_CHECKING = False\nif TYPE_CHECKING:\n{block}")
    parts += [_banner(module, entry) + module.body.strip("\n") + "\n" for module in modules.values()]
    text = "\n\n".join(parts)
    names = ", ".join(modules)
    return HEAD.format(version=version, modules=names, digest=hashlib.sha256(text.encode()).hexdigest()) + text


def _collect(name: str, modules: dict[str, Module], above: tuple[str, ...]) -> None:
    """Adds the module and, before it, every module that it needs."""
    if name in modules:
        return
    if name in above:
        raise BundleError(f"these modules need each other: {' -> '.join((*above[above.index(name) :], name))}")
    module = read(name)
    for needed in module.needs:
        _collect(needed, modules, (*above, name))
    modules[name] = module


def read(name: str) -> Module:
    """The module with this dotted name, taken apart."""
    path = HERE.joinpath(*name.split(".")).with_suffix(".py")
    text = path.read_text(encoding="utf-8")
    lines = text.splitlines(keepends=True)
    tree = ast.parse(text, str(path))
    module = Module(name, ast.get_docstring(tree, clean=False) or "", "", [], [], [], {})
    gone: set[int] = set()
    for number, node in enumerate(tree.body):
        if (number == 0 and module.doc) or _taken_away(node, module, name):
            gone.update(range(node.lineno, (node.end_lineno or node.lineno) + 1))
        else:
            module.names.update((defined, node.lineno) for defined in _defined(node))
    for leaf in ast.walk(tree):
        if isinstance(leaf, ast.ImportFrom) and leaf.level and leaf.lineno not in gone:
            raise BundleError(f"{path}:{leaf.lineno}: an import of a neighbour must stand at the margin")
    return module._replace(body="".join(line for number, line in enumerate(lines, 1) if number not in gone))


def _taken_away(node: ast.stmt, module: Module, name: str) -> bool:
    """Whether a statement goes to the head of the joined file, or goes altogether; notes what it asked for."""
    if isinstance(node, ast.ImportFrom) and node.level:
        if node.module is None or any(alias.asname for alias in node.names):
            raise BundleError(f"{name}:{node.lineno}: import a neighbour's names as `from .module import name`")
        module.needs.append(".".join([*name.split(".")[: -node.level], node.module]))
        return True
    if isinstance(node, ast.ImportFrom | ast.Import):
        if ast.unparse(node) != "from __future__ import annotations":
            module.imports.extend(_single(node))
        return True
    if isinstance(node, ast.Assign) and ast.unparse(node) == "TYPE_CHECKING = False":
        return True
    if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
        for inner in node.body:
            if not isinstance(inner, ast.ImportFrom | ast.Import):
                module.typing.append(ast.unparse(inner))
            elif not (isinstance(inner, ast.ImportFrom) and inner.level):
                module.typing.extend(_single(inner))
        return True
    return False


def _single(node: ast.ImportFrom | ast.Import) -> list[str]:
    """An import as lines of one name each."""
    start = f"from {node.module} import" if isinstance(node, ast.ImportFrom) else "import"
    return [f"{start} {ast.unparse(alias)}" for alias in node.names]


def _import_order(line: str) -> tuple[int, str]:
    return ("import", "from").index(word) if (word := line.split()[0]) in ("import", "from") else 2, line


def _defined(node: ast.stmt) -> list[str]:
    """The names that a statement at the margin defines."""
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return [node.name]
    return [leaf.id for leaf in ast.walk(node) if isinstance(leaf, ast.Name) and isinstance(leaf.ctx, ast.Store)]


def _refuse_shared_names(modules: list[Module]) -> None:
    seen: dict[str, str] = {}
    for module in modules:
        for wanted in module.imports:
            seen[wanted.rpartition(" ")[2].partition(".")[0]] = wanted
    for module in modules:
        for name, line in module.names.items():
            here = f"{module.name.replace('.', '/')}.py:{line}"
            if name in seen:
                raise BundleError(f"{name!r} is at the margin of two modules: {seen[name]} and {here}; rename one")
            seen[name] = here


def _banner(module: Module, entry: str) -> str:
    """Where the lines below come from, and what that module says of itself."""
    path = module.name.replace(".", "/") + ".py"
    said = (
        "" if module.name == entry else "".join(f"# {line}".rstrip() + "\n" for line in module.doc.strip().split("\n"))
    )
    return f"# ---- {path} {'-' * (104 - len(path))}\n{said}\n"
