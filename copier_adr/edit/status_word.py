"""A status word replaced where it stands: in a statement, a stack of statuses, a badge, a line among others."""

from __future__ import annotations

import re

from ..record.lines import STRUCK
from ..record.read import Reading
from ..record.sections import heading_kind
from ..record.status import stated_word
from ..text.dates import ISO
from ..text.files import line_end
from ..text.headings import headings, section_of
from ..text.markup import WORD
from ..text.numbered import Numbered
from ..text.pattern import Pattern
from .additions import section_end
from .history import add_history
from .page import to_atx

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..vocabulary.words import Vocabulary
    from .page import Page
    from .spans import Span

NEAR = 20  # places are tried, the nearest to where the status was read first
# The day of a status, right behind it or right before it.
# Behind two spaces another column of a table begins. In another line it is alone there: "2026-01-01 Proposed" is a step.
DAY_BEHIND = Pattern(
    r"[*_`]{0,3}\r?\n(?:[ \t]*\r?\n)?[*_`(]{0,4}\d{4}-\d\d-\d\d(?=[)*_`]{0,4}[ \t]*(?:\r?\n|$))"
    r"|(?![*_`:,]{0,4}[ ]{2})[*_` \t:,]{0,4}(?:\(|on |since |am |seit |le |den )?[*_`(]{0,4}\d{4}-\d\d-\d\d"
)
DAY_BEFORE = Pattern(r"(?<![\d-])\d{4}-\d\d-\d\d[*_`)\]]{0,3}[\s:,–—-]{0,5}[*_`]{0,3}$")
NO_MARK = Pattern(r"[^\s*_`~\[({<>\"'‘’“”„«»‹›「」『』【】（）\d:,|–—/→=-]+[ \t]*")


def leading_status(text: str, words: Vocabulary) -> tuple[int, int] | None:
    """Offsets of the status word, or words, that open a text; what is struck out is not said."""
    text = STRUCK.sub(lambda m: " " * len(m.group()), text)
    found: list[re.Match[str]] = []
    for word in WORD.finditer(text):
        found.append(word)
        if len(found) == 3:
            break
    for count in range(len(found), 0, -1):
        if words.status(" ".join(word.group() for word in found[:count])):
            return found[0].start(), found[count - 1].end()
    return None


def spans_of(text: str, status: str, words: Vocabulary) -> list[tuple[int, int]]:
    """Offsets of the words in a sentence that mean a status: "This record is accepted."."""
    text = STRUCK.sub(lambda m: " " * len(m.group()), text)
    found = list(WORD.finditer(text))
    spans = [(one.start(), one.end()) for one in found if words.status(one.group()) == status]
    pairs = [(found[n - 1].start(), found[n].end()) for n in range(1, len(found))]
    return [*spans, *((first, last) for first, last in pairs if words.status(text[first:last]) == status)]


def word_replaced(page: Page, span: Span, status: str | None, value: str, date: str) -> Iterator[str]:
    """A span with the word that opens it replaced, or one in it, where that is the status which counts."""
    _, start, end = span
    text = page.text
    lead = leading_status(text[start:end], page.words)
    if "![" in text[start:end]:
        return  # a picture has it in its words and in its address
    if lead and page.words.status(text[start + lead[0] : start + lead[1]]) == status:
        before = text[start : start + lead[0]]
        if not any(c.isalnum() for c in before):  # "✅ Accepted": the sign goes with the word
            before = NO_MARK.sub("", before)
        yield _redated(text[:start] + before, value, text[start + lead[1] :], date)
    elif status and not lead:
        for first, last in spans_of(text[start:end], status, page.words):
            new = in_case_of(value, text[start + first : start + last])
            yield _redated(text[: start + first], new, text[start + last :], date)


def _redated(before: str, value: str, after: str, date: str) -> str:
    """The parts joined; "Accepted on 2024-05-06" becomes "Rejected on <today>". Without a date each day stays."""
    if not date:
        return before + value + after
    behind, ahead = DAY_BEHIND.match(after), DAY_BEFORE.search(before[before.rfind("\n") + 1 :])
    if behind:
        after = ISO.sub(date, behind.group(), count=1) + after[behind.end() :]
    elif ahead:
        at = len(before) - len(ahead.group())
        before = before[:at] + ISO.sub(date, before[at:], count=1)
    return before + value + after


