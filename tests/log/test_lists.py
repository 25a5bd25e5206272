"""Lists that people keep: what of a line is told without the log, and which log a file speaks of."""

import pytest

from tests.adr.logs import adr_py


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("[1. Use a](0001-a.md) - accepted", ["1. Use a", "  - accepted"]),
        ("see [a](a.md) and [b](b.md)", ["a", "b", "see   and  "]),
        ("no link", ["no link"]),
        ("![a](a.png) x", ["a", "  x"]),
        ("xref:0001-a.adoc[Use a] x", ["Use a", "  x"]),
        ("xref:0001-a.adoc[] x", ["", "  x"]),
        ("<<0001-a.adoc,Use a>> x", ["Use a", "  x"]),
        (":doc:`Use a <0001-a>` x", ["Use a ", "  x"]),
        (":doc:`0001-a` x", ["", "  x"]),
        ("`Use a <0001-a.rst>`_ x", ["Use a ", "  x"]),
        ("[[0001-a|Use a]] x", ["Use a", "  x"]),
        ("[[0001-a]] x", ["", "  x"]),
        ('<a href="0001-a.md">Use a</a> <b>x</b>', ["Use a", "   x "]),
    ],
)
def test_a_line_taken_apart_at_its_links(text: str, parts: list[str]) -> None:
    assert [" ".join(part.split()) for part in adr_py.without_links(text)] == [" ".join(part.split()) for part in parts]


@pytest.mark.parametrize(
    ("target", "path"),
    [
        ("0001-a.md", "0001-a.md"),
        ("./0001-a.md#top", "0001-a.md"),
        ("0001-a.md?plain=1", "0001-a.md"),
        ("a/../0001-a.md", "0001-a.md"),
        ("/0001-a.md", "0001-a.md"),
        ("0001%20a.md", "0001 a.md"),
        ("https://example.org/x/0001-a.md/", "0001-a.md"),
        ('{{< ref "0001-a.md" >}}', "0001-a.md"),
        ("{{% relref 0001-a.md %}}", "0001-a.md"),
        ("#top", ""),
        ("", ""),
    ],
)
def test_the_path_that_a_link_leads_to(target: str, path: str) -> None:
    assert adr_py.link_path(target) == path


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Use a queue", "Use a queue", True),
        ("Use a queue", "use queue", True),
        ("Use a queue!", "**Use** the [queue](x.md)", True),
        ("Use a queue", "Use a message queue", True),
        ("Use a message queue", "Use a queue", True),
        ("Use a queue", "Queue use", False),
        ("Use a queue", "Use a stack", False),
        ("Don't", "Dont", True),
        ("A & B", "A &amp; B", True),
        ("the", "the", True),
        ("use-case", "usecase", True),
        ("", "Use", False),
    ],
)
def test_titles_that_say_the_same(one: str, other: str, same: bool) -> None:
    assert adr_py.same_title(one, other) is same


@pytest.mark.parametrize(
    ("text", "title", "alike"),
    [
        ("Use queues now", "Use queues", True),
        ("Use queues", "Use stacks", True),  # half of the words
        ("Use big queues", "Use small stacks", False),
        ("queues", "stacks", False),
        ("", "queues", False),
    ],
)
def test_titles_that_are_alike(text: str, title: str, alike: bool) -> None:
    assert adr_py.alike_titles(text, title) is alike


@pytest.mark.parametrize(
    ("log", "file", "near"),
    [
        ("docs/adr", "docs/adr/0001-a.md", 1002),
        ("docs/adr", "docs/adr", 1002),
        ("docs/adr", "docs/adrs/0001-a.md", 0),
        ("docs/adr", "src/a.py", 0),
        ("web/docs/adr", "web/src/a.py", 1),
        ("web/docs/adr", "api/src/a.py", -1),
        ("web/shop/docs/adr", "web/shop/a.py", 2),
        ("web/shop/docs/adr", "web/a.py", -1),
        ("web/adr/pay", "web/a.py", 1),
        ("", "src/a.py", 0),
        ("", "a.py", 0),
        ("adr", "a.py", 0),
    ],
)
def test_how_near_a_log_is_to_a_file(log: str, file: str, near: int) -> None:
    assert adr_py.rank(log, file) == near


FILES = [
    "docs/adr/0001-a.md", "docs/adr/0002-b.md", "web/docs/adr/adr.json", "web/docs/adr/0002-c.md",
    "web/docs/adr/old/0009-x.md", "api/decisions/0003-d.md", "api/notes/0004-e.md", "api/notes/ADR-0005-f.md",
]  # fmt: skip


def test_the_other_logs_of_a_repository() -> None:
    around = adr_py.Around("docs/adr", FILES)
    assert around.numbers == {"web/docs/adr": {2, 9}, "api/decisions": {3}, "api/notes": {5}}


@pytest.mark.parametrize(
    ("file", "number", "is_there", "means_it"),
    [
        ("src/a.py", 1, True, True),
        ("src/a.py", 2, True, True),
        ("web/a.py", 1, True, True),  # no other log has it
        ("web/a.py", 2, True, False),
        ("web/docs/adr/x.md", 2, True, False),
        ("web/a.py", 7, False, False),
        ("docs/adr/x.md", 7, False, True),
        ("src/a.py", 7, False, True),
        ("src/a.py", 3, False, False),
    ],
)
def test_which_log_a_number_in_a_file_means(file: str, number: int, is_there: bool, means_it: bool) -> None:
    around = adr_py.Around("docs/adr", FILES)
    assert around.of_the_log(file, number, is_there) is means_it


