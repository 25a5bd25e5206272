"""The facts of one record."""

from __future__ import annotations

from ..text.dates import parse_date

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class Record:
    """One record's facts. `file` is the path below the log, with `/`; links are such paths too.

    Attributes that are not printed: `title_number` and `title_prefix` led the title; `whole_title` is the title where
    only the log's other titles say whether a number leads it; `status_others` is what other places of the record say
    of its status; `review_by` is the text where that is no date; `evidence` says how much the text reads like a record (see `Reading.evidence`).
    """

    __slots__ = (
        "applies_to",
        "by_refs",
        "date",
        "date_text",
        "deciders",
        "evidence",
        "file",
        "fwd_refs",
        "link_refs",
        "links",
        "number",
        "prefix",
        "review_by",
        "status",
        "status_others",
        "status_text",
        "superseded_by",
        "supersedes",
        "tags",
        "title",
        "title_number",
        "title_prefix",
        "translations",
        "whole_title",
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
            self.title_prefix,
            self.whole_title,
            self.status_others,
            self.applies_to,
            self.review_by,
            self.tags,
            self.deciders,
            self.evidence,
        ) = row
        self.translations: list[str] = []
        self.supersedes: list[str] = []
        self.superseded_by: list[str] = []
        self.links: list[tuple[str, str]] = []

    def as_json(self) -> dict[str, Any]:
        """The facts as `list --json` prints them."""
        facts = {
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
            "applies_to": self.applies_to,
            "review_by": parse_date(self.review_by or ""),
            "tags": self.tags,
            "deciders": self.deciders,
        }
        return {**facts, "translations": self.translations} if self.translations else facts
