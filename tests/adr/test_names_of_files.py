# ruff: noqa: S311, S108 - tables: a row is a line; chance that anyone can repeat
"""What a new record's file is called: like the files that the log has, whether or not the log has an adr.json."""

import json
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from copier_adr.record.name_form import NamesOf, file_name

from .logs import TODAY, Log, nygard

DAY = TODAY.replace("-", "")
NEXT = [
    # files of the log, title, what the next record is called
    ([f"ADR-{n}.md" for n in range(7, 61)], "Use it", "ADR-61.md"),
    (["ADR-1.md", "ADR-2.md", "ADR-9.md", "ADR-10.md"], "Use it", "ADR-11.md"),
    (["ADR-1-x.md", "ADR-2-y.md", "ADR-9-z.md", "ADR-10-a.md"], "Use it", "ADR-11-use-it.md"),
    (["2026-01-02-x.md", "2026-01-03-y.md"], "Use it", f"{TODAY}-use-it.md"),
    (["20260102-x.md", "20260103-y.md"], "Use it", f"{DAY}-use-it.md"),
    (["2026-01-x.md", "2026-02-y.md"], "Use it", f"{TODAY[:7]}-use-it.md"),
    (["2026-07-28-a-b/README.md", "2026-07-29-slug/README.md"], "Use it", f"{TODAY}-use-it/README.md"),
    (["2026-02-12_032-x.md", "2026-03-10_033-y.md"], "Use it", f"{TODAY}_034-use-it.md"),
    (["records/0001-x.md", "records/0002-y.md"], "Use it", "records/0003-use-it.md"),
    (["accepted/0001-x.md", "accepted/0002-y.md"], "Use it", "0003-use-it.md"),
    (["accepted/0001-x.md", "accepted/0002-y.md", "draft/0003-z.md"], "Use it", "draft/0004-use-it.md"),
    (["web/0001-x.md", "api/0002-y.md", "ops/0003-z.md"], "Use it", "0004-use-it.md"),
    (["001_use_kafka.md", "002_use_a_queue.md"], "Keep to it", "003_keep_to_it.md"),
    (["ADR001-Use-Kafka.md", "ADR002-Use-A-Queue.md"], "Keep it", "ADR003-Keep-it.md"),
    (["0001-x.markdown", "0002-y.markdown"], "Use it", "0003-use-it.markdown"),
    (["0098-x.md", "0099-y.md", "0100-z.md"], "Use it", "0101-use-it.md"),
    (["98-x.md", "99-y.md", "100-z.md"], "Use it", "101-use-it.md"),
    ([*(f"{n:04d}-x.md" for n in range(1, 21)), "9001-y.md"], "Use it", "0021-use-it.md"),
    (["0001-x.md", "0002-y.md", "0003-z.md", "9001-y.md"], "Use it", "0004-use-it.md"),
    ([*(f"{n:04d}-x.md" for n in range(1, 9)), "9001-y.md", "9002-z.md"], "Use it", "9003-use-it.md"),
    (["0001-x.rst", "0002-y.rst"], "Use it", "0003-use-it.rst"),
    (["x/0001-x/README.adoc", "x/0002-y/README.adoc"], "Use it", "x/0003-use-it/README.adoc"),
    ([], "Use it", "0001-use-it.md"),
]


@pytest.mark.parametrize(("files", "title", "name"), NEXT)
def test_the_next_record_is_called_like_its_neighbours(files: list[str], title: str, name: str, tmp_path: Path) -> None:
    log = Log(tmp_path)
    for at, file in enumerate(files):
        log.write(
            file,
            nygard(at, f"Title {at}")
            if not file.endswith(("rst", "adoc"))
            else f"{at}. T\n====\n\nStatus\n------\n\nAccepted\n"
            if file.endswith("rst")
            else f"= {at}. T\n\n== Status\n\nAccepted\n",
        )
    before = log.files()
    assert log.run("new", title).out.strip() == str(tmp_path / name)
    assert log.record(name)["title"] == title
    assert {file: log.files()[file] for file in before} == before


def test_a_number_far_above_the_others_is_passed_over_aloud(tmp_path: Path) -> None:
    log = Log(tmp_path)
    for number in (1, 2, 3, 9001):
        log.write(f"{number:04d}-x.md", nygard(number, "X"))
    assert "number 9001 (9001-x.md) lies far above the others; this record is 4" in log.run("new", "A").err
    log.run("renumber", "9001")
    assert (tmp_path / "0005-x.md").is_file()


def forms() -> Iterator[tuple[str, bool]]:
    """Forms of names put together by chance: (form, whether it has a number)."""
    chance = random.Random(14)
    for _ in range(60):
        day = chance.choice(["", "", "", "{yyyy}-{mm}-{dd}", "{yyyy}{mm}{dd}"])
        number = not day or chance.random() < 0.3
        parts = [day, "_" if day and number else "", "" if day else "{prefix}", "{number}" if number else ""]
        words = chance.choice(["-{slug}", "_{snake}", "-{Slug}", " - {Words}", " {words}"])
        tail = chance.choice([".md", ".md", "/README.md", "/index.md", ".markdown"])
        yield chance.choice(["", "", "records/"]) + "".join(parts) + words + tail, number


