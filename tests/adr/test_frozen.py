"""The text of accepted records against a base: what counts as changed, and what a branch cannot loosen for itself."""

import json
import os
import random
from pathlib import Path

import pytest

from tests.tried import Tried

from .logs import README, ROOT, Log, adr_py, nygard

LOOSENED = "A branch brings what silences its own fault: a comment, a baseline, a status, a contract"
ELSEWHERE = "A branch gives an accepted record another name or folder, or removes it, to change its text"
UNDONE = "A decision is made open again, or changed, under another status word or from an older branch"
CHANGED = "A branch changes what a reader sees of an accepted record"

RECORD = """\
---
id: 2
deciders: [Ada, Grace]
---

# 2. Use PostgreSQL

Date: 2024-05-06

## Status

Accepted

## Context

We need a [database](https://example.org/db "A store") that is *fast*, see ADR-7 and ![a drawing](drawing.png).
It holds [orders][o] and [invoices].

[o]: https://example.org/orders "All orders"
[invoices]: https://example.org/invoices

## Decision

We use PostgreSQL.

- one primary
- two replicas

1. first
2. second

| Tier | Engine |
| --- | --- |
| gold | PostgreSQL |

```sql
select 1;
```

## Consequences

It is `fast`.

We learn SQL.
"""
FILE = "0002-use-postgresql.md"


@pytest.fixture
def branch(tmp_path: Path) -> Log:
    """A log of three accepted records on `main`, and the branch `topic` checked out."""
    log = Log(tmp_path / "docs" / "adr")
    log.write("0001-keep-a-log.md", nygard(1, "Keep a log"))
    log.write(FILE, RECORD)
    log.write("0007-use-linux.md", nygard(7, "Use Linux"))
    log.write("drawing.png", b"png")
    log.write("README.md", README)
    top = Log(tmp_path)
    top.git("init", "--quiet", "--initial-branch", "main")
    log.run("index")
    top.commit()
    top.git("checkout", "--quiet", "-b", "topic")
    return log


def told(log: Log, *words: str) -> list[tuple[str, str]]:
    """(rule, file) of what `check --base main` finds, but for the index and links that lead nowhere."""
    besides = ("stale-index", "broken-link", "one-sided-supersession", "dead-path", "dead-citation")
    found = log.faults("--base", "main", *words)
    return [(fault["rule"], fault["file"]) for fault in found if fault["rule"] not in besides]


