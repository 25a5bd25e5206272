#!/usr/bin/env python3
"""Read, write and check a log of decision records."""

from __future__ import annotations

import os
import re
import sys

MARKER, MARKER_END = "<!-- adrlog -->", "<!-- adrlogstop -->"
LABEL_EDGE = " \t*_`:："


class Fault(Exception):  # noqa: N818
    """A failure that is the user's to mend; its text names the file, what is wrong and what to do."""


class Heading:
    """A heading of a document: `level` 1 to 6, `text`, and the offsets of its own line or lines."""

    __slots__ = ("end", "level", "start", "text")

    def __init__(self, level: int, text: str, start: int, end: int) -> None:
        self.level, self.text, self.start, self.end = level, text, start, end

    def __repr__(self) -> str:
        return f"Heading({self.level}, {self.text!r}, {self.start}, {self.end})"


FENCE = re.compile(r"\n([ \t>]*)(`{3,}|~{3,})([^\n]*)")
ATX = re.compile(r"\n {0,3}(#{1,6})(?=[ \t\n])[ \t]*([^\n]*)")
SETEXT = re.compile(r"\n(?![ \t]*(?:[|>#]|[-*+][ \t]|\n)) {0,3}([^\n]+)\n {0,3}(=+|--+)[ \t]*(?=\n)")
FIELD = re.compile(
    r"\n([ \t>]*)([-*+][ \t]+)?(?:(\*\*|__)([^\n*|]{1,60}?)(:?)[ \t]*\3[ \t]*(:?)[ \t]*|([^\n:*|#>\s][^\n:*|]{0,60}?)[ \t]*:(?=[ \t\n])[ \t]*)([^\n]*)"
)
ROW = re.compile(r"\n[ \t>]*\|([^|\n]*)\|((?:\\\||[^|\n])*)\|[ \t]*(?=\n)")


def plain(text: str) -> str:
    """A label as it is compared: no emphasis, no trailing colon, one space, lower case."""
    return " ".join(text.strip(LABEL_EDGE).split()).casefold()


def front_matter(text: str) -> tuple[int, int, int]:
    """Offsets of front matter: start of its first line, end of its last, start of the body. (0, 0, 0) without."""
    at = 1 if text[:1] == "\ufeff" else 0
    if text[at : at + 3] != "---":
        return 0, 0, 0
    first = re.compile(r"---[ \t]*\r?\n").match(text, at)
    if not first:
        return 0, 0, 0
    last = re.compile(r"(?:^|(?<=\n))(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)").search(text, first.end())
    return (first.end(), last.start(), last.end()) if last else (0, 0, 0)


def mask(text: str) -> str:
    """The text with comments, fenced code and front matter blanked and line ends as `\\n`; same length."""
    text = text.replace("\r\n", " \n").replace("\r", "\n")
    body = front_matter(text)[2]
    if body:
        text = re.sub(r"[^\n]", " ", text[:body]) + text[body:]
    elif text[:1] == "\ufeff":
        text = " " + text[1:]
    if "<!--" not in text and "```" not in text and "~~~" not in text:
        return text
    out, at, padded = [], 0, "\n" + text
    while True:
        comment, fence = text.find("<!--", at), FENCE.search(padded, at)
        comment_end = text.find("-->", comment + 4) if comment >= 0 else -1
        if comment_end < 0:
            comment = -1
        if comment >= 0 and (not fence or comment < fence.start()):
            out.append(text[at:comment])
            out.append(re.sub(r"[^\n]", " ", text[comment : comment_end + 3]))
            at = comment_end + 3
        elif fence:
            mark = fence.group(2)
            close = re.compile(r"\n[ \t>]*" + mark[0] + "{" + str(len(mark)) + r",}[ \t]*(?=\n|\Z)").search(padded, fence.end())
            end = close.end() - 1 if close else fence.end() - 1
            out.append(text[at : fence.start()])
            out.append(re.sub(r"[^\n]", " ", text[fence.start() : end]))
            at = end
        else:
            out.append(text[at:])
            return "".join(out)


def headings(text: str) -> list[Heading]:
    """Every heading of `text`, in order; none from front matter, comments or fenced code."""
    body = "\n" + mask(text) + "\n"
    found = []
    for m in ATX.finditer(body):
        title = re.sub(r"(?:^|[ \t]+)#+[ \t]*$", "", m.group(2)).strip()
        found.append(Heading(len(m.group(1)), title, m.start(), m.end() - 1))
    if "\n==" in body or "\n--" in body:
        for m in SETEXT.finditer(body):
            found.append(Heading(1 if m.group(2)[0] == "=" else 2, m.group(1).strip(), m.start(), m.end() - 1))
        found.sort(key=lambda h: h.start)
    return found


