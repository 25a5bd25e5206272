"""The links of a Markdown text as a renderer sees them: what only looks like one is none."""

from __future__ import annotations

import re
from bisect import bisect

from .markup import DEFINITION, LINK
from .mask import blank, mask
from .pattern import Pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

RAW = Pattern(r"<(pre|script|style|textarea)\b[^<>]{0,500}>[\s\S]*?(?:</\1>|\Z)", re.IGNORECASE)
LIST_ITEM = Pattern(r"(?:[-*+]|\d{1,9}[.)])(?:[ \t]+|$)")
TICKS = Pattern(r"`+")
PARAGRAPH_END = Pattern(r"\n[ \t>]*(?=\n)")
BRACKETS = Pattern(PARAGRAPH_END.source + r"|\\[^\n]|[\[\]]")
LONGEST_TEXT = 2000  # characters of a link's words
# What may stand behind a target: the end of its brackets, a title in quotation marks.
TITLE = r"""(?:"[^"]{0,500}"|'[^']{0,500}'|\([^()]{0,500}\))"""
GAP = r"[ \t]{0,40}\n?[ \t]{0,40}"
LINK_END = Pattern(r">?(?:" + GAP + TITLE + r")?" + GAP + r"\)")
DEFINITION_END = Pattern(r">?(?:[ \t]{1,40}" + TITLE + r")?[ \t]{0,40}(?=\n|\Z)")


def possible_targets(text: str) -> Iterator[str]:
    """Each target of what may be a link: all that `targets` gives, and more; quick."""
    if "](" in text:
        yield from filter(None, LINK.findall(text))
    if "]:" in text:
        yield from DEFINITION.findall("\n" + text)


def targets(text: str) -> Iterator[tuple[int, str]]:
    """(offset, target) of each link and each definition of one; none in code, comments and raw text."""
    masked = without_code(text)
    opened = _opened_in_paragraph(masked)
    for m in LINK.finditer(masked):
        if m.group(1) and LINK_END.match(masked, m.end(1)) and m.start() in opened:
            yield m.start(1), m.group(1)
    padded = "\n" + masked
    for m in DEFINITION.finditer(padded):
        if DEFINITION_END.match(padded, m.end(1)) and "\\]:" not in m.group():
            yield m.start(1) - 1, m.group(1)


def without_code(text: str) -> str:
    """`text` with comments, code of every kind and raw HTML blanked out; same length."""
    text = mask(text)
    if "<" in text:
        text = RAW.sub(lambda m: blank(m.group()), text)
    if "    " in text or "\t" in text:
        text = _without_indented(text)
    return _without_spans(text) if "`" in text else text


def _opened_in_paragraph(text: str) -> set[int]:
    """Where the brackets end that were opened in their paragraph, not too far before; those only shown are none."""
    found, open_ones = set(), list[int]()
    for m in BRACKETS.finditer(text):
        if m.group() == "[":
            open_ones.append(m.start())
        elif m.group() != "]":
            if m.group()[0] == "\n":
                open_ones.clear()
        elif open_ones and m.start() - open_ones.pop() <= LONGEST_TEXT:
            found.add(m.start())
    return found


def _is_escaped(text: str, at: int) -> bool:
    """Whether a backslash before this character says that it means itself."""
    count = 0
    while count < at and text[at - 1 - count] == "\\":
        count += 1
    return count % 2 == 1


def _without_indented(text: str) -> str:
    """`text` with code by indentation blanked: four columns more than what is around it, after an empty line."""
    lines, columns = text.split("\n"), [0]  # where the text of each list item that is open begins
    after_gap, in_code = True, False
    for n, line in enumerate(lines):
        body = line.expandtabs(4)
        words = body.lstrip()
        if not words:
            after_gap = True
            continue
        indent = len(body) - len(words)
        while after_gap and len(columns) > 1 and indent < columns[-1]:
            columns.pop()
        in_code = indent >= columns[-1] + 4 and (after_gap or in_code)
        if in_code:
            lines[n] = " " * len(line)
        else:
            item = LIST_ITEM.match(words)
            if item:
                while len(columns) > 1 and indent < columns[-1]:
                    columns.pop()
                columns.append(indent + (len(item.group()) if len(item.group().split()[0]) < len(item.group()) else 2))
        after_gap = False
    return "\n".join(lines)


def code_spans(text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of code between backticks; the marks on both sides are of one length, in one paragraph."""
    runs = [m.span() for m in TICKS.finditer(text)]
    ends = [m.start() for m in PARAGRAPH_END.finditer(text)]
    partner: dict[int, int] = {}
    nearest: dict[int, int] = {}
    for n in range(len(runs) - 1, -1, -1):
        length = runs[n][1] - runs[n][0]
        if length in nearest:
            partner[n] = nearest[length]
        nearest[length] = n
    n = 0
    while n < len(runs):
        start, other = runs[n][0], partner.get(n)
        end = runs[other][1] if other is not None else 0
        if other is None or _is_escaped(text, start) or bisect(ends, start) != bisect(ends, end):
            n += 1
            continue
        yield start, end
        n = other + 1


def _without_spans(text: str) -> str:
    out, at = [], 0
    for start, end in code_spans(text):
        out += [text[at:start], blank(text[start:end])]
        at = end
    return "".join([*out, text[at:]])
