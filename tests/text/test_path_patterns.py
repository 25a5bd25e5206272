"""Patterns of paths as .gitignore writes them: what each takes in, by git's own pages, and what is none."""

import subprocess
from pathlib import Path

import pytest

from tests.adr.logs import adr_py

# pattern -> paths that it takes in, paths that it leaves out; with spaces between
PATTERNS: list[tuple[str, str, str]] = [
    ("a.py", "a.py b/a.py a.py/x", "ba.py a.pyx axpy"),
    ("/a.py", "a.py a.py/x", "b/a.py"),
    ("a/", "a/x b/a/x", "a b/a ab/x"),
    ("a/b", "a/b a/b/c", "x/a/b a/bc a"),
    ("/a/b/", "a/b/c", "a/b x/a/b/c"),
    ("a/*", "a/b a/b/c", "a x/a/b"),
    ("a/*/c", "a/b/c a/b/c/d", "a/c a/b/x/c"),
    ("a/**", "a/b a/b/c", "a x/a/b"),
    ("a/**/c", "a/c a/b/c a/b/x/c", "a x/a/c a/b c"),
    ("a/**/b/**/c", "a/b/c a/x/b/c a/b/x/c a/x/b/x/b/x/c", "a/c a/x/c b/c"),
    ("a/**/b/c", "a/b/c a/x/b/c a/b/b/c", "a/b/x/c a/c"),
    ("a/**/b*/c", "a/b/c a/x/bx/c a/b/b/c", "a/x/c a/b/x/c"),
    ("a/*/**/c", "a/b/c a/b/x/c", "a/c"),
    ("**/c", "c a/c a/b/c c/d", "xc a/xc"),
    ("**/b/c", "b/c a/b/c", "b/x/c c"),
    ("**", "a a/b", ""),
    ("***", "a a/b", ""),
    ("*", "a a/b", ""),
    ("/*", "a a/b", ""),
    ("/**", "a a/b", ""),
    ("**/", "a/b a/b/c", "a"),
    ("*.py", "a.py b/a.py .py", "a.pyc apy"),
    ("a*", "a ab", "ba b"),
    ("*a", "a ba", "ab b"),
    ("a*a", "aa aba", "a ab ba"),
    ("*a*b", "ab xaxb aab", "ba a b abx"),
    ("a*b*c", "abc axbxc abbc", "acb ab ac xabc"),
    ("*ab*ba*", "abba xabxbax", "aba"),
    ("?", "a b/c", "ab"),
    ("a?c", "abc a*c", "ac a/c abbc"),
    ("?a*", "ba bac", "a ab"),
    ("[ab]", "a b", "c ab []"),
    ("x[ab]y", "xay xby", "xy xaby xcy"),
    ("[!ab]", "c !", "a b cc"),
    ("[^ab]", "c ^", "a b"),
    ("[a!^]", "a ! ^", "b"),
    ("[a-c]", "a b c", "d -"),
    ("[a-c-e]", "a b c - e", "d"),
    ("[a-]", "a -", "b ]"),
    ("[-a]", "- a", "b"),
    ("[]a]", "] a", "b a]"),
    ("[!]a]", "b", "] a"),
    ("[c-a]x", "", "ax bx cx -x x"),
    ("[!c-a]x", "ax bx", "x"),
    ("[a\\-c]", "a - c", "b \\"),
    ("[\\]]", "]", "\\ \\]"),
    ("[\\a-c]", "a b c", "d \\"),
    ("[a-\\c]", "a b c", "d \\ -"),
    ("[[:digit:]]", "1", "a : d ["),
    ("[[:digit:]a]", "1 a", "b :"),
    ("[a[:digit:]-]", "1 a -", "b"),
    ("[[a]", "[ a", "b"),
    ("\\*", "*", "a \\"),
    ("\\?a*", "?a ?ab", "ba"),
    ("\\#a", "#a", "a"),
    ("\\!a", "!a", "a"),
    ("a\\b", "ab", "a\\b"),
    ("a.b", "a.b", "axb"),
    ("a+(b)", "a+(b)", "aab ab"),
    ("é*", "é éa", "e"),
    ("a//b", "", "a/b a a//b"),
]  # fmt: skip


@pytest.mark.parametrize(("pattern", "taken", "left"), PATTERNS)
def test_what_a_pattern_takes_in(pattern: str, taken: str, left: str) -> None:
    for path in [*taken.split(), *left.split()]:
        matcher = adr_py.Matcher([[adr_py.PathPattern(pattern)]])
        assert bool(matcher.lists_of(path)) is (path in taken.split()), path


# A range whose ends are turned round has no characters; git takes its first one.
OTHERWISE = {"[c-a]x"}


def test_git_says_the_same(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    cases = [(n, *case) for n, case in enumerate(PATTERNS) if case[0] not in OTHERWISE]
    asked, want = [], []
    for n, pattern, taken, left in cases:
        (tmp_path / str(n)).mkdir()
        (tmp_path / str(n) / ".gitignore").write_text(pattern + "\n", encoding="utf-8")
        asked += [f"{n}/{path}" for path in [*taken.split(), *left.split()]]
        want += [f"{n}/{path}" for path in taken.split()]
    call = ["git", "-C", str(tmp_path), "check-ignore", "--no-index", "-z", "--stdin"]
    done = subprocess.run(call, input="\0".join([*asked, ""]).encode(), capture_output=True, check=False)
    assert done.stdout.decode().split("\0")[:-1] == want


@pytest.mark.parametrize(
    ("pattern", "why"),
    [
        ("//", "names no path"),
        ("!/", "names no path"),
        ("[\\", "has a `[` without its `]`: [\\"),
        ("x[a\\]", "has a `[` without its `]`: [a\\]"),
        ("[]", "has a `[` without its `]`: []"),
        ("[!]", "has a `[` without its `]`: [!]"),
        ("[a-", "has a `[` without its `]`: [a-"),
        ("[[:upper", "has no class of characters `[:upper]`"),
        ("[[:uper:]]", "has no class of characters `[:uper:]`"),
        ("x[[:uper:]y]", "has no class of characters `[:uper:]`"),
        ("a" * 1001, "is longer than 1000 characters"),
        ("a/b\\", "ends with `\\`; a path has `/` between its names"),
    ],
)
def test_what_is_wrong_with_a_text_that_is_no_pattern(pattern: str, why: str) -> None:
    with pytest.raises(adr_py.BadPatternError) as wrong:
        adr_py.PathPattern(pattern)
    assert str(wrong.value) == why


def test_the_longest_pattern_is_one() -> None:
    assert adr_py.Matcher([[adr_py.PathPattern("a" * 1000)]]).lists_of("a" * 1000)