SEEN = {
    "a word": ("use PostgreSQL", "use MongoDB"),
    "the words of a link": ("[database]", "[document store]"),
    "the title of a link": ('"A store"', '"A document store"'),
    "the words of a picture": ("![a drawing]", "![a drawing of MongoDB]"),
    "the file of a picture": ("(drawing.png)", "(mongodb.png)"),
    "the title of a definition": ('"All orders"', '"All orders, in MongoDB"'),
    "a definition that goes": ("[invoices]: https://example.org/invoices\n", ""),
    "a definition in a paragraph": ("We use PostgreSQL.\n", "We use PostgreSQL.\n[no]: longer\n"),
    "the words of a reference link": ("[orders][o]", "[carts][o]"),
    "prose under a new heading Links": ("We learn SQL.\n", "We learn SQL.\n\n## Links\n\nWe use MongoDB by now.\n"),
    "prose under a new heading Status": ("## Context\n", "## Status\n\nNote that MongoDB is used.\n\n## Context\n"),
    "prose under a new heading Changelog": ("We learn SQL.\n", "We learn SQL.\n\n## Changelog\n\n- MongoDB it is\n"),
    "more words in a heading": ("learn SQL.\n", "learn SQL.\n\n## Superseded by ADR-7: MongoDB it is\n"),
    "prose under such a heading": ("learn SQL.\n", "learn SQL.\n\n## Superseded by ADR-7\n\nMongoDB it is.\n"),
    "words as a label under Links": ("learn SQL.\n", "learn SQL.\n\n## Links\n\n- MongoDB: [1](0001-keep-a-log.md)\n"),
    "prose in the status section": ("Accepted\n", "Accepted\n\nBut read MongoDB for PostgreSQL.\n"),
    "a status with more words": ("Accepted\n", "Accepted, but read MongoDB\n"),
    "a labelled status with more words": ("Date: ", "Status: accepted, but read MongoDB\nDate: "),
    "a date with more words": ("2024-05-06", "2024-05-06, and MongoDB replaces PostgreSQL"),
    "a parenthesis in the status": ("id: 2\n", "id: 2\nstatus: accepted (read MongoDB)\n"),
    "another key of the front matter": ("Grace", "Mallory"),
    "a new key of the front matter": ("id: 2\n", "id: 2\nnote: MongoDB is used\n"),
    "another number of a record": ("ADR-7", "ADR-9"),
    "another record": ("ADR-7", "ADR-1"),
    "prose made code": ("We learn SQL.\n", "    We learn SQL.\n"),
    "prose made fenced code": ("We learn SQL.\n", "```\nWe learn SQL.\n```\n"),
    "prose made a quote": ("We learn SQL.\n", "> We learn SQL.\n"),
    "prose made a heading": ("We learn SQL.\n", "We learn SQL.\n---\n"),
    "prose made a list": ("We learn SQL.\n", "- We learn SQL.\n"),
    "code hidden in a comment": ("```sql\nselect 1;\n```", "<!--\n    select 1;\n-->"),
    "prose hidden in a comment": ("We learn SQL.\n", "<!-- We learn SQL. -->\n"),
    "the rest hidden by half a comment": ("We learn SQL.\n", "<!-- We learn SQL.\n"),
    "a comment that is none": ("We learn SQL.\n", "We learn SQL.\n\n<!--> We use MongoDB -->\n"),
    "list items joined": ("- one primary\n- two replicas", "- one primary two replicas"),
    "list items nested": ("- two replicas", "  - two replicas"),
    "numbered items in another order": ("1. first\n2. second", "1. second\n2. first"),
    "a list that counts from elsewhere": ("1. first\n2. second", "3. first\n4. second"),
    "paragraphs joined": ("It is `fast`.\n\nWe", "It is `fast`.\nWe"),
    "a cell of a table": ("| gold | PostgreSQL |", "| gold | MongoDB |"),
    "code": ("select 1;", "select 2;"),
    "code indented": ("select 1;", "  select 1;"),
    "code spans": ("`fast`", "`slow`"),
    "emphasis": ("*fast*", "fast"),
    "a heading's level": ("## Consequences", "### Consequences"),
    "a heading": ("## Consequences", "## Hopes"),
    "the title": ("# 2. Use PostgreSQL", "# 2. Use MongoDB"),
    "an address in the text": ("We learn SQL.", "We learn SQL. <https://example.org/mongodb>"),
    "words in a link that is added": ("We learn SQL.", "We learn [SQL of MongoDB](https://example.org)."),
    "a picture from another address": ("(drawing.png)", "(https://example.com/drawing.png)"),
    "a picture that holds itself": ("(drawing.png)", "(data:image/png;base64,AAAA/drawing.png)"),
    "a picture of a record": ("Accepted\n", "Accepted\n\n![](0007-use-linux.md)\n"),
    "a page that is put in": ("Accepted\n", "Accepted\n\n![[0007-use-linux]]\n"),
    "a section of a wiki's link": ("Accepted\n", "Accepted\n\n[[0007-use-linux#Use MongoDB]]\n"),
    "other words of a wiki's link": ("Accepted\n", "Accepted\n\n[[0007-use-linux|Use MongoDB]]\n"),
    "prose under a heading that is put above it": ("It is", "## Superseded by ADR-7\n\nIt is"),
    "a sentence between backticks, as a pattern": ("Date: ", "Applies to: `nothing: it is MongoDB now/`\nDate: "),
    "a title in a link that is added": ("We learn SQL.", 'We learn [SQL](https://example.org "No: MongoDB").'),
}  # fmt: skip
# What hides, or shows what looks as if nobody saw it. Each in a record of its own, all held at once.
SLY = {
    "the rest, by a comment in the status": ("Accepted\n", "Accepted\n\n<!--\n"),
    "the rest, by half an instruction": ("Accepted\n", "Accepted\n\n<?\n"),
    "the rest, by half a declaration": ("Accepted\n", "Accepted\n\n<!x\n"),
    "the rest, by a comment in a quote": ("Accepted\n", "Accepted\n\n> <!--\nADR-7 -->\n"),
    "the rest, by a comment of MDX": ("Accepted\n", "Accepted {/*\n"),
    "the rest, by a comment of Obsidian": ("Accepted\n", "Accepted %%\n"),
    "words turned around": ("Accepted\n", "Accepted \u202eADR-7\n"),
    "an escaped comment": ("Accepted\n", "Accepted \\<!-- but read MongoDB -->\n"),
    "a comment in code over two lines": ("Accepted\n", "Accepted `\n, <!-- but read MongoDB -->`\n"),
    "a comment that GitHub shows": ("We learn SQL.", "We learn SQL. <!-- or -- use MongoDB -->"),
    "a comment in a link's target": ("/db \"A", "/db<!-- c --> \"A"),
    "words behind the end that browsers see": ("We learn SQL.\n", "We learn SQL.\n\n<!-- a --!> MongoDB -->\n"),
    "a comment before a heading": ("## Consequences", "<!-- c -->## Consequences"),
    "a comment inside a bullet": ("1. first", "1.<!-- c --> first"),
    "a comment inside a divider": ("| --- | --- |", "| --- | --<!-- c -->- |"),
    "a comment before a link": ("We use", "<!-- c --> [We](0007-use-linux.md) use"),
    "a sign that looks like a blank, before a heading": ("## Consequences", "\u2028## Consequences"),
    "one before a divider": ("| --- | --- |", "\u3000| --- | --- |"),
    "a table that is none": ("| Tier | Engine |\n", "| Tier | Engine |\n\n"),
    "a row without its first mark": ("| Tier | Engine |\n", "| Tier | Engine |\nM|\n"),
    "an item that is code": ("- one primary", "-     one primary"),
    "a link around a link": ("learn SQL.", "[learn [SQL](https://example.org)](No-MongoDB-it-is)."),
    "a link in double code": ("It is `fast`.", "It is `fast`. ``[a](b)``"),
    "code in a link's target": ("(https://example.org/db ", "(ht```MongoDB)```tps://example.org/db "),
    "a definition without a label": ("We learn SQL.\n", "We learn SQL.\n\n[ ]: We-use-MongoDB\n"),
    "a definition that is none": ("We learn SQL.\n", "We learn SQL.\n\n[a]: MongoDB-it-is(\n"),
    "a definition whose label does not end": ("We learn SQL.\n", "We learn SQL.\n\n[a\\]: MongoDB-it-is\n"),
    "a title, by an earlier definition": ("# 2. Use PostgreSQL\n", "# 2. Use PostgreSQL\n\n[o]: https://example.org\n"),
    "a reference that leads nowhere": ("Accepted\n", "Accepted\n\n[7][MongoDB]\n"),
    "a comment of the front matter": ("id: 2\n", "id: 2\n# MongoDB it is\n"),
    "a comment behind a status there": ("id: 2\n", "id: 2\nstatus: accepted # MongoDB it is\n"),
    "a heading, as front matter of TOML": ("---\nid: 2\ndeciders: [Ada, Grace]\n---\n", "+++\n# MongoDB it is\n+++\n"),
    "the words of a badge": ("Accepted\n", "Accepted\n\n![MongoDB](https://img.shields.io/badge/status-accepted-green)\n"),
    "the picture of a badge": ("Accepted\n", "Accepted\n\n![x](https://example.com/badge/status-accepted-green)\n"),
    "a badge in the text": ("We learn SQL.\n", "We learn SQL. ![x](https://img.shields.io/badge/status-accepted-red)\n"),
    "a label with more in brackets": ("Date: 2024-05-06\n", "Date: 2024-05-06\n\n**Status (MongoDB)**: accepted\n"),
    "a heading with more in brackets": ("## Status\n", "## Status (MongoDB it is)\n"),
    "a heading that is none": ("Accepted\n", "Accepted\n===\n"),
    "a quote in a paragraph": ("It holds", "> It holds"),
    "a comment inside of a reference": ("[orders][o]", "[orders][o<!-- c -->]"),
    "a comment as a cell": ("| Tier | Engine |", "| Tier | Engine | <!-- c -->"),
    "a heading made prose by what stands above": ("## Consequences\n", "===\n    ## Consequences\n"),
    "the rest, by a comment in a note": ("Date: 2024-05-06\n", "Date: 2024-05-06\n\nApplies to: `src/`, <!--\n"),
    "a comment behind a list of the front matter": ("id: 2\n", "id: 2\nstatus: [accepted] # MongoDB it is\n"),
    "a footnote before the one that is there": ("Accepted\n", "Accepted\n\n[^1]: ADR-7\n"),
    "the rest, by a formula that does not end": ("Accepted\n", "Accepted\n\n$$\n"),
    "what is indented, in a box that is folded": ("Accepted\n", "Accepted\n\n??? accepted\n"),
    "a container": ("Accepted\n", "Accepted\n\n:::\n"),
    "a mark that turns words around": ("Accepted\n", "Accepted \u200fADR-7\n"),
    "words in circles": ("Accepted\n", "Accepted \u24ca\u24c8\u24ba\n"),
    "words in squares": ("Accepted\n", "Accepted \U0001f144\U0001f142\U0001f134\n"),
    "words in Braille": ("Accepted\n", "Accepted \u2825\u280e\u2811\n"),
    "words of flags": ("2024-05-06", "2024-05-06 \U0001f1f3\U0001f1f4"),
    "a stroke through a sign": ("Accepted\n", "Accepted \u0336\n"),
    "a sign that says no": ("Accepted\n", "\u2260 Accepted\n"),
    "a sign that is not seen": ("Accepted\n", "Accepted\u200b\n"),
    "a record at an address that runs": ("Accepted\n", "Accepted\n\n[7. Use Linux](javascript:x/0007-use-linux.md)\n"),
    "a label with markup": ("Date: 2024-05-06\n", "Date: 2024-05-06\n\n**<!-- Status**: accepted\n"),
}  # fmt: skip
UNSEEN = {
    "a link that is added": ("We learn SQL.", "We learn [SQL](https://example.org/sql)."),
    "a link with a definition": ("We learn SQL.", "We learn [SQL].\n\n[SQL]: https://example.org/sql"),
    "another target": ("https://example.org/db", "https://example.com/new"),
    "a picture that moved": ("(drawing.png)", "(../pictures/drawing.png)"),
    "lines broken elsewhere": ("We use PostgreSQL.", "We\nuse\nPostgreSQL."),
    "blank lines": ("We learn SQL.\n", "\n\nWe learn SQL.\n\n\n"),
    "spaces": ("We use PostgreSQL.", "We  use PostgreSQL.   "),
    "other bullets": ("- one primary\n- two replicas", "* one primary\n* two replicas"),
    "numbers that are shown alike": ("1. first\n2. second", "1. first\n1. second"),
    "emphasis in the other form": ("*fast*", "_fast_"),
    "a wider table": ("| gold | PostgreSQL |", "| gold   | PostgreSQL   |"),
    "a divider of another length": ("| --- | --- |", "| ---- | ---------- |"),
    "an underlined heading": ("## Consequences\n", "Consequences\n------------\n"),
    "a comment": ("We learn SQL.\n", "We learn SQL.\n\n<!-- adr-ignore: broken-link -- gone -->\n"),
    "another status": ("Accepted\n", "Deprecated\n"),
    "a status in another language": ("Accepted\n", "Angenommen\n"),
    "a status with its date": ("Accepted\n", "Accepted on 2024-05-06\n"),
    "another date": ("2024-05-06", "6 May 2024"),
    "a date that begins like a record's number": ("2024-05-06", "7 May 2024"),
    "an amendment named": ("Accepted\n", "Accepted\n\nAmended by [7. Use Linux](0007-use-linux.md)\n"),
    "a section for links": ("learn SQL.\n", "learn SQL.\n\n## Links\n\n- Relates to [Use Linux](0007-use-linux.md)\n"),
    "a heading that names the successor": ("learn SQL.\n", "learn SQL.\n\n## Superseded by [7](0007-use-linux.md)\n"),
    "the status as a key too": ("id: 2\n", "id: 2\nstatus: accepted\n"),
    "the successor as a key": ("id: 2\n", "id: 2\nsuperseded-by: ADR-7\n"),
    "paths in front matter, one a line": ("id: 2\n", 'id: 2\naffects:\n  - "src/**"\n  - "!src/made/"\n'),
    "paths in a bullet": ("Date:", "- Applies to: `src/**`, `*.sql`\n\nDate:"),
    "paths in a list": ("Date:", "**Files:**\n\n- `src/`\n- `lib/`\n\nDate:"),
    "paths in a row": ("## Status", "| | |\n| --- | --- |\n| Applies to | `src/`, `lib/` |\n\n## Status"),
    "a byte order mark and other line ends": ("", ""),
}  # fmt: skip


