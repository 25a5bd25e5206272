"""What in any text may name a record of a log: `ADR-0007`, `adr/0007`, `docs/adr/0007-x.md`.

Numbers of other logs, addresses and examples look alike. What is surely none of the log's is passed over; what may be
none is not `sure`, so that nobody is told that it is dead.
"""

from __future__ import annotations

import re

from ..text.pattern import Pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

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
