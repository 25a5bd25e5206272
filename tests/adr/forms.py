# ruff: noqa: E501 - tables: a row is a line
"""A small corpus: every form in which logs in the wild state a fact, in our own words.

Each form is a file name, a text, and what a person reads there. `OLD` and `NEW` lie beside every form, so that its
references have something to mean.
"""

from typing import Any, NamedTuple

OLD, NEW = "0001-use-pigeons.md", "0042-use-radio.md"


class Form(NamedTuple):
    """`facts` are keys of `list --json`; those left out are not looked at."""

    name: str
    file: str
    text: str
    facts: dict[str, Any]


def _titles() -> list[Form]:
    rows = [
        ("number and dot", "# 7. Send ravens", "Send ravens"),
        ("zeros", "# 0007 - Send ravens", "Send ravens"),
        ("em dash", "# 007 — Send ravens", "Send ravens"),
        ("bracket", "# 7) Send ravens", "Send ravens"),
        ("number alone", "# 7 Send ravens", "Send ravens"),
        ("prefix and colon", "# ADR 7: Send ravens", "Send ravens"),
        ("prefix and dash", "# ADR-007 - Send ravens", "Send ravens"),
        ("prefix, no separator", "# ADR 7 Send ravens", "Send ravens"),
        ("hash", "# ADR #007: Send ravens", "Send ravens"),
        ("in brackets", "# [ADR-7] Send ravens", "Send ravens"),
        ("prefix and slash", "# adr/7: Send ravens", "Send ravens"),
        ("the file's name", "# 0007-send-ravens", "send-ravens"),
        ("project's prefix", "# BIRD-0007. Send ravens", "Send ravens"),
        ("joined prefix", "# DR007: Send ravens", "Send ravens"),
        ("slug and colon", "# ADR-0007-send-ravens: Send ravens", "Send ravens"),
        ("another record's number", "# 6. Send ravens", "Send ravens"),
        ("unnumbered", "# Send ravens", "Send ravens"),
        ("closing hashes", "# Send ravens ##", "Send ravens"),
        ("code in it", "# 7. Use `--fast` ravens", "Use `--fast` ravens"),
        ("a count, not a number", "# 3 ravens are enough", "3 ravens are enough"),
        ("a version", "# 1.2 is the raven to use", "1.2 is the raven to use"),
        ("a ticket", "# ADR BIRD-1074 Let ravens rest", "ADR BIRD-1074 Let ravens rest"),
        ("letter for a number", "# n. Send ravens", "Send ravens"),
        ("setext", "Send ravens\n===========", "Send ravens"),
        ("setext with a number", "7. Send ravens\n==============", "Send ravens"),
        ("indented", "   # Send ravens", "Send ravens"),
        ("first heading of level 2", "## Send ravens\n\n- Status: accepted", "Send ravens"),
        ("front matter", "---\ntitle: Send ravens\n---\n\n## Context", "Send ravens"),
        ("front matter, quoted, numbered", '---\ntitle: "ADR-0007: Send ravens"\n---\n\n## Context', "Send ravens"),
        ("front matter, block", "---\ntitle: |\n  7. Send ravens\n---\n\n## Status\n\nAccepted", "Send ravens"),
        (
            "front matter beside sections as H1",
            "---\ntitle: Send ravens\n---\n# Issue\n# Options\n# End",
            "Send ravens",
        ),
        ("anchor in it", '# <a name="top"></a> Send ravens', "Send ravens"),
        ("only a comment is one", "<!-- # Not this -->\n# Send ravens", "Send ravens"),
        ("only code is one", "```\n# Not this\n```\n# Send ravens", "Send ravens"),
        ("none", "## Context\n\nBirds.\n\n## Decision\n\nRavens.", None),
        ("none but code", "## Context\n\n```sh\n# make fly\n```\n", None),
        ("a blank left", "# {short title of the problem}\n\n## Context", None),
        ("byte order mark", "\ufeff# 7. Send ravens", "Send ravens"),
        ("carriage returns", "# 7. Send ravens\r\n\r\n## Context\r\n", "Send ravens"),
        ("old Mac line ends", "# 7. Send ravens\r\r## Context\r", "Send ravens"),
    ]
    forms = [Form(f"title, {name}", "0007-send-ravens.md", text + "\n", {"title": want}) for name, text, want in rows]
    # A heading that names a section is the title where the file is called so too.
    below = "\n\n## Status\n\nAccepted\n\n## Decision\n\nRavens.\n"
    forms += [
        Form(
            "title, a section's name",
            "0007-issue.md",
            "# 7. Issue\n\nDate: 2024-05-06" + below,
            {"title": "Issue", "date": "2024-05-06", "status": "accepted"},
        ),
        Form("title, a section's name, dated", "2024-05-06-context.md", "# Context" + below, {"title": "Context"}),
        Form("title, a section", "0007-my-context.md", "# Context" + below, {"title": None}),
    ]
    return forms


