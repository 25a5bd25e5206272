"""What outside a log's records names one of them by its file, once that file has another name."""

from __future__ import annotations

import os
import re

from ..log.find import place_of
from ..log.project import project_files, under
from ..text.files import decode, read_bytes
from ..text.joined_file import joined_version
from .move import LARGE
from .renumber import mention, rewrite_links

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..record.record import Record

DOCS_DIR = re.compile(r"(?m)^docs_dir:[ \t]*(?![ \t])[\"']?([^\"'#\r\n]+)(?:[\"'][ \t]*)?\r?$")


class Follow:
    """The project's other files after a record was given another number.

    Attributes:
        texts: {file from the project's root: (text before, text after, encoding)} of those that change.
        left: (file, line, what stands there) that may mean the record and is for people to change.
    """

    def __init__(
        self, root: str, folder: str, record: Record, moved: str, number: int | None, own: set[str], *, write: bool
    ) -> None:
        """`own` are files of the log that are seen to already; without `write` all is left for people to change."""
        self.root, self.record, self.number, self.write = root, record, number, write
        self.folder = os.path.relpath(os.path.realpath(folder), os.path.realpath(root)).replace(os.sep, "/")
        self.old, self.new = self._from_root(record.file), self._from_root(moved)
        self.name, self.new_name = (path.rpartition("/")[2] for path in (self.old, self.new))
        self.texts: dict[str, tuple[str, str, str]] = {}
        self.left: list[tuple[str, int, str]] = []
        ours = {self._from_root(file) for file in own}
        # A README that is a link inside the log: what it leads to is written as the README.
        links = [path for path in (place_of(root, file) for file in ours) if os.path.islink(path)]
        real = os.path.realpath(root)
        ours |= {os.path.relpath(os.path.realpath(path), real).replace(os.sep, "/") for path in links}
        self.said = mention(record)
        for file in project_files(root):
            path = os.path.join(root, file)
            if file not in ours and os.path.isfile(path) and not os.path.islink(path):
                self._plan_file(file, path)

    def _from_root(self, file: str) -> str:
        return file if self.folder == "." else f"{self.folder}/{file}"

    def _plan_file(self, file: str, path: str) -> None:
        data = read_bytes(path) if os.path.getsize(path) < LARGE else b""
        stem = os.fsencode(self.name.rpartition(".")[0])
        if joined_version(data[:1000]):
            return  # code of the pack: no record is meant there, and an update writes it anew
        if b"\0" in data[:8192] or not (stem in data or b"%d" % (self.record.number or 0) in data):
            return
        text, encoding = decode(data)
        after = self._renamed(file, text) if self.write else text
        if after != text:
            self.texts[file] = (text, after, encoding)
        self._note_what_is_left(file, after)

    def _renamed(self, file: str, text: str) -> str:
        """`text` with the record's new name: in links that lead to it, and as a path that surely means it."""
        if file.lower().endswith((".md", ".markdown", ".mdx")):
            place = os.path.dirname(file)
            text = rewrite_links(
                text, file, self.old, self.new, self.record.number or 0, self.number, bare=under(place, self.folder)
            )
        text = _swapped(text, self.old, self.new)
        if file in ("mkdocs.yml", "mkdocs.yaml"):
            m = DOCS_DIR.search(text)
            docs = (m.group(1).rstrip(" \t").strip("/") if m else "docs") + "/"
            if self.old.startswith(docs):
                text = _swapped(text, self.old[len(docs) :], self.new[len(docs) :])
        if os.path.dirname(file) == self.folder:
            text = _swapped(text, self.name, self.new_name)
        return text

    def _note_what_is_left(self, file: str, text: str) -> None:
        """The record's old name, and its number as texts mention it, where other logs are not meant."""
        for number, line in enumerate(text.splitlines(), 1):
            found = self.name if self.name in line else None
            if not found and "<!--" not in line:
                m = self.said.search(line)
                found = m.group() if m else None
            if found:
                self.left.append((file, number, found))


def _swapped(text: str, old: str, new: str) -> str:
    """A path replaced where it stands as such: not the end of a longer one, not the start of another name."""
    return re.sub(r"(?<![\w./-])((?:\./|/)?)" + re.escape(old) + r"(?![\w-]|\.\w)", lambda m: m.group(1) + new, text)
