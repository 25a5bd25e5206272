# ruff: noqa: E501 - tables: a row is a line
"""A list of the records that the project keeps itself: what takes its place, and what `check` says of it."""

import json
from dataclasses import dataclass

import pytest

from .logs import Log, nygard
from .test_check import CONTRACT as RULED

TITLES = {1: "Keep a log", 2: "Use a queue", 3: "Serve pages from one place", 4: "Sign what we ship"}
TITLES |= {5: "Write tests first"}
STATUSES = {1: "Accepted", 2: "Superseded", 3: "Accepted", 4: "Proposed", 5: "Accepted"}
CONTRACT = {**RULED, "sections": [], "statuses": ["Proposed", "Accepted", "Rejected", "Superseded"]}
HEAD = "# Decisions\n\nOurs.\n\n"


def stem(n: int) -> str:
    return f"{n:04}-{TITLES[n].lower().replace(' ', '-')}"


@dataclass
class Form:
    """A form of list: the file that holds it, its text before, each line, and after."""

    file: str
    head: str
    line: str
    end: str = "\nMore words.\n"
    suffix: str = "md"

    def text(self, titles: dict[int, str] = TITLES, statuses: dict[int, str] = STATUSES) -> str:
        rows = [self.line.format(n=n, title=titles[n], status=statuses[n], stem=stem(n)) for n in titles]
        return self.head + "".join(row + "\n" for row in rows) + self.end


FORMS = {
    "table": Form("README.md", HEAD + "| ADR | Title | Status | Owner |\n|---|---|---|---|\n", "| [{n:04}]({stem}.md) | {title} | {status} | birds |"),
    "table, other words": Form("README.md", HEAD + "| Nr. | Worum es geht | Stand | Wer |\n|:--|:--|---|---|\n", "| {n} | [{title}](./{stem}.md) | {status} | wir |"),
    "bullets": Form("index.md", HEAD, "- [ADR-{n:04}: {title}]({stem}.md) ({status}), asked for by birds"),
    "numbered, signs with a legend": Form("README.md", HEAD, "1. :{status}: [{title}]({stem}.md) of birds"),
    "no links": Form("README.md", HEAD, "* ADR-{n}: {title} - {status} - birds"),
    "groups": Form("README.md", HEAD, "## {status}\n\n- [{title}]({stem}.md)\n"),
    "Sphinx": Form("index.rst", "Decisions\n=========\n\n.. toctree::\n   :maxdepth: 1\n\n", "   {stem}"),
    "Sphinx, titles": Form("index.rst", "Decisions\n=========\n\n.. toctree::\n\n", "   {title} <{stem}>"),
    "AsciiDoc": Form("README.adoc", "= Decisions\n\n", "* xref:{stem}.md[{title}] ({status})"),
    "AsciiDoc, table": Form("README.adoc", '= Decisions\n\n[cols="1,3,1"]\n|===\n|Number |Title |Status\n', "|link:{stem}.md[{n}] |{title} |{status}", "|===\n"),
    "MyST": Form("index.md", HEAD + "```{toctree}\n:maxdepth: 1\n\n", "{stem}", "```\n"),
    "Hugo": Form("_index.md", "---\ntitle: Decisions\n---\n\n", '- [{title}]({{{{< relref "{stem}.md" >}}}}): {status}, by birds'),
    "HTML": Form("README.md", HEAD, '- <a href="{stem}.md">{title}</a> for birds'),
}  # fmt: skip
STATES = [name for name, form in FORMS.items() if "{status}" in form.line]
NAMES = [name for name, form in FORMS.items() if "{title}" in form.line and name != "HTML"]
LINKS = [name for name, form in FORMS.items() if "{stem}" in form.line]
SIGNS = {"Accepted": "✅", "Superseded": "⌛️", "Proposed": "🤔", "Rejected": "❌"}


def written(form: Form, text: str) -> str:
    """A list with signs in place of words, and the legend that explains them."""
    if ":{status}:" not in form.line:
        return text
    for word, sign in SIGNS.items():
        text = text.replace(f":{word}:", sign)
    return text + "\n## What the signs mean\n\n" + "".join(f"- {word}: {sign}\n" for word, sign in SIGNS.items())


@pytest.fixture
def five(log: Log) -> Log:
    """Five records and no README."""
    (log.path / "README.md").unlink()
    for n, title in TITLES.items():
        more = "\nSupersedes [2. Use a queue](0002-use-a-queue.md)" if n == 3 else ""
        more = " by [3. Serve pages from one place](0003-serve-pages-from-one-place.md)" if n == 2 else more
        log.write(f"{stem(n)}.md", nygard(n, title, status=STATUSES[n] + more))
    return log


@pytest.fixture(params=FORMS)
def kept(five: Log, request: pytest.FixtureRequest) -> tuple[Log, str, Form]:
    """The same with a list that the project keeps in one of the forms."""
    return keep(five, request.param)


