"""TODO."""

from __future__ import annotations

import re

from .names import name_facts, slug
from .places import find_span
from .references import PARTLY, PHRASE, has_stem, references, supersessions
from .status import _statement, chosen, is_choice
from .title import ESCAPED, GENERIC_TITLE, PLACEHOLDER_TITLE, split_title
from ..text.dates import LEADING_DATE, parse_date
from ..text.front_matter import front_matter, toml_values, yaml_values
from ..text.headings import SETEXT, outline
from ..text.markup import BOX, BULLET, FIELD, INLINE_BREAK, LINK_TEXT, LONG, MARKS, RULE, SEPARATOR, WORD, cells, shorten
from ..text.mask import _one_side, mask
from ..text.pattern import Pattern
from ..vocabulary.labels import BODY_SECTIONS
from ..vocabulary.months import MONTH_OF
from ..vocabulary.names import COVERS
from ..vocabulary.statuses import NOTHING, SIX
from ..vocabulary.words import KINDS, LABEL_OF, LEADS, MANY, PLACES, REMEMBERED, SECTION_OF, STATEMENTS, STATUS_OF, VOCABULARY, _LEARNT, known_status, label_key

BADGE = Pattern(
    r"!\[[^\]\n]{0,200}\]\([^)\n]{0,300}?badge/(?:status|adr)[-:_/]([A-Za-z_%\d]{3,40}?)[-/][^)\n]{0,300}\)", re.I
)
PICTURE = Pattern(r"\[?!\[([^\]\n]{0,200})\]\([^)\n]{0,500}\)(?:\]\([^)\n]{0,500}\))?")
COMPONENT = Pattern(r"<[\w-]{0,30}status\s[^<>]{0,100}?\bstatus=[\"']([^\"'<>]{1,40})[\"']", re.I)
PART_OF = Pattern(r"^[*_]{0,3}part(?:ial)?ly-supers[a-z]{1,6}-by\b", re.I)
STEPS = Pattern(r"([^\W\d_]+)[ *_]{1,4}(?:on[ ]|at[ ]|\()?[ ]?(\d{4}-\d\d-\d\d)")
LINKED = Pattern(r"([^\W\d_][^\n\[\]:()|]{1,40}?)[ \t]*:?[ \t]*(?=\[|<|ADR[- ]?\d|\d{4}\b)")
STACKED = Pattern(
    r"\s*(?:$|[.,;:!(\[<|–—→/]|->|- |\s(?:by|on|in|at|since|as of|von|am|par|le|por|el|door|op|da|il|av|den|przez)\b|\s\d)",
    re.I,
)

def heading_kind(text: str, level: int) -> str:
    """What the section under a heading holds.

    A fact of LABELS, a kind of SECTIONS, `body`, `=fact=value` where the heading itself states a fact, `speech`
    where it says that the record is superseded, or nothing: then it may be the title.
    """
    kind = KINDS.get(text)
    if kind is None:
        key = label_key(re.sub(r"^[\W\d_]+", "", text) if not text[:1].isalpha() else text).rstrip(" .#?")
        kind = SECTION_OF.get(key, "")
        if kind in ("tags", "number", "updated"):
            kind = ""
        if not kind and key in BODY_SECTIONS:
            kind = "body"
        if not kind:
            label, sep, value = (
                re.sub(r"\s[-–—]\s", ":", text, count=1).partition(":")
                if ":" in text or "-" in text or "–" in text or "—" in text
                else ("", "", "")
            )
            if (
                sep
                and len(label) < 40
                and SECTION_OF.get(label_key(label)) in ("status", "date", "supersedes", "superseded_by")
                and (level < 3 or known_status(value) or any(c.isdigit() for c in value))
            ):
                kind = "=" + SECTION_OF[label_key(label)] + "=" + value.strip()
            elif level > 1 and has_stem(text) and supersessions(text, lead_only=True):
                kind = "speech"
        if not kind and len(text) > 30:
            return kind  # a title, most likely: nothing to remember
        if len(KINDS) > MANY:
            KINDS.clear()
        KINDS[text] = kind
    return kind


