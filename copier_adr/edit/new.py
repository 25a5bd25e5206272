"""A new record: its number, and the form that it takes where the log has no blank."""

from __future__ import annotations

import os
import re

from ..log.contract import CONTRACT
from ..log.find import find_files, record_names
from ..log.git import git, tree_files
from ..record.names import name_facts

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
        m = re.match(r"((?:[A-Za-z]+[-_])+|[A-Za-z]+)?(\d+)", name)
        if m and len(m.group(2)) < 7:
            contract["filename_prefix"], contract["number_width"] = m.group(1) or "", len(m.group(2))
    return contract
