# ruff: noqa: E501 - tables: a row is a line
"""What a reader sees of a text, names as they are compared, and how entries of a baseline are written."""

import json
import re

import pytest

from tests.adr.logs import WORDS, adr_py


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a  b\nc", "a b c"),
        ("[a](b.md)", "a"),
        ("[a](<b c.md>)", "a"),
        ('[a](b.md "t")', "a «t»"),
        ("[a](b.md 't') c", "a «t» c"),
        ("[a [b](c.md) d](e.md)", "[a b d](e.md)"),  # no link stands in a link
        ("\\[a](b.md)", "\\[a](b.md)"),
        ("`[a](b.md)`", "`[a](b.md)`"),
        ("`a` [b](c.md) `d`", "`a` b `d`"),
        ("[a][b]", "a"),
        ("[b]", "b"),
        ("[B][]", "B"),
        ("[c]", "[c]"),
        ("<https://example.org>", "https://example.org"),
        ('<a href="b">c</a>', "<a href>c</a>"),
        ('<img src="x/a.png?b">', "<img src=a.png>"),
        ("_a_ __b__ c_d", "*a* **b** c_d"),
        ("![a](x/b.png)", "![a](x/b.png)"),
        ("![a](b.png)", "![a](b.png)"),
    ],
)
def test_the_words_of_a_block(text: str, shown: str) -> None:
    """A picture is held with its words and its file, wherever that lies."""
    got = adr_py.words_shown(text, {"b": "c.md"})
    if text.startswith("!"):
        assert got == adr_py.words_shown(text.replace("x/", "y/"), {})
        assert got != adr_py.words_shown(text.replace("b.png", "c.png"), {})
        assert got != adr_py.words_shown(text.replace("[a]", "[d]"), {})
        assert "a" in got
    else:
        assert got == shown


def test_an_address_of_a_picture_is_held_whole() -> None:
    one, other = (adr_py.words_shown(f"![a](https://example.org/{path}/b.png)", {}) for path in "xy")
    assert one != other


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("ADR-0007: Use a Queue", "adr 7 use a queue"),
        ("use_a_queue", "use a queue"),
        ("000", "0"),
        ("", ""),
        ("Ärger!", "ärger"),
    ],
)
def test_a_name_as_it_is_compared(text: str, spoken: str) -> None:
    assert adr_py.spoken(text) == spoken


@pytest.mark.parametrize(
    ("numbers", "spans"),
    [
        ([1, 2, 3, 5], "1-3, 5"),
        ([5, 1], "1, 5"),
        ([1, 2], "1-2"),
        ([7], "7"),
        ([], ""),
        ([1, 3, 4, 9, 10], "1, 3-4, 9-10"),
    ],
)
def test_numbers_as_spans(numbers: list[int], spans: str) -> None:
    assert adr_py.as_spans(numbers) == spans
    assert not spans or adr_py.in_spans(spans) == sorted(numbers)


@pytest.mark.parametrize("text", ["", "a", "1-", "1,2", "1 - 2", "-1", "1-100001"])
def test_what_are_no_spans(text: str) -> None:
    with pytest.raises(ValueError, match="its records"):
        adr_py.in_spans(text)


def test_as_many_numbers_as_a_log_may_have() -> None:
    assert len(adr_py.in_spans("1-100000")) == 100_000
    assert len(adr_py.in_spans("1-50000, 50001-100000")) == 100_000


@pytest.mark.parametrize(
    ("file", "place"),
    [
        ("0007-a.md", ("", 7)),
        ("x/0007-a.md", ("x", 7)),
        ("x/0007-a/README.md", ("x", 7)),
        ("0007-a/index.md", ("", 7)),
        ("2024-05-06-a.md", ("", 20240506)),
        ("a.md", None),
        ("README.md", None),
    ],
)
def test_where_a_record_is_counted(file: str, place: tuple[str, int] | None) -> None:
    assert adr_py.place_of_record(file) == place