@pytest.mark.security(CHANGED)
@pytest.mark.parametrize(("old", "new"), SEEN.values(), ids=SEEN)
def test_a_change_that_a_reader_sees_is_found(branch: Log, old: str, new: str) -> None:
    assert RECORD.count(old) >= 1
    branch.write(FILE, RECORD.replace(old, new, 1))
    assert told(branch) == [("accepted-changed", f"docs/adr/{FILE}")]


@pytest.mark.security("Markup hides what stands in an accepted record, or shows what looks as if nobody saw it")
def test_nothing_is_hidden_and_nothing_slips_in(branch: Log, tried: Tried) -> None:
    branch.git("checkout", "--quiet", "main")
    files = {what: f"{number:04}-use-{number}.md" for number, what in enumerate(SLY, 10)}
    for file in files.values():
        branch.write(file, RECORD)
    branch.commit()
    branch.git("checkout", "--quiet", "-B", "topic")
    for what, (old, new) in SLY.items():
        assert RECORD.count(old) >= 1, what
        branch.write(files[what], RECORD.replace(old, new, 1))
    found = {file for rule, file in told(branch) if rule == "accepted-changed"}
    assert [what for what, file in files.items() if f"docs/adr/{file}" not in found] == []
    tried(len(SLY))


@pytest.mark.parametrize(("old", "new"), UNSEEN.values(), ids=UNSEEN)
def test_a_change_that_no_reader_sees_passes(branch: Log, old: str, new: str) -> None:
    text = RECORD.replace(old, new, 1) if old else "\ufeff" + RECORD.replace("\n", "\r\n")
    branch.write(FILE, text)
    assert told(branch) == []


def _may_change() -> list[tuple[str, str, str]]:
    """The rows of docs/checks.md: what may change, as in, what it may become."""
    part = (ROOT / "docs" / "checks.md").read_text(encoding="utf-8").partition("accepted record may change")[2]
    rows = [line.strip("| ").split(" | ") for line in part.partition("\n## ")[0].splitlines() if line.startswith("| ")]
    return [(row[0], *_cells(row)) for row in rows[2:]]


