"""What the newest records of a log share, as the text of a style file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, Literal

from ..log.log import Log
from ..record.record import Record
from ..record.status import canonical
from ..record.title import NUMBER_PART
from ..text.headings import below_title, headings
from ..text.markup import cells
from ..vocabulary.names import ASCIIDOC
from ..vocabulary.statuses import UNDECIDED
from ..vocabulary.words import plain
from . import prints, styles
from .own_words import HINTS, OF_MANY_LANGUAGES, SEEN_OFTEN, USUAL, decided, own_statuses
from .seen import Key, Line, Part, Place, Seen, look, shared

OPEN = "{…}"  # guidance that says nothing but that something belongs there
ALWAYS = 0.9  # of the newest records: what so many have is no matter of choice
# How a record names another one where it is not written in Markdown.
REFERENCES = {"rst": "`{title} <{file}>`_", **dict.fromkeys(ASCIIDOC, "link:{file}[{title}]")}
ENOUGH = 4  # records whose equal values are no accident
DECIDED_OR_NOT = (*USUAL, *UNDECIDED)
VALUE_ENDS = re.compile(r"[ \t]*(?:(?:\||\\|<br ?/?>)[ \t]*)?")


class Form:
    """What the newest records of a log share.

    Attributes:
        title, status, date: as in `Seen`.
        paths: the sections that at least half of them have.
        statuses: the log's words, that of a new record first.
        disagree: why they share too little; "" where they do.
    """

    def __init__(self, newest: Sequence[Seen], log: Log, records: Sequence[Record]) -> None:
        self.newest, self.words = newest, log.words
        least = 0.5 if len(newest) >= 4 else 1
        self.title = _title_of([one.title for one in newest if one.title])
        self.date = shared((one.date for one in newest), 0.5)
        counted = Counter(path for one in newest for path in dict.fromkeys(one.paths))
        kept = {path for path, count in counted.items() if count >= least * len(newest)}
        kept |= _wherever(newest, kept, least)
        self.always = {path for path in kept if counted[path] >= ALWAYS * len(newest)}
        self.statuses = own_statuses(records, log.words)
        counted_words = Counter(record.status for record in records if record.status in DECIDED_OR_NOT)
        self.used = {status for status, count in counted_words.items() if count >= SEEN_OFTEN}
        self.status, self.disagree = self._status(records)
        if not (self.disagree or self.status or kept):
            self.disagree = "they share no section and state no status"
        kept |= {path for path in counted if self._holds_status(path)}
        self.example = max(reversed(newest), key=lambda one: self._likeness(one, kept))
        self.paths = _in_order(kept, newest, self.example)
        self.english = any(path[-1] in HINTS and path[-1] not in OF_MANY_LANGUAGES for path in self.paths)

    def _holds_status(self, path: tuple[str, ...]) -> bool:
        """Whether the status stands in that section, at whatever level most records have it."""
        if not self.status or self.status[0] != "section" or path[-1] != plain(self.status[1]):
            return False
        same = [one for seen in self.newest for one in seen.paths if one[-1] == path[-1]]
        return path == shared(same, 0)

    def _status(self, records: Sequence[Record]) -> tuple[Place | None, str]:
        """(where the records state their status, why that cannot be said)."""
        stating = [one.status for one in self.newest if one.status]
        untold = [one.record for one in self.newest if not one.status and one.record.status]
        if any(record.status in UNDECIDED and _told_by_folder(record) for record in records):
            untold = [record for record in untold if not _told_by_folder(record)]
        if 2 * len(untold) > len(self.newest):
            return None, "they state their status where no style can"
        if len(self.newest) - len(stating) >= ALWAYS * len(self.newest):
            return None, ""
        place = shared(stating, 0.5)
        return place, "" if place else f"they state their status in {len(set(stating))} ways"

    def _likeness(self, one: Seen, kept: set[tuple[str, ...]]) -> tuple[int, int]:
        facts = (one.title == self.title) + 2 * (one.status == self.status) + (one.date == self.date)
        return facts, len(kept & set(one.paths))

    def is_of(self, style: styles.Style) -> bool:
        """Whether it is the form of this style, which has each status that the log uses too."""
        return self.looks_like(style) and self.used <= {canonical(word, self.words) for word in style.contract.statuses}

    def looks_like(self, style: styles.Style) -> bool:
        """Whether it has title and facts in the places of this style, and no section but its own."""
        record, own = style.contract.record, {plain(part.title) for part in styles.sections(style, style.body)}
        places = [tuple(*place.items()) if place else None for place in (record.status, record.date)]
        named = [(place[0], plain(place[1])) if place else None for place in (*places, self.status, self.date)]
        titles = {re.sub(NUMBER_PART, "{number}", title) for title in (self.title, record.title)}
        return len(titles) == 1 and named[:2] == named[2:] and {path[-1] for path in self.paths} <= own

    # ---- the style file ----

    def style_text(self, source: str, body: str) -> str:
        """The text of the style file whose body this is."""
        record: dict[str, Any] = {"title": self.title}
        for fact, place in self._places(body).items():
            record[fact] = dict([place]) if place else None
        head = {
            "title": "This log's own",
            "summary": "What a record of this log looks like, read from those that it had",
            "source": source,
            "record": {fact: place for fact, place in record.items() if place},
            "reference": REFERENCES.get(self.example.record.file.rpartition(".")[2].lower()),
            "statuses": self.statuses,
            "optional": self._optional(body),
            "first_record": {"title": "Keep a log of decisions", "status": decided(self.statuses, self.words)},
        }
        return f"---\n{prints.yaml_lines({key: value for key, value in head.items() if value})}---\n\n{body.lstrip()}"

    def _optional(self, body: str) -> list[str]:
        """The sections of a body that not nearly all records have, as a style names them."""
        below = below_title(headings(body), self.title)
        known = [path[-1] for path in self.always]
        known += [plain(place[1]) for place in (self.status, self.date) if place and place[0] == "section"]
        found, above = [], ""
        for n, heading in enumerate(below):
            before = below[n - 1] if n else None
            above = before.text if before and before.level < heading.level else above
            if plain(heading.text) not in known and not any("{{" in name for name in (heading.text, above)):
                alone = [one.text for one in below].count(heading.text) == 1
                found.append(heading.text if alone or not above else f"{above} / {heading.text}")
        return list(dict.fromkeys(found))

    def _places(self, body: str) -> dict[str, Place | None]:
        """Where the body states each fact."""
        found: dict[str, Place | None] = {"status": self.status, "date": self.date}
        seen = look(self.example.record, body, self.words, 4)
        stated = [("front_matter", key.name) for key in seen.keys] + [
            (line.kind, line.label) for line in (*seen.above, *seen.head)
        ]
        for fact in ("supersedes", "superseded_by"):
            found[fact] = next((place for place in stated if self.words.label(place[1]) == fact), self.status)
        return found

    # ---- the body ----

    def body(self, said: dict[str, str] | None = None) -> str:
        """The blank record; `said` is guidance by heading, as it is compared."""
        front = "".join(self._front())
        title = [self.title] if self.title.startswith("#") else []
        above, head = ("\n".join(self._lines(where)) for where in ("above", "head"))
        parts = [above, *title, head, *self._sections(said or {})]
        matter = f"---\n{front}---\n\n" if front else ""
        return matter + "\n\n".join(part for part in parts if part) + "\n"

    def _front(self) -> Iterator[str]:
        """The lines of the front matter that most records share."""
        keys = [{plain(key.name): (key, one.record.number) for key in one.keys} for one in self.newest]
        for key in self.example.keys:
            name = plain(key.name)
            others = [found[name] for found in keys if name in found]
            if 2 * len(others) >= len(self.newest) or ("front_matter", key.name) in (self.status, self.date):
                yield self._front_line(key, others)

    def _front_line(self, key: Key, others: list[tuple[Key, int | None]]) -> str:
        place = ("front_matter", key.name)
        if place in (self.status, self.date):
            return f"{key.name}: {self.statuses[0] if place == self.status else 'YYYY-MM-DD'}\n"
        if self.words.label(key.name) == "title":
            return f"{key.name}: {{title}}\n"
        values = [one.value.strip("\"'") for one, _ in others]
        own = [value.isdecimal() and int(value) == number for value, (_, number) in zip(values, others, strict=True)]
        if sum(own) >= ALWAYS * len(own):
            padded = any(value[0] == "0" and len(value) > 1 for value in values)
            return f"{key.name}: {{{'id' if padded else 'number'}}}\n"
        always = shared((one.lines for one, _ in others), ALWAYS) if len(others) >= ENOUGH else None
        if always and self.words.label(key.name) not in ("supersedes", "superseded_by", "number"):
            return always if always.endswith("\n") else always + "\n"
        several = sum(one.value.startswith("[") or "\n" in one.value for one, _ in others)
        return f"{key.name}: []\n" if 2 * several > len(others) else f"{key.name}:\n"

    def _lines(self, where: Literal["above", "head"]) -> list[str]:
        """The lines above the title, or between it and the sections, that most records share."""
        every = [getattr(one, where) for one in self.newest]
        labels = Counter(found for lines in every for found in {(line.kind, plain(line.label)) for line in lines})
        rows: list[str] = []
        gap = False
        ours: list[Line] = getattr(self.example, where)
        for at, line in enumerate(ours):
            gap = gap or line.gap
            if line.kind == "table":
                stays = self._table_goes_on(ours[at:])
            elif line.kind == "column":
                stays = any(place and place[0] == "column" for place in (self.status, self.date))
            else:
                shared_by = labels[line.kind, plain(line.label)]
                stays = 2 * shared_by >= len(self.newest) or (line.kind, line.label) in (self.status, self.date)
            if stays:
                goes_on = bool(rows) and rows[-1].startswith("|") and line.kind == "table_row"
                rows += [""] * (gap and bool(rows) and not goes_on) + [self._head_line(line)]
                drawn = at + 1 < len(ours) and ours[at + 1].kind == "table"
                if line.kind == "table_row" and not goes_on and not drawn:
                    rows.append("| --- | --- |")  # other markups have tables without a head
                gap = False
        return rows

    def _every_line(self) -> list[Line]:
        """The lines above and below the titles of all."""
        return [line for seen in self.newest for line in (*seen.above, *seen.head)]

    def _table_goes_on(self, lines: list[Line]) -> bool:
        """Whether a row that stays follows the lines that draw the head of a table."""
        after = next((line for line in lines if line.kind != "table"), None)
        return after is not None and after.kind == "table_row"

    def _head_line(self, line: Line) -> str:
        if line.kind == "table" and self._is_alike(line):
            return line.before + line.value + line.after
        if line.kind == "column":
            return f"{line.before}\n{self._columns(line)}"
        place = (line.kind, line.label)
        after = line.after if VALUE_ENDS.fullmatch(line.after) else ""
        before = line.before
        if place == self.status:
            value = self.statuses[0]
        elif place == self.date:
            value = "YYYY-MM-DD"
        elif numbered := self._numbered(line):
            value = numbered
        elif self.words.label(line.label) == "title":
            value = OPEN  # `new` writes it
        else:
            values = [one.value for one in self._every_line() if plain(one.label) == plain(line.label)]
            always = shared(values, ALWAYS) if len(values) >= ENOUGH else None
            fact = self.words.label(line.label)
            value = always if always is not None else "" if fact in ("supersedes", "superseded_by") else OPEN
        mark = re.match(r"(\*\*|__|[*_`]).+\1$", line.value)
        if mark and place in (self.status, self.date):
            value = f"{mark[1]}{value}{mark[1]}"
        gap = "" if not value or not before or before[-1] in " \t" else " "
        return (before + gap + value).rstrip() + after

    def _is_alike(self, line: Line) -> bool:
        """Whether all records have the line as it is."""
        same = [one for one in self._every_line() if (one.kind, plain(one.label)) == (line.kind, plain(line.label))]
        return len({one.value for one in same}) == 1

    def _numbered(self, line: Line) -> str:
        """`N`, or `NNNN` for one with zeros, where the line says the record's number in all; else ""."""
        said = [
            (one.value.strip(), seen.record.number)
            for seen in self.newest
            for one in (*seen.above, *seen.head)
            if (one.kind, plain(one.label)) == (line.kind, plain(line.label))
        ]
        own = [value.isdecimal() and int(value) == number for value, number in said]
        if len(own) < 2 or sum(own) < ALWAYS * len(own):
            return ""
        return "NNNN" if any(value[0] == "0" and len(value) > 1 for value, _ in said) else "N"

    def _columns(self, line: Line) -> str:
        """The row of a table whose columns have labels."""
        rows = [cells(one.value) for one in self._every_line() if plain(one.label) == plain(line.label)]
        row = []
        for at, label in enumerate(cells(line.label)):
            values = [row[at] for row in rows if at < len(row)]
            always = shared(values, ALWAYS) if len(values) >= ENOUGH else None
            said = {self.status: self.statuses[0], self.date: "YYYY-MM-DD"}.get(("column", label))
            row.append(said or (OPEN if always is None else always))
        return f"| {' | '.join(row)} |"

    def _parts(self) -> list[Part]:
        """The sections in their order, as most records write their headings."""
        found = []
        for path in self.paths:
            same = [part for one in self.newest for part in one.parts if part.path == path]
            heading = shared((part.heading for part in same), 0) or path[-1]
            level = shared((part.level for part in same), 0) or 2
            if self.title.startswith("#"):  # a record has one heading of the first level, its title
                level = max(level, 2)
            found.append(Part(level, heading, path, ""))
        return found

    def _sections(self, said: dict[str, str]) -> Iterator[str]:
        parts = self._parts()
        for at, part in enumerate(parts):
            yield f"{'#' * part.level} {part.heading}"
            if self.status and self.status[0] == "section" and plain(self.status[1]) == part.path[-1]:
                yield self.status_text()
            elif self.date and self.date[0] == "section" and plain(self.date[1]) == part.path[-1]:
                yield "YYYY-MM-DD"
            elif self.words.label(part.path[-1]) == "status":
                yield OPEN  # a second status would contradict the first one
            elif not (at + 1 < len(parts) and parts[at + 1].level > part.level):
                yield said.get(part.path[-1]) or self._guidance(part.path)

    def _guidance(self, path: tuple[str, ...]) -> str:
        hint = HINTS.get(path[-1]) if self.english else None
        return f"{{{hint}}}" if hint else OPEN

    def status_text(self) -> str:
        """What stands in the section of the status: the first one, in the marks that most records put around theirs."""
        marks = []
        for one in self.newest:
            text = (
                next((part.text for part in one.parts if ("section", part.heading) == self.status), "")
                .strip()
                .split("\n")[0]
            )
            found = re.fullmatch(r"([*_`]*)[^\s*_`.]+([*_`]*)(?:[ .].*)?", text)
            marks.append((found[1], found[2]) if found and found[1] == found[2][::-1] else ("", ""))
        before, after = shared(marks, 0.5) or ("", "")
        return before + self.statuses[0] + after


