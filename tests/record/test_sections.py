# ruff: noqa: E501 - tables: a row is a line
"""Facts in sections, in front matter, and those that are looked for only where nothing else states them."""

from typing import Any

import pytest

from tests.adr.logs import adr_py

from .reading import facts

NONE: dict[str, Any] = {"status": None, "date": None, "supersedes": [], "superseded_by": [], "links": []}
DAY = "2024-05-06"
TWO, THREE = "0002-b.md", "0003-c.md"

# The text of the section Status -> what it says. docs/reading.md, "Which status counts".
STATUS: list[tuple[str, dict[str, Any]]] = [
    ("Accepted", {"status": "accepted"}),
    ("Accepted 2024-05-06", {"status": "accepted", "date": DAY}),
    ("Accepted\n\n2024-05-06", {"status": "accepted", "date": DAY}),
    ("2024-05-06\n\nAccepted", {"status": "accepted", "date": DAY}),
    ("2024-05-06: Accepted", {"status": "accepted", "date": DAY}),
    ("6 May 2024: Accepted", {"status": "accepted", "date": DAY}),
    ("Accepted\nSuperseded by [2](0002-b.md)", {"status": "superseded", "superseded_by": [TWO]}),
    ("Accepted\nSupersedes [2](0002-b.md)", {"status": "accepted", "supersedes": [TWO]}),
    ("Accepted\nSuperceded by [2](0002-b.md)", {"status": "superseded", "superseded_by": [TWO]}),
    ("Superseded by [2](0002-b.md)\n\nAccepted", {"status": "superseded", "superseded_by": [TWO]}),
    ("Accepted\n\nAmends [2](0002-b.md)", {"status": "accepted", "links": [("amends", [TWO])]}),
    ("Accepted\n\nAmended by [2](0002-b.md)", {"status": "accepted", "links": [("amended by", [TWO])]}),
    ("Accepted, amended by [2](0002-b.md)", {"status": "accepted"}),
    ("Accepted\n\nRelates to: [2](0002-b.md), [3](0003-c.md)", {"status": "accepted", "links": [("relates to", [TWO, THREE])]}),
    ("Accepted\n\nRelates to [2](0002-b.md)", {"status": "accepted", "links": [("relates to", [TWO])]}),
    ("> Accepted", {"status": "accepted"}),
    ("> Accepted\n> on 2024-05-06", {"status": "accepted"}),
    ("Accepted\n\n> Rejected", {"status": "accepted"}),
    ("> [!NOTE]\n> Accepted", {"status": "accepted"}),
    ("| Status | Accepted |\n| --- | --- |\n| Date | 2024-05-06 |", {"status": "accepted", "date": DAY}),
    ("> | Status | Accepted |\n> | --- | --- |", {"status": "accepted"}),
    ("Proposed\n\n| Status | Accepted |\n| --- | --- |", {"status": "accepted"}),
    ("Mothballed", {"status": "mothballed"}),
    ("Mothballed. We come back to it when the budget of the next year is known.", {"status": "mothballed"}),
    ("On ice until spring", {"status": "on ice until spring"}),
    ("On ice, as none of the two teams has the time for it now.", {"status": "on ice"}),
    ("On going, both teams work on it until the end of the year.", {"status": "on going"}),
    ("In flight, both teams work on it until the end of the year.", {"status": "in flight"}),
    ("At risk, both teams have other work until the end of the year.", {"status": "at risk"}),
    ("To do. Both teams have other work until the end of the year.", {"status": "to do"}),
    ("For information: the board wants each of the teams to know of it.", {"status": "for information"}),
    ("In Erprobung. Das Team Alpha sagt bis Ende des Jahres, wie es geht.", {"status": "in erprobung"}),
    ("Needs more work. The board looks at it again at the end of the year.", {"status": "needs more work"}),
    ("Waiting for legal. The board looks at it again at the end of the year.", {"status": "waiting for legal"}),
    ("Up for grabs - the first of the teams that has the time takes it on.", {"status": "up for grabs"}),
    ("Ready for rollout (the team of the platform begins with it next week).", {"status": "ready for rollout"}),
    ("In May, the board had the first version of it before all of us.", {}),
    ("On Monday, the board had the first version of it before all of us.", {}),
    ("For us, the first version of it is good enough for this year.", {}),
    ("In short, the first version of it is good enough for this year.", {}),
    ("In May, the board had the first version of it before all of us.\n\nAccepted", {"status": "accepted"}),
    ("- Status: Halfway up the hill, both teams have other work until the summer is over.", {"status": "halfway up the hill"}),
    ("As this is new, we may leave it out of the first version that we publish.", {}),
    ("Much like `QueueStatus`, the new type says how far each of the queues has come.", {}),
    ("Currently, each queue is read by one worker that the platform team looks after.", {}),
    ("| 2024-05-01 | Proposed |\n| --- | --- |\n| 2024-05-06 | Accepted |", {"status": "accepted", "date": DAY}),
    ("| Superseded by | [2](0002-b.md) |\n| --- | --- |\n| Status | Superseded |", {"status": "superseded", "superseded_by": [TWO]}),
    ("- [x] Accepted\n- [ ] Rejected", {"status": "accepted"}),
    ("- [ ] Accepted\n- [X] Rejected", {"status": "rejected"}),
    ("- [x] Proposed\n- [x] Accepted (2024-05-06)\n- [ ] Rejected", {"status": "accepted", "date": DAY}),
    ("- [ ] Accepted\n- [ ] Rejected", {}),
    ("Rejected\n\n- [✓] Accepted", {"status": "accepted"}),
    ("![Status](https://img.shields.io/badge/status-accepted-green)", {"status": "accepted"}),
    ("![accepted](green.png)", {"status": "accepted"}),
    ("![a green light](green.png)\n\nAccepted", {"status": "accepted"}),
    ('<Status status="accepted" />', {"status": "accepted"}),
    ('<AdrStatus status="accepted" />', {"status": "accepted"}),
    ('<Light colour="accepted" />', {}),
    ('<adr-status status="accepted" />', {"status": "accepted"}),
    ("Status: Accepted", {"status": "accepted"}),
    ("Status: Status: Accepted", {"status": "accepted"}),
    ("- **Status:** Accepted\n- **Date:** 2024-05-06", {"status": "accepted", "date": DAY}),
    ("Accepted\n\nDate: 2024-05-06", {"status": "accepted", "date": DAY}),
    ("Supersedes: [2](0002-b.md)\n\nAccepted", {"status": "accepted", "supersedes": [TWO]}),
    ("Superseded by: [2](0002-b.md)", {"status": "superseded", "superseded_by": [TWO]}),
    ("Superseded by: none\n\nAccepted", {"status": "accepted"}),
    ("Rejected\nSuperseded by: [2](0002-b.md)", {"status": "rejected", "superseded_by": [TWO]}),
    ("Deprecated by: n/a\n\nAccepted", {"status": "accepted"}),
    ("Deprecated in favour of [2](0002-b.md)", {"status": "deprecated", "superseded_by": [TWO]}),
    ("Superseded [2](0002-b.md)", {"status": "superseded", "superseded_by": [TWO]}),
    ("Supersedes [2](0002-b.md)\nSuperseded by [3](0003-c.md)", {"status": "superseded", "supersedes": [TWO], "superseded_by": [THREE]}),
    ("Superseded by none", {}),
    ("Superseded by nobody", {}),
    ("draft -> proposed -> accepted", {"status": "accepted"}),
    ("draft → accepted", {"status": "accepted"}),
    ("draft => accepted", {"status": "accepted"}),
    ("draft > accepted", {"status": "accepted"}),
    ("Proposed on 2024-05-01, accepted on 2024-05-06", {"status": "accepted", "date": DAY}),
    ("Accepted on 2024-05-06, proposed on 2024-05-01", {"status": "accepted", "date": DAY}),
    ("Accepted on 2024-05-06 and amended on 2024-05-07", {"status": "amended", "date": "2024-05-07"}),
    ("2024-05-01 proposed; 2024-05-06 accepted", {"status": "accepted", "date": DAY}),
    ("Accepted on 2024-05-01, superseded in part on 2024-05-06", {"status": "partly superseded", "date": DAY}),
    ("Accepted since 2024-05-01, in review 2024-05-06", {"status": "in review", "date": DAY}),
    ("2024-05-06 accepted by the board, 2024-05-01 proposed by us", {"status": "accepted", "date": DAY}),
    ("Accepted after all on 2024-05-06, proposed on 2024-04-01", {"status": "accepted", "date": DAY}),
    ("Proposed (2024-05-01) Accepted (2024-05-06)", {"status": "accepted", "date": DAY}),
    ("Proposed 2024-05-01 | Accepted 2024-05-06", {"status": "accepted", "date": DAY}),
    ("Proposed 2024-05-01, accepted 2024-05-02, deprecated 2024-05-06", {"status": "deprecated", "date": DAY}),
    ("**Accepted**", {"status": "accepted"}),
    ("✅ Accepted", {"status": "accepted"}),
    ("1. Proposed\n2. Accepted", {"status": "accepted"}),
    ("- Proposed\n- Accepted", {"status": "accepted"}),
    ("Proposed | Accepted | Rejected", {}),
    ("Proposed, Accepted, Rejected", {}),
    ("Proposed / **Accepted** / Rejected", {"status": "accepted"}),
    ("Proposed | ✅ Accepted | Rejected", {"status": "accepted"}),
    ("[ ] Proposed [x] Accepted [ ] Rejected", {"status": "accepted"}),
    ("☐ Proposed ☑ Accepted ☐ Rejected", {"status": "accepted"}),
    ("Proposed [Proposed, Accepted, Rejected]", {"status": "proposed"}),
    ("TBD", {}),
    ("{status}", {}),
    ("Was proposed, now accepted", {"status": "accepted"}),
    ("Accepted, but rejected since", {"status": "rejected"}),
    ("Accepted (obsolete)", {"status": "obsolete"}),
    ("Not accepted", {"status": "not accepted"}),
    ("The board has accepted it", {"status": "accepted"}),
    ("Accepted\nRejected: MySQL", {"status": "accepted"}),
    ("Accepted\nRejected: [MySQL](0002-b.md)", {"status": "accepted"}),
    ("Accepted\nSuperseded: [2](0002-b.md)", {"status": "superseded", "superseded_by": [TWO]}),
    ("Accepted\nOwner: rejected", {"status": "accepted"}),
    ("Accepted\n\nSuperseded in part by [2](0002-b.md)", {"status": "partly superseded"}),
    ("superseded_in_part_by [2](0002-b.md)", {"status": "partly superseded"}),
    ("Accepted, superseded by\n[2](0002-b.md)", {"status": "superseded", "superseded_by": [TWO]}),
    ("***\n\nAccepted\n\n---", {"status": "accepted"}),
    ("Accepted<br>Superseded by [2](0002-b.md)", {"status": "superseded", "superseded_by": [TWO]}),
    ("<b>Accepted</b> <i>2024-05-06</i>", {"status": "accepted", "date": DAY}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "said"), STATUS)
