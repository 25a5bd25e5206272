"""What only the whole log can say of its records: which titles are numbered, and which files go with another one."""

from __future__ import annotations

import re
from collections import Counter

from ..record.names import translated
from ..vocabulary.names import COMPANIONS, FORM_WORDS, RECORD_WORDS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..record.record import Record


def settle(records: list[Record]) -> list[Record]:
    """The records without what goes with one of them; titles get back a number that is part of them."""
    settle_titles(records)
    kept = _without_twins(records)
    numbers: dict[int, list[Record]] = {}
    for record in kept:
        if record.number is not None:
            numbers.setdefault(record.number, []).append(record)
    return [r for r in kept if r.number is None or not _is_companion(r, numbers[r.number])]


def settle_titles(records: list[Record]) -> None:
    """A number that may be part of a title leads it only where other titles of the log are led so.

    "HTTP 2 - everywhere" in record 2 keeps its number, unless other records are called "HTTP 3 - …"; "4 eyes principle"
    keeps it where most other titles have none.
    """
    _without_common_title(records)
    doubtful = [record for record in records if record.whole_title]
    if not doubtful:
        return
    prefixes: dict[str, int] = {}
    for record in records:
        if record.title_number is not None or record.whole_title:
            prefixes[record.title_prefix] = prefixes.get(record.title_prefix, 0) + 1
    # "HTTP 2" and "RHEL 5" are no custom of a log where each stands alone.
    led = sum(times for prefix, times in prefixes.items() if not prefix or times > 1)
    titled = sum(1 for record in records if record.title)
    for record in doubtful:
        others = prefixes[record.title_prefix] - 1 if record.title_prefix else led - 1
        if others < 1 or (not record.title_prefix and 2 * others < titled - 1) or not _led_by_own(record):
            record.title = record.whole_title
        else:
            record.title_number = record.number


def _without_common_title(records: list[Record]) -> None:
    """A title that most records share ("RFC Proposal") is that of their form: each goes by its file's name."""
    times = Counter(record.title for record in records if record.title)
    title, most = times.most_common(1)[0] if times else ("", 0)
    if most > 2 and 2 * most > len(records) and FORM_WORDS.issuperset(title.casefold().split()):
        for record in records:
            if record.title == title:
                record.title = record.title_number = record.whole_title = None


def _led_by_own(record: Record) -> bool:
    """Whether the number in question is that of the record."""
    digits = re.search(r"\d+", record.whole_title or "")
    return digits is not None and int(digits.group()) == record.number


def _without_twins(records: list[Record]) -> list[Record]:
    """Records without translations of another one: `0001-a.ja.md` or `ja/0001-a.md` beside `0001-a.md`."""
    files = {record.file: record for record in records}
    possible = {record.file: paths for record in records if (paths := list(translated(record.file)))}
    if not possible:
        return records
    origins = {file: next((p for p in paths if p in files and p != file), "") for file, paths in possible.items()}
    own = [record for record in records if not origins.get(record.file)]
    named: dict[tuple[str, int | None, str], list[str]] = {}  # (folder, number, prefix) -> files
    for record in own:
        named.setdefault((record.file.rpartition("/")[0], record.number, record.prefix), []).append(record.file)
    for record in own:  # the name of a translation may be translated too
        folders = {path.rpartition("/")[0] for path in possible.get(record.file, ())} - {record.file.rpartition("/")[0]}
        same = [file for home in folders for file in named.get((home, record.number, record.prefix), ())]
        origins[record.file] = same[0] if len(same) == 1 and record.number is not None else ""
    for record in records:
        origin = files.get(origins.get(record.file) or "")
        if origin:
            origin.translations = sorted([*origin.translations, record.file])
    return [record for record in own if not origins[record.file]]


def _is_companion(record: Record, same: list[Record]) -> bool:
    """Whether a file goes with a record of the same number: it states no status, and lies below or is called so."""
    if record.status or len(same) < 2:
        return False
    folder, _, name = record.file.rpartition("/")
    stem = name.rpartition(".")[0]
    for other in same:
        if other is record or not other.status:
            continue
        home, _, own = other.file.rpartition("/")
        below = folder != home and (folder + "/").startswith(home + "/" if home else "")
        words = [word for word in re.split(r"[-_. ]+", stem.casefold()) if word.isalpha()]
        called = all(word in COMPANIONS or word in RECORD_WORDS for word in words) or stem.startswith(
            own.rpartition(".")[0]
        )
        if below or (folder == home and called and bool(words)):
            return True
    return False
