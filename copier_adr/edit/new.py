"""A new record: its number and its text, filled into the log's blank."""

from __future__ import annotations

import os
import re

from ..log.contract import CONTRACT
from ..log.find import find_files, record_names
from ..log.git import git, tree_files
from ..record.names import name_facts
from ..record.places import _key_span
from ..record.title import PLACEHOLDER_TITLE, split_title
from ..text.files import line_end
from ..text.headings import headings, section_of
from .places import write_place

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..log.log import Log
    from ..vocabulary.words import Contract


def title_line(contract: Contract, *, number: int | None, title: str) -> str:
    """The H1 line of a record in the contract's form; without its number part where it has no number."""
    form = contract["record"]["title"]
    if number is None:
        form = re.sub(r"^(#\s*).*(?:\{number\}|\{id\}).*?(?=\{title\})", r"\1", form)
    title = _escaped(" ".join(title.split()))
    if "{number}" not in form and "{id}" not in form:
        title = _without_number(title, number)
    parts = {"number": str(number), "id": str(number).zfill(contract.get("number_width", 4)), "title": title}
    return re.sub(r"\{(number|id|title)\}", lambda m: parts[m.group(1)], form)


def _escaped(title: str) -> str:
    """A title with a backslash, which Markdown does not show, before what would make it a comment or a placeholder."""
    title = title.replace("<!--", "<\\!--")
    title = re.sub(r"(^|\s)(#+)$", lambda m: m.group(1) + "\\" + m.group(2), title)
    return "\\" + title if title[:1] in "[{<" and PLACEHOLDER_TITLE.fullmatch(title) else title


def _without_number(title: str, number: int | None) -> str:
    """A title that begins like a number, written so that no reader takes that for the record's."""
    if split_title(title, number)[0] == title:
        return title
    title = re.sub(r"(?<=[\dnN])(?=[.:)\]])|(?<=\d )(?=-)", r"\\", title, count=1)
    if split_title(title, number)[0] == title:
        return title
    return title[:1] + "\u2060" + title[1:]  # a word joiner: nothing to see, and no number any more


def fill(template: str, contract: Contract, *, number: int | None, title: str, status: str, date: str) -> str:
    """The blank record `template` with its heading, status and date stated, as `new` writes it."""
    first = next((h for h in headings(template) if h.level == 1), None)
    line = title_line(contract, number=number, title=title)
    text = template[: first.start] + line + template[first.end :] if first else line + line_end(template) * 2 + template
    if _key_span(text, "title"):
        text = write_place(text, {"front_matter": "title"}, " ".join(title.split()))
    status_place, date_place = contract["record"].get("status"), contract["record"].get("date")
    if status_place and status_place == date_place:
        text = write_place(text, status_place, f"{status} ({date})")
    else:
        for place, value in ((status_place, status), (date_place, date)):
            text = write_place(text, place, value) if place else text
    return _fill_history(text, contract, status, date)


def _fill_history(text: str, contract: Contract, status: str, date: str) -> str:
    """The first entry of a history that stands beside the status."""
    history = contract.get("history")
    section = section_of(text, history["section"]) if history else None
    if not section or history == contract["record"].get("status"):
        return text
    rows = text[section[0] : section[1]].replace("YYYY-MM-DD", date)
    given = (contract.get("statuses") or [status])[0]
    rows = re.sub(r"(?m)^(\|[ \t]*|[-*][ \t]+)" + re.escape(given) + r"\b", lambda m: m.group(1) + status, rows)
    return text[: section[0]] + rows + text[section[1] :]


BLANK_NYGARD = """# NUMBER. TITLE

Date: YYYY-MM-DD

## Status

Proposed

## Context

{What is the situation, and which forces are at play?}

## Decision

{What do we do about it?}

## Consequences

{What gets easier, and what gets harder?}
"""


def taken_numbers(log: Log) -> set[int]:
    """The numbers used in the working tree and on the default branch, upstream's where git knows it."""
    names = [file.rpartition("/")[2].rpartition(".")[0] for file, _ in find_files(log.folder)[0]]
    used = {record.number for record in log.records} | {name_facts(name)[0] for name in names}
    for ref in _default_branches(log.folder):
        used.update(number for number, _ in record_names(tree_files(log.folder, ref) or {}).values())
    return {number for number in used if number is not None}


def _default_branches(folder: str) -> list[str]:
    """The default branch of origin and the local one, where there are such."""
    listed = git(folder, "for-each-ref", "--format=%(refname) %(symref)", "refs/heads", "refs/remotes/origin")
    refs = dict(line.partition(" ")[::2] for line in (listed or b"").decode("utf-8", "replace").splitlines())
    upstream = [refs.get("refs/remotes/origin/HEAD"), "refs/remotes/origin/main", "refs/remotes/origin/master"]
    local = ["refs/heads/main", "refs/heads/master"]
    first = [next((name for name in names if name and name in refs), None) for names in (upstream, local)]
    return [ref for ref in first if ref]


def next_number(log: Log) -> int:
    return max(taken_numbers(log), default=0) + 1


def inferred(log: Log) -> Contract:
    """The contract, with width and prefix as the newest record has them where the log has no adr.json."""
    contract = dict(log.contract)
    numbered = [r for r in log.records if r.number is not None]
    if numbered and not os.path.exists(os.path.join(log.folder, CONTRACT)):
        name = max(numbered, key=lambda r: r.number or 0).file.rpartition("/")[2]
        m = re.match(r"([A-Za-z]+[-_]?(?:[A-Za-z]+[-_])*)?(\d+)", name)
        if m and len(m.group(2)) < 7:
            contract["filename_prefix"], contract["number_width"] = m.group(1) or "", len(m.group(2))
    return contract
