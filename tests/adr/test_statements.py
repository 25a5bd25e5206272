# ruff: noqa: E501 - tables: a row is a line
"""Which statement wins, and facts that logs state in ways of their own: docs/reading.md, row by row."""

from typing import Any

import pytest

from .logs import Log, nygard

OTHER = "0002-b.md"

# What a status section says -> (status, date); None where the date is not looked at.
SECTIONS: list[tuple[str, str, str | None]] = [
    ("Accepted\n\nProposed by the platform team on 2026-01-01.", "accepted", None),
    ("Accepted\nProposed: 2026-01-01", "accepted", None),
    ("Accepted\nRejected: MySQL", "accepted", None),
    ("Rejected\nProposed by the platform team", "rejected", None),
    ("Accepted\nDeprecated by: n/a", "accepted", None),
    ("2026-02-01 Accepted\n2026-01-01 Proposed", "accepted", None),
    ("2026-01-01 Proposed\n2026-02-01 Accepted", "accepted", None),
    ("- 2026-02-01 Accepted\n- 2026-01-01 Proposed", "accepted", None),
    ("- 2026-01-01 Proposed\n- 2026-02-01 Accepted", "accepted", None),
    ("| Date | Status |\n| --- | --- |\n| 2026-02-01 | Accepted |\n| 2026-01-01 | Proposed |", "accepted", None),
    ("| Date | Status |\n| --- | --- |\n| 2026-01-01 | Proposed |\n| 2026-02-01 | Accepted |", "accepted", None),
    ("Accepted on 2026-02-01, proposed on 2026-01-01", "accepted", None),
    ("Proposed on 2026-01-01, accepted on 2026-02-01", "accepted", None),
    (f"Superseded by [2]({OTHER})\nAccepted on 2026-01-01", "superseded", None),
    ("Deprecated\nAccepted: 2026-01-01", "deprecated", None),
    ("~~Proposed~~ Accepted", "accepted", None),
    ("~~Accepted~~ Deprecated", "deprecated", None),
    ("**Proposed** | ~~Accepted~~", "proposed", None),
    (f"~~accepted~~ — **superseded by\n[ADR-2]({OTHER})**", "superseded", None),
    ("To be accepted", "proposed", None),
    ("Will be accepted on 2026-03-01", "proposed", None),
    ("Was accepted, now rejected", "rejected", None),
    (f"superseded-in-part by [2]({OTHER})", "partly superseded", None),
    (f"Superseded in part by [2]({OTHER})", "partly superseded", None),
    ("Kısmen değiştirildi", "partly superseded", None),
    ("Geri çekildi", "withdrawn", None),
    ("На рассмотрении", "in review", None),
    ("Отменено", "cancelled", None),
    ("Accepted 2026-08-05", "accepted", "2026-08-05"),
    ("Accepted (2026-08-05), supersedes [2](0002-b.md)", "accepted", "2026-08-05"),
    # how the record came to its status, told in other ways
    ("Accepted\n\nProposed in PR #12.", "accepted", None),
    ("Accepted\n\nProposed (by the platform team)", "accepted", None),
    ("Accepted\n\nProposed since last May", "accepted", None),
    ("Accepted\n\nDeprecated since last May", "deprecated", None),
    ("Rejected\n\nProposed in [12](https://example.org/12)", "rejected", None),
    ("Proposed by the platform team\n\nAccepted by the board", "accepted", None),
    ("Accepted\nProposed: January 2026", "accepted", None),
    ("Accepted\nRejected: MySQL (2026-01-01)", "accepted", None),
    ("Accepted\nRejected: [MySQL](https://example.org/)", "accepted", None),
    ("Accepted\nSuperseded: [2](0002-b.md)", "superseded", None),
    ("Accepted\nDeprecated by:", "accepted", None),
    ("Accepted\nSuperseded by none", "accepted", None),
    ("Accepted\n- Proposed: 2026-01-01\n- Accepted: 2026-02-01", "accepted", "2026-02-01"),
    ("Was proposed\nNow accepted", "accepted", None),
    ("已接受\n\n由平台团队提议", "accepted", None),
    ("Originally proposed in May, accepted in June", "accepted", None),
    # several steps on a line, in other words and with other dates
    ("Proposed: 2026-01-01, Accepted: 2026-02-01", "accepted", "2026-02-01"),
    ("Proposed on 1 January 2026, accepted on 1 February 2026", "accepted", "2026-02-01"),
    ("2026-01-01 proposed, 2026-02-01 accepted by the board", "accepted", "2026-02-01"),
    ("Vorgeschlagen am 01.01.2026, akzeptiert am 01.02.2026", "accepted", "2026-02-01"),
    ("Accepté le 2026-02-01, proposé le 2026-01-01", "accepted", "2026-02-01"),
    ("- February 1, 2026: Accepted\n- January 1, 2026: Proposed", "accepted", "2026-02-01"),
    ("Accepted on 2026-01-01, and we look at it again on 2026-02-01", "accepted", "2026-01-01"),
    # tables with columns of their own, and those of HTML
    ("| When | What |\n| --- | --- |\n| 2026-02-01 | Accepted |\n| 2026-01-01 | Proposed |", "accepted", "2026-02-01"),
    (
        "| Date | Action | By |\n| --- | --- | --- |\n| 2026-01-01 | Proposed | a |\n| 2026-02-01 | Accepted | b |",
        "accepted",
        "2026-02-01",
    ),
    (
        "<table><tr><th>Date</th><th>Status</th></tr>\n<tr><td>2026-02-01</td><td>Accepted</td></tr>\n<tr><td>2026-01-01</td><td>Proposed</td></tr></table>",
        "accepted",
        "2026-02-01",
    ),
    ('<span style="color:green">Accepted</span>', "accepted", None),
    ("<p><b>Proposed</b></p>", "proposed", None),
    # not yet
    (f"Accepted\n\nTo be superseded by [2]({OTHER})", "accepted", None),
    ("This will be accepted on 2026-05-01", "proposed", None),
    ("Not yet accepted", "proposed", None),
    ("Noch nicht angenommen", "proposed", None),
    ("未承認", "proposed", None),
    ("承認待ち", "proposed", None),
    ("尚未批准", "proposed", None),
    ("승인 대기", "proposed", None),
    # of a part, in other orders of the words
    *[
        (said, "partly superseded", None)
        for said in (
            f"Partially superseded by [2]({OTHER})",
            "partially-superseded by ADR-0002",
            "superseded_in_part by ADR-0002",
            "Superseded by ADR-0002 in part",
            "Superseded by ADR-0002 (partially)",
            "Superseded (in part) by ADR-0002",
            f"Teils ersetzt durch [2]({OTHER})",
            f"Remplacé en partie par [2]({OTHER})",
            f"Reemplazado parcialmente por [2]({OTHER})",
            f"Deels vervangen door [2]({OTHER})",
            f"Sostituito in parte da [2]({OTHER})",
            f"Delvist erstattet af [2]({OTHER})",
            f"Zastąpiony częściowo przez [2]({OTHER})",
            "Nahrazeno částečně",
            f"部分被 [2]({OTHER}) 取代",
            "일부 대체됨",
            "مستبدل جزئيا",
        )
    ],
    ("Superseded by [2. Use parts](0002-b.md)", "superseded", None),
    # Turkish capitals, more Arabic
    ("KISMEN DEĞİŞTİRİLDİ", "partly superseded", None),
    ("İptal edildi", "cancelled", None),
    ("İNCELENİYOR", "in review", None),
    ("مُعتمد", "accepted", None),
    ("تم القبول", "accepted", None),
    ("ملغى", "cancelled", None),
    # the verb behind the successor
    (f"[2]({OTHER}) tarafından değiştirildi", "superseded", None),
    (f"[2]({OTHER})로 대체됨", "superseded", None),
    (f"Accepted | Superseded by [2]({OTHER})", "superseded", None),
]


