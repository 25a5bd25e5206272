"""From a reference to the record that it means, and what only the whole log can say of its records."""

from typing import Any

import pytest

from tests.adr.logs import WORDS, adr_py

NAMES = [
    "0001-use-a.md", "0002-use-b.md", "x/0003-use-c.md", "PAY-0004-use-d.md", "ADR-0005-use-e.md",
    "0007-use-g/README.md", "y/0003-use-h.md", "use-i.md",
]  # fmt: skip


def read(file: str, text: str = "# Use it\n\n## Status\n\nAccepted\n") -> Any:
    return adr_py.read_record(file, text, WORDS)


@pytest.mark.parametrize(
    ("kind", "target", "files"),
    [
        ("path", "0002-use-b.md", ["0002-use-b.md"]),
        ("path", "./0002-use-b.md#top", ["0002-use-b.md"]),
        ("path", "0002-use-b.md?plain=1", ["0002-use-b.md"]),
        ("path", "0002-use-b", ["0002-use-b.md"]),
        ("path", "0002-use-b.html", ["0002-use-b.md"]),
        ("path", "0002-Use-B.md", ["0002-use-b.md"]),
        ("path", "0002%2Duse-b.md", ["0002-use-b.md"]),
        ("path", "../adr/0002-use-b.md", ["0002-use-b.md"]),
        ("path", "x\\0003-use-c.md", ["x/0003-use-c.md"]),
        ("path", "https://example.org/0002-use-b.md", ["0002-use-b.md"]),
        ("path", "https://example.org/0002-use-b.html", []),
        ("path", "https://example.org/0002-use-b", []),
        ("path", "mailto:0002-use-b.md", []),
        ("path", "#top", []),
        ("path", "0007-use-g/", ["0007-use-g/README.md"]),
        ("path", "0007-use-g/README.md", ["0007-use-g/README.md"]),
        ("path", "0007-use-g", ["0007-use-g/README.md"]),
        ("path", "0009-use-b.md", ["0002-use-b.md"]),  # renumbered since
        ("path", "0002-renamed.md", ["0002-use-b.md"]),
        ("path", "use-b.md", ["0002-use-b.md"]),
        ("path", "use-i", ["use-i.md"]),
        ("path", "0002", ["0002-use-b.md"]),
        ("path", "0009-nowhere.md", []),
        ("path", "0001-use-a.md", []),  # itself
        ("number", "adr 2", ["0002-use-b.md"]),
        ("number", " 2", ["0002-use-b.md"]),
        ("number", "adr 0002", ["0002-use-b.md"]),
        ("number", "adr 5", ["ADR-0005-use-e.md"]),
        ("number", "pay 4", ["PAY-0004-use-d.md"]),
        ("number", "acme-pay 4", ["PAY-0004-use-d.md"]),
        ("number", "rfc 4", []),
        ("number", "adr 99", []),
    ],
)
def test_a_reference_leads_to_a_record(kind: str, target: str, files: list[str]) -> None:
    records = [read(name) for name in NAMES]
    assert adr_py.Resolver("/log", records).resolve(records[0], [(kind, target)]) == files


@pytest.mark.parametrize(("source", "file"), [("x/0001-a.md", "x/0003-use-c.md"), ("y/0001-a.md", "y/0003-use-h.md")])
def test_of_two_records_with_a_number_the_nearer_one_is_meant(source: str, file: str) -> None:
    records = [read(source), *map(read, NAMES)]
    assert adr_py.Resolver("/log", records).resolve(records[0], [("number", "adr 3")]) == [file]


def test_references_are_told_once_and_in_order() -> None:
    records = [read(name) for name in NAMES]
    refs = [("number", "adr 5"), ("path", "0002-use-b.md"), ("number", "adr 2"), ("path", "ADR-0005-use-e.md")]
    assert adr_py.Resolver("/log", records).resolve(records[0], refs) == ["ADR-0005-use-e.md", "0002-use-b.md"]


def settled(*headings: str) -> list[tuple[str | None, int | None]]:
    """(title, the number that led it) of records 1, 2, … with these headings."""
    records = [
        read(f"{n:04d}-x{n}.md", f"# {heading}\n\n## Status\n\nAccepted\n") for n, heading in enumerate(headings, 1)
    ]
    return [(record.title, record.title_number) for record in adr_py.settle(records)]


