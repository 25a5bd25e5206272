"""Rules on what names the records from elsewhere in the project."""

from __future__ import annotations

from ...log.citations import in_force_instead, is_history
from ...log.find import record_names
from ...program import ADR
from ..rule import WARNING, Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...log.citations import Citation
    from ...record.record import Record
    from ..base import Base
    from ..whole import Whole


def dead_citation(whole: Whole) -> Iterator[tuple[str, int, str, str]]:
    """Citations of no record. On a branch, those in files that it changed, and those of records that it took away."""
    base = whole.base
    files, numbers = _gone(base) if base else (set(), set())
    for file, citations in _by_file(whole, [one for one in whole.citations if one.dead]):
        grouped: dict[str, list[Citation]] = {}
        for citation in citations:
            if citation.number not in whole.taken and "dead-citation" not in citation.ignored:
                grouped.setdefault(citation.words, []).append(citation)
        for words, same in grouped.items():
            first = same[0]
            if base and first.path not in whole.touched and first.below not in files and first.number not in numbers:
                continue
            meant = f"; {first.hint} may be meant" if first.hint else ""
            yield file, first.line, words, f"{words} names no record{_more(same)}{meant}"


def outdated_citation(whole: Whole) -> Iterator[tuple[str, int, str, str]]:
    """Citations of a superseded record. On a branch, those in files that it changed, and those of what it superseded."""
    log, base = whole.log, whole.base
    before = {one.file: one.record.status for one in base.changed} if base else {}
    for file, citations in _by_file(whole, [one for one in whole.citations if len(one.files) == 1]):
        cited = {one.files[0] for one in citations}
        grouped: dict[str, list[Citation]] = {}
        for citation in citations:
            if "outdated-citation" not in citation.ignored and log.files[citation.files[0]].status == "superseded":
                grouped.setdefault(citation.files[0], []).append(citation)
        for old, same in grouped.items():
            instead = in_force_instead(log, log.files[old])
            # Who names the new one too tells what happened; a record's own text stays as it was decided.
            if not instead or file in log.files or is_history(same[0].path) or not cited.isdisjoint(files_of(instead)):
                continue
            if base and same[0].path not in whole.touched and before.get(old, "superseded") == "superseded":
                continue
            by = ", ".join(files_of(instead))
            yield file, same[0].line, old, f"{same[0].words} is superseded{_more(same)}; {by} is in force"


def _gone(base: Base) -> tuple[set[str], set[int]]:
    """(files, numbers) of records that the branch took away or gave other names."""
    names = record_names(base.before)
    there = {record.number for record in base.now.values()}
    files = {file for file in names if file not in base.now}
    return files, {number for number, _ in names.values() if number is not None and number not in there}


def files_of(records: list[Record]) -> list[str]:
    return [record.file for record in records]


def _by_file(whole: Whole, citations: list[Citation]) -> Iterator[tuple[str, list[Citation]]]:
    """(file as a path from the log, its citations)."""
    files: dict[str, list[Citation]] = {}
    for citation in citations:
        files.setdefault(citation.path, []).append(citation)
    for path, same in files.items():
        yield whole.from_log(path), same


def _more(same: list[Citation]) -> str:
    lines = sorted({citation.line for citation in same})[1:]
    return f" (and {len(lines)} more line{'' if len(lines) == 1 else 's'})" if lines else ""


CITATION_RULES = (
    Rule(
        "dead-citation",
        WARNING,
        "A file of the project cites a record that is not there.",
        "Correct it, or say on the line why it stays: `adr-ignore: dead-citation`.",
        of_log=dead_citation,
        may_be_old=False,
    ),
    Rule(
        "outdated-citation",
        WARNING,
        "A file of the project cites a record that another one has superseded.",
        f"Follow the new one and cite it; `{ADR} cites N` lists every place.",
        of_log=outdated_citation,
        may_be_old=False,
    ),
)