class Facts:
    """What one record states, while it is being read. The first statement of a fact stands."""

    __slots__ = (
        "by",
        "created",
        "date",
        "date_text",
        "day",
        "fwd",
        "links",
        "named",
        "number",
        "spoken",
        "status",
        "status_text",
        "title",
        "updated",
    )

    def __init__(self) -> None:
        self.status: str | None = None
        self.status_text: str | None = None
        self.date: str | None = None
        self.date_text: str | None = None
        self.created: str | None = None
        self.updated: str | None = None
        self.day: str | None = None
        self.title: str | None = None
        self.named: str | None = None  # the title in front matter
        self.number: int | None = None
        self.fwd: list = []
        self.by: list = []
        self.links: list = []
        self.spoken = False

    def state(self, status: str | None, text: str) -> None:
        if status and self.status is None:
            self.status, self.status_text = status, text

    def take(self, fact: str, value: str) -> None:
        """A labelled value of the head: `fact` is a key of LABELS."""
        if fact == "status":
            status, text, day, fwd, by, links = read_statement(value)
            self.state(status, text)
            self.day = self.day or day
            if fwd or by or links:
                self.fwd += fwd
                self.by += by
                self.links += links
        elif fact == "date":
            if self.date is None and value:
                day = parse_date(value)
                if day == value:
                    self.date = self.date_text = day
                    return
                text = re.sub(r"^([*_`]{1,3})([^*_`]*)\1$", r"\2", value).strip(" \t[]{}<>()")
                if day:
                    self.date, self.date_text = day, text if len(text) <= 40 else day
                elif self.date_text is None and re.search(r"\d{2}", value) and len(value) <= 40:
                    self.date_text = text
        elif fact == "created":
            self.created = self.created or parse_date(value)
        elif fact == "updated":
            self.updated = self.updated or parse_date(value)
        elif fact in ("supersedes", "superseded_by"):
            if value.casefold().strip(" .`*_()") not in NOTHING and not re.match(
                r"(?:none|n/a|nothing|keine?r?)\b", value, re.I
            ):
                target = self.fwd if fact == "supersedes" else self.by
                target += references(value.replace("\\[", "(").replace("\\]", ")"), first_run=True)
        elif fact == "either":
            for direction, refs in supersessions(MARKS.sub("", value), lead_only=True)[:1]:
                (self.by if direction == "by" else self.fwd).extend(refs)
        elif fact == "number" and self.number is None:
            m = re.fullmatch(r"(?:[A-Za-z]{1,10}[-_ ]?)*#?(\d{1,7})", value.strip("\"' "))
            self.number = int(m.group(1)) if m else None


def read_statement(content: str) -> tuple:
    """(status, text, date, supersedes, superseded by, links) of a status section's or field's text."""
    known = STATEMENTS.get(content)
    if known is None:
        if len(STATEMENTS) > MANY:
            STATEMENTS.clear()
        known = STATEMENTS[content] = _read_simple(content) or _read_statement(content)
    return known

# What adr-tools writes below a status; by far the most lines of most logs, read without the long way round.
SIMPLE = Pattern(r"(super[sc]eded by|super[sc]edes) \[[^\[\]\\\n]*\]\(([^()\s<>]+)\)", re.I)

def _read_simple(content: str) -> tuple | None:
    """`_read_statement` where every line is a status word or one plain link; None where one is not."""
    said: tuple[str | None, str | None] = (None, None)
    fwd: list = []
    by: list = []
    for line in content.split("\n"):
        line = line.strip()
        if not line:
            continue
        word = STATUS_OF.get(line.lower())
        if word:
            said = (word, line)
            continue
        m = SIMPLE.fullmatch(line)
        if not m:
            return None
        if m.group(1)[-1] in "yY":
            by.append(("path", m.group(2)))
            said = ("superseded", line)
        else:
            fwd.append(("path", m.group(2)))
    return (*said, None, fwd, by, [])


