"""A status for a record that never stated one, as in a log that is older than the habit."""

from __future__ import annotations

import re

from ..record.places import fields
from ..text.files import line_end
from ..text.front_matter import front_matter
from ..text.headings import headings
from .additions import add_key, join_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..vocabulary.words import Contract
    from .page import Page

LINES = {"bullet": "- {}: {}", "bold": "**{}:** {}", "line": "{}: {}"}


def first_statements(page: Page, contract: Contract, value: str) -> Iterator[str]:
    """Texts in which the record states `value`: where the log's style has it, else beside its date, else below its title.

    None for a log without adr.json, which has no style, and for another markup than Markdown.
    """
    place = contract["record"].get("status")
    if not place or contract.get("assumed") or page.file.rpartition(".")[2].lower() not in ("md", "markdown", "mdx"):
        return
    text, newline = page.text, line_end(page.text)
    kind, label = next(iter(place.items()))
    every = headings(text)
    if kind == "front_matter" and front_matter(text)[2]:
        yield add_key(text, label, value, page.words)
    if kind == "section":
        below = next((heading for heading in every[1:] if heading.level > 1), None)
        if below:
            section = newline.join(["#" * below.level + f" {label}", "", value, "", ""])
            yield text[: below.start] + section + text[below.start :]
    for form, name, _, end in fields(text):
        if page.words.label(name) == "date":
            joined = join_line(text, form, name.strip(), end, "Status", value)
            yield from [joined] if joined else []
    if every:
        line = LINES.get(kind, LINES["line"]).format(label if kind in LINES else "Status", value)
        at = every[0].end
        apart = "" if re.match(r"[ \t\r]*\n[ \t\r]*\n|\s*$", text[at:]) else newline
        yield text[:at] + newline * 2 + line + apart + text[at:]
