# ruff: noqa: E501 - tables: a row is a line
"""Changes to records: made where the record states the fact, in its words, with nothing else moved."""

import difflib
import json
import os
import stat
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from .forms import FORMS, NEW, OLD, Form
from .logs import TODAY, Log, adr_py, nygard, process


def changed(before: str, after: str) -> list[str]:
    """The lines that went and came, marked - and +."""
    lines = difflib.ndiff(before.splitlines(), after.splitlines())
    return [line for line in lines if line[:2] in ("- ", "+ ")]


STATUS_CHANGES = [
    # file, text, new status, what goes, what comes
    ("0007-a.md", "# A\n\n## Status\n\n*Accepted*\n", "deprecated", "*Accepted*", "*Deprecated*"),
    ("0007-a.md", "# A\n\n## Status\n\nPROPOSED\n", "accepted", "PROPOSED", "ACCEPTED"),
    ("0007-a.md", "# A\n\n## Status\n\nProposed\n\nAccepted\n", "deprecated", "Accepted", "Deprecated"),
    ("0007-a.md", "# A\n\n## Status\n\n> Accepted\n", "rejected", "> Accepted", "> Rejected"),
    ("0007-a.md", "# A\n\n## Status\n\n**Accepted** 2024-05-06\n", "deprecated", None, f"**Deprecated** {TODAY}"),
    ("0007-a.md", "# A\n\nStatus: accepted on 2024-05-06\n", "deprecated", None, f"Status: deprecated on {TODAY}"),
    ("0007-a.md", "# A\n\n* **Status:** approved  \n* x\n", "rejected", None, "* **Status:** rejected  "),
    ("0007-a.md", "# A\n\n**Status** Accepted\n", "rejected", "**Status** Accepted", "**Status** Rejected"),
    ("0007-a.md", "# A\n\n> **Status:** `draft`  \n> x\n", "accepted", None, "> **Status:** `accepted`  "),
    ("0007-a.md", "# A\n\n| Status | Draft |\n|---|---|\n", "accepted", None, "| Status | Accepted |"),
    (
        "0007-a.md",
        "| Status | Date |\n|:--|---|\n| Draft | 2024-05-06 |\n",
        "accepted",
        None,
        "| Accepted | 2024-05-06 |",
    ),
    ("0007-a.md", "---\nstatus: 'draft'  # for now\n---\n# A\n", "accepted", None, "status: 'accepted'  # for now"),
    ("0007-a.md", '---\nstatus: "draft"\n---\n# A\n', "accepted", None, 'status: "accepted"'),
    ("0007-a.md", "---\ntags: [Draft]\n---\n# A\n", "accepted", "tags: [Draft]", "tags: [Accepted]"),
    ("0007-a.md", "---\nstatut: proposé\n---\n# A\n", "accepted", "statut: proposé", "statut: accepté"),
    ("0007-a.md", "# A\n\n## Status\n\nVorgeschlagen\n", "rejected", "Vorgeschlagen", "Abgelehnt"),
    ("0007-a.md", "# A\n\n## 状态\n\n提议\n", "accepted", "提议", "已接受"),
    ("0007-a.md", "# A\n\n## Status: Draft\n", "accepted", "## Status: Draft", "## Status: Accepted"),
    (
        "0007-a.md",
        "# A\n\n## Status\n\n- [x] Proposed\n- [ ] Accepted (YYYY-MM-DD)\n",
        "accepted",
        None,
        f"- [x] Accepted ({TODAY})",
    ),
    ("0007-a.rst", "A\n=\n\nStatus\n******\n\n**Draft**\n", "accepted", "**Draft**", "**Accepted**"),
    ("0007-a.adoc", "= A\n\n== Status\n\nDraft\n\n== Context\n", "accepted", "Draft", "Accepted"),
    ("0007-a.md", "# A\n\n## Status\n\n", "accepted", None, "Accepted"),
    # what is read can be set: fields, attributes, description lists, badges, tables
    ("0007-a.rst", "A\n=\n\n:Status: Proposed\n:Date: 2026-01-05\n", "accepted", None, ":Status: Accepted"),
    ("0007-a.rst", "A\n=\n\nStatus\n------\n\n:bdg-info:`Draft`\n", "accepted", None, ":bdg-info:`Accepted`"),
    ("0007-a.adoc", "= A\n:status: proposed\n:revdate: 2026-01-05\n", "accepted", None, ":status: accepted"),
    ("0007-a.adoc", "= A\n\nStatus:: proposed\n", "accepted", "Status:: proposed", "Status:: accepted"),
    ("0007-a.adoc", "= A\n\nStatus::\n  Proposed\n", "accepted", "  Proposed", "  Accepted"),
    ("0007-a.adoc", "= A\n\n|===\n| Status | Proposed\n| By | x\n|===\n", "accepted", None, "| Status | Accepted"),
    (
        "0007-a.md",
        "# A\n\n![status](https://img.example/badge/status-proposed-yellow)\n",
        "accepted",
        None,
        "![status](https://img.example/badge/status-accepted-yellow)",
    ),
    (
        "0007-a.md",
        "# A\n\n## Status\n\n![Status: Draft](https://img.example/badge/Status-Draft-red.svg)\n",
        "accepted",
        None,
        "![Status: Accepted](https://img.example/badge/Status-Accepted-red.svg)",
    ),
    ("0007-a.md", "# A\n\n| Status | **Draft** |\n|---|---|\n", "accepted", None, "| Status | **Accepted** |"),
    ("0007-a.md", "# A\n\nStatus: Draft | Date: 2026-01-05\n", "accepted", None, "Status: Accepted | Date: 2026-01-05"),
    ("0007-a.md", "# A\n\n**Status:** Draft<br>**By:** x\n", "accepted", None, "**Status:** Accepted<br>**By:** x"),
    ("0007-a.md", "# A [DRAFT]\n\n## Context\n", "accepted", "# A [DRAFT]", "# A [ACCEPTED]"),
    ("0007-a.md", "---\nstatus: [draft]\n---\n# A\n", "accepted", "status: [draft]", "status: [accepted]"),
    ("0007-a.md", "---\nstatus:\n  - draft\n---\n# A\n", "accepted", "  - draft", "  - accepted"),
    ("0007-a.md", '+++\nstatus = "draft"\n+++\n# A\n', "accepted", None, 'status = "accepted"'),
    # the case of the word, its emphasis and what follows stay; its day does not
    ("0007-a.md", "# A\n\n**Status:** Proposed\n", "accepted", "**Status:** Proposed", "**Status:** Accepted"),
    (
        "0007-a.md",
        "# A\n\n## Status\n\n**Proposed** - planning complete\n",
        "accepted",
        None,
        "**Accepted** - planning complete",
    ),
    ("0007-a.md", "# A\n\nStatus: proposed, see #4\n", "accepted", None, "Status: accepted, see #4"),
    ("0007-a.md", "# A\n\n## Status\n\n~~Draft~~ Proposed\n", "accepted", None, "~~Draft~~ Accepted"),
    ("0007-a.md", "# A\n\n## Status\n\nIn Review since 2026-01-05\n", "accepted", None, f"Accepted since {TODAY}"),
    (
        "0007-a.md",
        "# A\n\n| Status | Draft on 2026-01-05, Proposed on 2026-01-06 |\n|---|---|\n",
        "accepted",
        None,
        f"| Status | Draft on 2026-01-05, Accepted on {TODAY} |",
    ),
    # a word is replaced, not the sentence about how it came to that
    (
        "0007-a.md",
        "# A\n\n## Status\n\nAccepted\n\nProposed by the platform team on 2026-01-01.\n",
        "deprecated",
        "Accepted",
        "Deprecated",
    ),
    ("0007-a.md", "# A\n\n## Changelog\n\n- draft (2026-01-05)\n", "accepted", None, f"- accepted ({TODAY})"),
    ("0007-a.md", "# A\n\n## Status\n\n- [x] Draft\n- [ ] Proposed\n", "accepted", None, "- [x] Accepted"),
    # what a word alone would leave behind goes with it
    ("0007-a.md", "# A\n\n## Status\n\nPartly superseded by ADR-0002\n", "accepted", None, "Accepted"),
    ("0007-a.md", "# A\n\n## Status\n\nDeprecated in favour of ADR-0002\n", "rejected", None, "Rejected"),
    ("0007-a.rst", "A\n=\n\n:Status: Partly superseded by ADR-0002\n", "accepted", None, ":Status: Accepted"),
    (
        "0007-a.adoc",
        "= A\n\n|===\n| Status | Draft in favour of ADR-0002\n|===\n",
        "accepted",
        None,
        "| Status | Accepted",
    ),
    # a word in a sentence, in a picture, between quotation marks, in HTML
    ("0007-a.md", "# A\n\n## Status\n\nThis record is draft.\n", "accepted", None, "This record is accepted."),
    ("0007-a.md", "# A\n\n## Status\n\nWas draft, now proposed\n", "accepted", None, "Was draft, now accepted"),
    ("0007-a.md", "# A\n\n## Status\n\n‘Draft’\n", "accepted", None, "‘Accepted’"),
    ("0007-a.md", "# A\n\n## Status\n\n:memo: Draft\n", "accepted", None, ":memo: Accepted"),
    (
        "0007-a.md",
        '# A\n\n## Status\n\n<b class="x">Draft</b> since May\n',
        "accepted",
        None,
        '<b class="x">Accepted</b> since May',
    ),
    (
        "0007-a.md",
        "# A\n\n## Status\n\n![Draft](https://img.example/badge/status-draft-red)\n",
        "accepted",
        None,
        "![Accepted](https://img.example/badge/status-accepted-red)",
    ),
    (
        "0007-a.md",
        "# A\n\n## Status\n\n![x](https://img.example/badge/status-in%20review-red)\n",
        "on hold",
        None,
        "![x](https://img.example/badge/status-on%20hold-red)",
    ),
    # other fields of the line stay, and the steps of other lines
    (
        "0007-a.md",
        "# A\n\n**Status:** To be accepted · **By:** x\n",
        "accepted",
        None,
        "**Status:** Accepted · **By:** x",
    ),
    (
        "0007-a.md",
        "# A\n\n## Status\n\n2026-02-01 Accepted\n2026-01-01 Proposed\n",
        "rejected",
        "2026-02-01 Accepted",
        f"{TODAY} Rejected",
    ),
    ("0007-a.md", "# A\n\nStatus:\n\n- Draft\n", "accepted", "- Draft", "- Accepted"),
]


