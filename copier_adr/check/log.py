"""Every rule asked of a log."""

from __future__ import annotations

from functools import partial

from ..log.contract import load_contract
from ..log.log import Log
from .base import Base
from .finding import Finding
from .record import check_record
from .registry import RULES
from .rule import ERROR, WARNING
from .style import Style
from .whole import Whole

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from .finding import Row
    from .rule import Rule


def check_log(
    folder: str, base: str | None = None, taken: set[int] | None = None, merged: bool = False
) -> tuple[Log, list[Finding]]:
    """A log and every finding in it, before any baseline."""
    contract = load_contract(folder)
    wanted = contract["rules"].get("merged_status", "warn") if merged else "any"
    log = Log(folder, partial(check_record, Style(folder, contract), merged=wanted != "any"))
    whole = Whole(log, Base(log, base) if base is not None else None, taken or set(), merged)
    answered = {"undecided": WARNING} if wanted == "warn" else {}
    if (whole.base.rules if whole.base else contract["rules"]).get("missing_record") == "error":
        answered["needs-record"] = ERROR
    findings = [Finding(folder, row, answered.get(row[0])) for row in [*log.findings, *whole_faults(whole)]]
    findings.sort(key=lambda f: (f.file, f.line, f.rule, f.subject))
    return log, findings


def whole_faults(whole: Whole) -> Iterator[Row]:
    """What the rules on a whole log find, but what a record ignores."""
    for rule in RULES.values():
        for file, line, subject, message in rule.of_log(whole) if rule.of_log else ():
            if rule.id not in _ignored(whole, rule, file):
                yield rule.id, file, line, subject, message


def _ignored(whole: Whole, rule: Rule, file: str) -> Collection[str]:
    """The rules that a file switches off for itself, as far as it may."""
    if not rule.held_by_base:
        return whole.log.ignored.get(file, ())
    return whole.base.ignores(file) if whole.base else ()
