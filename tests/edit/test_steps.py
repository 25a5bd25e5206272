# ruff: noqa: E501 - tables: a row is a line
"""Small steps of a change: a value put into its place, a status in the words of a record, links after a move."""

from pathlib import Path

import pytest

from tests.adr.logs import WORDS, adr_py, command

NYGARD = {"record": {"title": "# {number}. {title}", "status": {"section": "Status"}, "date": {"line": "Date"}}}


@pytest.mark.parametrize(
    ("text", "place", "value", "now"),
    [
        ("---\nstatus: a\n---\n", {"front_matter": "status"}, "b", "---\nstatus: b\n---\n"),
        ("---\nstatus: 'a'\n---\n", {"front_matter": "status"}, "b", "---\nstatus: 'b'\n---\n"),
        ('---\nstatus: "a"\n---\n', {"front_matter": "status"}, "b", '---\nstatus: "b"\n---\n'),
        ("---\nstatus:\n---\n", {"front_matter": "status"}, "b", "---\nstatus: b\n---\n"),
        ("---\nstatus: a\n---\n", {"front_matter": "status"}, "b: c", '---\nstatus: "b: c"\n---\n'),
        ("# A\n\nStatus: a\n", {"line": "Status"}, "b", "# A\n\nStatus: b\n"),
        ("# A\n\nStatus:\n", {"line": "Status"}, "b", "# A\n\nStatus: b\n"),
        ("# A\n\n- Status: a\n", {"bullet": "Status"}, "b", "# A\n\n- Status: b\n"),
        ("# A\n\n**Status:** a\n", {"bold": "Status"}, "b", "# A\n\n**Status:** b\n"),
        ("# A\n\n**Status:**\n", {"bold": "Status"}, "b", "# A\n\n**Status:** b\n"),
        ("| Status | a |\n| --- | --- |\n", {"table_row": "Status"}, "b", "| Status | b |\n| --- | --- |\n"),
        ("| Status | |\n| --- | --- |\n", {"table_row": "Status"}, "b", "| Status | b |\n| --- | --- |\n"),
        ("| Status | a |\n| --- | --- |\n", {"table_row": "Status"}, "b|c", "| Status | b\\|c |\n| --- | --- |\n"),
        ("| Status | a |\n| --- | --- |\n", {"table_row": "Status"}, "b\\|c", "| Status | b\\|c |\n| --- | --- |\n"),
        ("# A\n\n## Status\n\na\n\n## B\n", {"section": "Status"}, "b", "# A\n\n## Status\n\nb\n\n## B\n"),
    ],
)
def test_a_value_in_its_place(text: str, place: dict[str, str], value: str, now: str) -> None:
    assert adr_py.write_place(text, place, value) == now


def test_a_place_that_is_not_there() -> None:
    with pytest.raises(adr_py.Fault, match="there is no front matter 'status' to state 'b' in"):
        adr_py.write_place("# A\n", {"front_matter": "status"}, "b")


@pytest.mark.parametrize(
    ("block", "now"),
    [
        ("k: a", "k: a, b"),
        ("k: none", "k: b"),
        ("k:", "k: b"),
        ("k: ''", "k: 'b'"),
        ("k: [a]", 'k: ["a", "b"]'),
        ("k: []", 'k: ["b"]'),
        ("k:\n  - a", 'k:\n  - a\n  - "b"'),
        ("k:\n- a", 'k:\n- a\n- "b"'),
        ('k: "a"', 'k: "a, b"'),
        ("k: {ADR}", "k: b"),
    ],
)
def test_a_value_more_in_front_matter(block: str, now: str) -> None:
    text = f"---\n{block}\nz: 1\n---\n"
    span = adr_py.find_span(text, {"front_matter": "k"})
    assert adr_py.add_value(text, "front_matter", span, "b") == f"---\n{now}\nz: 1\n---\n"


@pytest.mark.parametrize(
    ("block", "now"),
    [
        ("status: a\nz: 1", "status: a\nk: b\nz: 1"),
        ("z: 1\nstatus: a", "z: 1\nstatus: a\nk: b"),
        ("z: 1", "z: 1\nk: b"),
    ],
)
def test_a_key_more_in_front_matter(block: str, now: str) -> None:
    assert adr_py.add_key(f"---\n{block}\n---\nx\n", "k", "b", WORDS) == f"---\n{now}\n---\nx\n"
    windows = f"---\n{block}\n---\nx\n".replace("\n", "\r\n")
    assert adr_py.add_key(windows, "k", "b", WORDS) == f"---\n{now}\n---\nx\n".replace("\n", "\r\n")


