"""TODO."""

from __future__ import annotations

import re

from .page import Page, _rest, to_atx
from .places import put
from .words import in_words, others_in
from ..faults import Fault
from ..log.git import author
from ..log.log import Log
from ..record.places import _body, _key_span, _keys, _section_span, fields, find_span, peel
from ..record.sections import heading_kind
from ..record.record import Record
from ..record.status import canonical, stated_word
from ..text.dates import ISO
from ..text.files import line_end
from ..text.front_matter import front_matter
from ..text.headings import headings, section_of
from ..text.markup import BOX, CELL, RULE, WORD, cells
from ..text.mask import mask
from ..text.pattern import Pattern


TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..vocabulary.words import Vocabulary


def status_spans(text: str, contract: dict, file: str, words: Vocabulary) -> list[tuple[str, int, int]]:
    """(kind, start, end) of every text that may be the record's status, the likeliest first."""
    spans: list[tuple[str, int, int]] = []
    place = contract["record"].get("status")
    if place:
        span = find_span(text, place)
        if span:
            spans.append((next(iter(place)), *span))
    start, end, body = front_matter(text)
    for key in _keys(text[start:end]) if body else ():
        if words.label(key) == "status":
            span = _key_span(text, key)
            if span:
                spans.append(("front_matter", *span))
    for kind, label, first, last in fields(text, loose=True):
        if words.label(label) == "status":
            spans.append((kind, *peel(text, first, last)))
    masked = _body(text)[1:]
    for table in re.finditer(r"(?:^|(?<=\n))[ \t>]*\|[^\n]*\n[ \t>]*\|[ \t:|-]+\n(?:[ \t>]*\|[^\n]*(?:\n|$))+", masked):
        rows = list(re.finditer(r"[^\n]+", table.group()))
        names = cells(rows[0].group())
        for column, name in enumerate(names):
            if words.label(name) == "status":
                bars = [m.start() for m in CELL.finditer(rows[-1].group())]
                if column + 1 < len(bars):
                    raw = rows[-1].group()[bars[column] + 1 : bars[column + 1]]
                    first = table.start() + rows[-1].start() + bars[column] + 1 + len(raw) - len(raw.lstrip())
                    spans.append(("table_row", *peel(text, first, first + len(raw.strip()))))
    every = headings(to_atx(text, file))
    for n, heading in enumerate(every):
        kind = heading_kind(heading.text, heading.level, words)
        if kind.startswith("=status="):
            value = kind.split("=", 2)[2]
            at = text.find(value, heading.start)
            if value and 0 <= at < heading.end + len(value):
                spans.append(("line", *peel(text, at, at + len(value))))
        if kind != "status":
            continue
        stop = every[n + 1].start if n + 1 < len(every) else len(text)
        at = heading.end
        lines: list[tuple[str, int, int]] = []
        for line in masked[heading.end : stop].split("\n"):
            lead = re.match(r"[ \t>]*(?:[-*+•][ \t]+)?", line)
            first = at + (lead.end() if lead else 0)
            last = at + len(line.rstrip())
            if BOX.match(line.strip()):
                lines.clear()
                break
            if first < last and not RULE.fullmatch(line.strip()):
                lines.append(("section", *peel(text, first, last)))
            at += len(line) + 1
        spans += lines[::-1]
        if not masked[heading.end : stop].strip():
            spans.append(("section", *_section_span(text, heading.end, stop)))
        if n + 1 < len(every) and every[n + 1].level > heading.level:
            inner = every[n + 1]
            at = text.find(inner.text, inner.start)
            spans.append(("section", at, at + len(inner.text)))
    for key in _keys(text[start:end]) if body else ():
        if words.label(key) == "tags":
            span = _key_span(text, key)
            if span:
                for m in re.finditer(r"[^\s\[\],'\"]+", text[span[0] : span[1]]):
                    if words.status(m.group()):
                        spans.append(("tag", span[0] + m.start(), span[0] + m.end()))
    return list(dict.fromkeys(spans))


DATED = Pattern(r"([^\d(\[]*?)[\s(]*(?:on |am |le |den )?[(*_`]{0,3}\d{4}-\d\d-\d\d[)*_`]{0,3}$")


