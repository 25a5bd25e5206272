"""A log that was there before gains an index, or keeps its own."""

from __future__ import annotations

import os

from ..faults import Fault
from ..log.contract import OWN_INDEX, own_index_file
from ..log.index import MARKER, MARKER_END, MARKER_STEM, counted, index_file, index_text, new_readme
from ..log.list_rows import title_words
from ..log.listed import own_list
from ..program import ADR
from ..text.files import decode, encoded, line_end, read_bytes
from ..text.headings import headings
from ..text.markup import cell
from ..text.mask import CONFLICT, mask_fences
from ..vocabulary.words import plain
from .index import plan_index

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..log.listed import Listed
    from ..log.log import Log
    from .change import Change

# What becomes of the list of records that a log has.
AS_TABLE = "written"


def has_markers(path: str) -> bool:
    """Whether a file is there that has the lines between which an index is written."""
    return os.path.lexists(path) and MARKER_STEM in mask_fences(decode(read_bytes(path))[0])


def kept_list(log: Log) -> Listed | None:
    """The list that people keep of a log's records; None where there is none, or an index of ours."""
    return _if_whole(_list_there(log))


def _list_there(log: Log) -> Listed | None:
    """The same, or a list of some of the records."""
    return None if has_markers(index_file(log.folder)) else own_list(log)


def _if_whole(found: Listed | None) -> Listed | None:
    return found if found and found.is_index else None


def way_with(listed: Listed | None) -> str:
    """What becomes of a log's list unless people say otherwise: `written`, or `own` where it says more than ours would."""
    return OWN_INDEX if listed and listed.more_than_ours() else AS_TABLE


def adopt_index(log: Log, change: Change, replace: bool = False) -> list[str]:
    """Plan markers and an index for a log that has none; what is done, in words.

    A list of the records that is there already is taken over where it says nothing that the index does not, and with
    `replace` whatever it says; else it stays, and nothing is written. No other line changes.
    """
    own = own_index_file(log.contract)
    if own:
        return [_own_stays(log, os.path.join(log.folder, own))]
    found = _list_there(log)
    listed = _if_whole(found)
    if listed and way_with(listed) == OWN_INDEX and not replace:
        return [_says_more(listed, os.path.join(log.folder, listed.name))]
    if listed and not listed.can_hold_ours:
        raise Fault(
            f"{os.path.join(log.folder, listed.name)}: lists the records and is no Markdown, so that no index can take the "
            f'place of that list; delete it, then run `{ADR} adopt`, or keep it: "index": "own" in adr.json'
        )
    path = os.path.join(log.folder, listed.name) if listed else index_file(log.folder)
    if not os.path.lexists(path):
        change.write(path, encoded(new_readme(log), "utf-8", path))
        return [f"{path}: written, with an index of {counted(log.records)}"]
    text, encoding = decode(read_bytes(path))
    if has_markers(path):
        return [f"{path}: {counted(log.records)}"] if plan_index(log, path, change) else []
    if CONFLICT.search("\n" + text):
        raise Fault(f"{path}: has conflict markers; settle them, then run `{ADR} adopt`")
    new, how = _with_index(log, text, listed)
    change.write(path, encoded(new, encoding, path))
    return [f"{path}: {how}{_beside_a_selection(found, log)}"]


def _own_stays(log: Log, path: str) -> str:
    listed = own_list(log)
    reason = listed.more_than_ours() if listed else ""
    because = f", because {reason}" if reason else ""
    other = ". With --data index=replace, now or in an update, the index is written in its place"
    return (
        f"{path}: its list of the records stays yours{because}: nothing writes it, and `{ADR} check` compares it with the "
        f"records (index=own){other if not listed or listed.can_hold_ours else ''}"
    )


def _says_more(listed: Listed, path: str) -> str:
    return (
        f"{path}: its list of the records stays as it is, because {listed.more_than_ours()}, and no index was written. Ways "
        f'on: `{ADR} adopt --replace` writes the index in its place; with "index": "own" in adr.json `{ADR} check` '
        "compares it with the records"
    )


def _with_index(log: Log, text: str, listed: Listed | None) -> tuple[str, str]:
    """(the README with an index, what was done)."""
    newline = line_end(text)
    titles = listed_titles_of(listed) if listed else {}
    block = MARKER + newline + index_text(log, newline, titles) + MARKER_END
    if listed and listed.blocks:
        return _in_place(text, listed, block), (
            f"the list of records is now written by `{ADR} index` (index=written). With --data index=own it stays yours, and "
            f"`{ADR} check` compares it with the records"
        )
    gap = "" if not text.strip() else newline if text.endswith(newline) else newline * 2
    named = any(plain(h.text) in ("index", "adr index") for h in headings(text))
    heading = "" if named else "## Index" + newline * 2
    return text + gap + heading + block + newline, "the index was added at the end"


def _beside_a_selection(found: Listed | None, log: Log) -> str:
    """What is said of a list that stays above the index, since it has some of the records only."""
    if not found or not found.is_selection:
        return ""
    return (
        f". What lists {len(found.files)} of the {len(log.records)} records there stays as it is; with --data index=own it "
        "is the only list"
    )


def _in_place(text: str, listed: Listed, block: str) -> str:
    """The text with the index in the place of its first list of records, and without the others."""
    for n, part in reversed(list(enumerate(listed.blocks))):
        end = part.start + len(text[part.start : part.end].rstrip())
        text = text[: part.start] + (block if n == 0 else "") + text[end:]
    return text


def listed_titles_of(listed: Listed) -> dict[str, str]:
    """{file: title} of a list that people kept, each as one cell of a table."""
    return {row.record.file: cell(row.title) for row in listed.rows if row.record and title_words(row.title)}
