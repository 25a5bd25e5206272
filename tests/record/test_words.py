"""Small questions about a record's words: what it decides in a sentence, what values say, how a status is spelt."""

from typing import Any

import pytest

from tests.adr.logs import WORDS, adr_py

LONG_TEXT = "word " * 80


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("## Decision\n\nWe use ravens. They are quick.", "We use ravens."),
        ("## Decision\n\nWe use ravens", "We use ravens"),
        ("## Decision\n\nWe use\nravens.\n\nThey are quick.", "We use ravens."),
        ("## Decision\n\nDo we? Yes.", "Do we?"),
        ('## Decision\n\nWe say "ravens." And more.', 'We say "ravens."'),
        ("## Decision\n\nWe use ravens, e.g. black ones. Not doves.", "We use ravens, e.g. black ones."),
        ("## Decision\n\nSee No. 7 of it. More.", "See No. 7 of it."),
        ("## Decision\n\nRaven 1.2 is used. More.", "Raven 1.2 is used."),
        ("## Decision\n\n我们用乌鸦。很快。", "我们用乌鸦。"),
        ("## Decision\n\n**We** use [ravens](x.md) and `code` _now_.", "We use ravens and `code` now."),
        ("## Decision\n\nWe use snake_case_names.", "We use snake_case_names."),
        ("## Decision\n\n- We use ravens\n- We feed them", "We use ravens"),
        ("## Decision\n\nWe will:\n\n- use ravens\n- feed them", "We will: use ravens"),
        ("## Decision\n\nWe will:\n- use ravens", "We will: use ravens"),
        ("## Decision\n\n> We use ravens.", "We use ravens."),
        ("## Decision\n\n| a | b |\n| --- | --- |\n\nWe use ravens.", "We use ravens."),
        ("## Decision\n\nWe use ravens\n| a | b |", "We use ravens"),
        ("## Decision\n\n![a](b.png)\n\nWe use ravens.", "We use ravens."),
        ("## Decision\n\n{what was decided}\n\nWe use ravens.", "We use ravens."),
        ("## Decision\n\n---\n\nWe use ravens.", "We use ravens."),
        ("## Decision\n\n### Birds\n\nWe use ravens.", "We use ravens."),
        ("## Decision\n\n## Birds\n\nWe use ravens.", ""),
        ("### Decision\n\n## Birds\n\nWe use ravens.", ""),
        ("## Decision", ""),
        ("## Context\n\nText.", ""),
        ("## 3. Decision\n\nWe use ravens.", "We use ravens."),
        ("## Decision:\n\nWe use ravens.", "We use ravens."),
        ("## Decision (2024)\n\nWe use ravens.", "We use ravens."),
        ("## Entscheidung\n\nWir nutzen z.B. Raben. Gut.", "Wir nutzen z.B. Raben."),
        ("## Summary\n\nIn short.\n\n## Decision\n\nWe use ravens.", "We use ravens."),
        ("## Summary\n\nWe use ravens.", "We use ravens."),
        ("## Decision\n\nx\n\n## Decision\n\ny", "x"),
        (f"## Decision\n\n{'a' * 299}.", "a" * 299 + "."),
        (f"## Decision\n\n{LONG_TEXT}.", ("word " * 59).strip() + "…"),
    ],
)
def test_the_sentence_that_says_what_was_decided(text: str, said: str) -> None:
    assert adr_py.decision_of(f"# Use ravens\n\n{text}\n", "0001-a.md", WORDS) == said


