"""What was tried against the pack and held: counted by the tests, written by the run into docs/security-tests.md.

A test that tries to do harm has the mark `security(what)`. Each of its cases counts once, or as often as it says by the
fixture `tried`. With UPDATE_SECURITY=1 a run without a failure writes the table; `make security` is such a run.
"""

from collections import Counter
from collections.abc import Callable

import pytest

Tried = Callable[[int], None]


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


class Tally:
    """A plugin that adds up what the tests of a run tried, those of other processes too."""

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