def test_what_is_linked_already_is_not_linked_twice(log: Log) -> None:
    for n, title in ((1, "A"), (2, "B")):
        log.write(f"000{n}-{title.lower()}.md", nygard(n, title))
    for words in (("Amends", "2", "Amended by"), ("Superseded by", "2", "Supersedes")):
        log.run("link", "1", *words)
        once = log.files()
        log.run("link", "1", *words)
        assert log.files() == once
    said = log.run("status", "1", "Accepted")
    assert "0002-b.md still says that it supersedes this one" in said.err


def test_a_number_below_zero_is_a_wrong_call(log: Log) -> None:
    log.write("0001-a.md", nygard(1, "A"))
    before = log.files()
    for words in (("new", "--number", "-3", "B"), ("renumber", "1", "--", "-3")):
        assert "a number is 0 or more" in log.run(*words, code=2).err
    assert log.files() == before


@pytest.mark.parametrize(("file", "text", "status", "gone", "come"), STATUS_CHANGES)
def test_status_changes_one_line(log: Log, file: str, text: str, status: str, gone: str | None, come: str) -> None:
    log.write(file, text)
    log.run("status", "7", status)
    diff = changed(text, log.read(file))
    assert "+ " + come in diff
    assert len(diff) <= 3
    if gone:
        assert "- " + gone in diff
    assert log.record(file)["status"] == status


