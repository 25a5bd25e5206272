"""The blank record that a log has of its own, by whatever name: found, and turned into the body of a style."""

from __future__ import annotations

import os
import re
from collections.abc import Container, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ..edit.places import write_place
from ..record.places import fields, read_place
from ..text.files import decode, read_bytes
from ..text.headings import headings, section_of
from ..vocabulary.names import TEMPLATE_WORDS
from ..vocabulary.words import plain

if TYPE_CHECKING:
    from .form import Form

LARGE = 100_000  # bytes; a larger file is no blank
OTHER_BRACES = re.compile(r"(?<!\{)\{\{+([^{}\n]*)\}\}+|\\\{([^{}\\\n]*)\\\}")  # of guidance: doubled, or escaped
BRACE = re.compile(r"[{}]")
MOST = 40  # files that are looked at


class Blank(NamedTuple):
    """A blank: its path below the project, with `/`, and its text."""

    path: str
    text: str


class Body(NamedTuple):
    """A blank as the body of a style; where it can be none, `wrong` says why, as it goes on after the file's name."""

    body: str
    wrong: str = ""


def find(project: Path, adr_dir: str, sections: Iterable[str], records: Container[Path]) -> Blank | None:
    """The blank of the log that has most of these sections; None where there is none with any.

    It is looked for in the log, in a folder `templates` or `.templates` in it and beside it, and in `.adr-templates`.
    No file of `records` is one.
    """
    log = project / adr_dir
    names = ("templates", "template", "_templates", ".templates")
    folders = [log, *(log / name for name in names), *(log.parent / name for name in names)]
    folders += [project / ".adr-templates", log / ".adr-templates"]
    wanted = set(sections)
    best: tuple[int, Blank] | None = None
    for path in [path for folder in folders for path in _blanks(folder, folder != log)][:MOST]:
        if path in records or project.resolve() not in path.resolve().parents:
            continue
        try:
            text = decode(read_bytes(str(path)))[0].replace("\r\n", "\n").lstrip("\ufeff")
        except OSError:
            continue
        alike = len(wanted & {plain(heading.text) for heading in headings(text)})
        if alike and (best is None or alike > best[0]):
            best = alike, Blank(path.relative_to(project).as_posix(), text)
    return best[1] if best else None


def _blanks(folder: Path, inside: bool) -> list[Path]:
    """Markdown files that are blanks by their names; in a folder of blanks every one is."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return []
    found = []
    for entry in entries:
        stem, _, suffix = entry.name.lower().rpartition(".")
        if (
            suffix not in ("md", "markdown")
            or entry.is_symlink()
            or not entry.is_file()
            or entry.stat().st_size > LARGE
        ):
            continue
        words = set(re.split(r"[-_. ]+", stem))
        if inside or words & TEMPLATE_WORDS:
            found.append(Path(entry.path))
    return found


def as_body(text: str, form: Form) -> Body:
    """A blank as the body of a style that states title, status and date as the log's records do."""
    text = OTHER_BRACES.sub(lambda m: "{" + (m[1].strip(" \t") if m[2] is None else m[2]) + "}", text)
    text = "\n".join([_flat(line) for line in text.split("\n")])
    every = headings(text)
    titles = [heading for heading in every if heading.level == 1]
    if len(titles) != 1:
        if not titles:
            return Body("", " has no title line, so it is no pattern for records")
        return Body("", f", line {_line(text, titles[1].start)}: a second title line, so it is no pattern for records")
    stated = [at for _, label, at, _ in fields(text) if form.words.label(label) == "status"]
    stated += [heading.start for heading in every if heading.level > 1 and form.words.label(heading.text) == "status"]
    if len(stated) > 1:
        return Body("", f", line {_line(text, sorted(stated)[1])}: a second status, so it is no pattern for records")
    lacks = [path[-1] for path in form.paths if path[-1] not in {plain(heading.text) for heading in every}]
    if lacks:
        return Body("", f" lacks the section {lacks[0]!r}, which the newest records have")
    for place, value in ((form.date, "YYYY-MM-DD"), (form.status, form.statuses[0])):
        if place is None:
            continue
        where = dict([place])
        if read_place(text, where) is None:
            return Body("", f" states no {place[1]!r} where the newest records do")
        if place[0] == "section" and (section := section_of(text, place[1])):
            said = form.status_text() if place == form.status else value
            text = f"{text[: section[0]]}\n\n{said}\n\n{text[section[1] :]}"
        else:
            text = write_place(text, where, value)
    if form.status is None and stated:
        return Body("", " states a status, and the newest records do not")
    title = next(heading for heading in headings(text) if heading.level == 1)
    return Body((text[: title.start] + form.title + text[title.end :]).strip("\n") + "\n")


def _flat(line: str) -> str:
    """A line without the braces of guidance that stands within other guidance."""
    dropped, opened = set(), list[int]()
    for m in BRACE.finditer(line):
        if m[0] == "{":
            opened.append(m.start())
        elif len(opened) > 1:
            dropped |= {opened.pop(), m.start()}
        else:
            opened.clear()
    return "".join([char for at, char in enumerate(line) if at not in dropped]) if dropped else line


def guidance(text: str) -> dict[str, str]:
    """What a blank says under each heading, by the heading as it is compared."""
    every = headings(text)
    found = {}
    for heading, after in zip(every, [*every, None][1:], strict=True):
        said = text[heading.end : after.start if after else len(text)].strip()
        if said and not re.search(r"\{\{|^#", said):
            found[plain(heading.text)] = said
    return found


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1
