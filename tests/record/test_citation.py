"""What in a text may name a record: docs/code.md, "Cite a record in the code"."""

import pytest

from tests.adr.logs import adr_py


def named(text: str, generic: bool = True, stems: tuple[str, ...] = ()) -> list[tuple[str, bool]]:
    """(words, whether they surely mean a record of this log)."""
    forms = adr_py.Forms("docs/adr", {"PAY-ADR", "adr"}, generic, 40, stems)
    found = sorted(forms.said(text), key=lambda said: said.at)
    assert all(text[said.at :].startswith(said.words) for said in found)
    # Each text that names one is found by what `git grep` looks for.
    assert not found or any(needle in text.casefold() for needle in map(str.casefold, forms.needles()))
    return [(said.words, said.sure) for said in found]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("# ADR-0002", ["ADR-0002"]),
        ("ADR-2", ["ADR-2"]),
        ("adr/0002", ["adr/0002"]),
        ("see ADR #0002.", ["ADR #0002"]),
        ("ADR 0002, ADR 0003", ["ADR 0002", "ADR 0003"]),
        ("ADRs 0002", ["ADRs 0002"]),
        ("(ADR-0002)", ["ADR-0002"]),
        ("PAY-ADR-7", ["PAY-ADR-7"]),
        ("pay adr 0007", ["pay adr 0007"]),
        ("docs/adr/0002-use-b.md", ["docs/adr/0002-use-b.md"]),
        ("../adr/0002-use-b.md.", ["../adr/0002-use-b.md"]),
        ("adr/0002-use-b", ["adr/0002", "adr/0002-use-b"]),
        ("adr/2", ["adr/2"]),
    ],
)
def test_what_names_a_record(text: str, words: list[str]) -> None:
    """A path is read as a number too; which of the two it is, the records tell."""
    assert list(dict.fromkeys(word for word, _ in named(text))) == words


@pytest.mark.parametrize(
    "text",
    [
        "ADR_2", "xADR-2", "ADR-2x", "ADR-2.5", "ADR-2/x", "ADR-", "ADR2", "my.ADR-0002", "@ADR-0002",
        "https://example.org/ADR-0002", "www.example.org/x-ADR-0002", "[ADR-0002](https://example.org)",
        "[ADR-0002]: https://example.org", "acme/platform#ADR-0007", "acme/platform ADR-0007", "acme's ADR-0007",
        "ADR-0007 of the platform team", "ADR-0007 from the acme repository", "ADR-0007 of acme/platform",
        "docs/adr/*.md", "docs/adr/{number}-x.md", "docs/adr/<name>", "https://example.org/docs/adr/0002-b.md",
        "docs/radr/0002-b.md", "nothing",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_citation(text: str) -> None:
    assert named(text) == []


@pytest.mark.parametrize(
    ("text", "generic", "sure"),
    [
        ("ADR-0002", True, True),
        ("ADR-2", True, True),
        ("ADR 2", True, False),
        ("ADR 002", True, True),
        ("adr-2", True, False),
        ("adr-002", True, True),
        ("ADR-0002", False, False),
        ("ADR-0123", True, False),  # what people write where any number is meant
        ("ADR-0000", True, False),
        ("ADR-0124", True, True),
        ("PAY-ADR-7", False, True),
        ("PAY-ADR-40", False, True),
        ("PAY-ADR-41", False, False),  # there is none so far
        ("PAY-ADR-041", False, True),
        ("pay-adr-7", False, False),
        ("such as ADR-0002", True, False),
        ("e.g. ADR-0002", True, False),
        ("for example `ADR-0002`", True, False),
        ("the form: ADR-0002", True, False),
        ("so ADR-0002", True, True),
        ("ADR-0002 of this repository", True, True),
    ],
)
def test_whether_a_number_surely_means_this_log(text: str, generic: bool, sure: bool) -> None:
    assert [found for _, found in named(text, generic)] == [sure]


def test_the_names_of_wanted_files_count_without_a_folder() -> None:
    assert named("see 0002-use-b.md", stems=("0002-use-b",)) == [("0002-use-b.md", True)]
    assert named("see 0002-use-b, too", stems=("0002-use-b",)) == [("0002-use-b", True)]
    assert named("see 0002-use-bees", stems=("0002-use-b",)) == []
    assert named("see 0002-use-b.md") == []


def test_a_label_that_leads_to_an_address_is_none_of_the_log() -> None:
    assert named("see [ADR-0002] and ADR-0003\n\n[adr-0002]: https://example.org\n") == [("ADR-0003", True)]
    assert named("see [ADR-0002][x]\n\n[x]: https://example.org\n") == []
    assert named("see [ADR-0002][y]\n\n[x]: https://example.org\n") == [("ADR-0002", True)]


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("ADR-0002  # adr-ignore: dead-citation", {"dead-citation"}),
        ("# adr-ignore: a, b  ADR-0002", {"a", "b"}),
        ("# adr-ignore: a\nADR-0002", set()),
        ("ADR-0002\n# adr-ignore: a", set()),
        ("ADR-0002", set()),
    ],
)
def test_a_comment_on_the_line_switches_rules_off(text: str, rules: set[str]) -> None:
    (said,) = adr_py.Forms("docs/adr", (), True, 40).said(text)
    assert rules <= said.ignored
    assert bool(said.ignored) is bool(rules)


def test_a_log_in_the_root_has_no_paths_but_those_of_wanted_files() -> None:
    assert list(adr_py.Forms("", (), True, 40).said("docs/adr/0002-b.md")) == []