def marked_anew(page: Page, status: str | None, value: str) -> Iterator[str]:
    """Of several statuses of which one is bold another one made bold: "Proposed | **Accepted** | Rejected"."""
    want = page.words.status(value)
    for block in PARAGRAPH.finditer(page.text):
        text = block.group()
        bold = [m for m in BOLD_WORDS.finditer(text) if status and page.words.status(m.group(2)) == status]
        signed = TICKED_SIGN.search(text)  # that would have to move too
        for word in OTHER_WORDS.finditer(text) if len(bold) == 1 and want and not signed else ():
            if page.words.status(word.group(2)) == want:
                mark = bold[0].group(1)
                changes = sorted(
                    [(bold[0].span(), bold[0].group(2)), (word.span(), mark + word.group(2) + mark)], reverse=True
                )
                for (start, end), said in changes:
                    text = text[:start] + said + text[end:]
                yield page.text[: block.start()] + text + page.text[block.end() :]
                break


TICKED_SIGN = Pattern("[✅☑☒✔🗹◉🔘👉⬅]")
PARAGRAPH = Pattern(r"(?m)^(?:[^\n]{1,300}(?:\n|\Z)){1,12}")
BOLD_WORDS = Pattern(r"(\*\*|__)([^*_\n|/]{3,30})\1")
OTHER_WORDS = Pattern(r"(?<![*_\w])([*_]?)([^\W\d_]{3,30})\1(?![*_\w])")


def unstacked(page: Page, spans: list[Span], value: str) -> Iterator[str]:
    """A stack of statuses on lines of their own as the one status: "Deprecated ⏎ Superseded by …"."""
    text = page.text
    lines = sorted((start, end) for kind, start, end in spans if kind == "section")
    lines = [line for line in lines if stated_word(text[line[0] : line[1]], page.words, known_only=True)[0]]
    if len(lines) < 2:
        return
    for start, end in reversed(lines[1:]):
        stop = text.find("\n", end)
        before = text[: text.rfind("\n", 0, start)].rstrip(" \t\r\n")
        text = before + text[stop - (text[stop - 1 : stop] == "\r") if stop >= 0 else len(text) :]
    yield text[: lines[0][0]] + value + text[lines[0][1] :]


def where_it_was_read(page: Page, value: str, date: str, whole: bool = False) -> Iterator[str]:
    """The word itself replaced on the line where a reader found it, or the whole text; in a log of changes, an entry more."""
    reading = Reading(page.file, page.text, page.words)
    stated = reading.chosen.get("status")
    if not stated:
        return
    if stated.reader == "change log":
        yield from _one_entry_more(page, value, date)
        return
    line, lead = reading.document.line(stated.at), leading_status(stated.text, page.words)
    spans = [lead] if lead else spans_of(stated.text, stated.value, page.words)
    for word in [stated.text] if whole else dict.fromkeys(stated.text[first:last] for first, last in spans):
        yield from _on_its_line(page.text, word, line, value, date)


def _on_its_line(text: str, word: str, line: int, value: str, date: str) -> Iterator[str]:
    """The text with these words replaced, on the nearest line to that one first."""
    pattern = r"(?: |_|%20|\r?\n[ \t]{1,40})".join(map(re.escape, word.split()))
    hits = list(re.finditer(rf"(?i)(?<![^\W\d_]){pattern}(?![^\W\d_])", text))
    numbered = Numbered(text)
    hits.sort(key=lambda hit: abs(numbered.line(hit.start()) - line))
    rows = [numbered.line(hit.start()) for hit in hits[:NEAR]]
    for row in dict.fromkeys(rows):
        together = [hit for hit, its in zip(hits, rows) if its == row]
        yield _replaced(text, together, value, date)
        if len(together) > 1:
            yield from (_replaced(text, [hit], value, date) for hit in together)


def _replaced(text: str, hits: list[re.Match[str]], value: str, date: str) -> str:
    for hit in sorted(hits, key=lambda hit: -hit.start()):
        old = hit.group()
        new = in_case_of(value, old)
        new = new.replace(" ", "%20") if "%20" in old else new
        text = _redated(text[: hit.start()], new, text[hit.end() :], date)
    return text


def in_case_of(value: str, old: str) -> str:
    """A status in the case of the one that was there; a reference to a record has its own."""
    if re.search(r"[\[<\d]", value):
        return value
    return value.lower() if old.islower() else value.upper() if old.isupper() else value[:1].upper() + value[1:]


def _one_entry_more(page: Page, value: str, date: str) -> Iterator[str]:
    for heading in headings(to_atx(page.text, page.file)):
        section = section_of(page.text, heading.text)
        if section and heading_kind(heading.text, heading.level, page.words) == "changelog":
            yield add_history(page.text, {"history": {"section": heading.text}}, value, date, "", page.words)
            first = re.search(r"(?m)^[ \t]*[-*+][ \t]+\S", page.text[section[0] : section_end(page.text, section)[0]])
            if first:
                at = section[0] + first.start()
                lead = first.group()[:-1]
                yield page.text[:at] + f"{lead}{value} ({date}){line_end(page.text)}" + page.text[at:]
