"""Markdown, as blanks of the pack have it, written as reStructuredText or AsciiDoc."""

from __future__ import annotations

import re

from ..vocabulary.names import ASCIIDOC
from .columns import width
from .front_matter import front_matter
from .markup import cells
from .pattern import Pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

RST_MARKS = "=-~^\"'"
HEADING_LINE = Pattern(r"(#{1,6})[ \t]{1,9}(\S.*?)[ \t]{0,9}#{0,9}[ \t]{0,9}$")
FENCE_LINE = Pattern(r"[ \t]*(`{3,}|~{3,})[ \t]*([\w+-]*)")
COMMENT_LINE = Pattern(r"<!--(.*?)-->[ \t]*$")
INLINE = Pattern(
    r"(?P<code>`[^`\n]+`)|(?<!\\)\[(?P<text>(?:[^\[\]\\\n]|\\.)*)\]\((?P<url>[^()\s]*)\)|\*\*(?P<strong>[^*\n]+)\*\*|"
    r"(?<!\w)_(?P<stress>[^_\n]+)_(?!\w)"
)
# `Status: accepted`, `**Status:** accepted`: with another one below, both would run into one paragraph.
FIELD_LINE = Pattern(
    r"(?P<bold>\*\*)?(?P<label>[^\W\d_][^\n:*`\[\]]{0,40})(?:(?P<in>:)(?(bold)\*\*)|(?(bold)\*\*:|(?!)))(?:[ \t]+(?P<value>\S.*)?)?$"
)
WHOLE_TABLE = Pattern(r"(?m)^\|[^\n]*\n\|[ \t:|-]+$(?:\n\|[^\n]*)*")
ATTRIBUTE_LINE = Pattern(r"(?<![\w-])([A-Za-z_][\w-]*):[ \t]*(?:\[\][ \t]*$)?(.*)")
OTHER_MARKUPS = ("rst", *ASCIIDOC)


def in_markup_of(text: str, file: str) -> str:
    """A record written in Markdown, in the markup that the end of a file's name tells; Markdown as it is."""
    suffix = file.rpartition(".")[2].lower()
    if suffix not in OTHER_MARKUPS:
        return text
    line_of, code_of = (_rst_line, _rst_code) if suffix == "rst" else (_adoc_line, _adoc_code)
    table_of = _rst_table if suffix == "rst" else _adoc_table_of
    body = front_matter(text)[2]  # neither has front matter, so what it says is lost unless it stands in lines
    lines = text[:body].split("\n")[1:-2] if body else []
    text = text[:body] + _fields_apart(text[body:], suffix)
    if suffix != "rst":  # attributes, which follow the title at once
        lines = [ATTRIBUTE_LINE.sub(_attribute, line) for line in lines]
    out = _converted([*lines, ""] if lines else [], text[body:].lstrip("\n"), line_of, code_of)
    return WHOLE_TABLE.sub(lambda m: table_of([cells(row) for row in m.group().split("\n")]), "\n".join(out))


def _converted(
    head: list[str], text: str, line_of: Callable[[str], str], code_of: Callable[[str, list[str]], list[str]]
) -> list[str]:
    out: list[str] = []
    lines = iter(text.split("\n"))
    for line in lines:
        fence = FENCE_LINE.match(line)
        if fence:
            inside = []
            for inner in lines:
                if inner.strip().startswith(fence.group(1)):
                    break
                inside.append(inner)
            out += code_of(fence.group(2), inside)
        else:
            out.append(line_of(line))
            if head and HEADING_LINE.match(line):
                listed = [field if field.startswith(":") else f"- {field}" for field in head if field]
                out += listed if listed[:1] and listed[0][0] == ":" else ["", *listed]
                head = []
    return out


def _fields_apart(text: str, suffix: str) -> str:
    """The text with lines of labels, two and more below each other, as neither markup joins them into one paragraph.

    Above the first heading they are a header, as that of a mail, which stays as it is.
    """
    lines = text.split("\n")
    found = [FIELD_LINE.match(line) for line in lines]
    headed = False
    for n, field in enumerate(found):
        headed = headed or HEADING_LINE.match(lines[n]) is not None
        after = found[n + 1] if n + 1 < len(found) else None
        if not field or not headed or not (after or (n and found[n - 1])):
            continue
        if suffix != "rst":
            lines[n] += " +" if after else ""
        elif not field["bold"]:
            lines[n] = f":{field['label']}: {field['value'] or ''}".rstrip()
    return "\n".join(lines)


def _attribute(m: re.Match[str]) -> str:
    value = m.group(2)
    bare = value[1:-1] if value[:1] in ("'", '"') and value[-1:] == value[:1] != value else value
    return f":{m.group(1)}: {bare}".rstrip()


def _rst_line(line: str) -> str:
    heading = HEADING_LINE.match(line)
    if heading:
        title = INLINE.sub(_rst_inline, heading.group(2))
        return f"{title}\n{RST_MARKS[len(heading.group(1)) - 1] * width(title)}"
    comment = COMMENT_LINE.match(line)
    return f".. {comment.group(1).strip()}" if comment else INLINE.sub(_rst_inline, line)


def _rst_inline(m: re.Match[str]) -> str:
    if m.group("code"):
        return f"`{m.group('code')}`"
    if m.group("url") is not None:
        return f"`{m.group('text')} <{m.group('url')}>`_"
    return f"**{m.group('strong')}**" if m.group("strong") else f"*{m.group('stress')}*"


def _rst_table(rows: list[list[str]]) -> str:
    del rows[1]
    head = ["   :header-rows: 1"] if len(rows[0]) > 2 else []
    body = [f"   {'* -' if not n else '  -'} {cell}".rstrip() for row in rows for n, cell in enumerate(row)]
    return "\n".join([".. list-table::", *head, "", *body])


def _rst_code(language: str, lines: list[str]) -> list[str]:
    return [f".. code-block:: {language or 'text'}", "", *(f"   {line}".rstrip() for line in lines)]


def _adoc_line(line: str) -> str:
    heading = HEADING_LINE.match(line)
    if heading:
        return "=" * len(heading.group(1)) + " " + INLINE.sub(_adoc_inline, heading.group(2))
    comment = COMMENT_LINE.match(line)
    if comment:
        return f"// {comment.group(1).strip()}"
    return INLINE.sub(_adoc_inline, re.sub(r"^[-+](?=[ \t])", "*", line))


def _adoc_inline(m: re.Match[str]) -> str:
    if m.group("url") is not None:
        return f"link:{m.group('url')}[{m.group('text')}]"
    return f"*{m.group('strong')}*" if m.group("strong") else m.group()


def _adoc_table_of(rows: list[list[str]]) -> str:
    del rows[1]
    body = [f"| {' | '.join(row)}" for row in rows]
    if len(rows[0]) > 2:  # a first row with an empty line below it is the head
        body.insert(1, "")
    return "\n".join(["|===", *body, "|==="])


def _adoc_code(language: str, lines: list[str]) -> list[str]:
    return [*([f"[source,{language}]"] if language else []), "----", *lines, "----"]
