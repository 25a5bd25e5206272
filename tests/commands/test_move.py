"""A log that moves: what is said, and what follows it; by the command, or by hand with the command after it."""

import json
from pathlib import Path

import pytest

from tests.adr.conftest import _calm as _calm
from tests.adr.logs import README, Log, nygard

CONTRACT = {"record": {"title": "# {number}. {title}", "status": {"section": "Status"}}, "rules": {}, "style": "nygard"}
NEXT = 'Next: git add --all && git commit -m "Move the log of decisions"\n'


def made(root: Path, *folders: str) -> Log:
    """A committed project with a log of two records in each folder, and a README that links the first one's."""
    for folder in folders:
        log = Log(root / folder)
        log.write("adr.json", json.dumps(CONTRACT))
        log.write("README.md", README)
        for number, title in ((1, "A"), (2, "B")):
            log.write(f"000{number}-{title.lower()}.md", nygard(number, title))
        log.run("index")
        end = "" if folder == folders[0] else "-" + folder.replace("/", "-")
        Log(root).write(f".copier-answers.adr{end}.yml", f"adr_dir: {folder}\n")
    whole = Log(root)
    whole.write("README.md", f"[A]({folders[0]}/0001-a.md), [B]({folders[0]}/0002-b.md), {folders[0]} is our log.\n")
    whole.git("init", "--quiet", "--initial-branch", "main")
    whole.commit()
    return Log(root / folders[0])


def test_the_command_says_what_follows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = made(tmp_path, "docs/adr")
    monkeypatch.chdir(tmp_path)
    said = log.run("move", "docs/decisions")
    moved = "docs/adr is now docs/decisions: 2 records; 2 files follow, in 1 of them links\n"
    assert said == (
        0,
        f"{moved}These files still say docs/adr; see whether they mean the log:\n  README.md\n{NEXT}",
        "",
    )
    whole = Log(tmp_path)
    assert whole.read("README.md").startswith(
        "[A](docs/decisions/0001-a.md), [B](docs/decisions/0002-b.md), docs/adr is"
    )
    assert whole.read(".copier-answers.adr.yml").startswith("adr_dir: docs/decisions\n")
    assert not log.path.exists()


@pytest.mark.parametrize("to", ["(docs)/adr", ".github/adr", "a/.gitx/b", "docs/adr2"])
def test_a_log_moves_into_a_folder_of_any_name(tmp_path: Path, to: str) -> None:
    log = made(tmp_path, "docs/adr")
    assert log.run("move", to).out.startswith(f"docs/adr is now {to}: 2 records; ")
    assert Log(tmp_path).read(".copier-answers.adr.yml").startswith(f"adr_dir: {to}\n")


@pytest.mark.parametrize("stale", [False, True])
def test_a_move_by_hand_is_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stale: bool) -> None:
    log = made(tmp_path, "docs/adr")
    if stale:
        log.write("0002-b.md", nygard(2, "B", "Rejected"))
    whole = Log(tmp_path)
    whole.git("mv", "docs/adr", "docs/decisions")
    monkeypatch.chdir(tmp_path)
    said = Log(tmp_path / "docs/decisions").run("move", "docs/decisions")
    index = "docs/decisions/README.md: 2 records\n" if stale else ""
    moved = "docs/adr was moved to docs/decisions by hand: 2 records; 2 files follow, in 1 of them links\n"
    still = "These files still say docs/adr; see whether they mean the log:\n  README.md\n"
    assert said == (0, f"{moved}{index}{still}{NEXT}", "")
    assert whole.read("README.md").startswith("[A](docs/decisions/0001-a.md)")
    assert whole.read(".copier-answers.adr.yml").startswith("adr_dir: docs/decisions\n")


