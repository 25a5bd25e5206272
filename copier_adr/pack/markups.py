"""Records of other markups as Markdown, as far as their form goes."""

from __future__ import annotations

import re

from ..text.asciidoc import asciidoc_to_markdown
from ..text.rst import rst_to_markdown
from ..text.written import OTHER_MARKUPS
from ..vocabulary.words import Vocabulary

# A label in strong type, which AsciiDoc writes between one star each, at the beginning of a line.
STRONG_LABEL = re.compile(r"(?m)^\*([^\s*:][^*:\n]{0,40}(?::\*|\*:))(?=[ \t])")
ATTRIBUTE = re.compile(r"(?m)^:([\w-]{1,40}):([^\n]*)\n")


def as_markdown(text: str, file: str, words: Vocabulary) -> str:
    """A record's text as Markdown has it; what `text/written.py` writes from that is of the same form again."""
    suffix = file.rpartition(".")[2].lower()
    text = text.replace("\r\n", "\n")
    if suffix == "rst":
        return rst_to_markdown(text, words.label)
    if suffix not in OTHER_MARKUPS:
        return text
    text = STRONG_LABEL.sub(lambda m: f"**{m[1].replace('*', '**')}", text)
    return asciidoc_to_markdown(_with_front_matter(text), words.label)


def _with_front_matter(text: str) -> str:
    """An AsciiDoc record with the attributes of its header, above or below the title, as front matter.

    The header ends with the first empty line below the title:
    https://docs.asciidoctor.org/asciidoc/latest/document/header/
    """
    title = re.search(r"(?m)^=[ \t]\S", text)
    end = text.find("\n\n", title.start()) if title else -1
    header, rest = (text[:end], text[end:]) if end >= 0 else (text, "")
    found = ATTRIBUTE.findall(header + "\n") if title else []
    if not found:
        return text
    bare = ATTRIBUTE.sub("", header + "\n").strip()
    keys = "".join(f"{name}: {value.strip()}".rstrip() + "\n" for name, value in found)
    return f"---\n{keys}---\n\n{bare}{rest}"
