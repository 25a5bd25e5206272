# ruff: noqa: E501 - tables: a row is a line
"""Each reader by itself: what it understands, how sure it says it is, and what only looks like its form.

The names and figures are those of the table in docs/reading.md. A case is a record's text, the fact that is asked for,
and the value; None where the reader must not take the text for its form.
"""

import json
import re

import pytest

from tests.conftest import ROOT

from .logs import Log, nygard

BODY = "\n## Context\n\nText.\n"
T = "# Use a queue\n\n"
TAIL = "\n\n---\n_Date: 2024-05-06_\n"

# reader -> sure -> (record, fact, value)
CASES: dict[str, dict[int, list[tuple[str, str, object]]]] = {
    "front matter": {3: [
        ("---\nstatus: accepted\n---\n" + T, "status", "accepted"),
        ("---\nStatus: 'Accepted'\n---\n" + T, "status", "accepted"),
        ("---\nadr_status: rejected\n---\n" + T, "status", "rejected"),
        ("+++\nstatus = \"accepted\"\n+++\n" + T, "status", "accepted"),
        ("---\ndate: 2024-05-06\n---\n" + T, "date", "2024-05-06"),
        ("---\nsupersededBy: 0002-b.md\nstatus: superseded\n---\n" + T, "superseded_by", ["0002-b.md"]),
        ("---\ntitle: Use a stack\n---\n\n## Status\n\nAccepted\n", "title", "Use a stack"),
        ("---\nhealth: accepted\n---\n" + T, "status", None),
        ("\n\ntext\n---\nstatus: accepted\n---\n", "status", None),
    ]},
    "title": {
        3: [
            ("# Use a queue\n", "title", "Use a queue"),
            ("# 1. Use a queue\n", "title", "Use a queue"),
            ("Use a queue\n===========\n", "title", "Use a queue"),
            ("# Context\n\n# Use a queue\n", "title", None),
        ],
        2: [("## Use a queue\n\nText.\n", "title", "Use a queue")],
    },
    "heading": {
        3: [
            (T + "## Status: Accepted\n", "status", "accepted"),
            (T + "## Status - Rejected\n", "status", "rejected"),
            (T + "## Status\n\n### Accepted\n\nText.\n", "status", "accepted"),
            (T + "## Status of the work: red\n", "status", None),
        ],
        2: [
            (T + "## Status\n\nSuperseded\n\n## Superseded by [2](0002-b.md)\n", "superseded_by", ["0002-b.md"]),
            (T + "## Parts of it were superseded by [2](0002-b.md)\n", "superseded_by", None),
        ],
    },
    "table": {3: [
        (T + "| Status | Accepted |\n| --- | --- |\n" + BODY, "status", "accepted"),
        (T + "| Status | Date |\n| --- | --- |\n| Accepted | 2024-05-06 |\n" + BODY, "date", "2024-05-06"),
        (T + "| Owner | Status |\n| --- | --- |\n| us | Accepted |\n" + BODY, "status", "accepted"),
        (T + "<table><tr><td>Status</td><td>Accepted</td></tr></table>\n" + BODY, "status", "accepted"),
        (T + "| Title | Status |\n| --- | --- |\n| A | Accepted |\n" + BODY, "status", None),
    ]},
    "bullet": {3: [
        (T + "* Status: accepted\n" + BODY, "status", "accepted"),
        (T + "- **Status:** accepted\n" + BODY, "status", "accepted"),
        (T + "+ Date: 6 May 2024\n" + BODY, "date", "2024-05-06"),
        (T + "* Status codes: 404\n" + BODY, "status", None),
    ]},
    "bold": {3: [
        (T + "**Status**: accepted\n" + BODY, "status", "accepted"),
        (T + "__Status:__ accepted\n" + BODY, "status", "accepted"),
        (T + "**Status** accepted\n" + BODY, "status", "accepted"),
        (T + "**Status quo** wins.\n" + BODY, "status", None),
    ]},
    "line": {3: [
        (T + "Status: accepted\n" + BODY, "status", "accepted"),
        (T + "Statut : accepté\n" + BODY, "status", "accepted"),
        (T + "Status:\n\naccepted\n" + BODY, "status", "accepted"),
        (T + "HTTP Status: 404\n" + BODY, "status", None),
    ]},
    "quoted line": {3: [
        (T + "> Status: accepted\n" + BODY, "status", "accepted"),
        (T + "> **Date:** 2024-05-06\n" + BODY, "date", "2024-05-06"),
        (T + "> Status quo: bad\n" + BODY, "status", None),
    ]},
    "bare line": {2: [
        (T + "Accepted\n" + BODY, "status", "accepted"),
        (T + "2024-05-06\n" + BODY, "date", "2024-05-06"),
        (T + "**Proposed** - when all is planned\n" + BODY, "status", "proposed"),
        (T + "A line.\n\nOne more.\n\nA third.\n\nAccepted\n" + BODY, "status", None),
        (T + "Accepted practice is to queue.\n" + BODY, "status", None),
    ]},
    "sentence": {
        2: [
            (T + "This record replaces [ADR 2](0002-b.md).\n" + BODY, "supersedes", ["0002-b.md"]),
            (T + "It may replace [ADR 2](0002-b.md).\n" + BODY, "supersedes", None),
        ],
        1: [
            (T + "Superseded by [ADR 2](0002-b.md).\n" + BODY, "status", "superseded"),
            (T + "Never superseded by [ADR 2](0002-b.md).\n" + BODY, "status", None),
        ],
    },
    "badge": {2: [
        (T + "![Status](https://img.shields.io/badge/status-accepted-green)\n" + BODY, "status", "accepted"),
        (T + "![Build](https://img.shields.io/badge/build-passing-green)\n" + BODY, "status", None),
    ]},
    "section": {3: [
        (T + "## Status\n\nAccepted\n", "status", "accepted"),
        (T + "## Status\n\n- [ ] Proposed\n- [x] Accepted\n", "status", "accepted"),
        (T + "## Date\n\n2024-05-06\n", "date", "2024-05-06"),
        (T + "## Supersedes\n\n- [ADR 2](0002-b.md)\n", "supersedes", ["0002-b.md"]),
        (T + "## Decision\n\nAccepted\n", "status", None),
    ]},
    "links": {3: [
        (T + "## Status\n\nAccepted\n\n## Links\n\n- Supersedes [ADR 2](0002-b.md)\n", "supersedes", ["0002-b.md"]),
        (T + "## Status\n\nSuperseded\n\n## Related\n\n- Superseded by: [ADR 2](0002-b.md)\n", "superseded_by", ["0002-b.md"]),
        (T + "## Links\n\n- Depends on [ADR 2](0002-b.md)\n", "supersedes", None),
    ]},
    "change log": {1: [
        (T + "## Changelog\n\n- 2024-05-01: Proposed\n- 2024-05-06: Accepted\n", "status", "accepted"),
        (T + "## Changelog\n\n- 2024-05-01: first words\n", "status", None),
    ]},
    "tags": {1: [
        ("---\ntags: [database, accepted]\n---\n" + T, "status", "accepted"),
        ("---\ntags: [database]\n---\n" + T, "status", None),
    ]},
    "late line": {1: [
        (T + BODY + "\n## Decision\n\nText.\n\nStatus: Accepted\n", "status", "accepted"),
        (T + BODY + "\n## Decision\n\nText.\n\nStatus: all lights are green\n", "status", None),
    ]},
    "footer": {1: [
        (T + BODY + TAIL, "date", "2024-05-06"),
        (T + BODY + TAIL.replace("---", "--"), "date", None),
    ]},
}  # fmt: skip
ROWS = [(reader, sure, *case) for reader, by in CASES.items() for sure, cases in by.items() for case in cases]


