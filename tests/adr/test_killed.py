"""Runs that are killed between any two steps: nothing is lost, and the next command leaves all or nothing of them."""

import contextlib
import hashlib
import io
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.tried import Tried

from .logs import ADR_PY, Log, Said, adr_py, command, nygard

if sys.platform == "win32":
    pytest.skip("no fork there", allow_module_level=True)

# What a run does to the disk. It is killed before the n-th of these.
STEPS = ("open", "write", "fsync", "replace", "remove", "rename", "rmdir", "mkdir", "chmod")
PLACES = ("docs/adr", "docs/decisions")
KILLED = 137
# It changes nothing, but takes the lock, and so undoes first what a killed run left.
HARMLESS = ["link", "1", "Amends", "99", "Amended by"]
HIDDEN = (".adr.lock", ".adr.undo", ".tmp", ".new")
ANSWERS = ".copier-answers.adr.yml"
BROKEN = "# 6. Broken\n\nDate: 2024-05-06\n\n## Status\n\nAccepted\n\n## Context\n\nSee [this](nowhere.md).\n\n## Decision\n\nd\n\n## Consequences\n\nc\n"  # noqa: E501

COMMANDS = {
    "new": ["new", "Third"],
    "new -s": ["new", "--status", "accepted", "-s", "1", "-l", "2:Amends:Amended by", "Third"],
    "status": ["status", "2", "accepted"],
    "link": ["link", "1", "Amends", "2", "Amended by"],
    "supersede": ["link", "1", "Superseded by", "2", "Supersedes"],
    "index": ["index"],
    "renumber": ["renumber", "1", "9"],
    "move": ["move", "docs/decisions"],
    "adopt": ["adopt"],
    "check --fix": ["check", "--fix"],
    "check --write-baseline": ["check", "--write-baseline"],
}


def lay(project: Path, name: str, in_git: bool) -> Path:
    """A project with a log on which the command has something to do."""
    log = Log(project / "docs/adr")
    log.write("README.md", "# Decisions\n\n<!-- adrlog -->\n<!-- adrlogstop -->\n")
    log.write("0001-first.md", nygard(1, "First"))
    log.write("0002-second.md", nygard(2, "Second", "Proposed", more="\nAfter [First](0001-first.md).\n"))
    log.write("0006-broken.md", BROKEN)
    (project / ANSWERS).write_text("adr_dir: docs/adr\n", encoding="utf-8")
    (project / "docs/page.md").write_text("[first](adr/0001-first.md)\n", encoding="utf-8")
    if in_git:
        log.git("init", "--quiet", "--initial-branch", "main", str(project))
    if name == "adopt":
        log.write("README.md", "# Decisions\n\nWords.\n")
    elif name != "index":
        log.run("index")
    if name == "check --fix":
        log.write("0006-broken.md", BROKEN.replace("# 6.", "# 7."))  # another number than the file's
        log.write("0002-second.md", nygard(2, "Second", more="\nSupersedes [First](0001-first.md).\n"))
        stale = '{"faults": [\n  {"rule": "no-date", "file": "0001-first.md"}\n]}\n'
        log.write("adr-baseline.json", stale)
    return project


def state(project: Path) -> dict[str, bytes]:
    """Every file of a project but git's own."""
    found = {}
    for path in sorted(project.rglob("*")):
        name = path.relative_to(project).as_posix()
        if path.is_file() and not name.startswith(".git/"):
            found[name] = path.read_bytes()
    return found