FILES = ["0001-a.md", "0002-b.md", "0003-c.md", "0003-d.md", "x/0001-e.md", "f.md"]


@pytest.mark.parametrize(
    ("files", "rows"),
    [
        (["0001-a.md"], [{"rule": "r", "file": "0001-a.md"}]),
        (["0001-a.md", "0002-b.md"], [{"rule": "r", "records": "1-2"}]),
        (["0001-a.md", "0003-c.md"], [{"rule": "r", "file": "0001-a.md"}, {"rule": "r", "file": "0003-c.md"}]),
        (["0001-a.md", "0003-c.md", "0003-d.md"], [{"rule": "r", "records": "1, 3"}]),
        (["0001-a.md", "x/0001-e.md"], [{"rule": "r", "file": "0001-a.md"}, {"rule": "r", "file": "x/0001-e.md"}]),
        (["0001-a.md", "0002-b.md", "f.md"], [{"rule": "r", "records": "1-2"}, {"rule": "r", "file": "f.md"}]),
        ([], []),
    ],
)
def test_what_many_records_share_is_one_entry(files: list[str], rows: list[dict[str, str]]) -> None:
    keys = [("r", file, "") for file in files]
    entries = adr_py.gathered(keys, FILES)
    assert [adr_py.as_row(entry) for entry in entries] == rows
    read = adr_py.entries(json.dumps({"faults": rows}).encode())
    assert adr_py.held(read, FILES) == set(keys)


def test_an_entry_has_its_folder_and_its_subject() -> None:
    keys = [("r", file, "s") for file in ("x/0001-a.md", "x/0002-b.md")]
    (entry,) = adr_py.gathered(keys, [file for _, file, _ in keys])
    assert adr_py.as_row(entry) == {"rule": "r", "folder": "x", "records": "1-2", "subject": "s"}
    # A number that no file has any more stands for itself, so that it is told as stale.
    assert adr_py.held([entry], ["x/0001-a.md"]) == {("r", "x/0001-a.md", "s"), ("r", "x/2", "s")}


@pytest.mark.parametrize(
    "row", [{"rule": 1, "file": "a"}, {"rule": "r", "file": 1}, {"rule": "r", "file": "a", "subject": 1}]
)
def test_an_entry_of_other_kinds_is_none(row: dict[str, object]) -> None:
    with pytest.raises(TypeError):
        adr_py.entries(json.dumps({"faults": [row]}).encode())


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("<!-- adr-ignore: a -->", {"a"}),
        ("<!-- adr-ignore: a, b -->", {"a", "b"}),
        ("<!-- adr-ignore: a -->\n<!-- adr-ignore: b -->", {"a", "b"}),
        ("<!--adr-ignore:a-->", {"a"}),
        ("<!-- adr-ignore: a-b, c-->", {"a-b", "c"}),
        ("<!-- adr-ignore: a -- why -->", {"a"}),
        ("<!-- adr-ignore: a,\n  b -- why -- and why else -->", {"a", "b"}),
        ("<!-- adr-ignore: a -- " + "w" * 900 + " -->", {"a"}),
        ("<!-- adr-ignore: a -- " + "w" * 5000 + " -->", {"a"}),
        ("<!-- adr-ignore: -->", set()),
        ("<!-- adr-ignore: a", set()),
        ("<!-- adr-ignore a -->", set()),
        ("words", set()),
    ],
)
def test_the_rules_that_a_comment_switches_off(text: str, rules: set[str]) -> None:
    assert adr_py.ignored_rules(text) == rules


def frozen(text: str) -> str:
    return str(adr_py.frozen_text(text, "0001-a.md", WORDS, adr_py.Names()))


HELD = "# 1. Use a queue\n\n{}\n\n## Context\n\n{}\n"
PLAIN = frozen(HELD.format("Status: Accepted", "Text of it."))