def _read_statement(content: str) -> tuple:
    fwd: list = []
    by: list = []
    links: list = []
    said: list[tuple[str, str]] = []
    day = None
    rows: list[list[str]] = []
    content = chosen(content)
    if is_choice(content):
        content = content[: 0 if "\n" not in content.strip() else None]
    if "\n" in content:
        content = unwrapped(content)
    lines = [
        line
        for line in map(str.strip, INLINE_BREAK.sub("\n", content).split("\n"))
        if line and not RULE.fullmatch(line)
    ]
    quoted = all(line[0] == ">" for line in lines)
    for line in lines:
        if line[0] == ">" and not line.startswith((">|", "> |")):
            line = line.lstrip("> \t")
            if not line or (line[0] == "[" and line[1:2] == "!"):
                continue
            if not quoted:
                continue
        if line.lstrip("> ")[:1] == "|":
            rows.append(cells(line))
            continue
        box = BOX.match(line)
        if box:
            if box.group(1) != " ":
                said = []
                line = box.group(2)
                day = parse_date(line) or day
            else:
                continue
        word = badge_word(line)
        if word:
            if known_status(word):
                said.append((known_status(word) or "", word))
            continue
        component = COMPONENT.search(line) if line[:1] == "<" else None
        if component:
            line = component.group(1)
        picture = PICTURE.fullmatch(line) if line[:2] in ("![", "[!") else None
        if picture and not known_status(picture.group(1)):
            continue
        field = FIELD.match(line)
        if field:
            label = field.group("strong") or field.group("plain")
            fact = LABEL_OF.get(label_key(label))
            colon = field.group("plain") or field.group("in") or field.group("after")
            value = field.group("value").strip()
            if fact and colon:
                if fact == "status":
                    inner = _read_statement(value)
                    if inner[0]:
                        said.append(inner[:2])
                    day = day or inner[2]
                    fwd += inner[3]
                    by += inner[4]
                elif fact == "date":
                    day = parse_date(value) or day
                elif fact in ("supersedes", "superseded_by"):
                    extra = Facts()
                    extra.take(fact, value)
                    fwd += extra.fwd
                    by += extra.by
                    if extra.by and not said:
                        said.append(("superseded", line))
                continue
            if colon and not known_status(label.partition(". ")[0]) and not has_stem(label):
                refs = references(value, first_run=True) if "[" in value or "ADR" in value else []
                if refs:
                    links.append((" ".join(label.split()).lower(), refs))
                    continue
                if said and len(label) < 40:
                    continue
        bullet = BULLET.match(line)
        if bullet:
            line = line[bullet.end() :]
        line = PART_OF.sub(lambda m: m.group().replace("-", " "), line)
        if is_choice(line):
            continue
        steps = STEPS.findall(line)
        if len(steps) > 1 and all(known_status(word) for word, _ in steps):
            line = steps[-1][0]  # "Proposed on 2024-01-02, Accepted on 2024-02-03"
            day = parse_date(steps[-1][1]) or day
        elif "->" in line or "→" in line:
            path = re.split(r"\s*(?:->|→)\s*", line)
            line = path[-1] if all(known_status(word) for word in path) else line
        states = supersessions(line) if has_stem(line) else []
        found = WORD.search(line)
        lead = found.group() if found else ""
        for direction, refs in states:
            if direction == "by" and not _backward(line):
                by += refs
                said.append(("superseded", line))
            elif direction == "by":
                by += refs
            elif not said and known_status(lead) == "superseded" and PHRASE.match(lead + " "):
                by += refs  # "Superseded [0019](…)", "Ersetzt ADR 7": the status word itself
                said.append(("superseded", line))
            else:
                fwd += refs
        status, sure = _statement(line)
        if status == "amended" and "amended by" in line.lower():
            refs = references(line, first_run=False)
            if refs:
                links.append(("amended by", refs))
                if said:
                    continue
        if states:
            passive = any(direction == "by" for direction, _ in states) and not _backward(line)
            settled = passive or (bool(said) and said[-1][0] == "superseded")
            if status and sure and not settled and (status != "superseded" or known_status(lead) == status):
                said.append((status, line))
            continue
        if sure and status == "superseded" and (not said or STACKED.match(_after_word(line))):
            words = WORD.findall(line)
            refs = list(references(line[len(words[0]) if words else 0 :]))
            if refs and not PARTLY.search(line):
                by += refs
            said.append((status, line))
            continue
        linked = LINKED.match(MARKS.sub("", line)) if not sure else None
        if linked and len(linked.group(1).split()) <= 5 and not linked.group(1).endswith((" on", " in", " since")):
            refs = references(MARKS.sub("", line)[linked.end() :], first_run=True)
            if refs:
                links.append((" ".join(linked.group(1).split()).lower(), refs))
                continue
        if status is None:
            continue
        if said and status == "amended" and re.search(r"[^\W\d_]{2,}", _after_word(line)):
            continue  # what was amended, in a sentence: the record stands as it was
        if not said or (sure and STACKED.match(_after_word(line))):
            said.append((status, line))
            day = day or (parse_date(line) if any(c.isdigit() for c in line) else None)
            if sure and LEADING_DATE.match(line):
                day = parse_date(line) or day
    if rows:
        extra = Facts()
        _read_table(rows, extra)
        if extra.status:
            said.append((extra.status, extra.status_text or ""))
        day = day or extra.date
        fwd += extra.fwd
        by += extra.by
    status, text = said[-1] if said else (None, None)
    if text and text[-1:] in "*_`~":
        text = re.sub(r"^([*_`~]+)([^*_`~]+)\1$", r"\2", text)
    return status, text, day, fwd, by, links


def badge_word(line: str) -> str:
    """The status that the picture of a badge shows, by the address of the picture; "" where there is none."""
    badge = BADGE.search(line)
    return badge.group(1).replace("_", " ").replace("%20", " ") if badge else ""


def unwrapped(text: str) -> str:
    """`text` with the lines joined that an editor has broken: what goes on is no statement of its own."""
    lines = text.split("\n")
    joined = lines[:1]
    for line in lines[1:]:
        last, first = joined[-1], line.lstrip()[:1]
        goes_on = first.islower() and len(last.split()) > 3 and last.rstrip()[-1] not in ".:;!?|"
        if first and last.strip() and (goes_on or (last.count("(") > last.count(")") and first not in "-*+|>#")):
            joined[-1] = last.rstrip() + " " + line.lstrip()
        else:
            joined.append(line)
    return "\n".join(joined)


