"""Texts of the pack laid out as formatters leave them, so that none has anything to change in them.

Prettier is the strictest, so its form is the one: paragraphs filled to 80 columns as with `--prose-wrap always`, padded
tables, JSON and YAML as it prints them. mdformat and markdownlint are content with that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..text.columns import padded_table, width
from ..text.prose import ITEM_LEAD, filled_lines

COLUMNS = 80
FENCE = re.compile(r"[ \t]*(`{3,}|~{3,})")
NUMBERED = re.compile(r"( *)(\d{1,9})[.)] ")
QUOTE = re.compile(r"> ?")
LABELLED_LINE = re.compile(
    r"(?:\*\*[^*\n]{1,60}(?::\*\*|\*\*:?)|__[^_\n]{1,60}(?::__|__:?)|[^\W\d_][\w -]{0,40}:)(?: |$)"
)
# Lines that are no running text: headings, tables, comments and HTML, definitions, rules.
OTHER = re.compile(r" {0,3}(?:#{1,6}(?: |$)|\||<!|<[A-Za-z/]|\[[^\]]+\]:|(?:[-*_] *){3,}$|=+ *$)")


def markdown(text: str) -> str:
    """Markdown with its paragraphs filled and its tables padded. Code and what is not understood stay."""
    front = re.match(r"---\n.*?\n---\n", text, re.S)
    start = front.end() if front else 0
    return text[:start] + "\n".join(_laid_out(list(_numbered_alike(text[start:].split("\n")))))


def _numbered_alike(lines: list[str]) -> Iterator[str]:
    """Lists that count from 1 with that number throughout: they are shown as before, and mdformat wants them so."""
    count, fence = 0, ""
    for line in lines:
        mark = FENCE.match(line)
        if mark and (not fence or line.strip() == fence):
            fence = "" if fence else mark[1]
        number = NUMBERED.match(line)
        if fence or not number:
            yield line
            continue
        count = int(number[2]) if int(number[2]) in (1, count + 1) else 0
        yield f"{number[1]}1{line[number.end(2) :]}" if count else line


def _laid_out(lines: list[str]) -> Iterator[str]:
    at = 0
    while at < len(lines):
        line = lines[at]
        end = at + 1
        fence = FENCE.match(line)
        if fence:
            end = _fence_end(lines, at, fence[1])
            yield from lines[at:end]
        elif line.lstrip().startswith("<!--"):
            while end < len(lines) and "-->" not in lines[end - 1]:
                end += 1
            too_long = any(width(one) > COLUMNS for one in lines[at:end])
            yield from _filled_comment(lines[at:end]) if too_long else lines[at:end]
        elif line.startswith("|"):
            while end < len(lines) and lines[end].startswith("|"):
                end += 1
            yield from padded_table(lines[at:end]) if end - at > 1 else lines[at:end]
        elif line.startswith(">"):
            while end < len(lines) and lines[end].startswith(">"):
                end += 1
            inner = _laid_out([QUOTE.sub("", one, count=1) for one in lines[at:end]])
            yield from (f"> {one}".rstrip() for one in inner)
        elif (line.startswith("    ") and not _in_list(lines, at)) or not line.strip() or OTHER.match(line):
            yield line
        else:
            while end < len(lines) and _goes_on(lines[end]) and not (_stated(lines[end - 1]) and _stated(lines[end])):
                end += 1
            yield from _filled(lines[at:end])
        at = end


def _filled_comment(lines: list[str]) -> Iterator[str]:
    """A comment of one paragraph with short lines: formatters leave those as they are."""
    start = "".join(re.findall(r"^ *", lines[0]))
    text = " ".join(line.strip() for line in lines)
    line = start
    for word in text.split(" "):
        if line.strip() and width(line) + 1 + width(word) > COLUMNS:
            yield line
            line = start + word
        else:
            line += word if line == start else f" {word}"
    yield line


def _fence_end(lines: list[str], at: int, mark: str) -> int:
    for end in range(at + 1, len(lines)):
        if lines[end].strip() == mark:
            return end + 1
    return len(lines)


def _in_list(lines: list[str], at: int) -> bool:
    """Whether an indented line belongs to a list item above it."""
    above = [line for line in lines[:at] if line.strip() and not line.startswith("    ")]
    return bool(ITEM_LEAD.match(lines[at]) or (above and (ITEM_LEAD.match(above[-1]) or above[-1].startswith(" "))))


def _stated(line: str) -> bool:
    """Whether a line states a value under a label: two such lines are no text that may be filled."""
    return bool(LABELLED_LINE.match(line))


def _goes_on(line: str) -> bool:
    """Whether a line goes on with the paragraph above it."""
    return bool(line.strip()) and not (
        OTHER.match(line) or ITEM_LEAD.match(line) or FENCE.match(line) or line.startswith(">")
    )


def _filled(lines: list[str]) -> Iterator[str]:
    """A paragraph, or the first one of a list item, filled. One with a line break that is meant stays as it is."""
    if any(line.endswith(("  ", "\\")) for line in lines[:-1]):
        yield from lines
        return
    item = ITEM_LEAD.match(lines[0])
    lead = item[0] if item else re.match(r" *", lines[0])[0]  # type: ignore[index]
    text = " ".join([lines[0][len(lead) :].strip(), *(line.strip() for line in lines[1:])])
    yield from filled_lines(text, COLUMNS, lead, " " * len(lead))