@pytest.mark.parametrize(
    ("head", "text"),
    [
        ("Status: Deprecated", "Text of it."),
        ("Status: accepted on 2024-05-06", "Text of it."),
        ("Status: Accepted", "Text\nof it."),
        ("Status: Accepted\n\nDate: 2024-05-06", "Text of it."),
        ("Status: Accepted\n\nTags: a, b", "Text of it."),
        ("Status: Accepted\n\nApplies to: `src/**`", "Text of it."),
        ("Status: Accepted\n\nReview by: 2027-01-02", "Text of it."),
        ("Status: Accepted", "[Text](a.md) of it."),
    ],
)
def test_what_of_an_accepted_record_may_change(head: str, text: str) -> None:
    assert frozen(HELD.format(head, text)) == PLAIN


@pytest.mark.parametrize(
    ("head", "text"),
    [
        ("Status: Accepted", "Text of them."),
        ("Status: Accepted", "Text of it. More."),
        ("Status: Accepted", "Text of it.\n\nMore."),
        ("Status: Accepted", "- Text of it."),
        ("Status: Accepted", "> Text of it."),
        ("Status: Accepted", "    Text of it."),
        ("Status: Accepted", "```\nText of it.\n```"),
        ("Status: Accepted", "### Text of it."),
        ("Status: Accepted", "![Text](a.png) of it."),
        ("Status: Accepted", "**Text** of it."),
        ("Status: Accepted", "<!-- Text of it. -->"),
        ("Status: Accepted", "Text of it.\n\n## More\n\nx"),
        ("Status: Accepted\n\nOwner: nobody", "Text of it."),
        ("Status: Accepted\n\nTags: a b c", "Text of it."),
        ("Status: Accepted\n\nSome words.", "Text of it."),
        ("Status: Accepted", "| Text | of it. |\n| --- | --- |"),
    ],
)
def test_what_of_an_accepted_record_may_not_change(head: str, text: str) -> None:
    assert frozen(HELD.format(head, text)) != PLAIN


SIGNS = ["\0", *(chr(code) for code in range(0xE000, 0xE007)), "\U000e0f00", "\U000e0f01"]
MARKED = [
    "~~a~~",
    "*a*",
    "__a__",
    "&lt;",
    "`a`",
    "<b>",
    "\\\\*",
    "![a](b.png)",
    "a\\\nb",
    "- a",
    "### a",
    "| a | b |",
    "[a]",
]


@pytest.mark.parametrize("sign", SIGNS, ids=ascii)
@pytest.mark.parametrize("beside", ["", "`code` "], ids=["alone", "beside code"])
def test_a_sign_that_is_put_in_anywhere_is_seen(sign: str, beside: str) -> None:
    """Also one that the checker uses itself; and one of these is not another."""
    for mark in MARKED:
        was = frozen(HELD.format("Status: Accepted", beside + mark))
        held = {
            frozen(HELD.format("Status: Accepted", beside + mark[:at] + other + mark[at:]))
            for at in range(len(mark) + 1)
            for other in {sign, sign * 2}
        }
        assert was not in held, mark
        assert len(held) == 2 * (len(mark) + 1), mark


@pytest.mark.parametrize(
    "mark", ["![a](b.png)", '![a](b.png "t")', "a <!-- c --> b", "a\\\nb", "`a` b", "| a | b |", "[a](b) c"]
)
def test_nothing_is_written_as_the_checker_holds_it(mark: str) -> None:
    """A mark, and what the checker makes of it where that has a sign that it put in."""
    was = frozen(HELD.format("Status: Accepted", mark))
    made = {adr_py.words_shown(adr_py.without_comments(mark), {}), was.rpartition("\n")[2].partition(" ")[2]} - {mark}
    for text in made:
        if any(sign in text for sign in SIGNS):
            assert frozen(HELD.format("Status: Accepted", text)) != was


