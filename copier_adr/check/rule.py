"""What a rule of `check` is: its id, how grave its breach is, what it says, how to mend it, and what finds it."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .page import Checked
    from .whole import Whole

    OfRecord = Callable[[Checked], Iterator[tuple[int, str, str]]]  # yields (line, subject, message)
    OfLog = Callable[[Whole], Iterator[tuple[str, int, str, str]]]  # yields (file, line, subject, message)

# A notice is no fault: it says what is good to know.
ERROR, WARNING, NOTICE = "error", "warning", "notice"


class Rule:
    """One rule.

    Attributes:
        id: its name in reports, comments and baselines; the same from version to version.
        severity: ERROR, WARNING or NOTICE.
        what: what is wrong, in a sentence.
        mend: what to do, in a sentence; FILE stands for the record's file.
        of_record: what finds it in one record by itself.
        of_log: what finds it in a whole log. A rule without either is found by who reads the files.
        fixed: whether `check --fix` mends it.
        may_be_old: whether a baseline may hold it.
        held_by_base: whether only a comment that the base has switches it off.
    """

    __slots__ = ("fixed", "held_by_base", "id", "may_be_old", "mend", "of_log", "of_record", "severity", "what")

    def __init__(
        self,
        name: str,
        severity: str,
        what: str,
        mend: str,
        *,
        of_record: OfRecord | None = None,
        of_log: OfLog | None = None,
        fixed: bool = False,
        may_be_old: bool = True,
        held_by_base: bool = False,
    ) -> None:
        self.id, self.severity, self.what, self.mend = name, severity, what, mend
        self.of_record, self.of_log, self.fixed, self.may_be_old = of_record, of_log, fixed, may_be_old
        self.held_by_base = held_by_base