@pytest.mark.parametrize(
    ("fact", "value", "values"),
    [
        ("tags", "a, b", ["a", "b"]),
        ("tags", "a; b、c，d", ["a", "b", "c", "d"]),
        ("tags", "[a, b]", ["a", "b"]),
        ("tags", "[a]", ["a"]),
        ("tags", "#a #b", ["a", "b"]),
        ("tags", "`a`", ["a"]),
        ("tags", "a, a", ["a"]),
        ("tags", "none", []),
        ("tags", "{a tag}", []),
        ("tags", ["a", "b, c"], ["a", "b, c"]),
        ("tags", "a<br>b", ["a", "b"]),
        ("deciders", "the board, [acme](https://example.org)", ["the board", "acme"]),
        ("deciders", "- the board", ["the board"]),
        ("deciders", '"the board"', ["the board"]),
        ("applies_to", "src/**, docs/", ["src/**", "docs/"]),
        ("applies_to", "`src/**`, and `docs/`", ["src/**", "docs/"]),
        ("applies_to", "src/{a,b}/**", ["src/{a,b}/**"]),
        ("applies_to", "[ab]*.py", ["[ab]*.py"]),
        ("applies_to", "[a/**, b/**]", ["a/**", "b/**"]),
        ("applies_to", "the whole house", []),
        ("applies_to", "my docs/*.md", ["my docs/*.md"]),
        ("applies_to", "my docs/a b", ["my docs/a b"]),
        ("applies_to", "this / that", []),
        ("applies_to", "*", ["*"]),
        ("applies_to", "**", ["**"]),
        ("applies_to", "!/**", ["!/**"]),
        ("applies_to", "none", []),
        ("applies_to", ["`a/**`", "b"], ["a/**", "b"]),
        ("affects", "src/a.py:12, the house", ["src/a.py"]),
        ("affects", "src/a.py:12-14", ["src/a.py"]),
        ("affects", "a.py, *.md, src/", ["a.py", "*.md", "src/"]),
        ("affects", "house", []),
        ("review_by", "2027-01-02", ["2027-01-02"]),
        ("review_by", "2 January 2027", ["2027-01-02"]),
        ("review_by", "Q3 2027", ["Q3 2027"]),
        ("review_by", "`Q3 2027`.", ["Q3 2027"]),
        ("review_by", "next year", []),
        ("review_by", "none before 2027", []),
        ("review_by", "when the 3 ravens are back and all have told us of it", []),
        ("review_by", ["2027-01-02", "2028-01-02"], ["2027-01-02"]),
    ],
)
def test_the_values_of_a_note(fact: str, value: Any, values: list[str]) -> None:
    assert adr_py.note_values(fact, value) == values


@pytest.mark.parametrize(
    ("fact", "value", "no_more"),
    [
        ("applies_to", "`src/**`", True),
        ("applies_to", "`src/**`, `docs/`", True),
        ("applies_to", "src/**, docs/", True),
        ("applies_to", "`src/**` and no ravens", False),
        ("applies_to", "no ravens", False),
        ("applies_to", "", False),
        ("applies_to", ["src/**", "docs/"], True),
        ("applies_to", ["my src/**"], False),
        ("tags", "a, b", True),
        ("tags", "#a-b, c:d", True),
        ("tags", "a b", False),
        ("tags", "x" * 40, True),
        ("tags", "x" * 41, False),
        ("tags", ["a", "b c"], False),
        ("review_by", "2027-01-02", True),
        ("review_by", "on 2 January 2027", True),
        ("review_by", "2027-01-02, or when the ravens die", False),
        ("review_by", "soon", False),
        ("review_by", ["2027-01-02"], False),
    ],
)
def test_a_note_that_says_no_more_than_its_fact(fact: str, value: Any, no_more: bool) -> None:
    assert adr_py.says_no_more(fact, value) is no_more


@pytest.mark.parametrize("value", ["", "N/A", "none", "None", "-", "—", "`none`", "(none)", "n/a.", "nothing", "TBD"])
def test_a_value_that_says_nothing(value: str) -> None:
    assert adr_py.says_nothing(value)
    assert adr_py.is_none(value)
    assert adr_py.is_unfilled(value)


@pytest.mark.parametrize(
    ("value", "none", "unfilled"),
    [
        ("none so far", True, False),
        ("Nothing yet", True, False),
        ("keiner bisher", True, False),
        ("nonesuch", False, False),
        ("{ADR number}", False, True),
        ("<ADR number>", False, True),
        ("[ADR number]", False, True),
        ("(_ADR number_)", False, True),
        ("**{ADR number}**", False, True),
        ("[a](b)", False, False),
        ("ADR 7", False, False),
        ("{a} b", False, False),
    ],
)
def test_a_value_that_names_no_record(value: str, none: bool, unfilled: bool) -> None:
    assert (adr_py.is_none(value), adr_py.is_unfilled(value)) == (none, unfilled)


