# ruff: noqa: E501 - tables: a row is a line
"""A status stated anew, a date, a link: in whatever form a record has it, and every other byte kept."""

from pathlib import Path
from typing import Any

import pytest

from tests.adr.logs import WORDS, adr_py

DAY = "2026-11-21"
LINK = "[2. Use a stack](0002-b.md)"
NYGARD = {"record": {"title": "# {number}. {title}", "status": {"section": "Status"}, "date": {"line": "Date"}}}


def page(text: str, file: str = "0001-a.md") -> Any:
    return adr_py.Page("/log", file, WORDS, text, "utf-8")


HEAD, TAIL = "# 1. Use a queue\n\n", "\n\n## Context\n\nAn accepted way.\n"

# What states that a record is accepted -> the same once it is rejected on DAY.
STATED: list[tuple[str, str]] = [
    ("## Status\n\nAccepted", "## Status\n\nRejected"),
    ("## Status\n\naccepted", "## Status\n\nRejected"),
    ("## Status\n\n**Accepted**", "## Status\n\n**Rejected**"),
    ("## Status\n\n- Accepted", "## Status\n\n- Rejected"),
    ("## Status\n\n> Accepted", "## Status\n\n> Rejected"),
    ("## Status\n\n✅ Accepted", "## Status\n\nRejected"),
    ("## Status\n\nAccepted on 2024-05-06", f"## Status\n\nRejected on {DAY}"),
    ("## Status\n\nAccepted (2024-05-06)", f"## Status\n\nRejected ({DAY})"),
    ("## Status\n\n2024-05-06: Accepted", f"## Status\n\n{DAY}: Rejected"),
    ("## Status\n\nAccepted\n\n2024-05-06", f"## Status\n\nRejected\n\n{DAY}"),
    ("## Status\n\nAccepted by the board", "## Status\n\nRejected by the board"),
    ("## Status\n\nAccepted\n\nAmends [2](0002-b.md)", "## Status\n\nRejected\n\nAmends [2](0002-b.md)"),
    ("## Status\n\nAccepted, supersedes [2](0002-b.md)", "## Status\n\nRejected, supersedes [2](0002-b.md)"),
    ("## Status\n\n- [ ] Proposed\n- [x] Accepted\n- [ ] Rejected", "## Status\n\n- [ ] Proposed\n- [x] Accepted\n- [x] Rejected"),  # the last one counts
    ("## Status\n\n- [ ] Rejected\n- [x] Accepted", "## Status\n\n- [x] Rejected\n- [ ] Accepted"),
    ("## Status\n\n- [ ] Proposed\n- [x] Accepted", "## Status\n\n- [ ] Proposed\n- [x] Accepted\n- [x] Rejected"),
    ("## Status\n\nProposed | **Accepted** | Rejected", "## Status\n\nProposed | Accepted | **Rejected**"),
    ("## Status: Accepted", "## Status: Rejected"),
    ("## Status\n\n### Accepted", "## Status\n\n### Rejected"),
    ("Status: Accepted", "Status: Rejected"),
    ("- Status: Accepted", "- Status: Rejected"),
    ("* **Status:** Accepted", "* **Status:** Rejected"),
    ("**Status**: Accepted", "**Status**: Rejected"),
    ("> Status: Accepted", "> Status: Rejected"),
    ("Status:\n\n- Accepted", "Status:\n\n- Rejected"),
    ("Status: Accepted, Date: 2024-05-06", "Status: Rejected, Date: 2024-05-06"),
    ("| Status | Accepted |\n| --- | --- |", "| Status | Rejected |\n| --- | --- |"),
    ("| Owner | Status |\n| --- | --- |\n| us | Accepted |", "| Owner | Status |\n| --- | --- |\n| us | Rejected |"),
    ("Accepted", "Rejected"),
    ("_Accepted on 2024-05-06_", f"_Rejected on {DAY}_"),
    ("This ADR is accepted.", "This ADR is rejected."),
    ("![Status](https://img.shields.io/badge/status-accepted-green)", "![Status](https://img.shields.io/badge/status-rejected-green)"),
    ("<table><tr><td>Status</td><td>Accepted</td></tr></table>", "<table><tr><td>Status</td><td>Rejected</td></tr></table>"),
]  # fmt: skip


