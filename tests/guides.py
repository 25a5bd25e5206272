"""What the README and the guides let a reader do, read from their Markdown.

A `console` block holds commands for bash. A comment on the line before a block, or before a heading, says more:

    <!-- doctest: in SITUATION -->    from here on in a fresh folder of that kind
    <!-- doctest: file PATH -->       the reader saves the block that follows as PATH
    <!-- doctest: exit 1 -->          the last command of the block ends so, and that is what the guide shows
    <!-- doctest: recording, SITUATION -->  the block is a terminal: behind `$ ` commands, all that they print
    <!-- doctest: skip, REASON -->    the block needs what a test has not: a forge, a network

A `text` block straight after a console block is a part of what its commands print.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.conftest import ROOT

MADE = ("docs/gallery.md", "docs/readers.md", "docs/security-tests.md")
PAGES = ["README.md", *sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "docs").glob("*.md"))]
PAGES += sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "docs/gates").glob("*.md"))
PAGES = [page for page in PAGES if page not in MADE]

_PART = re.compile(r"^<!-- doctest: (?P<note>.+?) -->$|^```(?P<kind>\w*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass
class Block:
    """A fenced block of a page: its kind, text, first line (from 1) and what the comments before it say."""

    kind: str
    text: str
    line: int
    notes: list[str] = field(default_factory=list)
    prints: list[str] = field(default_factory=list)

    def note(self, word: str) -> str | None:
        """What follows `word` in a comment of this block, or None."""
        found = [note.removeprefix(word).lstrip(" ,") for note in self.notes if note.split(",")[0].split()[0] == word]
        return found[-1] if found else None


def page_text(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


def blocks(page: str) -> list[Block]:
    """All fenced blocks of a page; one of `text` that follows a console block is also in that one's `prints`."""
    text = page_text(page)
    found: list[Block] = []
    notes: list[str] = []
    end = 0
    for part in _PART.finditer(text):
        if part["note"]:
            notes.append(part["note"])
            continue
        block = Block(part["kind"], part["text"], text.count("\n", 0, part.start()) + 1, notes)
        if block.kind == "text" and found and found[-1].kind == "console" and not text[end : part.start()].strip():
            found[-1].prints.append(block.text)
        found.append(block)
        notes, end = [], part.end()
    return found


def steps(page: str) -> Iterator[Block]:
    """What a reader does on this page: run a block, or save one as a file."""
    for block in blocks(page):
        if block.kind == "console" or block.note("file"):
            yield block


def spans(page: str) -> Iterator[str]:
    """The code spans of a page, without its fenced blocks."""
    text = re.sub(r"^```.*?^```$", "", page_text(page), flags=re.MULTILINE | re.DOTALL)
    yield from re.findall(r"(?<!`)`([^`\n]+)`(?!`)", text)
