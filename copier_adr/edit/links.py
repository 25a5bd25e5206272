"""A link to another record, stated where a record keeps such links.

Each way to state one is one small generator of texts in WAYS; each text is read again, and the first that says the
link, and leaves every other fact alone, is it.
"""

from __future__ import annotations

import re

from ..faults import Fault
from ..record.places import fields, find_span
from ..record.sections import heading_kind
from ..text.files import line_end
from ..text.front_matter import front_matter
from ..text.headings import headings, section_of
from ..vocabulary.names import ASCIIDOC
from .additions import add_key, add_line, add_sibling, add_value
from .page import same_otherwise, to_atx
from .places import key_spans

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from ..record.record import Record
    from ..vocabulary.words import Contract, Vocabulary
    from .page import Page

    Way = Callable[["NewLink"], Iterator[str]]


class NewLink:
    """A link to be stated on a page.

    Attributes:
        fact: `supersedes`, `superseded_by`, or empty for any other relation, which `label` names.
        ref: how the page names the other record.
        place: where the contract states such a fact.
    """

    def __init__(self, page: Page, contract: Contract, fact: str, label: str, ref: str) -> None:
        self.text, self.file, self.words = page.text, page.file, page.words
        self.contract, self.fact, self.label, self.ref = contract, fact, label, ref
        self.place = (contract["record"].get(fact) if fact else None) or {}


def state_link(page: Page, contract: Contract, fact: str, label: str, ref: str) -> str:
    """The page's text with a link to another record added where the record keeps such links.

    `fact` is `supersedes`, `superseded_by`, or empty for any other relation, which `label` names.
    """
    before, link = page.facts(), NewLink(page, contract, fact, label, ref)
    for way in WAYS:
        for trial in way(link):
            after = page.facts(trial)
            if (
                len(_stated(after, fact)) > len(_stated(before, fact))
                and same_otherwise(after, before)
                and after.status == before.status
            ):
                return trial
    raise Fault(f"{page.path}: has no place for `{label} {ref}`; write it there by hand")


def _stated(record: Record, fact: str) -> list[Any]:
    """The references that a record states for a fact."""
    if fact:
        return list(record.fwd_refs if fact == "supersedes" else record.by_refs)
    return [ref for _, refs in record.link_refs for ref in refs]


def _beside_others(link: NewLink) -> Iterator[str]:
    found = labelled(link.text, link.fact, link.contract, link.words) if link.fact else None
    if found:
        yield add_value(link.text, *found, link.ref)


def _as_contract_key(link: NewLink) -> Iterator[str]:
    if "front_matter" in link.place and front_matter(link.text)[2]:
        yield add_key(link.text, link.place["front_matter"], link.ref, link.words)


def _in_its_section(link: NewLink) -> Iterator[str]:
    """In a section for links, or under the status; a supersession under that which comes first."""
    text = to_atx(link.text, link.file)
    kinds = [(heading_kind(heading.text, heading.level, link.words), heading) for heading in headings(text)]
    if not link.fact:
        kinds.sort(key=lambda found: found[0] != "links")
    for kind, heading in kinds:
        fits = kind == "links" and (not link.fact or link.place.get("section") == heading.text)
        section = section_of(text, heading.text) if kind == "status" or fits else None
        if section:
            yield add_line(link.text, section, f"{link.label} {link.ref}", as_item=kind == "links", apart=True)


def _as_key(link: NewLink) -> Iterator[str]:
    if link.fact and front_matter(link.text)[2]:
        yield add_key(link.text, link.fact.replace("_", "-"), link.ref, link.words)


def _beside_status(link: NewLink) -> Iterator[str]:
    yield add_sibling(link.text, link.label, link.ref, link.words) or link.text


def _in_new_section(link: NewLink) -> Iterator[str]:
    newline = line_end(link.text)
    last = newline if link.text[-1:] in "\r\n" or not link.text else ""
    heading = _new_heading("Links", link.text, link.file).replace("\n", newline)
    yield link.text.rstrip("\r\n") + f"{newline}{newline}{heading}{newline}{newline}- {link.label} {link.ref}" + last


def _new_heading(title: str, text: str, file: str) -> str:
    """The heading of a section in the markup of the file; underlined as the last one there."""
    suffix = file.rpartition(".")[2].lower()
    if suffix == "rst":
        marks = re.findall(r"\n([=~^\"'`#*+:-])\1{2,}[ \t]*(?=\r?\n)", text)
        return title + "\n" + (marks[-1] if len(marks) > 1 else "-") * len(title)
    return f"== {title}" if suffix in ASCIIDOC else f"## {title}"


WAYS: tuple[Way, ...] = (_beside_others, _as_contract_key, _in_its_section, _as_key, _beside_status, _in_new_section)


def labelled(text: str, fact: str, contract: Contract, words: Vocabulary) -> tuple[str, tuple[int, int]] | None:
    """(kind, span) of the value that a record labels as `fact`: the contract's place, else any such label."""
    place = contract["record"].get(fact)
    if place and "section" not in place and place != contract["record"].get("status"):
        span = find_span(text, place)
        if span:
            return next(iter(place)), span
    for span in key_spans(text, (fact,), words):
        return "front_matter", span
    for kind, label, first, last in fields(text):
        if words.label(label) == fact:
            return kind, (first, last)
    return None
