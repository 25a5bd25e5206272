"""What a status section or a status field says: the status, when it was reached, and which records replace which.

A section is read line by line. Each way to write such a line is one small reader in LINE_READERS: it takes what it
understands into `Said` and returns what is left of the line, or None where nothing is.
"""

from __future__ import annotations

import re

from ..text.dates import parse_date, without_dates
from ..text.html import BREAK, without_tags
from ..text.markup import BOX, FIELD, INLINE_BREAK, LONG, MARKS, RULE, WORD, cells
from ..text.pattern import Pattern
from ..vocabulary.statuses import RETIRED
from ..vocabulary.words import MANY
from .lines import after_word, badge_word, keeps_its_word, unwrapped
from .references import PARTLY, PHRASE, field_references, has_stem, references, supersessions
from .said import Said, unmarked_text
from .status import FORMERLY, chosen, is_choice, opens_prose, picked, stated_word
from .steps import dated_steps, last_of_path, opens_with_day
from .table import below_head, table_values
from .values import is_none

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from ..vocabulary.words import Vocabulary

    LineReader = Callable[[str, "Said", Vocabulary], "str | None"]

PICTURE = Pattern(r"\[?!\[([^\]\n]{0,200})\]\([^)\n]{0,500}\)(?:\]\([^)\n]{0,500}\))?")
COMPONENT = Pattern(r"<[\w-]{0,30}status\s[^<>]{0,100}?\bstatus=[\"']([^\"'<>]{1,40})[\"']", re.I)
PART_OF = Pattern(
    r"^[*_]{0,3}(?:part(?:ial)?ly[-_]supers[a-z]{1,6}|supers[a-z]{1,6}[-_]in[-_]part)(?:[-_]by)?(?![^\W_])", re.I
)
LINKED = Pattern(r"([^\W\d_][^\n\[\]:()|]{1,40}?)[ \t]*(?::[ \t]*)?(?=\[|<|ADR[- ]?\d|\d{4}\b)")
STACKED = Pattern(
    r"\s*(?:$|[.,;:!(\[<|–—→/]|->|- |\s(?:by|on|in|at|since|as of|von|am|par|le|por|el|door|op|da|il|av|den|przez)\b|\s\d)",
    re.I,
)
# What adr-tools writes below a status; by far the most lines of most logs, read without the long way round.
SIMPLE = Pattern(r"(super[sc]eded by|super[sc]edes) \[[^\[\]\\\n]*\]\(([^()\s<>]+)\)", re.I)
# "Proposed by the platform team": how it came to the status, and by whom.
TOLD = Pattern(r"\s(?:by|von|par|por|door|da|av|przez)\b", re.IGNORECASE)
NO_ONE = Pattern(
    r"\s*(?:by|durch|von|par|por|door|da|a[vf]|przez)[\s:]+(?:none|no one|nobody|nothing|n/?a|-+|—|keine\w?|niemand)\s*\.?$",
    re.I,
)
NOW = Pattern(r"^(?:is )?now[: ]+", re.I)
LIST_MARK = Pattern(r"[-*+•][ \t]+|\d{1,2}[.)][ \t]+(?=\S)")
MOST_LINES = 200  # of a status section are read; what people write there is shorter
MOST_STATED = 100_000  # characters of it


def read_statement(content: str, words: Vocabulary, section: bool = False) -> Said:
    """What the text of a status section or field says. The same text is read once for a vocabulary.

    `section`: no label says that the text is a status, so it may be a sentence.
    """
    key = content, section and ("," in content or "，" in content)  # a sentence is known by its comma
    known: Said | None = words.statements.get(key)
    if known is None:
        if len(words.statements) > MANY:
            words.statements.clear()
        known = words.statements[key] = _read_simple(content, words) or _read_lines(content, words, key[1])
    return known