@pytest.mark.parametrize(
    ("word", "passive"),
    [
        ("superseded", "superseded by"),
        ("Superseded", "Superseded by"),
        ("ersetzt", "ersetzt durch"),
        ("Ersetzt", "Ersetzt durch"),
        ("remplacé", "remplacé par"),
        ("replaced", "replaced by"),
        ("Replaced", "Replaced by"),
    ],
)
def test_superseded_by_in_the_words_of_a_record(word: str, passive: str) -> None:
    assert adr_py.passive(word) == passive


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Accepted", "accepted"),
        ("✅ Accepted", "accepted"),
        ("angenommen", "accepted"),
        ("Approved by the board", "accepted"),
        ("**Accepted**", "accepted"),
        ("[Accepted](x.md)", "accepted"),
        ("{accepted}", "accepted"),
        ("{status}", None),
        ("<status>", None),
        ("{proposed | accepted}", None),
        ("{accepted |}", "accepted"),
        ("proposed | accepted | rejected", None),
        ("proposed or accepted", None),
        ("draft / accepted", None),
        ("accepted / rejected", "accepted"),
        ("TBD", None),
        ("", None),
        ("Fancy", "fancy"),
        ("Fancy: as it is", "fancy"),
        ("fancy (2024)", "fancy"),
        ("one two three four five", "one two three four five"),
        ("one two three four five six", None),
        ("The decision has been accepted", "accepted"),
        ("It was not accepted", "it was not accepted"),
        ("Was accepted, now rejected", "rejected"),
        ("Formerly draft; later accepted", "accepted"),
        ("To be accepted", "proposed"),
        ("Will be accepted", "proposed"),
        ("Not yet accepted", "proposed"),
        ("To be decided", None),
        ("Awaiting approval", "proposed"),
        ("Ready for review by the board", "proposed"),
        ("Needs approval", "proposed"),
        ("未承認", "proposed"),
        ("承認待ち", "proposed"),
        ("已接受", "accepted"),
        ("Accepted, now rejected", "rejected"),
        ("Accepted - but rejected since", "rejected"),
        ("Accepted (obsolete)", "obsolete"),
        ("Accepted (deprecated since 2024-05-06)", "deprecated"),
        ("Proposed, then accepted", "accepted"),
        ("Proposed, rejected", "proposed"),
        ("Superseded in part", "partly superseded"),
        ("2024-05-06 Accepted", "accepted"),
        ("In Review", "in review"),
        ("in review by the board", "in review"),
    ],
)
def test_the_word_for_a_status(text: str, status: str | None) -> None:
    assert adr_py.canonical(text, WORDS) == status


@pytest.mark.parametrize(
    ("status", "read"),
    [
        ("Ripening", "ripening"),
        ("  In   Trial ", "in trial"),
        ("Accepted", "accepted"),
        ("Approved", "accepted"),
        ("Accepted by the board", "accepted"),  # a log's own words for a known status are that status
        ("TBD", None),
    ],
)
def test_what_a_status_of_a_log_s_contract_is_read_as(status: str, read: str | None) -> None:
    words = adr_py.vocabulary({"record": {}, "statuses": ["Proposed", status]})
    assert adr_py.canonical(status, words) == read
    assert adr_py.canonical(f"**{status.strip()}**", words) == read
    assert adr_py.canonical("Accepted", words) == "accepted"


@pytest.mark.parametrize(
    ("text", "status", "date"),
    [
        ("Stage: Accepted\n\nWhen: 2024-05-06", "accepted", "2024-05-06"),
        ("Stage: Accepted\n\nDate: 2024-05-07", "accepted", "2024-05-07"),
        ("Status: Rejected\n\nStage: Accepted\n\nDate: 2024-05-07\n\nWhen: 2024-05-06", "rejected", "2024-05-07"),
        ("Stage: Accepted\n\nStatus: Rejected\n\nWhen: 2024-05-06\n\nDate: 2024-05-07", "accepted", "2024-05-06"),
        ("Step: Accepted\n\nDay: 2024-05-06", None, None),
    ],
)
def test_a_fact_under_a_label_of_the_log_s_own(text: str, status: str | None, date: str | None) -> None:
    words = adr_py.vocabulary({"record": {"status": {"line": "Stage"}, "date": {"line": "When"}}})
    record = adr_py.read_record("0001-a.md", f"# Use a\n\n{text}\n\n## Context\n\nText.\n", words)
    assert (record.status, record.date) == (status, date)
