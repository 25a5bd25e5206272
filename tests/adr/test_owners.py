"""`owners`: what it prints is read back as each forge reads it, and takes in the same paths."""

import json
import random
import re

import pytest

from copier_adr.log.owners import OWNER_FORMS, written
from copier_adr.text.path_patterns import Matcher, PathPattern

from .logs import Log, adr_py, nygard
from .test_path_patterns import NAMES, some_paths, some_pattern

RECORDS = [
    (1, "Accepted", ["src/"], ["@acme/all", "Ada"], "Keep a log"),
    (2, "Accepted", ["src/pay/", "!src/pay/made/"], ["@ada", "grace@example.org"], "Pay by card"),
    (3, "Accepted", ["*.sql", "src/pay/"], ["@acme/data"], "Write #SQL\x1b"),
    (4, "Proposed", ["lib/"], ["@x"], "Not yet"),
    (5, "Accepted", ["tools/"], ["The maintainers"], "Tools"),
    (6, "Accepted", [], ["@y"], "No paths"),
]


@pytest.fixture
def owned(log: Log) -> Log:
    for number, status, patterns, deciders, title in RECORDS:
        front = f"---\napplies-to: {json.dumps(patterns)}\ndecision-makers: {json.dumps(deciders)}\n---\n"
        log.write(f"{number:04}-a.md", front + nygard(number, title, status=status))
    return log


def lines(log: Log, form: str) -> dict[str, list[str]]:
    text = log.run("owners", "--format", form).out
    assert "\x1b" not in text
    rows = [line.split(" ") for line in text.splitlines() if line[0] != "#"]
    return {row[0]: row[1:] for row in rows}


@pytest.mark.parametrize("form", ["github", "gitlab", "bitbucket"])
def test_the_last_line_that_matches_names_who_decided(owned: Log, form: str) -> None:
    found = lines(owned, form)
    assert list(found.items()) == [
        ("*.sql", ["@acme/data"]),
        ("src/", ["@acme/all"]),
        ("/src/pay/", ["@ada", "grace@example.org", "@acme/data"]),
        ("/src/pay/made/", ["@acme/data"]),  # the record that takes it out is not the only one
    ]


def test_what_has_no_line_is_said(owned: Log) -> None:
    text = owned.run("owners").out
    assert "# 0005 Tools: none of its deciders is an @name or an address, so nobody owns its paths\n" in text
    assert "# 0002 Pay by card, 0003 Write #SQL" in text
    assert text.startswith("# From the decisions in ")
    owned.write("0007-a.md", "---\napplies-to: '[ab]/'\nowner: '@z'\n---\n" + nygard(7, "Letters"))
    assert "# 0007 Letters: [ab]/ cannot be said in this file\n" in owned.run("owners").out
    for number in (1, 2, 3, 7):
        (owned.path / f"{number:04}-a.md").unlink()
    said = owned.run("owners")
    assert "no decision in force has both paths (applies-to) and a decider with an @name" in said.err
    assert [line[0] for line in said.out.splitlines()] == ["#", "#"]


def test_the_log_s_forge_says_the_form(owned: Log) -> None:
    owned.write("adr.json", json.dumps({"forge": "forgejo"}))
    assert owned.run("owners").out == owned.run("owners", "--format", "forgejo").out
    found = lines(owned, "forgejo")
    assert found["(.*/)?[^/]*\\\\.sql(/.*)?"] == ["@acme/data"]
    assert "0002 Pay by card: !src/pay/made/ has no line, as every line counts here" in owned.run("owners").out


@pytest.mark.parametrize("form", adr_py.OWNER_FORMS)
def test_a_name_that_begins_with_an_exclamation_mark_takes_nobody_out(form: str) -> None:
    assert written(PathPattern("**/!*.py"), form)[0] != "!"


@pytest.mark.parametrize("form", ["github", "forgejo"])
def test_a_pattern_takes_in_the_same_paths_there(form: str) -> None:
    dice = random.Random(7)  # noqa: S311
    paths = [path for _ in range(4) for path in some_paths(dice)]
    said = 0
    for _ in range(600):
        pattern = PathPattern(some_pattern(dice))
        text = written(pattern, form)
        mine = {path for path in paths if Matcher([[pattern]]).lists_of(path)}
        if text and form == "forgejo":
            # One backslash is the line's own; what is left is an expression of Go, which Python reads alike.
            expression = re.compile(re.sub(r"\\(.)", r"\1", text))
            theirs = {path for path in paths if expression.fullmatch(path)}
        elif text:
            again = PathPattern(text.replace("\\ ", " "))
            theirs = {path for path in paths if Matcher([[again]]).lists_of(path)}
        else:
            continue
        said += len(theirs)
        assert theirs == mine, (pattern.text, text)
    assert said > 2000
    assert len(NAMES) > 10


EVIL = (
    "\n* @mallory", "\r* @mallory", "\u2028* @mallory", "\x85* @mallory", "\v* @mallory", "\t@mallory",
    "\u3000@mallory", "\xa0@mallory", " @mallory", " # @mallory", "#", "[Section] @mallory", "^[Section][2] @mallory",
    "\\ @mallory", "\\", "\x1b[2K* @mallory", "!", "**",
)  # fmt: skip


@pytest.mark.security("A record's title, path or decider makes an owner in CODEOWNERS of somebody else")
@pytest.mark.parametrize("form", OWNER_FORMS)
def test_nobody_owns_anything_but_who_decided(log: Log, form: str) -> None:
    """Read as the forges read a line: a path up to the first white space that no backslash escapes, then owners."""
    number = 0
    for evil in EVIL:
        for before, after in (("src/", ""), ("", "src/"), ("a", "b"), ("", "")):
            for fact in ("applies-to", "title"):
                number += 1
                pattern = before + evil + after if fact == "applies-to" else "src/"
                title = " ".join((before + evil + after).split("\n")) if fact == "title" else "Pay"
                front = f"---\napplies-to: [{json.dumps(pattern)}, 'lib/']\ndeciders: ['@ada']\n---\n"
                log.write(f"{number:04}-a.md", front + nygard(number, title))
    said = log.run("owners", "--format", form, code=None).out
    rows = [line for line in re.split(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]", said) if line and line[0] != "#"]
    assert rows
    for row in rows:
        path, *owners = re.split(r"(?<!\\)\s+", row)
        assert owners == ["@ada"], row
        assert path[0] not in "[^", row
        assert form == "forgejo" or not re.search(r"\s#", row), row
    assert "\x1b" not in said


@pytest.mark.security("A record's title, path or decider makes an owner in CODEOWNERS of somebody else")
@pytest.mark.parametrize("evil", EVIL)
def test_a_decider_is_a_name_and_nothing_more(log: Log, evil: str) -> None:
    front = f"---\napplies-to: [src/]\ndeciders: [{json.dumps('@ada' + evil)}]\n---\n"
    log.write("0001-a.md", front + nygard(1, "Pay"))
    said = log.run("owners", code=None).out
    (row,) = [line for line in said.splitlines() if line[:1] not in ("#", "")]
    assert re.fullmatch(r"src/( (@ada|@mallory))+", row)  # who is named decides, however the line goes on