def _read_simple(content: str, words: Vocabulary) -> Said | None:
    """What is said where every line is a status word or one plain link; None where one is not."""
    said = Said()
    for line in map(str.strip, content.split("\n")):
        if not line:
            continue
        word = words.statuses.get(line.lower())
        if word:
            said.say(word, line)
            continue
        m = SIMPLE.fullmatch(line)
        if not m:
            return None
        if m.group(1)[-1] in "yY":
            said.by.append(("path", m.group(2)))
            said.say("superseded", line)
        else:
            said.fwd.append(("path", m.group(2)))
    return said


def _read_lines(content: str, words: Vocabulary, section: bool = False) -> Said:
    said = Said(section)
    content = without_tags(content[:MOST_STATED]).replace(BREAK, "\n").strip()
    content = picked(content, words) or chosen(content, words)
    if is_choice(content, words):
        content = content if "\n" in content else ""
    if "\n" in content:
        content = unwrapped(content)
    lines = [
        line[:LONG]  # joined lines are as long as others
        for line in map(str.strip, INLINE_BREAK.sub("\n", content).split("\n"))
        if line and not RULE.fullmatch(line)
    ][:MOST_LINES]
    said.quoted = all(line[0] == ">" for line in lines)
    for line in lines:
        rest: str | None = line
        for reader in LINE_READERS:
            rest = reader(rest, said, words) if rest else None
    _read_rows(said, words)
    return said


# ---- one reader for each way to write a line


def _quotation(line: str, said: Said, _words: Vocabulary) -> str | None:
    """A quotation counts where the section is nothing else; `> [!NOTE]` says nothing."""
    if line[0] != ">" or line.startswith((">|", "> |")):
        return line
    line = line.lstrip("> \t")
    return line if said.quoted and not line.startswith("[!") else None


def _table_row(line: str, said: Said, _words: Vocabulary) -> str | None:
    """Rows are read together, when all lines are known."""
    if line.lstrip("> ")[:1] != "|":
        return line
    said.rows.append(cells(line))
    return None


def _check_box(line: str, said: Said, _words: Vocabulary) -> str | None:
    """A ticked box states its text, whatever stood above; an empty one says nothing."""
    box = BOX.match(line)
    if not box:
        return line
    if box.group(1) == " ":
        return None
    said.steps.clear()
    said.day = parse_date(box.group(2)) or said.day
    return box.group(2)


def _badge(line: str, said: Said, words: Vocabulary) -> str | None:
    """A picture of a badge states the status that its address names."""
    word = badge_word(line)
    if not word:
        return line
    known = words.status(word)
    if known:
        said.say(known, word)
    return None


def _picture(line: str, _said: Said, words: Vocabulary) -> str | None:
    """A tag of a site component states its attribute; any other picture counts where its text is a status."""
    component = COMPONENT.search(line) if line[:1] == "<" else None
    if component:
        line = component.group(1)
    picture = PICTURE.fullmatch(line) if line[:2] in ("![", "[!") else None
    return None if picture and not words.status(picture.group(1)) else line


def _field(line: str, said: Said, words: Vocabulary) -> str | None:
    """A label and its value: a fact of its own, or a relation to another record."""
    field = FIELD.match(line)
    if not field:
        return line
    label, value = field.group("strong") or field.group("plain"), field.group("value").strip()
    fact = words.label(label)
    colon = field.group("plain") or field.group("in") or field.group("after")
    if not colon:
        return line
    if fact:
        _labelled(fact, value, line, said, words)
        return None
    day = parse_date(label)
    if day:  # "5 January 2026: accepted"
        word, sure = stated_word(value, words, known_only=True)
        if word and sure:
            said.say(word, value, day)
        return None
    if (is_none(value) if value else has_stem(label)) and not words.status(label):
        return None  # "Deprecated by: n/a"
    if not words.status(label.partition(". ")[0]) and not has_stem(label):
        refs = references(value, first_run=True) if "[" in value or "ADR" in value else []
        if refs:
            said.links.append((" ".join(label.split()).lower(), refs))
            return None
        if said.steps and len(label) < 40:
            return None
    elif said.steps and words.status(label) and not opens_with_day(value):
        by = words.status(label) in RETIRED and references(value, first_run=True)
        return line if by else None  # "Rejected: MySQL" below a status says what was rejected
    return line


