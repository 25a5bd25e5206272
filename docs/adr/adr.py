#!/usr/bin/env python3
# fmt: off
# ruff: noqa
# flake8: noqa
# pylint: skip-file
# type: ignore
# editorconfig-checker-disable-file
# Made by copier-adr 1.0.0: do not edit it here, the next update writes it anew. The modules that it is made of lie
# in copier_adr/ of the pack, with their tests.
# Modules: vocabulary.months, text.pattern, text.dates, text.markup, text.mask, vocabulary.labels, vocabulary.names, vocabulary.statuses, vocabulary.words, record.lines, text.asciidoc, text.front_matter, text.numbered, text.rst_tables, text.rst, record.names, text.headings, record.references, record.title, record.sections, record.document, record.values, record.notes, record.places, text.html, record.said, vocabulary.inflections, record.steps, record.status, record.table, record.statement, record.statements, record.readers.head, record.readers.elsewhere, record.readers.front_matter, record.readers.sections, record.readers.title, record.record, record.read, faults, text.files, edit.places, edit.additions, edit.history, record.name_form, log.contract, log.find, program, record.vocabulary, log.parallel, log.resolve, log.settle, log.log, text.columns, text.links, text.prose, edit.change, log.force, log.graph, log.git, log.project, log.index, streams, log.messages, edit.journal, edit.undo, edit.lock, edit.index, edit.page, edit.status_word, check.signs, check.inline, check.names, check.free, check.plain, check.shown, check.frozen, commands.table, version, cli, text.json_text, check.entries, check.rule, log.earlier, check.rules.titles, check.rules.base, record.citation, log.around, log.citations, check.rules.citations, text.path_patterns, check.rules.due, check.rules.facts, text.joined_file, check.rules.upkeep, check.rules.files, record.gist, log.govern, check.rules.govern, recorded, check.rules.ground, check.rules.index, log.list_rows, check.rules.own_index, check.rules.supersession, check.style, check.rules.text, check.rules.time, check.registry, check.finding, edit.renumber, check.moved, check.page, check.record, check.base, log.list_made, log.list_reader, log.listed, check.whole, check.log, check.baseline, edit.adopt, commands.adopt, edit.links, text.written, edit.reference, edit.first_status, edit.spans, edit.words, edit.status, edit.successor, edit.supersede, check.fix, check.outputs, commands.check, commands.cites, commands.completion, edit.editor, commands.edit, commands.generate, log.changing, log.search, text.sheet, commands.list, commands.govern, commands.graph, commands.index, edit.relation, commands.link, edit.by_hand, edit.relink, edit.move, commands.move, edit.fill, edit.from_issue, edit.new, commands.new, log.owners, commands.owners, edit.follow, commands.renumber, commands.search, commands.show, commands.stats, edit.retract, commands.status, commands.toc, commands.every, in_log
# sha256 of what follows: 599bf59057b44f4412d128ab6a5e731a4113d775a362734adc8b678af8528cbb
"""Keep a log of decision records: read it, write it, check it.

Run it where it lies (``python3 docs/adr/adr.py list``) or on another log (``--dir DIR``). It needs Python 3.9 or newer
and nothing else.
"""


from __future__ import annotations


import errno
import hashlib
import itertools
import os
import posixpath
import re
import stat
import sys
from bisect import bisect
from bisect import bisect_left
from bisect import bisect_right
from collections import Counter
from functools import lru_cache
from functools import partial
from itertools import islice


TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Callable
    from collections.abc import Collection
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Sequence
    from collections.abc import Sized
    from typing import Any
    Argument = tuple[tuple[str, ...], dict[str, Any]]
    CheckRecord = Callable[[str, str, str, Record], tuple[list[Any], set[str]]]
    Contract = dict[str, Any]
    FactRow = tuple[Any, ...]
    Files = list[tuple[str, int]]
    HeadReader = Callable[[str, Statements, bool], bool]
    Key = tuple[str, str, str]
    LineReader = Callable[[str, 'Said', Vocabulary], 'str | None']
    Mend = Callable[[Log, Record, Finding, Pages], str | None]
    NumberIn = tuple[str, int]
    OfLog = Callable[[Whole], Iterator[tuple[str, int, str, str]]]
    OfRecord = Callable[[Checked], Iterator[tuple[int, str, str]]]
    Pages = dict[str, str | None]
    Place = dict[str, str]
    Planned = dict[str, 'tuple[bytes | None, bytes | None]']
    Refs = list[tuple[str, str]]
    Row = tuple[str, str, int, str, str]
    Span = tuple[str, int, int]
    StatusPlace = Callable[['Searched'], Iterator[Span]]
    Way = Callable[['NewLink'], Iterator[str]]
    Work = Callable[[Files], list[FactRow]]


# ---- vocabulary/months.py ------------------------------------------------------------------------------------
# Names of months, for dates in words.

MONTHS = (
    "january jan januar janvier janv enero ene janeiro gennaio gen januari janvāris stycznia styczeń leden ledna ocak "
    "января январь jänner",
    "february feb februar février févr fevrier febrero fevereiro fev febbraio februari lutego luty únor února şubat "
    "февраля февраль feber",
    "march mar märz maerz mars marzo março maart marts marca marzec březen března mart марта март",
    "april apr avril avr abril abr aprile kwietnia kwiecień duben dubna nisan апреля апрель",
    "may mai mayo maio maggio mag mei maj maja květen května mayıs мая май",
    "june jun juni juin junio junho giugno giu czerwca czerwiec červen června haziran июня июнь",
    "july jul juli juillet juil julio julho luglio lug lipca lipiec červenec července temmuz июля июль",
    "august aug août aout agosto ago augustus augusti sierpnia sierpień srpen srpna ağustos августа август",
    "september sep sept septembre septiembre setembro set settembre september września wrzesień září eylül сентября "
    "сентябрь",
    "october oct oktober okt octobre octubre outubro out ottobre ott października październik říjen října ekim октября "
    "октябрь",
    "november nov novembre noviembre novembro listopada listopad listopadu kasım ноября ноябрь",
    "december dec dezember dez décembre déc decembre diciembre dic dezembro dicembre desember des grudnia grudzień "
    "prosinec prosince aralık декабря декабрь",
)
MONTH_OF = {name: number for number, names in enumerate(MONTHS, 1) for name in names.split()}


# ---- text/pattern.py -----------------------------------------------------------------------------------------
# Regular expressions that cost nothing until they are used.

class Pattern:
    """A regular expression that is compiled when it is first used: most runs need few of them."""

    if TYPE_CHECKING:
        search: Callable[..., re.Match[str] | None]
        match: Callable[..., re.Match[str] | None]
        fullmatch: Callable[..., re.Match[str] | None]
        finditer: Callable[..., Iterator[re.Match[str]]]
        findall: Callable[..., list[Any]]
        sub: Callable[..., str]
        split: Callable[..., list[str]]

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.source, self.flags = pattern, flags

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(self.source, self.flags)
        for method in ("search", "match", "fullmatch", "finditer", "findall", "sub", "split"):
            setattr(self, method, getattr(compiled, method))  # found at once from now on
        return getattr(compiled, name)


# ---- text/dates.py -------------------------------------------------------------------------------------------
# Dates as people write them, as YYYY-MM-DD.

ISO = Pattern(r"(?<![\d-])(\d{4})(?:\. ?|[-/])(\d{1,2})(?:\. ?|[-/])(\d{1,2})(?![\da-su-y])")
COMPACT = Pattern(r"(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)(?:\d{6}|T\d{4,6}Z?)?(?![\d])")
NUMERIC = Pattern(r"(?<![\d./-])(\d{1,2})([./-]) ?(\d{1,2})\2 ?(\d{4})(?!\d)")
SHORT_YEAR = Pattern(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(\d\d)(?![\d/])")
CJK = Pattern(r"(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일号號]?")
DAY_MONTH = Pattern(
    r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|[.ºª°])?[\s/-]{1,3}(?:(?:of|de|d[’'])\s?)?([^\W\d_]{3,12})\.?,?[\s/-]{1,3}(?:de\s)?(\d{4})(?!\d)"
)
MONTH_DAY = Pattern(r"(?<!\w)([^\W\d_]{3,12})\.?[\s-]{1,3}(\d{1,2})(?:st|nd|rd|th|\.)?,?[\s-]{1,3}(\d{4})(?!\d)")
YEAR_MONTH_DAY = Pattern(r"(?<!\d)(\d{4})[\s-]([^\W\d_]{3,12})[\s-](\d{1,2})(?!\d)")
# "July 17 - July 31, 2026": the end of a period is no date of a decision.
ENDS_A_RANGE = Pattern(
    r"(?:[^\W\d_]{3,12}\.? \d{1,2}|\d{1,2}\.? [^\W\d_]{3,12})(?:st|nd|rd|th|\.|,)?(?: \d{4})?\s{0,3}(?:[-–—]|to|until|bis)\s{0,3}$"
)
UNTIL = Pattern(r"\b(?:until|till|bis) $")
TO_ANOTHER = Pattern(r"[ ]?(?:-|–|to|until|bis)[ ]?\d{4}-\d\d-\d\d(?!\d)")
# Hyphens and dashes of every width between figures, or around the name of a month; elsewhere one parts words.
DASHED = Pattern(
    r"(?<=\d)[\u2010-\u2015\u2212\ufe58\uff0d](?:([^\W\d_]{3,12})[\u2010-\u2015\u2212\ufe58\uff0d])?(?=\d)"
)
DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def _hyphened(text: str) -> str:
    """`text` with plain hyphens in its dates."""
    if text.isascii():
        return text
    return DASHED.sub(lambda m: f"-{m.group(1)}-" if m.group(1) else "-", text)


def iso_date(year: int, month: int, day: int) -> str | None:
    """YYYY-MM-DD, or None where the calendar has no such day."""
    if not (1 <= month <= 12 and 1 <= day <= DAYS[month - 1] and year > 0):
        return None
    if month == 2 and day == 29 and (year % 4 or (year % 100 == 0 and year % 400)):
        return None
    return f"{year:04d}-{month:02d}-{day:02d}"


@lru_cache(maxsize=20000)
def parse_date(text: str) -> str | None:
    """The first full date in `text` as YYYY-MM-DD; None where there is none or it reads two ways.

    04/05/2024 is April in one country and May in the next, so it stays None; 13/05/2024 does not. With
    dots the day comes first wherever dots are used.
    """
    text = _hyphened(text)
    m = ISO.search(text)
    if m:
        if TO_ANOTHER.match(text, m.end()) or UNTIL.search(text[: m.start()]):
            return None  # a period
        return iso_date(int(m.group(1)), int(m.group(2)), int(m.group(3)))
    if not re.search(r"\d", text):
        return None
    m = CJK.search(text)
    if m:
        return iso_date(int(m.group(1)), int(m.group(2)), int(m.group(3)))
    m = NUMERIC.search(text)
    if m:
        first, second, year = int(m.group(1)), int(m.group(3)), int(m.group(4))
        if first <= 12 and second <= 12 and first != second and m.group(2) != ".":
            return None
        return iso_date(year, second, first) if second <= 12 else iso_date(year, first, second)
    m = SHORT_YEAR.search(text)
    if m:
        return iso_date(2000 + int(m.group(3)), int(m.group(1)), int(m.group(2))) if int(m.group(2)) > 12 else None
    for pattern, order in ((DAY_MONTH, (3, 2, 1)), (MONTH_DAY, (3, 1, 2)), (YEAR_MONTH_DAY, (1, 2, 3))):
        for m in pattern.finditer(text):
            if ENDS_A_RANGE.search(text, 0, m.start()):
                return None
            named_year, month, day = (m.group(n) for n in order)
            if month.casefold() in MONTH_OF:
                return iso_date(int(named_year), MONTH_OF[month.casefold()], int(day))
    m = COMPACT.search(text)
    return iso_date(int(m.group(1)), int(m.group(2)), int(m.group(3))) if m else None


WRITTEN = (ISO, CJK, NUMERIC, SHORT_YEAR, DAY_MONTH, MONTH_DAY, YEAR_MONTH_DAY, COMPACT)


def marked_dates(text: str) -> tuple[str, list[str]]:
    """(`text` with each date as its place in the list between zero bytes, the dates in it as YYYY-MM-DD)."""
    text = _hyphened(text).replace("\x00", "")
    days: list[str] = []

    def mark(m: re.Match[str]) -> str:
        day = parse_date(m.group())
        if not day:
            return m.group()
        days.append(day)
        return f"\x00{len(days) - 1}\x00"

    for pattern in WRITTEN:
        text = pattern.sub(mark, text)
    return text, days


CLOCK = Pattern(
    r"(?<![\w:])T?\d{1,2}:\d\d(?::\d\d(?:\.\d{1,9})?)?[ ]?(?:Z|UTC|GMT|[+-]\d\d:?\d\d)?(?![\w:])|(?<=\d)T\d\d:?\d\d[\d:.Z+-]{0,16}"
)


def without_dates(text: str) -> str:
    """`text` without the dates in it, and without the times of day where it has dates."""
    struck = _hyphened(text)
    for pattern in WRITTEN:
        struck = pattern.sub(lambda m: " " if parse_date(m.group()) else m.group(), struck)
    return CLOCK.sub(" ", struck) if struck != text else text


LEADING_DATE = Pattern(r"^\W*(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[./]\d{1,2}[./]\d{4})(?:T[\d:.Z+]+)?[\s:,)\]–—-]*")


def today() -> str:
    """Today as YYYY-MM-DD; SOURCE_DATE_EPOCH (seconds, UTC) decides where it is set."""
    import time

    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return time.strftime("%Y-%m-%d", time.gmtime(int(epoch)) if epoch.isdecimal() else time.localtime())


# ---- text/markup.py ------------------------------------------------------------------------------------------
# The small marks of Markdown: links, fields, bullets, tables, and how text becomes part of them.

LINK_TEXT = Pattern(
    r"(?<!\\)!?\[(?=((?:[^\[\]\\]|\\.){0,300}))\1\](?:\([^()\s]{0,500}(?: [^()]{0,100})?\)|\[[^\[\]]{0,100}\])"
)
MARKS = Pattern(r"[*_`~]+")
WORD = Pattern(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
FIELD = Pattern(
    r"(?:>[ \t]*)*(?:[-*+•][ \t]+|\d{1,2}[.)][ \t]+)?(?:"
    r"(?P<mark>\*{1,3}|_{1,3}|`)[ \t]*(?P<strong>[^ \t\n*`:：|][^\n*`:：|]{0,39}?)[ \t]*(?:(?P<in>[:：])[ \t]*)?(?P=mark)[ \t]*(?P<after>[:：]{0,2})"
    r"|(?P<plain>[^\W\d_][^\n:：*|`\[\]()<>]{0,40}?)[ \t]*(?:：|[:：]{1,2}(?=[ \t]|$|[^/:\x00-\x7f]|\[|\*|`))"
    r")[ \t]*(?P<value>.*)"
)
BOX = Pattern(r"[-*+][ \t]+\[([ xX✓✔☑])\][ \t]*(.*)")
RULE = Pattern(r"(?:[-*_=][ \t]*){3,}")
SEPARATOR = Pattern(r"(?=[\s|:+]*-)[\s|:+-]*")
CELL = Pattern(r"(?<!\\)\|")
INLINE_BREAK = Pattern(
    r"<br\s*/?>|\s[|·•‖]\s(?=\**[^\W\d_][^:|*\n]{1,30}\**:)|(?:,|;|&nbsp;|(?<![ \t])(?: [ \t]|\t))\s{0,80}(?=\*\*[^*:\n]{2,30}:?\*\*)",
    re.I,
)
BULLET = Pattern(r"[-*+•][ \t]+")


# The rule below the head of a table whose rows begin without a bar.
BARE_RULE = Pattern(r"[ ]{0,3}:?-+:?[ \t]*\|[ \t:|-]*")


def barred(text: str) -> str:
    """`text` with a bar before each row of its tables."""
    if "-|" not in text and "- |" not in text and ":|" not in text and ": |" not in text:
        return text
    lines = text.split("\n")
    for rule in range(1, len(lines)):
        head = lines[rule - 1]
        if "|" not in head or head.lstrip()[:1] in ("|", "#", ">") or not BARE_RULE.fullmatch(lines[rule]):
            continue
        at = rule - 1
        while at < len(lines) and "|" in lines[at]:
            lines[at] = "| " + lines[at].strip()
            at += 1
    return "\n".join(lines)


def cells(line: str) -> list[str]:
    """The cells of a table row, trimmed."""
    line = line.strip("> \t")
    return [
        cell.strip().replace("\\|", "|")
        for cell in CELL.split(line[1:-1] if line[-1:] == "|" and len(line) > 1 else line[1:])
    ]


LONG = 5000  # characters of a line that are read; no fact is further along


def shorten(text: str) -> str:
    """`text` with its overlong lines cut, so that a megabyte on one line costs no more than a page."""
    lines = text.split("\n")
    if max(map(len, lines)) <= LONG:
        return text
    return "\n".join([line[:LONG] for line in lines])


def cell(text: str, links: bool = True) -> str:
    """Text as one cell of a table: one line, no bar, no HTML; links as their text where `links` is false."""
    if "\n" in text or "\r" in text or "\t" in text or "  " in text:
        text = " ".join(text.split())
    if not links and "](" in text:
        text = LINK_TEXT.sub(r"\1", text)
    if "<" in text:
        parts = re.split(r"(`+[^`]*`+)", text)
        text = "".join(p if n % 2 else re.sub(r"<(?=[A-Za-z/!?])", "&lt;", p) for n, p in enumerate(parts))
    return text.replace("|", "\\|") if "|" in text else text


NOT_IN_URL = Pattern(r"[\s()<>\[\]%#?\x00-\x1f\x7f-\x9f\ud800-\udfff]")


def url(path: str) -> str:
    """A path as the target of a Markdown link."""
    if NOT_IN_URL.search(path):
        from urllib.parse import quote

        return quote(path, errors="surrogateescape")  # a name that is no UTF-8, byte for byte
    return path


OTHER_LINK = Pattern(
    r"`((?:[^`<\n\\]|\\.){1,300}?)\s{0,3}<([^<>`\n]{1,300})>`__?|(?:xref|link):([^\[\s]{1,300})\[((?:[^\]\n\\]|\\.){0,300})\]"
    r"|<<([^<>,\n]{1,300}),([^<>\n]{1,300})>>"
)


def links_as_markdown(text: str) -> str:
    """`text` with the links of reStructuredText and AsciiDoc in it as Markdown's."""
    if ">`_" not in text and ":" not in text and "<<" not in text:
        return text

    def link(m: re.Match[str]) -> str:
        words, target = m.group(1) or m.group(4) or m.group(6), m.group(2) or m.group(3) or m.group(5)
        words = re.sub(r"([\[\]])", r"\\\1", re.sub(r"\\(.)", r"\1", words or target).strip())
        return f"[{words}]({target if '%' in target else url(target)})"

    return OTHER_LINK.sub(link, text)


# Between angle brackets a target may have spaces.
LINK = Pattern(r"\]\([ \t]*<?((?<=<)[^<>\n]+(?=>)|[^()\s<>]*(?:\([^()\s]*\)[^()\s<>]*)*)")
DEFINITION = Pattern(r"\n {0,3}\[(?!\^)[^\]\n]{1,200}\]:[ \t]*<?((?<=<)[^<>\n]+(?=>)|[^\s<>]+)")  # no footnote


def first_line(text: str, *words: str) -> int:
    """The first line, from 1, that has one of these words; 1 where none has."""
    found = [at for at in (text.find(one) for one in words if one) if at >= 0]
    return text.count("\n", 0, min(found)) + 1 if found else 1


# ---- text/mask.py --------------------------------------------------------------------------------------------
# Text with everything blanked that states nothing: comments, code, the other side of a conflict.

FENCE = Pattern(r"\n[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(`{3,}|~{3,})([^\n]*)")
COMMENT_FORM = r"<!--(?:-?>|(?!-?>)(?:(?!-->).)*-->)"
"""A whole comment as a part of a pattern; `<!-->` and `<!--->` end at once: https://spec.commonmark.org/0.31.2/#html-comment."""
CONFLICT = Pattern(r"\n(?:<{7} |>{7} |\|{7} |={7}\n)")

OTHER_SIDE = Pattern(r"(?:\|{7}|={7})(?: .*)?")


def blank(text: str) -> str:
    """Spaces in place of everything but line breaks: the same length, nothing to read."""
    return "\n".join(" " * len(line) for line in text.split("\n"))


def mask(text: str) -> str:
    """`text` with comments and fenced code blanked out and every line end as a line feed; same length.

    A comment or fence that is never closed is left as it stands: a slip there must not hide the facts below.
    """
    if "\r" in text:
        text = text.replace("\r\n", " \n").replace("\r", "\n")
    if "<!--" not in text and "```" not in text and "~~~" not in text:
        return text
    return _masked(text)


@lru_cache(maxsize=4)  # the rules ask again for what was just read
def _masked(text: str) -> str:
    padded, out, at = "\n" + text, [], 0
    comment = fence = -2  # where the next one stands; -1: there is none; -2: not looked for yet
    endless: dict[str, int] = {}  # sign of a fence -> the shortest that nothing closes any more
    while True:
        if -1 != comment < at:
            comment = text.find("<!--", at)
        if -1 != fence < at:
            opening = FENCE.search(padded, at)
            fence = opening.start() if opening else -1
        if comment == fence == -1:
            out.append(text[at:])
            return "".join(out)
        if comment >= 0 and not 0 <= fence < comment:
            end = text.find("-->", comment + 2)  # `<!-->` and `<!--->` are whole comments
            if end < 0:
                comment = -1
                continue
            out.append(text[at:comment])
            out.append(blank(text[comment : end + 3]))
            at = end + 3
        else:
            assert opening is not None
            mark = opening.group(1)
            inline = mark[0] == "`" and "`" in opening.group(2)  # code that stands alone on its line
            if inline or _underlines(padded, opening):
                end = opening.end() - 1
                out.append(text[at:end])
            else:
                found = None
                if len(mark) < endless.get(mark[0], len(text)):
                    close = re.compile(r"\n[ \t>]*" + mark[0] + "{" + str(len(mark)) + r",}[ \t]*(?=\n|\Z)")
                    found = close.search(padded, opening.end())
                if not found:
                    endless[mark[0]] = len(mark)
                end = (found or opening).end() - 1
                out.append(text[at:fence])
                out.append(blank(text[fence:end]))
            at = end


def _underlines(padded: str, opening: re.Match[str]) -> bool:
    """Whether a row of tildes or backticks underlines the line above it, as headings of reStructuredText are."""
    above = padded[padded.rfind("\n", 0, opening.start()) + 1 : opening.start()].strip()
    whole = opening.group()[1:].rstrip()
    below = padded[opening.end() + 1 : padded.find("\n", opening.end() + 1) + 1 or len(padded)]
    return bool(above) and len(above) <= len(whole) and whole == whole[0] * len(whole) and not below.strip()


def one_side(text: str) -> str:
    """A text with conflict markers as the first side of each conflict has it; empty lines stand for the others."""
    lines, other = text.split("\n"), -1  # where the other side begins
    for n, line in enumerate(lines):
        if line.startswith("<<<<<<<"):
            lines[n] = ""
        elif other < 0:
            other = n if OTHER_SIDE.fullmatch(line) else -1
        elif line.startswith(">>>>>>>"):
            lines[other : n + 1] = [""] * (n + 1 - other)
            other = -1
    return "\n".join(lines)


INLINE_CODE = Pattern(r"(?<!`)(`+)(?!`)([^`\n]+)\1(?!`)")


def mask_fences(text: str) -> str:
    """`text` with fenced code blanked, but its comments as they are."""
    return mask(text.replace("<!--", "<¡--")).replace("<¡--", "<!--")


# ---- vocabulary/labels.py ------------------------------------------------------------------------------------
# Labels of values, front matter keys and headings, and the fact that each introduces.

# Labels, front matter keys and section names. The key is the fact that the label introduces.
LABELS = {
    "status": "status, state, adr status, status of this adr, status of this decision, current state, approval status, record status, status and date, status & date, date and status, decision status, current status, proposal status, document status, lifecycle status, statut, état, estado, estatus, "
    "situação, stato, stav, stan, durum, статус, состояние, ステータス, 状態, 状态, 狀態, 상태, الحالة",
    "date": "date, decision date, date decided, date of decision, decided on, decided, adr date, datum, "
    "entscheidungsdatum, beschlussdatum, date de décision, date de la décision, fecha, fecha de decisión, data, "
    "data da decisão, data della decisione, data decyzji, dato, beslutningsdato, beslutsdatum, "
    "datum rozhodnutí, besluitdatum, tarih, karar tarihi, дата, дата решения, 日付, 決定日, 日期, 决定日期, 決定日期, "
    "날짜, 결정일, 일자, accepted on, approved on, date accepted, date approved, acceptance date, timestamp, revdate, date issued, issued, issue date, issued date, issued on, approval date, التاريخ",
    "created": "created, introduced, created on, created at, creation date, date created, date proposed, proposed on, "
    "start date, stabilized at, erstellt, erstellt am, créé le, creado, creada, criado em, creato, opprettet, "
    "skapad, oprettet, utworzono, vytvořeno, oluşturulma tarihi, создано, 作成日, 创建日期, 建立日期, 작성일, "
    "date de création, дата создания, fecha de creación, data de criação, data di creazione, erstellungsdatum, "
    "datum der erstellung, aanmaakdatum, datum van aanmaak, opprettelsesdato, skapad datum, oprettelsesdato, data utworzenia, "
    "datum vytvoření, oluşturma tarihi, 创建时间, 作成日時, 생성일, تاريخ الإنشاء",
    "updated": "updated, last updated, last modified, updated on, modified, update date, aktualisiert, "
    "zuletzt aktualisiert, mis à jour, actualizado, atualizado em, aggiornato",
    "either": "supersedes / superseded by, supersedes/superseded by, superseded by / supersedes",
    "supersedes": "supersedes, supercedes, superseeds, supersede, superseding, replaces, obsoletes, "
    "ersetzt adr, löst ab, remplace, annule et remplace, reemplaza, reemplaza a, sustituye, sustituye a, substitui, "
    "vervangt, sostituisce, erstatter, ersätter, zastępuje, nahrazuje, yerine geçer, yerine geçtiği, заменяет, "
    "置き換え対象, 取代了, 替代了, 대체하는 항목",
    "superseded_by": "superseded by, superceded by, superseeded by, superceeded by, replaced by, obsoleted by, "
    "successor, succeeded by, replacement, superseding proposal, superseding adr, superseding record, superseding decision, "
    "superseding rfc, superseding document, superceding proposal, superceding adr, ersetzt durch, abgelöst durch, abgelöst von, remplacé par, remplacée par, reemplazado por, "
    "reemplazada por, sustituido por, sustituida por, substituído por, substituída por, substituido por, "
    "substituida por, vervangen door, sostituito da, sostituita da, superato da, erstattet av, erstattet af, "
    "ersatt av, zastąpiony przez, zastąpiona przez, zastąpione przez, nahrazeno, nahrazen, yerini alan, "
    "заменено на, заменён на, заменен на, заменена на, заменено, 置き換え先, 被取代, 取代者, 被替代, 대체한 항목",
    "title": "title, titel, titre, título, titolo, tittel, tytuł, název, başlık, заголовок, название, タイトル, "
    "标题, 標題, 제목, العنوان",
    "number": "number, id, adr id, adr number, adr no, nummer, número, numéro, numero, 番号, 编号, 編號, 번호",
    "tags": "tags, labels, keywords",
}
# Facts that a record may state beside these, in front matter and above the first section. They are no heads of columns:
# a table of files, owners and statuses is none of a record's own facts. `affects` holds the words that other tools and
# people use for what a decision governs, and for other things: there a value counts where it looks like a path.
NOTES = {
    "applies_to": "applies to, apply to",
    "affects": "affects, affected files, affected paths, affected code, files, file, paths, path, scope, governs, covers, "
    "code, globs, source files, betrifft, gilt für, concerne, fichiers, afecta a, archivos, ficheiros",
    "review_by": "review by, next review, review on, review due, review after, revisit by, revisit on, "
    "revisit after, expires, expires on, valid until, wiedervorlage, überprüfen bis, gültig bis, à revoir le, revisar antes de",
    "deciders": "deciders, decider, decision makers, decision maker, decided by, approvers, approver, owner, owners, "
    "decision owner, entscheider, décideurs, decisores, beslissers, 決定者, 决策者",
}
# Sections that hold labelled facts, links between records, or dated entries of what happened.
SECTIONS = {
    "meta": "preamble, dates, metadata, meta, meta data, adr metadata, document information, adr information, information, info, "
    "general information, header, details, decision details, record details, metadaten, métadonnées, metadatos, "
    "metadados, metadati, metadane, metadata záznamu, メタデータ, 元数据, 메타데이터",
    "links": "links, related, related decisions, related adrs, other related adrs, related records, relations, "
    "relationships, related links, related documents, related decision records, supersession, retirement, see also, "
    "more information, references, notes, verknüpfungen, verwandte entscheidungen, weitere informationen, liens, "
    "décisions liées, enlaces, relacionado, relacionados, decisões relacionadas, gerelateerd, collegamenti, "
    "lenker, länkar, powiązane, odkazy, bağlantılar, ссылки, 関連, リンク, 相关, 相关链接, 链接, 관련",
    "applies_to": "applies to",
    "review_by": "review by",
    "changelog": "changelog, change log, change history, history, revision history, decision record, decision history, "
    "status history, historie, historique, historial, histórico, 变更日志, 変更履歴",
}
# What a record's first heading says when it is a section and not a title.
BODY_SECTIONS = frozenset(
    "context,decision,consequences,context and problem statement,problem statement,problem,summary,introduction,"
    "motivation,background,considered options,decision drivers,decision outcome,rationale,issue,what,why,how,"
    "goals,proposal,proposed design,overview,abstract,prologue,kontext,entscheidung,konsequenzen,contexte,décision,"
    "conséquences,contexto,decisión,consecuencias,decisão,consequências,contesto,decisione,conseguenze,besluit,"
    "gevolgen,kontekst,beslutning,konsekvenser,beslut,decyzja,konsekwencje,rozhodnutí,důsledky,bağlam,karar,"
    "sonuçlar,контекст,решение,последствия,コンテキスト,背景,決定,結果,上下文,决策,决定,后果,结果,맥락,결정,결과,السياق,القرار,العواقب,"
    "table of contents,contents,toc,tl;dr,tldr,authors,submitters".split(",")
)
# Labels of a line that mean something else as a heading.
NO_HEADINGS = frozenset(("state", "decided", "tags", "labels", "keywords", "id", "successor", "review"))
# What a record may say of another one beside superseding it, as the label of a link.
RELATIONS = frozenset(
    "amends,amended by,amended,clarifies,clarified by,refines,refined by,extends,extended by,extended,relates to,related to,"
    "related,relates,depends on,required by,requires,enables,enabled by,see,see also,cf,implements,implemented by,"
    "complements,complemented by,conflicts with,contradicts,constrains,constrained by,builds on,based on,derived from,"
    "duplicates,duplicated by,follows,followed by,precedes,preceded by,links to,linked from,refers to,referenced by,"
    "referred to by,mentioned in,mentions,updates,updated by,partly supersedes,partly superseded by,part of,parent,child,"
    "ergänzt,ergänzt durch,ändert,geändert durch,präzisiert,präzisiert durch,erweitert,erweitert durch,bezieht sich auf,"
    "verwandt mit,hängt ab von,siehe,siehe auch,setzt um,umgesetzt durch,complète,complété par,complétée par,modifie,"
    "modifié par,modifiée par,précise,précisé par,précisée par,lié à,liée à,dépend de,voir,voir aussi,complementa,"
    "complementado por,complementada por,modifica,modificado por,modificada por,relacionado con,relacionada con,depende de,"
    "véase,altera,alterado por,alterada por,relacionado com,relacionada com,ver,integra,integrato da,modificato da,"
    "collegato a,dipende da,vedi,vult aan,aangevuld door,wijzigt,gewijzigd door,gerelateerd aan,hangt af van,zie,zie ook".split(
        ","
    )
)


# ---- vocabulary/names.py -------------------------------------------------------------------------------------
# Words in the names of files and folders.

RECORD_SUFFIXES = (".md", ".markdown", ".mdx", ".rst", ".adoc", ".asciidoc", ".asc")
ASCIIDOC = ("adoc", "asciidoc", "asc")
COVERS = ("readme", "index")  # the file of a folder that is a record
GENERIC_PREFIXES = frozenset(("", "adr", "ad", "dr", "decision", "record", "entscheidung", "décision", "decisión"))
SKIPPED_FOLDERS = frozenset(
    "node_modules,assets,asset,images,image,img,imgs,media,diagrams,figures,static,templates,template,resources,"
    "attachments,vendor,__pycache__,_templates".split(",")
)
# What no repository keeps, and what others wrote.
UNKEPT_FOLDERS = frozenset(".git,.hg,.svn,node_modules,vendor,.venv,venv,.tox,target,build,dist,__pycache__".split(","))
# File names that belong to a log but are no records; and words that only templates and indexes are made of.
NO_RECORDS = frozenset(
    "readme,index,agents,claude,gemini,copilot-instructions,contributing,changelog,license,licence,toc,summary,"
    "table-of-contents,adr-template,template,adr-index,adr-readme,glossary,guide,guidelines,process,security,"
    "codeowners,code_of_conduct,_sidebar,_index,sidebar,home,notice,adr-process,how-to,architecture-decision-log,"
    "decision-log,adr-log,decisions,architecture-decision-records,adr-summary,adr-report,adr-overview,adr-list,adr-status,"
    "adr-table,adr-catalog,adr-catalogue,decisions-report,decisions-overview,decision-index,decision-register".split(
        ","
    )
)
TEMPLATE_WORDS = frozenset(
    "template,templates,vorlage,modele,modèle,plantilla,sjabloon,modello,mal,mall,skabelon,szablon,"
    "šablona,şablon,шаблон,テンプレート,模板,範本,템플릿,sablon,șablon,modelo,malli,mallipohja,predloga,predložak,"
    "雛形,雛型,ひな形,ひな型,範例,样板,樣板,서식,قالب,blank,skeleton,boilerplate".split(",")
)
TEMPLATE_FILLER = frozenset(
    "adr,adrs,architecture,architectural,any,decision,decisions,record,records,madr,example,sample,short,long,"
    "bare,minimal,full,dr,ad,simple,nygard,title,name,slug,topic,subject,description,here,my,your,feature,with,dashes,"
    "kebab,case,0000,000,00,0,document,file,log,"
    "markdown,md,default,base,basic,english,german,french,detailed,lightweight,odh,pcf,v1,v2,v3,"
    "en,de,fr,es,pt,it,nl,sv,da,no,nb,fi,pl,cs,tr,ru,uk,ja,jp,zh,cn,tw,ko,kr,mi,br".split(",")
)
# Codes of languages in the names of files and folders that hold translations, and folders around those.
LANGUAGES = frozenset(
    "en,de,fr,es,pt,it,nl,sv,da,no,nb,nn,fi,pl,cs,sk,sl,hr,sr,bg,hu,ro,el,tr,ru,uk,lt,lv,et,ca,he,ar,fa,hi,id,vi,th,ja,jp,zh,cn,tw,ko,"
    "kr".split(",")
)
AROUND_LANGUAGES = ("translations", "translated", "i18n", "l10n", "locale", "locales", "lang", "langs", "languages")
RECORD_WORDS = frozenset(
    "adr ad dr rfc decision entscheidung décision decisión decisão decisione karar 決定 決策 决策 결정 record adl tdr pdr edr odr ddr kep rfd lad madr arch architecture mdr design".split()
)
# Words that a title of a form is made of, and none of a decision: "RFC Proposal", "Design document".
FORM_WORDS = RECORD_WORDS | set("architectural proposal document doc request for comments form template".split())
RESERVED = frozenset(
    (
        "con",
        "prn",
        "aux",
        "nul",
        "conin$",
        "conout$",
        *(f"{port}{n}" for port in ("com", "lpt") for n in "0123456789¹²³"),
    )
)
# What stands before a number that is none of a record.
OTHER_NUMBERS = frozenset(
    "todo,todos,notes,note,issue,issues,ticket,tickets,bug,task,tasks,pr,mr,phase,sprint,week,day,step,part,chapter,page,"
    "fig,figure,image,img,screenshot,version,v,release,meeting,minutes,test,tests,fixme,wip,iteration,milestone".split(
        ","
    )
)
# Words in the name of a file that goes with a record of the same number and is none itself.
COMPANIONS = frozenset(
    "quick,reference,summary,executive,notes,note,appendix,annex,diagram,diagrams,considerations,implementation,plan,"
    "checklist,faq,review,reviews,analysis,comparison,benchmark,benchmarks,results,guide,cheatsheet,discussion,minutes,"
    "attachment,supplement,addendum,details,background,research,poc,examples,example,tasks,todo,status,report,evaluation,"
    "presentation,slides,migration,changelog".split(",")
)


# ---- vocabulary/statuses.py ----------------------------------------------------------------------------------
# Status words of seventeen languages, and what follows from a status.

# Status words. The key is the canonical English word; a value lists what else means it, over English,
# German, French, Spanish, Portuguese, Dutch, Italian, Norwegian, Swedish, Danish, Polish, Czech, Turkish,
# Russian, Japanese, Chinese and Korean. A word that is not here stays itself.
STATUSES = {
    "accepted": "accepted, approved, adopted, decided, ratified, agreed, accept, angenommen, akzeptiert, "
    "genehmigt, beschlossen, entschieden, freigegeben, verabschiedet, accepté, acceptée, approuvé, approuvée, "
    "adopté, adoptée, validé, validée, décidé, décidée, aceptado, aceptada, aprobado, aprobada, adoptado, "
    "adoptada, decidido, decidida, aceito, aceita, aceite, aprovado, aprovada, adotado, adotada, geaccepteerd, "
    "aanvaard, goedgekeurd, besloten, vastgesteld, accettato, accettata, approvato, approvata, adottato, "
    "adottata, deciso, akseptert, godkjent, vedtatt, besluttet, accepterad, accepterat, godkänd, godkänt, "
    "beslutad, beslutat, antagen, accepteret, godkendt, vedtaget, zaakceptowany, zaakceptowana, zaakceptowane, zaakceptowano, "
    "przyjęty, przyjęta, przyjęte, zatwierdzony, zatwierdzona, zatwierdzone, přijato, přijatý, přijaté, "
    "schváleno, schválený, schválené, kabul edildi, kabul, onaylandı, принято, принят, принята, утверждено, "
    "утверждён, утвержден, одобрено, 採用, 採択, 承認, 承認済み, 承認済, 決定, 已接受, 接受, 通过, 已通过, "
    "批准, 已批准, 已采纳, 采纳, 已採納, 採納, 已決定, مقبول, مقبولة, معتمد, معتمدة, موافق عليه, تم القبول, تم الاعتماد, تمت الموافقة, 수락됨, 수락, 승인, 승인됨, 채택, 채택됨, 결정됨, agreed upon, signed off, endorsed, validado, validada, godkendte, uzgodniony",
    "proposed": "proposed, proposal, propose, vorgeschlagen, vorschlag, proposé, proposée, proposition, "
    "propuesto, propuesta, proposto, proposta, voorgesteld, voorstel, foreslått, forslag, föreslagen, "
    "föreslaget, förslag, foreslået, proponowany, proponowana, proponowane, zaproponowany, zaproponowana, "
    "zaproponowane, propozycja, navrženo, navržený, navržené, návrh, önerildi, öneri, предложено, предложен, "
    "предложена, 提案, 提案中, 提案済み, 提议, 提议中, 建议, 建议中, 提議, 提議中, 제안, 제안됨, مقترح, مقترحة, suggested, proposing, zur entscheidung, zur abstimmung",
    "draft": "draft, wip, work in progress, entwurf, in arbeit, under arbeid, brouillon, borrador, rascunho, minuta, concept, "
    "bozza, utkast, kladde, udkast, szkic, wersja robocza, koncept, taslak, черновик, 下書き, 草案, ドラフト, "
    "草稿, 초안, مسودة, work-in-progress, final draft, being drafted, in work",
    "rejected": "rejected, declined, refused, abgelehnt, verworfen, rejeté, rejetée, refusé, refusée, rechazado, "
    "rechazada, rejeitado, rejeitada, recusado, recusada, afgewezen, verworpen, rifiutato, rifiutata, respinto, "
    "respinta, avvist, forkastet, avvisad, avvisat, avslagen, förkastad, afvist, odrzucony, odrzucona, "
    "odrzucone, zamítnuto, zamítnutý, zamítnuté, odmítnuto, reddedildi, отклонено, отклонён, отклонен, "
    "отклонена, отвергнуто, 却下, 不採用, 拒絶, 已拒绝, 拒绝, 被拒绝, 否决, 已否决, 已拒絕, 拒絕, 거부, "
    "مرفوض, مرفوضة, تم الرفض, 거부됨, 거절, 거절됨, 반려, denied, vetoed, turned down, voted down, disapproved, dismissed, decided against, descartado, descartada, scartato, scartata",
    "deprecated": "deprecated, veraltet, überholt, obsolète, déprécié, dépréciée, obsoleto, obsoleta, depreciado, "
    "depreciada, descontinuado, descontinuada, verouderd, achterhaald, deprecato, deprecata, utdatert, foreldet, "
    "föråldrad, utfasad, forældet, przestarzały, przestarzała, przestarzałe, zastaralé, zastaralý, zastaralá, "
    "kullanımdan kaldırıldı, устарело, устарел, устарела, 非推奨, 廃止, 已弃用, 弃用, 已废弃, 废弃, 已过时, "
    "已棄用, 棄用, 已廢棄, 사용 중단, مهمل, مهملة, متقادم, 폐기, 폐기됨, 더 이상 사용되지 않음, outdated, out of date, no longer valid, no longer relevant, no longer applicable, no longer used, discontinued, phased out, hinfällig, nicht mehr gültig, caduc, caduque, vervallen, nieaktualny, nieaktualne, неактуально, 已失效, 失效, 作废, 无效, 無効",
    "superseded": "superseded, superceded, superseeded, superceeded, replaced, ersetzt, abgelöst, remplacé, "
    "remplacée, reemplazado, reemplazada, sustituido, sustituida, substituído, substituída, substituido, "
    "substituida, vervangen, sostituito, sostituita, superato, superata, erstattet, ersatt, zastąpiony, "
    "zastąpiona, zastąpione, nahrazeno, nahrazený, nahrazené, nahrazen, nahrazena, değiştirildi, "
    "yerini başkası aldı, заменено, заменён, заменен, заменена, 置換, 置き換え, 置き換え済み, 置き換えられた, "
    "مستبدل, مستبدلة, تم استبداله, 已取代, 取代, 被取代, 已被取代, 已替代, 被替代, 已替换, 대체, 대체됨, supplanted",
    "implemented": "implemented, umgesetzt, implementiert, implémenté, implémentée, implementado, implementada, "
    "geïmplementeerd, implementato, implementata, implementert, gjennomført, genomförd, implementeret, "
    "zaimplementowane, zaimplementowany, implementováno, uygulandı, реализовано, 実装済み, 已实施, 已實施, "
    "已实现, 구현됨",
    "done": "done, 完成, 已完成",
    "active": "active, in force, in effect, effective, enacted, in kraft, en vigueur, en vigor, em vigor, in vigore, van kracht, gjeldende, "
    "gällande, gældende, obowiązuje, obowiązujący, v platnosti, yürürlükte, действует, 有効, 生效, 已生效, 유효",
    "in review": "in review, in prüfung, en revisión, en revue, em revisão, in revisione, 审核中, レビュー中, 검토 중, на рассмотрении, inceleniyor, قيد المراجعة, being reviewed, reviewing, em análise, en révision, w trakcie przeglądu, на согласовании, 审查中, 評審中",
    "on hold": "on hold, zurückgestellt, pausiert, paused, parked, suspended, en pause, em espera, beklemede, wstrzymany, приостановлено, 保留, 搁置, 擱置, 보류",
    "withdrawn": "withdrawn, zurückgezogen, retiré, retirée, retirado, retirada, ingetrokken, ritirato, trukket, "
    "wycofany, staženo, отозвано, 撤回, 已撤回, مسحوب, مسحوبة, geri çekildi, revoked, rescinded, repealed, retracted, aufgehoben, revogado, revogada, revocato, revocata, tilbagetrukket, tilbakekalt, upphävd, wycofana, wycofane, 取り下げ, 撤销, 已撤销, 철회, 철회됨",
    "pending": "pending, ausstehend, en attente, pendiente, pendente, in attesa, wartet, oczekuje, oczekujący, ожидает, bekliyor, čeká, afventer, avventer, väntar, in afwachting",
    "cancelled": "cancelled, canceled, отменено, отменён, отменен, отменена, ملغى, ملغاة, ملغي, تم الإلغاء, iptal edildi, annulé, annulée, cancelado, cancelada, aborted, annulled, anulado, anulada, annullato, annullata, geannuleerd, anulowany, anulowane, zrušeno, zrušený, iptal, аннулировано, 中止, 取消, 已取消, 취소, 취소됨, abgebrochen, storniert",
    "partly superseded": "partly superseded, partially superseded, superseded in part, superseded-in-part, partly replaced, superseded partly, "
    "superseded partially, partially replaced, in part superseded, teilweise ersetzt, partiellement remplacé, "
    "partiellement remplacée, parcialmente reemplazado, parcialmente reemplazada, parcialmente sustituido, "
    "parcialmente sustituida, parcialmente substituído, parcialmente substituída, parzialmente sostituito, "
    "parzialmente sostituita, gedeeltelijk vervangen, delvis erstattet, delvis ersatt, częściowo zastąpiony, "
    "częściowo zastąpiona, částečně nahrazeno, kısmen değiştirildi, частично заменено, частично заменён, "
    "частично заменен, частично заменена, 部分取代, 部分被取代, 一部置き換え, 부분 대체",
    "deferred": "deferred, postponed, diferido, diferida, aplazado, aplazada, reporté, pospuesto, adiado, uitgesteld, rinviato, odłożony, отложено",
}
# Words that keep their own name but are known to be statuses, so that a later line may state them.
OWN_STATUSES = (
    "implementable, provisional, under review, review, incomplete, reverted, stable, retired, obsolete, "
    "abandoned, committed, published, discussion, in discussion, amended, final, rfc, open, closed, "
    "to be reviewed, pending approval, undecided, completed, executed, living, archived, "
    "in progress, in-progress, merged, reviewed, submitted, experimental, inactive, under discussion, under consideration, "
    "under evaluation, in evaluation, in consideration"
)
SIX = ("accepted", "proposed", "draft", "rejected", "deprecated", "superseded")
NOTHING = frozenset(
    "n/a,na,none,no,nothing,nil,null,-,--,---,–,—,.,?,...,…,tbd,tba,todo,unknown,x,keine,keiner,aucun,aucune,ninguno,"
    "ninguna,nenhum,nenhuma,geen,nessuno,nessuna,ingen,brak,žádné,žádný,yok,нет,なし,无,無,없음,~,[],{},\"\",''".split(
        ","
    )
)
NEGATION = frozenset("not,no,never,nicht,kein,pas,non,niet,ikke,inte,nie,не,yet,un,half".split(","))
# From which status which others may not follow. Words that are not here may go anywhere.
NO_STEP = {
    "accepted": ("proposed", "draft", "rejected"),
    "rejected": ("accepted", "deprecated"),
    "deprecated": ("proposed", "draft", "accepted", "rejected"),
    "superseded": ("proposed", "draft", "accepted", "rejected"),
}
# How far a record has come: of two statuses that it states, the later one is in force. Words that are not here: ACCEPTED.
OPEN, ACCEPTED, BUILT, CLOSED = range(4)
STAGES = {
    **dict.fromkeys(
        "proposed,draft,in review,on hold,pending,deferred,under review,review,to be reviewed,pending approval,undecided,"
        "in progress,in-progress,discussion,in discussion,open,submitted,reviewed,experimental,provisional,rfc,incomplete,"
        "under discussion,under consideration,under evaluation,in evaluation,in consideration".split(","),
        OPEN,
    ),
    **dict.fromkeys("implemented,done,stable,active,final,completed,executed,merged,living".split(","), BUILT),
    **dict.fromkeys(
        "rejected,deprecated,superseded,withdrawn,reverted,retired,obsolete,abandoned,archived,cancelled,closed,inactive".split(
            ","
        ),
        CLOSED,
    ),
}
# The same for words that are a status only where they are all that is said: in a sentence they mean nothing.
ALONE = {
    **dict.fromkeys(
        "candidate,tentative,idea,planned,exploratory,new,ongoing,stalled,blocked,discussing,evaluating,investigating,requested,"
        "request for comments,unresolved,trial,pilot,assess,waiting,unapproved,unaccepted,unconfirmed,in development,in preparation,"
        "offen,in diskussion,in bearbeitung,zur freigabe,en cours,en discussion,à valider,en discusión,en curso,em discussão,"
        "em andamento,in bespreking,ter beoordeling,in discussione,in corso,w trakcie,do akceptacji,в обсуждении,в работе,"
        "検討中,协商中,讨论中,進行中,进行中,待定,진행 중,논의 중".split(","),
        OPEN,
    ),
    **dict.fromkeys(
        "shelved,dropped,discarded,killed,void,invalid,overturned,overruled,reversed,expired,lapsed,dead,historic,historical,legacy,"
        "removed,deleted,sunset,decommissioned,ended,terminated,scrapped,rolled back,undone,obsoleted,nullified,invalidated,"
        "obviated,moved,duplicate,retiring,disallowed,refuted,wontfix,won't do,will not be done,overtaken by events,out of force,"
        "succeeded,außer kraft,ungültig,archiviert,abandonné,abandonnée,archivé,archivée,"
        "archivado,archivada,abandonado,abandonada,caducado,caducada,arquivado,arquivada,archiviato,archiviata,abbandonato,"
        "abbandonata,gearchiveerd,utgått,bortfalden,arkiverad,arkivert,arkiveret,zarchiwizowany,porzucony,neplatné,archivováno,"
        "geçersiz,архив,終了,終止,终止,무효".split(","),
        CLOSED,
    ),
}


def stage_of(status: str) -> int:
    """How far a record of this status (canonical) has come. A word that nobody knows is one of the project's own: ACCEPTED."""
    if status == "accepted":
        return ACCEPTED  # most are, and it is asked often
    if status in STAGES:
        return STAGES[status]
    words = status.split()
    if words[:2] == ["no", "longer"]:
        return CLOSED
    if words[:1] == ["being"] or words[:2] == ["under", "development"] or NEGATION.intersection(words[:1]):
        return OPEN  # "not accepted", "being discussed"
    return next((ALONE[lead] for n in range(len(words), 0, -1) if (lead := " ".join(words[:n])) in ALONE), ACCEPTED)


# What a record does not come back from by a word that stands beside it.
RETIRED = ("superseded", "deprecated", "withdrawn", "retired", "obsolete")
# A record that was turned down: it never came into force, so what it would supersede stays.
REFUSED = (
    "rejected",
    "withdrawn",
    "cancelled",
    "abandoned",
    "dropped",
    "discarded",
    "shelved",
    "scrapped",
    "wontfix",
    "won't do",
)
FROZEN = ("accepted", "deprecated", "superseded")
UNDECIDED = ("proposed", "draft")


# ---- vocabulary/words.py -------------------------------------------------------------------------------------
# The words that one log is read with: those of seventeen languages, and those that its own contract adds.

LABEL_EDGE = " \t*_`:：\ufeff"
VOWELS = re.compile("[\u0640\u064b-\u0652]")
MANY = 20000  # entries after which a memory is emptied


def _inverse(table: dict[str, str]) -> dict[str, str]:
    """{"fact": "word, word"} as {"word": "fact"}."""
    return {word.strip(): fact for fact, words in table.items() for word in words.split(",")}


KNOWN_STATUSES = {**{word: word for word in OWN_STATUSES.split(", ")}, **_inverse(STATUSES)}
# Capitals do not show which "i" of Turkish it is.
KNOWN_STATUSES.update({word.replace("ı", "i"): fact for word, fact in KNOWN_STATUSES.items() if "ı" in word})
KNOWN_LABELS = _inverse(LABELS)
KNOWN_NOTES = _inverse(NOTES)
KNOWN_SECTIONS = {
    word: kind for word, kind in {**_inverse(SECTIONS), **KNOWN_LABELS}.items() if word not in NO_HEADINGS
}
CANONICAL = frozenset(KNOWN_STATUSES.values())


def folded(text: str) -> str:
    """A text in lower case as words are compared: Turkish capitals too, Arabic without its marks for vowels."""
    if not text.isascii():
        text = VOWELS.sub("", text.replace("İ", "i"))
    return text.casefold()


def plain(label: str) -> str:
    """A label as it is compared: no emphasis, no trailing colon, single spaces, lower case."""
    return " ".join(label.strip(LABEL_EDGE).split()).casefold()


class Vocabulary:
    """Which word means which fact or status in one log.

    Attributes:
        statuses: status word, lower case -> canonical word.
        labels: label of a value, as `key` spells it -> the fact that it introduces (a key of LABELS).
        notes: label -> a fact that a record may state beside those (a key of NOTES).
        sections: heading, as `key` spells it -> what its section holds (a key of LABELS or SECTIONS).
        places: (fact, place) where the log's contract states a fact under a label that is its own.
        kinds, statements, leads: what was worked out from these words before, for texts that come again.
    """

    def __init__(self) -> None:
        self.statuses = dict(KNOWN_STATUSES)
        self.labels = dict(KNOWN_LABELS)
        self.notes = dict(KNOWN_NOTES)
        self.sections = dict(KNOWN_SECTIONS)
        self.places: list[tuple[str, Place]] = []
        self.kinds: dict[str, str] = {}
        self.statements: dict[tuple[str, bool], Any] = {}
        self.leads: dict[str, str] = {}
        self._unmarked: dict[str, str] = {}
        self._cjk: list[str] = []

    def learn_status(self, word: str) -> None:
        """A status word of the log's own, which stands for itself. What was worked out without it is forgotten."""
        self.statuses[word] = word
        self.kinds.clear()
        self.statements.clear()
        self._unmarked.clear()
        self._cjk = []

    def key(self, label: str) -> str:
        """A label as the vocabulary spells it: `supersededBy`, `superseded-by` and `adr_status` as words."""
        label = label.strip(LABEL_EDGE)
        if not label.islower() and not label.isupper():
            label = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", label)
        key = " ".join(label.replace("-", " ").replace("_", " ").split()).casefold()
        if ("(" in key or "（" in key or "/" in key) and key not in self.labels:
            first = re.split(r"[ ]?[(（/]", key, maxsplit=1)[0]
            if first in self.sections:
                return first  # "状态 (Status)"
        return key

    def label(self, label: str) -> str:
        """The fact that a label introduces; "" where it is none."""
        return self.labels.get(self.key(label), "")

    def note(self, label: str) -> str:
        """The fact beside the others that a label introduces; "" where it is none."""
        return self.notes.get(self.key(label), "")

    def led_label(self, label: str) -> str:
        """The fact of a label that a log's own name for its records leads: `RFC Status`, `TEP status`; "" for others."""
        lead, _, rest = label.strip(LABEL_EDGE).partition(" ")
        if not rest or (
            not (lead.isupper() and lead.isalpha() and len(lead) < 8) and lead.casefold() not in RECORD_WORDS
        ):
            return ""
        return self.labels.get(self.key(rest), "")

    def status(self, text: str) -> str | None:
        """The canonical word where `text` as a whole is a status of the vocabulary."""
        return self.statuses.get(folded(" ".join(text.split())).strip(" .!"))

    def unmarked(self) -> dict[str, str]:
        """Status words without the marks on their letters, as people type them: "prijato"."""
        if not self._unmarked:
            import unicodedata

            for word, status in self.statuses.items():
                if not word.isascii() and word[0] < "\u0370":
                    bare = "".join(c for c in unicodedata.normalize("NFKD", word) if c.isascii())
                    self._unmarked.setdefault(bare, status)
        return self._unmarked

    def cjk(self) -> list[str]:
        """Status words of scripts that put no space between words, the longest first."""
        if not self._cjk:
            self._cjk = sorted((w for w in self.statuses if w[0] >= "\u2e80" and len(w) > 1), key=len, reverse=True)
        return self._cjk


# ---- record/lines.py -----------------------------------------------------------------------------------------
# What the readers of a status share: lines as they are meant, and what follows a status word.

BADGE = Pattern(
    r"!\[[^\]\n]{0,200}\]\([^)\n]{0,300}?badge/(?:status|adr)[-:_/]([A-Za-z_%\d]{3,40}?)[-/][^)\n]{0,300}\)", re.I
)
# The same in the words of the picture, or in a query.
BADGE_TEXT = Pattern(
    r"!\[(?:adr |decision )?status[:\s-]{1,3}([^\]\n:]{3,40})\]\([^)\n]{0,300}\)|!\[[^\]\n]{0,200}\]\([^)\n]{0,200}[?&]message=([A-Za-z_%\d+-]{3,40})[^)\n]{0,200}\)",
    re.I,
)
# A line that ends so names its record in the next one.
LEADS_ON = Pattern(r"\S\s(?:by|durch|par|por|door|przez)[*_]{0,3}\s*$", re.I)
# A link that begins a line, or is broken into lines; not so long that it could be something else.
# A pattern that begins with its bracket is found at the pace of `str.find`; what stands before it is looked at after.
LINK_OVER_LINES = Pattern(r"\[([^\[\]]{1,400})\]\(")
OTHER_BLOCK = Pattern(r"\n[ \t]*[\n>|#]")
LINE_BREAK = Pattern(r"\n[ \t]*")
STRUCK = Pattern(
    r"(?<![\w~])(~~?)(?![\s~])[^~]{0,300}(?<!\s)\1(?![\w~])|<(del|s|strike)\b[^<>]{0,80}>[^<>]{0,300}</\2>",
    re.IGNORECASE,
)


def badge_word(line: str) -> str:
    """The status that the picture of a badge shows, by the address of the picture; "" where there is none."""
    badge = BADGE.search(line) or BADGE_TEXT.search(line)
    return next(filter(None, badge.groups())).replace("_", " ").replace("%20", " ") if badge else ""


def without_struck(text: str) -> str:
    """`text` with spaces in place of the words that are struck out: they are not said any more. A heading stays."""
    return STRUCK.sub(lambda m: m.group() if _heads_section(text, m.start()) else blank(m.group()), text)


def _heads_section(text: str, at: int) -> bool:
    return text[text.rfind("\n", 0, at) + 1 : at].lstrip()[:1] == "#"


def unwrapped(text: str) -> str:
    """`text` with the lines joined that an editor has broken: what goes on is no statement of its own.

    What counts of a joined line is carried along: it may be joined from thousands.
    """
    first_line, *others = text.split("\n")
    joined = [[first_line]]
    last = _Line(first_line)
    for line in others:
        here = _Line(line)
        if last.goes_on(here):
            joined[-1][-1] = joined[-1][-1].rstrip()
            joined[-1].append(line.lstrip())
            last.add(here)
        else:
            joined.append([line])
            last = here
    return "\n".join(map(" ".join, joined))


class _Line:
    """What decides whether a line goes on in the next one: its words, its end, and what is open there."""

    def __init__(self, text: str) -> None:
        self.first, self.end, self.words = text.lstrip()[:1], text.rstrip()[-1:], len(text.split())
        self.open, self.strong = text.count("(") - text.count(")"), text.count("**") % 2
        self.leads_on = LEADS_ON.search(text) is not None
        self.leads_on_below = self.leads_on or LEADS_ON.match("_ " + text.lstrip()) is not None  # "by", and no more

    def goes_on(self, line: _Line) -> bool:
        """Whether `line` belongs to this one."""
        if not self.first or not line.first:
            return False
        if (self.strong and line.strong) or self.leads_on:
            return True
        sentence = line.first.islower() and self.words > 3 and self.end not in ".:;!?|"
        return sentence or (self.open > 0 and line.first not in "-*+|>#")

    def add(self, line: _Line) -> None:
        """Takes in the line that goes on."""
        self.end, self.words, self.open = line.end, self.words + line.words, self.open + line.open
        self.strong ^= line.strong
        self.leads_on = line.leads_on_below


def links_in_one_line(text: str, words: Vocabulary) -> tuple[str, list[int]]:
    """A text with each link on one line, beside the label that it belongs to; where lines were joined for that.

    Prettier with `--prose-wrap always` breaks both: "Superseded by", and below "[3. Use a", "queue](0003.md)".
    """
    joined: list[int] = []
    parts: list[str] = []
    last = length = 0
    for link in LINK_OVER_LINES.finditer(text):
        if OTHER_BLOCK.search(text, *link.span(1)):
            continue
        breaks = list(LINE_BREAK.finditer(text, *link.span(1)))
        end = text.rfind("\n", 0, link.start())
        first = end >= 0 and not text[end + 1 : link.start()].strip(" \t")
        if first and _is_label(text[text.rfind("\n", 0, end) + 1 : end], words):
            breaks = [*LINE_BREAK.finditer(text, end, link.start()), *breaks]
        for found in breaks:
            parts += [text[last : found.start()], " "]
            length += found.start() - last + 1
            joined.append(length)
            last = found.end()
    return "".join([*parts, text[last:]]) if parts else text, joined


def _is_label(line: str, words: Vocabulary) -> bool:
    """Whether a line is a few words that say nothing without the link below them: `- Amended by`."""
    lead = BULLET.sub("", line.strip()).strip("*_ :")
    known = words.label(lead) in ("supersedes", "superseded_by") or lead.casefold().endswith(" by")
    few = len(lead.split()) < 4 and lead.replace(" ", "").isalpha()
    return known or (few and words.status(lead) is None)


def after_word(line: str, words: Vocabulary) -> str:
    """What follows the status word that opens `line`."""
    text = LEADING_DATE.sub("", MARKS.sub("", line)).lstrip(" \t[{\"'«“")
    word = r"[^\W\d_]+(?:[-'’][^\W\d_]+)*"
    m = re.match(r"\W*" + word, text)
    if not m:
        return text
    found = WORD.findall(folded(text))
    count = next((n for n in range(min(3, len(found)), 1, -1) if words.statuses.get(" ".join(found[:n]))), 1)
    m = re.match(r"\W*" + word + (r"\s+" + word) * (count - 1), text)
    return text[m.end() :].lstrip("]}\"'»”") if m else text


def keeps_its_word(line: str) -> bool:
    """Whether the line begins with another word than "superseded": "deprecated in favour of" keeps its own."""
    return line.lstrip("*_ ").lower().startswith(("deprecated", "reverted", "rejected"))


# ---- text/asciidoc.py ----------------------------------------------------------------------------------------
# AsciiDoc as Markdown, as far as records state facts in it.
#
# Its markup: https://docs.asciidoctor.org/asciidoc/latest/

# The third line of a document may be that of its revision: "v1.0, 2025-11-03: first words".
REVISION = re.compile(
    r"(\n=[ \t][^\n]{1,400}\n[^\n=:|*]{1,200}<[^<>\n]{1,200}>[^\n]{0,200})\nv?[\d.]{1,20},[ \t]{0,9}([^\n:]{6,40})[^\n]*"
)
ADOC_CELL = r"(?:(?<=\s)|^)(?:[\d.]{0,6}[+*])?[<>^.]{0,4}[aehlmsd]?\|"
BLOCK_END = re.compile(r"-{4,}|\.{4,}|/{4,}")
LINE_THROUGH = re.compile(r"\[\.?line-through\](#{1,2})([^#\n]{1,300})\1")
TERM_ALONE = re.compile(r"\n(\w[\w ]{0,40})::[ \t]*\n[ \t]*(?=\S)")


def asciidoc_to_markdown(text: str, is_label: Callable[[str], object]) -> str:
    """The lines of an AsciiDoc record that state facts, as Markdown would have them; as many as before.

    `is_label` says whether a cell is the label of a value; a table whose first row has two has its labels over columns.
    """
    text = re.sub(r"\n//(?!/)[^\n]*", "\n", "\n" + text)
    text = re.sub(r"[ \t]\+(?=\n|\Z)", "", text)  # a line break that is kept
    text = REVISION.sub(r"\1\nDate: \2", text, count=1)
    text = _without_blocks(text)
    text = re.sub(r"\n(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION):[ \t]+", "\n", text)
    text = LINE_THROUGH.sub(r"~~\2~~", text)
    text = re.sub(r"\n(={1,6})(?=[ \t])", lambda m: "\n" + "#" * len(m.group(1)), text)
    text = re.sub(r"\n:([\w-]{1,40}):[ \t]+", r"\n\1: ", text)
    text = TERM_ALONE.sub(r"\n\n\1: ", text)
    text = re.sub(r"\n(\w[\w ]{0,40})::[ \t]+", r"\n\1: ", text)
    return re.sub(r"\n\|===\n([\s\S]*?)\n\|===(?=\n|\Z)", lambda m: _adoc_table(m.group(1), is_label), text)[1:]


def _without_blocks(text: str) -> str:
    """`text` with empty lines in place of code, examples and comments between two equal lines of dashes, dots or slashes."""
    lines = text.split("\n")
    later: dict[str, list[int]] = {}  # the lines of each such form, the last first
    for n in range(len(lines) - 1, -1, -1):
        if BLOCK_END.fullmatch(lines[n]):
            later.setdefault(lines[n], []).append(n)
    at = 0
    while at < len(lines):
        ends = later.get(lines[at], [])
        while ends and ends[-1] < at + 2:
            ends.pop()
        if ends:
            lines[at : ends[-1] + 1] = [""] * (ends[-1] + 1 - at)
            at = ends[-1]
        at += 1
    return "\n".join(lines)


def _adoc_table(inside: str, is_label: Callable[[str], object]) -> str:
    """A table of AsciiDoc, one of Markdown: labels over columns, or a label before each value.

    A row is put on the line on which it begins, a head on the line above it.
    """
    lines = inside.split("\n")
    found: list[tuple[int, str]] = []  # the cells, each with the line that it begins on
    for n, line in enumerate(lines):
        before, *cells = re.split(ADOC_CELL, line)
        if found and before.strip():
            found[-1] = (found[-1][0], f"{found[-1][1]} {before.strip()}".strip())
        found += [(n, cell.strip()) for cell in cells]
    top = found[0][0] if found else 0
    first = [cell for n, cell in found if n == top]
    over = len(first) > 1 and (
        (top + 1 < len(lines) and not lines[top + 1].strip()) or sum(map(bool, map(is_label, first))) > 1
    )
    width = len(first) if over else 2
    rows: dict[int, list[str]] = {}
    for at in range(0, len(found) - (0 if over else len(found) % 2), width):
        rows.setdefault(found[at][0], []).extend(cell for _, cell in found[at : at + width])
    out = ["| " + " | ".join(rows[n]) + " |" if n in rows else "" for n in range(-1, len(lines) + 1)]
    if over:
        out[top], out[top + 1] = out[top + 1], "|---|---|"
    return "\n" + "\n".join(out)


# ---- text/front_matter.py ------------------------------------------------------------------------------------
# Front matter: YAML as decision records use it, a mapping of scalars and of lists of scalars; TOML likewise.
#
# Lines that are anything else are passed over, so that a slip in one key leaves the others readable.

def front_matter(text: str) -> tuple[int, int, int]:
    """(start, end, body): offsets of the lines between the fences and of what follows; zeros without any.

    `---` opens and `---` or `...` closes YAML; `+++` opens and closes TOML. A byte order mark may lead.
    """
    at = 1 if text[:1] == "\ufeff" else 0
    fence = text[at : at + 3]
    if fence not in ("---", "+++"):
        return 0, 0, 0
    start = text.find("\n", at) + 1
    if not start or text[at + 3 : start].strip():
        return 0, 0, 0
    end = r"---|\.\.\." if fence == "---" else r"\+\+\+"
    found = re.compile(rf"(?<=\n)(?:{end})[ \t]*(?:\r?\n|\Z)").search(text, start)
    return (start, found.start(), found.end()) if found else (0, 0, 0)


KEY = Pattern(
    r"""(?:"([^"\n]{1,80})"|'([^'\n]{1,80})'|([^\s#:'"{}\[\],&*!|>%@`-][^\n:#]{0,80}?))[ \t]*:(?:[ \t]+|$)(.*)"""
)
TOML_KEY = Pattern(r"""["']?([\w.-]+)["']?[ \t]*=[ \t]*(.*)""")
ESCAPES = {
    "n": "\n",
    "t": "\t",
    "r": "\r",
    "0": "\0",
    "a": "\a",
    "b": "\b",
    "v": "\v",
    "f": "\f",
    "e": "\x1b",
    "N": "\x85",
    "_": "\xa0",
    "L": "\u2028",
    "P": "\u2029",
}


def unquote(value: str) -> str | None:
    """The text of a quoted YAML scalar; None where its closing quote is missing or not at the end."""
    if value[0] == "'":
        m = re.fullmatch(r"'((?:[^']|'')*)'[ \t]*(?:[ \t]#.*)?", value)
        return m.group(1).replace("''", "'") if m else None
    m = re.fullmatch(r'"((?:[^"\\]|\\.)*)"[ \t]*(?:[ \t]#.*)?', value, re.S)
    if not m:
        return None

    def escape(e: re.Match[str]) -> str:
        code = e.group(1)
        if len(code) > 1:
            number = int(code[1:], 16)
            return "\ufffd" if 0xD800 <= number < 0xE000 else chr(number) if number < 0x110000 else e.group()
        return ESCAPES.get(code, code)

    return re.sub(r"\\(x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)", escape, m.group(1))


YAML_WHITE = " \t\r"  # not every space of Unicode is one of YAML's


def scalar(value: str) -> str:
    """The text of a one-line YAML scalar: unquoted, without its comment."""
    value = value.strip(YAML_WHITE)
    if value[:1] in ("'", '"'):
        text = unquote(value)
        return value.strip("'\"") if text is None else text
    if value[:1] == "#":
        return ""
    cut = value.find(" #")
    return value[:cut].rstrip() if cut >= 0 else value


FLOW_ITEM = Pattern(r"""'(?:[^']|'')*'|"(?:[^"\\]|\\.)*"|(?!['"])[^,\[\]{}]+""")


def flow_items(value: str) -> list[str] | None:
    """The items of `[a, "b, c", d]`; None where it is not a flat list."""
    if value[:1] != "[":
        return None
    items, at = [], _behind_white(value, 1)
    while at < len(value) and value[at] != "]":
        item = FLOW_ITEM.match(value, at)
        if not item:
            return None
        said = item.group()
        items.append((unquote(said) or "") if said[0] in "'\"" else said.strip(YAML_WHITE))
        at = _behind_white(value, item.end())
        if value[at : at + 1] == ",":
            at = _behind_white(value, at + 1)
        elif value[at : at + 1] != "]":
            return None
    return items if at < len(value) and not value[at + 1 :].split(" #")[0].strip(YAML_WHITE) else None


def _behind_white(value: str, at: int) -> int:
    while value[at : at + 1] in (" ", "\t", "\r"):
        at += 1
    return at


def yaml_values(block: str) -> dict[str, str | list[str]]:
    """The top level of front matter: every key with its text, or with its list of texts.

    Keys whose value is a mapping, or is not understood, are missing; the last of equal keys wins.
    """
    values: dict[str, str | list[str]] = {}
    lines = block.split("\n")
    at, count = 0, len(lines)
    while at < count:
        line = lines[at]
        at += 1
        if not line or line[0] in " \t#-":
            continue
        m = KEY.match(line)
        if not m:
            continue
        key, value = m.group(1) or m.group(2) or m.group(3), m.group(4).strip(YAML_WHITE)
        more = []  # the lines that belong to this key: indented, or list items
        while at < count and (lines[at][:1] in (" ", "\t", "-") or not lines[at].strip(YAML_WHITE)):
            more.append(lines[at])
            at += 1
        while more and not more[-1].strip(YAML_WHITE):
            more.pop()
        if value[:1] == "#":
            value = ""
        if not more and value[:1] not in ("[", "{", "|", ">", "&", "*", "!"):
            values[key] = scalar(value)
        else:
            found = _yaml_value(value, more)
            if found is not None:
                values[key] = found
    return values


def nested_values(block: str) -> dict[tuple[str, str], str]:
    """The scalars of mappings in front matter, one level down: {(key, inner key): text}; of a list of mappings each."""
    found: dict[tuple[str, str], str] = {}
    outer = ""
    for line in block.split("\n"):
        m = KEY.match(line.lstrip(" \t-"))
        if not m or line[:1] == "#":
            continue
        key, value = m.group(1) or m.group(2) or m.group(3), m.group(4).strip(YAML_WHITE)
        if line[:1] in (" ", "\t", "-"):
            if outer and value[:1] not in ("[", "{", "|", ">", "&", "*", "!"):
                found.setdefault((outer, key), scalar(value) if value else "")
            continue
        outer = "" if value else key
        if value[:1] == "{" and value[-1:] == "}":
            for part in value[1:-1].split(","):
                inner, colon, text = part.partition(":")
                if colon:
                    found.setdefault((key, inner.strip(" \"'")), scalar(text))
    return found


FLOW_PAIR = Pattern(
    r"""(?<![^,{}\[\]])[ \t]*["']?([\w-]{1,80})["']?[ \t]*:[ \t]*("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^,{}\[\]"'][^,{}\[\]]*)(?:,|$)"""
)


def listed_mappings(block: str) -> dict[str, list[dict[str, str]]]:
    """The lists of mappings in front matter: {key: the scalars of each}; what lies deeper is passed over."""
    found: dict[str, list[dict[str, str]]] = {}
    key, indent = "", -1
    for line in block.split("\n"):
        body = line.strip(YAML_WHITE)
        depth = len(line) - len(line.lstrip(" "))
        if not body or body[0] == "#":
            continue
        if not depth and body[:2] != "- ":
            m = KEY.match(body)
            key, indent = (m.group(1) or m.group(2) or m.group(3)) if m and not scalar(m.group(4)) else "", -1
        elif key and body[:2] == "- " and indent in (-1, depth):
            indent = depth
            found.setdefault(key, []).append(_pairs(body[2:].strip(YAML_WHITE)))
        elif 0 <= indent < depth:
            for name, text in _pairs(body).items():
                found[key][-1].setdefault(name, text)
    return {key: rows for key, rows in found.items() if any(rows)}


def _pairs(text: str) -> dict[str, str]:
    """The scalars of `key: value`, or of `{key: value, …}`."""
    if text[:1] == "{" and text[-1:] == "}":
        return {key: scalar(value) for key, value in FLOW_PAIR.findall(text[1:-1])}
    m = KEY.match(text)
    if not m or m.group(4)[:1] in ("", "[", "{", "|", ">", "&", "*", "!"):
        return {}
    return {m.group(1) or m.group(2) or m.group(3): scalar(m.group(4))}


def _yaml_value(value: str, more: list[str]) -> str | list[str] | None:
    """A YAML value that is more than a one-line scalar; None where it is not understood."""
    while value[:1] in ("&", "!"):
        value = value.partition(" ")[2].strip(YAML_WHITE)
    if value[:1] == "[":
        joined = " ".join([value, *(line.strip(YAML_WHITE) for line in more)])
        items = flow_items(joined)
        return items if items is not None else scalar(value) if not more else None
    if value[:1] == "{":
        inner = value.strip("{} \t") if not more else ""
        return value if inner and ":" not in inner else None
    if re.fullmatch(r"[|>][-+\d]*(?:[ \t]+#.*)?", value):
        indent = min((len(line) - len(line.lstrip()) for line in more if line.strip(YAML_WHITE)), default=0)
        text = "\n".join([line[indent:].rstrip("\r") for line in more])
        if value[0] == ">":  # lines that stand further in are kept as they are
            text = re.sub(r"(?m)^(\S.*)\n(\n*)(?=\S)", lambda m: m.group(1) + (m.group(2) or " "), text)
        return text + ("\n" if text and "-" not in value[:3] else "")
    items = [line.strip(YAML_WHITE) for line in more if line.strip(YAML_WHITE) and line.strip(YAML_WHITE)[0] != "#"]
    if not value and items and items[0][:1] == "-":
        if all(re.match(r"-(?:[ \t]+|$)", item) and not KEY.match(item[1:].strip(YAML_WHITE)) for item in items):
            return [scalar(item[1:]) for item in items]
        return None
    if value or (items and not KEY.match(items[0])):
        if value[:1] in ("'", '"'):
            return unquote(_folded(value, more))
        return scalar(" ".join([scalar(value), *items]).strip(YAML_WHITE))
    return "" if not items else None


def _folded(value: str, more: list[str]) -> str:
    """The lines of a quoted scalar as one: a line break is a space, a blank line a line break."""
    parts, breaks = [value.rstrip(YAML_WHITE)], 0
    for line in more:
        line = line.strip(YAML_WHITE)
        if not line:
            breaks += 1
            continue
        last = parts[-1]
        if value[0] == '"' and (len(last) - len(last.rstrip("\\"))) % 2:
            parts[-1] = last[:-1] + "\n" * breaks
        else:
            parts.append("\n" * breaks or " ")
        parts.append(line)
        breaks = 0
    return "".join(parts)


def toml_values(block: str) -> dict[str, str | list[str]]:
    values: dict[str, str | list[str]] = {}
    for line in block.split("\n"):
        m = TOML_KEY.match(line)
        if m:
            items = flow_items(m.group(2).strip())
            values[m.group(1)] = items if items is not None else scalar(m.group(2))
    return values


def yaml_text(value: str, quote: str = "") -> str:
    """`value` as a YAML scalar on one line: plain where YAML reads the same text back, else quoted."""
    safe = (
        re.fullmatch(r"[^\W_](?:[^\n:#]|:(?=[^\s])|(?<=\S)#)*", value)
        and not re.search(r"[\x00-\x1f\x7f\x85\u2028\u2029\ufeff]|[:\s]$", value)
        and not re.fullmatch(
            r"(?i)null|true|false|yes|no|on|off|y|n|[\d.,:_+-]+(?:e[\d+-]+)?|0[xo][\da-f]+|\.inf|\.nan", value
        )
    ) or re.fullmatch(r"\d{4}-\d\d-\d\d", value)
    if safe and not quote:
        return value
    if quote != '"' and re.search(r"[\x00-\x1f\x7f\x85\u2028\u2029\ufeff]", value) is None:
        return "'" + value.replace("'", "''") + "'" if quote == "'" or '"' in value or "\\" in value else f'"{value}"'
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + re.sub(r"[\x00-\x1f\x7f\x85\u2028\u2029\ufeff]", lambda m: f"\\u{ord(m.group()):04x}", escaped) + '"'


# ---- text/numbered.py ----------------------------------------------------------------------------------------
# Which line of a text an offset is on.

LINE_FEED = Pattern("\n")


class Numbered:
    """The lines of a text by the offsets in it: it is gone through once, however many are asked for."""

    def __init__(self, text: str) -> None:
        self._ends = [m.start() for m in LINE_FEED.finditer(text)]

    def line(self, at: int) -> int:
        """The number, from 1, of the line that an offset is on."""
        return bisect_left(self._ends, at) + 1


# ---- text/rst_tables.py --------------------------------------------------------------------------------------
# The tables of reStructuredText as those of Markdown, on the same lines.
#
# Their markup: https://docutils.sourceforge.io/docs/ref/rst/directives.html#table

# The directive, its options, and the lines below it that stand further in.
DIRECTIVE_TABLE = Pattern(
    r"\n([ \t]*)\.\. (list-table|csv-table)::[^\n]*((?:\n(?:\1[ \t][^\n]*|[ \t]*(?=\n)))+)", re.IGNORECASE
)
TABLE_OPTION = Pattern(r"[ \t]*:([a-z-]{1,20}):[ \t]*(?![ \t])(.*)")
TABLE_ITEM = Pattern(r"[ \t]*(?:\*[ \t]+(?=-))?-(?:[ \t]+(.*)|$)")
ROW_ITEM = Pattern(r"[ \t]*\*[ \t]+-")
QUOTED_CELL = Pattern(r'[ \t]*(?:"((?:[^"]|"")*)"|([^,]*))[ \t]*(?:,|$)')
# A table between lines of equal signs, which say where its columns are; and one that is drawn.
MOST_COLUMNS = 100  # what has more is no table: each row would cost as much as all columns together
SIMPLE_TABLE = Pattern(
    rf"\n[ \t]*(=+(?:[ ]{{1,40}}=+){{1,{MOST_COLUMNS - 1}}})[ \t]*\n(?:[^\n]*\n){{1,60}}?[ \t]*\1[ \t]*(?=\n[ \t]*(?:\n|\Z)|\Z)"
)
DRAWN_RULE = Pattern(r"\n[ \t]*\+([-=])[-=+]{2,400}\+[ \t]*(?=\n)")
GRID_ROW = Pattern(r"\n[ \t]*(?=\|[^\n|]*\|)")


def tables_with_bars(text: str) -> str:
    """`text` with each table that a directive, equal signs or a drawing makes as one of bars; as many lines as before."""
    if "-table::" in text:
        text = DIRECTIVE_TABLE.sub(_of_directive, text)
    if "= =" in text or "=  " in text:
        text = SIMPLE_TABLE.sub(_of_columns, text)
    if "+-" in text:
        text = DRAWN_RULE.sub(lambda m: "\n|---|---|" if m.group(1) == "=" else "\n", text)
    return GRID_ROW.sub("\n", text)


def _bar_row(cells: list[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _of_directive(m: re.Match[str]) -> str:
    """A head is put one line up, where a blank line is, and its own line becomes the rule below it."""
    lines = m.group(3).split("\n")
    out = [""] * len(lines)
    options: dict[str, str] = {}
    rows: list[tuple[int, list[str]]] = []
    for n, line in enumerate(lines):
        option = TABLE_OPTION.fullmatch(line) if not rows else None
        if option:
            options[option.group(1)] = option.group(2)
        elif m.group(2).lower() == "csv-table":
            if line.strip():
                rows.append((n, _quoted_cells(line)))
        elif ROW_ITEM.match(line) or (rows and TABLE_ITEM.match(line)):
            item = TABLE_ITEM.match(line)
            if ROW_ITEM.match(line):
                rows.append((n, []))
            rows[-1][1].append((item.group(1) or "").strip() if item else "")
        elif rows and line.strip():
            rows[-1][1][-1] = f"{rows[-1][1][-1]} {line.strip()}".strip()
    for n, cells in rows:
        out[n] = _bar_row(cells)
    heads = rows[0][0] if rows else 0
    if "header" in options and heads > 1:
        out[heads - 2], out[heads - 1] = _bar_row(_quoted_cells(options["header"])), "|---|---|"
    elif options.get("header-rows", "0") not in ("", "0") and heads:
        out[heads - 1], out[heads] = out[heads], "|---|---|"
    return "\n" + "\n".join(out)


def _quoted_cells(line: str) -> list[str]:
    """The cells of a line of a csv-table."""
    found, at, line = [], 0, line.strip()
    while at < len(line):
        cell = QUOTED_CELL.match(line, at)
        if not cell:
            break
        found.append((cell.group(1) or cell.group(2) or "").replace('""', '"').strip())
        at = cell.end()
    return found


def _of_columns(m: re.Match[str]) -> str:
    """A table whose columns begin where the equal signs of its first line do; its second such line is below its head."""
    whole = m.group().split("\n")
    edges = [part.start() for part in re.finditer("=+", whole[1])]
    out = [""]
    for line in whole[2:-1]:
        if re.fullmatch(r"[ \t]*=[= \t]+", line):
            out.append("|---|---|")
        elif re.fullmatch(r"[ \t]*-[- \t]*", line) or not line.strip():
            out.append("")
        else:
            out.append(_bar_row([line[a:b].strip() for a, b in zip(edges, [*edges[1:], None])]))
    return "\n".join(["", *out, ""])


def columns_kept(text: str) -> str:
    """`text` with its drawn and simple tables as wide as what was written into them needs: else they are none."""
    if "+-" in text:
        text = DRAWN_TABLE.sub(_redrawn, text)
    return SIMPLE_TABLE.sub(_rewidened, text) if "= =" in text or "=  " in text else text


DRAWN_TABLE = Pattern(r"(?:(?<=\n)|\A)([ \t]*)\+-[-+]{1,400}\+[ \t]*\n(?:\1[+|][^\n]*(?:\n|\Z)){2,200}")


def _redrawn(m: re.Match[str]) -> str:
    lead, lines = m.group(1), [line.strip() for line in m.group().rstrip("\n").split("\n")]
    edges = [at for at, mark in enumerate(lines[0]) if mark == "+"]
    rows = [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines if line[0] == "|"]
    whole = all([at for at, mark in enumerate(line) if mark == "+"] == edges for line in lines if line[0] == "+")
    fits = all(len(line) > edges[-1] and all(line[at] in "|+" for at in edges) for line in lines)
    if fits or not whole or any(len(row) != len(edges) - 1 for row in rows):
        return m.group()
    old = [b - a - 3 for a, b in zip(edges, edges[1:])]  # noqa: RUF007 - Python 3.9
    widths = [max(width, *(len(row[n]) for row in rows)) for n, width in enumerate(old)]
    out, rest = [], iter(rows)
    for line in lines:
        mark = line[1] if line[0] == "+" else ""
        cells = (
            [mark * (width + 2) for width in widths] if mark else [f" {c:<{w}} " for c, w in zip(next(rest), widths)]
        )
        edge = "+" if mark else "|"
        out.append(lead + edge + edge.join(cells) + edge)
    return "\n".join(out) + "\n" * m.group().endswith("\n")


def _rewidened(m: re.Match[str]) -> str:
    lines = m.group().split("\n")[1:]
    starts = [part.start() for part in re.finditer("=+", lines[0])]
    rows = [n for n, line in enumerate(lines) if line.strip() and not re.fullmatch(r"[ \t]*[=-][=\- \t]*", line)]
    fits = all(lines[n][at - 1 : at].strip() == "" for n in rows for at in starts[1:])
    cells = {n: re.split(r"[ ]{2,}", lines[n].strip()) for n in rows}
    if fits or any(len(row) != len(starts) for row in cells.values()):
        return m.group()
    lead = " " * starts[0]
    widths = [max(len(part), *(len(row[n]) for row in cells.values())) for n, part in enumerate(lines[0].split())]
    for n, line in enumerate(lines):
        if n in cells:
            lines[n] = (lead + "  ".join(f"{cell:<{width}}" for cell, width in zip(cells[n], widths))).rstrip()
        elif line.strip():
            lines[n] = lead + "  ".join(line.strip()[0] * width for width in widths)
    return "\n" + "\n".join(lines)


# ---- text/rst.py ---------------------------------------------------------------------------------------------
# reStructuredText as Markdown, as far as records state facts in it.
#
# Its markup: https://docutils.sourceforge.io/docs/ref/rst/restructuredtext.html

DIRECTIVE = r"\n\.\. (?!_|\[|adr::)[^\n]*(?:\n(?:[ \t][^\n]*)?(?=\n))*"
BARE_TITLE = r"(?:\s*\.\. _[^\n]*\n)*\s*([^\s.:|+*=~^\"'#-][^\n]{3,120})\n\s*\n"
BADGE_ROLE = Pattern(r":bdg(?:-[a-z]{1,12}){0,3}:`([^`\n]{1,80})`")  # sphinx-design's badges
# A value that stands further in, below its field or term.
FIELD_BELOW = r"\n[ \t]*:([^:\n`]{1,40}):[ \t]*\n[ \t]+(?=[^\s:])"
TERM = r"\n([^\W\d_][\w ]{0,38})\n[ \t]{1,8}(?=[^\s:|*+-])"
REMARK = re.compile(
    r"\n\.\. (admonition|note|important|warning|attention|caution|hint|tip|danger)::([^\n]*)((?:\n(?:[ \t][^\n]*)?(?=\n))*)",
    re.I,
)
LINE_BLOCK = re.compile(r"\n\|[ \t]+(?=[^\n|]*(?:\n|\Z))")
UNDERLINED = r"\n(?:([=\-~^\"'`#*+.:_<>]{3,})[ \t]*\n)?[ \t]?([^\s][^\n]*)\n([=\-~^\"'`#*+.:_<>]{2,})[ \t]*(?=\n)"


def rst_to_markdown(text: str, is_label: Callable[[str], object]) -> str:
    """The lines of a reStructuredText record that state facts, as Markdown would have them; as many as before.

    `is_label` says whether a text is the label of a value.
    """
    text = tables_with_bars(REMARK.sub(_remark, "\n" + BADGE_ROLE.sub(r"\1", text)))
    text = LINE_BLOCK.sub("\n", text)
    text = re.sub(DIRECTIVE, lambda m: "\n" * m.group().count("\n"), text)[1:]
    bare = re.match(BARE_TITLE, text)
    if bare:  # it gets its underline in the empty line below it
        above, below = text.count("\n", 0, bare.start(1)), bare.group().count("\n", bare.end(1))
        text = "\n" * above + f"{bare.group(1)}\n{'=' * len(bare.group(1))}" + "\n" * (below - 1) + text[bare.end() :]
    text = _headings(text)
    text = re.sub(FIELD_BELOW, r"\n\n\1: ", "\n" + text)
    text = re.sub(TERM, lambda m: f"\n\n{m.group(1)}: " if is_label(m.group(1)) else m.group(), text)
    return re.sub(r"\n[ \t]*:([^:\n`]{1,40}):[ \t]+(?=\S)", r"\n\1: ", text)[1:]


def _remark(m: re.Match[str]) -> str:
    """What a box says, without the box; the title of one stands above its words like a label."""
    first = m.group(2).strip()
    first = first + ":" if first and m.group(1).lower() == "admonition" else first
    return "\n" + first + "\n".join([line.strip() for line in m.group(3).split("\n")])


def _headings(text: str) -> str:
    """Underlined titles as `#` headings; a mark's level is the order in which marks first come."""
    order: list[str] = []

    def level(m: re.Match[str]) -> str:
        above, line, below = m.group(1) or "", m.group(2).strip(), m.group(3)
        if len(below) < min(3, len(line)) or below[0] * len(below) != below:
            return m.group()
        mark = above[:1] + below[0]
        if mark not in order:
            order.append(mark)
        return "\n" + "\n" * bool(above) + "#" * min(order.index(mark) + 1, 6) + " " + line + "\n"

    return re.sub(UNDERLINED, level, "\n" + text + "\n")[1:]


# ---- record/names.py -----------------------------------------------------------------------------------------
# What the names of files say: number, prefix, date, and whether a file is a record; and names for new ones.

# A day at the beginning of a name: its year, what parts them, month and day; or all in one with perhaps the hour.
NAME_DATE = Pattern(r"((?:19|20)\d\d)([-_.])(\d\d)\2(\d\d)(?=\D|$)|(\d{4})(\d\d)(\d\d)(?:\d{4,6})?(?=\D|$)")
NAME_MONTH = Pattern(r"(?P<year>(?:19|20)\d\d)[-_.]?(?P<month>0[1-9]|1[0-2])(?=[-_.]\D)")
NAME_NUMBER = Pattern(r"((?:[A-Za-z]{1,24}(?:[-_ .]|(?=[#\d]))){0,4}?)#?(\d{1,7})(?=[-_. ,]|$|v\d)")

# What stands in the name of a form where records have their number or day: `NNNN-title.md`, `YYYYMMDD-template.md`.
PLACEHOLDER = Pattern(r"n{3,6}|x{3,6}|y{4}(?:mm(?:dd)?)?|mm|dd")


def name_facts(stem: str) -> tuple[int | None, str, str | None]:
    """(number, prefix, date) that a record's file or folder name states; (None, "", None) where it is a slug."""
    if stem[:1] == "[":  # "[Superseded]0003-use-x"
        stem = re.sub(r"^\[[^\[\]]{0,40}\][-_ ]{0,2}", "", stem)
    lead = stem.partition("-")[0]
    if len(lead) < 4 and lead.isdecimal():
        return int(lead), "", None
    if len(lead) < 7 and lead.isdecimal() and (lead[:2] not in ("19", "20") or not stem[5:6].isdecimal()):
        return int(lead), "", None
    m = NAME_DATE.match(stem)
    if m:
        day = iso_date(*(int(part) for part in (m.group(1, 3, 4) if m.group(1) else m.group(5, 6, 7))))
        if day:
            tail = re.match(r"(?:_|[-_ ](?=0))(\d{1,5})(?=[-_ ]|$)", stem[m.end() :])
            return int(tail.group(1)) if tail else None, "", day
        return None, "", None  # a day that the calendar lacks is no number either
    if NAME_MONTH.match(stem):
        return None, "", None
    m = NAME_NUMBER.match(stem)
    if not m:
        return None, "", None
    prefix, digits = m.group(1), m.group(2)
    if prefix:
        groups = [g for g in re.split(r"[-_ .]", prefix) if g]
        named = any(g.casefold() in RECORD_WORDS for g in groups)
        if not named and groups and groups[-1].casefold() in OTHER_NUMBERS:
            return None, "", None
        known = named or prefix.rstrip("-_ .").isupper()
        if not known and not (len(digits) >= 3 and len(groups) <= 3 and all(len(g) <= 5 for g in groups)):
            return None, "", None
        if not known and digits[0] != "0" and len(groups) == 1 and len(groups[0]) > 3:
            return None, "", None
    return int(digits), prefix.strip("-_ .").casefold(), None


def day_of_name(stem: str) -> str:
    """The day that a name begins with, as YYYY-MM-DD; a month is its first day. "" where it begins with none."""
    month = NAME_MONTH.match(stem)
    return name_facts(stem)[2] or (f"{month['year']}-{month['month']}-01" if month else "")


def by_name(name: str) -> int:
    """How a file is a record by its name: 2 surely, 1 if its text reads like one, 0 never."""
    stem, _, suffix = name.rpartition(".")
    if "." + suffix.lower() not in RECORD_SUFFIXES or name[0] in "._":
        return 0
    low = stem.lower()
    if low in NO_RECORDS:
        return 0
    if (
        low.lstrip("0")[:1].isdecimal()
        and "templ" not in low
        and "index" not in low
        and "readme" not in low
        and low.isascii()
    ):
        return 2
    words = [word for word in re.split(r"[-_. ]+", low) if word and not word.isdecimal()]
    words = ["template" if PLACEHOLDER.fullmatch(word) else word for word in words]
    words = [re.sub(r"^(adr|dr|ad)(?=\d+$|x+$|n+$)\w*", r"\1", word) for word in words]
    last = {"index", "readme", "toc", "list", "overview"}
    if any(word in TEMPLATE_WORDS or word in last for word in words):
        if all(word in TEMPLATE_WORDS or word in TEMPLATE_FILLER or word in last for word in words):
            return 0
    number, _, day = name_facts(stem)
    if number == 0 and words and words[-1] in TEMPLATE_WORDS:
        return 0  # `0000-acme-template.md`
    return 2 if number is not None or day or NAME_MONTH.match(stem) else 1


def language(file: str) -> str:
    """The language that a translated file's name bears: `ja` of `0001-use-x.ja.md`, `pt-BR`."""
    m = re.search(r"\.([a-z]{2}(?:[-_][A-Za-z]{2,4})?)\.\w+$", file)
    return m.group(1) if m else ""


def translated(file: str) -> Iterator[str]:
    """The paths of the records that a file would translate: `a.md` for `a.ja.md`, `a_ja.md`, `ja/a.md`, `i18n/pt-BR/a.md`.

    Of two folders of languages the English one has the record.
    """
    spoken = language(file)
    stem, _, suffix = file.rpartition(".")
    if spoken:
        yield f"{stem[: -len(spoken) - 1]}.{suffix}"
    m = re.search(r"[-_]([a-z]{2})(?:[-_][A-Z]{2})?$", stem)
    if m and m.group(1) in LANGUAGES:
        yield f"{stem[: m.start()]}.{suffix}"
    *folders, name = file.split("/")
    for n, folder in enumerate(folders):
        if re.fullmatch(r"[a-z]{2}(?:[-_][A-Za-z]{2,4})?", folder) and folder[:2] in LANGUAGES:
            around = n - 1 if n and folders[n - 1].lower() in AROUND_LANGUAGES else n
            yield "/".join([*folders[:around], *folders[n + 1 :], name])
            if folder != "en":
                yield "/".join([*folders[:n], "en", *folders[n + 1 :], name])


def slug(title: str, *, capitals: bool = False) -> str:
    """The title as part of a file name: letters and digits of every script, dashes between, never empty.

    At most 80 characters and 160 bytes; no name that Windows reserves. In lower case but with `capitals`.
    """
    import unicodedata

    text = unicodedata.normalize("NFC", title if capitals else title.lower())
    if not text.isascii():
        text = "".join(
            c if c.isalnum() or unicodedata.category(c)[0] == "M" else "" if c in "’‘" else "-" for c in text
        )
    name = (
        re.sub(r"[\W_]+", "-", text.replace("'", ""))
        if text.isascii()
        else re.sub(r"-{2,}", "-", text.replace("'", ""))
    )
    while name and unicodedata.category(name[0])[0] == "M":
        name = name[1:]
    name = name.strip("-")
    if len(name) > 80 or len(name.encode()) > 160:
        cut = name[:80].encode()[:160].decode(errors="ignore")
        name = (cut.rpartition("-")[0] if cut.rfind("-") > 30 else cut).strip("-")
    return name + "-record" if name.lower() in RESERVED else name or "record"


# ---- text/headings.py ----------------------------------------------------------------------------------------
# Headings of Markdown, and the text that stands under each.

ATX = Pattern(r"\n {0,3}(#{1,6})(?=[ \t\n])[ \t]*([^\n]*)")
ATX_TAIL = Pattern(r"(?:^|[ \t])#+$")
TITLED = Pattern(r"\n {0,3}(#{1,6})[ \t]+([^\n]+)")
ATTRIBUTES = Pattern(
    r"(?:(?<![ \t])[ \t]+)?\{:?[ \t]*[#.][^{}\n]{0,200}\}$"
)  # {#id .class}, {: #id}: kramdown, pandoc, MDX
SETEXT = Pattern(r"\n {0,3}(?![ \t|>#\n]|[-*+][ \t]|[-=]{2})([^\n]+)\n {0,3}(=+|--+)[ \t]*(?=\n)")

BY_FILE_NAME = "file name"  # the form of a title that no line of a record states


class Heading:
    """A heading of a document: `level` 1 to 6, `text`, and the offsets of its own line or lines."""

    __slots__ = ("end", "level", "start", "text")

    def __init__(self, level: int, text: str, start: int, end: int) -> None:
        self.level, self.text, self.start, self.end = level, text, start, end

    def __repr__(self) -> str:
        return f"Heading({self.level}, {self.text!r}, {self.start}, {self.end})"


def headings(text: str) -> list[Heading]:
    """Every heading of `text`, in order; none from front matter, comments or fenced code."""
    start = front_matter(text)[2]
    body = "\n" + blank(text[:start]) + mask(text)[start:] + "\n" if start else "\n" + mask(text) + "\n"
    found = []
    for m in ATX.finditer(body):
        title = ATTRIBUTES.sub("", ATX_TAIL.sub("", m.group(2).strip()).strip())
        found.append(Heading(len(m.group(1)), title, m.start(), m.start() + len(m.group().rstrip()) - 1))
    if "=" in body or "--" in body:
        for m in SETEXT.finditer(body):
            level = 1 if m.group(2)[0] == "=" else 2
            found.append(Heading(level, m.group(1).strip(), m.start(), m.start() + len(m.group().rstrip()) - 1))
        found.sort(key=lambda heading: heading.start)
    return found


def title_heading(every: list[Heading], form: str) -> Heading | None:
    """The heading of a record that is its title, whose line has this form: `# …`, or `## …` where none stands above it."""
    if not form.startswith("#"):
        return None
    if form.startswith("## "):
        return every[0] if every and every[0].level == 2 else None
    return next((heading for heading in every if heading.level == 1), None)


def below_title(every: list[Heading], form: str) -> list[Heading]:
    """The headings of a record's sections; `form` as for `title_heading`."""
    title = title_heading(every, form)
    # Where no heading is the title, those of the first level are sections as well.
    least = 2 if form.startswith("#") else 1
    return [heading for heading in every if heading.level >= least and heading is not title]


@lru_cache(maxsize=4)  # the rules ask again for what was just read
def outline(body: str) -> list[tuple[int, str, int, int]]:
    """(level, text, start, end) of each `#` heading: its text, and the offsets of what stands under it.

    `body` begins with a line break.
    """
    found: list[tuple[int, str, int, int]] = []
    level, title, below = 0, "", 0
    for m in TITLED.finditer(body):
        marks, text = m.groups()
        text = text.strip()
        if text[-1:] == "#":
            text = ATX_TAIL.sub("", text).strip()
        elif text[-1:] == "}":
            text = ATTRIBUTES.sub("", text)
        if text:
            start, end = m.span()
            if level:
                found.append((level, title, below, start))
            level, title, below = len(marks), text, end
    if level:
        found.append((level, title, below, len(body)))
    return found


def section_of(text: str, name: str) -> tuple[int, int] | None:
    """Offsets of a section's own text: from below its heading to the next heading of any level."""
    every = headings(text)
    want = plain(name)
    for n, heading in enumerate(every):
        if plain(heading.text) == want:
            return heading.end, every[n + 1].start if n + 1 < len(every) else len(text)
    return None


# ---- record/references.py ------------------------------------------------------------------------------------
# References from one record to others, and the supersessions that running text states.

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


# ---- record/title.py -----------------------------------------------------------------------------------------
# A title, and the number that leads it.

TITLE_NUMBER = Pattern(
    r"(?P<open>[\[(]?)(?P<prefix>(?:(?:[^\W\d_]{1,20}(?:[-_ /]|(?=[#\d]))){0,3}?|Architecture Decision Record )[ ]?)(?:\#|№|[Nn]o\.?[ ]|[Nn]r\.?[ ]|[Nn]°[ ]?)?"
    r"(?P<number>\d{1,6})(?P<slug>(?:-[\w]+){0,20})?(?P<close>[\])]?)"
    r"(?P<sep>[ \t]*(?:[.:)\]|：]|[-–—·•~]{1,2}(?=[ \t]))[ \t]*|[ \t]+|$)"
)
# What leads a title where a number should: "ADR: Use X", "ADR-nnn: Use X", "N. Use X".
NO_NUMBER = Pattern(
    r"^(?:[nN](?:[.)] |\. )|(?:adr|decision record|architectur(?:e|al) decision record)(?:[- ]?[nx]{1,5})?:[ \t]+)(?=\S)",
    re.I,
)
TITLE_TAIL = Pattern(r"\s(?:[-–—|:]\s*)?[(\[]?(?:ADR|adr|Adr)[-_ #]{0,2}(\d{1,6})[)\]]?$")
ESCAPED = Pattern(r"\\([.:)\[\]{<!#-])")  # as `title_line` escapes
GENERIC_TITLE = Pattern(
    r"(?:adr|architectur(?:e|al) decision records?|decision records?|architecture decisions?)(?: template)?",
    re.I,
)
PLACEHOLDER_TITLE = Pattern(r"[\[{<](?:[^\[\]{}<>]*)[\]}>]|\(_[^()]*_\)")
# What stands in the form of titles, as adr.json has it.
NUMBER_PART = r"\{(?:number|id(?::[1-9])?)\}"
TITLE_PARTS = Pattern(r"\{(number|title|name|id(?::([1-9]))?)\}")


class Lead:
    """A title taken apart: `text` without the number that leads (or closes) it, `number`, and the `prefix` before it.

    `sure` is false where only the other titles of the log can say whether the number is one of the record: "S3: Buckets".
    """

    __slots__ = ("number", "prefix", "sure", "text")

    def __init__(self, text: str, number: int | None = None, prefix: str = "", sure: bool = True) -> None:
        self.text, self.number, self.prefix, self.sure = text, number, prefix, sure


def split_title(title: str, number: int | None) -> tuple[str, int | None]:
    """(text, number) of a title: see `title_lead`."""
    lead = title_lead(title, number)
    return lead.text, lead.number


def title_lead(title: str, number: int | None) -> Lead:
    """A heading's text without the number that leads it, and that number. `number` is that of the file.

    "ADR-0005: Use X", "5. Use X" and "[ADR-5] Use X" lead with one. "3 reasons" does only in record 3.
    """
    title = re.sub(r"^\\(?=\d)", "", title)
    lead, sep, rest = title.partition(". ")
    if sep and lead.isdecimal() and len(lead) < 7 and rest[:1] > " ":
        return Lead(rest, int(lead))
    if any(c.isdecimal() for c in title):
        found = _numbered(title, number) or _emoji_first(title, number) or _named_as_file(title, number)
        if not found and number is not None:
            found = _number_last(title, number)
        if found:
            return found
    rest = NO_NUMBER.sub("", title)
    return title_lead(rest, number) if rest != title and rest[:1].isdecimal() else Lead(rest)


def _numbered(title: str, number: int | None) -> Lead | None:
    m = TITLE_NUMBER.match(title)
    if not m:
        return None
    rest = title[m.end() :].strip()
    digits, prefix, sep = int(m.group("number")), m.group("prefix").strip(), m.group("sep").strip()
    close = m.group("close") if m.group("open") else ""
    word = prefix.casefold().rstrip("-_ /")
    of_records = (
        word in RECORD_WORDS or "ecord" in prefix or word in ("architectural decision", "architecture decision")
    )
    # "Acme RFC 0007: Use X", in record 7: whose records they are.
    of_records = of_records or (digits == number and bool(sep) and word.rpartition(" ")[2] in RECORD_WORDS)
    if not rest or not (not prefix or prefix.isupper() or of_records or "-" in prefix):
        return None
    if not (sep or close or digits == number) or (m.group("slug") and sep != ":"):
        return None
    if sep == "." and not m.group("sep").endswith((" ", "\t")) and not prefix and rest[0].isdecimal():
        return Lead(title)  # "1.2 is the version to use"
    text = rest if sep else rest.lstrip("-–—: ").strip() or rest
    padded = m.group("number")[0] == "0" and len(m.group("number")) > 1
    sure = bool(of_records or padded or close or (sep and not prefix))
    return Lead(text, digits, word, sure)


def _emoji_first(title: str, number: int | None) -> Lead | None:
    """An emoji before the number."""
    if title[0] > "\u2000" and not title[0].isalnum():
        found = title_lead(title.lstrip(title[0] + "\ufe0f ") or "-", number)
        return found if found.number is not None else None
    return None


def _named_as_file(title: str, number: int | None) -> Lead | None:
    """The file's name as a title, "0007-use-x", and its beginning: "0007-Use x"."""
    m = re.match(r"(?:(?:adr|ADR)[-_ ]?)?(0*)(\d{1,6})[-_](?=[^\W\d_])", title) if number is not None else None
    if not m or int(m.group(2)) != number or (" " in title and not m.group(1)):
        return None
    return Lead(title[m.end() :], number)


def _number_last(title: str, number: int) -> Lead | None:
    """A number that closes the title: "Use a queue - ADR 001", "Use a queue (ADR-0001)"."""
    m = TITLE_TAIL.search(title)
    return Lead(title[: m.start()].rstrip(" \t,;"), number) if m and int(m.group(1)) == number else None


# ---- record/sections.py --------------------------------------------------------------------------------------
# The parts of a record: what leads it, its sections, and what each holds.

LETTERED = Pattern(r"(?:[IVX]{1,5}|[A-Z])[.)][ \t]+(?=\S)")
HEADED = Pattern(r"([^\W\d_]{3,20})[ ]*[\s(\[]([^()\[\]:]{3,30})[)\]]?$")


def heading_kind(text: str, level: int, words: Vocabulary) -> str:
    """What the section under a heading holds.

    A fact of LABELS, a kind of SECTIONS, `body`, `=fact=value` where the heading itself states a fact, `speech`
    where it says that the record is superseded, or nothing: then it may be the title.
    """
    kind = words.kinds.get(text)
    if kind is None:
        kind = _heading_kind(text, level, words)
        if not kind and len(text) > 30:
            return kind  # a title, most likely: nothing to remember
        if len(words.kinds) > MANY:
            words.kinds.clear()
        words.kinds[text] = kind
    return kind


def _heading_kind(text: str, level: int, words: Vocabulary) -> str:
    linked = LINK_TEXT.fullmatch(text) if text[:1] == "[" else None
    if linked:
        text = linked.group(1)
    key = words.key(re.sub(r"^[\W\d_]+", "", text) if not text[:1].isalpha() else text).rstrip(" .#?")
    said = HEADED.match(text)  # "Status (accepted)", "Status Accepted"
    if said and words.sections.get(words.key(said.group(1))) == "status" and words.status(said.group(2)):
        return f"=status={said.group(2).strip()}"
    lettered = LETTERED.match(text)
    if lettered and key not in words.sections:  # "IV. Status", "B) Status"
        key = words.key(text[lettered.end() :]).rstrip(" .#?")
    kind = words.sections.get(key, "")
    if kind and kind not in ("number", "updated"):
        return kind
    if key in BODY_SECTIONS:
        return "body"
    label, sep, value = re.sub(r"\s[-–—]\s", ":", text, count=1).partition(":")
    fact = words.sections.get(words.key(label)) if sep and len(label) < 40 else None
    if fact in ("status", "date", "supersedes", "superseded_by") and (
        level < 3 or words.status(value) or any(c.isdecimal() for c in value)
    ):
        return f"={fact}={value.strip()}"
    return "speech" if level > 1 and has_stem(text) and supersessions(text, lead_only=True) else ""


class Part:
    """A section: what it holds (see `heading_kind`), its heading, and the offsets of its own text in the body."""

    __slots__ = ("end", "heading", "kind", "level", "start")

    def __init__(self, kind: str, heading: str, level: int, start: int, end: int) -> None:
        self.kind, self.heading, self.level, self.start, self.end = kind, heading, level, start, end


class Layout:
    """How a record is built.

    Attributes:
        title: the heading that is its title, "" where it has none.
        plain_title: that heading says more than "Architecture Decision Record", and is of the first level.
        heads: (start, end) of the text before the first heading and right under the title.
        sections: every section that states facts, in order.
        decides: how many sections it has that decision records have, such as Context.
        tops: how many headings of the first level it has.
    """

    __slots__ = ("decides", "heads", "plain_title", "sections", "title", "tops")

    def __init__(self, body: str, stem: str, words: Vocabulary) -> None:
        parts = outline(body)
        self.title, self.plain_title = "", False
        self.heads = [(0, body.rfind("\n", 0, parts[0][2]) if parts else len(body))]
        self.sections: list[Part] = []
        self.decides = 0
        self.tops = 0
        in_head, generic = True, False
        highest = 6  # the level of the highest section so far
        empty_status = False  # a status section without text: a deeper heading may be its text
        for level, heading, start, end in parts:
            kind = heading_kind(heading, level, words)
            self.tops += level == 1
            if level == 1 and self.tops == 1 and in_head:
                # "Superseded!" is no title, and counts; "Accepted", "Final" and "Review" may be one
                if not kind and words.status(heading.strip(" *_!.")) in RETIRED:
                    kind = "status heading"
                if kind and _called_so(heading, stem):
                    kind = ""
            if empty_status and level > 2:
                self.sections.append(Part("status heading", heading, level, start, end))
            empty_status = False
            if not kind:
                if in_head and level <= highest and (not self.title or (generic and level <= 2)):
                    generic = bool(GENERIC_TITLE.fullmatch(heading))
                    self.title, self.plain_title = heading, not generic and level == 1
                    self.heads.append((start, end))
                else:
                    in_head = False
                continue
            highest = min(highest, level)
            if kind == "body":
                in_head = False
                self.decides += 1
            elif kind != "title" or not self.decides:
                self.sections.append(Part(kind, heading, level, start, end))
                empty_status = kind == "status" and not body[start:end].strip()


def _called_so(heading: str, stem: str) -> bool:
    """Whether a file is called as a heading says: then that is the title, even "Issue" or "Proposal"."""
    name = slug(split_title(heading, None)[0])
    return bool(re.fullmatch(r"(?:[A-Za-z]*[\W_]*\d[\W\d_]*)?" + name, stem.lower()))


TOP = Pattern(r"\n[ ]{0,3}#[ \t]([^\n]+)")
BEHIND_NUMBER = tuple(".:)]|：-–—·•~")


def underlined_title(body: str, number: int | None, words: Vocabulary) -> re.Match[str] | None:
    """The underlined heading above every other one that bears the record's own number: "EEP 7: Use X".

    It is none where the number is part of what it says, where it says a status, and where a `#` heading is the title.
    """
    m = SETEXT.search(body) if number is not None and "\n--" in body else None
    if not m or -1 < body.find("\n#") < m.start():
        return None
    title = m.group(1).strip()
    text, found = split_title(title, number)
    joined = title.endswith(text) and not title[: -len(text)].rstrip().endswith(BEHIND_NUMBER)
    if found != number or joined or words.status(text):
        return None
    tops = (top.group(1).strip(" \t#") for top in TOP.finditer(body, m.end() - 1))
    return None if any(not heading_kind(top, 1, words) for top in tops) else m


def underlined_as_headings(body: str, words: Vocabulary, number: int | None = None) -> str:
    """Underlined headings as `#` headings. A rule under a line is none where the record uses `#` itself.

    `number` is the record's own: a line above all headings that bears it is its title.
    """
    atx = "\n#" in body
    title = underlined_title(body, number, words)

    def convert(m: re.Match[str]) -> str:
        text = m.group(1).strip()
        if m.group(2)[0] == "=":
            return f"\n# {text}\n"
        if title and m.start() == title.start():
            return f"\n## {text}\n"
        if (atx and not heading_kind(text, 2, words)) or words.status(text) or FIELD.match(text):
            return m.group()
        return f"\n## {text}\n"

    return SETEXT.sub(convert, body)


# ---- record/document.py --------------------------------------------------------------------------------------
# One record's text, made ready for the readers.

HTML_TITLE = Pattern(r"(?:\A|(?<=\n))([ ]{0,3})<h1\b[^<>\n]{0,100}>[ \t]*([^<>\n]{1,200}?)[ \t]*</h1>", re.IGNORECASE)


class Document:
    """A record before its facts are read.

    Attributes:
        folders: those of the log that the file lies in, the outermost first.
        name: the name that it goes by, without suffix; the folder's where the file is called README or index.
        number, prefix, day: what that name states (see `name_facts`).
        values, nested: the front matter, key -> text or texts; (key, key in its mapping) -> text.
        text: what stands below it, without comments and code, in Markdown whatever the file is written in.
        body: `text` behind a line break, as patterns want it.
        above: lines of the file that stand above `text`.
        layout: title, head and sections.
        joined: offsets in `text` behind line breaks that it has no more, as a link went over them.
    """

    __slots__ = (
        "_numbered",
        "above",
        "body",
        "day",
        "folders",
        "joined",
        "layout",
        "listed",
        "name",
        "nested",
        "number",
        "prefix",
        "text",
        "values",
        "words",
    )

    def __init__(self, file: str, text: str, words: Vocabulary) -> None:
        self.words = words
        self.name, _, suffix = file.rpartition("/")[2].rpartition(".")
        if self.name.lower() in COVERS and "/" in file:
            self.name = file.rsplit("/", 2)[-2]
        self.number, self.prefix, self.day = name_facts(self.name)
        self.folders = file.split("/")[:-1]
        self.values: dict[str, str | list[str]] = {}
        self.nested: dict[tuple[str, str], str] = {}
        self.listed: dict[str, list[dict[str, str]]] = {}
        self.above = 0
        self.joined: list[int] = []
        self._numbered: Numbered | None = None
        text = self._below_front_matter(_plain_text(text))
        if ("<" in text and "<!--" in text) or ("`" in text and "```" in text) or ("~" in text and "~~~" in text):
            text = mask(text)
        if suffix != "md":
            text = _as_markdown(text, suffix.lower(), words)
        elif "|" in text:
            text = barred(text)
        if "</h1>" in text:
            text = HTML_TITLE.sub(r"\1# \2", text, count=1)
        if "~" in text or "</" in text:
            text = without_struck(text)
        if "](" in text:
            text, self.joined = links_in_one_line(text, words)
        self.text, self.body = text, "\n" + text
        self.layout = Layout(self.body, self.name, words)

    def _below_front_matter(self, text: str) -> str:
        if text[:1] not in ("-", "+", " ", "\n") or text.lstrip()[:3] not in ("---", "+++"):
            return text
        whole, text = text, text.lstrip()
        start, end, below = front_matter(text)
        if below:
            self.values = (yaml_values if text[0] == "-" else toml_values)(text[start:end])
            if "\n " in text[start:end] or "\n\t" in text[start:end] or "{" in text[start:end]:
                self.nested = nested_values(text[start:end])
                if self.nested:
                    self.listed = listed_mappings(text[start:end])
            text = text[below:]
        self.above = whole.count("\n") - text.count("\n")
        return text

    def underline(self) -> bool:
        """Take underlined lines for headings. Whether there are any."""
        if "\n==" not in self.body and "\n--" not in self.body:
            return False
        self.body = underlined_as_headings(self.body + "\n", self.words, self.number)
        self._numbered = None
        self.layout = Layout(self.body, self.name, self.words)
        return True

    @property
    def title_is_underlined(self) -> bool:
        """Whether an underlined line above every heading bears the record's number."""
        return underlined_title(self.body, self.number, self.words) is not None

    def line(self, at: int) -> int:
        """The line of the file, from 1, that an offset of the body is on; 1 for what stands above the body."""
        if at <= 0:
            return 1
        if not self._numbered:
            self._numbered = Numbered(self.body)
        return self.above + self._numbered.line(at) - 1 + bisect_right(self.joined, at)


def _plain_text(text: str) -> str:
    """`text` with line feeds, without a byte order mark, endless lines and the second side of a conflict."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if len(text) > LONG:
        text = shorten(text)
    if text[:1] == "\ufeff":
        text = text[1:]
    if "<" in text and ("\n<<<<<<<" in text or text[:7] == "<<<<<<<"):
        text = one_side(text)
    return text


def _as_markdown(text: str, suffix: str, words: Vocabulary) -> str:
    if suffix == "rst":
        return rst_to_markdown(text, words.label)
    return asciidoc_to_markdown(text, words.label) if suffix in ASCIIDOC else text


# ---- record/values.py ----------------------------------------------------------------------------------------
# What a value says before it is read as a fact: nothing at all, or a blank still to be filled in.

def says_nothing(value: str) -> bool:
    """Whether a value is one word for nothing: `N/A`, `none`, `-`, an empty one."""
    word = value.casefold().strip(" \t.`*_()'\"")
    return not word or word in NOTHING


def is_none(value: str) -> bool:
    """Whether a field says that there is no other record: `N/A`, `none`, `None so far`."""
    return says_nothing(value) or bool(re.match(r"(?:none|n/a|nothing|keine?r?)\b", value, re.IGNORECASE))


def is_unfilled(value: str) -> bool:
    """Whether a value says nothing, or is a blank such as `(_ADR number_)` or `{ADR number}`."""
    bare = value.strip(" \t*_`.'\"")
    return says_nothing(value) or (
        re.fullmatch(r"\{[^{}]*\}|<[^<>]*>|\[[^\[\]]*\]|\(_.*_\)", bare) is not None and "](" not in bare
    )


# ---- record/notes.py -----------------------------------------------------------------------------------------
# What a record says beside what every record says: the paths it governs, who decided, tags, a day to look again.
#
# A value is a list of texts. In running text several stand on one line with commas between, or one a line in a list;
# patterns may stand between backticks, which keeps Markdown from reading their stars.

# Facts that hold several values, each in a list of its own or on a line.
LISTED = ("applies_to", "affects", "deciders", "tags")
CODE = Pattern(r"(?<!`)`+([^`\n]+)`+")
# A comma; lines; breaks of a table's cell.
BETWEEN_VALUES = Pattern(r"(?:(?<!\s)\s+)?(?:[,;\n，、]|<br\s*/?>)\s*")
TO_A_BRACE = Pattern(r"(?<![^{}])[^{}]+\}")  # `a,b}`, whose comma parts no values
LOOKS_LIKE_A_PATH = Pattern(r"(?=[^\s/*]*[/*])\S+|!?[\w.@-]*\.\w{1,10}")
LINES_OF_A_FILE = Pattern(r"(?<=\w):\d+(?:-\d+)?$")
HASHED = Pattern(r"(?<![\w/])#([^\s#,;`|]{1,60})")
MOST = 1000  # values of one fact


def note_values(fact: str, value: str | list[str]) -> list[str]:
    """What a fact's value says, one text each: patterns as written, names, tags, or one ISO date (its text, where it has figures and is none)."""
    if fact == "review_by":
        said = value if isinstance(value, str) else " ".join(value[:1])
        day = parse_date(said)
        dated = re.search(r"\d", said) and len(said) <= 40 and not is_none(said)
        return [day] if day else [said.strip(" `*_.")] if dated else []
    patterns = fact in ("applies_to", "affects")
    if isinstance(value, str):
        texts = _apart(value, patterns)
    else:
        texts = [text for item in value for text in _coded(item, patterns) or [item.strip()]]
    blanks = ("{", "(_")  # guidance that was left where a value belongs
    texts = [
        text for text in texts if not (text.startswith(blanks) or is_none(text)) or text.strip("/!") in ("*", "**")
    ]
    if fact == "affects":
        texts = [LINES_OF_A_FILE.sub("", text) for text in texts if LOOKS_LIKE_A_PATH.fullmatch(text)]
    elif fact == "applies_to":
        texts = [text for text in texts if " " not in text or "*" in text or re.search(r"\S/|/\S", text)]
    elif fact == "tags":
        texts = [tag for text in texts for tag in HASHED.findall(text) or [text.strip("` ")]]
    return list(dict.fromkeys(text for text in texts if text))[:MOST]


def _coded(value: str, patterns: bool) -> list[str]:
    """The patterns between backticks."""
    return [text.strip() for text in CODE.findall(value)] if patterns and "`" in value else []


def _parted(value: str) -> list[str]:
    """What stands between commas, semicolons and line breaks; no comma of `{a,b}` is one."""
    if "}" not in value:
        return BETWEEN_VALUES.split(value)
    value = TO_A_BRACE.sub(lambda m: m.group().replace(",", "\0"), value)
    return [text.replace("\0", ",") for text in BETWEEN_VALUES.split(value)]


def _apart(value: str, patterns: bool) -> list[str]:
    """The texts of one value."""
    value = LINK_TEXT.sub(r"\1", value) if "](" in value else value
    coded = _coded(value, patterns)
    if coded:
        return coded
    if value[:1] == "[" and value[-1:] == "]" and ("," in value or not patterns):
        value = value[1:-1]  # a list as YAML writes it
    texts = [BULLET.sub("", text, count=1) if text[:2] in ("- ", "+ ") else text for text in _parted(value)]
    return [text.strip(" \t\r\"'") for text in texts]


# What of an accepted record may change: where it applies and when it is looked at again are no part of the decision.
FREE_NOTES = ("applies_to", "affects", "review_by", "tags")
PLAIN_TAG = Pattern(r"#?[\w.:/+-]{1,40}")


def says_no_more(fact: str, value: str | list[str]) -> bool:
    """Whether a value is nothing but a fact of FREE_NOTES: patterns, tags of one word, a date. Sentences are none."""
    if fact == "review_by":
        return isinstance(value, str) and len(value) <= 20 and parse_date(value) is not None
    patterns = fact != "tags"
    if isinstance(value, str):
        rest = CODE.sub("", value) if patterns else value
        texts = [] if patterns and not "".join(_parted(rest)).strip() else _apart(rest, patterns)
    else:
        texts = value
    if patterns:
        said = note_values(fact, value)
        return bool(said) and all(" " not in text for text in (*texts, *said))
    return all(PLAIN_TAG.fullmatch(text) for text in texts)


def noted(found: dict[str, list[Stated]], fact: str) -> list[str]:
    """Every value of a fact, in the order in which they are stated, each once."""
    stated = found.get(fact)
    return list(dict.fromkeys(text for one in stated for text in one.value))[:MOST] if stated else []


# ---- record/places.py ----------------------------------------------------------------------------------------
# Places: where a record states a fact, and what stands there.
#
# A place is {"front_matter": key}, {"section": heading}, {"table_row": label}, {"column": label}, {"bullet": label},
# {"bold": label} or {"line": label}. A span is a place found: offsets in the text as it is in the file, so that a value can be replaced and
# every other byte stays.

TABLE = Pattern(r"(?:^|(?<=\n))[ \t>]*\|[^\n]*\n[ \t>]*\|[ \t:|-]+\n(?:[ \t>]*\|[^\n]*(?:\n|$))+")
ROW = Pattern(r"\n[ \t>]*\|([^|\n]*)\|((?:[^|\\\n]|\\.)*)(?=\|)")
STATED = Pattern(
    r"\n([ \t>]*)([-*+][ \t]+)?(?:(\*\*|__)[ \t]*([^ \t\n*|:：][^\n*|:：]{0,59}?)[ \t]*(?:([:：])[ \t]*)?\3[ \t]*([:：]?)|"
    r"([^\W_][^\n:：*|#>]{0,60}?)[ \t]*(?:：|:(?=[ \t\n])))[ \t]*([^\n]*)"
)


def stated_body(text: str) -> str:
    """The text with everything blanked that states no fact: front matter, comments, fenced code."""
    start = front_matter(text)[2]
    masked = mask(text)
    return "\n" + (blank(masked[:start]) + masked[start:] if start else masked.replace("\ufeff", " ")) + "\n"


def fields(text: str, loose: bool = False) -> list[tuple[str, str, int, int]]:
    """(kind, label, start, end) of every value that the body states under a label.

    With `loose` a bold label needs no colon: `**Status** Accepted`.
    """
    body = stated_body(text)
    found = []
    for m in ROW.finditer(body):
        value, start = m.group(2), m.start(2) - 1
        start += len(value) - len(value.lstrip())
        found.append(("table_row", m.group(1), start, max(start, m.end(2) - 1 - (len(value) - len(value.rstrip())))))
    for m in STATED.finditer(body):
        if m.group(4) is not None and not (loose or m.group(5) or m.group(6)):
            continue
        kind = "bullet" if m.group(2) else "bold" if m.group(4) is not None else "line"
        value = INLINE_BREAK.split(m.group(8), maxsplit=1)[0].rstrip()  # another field may follow on the line
        bar = len(value) - len(value.lstrip("| \t")) if value[:1] == "|" else 0  # a table whose rows begin without one
        value = value[bar:]
        start = (
            m.start(8) - 1 + bar if value else m.start() - 1 + len(m.group().rstrip())
        )  # an empty one is on its line
        found.append((kind, m.group(4) or m.group(7), start, start + len(value)))
    return found


def under_columns(text: str) -> Iterator[tuple[str, int, int]]:
    """(label, start, end) of the cells in the last row of each table, by what heads their columns."""
    body = stated_body(text)[1:]
    for table in TABLE.finditer(body):
        rows = list(re.finditer(r"[^\n]+", table.group()))
        last, at = rows[-1].group(), table.start() + rows[-1].start() + 1
        bars = [m.start() for m in CELL.finditer(last)]
        for label, bar, end in zip(cells(rows[0].group()), bars, bars[1:]):
            raw = last[bar + 1 : end]
            start = at + bar + len(raw) - len(raw.lstrip())
            yield label, start, start + len(raw.strip())


def key_span(text: str, key: str) -> tuple[int, int] | None:
    """Offsets of a front matter key's value, without its comment; all lines of a value of several lines."""
    start, end, body = front_matter(text)
    if not body:
        return None
    m = re.compile(r"(?:^|(?<=\n))[\"']?" + re.escape(key) + r"[\"']?[ \t]*[:=][ \t]*", re.I).search(text, start, end)
    if not m:
        return None
    line_end = text.find("\n", m.end())
    value = text[m.end() : end if line_end < 0 or line_end > end else line_end].rstrip("\r")
    if value[:1] in ("'", '"'):
        closing = re.match(r"'(?:[^']|'')*'|\"(?:[^\"\\]|\\.)*\"", value)
        value = closing.group() if closing else value
    else:
        value = re.sub(r"(?s)(?:^|[ \t])#.*", "", value)
    stop = m.end() + len(value.rstrip())
    more = re.compile(r"(?:\r?\n(?:[ \t]+\S|-[ \t])[^\n]*)+").match(
        text, text.find("\n", stop) - 1 if text.find("\n", stop) > 0 else stop
    )
    if more is None and stop < end:
        more = re.compile(r"[ \t]*(?:#[^\n]*)?(?:\r?\n(?:[ \t]+[^\s#]|-[ \t])[^\n]*)+").match(text, stop, end)
    return (m.end(), len(text[: more.end()].rstrip())) if more and more.end() <= end else (m.end(), stop)


def section_span(text: str, start: int, end: int) -> tuple[int, int]:
    """Offsets of what a section states: its first line, or the last item of the list that it begins with."""
    body = mask(text)
    lines, at = [], start
    for line in body[start:end].split("\n"):
        stripped = line.strip()
        if stripped and not RULE.fullmatch(stripped):
            lines.append((at + line.index(stripped[0]), at + len(line.rstrip()), stripped))
        elif lines and not stripped:
            break
        at += len(line) + 1
    if not lines:
        empty = re.compile(r" *(?:\n *\n?)?").match(body, start, end)  # at most to the second line
        at = empty.end() if empty else start
        return at, at
    first, last, line = lines[0]
    quote = re.match(r"(?:>[ \t]*)+", line)
    if quote and quote.end() < len(line):
        first, line = first + quote.end(), line[quote.end() :]
    items = [(start, stop, bullet) for start, stop, text_ in lines for bullet in [BULLET.match(text_)] if bullet]
    if BULLET.match(line) and items:
        first, last, bullet = items[-1]
        first += len(bullet.group())
    return peel(text, first, last)


def peel(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without the emphasis, code marks or brackets around the whole of it."""
    while end - start > 2:
        m = re.fullmatch(r"(\*\*|__|[*_`])([^*_`]+)\1|\[([^\[\]]+)\]|\{([^{}]+)\}", text[start:end])
        if not m:
            return start, end
        group = 2 if m.group(2) else 3 if m.group(3) else 4
        start, end = start + m.start(group), start + m.end(group)
    return start, end


def find_span(text: str, place: Place) -> tuple[int, int] | None:
    """Offsets of the value that `place` holds; None where the place is absent."""
    kind, label = next(iter(place.items()))
    if kind == "front_matter":
        return key_span(text, label)
    if kind == "section":
        section = section_of(text, label)
        return section_span(text, *section) if section else None
    want = plain(label)
    if kind == "column":
        return next(((start, end) for name, start, end in under_columns(text) if plain(name) == want), None)
    for found, name, start, end in fields(text):
        if found == kind and plain(name) == want:
            return start, end
    return None


def read_place(text: str, place: Place) -> str | None:
    """The text stated at `place`; None where the place is absent. Of a section, its first line."""
    span = find_span(text, place)
    if span is None:
        return None
    value = text[span[0] : span[1]]
    return scalar(value) if "front_matter" in place and "\n" not in value else value


def find_place(text: str, label: str) -> Place | None:
    """The place labelled `label`: front matter key, table row, bullet, bold or plain line, in that order."""
    if key_span(text, label):
        return {"front_matter": label}
    want = plain(label)
    kinds = {kind for kind, name, _, _ in fields(text) if plain(name) == want}
    for kind in ("table_row", "bullet", "bold", "line"):
        if kind in kinds:
            return {kind: label}
    return None


def front_keys(block: str) -> list[str]:
    return [m.group(1) for m in re.finditer(r"(?m)^[\"']?([^\s#\"':=-][^\n:=\"']{0,60}?)[\"']?[ \t]*[:=]", block)]


# ---- text/html.py --------------------------------------------------------------------------------------------
# The HTML that people write into Markdown, as far as records state facts in it.

# Tags around words; what they enclose is said.
TAG = Pattern(
    r"</?(?:p|em|i|u|span|div|center|mark|font|small|big|code|kbd|sub|sup|table|thead|tbody|tfoot|tr|colgroup|col|ul|ol|dl|section|details|summary)"
    r"\b[^<>\n]{0,200}>|</(?:li|d[dt])>",
    re.I,
)
STRONG_TAG = Pattern(r"</?(?:b|strong)>", re.I)
ITEM_TAG = Pattern(r"<li\b[^<>\n]{0,200}>[ \t]{0,80}", re.I)
CELL_TAG = Pattern(r"<t[dh]\b[^<>]{0,200}>\s{0,80}", re.I)
BEFORE_CELL = Pattern(r"[^\S\n]{0,80}\n\s{0,80}(?=</?t[dh]\b)", re.I)
ROW_END = Pattern(r"</tr>", re.I)
# A term and what it is.
TERM_TAG = Pattern(r"<dt\b[^<>\n]{0,200}>\s{0,80}([^\n]{1,100}?)(?:</dt>)?\s{0,80}<dd\b[^<>\n]{0,200}>\s{0,80}", re.I)
BREAK = "\v"  # a line break that the file does not have


def without_tags(text: str) -> str:
    """A text without the tags around its words, its tables and lists as those of Markdown.

    It has as many line feeds as before; where a line of the file makes several, they are parted by `BREAK`.
    """
    if "<" not in text:
        return text
    if re.search(r"<t[dh]\b", text, re.I):
        text = _with_bars(text)
    if re.search(r"<d[dt]\b", text, re.I):
        text = TERM_TAG.sub(_as_field, text)
    return TAG.sub("", ITEM_TAG.sub(BREAK + "- ", STRONG_TAG.sub("**", text)))


def _as_field(m: re.Match[str]) -> str:
    return BREAK + "\n" * m.group().count("\n") + TAG.sub("", m.group(1)).strip(" :") + ": "


def _with_bars(text: str) -> str:
    """The cells of tables between bars; a row of heads stands over columns."""
    rows = ROW_END.split(text)
    for n, row in enumerate(rows[:-1]):
        heads, values = len(re.findall(r"<th\b", row, re.I)), len(re.findall(r"<td\b", row, re.I))
        below = BREAK + "|---" * heads + "|" if heads > 1 and not values else ""
        flat = re.sub(r"(?i)</t[dh]>", "", CELL_TAG.sub("|", BEFORE_CELL.sub("", row)))
        rows[n] = flat + below + "\n" * (row.count("\n") - flat.count("\n"))
    return BREAK.join(rows)


# ---- record/said.py ------------------------------------------------------------------------------------------
# What a status section or field says, line by line, and which of its statuses is in force.

class Step:
    """A status that a line states.

    Attributes:
        word, text, day: the canonical word, the line, its day (ISO).
        told: the line says by whom, or that it was so once.
        more: something is said behind the word.
    """

    __slots__ = ("day", "more", "text", "told", "word")

    def __init__(self, word: str, text: str, day: str | None = None, told: bool = False, more: bool = False) -> None:
        self.word, self.text, self.day, self.told, self.more = word, text, day, told, more

    def stage(self) -> int:
        """How far a record of this status has come."""
        return stage_of(self.word)

    def leads_back(self, other: Step) -> bool:
        """Whether it tells how the record came to `other`: "Proposed in PR 12" below "Accepted"."""
        back = self.stage() < other.stage() and (other.stage() < CLOSED or self.stage() == OPEN)
        return self.more and back


class Said:
    """What was understood so far: `steps` in the order of the lines; `day` is ISO, of a line that is only a date.

    `section`: it is a section's text, without a label.
    """

    __slots__ = ("by", "day", "fwd", "links", "quoted", "rows", "section", "steps")

    def __init__(self, section: bool = False) -> None:
        self.section = section
        self.steps: list[Step] = []
        self.day: str | None = None
        self.fwd: Refs = []
        self.by: Refs = []
        self.links: list[tuple[str, Refs]] = []
        self.rows: list[list[str]] = []
        self.quoted = False  # the whole text is a quotation

    def say(self, word: str, text: str, day: str | None = None, told: bool = False, more: bool = False) -> None:
        self.steps.append(Step(word, text, day, told, more))

    def refer(self, direction: str, refs: Refs) -> None:
        """References of a supersession: `by` where this record is the older one, else `fwd`."""
        (self.by if direction == "by" else self.fwd).extend(refs)

    def step(self) -> Step | None:
        """The step that is in force. docs/reading.md has these rules in words.

        Of dated steps the newest. Of words that stand alone the last, but none brings a retired record back. A step that
        is dated or told beside such a word is how the record got there, and counts where it leads further.
        """
        alone = [step for step in self.steps if not step.told and not step.day]
        past = [step for step in self.steps if step.told or step.day]
        dated = [step for step in past if step.day]
        newest = max(dated, key=lambda step: (step.day or "", step.stage())) if dated else None
        if not newest:
            newest = max(past, key=lambda step: step.stage(), default=None)
        if not alone:
            return newest
        chosen = alone[0]
        for step in alone[1:]:
            chosen = chosen if step.leads_back(chosen) else step
        if chosen.stage() < CLOSED:
            chosen = next((step for step in reversed(alone) if step.word in RETIRED), chosen)
        return newest if newest and newest.stage() > chosen.stage() else chosen

    def status(self) -> tuple[str | None, str | None]:
        """(word, text) of the status that is in force."""
        step = self.step()
        return (step.word, unmarked_text(step.text)) if step else (None, None)

    def date(self) -> str | None:
        """The day of the status that is in force, else any day that is told."""
        step = self.step()
        if not step or step.day or self.day:
            return (step and step.day) or self.day
        same = [one.day for one in self.steps if one.day and one.word == step.word]
        return next(iter([*same, *(one.day for one in self.steps if one.day)]), None)


def unmarked_text(text: str) -> str:
    """A line without the emphasis around the whole of it."""
    text = text.strip("—–- ") if text[:1] in "—–-" else text
    return re.sub(r"^([*_`~]+)([^*_`~]+)\1$", r"\2", text) if text[-1:] in ("*", "_", "`", "~") else text


# ---- vocabulary/inflections.py -------------------------------------------------------------------------------
# Statuses as a language writes them, so that a record keeps its own words.

# (accepted, proposed, draft, rejected, deprecated, superseded, superseded by) in the words of a language.
WORDS = (
    ("accepted", "proposed", "draft", "rejected", "deprecated", "superseded", "superseded by"),
    ("angenommen", "vorgeschlagen", "Entwurf", "abgelehnt", "veraltet", "ersetzt", "ersetzt durch"),
    ("accepté", "proposé", "brouillon", "rejeté", "obsolète", "remplacé", "remplacé par"),
    ("aceptado", "propuesto", "borrador", "rechazado", "obsoleto", "reemplazado", "reemplazado por"),
    ("aceptada", "propuesta", "borrador", "rechazada", "obsoleta", "reemplazada", "reemplazada por"),
    ("aceito", "proposto", "rascunho", "rejeitado", "obsoleto", "substituído", "substituído por"),
    ("aceita", "proposta", "rascunho", "rejeitada", "obsoleta", "substituída", "substituída por"),
    ("geaccepteerd", "voorgesteld", "concept", "afgewezen", "verouderd", "vervangen", "vervangen door"),
    ("accettato", "proposto", "bozza", "rifiutato", "deprecato", "sostituito", "sostituito da"),
    ("akseptert", "foreslått", "utkast", "avvist", "utdatert", "erstattet", "erstattet av"),
    ("accepterad", "föreslagen", "utkast", "avvisad", "föråldrad", "ersatt", "ersatt av"),
    ("accepteret", "foreslået", "udkast", "afvist", "forældet", "erstattet", "erstattet af"),
    ("zaakceptowany", "proponowany", "szkic", "odrzucony", "przestarzały", "zastąpiony", "zastąpiony przez"),
    ("přijato", "navrženo", "koncept", "zamítnuto", "zastaralé", "nahrazeno", "nahrazeno"),
    (
        "kabul edildi",
        "önerildi",
        "taslak",
        "reddedildi",
        "kullanımdan kaldırıldı",
        "değiştirildi",
        "superseded by",
    ),
    ("принято", "предложено", "черновик", "отклонено", "устарело", "заменено", "заменено на"),
    ("採用", "提案", "草案", "却下", "非推奨", "置き換え", "superseded by"),
    ("承認", "提案中", "ドラフト", "却下", "廃止", "置き換え済み", "superseded by"),
    ("已接受", "提议", "草案", "已拒绝", "已弃用", "已取代", "superseded by"),
    ("通过", "提议", "草稿", "拒绝", "已弃用", "已取代", "superseded by"),
    ("승인", "제안", "초안", "거부", "폐기", "대체됨", "superseded by"),
)


# ---- record/steps.py -----------------------------------------------------------------------------------------
# Several steps of a record on one line: "Proposed on 2024-01-02, accepted on 2024-02-03", "draft -> accepted".

PARTING = Pattern(
    r"[,;→|]|->|[(（](?=[ ]{0,3}[^\W\d_])|(?<=[)）])[ ]|[ ](?:and|und|et|y|e|en|og|och|oraz|i|a|ve|и|then|dann|puis)[ ]",
    re.I,
)
DAY = Pattern("\x00(\\d{1,4})\x00")
SHORT_WORDS = 5  # letters of the longest word that leads to a day: "on", "since", "am"


def dated_steps(line: str, words: Vocabulary) -> list[tuple[str, str, str]]:
    """[(status, the words that say it, day)] where a line tells two steps or more with a day each; else nothing."""
    text, days = marked_dates(MARKS.sub("", line))
    if len(days) < 2:
        return []
    found = []
    for clause in PARTING.split(text):
        day = DAY.search(clause)
        if day:
            step = _one_step(clause, day.start(), day.end(), words)
            if not step:
                return []
            found.append((*step, days[int(day.group(1))]))
    return found if len(found) > 1 else []


def _one_step(clause: str, start: int, end: int, words: Vocabulary) -> tuple[str, str] | None:
    """(status, its words) of "accepted on <day>", "<day>: accepted by the board"; None where more leads to the day."""
    before = WORD.findall(clause[:start])
    said = before or WORD.findall(clause[end:])
    for count in (3, 2, 1):
        status = words.status(" ".join(said[:count])) if len(said) >= count else None
        if status:
            rest = before[count:]
            short = len(rest) < 2 and all(len(word) <= SHORT_WORDS for word in rest)
            return (status, " ".join(said[:count])) if short else None
    return None


def last_of_path(line: str, words: Vocabulary) -> str:
    """The end of a path of statuses, "draft -> proposed -> accepted"; any other line as it is."""
    path = re.split(r"(?:(?<!\s)\s+)?(?:->|→|⇒|➡️?|=>)\s*|(?<!\s)\s+>\s+", line)
    return path[-1] if len(path) > 1 and all(words.status(MARKS.sub("", word)) for word in path) else line


def opens_with_day(value: str) -> bool:
    """Whether a day stands at the beginning of a value, or behind one short word: "on 2024-01-02"."""
    text, days = marked_dates(value)
    before = WORD.findall(text.partition("\x00")[0])
    return bool(days) and len(before) < 2 and all(word.islower() and len(word) <= SHORT_WORDS for word in before)


# ---- record/status.py ----------------------------------------------------------------------------------------
# A status as people write it, and the canonical word for it.

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


# ---- record/table.py -----------------------------------------------------------------------------------------
# A table that states facts: a label before each value, or labels over columns.

def table_values(rows: list[list[str]], words: Vocabulary) -> list[tuple[str, str, int]]:
    """(fact, value, which row) of a table's rows, as cells, in order. A table of other records states nothing of this one.

    The fact `spoken` says that its value also makes the record a superseded one, where nothing else states a status.
    """
    if len(rows) > 1 and len(rows[0]) > 1 and not any(map(_is_rule, rows)) and all(map(words.label, rows[0])):
        rows = [rows[0], ["---"], *rows[1:]]  # nothing but labels stands over columns
        return [(fact, value, n - 1) for fact, value, n in table_values(rows, words)]
    for n, row in enumerate(rows):
        if n + 1 < len(rows) and _is_rule(rows[n + 1]):
            facts = [words.label(cell) if cell else "" for cell in row]
            if "title" in facts and "status" in facts:
                return []  # an index of other records
            if heads_columns(rows, n, words):
                return _under_columns(facts, rows, n + 2)
    return [(fact, value, n) for n, row in enumerate(rows) for fact, value in _beside_labels(row, words)]


def heads_columns(rows: list[list[str]], n: int, words: Vocabulary) -> bool:
    """Whether row `n`, below which the rule follows, names facts that stand under it, and not beside its labels."""
    row = rows[n]
    facts = [words.label(cell) if cell else "" for cell in row]
    named = [fact for fact in facts if fact]
    one = named and (len(row) == 1 or (facts[0] == "status" and len(row) >= 3) or _is_over(facts, rows, n, words))
    return bool(len(named) >= 2 or one) and not _is_beside(facts, row, words)


def _is_rule(row: list[str]) -> bool:
    """Whether a row is the line between a table's head and its body."""
    return any(row) and all(SEPARATOR.fullmatch(cell) or not cell for cell in row)


def below_head(rows: list[list[str]]) -> list[list[str]]:
    """The rows below the head of a table; all where it has none."""
    rule = next((n for n, row in enumerate(rows[:2]) if _is_rule(row)), -1)
    return [row for row in rows[rule + 1 :] if not _is_rule(row)]


def _is_beside(facts: list[str], row: list[str], words: Vocabulary) -> bool:
    """Whether the head of a table is a row of labels and values: `| Status | Accepted | Date | … |`."""
    if "status" not in facts:
        return False
    at = facts.index("status")
    return at < len(row) - 1 and at % 2 == 0 and stated_word(row[at + 1], words, known_only=True)[1]


def _is_over(facts: list[str], rows: list[list[str]], head: int, words: Vocabulary) -> bool:
    """Whether a lone Status in the head of a table stands over its value: no status is beside it, and one is below."""
    if "status" not in facts:
        return False
    at = facts.index("status")
    beside = rows[head][at + 1] if at + 1 < len(facts) else ""
    below = rows[head + 2][at] if head + 2 < len(rows) and at < len(rows[head + 2]) else ""
    return not words.status(MARKS.sub("", beside)) and stated_word(below, words, known_only=True)[1]


def _under_columns(facts: list[str], rows: list[list[str]], first: int) -> list[tuple[str, str, int]]:
    """The newest row from `first` on counts where each has a date, else the last one."""
    values = [n for n in range(first, len(rows)) if any(rows[n]) and not _is_rule(rows[n])]
    if not values:
        return []
    chosen = values[-1]
    if "date" in facts:
        at = facts.index("date")
        days = [parse_date(rows[n][at]) if at < len(rows[n]) else None for n in values]
        if all(days):
            chosen = max(zip(days, values), key=lambda found: (found[0] or "", found[1]))[1]
    return [(fact, value, chosen) for fact, value in zip(facts, rows[chosen]) if fact]


def _beside_labels(row: list[str], words: Vocabulary) -> list[tuple[str, str]]:
    found = []
    for n in range(0, len(row) - 1, 2):
        fact = words.label(row[n]) or words.note(row[n]) if row[n] else ""
        if fact:
            found.append((fact, row[n + 1]))
        elif n == 0 and words.status(row[0]) == "superseded" and "](" in row[1]:
            found += [("superseded_by", row[1]), ("spoken", row[1])]  # the row's label is the status itself
        elif n == 0 and row[0]:
            break
    return found


# ---- record/statement.py -------------------------------------------------------------------------------------
# What a status section or a status field says: the status, when it was reached, and which records replace which.
#
# A section is read line by line. Each way to write such a line is one small reader in LINE_READERS: it takes what it
# understands into `Said` and returns what is left of the line, or None where nothing is.

PICTURE = Pattern(r"\[?!\[([^\]\n]{0,200})\]\([^)\n]{0,500}\)(?:\]\([^)\n]{0,500}\))?")
COMPONENT = Pattern(r"<[\w-]{0,30}status\s[^<>]{0,100}?\bstatus=[\"']([^\"'<>]{1,40})[\"']", re.I)
PART_OF = Pattern(
    r"^[*_]{0,3}(?:part(?:ial)?ly[-_]supers[a-z]{1,6}|supers[a-z]{1,6}[-_]in[-_]part)(?:[-_]by)?(?![^\W_])", re.I
)
LINKED = Pattern(r"([^\W\d_][^\n\[\]:()|]{1,40}?)[ \t]*(?::[ \t]*)?(?=\[|<|ADR[- ]?\d|\d{4}\b)")
STACKED = Pattern(
    r"\s*(?:$|[.,;:!(\[<|–—→/]|->|- |\s(?:by|on|in|at|since|as of|von|am|par|le|por|el|door|op|da|il|av|den|przez)\b|\s\d)",
    re.I,
)
# What adr-tools writes below a status; by far the most lines of most logs, read without the long way round.
SIMPLE = Pattern(r"(super[sc]eded by|super[sc]edes) \[[^\[\]\\\n]*\]\(([^()\s<>]+)\)", re.I)
# "Proposed by the platform team": how it came to the status, and by whom.
TOLD = Pattern(r"\s(?:by|von|par|por|door|da|av|przez)\b", re.IGNORECASE)
NO_ONE = Pattern(
    r"\s*(?:by|durch|von|par|por|door|da|a[vf]|przez)[\s:]+(?:none|no one|nobody|nothing|n/?a|-+|—|keine\w?|niemand)\s*\.?$",
    re.I,
)
NOW = Pattern(r"^(?:is )?now[: ]+", re.I)
LIST_MARK = Pattern(r"[-*+•][ \t]+|\d{1,2}[.)][ \t]+(?=\S)")
MOST_LINES = 200  # of a status section are read; what people write there is shorter
MOST_STATED = 100_000  # characters of it


def read_statement(content: str, words: Vocabulary, section: bool = False) -> Said:
    """What the text of a status section or field says. The same text is read once for a vocabulary.

    `section`: no label says that the text is a status, so it may be a sentence.
    """
    key = content, section and ("," in content or "，" in content)  # a sentence is known by its comma
    known: Said | None = words.statements.get(key)
    if known is None:
        if len(words.statements) > MANY:
            words.statements.clear()
        known = words.statements[key] = _read_simple(content, words) or _read_lines(content, words, key[1])
    return known


def _read_simple(content: str, words: Vocabulary) -> Said | None:
    """What is said where every line is a status word or one plain link; None where one is not."""
    said = Said()
    for line in map(str.strip, content.split("\n")):
        if not line:
            continue
        word = words.statuses.get(line.lower())
        if word:
            said.say(word, line)
            continue
        m = SIMPLE.fullmatch(line)
        if not m:
            return None
        if m.group(1)[-1] in "yY":
            said.by.append(("path", m.group(2)))
            said.say("superseded", line)
        else:
            said.fwd.append(("path", m.group(2)))
    return said


def _read_lines(content: str, words: Vocabulary, section: bool = False) -> Said:
    said = Said(section)
    content = without_tags(content[:MOST_STATED]).replace(BREAK, "\n").strip()
    content = picked(content, words) or chosen(content, words)
    if is_choice(content, words):
        content = content if "\n" in content else ""
    if "\n" in content:
        content = unwrapped(content)
    lines = [
        line[:LONG]  # joined lines are as long as others
        for line in map(str.strip, INLINE_BREAK.sub("\n", content).split("\n"))
        if line and not RULE.fullmatch(line)
    ][:MOST_LINES]
    said.quoted = all(line[0] == ">" for line in lines)
    for line in lines:
        rest: str | None = line
        for reader in LINE_READERS:
            rest = reader(rest, said, words) if rest else None
    _read_rows(said, words)
    return said


# ---- one reader for each way to write a line


def _quotation(line: str, said: Said, _words: Vocabulary) -> str | None:
    """A quotation counts where the section is nothing else; `> [!NOTE]` says nothing."""
    if line[0] != ">" or line.startswith((">|", "> |")):
        return line
    line = line.lstrip("> \t")
    return line if said.quoted and not line.startswith("[!") else None


def _table_row(line: str, said: Said, _words: Vocabulary) -> str | None:
    """Rows are read together, when all lines are known."""
    if line.lstrip("> ")[:1] != "|":
        return line
    said.rows.append(cells(line))
    return None


def _check_box(line: str, said: Said, _words: Vocabulary) -> str | None:
    """A ticked box states its text, whatever stood above; an empty one says nothing."""
    box = BOX.match(line)
    if not box:
        return line
    if box.group(1) == " ":
        return None
    said.steps.clear()
    said.day = parse_date(box.group(2)) or said.day
    return box.group(2)


def _badge(line: str, said: Said, words: Vocabulary) -> str | None:
    """A picture of a badge states the status that its address names."""
    word = badge_word(line)
    if not word:
        return line
    known = words.status(word)
    if known:
        said.say(known, word)
    return None


def _picture(line: str, _said: Said, words: Vocabulary) -> str | None:
    """A tag of a site component states its attribute; any other picture counts where its text is a status."""
    component = COMPONENT.search(line) if line[:1] == "<" else None
    if component:
        line = component.group(1)
    picture = PICTURE.fullmatch(line) if line[:2] in ("![", "[!") else None
    return None if picture and not words.status(picture.group(1)) else line


def _field(line: str, said: Said, words: Vocabulary) -> str | None:
    """A label and its value: a fact of its own, or a relation to another record."""
    field = FIELD.match(line)
    if not field:
        return line
    label, value = field.group("strong") or field.group("plain"), field.group("value").strip()
    fact = words.label(label)
    colon = field.group("plain") or field.group("in") or field.group("after")
    if not colon:
        return line
    if fact:
        _labelled(fact, value, line, said, words)
        return None
    day = parse_date(label)
    if day:  # "5 January 2026: accepted"
        word, sure = stated_word(value, words, known_only=True)
        if word and sure:
            said.say(word, value, day)
        return None
    if (is_none(value) if value else has_stem(label)) and not words.status(label):
        return None  # "Deprecated by: n/a"
    if not words.status(label.partition(". ")[0]) and not has_stem(label):
        refs = references(value, first_run=True) if "[" in value or "ADR" in value else []
        if refs:
            said.links.append((" ".join(label.split()).lower(), refs))
            return None
        if said.steps and len(label) < 40:
            return None
    elif said.steps and words.status(label) and not opens_with_day(value):
        by = words.status(label) in RETIRED and references(value, first_run=True)
        return line if by else None  # "Rejected: MySQL" below a status says what was rejected
    return line


def _labelled(fact: str, value: str, line: str, said: Said, words: Vocabulary) -> None:
    if fact == "status":
        inner = _read_lines(_innermost(value, words), words)
        step = inner.step()
        if step:
            said.say(step.word, unmarked_text(step.text), step.day, step.told)
        said.day = said.day or inner.date()
        said.fwd += inner.fwd
        said.by += inner.by
    elif fact == "date":
        said.day = parse_date(value) or said.day
    elif fact in ("supersedes", "superseded_by") and not is_none(value):
        refs = field_references(value)
        if fact == "supersedes":
            said.fwd += refs
        else:
            said.by += refs
            if refs and not said.steps:
                said.say("superseded", line)


def _innermost(value: str, words: Vocabulary) -> str:
    """`value` without further labels of a status before it: "Status: Status: x"."""
    while True:
        field = FIELD.match(value)
        if not field or not (field.group("plain") or field.group("in") or field.group("after")):
            return value
        if words.label(field.group("strong") or field.group("plain")) != "status":
            return value
        value = field.group("value").strip()


def _bullet(line: str, _said: Said, words: Vocabulary) -> str | None:
    """An item says what stands behind its mark; a choice of statuses says nothing."""
    bullet = LIST_MARK.match(line)
    line = NOW.sub("", line[bullet.end() :] if bullet else line)
    line = PART_OF.sub(lambda m: re.sub("[-_]", " ", m.group()), line)
    return None if is_choice(line, words) else line


def _lone_day(line: str, said: Said, _words: Vocabulary) -> str | None:
    """A line that is a date, and nothing else."""
    day = parse_date(line) if len(line) < 60 else None
    if not day or without_dates(line).strip(" .,;()[]*_`\\"):
        return line
    said.day = said.day or day
    return None


def _steps(line: str, said: Said, words: Vocabulary) -> str | None:
    """Several steps on one line: of dated ones the newest counts, of a path the last."""
    steps = dated_steps(line, words)
    for word, text, day in steps:
        said.say(word, text, day)
    return None if steps else last_of_path(line, words)


def _supersession(line: str, said: Said, words: Vocabulary) -> str | None:
    """A phrase such as "superseded by ADR 7", "supersedes ADR 3", "deprecated in favour of ADR 9"."""
    states = supersessions(line) if has_stem(line) else []
    if not states:
        return line
    found = WORD.search(line)
    lead = found.group() if found else ""
    own = keeps_its_word(line)
    for direction, refs in states:
        if direction == "fwd" and not said.steps and words.status(lead) == "superseded" and PHRASE.match(lead + " "):
            said.refer("by", refs)  # "Superseded [0019](…)", "Ersetzt ADR 7": the status word itself
            said.say("superseded", line)
            continue
        said.refer(direction, refs)
        if direction == "by" and not own:
            said.say("superseded", line)
    status, sure = stated_word(line, words)
    if _amendment(line, status, said):
        return None
    passive = any(direction == "by" for direction, _ in states) and not own
    settled = passive or (bool(said.steps) and said.steps[-1].word == "superseded")
    if status and sure and not settled and (status != "superseded" or words.status(lead) == status):
        said.say(status, line)
    said.day = said.day or parse_date(line)
    return None


def _amendment(line: str, status: str | None, said: Said) -> bool:
    """Takes "amended by ADR 7" as a link. Whether that is all that the line says."""
    if status != "amended" or "amended by" not in line.lower():
        return False
    refs = references(line)
    if refs:
        said.links.append(("amended by", refs))
    return bool(refs and said.steps)


def _word(line: str, said: Said, words: Vocabulary) -> str | None:
    """A status word, alone or with more behind it. A later line counts where it reads as a status of its own."""
    status, sure = stated_word(line, words)
    if _amendment(line, status, said):
        return None
    after = after_word(line, words)
    if status == "superseded" and NO_ONE.match(after):
        return None  # "Superseded by none"
    if sure and status == "superseded" and (not said.steps or STACKED.match(after)):
        first = WORD.findall(line)
        refs = references(line[len(first[0]) if first else 0 :])
        if refs and not PARTLY.search(line):
            said.by += refs
        said.say(status, line, parse_date(line) if not refs else None)
        return None
    if not sure and _relation(line, said):
        return None
    if status is None or (said.section and not sure and not words.status(status) and opens_prose(line)):
        return None
    if said.steps and status == "amended" and re.search(r"[^\W\d_]{2,}", after):
        return None  # what was amended, in a sentence: the record stands as it was
    if not said.steps or (sure and STACKED.match(after)):
        by_someone = TOLD.match(after) and status != "partly superseded"  # there "by" leads to a record
        told = bool(by_someone) or FORMERLY.match(line) is not None or _is_within(line, words)
        said.say(status, line, parse_date(line), told, bool(re.search(r"[^\W_]", after)))
    return None


def _is_within(line: str, words: Vocabulary) -> bool:
    """Whether the status of a line without spaces stands behind other words: "由平台团队提议"."""
    text = MARKS.sub("", line).lstrip()
    return text[:1] >= "\u2e80" and text[:1].isalpha() and not text.startswith(tuple(words.cjk()))


def _relation(line: str, said: Said) -> bool:
    """Takes "Relates to ADR 7" as a link. Whether the line is one."""
    text = MARKS.sub("", line)
    linked = LINKED.match(text)
    if not linked or len(linked.group(1).split()) > 5 or f" {linked.group(1)}".endswith((" on", " in", " since")):
        return False
    refs = references(text[linked.end() :], first_run=True)
    if refs:
        said.links.append((" ".join(linked.group(1).split()).lower(), refs))
    return bool(refs)


LINE_READERS: tuple[LineReader, ...] = (
    _quotation,
    _table_row,
    _check_box,
    _badge,
    _picture,
    _field,
    _bullet,
    _lone_day,
    _steps,
    _supersession,
    _word,
)


def _read_rows(said: Said, words: Vocabulary) -> None:
    """The table of a status section: its status counts above what the lines said."""
    if not said.rows:
        return
    values = table_values(said.rows, words)
    if all(fact not in ("status", "supersedes", "superseded_by", "either") for fact, _, _ in values):
        for row in below_head(said.rows):  # rows without labels, such as "| 2026-02-01 | Accepted |"
            word = next((cell for cell in row if stated_word(cell, words, known_only=True)[1]), "")
            if word:
                said.say(stated_word(word, words)[0] or "", word, next(filter(None, map(parse_date, row)), None))
    if values:
        _take_values(values, said, words)


def _take_values(values: list[tuple[str, str, int]], said: Said, words: Vocabulary) -> None:
    inner = Said()
    for fact, value, _ in values:
        if fact == "status":
            stated = read_statement(value, words)
            step = stated.step()
            if step and not inner.steps:
                inner.say(step.word, step.text, None, False)
            inner.fwd += stated.fwd
            inner.by += stated.by
            inner.day = inner.day or stated.date()
        elif fact == "date":
            inner.day = parse_date(value) or inner.day
        elif fact in ("supersedes", "superseded_by") and not is_none(value):
            inner.refer("fwd" if fact == "supersedes" else "by", field_references(value))
        elif fact == "either":
            for direction, refs in supersessions(MARKS.sub("", value), lead_only=True)[:1]:
                inner.refer(direction, refs)
    if inner.steps:
        said.steps = inner.steps
    said.day = said.day or inner.day
    said.fwd += inner.fwd
    said.by += inner.by


# ---- record/statements.py ------------------------------------------------------------------------------------
# What the readers found in one record, before it is decided which of it counts.

CODED = Pattern(r"(`{1,3})([^`]+)\1")
# How sure a reader is.
LABELLED, PLACED, FOUND = 3, 2, 1


class Stated:
    """One fact as one reader found it.

    Attributes:
        fact: status, date, day, created, updated, title, number, supersedes, superseded_by, link or spoken, tags or a
            key of NOTES.
        value: a canonical status, an ISO date, a number, a text, or references; for `link` (label, references); for
            tags and NOTES texts.
        text: the words as they stand in the record.
        at: an offset in the record's body; -1 in front matter or in the file's name.
        reader: which reader it was, as docs/reading.md calls it.
        sure: LABELLED where a label or heading says what the value is, PLACED where its place says it, FOUND where
            it was looked for because nothing else states the fact.
    """

    __slots__ = ("at", "fact", "reader", "sure", "text", "value")

    def __init__(self, fact: str, value: Any, text: str, at: int, reader: str, sure: int) -> None:
        self.fact, self.value, self.text, self.at, self.reader, self.sure = fact, value, text, at, reader, sure


class Statements:
    """All that was found, by fact, in the order in which it was found.

    `reader`, `sure` and `at` are set by who reads and stamped on what is found.
    """

    def __init__(self, words: Vocabulary) -> None:
        self.words = words
        self.found: dict[str, list[Stated]] = {}
        self.reader, self.sure, self.at = "", LABELLED, -1

    def by(self, reader: str, sure: int = LABELLED, at: int = -1) -> Statements:
        """What is added from now on was found by this reader, from this place on."""
        self.reader, self.sure, self.at = reader, sure, at
        return self

    def has(self, fact: str) -> bool:
        """Whether a value was found for the fact."""
        return any(stated.value for stated in self.found.get(fact, ()))

    def of(self, fact: str) -> list[Stated]:
        """Every statement of a fact."""
        return self.found.get(fact, [])

    def add(self, fact: str, value: Any, text: str) -> None:
        self.found.setdefault(fact, []).append(Stated(fact, value, text, self.at, self.reader, self.sure))

    def status(self, status: str | None, text: str) -> None:
        if status:
            self.add("status", status, text)

    def refer(self, direction: str, refs: Any, text: str) -> None:
        """References of a supersession: `by` where this record is the older one, else `fwd`."""
        if refs:
            self.add("superseded_by" if direction == "by" else "supersedes", refs, text)

    def spoken(self, text: str) -> None:
        """A sentence says that the record was superseded; that is a status where nothing else states one."""
        self.add("spoken", "superseded", text)

    def take(self, fact: str, value: str) -> None:
        """A labelled value: `fact` is a key of LABELS or NOTES, or `spoken`."""
        take = TAKERS.get(fact)
        if take:
            take(self, value)
        else:
            self.note(fact, value)

    def note(self, fact: str, value: str | list[str]) -> bool:
        """The values of a fact beside the others. Whether there are any."""
        values = note_values(fact, value)
        if values:
            self.add(fact, values, value if isinstance(value, str) else values[0])
        return bool(values)


def _take_status(found: Statements, value: str) -> None:
    said = read_statement(value, found.words, found.reader == "section")
    status, text = said.status()
    found.status(status, text or "")
    day = said.date()
    if day:
        found.add("day", day, value)
    found.refer("fwd", said.fwd, value)
    found.refer("by", said.by, value)
    for link in said.links:
        found.add("link", link, value)


def _take_date(found: Statements, value: str) -> None:
    """The text is kept as people wrote it where it is short; one that is no date in one reading has no value."""
    if not value:
        return
    day = parse_date(value)
    text = re.sub(r"^([*_`]{1,3})([^*_`]*)\1$", r"\2", value).strip() if day != value else value
    if text[:1] in ("[", "{", "<", "("):
        text = text.strip(" \t[]{}<>()")
    if day:
        found.add("date", day, text if len(text) <= 40 else day)
    elif re.search(r"\d{2}", value) and len(value) <= 40:
        found.add("date", None, text)


def _take_created(found: Statements, value: str) -> None:
    found.add("created", parse_date(value), value)


def _take_updated(found: Statements, value: str) -> None:
    found.add("updated", parse_date(value), value)


def _take_supersedes(found: Statements, value: str) -> None:
    if not is_none(value):
        found.refer("fwd", field_references(value), value)


def _take_superseded_by(found: Statements, value: str) -> None:
    if not is_none(value):
        found.refer("by", field_references(value), value)


def _take_either(found: Statements, value: str) -> None:
    for direction, refs in supersessions(MARKS.sub("", value), lead_only=True)[:1]:
        found.refer(direction, refs, value)


def _take_number(found: Statements, value: str) -> None:
    m = re.fullmatch(r"(?:[A-Za-z]{1,20}[-_ ]){0,5}[A-Za-z]{0,20}#?(\d{1,7})", value.strip("\"' "))
    if m:
        found.add("number", int(m.group(1)), value)


def _take_spoken(found: Statements, value: str) -> None:
    if field_references(value):
        found.spoken(value)


def _take_title(found: Statements, value: str) -> None:
    """A blank, and a word for nothing, is no title; nor are the signs of code around one a part of it."""
    text = " ".join(value.split())
    if not is_unfilled(text):
        coded = CODED.fullmatch(text)
        found.add("title", coded.group(2).strip() if coded else text, text)


TAKERS = {
    "title": _take_title,
    "status": _take_status,
    "date": _take_date,
    "created": _take_created,
    "updated": _take_updated,
    "supersedes": _take_supersedes,
    "superseded_by": _take_superseded_by,
    "either": _take_either,
    "number": _take_number,
    "spoken": _take_spoken,
}


# ---- record/readers/head.py ----------------------------------------------------------------------------------
# Facts in the lines above the first section: tables, labelled lines, bare words, sentences, badges.
#
# Each way to write such a line is one small reader in HEAD_READERS; the first that understands a line takes it.

REMARKS = frozenset(("note", "important", "warning", "update", "edit", "hinweis", "nota", "remarque"))
STRONG_WORD = Pattern(r"(\*\*|__)([^*_\n]{3,30})\1[ \t]{0,3}(?:[-–—|(,;:]|$)")
ENCLOSED = {"`": "`", "[": "]", "(": ")", "*": "*", "_": "_"}
DASHED_LABEL = Pattern(
    r"(?:[-*+•][ \t]+)?([^\W\d_][\w ]{2,30}?)[ \t]*(?:[=→–—]|(?<=[ \t])-{1,2}>?(?=[ \t]))[ \t]*(\S.{0,60})$"
)
THIS_IS = Pattern(
    r"(?:note:? )?(?:this (?:architecture |architectural )?(?:adr|decision(?: record)?|record|document|proposal|rfc)|the (?:adr|decision|record)) "
    r"(?:is|was|has been|is now|is currently|has now been)(?: hereby| now| currently)? ",
    re.I,
)
# What may stand behind a status in such a line: by whom.
ALONG = Pattern(
    r" ?(?:on|in|at|since|as of|by (?:\w{1,100}(?!\w) ?){1,5}|am|le|el|den)?(?: ?(?:on|in|at|since))?$", re.I
)
NO_SENTENCE = (
    "open",
    "closed",
    "final",
    "review",
    "active",
    "stable",
    "discussion",
    "done",
    "living",
    "merged",
    "completed",
)
# "Date: 2024-05-06, Status: accepted": another field on the line.
LABEL_BEHIND = Pattern(r"(?:[,;/|·•]|[ ]-{1,2}|[ ]{2})[ ]{0,3}((?:Status|Date|status|date|STATUS|DATE):[ ])")
MOST_HEAD = 20_000  # lines before the first section that are read; no fact is further down
CLOSE_TO_TITLE = 3  # lines of prose after which a bare word is no status any more


def read_head(region: str, found: Statements, bare: bool, at: int) -> None:
    """Facts from the lines of `region`, which begins at `at`. `bare`: a line may be a date or status without a label."""
    rows: list[list[str]] = []
    places: list[int] = []  # where each row begins
    prose = 0
    opened = ""  # the fact whose label stands alone on the line before
    read = "\n".join(region.split("\n", MOST_HEAD)[:MOST_HEAD])
    for line, length in islice(_whole_lines(read), MOST_HEAD):
        found.at, at = at, at + length
        line = line.strip()
        if not line:
            continue
        if opened and _value_below(line, opened, found):
            opened = opened if opened in LISTED else ""
            continue
        opened = _lone_label(line, found.words) if line[-1] in ":*_" else ""
        if line[0] == "|" or (line[0] == ">" and line.lstrip("> ")[:1] == "|"):
            rows.append(cells(line))
            places.append(found.at)
            continue
        _take_rows(rows, places, found)
        rows, places = [], []
        for part in _parts(line):
            prose += not _read_line(part, found, bare and prose < CLOSE_TO_TITLE)
    _take_rows(rows, places, found)


def _lone_label(line: str, words: Vocabulary) -> str:
    """The fact whose label is the whole of the line: `Status:`, `**Status:**`; "" where values are not looked for below."""
    field = FIELD.match(line)
    if not field or field.group("value").strip(" *_:"):
        return ""
    label = field.group("strong") or field.group("plain")
    fact = words.label(label) or words.note(label)
    return fact if fact in ("status", "date", *LISTED) else ""


def _value_below(line: str, fact: str, found: Statements) -> bool:
    """Whether the line is the value of a label that stands alone above it: `- Accepted`, `2026-01-02`, `- src/**`."""
    text = BULLET.sub("", line, count=1).strip()
    if fact in LISTED:
        field = FIELD.match(text)
        if not BULLET.match(line) or (field and (field.group("plain") or field.group("in") or field.group("after"))):
            return False
        found.reader, found.sure = "bullet", LABELLED
        return found.note(fact, text)
    known = (
        parse_date(text) if fact == "date" and len(text) < 40 else stated_word(text, found.words, known_only=True)[1]
    )
    field = FIELD.match(text)
    if not known or (field and (field.group("plain") or field.group("in") or field.group("after"))):
        return False
    found.reader, found.sure = _form(line), LABELLED
    found.take(fact, text)
    return True


def _whole_lines(region: str) -> list[tuple[str, int]]:
    """(line, its length in the file with the line break) of a region.

    A bold text that goes on in the next line is one line, and a line of HTML may be several.
    """
    lines = [(line, len(line) + 1) for line in region.split("\n")]
    if "</" in region:
        plain_lines = without_tags(region).split("\n")
        lines = [
            (part, length * last)
            for line, (_, length) in zip(plain_lines, lines)
            for last, part in _marked_last(line.split(BREAK))
        ]
    if "**" not in region and "</" not in region:
        return lines
    whole: list[tuple[str, int]] = []
    for line, length in lines:
        if whole and line.strip() and whole[-1][0].count("**") % 2 and line.count("**") % 2:
            before, taken = whole.pop()
            line, length = before.rstrip() + " " + line.strip(), taken + length
        whole.append((line, length))
    return whole


def _marked_last(parts: list[str]) -> list[tuple[bool, str]]:
    return [(n == len(parts) - 1, part) for n, part in enumerate(parts)]


def _parts(line: str) -> list[str]:
    """The fields of a line that has several of them."""
    starts = [m.start(1) for m in LABEL_BEHIND.finditer(line)] if line.count(":") > 1 else []
    if starts:
        parts = [line[a:b].rstrip(" ,;/|-–—·•") for a, b in zip([0, *starts], [*starts, None])]
    elif "<br" in line or " | " in line or " · " in line or " • " in line or line.count("**") > 2:
        parts = INLINE_BREAK.split(line)
    else:
        return [line]
    return list(filter(None, map(str.strip, parts)))


def _take_rows(rows: list[list[str]], places: list[int], found: Statements) -> None:
    if rows:
        here = found.at
        found.reader, found.sure = "table", LABELLED
        for fact, value, row in table_values(rows, found.words):
            found.at = places[row]
            found.take(fact, value)
        found.at = here


def _read_line(line: str, found: Statements, bare: bool) -> bool:
    """Whether the line was understood; else it is prose, and bare dates and statuses count near the title only."""
    return any(reader(line, found, bare) for reader in HEAD_READERS)


def _known_lead(line: str, found: Statements, _bare: bool) -> bool:
    """A line whose label was met before."""
    lead, _, value = line.partition(":")
    fact = found.words.leads.get(lead)
    if not fact or value[:1] not in ("", " "):
        return False
    found.reader, found.sure = _form(line), LABELLED
    found.take(fact, value.strip())
    return True


def _labelled_line(line: str, found: Statements, _bare: bool) -> bool:
    """`- Status: x`, `**Status:** x`, `Status: x`, `> Status: x`; else a relation such as `Amends: ADR 7`."""
    field = FIELD.match(line)
    if not field:
        return False
    words = found.words
    label, value = field.group("strong") or field.group("plain"), field.group("value").strip()
    fact = words.label(label) or _led_status(label, value, words)
    colon = field.group("plain") or field.group("in") or field.group("after")
    if fact and (colon or fact in ("status", "date", "supersedes", "superseded_by")):
        lead, sep, _ = line.partition(":")
        if sep and field.group("plain") and len(words.leads) < MANY:
            words.leads[lead] = fact
        found.reader, found.sure = _form(line), LABELLED
        found.take(fact, value)
        return True
    if label.casefold() in REMARKS and colon and value:
        if any(reader(value, found, True) for reader in (_sentence, _this_is)):
            return True
    if has_stem(label) and not fact:
        states = supersessions(line, lead_only=True)
        if not states and words.status(label) == "superseded":
            states = supersessions(f"{label} {LEADING_DATE.sub('', value)}", lead_only=True)
        found.reader, found.sure = _form(line), LABELLED
        for direction, refs in states:
            found.refer(direction, refs, line)
        return bool(states or colon)
    note = words.note(label) if colon else ""
    found.reader, found.sure = _form(line), LABELLED
    if note and found.note(note, value):
        return True
    if ("[" in value or "ADR" in value) and len(value) < 400:
        refs = references(value, first_run=True)
        if refs:
            found.add("link", (" ".join(label.split()).lower(), refs), line)
        return True
    return False


def _led_status(label: str, value: str, words: Vocabulary) -> str:
    """`status` where a label such as "RFC Status" stands before a status word: "HTTP Status: 404" states none."""
    return "status" if words.led_label(label) == "status" and stated_word(value, words, known_only=True)[1] else ""


def _form(line: str) -> str:
    """What docs/reading.md calls such a line."""
    if line[0] == ">":
        return "quoted line"
    if line[0] in "-*+•" and line[1:2] in (" ", "\t"):
        return "bullet"
    return "bold" if line[0] in "*_`" else "line"


def _bare_word(line: str, found: Statements, bare: bool) -> bool:
    """A status or a date without a label, close to the title: `Accepted`, `Date 2024-05-06`, `(2024-05-06)`."""
    if not bare or len(line) > 60:
        return False
    found.reader, found.sure = "bare line", PLACED
    words = found.words
    text = MARKS.sub("", line).strip("()[] >")
    label, _, value = text.partition(" ")
    fact = words.labels.get(label.lower())
    if (fact == "date" and parse_date(value)) or (fact == "status" and words.status(value)):
        found.take(fact, value)
        return True
    if words.status(text) and not found.has("status"):
        found.status(words.status(text), text)
        return True
    if any(c.isdecimal() for c in text) and len(text) <= 40:
        day = parse_date(text)
        if day and not re.sub(r"[\d\W_]|st|nd|rd|th|UTC|T|Z|v\d", "", _without_months(text)):
            found.add("date", day, text)
            return True
    return False


def _strong_word(line: str, found: Statements, bare: bool) -> bool:
    """A status in bold that opens a line close to the title: `**Proposed** - planning complete`."""
    m = STRONG_WORD.match(line) if bare and line[0] in "*_" and not found.has("status") else None
    status = found.words.status(m.group(2)) if m else None
    if m and status:
        found.reader, found.sure = "bare line", PLACED
        found.take("status", line)
    return status is not None


def _sentence(line: str, found: Statements, _bare: bool) -> bool:
    """A sentence that opens with a supersession: `Superseded by ADR 7.`, `This record replaces ADR 3.`"""
    if not has_stem(line):
        return False
    found.reader, found.sure = "sentence", PLACED
    states = supersessions(line.lstrip("> *_-+"), lead_only=True)
    for direction, refs in states:
        found.refer(direction, refs, line)
        if direction == "by":
            found.spoken(line)
    return bool(states)


def _badge_line(line: str, found: Statements, _bare: bool) -> bool:
    """The picture of a badge."""
    word = badge_word(line) if line[0] == "!" else ""
    if word:
        found.reader, found.sure = "badge", PLACED
        found.status(found.words.status(word), word)
    return bool(word)


def _enclosed(line: str, found: Statements, bare: bool) -> bool:
    """A label and its value in brackets or as code: `(Status: accepted)`."""
    inner = line[1:-1]
    closed = ENCLOSED.get(line[0]) == line[-1:] and ":" in inner and not {*"[]()`"}.intersection(inner)
    return closed and _labelled_line(inner.strip(), found, bare)


def _dashed_line(line: str, found: Statements, _bare: bool) -> bool:
    """`Status - Accepted`, `Status = Accepted`: a known status alone stands so behind its label."""
    m = DASHED_LABEL.match(line)
    if (
        not m
        or found.words.label(m.group(1)) != "status"
        or not stated_word(m.group(2), found.words, known_only=True)[1]
    ):
        return False
    found.reader, found.sure = _form(line), LABELLED
    found.take("status", m.group(2))
    return True


def _this_is(line: str, found: Statements, bare: bool) -> bool:
    """A sentence or remark close to the title that says the status: `This ADR is deprecated.`, `_Accepted on 2024-05-06_`."""
    if not bare or len(line) > 120 or found.has("status"):
        return False
    text = MARKS.sub("", line).strip("> ()[]")
    said = THIS_IS.match(text)
    status, sure = stated_word(text[said.end() :] if said else text, found.words, known_only=True)
    rest = without_dates(text[said.end() :] if said else text).strip(" .,;:()–—-")
    rest = ALONG.sub("", " ".join(rest.split())) if status else ""
    if not sure or status in NO_SENTENCE or not found.words.status(rest.strip(" .,;:()–—-")):
        return False
    found.reader, found.sure = "sentence", PLACED
    found.take("status", text[said.end() :] if said else text)
    return True


def _step_line(line: str, found: Statements, _bare: bool) -> bool:
    """A step with its day: `Accepted: 2024-05-06`. Such lines count together, and only where nothing states the status."""
    field = FIELD.match(line)
    label = (field.group("strong") or field.group("plain")) if field else ""
    status = found.words.status(label) if label and not found.words.label(label) else None
    day = parse_date(field.group("value")) if field and status and len(field.group("value")) < 40 else None
    if not day or without_dates(field.group("value") if field else "").strip(" .,()"):
        return False
    found.reader, found.sure = _form(line), PLACED
    found.add("step", (status, day), line)
    return True


HEAD_READERS: tuple[HeadReader, ...] = (
    _known_lead,
    _step_line,
    _labelled_line,
    _enclosed,
    _dashed_line,
    _bare_word,
    _strong_word,
    _sentence,
    _this_is,
    _badge_line,
)


def _without_months(text: str) -> str:
    """`text` without the names of months and weekdays."""
    weekday = r"(?i)(?:mon|tues?|wed|wednes|thu|thurs?|fri|sat|satur|sun)(?:day)?|de|of|le|den|am|el"
    parts = re.split(r"[\s,.]+", text)
    return " ".join(p for p in parts if p.casefold() not in MONTH_OF and not re.fullmatch(weekday, p))


# ---- record/readers/elsewhere.py -----------------------------------------------------------------------------
# Facts that are looked for only where nothing else states them, each reader by itself less sure than those before.

LATE_STATUS = Pattern(
    r"\n[ \t>]*(?:[-*+|][ \t]*)?(?:\*\*|__)?(?:ADR )?(?:Status|STATUS|status|Statut|Estado)(?:\*\*|__)?[ \t]*[:|][ \t]*(?:\*\*|__)?[ \t]*([^\n|][^\n]{0,200})"
)
FOOT = 600  # characters below the last rule that may be a footer


def read_changelog(document: Document, found: Statements) -> None:
    """A section of dated entries states the status where its entries are status words: the last one counts."""
    for part in document.layout.sections:
        if part.kind == "changelog":
            found.by("change log", FOUND, part.start)
            entries = [_entry(line.strip(), found) for line in document.body[part.start : part.end].split("\n")]
            stated = [entry for entry in entries if entry]
            if stated:
                status, word, day = stated[-1]
                found.status(status, word)
                if day:
                    found.add("day", day, word)
                return


def _entry(line: str, found: Statements) -> tuple[str, str, str | None] | None:
    """(status, word, date) of an entry that is a row or a bullet."""
    if line[:1] == "|":
        row = cells(line)
        line = row[0] if row else ""
    elif not BULLET.match(line):
        return None
    line = BULLET.sub("", line, count=1)
    if len(line) > 80:
        return None
    word = MARKS.sub("", LEADING_DATE.sub("", LINK_TEXT.sub(r"\1", line)))
    word = re.sub(r"[([].*", "", word).strip(" .:-–—")
    status = found.words.status(word)
    return (status, word, parse_date(line)) if status else None


def read_tags(document: Document, found: Statements) -> None:
    """A tag of the front matter that is a status."""
    tags = document.values.get("tags")
    for tag in tags if isinstance(tags, list) else ():
        found.by("tags", FOUND).status(found.words.status(tag), tag)


def read_steps(_document: Document, found: Statements) -> None:
    """Of steps that are told with their days (`Accepted: 2024-05-06`) the newest."""
    steps = found.of("step")
    if steps:
        newest = max(steps, key=lambda one: (one.value[1], stage_of(one.value[0])))
        found.by(newest.reader, FOUND, newest.at).status(newest.value[0], newest.text)
        found.add("day", newest.value[1], newest.text)


def read_folder(document: Document, found: Statements) -> None:
    """The folder that the record lies in, where it is called by a status: `rejected/0007-use-x.md`."""
    for name in reversed(document.folders):
        status = found.words.status(name.replace("-", " ").replace("_", " "))
        if status:
            found.by("folder", FOUND).status(status, name)
            return


def read_sentences(_document: Document, found: Statements) -> None:
    """What a sentence said: the record was superseded."""
    for stated in found.of("spoken")[:1]:
        found.by(stated.reader, FOUND, stated.at).status("superseded", "Superseded")


def read_late_line(document: Document, found: Statements) -> None:
    """A labelled status anywhere below the head; only a known word counts there."""
    body = document.body
    if "tatus" in body or "TATUS" in body or "tatut" in body or "stado" in body:
        for m in LATE_STATUS.finditer(body):
            if is_choice(m.group(1), found.words):
                continue
            text = m.group(1).partition("|")[0].strip()
            status, sure = stated_word(text[:80], found.words, known_only=True)
            if status and sure:
                found.by("late line", FOUND, m.start(1)).status(status, text)
                return


def read_contract_places(document: Document, found: Statements) -> None:
    """Where the log's contract says that a fact stands, under a label that only this log has."""
    for fact, place in document.words.places:
        if not found.has(fact) and next(iter(place.values())) in document.text:
            span = find_span(document.text, place)
            if span:
                found.by("contract", FOUND, span[0]).take(fact, document.text[span[0] : span[1]])


def read_footer(document: Document, found: Statements) -> None:
    """Dates below the last rule of the page."""
    if "\n---" in document.body:
        foot = document.body.rpartition("\n---")[2]
        if len(foot) < FOOT and "\n#" not in foot:
            inner = Statements(found.words)
            text = re.sub(r"(?m)^[_*](?=\w)|(?<=\w)[_*]$", "", foot)
            read_head(text, inner, False, len(document.body) - len(foot))
            for stated in inner.of("date"):
                found.by("footer", FOUND, stated.at).add("date", stated.value, stated.text)


# ---- record/readers/front_matter.py --------------------------------------------------------------------------
# Facts in front matter.

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


# ---- record/readers/sections.py ------------------------------------------------------------------------------
# Facts in headings and in the sections that hold facts: status, date, links, metadata.

def read_headings(document: Document, found: Statements) -> None:
    """Headings that state a fact: `## Status: Accepted`, `## Superseded by ADR 7`, a status under an empty section."""
    for part in document.layout.sections:
        if part.kind == "status heading":
            status, sure = stated_word(part.heading, found.words, known_only=True)
            if status and sure and len(part.heading) < 60:
                found.by("heading", LABELLED, part.start).take("status", part.heading)
                first = document.body[part.start : part.end].strip().partition("\n\n")[0]
                day = parse_date(first.partition("\n")[0][:40])
                if day:
                    found.add("day", day, day)
                for direction, refs in supersessions(first, lead_only=True) if has_stem(first) else ():
                    found.refer(direction, refs, first)
        elif part.kind == "speech":
            found.by("heading", PLACED, part.start)
            for direction, refs in supersessions(part.heading, lead_only=True):
                found.refer(direction, refs, part.heading)
                if direction == "by":
                    found.spoken(part.heading)
        elif part.kind[0] == "=":
            _, fact, value = part.kind.split("=", 2)
            found.by("heading", LABELLED, part.start).take(fact, value)


def read_sections(document: Document, found: Statements) -> None:
    """The text of each section that holds facts."""
    for part in document.layout.sections:
        kind = part.kind.split("=", 2)[1] if part.kind[0] == "=" else part.kind
        read = SECTION_READERS.get(kind)
        if read:
            found.by("links" if kind == "links" else "section", LABELLED, part.start)
            read(document.body[part.start : part.end], kind, found)


def _status(content: str, _kind: str, found: Statements) -> None:
    found.take("status", content)


def _date(content: str, kind: str, found: Statements) -> None:
    """The first line, where it is short and a date."""
    first = content.strip().partition("\n")[0]
    if len(first) < 60 and parse_date(first):
        found.take(kind, BULLET.sub("", first))


def _references(content: str, kind: str, found: Statements) -> None:
    for line in content.strip().split("\n")[:20]:
        line = BULLET.sub("", line.strip())
        if line:
            found.take(kind, line)


def _note_lines(content: str, kind: str, found: Statements) -> None:
    """A list, or lines, with values of a fact."""
    lines = content.strip().split("\n")[:500]
    for line in lines if lines[0][:1] not in ("{", "(") else ():  # guidance of the blank
        found.note(kind, BULLET.sub("", line.strip()))


def _metadata(content: str, _kind: str, found: Statements) -> None:
    read_head(content, found, False, found.at)


MOST_LINKED = 20_000  # lines of a section of links that are read


def _links(content: str, _kind: str, found: Statements) -> None:
    """Supersessions and other relations, one a line."""
    for line in content.split("\n", MOST_LINKED)[:MOST_LINKED]:
        line = line.strip()
        if not line or len(line) > 2000:
            continue
        if line[0] == "|":
            row = cells(line)
            if len(row) > 1:
                line = row[0] + ": " + row[1]
        bullet = BULLET.match(line)
        _link(line[bullet.end() :].lstrip("> ") if bullet else line.lstrip("> "), found)


def _link(line: str, found: Statements) -> None:
    field = FIELD.match(line)
    label = (field.group("strong") or field.group("plain")) if field else ""
    if field:
        fact = found.words.label(label)
        if fact in ("supersedes", "superseded_by", "status"):
            found.take(fact, field.group("value"))
            return
        if not has_stem(label):
            _add_link(label, field.group("value"), line, found)
            return
    if has_stem(line):
        states = supersessions(line, lead_only=True)
        for direction, refs in states:
            found.refer(direction, refs, line)
        if states:
            return
    text = MARKS.sub("", line)
    linked = LINKED.match(text)
    if linked and len(linked.group(1).split()) <= 4:
        _add_link(linked.group(1), text[linked.end() :], line, found)


def _add_link(label: str, value: str, line: str, found: Statements) -> None:
    refs = references(value, first_run=True)
    if refs:
        found.add("link", (" ".join(label.split()).lower(), refs), line)


def _title(content: str, _kind: str, found: Statements) -> None:
    first = content.strip().partition("\n")[0]
    if first and first[0] != ">":  # a quote there says what a title should be
        found.add("title", first, first)


SECTION_READERS = {
    "status": _status,
    "date": _date,
    "created": _date,
    "supersedes": _references,
    "superseded_by": _references,
    "applies_to": _note_lines,
    "review_by": _note_lines,
    "tags": _note_lines,
    "links": _links,
    "meta": _metadata,
    "title": _title,
}


# ---- record/readers/title.py ---------------------------------------------------------------------------------
# The title: which heading or value it is, and what else people write into it.

CODED_NUMBER = Pattern(r"^`([^`\s\d]{0,12}\d{1,6})`(?=[\s:])")
OF_LINES = ("line", "bullet", "bold", "quoted line")  # readers of labelled lines
QUOTED = Pattern(r"(['\"])([^'\"]+)\1")
STATUS_BEHIND = Pattern(r"(.*\S)\s+\(((?:[^()\[\]]|\[[^\[\]]{0,100}\]\([^()]{0,200}\)){3,300})\)")
# What stands in round brackets for a status alone: "(active)", "(done)" and "(open)" may say which sessions or tasks.
NO_MATTER = frozenset((*SIX, "withdrawn"))
# A heading that is emphasised, or a link, as a whole.
WHOLE_TITLE = Pattern(r"(\*{1,3}|_{1,3})([^*_]+)\1|\[((?:[^\[\]\\]|\\.){1,300})\]\([^()\s]{0,300}\)")
# `<a id="x"></a> Title` and `<a id="x">Title</a>`: a place to link to, not words.
ANCHOR = Pattern(r"<(a|span) (?:name|id)=[^<>]{0,200}>(?:([^<>]{0,400})</\1>)?", re.IGNORECASE)


def read_title(document: Document, found: Statements) -> None:
    """The first heading that is no section; the title in front matter where that heading is none of its own."""
    layout = document.layout
    if layout.title:
        found.by("title", LABELLED if layout.plain_title else PLACED, layout.heads[-1][0] - 1)
        found.add("title", layout.title, layout.title)


def read_tight_heading(document: Document, found: Statements) -> None:
    """A first line such as "#25. Use X", which Markdown takes for no heading."""
    m = re.match(r"\n#(?=[^\s#!])([^\n]*[ \t][^\n]*)", document.body)
    if m:
        found.by("title", FOUND, m.start(1)).add("title", m.group(1), m.group(1))


def choose_title(document: Document, titles: list[Stated]) -> Stated | None:
    """Which of the titles counts: see docs/reading.md."""
    by_reader = {stated.reader: stated for stated in titles}
    heading, named, section = (by_reader.get(reader) for reader in ("title", "front matter", "section"))
    # A line `Title: Use X` above the heading counts before it. Such an item of a list may be that of a person.
    readers = OF_LINES if not document.layout.plain_title else [one for one in OF_LINES if one != "bullet"]
    line = next((one for one in titles if one.reader in readers and (not heading or one.at < heading.at)), None)
    if not heading:
        return section or named or line
    if named and (document.layout.tops > 2 or heading.sure < LABELLED):
        return named
    return line or heading


def without_status(title: str, found: Statements, at: int) -> str:
    """The title without the status that some write there and nowhere else.

    "Use X [ACCEPTED]", "Use X (superseded by [ADR 7](0007-y.md))", "Draft: Use X".
    """
    words = found.words
    found.by("title", FOUND, at)
    squared = re.fullmatch(r"(.*\S)\s+\[([^\[\]]{3,80})\]", title)
    m = squared or STATUS_BEHIND.fullmatch(title)
    if m:
        text = m.group(2)
        lead = re.split(r"\s[—–-]\s|[:,]", text)[0]
        known = words.status(lead) if squared else without_dates(text).strip(" ,:-–—").lower() in NO_MATTER
        states = supersessions(text, lead_only=True) if has_stem(text) else []
        if known or any(squared or direction == "by" for direction, _ in states):
            title = m.group(1)
            said = read_statement(text, words)
            status, stated = said.status()
            found.status(status, stated or "")
            if not found.has("superseded_by"):
                found.refer("by", said.by, text)
    lead, _, rest = title.partition(": ")
    if rest.strip() and lead[:1].isupper() and words.status(lead) in SIX:
        title = rest.strip()
        found.status(words.status(lead), lead)
    return title


def clean_title(title: str, number: int | None) -> tuple[str, Lead]:
    """(the whole title, the same without the number that led it), without anchors and escapes.

    The text of the latter is "" where it is a placeholder.
    """
    if "<a " in title or "<span " in title:
        title = ANCHOR.sub(r"\2", title).strip()
    title = " ".join(title.split())
    quoted = QUOTED.fullmatch(title)
    if quoted and title_lead(quoted.group(2), number).number is not None:
        title = quoted.group(2)
    whole = WHOLE_TITLE.fullmatch(title)
    if whole and (whole.group(3) or title_lead(whole.group(2), number).number is not None):
        title = whole.group(2) or whole.group(3)
    title = CODED_NUMBER.sub(r"\1", title)
    lead = title_lead(title, number)
    if lead.text[:1] in ("[", "{", "<", "(") and PLACEHOLDER_TITLE.fullmatch(lead.text) and "](" not in lead.text:
        lead.text = ""
    elif "\\" in title:
        title, lead.text = ESCAPED.sub(r"\1", title), ESCAPED.sub(r"\1", lead.text)
    return title, lead


# ---- record/record.py ----------------------------------------------------------------------------------------
# The facts of one record.

class Record:
    """One record's facts. `file` is the path below the log, with `/`; links are such paths too.

    Attributes that are not printed: `title_number` and `title_prefix` led the title; `whole_title` is the title where
    only the log's other titles say whether a number leads it; `status_others` is what other places of the record say
    of its status; `review_by` is the text where that is no date; `evidence` says how much the text reads like a record (see `Reading.evidence`).
    """

    __slots__ = (
        "applies_to",
        "by_refs",
        "date",
        "date_text",
        "deciders",
        "evidence",
        "file",
        "fwd_refs",
        "link_refs",
        "links",
        "number",
        "prefix",
        "review_by",
        "status",
        "status_others",
        "status_text",
        "superseded_by",
        "supersedes",
        "tags",
        "title",
        "title_number",
        "title_prefix",
        "translations",
        "whole_title",
    )

    def __init__(self, row: tuple[Any, ...]) -> None:
        (
            self.file,
            self.number,
            self.prefix,
            self.title,
            self.title_number,
            self.status,
            self.status_text,
            self.date,
            self.date_text,
            self.fwd_refs,
            self.by_refs,
            self.link_refs,
            self.title_prefix,
            self.whole_title,
            self.status_others,
            self.applies_to,
            self.review_by,
            self.tags,
            self.deciders,
            self.evidence,
        ) = row
        self.translations: list[str] = []
        self.supersedes: list[str] = []
        self.superseded_by: list[str] = []
        self.links: list[tuple[str, str]] = []

    def as_json(self) -> dict[str, Any]:
        """The facts as `list --json` prints them."""
        facts = {
            "file": self.file,
            "number": self.number,
            "title": self.title,
            "status": self.status,
            "status_text": self.status_text,
            "date": self.date,
            "date_text": self.date_text,
            "supersedes": self.supersedes,
            "superseded_by": self.superseded_by,
            "links": [{"label": label, "file": file} for label, file in self.links],
            "applies_to": self.applies_to,
            "review_by": parse_date(self.review_by or ""),
            "tags": self.tags,
            "deciders": self.deciders,
        }
        return {**facts, "translations": self.translations} if self.translations else facts


# ---- record/read.py ------------------------------------------------------------------------------------------
# One record: the readers are asked in turn, and it is decided which of their answers counts.
#
# docs/reading.md says the same in words.

def read_lines(document: Document, found: Statements) -> None:
    """The lines above the first section and right under the title."""
    for start, end in document.layout.heads:
        region = document.body[start:end]
        if region and not region.isspace():
            read_head(region, found, True, start)


# In this order: of two that state the same fact the first counts.
READERS = (read_front_matter, read_title, read_headings, read_lines, read_sections)
# Each is asked only while no status is known.
STATUS_ELSEWHERE = (read_steps, read_flags, read_tags, read_sentences, read_late_line, read_folder)


class Reading:
    """What one record says: the statements that count, by fact, and what the file's name says.

    `chosen` has title, status, date and number where they are stated; `title` is the title as it is shown.
    """

    def __init__(self, file: str, text: str, words: Vocabulary) -> None:
        self.file = file
        self.document = Document(file, text, words)
        self.found = self._ask()
        self.chosen: dict[str, Stated] = {}
        self.title: str | None = None
        self.title_number: int | None = None
        self.whole_title: str | None = None  # where only the log's other titles say whether a number leads it
        self.lead = Lead("")
        self._decide_title()
        self._decide_status()
        self._decide_date()
        self._decide_number()

    def _ask(self) -> Statements:
        """Every reader's answers; a second time with underlined headings where the first left a gap."""
        document = self.document
        found = _answers(document)
        if found.has("status") and found.has("title") and not document.title_is_underlined:
            read_contract_places(document, found)
            return found
        if document.underline():
            found = _answers(document)
        for reader in STATUS_ELSEWHERE:
            if not found.has("status"):
                reader(document, found)
        read_contract_places(document, found)
        if not found.has("title"):
            read_tight_heading(document, found)
        return found

    def _decide_title(self) -> None:
        chosen = choose_title(self.document, self.found.of("title"))
        if chosen:
            self.chosen["title"] = chosen
            title = chosen.value
            if not self.found.has("status") and (title[-1] in "])" or ": " in title[:14]):
                title = without_status(title, self.found, chosen.at)
            whole, self.lead = clean_title(title, self.document.number)
            self.title = self.lead.text or None
            if self.title and not self.lead.sure:
                self.whole_title = whole
            elif self.lead.sure:
                self.title_number = self.lead.number

    def _decide_status(self) -> None:
        """The first that is stated; one that the vocabulary lacks yields to a status section's that it has."""
        stated = self.found.of("status")
        if stated:
            chosen = stated[0]
            if chosen.value not in CANONICAL:
                known = [one for one in stated if one.reader == "section" and one.value in CANONICAL]
                chosen = known[0] if known else chosen
            if chosen.value not in RETIRED:
                retired = [one for one in stated if one.sure == LABELLED and one.value in RETIRED]
                chosen = retired[0] if retired else chosen
            self.chosen["status"] = chosen

    def others(self) -> list[str]:
        """What other places under a label say of the status, where they say something else."""
        status = self.chosen.get("status")
        stated = self.found.of("status")
        if not status or len(stated) < 2:
            return []
        return [one.text for one in stated if one.sure == LABELLED and one.value != status.value]

    def _decide_date(self) -> None:
        """The date of the decision, else of the record's creation, of its status, of its last change, of its name."""
        chosen = self._first_date()
        day = self.document.day
        for fact in ("created", "day", "updated"):
            if not chosen:
                one = next((one for one in self.found.of(fact) if one.value), None)
                chosen = Stated("date", one.value, one.value, one.at, one.reader, one.sure) if one else None
        if not chosen and day:
            chosen = Stated("date", day, day, -1, "file name", FOUND)
        if not chosen:
            read_footer(self.document, self.found)
            chosen = self._first_date()
        if chosen:
            self.chosen["date"] = chosen

    def _first_date(self) -> Stated | None:
        """The first date that is one; else the first text that stands where a date belongs."""
        stated = self.found.of("date")
        return next((one for one in stated if one.value), stated[0] if stated else None)

    def _decide_number(self) -> None:
        """The number in the file's name; without one there, that of a field, then that of the title."""
        document = self.document
        if document.number is not None:
            self.chosen["number"] = Stated("number", document.number, document.name, -1, "file name", FOUND)
        elif document.day is None:
            numbers = self.found.of("number")
            if numbers:
                self.chosen["number"] = numbers[0]
            elif self.title_number is not None and self.title_number < 100000:
                title = self.chosen["title"]
                self.chosen["number"] = Stated("number", self.title_number, title.text, title.at, "title", FOUND)

    def evidence(self) -> int:
        """How much its text reads like a record.

        3 with a known status, 2 with several sections of a decision, 1 with one; -1 where it is a form to fill in.
        """
        status, title = self.chosen.get("status"), self.chosen.get("title")
        if BLANK_TITLE.search(title.text if title else ""):
            return -1
        if status and status.value in CANONICAL and status.reader not in ELSEWHERE:
            return 3
        unnamed = not title and any(part.kind == "title" for part in self.document.layout.sections)
        if unnamed or _offers_a_choice(self.document):
            return -1
        return min(self.document.layout.decides, 2)

    def refs(self, fact: str) -> Refs:
        """The references of every statement of a fact, in order."""
        every = [ref for stated in self.found.of(fact) for ref in stated.value]
        return _defined(every, self.document.text) if every else []

    def links(self) -> list[tuple[str, Refs]]:
        links = [stated.value for stated in self.found.of("link")]
        return [(label, _defined(refs, self.document.text)) for label, refs in links]

    def row(self) -> tuple[Any, ...]:
        """The facts as a row of plain values (see Record) that another process can send back."""
        status, date, number = (self.chosen.get(fact) for fact in ("status", "date", "number"))
        return (
            self.file,
            number.value if number else None,
            self.document.prefix,
            self.title,
            self.title_number,
            status.value if status else None,
            status.text if status else None,
            date.value if date else None,
            date.text if date else None,
            self.refs("supersedes"),
            self.refs("superseded_by"),
            self.links(),
            self.lead.prefix,
            self.whole_title,
            self.others(),
            *self.notes(),
            self.evidence(),
        )

    def notes(self) -> tuple[list[str], str | None, list[str], list[str]]:
        """The patterns of paths that it applies to, the day to look at it again, its tags, and who decided."""
        found, status = self.found.found, self.chosen.get("status")
        days, tags = noted(found, "review_by"), noted(found, "tags")
        if status and status.reader == "tags":
            tags = [tag for tag in tags if tag != status.text]
        patterns = noted(found, "applies_to") or noted(found, "affects")
        return patterns, days[0] if days else None, tags, noted(found, "deciders")

    def why(self) -> dict[str, dict[str, Any]]:
        """For each fact that counts: the reader that found it, the line (from 1) and the words there, and how sure."""
        every = dict(self.chosen)
        for fact in ("supersedes", "superseded_by"):
            for one in self.found.of(fact)[:1]:
                every[fact] = one
        return {
            fact: {"reader": one.reader, "line": self.document.line(one.at), "text": one.text, "sure": one.sure}
            for fact, one in every.items()
        }


# Readers whose status does not show that a file without a number is a record.
ELSEWHERE = ("late line", "contract", "title", "folder")


# "{number}. {title}", "ADR-NNNN: …": a record has its own there.
BLANK_TITLE = Pattern(r"\{\s?(?:number|nummer|num|nr|id|n{2,4}|x{2,4})\b[^{}]{0,80}\}", re.IGNORECASE)


def _offers_a_choice(document: Document) -> bool:
    """Whether the front matter has a choice where a record has its status: `state: {draft|published}`."""
    for key, value in document.values.items():
        if document.words.label(key) == "status":
            value = f"[{', '.join(value)}]" if isinstance(value, list) else value
            return value[:1] in ("{", "[", "<") and "|" in value and value[-1:] in ("}", "]", ">")
    return False


def _answers(document: Document) -> Statements:
    found = Statements(document.words)
    for reader in READERS:
        reader(document, found)
    if not found.has("status"):
        read_changelog(document, found)
    return found


def _defined(refs: Refs, text: str) -> Refs:
    """References with the labels of reference links turned into their targets."""
    out = []
    for kind, target in refs:
        if kind == "label":
            m = re.search(r"\n {0,3}\[" + re.escape(target) + r"\]:[ \t]*<?([^\s>]+)", "\n" + text, re.IGNORECASE)
            if m:
                out.append(("path", m.group(1)))
            else:
                out += [ref for ref in references(" " + target + " ") if ref[0] != "label"]
        else:
            out.append((kind, target))
    return list(dict.fromkeys(out))


def parse(file: str, text: str, words: Vocabulary) -> tuple[Any, ...]:
    """The facts of one record as a row: see `Reading.row`."""
    return Reading(file, text, words).row()


def read_record(file: str, text: str, words: Vocabulary) -> Record:
    """The facts of one record. `file` is its path below the log."""
    return Record(parse(file, text, words))


# ---- faults.py -----------------------------------------------------------------------------------------------
# What went wrong, in words for the person at the keyboard.

class Fault(Exception):  # noqa: N818 - a fault is the word of this pack
    """What went wrong: the file, what is wrong with it, and what to do."""

    code = 1


class Misuse(Fault):
    """A call that cannot be right, whatever the log holds; ends with exit code 2."""

    code = 2


# ---- text/files.py -------------------------------------------------------------------------------------------
# Bytes of files, and the text in them.

def decode(data: bytes) -> tuple[str, str]:
    """(text, encoding) of a file's bytes. The encoding writes the text back byte for byte.

    UTF-8 where the bytes are UTF-8, UTF-16 where a byte order mark says so, else Latin-1, which reads
    anything. A UTF-8 byte order mark stays in the text as its first character.
    """
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") and len(data) % 2 == 0:
        encoding = "utf-16-le" if data[:1] == b"\xff" else "utf-16-be"
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError:
            pass
    return data.decode("latin-1"), "latin-1"


def encoded(text: str, encoding: str, path: str) -> bytes:
    """`text` as the bytes of the file `path`. Fault where it has what that encoding cannot say."""
    try:
        return text.encode(encoding)
    except UnicodeEncodeError as error:
        sign = error.object[error.start]
        mend = "give it another name or title" if encoding == "utf-8" else "save it as UTF-8 first"
        raise Fault(f"{path}: is {encoding} and has no {sign!r}; {mend}") from None


LARGEST_FILE = 5_000_000
"""Bytes of a file that is read: a thousand times a long record, and an index of 40,000 of them."""
NO_LINK = getattr(os, "O_NOFOLLOW", 0)
READ = os.O_RDONLY | NO_LINK | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)


def read_bytes(path: str, most: int = LARGEST_FILE) -> bytes:
    """A file's bytes by the shortest way: no buffering, no text layer. Every text of a log is read here.

    OSError, in words, for what a file in somebody's project must not make us read: a link that leads out of the folder
    it lies in, a pipe or a device, more than `most` bytes.
    """
    fd = _opened(path)
    try:
        mode = os.fstat(fd).st_mode
        if stat.S_ISDIR(mode):
            raise IsADirectoryError(errno.EISDIR, "is a folder; put the file itself there", path)
        if not stat.S_ISREG(mode):
            raise OSError(errno.EINVAL, "is a pipe or a device; put an ordinary file there", path)
        data = os.read(fd, 1 << 16)
        if len(data) < 1 << 16:
            return data
        return _rest(fd, data, path, most)
    finally:
        os.close(fd)


def why_unreadable(path: str) -> str:
    """Why a file that is there cannot be read; "" where it can, or is not there."""
    try:
        read_bytes(path)
    except FileNotFoundError:
        return ""
    except OSError as error:
        return error.strerror or str(error)
    return ""


def own_place(path: str) -> str:
    """`path`, or where it leads if it is a link. OSError for a link that leads out of the folder it lies in."""
    if not os.path.islink(path):
        return path
    real, folder = os.path.realpath(path), os.path.realpath(os.path.dirname(path) or ".")
    if os.path.islink(real):
        raise OSError(errno.ELOOP, "is a link that leads to itself; put the file itself there", path)
    if not real.startswith(os.path.join(folder, "")):
        raise OSError(errno.ELOOP, "is a link that leads out of its folder; put the file itself there", path)
    return real


def _opened(path: str) -> int:
    if not NO_LINK:  # Windows
        return os.open(own_place(path), READ)
    try:
        return os.open(path, READ)
    except OSError as error:
        if error.errno == errno.ENXIO:  # a socket
            raise OSError(errno.EINVAL, "is a socket; put an ordinary file there", path) from None
        if not os.path.islink(path):
            raise
    return os.open(own_place(path), READ)


def _rest(fd: int, data: bytes, path: str, most: int) -> bytes:
    """`data` and what follows it. What a file says of its size is not believed: some files grow as one reads."""
    parts, size = [data], len(data)
    while data:
        data = os.read(fd, 1 << 20)
        parts.append(data)
        size += len(data)
        if size > most:
            raise OSError(errno.EFBIG, f"is larger than {most:,} bytes; move it out of the log", path)
    return b"".join(parts)


def line_end(text: str) -> str:
    """The line end that `text` uses."""
    return "\r\n" if "\r\n" in text else "\r" if "\r" in text and "\n" not in text else "\n"


# ---- edit/places.py ------------------------------------------------------------------------------------------
# Values written into places of a record.

IN_TABLES = ("table_row", "column")


def put(text: str, kind: str, span: tuple[int, int], value: str) -> str:
    """`text` with `value` in a span of a place of that kind, quoted or escaped as the place needs it."""
    start, end = span
    old = text[start:end]
    if kind == "front_matter":
        value = yaml_text(value, old[:1] if old[:1] in ("'", '"') else "")
    elif kind in IN_TABLES:
        value = as_cell(value)
    if value and start == end and text[start - 1 : start] in (":", "：", "|", "*", "_", "-", "+"):
        value = " " + value
    if value and kind in IN_TABLES and text[end : end + 1] == "|":
        value += " "
    return text[:start] + value + text[end:]


def as_cell(value: str) -> str:
    """A value with its bars escaped, where they are not yet."""
    return re.sub(r"(?<!\\)\|", r"\\|", value)


def write_place(text: str, place: Place, value: str) -> str:
    """`text` with `value` stated at `place` and nothing else moved. Fault where the place is absent."""
    span = find_span(text, place)
    kind, label = next(iter(place.items()))
    if span is None:
        raise Fault(f"there is no {kind.replace('_', ' ')} {label!r} to state {value!r} in; add it and try again")
    return put(text, kind, span, value)


def key_spans(text: str, facts: Collection[str], words: Vocabulary) -> Iterator[tuple[int, int]]:
    """The spans of front matter values whose keys mean one of these facts."""
    start, end, body = front_matter(text)
    for key in front_keys(text[start:end]) if body else ():
        span = key_span(text, key) if words.label(key) in facts else None
        if span:
            yield span


# ---- edit/additions.py ---------------------------------------------------------------------------------------
# Text added to a record in the form of what stands there already.

def add_value(text: str, kind: str, span: tuple[int, int], value: str) -> str:
    """`value` at a span, after what it already says."""
    start, end = span
    old = text[start:end]
    if kind == "front_matter":
        items = flow_items(old)
        if items is not None and "\n" not in old:
            return text[:start] + "[" + ", ".join(yaml_text(item, '"') for item in [*items, value]) + "]" + text[end:]
        if old.lstrip().startswith("- ") and "\n" in text[max(start - 1, 0) : end] + old:
            lead = re.search(r"(?:^|\n)([ \t]*)-[^\n]*$", old)
            item = (lead.group(1) if lead else "") + "- " + yaml_text(value, '"')
            return text[:end] + line_end(text) + item + text[end:]
        old = scalar(old)
    return put(text, kind, span, value if is_unfilled(old) else f"{old}, {value}")


def add_key(text: str, key: str, value: str, words: Vocabulary) -> str:
    """A new key in front matter that is there, after the status key or as the last one."""
    end = at = front_matter(text)[1]
    for span in key_spans(text, ("status",), words):
        at = text.find("\n", span[1]) + 1 or end
    return text[:at] + f"{key}: {yaml_text(value)}{line_end(text)}" + text[at:]


def section_end(text: str, section: tuple[int, int]) -> tuple[int, str]:
    """(offset where a section's content ends, its last line): a rule below it belongs to what follows."""
    content = mask(text)[section[0] : section[1]].rstrip()
    while content and RULE.fullmatch(content.rpartition("\n")[2].strip()):
        content = content.rpartition("\n")[0].rstrip()
    end = section[0] + len(content)
    behind = re.compile(rf"(?:[ \t]|{COMMENT_FORM})*(?=\r?\n|$)").match(text, end)  # a line is whole with these
    return behind.end() if behind else end, content.rpartition("\n")[2]


ITEM_MARK = Pattern(r"([ \t]*)[-*+][ \t]+")
NAMES_ANOTHER = Pattern(r"\]\(|`_|\b[A-Z]{2,8}[-_ #]?\d")


def last_item(text: str) -> tuple[str, str]:
    """(bullet, text) of the last item of the list that a text ends in, what is nested in it too; "" where none is."""
    lines: list[str] = []
    for line in reversed(text.splitlines()):
        if not line.strip() or not (ITEM_MARK.match(line) or line[0] in " \t"):
            break
        lines.append(line)
    lines.reverse()
    bullets = [(len(m.group(1)), -at, m.group()) for at, m in enumerate(map(ITEM_MARK.match, lines)) if m]
    if not bullets:
        return "", ""
    _, at, bullet = min(bullets)
    return bullet, "\n".join(lines[-at:])


def add_line(text: str, section: tuple[int, int], line: str, as_item: bool, apart: bool) -> str:
    """A line at the end of a section: a list item where the section ends in a list of links, else a paragraph.

    `as_item`: the section is for links: any list at its end takes the line, and where there is none, it begins one.
    `apart`: with a blank line before what follows.
    """
    newline = line_end(text)
    at, _ = section_end(text, section)
    bullet, item = last_item(text[section[0] : at])
    if bullet and (as_item or NAMES_ANOTHER.search(item)):
        return text[:at] + newline + bullet + line + text[at:]
    follows = apart and not re.match(r"[ \t\r]*\n[ \t\r]*\n|\s*$", text[at:])
    return text[:at] + newline * 2 + ("- " if as_item else "") + line + (newline if follows else "") + text[at:]


def add_sibling(text: str, label: str, value: str, words: Vocabulary) -> str | None:
    """A labelled value beside the status, in the same form: `- Status: x` is joined by `- Label: value`."""
    for kind, name, _, end in fields(text):
        if words.label(name) == "status":
            return join_line(text, kind, name.strip(), end, label, value)
    return None


def join_line(text: str, kind: str, name: str, end: int, label: str, value: str) -> str | None:
    """A line like the one that holds the offset `end` and has `name` as its label, right below it."""
    first = text.rfind("\n", 0, end) + 1
    stop = text.find("\n", end)
    line = text[first : len(text) if stop < 0 else stop].rstrip("\r")
    at, below = line.find(name), first + len(line)
    if at < 0:
        return None
    head, rest = line[:at], line[at + len(name) :]
    if kind == "table_row":
        sibling = f"{head}{label} | {as_cell(value)} |"
        return text[:below] + line_end(text) + sibling + text[below:] if "|" in rest else None
    separator = re.match(r"[\s*_`]*:?[\s*_`]*:?[ \t]*(?:\*\*|__)?[ \t]*", rest)
    tail = re.search(r"(?:  |\\)$", line)
    sibling = head + label + (separator.group().rstrip() if separator else ":") + " " + value
    sibling += tail.group() if tail else ""
    around = text[:first].endswith(("\n\n", "\r\n\r\n")) and re.match(r"\r?\n\r?\n", text[below:])
    return text[:below] + line_end(text) * (2 if around and kind != "bullet" else 1) + sibling + text[below:]


# ---- edit/history.py -----------------------------------------------------------------------------------------
# The section in which some styles keep every change of a record's status.

def note_history(text: str, contract: Contract, status: str, date: str, author: str, words: Vocabulary) -> str:
    """`add_history`, but for a style that keeps its history as its status."""
    if contract.get("history") == contract["record"].get("status"):
        return text
    return add_history(text, contract, status, date, author, words)


def add_history(text: str, contract: Contract, status: str, date: str, author: str, words: Vocabulary) -> str:
    """A row or bullet for a change of status, in the section that the style keeps for it."""
    history = contract.get("history")
    section = section_of(text, history["section"]) if history else None
    if not section:
        return text
    at, last = section_end(text, section)
    if last.lstrip(" >")[:1] != "|":
        return add_line(text, section, f"{status} ({date})", as_item=True, apart=False)
    lead = re.match(r"[ \t>]*", last)
    row = _row(text, section, status, date, author, words)
    line = (lead.group() if lead else "") + "| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |"
    return text[:at] + line_end(text) + line + text[at:]


def _row(text: str, section: tuple[int, int], status: str, date: str, author: str, words: Vocabulary) -> list[str]:
    """What stands in each column of the section's table."""
    lines = mask(text)[section[0] : section[1]].split("\n")
    heads = next(line for line in lines if line.lstrip(" >")[:1] == "|")
    row = []
    for column, name in enumerate(cells(heads.rstrip())):
        fact = words.label(name)
        if fact == "date":
            row.append(date)
        elif column == 0 or fact == "status":
            row.append(status)
        else:
            row.append(author if not fact and re.search(r"author|\bby\b", name.lower()) else "")
    return row


# ---- record/name_form.py -------------------------------------------------------------------------------------
# The form of a log's file names: read from the names that it has, and filled in for a new record.
#
# A form is a text such as `ADR-{number}-{slug}.md`, `{yyyy}-{mm}-{dd}-{slug}/README.md`, `records/{number}-{snake}.md`.
# In it stand
#
#     {prefix}                        the log's prefix, such as `ADR-`
#     {number}                        the record's number, with leading zeros up to the log's width
#     {yyyy} {mm} {dd}                the day on which it was written
#     {slug} {Slug}, {snake} {Snake}, {words} {Words}
#                                     the words of its title between dashes, low lines or spaces; with a capital the title's
#                                     capitals stay

NUMBERED_NAME, DATED_NAME = "{prefix}{number}-{slug}.md", "{prefix}{yyyy}{mm}{dd}-{slug}.md"
NAME_PARTS = Pattern(r"\{(prefix|number|yyyy|mm|dd|slug|Slug|snake|Snake|words|Words)\}")
# What may be a form: a path that stays in its log, hides nothing and ends as a record does.
NAME_FORM = Pattern(
    r"(?:(?!\.)[\w. {}+-]{1,80}/){0,3}(?!\.)[\w. {}+-]{1,120}\.(?:md|markdown|mdx|rst|adoc|asciidoc|asc)", re.I
)
# The day or month at the beginning of a name, with what parts its figures.
DAY_LEAD = Pattern(
    r"(?:19|20)\d\d(?P<first>[-_.]?)(?:0[1-9]|1[0-2])(?:(?P<second>(?P=first))(?:0[1-9]|[12]\d|3[01])(?!\d)|(?=[-_.]\D))"
)
NEWEST = 10  # records whose names are looked at


class Named:
    """What the file name of one record is made of.

    Attributes:
        form: with the words as `{slug}` and what stands before the number as it is.
        lead, digits: what stands before the number, and the number as it is written; "" without one.
        dated: whether it begins with a date.
        words: the title's part of the name.
    """

    __slots__ = ("dated", "digits", "folder", "form", "lead", "stem", "words")

    def __init__(self, file: str) -> None:
        folder, _, name = file.rpartition("/")
        stem, _, suffix = name.rpartition(".")
        tail = "." + suffix
        twice = folder.rpartition("/")[2] == stem  # `0007-use-x/0007-use-x.md`
        if twice:
            folder = folder.rpartition("/")[0]
        elif stem.lower() in COVERS and folder:
            folder, _, stem = folder.rpartition("/")
            tail = "/" + name
        self.folder, self.stem = folder, stem
        day = DAY_LEAD.match(stem)
        self.dated = bool(day)
        date = _day_form(day) if day else ""
        rest = stem[day.end() :] if day else stem
        number = name_facts(stem)[0]
        found = (
            next((m for m in re.finditer(r"\d+", rest) if int(m.group()) == number), None)
            if number is not None
            else None
        )
        self.digits = found.group() if found else ""
        self.lead = rest[: found.start()] if found else ""
        rest = rest[found.end() :] if found else rest
        gap = re.match(r"[-_. ,]*", rest).group() if found or day else ""  # type: ignore[union-attr]
        self.words = rest[len(gap) :]
        stem_form = date + ("{lead}{number}" if found else "") + gap + ("{slug}" if self.words else "")
        self.form = (f"{stem_form}/" if twice else "") + stem_form + tail

    def age(self) -> tuple[bool, int, bool, str]:
        """By what the names of a log's records stand one after the other."""
        return bool(self.digits), int(self.digits or 0), self.dated, self.stem


def by_age(records: Iterable[Record]) -> list[Record]:
    """Records in the order in which their names say that they came."""
    return sorted(records, key=lambda record: Named(record.file).age())


def _day_form(day: re.Match[str]) -> str:
    return "{yyyy}" + day["first"] + "{mm}" + ("" if day["second"] is None else day["second"] + "{dd}")


class NamesOf:
    """How a log's records are called.

    Attributes:
        form: of new ones; "" where the records agree on none.
        prefix: what stands before the number; None where it is not clear.
        width: digits of a number, counted with its zeros; None where it is not clear.
        dated, numbered: whether names bear a date, a number.
    """

    __slots__ = ("dated", "form", "numbered", "prefix", "width")

    def __init__(self, files: Iterable[str]) -> None:
        """`files` are paths below the log."""
        every = sorted((Named(file) for file in files), key=Named.age)
        newest = every[-NEWEST:]
        shared = _shared([name.form for name in newest], 1, 2) or _shared([name.form for name in every], 2, 3) or ""
        alike = [name for name in newest if name.form == shared]
        sure = _shared([name.form for name in every], 1, 2)
        told = alike or newest
        self.prefix = _shared([name.lead for name in told], 2, 3)
        self.dated = _shared([name.dated for name in told], 1, 2) or False
        self.numbered = bool(shared and "{number}" in shared) or (not shared and any(name.digits for name in newest))
        self.width = _width(
            [name.digits for name in (every if sure == shared else told) if name.form == shared or not shared]
        )
        self.form = ""
        if "{number}" in shared or "{yyyy}" in shared:
            self.form = self._folder(newest) + shared.replace("{slug}", _words_form(alike))
            lead = self.prefix or ""
            usual = not lead or re.fullmatch(r"[^\W\d_][\w.-]{0,39}", lead)
            self.form = self.form.replace("{lead}", "{prefix}" if usual and not self.dated else lead)
            self.prefix = (lead if usual and not self.dated else "") if self.prefix is not None else None

    def _folder(self, newest: list[Named]) -> str:
        """The folder below the log where most of the newest records lie, with a slash; "" for none.

        Folders that are called for a status (`accepted/`) hold no new record, but for one of a new record's status.
        """
        told = [(name.folder, KNOWN_STATUSES.get(name.folder.rpartition("/")[2].casefold())) for name in newest]
        folders = [folder for folder, status in told if status in (None, *UNDECIDED)]
        # Where none lies in the log's own folder, that of most is the likeliest.
        folder = _shared(folders, *((2, 3) if "" in folders else (1, 2)))
        return f"{folder}/" if folder else ""


def _words_form(names: list[Named]) -> str:
    """The part of a form that stands for the title's words."""
    several = [name.words for name in names if re.search(r"[^\W_][-_ ][^\W_]", name.words)]
    low = 2 * sum(words.count("_") > words.count("-") for words in several) > len(several)
    # Between spaces the words stand as in a sentence: one capital says that they are kept.
    capitals = [len(re.findall(r"(?:^|[-_ ])[A-Z]", words)) > (" " not in words) for words in several]
    capital = 2 * sum(capitals) > len(several)
    spaced = 2 * sum(" " in words for words in several) > len(several)
    found = "words" if spaced else "snake" if low else "slug"
    return "{" + (found.capitalize() if capital else found) + "}"


def _shared(values: list[Any], count: int, of: int) -> Any:
    """The value that more than `count` of `of` share, or just as many where that is more than half; else None."""
    value = max(set(values), key=values.count, default=None)
    share = values.count(value) * of
    return value if share > count * len(values) or (share == count * len(values) and 2 * count > of) else None


def _width(digits: list[str]) -> int | None:
    """How many digits a number has with its zeros: 1 where it has none; None where most do not agree."""
    digits = [one for one in digits if one]
    padded = [len(one) for one in digits if one[0] == "0" and len(one) > 1]
    if not digits:
        return None
    if not padded:
        return len(digits[0]) if len({len(one) for one in digits}) == 1 else 1
    width = max(set(padded), key=padded.count)
    # A number that fills its width has no zero.
    fit = sum(len(one) == width or (len(one) > width and one[0] != "0") for one in digits)
    return width if 3 * fit >= 2 * len(digits) else None


def usable_form(form: str) -> str:
    """The form; "" where no new record can have it, or where names would not tell one record from another."""
    known = NAME_FORM.fullmatch(form) and not re.search(r"[{}]", NAME_PARTS.sub("", form))
    return form if known and re.search(r"\{number\}|\{yyyy\}[-_.]?\{mm\}", form) else ""


def without_strays(numbers: Iterable[int]) -> list[int]:
    """A log's numbers, sorted, without those of one record in ten that lie far above all others."""
    found = sorted(set(numbers))
    may_be = max(1, len(found) // 10) if len(found) >= 4 else 0
    for last in range(len(found) - 1 - may_be, len(found) - 1):
        if found[last + 1] > max(10 * found[last], 10 * len(found), found[last] + 100):
            return found[: last + 1]
    return found


def name_form(contract: Contract) -> str:
    """The form of a log's file names, as its contract has it."""
    return contract.get("file_name") or (DATED_NAME if contract.get("numbering") == "date" else NUMBERED_NAME)


def file_name(contract: Contract, *, number: int | None, title: str, date: str) -> str:
    """The path below the log of a new record, as the project calls its records.

    Args:
        number: None where a date takes its place; a form that has no place for one that is given gives way.
        date: YYYY-MM-DD.
    """
    year, month, day = date.split("-")
    parts = {
        "number": str(number).zfill(contract.get("number_width", 4)),
        "yyyy": year,
        "mm": month,
        "dd": day,
        "slug": slug(title),
        "Slug": slug(title, capitals=True),
        "snake": slug(title).replace("-", "_"),
        "Snake": slug(title, capitals=True).replace("-", "_"),
        "words": slug(title).replace("-", " "),
        "Words": slug(title, capitals=True).replace("-", " "),
    }
    return _filled_name(contract, parts, numbered=number is not None)


def shown_name(contract: Contract, *, number: bool) -> str:
    """What new records are called, for people: `ADR-NNNN-short-title.md`, `YYYYMMDD-short-title.md`.

    `number` is whether they have one.
    """
    parts = {"number": "N" * contract["number_width"], "yyyy": "YYYY", "mm": "MM", "dd": "DD"}
    words = {"slug": "short-title", "Slug": "Short-Title", "snake": "short_title", "Snake": "Short_Title"}
    words.update(words="short title", Words="Short title")
    return _filled_name(contract, {**parts, **words}, numbered=number)


def _filled_name(contract: Contract, parts: dict[str, str], *, numbered: bool) -> str:
    form = name_form(contract)
    if numbered and "{number}" not in form:
        form = NUMBERED_NAME
    elif not numbered and "{yyyy}" not in form:
        form = DATED_NAME
    values = {"prefix": contract.get("filename_prefix") or "", **parts}
    return NAME_PARTS.sub(lambda m: values[m.group(1)], form)


# ---- log/contract.py -----------------------------------------------------------------------------------------
# What adr.json says of a log.

CONTRACT, BLANK, BASELINE = "adr.json", "adr-template.md", "adr-baseline.json"
# What a log without adr.json is taken to write: the form that adr-tools made common.
NYGARD: Contract = {
    "style": "nygard",
    "title": "Nygard",
    "record": {
        "title": "# {number}. {title}",
        "status": {"section": "Status"},
        "date": {"line": "Date"},
        "supersedes": {"section": "Status"},
        "superseded_by": {"section": "Status"},
    },
    "reference": "[{number}. {title}]({file})",
    "statuses": ["Proposed", "Accepted", "Rejected", "Deprecated", "Superseded"],
    "sections": [],
    "numbering": "sequential",
    "number_width": 4,
    "filename_prefix": "",
    "rules": {},
}
# What `index` says in adr.json where the project keeps the list of its records, in the file `index_file`.
OWN_INDEX = "own"


def own_index_file(contract: Contract) -> str:
    """The file below the log in which the project keeps its own list of records; "" where adr.py writes the index."""
    return str(contract.get("index_file") or "README.md") if contract.get("index") == OWN_INDEX else ""


def load_contract(folder: str) -> Contract:
    """The log's adr.json, filled up from the default; the default alone where there is none."""
    import json

    path = os.path.join(folder, CONTRACT)
    try:
        return read_contract(read_bytes(path))
    except FileNotFoundError:
        return {**NYGARD, "assumed": True}
    except OSError as error:
        reason = error.strerror or str(error)
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        reason = f"is no JSON: {error}"
    except ValueError as error:
        reason = str(error)
    raise Fault(f"{path}: {reason}; {restored(path)}")


def restored(path: str) -> str:
    """How a file that the pack wrote comes back."""
    return f"`git restore {path}` brings back what was committed"


def read_contract(data: bytes) -> Contract:
    """What the bytes of an adr.json say, filled up from the default.

    ValueError where they are no JSON, or of another shape than a contract; RecursionError where they are too deep.
    """
    import json

    found = json.loads(data.decode("utf-8-sig"))
    if not isinstance(found, dict):
        raise ValueError("is no mapping")  # noqa: TRY004 - it is the file that is wrong
    found = {key: value for key, value in found.items() if value is not None}
    for key, (kind, words) in SHAPES.items():
        if not isinstance(found.get(key, kind()), kind) or isinstance(found.get(key), bool):
            raise ValueError(f"its {key!r} is no {words}")  # noqa: TRY004 - likewise
    wrong = next((key for key, fits in FITTING.items() if key in found and not fits(found[key])), "")
    if wrong:
        raise ValueError(f"its {wrong!r} is not of the form that the pack writes")
    contract = {**NYGARD, "reference": "[{title}]({file})", **found}
    contract["record"] = {"title": NYGARD["record"]["title"], **contract["record"]}
    return contract


def _is_place(value: object) -> bool:
    """Whether it says where a record states a fact: `{"section": "Status"}`."""
    return isinstance(value, dict) and all(isinstance(part, str) for part in (*value, *value.values()))


WIDEST = 20  # digits of a number
SHAPES: dict[str, tuple[type, str]] = {
    "style": (str, "text"),
    "reference": (str, "text"),
    "index": (str, "text"),
    "index_file": (str, "text"),
    "numbering": (str, "text"),
    "filename_prefix": (str, "text"),
    "file_name": (str, "text"),
    "number_width": (int, "whole number"),
    "record": (dict, "mapping"),
    "rules": (dict, "mapping"),
    "history": (dict, "mapping"),
    "statuses": (list, "list"),
    "sections": (list, "list"),
}
FITTING: dict[str, Callable[[Any], bool]] = {
    "number_width": lambda width: 0 <= width <= WIDEST,
    # Not the beginning of a path: a record is written into its log and nowhere else.
    "filename_prefix": lambda prefix: re.fullmatch(r"(?!\.)[\w. -]{0,80}", prefix) is not None,
    "file_name": lambda form: not form or bool(usable_form(form)),
    "index": lambda index: index in (OWN_INDEX, "written"),
    # Beside the records, and nowhere else.
    "index_file": lambda name: re.fullmatch(r"(?!\.)[^/\\\x00-\x1f]{1,120}", name) is not None,
    "record": lambda record: all(
        isinstance(place, str) if fact == "title" else place is None or _is_place(place)
        for fact, place in record.items()
    ),
    "history": lambda place: _is_place(place) and "section" in place,
    "statuses": lambda statuses: all(isinstance(status, str) for status in statuses),
    "sections": lambda sections: all(isinstance(one, dict) and isinstance(one.get("heading"), str) for one in sections),
}


# ---- log/find.py ---------------------------------------------------------------------------------------------
# Which files of a folder are records.

def find_files(folder: str) -> tuple[list[tuple[str, int]], list[str]]:
    """([(path below the log, sureness)], [symbolic links passed over]). Never leaves the folder."""
    found: list[tuple[str, int]] = []
    passed: list[str] = []
    todo = [("", folder, False)]
    while todo:
        base, path, inside = todo.pop()
        try:
            with os.scandir(path) as entries:
                names = list(entries)
        except OSError as error:
            if not base:
                raise Fault(f"{folder}: {error.strerror or error}; give the log's folder with --dir") from None
            passed.append(base.rstrip("/"))
            continue
        if base and any(entry.name == CONTRACT for entry in names):
            continue  # a log of its own
        here: list[tuple[str, int]] = []
        covers = []
        for entry in names:
            name = entry.name
            if entry.is_symlink():
                if by_name(name) == 2 or (os.path.isdir(entry.path) and not name.startswith(".")):
                    passed.append(base + name)
            elif entry.is_dir(follow_symlinks=False):
                if name[0] != "." and name.lower() not in SKIPPED_FOLDERS:
                    number, _, day = name_facts(name)
                    todo.append((base + name + "/", entry.path, number is not None or day is not None))
            else:
                sure = by_name(name)
                if sure and not (inside and sure == 1):
                    here.append((base + name, sure))
                elif (
                    base
                    and name.rpartition(".")[0].lower() in ("readme", "index")
                    and "." + name.rpartition(".")[2].lower() in RECORD_SUFFIXES
                ):
                    covers.append(base + name)
        if covers and not any(sure == 2 for _, sure in here):
            cover = min(covers, key=lambda c: (c.rpartition("/")[2][0].lower() != "r", c))
            if inside:
                found.append((cover, 2))
            elif not here:
                found.append((cover, 3))
        found += here
    return found, passed


def record_names(paths: Iterable[str]) -> dict[str, tuple[int | None, str]]:
    """{path: (number, prefix)} of those paths that are records by their names."""
    found = {}
    for path in paths:
        folder, _, name = path.rpartition("/")
        parts = folder.lower().split("/") if folder else []
        if any(part in SKIPPED_FOLDERS or part.startswith(".") for part in parts):
            continue
        stem = name.rpartition(".")[0]
        if stem.lower() in COVERS and folder:
            stem = folder.rpartition("/")[2]
        elif by_name(name) != 2:
            continue
        number, prefix, _ = name_facts(stem)
        found[path] = (number, prefix)
    return found


def likely_records(paths: Iterable[str]) -> dict[str, int]:
    """{path: how sure its name makes it a record (see `find_files`)} of files that are not on the disk."""
    listed = list(paths)
    logs = {folder for folder, _, name in (path.rpartition("/") for path in listed) if folder and name == CONTRACT}
    found = {}
    for path in listed:
        folder, _, name = path.rpartition("/")
        parts = folder.lower().split("/") if folder else []
        if any(part in SKIPPED_FOLDERS or part.startswith(".") for part in parts):
            continue
        if any(folder == log or folder.startswith(log + "/") for log in logs):
            continue
        number, _, day = name_facts(folder.rpartition("/")[2]) if folder else (None, "", None)
        inside = number is not None or day is not None
        sure = by_name(name)
        if sure and not (inside and sure == 1):
            found[path] = sure
        elif (
            folder
            and name.rpartition(".")[0].lower() in COVERS
            and "." + name.rpartition(".")[2].lower() in RECORD_SUFFIXES
        ):
            found[path] = 2 if inside else 3
    return found


def place_of(folder: str, file: str) -> str:
    """Where a file lies: `file` is its path below the folder, with `/`."""
    return os.path.join(folder, *file.split("/"))


def read_text(folder: str, file: str) -> str:
    """The text of a file of the log."""
    return decode(read_bytes(place_of(folder, file)))[0]


# ---- program.py ----------------------------------------------------------------------------------------------
# What people type to run this program.

# A joined file is run as that file, in a project; only the installed package brings a command.
ADR = "adr" if __package__ == "copier_adr" else "adr.py"


# What runs the installed command in a process of its own, wherever the package lies.
MAIN = os.path.join(os.path.dirname(os.path.abspath(__file__)), "__main__.py")


# ---- record/vocabulary.py ------------------------------------------------------------------------------------
# The vocabulary of one log: what its contract adds to the words that every log is read with.

def vocabulary(contract: dict[str, Any] | None = None) -> Vocabulary:
    """The words to read a log with. A style of a project's own may call its status section as it likes."""
    words = Vocabulary()
    if not contract:
        return words
    for fact in ("status", "date", "supersedes", "superseded_by"):
        place = contract["record"].get(fact)
        if not isinstance(place, dict) or len(place) != 1:
            continue
        kind, label = next(iter(place.items()))
        key = words.key(str(label))
        table = words.sections if kind == "section" else words.labels
        if key in table:
            continue
        table[key] = fact
        if kind != "section" and fact in ("status", "date"):
            words.places.append((fact, place))
    for fact in ("applies_to", "review_by", "tags"):
        place = contract["record"].get(fact)
        if isinstance(place, dict) and len(place) == 1:
            kind, label = next(iter(place.items()))
            (words.sections if kind == "section" else words.notes).setdefault(words.key(str(label)), fact)
    for status in contract.get("statuses") or []:
        word = " ".join(str(status).casefold().split())
        if word not in words.statuses and stated_word(word, words)[0] == word:
            words.learn_status(word)
    return words


# ---- log/parallel.py -----------------------------------------------------------------------------------------
# Work on many files, on all cores.

PARALLEL_FROM = 600  # files; below that a second process costs more than it saves


def in_parallel(work: Work, files: Files) -> list[FactRow]:
    """`work(files)` over all cores where the system can fork; the same result as on one."""
    workers = 1
    if len(files) >= PARALLEL_FROM and hasattr(os, "fork"):
        workers = min(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1, 8)
        workers = min(workers, len(files) // (PARALLEL_FROM // 2))
    if workers < 2:
        return work(files)
    import marshal

    share = -(-len(files) // workers)
    children = []
    try:
        for n in range(1, workers):
            part = files[n * share : (n + 1) * share]
            reader, writer = os.pipe()
            child = os.fork()
            if not child:
                status = 1
                try:
                    os.close(reader)
                    with os.fdopen(writer, "wb") as pipe:
                        pipe.write(marshal.dumps(work(part)))
                    status = 0
                finally:
                    os._exit(status)
            os.close(writer)
            children.append((child, reader, part))
    except OSError:
        pass  # no more processes to be had: what none of them reads is read here
    started = len(children) + 1
    rows = work(files[:share])
    for child, reader, part in children:
        with os.fdopen(reader, "rb") as pipe:
            data = pipe.read()
        try:
            rows += marshal.loads(data)  # before the wait: the child takes its time to go
        except (EOFError, ValueError, TypeError):
            rows += work(part)
        os.waitpid(child, 0)
    return rows + (work(files[started * share :]) if started < workers else [])


# ---- log/resolve.py ------------------------------------------------------------------------------------------
# From a reference to the record that it means.

NAME_LEAD = Pattern(r"^(?:[a-z]+[-_])*[\d_-]+")  # what leads a record's slug
PARTS_OF_URL = Pattern(r"[#?%\\]")


class Resolver:
    """The records of a log by everything that people call them by; the maps are made when first needed."""

    def __init__(self, folder: str, records: list[Record]) -> None:
        self.folder = folder
        self.records = records
        self.files = {record.file: record for record in records}
        self._maps: tuple[dict[str, Record], dict[str, list[Record]], dict[int, list[Record]]] | None = None
        self._slugs: dict[str, list[Record]] | None = None

    def maps(self) -> tuple[dict[str, Record], dict[str, list[Record]], dict[int, list[Record]]]:
        """(by path, by path without extension, by number), made when first needed."""
        if self._maps is None:
            paths: dict[str, Record] = {}
            stems: dict[str, list[Record]] = {}
            numbers: dict[int, list[Record]] = {}
            for r in self.records:
                low = r.file.lower()
                paths[low] = r
                stem = low.rpartition(".")[0]
                if stem.endswith(("/readme", "/index")):
                    stem = stem.rpartition("/")[0]
                stems.setdefault(stem, []).append(r)
                name = stem.rpartition("/")[2]
                if name != stem:
                    stems.setdefault(name, []).append(r)
                if r.number is not None:
                    numbers.setdefault(r.number, []).append(r)
            self._maps = (paths, stems, numbers)
        return self._maps

    def resolve(self, record: Record, refs: Refs) -> list[str]:
        """The files that references of `record` mean, without itself, in order."""
        found: list[str] = []
        for kind, target in refs:
            for other in self._by_path(record, target) if kind == "path" else self._by_number(record, target):
                if other is not record and other.file not in found:
                    found.append(other.file)
        return found

    def _by_path(self, record: Record, target: str) -> list[Record]:
        if target in self.files and "/" not in record.file and not PARTS_OF_URL.search(target):
            return [self.files[target]]  # nearly every link: the name of a file beside this one
        paths, stems, numbers = self.maps()
        target = target.partition("#")[0].partition("?")[0]
        if "%" in target:
            from urllib.parse import unquote as unquote_url

            target = unquote_url(target)
        outside = "://" in target
        target = target.replace("\\", "/").rstrip("/").lower()
        if not target or target.startswith("mailto:"):
            return []
        folder = os.path.dirname(record.file.lower())
        name = target.rpartition("/")[2]
        if outside:
            if not name.endswith((*RECORD_SUFFIXES, ".html")):
                return []
            return [r for r in stems.get(name.rpartition(".")[0], []) if r.file.lower().endswith(name)]
        path = os.path.normpath(os.path.join(folder, target)).replace("\\", "/")
        if path in paths:
            return [paths[path]]
        stem = path.rpartition(".")[0] if path.endswith((*RECORD_SUFFIXES, ".html")) else path
        own = name.rpartition(".")[0] if name.endswith((*RECORD_SUFFIXES, ".html")) else name
        for key in (stem, own):
            if key.endswith(("/readme", "/index")):
                key = key.rpartition("/")[0]
            if key in stems:
                return self._nearest(record, stems[key])
        if name.isdecimal():
            return self._nearest(record, numbers.get(int(name), []))
        number, prefix, _ = name_facts(name)
        if number is not None:
            moved = self._by_slug(NAME_LEAD.sub("", own))  # renumbered since the link was written
            return moved if len(moved) == 1 else self._by_number(record, f"{prefix} {number}")
        return self._by_slug(own)

    def _by_slug(self, name: str) -> list[Record]:
        """The records whose names are `name` once their numbers are gone."""
        if self._slugs is None:
            self._slugs = {}
            for stem, records in self.maps()[1].items():
                slug_only = NAME_LEAD.sub("", stem.rpartition("/")[2])
                for r in records:
                    if r not in self._slugs.setdefault(slug_only, []):
                        self._slugs[slug_only].append(r)
        return self._slugs.get(name, [])

    def _by_number(self, record: Record, target: str) -> list[Record]:
        prefix, _, digits = target.rpartition(" ")
        candidates = [r for r in self.maps()[2].get(int(digits), []) if r is not record]
        if prefix not in GENERIC_PREFIXES and any(r.title_prefix == prefix for r in candidates):
            named = [r for r in candidates if r.title_prefix == prefix]
            return self._nearest(record, named)  # "TEP-0107" of the file 0107-b.md, whose title says so
        exact = [r for r in candidates if r.prefix == prefix]
        if prefix not in GENERIC_PREFIXES and not exact:
            exact = [
                r
                for r in candidates
                if r.prefix
                and (r.prefix.endswith(prefix) or (prefix.endswith(r.prefix) and r.prefix not in GENERIC_PREFIXES))
            ]
            return self._nearest(record, exact)
        if prefix in GENERIC_PREFIXES:
            exact = (
                [r for r in candidates if r.prefix == record.prefix]
                or [r for r in candidates if r.prefix in GENERIC_PREFIXES]
                or candidates
            )
        return self._nearest(record, exact)

    def _nearest(self, record: Record, candidates: list[Record]) -> list[Record]:
        """Of several records with one number: those of the same folder, then the one that speaks of `record`."""
        if len(candidates) < 2:
            return candidates
        folder = os.path.dirname(record.file)
        near = [r for r in candidates if os.path.dirname(r.file) == folder] or candidates
        near = [r for r in near if language(r.file) == language(record.file)] or near
        if len(near) > 1:
            name = record.file.rpartition("/")[2]
            speaking = []
            for r in near:
                try:
                    if name in decode(read_bytes(os.path.join(self.folder, r.file)))[0]:
                        speaking.append(r)
                except OSError:
                    continue
            near = speaking if len(speaking) == 1 else near
        return near


# ---- log/settle.py -------------------------------------------------------------------------------------------
# What only the whole log can say of its records: which titles are numbered, and which files go with another one.

def settle(records: list[Record]) -> list[Record]:
    """The records without what goes with one of them; titles get back a number that is part of them."""
    settle_titles(records)
    kept = _without_twins(records)
    numbers: dict[int, list[Record]] = {}
    for record in kept:
        if record.number is not None:
            numbers.setdefault(record.number, []).append(record)
    return [r for r in kept if r.number is None or not _is_companion(r, numbers[r.number])]


def settle_titles(records: list[Record]) -> None:
    """A number that may be part of a title leads it only where other titles of the log are led so.

    "HTTP 2 - everywhere" in record 2 keeps its number, unless other records are called "HTTP 3 - …"; "4 eyes principle"
    keeps it where most other titles have none.
    """
    _without_common_title(records)
    doubtful = [record for record in records if record.whole_title]
    if not doubtful:
        return
    prefixes: dict[str, int] = {}
    for record in records:
        if record.title_number is not None or record.whole_title:
            prefixes[record.title_prefix] = prefixes.get(record.title_prefix, 0) + 1
    # "HTTP 2" and "RHEL 5" are no custom of a log where each stands alone.
    led = sum(times for prefix, times in prefixes.items() if not prefix or times > 1)
    titled = sum(1 for record in records if record.title)
    for record in doubtful:
        others = prefixes[record.title_prefix] - 1 if record.title_prefix else led - 1
        if others < 1 or (not record.title_prefix and 2 * others < titled - 1) or not _led_by_own(record):
            record.title = record.whole_title
        else:
            record.title_number = record.number


def _without_common_title(records: list[Record]) -> None:
    """A title that most records share ("RFC Proposal") is that of their form: each goes by its file's name."""
    times = Counter(record.title for record in records if record.title)
    title, most = times.most_common(1)[0] if times else ("", 0)
    if most > 2 and 2 * most > len(records) and FORM_WORDS.issuperset(title.casefold().split()):
        for record in records:
            if record.title == title:
                record.title = record.title_number = record.whole_title = None


def _led_by_own(record: Record) -> bool:
    """Whether the number in question is that of the record."""
    digits = re.search(r"\d+", record.whole_title or "")
    return digits is not None and int(digits.group()) == record.number


def _without_twins(records: list[Record]) -> list[Record]:
    """Records without translations of another one: `0001-a.ja.md` or `ja/0001-a.md` beside `0001-a.md`."""
    files = {record.file: record for record in records}
    possible = {record.file: paths for record in records if (paths := list(translated(record.file)))}
    if not possible:
        return records
    origins = {file: next((p for p in paths if p in files and p != file), "") for file, paths in possible.items()}
    own = [record for record in records if not origins.get(record.file)]
    named: dict[tuple[str, int | None, str], list[str]] = {}  # (folder, number, prefix) -> files
    for record in own:
        named.setdefault((record.file.rpartition("/")[0], record.number, record.prefix), []).append(record.file)
    for record in own:  # the name of a translation may be translated too
        folders = {path.rpartition("/")[0] for path in possible.get(record.file, ())} - {record.file.rpartition("/")[0]}
        same = [file for home in folders for file in named.get((home, record.number, record.prefix), ())]
        origins[record.file] = same[0] if len(same) == 1 and record.number is not None else ""
    for record in records:
        origin = files.get(origins.get(record.file) or "")
        if origin:
            origin.translations = sorted([*origin.translations, record.file])
    return [record for record in own if not origins[record.file]]


def _is_companion(record: Record, same: list[Record]) -> bool:
    """Whether a file goes with a record of the same number: it states no status, and lies below or is called so."""
    if record.status or len(same) < 2:
        return False
    folder, _, name = record.file.rpartition("/")
    stem = name.rpartition(".")[0]
    for other in same:
        if other is record or not other.status:
            continue
        home, _, own = other.file.rpartition("/")
        below = folder != home and (folder + "/").startswith(home + "/" if home else "")
        words = [word for word in re.split(r"[-_. ]+", stem.casefold()) if word.isalpha()]
        called = all(word in COMPANIONS or word in RECORD_WORDS for word in words) or stem.startswith(
            own.rpartition(".")[0]
        )
        if below or (folder == home and called and bool(words)):
            return True
    return False


# ---- log/log.py ----------------------------------------------------------------------------------------------
# A folder of records.

A_RECORD = 20  # values in the row of a record


def read_files(
    folder: str, files: list[tuple[str, int]], words: Vocabulary, check: CheckRecord | None = None
) -> list[tuple[Any, ...]]:
    """A row for each file that is a record; (file, reason) for one that cannot be read.

    Where `check` returns something, the row is followed by (file, what is wrong, which rules the record ignores).
    """
    rows: list[tuple[Any, ...]] = []
    prefix = folder.rstrip("/") + "/"
    for file, sure in files:
        try:
            data = read_bytes(prefix + file)
        except OSError as error:
            rows.append((file, error.strerror or str(error)))
            continue
        text, encoding = decode(data)
        row = parse(file, text, words)
        if reads_as_record(row, sure):
            rows.append(row)
            if check:
                found, ignored = check(file, text, encoding, Record(row))
                if found or ignored:
                    rows.append((file, found, ignored))
    return rows


def reads_as_record(row: tuple[Any, ...], sure: int) -> bool:
    """Whether the facts of a file make it a record, where its name says so to that degree (see `find_files`)."""
    evidence: int = row[-1]
    return evidence >= 0 and (sure == 2 or evidence >= (1 if sure == 1 else 2))


class Log:
    """All the records of one folder, in the order of the index, with the links between them resolved.

    Attributes:
        contract: what adr.json says, filled up from the default.
        words: the vocabulary that its records are read with.
        records: in the order of the index.
        unreadable: (file, reason) of files that cannot be read.
        passed: symbolic links and folders that were passed over.
        candidates: how many files may be records by their names.
        findings, ignored: what `check` said of each record, and which rules each record ignores.
    """

    def __init__(self, folder: str, check: CheckRecord | None = None, parallel: bool = True) -> None:
        self.folder = folder
        self.contract = load_contract(folder)
        self.words = vocabulary(self.contract)
        files, self.passed = find_files(folder)
        self.candidates = len(files)
        self.unreadable: list[tuple[str, str]] = []
        self.records: list[Record] = []
        self.findings: list[tuple[Any, ...]] = []
        self.ignored: dict[str, set[str]] = {}

        def work(share: list[tuple[str, int]]) -> list[tuple[Any, ...]]:
            return read_files(folder, share, self.words, check)

        for row in in_parallel(work, files) if parallel else work(files):
            if len(row) == A_RECORD:
                self.records.append(Record(row))
            elif len(row) == 2:
                self.unreadable.append((row[0], row[1]))
            else:
                self.findings += row[1]
                self.ignored[row[0]] = row[2]
        kept = settle(self.records)
        if len(kept) < len(self.records):
            gone = {record.file for record in self.records} - {record.file for record in kept}
            self.records = kept
            self.findings = [row for row in self.findings if row[1] not in gone]
        self.link()

    def link(self) -> None:
        """Put the records in order and resolve their references to each other."""
        self.records.sort(key=order)
        self.resolver = Resolver(self.folder, self.records)
        self.files = self.resolver.files
        for record in self.records:
            if record.fwd_refs:
                record.supersedes = self.resolver.resolve(record, record.fwd_refs)
            if record.by_refs:
                record.superseded_by = self.resolver.resolve(record, record.by_refs)
            if record.link_refs:
                record.links = [
                    (label, file) for label, refs in record.link_refs for file in self.resolver.resolve(record, refs)
                ]


class Draft(Log):
    """A log as it will be: the records of another one, some of them with new text (None: gone)."""

    def __init__(self, log: Log, pages: dict[str, str | None]) -> None:
        self.folder, self.contract, self.words, self.unreadable = log.folder, log.contract, log.words, log.unreadable
        self.records = [r for r in log.records if r.file not in pages]
        self.records += [read_record(file, text, log.words) for file, text in pages.items() if text is not None]
        for record in self.records:
            record.supersedes, record.superseded_by, record.links = [], [], []
        self.link()


def order(record: Record) -> tuple[str, int, int, str]:
    """The order of the index: by folder, then by number, then by name; dated names last."""
    file = record.file
    folder, _, name = file.rpartition("/")
    if name.lower().startswith(("readme.", "index.")):
        folder, _, name = folder.rpartition("/")
    number = record.number
    return (folder, 1, 0, name) if number is None else (folder, 0, number, name)


def read_log(folder: str) -> list[dict[str, Any]]:
    """The records of a log as `list --json` prints them."""
    return [record.as_json() for record in Log(folder, parallel=False).records]


def two_ends(log: Log, record: str, target: str) -> tuple[Record, Record]:
    """The two records that a person links; Misuse where they are one."""
    source = one(log, record)
    other = one(log, target, but=source)
    if source is other:
        raise Misuse("a record cannot be linked to itself")
    return source, other


def one(log: Log, what: str, *, but: Record | None = None) -> Record:
    """The record that a person means by a number, a file's name or part of it."""
    text = what.strip().replace(os.sep, "/")
    digits = re.fullmatch(r"(?:[A-Za-z]{1,20}[-_ ]){0,5}[A-Za-z]{0,20}#?(\d{1,7})", text)
    name = text.rpartition("/")[2]
    found = [
        r
        for r in log.records
        if r.file == text
        or r.file.rpartition("/")[2] == name
        or os.path.abspath(os.path.join(log.folder, r.file)) == os.path.abspath(what)
    ]
    exact = [
        r for r in found if r.file == text or os.path.abspath(os.path.join(log.folder, r.file)) == os.path.abspath(what)
    ]
    found = exact or found
    if not found and digits:
        found = [r for r in log.records if r.number == int(digits.group(1)) and r is not but]
        prefixed = [r for r in found if r.prefix and text.casefold().startswith(r.prefix)]
        found = prefixed or found
    if not found:
        found = [r for r in log.records if name and name.casefold() in r.file.casefold()]
    if len(found) == 1:
        return found[0]
    if found:
        raise Fault(f"{what!r} may be {', '.join(r.file for r in found[:5])}; give the file's name")
    raise Fault(f"{log.folder}: has no record {what!r}; see `{ADR} list`")


# ---- text/columns.py -----------------------------------------------------------------------------------------
# Text in columns: how wide it is, and a Markdown table as a formatter leaves it.

SHOWN_MARK = Pattern(r"\\([!-/:-@\[-`{-~])")  # a mark that means itself: formatters add and drop the backslash
RULE_CELL = Pattern(r":?-+:?")
GAPS = Pattern(r"\n(?:[ \t]*\n)+")
NARROWEST = 3  # dashes that a column's rule has at least


def width(text: str) -> int:
    """How many columns a terminal gives to `text`."""
    if text.isascii():
        return len(text)
    import unicodedata

    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def in_form_of(now: str, fresh: str) -> str:
    """`fresh` as a formatter left `now`: `now` itself where both say the same, else with its padding and spelling.

    Both are blocks of Markdown with a table. They say the same where their cells do, whatever pads them, and their
    other paragraphs do, wherever those break.
    """
    if now == fresh:
        return fresh
    old, new = _says(now), _says(fresh)
    if old == new:
        return now
    before = now.splitlines()
    spelt = {_said_in(before[n], second): before[n] for n, second in _table_rows(before).items()}
    newline = line_end(fresh)
    lines = fresh.split(newline)
    second = _table_rows(lines)
    rows = {n: _cell_texts(spelt.get(_said_in(lines[n], second[n]), lines[n])) for n in second}
    # A table that begins here has the form in which formatters leave it alone.
    padded = not spelt or _is_padded(spelt.values())
    widths = _widths([row for n, row in rows.items() if not _is_rule_row(row, second[n])]) if padded else []
    for n, row in rows.items():
        lines[n] = _as_row(row, widths, _is_rule_row(row, second[n]))
    return newline.join(lines)


def _says(block: str) -> list[object]:
    """What a block says: the cells of each row, each paragraph in one line, code as it is."""
    said: list[object] = []
    for part in GAPS.split(block.replace("\r\n", "\n").strip("\n")):
        if part[:1] == "|":
            lines = part.split("\n")
            rows = _table_rows(lines)
            said += [_said_in(line, rows[n]) if n in rows else line for n, line in enumerate(lines)]
        elif part[:3] == "```":
            said.append(part)
        else:
            said.append(_unmarked(part))
    return said


def _table_rows(lines: list[str]) -> dict[int, bool]:
    """The rows of tables: the number of the line -> whether it is its table's second, where the rule stands."""
    found: dict[int, bool] = {}
    for n, line in enumerate(lines):
        if line[:1] == "|":
            found[n] = n - 1 in found and n - 2 not in found
    return found


def _said_in(line: str, second: bool) -> tuple[str, ...]:
    """A row as it is compared; a rule as what no cell says."""
    row = _cell_texts(line)
    return ("\n",) * len(row) if _is_rule_row(row, second) else tuple([_unmarked(cell) for cell in row])


def _unmarked(text: str) -> str:
    """Text without what a formatter may write otherwise: spaces, backslashes, stars for emphasis."""
    text = " ".join(text.split())
    if "*" in text or "\\" in text:
        text = SHOWN_MARK.sub(r"\1", text).replace("*", "_")
    return text


def _cell_texts(line: str) -> list[str]:
    """The cells of a row as they are written, without what pads them."""
    line = line.strip()
    return [cell.strip() for cell in CELL.split(line)[1 : -1 if line[-1:] == "|" else None]]


def _is_rule_row(row: list[str], second: bool) -> bool:
    """Whether it is the row of dashes below the head. Elsewhere dashes are what the cells say."""
    return second and all(RULE_CELL.fullmatch(cell) for cell in row)


def _is_padded(rows: Iterable[str]) -> bool:
    """Whether somebody padded a table: more dashes than a rule needs, or more spaces than stand around a word."""
    return any(re.search(r"----|[^ |]  +\|", row) for row in rows)


def _widths(rows: list[list[str]]) -> list[int]:
    """Of each column, from the rows that are no rule."""
    columns = max(map(len, rows), default=0)
    return [max([NARROWEST, *(width(row[n]) for row in rows if n < len(row))]) for n in range(columns)]


def _as_row(row: list[str], widths: list[int], rule: bool) -> str:
    """A row as text; padded where there are widths."""
    if not widths:
        return "| " + " | ".join(row) + " |"
    filled = zip([*row, *[""] * (len(widths) - len(row))], widths)
    if rule:
        cells = [cell[:1].strip("-") + "-" * (wide - cell.count(":")) + cell[1:].strip("-") for cell, wide in filled]
    else:
        cells = [cell + " " * (wide - width(cell)) for cell, wide in filled]
    return "| " + " | ".join(cells) + " |"


def padded_table(lines: list[str]) -> list[str]:
    """The rows of a table as formatters pad them; each begins with its bar."""
    rows = [_cell_texts(line) for line in lines]
    rules = [_is_rule_row(row, n == 1) for n, row in enumerate(rows)]
    widths = _widths([row for row, rule in zip(rows, rules) if not rule])
    return [_as_row(row, widths, rule) for row, rule in zip(rows, rules)]


# ---- text/links.py -------------------------------------------------------------------------------------------
# The links of a Markdown text as a renderer sees them: what only looks like one is none.

RAW = Pattern(r"<(pre|script|style|textarea)\b[^<>]{0,500}>[\s\S]*?(?:</\1>|\Z)", re.IGNORECASE)
LIST_ITEM = Pattern(r"(?:[-*+]|\d{1,9}[.)])(?:[ \t]+|$)")
TICKS = Pattern(r"`+")
PARAGRAPH_END = Pattern(r"\n[ \t>]*(?=\n)")
BRACKETS = Pattern(PARAGRAPH_END.source + r"|\\[^\n]|[\[\]]")
LONGEST_TEXT = 2000  # characters of a link's words
# What may stand behind a target: the end of its brackets, a title in quotation marks.
TITLE = r"""(?:"[^"]{0,500}"|'[^']{0,500}'|\([^()]{0,500}\))"""
GAP = r"[ \t]{0,40}\n?[ \t]{0,40}"
LINK_END = Pattern(r">?(?:" + GAP + TITLE + r")?" + GAP + r"\)")
DEFINITION_END = Pattern(r">?(?:[ \t]{1,40}" + TITLE + r")?[ \t]{0,40}(?=\n|\Z)")


def possible_targets(text: str) -> Iterator[str]:
    """Each target of what may be a link: all that `targets` gives, and more; quick."""
    if "](" in text:
        yield from filter(None, LINK.findall(text))
    if "]:" in text:
        yield from DEFINITION.findall("\n" + text)


def targets(text: str) -> Iterator[tuple[int, str]]:
    """(offset, target) of each link and each definition of one; none in code, comments and raw text."""
    masked = without_code(text)
    opened = _opened_in_paragraph(masked)
    for m in LINK.finditer(masked):
        if m.group(1) and LINK_END.match(masked, m.end(1)) and m.start() in opened:
            yield m.start(1), m.group(1)
    padded = "\n" + masked
    for m in DEFINITION.finditer(padded):
        if DEFINITION_END.match(padded, m.end(1)) and "\\]:" not in m.group():
            yield m.start(1) - 1, m.group(1)


def without_code(text: str) -> str:
    """`text` with comments, code of every kind and raw HTML blanked out; same length."""
    text = mask(text)
    if "<" in text:
        text = RAW.sub(lambda m: blank(m.group()), text)
    if "    " in text or "\t" in text:
        text = _without_indented(text)
    return _without_spans(text) if "`" in text else text


def _opened_in_paragraph(text: str) -> set[int]:
    """Where the brackets end that were opened in their paragraph, not too far before; those only shown are none."""
    found, open_ones = set(), list[int]()
    for m in BRACKETS.finditer(text):
        if m.group() == "[":
            open_ones.append(m.start())
        elif m.group() != "]":
            if m.group()[0] == "\n":
                open_ones.clear()
        elif open_ones and m.start() - open_ones.pop() <= LONGEST_TEXT:
            found.add(m.start())
    return found


def _is_escaped(text: str, at: int) -> bool:
    """Whether a backslash before this character says that it means itself."""
    count = 0
    while count < at and text[at - 1 - count] == "\\":
        count += 1
    return count % 2 == 1


def _without_indented(text: str) -> str:
    """`text` with code by indentation blanked: four columns more than what is around it, after an empty line."""
    lines, columns = text.split("\n"), [0]  # where the text of each list item that is open begins
    after_gap, in_code = True, False
    for n, line in enumerate(lines):
        body = line.expandtabs(4)
        words = body.lstrip()
        if not words:
            after_gap = True
            continue
        indent = len(body) - len(words)
        while after_gap and len(columns) > 1 and indent < columns[-1]:
            columns.pop()
        in_code = indent >= columns[-1] + 4 and (after_gap or in_code)
        if in_code:
            lines[n] = " " * len(line)
        else:
            item = LIST_ITEM.match(words)
            if item:
                while len(columns) > 1 and indent < columns[-1]:
                    columns.pop()
                columns.append(indent + (len(item.group()) if len(item.group().split()[0]) < len(item.group()) else 2))
        after_gap = False
    return "\n".join(lines)


def code_spans(text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of code between backticks; the marks on both sides are of one length, in one paragraph."""
    runs = [m.span() for m in TICKS.finditer(text)]
    ends = [m.start() for m in PARAGRAPH_END.finditer(text)]
    partner: dict[int, int] = {}
    nearest: dict[int, int] = {}
    for n in range(len(runs) - 1, -1, -1):
        length = runs[n][1] - runs[n][0]
        if length in nearest:
            partner[n] = nearest[length]
        nearest[length] = n
    n = 0
    while n < len(runs):
        start, other = runs[n][0], partner.get(n)
        end = runs[other][1] if other is not None else 0
        if other is None or _is_escaped(text, start) or bisect(ends, start) != bisect(ends, end):
            n += 1
            continue
        yield start, end
        n = other + 1


def _without_spans(text: str) -> str:
    out, at = [], 0
    for start, end in code_spans(text):
        out += [text[at:start], blank(text[start:end])]
        at = end
    return "".join([*out, text[at:]])


# ---- text/prose.py -------------------------------------------------------------------------------------------
# Running text in lines of a width, and a change laid out as its file is.

# What stays together beside code and comments: an address, a picture, a link, a sign with its backslash.
ATOM = Pattern(r"<[^<>\s][^<>]*>|!?\[(?:[^\[\]\\]|\\.)+\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*\)|\\?\S")
# A word that would be something else at the start of a line.
STARTS_A_BLOCK = Pattern(r"(?:[-+*>|]|#{1,6}|=+|\d{1,9}[.)])$")
ITEM_LEAD = Pattern(r" *(?:[-*+]|\d{1,9}[.)]) +(?:\[[ xX]\] +)?(?=\S)")
TABLE_ROWS = Pattern(r"(?m)(?:^(?:> )?\|.*\n)+")


def breakable(text: str) -> list[str]:
    """A text cut where a line may break. A word that may not begin a line stands with the one before it."""
    code, closed = dict(code_spans(text)), text.rfind("-->")
    found: list[str] = []
    at = start = 0  # where the next word begins, and the one that is read
    while at < len(text):
        if at in code:
            at = code[at]
        elif text.startswith("<!--", at) and at + 2 <= closed:
            at = text.find("-->", at + 2) + 3
        else:
            atom = ATOM.match(text, at)
            at = atom.end() if atom else at
        if at == len(text) or text[at].isspace():
            if at > start:
                found.append(text[start:at])
            at = start = at + 1
    for number in range(len(found) - 1, 0, -1):
        if STARTS_A_BLOCK.match(found[number]):
            found[number - 1] += f" {found.pop(number)}"
    return found


def filled_lines(text: str, columns: int, first: str = "", rest: str = "") -> Iterator[str]:
    """The lines of a text as Prettier fills them; `first` and `rest` stand before them."""
    line, bare = first, True
    for word in breakable(text):
        if not bare and width(line) + 1 + width(word) > columns:
            yield line
            line, bare = rest, True
        if bare and width(line) + width(word) > columns and re.match(r"\W*(?:\[|<!--)", word):
            *lines, line = _too_long(word, columns, line, rest)
            yield from lines
        else:
            line += word if bare else f" {word}"
        bare = False
    yield line


def _too_long(word: str, columns: int, line: str, rest: str) -> Iterator[str]:
    """A link or comment that has no room on one line. What follows the text of a link never moves."""
    text, target, tail = ("", "", word) if word.startswith("<!--") else word.rpartition("](")
    start = line
    for part in (text or tail).split(" "):
        gap = "" if line == start else " "
        if gap and width(line) + 1 + width(part) > columns:
            yield line
            line = start = rest
            gap = ""
        line += gap + part
    yield line + target + tail if text else line


def in_layout_of(before: str, after: str, columns: int) -> str:
    """`after` with what a change made longer laid out as `before` is: padded tables, lines of at most `columns`.

    With `columns` 0 lines are left as they are.
    """
    tables = [m.group() for m in TABLE_ROWS.finditer(mask(before))]
    if tables and all(_table_padded(table) == table for table in tables):
        after = TABLE_ROWS.sub(lambda m: _table_padded(m.group()), after)
    return _new_lines_folded(before, after, columns) if columns else after


def _table_padded(table: str) -> str:
    lead = "> " if table[:1] == ">" else ""
    rows = [line[len(lead) :] for line in table.rstrip("\n").split("\n")]
    if len(rows) < 2 or not all(row[:1] == "|" for row in rows) or not re.fullmatch(r"\|(?=[\s:|]*-)[\s:|-]*", rows[1]):
        return table
    return "".join(f"{lead}{row}\n" for row in padded_table(rows))


def _new_lines_folded(before: str, after: str, columns: int) -> str:
    """Lines that are new and too long, folded."""
    old = set(before.split("\n"))
    lines = after.split("\n")
    if all(len(line) <= columns or line in old for line in lines):
        return after
    above = after.count("\n", 0, front_matter(after)[2])
    shown = mask(after).split("\n")
    out: list[str] = []
    for number, line in enumerate(lines):
        prose = number >= above and shown[number] == line and line[:1] not in "#|>< \t\r" and "\r" not in line
        if prose and len(line) > columns and line not in old:
            item = ITEM_LEAD.match(line)
            lead = item.group() if item else ""
            out += filled_lines(line[len(lead) :], columns, lead, " " * len(lead))
        else:
            out.append(line)
    return "\n".join(out)


# ---- edit/change.py ------------------------------------------------------------------------------------------
# Several files written together: all of them, or none, whatever ends the run.

# A file that is not there, and no link that waits there for us.
NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


class Change:
    """Files that change together: all of them, or none.

    Every new content is first written whole beside its file; only then do the files take their places, each
    by a rename, and what is to go goes last. If one cannot, those that already did are put back. A run that is killed
    can put nothing back: with a journal, the next run does.
    """

    def __init__(self, journal: Journal | None = None) -> None:
        self.journal = journal
        self.files: dict[str, bytes | None] = {}

    def write(self, path: str, data: bytes | None) -> None:
        """Plan `data` as the content of `path`; None plans its removal."""
        self.files[path] = data

    def commit(self, last: Callable[[], None] | None = None) -> list[str]:
        """The paths that changed. Fault, with everything as it was, where one cannot be written.

        `last` is the step after which all counts as done; an OSError of it undoes everything too.
        """
        old = self._drop_unchanged()
        if not self.files and not last:
            return []
        beside: dict[str, str] = {}
        done: list[str] = []
        folders: list[str] = []
        try:
            if self.journal:
                self.journal.begin({path: (old[path], data) for path, data in self.files.items()})
            for path, data in self.files.items():
                if data is not None:
                    make_folders(os.path.dirname(path), folders)
                    beside[path] = write_beside(own_place(path), data)
            self._take_places(beside, done)
            if last:
                last()
        except BaseException as error:
            self._put_back(old, done, beside)
            for folder in reversed(folders):
                os.rmdir(folder)
            if isinstance(error, OSError):
                name = error.filename or next((p for p in self.files if p not in done), "")
                raise Fault(f"{name}: {error.strerror or error}; nothing was changed") from None
            raise
        if self.journal:
            self.journal.end()
        return done

    def _put_back(self, old: dict[str, bytes | None], done: list[str], beside: dict[str, str]) -> None:
        """Everything as it was. Where that cannot be done either, the journal stays, and the next run does it."""
        for temporary in beside.values():
            remove_if_there(temporary)
        for path in done:
            put_content(own_place(path), old[path])
        if self.journal:
            self.journal.end()

    def _drop_unchanged(self) -> dict[str, bytes | None]:
        """{path: what it holds now} of every planned file; those that hold it already are planned no more."""
        old: dict[str, bytes | None] = {}
        for path in list(self.files):
            try:
                old[path] = read_bytes(path)
            except FileNotFoundError:
                old[path] = None
            except OSError as error:
                raise Fault(f"{path}: {error.strerror or error}; nothing was changed") from None
            if old[path] == self.files[path]:
                del self.files[path]
        return old

    def _take_places(self, beside: dict[str, str], done: list[str]) -> None:
        """Each new content takes its place; what did is in `done`, and no more in `beside`."""
        for path in sorted(self.files, key=lambda path: self.files[path] is None):
            if self.files[path] is None:
                os.remove(path)
            else:
                os.replace(beside[path], own_place(path))
                del beside[path]
            done.append(path)


def make_folders(folder: str, made: list[str]) -> None:
    """Make a folder and those above it that are missing; what was made is added to `made`, the upper ones first."""
    if folder and not os.path.lexists(folder):
        make_folders(os.path.dirname(folder), made)
        os.mkdir(folder)
        made.append(folder)


def put_content(path: str, content: bytes | None) -> None:
    """Give a file this content; None removes it."""
    if content is None:
        os.remove(path)
        return
    temporary = write_beside(path, content)
    try:
        os.replace(temporary, path)
    except BaseException:
        remove_if_there(temporary)
        raise


def remove_if_there(path: str) -> None:
    """Remove a file; that it cannot be removed, or is not there, does no harm."""
    try:
        os.remove(path)
    except OSError:
        return


def place_beside(path: str) -> str:
    """Where the new content of `path` is written first: always the same, so that a killed run leaves one file at most."""
    folder, name = os.path.split(path)
    return os.path.join(folder, f".adr-{hashlib.sha256(os.fsencode(name)).hexdigest()[:16]}.tmp")


def write_beside(path: str, data: bytes) -> str:
    """Write `data` to a new file in the folder of `path`, with its permissions; the new file's path."""
    temporary = place_beside(path)
    try:
        mode = os.stat(path).st_mode & 0o7777
        if not os.access(path, os.W_OK):
            raise PermissionError(13, "it is read-only", path)
    except FileNotFoundError:
        mode = None
    remove_if_there(temporary)  # of a run that was killed
    fd = os.open(temporary, NEW_FILE, 0o666)
    try:
        write_whole(fd, data)
        if mode is not None:
            os.chmod(temporary, mode)
    except BaseException:
        os.remove(temporary)
        raise
    return temporary


def write_whole(fd: int, data: bytes) -> None:
    """Write, down to the disk, and close."""
    try:
        view = memoryview(data)
        while view:
            view = view[os.write(fd, view) :]
        os.fsync(fd)
    finally:
        os.close(fd)


# ---- log/force.py --------------------------------------------------------------------------------------------
# What is in force: a supersession waits until the record that brings it is decided.

def is_undecided(record: Record) -> bool:
    return record.status is not None and stage_of(record.status) == OPEN


def is_refused(record: Record) -> bool:
    """Whether a record was turned down."""
    return record.status in REFUSED


def is_in_force(record: Record) -> bool:
    """Whether a record binds: it is decided, was not turned down, and nothing has taken its place."""
    return binds(record.status)


def binds(status: str | None) -> bool:
    """Whether a record of this status is in force: accepted, or further along."""
    return status is not None and OPEN < stage_of(status) < CLOSED


def is_out_of_force(status: str | None) -> bool:
    return status is not None and stage_of(status) == CLOSED


def undecided_words(statuses: list[str], words: Vocabulary) -> frozenset[str]:
    """The canonical words of a style's statuses, in its order, that stand for what is not decided yet.

    The first one, and what stands before the first known one that is decided, where there is such a one.
    """
    known = [words.status(status) or status.casefold() for status in statuses]
    decided = (n for n, status in enumerate(known) if status == "accepted" or OPEN < STAGES.get(status, OPEN) < CLOSED)
    return frozenset(status for status in known[: next(decided, 1)] if STAGES.get(status, OPEN) == OPEN)


def was_decided(status: str | None, undecided: frozenset[str]) -> bool:
    """Whether a record of this status was decided and not turned down. `undecided`: what the style's words say of it."""
    return status is not None and status not in (*undecided, *REFUSED) and stage_of(status) > OPEN


def takes_effect(record: Record) -> bool:
    """Whether what a record supersedes is out of force: not while it is undecided, and not where it was turned down."""
    return not is_undecided(record) and not is_refused(record)


def is_followed(log: Log, record: Record) -> bool:
    """Whether a record names another one that took its place, whatever its own status says."""
    return any(takes_effect(log.files[file]) for file in record.superseded_by)


def awaited(log: Log) -> dict[str, list[Record]]:
    """{file: the undecided records that would supersede it} of the records in force."""
    found: dict[str, list[Record]] = {}
    for record in log.records:
        if record.supersedes and is_undecided(record):
            for file in record.supersedes:
                if is_in_force(log.files[file]):
                    found.setdefault(file, []).append(record)
    return found


def lost_successors(log: Log, record: Record) -> list[Record] | None:
    """The successors of a superseded record where none of them took effect; None where one did, or none is named.

    The list is empty where the successors that it names are not there any more.
    """
    if record.status != "superseded" or not record.by_refs:
        return None
    if not record.superseded_by:
        record.superseded_by = log.resolver.resolve(record, record.by_refs)  # read by itself, as from another branch
    successors = [log.files[file] for file in record.superseded_by]
    if any(takes_effect(other) for other in successors) or (not successors and named_elsewhere(log, record)):
        return None
    return successors


def named_elsewhere(log: Log, record: Record) -> bool:
    """Whether a record names a successor that is no record of this log: an address, or a file of another log."""
    from urllib.parse import unquote

    home = os.path.join(log.folder, os.path.dirname(record.file))
    paths = [target.partition("#")[0] for kind, target in record.by_refs if kind == "path"]
    return any("://" in path or os.path.isfile(os.path.join(home, unquote(path))) for path in paths)


# ---- log/graph.py --------------------------------------------------------------------------------------------
# Which record supersedes, amends or relates to which.

def row_label(record: Record) -> str:
    """What the index shows as a record's number: the digits of its file's name, or its date, or its name."""
    name = record.file.rpartition("/")[2]
    if name.rpartition(".")[0].lower() in COVERS and "/" in record.file:
        name = record.file.split("/")[-2] + "."
    if record.number is not None:
        lead: str = name.partition("-")[0]
        if lead.isdecimal():
            return lead
        for digits in re.finditer(r"\d+", name):
            if int(digits.group()) == record.number:
                return str(digits.group())
        return str(record.number)
    m = re.match(r"\d{4}([-_.])\d\d(?:\1\d\d)?(?!\d)|\d{8,14}|\d{6}(?=[-_.]\D)", name)
    return m.group() if m else name.rpartition(".")[0].encode("utf-8", "replace").decode()  # it may be no UTF-8


def heading_of(log: Log, record: Record) -> str:
    """A record's title with its number, as a list of records shows it.

    In a log of the pack the number always leads it; where no contract says so, it does where the record's title has it.
    """
    title = record.title or row_label(record)
    numbered = record.number is not None and not (log.contract.get("assumed") and record.title_number is None)
    return f"{record.number}. {title}" if numbered else title


def mermaid(log: Log) -> list[str]:
    """The graph as lines of Mermaid; labels escaped as entities so that no title can end its node."""

    def label(text: str) -> str:
        return re.sub(r"[^\w .,:/()+-]", lambda m: f"#{ord(m.group())};", " ".join(text.split())[:80])

    lines = ["graph TD"]
    classes: dict[str, list[str]] = {}
    names, edges = graph_of(log)
    for record, name in names.items():
        lines.append(f'  {name}["{label(row_label(record) + " " + (record.title or ""))}"]')
        if record.status in SIX:
            classes.setdefault(record.status, []).append(name)
    for source, word, target in edges:
        lines.append(f'  {names[source]} -->|"{label(word)}"| {names[target]}')
    for status, members in classes.items():
        lines.append(f"  classDef {status} {CLASSES[status]}")
        lines.append(f"  class {','.join(members)} {status}")
    return lines


CLASSES = {
    "accepted": "fill:#d1f0d8,stroke:#1a7f37,color:#0b3d1a",
    "proposed": "fill:#fff3c4,stroke:#9a6700,color:#4d3300",
    "draft": "fill:#f6f8fa,stroke:#57606a,color:#24292f,stroke-dasharray:4 2",
    "rejected": "fill:#ffd7d5,stroke:#cf222e,color:#5c0a10",
    "deprecated": "fill:#eaeef2,stroke:#6e7781,color:#32383f",
    "superseded": "fill:#eaeef2,stroke:#6e7781,color:#57606a,stroke-dasharray:2 2",
}


def graph_of(log: Log) -> tuple[dict[Record, str], list[tuple[Record, str, Record]]]:
    """({record: node}, [(from, relation, to)]) of the records that are linked.

    A relation that both records state is there once, as the active one says it: "amends", not "amended by".
    """
    files = log.files
    edges: dict[tuple[Record, str, Record], None] = {}
    for record in log.records:
        # What was turned down supersedes nothing, and what is undecided nothing yet.
        for other in () if is_refused(record) else record.supersedes:
            edges[record, "would supersede" if is_undecided(record) else "supersedes", files[other]] = None
        for other in record.superseded_by:
            if takes_effect(files[other]) or record.file not in files[other].supersedes:
                edges[files[other], "supersedes", record] = None
    links = [
        (record, " ".join(word.split())[:40], files[other]) for record in log.records for word, other in record.links
    ]
    stated = {(source, word[:4], target) for source, word, target in links if not word.endswith(" by")}
    for source, word, target in links:
        if not word.endswith(" by") or (target, word[:4], source) not in stated:
            edges[source, word, target] = None
    ends = {record for source, _, target in edges for record in (source, target)}
    linked = [record for record in log.records if record in ends]
    return {record: f"r{n}" for n, record in enumerate(linked, 1)}, list(edges)


def _in_dot(text: str) -> str:
    """A text of one line as dot quotes it."""
    return '"' + re.sub(r'["\\]', r"\\\g<0>", " ".join(text.split())) + '"'


def dot(log: Log) -> list[str]:
    """The graph as lines of Graphviz's dot."""
    label = _in_dot
    names, edges = graph_of(log)
    lines = ["digraph decisions {", "  node [shape=box, style=filled, fillcolor=white];"]
    for record, name in names.items():
        fill_colour = CLASSES.get(record.status or "", "fill:#ffffff").partition(",")[0].partition(":")[2]
        lines.append(
            f'  {name} [label={label(row_label(record) + " " + (record.title or ""))}, fillcolor="{fill_colour}", URL={label(record.file)}];'
        )
    for source, word, target in edges:
        lines.append(f"  {names[source]} -> {names[target]} [label={label(word)}];")
    return [*lines, "}"]


def chain(log: Log, prefix: str, extension: str) -> list[str]:
    """The graph as adr-tools draws it, in dot: every numbered record, in the order of the numbers.

    A node's link is `prefix`, the file's name without its suffix, and `extension`. Relations are stated once, by the
    record that is not passive.
    """
    nodes, edges = [], []
    for record in log.records:
        if record.number is None:
            continue
        name = record.file.rpartition("/")[2].rpartition(".")[0]
        label, link = _in_dot(heading_of(log, record)), _in_dot(f"{prefix}{name}{extension}")
        nodes.append(f"    _{record.number} [label={label}; URL={link}];")
        if record.number > 1:
            nodes.append(f'    _{record.number - 1} -> _{record.number} [style="dotted", weight=1];')
        said = [(_spelt(log, record, "super[sc]edes", "Supersedes"), file) for file in record.supersedes]
        links = [(word, file) for word, file in record.links if not word.endswith(" by")]
        said += [(_spelt(log, record, re.escape(word), word), file) for word, file in links]
        for word, file in said:
            target = log.files[file].number
            if target is not None:
                edges.append(f"  _{record.number} -> _{target} [label={_in_dot(word)}, weight=0]")
    return ["digraph {", "  node [shape=plaintext];", "  subgraph {", *nodes, "  }", *edges, "}"]


def _spelt(log: Log, record: Record, pattern: str, word: str) -> str:
    """A relation as the record spells it before a link; `word` where it does not."""
    m = re.search(rf"\b{pattern}(?=[^\w\n]{{0,9}}\[)", read_text(log.folder, record.file), re.I)
    return m.group() if m else word


# ---- log/git.py ----------------------------------------------------------------------------------------------
# What git knows of a log.

def run_git(folder: str, *args: str, data: bytes | None = None) -> Any:
    """The finished process of git; OSError where there is no git."""
    import subprocess

    return subprocess.run(
        ["git", "-C", folder, "-c", "core.quotepath=off", *args],
        input=data,
        capture_output=True,
        check=False,
    )


def git(folder: str, *args: str, data: bytes | None = None) -> bytes | None:
    """What git prints for `args` in `folder`; None where git or the answer is missing."""
    try:
        done = run_git(folder, *args, data=data)
    except OSError:
        return None
    return done.stdout if done.returncode == 0 else None


def why_git_fails(folder: str) -> str:
    """What git says where it does not work in a folder at all: no repository, another owner, no git; else ""."""
    try:
        done = run_git(folder, "rev-parse", "--git-dir")
    except OSError as error:
        return f"git cannot be run: {error.strerror or error}"
    return done.stderr.decode("utf-8", "replace").strip() if done.returncode else ""


def tree_files(folder: str, ref: str) -> dict[str, str] | None:
    """{path below the log: blob} of the log's files in a commit; None where git cannot say."""
    prefix = _prefix(folder)
    out = git(folder, "ls-tree", "-r", "-z", "--full-tree", f"{ref}:{prefix}" if prefix else ref)
    if out is None:
        return {} if git(folder, "rev-parse", "--verify", "-q", ref + "^{commit}") is not None else None
    files = {}
    for entry in out.decode("utf-8", "surrogateescape").split("\0"):
        meta, _, path = entry.partition("\t")
        if path and not meta.startswith("120000"):
            files[path] = meta.split()[2]
    return files


def _prefix(folder: str) -> str:
    out = git(folder, "rev-parse", "--show-prefix")
    return (out or b"").decode("utf-8", "surrogateescape").strip().rstrip("/")


def changed_files(root: str, since: str) -> list[str]:
    """The tracked files of a repository that are other than in the commit `since`, or gone, from its root and with `/`.

    A renamed file is there under both names. Empty where git cannot say.
    """
    plain_diff = ("diff", "--name-only", "-z", "--no-renames", "--no-ext-diff", "--no-textconv", "--no-relative")
    out = git(root, *plain_diff, since, "--")
    return [path for path in (out or b"").decode("utf-8", "surrogateescape").split("\0") if path]


def blobs(folder: str, names: list[str]) -> list[bytes]:
    """The contents of blobs, in order, by one call of git."""
    out = git(folder, "cat-file", "--batch", data="\n".join(names).encode() + b"\n") or b""
    contents, at = [], 0
    for _ in names:
        end = out.find(b"\n", at)
        size = int(out[at:end].split()[-1]) if end > 0 and not out[at:end].endswith(b"missing") else 0
        contents.append(out[end + 1 : end + 1 + size])
        at = end + 2 + size
    return contents


def author(folder: str) -> str:
    return (git(folder, "config", "user.name") or b"").decode("utf-8", "replace").strip()


# ---- log/project.py ------------------------------------------------------------------------------------------
# The project that a log lies in, and its other logs.

ANSWERS = Pattern(r"\.copier-answers\.adr(?:-.+)?\.ya?ml")
# Folders that a log usually lies in, the likeliest first.
USUAL_FOLDERS = (
    "docs/adr", "doc/adr", "docs/adrs", "doc/adrs", "docs/decisions", "doc/decisions", "docs/architecture/decisions",
    "doc/architecture/decisions", "docs/architecture/adr", "docs/architecture/adrs", "docs/architecture-decisions",
    "docs/architecture-decision-records", "docs/architecture-decision-log", "docs/decision-records", "adr", "adrs",
    "decisions",
)  # fmt: skip
# Files of the root that tell agents what to read, and how the line above the pack's own lines in one begins.
ROOT_NOTES, AGENTS_MARKER = ("AGENTS.md", "CLAUDE.md"), "<!-- adragents"


def answered_logs(root: str) -> dict[str, str]:
    """{folder of a log, from `root` and with `/`: its answers file} of the answers files that lie in `root`.

    OSError where `root` cannot be listed, Fault for an answers file that cannot be read.
    """
    logs = {}
    for name in sorted([name for name in os.listdir(root) if name[0] == "." and ANSWERS.fullmatch(name)]):
        path = os.path.join(root, name)
        try:
            text = decode(read_bytes(path))[0]
        except OSError as error:
            raise Fault(f"{path}: {error.strerror or error}") from None
        m = re.search(r"(?m)^adr_dir:(.*)$", text)
        value = m.group(1).strip(" \t\r") if m else ""
        if value:
            logs[unquote(value) or value] = name
    return logs


def logs_around(folder: str) -> tuple[str, dict[str, str]]:
    """(the project's root, folder of each of its logs -> answers file); ("", {}) for a log that the pack did not make.

    The root is the folder above the log whose answers file names it.
    """
    path = folder = os.path.realpath(folder)
    while True:
        try:
            logs = answered_logs(path)
        except OSError:
            return "", {}
        if any(os.path.realpath(os.path.join(path, log)) == folder for log in logs):
            return path, {log: name for log, name in logs.items() if is_inside(path, log)}
        above = os.path.dirname(path)
        if above == path or os.path.exists(os.path.join(path, ".git")):
            return "", {}
        path = above


def is_inside(root: str, log: str) -> bool:
    """Whether a log that an answers file in `root` names is a folder of that project."""
    path = os.path.realpath(os.path.join(root, log))
    return path.startswith(os.path.join(os.path.realpath(root), "")) and os.path.isdir(path)


def way_out(folder: str) -> str:
    """The link on the way to a folder that leads out of the repository it lies in; "" where none does."""
    path = os.path.abspath(folder)
    while path != os.path.dirname(path):
        above = os.path.dirname(path)
        if os.path.islink(path):
            root, real = project_root(os.path.realpath(above)), os.path.realpath(path)
            if os.path.exists(os.path.join(root, ".git")) and not real.startswith(os.path.join(root, "")):
                return path
        path = above
    return ""


def inner_repository(project: str, path: str) -> str:
    """The repository below the project, such as a submodule, that a path lies in; "" where it lies in none."""
    parts = path.split("/")
    for depth in range(1, len(parts) + 1):
        folder = "/".join(parts[:depth])
        if folder and os.path.lexists(os.path.join(project, folder, ".git")):
            return folder
    return ""


def under(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder + "/")


def every_log(folder: str) -> list[str]:
    """The folders of all logs of the project that the log in `folder` belongs to; that alone without a project."""
    root, logs = logs_around(folder)
    return [os.path.relpath(os.path.join(root, log)) for log in logs] or [folder]


def project_root(folder: str) -> str:
    """The nearest folder above the log that holds `.git`; the log itself where there is none."""
    path = folder = os.path.abspath(folder)
    while True:
        if os.path.exists(os.path.join(path, ".git")):
            return path
        above = os.path.dirname(path)
        if above == path:
            return folder
        path = above


def project_files(root: str) -> list[str]:
    """Paths of the project's files, with `/`: what git knows or would add, else all that lies there."""
    listed = git(root, "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    if listed is not None:
        return sorted({os.fsdecode(name) for name in listed.split(b"\0") if name})
    found = []
    for path, folders, names in os.walk(root):
        folders[:] = [name for name in folders if name not in UNKEPT_FOLDERS]
        base = os.path.relpath(path, root).replace(os.sep, "/") + "/"
        found += [name if base == "./" else base + name for name in names]
    return sorted(found)


# ---- log/index.py --------------------------------------------------------------------------------------------
# The index of a log: the table between two marker lines.

MARKER, MARKER_END = "<!-- adrlog -->", "<!-- adrlogstop -->"
# What a first marker starts with: MADR's own index says in it how adr-log is run.
MARKER_STEM = "<!-- adrlog -"
INDEX_FILES = ("readme.md", "index.md", "_index.md", "toc.md", "readme.markdown", "index.markdown", "_index.markdown")
HEAD = ("Number", "Title", "Status", "Date")
ROW_OF_INDEX = Pattern(r"\|[ ]*\[((?:[^\[\]\\]|\\.)*)\]\(([^()\s]+)\)[ ]*\|((?:[^|\\\n]|\\.)*)")


def index_file(folder: str) -> str:
    """The path of the file that holds the index: the project's own, a README or index with the markers, else README.md."""
    try:
        names = [n for n in os.listdir(folder) if n[0] in "rRiI_tT" and n.lower() in INDEX_FILES]
    except OSError as error:
        raise Fault(f"{folder}: {error.strerror or error}; give the log's folder with --dir") from None
    own = _own_index(folder)
    if own:
        return os.path.join(folder, own)
    candidates = sorted(names, key=lambda name: (INDEX_FILES.index(name.lower()), name))
    for name in candidates:
        try:
            if MARKER_STEM.encode() in read_bytes(os.path.join(folder, name)):
                return os.path.join(folder, name)
        except OSError:
            continue
    readmes = [name for name in candidates if name.lower().startswith("readme")] or candidates
    return os.path.join(folder, readmes[0] if readmes else "README.md")


def _own_index(folder: str) -> str:
    """The file in which the project keeps its own list; "" where there is none, or adr.json cannot be read."""
    try:
        return own_index_file(load_contract(folder))
    except Fault:
        return ""


def marker_span(text: str, path: str) -> tuple[int, int]:
    """Offsets of what stands between the markers. Fault where there is not exactly one pair of them."""
    found = marker_lines(text, _index_marker)
    names = [name for name, _, _ in found]
    if names != [MARKER, MARKER_END]:
        if not names:
            raise Fault(
                f"{path}: has no lines `{MARKER}` and `{MARKER_END}`; put them where the index belongs, or run `{ADR} adopt`"
            )
        raise Fault(f"{path}: {not_a_pair(names, (MARKER, MARKER_END), 'the index')}")
    start, end = found[0][2], found[1][1]
    outside = text[:start] + text[end:]
    if CONFLICT.search("\n" + outside):
        raise Fault(f"{path}: has conflict markers; settle them, then run `{ADR} index`")
    return start, end


def _index_marker(line: str) -> str:
    """The marker that a line is, without spaces around it; "" where it is none."""
    if line.startswith(MARKER_STEM) and line.endswith("-->"):
        return MARKER
    return MARKER_END if line == MARKER_END else ""


def marker_lines(text: str, marker: Callable[[str], str]) -> list[tuple[str, int, int]]:
    """The marker lines outside of fenced code: (marker, offset of the line, offset of the next).

    `marker` names the marker that a stripped line is, or says "".
    """
    found: list[tuple[str, int, int]] = []
    at, fence = 0, ""
    for line in text.split("\n"):
        if "`" in line or "~" in line or "<" in line:
            stripped = line.strip()
            mark = re.match(r"(`{3,}|~{3,})", stripped)
            if mark and (
                not fence or (stripped[0] == fence[0] and len(mark.group()) >= len(fence) and stripped == mark.group())
            ):
                fence = "" if fence else mark.group()
            elif not fence and (name := marker(stripped)):
                found.append((name, at, at + len(line) + 1))
        at += len(line) + 1
    return found


def not_a_pair(names: list[str], pair: tuple[str, str], between: str) -> str:
    """What is wrong with the marker lines that were found, in this order, where `pair` goes around what `between` names."""
    first, last = pair
    if len(names) == 1:
        (there,), (lacking,) = names, {first, last} - set(names)
        where = "below" if lacking == last else "above"
        return f"has the line `{there}` and lacks `{lacking}`; put that {where} {between}"
    if names == [last, first]:
        return f"has `{last}` above `{first}`; let the two change places"
    return f"needs one line `{first}` and after it one line `{last}`, has {len(names)} such lines; delete the others"


def index_text(log: Log, newline: str = "\n", titles: dict[str, str] | None = None) -> str:
    """What stands between the markers: the table of records, and their graph where adr.json asks for it.

    A column that no record fills is left out. `titles` are those that a list had so far: a record that has none of its
    own, or only its file's name again, goes by that one.
    """
    if not log.records:
        return ""
    waiting, titles = awaited(log), titles or {}
    rows = {}
    for r in log.records:
        label, date = row_label(r), r.date_text or ""
        status = status_cell(log, r, waiting.get(r.file, []))
        if date != r.date:
            date = cell(date)
        title = cell(r.title or label) if is_titled(r) else titles.get(r.file) or cell(r.title or label)
        rows[r.file] = (f"[{label}]({url(r.file)})", title, status, date)
    filled = [n for n in range(len(HEAD)) if any(row[n] for row in rows.values())]
    tables: list[str] = []
    for name, records in index_groups(log):
        part = [HEAD, ("---", "---", "---", "---"), *[rows[r.file] for r in records]]
        tables += ["", f"{GROUP_MARK}{cell(name)}"] if name else []
        tables += ["", *[f"| {' | '.join([row[n] for n in filled])} |" for row in part]]
    return newline.join([*tables, *_below_table(log), "", ""])


GROUP_MARK = "### "  # a heading between the markers is that of a group
NO_TAG = "Without a tag"


def index_groups(log: Log) -> list[tuple[str, list[Record]]]:
    """(heading, records) of the index's tables: one without a heading, or as `index_group` of adr.json says.

    By `folder` those of the log's own folder come first and have no heading. By `tag` a record stands under each of its
    tags, and those that have none come last.
    """
    how = log.contract.get("index_group")
    if how not in ("folder", "tag"):
        return [("", log.records)]
    groups: dict[str, list[Record]] = {}
    shown: dict[str, str] = {}
    for record in log.records:
        if how == "folder":
            folder, _, name = record.file.rpartition("/")
            names = [folder.rpartition("/")[0] if name.rpartition(".")[0].lower() in COVERS else folder]
        else:
            names = record.tags or [NO_TAG]
        for name in names:
            group = groups.setdefault(shown.setdefault(name.casefold(), name), [])
            if record not in group:
                group.append(record)
    if how == "folder":
        return sorted(groups.items())
    if list(groups) == [NO_TAG]:
        return [("", log.records)]
    return sorted(groups.items(), key=lambda item: (item[0] == NO_TAG, item[0].casefold()))


def is_titled(record: Record) -> bool:
    """Whether a record has a title of its own, which is more than its file's name or a word for its kind."""
    title = record.title or ""
    if not title or GENERIC_TITLE.fullmatch(title):
        return False
    if not title.isascii() or " " in title:
        return True
    name = record.file.rpartition("/")[2].rpartition(".")[0]
    return title.casefold() not in name.casefold() or len(title) < 4


def listed_titles(block: str) -> dict[str, str]:
    """{file: title} of the rows of an index, as they stand there."""
    from urllib.parse import unquote

    found = {}
    for line in block.splitlines():
        row = ROW_OF_INDEX.match(line)
        if row and row.group(1) != row.group(3).strip():
            found[unquote(row.group(2))] = row.group(3).strip()
    return found


def _below_table(log: Log) -> list[str]:
    """What stands below the rows: the graph, and where the other logs of the project are."""
    rows: list[str] = []
    if log.contract.get("index_graph") and any(r.supersedes or r.superseded_by or r.links for r in log.records):
        rows += ["", "```mermaid", *mermaid(log), "```"]
    root, logs = logs_around(log.folder)
    others = [name for name in logs if os.path.realpath(os.path.join(root, name)) != os.path.realpath(log.folder)]
    if others:
        here = os.path.realpath(log.folder)
        links = []
        for name in others:
            path = os.path.relpath(index_file(os.path.join(root, name)), here).replace(os.sep, "/")
            links.append(f"[{name}]({url(path)})")
        rows += ["", f"Other logs of this project: {', '.join(links)}"]
    return rows


def status_cell(log: Log, record: Record, waiting: list[Record]) -> str:
    """A record's status in the index: in its own words, with the records linked that superseded it or would."""
    status = links_as_markdown(record.status_text or "")
    if not status.isalnum():
        status = cell(status, "/" not in record.file)
    if record.status == "superseded" and record.superseded_by:
        return naming(status, [log.files[file] for file in record.superseded_by])
    if waiting:
        return f"{status}, would be superseded by {', '.join(map(linked, waiting))}"
    return status


def linked(record: Record) -> str:
    return f"[{row_label(record)}]({url(record.file)})"


def naming(status: str, successors: list[Record]) -> str:
    """A status that links each successor: where it names one by its number, that becomes the link."""
    has_links = "](" in status
    missing = []
    for other in successors:
        target = url(other.file)
        name = other.file.rpartition("/")[2]
        at = None if has_links or other.number is None else _named(status, other.number)
        if at:
            status = f"{status[: at.start()]}[{at.group()}]({target}){status[at.end() :]}"
        elif not has_links or (name not in status and url(name) not in status):
            missing.append(linked(other))
    if not missing:
        return status
    rest = ", ".join(missing)
    if " " not in status:
        return f"{passive(status)} {rest}"
    return f"{status}, {rest}" if "](" in status else f"{status} ({rest})"


def _named(status: str, number: int) -> re.Match[str] | None:
    """Where a status names a record by its number: `ADR-0003`, `ADR 3`, `#3`, `3`; the "by" before it is no part of that."""
    lead = r"(?:[^\W\d_]{1,20}[-_]?|(?:[A-Z]|adr\b|record\b|decision\b)[^\W\d_]{0,20} )?"
    return re.search(rf"(?<![\w/(\[-]){lead}#?0*{number}(?![\w/]|-\w|\.\d)", status)


def new_readme(log: Log) -> str:
    """The README of a log that has none."""
    return f"# Architecture decisions\n\n{MARKER}\n{index_text(log)}{MARKER_END}\n"


def fresh_index(log: Log, path: str) -> tuple[bytes, bytes, str]:
    """(bytes now, bytes with a fresh index, what stands between the markers now) of the file that holds the index."""
    try:
        data = read_bytes(path)
    except FileNotFoundError:
        raise Fault(f"{path}: is not there; `{ADR} index` writes it") from None
    except OSError as error:
        raise Fault(f"{path}: {error.strerror or error}") from None
    text, encoding = decode(data)
    start, end = marker_span(text, path)
    new = (
        text[:start]
        + in_form_of(text[start:end], index_text(log, line_end(text), listed_titles(text[start:end])))
        + text[end:]
    )
    return data, encoded(new, encoding, path), text[start:end]


MADE_LINE = Pattern(r"\||### |[-*+] .*\]\(|Other logs of this project: |<{7}|={7}$|>{7}|<!-- adrlog")


def words_between(block: str) -> list[str]:
    """The lines of an index that no program wrote: no row, no list of links, no graph, no conflict marker."""
    block = re.sub(r"(?m)^```mermaid\n(?:(?!```)[^\n]*\n)*```$", "", block.replace("\r\n", "\n"))
    # Nearly every line is a row: no pattern for those.
    lines = [line for line in block.split("\n")[:-1] if line[:1] != "|" and line.strip()]
    return [line for line in lines if not MADE_LINE.match(line.strip())]


def counted(records: Sized, what: str = "record") -> str:
    """How many records, or other things, in words."""
    return f"{len(records)} {what}{'s' * (len(records) != 1)}"


# ---- streams.py ----------------------------------------------------------------------------------------------
# What may go to a terminal or a pipeline's log, and streams that nobody reads.

# Azure Pipelines reads `##vso[` and `##[` anywhere, GitHub the latter too, TeamCity `##teamcity[`; GitHub and Forgejo
# read `::command::` at the start of a line.
MARK = r"##(?=\w{0,20}\[)"
RUNNER = re.compile(MARK + r"|^[^\S\n]*:(?=:[^\n]*::)", re.MULTILINE)
# What moves a cursor, ends a line or turns the direction of writing. A tab and a line's end stay.
CONTROL = re.compile("\r(?!\n)|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def harmless(text: str) -> str:
    """`text` on one line, with nothing in it that a terminal or a forge's runner could take for a command."""
    text = "".join(c if c.isprintable() else " " for c in text)
    return re.sub("::|" + MARK, lambda found: " ".join(found.group()), text)


def harmless_lines(text: str) -> str:
    """`text` as it is, line by line, but for signs that a terminal or a forge's runner could take for a command."""
    if CONTROL.search(text):
        text = CONTROL.sub("\ufffd", text)
    if "::" in text or "##" in text:
        text = RUNNER.sub(lambda found: "# #" if found.group() == "##" else f"{found.group()} ", text)
    return text


def harmless_json(text: str) -> str:
    """JSON that says the same, without signs that a forge's runner could take for a command."""
    return re.sub(MARK, r"#\\u0023", text)


def mute(stream: Any) -> None:
    """Lets a stream that nobody reads lead nowhere."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
    except (OSError, ValueError, AttributeError):
        pass  # it has no descriptor, so nothing is left to complain


# ---- log/messages.py -----------------------------------------------------------------------------------------
# Words for people, and for programs.

def say(text: str) -> None:
    """A line for people, on standard error, so that standard output holds results alone."""
    sys.stderr.write(harmless_lines(text) + "\n")


def note(text: str) -> None:
    """A line that the program says of what it did or could not do."""
    say(f"{ADR}: {text}")


def guarded(work: Callable[[], int]) -> int:
    """The exit code of `work()`; where something goes wrong, a message says it, and no traceback."""
    open_streams()
    try:
        code = work()
        sys.stdout.flush()
    except Fault as fault:
        note(str(fault))
        return fault.code
    except KeyboardInterrupt:
        note("stopped; every file is whole")
        return 130
    except BrokenPipeError:
        mute(sys.stdout)
        mute(sys.stderr)
        return 0
    except OSError as error:
        return _told(error)
    return code


def _told(error: OSError) -> int:
    try:
        note(f"{error.filename or ''}: {error.strerror or error}".lstrip(": "))
    except OSError:
        mute(sys.stderr)
    mute(sys.stdout)  # it may be what has no room: nothing is to fail once more at the end
    return 1


def open_streams() -> None:
    """Streams that write whatever they are given; one that was closed from the start leads nowhere."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115 - until the end
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace", newline="\n" if name == "stdout" else None)


def from_here(path: str) -> str:
    """A path as one would type it here: relative where it lies below the working folder, or close by."""
    try:
        relative = os.path.relpath(path)
    except ValueError:  # another drive
        return path
    far = relative.startswith("..") and len(relative) > len(os.path.abspath(path))
    return path if far else relative


def in_colour() -> bool:
    """Whether standard output takes colours: on a terminal, unless NO_COLOR is set; where CLICOLOR_FORCE is, always."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("CLICOLOR_FORCE", "0") != "0":
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def painted(text: str, colour: str) -> str:
    """`text` between the codes of a terminal's colour, such as "31"; without a colour as it is."""
    return f"\x1b[{colour}m{text}\x1b[0m" if colour else text


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that a misspelt one most likely means; "" where none is near."""
    import difflib

    return next(iter(difflib.get_close_matches(word, list(known), 1, 0.5)), "")


def safe(text: str) -> str:
    """Text as a part of one line of a terminal or a pipeline's log, and no command to either."""
    return harmless_lines(text).replace("\n", "\ufffd").replace("\t", "\ufffd")


def out(text: str, made: bool = False) -> None:
    """Text on standard output, whatever the terminal's encoding can show.

    Nothing in it is a command to a terminal or a runner, unless it was `made` to be one.
    """
    text = text if made else harmless_lines(text)
    try:
        sys.stdout.write(text)
    except UnicodeEncodeError:
        encoding = sys.stdout.encoding or "ascii"
        sys.stdout.write(text.encode(encoding, "replace").decode(encoding))


# ---- edit/journal.py -----------------------------------------------------------------------------------------
# What a run is about to change, written down first, so that the next run can undo what a killed one left half-done.

IN_LOG = ".adr.undo"
HALF_WRITTEN = ".new"


class Journal:
    """A file that is there while several files change, and no longer. It holds their old contents and digests of the new.

    It lies in git's own folder, where no commit, clone or request carries it; in the log where there is no git or its
    folder is not ours to write in.
    """

    def __init__(self, folder: str, base: str = "", old: str = "", new: str = "") -> None:
        """For the log in `folder`; where it moves from `old` to `new`, both below the project's root `base`."""
        self.folder, self.base, self.old, self.new = folder, base or folder, old, new
        self.path = ""

    def begin(self, planned: Planned) -> None:
        """Write down what is about to happen, down to the disk."""
        import json

        base = os.path.realpath(self.base)
        files = []
        for path, (before, after) in planned.items():
            folder, name = os.path.split(own_place(path))
            below = os.path.relpath(os.path.join(os.path.realpath(folder), name), base)
            files.append(
                {"file": latin_path(below.replace(os.sep, "/")), "old": _latin_bytes(before), "new": digest(after)}
            )
        self.path = self._place()
        half = self.path + HALF_WRITTEN
        remove_if_there(half)
        fd = os.open(half, NEW_FILE, 0o666)
        # It says which file of the disk it is: a copy of it, which came with a project, is none of ours.
        told = {"inode": os.fstat(fd).st_ino, "old": latin_path(self.old), "files": files}
        write_whole(fd, json.dumps(told, ensure_ascii=False).encode("latin-1"))
        os.replace(half, self.path)

    def end(self) -> None:
        """All is done, or all is put back. One that cannot be removed says of every file that it needs nothing."""
        if self.path:
            remove_if_there(self.path + HALF_WRITTEN)
            remove_if_there(self.path)

    def _place(self) -> str:
        home = git_home(self.folder)
        if home:
            try:
                os.makedirs(home, exist_ok=True)
                if os.access(home, os.W_OK):
                    folders = [self.folder, *([os.path.join(self.base, self.new)] if self.old else [])]
                    return os.path.join(home, ".".join(map(key, folders)))
            except OSError:
                pass  # nor can it be written there
        return os.path.join(self.folder, IN_LOG)


def git_home(folder: str) -> str:
    """Where the journals of this working tree lie in git's folder; "" without git."""
    said = git(folder, "rev-parse", "--git-path", "adr-undo")
    return os.path.join(folder, os.fsdecode(said).rstrip("\r\n")) if said else ""


def key(folder: str) -> str:
    """What a log is called in the names of its journals."""
    return hashlib.sha256(os.fsencode(os.path.realpath(folder))).hexdigest()[:20]


def latin_path(path: str) -> str:
    """A path as JSON can hold it, whatever its bytes are: a character for each of them."""
    return os.fsencode(path).decode("latin-1")


def _latin_bytes(content: bytes | None) -> str | None:
    return None if content is None else content.decode("latin-1")


def digest(content: bytes | None) -> str | None:
    """What a journal says of a new content; None for a file that goes."""
    return None if content is None else hashlib.sha256(content).hexdigest()


# ---- edit/undo.py --------------------------------------------------------------------------------------------
# What a killed run left half-done is undone, by what it wrote down first.

LARGEST_JOURNAL = 1 << 30
BEFORE, AFTER, OTHER = "before", "after", "other"


def undo_half_done(folder: str) -> None:
    """Undo what a killed run left half-done in a log, and say so; nothing where there is nothing to undo.

    The caller holds the lock. Where somebody has changed one of the files since, all of them stay as they are.
    """
    for path in _left(folder):
        told = _read(path, in_log=path == os.path.join(folder, IN_LOG))
        files = _files(folder, told) if told else None
        if files is None:
            note(f"{from_here(path)}: was not written by {ADR} here, and nothing is done by it; delete it")
            continue
        _undo(files, moves=bool(told and told["old"]))
        os.remove(path)


def _left(folder: str) -> list[str]:
    """The journals of a log that are there though no run is under way."""
    home, name = git_home(folder), key(folder)
    found = [os.path.join(folder, IN_LOG), os.path.join(folder, IN_LOG + HALF_WRITTEN)]
    if home and os.path.isdir(home):
        found += [os.path.join(home, entry) for entry in os.listdir(home) if name in entry.split(".")]
    for path in found:
        if path.endswith(HALF_WRITTEN):
            remove_if_there(path)  # nothing is changed before it is whole
    return [path for path in found if os.path.lexists(path)]


def _read(path: str, in_log: bool) -> Any:
    """What a journal says; None for a file that no run of ours wrote."""
    import json

    try:
        told = json.loads(read_bytes(path, LARGEST_JOURNAL).decode("latin-1"))
        ours = not in_log or told["inode"] == os.stat(path, follow_symlinks=False).st_ino
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    return told if ours else None


class _File:
    """One file of a journal, and what it is now."""

    def __init__(self, base: str, entry: dict[str, Any]) -> None:
        """ValueError for a file that is none of the log's or project's in `base`, or is reached by a link."""
        name = os.fsdecode(entry["file"].encode("latin-1"))
        parts = name.split("/")
        root = os.path.realpath(base)
        self.path = os.path.join(root, *parts)
        wrong = {"", ".", ".."} & {*parts} or ".git" in (part.lower() for part in parts)
        if wrong or not self.path.startswith(os.path.join(root, "")) or os.path.realpath(self.path) != self.path:
            raise ValueError(name)
        self.old: bytes | None = None if entry["old"] is None else entry["old"].encode("latin-1")
        self.state = self._state(entry["new"])

    def _state(self, new: str | None) -> str:
        now: bytes | None
        try:
            now = read_bytes(self.path, LARGEST_JOURNAL)
        except FileNotFoundError:
            if not os.path.isdir(os.path.dirname(self.path)):
                return OTHER
            now = None
        except OSError:
            return OTHER
        return BEFORE if now == self.old else AFTER if digest(now) == new else OTHER


def _files(folder: str, told: Any) -> list[_File] | None:
    """The files of a journal; none of them where a log has moved, which is the last step; None where it is not sound."""
    try:
        base = _base(folder, os.fsdecode(told["old"].encode("latin-1")))
        return [_File(base, entry) for entry in told["files"]] if base else []
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _base(folder: str, old: str) -> str:
    """The folder that a journal's paths count from: the log, or the project's root where the log `old` is to move.

    "" where the log has moved. ValueError where that root is none.
    """
    if not old:
        return folder
    here, tail = os.path.realpath(folder), os.sep + old.replace("/", os.sep)
    if not here.endswith(tail):
        return ""
    root = here[: -len(tail)] or os.sep
    if not any(ANSWERS.fullmatch(name) for name in os.listdir(root)):
        raise ValueError(old)
    return root


def _undo(files: list[_File], moves: bool) -> None:
    for file in files:
        remove_if_there(place_beside(file.path))
    states = [file.state for file in files]
    if OTHER in states:
        names = ", ".join(from_here(file.path) for file in files if file.state == OTHER)
        note(f"a run here was stopped half-way, and {names} changed since: all files stay as they are; see `git diff`")
        return
    if AFTER not in states or (BEFORE not in states and not moves):
        return  # it had changed nothing, or everything
    for file in files:
        if file.state == AFTER:
            put_content(file.path, file.old)
    note("the last run here was stopped half-way; what it had changed is as it was before")


# ---- edit/lock.py --------------------------------------------------------------------------------------------
# One run at a time writes into a log.

class Lock:
    """Held while records are read and written, so that two runs at once never choose the same number.

    A file that the system locks for this process: the lock of a run that is killed ends with it. Where the system
    knows no such lock (Windows), the file itself is it, and one left by a crash counts for half a minute. Whoever takes
    the lock undoes first what a killed run left half-done.
    """

    WAIT, STALE = 40.0, 30.0

    def __init__(self, folder: str) -> None:
        self.folder, self._held = folder, -1

    @property
    def path(self) -> str:
        return os.path.join(self.folder, ".adr.lock")

    def __enter__(self) -> Lock:
        import time

        end = time.monotonic() + self.WAIT
        while not self._taken():
            if time.monotonic() > end:
                raise Fault(f"{self.path}: another run holds the log; wait for it, or delete this file")
            time.sleep(0.02)
        try:
            undo_half_done(self.folder)
        except BaseException:
            self.__exit__()
            raise
        return self

    def _taken(self) -> bool:
        """Whether the file is now ours."""
        flags = os.O_CREAT | os.O_RDWR | NO_LINK | getattr(os, "O_NONBLOCK", 0)
        if sys.platform == "win32":
            flags |= os.O_EXCL
            self._remove_stale()
        try:
            fd = os.open(self.path, flags, 0o666)
        except FileExistsError:
            return False
        except OSError as error:
            if isinstance(error, PermissionError) and os.name == "nt" and os.path.exists(self.path):
                return False  # Windows, while another run removes it
            raise self._refused(error.strerror or str(error)) from None
        if not stat.S_ISREG(os.fstat(fd).st_mode):
            os.close(fd)
            raise self._refused("no ordinary file")
        if sys.platform == "win32" or not self._locked(fd):
            os.close(fd)  # on Windows a folder with an open file cannot move
            return sys.platform == "win32"
        self._held = fd
        return True

    def _locked(self, fd: int) -> bool:
        """Whether the open file is locked for us, and still the one that lies there."""
        if sys.platform == "win32":
            return True  # that we made it is the lock
        import fcntl

        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return os.path.samestat(os.fstat(fd), os.lstat(self.path))
        except BlockingIOError:
            return False  # another run holds it
        except FileNotFoundError:
            return False  # its holder has just removed it
        except OSError as error:
            raise self._refused(error.strerror or str(error)) from None

    def _refused(self, why: str) -> Fault:
        if os.path.islink(self.path) or os.path.lexists(self.path):
            kind = "a link" if os.path.islink(self.path) else "a folder" if os.path.isdir(self.path) else why
            return Fault(f"{self.path}: cannot be the log's lock ({kind}); delete it. Nothing was changed")
        return Fault(f"{self.folder}: {why}; nothing was changed")

    def _remove_stale(self) -> None:
        import time

        try:
            if time.time() - os.stat(self.path).st_mtime > self.STALE:
                os.remove(self.path)
        except OSError:
            return

    def __exit__(self, *_: object) -> None:
        remove_if_there(self.path)  # before the lock ends, or the next one's file would go
        if self._held >= 0:
            os.close(self._held)


# ---- edit/index.py -------------------------------------------------------------------------------------------
# The index of a log written anew.

def plan_index(log: Log, path: str, change: Change, create: bool = False) -> bool:
    """Plan a fresh index; whether it differs. Words of people that it replaces are said, so that none go unseen.

    With `create` a README that is not there is written. A list that the project keeps itself is left alone.
    """
    if own_index_file(log.contract):
        return False
    for file, reason in log.unreadable:
        note(f"{file}: it cannot be read ({reason}), so the index has no row for it")
    if create and not os.path.lexists(path):
        change.write(path, encoded(new_readme(log), "utf-8", path))
        return True
    now, fresh, block = fresh_index(log, path)
    if now == fresh:
        return False
    change.write(path, fresh)
    words = words_between(block)
    if words:
        note(
            f"{path}: `{ADR} index` writes what stands between the markers, and these lines go:\n\n"
            + "".join(f"  {line}\n" for line in words)
            + "\nPut them above or below the markers."
        )
    return True


def refresh(log: Log, change: Change, create: bool = False) -> str | None:
    """Plan a fresh index; what hinders it, in words, where something does."""
    try:
        plan_index(log, index_file(log.folder), change, create)
    except Fault as fault:
        return str(fault)
    return None


def say_hindrance(hindrance: str | None) -> None:
    """Say what hindered the index, where something did."""
    if hindrance:
        note(f"the index was not refreshed: {hindrance}")


def write_indexes(folder: str, everywhere: bool = True, check: bool = False) -> int:
    """Write the index of a log, or of every log of its project, where it is stale; the exit code of `index`.

    With `check` nothing is written, and the code is 1 where an index is stale. Fault where a log has no place for
    an index; under Copier that is said and passed over with 0, so that it never undoes a copy or an update.
    """
    code = 0
    under_copier = bool(os.environ.get("COPIER_OPERATION"))
    for one_folder in every_log(folder) if everywhere else [folder]:
        try:
            if write_index(one_folder, check) and not under_copier:
                code = 1
        except Fault as fault:
            if not under_copier:
                raise
            note(f"the index was skipped: {fault}")
    return code


def write_index(folder: str, check: bool) -> bool:
    """Write a log's index where it is stale; with `check` only say so. Whether it was said."""
    if own_index_file(load_contract(folder)):
        return False
    if check:
        path = index_file(folder)
        now, fresh, _ = fresh_index(Log(folder), path)
        if now != fresh:
            say(f"{path}: the index is stale; run {ADR} index")
        return now != fresh
    with Lock(folder):
        log, path, change = Log(folder), index_file(folder), Change(Journal(folder))
        # A README that people deleted stays so through an update.
        if plan_index(log, path, change, create=not os.environ.get("COPIER_OPERATION")):
            change.commit()
            out(f"{from_here(path)}: {counted(log.records)}\n")
    return False


# ---- edit/page.py --------------------------------------------------------------------------------------------
# Records' files opened for change.

class Page:
    """A record's file opened for change: its text, how it is encoded, what it says."""

    def __init__(self, folder: str, file: str, words: Vocabulary, text: str, encoding: str) -> None:
        self.file, self.words, self.text, self.encoding = file, words, text, encoding
        self.path = place_of(folder, file)

    def encoded(self) -> bytes:
        return encoded(self.text, self.encoding, self.path)

    def facts(self, text: str | None = None) -> Record:
        """What the page says; with `text`, what it would say."""
        return read_record(self.file, self.text if text is None else text, self.words)


def open_page(folder: str, file: str, words: Vocabulary) -> Page:
    """The page as the file has it."""
    path = place_of(folder, file)
    try:
        text, encoding = decode(read_bytes(path))
    except OSError as error:
        raise Fault(f"{path}: {error.strerror or error}") from None
    return Page(folder, file, words, text, encoding)


def page_of(log: Log, file: str, pages: dict[str, str | None]) -> Page:
    """The page as the pages so far have it; a file that is still to be written is UTF-8."""
    text = pages.get(file)
    if text is not None and not os.path.exists(place_of(log.folder, file)):
        return Page(log.folder, file, log.words, text, "utf-8")
    page = open_page(log.folder, file, log.words)
    if text is not None:
        page.text = text
    return page


def to_atx(text: str, file: str) -> str:
    """A record's text for `headings`: reStructuredText's underlines and AsciiDoc's marks as Markdown's; same length."""
    suffix = file.rpartition(".")[2].lower()
    if suffix == "rst":
        text = re.sub(r"(?<=\n)([*~^#+\"'.:`_-])\1{2,}(?=[ \t]*\r?(?:\n|$))", lambda m: "-" * len(m.group()), text)
    elif suffix in ASCIIDOC:
        text = re.sub(r"(^|\n)(={1,6})(?= )", lambda m: m.group(1) + "#" * len(m.group(2)), text)
    return text


def same_otherwise(one: Record, other: Record) -> bool:
    """Whether two readings of a record have one title and one number."""
    return (one.title, one.number, one.title_number) == (other.title, other.number, other.title_number)


def plan_pages(log: Log, pages: dict[str, str | None], change: Change) -> None:
    """Plan the text of each of these records; None plans a removal."""
    for file, text in pages.items():
        path = place_of(log.folder, file)
        change.write(path, None if text is None else laid_out(log, page_of(log, file, pages), path).encoded())


def _same_facts(one: Record, other: Record) -> bool:
    refs = [(record.by_refs, record.fwd_refs, record.link_refs) for record in (one, other)]
    return one.as_json() == other.as_json() and refs[0] == refs[1]


def laid_out(log: Log, page: Page, path: str) -> Page:
    """A changed page laid out as its file is, or as the log's blank where it is new; as it stands where that would say
    something else.
    """
    columns = log.contract.get("columns")
    try:
        before = decode(read_bytes(path if os.path.exists(path) else os.path.join(log.folder, BLANK)))[0]
    except OSError:
        return page
    text = in_layout_of(before, page.text, columns if isinstance(columns, int) else 0)
    text = columns_kept(text) if page.file.endswith(".rst") else text
    if text != page.text and _same_facts(page.facts(text), page.facts()):
        page.text = text
    return page


def write_pages(log: Log, pages: dict[str, str | None]) -> str | None:
    """Write changed records and the index, all or none; what hinders the index, where something does.

    The caller holds the lock.
    """
    change = Change(Journal(log.folder))
    plan_pages(log, pages, change)
    hindrance = refresh(Draft(log, pages), change)
    change.commit()
    return hindrance


def save(log: Log, pages: dict[str, str | None]) -> None:
    """Write changed records and the index, all or none; say what hinders the index. The caller holds the lock."""
    say_hindrance(write_pages(log, pages))


# ---- edit/status_word.py -------------------------------------------------------------------------------------
# A status word replaced where it stands: in a statement, a stack of statuses, a badge, a line among others.

NEAR = 20  # places are tried, the nearest to where the status was read first
# The day of a status, right behind it or right before it.
# Behind two spaces another column of a table begins. In another line it is alone there: "2026-01-01 Proposed" is a step.
DAY_BEHIND = Pattern(
    r"[*_`]{0,3}\r?\n(?:[ \t]*\r?\n)?[*_`(]{0,4}\d{4}-\d\d-\d\d(?=[)*_`]{0,4}[ \t]*(?:\r?\n|$))"
    r"|(?![*_`:,]{0,4}[ ]{2})[*_` \t:,]{0,4}(?:\(|on |since |am |seit |le |den )?[*_`(]{0,4}\d{4}-\d\d-\d\d"
)
DAY_BEFORE = Pattern(r"(?<![\d-])\d{4}-\d\d-\d\d[*_`)\]]{0,3}[\s:,–—-]{0,5}[*_`]{0,3}$")
NO_MARK = Pattern(r"[^\s*_`~\[({<>\"'‘’“”„«»‹›「」『』【】（）\d:,|–—/→=-]+[ \t]*")


def leading_status(text: str, words: Vocabulary) -> tuple[int, int] | None:
    """Offsets of the status word, or words, that open a text; what is struck out is not said."""
    text = STRUCK.sub(lambda m: " " * len(m.group()), text)
    found: list[re.Match[str]] = []
    for word in WORD.finditer(text):
        found.append(word)
        if len(found) == 3:
            break
    for count in range(len(found), 0, -1):
        if words.status(" ".join(word.group() for word in found[:count])):
            return found[0].start(), found[count - 1].end()
    return None


def spans_of(text: str, status: str, words: Vocabulary) -> list[tuple[int, int]]:
    """Offsets of the words in a sentence that mean a status: "This record is accepted."."""
    text = STRUCK.sub(lambda m: " " * len(m.group()), text)
    found = list(WORD.finditer(text))
    spans = [(one.start(), one.end()) for one in found if words.status(one.group()) == status]
    pairs = [(found[n - 1].start(), found[n].end()) for n in range(1, len(found))]
    return [*spans, *((first, last) for first, last in pairs if words.status(text[first:last]) == status)]


def word_replaced(page: Page, span: Span, status: str | None, value: str, date: str) -> Iterator[str]:
    """A span with the word that opens it replaced, or one in it, where that is the status which counts."""
    _, start, end = span
    text = page.text
    lead = leading_status(text[start:end], page.words)
    if "![" in text[start:end]:
        return  # a picture has it in its words and in its address
    if lead and page.words.status(text[start + lead[0] : start + lead[1]]) == status:
        before = text[start : start + lead[0]]
        if not any(c.isalnum() for c in before):  # "✅ Accepted": the sign goes with the word
            before = NO_MARK.sub("", before)
        yield _redated(text[:start] + before, value, text[start + lead[1] :], date)
    elif status and not lead:
        for first, last in spans_of(text[start:end], status, page.words):
            new = in_case_of(value, text[start + first : start + last])
            yield _redated(text[: start + first], new, text[start + last :], date)


def _redated(before: str, value: str, after: str, date: str) -> str:
    """The parts joined; "Accepted on 2024-05-06" becomes "Rejected on <today>". Without a date each day stays."""
    if not date:
        return before + value + after
    behind, ahead = DAY_BEHIND.match(after), DAY_BEFORE.search(before[before.rfind("\n") + 1 :])
    if behind:
        after = ISO.sub(date, behind.group(), count=1) + after[behind.end() :]
    elif ahead:
        at = len(before) - len(ahead.group())
        before = before[:at] + ISO.sub(date, before[at:], count=1)
    return before + value + after


def marked_anew(page: Page, status: str | None, value: str) -> Iterator[str]:
    """Of several statuses of which one is bold another one made bold: "Proposed | **Accepted** | Rejected"."""
    want = page.words.status(value)
    for block in PARAGRAPH.finditer(page.text):
        text = block.group()
        bold = [m for m in BOLD_WORDS.finditer(text) if status and page.words.status(m.group(2)) == status]
        signed = TICKED_SIGN.search(text)  # that would have to move too
        for word in OTHER_WORDS.finditer(text) if len(bold) == 1 and want and not signed else ():
            if page.words.status(word.group(2)) == want:
                mark = bold[0].group(1)
                changes = sorted(
                    [(bold[0].span(), bold[0].group(2)), (word.span(), mark + word.group(2) + mark)], reverse=True
                )
                for (start, end), said in changes:
                    text = text[:start] + said + text[end:]
                yield page.text[: block.start()] + text + page.text[block.end() :]
                break


TICKED_SIGN = Pattern("[✅☑☒✔🗹◉🔘👉⬅]")
PARAGRAPH = Pattern(r"(?m)^(?:[^\n]{1,300}(?:\n|\Z)){1,12}")
BOLD_WORDS = Pattern(r"(\*\*|__)([^*_\n|/]{3,30})\1")
OTHER_WORDS = Pattern(r"(?<![*_\w])([*_]?)([^\W\d_]{3,30})\1(?![*_\w])")


def unstacked(page: Page, spans: list[Span], value: str) -> Iterator[str]:
    """A stack of statuses on lines of their own as the one status: "Deprecated ⏎ Superseded by …"."""
    text = page.text
    lines = sorted((start, end) for kind, start, end in spans if kind == "section")
    lines = [line for line in lines if stated_word(text[line[0] : line[1]], page.words, known_only=True)[0]]
    if len(lines) < 2:
        return
    for start, end in reversed(lines[1:]):
        stop = text.find("\n", end)
        before = text[: text.rfind("\n", 0, start)].rstrip(" \t\r\n")
        text = before + text[stop - (text[stop - 1 : stop] == "\r") if stop >= 0 else len(text) :]
    yield text[: lines[0][0]] + value + text[lines[0][1] :]


def where_it_was_read(page: Page, value: str, date: str, whole: bool = False) -> Iterator[str]:
    """The word itself replaced on the line where a reader found it, or the whole text; in a log of changes, an entry more."""
    reading = Reading(page.file, page.text, page.words)
    stated = reading.chosen.get("status")
    if not stated:
        return
    if stated.reader == "change log":
        yield from _one_entry_more(page, value, date)
        return
    line, lead = reading.document.line(stated.at), leading_status(stated.text, page.words)
    spans = [lead] if lead else spans_of(stated.text, stated.value, page.words)
    for word in [stated.text] if whole else dict.fromkeys(stated.text[first:last] for first, last in spans):
        yield from _on_its_line(page.text, word, line, value, date)


def _on_its_line(text: str, word: str, line: int, value: str, date: str) -> Iterator[str]:
    """The text with these words replaced, on the nearest line to that one first."""
    pattern = r"(?: |_|%20|\r?\n[ \t]{1,40})".join(map(re.escape, word.split()))
    hits = list(re.finditer(rf"(?i)(?<![^\W\d_]){pattern}(?![^\W\d_])", text))
    numbered = Numbered(text)
    hits.sort(key=lambda hit: abs(numbered.line(hit.start()) - line))
    rows = [numbered.line(hit.start()) for hit in hits[:NEAR]]
    for row in dict.fromkeys(rows):
        together = [hit for hit, its in zip(hits, rows) if its == row]
        yield _replaced(text, together, value, date)
        if len(together) > 1:
            yield from (_replaced(text, [hit], value, date) for hit in together)


def _replaced(text: str, hits: list[re.Match[str]], value: str, date: str) -> str:
    for hit in sorted(hits, key=lambda hit: -hit.start()):
        old = hit.group()
        new = in_case_of(value, old)
        new = new.replace(" ", "%20") if "%20" in old else new
        text = _redated(text[: hit.start()], new, text[hit.end() :], date)
    return text


def in_case_of(value: str, old: str) -> str:
    """A status in the case of the one that was there; a reference to a record has its own."""
    if re.search(r"[\[<\d]", value):
        return value
    return value.lower() if old.islower() else value.upper() if old.isupper() else value[:1].upper() + value[1:]


def _one_entry_more(page: Page, value: str, date: str) -> Iterator[str]:
    for heading in headings(to_atx(page.text, page.file)):
        section = section_of(page.text, heading.text)
        if section and heading_kind(heading.text, heading.level, page.words) == "changelog":
            yield add_history(page.text, {"history": {"section": heading.text}}, value, date, "", page.words)
            first = re.search(r"(?m)^[ \t]*[-*+][ \t]+\S", page.text[section[0] : section_end(page.text, section)[0]])
            if first:
                at = section[0] + first.start()
                lead = first.group()[:-1]
                yield page.text[:at] + f"{lead}{value} ({date}){line_end(page.text)}" + page.text[at:]


# ---- check/signs.py ------------------------------------------------------------------------------------------
# The signs that the checker puts into what a reader sees, to hold apart what is written alike.
#
# They mean something only while no text has them: `without_signs` writes those of a text otherwise, before it is read.

PICTURE_WORDS, PICTURE_FILE, PICTURE_ENDS = "\ue000", "\ue001", "\ue002"
NO_LINK_AROUND = "\ue003"  # behind the words of a link: no other link may stand around them
GONE = "\ue004"  # something stood here: what is on both sides of it makes no mark together
NEXT_CELL = " \ue005 "  # no `|`: one that is escaped is a word of its cell
LINE_ENDS = "\ue006"  # behind the backslash that breaks a line
SPAN = "\x00"  # on both sides of the number of a code span
# Two signs for each, of those that mean nothing and that no fact may have; the first is written twice where a text has it.
ESCAPE = "\U000e0f00"
WRITTEN_SIGNS = {
    ord(ESCAPE): ESCAPE * 2,
    **{
        ord(sign): ESCAPE + chr(ord(ESCAPE) + n)
        for n, sign in enumerate(
            (PICTURE_WORDS, PICTURE_FILE, PICTURE_ENDS, NO_LINK_AROUND, GONE, NEXT_CELL.strip(), LINE_ENDS, SPAN), 1
        )
    },
}


def without_signs(text: str) -> str:
    """`text` with these signs written otherwise, each in its own way; on the same lines."""
    return text if text.isascii() and SPAN not in text else text.translate(WRITTEN_SIGNS)


# ---- check/inline.py -----------------------------------------------------------------------------------------
# The words of a block of Markdown as a reader sees them: what of links, pictures, code and tags is shown.
#
# Where it is in doubt whether something is a link or a tag, it stays as it is written, so that a change of it is seen.

INLINE_LINK = Pattern(
    r"(?<!\\)(!?)\[((?:[^\[\]\\\ue003]|\\.){0,500})\]\([ \t]*(?![ \t])"
    r"(?:<([^<>`\x00\\]{0,500})>|([^()\s<>`\x00\\]{0,500}(?:\([^()\s<>`\x00\\]{0,100}\)[^()\s<>`\x00\\]{0,200})?))"
    r"(?:[ \t]+(\"[^\"`\x00\\]{0,300}\"|'[^'`\x00\\]{0,300}'|\([^()`\x00\\]{0,300}\)))?[ \t]*\)"
)
REFERENCE_LINK = Pattern(r"(?<!\\)(!?)\[((?:[^\[\]\\\ue003]|\\.){1,500})\](?:\[([^\[\]]{0,200})\])?")
ADDRESS = Pattern(r"<([a-z][a-z0-9+.-]{1,20}:[^\s<>]{1,500})>", re.I)
OPEN_TAG = Pattern(r"<[a-z][a-z0-9-]{0,20}[ \t][^<>]{1,2000}>", re.I)
ATTRIBUTE = Pattern(r"\b(href|src)=(\"[^\"]{0,500}\"|'[^']{0,500}')", re.I)
UNDERSCORES = Pattern(r"(?<![\w_])_{1,3}(?=[^\s_])|(?<=[^\s_])_{1,3}(?![\w_])")
ADDRESSED = Pattern(r"[ \t]*(?:[a-z][a-z0-9+.-]*:|[/\\]{2})", re.I)
SPACING = Pattern(r"[ \t\n\x0b\x0c\x1c-\x1f]+")


def words_shown(text: str, targets: dict[str, str]) -> str:
    """A block's text as a reader sees it: links as their words and titles, pictures by their words and file."""
    if "\\\n" in text:
        text = text.replace("\\\n", f"\\{LINE_ENDS}\n")  # in the middle of a line the sign is shown
    # Other signs that look like a blank are text to Markdown: they make no title and end no mark.
    text = " ".join(text.split()) if text.isascii() else SPACING.sub(" ", text).strip(" ")
    if text.isalnum():
        return text
    code: list[str] = []
    if "`" in text:
        text = _kept_code(text, code)
    if "](" in text:
        text = INLINE_LINK.sub(lambda m: _link_words(m) if m.group(1) else m.group(), text)  # pictures
        text = INLINE_LINK.sub(_link_words, text)
    if targets and "[" in text:
        text = REFERENCE_LINK.sub(lambda m: _reference_words(m, targets), text)
    text = text.replace(NO_LINK_AROUND, "")
    if "<" in text:
        text = tags_shown(ADDRESS.sub(r"\1", text))
    if "_" in text:
        text = UNDERSCORES.sub(lambda m: "*" * len(m.group()), text)
    return re.sub(r"\x00(\d+)\x00", lambda m: code[int(m.group(1))], text) if code else text


def tags_shown(text: str) -> str:
    """Tags as a reader sees them: without where they lead."""
    return OPEN_TAG.sub(lambda m: ATTRIBUTE.sub(_target_free, m.group()), text)


def _kept_code(text: str, code: list[str]) -> str:
    """`text` with each code span put away into `code`."""
    shown, at = [], 0
    for start, end in code_spans(text):
        code.append(text[start:end])
        shown += [text[at:start], f"{SPAN}{len(code) - 1}{SPAN}"]
        at = end
    return "".join([*shown, text[at:]])


def _link_words(m: re.Match[str]) -> str:
    title = f" «{m.group(5)[1:-1]}»" if m.group(5) else ""
    if m.group(1):
        return _picture_words(m.group(2), m.group(3) or m.group(4) or "", title)
    return m.group(2) + title + NO_LINK_AROUND


def _file_shown(target: str) -> str:
    """What of a picture's target may not change: its file, and all of an address, which may show anything."""
    if ADDRESSED.match(target):
        return target
    return target.partition("#")[0].partition("?")[0].rpartition("/")[2]


def _picture_words(words: str, target: str, title: str = "") -> str:
    file = _file_shown(target)
    return f"{PICTURE_WORDS}{words}{PICTURE_FILE}{file}{title}{PICTURE_ENDS}"


def _reference_words(m: re.Match[str], targets: dict[str, str]) -> str:
    target = targets.get(label_of(m.group(3) or m.group(2)))
    if target is None:
        return m.group()
    return _picture_words(m.group(2), target) if m.group(1) else m.group(2)


def _target_free(m: re.Match[str]) -> str:
    """A target may change; a picture's file may not, but where it lies."""
    name = m.group(1).lower()
    return name + ("=" + _file_shown(m.group(2)[1:-1]) if name == "src" else "")


def label_of(text: str) -> str:
    """The label of a reference as it is compared."""
    return SPACING.sub(" ", text).strip(" ").casefold()


# ---- check/names.py ------------------------------------------------------------------------------------------
# The names that records go by where others refer to them.

SPOKEN = 300  # characters; a longer text is no reference


def spoken(text: str) -> str:
    """A name as it is compared: its words, numbers without the zeros that lead them."""
    return " ".join([word.lstrip("0") or "0" for word in re.findall(r"\w+", text.casefold().replace("_", " "))])


def _label(link: str, target: str) -> str:
    """The words that a link of a wiki, of reStructuredText or AsciiDoc shows in the place of its target; "" without any."""
    before, _, behind = link.partition(target)
    words = re.sub(r"^:(?:doc|ref):|^(?:xref|link):|^<<|^\[\[|[`<]", "", before)
    anchor = r"^#[^\[\],|>]*|" if link[:2] != "[[" else ""  # many forges show a link of a wiki as it is written
    return words + re.sub(rf"{anchor}[\[\]>`_|,#]", " ", behind).strip()


class Names:
    """What refers to a record.

    Attributes:
        files: path below the log -> what its record is called.
        every: all that records are called, of any file.
        labels: labels of links, as the vocabulary spells them, that records use.
        people: names of those who write here.
    """

    def __init__(
        self,
        records: Iterable[Record] = (),
        labels: Iterable[str] = (),
        people: Iterable[str] = (),
        new: Iterable[Record] = (),
    ) -> None:
        """`new` are records that the change brings: a title of theirs, which may be any sentence, is a name in a link
        or behind the number alone."""
        self.files: dict[str, set[str]] = {}
        self.numbers: set[int] = set()
        self.stems: set[str] = set()
        self.every: set[str] = set()
        self.labels = frozenset(labels)
        self.people = frozenset(map(spoken, people)) - {""}
        for record in records:
            self.every |= self._add(record)
        for record in new:
            free = {spoken(record.title or ""), spoken(record.whole_title or "")}
            if record.number is None:
                free.add(spoken(record.file.rpartition("/")[2].rpartition(".")[0]))
            self.every |= self._add(record) - free

    def _add(self, record: Record) -> set[str]:
        """All that a record is called, which links to it may say."""
        name = record.file.rpartition("/")[2]
        stem = name.rpartition(".")[0]
        called = {spoken(text) for text in (name, stem, record.title or "", record.whole_title or "")}
        if record.number is not None:
            self.numbers.add(record.number)
            title = spoken(record.title or stem)  # a record without a title is named by its file
            for lead in ("", *sorted(RECORD_WORDS), record.prefix):
                called |= {f"{lead} {record.number}".strip(), f"{lead} {record.number} {title}".strip()}
        called.discard("")
        self.files.setdefault(record.file, set()).update(called)
        self.stems |= {name.casefold(), stem.casefold()}
        return called

    def without_references(self, text: str, folder: str, targets: dict[str, str]) -> str:
        """`text` without what refers to a record; a link keeps its words where they are not those of the record."""

        from urllib.parse import unquote

        def strike(m: re.Match[str]) -> str:
            kind = m.lastgroup or ""
            if m.string[m.start() - 1 : m.start()] == "!":
                return m.group()  # a picture of it, or all that it says
            if kind in ("url", "text", "ref"):
                return self._link(m, folder, targets)
            if kind in ("number", "bare"):
                return " ," if int(m.group(kind)) in self.numbers else m.group()
            stem = unquote(m.group(kind).partition("#")[0].rpartition("/")[2]).casefold()
            named = self._is_name(m.group("wiki") or "") and self._is_name(_label(m.group(), m.group(kind)))
            return " ," if stem in self.stems and named else m.group()

        return REF.sub(strike, text.replace("\\[", "(").replace("\\]", ")"))

    def _is_name(self, words: str) -> bool:
        return not words or spoken(words) in self.every

    def _link(self, m: re.Match[str], folder: str, targets: dict[str, str]) -> str:
        words = m.group("text")
        target = m.group("url") or targets.get(label_of(m.group("ref") or words), "")
        if words[:1] == "^" or (m.group("ref") and not target):
            return m.group()  # a footnote; no link: both are shown
        called = self._called(target, folder) if target else self.every
        plain_words = re.sub(r"\\(.)", r"\1", words)
        if spoken(plain_words) in called and not re.search(r"[\"']", m.group().partition("](")[2]):
            return " ,"
        return m.group()

    def _called(self, target: str, folder: str) -> set[str]:
        """What the record is called that a link leads to."""
        from urllib.parse import unquote

        path = unquote(target.partition("#")[0])
        if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", path):
            return set()  # an address
        path = posixpath.normpath(posixpath.join(folder, path))
        for file in (path, path + ".md", path + "/README.md", path + "/index.md"):
            if file in self.files:
                return self.files[file]
        name = path.rpartition("/")[2]  # a link out of the log and into it again
        return set().union(*[called for file, called in self.files.items() if file.rpartition("/")[2] == name])


# ---- check/free.py -------------------------------------------------------------------------------------------
# What of an accepted record may change: values that are a known status, a date, or a reference to a record.
#
# docs/checks.md lists them. A value that says more than that keeps what it says more.

FREE_FACTS = ("status", "date", "created", "updated", "supersedes", "superseded_by", "either")
FREE_SECTIONS = (*FREE_FACTS, "applies_to", "review_by", "tags", "links", "changelog", "meta")
RELATING = ("supersedes", "superseded_by", "either")
JOINING = frozenset(
    "by,on,since,as,of,and,und,et,y,e,i,och,og,en,am,le,el,den,durch,par,por,door,da,av,af,x".split(",")
)
SIDES = Pattern(r"[(（)）/]")
COLOUR = Pattern(r"[-/][A-Za-z0-9]{3,20}(?:\.svg)?\)")
TOKEN = Pattern(r"\w+(?:['’-]\w+)*|[,;]")
# Signs with which a value may be more than its words: they begin markup that hides what follows or shows it otherwise
# (in one of the many Markdowns, in reStructuredText or AsciiDoc), turn it around, or are not seen.
INVISIBLE = (
    r"\x00-\x08\x0b-\x1f\x7f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff"
)
OPENING = r"\$\$|:::|!!!|\?\?\?|===|!\[|^\s*\.\.(?:\s|$)|::\s*$|^\s*\[\^"
# Signs that spell or strike out words and are no letters: in circles and squares, of flags, drawn, Braille, overlays, no's.
SPELLING_SIGNS = r"\u0335-\u0338\u20d0-\u20ff\u2460-\u24ff\u2500-\u259f\u2800-\u28ff\U0001f100-\U0001f1ff\u00ac\u2260"
STRANGE = Pattern(rf"[<{{}}%$\\{INVISIBLE}{SPELLING_SIGNS}]|{OPENING}")
HIDES = Pattern(rf"[<{INVISIBLE}]|%%|\{{[/{{%#]|{OPENING}")  # of those, what no pattern of paths needs
LONGEST = 600  # characters of a value that may be a fact
PHRASE_WORDS = 5
MOST_JUDGED = 2000  # values of one record that may be facts; no record has that many, and each costs time


def _uncommented(item: str) -> str:
    """A YAML value without its quotation marks; with what YAML takes for a comment, which readers see."""
    return scalar(item) if item[:1] in ("'", '"') and item[-1:] == item[:1] else item


class Freedom:
    """Judges lines of one record.

    Attributes:
        left: (line, words) that places of free facts say besides the fact: they may go, but not come or change.
    """

    def __init__(self, words: Vocabulary, names: Names, folder: str, targets: dict[str, str]) -> None:
        self.words, self.names, self.folder, self.targets = words, names, folder, targets
        self.left: list[tuple[int, str]] = []
        self.section = "head"
        self.columns: list[str] = []  # facts of the columns of the table that is read
        self.headings = self.judged = 0
        self.listed = ""  # the fact whose values stand in the list that is read, where it is one of FREE_NOTES

    def enter(self, level: int, heading: str) -> str:
        """Begin a section. What its heading is: `free`, `fact` where it states one itself, or `text`."""
        self.headings += 1
        kind = heading_kind(heading, level, self.words)
        self.columns = []
        if kind.startswith("="):
            self.section = "text"
            return "fact" if not self.more(kind.split("=", 2)[2]) else "text"
        if kind == "speech" or (self.section == "status" and level > 2 and heading and not self.more(heading)):
            self.section = "text"
            return "fact" if not self.more(heading) else "text"
        if kind in FREE_SECTIONS:
            self.section = kind
            return "free" if self._is_label(heading) else "text"
        self.section = "head" if self.headings == 1 else "text"
        return "text"

    def kept(self, line: Line) -> str:
        """What of a line may not change; "" where all of it may."""
        text = line.text
        if len(text) > LONGEST or line.kind.endswith(("code", "rule", "title")):
            return text
        if line.kind.endswith("row"):
            return self._row(line)
        self.columns = []
        parts = [self._part(line.number, part) for part in INLINE_BREAK.split(text) if part]
        return text if None in parts or not parts else " ".join([part for part in parts if part])

    def key_kept(self, line: int, key: str, value: str) -> str:
        """What of a front matter key may not change."""
        fact = (self.words.label(key) or self.words.note(key)) if self._is_label(key) else ""
        items = flow_items(value) if value[:1] == "[" and value[-1:] == "]" else None
        if items is None:
            rows = [row.strip() for row in value.split("\n")]
            items = [_uncommented(re.sub(r"^-[ \t]+", "", row)) for row in rows if row]
        said = ", ".join(items)
        if self._is_note(fact, items if len(items) != 1 else items[0]):
            return ""
        if fact in FREE_FACTS:
            self._leave(line, self.more(said))
            return ""
        if self._relates(key) and not self.more(said):
            return ""
        return f"{key}: {' '.join(value.split())}"

    def _is_note(self, fact: str, value: str | list[str]) -> bool:
        """Whether a value is nothing but one of FREE_NOTES, and no markup that hides what follows."""
        if fact not in FREE_NOTES or not says_no_more(fact, value):
            return False
        return not HIDES.search(CODE.sub("", value if isinstance(value, str) else " ".join(value)))

    def _is_label(self, text: str) -> bool:
        """Whether a label says no more than that: in brackets, or behind a slash, it may have another name for it."""
        others = SIDES.split(text)[1:]
        known = [part for part in others if self.words.key(part) in self.words.sections or not self.more(part)]
        return not STRANGE.search(text) and len(known) == len(others)

    def _leave(self, line: int, more: str) -> None:
        if more:
            self.left.append((line, more))

    def _relates(self, label: str) -> bool:
        key = self.words.key(label)
        return key in RELATIONS or key in self.names.labels or self.words.labels.get(key) in RELATING

    def _part(self, line: int, part: str) -> str | None:
        """What is kept of a part of a line; None where it is no fact."""
        badge = BADGE.search(part)
        if badge and self.words.status(badge.group(1).replace("_", " ").replace("%20", " ")):
            rest = part.replace(badge.group(), "", 1).strip()
            beside = self._part(line, rest) if rest else ""
            return None if beside is None else " ".join([text for text in (self._badge(badge), beside) if text])
        field = FIELD.match(part.strip())
        label = (field.group("strong") or field.group("plain")) if field else ""
        if field and label and self._is_label(label):
            fact = self.words.label(label) or self.words.led_label(label) or self.words.note(label)
            if fact in FREE_FACTS:
                self._leave(line, self.more(field.group("value")))
                return self._in_text(label)
            if fact in FREE_NOTES and self.section != "text":
                self.listed = "" if field.group("value") else fact
                if self.listed or self._is_note(fact, field.group("value")):
                    return ""
            if self._relates(label) and self.section != "text" and self._refers(field.group("value")):
                return None if self.more(field.group("value")) else ""
        return self._said(line, part)

    def _badge(self, badge: re.Match[str]) -> str:
        """What is kept of a badge: all but the status and its colour."""
        words, _, target = badge.group().partition("](")
        at = badge.start(1) - badge.start() - len(words) - 2
        behind = target[at + len(badge.group(1)) :]
        return f"{words if self.more(words[2:]) else '!['}]({target[:at]}{'' if COLOUR.fullmatch(behind) else behind}"

    def _said(self, line: int, part: str) -> str | None:
        """The same of a part without a label."""
        box = BOX.match("- " + part)
        said = box.group(2) if box else part
        if self.section == "text":
            return None
        fact = self.section if self.section in FREE_NOTES else self.listed
        if self._is_note(fact, said):
            return ""
        self.listed = ""
        more = self.more(said)
        if self.section == "head":
            return "" if not more and self._refers(said) and not self._opens(said) else None
        if not more:
            return ""
        if self.section == "status" and self._opens(said):
            self._leave(line, more)
            return ""
        return None

    def _opens(self, text: str) -> bool:
        """Whether a known status opens a text."""
        found = [word for word in TOKEN.findall(text.casefold()[:LONGEST]) if word not in ",;"]
        return any(self.words.statuses.get(" ".join(found[:n])) for n in range(1, 4) if found)

    def _refers(self, text: str) -> bool:
        return self._without_references(text) != text.replace("\\[", "(").replace("\\]", ")")

    def _row(self, line: Line) -> str:
        """A row of a table: a label with its value, or under a head that says what its columns are."""
        row = cells(line.text if line.text[:1] == "|" else "|" + line.text)
        if re.fullmatch(r"[ |:+-]+", line.text):
            return re.sub(r"-+", "-", line.text) if "text" in (self.section,) and not any(self.columns) else ""
        facts = [self.words.label(cell) if self._is_label(cell) else "" for cell in row]
        if any(fact in FREE_FACTS for fact in facts[1:]) or (len(row) > 2 and facts[0] in FREE_FACTS):
            self.columns = facts
            return NEXT_CELL.join(row)
        if any(self.columns):
            return self._under(line.number, row)
        fact = facts[0]
        if not fact and self._is_label(row[0]):
            fact = self.words.led_label(row[0]) or self.words.note(row[0])
        said = " ".join(row[1:])
        if self.section != "text" and self._is_note(fact, said):
            return ""
        if fact in FREE_FACTS:
            self._leave(line.number, self.more(said))
            return self._in_text(row[0])
        if self._relates(row[0]) and self.section != "text" and self._refers(said) and not self.more(said):
            return ""
        return NEXT_CELL.join(row) or "|"

    def _under(self, line: int, row: list[str]) -> str:
        history = self.section in ("changelog", "status")
        kept = []
        for n, cell in enumerate(row):
            fact = self.columns[n] if n < len(self.columns) else ""
            if fact in FREE_FACTS:
                self._leave(line, self.more(cell))
            elif not (history and not self.more(cell)):
                kept.append(cell)
        return NEXT_CELL.join(kept) if any(kept) else self._in_text("|")

    def _in_text(self, label: str) -> str:
        """What is kept of a fact where its value may change: among prose it is seen that there is one."""
        return label if self.section == "text" else ""

    def more(self, value: str) -> str:
        """What a value says besides a known status, dates and references to records."""
        self.judged += 1
        if len(value) > LONGEST or self.judged > MOST_JUDGED:
            return value
        if value.strip().casefold() in NOTHING:
            return ""
        bare = self._without_references(value)
        if STRANGE.search(bare):
            return value
        if spoken(value) in self.names.every or spoken(value) in self.names.people:
            return ""
        # "7 May" has no reference to record 7, and "2024-05-06-use-linux.md" no date.
        first = self._unknown(without_dates(bare))
        return first and self._unknown(self._without_references(without_dates(value))) and first

    def _without_references(self, text: str) -> str:
        return self.names.without_references(text, self.folder, self.targets)

    def _unknown(self, text: str) -> str:
        """The words of a text that are no status, no relation and no name of a record."""
        found = TOKEN.findall(text.replace("_", " ").casefold())
        left: list[str] = []
        at = 0
        while at < len(found):
            width = self._known(found, at)
            if not width:
                left.append(found[at])
            at += width or 1
        return " ".join(left)

    def _known(self, found: list[str], at: int) -> int:
        """How many words from here on are a status, a relation or the name of a record."""
        if found[at] in ",;":
            return 1
        ends = [n for n in range(at + 1, len(found)) if found[n] in ",;"][:3]
        for end in (len(found), *reversed(ends)):
            if spoken(" ".join(found[at:end])) in self.names.every:
                return end - at
        for width in range(min(PHRASE_WORDS, len(found) - at), 0, -1):
            phrase = " ".join(found[at : at + width])
            if phrase in self.words.statuses or phrase.replace("-", " ") in self.words.statuses:
                return width
            if self._relates(phrase):
                return width
        return int(found[at] in JOINING)


# ---- check/plain.py ------------------------------------------------------------------------------------------
# What a reader sees of a record in reStructuredText or AsciiDoc, line by line.
#
# Neither is followed: every line stands as it is written, with its indentation and with whether a blank line parts it from
# the one above, for in both that is what makes the difference between prose, code, lists and tables. What may differ: how
# long the line is that underlines a heading, how wide a table is drawn, how many blank lines there are, and blanks beside
# the bars of a table and behind the name of a field.

ADOC_HEADING = Pattern(r"(={1,6})[ \t]+(?![ \t])(?![= \t]*$)(.*)")
BORDER = Pattern(r"[+=-][+= -]+")  # a line of a table, as wide as its longest word
FIELD_NAME = Pattern(r"^:(?=\S)([^:`]{1,40}):[ \t]+")
BESIDE_BARS = Pattern(r"(?<=\|)[ \t]+|(?<![ \t])[ \t]+(?=\|)")
ENTRY = Pattern(r"(?:[-*+•.]{1,6}|\(?(?:\d{1,9}|\w|#)[.)])[ \t]|:[^:`]{1,40}:|//|\.\.[ \t]")  # an item or a field
WRITTEN_MARK = Pattern(r"(?:[-*+•]|\(?(?:\d{1,9}|\w|#)[.)])[ \t]+")
MEANS_MORE = ("::", "..", "__")  # no line that adorns


class Line:
    """A line of a record.

    Attributes:
        number: where it stands, from 1.
        kind: what it is a part of, with the depth of quotes and lists: `h2`, `p`, `-`, `code`, …
        text: its words as they are written, without the marks that say what it is.
        block: lines with the same one are shown as one text.
    """

    __slots__ = ("block", "kind", "number", "text")

    def __init__(self, number: int, kind: str, text: str, block: int) -> None:
        self.number, self.kind, self.text, self.block = number, kind, text, block


class Table:
    """The drawn table that is read: how wide it is, where its columns stand; nothing of both outside of one."""

    def __init__(self) -> None:
        self.wide = 0  # of one with bars
        self.columns: list[tuple[int, int]] = []  # of one without

    def said(self, row: str, text: str) -> str:
        """The words of a row; that it is drawn otherwise than the rows above is a part of them, for then it is none."""
        if BORDER.fullmatch(text):
            drawn = [m.span() for m in re.finditer(r"\S+", row)]
            if len(drawn) > MOST_COLUMNS:
                return text
            first, same = not self.columns, drawn == self.columns
            if text[0] == "+":
                first, same, self.wide = not self.wide, width(row) == self.wide, width(row)
            elif text[0] == "=":
                self.columns = drawn
            uneven = not first and not same and text[0] != "-"
            return re.sub(r"([=-])\1+|(?<=  ) +", r"\1", text) + " uneven" * uneven
        if text[0] == "|" and (self.wide or not self.columns):
            return BESIDE_BARS.sub(" ", text) + " uneven" * (self.wide not in (0, width(row)))
        if self.columns:
            starts = [start for start, _ in self.columns if start < len(row)]
            return NEXT_CELL.join([row[start:end].strip() for start, end in zip(starts, [*starts[1:], None])])
        return FIELD_NAME.sub(r"\1: ", text)


def plain_lines(rows: list[str]) -> list[Line]:
    """The lines of a text that are not blank."""
    lines: list[Line] = []
    table = Table()
    for at, row in enumerate(rows):
        if not row.strip():
            table = Table()
            continue
        kind, text = _said(lines, rows, at, table)
        lines.append(Line(at + 1, kind, text, len(lines)))
    return lines


def _said(lines: list[Line], rows: list[str], at: int, table: Table) -> tuple[str, str]:
    """(kind, words) of a line that is not blank."""
    row, text = rows[at].rstrip(), rows[at].strip()
    indent = " " * (len(row) - len(row.lstrip()))
    below = rows[at + 1].rstrip() if at + 1 < len(rows) else ""
    adoc = ADOC_HEADING.match(row)
    if adoc:
        return f"h{len(adoc.group(1))}", adoc.group(2)
    joined = "+" if _goes_on(lines, rows, at) else ""
    if _adorns(text, 2):
        return "rule", indent + text[:3] + joined
    if not indent and not joined and text[0] != "|" and _adorns(below, max(3, min(4, len(text)))):
        return "h1" if not lines or lines[-1].kind == "rule" else "h2", text
    item = WRITTEN_MARK.match(text)  # what stands as far in as its words is a part of it
    kind = f"{indent}{joined}row" if text[0] == "|" else f"p{len(indent)}{joined}{item.end() if item else ''}"
    return kind, table.said(row, text)


def _goes_on(lines: list[Line], rows: list[str], at: int) -> bool:
    """Whether a line continues the one above: without a blank line between, a list, too, is more of a paragraph."""
    above = rows[at - 1].strip() if at else ""
    if not above or not lines or lines[-1].kind[:1] == "h" or (lines[-1].kind == "rule" and _adorns(above, 3)):
        return False
    return not (ENTRY.match(above) and ENTRY.match(rows[at].strip()))


def _adorns(text: str, least: int) -> bool:
    return len(text) >= least and not text[0].isalnum() and text == text[0] * len(text) and text not in MEANS_MORE


# ---- check/shown.py ------------------------------------------------------------------------------------------
# What a reader sees of a record, line by line: words, and what they are a part of.
#
# Markdown is followed as far as it decides what is shown as what: https://spec.commonmark.org/0.31.2/. Where this is in
# doubt the text stays as it is written, so that a change of it is seen. Each line is looked at a bounded number of times.

ITEM = Pattern(r"([-*+]|(\d{1,9})[.)])(?:[ \t]+|$)")
ATX_LINE = Pattern(r"(#{1,6})(?:[ \t]+(?![ \t])(.*))?$")
ATX_CLOSE = Pattern(r"(?:^|[ \t])#+$")
RULED = Pattern(r"(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,}")
OPEN_FENCE = Pattern(r"(`{3,}|~{3,})(.*)")
VERBATIM = Pattern(r"<(pre|script|style|textarea)\b", re.I)
# What begins a block of HTML, which goes to the next blank line: https://spec.commonmark.org/0.31.2/#html-blocks.
BLOCK_TAG = Pattern(
    r"</?(?:address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|"
    r"fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|"
    r"menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|track|"
    r"ul)(?:[ \t>]|/>|$)",
    re.I,
)
LONE_TAG = Pattern(r"</?[a-z][a-z0-9-]{0,40}(?:[ \t][^<>]{0,2000})?/?>$", re.I)  # where no paragraph is open
# What ends a paragraph by itself, besides an item, a quote and the tags above.
INTERRUPTS = Pattern(
    r"#{1,6}(?:[ \t]|$)|`{3,}[^`]*$|~{3,}|<[!?]|<(?:pre|script|style|textarea)\b|(?:[*_-][ \t]*){3,}$|"
    + BLOCK_TAG.source,
    re.I,
)
DEFINES = Pattern(
    r"\[(?![\^ \t]*\])(?!\^)([^\[\]\\]{1,200})\]:[ \t]*(<[^<>\\]{0,500}>|[^\s<>()\\\x00-\x1f]{1,500}(?:\([^\s<>()\\]{0,200}\)[^\s<>()\\]{0,200})?)"
    r"(?:[ \t]+(\"[^\"\\]{1,300}\"|'[^'\\]{1,300}'|\([^()\\]{1,300}\)))?$"
)
BLANKS = " \t"  # what Markdown takes for spacing; other signs that look like it are text
DIVIDER = Pattern(r"(?=[ |:+]*-)[ |:+-]*")
DEEPEST = 40  # containers in each other; what is deeper counts as that deep


class Seen:
    """The lines of a text, and the targets that its reference links have: label, in lower case -> target."""

    def __init__(self, text: str, markdown: bool = True) -> None:
        self.markdown = markdown
        self.lines: list[Line] = []
        self.targets: dict[str, str] = {}
        self.rows = text.split("\n")
        self.comment = False  # inside of one that began in an earlier line
        self.last_close = max((n for n, row in enumerate(self.rows) if "-->" in row), default=-1)
        self.fence, self.fenced_in = "", 0  # the marks that opened it, and how deep it is quoted
        self.fence_at = 0  # the offset of the list item that it stands in
        self.verbatim = ""
        self.html: str | None = None  # the depth of the block of HTML that is open
        self.defined = -2  # the last line that was a definition
        self.quoted = 0  # how deep the last line was quoted
        self.lists: list[tuple[int, bool, int]] = []  # (offset of the text, ordered, next number)
        self.open = False  # whether the last line was one of a paragraph
        self.ticks = False  # whether that has backticks
        self.block = 0
        if not markdown:
            self.lines = plain_lines(self.rows)
            return
        for at, row in enumerate(self.rows):
            self._markdown(at, row.rstrip(BLANKS))

    def add(self, at: int, kind: str, text: str, new: bool = True) -> None:
        self.block += new
        self.ticks = "`" in text or (self.ticks and not new)
        self.lines.append(Line(at + 1, kind, text.replace(GONE, ""), self.block))

    # --- Markdown ---

    def _markdown(self, at: int, row: str) -> None:
        row = row.expandtabs(4)
        quoted, rest = _unquoted(row)
        if self.fence and (quoted < self.fenced_in or self._left_item(row)):
            self.fence = ""  # the quote or item has ended, and what stood in it
        if self.fence or self.verbatim:
            self._in_code(at, _unquoted(row, self.fenced_in)[1] if self.fence else row)
            return
        text = rest.strip(BLANKS)
        if self.open and quoted > self.lines[-1].kind.count(">"):
            self.open = False  # a quote begins
        if self.comment:
            self._in_comment(at, row)
            return
        if quoted and self.lists and len(row) - len(row.lstrip(" ")) >= self.lists[-1][0]:
            self.add(at, _depth(0, self.lists) + "raw", row.strip(BLANKS))  # a quote in an item
            self.open = False
            return
        before, self.quoted = self.quoted, quoted
        if quoted > before and not self.open:
            self.add(at, ">" * quoted + "begins", "")  # it is shown, also where it says nothing
            self.lists = self.lists if text else []
        self._unquoted_line(at, rest, text, quoted)

    def _unquoted_line(self, at: int, rest: str, text: str, quoted: int) -> None:
        indent = len(rest) - len(rest.lstrip(BLANKS))
        base = self._container(indent, text)
        depth = _depth(quoted, self.lists)
        if self.defined == at - 1 and text and not DEFINES.match(text):
            self.add(at, depth + "below a definition", "")  # it is more of that paragraph: no code, no second item
        if self.html is not None:
            if text and self.html == depth:
                self.add(at, depth + "tags", text)
                return
            self.html = None
        if text and indent - base >= 4:
            if self.open and ("|" in text or self.lines[-1].kind.endswith("row")):
                self.add(at, depth + "indented row", _barred_row(text))  # a row to some, code to others
            elif self.open:
                self._words(at, text, depth)
            else:
                self.add(at, depth + "code", rest[base:])
            return
        if text.startswith("<!--") and self._comment_block(at, text, quoted):
            return
        if "<!--" in text and "`" not in text and not (self.open and self.ticks):
            text = without_comments(text)
        if not text:
            self.open = False
            return
        self._block(at, text, indent, quoted)

    def _comment_block(self, at: int, text: str, quoted: int) -> bool:
        """Whether a line that begins with a comment was read. What follows on the line where it ends is no Markdown.

        One that is never closed, or not in the quote or list where it begins, stays as it is: it may hide what follows.
        """
        self.open = False
        if "-->" in text[2:]:
            self._in_comment(at, text[2:], _depth(quoted, self.lists))
            return True
        if self.last_close <= at or quoted or self.lists:
            return False
        self.comment = True
        return True

    def _in_comment(self, at: int, row: str, depth: str = "") -> None:
        end = re.search(r"--!?>", row)  # browsers end it at `--!>` too
        self.comment = self.comment and not end
        rest = row[end.end() :].strip(BLANKS) if end else ""
        if rest:
            self.add(at, depth + "raw", rest)

    def _left_item(self, row: str) -> bool:
        """Whether a line of a fence stands to the left of the item that the fence is in."""
        rest = _unquoted(row, self.fenced_in)[1]
        return self.fence_at > 0 and rest.strip(BLANKS) != "" and len(rest) - len(rest.lstrip(BLANKS)) < self.fence_at

    def _open_fence(self, marks: str, quoted: int) -> None:
        self.fence, self.fenced_in = marks, quoted
        self.fence_at = self.lists[-1][0] if self.lists else 0

    def _in_code(self, at: int, row: str) -> None:
        if self.verbatim:
            if f"</{self.verbatim}" in row.lower():
                self.verbatim = ""
        elif re.fullmatch(re.escape(self.fence[0]) + "{" + str(len(self.fence)) + ",}", row.strip(BLANKS)):
            if len(row) - len(row.lstrip(BLANKS)) - self.fence_at < 4:
                self.fence = ""
                self.add(at, "end of code", "")
                return
        self.add(at, "code", row)

    def _container(self, indent: int, text: str) -> int:
        """The offset of the list item that a line belongs to; items that it ends are closed."""
        if not text:
            return 0
        while self.lists and indent < self.lists[-1][0]:
            offset, _, _ = self.lists[-1]
            item = ITEM.match(text)
            if self.open and not item and not INTERRUPTS.match(text):
                break  # a paragraph goes on, however it is indented
            sibling = item and indent >= (self.lists[-2][0] if len(self.lists) > 1 else 0) and indent < offset
            if sibling:
                return self.lists[-2][0] if len(self.lists) > 1 else 0
            self.lists.pop()
        return self.lists[-1][0] if self.lists else 0

    def _block(self, at: int, text: str, indent: int, quoted: int) -> None:
        depth = _depth(quoted, self.lists)
        heading = ATX_LINE.match(text)
        fence = OPEN_FENCE.match(text)
        item = ITEM.match(text)
        if heading:
            self.add(at, f"{depth}h{len(heading.group(1))}", ATX_CLOSE.sub("", heading.group(2) or "").strip(BLANKS))
        elif fence and not (fence.group(1)[0] == "`" and "`" in fence.group(2)):
            self._open_fence(fence.group(1), quoted)
            self.add(at, depth + "code", "```" + fence.group(2).strip())
        elif self.open and re.fullmatch(r"=+|-+", text) and self.lines[-1].kind == depth + "p":
            self._underlined(depth + ("h1" if text[0] == "=" else "h2"))
        elif RULED.fullmatch(text):
            self.add(at, depth + "rule", "")
        elif item and not (self.open and item.group(2) not in (None, "1") and depth + "p" == self.lines[-1].kind):
            self._item(at, text, item, indent, quoted)
            return
        else:
            self._words(at, text, depth)
            return
        self.open = False

    def _underlined(self, kind: str) -> None:
        """The paragraph that stands above an underline is a heading."""
        for line in reversed(self.lines):
            if line.block != self.block:
                break
            line.kind = kind

    def _item(self, at: int, text: str, item: re.Match[str], indent: int, quoted: int) -> None:
        """The first line of a list item; numbers count as they are shown: on from that of the first item."""
        ordered = item.group(2) is not None
        number = int(item.group(2) or 0)
        if self.lists and indent < self.lists[-1][0]:
            _, was_ordered, following = self.lists.pop()
            number = following if ordered and was_ordered else number
        mark = f"{number}." if ordered else "-"
        depth = _depth(quoted, self.lists)
        if len(self.lists) < DEEPEST:
            self.lists.append((indent + min(item.end(), len(item.group(1)) + 4), ordered, number + 1))
        rest = text[item.end() :].strip(BLANKS)
        if rest and len(item.group()) - len(item.group(1)) > 4:  # what stands that far in is code
            self.add(at, depth + mark + "code", text[len(item.group(1)) :])
            self.open = False
            return
        self.open = False
        opens_html = self._opens_html(rest)
        tags = "tags" if opens_html or VERBATIM.match(rest) else ""
        self.add(at, depth + mark + ("raw" if rest[:1] == GONE and rest[1:] else tags), rest)
        if opens_html:
            self.html = _depth(quoted, self.lists)
            return
        self.open = bool(rest) and not OPEN_FENCE.match(rest)
        fence = OPEN_FENCE.match(rest)
        if fence and "`" not in fence.group(2):
            self._open_fence(fence.group(1), quoted)

    def _opens_html(self, text: str) -> bool:
        return text[:1] == "<" and bool(BLOCK_TAG.match(text) or (not self.open and LONE_TAG.match(text)))

    def _words(self, at: int, text: str, depth: str) -> None:
        defined = None if self.open else DEFINES.match(text)
        if defined:
            label = label_of(defined.group(1))
            if defined.group(3) and label not in self.targets:  # the first one counts
                self.add(at, "title", " ".join(defined.group(3)[1:-1].split()))
            self.targets.setdefault(label, defined.group(2).strip("<>"))
            self.defined = at
            return
        verbatim = VERBATIM.match(text)
        if verbatim:
            if f"</{verbatim.group(1).lower()}" not in text.lower():
                self.verbatim = verbatim.group(1).lower()
            self.add(at, depth + "code", text)
            self.open = False
            return
        if self._opens_html(text):
            self.add(at, depth + "tags", text)
            self.html, self.open = depth, False
            return
        in_table = self.open and self.lines[-1].kind in (depth + "row", depth + "first row")
        if text[:1] == "|" or in_table:
            self.add(at, depth + ("row" if in_table else "first row"), _barred_row(text))
        elif self.open and "|" in text and DIVIDER.fullmatch(text):
            self.lines[-1].kind, self.lines[-1].text = depth + "first row", _barred_row(self.lines[-1].text)
            self.add(at, depth + "row", _barred_row(text))
        elif self.open:
            self.add(at, self.lines[-1].kind, text, new=False)
        else:
            self.add(at, depth + "p", text)
        self.open = True


def _barred_row(text: str) -> str:
    return text if text[:1] == "|" else "| " + text


PLAIN_COMMENT = Pattern(r"(?<![^ \t])<!--(?!-?>)(?:[^-]|-(?!-))*-->(?![^ \t])")


def without_comments(text: str) -> str:
    """A line with GONE in place of the comments inside of it. Only what every forge takes for one: GitHub shows one with `--` in it."""
    if text.count("<") != text.count("<!--") or "|" in text or len(text) > LONG:
        return text  # it may stand in a tag, or be a cell

    def strike(m: re.Match[str]) -> str:
        in_target = max(text.rfind("](", 0, m.start()), text.rfind("]:", 0, m.start())) > text.rfind(")", 0, m.start())
        return m.group() if in_target else GONE

    return PLAIN_COMMENT.sub(strike, text)


def _depth(quoted: int, lists: list[tuple[int, bool, int]]) -> str:
    return ">" * quoted + "  " * len(lists)


def _unquoted(row: str, most: int = DEEPEST) -> tuple[int, str]:
    """(how deep a line is quoted, the line without the marks of that)."""
    quoted = 0
    while quoted < most:
        m = re.match(r" {0,3}> ?", row)
        if not m:
            return quoted, row
        quoted, row = quoted + 1, row[m.end() :]
    return quoted, row


def front_lines(text: str) -> tuple[list[tuple[int, str, str]], str]:
    """([(line, key, value with all its lines)] of the front matter, the text below it with as many lines as the file)."""
    start, end, below = front_matter(text)
    found: list[tuple[int, str, list[str]]] = []
    for n, row in enumerate(text[start:end].split("\n"), 2):
        m = re.match(r"[\"']?([^\s#\"'\[{:=-][^:=\"']{0,80}?)[\"']?[ \t]*[:=](.*)", row)
        if m:
            found.append((n, m.group(1), [m.group(2).strip()]))
        elif found and row.strip() and row.lstrip()[0] != "#":
            found[-1][2].append(row.rstrip())
        elif row.strip():
            found.append((n, "", [row.strip()]))
    keys = [(n, key, "\n".join(rows)) for n, key, rows in found]
    return keys, "\n" * text.count("\n", 0, below) + text[below:]


# ---- check/frozen.py -----------------------------------------------------------------------------------------
# What of a record may not change once it is accepted: what a reader sees, but for values that may.

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


# ---- commands/table.py ---------------------------------------------------------------------------------------
# Which commands there are: what each does, how it is called, what it takes.
#
# Help, the nearest word to a misspelt one, and the completion of shells come from this table. What runs a command is
# `cmd_NAME` of the module in this folder that is called like it, or as MODULES says.

def arg(*names: str, **how: Any) -> Argument:
    """One argument of a command, as argparse's `add_argument` takes it."""
    return names, how


class Command:
    """One command.

    Attributes:
        group: the heading that it stands under in the overview, one of GROUPS.
        text: what it does, in under 40 characters, without a full stop.
        examples: without the program's name, one a line; the first stands in the overview.
        arguments: as `arg` makes them.
        on_log: whether a log is found for it; others say something of the program itself, or find their own place.
    """

    __slots__ = ("arguments", "examples", "group", "on_log", "text")

    def __init__(
        self, group: str, text: str, examples: str, arguments: list[Argument] | None = None, *, on_log: bool = True
    ) -> None:
        self.group, self.text, self.examples, self.on_log = group, text, examples, on_log
        self.arguments: list[Argument] = arguments or []


GROUPS = ("write", "read", "check", "log", "project", "pipeline")
ALL_LOGS = arg("--all", action="store_true", help="every log of the project")
RECORD = arg("record", metavar="N", help="the record's number or file")
EDIT = (
    arg("--edit", dest="edit", action="store_true", default=None, help="open it in your editor (so on a terminal)"),
    arg("--no-edit", dest="edit", action="store_false", default=None, help="do not"),
)

COMMANDS: dict[str, Command] = {
    "new": Command(
        "write",
        "write the next record",
        'new Use PostgreSQL\nnew -s 5 Use MySQL instead\nnew -l "5:Amends:Amended by" Keep orders for ten years\n'
        "new --from-issue issue.md",
        [
            arg("--status", metavar="S", help="its status, if not the style's first"),
            arg("--number", type=int, metavar="N", help="its number, if not the next free one"),
            arg(
                "-s",
                "--supersede",
                action="append",
                default=[],
                metavar="OLD",
                help="a record that it supersedes; may be repeated",
            ),
            arg(
                "-l",
                "--link",
                action="append",
                default=[],
                metavar="TARGET:LABEL:REVERSE",
                help="a record to link to, both ways; may be repeated",
            ),
            arg("--from-issue", metavar="FILE", help="take title and sections from an issue's text (- reads it)"),
            *EDIT,
            arg("title", nargs="*", metavar="TITLE", help="the title; quotes are not needed; asked on a terminal"),
        ],
    ),
    "status": Command(
        "write",
        "set a record's status",
        "status 12 accepted",
        [
            RECORD,
            arg(
                "--date",
                metavar="DAY",
                help="the day of the decision, YYYY-MM-DD (without it today's, where the style's date is that)",
            ),
            arg("status", nargs="+", metavar="STATUS", help="one of the style's words"),
        ],
    ),
    "link": Command(
        "write",
        "link two records both ways",
        "link 12 Amends 5 'Amended by'\nlink 5 'Superseded by' 12 Supersedes",
        [
            arg("record", metavar="N", help="the record"),
            arg("label", metavar="LABEL", help="what it does, such as Amends"),
            arg("target", metavar="TARGET", help="the other record"),
            arg("reverse", metavar="REVERSE", help="how the other one says it, such as 'Amended by'"),
        ],
    ),
    "edit": Command("write", "open a record in your editor", "edit 12", [RECORD]),
    "renumber": Command(
        "write",
        "give a record another number",
        "renumber 12\nrenumber 0012-use-kafka.md 31\nrenumber 2026-01-02-use-kafka.md 2026-02-03",
        [
            arg("old", metavar="OLD", help="the record's number, or its file where two share the number"),
            arg(
                "new",
                nargs="?",
                metavar="NEW",
                help="its new number, or the day in its name; if not the next free one, or today",
            ),
        ],
    ),
    "list": Command(
        "read",
        "list the records",
        "list --status accepted\nlist --since 2026-01-01 --sort date\nlist --json --why\nlist --grep kafka --paths",
        [
            arg(
                "--status",
                action="append",
                metavar="S,S",
                help="only records of these statuses; accepted: all in force",
            ),
            arg("--tag", action="append", metavar="T,T", help="only records with one of these tags"),
            arg("--since", metavar="DAY", help="only records of this day, YYYY-MM-DD, or a later one"),
            arg("--grep", action="append", metavar="WORD", help="only records that say it; see search"),
            arg("--sort", choices=["number", "date", "title", "status"], default="number", help="in which order"),
            arg(
                "--format", choices=["table", "json", "csv", "paths"], default="table", help="table, json, csv or paths"
            ),
            arg("--json", action="store_true", help="as JSON, with every fact"),
            arg("--paths", action="store_true", help="only the files, as paths from here"),
            arg("--brief", action="store_true", help="what is in force, a line of under 15 words each"),
            arg("--why", action="store_true", help="as JSON, with the place that each fact was taken from"),
        ],
    ),
    "show": Command("read", "print a record", "show 12", [RECORD]),
    "search": Command(
        "read",
        "find words in titles and texts",
        "search message queue",
        [arg("words", nargs="+", metavar="WORD", help="all of them; case and accents do not count")],
    ),
    "for": Command(
        "read",
        "name the decisions on a file",
        "for src/orders/api.py\nfor --changed\nfor --changed origin/main --json",
        [
            arg("paths", nargs="*", metavar="PATH", help="files, there or to come, or folders"),
            arg(
                "--changed",
                nargs="?",
                const="",
                metavar="BASE",
                help="the files that you changed since the last commit, or since the branch left BASE",
            ),
            arg("--json", action="store_true", help="as JSON"),
        ],
    ),
    "owners": Command(
        "read",
        "print lines for CODEOWNERS",
        "owners > .github/CODEOWNERS",
        [
            arg(
                "--format",
                choices=["github", "gitlab", "forgejo", "bitbucket"],
                help="github, gitlab, forgejo or bitbucket (default: the log's forge)",
            )
        ],
    ),
    "graph": Command(
        "read",
        "draw what supersedes what",
        "graph > graph.mmd\ngraph --format dot | dot -Tsvg > graph.svg",
        [
            arg(
                "--format", choices=["mermaid", "dot", "adr-tools"], default="mermaid", help="mermaid, dot or adr-tools"
            ),
            arg(
                "-p",
                dest="prefix",
                default="",
                metavar="PREFIX",
                help="what stands before each node's link (adr-tools)",
            ),
            arg(
                "-e", dest="extension", default=".html", metavar="EXT", help="what ends it (adr-tools; default: .html)"
            ),
        ],
    ),
    "cites": Command(
        "read",
        "list who cites a record",
        "cites 12\ncites 12 --json",
        [RECORD, arg("--json", action="store_true", help="as JSON")],
    ),
    "toc": Command(
        "read",
        "print a Markdown list of them",
        "toc -p docs/adr/",
        [
            arg("-i", dest="intro", metavar="FILE", help="a file whose text comes first"),
            arg("-o", dest="outro", metavar="FILE", help="a file whose text comes last"),
            arg("-p", dest="prefix", default="", metavar="PREFIX", help="what stands before each link's file"),
        ],
    ),
    "generate": Command(
        "read",
        "toc, or graph as adr-tools draws it",
        "generate toc\ngenerate graph -p https://acme.org/adr/ | dot -Tsvg > graph.svg",
        [arg("report", nargs="?", choices=["toc", "graph"], help="toc or graph; what they take: see those commands")],
    ),
    "stats": Command("read", "count records by status and year", "stats"),
    "check": Command(
        "check",
        "find faults",
        "check\ncheck 12\ncheck --base origin/main --format github\ncheck --fix\ncheck --all",
        [
            ALL_LOGS,
            arg(
                "--base",
                metavar="REF",
                help="compare with a commit, such as origin/main: numbers, accepted texts, statuses",
            ),
            arg(
                "--format",
                choices=["text", "json", "github", "sarif", "gitlab"],
                default="text",
                help="text, json, github, sarif or gitlab",
            ),
            arg("--fix", action="store_true", help="mend what has one right answer first"),
            arg("--taken", action="append", default=[], metavar="N,N", help="numbers that other open changes take"),
            arg(
                "--merged",
                action="store_true",
                help="the log is on the default branch: report what is still undecided",
            ),
            arg(
                "--write-baseline",
                action="store_true",
                help=f"write {BASELINE}: what is wrong now passes from here on",
            ),
            arg("--old", action="store_true", help=f"list the old faults instead, those that {BASELINE} lets pass"),
            arg("only", nargs="*", metavar="N", help="only these records: numbers or files"),
        ],
    ),
    "index": Command(
        "check",
        "write the index in the README",
        "index\nindex --check",
        [ALL_LOGS, arg("--check", action="store_true", help="only say whether it is stale (exit 1)")],
    ),
    "adopt": Command(
        "log",
        "take over a log that is there",
        "--dir doc/adr adopt\n--dir doc/adr adopt --replace",
        [arg("--replace", action="store_true", help="write the index in the place of a list that says more than it")],
    ),
    "move": Command(
        "log",
        "move the log, with every link",
        "move docs/decisions",
        [arg("to", metavar="FOLDER", help="where to, from the project's root; or where `git mv` has put it")],
    ),
    "completion": Command(
        "log",
        "print the completion of a shell",
        "completion bash\ncompletion zsh\ncompletion fish",
        [arg("shell", choices=["bash", "zsh", "fish"], help="bash, zsh or fish")],
        on_log=False,
    ),
}
WIDEST_NAME = 12  # of a command, in columns of the overview
# Several logs may be named; without --dir some of them work on all that there are.
ON_SEVERAL = ("check", "index", "for", "owners")
ON_ALL = ("for", "owners")
MODULES = {"for": "govern"}  # `for` is a word of Python's own


def overview(program: str, commands: dict[str, Command]) -> str:
    """Every command with what it does and an example, grouped, in lines of at most 80 columns."""
    name_width = max(len(name) for name in commands if len(name) <= WIDEST_NAME)
    text_width = max(len(command.text) for command in commands.values())
    lines = ["Keep a log of decision records."]
    for group in GROUPS:
        its = {name: command for name, command in commands.items() if command.group == group}
        lines += [f"\n{group}:"] if its else []
        for name, command in its.items():
            example = command.examples.partition("\n")[0]
            lines.append(f"  {name:{name_width}}  {command.text:{text_width}}  {example}")
    lines.append(
        f"\nBehind each stands an example, without `{program}`. `{program} help COMMAND` shows\n"
        "all that it takes. --dir DIR names the log; --version prints the pack's version."
    )
    return "\n".join(lines) + "\n"


# ---- version.py ----------------------------------------------------------------------------------------------
# The pack's version, stated here and nowhere else.

VERSION = "1.0.0"


# ---- cli.py --------------------------------------------------------------------------------------------------
# The command line: how a call is understood and run. Which commands there are is in commands/table.py.
#
# The joined `adr.py` and the installed `adr` share it. What differs between the two (how the log is found, what runs a
# command, commands of its own) is their Shape; their name is that of program.py.

class Shape:
    """What differs between the joined `adr.py` and the installed `adr`.

    `where` says in the help which log it takes without `--dir`, `find_logs` gives the folders of the logs that this may
    be (several where that is not plain), `runs` gives what runs a command, `more` are commands besides `COMMANDS` that
    find their own place to work in, `at_start` sees the logs before a command runs on them, and `makes` are commands
    for which the log's folder need not be there.
    """

    def __init__(
        self,
        where: str,
        find_logs: Callable[[], list[str]],
        runs: Callable[[str], Callable[[Any], int]],
        more: dict[str, Command] | None = None,
        at_start: Callable[[list[str]], None] | None = None,
        makes: tuple[str, ...] = (),
    ) -> None:
        self.where = where
        self.find_logs = find_logs
        self.runs = runs
        self.more = more or {}
        self.at_start = at_start
        self.makes = makes
        self.commands = {**COMMANDS, **self.more}


def command_at(argv: list[str]) -> int:
    """Where in `argv` the command stands: the first word that is neither --dir nor its value."""
    at = 0
    while at < len(argv) and (argv[at] == "--dir" or argv[at].startswith("--dir=")):
        at += 2 if argv[at] == "--dir" else 1
    return at


def named_command(argv: list[str], known: dict[str, Command]) -> list[str]:
    """The one command that `argv` surely runs, so that no other has to be set up; all where that is not plain."""
    word = argv[command_at(argv) :][:1]
    return word if word and word[0] in known else list(known)


def reports_as_commands(argv: list[str]) -> list[str]:
    """`generate toc` as `toc`, `generate graph` as the graph that adr-tools draws."""
    at = command_at(argv)
    at += argv[at : at + 1] == ["help"]
    if argv[at : at + 1] != ["generate"] or argv[at + 1 : at + 2] not in (["toc"], ["graph"]):
        return argv
    asked = argv[at + 1 :]
    drawn = ["--format", "adr-tools"] if asked[0] == "graph" and argv[at - 1 : at] != ["help"] else []
    return [*argv[:at], asked[0], *drawn, *asked[1:]]


def as_asked(argv: list[str], known: dict[str, Command]) -> list[str]:
    """`help COMMAND` as `COMMAND --help`; `help`, `-h` and nothing as `--help`."""
    argv = reports_as_commands(argv)
    at = command_at(argv)
    if argv[at:] in ([], ["help"], ["-h"], ["--help"]):
        return ["--help"]
    if argv[at] == "help":
        return [argv[at + 1], "--help"] if argv[at + 1] in known else argv[at + 1 : at + 2]
    return argv


def parser_for(argv: list[str], shape: Shape) -> ArgumentParser:
    """The parser of the command that `argv` runs."""
    import argparse

    class Parser(argparse.ArgumentParser):
        def error(self, message: str) -> Any:
            named = named_command(argv, shape.commands)
            its = shape.commands[named[0]].arguments if len(named) == 1 else []
            options = ["--dir", "--help", *(name for names, _ in its for name in names if name[0] == "-")]
            prog = " ".join([ADR, *named]) if len(named) == 1 else ADR
            say(f"{ADR}: {meant(message, list(shape.commands), options)}\nSee `{prog} --help`.")
            raise SystemExit(2)

    def form(prog: str) -> argparse.HelpFormatter:
        # argparse asks for a formatter at every argument, and without a width that imports what measures terminals.
        asked = any("-h" in word for word in argv)
        return argparse.RawDescriptionHelpFormatter(prog, width=None if asked else 80)

    place = f"the log's folder (default: {shape.where})"
    parser = Parser(prog=ADR, formatter_class=form)
    parser.add_argument(
        "--dir", action="append", metavar="DIR", help=place + "; check, index, for and owners take several"
    )
    parser.add_argument("--version", action="version", version=f"{ADR} {VERSION}", help="print the pack's version")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True, parser_class=Parser)
    for name in named_command(argv, shape.commands):
        _add_command(commands, name, shape, form, place)
    return parser


def _add_command(commands: Any, name: str, shape: Shape, form: Any, place: str) -> None:
    described = shape.commands[name]
    lines = "\n".join(f"  {ADR} {line}" for line in described.examples.split("\n"))
    about = described.text[0].upper() + described.text[1:] + "."
    command = commands.add_parser(name, description=about, epilog=f"example:\n{lines}", formatter_class=form)
    if described.on_log:
        from argparse import SUPPRESS

        command.add_argument("--dir", action="append", dest="more", metavar="DIR", default=SUPPRESS, help=place)
    for names, how in described.arguments:
        command.add_argument(*names, **how)


# What other tools call a command.
OTHER_NAMES = {
    "add": "new", "create": "new", "supersede": "new", "ls": "list", "open": "edit", "view": "show", "cat": "show",
    "print": "show", "find": "search", "grep": "search", "lint": "check", "validate": "check", "verify": "check",
    "mv": "move", "rename": "move", "accept": "status", "reject": "status", "approve": "status", "why": "for",
    "who": "cites", "codeowners": "owners", "diagram": "graph",
}  # fmt: skip


def meant(message: str, commands: list[str], options: list[str]) -> str:
    """What argparse found wrong; with the nearest command or option where one is misspelt."""
    m = re.search(r"invalid choice: '([^']*)'", message)
    if m and "COMMAND" in message:
        near = OTHER_NAMES.get(m.group(1).lower()) or nearest(m.group(1), commands)
        return f"there is no command {m.group(1)!r}" + (f"; did you mean `{ADR} {near}`?" if near else "")
    said, known = message, re.findall(r"[\w.-]+", message.partition("(choose from")[2])
    if not m:
        m = re.match(r"unrecognized arguments: (?:[^-]\S* )*(-[^\s=]+)", message)
        said, known = f"there is no option {m.group(1)}" if m else message, options
    near = nearest(m.group(1), known) if m else ""
    return said + (f"; did you mean {near}?" if near else "")


def log_folders(args: Any, shape: Shape) -> list[str]:
    """The logs that a command works on: one, or for check and index as many as are named."""
    given = getattr(args, "more", None) or args.dir
    folders = given or shape.find_logs()
    for folder in folders:
        if not os.path.isdir(folder):
            if args.command in shape.makes and not os.path.lexists(folder):
                continue
            raise Misuse(f"{folder}: is no folder; give the log's folder with --dir")
        link = way_out(folder)
        if link:
            real = os.path.realpath(folder)
            link = from_here(link)
            raise Misuse(f"{link}: is a link that leads out of its repository; name the log where it is: --dir {real}")
    if getattr(args, "all", False):
        return list(dict.fromkeys(log for folder in folders for log in every_log(folder)))
    if len(folders) > 1 and not given and args.command not in ON_ALL:
        named = "".join(f"\n  --dir {folder}" for folder in folders)
        also = " or --all" if hasattr(args, "all") else ""
        raise Misuse(f"there are several logs here; say which one with --dir{also}:{named}")
    if len(folders) > 1 and args.command not in ON_SEVERAL:
        raise Misuse(f"{args.command} works on one log; give --dir once")
    return folders


def say_missing_contract(folders: list[str]) -> None:
    """A log that the pack made has its contract; without it, records are read and written in another style."""
    for folder in folders:
        path = os.path.join(folder, CONTRACT)
        if os.path.lexists(path):
            continue
        if os.path.exists(os.path.join(folder, BLANK)) and logs_around(folder)[0]:
            path = from_here(path)
            note(f"{path}: is missing, so the log is taken for one of adr-tools' form; {restored(path)}")


def command_line(argv: list[str] | None, shape: Shape) -> int:
    """Run one command; the exit code: 0 all is well, 1 a fault, 2 a wrong call."""
    import gc

    gc.disable()  # short and with much to hold: collecting garbage would only cost time
    return guarded(lambda: run(sys.argv[1:] if argv is None else argv, shape))


def run(argv: list[str], shape: Shape) -> int:
    argv = as_asked(argv, shape.commands)
    if argv == ["--help"]:
        out(overview(ADR, shape.commands))
        return 0
    args: Any = parser_for(argv, shape).parse_args(argv)
    if shape.commands[args.command].on_log:
        args.dirs = log_folders(args, shape)
        args.dir = args.dirs[0]
        say_missing_contract(args.dirs)
        if shape.at_start:
            shape.at_start(args.dirs)
    args.commands = shape.commands
    return shape.runs(args.command)(args)


# ---- text/json_text.py ---------------------------------------------------------------------------------------
# JSON as Prettier prints it, so that it has nothing to change in what is written.

JSON_COLUMNS = 80


def json_text(data: Any) -> str:
    """JSON: what fits on a line stands on one, but for what holds objects, and for an object of the first level."""
    return _json(data, "", "", top=True) + "\n"


def _json(data: Any, indent: str, key: str, *, top: bool = False) -> str:
    if not isinstance(data, (dict, list)) or not data:
        return scalar_json(data)
    open_objects = isinstance(data, list) and len(data) > 1 and all(isinstance(o, dict) and len(o) > 1 for o in data)
    # Where an object may stand on one line, Prettier leaves it on several: there a merge sees each entry.
    first_level = isinstance(data, dict) and indent == "  "
    if not top and not open_objects and not first_level and not _holds_objects(data):
        flat = _flat_json(data)
        # A comma may follow.
        if width(indent + key + flat) + 1 <= JSON_COLUMNS:
            return flat
    deeper = indent + "  "
    if isinstance(data, dict):
        rows = [(f"{scalar_json(name)}: ", value) for name, value in data.items()]
        lines = [f"{deeper}{name}{_json(value, deeper, name)}" for name, value in rows]
        return "{\n" + ",\n".join(lines) + f"\n{indent}}}"
    return "[\n" + ",\n".join(deeper + _json(value, deeper, "") for value in data) + f"\n{indent}]"


def _holds_objects(data: Any) -> bool:
    """Whether an object has objects in it."""
    return isinstance(data, dict) and any(isinstance(value, dict) for value in data.values())


def _flat_json(data: Any) -> str:
    if isinstance(data, dict):
        return "{ " + ", ".join(f"{scalar_json(k)}: {_flat_json(v)}" for k, v in data.items()) + " }"
    if isinstance(data, list):
        return "[" + ", ".join(map(_flat_json, data)) + "]"
    return scalar_json(data)


def scalar_json(data: Any) -> str:
    import json  # only for what is written

    return json.dumps(data, ensure_ascii=False)


# ---- check/entries.py ----------------------------------------------------------------------------------------
# The entries of adr-baseline.json: old faults, each of one file, or of many records that share it.

# What a record lacks only because the log's style became another one.
OF_STYLE = ("missing-section", "unknown-status", "no-date")
SPANS = Pattern(r"\d{1,8}(?:-\d{1,8})?(?:, \d{1,8}(?:-\d{1,8})?)*")
# More numbers than that are no log's; a file that names them is not what `check` wrote.
MOST_NUMBERS = 100_000


class Entry:
    """One entry of a baseline.

    Attributes:
        rule, subject: what is wrong.
        file: in which file; the folder of the records where `numbers` says which.
        records: the numbers as they are written, such as "1-4, 6-106"; "" where the entry is of one file.
        numbers: those numbers; a date counts as one, 20260102.
    """

    __slots__ = ("file", "numbers", "records", "rule", "subject")

    def __init__(self, rule: str, subject: str, file: str, records: str = "") -> None:
        self.rule, self.subject, self.file, self.records = rule, subject, file, records
        self.numbers: list[int] = in_spans(records) if records else []

    def keys(self, places: dict[NumberIn, list[str]]) -> list[Key]:
        """Each fault that it holds, by the files of a log; a number that no file has stands for itself."""
        if not self.records:
            return [(self.rule, self.file, self.subject)]
        where = f"{self.file}/" if self.file else ""
        files = (file for n in self.numbers for file in places.get((self.file, n), [f"{where}{n}"]))
        return [(self.rule, file, self.subject) for file in files]


def in_spans(text: str) -> list[int]:
    """The numbers that "1-4, 6-106" names. ValueError where it is no such text, or they are more than any log has."""
    if not SPANS.fullmatch(text):
        raise ValueError(f"its records {text[:80]!r} are no numbers such as 1-4, 6-106")
    found: list[int] = []
    for part in text.split(", "):
        first, _, last = part.partition("-")
        numbers = range(int(first), int(last or first) + 1)
        if len(found) + len(numbers) > MOST_NUMBERS:
            raise ValueError(f"its records {text[:80]!r} are more than {MOST_NUMBERS:,}")
        found += numbers
    return found


def as_spans(numbers: Iterable[int]) -> str:
    """Numbers as text, such as "1-4, 6-106"."""
    spans: list[list[int]] = []
    for n in sorted(numbers):
        if spans and n == spans[-1][1] + 1:
            spans[-1][1] = n
        else:
            spans.append([n, n])
    return ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in spans)


def place_of_record(file: str) -> NumberIn | None:
    """The folder that counts a record, and its number there, else its date as a number; None where its name has neither."""
    folder, _, name = file.rpartition("/")
    stem = name.rpartition(".")[0]
    if folder and stem.lower() in COVERS:
        folder, _, stem = folder.rpartition("/")
    number, _, day = name_facts(stem)
    if day:
        number = int(day.replace("-", ""))
    return None if number is None else (folder, number)


def by_place(files: Iterable[str]) -> dict[NumberIn, list[str]]:
    """The files of each place in a log; several share one where a number is used twice."""
    found: dict[NumberIn, list[str]] = {}
    for file in files:
        place = place_of_record(file)
        if place:
            found.setdefault(place, []).append(file)
    return found


def gathered(keys: Collection[Key], files: Iterable[str]) -> list[Entry]:
    """Entries for faults: one for all the records of a folder that share a fault, and one each for the others.

    `files` are the records of the log. A number that only some of its files share the fault of is no part of a
    common entry, so that an entry never holds more than what was found.
    """
    places = by_place(files)
    wanted = set(keys)
    said: dict[str, set[tuple[str, str]]] = {}
    for rule, file, subject in wanted:
        said.setdefault(file, set()).add((rule, subject))
    common: dict[Key, list[int]] = {}
    for (folder, number), its in places.items():
        for rule, subject in set.intersection(*[said.get(file, set()) for file in its]):
            common.setdefault((rule, folder, subject), []).append(number)
    made = []
    for (rule, folder, subject), numbers in sorted(common.items()):
        if len(numbers) > 1:
            entry = Entry(rule, subject, folder, as_spans(numbers))
            made.append(entry)
            wanted -= set(entry.keys(places))
    return made + [Entry(rule, subject, file) for rule, file, subject in sorted(wanted)]


def read_baseline(folder: str) -> list[Entry]:
    """The entries of a log's baseline; none where there is no such file. Fault where it cannot be read as one."""
    path = os.path.join(folder, BASELINE)
    try:
        return entries(read_bytes(path))
    except FileNotFoundError:
        return []
    except OSError as error:
        reason = error.strerror or str(error)
    except (ValueError, RecursionError) as error:
        reason = str(error)
    except (KeyError, TypeError, AttributeError):
        reason = "is no list of faults with a rule and a file each"
    raise Fault(f"{path}: {reason}; restore it from git, or write it anew with `{ADR} check --write-baseline`")


def entries(data: bytes) -> list[Entry]:
    """The entries of a baseline's bytes. ValueError, KeyError, TypeError or AttributeError where they are none."""
    import json

    return [_entry_of_row(row) for row in json.loads(data.decode("utf-8-sig"))["faults"]]


def _entry_of_row(row: dict[str, Any]) -> Entry:
    subject, records = row.get("subject", ""), row.get("records", "")
    file = row.get("folder", "") if records else row["file"]
    if not all(isinstance(value, str) for value in (row["rule"], subject, file, records)):
        raise TypeError
    return Entry(row["rule"], subject, file, records)


def as_row(entry: Entry) -> dict[str, str]:
    """An entry as the file has it."""
    if entry.records:
        where = {"folder": entry.file} if entry.file else {}
        where["records"] = entry.records
    else:
        where = {"file": entry.file}
    return {"rule": entry.rule, **where, **({"subject": entry.subject} if entry.subject else {})}


def held(kept: Iterable[Entry], files: Iterable[str]) -> set[Key]:
    """Each fault that these entries hold in a log with these files."""
    places = by_place(files)
    return {key for entry in kept for key in entry.keys(places)}


def entry_words(rule: str, where: str, subject: str) -> str:
    """An entry in a message."""
    return f"{rule} in {where}" + (f" ({subject})" if subject else "")


# ---- check/rule.py -------------------------------------------------------------------------------------------
# What a rule of `check` is: its id, how grave its breach is, what it says, how to mend it, and what finds it.

# A notice is no fault: it says what is good to know.
ERROR, WARNING, NOTICE = "error", "warning", "notice"


class Rule:
    """One rule.

    Attributes:
        id: its name in reports, comments and baselines; the same from version to version.
        severity: ERROR, WARNING or NOTICE.
        what: what is wrong, in a sentence.
        mend: what to do, in a sentence; FILE stands for the record's file.
        of_record: what finds it in one record by itself.
        of_log: what finds it in a whole log. A rule without either is found by who reads the files.
        fixed: whether `check --fix` mends it.
        may_be_old: whether a baseline may hold it.
        held_by_base: whether only a comment that the base has switches it off.
    """

    __slots__ = ("fixed", "held_by_base", "id", "may_be_old", "mend", "of_log", "of_record", "severity", "what")

    def __init__(
        self,
        name: str,
        severity: str,
        what: str,
        mend: str,
        *,
        of_record: OfRecord | None = None,
        of_log: OfLog | None = None,
        fixed: bool = False,
        may_be_old: bool = True,
        held_by_base: bool = False,
    ) -> None:
        self.id, self.severity, self.what, self.mend = name, severity, what, mend
        self.of_record, self.of_log, self.fixed, self.may_be_old = of_record, of_log, fixed, may_be_old
        self.held_by_base = held_by_base


# ---- log/earlier.py ------------------------------------------------------------------------------------------
# What a record's status was before it was superseded, as git's history has it.

VERSIONS = 50  # of a file are looked at, the newest first


def before_superseded(folder: str, file: str, words: Vocabulary, ref: str = "HEAD") -> Record | None:
    """The newest version of a record, of those in the history of a commit, that is not superseded; None where none is.

    `file` is its path below the log. Its status may be None.
    """
    log = ("log", f"--max-count={VERSIONS}", "--follow", "--raw", "--no-abbrev", "--format=", ref, "--", file)
    changes = [
        line.split() for line in (git(folder, *log) or b"").decode("utf-8", "replace").splitlines() if line[:1] == ":"
    ]
    names = [parts[3] for parts in changes if len(parts) > 4 and parts[4] != "D"]
    for data in blobs(folder, names) if names else ():
        record = read_record(file, decode(data)[0], words)
        if record.status != "superseded":
            return record
    return None


def way_back(folder: str, record: Record, words: Vocabulary, accepted: str) -> tuple[str, str]:
    """(status to set, what that does) for a superseded record whose successor never came into force, or is gone.

    `accepted` is the log's word for a record that is in force; a record that never was goes back to what it said.
    """
    was = before_superseded(folder, record.file, words)
    if was is None or was.status not in CANONICAL or binds(was.status) or was.by_refs:
        return accepted, "puts it back in force"
    return was.status, "makes it what it was before"


# ---- check/rules/titles.py -----------------------------------------------------------------------------------
# Rules on titles and numbers.

def no_title(page: Checked) -> Iterator[tuple[int, str, str]]:
    if not page.record.title and page.style.contract["record"]["title"] != BY_FILE_NAME:
        yield 1, "", "it has no title"


def number_mismatch(page: Checked) -> Iterator[tuple[int, str, str]]:
    record = page.record
    if record.title_number is not None and record.number is not None and record.title_number != record.number:
        stem = page.file.rpartition("/")[2]
        line = page.line_with(record.title or "")
        stated = str(record.title_number)
        yield line, stated, f"its title says {stated}, its file {stem!r} says {record.number}"


def number_used_twice(whole: Whole) -> Iterator[tuple[str, int, str, str]]:
    """Two records of one folder with one number; "ADR-7" and "7" are one, "ADR-7" and "RFC-7" are two."""
    seen: dict[tuple[str, str, int], list[Record]] = {}
    for record in whole.log.records:
        if record.number is not None:
            seen.setdefault((_folder(record.file), series(record.prefix), record.number), []).append(record)
    for (_, _, number), records in seen.items():
        for record in records if len(records) > 1 else ():
            others = ", ".join(r.file for r in records if r is not record)
            yield record.file, 1, str(number), f"number {number} is also that of {others}"


def series(prefix: str) -> str:
    """The prefix as far as it tells numbers apart: that of a log's own kind of record, such as RFC."""
    return "" if prefix in GENERIC_PREFIXES else prefix


def _folder(file: str) -> str:
    """The folder that counts its records together; a folder that is a record belongs to the one above."""
    folder, _, name = file.rpartition("/")
    return folder.rpartition("/")[0] if folder and name.rpartition(".")[0].lower() in COVERS else folder


TITLE_RULES = (
    Rule(
        "no-title",
        ERROR,
        "A record has no title.",
        "Write one as its first heading: `# Title`.",
        of_record=no_title,
    ),
    Rule(
        "number-mismatch",
        ERROR,
        "The number in a title is not the file's.",
        f"Run `{ADR} check --fix`.",
        of_record=number_mismatch,
        fixed=True,
    ),
    Rule(
        "number-used-twice",
        ERROR,
        "Two records have one number.",
        f"Run `{ADR} renumber FILE` for one of them.",
        of_log=number_used_twice,
    ),
)


# ---- check/rules/base.py -------------------------------------------------------------------------------------
# Rules on a branch against the one that it goes to: numbers, accepted texts, statuses.

def number_taken(whole: Whole) -> Iterator[tuple[str, int, str, str]]:
    for record in whole.log.records if whole.taken else ():
        if record.number in whole.taken:
            yield record.file, 1, str(record.number), f"another open change takes number {record.number}"
    if whole.base:
        yield from _taken_on_base(whole.base)


def _taken_on_base(base: Base) -> Iterator[tuple[str, int, str, str]]:
    """New records whose number a record of the base has, which came or moved there since the branch left it, or has
    another number here."""
    numbers: dict[tuple[str, str, int], list[str]] = {}
    for path, (number, prefix) in record_names(base.there).items():
        if number is not None:
            numbers.setdefault((path.rpartition("/")[0], series(prefix), number), []).append(path)
    renamed = {before.file: before.after for before in base.changed if before.after}
    for file, record in base.now.items():
        if record.number is None or file in base.before or file in base.there:
            continue
        holders = numbers.get((file.rpartition("/")[0], series(record.prefix), record.number), [])
        moved = [path for path in holders if path not in base.before or path in base.now]
        left = [path for path in holders if path in renamed and renamed[path].number != record.number]
        if moved:
            by = ", ".join(moved)
            yield file, 1, str(record.number), f"number {record.number} came to be used on {base.ref}, by {by}"
        elif left:
            by = f"{left[0]}, which is {renamed[left[0]].file} here: what cites {record.number} would mean another record"
            yield file, 1, str(record.number), f"number {record.number} is used on {base.ref}, by {by}"


def accepted_changed(whole: Whole) -> Iterator[tuple[str, int, str, str]]:
    base = whole.base
    for before in base.changed if base else ():
        if base and was_decided(before.record.status, base.undecided):
            yield from _changed(base, before)
    for before, status, line in base.decided_since() if base else ():
        if base and before.after:
            what = "and this branch changes its text; bring it up to date"
            yield before.after.file, line, "text", f"it came to be {status} on {base.ref}, {what}"


def _changed(base: Base, before: Before) -> Iterator[tuple[str, int, str, str]]:
    was = f"it was {before.record.status} on {base.ref}"
    if before.after is None:
        yield before.file, 1, "deleted", f"{was} and is gone"
        return
    line = base.change(before, before.after)
    if line is not None:
        named = "" if before.after.file == before.file else f", as {before.file}"
        what = "and its text changed (its status, dates and references to records may)"
        yield before.after.file, line, "text", f"{was}{named}, {what}"


def status_step(whole: Whole) -> Iterator[tuple[str, int, str, str]]:
    base = whole.base
    for before in base.changed if base else ():
        was = before.record.status
        if not base or not was or not before.after:
            continue
        now = before.after.status
        if _goes_back(was, now, base.undecided) and not _comes_back(whole, before, now):
            yield before.after.file, 1, f"{was} to {now}", f"its status went from {was} to {now or 'none'}"


def _goes_back(was: str, now: str | None, undecided: frozenset[str]) -> bool:
    """Whether a status cannot follow, whatever its word: none by which a record that is out of force would bind again,
    and none by which one that was decided never was; nor that it has none any more, as its text would then be free."""
    if now in NO_STEP.get(was, ()) or (is_out_of_force(was) and binds(now)):
        return True
    return was_decided(was, undecided) and not was_decided(now, undecided)


def _comes_back(whole: Whole, before: Before, now: str | None) -> bool:
    """Whether a superseded record is what it was before, or in force again, since its successor never was, or is gone.

    What was never in force does not come into force that way: a draft may be accepted, what was rejected may not.
    """
    if not whole.base or lost_successors(whole.log, before.record) is None:
        return False
    was = before_superseded(whole.log.folder, before.file, whole.base.words, whole.base.fork)
    if was is None or was.status is None:
        return binds(now)
    return now == was.status or (binds(now) and not _goes_back(was.status, now, whole.base.undecided))


BASE_RULES = (
    Rule(
        "number-taken",
        ERROR,
        "The number came to be used elsewhere.",
        f"Run `{ADR} renumber FILE`.",
        of_log=number_taken,
        may_be_old=False,
        held_by_base=True,
    ),
    Rule(
        "accepted-changed",
        ERROR,
        "An accepted record's text changed.",
        "Restore it, and write a new record that supersedes it.",
        of_log=accepted_changed,
        may_be_old=False,
        held_by_base=True,
    ),
    Rule(
        "status-step",
        ERROR,
        "A status cannot follow from the one before.",
        "Restore it, and write a new record that supersedes it.",
        of_log=status_step,
        may_be_old=False,
        held_by_base=True,
    ),
)


# ---- record/citation.py --------------------------------------------------------------------------------------
# What in any text may name a record of a log: `ADR-0007`, `adr/0007`, `docs/adr/0007-x.md`.
#
# Numbers of other logs, addresses and examples look alike. What is surely none of the log's is passed over; what may be
# none is not `sure`, so that nobody is told that it is dead.

# Before a number: it stands in an address, or is qualified by another repository.
ADDRESS_BEFORE = Pattern(
    r"(?:(?:\w://|\bwww\.)[^\s<>\"'`]{0,400}|[\"'][\w+.-]{1,20}://[^\"'<>]{0,400}[\"'][^<>]{0,80}>[^<>]{0,80}"
    r"|(?<![\w./-])[\w.-]{1,80}/[\w.-]{1,80}[ #:@]|['’]s )$"
)
# After it: its link leads to an address, or it is said to be another repository's.
ADDRESS_AFTER = Pattern(
    r"[^\[\]\n]{0,200}\](?:\([ <]{0,3}|:[ \t]{1,8}<?)[A-Za-z][\w+.-]{0,20}://|[\s:(<\[`'\"*_—–-]{1,6}[a-z][a-z+]{1,9}://"
    r"|[`*_\]\"']{0,3}[ ](?:of|in|from|at)[ ](?:the[ ])?(?!this\b|our\b|the\b)(?:[\w.-]{1,60}[ ]){1,2}(?:repo|repository|project|log|team)\b"
    r"|[`*_\]\"']{0,3}[ ](?:of|from)[ ][\w.-]{1,80}/[\w.-]{1,80}(?![\w/])"
)
EXAMPLE_BEFORE = Pattern(
    r"(?:\be\. ?g\.|\bz\. ?B\.|\bp\. ?ex\.|\bfor (?:example|instance)|\bsuch as|\bexamples?|\bformat|\bform|\bcalled)[\s,:=\"'`(*_\[]{0,6}$",
    re.I,
)
FOREIGN_LABEL = Pattern(r"^[ \t]{0,8}\[([^\]\n]{1,200})\]:[ \t]{0,8}<?[A-Za-z][\w+.-]{0,20}://", re.M)
IGNORED = Pattern(r"adr-ignore:[ \t]{0,8}([\w, -]{1,200})")
NO_NUMBERS = frozenset((0, 123, 1234, 12345, 123456))  # what people write where any number is meant
AROUND = 300  # characters on either side that are looked at


class Naming:
    """Words that may name a record.

    Attributes:
        at: offset in the text.
        words: as they are written.
        prefix: what leads a number, in lower case; "" where it is a path.
        digits: the number as it is written; "" where it is a path.
        sure: whether they surely mean a record of this log, there or not.
        ignored: the rules that a comment on the same line switches off.
    """

    __slots__ = ("at", "digits", "ignored", "prefix", "sure", "words")

    def __init__(self, at: int, words: str, prefix: str, digits: str) -> None:
        self.at, self.words, self.prefix, self.digits = at, words, prefix, digits
        self.sure = True
        self.ignored: frozenset[str] = frozenset()


def as_prefix(word: str) -> str:
    """What leads a number, as prefixes are compared: `ACME_adr` and `acme adr` are one."""
    return re.sub(r"[-_ ]", "-", word).casefold()


class Forms:
    """How the records of a log are named elsewhere.

    `folder` is the log's, from the project's root, "" for the root itself. `prefixes` lead its numbers, in lower case;
    of those, `own` are not used by the logs of others. With `generic`, "ADR" leads them too, and `highest` is the
    largest of them. `stems` are names of files that count without a folder too.
    """

    def __init__(
        self, folder: str, prefixes: Iterable[str], generic: bool, highest: int, stems: Iterable[str] = ()
    ) -> None:
        self.last = folder.rpartition("/")[2]
        self.own = sorted({prefix for prefix in prefixes if prefix} - {"adr"}, key=lambda word: (-len(word), word))
        self.generic, self.highest = generic, highest
        self.stems = list(stems)
        words = "|".join(re.sub(r"[-_ ]", "[-_ ]", re.escape(word).replace("\\", "")) for word in [*self.own, "adr"])
        self.number = re.compile(
            r"(?<![\w./@\\%+&?-])(?P<prefix>(?i:" + words + r"))s?(?P<sep>-| ?#| |/)(?P<digits>\d{1,7})"
            r"(?![\w/]|[.,:-]\d|\.\w)"
        )
        stem = "|".join(map(re.escape, self.stems))
        parts = [rf"(?:[\w.%+~@-]{{0,80}}/){{0,12}}?{re.escape(self.last)}/[\w.%+~@/-]{{1,200}}"] if self.last else []
        parts += [rf"(?:{stem})(?:\.\w{{1,10}})?(?![\w-])"] if stem else []
        self.path = re.compile(r"(?<![\w.%+~@/:\\-])(?:" + "|".join(parts) + ")") if parts else None

    def needles(self) -> list[str]:
        """What a text must hold, whatever its case, to name a record."""
        found = [word + sign for word in [*self.own, "adr"] for sign in "- #/"]
        found += [word + "s " for word in [*self.own, "adr"]]
        return [*found, *([self.last + "/"] if self.last else []), *self.stems]

    def said(self, text: str) -> Iterator[Naming]:
        """All in a text that may name a record, in no order; each line's length and each look around are bounded."""
        labels = (
            {" ".join(label.casefold().split()) for label in FOREIGN_LABEL.findall(text)} if "]:" in text else set()
        )
        for m in self.number.finditer(text):
            said = self._number(m)
            if said and not self._elsewhere(text, m, labels):
                yield self._weighed(text, said, m.end())
        for m in self.path.finditer(text) if self.path else ():
            words = m.group().rstrip(".-:/")
            said = Naming(m.start(), words, "", "")
            follows = text[m.start() + len(words) : m.end() + 1]
            # A glob, a placeholder or a format is no name; an address is somebody else's.
            if re.search(r"[*?{}$<\[%|]", follows) or ADDRESS_BEFORE.search(_before(text, m.start())):
                continue
            yield self._weighed(text, said, m.end())

    def _number(self, m: re.Match[str]) -> Naming | None:
        prefix, sep, digits = m.group("prefix", "sep", "digits")
        padded = digits[0] == "0" and len(digits) >= 3
        if sep == "/" and len(digits) < 3:
            return None
        said = Naming(m.start(), m.group(), as_prefix(prefix), digits)
        if int(digits) in NO_NUMBERS:
            said.sure = False
        elif said.prefix == "adr":
            said.sure = self.generic and (padded or (sep == "-" and prefix != "adr"))
        else:
            said.sure = prefix != prefix.lower() and (padded or int(digits) <= self.highest)
        return said

    def _elsewhere(self, text: str, m: re.Match[str], labels: set[str]) -> bool:
        """Whether a number stands in an address, or is said to be that of another repository."""
        after = text[m.end() : m.end() + AROUND].partition("\n")[0]
        if ADDRESS_BEFORE.search(_before(text, m.start())) or ADDRESS_AFTER.match(after):
            return True
        if not labels:
            return False
        label = re.match(r"[^\[\]\n]{0,200}\](?:\[([^\[\]\n]{1,200})\])?", after)
        return any(" ".join(one.casefold().split()) in labels for one in (m.group(), (label and label.group(1)) or ""))

    def _weighed(self, text: str, said: Naming, end: int) -> Naming:
        """`said` with what its line says of it."""
        before = _before(text, said.at)
        if EXAMPLE_BEFORE.search(before):
            said.sure = False
        line = before + text[said.at : end + AROUND].partition("\n")[0]
        m = IGNORED.search(line) if "adr-ignore" in line else None
        if m:
            said.ignored = frozenset(m.group(1).replace(",", " ").split())
        return said


def _before(text: str, at: int) -> str:
    """What stands before an offset on its line, as far as it is looked at."""
    return text[max(0, at - AROUND) : at].rpartition("\n")[2]


# ---- log/around.py -------------------------------------------------------------------------------------------
# The other logs of a repository, told by the names of its files, and which of the logs a file speaks of.

LOG_FOLDERS = frozenset(folder.rpartition("/")[2] for folder in USUAL_FOLDERS) | {"rfc", "rfcs", "madr"}
# Folders that say nothing of the part of a project that a log in them speaks of.
NO_PART = LOG_FOLDERS | set("docs doc documentation architecture design records engineering dev internal".split())
WITHIN = 1000  # deeper than any folder


class Around:
    """The logs of a repository beside one of them, in the folder `place`; folders count from the root, with `/`.

    Attributes:
        files: every file that git tracks.
        numbers: {folder of another log: the numbers of its records}.
    """

    def __init__(self, place: str, files: Iterable[str]) -> None:
        self.place = place
        self.files = frozenset(files)
        self.numbers: dict[str, set[int]] = {}
        contracts = {file.rpartition("/")[0] for file in self.files if file.endswith("/" + CONTRACT)} - {place}
        for folder in contracts:
            self.numbers[folder] = set()
        for file in self.files:
            if file.endswith(RECORD_SUFFIXES):
                self._add(file, contracts)

    def _add(self, file: str, contracts: set[str]) -> None:
        folder, _, name = file.rpartition("/")
        parts = folder.split("/")
        log = next(("/".join(parts[:n]) for n in range(len(parts), 0, -1) if "/".join(parts[:n]) in contracts), "")
        if not log and (not self.place or under(folder, self.place)):
            return
        number, prefix, _ = name_facts(name.rpartition(".")[0]) if by_name(name) == 2 else (None, "", None)
        if number is None:
            return
        if not log:
            depth = max((n for n, part in enumerate(parts, 1) if _is_log_folder(part.lower())), default=0)
            if not depth and not any(word in RECORD_WORDS for word in prefix.replace("_", "-").split("-")):
                return
            log = "/".join(parts[:depth]) if depth else folder
        self.numbers.setdefault(log, set()).add(number)

    def of_the_log(self, file: str, number: int, is_there: bool) -> bool:
        """Whether a number in a file surely means the log at `place`, which has it or not.

        It means the log that is nearest to the file of those that have it; where none has it, the nearest of all.
        """
        own = rank(self.place, file)
        others = {log: rank(log, file) for log in self.numbers}
        holders = [depth for log, depth in others.items() if number in self.numbers[log]]
        if own < 0 or (holders and not is_there):
            return False
        if is_there:
            return all(depth < own for depth in holders)
        return all(depth < own or (depth == own and self.place < log) for log, depth in others.items())

    def is_nearest(self, file: str, or_one_of_them: bool = False) -> bool:
        """Whether no other log is as near to a file; or, none is nearer."""
        own = rank(self.place, file) + or_one_of_them
        return own >= or_one_of_them and all(rank(log, file) < own for log in self.numbers)


def rank(log: str, file: str) -> int:
    """How near a log is to a file: WITHIN and more in the log's folder, else how deep the part lies that it speaks of.

    -1 where it speaks of another part.
    """
    if not log or under(file, log):
        return WITHIN + len(log.split("/")) if log else 0
    parts = log.split("/")[:-1]
    while parts and parts[-1].lower() in NO_PART:
        parts.pop()
    return len(parts) if not parts or under(file, "/".join(parts)) else -1


def _is_log_folder(part: str) -> bool:
    return part in LOG_FOLDERS or part.startswith(("adr-", "adrs-"))


# ---- log/citations.py ----------------------------------------------------------------------------------------
# Who cites the records of a log: tracked files of its project, found with `git grep`.

LARGEST_CITING = 1 << 20  # bytes from which a file is data, and cites nothing
# What somebody else wrote, or no person: copies of other projects, locks, drawings, data, what tests compare with.
MADE_FOLDERS = frozenset(
    "node_modules vendor vendored third_party third-party thirdparty external testdata fixtures __fixtures__ "
    "__snapshots__ snapshots golden goldens bower_components pods".split()
)
MADE_ENDS = (
    ".lock", ".lockb", ".sum", ".map", ".min.js", ".min.css", ".svg", ".csv", ".tsv", ".log", ".patch", ".diff", ".snap",
    ".po", ".pot", "-lock.json", "-lock.yaml", "npm-shrinkwrap.json",
)  # fmt: skip
GIT_ATTRIBUTES = {
    "linguist-generated": ("set", "true"),
    "linguist-vendored": ("set", "true"),
    "adr-citations": ("unset", "false"),
}
ANY_NAME = Pattern(r"n{3}|x{3}|y{4}|title|template|example|sample", re.I)  # in a name that stands for any
HISTORIES = ("changelog", "changes", "history", "news", "releases", "release-notes", "release_notes")


class Citation:
    """One place that names a record of the log.

    Attributes:
        path: the file, from the repository's root, with `/`.
        line: from 1.
        number: the record's, as far as it is said.
        below: the path below the log that a dead one says; "" where it is a number.
        words: as they are written; letters, digits and the signs of a path.
        files: the records that it names, as paths below the log.
        dead: whether it surely means this log and names no record of it.
        hint: a record that may be meant by a dead one; "" where none is near.
        text: the whole line.
        ignored: the rules that a comment on its line switches off.
    """

    __slots__ = ("below", "dead", "files", "hint", "ignored", "line", "number", "path", "text", "words")

    def __init__(self, path: str, words: str, files: list[str]) -> None:
        self.path, self.words, self.files = path, words, files
        self.dead, self.hint, self.line, self.text = False, "", 0, ""
        self.number: int | None = None
        self.below = ""
        self.ignored: frozenset[str] = frozenset()


class Citing:
    """The tracked files of the repository that a log lies in, as far as they cite it.

    `wanted` are records whose files' names count without a folder before them. None of the files is followed out of
    the repository, and none larger than a megabyte is read. `found` is None where git cannot say.
    """

    def __init__(self, log: Log, wanted: Iterable[Record] = ()) -> None:
        self.log = log
        self.root = os.path.realpath(project_root(log.folder))
        place = os.path.relpath(os.path.realpath(log.folder), self.root).replace(os.sep, "/")
        self.place = "" if place == "." else place
        self.numbers: dict[int, list[Record]] = {}
        for record in log.records:
            if record.number is not None:
                self.numbers.setdefault(record.number, []).append(record)
        self.forms = self._forms([record.file.rpartition("/")[2].rpartition(".")[0] for record in wanted])
        self.found = self._find()

    def _forms(self, stems: list[str]) -> Forms:
        numbered = [record for records in self.numbers.values() for record in records]
        prefixes = {(self.log.contract.get("filename_prefix") or "").strip("-_ .").casefold()}
        for of in ("prefix", "title_prefix"):
            used: dict[str, int] = {}
            for record in numbered:
                used[getattr(record, of)] = used.get(getattr(record, of), 0) + 1
            prefixes |= {prefix for prefix, times in used.items() if 3 * times >= len(numbered)}
        own = {as_prefix(prefix) for prefix in prefixes if prefix}
        generic = sum(1 for record in numbered if record.prefix in GENERIC_PREFIXES)
        return Forms(
            self.place, own, bool(numbered) and 2 * generic >= len(numbered), max(self.numbers, default=0), stems
        )

    def _find(self) -> list[Citation] | None:
        listed = git(self.root, "ls-files", "-z")
        if listed is None:
            return None
        needles = [word for needle in self.forms.needles() for word in ("-e", needle)]
        # Lines are not printed: one of them may be a megabyte long.
        options = ("-z", "-l", "-I", "-i", "-F", "--no-color", "--no-recurse-submodules", "--full-name")
        hits = git(self.root, "grep", *options, *needles, "--") or b""
        paths = [path for path in map(os.fsdecode, hits.split(b"\0")) if path and self._is_read(path)]
        if not paths:
            return []
        self.around = Around(self.place, map(os.fsdecode, filter(None, listed.split(b"\0"))))
        found: list[Citation] = []
        for path in paths:
            found += self._in_file(path)
        made = self._made_by_attribute({citation.path for citation in found})
        return [citation for citation in found if citation.path not in made]

    def _is_read(self, path: str) -> bool:
        """Whether people wrote a file in this project: of the log's own files, only the records."""
        low = path.lower()
        if self.below(path) is not None:
            return self.below(path) in self.log.files
        return not low.endswith(MADE_ENDS) and MADE_FOLDERS.isdisjoint(low.split("/")[:-1])

    def below(self, path: str) -> str | None:
        """A path of the project as one below the log; None where it is outside."""
        if not self.place:
            return path if path in self.log.files else None
        return path[len(self.place) + 1 :] if under(path, self.place) and path != self.place else None

    def _made_by_attribute(self, paths: set[str]) -> set[str]:
        """Files that .gitattributes says are generated, another's, or not to be looked at."""
        data = b"\0".join(map(os.fsencode, sorted(paths)))
        out = git(self.root, "check-attr", "-z", "--stdin", *GIT_ATTRIBUTES, data=data) if paths else b""
        parts = (out or b"").decode("utf-8", "surrogateescape").split("\0")
        triples = zip(parts[::3], parts[1::3], parts[2::3])
        return {path for path, name, value in triples if value in GIT_ATTRIBUTES.get(name, ())}

    def _in_file(self, path: str) -> list[Citation]:
        try:
            text = decode(read_bytes(os.path.join(self.root, path), LARGEST_CITING))[0]
        except OSError:
            return []
        own = self.log.files.get(self.below(path) or "")
        found: dict[tuple[int, str], Citation] = {}
        line, at = 1, 0
        for said in sorted(self.forms.said(text), key=lambda said: said.at):
            citation = self._of_number(path, said, own) if said.digits else self._of_path(path, said, own)
            if citation is None:
                continue
            line, at = line + text.count("\n", at, said.at), said.at
            citation.line, citation.ignored = line, said.ignored
            start = text.rfind("\n", 0, said.at) + 1
            citation.text = text[start : start + 400].partition("\n")[0]
            # A link names the record twice: by its words and by its target. The target says more.
            key = (line, " ".join(citation.files) or citation.hint or citation.words)
            if key not in found or not said.digits:
                found[key] = citation
        return list(found.values())

    def _of_number(self, path: str, said: Naming, own: Record | None) -> Citation | None:
        number = int(said.digits)
        named = [record for record in self.numbers.get(number, []) if record is not own and _is_called(record, said)]
        if not self.around.of_the_log(path, number, bool(named)) or (own and own.number == number):
            return None
        if named:
            return Citation(path, said.words, [record.file for record in named])
        if not said.sure or (own and _says_so_itself(own, said.digits)):
            return None
        return self._dead(path, said, number)

    def _of_path(self, path: str, said: Naming, own: Record | None) -> Citation | None:
        below, whole = self._place_in_log(path, said.words)
        files = self._files_at(below) if below else []
        if files:
            others = [file for file in files if own is None or file != own.file]
            return Citation(path, said.words, others) if others else None
        if not below or own or os.path.lexists(os.path.join(self.log.folder, below)):
            return None  # links of records are the matter of broken-link
        return self._missing(path, said, below, whole)

    def _missing(self, path: str, said: Naming, below: str, whole: bool) -> Citation | None:
        """A path into the log that is not there: a record's shortened name, a dead one, or no record's."""
        if not self.around.is_nearest(path, or_one_of_them=whole):
            return None  # what stands in a copy of another project, or near another log, counts from there
        name = below.rpartition("/")[2]
        is_file = name.lower().endswith(RECORD_SUFFIXES)
        stem = name.rpartition(".")[0] if is_file else name
        number = name_facts(stem)[0] if by_name(stem + ".md") == 2 else None
        same = self.numbers.get(number, []) if number is not None else []
        if is_file:
            if not (said.sure and by_name(name) and (number is not None or (whole and not ANY_NAME.search(stem)))):
                return None
            slug = stem.lstrip("0123456789-_")
            moved = [file for file in self.log.files if slug and file.rpartition(".")[0].endswith("-" + slug)]
            return self._dead(path, said, number, below, (moved or [record.file for record in same] or [""])[0])
        if number is None or "." in name:
            return None
        if same:
            return Citation(path, said.words, [record.file for record in same])
        padded = name[0] == "0" and len(name) >= 3
        return self._dead(path, said, number, below) if said.sure and (padded or not name.isdecimal()) else None

    def _dead(self, path: str, said: Naming, number: int | None, below: str = "", hint: str = "") -> Citation:
        citation = Citation(path, said.words[:200], [])
        citation.dead, citation.number, citation.below, citation.hint = True, number, below, hint
        return citation

    def _files_at(self, below: str) -> list[str]:
        if below in self.log.files:
            return [below]
        if below.isdecimal():
            return [record.file for record in self.numbers.get(int(below), [])]
        return [file for file in (below + suffix for suffix in RECORD_SUFFIXES) if file in self.log.files]

    def _place_in_log(self, path: str, words: str) -> tuple[str, bool]:
        """(path below the log that a path in a file means, whether it says all of the log's path); ("", False) for none."""
        target = unquoted(words)
        if "/" not in target:  # the name of a wanted record's file
            return (target, False) if self.around.is_nearest(path) else ("", False)
        if not target.startswith("."):
            inside = self.below(posixpath.normpath(target.lstrip("/")))
            if inside is not None:
                return inside, True
        beside = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
        inside = None if target.startswith("/") else self.below(beside)
        if inside is not None:
            return inside, True
        if beside in self.around.files or target in self.around.files or not self.around.is_nearest(path):
            return "", False
        # The end of the log's path, as in `adr/0007-x.md`; with anything else before it, it is another log's.
        parts = [part for part in target.split("/") if part not in ("", ".", "..")]
        home = self.place.split("/")
        for size in range(min(len(home), len(parts) - 1), 0, -1):
            if parts[:size] == home[-size:]:
                return "/".join(parts[size:]), False
        return "", False


def unquoted(words: str) -> str:
    """A path without the signs that stand for others in addresses."""
    if "%" not in words:
        return words
    from urllib.parse import unquote

    return unquote(words).replace("\0", "")


def _is_called(record: Record, said: Naming) -> bool:
    """Whether a record goes by the prefix that a text gives its number."""
    own = {as_prefix(record.prefix), as_prefix(record.title_prefix)}
    return said.prefix in own or said.prefix in GENERIC_PREFIXES or all(prefix in GENERIC_PREFIXES for prefix in own)


def _says_so_itself(record: Record, digits: str) -> bool:
    """Whether a record names a missing successor in its status, which is the matter of no-successor."""
    return any(kind == "number" and target.endswith(" " + digits) for kind, target in record.by_refs)


def in_force_instead(log: Log, record: Record) -> list[Record]:
    """The records in force that took the place of a superseded one, over any number of steps."""
    found: list[Record] = []
    seen, todo = {record.file}, list(record.superseded_by)
    while todo:
        file = todo.pop(0)
        if file in seen:
            continue
        seen.add(file)
        other = log.files[file]
        if is_in_force(other):
            found.append(other)
        todo += other.superseded_by if other.status == "superseded" else []
    return found


def is_history(path: str) -> bool:
    """Whether a file tells what was, so that nothing in it goes out of date."""
    return path.rpartition("/")[2].lower().startswith(HISTORIES)


# ---- check/rules/citations.py --------------------------------------------------------------------------------
# Rules on what names the records from elsewhere in the project.

def dead_citation(whole: Whole) -> Iterator[tuple[str, int, str, str]]:
    """Citations of no record. On a branch, those in files that it changed, and those of records that it took away."""
    base = whole.base
    files, numbers = _gone(base) if base else (set(), set())
    for file, citations in _by_file(whole, [one for one in whole.citations if one.dead]):
        grouped: dict[str, list[Citation]] = {}
        for citation in citations:
            if citation.number not in whole.taken and "dead-citation" not in citation.ignored:
                grouped.setdefault(citation.words, []).append(citation)
        for words, same in grouped.items():
            first = same[0]
            if base and first.path not in whole.touched and first.below not in files and first.number not in numbers:
                continue
            meant = f"; {first.hint} may be meant" if first.hint else ""
            yield file, first.line, words, f"{words} names no record{_more(same)}{meant}"


def outdated_citation(whole: Whole) -> Iterator[tuple[str, int, str, str]]:
    """Citations of a superseded record. On a branch, those in files that it changed, and those of what it superseded."""
    log, base = whole.log, whole.base
    before = {one.file: one.record.status for one in base.changed} if base else {}
    for file, citations in _by_file(whole, [one for one in whole.citations if len(one.files) == 1]):
        cited = {one.files[0] for one in citations}
        grouped: dict[str, list[Citation]] = {}
        for citation in citations:
            if "outdated-citation" not in citation.ignored and log.files[citation.files[0]].status == "superseded":
                grouped.setdefault(citation.files[0], []).append(citation)
        for old, same in grouped.items():
            instead = in_force_instead(log, log.files[old])
            # Who names the new one too tells what happened; a record's own text stays as it was decided.
            if not instead or file in log.files or is_history(same[0].path) or not cited.isdisjoint(files_of(instead)):
                continue
            if base and same[0].path not in whole.touched and before.get(old, "superseded") == "superseded":
                continue
            by = ", ".join(files_of(instead))
            yield file, same[0].line, old, f"{same[0].words} is superseded{_more(same)}; {by} is in force"


def _gone(base: Base) -> tuple[set[str], set[int]]:
    """(files, numbers) of records that the branch took away or gave other names."""
    names = record_names(base.before)
    there = {record.number for record in base.now.values()}
    files = {file for file in names if file not in base.now}
    return files, {number for number, _ in names.values() if number is not None and number not in there}


def files_of(records: list[Record]) -> list[str]:
    return [record.file for record in records]


def _by_file(whole: Whole, citations: list[Citation]) -> Iterator[tuple[str, list[Citation]]]:
    """(file as a path from the log, its citations)."""
    files: dict[str, list[Citation]] = {}
    for citation in citations:
        files.setdefault(citation.path, []).append(citation)
    for path, same in files.items():
        yield whole.from_log(path), same


def _more(same: list[Citation]) -> str:
    lines = sorted({citation.line for citation in same})[1:]
    return f" (and {len(lines)} more line{'' if len(lines) == 1 else 's'})" if lines else ""


CITATION_RULES = (
    Rule(
        "dead-citation",
        WARNING,
        "A file of the project cites a record that is not there.",
        "Correct it, or say on the line why it stays: `adr-ignore: dead-citation`.",
        of_log=dead_citation,
        may_be_old=False,
    ),
    Rule(
        "outdated-citation",
        WARNING,
        "A file of the project cites a record that another one has superseded.",
        f"Follow the new one and cite it; `{ADR} cites N` lists every place.",
        of_log=outdated_citation,
        may_be_old=False,
    ),
)


# ---- text/path_patterns.py -----------------------------------------------------------------------------------
# Patterns of paths as in `.gitignore` and CODEOWNERS, many lists of them asked at once.
#
# A pattern with `/` at its start or within it is anchored to the repository's root, another one names a file or folder at
# any depth; `/` at its end: folders alone; `*`, `?` and `[…]` stay within one name, `**` as a whole name stands for any
# folders; `!` in front takes out again. A pattern that names a folder takes in all that lies below it. Of the patterns of
# a list that name a path the last one counts, so `!` may take a folder out of a folder, which `.gitignore` cannot.

WILD = Pattern(r"[*?\[\\]")
UNPRINTED = Pattern(r"[\x00-\x1f\x7f\x85\u2028\u2029]")
DRIVE = Pattern(r"[A-Za-z]:(?:[/\\]|$)")
ANYWHERE = ["**"]
LONGEST_PATTERN = 1000  # characters of one pattern
LETTER_CLASSES = {
    "alnum": "0-9A-Za-z", "alpha": "A-Za-z", "blank": " \\t", "cntrl": "\\x00-\\x1f\\x7f", "digit": "0-9",
    "graph": "!-~", "lower": "a-z", "print": " -~", "punct": "!-/:-@\\[-`{-~", "space": " \\t-\\r", "upper": "A-Z",
    "xdigit": "0-9A-Fa-f",
}  # fmt: skip


class BadPatternError(ValueError):
    """A text that is no pattern of paths; the message says why, without naming a place."""


class PathPattern:
    """One pattern, taken apart. BadPatternError where the text is none.

    Attributes:
        text: as written, without spaces around it.
        takes_out: it begins with `!`.
        folders: it names folders alone.
        parts: the names of the path, `**` for any folders; an unanchored pattern begins with `**`. Empty where no path
            inside a repository can match: `..`, a drive letter, an empty name.
    """

    __slots__ = ("folders", "parts", "takes_out", "text")

    def __init__(self, text: str) -> None:
        self.text = body = text.strip(" \t\r")
        if len(body) > LONGEST_PATTERN:
            raise BadPatternError(f"is longer than {LONGEST_PATTERN} characters")
        if UNPRINTED.search(body):
            raise BadPatternError("has a control character")
        if body[:1] == "#":
            raise BadPatternError("is a comment; write `\\#` for a name that begins with `#`")
        self.takes_out = body[:1] == "!"
        body = body[1:] if self.takes_out else body
        self.folders = body[-1:] == "/"
        body = body[:-1] if self.folders else body
        if not body.strip("/"):
            raise BadPatternError("names no path")
        parts = (body[1:] if body[:1] == "/" else body).split("/")
        parts = ["**" if len(part) > 1 and not part.strip("*") else part for part in parts]
        if "/" not in body:
            parts = ["**", "*" if parts == ["**"] else parts[0]]
        for part in parts:
            if part != "**" and WILD.search(part):
                _expression(part)  # BadPatternError for what is none
        named = len(parts)
        while parts and parts[-1] == "**":
            parts.pop()
        if len(parts) < named and (self.folders or not parts):
            parts.append("*")  # `a/**/`: the folders below; `/**`: everything
        elif len(parts) < named:
            self.folders = True  # `a/**`: what lies in the folder
        self.parts = [] if DRIVE.match(body) or {"", ".", ".."} & set(parts) else parts

    def rank(self) -> tuple[int, int, bool]:
        """How special it is, the greatest first: names without wildcards, their letters, whether it is anchored."""
        fixed = [part for part in self.parts if not WILD.search(part)]
        return len(fixed), sum(len(part.strip("*")) for part in self.parts), self.parts[:1] != ["**"]


def good_and_bad(texts: Iterable[str]) -> tuple[list[PathPattern], list[tuple[str, str]]]:
    """The patterns among texts, and (text, why) of those that are none."""
    good, bad = [], []
    for text in texts:
        try:
            good.append(PathPattern(text))
        except BadPatternError as error:
            bad.append((text, str(error)))
    return good, bad


def _expression(part: str) -> str:
    """The regular expression of one name with wildcards; it takes no more than a path's length times its own.

    What stands between two `*` is taken where it first fits, and the lookahead keeps the engine from trying further.
    """
    pieces, piece, at = [], "", 0
    while at < len(part):
        char = part[at]
        at += 1
        if char == "*":
            pieces.append(piece)
            piece = ""
        elif char == "?":
            piece += "."
        elif char == "[":
            found, at = _class(part, at)
            piece += found
        else:
            if char == "\\":
                if at == len(part):
                    raise BadPatternError("ends with `\\`; a path has `/` between its names")
                char = part[at]
                at += 1
            piece += re.escape(char)
    if not pieces:
        return f"(?s:{piece})"
    middle = "".join(f"(?=(.*?{inner}))\\{n}" for n, inner in enumerate(filter(None, pieces[1:]), 1))
    return f"(?s:{pieces[0]}{middle}.*{piece})"


def _class(part: str, at: int) -> tuple[str, int]:
    """The class of characters that begins after the `[` before `at`, as a regular expression, and where it ends."""
    start, inner, first = at, "", True
    negated = part[at : at + 1] in ("!", "^")
    at += negated
    while at < len(part):
        char = part[at]
        at += 1
        if char == "]" and not first:
            return ("[^" if negated else "[") + inner + "]" if inner else "." if negated else "(?!)", at
        first = False
        if char == "[" and part[at : at + 1] == ":":
            end = part.find(":]", at + 1)
            name = part[at + 1 : end] if end > 0 else ""
            if name not in LETTER_CLASSES:
                raise BadPatternError(f"has no class of characters `[{part[at : end + 1 if end > 0 else len(part)]}]`")
            inner, at = inner + LETTER_CLASSES[name], end + 2
            continue
        char, at = _literal(part, char, at)
        if part[at : at + 1] == "-" and part[at + 1 : at + 2] not in ("", "]"):
            last, at = _literal(part, part[at + 1], at + 2)
            inner += f"{re.escape(char)}-{re.escape(last)}" if char <= last else ""
        else:
            inner += re.escape(char)
    raise BadPatternError(f"has a `[` without its `]`: {part[start - 1 :]}")


def _literal(part: str, char: str, at: int) -> tuple[str, int]:
    """The character that is meant, with `\\` taken away, and what comes after."""
    return (part[at], at + 1) if char == "\\" and at < len(part) else (char, at)


class PartNames:
    """The names that patterns end with, found by the name of a file or folder that they fit."""

    def __init__(self) -> None:
        self.exact: set[str] = set()
        self.heads: dict[int, dict[str, list[str]]] = {}
        self.tails: dict[int, dict[str, list[str]]] = {}
        self.known: dict[str, list[str]] = {}
        self.compiled: dict[str, re.Pattern[str]] = {}

    def add(self, part: str) -> None:
        wild = WILD.search(part)
        if not wild:
            self.exact.add(part)
            return
        head, tail = part[: wild.start()], part.rpartition("*")[2] if "*" in part else ""
        if WILD.search(tail) or "]" in tail:
            tail = ""
        index, key = (self.heads, head) if len(head) >= len(tail) else (self.tails, tail)
        index.setdefault(len(key), {}).setdefault(key, []).append(part)

    def that_fit(self, name: str) -> list[str]:
        """The names of patterns that this name fits."""
        found = self.known.get(name)
        if found is None:
            found = [name] if name in self.exact else []
            for size, heads in self.heads.items():
                found += [part for part in heads.get(name[:size], ()) if self.fits(part, name)]
            for size, tails in self.tails.items():
                found += [part for part in tails.get(name[-size:], ()) if self.fits(part, name)]
            self.known[name] = found
        return found

    def fits(self, part: str, name: str) -> bool:
        """Whether one name of a pattern stands for that name of a path."""
        if not WILD.search(part):
            return part == name
        if part.count("*") == 1 and not WILD.search(part.replace("*", "")):  # most are: no expression for them
            head, _, tail = part.partition("*")
            return len(name) >= len(head) + len(tail) and name.startswith(head) and name.endswith(tail)
        compiled = self.compiled.get(part)
        if compiled is None:
            compiled = self.compiled[part] = re.compile(_expression(part))
        return compiled.fullmatch(name) is not None


class Matcher:
    """Lists of patterns, such as one for each record; it says which lists take in a path.

    A question costs by the path and by the patterns that may fit it, not by how many patterns there are; what is known
    of a folder is kept, so paths that lie together are quick.

    Attributes:
        patterns: (number of its list, pattern) of every pattern, in order; positions below are positions here.
    """

    def __init__(self, lists: Iterable[Sequence[PathPattern]]) -> None:
        self.patterns = [(number, pattern) for number, patterns in enumerate(lists) for pattern in patterns]
        self.names = PartNames()
        # Last name of a pattern -> the folders without wildcards that it begins with -> a name without wildcards among
        # what is between, "" where there is none -> (position, what is between).
        self.ends: dict[str, dict[str, dict[str, list[tuple[int, list[str]]]]]] = {}
        self.there: dict[tuple[str, str], list[int]] = {}
        self.folders: dict[str, list[int]] = {"": []}
        self.answers: dict[str, dict[int, PathPattern]] = {}
        for position, (_, pattern) in enumerate(self.patterns):
            if pattern.parts:
                *above, last = pattern.parts
                fixed = next((n for n, part in enumerate(above) if WILD.search(part)), len(above))
                if last not in self.ends:
                    self.names.add(last)
                between = above[fixed:]
                pin = next((part for part in reversed(between) if not WILD.search(part)), "")
                pins = self.ends.setdefault(last, {}).setdefault("/".join(above[:fixed]), {})
                pins.setdefault(pin, []).append((position, between))

    def lists_of(self, path: str) -> dict[int, PathPattern]:
        """{number of a list that takes in this file: its pattern that counts}; a path has `/`, from the root on.

        Nothing for what is no path inside a repository: an absolute one, one with `..`, with a drive letter.
        """
        names = path.split("/")
        if "" in names or "." in names or ".." in names or DRIVE.match(path):
            return {}
        folder = "/".join(names[:-1])
        hits, own = self._of_folder(folder), self._of_entry(folder, names[-1], False)
        if own:
            return self._that_count({*hits, *own})
        if folder not in self.answers:
            self.answers[folder] = self._that_count(hits)
        return dict(self.answers[folder])

    def _that_count(self, hits: Iterable[int]) -> dict[int, PathPattern]:
        found: dict[int, PathPattern] = {}
        for position in sorted(hits):
            number, pattern = self.patterns[position]
            if pattern.takes_out:
                found.pop(number, None)
            else:
                found[number] = pattern
        return found

    def that_name(self, paths: Iterable[str]) -> set[int]:
        """Positions of the patterns that name one of these files or a folder above it, with `!` or without."""
        found: set[int] = set()
        for path in paths:
            folder, _, name = path.rpartition("/")
            if folder not in self.folders:
                found.update(self._of_folder(folder))
            found.update(self._of_entry(folder, name, False))
        return found

    def _of_folder(self, folder: str) -> list[int]:
        """Positions of the patterns that name a folder or one above it."""
        unknown = []
        while folder not in self.folders:
            unknown.append(folder)
            folder = folder.rpartition("/")[0]
        hits = self.folders[folder]
        for folder in reversed(unknown):
            above, _, name = folder.rpartition("/")
            own = self._of_entry(above, name, True)
            hits = self.folders[folder] = sorted({*hits, *own}) if own else hits
        return hits

    def _of_entry(self, folder: str, name: str, is_folder: bool) -> list[int]:
        """Positions of the patterns that name what has this name in this folder."""
        found = []
        for part in self.names.that_fit(name):
            if (folder, part) not in self.there:
                self.there[folder, part] = list(self._ending_in(folder, part))
            found += self.there[folder, part]
        return found if is_folder else [n for n in found if not self.patterns[n][1].folders]

    def _ending_in(self, folder: str, part: str) -> Iterator[int]:
        """Positions of the patterns that end with this name and whose folders lead to this one."""
        starts, start = self.ends[part], folder
        names = folder.split("/") if folder else []
        for depth in range(len(names), -1, -1):
            pins = starts.get(start, {})
            for pin in ("", *dict.fromkeys(names[depth:])) if pins else ():
                for position, between in pins.get(pin, ()):
                    if between == ANYWHERE or self._leads(between, names[depth:]):
                        yield position
            start = start.rpartition("/")[0]

    def _leads(self, parts: list[str], names: list[str]) -> bool:
        """Whether parts of a pattern, `**` among them, stand for these names; like `*` in one name."""
        at = part = back = 0
        any_folders = -1  # the last `**` that was met: what comes after it may begin further down
        while at < len(names):
            if part < len(parts) and parts[part] == "**":
                any_folders, back = part, at
                part += 1
            elif part < len(parts) and self.names.fits(parts[part], names[at]):
                part += 1
                at += 1
            elif any_folders >= 0:
                back += 1
                at, part = back, any_folders + 1
            else:
                return False
        return all(left == "**" for left in parts[part:])


# ---- check/rules/due.py --------------------------------------------------------------------------------------
# The rule on changes that ask for a record: of files that the patterns in adr.json take in.

FILES_NAMED = 3


def needs_record(whole: Whole) -> Iterator[tuple[str, int, str, str]]:
    """Files that a branch changed and whose change asks for a record, where it brings none and no reason for that.

    Which ask is said by adr.json as it was where the branch left the base: no branch takes itself out.
    """
    for text, why in asking_patterns(whole.log.contract["rules"])[1]:
        line = _line_in_contract(whole, text)
        yield CONTRACT, line, text, f"{text!r} in needs_record is no pattern of paths: it {why}"
    base = whole.base
    matcher = Matcher([asking_patterns(base.rules)[0]]) if base else Matcher([])
    if not base or not matcher.patterns:
        return
    asking = {path: found[0].text for path in sorted(whole.touched) for found in [matcher.lists_of(path)] if found}
    if asking and not _brings_a_record(base) and not base.reason_for_no_record():
        named = list(asking)[:FILES_NAMED]
        more = f" and {len(asking) - len(named)} more" if len(asking) > len(named) else ""
        patterns = ", ".join(list(dict.fromkeys(asking.values()))[:FILES_NAMED])
        said = f"{', '.join(named)}{more} changed, which asks for a record ({patterns})"
        yield whole.from_log(named[0]), 1, "", said


def asking_patterns(rules: dict[str, Any]) -> tuple[list[PathPattern], list[tuple[str, str]]]:
    """The patterns of files whose change asks for a record, and (text, why) of those that are none."""
    listed = rules.get("needs_record")
    return good_and_bad(map(str, listed if isinstance(listed, list) else [] if listed is None else [listed]))


def _brings_a_record(base: Base) -> bool:
    """Whether the branch has a record that is new, or other than it was."""
    return any(file not in base.before for file in base.now) or any(before.after for before in base.changed)


def _line_in_contract(whole: Whole, text: str) -> int:
    import json  # only for a log that asks for records

    written = (json.dumps(text), json.dumps(text, ensure_ascii=False))
    return first_line(read_text(whole.log.folder, CONTRACT), *written)


DUE_RULES = (
    Rule(
        "needs-record",
        WARNING,
        "A change asks for a record, and brings none.",
        "Write or change one, or say why not in a commit, on a line of its own: `No-ADR: REASON`.",
        of_log=needs_record,
        may_be_old=False,
        held_by_base=True,
    ),
)


# ---- check/rules/facts.py ------------------------------------------------------------------------------------
# Rules on status and date.

def no_status(page: Checked) -> Iterator[tuple[int, str, str]]:
    if page.record.status is None and page.style.status_place:
        yield 1, "", "it states no status"


def unknown_status(page: Checked) -> Iterator[tuple[int, str, str]]:
    """A record of an older style may use every word that the vocabulary has."""
    status = page.record.status
    if status is None or status in page.style.statuses or status in ("superseded", "deprecated"):
        return
    if (page.in_style and page.style.statuses) or status not in CANONICAL:
        words = ", ".join(page.style.contract.get("statuses") or SIX)
        said = page.record.status_text or ""
        yield page.line_with(said), status, f"its status {said!r} is none of {words}"


def two_statuses(page: Checked) -> Iterator[tuple[int, str, str]]:
    record = page.record
    stated = {text: stated_word(text, page.style.words, known_only=True) for text in record.status_others}
    others = [text for text, (word, sure) in stated.items() if sure and word != record.status]
    if record.status and others:
        said = ", ".join(repr(" ".join(text.split())[:60]) for text in others)
        yield (
            page.line_with(others[0]),
            record.status,
            f"its status is {record.status_text!r}, and another place says {said}",
        )


def forgotten_status(whole: Whole) -> Iterator[tuple[str, int, str, str]]:
    """Both records say that one took the other's place, and the older one still has the status of one in force."""
    files = whole.log.files
    for record in whole.log.records:
        for other in record.superseded_by if binds(record.status) else ():
            if takes_effect(files[other]) and record.file in files[other].supersedes:
                mend = f"`{ADR} link {record.file} 'Superseded by' {other} Supersedes` sets the status"
                said = f"its status is {record.status_text!r}, and it is superseded by {other}: {mend}"
                yield record.file, 1, other, said


def no_date(page: Checked) -> Iterator[tuple[int, str, str]]:
    record = page.record
    if record.date is None and not record.date_text and page.in_style and page.style.date_place:
        yield 1, "", "it states no date"


def bad_date(page: Checked) -> Iterator[tuple[int, str, str]]:
    record = page.record
    if record.date is None and record.date_text:
        line = page.line_with(record.date_text)
        yield line, record.date_text, f"its date {record.date_text!r} is not a date in one reading"
    again = record.review_by
    if again and parse_date(again) is None:
        yield page.line_with(again), again, f"its day of review {again!r} is not a date in one reading"


FACT_RULES = (
    Rule(
        "no-status",
        ERROR,
        "A record states no status.",
        f"Write one where the style has it: `{ADR} status N STATUS`.",
        of_record=no_status,
    ),
    Rule(
        "unknown-status",
        ERROR,
        "The style has no such status.",
        f"Use one of the style's words: `{ADR} status N STATUS`.",
        of_record=unknown_status,
    ),
    Rule(
        "two-statuses",
        WARNING,
        "Two places of a record state different statuses.",
        f"Keep one: `{ADR} status FILE STATUS` sets the one that counts; correct or delete the other by hand.",
        of_record=two_statuses,
        of_log=forgotten_status,
    ),
    Rule(
        "no-date",
        ERROR,
        "A record states no date.",
        "Write it as YYYY-MM-DD where the style has it.",
        of_record=no_date,
    ),
    Rule(
        "bad-date",
        ERROR,
        "A date is none, or reads two ways.",
        "Write it as YYYY-MM-DD.",
        of_record=bad_date,
    ),
)


# ---- text/joined_file.py -------------------------------------------------------------------------------------
# What a file that was joined from the pack's modules says at its head: see `HEAD` in copier_adr/bundle.py.

MADE_BY, SUM = b"\n# Made by copier-adr ", b"\n# sha256 of what follows: "


def joined_version(data: bytes) -> str:
    """The version that a joined file names; "" where it is none."""
    version = data.partition(MADE_BY)[2].partition(b":")[0].decode("utf-8", "replace")
    return version if len(version) < 40 and version.isprintable() else ""


def joined_edited(data: bytes) -> bool | None:
    """Whether its text is another than its head says, but for line ends, which git may set; None where it is none."""
    import hashlib

    head, _, rest = data.replace(b"\r\n", b"\n").partition(SUM)
    stated, _, text = rest.partition(b"\n")
    return hashlib.sha256(text).hexdigest().encode() != stated if MADE_BY in head else None


# ---- check/rules/upkeep.py -----------------------------------------------------------------------------------
# Rules on what is left to do: decisions, old faults, comments that silence nothing, the pack's own files.

# The files that are joined from the pack's modules.
TOOLS = ("adr.py", "adr_review.py", "adr_update.py")


def undecided(page: Checked) -> Iterator[tuple[int, str, str]]:
    if page.merged and page.record.status in UNDECIDED:
        yield 1, page.record.status, f"it is on the default branch and still {page.record.status}"


def edited_tool(whole: Whole) -> Iterator[tuple[str, int, str, str]]:
    """A program of the pack whose text does not fit the sum at its head; line ends that git turned are no edit."""
    for name in TOOLS:
        try:
            edited = joined_edited(read_bytes(os.path.join(whole.log.folder, name)))
        except OSError:
            continue
        if edited:
            yield name, 1, "", "its text is not what the pack wrote"


UPKEEP_RULES = (
    Rule(
        "undecided",
        ERROR,
        "A record on the default branch is not decided.",
        f"Decide it: `{ADR} status N STATUS`.",
        of_record=undecided,
        may_be_old=False,
    ),
    Rule(
        "stale-baseline",
        ERROR,
        "A baseline entry no longer applies.",
        f"Run `{ADR} check --fix`.",
        fixed=True,
        may_be_old=False,
    ),
    Rule(
        "unknown-rule",
        WARNING,
        "An adr-ignore comment names no rule.",
        "Correct the rule's name.",
        may_be_old=False,
    ),
    Rule(
        "edited-tool",
        WARNING,
        "A program of the pack was edited in the log.",
        "Restore it from git: an update writes it anew.",
        of_log=edited_tool,
        may_be_old=False,
    ),
)


# ---- check/rules/files.py ------------------------------------------------------------------------------------
# Rules on files as files: conflict markers, encodings, what cannot be read or is passed over.

def conflict_markers(page: Checked) -> Iterator[tuple[int, str, str]]:
    text = page.text
    if "<<<<<<<" in text or ">>>>>>>" in text:
        m = CONFLICT.search("\n" + mask(text))
        if m:
            yield page.line(m.start()), "", "it has conflict markers"


def nothing_read(whole: Whole) -> Iterator[tuple[str, int, str, str]]:
    log = whole.log
    if not log.records and log.candidates:
        yield "", 1, "", f"{log.candidates} files are there and none reads as a record"


def unreadable(whole: Whole) -> Iterator[tuple[str, int, str, str]]:
    folder = whole.log.folder
    others = [(name, why_unreadable(os.path.join(folder, name))) for name in (BLANK, *TOOLS)]
    for file, reason in [*whole.log.unreadable, *others]:
        if reason:
            yield file, 1, "", f"it cannot be read: {reason}"


def not_followed(whole: Whole) -> Iterator[tuple[str, int, str, str]]:
    for file in whole.log.passed:
        yield file, 1, "", "it is a symbolic link, or cannot be opened, and is not read"


def not_utf8(page: Checked) -> Iterator[tuple[int, str, str]]:
    if page.encoding != "utf-8":
        yield 1, "", f"it is not UTF-8 and was read as {page.encoding}"


FILE_RULES = (
    Rule(
        "conflict-markers",
        ERROR,
        "A file has conflict markers.",
        "Settle the conflict and delete the markers.",
        of_record=conflict_markers,
    ),
    Rule(
        "nothing-read",
        ERROR,
        "There are files and no record among them.",
        "Check --dir and the files' names.",
        of_log=nothing_read,
        may_be_old=False,
    ),
    Rule(
        "unreadable",
        ERROR,
        "A file cannot be read.",
        "Put an ordinary file there that may be read, or delete it.",
        of_log=unreadable,
    ),
    Rule(
        "not-followed",
        WARNING,
        "A symbolic link is passed over.",
        "Put the record itself into the log.",
        of_log=not_followed,
    ),
    Rule("not-utf8", WARNING, "A file is not UTF-8.", "Save it as UTF-8.", of_record=not_utf8),
)


# ---- record/gist.py ------------------------------------------------------------------------------------------
# What a record decides, in one sentence.

# Sections that say what was decided, the surest first.
DECIDING = (
    "decision,decision outcome,decisions,our decision,the decision,decision taken,entscheidung,décision,decisión,decisão,"
    "decisione,besluit,beslutning,beslut,decyzja,rozhodnutí,karar,решение,決定,决策,决定,결정,القرار,architecture decisions",
    "we decided for,outcome,resolution,solution,chosen option,recommendation,requirement,what,gist,the design,"
    "proposed design,proposal,summary,abstract",
)
LEADS = Pattern(r"^[\W\d_]+")
EMPHASIS = Pattern(r"\*{1,3}|(?<!\w)_{1,3}(?=\S)|(?<=\S)_{1,3}(?!\w)|(?:(?<![ \t])[ \t]+)?<[^<>\n]{1,200}>")
NO_PROSE = Pattern(r"[|!#=]|-{3,}|\*{3,}|_{3,}|\{[^{}]*\}?$|<[^<>]*>$|[:.]{2}[ \t]?\w")
STOP = Pattern(
    r"(?<!\be\.g)(?<!\bi\.e)(?<!\bz\.B)(?<!\b[a-z]\.[a-z])(?<!\b(?:cf|vs|No|Nr|St))[.!?][\"'”’)\]*]{0,3}(?=\s|$)|[。！？]"
)
MOST_LETTERS = 300


def decision_of(text: str, file: str, words: Vocabulary) -> str:
    """The first sentence of the decision, without links and emphasis, on one line; "" where no section has one.

    `file` is the record's path below the log. A sentence of more than 300 letters is cut.
    """
    body = Document(file, text, words).body
    parts = outline(body)
    empty = []  # sections without text of their own
    for names in DECIDING:
        known = names.split(",")
        for n, (_, heading, start, end) in enumerate(parts):
            if _name(heading, words) in known:
                said = _first_sentence(body[start:end])
                if said:
                    return said
                empty.append(n)
    for n in empty:
        if n + 1 < len(parts) and parts[n + 1][0] > parts[n][0]:
            said = _first_sentence(body[parts[n + 1][2] : parts[n + 1][3]])
            if said:
                return said
    return ""


def _name(heading: str, words: Vocabulary) -> str:
    return words.key(re.sub(r"[ ]?\([^()]*\)$", "", LEADS.sub("", heading))).rstrip(" .:#?")


def _first_sentence(text: str) -> str:
    """The first sentence of a section's prose; a list that a colon opens goes on with its first item."""
    taken: list[str] = []
    for line in text.split("\n"):
        line = line.strip().lstrip("> ")
        item = BULLET.match(line)
        if not line or (item and taken):
            if taken and not taken[-1].endswith((":", "：")):
                break
            if not line:
                continue
        if not NO_PROSE.match(line):
            taken.append(line[item.end() :] if item else line)
        elif taken:
            break
    prose = " ".join(" ".join(taken)[: 10 * MOST_LETTERS].split())
    prose = EMPHASIS.sub("", LINK_TEXT.sub(r"\1", prose)).strip()
    found = STOP.search(prose)
    said = prose[: found.end()] if found else prose
    return said if len(said) <= MOST_LETTERS else said[: MOST_LETTERS - 1].rsplit(" ", 1)[0] + "…"


# ---- log/govern.py -------------------------------------------------------------------------------------------
# Which decisions govern which files: those in force whose patterns take them in.

class Governing:
    """A decision that governs some of the paths that were asked for.

    Attributes:
        log, record: where it stands.
        pattern: the most special of its patterns that took in one of them.
        paths: those that it governs, in the order in which they were asked for.
    """

    __slots__ = ("log", "paths", "pattern", "record")

    def __init__(self, log: Log, record: Record, pattern: PathPattern) -> None:
        self.log, self.record, self.pattern = log, record, pattern
        self.paths: list[str] = []


def in_force(log: Log) -> list[Record]:
    """The records that bind: decided, not turned down, and followed by none."""
    return [record for record in log.records if binds(record.status) and not is_followed(log, record)]


def patterns_of(record: Record) -> tuple[list[PathPattern], list[tuple[str, str]]]:
    """The patterns of a record, and (text, why) of those that are none."""
    return good_and_bad(record.applies_to)


def sentence_of(log: Log, record: Record) -> str:
    """What a record decides, in its first sentence; "" where no section says it. OSError where it cannot be read."""
    return decision_of(read_text(log.folder, record.file), record.file, log.words)


def governing(logs: Iterable[Log], paths: Iterable[str]) -> list[Governing]:
    """The decisions in force that govern any of these files, the one with the most special pattern first.

    Paths are those of files, from the root of the repository on, with `/`; what is none is governed by nothing.
    """
    every = [(log, record) for log in logs for record in in_force(log) if record.applies_to]
    matcher = Matcher([patterns_of(record)[0] for _, record in every])
    found: dict[int, Governing] = {}
    for path in paths:
        for number, pattern in matcher.lists_of(path).items():
            one = found.get(number)
            if one is None:
                one = found[number] = Governing(*every[number], pattern)
            elif pattern.rank() > one.pattern.rank():
                one.pattern = pattern
            one.paths.append(path)
    ordered = sorted(found.items(), key=lambda item: item[0])
    return [one for _, one in sorted(ordered, key=lambda item: item[1].pattern.rank(), reverse=True)]


def governed_root(folder: str) -> str:
    """The folder that patterns start from: the repository's root; without one the project's, else where one stands."""
    root = project_root(folder)
    if os.path.exists(os.path.join(root, ".git")):
        return root
    return logs_around(folder)[0] or os.getcwd()


# ---- check/rules/govern.py -----------------------------------------------------------------------------------
# Rules on the paths that a record governs.

MOST_NOTICES = 20  # a forge shows half of them


def bad_pattern(page: Checked) -> Iterator[tuple[int, str, str]]:
    for text, why in patterns_of(page.record)[1] if page.record.applies_to else ():
        yield page.line_with(text), text, f"its pattern {text!r} {why}"


def dead_path(whole: Whole) -> Iterator[tuple[str, int, str, str]]:
    """Patterns of decisions in force that name no file which git has or would add; a proposal's code may come later."""
    records = [record for record in in_force(whole.log) if record.applies_to]
    if not records:
        return
    matcher = Matcher([patterns_of(record)[0] for record in records])
    live = matcher.that_name(project_files(governed_root(whole.log.folder)))
    for position, (number, pattern) in enumerate(matcher.patterns):
        if position not in live:
            file = records[number].file
            line = first_line(read_text(whole.log.folder, file), pattern.text)
            yield file, line, pattern.text, f"its pattern {pattern.text!r} matches no file{_maybe(pattern)}"


def _maybe(pattern: PathPattern) -> str:
    """What is likely wrong with a pattern that names nothing."""
    text = pattern.text
    if not pattern.parts:
        return ": it leads out of the repository, whose root is /"
    if "{" in text:
        return ": braces are letters, so give a pattern for each of what is between them"
    return ": a path has / between its names" if "\\" in text else ""


def governed(whole: Whole) -> Iterator[tuple[str, int, str, str]]:
    """Decisions in force that govern what a branch changed, the most special first; not those that it brings itself."""
    log, base = whole.log, whole.base
    if not base or not whole.touched or log.contract["rules"].get("governing_comment") == "none":
        return
    known = [one for one in governing([log], sorted(whole.touched)) if one.record.file in base.before]
    for one in known[:MOST_NOTICES]:
        paths = sorted(one.paths, key=lambda path: not os.path.lexists(os.path.join(whole.root, path)))
        record = one.record
        more = f" and {counted_files(len(paths) - 1)}" if len(paths) > 1 else ""
        what = sentence_of(log, record).rstrip(".")
        said = f"{row_label(record)} {record.title or record.file} governs it{more} ({one.pattern.text})"
        yield whole.from_log(paths[0]), 1, record.file, f"{said}: {what}" if what else said
    if len(known) > MOST_NOTICES:
        said = f"{len(known) - MOST_NOTICES} more decisions govern what changed; `{ADR} for --changed {base.ref}` lists them"
        yield whole.from_log(known[MOST_NOTICES].paths[0]), 1, "more", said


def counted_files(number: int) -> str:
    return f"{number} more file{'' if number == 1 else 's'}"


GOVERN_RULES = (
    Rule(
        "bad-pattern",
        ERROR,
        "What a record applies to is no pattern of paths.",
        "Write it as in CODEOWNERS or .gitignore: `src/orders/`, `*.sql`, `!src/made/`.",
        of_record=bad_pattern,
    ),
    Rule(
        "dead-path",
        WARNING,
        "A pattern of a decision in force matches no file.",
        "Correct it, or strike it where that code is gone; where all of it is, the decision may be out of date.",
        of_log=dead_path,
    ),
    Rule(
        "governed",
        NOTICE,
        "A decision in force governs a file that changed.",
        "Follow it, or write a record that supersedes it.",
        of_log=governed,
        may_be_old=False,
        held_by_base=True,
    ),
)


# ---- recorded.py ---------------------------------------------------------------------------------------------
# What Copier recorded in an answers file, read without a reader of YAML, and so that nobody reads it otherwise.
#
# Copier writes one key a line, at its margin, each once: https://yaml.org/spec/1.2.2/. YAML has other ways to state a
# key: again, of which the last counts; with escapes; on the line of another. A line that may be such a way is odd.

# YAML's older line breaks are some too; its readers differ there, and here none hides a key.
ANY_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
PLAIN_KEY = re.compile(r"([A-Za-z_]\w*):(?:[ \t](.*))?", re.ASCII)


class Recorded:
    """What an answers file says.

    Attributes:
        values: key -> its value as it is written, with all its lines.
        lines: key -> its line, from 1.
        odd: line -> the text of a line that Copier would not write.
    """

    __slots__ = ("lines", "odd", "values")

    def __init__(self) -> None:
        self.values: dict[str, str] = {}
        self.lines: dict[str, int] = {}
        self.odd: dict[int, str] = {}

    def plain(self, key: str) -> str:
        """A value without its quotation marks; "" where there is none."""
        value = self.values.get(key, "")
        return value[1:-1] if len(value) > 1 and value[0] in "'\"" and value[-1] == value[0] else value


def read_recorded(text: str) -> Recorded:
    """What an answers file says."""
    found = Recorded()
    rows: dict[str, list[str]] = {}
    key = ""
    for number, line in enumerate(ANY_BREAK.split(text[text.startswith("\ufeff") :]), 1):
        m = PLAIN_KEY.fullmatch(line)
        if not line.strip() or line[0] == "#":
            continue
        if m and m.group(1) not in rows:
            key = m.group(1)
            rows[key], found.lines[key] = [(m.group(2) or "").strip()], number
        elif key and (line[0] == " " or line == "-" or line[:2] == "- "):
            rows[key].append(line.rstrip())
        else:
            found.odd[number] = line.strip()[:100]
    found.values = {key: "\n".join(value) for key, value in rows.items()}
    return found


# ---- check/rules/ground.py -----------------------------------------------------------------------------------
# Rules on what the other rules stand on: a branch must not loosen them for itself.

SOURCE_KEYS = ("_src_path", "_commit", "tool_source")


def grown_baseline(whole: Whole) -> Iterator[tuple[str, int, str, str]]:
    """Entries that the base lacks. A log's first baseline is none, nor what older records lack of a new style."""
    base = whole.base
    old = base.baseline() if base else None
    if not base or old is None:
        return
    names = {b.after.file: b.file for b in base.changed if b.after}
    new_style = base.contract is not None and base.contract["style"] != whole.log.contract["style"]
    places = by_place(base.now)
    for entry in read_baseline(base.folder):
        rule, subject = entry.rule, entry.subject
        grown = [
            file
            for _, file, _ in entry.keys(places)
            if (rule, file, subject) not in old and (rule, names.get(file, file), subject) not in old
        ]
        if new_style and rule in OF_STYLE:
            grown = [file for file in grown if names.get(file, file) not in base.before]
        for file in grown:
            what = entry_words(rule, file, subject)
            yield BASELINE, 1, f"{rule} {file} {subject}", f"its entry {what} is not on {base.ref}"


def new_status(whole: Whole) -> Iterator[tuple[str, int, str, str]]:
    """Statuses that the branch adds to adr.json and gives to a record at once."""
    base = whole.base
    if not base or base.contract is None or base.contract["style"] != whole.log.contract["style"]:
        return
    old = {str(status).casefold() for status in base.contract.get("statuses") or ()}
    added = {str(status).casefold() for status in whole.log.contract.get("statuses") or ()} - old
    for record in whole.log.records if added else ():
        said = " ".join((record.status_text or "").casefold().split())
        word = record.status if record.status in added else next((a for a in added if said == a), None)
        if word:
            yield record.file, 1, word, f"its status {word!r} came into {CONTRACT} after {base.ref}"


def new_source(whole: Whole) -> Iterator[tuple[str, int, str, str]]:
    """The addresses and the version in the answers file, which say whose code the next update and the pipelines run."""
    path, text, old_text = whole.base.answers() if whole.base else ("", "", "")
    if not path:
        return
    file = os.path.relpath(path, whole.log.folder).replace(os.sep, "/")
    now, before = read_recorded(text), read_recorded(old_text)
    for key in SOURCE_KEYS:
        was, is_ = before.plain(key), now.plain(key)
        if was != is_:
            said = f"{key} went from {was[:500] or 'nothing'} to {is_[:500] or 'nothing'}"
            yield file, now.lines.get(key, 1), key, " ".join(said.split())
    for line, odd in now.odd.items():
        if odd not in before.odd.values():
            yield file, line, odd, f"Copier writes no line like {odd!r}; YAML may read another source or version there"


GROUND_RULES = (
    Rule(
        "grown-baseline",
        ERROR,
        "The baseline holds a fault that the base does not have in it.",
        "Mend the fault and strike the entry.",
        of_log=grown_baseline,
        may_be_old=False,
        held_by_base=True,
    ),
    Rule(
        "new-status",
        ERROR,
        "A record has a status that the same change adds to adr.json.",
        "Bring the status into adr.json by a change of its own first.",
        of_log=new_status,
        may_be_old=False,
        held_by_base=True,
    ),
    Rule(
        "new-source",
        WARNING,
        "The pack's address or version, or that of its tool, in the answers file changed.",
        "Merge it only where it is an update of the pack: the next update runs code from there.",
        of_log=new_source,
        may_be_old=False,
        held_by_base=True,
    ),
)


# ---- check/rules/index.py ------------------------------------------------------------------------------------
# Rules on the index.

def stale_index(whole: Whole) -> Iterator[tuple[str, int, str, str]]:
    index = whole.index
    if index.hindrance:
        yield index.name, 1, "", index.hindrance
    elif index.differs and not index.same_rows:
        yield index.name, index.line, "", "the index is not what the records say"


def index_order(whole: Whole) -> Iterator[tuple[str, int, str, str]]:
    index = whole.index
    if index.differs and index.same_rows:
        yield index.name, index.line, "", "the index has every row, but not in order"


INDEX_RULES = (
    Rule(
        "stale-index",
        ERROR,
        "The index is not what the records say.",
        f"Run `{ADR} index`.",
        of_log=stale_index,
        fixed=True,
        may_be_old=False,
    ),
    Rule(
        "index-order",
        WARNING,
        "The index has every row, but not in order, as after a merge of two branches.",
        f"Run `{ADR} index`.",
        of_log=index_order,
        fixed=True,
    ),
)


# ---- log/list_rows.py ----------------------------------------------------------------------------------------
# One line of a list of records that people keep, and what of it can be told without the log.

REFERENCES = Pattern(
    r"\]\([ \t]*<?(?P<md>(?<=<)[^<>\n]+(?=>)|\{\{[<%][^{}\n]{1,200}\}\}|[^()\s<>]*(?:\([^()\s]*\)[^()\s<>]*)*)"
    r"|\b(?:xref|link):(?P<adoc>[^\[\]\s]{1,300})\[(?P<adoc_text>[^\[\]\n]{0,300})\]"
    r"|<<(?P<angle>[^<>,\n]{1,300})(?:,(?P<angle_text>[^<>\n]{0,300}))?>>"
    r"|:doc:`(?:(?P<doc_text>[^`<>\n]{1,300})<(?P<doc>[^`<>\n]{1,300})>|(?P<doc_alone>[^`<>\n]{1,300}))`"
    r"|`(?P<rst_text>[^`<>\n]{1,300})<(?P<rst>[^`<>\n]{1,300})>`_"
    r"|<a\s[^<>\n]{0,200}?href=[\"'](?P<html>[^\"'<>\n]{1,300})"
    r"|\[\[(?P<wiki>[^\[\]|\n]{1,300})(?:\|(?P<wiki_text>[^\[\]\n]{0,300}))?\]\]"
)
LINK_OF_HTML = Pattern(r"<a\s[^<>\n]{1,300}>([^<>\n]{0,300})</a>")
SHORTCODE = Pattern(r"\{\{[<%]\s*(?:rel)?ref\s+[\"']?([^\"'\s<>%{}]+)")


class ListRow:
    """A line of a list that names a record, or a file that is none.

    Attributes:
        line: from 1.
        record: the record; None where its link leads to no record.
        target: the link as it is written; "" where the record is named by its number.
        title, status, date: what the line says of it; the status as written.
        more: words that are none of these.
    """

    __slots__ = ("date", "line", "more", "record", "status", "target", "title")

    def __init__(self, line: int, record: Record | None, target: str) -> None:
        self.line, self.record, self.target = line, record, target
        self.title = self.status = self.date = self.more = ""


class ListBlock:
    """Rows that stand together: offsets of the whole, what heads its columns where it is a table."""

    __slots__ = ("end", "foreign", "head", "rows", "start")

    def __init__(self, start: int, end: int) -> None:
        self.start, self.end = start, end
        self.rows: list[ListRow] = []
        self.head: list[str] = []
        self.foreign = 0  # lines that name no record


def same_title(one: str, other: str) -> bool:
    """Whether two titles say the same, or one is the other with words left out."""
    first, second = sorted((title_words(one), title_words(other)), key=len)
    rest = iter(second)
    return "".join(first) == "".join(second) or (bool(first) and all(word in rest for word in first))


def title_words(title: str) -> list[str]:
    """The words of a title that tell it from others."""
    text = MARKS.sub("", LINK_TEXT.sub(r"\1", title)).casefold()
    words = re.findall(r"\w+", text.replace("&amp;", "&").replace("'", "").replace("’", ""))
    return [word for word in words if word not in ("a", "an", "and", "the")] or words


def alike_titles(text: str, title: str) -> bool:
    """Whether a cell may be a record's title, perhaps in other words."""
    one, other = {*title_words(text)}, {*title_words(title)}
    return bool(one) and 2 * len(one & other) >= min(len(one), len(other))


def without_links(text: str) -> list[str]:
    """A line taken apart: what its first link says, and what stands around it."""
    texts = [m.group(1) for m in LINK_TEXT.finditer(text)]
    bare = LINK_TEXT.sub(" ", text)
    for m in REFERENCES.finditer(text):
        said = m["adoc_text"] or m["angle_text"] or m["doc_text"] or m["rst_text"] or m["wiki_text"]
        if said or m["adoc"] or m["angle"] or m["doc_alone"] or m["wiki"]:
            texts.append(said or "")
            bare = bare.replace(m.group(), " ")
    for m in LINK_OF_HTML.finditer(bare):
        texts.append(m.group(1))
        bare = bare.replace(m.group(), " ")
    bare = re.sub(r"<[^<>\n]{1,300}>", " ", bare)
    return [texts[0] if texts else "", *texts[1:], bare] if texts else [bare]


def link_path(target: str) -> str:
    """The path of a link, below the folder of its file; of an address, its last part."""
    from urllib.parse import unquote

    code = SHORTCODE.match(target)
    target = code.group(1) if code else target
    path = unquote(target.partition("#")[0].partition("?")[0]).strip()
    if "://" in path:
        path = path.rstrip("/").rpartition("/")[2]
    path = path.lstrip("/")
    return os.path.normpath(path).replace(os.sep, "/") if path else ""


# ---- check/rules/own_index.py --------------------------------------------------------------------------------
# Rules on a list of records that the project keeps itself: `"index": "own"` in adr.json.

def index_lacks(whole: Whole) -> Iterator[tuple[str, int, str, str]]:
    name, listed = own_index_file(whole.log.contract), whole.own_list
    if name and listed is None:
        yield name, 1, "", "the project's own index is not there, or cannot be read"
    if listed is None:
        return
    files = listed.files
    for record in whole.log.records:
        if record.file not in files:
            yield record.file, 1, "", f"the project's own index, {name}, lacks it"


def index_dead_link(whole: Whole) -> Iterator[tuple[str, int, str, str]]:
    for row in whole.own_list.rows if whole.own_list else ():
        if row.record is None and whole.own_list:
            yield (
                whole.own_list.name,
                row.line,
                row.target,
                f"the index lists {row.target!r}, and no such file is there",
            )


def index_differs(whole: Whole) -> Iterator[tuple[str, int, str, str]]:
    """The record is named, not the row: it is what a change touches, and a baseline gathers records that share a fault."""
    listed = whole.own_list
    for row in listed.rows if listed else ():
        record = row.record
        if not listed or record is None:
            continue
        place = f"{listed.name}, line {row.line}"
        if row.title and record.title and not same_title(row.title, record.title):
            yield record.file, 1, "title", f"{place}, calls it {row.title!r}, and its title is {record.title!r}"
        stated = canonical(row.status, whole.log.words) if row.status else record.status
        if stated != record.status and (row.status or "").casefold() != (record.status_text or "").casefold():
            said = f"{row.status!r}, and its status is {record.status_text or 'none'!r}"
            yield record.file, 1, said, f"{place}, says {said}"


OWN_INDEX_RULES = (
    Rule(
        "index-lacks",
        ERROR,
        "The project's own index lacks a record.",
        "List it there.",
        of_log=index_lacks,
    ),
    Rule(
        "index-dead-link",
        ERROR,
        "The project's own index lists a record that is not there.",
        "Correct the link, or strike the row.",
        of_log=index_dead_link,
    ),
    Rule(
        "index-differs",
        ERROR,
        "The project's own index states another title or status than the record.",
        "Correct what is wrong of the two.",
        of_log=index_differs,
    ),
)


# ---- check/rules/supersession.py -----------------------------------------------------------------------------
# Rules on which record supersedes which.

# What the record says that is silent, of the one that speaks.
IS_SUPERSEDED = "{} supersedes it, and it does not say so"
SUPERSEDES = "it supersedes {}, and does not say so"


def one_sided(whole: Whole) -> Iterator[tuple[str, int, str, str]]:
    """A supersession that waits for its decision, or was turned down, is said by the new record alone."""
    files = whole.log.files
    for record in whole.log.records:
        for other in record.supersedes if takes_effect(record) else ():
            if record.file not in files[other].superseded_by:
                yield other, 1, record.file, IS_SUPERSEDED.format(record.file)
        for other in record.superseded_by:
            if record.file not in files[other].supersedes and takes_effect(files[other]):
                yield other, 1, record.file, SUPERSEDES.format(record.file)


def not_in_force(whole: Whole) -> Iterator[tuple[str, int, str, str]]:
    """Records that went out of force for one that never came into force.

    One that is undecided counts where it is so on the base too: on a branch it may still be about to be accepted.
    """
    for record in whole.log.records:
        for other in lost_successors(whole.log, record) or ():
            if is_refused(other) or _is_undecided_on_base(whole, other):
                word, does = way_back(whole.log.folder, record, whole.log.words, _word_for_in_force(whole))
                back = f"`{ADR} status {record.file} {word}` {does}"
                yield record.file, 1, other.file, f"it is superseded by {other.file}, which is {other.status}: {back}"


def _is_undecided_on_base(whole: Whole, record: Record) -> bool:
    base = whole.base
    blob = base.there.get(record.file) if base else None
    if not base or not blob:
        return whole.merged
    text = decode(blobs(base.folder, [blob])[0])[0]
    return is_undecided(read_record(record.file, text, base.words))


def _word_for_in_force(whole: Whole) -> str:
    """The log's own word for a record that is in force."""
    words: list[str] = whole.log.contract.get("statuses") or []
    stages = ((word, stage_of(canonical(word, whole.log.words) or "")) for word in words)
    accepted = [word for word in words if canonical(word, whole.log.words) == "accepted"]
    return (accepted or [word for word, stage in stages if stage == ACCEPTED] or ["accepted"])[0]


def no_successor(whole: Whole) -> Iterator[tuple[str, int, str, str]]:
    """A successor elsewhere, named by an address or a path, is one."""
    for record in whole.log.records:
        if record.status != "superseded" or record.superseded_by:
            continue
        if named_elsewhere(whole.log, record):
            continue
        named = ", ".join(target.strip() for _, target in record.by_refs)
        lost = f"it is superseded by {named}, which is not there"
        yield record.file, 1, "", lost if named else "it is superseded and names no successor"


SUPERSESSION_RULES = (
    Rule(
        "one-sided-supersession",
        ERROR,
        "Only one of two records states a supersession.",
        f"Run `{ADR} check --fix`; where a decision would go out of force, `{ADR} link FILE 'Superseded by' NEW Supersedes`.",
        of_log=one_sided,
        fixed=True,
    ),
    Rule(
        "successor-not-in-force",
        ERROR,
        "A record is superseded by one that is not accepted.",
        "Put it back in force, or accept its successor.",
        of_log=not_in_force,
    ),
    Rule(
        "no-successor",
        ERROR,
        "A record is superseded by none.",
        f"Name the successor: `{ADR} link N 'Superseded by' M Supersedes`.",
        of_log=no_successor,
    ),
)


# ---- check/style.py ------------------------------------------------------------------------------------------
# What the contract asks of a record, made ready for the rules.

# What a log's blank says to people: in braces, or as its adr.json says (with stars in reStructuredText).
GUIDANCE = Pattern(r"\{([^{}]+)\}|\([_*]((?:(?![_*]\)|\n[ \t]*\n|\([_*])[\s\S]){1,2000})[_*]\)")
COMMENT = Pattern(r"<!--(?:(?!-->|<!--)[\s\S]){1,5000}-->")


class Style:
    """A log's present style.

    Attributes:
        known: whether the log has a contract of its own.
        statuses: the contract's status words in lower case, and the canonical words for them.
        required, sections: headings that a record must have, and all that it may have, as they are compared.
        guidance: what the blank says to people, as `said_to_people` has it; `comments`: it says so in comments.
        known_names: headings met before, as they are compared.
    """

    def __init__(self, folder: str, contract: Contract) -> None:
        self.folder, self.contract = folder, contract
        self.words = vocabulary(contract)
        self.known = os.path.exists(os.path.join(folder, CONTRACT))
        record, statuses = contract["record"], contract.get("statuses") or []
        self.status_place, self.date_place = record.get("status") or {}, record.get("date") or {}
        self.status_section = plain(self.status_place.get("section", ""))
        self.statuses = {s.casefold() for s in statuses} | {canonical(s, self.words) for s in statuses}
        sections = [s for s in contract.get("sections") or [] if isinstance(s, dict) and s.get("heading")]
        self.sections = {plain(s["heading"]) for s in sections}
        self.required = [
            plain(s["heading"])
            for s in sections
            if not s.get("optional") and not re.search(r"[{<\[]|\(_", s["heading"])
        ]
        self.guidance = guidance_of(folder, contract) if self.known else set()
        self.comments = any(text.startswith("<!--") for text in self.guidance)
        self.known_names: dict[str, str] = {}
        self._root, self._home = project_root(folder), os.path.abspath(folder)
        self._targets: dict[tuple[str, str], bool] = {}

    def known_name(self, heading: str) -> str:
        """A heading as it is compared, remembered over records."""
        name = plain(heading)
        if len(heading) < 40 and len(self.known_names) < MANY:
            self.known_names[heading] = name
        return name

    def leads(self, folder: str, target: str) -> bool:
        """Whether a link in a record of `folder` (below the log) leads somewhere, remembered over records."""
        known = self._targets.get((folder, target))
        if known is None:
            known = self._targets[folder, target] = self._leads(folder, target)
        return known

    def _leads(self, folder: str, target: str) -> bool:
        """True also for what no file can settle: an address, a place on this page, a path outside the project."""
        if target[0] in "#/{$@" or "{{" in target or "<" in target or re.match(r"[A-Za-z][\w+.-]*:", target):
            return True
        path = target.partition("#")[0].partition("?")[0]
        if "%" in path:
            from urllib.parse import unquote as unquote_url

            path = unquote_url(path)
        if not path or "\0" in path:
            return True
        path = os.path.normpath(os.path.join(self._home, folder, path))
        return (
            not path.startswith(self._root + os.sep)
            or os.path.exists(path)
            or (path.endswith(".html") and os.path.exists(path[:-5] + ".md"))
            or any(os.path.exists(path + suffix) for suffix in RECORD_SUFFIXES)
        )


def said_to_people(found: re.Match[str]) -> str:
    """The words of a piece of guidance, whatever marks it: an old record has braces where the blank has none."""
    return " ".join((found.group(1) or found.group(2)).split())


def guidance_of(folder: str, contract: Contract) -> set[str]:
    """What a log's blank says to people: in the marks that the contract names, else in braces, else its comments.

    Where the contract names marks, braces are code: MDX reads them so.
    """
    try:
        blank_form = decode(read_bytes(os.path.join(folder, BLANK)))[0]
    except OSError:
        return set()
    found = list(GUIDANCE.finditer(mask(blank_form)))
    if contract.get("guidance"):
        found = [m for m in found if m.group(2)] or found
    return {said_to_people(m) for m in found} or {" ".join(text.split()) for text in COMMENT.findall(blank_form)}


# ---- check/rules/text.py -------------------------------------------------------------------------------------
# Rules on what a record's text holds: sections, text of the blank, links.

SHOWN = 60  # characters of a blank's text that a message repeats


def missing_section(page: Checked) -> Iterator[tuple[int, str, str]]:
    if not page.in_style or not page.style.required:
        return
    names = page.names()
    for name in page.style.required:
        if name not in names and not any(n.startswith(name) or n.endswith(name) for n in names):
            heading = next(s["heading"] for s in page.style.contract["sections"] if plain(s["heading"]) == name)
            yield 1, heading, f"it lacks the section {heading!r}"


def placeholder_left(page: Checked) -> Iterator[tuple[int, str, str]]:
    if not page.style.guidance or page.record.status not in FROZEN:
        return
    left = [(m.start(), " ".join(m.group().split())) for m in _possible_guidance(page) if _is_of_blank(m, page)]
    if left:
        start, words = left[0]
        words = words if len(words) <= SHOWN else words[: SHOWN - 1] + "…"
        more = f", and {len(left) - 1} more" if len(left) > 1 else ""
        yield page.line(start), "", f"the blank's {words!r} is still there{more}"


def _possible_guidance(page: Checked) -> Iterator[re.Match[str]]:
    """Each text of a record in the marks that blanks put around their guidance."""
    if page.style.comments:
        yield from COMMENT.finditer(page.text)
    elif "{" in page.text or "(_" in page.text or "(*" in page.text:
        yield from GUIDANCE.finditer(INLINE_CODE.sub(_spaces, mask(page.text)))


def _is_of_blank(found: re.Match[str], page: Checked) -> bool:
    words = " ".join(found.group().split()) if page.style.comments else said_to_people(found)
    return words in page.style.guidance


def broken_link(page: Checked) -> Iterator[tuple[int, str, str]]:
    folder = page.file.rpartition("/")[0]
    if not any(not page.style.leads(folder, target) for target in possible_targets(page.text)):
        return
    for at, target in targets(page.text):  # with a closer look, which takes longer
        if not page.style.leads(folder, target):
            yield page.line(at), target, f"the link to {target!r} leads nowhere"


def _spaces(m: re.Match[str]) -> str:
    return " " * len(m.group())


TEXT_RULES = (
    Rule(
        "missing-section",
        ERROR,
        "A section that the style requires is missing.",
        "Add the heading, or say why it does not apply.",
        of_record=missing_section,
    ),
    Rule(
        "placeholder-left",
        ERROR,
        "An accepted record still holds text of the blank.",
        "Replace or delete it.",
        of_record=placeholder_left,
    ),
    Rule(
        "broken-link",
        ERROR,
        "A link leads to a file that is not there.",
        "Correct the link, or restore the file.",
        of_record=broken_link,
    ),
)


# ---- check/rules/time.py -------------------------------------------------------------------------------------
# Rules on time: decisions to look at again, proposals that nobody decides.

def review_due(whole: Whole) -> Iterator[tuple[str, int, str, str]]:
    """Decisions in force whose day of review is here, or gone by."""
    now = today()
    for record in in_force(whole.log):
        day = parse_date(record.review_by or "")
        if day and day <= now:
            line = first_line(read_text(whole.log.folder, record.file), day)
            late = days_between(day, now)
            yield record.file, line, day, f"it was to be looked at again by {day}, {_days(late) if late else 'today'}"


def open_too_long(whole: Whole) -> Iterator[tuple[str, int, str, str]]:
    """Proposals on the default branch that are older than the log's rules allow."""
    most = whole.log.contract["rules"].get("max_open_days")
    if not whole.merged or type(most) is not int or most <= 0:
        return
    now = today()
    for record in whole.log.records:
        if record.status in UNDECIDED and record.date and days_between(record.date, now) > most:
            age = days_between(record.date, now)
            yield (
                record.file,
                1,
                record.date,
                f"it is {record.status} since {record.date}, {age} days, and {most} are allowed",
            )


def days_between(first: str, last: str) -> int:
    """Whole days from one ISO date to another."""
    from datetime import date

    return (date.fromisoformat(last) - date.fromisoformat(first)).days


def _days(count: int) -> str:
    return f"{count} day{'' if count == 1 else 's'} ago"


TIME_RULES = (
    Rule(
        "review-due",
        WARNING,
        "A decision is to be looked at again.",
        "Look whether it still holds: then write a later day; else supersede it.",
        of_log=review_due,
        may_be_old=False,
    ),
    Rule(
        "open-too-long",
        WARNING,
        "A proposal waits longer than the log's rules allow.",
        f"Decide it: `{ADR} status N STATUS`.",
        of_log=open_too_long,
        may_be_old=False,
    ),
)


# ---- check/registry.py ---------------------------------------------------------------------------------------
# Every rule of `check`, in the order of docs/checks.md.

RULES: dict[str, Rule] = {
    rule.id: rule
    for family in (
        TITLE_RULES,
        FACT_RULES,
        TEXT_RULES,
        SUPERSESSION_RULES,
        GOVERN_RULES,
        INDEX_RULES,
        OWN_INDEX_RULES,
        FILE_RULES,
        BASE_RULES,
        GROUND_RULES,
        TIME_RULES,
        UPKEEP_RULES,
        CITATION_RULES,
        DUE_RULES,
    )
    for rule in family
}


# ---- check/finding.py ----------------------------------------------------------------------------------------
# One fault that `check` found.

class Finding:
    """One fault: `rule`, `file` below the log, `line`, `message`; `path` is what a person or a forge can open.

    `subject` is what in the file is wrong: with rule and file it tells the fault from others when lines move.
    """

    __slots__ = ("file", "folder", "line", "message", "rule", "severity", "subject")

    def __init__(self, folder: str, row: Row, severity: str | None = None) -> None:
        self.rule, self.file, self.line, self.subject, self.message = row
        self.folder = folder
        self.severity = severity or RULES[self.rule].severity

    @property
    def path(self) -> str:
        return shown(os.path.join(self.folder, self.file))

    @property
    def mend(self) -> str:
        return RULES[self.rule].mend.replace("FILE", self.file)

    @property
    def key(self) -> tuple[str, str, str]:
        return self.rule, self.file, self.subject

    @property
    def may_be_old(self) -> bool:
        """Whether a baseline may hold it."""
        return RULES[self.rule].may_be_old


def shown(path: str) -> str:
    """A path as a forge counts it: from the project's root where it is inside one, with `/`."""
    path = os.path.abspath(path)
    root = project_root(os.path.dirname(path))
    base = root if os.path.exists(os.path.join(root, ".git")) else os.getcwd()
    try:
        relative = os.path.relpath(path, base)
    except ValueError:  # another drive
        relative = path
    return (path if relative.startswith("..") else relative).replace(os.sep, "/")


def fingerprint(finding: Finding) -> str:
    """What a forge knows a finding by, over lines that move."""
    import hashlib

    parts = (finding.folder and shown(finding.folder), *finding.key)
    return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()[:32]


# ---- edit/renumber.py ----------------------------------------------------------------------------------------
# A record's number, or the date in its name, changed in every place of the log that names it.

MD_LINK = Pattern(r"(?<!\\)(\[(?:[^\[\]\\\n]|\\.){0,300}\])(\([ \t]*<?)([^()\s<>]+)([^()\n]{0,200}\))")
UNDERLINE = Pattern(r"(\r?\n)([=\-~^*#+\"'`])\2{2,}(?=[ \t]*\r?\n)")


class Renumbered:
    """A record once it has another number; or another date, where its name bears one.

    Attributes:
        number: its new number; None where it is the date that changes.
        moved: its new file.
        pages: {file: text} of all that changes, the record under its new file.
        left: (file, line) of mentions that may mean another record of the old number.
    """

    def __init__(self, log: Log, record: Record, new: int | str) -> None:
        """`new` is the number, or the date as YYYY-MM-DD."""
        self.log, self.record, self.old = log, record, record.number or 0
        self.number = new if isinstance(new, int) else None
        self.day = "" if isinstance(new, int) else new
        self.moved = moved_name(log, record, new) if isinstance(new, int) else redated_name(log, record, new)
        self.pages: dict[str, str | None] = {}
        self.left: list[tuple[str, int]] = []
        token = mention(record)
        twins = [r for r in log.records if r.number == record.number and r.prefix == record.prefix]
        for other in log.records:
            text = read_text(log.folder, other.file)
            new = self._relinked(other, text)
            if self.number is None:
                pass
            elif len(twins) > 1 and other is not record:
                numbered = Numbered(new)
                self.left += [(other.file, numbered.line(m.start())) for m in token.finditer(new)]
            else:
                new = token.sub(self._other_number, new)
            if other is record or new != text:
                self.pages[self.moved if other is record else other.file] = new

    def _relinked(self, other: Record, text: str) -> str:
        text = rewrite_links(text, other.file, self.record.file, self.moved, self.old, self.number)
        if other is not self.record:
            return text
        if self.number is not None:
            return renumber_own(text, other.file, self.old, self.number, self.log.words)
        return self._redated(text)

    def _redated(self, text: str) -> str:
        """The record's text with the new date where it states that of its name."""
        place, was = self.log.contract["record"].get("date"), day_in_name(self.record)
        said = read_place(text, place) if place else None
        return write_place(text, place, self.day) if said and parse_date(said) == was else text

    def _other_number(self, m: re.Match[str]) -> str:
        """`ADR-7` as `ADR-12`, `ADR-07` as `ADR-12`, `ADR-0007` as `ADR-0012`."""
        digits: str = m.group(2)
        return m.group(1) + str(self.number).zfill(len(digits))


def moved_name(log: Log, record: Record, number: int) -> str:
    """The record's file under another number. Fault where that cannot be, or is there."""
    folder, name = _own_name(record)
    digits = next(d for d in re.finditer(r"\d+", name) if int(d.group()) == record.number)
    new = name[: digits.start()] + str(number).zfill(len(digits.group())) + name[digits.end() :]
    return _free_name(log, folder, new)


def redated_name(log: Log, record: Record, day: str) -> str:
    """The record's file with another date, written as before. Fault where that cannot be, or is there."""
    folder, name = _own_name(record)
    year, month, day_of_month = day.split("-")
    m = re.match(r"\d{4}([-_.]?)\d\d(?:([-_.]?)\d\d(?!\d))?", name)
    if not m:
        raise Fault(f"{record.file}: its name has no date to change")
    new = year + m.group(1) + month + ("" if m.group(2) is None else m.group(2) + day_of_month) + name[m.end() :]
    return _free_name(log, folder, new)


def day_in_name(record: Record) -> str:
    """The day that a record's name bears, as YYYY-MM-DD; "" where it bears none. A month is its first day."""
    folder, _, name = record.file.rpartition("/")
    stem = name.rpartition(".")[0]
    stem = folder.rpartition("/")[2] if stem.lower() in COVERS and folder else stem
    return day_of_name(stem)


def _own_name(record: Record) -> tuple[str, str]:
    """(folder, file name) of a record that is one file."""
    folder, _, name = record.file.rpartition("/")
    if name.rpartition(".")[0].lower() in COVERS and folder:
        raise Fault(f"{record.file}: is a folder of files; rename the folder by hand")
    return folder, name


def _free_name(log: Log, folder: str, new: str) -> str:
    moved = f"{folder}/{new}" if folder else new
    if os.path.lexists(place_of(log.folder, moved)):
        raise Fault(f"{moved}: is there already")
    return moved


def mention(record: Record) -> re.Pattern[str]:
    """A record's number as texts mention it: `ADR-7`, `adr 0007`, `DR#7`."""
    if record.number is None:
        return re.compile(r"(?!)")
    prefixes = sorted({prefix for prefix in (record.prefix, "adr", "ad", "dr") if prefix})
    lead = "|".join(map(re.escape, prefixes))
    return re.compile(rf"(?<![\w/.-])((?:{lead})[-_ ]?#?)(0*{record.number})(?![\w]|[.-]\d)", re.IGNORECASE)


def whole_number(number: int) -> str:
    """A pattern for a number that is no part of a longer one."""
    return rf"(?<!\d)0*{number}(?!\d)"


def as_wide(number: int, digits: str) -> str:
    """A number in as many digits as another one was written in, where that one was padded."""
    return str(number).zfill(len(digits)) if digits[0] == "0" else str(number)


def renumber_own(text: str, file: str, old: int, number: int, words: Vocabulary) -> str:
    """A record's text with its own number changed, in its title and its front matter."""
    for start, end in sorted(set(key_spans(text, ("number", "title"), words)), reverse=True):
        value = re.sub(whole_number(old), lambda m: str(number).zfill(len(m.group())), text[start:end], count=1)
        text = text[:start] + value + text[end:]
    for heading in headings(to_atx(text, file)):
        title, own = split_title(heading.text, old)
        if own == old:
            return _renumber_heading(text, heading, len(heading.text) - len(title), number)
    return text


def _renumber_heading(text: str, heading: Heading, length: int, number: int) -> str:
    """The number in the first `length` characters of a heading changed, and its underline as long as it is then."""
    at = text.find(heading.text, heading.start)
    new = re.sub(r"\d+", lambda m: as_wide(number, m.group()), heading.text[:length], count=1)
    underline, more = UNDERLINE.match(text, at + len(heading.text)), len(new) - length
    if underline and more > 0:
        stop = underline.end()
        text = text[:stop] + underline.group(2) * more + text[stop:]
    return text[:at] + new + text[at + length :]


def rewrite_links(
    text: str, file: str, old: str, new: str, old_number: int, number: int | None, *, bare: bool = True
) -> str:
    """`text` of `file` with every link to the record `old` leading to `new`, and its number in their texts changed.

    Without a new `number` only the link changes. With `bare` its name is changed where no link is, too. A link that begins with `/` counts from the root of both.
    """
    base = os.path.dirname(file)
    old_name, new_name = old.rpartition("/")[2], new.rpartition("/")[2]

    def swap(m: re.Match[str]) -> str:
        target, mark, rest = m.group(3).partition("#")
        written = target.replace("%20", " ")
        path = written[1:] if written[:1] == "/" else os.path.normpath(os.path.join(base, written)).replace(os.sep, "/")
        if "://" in target or path not in (old, old.rpartition(".")[0]):
            return m.group()
        head, slash, _ = target.rpartition("/")
        name = url(new_name if path == old else new_name.rpartition(".")[0])
        label = m.group(1)
        if number is not None:
            label = re.sub(whole_number(old_number), lambda d: as_wide(number, d.group()), label, count=1)
        return label.replace(old_name, new_name) + m.group(2) + head + slash + name + mark + rest + m.group(4)

    text = MD_LINK.sub(swap, text)
    if not bare:
        return text
    return re.sub(r"(?<![\w-])" + re.escape(old_name) + r"(?![\w-])", lambda _: new_name, text)


# ---- check/moved.py ------------------------------------------------------------------------------------------
# Records and logs found again that have another name or place than on the base.

ALIKE = 0.5  # the part of its words that a record keeps under another name
MOST_LIKELY = 8  # texts that are compared with one that is gone


def log_before(folder: str, commit: str) -> dict[str, str]:
    """{path below the log: blob} of the log in a commit, where it may have lain in another folder.

    A log that has no records in the commit is looked for among the folders whose records are not there any more: the one
    with most files alike. A folder that became a link is not there any more.
    """
    here = tree_files(folder, commit) or {}
    if record_names(here):
        return here
    root = (git(folder, "rev-parse", "--show-toplevel") or b"").decode("utf-8", "surrogateescape").rstrip("\n")
    whole = tree_files(root, commit) or {} if root else {}
    names = _names_below(folder)
    best: tuple[int, str] = (0, "")
    for log in sorted(_gone_logs(root, whole)):
        inside = _below(whole, log)
        alike = 1 + sum(1 for path in inside if path in names)
        best = max(best, (alike, log))
    return {**_below(whole, best[1]), **here} if best[0] else here


def _below(whole: dict[str, str], log: str) -> dict[str, str]:
    return {path[len(log) + 1 :]: blob for path, blob in whole.items() if path.startswith(log + "/")}


def _gone_logs(root: str, whole: dict[str, str]) -> set[str]:
    """Folders of a commit that held a log, and do not any more."""
    logs = {path.rpartition("/")[0] for path in whole if path.rpartition("/")[2] == CONTRACT}
    logs |= {path.rpartition("/")[0] for path in record_names(whole)}
    logs.discard("")
    return {log for log in logs if not any(_is_there(root, path) for path in record_names(_paths(whole, log)))}


def _paths(whole: dict[str, str], log: str) -> list[str]:
    return [path for path in whole if path.startswith(log + "/")]


def _is_there(root: str, path: str) -> bool:
    return is_own_file(root, path)


def is_own_file(folder: str, file: str) -> bool:
    """Whether a file is there, and no link is or leads to it."""
    path = os.path.join(os.path.realpath(folder), *file.split("/"))
    return os.path.isfile(path) and os.path.realpath(path) == path


def _names_below(folder: str) -> set[str]:
    found: set[str] = set()
    for path, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name != ".git"]
        below = os.path.relpath(path, folder).replace(os.sep, "/")
        found.update(name if below == "." else f"{below}/{name}" for name in names)
    return found


def paired(gone: dict[str, Frozen], new: dict[str, Frozen]) -> dict[str, str]:
    """{file that is gone: file that has its text now}, of files and what they say; the most alike first."""
    bags = {file: _bag(text) for file, text in (*gone.items(), *new.items())}
    holders: dict[str, list[str]] = {}
    for file, text in new.items():
        for block in set(text.shown):
            holders.setdefault(block, []).append(file)
    found = []
    for file, text in gone.items():
        shared = Counter(other for block in set(text.shown) for other in holders.get(block, ())[:50])
        likely = [other for other, _ in shared.most_common(MOST_LIKELY)] or list(new)[:MOST_LIKELY]
        found += [(_alike(bags[file], bags[other]), file, other) for other in likely]
    pairs: dict[str, str] = {}
    taken: set[str] = set()
    for alike, file, other in sorted(found, key=lambda one: (-one[0], one[1], one[2])):
        if alike >= ALIKE and file not in pairs and other not in taken:
            pairs[file] = other
            taken.add(other)
    return pairs


def _bag(text: Frozen) -> Counter[str]:
    return Counter(word for block in text.shown for word in block.split()[1:])


def _alike(one: Counter[str], other: Counter[str]) -> float:
    """The part of the words of the longer of two texts that both have."""
    most = max(_size(one.values()), _size(other.values()))
    return sum(min(count, other[word]) for word, count in one.items()) / most if most else 1.0


def _size(counts: Iterable[int]) -> int:
    return sum(counts)


# ---- check/page.py -------------------------------------------------------------------------------------------
# One record as the rules see it.

class Checked:
    """A record under check.

    Attributes:
        in_style: whether it is written in the log's present style, so that the style's rules hold for it.
        merged: whether the log is on the default branch, where records have to be decided.
    """

    __slots__ = ("_names", "_numbered", "encoding", "file", "in_style", "merged", "record", "style", "text")

    def __init__(
        self, style: Style, file: str, text: str, record: Record, encoding: str = "utf-8", merged: bool = False
    ) -> None:
        self.style, self.file, self.text, self.record = style, file, text, record
        self.encoding, self.merged = encoding, merged
        self._names: list[str] | None = None
        self._numbered: Numbered | None = None
        self.in_style = self._follows()

    def names(self) -> list[str]:
        """The headings below the title, as they are compared."""
        if self._names is None:
            text = self.text.replace("\r\n", "\n") if "\r" in self.text else self.text
            if ("<" in text and "<!--" in text) or ("`" in text and "```" in text) or ("~" in text and "~~~" in text):
                text = mask(text)
            body = "\n" + text
            known = self.style.known_names
            self._names = [known.get(name) or self.style.known_name(name) for _, name, _, _ in outline(body)]
            if "\n==" in body or "\n--" in body:
                self._names += [plain(heading.text) for heading in headings(text)]
        return self._names

    def _follows(self) -> bool:
        """One that states its status elsewhere, or consists of other sections, is of an older style."""
        style = self.style
        if not style.known or not self.file.lower().endswith(".md"):
            return False
        if self.record.status and style.status_place and not self._states_status_there():
            return False
        if style.required:
            names = self.names()
            missing = [name for name in style.required if name not in names]
            if len(missing) * 2 > len(style.required):
                return sum(1 for name in names if name in BODY_SECTIONS and name not in style.sections) < 2
        return True

    def _states_status_there(self) -> bool:
        kind, label = next(iter(self.style.status_place.items()))
        if kind == "section":
            return self.style.status_section in self.names()
        if kind == "front_matter":
            return self.text.startswith(("---", "\ufeff---")) and label + ":" in self.text
        return label in self.text

    def line(self, offset: int) -> int:
        """The line of an offset; a text may have as many faults as lines."""
        if self._numbered is None:
            self._numbered = Numbered(self.text)
        return self._numbered.line(offset)

    def line_with(self, words: str) -> int:
        """The first line that has these words as they were read; 1 where they are spelt otherwise."""
        return first_line(self.text, words)


# ---- check/record.py -----------------------------------------------------------------------------------------
# The rules that hold for one record by itself, asked of it.

IGNORE = Pattern(r"<!--\s*adr-ignore:((?:[\w,\s]|-(?!-))*)(?:--(?:(?!<!--)[^>])*)?-->")  # `--`: the reason
RECORD_RULES = [(known.id, known.of_record) for known in RULES.values() if known.of_record]


def ignored_rules(text: str) -> set[str]:
    """The rules that `<!-- adr-ignore: rule, rule -->` comments of a record switch off for it."""
    if "adr-ignore" not in text:
        return set()
    return {name.strip() for m in IGNORE.finditer(text) for name in m.group(1).split(",") if name.strip()}


def check_record(
    style: Style, file: str, text: str, encoding: str, record: Record, merged: bool
) -> tuple[list[Row], set[str]]:
    """All that is wrong with one record by itself, and the rules that it ignores."""
    ignored = ignored_rules(text)
    if len(text) > LONG:
        text = shorten(text)
    page = Checked(style, file, text, record, encoding, merged)
    found: list[Row] = []
    for rule, find in RECORD_RULES:
        for line, subject, message in find(page):
            if rule not in ignored:
                found.append((rule, file, line, subject, message))
    for name in sorted(ignored - RULES.keys()):
        said = next((m.start() for m in IGNORE.finditer(text) if name in m.group(1)), 0)
        line = text.count("\n", 0, said) + 1
        found.append(("unknown-rule", file, line, name, f"there is no rule {name!r} to ignore"))
    return found, ignored


# ---- check/base.py -------------------------------------------------------------------------------------------
# What a branch did to the log since it left its base, and what the base did since.

NO_ADR = Pattern(r"^[ \t*-]{0,8}No-ADR:[^\w\n]{0,20}(\w[^\n]{0,500})", re.I | re.M)


class Before:
    """A record as it was where the branch left the base.

    Attributes:
        file, text, record, encoding: as they were.
        after: the record as it is, maybe under another name; None where it is gone.
    """

    def __init__(self, file: str, text: str, record: Record, encoding: str) -> None:
        self.file, self.text, self.record, self.encoding = file, text, record, encoding
        self.after: Record | None = None


class Base:
    """A log beside what it was.

    Attributes:
        ref: the base as it was named.
        there, before: {file: blob} on the base now, and where the branch left it.
        now: {file: record} of the log.
        contract: what adr.json said where the branch left; None where there was none.
        words: the vocabulary of that contract.
        undecided: statuses of that contract that stand for what is not decided yet.
        changed: records of `before` that the branch changed or removed, as they were.
    """

    def __init__(self, log: Log, ref: str) -> None:
        self.ref, self.folder, self.log = ref, log.folder, log
        _demand(log.folder, ref)
        self.there = log_before(log.folder, ref)
        self.fork = _fork_point(log.folder, ref)
        self.before = log_before(log.folder, self.fork)
        self.now = {record.file: record for record in log.records}
        self.contract = self._contract()
        self.words = vocabulary(self.contract) if self.contract else log.words
        self.undecided = undecided_words((self.contract or {}).get("statuses") or [], self.words)
        self.changed = self._changed()
        self.names = self._names()
        self._follow()

    def data(self, file: str) -> bytes | None:
        """A file of the log where the branch left the base; None where there was none."""
        return blobs(self.folder, [self.before[file]])[0] if file in self.before else None

    def _contract(self) -> Contract | None:
        try:
            return read_contract(self.data(CONTRACT) or b"")
        except (ValueError, RecursionError):
            return None

    def _changed(self) -> list[Before]:
        sure = likely_records(self.before)
        files = [
            file
            for file in sure
            if not is_own_file(self.folder, file) or _differs(self.folder, file, self.before[file])
        ]
        changed = []
        for file, data in zip(files, blobs(self.folder, [self.before[file] for file in files])):
            text, encoding = decode(data)
            row = parse(file, text, self.words)
            if reads_as_record(row, sure[file]):
                changed.append(Before(file, text, Record(row), encoding))
        return changed

    def _names(self) -> Names:
        changed = {before.file for before in self.changed}
        kept = [record for record in self.now.values() if record.file in self.before and record.file not in changed]
        labels = {self.words.key(label) for record in kept for label, _ in record.links}
        # Those who wrote here before: a branch gives its own commits any author's name.
        people = (git(self.folder, "log", "-n", "1000", "--format=%an", self.fork) or b"").decode("utf-8", "replace")
        old = [record for record in self.now.values() if record.file in self.before]
        new = [record for record in self.now.values() if record.file not in self.before]
        records = [*old, *[before.record for before in self.changed]]
        return Names(records, labels, [*people.splitlines(), author(self.folder)], new)

    def _follow(self) -> None:
        """Find what each record has become: by its name, else by its text among what the branch brought."""
        gone = {}
        for before in self.changed:
            if is_own_file(self.folder, before.file):
                text = read_text(self.folder, before.file)
                before.after = self.now.get(before.file) or read_record(before.file, text, self.log.words)
            else:
                gone[before.file] = before
        new = [file for file in self.now if file not in self.before] if gone else []
        pairs = paired(
            {file: self.frozen(before.text, file) for file, before in gone.items()},
            {file: self.frozen(read_text(self.folder, file), file) for file in new},
        )
        for file, other in pairs.items():
            gone[file].after = self.now[other]

    def frozen(self, text: str, file: str) -> Frozen:
        return frozen(text, file, self.words, self.names)

    def change(self, before: Before, after: Record) -> int | None:
        """The line on which the text of a record says something else than it did; None where it does not.

        A text may be as `renumber` leaves it where other records, or it itself, have other names now. In UTF-16 it is
        another: no forge shows what such a file says, nor what of it changes.
        """
        now, encoding = decode(read_bytes(place_of(self.folder, after.file)))
        if encoding.startswith("utf-16") and encoding != before.encoding:
            return 1
        new = self.frozen(now, after.file)
        line: int | None = None
        for was in dict.fromkeys(self._as_renumbered(before)):
            line = self.frozen(was, before.file).change(new)
            if line is None:
                return None
        return line

    def _as_renumbered(self, before: Before) -> list[str]:
        """The text as it was; with links that follow what was renamed; and with its mentions of numbers too."""
        linked, mentioned = before.text, ""
        renamed = [one for one in self.changed if one.after and one.after.file != one.file]
        for one in renamed:
            if one.after and one.file.rpartition("/")[2].rpartition(".")[0] in linked:
                numbers = (one.record.number or 0, one.after.number or 0)
                linked = rewrite_links(linked, before.file, one.file, one.after.file, *numbers)
        if before.after and before.record.number != before.after.number:
            own = (before.record.number or 0, before.after.number or 0)
            linked = renumber_own(linked, before.file, *own, self.words)
        mentioned = linked
        for one in renamed:
            number = one.after.number if one.after else None
            if number is not None and one.record.number not in (None, number) and str(one.record.number) in mentioned:
                mentioned = _mentioning(mentioned, one.record, number)
        return [before.text, linked, mentioned]

    def decided_since(self) -> Iterator[tuple[Before, str, int]]:
        """(record, its status on the base now, line) of those that were decided there since this branch left, and whose
        text this branch changes: it was free to do so when it left, and is not any more."""
        moved = [
            before
            for before in self.changed
            if self.there.get(before.file, self.before[before.file]) != self.before[before.file]
            and not was_decided(before.record.status, self.undecided)
        ]
        for before, data in zip(moved, blobs(self.folder, [self.there[before.file] for before in moved])):
            status = read_record(before.file, decode(data)[0], self.words).status
            if was_decided(status, self.undecided) and before.after:
                line = self.change(before, before.after)
                if line is not None:
                    yield before, str(status), line

    def ignores(self, file: str) -> set[str]:
        """The rules that a record ignored already where the branch left the base. `file` is its name then or now."""
        for before in self.changed:
            if file == before.file or (before.after and file == before.after.file):
                return ignored_rules(before.text)
        return ignored_rules(decode(self.data(file) or b"")[0])

    def baseline(self) -> set[Key] | None:
        """The faults that the baseline holds where the branch left, and on the base now; None where it had no log of the pack.

        What an entry says of a number holds for the file that had it then, and for the one that has it now.
        """
        if CONTRACT not in self.before:
            return None
        found: set[Key] = set()
        for files in (self.before, self.there):
            if BASELINE not in files:
                continue
            try:
                kept = entries(blobs(self.folder, [files[BASELINE]])[0])
            except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
                continue
            found |= held(kept, self.now) | held(kept, likely_records(files))
        return found

    @property
    def rules(self) -> dict[str, Any]:
        """The project's rules as they were where the branch left the base; as they are where there were none."""
        rules: dict[str, Any] = (self.contract or self.log.contract)["rules"]
        return rules

    def reason_for_no_record(self) -> str:
        """What a commit of the branch says of why it brings no record, after `No-ADR:`; "" where none does.

        Any line counts, not only a trailer: where commits are squashed, it ends up in the middle of a message.
        """
        messages = git(self.folder, "log", "--format=%B", f"{self.fork}..HEAD", "--") or b""
        m = NO_ADR.search(messages.decode("utf-8", "replace"))
        return m.group(1).strip() if m else ""

    def answers(self) -> tuple[str, str, str]:
        """(path of the log's answers file, its text, what it was on the base); empty where there is none."""
        root, logs = logs_around(self.folder)
        here = os.path.realpath(self.folder)
        name = next((name for log, name in logs.items() if os.path.realpath(os.path.join(root, log)) == here), "")
        data = git(root, "show", f"{self.fork}:./{name}") if name else None
        if data is None:
            return "", "", ""
        return os.path.join(root, name), decode(read_bytes(os.path.join(root, name)))[0], decode(data)[0]


def _mentioning(text: str, record: Record, number: int) -> str:
    return mention(record).sub(lambda m: m.group(1) + str(number).zfill(len(m.group(2))), text)


def _demand(folder: str, ref: str) -> None:
    """Misuse where git does not know the base."""
    if tree_files(folder, ref) is not None:
        return
    reason = why_git_fails(folder)
    if not reason:
        branch = ref.rpartition("/")[2]
        reason = f"git knows no such commit here; fetch it (`git fetch origin {branch}`) with its history"
    raise Misuse(f"--base {ref}: {reason}")


def _fork_point(folder: str, ref: str) -> str:
    """The commit where the branch left the base."""
    left = git(folder, "merge-base", ref, "HEAD")
    if left is None:
        raise Misuse(
            f"--base {ref}: git cannot tell where this branch left it; fetch the whole history (fetch-depth: 0)"
        )
    return left.decode().strip()


def _differs(folder: str, path: str, blob: str) -> bool:
    """Whether a file is another than the blob; line ends as git may turn them do not count."""
    import hashlib

    data = read_bytes(place_of(folder, path))
    for content in (data, data.replace(b"\r\n", b"\n")):
        head = f"blob {len(content)}\0".encode()
        if (hashlib.sha256 if len(blob) == 64 else hashlib.sha1)(head + content).hexdigest() == blob:
            return False
    return True


# ---- log/list_made.py ----------------------------------------------------------------------------------------
# Lists of records that a site makes while it is built, from what an index page says to its generator.

# Hugo's themes, Docusaurus, a loop of Jekyll or of a macro.
CALLS = Pattern(r"\{\{[<%][ \t]*(?:list-?|section-?)?(?:children|pages|index)\b|<DocCardList\b|\{%-?[ \t]*for[ \t]")
CONTENTS = Pattern(r"(?m)^([ \t]*)\.\. toctree::[^\n]*\n((?:\1[ \t][^\n]*\n|[ \t]*\n)+)")
FENCED_CONTENTS = Pattern(r"(?m)^(`{3,}|~{3,}|:{3,})\{toctree\}[^\n]*\n((?:(?!\1)[^\n]*\n)*)")


def is_made(text: str) -> bool:
    """Whether a page has its generator list what lies beside it.

    Just the Docs lists the children of a page that says it has some: https://just-the-docs.com/docs/navigation/main/
    """
    start, end, body = front_matter(text)
    keys = text[start:end] if body else ""
    children = re.search(r"(?m)^has_children:[ \t]*true\b", keys) and not re.search(r"(?m)^has_toc:[ \t]*false\b", keys)
    return bool(children or CALLS.search(mask(text)))


def tables_of_contents(name: str, text: str) -> Iterator[tuple[int, int, int, str]]:
    """(start, end, start of its lines, its lines) of each table of contents of Sphinx, in the markup that the name has."""
    form = CONTENTS if name.lower().endswith(".rst") else FENCED_CONTENTS
    for m in form.finditer(text + "\n"):
        yield m.start(), m.end(), m.start(2), m.group(2)


# ---- log/list_reader.py --------------------------------------------------------------------------------------
# Reads the tables and lists in which records are named.

# A line that is one of a list: a row of a table, or an item.
ROW_LINE = Pattern(r"[ \t]{0,12}(?:(\|)|(?:[-*+•]|\*{2,5}|\.{1,5}|\d{1,4}[.)])[ \t]+)")
TARGETS = ("md", "adoc", "angle", "doc", "doc_alone", "rst", "html", "wiki")
LEADING_ID = Pattern(r"[\W_]{0,6}?((?:[^\W\d_]{1,12}[-_ #]{0,2}){0,2})#?0*(\d{1,6})(?=$|[\s.:)\]*_`|~–—-])")
SAID_APART = Pattern(r"(?=[ ]\()|[ ][–—|-][ ]|:[ ]")
LEADING_DAY = Pattern(r"(?:[^\W\d_]{2,5}[-_ ])?(\d{4}-\d\d-\d\d|\d{8})(?!\w)")
SYMBOL = r"[`*_]{0,6}([^\w\s|`*_-]{1,4}\ufe0f?)[`*_]{0,6}"
MEANS = r"[*_`]{0,6}([^\W\d_][^\n|:]{2,60}?)[*_`]{0,6}"
LEGEND = Pattern(
    rf"[ \t>]*(?:[-*+|][ \t]*)?(?:{SYMBOL}[ \t]*(?:[|:=–—-][ \t]*)?{MEANS}|{MEANS}[ \t]*[|:=–—-][ \t]*{SYMBOL})"
)


class ListReader:
    """Reads the blocks of one file beside the records.

    Attributes:
        globs: patterns of files that are listed without being named; known once `blocks` is through.
        is_made: whether a site makes a list of them; likewise.
    """

    def __init__(self, log: Log, name: str, text: str) -> None:
        self.log, self.name, self.words = log, name, log.words
        if name.rpartition(".")[2].lower() in ASCIIDOC:  # its tables may have a cell on each line
            text = asciidoc_to_markdown(text, self.words.label)
        self.text, self.raw = mask(text), text
        self.is_made = is_made(text)
        self.globs: list[str] = ["*"] if self.is_made else []
        self.numbered = Numbered(self.text)
        self.paths, self.stems, self.numbers = self.log.resolver.maps()
        self.symbols = self._legend()
        every = headings(text)
        self.parts = [heading.text for heading in every]
        self.part_lines = [self.numbered.line(heading.start) for heading in every]

    def blocks(self) -> Iterator[ListBlock]:
        yield from self._contents()
        for block, lines in self._candidates():
            self._fill(block, lines)
            named = any(row.record or self._is_record_name(row.target) for row in block.rows)
            # With as many rows of what is still discussed elsewhere it is a list of the log's records too.
            listed = {row.record.file for row in block.rows if row.record}
            most = 2 * len(listed) >= len(self.log.records) > 2
            if named and (most or len(block.rows) + (not block.head) > block.foreign):
                yield block

    def _candidates(self) -> Iterator[tuple[ListBlock, list[tuple[int, str]]]]:
        """Lines that belong together: rows of a table, or items with what is indented below them."""
        at, kind, lines = 0, "", list[tuple[int, str]]()
        block = ListBlock(0, 0)
        for line in [*self.text.split("\n"), "."]:
            m = ROW_LINE.match(line)
            here = "" if not m else "table" if m.group(1) else "item"
            goes_on = kind == "item" and (not line.strip() or line[0] in " \t") and here != "table"
            if here != kind and not (goes_on and not here):
                if lines:
                    yield block, lines
                block, lines, kind = ListBlock(at, at), [], here
            if here:
                lines.append((at, line))
                block.end = at + len(line)
            elif lines and line.strip():
                lines[-1] = (lines[-1][0], f"{lines[-1][1]} {line.strip()}")
                block.end = at + len(line)
            at += len(line) + 1

    def _fill(self, block: ListBlock, lines: list[tuple[int, str]]) -> None:
        first = lines[0][1].lstrip()
        if first[0] == "|":
            grid = [cells(line) for _, line in lines]
            rule = next((n for n, row in enumerate(grid[:3]) if all(SEPARATOR.fullmatch(c) for c in row)), None)
            block.head = grid[rule - 1] if rule else []
            body = [(lines[n][0], row) for n, row in enumerate(grid) if rule is None or n > rule]
            self._fill_table(block, body)
            return
        for at, line in lines:
            row = self._row(at, line)
            if row:
                self._read_item(row, line)
                block.rows.append(row)
            else:
                block.foreign += 1

    def _row(self, at: int, line: str) -> ListRow | None:
        """The row that a line is; None where it names no record and links no file of the log."""
        number = self.numbered.line(at)
        found = [(m[group], m) for m in REFERENCES.finditer(line) for group in TARGETS if m[group]]
        for target, _ in found:
            record = self.record_of(target)
            if record:
                return ListRow(number, record, target)
        for target, _ in found:
            if self._is_gone(target):
                return ListRow(number, None, target)
        record = None if found else self._named_by_number(line)
        return ListRow(number, record, "") if record else None

    def record_of(self, target: str) -> Record | None:
        """The record that a link of the file leads to."""
        path = link_path(target)
        if not path:
            return None
        low = path.lower()
        if low in self.paths:
            return self.paths[low]
        stem = low.rpartition(".")[0] if "." + low.rpartition(".")[2] in RECORD_SUFFIXES else low
        stem = stem.strip("/")
        if stem.rpartition("/")[2] in COVERS:
            stem = stem.rpartition("/")[0]
        same = self.stems.get(stem) or self.stems.get(stem.rpartition("/")[2]) or []
        return same[0] if len(same) == 1 else None

    def _is_gone(self, target: str, bare: bool = False) -> bool:
        """Whether a link names a record by its place or name, and nothing is there; `bare`: without its suffix."""
        path = link_path(target)
        if not path or path.startswith("..") or "://" in target or target.startswith(("/", "#", "mailto:")):
            return False
        name = path.rstrip("/").rpartition("/")[2]
        is_text = "." + name.rpartition(".")[2].lower() in RECORD_SUFFIXES
        is_text = is_text or ((bare or self.name.endswith(".rst")) and "." not in name)
        return is_text and not any(
            os.path.lexists(os.path.join(self.log.folder, *f"{path}{end}".split("/"))) for end in ("", *RECORD_SUFFIXES)
        )

    def _is_record_name(self, target: str) -> bool:
        name = link_path(target).rpartition("/")[2]
        return by_name(name if "." in name else f"{name}.md") == 2

    def _named_by_number(self, line: str) -> Record | None:
        """The record whose number leads a line without a link: "ADR-7 Use a queue"."""
        m = LEADING_ID.match(re.sub(r"^[ \t]*(?:\||[-*+•]|\*{2,5}|\.{1,5}|\d{1,4}[.)](?=[ \t]))[ \t]*", "", line))
        if not m:
            return None
        same = self.numbers.get(int(m.group(2)), [])
        if len(same) != 1:
            return None
        prefix = m.group(1).strip("-_ #").casefold()
        rest = line.lstrip(" \t|-*+•")[m.end() :]
        alike = same[0].title and {*title_words(same[0].title)} & {*title_words(rest)}
        return same[0] if prefix in RECORD_WORDS or (not prefix and alike) else None

    # --- what a row says ---

    def _read_item(self, row: ListRow, line: str) -> None:
        """Title, status and date of a line of a list."""
        said = re.sub(r"^[ \t]*(?:[-*+•]|\*{2,5}|\.{1,5}|\d{1,4}[.)])[ \t]+(?:\[[ xX]\][ \t])?", "", line)
        row.status = self._symbol(said) or self._status_of_part(row)
        parts = without_links(said)
        title = self._without_id(parts[0], row.record)
        rest = " ".join(parts[1:])
        if not rest and row.record and title_words(title) != title_words(row.record.title or ""):
            title, rest = [*SAID_APART.split(title, maxsplit=1), ""][:2]  # no link tells where the title ends
        if not title_words(title):
            lead, _, tail = rest.lstrip(" \t:–—-").partition(" (")
            title, rest = self._without_id(lead, row.record), tail and f"({tail}"
        row.title = title.strip(" \t:–—-.")
        self._read_rest(row, rest)

    def _read_rest(self, row: ListRow, rest: str) -> None:
        """What else a line says of its record."""
        for part in re.split(r"[()\[\]|]|\s[–—-]\s|[–—]|:\s|,\s", rest):
            bare = MARKS.sub("", part).strip(" \t.,;:–—-")
            if not WORD.search(bare) and not ISO.search(bare):
                continue
            date = ISO.search(bare)
            word = ISO.sub("", bare).strip(" \t.,;:–—-")
            word = re.sub(r"^(?:status|on|am|le)\b[: ]*|\b(?:on|am|le)$", "", word, flags=re.I).strip()
            if date and not row.date:
                row.date = date.group()
            if word and not row.status and stated_word(word, self.words, known_only=True)[1]:
                row.status = word
            elif word:
                row.more = f"{row.more} {word}".strip()

    def _fill_table(self, block: ListBlock, body: list[tuple[int, list[str]]]) -> None:
        """The rows of a table; which column says what is told by its head, else by what stands in it."""
        made: list[tuple[ListRow, list[str]]] = []
        for at, row_cells in body:
            row = self._row(at, "| " + " | ".join(row_cells))
            if row:
                made.append((row, row_cells))
            else:
                block.foreign += 1
        columns = [self._column(n, block.head, made) for n in range(max((len(c) for _, c in made), default=0))]
        for row, row_cells in made:
            for kind, text in zip(columns, row_cells):
                self._read_cell(row, kind, text)
            row.status = row.status or self._status_of_part(row)
            block.rows.append(row)

    def _column(self, n: int, head: list[str], rows: list[tuple[ListRow, list[str]]]) -> str:
        """What a column says: number, title, status or date; "" where it is something of the project's own."""
        label = self.words.labels.get(self.words.key(head[n]), "") if n < len(head) else ""
        if label in ("status", "date", "number"):
            return label
        values = [(row, cell) for row, row_cells in rows for cell in row_cells[n : n + 1] if cell.strip()]
        texts = [(row, self._without_id(" ".join(without_links(cell)), row.record)) for row, cell in values]
        if all(not title_words(text) for _, text in texts):
            symbols = [cell for _, cell in values if self._symbol(cell)]
            return "status" if values and len(symbols) == len(values) else "number"
        alike = sum(
            1 for row, text in texts if row.record and row.record.title and alike_titles(text, row.record.title)
        )
        if label == "title" or 2 * alike >= len(texts):
            return "title"
        known = sum(1 for _, cell in values if stated_word(cell, self.words, known_only=True)[1])
        if 3 * known >= 2 * len(values):
            return "status"
        dates = sum(1 for _, cell in values if ISO.fullmatch(cell.strip()))
        return "date" if 3 * dates >= 2 * len(values) else ""

    def _read_cell(self, row: ListRow, kind: str, text: str) -> None:
        plain_text = MARKS.sub("", " ".join(without_links(text))).strip()
        if kind == "title":
            row.title = row.title or self._without_id(" ".join(without_links(text)), row.record)
        elif kind == "status":
            row.status = row.status or self._symbol(text) or plain_text
        elif kind == "date":
            day = re.search(r"(\d{4})-(\d\d)-(\d\d)", plain_text)
            row.date = row.date or (iso_date(*map(int, day.groups())) if day else "") or ""
        elif kind != "number" and WORD.search(plain_text):
            row.more = f"{row.more} {plain_text}".strip()

    def _without_id(self, text: str, record: Record | None) -> str:
        """A title as a list writes it, without the record's number or file name before it."""
        bare = text.strip(" \t*_`~")
        if record:
            names = [record.file, record.file.rpartition("/")[2], record.file.rpartition(".")[0]]
            if bare in names or bare == record.file.rpartition("/")[2].rpartition(".")[0]:
                return ""
            m = LEADING_ID.match(bare)
            if (
                m
                and record.number == int(m.group(2))
                and (
                    m.group(1).strip("-_ #").casefold() in ("", record.prefix)
                    or m.group(1).strip("-_ #").casefold() in RECORD_WORDS
                    or m.group(1).strip("-_ #").isupper()
                )
            ):
                bare = bare[m.end() :].lstrip(" \t.:)]*_`–—-~")
            day = LEADING_DAY.match(bare)
            if day and day.group(1).replace("-", "") in record.file.replace("-", ""):
                bare = bare[day.end() :].lstrip(" \t.:)]*_`–—-~")
        return bare

    # --- statuses that stand beside a row ---

    def _legend(self) -> dict[str, str]:
        """{symbol: status} of lines such as "- ✅ Accepted"."""
        found = {}
        for line in self.text.split("\n"):
            m = LEGEND.fullmatch(line.rstrip(" \t|"))
            symbol, word = (m.group(1) or m.group(4), m.group(2) or m.group(3)) if m else ("", "")
            if symbol and "](" not in line and stated_word(word, self.words, known_only=True)[1]:
                found[symbol.replace("\ufe0f", "")] = word.strip()
        return found

    def _symbol(self, text: str) -> str:
        """The status of the symbol that a text begins or ends with, where a legend explains it."""
        bare = text.strip(" \t*_`").replace("\ufe0f", "")
        found = [word for symbol, word in self.symbols.items() if bare.startswith(symbol) or bare.endswith(symbol)]
        return found[0] if found else ""

    def _status_of_part(self, row: ListRow) -> str:
        """The status that heads the part of the file in which a row stands: "## Superseded"."""
        n = bisect(self.part_lines, row.line) - 1
        title = self.parts[n] if n >= 0 else ""
        return title if self.words.status(MARKS.sub("", title)) else ""

    def _contents(self) -> Iterator[ListBlock]:
        """The tables of contents of Sphinx."""
        for start, end, at, entries in tables_of_contents(self.name, self.raw):
            block, is_glob = ListBlock(start, end), re.search(r"(?m)^[ \t]*:?glob:", entries)
            self.is_made = True
            for line in entries.split("\n"):
                entry = line.strip()
                title, _, target = entry[:-1].rpartition("<") if entry[-1:] == ">" else ("", "", "")
                if not title or not target or ">" in target:
                    title, target = "", entry
                if entry and not re.match(r":|---|[a-z]+:", entry):
                    record = self.record_of(target)
                    if is_glob and re.search(r"[*?\[]", target):
                        self.globs.append(target)
                    elif record or self._is_gone(target, bare=True):
                        row = ListRow(self.numbered.line(at), record, target)
                        row.title = self._without_id(title.strip(), record) if title else ""
                        block.rows.append(row)
                    else:
                        block.foreign += 1
                at += len(line) + 1
            if block.rows:
                yield block


# ---- log/listed.py -------------------------------------------------------------------------------------------
# Lists of records that people keep beside them: tables, bullets, contents of Sphinx, lists of AsciiDoc.

# What may hold a list of a log's records, the likeliest first; those before ADOC can hold an index of ours.
LIST_STEMS = ("readme", "index", "_index", "toc", "summary")
IN_MARKDOWN = ("md", "markdown")
FEW = 3  # lines that no table of contents has fewer of


class Listed:
    """What a file beside the records lists of them.

    Attributes:
        name: the file, below the log.
        text: its text.
        blocks: each table and list in which a record is named.
        globs: patterns of files that are listed without being named.
        is_made: whether a site makes a list of them while it is built.
    """

    def __init__(self, log: Log, name: str, text: str) -> None:
        self.log, self.name, self.text = log, name, text
        reader = ListReader(log, name, text)
        self.blocks: list[ListBlock] = list(reader.blocks())
        self.globs, self.is_made = reader.globs, reader.is_made

    @property
    def rows(self) -> list[ListRow]:
        return [row for block in self.blocks for row in block.rows]

    @property
    def files(self) -> set[str]:
        """The records that are listed."""
        import fnmatch

        named = {row.record.file for row in self.rows if row.record}
        stems = {file: file.rpartition(".")[0] for file in self.log.files} if self.globs else {}
        return named | {file for file, stem in stems.items() if any(fnmatch.fnmatchcase(stem, g) for g in self.globs)}

    @property
    def is_index(self) -> bool:
        """Whether it is a list of the log's records, and not a text that names some of them."""
        stating = any(row.status for row in self.rows)
        numbered = any(block.rows and all(not row.target for row in block.rows) for block in self.blocks)
        enough = 2 * len(self.files) >= len(self.log.records) or self._is_of_old()
        return bool(self.globs) or enough or ((stating or numbered) and len(self.files) >= FEW)

    @property
    def is_selection(self) -> bool:
        """Whether it lists some of the records, by a choice that an index would not show."""
        return not self.is_index and sum(len(block.rows) for block in self.blocks if not block.foreign) >= FEW

    def _is_of_old(self) -> bool:
        """Whether it has the oldest records and nothing else: then it is an index that nobody went on with."""
        files = self.files
        if len(files) < FEW or any(block.foreign for block in self.blocks):
            return False
        first = by_age(self.log.records)[: len(files) + max(1, len(files) // 10)]
        return files <= {record.file for record in first}

    @property
    def can_hold_ours(self) -> bool:
        return self.name.rpartition(".")[2].lower() in IN_MARKDOWN

    def more_than_ours(self) -> str:
        """What a reader finds in it and would not find in an index of ours, in words; "" where nothing."""
        if not self.can_hold_ours:
            return "it is no Markdown"
        if self.is_made:
            return "a site is built from it"
        if len(self.blocks) != 1:
            return "it groups the records"
        (block,) = self.blocks
        if block.foreign:
            return "it lists more than records"
        seen: set[str] = set()
        for row in block.rows:
            if row.record is None:
                return f"line {row.line} names a file that is no record"
            if row.record.file in seen:
                return f"line {row.line} names a record again"
            seen.add(row.record.file)
            more = _more_in_row(self.log, row, row.record)
            if more:
                return f"line {row.line} has {more}"
        return ""


def _more_in_row(log: Log, row: ListRow, record: Record) -> str:
    """What a row says that our row of the record would not."""
    if row.more:
        return f"more: {row.more[:60]!r}"
    if row.title and is_titled(record) and not _is_said_by(row.title, record):
        return "another title than the record"
    if row.status and canonical(row.status, log.words) != record.status:
        return "another status than the record"
    if row.date and row.date != record.date:
        return "another date than the record"
    return ""


def _is_said_by(title: str, record: Record) -> bool:
    """Whether a reader of our row finds all words of a title there: in the record's title, or in its file's name."""
    said, ours = title_words(title), title_words(record.title or "")
    return "".join(said) == "".join(ours) or {*ours, *title_words(record.file.replace("_", " "))}.issuperset(said)


def own_list(log: Log) -> Listed | None:
    """The file beside the records that lists most of them; None where none lists any."""
    found = []
    for name in list_files(log.folder):
        try:
            text = decode(read_bytes(os.path.join(log.folder, name)))[0]
        except OSError:
            continue
        listed = Listed(log, name, text)
        if listed.blocks or listed.globs:
            found.append(listed)
    return max(found, key=lambda listed: len(listed.files), default=None)


def list_files(folder: str) -> list[str]:
    """Names of the files of a log's folder that may hold a list of its records, the likeliest first."""
    suffixes = [suffix.lstrip(".") for suffix in RECORD_SUFFIXES]
    try:
        names = [name for name in os.listdir(folder) if name.rpartition(".")[0].lower() in LIST_STEMS]
    except OSError:
        return []
    names = [name for name in names if name.rpartition(".")[2].lower() in suffixes]
    return sorted(names, key=lambda name: (LIST_STEMS.index(name.rpartition(".")[0].lower()), name))


# ---- check/whole.py ------------------------------------------------------------------------------------------
# A whole log as the rules see it, with what is worked out once for several of them.

class Whole:
    """A log under check.

    Attributes:
        log: the log.
        base: what the branch is compared with, where that was asked for.
        taken: numbers that other open changes take.
        merged: whether the log is on the default branch.
    """

    def __init__(self, log: Log, base: Base | None, taken: set[int], merged: bool = False) -> None:
        self.log, self.base, self.taken, self.merged = log, base, taken, merged
        self._index: IndexState | None = None
        self._own_list: Listed | None = None
        self._own_read = False
        self._citations: list[Citation] | None = None
        self._touched: frozenset[str] | None = None

    @property
    def index(self) -> IndexState:
        """How the index is, worked out when it is first asked for."""
        if self._index is None:
            self._index = IndexState(self.log)
        return self._index

    @property
    def citations(self) -> list[Citation]:
        """What cites the log's records, looked for when first asked for; none where git cannot say."""
        if self._citations is None:
            self._citations = Citing(self.log).found or []
        return self._citations

    @property
    def root(self) -> str:
        """The repository's root."""
        return os.path.realpath(project_root(self.log.folder))

    @property
    def touched(self) -> frozenset[str]:
        """The files, from the repository's root, that the branch changed since it left its base; none without a base."""
        if self._touched is None:
            self._touched = frozenset(changed_files(self.root, self.base.fork) if self.base else ())
        return self._touched

    def from_log(self, path: str) -> str:
        """A path from the repository's root as one from the log, as findings have it."""
        home = os.path.realpath(self.log.folder)
        return os.path.relpath(os.path.join(self.root, path), home).replace(os.sep, "/")

    @property
    def own_list(self) -> Listed | None:
        """The list that the project keeps itself; None where an index is written for it, or the file cannot be read."""
        if not self._own_read:
            self._own_read = True
            name = own_index_file(self.log.contract)
            path = os.path.join(self.log.folder, name)
            if name and os.path.lexists(path) and not why_unreadable(path):
                self._own_list = Listed(self.log, name, decode(read_bytes(path))[0])
        return self._own_list


class IndexState:
    """How the index of a log is.

    Attributes:
        name: the file that holds it, below the log.
        hindrance: why it cannot be compared; "" also where there is none and none is promised.
        differs: whether it is another than the records say.
        same_rows: whether only their order differs.
        line: where it begins.
    """

    def __init__(self, log: Log) -> None:
        path = index_file(log.folder)
        self.name = os.path.basename(path)
        self.hindrance, self.differs, self.same_rows, self.line = "", False, False, 1
        if own_index_file(log.contract):
            return  # rules of its own compare that one
        promised = os.path.exists(os.path.join(log.folder, CONTRACT))
        if not os.path.lexists(path):
            self.hindrance = "the index's file is not there" if promised else ""
            return
        try:
            now, fresh, _ = fresh_index(log, path)
        except Fault as fault:
            if promised or why_unreadable(path) or MARKER_STEM.encode() in read_bytes(path):
                self.hindrance = str(fault).partition(": ")[2]
            return
        if now != fresh:
            self.differs = True
            self.same_rows = sorted(now.splitlines()) == sorted(fresh.splitlines())
            self.line = now[: now.find(MARKER_STEM.encode())].count(b"\n") + 1


# ---- check/log.py --------------------------------------------------------------------------------------------
# Every rule asked of a log.

def check_log(
    folder: str, base: str | None = None, taken: set[int] | None = None, merged: bool = False
) -> tuple[Log, list[Finding]]:
    """A log and every finding in it, before any baseline."""
    contract = load_contract(folder)
    wanted = contract["rules"].get("merged_status", "warn") if merged else "any"
    log = Log(folder, partial(check_record, Style(folder, contract), merged=wanted != "any"))
    whole = Whole(log, Base(log, base) if base is not None else None, taken or set(), merged)
    answered = {"undecided": WARNING} if wanted == "warn" else {}
    if (whole.base.rules if whole.base else contract["rules"]).get("missing_record") == "error":
        answered["needs-record"] = ERROR
    findings = [Finding(folder, row, answered.get(row[0])) for row in [*log.findings, *whole_faults(whole)]]
    findings.sort(key=lambda f: (f.file, f.line, f.rule, f.subject))
    return log, findings


def whole_faults(whole: Whole) -> Iterator[Row]:
    """What the rules on a whole log find, but what a record ignores."""
    for rule in RULES.values():
        for file, line, subject, message in rule.of_log(whole) if rule.of_log else ():
            if rule.id not in _ignored(whole, rule, file):
                yield rule.id, file, line, subject, message


def _ignored(whole: Whole, rule: Rule, file: str) -> Collection[str]:
    """The rules that a file switches off for itself, as far as it may."""
    if not rule.held_by_base:
        return whole.log.ignored.get(file, ())
    return whole.base.ignores(file) if whole.base else ()


# ---- check/baseline.py ---------------------------------------------------------------------------------------
# adr-baseline.json: the old faults that a log was adopted with, which pass.

def write_baseline(log: Log, keys: Collection[Key]) -> None:
    """Write adr-baseline.json for these faults, or remove it where there are none.

    In order, so that a change to it reads well; what many records share is one entry.
    """
    rows = [as_row(entry) for entry in gathered(keys, log.files)]
    text = json_text({"faults": rows})  # a name that is no UTF-8 is escaped as JSON does it
    change = Change(Journal(log.folder))
    change.write(os.path.join(log.folder, BASELINE), text.encode("utf-8", "backslashreplace") if rows else None)
    change.commit()


def shorten_baseline(log: Log, findings: list[Finding]) -> None:
    """Strike what no longer applies, and say what."""
    found, old = {finding.key for finding in findings}, read_baseline(log.folder)
    keys = held(old, log.files)
    write_baseline(log, keys & found)
    for entry, gone in _without_fault(log, old, found):
        where = ", ".join(gone)
        note(
            f"{from_here(os.path.join(log.folder, BASELINE))}: {' '.join((entry.rule, where, entry.subject)).strip()} -> none"
        )


def possible_old(findings: list[Finding]) -> set[Key]:
    """The keys of those findings that a baseline may hold."""
    return {finding.key for finding in findings if finding.may_be_old}


def forgive(folder: str) -> None:
    """Put what the records lack of the log's new style into the baseline: they were written in an older one."""
    log, findings = check_log(folder)
    found = {finding.key for finding in findings if finding.rule in OF_STYLE}
    old = held(read_baseline(folder), log.files)
    new = found | {key for key in old if key[0] not in OF_STYLE}
    if new == old:
        return
    write_baseline(log, new)
    if found:
        path = from_here(os.path.join(folder, BASELINE))
        out(f"{path}: what {len({file for _, file, _ in found})} of the older records lack of the new style\n")


def old_and_new(log: Log, findings: list[Finding]) -> tuple[list[Finding], list[Finding]]:
    """(the findings that the baseline holds, the others and one for each of its entries that no longer applies)."""
    entries = read_baseline(log.folder)
    listed = held(entries, log.files)
    old = [finding for finding in findings if finding.key in listed and finding.may_be_old]
    new = [finding for finding in findings if finding.key not in listed or not finding.may_be_old]
    found = {finding.key for finding in findings}
    return old, new + [_stale(log.folder, entry, gone) for entry, gone in _without_fault(log, entries, found)]


def _without_fault(log: Log, entries: list[Entry], found: set[Key]) -> Iterator[tuple[Entry, list[str]]]:
    """Each entry that no longer applies, with the files that it no longer applies to."""
    places = by_place(log.files)
    for entry in entries:
        gone = [key[1] for key in entry.keys(places) if key not in found]
        if gone:
            yield entry, gone


def _stale(folder: str, entry: Entry, gone: list[str]) -> Finding:
    where = gone[0] if len(gone) == 1 else f"{gone[0]} and {len(gone) - 1} more"
    subject = f"{entry.rule} {entry.records or entry.file} {entry.subject}"
    message = f"its entry {entry_words(entry.rule, where, entry.subject)} no longer applies"
    return Finding(folder, ("stale-baseline", BASELINE, 1, subject, message))


# ---- edit/adopt.py -------------------------------------------------------------------------------------------
# A log that was there before gains an index, or keeps its own.

# What becomes of the list of records that a log has.
AS_TABLE = "written"


def has_markers(path: str) -> bool:
    """Whether a file is there that has the lines between which an index is written."""
    return os.path.lexists(path) and MARKER_STEM in mask_fences(decode(read_bytes(path))[0])


def kept_list(log: Log) -> Listed | None:
    """The list that people keep of a log's records; None where there is none, or an index of ours."""
    return _if_whole(_list_there(log))


def _list_there(log: Log) -> Listed | None:
    """The same, or a list of some of the records."""
    return None if has_markers(index_file(log.folder)) else own_list(log)


def _if_whole(found: Listed | None) -> Listed | None:
    return found if found and found.is_index else None


def way_with(listed: Listed | None) -> str:
    """What becomes of a log's list unless people say otherwise: `written`, or `own` where it says more than ours would."""
    return OWN_INDEX if listed and listed.more_than_ours() else AS_TABLE


def adopt_index(log: Log, change: Change, replace: bool = False) -> list[str]:
    """Plan markers and an index for a log that has none; what is done, in words.

    A list of the records that is there already is taken over where it says nothing that the index does not, and with
    `replace` whatever it says; else it stays, and nothing is written. No other line changes.
    """
    own = own_index_file(log.contract)
    if own:
        return [_own_stays(log, os.path.join(log.folder, own))]
    found = _list_there(log)
    listed = _if_whole(found)
    if listed and way_with(listed) == OWN_INDEX and not replace:
        return [_says_more(listed, os.path.join(log.folder, listed.name))]
    if listed and not listed.can_hold_ours:
        raise Fault(
            f"{os.path.join(log.folder, listed.name)}: lists the records and is no Markdown, so that no index can take the "
            f'place of that list; delete it, then run `{ADR} adopt`, or keep it: "index": "own" in adr.json'
        )
    path = os.path.join(log.folder, listed.name) if listed else index_file(log.folder)
    if not os.path.lexists(path):
        change.write(path, encoded(new_readme(log), "utf-8", path))
        return [f"{path}: written, with an index of {counted(log.records)}"]
    text, encoding = decode(read_bytes(path))
    if has_markers(path):
        return [f"{path}: {counted(log.records)}"] if plan_index(log, path, change) else []
    if CONFLICT.search("\n" + text):
        raise Fault(f"{path}: has conflict markers; settle them, then run `{ADR} adopt`")
    new, how = _with_index(log, text, listed)
    change.write(path, encoded(new, encoding, path))
    return [f"{path}: {how}{_beside_a_selection(found, log)}"]


def _own_stays(log: Log, path: str) -> str:
    listed = own_list(log)
    reason = listed.more_than_ours() if listed else ""
    because = f", because {reason}" if reason else ""
    other = ". With --data index=replace, now or in an update, the index is written in its place"
    return (
        f"{path}: its list of the records stays yours{because}: nothing writes it, and `{ADR} check` compares it with the "
        f"records (index=own){other if not listed or listed.can_hold_ours else ''}"
    )


def _says_more(listed: Listed, path: str) -> str:
    return (
        f"{path}: its list of the records stays as it is, because {listed.more_than_ours()}, and no index was written. Ways "
        f'on: `{ADR} adopt --replace` writes the index in its place; with "index": "own" in adr.json `{ADR} check` '
        "compares it with the records"
    )


def _with_index(log: Log, text: str, listed: Listed | None) -> tuple[str, str]:
    """(the README with an index, what was done)."""
    newline = line_end(text)
    titles = listed_titles_of(listed) if listed else {}
    block = MARKER + newline + index_text(log, newline, titles) + MARKER_END
    if listed and listed.blocks:
        return _in_place(text, listed, block), (
            f"the list of records is now written by `{ADR} index` (index=written). With --data index=own it stays yours, and "
            f"`{ADR} check` compares it with the records"
        )
    gap = "" if not text.strip() else newline if text.endswith(newline) else newline * 2
    named = any(plain(h.text) in ("index", "adr index") for h in headings(text))
    heading = "" if named else "## Index" + newline * 2
    return text + gap + heading + block + newline, "the index was added at the end"


def _beside_a_selection(found: Listed | None, log: Log) -> str:
    """What is said of a list that stays above the index, since it has some of the records only."""
    if not found or not found.is_selection:
        return ""
    return (
        f". What lists {len(found.files)} of the {len(log.records)} records there stays as it is; with --data index=own it "
        "is the only list"
    )


def _in_place(text: str, listed: Listed, block: str) -> str:
    """The text with the index in the place of its first list of records, and without the others."""
    for n, part in reversed(list(enumerate(listed.blocks))):
        end = part.start + len(text[part.start : part.end].rstrip())
        text = text[: part.start] + (block if n == 0 else "") + text[end:]
    return text


def listed_titles_of(listed: Listed) -> dict[str, str]:
    """{file: title} of a list that people kept, each as one cell of a table."""
    return {row.record.file: cell(row.title) for row in listed.rows if row.record and title_words(row.title)}


# ---- commands/adopt.py ---------------------------------------------------------------------------------------
# `adopt`: take over a log that was there before.

class AdoptCall:
    """What `adopt` was called with."""

    dir: str
    replace: bool


def cmd_adopt(call: AdoptCall) -> int:
    with Lock(call.dir):
        log = Log(call.dir)
        change = Change(Journal(call.dir))
        done = adopt_index(log, change, call.replace)
        change.commit()
        baseline = os.path.join(call.dir, BASELINE)
        if not os.path.lexists(baseline) and log.records:
            log, found = check_log(call.dir)
            keys = possible_old(found)
            if keys:
                write_baseline(log, keys)
                old = [finding for finding in found if finding.key in keys]  # as `check` counts them
                done.append(f"{baseline}: {counted(old, 'old fault')}; `{ADR} check --old` lists them")
    out("".join(line + "\n" for line in done))
    return 0


# ---- edit/links.py -------------------------------------------------------------------------------------------
# A link to another record, stated where a record keeps such links.
#
# Each way to state one is one small generator of texts in WAYS; each text is read again, and the first that says the
# link, and leaves every other fact alone, is it.

class NewLink:
    """A link to be stated on a page.

    Attributes:
        fact: `supersedes`, `superseded_by`, or empty for any other relation, which `label` names.
        ref: how the page names the other record.
        place: where the contract states such a fact.
    """

    def __init__(self, page: Page, contract: Contract, fact: str, label: str, ref: str) -> None:
        self.text, self.file, self.words = page.text, page.file, page.words
        self.contract, self.fact, self.label, self.ref = contract, fact, label, ref
        self.place = (contract["record"].get(fact) if fact else None) or {}


def state_link(page: Page, contract: Contract, fact: str, label: str, ref: str) -> str:
    """The page's text with a link to another record added where the record keeps such links.

    `fact` is `supersedes`, `superseded_by`, or empty for any other relation, which `label` names.
    """
    before, link = page.facts(), NewLink(page, contract, fact, label, ref)
    for way in WAYS:
        for trial in way(link):
            after = page.facts(trial)
            if (
                len(_stated(after, fact)) > len(_stated(before, fact))
                and same_otherwise(after, before)
                and after.status == before.status
            ):
                return trial
    raise Fault(f"{page.path}: has no place for `{label} {ref}`; write it there by hand")


def _stated(record: Record, fact: str) -> list[Any]:
    """The references that a record states for a fact."""
    if fact:
        return list(record.fwd_refs if fact == "supersedes" else record.by_refs)
    return [ref for _, refs in record.link_refs for ref in refs]


def _beside_others(link: NewLink) -> Iterator[str]:
    found = labelled(link.text, link.fact, link.contract, link.words) if link.fact else None
    if found:
        yield add_value(link.text, *found, link.ref)


def _as_contract_key(link: NewLink) -> Iterator[str]:
    if "front_matter" in link.place and front_matter(link.text)[2]:
        yield add_key(link.text, link.place["front_matter"], link.ref, link.words)


def _in_its_section(link: NewLink) -> Iterator[str]:
    """In a section for links, or under the status; a supersession under that which comes first."""
    text = to_atx(link.text, link.file)
    kinds = [(heading_kind(heading.text, heading.level, link.words), heading) for heading in headings(text)]
    if not link.fact:
        kinds.sort(key=lambda found: found[0] != "links")
    for kind, heading in kinds:
        fits = kind == "links" and (not link.fact or link.place.get("section") == heading.text)
        section = section_of(text, heading.text) if kind == "status" or fits else None
        if section:
            yield add_line(link.text, section, f"{link.label} {link.ref}", as_item=kind == "links", apart=True)


def _as_key(link: NewLink) -> Iterator[str]:
    if link.fact and front_matter(link.text)[2]:
        yield add_key(link.text, link.fact.replace("_", "-"), link.ref, link.words)


def _beside_status(link: NewLink) -> Iterator[str]:
    yield add_sibling(link.text, link.label, link.ref, link.words) or link.text


def _in_new_section(link: NewLink) -> Iterator[str]:
    newline = line_end(link.text)
    last = newline if link.text[-1:] in "\r\n" or not link.text else ""
    heading = _new_heading("Links", link.text, link.file).replace("\n", newline)
    yield link.text.rstrip("\r\n") + f"{newline}{newline}{heading}{newline}{newline}- {link.label} {link.ref}" + last


def _new_heading(title: str, text: str, file: str) -> str:
    """The heading of a section in the markup of the file; underlined as the last one there."""
    suffix = file.rpartition(".")[2].lower()
    if suffix == "rst":
        marks = re.findall(r"\n([=~^\"'`#*+:-])\1{2,}[ \t]*(?=\r?\n)", text)
        return title + "\n" + (marks[-1] if len(marks) > 1 else "-") * len(title)
    return f"== {title}" if suffix in ASCIIDOC else f"## {title}"


WAYS: tuple[Way, ...] = (_beside_others, _as_contract_key, _in_its_section, _as_key, _beside_status, _in_new_section)


def labelled(text: str, fact: str, contract: Contract, words: Vocabulary) -> tuple[str, tuple[int, int]] | None:
    """(kind, span) of the value that a record labels as `fact`: the contract's place, else any such label."""
    place = contract["record"].get(fact)
    if place and "section" not in place and place != contract["record"].get("status"):
        span = find_span(text, place)
        if span:
            return next(iter(place)), span
    for span in key_spans(text, (fact,), words):
        return "front_matter", span
    for kind, label, first, last in fields(text):
        if words.label(label) == fact:
            return kind, (first, last)
    return None


# ---- text/written.py -----------------------------------------------------------------------------------------
# Markdown, as blanks of the pack have it, written as reStructuredText or AsciiDoc.

RST_MARKS = "=-~^\"'"
HEADING_LINE = Pattern(r"(#{1,6})[ \t]{1,9}(\S.*?)[ \t]{0,9}#{0,9}[ \t]{0,9}$")
FENCE_LINE = Pattern(r"[ \t]*(`{3,}|~{3,})[ \t]*([\w+-]*)")
COMMENT_LINE = Pattern(r"<!--(.*?)-->[ \t]*$")
INLINE = Pattern(
    r"(?P<code>`[^`\n]+`)|(?<!\\)\[(?P<text>(?:[^\[\]\\\n]|\\.)*)\]\((?P<url>[^()\s]*)\)|\*\*(?P<strong>[^*\n]+)\*\*|"
    r"(?<!\w)_(?P<stress>[^_\n]+)_(?!\w)"
)
# `Status: accepted`, `**Status:** accepted`: with another one below, both would run into one paragraph.
FIELD_LINE = Pattern(
    r"(?P<bold>\*\*)?(?P<label>[^\W\d_][^\n:*`\[\]]{0,40})(?:(?P<in>:)(?(bold)\*\*)|(?(bold)\*\*:|(?!)))(?:[ \t]+(?P<value>\S.*)?)?$"
)
WHOLE_TABLE = Pattern(r"(?m)^\|[^\n]*\n\|[ \t:|-]+$(?:\n\|[^\n]*)*")
ATTRIBUTE_LINE = Pattern(r"(?<![\w-])([A-Za-z_][\w-]*):[ \t]*(?:\[\][ \t]*$)?(.*)")
OTHER_MARKUPS = ("rst", *ASCIIDOC)


def in_markup_of(text: str, file: str) -> str:
    """A record written in Markdown, in the markup that the end of a file's name tells; Markdown as it is."""
    suffix = file.rpartition(".")[2].lower()
    if suffix not in OTHER_MARKUPS:
        return text
    line_of, code_of = (_rst_line, _rst_code) if suffix == "rst" else (_adoc_line, _adoc_code)
    table_of = _rst_table if suffix == "rst" else _adoc_table_of
    body = front_matter(text)[2]  # neither has front matter, so what it says is lost unless it stands in lines
    lines = text[:body].split("\n")[1:-2] if body else []
    text = text[:body] + _fields_apart(text[body:], suffix)
    if suffix != "rst":  # attributes, which follow the title at once
        lines = [ATTRIBUTE_LINE.sub(_attribute, line) for line in lines]
    out = _converted([*lines, ""] if lines else [], text[body:].lstrip("\n"), line_of, code_of)
    return WHOLE_TABLE.sub(lambda m: table_of([cells(row) for row in m.group().split("\n")]), "\n".join(out))


def _converted(
    head: list[str], text: str, line_of: Callable[[str], str], code_of: Callable[[str, list[str]], list[str]]
) -> list[str]:
    out: list[str] = []
    lines = iter(text.split("\n"))
    for line in lines:
        fence = FENCE_LINE.match(line)
        if fence:
            inside = []
            for inner in lines:
                if inner.strip().startswith(fence.group(1)):
                    break
                inside.append(inner)
            out += code_of(fence.group(2), inside)
        else:
            out.append(line_of(line))
            if head and HEADING_LINE.match(line):
                listed = [field if field.startswith(":") else f"- {field}" for field in head if field]
                out += listed if listed[:1] and listed[0][0] == ":" else ["", *listed]
                head = []
    return out


def _fields_apart(text: str, suffix: str) -> str:
    """The text with lines of labels, two and more below each other, as neither markup joins them into one paragraph.

    Above the first heading they are a header, as that of a mail, which stays as it is.
    """
    lines = text.split("\n")
    found = [FIELD_LINE.match(line) for line in lines]
    headed = False
    for n, field in enumerate(found):
        headed = headed or HEADING_LINE.match(lines[n]) is not None
        after = found[n + 1] if n + 1 < len(found) else None
        if not field or not headed or not (after or (n and found[n - 1])):
            continue
        if suffix != "rst":
            lines[n] += " +" if after else ""
        elif not field["bold"]:
            lines[n] = f":{field['label']}: {field['value'] or ''}".rstrip()
    return "\n".join(lines)


def _attribute(m: re.Match[str]) -> str:
    value = m.group(2)
    bare = value[1:-1] if value[:1] in ("'", '"') and value[-1:] == value[:1] != value else value
    return f":{m.group(1)}: {bare}".rstrip()


def _rst_line(line: str) -> str:
    heading = HEADING_LINE.match(line)
    if heading:
        title = INLINE.sub(_rst_inline, heading.group(2))
        return f"{title}\n{RST_MARKS[len(heading.group(1)) - 1] * width(title)}"
    comment = COMMENT_LINE.match(line)
    return f".. {comment.group(1).strip()}" if comment else INLINE.sub(_rst_inline, line)


def _rst_inline(m: re.Match[str]) -> str:
    if m.group("code"):
        return f"`{m.group('code')}`"
    if m.group("url") is not None:
        return f"`{m.group('text')} <{m.group('url')}>`_"
    return f"**{m.group('strong')}**" if m.group("strong") else f"*{m.group('stress')}*"


def _rst_table(rows: list[list[str]]) -> str:
    del rows[1]
    head = ["   :header-rows: 1"] if len(rows[0]) > 2 else []
    body = [f"   {'* -' if not n else '  -'} {cell}".rstrip() for row in rows for n, cell in enumerate(row)]
    return "\n".join([".. list-table::", *head, "", *body])


def _rst_code(language: str, lines: list[str]) -> list[str]:
    return [f".. code-block:: {language or 'text'}", "", *(f"   {line}".rstrip() for line in lines)]


def _adoc_line(line: str) -> str:
    heading = HEADING_LINE.match(line)
    if heading:
        return "=" * len(heading.group(1)) + " " + INLINE.sub(_adoc_inline, heading.group(2))
    comment = COMMENT_LINE.match(line)
    if comment:
        return f"// {comment.group(1).strip()}"
    return INLINE.sub(_adoc_inline, re.sub(r"^[-+](?=[ \t])", "*", line))


def _adoc_inline(m: re.Match[str]) -> str:
    if m.group("url") is not None:
        return f"link:{m.group('url')}[{m.group('text')}]"
    return f"*{m.group('strong')}*" if m.group("strong") else m.group()


def _adoc_table_of(rows: list[list[str]]) -> str:
    del rows[1]
    body = [f"| {' | '.join(row)}" for row in rows]
    if len(rows[0]) > 2:  # a first row with an empty line below it is the head
        body.insert(1, "")
    return "\n".join(["|===", *body, "|==="])


def _adoc_code(language: str, lines: list[str]) -> list[str]:
    return [*([f"[source,{language}]"] if language else []), "----", *lines, "----"]


# ---- edit/reference.py ---------------------------------------------------------------------------------------
# How one record names another.

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


# ---- edit/first_status.py ------------------------------------------------------------------------------------
# A status for a record that never stated one, as in a log that is older than the habit.

LINES = {"bullet": "- {}: {}", "bold": "**{}:** {}", "line": "{}: {}"}


def first_statements(page: Page, contract: Contract, value: str) -> Iterator[str]:
    """Texts in which the record states `value`: where the log's style has it, else beside its date, else below its title.

    None for a log without adr.json, which has no style, and for another markup than Markdown.
    """
    place = contract["record"].get("status")
    if not place or contract.get("assumed") or page.file.rpartition(".")[2].lower() not in ("md", "markdown", "mdx"):
        return
    text, newline = page.text, line_end(page.text)
    kind, label = next(iter(place.items()))
    every = headings(text)
    if kind == "front_matter" and front_matter(text)[2]:
        yield add_key(text, label, value, page.words)
    if kind == "section":
        below = next((heading for heading in every[1:] if heading.level > 1), None)
        if below:
            section = newline.join(["#" * below.level + f" {label}", "", value, "", ""])
            yield text[: below.start] + section + text[below.start :]
    for form, name, _, end in fields(text):
        if page.words.label(name) == "date":
            joined = join_line(text, form, name.strip(), end, "Status", value)
            yield from [joined] if joined else []
    if every:
        line = LINES.get(kind, LINES["line"]).format(label if kind in LINES else "Status", value)
        at = every[0].end
        apart = "" if re.match(r"[ \t\r]*\n[ \t\r]*\n|\s*$", text[at:]) else newline
        yield text[:at] + newline * 2 + line + apart + text[at:]


# ---- edit/spans.py -------------------------------------------------------------------------------------------
# Where in a record its status may stand.
#
# Each place is one small generator in STATUS_PLACES, the likeliest place first.

BELOW = Pattern(r"[*_ \t]*\n(?:[ \t]*\n)?[ \t>]*(?:[-*+•][ \t]+)?([^\s#](?:[^\n]*[^ \t\n])?)[ \t]*(?=\n|$)")


class Searched:
    """A page as those see it who look for its status: `masked` is its text with all blanked that states nothing."""

    def __init__(self, page: Page, contract: Contract) -> None:
        self.text, self.file, self.words = page.text, page.file, page.words
        self.contract = contract
        self.masked = stated_body(page.text)[1:]


def status_spans(page: Page, contract: Contract) -> list[Span]:
    """Every text that may be the record's status, the likeliest first."""
    searched = Searched(page, contract)
    return list(dict.fromkeys(span for place in STATUS_PLACES for span in place(searched)))


def _at_contract_place(searched: Searched) -> Iterator[Span]:
    place = searched.contract["record"].get("status")
    span = find_span(searched.text, place) if place else None
    if span:
        yield next(iter(place)), *span


def _in_front_matter(searched: Searched) -> Iterator[Span]:
    for span in key_spans(searched.text, ("status",), searched.words):
        yield "front_matter", *span


def _under_label(searched: Searched) -> Iterator[Span]:
    """`Status: x`, `- Status: x`, `**Status** x`, `| Status | x |`."""
    for kind, label, start, end in fields(searched.text, loose=True):
        if searched.words.label(label) == "status":
            below = BELOW.match(searched.masked, end) if start == end else None
            if below and stated_word(below.group(1), searched.words, known_only=True)[1]:
                yield kind, *peel(searched.text, *below.span(1))  # "Status: ⏎ - Accepted"
            yield kind, *peel(searched.text, start, end)


def _in_column(searched: Searched) -> Iterator[Span]:
    """The last row of a table that has a column for the status."""
    for label, start, end in under_columns(searched.text):
        if searched.words.label(label) == "status":
            yield "column", *peel(searched.text, start, end)


def _at_headings(searched: Searched) -> Iterator[Span]:
    every = headings(to_atx(searched.text, searched.file))
    for heading, after in zip(every, [*every[1:], None]):
        kind = heading_kind(heading.text, heading.level, searched.words)
        if kind.startswith("=status="):
            yield from _in_heading(searched, heading, kind.split("=", 2)[2])
        elif kind == "status":
            yield from _in_section(searched, heading, after)


def _in_heading(searched: Searched, heading: Heading, value: str) -> Iterator[Span]:
    """`## Status: Accepted`."""
    at = searched.text.find(value, heading.start)
    if value and 0 <= at < heading.end + len(value):
        yield "line", *peel(searched.text, at, at + len(value))


def _in_section(searched: Searched, heading: Heading, after: Heading | None) -> Iterator[Span]:
    """The lines of a status section, the last first; its place where it is empty; a heading right below it."""
    stop = after.start if after else len(searched.text)
    yield from reversed(_section_lines(searched, heading.end, stop))
    if not searched.masked[heading.end : stop].strip():
        yield "section", *section_span(searched.text, heading.end, stop)


def _section_lines(searched: Searched, start: int, stop: int) -> list[Span]:
    """Each line without its bullet; none where check boxes state the status."""
    lines: list[Span] = []
    at = start
    for line in searched.masked[start:stop].split("\n"):
        if BOX.match(line.strip()):
            return []
        lead = re.match(r"[ \t>]*(?:[-*+•][ \t]+)?", line)
        first, last = at + (lead.end() if lead else 0), at + len(line.rstrip())
        if first < last and not RULE.fullmatch(line.strip()):
            lines.append(("section", *peel(searched.text, first, last)))
        at += len(line) + 1
    return lines


def _among_tags(searched: Searched) -> Iterator[Span]:
    for start, end in key_spans(searched.text, ("tags",), searched.words):
        for m in re.finditer(r"[^\s\[\],'\"]+", searched.text[start:end]):
            if searched.words.status(m.group()):
                yield "tag", start + m.start(), start + m.end()


STATUS_PLACES: tuple[StatusPlace, ...] = (
    _at_contract_place,
    _in_front_matter,
    _under_label,
    _in_column,
    _at_headings,
    _among_tags,
)


# ---- edit/words.py -------------------------------------------------------------------------------------------
# A status in the words in which a record would state it.

def in_words(word: str, contract: Contract, current: str, others: list[str], words: Vocabulary) -> str:
    """The status `word` as this record would write it.

    In the project's words where the record uses them, else as other records of the log write it, else in the
    language and case of its `current` text.
    """
    want = canonical(word, words)
    bare = MARKS.sub("", LINK_TEXT.sub(r"\1", current)).strip()
    own = _in_project_words(word, want, contract, bare, words)
    if own:
        return own
    if others:
        others = [text for text in others if _case(text) == _case(bare)] or others
        return _in_case_of(max(set(others), key=lambda text: (others.count(text), text)), bare)
    return _in_case_of(_in_language_of(bare, word, want), bare)


def _in_project_words(word: str, want: str | None, contract: Contract, bare: str, words: Vocabulary) -> str:
    """The contract's word for the status, in the case of the record; "" where the record uses other words."""
    project: list[str] = [] if contract.get("assumed") else contract.get("statuses") or []
    lead = " ".join(bare.casefold().split()[:1])
    own = [s for s in project if s.casefold() == word.casefold()] or [s for s in project if canonical(s, words) == want]
    if not own or (lead and not any(s.casefold().split()[0] == lead for s in project if s)):
        return ""
    if not bare or any(bare.startswith(s) for s in project):
        return own[0]
    return _in_case_of(own[0].lower() if _case(bare) == "lower" else own[0], bare)


def _in_language_of(bare: str, word: str, want: str | None) -> str:
    """The word for the status in the language whose word the text begins with."""
    first = WORD.search(bare.casefold())
    if want in SIX and first:
        for row in WORDS:
            if any(cell.casefold().split()[0] == first.group() for cell in row[:6]):
                return row[SIX.index(want)]
    return word


def _in_case_of(word: str, bare: str) -> str:
    """A status as a text with the status `bare` would write it; a language's noun keeps its capital."""
    case = _case(bare)
    if case == "upper":
        return word.upper()
    at = next((n for n, c in enumerate(word) if c.isalpha()), 0)
    if case == "lower":
        return word[:at] + word[at:].lower() if word[at:].lower() in SIX else word
    return word[:at] + word[at : at + 1].upper() + word[at + 1 :]


def _case(text: str) -> str:
    """How the first word of a text is written: upper, capital or lower; a text without letters like a capital."""
    word = WORD.search(text)
    lead = word.group() if word else ""
    if lead.isupper() and len(lead) > 1:
        return "upper"
    return "lower" if lead[:1].islower() else "capital"


def others_in(log: Log, record: Record | None, word: str) -> list[str]:
    """How other records of the log write a status: short texts without references, nothing but the status."""
    want = canonical(word, log.words)
    return [
        r.status_text
        for r in log.records
        if r is not record
        and r.status == want
        and r.status_text
        and len(r.status_text) <= 24
        and not re.search(r"[\d\[(]", r.status_text)
        and len(WORD.findall(r.status_text)) <= 2
    ]


# ---- edit/status.py ------------------------------------------------------------------------------------------
# A record's status stated anew, in its place and with every other fact kept.

SEPARATE = Pattern(r"\W*[^\W\d_]+\s*[,;·|]")  # "Superseded, supersedes ADR 3": more is said than the one word
DATED = Pattern(r"([^\d(\[]{0,99}?)[\s(]{0,9}(?:on |am |le |den )?[(*_`]{0,3}\d{4}-\d\d-\d\d[)*_`]{0,3}$")


def set_status(log: Log, page: Page, record: Record, word: str, date: str) -> str:
    """The page's text with the status `word`, in its words, and a line in its history where it keeps one.

    `date` is the day of the decision where one was given, else empty.
    """
    contract, day = log.contract, date or today()
    value = in_words(word, contract, record.status_text or "", others_in(log, record, word), log.words)
    page.text = note_history(step(page, contract, value, day), contract, value, day, author(log.folder), log.words)
    decided = stage_of(canonical(value, log.words) or "") != OPEN
    if date or (contract.get("date_of") == "decision" and decided and not takes_effect(record)):
        return dated(page, contract, day, given=bool(date))
    return page.text


def dated(page: Page, contract: Contract, day: str, given: bool) -> str:
    """The page's text with another date, where it states one; Fault where it states none and one was given."""
    before, place = page.facts(), contract["record"].get("date")
    if before.date == day:
        return page.text
    spans = [(kind, start, end) for kind, label, start, end in fields(page.text) if page.words.label(label) == "date"]
    spans += [("front_matter", *span) for span in key_spans(page.text, ("date",), page.words)]
    at_place = find_span(page.text, place) if place else None
    for kind, start, end in [*([(next(iter(place)), *at_place)] if place and at_place else []), *spans]:
        old = page.text[start:end]
        for value in dict.fromkeys((ISO.sub(day, old, count=1), day)):
            trial = put(page.text, kind, (start, end), value)
            after = page.facts(trial)
            if after.date == day and after.status == before.status and same_otherwise(after, before):
                return trial
    if given:
        raise Fault(f"{page.path}: has no date to set; write {day} where the style has it")
    return page.text


def step(page: Page, contract: Contract, value: str, date: str) -> str:
    """The page's text with a new status: in its place, or as the last entry where a history is that place."""
    history = contract.get("history")
    if history and history == contract["record"].get("status") and section_of(page.text, history["section"]):
        return add_history(page.text, contract, value, date, "", page.words)
    return restate(page, contract, value, date)


def restate(page: Page, contract: Contract, value: str, date: str) -> str:
    """The page's text with its status stated as `value`; Fault where no place of it can say so.

    Each place that may hold the status is tried, and the result is read again: the first that reads back as
    `value`, and leaves every other fact alone, is it.
    """
    before, want = page.facts(), canonical(value, page.words)
    # The words that were read come first, wherever they stand: of "Proposed, Accepted" on two lines the second.
    spans = sorted(status_spans(page, contract), key=lambda span: page.text[span[1] : span[2]] != before.status_text)
    trials = [_trials(page, spans, value, date)]
    if before.status is None:
        trials.append(first_statements(page, contract, value))
    for trial in itertools.chain.from_iterable(trials):
        after = page.facts(trial)
        if (
            after.status == want
            and same_otherwise(after, before)
            and after.date in (before.date, date)
            and set(after.fwd_refs) == set(before.fwd_refs)
        ):
            return trial
    if not spans and before.status is None:
        raise Fault(f"{page.path}: states no status; add a line such as `Status: {value}` under its title")
    if not spans and before.status_text in before.file.split("/")[:-1]:
        raise Fault(
            f"{page.path}: only its folder states its status; move the file, or add a line such as `Status: {value}` under "
            "its title"
        )
    raise Fault(
        f"{page.path}: its status {before.status_text!r} cannot be replaced by machine; write {value!r} there by hand"
    )


def _trials(page: Page, spans: list[Span], value: str, date: str) -> Iterator[str]:
    """The texts that may state the status as `value`, the likeliest first.

    The word is replaced where it stands, with all that follows it, before a whole statement is. What follows "superseded"
    is the successor, which goes with it.
    """
    text = page.text
    yield from _ticked(text, value, date, page.words)
    before = page.facts()
    yield from marked_anew(page, before.status, value)
    trials: list[str] = []
    if not _names_successor(before):
        for span in spans:
            trials += word_replaced(page, span, before.status, value, date)
        trials += where_it_was_read(page, value, date)
    for span in spans:
        trials += _whole(text, span, value, date, page.words)
    trials += where_it_was_read(page, value, date, whole=True)
    yield from trials
    tags = [(start, end) for kind, start, end in spans if kind == "tag"]
    if tags:  # a tag and a section that say the same change together
        same = [trial for trial in trials if trial[: tags[0][1]] == text[: tags[0][1]]]
        yield from (put(trial, "tag", tags[0], value) for trial in same)
    yield from unstacked(page, spans, value)


def _names_successor(record: Record) -> bool:
    """Whether what follows the status word is the record that took its place, or a part of it."""
    said = MARKS.sub("", record.status_text or "")
    if record.status == "superseded" and SEPARATE.match(said):
        return False
    return record.status in ("superseded", "partly superseded") or any(way == "by" for way, _ in supersessions(said))


def _whole(text: str, span: Span, value: str, date: str, words: Vocabulary) -> Iterator[str]:
    """The whole of a span replaced, or its status and the day of that: "ADR accepted on 2024-05-06"."""
    kind, start, end = span
    old = text[start:end]
    dated_one = DATED.match(old) if len(old) < 120 else None
    if dated_one and canonical(dated_one.group(1), words):
        first, last = peel(text, start, start + dated_one.end(1))
        rest = ISO.sub(date, text[last:end], count=1)
        yield put(text, kind, (start, end), text[start:first] + value + rest)
    else:
        yield put(text, kind, (start, end), value)


def _ticked(text: str, value: str, date: str, words: Vocabulary) -> Iterator[str]:
    """The text with the check box of the status ticked, or one more where it has none; nothing without such boxes."""
    want = canonical(value, words)
    boxes = [
        box
        for box in re.finditer(r"(?m)^([ \t]*[-*+][ \t]+\[)([ xX✓✔])(\][ \t]*)([^\r\n]*)", mask(text))
        if stated_word(box.group(4), words, known_only=True)[1]
    ]
    if len(boxes) < 2:
        return
    hit = next((n for n, box in enumerate(boxes) if stated_word(box.group(4), words)[0] == want), None)
    if hit is None:
        last = boxes[-1]
        end = last.start() + len(last.group().rstrip())  # masked, the first sign of a line end is a space
        yield text[:end] + f"{line_end(text)}{last.group(1)}x{last.group(3)}{value}" + text[end:]
        return
    for n in range(len(boxes) - 1, hit - 1, -1):
        mark, end = boxes[n].start(2), boxes[n].end()
        rest = text[mark + 1 : end]
        if n == hit:
            rest = re.sub(r"[^\W\d_]{4}-[^\W\d_]{2}-[^\W\d_]{2}|\d{4}-\d\d-\d\d", date, rest, count=1)
        text = text[:mark] + ("x" if n == hit else " ") + rest + text[end:]
    yield text


# ---- edit/successor.py ---------------------------------------------------------------------------------------
# A record as of its being superseded: its status and the record that took its place.

GOES_ON = Pattern(r"\r?\n[ \t]*[a-z(]")


def state_successor(page: Page, contract: Contract, ref: str, others: list[str], date: str) -> str:
    """The page's text as of a record that the record named by `ref` supersedes; a second successor is added."""
    before = page.facts()
    word = in_words("superseded", contract, before.status_text or "", others, page.words)
    if _has_own_place(page, contract):
        if before.status != "superseded":
            page.text = step(page, contract, word, date)
        text = None
    elif before.status == "superseded" and before.by_refs:
        text = _with_second(page, contract, ref)
    else:
        text = _as_status(page, contract, f"{passive(word)} {ref}")
        if text is None:
            _restate_if_stated(page, contract, word, date)
    return text or state_link(page, contract, "superseded_by", passive(word), ref)


def _has_own_place(page: Page, contract: Contract) -> bool:
    """Whether the successor stands apart from the status: on this page, or by the contract that the page follows."""
    if labelled(page.text, "superseded_by", contract, page.words):
        return True
    place, status = contract["record"].get("superseded_by"), contract["record"].get("status")
    return bool(place and status and place != status) and find_span(page.text, status) is not None


def _with_second(page: Page, contract: Contract, ref: str) -> str | None:
    """One more successor behind the status that names one already."""
    before = page.facts()
    for kind, start, end in status_spans(page, contract):
        if kind != "section":
            old = page.text[start:end]
            old = scalar(old) if kind == "front_matter" else old
            trial = put(page.text, kind, (start, end), f"{old}, {ref}")
            after = page.facts(trial)
            if (
                len(after.by_refs) > len(before.by_refs)
                and after.status == "superseded"
                and same_otherwise(after, before)
            ):
                return trial
    return None


def _as_status(page: Page, contract: Contract, phrase: str) -> str | None:
    """`Superseded by …` in place of the status, where all else stays; a date may go with it where it stands nowhere else."""
    before, found = page.facts(), []
    for trial in _with_phrase(page, contract, phrase, before.status):
        after = page.facts(trial)
        if (
            after.status == "superseded"
            and after.by_refs
            and same_otherwise(after, before)
            and set(after.fwd_refs) == set(before.fwd_refs)
        ):
            found.append((after.date != before.date, trial))
    return min(found, key=lambda one: one[0])[1] if found else None


def _with_phrase(page: Page, contract: Contract, phrase: str, status: str | None) -> Iterator[str]:
    """Texts with a phrase in place of the status; of a sentence that goes on in the next line, in place of its word."""
    spans = status_spans(page, contract)
    for span in spans:
        if GOES_ON.match(page.text, span[2]) and len(WORD.findall(page.text[span[1] : span[2]])) > 3:
            yield from word_replaced(page, span, status, phrase, "")
    for kind, start, end in spans:
        if page.file.endswith(".rst"):  # nothing stands inside of emphasis there
            marks = re.search(r"(\*{0,2})$", page.text[:start])
            mark = marks.group() if marks and page.text[end:].startswith(marks.group()) else ""
            start, end = start - len(mark), end + len(mark)
        yield put(page.text, kind, (start, end), phrase)
    yield from where_it_was_read(page, phrase, "", whole=True)


def _restate_if_stated(page: Page, contract: Contract, word: str, date: str) -> None:
    """The status alone; a page that states none needs none, since a sentence about the successor says it."""
    try:
        page.text = step(page, contract, word, date)
    except Fault:
        if page.facts().status is not None:
            raise


# ---- edit/supersede.py ---------------------------------------------------------------------------------------
# A supersession that comes into effect: the older record goes out of force, and says by which.

def supersede(log: Log, contract: Contract, old: Record, new: Record, pages: Pages) -> None:
    """Plan that the older page says which record superseded it, with a line in its history where it keeps one."""
    page = page_of(log, old.file, pages)
    was = page.facts().status
    others = others_in(log, old, "superseded")
    if new.file in old.superseded_by and was != "superseded":  # it is named, and only the status was forgotten
        text = step(page, contract, in_words("superseded", contract, old.status_text or "", others, log.words), today())
    else:
        text = state_successor(page, contract, reference(contract, old, new), others, today())
    pages[old.file] = text if was == "superseded" else _noted(log, contract, old, text)


def _noted(log: Log, contract: Contract, old: Record, text: str) -> str:
    record = contract["record"]
    shared = record.get("superseded_by") == record.get("status")
    stated = read_record(old.file, text, log.words).status_text if shared else None
    return note_history(text, contract, stated or "Superseded", today(), author(log.folder), log.words)


def waits(old: Record, new: Record) -> bool:
    """Whether the older record stays in force, as the new one is undecided or was turned down; that is said."""
    if takes_effect(new):
        return False
    why = f"until {new.file} is decided" if is_undecided(new) else f"since {new.file} is {new.status}"
    note(f"{old.file} stays {old.status_text or 'as it is'} {why}")
    return True


def complete(log: Log, new: Record, pages: Pages) -> list[str]:
    """Plan that every record which `new`, now in force, supersedes says so; their files."""
    olds = [log.files[file] for file in new.supersedes]
    silent = [old for old in olds if new.file not in old.superseded_by or is_in_force(old)]
    for old in silent:
        supersede(log, log.contract, old, new, pages)
    return [old.file for old in silent]


# ---- check/fix.py --------------------------------------------------------------------------------------------
# `check --fix`: what has one right answer is mended.

def fix(log: Log, findings: list[Finding]) -> bool:
    """Mend what has one right answer; whether anything was written. The caller holds the lock."""
    pages = mended_pages(log, findings)
    if not pages and not any(finding.rule in INDEX_FIXES for finding in findings):
        return False
    change = Change(Journal(log.folder))
    for file in pages:
        change.write(place_of(log.folder, file), page_of(log, file, pages).encoded())
    draft = Draft(log, pages)
    stale = any(finding.rule == "stale-index" for finding in findings)
    say_hindrance(refresh(draft, change, create=stale))
    written = change.commit()
    say_changes(log, draft, written)
    return bool(written)


def say_changes(log: Log, draft: Log, written: list[str]) -> None:
    """Say each change: the file, the old value, the new value."""
    index = index_file(log.folder)
    for record in draft.records:
        old = log.files[record.file]
        for fact in CHANGED_FACTS:
            was, now = getattr(old, fact), getattr(record, fact)
            if was != now:
                shown = [", ".join(value) if isinstance(value, list) else value for value in (was, now)]
                path = from_here(os.path.join(log.folder, record.file))
                note(f"{path}: {fact.replace('_', ' ')}: {shown[0] or 'none'} -> {shown[1] or 'none'}")
    if index in written:
        note(f"{from_here(index)}: index: stale -> {counted(draft.records)}")


def mended_pages(log: Log, findings: list[Finding]) -> Pages:
    """{file: text} of the records that can be mended; why one cannot is said."""
    pages: Pages = {}
    for finding in findings:
        mend, record = RECORD_FIXES.get(finding.rule), log.files.get(finding.file)
        if mend and record:
            try:
                text = mend(log, record, finding, pages)
            except Fault as fault:
                note(str(fault))
                continue
            if text is not None:
                pages[finding.file] = text
    return pages


def _mend_number(log: Log, record: Record, finding: Finding, pages: Pages) -> str | None:
    if record.title_number is None:
        return None
    text = page_of(log, finding.file, pages).text
    text = renumber_own(text, record.file, record.title_number, record.number or 0, log.words)
    return text if read_record(record.file, text, log.words).title_number == record.number else None


def _mend_supersession(log: Log, record: Record, finding: Finding, pages: Pages) -> str | None:
    """Which decision is in force is for people to say: only what is out of force already, or the new record, is mended."""
    other = log.files[finding.subject]
    if finding.message == SUPERSEDES.format(finding.subject):
        page = page_of(log, finding.file, pages)
        return state_link(page, log.contract, "supersedes", "Supersedes", reference(log.contract, record, other))
    if record.status != "superseded":
        note(
            f"{finding.file}: {record.status or 'it states no status'}, and stays so; that {other.file} takes its place "
            f"is yours to say: {ADR} link {finding.file} 'Superseded by' {other.file} Supersedes"
        )
        return None
    supersede(log, log.contract, record, other, pages)
    return pages[record.file]


RECORD_FIXES: dict[str, Mend] = {"number-mismatch": _mend_number, "one-sided-supersession": _mend_supersession}
INDEX_FIXES = ("stale-index", "index-order")
CHANGED_FACTS = ("title_number", "status_text", "supersedes", "superseded_by")


# ---- check/outputs.py ----------------------------------------------------------------------------------------
# The findings of `check` as text, JSON, GitHub's annotations, SARIF and GitLab's report.

SEVERITY_COLOURS = {ERROR: "31", WARNING: "33", NOTICE: "34"}  # of a terminal
ON_GITLAB = {ERROR: "major", WARNING: "minor", NOTICE: "info"}


def as_text(findings: list[Finding]) -> str:
    lines = [f"{_place(f)}: {f.severity} {f.rule}: {f.message}. {f.mend}" for f in findings]
    return "".join(" ".join(line.split()) + "\n" for line in lines)


def _place(finding: Finding) -> str:
    """File and line as one would type them here."""
    return f"{from_here(os.path.join(finding.folder, finding.file))}:{finding.line}"


def for_terminal(findings: list[Finding], colour: bool) -> str:
    """The findings for a person: the place on a line of its own, what is wrong and what to do wrapped below it."""
    import shutil
    import textwrap

    width = min(shutil.get_terminal_size().columns, 100)
    parts = []
    for f in findings:
        codes = ("1", SEVERITY_COLOURS[f.severity], "36") if colour else ("", "", "")
        place = painted(safe(_place(f)), codes[0])
        head = f"{place}  {painted(f.severity, codes[1])} {painted(f.rule, codes[2])}"
        said = textwrap.wrap(safe(f"{f.message}. {f.mend}"), width, initial_indent="  ", subsequent_indent="  ")
        parts.append("\n".join([head, *said]) + "\n")
    return "\n".join(parts)


def as_json(findings: list[Finding]) -> str:
    import json

    rows = [
        {
            "rule": f.rule,
            "severity": f.severity,
            "file": f.path,
            "line": f.line,
            "message": f.message,
            "mend": f.mend,
        }
        for f in findings
    ]
    return harmless_json(json.dumps(rows, indent=1)) + "\n"


def as_github(findings: list[Finding]) -> str:
    """Workflow commands, escaped as actions/toolkit does it, so that no title can start a command of its own."""
    return "".join(
        f"::{f.severity} file={_property(f.path)},line={f.line},title={_property(f.rule)}"
        f"::{_data(f.message + '. ' + f.mend)}\n"
        for f in findings
    )


def _data(text: str) -> str:
    return harmless_lines(text).replace("%", "%25").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_sarif(findings: list[Finding]) -> str:
    """SARIF 2.1.0: https://docs.oasis-open.org/sarif/sarif/v2.1.0/"""
    import json

    ids = list(RULES)
    rules = [_sarif_rule(rule) for rule in RULES.values()]
    driver = {"name": ADR, "informationUri": "https://adr.github.io/", "rules": rules}
    results = [_sarif_result(finding, ids.index(finding.rule)) for finding in findings]
    report = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "results": results}],
    }
    return harmless_json(json.dumps(report, indent=1)) + "\n"


def sarif_level(severity: str) -> str:
    return "note" if severity == NOTICE else severity


def _sarif_rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.what},
        "help": {"text": rule.mend},
        "defaultConfiguration": {"level": sarif_level(rule.severity)},
    }


def _sarif_result(finding: Finding, index: int) -> dict[str, Any]:
    place = {"artifactLocation": {"uri": url(finding.path)}, "region": {"startLine": finding.line}}
    return {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": sarif_level(finding.severity),
        "message": {"text": f"{finding.message}. {finding.mend}"},
        "locations": [{"physicalLocation": place}],
        "partialFingerprints": {"adr/v1": fingerprint(finding)},
    }


def as_gitlab(findings: list[Finding]) -> str:
    """GitLab's code quality report: https://docs.gitlab.com/ci/testing/code_quality/"""
    import json

    rows = [
        {
            "description": f"{f.message}. {f.mend}",
            "check_name": f.rule,
            "fingerprint": fingerprint(f),
            "severity": ON_GITLAB[f.severity],
            "location": {"path": f.path, "lines": {"begin": f.line}},
        }
        for f in findings
    ]
    return harmless_json(json.dumps(rows, indent=1)) + "\n"


FORMATS = {"text": as_text, "json": as_json, "github": as_github, "sarif": as_sarif, "gitlab": as_gitlab}


# ---- commands/check.py ---------------------------------------------------------------------------------------
# `check`: find faults.

# Formats that a person reads in a terminal or a job's log; the others are for programs, and say nothing beside.
READ_BY_PEOPLE = ("text", "github")


class CheckCall:
    """What `check` was called with."""

    dirs: list[str]
    base: str | None
    format: str
    fix: bool
    taken: list[str]
    merged: bool
    only: list[str]
    all: bool
    write_baseline: bool
    old: bool


def cmd_check(call: CheckCall) -> int:
    taken = taken_numbers_in(call.taken)
    if call.only and (call.fix or call.write_baseline or call.all or len(call.dirs) > 1):
        raise Misuse("records are named for a check of one log alone, without --all, --fix and --write-baseline")
    found = {folder: findings_in(folder, call, taken) for folder in call.dirs}
    findings = [finding for pair in found.values() for finding in pair[0 if call.old else 1]]
    if call.format == "text" and sys.stdout.isatty():
        out(for_terminal(findings, in_colour()), made=True)
    else:
        out(FORMATS[call.format](findings), made=call.format != "text")
    errors = sum(1 for finding in findings if finding.severity == ERROR)
    if findings and call.format == "text":
        notices = sum(1 for finding in findings if finding.severity == NOTICE)
        told = f", {_many(notices, 'notice')}" if notices else ""
        say(f"{_many(errors, 'error')}, {_many(len(findings) - errors - notices, 'warning')}{told}")
    if call.format in READ_BY_PEOPLE:
        for folder, (old, _) in found.items():
            say_old(folder, old, call.old)
    return 1 if errors and not call.old else 0


def say_old(folder: str, old: list[Finding], listed: bool) -> None:
    """How many old faults pass, where there are any, in a line."""
    if old:
        more = "" if listed else f"; `{ADR} check --old` lists them"
        say(f"{from_here(os.path.join(folder, BASELINE))}: {counted(old, 'old fault')}, which pass{more}")


def findings_in(folder: str, call: CheckCall, taken: set[int]) -> tuple[list[Finding], list[Finding]]:
    """What is wrong with one log, once it is mended and its baseline written where that was asked for: (old, new)."""
    if not (call.fix or call.write_baseline):
        log, found = check_log(folder, call.base, taken, call.merged)
        files = {one(log, what).file for what in call.only}
        old, new = old_and_new(log, found)
        if files:
            old, new = ([f for f in kept if f.file in files] for kept in (old, new))
        return old, new
    with Lock(folder):
        log, found = check_log(folder, call.base, taken, call.merged)
        if call.fix and fix(log, found):
            log, found = check_log(folder, call.base, taken, call.merged)
        if call.write_baseline:
            write_baseline(log, possible_old(found))
        old, new = old_and_new(log, found)
        if call.fix and any(finding.rule == "stale-baseline" for finding in new):
            shorten_baseline(log, found)
            old, new = old_and_new(log, found)
        return old, new


def taken_numbers_in(lists: list[str]) -> set[int]:
    """The numbers of `--taken 7,8 --taken 9`."""
    parts = [part.strip() for part in ",".join(lists).split(",")]
    for part in parts:
        if part and not part.isdecimal():
            raise Misuse(f"--taken {part}: numbers, with commas between")
    return {int(part) for part in parts if part}


def _many(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


# ---- commands/cites.py ---------------------------------------------------------------------------------------
# `cites`: who cites a record, in the project's tracked files.

CITED_SHOWN = 160


class CitesCall:
    """What `cites` was called with."""

    dir: str
    record: str
    json: bool


def cmd_cites(call: CitesCall) -> int:
    log = Log(call.dir)
    record = one(log, call.record)
    citing = Citing(log, [record])
    if citing.found is None:
        raise Fault(f"{log.folder}: {why_git_fails(log.folder)}; citations are found with git, in files that it tracks")
    found = [citation for citation in citing.found if record.file in citation.files]
    if call.json:
        import json

        rows = [{"file": c.path, "line": c.line, "citation": c.words, "text": c.text.strip()} for c in found]
        out(harmless_json(json.dumps(rows, indent=1)) + "\n", made=True)
    else:
        for c in found:
            place = safe(from_here(os.path.join(citing.root, c.path)))
            out(f"{place}:{c.line}: {safe(' '.join(c.text.split())[:CITED_SHOWN])}\n")
    instead = in_force_instead(log, record) if record.status == "superseded" else []
    if instead:
        note(f"{record.file} is superseded; in force: {', '.join(other.file for other in instead)}")
    if not found and not call.json:
        note(f"no tracked file cites {record.file}")
    return 0


# ---- commands/completion.py ----------------------------------------------------------------------------------
# `completion`: what a shell needs to complete this program's commands, options and record numbers.

class CompletionCall:
    """What `completion` was called with; `commands` are those of this program."""

    shell: str
    commands: dict[str, Command]


def cmd_completion(call: CompletionCall) -> int:
    out(SHELLS[call.shell](call.commands), made=True)
    return 0


def options_of(command: Command) -> list[str]:
    """The command's options, the long one of each."""
    named = [[name for name in names if name[0] == "-"] for names, _ in command.arguments]
    return ["--help", *(max(names, key=len) for names in named if names)]


def takes_a_record(command: Command) -> bool:
    """Whether a word of its call names a record."""
    return any(how.get("metavar") in ("N", "OLD", "TARGET") for _, how in command.arguments)


def choices_of(command: Command) -> list[str]:
    """The words that a command without options may be called with."""
    return [word for names, how in command.arguments if names[0][0] != "-" for word in how.get("choices", ())]


def chosen_by(commands: dict[str, Command]) -> list[tuple[str, str, str]]:
    """(command, option, the words that the option takes) of all options that take some words alone."""
    return [
        (name, option, " ".join(how["choices"]))
        for name, command in commands.items()
        for names, how in command.arguments
        for option in names
        if option[0] == "-" and "choices" in how
    ]


def words_of(command: Command) -> str:
    return " ".join([*choices_of(command), *options_of(command)])


NUMBERS = f"$({ADR} list 2>/dev/null | cut -d ' ' -f 1)"


def for_bash(commands: dict[str, Command]) -> str:
    """To be sourced, or a file in bash-completion's folder."""
    names = " ".join([*commands, "help"])
    cases = []
    for name, command in commands.items():
        more = f" {NUMBERS}" if takes_a_record(command) else ""
        cases.append(f'    {name}) words="{words_of(command)}{more}" ;;')
    lines = "\n".join(cases)
    after = "\n".join(f'    {name}:{option}) words="{words}" ;;' for name, option, words in chosen_by(commands))
    return f"""\
# Completion of {ADR} for bash: source <({ADR} completion bash)
_adr() {{
    local cur=${{COMP_WORDS[COMP_CWORD]}} word command="" words
    for word in "${{COMP_WORDS[@]:1:COMP_CWORD-1}}"; do
        case $word in {"|".join(commands)}|help) command=$word; break ;; esac
    done
    case $command in
    "") words="{names} --dir --help --version" ;;
    help) words="{names}" ;;
{lines}
    esac
    case $command:${{COMP_WORDS[COMP_CWORD-1]}} in
{after}
    esac
    COMPREPLY=($(compgen -W "$words" -- "$cur"))
    [ ${{#COMPREPLY[@]}} -gt 0 ] || COMPREPLY=($(compgen -f -- "$cur"))
}}
complete -F _adr {ADR}
"""


def for_zsh(commands: dict[str, Command]) -> str:
    """To be sourced after compinit, or a file `_adr` in a folder of fpath."""
    told = "\n".join(f"        '{name}:{_quoted(command.text)}'" for name, command in commands.items())
    cases = []
    for name, command in commands.items():
        more = f' ${{(f)"{NUMBERS}"}}' if takes_a_record(command) else ""
        cases.append(f"    {name}) compadd -- {words_of(command)}{more}; _files ;;")
    lines = "\n".join(cases)
    after = "\n".join(
        f"    {name}:{option}) compadd -- {words}; return ;;" for name, option, words in chosen_by(commands)
    )
    return f"""\
#compdef {ADR}
# Completion of {ADR} for zsh: source <({ADR} completion zsh)
_adr() {{
    local -a commands
    commands=(
{told}
        'help:show what a command takes'
    )
    local at=2
    while [[ $words[at] == --dir && at -lt CURRENT ]]; do (( at += 2 )); done
    if (( at > CURRENT )); then
        _files -/
        return
    fi
    if (( CURRENT == at )); then
        _describe command commands
        compadd -- --dir --help --version
        return
    fi
    case $words[at]:$words[CURRENT-1] in
{after}
    esac
    case $words[at] in
    help) _describe command commands ;;
{lines}
    *) _files ;;
    esac
}}
if [ "${{funcstack[1]}}" = _adr ]; then _adr "$@"; else compdef _adr {ADR}; fi
"""


def for_fish(commands: dict[str, Command]) -> str:
    """To be sourced, or a file in fish's folder of completions."""
    lines = [f"# Completion of {ADR} for fish: {ADR} completion fish | source"]
    first = f"complete -c {ADR} -n __fish_use_subcommand"
    lines += [f"{first} -f -a {name} -d '{_quoted(command.text)}'" for name, command in commands.items()]
    lines += [f"{first} -f -a help -d 'show what a command takes'", f"{first} -l dir -r", f"{first} -l version"]
    for name, command in commands.items():
        seen = f"complete -c {ADR} -n '__fish_seen_subcommand_from {name}'"
        lines += [f"{seen} -l {option[2:]}" for option in options_of(command) if option[:2] == "--"]
        lines += [f"{seen} -f -a {word}" for word in choices_of(command)]
        chosen = [(option, words) for at, option, words in chosen_by(commands) if at == name and option[:2] == "--"]
        lines += [f"{seen} -x -l {option[2:]} -a '{words}'" for option, words in chosen]
        if takes_a_record(command):
            lines.append(f"{seen} -a '({ADR} list 2>/dev/null | string split -f 1 \" \")'")
    lines.append(f"complete -c {ADR} -n '__fish_seen_subcommand_from help' -f -a '{' '.join(commands)}'")
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return text.replace("'", "’").replace(":", " ")


SHELLS = {"bash": for_bash, "zsh": for_zsh, "fish": for_fish}


# ---- edit/editor.py ------------------------------------------------------------------------------------------
# A person's editor.

def on_terminal() -> bool:
    """Whether a person sits before this: both ways lead to a terminal."""
    return bool(sys.stdin) and sys.stdin.isatty() and sys.stdout.isatty()


def editor_for(folder: str) -> str:
    """What VISUAL or EDITOR name, else git's; "" where there is none."""
    named = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    return named or (git(folder, "var", "GIT_EDITOR") or b"").decode(errors="replace").strip()


def open_in_editor(path: str, editor: str) -> None:
    """Open a file and wait; a Fault where that cannot be done. `editor` is what `editor_for` found."""
    if not editor:
        raise Fault(f"no editor is known; set EDITOR, or open {path} yourself")
    import shlex
    import subprocess

    try:
        code = subprocess.call([*shlex.split(editor, posix=os.name != "nt"), path])
    except (OSError, ValueError) as error:  # no such program; a quotation mark without its other half
        reason = getattr(error, "strerror", None) or error
        raise Fault(f"{editor}: {reason}; open {path} yourself") from None
    if code:
        raise Fault(f"{editor}: ended with {code}; open {path} yourself")


# ---- commands/edit.py ----------------------------------------------------------------------------------------
# `edit`: open a record in a person's editor.

def cmd_edit(call: ShowCall) -> int:
    log = Log(call.dir)
    open_in_editor(place_of(log.folder, one(log, call.record).file), editor_for(log.folder))
    return 0


# ---- commands/generate.py ------------------------------------------------------------------------------------
# `generate`: adr-tools' word before `toc` and `graph`; alone it names them.

class GenerateCall:
    """What `generate` was called with: nothing, as `reports_as_commands` turns the rest into those commands."""

    dir: str


def cmd_generate(_call: GenerateCall) -> int:
    out("graph\ntoc\n")
    return 0


# ---- log/changing.py -----------------------------------------------------------------------------------------
# What people change in a repository at the moment.

def files_at_work(root: str, base: str = "") -> list[str]:
    """Paths from the repository's root of what differs from a commit, with what git does not know yet and would add.

    With `base` that is where the branch left it, else the last commit. A file that was renamed counts under both names.

    Raises:
        Misuse: no repository, or no such base.
    """
    reason = why_git_fails(root)
    if reason:
        raise Misuse(f"--changed: {root}: {reason}")
    if base or git(root, "rev-parse", "--verify", "-q", "HEAD") is not None:
        found = changed_files(root, _fork_of(root, base) if base else "HEAD")
        others = ["--others", "--exclude-standard"]
    else:  # no commit yet: all is new
        found, others = [], ["--cached", "--others", "--exclude-standard"]
    new = git(root, "ls-files", "-z", *others) or b""
    return sorted({*found, *(os.fsdecode(name) for name in new.split(b"\0") if name)})


def _fork_of(root: str, base: str) -> str:
    """The commit where the branch left its base."""
    known = None if base[:1] == "-" else git(root, "rev-parse", "--verify", "-q", base + "^{commit}")
    if known is None:
        branch = base.rpartition("/")[2]
        raise Misuse(f"--changed {base}: git knows no such commit here; fetch it (`git fetch origin {branch}`)")
    fork = git(root, "merge-base", known.decode().strip(), "HEAD")
    if fork is None:
        raise Misuse(f"--changed {base}: git cannot tell where this branch left it; fetch the whole history")
    return fork.decode().strip()


# ---- log/search.py -------------------------------------------------------------------------------------------
# Which records say some words.

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


# ---- text/sheet.py -------------------------------------------------------------------------------------------
# Tables for spreadsheets: RFC 4180, and no cell that one would take for a formula.
#
# What begins a formula, and that a cell may be made to end early, is after
# https://owasp.org/www-community/attacks/CSV_Injection.

# At the start of a cell; where semicolons or tabs part cells, as in half of Europe, also behind one of those in the text.
FORMULA = Pattern(r"(^|[;\t\r\n])(?=[^\S\t\r\n]*[=+\-@\uff0b\uff0d\uff1d\uff20])|^(?=[\t\r\n])")


def sheet(rows: Iterable[Sequence[object]]) -> str:
    """Rows as CSV. An apostrophe makes text of what would begin a formula; numbers stay numbers, None is empty."""
    import csv
    import io

    table = io.StringIO()
    csv.writer(table, lineterminator="\r\n").writerows([_cell(value) for value in row] for row in rows)
    return table.getvalue()


def _cell(value: object) -> object:
    return FORMULA.sub(lambda m: f"{m.group(1) or ''}'", value) if isinstance(value, str) else value


# ---- commands/list.py ----------------------------------------------------------------------------------------
# `list`: the records in order, for people or as JSON.

class ListCall:
    """What `list` was called with."""

    dir: str
    json: bool
    why: bool
    paths: bool
    brief: bool
    status: list[str] | None
    tag: list[str] | None
    since: str | None
    grep: list[str] | None
    sort: str
    format: str


def cmd_list(call: ListCall) -> int:
    log = Log(call.dir)
    form = "json" if call.json or call.why else "paths" if call.paths else "brief" if call.brief else call.format
    if form != "json" and not log.records and not log.unreadable:  # a program asks with JSON, and [] tells it
        raise Fault(f"{call.dir}: holds no records; `{ADR} new TITLE` writes the first, --dir names another folder")
    records = in_order(wanted_records(log, call), call.sort)
    if form == "json":
        print_json([{**r.as_json(), "why": why(log, r)} if call.why else r.as_json() for r in records])
        return 0
    for file, reason in log.unreadable:
        say(f"{from_here(os.path.join(call.dir, file))}: {reason}")
    PRINTERS[form](log, records)
    return 0


def wanted_records(log: Log, call: ListCall) -> list[Record]:
    """The records that the call's options leave."""
    records = of_status(log, words_given(call.status or (["accepted"] if call.brief else [])))
    if call.tag:
        wanted = [bare(tag).lstrip("#") for tag in words_given(call.tag)]
        records = [record for record in records if any(tag in map(bare, record.tags) for tag in wanted)]
    if call.since:
        since = parse_date(call.since)
        if not since:
            raise Misuse(f"--since {call.since}: give a day, such as 2026-01-31")
        records = [record for record in records if record.date and record.date >= since]
    if call.grep:
        words = [bare(word) for words in call.grep for word in words.split()]
        records = [record for record in records if says(log, record, words) is not None]
    return records


def words_given(given: list[str]) -> list[str]:
    """The words of an option that may be repeated, and that takes several with commas between."""
    return [word.strip() for words in given for word in words.split(",") if word.strip()]


def of_status(log: Log, asked: list[str]) -> list[Record]:
    """The records whose status is one of these words, in any language or as written; all without words.

    Those that are accepted are those in force: also such as were implemented since, or a style's own word for it, but none
    that says which other one took its place.

    Raises:
        Misuse: a word is no status that is known, or that the log uses.
    """
    wanted = {word.casefold() for word in asked}
    known = {canonical(word, log.words) for word in asked}
    used = {text.casefold() for record in log.records for text in (record.status, record.status_text) if text}
    for word in asked:
        if word.casefold() not in used and not log.words.status(word):
            near = nearest(word.casefold(), sorted({*used, *CANONICAL}))
            mend = f"; did you mean {near}?" if near else ""
            raise Misuse(f"--status {word}: no record and no style has such a status{mend}")
    in_force = "accepted" in known
    if in_force:
        known |= {status for status in log.words.statuses.values() if binds(status)}
    found = [r for r in log.records if not wanted or r.status in known or (r.status_text or "").casefold() in wanted]
    return [r for r in found if not (in_force and binds(r.status) and is_followed(log, r))]


def in_order(records: list[Record], by: str) -> list[Record]:
    """The records in the index's order (`number`), or by date, title or status; those that lack it last."""
    if by == "number":
        return records
    return sorted(records, key=lambda record: (not getattr(record, by), (getattr(record, by) or "").casefold()))


def why(log: Log, record: Record) -> dict[str, dict[str, Any]]:
    """Where each fact was taken from: {fact: {reader, file, line, text, sure}}.

    `reader` is a way to state a fact; `line` counts from 1; `text` is what stands there; `sure` is 3 where a label
    says what the value is, 2 where its place says it, 1 where it was looked for because nothing else states the fact.
    """
    text = read_text(log.folder, record.file)
    places = {}
    for fact, found in Reading(record.file, text, log.words).why().items():
        in_front = found["reader"] == "front matter"
        line = front_matter_line(text, fact, found["text"], log.words) if in_front else found["line"]
        places[fact] = {"reader": found["reader"], "file": record.file, **found, "line": line}
    return places


def front_matter_line(text: str, fact: str, value: str, words: Vocabulary) -> int:
    """The line of front matter that states a value; the first one where it is spelt otherwise there."""
    for start, end in key_spans(text, DATES if fact == "date" else (fact,), words):
        at = text.find(value, start, end)
        if at >= 0:
            return text.count("\n", 0, at) + 1
    return 1


def print_json(items: list[dict[str, Any]]) -> None:
    """One item a line, in ASCII, so that every terminal and every pipe carries it."""
    import json

    encode = json.JSONEncoder(ensure_ascii=True).encode
    out("[" + harmless_json(",\n ".join([encode(item) for item in items])) + "]\n", made=True)


def status_shown(log: Log, record: Record) -> str:
    """A record's status, with what took its place."""
    if record.status == "superseded" and record.superseded_by:
        return "superseded by " + ", ".join(row_label(log.files[file]) for file in record.superseded_by)
    return record.status or "-"


def print_table(log: Log, records: list[Record]) -> None:
    """A line a record: number, status, date and title, in columns."""
    colour = in_colour()
    facts = [(row_label(r), status_shown(log, r), r.date or r.date_text or "-") for r in records]
    rows = [[safe(text) for text in row] for row in facts]
    widths = [max((width(row[column]) for row in rows), default=0) for column in range(3)]
    for record, row in zip(records, rows):
        parts = [text + " " * (wide - width(text)) for text, wide in zip(row, widths)]
        if colour:
            parts[1] = painted(parts[1], COLOURS.get(record.status or "", ""))
        out("  ".join([*parts, safe(record.title or record.file)]).rstrip() + "\n", made=True)


def print_paths(log: Log, records: list[Record]) -> None:
    """A path a line, as one types it from here."""
    for record in records:
        out(from_here(place_of(log.folder, record.file)) + "\n")


BRIEF_WORDS = 14  # of a line, with the number
BRIEF_WIDTH = 160  # columns, for scripts that put no space between words


def print_brief(log: Log, records: list[Record]) -> None:
    """A line for each record, of under 15 words: its number, and what it decides, or its title where that is shorter."""
    for record in records:
        said = sentence_of(log, record)
        if not fits_in_brief(said):
            said = record.title or record.file
        words = said.split()
        if not fits_in_brief(said):
            said = " ".join(words[: BRIEF_WORDS - 1])[: BRIEF_WIDTH - 1].rstrip() + "…"
        out(safe(f"{row_label(record)} {said}") + "\n", made=True)


def fits_in_brief(said: str) -> bool:
    return 0 < len(said.split()) < BRIEF_WORDS and width(said) <= BRIEF_WIDTH


def print_csv(_log: Log, records: list[Record]) -> None:
    """With a head; several successors in one cell with spaces between."""
    rows: list[list[object]] = [list(CSV_COLUMNS)]
    for record in records:
        facts = record.as_json()
        rows.append([" ".join(v) if isinstance(v, list) else v for v in map(facts.get, CSV_COLUMNS)])
    out(sheet(rows))


CSV_COLUMNS = ("number", "title", "status", "date", "supersedes", "superseded_by", "file")
PRINTERS = {"brief": print_brief, "table": print_table, "paths": print_paths, "csv": print_csv}
DATES = ("date", "created", "updated")  # in front matter each may be the record's date
COLOURS = {
    "accepted": "32",
    "proposed": "33",
    "draft": "33",
    "rejected": "31",
    "deprecated": "90",
    "superseded": "90",
}


# ---- commands/govern.py --------------------------------------------------------------------------------------
# `for`: the decisions in force that govern files.

SHOWN_PATHS = 3  # paths that a decision is shown with


class ForCall:
    """What `for` was called with."""

    dirs: list[str]
    paths: list[str]
    changed: str | None
    json: bool


def cmd_for(call: ForCall) -> int:
    if not call.paths and call.changed is None:
        raise Misuse("for: name files, or --changed for those that you changed")
    root = governed_root(call.dirs[0])
    paths = [path for given in call.paths for path in asked_paths(root, given)]
    if call.changed is not None:
        paths += files_at_work(root, call.changed)
    logs = [Log(folder) for folder in call.dirs]
    for log in logs:
        say_bad_patterns(log)
    found = governing(logs, dict.fromkeys(paths))
    if call.json:
        print_json([governing_json(one, root) for one in found])
        return 0
    for one in found:
        print_decision(one)
    if not found:
        say(none_governs(paths))
    return 0


def asked_paths(root: str, given: str) -> list[str]:
    """A path that a person gave, from the repository's root on; of a folder its files, and one that may come."""
    path = os.path.abspath(given)
    below = below_root(path, root) or below_root(os.path.realpath(path), os.path.realpath(root))
    if not below:
        say(f"{given}: lies outside {root}, so no decision here governs it")
        return []
    is_folder = os.path.isdir(path) or given.endswith(("/", os.sep))
    if not is_folder:
        return [below]
    lead = "" if below == "." else below + "/"
    return [lead + "…", *[file for file in project_files(root) if file.startswith(lead)]]


def below_root(path: str, root: str) -> str:
    """A path from a folder on, with `/`; "" for one that lies elsewhere."""
    try:
        relative = os.path.relpath(path, root).replace(os.sep, "/")
    except ValueError:  # another drive
        return ""
    return "" if relative == ".." or relative.startswith("../") else relative


def say_bad_patterns(log: Log) -> None:
    for record in in_force(log):
        for text, why in patterns_of(record)[1]:
            say(f"{from_here(place_of(log.folder, record.file))}: its pattern {text!r} {why}")


def none_governs(paths: list[str]) -> str:
    if not paths:
        return "Nothing is changed."
    more = f" and {len(paths) - 1} more" if len(paths) > 1 else ""
    return f"No decision in force governs {safe(paths[0])}{more}."


def sentence(one: Governing) -> str:
    """What a decision says, in one sentence; its title where no section says it."""
    return sentence_of(one.log, one.record) or one.record.title or one.record.file


def governing_json(one: Governing, root: str) -> dict[str, Any]:
    record, place = one.record, place_of(one.log.folder, one.record.file)
    return {
        "file": below_root(os.path.abspath(place), root) or place,
        "number": record.number,
        "title": record.title,
        "status": record.status,
        "what": sentence(one),
        "pattern": one.pattern.text,
        "paths": one.paths,
    }


def print_decision(one: Governing) -> None:
    """Its number, status and title; where it stands; what it says; the pattern, and what of it was asked for."""
    record = one.record
    head = f"{row_label(record)}  {record.status}  {record.title or record.file}"
    out(painted(safe(head), "1" if in_colour() else "") + "\n", made=True)
    more = f" and {len(one.paths) - SHOWN_PATHS} more" if len(one.paths) > SHOWN_PATHS else ""
    lines = (
        sentence(one),
        f"{one.pattern.text} takes in {', '.join(one.paths[:SHOWN_PATHS])}{more}",
        from_here(place_of(one.log.folder, record.file)),
    )
    out("".join(f"    {safe(line)}\n" for line in lines), made=True)


# ---- commands/graph.py ---------------------------------------------------------------------------------------
# `graph`: which record supersedes or amends which.

class GraphCall:
    """What `graph` was called with."""

    dir: str
    format: str
    prefix: str
    extension: str


def cmd_graph(call: GraphCall) -> int:
    log = Log(call.dir)
    if call.format == "adr-tools":
        lines = chain(log, call.prefix, call.extension)
    else:
        lines = mermaid(log) if call.format == "mermaid" else dot(log)
    out("\n".join(lines) + "\n")
    return 0


# ---- commands/index.py ---------------------------------------------------------------------------------------
# `index`: the table in the log's README written anew.

class IndexCall:
    """What `index` was called with."""

    dirs: list[str]
    check: bool


def cmd_index(call: IndexCall) -> int:
    codes = [0]
    for folder in call.dirs:
        own = own_index_file(load_contract(folder))
        if own:
            note(
                f"{from_here(os.path.join(folder, own))} is the project's own: nothing writes it, `{ADR} check` compares it"
            )
        else:
            codes.append(write_indexes(folder, everywhere=False, check=call.check))
    return max(codes)


# ---- edit/relation.py ----------------------------------------------------------------------------------------
# Two records related as people ask for it: "5 amends 3", "3 is superseded by 7".

def is_linked(record: Record, label: str, other: Record, words: Vocabulary) -> bool:
    """Whether a record says already that it stands so to another one."""
    key = words.key(label)
    fact = words.labels.get(key)
    if fact in ("supersedes", "superseded_by"):
        if fact == "supersedes":
            return other.file in record.supersedes
        return other.file in record.superseded_by and not is_in_force(record)
    return any(words.key(said) == key and file == other.file for said, file in record.links)


def relate(
    log: Log, contract: Contract, source: Record, label: str, target: Record, pages: dict[str, str | None]
) -> bool:
    """Plan that `source` says `LABEL target`; a supersession goes where the style keeps it, once it is decided.

    Whether it says so then.
    """
    if is_linked(source, label, target, log.words):
        return True
    fact = log.words.label(label)
    if fact == "superseded_by":
        waiting = waits(source, target)
        if not waiting:
            supersede(log, contract, source, target, pages)
        return not waiting
    ref = reference(contract, source, target)
    if fact != "supersedes" and "](" not in (contract.get("reference") or BY_TITLE):
        ref = link_reference(source, target)
    page = page_of(log, source.file, pages)
    pages[source.file] = state_link(page, contract, fact if fact == "supersedes" else "", label, ref)
    return True


# ---- commands/link.py ----------------------------------------------------------------------------------------
# `link`: two records linked both ways.

class LinkCall:
    """What `link` was called with."""

    dir: str
    record: str
    label: str
    target: str
    reverse: str


def cmd_link(call: LinkCall) -> int:
    with Lock(call.dir):
        log = Log(call.dir)
        source, target = two_ends(log, call.record, call.target)
        pages: dict[str, str | None] = {}
        said = [
            f"{one_end.file}: {label} {other.file}\n"
            for one_end, label, other in ((source, call.label, target), (target, call.reverse, source))
            if relate(log, log.contract, one_end, label, other, pages)
        ]
        save(log, pages)
    out("".join(said))
    return 0


# ---- edit/by_hand.py -----------------------------------------------------------------------------------------
# A log that somebody moved by `git mv`, so that its answers file names a folder that is gone: which one it is.

class MovedByHand:
    """Paths count from the project's root, with `/`.

    Attributes:
        answers: the answers file, which still names `old`.
        as_it_was: files of the log, by their paths before the move, that nobody has changed since.
    """

    def __init__(self, root: str, old: str, new: str, answers: str, as_it_was: frozenset[str]) -> None:
        self.root, self.old, self.new, self.answers, self.as_it_was = root, old, new, answers, as_it_was


def moved_by_hand(folder: str) -> MovedByHand | None:
    """What became of the log in a folder that no answers file names; None where it is no such log."""
    path = folder = os.path.realpath(folder)
    while os.path.exists(os.path.join(folder, CONTRACT)):
        try:
            logs = answered_logs(path)
        except OSError:
            return None
        lost = {log: name for log, name in logs.items() if not os.path.exists(os.path.join(path, log, CONTRACT))}
        if lost:
            return _which(path, os.path.relpath(folder, path).replace(os.sep, "/"), lost)
        above = os.path.dirname(path)
        if above == path or os.path.exists(os.path.join(path, ".git")):
            return None
        path = above
    return None


def _which(root: str, new: str, lost: dict[str, str]) -> MovedByHand:
    """The log that is now in `new`: the only one that is lost, else the one that had most of the files that lie there."""
    had = {old: _files_before(root, old) for old in lost}
    shared = {old: sum(os.path.exists(os.path.join(root, new, name)) for name in files) for old, files in had.items()}
    most = max(shared.values())
    found = [old for old in lost if shared[old] == most]
    if len(found) > 1:
        raise Fault(
            f"{new}: {' and '.join(lost)} are not where {' and '.join(lost.values())} name them, and nothing says which "
            "of them this is; write its new folder into adr_dir and adr_dir_was of its answers file"
        )
    old = found[0]
    return MovedByHand(root, old, new, lost[old], _unchanged(root, old, new, had[old]))


def _files_before(root: str, old: str) -> dict[str, str]:
    """{name below the log: blob} of its files when it was last in `old`; empty where git does not know."""
    contract = f"{old}/{CONTRACT}"
    ref = "HEAD"
    if not git(root, "ls-tree", "HEAD", "--", contract):
        ref = (git(root, "log", "-1", "--format=%H", "--", contract) or b"").decode().strip() + "^"
    listed = git(root, "ls-tree", "-r", "-z", ref, "--", f"{old}/") or b""
    entries = [entry.partition("\t") for entry in listed.decode("utf-8", "surrogateescape").split("\0") if entry]
    return {path[len(old) + 1 :]: meta.split()[2] for meta, _, path in entries}


def _unchanged(root: str, old: str, new: str, had: dict[str, str]) -> frozenset[str]:
    there = [name for name in had if os.path.isfile(os.path.join(root, new, name)) and "\n" not in name]
    data = "".join(f"{new}/{name}\n" for name in there).encode("utf-8", "surrogateescape")
    now = (git(root, "hash-object", "--stdin-paths", data=data) or b"").decode().split()
    return frozenset(f"{old}/{name}" for name, blob in zip(there, now) if had[name] == blob)


# ---- edit/relink.py ------------------------------------------------------------------------------------------
# The links of one file after a folder of the project has moved.

TARGET = Pattern(
    r"(\]\([ \t]*<?|\n {0,3}\[[^\]\n]{1,200}\]:[ \t]*<?|(?:href|src)=[\"'])((?<=<)[^<>\n]+(?=>)|[^()\s<>\"']+)",
    re.IGNORECASE,
)


def relinked(text: str, file: str, old: str, new: str, root: str, *, settled: bool = False) -> str:
    """`text` of `file` with its links right after the folder `old` has become `new`; a link that led nowhere stays.

    `settled`: the folder has moved, and people have looked at the file since: a link that leads somewhere is right.
    """
    body = mask(text)
    now = moved_path(file, old, new)
    here = os.path.dirname(now)

    def swap(m: re.Match[str]) -> str:
        target, mark, rest = m.group(2).partition("#")
        if not target or "://" in target or target.startswith("mailto:") or body[m.start(2)] != text[m.start(2)]:
            return m.group()
        path = _path_of(target, file)
        if not _is_to_change(path, target, file, old, root):
            return m.group()
        if settled and os.path.exists(os.path.join(root, _path_of(target, now))):
            return m.group()
        to = moved_path(path, old, new)
        link = "/" + to if target[0] == "/" else os.path.relpath(to, here or ".").replace(os.sep, "/")
        return m.group(1) + url(link) + ("/" if target.endswith("/") else "") + mark + rest

    return TARGET.sub(swap, text)


def moved_path(path: str, old: str, new: str) -> str:
    """A path of the project once the folder `old` is `new`."""
    return new + path[len(old) :] if under(path, old) else path


def _path_of(target: str, file: str) -> str:
    """The project's path that a link in `file` leads to; one that begins with `/` counts from the root."""
    from urllib.parse import unquote as unquote_url

    written = unquote_url(target)
    path = written.lstrip("/") if target[0] == "/" else os.path.join(os.path.dirname(file), written)
    return os.path.normpath(path).replace(os.sep, "/")


def _is_to_change(path: str, target: str, file: str, old: str, root: str) -> bool:
    """Whether a link crosses the border of the moved folder, or names it from the root."""
    if path.startswith(".."):
        return False
    fixed = target[0] == "/"
    if under(path, old):
        return fixed or not under(file, old)
    return under(file, old) and not fixed and os.path.exists(os.path.join(root, path))


# ---- edit/move.py --------------------------------------------------------------------------------------------
# A log moved to another folder of its project, with every link to it and from it.

FORGE_FOLDERS = (".github/", ".gitlab/", ".gitea/", ".forgejo/", ".azuredevops/")
# Files outside the log that name folders by their path and mean nothing else by it.
PATH_FILES = ("CODEOWNERS", "docs/CODEOWNERS", ".gitlab-ci.yml", "azure-pipelines.yml", ".gitattributes")
LARGE = 1 << 20  # bytes from which a file that is no page of the log is taken for no text that names it


class MovePlan:
    """What a move of the folder `old` to `new` changes; both count from the project's root.

    Attributes:
        texts: {file as it is now: new content}.
        links: in how many of them links change.
        still: files that say the old path and may mean something else by it.
    """

    def __init__(
        self, root: str, old: str, new: str, answers: str, records: Iterable[str], by_hand: MovedByHand | None = None
    ) -> None:
        """`by_hand` where the files lie in `new` already and only what names them is to follow."""
        self.root, self.old, self.new, self.answers, self.by_hand = root, old, new, answers, by_hand
        self.records = {f"{old}/{file}" for file in records}
        # The path as a path: not the end of a longer one, not the start of another name.
        self.said = re.compile(r"(?<![\w.-])(?<![\w.-]/)" + re.escape(old) + r"(?![\w-]|\.\w)")
        self.texts: dict[str, bytes] = {}
        self.links = 0
        self.still: list[str] = []
        for file in project_files(root):
            path = os.path.join(root, file)
            beside = by_hand is not None and under(file, old)  # what has come to the old folder since is no part of it
            if os.path.isfile(path) and not os.path.islink(path) and not beside:
                self._plan_file(moved_path(file, new, old) if by_hand else file, path)

    def _plan_file(self, file: str, path: str) -> None:
        """`file` is the path before the move, `path` the place of what is read now."""
        inside = under(file, self.old)
        markdown = file.lower().endswith((".md", ".markdown", ".mdx"))
        data = read_bytes(path) if (inside and markdown) or os.path.getsize(path) < LARGE else b""
        if not markdown and os.fsencode(self.old) not in data:
            return
        text, encoding = decode(data)
        settled = self.by_hand is not None and file not in self.by_hand.as_it_was
        changed = relinked(text, file, self.old, self.new, self.root, settled=settled) if markdown else text
        self.links += changed != text
        if self._means_the_log(file, markdown):
            changed = self._renamed(changed)
        elif not inside:
            changed = self._in_agents_block(changed) if file in ROOT_NOTES else changed
            self.still += [file] if self.said.search(changed) else []
        if changed != text:
            self.texts[moved_path(file, self.old, self.new) if self.by_hand else file] = encoded(
                changed, encoding, path
            )

    def _means_the_log(self, file: str, markdown: bool) -> bool:
        """Whether a file that says the old path surely means the log by it."""
        own = under(file, self.old) and file not in self.records and (markdown or file.endswith(".yml"))
        return own or file == self.answers or file.startswith(FORGE_FOLDERS) or file in PATH_FILES

    def _renamed(self, text: str) -> str:
        return self.said.sub(lambda _: self.new, text)

    def _in_agents_block(self, text: str) -> str:
        """A file of the root with the new path between the pack's marker lines; what stands elsewhere is people's."""
        found = marker_lines(text, lambda line: line if line.startswith(AGENTS_MARKER) else "")
        for at in range(len(found) - 1, 0, -1):
            (first, _, start), (last, stop, _) = found[at - 1 : at + 1]
            if last == first.replace(AGENTS_MARKER, AGENTS_MARKER + "stop", 1):
                text = text[:start] + self._renamed(text[start:stop]) + text[stop:]
        return text

    def carry_out(self) -> None:
        """Move the folder and write what changes. Fault, with everything as it was, where that cannot be done."""
        folder, aim = os.path.join(self.root, self.old), os.path.join(self.root, self.new)
        journal = Journal(aim, self.root) if self.by_hand else Journal(folder, self.root, self.old, self.new)
        change = Change(journal)
        for file, data in self.texts.items():
            change.write(os.path.join(self.root, file), data)

        def rename() -> None:
            """The last step. Until then the log, and the command that a person repeats, lie where they were."""
            os.makedirs(os.path.dirname(aim), exist_ok=True)
            try:
                os.rename(folder, aim)
            except OSError:
                self._remove_empty(os.path.dirname(aim))
                raise
            # The journal in the log went along.
            journal.path = journal.path.replace(os.path.join(folder, ""), os.path.join(aim, ""), 1)

        if self.by_hand:
            change.commit()
            return
        change.commit(last=rename)
        self._remove_empty(os.path.dirname(folder))

    def _remove_empty(self, folder: str) -> None:
        """The folders above the old one that hold nothing any more."""
        while folder != self.root and not os.listdir(folder):
            os.rmdir(folder)
            folder = os.path.dirname(folder)


# ---- commands/move.py ----------------------------------------------------------------------------------------
# `move`: the log to another folder of the project.

class MoveCall:
    """What `move` was called with."""

    dir: str
    to: str


def cmd_move(call: MoveCall) -> int:
    folder = os.path.realpath(call.dir)
    new = call.to.replace(os.sep, "/").rstrip("/")
    done: list[Moved] = []
    try:
        with Lock(folder) as lock:  # before the answers file is read: a move that was killed may have changed it
            by_hand = None if logs_around(folder)[0] else moved_by_hand(folder)
            if by_hand:
                done.append(_follow(by_hand))
            if not by_hand or new != by_hand.new:
                done.append(_move(call, folder, new))
                lock.folder = os.path.join(done[-1].plan.root, new)  # its file went along
    finally:
        _tell(done)
    return 0


class Moved:
    """A move that was carried out, and its records."""

    def __init__(self, plan: MovePlan, records: list[Record]) -> None:
        self.plan, self.records = plan, records


def _move(call: MoveCall, folder: str, new: str) -> Moved:
    root, logs = logs_around(folder)
    if not root:
        raise Fault(
            f"{call.dir}: no .copier-answers.adr*.yml above it names this folder; move a log without one by `git mv`"
        )
    old = os.path.relpath(folder, root).replace(os.sep, "/")
    refuse_wrong_aim(root, old, new, call.to, list(logs))
    records = Log(folder).records
    plan = MovePlan(root, old, new, logs[old], [record.file for record in records])
    plan.carry_out()
    return Moved(plan, records)


def _follow(moved: MovedByHand) -> Moved:
    """Let all that names a log follow it to where somebody has put it."""
    root, old, new = moved.root, moved.old, moved.new
    records = Log(os.path.join(root, new)).records
    plan = MovePlan(root, old, new, moved.answers, [record.file for record in records], moved)
    plan.carry_out()
    return Moved(plan, records)


def _tell(done: list[Moved]) -> None:
    """Say what was done, and write the indexes, for which the log must be free again."""
    for moved in done:
        plan = moved.plan
        what = f"{plan.old} was moved to {plan.new} by hand" if plan.by_hand else f"{plan.old} is now {plan.new}"
        out(f"{what}: {counted(moved.records)}; {len(plan.texts)} files follow, in {plan.links} of them links\n")
    if not done:
        return
    try:
        write_indexes(os.path.join(done[-1].plan.root, done[-1].plan.new))  # those of the other logs name this one
    except Fault as fault:
        note(str(fault))
    for plan in [moved.plan for moved in done if moved.plan.still]:
        names = "".join(f"  {name}\n" for name in plan.still)
        out(f"These files still say {plan.old}; see whether they mean the log:\n{names}")
    out('Next: git add --all && git commit -m "Move the log of decisions"\n')


def _hidden(root: str, new: str) -> str:
    """Why no commit of the project would hold what lies in a folder; "" where it would."""
    if any(part.lower() == ".git" for part in new.split("/")):
        return "lies in git's own folder"
    inner = inner_repository(root, os.path.dirname(new))
    if inner:
        return f"lies in {inner}, a repository of its own"
    said = git(root, "check-ignore", "-v", "--", f"{new}/README.md")
    rule = re.match(r"(.+?:\d+):", (said or b"").decode("utf-8", "replace"))
    return f"is ignored by git ({rule.group(1)})" if rule else ""


def refuse_wrong_aim(root: str, old: str, new: str, asked: str, logs: list[str]) -> None:
    """Misuse where the log `old` cannot become `new`."""
    outside = not new or new[0] in "/~" or re.match(r"[A-Za-z]:", new)
    if outside or not {"", ".", ".."}.isdisjoint(new.split("/")):
        raise Misuse(f"{asked}: give a folder inside the project, from its root, such as docs/decisions")
    if under(new, old) or under(old, new):
        raise Misuse(f"{asked}: one of the two folders lies in the other; move the log to a third folder first")
    nested = [log for log in logs if log != old and under(log, old)]
    if nested:
        raise Misuse(f"{old}: the log {nested[0]} lies in it; move that one out of it first")
    hidden = _hidden(root, new)
    if hidden:
        raise Misuse(f"{asked}: {hidden}; choose a folder that a commit can hold")
    aim = os.path.join(root, new)
    if os.path.lexists(aim) or not os.path.realpath(aim).startswith(os.path.realpath(root) + os.sep):
        raise Misuse(f"{asked}: is there already, or leads out of the project; choose a folder that is not there yet")


# ---- edit/fill.py --------------------------------------------------------------------------------------------
# A blank record filled: its title line, its status, its date. Nothing of the log around it is needed for that.

NUMBER_LABELS = frozenset(("number", "num", "nr", "no", "id", "#", "adr", "rfc"))


def title_line(contract: Contract, *, number: int | None, title: str, name: str) -> str:
    """The line that states a record's title, in the contract's form: a heading, or the key `title` of its front matter.

    Without its number part where it has no number. `name` is what its file is called, for forms that begin so.
    """
    form = contract["record"]["title"]
    if number is None:
        form = _without_number_part(form)
    title = " ".join(title.split())
    if form.startswith("#"):
        title = _escaped(title)
    if form.startswith("#") and not re.search(r"\{(?:number|id|name)\b", form):
        title = _without_number(title, number)
    parts = {"number": str(number), "title": title, "name": name}

    def part(m: re.Match[str]) -> str:
        if m.group(1).startswith("id"):
            return str(number).zfill(int(m.group(2) or contract.get("number_width", 4)))
        return parts[m.group(1)]

    return TITLE_PARTS.sub(part, form)


def _without_number_part(form: str) -> str:
    """A title's form with nothing on the side of `{title}` on which the number stands."""
    before, said, after = form.partition("{title}")
    lead = re.match(r"#+\s*|title:\s*", before)
    if said and lead and re.search(NUMBER_PART, before):
        before = lead.group()
    return before + said + ("" if said and re.search(NUMBER_PART, after) else after)


def _escaped(title: str) -> str:
    """A title with a backslash, which Markdown does not show, before what would make it a comment or a placeholder."""
    title = title.replace("<!--", "<\\!--")
    title = re.sub(r"(^|\s)(#+)$", lambda m: m.group(1) + "\\" + m.group(2), title)
    return "\\" + title if title[:1] in "[{<(" and PLACEHOLDER_TITLE.fullmatch(title) else title


def _without_number(title: str, number: int | None) -> str:
    """A title that begins like a number, with a backslash, so that no reader takes that for the record's.

    Where only the log's other titles can say what it is ("4 eyes principle"), they do: this log's bear no numbers.
    """
    lead = title_lead(title, number)
    if lead.text == title or not lead.sure:
        return title
    return re.sub(r"(?<=[\dnN])(?=[.:)\]])|(?<=\d )(?=-)", r"\\", title, count=1)


def fill(template: str, contract: Contract, *, number: int | None, title: str, status: str, date: str) -> str:
    """The blank record `template` with its heading, status and date stated, as `new` writes it."""
    name = Named(file_name(contract, number=number, title=title, date=date)).stem
    line = title_line(contract, number=number, title=title, name=name)
    form = contract["record"]["title"]
    text = _with_numbers(_with_title(template, form, line, title), contract, number)
    status_place, date_place = contract["record"].get("status"), contract["record"].get("date")
    if status_place and status_place == date_place:
        text = _with_place(text, form, status_place, f"{status} ({date})")
    else:
        for place, value in ((date_place, date), (status_place, status)):
            text = _with_place(text, form, place, value) if place else text
    return _fill_history(text, contract, status, date)


def _with_numbers(text: str, contract: Contract, number: int | None) -> str:
    """The blank with the record's number where its head or its front matter has `N` or `NNNN` as a value."""
    if number is None:
        return text
    padded = str(number).zfill(contract.get("number_width", 4))
    text = _with_numbered_fields(text, padded, number)
    start, end, body = front_matter(text)
    if not body:
        return text
    block = re.sub(r"(?m)^([\w-]+:[ \t]+)(?:N|\{number\})(?=[ \t\r]*$)", rf"\g<1>{number}", text[start:end])
    block = re.sub(r"(?m)^([\w-]+:[ \t]+)(?:NNNN|\{id\})(?=[ \t\r]*$)", rf'\g<1>"{padded}"', block)
    return text[:start] + block + text[end:]


def _says_number(label: str) -> bool:
    """Whether `N` at a label is a number, and not the answer no: "Number", "RFC"."""
    last = re.split(r"[\s_-]", label.strip(" *_`:."))[-1].strip(".")
    return (last.isupper() and last.isalpha()) or last.casefold() in NUMBER_LABELS


def _head_fields(text: str) -> list[tuple[str, int, int]]:
    """(label, start, end) of each value under a label above the first section."""
    first = next((heading.start for heading in headings(text) if heading.level > 1), len(text))
    return [(label, start, end) for _, label, start, end in fields(text) if start < first]


def _with_numbered_fields(text: str, padded: str, number: int) -> str:
    """The blank with the record's number where a label of its head has `N` or `NNNN` as a value."""
    for label, start, end in reversed(_head_fields(text)):
        said = text[start:end]
        if said == "NNNN" or (said == "N" and _says_number(label)):
            text = text[:start] + (padded if said == "NNNN" else str(number)) + text[end:]
    return text


def _with_title(template: str, form: str, line: str, title: str) -> str:
    """The blank with the line of its title, and with that in its front matter where it has a place for it."""
    place = {"front_matter": "title"}
    template = _with_titled_field(template, title)
    if form == BY_FILE_NAME:
        return template
    if form.startswith("title:"):
        return _with_place(template, form, place, line[6:].strip())
    first = title_heading(headings(template), form)
    text = template[: first.start] + line + template[first.end :] if first else line + line_end(template) * 2 + template
    return write_place(text, place, " ".join(title.split())) if key_span(text, "title") else text


def _with_titled_field(template: str, title: str) -> str:
    """The blank with the title at the label `Title` of its head as well: a line, or a row of a table."""
    for label, start, end in _head_fields(template):
        if label.strip(" *_`").casefold() == "title" and PLACEHOLDER_TITLE.fullmatch(template[start:end]):
            return template[:start] + " ".join(title.split()) + template[end:]
    return template


def _with_place(text: str, form: str, place: Place, value: str) -> str:
    """`text` with the value at its place, which is made where the blank lacks it: a log's own blank may.

    `form` is that of the title.
    """
    if find_span(text, place) is not None:
        return write_place(text, place, value)
    (kind, label), newline = next(iter(place.items())), line_end(text)
    if kind == "front_matter":
        end = front_matter(text)[1] if front_matter(text)[2] else 0
        line = f"{label}: {yaml_text(value)}{newline}"
        return text[:end] + line + text[end:] if end else f"---{newline}{line}---{newline}{newline}{text}"
    ways = {
        "bullet": "- {}: {}",
        "bold": "**{}:** {}",
        "table_row": "| {} | {} |\n| --- | --- |",
        "column": "| {} |\n| --- |\n| {} |",
        "section": "## {}\n\n{}",
    }
    every = headings(text)
    title = title_heading(every, form)
    # A section stands before the first other one, all else right under the title.
    below = next((heading.start for heading in below_title(every, form)), len(text))
    at = below if kind == "section" else title.end if title else front_matter(text)[2]
    said = ways.get(kind, "{}: {}").format(label, value).replace("\n", newline)
    before = text[:at].rstrip("\r\n")
    return before + newline * 2 * bool(before) + said + newline * 2 + text[at:].lstrip("\r\n")


def _fill_history(text: str, contract: Contract, status: str, date: str) -> str:
    """The first entry of a history that stands beside the status."""
    history = contract.get("history")
    section = section_of(text, history["section"]) if history else None
    if not section or history == contract["record"].get("status"):
        return text
    rows = text[section[0] : section[1]].replace("YYYY-MM-DD", date)
    given = (contract.get("statuses") or [status])[0]
    rows = re.sub(r"(?m)^(\|[ \t]*|[-*][ \t]+)" + re.escape(given) + r"\b", lambda m: m.group(1) + status, rows)
    return text[: section[0]] + rows + text[section[1] :]


# ---- edit/from_issue.py --------------------------------------------------------------------------------------
# A record's sections from the text of an issue that was made by the log's own form.
#
# GitHub writes each field of a form as a heading of the third level, its label, and below it what was typed, or
# `_No response_`: https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests.
# The text comes from anybody who may open an issue: it becomes prose of its section and nothing else.

NO_ANSWER = "_No response_"
LOWEST = 6


def issue_title(text: str) -> str:
    """The title that a saved issue has as its first heading; "" where it has none."""
    return next((heading.text for heading in headings(text) if heading.level == 1), "")


def answers_of(text: str) -> list[tuple[str, str]]:
    """(label, what was typed) of the fields that were filled in."""
    text = text.replace("\r\n", "\n")
    fields = [heading for heading in headings(text) if heading.level == 3]
    ends = [*[heading.start for heading in fields[1:]], len(text)]
    said = [(heading.text, text[heading.end : end].strip()) for heading, end in zip(fields, ends)]
    return [(label, value) for label, value in said if value and value != NO_ANSWER]


def with_answers(record: str, answers: list[tuple[str, str]]) -> tuple[str, list[str]]:
    """(the record with each answer in its section or field, the labels that have no place in it)."""
    left = []
    given: dict[str, list[str]] = {}
    for label, value in answers:
        if _section(record, label):
            given.setdefault(label, []).append(value)
            continue
        place = find_place(record, label)
        part = label.rpartition(": ")
        if place:
            lines = (BULLET.sub("", line.strip(), count=1) for line in value.split("\n"))
            record = write_place(record, place, ", ".join(filter(None, lines)))
        elif part[0] and _section(record, part[0]):
            given.setdefault(part[0], []).append(f"**{part[2]}**\n\n{value}")
        else:
            left.append(label)
    for label, values in given.items():
        heading = _section(record, label)
        if heading:
            record = _filled(record, heading, "\n\n".join(values))
    return record, left


def refuse_other_headings(blank: str, filled: str) -> None:
    """A Fault where an answer brought a section of its own, or hides what stands below it."""
    before, after = ([h.text for h in headings(text) if h.level < 3] for text in (blank, filled))
    if before != after:
        raise Fault("the issue's text would change the record's sections; take its headings and comments out")


def asked_as(name: str) -> str:
    """What a form calls a section whose heading is to be replaced: "option 1" for "title of option 1"."""
    return re.sub(r"^(?:the )?(?:title|name) of (?:the |an? )?", "", name, flags=re.IGNORECASE)


def _section(record: str, label: str) -> Heading | None:
    """The heading that a label means: its text, or `Group: Text` for one below another."""
    group = ""
    for heading in headings(record):
        name = plain(heading.text)
        if heading.level == 2:
            group = name
        if heading.level > 1 and plain(label) in (name, f"{group}: {name}", f"{group}: {asked_as(name)}"):
            return heading
    return None


def _filled(record: str, heading: Heading, value: str) -> str:
    """The record with `value` in the place of what stands right under a heading."""
    below = [other.start for other in headings(record) if other.start > heading.start]
    end = below[0] if below else len(record)
    return f"{record[: heading.end]}\n\n{_as_prose(value, heading.level)}\n{chr(10) if below else ''}{record[end:]}"


def _as_prose(value: str, level: int) -> str:
    """An answer whose headings stand below its section's, and whose comments are text."""
    value = value.replace("<!--", "&lt;!--")
    found = headings(value)
    shift = max(0, level + 1 - min((heading.level for heading in found), default=LOWEST))
    for heading in reversed(found):
        marks = "#" * min(LOWEST, heading.level + shift)
        value = f"{value[: heading.start]}{marks} {heading.text}{value[heading.end :]}"
    return value


# ---- edit/new.py ---------------------------------------------------------------------------------------------
# A new record: its number, and the form that it takes where the log has no blank.

BLANK_NYGARD = """# NUMBER. TITLE

Date: YYYY-MM-DD

## Status

Proposed

## Context

{What is the situation, and which forces are at play?}

## Decision

{What do we do about it?}

## Consequences

{What gets easier, and what gets harder?}
"""


NAMED = 6  # numbers that a message names


def taken_numbers(log: Log) -> dict[int, str]:
    """{number: what takes it} in the working tree and on the default branch, upstream's where git knows it.

    What takes it is a file, or `FILE on BRANCH`.
    """
    used: dict[int | None, str] = {}
    for ref in _default_branches(log.folder):
        branch = re.sub("^refs/(heads|remotes)/", "", ref)
        for file, (number, _) in record_names(tree_files(log.folder, ref) or {}).items():
            used[number] = f"{file} on {branch}"
    for file, _ in find_files(log.folder)[0]:
        used[name_facts(file.rpartition("/")[2].rpartition(".")[0])[0]] = file
    used.update((record.number, record.file) for record in log.records)
    return {number: what for number, what in used.items() if number is not None}


def _default_branches(folder: str) -> list[str]:
    """The default branch of origin and the local one, where there are such."""
    listed = git(folder, "for-each-ref", "--format=%(refname) %(symref)", "refs/heads", "refs/remotes/origin")
    refs = dict(line.partition(" ")[::2] for line in (listed or b"").decode("utf-8", "replace").splitlines())
    upstream = [refs.get("refs/remotes/origin/HEAD"), "refs/remotes/origin/main", "refs/remotes/origin/master"]
    local = ["refs/heads/main", "refs/heads/master"]
    first = [next((name for name in names if name and name in refs), None) for names in (upstream, local)]
    return [ref for ref in first if ref]


def next_number(log: Log) -> int:
    """The number after the highest; where records here would give a lower one, why it was passed over is said.

    A number far above all others says nothing of how the log counts: it is passed over, which is said too.
    """
    taken = taken_numbers(log)
    kept = without_strays(taken)
    if len(kept) < len(taken):
        stray = min(number for number in taken if number > (kept[-1] if kept else -1))
        note(f"number {stray} ({taken[stray]}) lies far above the others; this record is {kept[-1] + 1}")
    highest = kept[-1] if kept else 0
    own = max((number for number in _numbers(log) if number <= highest), default=0)
    over = [number for number in kept if number > own]
    if over:
        many = f"numbers {', '.join(map(str, over[-NAMED:-1]))} and " if over[1:] else "number "
        verb = "are taken, the last" if over[1:] else "is taken"
        note(f"{many}{highest} {verb} by {taken[highest]}; this record is {highest + 1}")
    return highest + 1


def _numbers(log: Log) -> list[int]:
    return [record.number for record in log.records if record.number is not None]


def without_its_own_title(blank: str, log: Log) -> str:
    """The blank without the title that its front matter gives to itself ("ADR Template"), where no record has such a key."""
    span = key_span(blank, "title")
    if not span or TEMPLATE_WORDS.isdisjoint(re.findall(r"[^\W_]+", blank[span[0] : span[1]].lower())):
        return blank
    newest = by_age(log.records)[-NEWEST:]
    if not newest or any(key_span(read_text(log.folder, record.file), "title") for record in newest):
        return blank
    after = blank.find("\n", span[1])
    return blank[: blank.rfind("\n", 0, span[0]) + 1] + blank[after + 1 :]


def inferred(log: Log) -> Contract:
    """The contract, with names as the log's records have them where the log has no adr.json."""
    contract = dict(log.contract)
    if log.records and not os.path.exists(os.path.join(log.folder, CONTRACT)):
        names = NamesOf(record.file for record in log.records)
        if names.form and usable_form(names.form):
            contract["file_name"], contract["filename_prefix"] = usable_form(names.form), names.prefix or ""
            contract["number_width"] = names.width or contract["number_width"]
            contract["numbering"] = "date" if names.dated and not names.numbered else "sequential"
    return contract


# ---- commands/new.py -----------------------------------------------------------------------------------------
# `new`: write the next record.

class NewCall:
    """What `new` was called with."""

    dir: str
    status: str | None
    number: int | None
    supersede: list[str]
    link: list[str]
    from_issue: str | None
    edit: bool | None
    title: list[str]


def cmd_new(call: NewCall) -> int:
    log = Log(call.dir)
    issue = read_issue(call.from_issue) if call.from_issue else ""
    title = chosen_title(call, issue)
    contract = inferred(log)
    say_same_title(log, title)
    status = chosen_status(call.status, contract, log.words)
    refuse_wrong_number(call.number, contract)
    links = links_of(call)
    with Lock(call.dir):
        draft = NewRecord(Log(call.dir), contract, title, status, call.number)
        hindrance = draft.write_as_asked(call, links, issue)
    say_hindrance(hindrance)
    out(from_here(draft.path) + "\n")
    sys.stdout.flush()
    if call.edit or (call.edit is None and on_terminal()):
        editor = editor_for(call.dir)
        if editor or call.edit:
            open_in_editor(draft.path, editor)
    return 0


def links_of(call: NewCall) -> list[list[str]]:
    """[target, label, label in the target] of each `-l`."""
    links = [spec.split(":", 2) for spec in call.link]
    if any(len(spec) != 3 for spec in links):
        raise Misuse('-l takes TARGET:LABEL:REVERSE, such as -l "5:Amends:Amended by"')
    return links


def read_issue(name: str) -> str:
    """The text of an issue: a file's, or what comes on standard input for `-`."""
    try:
        return decode(sys.stdin.buffer.read() if name == "-" else read_bytes(name))[0]
    except OSError as error:
        raise Fault(f"{name}: {error.strerror or error}") from None


def chosen_title(call: NewCall, issue: str) -> str:
    """The title that was typed, that of the issue, or on a terminal what a person answers."""
    title = " ".join(" ".join(call.title).split()) or " ".join(issue_title(issue).split())
    if not title and on_terminal() and not call.from_issue:
        sys.stdout.write("Title of the decision: ")
        sys.stdout.flush()
        title = " ".join(sys.stdin.readline().split())
    if not title:
        raise Misuse(f"a record needs a title: {ADR} new Use PostgreSQL for orders")
    return title


def say_same_title(log: Log, title: str) -> None:
    """A second record of one title is written all the same: the first may be rejected, or another team's."""
    for record in log.records:
        if record.title and record.title.casefold() == title.casefold():
            note(f"{record.file} has the title {record.title!r} too ({record.status or 'no status'})")


def chosen_status(asked: str | None, contract: Contract, words: Vocabulary) -> str:
    """The style's word for the status that was asked for; its first without one."""
    statuses: list[str] = contract.get("statuses") or ["Proposed"]
    if not asked:
        return statuses[0]
    fit = [s for s in statuses if s.casefold() == asked.casefold()]
    fit = fit or [s for s in statuses if canonical(s, words) == canonical(asked, words)]
    if not fit:
        raise Misuse(f"--status {asked}: the style has {', '.join(statuses)}")
    return fit[0]


def refuse_wrong_number(number: int | None, contract: Contract) -> None:
    if number is not None and number < 0:
        raise Misuse(f"--number {number}: a number is 0 or more")
    if number is None and contract.get("numbering") == "tracker":
        raise Misuse("this log takes its numbers from issues or pull requests: add --number N")


def refuse_way_out(folder: str, place: str) -> None:
    """A log's names may put records into a folder of the log; where that is a link, it may lead anywhere."""
    home, way = os.path.realpath(folder), os.path.realpath(place)
    if way != home and not way.startswith(os.path.join(home, "")):
        raise Fault(f"{place}: leads out of the log through a symbolic link; make it a folder")


class NewRecord:
    """A record that is about to be written, with the pages that change along with it."""

    def __init__(self, log: Log, contract: Contract, title: str, status: str, number: int | None) -> None:
        self.log, self.contract, self.date = log, contract, today()
        number = self._number(number)
        self.name = file_name(contract, number=number, title=title, date=self.date)
        self.path = place_of(log.folder, self.name)
        refuse_way_out(log.folder, os.path.dirname(self.path))
        if os.path.lexists(self.path):
            raise Fault(f"{self.path}: is there already; choose another title")
        self.markdown = self._text(title, status, number)
        text = in_markup_of(self.markdown, self.name)
        self.pages: dict[str, str | None] = {self.name: text}
        self.record = read_record(self.name, text, log.words)

    def _number(self, asked: int | None) -> int | None:
        """The number that was asked for, where it is free; else the next one; None where dates take their place."""
        if asked is None:
            return None if self.contract.get("numbering") == "date" else next_number(self.log)
        taken = [record.file for record in self.log.records if record.number == asked]
        if taken:
            raise Fault(f"number {asked} is that of {taken[0]}; leave --number out for the next free one")
        return asked

    def _text(self, title: str, status: str, number: int | None) -> str:
        """The log's blank, filled in."""
        path = os.path.join(self.log.folder, BLANK)
        blank = decode(read_bytes(path))[0].lstrip("\ufeff") if os.path.lexists(path) else BLANK_NYGARD
        blank = without_its_own_title(blank, self.log)
        try:
            return fill(blank, self.contract, number=number, title=title, status=status, date=self.date)
        except Fault as fault:
            raise Fault(f"{path}: {fault}") from None

    def take(self, issue: str) -> None:
        """Put an issue's answers into the record's sections; what has no place there is said."""
        blank = self.markdown
        answers = answers_of(issue)
        if not answers:
            raise Fault("the issue has no answers: each is a heading `### Label` with text below, as a form writes it")
        text, left = with_answers(blank, answers)
        refuse_other_headings(blank, text)
        text = in_markup_of(text, self.name)
        record = read_record(self.name, text, self.log.words)
        now, was = (
            (r.status, r.date, sorted(r.fwd_refs), sorted(r.by_refs), r.title, r.number) for r in (record, self.record)
        )
        if now != was:
            raise Fault("the issue's text would change the record's status, date or links; take those lines out of it")
        for label in left:
            note(f"{label!r} has no place in a record; it was left out")
        self.pages[self.name] = text

    def supersede(self, old: Record) -> None:
        """Say that it supersedes an older record; the older one says so too, once this one is decided."""
        log, contract, pages = self.log, self.contract, self.pages
        ref = reference(contract, self.record, old)
        pages[self.name] = state_link(page_of(log, self.name, pages), contract, "supersedes", "Supersedes", ref)
        if not waits(old, self.record):
            supersede(log, contract, old, self.record, pages)

    def relate(self, label: str, target: Record, reverse: str) -> None:
        """Link it and another record both ways."""
        relate(self.log, self.contract, self.record, label, target, self.pages)
        relate(self.log, self.contract, target, reverse, self.record, self.pages)

    def write_as_asked(self, call: NewCall, links: list[list[str]], issue: str) -> str | None:
        """Write it with an issue's answers and what the call relates it to; what hinders the index, where something does."""
        if issue:
            self.take(issue)
        for old in dict.fromkeys(one(self.log, what) for what in call.supersede):
            self.supersede(old)
        for what, label, reverse in links:
            self.relate(label, one(self.log, what), reverse)
        return write_pages(self.log, self.pages)


# ---- log/owners.py -------------------------------------------------------------------------------------------
# Lines for CODEOWNERS: who decided owns what the decision governs.
#
# Forges read that file in two ways. GitHub, GitLab and Bitbucket take the last line that matches, so lines go from the
# general to the special, and what a record takes out goes to who owns it otherwise. Forgejo and Gitea take every line,
# and a pattern there is a regular expression of the whole path.

OWNER_FORMS = ("github", "gitlab", "forgejo", "bitbucket")
OWNER = Pattern(
    r"(?<![\w@./-])(?:@{1,2}[\w][\w.-]{0,99}(?:/[\w.-]{1,99}){0,9}|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8})"
)
OTHER_WHITE = Pattern(r"[^\S ]")


class Owned:
    """A pattern of one record, and who owns what it takes in."""

    __slots__ = ("owners", "pattern", "record")

    def __init__(self, record: Record, pattern: PathPattern, owners: list[str]) -> None:
        self.record, self.pattern, self.owners = record, pattern, owners


def owners_of(record: Record) -> list[str]:
    """The deciders that a forge knows: `@user`, `@group/team`, addresses of mail."""
    found = [name.rstrip(".") for text in record.deciders for name in OWNER.findall(text)]
    return list(dict.fromkeys(found))


def owner_lines(logs: list[Log], form: str) -> list[str]:
    """The lines, each below the records that it comes from. `form` is one of OWNER_FORMS."""
    records = [record for log in logs for record in in_force(log) if record.applies_to]
    owned = [Owned(record, one, owners_of(record)) for record in records for one in patterns_of(record)[0] if one.parts]
    lines = []
    for record in records:
        if not owners_of(record):
            lines.append(
                f"# {as_comment(record)}: none of its deciders is an @name or an address, so nobody owns its paths"
            )
    groups: dict[str, list[Owned]] = {}
    top = {one.record.file: one.pattern.rank() for one in sorted(owned, key=lambda one: one.pattern.rank())}
    # What a record takes out has to come behind all that it takes in.
    by_rank = sorted(
        owned, key=lambda one: (top[one.record.file], 1) if one.pattern.takes_out else (one.pattern.rank(), 0)
    )
    for one in by_rank:
        if form == "forgejo" and one.pattern.takes_out:
            lines.append(f"# {as_comment(one.record)}: {one.pattern.text} has no line, as every line counts here")
        elif one.owners:
            groups.setdefault(written(one.pattern, form), []).append(one)
    for text, those in groups.items():
        labels = ", ".join(dict.fromkeys(as_comment(one.record) for one in those))
        if not text:
            lines += [f"# {as_comment(one.record)}: {one.pattern.text} cannot be said in this file" for one in those]
            continue
        owners = [name for one in those if not one.pattern.takes_out for name in one.owners]
        if not owners:
            owners = _otherwise(those[0], owned)
        lines += [f"# {labels}", " ".join([text, *dict.fromkeys(owners)])]
    return lines


def as_comment(record: Record) -> str:
    """A record in a comment."""
    return " ".join(f"{row_label(record)} {record.title or ''}".split())


def _otherwise(out: Owned, owned: list[Owned]) -> list[str]:
    """Who owns what a record takes out: those of the most special pattern of another one; [] where nobody does."""
    parts = [part for part in out.pattern.parts if part != "**"]
    if any(WILD.search(part) for part in parts):
        return []
    others = [one for one in owned if one.record is not out.record and one.owners and not one.pattern.takes_out]
    found = Matcher([[one.pattern] for one in others]).lists_of("/".join([*parts, "x"]))
    best = max(found, key=lambda number: found[number].rank(), default=None)
    return [] if best is None else others[best].owners


def written(pattern: PathPattern, form: str) -> str:
    """A pattern as the file of a forge says it; "" where it cannot."""
    parts, folders = pattern.parts, pattern.folders
    if any("[" in part or OTHER_WHITE.search(part) for part in parts):
        return ""  # GitHub has no classes, Go's are not these, and each forge parts owners at another white space
    if form == "forgejo":
        return _expression_of(parts, folders).replace("\\", "\\\\").replace(" ", "\\ ").replace("#", "\\#")
    if any("\\" in part or " #" in part for part in parts) or "#" in parts[0][:1]:  # GitHub: a comment
        return ""
    if len(parts) > 1 and parts[-1] == "*" and not folders and (parts[-2] != "**" or len(parts) == 2):
        parts, folders = (["*"], False) if parts[:-1] == ["**"] else (parts[:-1], True)
    if parts[0] == "**" and len(parts) == 2:
        text = "/**/" * (parts[1][0] == "!") + parts[1]  # at the start of a line GitLab takes out what follows it
    else:
        text = "/".join(parts) if parts[0] in ("**", "*") and len(parts) == 1 else "/" + "/".join(parts)
    return (text + "/" * folders).replace(" ", "\\ ")


def _expression_of(parts: list[str], folders: bool) -> str:
    """The regular expression of Go's for the paths that a pattern takes in."""
    text = ""
    for n, part in enumerate(parts):
        if part == "**":
            text += "(.*/)?"
            continue
        for char in re.findall(r"\\.|.", part):
            text += {"*": "[^/]*", "?": "[^/]"}.get(char) or re.sub(r"([^\w\s/-])", r"\\\1", char[-1:])
        text += "/" if n + 1 < len(parts) else ""
    return text + ("/.*" if folders else "(/.*)?")


# ---- commands/owners.py --------------------------------------------------------------------------------------
# `owners`: lines for CODEOWNERS from the deciders of decisions and the paths that these govern.

class OwnersCall:
    """What `owners` was called with."""

    dirs: Sequence[str]
    format: str | None


def cmd_owners(call: OwnersCall) -> int:
    logs = [Log(folder) for folder in call.dirs]
    forge = logs[0].contract.get("forge")
    form = call.format or (forge if forge in OWNER_FORMS else OWNER_FORMS[0])
    lines = owner_lines(logs, form)
    if not any(line[0] != "#" for line in lines):
        note("owners: no decision in force has both paths (applies-to) and a decider with an @name")
    places = ", ".join(from_here(folder) for folder in call.dirs)
    head = [f"# From the decisions in {places}; `{ADR} owners` prints these lines anew."] if lines else []
    out("".join(f"{safe(line)}\n" for line in [*head, *lines]), made=True)
    return 0


# ---- edit/follow.py ------------------------------------------------------------------------------------------
# What outside a log's records names one of them by its file, once that file has another name.

DOCS_DIR = re.compile(r"(?m)^docs_dir:[ \t]*(?![ \t])[\"']?([^\"'#\r\n]+)(?:[\"'][ \t]*)?\r?$")


class Follow:
    """The project's other files after a record was given another number.

    Attributes:
        texts: {file from the project's root: (text before, text after, encoding)} of those that change.
        left: (file, line, what stands there) that may mean the record and is for people to change.
    """

    def __init__(
        self, root: str, folder: str, record: Record, moved: str, number: int | None, own: set[str], *, write: bool
    ) -> None:
        """`own` are files of the log that are seen to already; without `write` all is left for people to change."""
        self.root, self.record, self.number, self.write = root, record, number, write
        self.folder = os.path.relpath(os.path.realpath(folder), os.path.realpath(root)).replace(os.sep, "/")
        self.old, self.new = self._from_root(record.file), self._from_root(moved)
        self.name, self.new_name = (path.rpartition("/")[2] for path in (self.old, self.new))
        self.texts: dict[str, tuple[str, str, str]] = {}
        self.left: list[tuple[str, int, str]] = []
        ours = {self._from_root(file) for file in own}
        # A README that is a link inside the log: what it leads to is written as the README.
        links = [path for path in (place_of(root, file) for file in ours) if os.path.islink(path)]
        real = os.path.realpath(root)
        ours |= {os.path.relpath(os.path.realpath(path), real).replace(os.sep, "/") for path in links}
        self.said = mention(record)
        for file in project_files(root):
            path = os.path.join(root, file)
            if file not in ours and os.path.isfile(path) and not os.path.islink(path):
                self._plan_file(file, path)

    def _from_root(self, file: str) -> str:
        return file if self.folder == "." else f"{self.folder}/{file}"

    def _plan_file(self, file: str, path: str) -> None:
        data = read_bytes(path) if os.path.getsize(path) < LARGE else b""
        stem = os.fsencode(self.name.rpartition(".")[0])
        if joined_version(data[:1000]):
            return  # code of the pack: no record is meant there, and an update writes it anew
        if b"\0" in data[:8192] or not (stem in data or b"%d" % (self.record.number or 0) in data):
            return
        text, encoding = decode(data)
        after = self._renamed(file, text) if self.write else text
        if after != text:
            self.texts[file] = (text, after, encoding)
        self._note_what_is_left(file, after)

    def _renamed(self, file: str, text: str) -> str:
        """`text` with the record's new name: in links that lead to it, and as a path that surely means it."""
        if file.lower().endswith((".md", ".markdown", ".mdx")):
            place = os.path.dirname(file)
            text = rewrite_links(
                text, file, self.old, self.new, self.record.number or 0, self.number, bare=under(place, self.folder)
            )
        text = _swapped(text, self.old, self.new)
        if file in ("mkdocs.yml", "mkdocs.yaml"):
            m = DOCS_DIR.search(text)
            docs = (m.group(1).rstrip(" \t").strip("/") if m else "docs") + "/"
            if self.old.startswith(docs):
                text = _swapped(text, self.old[len(docs) :], self.new[len(docs) :])
        if os.path.dirname(file) == self.folder:
            text = _swapped(text, self.name, self.new_name)
        return text

    def _note_what_is_left(self, file: str, text: str) -> None:
        """The record's old name, and its number as texts mention it, where other logs are not meant."""
        for number, line in enumerate(text.splitlines(), 1):
            found = self.name if self.name in line else None
            if not found and "<!--" not in line:
                m = self.said.search(line)
                found = m.group() if m else None
            if found:
                self.left.append((file, number, found))


def _swapped(text: str, old: str, new: str) -> str:
    """A path replaced where it stands as such: not the end of a longer one, not the start of another name."""
    return re.sub(r"(?<![\w./-])((?:\./|/)?)" + re.escape(old) + r"(?![\w-]|\.\w)", lambda m: m.group(1) + new, text)


# ---- commands/renumber.py ------------------------------------------------------------------------------------
# `renumber`: another number, or date, for a record, in every place of the log that names it.

class RenumberCall:
    """What `renumber` was called with."""

    dir: str
    old: str
    new: str | None


def cmd_renumber(call: RenumberCall) -> int:
    asked = number_or_day(call.new) if call.new else None
    with Lock(call.dir):
        log = Log(call.dir)
        record = one(log, call.old)
        done = Renumbered(log, record, new_place(log, record, asked))
        # A killed run is undone below a root that answers files vouch for; without them the log alone is written.
        vouched, _ = logs_around(call.dir)
        root = vouched or project_root(call.dir)
        own = {record.file for record in log.records} | {os.path.basename(index_file(call.dir))}
        follow = Follow(root, call.dir, record, done.moved, done.number, own, write=bool(vouched))
        change = Change(Journal(call.dir, root, follow.folder) if follow.texts else Journal(call.dir))
        hindrance = plan_renumbered(done, change)
        for file, (_, text, encoding) in follow.texts.items():
            change.write(place_of(root, file), text.encode(encoding))
        before = {file: read_text(call.dir, record.file if file == done.moved else file) for file in done.pages}
        change.commit()
    say_hindrance(hindrance)
    for file, text in before.items():
        say_changed_lines(place_of(call.dir, file), text, done.pages[file] or "")
    for file, (text, after, _) in follow.texts.items():
        say_changed_lines(place_of(root, file), text, after)
    for file, line in done.left:
        path = from_here(os.path.join(call.dir, file))
        say(f"{path}:{line}: may mean either record of number {record.number}; see for yourself")
    for file, line, what in follow.left:
        path = from_here(place_of(root, file))
        say(f"{path}:{line}: still says {what}; change it where it means this record")
    out(from_here(os.path.join(call.dir, done.moved)) + "\n")
    return 0


def say_changed_lines(path: str, before: str, after: str) -> None:
    """Each line that changed, as it is now."""
    for number, (old, new) in enumerate(zip(before.splitlines(), after.splitlines()), 1):
        if old != new:
            say(f"{from_here(path)}:{number}: {safe(' '.join(new.split())[:100])}")


def number_or_day(text: str) -> int | str:
    """A number, or a day as YYYY-MM-DD, as a person gives it."""
    m = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", text)
    if m:
        day = iso_date(*map(int, m.groups()))
        if not day:
            raise Misuse(f"{text}: the calendar has no such day")
        return day
    if not re.fullmatch(r"[+-]?\d{1,9}", text):
        raise Misuse(f"{text}: is neither a number nor a day such as 2026-11-21")
    if int(text) < 0:
        raise Misuse(f"{text}: a number is 0 or more")
    return int(text)


def new_place(log: Log, record: Record, asked: int | str | None) -> int | str:
    """The number or day that was asked for, else the next number, or today.

    Fault where the record's name has none of that kind, or another record has that number.
    """
    if isinstance(asked, str) or (asked is None and record.number is None):
        if not day_in_name(record):
            what = "date" if asked else "number"
            raise Fault(f"{record.file}: its name has no {what} to change")
        return asked or today()
    if record.number is None:
        dated = "; give a day such as 2026-11-21" if day_in_name(record) else ""
        raise Fault(f"{record.file}: its name has no number to change{dated}")
    number = asked if asked is not None else next_number(log)
    if any(r.number == number and r.prefix == record.prefix for r in log.records):
        raise Fault(f"number {number} is used; leave NEW out for the next free one")
    return number


def plan_renumbered(done: Renumbered, change: Change) -> str | None:
    """Plan what changes in the log; what hinders the index, where something does."""
    log, record = done.log, done.record
    change.write(place_of(log.folder, record.file), None)
    page = open_page(log.folder, record.file, log.words)
    page.text = done.pages[done.moved] or ""
    change.write(place_of(log.folder, done.moved), page.encoded())
    plan_pages(log, {file: text for file, text in done.pages.items() if file != done.moved}, change)
    readme = index_file(log.folder)
    return plan_readme(done, readme, change) if os.path.lexists(readme) else None


def plan_readme(done: Renumbered, readme: str, change: Change) -> str | None:
    """Plan the README with its links and its index as they are then; what hinders the index."""
    hindrance = None
    text, encoding = decode(read_bytes(readme))
    text = rewrite_links(text, os.path.basename(readme), done.record.file, done.moved, done.old, done.number)
    if own_index_file(done.log.contract):
        change.write(readme, encoded(text, encoding, readme))
        return None
    try:
        start, end = marker_span(text, readme)
        draft = Draft(done.log, {**done.pages, done.record.file: None})
        text = (
            text[:start]
            + in_form_of(text[start:end], index_text(draft, line_end(text), listed_titles(text[start:end])))
            + text[end:]
        )
    except Fault as fault:
        hindrance = str(fault)
    change.write(readme, encoded(text, encoding, readme))
    return hindrance


# ---- commands/search.py --------------------------------------------------------------------------------------
# `search`: which records say some words, and where.

LINES_SHOWN, LINE_SHOWN = 5, 160


class SearchCall:
    """What `search` was called with."""

    dir: str
    words: list[str]


def cmd_search(call: SearchCall) -> int:
    words = [bare(word) for words in call.words for word in words.split()]
    if not words:
        raise Misuse("search: give a word")
    log = Log(call.dir)
    colour = "1" if in_colour() else ""
    found = 0
    for record in log.records:
        lines = says(log, record, words)
        if lines is None:
            continue
        found += 1
        path = from_here(place_of(log.folder, record.file))
        head = safe(f"{row_label(record)}  {record.status or '-'}  {record.title or record.file}")
        out(painted(head, colour) + "\n", made=True)
        for number, line in lines[:LINES_SHOWN]:
            out(f"  {path}:{number}: {safe(' '.join(line.split())[:LINE_SHOWN])}\n")
        if len(lines) > LINES_SHOWN:
            out(f"  and {len(lines) - LINES_SHOWN} more lines\n")
    if not found:
        note(f"no record in {call.dir} says {' and '.join(call.words)}")
    return 0 if found else 1


# ---- commands/show.py ----------------------------------------------------------------------------------------
# `show`: one record, as it is written; on a terminal with what it links to.

class ShowCall:
    """What `show` and `edit` were called with."""

    dir: str
    record: str


def cmd_show(call: ShowCall) -> int:
    log = Log(call.dir)
    record = one(log, call.record)
    text = read_text(log.folder, record.file)
    if not sys.stdout.isatty():
        out(text)
        return 0
    colour = "1" if in_colour() else ""
    out("".join(painted(safe(line), colour) + "\n" for line in about(log, record)) + "\n", made=True)
    out("".join(safe(line) + "\n" for line in text.splitlines()))
    return 0


def about(log: Log, record: Record) -> list[str]:
    """The record's path, status and date, and a line for each record that it is linked with."""
    head = [from_here(place_of(log.folder, record.file)), record.status or "no status"]
    if record.date:
        head.append(record.date)
    links = [("supersedes", file) for file in record.supersedes]
    links += [("superseded by", file) for file in record.superseded_by]
    links += record.links
    rows = []
    for label, file in links:
        other = log.files[file]
        rows.append(f"  {label} {row_label(other)} {other.title or other.file} ({other.status or 'no status'})")
    return ["  ".join(head), *rows]


# ---- commands/stats.py ---------------------------------------------------------------------------------------
# `stats`: how many records there are, by status and by year, and which have waited longest.

WAITING_SHOWN = 5


class StatsCall:
    """What `stats` was called with."""

    dir: str


def cmd_stats(call: StatsCall) -> int:
    log = Log(call.dir)
    out(f"{counted(log.records)}\n")
    statuses = Counter(record.status or "no status" for record in log.records)
    years = Counter(record.date[:4] if record.date else "no date" for record in log.records)
    for head, count in (("status", statuses.most_common()), ("year", sorted(years.items()))):
        out(f"\nby {head}\n" if count else "")
        for word, times in count:
            out(f"  {safe(word)}{' ' * (20 - width(word))} {times:5}\n")
    waiting = [record for record in log.records if record.date and is_undecided(record)]
    waiting.sort(key=lambda record: (record.date or "", record.file))
    if waiting:
        out("\nundecided, the oldest first\n")
    for record in waiting[:WAITING_SHOWN]:
        out(f"  {record.date}  {row_label(record)}  {safe(record.title or record.file)}\n")
    return 0


# ---- edit/retract.py -----------------------------------------------------------------------------------------
# A supersession taken back: its words go from the records that say it.
#
# Each way to take a reference out is one small generator in WAYS_OUT; each text is read again, and the first that says the
# rest as before is it.

class Retraction:
    """References of one fact that a page shall say no more.

    Attributes:
        fact: `supersedes` or `superseded_by`.
        gone: the files that are meant; with None every reference goes.
    """

    def __init__(self, log: Log, page: Page, record: Record, fact: str, gone: list[str] | None) -> None:
        self.log, self.page, self.record, self.fact, self.gone = log, page, record, fact, gone
        self.before = page.facts()

    def refs(self, facts: Record) -> list[tuple[str, str]]:
        return list(facts.fwd_refs if self.fact == "supersedes" else facts.by_refs)

    def wanted(self) -> list[tuple[str, str]]:
        """The references that stay."""
        if self.gone is None:
            return []
        resolve = self.log.resolver.resolve
        return [ref for ref in self.refs(self.before) if not set(resolve(self.record, [ref])) & set(self.gone)]

    def done_by(self, trial: str) -> bool:
        """Whether a text has only the references that stay, and says all else as before but the status."""
        after = self.page.facts(trial)
        other = "by_refs" if self.fact == "supersedes" else "fwd_refs"
        return (
            self.refs(after) == self.wanted()
            and same_otherwise(after, self.before)
            and getattr(after, other) == getattr(self.before, other)
            and after.link_refs == self.before.link_refs
            and after.date == self.before.date
        )


def put_back(log: Log, record: Record, successors: list[Record], word: str, date: str, author: str) -> Pages:
    """The pages on which a record is in force again, and those that were turned down no longer supersede it."""
    pages: Pages = {record.file: _in_force_again(log, record, word, date, author)}
    for other in successors:
        if is_refused(other):
            page = page_of(log, other.file, pages)
            work = Retraction(log, page, other, "supersedes", [record.file])
            text = next((t for t in _ways_out(work) if work.done_by(t) and page.facts(t).status == other.status), None)
            if text is None and record.file in other.supersedes:
                raise Fault(f"{page.path}: take out by hand that it supersedes {record.file}")
            pages[other.file] = page.text if text is None else text
    return pages


def _in_force_again(log: Log, record: Record, word: str, date: str, author: str) -> str:
    """The text of a record whose successors are gone, with the words about them taken out and its status set."""
    page = page_of(log, record.file, {})
    contract, want = log.contract, canonical(word, log.words)
    work = Retraction(log, page, record, "superseded_by", None)
    bare = [text for text in _ways_out(work) if work.done_by(text)]
    for text in bare:
        if page.facts(text).status == want:
            return text  # "Accepted ⏎ Superseded by …": what stood there before
    value = in_words(word, contract, record.status_text or "", others_in(log, record, word), log.words)
    for text in [page.text, *bare]:
        trial = _set(Page(log.folder, record.file, log.words, text, page.encoding), work, log, value, date)
        if trial is not None:
            return note_history(trial, contract, value, date, author, log.words)
    raise Fault(f"{page.path}: cannot be put back by machine; take out its successor and write {value!r} by hand")


def _set(page: Page, work: Retraction, log: Log, value: str, date: str) -> str | None:
    """The page's text with the status set and no successor named; None where that cannot be said."""
    try:
        page.text = restate(page, log.contract, value, date)
    except Fault:
        return None
    if not page.facts().by_refs:
        return page.text
    rest = Retraction(log, page, work.record, "superseded_by", None)
    want = page.facts().status
    return next((t for t in _ways_out(rest) if rest.done_by(t) and page.facts(t).status == want), None)


def _ways_out(work: Retraction) -> Iterator[str]:
    for way in WAYS_OUT:
        yield from way(work)


def _as_in_blank(work: Retraction) -> Iterator[str]:
    """The value of a place that the log's blank has too, as it is there."""
    place = work.log.contract["record"].get(work.fact)
    found = labelled(work.page.text, work.fact, work.log.contract, work.page.words)
    path = os.path.join(work.log.folder, BLANK)
    if place and found and os.path.exists(path) and place != work.log.contract["record"].get("status"):
        value = read_place(decode(read_bytes(path))[0], place)
        if value is not None:
            yield put(work.page.text, *found, value)


def _without_line(work: Retraction) -> Iterator[str]:
    """A line that names another record, taken out with one of the blank lines around it."""
    for start, end in _lines(work):
        text = work.page.text
        before, after = text[:start], text[end:]
        if re.search(r"\n[ \t]*\r?\n$", before):
            after = re.sub(r"^[ \t]*\r?\n", "", after) if after.strip() else ""
            before = before if after else before.rstrip("\r\n") + text[start:end][len(text[start:end].rstrip("\r\n")) :]
        yield before + after


ONE_LINK = Pattern(r"\[\[[^\[\]\n]{1,300}\]\]|\[(?:[^\[\]\\\n]|\\.){0,300}\]\([^()\n]{0,300}\)")
LIST_LABEL = Pattern(r"[ \t>|]*(?:[-*+][ \t]+)?(?:[^:|,;·\[\]()\n]{0,100}[:|][*_]{0,3})?[ \t]*")
LIST_MARKS = (("[", "]"), ('"', '"'), ("'", "'"))


def _without_part(work: Retraction) -> Iterator[str]:
    """One item of a list in a line: "ADR-1, ADR-2", "Accepted, supersedes [1](…)"."""
    for start, end in _lines(work):
        text = work.page.text
        line = text[start:end]
        shown = ONE_LINK.sub(lambda m: "x" * len(m.group()), line)  # no comma of a title parts anything
        first, last = _list_in(shown)
        cuts = [m.span() for m in re.finditer(r"(?:(?<![ \t])[ \t]+)?[,;·][ \t]*", shown[:last])]
        for at, (cut, rest) in enumerate(cuts):
            until = cuts[at + 1][0] if at + 1 < len(cuts) else last
            yield text[:start] + line[:cut] + line[until:] + text[end:]
            if at == 0:
                yield text[:start] + line[:first] + line[rest:] + text[end:]


def _list_in(line: str) -> tuple[int, int]:
    """Where the items of a list in a line begin and end, without its label and what stands around them."""
    lead = LIST_LABEL.match(line)
    first = lead.end() if lead else 0
    said = line[first:].rstrip(" \t\r\n|")
    last = first + len(said)
    for opens, closes in LIST_MARKS:
        if len(said) > 1 and said[0] == opens and said[-1] == closes and not {opens, closes} & set(said[1:-1]):
            return first + 1, last - 1
    return first, last


WAYS_OUT = (_as_in_blank, _without_line, _without_part)


def _lines(work: Retraction) -> Iterator[tuple[int, int]]:
    """Offsets of the lines that may name the references, with their line ends."""
    for line in re.finditer(r"[^\n]*\n|[^\n]+", work.page.text):
        if re.search(r"\d|\]\(|\[\[", line.group()) or has_stem(line.group()):
            yield line.span()


# ---- commands/status.py --------------------------------------------------------------------------------------
# `status`: set a record's status.

class StatusCall:
    """What `status` was called with."""

    dir: str
    record: str
    status: list[str]
    date: str | None


def cmd_status(call: StatusCall) -> int:
    with Lock(call.dir):
        log = Log(call.dir)
        record = one(log, call.record)
        word = " ".join(" ".join(call.status).split())
        date = day_given(call.date) if call.date else ""
        refuse_wrong_status(word, log, record, open_page(call.dir, record.file, log.words), call.record)
        pages = planned(log, record, word, date)
        save(log, pages)
    for file, text in pages.items():
        now = read_record(file, text or "", log.words)
        out(f"{from_here(os.path.join(call.dir, file))}: {now.status_text}\n")
    say_what_is_left(log, record, read_record(record.file, pages[record.file] or "", log.words))
    return 0


def day_given(text: str) -> str:
    """The day of `--date`. Misuse where it is none."""
    day = parse_date(text) if ISO.fullmatch(text) else None
    if not day:
        raise Misuse(f"--date {text}: a day is written YYYY-MM-DD")
    return day


def planned(log: Log, record: Record, word: str, date: str) -> dict[str, str | None]:
    """The pages that change: the record's, and those of records that go out of force, or that it comes back from."""
    successors = lost_successors(log, record)
    if successors is not None and (in_force_word(word, log) or _was_so_before(log, record, word)):
        return put_back(log, record, successors, word, date or today(), author(log.folder))
    page = open_page(log.folder, record.file, log.words)
    pages: dict[str, str | None] = {record.file: set_status(log, page, record, word, date)}
    now = Draft(log, pages).files[record.file]
    if is_in_force(now):
        complete(log, now, pages)
    return pages


def _was_so_before(log: Log, record: Record, word: str) -> bool:
    """Whether a record had a status before it was superseded."""
    was = before_superseded(log.folder, record.file, log.words)
    return was is not None and was.status == canonical(word, log.words)


def in_force_word(word: str, log: Log) -> bool:
    return OPEN < stage_of(canonical(word, log.words) or "") < CLOSED


def say_what_is_left(log: Log, record: Record, now: Record) -> None:
    """What other records say that does not fit the new status any more."""
    speaks = [file for file in record.superseded_by if record.file in log.files[file].supersedes]
    if speaks and not now.by_refs and lost_successors(log, record) is None:
        note(f"{', '.join(speaks)} still says that it supersedes this one; change that too")
    for file in record.supersedes:
        old = log.files[file]
        if not takes_effect(now) and old.status == "superseded" and old.superseded_by == [record.file]:
            word, does = way_back(log.folder, old, log.words, "accepted")
            note(f"{file} still says that this one superseded it; `{ADR} status {file} {word}` {does}")


def refuse_wrong_status(word: str, log: Log, record: Record, page: Page, asked: str) -> None:
    """Misuse where a word is no status, says too little, or is none that the record's style has."""
    want = canonical(word, log.words)
    if not want:
        raise Misuse(f"{word!r} is no status; {offered(word, log.contract.get('statuses') or list(SIX))}")
    if want == "superseded":
        raise Misuse(f"say by what: {ADR} link {asked} 'Superseded by' NEW Supersedes, or {ADR} new -s {asked} TITLE")
    style = Style(log.folder, log.contract)
    in_style = style.known and style.statuses and Checked(style, record.file, page.text, record).in_style
    if in_style and want not in style.statuses:
        raise Misuse(f"{word!r} is no status of this log; {offered(word, log.contract['statuses'])}")


def offered(word: str, statuses: list[str]) -> str:
    """The statuses that a misspelt one may mean, the nearest first."""
    near = nearest(word.casefold(), [status.casefold() for status in statuses])
    meant = next((status for status in statuses if status.casefold() == near), "")
    return (f"did you mean {meant}? The" if meant else "the") + f" style has {', '.join(statuses)}"


# ---- commands/toc.py -----------------------------------------------------------------------------------------
# `toc`: the records as a Markdown list.

class TocCall:
    """What `toc` was called with."""

    dir: str
    prefix: str
    intro: str | None
    outro: str | None


def cmd_toc(call: TocCall) -> int:
    intro, outro = _text_of(call.intro), _text_of(call.outro)
    log = Log(call.dir)
    out("# Architecture Decision Records\n\n" + (f"{intro}\n" if intro else ""))
    for record in log.records:
        title = heading_of(log, record).replace("[", "\\[").replace("]", "\\]")
        out(f"* [{cell(title)}]({call.prefix}{url(record.file)})\n")
    out(f"\n{outro}" if outro else "")
    return 0


def _text_of(name: str | None) -> str:
    """The text of a file that was named, with a line end at its end; "" where none was."""
    if not name:
        return ""
    try:
        text = decode(read_bytes(name))[0]
    except OSError as error:
        raise Fault(f"{name}: {error.strerror or error}") from None
    return text if text.endswith("\n") or not text else text + "\n"


# ---- commands/every.py ---------------------------------------------------------------------------------------
# What runs each command, where all of them are loaded at once: the joined file.

EVERY: dict[str, Callable[[Any], int]] = {
    "adopt": cmd_adopt,
    "check": cmd_check,
    "cites": cmd_cites,
    "completion": cmd_completion,
    "edit": cmd_edit,
    "for": cmd_for,
    "generate": cmd_generate,
    "graph": cmd_graph,
    "index": cmd_index,
    "link": cmd_link,
    "list": cmd_list,
    "move": cmd_move,
    "new": cmd_new,
    "owners": cmd_owners,
    "renumber": cmd_renumber,
    "search": cmd_search,
    "show": cmd_show,
    "stats": cmd_stats,
    "status": cmd_status,
    "toc": cmd_toc,
}


# ---- in_log.py -----------------------------------------------------------------------------------------------

# What the review rule reads records with, besides `main`: see copier_adr/review/neighbour.py.
READER = (Log, Names, frozen_text, governing, record_names, row_label, sentence_of)


def beside() -> list[str]:
    """The log that the joined file lies in."""
    return [os.path.dirname(os.path.abspath(__file__))]


def main(argv: list[str] | None = None) -> int:
    """Run one command; the exit code: 0 all is well, 1 a fault, 2 a wrong call."""
    return command_line(argv, Shape("where adr.py lies", beside, EVERY.__getitem__))


if __name__ == "__main__":
    exit_code = main()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(exit_code)  # all is written: taking ten thousand records apart would only cost time
