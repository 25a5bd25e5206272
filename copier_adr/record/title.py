"""A title, and the number that leads it."""

from __future__ import annotations

import re

from ..text.pattern import Pattern
from ..vocabulary.names import RECORD_WORDS

TITLE_NUMBER = Pattern(
    r"(?P<open>\[?)(?P<prefix>(?:(?:[^\W\d_]{1,20}(?:[-_ /]|(?=[#\d]))){0,3}?|Architecture Decision Record )[ ]?)(?:\#|№|[Nn]o\.?[ ]|[Nn]r\.?[ ]|[Nn]°[ ]?)?"
    r"(?P<number>\d{1,6})(?P<slug>(?:-[\w]+){0,20})?(?P<close>\]?)"
    r"(?P<sep>[ \t]*(?:[.:)\]|：]|[-–—·•~]{1,2}(?=[ \t]))[ \t]*|[ \t]+|$)"
)
# What leads a title where a number should: "ADR: Use X", "ADR-nnn: Use X", "N. Use X".
NO_NUMBER = Pattern(
    r"^(?:[nN](?:[.)] |\. )|(?:adr|decision record|architectur(?:e|al) decision record)(?:[- ]?[nx]{1,5})?:[ \t]+)(?=\S)",
    re.I,
)
ESCAPED = Pattern(r"\\([.:)\[\]{<!#-])")  # as `title_line` escapes
GENERIC_TITLE = Pattern(
    r"(?:adr|architectur(?:e|al) decision records?|decision records?|architecture decisions?)(?: template)?",
    re.I,
)
PLACEHOLDER_TITLE = Pattern(r"[\[{<](?:[^\[\]{}<>]*)[\]}>]")


def split_title(title: str, number: int | None) -> tuple[str, int | None]:
    """A heading's text without the number that leads it, and that number.

    "ADR-0005: Use X", "5. Use X" and "[ADR-5] Use X" lead with one. "3 reasons" does only in record 3.
    """
    if title[0] == "\\":
        title = re.sub(r"^\\(?=\d)", "", title)
    lead, sep, rest = title.partition(". ")
    if sep and lead.isdigit() and len(lead) < 7 and rest[:1] > " ":
        return rest, int(lead)
    m = TITLE_NUMBER.match(title) if re.search(r"\d", title) else None
    if m:
        rest = title[m.end() :].strip()
        digits = int(m.group("number"))
        sep = m.group("sep").strip()
        close = m.group("close") if m.group("open") else ""
        prefix = m.group("prefix").strip()
        known = (
            not prefix
            or prefix.isupper()
            or prefix.casefold().rstrip("-_ /") in RECORD_WORDS
            or "-" in prefix
            or "ecord" in prefix
        )
        if rest and known and (sep or close or digits == number) and (not m.group("slug") or sep == ":"):
            if sep == "." and not m.group("sep").endswith((" ", "\t")) and not prefix and rest[0].isdigit():
                return title, None  # "1.2 is the version to use"
            return (rest if sep else rest.lstrip("-–—: ").strip() or rest), digits
    if title[0] > "\u2000" and not title[0].isalnum():  # an emoji before the number
        found = split_title(title.lstrip(title[0] + "\ufe0f ") or "-", number)
        if found[1] is not None:
            return found
    if number is not None and " " not in title:
        m = re.fullmatch(r"0*%d[-_](\w.*)" % number, title)
        if m:  # the file's name as a title: "0007-use-x"
            return m.group(1), number
    return NO_NUMBER.sub("", title), None