@pytest.mark.parametrize(("said", "now"), STATED)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_status_is_stated_anew_where_it_stands(said: str, now: str, newline: str) -> None:
    before, after = ((HEAD + text + TAIL).replace("\n", newline) for text in (said, now))
    assert adr_py.restate(page(before), NYGARD, "Rejected", DAY) == after


@pytest.mark.parametrize(
    ("lines", "now"),
    [
        ("status: accepted", "status: Rejected"),
        ("status: 'accepted'", "status: 'Rejected'"),
        ("status: accepted # yes", "status: Rejected # yes"),
        ("adr:\n  status: accepted", "adr:\n  status: rejected"),
        ("tags: [queues, accepted]", "tags: [queues, Rejected]"),
    ],
)
def test_a_status_in_front_matter_is_stated_anew(lines: str, now: str) -> None:
    text = "---\n{}\n---\n# 1. Use a queue\n\n## Context\n\nText.\n"
    assert adr_py.restate(page(text.format(lines)), NYGARD, "Rejected", DAY) == text.format(now)


@pytest.mark.parametrize(
    ("text", "file", "said"),
    [
        (HEAD + "Text.", "0001-a.md", "states no status; add a line such as `Status: Rejected` under its title"),
        (HEAD + "Text.", "accepted/0001-a.md", "only its folder states its status; move the file"),
    ],
)
def test_a_status_that_no_place_can_state(text: str, file: str, said: str) -> None:
    with pytest.raises(adr_py.Fault) as fault:
        adr_py.restate(page(text, file), {**NYGARD, "assumed": True}, "Rejected", DAY)
    assert said in str(fault.value)


@pytest.mark.parametrize(
    ("place", "text", "now"),
    [
        (
            {"section": "Status"},
            HEAD + "## Context\n\nText.\n",
            HEAD + "## Status\n\nRejected\n\n## Context\n\nText.\n",
        ),
        ({"bold": "Status"}, HEAD + "## Context\n\nText.\n", HEAD + "**Status:** Rejected\n\n## Context\n\nText.\n"),
        ({"bullet": "Status"}, HEAD + "## Context\n\nText.\n", HEAD + "- Status: Rejected\n\n## Context\n\nText.\n"),
        ({"line": "Status"}, HEAD + "## Context\n\nText.\n", HEAD + "Status: Rejected\n\n## Context\n\nText.\n"),
        (
            {"bullet": "Status"},
            HEAD + "- Date: 2024-05-06\n\n## B\n\nb\n",
            HEAD + "- Date: 2024-05-06\n- Status: Rejected\n\n## B\n\nb\n",
        ),
        (
            {"bold": "Status"},
            f"---\na: b\n---\n{HEAD}## B\n\nb\n",
            f"---\na: b\n---\n{HEAD}**Status:** Rejected\n\n## B\n\nb\n",
        ),
        (
            {"front_matter": "status"},
            f"---\na: b\n---\n{HEAD}## B\n\nb\n",
            f"---\na: b\nstatus: Rejected\n---\n{HEAD}## B\n\nb\n",
        ),
    ],
)
def test_a_first_status_stands_where_the_style_has_it(place: dict[str, str], text: str, now: str) -> None:
    contract = {"record": {**NYGARD["record"], "status": place}}
    assert adr_py.restate(page(text), contract, "Rejected", DAY) == now


@pytest.mark.parametrize(
    ("text", "now"),
    [
        ("Date: 2024-05-06\n\nStatus: accepted", f"Date: {DAY}\n\nStatus: accepted"),
        ("- Date: 6 May 2024\n- Status: accepted", f"- Date: {DAY}\n- Status: accepted"),
        ("- Date: 2024-05-06 (in Rome)\n- Status: accepted", f"- Date: {DAY} (in Rome)\n- Status: accepted"),
        ("| Date | 2024-05-06 |\n| --- | --- |", f"| Date | {DAY} |\n| --- | --- |"),
        (f"Date: {DAY}", f"Date: {DAY}"),
        ("Status: accepted", "Status: accepted"),
    ],
)
def test_the_date_of_a_record_is_set(text: str, now: str) -> None:
    assert adr_py.dated(page(HEAD + text + TAIL), NYGARD, DAY, given=False) == HEAD + now + TAIL


