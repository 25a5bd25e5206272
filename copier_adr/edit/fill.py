"""A blank record filled: its title line, its status, its date. Nothing of the log around it is needed for that."""

from __future__ import annotations

import re

from ..record.name_form import Named, file_name
from ..record.places import fields, find_span, key_span
from ..record.title import NUMBER_PART, PLACEHOLDER_TITLE, TITLE_PARTS, title_lead
from ..text.files import line_end
from ..text.front_matter import front_matter, yaml_text
from ..text.headings import BY_FILE_NAME, below_title, headings, section_of, title_heading
from .places import write_place

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..vocabulary.words import Contract, Place


NUMBER_LABELS = frozenset(("number", "num", "nr", "no", "id", "#", "adr", "rfc"))


def title_line(contract: Contract, *, number: int | None, title: str, name: str) -> str:
    """The line that states a record's title, in the contract's form: a heading, or the key `title` of its front matter.

    Without its number part where it has no number. `name` is what its file is called, for forms that begin so.
    """
    form = contract["record"]["title"]
    if number is None:
        form = _without_number_part(form)
    title = " ".join(title.split())
    if form.startswith("#"):
        title = _escaped(title)
    if form.startswith("#") and not re.search(r"\{(?:number|id|name)\b", form):
        title = _without_number(title, number)
    parts = {"number": str(number), "title": title, "name": name}

    def part(m: re.Match[str]) -> str:
        if m.group(1).startswith("id"):
            return str(number).zfill(int(m.group(2) or contract.get("number_width", 4)))
        return parts[m.group(1)]

    return TITLE_PARTS.sub(part, form)


def _without_number_part(form: str) -> str:
    """A title's form with nothing on the side of `{title}` on which the number stands."""
    before, said, after = form.partition("{title}")
    lead = re.match(r"#+\s*|title:\s*", before)
    if said and lead and re.search(NUMBER_PART, before):
        before = lead.group()
    return before + said + ("" if said and re.search(NUMBER_PART, after) else after)


def _escaped(title: str) -> str:
    """A title with a backslash, which Markdown does not show, before what would make it a comment or a placeholder."""
    title = title.replace("<!--", "<\\!--")
    title = re.sub(r"(^|\s)(#+)$", lambda m: m.group(1) + "\\" + m.group(2), title)
    return "\\" + title if title[:1] in "[{<(" and PLACEHOLDER_TITLE.fullmatch(title) else title


def _without_number(title: str, number: int | None) -> str:
    """A title that begins like a number, with a backslash, so that no reader takes that for the record's.

    Where only the log's other titles can say what it is ("4 eyes principle"), they do: this log's bear no numbers.
    """
    lead = title_lead(title, number)
    if lead.text == title or not lead.sure:
        return title
    return re.sub(r"(?<=[\dnN])(?=[.:)\]])|(?<=\d )(?=-)", r"\\", title, count=1)


def fill(template: str, contract: Contract, *, number: int | None, title: str, status: str, date: str) -> str:
    """The blank record `template` with its heading, status and date stated, as `new` writes it."""
    name = Named(file_name(contract, number=number, title=title, date=date)).stem
    line = title_line(contract, number=number, title=title, name=name)
    form = contract["record"]["title"]
    text = _with_numbers(_with_title(template, form, line, title), contract, number)
    status_place, date_place = contract["record"].get("status"), contract["record"].get("date")
    if status_place and status_place == date_place:
        text = _with_place(text, form, status_place, f"{status} ({date})")
    else:
        for place, value in ((date_place, date), (status_place, status)):
            text = _with_place(text, form, place, value) if place else text
    return _fill_history(text, contract, status, date)


def _with_numbers(text: str, contract: Contract, number: int | None) -> str:
    """The blank with the record's number where its head or its front matter has `N` or `NNNN` as a value."""
    if number is None:
        return text
    padded = str(number).zfill(contract.get("number_width", 4))
    text = _with_numbered_fields(text, padded, number)
    start, end, body = front_matter(text)
    if not body:
        return text
    block = re.sub(r"(?m)^([\w-]+:[ \t]+)(?:N|\{number\})(?=[ \t\r]*$)", rf"\g<1>{number}", text[start:end])
    block = re.sub(r"(?m)^([\w-]+:[ \t]+)(?:NNNN|\{id\})(?=[ \t\r]*$)", rf'\g<1>"{padded}"', block)
    return text[:start] + block + text[end:]


