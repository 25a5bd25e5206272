"""TODO."""

from __future__ import annotations


from .rules import RULES
from .style import COMMENT, Checked, GUIDANCE, Style
from ..record.record import Record
from ..text.markup import DEFINITION, LINK, LONG, shorten
from ..text.mask import CONFLICT, INLINE_CODE, mask
from ..text.pattern import Pattern
from ..vocabulary.statuses import FROZEN, SIX, UNDECIDED
from ..vocabulary.words import plain, CANONICAL

IGNORE = Pattern(r"<!--\s*adr-ignore:\s*([\w,\s-]+?)\s*(?:\s--\s[^>]*)?-->")


def no_title(page):
    if not page.record.title:
        yield 1, "", "it has no title"


def number_mismatch(page):
    record = page.record
    if record.title_number is not None and record.number is not None and record.title_number != record.number:
        stem = page.file.rpartition("/")[2]
        yield (
            page.line_with(record.title or ""),
            str(record.title_number),
            f"its title says {record.title_number}, its file {stem!r} says {record.number}",
        )


def no_status(page):
    if page.record.status is None:
        yield 1, "", "it states no status"


def unknown_status(page):
    status = page.record.status
    if status is None or status in page.style.statuses or status in ("superseded", "deprecated"):
        return
    if (page.in_style and page.style.statuses) or status not in CANONICAL:
        words = ", ".join(page.style.contract.get("statuses") or SIX)
        said = page.record.status_text or ""
        yield page.line_with(said), status, f"its status {said!r} is none of {words}"


def no_date(page):
    record = page.record
    if record.date is None and not record.date_text and page.in_style and page.style.date_place:
        yield 1, "", "it states no date"


def bad_date(page):
    record = page.record
    if record.date is None and record.date_text:
        line = page.line_with(record.date_text)
        yield line, record.date_text, f"its date {record.date_text!r} is not a date in one reading"


def missing_section(page):
    if page.in_style and page.style.required:
        names = page.names()
        for name in page.style.required:
            if name not in names and not any(n.startswith(name) or n.endswith(name) for n in names):
                shown = next(s["heading"] for s in page.style.contract["sections"] if plain(s["heading"]) == name)
                yield 1, shown, f"it lacks the section {shown!r}"


def placeholder_left(page):
    guidance = page.style.guidance
    if not guidance or page.record.status not in FROZEN:
        return
    if page.style.comments:
        found = COMMENT.finditer(page.text)
    elif "{" in page.text:
        found = GUIDANCE.finditer(INLINE_CODE.sub(lambda m: " " * len(m.group()), mask(page.text)))
    else:
        return
    left = [(m.start(), words) for m in found for words in [" ".join(m.group().split())] if words in guidance]
    if left:
        start, words = left[0]
        words = words if len(words) <= 60 else words[:59] + "…"
        more = f", and {len(left) - 1} more" if len(left) > 1 else ""
        yield page.line(start), "", f"the blank's {words!r} is still there{more}"


def broken_link(page):
    text, style = page.text, page.style
    inline, defined = "](" in text, "]:" in text
    if not inline and not defined:
        return
    masked = mask(text)
    if "`" in masked:
        masked = INLINE_CODE.sub(lambda m: " " * len(m.group()), masked)
    folder = page.file.rpartition("/")[0]
    for pattern, there, shift in ((LINK, inline, 0), (DEFINITION, defined, 1)):
        for m in pattern.finditer("\n" + masked if shift else masked) if there else ():
            target = m.group(1)
            if target and not style.leads(folder, target):
                yield page.line(m.start(1) - shift), target, f"the link to {target!r} leads nowhere"


def conflict_markers(page):
    text = page.text
    if "<<<<<<<" in text or ">>>>>>>" in text:
        m = CONFLICT.search("\n" + mask(text))
        if m:
            yield page.line(m.start()), "", "it has conflict markers"


def undecided(page):
    if page.record.status in UNDECIDED:
        yield 1, page.record.status, f"it is on the default branch and still {page.record.status}"


RECORD_RULES = {
    "no-title": no_title,
    "number-mismatch": number_mismatch,
    "no-status": no_status,
    "unknown-status": unknown_status,
    "no-date": no_date,
    "bad-date": bad_date,
    "missing-section": missing_section,
    "placeholder-left": placeholder_left,
    "broken-link": broken_link,
    "conflict-markers": conflict_markers,
}


def ignored_rules(text: str) -> set[str]:
    """The rules that `<!-- adr-ignore: rule, rule -->` comments of a record switch off for it."""
    if "adr-ignore" not in text:
        return set()
    return {name.strip() for m in IGNORE.finditer(text) for name in m.group(1).split(",") if name.strip()}


def check_record(
    style: Style, file: str, text: str, encoding: str, record: Record, merged: bool
) -> tuple[list[tuple], set[str]]:
    """[(rule, file, line, subject, message)] of all that is wrong with one record by itself; the rules it ignores."""
    ignored = ignored_rules(text)
    if len(text) > LONG:
        text = shorten(text)
    page = Checked(style, file, text, record)
    found = []
    for rule, generate in RECORD_RULES.items():
        for line, subject, message in generate(page):
            if rule not in ignored:
                found.append((rule, file, line, subject, message))
    if encoding != "utf-8" and "not-utf8" not in ignored:
        found.append(("not-utf8", file, 1, "", f"it is not UTF-8 and was read as {encoding}"))
    if merged:
        for line, subject, message in undecided(page):
            if "undecided" not in ignored:
                found.append(("undecided", file, line, subject, message))
    found += [
        ("unknown-rule", file, 1, name, f"there is no rule {name!r} to ignore") for name in ignored if name not in RULES
    ]
    return found, ignored
