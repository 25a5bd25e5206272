"""The readers of lines above the first section, form by form: docs/reading.md says what they take."""

from typing import Any

import pytest

from tests.adr.logs import adr_py

from .reading import facts

NONE: dict[str, Any] = {"status": None, "date": None, "supersedes": [], "superseded_by": [], "links": []}
DAY = "2024-05-06"
BOTH = {"status": "accepted", "date": DAY}
TWO = ["0002-b.md"]

# Lines below the title -> what they say; what is not named is not said.
LINES: list[tuple[str, dict[str, Any]]] = [
    # a label says that it is a status, however much stands behind it
    ("- Status: On track: the board looks at it again when the summer is over", {"status": "on track"}),
    ("- Status: Halfway up the hill, both teams have other work to do now", {"status": "halfway up the hill"}),
    ("Status: In May, the board looks at it again when the summer is over", {"status": "in may"}),
    # several fields on one line
    *[
        (line, BOTH)
        for line in (
            "Status: accepted, Date: 2024-05-06",
            "Date: 2024-05-06, Status: accepted",
            "Date: 2024-05-06; Status: accepted",
            "Date: 2024-05-06 / Status: accepted",
            "Date: 2024-05-06 | Status: accepted",
            "Date: 2024-05-06 · Status: accepted",
            "Date: 2024-05-06 • Status: accepted",
            "Date: 2024-05-06 - Status: accepted",
            "Date: 2024-05-06 -- Status: accepted",
            "Date: 2024-05-06  Status: accepted",
            "**Status:** accepted · **Date:** 2024-05-06",
            "**Status:** accepted | **Date:** 2024-05-06",
            "**Status**: accepted, **Date**: 2024-05-06",
            "**Status:** accepted<br>**Date:** 2024-05-06",
            "Status: accepted<br>Date: 2024-05-06",
            "Status: accepted<br />Date: 2024-05-06",
            "> Status: accepted<br>Date: 2024-05-06",
        )
    ],
    (";Status: :", {}),
    ("Status: accepted, for the status: see the board", {"status": "accepted"}),
    # a value in the line below its label
    ("Status:\naccepted", {"status": "accepted"}),
    ("Status:\n\n\naccepted", {"status": "accepted"}),
    ("**Status:**\n\n- accepted", {"status": "accepted"}),
    ("**Status**\n\naccepted", {"status": "accepted"}),
    ("_Status_:\n\n* accepted", {"status": "accepted"}),
    ("Date:\n2024-05-06", {"date": DAY}),
    ("Date:\n\n- 6 May 2024", {"date": DAY}),
    ("Status:\n\nDate: 2024-05-06", {"date": DAY}),
    ("Status:\n\n**Accepted:** 2024-05-06", {"status": "accepted", "date": DAY}),
    ("Status:\nas the board says", {}),
    ("Date:\nsome day", {}),
    ("Status:\naccepted\nrejected", {"status": "accepted"}),
    ("Owner:\n\nText.\n\nText.\n\nText.\n\naccepted", {}),
    # tables
    ("| Status | accepted |\n| --- | --- |\n| Date | 2024-05-06 |", BOTH),
    ("> | Status | accepted |\n> | --- | --- |\n> | Date | 2024-05-06 |", BOTH),
    ("| Status | Date |\n| --- | --- |\n| accepted | 2024-05-06 |", BOTH),
    ("| Status | Team |\n| --- | --- |\n| accepted | Birds |", {"status": "accepted"}),
    ("| Owner | Place | Status | Team |\n| - | - | - | - |\n| us | here | accepted | Birds |", {"status": "accepted"}),
    ("| Owner | Place | Status | Rejected |\n| - | - | - | - |\n| us | here | accepted | x |", {"status": "rejected"}),
    ("| a | b |\n| --- | --- |\n| c | d |\n\nStatus: accepted\n\n| Date | 2024-05-06 |\n| --- | --- |", BOTH),
    ("| a | b |\n| --- | --- |\n| accepted | c |", {}),
    # the other forms of a label
    ("- Status: accepted\n- Date: 2024-05-06", BOTH),
    ("* Status: accepted\n* Date: 2024-05-06", BOTH),
    ("+ Status: accepted\n+ Date: 2024-05-06", BOTH),
    ("• Status: accepted\n• Date: 2024-05-06", BOTH),
    ("1. Status: accepted\n2. Date: 2024-05-06", BOTH),
    ("> Status: accepted\n> Date: 2024-05-06", BOTH),
    ("> **Status:** accepted", {"status": "accepted"}),
    ("***Status:*** accepted", {"status": "accepted"}),
    ("`Status`: accepted", {"status": "accepted"}),
    ("Status：accepted", {"status": "accepted"}),
    ("(Status: accepted)", {"status": "accepted"}),
    ("[Status: accepted]", {"status": "accepted"}),
    ("`Status: accepted`", {"status": "accepted"}),
    ("*Status: accepted*", {"status": "accepted"}),
    ("_Status: accepted_", {"status": "accepted"}),
    ("HTTP Status: 404", {}),
    ("Status code: 404", {}),
    # a dash in the place of the colon
    *[
        (f"{lead}Status {sign} accepted", {"status": "accepted"})
        for lead in ("", "- ", "* ", "• ")
        for sign in ("-", "--", "->", "-->", "–", "—", "→", "=")
    ],
    ("Status - all lights are green", {}),
    ("Owner - accepted", {}),
    # a bare word or date, close to the title
    ("accepted", {"status": "accepted"}),
    ("**Accepted**", {"status": "accepted"}),
    ("_Accepted_", {"status": "accepted"}),
    ("`accepted`", {"status": "accepted"}),
    ("[Accepted]", {"status": "accepted"}),
    ("(accepted)", {"status": "accepted"}),
    ("> Accepted", {"status": "accepted"}),
    ("Status accepted", {"status": "accepted"}),
    ("Date 2024-05-06", {"date": DAY}),
    ("2024-05-06", {"date": DAY}),
    ("(2024-05-06)", {"date": DAY}),
    ("*2024-05-06*", {"date": DAY}),
    ("6 May 2024", {"date": DAY}),
    ("Monday, 6th of May 2024", {"date": DAY}),
    ("May 6th, 2024", {"date": DAY}),
    ("Lundi 6 mai 2024", {}),
    ("6 de mayo de 2024", {"date": DAY}),
    ("2024-05-06T10:11:12Z", {"date": DAY}),
    ("2024-05-06 10:00 UTC", {"date": DAY}),
    ("v2, 2024-05-06", {"date": DAY}),
    ("2024-05-06 was a rainy day", {}),
    ("accepted\n\n2024-05-06", BOTH),
    ("2024-05-06\n\naccepted", BOTH),
    ("accepted\n\nrejected", {"status": "accepted"}),
    ("One line.\n\nTwo lines.\n\naccepted", {"status": "accepted"}),
    ("One line.\n\nTwo lines.\n\nThree lines.\n\naccepted", {}),
    ("One line.\n\nTwo lines.\n\nThree lines.\n\n2024-05-06", {}),
    ("**Accepted**, as the board says", {"status": "accepted"}),
    ("__Accepted__ (by the board)", {"status": "accepted"}),
    ("**Accepted** ideas are below", {}),
    ("**Rules** - accepted", {}),
    # sentences
    ("This ADR is deprecated.", {"status": "deprecated"}),
    ("This record has been accepted.", {"status": "accepted"}),
    ("This document was rejected on 2024-05-06.", {"status": "rejected", "date": DAY}),
    ("The decision is now accepted.", {"status": "accepted"}),
    ("Note: This ADR is deprecated.", {"status": "deprecated"}),
    ("> This ADR is deprecated.", {"status": "deprecated"}),
    ("_Accepted on 2024-05-06_", {"status": "accepted", "date": DAY}),
    ("Accepted by the board on 2024-05-06", {"status": "accepted", "date": DAY}),
    ("**Accepted by the\nboard on 2024-05-06**", {"status": "accepted", "date": DAY}),
    ("(Accepted 2024-05-06)", {"status": "accepted", "date": DAY}),
    ("This ADR is open.", {}),
    ("This ADR is final.", {}),
    ("This ADR is about accepted values.", {}),
    ("Accepted values are listed on 2024-05-06", {}),
    ("One line.\n\nTwo lines.\n\nThree lines.\n\nThis ADR is deprecated.", {}),
    ("Status: accepted\n\nThis ADR is deprecated.", {"status": "accepted"}),
    # steps with their days
    ("Accepted: 2024-05-06", {"status": "accepted", "date": DAY}),
    ("Proposed: 2024-05-01\nAccepted: 2024-05-06", {"status": "accepted", "date": DAY}),
    ("Accepted: 2024-05-06\nProposed: 2024-05-01", {"status": "accepted", "date": DAY}),
    ("- **Accepted:** 2024-05-06\n- **Proposed:** 2024-05-06", {"status": "accepted", "date": DAY}),
    ("Status: rejected\nAccepted: 2024-05-06", {"status": "rejected"}),
    ("Accepted: 2024-05-06 with changes", {}),
    ("Accepted: yes", {}),
    # a badge
    ("![Status](https://img.shields.io/badge/status-accepted-green)", {"status": "accepted"}),
    ("![Build](https://img.shields.io/badge/build-passing-green)", {}),
    # relations
    ("Supersedes: [2](0002-b.md)", {"supersedes": TWO}),
    ("- Supersedes: [2](0002-b.md)", {"supersedes": TWO}),
    ("Supersedes [2](0002-b.md)", {"supersedes": TWO}),
    ("This record replaces [2](0002-b.md).", {"supersedes": TWO}),
    ("> This record replaces [2](0002-b.md).", {"supersedes": TWO}),
    ("Superseded by: [2](0002-b.md)", {"superseded_by": TWO}),
    ("**Superseded by:** [2](0002-b.md)", {"superseded_by": TWO}),
    ("**Superseded by** [2](0002-b.md)", {"superseded_by": TWO}),
    ("- **Supersedes** [2](0002-b.md)", {"supersedes": TWO}),
    ("Superseded by [2](0002-b.md).", {"superseded_by": TWO, "status": "superseded"}),
    ("Note: superseded by [2](0002-b.md)", {"superseded_by": TWO, "status": "superseded"}),
    ("Status: superseded by [2](0002-b.md)", {"superseded_by": TWO, "status": "superseded"}),
    ("Superseded by: none", {}),
    ("It may be superseded by [2](0002-b.md).", {}),
    ("Amends: [2](0002-b.md)", {"links": [("amends", TWO)]}),
    ("- **Depends on:** [2](0002-b.md), [3](0003-c.md)", {"links": [("depends on", [*TWO, "0003-c.md"])]}),
    ("See: the board", {}),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "said"), LINES, ids=lambda value: value[:50] if isinstance(value, str) else "")
