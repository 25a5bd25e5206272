"""Rules on titles and numbers."""

from __future__ import annotations

from ...program import ADR
from ...text.headings import BY_FILE_NAME
from ...vocabulary.names import COVERS, GENERIC_PREFIXES
from ..rule import ERROR, Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...record.record import Record
    from ..page import Checked
    from ..whole import Whole


def no_title(page: Checked) -> Iterator[tuple[int, str, str]]:
    if not page.record.title and page.style.contract["record"]["title"] != BY_FILE_NAME:
        yield 1, "", "it has no title"


def number_mismatch(page: Checked) -> Iterator[tuple[int, str, str]]:
    record = page.record
    if record.title_number is not None and record.number is not None and record.title_number != record.number:
        stem = page.file.rpartition("/")[2]
        line = page.line_with(record.title or "")
        stated = str(record.title_number)
        yield line, stated, f"its title says {stated}, its file {stem!r} says {record.number}"


def number_used_twice(whole: Whole) -> Iterator[tuple[str, int, str, str]]:
    """Two records of one folder with one number; "ADR-7" and "7" are one, "ADR-7" and "RFC-7" are two."""
    seen: dict[tuple[str, str, int], list[Record]] = {}
    for record in whole.log.records:
        if record.number is not None:
            seen.setdefault((_folder(record.file), series(record.prefix), record.number), []).append(record)
    for (_, _, number), records in seen.items():
        for record in records if len(records) > 1 else ():
            others = ", ".join(r.file for r in records if r is not record)
            yield record.file, 1, str(number), f"number {number} is also that of {others}"


def series(prefix: str) -> str:
    """The prefix as far as it tells numbers apart: that of a log's own kind of record, such as RFC."""
    return "" if prefix in GENERIC_PREFIXES else prefix


def _folder(file: str) -> str:
    """The folder that counts its records together; a folder that is a record belongs to the one above."""
    folder, _, name = file.rpartition("/")
    return folder.rpartition("/")[0] if folder and name.rpartition(".")[0].lower() in COVERS else folder


TITLE_RULES = (
    Rule(
        "no-title",
        ERROR,
        "A record has no title.",
        "Write one as its first heading: `# Title`.",
        of_record=no_title,
    ),
    Rule(
        "number-mismatch",
        ERROR,
        "The number in a title is not the file's.",
        f"Run `{ADR} check --fix`.",
        of_record=number_mismatch,
        fixed=True,
    ),
    Rule(
        "number-used-twice",
        ERROR,
        "Two records have one number.",
        f"Run `{ADR} renumber FILE` for one of them.",
        of_log=number_used_twice,
    ),
)
