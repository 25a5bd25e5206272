"""What the contract asks of a record, made ready for the rules."""

from __future__ import annotations

import os
import re

from ..log.contract import BLANK, CONTRACT
from ..log.project import project_root
from ..record.status import canonical
from ..record.vocabulary import vocabulary
from ..text.files import decode, read_bytes
from ..text.mask import mask
from ..text.pattern import Pattern
from ..vocabulary.names import RECORD_SUFFIXES
from ..vocabulary.words import MANY, plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..vocabulary.words import Contract

# What a log's blank says to people: in braces, or as its adr.json says (with stars in reStructuredText).
GUIDANCE = Pattern(r"\{([^{}]+)\}|\([_*]((?:(?![_*]\)|\n[ \t]*\n|\([_*])[\s\S]){1,2000})[_*]\)")
COMMENT = Pattern(r"<!--(?:(?!-->|<!--)[\s\S]){1,5000}-->")


class Style:
    """A log's present style.

    Attributes:
        known: whether the log has a contract of its own.
        statuses: the contract's status words in lower case, and the canonical words for them.
        required, sections: headings that a record must have, and all that it may have, as they are compared.
        guidance: what the blank says to people, as `said_to_people` has it; `comments`: it says so in comments.
        known_names: headings met before, as they are compared.
    """

    def __init__(self, folder: str, contract: Contract) -> None:
        self.folder, self.contract = folder, contract
        self.words = vocabulary(contract)
        self.known = os.path.exists(os.path.join(folder, CONTRACT))
        record, statuses = contract["record"], contract.get("statuses") or []
        self.status_place, self.date_place = record.get("status") or {}, record.get("date") or {}
        self.status_section = plain(self.status_place.get("section", ""))
        self.statuses = {s.casefold() for s in statuses} | {canonical(s, self.words) for s in statuses}
        sections = [s for s in contract.get("sections") or [] if isinstance(s, dict) and s.get("heading")]
        self.sections = {plain(s["heading"]) for s in sections}
        self.required = [
            plain(s["heading"])
            for s in sections
            if not s.get("optional") and not re.search(r"[{<\[]|\(_", s["heading"])
        ]
        self.guidance = guidance_of(folder, contract) if self.known else set()
        self.comments = any(text.startswith("<!--") for text in self.guidance)
        self.known_names: dict[str, str] = {}
        self._root, self._home = project_root(folder), os.path.abspath(folder)
        self._targets: dict[tuple[str, str], bool] = {}

    def known_name(self, heading: str) -> str:
        """A heading as it is compared, remembered over records."""
        name = plain(heading)
        if len(heading) < 40 and len(self.known_names) < MANY:
            self.known_names[heading] = name
        return name

    def leads(self, folder: str, target: str) -> bool:
        """Whether a link in a record of `folder` (below the log) leads somewhere, remembered over records."""
        known = self._targets.get((folder, target))
        if known is None:
            known = self._targets[folder, target] = self._leads(folder, target)
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
        path = os.path.normpath(os.path.join(self._home, folder, path))
        return (
            not path.startswith(self._root + os.sep)
            or os.path.exists(path)
            or (path.endswith(".html") and os.path.exists(path[:-5] + ".md"))
            or any(os.path.exists(path + suffix) for suffix in RECORD_SUFFIXES)
        )


def said_to_people(found: re.Match[str]) -> str:
    """The words of a piece of guidance, whatever marks it: an old record has braces where the blank has none."""
    return " ".join((found.group(1) or found.group(2)).split())


def guidance_of(folder: str, contract: Contract) -> set[str]:
    """What a log's blank says to people: in the marks that the contract names, else in braces, else its comments.

    Where the contract names marks, braces are code: MDX reads them so.
    """
    try:
        blank_form = decode(read_bytes(os.path.join(folder, BLANK)))[0]
    except OSError:
        return set()
    found = list(GUIDANCE.finditer(mask(blank_form)))
    if contract.get("guidance"):
        found = [m for m in found if m.group(2)] or found
    return {said_to_people(m) for m in found} or {" ".join(text.split()) for text in COMMENT.findall(blank_form)}
