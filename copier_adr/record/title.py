"""A title, and the number that leads it."""

from __future__ import annotations

import re

from ..text.pattern import Pattern
from ..vocabulary.names import RECORD_WORDS

TITLE_NUMBER = Pattern(
    r"(?P<open>[\[(]?)(?P<prefix>(?:(?:[^\W\d_]{1,20}(?:[-_ /]|(?=[#\d]))){0,3}?|Architecture Decision Record )[ ]?)(?:\#|№|[Nn]o\.?[ ]|[Nn]r\.?[ ]|[Nn]°[ ]?)?"
    r"(?P<number>\d{1,6})(?P<slug>(?:-[\w]+){0,20})?(?P<close>[\])]?)"
    r"(?P<sep>[ \t]*(?:[.:)\]|：]|[-–—·•~]{1,2}(?=[ \t]))[ \t]*|[ \t]+|$)"
)
# What leads a title where a number should: "ADR: Use X", "ADR-nnn: Use X", "N. Use X".
NO_NUMBER = Pattern(
    r"^(?:[nN](?:[.)] |\. )|(?:adr|decision record|architectur(?:e|al) decision record)(?:[- ]?[nx]{1,5})?:[ \t]+)(?=\S)",
    re.I,
)
TITLE_TAIL = Pattern(r"\s(?:[-–—|:]\s*)?[(\[]?(?:ADR|adr|Adr)[-_ #]{0,2}(\d{1,6})[)\]]?$")
ESCAPED = Pattern(r"\\([.:)\[\]{<!#-])")  # as `title_line` escapes
GENERIC_TITLE = Pattern(
    r"(?:adr|architectur(?:e|al) decision records?|decision records?|architecture decisions?)(?: template)?",
    re.I,
)
PLACEHOLDER_TITLE = Pattern(r"[\[{<](?:[^\[\]{}<>]*)[\]}>]|\(_[^()]*_\)")
# What stands in the form of titles, as adr.json has it.
NUMBER_PART = r"\{(?:number|id(?::[1-9])?)\}"
TITLE_PARTS = Pattern(r"\{(number|title|name|id(?::([1-9]))?)\}")


class Lead:
    """A title taken apart: `text` without the number that leads (or closes) it, `number`, and the `prefix` before it.

    `sure` is false where only the other titles of the log can say whether the number is one of the record: "S3: Buckets".
    """

    __slots__ = ("number", "prefix", "sure", "text")

    def __init__(self, text: str, number: int | None = None, prefix: str = "", sure: bool = True) -> None:
        self.text, self.number, self.prefix, self.sure = text, number, prefix, sure


def split_title(title: str, number: int | None) -> tuple[str, int | None]:
    """(text, number) of a title: see `title_lead`."""
    lead = title_lead(title, number)
    return lead.text, lead.number


def title_lead(title: str, number: int | None) -> Lead:
    """A heading's text without the number that leads it, and that number. `number` is that of the file.

    "ADR-0005: Use X", "5. Use X" and "[ADR-5] Use X" lead with one. "3 reasons" does only in record 3.
    """
    title = re.sub(r"^\\(?=\d)", "", title)
    lead, sep, rest = title.partition(". ")
    if sep and lead.isdecimal() and len(lead) < 7 and rest[:1] > " ":
        return Lead(rest, int(lead))
    if any(c.isdecimal() for c in title):
        found = _numbered(title, number) or _emoji_first(title, number) or _named_as_file(title, number)
        if not found and number is not None:
            found = _number_last(title, number)
        if found:
            return found
    rest = NO_NUMBER.sub("", title)
    return title_lead(rest, number) if rest != title and rest[:1].isdecimal() else Lead(rest)


def _numbered(title: str, number: int | None) -> Lead | None:
    m = TITLE_NUMBER.match(title)
    if not m:
        return None
    rest = title[m.end() :].strip()
    digits, prefix, sep = int(m.group("number")), m.group("prefix").strip(), m.group("sep").strip()
    close = m.group("close") if m.group("open") else ""
    word = prefix.casefold().rstrip("-_ /")
    of_records = (
        word in RECORD_WORDS or "ecord" in prefix or word in ("architectural decision", "architecture decision")
    )
    # "Acme RFC 0007: Use X", in record 7: whose records they are.
    of_records = of_records or (digits == number and bool(sep) and word.rpartition(" ")[2] in RECORD_WORDS)
    if not rest or not (not prefix or prefix.isupper() or of_records or "-" in prefix):
        return None
    if not (sep or close or digits == number) or (m.group("slug") and sep != ":"):
        return None
    if sep == "." and not m.group("sep").endswith((" ", "\t")) and not prefix and rest[0].isdecimal():
        return Lead(title)  # "1.2 is the version to use"
    text = rest if sep else rest.lstrip("-–—: ").strip() or rest
    padded = m.group("number")[0] == "0" and len(m.group("number")) > 1
    sure = bool(of_records or padded or close or (sep and not prefix))
    return Lead(text, digits, word, sure)


def _emoji_first(title: str, number: int | None) -> Lead | None:
    """An emoji before the number."""
    if title[0] > "\u2000" and not title[0].isalnum():
        found = title_lead(title.lstrip(title[0] + "\ufe0f ") or "-", number)
        return found if found.number is not None else None
    return None


def _named_as_file(title: str, number: int | None) -> Lead | None:
    """The file's name as a title, "0007-use-x", and its beginning: "0007-Use x"."""
    m = re.match(r"(?:(?:adr|ADR)[-_ ]?)?(0*)(\d{1,6})[-_](?=[^\W\d_])", title) if number is not None else None
    if not m or int(m.group(2)) != number or (" " in title and not m.group(1)):
        return None
    return Lead(title[m.end() :], number)


def _number_last(title: str, number: int) -> Lead | None:
    """A number that closes the title: "Use a queue - ADR 001", "Use a queue (ADR-0001)"."""
    m = TITLE_TAIL.search(title)
    return Lead(title[: m.start()].rstrip(" \t,;"), number) if m and int(m.group(1)) == number else None