def test_a_number_that_may_be_part_of_a_title() -> None:
    assert settled("Use a", "HTTP 2 - everywhere") == [("Use a", None), ("HTTP 2 - everywhere", None)]
    assert settled("HTTP 1 - here", "HTTP 2 - everywhere") == [("here", 1), ("everywhere", 2)]
    assert settled("1 way", "2 ways", "3 ways") == [("way", 1), ("ways", 2), ("ways", 3)]
    assert settled("Use a", "Use b", "3 ways") == [("Use a", None), ("Use b", None), ("3 ways", None)]
    assert settled("1 way", "HTTP 3 - here") == [("1 way", None), ("HTTP 3 - here", None)]


def test_a_title_that_most_records_share_is_that_of_their_form() -> None:
    assert settled("RFC Proposal", "RFC Proposal", "RFC Proposal", "Use d") == [(None, None)] * 3 + [("Use d", None)]
    assert settled("RFC Proposal", "RFC Proposal", "Use c") == [("RFC Proposal", None)] * 2 + [("Use c", None)]
    assert settled("Use it", "Use it", "Use it") == [("Use it", None)] * 3


@pytest.mark.parametrize(
    ("files", "kept", "translations"),
    [
        (["0001-a.md", "0001-a.ja.md"], ["0001-a.md"], ["0001-a.ja.md"]),
        (["0001-a.md", "ja/0001-a.md", "de/0001-a.md"], ["0001-a.md"], ["de/0001-a.md", "ja/0001-a.md"]),
        (["en/0001-a.md", "ja/0001-a.md"], ["en/0001-a.md"], ["ja/0001-a.md"]),
        (["0001-a.md", "ja/0001-b.md"], ["0001-a.md"], ["ja/0001-b.md"]),  # its name is translated too
        (["0001-a.md", "ja/0002-b.md"], ["0001-a.md", "ja/0002-b.md"], []),
        (["0001-a.md", "0002-b.md"], ["0001-a.md", "0002-b.md"], []),
    ],
)
def test_a_translation_goes_with_its_record(files: list[str], kept: list[str], translations: list[str]) -> None:
    records = adr_py.settle([read(file) for file in files])
    assert [record.file for record in records] == kept
    assert records[0].translations == translations


@pytest.mark.parametrize(
    ("file", "status", "kept"),
    [
        ("0001-quick-reference.md", "", False),
        ("0001-quick-reference.md", "## Status\n\nAccepted\n", True),
        ("0001-a/0001-notes.md", "", False),
        ("0001-a-more.md", "", False),
        ("0001-use-z.md", "", True),
        ("0002-quick-reference.md", "", True),
    ],
)
def test_a_companion_goes_with_its_record(file: str, status: str, kept: bool) -> None:
    records = adr_py.settle([read("0001-a.md"), read(file, f"# More of it\n\n{status}")])
    assert [record.file for record in records] == ["0001-a.md", *([file] if kept else [])]


def test_the_order_of_the_index() -> None:
    files = ["x/0001-a.md", "0010-a.md", "0002-a.md", "2024-05-06-a.md", "0003-a/README.md", "use-a.md", "0002-b.md"]
    records = sorted(map(read, files), key=adr_py.order)
    assert [record.file for record in records] == [
        "0002-a.md", "0002-b.md", "0003-a/README.md", "0010-a.md", "2024-05-06-a.md", "use-a.md", "x/0001-a.md",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("file", "label"),
    [
        ("0007-a.md", "0007"),
        ("ADR-007-a.md", "007"),
        ("0007-a/README.md", "0007"),
        ("2024-05-06-a.md", "2024-05-06"),
        ("20240506-a.md", "20240506"),
        ("2024-05-a.md", "2024-05"),
        ("use-a.md", "use-a"),
    ],
)
def test_what_the_index_shows_as_a_number(file: str, label: str) -> None:
    assert adr_py.row_label(read(file)) == label
    assert adr_py.row_label(read("use-a.md", "# 12. Use a\n\n## Status\n\nAccepted\n")) == "12"
