"""The report over all repositories: JSON, CSV, an Atom feed, and one HTML page that needs no network.

`collect` makes the data from what `status` saw; all else only reads that data. Titles, names and messages come
from anyone who can write to a repository, so each format escapes them in its own way.
"""

import json
import os
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from copier_adr.fleet import address
from copier_adr.fleet.facts import OPEN as OPEN
from copier_adr.fleet.facts import Data as Data
from copier_adr.fleet.facts import styles, summary
from copier_adr.fleet.feed import FEED_ENTRIES as FEED_ENTRIES
from copier_adr.fleet.feed import atom
from copier_adr.fleet.page import page
from copier_adr.fleet.tables import decision_rows, repository_rows
from copier_adr.streams import harmless
from copier_adr.text.sheet import sheet


def collect(entries: Iterable[Data], *, url: str, version: str) -> Data:
    """The report's data: one object per repository with its logs, records, faults and open proposals.

    `age` is in days on the day of the report (`SOURCE_DATE_EPOCH` where that is set), null without a date.
    """
    now = _now()
    repositories = [_repository(entry, now.date()) for entry in entries]
    return {
        "generated": now.isoformat(timespec="seconds"),
        "pack": {"url": url, "version": version},
        "repositories": repositories,
    }


def merge(parts: list[Data]) -> Data:
    """One report from those of several shards. A repository in two of them counts as the later one saw it."""
    parts = sorted(parts, key=lambda part: str(part.get("generated", "")))
    found = {repository["name"]: repository for part in parts for repository in part["repositories"]}
    return {**parts[-1], "repositories": [found[name] for name in sorted(found)]}


def write(data: Data, folder: Path, *, title: str, site: str | None) -> list[Path]:
    """Writes all files of the report; gives their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    texts = {
        "report.json": json.dumps(data, indent=1, ensure_ascii=False) + "\n",
        "decisions.csv": sheet(decision_rows(data)),
        "repositories.csv": sheet(repository_rows(data)),
        "decisions.atom": atom(data, title, site),
        "index.html": page(data, title=title),
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8", errors="backslashreplace", newline="")
    return [folder / name for name in texts]


def table(data: Data) -> str:
    """Where each repository stands, as aligned text."""
    rows = [("repository", "state", "version", "style", "records", "open", "oldest", "faults", "last")]
    for repository in data["repositories"]:
        found = summary(repository)
        rows.append(
            (
                repository["name"],
                repository["state"],
                repository["version"],
                styles(repository),
                str(found["records"]),
                str(found["open"]),
                "" if found["oldest"] is None else f"{found['oldest']} d",
                str(found["faults"]),
                found["last"] or "",
            )
        )
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    return "\n".join(map(harmless, lines))


def _now() -> datetime:
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)


def _repository(entry: Data, today: date) -> Data:
    state = entry.get("action", "")
    if entry["outcome"] == "failed":
        state = "failed"
    elif entry["outcome"] == "skipped":
        state = "empty" if entry["why"].startswith("empty") else "opted out"
    return {
        "name": entry["name"],
        "web": address.web(entry.get("url", "")),
        "outcome": entry["outcome"],
        "state": state,
        "why": entry.get("why", ""),
        "version": entry.get("version", ""),
        "branch": entry.get("branch", ""),
        "logs": [_log(log, today) for log in entry.get("logs", ())],
    }


def _log(log: Data, today: date) -> Data:
    records = log.get("records", [])
    opened = [
        {
            "file": record["file"],
            "number": record.get("number"),
            "title": record.get("title"),
            "date": record.get("date"),
            "age": _age(record.get("date"), today),
        }
        for record in records
        if record.get("status") in OPEN
    ]
    return {
        "path": log["path"],
        "style": log["style"],
        "version": log["version"],
        "error": log.get("error"),
        "records": records,
        "by_status": dict(Counter(record.get("status") or "unstated" for record in records).most_common()),
        "faults": log.get("faults", []),
        "open": sorted(opened, key=lambda proposal: -(proposal["age"] or 0)),
        "last": max((record["date"] for record in records if record.get("date")), default=None),
    }


def _age(day: Any, today: date) -> int | None:
    try:
        return (today - date.fromisoformat(day)).days
    except (TypeError, ValueError):
        return None
