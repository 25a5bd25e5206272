"""Rules on what the other rules stand on: a branch must not loosen them for itself."""

from __future__ import annotations

import os

from ...log.contract import BASELINE, CONTRACT
from ...recorded import read_recorded
from ..entries import OF_STYLE, by_place, entry_words, read_baseline
from ..rule import ERROR, WARNING, Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..whole import Whole

SOURCE_KEYS = ("_src_path", "_commit", "tool_source")


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
    """The addresses and the version in the answers file, which say whose code the next update and the pipelines run."""
    path, text, old_text = whole.base.answers() if whole.base else ("", "", "")
    if not path:
        return
    file = os.path.relpath(path, whole.log.folder).replace(os.sep, "/")
    now, before = read_recorded(text), read_recorded(old_text)
    for key in SOURCE_KEYS:
        was, is_ = before.plain(key), now.plain(key)
        if was != is_:
            said = f"{key} went from {was[:500] or 'nothing'} to {is_[:500] or 'nothing'}"
            yield file, now.lines.get(key, 1), key, " ".join(said.split())
    for line, odd in now.odd.items():
        if odd not in before.odd.values():
            yield file, line, odd, f"Copier writes no line like {odd!r}; YAML may read another source or version there"


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
        "The pack's address or version, or that of its tool, in the answers file changed.",
        "Merge it only where it is an update of the pack: the next update runs code from there.",
        of_log=new_source,
        may_be_old=False,
        held_by_base=True,
    ),
)
