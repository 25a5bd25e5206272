"""What a status section or field says, line by line, and which of its statuses is in force."""

from __future__ import annotations

import re

from ..vocabulary.statuses import CLOSED, OPEN, RETIRED, stage_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .references import Refs


class Step:
    """A status that a line states.

    Attributes:
        word, text, day: the canonical word, the line, its day (ISO).
        told: the line says by whom, or that it was so once.
        more: something is said behind the word.
    """

    __slots__ = ("day", "more", "text", "told", "word")

    def __init__(self, word: str, text: str, day: str | None = None, told: bool = False, more: bool = False) -> None:
        self.word, self.text, self.day, self.told, self.more = word, text, day, told, more

    def stage(self) -> int:
        """How far a record of this status has come."""
        return stage_of(self.word)

    def leads_back(self, other: Step) -> bool:
        """Whether it tells how the record came to `other`: "Proposed in PR 12" below "Accepted"."""
        back = self.stage() < other.stage() and (other.stage() < CLOSED or self.stage() == OPEN)
        return self.more and back


class Said:
    """What was understood so far: `steps` in the order of the lines; `day` is ISO, of a line that is only a date.

    `section`: it is a section's text, without a label.
    """

    __slots__ = ("by", "day", "fwd", "links", "quoted", "rows", "section", "steps")

    def __init__(self, section: bool = False) -> None:
        self.section = section
        self.steps: list[Step] = []
        self.day: str | None = None
        self.fwd: Refs = []
        self.by: Refs = []
        self.links: list[tuple[str, Refs]] = []
        self.rows: list[list[str]] = []
        self.quoted = False  # the whole text is a quotation

    def say(self, word: str, text: str, day: str | None = None, told: bool = False, more: bool = False) -> None:
        self.steps.append(Step(word, text, day, told, more))

    def refer(self, direction: str, refs: Refs) -> None:
        """References of a supersession: `by` where this record is the older one, else `fwd`."""
        (self.by if direction == "by" else self.fwd).extend(refs)

    def step(self) -> Step | None:
        """The step that is in force. docs/reading.md has these rules in words.

        Of dated steps the newest. Of words that stand alone the last, but none brings a retired record back. A step that
        is dated or told beside such a word is how the record got there, and counts where it leads further.
        """
        alone = [step for step in self.steps if not step.told and not step.day]
        past = [step for step in self.steps if step.told or step.day]
        dated = [step for step in past if step.day]
        newest = max(dated, key=lambda step: (step.day or "", step.stage())) if dated else None
        if not newest:
            newest = max(past, key=lambda step: step.stage(), default=None)
        if not alone:
            return newest
        chosen = alone[0]
        for step in alone[1:]:
            chosen = chosen if step.leads_back(chosen) else step
        if chosen.stage() < CLOSED:
            chosen = next((step for step in reversed(alone) if step.word in RETIRED), chosen)
        return newest if newest and newest.stage() > chosen.stage() else chosen

    def status(self) -> tuple[str | None, str | None]:
        """(word, text) of the status that is in force."""
        step = self.step()
        return (step.word, unmarked_text(step.text)) if step else (None, None)

    def date(self) -> str | None:
        """The day of the status that is in force, else any day that is told."""
        step = self.step()
        if not step or step.day or self.day:
            return (step and step.day) or self.day
        same = [one.day for one in self.steps if one.day and one.word == step.word]
        return next(iter([*same, *(one.day for one in self.steps if one.day)]), None)


def unmarked_text(text: str) -> str:
    """A line without the emphasis around the whole of it."""
    text = text.strip("—–- ") if text[:1] in "—–-" else text
    return re.sub(r"^([*_`~]+)([^*_`~]+)\1$", r"\2", text) if text[-1:] in ("*", "_", "`", "~") else text
