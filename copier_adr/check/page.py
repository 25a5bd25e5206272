"""One record as the rules see it."""

from __future__ import annotations

from ..text.headings import headings, outline
from ..text.markup import first_line
from ..text.mask import mask
from ..text.numbered import Numbered
from ..vocabulary.labels import BODY_SECTIONS
from ..vocabulary.words import plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..record.record import Record
    from .style import Style


class Checked:
    """A record under check.

    Attributes:
        in_style: whether it is written in the log's present style, so that the style's rules hold for it.
        merged: whether the log is on the default branch, where records have to be decided.
    """

    __slots__ = ("_names", "_numbered", "encoding", "file", "in_style", "merged", "record", "style", "text")

    def __init__(
        self, style: Style, file: str, text: str, record: Record, encoding: str = "utf-8", merged: bool = False
    ) -> None:
        self.style, self.file, self.text, self.record = style, file, text, record
        self.encoding, self.merged = encoding, merged
        self._names: list[str] | None = None
        self._numbered: Numbered | None = None
        self.in_style = self._follows()

    def names(self) -> list[str]:
        """The headings below the title, as they are compared."""
        if self._names is None:
            text = self.text.replace("\r\n", "\n") if "\r" in self.text else self.text
            if ("<" in text and "<!--" in text) or ("`" in text and "```" in text) or ("~" in text and "~~~" in text):
                text = mask(text)
            body = "\n" + text
            known = self.style.known_names
            self._names = [known.get(name) or self.style.known_name(name) for _, name, _, _ in outline(body)]
            if "\n==" in body or "\n--" in body:
                self._names += [plain(heading.text) for heading in headings(text)]
        return self._names

    def _follows(self) -> bool:
        """One that states its status elsewhere, or consists of other sections, is of an older style."""
        style = self.style
        if not style.known or not self.file.lower().endswith(".md"):
            return False
        if self.record.status and style.status_place and not self._states_status_there():
            return False
        if style.required:
            names = self.names()
            missing = [name for name in style.required if name not in names]
            if len(missing) * 2 > len(style.required):
                return sum(1 for name in names if name in BODY_SECTIONS and name not in style.sections) < 2
        return True

    def _states_status_there(self) -> bool:
        kind, label = next(iter(self.style.status_place.items()))
        if kind == "section":
            return self.style.status_section in self.names()
        if kind == "front_matter":
            return self.text.startswith(("---", "\ufeff---")) and label + ":" in self.text
        return label in self.text

    def line(self, offset: int) -> int:
        """The line of an offset; a text may have as many faults as lines."""
        if self._numbered is None:
            self._numbered = Numbered(self.text)
        return self._numbered.line(offset)

    def line_with(self, words: str) -> int:
        """The first line that has these words as they were read; 1 where they are spelt otherwise."""
        return first_line(self.text, words)
