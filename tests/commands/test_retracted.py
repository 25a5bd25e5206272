"""A record in force again: its refused successor supersedes it no longer, and all else that it says stays."""

import pytest

from tests.adr.logs import Log, nygard

ONE, TWO, FOUR = "[1. A](0001-a.md)", "[2. B](0002-b.md)", "[4. D](0004-d.md)"

# (what the refused record says below its status, what is left of that)
STATED: list[tuple[str, str]] = [
    (f"Supersedes {ONE}", ""),
    (f"Supersedes {ONE}\n\nSupersedes {TWO}", f"Supersedes {TWO}"),
    (f"Supersedes {TWO}\n\nSupersedes {ONE}", f"Supersedes {TWO}"),
    (f"Supersedes: {ONE}, {TWO}", f"Supersedes: {TWO}"),
    (f"Supersedes: {TWO}, {ONE}", f"Supersedes: {TWO}"),
    (f"Supersedes: {ONE}, {TWO}, {FOUR}", f"Supersedes: {TWO}, {FOUR}"),
    (f"Supersedes: {TWO}, {ONE}, {FOUR}", f"Supersedes: {TWO}, {FOUR}"),
    (f"Supersedes: {TWO}; {ONE}", f"Supersedes: {TWO}"),
    (f"- Supersedes {ONE}\n- Supersedes {TWO}", f"- Supersedes {TWO}"),
    (f"- Supersedes: {ONE}, {TWO}", f"- Supersedes: {TWO}"),
    (f"**Supersedes:** {ONE}, {TWO}", f"**Supersedes:** {TWO}"),
    ("Supersedes: [1. A, or B](0001-a.md), [2. B, or C](0002-b.md)", "Supersedes: [2. B, or C](0002-b.md)"),
    ("Supersedes: [2. B, or C](0002-b.md), [1. A, or B](0001-a.md)", "Supersedes: [2. B, or C](0002-b.md)"),
    ("Supersedes: [[0001-a]], [[0002-b]]", "Supersedes: [[0002-b]]"),
    ("Supersedes: [[0002-b]], [[0001-a]]", "Supersedes: [[0002-b]]"),
    ("Supersedes: ADR-0001, ADR-0002", "Supersedes: ADR-0002"),
    ("Supersedes: ADR-0002, ADR-0001", "Supersedes: ADR-0002"),
]


@pytest.mark.parametrize(("stated", "left"), STATED)
def test_what_a_refused_record_superseded_is_taken_out(log: Log, stated: str, left: str) -> None:
    log.write("0001-a.md", nygard(1, "A", "Superseded by [3. C](0003-c.md)"))
    for number, title in ((2, "B"), (4, "D")):
        by = "Superseded by [3. C](0003-c.md)" if f"000{number}" in stated else "Accepted"
        log.write(f"000{number}-{title.lower()}.md", nygard(number, title, by))
    log.write("0003-c.md", nygard(3, "C", f"Rejected\n\n{stated}"))
    log.run("status", "1", "accepted")
    assert log.read("0001-a.md") == nygard(1, "A", "Accepted")
    assert log.read("0003-c.md") == nygard(3, "C", f"Rejected\n\n{left}" if left else "Rejected")


@pytest.mark.parametrize(
    ("head", "left"),
    [
        ("supersedes: [0001-a.md, 0002-b.md]", "supersedes: [0002-b.md]"),
        ("supersedes: [0002-b.md, 0001-a.md]", "supersedes: [0002-b.md]"),
        ('supersedes: "0001-a.md, 0002-b.md"', 'supersedes: "0002-b.md"'),
        ('supersedes: "0002-b.md, 0001-a.md"', 'supersedes: "0002-b.md"'),
        ("supersedes: 0002-b.md, 0001-a.md", "supersedes: 0002-b.md"),
        ('supersedes: ["0001-a.md", "0002-b.md"]', 'supersedes: ["0002-b.md"]'),
        ("supersedes:\n  - 0001-a.md\n  - 0002-b.md", "supersedes:\n  - 0002-b.md"),
    ],
)
def test_what_front_matter_says_is_taken_out_too(log: Log, head: str, left: str) -> None:
    for number, title in ((1, "A"), (2, "B")):
        log.write(f"000{number}-{title.lower()}.md", nygard(number, title, "Superseded by [3. C](0003-c.md)"))
    text = "---\nstatus: rejected\n{}\n---\n\n# 3. C\n\n## Context\n\nWhy.\n"
    log.write("0003-c.md", text.format(head))
    log.run("status", "1", "accepted")
    assert log.read("0003-c.md") == text.format(left)