def with_other(log: Log) -> None:
    log.write(OTHER, nygard(2, "B"))


@pytest.mark.parametrize(("said", "status", "day"), SECTIONS, ids=lambda value: str(value).replace("\n", " ")[:60])
def test_which_statement_of_a_section_wins(log: Log, said: str, status: str, day: str | None) -> None:
    with_other(log)
    log.write("0001-a.md", f"# 1. Use a cache\n\n## Status\n\n{said}\n\n## Context\n\nText.\n")
    record = log.record("0001-a.md")
    assert record["status"] == status
    assert record["superseded_by"] == ([OTHER] if status == "superseded" else [])
    if day:
        assert record["date"] == day


@pytest.mark.parametrize(
    ("head", "status"),
    [
        ("| Status | ~~Accepted~~ Deprecated |", "deprecated"),
        (f"**Status:** ~~accepted~~ — **superseded by\n[ADR-2]({OTHER})**", "superseded"),
        ("- RFC Status: approved", "accepted"),
        ("- TEP Status: approved", "accepted"),
        ("*Status:* Accepted +", "accepted"),
        ("| Status | Accepted | Date | 2026-01-05 |\n| --- | --- | --- | --- |\n| By | a | Area | b |", "accepted"),
        (
            "<table>\n<tr><th>Status</th><th>Date</th></tr>\n<tr><td>Draft</td><td>2026-01-05</td></tr>\n</table>",
            "draft",
        ),
        ("**Status:**\n\n- **Accepted**", "accepted"),
    ],
)
def test_which_statement_below_the_title_wins(log: Log, head: str, status: str) -> None:
    with_other(log)
    log.write("0001-a.md", f"# 1. Use a cache\n\n{head}\n\n## Context\n\nText.\n")
    assert log.record("0001-a.md")["status"] == status


