"""Judges faults in a run of the tests that is warm: a plugin of pytest for bench/mutants.py.

To import and collect takes longer than most tests, so one process does that once. For each fault it makes a child, puts
the fault into the functions that are loaded, and runs the tests that enter the changed one until one fails. Which tests
enter which function is learnt in a first child, from all tests without a fault.
"""

import __future__

import ast
import contextlib
import json
import os
import resource
import signal
import sys
import types
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from bench.laid import ROOT

PATIENCE = 4  # times the seconds that tests take without a fault; one that makes a loop endless is noticed so
JOINED = ("text", "record", "log", "edit", "check", "commands")  # rooms of adr.py
MEMORY = 4 * 2**30  # bytes, for one that makes it fill a list


class Fault(NamedTuple):
    """A module's text with one fault, and the function, class or constant at the margin that has it, "" for others."""

    module: Path
    text: str
    name: str


class Known(NamedTuple):
    """What one test takes and does when there is no fault."""

    seconds: float
    enters: list[str]
    """Names at the margin of modules; no two modules that are joined share one."""
    elsewhere: bool
    """It starts Python anew, where a fault that is put into loaded functions is not."""
    fails: bool


class Judge:
    """The plugin. `say` is called with each fault and whether the tests that enter its function noticed it.

    `most`: seconds of tests for one fault. `memory`: a file for what is known of the tests; it need not be there.
    """

    def __init__(self, faults: list[Fault], say: Callable[[Fault, bool], None], memory: Path, most: float) -> None:
        self.faults, self.say, self.memory, self.most = faults, say, memory, most
        self.known: dict[str, Known] = {}
        self.seen: set[str] = set()
        self.trusted: set[str] = set()
        self.blamed = memory.with_suffix(".blamed")
        self.elsewhere = False

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        for _ in range(2):
            if self.memory.exists():
                self.known = {test: Known(*row) for test, row in json.loads(self.memory.read_bytes()).items()}
            if new := [item for item in session.items if item.nodeid not in self.known]:
                in_child(lambda: self.learn(session, new))
        if failing := [test for test, known in self.known.items() if known.fails]:
            raise pytest.UsageError("tests fail without any fault: " + ", ".join(failing))
        capture: Any = session.config.pluginmanager.getplugin("capturemanager")
        for fault in self.faults:
            tests, seconds = self.tests(session, fault)
            self.blamed.unlink(missing_ok=True)
            noticed = bool(fault.name) and in_child(
                lambda: self.notices(session, fault, tests),  # noqa: B023
                PATIENCE * seconds + 5,
            )
            if noticed and self.blamed.exists():
                self.hold_to_account(session, self.blamed.read_text(encoding="utf-8"))
            with capture.global_and_fixture_disabled():
                self.say(fault, bool(noticed))
        return True

    def tests(self, session: pytest.Session, fault: Fault) -> tuple[list[pytest.Item], float]:
        """Those that may notice a fault, the tables of its room first, and their seconds."""
        names, room = entered_for(fault), f"tests/{fault.module.relative_to(ROOT / 'copier_adr').parts[0]}/"
        known = [(self.known[item.nodeid], item) for item in session.items]
        those = [pair for pair in known if not names.isdisjoint(pair[0].enters) and not pair[0].elsewhere]
        # One case of each test before the second of any: what many tests enter, few of them ask for.
        turns: Counter[str] = Counter()
        order = []
        for one, item in sorted(those, key=lambda pair: pair[0].seconds):
            test = item.nodeid.partition("[")[0]
            turns[test] += 1
            order.append((not test.startswith(room), turns[test], one.seconds, item))
        chosen, seconds = [], 0.0
        for _, _, took, item in sorted(order, key=lambda row: row[:3]):
            if (seconds := seconds + took) > self.most:
                break
            chosen.append(item)
        return chosen, seconds

    def notices(self, session: pytest.Session, fault: Fault | None, tests: list[pytest.Item]) -> bool:
        """Whether one of the tests fails with the fault in the place of what is loaded."""
        if fault:
            put_in(fault)
        quietly(session)
        failed = session.testsfailed
        for item, after in in_pairs(tests):
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=after)
            if session.testsfailed > failed:
                self.blamed.write_text(item.nodeid, encoding="utf-8")
                return True
        return False

    def hold_to_account(self, session: pytest.Session, test: str) -> None:
        """UsageError for a test that fails without the fault too: the tree may have changed since it was learnt."""
        if test not in self.trusted:
            items = [item for item in session.items if item.nodeid == test]
            if in_child(lambda: self.notices(session, None, items)):
                raise pytest.UsageError(f"{test} fails without any fault")
            self.trusted.add(test)

    def learn(self, session: pytest.Session, items: list[pytest.Item]) -> None:
        quietly(session)
        sys.addaudithook(self.audit)
        for module in engine():
            vars(module)["_entered"] = lambda name: self.seen.add(name)
            exchange(module, Entered().visit(ast.parse(Path(module.__file__ or "").read_text(encoding="utf-8"))))
        rows = self.known
        for item, after in in_pairs(items):
            self.seen, self.elsewhere, start, failed = set(), False, spent(), session.testsfailed
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=after)
            fails = session.testsfailed > failed
            rows[item.nodeid] = Known(round(spent() - start, 4), sorted(self.seen), self.elsewhere, fails)
        self.memory.write_text(json.dumps(rows), encoding="utf-8")

    def audit(self, event: str, args: tuple[Any, ...]) -> None:
        if event == "subprocess.Popen" and os.path.basename(str(args[0])) != "git":
            self.elsewhere = True


