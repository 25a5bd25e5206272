# ruff: noqa: E501 - tables: a row is a line
"""Markup as plain structure: marks, tables, tags, comments, code, links, in each language that records are written in.

What is right is what CommonMark, GitHub's tables, docutils and AsciiDoc say of these texts.
"""

import pytest

from tests.adr.logs import WORDS, adr_py


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ("| a | b |", ["a", "b"]),
        ("|a|b|", ["a", "b"]),
        ("| a | b", ["a", "b"]),
        ("| a \\| b | c |", ["a | b", "c"]),
        ("> | a | b |", ["a", "b"]),
        ("\t| a | b |  ", ["a", "b"]),
        ("| a |  | b |", ["a", "", "b"]),
        ("|", [""]),
        ("||", [""]),
        ("| a", ["a"]),
    ],
)
def test_the_cells_of_a_row(line: str, cells: list[str]) -> None:
    assert adr_py.cells(line) == cells


@pytest.mark.parametrize(
    ("text", "barred"),
    [
        ("a | b\n--- | ---\nc | d\n\ne | f\n", "| a | b\n| --- | ---\n| c | d\n\ne | f\n"),
        ("x\n\na | b\n:-- | --:\nc | d", "x\n\n| a | b\n| :-- | --:\n| c | d"),
        ("a | b\n-|-\nc | d", "| a | b\n| -|-\n| c | d"),
        (
            "a | b\n:-:|-\nc | d\ne | f\n\na | b\n--|--\nc | d",
            "| a | b\n| :-:|-\n| c | d\n| e | f\n\n| a | b\n| --|--\n| c | d",
        ),
        ("| a | b |\n| --- | --- |\n", "| a | b |\n| --- | --- |\n"),
        ("a | b\n--- | ---\n- | -\nc | d", "| a | b\n| --- | ---\n| - | -\n| c | d"),
        ("a\n--- | ---\n", "a\n--- | ---\n"),
        ("# a | b\n--- | ---\n", "# a | b\n--- | ---\n"),
        ("> a | b\n--- | ---\n", "> a | b\n--- | ---\n"),
    ],
)
def test_rows_without_a_bar_before_them(text: str, barred: str) -> None:
    assert adr_py.barred(text) == barred


@pytest.mark.parametrize(
    ("text", "links", "cell"),
    [
        ("a", True, "a"),
        ("a\nb\tc  d\re", True, "a b c d e"),
        ("a\nb", True, "a b"),
        ("a\rb", True, "a b"),
        ("a\tb", True, "a b"),
        ("a  b", True, "a b"),
        ("a\xa0b", True, "a\xa0b"),
        ("a | b", True, "a \\| b"),
        ("[a](b)", True, "[a](b)"),
        ("[a](b) c", False, "a c"),
        ("![a](b.png)", False, "a"),
        ("a <b> c", True, "a &lt;b> c"),
        ("a < b", True, "a < b"),
        ("`<a>` <b>", True, "`<a>` &lt;b>"),
        ("<!-- a", True, "&lt;!-- a"),
    ],
)
def test_text_as_one_cell(text: str, links: bool, cell: str) -> None:
    assert adr_py.cell(text, links) == cell


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("`a <b.rst>`_", "[a](b.rst)"),
        ("`a b <b c.rst>`__", "[a b](b%20c.rst)"),
        ("xref:b.adoc[a]", "[a](b.adoc)"),
        ("link:b%20c.adoc[a]", "[a](b%20c.adoc)"),
        ("link:b.adoc[]", "[b.adoc](b.adoc)"),
        ("<<b.adoc,a>>", "[a](b.adoc)"),
        ("`a [x] <b.rst>`_", "[a \\[x\\]](b.rst)"),
        ("a: b", "a: b"),
        ("[a](b.md)", "[a](b.md)"),
    ],
)
def test_links_of_other_markup_as_those_of_markdown(text: str, shown: str) -> None:
    assert adr_py.links_as_markdown(text) == shown


