"""Words for a log's own form: its statuses in its spelling, and what a blank says under the usual headings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ..record.record import Record
from ..record.status import stated_word
from ..vocabulary.statuses import UNDECIDED
from ..vocabulary.words import Vocabulary

# The words for the usual statuses, language by language: proposed, accepted, rejected, deprecated, superseded.
USUAL = ("proposed", "accepted", "rejected", "deprecated", "superseded")
STATUS_WORDS = (
    USUAL,
    ("vorgeschlagen", "angenommen", "abgelehnt", "veraltet", "ersetzt"),
    ("vorgeschlagen", "akzeptiert", "abgelehnt", "veraltet", "ersetzt"),
    ("proposé", "accepté", "rejeté", "obsolète", "remplacé"),
    ("proposée", "acceptée", "rejetée", "obsolète", "remplacée"),
    ("propuesto", "aceptado", "rechazado", "obsoleto", "reemplazado"),
    ("propuesta", "aceptada", "rechazada", "obsoleta", "reemplazada"),
    ("proposto", "aceito", "rejeitado", "obsoleto", "substituído"),
    ("voorgesteld", "geaccepteerd", "afgewezen", "verouderd", "vervangen"),
    ("proposto", "accettato", "rifiutato", "deprecato", "sostituito"),
    ("foreslått", "akseptert", "avvist", "utdatert", "erstattet"),
    ("foreslået", "accepteret", "afvist", "forældet", "erstattet"),
    ("föreslagen", "accepterad", "avvisad", "föråldrad", "ersatt"),
    ("proponowany", "zaakceptowany", "odrzucony", "przestarzały", "zastąpiony"),
    ("предложено", "принято", "отклонено", "устарело", "заменено"),
    ("提議中", "已接受", "已拒絕", "已棄用", "已取代"),
    ("提议", "已接受", "已拒绝", "已弃用", "已取代"),
    ("提案", "採用", "却下", "非推奨", "置き換え"),
    ("제안", "승인", "거부", "폐기", "대체"),
)
# What to say under the usual headings; the others say it by themselves.
HINTS = {
    "context": "What is the situation, and what calls for a decision?",
    "context and problem statement": "What is the situation, and which question has to be answered?",
    "background": "What does a reader have to know first?",
    "decision": "What do we do about it?",
    "decision outcome": "Which option do we take, and why this one?",
    "decision drivers": "What is the choice measured by?",
    "considered options": "Which options are there?",
    "options considered": "Which options are there?",
    "alternatives": "What else could we do, and why do we not?",
    "alternatives considered": "What else could we do, and why do we not?",
    "consequences": "What gets easier, what gets harder, what has to be done next?",
    "positive": "What gets better?",
    "negative": "What gets worse?",
    "neutral": "What changes and is neither?",
    "positive consequences": "What gets better?",
    "negative consequences": "What gets worse?",
    "rationale": "Why this, and nothing else?",
    "references": "What does a reader find more in?",
    "links": "What does a reader find more in?",
}
OF_MANY_LANGUAGES = ("positive", "negative", "neutral")
SEEN_OFTEN = 2  # uses of a status that is none of the usual ones


def decided(statuses: Sequence[str], words: Vocabulary) -> str:
    """The word for a decision that stands."""
    found = (word for word in statuses if stated_word(word, words, known_only=True)[0] == "accepted")
    return next(found, statuses[-1])


def own_statuses(records: Sequence[Record], words: Vocabulary) -> list[str]:
    """The log's words for statuses, in its spelling, that of a new record first.

    The usual ones that it lacks are added in its language; one that it used once, and is none of those, is left out.
    """
    spelt: dict[str, Counter[str]] = {}
    for record in records:
        text = re.sub(r"^[\W\d_]+", "", record.status_text or "")
        word = re.match(r"[^\W\d_]+(?:[ -][^\W\d_]+){0,2}", text)
        while word and not words.status(word[0]):
            word = re.match(r".*(?=[ -])", word[0])
        if word and record.status:
            spelt.setdefault(record.status, Counter())[word[0]] += 1
    usual = {*USUAL, *UNDECIDED}
    often = {status: told for status, told in spelt.items() if status in usual or told.total() >= SEEN_OFTEN}
    cases = Counter(_case(word) for told in often.values() for word, count in told.items() for _ in range(count))
    case = cases.most_common(1)[0][0] if cases else "capital"
    own = {status: _in_case(told.most_common(1)[0][0], case) for status, told in often.items()}
    seen = [word.casefold() for word in own.values()]
    row = max(STATUS_WORDS, key=lambda row: sum(word in row for word in seen))
    for status, usually in zip(USUAL, row, strict=True):
        if status not in own and not (status == "proposed" and "draft" in own):
            own[status] = _in_case(usually, case)
    rank = {status: at for at, status in enumerate((*UNDECIDED, *USUAL[1:]))}
    ordered = sorted(own, key=lambda status: (rank.get(status, 2.5), status))
    return list(dict.fromkeys(own[status] for status in ordered))


def _case(word: str) -> str:
    return "upper" if word.isupper() else "lower" if word.islower() else "capital"


def _in_case(word: str, case: str) -> str:
    return word.upper() if case == "upper" else word.lower() if case == "lower" else word[:1].upper() + word[1:].lower()
