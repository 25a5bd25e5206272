"""Facts in front matter."""

from __future__ import annotations

from ..lines import without_struck
from ..statements import FOUND

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..document import Document
    from ..statements import Statements


FACTS = ("status", "date", "created", "updated", "supersedes", "superseded_by")
OUTER = frozenset(("adr", "meta", "metadata", "decision", "record", "params", "extra", "dates", "architecture", "info"))


def read_flags(document: Document, found: Statements) -> None:
    """`deprecated: true`, where nothing else states a status."""
    for key, value in document.values.items():
        status = found.words.status(key)
        if status and isinstance(value, str) and value.casefold() in ("true", "yes"):
            found.by("front matter", FOUND).status(status, key)


def read_front_matter(document: Document, found: Statements) -> None:
    """Each key that is a label of the vocabulary; of a list its first item, but every record that one names, and every note."""
    found.by("front matter")
    for key, value in document.values.items():
        fact = found.words.labels.get(key) or found.words.label(key)
        if not fact or not value or fact == "tags":
            fact = fact or found.words.note(key)
            if fact and value:
                found.note(fact, value)
            continue
        if fact == "title":
            title = " ".join(value.split()) if isinstance(value, str) else ""
            if title:
                found.add("title", title, title)
        elif isinstance(value, list):
            for item in value if fact in ("supersedes", "superseded_by") else value[:1]:
                found.take(fact, without_struck(item))
        else:
            found.take(fact, without_struck(value))
    for key, rows in document.listed.items():
        fact = found.words.note(key)
        if fact in ("applies_to", "affects"):
            found.note(fact, sorted(filter(None, map(pattern_of, rows)), key=lambda text: text[0] == "!"))
    for (outer, key), value in document.nested.items():
        _nested(outer, key, without_struck(value), found)


def pattern_of(row: dict[str, str]) -> str:
    """The pattern of paths that an entry of a list says, as adrkit writes it; "" where it says something else.

    `{type: path, pattern: "src/**", negate: true}`: of other types and of other repositories is not ours. What it
    takes out counts after all that it takes in, as `!` does where it stands last.
    Source: https://github.com/mbeacom/adrkit/blob/main/schema/adr.schema.json
    """
    text = next((row[key] for key in ("pattern", "path", "glob", "file") if row.get(key)), "")
    if not text or row.get("repo") or row.get("type", "path") not in ("path", "file", "glob"):
        return ""
    path = text.removeprefix("!")
    out = path != text or row.get("negate", "").casefold() in ("true", "yes", "on")
    # There a name alone is one in the root.
    return "!" * out + "/" * ("/" not in path) + path if path else ""


def _nested(outer: str, key: str, value: str, found: Statements) -> None:
    """A fact in a mapping: `adr: {status: x}`, `status: {state: x, date: …}`, `superseded_by: [{id: ADR-7}]`."""
    about, fact = found.words.label(outer), found.words.label(key)
    if about in ("supersedes", "superseded_by") and (
        fact == "number" or key in ("id", "adr", "file", "path", "link", "url", "ref")
    ):
        found.take(about, value)
    elif about == "status" and (fact in ("status", "date") or key in ("value", "name", "current")):
        found.take(fact or "status", value)
    elif fact in FACTS and (about == "date" or outer.casefold() in OUTER):
        found.take(fact, value)
