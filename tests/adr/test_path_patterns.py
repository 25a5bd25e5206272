"""Patterns of paths: what git says of the same, lists with `!`, what is no pattern, and how long it takes."""

import random
import subprocess
import time
from pathlib import Path

import pytest

from copier_adr.text.path_patterns import BadPatternError, Matcher, PathPattern

NAMES = ["a", "b", "ab", "a.b", "b.py", "a.py", "test_a.py", "c1", "[", "a b", ".a", "ccä", "a*"]
# Two ways of git are left out: it takes a letter such as ä for two characters, and `a**/` at the start for `**/`.
PARTS = [
    *NAMES[:-5], "*", "**", "***", "?", "*.py", "a*", "*b*", "test_*.py", "[ab]", "[!a]*", "[^b]", "[a-c]?", "c[0-9]",
    "[[:alpha:]]", "[_[:digit:]]", "[b.[:alpha:]]*", "[[:digit:]a]?", "[]a]", "\\[", "\\a", "*a*a*", "**b", "?*.p?",
    "[c-a]", "ccä", "\\**",
]  # fmt: skip


def some_paths(dice: random.Random) -> list[str]:
    return ["/".join(dice.choices(NAMES, k=dice.randint(1, 5))) for _ in range(40)]


def some_pattern(dice: random.Random) -> str:
    parts = dice.choices(PARTS, k=dice.choice([1, 1, 2, 2, 3, 4]))
    return dice.choice(["", "", "/"]) + "/".join(parts) + dice.choice(["", "", "/", "/**", "/*"])


def says_git(folder: Path, cases: list[tuple[list[str], list[str]]]) -> list[set[str]]:
    """For each case of (lines of a .gitignore, paths): the paths that git ignores by them."""
    subprocess.run(["git", "init", "-q", folder], check=True)
    for number, (lines, _) in enumerate(cases):
        (folder / str(number)).mkdir()
        (folder / str(number) / ".gitignore").write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    asked = [f"{number}/{path}" for number, (_, paths) in enumerate(cases) for path in paths]
    done = subprocess.run(
        ["git", "-C", folder, "check-ignore", "--no-index", "-z", "--stdin"],
        input="\0".join(asked).encode() + b"\0",
        capture_output=True,
        check=False,
    )
    assert done.returncode in (0, 1), done.stderr
    said: list[set[str]] = [set() for _ in cases]
    for path in done.stdout.decode().split("\0")[:-1]:
        case, _, rest = path.partition("/")
        said[int(case)].add(rest)
    return said


def taken(patterns: list[str], paths: list[str]) -> set[str]:
    matcher = Matcher([[PathPattern(pattern) for pattern in patterns]])
    return {path for path in paths if matcher.lists_of(path)}


def hold_against_git(folder: Path, seed: int, count: int) -> None:
    dice = random.Random(seed)  # noqa: S311
    cases = [([some_pattern(dice) for _ in range(dice.choice([1, 1, 1, 3]))], some_paths(dice)) for _ in range(count)]
    said = says_git(folder, cases)
    wrong = [(lines, taken(lines, paths) ^ git) for (lines, paths), git in zip(cases, said, strict=True)]
    assert [case for case in wrong if case[1]] == []
    assert sum(map(len, said)) > count  # the cases are no empty talk


def test_patterns_mean_what_they_mean_to_git(tmp_path: Path) -> None:
    hold_against_git(tmp_path, 16, 600)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(20))
def test_more_patterns_mean_what_they_mean_to_git(tmp_path: Path, seed: int) -> None:
    hold_against_git(tmp_path, seed, 1500)


def test_the_last_pattern_that_names_a_path_counts(tmp_path: Path) -> None:
    """In lists with `!`: what each pattern names is what git says of it alone."""
    dice = random.Random(5)  # noqa: S311
    lists = [[some_pattern(dice) for _ in range(4)] for _ in range(100)]
    signs = [[dice.random() < 0.4 for _ in patterns] for patterns in lists]
    paths = some_paths(dice)
    said = says_git(tmp_path, [([pattern], paths) for patterns in lists for pattern in patterns])
    for number, (patterns, out) in enumerate(zip(lists, signs, strict=True)):
        want: set[str] = set()
        for names, takes_out in zip(said[4 * number : 4 * number + 4], out, strict=True):
            want = want - names if takes_out else want | names
        written = ["!" * takes_out + pattern for pattern, takes_out in zip(patterns, out, strict=True)]
        assert taken(written, paths) == want, written


