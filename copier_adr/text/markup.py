"""The small marks of Markdown: links, fields, bullets, tables, and how text becomes part of them."""

from __future__ import annotations

import re

from .pattern import Pattern

LINK_TEXT = Pattern(
    r"(?<!\\)!?\[(?=((?:[^\[\]\\]|\\.){0,300}))\1\](?:\([^()\s]{0,500}(?: [^()]{0,100})?\)|\[[^\[\]]{0,100}\])"
)
MARKS = Pattern(r"[*_`~]+")
WORD = Pattern(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
FIELD = Pattern(
    r"(?:>[ \t]*)*(?:[-*+•][ \t]+|\d{1,2}[.)][ \t]+)?(?:"
    r"(?P<mark>\*{1,3}|_{1,3}|`)[ \t]*(?P<strong>[^ \t\n*`:：|][^\n*`:：|]{0,39}?)[ \t]*(?:(?P<in>[:：])[ \t]*)?(?P=mark)[ \t]*(?P<after>[:：]{0,2})"
    r"|(?P<plain>[^\W\d_][^\n:：*|`\[\]()<>]{0,40}?)[ \t]*(?:：|[:：]{1,2}(?=[ \t]|$|[^/:\x00-\x7f]|\[|\*|`))"
    r")[ \t]*(?P<value>.*)"
)
BOX = Pattern(r"[-*+][ \t]+\[([ xX✓✔☑])\][ \t]*(.*)")
RULE = Pattern(r"(?:[-*_=][ \t]*){3,}")
SEPARATOR = Pattern(r"(?=[\s|:+]*-)[\s|:+-]*")
CELL = Pattern(r"(?<!\\)\|")
INLINE_BREAK = Pattern(
    r"<br\s*/?>|\s[|·•‖]\s(?=\**[^\W\d_][^:|*\n]{1,30}\**:)|(?:,|;|&nbsp;|(?<![ \t])(?: [ \t]|\t))\s{0,80}(?=\*\*[^*:\n]{2,30}:?\*\*)",
    re.I,
)
BULLET = Pattern(r"[-*+•][ \t]+")


# The rule below the head of a table whose rows begin without a bar.
BARE_RULE = Pattern(r"[ ]{0,3}:?-+:?[ \t]*\|[ \t:|-]*")


def barred(text: str) -> str:
    """`text` with a bar before each row of its tables."""
    if "-|" not in text and "- |" not in text and ":|" not in text and ": |" not in text:
        return text
    lines = text.split("\n")
    for rule in range(1, len(lines)):
        head = lines[rule - 1]
        if "|" not in head or head.lstrip()[:1] in ("|", "#", ">") or not BARE_RULE.fullmatch(lines[rule]):
            continue
        at = rule - 1
        while at < len(lines) and "|" in lines[at]:
            lines[at] = "| " + lines[at].strip()
            at += 1
    return "\n".join(lines)


def cells(line: str) -> list[str]:
    """The cells of a table row, trimmed."""
    line = line.strip("> \t")
    return [
        cell.strip().replace("\\|", "|")
        for cell in CELL.split(line[1:-1] if line[-1:] == "|" and len(line) > 1 else line[1:])
    ]


LONG = 5000  # characters of a line that are read; no fact is further along


def shorten(text: str) -> str:
    """`text` with its overlong lines cut, so that a megabyte on one line costs no more than a page."""
    lines = text.split("\n")
    if max(map(len, lines)) <= LONG:
        return text
    return "\n".join([line[:LONG] for line in lines])


def cell(text: str, links: bool = True) -> str:
    """Text as one cell of a table: one line, no bar, no HTML; links as their text where `links` is false."""
    if "\n" in text or "\r" in text or "\t" in text or "  " in text:
        text = " ".join(text.split())
    if not links and "](" in text:
        text = LINK_TEXT.sub(r"\1", text)
    if "<" in text:
        parts = re.split(r"(`+[^`]*`+)", text)
        text = "".join(p if n % 2 else re.sub(r"<(?=[A-Za-z/!?])", "&lt;", p) for n, p in enumerate(parts))
    return text.replace("|", "\\|") if "|" in text else text


NOT_IN_URL = Pattern(r"[\s()<>\[\]%#?\x00-\x1f\x7f-\x9f\ud800-\udfff]")


def url(path: str) -> str:
    """A path as the target of a Markdown link."""
    if NOT_IN_URL.search(path):
        from urllib.parse import quote

        return quote(path, errors="surrogateescape")  # a name that is no UTF-8, byte for byte
    return path


OTHER_LINK = Pattern(
    r"`((?:[^`<\n\\]|\\.){1,300}?)\s{0,3}<([^<>`\n]{1,300})>`__?|(?:xref|link):([^\[\s]{1,300})\[((?:[^\]\n\\]|\\.){0,300})\]"
    r"|<<([^<>,\n]{1,300}),([^<>\n]{1,300})>>"
)


def links_as_markdown(text: str) -> str:
    """`text` with the links of reStructuredText and AsciiDoc in it as Markdown's."""
    if ">`_" not in text and ":" not in text and "<<" not in text:
        return text

    def link(m: re.Match[str]) -> str:
        words, target = m.group(1) or m.group(4) or m.group(6), m.group(2) or m.group(3) or m.group(5)
        words = re.sub(r"([\[\]])", r"\\\1", re.sub(r"\\(.)", r"\1", words or target).strip())
        return f"[{words}]({target if '%' in target else url(target)})"

    return OTHER_LINK.sub(link, text)


# Between angle brackets a target may have spaces.
LINK = Pattern(r"\]\([ \t]*<?((?<=<)[^<>\n]+(?=>)|[^()\s<>]*(?:\([^()\s]*\)[^()\s<>]*)*)")
DEFINITION = Pattern(r"\n {0,3}\[(?!\^)[^\]\n]{1,200}\]:[ \t]*<?((?<=<)[^<>\n]+(?=>)|[^\s<>]+)")  # no footnote


def first_line(text: str, *words: str) -> int:
    """The first line, from 1, that has one of these words; 1 where none has."""
    found = [at for at in (text.find(one) for one in words if one) if at >= 0]
    return text.count("\n", 0, min(found)) + 1 if found else 1
