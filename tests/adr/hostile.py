"""Texts that are made to cost time: one thing again and again, in every place that a reader looks at.

A text is a shape of pieces in a place of a notation. Pieces are what opens, separates or nearly ends something in
Markdown, reStructuredText, AsciiDoc, YAML, HTML, or in what records say: statuses, dates, references.
"""

import random
from collections.abc import Callable, Iterator

Shape = Callable[[str, int], str]

# --- pieces ---

MARKS = (
    "[", "![", "[a](", "[a][", "[[", "[a]: ", "](", "(", "<", "<a href=", "<http:", "<td>", "<br>", "<!--",
    "<!-->", "-->", "`", "``", "```", "~~~", "~~", "*", "**", "_", "__", "*a ", "**a", "a_", "`<", "`_",
    ":a:", ".. a", "xref:", "link:", "<<a", "|", "| a ", "|a|", "!|", ":", "a: ", "a: [", "- [ ] ", "- [x] ",
    "- ", "* ", "1. ", "1) ", "> ", "#", "# ", "=", "== ", "---", "===", "{", "{{", "{%", "\\", "\\[",
    "&amp;", "&#91;", "\"", "'", "(\"", "a\t", " ", "\t", "\x0b", "\x0c",
)  # fmt: skip
WORDS = (
    "a", "a-", "a_", "adr-", "ADR-", "ADR 1, ", "ADR-1 ", "adr-0001-a ", "1", "1-", "1.", "1/", "0", "01-",
    "-1", "2024-", "2024-01-", "2024-01-01 ", "1 May ", "May 1, ", "accepted ", "accepted, ", "accepted (",
    "superseded by ", "superseded by [", "Superseded by ADR-1 ", "Status: ", "**Status**: ", "Status | ",
    "Date: ", "amended by ", "and ", "0001-a.md ", "0001-", ".md", "../", "a/", "%20", "%", "é", "e\u0301",
    "\u0301", "\u72b6", "\u2028", "\u200b", "\u202e", "\U0001f600", "İ", "ß", "\xa0", "\ufeff", "\x00",
    "\x1b[", "٣",
)  # fmt: skip
PIECES = (*MARKS, *WORDS)

# --- shapes ---