def _labelled(fact: str, value: str, line: str, said: Said, words: Vocabulary) -> None:
    if fact == "status":
        inner = _read_lines(_innermost(value, words), words)
        step = inner.step()
        if step:
            said.say(step.word, unmarked_text(step.text), step.day, step.told)
        said.day = said.day or inner.date()
        said.fwd += inner.fwd
        said.by += inner.by
    elif fact == "date":
        said.day = parse_date(value) or said.day
    elif fact in ("supersedes", "superseded_by") and not is_none(value):
        refs = field_references(value)
        if fact == "supersedes":
            said.fwd += refs
        else:
            said.by += refs
            if refs and not said.steps:
                said.say("superseded", line)


def _innermost(value: str, words: Vocabulary) -> str:
    """`value` without further labels of a status before it: "Status: Status: x"."""
    while True:
        field = FIELD.match(value)
        if not field or not (field.group("plain") or field.group("in") or field.group("after")):
            return value
        if words.label(field.group("strong") or field.group("plain")) != "status":
            return value
        value = field.group("value").strip()


def _bullet(line: str, _said: Said, words: Vocabulary) -> str | None:
    """An item says what stands behind its mark; a choice of statuses says nothing."""
    bullet = LIST_MARK.match(line)
    line = NOW.sub("", line[bullet.end() :] if bullet else line)
    line = PART_OF.sub(lambda m: re.sub("[-_]", " ", m.group()), line)
    return None if is_choice(line, words) else line


def _lone_day(line: str, said: Said, _words: Vocabulary) -> str | None:
    """A line that is a date, and nothing else."""
    day = parse_date(line) if len(line) < 60 else None
    if not day or without_dates(line).strip(" .,;()[]*_`\\"):
        return line
    said.day = said.day or day
    return None


def _steps(line: str, said: Said, words: Vocabulary) -> str | None:
    """Several steps on one line: of dated ones the newest counts, of a path the last."""
    steps = dated_steps(line, words)
    for word, text, day in steps:
        said.say(word, text, day)
    return None if steps else last_of_path(line, words)


def _supersession(line: str, said: Said, words: Vocabulary) -> str | None:
    """A phrase such as "superseded by ADR 7", "supersedes ADR 3", "deprecated in favour of ADR 9"."""
    states = supersessions(line) if has_stem(line) else []
    if not states:
        return line
    found = WORD.search(line)
    lead = found.group() if found else ""
    own = keeps_its_word(line)
    for direction, refs in states:
        if direction == "fwd" and not said.steps and words.status(lead) == "superseded" and PHRASE.match(lead + " "):
            said.refer("by", refs)  # "Superseded [0019](…)", "Ersetzt ADR 7": the status word itself
            said.say("superseded", line)
            continue
        said.refer(direction, refs)
        if direction == "by" and not own:
            said.say("superseded", line)
    status, sure = stated_word(line, words)
    if _amendment(line, status, said):
        return None
    passive = any(direction == "by" for direction, _ in states) and not own
    settled = passive or (bool(said.steps) and said.steps[-1].word == "superseded")
    if status and sure and not settled and (status != "superseded" or words.status(lead) == status):
        said.say(status, line)
    said.day = said.day or parse_date(line)
    return None


def _amendment(line: str, status: str | None, said: Said) -> bool:
    """Takes "amended by ADR 7" as a link. Whether that is all that the line says."""
    if status != "amended" or "amended by" not in line.lower():
        return False
    refs = references(line)
    if refs:
        said.links.append(("amended by", refs))
    return bool(refs and said.steps)


