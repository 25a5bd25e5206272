"""Does the suite notice a small fault in the engine? A sample of faults, each put into a copy of the project.

    python -m bench.mutants [FAULTS] [SEED]

cosmic-ray makes the faults: an operator turned, a number or a branch changed. Each is judged by the tests of the
command line, the records and the review rule, in two steps. A quick look takes the tests that enter the changed
function, in one process that is warm (bench/judge.py); what it does not notice is judged by all of them in a fresh
process. The first failure ends it. Prints what was not noticed, and the share that was.
"""

import argparse
import ast
import difflib
import functools
import os
import random
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest
from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator, operator_names

from bench.judge import JOINED, Fault, Judge, name_bound
from bench.laid import ROOT, commit, in_memory

ROOMS = (*JOINED, "review", "forge")
ROOM_TESTS = [f"tests/{room}" for room in ROOMS]
GATES = ("tests/gates/test_review.py", "tests/gates/test_comment.py")
TESTS = (*ROOM_TESTS, "tests/adr", *GATES, "tests/test_layers.py", "tests/test_bundle.py")
WASTE = shutil.ignore_patterns(".git", ".venv", "build", "node_modules", "__pycache__", ".*_cache", ".hypothesis")
OPTIONS = ["-q", "-m", "not long and not every", "-p", "no:cacheprovider", *TESTS]
PATIENCE = 3600  # seconds; a fault that makes a loop endless is noticed by that


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

    def visit_Assign(self, node: ast.Assign) -> ast.AST:
        names = [target.id for target in node.targets if isinstance(target, ast.Name)]
        return ast.Pass() if names == ["TYPE_CHECKING"] else self.generic_visit(node)

    def visit_If(self, node: ast.If) -> ast.AST:
        """What only a type checker reads, also where a fault turns the question around."""
        test = node.test.operand if isinstance(node.test, ast.UnaryOp) else node.test
        if isinstance(test, ast.Name) and test.id == "TYPE_CHECKING":
            return ast.Pass()
        return self.generic_visit(node)


def meaning(code: str) -> str:
    """What of a module is evaluated; two modules that mean the same have the same, "" for one that is no Python."""
    try:
        return ast.dump(WithoutTypes().visit(ast.parse(code)))
    except SyntaxError:  # the star of a signature is turned as if it were a product
        return ""


@functools.cache
def places(path: Path) -> list[tuple[Any, int]]:
    """(operator, which of its places in the module) of each fault that cosmic-ray knows."""
    nodes = list(ast_nodes(get_ast(path.read_text(encoding="utf-8"))))
    names = [name for name in operator_names() if not name.endswith(("NoOp", "VariableReplacer", "VariableInserter"))]
    operators: list[Any] = [get_operator(name)() for name in names]
    found = [(operator, sum(len(list(operator.mutation_positions(node))) for node in nodes)) for operator in operators]
    return [(operator, place) for operator, many in found for place in range(many)]


def faulty(path: Path, draw: random.Random) -> str:
    """The module's text with one fault, drawn among those that change what it does; "" where there is none."""
    code = path.read_text(encoding="utf-8")
    was = meaning(code)
    for operator, place in draw.sample(places(path), len(places(path))):
        changed: str = mutate_code(code, operator, place) or ""
        if meaning(changed) not in (was, ""):
            return changed
    return ""


def name_of(code: str, changed: str) -> str:
    """The name at the margin that a fault is in, "" for other lines."""
    nodes = [[(name_bound(node), ast.dump(node)) for node in ast.parse(text).body] for text in (code, changed)]
    return next((new[0] for old, new in zip(*nodes, strict=False) if old != new), "")


def noticed_by_all(copy: Path, fault: Fault, workers: int) -> bool:
    """Whether the tests fail, or do not end, in a fresh process with the fault in the place of the module."""
    place = copy / fault.module.relative_to(ROOT)
    whole = place.read_bytes()
    place.write_text(fault.text, encoding="utf-8")
    many = ["-n", str(workers)] if workers > 1 else []
    try:
        call = [sys.executable, "-m", "pytest", "-x", *many, *OPTIONS]
        done = subprocess.run(call, cwd=copy, capture_output=True, timeout=PATIENCE, check=False)
    except subprocess.TimeoutExpired:
        return True
    finally:
        place.write_bytes(whole)
    return done.returncode != 0


def copied(base: Path) -> Path:
    """The project in a repository of its own below `base`, with the test data beside it."""
    copy = base / "project"
    shutil.copytree(ROOT, copy, ignore=WASTE)
    commit(copy)  # what tests make of the pack begins with a clone of it
    if (ROOT.parent / "shared").exists():
        os.symlink(ROOT.parent / "shared", base / "shared")
    return copy


def told(fault: Fault) -> str:
    """The module of a fault and the lines that it changed."""
    was = fault.module.read_text(encoding="utf-8").splitlines()
    lines = list(difflib.unified_diff(was, fault.text.splitlines(), n=0, lineterm=""))[2:]
    return "\n".join([f"  {fault.module.relative_to(ROOT)}", *(f"    {line}" for line in lines)])


def drawn(many: int, seed: int, rooms: list[str]) -> list[Fault]:
    """Faults, drawn so that a module has as many as it is long."""
    draw = random.Random(seed)  # noqa: S311
    modules = [path for room in rooms for path in sorted((ROOT / "copier_adr" / room).rglob("*.py"))]
    sample = []
    for module in draw.choices(modules, [path.stat().st_size for path in modules], k=many):
        text = faulty(module, draw)
        sample.append(Fault(module, text, name_of(module.read_text(encoding="utf-8"), text)))
    return [fault for fault in sample if fault.text]


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("faults", nargs="?", type=int, default=40)
    parser.add_argument("seed", nargs="?", type=int, default=1)
    parser.add_argument("--room", action="append", choices=ROOMS, help="draw from these, not all of adr.py")
    parser.add_argument("--workers", type=int, default=1, help="processes for what the quick look does not notice")
    parser.add_argument(
        "--quick", action="store_true", help="the quick look alone: it misses some that all tests notice"
    )
    parser.add_argument("--seconds", type=float, default=15, help="that the quick look takes for one fault at most")
    parser.add_argument("--known", type=Path, help="keep here what the tests enter, and take it from here next time")
    words = parser.parse_args()
    in_memory()
    sample = drawn(words.faults, words.seed, words.room or list(JOINED))
    left: list[Fault] = []

    def say(fault: Fault, seen: bool) -> None:
        if not seen:
            left.append(fault)
        print("." if seen else "?", end="", flush=True)
        if words.quick and not seen:
            print(f"\n{told(fault)}", flush=True)

    with tempfile.TemporaryDirectory() as base:
        judge = Judge(sample, say, words.known or Path(base, "known.json"), words.seconds)
        if code := pytest.main(OPTIONS, plugins=[judge]):
            return int(code)
        print()
        missed = left
        if not words.quick:
            copy = copied(Path(base))
            missed = [fault for fault in left if not noticed_by_all(copy, fault, words.workers)]
            for fault in missed:
                print(told(fault))
    found = len(sample)
    print(f"{found - len(missed)} of {found} faults noticed, seed {words.seed} (wanted: nine in ten)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