def test_a_date_that_has_no_place() -> None:
    with pytest.raises(adr_py.Fault, match=f"has no date to set; write {DAY} where the style has it"):
        adr_py.dated(page(HEAD + "Status: accepted" + TAIL), NYGARD, DAY, given=True)


FRONT = {
    "record": {**NYGARD["record"], "status": {"front_matter": "status"}, "supersedes": {"front_matter": "supersedes"}}
}

# A contract, the fact and the label of a link, a text -> the same with the link.
LINKS: list[tuple[dict[str, Any], str, str, str, str]] = [
    (NYGARD, "", "Amends", "## Status\n\nAccepted\n\n## B\n", f"## Status\n\nAccepted\n\nAmends {LINK}\n\n## B\n"),
    (NYGARD, "supersedes", "Supersedes", "## Status\n\nAccepted\n\n## B\n", f"## Status\n\nAccepted\n\nSupersedes {LINK}\n\n## B\n"),
    (NYGARD, "", "Amends", "## Status\n\nAccepted\n\n## Links\n\n- Amends [3](0003-c.md)\n", f"## Status\n\nAccepted\n\n## Links\n\n- Amends [3](0003-c.md)\n- Amends {LINK}\n"),
    (NYGARD, "supersedes", "Supersedes", "## Status\n\nAccepted\n\n## Links\n\n- Amends [3](0003-c.md)\n", f"## Status\n\nAccepted\n\nSupersedes {LINK}\n\n## Links\n\n- Amends [3](0003-c.md)\n"),
    (NYGARD, "supersedes", "Supersedes", "- Status: accepted\n- Supersedes: [3](0003-c.md)\n", f"- Status: accepted\n- Supersedes: [3](0003-c.md), {LINK}\n"),
    (NYGARD, "supersedes", "Supersedes", "- Status: accepted\n- Supersedes: none\n", f"- Status: accepted\n- Supersedes: {LINK}\n"),
    (NYGARD, "supersedes", "Supersedes", "- Status: accepted\n- Supersedes:\n", f"- Status: accepted\n- Supersedes: {LINK}\n"),
    (NYGARD, "", "Amends", "- Status: accepted\n- Date: 2024-05-06\n", f"- Status: accepted\n- Amends: {LINK}\n- Date: 2024-05-06\n"),
    (NYGARD, "", "Amends", "**Status:** accepted\n\n## B\n\nb\n", f"**Status:** accepted\n\n**Amends:** {LINK}\n\n## B\n\nb\n"),
    (NYGARD, "", "Amends", "## B\n\nb\n", f"## B\n\nb\n\n## Links\n\n- Amends {LINK}\n"),
    (NYGARD, "", "Amends", "## B\n\nb", f"## B\n\nb\n\n## Links\n\n- Amends {LINK}"),
]  # fmt: skip


@pytest.mark.parametrize(("contract", "fact", "label", "text", "now"), LINKS)
def test_a_link_stands_where_a_record_keeps_its_links(
    contract: dict[str, Any], fact: str, label: str, text: str, now: str
) -> None:
    assert adr_py.state_link(page(HEAD + text), contract, fact, label, LINK) == HEAD + now
    windows = adr_py.state_link(page((HEAD + text).replace("\n", "\r\n")), contract, fact, label, LINK)
    assert windows == (HEAD + now).replace("\n", "\r\n")


