"""Rules on which record supersedes which."""

from __future__ import annotations

from ...program import ADR
from ..rule import ERROR, Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..whole import Whole

# What the record says that is silent, of the one that speaks.
IS_SUPERSEDED = "{} supersedes it, and it does not say so"
SUPERSEDES = "it supersedes {}, and does not say so"


def one_sided(whole: Whole) -> Iterator[tuple[str, int, str, str]]:
    files = whole.log.files
    for record in whole.log.records:
        for other in record.supersedes:
            if record.file not in files[other].superseded_by:
                yield other, 1, record.file, IS_SUPERSEDED.format(record.file)
        for other in record.superseded_by:
            if record.file not in files[other].supersedes:
                yield other, 1, record.file, SUPERSEDES.format(record.file)


def no_successor(whole: Whole) -> Iterator[tuple[str, int, str, str]]:
    """A successor elsewhere, named by an address, is one."""
    for record in whole.log.records:
        if record.status != "superseded" or record.superseded_by:
            continue
        if any(kind == "path" and "://" in target for kind, target in record.by_refs):
            continue
        named = ", ".join(target.strip() for _, target in record.by_refs)
        lost = f"it is superseded by {named}, which is not there"
        yield record.file, 1, "", lost if named else "it is superseded and names no successor"


SUPERSESSION_RULES = (
    Rule(
        "one-sided-supersession",
        ERROR,
        "Only one of two records states a supersession.",
        f"Run `{ADR} check --fix`.",
        of_log=one_sided,
        fixed=True,
    ),
    Rule(
        "no-successor",
        ERROR,
        "A record is superseded by none.",
        f"Name the successor: `{ADR} link N 'Superseded by' M Supersedes`.",
        of_log=no_successor,
    ),
)
