"""Rules on what the other rules stand on: a branch must not loosen them for itself."""

from __future__ import annotations

import os
import re

from ...log.contract import BASELINE, CONTRACT
from ..entries import OF_STYLE, by_place, entry_words, read_baseline
from ..rule import ERROR, WARNING, Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..whole import Whole

SOURCE_KEYS = ("_src_path", "_commit")


def grown_baseline(whole: Whole) -> Iterator[tuple[str, int, str, str]]:
    """Entries that the base lacks. A log's first baseline is none, nor what older records lack of a new style."""
    base = whole.base
    old = base.baseline() if base else None
    if not base or old is None:
        return
    names = {b.after.file: b.file for b in base.changed if b.after}
    new_style = base.contract is not None and base.contract["style"] != whole.log.contract["style"]
    places = by_place(base.now)
    for entry in read_baseline(base.folder):
        rule, subject = entry.rule, entry.subject
        grown = [
            file
            for _, file, _ in entry.keys(places)
            if (rule, file, subject) not in old and (rule, names.get(file, file), subject) not in old
        ]
        if new_style and rule in OF_STYLE:
            grown = [file for file in grown if names.get(file, file) not in base.before]
        for file in grown:
            what = entry_words(rule, file, subject)
            yield BASELINE, 1, f"{rule} {file} {subject}", f"its entry {what} is not on {base.ref}"


def new_status(whole: Whole) -> Iterator[tuple[str, int, str, str]]:
    """Statuses that the branch adds to adr.json and gives to a record at once."""
    base = whole.base
    if not base or base.contract is None or base.contract["style"] != whole.log.contract["style"]:
        return
    old = {str(status).casefold() for status in base.contract.get("statuses") or ()}
    added = {str(status).casefold() for status in whole.log.contract.get("statuses") or ()} - old
    for record in whole.log.records if added else ():
        said = " ".join((record.status_text or "").casefold().split())
        word = record.status if record.status in added else next((a for a in added if said == a), None)
        if word:
            yield record.file, 1, word, f"its status {word!r} came into {CONTRACT} after {base.ref}"


def new_source(whole: Whole) -> Iterator[tuple[str, int, str, str]]:
    """The pack's address or version in the answers file, which say whose code the next update runs."""
    path, now, before = whole.base.answers() if whole.base else ("", "", "")
    for key in SOURCE_KEYS if path else ():
        was, is_ = _value(before, key), _value(now, key)
        if was[1] != is_[1]:
            file = os.path.relpath(path, whole.log.folder).replace(os.sep, "/")
            yield file, is_[0], key, f"{key} went from {was[1] or 'nothing'} to {is_[1] or 'nothing'}"


def _value(text: str, key: str) -> tuple[int, str]:
    """(line, value) of a key of the answers file."""
    m = re.search(rf"(?m)^[\"']?{key}[\"']?[ \t]*:[ \t]*([^\r\n]{{0,500}})", text)
    return (text.count("\n", 0, m.start()) + 1, m.group(1).strip()) if m else (1, "")


GROUND_RULES = (
    Rule(
        "grown-baseline",
        ERROR,
        "The baseline holds a fault that the base does not have in it.",
        "Mend the fault and strike the entry.",
        of_log=grown_baseline,
        may_be_old=False,
        held_by_base=True,
    ),
    Rule(
        "new-status",
        ERROR,
        "A record has a status that the same change adds to adr.json.",
        "Bring the status into adr.json by a change of its own first.",
        of_log=new_status,
        may_be_old=False,
        held_by_base=True,
    ),
    Rule(
        "new-source",
        WARNING,
        "The pack's address or version in the answers file changed.",
        "Merge it only where it is an update of the pack: the next update runs code from there.",
        of_log=new_source,
        may_be_old=False,
        held_by_base=True,
    ),
)
