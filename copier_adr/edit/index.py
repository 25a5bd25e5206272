"""The index of a log written anew."""

from __future__ import annotations

import os

from ..faults import Fault
from ..log.contract import load_contract, own_index_file
from ..log.index import counted, fresh_index, index_file, new_readme, words_between
from ..log.log import Log
from ..log.messages import from_here, note, out, say
from ..log.project import every_log
from ..program import ADR
from ..text.files import encoded
from .change import Change
from .journal import Journal
from .lock import Lock


def plan_index(log: Log, path: str, change: Change, create: bool = False) -> bool:
    """Plan a fresh index; whether it differs. Words of people that it replaces are said, so that none go unseen.

    With `create` a README that is not there is written. A list that the project keeps itself is left alone.
    """
    if own_index_file(log.contract):
        return False
    for file, reason in log.unreadable:
        note(f"{file}: it cannot be read ({reason}), so the index has no row for it")
    if create and not os.path.lexists(path):
        change.write(path, encoded(new_readme(log), "utf-8", path))
        return True
    now, fresh, block = fresh_index(log, path)
    if now == fresh:
        return False
    change.write(path, fresh)
    words = words_between(block)
    if words:
        note(
            f"{path}: `{ADR} index` writes what stands between the markers, and these lines go:\n\n"
            + "".join(f"  {line}\n" for line in words)
            + "\nPut them above or below the markers."
        )
    return True


def refresh(log: Log, change: Change, create: bool = False) -> str | None:
    """Plan a fresh index; what hinders it, in words, where something does."""
    try:
        plan_index(log, index_file(log.folder), change, create)
    except Fault as fault:
        return str(fault)
    return None


def say_hindrance(hindrance: str | None) -> None:
    """Say what hindered the index, where something did."""
    if hindrance:
        note(f"the index was not refreshed: {hindrance}")


def write_indexes(folder: str, everywhere: bool = True, check: bool = False) -> int:
    """Write the index of a log, or of every log of its project, where it is stale; the exit code of `index`.

    With `check` nothing is written, and the code is 1 where an index is stale. Fault where a log has no place for
    an index; under Copier that is said and passed over with 0, so that it never undoes a copy or an update.
    """
    code = 0
    under_copier = bool(os.environ.get("COPIER_OPERATION"))
    for one_folder in every_log(folder) if everywhere else [folder]:
        try:
            if write_index(one_folder, check) and not under_copier:
                code = 1
        except Fault as fault:
            if not under_copier:
                raise
            note(f"the index was skipped: {fault}")
    return code


def write_index(folder: str, check: bool) -> bool:
    """Write a log's index where it is stale; with `check` only say so. Whether it was said."""
    if own_index_file(load_contract(folder)):
        return False
    if check:
        path = index_file(folder)
        now, fresh, _ = fresh_index(Log(folder), path)
        if now != fresh:
            say(f"{path}: the index is stale; run {ADR} index")
        return now != fresh
    with Lock(folder):
        log, path, change = Log(folder), index_file(folder), Change(Journal(folder))
        # A README that people deleted stays so through an update.
        if plan_index(log, path, change, create=not os.environ.get("COPIER_OPERATION")):
            change.commit()
            out(f"{from_here(path)}: {counted(log.records)}\n")
    return False
