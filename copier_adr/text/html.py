"""The HTML that people write into Markdown, as far as records state facts in it."""

from __future__ import annotations

import re

from .pattern import Pattern

# Tags around words; what they enclose is said.
TAG = Pattern(
    r"</?(?:p|em|i|u|span|div|center|mark|font|small|big|code|kbd|sub|sup|table|thead|tbody|tfoot|tr|colgroup|col|ul|ol|dl|section|details|summary)"
    r"\b[^<>\n]{0,200}>|</(?:li|d[dt])>",
    re.I,
)
STRONG_TAG = Pattern(r"</?(?:b|strong)>", re.I)
ITEM_TAG = Pattern(r"<li\b[^<>\n]{0,200}>[ \t]{0,80}", re.I)
CELL_TAG = Pattern(r"<t[dh]\b[^<>]{0,200}>\s{0,80}", re.I)
BEFORE_CELL = Pattern(r"[^\S\n]{0,80}\n\s{0,80}(?=</?t[dh]\b)", re.I)
ROW_END = Pattern(r"</tr>", re.I)
# A term and what it is.
TERM_TAG = Pattern(r"<dt\b[^<>\n]{0,200}>\s{0,80}([^\n]{1,100}?)(?:</dt>)?\s{0,80}<dd\b[^<>\n]{0,200}>\s{0,80}", re.I)
BREAK = "\v"  # a line break that the file does not have


def without_tags(text: str) -> str:
    """A text without the tags around its words, its tables and lists as those of Markdown.

    It has as many line feeds as before; where a line of the file makes several, they are parted by `BREAK`.
    """
    if "<" not in text:
        return text
    if re.search(r"<t[dh]\b", text, re.I):
        text = _with_bars(text)
    if re.search(r"<d[dt]\b", text, re.I):
        text = TERM_TAG.sub(_as_field, text)
    return TAG.sub("", ITEM_TAG.sub(BREAK + "- ", STRONG_TAG.sub("**", text)))


def _as_field(m: re.Match[str]) -> str:
    return BREAK + "\n" * m.group().count("\n") + TAG.sub("", m.group(1)).strip(" :") + ": "


def _with_bars(text: str) -> str:
    """The cells of tables between bars; a row of heads stands over columns."""
    rows = ROW_END.split(text)
    for n, row in enumerate(rows[:-1]):
        heads, values = len(re.findall(r"<th\b", row, re.I)), len(re.findall(r"<td\b", row, re.I))
        below = BREAK + "|---" * heads + "|" if heads > 1 and not values else ""
        flat = re.sub(r"(?i)</t[dh]>", "", CELL_TAG.sub("|", BEFORE_CELL.sub("", row)))
        rows[n] = flat + below + "\n" * (row.count("\n") - flat.count("\n"))
    return BREAK.join(rows)
