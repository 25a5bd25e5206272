"""The HTML that people write into Markdown, as far as records state facts in it."""

from __future__ import annotations

import re

from .pattern import Pattern

# Tags around words; what they enclose is said.
TAG = Pattern(
    r"</?(?:p|b|strong|em|i|u|span|div|center|mark|font|small|big|code|kbd|sub|sup|table|thead|tbody|tfoot|tr|colgroup|col)\b[^<>\n]{0,200}>",
    re.I,
)
CELL_TAG = Pattern(r"<t[dh]\b[^<>]{0,200}>\s{0,80}", re.I)
BEFORE_CELL = Pattern(r"[^\S\n]{0,80}\n\s{0,80}(?=</?t[dh]\b)", re.I)
ROW_END = Pattern(r"</tr>", re.I)


def without_tags(text: str) -> str:
    """A text without the tags around its words, and its tables as those of Markdown."""
    if "<" not in text:
        return text
    if re.search(r"<t[dh]\b", text, re.I):
        text = _with_bars(text)
    return TAG.sub("", text)


def _with_bars(text: str) -> str:
    """The cells of tables between bars; a row of heads stands over columns."""
    rows = ROW_END.split(BEFORE_CELL.sub("", text))
    for n, row in enumerate(rows[:-1]):
        heads, values = len(re.findall(r"<th\b", row, re.I)), len(re.findall(r"<td\b", row, re.I))
        below = "\n" + "|---" * heads + "|" if heads > 1 and not values else ""
        rows[n] = re.sub(r"(?i)</t[dh]>", "", CELL_TAG.sub("|", row)) + below
    return "\n".join(rows)
