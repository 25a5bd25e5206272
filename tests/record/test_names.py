"""What the names of files say, and how new ones are called after those that are there."""

import pytest

from tests.adr.logs import adr_py


@pytest.mark.parametrize(
    ("stem", "number", "prefix", "day"),
    [
        ("0007-use-x", 7, "", None),
        ("7-use-x", 7, "", None),
        ("007", 7, "", None),
        ("7", 7, "", None),
        ("0007_use_x", 7, "", None),
        ("0007.use.x", 7, "", None),
        ("0007 use x", 7, "", None),
        ("0007v2-use-x", 7, "", None),
        ("123456-use-x", 123456, "", None),
        ("ADR-0007-use-x", 7, "adr", None),
        ("adr_0007_use_x", 7, "adr", None),
        ("ADR0007-use-x", 7, "adr", None),
        ("ADR#7", 7, "adr", None),
        ("PAY-ADR-0007", 7, "pay-adr", None),
        ("PAY-7-use-x", 7, "pay", None),
        ("pay-7-use-x", None, "", None),
        ("pay-007-use-x", 7, "pay", None),
        ("house-007-use-x", 7, "house", None),
        ("house-100-use-x", None, "", None),
        ("houses-007-use-x", None, "", None),
        ("use-x", None, "", None),
        ("use-2-queues", None, "", None),
        ("", None, "", None),
        ("2024-05-06-use-x", None, "", "2024-05-06"),
        ("2024-05-06", None, "", "2024-05-06"),
        ("20240506-use-x", None, "", "2024-05-06"),
        ("202405061200-use-x", None, "", "2024-05-06"),
        ("20240506120000-use-x", None, "", "2024-05-06"),
        ("2024-05-06_007-use-x", 7, "", "2024-05-06"),
        ("2024-05-06-007-use-x", 7, "", "2024-05-06"),
        ("2024-05-06-7-use-x", None, "", "2024-05-06"),
        ("2024_05_06_use_x", None, "", "2024-05-06"),
        ("2024.05.06-use-x", None, "", "2024-05-06"),
        ("2024_05_06_007_use_x", 7, "", "2024-05-06"),
        ("2024_05-06_use_x", 2024, "", None),
        ("0001_05_06_use_x", 1, "", None),
        ("2024-13-06-use-x", None, "", None),
        ("2024_13_06_use_x", None, "", None),
        ("20241306-use-x", None, "", None),
        ("2024-05-use-x", None, "", None),
        ("202405-use-x", None, "", None),
        ("202405_use_x", None, "", None),
        ("202413-use-x", 202413, "", None),
        ("302405-use-x", 302405, "", None),
        ("2024-use-x", 2024, "", None),
        ("[Superseded]0003-use-x", 3, "", None),
        ("[Superseded] 0003-use-x", 3, "", None),
    ],
)
def test_what_a_name_says(stem: str, number: int | None, prefix: str, day: str | None) -> None:
    assert adr_py.name_facts(stem) == (number, prefix, day)


@pytest.mark.parametrize(
    ("name", "sure"),
    [
        ("0007-use-x.md", 2),
        ("ADR-0007.rst", 2),
        ("2024-05-06-use-x.adoc", 2),
        ("2024-05-use-x.md", 2),
        ("202405-use-x.md", 2),
        ("2024_05_06_use_x.md", 2),
        ("YYYYMMDD-template-name.md", 0),
        ("YYYY-MM-DD-title.md", 0),
        ("NNNN-title.md", 0),
        ("adr-xxxx-title.md", 0),
        ("ADR-XXX_use_x.md", 1),
        ("use-x.md", 1),
        ("README.md", 0),
        ("index.md", 0),
        ("template.md", 0),
        ("adr-template.md", 0),
        ("0000-template.md", 0),
        ("0000-acme-template.md", 0),
        ("0007-use-a-template.md", 2),
        ("use-a-template.md", 1),
        ("adr-nnnn-template.md", 0),
        ("0007-use-x.txt", 0),
        ("_0007-use-x.md", 0),
        (".0007-use-x.md", 0),
        ("0007-use-x.MD", 2),
        ("0007", 0),
    ],
)
def test_how_surely_a_file_is_a_record(name: str, sure: int) -> None:
    assert adr_py.by_name(name) == sure