@pytest.mark.parametrize(("form", "numbered"), list(forms()))
def test_a_form_is_read_back_from_the_names_that_it_makes(form: str, numbered: bool) -> None:
    chance = random.Random(form)
    width, prefix = chance.choice([1, 2, 3, 4]), chance.choice(["", "ADR-", "DR", "ACME-ADR-"])
    contract = {"file_name": form, "number_width": width, "filename_prefix": prefix}
    first = chance.choice([1, 7, 60])
    names = [
        file_name(
            contract, number=n if numbered else None, title=f"Use Kafka For {n}", date=f"2026-02-{n % 28 + 1:02d}"
        )
        for n in range(first, first + 12)
    ]
    found = NamesOf(names)
    read = {"file_name": found.form, "number_width": found.width or 4, "filename_prefix": found.prefix or ""}
    number = first + 12 if numbered else None
    now, before = (file_name(one, number=number, title="Keep Them All", date=TODAY) for one in (read, contract))
    assert now == before


def test_the_contract_says_what_files_are_called_and_where(tmp_path: Path) -> None:
    log = Log(tmp_path)
    contract = {"file_name": "records/{yyyy}/{prefix}{number}-{slug}.md", "filename_prefix": "ADR-", "number_width": 2}
    log.write("adr.json", json.dumps(contract))
    assert log.run("new", "Use it").out.strip() == str(tmp_path / f"records/{TODAY[:4]}/ADR-01-use-it.md")
    log.run("new", "-s", "1", "Use another")
    assert "(ADR-01-use-it.md)" in log.read(f"records/{TODAY[:4]}/ADR-02-use-another.md")


@pytest.mark.parametrize(
    "form", ["../{number}.md", "/tmp/{number}.md", ".git/{number}.md", "a/../../{number}.md", "{number}.sh"]
)
def test_a_contract_cannot_send_records_out_of_the_log(form: str, tmp_path: Path) -> None:
    log = Log(tmp_path / "log")
    log.write("adr.json", json.dumps({"file_name": form}))
    before = log.files()
    assert "its 'file_name' is not of the form that the pack writes" in log.run("new", "Use it", code=1).err
    assert log.files() == before


def test_a_folder_that_is_a_link_takes_no_record(tmp_path: Path) -> None:
    log = Log(tmp_path / "log")
    log.write("adr.json", json.dumps({"file_name": "records/{number}-{slug}.md"}))
    (tmp_path / "elsewhere").mkdir()
    (log.path / "records").symlink_to(tmp_path / "elsewhere")
    assert "leads out of the log through a symbolic link" in log.run("new", "Use it", code=1).err
    assert not list((tmp_path / "elsewhere").iterdir())


# --- renumber, where names bear dates ---


def test_renumber_takes_dates_where_names_bear_them(tmp_path: Path) -> None:
    log = Log(tmp_path)
    log.write(
        "2026-01-02-x.md", "# X\n\nDate: 2026-01-02\n\n## Status\n\nAccepted\n\n## Context\n\nOn 2026-01-02 it broke.\n"
    )
    log.write("2026-01-05-y.md", "# Y\n\nDate: 2026-01-05\n\n## Status\n\nAccepted\n\nAmends [X](2026-01-02-x.md)\n")
    assert log.run("renumber", "2026-01-02-x.md", "2026-03-04").out.strip() == str(tmp_path / "2026-03-04-x.md")
    assert log.read("2026-03-04-x.md").startswith("# X\n\nDate: 2026-03-04\n")
    assert "On 2026-01-02 it broke." in log.read("2026-03-04-x.md")
    assert "[X](2026-03-04-x.md)" in log.read("2026-01-05-y.md")
    log.run("renumber", "2026-01-05-y.md")
    assert log.record(f"{TODAY}-y.md")["date"] == TODAY


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["2026-01-02-x.md", "7"], "its name has no number to change; give a day such as 2026-11-21"),
        (["0007-z.md", "2026-03-04"], "0007-z.md: its name has no date to change"),
        (["2026-01-02-x.md", "2026-02-30"], "the calendar has no such day"),
        (["2026-01-02-x.md", "soon"], "neither a number nor a day"),
        (["2026-01-02-x.md", "2026-01-05"], "2026-01-05-x.md: is there already"),
        (["2026-01-09-w/README.md", "2026-03-04"], "rename the folder by hand"),
    ],
)
def test_renumber_says_what_does_not_fit_a_name(words: list[str], said: str, tmp_path: Path) -> None:
    log = Log(tmp_path)
    for file in ("2026-01-02-x.md", "2026-01-05-x.md", "0007-z.md", "2026-01-09-w/README.md"):
        log.write(file, nygard(7, "X"))
    before = log.files()
    assert said in log.run("renumber", *words, code=None).err
    assert log.files() == before