@pytest.mark.parametrize("mark", ["~", "`", "-"])
def test_every_mark_may_underline_a_heading_of_restructuredtext(log: Log, mark: str) -> None:
    log.write(
        "0001-a.rst",
        f"===========\nUse a cache\n===========\n\nStatus\n{mark * 6}\n\nDraft\n\nContext\n{mark * 7}\n\nText.\n",
    )
    log.run("status", "1", "accepted")
    record = log.record("0001-a.rst")
    assert (record["title"], record["status"]) == ("Use a cache", "accepted")
    assert log.read("0001-a.rst").endswith(f"\n\nAccepted\n\nContext\n{mark * 7}\n\nText.\n")


def test_a_section_that_says_superseded_wins_over_front_matter_that_was_forgotten(log: Log) -> None:
    with_other(log)
    log.write("0001-a.md", f"---\nstatus: proposed\n---\n# Use a cache\n\n## Status\n\nSuperseded by [2]({OTHER})\n")
    record = log.record("0001-a.md")
    assert (record["status"], record["superseded_by"]) == ("superseded", [OTHER])
    assert "two-statuses" in log.run("check", "--format", "json", code=1).out


# Record 1 as a text -> what a person reads there.
FACTS: dict[str, tuple[str, dict[str, Any]]] = {
    "an id of Docusaurus": ("---\nid: documentation-infrastructure-standards\n---\n# Use a cache\n\n## Status\n\nAccepted\n", {"title": "Use a cache"}),
    "an id in braces": ("# Use a cache {#adr_0001}\n\n## Status\n\nAccepted\n", {"title": "Use a cache"}),
    "attributes in braces": ("# Use a cache {#id .class}\n\n## Status\n\nAccepted\n", {"title": "Use a cache"}),
    "attributes of kramdown": ("# Use a cache {: #id}\n\n## Status\n\nAccepted\n", {"title": "Use a cache"}),
    "an anchor around it": ('# <a id="x">Use a cache</a>\n\n## Status\n\nAccepted\n', {"title": "Use a cache"}),
    "number and dash without a blank": ("# 0001-Use a queue\n\n## Status\n\nAccepted\n", {"title": "Use a queue"}),
    "the number behind": ('---\ntitle: "Use a queue - ADR 001"\n---\n\n## Status\n\nAccepted\n', {"title": "Use a queue"}),
    "day and link behind a dot": ("# 1. A\n\n**Status:** Accepted 2026-08-05 · Supersedes ADR-0002\n", {"status": "accepted", "date": "2026-08-05", "supersedes": [OTHER]}),
    "a wiki link with a title": ("# 1. A\n\n## Status\n\nSuperseded by [[ADR-0002 Deploy]]\n", {"superseded_by": [OTHER]}),
    "a wiki link with other words": ("# 1. A\n\n## Status\n\nSuperseded by [[0002-b|the next one]]\n", {"superseded_by": [OTHER]}),
    "a wiki link": ("# 1. A\n\n## Status\n\nSuperseded by [[0002-b]]\n", {"superseded_by": [OTHER]}),
    "a wiki link in front matter": ('---\nstatus: superseded\nsuperseded_by: "[[0002-b]]"\n---\n# 1. A\n', {"superseded_by": [OTHER]}),
    "another word for it": (f"# 1. A\n\n- Status: superseded\n- Superseding Proposal: [2]({OTHER})\n", {"superseded_by": [OTHER]}),
    "a Russian date": ("# 1. A\n\n## Дата создания\n\n12.01.2020\n", {"date": "2020-01-12"}),
    "a French date": ("# 1. A\n\n## Date de création\n\n2024-01-02\n", {"date": "2024-01-02"}),
    "issued": ("---\nissued: 2025-11-03\nstatus: accepted\n---\n# 1. A\n", {"date": "2025-11-03"}),
    "date-issued": ("---\ndate-issued: 2025-11-03\nstatus: accepted\n---\n# 1. A\n", {"date": "2025-11-03"}),
    "date issued, a bullet": ("# 1. A\n\n- Date issued: 2025-11-03\n- Status: accepted\n", {"date": "2025-11-03"}),
    "hyphens that do not break": ("# 1. A\n\n- Date: 2025\u201111\u201103\n- Status: accepted\n", {"date": "2025-11-03"}),
    "en dashes": ("# 1. A\n\n- Date: 2025–11–03\n- Status: accepted\n", {"date": "2025-11-03"}),
    "columns with one label": ("# 1. A\n\n| Status | Owner |\n| --- | --- |\n| Accepted | a team |\n", {"status": "accepted"}),
    "columns, the label behind": ("# 1. A\n\n| Owner | Status |\n| --- | --- |\n| a team | **Accepted** |\n", {"status": "accepted"}),
    "a row with a label and a head": ("# 1. A\n\n| Status | Accepted |\n| --- | --- |\n| Owner | Proposed |\n", {"status": "accepted"}),
    "a value in a list below its label": ("# 1. A\n\nStatus:\n\n- Accepted\n\n**Date:**\n- 2026-01-02\n", {"status": "accepted", "date": "2026-01-02"}),
    "a list below a label that is none": ("# 1. A\n\nStatus:\n\n- see the board\n", {"status": None}),
    "a bold word that opens a line": ("# 1. A\n\n**Proposed** - planning complete, 4 of 5 teams agree with what it says\n", {"status": "proposed"}),
    "a bold word of a sentence": ("# 1. A\n\n**Rejected** ideas are listed below.\n", {"status": None}),
    "part of another record": (f'# 1. A\n\n## Status\n\nProposed\n\nSupersedes the "option 2" portion of [ADR 2]({OTHER}).\n', {"supersedes": []}),
    "in part, in brackets": (f"# 1. A\n\n## Related\n\n- Supersedes (in part): [ADR 2]({OTHER})\n", {"supersedes": []}),
    "a period of days": ("# 1. A\n\n## Status\n\nIn review (2026-07-17 - 2026-07-31)\n", {"date": None}),
    "the end of a period": ("# 1. A\n\n## Status\n\nIn review until 2026-07-31\n", {"date": None}),
    "a day, and the end of a period": ("# 1. A\n\n## Status\n\nAccepted 2026-07-17, valid until 2027-07-31\n", {"date": "2026-07-17"}),
    "a line of AsciiDoc's revision": ("= A\nacme <a@example.org>\nv1.0, 2025-11-03: first words\n\n== Status\n\nAccepted\n", {"date": "2025-11-03"}),
    "an anchor of another tag": ('# <span id="x"></span>Use a cache\n\n## Status\n\nAccepted\n', {"title": "Use a cache"}),
    "the number behind a comma": ("# Use a queue, ADR 1\n\n## Status\n\nAccepted\n", {"title": "Use a queue"}),
    "brackets behind a date": ("# 1. A\n\n- Date: 2026-05-06 (drawn together 2026-06-15)\n", {"date_text": "2026-05-06 (drawn together 2026-06-15)"}),
    "several headings of the first level": ("---\ntitle: Use a queue\n---\n# One\n\n## Status\n\nAccepted\n\n# Two\n\n# Three\n", {"title": "Use a queue"}),
    "a heading of a lower level": ("---\ntitle: Use a queue\n---\n\n## More on queues\n\nText.\n\n## Status\n\nAccepted\n", {"title": "Use a queue"}),
    "a heading beside front matter": ("---\ntitle: Queues\n---\n\n# Use a queue\n\n## Status\n\nAccepted\n", {"title": "Use a queue"}),
    "a heading that says nothing": ("---\ntitle: Use a queue\n---\n\n# Architecture Decision Record\n\n## Status\n\nAccepted\n", {"title": "Use a queue"}),
    "a span of days": ("# 1. A\n\n## Status\n\nActive review (July 17 - July 31, 2026)\n", {"date": None}),
}  # fmt: skip