def test_lines_below_the_title(lines: str, said: dict[str, Any]) -> None:
    read = facts(f"# Use a queue\n\n{lines}\n\n## Context\n\nText.\n")
    assert {fact: read[fact] for fact in NONE} == {**NONE, **said}


@pytest.mark.parametrize(
    ("lines", "fact", "values"),
    [
        ("Tags: a, b", "tags", ["a", "b"]),
        ("Tags:\n\n- a\n- b", "tags", ["a", "b"]),
        ("**Tags:**\n- a\n- b\n\nText.\n- c", "tags", ["a", "b"]),
        ("Tags:\n\n- a\n- Owner: b", "tags", ["a"]),
        ("Tags:\n\na", "tags", []),
        ("Deciders: the board, acme", "deciders", ["the board", "acme"]),
        ("- Deciders: the board\n- Tags: a", "deciders", ["the board"]),
        ("Applies to: `src/**`, `docs/*.md`", "applies_to", ["src/**", "docs/*.md"]),
        ("Applies to:\n\n- `src/**`\n- docs/", "applies_to", ["src/**", "docs/"]),
        ("Review by: 2027-01-02", "review_by", "2027-01-02"),
    ],
)
def test_notes_below_the_title(lines: str, fact: str, values: object) -> None:
    assert facts(f"# Use a queue\n\n{lines}\n\n## Context\n\nText.\n")[fact] == values


