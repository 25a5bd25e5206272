"""The log that a project has before the pack comes: what its records look like. Where it lies says look.py.

Only at the time of the first copy; every default found here is recorded as an answer.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, NamedTuple

from ..log.index import index_file
from ..record.places import read_place
from ..text.headings import headings
from . import styles

# A file name that bears a number or a date, perhaps after a prefix: `0001-x.md`, `ADR-012_x.md`, `2024-05-01-x.md`.
RECORD_NAME = re.compile(r"(?P<prefix>(?:[^\W\d]+[-_ ]?){0,3}?)(?P<digits>\d{2,14})(?P<rest>[-_. ].*|)$")
DATE_NAME = re.compile(r"\d{4}-\d\d-\d\d[-_]|\d{8}(?:\d{6})?[-_]|\d{4}-\d\d-[^\d]")
SAMPLE = 12
# Names under which a log's index is found, the likeliest first.
INDEX_NAMES = ("readme.md", "index.md", "readme.markdown", "index.markdown")


class Names(NamedTuple):
    """How the records of a log are called: values of the questions of these names; `None` where it is not clear."""

    numbering: str | None
    number_width: int | None
    filename_prefix: str | None


def names_in(records: list[dict[str, Any]]) -> Names:
    """The naming that most records share. `records` is what `adr.py` read."""
    stems = []
    for record in records:
        path = Path(record["file"])
        stems.append(path.parent.name if path.name.lower() in INDEX_NAMES else path.name.rpartition(".")[0])
    dated = [stem for stem in stems if DATE_NAME.match(stem)]
    if not stems:
        return Names(None, None, None)
    if 2 * len(dated) > len(stems):
        return Names("date", None, None)
    found = [match for stem in stems if stem not in dated and (match := RECORD_NAME.match(stem))]
    width, prefix = (
        _most([len(m["digits"]) for m in found], len(stems)),
        _most([m["prefix"] for m in found], len(stems)),
    )
    numbers = sorted(int(match["digits"]) for match in found)
    # Numbers with wide gaps come from a tracker; the next free one would be an issue's.
    far = len(numbers) >= 5 and numbers[-1] >= 10 * len(numbers)
    return Names(
        "tracker" if far else "sequential" if found else None,
        width if width and 3 <= width <= 6 else None,
        prefix if prefix and re.fullmatch(r"[^\W\d_][\w.-]{0,39}", prefix) else None,
    )


def _most(values: list[Any], among: int) -> Any:
    """The value that at least two thirds share, or `None`."""
    value = max(set(values), key=values.count, default=None)
    return value if value is not None and 3 * values.count(value) >= 2 * among else None


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
        place: dict[str, str] = dict(style.contract.record.status.items())
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