def _after_word(line: str) -> str:
    """What follows the status word that opens `line`."""
    text = LEADING_DATE.sub("", MARKS.sub("", line)).lstrip(" \t[{\"'«“")
    m = re.match(r"\W*(?:[^\W\d_]+(?:[-'’][^\W\d_]+)*)", text)
    words = 1
    if m:
        found = WORD.findall(text.casefold())
        for words in range(min(3, len(found)), 0, -1):
            if STATUS_OF.get(" ".join(found[:words])):
                break
        m = re.match(
            r"\W*(?:[^\W\d_]+(?:[-'’][^\W\d_]+)*)" + r"\s+(?:[^\W\d_]+(?:[-'’][^\W\d_]+)*)" * (words - 1),
            text,
        )
    return text[m.end() :].lstrip("]}\"'»”") if m else text


def _backward(line: str) -> bool:
    """Whether the line begins with another word than "superseded": "deprecated in favour of" keeps its own."""
    return line.lstrip("*_ ").lower().startswith(("deprecated", "reverted", "rejected"))


def _read_table(rows: list[list[str]], facts: Facts) -> None:
    """Facts from a table: a label before each value, or labels over columns (the last row counts)."""
    for n, row in enumerate(rows):
        if (
            n + 1 < len(rows)
            and all(SEPARATOR.fullmatch(cell) or not cell for cell in rows[n + 1])
            and any(rows[n + 1])
        ):
            found = [LABEL_OF.get(label_key(cell)) if cell else None for cell in row]
            named = [fact for fact in found if fact]
            if "title" in named and "status" in named:
                return  # an index of other records
            if len(named) >= 2 or (named and len(row) == 1) or (found and found[0] == "status" and len(row) >= 3):
                values = [r for r in rows[n + 2 :] if any(r) and not all(SEPARATOR.fullmatch(c) for c in r if c)]
                if values:
                    for fact, value in zip(found, values[-1]):
                        if fact:
                            facts.take(fact, value)
                return
    for row in rows:
        for n in range(0, len(row) - 1, 2):
            fact = LABEL_OF.get(label_key(row[n])) if row[n] else None
            if fact:
                facts.take(fact, row[n + 1])
            elif n == 0 and known_status(row[0]) == "superseded" and "](" in row[1]:
                facts.take("superseded_by", row[1])
                facts.spoken |= bool(facts.by)
            elif n == 0 and row[0]:
                break


def _read_head(region: str, facts: Facts, bare: bool) -> None:
    """Facts from the lines above the first section. `bare`: a line may be a date or status without a label."""
    if "<t" in region or "<T" in region:
        region = re.sub(
            r"(?i)<t[dh][^>]*>\s*",
            "|",
            re.sub(r"(?i)</tr>", "\n", re.sub(r"(?i)\s*\n\s*(?=</?t[dh])", "", region)),
        )
        region = re.sub(r"(?i)</?(?:t[a-z]*|p|b|strong|em|i|span|div|center)\b[^<>\n]{0,200}>", "", region)
    rows: list[list[str]] = []
    prose = 0
    for line in region.split("\n"):
        line = line.strip()
        if not line:
            continue
        first = line[0]
        if first == "|" or (first == ">" and line.lstrip("> ")[:1] == "|"):
            rows.append(cells(line))
            continue
        if rows:
            _read_table(rows, facts)
            rows = []
        if "<br" in line or " | " in line or " · " in line or " • " in line or line.count("**") > 2:
            parts = [part for part in INLINE_BREAK.split(line) if part.strip()]
        else:
            parts = [line]
        for part in parts:
            prose += _read_line(part.strip(), facts, bare and prose < 3)
    if rows:
        _read_table(rows, facts)


def _read_line(line: str, facts: Facts, bare: bool) -> int:
    """One line of the head; 1 where it is prose, so that bare dates and statuses count near the title only."""
    lead, colon, value = line.partition(":")
    known = LEADS.get(lead)
    if known and value[:1] in ("", " "):
        facts.take(known, value.strip())
        return 0
    field = FIELD.match(line)
    if field:
        label = field.group("strong") or field.group("plain")
        fact = LABEL_OF.get(label_key(label))
        value = field.group("value").strip()
        if fact and (field.group("plain") or field.group("in") or field.group("after") or fact in ("status", "date")):
            if colon and field.group("plain") and len(LEADS) < MANY:
                LEADS[lead] = fact
            facts.take(fact, value)
            return 0
        if has_stem(label) and fact is None:
            states = supersessions(line, lead_only=True)
            if not states and known_status(label) == "superseded":
                states = supersessions(f"{label} {LEADING_DATE.sub('', value)}", lead_only=True)
            for direction, refs in states:
                (facts.by if direction == "by" else facts.fwd).extend(refs)
            return 0
        if ("[" in value or "ADR" in value) and len(value) < 400:
            refs = references(value, first_run=True)
            if refs and (field.group("plain") or field.group("strong")):
                facts.links.append((" ".join(label.split()).lower(), refs))
            return 0
    if bare and len(line) <= 60:
        text = MARKS.sub("", line).strip("()[] >")
        label, _, value = text.partition(" ")
        fact = LABEL_OF.get(label.lower())
        if fact == "date" and parse_date(value):
            facts.take("date", value)
            return 0
        if fact == "status" and known_status(value):
            facts.take("status", value)
            return 0
        if known_status(text) and facts.status is None:
            facts.state(known_status(text), text)
            return 0
        if any(c.isdigit() for c in text) and len(text) <= 40:
            day = parse_date(text)
            if day and not re.sub(r"[\d\W_]|st|nd|rd|th|UTC|T|Z|v\d", "", _without_months(text)):
                if facts.date is None:
                    facts.date, facts.date_text = day, text
                return 0
    if has_stem(line):
        found = supersessions(line.lstrip("> *_-+"), lead_only=True)
        for direction, refs in found:
            if direction == "by":
                facts.by.extend(refs)
                facts.spoken = True
            else:
                facts.fwd.extend(refs)
        if found:
            return 0
    elif line[0] == "!" and (word := badge_word(line)):
        facts.state(known_status(word), word)
        return 0
    return 1