def _cells(row: list[str]) -> tuple[str, str]:
    old, new = (cell.strip("`").replace("⏎", "\n") for cell in row[1:])
    return old, new


@pytest.mark.parametrize(("old", "new"), [row[1:] for row in _may_change()], ids=[row[0] for row in _may_change()])
def test_what_the_guide_lists_may_change(branch: Log, old: str, new: str) -> None:
    assert old in RECORD
    assert old != new
    branch.write(FILE, RECORD.replace(old, new, 1))
    assert told(branch) == []


def test_the_guide_lists_each_fact_that_may_change() -> None:
    """A fact that becomes free needs its row: these are all that the list speaks of."""
    assert set(adr_py.FREE_FACTS) == {"status", "date", "created", "updated", "supersedes", "superseded_by", "either"}
    assert set(adr_py.FREE_SECTIONS) - set(adr_py.FREE_FACTS) == {
        "applies_to", "review_by", "tags", "links", "changelog", "meta",
    }  # fmt: skip
    assert set(adr_py.FREE_NOTES) == {"applies_to", "affects", "review_by", "tags"}
    assert len(_may_change()) == 19


# In each row: the record, its old text, its new one.
NESTED = """\
# {0}. Use PostgreSQL

Date: 2024-05-06

## Status

Accepted

## Context

We need it.

<details>
<summary>More</summary>

- one

  ```
  code
  ```
2. two

</details>

Hard\\
break, see [o].

> quoted
>
> more
>
> ```
> code
> ```

- a

  b

> below

## Decision

| Tier | Engine |
| --- | --- |
| gold | PostgreSQL |

[o]: https://example.org/orders

    indented

---

Footer.

Status: Accepted
"""
# What is no Markdown: in each row the markup's record, its old text, its new one.
RST = """\
{0}. Use PostgreSQL
==================

:Status: Accepted
:Date: 2024-05-06

Context
-------

A |name|, see ADR-7.

Decision
--------

We use PostgreSQL:

- one primary
- two replicas

   We learn SQL.

+------+------------+
| Tier | Engine     |
+======+============+
| gold | PostgreSQL |
+------+------------+

====  ==========
Tier  Engine
====  ==========
gold  PostgreSQL
====  ==========

::

   select 1;

Term
   Its meaning.

Links
-----

Relates to ADR-7
"""
ADOC = """\
= {0}. Use PostgreSQL
:status: Accepted
:db: PostgreSQL

== Status

Accepted

== Decision

We use {{db}}:

* one primary
* two replicas

== Links

Relates to ADR-7
"""
SEEN_ELSEWHERE = {
    "a heading below a tag, where it is no heading": (NESTED, "We need it.\n\n", "We need it.\n\n<br>\n"),
    "a tag that is shown as a line": (NESTED, "\n## Decision", "\n<br>\n\n## Decision"),
    "a list in a block of tags, where it is none": (NESTED, "</summary>\n\n", "</summary>\n"),
    "a comment there in the place of the blank line": (NESTED, "</summary>\n\n", "</summary>\n<!-- x -->\n"),
    "a heading above its line": (NESTED, "</details>\n\n", "</details>\n"),
    "the rest, as code that the end of an item opens": (NESTED, "  code\n  ```\n", "  code\n```\n"),
    "the rest of a quote, as code that ends with it": (NESTED, "> ```\n> code", "> `````\n> code"),
    "a quote that says nothing": (NESTED, "We need it.\n\n", "We need it.\n\n> \n"),
    "one that ends an item": (NESTED, "- a\n\n", "- a\n> \n"),
    "one with a definition": (NESTED, "\n## Decision", "\n> [x]: y\n\n## Decision"),
    "one that is parted": (NESTED, "quoted\n>\n", "quoted\n\n"),
    "a quote moved into an item": (NESTED, "> below", "  > below"),
    "a row that is code to some": (NESTED, "| gold |", "    | gold |"),
    "a head that is none, by an escape": (NESTED, "| Tier | Engine |", "| Tier \\| Engine |"),
    "a sign that broke a line": (NESTED, "Hard\\\nbreak", "Hard\\ break"),
    "code made prose by a definition": (NESTED, "[o]: https://example.org/orders\n\n", "[o]: https://example.org/orders\n"),
    "an item made prose by a definition": (NESTED, "  ```\n2. two", "  ```\n[x]: y\n2. two"),
    "a status among prose": (NESTED, "We need it.\n", "We need it.\n\nStatus: rejected\n"),
    "a row of a status among prose": (NESTED, "| gold |", "| Status | rejected |\n| gold |"),
    "a label that is none, by a sign that looks like a blank": (NESTED, "[o]:", "[o\u00a0]:"),
    "a list that becomes prose": (RST, ":\n\n- one", ":\n- one"),
    "paragraphs joined": (RST, "ADR-7.\n", "ADR-7.\nMongoDB\n"),
    "a heading that becomes prose": (RST, "Decision\n--------", "Decision\n---"),
    "what follows, made a comment": (RST, "Relates to ADR-7\n", "Relates to ADR-7\n\n.. ADR-7\n"),
    "what follows, made literal": (RST, "Relates to ADR-7\n", "Relates to ADR-7::\n"),
    "words of a link": (RST, "Relates to ADR-7\n", "Relates to `Use MongoDB <0007-use-linux.md>`_\n"),
    "words of a role": (RST, "Relates to ADR-7\n", "Relates to :doc:`Use MongoDB <0007-use-linux>`\n"),
    "a substitution": (RST, "Relates to ADR-7\n", "Relates to ADR-7\n\n.. |name| replace:: MongoDB\n"),
    "a file put in": (RST, "Relates to ADR-7\n", "Relates to ADR-7\n\n.. include:: 0007-use-linux.md\n"),
    "a table that is none, by a blank line": (RST, "=+\n| gold", "=+\n\n| gold"),
    "a table that is none, by a row that is longer": (RST, "| gold |", "| gold  |"),
    "a table that is none, by a border that is shorter": (RST, "+======+", "+=====+"),
    "a table that is none, by a row that stands further in": (RST, "| gold |", "  | gold |"),
    "a value in another column": (RST, "gold  PostgreSQL\n", "gold PostgreSQL\n"),
    "columns that are none": (RST, "Engine\n====  ==========", "Engine\n===  ==========="),
    "a head that is none": (RST, "Engine\n====  ==========\n", "Engine\n====  ==========\n\n"),
    "code that becomes prose": (RST, "::\n\n   select", "::\n   select"),
    "a heading that is more of the prose above": (RST, "ADR-7.\n\nDecision", "ADR-7.\nDecision"),
    "the rest, as code that ends an item": (NESTED, "- one\n\n  ```", "- one\n ```"),
    "what belongs to an item, by its mark": (RST, "- two", "-    two"),
    "a term that is none": (RST, "Term\n   Its", "Term\n\n   Its"),
    "a heading whose line stands further in": (RST, "Links\n-----", "Links\n  -----"),
    "words of an xref": (ADOC, "Relates to ADR-7\n", "Relates to xref:0007-use-linux.md[Use MongoDB]\n"),
    "words of an anchor": (ADOC, "Relates to ADR-7\n", "Relates to <<0007-use-linux.md#,Use MongoDB>>\n"),
    "words of a link of AsciiDoc": (ADOC, "Relates to ADR-7\n", "Relates to link:0007-use-linux.md[Use MongoDB]\n"),
    "an attribute": (ADOC, ":db: PostgreSQL", ":db: MongoDB"),
    "an attribute set again": (ADOC, "Accepted\n\n", "Accepted\n\n:db: accepted\n\n"),
    "a file put in, in AsciiDoc": (ADOC, "Relates to ADR-7\n", "Relates to ADR-7\n\ninclude::0007-use-linux.md[]\n"),
    "a list that becomes prose, in AsciiDoc": (ADOC, ":\n\n* one", ":\n* one"),
}  # fmt: skip
UNSEEN_ELSEWHERE = {
    "a status far below": (NESTED, "Footer.\n\nStatus: Accepted", "Footer.\n\nStatus: Deprecated"),
    "a longer fence": (NESTED, "> ```\n> code\n> ```", "> ````\n> code\n> ````"),
    "an end of a fence that is longer": (NESTED, "  code\n  ```\n", "  code\n  `````\n"),
    "a blank line in a quote": (NESTED, "> quoted\n>\n", "> quoted\n>\n>\n"),
    "lines broken elsewhere": (NESTED, "We need it.", "We\nneed it."),
    "a status": (RST, ":Status: Accepted", ":Status: Superseded by ADR-7"),
    "a link": (RST, "Relates to ADR-7\n", "Relates to `7. Use Linux <0007-use-linux.md>`_\n"),
    "a link by name": (RST, "Relates to ADR-7\n", "Relates to :doc:`0007-use-linux`\n"),
    "no blank line below a heading": (RST, "Links\n-----\n\n", "Links\n-----\n"),
    "a longer underline": (RST, "Links\n-----", "Links\n----------"),
    "blank lines between items": (RST, "primary\n- two", "primary\n\n- two"),
    "a table drawn wider": (
        RST,
        RST[RST.index("+------+") : RST.index("====  =")],
        RST[RST.index("+------+") : RST.index("====  =")].replace("+---", "+----", 1).replace("+===", "+====", 1)
        .replace("Tier |", "Tier  |").replace("gold |", "gold  |").replace("|\n+------+", "|\n+-------+"),
    ),
    "one without bars too": (
        RST,
        RST[RST.index("====  =") : RST.index("::\n\n   s")],
        "=====  ==========\nTier   Engine\n=====  ==========\ngold   PostgreSQL\n=====  ==========\n\n",
    ),
    "a field more": (RST, ":Date:", ":Superseded by: ADR-7\n:Date:"),
    "an xref": (ADOC, "Relates to ADR-7\n", "Relates to xref:0007-use-linux.md[7. Use Linux]\n"),
    "an attribute more": (ADOC, ":db:", ":superseded-by: ADR-7\n:db:"),
    "a status in both places": (ADOC, "Accepted\n\n", "Deprecated\n\n"),
}  # fmt: skip


