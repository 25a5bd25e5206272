"""A status as people write it, and the canonical word for it."""

from __future__ import annotations

import re

from ..text.dates import LEADING_DATE, without_dates
from ..text.markup import LINK_TEXT, MARKS, WORD
from ..text.pattern import Pattern
from ..vocabulary.inflections import WORDS
from ..vocabulary.months import MONTH_OF
from ..vocabulary.statuses import NEGATION, NOTHING, RETIRED
from ..vocabulary.words import folded
from .references import in_part
from .steps import dated_steps

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..vocabulary.words import Vocabulary

CHOICE_SPLIT = Pattern(r"\s{0,4}(?:[|,/·;、，／]|\bor\b|\boder\b|\bou\b|\bo\b)\s{0,4}")
CLAUSE = Pattern(r"[.,;:(\[|<\n→—–。，；：（]|->| - |\s\d")
# What is still to come, in the languages that say so with a word before the status.
FUTURE = Pattern(
    r"(?:(?:this|the|adr|rfc|record|decision|proposal|is|are|it) ){0,4}(?:(?:yet |soon |about |going |expected |likely |still )?to be"
    r"|(?:will|shall|should|may|might|could|would) be"
    r"|soon|not yet|wird|soll|noch nicht|sera|pas encore|será|aún no|todavía no|ainda não|wordt|nog niet|sarà|non ancora|ikke ennå|ennå ikke"
    r"|endnu ikke|ännu inte|inte ännu|jeszcze nie|ještě ne|henüz|будет|ещё не|еще не) (.+)",
    re.I | re.S,
)
NOT_YET = Pattern(r"(?:尚未|未|待|미)\s?(.+)|(.{1,4}?)\s?(?:待ち|予定|대기|예정)", re.S)
# "Awaiting acceptance", "needs approval", "ready for review by the board".
AWAITED = Pattern(
    r"(?:(?:this|the|adr|rfc|record|decision|proposal|is|still|currently|now) ){0,4}"
    r"(?:await(?:ing|s)|waiting (?:for|on)|subject to|up for|open for|ready for|close to|needs?|requires?|requesting|for)"
    r" (?:[^\s.,;:]{1,20} ){0,3}?(?:accept(?:ance|ing)|approv(?:al|ing)|decision|review|discussion|sign-?off|feedback|comments?"
    r"|input|vot(?:e|ing)|ratification|agreement|adoption|consensus|confirmation|endorsement|consideration|evaluation)\b",
    re.I,
)
LATER = Pattern(r"[,;()\[\]–—]| - | (?=but |then |now |and )", re.IGNORECASE)
SINCE = Pattern(
    r"\W*((?:(?:but|and|then|now|later|since|meanwhile|has|been|was|is|this|it|jetzt|inzwischen) )*)", re.IGNORECASE
)
UNSETTLED = Pattern(r"(?:decided|determined|defined|confirmed)\b", re.I)
FORMERLY = Pattern(r"\W*(?:(?:this|it|first|and) )?(?:was|were|formerly|previously|originally|initially|once)\b", re.I)
PAST = Pattern(
    FORMERLY.source + r".{1,80}?(?:\bnow\b|[,;.] |\bthen\b|\blater\b)(?: ?(?:now|then|later|is|it))*[ :]*(.+)",
    re.I | re.S,
)
LEAD_IN = frozenset(
    "this,the,that,our,adr,rfc,decision,record,proposal,document,architecture,has,have,been,is,was,were,are,now,hereby,currently,"
    "already,it,we,team,board,officially,formally".split(",")
)
# With more than PROSE words behind its comma, a first clause of more than STATUS_LENGTH words opens a sentence.
PROSE, STATUS_LENGTH = 6, 2
OPENS_PROSE = (
    frozenset(
        "as,by,in,on,at,for,with,when,while,since,if,because,although,after,before,today,there,here,these,those,they,i,you,each,every,"
        "some,most,all,both,to,a,an".split(",")
    )
    | LEAD_IN
)
# "On ice", "at risk", "in Bearbeitung" are statuses; "in May", "for us" and "in short" open a sentence.
PREPOSITIONS = frozenset(("in", "on", "at", "to", "for"))
NO_STATE = frozenset(
    "us,you,me,them,him,her,it,this,that,these,those,which,what,whom,all,both,each,everyone,others,some,many,most,"
    "monday,tuesday,wednesday,thursday,friday,saturday,sunday,spring,summer,autumn,fall,winter,today,tomorrow,yesterday,"
    "short,fact,addition,general,particular,practice,theory,principle,essence,brief,sum,summary,conclusion,contrast,"
    "comparison,reality,retrospect,hindsight,turn,example,instance,now,then,here,there,once,first,last,least,best,worst,"
    "present,times,start,begin,conclude,summarize,clarify,illustrate,reference,context,clarity,completeness,simplicity".split(
        ","
    )
)
OFFERED = frozenset("|/,、，;")  # a text without any of these, and without " or ", offers no choice