def _statuses() -> list[Form]:
    t = "# Send ravens\n\n"
    rows: list[tuple[str, str, str | None]] = [
        ("section", t + "## Status\n\nAccepted\n\n## Context\n", "accepted"),
        ("section at level 1", "# Status\n\nAccepted\n\n# Context\n", "accepted"),
        ("section at level 3", t + "### Status\n\nAccepted\n", "accepted"),
        ("section, setext", "Send ravens\n===\n\nStatus\n------\n\nAccepted\n\nContext\n-------\n", "accepted"),
        ("numbered section", t + "## 1. Status\n\nAccepted\n", "accepted"),
        ("full stop", t + "## Status\n\nAccepted.\n", "accepted"),
        ("emoji", t + "## Status\n\n✅ Accepted\n", "accepted"),
        ("brackets", t + "## Status\n\n[Accepted]\n", "accepted"),
        ("braces", "---\nstatus: { accepted }\n---\n" + t, "accepted"),
        ("code", t + "> **Status:** `rejected`\n", "rejected"),
        ("emphasis", t + "## Status\n\n*Accepted and applied in v2*\n", "accepted"),
        ("upper case", t + "## Status\n\nPROPOSED\n", "proposed"),
        ("by whom", t + "## Status\n\nApproved by the flight board on 2024-05-18.\n", "accepted"),
        ("with more", t + "## Status\n\nAccepted (lazy consensus) & implemented\n", "accepted"),
        ("stacked", t + "## Status\n\nProposed\n\nAccepted\n", "accepted"),
        ("stacked with dates", t + "## Status\n\n2024-01-02 proposed\n\n2024-02-03 deprecated\n", "deprecated"),
        ("stacked, then prose", t + "## Status\n\nAccepted\n\nRejected options are listed below.\n", "accepted"),
        ("stacked links", t + "## Status\n\nAccepted\n\nAmended by [42. Radio](0042-use-radio.md)\n", "accepted"),
        ("quoted", t + "## Status\n\n> Accepted\n", "accepted"),
        ("guidance quoted first", t + "## Status\n\n> Accepted or rejected?\n\nRejected\n", "rejected"),
        ("a comment first", t + "## Status\n\n<!-- proposed | accepted -->\nAccepted\n", "accepted"),
        ("labelled in its section", t + "## Status\n\nStatus: Accepted on 2019-05-21\n", "accepted"),
        ("in the heading", t + "## Status: Accepted\n\n## Context\n", "accepted"),
        ("in the heading, dash", t + "## Status - DEPRECATED\n\n## Context\n", "deprecated"),
        ("as a deeper heading", t + "## Status\n\n### Accepted\n\n## Context\n", "accepted"),
        ("bullet", t + "* Status: accepted\n* Date: 2024-05-06\n", "accepted"),
        ("bullet, bold", t + "* **Status:** accepted\n", "accepted"),
        ("bullet, bold, colon outside", t + "- **Status**: accepted\n", "accepted"),
        ("bold line", t + "**Status**: Accepted\n", "accepted"),
        ("bold, no colon", t + "**Status** Accepted\n", "accepted"),
        ("plain line", t + "Status: Accepted\n", "accepted"),
        ("several in a line", t + "Status: Accepted | Date: 2024-05-06 | Review: 2025-05\n", "accepted"),
        ("several in a line, bold", t + "**Status:** Accepted · **Date:** 2024-05-06\n", "accepted"),
        ("line breaks of HTML", t + "**Status:** Accepted<br>**Date:** 2024-05-06\n", "accepted"),
        ("table row", t + "| | |\n|---|---|\n| Date | 2024-05-06 |\n| Status | Draft |\n", "draft"),
        ("table row, bold", t + "| **Status** | Accepted |\n| --- | --- |\n", "accepted"),
        ("table row in a quote", t + "> | | |\n> | --- | --- |\n> | Status | `RFC` |\n", "rfc"),
        ("table column", "| Status | Date |\n|:--|:--|\n| Proposed | 2024-05-06 |\n\n## Context\n", "proposed"),
        ("table of HTML", t + "<table><tr><td>Status</td><td>Accepted</td></tr></table>\n", "accepted"),
        ("check boxes", t + "## Status\n\n- [x] Proposed\n- [x] Accepted\n- [ ] Rejected\n", "accepted"),
        ("no box ticked", t + "## Status\n\n- [ ] Proposed\n- [ ] Accepted\n", None),
        ("front matter", "---\nstatus: accepted\n---\n" + t, "accepted"),
        ("front matter, quoted", "---\nstatus: 'accepted'  # since May\n---\n" + t, "accepted"),
        ("front matter, TOML", '+++\nstatus = "accepted"\n+++\n' + t, "accepted"),
        ("front matter that is no YAML", "---\nfoo: [bar\nstatus: accepted\n\t: x\n---\n" + t, "accepted"),
        ("front matter before the body", "---\nstatus: accepted\n---\n" + t + "## Status\n\nDraft\n", "accepted"),
        ("tag", "---\ntags: [Accepted]\n---\n" + t, "accepted"),
        ("badge", t + "![status](https://img.shields.io/badge/status-accepted-green)\n", "accepted"),
        ("word alone", t + "*Accepted*\n\n## Context\n", "accepted"),
        ("at the end", t + "## Context\n\nBirds.\n\n---\n\n**Status:** Accepted\n", "accepted"),
        ("changelog of statuses", t + "## Changelog\n\n- pending (2024-01-02)\n- approved (2024-02-03)\n", "accepted"),
        ("changelog below a status", t + "## Changelog\n\n- 2024-01-02: Merged\n\n## Status\n\nDraft\n", "draft"),
        ("work in progress", t + "## Status\n\nWIP\n", "draft"),
        ("a word of its own", t + "## Status\n\nImplementable\n", "implementable"),
        ("two words of its own", t + "## Status\n\nOn hold\n", "on hold"),
        ("unknown word", t + "## Status\n\nRipening.\n", "ripening"),
        ("placeholder", t + "## Status\n\n{proposed | accepted | rejected}\n", None),
        ("choice list", t + "## Status\n\nProposed | Accepted | Deprecated\n", None),
        ("choice list, commas", t + "## Status\n\nproposed, accepted, rejected\n", None),
        ("choice list in words", t + "- Status: proposed or accepted or rejected\n", None),
        (
            "choice list, then the choice",
            t + "## Status\n\nOne of: draft / accepted / rejected\n\nrejected\n",
            "rejected",
        ),
        ("to be decided", t + "- Status: TBD\n", None),
        ("in code only", t + "```\nStatus: accepted\n```\n", None),
        ("in a comment only", t + "<!--\nStatus: accepted\n-->\n", None),
        ("below a comment that ends at once", t + "<!-->\n\nStatus: accepted\n\n<!-- end -->\n", "accepted"),
        ("below one with three dashes", t + "<!--->\n\nStatus: accepted\n\n<!-- end -->\n", "accepted"),
        ("beside such a one", t + "## Status\n\nRejected <!--> \n\n## Context\n\n<!-- Accepted -->\n", "rejected"),
        ("in prose only", t + "## Context\n\nThe status: field shows when a bird is deprecated.\n", None),
        ("not yet", t + "## Status\n\nNot accepted\n", "not accepted"),
        ("conflict", t + "## Status\n\n<<<<<<< ours\nAccepted\n=======\nRejected\n>>>>>>> theirs\n", "accepted"),
        ("an unclosed comment above", t + "<!-- oops\n\nStatus: accepted\n", "accepted"),
        ("an unclosed fence above", t + "```\n\nStatus: accepted\n", "accepted"),
    ]
    words = {
        "German": ("Status", "angenommen"), "French": ("Statut", "acceptée"), "Spanish": ("Estado", "Aceptado"),
        "Portuguese": ("Situação", "aprovada"), "Dutch": ("Status", "geaccepteerd"), "Italian": ("Stato", "Accettato"),
        "Norwegian": ("Status", "Akseptert"), "Swedish": ("Status", "godkänd"), "Danish": ("Status", "godkendt"),
        "Polish": ("Stan", "Zaakceptowane"), "Czech": ("Stav", "schváleno"), "Turkish": ("Durum", "kabul edildi"),
        "Russian": ("Статус", "Принято"), "Japanese": ("ステータス", "承認"), "Chinese": ("状态", "已接受"), "Korean": ("상태", "승인"),
    }  # fmt: skip
    for language, (label, word) in words.items():
        rows.append((f"{language} section", t + f"## {label}\n\n{word}\n", "accepted"))
        rows.append((f"{language} bullet", t + f"- {label}: {word}\n", "accepted"))
    return [Form(f"status, {name}", "0007-send-ravens.md", text, {"status": want}) for name, text, want in rows]


