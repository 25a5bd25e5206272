"""TODO."""

from __future__ import annotations

import os
import re

from .page import to_atx
from ..faults import Fault
from ..log.find import read_text
from ..log.log import Log
from ..record.places import _key_span, _keys
from ..record.record import Record
from ..record.title import split_title
from ..text.front_matter import front_matter
from ..text.headings import headings
from ..text.markup import url
from ..text.pattern import Pattern
from ..vocabulary.names import COVERS


TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..vocabulary.words import Vocabulary


def renumbered(log: Log, record: Record, number: int) -> tuple[dict[str, str | None], str, list[tuple[str, int]]]:
    """({file: text}, new file, [(file, line) of mentions left]) once a record has another number."""
    old = record.number or 0
    folder, _, name = record.file.rpartition("/")
    whole = name
    if name.rpartition(".")[0].lower() in COVERS and folder:
        above, _, whole = folder.rpartition("/")
    else:
        above = folder
    if whole != name:
        raise Fault(f"{record.file}: is a folder of files; rename the folder by hand")
    digits = next(d for d in re.finditer(r"\d+", whole) if int(d.group()) == old)
    moved = (
        (above + "/" if above else "")
        + whole[: digits.start()]
        + str(number).zfill(len(digits.group()))
        + whole[digits.end() :]
    )
    if os.path.lexists(os.path.join(log.folder, *moved.split("/"))):
        raise Fault(f"{moved}: is there already")
    shared = sum(1 for r in log.records if r.number == old and r.prefix == record.prefix) > 1
    pages: dict[str, str | None] = {}
    left: list[tuple[str, int]] = []
    prefixes = {p for p in (record.prefix, "adr", "ad", "dr") if p}
    token = re.compile(
        r"(?<![\w/.-])((?:"
        + "|".join(map(re.escape, sorted(prefixes)))
        + r")[-_ ]?#?)(0*"
        + str(old)
        + r")(?![\w]|[.-]\d)",
        re.I,
    )
    for other in log.records:
        text = read_text(log.folder, other.file)
        new = rewrite_links(text, other.file, record.file, moved, old, number)
        own = other is record
        if own:
            new = renumber_own(new, other.file, old, number, log.words)
        if shared and not own:
            for m in token.finditer(new):
                left.append((other.file, new.count("\n", 0, m.start()) + 1))
        else:
            new = token.sub(
                lambda m: (
                    m.group(1)
                    + str(number).zfill(len(m.group(2)) if m.group(2)[0] == "0" or len(m.group(2)) > 1 else 1)
                ),
                new,
            )
        if own or new != text:
            pages[moved if own else other.file] = new
    return pages, moved, left


def renumber_own(text: str, file: str, old: int, number: int, words: Vocabulary) -> str:
    """A record's text with its own number changed, in its title and its front matter."""
    start, end, body = front_matter(text)
    for key in _keys(text[start:end]) if body else ():
        if words.label(key) in ("number", "title"):
            span = _key_span(text, key)
            if span:
                value = re.sub(
                    r"(?<!\d)0*" + str(old) + r"(?!\d)",
                    lambda m: str(number).zfill(len(m.group())),
                    text[span[0] : span[1]],
                    count=1,
                )
                text = text[: span[0]] + value + text[span[1] :]
    for heading in headings(to_atx(text, file)):
        title, own = split_title(heading.text, old)
        if own == old:
            at = text.find(heading.text, heading.start)
            lead = heading.text[: len(heading.text) - len(title)]
            new = re.sub(
                r"\d+",
                lambda m: str(number).zfill(len(m.group())) if m.group()[0] == "0" else str(number),
                lead,
                count=1,
            )
            underline = re.compile(r"(\r?\n)([=\-~^*#+\"'`])\2{2,}(?=[ \t]*\r?\n)").match(text, at + len(heading.text))
            text = text[:at] + new + text[at + len(lead) :]
            if underline and len(new) > len(lead):
                stop = underline.end() + len(new) - len(lead)
                text = text[:stop] + underline.group(2) * (len(new) - len(lead)) + text[stop:]
            break
    return text


MD_LINK = Pattern(r"(\[(?:[^\[\]\\\n]|\\.){0,300}\])(\([ \t]*<?)([^()\s<>]+)([^()\n]{0,200}\))")


def rewrite_links(text: str, file: str, old: str, new: str, old_number: int, number: int) -> str:
    """`text` of `file` with every link to the record `old` leading to `new`, and its number in their texts changed."""
    base = os.path.dirname(file)
    old_name, new_name = old.rpartition("/")[2], new.rpartition("/")[2]

    def swap(m: re.Match[str]) -> str:
        target, mark, rest = m.group(3).partition("#")
        path = os.path.normpath(os.path.join(base, target.replace("%20", " "))).replace(os.sep, "/")
        stem = old.rpartition(".")[0]
        if "://" in target or path not in (old, stem):
            return m.group()
        head, _, _ = target.rpartition("/")
        name = url(new_name if path == old else new_name.rpartition(".")[0])
        label = re.sub(
            r"(?<!\d)0*" + str(old_number) + r"(?!\d)",
            lambda d: str(number).zfill(len(d.group())) if d.group()[0] == "0" else str(number),
            m.group(1),
            count=1,
        )
        label = label.replace(old_name, new_name)
        return label + m.group(2) + (head + "/" if head else "") + name + mark + rest + m.group(4)

    text = MD_LINK.sub(swap, text)
    return re.sub(r"(?<![\w-])" + re.escape(old_name) + r"(?![\w-])", lambda _: new_name, text)
