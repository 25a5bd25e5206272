"""The index of a log: the table between two marker lines."""

from __future__ import annotations

import os
import re

from ..faults import Fault
from ..program import ADR
from ..record.status import passive
from ..record.title import GENERIC_TITLE
from ..text.columns import in_form_of
from ..text.files import decode, encoded, line_end, read_bytes
from ..text.markup import cell, links_as_markdown, url
from ..text.mask import CONFLICT
from ..text.pattern import Pattern
from ..vocabulary.names import COVERS
from .contract import load_contract, own_index_file
from .force import awaited
from .graph import mermaid, row_label
from .log import Log
from .project import logs_around

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sized

    from ..record.record import Record

MARKER, MARKER_END = "<!-- adrlog -->", "<!-- adrlogstop -->"
# What a first marker starts with: MADR's own index says in it how adr-log is run.
MARKER_STEM = "<!-- adrlog -"
INDEX_FILES = ("readme.md", "index.md", "_index.md", "toc.md", "readme.markdown", "index.markdown", "_index.markdown")
HEAD = ("Number", "Title", "Status", "Date")
ROW_OF_INDEX = Pattern(r"\|[ ]*\[((?:[^\[\]\\]|\\.)*)\]\(([^()\s]+)\)[ ]*\|((?:[^|\\\n]|\\.)*)")


def index_file(folder: str) -> str:
    """The path of the file that holds the index: the project's own, a README or index with the markers, else README.md."""
    try:
        names = [n for n in os.listdir(folder) if n[0] in "rRiI_tT" and n.lower() in INDEX_FILES]
    except OSError as error:
        raise Fault(f"{folder}: {error.strerror or error}; give the log's folder with --dir") from None
    own = _own_index(folder)
    if own:
        return os.path.join(folder, own)
    candidates = sorted(names, key=lambda name: (INDEX_FILES.index(name.lower()), name))
    for name in candidates:
        try:
            if MARKER_STEM.encode() in read_bytes(os.path.join(folder, name)):
                return os.path.join(folder, name)
        except OSError:
            continue
    readmes = [name for name in candidates if name.lower().startswith("readme")] or candidates
    return os.path.join(folder, readmes[0] if readmes else "README.md")


def _own_index(folder: str) -> str:
    """The file in which the project keeps its own list; "" where there is none, or adr.json cannot be read."""
    try:
        return own_index_file(load_contract(folder))
    except Fault:
        return ""


def marker_span(text: str, path: str) -> tuple[int, int]:
    """Offsets of what stands between the markers. Fault where there is not exactly one pair of them."""
    found = marker_lines(text, _index_marker)
    names = [name for name, _, _ in found]
    if names != [MARKER, MARKER_END]:
        if not names:
            raise Fault(
                f"{path}: has no lines `{MARKER}` and `{MARKER_END}`; put them where the index belongs, or run `{ADR} adopt`"
            )
        raise Fault(f"{path}: {not_a_pair(names, (MARKER, MARKER_END), 'the index')}")
    start, end = found[0][2], found[1][1]
    outside = text[:start] + text[end:]
    if CONFLICT.search("\n" + outside):
        raise Fault(f"{path}: has conflict markers; settle them, then run `{ADR} index`")
    return start, end


def _index_marker(line: str) -> str:
    """The marker that a line is, without spaces around it; "" where it is none."""
    if line.startswith(MARKER_STEM) and line.endswith("-->"):
        return MARKER
    return MARKER_END if line == MARKER_END else ""


def marker_lines(text: str, marker: Callable[[str], str]) -> list[tuple[str, int, int]]:
    """The marker lines outside of fenced code: (marker, offset of the line, offset of the next).

    `marker` names the marker that a stripped line is, or says "".
    """
    found: list[tuple[str, int, int]] = []
    at, fence = 0, ""
    for line in text.split("\n"):
        if "`" in line or "~" in line or "<" in line:
            stripped = line.strip()
            mark = re.match(r"(`{3,}|~{3,})", stripped)
            if mark and (
                not fence or (stripped[0] == fence[0] and len(mark.group()) >= len(fence) and stripped == mark.group())
            ):
                fence = "" if fence else mark.group()
            elif not fence and (name := marker(stripped)):
                found.append((name, at, at + len(line) + 1))
        at += len(line) + 1
    return found