def _dates() -> list[Form]:
    t = "# Send ravens\n\n"
    rows: list[tuple[str, str, str | None]] = [
        ("line", t + "Date: 2024-05-06\n", "2024-05-06"),
        ("bullet", t + "* Date: 2024-05-06\n", "2024-05-06"),
        ("bold", t + "**Date** 2024-05-06\n", "2024-05-06"),
        ("no colon", t + "Date 29/03/2018\n", "2018-03-29"),
        ("table row", t + "| | |\n|---|---|\n| Date | 2024-05-06 |\n", "2024-05-06"),
        ("quoted bold", t + "> **Decision Date:** 2024-05-06\n", "2024-05-06"),
        ("front matter", "---\ndate: 2024-05-06\n---\n" + t, "2024-05-06"),
        ("front matter, created", "---\ncreated: 2024-05-06\nupdated: 2025-01-01\n---\n" + t, "2024-05-06"),
        ("section", t + "## Date\n\n2024-05-06\n", "2024-05-06"),
        ("section, Japanese", t + "## 日付\n\n2024年5月6日\n", "2024-05-06"),
        ("under the title", t + "2024-05-06\n\n## Context\n", "2024-05-06"),
        ("under the title, long", t + "*6 May 2024*\n\n## Context\n", "2024-05-06"),
        ("with the status", t + "## Status\n\n**Accepted** *2024-05-06*\n", "2024-05-06"),
        ("one digit", t + "Date: 2024-5-6\n", "2024-05-06"),
        ("slashes", t + "Date: 2024/05/06\n", "2024-05-06"),
        ("dots", t + "Date: 06.05.2024\n", "2024-05-06"),
        ("day first", t + "Date: 16/05/2024\n", "2024-05-16"),
        ("month first", t + "Date: 05/16/2024\n", "2024-05-16"),
        ("month first, short year", t + "Date: 4/21/21\n", "2021-04-21"),
        ("both ways the same", t + "Date: 05/05/2024\n", "2024-05-05"),
        ("month in words", t + "Date: Monday, May 6, 2024\n", "2024-05-06"),
        ("day first in words", t + "Date: 6th of May 2024\n", "2024-05-06"),
        ("short month", t + "Date: 2 Sept 2024\n", "2024-09-02"),
        ("year, short month, day", t + "Date: 2024-May-06\n", "2024-05-06"),
        ("German", t + "Datum: 6. Mai 2024\n", "2024-05-06"),
        ("French", t + "- Date : 6 mai 2024\n", "2024-05-06"),
        ("Spanish", t + "Fecha: 6 de mayo de 2024\n", "2024-05-06"),
        ("Russian", t + "Дата: 6 мая 2024\n", "2024-05-06"),
        ("Chinese", t + "日期: 2024/05/06\n", "2024-05-06"),
        ("Korean", t + "날짜: 2024년 5월 6일\n", "2024-05-06"),
        ("time stamp", t + "Date: 2024-05-06T10:11:12Z\n", "2024-05-06"),
        ("compact", t + "Date: 20240506\n", "2024-05-06"),
        ("and more", t + "Date: 2024-05-06 (updated 2025-01-02)\n", "2024-05-06"),
        ("reads two ways", t + "Date: 04/05/2024\n", None),
        ("month only", t + "Date: May 2024\n", None),
        ("partial", t + "Date: 2025-09-*\n", None),
        ("month 13", t + "Date: 2023-13-07\n", None),
        ("30 February", t + "Date: 2024-02-30\n", None),
        ("29 February of no leap year", t + "Date: 2023-02-29\n", None),
        ("placeholder", t + "Date: YYYY-MM-DD\n", None),
        ("changelog is no date", t + "## Changelog\n\n- 2024-05-06: first draft\n", None),
        ("in prose only", t + "## Context\n\nOn 2024-05-06 a bird came.\n", None),
    ]
    forms = [Form(f"date, {name}", "0007-send-ravens.md", text, {"date": want}) for name, text, want in rows]
    forms.append(
        Form("date as written", "0007-a.md", t + "Date: 2025-09-*\n", {"date_text": "2025-09-*", "date": None})
    )
    return forms


