"""`list --json --why`: for each fact the place that it was taken from, whatever form the record has."""

import json

import pytest

from .logs import Log, command, nygard

FRONT = (
    "---\nstatus: accepted\ndate: 2024-05-06\nsupersedes:\n  - 0002-b.md\n---\n\n# Use Kafka\n\n## Context\n\nWhy.\n"
)
TABLE = "# Use Kafka\n\n| Status | Accepted |\n| --- | --- |\n| Date | 2024-05-06 |\n\n## Context\n\nWhy.\n"
BULLETS = "# Use Kafka\n\n* Status: accepted\n* Date: 2024-05-06\n\n## Context\n\nWhy.\n"
RST = "Use Kafka\n=========\n\n:Status: Accepted\n:Date: 2024-05-06\n\nContext\n-------\n\nWhy.\n"

# file, text -> fact: (reader, line, text)
FORMS = {
    "section": (
        "0001-a.md",
        nygard(1, "Use Kafka"),
        {
            "title": ("title", 1, "1. Use Kafka"),
            "date": ("line", 3, "2024-05-06"),
            "status": ("section", 5, "Accepted"),
            "number": ("file name", 1, "0001-a"),
        },
    ),
    "front matter": (
        "0001-a.md",
        FRONT,
        {
            "title": ("title", 8, "Use Kafka"),
            "status": ("front matter", 2, "accepted"),
            "date": ("front matter", 3, "2024-05-06"),
            "supersedes": ("front matter", 5, "0002-b.md"),
            "number": ("file name", 1, "0001-a"),
        },
    ),
    "table": (
        "0001-a.md",
        TABLE,
        {"status": ("table", 3, "Accepted"), "date": ("table", 5, "2024-05-06")},
    ),
    "bullets": (
        "0001-a.md",
        BULLETS,
        {"status": ("bullet", 3, "accepted"), "date": ("bullet", 4, "2024-05-06")},
    ),
    "rst": (
        "0001-a.rst",
        RST,
        {"title": ("title", 1, "Use Kafka"), "status": ("line", 4, "Accepted"), "date": ("line", 5, "2024-05-06")},
    ),
}


@pytest.mark.parametrize("form", list(FORMS))
def test_each_fact_names_its_reader_and_line(log: Log, form: str) -> None:
    file, text, expected = FORMS[form]
    log.write(file, text)
    [item] = json.loads(log.run("list", "--json", "--why").out)
    for fact, place in item["why"].items():
        assert set(place) == {"reader", "file", "line", "text", "sure"}
        assert place["file"] == file
        assert place["sure"] in (1, 2, 3)
        assert 1 <= place["line"] <= text.count("\n")
        assert fact in ("title", "status", "date", "number", "supersedes", "superseded_by")
    found = {fact: (place["reader"], place["line"], place["text"]) for fact, place in item["why"].items()}
    assert {fact: found.get(fact) for fact in expected} == expected


def test_without_it_the_list_has_no_such_key(log: Log) -> None:
    log.write("0001-a.md", nygard(1, "A"))
    [item] = log.records()
    assert "why" not in item


def test_the_version_is_named() -> None:
    from copier_adr.version import VERSION

    assert command("--version").out == f"adr.py {VERSION}\n"
