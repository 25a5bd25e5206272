"""The index of a log: the table between two marker lines."""

from __future__ import annotations

import os
import re

from ..faults import Fault
from ..program import ADR
from ..text.columns import in_form_of
from ..text.files import decode, line_end, read_bytes
from ..text.markup import cell, url
from ..text.mask import CONFLICT
from ..text.pattern import Pattern
from .graph import mermaid, row_label
from .log import Log
from .project import logs_around

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sized

MARKER, MARKER_END = "<!-- adrlog -->", "<!-- adrlogstop -->"
# What a first marker starts with: MADR's own index says in it how adr-log is run.
MARKER_STEM = "<!-- adrlog -"
INDEX_FILES = ("readme.md", "index.md", "readme.markdown", "index.markdown")


def index_file(folder: str) -> str:
    """The path of the file that holds the index: a README or index with the markers, else README.md."""
    try:
        names = [n for n in os.listdir(folder) if n[0] in "rRiI" and n.lower() in INDEX_FILES]
    except OSError as error:
        raise Fault(f"{folder}: {error.strerror or error}; give the log's folder with --dir") from None
    candidates = sorted(names, key=lambda name: (name[0] not in "rR", name))
    for name in candidates:
        try:
            if MARKER_STEM.encode() in read_bytes(os.path.join(folder, name)):
                return os.path.join(folder, name)
        except OSError:
            continue
    readmes = [name for name in candidates if name.lower().startswith("readme")] or candidates
    return os.path.join(folder, readmes[0] if readmes else "README.md")


def marker_span(text: str, path: str) -> tuple[int, int]:
    """Offsets of what stands between the markers. Fault where there is not exactly one pair of them."""
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
            elif not fence and stripped.startswith(MARKER_STEM) and stripped.endswith("-->"):
                found.append((MARKER, at, at + len(line) + 1))
            elif not fence and stripped == MARKER_END:
                found.append((MARKER_END, at, at + len(line) + 1))
        at += len(line) + 1
    names = [name for name, _, _ in found]
    if names != [MARKER, MARKER_END]:
        if not names:
            raise Fault(
                f"{path}: has no lines `{MARKER}` and `{MARKER_END}`; put them where the index belongs, or run `{ADR} adopt`"
            )
        raise Fault(
            f"{path}: needs one line `{MARKER}` and after it one line `{MARKER_END}`, has {len(names)} such lines; delete the others"
        )
    start, end = found[0][2], found[1][1]
    outside = text[:start] + text[end:]
    if CONFLICT.search("\n" + outside):
        raise Fault(f"{path}: has conflict markers; settle them, then run `{ADR} index`")
    return start, end


def index_text(log: Log, newline: str = "\n") -> str:
    """What stands between the markers: the table of records, and their graph where adr.json asks for it."""
    if not log.records:
        return ""
    rows = ["", "| Number | Title | Status | Date |", "| --- | --- | --- | --- |"]
    for r in log.records:
        label, status, date = row_label(r), r.status_text or "", r.date_text or ""
        if not status.isalnum():
            status = cell(status, "/" not in r.file)
        if date != r.date:
            date = cell(date)
        rows.append(f"| [{label}]({url(r.file)}) | {cell(r.title or label)} | {status} | {date} |")
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
    return newline.join([*rows, "", ""])


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
    new = text[:start] + in_form_of(text[start:end], index_text(log, line_end(text))) + text[end:]
    try:
        return data, new.encode(encoding), text[start:end]
    except UnicodeEncodeError:
        raise Fault(f"{path}: is {encoding} and cannot hold the records' titles; save it as UTF-8") from None


MADE_LINE = Pattern(r"\||[-*+] .*\]\(|Other logs of this project: |<{7}|={7}$|>{7}|<!-- adrlog")


def words_between(block: str) -> list[str]:
    """The lines of an index that no program wrote: no row, no list of links, no graph, no conflict marker."""
    block = re.sub(r"(?ms)^```mermaid$.*?^```$", "", block.replace("\r\n", "\n"))
    # Nearly every line is a row: no pattern for those.
    lines = [line for line in block.split("\n")[:-1] if line[:1] != "|" and line.strip()]
    return [line for line in lines if not MADE_LINE.match(line.strip())]


def counted(records: Sized) -> str:
    """How many records, in words."""
    return f"{len(records)} record{'s' * (len(records) != 1)}"