def _names() -> list[Form]:
    t = "# Send ravens\n\nStatus: accepted\n"
    rows: list[tuple[str, int | None, str | None]] = [
        ("0007-send-ravens.md", 7, None),
        ("007-send-ravens.md", 7, None),
        ("00007-send-ravens.md", 7, None),
        ("7-send-ravens.md", 7, None),
        ("007.md", 7, None),
        ("007_send_ravens.md", 7, None),
        ("adr-007-send-ravens.md", 7, None),
        ("ADR007-send-ravens.md", 7, None),
        ("ADR-007_Send_ravens.md", 7, None),
        ("adr-07.md", 7, None),
        ("BIRD-0007-send-ravens.md", 7, None),
        ("ORG-ADR-Nest-0007-send ravens.md", 7, None),
        ("AD0007-send-ravens.md", 7, None),
        ("bird-0007-v2-send-ravens.md", 7, None),
        ("20240506-send-ravens.md", None, "2024-05-06"),
        ("2024-05-06-send-ravens.md", None, "2024-05-06"),
        ("2024-05-06_007-send-ravens.md", 7, "2024-05-06"),
        ("20240506101112-send-ravens.md", None, "2024-05-06"),
        ("2024-05-send-ravens.md", None, None),
        ("send-ravens.md", None, None),
        ("use-http-2.md", None, None),
        ("0007-send-ravens.markdown", 7, None),
        ("0007-SEND.MD", 7, None),
        ("birds/0007-send-ravens.md", 7, None),
        ("birds/big/0007-send-ravens.md", 7, None),
        ("2024-05-06-send-ravens/README.md", None, "2024-05-06"),
        ("0007-send-ravens/index.md", 7, None),
        ("0007-отправить-воронов.md", 7, None),
        ("0007-発送.md", 7, None),
    ]
    forms = [Form(f"name, {name}", name, t, {"number": number, "date": date}) for name, number, date in rows]
    forms.append(Form("number in front matter", "ravens.md", "---\nid: 12\nstatus: draft\n---\n" + t, {"number": 12}))
    forms.append(Form("number in the title", "ravens.md", "# ADR-12: Ravens\n\nStatus: draft\n", {"number": 12}))
    return forms


