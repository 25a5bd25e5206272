"""The names that records go by where others refer to them."""

from __future__ import annotations

import posixpath
import re

from ..record.references import REF
from ..vocabulary.names import RECORD_WORDS
from .inline import label_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..record.record import Record

SPOKEN = 300  # characters; a longer text is no reference


def spoken(text: str) -> str:
    """A name as it is compared: its words, numbers without the zeros that lead them."""
    return " ".join([word.lstrip("0") or "0" for word in re.findall(r"\w+", text.casefold().replace("_", " "))])


def _label(link: str, target: str) -> str:
    """The words that a link of a wiki, of reStructuredText or AsciiDoc shows in the place of its target; "" without any."""
    before, _, behind = link.partition(target)
    words = re.sub(r"^:(?:doc|ref):|^(?:xref|link):|^<<|^\[\[|[`<]", "", before)
    anchor = r"^#[^\[\],|>]*|" if link[:2] != "[[" else ""  # many forges show a link of a wiki as it is written
    return words + re.sub(rf"{anchor}[\[\]>`_|,#]", " ", behind).strip()


class Names:
    """What refers to a record.

    Attributes:
        files: path below the log -> what its record is called.
        every: all that records are called, of any file.
        labels: labels of links, as the vocabulary spells them, that records use.
        people: names of those who write here.
    """

    def __init__(
        self,
        records: Iterable[Record] = (),
        labels: Iterable[str] = (),
        people: Iterable[str] = (),
        new: Iterable[Record] = (),
    ) -> None:
        """`new` are records that the change brings: a title of theirs, which may be any sentence, is a name in a link
        or behind the number alone."""
        self.files: dict[str, set[str]] = {}
        self.numbers: set[int] = set()
        self.stems: set[str] = set()
        self.every: set[str] = set()
        self.labels = frozenset(labels)
        self.people = frozenset(map(spoken, people)) - {""}
        for record in records:
            self.every |= self._add(record)
        for record in new:
            free = {spoken(record.title or ""), spoken(record.whole_title or "")}
            if record.number is None:
                free.add(spoken(record.file.rpartition("/")[2].rpartition(".")[0]))
            self.every |= self._add(record) - free

    def _add(self, record: Record) -> set[str]:
        """All that a record is called, which links to it may say."""
        name = record.file.rpartition("/")[2]
        stem = name.rpartition(".")[0]
        called = {spoken(text) for text in (name, stem, record.title or "", record.whole_title or "")}
        if record.number is not None:
            self.numbers.add(record.number)
            title = spoken(record.title or stem)  # a record without a title is named by its file
            for lead in ("", *sorted(RECORD_WORDS), record.prefix):
                called |= {f"{lead} {record.number}".strip(), f"{lead} {record.number} {title}".strip()}
        called.discard("")
        self.files.setdefault(record.file, set()).update(called)
        self.stems |= {name.casefold(), stem.casefold()}
        return called

    def without_references(self, text: str, folder: str, targets: dict[str, str]) -> str:
        """`text` without what refers to a record; a link keeps its words where they are not those of the record."""

        from urllib.parse import unquote

        def strike(m: re.Match[str]) -> str:
            kind = m.lastgroup or ""
            if m.string[m.start() - 1 : m.start()] == "!":
                return m.group()  # a picture of it, or all that it says
            if kind in ("url", "text", "ref"):
                return self._link(m, folder, targets)
            if kind in ("number", "bare"):
                return " ," if int(m.group(kind)) in self.numbers else m.group()
            stem = unquote(m.group(kind).partition("#")[0].rpartition("/")[2]).casefold()
            named = self._is_name(m.group("wiki") or "") and self._is_name(_label(m.group(), m.group(kind)))
            return " ," if stem in self.stems and named else m.group()

        return REF.sub(strike, text.replace("\\[", "(").replace("\\]", ")"))

    def _is_name(self, words: str) -> bool:
        return not words or spoken(words) in self.every

    def _link(self, m: re.Match[str], folder: str, targets: dict[str, str]) -> str:
        words = m.group("text")
        target = m.group("url") or targets.get(label_of(m.group("ref") or words), "")
        if words[:1] == "^" or (m.group("ref") and not target):
            return m.group()  # a footnote; no link: both are shown
        called = self._called(target, folder) if target else self.every
        plain_words = re.sub(r"\\(.)", r"\1", words)
        if spoken(plain_words) in called and not re.search(r"[\"']", m.group().partition("](")[2]):
            return " ,"
        return m.group()

    def _called(self, target: str, folder: str) -> set[str]:
        """What the record is called that a link leads to."""
        from urllib.parse import unquote

        path = unquote(target.partition("#")[0])
        if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", path):
            return set()  # an address
        path = posixpath.normpath(posixpath.join(folder, path))
        for file in (path, path + ".md", path + "/README.md", path + "/index.md"):
            if file in self.files:
                return self.files[file]
        name = path.rpartition("/")[2]  # a link out of the log and into it again
        return set().union(*[called for file, called in self.files.items() if file.rpartition("/")[2] == name])