@pytest.mark.parametrize(
    "table",
    [
        "|Status |Date\n\n|Accepted |2026-01-02",
        "|Date |Status |Owner\n\n|2026-01-02\n|Accepted\n|a team",
        "|Status\n|Accepted\n\n|Date\n|2026-01-02",
        "a|Status a|Accepted\na|Date a|2026-01-02",
    ],
)
def test_a_table_of_asciidoc(log: Log, table: str) -> None:
    log.write("0001-a.adoc", f"= 1. Use a queue\n\n|===\n{table}\n|===\n\n== Context\n\nText.\n")
    record = log.record("0001-a.adoc")
    assert (record["title"], record["status"], record["date"]) == ("Use a queue", "accepted", "2026-01-02")


@pytest.mark.parametrize("name", FACTS)
def test_a_fact_that_is_stated_in_a_way_of_its_own_is_read(log: Log, name: str) -> None:
    text, facts = FACTS[name]
    file = "0001-a.adoc" if text.startswith("= ") else "0001-a.md"
    with_other(log)
    log.write(file, text)
    record = log.record(file)
    assert {key: record[key] for key in facts} == facts


def test_a_number_in_a_title_is_the_record_s_only_where_titles_carry_numbers(log: Log) -> None:
    titles = {
        2: "HTTP 2 - everywhere",
        3: "S3: bucket layout",
        4: "4 eyes principle",
        5: "RHEL 5. Base image",
        6: "Use a queue",
    }
    for number, title in titles.items():
        log.write(f"{number:04}-x.md", f"# {title}\n\n## Status\n\nAccepted\n")
    assert {record["number"]: record["title"] for record in log.records()} == titles


