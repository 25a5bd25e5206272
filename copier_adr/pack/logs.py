"""The log that a project has before the pack comes: what its records look like. Where it lies says look.py.

Only at the time of the first copy; every default found here is recorded as an answer.
"""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from ..log.index import index_file
from ..record.name_form import DATED_NAME, NUMBERED_NAME, NamesOf, usable_form, without_strays
from ..record.places import read_place
from ..text.headings import headings
from . import styles

SAMPLE = 12


class Names(NamedTuple):
    """How the records of a log are called: values of the questions of these names; `None` where it is not clear."""

    numbering: str | None
    number_width: int | None
    filename_prefix: str | None
    file_name: str | None


def names_in(records: list[dict[str, Any]]) -> Names:
    """The naming that most records share. `records` is what `adr.py` read."""
    if not records:
        return Names(None, None, None, None)
    found = NamesOf(str(record["file"]) for record in records)
    usual = DATED_NAME if found.dated and not found.numbered else NUMBERED_NAME
    form = usable_form(found.form)
    width = found.width if found.width and 1 <= found.width <= 6 else None
    prefix = found.prefix if found.prefix and re.fullmatch(r"[^\W\d_][\w.-]{0,39}", found.prefix) else None
    return Names(
        _numbering(found, [record["number"] for record in records if record["number"] is not None]),
        width,
        prefix,
        form if form and form.replace("{prefix}", "") != usual.replace("{prefix}", "") else None,
    )


def _numbering(found: NamesOf, numbers: list[int]) -> str | None:
    if not found.numbered:
        return "date" if found.dated else None
    # Numbers with wide gaps come from a tracker; the next free one would be an issue's.
    kept = without_strays(numbers)
    gaps = [after - before for before, after in pairwise(kept)]
    far = len(kept) >= 5 and kept[-1] - kept[0] >= 10 * len(kept) and 2 * sum(gap > 1 for gap in gaps) > len(gaps)
    return "tracker" if far else "sequential"


def style_in(log: Path, records: list[dict[str, Any]]) -> str:
    """The style that the newest records of a log keep, or "" where none fits clearly.

    A record keeps a style when it has every heading that the style requires, no more strange headings than known
    ones, and states its status where the style does.
    """
    texts = []
    for record in records[-SAMPLE:]:
        try:
            texts.append((log / record["file"]).read_text(encoding="utf-8", errors="replace")[:200_000])
        except OSError:
            continue
    seen = [(text, {_plain(heading.text) for heading in headings(text) if heading.level > 1}) for text in texts]
    best = (0.0, 0.0, 0, "")  # of two alike the plainer name wins
    for name in styles.names():
        style = styles.load(name)
        values = dict.fromkeys(styles.REFERENCE.findall(style.body), "x")
        parts = [part for part in styles.sections(style, style.filled(values)) if "{" not in part.title]
        needed = {_plain(part.title) for part in parts if not part.optional}
        known = {_plain(part.title) for part in parts}
        place: dict[str, str] = dict((style.contract.record.status or {}).items())
        kept = [
            len(heads & known) / len(heads | known)
            for text, heads in seen
            if needed <= heads and 2 * len(heads & known) >= len(heads) > 0 and read_place(text, place)
        ]
        if 3 * len(kept) >= 2 * len(seen) > 0 and len(needed) >= 2:
            best = max(best, (len(kept) / len(seen), sum(kept) / len(kept), -len(name), name))
    return best[3]


def _plain(heading: str) -> str:
    return " ".join(heading.strip(" *_`:").split()).casefold()


def own_index(log: Path) -> str:
    """The name of the README or index that the folder `log` has, or ""."""
    path = Path(index_file(str(log)))
    return path.name if path.is_file() else ""