def test_a_folder_may_be_taken_out_of_a_folder() -> None:
    paths = ["src/a.py", "src/made/b.py", "src/made/keep.py"]
    assert taken(["src/", "!src/made/", "keep.py"], paths) == {"src/a.py", "src/made/keep.py"}


@pytest.mark.security("A pattern of paths leads out of the repository, is none, or is made to cost time")
@pytest.mark.parametrize("path", ["../a.py", "a/../b/a.py", "/a.py", "/src/a.py", "C:/a.py", "c:\\a.py", "", "./a.py"])
def test_what_is_no_path_in_the_repository_is_taken_by_no_pattern(path: str) -> None:
    assert taken(["*", "**", "a.py", "..", "../a.py", "C:/a.py", "/C:/", path or "a"], [path]) == set()


@pytest.mark.security("A pattern of paths leads out of the repository, is none, or is made to cost time")
@pytest.mark.parametrize("pattern", ["..", "../*", "/..", "src/../*", "src/./a.py", "./*", "C:/*", "C:\\\\*", "src//*"])
def test_a_pattern_that_leads_out_names_nothing(pattern: str) -> None:
    assert taken([pattern], ["a.py", "src/a.py", "../a.py", "C:/a.py", "C/a.py"]) == set()


@pytest.mark.security("A pattern of paths leads out of the repository, is none, or is made to cost time")
@pytest.mark.parametrize(
    ("pattern", "why"),
    [
        ("", "names no path"), ("!", "names no path"), ("/", "names no path"), ("! ", "names no path"),
        ("src/[ab", "without its `]`"), ("a\x00b", "control character"), ("a\nb", "control character"),
        ("src\\", "ends with"), ("# all", "comment"), ("[[:letters:]]", "class"), ("a" * 1001, "longer"),
    ],
)  # fmt: skip
def test_what_is_no_pattern_is_said(pattern: str, why: str) -> None:
    with pytest.raises(BadPatternError, match=why):
        PathPattern(pattern)


def test_special_patterns_come_before_general_ones() -> None:
    special = ["/src/pay/main.py", "src/pay/", "src/**/*.py", "src/", "*.py", "*"]
    dice = random.Random(1)  # noqa: S311
    assert sorted(dice.sample(special, 6), key=lambda text: PathPattern(text).rank(), reverse=True) == special


KINDS = ["src/part{}/", "src/part{}/**/*.py", "/src/part{}/*.sql", "lib{}.c", "*{}.rs", "**/part{}/x/", "a*{}*b"]


def test_many_records_and_paths_take_no_time() -> None:
    """1,000 lists of every kind of pattern with 10,000 paths."""
    lists = [[PathPattern(kind.format(n)) for kind in KINDS] for n in range(1000)]
    start = time.process_time()
    matcher = Matcher(lists)
    for n in range(10000):
        assert set(matcher.lists_of(f"src/part{n % 1000}/x/y{n % 3}/{n}.py")) == {n % 1000}
    assert time.process_time() - start < 1.5  # a third of a second on a quiet machine, most of it for asserting


@pytest.mark.security("Patterns of paths, and changed files, made to cost time")
def test_patterns_that_mean_harm_end() -> None:
    start = time.process_time()
    for pattern in ("*a" * 400 + "b", "**/" * 300 + "b", "**/a/" * 100 + "b", "[" * 400 + "]", "a?*" * 300, "*" * 1000):
        assert taken([pattern], ["a" * 1000, "a/" * 1100 + "a"]) == taken([pattern], ["a/" * 1100 + "a", "a" * 1000])
    assert time.process_time() - start < 5.0