def _without_months(text: str) -> str:
    return " ".join(
        w
        for w in re.split(r"[\s,.]+", text)
        if w.casefold() not in MONTH_OF
        and not re.fullmatch(r"(?i)(?:mon|tues?|wed|wednes|thu|thurs?|fri|sat|satur|sun)(?:day)?|de|of|le|den|am|el", w)
    )


def _read_links(content: str, facts: Facts) -> None:
    """Supersessions and other relations from a section of links."""
    for line in content.split("\n"):
        line = line.strip()
        if not line or len(line) > 2000:
            continue
        if line[0] == "|":
            row = cells(line)
            if len(row) > 1:
                line = row[0] + ": " + row[1]
        bullet = BULLET.match(line)
        if bullet:
            line = line[bullet.end() :]
        line = line.lstrip("> ")
        field = FIELD.match(line)
        if field:
            label = field.group("strong") or field.group("plain")
            fact = LABEL_OF.get(label_key(label))
            if fact in ("supersedes", "superseded_by"):
                facts.take(fact, field.group("value"))
                continue
            if fact == "status":
                facts.take(fact, field.group("value"))
                continue
            if not has_stem(label):
                refs = references(field.group("value"), first_run=True)
                if refs:
                    facts.links.append((" ".join(label.split()).lower(), refs))
                continue
        if has_stem(line):
            states = supersessions(line, lead_only=True)
            for direction, refs in states:
                (facts.by if direction == "by" else facts.fwd).extend(refs)
            if states:
                continue
        linked = LINKED.match(MARKS.sub("", line))
        if linked and len(linked.group(1).split()) <= 4:
            refs = references(MARKS.sub("", line)[linked.end() :], first_run=True)
            if refs:
                facts.links.append((" ".join(linked.group(1).split()).lower(), refs))


def _read_changelog(content: str, facts: Facts) -> None:
    """A log of dated entries states the status where its entries are status words: the last one counts."""
    last = None
    for line in content.split("\n"):
        line = line.strip()
        if not line:
            continue
        if line[0] == "|":
            row = cells(line)
            line = row[0] if row else ""
        elif not BULLET.match(line):
            continue
        line = BULLET.sub("", line, count=1)
        if len(line) > 80:
            continue
        word = MARKS.sub("", LEADING_DATE.sub("", LINK_TEXT.sub(r"\1", line)))
        word = re.sub(r"[([].*", "", word).strip(" .:-–—")
        status = known_status(word)
        if status:
            last = (status, word, parse_date(line))
    if last:
        facts.state(last[0], last[1])
        if last[2] and facts.day is None:
            facts.day = last[2]


