"""Does the suite notice a small fault in the engine? A sample of faults, each put into a copy of the project.

    python -m bench.mutants [FAULTS] [SEED]

cosmic-ray makes the faults: an operator turned, a number or a branch changed. Each is judged by the tests of the
command line and the records (`tests/adr`); the first failure ends it. Prints what was not noticed, and the share that
was.
"""

import ast
import difflib
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator, operator_names

from bench.laid import ROOT, in_memory

ROOMS = ("text", "record", "log", "edit", "check")
TESTS = ("tests/adr", "tests/test_layers.py", "tests/test_bundle.py")
WASTE = shutil.ignore_patterns(".git", ".venv", "build", "node_modules", "__pycache__", ".*_cache", ".hypothesis")
PATIENCE = 4  # times what the tests take without a fault; a fault that makes a loop endless is noticed by that


class WithoutTypes(ast.NodeTransformer):
    """Drops annotations, which nothing evaluates: a fault in one is none."""

    def visit_arg(self, node: ast.arg) -> ast.arg:
        node.annotation = None
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        node.returns = None
        return self.generic_visit(node)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        node.annotation = ast.Name("object")
        return self.generic_visit(node)

    def visit_If(self, node: ast.If) -> ast.AST:
        if isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            return ast.Pass()
        return self.generic_visit(node)


def meaning(code: str) -> str:
    """What of a module is evaluated; two modules that mean the same have the same, "" for one that is no Python."""
    try:
        return ast.dump(WithoutTypes().visit(ast.parse(code)))
    except SyntaxError:  # the star of a signature is turned as if it were a product
        return ""


def faults(path: Path) -> Iterator[str]:
    """The module's text with each fault that cosmic-ray knows, one at a time, in no order that matters."""
    code = path.read_text(encoding="utf-8")
    tree, was = get_ast(code), meaning(code)
    for name in operator_names():
        if name.endswith(("NoOp", "VariableReplacer", "VariableInserter")):
            continue
        operator: Any = get_operator(name)()
        positions = sum(len(list(operator.mutation_positions(node))) for node in ast_nodes(tree))
        for occurrence in range(positions):
            changed = mutate_code(code, operator, occurrence)
            if changed and meaning(changed) not in (was, ""):
                yield changed


def noticed(copy: Path, module: Path, text: str, seconds: float | None = None) -> bool:
    """Whether the tests fail, or take longer than `seconds`, with `text` in the place of the module."""
    place = copy / module.relative_to(ROOT)
    place.write_text(text, encoding="utf-8")
    call = [sys.executable, "-m", "pytest", "-q", "-x", "-n", "2", "-m", "not long", "-p", "no:cacheprovider", *TESTS]
    try:
        done = subprocess.run(call, cwd=copy, capture_output=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired:
        return True
    finally:
        shutil.copyfile(module, place)
    return done.returncode != 0


def shown(module: Path, text: str) -> str:
    """The lines that a fault changed."""
    lines = difflib.unified_diff(module.read_text(encoding="utf-8").splitlines(), text.splitlines(), n=0, lineterm="")
    return "\n".join(f"    {line}" for line in list(lines)[2:])


def main(many: int, seed: int) -> int:
    in_memory()
    draw = random.Random(seed)  # noqa: S311
    modules = [path for room in ROOMS for path in sorted((ROOT / "copier_adr" / room).rglob("*.py"))]
    # A module is drawn as often as it is long.
    drawn = draw.choices(modules, [path.stat().st_size for path in modules], k=many)
    with tempfile.TemporaryDirectory() as base:
        copy = Path(base, "project")
        shutil.copytree(ROOT, copy, ignore=WASTE)
        if (ROOT.parent / "shared").exists():
            os.symlink(ROOT.parent / "shared", Path(base, "shared"))
        start = time.monotonic()
        if noticed(copy, modules[0], modules[0].read_text(encoding="utf-8")):
            print(f"the tests fail without any fault: run {' '.join(TESTS)} first")
            return 1
        seconds = PATIENCE * (time.monotonic() - start)
        found, missed = 0, []
        for module in drawn:
            kinds = list(faults(module))
            if not kinds:
                continue
            text = draw.choice(kinds)
            found += 1
            if not noticed(copy, module, text, seconds):
                missed.append(f"  {module.relative_to(ROOT)}\n{shown(module, text)}")
                print(missed[-1], flush=True)
    print(f"{found - len(missed)} of {found} faults noticed, seed {seed} (wanted: nine in ten)")
    return 0


if __name__ == "__main__":
    sys.exit(main(*(int(word) for word in (sys.argv[1:] + ["40", "1"][len(sys.argv) - 1 :]))))
