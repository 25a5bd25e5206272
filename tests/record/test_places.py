# ruff: noqa: E501 - tables: a row is a line
"""Where in a text a fact stands, letter for letter, and what a heading says of its section."""

from typing import Any

import pytest

from tests.adr.logs import WORDS, adr_py

KEY: dict[str, str] = {"front_matter": "status"}
SECTION = {"section": "Status"}

# A place, a text -> the words that stand there.
PLACES: list[tuple[dict[str, str], str, str | None]] = [
    (KEY, "---\nstatus: a\n---\n", "a"),
    (KEY, "---\nstatus: a b # c\nx: y\n---\n", "a b"),
    (KEY, "---\nStatus:   a\n---\n", "a"),
    (KEY, "---\nstatus: 'a # b' # c\n---\n", "'a # b'"),
    (KEY, '---\n"status": "a"\n---\n', '"a"'),
    (KEY, "---\nx: y\nstatus: a\n---\n", "a"),
    (KEY, "---\nmy status: b\nstatus: a\n---\n", "a"),
    (KEY, "---\nstatus:\nx: y\n---\n", ""),
    (KEY, "---\nstatus: [a,\n  b]\nx: y\n---\n", "[a,\n  b]"),
    (KEY, "---\nstatus:\n  - a\n  - b\nx: y\n---\n", "\n  - a\n  - b"),
    (KEY, "---\nstatus:\n- a\n---\n", "\n- a"),
    (KEY, "---\r\nstatus: a\r\nx: y\r\n---\r\n", "a"),
    (KEY, "+++\nstatus = 'a'\n+++\n", "'a'"),
    (KEY, "---\nx: y\n---\n\nstatus: a\n", None),
    (KEY, "# A\n\nstatus: a\n", None),
    ({"line": "Status"}, "# A\n\nStatus: a\n", "a"),
    ({"line": "Status"}, "# A\n\n> Status:   a  \n", "a"),
    ({"line": "Status"}, "# A\n\nStatus: a, **Date:** b\n", "a"),
    ({"line": "Status"}, "# A\n\nStatus:\nDate: b\n", ""),
    ({"line": "Status"}, "# A\n\nStatus：a\n", "a"),
    ({"line": "Status"}, "# A\n\n```\nStatus: a\n```\n", None),
    ({"line": "Status"}, "# A\n\n<!-- Status: a -->\n", None),
    ({"line": "Status"}, "# A\n\nStatus:a\n", None),
    ({"line": "Status"}, "# A\r\n\r\nStatus: a\r\nx\r\n", "a"),
    ({"line": "Status"}, "\ufeffStatus: a\n", "a"),
    ({"bullet": "Status"}, "# A\n\n- Status: a\n", "a"),
    ({"bullet": "Status"}, "# A\n\n* **Status:** a\n", "a"),
    ({"bullet": "Status"}, "# A\n\nStatus: b\n\n  + Status: a\n", "a"),
    ({"bold": "Status"}, "# A\n\n**Status:** a\n", "a"),
    ({"bold": "Status"}, "# A\n\n**Status**: a\n", "a"),
    ({"bold": "Status"}, "# A\n\n__Status__ : a\n", "a"),
    ({"bold": "Status"}, "# A\n\n**Status** a\n", None),
    ({"bold": "Status"}, "# A\n\n**Status:**\n", ""),
    ({"table_row": "Status"}, "# A\n\n| Status | a |\n| --- | --- |\n", "a"),
    ({"table_row": "Status"}, "# A\n\n|Status|a|\n|---|---|\n", "a"),
    ({"table_row": "Status"}, "# A\n\n| x | y |\n| --- | --- |\n| Status |  a b  |\n", "a b"),
    ({"table_row": "Status"}, "# A\n\n> | Status | a |\n> | --- | --- |\n", "a"),
    ({"table_row": "Status"}, "# A\n\n| Status | a \\| b |\n| --- | --- |\n", "a \\| b"),
    ({"column": "Status"}, "# A\n\n| Status |\n| --- |\n| a |\n", "a"),
    ({"column": "Status"}, "# A\n\n| Date | Status | By |\n| --- | --- | --- |\n| b |   a  | c |\n", "a"),
    ({"column": "Status"}, "# A\n\n| Status | By |\n| --- | --- |\n| b | c |\n| a | d |\n", "a"),
    ({"column": "Status"}, "# A\n\n| By | Status |\n| --- | --- |\n| c \\| d | a |\n", "a"),
    ({"column": "Status"}, "# A\n\n| By | Status |\n| --- | --- |\n| c | |\n", ""),
    ({"column": "Status"}, "# A\n\n| By |\n| --- |\n| c |\n", None),
    (SECTION, "# A\n\n## Status\n\na\n\n## B\n", "a"),
    (SECTION, "# A\n\n## Status\na\n", "a"),
    (SECTION, "# A\n\n## Status\n\n**a**\n", "a"),
    (SECTION, "# A\n\n## Status\n\n`a`\n", "a"),
    (SECTION, "# A\n\n## Status\n\n[a]\n", "a"),
    (SECTION, "# A\n\n## Status\n\n{a}\n", "a"),
    (SECTION, "# A\n\n## Status\n\na\n\nb\n", "a"),
    (SECTION, "# A\n\n## Status\n\n- a\n- b\n\nc\n", "b"),
    (SECTION, "# A\n\n## Status\n\n> a\n", "a"),
    (SECTION, "# A\n\n## Status\n\n---\n\na\n", "a"),
    (SECTION, "# A\n\n## Status\n\n<!-- b -->\n\na\n", "a"),
    (SECTION, "# A\n\n## Status\n\n\n## B\n", ""),
    (SECTION, "# A\n\n## State\n\na\n", None),
]  # fmt: skip