def test_a_number_that_is_another_record_s_stays_in_the_title(log: Log) -> None:
    for number, title in {2: "HTTP 3 - everywhere", 4: "HTTP 4 - b", 5: "HTTP 5 - c"}.items():
        log.write(f"{number:04}-x.md", f"# {title}\n\n## Status\n\nAccepted\n")
    assert [record["title"] for record in log.records()] == ["HTTP 3 - everywhere", "b", "c"]


def test_a_log_s_own_prefix_is_learnt(log: Log) -> None:
    log.write("0106-a.md", "---\nstatus: implemented\nsuperseded-by: [TEP-0107]\n---\n# TEP-0106: Use a cache\n")
    log.write("0107-b.md", "# TEP-0107: Use a queue\n\n## Status\n\nAccepted\n")
    record = log.record("0106-a.md")
    assert (record["title"], record["superseded_by"]) == ("Use a cache", ["0107-b.md"])


def test_a_folder_that_is_called_by_a_status_states_it_where_nothing_else_does(log: Log) -> None:
    log.write("in-review/0001-a.md", "# Use a cache\n\n## Context\n\nText.\n")
    log.write("rejected/old/0002-b.md", "# Use a queue\n\n## Context\n\nText.\n")
    log.write("rejected/0003-c.md", nygard(3, "C"))
    assert {r["file"]: r["status"] for r in log.records()} == {
        "in-review/0001-a.md": "in review",
        "rejected/old/0002-b.md": "rejected",
        "rejected/0003-c.md": "accepted",
    }
    said = log.run("status", "2", "accepted", code=1)
    assert "rejected/old/0002-b.md: only its folder states its status; move the file, or add a line" in said.err


def test_a_title_of_the_form_that_records_share_is_none(log: Log) -> None:
    for number in (1, 2, 3):
        log.write(f"000{number}-use-x.md", "# RFC Proposal\n\n## Status\n\nAccepted\n")
    log.write("0004-use-y.md", nygard(4, "Design document"))
    assert [record["title"] for record in log.records()] == [None, None, None, "Design document"]


def test_a_form_with_the_word_title_and_a_choice_is_no_record(log: Log) -> None:
    with_other(log)
    log.write("0001-form.md", "# 1. Title\n\n> Quoted words are to be removed.\n\n## Status\n\n[Proposed, Accepted]\n")
    assert [record["file"] for record in log.records()] == [OTHER]


def test_a_title_that_was_copied_is_one(log: Log) -> None:
    for number in (1, 2, 3):
        log.write(f"000{number}-use-x.md", nygard(number, "Record architecture decisions"))
    assert {record["title"] for record in log.records()} == {"Record architecture decisions"}


