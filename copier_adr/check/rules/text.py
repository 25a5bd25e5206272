"""Rules on what a record's text holds: sections, text of the blank, links."""

from __future__ import annotations

import re

from ...text.links import possible_targets, targets
from ...text.mask import INLINE_CODE, mask
from ...vocabulary.statuses import FROZEN
from ...vocabulary.words import plain
from ..rule import ERROR, Rule
from ..style import COMMENT, GUIDANCE, said_to_people

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..page import Checked

SHOWN = 60  # characters of a blank's text that a message repeats


def missing_section(page: Checked) -> Iterator[tuple[int, str, str]]:
    if not page.in_style or not page.style.required:
        return
    names = page.names()
    for name in page.style.required:
        if name not in names and not any(n.startswith(name) or n.endswith(name) for n in names):
            heading = next(s["heading"] for s in page.style.contract["sections"] if plain(s["heading"]) == name)
            yield 1, heading, f"it lacks the section {heading!r}"


def placeholder_left(page: Checked) -> Iterator[tuple[int, str, str]]:
    if not page.style.guidance or page.record.status not in FROZEN:
        return
    left = [(m.start(), " ".join(m.group().split())) for m in _possible_guidance(page) if _is_of_blank(m, page)]
    if left:
        start, words = left[0]
        words = words if len(words) <= SHOWN else words[: SHOWN - 1] + "…"
        more = f", and {len(left) - 1} more" if len(left) > 1 else ""
        yield page.line(start), "", f"the blank's {words!r} is still there{more}"


def _possible_guidance(page: Checked) -> Iterator[re.Match[str]]:
    """Each text of a record in the marks that blanks put around their guidance."""
    if page.style.comments:
        yield from COMMENT.finditer(page.text)
    elif "{" in page.text or "(_" in page.text or "(*" in page.text:
        yield from GUIDANCE.finditer(INLINE_CODE.sub(_spaces, mask(page.text)))


def _is_of_blank(found: re.Match[str], page: Checked) -> bool:
    words = " ".join(found.group().split()) if page.style.comments else said_to_people(found)
    return words in page.style.guidance


def broken_link(page: Checked) -> Iterator[tuple[int, str, str]]:
    folder = page.file.rpartition("/")[0]
    if not any(not page.style.leads(folder, target) for target in possible_targets(page.text)):
        return
    for at, target in targets(page.text):  # with a closer look, which takes longer
        if not page.style.leads(folder, target):
            yield page.line(at), target, f"the link to {target!r} leads nowhere"


def _spaces(m: re.Match[str]) -> str:
    return " " * len(m.group())


TEXT_RULES = (
    Rule(
        "missing-section",
        ERROR,
        "A section that the style requires is missing.",
        "Add the heading, or say why it does not apply.",
        of_record=missing_section,
    ),
    Rule(
        "placeholder-left",
        ERROR,
        "An accepted record still holds text of the blank.",
        "Replace or delete it.",
        of_record=placeholder_left,
    ),
    Rule(
        "broken-link",
        ERROR,
        "A link leads to a file that is not there.",
        "Correct the link, or restore the file.",
        of_record=broken_link,
    ),
)