def _fields(text: str) -> list[tuple[str, str, int, int]]:
    """(kind, label, start, end) of everything in the body that states a value under a label."""
    body = "\n" + mask(text) + "\n"
    found = []
    for m in ROW.finditer(body):
        value = m.group(2)
        start = m.start(2) - 1 + len(value) - len(value.lstrip())
        found.append(("table_row", plain(m.group(1)), start, max(start, m.start(2) - 1 + len(value.rstrip()))))
    for m in FIELD.finditer(body):
        if m.group(4) is not None and not (m.group(5) or m.group(6)):
            continue
        kind = "bullet" if m.group(2) else "bold" if m.group(4) is not None else "line"
        start = m.start(8) - 1
        found.append((kind, plain(m.group(4) or m.group(7)), start, start + len(m.group(8).rstrip())))
    return found


def _span(text: str, place: dict) -> tuple[int, int] | None:
    """Offsets of the value that `place` holds in `text`; None where the place is absent."""
    (kind, label), want = next(iter(place.items())), plain(next(iter(place.values())))
    if kind == "front_matter":
        start, end, _ = front_matter(text)
        m = re.compile(r"(?:^|(?<=\n))[\"']?" + re.escape(label) + r"[\"']?[ \t]*:[ \t]*([^\r\n]*)", re.I).search(text, start, end)
        if not m:
            return None
        value = re.sub(r"(?:^|[ \t])#.*$", "", m.group(1)) if m.group(1)[:1] not in "\"'" else m.group(1)
        return m.start(1), m.start(1) + len(value.rstrip())
    if kind == "section":
        every = headings(text)
        for n, heading in enumerate(every):
            if plain(heading.text) == want:
                end = every[n + 1].start if n + 1 < len(every) else len(text)
                return _statement(mask(text), heading.end, end)
        return None
    for found, name, start, end in _fields(text):
        if found == kind and name == want:
            return start, end
    return None


def _statement(body: str, start: int, end: int) -> tuple[int, int]:
    """Offsets of what a section states: its first line, or the last bullet of the list it begins with."""
    lines, at = [], start
    for line in body[start:end].split("\n"):
        stripped = line.strip()
        if stripped:
            lines.append((at + line.index(stripped[0]), at + len(line.rstrip()), stripped))
        elif lines:
            break
        at += len(line) + 1
    if not lines:
        at = start + (1 if body[start : start + 1] == "\n" else 0)
        return at, at
    first, last, line = lines[0]
    if re.match(r"[-*+][ \t]", line):
        items = [x for x in lines if re.match(r"[-*+][ \t]", x[2])]
        first, last, line = items[-1]
        skip = len(line) - len(line[1:].lstrip())
        return first + skip, last
    wrapped = re.match(r"(\*\*|__|`)([^*_`]+)\1$", line)
    if wrapped:
        return first + wrapped.start(2), first + wrapped.end(2)
    return first, last


def read_place(text: str, place: dict) -> str | None:
    """The text stated at `place`; None where the place is absent."""
    span = _span(text, place)
    if span is None:
        return None
    value = text[span[0] : span[1]]
    if "front_matter" in place and value[:1] in "\"'" and value[-1:] == value[:1] and len(value) > 1:
        value = value[1:-1].replace("''", "'") if value[0] == "'" else value[1:-1].replace('\\"', '"')
    return value


def yaml_scalar(value: str, quote: str = "") -> str:
    """`value` as a YAML scalar on one line; plain where YAML would read the same text back."""
    if not quote and (
        re.fullmatch(r"[^\W_][^\n:#\[\]{},&*!|>'\"%@`]*(?::(?! )[^\n:#]*)*", value)
        and value == value.strip()
        and value.casefold() not in ("null", "true", "false", "yes", "no", "on", "off")
    ):
        return value
    if quote == "'":
        return "'" + value.replace("'", "''") + "'"
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def write_place(text: str, place: dict, value: str) -> str:
    """`text` with `value` stated at `place`; nothing else moves. Fault where the place is absent."""
    span = _span(text, place)
    if span is None:
        kind, label = next(iter(place.items()))
        raise Fault(f"no {kind.replace('_', ' ')} {label!r} to write {value!r} in; add it to the record")
    start, end = span
    old = text[start:end]
    if "front_matter" in place:
        value = yaml_scalar(value, old[:1] if old[:1] in ("'", '"') else "")
        if text[start - 1 : start] == ":":
            value = " " + value
    elif "table_row" in place:
        value = value.replace("|", "\\|")
        if start == end and text[start - 1 : start] == "|":
            value = " " + value
    elif start == end and text[start - 1 : start] not in ("\n", " ", ""):
        value = " " + value
    return text[:start] + value + text[end:]


