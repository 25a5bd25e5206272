"""docs/security-tests.md names every way to do harm that a test tries, and no other."""

import re

from tests.tried import PAGE, TOPICS, marked, page


def rows() -> dict[str, list[str]]:
    """{what is tried: the other cells of its row}."""
    lines = [
        line.strip("| ").split(" | ") for line in PAGE.read_text(encoding="utf-8").splitlines() if line[:2] == "| "
    ]
    return {line[0]: line[1:] for line in lines if line[0] not in ("Tried", "---")}


def test_the_page_names_what_the_tests_try() -> None:
    kinds = {one.what for one in marked()}
    assert len(kinds) > 30
    assert set(rows()) == kinds, "run `make security`"
    for one in marked():
        assert f"(../tests/{one.file})" in rows()[one.what][-1], "run `make security`"
        assert one.file.split("/")[0] in TOPICS


def test_what_every_run_tries_has_its_attempts() -> None:
    ordinary = {one.what for one in marked() if not one.long}
    assert {what for what, cells in rows().items() if re.fullmatch(r"\d+", cells[0])} == ordinary


def test_the_page_is_as_a_run_writes_it() -> None:
    """All but the attempts, which the run counts."""
    from collections import Counter

    held = Counter({what: int(cells[0]) for what, cells in rows().items() if cells[0] != "–"})
    assert page(held) == PAGE.read_text(encoding="utf-8"), "run `make security`"