def canonical(status_text: str, words: Vocabulary) -> str | None:
    """The canonical word for a status as people write it; None where the text states none.

    `✅ Accepted`, `angenommen` and `Approved by the board` are `accepted`. A choice list, a placeholder and
    `TBD` state nothing. A word outside the vocabulary is itself, in lower case.
    """
    return stated_word(status_text, words)[0]


def stated_word(text: str, words: Vocabulary, known_only: bool = False) -> tuple[str | None, bool]:
    """(canonical word or None, whether the vocabulary has it and it opens the text) for one statement of a status.

    With `known_only` a word outside the vocabulary, or behind others, states nothing.
    """
    text = text.strip()
    word = words.statuses.get(text.lower())
    if word:
        return word, True
    part = in_part(text)
    text = LINK_TEXT.sub(r" \1 ", text)
    text = LEADING_DATE.sub("", MARKS.sub("", text).replace("\\", ""))
    inner = text.strip(" \t\n[]{}<>\"'“”„«».!")
    bracketed = text[:1] in ("{", "[", "<") and text[-1:] in ("}", "]", ">")
    if inner.casefold() in NOTHING or (bracketed and not words.status(inner)):
        choice = [part for part in CHOICE_SPLIT.split(inner) if part]
        word = words.status(choice[0]) if len(choice) == 1 else None
        return word, word is not None
    if is_choice(inner, words):
        return None, False
    now = PAST.match(inner)
    if now and stated_word(now.group(1), words, known_only=True)[1]:  # "was accepted, now rejected"
        return stated_word(now.group(1), words, known_only)
    ahead = FUTURE.match(inner)
    if ahead and not words.status(inner):  # "to be accepted"; "to be decided" says nothing
        planned = stated_word(ahead.group(1), words, known_only=True)[0]
        return ("proposed", True) if planned and not UNSETTLED.match(ahead.group(1)) else (None, False)
    if AWAITED.match(inner) or (not inner.isascii() and _is_awaited(inner, words)):
        return "proposed", True
    word, leads = _leading_word(inner, words, known_only)
    if not word and not known_only:
        word, leads = _any_word(inner, words)
    if word == "superseded" and part:
        return "partly superseded", True
    return (_end_of(inner, words) or word if leads and word not in RETIRED else word), leads


def _end_of(text: str, words: Vocabulary) -> str | None:
    """The status that a later clause says a record has come to: "Accepted, now rejected", "Accepted (obsolete)"."""
    for clause in LATER.split(text)[1:]:
        lead = SINCE.match(clause)
        rest = without_dates(clause[lead.end() if lead else 0 :]).strip(" .!")
        status = words.status(re.sub(r"(?<!\s)\s+(?:since|on|in|as of|from|seit|am|depuis|le|desde|el)$", "", rest))
        if status in RETIRED or (status in ("rejected", "accepted") and lead and lead.group(1)):
            return status
    return None


def _is_awaited(text: str, words: Vocabulary) -> bool:
    """Whether a text without spaces says that a status is still to come: "未承認", "승인 대기"."""
    m = NOT_YET.match(text) if not words.status(text) else None
    rest = (m.group(1) or m.group(2)) if m else ""
    return any(rest.startswith(term) for term in words.cjk() if words.statuses[term] == "accepted") if rest else False


def _leading_word(text: str, words: Vocabulary, known_only: bool) -> tuple[str | None, bool]:
    """(status, whether nothing stands before it) among the first words; not after a negation."""
    said = WORD.findall(folded(text).replace("’", "'"))
    first = next((n for n, word in enumerate(said[:9]) if word not in LEAD_IN), 0)  # "the decision has been accepted"
    for skip in [*range(min(4, len(said))), *([first] if first > 3 else [])]:
        for length in (3, 2, 1):
            word = words.statuses.get(" ".join(said[skip : skip + length]))
            if word:
                if skip and (NEGATION.intersection(said[:skip]) or known_only):
                    return None, False
                return word, skip == 0
    return None, False