@pytest.mark.parametrize(("place", "text", "said"), PLACES)
def test_the_words_at_a_place(place: dict[str, str], text: str, said: str | None) -> None:
    """Also with a line above that is longer by a letter each time."""
    for more in ("", "z", "zz", "zzz"):
        shifted = text.replace("---\n", f"---\nk: {more}\n", 1) if text[:3] == "---" and more else f"{text}"
        shifted = shifted.replace("# A\n", f"# A{more}\n", 1)
        span = adr_py.find_span(shifted, place)
        assert (shifted[span[0] : span[1]] if span else None) == said


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("**a**", "a"), ("__a__", "a"), ("*a*", "a"), ("_a_", "a"), ("`a`", "a"), ("[a]", "a"), ("{a}", "a"),
        ("[**a**]", "a"), ("**a", "**a"), ("a", "a"), ("**a** b", "**a** b"), ("[a](b)", "[a](b)"), ("ab", "ab"), ("", ""),
        ("[]", "[]"),
    ],
)  # fmt: skip
def test_a_text_without_what_is_around_the_whole_of_it(text: str, inner: str) -> None:
    start, end = adr_py.peel(f"x{text}y", 1, 1 + len(text))
    assert f"x{text}y"[start:end] == inner


@pytest.mark.parametrize(
    ("heading", "level", "kind"),
    [
        ("Status", 2, "status"),
        ("status:", 2, "status"),
        ("3. Status", 2, "status"),
        ("IV. Status", 2, "status"),
        ("B) Status", 2, "status"),
        ("[Status](x.md)", 2, "status"),
        ("✅ Status", 2, "status"),
        ("Statut", 2, "status"),
        ("Status: Accepted", 2, "=status=Accepted"),
        ("Status - Accepted", 2, "=status=Accepted"),
        ("Status (accepted)", 2, "=status=accepted"),
        ("Status Accepted", 2, "=status=Accepted"),
        ("Status: all is green", 2, "=status=all is green"),
        ("Status: all is green", 3, ""),
        ("Status: Accepted", 3, "=status=Accepted"),
        ("Date: 2024-05-06", 3, "=date=2024-05-06"),
        ("Date", 2, "date"),
        ("Superseded by", 2, "superseded_by"),
        ("Superseded by ADR 7", 2, "speech"),
        ("Superseded by ADR 7", 1, ""),
        ("Supersedes: ADR 7", 2, "=supersedes=ADR 7"),
        ("Links", 2, "links"),
        ("Changelog", 2, "changelog"),
        ("Context", 2, "body"),
        ("Decision", 2, "body"),
        ("Consequences", 2, "body"),
        ("Use a queue", 1, ""),
        ("Status of the work", 2, ""),
        ("Tags", 2, ""),
    ],
)
def test_what_a_heading_says_of_its_section(heading: str, level: int, kind: str) -> None:
    assert adr_py.heading_kind(heading, level, adr_py.vocabulary()) == kind


@pytest.mark.parametrize(
    ("text", "file", "title", "plain", "decides", "tops"),
    [
        ("# Use a queue\n\n## Context\n\n## Decision\n", "1-a", "Use a queue", True, 2, 1),
        ("## Use a queue\n\n### Context\n", "1-a", "Use a queue", False, 1, 0),
        ("# Architecture Decision Record\n\n## Use a queue\n\n## Context\n", "1-a", "Use a queue", False, 1, 1),
        ("# Architecture Decision Record\n\n## Context\n", "1-a", "Architecture Decision Record", False, 1, 1),
        ("# Use a queue\n\n# Use a stack\n", "1-a", "Use a queue", True, 0, 2),
        ("# Status\n\n# Use a queue\n", "1-a", "Use a queue", True, 0, 2),
        ("# Status\n\n## Context\n", "0001-status", "Status", True, 1, 1),
        ("## Context\n\n## Use a queue\n", "1-a", "", False, 1, 0),
        ("## Status\n\n### Use a queue\n", "1-a", "", False, 0, 0),
        ("Text.\n", "1-a", "", False, 0, 0),
    ],
)
def test_how_a_record_is_built(text: str, file: str, title: str, plain: bool, decides: int, tops: int) -> None:
    layout: Any = adr_py.Layout("\n" + text, file, adr_py.vocabulary())
    assert (layout.title, layout.plain_title, layout.decides, layout.tops) == (title, plain, decides, tops)


@pytest.mark.parametrize(
    ("body", "headed"),
    [
        ("\nA\n===\n", "\n# A\n\n"),
        ("\nStatus\n---\n", "\n## Status\n\n"),
        ("\nUse a queue\n---\n", "\n## Use a queue\n\n"),
        ("\n# A\n\nUse a queue\n---\n", "\n# A\n\nUse a queue\n---\n"),
        ("\n# A\n\nStatus\n---\n", "\n# A\n\n## Status\n\n"),
        ("\nAccepted\n---\n", "\nAccepted\n---\n"),
        ("\nStatus: a\n---\n", "\nStatus: a\n---\n"),
    ],
)
def test_underlined_headings(body: str, headed: str) -> None:
    assert adr_py.underlined_as_headings(body, WORDS) == headed