def keep(log: Log, name: str) -> tuple[Log, str, Form]:
    form = FORMS[name]
    own = {"index": "own", "index_file": form.file}
    log.write("adr.json", json.dumps({**CONTRACT, **own}))
    log.write("adr-template.md", "# NUMBER. TITLE\n\nDate: YYYY-MM-DD\n\n## Status\n\nProposed\n")
    log.write(form.file, written(form, form.text()))
    assert log.faults() == []
    return log, name, form


def test_a_list_that_the_project_keeps_is_never_written(kept: tuple[Log, str, Form]) -> None:
    log, _, form = kept
    before = log.read(form.file)
    log.run("index")
    log.run("index", "--check")
    log.run("check", "--fix")
    said = log.run("adopt")
    assert "index=own" in said.out
    assert ("--data index=replace" in said.out) == form.file.endswith(".md")
    log.run("new", "Use another queue")
    assert [(f["rule"], f["file"].rpartition("/")[2]) for f in log.faults()] == [
        ("index-lacks", "0006-use-another-queue.md")
    ]
    log.run("status", "6", "accepted")
    log.run("check", "--fix", code=1)
    assert log.read(form.file) == before
    assert {name for name in log.files() if name.lower().startswith(("readme", "index", "_index"))} == {form.file}


def test_a_record_that_the_list_lacks_is_found(kept: tuple[Log, str, Form]) -> None:
    log, _, form = kept
    for n in TITLES:
        log.write(form.file, written(form, form.text({k: v for k, v in TITLES.items() if k != n})))
        found = [(fault["rule"], fault["file"].rpartition("/")[2]) for fault in log.faults()]
        assert found == [("index-lacks", f"{stem(n)}.md")]


@pytest.mark.parametrize("name", LINKS)
def test_a_link_that_leads_nowhere_is_found(five: Log, name: str) -> None:
    log, _, form = keep(five, name)
    extra = form.line.format(n=9, title="Fly", status="Accepted", stem="0009-fly")
    last = form.line.format(n=5, title=TITLES[5], status=STATUSES[5], stem=stem(5))
    log.write(form.file, written(form, form.text().replace(last, f"{last}\n{extra}")))
    assert [fault["rule"] for fault in log.faults()] == ["index-dead-link"]
    assert "0009-fly" in log.faults()[0]["message"]


@pytest.mark.parametrize("name", NAMES)
def test_another_title_is_found_and_a_shorter_one_is_none(five: Log, name: str) -> None:
    log, _, form = keep(five, name)
    log.write(form.file, written(form, form.text({**TITLES, 3: "Serve pages from many places"})))
    [fault] = log.faults()
    assert fault["rule"] == "index-differs"
    assert "Serve pages from many places" in fault["message"]
    line = int(fault["message"].partition(", line ")[2].partition(",")[0])
    assert "many places" in log.read(form.file).split("\n")[line - 1]
    assert fault["file"].endswith(f"{stem(3)}.md")
    for title in ("Serve pages", "Serve *pages* from one place", "serve pages from ONE place"):
        log.write(form.file, written(form, form.text({**TITLES, 3: title})))
        assert log.faults() == []


@pytest.mark.parametrize("name", STATES)
def test_another_status_is_found(five: Log, name: str) -> None:
    log, _, form = keep(five, name)
    for n, word in [(4, "Accepted"), (1, "Rejected"), (2, "Accepted")]:
        log.write(form.file, written(form, form.text(statuses={**STATUSES, n: word})))
        [fault] = log.faults()
        assert fault["rule"] == "index-differs"
        assert fault["file"].endswith(f"{stem(n)}.md")
        assert word in fault["message"]
    log.write(form.file, written(form, form.text()))
    log.run("status", "4", "rejected")
    assert log.rules() == {"index-differs"}


def test_old_differences_pass_by_the_baseline_until_one_of_both_changes(five: Log) -> None:
    log, _, form = keep(five, "table")
    log.write(form.file, form.text({k: v for k, v in TITLES.items() if k > 2}, {**STATUSES, 4: "Accepted"}))
    assert len(log.faults()) == 3
    log.run("check", "--write-baseline")
    assert log.faults() == []
    entries = json.loads(log.read("adr-baseline.json"))["faults"]
    assert entries[0] == {"rule": "index-lacks", "records": "1-2"}
    log.run("status", "4", "rejected")
    assert log.rules() == {"index-differs", "stale-baseline"}


def test_a_file_that_is_gone_or_no_list_is_said(five: Log) -> None:
    log, _, form = keep(five, "table")
    (log.path / form.file).unlink()
    assert [fault["message"] for fault in log.faults()] == ["the project's own index is not there, or cannot be read"]
    log.write(form.file, "# Decisions\n")
    assert len(log.faults()) == 5