def not_a_pair(names: list[str], pair: tuple[str, str], between: str) -> str:
    """What is wrong with the marker lines that were found, in this order, where `pair` goes around what `between` names."""
    first, last = pair
    if len(names) == 1:
        (there,), (lacking,) = names, {first, last} - set(names)
        where = "below" if lacking == last else "above"
        return f"has the line `{there}` and lacks `{lacking}`; put that {where} {between}"
    if names == [last, first]:
        return f"has `{last}` above `{first}`; let the two change places"
    return f"needs one line `{first}` and after it one line `{last}`, has {len(names)} such lines; delete the others"


def index_text(log: Log, newline: str = "\n", titles: dict[str, str] | None = None) -> str:
    """What stands between the markers: the table of records, and their graph where adr.json asks for it.

    A column that no record fills is left out. `titles` are those that a list had so far: a record that has none of its
    own, or only its file's name again, goes by that one.
    """
    if not log.records:
        return ""
    waiting, titles = awaited(log), titles or {}
    rows = {}
    for r in log.records:
        label, date = row_label(r), r.date_text or ""
        status = status_cell(log, r, waiting.get(r.file, []))
        if date != r.date:
            date = cell(date)
        title = cell(r.title or label) if is_titled(r) else titles.get(r.file) or cell(r.title or label)
        rows[r.file] = (f"[{label}]({url(r.file)})", title, status, date)
    filled = [n for n in range(len(HEAD)) if any(row[n] for row in rows.values())]
    tables: list[str] = []
    for name, records in index_groups(log):
        part = [HEAD, ("---", "---", "---", "---"), *[rows[r.file] for r in records]]
        tables += ["", f"{GROUP_MARK}{cell(name)}"] if name else []
        tables += ["", *[f"| {' | '.join([row[n] for n in filled])} |" for row in part]]
    return newline.join([*tables, *_below_table(log), "", ""])


GROUP_MARK = "### "  # a heading between the markers is that of a group
NO_TAG = "Without a tag"


def index_groups(log: Log) -> list[tuple[str, list[Record]]]:
    """(heading, records) of the index's tables: one without a heading, or as `index_group` of adr.json says.

    By `folder` those of the log's own folder come first and have no heading. By `tag` a record stands under each of its
    tags, and those that have none come last.
    """
    how = log.contract.get("index_group")
    if how not in ("folder", "tag"):
        return [("", log.records)]
    groups: dict[str, list[Record]] = {}
    shown: dict[str, str] = {}
    for record in log.records:
        if how == "folder":
            folder, _, name = record.file.rpartition("/")
            names = [folder.rpartition("/")[0] if name.rpartition(".")[0].lower() in COVERS else folder]
        else:
            names = record.tags or [NO_TAG]
        for name in names:
            group = groups.setdefault(shown.setdefault(name.casefold(), name), [])
            if record not in group:
                group.append(record)
    if how == "folder":
        return sorted(groups.items())
    if list(groups) == [NO_TAG]:
        return [("", log.records)]
    return sorted(groups.items(), key=lambda item: (item[0] == NO_TAG, item[0].casefold()))


def is_titled(record: Record) -> bool:
    """Whether a record has a title of its own, which is more than its file's name or a word for its kind."""
    title = record.title or ""
    if not title or GENERIC_TITLE.fullmatch(title):
        return False
    if not title.isascii() or " " in title:
        return True
    name = record.file.rpartition("/")[2].rpartition(".")[0]
    return title.casefold() not in name.casefold() or len(title) < 4


def listed_titles(block: str) -> dict[str, str]:
    """{file: title} of the rows of an index, as they stand there."""
    from urllib.parse import unquote

    found = {}
    for line in block.splitlines():
        row = ROW_OF_INDEX.match(line)
        if row and row.group(1) != row.group(3).strip():
            found[unquote(row.group(2))] = row.group(3).strip()
    return found


