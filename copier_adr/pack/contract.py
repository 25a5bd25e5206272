"""The contract: the front matter of a style file, its one definition in code.

`docs/styles.md` describes it for people.
"""

import re
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from ..record.title import TITLE_PARTS
from ..text.headings import BY_FILE_NAME

PLACES = ("front_matter", "section", "table_row", "column", "bullet", "bold", "line")


def _one_line(value: str) -> str:
    if not value.strip() or "\n" in value.strip():
        raise ValueError("must be one line of text")
    return value.strip()


OneLine = Annotated[str, Field(min_length=1)]
Place = dict[Literal["front_matter", "section", "table_row", "column", "bullet", "bold", "line"], OneLine]


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class RecordPlaces(_Model):
    """Where a record of the style states each fact."""

    title: OneLine
    status: Place | None = None
    date: Place | None = None
    supersedes: Place | None = None
    superseded_by: Place | None = None
    applies_to: Place | None = None
    review_by: Place | None = None
    tags: Place | None = None

    @field_validator("title")
    @classmethod
    def _title_pattern(cls, value: str) -> str:
        if value != BY_FILE_NAME and not re.fullmatch(r"(?:##? |title: )(?=.*\{title\}).*", value):
            raise ValueError(
                'must be the H1 line with {title} in it, such as "# {number}. {title}", "title: {title}" where the '
                f"front matter alone states it, or {BY_FILE_NAME!r} where no line does"
            )
        if unknown := re.findall(r"\{([^{}]*)\}", TITLE_PARTS.sub("", value)):
            raise ValueError(f"knows {{number}}, {{id}}, {{name}} and {{title}}, not {{{unknown[0]}}}")
        return value

    @field_validator("status", "date", "supersedes", "superseded_by", "applies_to", "review_by", "tags")
    @classmethod
    def _single(cls, value: dict[str, str] | None) -> dict[str, str] | None:
        if value is not None and len(value) != 1:
            raise ValueError(f"must be one place, such as {{section: Status}}; kinds are {', '.join(PLACES)}")
        return value

    @model_validator(mode="after")
    def _beside_the_date(self) -> "RecordPlaces":
        """Facts that a record may state stand where it states its date or status, unless the style says otherwise."""
        (kind,) = self.date or self.status or {"line": "Date"}
        # A column would need all rows to have it.
        kind = "line" if kind == "column" else kind
        for fact, label in (("applies_to", "Applies to"), ("review_by", "Review by"), ("tags", "Tags")):
            if getattr(self, fact) is None:
                name = label.lower().replace(" ", "-") if kind == "front_matter" else label
                setattr(self, fact, {kind: name})
        return self


class Review(_Model):
    """Defaults for the two questions of the review rule."""

    min_approvals: Annotated[int, Field(ge=0)] = 0
    min_open_days: Annotated[int, Field(ge=0)] = 0


class Issue(_Model):
    """What the issue template says of itself."""

    name: OneLine = "Architecture decision record"
    about: OneLine = "Propose a decision and discuss it before the record is written"
    title: str = "[ADR] "
    labels: list[str] = ["adr"]
    assignees: list[str] = []
    leaves_out: list[OneLine] = []


class FirstRecord(_Model):
    """What the first record says: the decision to keep a log."""

    title: OneLine
    status: OneLine
    fields: dict[str, str] = {}
    sections: dict[str, str] = {}


class History(_Model):
    """The heading under which every change of status is written down."""

    section: OneLine


class Contract(_Model):
    """The front matter of a style file."""

    title: OneLine
    summary: OneLine
    group: OneLine = "Others"
    short: OneLine = ""
    source: OneLine
    record: RecordPlaces
    reference: OneLine = "[{title}]({file})"
    statuses: list[OneLine] = Field(min_length=2)
    optional: list[OneLine] = []
    hints: dict[OneLine, OneLine] = {}
    history: History | None = None
    date_of: Literal["decision"] | None = None
    parameters: dict[str, str | list[str]] = {}
    review: Review = Review()
    number_width: Annotated[int, Field(ge=1, le=6)] = 4
    issue: Issue = Issue()
    first_record: FirstRecord

    @field_validator("title", "summary", "source")
    @classmethod
    def _line(cls, value: str) -> str:
        return _one_line(value)