@pytest.mark.parametrize("name", ["use-a-queue/index.md", "[Superseded]0003-use-x.md"])
def test_a_file_with_a_name_of_its_own_is_a_record(log: Log, name: str) -> None:
    with_other(log)
    log.write(name, "# Use a queue\n\n## Context\n\nText.\n\n## Decision\n\nText.\n")
    assert name in [record["file"] for record in log.records()]


@pytest.mark.parametrize(
    "name",
    ["considerations/adr-002-a.md", "0002-b.pt-BR.md", "0002-b.zh-CN.md", "ADR-002-QUICK-REFERENCE.md", "002-EXECUTIVE-SUMMARY.md", "TODO-158-NOTES.md", "0002-b.ja.md",
     "0000-acme-template.md", "0000-sablon.md", "0000-modelo.md", "0000-malli.md", "0000-雛形.md", "0000-blank.md"],
)  # fmt: skip
def test_what_is_no_record(log: Log, name: str) -> None:
    with_other(log)
    log.write(name, "# Notes on it\n\nText.\n")
    assert [record["file"] for record in log.records()] == [OTHER]


def test_a_form_that_has_a_status_is_no_record(log: Log) -> None:
    with_other(log)
    log.write("form.md", "# {number}. {title}\n\n## Status\n\nProposed\n\n## Context\n\n## Decision\n")
    assert [record["file"] for record in log.records()] == [OTHER]


TWINS = [
    "0002-b.ja.md",
    "0002-b.pt-BR.md",
    "0002-b_zh.md",
    "0002-b-zh_CN.md",
    "ja/0002-b.md",
    "pt-BR/0002-b.md",
    "translations/de/0002-b.md",
    "i18n/ja/0002-本.md",
]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("form.md", "---\nstate: {draft|published}\n---\n# Use a queue\n\n## Context\n\n## Decision\n"),
        ("form.md", "---\nstatus: [draft|published]\n---\n# Use a queue\n\n## Context\n\n## Decision\n"),
        *((name, "# Decisions\n\n| Number | Title | Status |\n| --- | --- | --- |\n| 1 | A | Accepted |\n| 2 | B | Proposed |\n")
          for name in ("adr-report.md", "decisions-report.md", "adr-summary.md", "decision-log.md", "all.md", "overview/all.md")),
    ],
)  # fmt: skip
def test_a_form_an_index_and_a_report_are_no_records(log: Log, name: str, text: str) -> None:
    with_other(log)
    log.write(name, text)
    assert [record["file"] for record in log.records()] == [OTHER]


def test_a_file_with_brackets_in_its_name_has_a_row_and_is_found(log: Log) -> None:
    log.write("[Superseded]0003-use-x.md", nygard(3, "Use X", status="Superseded by ADR-0004"))
    log.write("0004-use-y.md", nygard(4, "Use Y", status="Accepted\n\nSupersedes ADR-3"))
    log.run("index")
    assert "| [0003](%5BSuperseded%5D0003-use-x.md) " in log.read("README.md")
    assert log.record("0004-use-y.md")["supersedes"] == ["[Superseded]0003-use-x.md"]
    log.run("status", "3", "rejected")
    assert log.record("[Superseded]0003-use-x.md")["status"] == "rejected"


def test_translations_are_named_beside_their_record(log: Log) -> None:
    for name in ("0002-b.md", *TWINS):
        log.write(name, nygard(2, "B"))
    [record] = log.records()
    assert record["translations"] == sorted(TWINS)
    assert not {"number-taken", "duplicate-number"} & log.rules()


def test_of_folders_of_languages_the_english_one_has_the_record(log: Log) -> None:
    for name in ("en/0001-a.md", "en/0002-b.md", "ja/0001-a.md", "de/area/0002-b.md", "en/area/0002-b.md"):
        log.write(name, nygard(int(name.rpartition("/")[2][:4]), "A"))
    found = {record["file"]: record.get("translations", []) for record in log.records()}
    assert found == {"en/0001-a.md": ["ja/0001-a.md"], "en/0002-b.md": [], "en/area/0002-b.md": ["de/area/0002-b.md"]}


@pytest.mark.parametrize("name", ["ui/0002-b.md", "it/0003-c.md", "it/0001-b.md", "0002-b-api.md", "0003-b-ja.md"])
def test_what_is_no_translation(log: Log, name: str) -> None:
    """Other folders, other numbers, and a record of an area whose name could be that of a language."""
    log.write("0002-b.md", nygard(2, "B"))
    log.write(name, nygard(int(name.rpartition("/")[2][:4]), "C"))
    assert len(log.records()) == 2
