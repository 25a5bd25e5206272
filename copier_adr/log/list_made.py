"""Lists of records that a site makes while it is built, from what an index page says to its generator."""

from __future__ import annotations

import re

from ..text.front_matter import front_matter
from ..text.mask import mask
from ..text.pattern import Pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

# Hugo's themes, Docusaurus, a loop of Jekyll or of a macro.
CALLS = Pattern(r"\{\{[<%][ \t]*(?:list-?|section-?)?(?:children|pages|index)\b|<DocCardList\b|\{%-?[ \t]*for[ \t]")
CONTENTS = Pattern(r"(?m)^([ \t]*)\.\. toctree::[^\n]*\n((?:\1[ \t][^\n]*\n|[ \t]*\n)+)")
FENCED_CONTENTS = Pattern(r"(?m)^(`{3,}|~{3,}|:{3,})\{toctree\}[^\n]*\n((?:(?!\1)[^\n]*\n)*)")


def is_made(text: str) -> bool:
    """Whether a page has its generator list what lies beside it.

    Just the Docs lists the children of a page that says it has some: https://just-the-docs.com/docs/navigation/main/
    """
    start, end, body = front_matter(text)
    keys = text[start:end] if body else ""
    children = re.search(r"(?m)^has_children:[ \t]*true\b", keys) and not re.search(r"(?m)^has_toc:[ \t]*false\b", keys)
    return bool(children or CALLS.search(mask(text)))


def tables_of_contents(name: str, text: str) -> Iterator[tuple[int, int, int, str]]:
    """(start, end, start of its lines, its lines) of each table of contents of Sphinx, in the markup that the name has."""
    form = CONTENTS if name.lower().endswith(".rst") else FENCED_CONTENTS
    for m in form.finditer(text + "\n"):
        yield m.start(), m.end(), m.start(2), m.group(2)
