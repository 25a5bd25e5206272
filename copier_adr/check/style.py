"""TODO."""

from __future__ import annotations

import os
import re

from ..log.contract import BLANK, CONTRACT
from ..log.project import project_root
from ..record.record import Record
from ..record.vocabulary import vocabulary
from ..record.status import canonical
from ..text.files import decode, read_bytes
from ..text.headings import headings, outline
from ..text.mask import mask
from ..text.pattern import Pattern
from ..vocabulary.labels import BODY_SECTIONS
from ..vocabulary.names import RECORD_SUFFIXES
from ..vocabulary.words import MANY, plain

GUIDANCE = Pattern(r"\{[^{}]+\}")
COMMENT = Pattern(r"<!--(?:(?!-->)[\s\S]){1,5000}-->")


class Style:
    """What the contract asks of a record, ready for the rules."""

    def __init__(self, folder: str, contract: dict) -> None:
        self.folder = folder
        self.contract = contract
        self.words = vocabulary(contract)
        record = contract["record"]
        self.known = os.path.exists(os.path.join(folder, CONTRACT))
        self.status_place, self.date_place = record.get("status") or {}, record.get("date") or {}
        self.status_section = plain(self.status_place.get("section", ""))
        self.statuses = {s.casefold() for s in contract.get("statuses") or []} | {
            canonical(s, self.words) for s in contract.get("statuses") or []
        }
        self.required = [
            plain(s["heading"])
            for s in contract.get("sections") or []
            if isinstance(s, dict)
            and not s.get("optional")
            and s.get("heading")
            and not re.search(r"[{<\[]", s["heading"])
        ]
        self.sections = {
            plain(s["heading"]) for s in contract.get("sections") or [] if isinstance(s, dict) and s.get("heading")
        }
        self.guidance: set[str] = set()
        try:
            blank_form = decode(read_bytes(os.path.join(folder, BLANK)))[0]
        except OSError:
            blank_form = ""
        if self.known and blank_form:
            found = GUIDANCE.findall(mask(blank_form))
            if not found:
                found = COMMENT.findall(blank_form)
            self.guidance = {" ".join(text.split()) for text in found}
        self.comments = any(text.startswith("<!--") for text in self.guidance)
        self.root = project_root(folder)
        self.home = os.path.abspath(folder)
        self.targets: dict[tuple[str, str], bool] = {}

    def leads(self, folder: str, target: str) -> bool:
        """Whether a link in a record of `folder` (below the log) leads somewhere, remembered over records."""
        known = self.targets.get((folder, target))
        if known is None:
            known = self.targets[folder, target] = self._leads(folder, target)
        return known

    def _leads(self, folder: str, target: str) -> bool:
        """True also for what no file can settle: an address, a place on this page, a path outside the project."""
        if target[0] in "#/{$@" or "{{" in target or "<" in target or re.match(r"[A-Za-z][\w+.-]*:", target):
            return True
        path = target.partition("#")[0].partition("?")[0]
        if "%" in path:
            from urllib.parse import unquote as unquote_url

            path = unquote_url(path)
        if not path or "\0" in path:
            return True
        path = os.path.normpath(os.path.join(self.home, folder, path))
        return (
            not path.startswith(self.root + os.sep)
            or os.path.exists(path)
            or (path.endswith(".html") and os.path.exists(path[:-5] + ".md"))
            or any(os.path.exists(path + suffix) for suffix in RECORD_SUFFIXES)
        )


known_names: dict[str, str] = {}  # headings as they are compared, remembered over records


def known_name(heading: str) -> str:
    name = plain(heading)
    if len(heading) < 40 and len(known_names) < MANY:
        known_names[heading] = name
    return name


class Checked:
    """One record as the rules see it."""

    __slots__ = ("_names", "file", "in_style", "record", "style", "text")

    def __init__(self, style: Style, file: str, text: str, record: Record) -> None:
        self.style, self.file, self.text, self.record = style, file, text, record
        self._names: list[str] | None = None
        self.in_style = self.follows()

    def names(self) -> list[str]:
        """The headings below the title, as they are compared."""
        if self._names is None:
            text = self.text.replace("\r\n", "\n") if "\r" in self.text else self.text
            if ("<" in text and "<!--" in text) or ("`" in text and "```" in text) or ("~" in text and "~~~" in text):
                text = mask(text)
            body = "\n" + text
            self._names = [known_names.get(name) or known_name(name) for _, name, _, _ in outline(body)]
            if "\n==" in body or "\n--" in body:
                self._names += [plain(heading.text) for heading in headings(text)]
        return self._names

    def follows(self) -> bool:
        """Whether the record is written in the log's present style, so that the style's rules hold for it.

        One that states its status elsewhere, or consists of other sections, is of an older style.
        """
        style = self.style
        if not style.known or not self.file.lower().endswith(".md"):
            return False
        if self.record.status and style.status_place:
            kind, label = next(iter(style.status_place.items()))
            if kind == "section":
                if style.status_section not in self.names():
                    return False
            elif kind == "front_matter":
                if not (self.text.startswith(("---", "\ufeff---")) and label + ":" in self.text):
                    return False
            elif label not in self.text:
                return False
        if style.required:
            names = self.names()
            missing = [name for name in style.required if name not in names]
            if len(missing) * 2 > len(style.required):
                return sum(1 for name in names if name in BODY_SECTIONS and name not in style.sections) < 2
        return True

    def line(self, offset: int) -> int:
        return self.text.count("\n", 0, offset) + 1

    def line_with(self, words: str) -> int:
        """The first line that has these words as they were read; 1 where they are spelt otherwise."""
        return self.line(max(self.text.find(words), 0)) if words else 1
