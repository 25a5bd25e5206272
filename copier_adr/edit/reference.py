"""How one record names another."""

from __future__ import annotations

import os
import re

from ..text.written import OTHER_MARKUPS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..record.record import Record
    from ..vocabulary.words import Contract

BY_TITLE = "[{title}]({file})"


def reference(contract: Contract, source: Record, target: Record) -> str:
    """How `source` names `target`, in the contract's form."""
    form = contract.get("reference") or BY_TITLE
    if target.number is None and re.search(r"\{number\}|\{id\}", form):
        form = BY_TITLE
    path = os.path.relpath(target.file, os.path.dirname(source.file) or ".").replace(os.sep, "/")
    title = target.title or _stem(target)
    if "`" in form:  # reStructuredText, where nothing stands within a link's text
        title = title.replace("`", "")
    parts = {
        "number": str(target.number),
        "id": _padded(target, contract.get("number_width", 4)),
        "title": title.replace("[", "\\[").replace("]", "\\]") if "](" in form else title,
        "file": path.replace(" ", "%20").replace("(", "%28").replace(")", "%29"),
    }
    named = re.sub(r"\{(number|id|title|file)\}", lambda m: parts[m.group(1)], form)
    return _in_markup_of(source.file, named)


def _in_markup_of(file: str, ref: str) -> str:
    """A link as the markup of a file has it: reStructuredText and AsciiDoc show a Markdown link letter for letter."""
    suffix = file.rpartition(".")[2].lower()
    link = re.fullmatch(r"\[((?:[^\[\]\\]|\\.)*)\]\(([^()]*)\)", ref)
    if not link or suffix not in OTHER_MARKUPS:
        return ref
    title, path = link.group(1).replace("\\[", "[").replace("\\]", "]"), link.group(2)
    if suffix == "rst":
        return "`" + re.sub(r"([`<>\\])", r"\\\1", title) + f" <{path}>`__"
    macro = "xref" if path.endswith((".adoc", ".asciidoc", ".asc")) else "link"
    bare_path = path.replace("[", "%5B").replace("]", "%5D")
    return f"{macro}:{bare_path}[" + title.replace("]", "\\]") + "]"


def link_reference(source: Record, target: Record) -> str:
    """How `source` links to `target`, whatever the contract's form."""
    return reference({"reference": BY_TITLE}, source, target)


def _padded(target: Record, width: int) -> str:
    """The number as the file's name writes it, else as new names do."""
    digits = re.search(r"\d+", _stem(target))
    if digits and target.number is not None and int(digits.group()) == target.number:
        return str(digits.group())
    return str(target.number).zfill(width)


def _stem(record: Record) -> str:
    stem: str = record.file.rpartition("/")[2].rpartition(".")[0]
    return stem