NO_MARKS = [
    ("[max](100)", "[max](200)"), ("f(x)[0](1)", "f(x)[0](2)"), ("![a](x/b.png)", "![a](y/b.png)"), ("_a_", "*a*"),
    ("<https://example.org>", "https://example.org"),
]  # fmt: skip
NOT_MARKDOWN = {
    "prose": ("rst", "A\n=\n\nC\n-\n\nT: {} it is.\n"),
    "a literal block": ("rst", "A\n=\n\nC\n-\n\n::\n\n   t {}\n"),
    "a cell": ("rst", "A\n=\n\nC\n-\n\n| t | {} |\n"),
    "prose of AsciiDoc": ("adoc", "= A\n\n== C\n\nT: {} it is.\n"),
    "a block of AsciiDoc": ("adoc", "= A\n\n== C\n\n----\nt {}\n----\n"),
    "front matter": ("md", "---\nnote: 't {}'\n---\n\n# A\n"),
    "a title": ("md", '# A\n\n[o]: c "t {}"\n'),
    "a block of HTML": ("md", "# A\n\n<div>\nt {}\n</div>\n"),
    "one in an item": ("md", "# A\n\n- <div>t {}\n"),
    "text of HTML that is shown as it stands": ("md", "# A\n\n<pre>t {}</pre>\n"),
}


@pytest.mark.parametrize("place", NOT_MARKDOWN)
def test_markdown_is_read_only_where_there_is_markdown(place: str) -> None:
    suffix, text = NOT_MARKDOWN[place]
    more = [('<a href="1">', '<a href="2">'), ("a  b", "a b")] if suffix != "md" else []
    for pair in NO_MARKS + more:
        one, other = (adr_py.frozen(text.format(said), f"0001-a.{suffix}", WORDS, TWO) for said in pair)
        assert one.change(other) is not None, pair


def test_where_a_tag_leads_may_change_in_a_block_of_html() -> None:
    one, other = (frozen(f'# A\n\n<div>\n<a href="{to}">t</a>\n</div>\n') for to in "ab")
    assert one == other


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [("a", "a", None), ("a", "b", 5), ("a\n\nb", "a\n\nc", 7), ("a\n\nb", "a", 5), ("a", "a\n\nb", 7)],
)
def test_the_line_on_which_a_record_says_something_else(old: str, new: str, line: int | None) -> None:
    texts = (f"# A\n\n## Context\n\n{said}\n" for said in (old, new))
    one, other = (adr_py.frozen(text, "0001-a.md", WORDS, adr_py.Names()) for text in texts)
    assert one.change(other) == line


def test_a_text_of_more_lines_than_anybody_writes_is_held_as_it_is_written() -> None:
    texts = ("_a_\n" * 50_001, "*a*\n" * 50_001)  # the same to a reader
    one, other = (adr_py.frozen(text, "0001-a.md", WORDS, adr_py.Names()) for text in texts)
    assert (one.change(one), one.change(other)) == (None, 1)


@pytest.mark.parametrize(("severity", "level"), [("error", "error"), ("warning", "warning"), ("notice", "note")])
def test_the_level_of_a_finding_in_sarif(severity: str, level: str) -> None:
    assert adr_py.sarif_level(severity) == level


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [("2024-05-06", "2024-05-06", 0), ("2024-05-06", "2024-05-07", 1), ("2024-02-28", "2024-03-01", 2), ("2023-12-31", "2024-01-01", 1), ("2024-05-06", "2024-05-05", -1)],
)  # fmt: skip
def test_the_days_between_two_dates(first: str, last: str, days: int) -> None:
    assert adr_py.days_between(first, last) == days