SUFFIXES = {NESTED: "md", RST: "rst", ADOC: "adoc"}


def held_elsewhere(branch: Log, edits: dict[str, tuple[str, str, str]]) -> dict[str, bool]:
    """Whether each edit is found; each in a record of its own."""
    branch.git("checkout", "--quiet", "main")
    files = {
        what: f"{number:04}-use-{number}.{SUFFIXES[edit[0]]}" for number, (what, edit) in enumerate(edits.items(), 10)
    }
    texts = {what: edits[what][0].format(int(file[:4])) for what, file in files.items()}
    for what, file in files.items():
        branch.write(file, texts[what])
    branch.commit()
    branch.git("checkout", "--quiet", "-B", "topic")
    for what, (_, old, new) in edits.items():
        assert old in texts[what], what
        branch.write(files[what], texts[what].replace(old, new, 1))
    found = {file for rule, file in told(branch) if rule in ("accepted-changed", "status-step")}
    return {what: f"docs/adr/{file}" in found for what, file in files.items()}


@pytest.mark.security("The same where things stand in each other, and in reStructuredText and AsciiDoc")
def test_a_change_of_another_markup_that_a_reader_sees_is_found(branch: Log, tried: Tried) -> None:
    assert held_elsewhere(branch, SEEN_ELSEWHERE) == dict.fromkeys(SEEN_ELSEWHERE, True)
    tried(len(SEEN_ELSEWHERE))


def test_a_change_of_another_markup_that_no_reader_sees_passes(branch: Log) -> None:
    assert held_elsewhere(branch, UNSEEN_ELSEWHERE) == dict.fromkeys(UNSEEN_ELSEWHERE, False)


# --- records are followed ---


@pytest.mark.security(ELSEWHERE)
def test_a_record_under_another_name_is_the_same_record(branch: Log) -> None:
    branch.git("mv", FILE, "0002-use-postgres.md")
    assert told(branch) == []
    branch.write("0002-use-postgres.md", RECORD.replace("one primary", "no primary"))
    assert told(branch) == [("accepted-changed", "docs/adr/0002-use-postgres.md")]
    branch.write("0002-use-postgres.md", RECORD.replace("Accepted", "Proposed"))
    assert told(branch) == [("status-step", "docs/adr/0002-use-postgres.md")]


@pytest.mark.security(ELSEWHERE)
def test_a_record_that_becomes_another_one_is_gone(branch: Log) -> None:
    (branch.path / FILE).unlink()
    branch.write("0002-use-mongodb.md", nygard(2, "Use MongoDB"))
    assert told(branch) == [("accepted-changed", f"docs/adr/{FILE}")]


@pytest.mark.security("Markup hides what stands in an accepted record, or shows what looks as if nobody saw it")
def test_a_record_that_no_forge_shows_any_more_is_changed(branch: Log) -> None:
    branch.write(FILE, RECORD.encode("utf-16"))
    assert ("accepted-changed", f"docs/adr/{FILE}") in told(branch)