@pytest.mark.parametrize(
    ("inside", "as_item", "now"),
    [
        ("Words.", False, "Words.\n\nx"),
        ("Words.", True, "Words.\n\n- x"),
        ("- [a](b.md)", False, "- [a](b.md)\n- x"),
        ("* ADR-7", False, "* ADR-7\n* x"),
        ("- words", False, "- words\n\nx"),
        ("- words", True, "- words\n- x"),
        ("- [a](b.md)\n  - more", False, "- [a](b.md)\n  - more\n- x"),
        ("  - [a](b.md)", False, "  - [a](b.md)\n  - x"),
        ("- [a](b.md)\n\n---", False, "- [a](b.md)\n- x\n\n---"),
        ("- [a](b.md) <!-- c -->", False, "- [a](b.md) <!-- c -->\n- x"),
        ("Words.\n\n- [a](b.md)", False, "Words.\n\n- [a](b.md)\n- x"),
        ("- [a](b.md)\n\nWords.", False, "- [a](b.md)\n\nWords.\n\nx"),
        ("", True, "\n\n- x"),
    ],
)
def test_a_line_more_in_a_section(inside: str, as_item: bool, now: str) -> None:
    text = f"# A\n\n## B\n\n{inside}\n\n## C\n"
    added = adr_py.add_line(text, adr_py.section_of(text, "B"), "x", as_item, apart=False)
    assert added == (f"# A\n\n## B\n\n{now}\n\n## C\n" if inside else "# A\n\n## B\n\n- x\n\n\n\n## C\n")


@pytest.mark.parametrize(
    ("line", "now"),
    [
        ("- Status: a", "- Status: a\n- K: b"),
        ("* **Status:** a", "* **Status:** a\n* **K:** b"),
        ("**Status**: a", "**Status**: a\n**K**: b"),
        ("Status: a", "Status: a\nK: b"),
        ("Status: a  ", "Status: a  \nK: b  "),
        ("Status: a\\", "Status: a\\\nK: b\\"),
        ("| Status | a |", "| Status | a |\n| K | b |"),
        ("> Status: a", "> Status: a\n> K: b"),
    ],
)
def test_a_value_beside_the_status_in_the_same_form(line: str, now: str) -> None:
    rule = "\n| --- | --- |" if line[0] == "|" else ""
    text = f"# A\n\n{line}{rule}\nOwner: c\n\n## B\n"
    assert adr_py.add_sibling(text, "K", "b", WORDS) == text.replace(line, now)
    apart = f"# A\n\n{line}{rule}\n\n## B\n"
    joined = adr_py.add_sibling(apart, "K", "b", WORDS)
    below = "\n" if (line[0] in "-*|" and not line.startswith("**")) or rule else "\n\n"
    assert joined == apart.replace(line, now.replace("\n", below))


def test_no_value_beside_a_status_that_has_no_line() -> None:
    assert adr_py.add_sibling("# A\n\n## Status\n\na\n", "K", "b", WORDS) is None


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Accepted", "Accepted"),
        ("Accepted by the board", "Accepted"),
        ("✅ **Accepted**, 2024", "Accepted"),
        ("In review by acme", "In review"),
        ("kabul edildi, evet", "kabul edildi"),
        ("~~Proposed~~ Accepted", "Accepted"),
        ("The board has accepted", None),
        ("", None),
    ],
)
def test_the_status_that_opens_a_text(text: str, word: str | None) -> None:
    span = adr_py.leading_status(text, WORDS)
    assert (text[span[0] : span[1]] if span else None) == word


@pytest.mark.parametrize(
    ("value", "old", "now"),
    [
        ("Rejected", "accepted", "rejected"),
        ("rejected", "ACCEPTED", "REJECTED"),
        ("rejected", "Accepted", "Rejected"),
        ("Superseded by ADR 7", "accepted", "Superseded by ADR 7"),
        ("superseded by [a](b)", "ACCEPTED", "superseded by [a](b)"),
    ],
)
def test_a_status_in_the_case_of_the_one_before(value: str, old: str, now: str) -> None:
    assert adr_py.in_case_of(value, old) == now


