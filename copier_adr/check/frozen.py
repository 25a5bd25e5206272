"""What of a record may not change once it is accepted: what a reader sees, but for values that may."""

from __future__ import annotations

from ..edit.status_word import leading_status
from ..record.read import Reading
from ..vocabulary.names import RECORD_SUFFIXES
from .free import Freedom
from .inline import tags_shown, words_shown
from .names import Names
from .shown import Seen, front_lines
from .signs import without_signs

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..vocabulary.words import Vocabulary

NEAR_LINES = 12  # from where a statement begins: a row of HTML, a section
HELD_LINES = 50_000  # a text of more lines is held as it is written: to read it would cost long, and nobody writes one
AS_WRITTEN = ("code", "raw", "key", "title", "indented row")  # the kinds of lines in which Markdown's marks are none
MARKDOWN = RECORD_SUFFIXES[:3]


class Frozen:
    """A record's text as it is held.

    Attributes:
        shown: what a reader sees, block by block, without what may change.
        lines: the line on which each of these begins.
        left: (line, words) that stand beside values that may change: they may go, but not come or become others.
    """

    def __init__(self, shown: list[str], lines: list[int], left: list[tuple[int, str]]) -> None:
        self.shown, self.lines, self.left = shown, lines, left

    def change(self, new: Frozen) -> int | None:
        """The line of `new` on which it says something else than this one; None where it does not."""
        if self.shown != new.shown:
            pairs = enumerate(zip(self.shown, new.shown))
            first = next((n for n, (old, now) in pairs if old != now), min(len(self.shown), len(new.shown)))
            return [*new.lines, *(new.lines[-1:] or [1])][first]
        before = {words for _, words in self.left}
        return next((line for line, words in new.left if words not in before), None)


def frozen(text: str, file: str, words: Vocabulary, names: Names) -> Frozen:
    """What of the text of a record may not change. `file` is its path below the log."""
    text = without_signs(text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff"))
    if text.count("\n") > HELD_LINES:
        rows = text.split("\n")
        return Frozen(["raw " + row for row in rows], list(range(1, len(rows) + 1)), [])
    keys, body = front_lines(text)
    page = Seen(body, file.lower().endswith(MARKDOWN))
    freedom = Freedom(words, names, file.rpartition("/")[0], page.targets)
    told = _told_by_readers(text, file, words)
    blocks: list[tuple[int, int, str, list[str]]] = []  # line, block, kind, texts
    for line, key, value in keys:
        kept = freedom.key_kept(line, key, value)
        if kept:
            blocks.append((line, -1, "key", [kept]))
    waiting: tuple[int, int, str, list[str]] | None = None  # the heading of a section that has said nothing yet
    for one in page.lines:
        kind = one.kind.lstrip("> ")
        if kind[:1] == "h":
            waiting = None
            what = freedom.enter(int(kind[1:]), one.text)
            begun = [said for said, line in told.get(one.number, ()) if line == one.number]
            block = (one.number, one.block, one.kind, [_without_told(begun, one.text, one.text, freedom)])
            if what == "text":
                blocks.append(block)
            if what == "fact":
                block[3][0] = ""  # that prose stands under a heading is seen, and what this says may change
            waiting = block if what != "text" else None
            continue
        kept = freedom.kept(one)
        near = [said for said, _ in told.get(one.number, ())]
        kept = _without_told(near, one.text, kept, freedom, code=kind.endswith("code"))
        if waiting and kind == "rule" and one.number == waiting[0] + 1:
            waiting[3].append(kept)  # what underlines the heading
            continue
        if not kept and one.text and kind != "rule":
            continue
        if waiting:
            blocks.append(waiting)
            waiting = None
        if blocks and blocks[-1][1] == one.block and blocks[-1][2] == one.kind:
            blocks[-1][3].append(kept)
        else:
            blocks.append((one.number, one.block, one.kind, [kept]))
    shown = [f"{kind} {_shown(kind, texts, page)}" for _, _, kind, texts in blocks]
    return Frozen(shown, [line for line, _, _, _ in blocks], freedom.left)


def _without_told(told: Sequence[list[str]], text: str, kept: str, freedom: Freedom, code: bool = False) -> str:
    """What is kept of a line's text, without what the readers found there; that is said once, so no other line may."""
    for said in told:
        value = next((value for value in said if value in text), "")
        if value:
            said.clear()
            if not code and not freedom.more(value):
                kept = kept.replace(value, "", 1)
    return kept


def _shown(kind: str, texts: list[str], page: Seen) -> str:
    """A block's text as a reader sees it; as it is written where its markup has no such marks."""
    text = "\n".join(texts)
    if not page.markdown or kind.endswith(AS_WRITTEN):
        return text
    return tags_shown(" ".join(text.split())) if kind.endswith("tags") else words_shown(text, page.targets)


def _told_by_readers(text: str, file: str, words: Vocabulary) -> dict[int, list[tuple[list[str], int]]]:
    """Where the readers found the record's status, date and supersessions: line -> (words of which some may stand there,
    the line on which the statement begins).

    Some forms, such as a table of HTML, are known to the readers alone.
    """
    reading = Reading(file, text, words)
    found = [reading.chosen[fact] for fact in ("status", "date") if fact in reading.chosen]
    found += [one for fact in ("supersedes", "superseded_by") for one in reading.found.of(fact)]
    told: dict[int, list[tuple[list[str], int]]] = {}
    for one in found:
        lead = leading_status(one.text, words) if one.fact == "status" else None
        if one.text and one.at > 0:
            line = reading.document.line(one.at)
            said = [one.text, *([one.text[lead[0] : lead[1]]] if lead else [])]
            for near in range(line, line + NEAR_LINES):
                told.setdefault(near, []).append((said, line))
    return told


def frozen_text(text: str, file: str, words: Vocabulary, names: Names) -> str:
    """The same as one text, for who compares it elsewhere: two blocks are not one block of two lines."""
    return repr(frozen(text, file, words, names).shown)
