"""A style taken from a log itself: from what its newest records share, and from its own blank where they keep to it.

The text that comes out is that of a style file; `styles.parse` holds it to the contract like any other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from ..log.find import read_text
from ..log.log import Log
from ..record.name_form import NEWEST, by_age
from ..record.record import Record
from ..text.written import OTHER_MARKUPS
from ..vocabulary.words import plain
from . import own_blank, styles
from .form import Form
from .logs import style_in
from .markups import as_markdown
from .seen import Seen, look

LARGE = 200_000  # characters; a longer record is no pattern for others
OTHERWISE = "madr"  # the style of a new log


class Learnt(NamedTuple):
    """The form that a log's new records take.

    Attributes:
        style: a shipped style that is the log's form; `custom` where `text` is; "" where the records agree too little.
        text: that of a style file.
        said: what people should know: what the form was taken from, or why none was; a sentence for each thing.
    """

    style: str
    text: str
    said: tuple[str, ...]


def learnt(project: Path, adr_dir: str, log: Log, width: int | None) -> Learnt:
    """The form of the records in a project's log.

    Args:
        project: its root.
        adr_dir, log: the log's folder below it, and what was read there.
        width: digits of a number in the names of its files, where they agree on that.
    """
    ordered = by_age(log.records)
    fits = style_in(project / adr_dir, [{"file": record.file} for record in ordered])
    newest = list(_looks(log, ordered[-NEWEST:], width or 4))
    form = Form(newest, log, ordered) if len(newest) > 1 else None
    why = "there are too few records to take a form from" if form is None else form.disagree
    if form is None or why:
        nearby = fits or nearest(newest)
        told = f"No form is taken from the records: {why}; the nearest style of the pack is {nearby}"
        return Learnt(nearby, "", () if fits else (told,))
    near = styles.load(fits) if fits else None
    if near and form.is_of(near):
        return Learnt(fits, "", ())
    alike = near if near and form.looks_like(near) else None
    text, said = _own(project, log, adr_dir, form, ordered, alike)
    suffix = ordered[-1].file.rpartition(".")[2].lower()
    if suffix in OTHER_MARKUPS:
        said += (f"New records are .{suffix} files too; the blank is in Markdown, and `new` writes it in that markup",)
    return Learnt("custom" if text else fits, text, said)


def nearest(newest: Sequence[Seen]) -> str:
    """The shipped style whose sections are most like those of the records; `madr` where none has much of them."""
    best = (0.2, OTHERWISE)
    for name in styles.names():
        style = styles.load(name)
        known = {plain(part.title) for part in styles.sections(style, style.body)}
        alike = 0.0
        for one in newest:
            heads = {path[-1] for path in one.paths}
            alike += len(heads & known) / max(len(heads | known), 1)
        if newest and alike / len(newest) > best[0]:
            best = alike / len(newest), name
    return best[1]


def _own(
    project: Path, log: Log, adr_dir: str, form: Form, records: Sequence[Record], alike: styles.Style | None
) -> tuple[str, tuple[str, ...]]:
    """(the text of a style that is the log's own form, what is said of it). `alike`: a style that it looks like."""
    mine = {Path(log.folder, record.file) for record in records}
    blank = own_blank.find(project, adr_dir, [path[-1] for path in form.paths], mine)
    hints = own_blank.guidance(alike.body) if alike else None
    source, body, said = f"the newest records of {adr_dir}", form.body(hints), []
    if blank:
        its_own = own_blank.as_body(blank.text, form)
        if its_own.body:
            source, body = blank.path, its_own.body
        else:
            said.append(f"{blank.path}{its_own.wrong}")
            body = form.body(own_blank.guidance(blank.text))
    text = form.style_text(source, body)
    try:
        styles.parse(text, name="custom", where="custom_style")
    except styles.StyleError as error:
        return "", (*said, f"No form is taken from the records: {str(error).removeprefix('custom_style: ')}")
    return text, (f"New records take the form of {source}", *said)


def _looks(log: Log, records: Iterable[Record], width: int) -> Iterator[Seen]:
    for record in records:
        try:
            text = read_text(log.folder, record.file)
        except OSError:
            continue
        if len(text) <= LARGE:
            yield look(record, as_markdown(text, record.file, log.words), log.words, width)