@pytest.mark.parametrize(
    ("word", "current", "statuses", "others", "said"),
    [
        ("rejected", "Accepted", [], [], "Rejected"),
        ("rejected", "accepted", [], [], "rejected"),
        ("rejected", "ACCEPTED", [], [], "REJECTED"),
        ("rejected", "", [], [], "Rejected"),
        ("rejected", "Angenommen", [], [], "Abgelehnt"),
        ("rejected", "angenommen", [], [], "abgelehnt"),
        ("draft", "angenommen", [], [], "Entwurf"),
        ("rejected", "✅ Accepted", [], [], "Rejected"),
        ("rejected", "Accepted", ["Accepted", "Turned down"], [], "Turned down"),
        ("turned down", "Accepted", ["Accepted", "Turned down"], [], "Turned down"),
        ("approved", "Proposed", ["Proposed", "Accepted"], [], "Accepted"),
        ("approved", "proposed", ["Proposed", "Accepted"], [], "accepted"),
        ("approved", "PROPOSED", ["Proposed", "Accepted"], [], "ACCEPTED"),
        ("approved", "Vorgeschlagen", ["Proposed", "Accepted"], [], "Angenommen"),
        ("accepted", "Proposed", [], ["Approved", "Approved", "Accepted"], "Approved"),
        ("accepted", "Proposed", [], ["approved", "approved", "Agreed"], "Agreed"),
        ("accepted", "proposed", [], ["Approved"], "Approved"),
    ],
)
def test_a_status_in_the_words_of_a_record(
    word: str, current: str, statuses: list[str], others: list[str], said: str
) -> None:
    assert adr_py.in_words(word, {"statuses": statuses}, current, others, WORDS) == said


@pytest.mark.parametrize(
    ("form", "number", "title", "line"),
    [
        ("# {number}. {title}", 7, "Use a queue", "# 7. Use a queue"),
        ("# {number}. {title}", None, "Use a queue", "# Use a queue"),
        ("# ADR-{id}: {title}", 7, "Use a queue", "# ADR-0007: Use a queue"),
        ("# ADR-{id}: {title}", None, "Use a queue", "# Use a queue"),
        ("# {title}", 7, "Use   a\nqueue", "# Use a queue"),
        ("# {title}", 7, "7. Use a queue", "# 7\\. Use a queue"),
        ("# {title}", 7, "4 eyes", "# 4 eyes"),
        ("# {number}. {title}", 7, "[draft]", "# 7. \\[draft]"),
        ("# {title}", 7, "Use C #", "# Use C \\#"),
        ("# {title}", 7, "Use C#", "# Use C#"),
        ("# {title}", 7, "A <!-- b", "# A <\\!-- b"),
        ("title: {title}", 7, "A # b", "title: A # b"),
        ("title: {number}. {title}", None, "A", "title: A"),
        ("# {name}: {title}", 7, "A", "# 0007-a: A"),
        ("# {name}: {title}", None, "A", "# 0007-a: A"),
        ("# {id:3} {title} ({id})", 7, "A", "# 007 A (0007)"),
        ("# {title} (ADR-{number})", 7, "A", "# A (ADR-7)"),
        ("# {title} (ADR-{number})", None, "A", "# A"),
        ("# {title} [{id:3}]", None, "A", "# A"),
        ("# {id} - {title} ({number})", None, "A", "# A"),
        ("title: {title} ({id})", None, "A", "title: A"),
        ("# {number}. {title}", 7, "", "# 7. "),
    ],
)
def test_the_line_of_a_title(form: str, number: int | None, title: str, line: str) -> None:
    assert adr_py.title_line({"record": {"title": form}}, number=number, title=title, name="0007-a") == line


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ({"front_matter": "status"}, "---\nstatus: Accepted\n---\n\n# 7. A\n\n## B\n"),
        ({"bullet": "Status"}, "# 7. A\n\n- Status: Accepted\n\n## B\n"),
        ({"bold": "Status"}, "# 7. A\n\n**Status:** Accepted\n\n## B\n"),
        ({"line": "Status"}, "# 7. A\n\nStatus: Accepted\n\n## B\n"),
        ({"table_row": "Status"}, "# 7. A\n\n| Status | Accepted |\n| --- | --- |\n\n## B\n"),
        ({"column": "Status"}, "# 7. A\n\n| Status |\n| --- |\n| Accepted |\n\n## B\n"),
        ({"section": "Status"}, "# 7. A\n\n## Status\n\nAccepted\n\n## B\n"),
    ],
)
def test_a_status_that_the_blank_has_no_place_for(place: dict[str, str], said: str) -> None:
    contract = {"record": {"title": "# {number}. {title}", "status": place}}
    blank = "# {number}. {title}\n\n## B\n"
    filled = adr_py.fill(blank, contract, number=7, title="A", status="Accepted", date="2024-05-06")
    assert filled == said


