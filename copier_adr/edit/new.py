"""TODO."""

from __future__ import annotations

import os
import re

from ..log.contract import CONTRACT
from ..log.find import find_files, record_names
from ..log.git import git, tree_files
from ..log.log import Log
from ..record.names import name_facts


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
    used = {r.number for r in log.records if r.number is not None}
    for file, _ in find_files(log.folder)[0]:
        number = name_facts(file.rpartition("/")[2].rpartition(".")[0])[0]
        if number is not None:
            used.add(number)
    listed = git(log.folder, "for-each-ref", "--format=%(refname) %(symref)", "refs/heads", "refs/remotes/origin")
    refs = dict(line.partition(" ")[::2] for line in (listed or b"").decode("utf-8", "replace").splitlines())
    upstream = [refs.get("refs/remotes/origin/HEAD"), "refs/remotes/origin/main", "refs/remotes/origin/master"]
    local = ["refs/heads/main", "refs/heads/master"]
    for names in (upstream, local):
        ref = next((name for name in names if name and name in refs), None)
        if ref:
            for number, _ in record_names(tree_files(log.folder, ref) or {}).values():
                if number is not None:
                    used.add(number)
    return used


def next_number(log: Log) -> int:
    return max(taken_numbers(log), default=0) + 1


def inferred(log: Log) -> dict:
    """The contract, with width and prefix as the newest record has them where the log has no adr.json."""
    contract = dict(log.contract)
    numbered = [r for r in log.records if r.number is not None]
    if numbered and not os.path.exists(os.path.join(log.folder, CONTRACT)):
        name = max(numbered, key=lambda r: r.number or 0).file.rpartition("/")[2]
        m = re.match(r"([A-Za-z]+[-_]?(?:[A-Za-z]+[-_])*)?(\d+)", name)
        if m and len(m.group(2)) < 7:
            contract["filename_prefix"], contract["number_width"] = m.group(1) or "", len(m.group(2))
    return contract