def test_the_section_status(text: str, said: dict[str, Any]) -> None:
    read = facts(f"# Use a queue\n\n## Status\n\n{text}\n\n## Context\n\nText.\n")
    assert {fact: read[fact] for fact in NONE} == {**NONE, **said}


@pytest.mark.parametrize(
    ("sections", "said"),
    [
        ("## Status: Accepted", {"status": "accepted"}),
        ("## Status - Accepted", {"status": "accepted"}),
        ("## Status\n\n### Accepted", {"status": "accepted"}),
        ("## Status\n\n### Accepted\n\n2024-05-06", {"status": "accepted", "date": DAY}),
        (
            "## Status\n\n### Accepted\n\nas of 2024-05-06, " + "by the board of directors of all teams",
            {"status": "accepted", "date": DAY},
        ),
        ("## Superseded by [2](0002-b.md)", {"status": "superseded", "superseded_by": [TWO]}),
        ("## Supersedes [2](0002-b.md)", {"supersedes": [TWO]}),
        ("## Date\n\n2024-05-06", {"date": DAY}),
        ("## Date\n\n- 6 May 2024", {"date": DAY}),
        ("## Date\n\n2024-05-06\n\n2024-05-07", {"date": DAY}),
        ("## Date\n\nsome day\n\n2024-05-07", {}),
        ("## Date\n\non 2024-05-06 the board of all teams had its day, as it has each year", {}),
        ("## Date: 2024-05-06", {"date": DAY}),
        ("## Created\n\n2024-05-06", {"date": DAY}),
        ("## Supersedes\n\n- [2](0002-b.md)\n- [3](0003-c.md)", {"supersedes": [TWO, THREE]}),
        ("## Supersedes\n\nNone", {}),
        ("## Superseded by\n\n[2](0002-b.md)", {"superseded_by": [TWO]}),
        ("## Superseded by\n\n" + "- none\n" * 20 + "- [2](0002-b.md)", {}),
        ("## Superseded by\n\n" + "- none\n" * 19 + "- [2](0002-b.md)", {"superseded_by": [TWO]}),
        ("## Metadata\n\n- Status: accepted\n- Date: 2024-05-06", {"status": "accepted", "date": DAY}),
        ("## Metadata\n\naccepted", {}),
        ("## Preamble\n\n    Author: someone\n    Status: Mothballed", {"status": "mothballed"}),
        ("## Links\n\n- Supersedes [2](0002-b.md)", {"supersedes": [TWO]}),
        ("## Links\n\n- Supersedes: [2](0002-b.md)", {"supersedes": [TWO]}),
        ("## Links\n\nSuperseded by [2](0002-b.md)", {"superseded_by": [TWO]}),
        ("## Links\n\n> Superseded by [2](0002-b.md)", {"superseded_by": [TWO]}),
        ("## Links\n\n| Superseded by | [2](0002-b.md) |\n| --- | --- |", {"superseded_by": [TWO]}),
        ("## Links\n\n| Amends | [2](0002-b.md) | x |\n| --- | --- | --- |", {"links": [("amends", [TWO])]}),
        ("## Links\n\n| [2](0002-b.md) |\n| --- |", {}),
        ("## Links\n\n- Amends [2](0002-b.md)", {"links": [("amends", [TWO])]}),
        ("## Links\n\n- Amends: [2](0002-b.md)", {"links": [("amends", [TWO])]}),
        ("## Links\n\n- **Amends** [2](0002-b.md)", {"links": [("amends", [TWO])]}),
        ("## Links\n\n- is one of [2](0002-b.md)", {"links": [("is one of", [TWO])]}),
        ("## Links\n\n- is a part of some [2](0002-b.md)", {}),
        ("## Links\n\n- Amends: the constitution", {}),
        ("## Links\n\n- [2](0002-b.md)", {}),
        ("## Links\n\n- " + "x" * 1998 + "\n- Amends [2](0002-b.md)", {"links": [("amends", [TWO])]}),
    ],
)
def test_other_sections(sections: str, said: dict[str, Any]) -> None:
    read = facts(f"# Use a queue\n\n{sections}\n\n## Context\n\nText.\n")
    assert {fact: read[fact] for fact in NONE} == {**NONE, **said}