@pytest.mark.parametrize(
    ("file", "records"),
    [
        ("0001-a.ja.md", ["0001-a.md"]),
        ("0001-a.pt-BR.md", ["0001-a.md"]),
        ("0001-a_zh.md", ["0001-a.md"]),
        ("0001-a-zh_CN.md", ["0001-a.md"]),
        ("0001-a-xx.md", []),
        ("ja/0001-a.md", ["0001-a.md", "en/0001-a.md"]),
        ("i18n/ja/0001-a.md", ["0001-a.md", "i18n/en/0001-a.md"]),
        ("docs/ja/0001-a.md", ["docs/0001-a.md", "docs/en/0001-a.md"]),
        ("en/0001-a.md", ["0001-a.md"]),
        ("xx/0001-a.md", []),
        ("0001-a.md", []),
    ],
)
def test_the_record_that_a_translation_is_of(file: str, records: list[str]) -> None:
    assert list(adr_py.translated(file)) == records


@pytest.mark.parametrize(
    ("title", "name", "capitals"),
    [
        ("Use a Queue", "use-a-queue", "Use-a-Queue"),
        ("It's 50% off!", "its-50-off", "Its-50-off"),
        ("  -- a -- ", "a", "a"),
        ("Über Äpfel", "über-äpfel", "Über-Äpfel"),
        ("日本語 の 名", "日本語-の-名", "日本語-の-名"),
        ("l’été", "lété", "lété"),
        ("a_b/c", "a-b-c", "a-b-c"),
        ("!!!", "record", "record"),
        ("", "record", "record"),
        ("CON", "con-record", "CON-record"),
        ("e\u0301a", "éa", "éa"),
        ("\u0301a", "a", "a"),
        ("a" * 80, "a" * 80, "a" * 80),
        ("a" * 81, "a" * 80, "a" * 80),
        ("word " * 20, "-".join(["word"] * 16), "-".join(["word"] * 16)),
        ("a" * 29 + " " + "b" * 60, "a" * 29 + "-" + "b" * 50, "a" * 29 + "-" + "b" * 50),
        ("日" * 60, "日" * 53, "日" * 53),
    ],
)
def test_a_title_as_a_part_of_a_name(title: str, name: str, capitals: str) -> None:
    assert adr_py.slug(title) == name
    assert adr_py.slug(title, capitals=True) == capitals


@pytest.mark.parametrize(
    ("files", "form", "prefix", "width"),
    [
        (["0001-a.md", "0002-b.md"], "{prefix}{number}-{slug}.md", "", 4),
        (["ADR-1-a.md", "ADR-2-b.md"], "{prefix}{number}-{slug}.md", "ADR-", 1),
        (["001-a.md", "002-b.md", "100-c.md"], "{prefix}{number}-{slug}.md", "", 3),
        (["1-a.md", "2-b.md", "10-c.md"], "{prefix}{number}-{slug}.md", "", 1),
        (["100-a.md", "101-b.md"], "{prefix}{number}-{slug}.md", "", 3),
        (["0001-a.md", "0002-b.md", "3-c.md"], "{prefix}{number}-{slug}.md", "", 4),
        (["01-a.md", "2-b.md", "3-c.md"], "{prefix}{number}-{slug}.md", "", None),
        (["2024_05_06_use_a.md", "2024_05_07_use_b.md"], "{yyyy}_{mm}_{dd}_{snake}.md", "", None),
        (["2024.05.06-use-a.md", "2024.05.07-use-b.md"], "{yyyy}.{mm}.{dd}-{slug}.md", "", None),
        (["202405-use-a.md", "202406-use-b.md"], "{yyyy}{mm}-{slug}.md", "", None),
        (
            ["0001-use-a/0001-use-a.md", "0002-use-b/0002-use-b.md"],
            "{prefix}{number}-{slug}/{prefix}{number}-{slug}.md",
            "",
            4,
        ),
        (["shop/0001-a.md", "till/0002-b.md", "till/0003-c.md"], "till/{prefix}{number}-{slug}.md", "", 4),
        (["0001-a.md", "0004-d.md", *(f"till/000{n}-b.md" for n in (2, 3, 5))], "{prefix}{number}-{slug}.md", "", 4),
        (["rfc-1/rfc-1.md", "rfc-2/rfc-2.md"], "{prefix}{number}/{prefix}{number}.md", "rfc-", 1),
        (["0001_use_a.md", "0002_use_b.md"], "{prefix}{number}_{snake}.md", "", 4),
        (["0001-Use-A-B.md", "0002-Use-C-D.md"], "{prefix}{number}-{Slug}.md", "", 4),
        (["0001_Use_A_B.md", "0002_Use_C_D.md"], "{prefix}{number}_{Snake}.md", "", 4),
        (["2024-05-06-a.md", "2024-05-07-b.md"], "{yyyy}-{mm}-{dd}-{slug}.md", "", None),
        (["20240506-a.md", "20240507-b.md"], "{yyyy}{mm}{dd}-{slug}.md", "", None),
        (["a.md", "b.md"], "", "", None),
        (["001-a.md", "rfc002.md"], "", None, 3),  # of no form, but of one width
        (["001-a.md", "rfc2.md"], "", None, None),
        ([], "", None, None),
    ],
)
def test_what_the_names_of_a_log_have_in_common(
    files: list[str], form: str, prefix: str | None, width: int | None
) -> None:
    names = adr_py.NamesOf(files)
    assert (names.form, names.prefix, names.width) == (form, prefix, width)


