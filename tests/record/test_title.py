"""The title, and the number that leads it: docs/reading.md, "Which title counts"."""

import pytest

from tests.adr.logs import adr_py

from .reading import facts

BODY = "\n\n## Status\n\nAccepted\n\n## Context\n\nText.\n"

# A heading, the number of the file -> the title without a number, and the number that led it.
LEADS: list[tuple[str, int | None, str, int | None]] = [
    ("Use ravens", 7, "Use ravens", None),
    ("7. Use ravens", 7, "Use ravens", 7),
    ("7. Use ravens", None, "Use ravens", 7),
    ("0007. Use ravens", None, "Use ravens", 7),
    ("7.Use ravens", 7, "Use ravens", 7),
    ("7: Use ravens", 7, "Use ravens", 7),
    ("7) Use ravens", 7, "Use ravens", 7),
    ("7 - Use ravens", 7, "Use ravens", 7),
    ("7 – Use ravens", 7, "Use ravens", 7),
    ("7 — Use ravens", 7, "Use ravens", 7),
    ("#7 Use ravens", 7, "Use ravens", 7),
    ("[7] Use ravens", 7, "Use ravens", 7),
    ("(7) Use ravens", 7, "Use ravens", 7),
    ("7 Use ravens", 7, "Use ravens", 7),
    ("7 ravens", 8, "7 ravens", None),
    ("7 ravens", None, "7 ravens", None),
    ("ADR-0007: Use ravens", 7, "Use ravens", 7),
    ("ADR-0007: Use ravens", None, "Use ravens", 7),
    ("ADR 7: Use ravens", 7, "Use ravens", 7),
    ("ADR7: Use ravens", 7, "Use ravens", 7),
    ("ADR #7: Use ravens", 7, "Use ravens", 7),
    ("ADR No. 7: Use ravens", 7, "Use ravens", 7),
    ("ADR-7 Use ravens", 7, "Use ravens", 7),
    ("ADR-7 - Use ravens", 7, "Use ravens", 7),
    ("[ADR-7] Use ravens", 7, "Use ravens", 7),
    ("ADR/7: Use ravens", 7, "Use ravens", 7),
    ("adr-7: Use ravens", 7, "Use ravens", 7),
    ("Architecture Decision Record 7: Use ravens", 7, "Use ravens", 7),
    ("Decision Record 7: Use ravens", 7, "Use ravens", 7),
    ("RFC 7: Use ravens", 7, "Use ravens", 7),
    ("Acme RFC 0007: Use ravens", 7, "Use ravens", 7),
    ("Acme RFC 0007: Use ravens", 8, "Acme RFC 0007: Use ravens", None),
    ("Follow RFC 7 everywhere", 7, "Follow RFC 7 everywhere", None),
    ("PAY-ADR-7: Use ravens", 7, "Use ravens", 7),
    ("ADR-0007-use-ravens: Use ravens", 7, "Use ravens", 7),
    ("ADR: Use ravens", 7, "Use ravens", None),
    ("ADR-NNN: Use ravens", 7, "Use ravens", None),
    ("ADR-XXXX: Use ravens", 7, "Use ravens", None),
    ("N. Use ravens", 7, "Use ravens", None),
    ("ADR: 7. Use ravens", 7, "Use ravens", 7),
    ("ADR:Use ravens", 7, "ADR:Use ravens", None),
    ("✅ 7. Use ravens", 7, "Use ravens", 7),
    ("✅ Use ravens", 7, "✅ Use ravens", None),
    ("✅ Use 7 ravens", 7, "✅ Use 7 ravens", None),
    ("0007-use-ravens", 7, "use-ravens", 7),
    ("0007-Use ravens", 7, "Use ravens", 7),
    ("adr-0007-use-ravens", 7, "use-ravens", 7),
    ("7-use-ravens", 8, "7-use-ravens", None),
    ("7-day retention", 7, "7-day retention", None),
    ("Use ravens - ADR 7", 7, "Use ravens", 7),
    ("Use ravens (ADR-0007)", 7, "Use ravens", 7),
    ("Use ravens, ADR 7", 7, "Use ravens", 7),
    ("Use ravens [ADR 7]", 7, "Use ravens", 7),
    ("Use ravens - ADR 8", 7, "Use ravens - ADR 8", None),
    ("Use ravens - ADR 7", None, "Use ravens - ADR 7", None),
    ("1.2 is the version to use", 1, "1.2 is the version to use", None),
    ("2024. A year", 7, "A year", 2024),
    ("Use 7 ravens", 7, "Use 7 ravens", None),
    ("IPv6: everywhere", 6, "IPv6: everywhere", None),
    ("7.", 7, "7.", None),
    ("7", 7, "7", None),
    ("\\7. Use ravens", 7, "Use ravens", 7),
    ("7\\. Use ravens", 7, "7\\. Use ravens", None),  # so a title is written that begins like a number
]