def _says_number(label: str) -> bool:
    """Whether `N` at a label is a number, and not the answer no: "Number", "RFC"."""
    last = re.split(r"[\s_-]", label.strip(" *_`:."))[-1].strip(".")
    return (last.isupper() and last.isalpha()) or last.casefold() in NUMBER_LABELS


def _head_fields(text: str) -> list[tuple[str, int, int]]:
    """(label, start, end) of each value under a label above the first section."""
    first = next((heading.start for heading in headings(text) if heading.level > 1), len(text))
    return [(label, start, end) for _, label, start, end in fields(text) if start < first]


def _with_numbered_fields(text: str, padded: str, number: int) -> str:
    """The blank with the record's number where a label of its head has `N` or `NNNN` as a value."""
    for label, start, end in reversed(_head_fields(text)):
        said = text[start:end]
        if said == "NNNN" or (said == "N" and _says_number(label)):
            text = text[:start] + (padded if said == "NNNN" else str(number)) + text[end:]
    return text


def _with_title(template: str, form: str, line: str, title: str) -> str:
    """The blank with the line of its title, and with that in its front matter where it has a place for it."""
    place = {"front_matter": "title"}
    template = _with_titled_field(template, title)
    if form == BY_FILE_NAME:
        return template
    if form.startswith("title:"):
        return _with_place(template, form, place, line[6:].strip())
    first = title_heading(headings(template), form)
    text = template[: first.start] + line + template[first.end :] if first else line + line_end(template) * 2 + template
    return write_place(text, place, " ".join(title.split())) if key_span(text, "title") else text


def _with_titled_field(template: str, title: str) -> str:
    """The blank with the title at the label `Title` of its head as well: a line, or a row of a table."""
    for label, start, end in _head_fields(template):
        if label.strip(" *_`").casefold() == "title" and PLACEHOLDER_TITLE.fullmatch(template[start:end]):
            return template[:start] + " ".join(title.split()) + template[end:]
    return template


def _with_place(text: str, form: str, place: Place, value: str) -> str:
    """`text` with the value at its place, which is made where the blank lacks it: a log's own blank may.

    `form` is that of the title.
    """
    if find_span(text, place) is not None:
        return write_place(text, place, value)
    (kind, label), newline = next(iter(place.items())), line_end(text)
    if kind == "front_matter":
        end = front_matter(text)[1] if front_matter(text)[2] else 0
        line = f"{label}: {yaml_text(value)}{newline}"
        return text[:end] + line + text[end:] if end else f"---{newline}{line}---{newline}{newline}{text}"
    ways = {
        "bullet": "- {}: {}",
        "bold": "**{}:** {}",
        "table_row": "| {} | {} |\n| --- | --- |",
        "column": "| {} |\n| --- |\n| {} |",
        "section": "## {}\n\n{}",
    }
    every = headings(text)
    title = title_heading(every, form)
    # A section stands before the first other one, all else right under the title.
    below = next((heading.start for heading in below_title(every, form)), len(text))
    at = below if kind == "section" else title.end if title else front_matter(text)[2]
    said = ways.get(kind, "{}: {}").format(label, value).replace("\n", newline)
    before = text[:at].rstrip("\r\n")
    return before + newline * 2 * bool(before) + said + newline * 2 + text[at:].lstrip("\r\n")


def _fill_history(text: str, contract: Contract, status: str, date: str) -> str:
    """The first entry of a history that stands beside the status."""
    history = contract.get("history")
    section = section_of(text, history["section"]) if history else None
    if not section or history == contract["record"].get("status"):
        return text
    rows = text[section[0] : section[1]].replace("YYYY-MM-DD", date)
    given = (contract.get("statuses") or [status])[0]
    rows = re.sub(r"(?m)^(\|[ \t]*|[-*][ \t]+)" + re.escape(given) + r"\b", lambda m: m.group(1) + status, rows)
    return text[: section[0]] + rows + text[section[1] :]