@pytest.mark.parametrize(
    ("path", "url"),
    [
        ("a-b.md", "a-b.md"),
        ("a b.md", "a%20b.md"),
        ("a(b).md", "a%28b%29.md"),
        ("a%b.md", "a%25b.md"),
        ("é.md", "é.md"),
        ("a#b", "a%23b"),
        ("a/b?c", "a/b%3Fc"),
    ],
)
def test_a_path_as_the_target_of_a_link(path: str, url: str) -> None:
    assert adr_py.url(path) == url


def test_a_line_is_read_so_far_and_no_further() -> None:
    most = adr_py.LONG
    assert most >= 1000
    assert adr_py.shorten("x" * most + "\ny") == "x" * most + "\ny"
    assert adr_py.shorten("x" * most + "z\ny") == "x" * most + "\ny"


BLANKED = [
    ("a <!-- b --> c", "a            c"),
    ("a <!-- b\nc --> d", "a       \n      d"),
    ("<!-->a", "     a"),
    ("<!--->a", "      a"),
    ("<!---->a", "       a"),
    ("a <!-- b", "a <!-- b"),
    ("a <!-- b --> c <!-- d", "a            c <!-- d"),
    ("```\na\n```\nb", "   \n \n   \nb"),
    ("~~~\na\n~~~\nb", "   \n \n   \nb"),
    ("```x y\na\n```\nb", "      \n \n   \nb"),
    ("x\n\n````\na\n```\nb\n````\nc", "x\n\n    \n \n   \n \n    \nc"),
    ("```\na\n`````\nb", "   \n \n     \nb"),
    ("```\na\n~~~\nb\n```\nc", "   \n \n   \n \n   \nc"),
    ("```\na\n```x\nb\n```\nc", "   \n \n    \n \n   \nc"),
    ("x\n```\na", "x\n   \na"),  # only the fence itself, when nothing closes it
    ("``` a ``` b\nc", "``` a ``` b\nc"),
    ("- ```\n  a\n  ```\nb", "     \n   \n     \nb"),
    ("1. ```\n   a\n   ```\nb", "      \n    \n      \nb"),
    ("> ```\n> a\n> ```\nb", "     \n   \n     \nb"),
    ("```\n<!-- a\n```\nb --> c", "   \n      \n   \nb --> c"),
    ("<!-- ```\na -->\nb\n```\nc", "        \n     \nb\n   \nc"),
    ("```\na\n```\n<!-- b -->\n~~~\nc\n~~~\nd", "   \n \n   \n          \n   \n \n   \nd"),
    ("a\r\n```\r\nb\r\n```\r\nc", "a \n    \n  \n    \nc"),
    ("a\rb", "a\nb"),
    ("Status\n~~~~~~\n\nDraft\n\nContext\n~~~~~~~\n\nText", "Status\n~~~~~~\n\nDraft\n\nContext\n~~~~~~~\n\nText"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "masked"), BLANKED)
def test_what_states_nothing_is_blanked(text: str, masked: str) -> None:
    assert adr_py.mask(text) == masked


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("a\n<<<<<<< ours\nb\n=======\nc\n>>>>>>> theirs\nd", "a\n\nb\n\n\n\nd"),
        ("<<<<<<< ours\nb\n||||||| base\nx\n=======\nc\n>>>>>>> theirs\nd", "\nb\n\n\n\n\n\nd"),
        ("a\n<<<<<<<\n=======\nc\n>>>>>>>", "a\n\n\n\n"),
        ("a\n======\nb", "a\n======\nb"),
        ("a\n<<<<<<<\nb\n=======\nc\n", "a\n\nb\n=======\nc\n"),  # no second side ends
        ("<<<<<<< x\na\n=======\n=======\n>>>>>>>\n<<<<<<<\nb\n=======\n>>>>>>>\n", "\na\n\n\n\n\nb\n\n\n"),
    ],
)
def test_the_first_side_of_a_conflict(text: str, side: str) -> None:
    assert adr_py.one_side(text) == side


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("<b>a</b>", "**a**"),
        ("<strong>a</strong> <em>b</em>", "**a** b"),
        ('<span style="x">a</span>', "a"),
        ("a < b", "a < b"),
        ("<ul><li>a</li><li> b</li></ul>", "\v- a\v- b"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "|a|b\v"),
        ("<tr><th>a</th><th>b</th></tr><tr><td>c</td><td>d</td></tr>", "|a|b\v|---|---|\v|c|d\v"),
        ("<tr><th>a</th><td>b</td></tr>", "|a|b\v"),
        ("<tr>\n<td>a</td>\n<td>b</td>\n</tr>x", "|a|b\n\n\n\vx"),
        ("<dl><dt>a</dt><dd>b</dd></dl>", "\va: b"),
        ("<dt>a:\n<dd>b", "\v\na: b"),
        ("<dt><b>a</b></dt><dd>b</dd>", "\v**a**: b"),
        ("<x>a</x>", "<x>a</x>"),
    ],
)
def test_html_around_words(text: str, plain: str) -> None:
    assert adr_py.without_tags(text) == plain
    assert plain.count("\n") == text.count("\n")


