"""The report as tables for spreadsheets (RFC 4180)."""

from collections.abc import Iterator
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