def to_markdown(text: str, suffix: str) -> str:
    """The lines of a reStructuredText or AsciiDoc record that state facts, as Markdown would have them."""
    if suffix == ".rst":
        text = re.sub(
            r"\n\.\. (?!_|\[|adr::)[^\n]*(?:\n(?:[ \t]+[^\n]*)?(?=\n))*",
            lambda m: "\n" * m.group().count("\n"),
            "\n" + text,
        )[1:]
        bare = re.match(r"(?:\s*\.\. _[^\n]*\n)*\s*([^\s.:|+*=~^\"'#-][^\n]{3,120})\n\s*\n", text)
        if bare:
            text = f"{bare.group(1)}\n{'=' * len(bare.group(1))}\n{text[bare.end() :]}"
        order: list[str] = []

        def level(m: re.Match[str]) -> str:
            mark = m.group(1) or ""
            key = (mark[:1] + m.group(3)[0]) if mark else m.group(3)[0]
            if len(m.group(3)) < min(3, len(m.group(2).strip())) or m.group(3)[0] * len(m.group(3)) != m.group(3):
                return m.group()
            if key not in order:
                order.append(key)
            return (
                "\n" + "\n" * (1 if mark else 0) + "#" * min(order.index(key) + 1, 6) + " " + m.group(2).strip() + "\n"
            )

        text = re.sub(
            r"\n(?:([=\-~^\"'`#*+.:_<>]{3,})[ \t]*\n)?[ \t]?([^\s][^\n]*)\n([=\-~^\"'`#*+.:_<>]{2,})[ \t]*(?=\n)",
            level,
            "\n" + text + "\n",
        )[1:]
        if "list-table" in text or "+--" in text or "\n===" in text:
            text = re.sub(r"\n[ \t]+\* - ([^\n]*)\n[ \t]+- ([^\n]*)", r"\n| \1 | \2 |", text)
        text = re.sub(r"\n[ \t]*(?=\|[^\n|]*\|)", "\n", text)
        return re.sub(r"\n[ \t]*:([^:\n`]{1,40}):[ \t]+(?=\S)", r"\n\1: ", "\n" + text)[1:]
    text = re.sub(r"\n//(?!/)[^\n]*", "\n", "\n" + text)
    text = re.sub(r"\n(-{4,}|\.{4,}|/{4,})\n[\s\S]*?\n\1(?=\n|\Z)", "\n", text)
    text = re.sub(r"\n(={1,6})(?=[ \t])", lambda m: "\n" + "#" * len(m.group(1)), text)
    text = re.sub(r"\n:([\w-]{1,40}):[ \t]+", r"\n\1: ", text)
    text = re.sub(r"\n(\w[\w ]{0,40})::[ \t]*\n?[ \t]*", r"\n\1: ", text)

    def table(m: re.Match[str]) -> str:
        lines = [line for line in m.group(1).split("\n") if line.strip()]
        flat = [
            re.sub(r"^[aehlmsd<>^.\d+]*$", "", c).strip()
            for line in lines
            for c in re.split(r"(?:(?<=\s)|^)[aehlmsd]?\|", line)[1:]
        ]
        first = re.split(r"(?:(?<=\s)|^)[aehlmsd]?\|", lines[0])[1:] if lines else []
        labels = [bool(LABEL_OF.get(label_key(c))) for c in first]
        if sum(labels) >= 2:  # labels over columns
            width = len(first)
            rows = [flat[n : n + width] for n in range(0, len(flat), width)]
            return "\n" + "\n".join("| " + " | ".join(r) + " |" for r in [rows[0], ["---"] * width, *rows[1:]]) + "\n"
        return "\n" + "\n".join(f"| {a} | {b} |" for a, b in zip(flat[::2], flat[1::2])) + "\n"

    return re.sub(r"\n\|===\n([\s\S]*?)\n\|===(?=\n|\Z)", table, text)[1:]


def _setext(body: str) -> str:
    """Underlined headings as `#` headings. A rule under a line is none where the record uses `#` itself."""
    atx = "\n#" in body

    def convert(m: re.Match[str]) -> str:
        text = m.group(1).strip()
        if m.group(2)[0] == "=":
            return f"\n# {text}\n"
        if (atx and not heading_kind(text, 2)) or known_status(text) or FIELD.match(text):
            return m.group()
        return f"\n## {text}\n"

    return SETEXT.sub(convert, body)


