# ruff: noqa: E501 - tables: a row is a line
"""The line of the file that states each fact, whatever stands above it or was joined to be read."""

import pytest

from tests.adr.logs import adr_py

FRONT = "---\ntags: [x]\n---\n"

# (file, text, the line of each fact)
LINES: list[tuple[str, str, dict[str, int]]] = [
    ("0001-a.md", "# Use a\n\nStatus: accepted\n", {"title": 1, "status": 3, "number": 1}),
    ("0001-a.md", "\n\n# Use a\n\nStatus: accepted\n", {"title": 3, "status": 5}),
    ("0001-a.md", FRONT + "# Use a\n\nStatus: accepted\n", {"title": 4, "status": 6}),
    ("0001-a.md", FRONT + "\n# Use a\n\nStatus: accepted\n", {"title": 5, "status": 7}),
    ("0001-a.md", "\n" + FRONT + "# Use a\n\nStatus: accepted\n", {"title": 5, "status": 7}),
    ("0001-a.md", FRONT + "Status: accepted\n\n# Use a\n", {"title": 6, "status": 4}),
    ("2024-05-06-a.md", "# Use a\n\nStatus: accepted\n", {"title": 1, "date": 1, "status": 3}),
    ("2024-05-06-a.md", FRONT + "# Use a\n\nStatus: accepted\n", {"date": 1, "status": 6}),
    ("2024-05-06-a.md", FRONT + "\n\n# Use a\n\nDate: 2024-05-07\n", {"date": 8}),
    (
        "0001-a.md",
        "# Use a\n\n## Status\n\nSuperseded by [2. Use\na queue](0002-b.md)\n\n## Context\n\nx\n\n---\n\nDate: 2024-05-06\n",
        {"status": 3, "superseded_by": 3, "date": 14},
    ),
    (
        "0001-a.md",
        "# Use a\n\n- Date: 2024-05-06\n- Amended by\n  [2. Use\n  b](0002-b.md)\n- Status: accepted\n",
        {"date": 3, "status": 7},
    ),
    ("0001-a.rst", "Use a\n=====\n\n:Status: accepted\n", {"title": 1, "status": 4}),
]  # fmt: skip


@pytest.mark.parametrize(("file", "text", "lines"), LINES)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_the_line_of_a_fact(file: str, text: str, lines: dict[str, int], newline: str) -> None:
    why = adr_py.Reading(file, text.replace("\n", newline), adr_py.vocabulary()).why()
    assert {fact: why[fact]["line"] for fact in lines} == lines


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Accepted", ["Accepted"]),
        ("Accepted\nRejected", ["Accepted", "Rejected"]),
        ("Accepted\n\nRejected", ["Accepted", "", "Rejected"]),
        # a sentence goes on in small letters, where the line above is long enough to have been broken
        ("We have accepted this\nin the end", ["We have accepted this in the end"]),
        ("We have accepted this  \n  in the end", ["We have accepted this in the end"]),
        ("We accepted this\nin the end", ["We accepted this", "in the end"]),
        ("We have accepted this\nIn the end", ["We have accepted this", "In the end"]),
        ("We have accepted this.\nin the end", ["We have accepted this.", "in the end"]),
        ("We have accepted this:\nin the end", ["We have accepted this:", "in the end"]),
        ("| We | have | accepted |\nin the end", ["| We | have | accepted |", "in the end"]),
        ("We have accepted this\n\nin the end", ["We have accepted this", "", "in the end"]),
        # a bracket, or strong words, that are open
        ("Accepted (by\nThe Board)", ["Accepted (by The Board)"]),
        ("Accepted (by\n- The Board)", ["Accepted (by", "- The Board)"]),
        ("Accepted (yes)\nBy us", ["Accepted (yes)", "By us"]),
        ("Accepted (a (b)\nBy us)", ["Accepted (a (b) By us)"]),
        ("Accepted (a\nB (c)\nD)\nE", ["Accepted (a B (c) D)", "E"]),
        ("**Accepted\nBy us** now", ["**Accepted By us** now"]),
        ("**Accepted** now\n**By us**", ["**Accepted** now", "**By us**"]),
        ("**Accepted\nBy us**\n**Now** then", ["**Accepted By us**", "**Now** then"]),
        # what was joined counts: four words by then
        ("(See the\nOther one)\nthen we go", ["(See the Other one) then we go"]),
        ("(See\nOthers)\nthen we go", ["(See Others)", "then we go"]),
        # a reference that is still to come
        ("Superseded by\n[2](0002-b.md)", ["Superseded by [2](0002-b.md)"]),
        ("It was at last superseded\nby\n[2](0002-b.md)", ["It was at last superseded by [2](0002-b.md)"]),
    ],
)
def test_lines_that_an_editor_has_broken(text: str, lines: list[str]) -> None:
    assert adr_py.unwrapped(text).split("\n") == lines


@pytest.mark.parametrize(
    ("label", "joined"),
    [
        ("- Amended by", True),
        ("- Superseded by:", True),
        ("**Replaced by**", True),
        ("See", True),
        ("See notes of", True),
        ("See the notes of", False),
        ("See 3 notes", False),
        ("Accepted", False),
        ("By and by we found out by", True),
    ],
)
def test_a_link_in_the_line_below_its_label(label: str, joined: bool) -> None:
    text, places = adr_py.links_in_one_line(f"# A\n\n{label}\n[2. Use\nb](0002-b.md)\n", adr_py.vocabulary())
    assert text == f"# A\n\n{label}{' ' if joined else chr(10)}[2. Use b](0002-b.md)\n"
    assert len(places) == 1 + joined
