"""What `list --json` reads: our own small corpus, form by form."""

import itertools
import os

import pytest

from .forms import FORMS, NEW, OLD, STRAYS, Form
from .logs import WORDS, Log, adr_py, nygard


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_each_form_is_read(log: Log, form: Form) -> None:
    log.write(OLD, nygard(1, "Use pigeons"))
    log.write(NEW, nygard(42, "Use radio"))
    log.write(form.file, form.text)
    record = log.record(form.file)
    assert {key: record[key] for key in form.facts} == form.facts


def test_what_one_record_says_is_not_taken_for_the_next(log: Log) -> None:
    """All forms in one log: what is remembered over records must not change what is read."""
    for n, form in enumerate(FORMS, 100):
        suffix = form.file.rpartition(".")[2]
        for copy in (1, 2):
            log.write(f"{copy}{n}-x.{suffix}", form.text)
    read = {record["file"]: record for record in log.records()}
    for n, form in enumerate(FORMS, 100):
        suffix = form.file.rpartition(".")[2]
        first, second = (read.get(f"{copy}{n}-x.{suffix}") for copy in (1, 2))
        assert (first and second) or first == second, form.name
        for key in ("title", "status", "status_text", "date", "date_text"):
            assert not first or not second or first[key] == second[key], form.name


@pytest.mark.parametrize("name", STRAYS)
def test_strays_are_not_listed(log: Log, name: str) -> None:
    log.write(OLD, nygard(1, "Use pigeons"))
    log.write("2024-05-06-topic/README.md", "# Topic\n")
    log.write(name, nygard(9, "Stray"))
    assert name not in [record["file"] for record in log.records()]


def test_files_without_a_number_are_records_where_they_read_like_one(log: Log) -> None:
    log.write("use-ravens.md", "# Use ravens\n\nStatus: accepted\n")
    log.write("two-sections.md", "# Ravens\n\n## Context\n\n## Decision\n")
    log.write("flow-chart.md", "# Flow\n\nA chart.\n")
    log.write("active.md", "# Active\n\n| ID | Title | Status |\n|---|---|---|\n| 1 | Pigeons | Accepted |\n")
    assert [record["file"] for record in log.records()] == ["two-sections.md", "use-ravens.md"]


def test_json_has_every_key_and_the_order_of_the_index(log: Log) -> None:
    log.write("0010-b.md", nygard(10, "B"))
    log.write("0002-a.md", nygard(2, "A"))
    log.write("20240506-c.md", "# C\n")
    log.write("sub/0001-d.md", nygard(1, "D"))
    records = log.records()
    assert [record["file"] for record in records] == ["0002-a.md", "0010-b.md", "20240506-c.md", "sub/0001-d.md"]
    assert records[0] == {
        "file": "0002-a.md", "number": 2, "title": "A", "status": "accepted", "status_text": "Accepted",
        "date": "2024-05-06", "date_text": "2024-05-06", "supersedes": [], "superseded_by": [], "links": [],
        "applies_to": [], "review_by": None, "tags": [], "deciders": [],
    }  # fmt: skip


def test_other_relations_are_links(log: Log) -> None:
    log.write(OLD, nygard(1, "Use pigeons", status="Accepted\n\nAmended by [7](0007-x.md)"))
    log.write("0007-x.md", nygard(7, "X", status="Accepted\n\nAmends [1. Use pigeons](0001-use-pigeons.md)"))
    assert log.record("0007-x.md")["links"] == [{"label": "amends", "file": OLD}]
    assert log.record(OLD)["links"] == [{"label": "amended by", "file": "0007-x.md"}]


def test_a_number_used_twice_means_the_record_that_speaks_back(log: Log) -> None:
    log.write("0001-a.md", nygard(1, "A", status="Superseded by ADR-0002"))
    log.write("0002-b.md", nygard(2, "B"))
    log.write("0002-c.md", nygard(2, "C", more="\nSee [A](0001-a.md).\n"))
    assert log.record("0001-a.md")["superseded_by"] == ["0002-c.md"]


def test_prefixes_tell_series_apart(log: Log) -> None:
    log.write("AAA-0001-x.md", nygard(1, "X", status="Superseded by BBB-0002"))
    log.write("AAA-0002-y.md", nygard(2, "Y"))
    log.write("BBB-0002-z.md", nygard(2, "Z"))
    assert log.record("AAA-0001-x.md")["superseded_by"] == ["BBB-0002-z.md"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1"])
def test_encodings(log: Log, encoding: str) -> None:
    log.write("0001-a.md", nygard(1, "Für Vögel", status="Überholt").encode(encoding))
    record = log.record("0001-a.md")
    assert (record["title"], record["status"]) == ("Für Vögel", "deprecated")


def test_a_style_of_its_own_is_read_by_its_contract(log: Log) -> None:
    log.write(
        "adr.json",
        '{"record": {"title": "# {title}", "status": {"section": "Flight state"}, "date": {"bullet": "Taken off"}},'
        ' "statuses": ["Nesting", "Flying high"]}',
    )
    log.write("0001-a.md", "# A\n\n## Birds\n\n- Taken off: 2024-05-06\n\n## Flight state\n\nFlying high\n")
    record = log.record("0001-a.md")
    assert (record["status"], record["date"]) == ("flying high", "2024-05-06")


def test_two_logs_are_read_in_one_process_each_with_its_own_words() -> None:
    """Also what is made of a contract's words meanwhile, such as their spelling without marks."""
    record = {"title": "# {title}", "status": {"section": "Status"}}
    taught = adr_py.vocabulary({"record": record, "statuses": ["Geprüft"]})
    plain = adr_py.vocabulary({"record": record, "statuses": []})
    for _ in range(2):
        assert adr_py.canonical("Gepruft", taught) == "geprüft"
        assert adr_py.canonical("Gepruft", plain) == "gepruft"


def test_one_process_and_several_read_the_same(tmp_path_factory: pytest.TempPathFactory) -> None:
    log = Log(tmp_path_factory.mktemp("big"))
    for n in range(1, adr_py.PARALLEL_FROM + 50):
        log.write(
            f"{n:04d}-x.md", nygard(n, f"Record {n}", status="Accepted" if n % 7 else f"Superseded by ADR-{n + 1:04d}")
        )
    assert log.records() == adr_py.read_log(str(log.path))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")
@pytest.mark.parametrize("allowed", [0, 1])
def test_every_record_is_read_where_no_more_processes_are_to_be_had(
    log: Log, monkeypatch: pytest.MonkeyPatch, allowed: int
) -> None:
    fork, calls = os.fork, itertools.count()

    def few() -> int:
        if next(calls) >= allowed:
            raise BlockingIOError(11, "Resource temporarily unavailable")
        return fork()

    for n in range(1, 13):
        log.write(f"{n:04d}-x.md", nygard(n, f"Record {n}"))
    monkeypatch.setattr(adr_py, "PARALLEL_FROM", 6)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1, 2, 3}, raising=False)
    monkeypatch.setattr(os, "fork", few)
    assert [record["number"] for record in log.records()] == list(range(1, 13))
    assert next(calls) == allowed + 1


STATUS_WORDS = [
    ("Accepted", "accepted"), ("approved", "accepted"), ("Adopted", "accepted"), ("decided", "accepted"),
    ("WIP", "draft"), ("Work in progress", "draft"), ("replaced", "superseded"), ("Superceded", "superseded"),
    ("Deferred", "deferred"), ("", None), ("N/A", None), ("?", None), ("Under Review", "under review"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "word"), STATUS_WORDS)
def test_canonical_words(text: str, word: str | None) -> None:
    assert adr_py.canonical(text, WORDS) == word