@pytest.mark.parametrize(
    "stated", ["Status:\n\n- Draft", "**Status:**\nDraft", "## Changelog\n\n- draft (2026-01-05)\n\n## Context"]
)
def test_line_ends_stay_where_a_value_stands_below_its_label(log: Log, stated: str) -> None:
    log.write(NEW, nygard(42, "Use radio"))
    log.write("0007-a.md", f"# A\n\n{stated}\n\nText.\n".replace("\n", "\r\n"))
    log.run("status", "7", "accepted")
    log.run("link", "7", "Superseded by", "42", "Supersedes")
    assert "\n" not in log.read("0007-a.md").replace("\r\n", "")
    assert "\r" not in log.read("0007-a.md").replace("\r\n", "")
    assert log.record("0007-a.md")["superseded_by"] == [NEW]


def test_what_is_added_behind_an_entry_leaves_that_as_it_was(log: Log) -> None:
    text = "# A\n\n## Context\n\nText.\n\n## Changelog\n\n- draft  \n- proposed <!-- by whom? -->\n"
    log.write("0007-a.md", text)
    log.run("status", "7", "accepted")
    assert log.read("0007-a.md") == text + f"- accepted ({TODAY})\n"


def test_a_successor_is_written_into_a_cell_of_the_status(log: Log) -> None:
    """Not into the head of the next column; and other fields of a line stay."""
    log.write(NEW, nygard(42, "Use radio"))
    rows = "| Status | Date | Owner |\n|---|---|---|\n| {} | 2026-01-05 | x |\n"
    line = "**Status:** {} · **By:** x"
    for number, stated in ((7, rows), (8, line)):
        text = f"# A\n\n{stated}\n\n## Context\n\nText.\n"
        log.write(f"000{number}-a.md", text.format("Accepted"))
        log.run("link", number, "Superseded by", "42", "Supersedes")
        assert log.read(f"000{number}-a.md") == text.format(f"Superseded by [42. Use radio]({NEW})")


