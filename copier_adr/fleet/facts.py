"""What the report's data says, for all of its formats."""

from collections.abc import Iterator
from datetime import date
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote

from copier_adr.fleet import address

Data = dict[str, Any]

OPEN = ("proposed", "draft")
GROUPS = ("accepted", "open", "rejected", "deprecated", "superseded", "other")
"""What the chart tells apart; a project's own status words are `other`."""
STATES = ("current", "behind", "ahead", "missing", "other pack", "opted out", "empty", "failed")


def summary(repository: Data) -> Data:
    """A repository's numbers over all its logs."""
    logs = repository["logs"]
    ages = [proposal["age"] for log in logs for proposal in log["open"]]
    return {
        "records": sum(len(log["records"]) for log in logs),
        "open": len(ages),
        "oldest": max((age for age in ages if age is not None), default=None),
        "faults": sum(len(log["faults"]) for log in logs),
        "last": max((log["last"] for log in logs if log["last"]), default=None),
    }


def styles(repository: Data) -> str:
    return ", ".join(dict.fromkeys(log["style"] for log in repository["logs"] if log["style"]))


def decisions(data: Data) -> Iterator[tuple[Data, Data, Data]]:
    for repository in data["repositories"]:
        for log in repository["logs"]:
            for record in log["records"]:
                yield repository, log, record


def link(repository: Data, log: Data, file: str) -> str | None:
    """The record's page on its forge."""
    web = repository["web"]
    if not web:
        return None
    path = quote((PurePosixPath(log["path"]) / file).as_posix())
    name = address.host(web)
    if name == "dev.azure.com":
        return f"{web}?path=/{path}"
    if "gitlab" in name:
        return f"{web}/-/blob/HEAD/{path}"
    return f"{web}/src/HEAD/{path}" if "bitbucket" in name else f"{web}/blob/HEAD/{path}"


def group(status: str | None) -> str:
    """The chart's group for a canonical status."""
    if status in OPEN:
        return "open"
    return status if status in GROUPS else "other"


def day(record: Data) -> date | None:
    try:
        return date.fromisoformat(record.get("date") or "")
    except ValueError:
        return None