@pytest.mark.parametrize(
    ("contract", "lines", "now"),
    [
        (FRONT, "status: accepted", "status: accepted\nsupersedes: 0002-b.md"),
        (FRONT, "status: accepted\nsupersedes: 0003-c.md", "status: accepted\nsupersedes: 0003-c.md, 0002-b.md"),
        (
            FRONT,
            "status: accepted\nsupersedes: [0003-c.md]",
            'status: accepted\nsupersedes: ["0003-c.md", "0002-b.md"]',
        ),
        (FRONT, "status: accepted\nsupersedes:", "status: accepted\nsupersedes: 0002-b.md"),
        (FRONT, "status: accepted\nsupersedes: []", 'status: accepted\nsupersedes: ["0002-b.md"]'),
    ],
)
def test_a_link_in_front_matter(contract: dict[str, Any], lines: str, now: str) -> None:
    text = "---\n{}\n---\n# 1. Use a queue\n\n## Context\n\nText.\n"
    stated = adr_py.state_link(page(text.format(lines)), contract, "supersedes", "Supersedes", "0002-b.md")
    assert stated == text.format(now)


@pytest.mark.parametrize(
    ("file", "text", "ref", "now"),
    [
        (
            "0001-a.rst",
            "A\n=\n\nB\n~\n\nb\n",
            "`2 <0002-b.rst>`__",
            "A\n=\n\nB\n~\n\nb\n\nLinks\n-----\n\n- Amends `2 <0002-b.rst>`__\n",
        ),
        (
            "0001-a.rst",
            "Abcd\n====\n\nBcde\n~~~~\n\nb\n",
            "`2 <0002-b.rst>`__",
            "Abcd\n====\n\nBcde\n~~~~\n\nb\n\nLinks\n~~~~~\n\n- Amends `2 <0002-b.rst>`__\n",
        ),
        (
            "0001-a.adoc",
            "= A\n\n== B\n\nb\n",
            "xref:0002-b.adoc[2]",
            "= A\n\n== B\n\nb\n\n== Links\n\n- Amends xref:0002-b.adoc[2]\n",
        ),
    ],
)
def test_a_link_in_another_markup(file: str, text: str, ref: str, now: str) -> None:
    assert adr_py.state_link(page(text, file), NYGARD, "", "Amends", ref) == now


def record(file: str, title: str | None = "Use a [stack]", number: int | None = 2) -> Any:
    heading = f"# {number}. {title}" if title else "Text"
    return adr_py.read_record(file, f"{heading}\n\n## Status\n\nAccepted\n", WORDS)


@pytest.mark.parametrize(
    ("form", "source", "target", "said"),
    [
        ("", "0001-a.md", "0002-b.md", "[Use a \\[stack\\]](0002-b.md)"),
        ("[{number}. {title}]({file})", "0001-a.md", "0002-b.md", "[2. Use a \\[stack\\]](0002-b.md)"),
        ("[{id}]({file})", "0001-a.md", "0002-b.md", "[0002](0002-b.md)"),
        ("ADR-{id}", "0001-a.md", "ADR-02-b.md", "ADR-02"),
        ("ADR {number}", "0001-a.md", "0002-b.md", "ADR 2"),
        ("[{title}]({file})", "x/0001-a.md", "0002-b.md", "[Use a \\[stack\\]](../0002-b.md)"),
        ("[{title}]({file})", "0001-a.md", "x/0002 b.md", "[Use a \\[stack\\]](x/0002%20b.md)"),
        ("[{title}]({file})", "0001-a.rst", "0002-b.rst", "`Use a [stack] <0002-b.rst>`__"),
        ("[{title}]({file})", "0001-a.adoc", "0002-b.adoc", "xref:0002-b.adoc[Use a [stack\\]]"),
        ("[{title}]({file})", "0001-a.adoc", "0002-b.md", "link:0002-b.md[Use a [stack\\]]"),
        ("{number}: {title}", "0001-a.md", "0002-b.md", "2: Use a [stack]"),
    ],
)
def test_how_a_record_names_another(form: str, source: str, target: str, said: str) -> None:
    heading = {"rst": "2. Use a [stack]\n================", "adoc": "= 2. Use a [stack]"}
    suffix = target.rpartition(".")[2]
    text = heading.get(suffix, "# 2. Use a [stack]") + "\n\nText.\n"
    other = adr_py.read_record(target, text, WORDS)
    assert adr_py.reference({"reference": form} if form else {}, record(source), other) == said