def _links() -> list[Form]:
    t = "# 7. Send ravens\n\nDate: 2024-05-06\n\n"
    by, fwd = {"superseded_by": [NEW]}, {"supersedes": [OLD]}
    none: dict[str, list[str]] = {"superseded_by": [], "supersedes": []}
    rows: list[tuple[str, str, dict[str, Any]]] = [
        ("link", t + "## Status\n\nSuperseded by [42. Radio](0042-use-radio.md)\n", {**by, "status": "superseded"}),
        (
            "other spelling",
            t + "## Status\n\nSuperceded by [42. Radio](0042-use-radio.md)\n",
            {**by, "status": "superseded"},
        ),
        (
            "below accepted",
            t + "## Status\n\nAccepted\n\nSuperseded by [42](0042-use-radio.md)\n",
            {**by, "status": "superseded"},
        ),
        (
            "bullet below accepted",
            t + "## Status\n\nAccepted\n* Superseded by [ADR 42](0042-use-radio.md)\n",
            {**by, "status": "superseded"},
        ),
        ("without by", t + "## Status\n\n⌛️ Superseded [0042](0042-use-radio.md)\n", {**by, "status": "superseded"}),
        (
            "with a reason",
            t + "## Status\n\nSuperseded (as never built) by [ADR 42](/adr/42)\n",
            {**by, "status": "superseded"},
        ),
        (
            "after implemented",
            t + "## Status\n\nImplemented. Superseded by [ADR-42](./0042-use-radio.md).\n",
            {**by, "status": "superseded"},
        ),
        (
            "two at once",
            t + "## Status\n\nSuperseded by [ADR 42](/adr/42) and [ADR 1](/adr/1)\n",
            {"superseded_by": [NEW, OLD]},
        ),
        (
            "new side",
            t + "## Status\n\nAccepted\n\nSupersedes [1. Pigeons](0001-use-pigeons.md)\n",
            {**fwd, "status": "accepted"},
        ),
        (
            "new side, other spelling",
            t + "## Status\n\nAccepted\n\nSupercedes [1](0001-use-pigeons.md)\n",
            {**fwd, "status": "accepted"},
        ),
        ("in one line", t + "## Status\n\nAccepted, supersedes ADR-0001\n", {**fwd, "status": "accepted"}),
        ("bullet", t + "- Status: superseded by ADR-0042\n", {**by, "status": "superseded"}),
        ("field", t + "Status: Accepted\nSupersedes: ADR-0001\n", fwd),
        ("field with a dash", t + "Status: Superseded\nSuperseded-by: ADR-42\n", by),
        (
            "table",
            t + "| | |\n|---|---|\n| Supersedes | [pigeons](0001-use-pigeons.md) |\n| Superseded by: | N/A |\n",
            {**fwd, "superseded_by": []},
        ),
        ("nothing", t + "| | |\n|---|---|\n| Supersedes | N/A |\n| Superseded by: | none (retired) |\n", none),
        ("front matter", "---\nstatus: superseded by ADR-0042\n---\n" + t, {**by, "status": "superseded"}),
        ("front matter, link", "---\nstatus: superseded by [ADR-0042](0042-use-radio.md)\n---\n" + t, by),
        ("front matter, key", '---\nstatus: superseded\nsuperseded_by: ["0042"]\n---\n' + t, by),
        (
            "front matter, camel case",
            "---\nsupersededBy: ''\nsupersedes: 0001-use-pigeons.md\n---\n" + t,
            {**fwd, "superseded_by": []},
        ),
        ("front matter, block list", "---\nreplaces:\n  - 0001-use-pigeons.md\n---\n" + t, fwd),
        ("links section", t + "## Links\n\n- Supersedes [pigeons](0001-use-pigeons.md)\n", fwd),
        (
            "related section",
            t + "## Related\n\nSupersedes: ADR-0001\nReferences: ADR-0042\n",
            {**fwd, "superseded_by": []},
        ),
        ("in words", t + "This ADR was superseded by [ADR 42](./0042-use-radio.md).\n", {**by, "status": "superseded"}),
        (
            "as a heading",
            t + "## This ADR has been superseded by [radio](0042-use-radio.md)\n",
            {**by, "status": "superseded"},
        ),
        ("without extension", t + "## Status\n\nSuperseded by [radio](./0042-use-radio)\n", by),
        ("as HTML", t + "## Status\n\nSuperseded by [radio](0042-use-radio.html)\n", by),
        ("with an anchor", t + "## Status\n\nSuperseded by [radio](0042-use-radio.md#decision)\n", by),
        ("site route of the slug", t + "## Status\n\nSuperseded by [radio](/decisions/0042-use-radio/)\n", by),
        (
            "blob on a forge",
            t + "## Status\n\nSuperseded by [it](https://example.org/x/blob/main/adr/0042-use-radio.md)\n",
            by,
        ),
        ("a file that has another name now", t + "## Status\n\nSuperseded by [ADR 42](0042-use-wireless.md)\n", by),
        ("reference link", t + "## Status\n\nSuperseded by [radio][r]\n\n[r]: 0042-use-radio.md\n", by),
        ("short reference link", t + "## Status\n\nSuperseded by [ADR042]\n\n[ADR042]: 0042-use-radio.md\n", by),
        ("label without a target", t + "## Status\n\nSuperseded by [ADR 42]\n", by),
        ("escaped brackets", t + "## Status\n\nSuperseded by \\[ADR-42\\]\n", by),
        ("number, other padding", t + "## Status\n\nSuperseded by ADR-42\n", by),
        ("bare number", t + "- Status: superseded by 0042\n", by),
        ("file name", t + "- Status: superseded by 0042-use-radio.md\n", by),
        ("German", t + "## Status\n\nErsetzt durch [42](0042-use-radio.md)\n", {**by, "status": "superseded"}),
        ("French", t + "- Statut : remplacé par ADR-0042\n", {**by, "status": "superseded"}),
        ("Spanish", t + "- Estado: reemplazado por ADR-0042\n", {**by, "status": "superseded"}),
        ("Chinese", t + "## 状态\n\n已被 ADR-0042 取代\n", {**by, "status": "superseded"}),
        ("no successor", t + "## Status\n\nDeprecated (no superseding ADR)\n", {**none, "status": "deprecated"}),
        (
            "parts of it",
            t + "## Status\n\nImplemented. Parts of this were superseded by [ADR-42](0042-use-radio.md).\n",
            {**none, "status": "implemented"},
        ),
        ("partly", t + "## Status\n\nPartly superseded by [ADR-42](0042-use-radio.md)\n", none),
        ("some aspects", t + "Note: this ADR supersedes some aspects of [ADR-1](0001-use-pigeons.md).\n", none),
        ("in code", t + "```\nSupersedes: ADR-0001\n```\n", none),
        ("in prose", t + "## Context\n\nRadio replaces pigeons, says ADR 1.\n", none),
        ("elsewhere", t + "| | |\n|---|---|\n| Supersedes | https://example.org/pull/1 |\n", none),
        ("itself", t + "## Status\n\nSuperseded by [this](0007-send-ravens.md)\n", {"superseded_by": []}),
    ]
    return [Form(f"link, {name}", "0007-send-ravens.md", text, want) for name, text, want in rows]