@pytest.mark.parametrize(
    ("line", "filled"),
    [
        ("RFC: N", "RFC: 7"),
        ("- Number: NNNN", "- Number: 0007"),
        ("- Decision number: N", "- Decision number: 7"),
        ("| CEP | N |", "| CEP | 7 |"),
        ("- Breaking change (Y/N): N", "- Breaking change (Y/N): N"),
        ("- Security review: N", "- Security review: N"),
    ],
)
def test_a_label_of_the_blank_that_wants_the_number_gets_it(line: str, filled: str) -> None:
    contract = {"record": {"title": "# {title}", "status": {"section": "Status"}}}
    blank = "# {title}\n\n" + line + "\n\n## Status\n\nProposed\n"
    said = adr_py.fill(blank, contract, number=7, title="A", status="Proposed", date="2024-05-06")
    assert said == "# A\n\n" + filled + "\n\n## Status\n\nProposed\n"


@pytest.mark.parametrize(
    ("text", "file", "old", "new", "now"),
    [
        ("[a](docs/adr/a.md)", "x.md", "docs/adr", "adr", "[a](adr/a.md)"),
        ("[a](docs/adr/a.md#b)", "x.md", "docs/adr", "adr", "[a](adr/a.md#b)"),
        ("[a](docs/adr/)", "x.md", "docs/adr", "adr", "[a](adr/)"),
        ("[a](docs/adrs/a.md)", "x.md", "docs/adr", "adr", "[a](docs/adrs/a.md)"),
        ("[a](../docs/adr/a.md)", "y/x.md", "docs/adr", "adr", "[a](../adr/a.md)"),
        ("[a](/docs/adr/a.md)", "x.md", "docs/adr", "adr", "[a](/adr/a.md)"),
        ("[a](<docs/adr/a b.md>)", "x.md", "docs/adr", "adr", "[a](<adr/a%20b.md>)"),
        ("[a]: docs/adr/a.md", "x.md", "docs/adr", "adr", "[a]: docs/adr/a.md"),
        ("\n[a]: docs/adr/a.md", "x.md", "docs/adr", "adr", "\n[a]: adr/a.md"),
        ('<a href="docs/adr/a.md">', "x.md", "docs/adr", "adr", '<a href="adr/a.md">'),
        ("[a](https://x.org/docs/adr/a.md)", "x.md", "docs/adr", "adr", "[a](https://x.org/docs/adr/a.md)"),
        ("[a](#b)", "docs/adr/x.md", "docs/adr", "adr", "[a](#b)"),
        ("[a](b.md)", "docs/adr/x.md", "docs/adr", "adr", "[a](b.md)"),
        ("[a](../nowhere.md)", "docs/adr/x.md", "docs/adr", "adr", "[a](../nowhere.md)"),
        ("```\n[a](docs/adr/a.md)\n```\n", "x.md", "docs/adr", "adr", "```\n[a](docs/adr/a.md)\n```\n"),
        ("[a](../../../x.md)", "docs/adr/x.md", "docs/adr", "adr", "[a](../../../x.md)"),
    ],
)
def test_links_after_a_folder_has_moved(text: str, file: str, old: str, new: str, now: str) -> None:
    assert adr_py.relinked(text, file, old, new, "/nowhere") == now