@pytest.mark.parametrize(
    ("sections", "fact", "values"),
    [
        ("## Applies to\n\n- `src/**`\n- docs/", "applies_to", ["src/**", "docs/"]),
        ("## Applies to\n\n{the paths that it governs}", "applies_to", []),
        ("## Applies to\n\n(_the paths_)", "applies_to", []),
        ("## Review by\n\n2027-01-02", "review_by", "2027-01-02"),
    ],
)
def test_sections_of_notes(sections: str, fact: str, values: object) -> None:
    assert facts(f"# Use a queue\n\n{sections}\n\n## Context\n\nText.\n")[fact] == values


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("status: accepted\ndate: 2024-05-06", {"status": "accepted", "date": DAY}),
        ("Status: Accepted", {"status": "accepted"}),
        ("status: [accepted]", {"status": "accepted"}),
        ("status: [accepted, rejected]", {"status": "accepted"}),
        ("status: ~~proposed~~ accepted", {"status": "accepted"}),
        ("supersedes: [0002-b.md, 0003-c.md]", {"supersedes": [TWO, THREE]}),
        ("superseded-by: 0002-b.md", {"superseded_by": [TWO]}),
        ("superseded_by:\n  - 0002-b.md\n  - 0003-c.md", {"superseded_by": [TWO, THREE]}),
        ("superseded_by: none", {}),
        ("created: 2024-05-06", {"date": DAY}),
        ("updated: 2024-05-06", {"date": DAY}),
        ("created: 2024-05-06\nupdated: 2024-06-07", {"date": DAY}),
        ("date: 2024-05-06\ncreated: 2024-04-03", {"date": DAY}),
        ("adr:\n  status: accepted\n  date: 2024-05-06", {"status": "accepted", "date": DAY}),
        ("status:\n  state: accepted\n  date: 2024-05-06", {"status": "accepted", "date": DAY}),
        ("status:\n  value: accepted", {"status": "accepted"}),
        ("status: {name: accepted, date: 2024-05-06}", {"status": "accepted", "date": DAY}),
        ("status:\n  owner: accepted", {}),
        ("date:\n  created: 2024-05-06", {"date": DAY}),
        ("superseded_by:\n  - id: ADR-2\n  - id: ADR-3", {"superseded_by": ["adr 2"]}),
        ("superseded_by:\n  file: 0002-b.md", {"superseded_by": [TWO]}),
        ("superseded_by:\n  why: 0002-b.md", {}),
        ("pipeline:\n  status: accepted", {}),
        ("tags: [queues, accepted]", {"status": "accepted"}),
        ("tags: [queues]", {}),
        ("deprecated: true", {"status": "deprecated"}),
        ("deprecated: yes", {"status": "deprecated"}),
        ("deprecated: false", {}),
        ("deprecated: true\nstatus: accepted", {"status": "accepted"}),
        ("queued: true", {}),
    ],
)
def test_front_matter(lines: str, said: dict[str, Any]) -> None:
    read = facts(f"---\n{lines}\n---\n# Use a queue\n\n## Context\n\nText.\n")
    assert {fact: read[fact] for fact in NONE} == {**NONE, **said}


