"""Text with everything blanked that states nothing: comments, code, the other side of a conflict."""

from __future__ import annotations

import re
from functools import lru_cache

from .pattern import Pattern

FENCE = Pattern(r"\n[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(`{3,}|~{3,})([^\n]*)")
COMMENT_FORM = r"<!--(?:-?>|(?!-?>)(?:(?!-->).)*-->)"
"""A whole comment as a part of a pattern; `<!-->` and `<!--->` end at once: https://spec.commonmark.org/0.31.2/#html-comment."""
CONFLICT = Pattern(r"\n(?:<{7} |>{7} |\|{7} |={7}\n)")

OTHER_SIDE = Pattern(r"(?:\|{7}|={7})(?: .*)?")


def blank(text: str) -> str:
    """Spaces in place of everything but line breaks: the same length, nothing to read."""
    return "\n".join(" " * len(line) for line in text.split("\n"))


def mask(text: str) -> str:
    """`text` with comments and fenced code blanked out and every line end as a line feed; same length.

    A comment or fence that is never closed is left as it stands: a slip there must not hide the facts below.
    """
    if "\r" in text:
        text = text.replace("\r\n", " \n").replace("\r", "\n")
    if "<!--" not in text and "```" not in text and "~~~" not in text:
        return text
    return _masked(text)


@lru_cache(maxsize=4)  # the rules ask again for what was just read
def _masked(text: str) -> str:
    padded, out, at = "\n" + text, [], 0
    comment = fence = -2  # where the next one stands; -1: there is none; -2: not looked for yet
    endless: dict[str, int] = {}  # sign of a fence -> the shortest that nothing closes any more
    while True:
        if -1 != comment < at:
            comment = text.find("<!--", at)
        if -1 != fence < at:
            opening = FENCE.search(padded, at)
            fence = opening.start() if opening else -1
        if comment == fence == -1:
            out.append(text[at:])
            return "".join(out)
        if comment >= 0 and not 0 <= fence < comment:
            end = text.find("-->", comment + 2)  # `<!-->` and `<!--->` are whole comments
            if end < 0:
                comment = -1
                continue
            out.append(text[at:comment])
            out.append(blank(text[comment : end + 3]))
            at = end + 3
        else:
            assert opening is not None
            mark = opening.group(1)
            inline = mark[0] == "`" and "`" in opening.group(2)  # code that stands alone on its line
            if inline or _underlines(padded, opening):
                end = opening.end() - 1
                out.append(text[at:end])
            else:
                found = None
                if len(mark) < endless.get(mark[0], len(text)):
                    close = re.compile(r"\n[ \t>]*" + mark[0] + "{" + str(len(mark)) + r",}[ \t]*(?=\n|\Z)")
                    found = close.search(padded, opening.end())
                if not found:
                    endless[mark[0]] = len(mark)
                end = (found or opening).end() - 1
                out.append(text[at:fence])
                out.append(blank(text[fence:end]))
            at = end


def _underlines(padded: str, opening: re.Match[str]) -> bool:
    """Whether a row of tildes or backticks underlines the line above it, as headings of reStructuredText are."""
    above = padded[padded.rfind("\n", 0, opening.start()) + 1 : opening.start()].strip()
    whole = opening.group()[1:].rstrip()
    below = padded[opening.end() + 1 : padded.find("\n", opening.end() + 1) + 1 or len(padded)]
    return bool(above) and len(above) <= len(whole) and whole == whole[0] * len(whole) and not below.strip()


def one_side(text: str) -> str:
    """A text with conflict markers as the first side of each conflict has it; empty lines stand for the others."""
    lines, other = text.split("\n"), -1  # where the other side begins
    for n, line in enumerate(lines):
        if line.startswith("<<<<<<<"):
            lines[n] = ""
        elif other < 0:
            other = n if OTHER_SIDE.fullmatch(line) else -1
        elif line.startswith(">>>>>>>"):
            lines[other : n + 1] = [""] * (n + 1 - other)
            other = -1
    return "\n".join(lines)


INLINE_CODE = Pattern(r"(?<!`)(`+)(?!`)([^`\n]+)\1(?!`)")


def mask_fences(text: str) -> str:
    """`text` with fenced code blanked, but its comments as they are."""
    return mask(text.replace("<!--", "<¡--")).replace("<¡--", "<!--")
