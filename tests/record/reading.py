"""A record read in memory, without a log."""

from typing import Any

from tests.adr.logs import adr_py


def facts(text: str, file: str = "0001-a.md") -> dict[str, Any]:
    """What a record says; `supersedes`, `superseded_by` and `links` with the references as they are written."""
    reading = adr_py.Reading(file, text, adr_py.vocabulary())
    record = adr_py.Record(reading.row())
    said = {
        "number": record.number,
        "title": record.title,
        "status": record.status,
        "date": record.date,
        "date_text": record.date_text,
        "supersedes": [target for _, target in record.fwd_refs],
        "superseded_by": [target for _, target in record.by_refs],
        "links": [(label, [target for _, target in refs]) for label, refs in record.link_refs],
        "applies_to": record.applies_to,
        "review_by": record.review_by,
        "tags": record.tags,
        "deciders": record.deciders,
    }
    return {**said, **{f"{fact} reader": one["reader"] for fact, one in reading.why().items()}}