@pytest.mark.parametrize(("title", "number", "text", "found"), LEADS)
def test_the_number_that_leads_a_title(title: str, number: int | None, text: str, found: int | None) -> None:
    assert adr_py.split_title(title, number) == (text, found)


@pytest.mark.parametrize(
    ("title", "number", "sure"),
    [
        ("7. Use ravens", 7, True),
        ("ADR-7: Use ravens", None, True),
        ("S3: Buckets", None, False),  # may be a service
        ("S03: Buckets", None, True),  # no service is called so
        ("HTTP 2 - everywhere", 2, False),
        ("[S3] Buckets", None, True),
        ("7 ravens", 7, False),
    ],
)
def test_whether_the_number_is_surely_that_of_the_record(title: str, number: int | None, sure: bool) -> None:
    lead = adr_py.title_lead(title, number)
    assert (lead.number is not None, lead.sure) == (True, sure)


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("# Use ravens", "Use ravens"),
        ("# Use ravens #", "Use ravens"),
        ("#   Use   ravens", "Use ravens"),
        ("   # Use ravens", "Use ravens"),
        ("# **Use ravens**", "**Use ravens**"),
        ("# **1. Use ravens**", "Use ravens"),
        ("# [1. Use ravens](https://example.org)", "Use ravens"),
        ("# 'ADR 1 - Use ravens'", "Use ravens"),
        ('# "ADR 1: Use ravens"', "Use ravens"),
        ("# 'Use ravens'", "'Use ravens'"),
        ("# [Use ravens](https://example.org)", "Use ravens"),
        ("# Use [ravens](https://example.org)", "Use [ravens](https://example.org)"),
        ("# `1` Use ravens", "Use ravens"),
        ("# `ADR-1`: Use ravens", "Use ravens"),
        ('# <a name="x"></a> Use ravens', "Use ravens"),
        ('# <a id="x">Use ravens</a>', "Use ravens"),
        ('# <span id="x"></span>Use ravens', "Use ravens"),
        ("# Use ravens {#x}", "Use ravens"),
        ("# 1\\. Use ravens", "1. Use ravens"),
        ("# Use \\[ravens\\]", "Use [ravens]"),
        ("# Use C\\#", "Use C#"),
        ("# [short title]", None),
        ("# {title}", None),
        ("# <title>", None),
        ("# 1. [title]", None),
        ("# (_title_)", None),
        ("# (title)", "(title)"),
        ("Use ravens\n==========", "Use ravens"),
        ("<h1>Use ravens</h1>", "Use ravens"),
        ('<h1 align="center"> Use ravens </h1>', "Use ravens"),
        ("# Use ravens [ACCEPTED]", "Use ravens [ACCEPTED]"),  # the section states the status
        ("#1. Use ravens", "Use ravens"),
        ("## Use ravens", "Use ravens"),
    ],
)
def test_what_of_a_heading_is_the_title(heading: str, title: str | None) -> None:
    assert facts(heading + BODY)["title"] == title