def test_a_record_without_a_title_is_named_by_its_file() -> None:
    assert adr_py.reference({}, record("0001-a.md"), record("0002-b.md", None)) == "[0002-b](0002-b.md)"
    other = adr_py.read_record("use-b.md", "# Use b\n\n## Status\n\nAccepted\n", WORDS)
    assert adr_py.reference({"reference": "ADR {number}"}, record("0001-a.md"), other) == "[Use b](use-b.md)"


@pytest.mark.parametrize(
    ("contract", "file", "said"),
    [
        ({}, "use-b.md", "0002"),
        ({"number_width": 3}, "use-b.md", "002"),
        ({"number_width": 3}, "02-b.md", "02"),
    ],
)
def test_a_number_that_the_file_does_not_tell_is_as_wide_as_new_ones(contract: Any, file: str, said: str) -> None:
    other = adr_py.read_record(file, "# ADR 2: Use b\n\n## Status\n\nAccepted\n", WORDS)
    assert adr_py.reference({"reference": "{id}", **contract}, record("0001-a.md"), other) == said


@pytest.mark.parametrize(
    ("place", "text", "labelled"),
    [
        ({"line": "Decided"}, "Decided: 2024-05-06\n", "2024-05-06"),
        ({"line": "Decided"}, "Date: 2024-05-06\n", "2024-05-06"),
        ({"line": "Status"}, "Status: Accepted 2024-05-06\n", None),  # the status has that place
        ({"section": "Decided"}, "## Decided\n\n2024-05-06\n", None),
        ({"front_matter": "decided"}, "---\ndecided: 2024-05-06\n---\n", "2024-05-06"),
    ],
)
def test_what_a_record_labels_as_its_date(place: dict[str, str], text: str, labelled: str | None) -> None:
    contract = {"record": {"status": {"line": "Status"}, "date": place}}
    found = adr_py.labelled(text, "date", contract, WORDS)
    assert (text[slice(*found[1])] if found else None) == labelled


def related(label: str, text: str, other: str = "## Status\n\nAccepted\n") -> bool:
    records = [
        adr_py.read_record(file, HEAD + body, WORDS) for file, body in (("0001-a.md", text), ("0002-b.md", other))
    ]
    resolver = adr_py.Resolver("/log", records)
    one = records[0]
    one.supersedes, one.superseded_by = resolver.resolve(one, one.fwd_refs), resolver.resolve(one, one.by_refs)
    one.links = [(said, file) for said, refs in one.link_refs for file in resolver.resolve(one, refs)]
    found: bool = adr_py.is_linked(one, label, records[1], WORDS)
    return found


@pytest.mark.parametrize(
    ("label", "status", "linked"),
    [
        ("Supersedes", "Accepted\n\nSupersedes [2](0002-b.md)", True),
        ("Supersedes", "Superseded by [2](0002-b.md)", False),
        ("Superseded by", "Superseded by [2](0002-b.md)", True),
        ("superseded by", "Superseded by [2](0002-b.md)", True),
        ("Superseded by", "Accepted\n\nSupersedes [2](0002-b.md)", False),
        ("Amends", "Accepted\n\nAmends [2](0002-b.md)", True),
        ("amends", "Accepted\n\nAmends [2](0002-b.md)", True),
        ("Amends", "Accepted\n\nRelates to [2](0002-b.md)", False),
        ("Amends", "Accepted\n\nAmends [3](0003-c.md)", False),
    ],
)
def test_whether_a_record_says_already_how_it_stands_to_another(label: str, status: str, linked: bool) -> None:
    assert related(label, f"## Status\n\n{status}\n") is linked


def test_a_page_that_cannot_be_read_is_named_with_the_reason(tmp_path: Path) -> None:
    with pytest.raises(adr_py.Fault) as fault:
        adr_py.open_page(str(tmp_path), "gone.md", WORDS)
    assert str(fault.value) == f"{tmp_path}/gone.md: No such file or directory"