def parse(file: str, text: str) -> tuple:
    """The facts of one record, as a row of plain values (see Record) that another process can send back."""
    stem, _, suffix = file.rpartition("/")[2].rpartition(".")
    if stem.lower() in COVERS and "/" in file:
        stem = file.rsplit("/", 2)[-2]
    number, prefix, day = name_facts(stem)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if len(text) > LONG:
        text = shorten(text)
    if text[:1] == "\ufeff":
        text = text[1:]
    if "<" in text and ("\n<<<<<<<" in text or text[:7] == "<<<<<<<"):
        text = _one_side(text)
    values: dict[str, str | list[str]] = {}
    lead = text[:1]
    if lead in ("-", "+", " ", "\n") and text.lstrip()[:3] in ("---", "+++"):
        text = text.lstrip()
        start, end, below = front_matter(text)
        if below:
            values = (yaml_values if text[0] == "-" else toml_values)(text[start:end])
            text = text[below:]
    if ("<" in text and "<!--" in text) or ("`" in text and "```" in text) or ("~" in text and "~~~" in text):
        text = mask(text)
    if suffix != "md" and suffix.lower() in ("rst", "adoc", "asciidoc", "asc"):
        text = to_markdown(text, "." + suffix.lower())
    facts = Facts()
    if values:
        _read_front_matter(values, facts)
    body = "\n" + text
    evidence = _read_body(body, facts, stem)
    if (facts.status is None or facts.title is None) and ("\n==" in body or "\n--" in body):
        body = _setext(body + "\n")
        facts = Facts()
        _read_front_matter(values, facts)
        evidence = _read_body(body, facts, stem)
    if facts.status is None and isinstance(values.get("tags"), list):
        for tag in values["tags"]:
            facts.state(known_status(tag), tag)
    if facts.spoken:
        facts.state("superseded", "Superseded")
    if facts.status in VOCABULARY:
        evidence = 2
    elif facts.status is None:
        _search_status(body, facts)
    for fact, place in PLACES:
        if getattr(facts, fact) is None and next(iter(place.values())) in text:
            span = find_span(text, place)
            if span:
                facts.take(fact, text[span[0] : span[1]])
    title, own = facts.title, None
    if title is None and body[:2] == "\n#":
        m = re.match(r"\n#(?=[^\s#!])([^\n]*[ \t][^\n]*)", body)  # "#25. Use X"
        title = m.group(1) if m else None
    if title:
        if facts.status is None and (title[-1] == "]" or ": " in title[:14]):
            title = _titled_status(title, facts)
        if "<a " in title:
            title = re.sub(r"<a (?:name|id)=[^<>]{0,200}>(?:</a>)?", "", title).strip()
        title, own = split_title(title, number)
        if title[:1] in "[{<" and PLACEHOLDER_TITLE.fullmatch(title) and "](" not in title:
            title = None
        elif "\\" in title:
            title = ESCAPED.sub(r"\1", title)
    if number is None and day is None:
        number = facts.number if facts.number is not None else own if own is not None and own < 100000 else None
    date, date_text = facts.date, facts.date_text
    if date is None and date_text is None:
        date = date_text = facts.created or facts.day or facts.updated or day
        if date is None and "\n---" in body:
            foot = body.rpartition("\n---")[2]
            if len(foot) < 600 and "\n#" not in foot:
                last = Facts()
                _read_head(re.sub(r"(?m)^[_*](?=\w)|(?<=\w)[_*]$", "", foot), last, bare=False)
                date, date_text = last.date, last.date_text
    fwd, by, links = facts.fwd, facts.by, facts.links
    if fwd or by or links:
        fwd, by = _defined(fwd, text), _defined(by, text)
        links = [(label, _defined(refs, text)) for label, refs in links]
    return (
        file,
        number,
        prefix,
        title,
        own,
        facts.status,
        facts.status_text,
        date,
        date_text,
        fwd,
        by,
        links,
        evidence,
    )


def _read_front_matter(values: dict[str, str | list[str]], facts: Facts) -> None:
    for key, value in values.items():
        fact = LABEL_OF.get(key) or LABEL_OF.get(label_key(key))
        if not fact or not value or fact == "tags":
            continue
        if isinstance(value, list):
            if fact in ("supersedes", "superseded_by"):
                for item in value:
                    facts.take(fact, item)
            elif fact != "title":
                facts.take(fact, value[0])
        elif fact == "title":
            facts.named = facts.title = " ".join(value.split()) or None
        else:
            facts.take(fact, value)


def _read_body(body: str, facts: Facts, stem: str) -> int:
    """Facts from the text below the front matter; 1 where it has a section that decision records have."""
    parts = outline(body)
    head = body[: body.rfind("\n", 0, parts[0][2])] if parts else body
    regions = [head]
    sections = []
    titled = generic = False
    in_head, seen, tops, depth, highest = True, 0, 0, 0, 6  # highest: the level of the highest section so far
    pending = ""  # a status section without text: a deeper heading may be its text
    for level, heading, start, end in parts:
        kind = KINDS.get(heading)
        if kind is None:
            kind = heading_kind(heading, level)
        tops += level == 1
        if kind and level == 1 and tops == 1 and in_head and _called_so(heading, stem):
            kind = ""
        if pending and level > 2:
            facts.state(known_status(heading), heading)
        pending = ""
        if kind == "":
            if in_head and level <= highest and (not titled or (generic and level <= 2)):
                titled, depth, generic = True, level, bool(GENERIC_TITLE.fullmatch(heading))
                if facts.named is None or not (generic or depth > 1):
                    facts.title = heading
                regions.append(body[start:end])
            else:
                in_head = False
            continue
        if level < highest:
            highest = level
        if kind == "body":
            in_head, seen = False, 1
        elif kind == "speech":
            for direction, refs in supersessions(heading, lead_only=True):
                (facts.by if direction == "by" else facts.fwd).extend(refs)
                facts.spoken |= direction == "by"
        elif kind[0] == "=":
            _, fact, value = kind.split("=", 2)
            facts.take(fact, value)
            sections.append((fact, body[start:end]))
        else:
            content = body[start:end]
            if kind != "title" or not seen:
                sections.append((kind, content))
            if kind == "status" and not content.strip():
                pending = kind
    if facts.named and titled and tops > 2:
        facts.title = facts.named
    for region in regions:
        if region and not region.isspace():
            _read_head(region, facts, bare=True)
    for kind, content in sections:
        if kind == "status":
            status, said, when, fwd, by, links = read_statement(content)
            if facts.status is None or (facts.status not in VOCABULARY and status in VOCABULARY):
                facts.status, facts.status_text = status, said
            facts.day = facts.day or when
            if fwd or by or links:
                facts.fwd += fwd
                facts.by += by
                facts.links += links
        elif kind in ("date", "created"):
            first = content.strip().partition("\n")[0]
            if len(first) < 60 and parse_date(first):
                facts.take(kind, BULLET.sub("", first))
        elif kind in ("supersedes", "superseded_by"):
            for line in content.strip().split("\n")[:20]:
                line = BULLET.sub("", line.strip())
                if line:
                    facts.take(kind, line)
        elif kind == "links":
            _read_links(content, facts)
        elif kind == "meta":
            _read_head(content, facts, bare=False)
        elif kind == "title" and not titled:
            facts.title = content.strip().partition("\n")[0] or facts.title
    if facts.status is None:
        for kind, content in sections:
            if kind == "changelog" and facts.status is None:
                _read_changelog(content, facts)
    return seen


