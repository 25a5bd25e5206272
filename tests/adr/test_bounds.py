# ruff: noqa: E501 - tables: a row is a line
"""Where each rule of reading ends: the last text that it takes, the first that it leaves; and which line `--why` names."""

import json
from typing import Any

import pytest

from .logs import Log, adr_py, nygard

T, C = "# Use a queue\n\n", "\n## Context\n\nText.\n"
OTHER = "[2](0002-b.md)"


def section(said: str) -> str:
    return f"{T}## Status\n\n{said}\n{C}"


def late(said: str) -> str:
    return f"{T}{C}\n{said}\n"


BOUNDS: list[tuple[str, dict[str, Any]]] = [
    # a table of a status section states more than the status
    (section(f"| Status | Accepted |\n|---|---|\n| Supersedes | {OTHER} |"), {"supersedes": ["0002-b.md"]}),
    (section(f"| Status | Superseded |\n|---|---|\n| Superseded by | {OTHER} |"), {"superseded_by": ["0002-b.md"]}),
    (section("| Status | Superseded |\n|---|---|\n| Superseded by | none |"), {"superseded_by": []}),
    # a quotation counts where it is all
    (section("> Rejected"), {"status": "rejected"}),
    (section("Accepted\n\n> Rejected by the other team"), {"status": "accepted"}),
    (section(f"Accepted\n\n> Superseded by {OTHER}"), {"status": "accepted", "superseded_by": []}),
    # behind a label that is a status, a day makes a step, and a day behind one short word
    (section("Accepted\nRejected: 2024-03-05"), {"status": "rejected"}),
    (section("Accepted\nRejected: on 2024-03-05"), {"status": "rejected"}),
    (section("Accepted\nRejected: MySQL on 2024-03-05"), {"status": "accepted"}),
    # in brackets: one status, or a choice
    (section("[accepted]"), {"status": "accepted"}),
    (section("[proposed, accepted, rejected]"), {"status": None}),
    # how many words may stand before a status
    (section("We have all accepted it."), {"status": "accepted"}),
    (section("Each of the four larger teams has accepted it."), {"status": None}),
    # a line far below: in each of the languages that write it so, and only with a known word
    *[
        (late(f"{label}: rejected"), {"status": "rejected"})
        for label in ("STATUS", "Status", "status", "Statut", "Estado")
    ],
    (late("status | rejected"), {"status": "rejected"}),
    (late("Status: we reject it"), {"status": None}),
    (late("Stato: rejected"), {"status": None}),
    # a deeper heading under an empty status section
    (f"{T}## Status\n\n### Accepted\n\nText.\n", {"status": "accepted"}),
    (f"{T}## Status\n\n## Accepted\n\nText.\n", {"status": None}),
    (f"{T}## Status\n\nProposed\n\n### Accepted\n\nText.\n", {"status": "proposed"}),
    # two bold fields on a line, and one
    (f"{T}**Status:** accepted  **Date:** 2024-03-05\n{C}", {"status": "accepted", "date": "2024-03-05"}),
    (f"{T}**Status:** accepted by **all**\n{C}", {"status": "accepted"}),
    # a value below its label is a value, and no field of its own
    (f"{T}Status:\n\nAccepted\n{C}", {"status": "accepted"}),
    (f"{T}Status:\n\nHTTP: accepted\n{C}", {"status": None}),
    # how close to the title a word alone is a status
    (f"{T}One.\n\nTwo.\n\nAccepted\n{C}", {"status": "accepted"}),
    (f"{T}One.\n\nTwo.\n\nThree.\n\nAccepted\n{C}", {"status": None}),
    # how many lines of a status section are read
    (section("Note.\n" * 199 + "Accepted"), {"status": "accepted"}),
    (section("Proposed\n" + "Note.\n" * 200 + "Accepted"), {"status": "proposed"}),
    # how long an entry of a change log may be
    (f"{T}{C}\n## Changelog\n\n- accepted ({'x' * 69})\n", {"status": "accepted"}),
    (f"{T}{C}\n## Changelog\n\n- accepted ({'x' * 70})\n", {"status": None}),
    # how long a footer may be
    (f"{T}{C}\n---\n\nDate: 2024-03-05\n{'x' * 560}\n", {"date": "2024-03-05"}),
    (f"{T}{C}\n---\n\nDate: 2024-03-05\n{'x' * 600}\n", {"date": None}),
    # one label over columns: the first of three, the last of two, none where a status stands beside it
    (f"{T}| Status | Owner | Team |\n|---|---|---|\n| accepted | x | y |\n{C}", {"status": "accepted"}),
    (f"{T}| Owner | Team | Status |\n|---|---|---|\n| x | y | accepted |\n{C}", {"status": "accepted"}),
    (f"{T}| Status | accepted |\n|---|---|\n| Owner | rejected |\n{C}", {"status": "accepted"}),
    (f"{T}| Status |\n|---|\n| accepted |\n{C}", {"status": "accepted"}),
    (f"{T}| Owner | x |\n|---|---|\n| Note | y |\n| Status | accepted |\n{C}", {"status": "accepted"}),
    (
        f"{T}| Status | Date |\n|---|---|\n| draft | 2023-01-02 |\n|---|---|\n| accepted | 2024-03-05 |\n{C}",
        {"status": "accepted"},
    ),
    # a ticked box has its day, and the last ticked one counts
    (
        section("- [x] Proposed 2023-01-02\n- [x] Accepted 2024-03-05\n- [ ] Rejected"),
        {"status": "accepted", "date": "2024-03-05"},
    ),
    # two supersessions on a line
    (
        section(f"Accepted, supersedes [3](0003-c.md), superseded by {OTHER}"),
        {"supersedes": ["0003-c.md"], "superseded_by": ["0002-b.md"]},
    ),
    # one short word leads from a step to its day
    (section("Proposed since 2023-01-02, accepted since 2024-03-05"), {"status": "accepted", "date": "2024-03-05"}),
    (section("Proposed around 2023-01-02, accepted around 2024-03-05"), {"status": "proposed"}),
    # a status of the log's own has five words at most
    (section("Waits until all have met"), {"status": "waits until all have met"}),
    (section("Waits until all others have met"), {"status": None}),
    # the words of a relation are its label
    (section(f"Accepted\n\nRelates to {OTHER}"), {"links": [{"label": "relates to", "file": "0002-b.md"}]}),
    # the title of front matter beside one, two and three headings of the first level
    (f"---\ntitle: Queues\n---\n\n{T}# Two\n", {"title": "Use a queue"}),
    (f"---\ntitle: Queues\n---\n\n{T}# Two\n\n# Three\n", {"title": "Queues"}),
    # what brackets behind a title say
    ("# Use a queue [accepted]\n", {"title": "Use a queue", "status": "accepted"}),
    ("# Use a queue [accepted mail]\n", {"title": "Use a queue [accepted mail]", "status": None}),
    # a day that no calendar has is none, on both sides of the end of a month
    *[
        (f"{T}Date: {day}\n{C}", {"date": day})
        for day in ("2024-02-29", "2000-02-29", "2023-02-28", "2024-04-30", "2024-12-31")
    ],
    *[
        (f"{T}Date: {day}\n{C}", {"date": None})
        for day in ("2023-02-29", "1900-02-29", "2024-04-31", "2024-12-32", "2024-13-01", "2024-00-10")
    ],
]


