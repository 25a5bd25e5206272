"""Text added to a record in the form of what stands there already."""

from __future__ import annotations

import re

from ..record.places import fields
from ..record.values import is_unfilled
from ..text.files import line_end
from ..text.front_matter import flow_items, front_matter, scalar, yaml_text
from ..text.markup import RULE
from ..text.mask import COMMENT_FORM, mask
from ..text.pattern import Pattern
from .places import as_cell, key_spans, put

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..vocabulary.words import Vocabulary


def add_value(text: str, kind: str, span: tuple[int, int], value: str) -> str:
    """`value` at a span, after what it already says."""
    start, end = span
    old = text[start:end]
    if kind == "front_matter":
        items = flow_items(old)
        if items is not None and "\n" not in old:
            return text[:start] + "[" + ", ".join(yaml_text(item, '"') for item in [*items, value]) + "]" + text[end:]
        if old.lstrip().startswith("- ") and "\n" in text[max(start - 1, 0) : end] + old:
            lead = re.search(r"(?:^|\n)([ \t]*)-[^\n]*$", old)
            item = (lead.group(1) if lead else "") + "- " + yaml_text(value, '"')
            return text[:end] + line_end(text) + item + text[end:]
        old = scalar(old)
    return put(text, kind, span, value if is_unfilled(old) else f"{old}, {value}")


def add_key(text: str, key: str, value: str, words: Vocabulary) -> str:
    """A new key in front matter that is there, after the status key or as the last one."""
    end = at = front_matter(text)[1]
    for span in key_spans(text, ("status",), words):
        at = text.find("\n", span[1]) + 1 or end
    return text[:at] + f"{key}: {yaml_text(value)}{line_end(text)}" + text[at:]


def section_end(text: str, section: tuple[int, int]) -> tuple[int, str]:
    """(offset where a section's content ends, its last line): a rule below it belongs to what follows."""
    content = mask(text)[section[0] : section[1]].rstrip()
    while content and RULE.fullmatch(content.rpartition("\n")[2].strip()):
        content = content.rpartition("\n")[0].rstrip()
    end = section[0] + len(content)
    behind = re.compile(rf"(?:[ \t]|{COMMENT_FORM})*(?=\r?\n|$)").match(text, end)  # a line is whole with these
    return behind.end() if behind else end, content.rpartition("\n")[2]


ITEM_MARK = Pattern(r"([ \t]*)[-*+][ \t]+")
NAMES_ANOTHER = Pattern(r"\]\(|`_|\b[A-Z]{2,8}[-_ #]?\d")


def last_item(text: str) -> tuple[str, str]:
    """(bullet, text) of the last item of the list that a text ends in, what is nested in it too; "" where none is."""
    lines: list[str] = []
    for line in reversed(text.splitlines()):
        if not line.strip() or not (ITEM_MARK.match(line) or line[0] in " \t"):
            break
        lines.append(line)
    lines.reverse()
    bullets = [(len(m.group(1)), -at, m.group()) for at, m in enumerate(map(ITEM_MARK.match, lines)) if m]
    if not bullets:
        return "", ""
    _, at, bullet = min(bullets)
    return bullet, "\n".join(lines[-at:])


def add_line(text: str, section: tuple[int, int], line: str, as_item: bool, apart: bool) -> str:
    """A line at the end of a section: a list item where the section ends in a list of links, else a paragraph.

    `as_item`: the section is for links: any list at its end takes the line, and where there is none, it begins one.
    `apart`: with a blank line before what follows.
    """
    newline = line_end(text)
    at, _ = section_end(text, section)
    bullet, item = last_item(text[section[0] : at])
    if bullet and (as_item or NAMES_ANOTHER.search(item)):
        return text[:at] + newline + bullet + line + text[at:]
    follows = apart and not re.match(r"[ \t\r]*\n[ \t\r]*\n|\s*$", text[at:])
    return text[:at] + newline * 2 + ("- " if as_item else "") + line + (newline if follows else "") + text[at:]


def add_sibling(text: str, label: str, value: str, words: Vocabulary) -> str | None:
    """A labelled value beside the status, in the same form: `- Status: x` is joined by `- Label: value`."""
    for kind, name, _, end in fields(text):
        if words.label(name) == "status":
            return join_line(text, kind, name.strip(), end, label, value)
    return None


def join_line(text: str, kind: str, name: str, end: int, label: str, value: str) -> str | None:
    """A line like the one that holds the offset `end` and has `name` as its label, right below it."""
    first = text.rfind("\n", 0, end) + 1
    stop = text.find("\n", end)
    line = text[first : len(text) if stop < 0 else stop].rstrip("\r")
    at, below = line.find(name), first + len(line)
    if at < 0:
        return None
    head, rest = line[:at], line[at + len(name) :]
    if kind == "table_row":
        sibling = f"{head}{label} | {as_cell(value)} |"
        return text[:below] + line_end(text) + sibling + text[below:] if "|" in rest else None
    separator = re.match(r"[\s*_`]*:?[\s*_`]*:?[ \t]*(?:\*\*|__)?[ \t]*", rest)
    tail = re.search(r"(?:  |\\)$", line)
    sibling = head + label + (separator.group().rstrip() if separator else ":") + " " + value
    sibling += tail.group() if tail else ""
    around = text[:first].endswith(("\n\n", "\r\n\r\n")) and re.match(r"\r?\n\r?\n", text[below:])
    return text[:below] + line_end(text) * (2 if around and kind != "bullet" else 1) + sibling + text[below:]
