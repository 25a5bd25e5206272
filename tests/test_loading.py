"""How the extension's parts and adr.py are loaded: a function is compiled when it is first called."""

import ast
import re
import shutil
from pathlib import Path
from types import CodeType, ModuleType

import pytest

from extensions import loading
from tests.conftest import ROOT

ASKED = {"__code__", "__name__", "__doc__", "__defaults__", "__wrapped__"}
FILES = [*sorted((ROOT / "extensions").glob("*.py")), Path(loading.ADR_PY)]


def functions(code: CodeType) -> dict[str, CodeType]:
    return {const.co_name: const for const in code.co_consts if isinstance(const, CodeType)}


def facts(code: CodeType) -> tuple[object, ...]:
    """What a function is called and takes, what it names, and the lines that a traceback shows."""
    lines = sorted({line for _, _, line in code.co_lines() if line is not None})
    return code.co_name, code.co_varnames, code.co_argcount, code.co_flags, set(code.co_names), lines


@pytest.mark.parametrize("line_end", [b"\n", b"\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_function_compiled_alone_is_what_it_is_in_its_file(path: Path, line_end: bytes) -> None:
    source = path.read_bytes().replace(b"\n", line_end)
    whole = compile(source, path, "exec", dont_inherit=True)
    rest = loading.without_functions(source)
    places = re.findall(rb"^(\w+) = _later\('\1', \((\d+), (\d+), (\d+)\)\)$", rest, re.MULTILINE)
    flags = whole.co_flags & loading.ANNOTATIONS
    alone = {
        name.decode(): loading.function(source, (int(start), int(end), int(line)), str(path), flags)
        for name, start, end, line in places
    }
    made = [part for part in ast.parse(source).body if isinstance(part, ast.FunctionDef)]
    assert list(alone) == [part.name for part in made if not part.decorator_list]
    for name, code in alone.items():
        # Not the instructions: Python calls what it saw imported in another way.
        assert facts(functions(code)[name]) == facts(functions(whole)[name])
    assert rest.count(b"\n") == source.count(b"\n")
    assert not set(alone) & set(functions(compile(rest, path, "exec", dont_inherit=True)))


def test_a_function_is_compiled_once_and_then_stands_in_its_module(tmp_path: Path) -> None:
    # A copy: Python may have kept bytecode of the file itself, as it does of no clone.
    path = str(shutil.copy(loading.ADR_PY, tmp_path))
    first, second = ModuleType("first"), ModuleType("second")
    for module in (first, second):
        loading.Shared(module.__name__, path).exec_module(module)
    stand_in = first.headings
    assert [heading.text for heading in stand_in("# One\n")] == ["One"]
    assert first.headings is not stand_in
    assert [heading.text for heading in stand_in("# Two\n")] == ["Two"]
    second.headings("")
    assert first.headings.__code__ is second.headings.__code__
    assert not list(tmp_path.rglob("*.pyc"))


def test_nothing_is_asked_of_a_function_but_to_be_called() -> None:
    """A stand-in has the name and the code of all stand-ins, so a key or a table made of those would mix them up."""
    for path in FILES:
        if path.name == "loading.py":  # it is loaded whole
            continue
        for part in ast.parse(path.read_bytes()).body:
            own = part.name if isinstance(part, ast.FunctionDef) else ""  # within itself a function is the real one
            asked = [node for node in ast.walk(part) if isinstance(node, ast.Attribute) and node.attr in ASKED]
            assert all(isinstance(node.value, ast.Name) and node.value.id == own for node in asked), path.name


def test_what_takes_a_stand_ins_place_stays_there(tmp_path: Path) -> None:
    path = tmp_path / "part.py"
    path.write_text("def double(n):\n    return 2 * n\n", encoding="utf-8")
    module = ModuleType("part")
    loading.Shared("part", str(path)).exec_module(module)
    first = module.double
    module.double = lambda n: first(n) + 1  # type: ignore[attr-defined]
    assert (module.double(3), module.double(4)) == (7, 9)
