"""`adr_review.py comment`: one comment under each change, with the decisions on its files (forges: see forges.py)."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import copy_tree

from .forges import FACES, TOKEN, Pull, Said, World, serve

Run = Callable[..., Any]
CODE = {"src/orders/a.py": ("a", "b"), "src/b.py": (None, "b")}
OWN_WORDS = "A change, from a fork or not, has its own decisions told by the job that holds a token to comment"
MARK = "<!-- adr-governing: docs/adr/ -->"


def decision(number: int, title: str, patterns: str, what: str = "We use it.") -> str:
    head = f"---\napplies-to: [{patterns}]\n---\n" if patterns else ""
    return (
        f"{head}# {number}. {title}\n\nDate: 2026-11-01\n\n## Status\n\nAccepted\n\n## Context\n\nIt rains.\n\n"
        f"## Decision\n\n{what}\n\n## Consequences\n\nDry heads.\n"
    )


@pytest.fixture(params=["github", "gitlab", "forgejo", "azure-devops"])
def forge(request: pytest.FixtureRequest) -> Iterator[Any]:
    with serve(FACES[request.param](World())) as face:
        yield face


@pytest.fixture
def folder(forge: Any, project: Callable[..., Path], tmp_path: Path) -> Path:
    """A project on that forge whose default branch has two decisions on code."""
    made = tmp_path / "clone"
    copy_tree(project(forge=forge.name), made)
    log = made / "docs" / "adr"
    (log / "0002-use-queues.md").write_text(decision(2, "Use queues", '"src/"', "Orders wait in a queue. It is long."))
    (log / "0003-use-sql.md").write_text(decision(3, "Use SQL", '"src/orders/*.sql"'))
    return made


@pytest.fixture
def comment(forge: Any, folder: Path, review: Run) -> Run:
    """Run it; the answer is what it said of each change."""

    def call(*words: str, code: int = 0, **env: str) -> str:
        done = review(forge, "comment", *words, folder=folder, **env)
        assert done.returncode == code, done.stderr
        assert TOKEN not in done.stdout + done.stderr
        assert "Traceback" not in done.stderr
        return str(done.stdout + done.stderr)

    return call


def texts(forge: Any, number: int) -> list[str]:
    return [said.text for said in forge.world.comments if said.change == number]


def test_the_first_comment_is_folded_and_names_decision_and_files(forge: Any, comment: Run) -> None:
    forge.world.pulls = [Pull(7, CODE), Pull(8, {"docs/a.md": ("a", "b")})]
    said = comment()
    assert "change 7: has its comment (1 decision)" in said
    (text,) = texts(forge, 7)
    assert text.startswith(
        f"{MARK}\n<details>\n<summary>1 decision in force governs what this change touches</summary>\n\n"
    )
    assert text.endswith("\n\n</details>")
    assert "0002 Use queues" in text
    assert ": Orders wait in a queue.<br>`src/b.py`, `src/orders/a.py`\n" in text
    assert "Use SQL" not in text
    assert texts(forge, 8) == []


@pytest.mark.security("Somebody else writes what looks like the pack's own comment")
def test_it_is_refreshed_and_not_repeated(forge: Any, comment: Run) -> None:
    forge.world.pulls = [pull := Pull(7, CODE)]
    forge.world.comments = [Said(1, 7, "Looks good"), Said(2, 7, f"{MARK}\nfrom somebody else", own=False)]
    comment("--change", "7")
    before = len(forge.world.asked)
    assert "its comment stands" in comment("--change", "7")
    assert not [
        asked
        for asked in forge.world.asked[before:]
        if re.match("(POST|PUT|PATCH|DELETE) .*(comments|notes|threads)", asked)
    ]
    pull.files = {**CODE, "src/orders/x.sql": ("a", "b")}
    assert "its comment is refreshed (2 decisions)" in comment("--change", "7")
    first, strange, own = texts(forge, 7)
    assert (first, strange) == ("Looks good", f"{MARK}\nfrom somebody else")
    assert own.index("0003 Use SQL") < own.index("0002 Use queues")


def test_where_none_is_left_the_comment_goes(forge: Any, comment: Run) -> None:
    forge.world.pulls = [pull := Pull(7, CODE)]
    comment()
    pull.files = {"docs/a.md": ("a", "b")}
    assert "no decision governs it, so the comment is gone" in comment()
    assert texts(forge, 7) == []
    assert "no decision governs it" in comment()


def test_two_of_them_become_one(forge: Any, comment: Run) -> None:
    forge.world.pulls = [Pull(7, CODE)]
    forge.world.comments = [Said(n, 7, f"{MARK}\nold") for n in (3, 4, 5)]
    comment()
    assert [("0002 Use queues" in text) for text in texts(forge, 7)] == [True]


@pytest.mark.security(OWN_WORDS)
def test_a_fork_gets_none(forge: Any, comment: Run) -> None:
    forge.world.pulls = [Pull(7, CODE, fork=True)]
    assert "change 7: from a fork" in comment()
    assert texts(forge, 7) == []


def test_without_the_right_to_comment_it_says_so_and_goes_on(forge: Any, comment: Run) -> None:
    forge.world.pulls = [Pull(7, CODE), Pull(8, CODE)]

    def spoil(method: str, path: str) -> Any:
        return (403, {}, {"message": "Forbidden"}) if method == "POST" and "/8/" in path else None

    forge.world.spoil = spoil
    said = comment()
    assert "change 8: no comment, as the notices of the check have to do" in said
    assert len(texts(forge, 7)) == 1


def test_a_forge_that_breaks_is_told(forge: Any, comment: Run) -> None:
    forge.world.pulls = [Pull(7, CODE), Pull(8, CODE)]

    def spoil(method: str, path: str) -> Any:
        broken = method == "GET" and re.search("/8/(comments|notes|threads)", path)
        return (200, {}, {"message": "no list"}) if broken else None

    forge.world.spoil = spoil
    assert "change 8: " in comment(code=1)
    assert len(texts(forge, 7)) == 1


def test_dry_run_writes_nothing(forge: Any, comment: Run) -> None:
    forge.world.pulls = [Pull(7, CODE)]
    assert "change 7: would have a comment on 1 decision" in comment("--dry-run")
    assert forge.world.comments == []


@pytest.mark.security(OWN_WORDS)
def test_the_decisions_are_those_of_the_branch_that_the_job_runs_on(forge: Any, comment: Run) -> None:
    """A change brings a record and code: its own record says nothing here, and its text is not asked for."""
    forge.world.pulls = [Pull(7, {"docs/adr/0009-x.md": (None, decision(9, "Mine", '"lib/"')), "lib/a.py": ("a", "b")})]
    comment()
    assert texts(forge, 7) == []
    assert not [asked for asked in forge.world.asked if "0009-x" in asked and "diffs" not in asked]


@pytest.mark.security("Titles of decisions and names of files are markup, mentions or commands to the forge")
def test_nothing_in_titles_and_paths_is_a_mark_a_mention_or_a_command(forge: Any, folder: Path, comment: Run) -> None:
    commit = "0123456789abcdef" * 2 + "01234567"
    title = f"{MARK} GH-1 {commit} @acme/all #1 !2 &3 %4 ~b ^x </details> <img src=x> [a](http://x.y) `b` /merge"
    what = "/close ![x](http://x.y/z.png) www.x.y @ann **b** | ##vso[x]y."
    (folder / "docs/adr/0004-x.md").write_text(decision(4, title, '"odd/"', what))
    forge.world.pulls = [Pull(7, {"odd/`</details>@ann\n/merge\n<!-- x": ("a", "b"), "odd/\x1b[31m": ("a", "b")})]
    comment()
    (text,) = texts(forge, 7)
    body = text.partition("\n\n")[2]
    assert text.count("</details>") == 2  # its own, and one as code
    assert len([line for line in text.splitlines() if line.startswith(("- ", "/"))]) == 1
    words = re.sub(r"`[^`\n]*`", "", body)
    assert "<img" not in words
    assert "](http" not in words.replace("\\](", "")
    assert not re.search(r"(?:[@#!%$~^]|&amp;)\w", words)
    assert text.count("<!--") == 2  # its own, and one as code
    assert "\x1b" not in text
    assert "GH-1" not in words
    assert not re.search(r"\b[0-9a-f]{7,40}\b", words)


def test_where_people_read_a_record_is_linked(forge: Any, comment: Run) -> None:
    forge.world.pulls = [Pull(7, CODE)]
    comment(
        GITHUB_SERVER_URL="https://git.acme.example",
        CI_PROJECT_URL="https://git.acme.example/acme/widgets",
        CI_DEFAULT_BRANCH="main",
        BUILD_REPOSITORY_NAME="our widgets",
    )
    (text,) = texts(forge, 7)
    place = "https://git.acme.example/acme/widgets/{}/main/docs/adr/0002-use-queues.md"
    wanted = {"github": place.format("blob"), "gitlab": place.format("-/blob"), "forgejo": place.format("src/branch")}
    there = f"{forge.root}/acme/Our%20Widgets/_git/our%20widgets?path=%2Fdocs%2Fadr%2F0002-use-queues.md&version=GBmain"
    assert f"]({wanted.get(forge.name, there)})" in text