class Entered(ast.NodeTransformer):
    """Each function and method says the name at the margin that it belongs to when it is entered."""

    margin = ""

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        self.margin = node.name
        self.generic_visit(node)
        self.margin = ""
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        call = ast.parse(f"_entered({self.margin or node.name!r})").body[0]
        node.body.insert(0, ast.fix_missing_locations(ast.copy_location(call, node)))
        return node


def quietly(session: pytest.Session) -> None:
    session.config.pluginmanager.unregister(name="terminalreporter")


def in_pairs(items: list[pytest.Item]) -> Iterator[tuple[pytest.Item, pytest.Item | None]]:
    """Each test and the one after it, whose fixtures stay."""
    return zip(items, [*items[1:], *([None] if items else [])], strict=True)


def in_child(work: Callable[[], object], seconds: float = 0) -> int:
    """`work` in a child of this process, with so many seconds of computing: 0 where it says no, and comes to an end."""
    sys.stdout.flush()
    child = os.fork()
    if not child:
        code = 1
        with contextlib.suppress(BaseException):
            if seconds:
                resource.setrlimit(resource.RLIMIT_CPU, (int(seconds) + 1, int(seconds) + 2))
                resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
                signal.alarm(int(seconds) * 20)  # one that makes it wait for ever takes no computing
            code = int(bool(work()))
        os._exit(code)
    return os.waitpid(child, 0)[1]


def spent() -> float:
    """Seconds of computing, those of ended processes that were started from here too."""
    return sum(os.times()[:4])


def of_engine(code: types.CodeType) -> bool:
    return code.co_filename.endswith(("adr.py", "adr_review.py")) or f"{os.sep}copier_adr{os.sep}" in code.co_filename


def functions(thing: Any) -> Iterator[types.FunctionType]:
    """The function that a name stands for, or the methods of its class."""
    if isinstance(thing, type):
        for one in vars(thing).values():
            yield from functions(one)
    thing = getattr(thing, "fget", getattr(thing, "func", getattr(thing, "__func__", thing)))
    while hasattr(thing, "__wrapped__"):
        thing = thing.__wrapped__
    if isinstance(thing, types.FunctionType) and of_engine(thing.__code__):
        yield thing


def engine() -> list[types.ModuleType]:
    """The joined files that the tests have loaded, and the modules that they import themselves."""
    from tests.adr.logs import adr_py
    from tests.gates.conftest import adr_review

    return [adr_py, adr_review, *(module for name, module in sys.modules.items() if name.startswith("copier_adr."))]


def entered_for(fault: Fault) -> set[str]:
    """The functions and classes that a test must enter to notice a fault in what has this name."""
    modules = holders(fault)
    if any(any(functions(vars(module)[fault.name])) for module in modules):
        return {fault.name}
    things = [(other, list(functions(thing))) for module in modules for other, thing in vars(module).items()]
    return {other for other, found in things if any(mentions(one.__code__, fault.name) for one in found)}


def holders(fault: Fault) -> list[types.ModuleType]:
    """Where what has this name is loaded: the file that its room is joined into, its own module, and those that import
    it from there. The two files may use a name for different things.
    """
    adr_py, adr_review, *others = engine()
    named = [module for module in others if fault.name in vars(module)]
    own = next((module for module in named if module.__file__ == str(fault.module)), None)
    found = [module for module in named if own and vars(module)[fault.name] is vars(own)[fault.name]]
    joined = adr_py if fault.module.relative_to(ROOT / "copier_adr").parts[0] in JOINED else adr_review
    return [joined, *found] if fault.name in vars(joined) else found


def mentions(code: types.CodeType, name: str) -> bool:
    inner = (const for const in code.co_consts if isinstance(const, types.CodeType))
    return name in code.co_names or any(mentions(one, name) for one in inner)


def name_bound(node: ast.stmt) -> str:
    """The name that a statement at the margin gives to something."""
    target = node.targets[0] if isinstance(node, ast.Assign) else getattr(node, "target", None)
    return target.id if isinstance(target, ast.Name) else str(getattr(node, "name", ""))


def put_in(fault: Fault) -> None:
    """Put what is changed in the place of what is loaded: the code of functions, or another constant."""
    tree = ast.parse(fault.text)
    tree.body = [node for node in tree.body if name_bound(node) == fault.name]
    for module in holders(fault):
        if isinstance(tree.body[0], (ast.FunctionDef, ast.ClassDef)):
            exchange(module, tree)
        else:
            exec(compile(tree, "adr.py", "exec"), vars(module))  # noqa: S102


def exchange(module: types.ModuleType, tree: ast.Module) -> None:
    """Give loaded functions the code of those of a tree: whoever holds a function has the new code."""
    scratch = dict(vars(module))
    body = [node for node in tree.body if isinstance(node, (ast.FunctionDef, ast.ClassDef))]
    tree = ast.Module([*body], [])
    exec(compile(tree, "adr.py", "exec", __future__.annotations.compiler_flag, dont_inherit=True), scratch)  # noqa: S102
    for name in [node.name for node in body]:
        new = {function.__qualname__: function for function in functions(scratch[name])}
        for function in functions(vars(module).get(name)):
            twin = new.get(function.__qualname__)
            if twin and twin.__code__.co_freevars == function.__code__.co_freevars:
                function.__code__, function.__defaults__ = twin.__code__, twin.__defaults__
                function.__kwdefaults__ = twin.__kwdefaults__
