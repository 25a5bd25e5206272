"""What the pack writes from a style into a log: the blank record, `adr.json`, the first record."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from ..edit.fill import fill
from ..edit.places import write_place
from ..record.name_form import file_name
from ..record.places import find_place
from ..text.dates import today
from ..text.headings import below_title, headings
from ..text.json_text import json_text
from ..text.mask import INLINE_CODE, mask
from . import layout, styles

# How a log marks guidance, as its adr.json says.
GUIDANCE = "(_text_)"
# What stands for a number in a blank's title is no guidance.
NUMBERS = {"number": "N", "id": "NNNN", "name": "NAME", **{f"id:{width}": "N" * width for width in range(1, 10)}}


class Given(NamedTuple):
    """The answers that records and forms depend on, beside the style's own."""

    project_name: str
    parameters: Mapping[str, str | list[str]]
    min_approvals: int
    min_open_days: int

    def values(self, style: styles.Style) -> dict[str, str | list[str]]:
        """What `{{ name }}` in the style's body stands for."""
        return {
            **style.contract.parameters,
            **self.parameters,
            "project_name": self.project_name,
            "review_rule": review_rule(self.min_approvals, self.min_open_days),
            "min_approvals": str(self.min_approvals),
            "min_open_days": str(self.min_open_days),
        }


def review_rule(min_approvals: int, min_open_days: int) -> str:
    """The review rule as one sentence."""
    approvals = f"at least {min_approvals} approval{'s' if min_approvals > 1 else ''}"
    days = f"open for at least {min_open_days} day{'s' if min_open_days > 1 else ''}"
    match bool(min_approvals), bool(min_open_days):
        case True, True:
            return f"A change needs {approvals}, and stays {days}."
        case True, False:
            return f"A change needs {approvals}."
        case False, True:
            return f"A change stays {days}."
        case _:
            return "No number of approvals is set: a change is merged when those whom it concerns agree."


def body(style: styles.Style, given: Given) -> str:
    """The blank record as the style has it, guidance in braces, with its references replaced."""
    return style.filled(given.values(style))


def blank(style: styles.Style, given: Given) -> str:
    """`adr-template.md`: the style's body in the form that Markdown, MDX and formatters leave alone."""
    return layout.markdown(marked(body(style, given)))


def marked(text: str) -> str:
    """A body with its guidance as a log writes it: `(_text_)`. Braces are code in MDX; in code they stay."""
    hidden = INLINE_CODE.sub(lambda m: re.sub(r"[{}]", "\0", m[0]), mask(text))
    parts: list[str] = []
    last = 0
    for found in styles.GUIDANCE.finditer(hidden):
        said = " ".join(text[found.start(1) : found.end(1)].split())
        parts += [text[last : found.start()], NUMBERS.get(said) or f"(_{said}_)"]
        last = found.end()
    return "".join([*parts, text[last:]])


def contract_text(contract: Mapping[str, Any]) -> str:
    """`adr.json`'s text: as formatters leave it, so that a diff and a merge show what changed and nothing else."""
    return json_text(contract)


def contract(style: styles.Style, given: Given, **project: Any) -> dict[str, Any]:
    """`adr.json` as an object: the style's contract and the project's rules.

    `project` is `numbering`, `number_width`, `filename_prefix`, `forge` and `rules`, as answered.
    """
    own = style.contract
    return {
        "style": style.name,
        "title": own.title,
        "record": own.record.model_dump(),
        "reference": own.reference,
        "statuses": own.statuses,
        "guidance": GUIDANCE,
        "columns": layout.COLUMNS,
        **({"history": own.history.model_dump()} if own.history else {}),
        **({"date_of": own.date_of} if own.date_of else {}),
        "sections": [
            {"heading": marked(part.title), "level": part.level, "optional": part.optional}
            for part in styles.sections(style, body(style, given))
        ],
        **project,
    }


def first_record(style: styles.Style, given: Given, contract: Mapping[str, Any], *, number: int | None) -> str:
    """The log's first record, complete: facts, fields and every section that the style says.

    Optional sections that the style leaves out are dropped.
    """
    first = style.contract.first_record
    values = given.values(style)
    text = fill(body(style, given), dict(contract), number=number, title=first.title, status=first.status, date=today())
    for label, value in first.fields.items():
        place = find_place(text, label)
        if place is None:  # a style is held to name only fields that its body has
            continue
        escape = "front_matter" not in place
        text = write_place(text, place, styles.substitute(value, values, escape=escape))
    said_of = first.sections
    for part in reversed(list(zip(styles.sections(style, text), _spans(style, text), strict=True))):
        section, (start, own, end) = part
        said = said_of.get(section.path, said_of.get(section.title))
        if said is not None:
            said = styles.substitute(said.strip("\n"), values)
            text = f"{text[:own].rstrip()}\n\n{said}\n\n{text[styles.own_end(text, end) :]}"
        elif section.optional:
            text = text[:start] + text[end:]
    return layout.markdown(marked(re.sub(r"\n{3,}", "\n\n", text).strip("\n") + "\n"))


def _spans(style: styles.Style, text: str) -> list[tuple[int, int, int]]:
    """(start of the heading, start of its own text, end of its own text) of every heading below the title."""
    found = below_title(headings(text), style.contract.record.title)
    ends = [heading.start for heading in found[1:]] + [len(text)]
    return [(heading.start, heading.end, end) for heading, end in zip(found, ends, strict=True)]


def first_record_file(style: styles.Style, contract: Mapping[str, Any], *, number: int | None) -> str:
    """The first record's file name in the log."""
    return file_name(dict(contract), number=number, title=style.contract.first_record.title, date=today())
