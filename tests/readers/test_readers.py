"""Other tools on the pack's logs: what each gets right is what `docs/readers.md` says.

`python tests/readers/install.py` installs the tools; those that are not there are skipped. With `UPDATE_READERS=1`
and all of them there, the page is written anew.
"""

import datetime
import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml

from tests.conftest import ROOT, Pack, Project

from .page import PAGE, Verdict, cell, judge, render, rows
from .tools import READERS, Reader

STYLES = sorted(path.stem for path in (ROOT / "styles").glob("*.md"))
# Answers that change file names; a log is called by its style and these.
NAMED = ("numbering: date", "number_width: 3", "filename_prefix: ADR-")
LOGS = [*STYLES, *(f"{style}, {answer}" for style in ("nygard", "madr-minimal") for answer in NAMED)]
Ask = Callable[[Reader, str], Verdict]


@pytest.fixture(scope="module")
def ask(copier_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    """`ask(reader, log)`: the reader's verdict on one of `LOGS`; each is made once."""
    logs: dict[str, Project] = {}

    def made(log: str) -> Project:
        if log not in logs:
            pack = Pack(copier_template, tmp_path_factory.mktemp)
            style, _, answers = log.partition(", ")
            project = logs[log] = pack.copy(style=style, project_name="Quay", **yaml.safe_load(answers or "{}"))
            decided = project.records()[0]["status_text"]
            project.adr("new", "--status", decided, "Store sessions in Redis")
            old = next(record for record in project.records() if record["title"] == "Store sessions in Redis")
            project.adr("new", "-s", old["file"], "Store sessions in PostgreSQL")
            project.commit()
        return logs[log]

    def verdict(reader: Reader, log: str) -> Verdict:
        project = made(log)
        copy = tmp_path_factory.mktemp("read") / "project"
        shutil.copytree(project.path, copy)
        records = project.records()
        texts = {record["file"]: project.text(f"docs/adr/{record['file']}") for record in records}
        heads = {name: re.findall(r"^# (.+)$", text, re.M)[0] for name, text in texts.items()}
        found = judge(reader, reader.read(copy), records, heads)
        shutil.rmtree(copy)
        return found

    yield verdict
    for project in logs.values():
        shutil.rmtree(project.path)


@pytest.mark.long
@pytest.mark.skipif(bool(os.environ.get("UPDATE_READERS")), reason="the page is being written")
@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.name)
def test_reader_gets_right_what_the_page_says(reader: Reader, request: pytest.FixtureRequest) -> None:
    page = PAGE.read_text(encoding="utf-8")
    if reader.version is None:
        pytest.skip(f"{reader.name} is not installed: python tests/readers/install.py")
    if f"| {reader.name} | {reader.version} |" not in page:
        pytest.skip(f"{reader.name} {reader.version} is not the version on the page: make readers")
    ask: Ask = request.getfixturevalue("ask")
    said = {log: cells[reader.name] for log, cells in rows(page).items()}
    assert {log: cell(ask(reader, log), reader) for log in said} == said


@pytest.mark.skipif(not os.environ.get("UPDATE_READERS"), reason="writes the page; only with UPDATE_READERS=1")
def test_write_the_page(ask: Ask) -> None:
    missing = [reader.name for reader in READERS if reader.version is None]
    assert not missing, f"not installed: {', '.join(missing)}; run python tests/readers/install.py"
    verdicts = {log: {reader.name: ask(reader, log) for reader in READERS} for log in LOGS}
    PAGE.write_text(render(verdicts, datetime.date.today().isoformat()), encoding="utf-8")


def test_the_page_speaks_of_the_styles_there_are() -> None:
    said = rows(PAGE.read_text(encoding="utf-8"))
    assert said
    assert set(said) <= set(LOGS)
