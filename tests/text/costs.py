"""Every regular expression of the package, how the code uses it, and texts that are made to cost it time.

The expressions are found by walking the package: those that its modules hold, and those that a function makes or hands
to `re`. What only a run knows of one (a name, a number) stands as `a`. The texts are runs of what an expression itself
can read, of the pieces of hostile texts, and of line breaks.
"""

from __future__ import annotations

import ast
import contextlib
import functools
import importlib
import pkgutil
import random
import re
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import copier_adr
from copier_adr.text.pattern import Pattern

from ..adr.hostile import PIECES

METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split")
FLAGS_STAND = {"compile": 1, "sub": 4, "subn": 4, "split": 3}  # which argument of a function of `re`; else the third
UNKNOWN = "a"
parser: Any = importlib.import_module("re._parser" if sys.version_info >= (3, 11) else "sre_parse")


class Expression:
    """A regular expression: where it stands, and the methods by which the code uses it."""

    def __init__(self, where: str, compiled: re.Pattern[str], *methods: str) -> None:
        self.where, self.compiled, self.methods = where, compiled, set(methods)

    def __repr__(self) -> str:
        return self.where

    def read(self, text: str) -> None:
        """`text` read in each of these ways. What looks from an offset on is taken to do so again and again."""
        for method in self.methods:
            if method == "search":
                self.compiled.search(text)
            elif method == "match":
                self.compiled.match(text)
            elif method == "fullmatch":
                self.compiled.fullmatch(text)
            elif method == "match at":
                for at in range(0, len(text), len(text) // 8 + 1):
                    self.compiled.match(text, at)
            else:
                for _ in self.compiled.finditer(text):
                    pass


# --- the expressions ---


def expressions() -> list[Expression]:
    """Every regular expression of the package."""
    found: dict[tuple[str, int], Expression] = {}
    held: dict[int, Expression] = {}
    modules = [
        importlib.import_module(one.name)
        for one in pkgutil.walk_packages(copier_adr.__path__, "copier_adr.")
        if not one.name.endswith("__main__")
    ]
    readers = [_Reader(module, found, held) for module in modules]
    for reader in readers:
        reader.hold()
    for reader in readers:
        reader.read()
    return list(found.values())


def _name(module: ModuleType) -> str:
    return module.__name__.partition(".")[2]


def _known(found: dict[tuple[str, int], Expression], where: str, source: str, flags: int) -> Expression:
    compiled = re.compile(source, flags)
    return found.setdefault((source, compiled.flags), Expression(where, compiled))


def _held(value: object, name: str, deep: int = 0) -> Iterator[tuple[str, Any]]:
    """(name, expression) of each that a module's value is, or holds."""
    if isinstance(value, (Pattern, re.Pattern)):
        yield name, value
    elif deep < 4 and isinstance(value, dict):
        for key, inner in value.items():
            yield from _held(inner, f"{name}[{key!r:.40}]", deep + 1)
    elif deep < 4 and isinstance(value, (tuple, list, set, frozenset)):
        for n, inner in enumerate(value):
            yield from _held(inner, f"{name}[{n}]", deep + 1)
    elif deep < 4 and type(value).__module__.startswith("copier_adr."):
        yield from _held(getattr(value, "__dict__", {}), name, deep + 1)


class _Reader:
    """Reads from a module's source which methods it uses, and the expressions that its functions make."""

    def __init__(self, module: ModuleType, found: dict[tuple[str, int], Expression], held: dict[int, Expression]):
        self.module, self.found, self.held = module, found, held
        self.tree = ast.parse(Path(module.__file__ or "").read_bytes())
        self.calls = {id(node.func): node for node in ast.walk(self.tree) if isinstance(node, ast.Call)}
        self.uses = [node for node in ast.walk(self.tree) if isinstance(node, ast.Attribute) and node.attr in METHODS]

    def hold(self) -> None:
        """The expressions to which the module itself gives names."""
        for node in self.tree.body:
            for name in ast.walk(node) if isinstance(node, (ast.Assign, ast.AnnAssign)) else ():
                if isinstance(name, ast.Name) and isinstance(name.ctx, ast.Store):
                    for where, pattern in _held(getattr(self.module, name.id, None), name.id):
                        source = pattern.source if isinstance(pattern, Pattern) else pattern.pattern
                        if isinstance(source, str):
                            place = f"{_name(self.module)}.{where}"
                            self.held[id(pattern)] = _known(self.found, place, source, pattern.flags)

    def read(self) -> None:
        """How they are used, here and elsewhere, and what functions make."""
        for node in ast.walk(self.tree):
            if isinstance(node, (ast.Module, ast.FunctionDef, ast.Lambda)):
                self._of_names(node, {**self._texts(node), **vars(self.module)})
        for expression in self.held.values():  # one of a table, which a loop goes through
            if not expression.methods and expression.where.startswith(f"{_name(self.module)}."):
                bound = {n.id for n in ast.walk(self.tree) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
                expression.methods |= self._methods_on(bound - set(vars(self.module)))

    def _texts(self, function: ast.AST) -> dict[str, str]:
        """What a function's names stand for, where that is a text that is known."""
        texts: dict[str, str] = {}
        for node in ast.walk(function):
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                with contextlib.suppress(NameError, AttributeError, TypeError, LookupError):
                    value = _evaluated(node.value, {**vars(self.module), **texts})
                    if isinstance(value, str):
                        texts[node.targets[0].id] = value
        return texts

    def _of_names(self, tree: ast.AST, names: dict[str, Any]) -> None:
        for node in ast.walk(tree):
            if not isinstance(node, ast.Attribute) or node.attr not in (*METHODS, "compile"):
                continue
            call = self.calls.get(id(node))
            if not (isinstance(node.value, ast.Name) and names.get(node.value.id) is re):
                self._use(node.value, names, _way(call, node.attr))
            elif call is None or not call.args or self._use(call.args[0], names, node.attr):
                continue
            elif not isinstance(tree, ast.Module):
                self._made(call, node.attr, names)

    def _use(self, node: ast.expr, names: dict[str, Any], method: str) -> bool:
        """Whether this is an expression that a module holds; it is used by this method, then."""
        if not isinstance(node, (ast.Name, ast.Attribute)):
            return False
        try:
            held = self.held.get(id(_evaluated(node, names)))
        except (NameError, AttributeError):
            return False
        if held is not None:
            held.methods.add(method)
        return held is not None

    def _made(self, call: ast.Call, function: str, names: dict[str, Any]) -> None:
        """An expression that a function makes, or that it hands to `re` as a text."""
        source = _source(call.args[0], names)
        if source is None:
            return
        flags, stands = 0, FLAGS_STAND.get(function, 2)
        for node in [*call.args[stands : stands + 1], *(word.value for word in call.keywords if word.arg == "flags")]:
            with contextlib.suppress(NameError):
                flags = int(_evaluated(node, names))
        made = _known(self.found, f"{_name(self.module)}:{call.lineno}", source, flags)
        made.methods |= {function} if function != "compile" else self._methods_of(call)

    def _methods_of(self, made: ast.Call) -> set[str]:
        """The methods of what `re.compile` makes: called at once, or on the name that it is kept under."""
        names = set()
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Attribute) and node.value is made:
                return {_way(self.calls.get(id(node)), node.attr)}
            if isinstance(node, ast.Assign) and any(inner is made for inner in ast.walk(node.value)):
                names |= {_last(target) for target in node.targets}
        return self._methods_on(names) or {"search", "match", "fullmatch"}  # handed on: anything may be done with it

    def _methods_on(self, names: set[str]) -> set[str]:
        return {_way(self.calls.get(id(node)), node.attr) for node in self.uses if _last(node.value) in names}


def _last(node: ast.AST) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def _way(call: ast.Call | None, method: str) -> str:
    from_an_offset = method in ("search", "match") and call is not None and len(call.args) > 1
    return f"{method} at" if from_an_offset else method


def _evaluated(node: ast.AST, names: dict[str, Any]) -> Any:
    """What an expression of the source is; NameError where only a run knows, or where that would do something."""
    for call in ast.walk(node):
        if isinstance(call, ast.Call) and ast.unparse(call.func).rpartition(".")[2] not in ("join", "escape", "map"):
            raise NameError(ast.unparse(call))
    whole = ast.fix_missing_locations(ast.Expression(node))  # type: ignore[arg-type]
    return eval(compile(whole, "<source>", "eval"), names)  # noqa: S307 - the package's own source


class _Filled(ast.NodeTransformer):
    """The text of an expression with a sign in place of what only a run knows."""

    def __init__(self, names: dict[str, Any]) -> None:
        self.names, self.known = names, False

    def visit(self, node: ast.AST) -> Any:
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult):
            return ast.BinOp(self.visit(node.left), ast.Mult(), ast.Constant(2))  # again, however often
        if isinstance(node, (ast.BinOp, ast.JoinedStr)):
            return self.generic_visit(node)
        if isinstance(node, ast.FormattedValue):
            return ast.FormattedValue(self.visit(node.value), -1)
        if not isinstance(node, ast.expr):
            return node
        try:
            _evaluated(node, self.names)
        except (NameError, AttributeError, TypeError):
            return ast.Constant(UNKNOWN)
        self.known = True
        return node