SEEN = [
    ("a\nb", ["p a", "p b"], 1),
    ("a\n\nb", ["p a", "p b"], 2),
    ("# A #\n### B", ["h1 A", "h3 B"], 2),
    ("#A", ["p #A"], 1),
    ("A\nB\n===", ["h1 A", "h1 B"], 1),
    ("A\n---\nb", ["h2 A", "p b"], 2),
    ("a\n\n---\n* * *\n___", ["p a", "rule", "rule", "rule"], 4),
    ("- a\n- b", ["- a", "- b"], 2),
    ("* a\n+ b", ["- a", "- b"], 2),
    ("1. a\n1. b\n7) c", ["1. a", "2. b", "3. c"], 3),
    ("3. a", ["3. a"], 1),
    ("a\n2. b", ["p a", "p 2. b"], 1),  # only a list that begins with 1 may interrupt a paragraph
    ("a\n1. b", ["p a", "1. b"], 2),
    ("- a\n  b", ["- a", "- b"], 1),
    ("- a\nb", ["- a", "- b"], 1),
    ("- a\n\n  b", ["- a", "  p b"], 2),
    ("- a\n\nb", ["- a", "p b"], 2),
    ("- a\n  - b\n- c", ["- a", "  - b", "- c"], 3),
    ("- a\n  - b\n\n   c", ["- a", "  - b", "  p c"], 3),
    ("- a\n  - b\n\n    c", ["- a", "  - b", "    p c"], 3),
    ("1. a\n   - b\n\n    c", ["1. a", "  - b", "  p c"], 3),
    ("-     a", ["-code      a"], 1),
    ("> a\n> b", [">p a", ">p b"], 1),
    (">> a", [">>p a"], 1),
    ("> - a", [">- a"], 1),
    ("a\n> b", ["p a", ">p b"], 2),
    ("    a", ["code     a"], 1),
    ("a\n    b", ["p a", "p b"], 1),
    ("```py\n# a\n```\nb", ["code ```py", "code # a", "p b"], 3),
    ("````\n```\n````\nb", ["code ```", "code ```", "p b"], 3),
    ("~~~\na\n```\n~~~\nb", ["code ```", "code a", "code ```", "p b"], 4),
    ("> ```\na", [">code ```", "p a"], 2),
    ("- ```\n  a\n  ```\n  b", ["- ```", "code   a", "  p b"], 3),
    ("| a |\n| --- |\n| b |", ["first row | a |", "row | --- |", "row | b |"], 3),
    ("a | b\n--- | ---\nc | d", ["first row | a | b", "row | --- | ---", "row | c | d"], 3),
    ("x\n\n| a |\n| - |\n| b |\n\n| c |", ["p x", "first row | a |", "row | - |", "row | b |", "first row | c |"], 5),
    ("[a]: b", [], 0),
    ('[a]: b "t"\n\nc', ["title t", "p c"], 2),
    ("a\n[b]: c", ["p a", "p [b]: c"], 1),
    ("<!-- a -->\nb", ["p b"], 1),
    ("<!-- a --> b", ["raw b"], 1),
    ("<!--\na\n-->\nb", ["p b"], 1),
    ("<!--\na\n--> b\nc", ["raw b", "p c"], 2),
    ("<!-- a", ["p <!-- a"], 1),
    ("a <!-- b --> c", ["p a  c"], 1),
    ("<pre>\n# a\n</pre>\n# b", ["code <pre>", "code # a", "code </pre>", "h1 b"], 4),
    ("<pre># a</pre>\n# b", ["code <pre># a</pre>", "h1 b"], 2),
]  # fmt: skip


@pytest.mark.parametrize(("text", "lines", "blocks"), SEEN)
def test_what_each_line_of_markdown_is_a_part_of(text: str, lines: list[str], blocks: int) -> None:
    seen = [line for line in adr_py.Seen(text).lines if line.text or line.kind == "rule"]
    assert [f"{line.kind} {line.text}".rstrip() for line in seen] == lines
    assert len({line.block for line in seen}) == blocks
    rows = text.split("\n")
    assert all(line.text.split(" ")[-1].strip("`| ") in rows[line.number - 1] for line in seen)