def test_a_section_for_links_is_written_in_the_markup_of_the_file(log: Log) -> None:
    log.write(NEW, nygard(42, "Use radio"))
    log.write("0007-a.rst", "Use a cache\n===========\n\n:Status: Accepted\n\nContext\n~~~~~~~\n\nText.\n")
    log.write("0008-a.adoc", "= A\n:status: accepted\n\n== Context\n\nText.\n")
    for number in (7, 8):
        log.run("link", number, "Amends", "42", "Amended by")
    assert f"Text.\n\nLinks\n~~~~~\n\n- Amends `42. Use radio <{NEW}>`__\n" in log.read("0007-a.rst")
    assert f"Text.\n\n== Links\n\n- Amends link:{NEW}[42. Use radio]\n" in log.read("0008-a.adoc")


def test_status_learns_its_words_from_the_log(log: Log) -> None:
    log.write("0001-a.md", nygard(1, "A", status="✅ Accepted"))
    log.write("0002-b.md", nygard(2, "B", status="🤔 Proposed"))
    log.run("status", "2", "accepted")
    assert "\n✅ Accepted\n" in log.read("0002-b.md")


def test_status_adds_a_row_to_a_history(log: Log) -> None:
    log.write(
        "adr.json",
        '{"record": {"title": "# {title}", "status": {"section": "Status"}}, "statuses": ["Proposed", "Accepted"],'
        ' "history": {"section": "Decision Record"}}',
    )
    log.write(
        "0001-a.md",
        "# A\n\n## Status\n\n**Proposed**\n\n## Decision Record\n\n| Action | Date | Author |\n| --- | --- | --- |\n| Proposed | 2024-05-06 | x |\n",
    )
    log.git("init", "--quiet")
    log.run("status", "1", "accepted")
    assert log.read("0001-a.md").endswith(f"| Proposed | 2024-05-06 | x |\n| Accepted | {TODAY} | acme |\n")


def test_a_file_s_whole_name_means_no_longer_one(log: Log) -> None:
    log.write("old/0001-a.md", nygard(1, "A"))
    log.write("old/10001-a.md", nygard(10001, "B"))
    log.run("status", "0001-a.md", "deprecated")
    assert [record["status"] for record in log.records()] == ["deprecated", "accepted"]


