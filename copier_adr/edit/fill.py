"""A blank record filled: its title line, its status, its date. Nothing of the log around it is needed for that."""

from __future__ import annotations

import re

from ..record.places import _key_span
from ..record.title import PLACEHOLDER_TITLE, split_title
from ..text.files import line_end
from ..text.headings import headings, section_of
from .places import write_place


def title_line(contract: dict, *, number: int | None, title: str) -> str:
    """The H1 line of a record in the contract's form; without its number part where it has no number.

    Marks that would make a reader see something else than this title (a number of its own, a placeholder,
    a comment) get a backslash, which Markdown does not show.
    """
    form = contract["record"]["title"]
    if number is None:
        form = re.sub(r"^(#\s*).*(?:\{number\}|\{id\}).*?(?=\{title\})", r"\1", form)
    title = " ".join(title.split())
    title = title.replace("<!--", "<\\!--")
    title = re.sub(r"(^|\s)(#+)$", lambda m: m.group(1) + "\\" + m.group(2), title)
    if title[:1] in "[{<" and PLACEHOLDER_TITLE.fullmatch(title):
        title = "\\" + title
    if "{number}" not in form and "{id}" not in form and split_title(title, number)[0] != title:
        title = re.sub(r"(?<=[\dnN])(?=[.:)\]])|(?<=\d )(?=-)", r"\\", title, count=1)
        if split_title(title, number)[0] != title:
            title = title[:1] + "\u2060" + title[1:]  # a word joiner: nothing to see, and no number any more
    parts = {"number": str(number), "id": str(number).zfill(contract.get("number_width", 4)), "title": title}
    return re.sub(r"\{(number|id|title)\}", lambda m: parts[m.group(1)], form)


def fill(template: str, contract: dict, *, number: int | None, title: str, status: str, date: str) -> str:
    """The blank record `template` with its heading, status and date stated, as `new` writes it."""
    record = contract["record"]
    first = next((h for h in headings(template) if h.level == 1), None)
    line = title_line(contract, number=number, title=title)
    newline = line_end(template)
    text = template[: first.start] + line + template[first.end :] if first else line + newline * 2 + template
    if _key_span(text, "title"):
        text = write_place(text, {"front_matter": "title"}, " ".join(title.split()))
    status_place, date_place = record.get("status"), record.get("date")
    if status_place and status_place == date_place:
        text = write_place(text, status_place, f"{status} ({date})")
    else:
        if status_place:
            text = write_place(text, status_place, status)
        if date_place:
            text = write_place(text, date_place, date)
    history = contract.get("history")
    if history and history != status_place:
        section = section_of(text, history["section"])
        if section:
            rows = text[section[0] : section[1]].replace("YYYY-MM-DD", date)
            given = (contract.get("statuses") or [status])[0]
            rows = re.sub(r"(?m)^(\|[ \t]*|[-*][ \t]+)" + re.escape(given) + r"\b", lambda m: m.group(1) + status, rows)
            text = text[: section[0]] + rows + text[section[1] :]
    return text
