# ruff: noqa: E501 - tables: a row is a line
"""What people write where a status stands, and whether such a record binds: in `list --status accepted`, or not."""

import json
from itertools import product

import pytest

from .logs import Log

WAITING = [
    *(f"{lead} {noun}" for lead, noun in product(
        ("Awaiting", "Waiting for", "Subject to", "Up for", "Ready for", "Needs", "For", "This ADR is still awaiting the board's"),
        ("acceptance", "approval", "decision", "review", "sign-off", "a vote", "final comments"),
    )),
    *(f"Pending {noun}" for noun in ("acceptance", "approval", "review")),
    *(f"{lead} accepted" for lead in ("To be", "Likely to be", "Expected to be", "Should be", "May be", "Not", "Not yet", "Never", "Not, so far,")),
    *(f"{lead} {noun}" for lead, noun in product(("Under", "In"), ("discussion", "consideration", "evaluation", "development"))),
    "Being discussed", "Being reviewed", "Unapproved", "No decision yet", "Tentative", "Candidate for 2027", "Suggested", "Idea", "Planned",
    "Exploratory", "Final draft", "Work-in-progress", "New", "Ongoing", "Stalled", "Blocked by legal", "Paused", "Parked", "Suspended",
    "Investigating", "Requested", "Unresolved", "Trial", "Waiting", "Request for comments", "In Diskussion", "Wartet auf Freigabe",
    "En discussion", "À valider", "En discusión", "Em análise", "In discussione", "В обсуждении", "Ожидает утверждения", "検討中", "讨论中",
    "保留", "진행 중", "Afventer godkendelse", "Čeká na schválení", "Onay bekliyor",
]  # fmt: skip
ENDED = [
    *(f"Accepted{end}" for end in (
        " (obsolete)", ", then deprecated", ", now rejected", " but superseded", " - deprecated", "; deprecated since 2024-05-06",
        " on 2023-01-02, deprecated on 2024-05-06", " – withdrawn", " (now obsolete)", ". Superseded by ADR-0001",
    )),
    "Shelved", "Dropped", "Discarded", "Denied", "Vetoed", "Turned down", "Voted down", "Decided against", "Aborted", "Void", "Invalid",
    "Revoked", "Rescinded", "Overturned", "Reversed", "Retracted", "Expired", "Outdated", "Out of date", "Historical", "Legacy", "Removed",
    "Sunset", "Discontinued", "Phased out", "Scrapped", "Rolled back", "Obsoleted", "Invalidated", "Won't do", "Wontfix", "Duplicate of ADR-0001",
    "Overtaken by events", "Not in force", "Out of force", "No longer in force", "No longer valid", "No longer what we do", "Not valid any more",
    "Ungültig", "Außer Kraft", "Hinfällig", "Aufgehoben", "Caduc", "Abandonné", "Descartado", "Revogado", "Abbandonato", "Vervallen",
    "Nieaktualne", "Zrušeno", "İptal", "Неактуально", "取消", "作废", "無効", "취소",
]  # fmt: skip
BINDING = [
    *(f"Accepted{more}" for more in (
        "", " (pending implementation)", ", not yet implemented", ", implementation pending", " - to be implemented", ", awaiting implementation",
        "; will be superseded next year", " (rejected alternatives: MySQL)", " with changes", ", MySQL was rejected", " (not deprecated)",
        ". To be reviewed in 2028", " and in use", ", deprecated options are listed below", " (replaces ADR-0001)", " until further notice",
    )),
    "Already accepted", "Now accepted", "Unanimously accepted", "Conditionally accepted", "Accepted in part", "Endorsed", "Signed off",
    "Agreed upon", "In force", "In effect", "Effective", "Implemented", "Active", "Final", "In Kraft", "En vigueur", "有効", "Adopted (trial)",
]  # fmt: skip


def write_all(log: Log, said: list[str]) -> None:
    log.write("0001-one.md", "# 1. One\n\nStatus: Proposed\n")
    for number, words in enumerate(said, 2):
        log.write(f"{number:04}-x.md", f"# {number}. X\n\n## Status\n\n{words}\n\n## Context\n\nText.\n")


def binding(log: Log) -> set[int]:
    return {record["number"] for record in json.loads(log.run("list", "--json", "--status", "accepted").out)}


@pytest.mark.parametrize("place", ["section", "bullet", "front matter"])
def test_only_what_was_decided_and_has_not_ended_binds(log: Log, place: str) -> None:
    said = [*WAITING, *ENDED, *BINDING]
    write_all(log, said)
    for number, words in enumerate(said, 2):
        if place == "bullet":
            log.write(f"{number:04}-x.md", f"# {number}. X\n\n- Status: {words}\n- Owner: us\n\n## Context\n\nText.\n")
        elif place == "front matter":
            log.write(
                f"{number:04}-x.md", f"---\nstatus: {json.dumps(words)}\n---\n# {number}. X\n\n## Context\n\nText.\n"
            )
    bound = binding(log)
    wrong = [words for number, words in enumerate(said, 2) if (number in bound) != (words in BINDING)]
    assert wrong == []


def test_what_waits_for_its_acceptance_is_proposed(log: Log) -> None:
    said = [
        words for words in WAITING if words.endswith(("acceptance", "a vote", "sign-off")) and "Pending" not in words
    ]
    assert len(said) > 20
    write_all(log, said)
    assert {record["status"] for record in log.records()} == {"proposed"}