def targets(text: str) -> list[str]:
    assert {target for _, target in adr_py.targets(text)} <= {*adr_py.possible_targets(text)}
    assert all(text[at : at + len(target)] == target for at, target in adr_py.targets(text))
    return [target for _, target in adr_py.targets(text)]


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("[a](b)", ["b"]),
        ("[a](<b c>)", ["b c"]),
        ('[a](b "c")', ["b"]),
        ("[a](b 'c')", ["b"]),
        ("[a](b (c))", ["b"]),
        ('[a](b\n"c")', ["b"]),
        ('[a](b\n\n"c")', []),
        ("[a](b c)", []),
        ("[a](b(c)d)", ["b(c)d"]),
        ("[a [x] c](b)", ["b"]),
        ("![a](b)", ["b"]),
        ("[![a](b)](c)", ["b", "c"]),
        ("[a\nx](b)", ["b"]),
        ("[a\n\nx](b)", []),
        ("a](b)", []),
        ("\\[a](b)", []),
        ("\\\\[a](b)", ["b"]),
        ("[a\\](b)", []),
        ("[a\\\\](b)", ["b"]),
        ("[a]\\](b)", []),
        ("[a]()", []),
        ("`[a](b)`", []),
        ("``[a](b)` ``", []),
        ("`a` [a](b)", ["b"]),
        ("`a [a](b)", ["b"]),
        ("``a` [a](b)", ["b"]),
        ("\\`[a](b)`", ["b"]),
        ("`a\n\n[a](b)`", ["b"]),
        ("```\n[a](b)\n```\n[a](c)", ["c"]),
        ("    [a](b)\n\n[a](c)", ["c"]),
        ("\t[a](b)", []),
        ("x\n    [a](b)", ["b"]),
        ("x\n\n    [a](b)\n    [a](c)", []),
        ("- x\n\n    [a](b)", ["b"]),
        ("- x\n\n      [a](b)", []),
        ("- x\n\n  [a](b)", ["b"]),
        ("1. x\n\n       [a](b)", []),
        ("1. x\n\n      [a](b)", ["b"]),
        ("- x\n\ny\n\n    [a](b)", []),
        ("- x\n  - y\n\n      [a](b)", ["b"]),
        ("- x\n  - y\n- z\n\n      [a](b)", []),
        ("-\n\n  [a](b)", ["b"]),
        ("-x\n\n    [a](b)", []),
        ("x <!-- [a](b) -->[a](c)", ["c"]),
        ("<pre>\n[a](b)\n</pre>\n[a](c)", ["c"]),
        ("<script>[a](b)", []),
        ("[a]: b", ["b"]),
        ("[a]: <b c>", ["b c"]),
        ('[a]: b "c"', ["b"]),
        ("[a]: b c", []),
        ("   [a]: b", ["b"]),
        ("x\n[a]: b\ny", ["b"]),
        ("[^a]: b", []),
        ("[a\\]: b", []),
        ("[a]:\tb", ["b"]),
    ],
)
def test_the_links_that_a_renderer_sees(text: str, links: list[str]) -> None:
    assert targets(text) == links


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("# A\n\n## B\n", [(1, "A"), (2, "B")]),
        ("# A #\n###### F ##\n####### G\n", [(1, "A"), (6, "F")]),
        ("#A\n# \n#\n", [(1, ""), (1, "")]),
        ("   # A\n    # B\n", [(1, "A")]),
        ("# A {#x}\n# B {: #y}\n# C {x}\n", [(1, "A"), (1, "B"), (1, "C {x}")]),
        ("A\n=\n\nB\n--\n", [(1, "A"), (2, "B")]),
        ("A\n===\n# B\nC\n---\n", [(1, "A"), (1, "B"), (2, "C")]),
        ("- A\n---\n", []),
        ("A\n-\n", []),
        ("---\na: b\n# c\n---\n# A\n", [(1, "A")]),
        ("```\n# A\n```\n<!--\n# B\n-->\n# C\n", [(1, "C")]),
        ("A\n  ---  \n", [(2, "A")]),
    ],
)
def test_headings(text: str, found: list[tuple[int, str]]) -> None:
    every = adr_py.headings(text)
    assert [(heading.level, heading.text) for heading in every] == found
    assert all(heading.text in text[heading.start : heading.end] for heading in every)
    assert all("\n" not in text[heading.end : heading.end + 1].strip("\n") for heading in every)