@pytest.mark.security(ELSEWHERE)
def test_a_record_that_becomes_a_link_is_gone(branch: Log) -> None:
    outside = branch.path.parent / "elsewhere.md"
    (branch.path / FILE).rename(outside)
    (branch.path / FILE).symlink_to(outside)
    assert ("accepted-changed", f"docs/adr/{FILE}") in told(branch)


def test_renumber_and_move_change_no_text(branch: Log) -> None:
    branch.run("renumber", "7", "12")
    assert "ADR-12" in branch.read(FILE)
    assert told(branch) == []
    branch.write(FILE, branch.read(FILE).replace("ADR-12", "ADR-1"))
    assert told(branch) == [("accepted-changed", f"docs/adr/{FILE}")]


@pytest.mark.security(ELSEWHERE)
@pytest.mark.parametrize("linked", [False, True], ids=["moved", "moved, with a link in its place"])
def test_a_moved_log_is_held_against_where_it_was(branch: Log, linked: bool) -> None:
    there = Log(branch.path.parent / "decisions")
    os.rename(branch.path, there.path)
    if linked:
        branch.path.symlink_to("decisions")
    assert told(there) == []
    there.write(FILE, RECORD.replace("one primary", "no primary").replace("Accepted", "Proposed"))
    assert told(there) == [("status-step", f"docs/decisions/{FILE}"), ("accepted-changed", f"docs/decisions/{FILE}")]
    if linked:
        assert {rule for rule, _ in told(branch)} == {"accepted-changed", "status-step"}


@pytest.mark.security(ELSEWHERE)
def test_a_record_without_a_number_is_held_too(branch: Log) -> None:
    text = nygard(1, "Use Kafka").replace("1. ", "")
    branch.git("checkout", "--quiet", "main")
    branch.write("use-kafka.md", text)
    branch.commit()
    branch.git("checkout", "--quiet", "-B", "topic")
    branch.write("use-kafka.md", text.replace("What.", "Use MongoDB."))
    assert told(branch) == [("accepted-changed", "docs/adr/use-kafka.md")]
    (branch.path / "use-kafka.md").unlink()
    assert told(branch) == [("accepted-changed", "docs/adr/use-kafka.md")]


def test_a_guide_in_the_log_may_change(branch: Log) -> None:
    branch.git("checkout", "--quiet", "main")
    branch.write("how-we-work.md", "# How we work\n\nWith care.\n")
    branch.commit()
    branch.git("checkout", "--quiet", "-B", "topic")
    branch.write("how-we-work.md", "# How we work\n\nFast.\n")
    assert told(branch) == []


@pytest.mark.security("A branch takes a number that is taken, in another spelling")
@pytest.mark.parametrize("name", ["ADR-0002-use-kafka.md", "adr-2-use-kafka.md", "0002-use-kafka.md"])
def test_one_number_in_two_spellings_is_found(branch: Log, name: str) -> None:
    branch.write(name, nygard(2, "Use Kafka"))
    assert {rule for rule, _ in told(branch)} == {"number-taken", "number-used-twice"}


@pytest.mark.security("A branch takes a number that is taken, in another spelling")
@pytest.mark.parametrize("swapped", [False, True], ids=["a new record takes it", "two records swap theirs"])
def test_a_number_that_others_cite_is_not_given_to_another_record(branch: Log, swapped: bool) -> None:
    branch.git("mv", "0007-use-linux.md", "0012-use-linux.md")
    branch.write("0012-use-linux.md", nygard(12, "Use Linux"))
    taker = "0007-use-windows.md"
    if swapped:
        branch.git("mv", "0001-keep-a-log.md", "0007-keep-a-log.md")
        taker = "0007-keep-a-log.md"
    other = "It came with the machines, nobody has asked why, and it is paid for."
    text = nygard(7, "Keep a log") if swapped else nygard(7, "Use Windows").replace("Why.", other).replace("What.", "")
    branch.write(taker, text)
    assert ("number-taken", f"docs/adr/{taker}") in told(branch)


def test_numbers_of_a_series_and_of_a_folder_are_their_own(branch: Log) -> None:
    branch.write("RFC-0002-use-kafka.md", nygard(2, "Use Kafka").replace("# 2.", "# RFC-2:"))
    branch.write("payments/0002-use-kafka.md", nygard(2, "Use Kafka"))
    assert told(branch) == []


# --- what was decided stays decided ---

DECIDED = ("Accepted", "Implemented", "Done", "Published", "Deprecated", "Retired")
NOT_DECIDED = ("Proposed", "In review", "On hold", "Rejected", "Withdrawn", "Abandoned")


@pytest.mark.security(UNDONE)
@pytest.mark.parametrize("status", DECIDED)
def test_the_text_of_what_is_decided_is_held_by_whatever_word(branch: Log, status: str) -> None:
    branch.git("checkout", "--quiet", "main")
    branch.write(FILE, RECORD.replace("Accepted", status))
    branch.commit()
    branch.git("checkout", "--quiet", "-B", "topic")
    branch.write(FILE, RECORD.replace("Accepted", status).replace("one primary", "no primary"))
    assert told(branch) == [("accepted-changed", f"docs/adr/{FILE}")]
    for word in NOT_DECIDED:
        branch.write(FILE, RECORD.replace("Accepted", word))
        assert told(branch) == [("status-step", f"docs/adr/{FILE}")], word


@pytest.mark.security(UNDONE)
@pytest.mark.parametrize("now", ["", "~~Accepted~~", "TBD", "Accepted, Proposed, Rejected", "<!-- Accepted -->"])
def test_a_decided_record_keeps_a_status_or_the_next_change_would_be_free(branch: Log, now: str) -> None:
    branch.write(FILE, RECORD.replace("Accepted\n", f"{now}\n") + "\n<!-- adr-ignore: no-status -->\n")
    assert ("status-step", f"docs/adr/{FILE}") in told(branch)