def test_a_log_that_was_moved_by_hand_moves_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made(tmp_path, "docs/adr")
    whole = Log(tmp_path)
    whole.git("mv", "docs/adr", "one")
    monkeypatch.chdir(tmp_path)
    said = Log(tmp_path / "one").run("move", "two")
    first, second, *_ = said.out.splitlines()
    assert first == "docs/adr was moved to one by hand: 2 records; 2 files follow, in 1 of them links"
    assert second == "one is now two: 2 records; 2 files follow, in 1 of them links"
    assert said.out.count(NEXT) == 1
    assert whole.read("README.md").startswith("[A](two/0001-a.md)")
    assert whole.read(".copier-answers.adr.yml").startswith("adr_dir: two\n")


@pytest.mark.parametrize("committed", [False, True])
def test_of_two_logs_that_are_gone_the_one_with_these_files_is_meant(tmp_path: Path, committed: bool) -> None:
    made(tmp_path, "docs/adr", "ops/adr")
    whole = Log(tmp_path)
    whole.write("ops/adr/0003-c.md", nygard(3, "C"))
    whole.commit()
    whole.git("mv", "docs/adr", "one")
    whole.git("mv", "ops/adr", "two")
    if committed:
        whole.commit()
    assert "ops/adr was moved to two by hand: 3 records; " in Log(tmp_path / "two").run("move", "two").out
    assert "docs/adr was moved to one by hand: 2 records; " in Log(tmp_path / "one").run("move", "one").out


def test_of_two_logs_that_are_alike_none_is_guessed(tmp_path: Path) -> None:
    made(tmp_path, "docs/adr", "ops/adr")
    whole = Log(tmp_path)
    whole.git("mv", "docs/adr", "one")
    whole.git("mv", "ops/adr", "two")
    said = Log(tmp_path / "two").run("move", "two", code=1)
    told = "ops/adr and docs/adr are not where .copier-answers.adr-ops-adr.yml and .copier-answers.adr.yml name them"
    assert said.err.startswith(f"adr.py: two: {told}, and nothing says which of them this is; ")


@pytest.mark.parametrize(
    ("to", "why"),
    [
        ("", "give a folder inside the project, from its root, such as docs/decisions"),
        ("/docs/x", "give a folder inside the project, from its root, such as docs/decisions"),
        ("~/x", "give a folder inside the project, from its root, such as docs/decisions"),
        ("C:/x", "give a folder inside the project, from its root, such as docs/decisions"),
        ("../x", "give a folder inside the project, from its root, such as docs/decisions"),
        ("docs/./x", "give a folder inside the project, from its root, such as docs/decisions"),
        ("docs//x", "give a folder inside the project, from its root, such as docs/decisions"),
        ("docs/adr", "one of the two folders lies in the other; move the log to a third folder first"),
        ("docs/adr/x", "one of the two folders lies in the other; move the log to a third folder first"),
        ("docs", "one of the two folders lies in the other; move the log to a third folder first"),
        (".git/x", "lies in git's own folder; choose a folder that a commit can hold"),
        ("x/.GIT/y", "lies in git's own folder; choose a folder that a commit can hold"),
        ("sub/x", "lies in sub, a repository of its own; choose a folder that a commit can hold"),
        ("a/sub/deep/x", "lies in a/sub, a repository of its own; choose a folder that a commit can hold"),
        ("made/x", "is ignored by git (.gitignore:1); choose a folder that a commit can hold"),
        ("src", "is there already, or leads out of the project; choose a folder that is not there yet"),
        ("out/x", "is there already, or leads out of the project; choose a folder that is not there yet"),
    ],
)
def test_a_wrong_aim_is_refused(tmp_path: Path, to: str, why: str) -> None:
    root = tmp_path / "project"
    log = made(root, "docs/adr")
    Log(root).write(".gitignore", "made/\n")
    Log(root).write("src/a.py", "a\n")
    for inner in ("sub", "a/sub"):
        (root / inner / ".git").mkdir(parents=True)
    (tmp_path / "elsewhere").mkdir()
    (root / "out").symlink_to(tmp_path / "elsewhere")
    before = log.files()
    assert log.run("move", to, code=2) == (2, "", f"adr.py: {to}: {why}\n")
    assert log.files() == before
