"""The words of a block of Markdown as a reader sees them: what of links, pictures, code and tags is shown.

Where it is in doubt whether something is a link or a tag, it stays as it is written, so that a change of it is seen.
"""

from __future__ import annotations

import re

from ..text.links import code_spans
from ..text.pattern import Pattern
from .signs import LINE_ENDS, NO_LINK_AROUND, PICTURE_ENDS, PICTURE_FILE, PICTURE_WORDS, SPAN

INLINE_LINK = Pattern(
    r"(?<!\\)(!?)\[((?:[^\[\]\\\ue003]|\\.){0,500})\]\([ \t]*(?![ \t])"
    r"(?:<([^<>`\x00\\]{0,500})>|([^()\s<>`\x00\\]{0,500}(?:\([^()\s<>`\x00\\]{0,100}\)[^()\s<>`\x00\\]{0,200})?))"
    r"(?:[ \t]+(\"[^\"`\x00\\]{0,300}\"|'[^'`\x00\\]{0,300}'|\([^()`\x00\\]{0,300}\)))?[ \t]*\)"
)
REFERENCE_LINK = Pattern(r"(?<!\\)(!?)\[((?:[^\[\]\\\ue003]|\\.){1,500})\](?:\[([^\[\]]{0,200})\])?")
ADDRESS = Pattern(r"<([a-z][a-z0-9+.-]{1,20}:[^\s<>]{1,500})>", re.I)
OPEN_TAG = Pattern(r"<[a-z][a-z0-9-]{0,20}[ \t][^<>]{1,2000}>", re.I)
ATTRIBUTE = Pattern(r"\b(href|src)=(\"[^\"]{0,500}\"|'[^']{0,500}')", re.I)
UNDERSCORES = Pattern(r"(?<![\w_])_{1,3}(?=[^\s_])|(?<=[^\s_])_{1,3}(?![\w_])")
ADDRESSED = Pattern(r"[ \t]*(?:[a-z][a-z0-9+.-]*:|[/\\]{2})", re.I)
SPACING = Pattern(r"[ \t\n\x0b\x0c\x1c-\x1f]+")


def words_shown(text: str, targets: dict[str, str]) -> str:
    """A block's text as a reader sees it: links as their words and titles, pictures by their words and file."""
    if "\\\n" in text:
        text = text.replace("\\\n", f"\\{LINE_ENDS}\n")  # in the middle of a line the sign is shown
    # Other signs that look like a blank are text to Markdown: they make no title and end no mark.
    text = " ".join(text.split()) if text.isascii() else SPACING.sub(" ", text).strip(" ")
    if text.isalnum():
        return text
    code: list[str] = []
    if "`" in text:
        text = _kept_code(text, code)
    if "](" in text:
        text = INLINE_LINK.sub(lambda m: _link_words(m) if m.group(1) else m.group(), text)  # pictures
        text = INLINE_LINK.sub(_link_words, text)
    if targets and "[" in text:
        text = REFERENCE_LINK.sub(lambda m: _reference_words(m, targets), text)
    text = text.replace(NO_LINK_AROUND, "")
    if "<" in text:
        text = tags_shown(ADDRESS.sub(r"\1", text))
    if "_" in text:
        text = UNDERSCORES.sub(lambda m: "*" * len(m.group()), text)
    return re.sub(r"\x00(\d+)\x00", lambda m: code[int(m.group(1))], text) if code else text


def tags_shown(text: str) -> str:
    """Tags as a reader sees them: without where they lead."""
    return OPEN_TAG.sub(lambda m: ATTRIBUTE.sub(_target_free, m.group()), text)


def _kept_code(text: str, code: list[str]) -> str:
    """`text` with each code span put away into `code`."""
    shown, at = [], 0
    for start, end in code_spans(text):
        code.append(text[start:end])
        shown += [text[at:start], f"{SPAN}{len(code) - 1}{SPAN}"]
        at = end
    return "".join([*shown, text[at:]])


def _link_words(m: re.Match[str]) -> str:
    title = f" «{m.group(5)[1:-1]}»" if m.group(5) else ""
    if m.group(1):
        return _picture_words(m.group(2), m.group(3) or m.group(4) or "", title)
    return m.group(2) + title + NO_LINK_AROUND


def _file_shown(target: str) -> str:
    """What of a picture's target may not change: its file, and all of an address, which may show anything."""
    if ADDRESSED.match(target):
        return target
    return target.partition("#")[0].partition("?")[0].rpartition("/")[2]


def _picture_words(words: str, target: str, title: str = "") -> str:
    file = _file_shown(target)
    return f"{PICTURE_WORDS}{words}{PICTURE_FILE}{file}{title}{PICTURE_ENDS}"


def _reference_words(m: re.Match[str], targets: dict[str, str]) -> str:
    target = targets.get(label_of(m.group(3) or m.group(2)))
    if target is None:
        return m.group()
    return _picture_words(m.group(2), target) if m.group(1) else m.group(2)


def _target_free(m: re.Match[str]) -> str:
    """A target may change; a picture's file may not, but where it lies."""
    name = m.group(1).lower()
    return name + ("=" + _file_shown(m.group(2)[1:-1]) if name == "src" else "")


def label_of(text: str) -> str:
    """The label of a reference as it is compared."""
    return SPACING.sub(" ", text).strip(" ").casefold()