@pytest.mark.security(UNDONE)
def test_a_word_of_the_style_is_decided_where_it_stands_behind_the_first(branch: Log) -> None:
    texts = {word: RECORD.replace("Accepted", word) for word in ("Idea", "Blessed", "Buried")}
    branch.git("checkout", "--quiet", "main")
    branch.write("adr.json", json.dumps({**CONTRACT, "statuses": list(texts)}))
    for number, text in enumerate(texts.values(), 20):
        branch.write(f"{number:04}-t.md", text)
    branch.commit()
    branch.git("checkout", "--quiet", "-B", "topic")
    for number, text in enumerate(texts.values(), 20):
        branch.write(f"{number:04}-t.md", text.replace("one primary", "no primary"))
    found = [file for rule, file in told(branch) if rule == "accepted-changed"]
    assert found == [f"docs/adr/{number:04}-t.md" for number in (21, 22)]


@pytest.mark.security(UNDONE)
def test_a_branch_from_before_a_record_was_accepted_changes_it_no_more(branch: Log) -> None:
    """git merges the two without a conflict: one changed the status, the other the text."""
    proposed = RECORD.replace("Accepted", "Proposed")
    branch.git("checkout", "--quiet", "main")
    branch.write(FILE, proposed)
    branch.commit()
    branch.git("checkout", "--quiet", "-B", "topic")
    branch.write(FILE, proposed.replace("one primary", "no primary"))
    branch.commit()
    assert told(branch) == []
    branch.git("checkout", "--quiet", "main")
    branch.write(FILE, RECORD)
    branch.commit()
    branch.git("checkout", "--quiet", "topic")
    assert told(branch) == [("accepted-changed", f"docs/adr/{FILE}")]
    [fault] = [fault for fault in branch.faults("--base", "main") if fault["rule"] == "accepted-changed"]
    assert "came to be accepted on main, and this branch changes its text; bring it up to date" in fault["message"]


@pytest.mark.security(LOOSENED)
def test_a_title_of_a_new_record_is_no_way_to_write_into_another_one(branch: Log) -> None:
    branch.write("0008-x.md", nygard(8, "Use MongoDB instead of what stands below", "Proposed"))
    for line in ("Use MongoDB instead of what stands below", "Accepted, Use MongoDB instead of what stands below"):
        branch.write(FILE, RECORD.replace("Accepted\n", f"Accepted\n\n{line}\n"))
        assert told(branch) == [("accepted-changed", f"docs/adr/{FILE}")], line
    branch.write("use-mongodb-at-once.md", nygard(9, "X", "Proposed").replace("# 9. ", "# "))
    branch.write(FILE, RECORD.replace("Accepted\n", "Accepted\n\nUse MongoDB at once\n"))
    assert told(branch) == [("accepted-changed", f"docs/adr/{FILE}")]
    for line in (
        "Amended by [8. Use MongoDB instead of what stands below](0008-x.md)",
        "Amended by ADR-8",
        "See 0008-x.md",
    ):
        branch.write(FILE, RECORD.replace("Accepted\n", f"Accepted\n\n{line}\n"))
        assert told(branch) == [], line


@pytest.mark.security(LOOSENED)
def test_an_author_s_name_is_no_way_to_write_into_a_record(branch: Log) -> None:
    branch.write(FILE, RECORD.replace("Accepted\n", "Accepted\n\nUse MongoDB instead\n"))
    branch.git("add", "--all")
    branch.git("-c", "user.name=Use MongoDB instead", "commit", "--quiet", "-m", "work")
    assert told(branch) == [("accepted-changed", f"docs/adr/{FILE}")]


# --- a branch loosens nothing for itself ---


@pytest.mark.security(LOOSENED)
@pytest.mark.parametrize("rule", ["accepted-changed", "status-step"])
def test_a_comment_silences_only_where_the_base_has_it(branch: Log, rule: str) -> None:
    comment = f"\n<!-- adr-ignore: {rule} -- we know better -->\n"
    changed = RECORD.replace("Accepted", "Proposed") if rule == "status-step" else RECORD.replace("one", "no")
    branch.write(FILE, changed + comment)
    assert told(branch) == [(rule, f"docs/adr/{FILE}")]
    branch.git("stash", "--quiet")
    branch.git("checkout", "--quiet", "main")
    branch.write(FILE, RECORD + comment)
    branch.commit()
    branch.git("checkout", "--quiet", "-B", "topic")
    branch.write(FILE, changed + comment)
    assert told(branch) == []


@pytest.mark.security(LOOSENED)
def test_a_taken_number_is_not_silenced_by_a_comment(branch: Log) -> None:
    branch.write("0009-mine.md", nygard(9, "Mine") + "\n<!-- adr-ignore: number-taken -->\n")
    branch.commit()
    branch.git("checkout", "--quiet", "main")
    branch.write("0009-theirs.md", nygard(9, "Theirs"))
    branch.commit()
    branch.git("checkout", "--quiet", "topic")
    assert told(branch) == [("number-taken", "docs/adr/0009-mine.md")]
    assert ("number-taken", "docs/adr/0009-mine.md") in told(branch, "--taken", "9")


CONTRACT = {
    "style": "nygard",
    "record": {"title": "# {number}. {title}", "status": {"section": "Status"}},
    "statuses": ["Proposed", "Accepted", "Superseded"],
    "sections": [],
    "rules": {},
}


@pytest.fixture
def ruled(branch: Log) -> Log:
    """The same log with a contract and an answers file on `main`."""
    branch.git("checkout", "--quiet", "main")
    branch.write("adr.json", json.dumps(CONTRACT))
    answers = "_commit: 1.0.0\n_src_path: https://example.org/pack.git\nadr_dir: docs/adr\n"
    (branch.path.parents[1] / ".copier-answers.adr.yml").write_text(answers)
    Log(branch.path.parents[1]).commit()
    branch.git("checkout", "--quiet", "-B", "topic")
    return branch


@pytest.mark.security(LOOSENED)
def test_a_baseline_does_not_grow_on_a_branch(ruled: Log) -> None:
    ruled.write("0008-next.md", nygard(8, "Next").replace("Why.", "See [this](nowhere.md)."))
    ruled.run("index")
    ruled.run("check", "--write-baseline")
    assert told(ruled) == [("grown-baseline", "docs/adr/adr-baseline.json")]


def test_a_first_baseline_is_none_that_grows(branch: Log) -> None:
    branch.write("0008-next.md", nygard(8, "Next").replace("Why.", "See [this](nowhere.md)."))
    branch.write("adr.json", json.dumps(CONTRACT))
    branch.run("index")
    branch.run("check", "--write-baseline")
    assert told(branch) == []


@pytest.mark.security(LOOSENED)
def test_a_status_is_not_added_by_the_change_that_uses_it(ruled: Log) -> None:
    ruled.write("adr.json", json.dumps({**CONTRACT, "statuses": [*CONTRACT["statuses"], "Blessed"]}))
    assert told(ruled) == []
    ruled.write("0008-next.md", nygard(8, "Next", status="Blessed"))
    assert told(ruled) == [("new-status", "docs/adr/0008-next.md")]