@pytest.mark.parametrize(
    ("heading", "title", "status"),
    [
        ("Use ravens [ACCEPTED]", "Use ravens", "accepted"),
        ("Use ravens [rejected - too loud]", "Use ravens", "rejected"),
        ("Use ravens [Superseded by ADR 2]", "Use ravens", "superseded"),
        ("Use ravens [and doves]", "Use ravens [and doves]", None),
        ("Use ravens (superseded by [ADR 2](0002-b.md))", "Use ravens", "superseded"),
        ("Use ravens (Withdrawn)", "Use ravens", "withdrawn"),
        ("Use ravens (accepted)", "Use ravens", "accepted"),
        ("Use ravens (DRAFT)", "Use ravens", "draft"),
        ("Use ravens (accepted 2024-05-06)", "Use ravens", "accepted"),
        ("Ravens' nests (active)", "Ravens' nests (active)", None),
        ("Move to ravens (done)", "Move to ravens (done)", None),
        ("Old ravens (retired)", "Old ravens (retired)", None),
        ("Flights (on hold)", "Flights (on hold)", None),
        ("Nests (open)", "Nests (open)", None),
        ("Answers of a raven (accepted, rejected)", "Answers of a raven (accepted, rejected)", None),
        ("Answers of a raven (accepted/rejected)", "Answers of a raven (accepted/rejected)", None),
        ("Answers of a raven (accepted: it flies)", "Answers of a raven (accepted: it flies)", None),
        ("Use ravens (replaces ADR 2)", "Use ravens (replaces ADR 2)", None),
        ("Use ravens (and doves)", "Use ravens (and doves)", None),
        ("Use ravens (see [ADR 2](0002-b.md))", "Use ravens (see [ADR 2](0002-b.md))", None),
        ("Draft: Use ravens", "Use ravens", "draft"),
        ("REJECTED: Use ravens", "Use ravens", "rejected"),
        ("rejected: Use ravens", "rejected: Use ravens", None),
        ("Ravens: Use them", "Ravens: Use them", None),
        ("Draft: ", "Draft:", None),
    ],
)
def test_a_status_that_only_the_title_states(heading: str, title: str, status: str | None) -> None:
    read = facts(f"# {heading}\n\n## Context\n\nText.\n")
    assert (read["title"], read["status"]) == (title, status)


@pytest.mark.parametrize(
    ("text", "title", "reader"),
    [
        ("---\ntitle: A\n---\n# B", "B", "title"),
        ("---\ntitle: A\n---\n## B", "A", "front matter"),
        ("---\ntitle: A\n---\n# Architecture Decision Record", "A", "front matter"),
        ("---\ntitle: A\n---\n# B\n\n# C\n\n# D", "A", "front matter"),
        ("# B\n\n# C\n\n# D", "B", "title"),
        ("---\ntitle: A\n---\n\nText.", "A", "front matter"),
        ("## Title\n\nA\n", "A", "section"),
        ("# B\n\n## Title\n\nA\n", "B", "title"),
        ("---\ntitle: '  A   b '\n---\n\nText.", "A b", "front matter"),
        ("---\ntitle: [A]\n---\n# B", "B", "title"),
        ("Title: A\n\n# B", "A", "line"),
        ("ADR: 1\nTitle: A\nAuthor: someone\n\n## Reasons\n\nText.", "A", "line"),
        ("# B\n\nTitle: A", "B", "title"),
        ("Title: `A`\n\n# B", "A", "line"),
        ("Title: `A` and `b`\n\n# B", "`A` and `b`", "line"),
        ("Title: <title>\n\n# B", "B", "title"),
        ("Title: {short title}\n\n# B", "B", "title"),
        ("Title: [title]\n\n# B", "B", "title"),
        ("Title: TBD\n\n# B", "B", "title"),
        ("Title: N/A\n\n# B", "B", "title"),
        ("Title: -\n\n# B", "B", "title"),
        ("Title:\n\n# B", "B", "title"),
        ("* Name: someone\n* Title: Head of acme\n\n# B", "B", "title"),
        ("* Name: someone\n* Title: Head of acme\n\nTitle: A\n\n# B", "A", "line"),
        ("* Title: A\n\n## B", "A", "bullet"),
        ("---\ntitle: A\n---\nTitle: C\n\nText.", "A", "front matter"),
        ("Author: someone\n****\nADR 1: A\n----\n\nReasons\n=======\n\nText.\n\n## B", "A", "title"),
        ("# Rules\n\nText.\n\nADR 1: A\n----\n", "Rules", "title"),
    ],
)
def test_which_of_several_titles_counts(text: str, title: str, reader: str) -> None:
    read = facts(text + BODY)
    assert (read["title"], read["title reader"]) == (title, reader)


