"""Facts in the lines above the first section: tables, labelled lines, bare words, sentences, badges.

Each way to write such a line is one small reader in HEAD_READERS; the first that understands a line takes it.
"""

from __future__ import annotations

import re
from itertools import islice

from ...text.dates import LEADING_DATE, parse_date, without_dates
from ...text.html import BREAK, without_tags
from ...text.markup import BULLET, FIELD, INLINE_BREAK, MARKS, cells
from ...text.pattern import Pattern
from ...vocabulary.months import MONTH_OF
from ...vocabulary.words import MANY
from ..lines import badge_word
from ..notes import LISTED
from ..references import has_stem, references, supersessions
from ..statements import LABELLED, PLACED
from ..status import stated_word
from ..table import table_values

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from ...vocabulary.words import Vocabulary
    from ..statements import Statements

    HeadReader = Callable[[str, Statements, bool], bool]

REMARKS = frozenset(("note", "important", "warning", "update", "edit", "hinweis", "nota", "remarque"))
STRONG_WORD = Pattern(r"(\*\*|__)([^*_\n]{3,30})\1[ \t]{0,3}(?:[-–—|(,;:]|$)")
ENCLOSED = {"`": "`", "[": "]", "(": ")", "*": "*", "_": "_"}
DASHED_LABEL = Pattern(
    r"(?:[-*+•][ \t]+)?([^\W\d_][\w ]{2,30}?)[ \t]*(?:[=→–—]|(?<=[ \t])-{1,2}>?(?=[ \t]))[ \t]*(\S.{0,60})$"
)
THIS_IS = Pattern(
    r"(?:note:? )?(?:this (?:architecture |architectural )?(?:adr|decision(?: record)?|record|document|proposal|rfc)|the (?:adr|decision|record)) "
    r"(?:is|was|has been|is now|is currently|has now been)(?: hereby| now| currently)? ",
    re.I,
)
# What may stand behind a status in such a line: by whom.
ALONG = Pattern(
    r" ?(?:on|in|at|since|as of|by (?:\w{1,100}(?!\w) ?){1,5}|am|le|el|den)?(?: ?(?:on|in|at|since))?$", re.I
)
NO_SENTENCE = (
    "open",
    "closed",
    "final",
    "review",
    "active",
    "stable",
    "discussion",
    "done",
    "living",
    "merged",
    "completed",
)
# "Date: 2024-05-06, Status: accepted": another field on the line.
LABEL_BEHIND = Pattern(r"(?:[,;/|·•]|[ ]-{1,2}|[ ]{2})[ ]{0,3}((?:Status|Date|status|date|STATUS|DATE):[ ])")
MOST_HEAD = 20_000  # lines before the first section that are read; no fact is further down
CLOSE_TO_TITLE = 3  # lines of prose after which a bare word is no status any more


def read_head(region: str, found: Statements, bare: bool, at: int) -> None:
    """Facts from the lines of `region`, which begins at `at`. `bare`: a line may be a date or status without a label."""
    rows: list[list[str]] = []
    places: list[int] = []  # where each row begins
    prose = 0
    opened = ""  # the fact whose label stands alone on the line before
    read = "\n".join(region.split("\n", MOST_HEAD)[:MOST_HEAD])
    for line, length in islice(_whole_lines(read), MOST_HEAD):
        found.at, at = at, at + length
        line = line.strip()
        if not line:
            continue
        if opened and _value_below(line, opened, found):
            opened = opened if opened in LISTED else ""
            continue
        opened = _lone_label(line, found.words) if line[-1] in ":*_" else ""
        if line[0] == "|" or (line[0] == ">" and line.lstrip("> ")[:1] == "|"):
            rows.append(cells(line))
            places.append(found.at)
            continue
        _take_rows(rows, places, found)
        rows, places = [], []
        for part in _parts(line):
            prose += not _read_line(part, found, bare and prose < CLOSE_TO_TITLE)
    _take_rows(rows, places, found)


def _lone_label(line: str, words: Vocabulary) -> str:
    """The fact whose label is the whole of the line: `Status:`, `**Status:**`; "" where values are not looked for below."""
    field = FIELD.match(line)
    if not field or field.group("value").strip(" *_:"):
        return ""
    label = field.group("strong") or field.group("plain")
    fact = words.label(label) or words.note(label)
    return fact if fact in ("status", "date", *LISTED) else ""


def _value_below(line: str, fact: str, found: Statements) -> bool:
    """Whether the line is the value of a label that stands alone above it: `- Accepted`, `2026-01-02`, `- src/**`."""
    text = BULLET.sub("", line, count=1).strip()
    if fact in LISTED:
        field = FIELD.match(text)
        if not BULLET.match(line) or (field and (field.group("plain") or field.group("in") or field.group("after"))):
            return False
        found.reader, found.sure = "bullet", LABELLED
        return found.note(fact, text)
    known = (
        parse_date(text) if fact == "date" and len(text) < 40 else stated_word(text, found.words, known_only=True)[1]
    )
    field = FIELD.match(text)
    if not known or (field and (field.group("plain") or field.group("in") or field.group("after"))):
        return False
    found.reader, found.sure = _form(line), LABELLED
    found.take(fact, text)
    return True