def test_a_record_without_a_status_says_what_to_add(log: Log) -> None:
    log.write("0001-a.md", "# A\n\nWords.\n")
    said = log.run("status", "1", "accepted", code=1)
    assert "0001-a.md: states no status; add a line such as `Status: accepted`" in said.err.replace(
        "Accepted", "accepted"
    )
    assert log.read("0001-a.md") == "# A\n\nWords.\n"


PLACES: list[tuple[dict[str, str], str, str]] = [
    ({"section": "Status"}, "# A\n\nWords.\n\n## Context\n\nWhy.\n", "# A\n\nWords.\n\n## Status\n\nAccepted\n\n## Context\n\nWhy.\n"),
    ({"section": "Status"}, "# A\r\n\r\n### Context\r\n", "# A\r\n\r\n### Status\r\n\r\nAccepted\r\n\r\n### Context\r\n"),
    ({"section": "Status"}, "# A\n\n- Date: 2024-05-06\n- By: acme\n", "# A\n\n- Date: 2024-05-06\n- Status: Accepted\n- By: acme\n"),
    ({"section": "Status"}, "# A\n\nWords.\n", "# A\n\nStatus: Accepted\n\nWords.\n"),
    ({"front_matter": "status"}, "---\ntitle: A\n---\n\n# A\n", "---\ntitle: A\nstatus: Accepted\n---\n\n# A\n"),
    ({"front_matter": "status"}, "# A\n\n**Date:** 2024-05-06\n\nWords.\n", "# A\n\n**Date:** 2024-05-06\n\n**Status:** Accepted\n\nWords.\n"),
    ({"bullet": "Status"}, "# A\n\n## Context\n\nWhy.\n", "# A\n\n- Status: Accepted\n\n## Context\n\nWhy.\n"),
    ({"bold": "State"}, "# A\nWords.\n", "# A\n\n**State:** Accepted\n\nWords.\n"),
    ({"line": "Status"}, "A\n==\n\nWords.\n", "A\n==\n\nStatus: Accepted\n\nWords.\n"),
]  # fmt: skip


@pytest.mark.parametrize(("place", "before", "after"), PLACES)
def test_a_record_that_never_had_a_status_gets_one_where_the_style_has_it(
    log: Log, place: dict[str, str], before: str, after: str
) -> None:
    record = {"title": "# {title}", "status": place, "date": {"line": "Date"}}
    log.write("adr.json", json.dumps({"style": "own", "record": record, "statuses": ["Proposed", "Accepted"]}))
    log.write("0001-a.md", before)
    log.run("index")
    log.run("status", "1", "accepted")
    assert log.read("0001-a.md") == after
    assert log.record("0001-a.md")["status"] == "accepted"


def test_superseded_needs_a_successor(log: Log) -> None:
    log.write("0001-a.md", nygard(1, "A"))
    said = log.run("status", "1", "superseded", code=2)
    assert "adr.py link 1 'Superseded by' NEW Supersedes" in said.err


STATED = [
    form
    for form in FORMS
    if form.facts.get("status") in ("accepted", "proposed", "draft") and "conflict" not in form.name
]
# Forms that no machine should touch: the status is a badge or stands in broken text, or as a sentence.
BY_HAND: set[str] = set()


@pytest.mark.parametrize("form", STATED, ids=lambda form: form.name)
def test_a_status_changes_in_every_form_or_nothing_does(log: Log, form: Form) -> None:
    log.write(form.file, form.text)
    before = log.files()
    said = log.run("status", form.file, "rejected", code=None)
    if said.code:
        assert form.name in BY_HAND, (form.name, said.err)
        assert log.files() == before
    else:
        record = log.record(form.file)
        assert record["status"] == "rejected"
        kept = {key: value for key, value in form.facts.items() if key in ("title", "number")}
        assert {key: record[key] for key in kept} == kept


