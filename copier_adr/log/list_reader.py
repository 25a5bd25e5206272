"""Reads the tables and lists in which records are named."""

from __future__ import annotations

import os
import re
from bisect import bisect

from ..record.names import by_name
from ..record.status import stated_word
from ..text.asciidoc import asciidoc_to_markdown
from ..text.dates import ISO, iso_date
from ..text.headings import headings
from ..text.markup import MARKS, SEPARATOR, WORD, cells
from ..text.mask import mask
from ..text.numbered import Numbered
from ..text.pattern import Pattern
from ..vocabulary.names import ASCIIDOC, COVERS, RECORD_SUFFIXES, RECORD_WORDS
from .list_made import is_made, tables_of_contents
from .list_rows import REFERENCES, ListBlock, ListRow, alike_titles, link_path, title_words, without_links

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..record.record import Record
    from .log import Log

# A line that is one of a list: a row of a table, or an item.
ROW_LINE = Pattern(r"[ \t]{0,12}(?:(\|)|(?:[-*+•]|\*{2,5}|\.{1,5}|\d{1,4}[.)])[ \t]+)")
TARGETS = ("md", "adoc", "angle", "doc", "doc_alone", "rst", "html", "wiki")
LEADING_ID = Pattern(r"[\W_]{0,6}?((?:[^\W\d_]{1,12}[-_ #]{0,2}){0,2})#?0*(\d{1,6})(?=$|[\s.:)\]*_`|~–—-])")
SAID_APART = Pattern(r"(?=[ ]\()|[ ][–—|-][ ]|:[ ]")
LEADING_DAY = Pattern(r"(?:[^\W\d_]{2,5}[-_ ])?(\d{4}-\d\d-\d\d|\d{8})(?!\w)")
SYMBOL = r"[`*_]{0,6}([^\w\s|`*_-]{1,4}\ufe0f?)[`*_]{0,6}"
MEANS = r"[*_`]{0,6}([^\W\d_][^\n|:]{2,60}?)[*_`]{0,6}"
LEGEND = Pattern(
    rf"[ \t>]*(?:[-*+|][ \t]*)?(?:{SYMBOL}[ \t]*(?:[|:=–—-][ \t]*)?{MEANS}|{MEANS}[ \t]*[|:=–—-][ \t]*{SYMBOL})"
)


