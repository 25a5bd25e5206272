"""AsciiDoc as Markdown, as far as records state facts in it.

Its markup: https://docs.asciidoctor.org/asciidoc/latest/
"""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

# The third line of a document may be that of its revision: "v1.0, 2025-11-03: first words".
REVISION = re.compile(r"(\n=[ \t][^\n]{1,400}\n[^\n=:|*]{1,200}<[^<>\n]{1,200}>[^\n]{0,200})\nv?[\d.]{1,20},[ \t]{0,9}([^\n:]{6,40})[^\n]*")
ADOC_CELL = r"(?:(?<=\s)|^)[aehlmsd]?\|"


def asciidoc_to_markdown(text: str, is_label: Callable[[str], object]) -> str:
    """The lines of an AsciiDoc record that state facts, as Markdown would have them.

    `is_label` says whether a cell is the label of a value; a table whose first row has two has its labels over columns.
    """
    text = re.sub(r"\n//(?!/)[^\n]*", "\n", "\n" + text)
    text = re.sub(r"[ \t]\+(?=\n|\Z)", "", text)  # a line break that is kept
    text = REVISION.sub(r"\1\nDate: \2", text, count=1)
    text = re.sub(r"\n(-{4,}|\.{4,}|/{4,})\n[\s\S]*?\n\1(?=\n|\Z)", "\n", text)
    text = re.sub(r"\n(={1,6})(?=[ \t])", lambda m: "\n" + "#" * len(m.group(1)), text)
    text = re.sub(r"\n:([\w-]{1,40}):[ \t]+", r"\n\1: ", text)
    text = re.sub(r"\n(\w[\w ]{0,40})::[ \t]*\n?[ \t]*", r"\n\1: ", text)
    return re.sub(r"\n\|===\n([\s\S]*?)\n\|===(?=\n|\Z)", lambda m: _table(m.group(1), is_label), text)[1:]


def _table(inside: str, is_label: Callable[[str], object]) -> str:
    """A table of AsciiDoc, one of Markdown: labels over columns, or a label before each value."""
    lines = [line for line in inside.split("\n") if line.strip()]
    flat = [
        re.sub(r"^[aehlmsd<>^.\d+]*$", "", cell).strip() for line in lines for cell in re.split(ADOC_CELL, line)[1:]
    ]
    first = re.split(ADOC_CELL, lines[0])[1:] if lines else []
    if sum(bool(is_label(cell)) for cell in first) >= 2:
        width = len(first)
        rows = [flat[n : n + width] for n in range(0, len(flat), width)]
        return "\n" + "\n".join("| " + " | ".join(r) + " |" for r in [rows[0], ["---"] * width, *rows[1:]]) + "\n"
    return "\n" + "\n".join(f"| {a} | {b} |" for a, b in zip(flat[::2], flat[1::2])) + "\n"