def _word(line: str, said: Said, words: Vocabulary) -> str | None:
    """A status word, alone or with more behind it. A later line counts where it reads as a status of its own."""
    status, sure = stated_word(line, words)
    if _amendment(line, status, said):
        return None
    after = after_word(line, words)
    if status == "superseded" and NO_ONE.match(after):
        return None  # "Superseded by none"
    if sure and status == "superseded" and (not said.steps or STACKED.match(after)):
        first = WORD.findall(line)
        refs = references(line[len(first[0]) if first else 0 :])
        if refs and not PARTLY.search(line):
            said.by += refs
        said.say(status, line, parse_date(line) if not refs else None)
        return None
    if not sure and _relation(line, said):
        return None
    if status is None or (said.section and not sure and not words.status(status) and opens_prose(line)):
        return None
    if said.steps and status == "amended" and re.search(r"[^\W\d_]{2,}", after):
        return None  # what was amended, in a sentence: the record stands as it was
    if not said.steps or (sure and STACKED.match(after)):
        by_someone = TOLD.match(after) and status != "partly superseded"  # there "by" leads to a record
        told = bool(by_someone) or FORMERLY.match(line) is not None or _is_within(line, words)
        said.say(status, line, parse_date(line), told, bool(re.search(r"[^\W_]", after)))
    return None


def _is_within(line: str, words: Vocabulary) -> bool:
    """Whether the status of a line without spaces stands behind other words: "由平台团队提议"."""
    text = MARKS.sub("", line).lstrip()
    return text[:1] >= "\u2e80" and text[:1].isalpha() and not text.startswith(tuple(words.cjk()))


def _relation(line: str, said: Said) -> bool:
    """Takes "Relates to ADR 7" as a link. Whether the line is one."""
    text = MARKS.sub("", line)
    linked = LINKED.match(text)
    if not linked or len(linked.group(1).split()) > 5 or f" {linked.group(1)}".endswith((" on", " in", " since")):
        return False
    refs = references(text[linked.end() :], first_run=True)
    if refs:
        said.links.append((" ".join(linked.group(1).split()).lower(), refs))
    return bool(refs)


LINE_READERS: tuple[LineReader, ...] = (
    _quotation,
    _table_row,
    _check_box,
    _badge,
    _picture,
    _field,
    _bullet,
    _lone_day,
    _steps,
    _supersession,
    _word,
)


def _read_rows(said: Said, words: Vocabulary) -> None:
    """The table of a status section: its status counts above what the lines said."""
    if not said.rows:
        return
    values = table_values(said.rows, words)
    if all(fact not in ("status", "supersedes", "superseded_by", "either") for fact, _, _ in values):
        for row in below_head(said.rows):  # rows without labels, such as "| 2026-02-01 | Accepted |"
            word = next((cell for cell in row if stated_word(cell, words, known_only=True)[1]), "")
            if word:
                said.say(stated_word(word, words)[0] or "", word, next(filter(None, map(parse_date, row)), None))
    if values:
        _take_values(values, said, words)


def _take_values(values: list[tuple[str, str, int]], said: Said, words: Vocabulary) -> None:
    inner = Said()
    for fact, value, _ in values:
        if fact == "status":
            stated = read_statement(value, words)
            step = stated.step()
            if step and not inner.steps:
                inner.say(step.word, step.text, None, False)
            inner.fwd += stated.fwd
            inner.by += stated.by
            inner.day = inner.day or stated.date()
        elif fact == "date":
            inner.day = parse_date(value) or inner.day
        elif fact in ("supersedes", "superseded_by") and not is_none(value):
            inner.refer("fwd" if fact == "supersedes" else "by", field_references(value))
        elif fact == "either":
            for direction, refs in supersessions(MARKS.sub("", value), lead_only=True)[:1]:
                inner.refer(direction, refs)
    if inner.steps:
        said.steps = inner.steps
    said.day = said.day or inner.day
    said.fwd += inner.fwd
    said.by += inner.by