LOG = "# Use a queue\n\n## Context\n\nText.\n\n## {}\n\n{}\n"
FOOT = "# Use a queue\n\n## Context\n\nText.\n\n---\n{}\n"


@pytest.mark.parametrize(
    ("text", "said", "reader"),
    [
        (
            LOG.format("Changelog", "- 2024-05-01: Proposed\n- 2024-05-06: Accepted"),
            {"status": "accepted", "date": DAY},
            "change log",
        ),
        (LOG.format("Changelog", "- Proposed\n- Accepted"), {"status": "accepted"}, "change log"),
        (
            LOG.format("Changelog", "| 2024-05-06 Accepted | acme |\n| --- | --- |"),
            {"status": "accepted", "date": DAY},
            "change log",
        ),
        (
            LOG.format("Changelog", "- 2024-05-06: [Accepted](x.md) (by the board)"),
            {"status": "accepted", "date": DAY},
            "change log",
        ),
        (LOG.format("Changelog", "Accepted"), {}, None),
        (LOG.format("Changelog", "- Accepted words"), {}, None),
        (LOG.format("Changelog", "- 2024-05-06: Accepted (" + "x" * 80 + ")"), {}, None),
        (LOG.format("Decision", "Status: Accepted"), {"status": "accepted"}, "late line"),
        (LOG.format("Decision", "- **Status**: Accepted"), {"status": "accepted"}, "late line"),
        (LOG.format("Decision", "STATUS: Accepted"), {"status": "accepted"}, "late line"),
        (LOG.format("Decision", "Statut : Accepté"), {"status": "accepted"}, "late line"),
        (LOG.format("Decision", "Estado: Aceptado"), {"status": "accepted"}, "late line"),
        (LOG.format("Decision", "| Status | Accepted | x |"), {"status": "accepted"}, "late line"),
        (
            LOG.format("Decision", "Status: proposed, accepted, rejected\n\nStatus: Accepted"),
            {"status": "accepted"},
            "late line",
        ),
        (
            LOG.format("Decision", "Status: all green\n\nStatus: Accepted\n\nStatus: Rejected"),
            {"status": "accepted"},
            "late line",
        ),
        (LOG.format("Decision", "The status: accepted"), {}, None),
        (FOOT.format("Date: 2024-05-06"), {"date": DAY}, None),
        (FOOT.format("*Date: 2024-05-06*"), {"date": DAY}, None),
        (FOOT.format("_Date: 2024-05-06_"), {"date": DAY}, None),
        (FOOT.format("2024-05-06"), {}, None),
        (FOOT.format("Date: 2024-05-06\n\n# More"), {}, None),
        (FOOT.format("Date: 2024-05-06" + " x" * 300), {}, None),
    ],
)
def test_facts_that_are_looked_for_elsewhere(text: str, said: dict[str, Any], reader: str | None) -> None:
    read = facts(text)
    assert {fact: read[fact] for fact in NONE} == {**NONE, **said}
    assert read.get("status reader") == reader