@pytest.mark.parametrize(
    ("line", "reader"),
    [
        ("Status: accepted", "line"),
        ("- Status: accepted", "bullet"),
        ("*\tStatus: accepted", "bullet"),
        ("• Status: accepted", "bullet"),
        ("**Status:** accepted", "bold"),
        ("_Status:_ accepted", "bold"),
        ("`Status:` accepted", "bold"),
        ("> Status: accepted", "quoted line"),
        ("> - Status: accepted", "quoted line"),
        ("Status - accepted", "line"),
        ("- Status - accepted", "bullet"),
        ("| Status | accepted |\n| --- | --- |", "table"),
        ("Accepted", "bare line"),
        ("**Accepted** - why not", "bare line"),
        ("This ADR is accepted.", "sentence"),
        ("- Accepted: 2024-05-06", "bullet"),
        ("Status:\n\n- accepted", "bullet"),
        ("Status:\n\n**accepted**", "bold"),
    ],
)
def test_each_form_is_called_as_the_page_calls_it(line: str, reader: str) -> None:
    read = facts(f"# Use a queue\n\n{line}\n\n## Context\n\nText.\n")
    assert (read["status"], read["status reader"]) == ("accepted", reader)


@pytest.mark.parametrize("form", ["Status: {}", "- Status: {}", "**Status:** {}", "| Status | {} |\n| --- | --- |"])
def test_the_line_of_a_fact_is_where_it_stands(form: str) -> None:
    """Also behind lines that an editor broke, several fields, HTML and a table."""
    above = "Date: 2024-05-06, Owner: **a\nb**\n<b>Team</b>: c\n\n| Tags | d |\n| --- | --- |\n\n"
    lines = f"# Use a queue\n\n{above}{form.format('accepted')}\n".split("\n")
    why = adr_py.Reading("0001-a.md", "\n".join(lines), adr_py.vocabulary()).why()
    assert lines[why["status"]["line"] - 1].startswith(form.split("{")[0])
    assert lines[why["date"]["line"] - 1].startswith("Date")
