"""No text makes an expression slow: what it costs grows as the text does, whatever a text is made of.

A run of signs that two repeats share, or at each of which a search begins again, costs the square of its length. The
cure: a lookbehind, as in `(?<!\\s)\\s+`, lets a run begin once; a class does not hold what follows it; a bound ends a
look ahead; `(?=(…))\\1` takes a run at one go; or plain code.
"""

import random
import re
import sys

import pytest

from .costs import Expression, expressions, fault, pairs, texts

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="nothing stops a run there")
EVERY = expressions()
# Expressions that took seconds for some kilobytes.
SLOW = {
    "a run that a search begins anew": (r"\s+(?:since|on)$", "sub"),
    "a run that two repeats share": (r"[ \t]*([^|\n]*?)[ \t]*\|", "fullmatch"),
    "two words that may be one": (r"(?:[^\W\d_]+[-_ ]*){0,2}\d{1,4}", "match"),
    "openings that nothing closes": (r"<!--.*?-->", "finditer"),
    "escapes that open again": (r"\[(?:[^\[\]\\]|\\.)+\]\(", "finditer"),
    "marks that are searched to the end": (r"`+([^`\n]+)`+", "findall"),
    "an end that is sought at each place": (r"\d{4,14}-[^\W_]+(?:[-_][^\W_]+)*(?![\w.-]*\w)", "finditer"),
    "signs of a rule on both sides of one": (r"[\s|:+-]*-[\s|:+-]*", "fullmatch"),
    "more and more ways to part words": (r"by (?:\w{1,20} ?){1,5}$", "search"),
    "a comment in two readings": (r"(?:[ \t]|<!--(?:-?>|.*?-->))*(?=\n|$)", "match"),
    "lines that are blank or not": (r"(?:[ \t]*\n|[ \t]+[^\n]*\n)+;", "match"),
}


def drawn(seed: int, many: int) -> list[str]:
    """What is wrong, over texts that are drawn for each expression by itself: another one changes nothing."""
    found = (fault(one, list(texts(one, many, random.Random(f"{seed} {one.compiled.pattern}")))) for one in EVERY)  # noqa: S311
    return [said for said in found if said]


def test_no_text_makes_an_expression_slow() -> None:
    assert drawn(1, 12) == []


@pytest.mark.long
@pytest.mark.parametrize("seed", range(100, 104))
def test_no_text_of_many_makes_an_expression_slow(seed: int) -> None:
    assert drawn(seed, 200) == []


@pytest.mark.long
@pytest.mark.parametrize("part", range(4))
def test_no_pair_of_pieces_makes_an_expression_slow(part: int) -> None:
    found = []
    for one in EVERY[part::4]:
        every = pairs(one)
        found.append(fault(one, random.Random(one.compiled.pattern).sample(every, min(len(every), 600))))  # noqa: S311
    assert [said for said in found if said] == []


@pytest.mark.parametrize("kind", SLOW)
def test_what_grows_faster_than_its_text_is_found(kind: str) -> None:
    source, method = SLOW[kind]
    one = Expression(kind, re.compile(source), method)
    assert fault(one, list(texts(one, 300, random.Random(1))))  # noqa: S311


def test_expressions_are_found_wherever_they_stand() -> None:
    held = {one.where.partition(":")[0]: one for one in EVERY}
    assert len(EVERY) > 500
    assert all(one.methods for one in EVERY), "each has its uses"
    assert held["text.markup.RULE"].methods >= {"fullmatch"}
    assert "search at" in held["record.references.REF"].methods
    assert held["pack.look.POINTERS[1][1]"].methods >= {"search"}, "one of a table"
    made = {one.where.partition(":")[0] for one in EVERY if ":" in one.where}
    assert made >= {"record.citation", "edit.renumber", "edit.move", "edit.follow", "log.index", "record.places"}