def _markups() -> list[Form]:
    rst = ".. _ADR-7:\n\n7. Send ravens\n##############\n\n.. contents::\n   :local:\n\nStatus\n******\n\n**Accepted** 2024-05-06\n\nContext\n*******\n\nBirds.\n"
    over = "=============\nADR 7: Ravens\n=============\n\n:Status: Superseded by `Radio <0042-use-radio.rst>`_\n:Date: 2024-05-06\n\nContext\n-------\n"
    adoc = (
        "= ADR 7 - Send ravens\n:adr_status: Accepted\n:adr_date: 2024-05-06\n\n== Context\n\n----\n= Not this\n----\n"
    )
    table = "= [ADR-7] Send ravens\n\n|===\n|Status |Superseded by xref:0042-use-radio.adoc[Radio]\n|Date |2024-05-06\n|===\n\n== Context\n"
    section = "= 7. Send ravens\n\n// Status: draft\n\n== Status\n\nAccepted\n\n== Context\n"
    whole = {"title": "Send ravens", "status": "accepted", "date": "2024-05-06", "number": 7}
    return [
        Form("reStructuredText", "0007-send-ravens.rst", rst, whole),
        Form(
            "reStructuredText, fields",
            "0007-send-ravens.rst",
            over,
            {"title": "Ravens", "status": "superseded", "superseded_by": [NEW]},
        ),
        Form("AsciiDoc, attributes", "0007-send-ravens.adoc", adoc, whole),
        Form(
            "AsciiDoc, table",
            "0007-send-ravens.adoc",
            table,
            {"title": "Send ravens", "date": "2024-05-06", "superseded_by": [NEW]},
        ),
        Form("AsciiDoc, section", "0007-send-ravens.adoc", section, {"title": "Send ravens", "status": "accepted"}),
    ]