@pytest.mark.parametrize(
    ("file", "status"),
    [
        ("rejected/0001-a.md", "rejected"),
        ("in-review/0001-a.md", "in review"),
        ("in_review/0001-a.md", "in review"),
        ("accepted/rejected/0001-a.md", "rejected"),
        ("rejected/queues/0001-a.md", "rejected"),
        ("queues/0001-a.md", None),
        ("rejected.md", None),
    ],
)
def test_the_folder_of_a_record(file: str, status: str | None) -> None:
    assert facts("# Use a queue\n\n## Context\n\nText.\n", file)["status"] == status


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("---\nstatus: proposed\n---\n# A\n\n## Status\n\nSuperseded by [2](0002-b.md)", "superseded"),
        ("---\nstatus: proposed\n---\n# A\n\n## Status\n\nRetired", "retired"),
        ("---\nstatus: proposed\n---\n# A\n\n## Status\n\nAccepted", "proposed"),
        ("---\nstatus: superseded\n---\n# A\n\n## Status\n\nAccepted", "superseded"),
        ("---\nstatus: deprecated\n---\n# A\n\n## Status\n\nSuperseded", "deprecated"),
        ("---\nstatus: fancy\n---\n# A\n\n## Status\n\nAccepted", "accepted"),
        ("---\nstatus: fancy\n---\n# A\n\n## Status\n\nplain", "fancy"),
        ("# A\n\nStatus: fancy\n\nStatus: accepted", "fancy"),
        ("# A\n\nStatus: accepted\n\n## Status\n\nRejected", "accepted"),
    ],
)
def test_which_of_several_places_counts(text: str, status: str) -> None:
    assert facts(text + "\n\n## Context\n\nText.\n")["status"] == status