@pytest.mark.parametrize(
    ("text", "number", "now"),
    [
        ("[7](0007-a.md)", 12, "[12](0012-a.md)"),
        ("[ADR-0007: A](0007-a.md)", 12, "[ADR-0012: A](0012-a.md)"),
        ("[7. A](./0007-a.md#b)", 12, "[12. A](./0012-a.md#b)"),
        ("[7](<0007-a.md>)", 12, "[12](<0012-a.md>)"),
        ("[0007-a.md](0007-a.md)", 12, "[0012-a.md](0012-a.md)"),
        ('[7](0007-a.md "7")', 12, '[12](0012-a.md "7")'),
        ("[7](0007-a)", 12, "[12](0012-a)"),
        ("[7](/0007-a.md)", 12, "[12](/0012-a.md)"),
        ("[7](https://x.org/0007-a.md)", 12, "[7](https://x.org/0012-a.md)"),
        ("see 0007-a.md, not x0007-a.md", 12, "see 0012-a.md, not x0007-a.md"),
        ("[7](0008-b.md)", 12, "[7](0008-b.md)"),
        ("[A of 77](0007-a.md)", 12, "[A of 77](0012-a.md)"),
    ],
)
def test_links_to_a_record_that_has_another_number(text: str, number: int, now: str) -> None:
    assert adr_py.rewrite_links(text, "0001-x.md", "0007-a.md", "0012-a.md", 7, number) == now


@pytest.mark.parametrize(
    ("text", "file", "now"),
    [
        ("# 7. A\n", "0007-a.md", "# 12. A\n"),
        ("# ADR-0007: A 7\n", "0007-a.md", "# ADR-0012: A 7\n"),
        ("# A\n\n7.\n", "0007-a.md", "# A\n\n7.\n"),
        ("7. A\n====\n", "0007-a.md", "12. A\n=====\n"),
        ("7. A\n=======\n", "0007-a.md", "12. A\n========\n"),
        ("7. A\n====\n", "0007-a.rst", "12. A\n=====\n"),
        ("= 7. A\n", "0007-a.adoc", "= 12. A\n"),
        ("---\nid: 7\n---\n# A\n", "0007-a.md", "---\nid: 12\n---\n# A\n"),
        (
            "---\nid: ADR-0007\ntitle: 7. A\n---\n# 7. A\n",
            "0007-a.md",
            "---\nid: ADR-0012\ntitle: 12. A\n---\n# 12. A\n",
        ),
        ("---\nid: 77\n---\n# A\n", "0007-a.md", "---\nid: 77\n---\n# A\n"),
    ],
)
def test_a_record_that_has_another_number(text: str, file: str, now: str) -> None:
    assert adr_py.renumber_own(text, file, 7, 12, WORDS) == now


ISSUE = """# Use a queue

### Context

Why.

### Decision

_No response_

### Consequences

### Options: One

Big.

### Status

proposed
"""


def test_the_answers_of_an_issue() -> None:
    assert adr_py.issue_title(ISSUE) == "Use a queue"
    assert adr_py.issue_title("### Context\n") == ""
    assert adr_py.answers_of(ISSUE) == [("Context", "Why."), ("Options: One", "Big."), ("Status", "proposed")]
    assert adr_py.answers_of(ISSUE.replace("\n", "\r\n")) == adr_py.answers_of(ISSUE)


@pytest.mark.parametrize(
    ("label", "value", "now", "left"),
    [
        ("Context", "x", "# A\n\n- Owner: o\n\n## Context\n\nx\n\n## Options\n\n### One\n\n_b_\n", []),
        ("Options: One", "x", "# A\n\n- Owner: o\n\n## Context\n\n_a_\n\n## Options\n\n### One\n\nx\n", []),
        ("One", "x", "# A\n\n- Owner: o\n\n## Context\n\n_a_\n\n## Options\n\n### One\n\nx\n", []),
        ("Context: Why", "x", "# A\n\n- Owner: o\n\n## Context\n\n**Why**\n\nx\n\n## Options\n\n### One\n\n_b_\n", []),
        ("Owner", "acme", "# A\n\n- Owner: acme\n\n## Context\n\n_a_\n\n## Options\n\n### One\n\n_b_\n", []),
        ("Nobody", "x", "# A\n\n- Owner: o\n\n## Context\n\n_a_\n\n## Options\n\n### One\n\n_b_\n", ["Nobody"]),
        (
            "Context",
            "# x\n\n## y",
            "# A\n\n- Owner: o\n\n## Context\n\n### x\n\n#### y\n\n## Options\n\n### One\n\n_b_\n",
            [],
        ),
        ("Context", "a <!-- b", "# A\n\n- Owner: o\n\n## Context\n\na &lt;!-- b\n\n## Options\n\n### One\n\n_b_\n", []),
    ],
)
def test_an_answer_in_its_section(label: str, value: str, now: str, left: list[str]) -> None:
    record = "# A\n\n- Owner: o\n\n## Context\n\n_a_\n\n## Options\n\n### One\n\n_b_\n"
    assert adr_py.with_answers(record, [(label, value)]) == (now, left)


