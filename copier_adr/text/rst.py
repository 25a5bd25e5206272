"""reStructuredText as Markdown, as far as records state facts in it.

Its markup: https://docutils.sourceforge.io/docs/ref/rst/restructuredtext.html
"""

from __future__ import annotations

import re

from .pattern import Pattern
from .rst_tables import tables_with_bars

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

DIRECTIVE = r"\n\.\. (?!_|\[|adr::)[^\n]*(?:\n(?:[ \t][^\n]*)?(?=\n))*"
BARE_TITLE = r"(?:\s*\.\. _[^\n]*\n)*\s*([^\s.:|+*=~^\"'#-][^\n]{3,120})\n\s*\n"
BADGE_ROLE = Pattern(r":bdg(?:-[a-z]{1,12}){0,3}:`([^`\n]{1,80})`")  # sphinx-design's badges
# A value that stands further in, below its field or term.
FIELD_BELOW = r"\n[ \t]*:([^:\n`]{1,40}):[ \t]*\n[ \t]+(?=[^\s:])"
TERM = r"\n([^\W\d_][\w ]{0,38})\n[ \t]{1,8}(?=[^\s:|*+-])"
REMARK = re.compile(
    r"\n\.\. (admonition|note|important|warning|attention|caution|hint|tip|danger)::([^\n]*)((?:\n(?:[ \t][^\n]*)?(?=\n))*)",
    re.I,
)
LINE_BLOCK = re.compile(r"\n\|[ \t]+(?=[^\n|]*(?:\n|\Z))")
UNDERLINED = r"\n(?:([=\-~^\"'`#*+.:_<>]{3,})[ \t]*\n)?[ \t]?([^\s][^\n]*)\n([=\-~^\"'`#*+.:_<>]{2,})[ \t]*(?=\n)"


def rst_to_markdown(text: str, is_label: Callable[[str], object]) -> str:
    """The lines of a reStructuredText record that state facts, as Markdown would have them; as many as before.

    `is_label` says whether a text is the label of a value.
    """
    text = tables_with_bars(REMARK.sub(_remark, "\n" + BADGE_ROLE.sub(r"\1", text)))
    text = LINE_BLOCK.sub("\n", text)
    text = re.sub(DIRECTIVE, lambda m: "\n" * m.group().count("\n"), text)[1:]
    bare = re.match(BARE_TITLE, text)
    if bare:  # it gets its underline in the empty line below it
        above, below = text.count("\n", 0, bare.start(1)), bare.group().count("\n", bare.end(1))
        text = "\n" * above + f"{bare.group(1)}\n{'=' * len(bare.group(1))}" + "\n" * (below - 1) + text[bare.end() :]
    text = _headings(text)
    text = re.sub(FIELD_BELOW, r"\n\n\1: ", "\n" + text)
    text = re.sub(TERM, lambda m: f"\n\n{m.group(1)}: " if is_label(m.group(1)) else m.group(), text)
    return re.sub(r"\n[ \t]*:([^:\n`]{1,40}):[ \t]+(?=\S)", r"\n\1: ", text)[1:]


def _remark(m: re.Match[str]) -> str:
    """What a box says, without the box; the title of one stands above its words like a label."""
    first = m.group(2).strip()
    first = first + ":" if first and m.group(1).lower() == "admonition" else first
    return "\n" + first + "\n".join([line.strip() for line in m.group(3).split("\n")])


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