def _title_of(titles: Sequence[str]) -> str:
    """The form that half of the titles have; else the commonest of those with a number, or of those without."""
    if found := shared(titles, 0.5):
        return found
    numbered = [title for title in titles if re.search(NUMBER_PART, title)]
    others = [title for title in titles if title not in numbered]
    return shared(numbered if len(numbered) > len(others) else others, 0) or "# {title}"


def _wherever(newest: Sequence[Seen], kept: set[tuple[str, ...]], least: float) -> set[tuple[str, ...]]:
    """The sections that so many have below different headings: each where most have it, with what is above it."""
    names = Counter(name for one in newest for name in {path[-1] for path in one.paths})
    found: set[tuple[str, ...]] = set()
    for name, count in names.items():
        if count >= least * len(newest) and not any(path[-1] == name for path in kept):
            path = shared((path for one in newest for path in one.paths if path[-1] == name), 0) or ()
            found |= {path[:end] for end in range(1, len(path) + 1)}
    return found


def _told_by_folder(record: Record) -> bool:
    """Whether a folder alone tells the record's status, as in a log that has one for each."""
    return record.status_text in record.file.split("/")[:-1]


def _in_order(kept: set[tuple[str, ...]], newest: Sequence[Seen], example: Seen) -> list[tuple[str, ...]]:
    """The sections that stay, as the example has them; each that it lacks stands where others have it."""
    whole = [path for path in kept if all(path[:end] in kept for end in range(1, len(path)))]
    order = [path for path in dict.fromkeys(example.paths) if path in whole]
    for path in sorted(set(whole) - set(order), key=lambda path: (len(path), path)):
        known = next(one.paths for one in reversed(newest) if path in one.paths)
        before = [other for other in known[: known.index(path)] if other in order]
        at = order.index(before[-1]) + 1 if before else 0
        # Below the section that stands before it, and what belongs to that.
        while before and at < len(order) and len(order[at]) > len(path):
            at += 1
        order.insert(at, path)
    return order
