# ruff: noqa: E501 - tables: a row is a line
"""Every shipped style: what `new`, `status`, `new -s` and `link` write is read back as the same facts."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from copier_adr.pack import blanks, styles

from .logs import README, ROOT, TODAY, WORDS, Log, adr_py

STYLES = sorted(path.stem for path in (ROOT / "styles").glob("*.md"))


def lay(log: Log, name: str, **project: Any) -> dict[str, Any]:
    """What the pack puts into a log for a style: adr.json, the blank and the first record."""
    style = styles.load(name)
    given = blanks.Given("Acme", style.contract.parameters, 0, 0)
    settings = {
        "numbering": "sequential",
        "number_width": 4,
        "filename_prefix": "",
        "rules": {},
        "forge": "github",
        **project,
    }
    contract: dict[str, Any] = blanks.contract(style, given, **settings)
    log.write("adr.json", json.dumps(contract))
    log.write("adr-template.md", blanks.blank(style, given))
    number = {"sequential": 1, "tracker": 0, "date": None}[settings["numbering"]]
    name = blanks.first_record_file(style, contract, number=number)
    log.write(name, blanks.first_record(style, given, contract, number=number))
    log.write("README.md", README)
    log.run("index")
    return contract


@pytest.fixture(params=STYLES)
def styled(request: pytest.FixtureRequest, log: Log) -> tuple[Log, dict[str, Any]]:
    return log, lay(log, request.param)


def test_the_first_record_passes_check(styled: tuple[Log, dict[str, Any]]) -> None:
    log, _ = styled
    assert log.faults() == []


@pytest.mark.parametrize(("n", "style"), list(enumerate(STYLES)), ids=STYLES)
def test_new_is_read_back(log: Log, n: int, style: str) -> None:
    """Each status once; numbering, width and prefix change from style to style."""
    numbering, width, prefix = [("sequential", 3, "ADR-"), ("date", 4, ""), ("tracker", 5, "")][n % 3]
    contract = lay(log, style, numbering=numbering, number_width=width, filename_prefix=prefix)
    for number, status in enumerate(contract["statuses"], 812):
        title = f"Use {status} | things: a [b] `c`"
        more = ["--number", number] if numbering == "tracker" else []
        said = log.run("new", "--status", status, *more, title)
        record = log.record(Path(said.out.strip()).name)
        expected = {"sequential": number - 810, "date": None, "tracker": number}[numbering]
        facts = (record["title"], record["status"], record["date"], record["number"])
        assert facts == (title, adr_py.canonical(status, WORDS), TODAY, expected)
        assert record["file"].startswith(prefix)
    assert "stale-index" not in log.rules()


def in_force(contract: dict[str, Any]) -> str:
    """The style's word for a record that binds."""
    own: str = next(
        s for s in contract["statuses"] if s.lower() in ("accepted", "approved", "committed", "implementable")
    )
    return own


def test_supersession_goes_both_ways_and_appends(styled: tuple[Log, dict[str, Any]]) -> None:
    log, contract = styled
    decided = in_force(contract)
    log.run("new", "Second")
    log.run("new", "--status", decided, "-s", "1", "-s", "2", "Third")
    log.run("new", "--status", decided, "-s", "2", "Fourth")
    by_number = {record["number"]: record for record in log.records()}
    assert by_number[3]["supersedes"] == [by_number[1]["file"], by_number[2]["file"]] or set(by_number[3]["supersedes"]) == {
        by_number[1]["file"], by_number[2]["file"],
    }  # fmt: skip
    assert by_number[1]["superseded_by"] == [by_number[3]["file"]]
    assert by_number[2]["superseded_by"] == [by_number[3]["file"], by_number[4]["file"]]
    assert (by_number[1]["status"], by_number[2]["status"]) == ("superseded", "superseded")
    broken = {"one-sided-supersession", "no-successor", "unknown-status", "stale-index", "no-status", "broken-link"}
    assert not broken & log.rules()
    if contract["style"].startswith("madr"):
        assert "superseded by ADR-0003, ADR-0004" in log.read(by_number[2]["file"])
    if contract["style"] == "decision-log":
        assert log.read(by_number[2]["file"]).rstrip().splitlines()[-1].startswith(f"| Superseded | {TODAY} |")
    if contract["style"] == "edgex":
        assert f"- pending ({TODAY})\n- superseded ({TODAY})\n" in log.read(by_number[2]["file"])


def unpadded(text: str) -> list[str]:
    """The lines, without what pads the cells of a table: a wider word pads the others anew."""
    return [re.sub(r"-{3,}", "---", re.sub(r" +", " ", line)) for line in text.splitlines()]


def test_every_status_can_be_set_and_nothing_else_moves(styled: tuple[Log, dict[str, Any]]) -> None:
    log, contract = styled
    log.run("new", "Second")
    name = log.records()[1]["file"]
    for status in contract["statuses"]:
        if adr_py.canonical(status, WORDS) == "superseded":
            continue
        before = unpadded(log.read(name))
        log.run("status", "2", status)
        after = unpadded(log.read(name))
        assert log.record(name)["status"] == adr_py.canonical(status, WORDS)
        changed = [line for line in after if line not in before]
        assert len(changed) <= 2, changed
        assert "unknown-status" not in log.rules()


def test_links_go_both_ways(styled: tuple[Log, dict[str, Any]]) -> None:
    log, _ = styled
    log.run("new", "-l", "1:Amends:Amended by", "Second")
    log.run("link", "1", "Relates to", "2", "Relates to")
    first, second = log.records()
    assert {"label": "amends", "file": first["file"]} in second["links"]
    assert {"label": "amended by", "file": second["file"]} in first["links"]
    assert {"label": "relates to", "file": second["file"]} in first["links"]
    assert not {"broken-link", "stale-index"} & log.rules()


def test_line_ends_encoding_and_end_of_file_stay(styled: tuple[Log, dict[str, Any]]) -> None:
    log, contract = styled
    name = log.records()[0]["file"]
    text = "\ufeff" + log.read(name).rstrip("\n").replace("\n", "\r\n")
    log.write(name, text)
    word = next(
        s for s in contract["statuses"] if adr_py.canonical(s, WORDS) not in ("superseded", log.records()[0]["status"])
    )
    log.run("status", "1", word)
    after = log.read(name)
    assert after.startswith("\ufeff")
    assert after.count("\n") == after.count("\r\n")
    assert not after.endswith("\n")
    assert log.record(name)["status"] == adr_py.canonical(word, WORDS)