def _source(node: ast.expr, names: dict[str, Any]) -> str | None:
    """The text of an expression; None where nothing of it is known."""
    filled = _Filled(names)
    value = _evaluated(filled.visit(ast.parse(ast.unparse(node), mode="eval").body), names)
    return value if filled.known and isinstance(value, str) else None


# --- texts ---

BREAKS = ("\n", "a\n", "\r\n", " \n", "\n\n", "a: \n", "| a |\n", "- a\n", "> a\n", "a b\n", "---\n", "\n  ")
OTHERS = (*PIECES, *BREAKS)
MISFITS = ("", "\x01!", "\n", "\x01\n")  # what stands behind the runs
SIGNS = "a -1!.[(`*_<|\"'\n:é\\"  # one of these is in nearly every class that leaves signs out
CATEGORIES = {"DIGIT": ("1", r"\d"), "WORD": ("a", r"\w"), "SPACE": (" ", r"\s")}


class Text:
    """What leads, runs of two pieces, and what does not fit behind them."""

    def __init__(self, lead: str, first: str, second: str, tail: str) -> None:
        self.lead, self.first, self.second, self.tail = lead, first, second, tail

    def __repr__(self) -> str:
        return f"{self.lead!r}, runs of {self.first!r} and {self.second!r}, {self.tail!r}"

    def of(self, size: int) -> str:
        """The text, some 2 × `size` long."""
        runs = [piece * max(size // len(piece), 1) for piece in (self.first, self.second)]
        return self.lead + "".join(runs) + self.tail


class _Pieces:
    """What an expression can read: an example of each branch, sign, repeated part, and of what leads to each."""

    def __init__(self, compiled: re.Pattern[str]) -> None:
        self.found: dict[str, None] = {}
        self.groups: dict[int, str] = {}
        self.said(parser.parse(compiled.pattern, compiled.flags))

    def said(self, tree: Any) -> str:
        text = ""
        for kind, of in tree:
            text += self._one(str(kind), of)
            self.found[text[-40:]] = None
        return text

    def _one(self, kind: str, of: Any) -> str:
        if kind in ("LITERAL", "NOT_LITERAL"):
            return chr(of) if kind == "LITERAL" else "b" if of == ord("a") else "a"
        if kind == "ANY":
            return "a"
        if kind == "IN":
            signs = _signs(of)
            self.found.update(dict.fromkeys(signs))
            return "".join(signs[:1])
        if kind == "BRANCH":
            branches = [self.said(branch) for branch in of[1]]
            return next((said for said in branches if said), "")
        if kind in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
            again: int = min(max(of[0], 1), 20)
            return self.said(of[2]) * again
        if kind == "SUBPATTERN":
            self.groups[of[0]] = text = self.said(of[3])
            return text
        if kind in ("ASSERT", "ASSERT_NOT"):
            self.said(of[1])
        if kind == "GROUPREF_EXISTS":
            return self.said(of[1]) + (self.said(of[2]) if of[2] else "")
        if kind == "ATOMIC_GROUP":
            return self.said(of)
        return str(self.groups.get(of, "")) if kind == "GROUPREF" else ""


def _signs(of_class: Any) -> list[str]:
    """A few signs of a class."""
    signs, form = [], ""
    for kind, of in of_class:
        if str(kind) in ("LITERAL", "RANGE"):
            first, last = (of, of) if str(kind) == "LITERAL" else of
            signs.append(chr(first))
            form += f"{re.escape(chr(first))}-{re.escape(chr(last))}"
        elif str(kind) == "CATEGORY":
            name = str(of).replace("CATEGORY_", "").replace("UNI_", "")
            sign, short = CATEGORIES[name.replace("NOT_", "")]
            signs.append("!" if "NOT" in name else sign)
            form += short.upper() if "NOT" in name else short
    negated = str(of_class[0][0]) == "NEGATE"
    return [sign for sign in SIGNS if not re.match(f"[{form}]", sign)][:5] if negated else signs[:8]


def own_pieces(expression: Expression) -> list[str]:
    """What an expression itself can read, in pieces."""
    return [piece for piece in _Pieces(expression.compiled).found if piece]


def texts(expression: Expression, many: int, draw: random.Random) -> Iterator[Text]:
    """Texts for one expression: mostly runs of its own pieces, now and then behind one that opens something."""
    own = own_pieces(expression) or ["a"]

    def piece() -> str:
        return draw.choice(own if draw.random() < 0.8 else OTHERS)

    for _ in range(many):
        first = piece() + (piece() if draw.random() < 0.25 else "")
        yield Text(draw.choice(own) if draw.random() < 0.5 else "", first, piece(), draw.choice(MISFITS))


def pairs(expression: Expression) -> list[Text]:
    """Runs of each two of an expression's own pieces, and of each of them and each other piece."""
    own = own_pieces(expression)
    both = [(a, b) for a in own for b in own] + [(a, b) for a in own for b in OTHERS] + [(a, a) for a in OTHERS]
    return [Text("", a, b, MISFITS[n % len(MISFITS)]) for n, (a, b) in enumerate(both)]


# --- costs ---

SHORT, MIDDLE, LONG = 300, 1000, 4000  # characters of a run
SUSPECT = 3  # of the costliest short texts are measured in their lengths
MOST = 200  # steps for one character; what reads on 300 characters from everywhere, and back, takes 150
GROWTH, PLAIN = 9.0, 25  # a text four times as long, in how many times the time; not asked below so many steps
ENDLESS = 0.02  # seconds for a short text: it need not be compared with others


class TooLongError(BaseException):
    """A reading was stopped."""


def _stop(*_: object) -> None:
    raise TooLongError


def seconds(expression: Expression, text: str, most: float) -> float:
    """Processor time of reading `text`; what would take more than `most` is stopped there."""
    old = signal.signal(signal.SIGPROF, _stop)
    start = time.thread_time()
    try:
        signal.setitimer(signal.ITIMER_PROF, most)
        expression.read(text)
        return time.thread_time() - start
    except TooLongError:
        return most
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, old)


@functools.lru_cache(maxsize=1)
def step() -> float:
    """Seconds of one step of this machine: once around a group of two branches."""
    around = Expression("", re.compile("(?:ab|cb)*d"), "match")
    return min(seconds(around, "ab" * 2000, 1) for _ in range(30)) / 4000


def fault(expression: Expression, made: list[Text]) -> str:
    """What is wrong with the cost of an expression over some texts; "" where nothing is."""
    costs: list[tuple[float, int]] = []
    for n, text in enumerate(made):
        costs.append((seconds(expression, text.of(SHORT), ENDLESS), n))
        if costs[-1][0] >= ENDLESS:
            break
    for _, n in sorted(costs, reverse=True)[:SUSPECT]:
        if all(_is_slow(expression, made[n]) for _ in range(3)):  # a busy machine is not its fault
            return f"{expression}: {made[n]}"
    return ""


def _is_slow(expression: Expression, text: Text) -> bool:
    middle, long = text.of(MIDDLE), text.of(LONG)
    most = 2 * MOST * step() * len(long)
    took = seconds(expression, long, most)
    steps = took / step() / len(long)
    if steps > MOST or steps < PLAIN:
        return steps > MOST
    return took > GROWTH / 4 * seconds(expression, middle, most) * len(long) / len(middle)