def test_the_targets_of_reference_links() -> None:
    text = '[A  b]: c\n[a b]: d\n[e]: <f g> "t"\n[^h]: i\n\n[j\\]: k\n'
    assert adr_py.Seen(text).targets == {"a b": "c", "e": "f g"}


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("A\n===\n\nt\n\nB\n---", ["h1 A", "rule ===", "p t", "h2 B", "rule ---"]),
        ("===\nA\n===", ["rule ===", "h1 A", "rule ==="]),
        ("= A\n\n== B", ["h1 A", "h2 B"]),
        ("a\nb", ["p a", "p+ b"]),
        ("a\n  b", ["p a", "p+ b"]),
        ("a\n\nb", ["p a", "p b"]),
        ("- a\n- b", ["p - a", "p - b"]),
        ("a\n- b", ["p a", "p+ - b"]),
        (":Status: a", ["p Status: a"]),
        ("|a |b", ["row |a |b"]),
        ("+---+---+", ["p +-+-+"]),
        ("=====  ====", ["p =  ="]),
        ("=  ===\na  b c\n=  ===", ["p =  =", f"p+ a{adr_py.NEXT_CELL}b c", "p+ =  ="]),
    ],
)
def test_each_line_of_another_markup_is_seen_as_it_stands(text: str, lines: list[str]) -> None:
    """What a line stands in, and whether it goes on from the one above; how far in it stands is no part of this."""
    kinds = [(re.sub(r"^p\d*(\+?)\d*", r"p\1", line.kind), line.text) for line in adr_py.Seen(text, False).lines]
    assert [" ".join(one) for one in kinds] == lines


TWO = adr_py.Names([adr_py.read_record("0002-b.md", "# 2. Use a stack\n\n## Status\n\nAccepted\n", WORDS)])


def change(old: str, new: str) -> int | None:
    texts = (HELD.format(head, "Text of it.") for head in (old, new))
    one, other = (adr_py.frozen(text, "0001-a.md", WORDS, TWO) for text in texts)
    found: int | None = one.change(other)
    return found


@pytest.mark.parametrize("sign", SIGNS, ids=ascii)
def test_no_fact_has_such_a_sign(sign: str) -> None:
    assert change("Status: Accepted", f"Status: Accepted {sign}") is not None


BADGE = "![Status](https://img.shields.io/badge/status-accepted-green.svg)"
TABLE = "| Status | Owner | Area |\n| --- | --- | --- |\n| accepted | us | all |"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Status: accepted", "Status: superseded by ADR-2"),
        ("Status: accepted", "Status: superseded by (ADR-2)"),
        ("Status: accepted", "Status: superseded by [2. Use a stack](0002-b.md)"),
        ("Status: accepted", "Status: superseded by [ADR-2](0002-b.md)"),
        ("Status: accepted", "Status: superseded by 0002-b.md"),
        ("Status: accepted", "Status: superseded by [[0002-b]]"),
        ("Status: accepted", "Status: accepted\n\nAmended by: ADR-2"),
        ("Status: accepted", "Status: accepted\n\nSupersedes: [Use a stack](0002-b.md)"),
        (BADGE, BADGE.replace("accepted-green", "rejected-red")),
        (TABLE, TABLE.replace("accepted", "deprecated")),
        ("| Status | accepted |\n| --- | --- |", "| Status | rejected |\n| --- | --- |"),
        (
            "| Owner | Status |\n| --- | --- |\n| us | accepted |",
            "| Owner | Status |\n| --- | --- |\n| us | rejected |",
        ),
        ("Status: accepted by the board", "Status: accepted"),
        *[
            (
                f"| Owner | us |\n| --- | --- |\n| {label} | {old} |",
                f"| Owner | us |\n| --- | --- |\n| {label} | {new} |",
            )
            for label, old, new in (
                ("Status", "accepted", "rejected"),
                ("RFC Status", "accepted", "rejected"),
                ("Review by", "2024-05-06", "2025-05-06"),
                ("Applies to", "src/", "lib/"),
                ("Tags", "queues", "stacks"),
            )
        ],
    ],
)
def test_facts_that_may_change(old: str, new: str) -> None:
    assert change(old, new) is None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Status: accepted", "Status: superseded by ADR-3"),
        ("Status: accepted", "Status: superseded by ![2. Use a stack](0002-b.md)"),
        ("Status: accepted", "Status: superseded by [no good stack](0002-b.md)"),
        ("Status: accepted", "Status: superseded by [2. Use a stack](0003-c.md)"),
        ("Status: accepted", "Status: superseded by [2. Use a stack](https://example.org)"),
        ("Status: accepted", 'Status: superseded by [2. Use a stack](0002-b.md "no")'),
        ("Status: accepted", "Status: accepted, but not for us"),
        ("Status: accepted by the board", "Status: accepted by nobody"),
        ("Status: accepted", "Status: accepted <b>no</b>"),
        ("Status: accepted", "Status: accepted\n\nNot amended by: ADR-2"),
        (BADGE, BADGE.replace("img.shields.io", "example.org")),
        (BADGE, BADGE.replace("![Status]", "![No status]")),
        (BADGE, BADGE.replace("-green.svg", "-green.svg?logo=x")),
        (TABLE, TABLE.replace("us", "them")),
        (TABLE, TABLE.replace("Area", "Rest")),
        (TABLE, TABLE + " more |"),
        *[
            (
                f"| Owner | us |\n| --- | --- |\n| {label} | {old} |",
                f"| Owner | us |\n| --- | --- |\n| {label} | {new} |",
            )
            for label, old, new in (
                ("Our status of it", "accepted", "rejected"),
                ("Note on tags", "queues", "stacks"),
                ("Team", "us", "them"),
            )
        ],
        (TABLE + " one |", TABLE + " other |"),
    ],
)
def test_words_beside_facts_may_not_change(old: str, new: str) -> None:
    assert change(old, new) is not None


