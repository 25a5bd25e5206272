"""The report as tables for spreadsheets (RFC 4180)."""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from typing import Any

from copier_adr.fleet.facts import Data, decisions, link, styles, summary


def decision_rows(data: Data) -> Iterator[list[Any]]:
    yield ["repository", "log", "file", "number", "title", "status", "status_text", "date",
           "supersedes", "superseded_by", "link"]  # fmt: skip
    for repository, log, record in decisions(data):
        yield [
            repository["name"], log["path"], record["file"], record.get("number"), record.get("title"),
            record.get("status"), record.get("status_text"), record.get("date"),
            " ".join(record.get("supersedes") or ()), " ".join(record.get("superseded_by") or ()),
            link(repository, log, record["file"]),
        ]  # fmt: skip


def repository_rows(data: Data) -> Iterator[list[Any]]:
    yield ["repository", "state", "version", "styles", "records", "open", "oldest_open_days", "faults",
           "last_decision", "why"]  # fmt: skip
    for repository in data["repositories"]:
        found = summary(repository)
        yield [
            repository["name"], repository["state"], repository["version"], styles(repository), found["records"],
            found["open"], found["oldest"], found["faults"], found["last"], repository["why"],
        ]  # fmt: skip


def sheet(rows: Iterable[list[Any]]) -> str:
    file = io.StringIO()
    csv.writer(file, lineterminator="\r\n").writerows([_cell(value) for value in row] for row in rows)
    return file.getvalue()


def _cell(value: Any) -> Any:
    """A spreadsheet takes text that begins so as a formula; an apostrophe makes it text again."""
    if isinstance(value, str) and re.match(r"\s*[=+\-@\t\r\n\uff0b\uff0d\uff1d\uff20]", value):
        return f"'{value}"
    return value