@pytest.mark.security(LOOSENED)
def test_a_contract_that_looks_elsewhere_frees_no_text(ruled: Log) -> None:
    record = {"title": "# {number}. {title}", "status": {"section": "Context"}}
    ruled.write("adr.json", json.dumps({**CONTRACT, "record": record}))
    ruled.write(FILE, RECORD.replace("one primary", "no primary"))
    assert ("accepted-changed", f"docs/adr/{FILE}") in told(ruled)


@pytest.mark.security("A branch names another source of the pack")
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("https://example.org", "https://example.com"),
        ("1.0.0", "evil"),
        ("adr_dir:", "tool_source: https://example.com\nadr_dir:"),
        ("adr_dir:", "_src_path: https://example.com\nadr_dir:"),
        ("adr_dir:", '"_src\\x5fpath": https://example.com\nadr_dir:'),
        ("adr_dir:", "? _src_path\nadr_dir:"),
    ],
    ids=["_src_path", "_commit", "tool_source", "_src_path, twice", "_src_path, escaped", "_src_path, as a question"],
)
def test_another_source_of_the_pack_is_told(ruled: Log, old: str, new: str) -> None:
    answers = ruled.path.parents[1] / ".copier-answers.adr.yml"
    answers.write_text(answers.read_text().replace(old, new))
    [fault] = [fault for fault in ruled.faults("--base", "main") if fault["rule"] == "new-source"]
    assert (fault["file"], fault["severity"]) == (".copier-answers.adr.yml", "warning")


# --- the long hunt ---

WORD = [
    "Kafka",
    "PostgreSQL",
    "not",
    "each order",
    "in time",
    "RFC 7",
    "cost",
    "`make`",
    "*soon*",
    "[a page](https://example.org/a)",
]


def _written(rng: random.Random) -> list[str]:
    """The blocks of an accepted record, by a grammar."""
    blocks = ["# 2. Use PostgreSQL", "Date: 2024-05-06", "## Status", "Accepted"]
    for heading in ("Context", "Decision", "Consequences"):
        blocks.append(f"## {heading}")
        for _ in range(rng.randint(1, 4)):
            words = [" ".join(rng.choices(WORD, k=rng.randint(2, 8))) for _ in range(rng.randint(1, 3))]
            form = rng.choice(["{}.", "- {}", "1. {}", "> {}", "| {} | x |", "    {}", "```\n{}\n```"])
            joined = "\n".join(words) if form in ("- {}", "1. {}") else " ".join(words)
            blocks.append("\n".join(form.format(line) for line in joined.split("\n")))
    return blocks


def _seen(blocks: list[str], rng: random.Random) -> list[str]:
    """The same record after a change that a reader sees."""
    at = rng.choice([n for n, block in enumerate(blocks) if n > 4 and not block.startswith("#")])
    block = blocks[at]
    change = rng.randrange(8)
    if change == 0:
        block = block + "\n\nAnd MongoDB."
    elif change == 1:
        return blocks[:at] + blocks[at + 1 :]
    elif change == 2:
        return [*blocks, rng.choice(["## Links", "## Status", "## Changelog", "## History"]), "We use MongoDB."]
    elif change == 3:
        return ["Status: accepted, but read MongoDB" if block == "Accepted" else block for block in blocks[:3]] + [
            "Accepted, but read MongoDB",
            *blocks[4:],
        ]
    elif change == 4:
        return [block + ", MongoDB too" if block.startswith("Date:") else block for block in blocks]
    elif change == 5:
        block = f"<!--\n{block}\n-->"
    elif change == 6:
        block = f"[MongoDB](0007-use-linux.md)\n\n{block}"
    else:
        return ["---", "note: MongoDB", "---", *blocks]
    return [*blocks[:at], block, *blocks[at + 1 :]]


def _unseen(blocks: list[str], rng: random.Random) -> list[str]:
    """The same record after a change that no reader sees, or that is free."""
    change = rng.randrange(8)
    if change == 0:
        return [block.replace("- ", "* ") if block.startswith("- ") else block for block in blocks]
    if change == 1:
        return ["Date: 7 May 2024" if block.startswith("Date:") else block for block in blocks]
    if change == 2:
        status = rng.choice(["Deprecated", "Superseded by [7. Use Linux](0007-use-linux.md)", "Accepted (2024-06-01)"])
        return [status if block == "Accepted" else block for block in blocks]
    if change == 3:
        return [*blocks, "## Links", f"- {rng.choice(['Amends', 'Relates to', 'See also'])} ADR-7"]
    if change == 4:  # before a heading: elsewhere a comment may end a list, and that is seen
        at = rng.choice([n for n, block in enumerate([*blocks, "## "]) if n > 4 and block.startswith("## ")])
        return [*blocks[:at], "<!-- a note -->", *blocks[at:]]
    if change == 5:
        return [
            block.replace("https://example.org/a)", "https://example.com/b)")
            if "`" not in block[:3] and not block.startswith("    ")
            else block
            for block in blocks
        ]
    if change == 6:
        return [block.replace(" ", "  ") if block[-1:] == "." else block for block in blocks]
    return [block.replace(". ", ".\n") if block[-1:] == "." else block + "\n" for block in blocks]


@pytest.mark.security(CHANGED)
@pytest.mark.long
def test_none_of_2000_random_edits_is_judged_wrong(branch: Log) -> None:
    """Edits of 200 accepted records, half of which a reader sees."""
    for seed in range(200):
        rng = random.Random(seed)  # noqa: S311
        blocks = _written(rng)
        branch.git("checkout", "--quiet", "--force", "main")
        branch.write(FILE, "\n\n".join(blocks) + "\n")
        branch.commit()
        branch.git("checkout", "--quiet", "-B", "topic")
        for n in range(10):
            edit = _seen if n % 2 else _unseen
            text = (
                "\n".join(edited[:3]) + "\n\n" + "\n\n".join(edited[3:])
                if (edited := edit(blocks, rng))[0] == "---"
                else "\n\n".join(edited)
            )
            branch.write(FILE, text + "\n")
            wanted = [("accepted-changed", f"docs/adr/{FILE}")] if n % 2 else []
            assert told(branch) == wanted, f"seed {seed}, edit {n}:\n{branch.git('diff')}"
