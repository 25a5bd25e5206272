"""No pattern of the readers backtracks without bound: each meets long near-misses of itself."""

import contextlib
import importlib
import pkgutil
import re
import signal
import sys
import time
from collections.abc import Iterator
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest

import copier_adr
from copier_adr.text.pattern import Pattern

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="nothing stops a match there")
ROOMS = ("vocabulary", "text", "record", "log", "edit", "check")
LONG = 1500  # characters: a pattern whose steps grow with the cube of that takes longer than is held
HELD = 0.5  # seconds for one text: that cube takes twice as long, and one without bound takes minutes


def modules() -> Iterator[Any]:
    """Every module of the rooms that read and write records."""
    for room in ROOMS:
        package = importlib.import_module(f"copier_adr.{room}")
        for found in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
            yield importlib.import_module(found.name)


def written(source: str) -> Iterator[tuple[str, int]]:
    """(pattern, flags) of the calls of `re` in a module's text whose pattern stands there as one text."""
    import ast

    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
            of_re = isinstance(node.func.value, ast.Name) and node.func.value.id == "re" and node.func.attr != "escape"
            first = node.args[0]
            if of_re and isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield first.value, 0


def patterns() -> dict[str, tuple[str, int]]:
    """{where it stands: (pattern, flags)}."""
    found: dict[str, tuple[str, int]] = {}
    for module in modules():
        home = module.__name__.removeprefix(copier_adr.__name__ + ".")
        for name, value in vars(module).items():
            if isinstance(value, Pattern):
                found.setdefault(f"{name} {value.source[:40]}", (value.source, value.flags))
        with open(module.__file__, encoding="utf-8") as file:
            for source, flags in written(file.read()):
                found.setdefault(f"{home} {source[:60]}", (source, flags))
    return found


PATTERNS = patterns()


def test_all_rooms_are_walked() -> None:
    assert len(PATTERNS) > 100
    assert any(name.startswith("NAME_NUMBER ") for name in PATTERNS)


# --- near-misses ---


def sample(item: Any, many: int) -> str:
    """A text that an item of a parsed pattern matches; what may repeat does so `many` times where it may."""
    op, value = item
    if op in (sre.LITERAL,):
        return chr(value)
    if op is sre.NOT_LITERAL:
        return "a" if value != ord("a") else "b"
    if op is sre.ANY:
        return "a"
    if op is sre.IN:
        return of_class(value)
    if op is sre.BRANCH:
        return samples(value[1][0], many)
    if op is sre.SUBPATTERN:
        return samples(value[3], many)
    if op in (sre.MAX_REPEAT, sre.MIN_REPEAT, getattr(sre, "POSSESSIVE_REPEAT", None)):
        least, most, inner = value
        return samples(inner, many) * max(int(least), min(int(most), many))
    if op is getattr(sre, "ATOMIC_GROUP", None):
        return samples(value, many)
    return ""  # a place, a look around, a reference back


def samples(items: Any, many: int) -> str:
    return "".join(sample(item, many) for item in items)


def of_class(items: Any) -> str:
    """A character of a class."""
    negated: bool = bool(items) and items[0][0] is sre.NEGATE
    whole = re.compile(f"[{'^' if negated else ''}{''.join(map(in_class, items[negated:]))}]")
    usual = "a 1-_.*|:[(A\t\n#é中" + "".join(map(chr, range(33, 127)))
    return next((str(c) for c in usual if whole.match(c)), "")


def in_class(item: Any) -> str:
    op, value = item
    if op is sre.LITERAL:
        return re.escape(chr(value))
    if op is sre.RANGE:
        return f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}"
    kinds = {"DIGIT": "d", "SPACE": "s", "WORD": "w"}
    name = str(value).rpartition("_")[2]
    return "\\" + (kinds[name].upper() if "_NOT_" in str(value) else kinds[name])


def pieces(items: Any) -> Iterator[str]:
    """What each repeated part of a pattern repeats."""
    for op, value in items:
        if op in (sre.MAX_REPEAT, sre.MIN_REPEAT) and int(value[1]) > 3:
            yield samples(value[2], 2)
        inner: list[Any] = []
        if op in (sre.MAX_REPEAT, sre.MIN_REPEAT):
            inner = [value[2]]
        elif op is sre.SUBPATTERN:
            inner = [value[3]]
        elif op is sre.BRANCH:
            inner = value[1]
        elif op in (sre.ASSERT, sre.ASSERT_NOT):
            inner = [value[1]]
        for one in inner:
            yield from pieces(one)


def near_misses(source: str, flags: int) -> Iterator[str]:
    """Long texts that nearly match: a sample again and again, each repeated part drawn out, endings that do not fit."""
    parsed = parser.parse(source, flags)
    for many in (1, 2, 30):
        whole = samples(parsed, many)
        if not whole:
            continue
        again = (whole * (LONG // len(whole) + 1))[:LONG]
        yield from (again, again[:-1] + "\x00", "\n" + whole[: LONG // 2] + "!\x00" + whole[: LONG // 2])
        for cut in {len(whole) // 2, len(whole) - 1}:
            part = whole[:cut] or "a"
            yield (part * (LONG // len(part) + 1))[: LONG - 1] + "\x00"
    lead = samples(parsed, 1)
    for at in range(len(parsed)):
        for piece in dict.fromkeys(pieces(parsed[at : at + 1])):
            if piece:
                drawn = piece * (LONG // len(piece))
                yield drawn + "\x00"
                yield samples(parsed[:at], 1) + drawn + "\x00"
                yield "\n" + lead[:1] + drawn + "\x00"


class TooLongError(Exception):
    """A match was stopped."""


def stop(*_: object) -> None:
    raise TooLongError


def slowest(source: str, flags: int) -> tuple[float, str]:
    """(seconds, text) of the slowest near-miss; one that takes too long is stopped."""
    compiled = re.compile(source, flags)
    worst = (0.0, "")
    old = signal.signal(signal.SIGPROF, stop)
    try:
        for text in dict.fromkeys(near_misses(source, flags)):
            for method in (compiled.match, compiled.search):
                start = time.process_time()
                signal.setitimer(signal.ITIMER_PROF, 1.5 * HELD)
                with contextlib.suppress(TooLongError):
                    method(text)
                signal.setitimer(signal.ITIMER_PROF, 0)
                worst = max(worst, (time.process_time() - start, text[:80]))
                if worst[0] > HELD:
                    return worst
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, old)
    return worst


@pytest.mark.security("Each pattern of the engine meets long near-misses of itself")
@pytest.mark.parametrize("name", PATTERNS)
def test_no_pattern_backtracks_without_bound(name: str) -> None:
    seconds, text = slowest(*PATTERNS[name])
    assert seconds < HELD, f"{seconds:.1f} s for {text!r}"


def test_a_pattern_that_does_is_found() -> None:
    """The number pattern of version 1, which ran for minutes on a slug of several words."""
    assert slowest(r"((?:[A-Za-z]+[-_ ]?)*)(\d+)$", 0)[0] > HELD
