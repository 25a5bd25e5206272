"""References to other records, and the supersessions that running text states."""

import pytest

from tests.adr.logs import adr_py

Refs = list[tuple[str, str]]

# A text -> the references in it, each as it is written.
WRITTEN: list[tuple[str, Refs]] = [
    ("[2](0002-b.md)", [("path", "0002-b.md")]),
    ("[Use b](<0002-b.md>)", [("path", "0002-b.md")]),
    ('[Use b](0002-b.md "Use b")', [("path", "0002-b.md")]),
    ("[Use \\] b](0002-b.md)", [("path", "0002-b.md")]),
    ("[Use [x] b](0002-b.md)", [("path", "0002-b.md")]),
    ("[b](a_(b).md)", [("path", "a_(b).md")]),
    ("[Use b][two]", [("label", "two")]),
    ("[two]", [("label", "two")]),
    ("[two][]", [("label", "two")]),
    ("[[0002-b]]", [("path", "0002-b")]),
    ("[[0002-b|the other]]", [("path", "0002-b")]),
    ("[[0002-b#top]]", [("path", "0002-b")]),
    ("xref:0002-b.adoc[the other]", [("path", "0002-b.adoc")]),
    ("link:0002-b.adoc[the other]", [("path", "0002-b.adoc")]),
    ("<<0002-b.adoc,the other>>", [("path", "0002-b.adoc")]),
    ("<<two>>", [("path", "two")]),
    ("`the other <0002-b.rst>`_", [("path", "0002-b.rst")]),
    ("`the other <0002-b.rst>`__", [("path", "0002-b.rst")]),
    (":doc:`0002-b`", [("path", "0002-b")]),
    (":ref:`the other <two>`", [("path", "two")]),
    ("<https://example.org/0002-b>", [("path", "https://example.org/0002-b")]),
    ("0002-b.md", [("path", "0002-b.md")]),
    ("docs/adr/0002-b.md", [("path", "docs/adr/0002-b.md")]),
    ("./0002-b.rst.", [("path", "./0002-b.rst")]),
    ("0002-use-b", [("path", "0002-use-b")]),
    ("ADR-2", [("number", "adr 2")]),
    ("ADR 2", [("number", "adr 2")]),
    ("ADR2", [("number", "adr 2")]),
    ("adr_0002", [("number", "adr 0002")]),
    ("PAY-ADR-2", [("number", "pay-adr 2")]),
    ("Decision 2", [("number", "decision 2")]),
    ("No. 2", [("number", "no 2")]),
    ("#2", [("number", " 2")]),
    ("2", [("number", " 2")]),
    ("ADR-2 and ADR-3", [("number", "adr 2"), ("number", "adr 3")]),
    ("ADR-2, 3", [("number", "adr 2"), ("number", " 3")]),
    ("ADR-2, and [3](0003-c.md)", [("number", "adr 2"), ("path", "0003-c.md")]),
    ("2.5", []),
    ("1:2", []),
    ("1/2", []),
    ("nothing", []),
    ("", []),
    ("on 2024-03-05 by ADR-7", [("number", "adr 7")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "refs"), WRITTEN)
def test_each_way_to_name_a_record(text: str, refs: Refs) -> None:
    assert adr_py.references(text) == refs


@pytest.mark.parametrize(
    ("text", "refs"),
    [
        ("ADR 5 and ADR 6", ["adr 5", "adr 6"]),
        ("ADR 5, ADR 6; ADR 7", ["adr 5", "adr 6", "adr 7"]),
        ("ADR 5 and also ADR 6", ["adr 5", "adr 6"]),
        ("ADR 5 with ADR 6", ["adr 5", "adr 6"]),
        ("ADR 5 und ADR 6", ["adr 5", "adr 6"]),
        ("ADR 5 by the words of ADR 6", ["adr 5"]),
        ("the new ADR 5", ["adr 5"]),
        ("it. See ADR 5", []),
        ("this, because ADR 5 says so", []),
        ("x " * 39 + "ADR 5", ["adr 5"]),  # what leads to it fits on a line
        ("x " * 41 + "ADR 5", []),
    ],
)
def test_those_that_follow_each_other_from_the_start(text: str, refs: list[str]) -> None:
    assert [target for _, target in adr_py.references(text, first_run=True)] == refs


@pytest.mark.parametrize(
    ("value", "refs"),
    [("\\[ADR 5\\]", ["adr 5"]), ("[ADR 5](0005-a.md)", ["0005-a.md"]), ("ADR 5 (see ADR 6)", ["adr 5"])],
)
def test_the_references_of_a_field(value: str, refs: list[str]) -> None:
    assert [target for _, target in adr_py.field_references(value)] == refs


BY, FWD = "by", "fwd"
# A text -> the supersessions in it.
SAID: list[tuple[str, list[tuple[str, list[str]]]]] = [
    *[
        (f"{phrase} ADR 2", [(BY, ["adr 2"])])
        for phrase in (
            "Superseded by",
            "superseded by:",
            "Superceded by",
            "superceeded by",
            "Superseded-by",
            "superseded_by",
            "Superseded (2024-05-06) by",
            "Replaced by",
            "Obsoleted by",
            "Reverted by",
            "Deprecated by",
            "Deprecated in favor of",
            "deprecated in favour of",
            "In favour of",
            "Ersetzt durch",
            "Abgelöst von",
            "Remplacé par",
            "Remplacée par",
            "Reemplazado por",
            "Sustituida por",
            "Substituído por",
            "Vervangen door",
            "Sostituito da",
            "Superata da",
            "Erstattet av",
            "Erstattet af",
            "Ersatt av",
            "Zastąpiony przez",
            "Nahrazeno",
            "Заменено на",
            "Заменён",
            "被",
        )
    ],
    *[
        (f"{phrase} ADR 2", [(FWD, ["adr 2"])])
        for phrase in (
            "Supersedes",
            "Superseding",
            "supersede",
            "Supercedes",
            "Replaces",
            "Obsoletes",
            "Ersetzt",
            "Löst",
            "Remplace",
            "Reemplaza a",
            "Sustituye",
            "Substitui",
            "Vervangt",
            "Sostituisce",
            "Erstatter",
            "Ersätter",
            "Zastępuje",
            "Nahrazuje",
            "Заменяет",
            "取代",
            "替代了",
        )
    ],
    ("Wurde durch ADR 2 ersetzt", [(BY, ["adr 2"])]),
    ("由 ADR 2 取代", [(BY, ["adr 2"])]),
    ("ADR 2 tarafından değiştirildi", [(BY, ["adr 2"])]),
    ("ADR 2로 대체됨", [(BY, ["adr 2"])]),
    ("ADR 2に置き換え", [(BY, ["adr 2"])]),
    ("Superseded by ADR 2 and ADR 3", [(BY, ["adr 2", "adr 3"])]),
    ("Supersedes ADR 2, superseded by ADR 3", [(FWD, ["adr 2"]), (BY, ["adr 3"])]),
    ("Supersedes ADR 2. It may be replaced by ADR 3", [(FWD, ["adr 2"])]),
    ("It is not superseded by ADR 2", []),
    ("It is not this. It is superseded by ADR 2", [(BY, ["adr 2"])]),
    ("It is not this; superseded by ADR 2", [(BY, ["adr 2"])]),
    ("Parts of this were superseded by ADR 2", []),
    ("Partly superseded by ADR 2", []),
    ("Superseded in part by ADR 2", []),
    ("Superseded by ADR 2 in part", []),
    ("Superseded by ADR 2, in part", []),
    ("Superseded by [2. Use it](0002-b.md), partially, since May", []),
    ("Ersetzt durch ADR 2, teilweise", []),
    ("Superseded by ADR 2, partly because of the costs", [(BY, ["adr 2"])]),
    ("Superseded by [2. Use it](0002-b.md), in part because the team grew", [(BY, ["0002-b.md"])]),
    ("Superseded by ADR 2, and this stays as the partial answer", [(BY, ["adr 2"])]),
    ("Superseded by ADR 2. In part this stays", [(BY, ["adr 2"])]),
    ("Superseded by [Use it in part](0002-b.md)", [(BY, ["0002-b.md"])]),
    ("**Superseded by [Supersede it](0002-b.md)**", [(BY, ["0002-b.md"])]),
    ("Superseded by [Replaces the queue](0002-b.md)", [(BY, ["0002-b.md"])]),
    ("Superseded by `Supersede it <0002-b.rst>`_", [(BY, ["0002-b.rst"])]),
    ("Supersedes some aspects of ADR 2", []),
    ("Supersedes the first section of ADR 2", []),
    ('Supersedes the "option 2" portion of ADR 2', []),
    ("Superseded by nothing", []),
    ("Superseded", []),
    ("Durch ADR 2 teilweise ersetzt", []),
    ("Superseded by \\[ADR 2\\]", [(BY, ["adr 2"])]),
    ("Superseded by :doc:`0002-b`", [(BY, ["0002-b"])]),
    ("Superseded by `b <0002-b.rst>`_", [(BY, ["0002-b.rst"])]),
    ("unsuperseded by ADR 2", []),
]


@pytest.mark.parametrize(("text", "states"), SAID)
def test_a_supersession_in_running_text(text: str, states: list[tuple[str, list[str]]]) -> None:
    found = [(way, [target for _, target in refs]) for way, refs in adr_py.supersessions(text)]
    assert found == states
    assert not states or adr_py.has_stem(text)


@pytest.mark.parametrize(
    ("text", "opens"),
    [
        ("Superseded by ADR 2", True),
        ("This record has been superseded by ADR 2", True),
        ("- **Superseded by** ADR 2", True),
        ("It is now superseded by ADR 2", True),
        ("ADR 1 was superseded by ADR 2", True),
        ("The queue was superseded by ADR 2", False),
        ("The queue was loud. Superseded by ADR 2", True),
        ("this " * 60 + "supersedes ADR 2", True),
        ("this " * 61 + "supersedes ADR 2", False),
    ],
)
def test_a_supersession_that_opens_a_text(text: str, opens: bool) -> None:
    assert bool(adr_py.supersessions(text, lead_only=True)) is opens


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Superseded in part", True),
        ("partially superseded", True),
        ("Teilweise ersetzt", True),
        ("部分", True),
        ("Superseded by the department", False),
        ("Superseded by [In part](0002-b.md)", False),
        ("In part superseded by [In part](0002-b.md)", True),
        ("", False),
    ],
)
def test_words_that_speak_of_a_part(text: str, said: bool) -> None:
    assert adr_py.in_part(text) is said
