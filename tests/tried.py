"""What was tried against the pack and held: counted by the tests, written by a run into docs/security-tests.md.

A test that tries to do harm has the mark `security(what)`. Each of its cases counts once, or as often as it says by the
fixture `tried`. With UPDATE_SECURITY=1 a run without a failure writes the table; `make security` is such a run.
"""

import ast
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "security-tests.md"
Tried = Callable[[int], None]
TOPICS = {  # folder of tests: heading
    "adr": "A log and its texts",
    "gates": "Gates on the forge, and the update pipeline",
    "rollout": "The fleet",
    "updates": "Copies and updates",
    "installed": "The installed command",
    "adoption": "A log that was there before",
}


@pytest.fixture
def tried(request: pytest.FixtureRequest) -> Tried:
    """How many attempts a test made; without a call it is one."""

    def count(times: int) -> None:
        request.node.user_properties.append(("tried", times))

    return count


def pytest_itemcollected(item: pytest.Item) -> None:
    mark = item.get_closest_marker("security")
    if mark:
        item.user_properties.append(("security", mark.args[0]))


class Marked(NamedTuple):
    """A test function that tries to do harm: what it tries, its file below tests/, whether only a long run has it."""

    what: str
    file: str
    long: bool


def marked() -> Iterator[Marked]:
    """Every such test of the suite, as its source says."""
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        constants = {
            target.id: node.value.value
            for node in tree.body
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        for test in tree.body:
            if isinstance(test, ast.FunctionDef):
                marks = [ast.unparse(one.func if isinstance(one, ast.Call) else one) for one in test.decorator_list]
                file = path.relative_to(ROOT / "tests").as_posix()
                long = "pytest.mark.long" in marks or "pytest.mark.every" in marks
                for one in test.decorator_list:
                    if isinstance(one, ast.Call) and ast.unparse(one.func) == "pytest.mark.security":
                        what = one.args[0]
                        said = what.value if isinstance(what, ast.Constant) else constants[ast.unparse(what)]
                        yield Marked(str(said), file, long)


def page(held: Counter[str]) -> str:
    """The text of docs/security-tests.md. `held`: how many attempts of each kind a run made, all of which held."""
    every = list(marked())
    text = HEAD.format(attempts=f"{sum(held.values()):,}")
    for folder, heading in TOPICS.items():
        kinds = dict.fromkeys(one.what for one in every if one.file.split("/")[0] == folder)
        if kinds:
            text += f"\n## {heading}\n\n| Tried | Attempts | Long runs | Tests |\n| --- | --- | --- | --- |\n"
            for what in kinds:
                its = [one for one in every if one.what == what]
                files = ", ".join(f"[{name}](../tests/{name})" for name in dict.fromkeys(one.file for one in its))
                more = "more" if any(one.long for one in its) else ""
                text += f"| {what} | {held[what] or '–'} | {more or '–'} | {files} |\n"
    return text


HEAD = """\
# Security tests

**What has been tried against the pack, and held?**

<!-- Made by `make security` from a run of the tests named below. Do not edit by hand. -->

Every row is a way to do harm, played through by tests against the pack as users have it: forges, tokens and thieves are
stand-ins on one machine. An attempt is one case, such as one kill, one text or one link; all of the {attempts} held.
`make long` (by chance) and `make every` (in larger tables) try more of what says so; where the attempts are `–`, they
alone do.
[Security](../SECURITY.md) says what runs with whose rights, and the guides of the forges what no file can hold.
"""


class Tally:
    """A plugin that adds up what the tests of a run tried, those of other processes too, and writes the page."""

    def __init__(self) -> None:
        self.held: Counter[str] = Counter()
        self.failed = False

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        said = report.user_properties
        self.failed |= report.failed
        times = sum(int(str(value)) for name, value in said if name == "tried") or 1
        for name, what in said:
            if name == "security" and report.when == "call" and report.passed:
                self.held[str(what)] += times

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        lacking = {one.what for one in marked() if not one.long} - self.held.keys()
        if self.failed or lacking:
            why = "a test failed" if self.failed else f"this run did not try: {'; '.join(sorted(lacking))}"
            terminalreporter.write_line(f"{PAGE.name} is not written: {why}", red=True)
        else:
            PAGE.write_text(page(self.held), encoding="utf-8")
            terminalreporter.write_line(f"{PAGE.name} says what {sum(self.held.values()):,} attempts held")
