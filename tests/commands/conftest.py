"""A log of many kinds of records, as a project has it after some years."""

import pytest

from tests.adr.conftest import _calm as _calm
from tests.adr.conftest import log as log
from tests.adr.logs import Log, nygard

TEAM = "---\ntags: [docs, Team]\n---\n\n"
RECORDS: list[tuple[str, str, str, str, str]] = [
    ("0001-keep-a-log.md", "Keep a log", "Accepted", "2024-05-06", TEAM),
    ("0002-use-kafka.md", "Use Kafka", "Superseded by [4. Use queues](0004-use-queues.md)", "2024-06-01", ""),
    ("0003-use-a-cache.md", "Use a cache", "Proposed", "2024-07-01", ""),
    ("0004-use-queues.md", "Use queues", "Accepted\n\nSupersedes [2. Use Kafka](0002-use-kafka.md)", "2025-01-02", ""),
    ("0005-store-dates.md", "Store dates", "Rejected", "2025-01-02", ""),
    ("0006-use-http.md", "use HTTP", "Deprecated", "2025-03-01", "---\ntags: [web]\n---\n\n"),
    ("0007-wait-long.md", "Wait long", "Proposed", "2025-02-01", ""),
    ("0008-wait-short.md", "Wait short", "Draft", "2025-02-01", ""),
    ("0009-say-nothing.md", "Say nothing", "", "2025-04-01", ""),
    ("0010-have-no-day.md", "Have no day", "Proposed", "", ""),
]


@pytest.fixture
def kept(log: Log, monkeypatch: pytest.MonkeyPatch) -> Log:
    """A log with RECORDS; the working folder is its project's."""
    for number, (name, title, status, date, head) in enumerate(RECORDS, 1):
        log.write(name, head + nygard(number, title, status, date))
    monkeypatch.chdir(log.path.parents[1])
    return log