def facts(log: Log, file: str = "0001-a.md") -> tuple[dict[str, object], dict[str, dict[str, object]]]:
    [item] = [one for one in json.loads(log.run("list", "--json", "--why").out) if one["file"] == file]
    return item, item["why"]


@pytest.mark.parametrize(("reader", "sure", "text", "fact", "value"), ROWS)
def test_a_reader_takes_its_form_and_no_other(
    log: Log, reader: str, sure: int, text: str, fact: str, value: object
) -> None:
    log.write("0001-a.md", text)
    log.write("0002-b.md", nygard(2, "B"))
    item, why = facts(log)
    if value is None:
        assert why.get(fact, {}).get("reader") != reader
    else:
        assert item[fact] == value
        assert (why[fact]["reader"], why[fact]["sure"]) == (reader, sure)


def test_the_name_of_a_file_and_of_a_folder(log: Log) -> None:
    log.write("rejected/2024-05-06-a.md", T + BODY)
    log.write("0002-b.md", nygard(2, "B"))
    item, why = facts(log, "rejected/2024-05-06-a.md")
    assert (item["status"], why["status"]["reader"], why["status"]["sure"]) == ("rejected", "folder", 1)
    assert (item["date"], why["date"]["reader"], why["date"]["sure"]) == ("2024-05-06", "file name", 1)
    assert facts(log, "0002-b.md")[1]["number"]["reader"] == "file name"


def test_the_contract_names_a_place_that_only_this_log_has(log: Log) -> None:
    log.write("adr.json", json.dumps({"record": {"status": {"line": "Where it stands:"}}}))
    log.write("0001-a.md", T + BODY + "\nWhere it stands: accepted\n")
    item, why = facts(log)
    assert (item["status"], why["status"]["reader"], why["status"]["sure"]) == ("accepted", "contract", 1)


def test_every_reader_of_the_documentation_is_tried_here() -> None:
    text = (ROOT / "docs/reading.md").read_text()
    rows = re.findall(r"^\| ([^|]+) \|[^|]+\| ([\d; a-z]+) \|$", text, re.MULTILINE)
    named = {re.sub(r" \(.*?\)", "", name).strip() for names, _ in rows for name in names.split(",")}
    assert named - {"reader"} == {*CASES, "folder", "contract", "file name"}