@pytest.mark.parametrize("form", [f for f in STATED if f.file.startswith("0007")], ids=lambda form: form.name)
def test_supersession_is_written_in_every_form_or_not_at_all(log: Log, form: Form) -> None:
    log.write(OLD, nygard(1, "Use pigeons"))
    log.write(NEW, nygard(42, "Use radio"))
    log.write(form.file, form.text)
    before = log.files()
    said = log.run("link", "7", "Superseded by", "42", "Supersedes", code=None)
    if said.code:
        assert log.files() == before
        assert form.name in BY_HAND, (form.name, said.err)
    else:
        record = log.record(form.file)
        assert NEW in record["superseded_by"]
        assert record["status"] == "superseded"
        assert form.file in log.record(NEW)["supersedes"]


# --- new ---


def test_new_prints_the_path_and_refreshes_the_index(log: Log) -> None:
    said = log.run("new", "Use", "PostgreSQL", "for", "orders")
    assert said.out == str(log.path / "0001-use-postgresql-for-orders.md") + "\n"
    text = log.read("0001-use-postgresql-for-orders.md")
    assert text.startswith(f"# 1. Use PostgreSQL for orders\n\nDate: {TODAY}\n\n## Status\n\nProposed\n")
    assert (
        "| [0001](0001-use-postgresql-for-orders.md) | Use PostgreSQL for orders | Proposed | 2026-11-21 |"
        in log.read("README.md")
    )


def test_new_in_a_log_of_its_own_goes_on_as_it_does(log: Log) -> None:
    log.write("ADR-007-x.md", nygard(7, "X"))
    log.run("new", "Y")
    assert (log.path / "ADR-008-y.md").exists()


TITLES = [
    "a | b", "[a]", "`a`", "<script>alert(1)</script>", "{blank}", "Ünï çødé", "数据库", "🎉", "C#", "a #", "# a", "5. Five",
    "ADR-9: Nine", "12 factor", "<!-- x -->", "```", "***", "---", "a\nb\tc", "$(rm -rf)", "a/b\\c", "con", "..", "x" * 300,
    "مرحبا", "'quoted' \"twice\"", "1. One", "[ADR-1] One", "A: b", "<a href=x>y</a>", "trailing.", "n. x",
]  # fmt: skip


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("form", ["# {number}. {title}", "# {title}", "# ADR-{id}: {title}"])
def test_any_title_is_written_and_read_back(log: Log, title: str, form: str) -> None:
    import json

    log.write("adr.json", json.dumps({"record": {**adr_py.NYGARD["record"], "title": form}, "statuses": ["Proposed"]}))
    path = Path(log.run("new", "--", title).out.strip())
    assert path.parent == log.path
    assert log.record(path.name)["title"].replace("\u2060", "") == " ".join(title.split())
    rows = [line for line in log.read("README.md").splitlines() if line.startswith("| [0001]")]
    assert len(rows) == 1
    assert len([c for c in rows[0].replace("\\|", "") if c == "|"]) == 5
    assert "<script" not in rows[0]
    assert "<!--" not in rows[0]


SLUGS = [
    ("Use PostgreSQL, not MySQL!", "use-postgresql-not-mysql"), ("Don't", "dont"), ("Über Größe", "über-größe"), ("日本語 DB", "日本語-db"),
    ("हिन्दी", "हिन्दी"), ("CON", "con-record"), ("com1", "com1-record"), ("🎉", "record"), ("...", "record"), ("", "record"),
    ("a_b", "a-b"), ("--x--", "x"), ("Ａ", "ａ"),
]  # fmt: skip


@pytest.mark.parametrize(("title", "slug"), SLUGS)
def test_slugs(title: str, slug: str) -> None:
    assert adr_py.slug(title) == slug


@pytest.mark.parametrize("title", ["word " * 80, "長" * 200, "x" * 500, "é" * 300])
def test_slugs_fit_a_file_name(title: str) -> None:
    slug = adr_py.slug(title)
    assert len(slug) <= 80
    assert len(slug.encode()) <= 160
    assert slug == slug.strip("-")