def test_a_table_of_restructuredtext_may_get_wider_for_a_status() -> None:
    text = "A\n=\n\n{0}  =====\nStatus{1}  Owner\n{0}  =====\n{2}  us\n{0}  =====\n\nContext\n-------\n\nText.\n"
    one, other = (
        adr_py.frozen(text.format("=" * wide, " " * (wide - 6), word.ljust(wide)), "0001-a.rst", WORDS, TWO)
        for wide, word in ((6, "draft"), (10, "superseded"))
    )
    assert one.change(other) is None


@pytest.mark.parametrize("above", range(0, 30, 3))
def test_a_status_in_a_table_of_html_may_change_on_any_line(above: int) -> None:
    table = "<table>\n<tr>\n<td>Status</td>\n<td>\naccepted\n</td>\n</tr>\n</table>"
    old = "\n" * above + table
    assert change(old, old.replace("accepted", "rejected")) is None
    assert change(old, old.replace("accepted", "accepted by nobody")) is not None


def test_a_forge_knows_a_finding_again_on_another_line() -> None:
    """Its name is of one length, the same over lines and words, and another one for another subject or file."""
    rule = "broken-link"
    rows = [
        ("0001-a.md", 3, "x", "one"),
        ("0001-a.md", 9, "x", "two"),
        ("0001-a.md", 3, "y", "one"),
        ("0002-b.md", 3, "x", "one"),
    ]
    names = [adr_py.fingerprint(adr_py.Finding("", (rule, *row))) for row in rows]
    assert names[0] == names[1]
    assert len({*names}) == 3
    assert {len(name) for name in names} == {32}


TITLED = "# 1. Use a queue {}\n\n{}\n\n## Context\n\nWords.\n"


@pytest.mark.parametrize(
    ("title", "text", "same"),
    [
        ("(accepted)", "Clients that are accepted get a key.", True),
        ("(deprecated)", "Clients that are accepted get a key.", True),
        ("[deprecated]", "Clients that are accepted get a key.", False),  # other brackets
        ("(accepted)", "Clients that are get a key.", False),
        ("(accepted)", "Clients that are accepted and accepted get a key.", False),
        ("or a log (accepted)", "Clients that are accepted get a key.", False),
    ],
)
def test_a_status_behind_a_title_may_change_and_frees_no_word_below(title: str, text: str, same: bool) -> None:
    before = frozen(TITLED.format("(accepted)", "Clients that are accepted get a key."))
    assert (frozen(TITLED.format(title, text)) == before) is same