def _any_word(text: str, words: Vocabulary) -> tuple[str | None, bool]:
    """A status without spaces around it, or without its accents; else the text's first clause where it is short."""
    if not text.isascii():
        for term in words.cjk():
            if term in text:
                return words.statuses[term], True
    clause = CLAUSE.split(folded(text), maxsplit=1)[0].strip(" -!?\"'")
    clause = " ".join(re.sub(r"[^\w\s'’/&+-]", " ", clause).split())
    clause = re.sub(r" (?:on|in|as of|since|at)$", "", clause)
    if clause in words.unmarked():
        return words.unmarked()[clause], True
    if not clause or clause in NOTHING or len(clause.split()) > 5:
        return None, False
    return clause, False


def opens_prose(text: str) -> bool:
    """Whether a text without a known status opens with a sentence: "As this is new, we may …", not "On ice, …".

    Only a comma tells: a clause that ends otherwise stands for itself, "Needs more work. The team …".
    """
    text = folded(MARKS.sub("", LINK_TEXT.sub(r" \1 ", text)))
    end = CLAUSE.search(text)
    if not end or text[end.start()] not in ",，" or len(text[end.end() :].split()) <= PROSE:
        return False
    said = WORD.findall(text[: end.start()])
    if len(said) == 2 and said[0] in PREPOSITIONS:
        return said[1] in NO_STATE or said[1] in MONTH_OF
    return len(said) > STATUS_LENGTH or (bool(said) and said[0] in OPENS_PROSE)


def is_choice(text: str, words: Vocabulary) -> bool:
    """Whether `text` offers statuses to choose from instead of stating one."""
    if OFFERED.isdisjoint(text) and " o" not in text:
        return False
    text = text.partition(":")[2] or text if "：" not in text else text.partition("：")[2]
    parts = [part.strip(" .…[]{}<>()\"'") for part in CHOICE_SPLIT.split(text)]
    known = {words.status(part) or (words.status(part.split()[0]) if part.split() else None) for part in parts}
    known.discard(None)
    if len(known) < 2 or dated_steps(text, words):
        return False  # "Proposed 2024-01-02, accepted 2024-02-03, rejected 2024-03-04"
    if len(known) >= 3:
        return True
    if "](" in text and text[:1] not in "[{<" and "superseded" in known:
        return False  # "Accepted | Superseded by [2](…)"
    between = re.search(r"[^\W\d_]\s*/\s*[^\W\d_]", text) is not None
    return "|" in text or " or " in text or (bool(known & {"proposed", "draft"}) and between)


def chosen(text: str, words: Vocabulary) -> str:
    """`text` without the choices behind its value: "Proposed [Proposed, Accepted, Rejected]"."""
    value, _, choices = text.partition(" [" if " [" in text else " (")
    return value if choices and words.status(value) and is_choice(choices.rstrip(" ])"), words) else text


PICK = Pattern(r"(?:(?<!\s)\s+)?(?:[|/·,;]|\bor\b|\n\s*[-*+•][ \t]|\n)\s*")
PICKED = Pattern(r"\*\*|__|✅|☑|☒|✔|🗹|\[[xX✓✔]\]|◉|🔘|👉|→|⬅|<<")
BOXES = Pattern(r"(?=\[[ xX✓✔]\]|[☐☑☒✅⬜🗹◉○])")


def picked(text: str, words: Vocabulary) -> str:
    """The one status of several that is marked as the one that counts: "Proposed | **Accepted** | Rejected"; "" without."""
    if len(text) > 300 or not PICKED.search(text):
        return ""
    for split in (PICK, BOXES):
        parts = [part for part in split.split("\n" + text.strip()) if part.strip(" \t\n-*+•_|")]
        bare = [re.sub(r"[^\w\s'’-]|_", " ", part).strip(" -\n") for part in parts]
        bare = [re.sub(r"^[xX]\s+", "", part) for part in bare]
        marked = [n for n, part in enumerate(parts) if PICKED.search(part)]
        if len(parts) > 1 and len(marked) == 1 and all(words.status(part) for part in bare):
            return bare[marked[0]]
    return ""


def passive(word: str) -> str:
    """ "superseded by" in the words and case of a word for superseded."""
    for row in WORDS:
        if row[5].casefold() == word.casefold():
            text = row[6]
            return text[:1].upper() + text[1:] if word[:1].isupper() else text
    return word + " by"