def test_the_next_number_knows_the_default_branch(repo: Log) -> None:
    repo.git("checkout", "--quiet", "-b", "topic")
    repo.git("checkout", "--quiet", "main")
    repo.write("0003-on-main.md", nygard(3, "On main"))
    repo.commit()
    repo.git("checkout", "--quiet", "topic")
    assert "0004-mine.md" in repo.run("new", "Mine").out


def test_the_next_number_knows_upstream(repo: Log, tmp_path: Path) -> None:
    clone = Log(tmp_path / "clone")
    repo.git("clone", "--quiet", ".", str(clone.path))
    repo.write("0003-on-main.md", nygard(3, "On main"))
    repo.commit()
    clone.git("fetch", "--quiet")
    assert "0004-mine.md" in clone.run("new", "Mine").out


def test_many_at_once_never_share_a_number(log: Log) -> None:
    with ThreadPoolExecutor(6) as pool:
        done = list(pool.map(lambda n: process("--dir", log.path, "new", f"Title {n}"), range(6)))
    assert [one.returncode for one in done] == [0] * 6, [one.stderr for one in done]
    assert sorted(record["number"] for record in log.records()) == [1, 2, 3, 4, 5, 6]
    assert "stale-index" not in log.rules()
    assert not [name for name in log.files() if name.endswith((".tmp", ".lock"))]


def test_a_lock_left_by_a_crash_is_taken_over(log: Log) -> None:
    lock = log.write(".adr.lock", "")
    os.utime(lock, (1, 1))
    log.run("new", "X")
    assert not lock.exists()


def test_a_number_in_use_is_refused(log: Log) -> None:
    log.write("0007-a.md", nygard(7, "A"))
    said = log.run("new", "--number", "7", "B", code=1)
    assert "number 7 is that of 0007-a.md" in said.err


WRONG_CALLS = [
    (["new"], "a record needs a title"), (["new", "  "], "a record needs a title"), (["new", "--status", "Sleeping", "X"], "the style has Proposed"),
    (["new", "-l", "1:x", "X"], "TARGET:LABEL:REVERSE"), (["status", "1", "?"], "is no status"), (["frobnicate"], "there is no command 'frobnicate'\n"),
    (["chekc"], "did you mean `adr.py check`?"), (["list", "--statsu", "x"], "there is no option --statsu; did you mean --status?\nSee `adr.py list --help`"),
    (["list", "--status", "acepted"], "did you mean accepted?"), (["list", "--since", "soon"], "--since soon: give a day"), (["search", " "], "give a word"),
    (["check", "--all", "1"], "records are named for a check of one log alone"), (["help", "chekc"], "did you mean `adr.py check`?"), (["check", "--taken", "x"], "numbers, with commas"), (["list", "--dir", "nowhere"], "is no folder"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "message"), WRONG_CALLS)
def test_wrong_calls_exit_2_and_change_nothing(log: Log, words: list[str], message: str) -> None:
    log.write("0001-a.md", nygard(1, "A"))
    before = log.files()
    said = log.run(*words, code=2)
    assert message in said.err
    assert log.files() == before


@pytest.mark.parametrize(
    "words",
    [["status", "9", "accepted"], ["new", "-s", "9", "X"], ["link", "1", "Amends", "9", "x"], ["renumber", "9"]],
)
def test_a_record_that_is_not_there(log: Log, words: list[str]) -> None:
    log.write("0001-a.md", nygard(1, "A"))
    before = log.files()
    assert "has no record '9'" in log.run(*words, code=1).err
    assert log.files() == before


# --- renumber ---


def test_renumber_rewrites_every_reference(log: Log) -> None:
    log.write("0007-a.md", "---\nid: 7\n---\n# 7. A\n\nStatus: accepted\n\nADR-7 is this, ADR-17 is not.\n")
    log.write(
        "0008-b.md",
        nygard(
            8,
            "B",
            status="Accepted\n\nAmends [7. A](0007-a.md)",
            more="\nAs ADR-0007 and [this](./0007-a.md#why) say.\n",
        ),
    )
    log.write("README.md", log.read("README.md") + "\nBegin with [A](0007-a.md).\n")
    said = log.run("renumber", "7", "12")
    assert said.out == str(log.path / "0012-a.md") + "\n"
    assert log.read("0012-a.md") == "---\nid: 12\n---\n# 12. A\n\nStatus: accepted\n\nADR-12 is this, ADR-17 is not.\n"
    other = log.read("0008-b.md")
    assert "Amends [12. A](0012-a.md)" in other
    assert "As ADR-0012 and [this](./0012-a.md#why) say." in other
    assert "Begin with [A](0012-a.md)." in log.read("README.md")
    assert not (log.path / "0007-a.md").exists()
    assert log.faults() == []


