"""reStructuredText as Markdown, as far as records state facts in it.

Its markup: https://docutils.sourceforge.io/docs/ref/rst/restructuredtext.html
"""

from __future__ import annotations

import re

from .pattern import Pattern

DIRECTIVE = r"\n\.\. (?!_|\[|adr::)[^\n]*(?:\n(?:[ \t]+[^\n]*)?(?=\n))*"
BARE_TITLE = r"(?:\s*\.\. _[^\n]*\n)*\s*([^\s.:|+*=~^\"'#-][^\n]{3,120})\n\s*\n"
BADGE_ROLE = Pattern(r":bdg(?:-[a-z]{1,12}){0,3}:`([^`\n]{1,80})`")  # sphinx-design's badges
UNDERLINED = r"\n(?:([=\-~^\"'`#*+.:_<>]{3,})[ \t]*\n)?[ \t]?([^\s][^\n]*)\n([=\-~^\"'`#*+.:_<>]{2,})[ \t]*(?=\n)"


def rst_to_markdown(text: str) -> str:
    """The lines of a reStructuredText record that state facts, as Markdown would have them."""
    text = BADGE_ROLE.sub(r"\1", text)
    text = re.sub(DIRECTIVE, lambda m: "\n" * m.group().count("\n"), "\n" + text)[1:]
    bare = re.match(BARE_TITLE, text)
    if bare:
        text = f"{bare.group(1)}\n{'=' * len(bare.group(1))}\n{text[bare.end() :]}"
    text = _headings(text)
    if "list-table" in text or "+--" in text or "\n===" in text:
        text = re.sub(r"\n[ \t]+\* - ([^\n]*)\n[ \t]+- ([^\n]*)", r"\n| \1 | \2 |", text)
    text = re.sub(r"\n[ \t]*(?=\|[^\n|]*\|)", "\n", text)
    return re.sub(r"\n[ \t]*:([^:\n`]{1,40}):[ \t]+(?=\S)", r"\n\1: ", "\n" + text)[1:]


def _headings(text: str) -> str:
    """Underlined titles as `#` headings; a mark's level is the order in which marks first come."""
    order: list[str] = []

    def level(m: re.Match[str]) -> str:
        above, line, below = m.group(1) or "", m.group(2).strip(), m.group(3)
        if len(below) < min(3, len(line)) or below[0] * len(below) != below:
            return m.group()
        mark = above[:1] + below[0]
        if mark not in order:
            order.append(mark)
        return "\n" + "\n" * bool(above) + "#" * min(order.index(mark) + 1, 6) + " " + line + "\n"

    return re.sub(UNDERLINED, level, "\n" + text + "\n")[1:]
