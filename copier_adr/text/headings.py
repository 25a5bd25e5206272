"""Headings of Markdown, and the text that stands under each."""

from __future__ import annotations

from functools import lru_cache

from ..vocabulary.words import plain
from .front_matter import front_matter
from .mask import blank, mask
from .pattern import Pattern

ATX = Pattern(r"\n {0,3}(#{1,6})(?=[ \t\n])[ \t]*([^\n]*)")
ATX_TAIL = Pattern(r"(?:^|[ \t])#+$")
TITLED = Pattern(r"\n {0,3}(#{1,6})[ \t]+([^\n]+)")
ATTRIBUTES = Pattern(
    r"(?:(?<![ \t])[ \t]+)?\{:?[ \t]*[#.][^{}\n]{0,200}\}$"
)  # {#id .class}, {: #id}: kramdown, pandoc, MDX
SETEXT = Pattern(r"\n {0,3}(?![ \t|>#\n]|[-*+][ \t]|[-=]{2})([^\n]+)\n {0,3}(=+|--+)[ \t]*(?=\n)")

BY_FILE_NAME = "file name"  # the form of a title that no line of a record states


class Heading:
    """A heading of a document: `level` 1 to 6, `text`, and the offsets of its own line or lines."""

    __slots__ = ("end", "level", "start", "text")

    def __init__(self, level: int, text: str, start: int, end: int) -> None:
        self.level, self.text, self.start, self.end = level, text, start, end

    def __repr__(self) -> str:
        return f"Heading({self.level}, {self.text!r}, {self.start}, {self.end})"


def headings(text: str) -> list[Heading]:
    """Every heading of `text`, in order; none from front matter, comments or fenced code."""
    start = front_matter(text)[2]
    body = "\n" + blank(text[:start]) + mask(text)[start:] + "\n" if start else "\n" + mask(text) + "\n"
    found = []
    for m in ATX.finditer(body):
        title = ATTRIBUTES.sub("", ATX_TAIL.sub("", m.group(2).strip()).strip())
        found.append(Heading(len(m.group(1)), title, m.start(), m.start() + len(m.group().rstrip()) - 1))
    if "=" in body or "--" in body:
        for m in SETEXT.finditer(body):
            level = 1 if m.group(2)[0] == "=" else 2
            found.append(Heading(level, m.group(1).strip(), m.start(), m.start() + len(m.group().rstrip()) - 1))
        found.sort(key=lambda heading: heading.start)
    return found


def title_heading(every: list[Heading], form: str) -> Heading | None:
    """The heading of a record that is its title, whose line has this form: `# …`, or `## …` where none stands above it."""
    if not form.startswith("#"):
        return None
    if form.startswith("## "):
        return every[0] if every and every[0].level == 2 else None
    return next((heading for heading in every if heading.level == 1), None)


def below_title(every: list[Heading], form: str) -> list[Heading]:
    """The headings of a record's sections; `form` as for `title_heading`."""
    title = title_heading(every, form)
    # Where no heading is the title, those of the first level are sections as well.
    least = 2 if form.startswith("#") else 1
    return [heading for heading in every if heading.level >= least and heading is not title]


@lru_cache(maxsize=4)  # the rules ask again for what was just read
def outline(body: str) -> list[tuple[int, str, int, int]]:
    """(level, text, start, end) of each `#` heading: its text, and the offsets of what stands under it.

    `body` begins with a line break.
    """
    found: list[tuple[int, str, int, int]] = []
    level, title, below = 0, "", 0
    for m in TITLED.finditer(body):
        marks, text = m.groups()
        text = text.strip()
        if text[-1:] == "#":
            text = ATX_TAIL.sub("", text).strip()
        elif text[-1:] == "}":
            text = ATTRIBUTES.sub("", text)
        if text:
            start, end = m.span()
            if level:
                found.append((level, title, below, start))
            level, title, below = len(marks), text, end
    if level:
        found.append((level, title, below, len(body)))
    return found


def section_of(text: str, name: str) -> tuple[int, int] | None:
    """Offsets of a section's own text: from below its heading to the next heading of any level."""
    every = headings(text)
    want = plain(name)
    for n, heading in enumerate(every):
        if plain(heading.text) == want:
            return heading.end, every[n + 1].start if n + 1 < len(every) else len(text)
    return None