def find_place(text: str, label: str) -> dict | None:
    """The place labelled `label`: front matter key, table row, bullet, bold or plain line, in that order."""
    if _span(text, {"front_matter": label}):
        return {"front_matter": label}
    kinds = [kind for kind, name, _, _ in _fields(text) if name == plain(label)]
    for kind in ("table_row", "bullet", "bold", "line"):
        if kind in kinds:
            return {kind: label}
    return None


def title_line(contract: dict, *, number: int | None, title: str) -> str:
    """The H1 line of a record in the contract's form; without its number part where there is no number."""
    form = contract["record"]["title"]
    if number is None:
        form = re.sub(r"^(#\s*).*(?:\{number\}|\{id\}).*(?=\{title\})", r"\1", form)
    width = contract.get("number_width", 4)
    parts = {"number": str(number), "id": str(number).zfill(width), "title": " ".join(title.split())}
    return re.sub(r"\{(number|id|title)\}", lambda m: parts[m.group(1)], form)


def fill(template: str, contract: dict, *, number: int | None, title: str, status: str, date: str) -> str:
    """The blank record `template` with its heading, status and date stated."""
    record = contract["record"]
    first = next((h for h in headings(template) if h.level == 1), None)
    line = title_line(contract, number=number, title=title)
    text = template[: first.start] + line + template[first.end :] if first else line + "\n\n" + template
    status_place, date_place = record.get("status"), record.get("date")
    if status_place is not None and status_place == date_place:
        text = write_place(text, status_place, f"{status} ({date})")
    else:
        if status_place:
            text = write_place(text, status_place, status)
        if date_place:
            text = write_place(text, date_place, date)
    history = contract.get("history")
    if history and history != status_place:
        name = plain(history["section"])
        every = headings(text)
        for n, heading in enumerate(every):
            if plain(heading.text) == name:
                end = every[n + 1].start if n + 1 < len(every) else len(text)
                rows = text[heading.end : end].replace("YYYY-MM-DD", date)
                default = (contract.get("statuses") or [status])[0]
                rows = re.sub(r"(?m)^(\|\s*|[-*]\s+)" + re.escape(default) + r"\b", lambda m: m.group(1) + status, rows)
                text = text[: heading.end] + rows + text[end:]
                break
    return text


RESERVED = {"con", "prn", "aux", "nul", *(f"{p}{n}" for p in ("com", "lpt") for n in range(10))}


def slug(title: str) -> str:
    """The title as part of a file name: letters and digits of every script, dashes, never empty."""
    import unicodedata

    text = unicodedata.normalize("NFC", title.lower())
    keep = "".join(
        c if c.isalnum() or unicodedata.category(c)[0] == "M" else "" if c in "'’" else "-" for c in text
    )
    name = re.sub(r"-{2,}", "-", keep).strip("-")
    if len(name) > 80 or len(name.encode()) > 160:
        while len(name) > 80 or len(name.encode()) > 160:
            name = name[:-1]
        head = name.rpartition("-")[0]
        name = head if len(head) > 40 else name
    name = name.strip("-")
    if not name:
        return "record"
    return name + "-record" if name in RESERVED else name


def file_name(contract: dict, *, number: int | None, title: str, date: str) -> str:
    """The name of a new record's file, as the project numbers its records."""
    prefix = contract.get("filename_prefix", "")
    lead = date.replace("-", "") if number is None else str(number).zfill(contract.get("number_width", 4))
    return f"{prefix}{lead}-{slug(title)}.md"


def today() -> str:
    """Today as YYYY-MM-DD; SOURCE_DATE_EPOCH (seconds, UTC) decides where it is set."""
    import time

    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return time.strftime("%Y-%m-%d", time.gmtime(int(epoch)) if epoch.isdigit() else time.localtime())


WORDS = {
    "approved": "accepted", "adopted": "accepted", "decided": "accepted", "accepted": "accepted",
    "wip": "draft", "work in progress": "draft", "draft": "draft", "proposed": "proposed",
    "rejected": "rejected", "deprecated": "deprecated", "superseded": "superseded", "superceded": "superseded",
    "replaced": "superseded",
}


def canonical(status_text: str) -> str | None:
    """The canonical lower-case English word of a status, or None where the text states none."""
    words = re.sub(r"[^\w\s-]", " ", status_text).split()
    if not words:
        return None
    low = " ".join(words).casefold()
    for word, meaning in WORDS.items():
        if low.startswith(word):
            return meaning
    return words[0].casefold()