def restate(page: Page, contract: dict, value: str, date: str) -> str:
    """The page's text with its status stated as `value`; Fault where no place of it can say so.

    Each place that may hold the status is tried, and the result is read again: the first that reads back as
    `value`, and leaves every other fact alone, is it.
    """
    words = page.words
    text, before, want = page.text, page.facts(), canonical(value, words)
    spans = status_spans(text, contract, page.file, words)
    ticked = _tick(text, want, date, words)
    trials = [ticked] if ticked else []
    for kind, start, end in spans:
        old = text[start:end]
        dated = DATED.match(old) if len(old) < 120 else None
        if dated and canonical(dated.group(1), words):  # "Accepted on 2024-05-06" becomes "Rejected on <today>"
            first, last = peel(text, start, start + dated.end(1))
            rest = text[last:end]
            trials.append(put(text, kind, (start, end), text[start:first] + value + ISO.sub(date, rest, count=1)))
        else:
            trials.append(put(text, kind, (start, end), value))
        lead = WORD.search(old)
        if lead and words.status(lead.group()) and lead.end() < len(old):  # "Accepted, supersedes ADR 5"
            trials.append(put(text, kind, (start, end), old[: lead.start()] + value + old[lead.end() :]))
    tags = [(start, end) for kind, start, end in spans if kind == "tag"]
    if tags:  # a tag and a section that say the same change together
        same = [trial for trial in trials if trial[: tags[0][1]] == text[: tags[0][1]]]
        trials += [put(trial, "tag", tags[0], value) for trial in same]
    for trial in trials:
        after = page.facts(trial)
        if after.status == want and _rest(after) == _rest(before) and after.date in (before.date, date):
            if set(after.fwd_refs) == set(before.fwd_refs):
                return trial
    if not spans:
        raise Fault(f"{page.path}: states no status; add a line such as `Status: {value}` under its title")
    raise Fault(
        f"{page.path}: its status {before.status_text!r} cannot be replaced by machine; write {value!r} there by hand"
    )


def step(page: Page, contract: dict, value: str, date: str) -> str:
    """The page's text with a new status: in its place, or as the last entry where a history is that place."""
    history = contract.get("history")
    if history and history == contract["record"].get("status") and section_of(page.text, history["section"]):
        return add_history(page.text, contract, value, date, "", page.words)
    return restate(page, contract, value, date)


def _tick(text: str, want: str | None, date: str, words: Vocabulary) -> str | None:
    """The text with the check box of the status ticked, later ones cleared; None without such boxes."""
    boxes = list(re.finditer(r"(?m)^([ \t]*[-*+][ \t]+\[)([ xX✓✔])(\][ \t]*)([^\r\n]*)", mask(text)))
    boxes = [box for box in boxes if stated_word(box.group(4), words, known_only=True)[1]]
    hit = next((n for n, box in enumerate(boxes) if stated_word(box.group(4), words, known_only=True)[0] == want), None)
    if len(boxes) < 2 or hit is None:
        return None
    for n in range(len(boxes) - 1, hit - 1, -1):
        box = boxes[n]
        line = text[box.start() : box.end()]
        mark = "x" if n == hit else " "
        line = line[: box.start(2) - box.start()] + mark + line[box.end(2) - box.start() :]
        if n == hit:
            line = re.sub(r"[^\W\d_]{4}-[^\W\d_]{2}-[^\W\d_]{2}", date, line, count=1)
        text = text[: box.start()] + line + text[box.end() :]
    return text


def note_history(text: str, contract: dict, status: str, date: str, author: str, words: Vocabulary) -> str:
    """`add_history` for a style that keeps its history beside its status; nothing for one that keeps it as its status."""
    return (
        text
        if contract.get("history") == contract["record"].get("status")
        else add_history(text, contract, status, date, author, words)
    )


def add_history(text: str, contract: dict, status: str, date: str, author: str, words: Vocabulary) -> str:
    """A row or bullet for a change of status, in the section that the style keeps for it."""
    history = contract.get("history")
    section = section_of(text, history["section"]) if history else None
    if not section:
        return text
    value = f"{status} ({date})"
    content = mask(text)[section[0] : section[1]].rstrip()
    while content and RULE.fullmatch(content.rpartition("\n")[2].strip()):
        content = content.rpartition("\n")[0].rstrip()
    at, last = section[0] + len(content), content.rpartition("\n")[2]
    newline = line_end(text)
    if last.lstrip(" >")[:1] == "|":
        first = next(line for line in content.split("\n") if line.lstrip(" >")[:1] == "|")
        row = []
        for n, name in enumerate(cells(first)):
            fact = words.label(name)
            row.append(
                date
                if fact == "date"
                else status
                if n == 0 or fact == "status"
                else author
                if "author" in name.lower() or "by" in name.lower()
                else ""
            )
        lead = re.match(r"[ \t>]*", last)
        return (
            text[:at]
            + newline
            + (lead.group() if lead else "")
            + "| "
            + " | ".join(cell.replace("|", "\\|") for cell in row)
            + " |"
            + text[at:]
        )
    bullet = re.match(r"[ \t]*[-*+][ \t]+", last)
    return text[:at] + (newline if bullet else newline * 2) + (bullet.group() if bullet else "- ") + value + text[at:]


def set_status(log: Log, page: Page, record: Record, word: str, date: str) -> str:
    """The page's text with the status `word`, in its words, and a line in its history where it keeps one."""
    contract = log.contract
    value = in_words(word, contract, record.status_text or "", others_in(log, record, word), log.words)
    return note_history(step(page, contract, value, date), contract, value, date, author(log.folder), log.words)
