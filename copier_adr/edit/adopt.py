"""A README that was there before gains an index."""

from __future__ import annotations

import os

from ..faults import Fault
from ..log.index import MARKER, MARKER_END, MARKER_STEM, counted, index_text, new_readme
from ..program import ADR
from ..text.files import decode, line_end, read_bytes
from ..text.headings import headings
from ..text.mask import CONFLICT, mask_fences
from ..vocabulary.words import plain
from .index import plan_index
from .listing import listing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..log.log import Log
    from .change import Change


def adopt_index(log: Log, path: str, change: Change) -> list[str]:
    """Plan markers and an index for a README that has none; what is done, in words.

    A table or list of the records that is there already is taken over where its rows say nothing that the
    index does not; else the index goes below everything. No other line changes.
    """
    if not os.path.lexists(path):
        change.write(path, new_readme(log).encode())
        return [f"{path}: written, with an index of {counted(log.records)}"]
    text, encoding = decode(read_bytes(path))
    if MARKER_STEM in mask_fences(text):
        return [f"{path}: {counted(log.records)}"] if plan_index(log, path, change) else []
    if CONFLICT.search("\n" + text):
        raise Fault(f"{path}: has conflict markers; settle them, then run `{ADR} adopt`")
    new, how = _with_index(log, text)
    try:
        change.write(path, new.encode(encoding))
    except UnicodeEncodeError:
        raise Fault(f"{path}: is {encoding} and cannot hold the records' titles; save it as UTF-8") from None
    return [f"{path}: {how}"]


def _with_index(log: Log, text: str) -> tuple[str, str]:
    """(the README with an index, what was done)."""
    newline = line_end(text)
    block = MARKER + newline + index_text(log, newline) + MARKER_END
    place = listing(log, text)
    if place:
        new = text[: place[0]] + block + text[place[1] :]
        return new, f"the list of records is now written by `{ADR} index`"
    gap = "" if not text.strip() else newline if text.endswith(newline) else newline * 2
    named = any(plain(h.text) in ("index", "adr index") for h in headings(text))
    heading = "" if named else "## Index" + newline * 2
    return text + gap + heading + block + newline, "the index was added at the end"
