"""The rule on changes that ask for a record: of files that the patterns in adr.json take in."""

from __future__ import annotations

from ...log.contract import CONTRACT
from ...log.find import read_text
from ...text.markup import first_line
from ...text.path_patterns import Matcher, good_and_bad
from ..rule import WARNING, Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ...text.path_patterns import PathPattern
    from ..base import Base
    from ..whole import Whole

FILES_NAMED = 3


def needs_record(whole: Whole) -> Iterator[tuple[str, int, str, str]]:
    """Files that a branch changed and whose change asks for a record, where it brings none and no reason for that.

    Which ask is said by adr.json as it was where the branch left the base: no branch takes itself out.
    """
    for text, why in asking_patterns(whole.log.contract["rules"])[1]:
        line = _line_in_contract(whole, text)
        yield CONTRACT, line, text, f"{text!r} in needs_record is no pattern of paths: it {why}"
    base = whole.base
    matcher = Matcher([asking_patterns(base.rules)[0]]) if base else Matcher([])
    if not base or not matcher.patterns:
        return
    asking = {path: found[0].text for path in sorted(whole.touched) for found in [matcher.lists_of(path)] if found}
    if asking and not _brings_a_record(base) and not base.reason_for_no_record():
        named = list(asking)[:FILES_NAMED]
        more = f" and {len(asking) - len(named)} more" if len(asking) > len(named) else ""
        patterns = ", ".join(list(dict.fromkeys(asking.values()))[:FILES_NAMED])
        said = f"{', '.join(named)}{more} changed, which asks for a record ({patterns})"
        yield whole.from_log(named[0]), 1, "", said


def asking_patterns(rules: dict[str, Any]) -> tuple[list[PathPattern], list[tuple[str, str]]]:
    """The patterns of files whose change asks for a record, and (text, why) of those that are none."""
    listed = rules.get("needs_record")
    return good_and_bad(map(str, listed if isinstance(listed, list) else [] if listed is None else [listed]))


def _brings_a_record(base: Base) -> bool:
    """Whether the branch has a record that is new, or other than it was."""
    return any(file not in base.before for file in base.now) or any(before.after for before in base.changed)


def _line_in_contract(whole: Whole, text: str) -> int:
    import json  # only for a log that asks for records

    written = (json.dumps(text), json.dumps(text, ensure_ascii=False))
    return first_line(read_text(whole.log.folder, CONTRACT), *written)


DUE_RULES = (
    Rule(
        "needs-record",
        WARNING,
        "A change asks for a record, and brings none.",
        "Write or change one, or say why not in a commit, on a line of its own: `No-ADR: REASON`.",
        of_log=needs_record,
        may_be_old=False,
        held_by_base=True,
    ),
)
