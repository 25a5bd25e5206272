"""What a change does to the log, and whether an older head of it did the same."""

from __future__ import annotations

import re
from typing import NamedTuple

from ..forge.http import Json, Refused
from .change import Change, Forge
from .log import ReviewedLog
from .neighbour import Unreadable, read_sides

# From the weightiest to the lightest; a change is what its weightiest record is. The last two have a rule of their own.
KINDS = (
    "change of the rule", "change that is too much to read", "new record", "removal", "supersession", "revision",
    "status change", "editorial change",
)  # fmt: skip
TOO_MUCH = KINDS[1]
LIGHT = KINDS[-2:]
DECIDED = {"accepted", "rejected", "deprecated", "superseded"}
MOST_FILES = 200
UNSAFE = re.compile(r"[\x00-\x1f\x7f\\:*?\"<>|]|^/|//|(?:^|/)\.{1,2}(?:/|$)|[^/]{200}|(?:[^/]+/){40}")


class Touched(NamedTuple):
    """A change's kind, '' where it touches no record, and its files: path -> text at the head, None where it is gone.

    No files: what they are is not known, so nothing that was seen before can be said to be the same.
    """

    kind: str
    files: dict[str, str | None]


def touched(log: ReviewedLog, forge: Forge, change: Change, seconds: float) -> Touched:
    """What the change does to the log. Reading its records takes at most so many seconds."""
    files, whole = forge.files(change)
    if not whole:
        return Touched(TOO_MUCH, {})
    if any(log.rules_in(path) for file in files for path in file if path):
        return Touched(KINDS[0], {})
    pairs = [p for p in ((log.inside(f.before), log.inside(f.after)) for f in files) if any(p)]
    if not pairs:
        return Touched("", {})
    # What is too much to read, or has a name that not every disk bears, counts as the weightiest that it can be.
    if len(pairs) > MOST_FILES:
        return Touched(TOO_MUCH, {})
    if any(UNSAFE.search(path) for pair in pairs for path in pair):
        return Touched("new record", {})
    commits = forge.fork_point(change), change.head
    texts: tuple[dict[str, str], dict[str, str]] = ({}, {})
    for pair in pairs:
        for side, commit in enumerate(commits):
            if pair[side]:
                texts[side][pair[side]] = _there(forge, log.prefix + pair[side], commit)
    at_head: dict[str, str | None] = {log.prefix + path: texts[1].get(path) for pair in pairs for path in pair if path}
    try:
        old, new = read_sides(log.folder, log.contract, list(texts), seconds)
    except Unreadable:
        return Touched(TOO_MUCH, at_head)
    kinds: set[str] = set()
    for before, after in pairs:
        was, now = old.records.get(before), new.records.get(after)
        if was and now:
            kinds |= _kinds_of_edit(was, now, old.frozen[before] == new.frozen[after])
        elif now:
            kinds.add("new record")
        elif was:
            kinds.add("removal")
    return Touched(next((k for k in KINDS if k in kinds), ""), at_head)


def _there(forge: Forge, path: str, commit: str) -> str:
    """A file's text. What the change has and the forge does not give is no reason to call the change harmless."""
    text = forge.text(path, commit)
    if text is None:
        raise Refused(f"{path} is in the change, and the forge does not give it; may the token read the repository?")
    return text


def _kinds_of_edit(was: Json, now: Json, same_words: bool) -> set[str]:
    kinds = set()
    replaced = now["status"] == "superseded" != was["status"]
    if replaced or any(set(was[k]) != set(now[k]) for k in ("supersedes", "superseded_by")):
        kinds.add("supersession")
    if (was["status"], was["status_text"]) != (now["status"], now["status_text"]):
        kinds.add("status change")
    if not same_words:
        # Until it is decided, a record's text is the proposal itself.
        kinds.add("editorial change" if was["status"] in DECIDED else "revision")
    return kinds or {"editorial change"}


def same_files(forge: Forge, log: ReviewedLog, files: dict[str, str | None], commit: str) -> bool:
    """Whether the change's files were the same at an older head, those that it removes removed already.

    Bringing a branch up to date makes no review void.
    """
    if not files or not re.fullmatch("[0-9a-f]{40,64}", commit):
        return False
    if None in files.values() and forge.text(log.prefix + "adr.json", commit) is None:
        return False  # the forge does not show this commit at all, so a file that it does not give may be there
    return all(forge.text(path, commit) == text for path, text in files.items())
