"""Time, tags, and the short list: days of review, proposals that wait, `list --tag`, `list --brief`."""

import json

import pytest

from .logs import TODAY, Log, nygard

CONTRACT = {"record": {"status": {"section": "Status"}, "date": {"line": "Date"}}, "rules": {"max_open_days": 30}}


def due(log: Log, *words: str) -> list[tuple[str, str, int, str]]:
    rules = ("review-due", "open-too-long", "bad-date")
    found = [fault for fault in log.faults(*words) if fault["rule"] in rules]
    return [(fault["rule"], fault["file"].rpartition("/")[2], fault["line"], fault["message"]) for fault in found]


@pytest.mark.parametrize(
    ("front", "head", "line"),
    [
        ("---\nreview-by: {}\n---\n", "", 2),
        ("---\nreviewBy: '{}'\n---\n", "", 2),
        ("---\nnext-review: {}\n---\n", "", 2),
        ("---\nexpires: {}\n---\n", "", 2),
        ("", "Review by: {}", 5),
        ("", "- **Next review:** {}", 5),
        ("", "| | |\n| --- | --- |\n| Review by | {} |", 7),
        ("", "## Review by\n\n{}", 7),
    ],
)
def test_a_decision_is_due_on_its_day_of_review(log: Log, front: str, head: str, line: int) -> None:
    def write(day: str) -> None:
        text = nygard(1, "Use pigeons").replace("Date: 2024-05-06\n", f"Date: 2024-05-06\n\n{head.format(day)}\n")
        log.write("0001-a.md", front.format(day) + text)

    assert TODAY == "2026-11-21"
    write("2026-11-20")
    assert log.record("0001-a.md")["review_by"] == "2026-11-20"
    assert due(log) == [("review-due", "0001-a.md", line, "it was to be looked at again by 2026-11-20, 1 day ago")]
    assert log.run("check", code=None).code == log.run("check", "--format", "json", code=None).code
    write("2026-11-21")
    assert due(log)[0][3] == "it was to be looked at again by 2026-11-21, today"
    write("2026-11-22")
    assert due(log) == []
    assert log.record("0001-a.md")["date"] == "2024-05-06"


def test_only_what_is_in_force_is_due(log: Log) -> None:
    for number, status in enumerate(("Proposed", "Rejected", "Superseded by [4. D](0004-d.md)", "Accepted"), 1):
        log.write(
            f"{number:04}-{'abcd'[number - 1]}.md",
            "---\nreview-by: 2020-01-01\n---\n" + nygard(number, "X", status=status),
        )
    assert [one[1] for one in due(log)] == ["0004-d.md"]


def test_a_day_of_review_that_is_no_date_is_named(log: Log) -> None:
    log.write("0001-a.md", "---\nreview-by: 2027-13-01\n---\n" + nygard(1, "A"))
    log.write("0002-b.md", "---\nreview-by: when the contract ends\n---\n" + nygard(2, "B"))
    log.write("0003-c.md", "---\nreview-by: none\n---\n" + nygard(3, "C"))
    assert due(log) == [("bad-date", "0001-a.md", 2, "its day of review '2027-13-01' is not a date in one reading")]
    assert [one["review_by"] for one in log.records()] == [None, None, None]


def test_proposals_that_wait_too_long(log: Log) -> None:
    log.write("adr.json", json.dumps(CONTRACT))
    days = {
        "a": ("Proposed", "2026-10-21"),
        "b": ("Proposed", "2026-10-22"),
        "c": ("Draft", "2025-11-21"),
        "d": ("Accepted", "2020-01-01"),
    }
    for number, (name, (status, day)) in enumerate(days.items(), 1):
        log.write(f"{number:04}-{name}.md", nygard(number, "X", status=status, date=day))
    assert due(log, "--merged") == [
        ("open-too-long", "0001-a.md", 1, "it is proposed since 2026-10-21, 31 days, and 30 are allowed"),
        ("open-too-long", "0003-c.md", 1, "it is draft since 2025-11-21, 365 days, and 30 are allowed"),
    ]
    assert due(log) == []  # on a branch these are others' proposals
    for most in (0, "30", None, True, -5):
        log.write("adr.json", json.dumps({**CONTRACT, "rules": {"max_open_days": most}}))
        assert [one for one in due(log, "--merged") if one[0] == "open-too-long"] == []


