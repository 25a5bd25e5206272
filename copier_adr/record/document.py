"""One record's text, made ready for the readers."""

from __future__ import annotations

import re
from bisect import bisect_right

from ..text.asciidoc import asciidoc_to_markdown
from ..text.front_matter import front_matter, listed_mappings, nested_values, toml_values, yaml_values
from ..text.markup import LONG, barred, shorten
from ..text.mask import mask, one_side
from ..text.numbered import Numbered
from ..text.pattern import Pattern
from ..text.rst import rst_to_markdown
from ..vocabulary.names import ASCIIDOC, COVERS
from .lines import links_in_one_line, without_struck
from .names import name_facts
from .sections import Layout, underlined_as_headings, underlined_title

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..vocabulary.words import Vocabulary


HTML_TITLE = Pattern(r"(?:\A|(?<=\n))([ ]{0,3})<h1\b[^<>\n]{0,100}>[ \t]*([^<>\n]{1,200}?)[ \t]*</h1>", re.IGNORECASE)


class Document:
    """A record before its facts are read.

    Attributes:
        folders: those of the log that the file lies in, the outermost first.
        name: the name that it goes by, without suffix; the folder's where the file is called README or index.
        number, prefix, day: what that name states (see `name_facts`).
        values, nested: the front matter, key -> text or texts; (key, key in its mapping) -> text.
        text: what stands below it, without comments and code, in Markdown whatever the file is written in.
        body: `text` behind a line break, as patterns want it.
        above: lines of the file that stand above `text`.
        layout: title, head and sections.
        joined: offsets in `text` behind line breaks that it has no more, as a link went over them.
    """

    __slots__ = (
        "_numbered",
        "above",
        "body",
        "day",
        "folders",
        "joined",
        "layout",
        "listed",
        "name",
        "nested",
        "number",
        "prefix",
        "text",
        "values",
        "words",
    )

    def __init__(self, file: str, text: str, words: Vocabulary) -> None:
        self.words = words
        self.name, _, suffix = file.rpartition("/")[2].rpartition(".")
        if self.name.lower() in COVERS and "/" in file:
            self.name = file.rsplit("/", 2)[-2]
        self.number, self.prefix, self.day = name_facts(self.name)
        self.folders = file.split("/")[:-1]
        self.values: dict[str, str | list[str]] = {}
        self.nested: dict[tuple[str, str], str] = {}
        self.listed: dict[str, list[dict[str, str]]] = {}
        self.above = 0
        self.joined: list[int] = []
        self._numbered: Numbered | None = None
        text = self._below_front_matter(_plain_text(text))
        if ("<" in text and "<!--" in text) or ("`" in text and "```" in text) or ("~" in text and "~~~" in text):
            text = mask(text)
        if suffix != "md":
            text = _as_markdown(text, suffix.lower(), words)
        elif "|" in text:
            text = barred(text)
        if "</h1>" in text:
            text = HTML_TITLE.sub(r"\1# \2", text, count=1)
        if "~" in text or "</" in text:
            text = without_struck(text)
        if "](" in text:
            text, self.joined = links_in_one_line(text, words)
        self.text, self.body = text, "\n" + text
        self.layout = Layout(self.body, self.name, words)

    def _below_front_matter(self, text: str) -> str:
        if text[:1] not in ("-", "+", " ", "\n") or text.lstrip()[:3] not in ("---", "+++"):
            return text
        whole, text = text, text.lstrip()
        start, end, below = front_matter(text)
        if below:
            self.values = (yaml_values if text[0] == "-" else toml_values)(text[start:end])
            if "\n " in text[start:end] or "\n\t" in text[start:end] or "{" in text[start:end]:
                self.nested = nested_values(text[start:end])
                if self.nested:
                    self.listed = listed_mappings(text[start:end])
            text = text[below:]
        self.above = whole.count("\n") - text.count("\n")
        return text

    def underline(self) -> bool:
        """Take underlined lines for headings. Whether there are any."""
        if "\n==" not in self.body and "\n--" not in self.body:
            return False
        self.body = underlined_as_headings(self.body + "\n", self.words, self.number)
        self._numbered = None
        self.layout = Layout(self.body, self.name, self.words)
        return True

    @property
    def title_is_underlined(self) -> bool:
        """Whether an underlined line above every heading bears the record's number."""
        return underlined_title(self.body, self.number, self.words) is not None

    def line(self, at: int) -> int:
        """The line of the file, from 1, that an offset of the body is on; 1 for what stands above the body."""
        if at <= 0:
            return 1
        if not self._numbered:
            self._numbered = Numbered(self.body)
        return self.above + self._numbered.line(at) - 1 + bisect_right(self.joined, at)


def _plain_text(text: str) -> str:
    """`text` with line feeds, without a byte order mark, endless lines and the second side of a conflict."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if len(text) > LONG:
        text = shorten(text)
    if text[:1] == "\ufeff":
        text = text[1:]
    if "<" in text and ("\n<<<<<<<" in text or text[:7] == "<<<<<<<"):
        text = one_side(text)
    return text


def _as_markdown(text: str, suffix: str, words: Vocabulary) -> str:
    if suffix == "rst":
        return rst_to_markdown(text, words.label)
    return asciidoc_to_markdown(text, words.label) if suffix in ASCIIDOC else text
