"""Rules on files as files: conflict markers, encodings, what cannot be read or is passed over."""

from __future__ import annotations

import os

from ...log.contract import BLANK
from ...text.files import why_unreadable
from ...text.mask import CONFLICT, mask
from ..rule import ERROR, WARNING, Rule
from .upkeep import TOOLS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..page import Checked
    from ..whole import Whole


def conflict_markers(page: Checked) -> Iterator[tuple[int, str, str]]:
    text = page.text
    if "<<<<<<<" in text or ">>>>>>>" in text:
        m = CONFLICT.search("\n" + mask(text))
        if m:
            yield page.line(m.start()), "", "it has conflict markers"


def nothing_read(whole: Whole) -> Iterator[tuple[str, int, str, str]]:
    log = whole.log
    if not log.records and log.candidates:
        yield "", 1, "", f"{log.candidates} files are there and none reads as a record"


def unreadable(whole: Whole) -> Iterator[tuple[str, int, str, str]]:
    folder = whole.log.folder
    others = [(name, why_unreadable(os.path.join(folder, name))) for name in (BLANK, *TOOLS)]
    for file, reason in [*whole.log.unreadable, *others]:
        if reason:
            yield file, 1, "", f"it cannot be read: {reason}"


def not_followed(whole: Whole) -> Iterator[tuple[str, int, str, str]]:
    for file in whole.log.passed:
        yield file, 1, "", "it is a symbolic link, or cannot be opened, and is not read"


def not_utf8(page: Checked) -> Iterator[tuple[int, str, str]]:
    if page.encoding != "utf-8":
        yield 1, "", f"it is not UTF-8 and was read as {page.encoding}"


FILE_RULES = (
    Rule(
        "conflict-markers",
        ERROR,
        "A file has conflict markers.",
        "Settle the conflict and delete the markers.",
        of_record=conflict_markers,
    ),
    Rule(
        "nothing-read",
        ERROR,
        "There are files and no record among them.",
        "Check --dir and the files' names.",
        of_log=nothing_read,
        may_be_old=False,
    ),
    Rule(
        "unreadable",
        ERROR,
        "A file cannot be read.",
        "Put an ordinary file there that may be read, or delete it.",
        of_log=unreadable,
    ),
    Rule(
        "not-followed",
        WARNING,
        "A symbolic link is passed over.",
        "Put the record itself into the log.",
        of_log=not_followed,
    ),
    Rule("not-utf8", WARNING, "A file is not UTF-8.", "Save it as UTF-8.", of_record=not_utf8),
)