def _titled_status(title: str, facts: Facts) -> str:
    """The title without the status that some write there and nowhere else: "Use X [ACCEPTED]", "Draft: Use X"."""
    m = re.fullmatch(r"(.*\S)\s+\[([^\[\]]{3,80})\]", title)
    if m:
        text = m.group(2)
        lead = re.split(r"\s[—–-]\s|[:,]", text)[0]
        if known_status(lead) or (has_stem(text) and supersessions(text, lead_only=True)):
            title = m.group(1)
            status, said, _, _, by, _ = read_statement(text)
            facts.state(status, said)
            facts.by = facts.by or list(by)
    lead, _, rest = title.partition(": ")
    if rest.strip() and lead[:1].isupper() and known_status(lead) in SIX:
        title = rest.strip()
        facts.state(known_status(lead), lead)
    return title


def _called_so(heading: str, stem: str) -> bool:
    """Whether a file is called as a heading says: then that is the title, even "Issue" or "Proposal"."""
    name = slug(split_title(heading, None)[0])
    return bool(re.fullmatch(r"(?:[A-Za-z]*[\W_]*\d[\W\d_]*)?" + name, stem.lower()))


def learn(contract: dict) -> None:
    """Read the labels, sections and statuses of a contract beside those of the vocabulary.

    A style of a project's own may call its status section as it likes. What another log's contract taught is
    forgotten.
    """
    for word in _LEARNT:
        for table in (LABEL_OF, SECTION_OF, STATUS_OF):
            table.pop(word, None)
    if _LEARNT:
        for memory in REMEMBERED:
            memory.clear()
    _LEARNT.clear()
    PLACES.clear()
    for fact in ("status", "date", "supersedes", "superseded_by"):
        place = contract["record"].get(fact)
        if not isinstance(place, dict) or len(place) != 1:
            continue
        kind, label = next(iter(place.items()))
        key = label_key(str(label))
        if key in SECTION_OF if kind == "section" else key in LABEL_OF:
            continue
        (SECTION_OF if kind == "section" else LABEL_OF)[key] = fact
        _LEARNT.append(key)
        if kind != "section" and fact in ("status", "date"):
            PLACES.append((fact, place))
    for status in contract.get("statuses") or []:
        word = " ".join(str(status).casefold().split())
        if word not in STATUS_OF and _statement(word)[0] == word:
            STATUS_OF[word] = word
            _LEARNT.append(word)
    if _LEARNT:
        for memory in REMEMBERED:
            memory.clear()


def _defined(refs: list, text: str) -> list:
    """References with the labels of reference links turned into their targets."""
    if not refs:
        return refs
    out = []
    for kind, target in refs:
        if kind == "label":
            m = re.search(r"\n {0,3}\[" + re.escape(target) + r"\]:[ \t]*<?([^\s>]+)", "\n" + text, re.I)
            if m:
                out.append(("path", m.group(1)))
            else:
                out += [ref for ref in references(" " + target + " ") if ref[0] != "label"]
        else:
            out.append((kind, target))
    return list(dict.fromkeys(out))

LATE_STATUS = Pattern(
    r"\n[ \t>]*(?:[-*+|][ \t]*)?(?:\*\*|__)?(?:ADR )?(?:Status|STATUS|status|Statut|Estado)(?:\*\*|__)?[ \t]*[:|][ \t]*(?:\*\*|__)?[ \t]*([^\n|][^\n]{0,200})"
)

def _search_status(body: str, facts: Facts) -> None:
    """A labelled status anywhere below the head; only a known word counts there."""
    if "tatus" in body or "TATUS" in body or "tatut" in body or "stado" in body:
        for m in LATE_STATUS.finditer(body):
            if is_choice(m.group(1)):
                continue
            text = m.group(1).partition("|")[0].strip()
            status, sure = _statement(text[:80], known_only=True)
            if status and sure:
                facts.state(status, text)
                return