@pytest.mark.parametrize("name", ["../README.md", "/etc/passwd", "a/b.md", ".git", "", 3, "x\ny"])
def test_an_index_file_elsewhere_is_refused(five: Log, name: object) -> None:
    five.write("adr.json", json.dumps({**CONTRACT, "index": "own", "index_file": name}))
    assert "adr.json" in five.run("list", code=1).err


# --- what becomes of a list at adoption ---


@pytest.mark.parametrize("name", FORMS)
def test_a_list_that_says_more_stays_and_nothing_is_listed_twice(five: Log, name: str) -> None:
    form = FORMS[name]
    text = written(form, form.text())
    five.write(form.file, text)
    said = five.run("adopt")
    assert "stays as it is" in said.out
    assert five.read(form.file) == text
    assert not [file for file in five.files() if file.lower().startswith("readme") and file != form.file]
    if form.file.endswith(".md"):
        five.run("adopt", "--replace")
        after = five.read(form.file)
        assert all(after.count(stem(n)) == 1 + (n == 3) for n in TITLES)  # 3 also as what took the place of 2
        assert five.faults() == []
    else:
        assert "no Markdown" in five.run("adopt", "--replace", code=1).err
        assert five.read(form.file) == text


SAYS_NO_MORE = [
    ("table", "| # | Title | Status |\n|---|---|---|\n", "| [{n}]({stem}.md) | {title} | {status} |"),
    ("bullets", "", "- [{n}. {title}]({stem}.md)"),
    ("other marks", "", "* [ADR {n}]({stem}.md) : **{title}**"),
    ("loose list", "", "* [ADR {n}]({stem}.md) : {title}\n"),
    ("numbered", "", "1. [{title}]({stem}.md) ({status})"),
    ("file names", "", " - [{stem}.md](./{stem}.md)"),
    ("no links", "", "- ADR-{n:03} {title}"),
]  # fmt: skip


@pytest.mark.parametrize("file", ["README.md", "index.md", "_index.md", "toc.md"])
@pytest.mark.parametrize(("head", "line"), [case[1:] for case in SAYS_NO_MORE], ids=[case[0] for case in SAYS_NO_MORE])
def test_a_list_that_says_no_more_is_taken_over(five: Log, file: str, head: str, line: str) -> None:
    form = Form(file, HEAD + head, line)
    five.write(file, form.text())
    said = five.run("adopt")
    assert "--data index=own" in said.out
    after = five.read(file)
    assert after.startswith(HEAD + "<!-- adrlog -->\n")
    assert after.endswith("<!-- adrlogstop -->\n" + ("\n" if line.endswith("\n") else "") + "\nMore words.\n")
    assert all(after.count(f"| [{n:04}]({stem(n)}.md) | {TITLES[n]} |") == 1 for n in TITLES)
    assert [name for name in five.files() if name.endswith(".md") and not name[0].isdigit()] == [file]
    five.run("adopt")
    five.run("index", "--check")
    assert five.read(file) == after


MADE = {
    "Hugo's children": HEAD + "{{< children >}}\n",
    "Docusaurus": HEAD + "<DocCardList />\n",
    "a loop of Jekyll": HEAD + "{% for page in site.decisions %}\n- [{{ page.title }}]({{ page.url }})\n{% endfor %}\n",
    "Just the Docs": "---\nhas_children: true\n---\n\n" + HEAD,
    "MyST": HEAD + "```{toctree}\n:glob:\n\n0*\n```\n",
    "MyST, other marks": HEAD + "::::{toctree}\n---\nglob: true\n---\n\n0*\n::::\n",
}
NOT_MADE = {
    "no children shown": "---\nhas_children: true\nhas_toc: false\n---\n\n" + HEAD,
    "in code": HEAD + "```md\n{{< children >}}\n```\n",
}


@pytest.mark.parametrize("name", [*MADE, *NOT_MADE])
def test_a_list_that_a_site_makes_is_a_list(five: Log, name: str) -> None:
    text = {**MADE, **NOT_MADE}[name]
    five.write("index.md", text)
    said = five.run("adopt").out
    assert ("because a site is built from it" in said) == (name in MADE)
    assert (five.read("index.md") == text) == (name in MADE)
    if name in MADE:
        five.write("adr.json", json.dumps({**CONTRACT, "index": "own", "index_file": "index.md"}))
        five.write("adr-template.md", "# NUMBER. TITLE\n\nDate: YYYY-MM-DD\n\n## Status\n\nProposed\n")
        five.run("new", "Use another queue")
        assert five.faults() == []


def test_links_in_prose_are_no_list(five: Log) -> None:
    text = HEAD + "It began with [a log](0001-keep-a-log.md).\n\n- Read [this](0002-use-a-queue.md) first\n- Ask us\n"
    five.write("README.md", text)
    assert "added at the end" in five.run("adopt").out
    assert five.read("README.md").startswith(text)


