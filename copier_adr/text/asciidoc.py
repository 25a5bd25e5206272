"""AsciiDoc as Markdown, as far as records state facts in it.

Its markup: https://docs.asciidoctor.org/asciidoc/latest/
"""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

# The third line of a document may be that of its revision: "v1.0, 2025-11-03: first words".
REVISION = re.compile(
    r"(\n=[ \t][^\n]{1,400}\n[^\n=:|*]{1,200}<[^<>\n]{1,200}>[^\n]{0,200})\nv?[\d.]{1,20},[ \t]{0,9}([^\n:]{6,40})[^\n]*"
)
ADOC_CELL = r"(?:(?<=\s)|^)(?:[\d.]{0,6}[+*])?[<>^.]{0,4}[aehlmsd]?\|"
BLOCK_END = re.compile(r"-{4,}|\.{4,}|/{4,}")
LINE_THROUGH = re.compile(r"\[\.?line-through\](#{1,2})([^#\n]{1,300})\1")
TERM_ALONE = re.compile(r"\n(\w[\w ]{0,40})::[ \t]*\n[ \t]*(?=\S)")


def asciidoc_to_markdown(text: str, is_label: Callable[[str], object]) -> str:
    """The lines of an AsciiDoc record that state facts, as Markdown would have them; as many as before.

    `is_label` says whether a cell is the label of a value; a table whose first row has two has its labels over columns.
    """
    text = re.sub(r"\n//(?!/)[^\n]*", "\n", "\n" + text)
    text = re.sub(r"[ \t]\+(?=\n|\Z)", "", text)  # a line break that is kept
    text = REVISION.sub(r"\1\nDate: \2", text, count=1)
    text = _without_blocks(text)
    text = re.sub(r"\n(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION):[ \t]+", "\n", text)
    text = LINE_THROUGH.sub(r"~~\2~~", text)
    text = re.sub(r"\n(={1,6})(?=[ \t])", lambda m: "\n" + "#" * len(m.group(1)), text)
    text = re.sub(r"\n:([\w-]{1,40}):[ \t]+", r"\n\1: ", text)
    text = TERM_ALONE.sub(r"\n\n\1: ", text)
    text = re.sub(r"\n(\w[\w ]{0,40})::[ \t]+", r"\n\1: ", text)
    return re.sub(r"\n\|===\n([\s\S]*?)\n\|===(?=\n|\Z)", lambda m: _adoc_table(m.group(1), is_label), text)[1:]


def _without_blocks(text: str) -> str:
    """`text` with empty lines in place of code, examples and comments between two equal lines of dashes, dots or slashes."""
    lines = text.split("\n")
    later: dict[str, list[int]] = {}  # the lines of each such form, the last first
    for n in range(len(lines) - 1, -1, -1):
        if BLOCK_END.fullmatch(lines[n]):
            later.setdefault(lines[n], []).append(n)
    at = 0
    while at < len(lines):
        ends = later.get(lines[at], [])
        while ends and ends[-1] < at + 2:
            ends.pop()
        if ends:
            lines[at : ends[-1] + 1] = [""] * (ends[-1] + 1 - at)
            at = ends[-1]
        at += 1
    return "\n".join(lines)


def _adoc_table(inside: str, is_label: Callable[[str], object]) -> str:
    """A table of AsciiDoc, one of Markdown: labels over columns, or a label before each value.

    A row is put on the line on which it begins, a head on the line above it.
    """
    lines = inside.split("\n")
    found: list[tuple[int, str]] = []  # the cells, each with the line that it begins on
    for n, line in enumerate(lines):
        before, *cells = re.split(ADOC_CELL, line)
        if found and before.strip():
            found[-1] = (found[-1][0], f"{found[-1][1]} {before.strip()}".strip())
        found += [(n, cell.strip()) for cell in cells]
    top = found[0][0] if found else 0
    first = [cell for n, cell in found if n == top]
    over = len(first) > 1 and (
        (top + 1 < len(lines) and not lines[top + 1].strip()) or sum(map(bool, map(is_label, first))) > 1
    )
    width = len(first) if over else 2
    rows: dict[int, list[str]] = {}
    for at in range(0, len(found) - (0 if over else len(found) % 2), width):
        rows.setdefault(found[at][0], []).extend(cell for _, cell in found[at : at + width])
    out = ["| " + " | ".join(rows[n]) + " |" if n in rows else "" for n in range(-1, len(lines) + 1)]
    if over:
        out[top], out[top + 1] = out[top + 1], "|---|---|"
    return "\n" + "\n".join(out)
