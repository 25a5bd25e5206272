"""TODO."""

from __future__ import annotations

import re

from ..text.dates import LEADING_DATE
from ..text.markup import LINK_TEXT, MARKS, WORD
from ..text.pattern import Pattern
from ..vocabulary.statuses import NEGATION, NOTHING
from ..vocabulary.words import STATUS_OF, _cjk_words, _unmarked, known_status

CHOICE_SPLIT = Pattern(r"\s{0,4}(?:[|,/·;、，／]|\bor\b|\boder\b|\bou\b|\bo\b)\s{0,4}")
CLAUSE = Pattern(r"[.,;:(\[|<\n→—–。，；：（]|->| - |\s\d")

def canonical(status_text: str) -> str | None:
    """The canonical word for a status as people write it; None where the text states none.

    `✅ Accepted`, `angenommen` and `Approved by the board` are `accepted`. A choice list, a placeholder and
    `TBD` state nothing. A word outside the vocabulary is itself, in lower case.
    """
    return _statement(status_text)[0]


def _statement(text: str, known_only: bool = False) -> tuple[str | None, bool]:
    """(canonical word or None, whether the vocabulary has it) for one statement of a status."""
    text = text.strip()
    word = STATUS_OF.get(text.lower())
    if word:
        return word, True
    text = LINK_TEXT.sub(r" \1 ", text)
    text = LEADING_DATE.sub("", MARKS.sub("", text).replace("\\", ""))
    inner = text.strip(" \t\n[]{}<>\"'“”„«».!")
    if inner.casefold() in NOTHING or (text[:1] in "{[<" and text[-1:] in "}]>" and not known_status(inner)):
        choice = [part for part in CHOICE_SPLIT.split(inner) if part]
        return (None, False) if len(choice) != 1 or not known_status(choice[0]) else (known_status(choice[0]), True)
    text = inner
    if is_choice(text):
        return None, False
    words = WORD.findall(text.casefold().replace("’", "'"))
    for skip in range(min(4, len(words))):
        for length in (3, 2, 1):
            word = STATUS_OF.get(" ".join(words[skip : skip + length]))
            if word:
                if skip and (NEGATION.intersection(words[:skip]) or known_only):
                    break
                return word, skip == 0
        else:
            continue
        break
    if known_only:
        return None, False
    for term in _cjk_words():
        if term in text:
            return STATUS_OF[term], True
    clause = CLAUSE.split(text.casefold(), maxsplit=1)[0].strip(" -!?\"'")
    clause = " ".join(re.sub(r"[^\w\s'’/&+-]", " ", clause).split())
    clause = re.sub(r" (?:on|in|as of|since|at)$", "", clause)
    if clause in _unmarked():
        return _unmarked()[clause], True
    if not clause or clause in NOTHING or len(clause.split()) > 5:
        return None, False
    return clause, False


def is_choice(text: str) -> bool:
    """Whether `text` offers statuses to choose from instead of stating one."""
    if not ("|" in text or "/" in text or "," in text or "、" in text or "，" in text or ";" in text or " o" in text):
        return False
    text = text.partition(":")[2] or text if "：" not in text else text.partition("：")[2]
    parts = [part.strip(" .…[]{}<>()\"'") for part in CHOICE_SPLIT.split(text)]
    known = {known_status(part) or (known_status(part.split()[0]) if part.split() else None) for part in parts}
    known.discard(None)
    if len(known) >= 3:
        return True
    return len(known) == 2 and (
        "|" in text
        or " or " in text
        or (bool(known & {"proposed", "draft"}) and re.search(r"[^\W\d_]\s*/\s*[^\W\d_]", text) is not None)
    )


def chosen(text: str) -> str:
    """`text` without the choices behind its value: "Proposed [Proposed, Accepted, Rejected]"."""
    value, _, choices = text.partition(" [" if " [" in text else " (")
    return value if choices and known_status(value) and is_choice(choices.rstrip(" ])")) else text