ARCS = "## How we came here\n\n- [Serverless](0002-b.md)\n- [Back again](0005-b.md)\n\n## Sign-on\n\n- [Sessions](0007-b.md)\n"


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("".join(f"- [B {n}](000{n}-b.md)\n" for n in (1, 2, 3)), True),
        ("".join(f"| [{n}](000{n}-b.md) | B {n} |\n" for n in (1, 2, 4)), True),
        ("".join(f"- [B {n}](000{n}-b.md)\n" for n in (2, 5, 7)), False),
        (ARCS, False),
    ],
    ids=["an index left behind", "one with a gap", "a choice", "a choice in parts"],
)
def test_a_list_of_some_records_is_an_old_index_or_a_choice(log: Log, text: str, taken: bool) -> None:
    for n in range(1, 10):
        log.write(f"000{n}-b.md", nygard(n, f"B {n}"))
    head = "| # | Title |\n| --- | --- |\n" if text[0] == "|" else ""
    log.write("README.md", HEAD + head + text)
    said = log.run("adopt").out
    after = log.read("README.md")
    assert ("the list of records is now written" in said) == taken
    assert ("What lists 3 of the 9 records there stays as it is; with --data index=own" in said) == (not taken)
    if taken:  # nothing is listed twice
        assert all(after.count(f"(000{n}-b.md)") == 1 for n in range(1, 10))
        assert after.startswith(HEAD + "<!-- adrlog -->\n")
    else:
        assert after.startswith(HEAD + text + "\n## Index\n\n<!-- adrlog -->\n")
    log.run("check")


def test_the_project_s_titles_stay_where_records_have_worse_ones(log: Log) -> None:
    bodies = {
        "0001-alpha.md": "# Alpha",
        "0002-beta.md": "No title here.",
        "0003-gamma.md": "# ADR",
        "0004-d.md": "# Delta it is",
    }
    for file, first in bodies.items():
        log.write(file, f"{first}\n\n## Status\n\nAccepted\n\n## Context\n\nWhy.\n\n## Decision\n\nWhat.\n")
    rows = "".join(
        f"- [{title}]({file})\n"
        for title, file in zip(("One | two", "Use B", "Use C", "Delta it is"), bodies, strict=True)
    )
    log.write("README.md", HEAD + rows)
    log.run("adopt")
    shown = log.read("README.md")
    for n, title in enumerate(("One \\| two", "Use B", "Use C", "Delta it is"), 1):
        assert f"]({list(bodies)[n - 1]}) | {title} |" in shown
    log.run("index")
    assert log.read("README.md") == shown
    log.write("0001-alpha.md", "# Use alpha\n\n## Status\n\nAccepted\n")
    log.run("index")
    assert "| Use alpha |" in log.read("README.md")
    assert "| Use B |" in log.read("README.md")


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("# {n}. A title\n\n## Context\n\nWhy.\n", "| Number | Title |"),
        ("# {n}. A title\n\n## Status\n\nAccepted\n", "| Number | Title | Status |"),
        ("# {n}. A title\n\nDate: 2024-05-06\n\n## Context\n\nWhy.\n", "| Number | Title | Date |"),
    ],
)
def test_a_column_that_no_record_fills_is_left_out(log: Log, text: str, head: str) -> None:
    for n in (1, 2):
        log.write(f"000{n}-a-title-{n}.md", text.replace("{n}", str(n)))
    log.run("index")
    assert shown_head(log) == head
    log.write("0003-b.md", nygard(3, "B"))
    log.run("index")
    assert shown_head(log) == "| Number | Title | Status | Date |"
    log.run("index", "--check")


def shown_head(log: Log) -> str:
    """The head of the index, without what pads it."""
    line = next(line for line in log.read("README.md").split("\n") if line.startswith("| Number"))
    return " ".join(line.split())


def test_ten_thousand_rows_are_read_at_once(log: Log) -> None:
    rows = "".join(f"| [{n}]({n}-x.md) | X | Accepted | birds |\n" for n in range(10_000))
    log.write("0001-a.md", nygard(1, "A"))
    log.write(
        "README.md",
        HEAD + "| # | Title | Status | Owner |\n|---|---|---|---|\n| [1](0001-a.md) | A | Accepted | us |\n" + rows,
    )
    log.write("adr.json", json.dumps({**CONTRACT, "index": "own"}))
    assert len(log.faults()) == 10_000


def test_a_record_that_is_renumbered_keeps_its_row(five: Log) -> None:
    log, _, form = keep(five, "bullets")
    log.run("renumber", "5", "8")
    assert f"]({stem(5).replace('0005', '0008')}.md)" in log.read(form.file)
    assert log.rules() <= {"index-differs"}  # the number in the row's words is people's
