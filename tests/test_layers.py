"""The house: which room may stand on which, and how large its modules and functions are."""

import ast
from pathlib import Path

from bench.laid import ROOT

HOUSE = ROOT / "copier_adr"
BASE = {"address", "environment", "faults", "program", "recorded", "streams", "version"}
ENGINE = ["vocabulary", "text", "record", "log", "edit", "check", "commands", "cli"]
# Room -> the rooms that it may import from, besides its own. Arrows point one way.
ROOMS: dict[str, set[str]] = {
    "address": set(),
    "environment": set(),
    "faults": set(),
    "program": set(),
    "recorded": set(),
    "streams": set(),
    "version": set(),
    **{room: BASE | set(ENGINE[:n]) for n, room in enumerate(ENGINE)},
    "bundle": BASE,
    "in_log": BASE | set(ENGINE),
    "forge": BASE,
    "review": BASE | {"forge", "vocabulary"},
    "upgrade": BASE | {"forge"},
    "pack": BASE | {"bundle", *ENGINE},
    "installed": BASE | {"bundle", "review", "upgrade", *ENGINE},
    "__main__": {"installed"},
    "fleet": BASE | {"bundle", "forge", "installed", *ENGINE},
}
LARGEST_MODULE, LARGEST_FUNCTION = 400, 60


def modules() -> list[Path]:
    return [path for path in sorted(HOUSE.rglob("*.py")) if path.name != "__init__.py"]


def room(path: Path) -> str:
    return path.relative_to(HOUSE).parts[0].removesuffix(".py")


def neighbours(path: Path) -> set[str]:
    """The rooms that a module imports from, its own left out; imports for type checkers count too."""
    parts = path.relative_to(HOUSE).with_suffix("").parts
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level:
            base = parts[: len(parts) - node.level]
            whole = (*base, *(node.module or "").split(".")) if node.module else base
            names = [whole[0]] if whole and whole[0] else [alias.name for alias in node.names]
            found.update(names)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("copier_adr"):
            inside = (node.module or "").split(".")[1:]
            found.update(inside[:1] or [alias.name for alias in node.names])
    return found - {room(path)}


def test_arrows_point_one_way() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in modules()
        for name in sorted(neighbours(path) - ROOMS[room(path)])
    ]
    assert wrong == []


def test_every_room_has_its_rule() -> None:
    assert {room(path) for path in modules()} == set(ROOMS)


def test_modules_and_functions_fit() -> None:
    texts = {path.relative_to(ROOT): path.read_text(encoding="utf-8") for path in modules()}
    assert [path for path, text in texts.items() if text.count("\n") > LARGEST_MODULE] == []
    functions = [
        (path, node)
        for path, text in texts.items()
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef)
    ]
    large = [(path, node.name) for path, node in functions if (node.end_lineno or 0) - node.lineno >= LARGEST_FUNCTION]
    assert large == []