@pytest.mark.parametrize(
    ("line", "below", "title"),
    [
        ("ADR 2: Use ravens", "Text.", "Use ravens"),
        ("2. Use ravens", "Text.", "Use ravens"),
        ("[ADR-2] Use ravens", "Text.", "Use ravens"),
        ("Use ravens - ADR 2", "Text.", "Use ravens"),
        ("ADR 2: Use ravens", "# Context\n\nText.", "Use ravens"),
        ("ADR 2: Use ravens", "# Use doves", "Use doves"),
        ("ADR 2 | Accepted", "# Use ravens", "Use ravens"),
        ("ADR 2 | Accepted", "Text.", None),
        ("2 ravens are here", "# Use ravens", "Use ravens"),
        ("2 ravens are here", "Text.", None),
    ],
)
def test_an_underlined_line_is_the_title_only_where_the_number_stands_apart_and_no_heading_follows(
    line: str, below: str, title: str | None
) -> None:
    text = f"{line}\n---\n\n{below}\n\n## Context\n\nText.\n"
    assert facts(text, "0002-a.md")["title"] == title


@pytest.mark.parametrize(
    ("text", "title", "status"),
    [
        ("# Accepted\n\nUse ravens\n\n## Status\n\nRejected", "Accepted", "rejected"),
        ("# Rejected\n\n- Status: Proposed", "Rejected", "proposed"),
        ("---\nstatus: draft\n---\n# Accepted", "Accepted", "draft"),
        ("# Superseded!\n\n- Status: Accepted\n\n# Use ravens", "Use ravens", "superseded"),
    ],
)
def test_a_first_heading_is_a_banner_above_a_stated_status_only_where_it_says_out_of_force(
    text: str, title: str, status: str
) -> None:
    read = facts(text + "\n\n## Context\n\nText.\n")
    assert (read["title"], read["status"]) == (title, status)


@pytest.mark.parametrize(
    ("file", "text", "number"),
    [
        ("0007-a.md", "# 8. Use ravens", 7),
        ("use-ravens.md", "# 8. Use ravens", 8),
        ("use-ravens.md", "# Use ravens\n\nNumber: 9", 9),
        ("use-ravens.md", "# 8. Use ravens\n\nNumber: ADR-9", 9),
        ("use-ravens.md", "# Use ravens", None),
        ("use-ravens.md", "# 100000. Use ravens", None),
        ("use-ravens.md", "# 99999. Use ravens", 99999),
        ("2024-05-06-use-ravens.md", "# 8. Use ravens", None),
        ("use-ravens.md", "---\nid: 9\n---\n# Use ravens", 9),
        ("0007/README.md", "# Use ravens", 7),
        ("0007-use-ravens/index.md", "# Use ravens", 7),
    ],
)
def test_which_number_counts(file: str, text: str, number: int | None) -> None:
    assert facts(text + BODY, file)["number"] == number


@pytest.mark.parametrize(
    ("heading", "file", "title", "status"),
    [
        ("Superseded!", "0001-a.md", None, "superseded"),
        ("Withdrawn", "0001-a.md", None, "withdrawn"),
        ("Superseded", "0001-superseded.md", "Superseded", None),
        ("Review", "0001-a.md", "Review", None),
    ],
)
def test_a_first_heading_that_says_a_status_alone_is_no_title(
    heading: str, file: str, title: str | None, status: str | None
) -> None:
    read = facts(f"# {heading}\n\nThis record is superseded by [ADR 2](0002-b.md).\n\n# Summary\n\nText.\n", file)
    assert read["title"] == title
    assert read["superseded_by"] == ["0002-b.md"]
    assert status is None or (read["status"], read["status reader"]) == (status, "heading")
