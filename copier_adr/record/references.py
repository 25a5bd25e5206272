"""References from one record to others, and the supersessions that running text states."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from ..text.markup import LINK_TEXT
from ..text.pattern import Pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    Refs = list[tuple[str, str]]  # (kind, target): see `references`

REF = Pattern(
    r"""\[\[(?P<wiki>[^\[\]|\#\n]{1,200})(?:[|\#][^\[\]\n]{0,200})?\]\]
      | (?<!\\)\[(?P<text>(?:[^\[\]\\\n]|\\.|\[[^\[\]\n]{0,80}\]){0,300})\]
          (?:\(\s{0,3}<?(?P<url>[^\s()<>]{0,400}(?:\([^()\s]{0,80}\)[^\s()<>]{0,200})?)>?(?:\s[^()\n]{0,200})?\)
            |\[(?P<ref>[^\[\]\n]{0,100})\])?
      | (?:xref|link):(?P<xref>[^\[\s]{1,300})\[[^\]\n]{0,300}\]
      | <<(?P<anchor>[^<>,\n]{1,300})(?:,[^>\n]{0,300})?>>
      | `(?:[^`<\n\\]|\\.){0,300}<(?P<rst>[^<>`\n]{1,300})>`__?
      | :(?:doc|ref):`(?:[^`<\n]{0,200}<)?(?P<doc>[^<>`\n]{1,300})>?`
      | <(?P<auto>[^<>\s]{1,400})>
      | (?<![\w/.%+-])(?P<path>[\w.%+-]*(?:/[\w.%+-]+){0,12}\.(?:md|markdown|mdx|rst|adoc|asciidoc|html))(?![\w-])
      | (?<![\w./-])(?=(?P<stem>\d{4,14}-[^\W_]+(?:[-_][^\W_]+)*))(?P=stem)(?![\w.-]*\w)  # at one go: no other end
      | (?<![\w./])(?P<prefix>(?:[A-Za-z]{1,20}[-_]){1,4}|[A-Za-z]{1,8}|(?:ADR|adr|Adr|AD|DR|[Dd]ecision|[Rr]ecord|[Nn][or]\.|№)[ ])\#?(?P<number>\d{1,6})(?![\w/]|[.,:]\d)
      | (?<![\w./,:-])\#?(?P<bare>\d{1,6})(?![\w/]|[.,:-]\d)
    """,
    re.X,
)
DAY_BY = Pattern(r"\d{4}-\d\d-\d\d (?:by|durch|von|par|por|door|da|av|af|przez)\b")
BETWEEN = Pattern(
    r"[\s,;:&+/*_`\"'()\[\]–—-]*(?:(?:and|und|et|y|e|i|och|og|en|ve|и|the|by|also|with|adrs?|decisions?|records?|no\.|nr\.)\b[\s,;:&*_`]*){0,3}",
    re.I,
)
# Phrases that begin a supersession in running text, most specific first; `by` is the passive.
SPELLING = r"super[sc]ee?d"
PHRASE = Pattern(
    r"(?:(?<![\w-])|(?=被))(?:"
    r"(?P<by>"
    + SPELLING
    + r"ed(?:\s*\([^()\n]{0,60}\))?[\s:_-]{0,3}by|(?:replaced|obsoleted|reverted|deprecated)[\s_-]by|"
    r"deprecated[ ]in[ ]favou?r[ ]of|in[ ]favou?r[ ]of|(?:ersetzt|abgelöst)[ ](?:durch|von)|remplacée?[ ]par|"
    r"(?:reemplazad|sustituid|substituíd|substituid)[oa][ ]por|vervangen[ ]door|(?:sostituit|superat)[oa][ ]da|"
    r"erstattet[ ]a[vf]|ersatt[ ]av|zastąpion[yae][ ]przez|nahrazen[aoý]?|замен[её]н[ао]?[ ](?:на)?|被|置き換え先)"
    r"|(?P<fwd>"
    + SPELLING
    + r"(?:es?|ing)?|replaces|obsoletes|ersetzt|löst|remplace|(?:reemplaza|sustituye)(?:[ ]a)?|substitui|"
    r"vervangt|sostituisce|erstatter|ersätter|zastępuje|nahrazuje|заменяет|取代了?|替代了?)"
    r")(?=[\W\d]|$|ADR)(?:[\s：*_-]|:(?!(?:doc|ref):)|`(?![^`<\n]{0,300}<[^<>`\n]{1,300}>`))*",
    re.I,
)
# Where the verb stands last, the record that took the place stands before the phrase.
VERB_LAST = Pattern(
    r"(?:tarafından|ile)[ ](?:değiştirildi|geçersiz)|yerini[ ]aldı|(?:\([^()]{1,6}\)|으)?로[ ]?대체|(?:に|によって|により)[ ]?(?:置き?換え|取って代わ)",
    re.I,
)
# "Wurde durch ADR 7 ersetzt", "由 ADR 7 取代".
VERB_BEHIND = Pattern(
    r"(?:[^.;!?\n]{0,60}?\b(?:durch|von|door)[ ]|\W*由\s?)(?P<between>[^;!?\n]{1,300}?)\s?(?:ersetzt|abgelöst|vervangen|取代|替代|替换)",
    re.I,
)
STEM = Pattern(
    "super|replace|obsolet|revert|deprecated by|favo|ersetz|abgelöst|löst|remplac|reempl|sustitu|substitu|vervang|sostitu|erstat|ersat|"
    "ersätt|zastąp|zastęp|nahraz|замен|取代|替代|被|置き?換え|取って代|tarafından|yerini|대체|ile değiştir",
    re.I,
)
PARTLY = Pattern(
    r"\b(?:part(?:s|ly|ially)?|in part|some|aspects?|teils|teilweise|teile|partiel\w*|parcial\w*|parzial\w*|gedeeltelijk|deels|delvist?|"
    r"częściowo|částečně|kısmen|частично|sections?|(?:chapter|clause|points?|punkte?t?|punto|ponto|пункт\w*) \d+|"
    r"no|not|never|nicht|non|if|when|until|unless|would|will|may|might|can|could|should|to be|soon|planned)(?:\b|(?=被))"
    r"|部分|一部|부분|일부|جزئي",
    re.I,
)
# Words that make a supersession one of a part, wherever they stand beside it: "Superseded (in part) by", "… by ADR 7 in part".
IN_PART = Pattern(
    r"\b(?:in[ _-]part|part(?:ly|ially)|teils|teilweise|zum teil|en partie|partiellement|parcialmente|en parte|em parte|"
    r"parzialmente|in parte|gedeeltelijk|deels|delvist?|częściowo|częściow[aeyo]|částečně|kısmen|kismen|частично)\b"
    r"|部分|一部|부분|일부|جزئي",
    re.I,
)


# What stands between the phrase and the record of which only a piece is meant: "the 'option 3' portion of".
PORTION = Pattern(
    r"[^.;\n\[]{0,120}?\b(?:aspects?|parts?|portions?|sections?|pieces?|halves|half|bits?)\b(?= of\b| in\b| \W)"
    r"|(?:(?:the\s+)?\w+\s*|\s+)?(?:aspects?|parts?|portions?|sections?)\b",
    re.I,
)
# A comma ends a clause but for "superseded by ADR 7, in part".
CLAUSE_CUT = Pattern(r"[.;](?:\s|$)|,(?:\s|$)(?!\s*(?:" + IN_PART.source + r")\s*(?:[.;,)]|$))", re.I)
CLAUSE_END = Pattern(r"[.;!?]\s|\n")
# What may stand before a phrase that opens a text.
LEAD = Pattern(
    r"\b(?:this|the|adr|record|decision|document|has|been|was|is|now|it|we|also|effectively|note)\b|\W", re.I
)
LONGEST_LEAD = 300  # characters of it


def in_part(text: str) -> bool:
    """Whether a text says, outside of the titles of records that it names, that it speaks of a part."""
    return IN_PART.search(text) is not None and IN_PART.search(LINK_TEXT.sub("", text)) is not None


def has_stem(text: str) -> bool:
    """Whether `text` may speak of supersession at all; a quick look before the patterns."""
    return STEM.search(text) is not None


def references(text: str, first_run: bool = False) -> Refs:
    """(kind, target) of each reference to a record in `text`.

    Kinds: `path` a link's target, `label` a reference link's label, `number` a number, with its prefix, such
    as `ADR-12`. With `first_run` only those that follow each other from the start, as in "ADR 5 and ADR 6".
    """
    found: Refs = []
    at = 0
    while True:
        m = REF.search(text, at)
        if not m:
            return found
        if first_run and not BETWEEN.fullmatch(text, at, m.start()):
            if (
                found
                or m.start() - at > 80
                or re.search(r"[.;]\s|\b(?:because|since|as|weil|due|after)\b", text[at : m.start()])
            ):
                return found
        kind = m.lastgroup or ""
        if kind == "stem" and DAY_BY.match(text, m.start()):
            at = m.end()  # "superseded on 2024-03-05 by ADR 7"
            continue
        if kind in ("url", "wiki", "xref", "anchor", "rst", "doc", "auto", "path", "stem"):
            found.append(("path", m.group(kind)))
        elif kind in ("text", "ref"):
            label = m.group("ref") or m.group("text")
            found.append(("label", label))
        elif kind == "number":
            found.append(("number", m.group("prefix").rstrip(" -_.").casefold() + " " + m.group("number")))
        elif kind == "bare":
            found.append(("number", " " + m.group("bare")))
        at = m.end()


def field_references(value: str) -> Refs:
    """The references that open a field's value. Brackets that Markdown was told to show are no link."""
    return references(value.replace("\\[", "(").replace("\\]", ")"), first_run=True)


def _clause(text: str) -> str:
    """The clause that a text begins with, without the titles of links, in which a mark may stand."""
    return CLAUSE_CUT.split(LINK_TEXT.sub("", text), 1)[0]


def _phrases(text: str) -> Iterator[re.Match[str]]:
    """The phrases of a text; the title of the record that one names may be like a phrase: "Superseded by [Replace it](…)"."""
    named = 0
    for m in PHRASE.finditer(text):
        if m.start() >= named:
            yield m
            record = REF.match(text, m.end())
            named = record.end() if record else 0


def supersessions(text: str, lead_only: bool = False) -> list[tuple[str, Refs]]:
    """("by" or "fwd", references) for every supersession that `text` states.

    "No superseding record", "parts of this were superseded" and "supersedes some aspects of" state none.
    With `lead_only` the phrase must open the text, as in a list of links: "Supersedes ADR 5".
    """
    found = []
    text = text.replace("\\[", "(").replace("\\]", ")") if "\\" in text else text
    last = VERB_LAST.search(text) or VERB_BEHIND.match(text)
    if last and not in_part(text):
        refs = references(last.groupdict().get("between") or text[: last.start()], first_run=True)
        return [("by", refs)] if refs else []
    matches = list(_phrases(text))
    # A text may have thousands of phrases in one clause: it is searched once for all of them.
    ends = [0, *(m.end() for m in CLAUSE_END.finditer(text))] if matches else []
    parts = [m.start() for m in PARTLY.finditer(text)] if matches else []
    for n, m in enumerate(matches):
        at = m.start()
        clause = at if at and text[at - 1] in ".;:" else ends[bisect_right(ends, at) - 1]
        if bisect_left(parts, clause) < bisect_left(parts, at):
            continue
        if lead_only and (at - clause > LONGEST_LEAD or len(LEAD.sub("", text[clause:at])) > 3):
            continue
        end = matches[n + 1].start() if n + 1 < len(matches) else len(text)
        rest = text[m.end() : end]
        if PARTLY.match(rest.lstrip(" ([*_`")) or PORTION.match(rest) or in_part(m.group() + _clause(rest)):
            continue
        refs = references(rest, first_run=True)
        if refs:
            found.append(("by" if m.group("by") else "fwd", refs))
    return found