@pytest.mark.parametrize(
    ("name", "said"),
    [("B", "\n\nb\n\n"), ("b ", "\n\nb\n\n"), ("C", "\n\nc\n"), ("A", "\n\n"), ("D", None)],
)
def test_the_text_of_a_section(name: str, said: str | None) -> None:
    text = "# A\n\n## B\n\nb\n\n### C\n\nc\n"
    span = adr_py.section_of(text, name)
    assert (text[span[0] : span[1]] if span else None) == said


@pytest.mark.parametrize(
    ("rst", "markdown"),
    [
        ("Title\n=====\n\nPart\n----\n\nText", "# Title\n\n\n## Part\n\n\nText"),
        ("=====\nTitle\n=====\n\nPart\n====\n", "\n# Title\n\n\n## Part\n\n"),
        ("Title\n=\n", "Title\n=\n"),
        ("Title\n=-=-=\n", "Title\n=-=-=\n"),
        (":Status: Accepted\n:Date: 2024-05-06", "Status: Accepted\nDate: 2024-05-06"),
        (":Status:\n  Accepted", "\nStatus: Accepted"),
        ("Status\n  Accepted", "\nStatus: Accepted"),
        ("Queue\n  Accepted", "Queue\n  Accepted"),
        ("T\n===\n\n.. note:: Rejected\n", "# T\n\n\nRejected"),
        ("T\n===\n\n.. note::\n   Rejected\n", "# T\n\n\n\nRejected"),
        ("T\n===\n\n.. admonition:: Status\n\n   Accepted\n", "# T\n\n\nStatus:\n\nAccepted"),
        (".. image:: x.png\n   :width: 3\n\nText", "\n\n\nText"),
        (".. _top:\n\nTitle\n=====\n", ".. _top:\n\n# Title\n\n"),
        ("Some title\n\nText", "# Some title\n\n\nText".replace("\n\n\n", "\n\n")),
        (":bdg-success:`Accepted`", "Accepted"),
        ("| Accepted\n| on 2024-05-06", "Accepted\non 2024-05-06"),
        ("=====  =====\nA      B\n=====  =====\nc      d\n=====  =====\n", "\n| A | B |\n|---|---|\n| c | d |\n\n"),
        ("+---+---+\n| A | B |\n+===+===+\n| c | d |\n+---+---+\n", "\n| A | B |\n|---|---|\n| c | d |\n\n"),
        (
            ".. list-table::\n   :header-rows: 1\n\n   * - A\n     - B\n   * - c\n     - d\n",
            "\n\n| A | B |\n|---|---|\n\n| c | d |\n\n",
        ),
        (".. list-table::\n\n   * - A\n     - b\n       c\n", "\n\n| A | b c |\n\n\n"),
        ('.. csv-table::\n   :header: A, B\n\n   c, "d, ""e"""\n', '\n| A | B |\n|---|---|\n| c | d, "e" |\n'),
        (".. csv-table::\n\n   A, b\n", "\n\n| A | b |\n"),
    ],
)
def test_restructuredtext_as_markdown(rst: str, markdown: str) -> None:
    got = adr_py.rst_to_markdown(rst, WORDS.label)
    assert got.rstrip("\n") == markdown.rstrip("\n")


