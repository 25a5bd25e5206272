"""Rules on a list of records that the project keeps itself: `"index": "own"` in adr.json."""

from __future__ import annotations

from ...log.contract import own_index_file
from ...log.list_rows import same_title
from ...record.status import canonical
from ..rule import ERROR, Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..whole import Whole


def index_lacks(whole: Whole) -> Iterator[tuple[str, int, str, str]]:
    name, listed = own_index_file(whole.log.contract), whole.own_list
    if name and listed is None:
        yield name, 1, "", "the project's own index is not there, or cannot be read"
    if listed is None:
        return
    files = listed.files
    for record in whole.log.records:
        if record.file not in files:
            yield record.file, 1, "", f"the project's own index, {name}, lacks it"


def index_dead_link(whole: Whole) -> Iterator[tuple[str, int, str, str]]:
    for row in whole.own_list.rows if whole.own_list else ():
        if row.record is None and whole.own_list:
            yield (
                whole.own_list.name,
                row.line,
                row.target,
                f"the index lists {row.target!r}, and no such file is there",
            )


def index_differs(whole: Whole) -> Iterator[tuple[str, int, str, str]]:
    """The record is named, not the row: it is what a change touches, and a baseline gathers records that share a fault."""
    listed = whole.own_list
    for row in listed.rows if listed else ():
        record = row.record
        if not listed or record is None:
            continue
        place = f"{listed.name}, line {row.line}"
        if row.title and record.title and not same_title(row.title, record.title):
            yield record.file, 1, "title", f"{place}, calls it {row.title!r}, and its title is {record.title!r}"
        stated = canonical(row.status, whole.log.words) if row.status else record.status
        if stated != record.status and (row.status or "").casefold() != (record.status_text or "").casefold():
            said = f"{row.status!r}, and its status is {record.status_text or 'none'!r}"
            yield record.file, 1, said, f"{place}, says {said}"


OWN_INDEX_RULES = (
    Rule(
        "index-lacks",
        ERROR,
        "The project's own index lacks a record.",
        "List it there.",
        of_log=index_lacks,
    ),
    Rule(
        "index-dead-link",
        ERROR,
        "The project's own index lists a record that is not there.",
        "Correct the link, or strike the row.",
        of_log=index_dead_link,
    ),
    Rule(
        "index-differs",
        ERROR,
        "The project's own index states another title or status than the record.",
        "Correct what is wrong of the two.",
        of_log=index_differs,
    ),
)