def _below_table(log: Log) -> list[str]:
    """What stands below the rows: the graph, and where the other logs of the project are."""
    rows: list[str] = []
    if log.contract.get("index_graph") and any(r.supersedes or r.superseded_by or r.links for r in log.records):
        rows += ["", "```mermaid", *mermaid(log), "```"]
    root, logs = logs_around(log.folder)
    others = [name for name in logs if os.path.realpath(os.path.join(root, name)) != os.path.realpath(log.folder)]
    if others:
        here = os.path.realpath(log.folder)
        links = []
        for name in others:
            path = os.path.relpath(index_file(os.path.join(root, name)), here).replace(os.sep, "/")
            links.append(f"[{name}]({url(path)})")
        rows += ["", f"Other logs of this project: {', '.join(links)}"]
    return rows


def status_cell(log: Log, record: Record, waiting: list[Record]) -> str:
    """A record's status in the index: in its own words, with the records linked that superseded it or would."""
    status = links_as_markdown(record.status_text or "")
    if not status.isalnum():
        status = cell(status, "/" not in record.file)
    if record.status == "superseded" and record.superseded_by:
        return naming(status, [log.files[file] for file in record.superseded_by])
    if waiting:
        return f"{status}, would be superseded by {', '.join(map(linked, waiting))}"
    return status


def linked(record: Record) -> str:
    return f"[{row_label(record)}]({url(record.file)})"


def naming(status: str, successors: list[Record]) -> str:
    """A status that links each successor: where it names one by its number, that becomes the link."""
    has_links = "](" in status
    missing = []
    for other in successors:
        target = url(other.file)
        name = other.file.rpartition("/")[2]
        at = None if has_links or other.number is None else _named(status, other.number)
        if at:
            status = f"{status[: at.start()]}[{at.group()}]({target}){status[at.end() :]}"
        elif not has_links or (name not in status and url(name) not in status):
            missing.append(linked(other))
    if not missing:
        return status
    rest = ", ".join(missing)
    if " " not in status:
        return f"{passive(status)} {rest}"
    return f"{status}, {rest}" if "](" in status else f"{status} ({rest})"


def _named(status: str, number: int) -> re.Match[str] | None:
    """Where a status names a record by its number: `ADR-0003`, `ADR 3`, `#3`, `3`; the "by" before it is no part of that."""
    lead = r"(?:[^\W\d_]{1,20}[-_]?|(?:[A-Z]|adr\b|record\b|decision\b)[^\W\d_]{0,20} )?"
    return re.search(rf"(?<![\w/(\[-]){lead}#?0*{number}(?![\w/]|-\w|\.\d)", status)


def new_readme(log: Log) -> str:
    """The README of a log that has none."""
    return f"# Architecture decisions\n\n{MARKER}\n{index_text(log)}{MARKER_END}\n"


def fresh_index(log: Log, path: str) -> tuple[bytes, bytes, str]:
    """(bytes now, bytes with a fresh index, what stands between the markers now) of the file that holds the index."""
    try:
        data = read_bytes(path)
    except FileNotFoundError:
        raise Fault(f"{path}: is not there; `{ADR} index` writes it") from None
    except OSError as error:
        raise Fault(f"{path}: {error.strerror or error}") from None
    text, encoding = decode(data)
    start, end = marker_span(text, path)
    new = (
        text[:start]
        + in_form_of(text[start:end], index_text(log, line_end(text), listed_titles(text[start:end])))
        + text[end:]
    )
    return data, encoded(new, encoding, path), text[start:end]


MADE_LINE = Pattern(r"\||### |[-*+] .*\]\(|Other logs of this project: |<{7}|={7}$|>{7}|<!-- adrlog")


def words_between(block: str) -> list[str]:
    """The lines of an index that no program wrote: no row, no list of links, no graph, no conflict marker."""
    block = re.sub(r"(?m)^```mermaid\n(?:(?!```)[^\n]*\n)*```$", "", block.replace("\r\n", "\n"))
    # Nearly every line is a row: no pattern for those.
    lines = [line for line in block.split("\n")[:-1] if line[:1] != "|" and line.strip()]
    return [line for line in lines if not MADE_LINE.match(line.strip())]


def counted(records: Sized, what: str = "record") -> str:
    """How many records, or other things, in words."""
    return f"{len(records)} {what}{'s' * (len(records) != 1)}"