def below(one: Any) -> Any:
    """A file, or a link to one, without the folder of its case."""
    return {**one, "file": one["file"].rpartition("/")[2]} if isinstance(one, dict) else one.rpartition("/")[2]


def test_where_the_rules_end(log: Log) -> None:
    for n, (text, _) in enumerate(BOUNDS):
        log.write(f"case-{n}/0001-a.md", text)
        log.write(f"case-{n}/0002-b.md", nygard(2, "B"))
        log.write(f"case-{n}/0003-c.md", nygard(3, "C"))
    read = {record["file"]: record for record in log.records()}
    wrong = []
    for n, (text, facts) in enumerate(BOUNDS):
        found = {key: read[f"case-{n}/0001-a.md"][key] for key in facts}
        found = {
            key: [below(one) for one in value] if isinstance(value, list) else value for key, value in found.items()
        }
        wrong += [(text[:200], facts, found)] if found != facts else []
    assert wrong == []


LINES = {
    "late line": (f"{T}Text.\n{C}\nStatus: rejected\n", "status", 9),
    "change log": (f"{T}{C}\n## Changelog\n\n- draft\n- accepted\n", "status", 8),
    "section": (section("Accepted"), "status", 3),
    "heading": (f"{T}Text.\n\n## Status: Accepted\n", "status", 5),
    "bare line": (f"{T}Text.\n\n*Accepted*\n", "status", 5),
    "sentence": (f"{T}\nThis record was rejected.\n", "status", 4),
    "quoted line": (f"{T}> Status: accepted\n", "status", 3),
    "badge": (f"{T}![x](https://img.example/badge/status-accepted-red)\n", "status", 3),
    "footer": (f"{T}{C}\n---\n\nDate: 2024-03-05\n", "date", 10),
    "bullet": (f"---\ntitle: x\n---\n\n{T}- Status: accepted\n", "status", 7),
    "line": (f"<<<<<<< a\n{T}=======\n# B\n\n>>>>>>> b\nStatus: accepted\n", "status", 8),
    "table": (
        f"{T}<table>\n<tr><td>Owner</td><td>x</td></tr>\n<tr><td>Status</td><td>accepted</td></tr>\n</table>\n",
        "status",
        5,
    ),
    "title": ("\n\n<!-- a\nb -->\n\n# Use a queue\n", "title", 6),
}