@pytest.mark.parametrize(
    ("text", "others"),
    [
        ("---\nstatus: accepted\n---\n# A\n\n## Status\n\nAccepted", []),
        ("---\nstatus: accepted\n---\n# A\n\n## Status\n\nRejected", ["Rejected"]),
        ("---\nstatus: accepted\n---\n# A\n\nStatus: accepted\n\n## Status\n\nRejected", ["Rejected"]),
        ("---\nstatus: accepted\n---\n# A\n\nRejected", []),  # no label says so
        ("# A\n\n## Status\n\nAccepted", []),
        ("# A", []),
    ],
)
def test_what_other_places_say_of_the_status(text: str, others: list[str]) -> None:
    reading = adr_py.Reading("0001-a.md", text + "\n\n## Context\n\nText.\n", adr_py.vocabulary())
    assert reading.others() == others


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("Accepted", "Accepted"), ("**Accepted**", "Accepted"), ("*Accepted*", "Accepted"), ("__Accepted__", "Accepted"),
        ("`Accepted`", "Accepted"), ("~~Accepted~~", "Accepted"), ("**Accepted** by us", "**Accepted** by us"),
        ("**Accepted*", "**Accepted*"), ("- Accepted", "Accepted"), ("— Accepted", "Accepted"), ("", ""),
    ],
)  # fmt: skip
def test_a_status_without_the_emphasis_around_it(text: str, bare: str) -> None:
    assert adr_py.unmarked_text(text) == bare