@pytest.mark.parametrize(
    ("file", "nearest", "or_one"),
    [("src/a.py", True, True), ("web/a.py", False, False), ("docs/adr/a.md", True, True), ("api/a.py", False, False)],
)
def test_whether_no_other_log_is_as_near(file: str, nearest: bool, or_one: bool) -> None:
    around = adr_py.Around("docs/adr", FILES)
    assert (around.is_nearest(file), around.is_nearest(file, or_one_of_them=True)) == (nearest, or_one)


@pytest.mark.parametrize(
    ("path", "told"),
    [("CHANGELOG.md", True), ("docs/History.rst", True), ("NEWS", True), ("docs/changes/a.md", False), ("a.md", False)],
)
def test_a_file_that_tells_what_was(path: str, told: bool) -> None:
    assert adr_py.is_history(path) is told


@pytest.mark.parametrize(
    ("block", "words"),
    [
        ("\n| a | b |\n", []),
        ("\nOur words.\n\n| a | b |\n", ["Our words."]),
        ("\n### Group\n\n- [a](b.md)\n", []),
        ("\n- our words\n", ["- our words"]),
        ("\n```mermaid\ngraph TD\n```\n", []),
        ("\n```mermaid\r\ngraph TD\r\n```\r\n", []),
        ("\n<<<<<<< a\n=======\n>>>>>>> b\n", []),
        ("\nOther logs of this project: [a](b)\n", []),
    ],
)
def test_words_of_people_in_an_index(block: str, words: list[str]) -> None:
    assert adr_py.words_between(block) == words


START, END = "<!-- adrlog -->", "<!-- adrlogstop -->"


@pytest.mark.parametrize(
    ("text", "between"),
    [
        (f"a\n{START}\nb\n{END}\nc\n", "b\n"),
        (f"{START}\n{END}", ""),
        (f"  {START}  \nb\n\t{END}\n", "b\n"),
        (f"```\n{START}\n```\n{START}\nb\n{END}\n", "b\n"),
        (f"~~~~\n{START}\n~~~\n~~~~\n{START}\nb\n{END}\n", "b\n"),
        (f"```\n~~~\n{END}\n```\n{START}\nb\n{END}\n", "b\n"),
        (f"{START}\r\nb\r\n{END}\r\n", "b\r\n"),
        (f"<!-- adrlog -- npx -->\nb\n{END}\n", "b\n"),
    ],
)
def test_what_stands_between_the_markers(text: str, between: str) -> None:
    start, end = adr_py.marker_span(text, "README.md")
    assert text[start:end] == between


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a\n", f"has no lines `{START}` and `{END}`"),
        (f"a {START} b\n{END} c\n", f"has no lines `{START}` and `{END}`"),
        (f"{START}\n", f"has the line `{START}` and lacks `{END}`; put that below the index"),
        (f"{END}\n", f"has the line `{END}` and lacks `{START}`; put that above the index"),
        (f"{END}\n{START}\n", f"has `{END}` above `{START}`; let the two change places"),
        (f"{START}\n{START}\n{END}\n", "has 3 such lines; delete the others"),
        (f"{START}\n{START}\n", "has 2 such lines; delete the others"),
        (f"<<<<<<< a\n{START}\n{END}\n", "has conflict markers; settle them"),
    ],
)
def test_markers_that_are_no_pair(text: str, said: str) -> None:
    with pytest.raises(adr_py.Fault, match=r"^README\.md: ") as fault:
        adr_py.marker_span(text, "README.md")
    assert said in str(fault.value)


@pytest.mark.parametrize(("many", "said"), [(0, "0 records"), (1, "1 record"), (2, "2 records")])
def test_how_many_in_words(many: int, said: str) -> None:
    assert adr_py.counted([None] * many) == said
    assert adr_py.counted([None] * many, "link") == said.replace("record", "link")


@pytest.mark.parametrize(
    ("word", "known", "nearest"),
    [("stauts", ["list", "status"], "status"), ("lst", ["list", "link"], "list"), ("zzz", ["list"], "")],
)
def test_the_word_that_was_meant(word: str, known: list[str], nearest: str) -> None:
    assert adr_py.nearest(word, known) == nearest


@pytest.mark.parametrize(
    ("statuses", "undecided"),
    [
        (["proposed", "accepted", "rejected"], {"proposed"}),
        (["draft", "proposed", "accepted"], {"draft", "proposed"}),
        (["Draft", "Accepted"], {"draft"}),
        (["open", "done"], {"open"}),
        (["accepted", "rejected"], set()),
        (["planned", "implemented", "rejected"], {"planned"}),
        ([], set()),
    ],
)
def test_the_statuses_of_a_style_before_the_decision(statuses: list[str], undecided: set[str]) -> None:
    assert adr_py.undecided_words(statuses, adr_py.vocabulary()) == undecided


def test_which_names_are_those_of_records() -> None:
    paths = [
        "0001-a.md", "a.md", "README.md", "x/0002-b.md", "templates/0003-c.md", ".x/0004-d.md", "0005-e/README.md",
        "0005-e/notes.md", "ADR-0006.rst", "0007.txt", "e/index.md",
    ]  # fmt: skip
    assert adr_py.record_names(paths) == {
        "0001-a.md": (1, ""),
        "x/0002-b.md": (2, ""),
        "0005-e/README.md": (5, ""),
        "ADR-0006.rst": (6, "adr"),
        "e/index.md": (None, ""),
        **({"templates/0003-c.md": (3, "")} if "templates" not in adr_py.SKIPPED_FOLDERS else {}),
    }
