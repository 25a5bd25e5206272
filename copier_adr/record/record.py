"""The facts of one record."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class Record:
    """One record's facts. `file` is the path below the log, with `/`; links are such paths too."""

    __slots__ = (
        "by_refs",
        "date",
        "date_text",
        "evidence",
        "file",
        "fwd_refs",
        "link_refs",
        "links",
        "number",
        "prefix",
        "status",
        "status_text",
        "superseded_by",
        "supersedes",
        "title",
        "title_number",
    )

    def __init__(self, row: tuple[Any, ...]) -> None:
        (
            self.file,
            self.number,
            self.prefix,
            self.title,
            self.title_number,
            self.status,
            self.status_text,
            self.date,
            self.date_text,
            self.fwd_refs,
            self.by_refs,
            self.link_refs,
            self.evidence,
        ) = row
        self.supersedes: list[str] = []
        self.superseded_by: list[str] = []
        self.links: list[tuple[str, str]] = []

    def as_json(self) -> dict[str, Any]:
        """The facts as `list --json` prints them."""
        return {
            "file": self.file,
            "number": self.number,
            "title": self.title,
            "status": self.status,
            "status_text": self.status_text,
            "date": self.date,
            "date_text": self.date_text,
            "supersedes": self.supersedes,
            "superseded_by": self.superseded_by,
            "links": [{"label": label, "file": file} for label, file in self.links],
        }
