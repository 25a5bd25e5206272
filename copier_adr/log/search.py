"""Which records say some words."""

from __future__ import annotations

from .find import read_text
from .log import Log

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..record.record import Record


def bare(text: str) -> str:
    """`text` without case and accents, as people search."""
    if text.isascii():
        return text.lower()
    import unicodedata

    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join([c for c in apart if not unicodedata.combining(c)])


def says(log: Log, record: Record, words: list[str]) -> list[tuple[int, str]] | None:
    """(line, text) of the lines that hold any of the words, which are `bare`; None where the record lacks one of them.

    The title counts too, wherever it stands.
    """
    try:
        text = read_text(log.folder, record.file)
    except OSError:
        return None
    whole = bare(f"{record.title or ''}\n{text}")
    if not all(word in whole for word in words):
        return None
    lines = enumerate(text.splitlines(), 1)
    return [(n, line) for n, line in lines if any(word in bare(line) for word in words)]
