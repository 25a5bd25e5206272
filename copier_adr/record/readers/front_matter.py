"""Facts in front matter."""

from __future__ import annotations

from ..lines import without_struck

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..document import Document
    from ..statements import Statements


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
