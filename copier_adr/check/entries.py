"""The entries of adr-baseline.json: old faults, each of one file, or of many records that share it."""

from __future__ import annotations

import os

from ..faults import Fault
from ..log.contract import BASELINE
from ..program import ADR
from ..record.names import name_facts
from ..text.files import read_bytes
from ..text.pattern import Pattern
from ..vocabulary.names import COVERS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from typing import Any

    Key = tuple[str, str, str]  # rule, file, subject
    NumberIn = tuple[str, int]  # folder below the log, number

# What a record lacks only because the log's style became another one.
OF_STYLE = ("missing-section", "unknown-status", "no-date")
SPANS = Pattern(r"\d{1,8}(?:-\d{1,8})?(?:, \d{1,8}(?:-\d{1,8})?)*")
# More numbers than that are no log's; a file that names them is not what `check` wrote.
MOST_NUMBERS = 100_000


class Entry:
    """One entry of a baseline.

    Attributes:
        rule, subject: what is wrong.
        file: in which file; the folder of the records where `numbers` says which.
        records: the numbers as they are written, such as "1-4, 6-106"; "" where the entry is of one file.
        numbers: those numbers; a date counts as one, 20260102.
    """

    __slots__ = ("file", "numbers", "records", "rule", "subject")

    def __init__(self, rule: str, subject: str, file: str, records: str = "") -> None:
        self.rule, self.subject, self.file, self.records = rule, subject, file, records
        self.numbers: list[int] = in_spans(records) if records else []

    def keys(self, places: dict[NumberIn, list[str]]) -> list[Key]:
        """Each fault that it holds, by the files of a log; a number that no file has stands for itself."""
        if not self.records:
            return [(self.rule, self.file, self.subject)]
        where = f"{self.file}/" if self.file else ""
        files = (file for n in self.numbers for file in places.get((self.file, n), [f"{where}{n}"]))
        return [(self.rule, file, self.subject) for file in files]


def in_spans(text: str) -> list[int]:
    """The numbers that "1-4, 6-106" names. ValueError where it is no such text, or they are more than any log has."""
    if not SPANS.fullmatch(text):
        raise ValueError(f"its records {text[:80]!r} are no numbers such as 1-4, 6-106")
    found: list[int] = []
    for part in text.split(", "):
        first, _, last = part.partition("-")
        numbers = range(int(first), int(last or first) + 1)
        if len(found) + len(numbers) > MOST_NUMBERS:
            raise ValueError(f"its records {text[:80]!r} are more than {MOST_NUMBERS:,}")
        found += numbers
    return found


def as_spans(numbers: Iterable[int]) -> str:
    """Numbers as text, such as "1-4, 6-106"."""
    spans: list[list[int]] = []
    for n in sorted(numbers):
        if spans and n == spans[-1][1] + 1:
            spans[-1][1] = n
        else:
            spans.append([n, n])
    return ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in spans)


def place_of_record(file: str) -> NumberIn | None:
    """The folder that counts a record, and its number there, else its date as a number; None where its name has neither."""
    folder, _, name = file.rpartition("/")
    stem = name.rpartition(".")[0]
    if folder and stem.lower() in COVERS:
        folder, _, stem = folder.rpartition("/")
    number, _, day = name_facts(stem)
    if day:
        number = int(day.replace("-", ""))
    return None if number is None else (folder, number)


def by_place(files: Iterable[str]) -> dict[NumberIn, list[str]]:
    """The files of each place in a log; several share one where a number is used twice."""
    found: dict[NumberIn, list[str]] = {}
    for file in files:
        place = place_of_record(file)
        if place:
            found.setdefault(place, []).append(file)
    return found


def gathered(keys: Collection[Key], files: Iterable[str]) -> list[Entry]:
    """Entries for faults: one for all the records of a folder that share a fault, and one each for the others.

    `files` are the records of the log. A number that only some of its files share the fault of is no part of a
    common entry, so that an entry never holds more than what was found.
    """
    places = by_place(files)
    wanted = set(keys)
    said: dict[str, set[tuple[str, str]]] = {}
    for rule, file, subject in wanted:
        said.setdefault(file, set()).add((rule, subject))
    common: dict[Key, list[int]] = {}
    for (folder, number), its in places.items():
        for rule, subject in set.intersection(*[said.get(file, set()) for file in its]):
            common.setdefault((rule, folder, subject), []).append(number)
    made = []
    for (rule, folder, subject), numbers in sorted(common.items()):
        if len(numbers) > 1:
            entry = Entry(rule, subject, folder, as_spans(numbers))
            made.append(entry)
            wanted -= set(entry.keys(places))
    return made + [Entry(rule, subject, file) for rule, file, subject in sorted(wanted)]


def read_baseline(folder: str) -> list[Entry]:
    """The entries of a log's baseline; none where there is no such file. Fault where it cannot be read as one."""
    path = os.path.join(folder, BASELINE)
    try:
        return entries(read_bytes(path))
    except FileNotFoundError:
        return []
    except OSError as error:
        reason = error.strerror or str(error)
    except (ValueError, RecursionError) as error:
        reason = str(error)
    except (KeyError, TypeError, AttributeError):
        reason = "is no list of faults with a rule and a file each"
    raise Fault(f"{path}: {reason}; restore it from git, or write it anew with `{ADR} check --write-baseline`")


def entries(data: bytes) -> list[Entry]:
    """The entries of a baseline's bytes. ValueError, KeyError, TypeError or AttributeError where they are none."""
    import json

    return [_entry_of_row(row) for row in json.loads(data.decode("utf-8-sig"))["faults"]]


def _entry_of_row(row: dict[str, Any]) -> Entry:
    subject, records = row.get("subject", ""), row.get("records", "")
    file = row.get("folder", "") if records else row["file"]
    if not all(isinstance(value, str) for value in (row["rule"], subject, file, records)):
        raise TypeError
    return Entry(row["rule"], subject, file, records)


def as_row(entry: Entry) -> dict[str, str]:
    """An entry as the file has it."""
    if entry.records:
        where = {"folder": entry.file} if entry.file else {}
        where["records"] = entry.records
    else:
        where = {"file": entry.file}
    return {"rule": entry.rule, **where, **({"subject": entry.subject} if entry.subject else {})}


def held(kept: Iterable[Entry], files: Iterable[str]) -> set[Key]:
    """Each fault that these entries hold in a log with these files."""
    places = by_place(files)
    return {key for entry in kept for key in entry.keys(places)}


def entry_words(rule: str, where: str, subject: str) -> str:
    """An entry in a message."""
    return f"{rule} in {where}" + (f" ({subject})" if subject else "")
