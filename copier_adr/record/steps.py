"""Several steps of a record on one line: "Proposed on 2024-01-02, accepted on 2024-02-03", "draft -> accepted"."""

from __future__ import annotations

import re

from ..text.dates import marked_dates
from ..text.markup import MARKS, WORD
from ..text.pattern import Pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..vocabulary.words import Vocabulary

PARTING = Pattern(
    r"[,;→|]|->|[(（](?=[ ]{0,3}[^\W\d_])|(?<=[)）])[ ]|[ ](?:and|und|et|y|e|en|og|och|oraz|i|a|ve|и|then|dann|puis)[ ]",
    re.I,
)
DAY = Pattern("\x00(\\d{1,4})\x00")
SHORT_WORDS = 5  # letters of the longest word that leads to a day: "on", "since", "am"


def dated_steps(line: str, words: Vocabulary) -> list[tuple[str, str, str]]:
    """[(status, the words that say it, day)] where a line tells two steps or more with a day each; else nothing."""
    text, days = marked_dates(MARKS.sub("", line))
    if len(days) < 2:
        return []
    found = []
    for clause in PARTING.split(text):
        day = DAY.search(clause)
        if day:
            step = _one_step(clause, day.start(), day.end(), words)
            if not step:
                return []
            found.append((*step, days[int(day.group(1))]))
    return found if len(found) > 1 else []


def _one_step(clause: str, start: int, end: int, words: Vocabulary) -> tuple[str, str] | None:
    """(status, its words) of "accepted on <day>", "<day>: accepted by the board"; None where more leads to the day."""
    before = WORD.findall(clause[:start])
    said = before or WORD.findall(clause[end:])
    for count in (3, 2, 1):
        status = words.status(" ".join(said[:count])) if len(said) >= count else None
        if status:
            rest = before[count:]
            short = len(rest) < 2 and all(len(word) <= SHORT_WORDS for word in rest)
            return (status, " ".join(said[:count])) if short else None
    return None


def last_of_path(line: str, words: Vocabulary) -> str:
    """The end of a path of statuses, "draft -> proposed -> accepted"; any other line as it is."""
    path = re.split(r"(?:(?<!\s)\s+)?(?:->|→|⇒|➡️?|=>)\s*|(?<!\s)\s+>\s+", line)
    return path[-1] if len(path) > 1 and all(words.status(MARKS.sub("", word)) for word in path) else line


def opens_with_day(value: str) -> bool:
    """Whether a day stands at the beginning of a value, or behind one short word: "on 2024-01-02"."""
    text, days = marked_dates(value)
    before = WORD.findall(text.partition("\x00")[0])
    return bool(days) and len(before) < 2 and all(word.islower() and len(word) <= SHORT_WORDS for word in before)