@pytest.mark.parametrize(
    ("adoc", "markdown"),
    [
        ("= Title\n\n== Part\n\nText", "# Title\n\n## Part\n\nText"),
        (":status: accepted\n:date: 2024-05-06", "status: accepted\ndate: 2024-05-06"),
        ("Status:: accepted", "Status: accepted"),
        ("Status::\naccepted", "\nStatus: accepted"),
        ("// rejected\nStatus: accepted", "\nStatus: accepted"),
        ("----\nrejected\n----\nStatus: accepted", "\n\n\nStatus: accepted"),
        ("/////\nrejected\n/////\naccepted", "\n\n\naccepted"),
        ("----\nrejected\n----\nStatus: accepted\n----\nrejected\n----", "\n\n\nStatus: accepted\n\n\n"),
        ("----\nrejected\n-----\nrejected\n----\naccepted", "\n\n\n\n\naccepted"),
        ("----\nStatus: accepted", "----\nStatus: accepted"),  # never closed
        ("NOTE: rejected", "rejected"),
        ("[line-through]#proposed# accepted", "~~proposed~~ accepted"),
        ("Status: accepted +\nDate: 2024-05-06", "Status: accepted\nDate: 2024-05-06"),
        ("= T\nacme <a@example.org>\nv1.0, 2024-05-06: words", "# T\nacme <a@example.org>\nDate: 2024-05-06"),
        ("= T\nacme <a@example.org>\nv1.0, 2024-05-06", "# T\nacme <a@example.org>\nDate: 2024-05-06"),
        ("|===\n|Status |accepted\n|Date |2024-05-06\n|===", "\n| Status | accepted |\n| Date | 2024-05-06 |\n"),
        ("|===\n|Status\n|accepted\n|===", "\n| Status | accepted |\n\n"),
        (
            "|===\n|Status |Date\n\n|accepted |2024-05-06\n|===",
            "| Status | Date |\n|---|---|\n\n| accepted | 2024-05-06 |\n",
        ),
        ("|===\n|Status |accepted\nby all\n|===", "\n| Status | accepted by all |\n\n"),
        ("|===\n2+|Status a|accepted\n|===", "\n| Status | accepted |\n"),
    ],
)
def test_asciidoc_as_markdown(adoc: str, markdown: str) -> None:
    got = adr_py.asciidoc_to_markdown(adoc, WORDS.label)
    assert got == markdown
    assert got.count("\n") == adoc.count("\n")


@pytest.mark.parametrize(
    ("text", "columns"), [("abc", 3), ("äé", 2), ("e\u0301", 1), ("日本", 4), ("ｆ", 2), ("a日", 3), ("", 0)]
)
def test_how_wide_a_text_is(text: str, columns: int) -> None:
    assert adr_py.width(text) == columns


@pytest.mark.parametrize(
    ("rows", "padded"),
    [
        (["|a|b|", "|-|-|", "|c|dddd|"], ["| a   | b    |", "| --- | ---- |", "| c   | dddd |"]),
        (["|a|", "|:-:|", "|日本|"], ["| a    |", "| :--: |", "| 日本 |"]),
        (["|a|b|", "|:--|--:|", "|c|"], ["| a   | b   |", "| :-- | --: |", "| c   |     |"]),
        (["| a \\| b |", "| --- |"], ["| a \\| b |", "| ------ |"]),
        (["|a|b|", "|-|-|", "|-|:-:|"], ["| a   | b   |", "| --- | --- |", "| -   | :-: |"]),
        (["|-|-|", "|-|-|", "|long|-|"], ["| -    | -   |", "| ---- | --- |", "| long | -   |"]),
    ],
)
def test_a_table_as_a_formatter_pads_it(rows: list[str], padded: list[str]) -> None:
    assert adr_py.padded_table(rows) == padded