@pytest.mark.parametrize(
    ("numbers", "kept"),
    [
        ([1, 2, 3], [1, 2, 3]),
        ([3, 1, 2, 2], [1, 2, 3]),
        ([1, 2, 3, 9001], [1, 2, 3]),
        ([1, 2, 9001], [1, 2, 9001]),
        ([1, 2, 3, 103], [1, 2, 3, 103]),
        ([1, 2, 3, 104], [1, 2, 3]),
        ([1, 2, 20, 201], [1, 2, 20]),
        ([1, 2, 20, 200], [1, 2, 20, 200]),
        ([1, 2, 3, 9001, 9002], [1, 2, 3, 9001, 9002]),
        ([*range(1, 21), 9001, 9002], [*range(1, 21)]),
        ([], []),
    ],
)
def test_a_number_far_above_the_others(numbers: list[int], kept: list[int]) -> None:
    assert adr_py.without_strays(numbers) == kept


@pytest.mark.parametrize(
    ("form", "usable"),
    [
        ("{number}-{slug}.md", True),
        ("{yyyy}-{mm}-{dd}-{slug}.md", True),
        ("{yyyy}{mm}.md", True),
        ("a/b/{number}/README.md", True),
        ("{slug}.md", False),
        ("{yyyy}-{slug}.md", False),
        ("{number}-{who}.md", False),
        ("../{number}.md", False),
        (".{number}.md", False),
        ("{number}.txt", False),
        ("/{number}.md", False),
        ("", False),
    ],
)
def test_which_form_a_new_record_may_have(form: str, usable: bool) -> None:
    assert adr_py.usable_form(form) == (form if usable else "")


@pytest.mark.parametrize(
    ("contract", "number", "name"),
    [
        ({}, 7, "0007-use-a-queue.md"),
        ({}, None, "20240506-use-a-queue.md"),
        ({"numbering": "date"}, None, "20240506-use-a-queue.md"),
        ({"numbering": "date"}, 7, "0007-use-a-queue.md"),
        ({"number_width": 2}, 123, "123-use-a-queue.md"),
        ({"number_width": 2, "filename_prefix": "ADR-"}, 7, "ADR-07-use-a-queue.md"),
        ({"file_name": "{yyyy}/{mm}-{dd}_{number}_{Snake}.md"}, 7, "2024/05-06_0007_Use_a_Queue.md"),
        ({"file_name": "{number}-{snake}-{Slug}.md"}, 7, "0007-use_a_queue-Use-a-Queue.md"),
        ({"file_name": "{yyyy}-{slug}.md"}, 7, "0007-use-a-queue.md"),
    ],
)
def test_what_a_new_record_is_called(contract: dict[str, object], number: int | None, name: str) -> None:
    assert adr_py.file_name(contract, number=number, title="Use a Queue", date="2024-05-06") == name


def test_names_as_people_read_them() -> None:
    assert adr_py.shown_name({"number_width": 4}, number=True) == "NNNN-short-title.md"
    assert adr_py.shown_name({"number_width": 3, "filename_prefix": "ADR-"}, number=True) == "ADR-NNN-short-title.md"
    assert adr_py.shown_name({"number_width": 4}, number=False) == "YYYYMMDD-short-title.md"
