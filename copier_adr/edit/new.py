"""A new record: its number, and the form that it takes where the log has no blank."""

from __future__ import annotations

import os
import re

from ..log.contract import CONTRACT
from ..log.find import find_files, read_text, record_names
from ..log.git import git, tree_files
from ..log.messages import note
from ..record.name_form import NEWEST, NamesOf, by_age, usable_form, without_strays
from ..record.names import name_facts
from ..record.places import key_span
from ..vocabulary.names import TEMPLATE_WORDS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..log.log import Log
    from ..vocabulary.words import Contract


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


NAMED = 6  # numbers that a message names


def taken_numbers(log: Log) -> dict[int, str]:
    """{number: what takes it} in the working tree and on the default branch, upstream's where git knows it.

    What takes it is a file, or `FILE on BRANCH`.
    """
    used: dict[int | None, str] = {}
    for ref in _default_branches(log.folder):
        branch = re.sub("^refs/(heads|remotes)/", "", ref)
        for file, (number, _) in record_names(tree_files(log.folder, ref) or {}).items():
            used[number] = f"{file} on {branch}"
    for file, _ in find_files(log.folder)[0]:
        used[name_facts(file.rpartition("/")[2].rpartition(".")[0])[0]] = file
    used.update((record.number, record.file) for record in log.records)
    return {number: what for number, what in used.items() if number is not None}


def _default_branches(folder: str) -> list[str]:
    """The default branch of origin and the local one, where there are such."""
    listed = git(folder, "for-each-ref", "--format=%(refname) %(symref)", "refs/heads", "refs/remotes/origin")
    refs = dict(line.partition(" ")[::2] for line in (listed or b"").decode("utf-8", "replace").splitlines())
    upstream = [refs.get("refs/remotes/origin/HEAD"), "refs/remotes/origin/main", "refs/remotes/origin/master"]
    local = ["refs/heads/main", "refs/heads/master"]
    first = [next((name for name in names if name and name in refs), None) for names in (upstream, local)]
    return [ref for ref in first if ref]


def next_number(log: Log) -> int:
    """The number after the highest; where records here would give a lower one, why it was passed over is said.

    A number far above all others says nothing of how the log counts: it is passed over, which is said too.
    """
    taken = taken_numbers(log)
    kept = without_strays(taken)
    if len(kept) < len(taken):
        stray = min(number for number in taken if number > (kept[-1] if kept else -1))
        note(f"number {stray} ({taken[stray]}) lies far above the others; this record is {kept[-1] + 1}")
    highest = kept[-1] if kept else 0
    own = max((number for number in _numbers(log) if number <= highest), default=0)
    over = [number for number in kept if number > own]
    if over:
        many = f"numbers {', '.join(map(str, over[-NAMED:-1]))} and " if over[1:] else "number "
        verb = "are taken, the last" if over[1:] else "is taken"
        note(f"{many}{highest} {verb} by {taken[highest]}; this record is {highest + 1}")
    return highest + 1


def _numbers(log: Log) -> list[int]:
    return [record.number for record in log.records if record.number is not None]


def without_its_own_title(blank: str, log: Log) -> str:
    """The blank without the title that its front matter gives to itself ("ADR Template"), where no record has such a key."""
    span = key_span(blank, "title")
    if not span or TEMPLATE_WORDS.isdisjoint(re.findall(r"[^\W_]+", blank[span[0] : span[1]].lower())):
        return blank
    newest = by_age(log.records)[-NEWEST:]
    if not newest or any(key_span(read_text(log.folder, record.file), "title") for record in newest):
        return blank
    after = blank.find("\n", span[1])
    return blank[: blank.rfind("\n", 0, span[0]) + 1] + blank[after + 1 :]


def inferred(log: Log) -> Contract:
    """The contract, with names as the log's records have them where the log has no adr.json."""
    contract = dict(log.contract)
    if log.records and not os.path.exists(os.path.join(log.folder, CONTRACT)):
        names = NamesOf(record.file for record in log.records)
        if names.form and usable_form(names.form):
            contract["file_name"], contract["filename_prefix"] = usable_form(names.form), names.prefix or ""
            contract["number_width"] = names.width or contract["number_width"]
            contract["numbering"] = "date" if names.dated and not names.numbered else "sequential"
    return contract