def _whole_lines(region: str) -> list[tuple[str, int]]:
    """(line, its length in the file with the line break) of a region.

    A bold text that goes on in the next line is one line, and a line of HTML may be several.
    """
    lines = [(line, len(line) + 1) for line in region.split("\n")]
    if "</" in region:
        plain_lines = without_tags(region).split("\n")
        lines = [
            (part, length * last)
            for line, (_, length) in zip(plain_lines, lines)
            for last, part in _marked_last(line.split(BREAK))
        ]
    if "**" not in region and "</" not in region:
        return lines
    whole: list[tuple[str, int]] = []
    for line, length in lines:
        if whole and line.strip() and whole[-1][0].count("**") % 2 and line.count("**") % 2:
            before, taken = whole.pop()
            line, length = before.rstrip() + " " + line.strip(), taken + length
        whole.append((line, length))
    return whole


def _marked_last(parts: list[str]) -> list[tuple[bool, str]]:
    return [(n == len(parts) - 1, part) for n, part in enumerate(parts)]


def _parts(line: str) -> list[str]:
    """The fields of a line that has several of them."""
    starts = [m.start(1) for m in LABEL_BEHIND.finditer(line)] if line.count(":") > 1 else []
    if starts:
        parts = [line[a:b].rstrip(" ,;/|-–—·•") for a, b in zip([0, *starts], [*starts, None])]
    elif "<br" in line or " | " in line or " · " in line or " • " in line or line.count("**") > 2:
        parts = INLINE_BREAK.split(line)
    else:
        return [line]
    return list(filter(None, map(str.strip, parts)))


def _take_rows(rows: list[list[str]], places: list[int], found: Statements) -> None:
    if rows:
        here = found.at
        found.reader, found.sure = "table", LABELLED
        for fact, value, row in table_values(rows, found.words):
            found.at = places[row]
            found.take(fact, value)
        found.at = here


def _read_line(line: str, found: Statements, bare: bool) -> bool:
    """Whether the line was understood; else it is prose, and bare dates and statuses count near the title only."""
    return any(reader(line, found, bare) for reader in HEAD_READERS)


def _known_lead(line: str, found: Statements, _bare: bool) -> bool:
    """A line whose label was met before."""
    lead, _, value = line.partition(":")
    fact = found.words.leads.get(lead)
    if not fact or value[:1] not in ("", " "):
        return False
    found.reader, found.sure = _form(line), LABELLED
    found.take(fact, value.strip())
    return True


def _labelled_line(line: str, found: Statements, _bare: bool) -> bool:
    """`- Status: x`, `**Status:** x`, `Status: x`, `> Status: x`; else a relation such as `Amends: ADR 7`."""
    field = FIELD.match(line)
    if not field:
        return False
    words = found.words
    label, value = field.group("strong") or field.group("plain"), field.group("value").strip()
    fact = words.label(label) or _led_status(label, value, words)
    colon = field.group("plain") or field.group("in") or field.group("after")
    if fact and (colon or fact in ("status", "date", "supersedes", "superseded_by")):
        lead, sep, _ = line.partition(":")
        if sep and field.group("plain") and len(words.leads) < MANY:
            words.leads[lead] = fact
        found.reader, found.sure = _form(line), LABELLED
        found.take(fact, value)
        return True
    if label.casefold() in REMARKS and colon and value:
        if any(reader(value, found, True) for reader in (_sentence, _this_is)):
            return True
    if has_stem(label) and not fact:
        states = supersessions(line, lead_only=True)
        if not states and words.status(label) == "superseded":
            states = supersessions(f"{label} {LEADING_DATE.sub('', value)}", lead_only=True)
        found.reader, found.sure = _form(line), LABELLED
        for direction, refs in states:
            found.refer(direction, refs, line)
        return bool(states or colon)
    note = words.note(label) if colon else ""
    found.reader, found.sure = _form(line), LABELLED
    if note and found.note(note, value):
        return True
    if ("[" in value or "ADR" in value) and len(value) < 400:
        refs = references(value, first_run=True)
        if refs:
            found.add("link", (" ".join(label.split()).lower(), refs), line)
        return True
    return False


def _led_status(label: str, value: str, words: Vocabulary) -> str:
    """`status` where a label such as "RFC Status" stands before a status word: "HTTP Status: 404" states none."""
    return "status" if words.led_label(label) == "status" and stated_word(value, words, known_only=True)[1] else ""


def _form(line: str) -> str:
    """What docs/reading.md calls such a line."""
    if line[0] == ">":
        return "quoted line"
    if line[0] in "-*+•" and line[1:2] in (" ", "\t"):
        return "bullet"
    return "bold" if line[0] in "*_`" else "line"