def one_line(piece: str, size: int) -> str:
    return piece * (size // len(piece))


def near_miss(piece: str, size: int) -> str:
    """One line that ends in what fits nothing."""
    return one_line(piece, size) + "\x01!"


def lines(piece: str, size: int) -> str:
    return f"{piece}\n" * (size // (len(piece) + 1))


def lines_of_words(piece: str, size: int) -> str:
    return f"{piece}a b\n" * (size // (len(piece) + 4))


def paragraphs(piece: str, size: int) -> str:
    return f"{piece} a\n\n" * (size // (len(piece) + 4))


def deeper(piece: str, size: int) -> str:
    """Line by line one more of it."""
    found: list[str] = []
    left = size
    while left > 0:
        found.append(piece * (len(found) + 1))
        left -= len(found[-1]) + 1
    return "\n".join(found)


def indented(piece: str, size: int) -> str:
    """Line by line two spaces further in."""
    found: list[str] = []
    left = size
    while left > 0:
        found.append("  " * len(found) + piece + "a")
        left -= len(found[-1]) + 1
    return "\n".join(found)


def closed(piece: str, size: int) -> str:
    """Opened again and again, then closed as often."""
    other = piece.translate(str.maketrans("([{<", ")]}>"))[::-1]
    return one_line(piece, size // 2) + "a" + one_line(other, size // 2)


def sections(piece: str, size: int) -> str:
    return f"## {piece}\n\na\n\n" * (size // (len(piece) + 8))


def rows(piece: str, size: int) -> str:
    return "| a | b |\n| --- | --- |\n" + f"| {piece} | {piece} |\n" * (size // (2 * len(piece) + 8))


def items(piece: str, size: int) -> str:
    return f"- {piece}: a\n" * (size // (len(piece) + 6))


SHAPES: dict[str, Shape] = {
    "in one line": one_line,
    "nearly": near_miss,
    "line by line": lines,
    "before words": lines_of_words,
    "in paragraphs": paragraphs,
    "ever more": deeper,
    "ever deeper": indented,
    "closed again": closed,
    "as headings": sections,
    "as rows": rows,
    "as items": items,
}

# --- places: {suffix: {place: text with {} where the shape stands}} ---

PLACES: dict[str, dict[str, str]] = {
    "md": {
        "the text": "# 2. T\n\nDate: 2024-05-06\n\n## Status\n\nAccepted\n\n## Context\n\n{}\n",
        "the whole": "{}\n",
        "the title": "# {}\n\n## Status\n\nAccepted\n",
        "the status": "# 2. T\n\n## Status\n\nAccepted {}\n",
        "a status field": "# 2. T\n\n- **Status:** Accepted {}\n",
        "the date": "# 2. T\n\nDate: {}\n\n## Status\n\nAccepted\n",
        "the links": "# 2. T\n\n## Status\n\nAccepted\n\n## Links\n\n- Amends {}\n",
        "the front matter": "---\nstatus: accepted\n{}\n---\n\n# 2. T\n",
        "a value of it": "---\nstatus: accepted\nsupersedes: {}\n---\n\n# 2. T\n",
        "a fence": "# 2. T\n\n## Status\n\nAccepted\n\n```\n{}\n```\n",
        "a comment": "# 2. T\n\n## Status\n\nAccepted\n\n<!-- {} -->\n\nEnd.\n",
        "a comment that never ends": "# 2. T\n\n## Status\n\nAccepted\n\n<!-- {}\n",
        "a cell": "# 2. T\n\n| Status | Accepted {} |\n|---|---|\n",
        "a rule to ignore": "# 2. T\n\n## Status\n\nAccepted\n\n<!-- adr-ignore: a{}\n",
        "a badge": "# 2. T\n\n![Status](https://img.shields.io/badge/Status-Accepted{}\n",
        "a conflict": "# 2. T\n\n## Status\n\n<<<<<<< a\nAccepted\n=======\n{}\n",
    },
    "rst": {
        "the text": "2. T\n####\n\n:Status: Accepted\n:Date: 2024-05-06\n\nContext\n=======\n\n{}\n",
        "the whole": "{}\n",
        "the title": "{}\n####\n\nStatus\n======\n\nAccepted\n",
        "the status": "2. T\n####\n\nStatus\n======\n\nAccepted {}\n",
        "a field": "2. T\n####\n\n:Status: Accepted {}\n",
        "a list table": "2. T\n####\n\n.. list-table::\n\n   * - Status\n     - Accepted {}\n",
    },
    "adoc": {
        "the text": "= 2. T\n:status: Accepted\n:date: 2024-05-06\n\n== Context\n\n{}\n",
        "the whole": "{}\n",
        "the title": "= {}\n\n== Status\n\nAccepted\n",
        "the status": "= 2. T\n\n== Status\n\nAccepted {}\n",
        "an attribute": "= 2. T\n:status: Accepted {}\n",
        "a table": "= 2. T\n\n|===\n|Status |Accepted {}\n|===\n",
    },
}  # fmt: skip


class Hostile:
    """One text: a shape of a piece in a place, where `lead` may have opened something that the pieces fill."""

    def __init__(self, suffix: str, place: str, shape: str, piece: str, lead: str = "") -> None:
        self.suffix, self.place, self.shape, self.piece, self.lead = suffix, place, shape, piece, lead
        self.file = f"0002-t.{suffix}"

    def __repr__(self) -> str:
        behind = f" behind {self.lead!r}" if self.lead else ""
        return f"{self.piece!r} {self.shape}{behind} in {self.place} ({self.suffix})"

    def text(self, size: int) -> str:
        """The text; `size` is about how many characters stand in its place."""
        return PLACES[self.suffix][self.place].replace("{}", self.lead + SHAPES[self.shape](self.piece, size))


class Known(Hostile):
    """A text that was slow once, or that no shape makes."""

    def __init__(self, made: Shape, what: str) -> None:
        super().__init__("md", "the text", "one line", what)
        self.made = made

    def text(self, size: int) -> str:
        body = self.made("", size)
        return body if body.startswith("---") else PLACES["md"]["the text"].replace("{}", body)


KNOWN: list[Hostile] = [
    Known(lambda _, size: "".join(f"[{n}]: x\n\n" for n in range(size // 10)), "definitions"),
    Known(lambda _, size: "".join("`" * n + " " for n in range(1, int((2 * size) ** 0.5))), "backticks"),
    Known(lambda _, size: "".join("> " * n + "a\n" for n in range(1, int(size**0.5))), "deep quotes"),
    Known(lambda _, size: "a <!--\n" * (size // 7) + "-->\n", "comments in lines"),
    Known(lambda _, size: "```\n~~~\n" * (size // 8), "fences"),
    Known(lambda _, size: "---\n" + "a: [\n" * (size // 6) + "---\n", "keys"),
    Known(lambda _, size: "---\na:\n - b: c\n" + "".join(f"   {n}: d\n" for n in range(size // 12)) + "---\n", "entry"),
    Known(lambda _, size: "[" + "\\" * size, "backslashes"),
    Known(lambda _, size: "## Status\n\n" + "accepted superseded by ADR-1\n" * (size // 30), "status lines"),
    Known(lambda _, size: "## Links\n\n" + "- Amends ADR-1\n" * (size // 16), "links"),
    Known(lambda _, size: "".join(f"## H{n}\n\nSee [a](#h{n}).\n\n" for n in range(size // 25)), "headings with links"),
    Known(lambda _, size: "".join(f"[a][{n}] " for n in range(size // 10)), "references to nothing"),
    Known(lambda _, size: "---\napplies_to: " + "," * size + "\n---\n", "commas"),
    Known(lambda _, size: "---\naffects: a" + "*" * size + " a\n---\n", "stars"),
    Known(lambda _, size: "---\ntags: a" + "\t" * size + "a\n---\n", "tabs"),
    Known(lambda _, size: "<<<<<<< a\n" + "=======\n" * (size // 8), "sides of a conflict"),
    Known(lambda _, size: "a|b\n" + "-|-\n" * (size // 4), "rules of a table"),
    Known(lambda _, size: "| a | " + "-" * size + "! |\n", "dashes in a cell"),
    Known(lambda _, size: "[a\nb](c)\n" * (size // 9), "links over lines"),
    Known(lambda _, size: "# a" + " \t" * (size // 2) + "{: b", "blanks in a heading"),
    Known(lambda _, size: "[a](" + "\t" * size + "b\n", "blanks in a link"),
    Hostile("md", "the whole", "line by line", "- Supersedes ADR-1"),
    Hostile("md", "a rule to ignore", "in one line", "<!-- adr-ignore:\n"),
    Hostile("adoc", "the text", "ever more", "-"),
    Hostile("md", "the links", "in one line", "2024-01-", "a_ "),
    *(
        Hostile("md", "the text", "in one line", piece)
        for piece in (
            "a-", "adr-", "[", "![", "](a) ", "(_", "\\[", "[a](b)\n", "[a](", "[a][", "*a ", "_", "> ", "<!-- ",
            "| a ", "1-1-", "2024-", "1",
            "<a href=", "<http:", " \t", "accepted, ", "ADR-7 ",
        )
    ),
    Hostile("md", "the text", "ever deeper", "- "),
    # a status whose lines are joined, or that has thousands of phrases in one clause
    *(
        Hostile(suffix, "the status", shape, piece, lead)
        for suffix in PLACES
        for shape, piece, lead in (
            ("before words", "\x1b[", "\x0c("), ("before words", "a b ", "a ("), ("line by line", "**a", ""),
            ("line by line", "a b c d", ""), ("line by line", "a by", ""), ("ever more", "superseded by [", ""),
            ("line by line", "---a/superseded by ", ""), ("line by line", "Superseded by [" * 300, ""),
            ("in one line", "is replaced by, ", ""), ("in one line", "part super", ""),
            ("line by line", "it supersedes: ", ""),
        )
    ),
]  # fmt: skip


def _front(lines: str) -> str:
    return "---\nstatus: accepted\n" + lines + "---\n\n# 2. T\n"


# Texts whose cost grew with the square of their size, which is plain only where they are large: {what: (file, made)}.
SQUARE: dict[str, tuple[str, Callable[[int], str]]] = {
    "keys of one entry of a list": (
        "0002-t.md",
        lambda size: _front("links:\n  - a: b\n" + "".join(f"    k{n}: v\n" for n in range(size // 12))),
    ),
    "lines of one value": ("0002-t.md", lambda size: _front("a:\n" + f"  {'b' * 90}\n" * (size // 12))),
    "lines in quotation marks": ("0002-t.md", lambda size: _front('a: "b\n' + "  bbbb\\\n" * (size // 8) + '  b"\n')),
    "items of a list in brackets": ("0002-t.md", lambda size: _front("a: [b,\n" + "  b,\n" * (size // 5) + "  b]\n")),
    "columns of a table": (
        "0002-t.rst",
        lambda size: "2. T\n####\n\n" + "= " * (size // 3) + "\n" + "a b\n" * (size // 16),
    ),
    "columns of tables": (
        "0002-t.rst",
        lambda size: "2. T\n####\n" + ("\n" + "= " * 2000 + "\n" + "a\n" * 50 + "= " * 2000 + "\n") * (size // 8100),
    ),
}


def every() -> list[Hostile]:
    """Each piece in each shape and place: some 25,000."""
    return [
        Hostile(suffix, place, shape, piece)
        for suffix, places in PLACES.items()
        for place in places
        for shape in SHAPES
        for piece in PIECES
    ]


def mixtures(draw: random.Random, many: int) -> Iterator[Hostile]:
    """Texts of two or three pieces that take turns, or of one that fills what another opened."""
    for _ in range(many):
        suffix = draw.choice(list(PLACES))
        place, shape = draw.choice(list(PLACES[suffix])), draw.choice(list(SHAPES))
        if draw.randrange(2):
            yield Hostile(
                suffix, place, shape, draw.choice(PIECES), "".join(draw.choices(PIECES, k=draw.randint(1, 2)))
            )
        else:
            yield Hostile(suffix, place, shape, "".join(draw.choices(PIECES, k=draw.randint(2, 3))))