TAGGED = {
    "---\ntags: [storage, Größe]\n---\n": ["storage", "Größe"],
    "---\nkeywords:\n  - storage\n  - Größe\n---\n": ["storage", "Größe"],
    "---\nlabels: storage, Größe\n---\n": ["storage", "Größe"],
    "---\ntags: [Accepted, cost]\n---\n": ["Accepted", "cost"],
    "": [],
}


def test_list_shows_what_has_a_tag(log: Log) -> None:
    for number, front in enumerate(TAGGED, 1):
        log.write(f"{number:04}-a.md", front + nygard(number, f"Use part {number}"))
    log.write("0006-a.md", nygard(6, "Use part 6").replace("Date:", "Tags: #storage #cost\nDate:"))
    assert [one["tags"] for one in log.records()] == [*TAGGED.values(), ["storage", "cost"]]

    def tagged(*words: str) -> list[int]:
        return [one["number"] for one in json.loads(log.run("list", "--json", *words).out)]

    assert tagged("--tag", "storage") == [1, 2, 3, 6]
    assert tagged("--tag", "STORAGE,groSSe") == [1, 2, 3, 6]
    assert tagged("--tag", "#cost", "--tag", "x") == [4, 6]
    assert tagged("--tag", "cost", "--status", "proposed") == []
    assert tagged("--tag", "nothing") == []


def test_the_short_list_is_what_is_in_force_in_under_fifteen_words(log: Log) -> None:
    sentences = [
        "We send [ravens](https://example.org).", "We do. So.", "word " * 40 + ".", "", "我们使用" * 60 + "。",
    ]  # fmt: skip
    titles = ["Send ravens", "Do", "Say a word", "Use a title of very many words " * 4, "鸟"]
    for number, (title, said) in enumerate(zip(titles, sentences, strict=True), 1):
        log.write(f"{number:04}-a.md", nygard(number, title).replace("What.", said))
    log.write("0006-a.md", nygard(6, "Not yet", status="Proposed"))
    lines = log.run("list", "--brief").out.splitlines()
    assert lines[0] == "0001 We send ravens."
    assert lines[1:3] == ["0002 We do.", "0003 Say a word"]
    assert lines[3] == "0004 Use a title of very many words Use a title of very many…"
    assert lines[4] == "0005 鸟"
    assert len(lines) == 5
    assert all(len(line.split()) < 15 for line in lines)
    assert log.run("list", "--brief", "--status", "proposed").out == "0006 What.\n"


@pytest.mark.security("Words of a log that a terminal or a forge's runner would take for a command, in every output")
@pytest.mark.parametrize(
    "odd",
    [
        "2020-01-01\x1b[2J", "2020-01-01 ::error::x", "2020-13-45", "0000-00-00", "9" * 5000, "99999-01-01",
        "٢٠٢٠-٠١-٠١", "2020-01-01 ##vso[task.complete]", "{", "[[", "&a *a", "!!python/object:x", "2020-02-30", "-1",
    ],
)  # fmt: skip
def test_an_odd_day_or_tag_is_a_word_and_stops_nothing(log: Log, odd: str) -> None:
    for number, value in enumerate((odd, json.dumps(odd), f"[{json.dumps(odd)}]"), 1):
        front = f"---\nreview-by: {value}\ntags: {value}\n---\n"
        log.write(f"{number:04}-a.md", front + nygard(number, f"Send {odd} ravens\u2028* <!-- adrlog -->"))
    for words in (
        ("check",), ("check", "--format", "github"), ("list", "--brief"), ("list", "--tag", odd or "x"), ("index",),
        ("stats",), ("list", "--json"),
    ):  # fmt: skip
        said = log.run(*words, code=None)
        assert said.code in (0, 1), said
        text = said.out + said.err
        assert "\x1b" not in text
        assert "##vso[" not in text
        assert not [line for line in text.splitlines() if line.lstrip().startswith("::error::")]
    assert len(log.run("list", "--brief").out.splitlines()) == 3
    assert log.read("README.md").count("<!-- adrlog -->") == 1