def _bare_word(line: str, found: Statements, bare: bool) -> bool:
    """A status or a date without a label, close to the title: `Accepted`, `Date 2024-05-06`, `(2024-05-06)`."""
    if not bare or len(line) > 60:
        return False
    found.reader, found.sure = "bare line", PLACED
    words = found.words
    text = MARKS.sub("", line).strip("()[] >")
    label, _, value = text.partition(" ")
    fact = words.labels.get(label.lower())
    if (fact == "date" and parse_date(value)) or (fact == "status" and words.status(value)):
        found.take(fact, value)
        return True
    if words.status(text) and not found.has("status"):
        found.status(words.status(text), text)
        return True
    if any(c.isdecimal() for c in text) and len(text) <= 40:
        day = parse_date(text)
        if day and not re.sub(r"[\d\W_]|st|nd|rd|th|UTC|T|Z|v\d", "", _without_months(text)):
            found.add("date", day, text)
            return True
    return False


def _strong_word(line: str, found: Statements, bare: bool) -> bool:
    """A status in bold that opens a line close to the title: `**Proposed** - planning complete`."""
    m = STRONG_WORD.match(line) if bare and line[0] in "*_" and not found.has("status") else None
    status = found.words.status(m.group(2)) if m else None
    if m and status:
        found.reader, found.sure = "bare line", PLACED
        found.take("status", line)
    return status is not None


def _sentence(line: str, found: Statements, _bare: bool) -> bool:
    """A sentence that opens with a supersession: `Superseded by ADR 7.`, `This record replaces ADR 3.`"""
    if not has_stem(line):
        return False
    found.reader, found.sure = "sentence", PLACED
    states = supersessions(line.lstrip("> *_-+"), lead_only=True)
    for direction, refs in states:
        found.refer(direction, refs, line)
        if direction == "by":
            found.spoken(line)
    return bool(states)


def _badge_line(line: str, found: Statements, _bare: bool) -> bool:
    """The picture of a badge."""
    word = badge_word(line) if line[0] == "!" else ""
    if word:
        found.reader, found.sure = "badge", PLACED
        found.status(found.words.status(word), word)
    return bool(word)


def _enclosed(line: str, found: Statements, bare: bool) -> bool:
    """A label and its value in brackets or as code: `(Status: accepted)`."""
    inner = line[1:-1]
    closed = ENCLOSED.get(line[0]) == line[-1:] and ":" in inner and not {*"[]()`"}.intersection(inner)
    return closed and _labelled_line(inner.strip(), found, bare)


def _dashed_line(line: str, found: Statements, _bare: bool) -> bool:
    """`Status - Accepted`, `Status = Accepted`: a known status alone stands so behind its label."""
    m = DASHED_LABEL.match(line)
    if (
        not m
        or found.words.label(m.group(1)) != "status"
        or not stated_word(m.group(2), found.words, known_only=True)[1]
    ):
        return False
    found.reader, found.sure = _form(line), LABELLED
    found.take("status", m.group(2))
    return True


def _this_is(line: str, found: Statements, bare: bool) -> bool:
    """A sentence or remark close to the title that says the status: `This ADR is deprecated.`, `_Accepted on 2024-05-06_`."""
    if not bare or len(line) > 120 or found.has("status"):
        return False
    text = MARKS.sub("", line).strip("> ()[]")
    said = THIS_IS.match(text)
    status, sure = stated_word(text[said.end() :] if said else text, found.words, known_only=True)
    rest = without_dates(text[said.end() :] if said else text).strip(" .,;:()–—-")
    rest = ALONG.sub("", " ".join(rest.split())) if status else ""
    if not sure or status in NO_SENTENCE or not found.words.status(rest.strip(" .,;:()–—-")):
        return False
    found.reader, found.sure = "sentence", PLACED
    found.take("status", text[said.end() :] if said else text)
    return True


def _step_line(line: str, found: Statements, _bare: bool) -> bool:
    """A step with its day: `Accepted: 2024-05-06`. Such lines count together, and only where nothing states the status."""
    field = FIELD.match(line)
    label = (field.group("strong") or field.group("plain")) if field else ""
    status = found.words.status(label) if label and not found.words.label(label) else None
    day = parse_date(field.group("value")) if field and status and len(field.group("value")) < 40 else None
    if not day or without_dates(field.group("value") if field else "").strip(" .,()"):
        return False
    found.reader, found.sure = _form(line), PLACED
    found.add("step", (status, day), line)
    return True


HEAD_READERS: tuple[HeadReader, ...] = (
    _known_lead,
    _step_line,
    _labelled_line,
    _enclosed,
    _dashed_line,
    _bare_word,
    _strong_word,
    _sentence,
    _this_is,
    _badge_line,
)


def _without_months(text: str) -> str:
    """`text` without the names of months and weekdays."""
    weekday = r"(?i)(?:mon|tues?|wed|wednes|thu|thurs?|fri|sat|satur|sun)(?:day)?|de|of|le|den|am|el"
    parts = re.split(r"[\s,.]+", text)
    return " ".join(p for p in parts if p.casefold() not in MONTH_OF and not re.fullmatch(weekday, p))