@pytest.mark.parametrize("reader", LINES)
def test_the_line_is_that_of_the_file(log: Log, reader: str) -> None:
    text, fact, line = LINES[reader]
    log.write("0001-a.md", text)
    [record] = json.loads(log.run("list", "--json", "--why").out)
    assert (record["why"][fact]["reader"], record["why"][fact]["line"]) == (reader, line)


@pytest.mark.parametrize(
    ("title", "long"), [("x" * 80, 80), ("x" * 81, 80), ("Ä" * 80, 80), ("語" * 53, 53), ("語" * 54, 53)]
)
def test_a_name_is_as_long_as_every_file_system_takes(title: str, long: int) -> None:
    assert adr_py.slug(title) == title[:long].lower()


def test_a_long_name_ends_with_a_whole_word() -> None:
    assert adr_py.slug("use " * 30) == "-".join(["use"] * 20)
    assert adr_py.slug("a" * 20 + " " + "b" * 70) == "a" * 20 + "-" + "b" * 59


@pytest.mark.parametrize(
    ("said", "after"),
    [
        ("Proposed | **Accepted** | Rejected", "Proposed | Accepted | **Rejected**"),
        ("_Proposed_ / **Accepted** / _Rejected_", "_Proposed_ / Accepted / **Rejected**"),
        ("- Proposed\n- **Accepted** ✅\n- Rejected", "- Proposed\n- **Rejected** ✅\n- Rejected"),
        ("- Proposed\n- **Accepted**\n- Rejected", "- Proposed\n- Accepted\n- **Rejected**"),
        ("**Accepted**\n\nRejected options are below", "**Rejected**\n\nRejected options are below"),
        ("**Accepted**, the other idea was rejected", "**Rejected**, the other idea was rejected"),
    ],
)
def test_of_marked_statuses_the_mark_moves(log: Log, said: str, after: str) -> None:
    log.write("0001-a.md", section(said))
    log.run("status", "1", "rejected")
    assert log.read("0001-a.md") == section(after)