@pytest.mark.parametrize(
    ("inside", "now"),
    [
        ("- Proposed (2024-05-01)", "- Proposed (2024-05-01)\n- Accepted (2024-05-06)"),
        (
            "| Status | Date | Author |\n| --- | --- | --- |\n| Proposed | 2024-05-01 | x |",
            "| Status | Date | Author |\n| --- | --- | --- |\n| Proposed | 2024-05-01 | x |\n| Accepted | 2024-05-06 | acme |",
        ),
        (
            "| Date | Status | By | Why |\n| --- | --- | --- | --- |",
            "| Date | Status | By | Why |\n| --- | --- | --- | --- |\n| 2024-05-06 | Accepted | acme |  |",
        ),
        (
            "| Date | Status | Superseded by | Changed by | Standby |\n| --- | --- | --- | --- | --- |",
            "| Date | Status | Superseded by | Changed by | Standby |\n| --- | --- | --- | --- | --- |\n"
            "| 2024-05-06 | Accepted |  | acme |  |",
        ),
        ("> | What | Date |\n> | --- | --- |", "> | What | Date |\n> | --- | --- |\n> | Accepted | 2024-05-06 |"),
    ],
)
def test_a_change_of_status_in_the_history(inside: str, now: str) -> None:
    contract = {"record": {}, "history": {"section": "History"}}
    text = f"# A\n\n## History\n\n{inside}\n\n## B\n"
    assert adr_py.add_history(text, contract, "Accepted", "2024-05-06", "acme", WORDS) == text.replace(inside, now)
    assert adr_py.add_history("# A\n", contract, "Accepted", "2024-05-06", "acme", WORDS) == "# A\n"


@pytest.mark.parametrize(("number", "digits", "wide"), [(7, "0012", "0007"), (7, "12", "7"), (123, "01", "123")])
def test_a_number_as_wide_as_another(number: int, digits: str, wide: str) -> None:
    assert adr_py.as_wide(number, digits) == wide


@pytest.mark.parametrize(
    ("path", "now"), [("docs/adr/a.md", "x/a.md"), ("docs/adr", "x"), ("docs/adrs/a.md", "docs/adrs/a.md")]
)
def test_a_path_after_a_folder_has_moved(path: str, now: str) -> None:
    assert adr_py.moved_path(path, "docs/adr", "x") == now


def test_a_log_that_moves_is_renamed_in_the_pack_s_lines_for_agents_and_nowhere_else(tmp_path: Path) -> None:
    start, end = "<!-- adragents docs/adr -->", "<!-- adragentsstop docs/adr -->"
    text = "Our docs/adr.\n\n{0}\nRead docs/adr/AGENTS.md.\n{1}\n\nOur docs/adr.\n"
    log = tmp_path / "docs/adr"
    log.mkdir(parents=True)
    (log / "0001-a.md").write_text("# 1. A\n\n## Status\n\nAccepted\n")
    (log / "adr.json").write_text('{"record": {"title": "# {number}. {title}"}, "rules": {}, "style": "nygard"}')
    (tmp_path / ".copier-answers.adr.yml").write_text("adr_dir: docs/adr\n")
    (tmp_path / "AGENTS.md").write_text(text.format(start, end))
    said = command("--dir", log, "move", "docs/decisions")
    assert said.code == 0, said
    now = (tmp_path / "AGENTS.md").read_text()
    assert "\nRead docs/decisions/AGENTS.md.\n" in now
    assert now.startswith("Our docs/adr.\n")
    assert now.endswith("\nOur docs/adr.\n")