def test_renumber_mends_a_number_used_twice(log: Log) -> None:
    log.write("0007-a.md", nygard(7, "A"))
    log.write("0007-b.md", nygard(7, "B"))
    log.write("0008-c.md", nygard(8, "C", more="\nSee ADR-0007 and [B](0007-b.md).\n"))
    assert "give the file's name" in log.run("renumber", "7", code=1).err
    said = log.run("renumber", "0007-b.md")
    assert (log.path / "0009-b.md").exists()
    assert "[B](0009-b.md)" in log.read("0008-c.md")
    assert "may mean either record of number 7" in said.err
    assert "number-used-twice" not in log.rules()


def test_renumber_keeps_underlines(log: Log) -> None:
    log.write("0007-a.rst", "7. A\n====\n\nStatus\n------\n\nAccepted\n")
    log.run("renumber", "7", "1234")
    assert log.read("1234-a.rst").startswith("1234. A\n=======\n")


# --- files ---


def _full_disk(monkeypatch: pytest.MonkeyPatch, after: int) -> None:
    real, count = os.write, 0

    def write(fd: int, data: bytes) -> int:
        nonlocal count
        count += 1
        if count > after:
            raise OSError(28, "No space left on device")
        return real(fd, data)

    monkeypatch.setattr(adr_py.os, "write", write)


@pytest.mark.parametrize("after", [0, 1, 2])
def test_a_full_disk_changes_nothing(log: Log, monkeypatch: pytest.MonkeyPatch, after: int) -> None:
    log.write("0001-a.md", nygard(1, "A"))
    log.run("index")
    before = log.files()
    _full_disk(monkeypatch, after)
    said = log.run("new", "--status", "accepted", "-s", "1", "B", code=1)
    assert "No space left on device; nothing was changed" in said.err
    assert log.files() == before


@pytest.mark.parametrize("nth", [1, 2, 3])
def test_a_rename_that_fails_puts_the_others_back(log: Log, monkeypatch: pytest.MonkeyPatch, nth: int) -> None:
    log.write("0001-a.md", nygard(1, "A"))
    log.run("index")
    before = log.files()
    real, count = os.replace, 0

    def replace(source: str, target: str) -> None:
        nonlocal count
        count += 1
        if count == nth:
            raise KeyboardInterrupt
        real(source, target)

    monkeypatch.setattr(adr_py.os, "replace", replace)
    assert (
        log.run("new", "--status", "accepted", "-s", "1", "B", code=130).err == "adr.py: stopped; every file is whole\n"
    )
    assert log.files() == before


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder(log: Log) -> None:
    log.path.chmod(stat.S_IREAD | stat.S_IEXEC)
    try:
        said = log.run("new", "X", code=1)
    finally:
        log.path.chmod(0o755)
    assert "Permission denied" in said.err


def test_permissions_stay(log: Log) -> None:
    path = log.write("0001-a.md", nygard(1, "A"))
    path.chmod(0o640)
    log.run("status", "1", "rejected")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_latin_1_stays_latin_1(log: Log) -> None:
    path = log.write("0001-a.md", nygard(1, "Über", status="Vorgeschlagen").encode("latin-1"))
    log.run("status", "1", "accepted")
    assert path.read_bytes() == nygard(1, "Über", status="Angenommen").encode("latin-1")
    log.write("0002-b.md", nygard(2, "日本"))
    said = log.run("link", "1", "Amends", "2", "Amended by", code=1)
    assert "is latin-1 and has no '日'; save it as UTF-8 first" in said.err