def killed_at(project: Path, words: list[str], nth: int, *, half: bool = False) -> bool:
    """Run a command in a process of its own that dies before its n-th step, or half-way in it. Whether it did."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == KILLED
    count = 0

    def dying(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def step(*args: Any, **how: Any) -> Any:
            nonlocal count
            if name != "open" or args[1] & os.O_CREAT:
                count += 1
                if count == nth:
                    if half and name == "write":
                        real(args[0], args[1][: len(args[1]) // 2])
                    os._exit(KILLED)
            return real(*args, **how)

        return step

    code = 1
    try:
        for name in STEPS:
            setattr(os, name, dying(name, getattr(os, name)))
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            code = adr_py.main(["--dir", str(log_in(project)), *words])
    finally:
        os._exit(code)


class Case(NamedTuple):
    """A command, what the project was before it, and what it is after it."""

    name: str
    before: dict[str, bytes]
    after: dict[str, bytes]


def log_in(project: Path) -> Path:
    return next(path for path in (project / place for place in PLACES) if path.is_dir())


def fresh(project: Path, kept: Path) -> None:
    """The project as it was."""
    shutil.rmtree(project)
    shutil.copytree(kept, project, symlinks=True)


def said_by(project: Path, words: list[str]) -> Said:
    said = command("--dir", log_in(project), *words)
    assert "Traceback" not in said.err, said
    return said


def hold(project: Path, case: Case) -> None:
    """A killed run has lost nothing; the next command finds it done or undone, and the same one ends well."""
    texts = [data for name, data in case.before.items() if name[-3:] == ".md" and "README" not in name]
    there = state(project)
    bodies = [text.split(b"## Context")[1] if b"## Context" in text else text.split(b"](")[0] for text in texts]
    visible = [data for name, data in there.items() if not name.endswith(HIDDEN)]
    for body in bodies:
        start = body.split(b"](")[0].split(b"\nSupersedes")[0]
        assert any(start in data for data in visible), (case.name, sorted(there))
    if case.name in ("adopt", "check --fix"):  # of several wholes, each of which may be done
        said = said_by(project, COMMANDS[case.name])
        assert said.code in (0, 1), said
        assert state(project) == case.after
        return
    said = said_by(project, HARMLESS)
    assert said.code in (1, 2), said
    found = state(project)
    assert found in (case.before, case.after), (case.name, said, sorted(found))
    again = said_by(project, COMMANDS[case.name])
    if found == case.before:
        assert again.code in (0, 1), again
        assert state(project) == case.after
    assert not [name for name in state(project) if name.endswith(HIDDEN)]


def case_of(folder: Path, name: str, in_git: bool) -> tuple[Path, Case]:
    project = lay(folder / "project", name, in_git)
    whole = Path(shutil.copytree(project, folder / "whole", symlinks=True))
    before = state(project)
    assert said_by(whole, COMMANDS[name]).code in (0, 1)
    return project, Case(name, before, state(whole))


def kill_at_each_step(folder: Path, name: str, in_git: bool, half: bool) -> int:
    """How often the command was killed: before its first step, its second, and so on to its last."""
    project, case = case_of(folder, name, in_git)
    assert case.after != case.before
    kept = Path(shutil.copytree(project, folder / "kept", symlinks=True))
    kills = 0
    while killed_at(project, COMMANDS[name], kills + 1, half=half):
        hold(project, case)
        fresh(project, kept)
        kills += 1
    assert kills > 6, "killed too seldom to show anything"
    return kills


@pytest.mark.security("A writing command is killed before each of its steps on the disk, or half-way in it")
@pytest.mark.parametrize("name", COMMANDS)
def test_a_run_killed_at_any_step(tmp_path: Path, tried: Tried, name: str) -> None:
    in_git = list(COMMANDS).index(name) % 2 == 1
    tried(kill_at_each_step(tmp_path, name, in_git, half=True))


@pytest.mark.long
@pytest.mark.security("A writing command is killed before each of its steps on the disk, or half-way in it")
@pytest.mark.parametrize("half", [False, True])
@pytest.mark.parametrize("in_git", [True, False], ids=["in git", "without git"])
@pytest.mark.parametrize("name", COMMANDS)
def test_a_run_killed_at_any_step_everywhere(tmp_path: Path, tried: Tried, name: str, in_git: bool, half: bool) -> None:
    tried(kill_at_each_step(tmp_path, name, in_git, half))


NUMBERS = range(1, 7)


class Hunt:
    """A project on which random commands run, each of them killed."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.rng = random.Random(seed)  # noqa: S311 - the same moments each time
        self.folder = folder / str(seed)
        self.project = self.folder / "project"
        log = Log(self.project / "docs/adr")
        log.write("README.md", "# Decisions\n\n<!-- adrlog -->\n<!-- adrlogstop -->\n")
        for n in NUMBERS:
            more = "".join(f"\nSee [{m}](000{m}-title-{m}.md).\n" for m in self.rng.sample(NUMBERS, 2) if m != n)
            status = self.rng.choice(["Proposed", "Accepted"])
            log.write(f"000{n}-title-{n}.md", nygard(n, f"Title {n}", status, more=more).replace("Why.", f"Why {n}."))
        (self.project / ANSWERS).write_text("adr_dir: docs/adr\n", encoding="utf-8")
        (self.project / "docs/page.md").write_text("[1](adr/0001-title-1.md)\n", encoding="utf-8")
        log.run("index")
        if seed % 2:
            log.git("init", "--quiet", "--initial-branch", "main", str(self.project))

    def words(self) -> list[str]:
        """A command that may have something to do, and what it needs laid before it."""
        rng, log = self.rng, Log(log_in(self.project))
        one, other = (str(record["number"]) for record in rng.sample(log.records(), 2))
        readme = log.path / "README.md"
        name = rng.choice(list(COMMANDS))
        if name == "adopt":
            readme.write_text("# Decisions\n\nWords.\n", encoding="utf-8")
        elif name in ("index", "check --fix"):
            readme.write_text("# Decisions\n\n<!-- adrlog -->\n<!-- adrlogstop -->\n", encoding="utf-8")
        elif name == "check --write-baseline":
            log.write("adr-baseline.json", '{"faults": [\n  {"rule": "no-date", "file": "gone.md"}\n]}\n')
        elif name == "move":
            return ["move", next(place for place in PLACES if not (self.project / place).exists())]
        return {
            "new": ["new", f"Another {rng.randrange(10**6)}"],
            "new -s": ["new", "--status", "accepted", "-s", one, "-l", f"{other}:Amends:Amended by", f"More {one}"],
            "status": ["status", one, rng.choice(["accepted", "rejected", "deprecated"])],
            "link": ["link", one, "Amends", other, "Amended by"],
            "supersede": ["link", one, "Superseded by", other, "Supersedes"],
            "renumber": ["renumber", one],
        }.get(name, COMMANDS[name])

    def killed(self, words: list[str]) -> bool:
        """Kill a run at a random step, or at a random moment from outside."""
        if self.rng.random() < 0.7:
            return killed_at(self.project, words, self.rng.randrange(1, 24), half=self.rng.random() < 0.5)
        here = ["--dir", str(log_in(self.project)), *words]
        run = subprocess.Popen([sys.executable, str(ADR_PY), *here], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        time.sleep(self.rng.random() * 0.25)
        run.send_signal(signal.SIGKILL)
        run.communicate()
        return run.returncode == -signal.SIGKILL

    def round(self) -> int:
        """One command, killed, perhaps killed again while it is undone, and repeated: how many kills that were."""
        words = self.words()
        before = state(self.project)
        whole = Path(shutil.copytree(self.project, self.folder / "whole", symlinks=True))
        said_by(whole, words)
        after = state(whole)
        shutil.rmtree(whole)
        kills = int(self.killed(words))
        if kills:
            self.nothing_lost(words)
            if self.rng.random() < 0.4:
                kills += killed_at(self.project, HARMLESS, self.rng.randrange(1, 12), half=True)
                self.nothing_lost(words)
        wholes = (before, after) if words[0] != "adopt" and words[:2] != ["check", "--fix"] else None
        said_by(self.project, HARMLESS)
        found = state(self.project)
        assert not wholes or found in wholes, words
        assert not [name for name in found if name.endswith(HIDDEN)], words
        if found == before or not wholes:
            said_by(self.project, words)
            assert state(self.project) == after, words
        return kills

    def nothing_lost(self, words: list[str]) -> None:
        visible = [data for name, data in state(self.project).items() if not name.endswith(HIDDEN)]
        for n in NUMBERS:
            assert any(f"Why {n}.".encode() in data for data in visible), (words, n)


@pytest.mark.long
@pytest.mark.security("500 kills at random moments, in random histories of commands, some of them in an undoing")
def test_five_hundred_kills(tmp_path: Path, tried: Tried) -> None:
    kills, seed = 0, 0
    while kills < 500:
        hunt = Hunt(tmp_path, seed)
        kills += sum(hunt.round() for _ in range(25))
        shutil.rmtree(hunt.folder)
        seed += 1
    print(f"{kills} kills in {seed} histories: nothing lost")
    tried(kills)


# --- the journal is not believed ---


def hostile(**entry: object) -> dict[str, object]:
    return {"file": "0001-first.md", "old": "# 1. Evil\n", "new": None, **entry}


@pytest.mark.security("A journal that came with a project names files outside the log, or the log's own")
@pytest.mark.parametrize("in_git", [True, False], ids=["in git", "without git"])
@pytest.mark.parametrize("own_inode", [False, True], ids=["as it came", "with its inode guessed"])
@pytest.mark.parametrize("old", ["", "adr", "docs/adr", "project/docs/adr", "../docs/adr", "/docs/adr"])
@pytest.mark.parametrize(
    "file", ["../../../x", "../x", "/x", "a/../../x", ".git/hooks/pre-commit", "link/x", "x\\..\\..\\x", "", "x\0y", 7]
)
def test_a_journal_is_not_believed(tmp_path: Path, file: object, old: str, own_inode: bool, in_git: bool) -> None:
    project = lay(tmp_path / "project", "new", in_git)
    (tmp_path / "outside").mkdir()
    (project / "docs/adr/link").symlink_to(tmp_path / "outside")
    path = project / "docs/adr/.adr.undo"
    path.write_text("x", encoding="utf-8")
    told = {"inode": path.stat().st_ino if own_inode else 7, "old": old, "files": [hostile(file=file)]}
    path.write_text(json.dumps(told), encoding="utf-8")
    before = every_file(tmp_path)
    said = said_by(project, HARMLESS)
    if own_inode:  # then it may do in the log what a request can do anyway, and nothing elsewhere
        now = {path: data for path, data in every_file(tmp_path).items() if is_elsewhere(path)}
        assert now == {path: data for path, data in before.items() if is_elsewhere(path)}, said
    else:
        assert every_file(tmp_path) == before, said
        assert ".adr.undo: was not written by adr.py here, and nothing is done by it; delete it" in said.err


@pytest.mark.security("A journal that came with a project names files outside the log, or the log's own")
@pytest.mark.parametrize(
    "text", ["", "{", "[]", "7", "null", '{"inode": 1}', '{"inode": 1, "old": 1, "files": 1}', "[" * 100_000, "\xff"]
)
def test_a_journal_that_is_none(tmp_path: Path, text: str) -> None:
    project = lay(tmp_path / "project", "new", in_git=False)
    (project / "docs/adr/.adr.undo").write_bytes(text.encode("latin-1"))
    before = every_file(tmp_path)
    said = said_by(project, HARMLESS)
    assert every_file(tmp_path) == before
    assert "nothing is done by it" in said.err
    assert said_by(project, ["new", "Third"]).code == 0  # and it stops nobody
    assert not (project / "docs/adr/.adr.undo").exists()


def test_a_journal_with_a_record_of_the_log_that_came_along_restores_nothing(tmp_path: Path) -> None:
    project = lay(tmp_path / "project", "new", in_git=True)
    now = (project / "docs/adr/0001-first.md").read_bytes()
    files = [hostile(new=hashlib.sha256(now).hexdigest()), hostile(file="0009-gone.md")]
    told = {"inode": 7, "old": "", "files": files}
    (project / "docs/adr/.adr.undo").write_text(json.dumps(told), encoding="utf-8")
    said_by(project, HARMLESS)
    assert (project / "docs/adr/0001-first.md").read_bytes() == now


def is_elsewhere(path: str) -> bool:
    return "/.git/" in path or "/project/" not in path


def every_file(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_git_sees_nothing_of_a_journal(tmp_path: Path) -> None:
    """`git add --all` after a kill takes along the files themselves, at most one half-written, and no journal."""
    project, case = case_of(tmp_path, "new -s", in_git=True)
    log = Log(project)
    log.commit()
    seen: set[str] = set()
    kept = Path(shutil.copytree(project, tmp_path / "kept", symlinks=True))
    nth = 1
    while killed_at(project, COMMANDS[case.name], nth):
        seen |= {line[3:] for line in log.git("status", "--porcelain").splitlines()}
        fresh(project, kept)
        nth += 1
    assert {name for name in seen if not name.endswith(".tmp")} == {
        "docs/adr/.adr.lock", "docs/adr/0001-first.md", "docs/adr/0002-second.md", "docs/adr/0007-third.md",
        "docs/adr/README.md",
    }  # fmt: skip


def test_what_somebody_changed_since_stays(tmp_path: Path) -> None:
    project, case = case_of(tmp_path, "new -s", in_git=False)
    kept = Path(shutil.copytree(project, tmp_path / "kept", symlinks=True))
    told = False
    nth = 1
    while killed_at(project, COMMANDS[case.name], nth):
        record = project / "docs/adr/0002-second.md"
        record.write_bytes(record.read_bytes() + b"\nOur words.\n")
        before = state(project)
        said = said_by(project, HARMLESS)
        now = state(project)
        assert {name: data for name, data in before.items() if not name.endswith(HIDDEN)} == now
        if "changed since" in said.err:
            told = True
            assert "0002-second.md changed since: all files stay as they are; see `git diff`" in said.err
        fresh(project, kept)
        nth += 1
    assert told


@pytest.mark.parametrize("kind", ["a dangling link", "a link", "a folder", "a full folder", "a pipe"])
@pytest.mark.parametrize("words", [words for name, words in COMMANDS.items()], ids=list(COMMANDS))
def test_a_lock_that_is_none_ends_in_words(tmp_path: Path, words: list[str], kind: str) -> None:
    project = lay(tmp_path / "project", "new", in_git=False)
    lock = project / "docs/adr/.adr.lock"
    if kind.endswith("link"):
        target = tmp_path / "target"
        if kind == "a link":
            target.write_text("", encoding="utf-8")
        lock.symlink_to(target)
    elif kind == "a pipe":
        os.mkfifo(lock)
    else:
        lock.mkdir()
        if kind == "a full folder":
            (lock / "x").touch()
    before = sorted(tmp_path.rglob("*"))
    said = said_by(project, words)
    assert said.code == 1
    what = {"a dangling link": "a link", "a full folder": "a folder", "a pipe": "no ordinary file"}.get(kind, kind)
    assert said.err == f"adr.py: {lock}: cannot be the log's lock ({what}); delete it. Nothing was changed\n"
    assert sorted(tmp_path.rglob("*")) == before


def test_two_names_that_begin_alike_are_written_apart(tmp_path: Path) -> None:
    log = Log(tmp_path / "adr")
    name = "a-very-long-title-that-goes-on-and-on-and-on"
    for n in (1, 2):
        log.write(f"{name}-{n}.md", nygard(n, f"T {n}", "Proposed"))
    log.run("link", f"{name}-1.md", "Amends", f"{name}-2.md", "Amended by")
    assert "# 1. T 1" in log.read(f"{name}-1.md")
    assert "# 2. T 2" in log.read(f"{name}-2.md")
