"""Patterns of paths as in `.gitignore` and CODEOWNERS, many lists of them asked at once.

A pattern with `/` at its start or within it is anchored to the repository's root, another one names a file or folder at
any depth; `/` at its end: folders alone; `*`, `?` and `[…]` stay within one name, `**` as a whole name stands for any
folders; `!` in front takes out again. A pattern that names a folder takes in all that lies below it. Of the patterns of
a list that name a path the last one counts, so `!` may take a folder out of a folder, which `.gitignore` cannot.
"""

from __future__ import annotations

import re

from .pattern import Pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

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