NOW = "| a | b |\n| --- | --- |\n| c | d |\n"
WIDE = "| a    | b   |\n| ---- | --- |\n| long | d   |\n"


@pytest.mark.parametrize(
    ("now", "fresh", "laid"),
    [
        (NOW, NOW, NOW),
        ("|a|b|\n|-|-|\n|c|d|\n", NOW, "|a|b|\n|-|-|\n|c|d|\n"),  # the same in another spelling
        (WIDE, NOW, "| a   | b   |\n| --- | --- |\n| c   | d   |\n"),
        (NOW, NOW.replace("c", "long"), NOW.replace("c", "long")),
        (
            "| _a_ | b |\n| --- | --- |\n| c | d |\n",
            "| *a* | b |\n| --- | --- |\n| e | d |\n",
            "| _a_ | b |\n| --- | --- |\n| e | d |\n",
        ),
        ("| a\\_b |\n| --- |\n", "| a_b |\n| --- |\n| c |\n", "| a\\_b |\n| --- |\n| c |\n"),
        ("one\ntwo\n", "one two\n", "one\ntwo\n"),
        ("", "| a |\n| --- |\n| long |\n", "| a    |\n| ---- |\n| long |\n"),
        (
            NOW.replace("\n", "\r\n"),
            NOW.replace("c", "e").replace("\n", "\r\n"),
            NOW.replace("c", "e").replace("\n", "\r\n"),
        ),
        ("```\na  b\n```\n", "```\na b\n```\n", "```\na b\n```\n"),
        # Dashes below the rule are what a cell says.
        (NOW.replace("c | d", "- | ---"), NOW.replace("c | d", "--- | -"), NOW.replace("c | d", "--- | -")),
        (WIDE, NOW + "| - | - |\n", "| a   | b   |\n| --- | --- |\n| c   | d   |\n| -   | -   |\n"),
    ],
)
def test_an_index_keeps_the_form_that_a_formatter_gave_it(now: str, fresh: str, laid: str) -> None:
    assert adr_py.in_form_of(now, fresh) == laid


@pytest.mark.parametrize(
    ("text", "columns", "lines"),
    [
        ("aa bb cc", 5, ["aa bb", "cc"]),
        ("aa bb cc", 8, ["aa bb cc"]),
        ("aa bb cc", 7, ["aa bb", "cc"]),
        ("aaaaaa bb", 3, ["aaaaaa", "bb"]),
        ("aa - bb", 3, ["aa -", "bb"]),
        ("aa 1. bb", 4, ["aa 1.", "bb"]),
        ("aa # bb", 3, ["aa #", "bb"]),
        ("a `b c` d", 4, ["a", "`b c`", "d"]),
        ("a [b c](d) e", 12, ["a [b c](d) e"]),
        ("a [b c](d) e", 10, ["a [b c](d)", "e"]),
        ("a [bbb ccc](d) e", 6, ["a", "[bbb", "ccc](d)", "e"]),
        ("a [b c](d) e", 6, ["a", "[b c](d)", "e"]),  # as Prettier: what follows the text of a link never moves
        ("a <b c> d", 3, ["a", "<b c>", "d"]),
        ("a <!-- b c --> d", 3, ["a", "<!--", "b c", "-->", "d"]),
        ("a <!-- b c", 3, ["a", "<!--", "b c"]),
        ("a `` b `c d` e", 6, ["a `` b", "`c d`", "e"]),
        ("日本 日本", 5, ["日本", "日本"]),
    ],
)
def test_lines_of_a_width(text: str, columns: int, lines: list[str]) -> None:
    assert list(adr_py.filled_lines(text, columns)) == lines


def test_what_stands_before_lines_of_a_width() -> None:
    assert list(adr_py.filled_lines("aa bb cc", 7, "- ", "  ")) == ["- aa bb", "  cc"]