def _seen_in_the_wild() -> list[Form]:
    """Forms that a hunt through two hundred other logs brought up, each once misread."""
    t = "# 7. Send ravens\n\n"
    by: dict[str, Any] = {"status": "superseded", "superseded_by": [NEW], "supersedes": []}
    none: dict[str, Any] = {"superseded_by": [], "supersedes": []}
    name = "0007-send-ravens.md"
    radio = "[42. Use radio](0042-use-radio.md)"
    accepted = {"status": "accepted"}
    rows: list[tuple[str, str, str, dict[str, Any]]] = [
        (
            "status at the end of the title",
            name,
            "# ADR-7: Send ravens [ACCEPTED]\n\n## Context\n",
            {"title": "Send ravens", **accepted},
        ),
        (
            "supersession there",
            name,
            "# ADR-7: Send ravens [SUPERSEDED BY ADR-42]\n\n## Context\n",
            {"title": "Send ravens", **by},
        ),
        ("a picture before the number", name, "# ✅ ADR-0007: Send ravens\n\n## Context\n", {"title": "Send ravens"}),
        ("two pictures and a dot", name, "# ⚙️⚙️ 7. Send ravens\n\n## Context\n", {"title": "Send ravens"}),
        ("a picture and no number", name, "# ✅ Send ravens\n\n## Context\n", {"title": "✅ Send ravens"}),
        ("a point in time", name, f"# 7. Send ravens\n\n## Status\n\nAt this point superseded by {radio}\n", by),
        (
            "a point that was superseded",
            name,
            "# 7. Send ravens\n\n## Status\n\nVedtatt; punkt 3 er erstattet av [42](0042-use-radio.md)\n",
            {**accepted, **none},
        ),
        (
            "brackets that are no status",
            name,
            "# 7. Send ravens [draft mode]\n\n## Status\n\nAccepted\n",
            {"title": "Send ravens [draft mode]", **accepted},
        ),
        (
            "fields of a directive",
            "0007-send-ravens.rst",
            "7. Send ravens\n==============\n\n.. adr::\n   :status: Superseded\n   :date: 2024-05-06\n   :superseded-by: 0042-use-radio\n\nContext\n-------\n",
            {**by, "date": "2024-05-06"},
        ),
        (
            "dashes in a partial one",
            name,
            t + "## Status\n\npartially-superseded-by ADR-0042 (the small birds)\n",
            {"status": "partly superseded", **none},
        ),
        (
            "footer",
            name,
            t + "## Decision\n\nRavens.\n\n## Links\n\n- none\n\n---\n\n**Date**: 2024-05-06\n**Author**: the crew\n",
            {"date": "2024-05-06"},
        ),
        (
            "footer in emphasis",
            name,
            t + "## Decision\n\nRavens.\n\n---\n\n_Date: 2024-05-06_\n",
            {"date": "2024-05-06"},
        ),
        (
            "a row for both directions",
            name,
            t
            + "| | |\n|---|---|\n| **Status** | Superseded |\n| **Supersedes / Superseded by** | **Superseded by [ADR-42](./0042-use-radio.md)** |\n",
            by,
        ),
        (
            "a row for both, forward",
            name,
            t
            + "| | |\n|---|---|\n| **Status** | Accepted |\n| **Supersedes / Superseded by** | Supersedes [ADR-1](0001-use-pigeons.md) |\n",
            {"supersedes": [OLD], "superseded_by": [], **accepted},
        ),
        ("a wrapped remark", name, t + "## Status\n\nAccepted (the older plan was\nrejected in June).\n", accepted),
        (
            "a wrapped remark after the successor",
            name,
            t + f"## Status\n\nSuperseded by {radio} (the older plan was\nrejected in June).\n",
            by,
        ),
        (
            "a paragraph after the status",
            name,
            t + "## Status\n\naccepted\n\nThe first change went in after a\nreview. Both birds read one value.\n",
            accepted,
        ),
        (
            "an amendment below",
            name,
            t + "## Status\n\naccepted\n\n**Amended 2024-08-01** (same day): smaller birds\n",
            accepted,
        ),
        (
            "a badge with its own text",
            name,
            t + "## Status\n\n[![Generic badge](https://badgen.net/badge/ADR/approved/green/)](https://x.example)\n",
            accepted,
        ),
        (
            "a badge of another kind",
            name,
            t + "## Status\n\n![Generic badge](https://badgen.net/badge/build/passing/green/)\n",
            {"status": None},
        ),
        ("a component", name, t + "## Status\n\n<adr-status status='accepted'></adr-status>\n", accepted),
        (
            "a section for the title",
            name,
            "## Title\n\nSend ravens\n\n## Status\n\nAccepted\n",
            {"title": "Send ravens", **accepted},
        ),
        (
            "a section for the title, others below",
            name,
            "## Title\n\nSend ravens\n\n## Status\n\nAccepted\n\n## Context\n\nFar.\n\n### One more\n",
            {"title": "Send ravens", **accepted},
        ),
        (
            "a title that underlines lack",
            "0007-send-ravens.rst",
            "7. Send ravens\n\nDate: 2024-05-06\n\nStatus\n------\n\nAccepted\n",
            {"title": "Send ravens", **accepted},
        ),
        (
            "another word and a date",
            name,
            t + "## Status\n\nInvalidated on 2024-05-06.\n",
            {"status": "invalidated", "date": "2024-05-06"},
        ),
        ("by, with a colon", name, t + f"## Status\n\nSuperseded by: {radio}\n", by),
        (
            "a value before its choices",
            name,
            t + "* Status: Proposed [Proposed, Accepted, Rejected]\n\n## Context\n",
            {"status": "proposed"},
        ),
        (
            "a date before by",
            name,
            t + f"Date: 2024-05-06\nSuperseded: 2024-06-07 by {radio}\n\n## Context\n",
            {"superseded_by": [NEW], "date": "2024-05-06"},
        ),
        (
            "a row with the word alone",
            name,
            t + "| | |\n|---|---|\n| Superseded | [2024-02-02 Radio](0042-use-radio.md) |\n\n## Context\n",
            by,
        ),
        (
            "rejected in favour of",
            name,
            t + f"## Status\n\nRejected in favour of {radio}\n",
            {"status": "rejected", "superseded_by": [NEW]},
        ),
        (
            "a tracking link after it",
            name,
            t + "## Status\n\nAccepted. Tracking issue: [#28](https://x.example/28)\n",
            accepted,
        ),
        (
            "a heading that only begins so",
            name,
            t + "* Status: proposed\n\n## Context\n\n### Current status: no cache\n",
            {"status": "proposed"},
        ),
        (
            "two languages",
            name,
            t + "## 状态 (Status)\n\nAccepted\n\n## 日期 (Date)\n\n2024-05-06\n",
            {"date": "2024-05-06", **accepted},
        ),
        ("two languages, turned", name, t + "## Status (状态)\n\nAccepted\n", accepted),
        ("a wide colon", name, t + "Status：Accepted\n\n## Context\n", accepted),
        (
            "supersedes nothing",
            name,
            t
            + "## Status\n\nAccepted\n\n## References\n\n- `ADR-0001` - pigeons\n  and their food\n  (supersedes nothing there)\n",
            {**accepted, **none},
        ),
        ("a damaged date", name, t + "Last Modified: 2023-07-2i\n\n## Context\n", {"date": None}),
        (
            "two states in a cell",
            name,
            t + "| Field | Value |\n|---|---|\n| Status | Proposed on 2024-05-01, Accepted on 2024-05-06 |\n",
            {"date": "2024-05-06", **accepted},
        ),
        (
            "no space after the hash",
            name,
            "#7. Send ravens\n\nStatus: accepted\n",
            {"title": "Send ravens", **accepted},
        ),
        (
            "a later heading",
            name,
            "## Status\n\naccepted\n\n### How the birds are fed\n\nWell.\n",
            {"title": None, **accepted},
        ),
        ("number as letters", name, "# ADR-nnn: Send ravens\n\nStatus: accepted\n", {"title": "Send ravens"}),
        (
            "an escaped number",
            "0007-send-ravens.rst",
            "\\0007 Send ravens\n==================\n\nStatus\n------\n\nAccepted\n",
            {"title": "Send ravens", **accepted},
        ),
        ("undecided in brackets", name, t + "Status: [undecided]\n\n## Context\n", {"status": "undecided"}),
        (
            "a remark with a slash",
            name,
            t + "- **Status:** Proposed · **Implemented in 0.12** (#258/#259)\n\n## Context\n",
            {"status": "proposed"},
        ),
        ("an arrow", name, t + "Status: Draft -> Accepted\n\n## Context\n", accepted),
        ("prefix alone", name, "# ADR: Send ravens\n\nStatus: accepted\n", {"title": "Send ravens"}),
        (
            "prefix alone, in words",
            name,
            "# Architectural Decision Record: Send ravens\n\nStatus: accepted\n",
            {"title": "Send ravens"},
        ),
        (
            "prefix alone, front matter",
            name,
            '---\ntitle: "ADR: Send ravens"\nstatus: accepted\n---\n',
            {"title": "Send ravens"},
        ),
        ("introduced", name, t + "Introduced: 2024-05-06\n\n## Context\n", {"date": "2024-05-06"}),
        (
            "deprecated by",
            name,
            t + f"## Status\n\nDeprecated by {radio}\n",
            {"status": "deprecated", "superseded_by": [NEW]},
        ),
        (
            "only choices",
            name,
            t + "- Status: Proposed | Accepted | Superseded by ADR-XXXX\n\n## Context\n",
            {"status": None},
        ),
        (
            "choices with a link",
            name,
            t + "Status: [draft | proposed | superseded by [xxx](yyyymmdd-xxx.md)]\n\n## Context\n",
            {"status": None},
        ),
        (
            "status before the title",
            name,
            "# Draft: Send ravens\n\n## Context\n",
            {"status": "draft", "title": "Send ravens"},
        ),
        (
            "a title that begins so",
            name,
            "# 7. Draft: Send ravens\n\n## Status\n\nAccepted\n",
            {"title": "Draft: Send ravens", **accepted},
        ),
        ("a number in German", name, "# Entscheidung 7 – Send ravens\n\nStatus: accepted\n", {"title": "Send ravens"}),
        ("a dot in the middle", name, "# 0007 · Send ravens\n\nStatus: accepted\n", {"title": "Send ravens"}),
        (
            "a figure behind a date",
            "20240506-7-ravens.md",
            "# Seven ravens\n\nStatus: accepted\n",
            {"number": None, "date": "2024-05-06"},
        ),
        ("a name that moved", name, t + "## Status\n\nSuperseded by [41. Use radio](0041-use-radio.md)\n", by),
        ("no marks on the letters", name, t + "## Status\n\nPrijato\n", accepted),
    ]
    return [Form(f"wild, {what}", file, text, facts) for what, file, text, facts in rows]


FORMS = [*_titles(), *_statuses(), *_dates(), *_names(), *_links(), *_markups(), *_seen_in_the_wild()]

# Files that lie in logs and are no records.
STRAYS = [
    "index.md", "INDEX.md", "adr-template.md", "template.md", "TEMPLATE.md", "0000-template.md", "adr-0000-template.md",
    "ADR-nnn_Any_Decision_Record_Template.md", "ADRXXX-architecture-decision-record-template.md", "000-index.md",
    "0000-template.fr.md", "0000-template.ja.md", "0000-adr-template-de.md", "0000-modele-adr.md", "AGENTS.md", "CLAUDE.md", "CONTRIBUTING.md", "toc.md", "0001-diagram.png", "notes.txt", ".0005-hidden.md",
    ".git/0006-x.md", "node_modules/0007-x.md", "assets/0008-x.md", "templates/0009-x.md", "2024-05-06-topic/notes.md",
]  # fmt: skip