def read_log(folder: str) -> list[dict]:
    contract = load_contract(folder)
    found = []
    for name in sorted(os.listdir(folder)):
        if not re.search(r"\d", name) or not name.endswith(".md") or "template" in name:
            continue
        with open(os.path.join(folder, name), encoding="utf-8", newline="") as file:
            text = file.read()
        digits = re.search(r"\d+", name)
        first = next((h for h in headings(text) if h.level == 1), None)
        title = first.text if first else None
        if title:
            title = re.sub(r"^(?:\w+-)?\[?\d+\]?[.:)]?\s+", "", title)
        record = contract["record"]
        status = read_place(text, record.get("status") or {"line": "Status"})
        date = read_place(text, record.get("date") or {"line": "Date"})
        day = re.search(r"\d{4}-\d\d-\d\d", date or "")
        number = int(digits.group()) if digits and len(digits.group()) < 8 else None
        found.append({"file": name, "number": number, "title": title,
            "status": canonical(status) if status else None, "status_text": status, "date": day.group() if day else None,
            "date_text": day.group() if day else date, "supersedes": [], "superseded_by": []})
    return found


def load_contract(folder: str) -> dict:
    import json

    try:
        with open(os.path.join(folder, "adr.json"), encoding="utf-8") as file:
            return json.load(file)
    except FileNotFoundError:
        return {"record": {"title": "# {number}. {title}", "status": {"section": "Status"}, "date": {"line": "Date"}}}


def index_table(records: list[dict]) -> str:
    def cell(text: str) -> str:
        return " ".join(text.split()).replace("|", "\\|")

    rows = ["", "| Number | Title | Status | Date |", "| --- | --- | --- | --- |"]
    for r in records:
        digits = re.search(r"\d+", r["file"])
        label = digits.group() if digits else r["file"]
        rows.append(f"| [{label}]({r['file']}) | {cell(r['title'] or '')} | {cell(r['status_text'] or '')} | {cell(r['date_text'] or '')} |")
    return "\n".join([*rows, "", ""])


def main(argv: list[str]) -> int:
    import argparse
    import json

    parser = argparse.ArgumentParser(prog="adr.py")
    parser.add_argument("--dir", default=os.path.dirname(os.path.abspath(__file__)))
    sub = parser.add_subparsers(dest="command", required=True)
    new = sub.add_parser("new")
    new.add_argument("--status")
    new.add_argument("--number", type=int)
    new.add_argument("title", nargs="+")
    listing = sub.add_parser("list")
    listing.add_argument("--json", action="store_true")
    index = sub.add_parser("index")
    index.add_argument("--check", action="store_true")
    args = parser.parse_args(argv)
    folder = args.dir
    if args.command == "new":
        contract = load_contract(folder)
        title, date = " ".join(args.title), today()
        number = args.number
        if number is None and contract.get("numbering") != "date":
            number = max([r["number"] or 0 for r in read_log(folder)], default=0) + 1
        with open(os.path.join(folder, "adr-template.md"), encoding="utf-8", newline="") as file:
            template = file.read()
        text = fill(template, contract, number=number, title=title, status=args.status or contract["statuses"][0], date=date)
        path = os.path.join(folder, file_name(contract, number=number, title=title, date=date))
        with open(path, "x", encoding="utf-8", newline="") as file:
            file.write(text)
        print(path)
    records = read_log(folder)
    if args.command == "list":
        if args.json:
            print(json.dumps(records, indent=1))
        else:
            for r in records:
                print(r["file"], r["title"], r["status"], r["date"], sep="  ")
        return 0
    readme = os.path.join(folder, "README.md")
    try:
        with open(readme, encoding="utf-8", newline="") as file:
            text = file.read()
    except FileNotFoundError:
        text = ""
    start, end = text.find(MARKER), text.find(MARKER_END)
    if start < 0 or end < start:
        print(f"{readme}: no {MARKER} and {MARKER_END} lines; the index was skipped", file=sys.stderr)
        return 0 if os.environ.get("COPIER_OPERATION") or args.command == "new" else 1
    fresh = text[: start + len(MARKER)] + "\n" + index_table(records) + text[end:]
    if fresh != text:
        if getattr(args, "check", False):
            print(f"{readme}: the index is stale; run adr.py index", file=sys.stderr)
            return 1
        with open(readme, "w", encoding="utf-8", newline="") as file:
            file.write(fresh)
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Fault as fault:
        print(f"adr.py: {fault}", file=sys.stderr)
        sys.exit(1)