@pytest.mark.parametrize(
    ("before", "after", "columns", "laid"),
    [
        ("aa bb\n", "aa bb cc\n", 5, "aa bb\ncc\n"),
        ("aa bb\n", "aa bb cc\n", 0, "aa bb cc\n"),
        ("aa bb cc\n", "aa bb cc\nd\n", 5, "aa bb cc\nd\n"),  # it was as long before
        ("a\n", "- aa bb\n", 5, "- aa\n  bb\n"),
        ("a\n", "1. [ ] aa bb\n", 10, "1. [ ] aa\n       bb\n"),
        ("a\n", "# aa bb\n", 5, "# aa bb\n"),
        ("a\n", "> aa bb\n", 5, "> aa bb\n"),
        ("a\n", "| aa bb |\n", 5, "| aa bb |\n"),
        ("a\n", "    aa bb\n", 5, "    aa bb\n"),
        ("a\n", "```\naa bb cc\n```\n", 5, "```\naa bb cc\n```\n"),
        ("a\n", "---\nk: aa bb\n---\naa bb cc\n", 5, "---\nk: aa bb\n---\naa bb\ncc\n"),
        ("| a   |\n| --- |\n", "| a   |\n| --- |\n| long |\n", 0, "| a    |\n| ---- |\n| long |\n"),
        ("| a |\n| --- |\n", "| a |\n| --- |\n| long |\n", 0, "| a |\n| --- |\n| long |\n"),
        ("> | a   |\n> | --- |\n", "> | a   |\n> | --- |\n> | long |\n", 0, "> | a    |\n> | ---- |\n> | long |\n"),
    ],
)
def test_a_change_is_laid_out_as_its_file_is(before: str, after: str, columns: int, laid: str) -> None:
    assert adr_py.in_layout_of(before, after, columns) == laid


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        (b"a", "a", "utf-8"),
        ("é".encode(), "é", "utf-8"),
        (b"\xef\xbb\xbfa", "\ufeffa", "utf-8"),
        (b"\xff\xfea\x00", "\ufeffa", "utf-16-le"),
        (b"\xfe\xff\x00a", "\ufeffa", "utf-16-be"),
        (b"\xff\xfea", "ÿþa", "latin-1"),
        (b"\xff\xfe\x00\xd8", "ÿþ\x00Ø", "latin-1"),
        (b"\xe9", "é", "latin-1"),
    ],
)
def test_the_text_of_bytes(data: bytes, text: str, encoding: str) -> None:
    assert adr_py.decode(data) == (text, encoding)
    assert adr_py.encoded(text, encoding, "a.md") == data


@pytest.mark.parametrize(
    ("text", "end"), [("a\nb", "\n"), ("a\r\nb", "\r\n"), ("a\rb", "\r"), ("a\rb\n", "\n"), ("a", "\n")]
)
def test_the_line_end_of_a_text(text: str, end: str) -> None:
    assert adr_py.line_end(text) == end


BLANK = """---
status: proposed
date: 2024-05-06
---

# Use `x` and **y**

<!-- why -->

## Context

- See [a](b.md), _now_, snake_case_names.

### Options

#### One

```python
a = 1

    b
```

~~~
c
~~~
"""


def test_a_record_in_the_markup_that_its_name_tells() -> None:
    assert adr_py.in_markup_of(BLANK, "0001-a.md") == BLANK
    title, part = "Use ``x`` and **y**", "Context"
    assert adr_py.in_markup_of(BLANK, "a/0001-a.RST") == (
        f"{title}\n{'=' * len(title)}\n\n- status: proposed\n- date: 2024-05-06\n\n.. why\n\n{part}\n{'-' * len(part)}\n\n"
        "- See `a <b.md>`_, *now*, snake_case_names.\n\nOptions\n~~~~~~~\n\nOne\n^^^\n\n"
        ".. code-block:: python\n\n   a = 1\n\n       b\n\n.. code-block:: text\n\n   c\n"
    )
    assert adr_py.in_markup_of(BLANK, "0001-a.adoc") == (
        "= Use `x` and *y*\n:status: proposed\n:date: 2024-05-06\n\n// why\n\n== Context\n\n"
        "* See link:b.md[a], _now_, snake_case_names.\n\n=== Options\n\n==== One\n\n"
        "[source,python]\n----\na = 1\n\n    b\n----\n\n----\nc\n----\n"
    )