class ListReader:
    """Reads the blocks of one file beside the records.

    Attributes:
        globs: patterns of files that are listed without being named; known once `blocks` is through.
        is_made: whether a site makes a list of them; likewise.
    """

    def __init__(self, log: Log, name: str, text: str) -> None:
        self.log, self.name, self.words = log, name, log.words
        if name.rpartition(".")[2].lower() in ASCIIDOC:  # its tables may have a cell on each line
            text = asciidoc_to_markdown(text, self.words.label)
        self.text, self.raw = mask(text), text
        self.is_made = is_made(text)
        self.globs: list[str] = ["*"] if self.is_made else []
        self.numbered = Numbered(self.text)
        self.paths, self.stems, self.numbers = self.log.resolver.maps()
        self.symbols = self._legend()
        every = headings(text)
        self.parts = [heading.text for heading in every]
        self.part_lines = [self.numbered.line(heading.start) for heading in every]

    def blocks(self) -> Iterator[ListBlock]:
        yield from self._contents()
        for block, lines in self._candidates():
            self._fill(block, lines)
            named = any(row.record or self._is_record_name(row.target) for row in block.rows)
            # With as many rows of what is still discussed elsewhere it is a list of the log's records too.
            listed = {row.record.file for row in block.rows if row.record}
            most = 2 * len(listed) >= len(self.log.records) > 2
            if named and (most or len(block.rows) + (not block.head) > block.foreign):
                yield block

    def _candidates(self) -> Iterator[tuple[ListBlock, list[tuple[int, str]]]]:
        """Lines that belong together: rows of a table, or items with what is indented below them."""
        at, kind, lines = 0, "", list[tuple[int, str]]()
        block = ListBlock(0, 0)
        for line in [*self.text.split("\n"), "."]:
            m = ROW_LINE.match(line)
            here = "" if not m else "table" if m.group(1) else "item"
            goes_on = kind == "item" and (not line.strip() or line[0] in " \t") and here != "table"
            if here != kind and not (goes_on and not here):
                if lines:
                    yield block, lines
                block, lines, kind = ListBlock(at, at), [], here
            if here:
                lines.append((at, line))
                block.end = at + len(line)
            elif lines and line.strip():
                lines[-1] = (lines[-1][0], f"{lines[-1][1]} {line.strip()}")
                block.end = at + len(line)
            at += len(line) + 1

    def _fill(self, block: ListBlock, lines: list[tuple[int, str]]) -> None:
        first = lines[0][1].lstrip()
        if first[0] == "|":
            grid = [cells(line) for _, line in lines]
            rule = next((n for n, row in enumerate(grid[:3]) if all(SEPARATOR.fullmatch(c) for c in row)), None)
            block.head = grid[rule - 1] if rule else []
            body = [(lines[n][0], row) for n, row in enumerate(grid) if rule is None or n > rule]
            self._fill_table(block, body)
            return
        for at, line in lines:
            row = self._row(at, line)
            if row:
                self._read_item(row, line)
                block.rows.append(row)
            else:
                block.foreign += 1

    def _row(self, at: int, line: str) -> ListRow | None:
        """The row that a line is; None where it names no record and links no file of the log."""
        number = self.numbered.line(at)
        found = [(m[group], m) for m in REFERENCES.finditer(line) for group in TARGETS if m[group]]
        for target, _ in found:
            record = self.record_of(target)
            if record:
                return ListRow(number, record, target)
        for target, _ in found:
            if self._is_gone(target):
                return ListRow(number, None, target)
        record = None if found else self._named_by_number(line)
        return ListRow(number, record, "") if record else None

    def record_of(self, target: str) -> Record | None:
        """The record that a link of the file leads to."""
        path = link_path(target)
        if not path:
            return None
        low = path.lower()
        if low in self.paths:
            return self.paths[low]
        stem = low.rpartition(".")[0] if "." + low.rpartition(".")[2] in RECORD_SUFFIXES else low
        stem = stem.strip("/")
        if stem.rpartition("/")[2] in COVERS:
            stem = stem.rpartition("/")[0]
        same = self.stems.get(stem) or self.stems.get(stem.rpartition("/")[2]) or []
        return same[0] if len(same) == 1 else None

    def _is_gone(self, target: str, bare: bool = False) -> bool:
        """Whether a link names a record by its place or name, and nothing is there; `bare`: without its suffix."""
        path = link_path(target)
        if not path or path.startswith("..") or "://" in target or target.startswith(("/", "#", "mailto:")):
            return False
        name = path.rstrip("/").rpartition("/")[2]
        is_text = "." + name.rpartition(".")[2].lower() in RECORD_SUFFIXES
        is_text = is_text or ((bare or self.name.endswith(".rst")) and "." not in name)
        return is_text and not any(
            os.path.lexists(os.path.join(self.log.folder, *f"{path}{end}".split("/"))) for end in ("", *RECORD_SUFFIXES)
        )

    def _is_record_name(self, target: str) -> bool:
        name = link_path(target).rpartition("/")[2]
        return by_name(name if "." in name else f"{name}.md") == 2

    def _named_by_number(self, line: str) -> Record | None:
        """The record whose number leads a line without a link: "ADR-7 Use a queue"."""
        m = LEADING_ID.match(re.sub(r"^[ \t]*(?:\||[-*+•]|\*{2,5}|\.{1,5}|\d{1,4}[.)](?=[ \t]))[ \t]*", "", line))
        if not m:
            return None
        same = self.numbers.get(int(m.group(2)), [])
        if len(same) != 1:
            return None
        prefix = m.group(1).strip("-_ #").casefold()
        rest = line.lstrip(" \t|-*+•")[m.end() :]
        alike = same[0].title and {*title_words(same[0].title)} & {*title_words(rest)}
        return same[0] if prefix in RECORD_WORDS or (not prefix and alike) else None

    # --- what a row says ---

    def _read_item(self, row: ListRow, line: str) -> None:
        """Title, status and date of a line of a list."""
        said = re.sub(r"^[ \t]*(?:[-*+•]|\*{2,5}|\.{1,5}|\d{1,4}[.)])[ \t]+(?:\[[ xX]\][ \t])?", "", line)
        row.status = self._symbol(said) or self._status_of_part(row)
        parts = without_links(said)
        title = self._without_id(parts[0], row.record)
        rest = " ".join(parts[1:])
        if not rest and row.record and title_words(title) != title_words(row.record.title or ""):
            title, rest = [*SAID_APART.split(title, maxsplit=1), ""][:2]  # no link tells where the title ends
        if not title_words(title):
            lead, _, tail = rest.lstrip(" \t:–—-").partition(" (")
            title, rest = self._without_id(lead, row.record), tail and f"({tail}"
        row.title = title.strip(" \t:–—-.")
        self._read_rest(row, rest)

    def _read_rest(self, row: ListRow, rest: str) -> None:
        """What else a line says of its record."""
        for part in re.split(r"[()\[\]|]|\s[–—-]\s|[–—]|:\s|,\s", rest):
            bare = MARKS.sub("", part).strip(" \t.,;:–—-")
            if not WORD.search(bare) and not ISO.search(bare):
                continue
            date = ISO.search(bare)
            word = ISO.sub("", bare).strip(" \t.,;:–—-")
            word = re.sub(r"^(?:status|on|am|le)\b[: ]*|\b(?:on|am|le)$", "", word, flags=re.I).strip()
            if date and not row.date:
                row.date = date.group()
            if word and not row.status and stated_word(word, self.words, known_only=True)[1]:
                row.status = word
            elif word:
                row.more = f"{row.more} {word}".strip()

    def _fill_table(self, block: ListBlock, body: list[tuple[int, list[str]]]) -> None:
        """The rows of a table; which column says what is told by its head, else by what stands in it."""
        made: list[tuple[ListRow, list[str]]] = []
        for at, row_cells in body:
            row = self._row(at, "| " + " | ".join(row_cells))
            if row:
                made.append((row, row_cells))
            else:
                block.foreign += 1
        columns = [self._column(n, block.head, made) for n in range(max((len(c) for _, c in made), default=0))]
        for row, row_cells in made:
            for kind, text in zip(columns, row_cells):
                self._read_cell(row, kind, text)
            row.status = row.status or self._status_of_part(row)
            block.rows.append(row)

    def _column(self, n: int, head: list[str], rows: list[tuple[ListRow, list[str]]]) -> str:
        """What a column says: number, title, status or date; "" where it is something of the project's own."""
        label = self.words.labels.get(self.words.key(head[n]), "") if n < len(head) else ""
        if label in ("status", "date", "number"):
            return label
        values = [(row, cell) for row, row_cells in rows for cell in row_cells[n : n + 1] if cell.strip()]
        texts = [(row, self._without_id(" ".join(without_links(cell)), row.record)) for row, cell in values]
        if all(not title_words(text) for _, text in texts):
            symbols = [cell for _, cell in values if self._symbol(cell)]
            return "status" if values and len(symbols) == len(values) else "number"
        alike = sum(
            1 for row, text in texts if row.record and row.record.title and alike_titles(text, row.record.title)
        )
        if label == "title" or 2 * alike >= len(texts):
            return "title"
        known = sum(1 for _, cell in values if stated_word(cell, self.words, known_only=True)[1])
        if 3 * known >= 2 * len(values):
            return "status"
        dates = sum(1 for _, cell in values if ISO.fullmatch(cell.strip()))
        return "date" if 3 * dates >= 2 * len(values) else ""

    def _read_cell(self, row: ListRow, kind: str, text: str) -> None:
        plain_text = MARKS.sub("", " ".join(without_links(text))).strip()
        if kind == "title":
            row.title = row.title or self._without_id(" ".join(without_links(text)), row.record)
        elif kind == "status":
            row.status = row.status or self._symbol(text) or plain_text
        elif kind == "date":
            day = re.search(r"(\d{4})-(\d\d)-(\d\d)", plain_text)
            row.date = row.date or (iso_date(*map(int, day.groups())) if day else "") or ""
        elif kind != "number" and WORD.search(plain_text):
            row.more = f"{row.more} {plain_text}".strip()

    def _without_id(self, text: str, record: Record | None) -> str:
        """A title as a list writes it, without the record's number or file name before it."""
        bare = text.strip(" \t*_`~")
        if record:
            names = [record.file, record.file.rpartition("/")[2], record.file.rpartition(".")[0]]
            if bare in names or bare == record.file.rpartition("/")[2].rpartition(".")[0]:
                return ""
            m = LEADING_ID.match(bare)
            if (
                m
                and record.number == int(m.group(2))
                and (
                    m.group(1).strip("-_ #").casefold() in ("", record.prefix)
                    or m.group(1).strip("-_ #").casefold() in RECORD_WORDS
                    or m.group(1).strip("-_ #").isupper()
                )
            ):
                bare = bare[m.end() :].lstrip(" \t.:)]*_`–—-~")
            day = LEADING_DAY.match(bare)
            if day and day.group(1).replace("-", "") in record.file.replace("-", ""):
                bare = bare[day.end() :].lstrip(" \t.:)]*_`–—-~")
        return bare

    # --- statuses that stand beside a row ---

    def _legend(self) -> dict[str, str]:
        """{symbol: status} of lines such as "- ✅ Accepted"."""
        found = {}
        for line in self.text.split("\n"):
            m = LEGEND.fullmatch(line.rstrip(" \t|"))
            symbol, word = (m.group(1) or m.group(4), m.group(2) or m.group(3)) if m else ("", "")
            if symbol and "](" not in line and stated_word(word, self.words, known_only=True)[1]:
                found[symbol.replace("\ufe0f", "")] = word.strip()
        return found

    def _symbol(self, text: str) -> str:
        """The status of the symbol that a text begins or ends with, where a legend explains it."""
        bare = text.strip(" \t*_`").replace("\ufe0f", "")
        found = [word for symbol, word in self.symbols.items() if bare.startswith(symbol) or bare.endswith(symbol)]
        return found[0] if found else ""

    def _status_of_part(self, row: ListRow) -> str:
        """The status that heads the part of the file in which a row stands: "## Superseded"."""
        n = bisect(self.part_lines, row.line) - 1
        title = self.parts[n] if n >= 0 else ""
        return title if self.words.status(MARKS.sub("", title)) else ""

    def _contents(self) -> Iterator[ListBlock]:
        """The tables of contents of Sphinx."""
        for start, end, at, entries in tables_of_contents(self.name, self.raw):
            block, is_glob = ListBlock(start, end), re.search(r"(?m)^[ \t]*:?glob:", entries)
            self.is_made = True
            for line in entries.split("\n"):
                entry = line.strip()
                title, _, target = entry[:-1].rpartition("<") if entry[-1:] == ">" else ("", "", "")
                if not title or not target or ">" in target:
                    title, target = "", entry
                if entry and not re.match(r":|---|[a-z]+:", entry):
                    record = self.record_of(target)
                    if is_glob and re.search(r"[*?\[]", target):
                        self.globs.append(target)
                    elif record or self._is_gone(target, bare=True):
                        row = ListRow(self.numbered.line(at), record, target)
                        row.title = self._without_id(title.strip(), record) if title else ""
                        block.rows.append(row)
                    else:
                        block.foreign += 1
                at += len(line) + 1
            if block.rows:
                yield block
