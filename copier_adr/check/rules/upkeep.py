"""Rules on what is left to do: decisions, old faults, comments that silence nothing, the pack's own files."""

from __future__ import annotations

import os

from ...program import ADR
from ...text.files import read_bytes
from ...text.joined_file import joined_edited
from ...vocabulary.statuses import UNDECIDED
from ..rule import ERROR, WARNING, Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..page import Checked
    from ..whole import Whole

# The files that are joined from the pack's modules.
TOOLS = ("adr.py", "adr_review.py", "adr_update.py")


def undecided(page: Checked) -> Iterator[tuple[int, str, str]]:
    if page.merged and page.record.status in UNDECIDED:
        yield 1, page.record.status, f"it is on the default branch and still {page.record.status}"


def edited_tool(whole: Whole) -> Iterator[tuple[str, int, str, str]]:
    """A program of the pack whose text does not fit the sum at its head; line ends that git turned are no edit."""
    for name in TOOLS:
        try:
            edited = joined_edited(read_bytes(os.path.join(whole.log.folder, name)))
        except OSError:
            continue
        if edited:
            yield name, 1, "", "its text is not what the pack wrote"


UPKEEP_RULES = (
    Rule(
        "undecided",
        ERROR,
        "A record on the default branch is not decided.",
        f"Decide it: `{ADR} status N STATUS`.",
        of_record=undecided,
        may_be_old=False,
    ),
    Rule(
        "stale-baseline",
        ERROR,
        "A baseline entry no longer applies.",
        f"Run `{ADR} check --fix`.",
        fixed=True,
        may_be_old=False,
    ),
    Rule(
        "unknown-rule",
        WARNING,
        "An adr-ignore comment names no rule.",
        "Correct the rule's name.",
        may_be_old=False,
    ),
    Rule(
        "edited-tool",
        WARNING,
        "A program of the pack was edited in the log.",
        "Restore it from git: an update writes it anew.",
        of_log=edited_tool,
        may_be_old=False,
    ),
)
