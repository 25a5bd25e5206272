"""Files of a log that are links, pipes, devices, folders or without end: nothing outside is read or written by them."""

import contextlib
import io
import os
import shutil
import signal
import socket
import stat
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from copier_adr.installed.find import POINTER
from copier_adr.installed.main import main
from tests.tried import Tried

from .logs import Log, Said, adr_py, command, nygard

SECRET = "hunter2"  # noqa: S105 - what lies outside
if sys.platform == "win32":
    pytest.skip("pipes and links are a Unix matter", allow_module_level=True)

ANSWERS = ".copier-answers.adr.yml"
PAGE = f"# 3. {SECRET}\n\nDate: 2024-05-06\n\n## Status\n\nAccepted\n\n## {SECRET}\n\n{SECRET}\n"
README = f"# {SECRET}\n\n<!-- adrlog -->\n{SECRET}\n<!-- adrlogstop -->\n\n{SECRET}\n"
CONTRACT = f'{{"record": {{"sections": ["{SECRET}"]}}, "statuses": ["{SECRET}"], "merged_status": "{SECRET}"}}'
BASELINE = f'{{"faults": [{{"rule": "{SECRET}", "file": "{SECRET}.md"}}]}}'

TEMPORARY = "docs/adr/" + os.path.basename(adr_py.place_beside("README.md"))

# Every file that the engine reads or writes, from the project's root, and what a thief would have it read there.
PLACES = {
    "docs/adr/README.md": README,
    "docs/adr/index.md": README,
    "docs/adr/adr.json": CONTRACT,
    "docs/adr/adr-template.md": PAGE,
    "docs/adr/adr-baseline.json": BASELINE,
    "docs/adr/adr.py": f"# {SECRET}\n",
    "docs/adr/0002-b.md": PAGE,
    "docs/adr/0003-b.md": PAGE,  # where `renumber` brings a record
    "docs/adr/0010-c.md": PAGE,  # the name of the next record
    "docs/adr/more/0009-x.md": PAGE,
    "docs/adr/topic/README.md": PAGE,
    "docs/adr/.adr.lock": SECRET,
    "docs/adr/.adr.undo": SECRET,
    TEMPORARY: SECRET,
    "docs/adr/picture": SECRET,  # nobody reads it
    "docs/page.md": f"[{SECRET}](adr/0001-a.md)\n",
    ANSWERS: f"_src_path: {SECRET}\nadr_dir: docs/adr\n{SECRET}: 1\n",
    ".copier-answers.adr-other.yml": f"adr_dir: ../outside/{SECRET}\n",
    "CODEOWNERS": f"docs/adr {SECRET}\n",
}
COMMANDS = {
    "list": ["list"],
    "list --why": ["list", "--json", "--why"],
    "graph": ["graph"],
    "toc": ["toc"],
    "show": ["show", "1"],
    "search": ["search", "why"],
    "stats": ["stats"],
    "for": ["for", "docs/page.md"],
    "for --changed": ["for", "--changed", "main", "--json"],
    "cites": ["cites", "1"],
    "check": ["check"],
    "check --all": ["check", "--all", "--format", "json"],
    "check --base": ["check", "--base", "main"],
    "check --fix": ["check", "--fix"],
    "check --write-baseline": ["check", "--write-baseline"],
    "index": ["index"],
    "index --all": ["index", "--all"],
    "index --check": ["index", "--check"],
    "adopt": ["adopt"],
    "new": ["new", "-s", "1", "C"],
    "status": ["status", "1", "rejected"],
    "link": ["link", "1", "Amends", "2", "Amended by"],
    "renumber": ["renumber", "2", "3"],
    "move": ["move", "docs/decisions"],
}

Obstacle = Callable[[Path, Path], None]


def _link_out(place: Path, target: Path) -> None:
    place.symlink_to(target)


def _link_by_dots(place: Path, target: Path) -> None:
    place.symlink_to(os.path.relpath(target, place.parent))


def _link_by_a_link(place: Path, target: Path) -> None:
    """Two steps: a link inside the log, to a link that leaves it."""
    beside = place.with_name(f".{place.name}.step")
    beside.symlink_to(target)
    place.symlink_to(beside.name)


def _dangling(place: Path, target: Path) -> None:
    place.symlink_to(target.with_name("not-there-yet"))


def _loop(place: Path, _: Path) -> None:
    place.symlink_to(place.name)


def _endless(place: Path, _: Path) -> None:
    place.symlink_to("/dev/zero")


def _pipe(place: Path, _: Path) -> None:
    os.mkfifo(place)


def _socket(place: Path, _: Path) -> None:
    here = os.getcwd()
    with contextlib.closing(socket.socket(socket.AF_UNIX)) as made:
        os.chdir(place.parent)  # a socket's path is short
        try:
            made.bind(place.name)
        finally:
            os.chdir(here)


def _large(place: Path, _: Path) -> None:
    with open(place, "wb") as file:
        file.truncate(100_000_000_000)  # bytes that the disk does not hold


def _folder(place: Path, _: Path) -> None:
    place.mkdir()


OBSTACLES: dict[str, Obstacle] = {
    "a link out": _link_out,
    "a link out by dots": _link_by_dots,
    "a link to a link out": _link_by_a_link,
    "a link to nothing": _dangling,
    "a link to itself": _loop,
    "a device": _endless,
    "a pipe": _pipe,
    "a socket": _socket,
    "a file without end": _large,
    "a folder": _folder,
}


class Trap:
    """A project with an obstacle in place of a file, and what lies outside it."""

    def __init__(self, folder: Path) -> None:
        self.project, self.outside = folder / "project", folder / "outside"
        self.log = Log(self.project / "docs/adr")

    def lay(self, place: str, obstacle: Obstacle) -> None:
        path = self.project / place
        target = self.outside / path.name
        target.write_text(PLACES[place], encoding="utf-8")
        if path.exists():
            path.unlink()
        obstacle(path, target)

    def state(self) -> dict[str, object]:
        """What lies outside, bytes and times."""
        return {
            str(path): (path.read_bytes() if path.is_file() else b"", path.lstat().st_mtime_ns)
            for path in sorted([self.outside, *self.outside.rglob("*")])
        }

    def holds_secret(self) -> list[str]:
        """Files of the project, real ones, that say what lies outside."""
        found = []
        for folder, _, names in os.walk(self.project):
            for path in (Path(folder, name) for name in names):
                if path.is_file() and not path.is_symlink() and path.stat().st_size < 10_000_000:
                    found += [str(path)] if SECRET.encode() in path.read_bytes() else []
        return found


@pytest.fixture(scope="session")
def trapped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with two records, one in a folder and one whose text is a folder's README, and a place outside it."""
    folder = tmp_path_factory.mktemp("trap")
    trap = Trap(folder)
    lay_outside(trap.outside / "log")
    log = trap.log
    log.write("README.md", "# Decisions\n\n<!-- adrlog -->\n<!-- adrlogstop -->\n")
    log.write("0001-a.md", nygard(1, "A"))
    log.write("0002-b.md", nygard(2, "B", "Proposed"))
    log.write("more/0009-x.md", nygard(9, "X"))
    log.write("topic/README.md", nygard(8, "T"))
    (trap.project / "docs/page.md").write_text("[a](adr/0001-a.md)\n", encoding="utf-8")
    (trap.project / ANSWERS).write_text("adr_dir: docs/adr\n", encoding="utf-8")
    return folder


def lay_outside(folder: Path) -> None:
    """A log that is none of the project's."""
    log = Log(folder)
    log.write("README.md", README)
    log.write("0001-x.md", PAGE)
    log.write("adr.json", CONTRACT)


@pytest.fixture
def traps(trapped: Path, tmp_path: Path, request: pytest.FixtureRequest) -> Callable[[], Trap]:
    """Projects of their own, each in a repository."""
    request.getfixturevalue("_calm")  # git's user
    first = trapped / "project"
    if not (first / ".git").exists():
        log = Log(first)
        log.git("init", "--quiet", "--initial-branch", "main")
        log.commit()
    made: list[Trap] = []

    def lay() -> Trap:
        made.append(Trap(Path(shutil.copytree(trapped, tmp_path / f"trap{len(made)}", symlinks=True))))
        return made[-1]

    return lay


@contextlib.contextmanager
def in_time(seconds: int) -> Iterator[None]:
    """Ends what waits at a pipe for ever."""

    def stop(*_: object) -> None:
        raise AssertionError("it waits for ever")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def hold(trap: Trap, words: list[str], folder: str = "docs/adr") -> Said:
    """What a command says that must neither tell nor change what lies outside."""
    outside = trap.state()
    with in_time(20), contextlib.chdir(trap.project):
        said = command("--dir", folder, *words)
    assert "Traceback" not in said.err, (words, said)
    assert SECRET not in said.out + said.err, (words, said)
    assert trap.state() == outside, (words, said)
    assert not trap.holds_secret(), (words, said)
    return said


def hold_place(trap: Trap, place: str, obstacle: str, name: str) -> None:
    trap.lay(place, OBSTACLES[obstacle])
    path = trap.project / place
    kind = stat.S_IFMT(path.lstat().st_mode)
    said = hold(trap, COMMANDS[name])
    assert said.code in (0, 1), said
    moved = trap.project / place.replace("docs/adr", "docs/decisions", 1)
    there = path if path.is_symlink() or path.exists() else moved
    if place not in (TEMPORARY, "docs/adr/.adr.lock"):
        assert stat.S_IFMT(there.lstat().st_mode) == kind, (place, obstacle, name, said)


@pytest.mark.security("A file that the engine reads or writes is a link out, a pipe, a device, a folder, or has no end")
@pytest.mark.parametrize("obstacle", OBSTACLES)
@pytest.mark.parametrize("place", PLACES)
def test_no_way_leads_out(traps: Callable[[], Trap], tried: Tried, place: str, obstacle: str) -> None:
    """Every command meets every place and every obstacle, but not each pair of those; `make every` has all."""
    first = list(PLACES).index(place) + list(OBSTACLES).index(obstacle)
    names = list(COMMANDS)[first % 6 :: 6]
    for name in names:
        hold_place(traps(), place, obstacle, name)
    tried(len(names))


@pytest.mark.every
@pytest.mark.security("The same, with each command at each of those files")
@pytest.mark.parametrize("obstacle", OBSTACLES)
@pytest.mark.parametrize("place", PLACES)
def test_no_way_leads_out_by_any_command(traps: Callable[[], Trap], tried: Tried, place: str, obstacle: str) -> None:
    for name in COMMANDS:
        hold_place(traps(), place, obstacle, name)
    tried(len(COMMANDS))


REFUSED = {
    "a link out": "is a link that leads out of its folder; put the file itself there",
    "a link to nothing": "is a link that leads out of its folder; put the file itself there",
    "a link to itself": "is a link that leads to itself; put the file itself there",
    "a device": "is a link that leads out of its folder; put the file itself there",
    "a pipe": "is a pipe or a device; put an ordinary file there",
    "a socket": "is a socket; put an ordinary file there",
    "a file without end": "is larger than 5,000,000 bytes; move it out of the log",
    "a folder": "is a folder; put the file itself there",
}


@pytest.mark.parametrize("obstacle", REFUSED)
@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("docs/adr/README.md", ["index"]),
        ("docs/adr/README.md", ["adopt"]),
        ("docs/adr/adr.json", ["list"]),
        ("docs/adr/adr-baseline.json", ["check"]),
        ("docs/adr/adr-template.md", ["new", "X"]),
        ("docs/adr/adr-template.md", ["check"]),
        ("docs/adr/adr.py", ["check"]),
        (ANSWERS, ["index"]),
    ],
)
def test_what_is_refused_is_told(traps: Callable[[], Trap], place: str, words: list[str], obstacle: str) -> None:
    trap = traps()
    trap.lay(place, OBSTACLES[obstacle])
    said = hold(trap, words)
    assert said.code == 1
    assert f"{Path(place).name}" in said.out + said.err
    assert REFUSED[obstacle] in said.out + said.err


@pytest.mark.security("The log, or a folder on the way to it or in it, is a link out of the repository")
@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("place", ["docs", "docs/adr", "docs/adr/more", "docs/adr/topic"])
def test_no_folder_on_the_way_leads_out(traps: Callable[[], Trap], place: str, name: str) -> None:
    trap = traps()
    path = trap.project / place
    shutil.rmtree(path)
    target = trap.outside / "log"
    if place == "docs":
        target = trap.outside / "docs"
        lay_outside(target / "adr")
    log = Log(target)
    log.git("init", "--quiet")  # with a repository of its own it is still outside of this one
    path.symlink_to(target)
    said = hold(trap, COMMANDS[name])
    assert path.is_symlink() or name == "move"
    if place in ("docs", "docs/adr"):
        assert said.code == 2
        told = f"adr.py: {place}: is a link that leads out of its repository; name the log where it is: --dir "
        assert said.err == f"{told}{os.path.realpath(trap.log.path)}\n"
    else:
        assert said.code in (0, 1)


@pytest.mark.security("An answers file names a log outside the project")
@pytest.mark.parametrize("linked", [False, True])
@pytest.mark.parametrize("name", ["check --all", "index --all", "index", "move"])
def test_an_answers_file_names_no_log_outside(traps: Callable[[], Trap], name: str, linked: bool) -> None:
    trap = traps()
    named = "../outside/log"
    if linked:
        (trap.project / "docs/other").symlink_to(trap.outside / "log")
        named = "docs/other"
    (trap.project / ".copier-answers.adr-other.yml").write_text(f"adr_dir: {named}\n", encoding="utf-8")
    said = hold(trap, COMMANDS[name])
    assert said.code in (0, 1)
    log = trap.project / ("docs/decisions" if name == "move" else "docs/adr")
    assert "outside" not in (log / "README.md").read_text(encoding="utf-8")


def installed(folder: Path, *words: str) -> Said:
    """`adr`, which finds the log by itself."""
    out, err = io.StringIO(), io.StringIO()
    with in_time(20), contextlib.chdir(folder), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main(list(words))
    return Said(code, out.getvalue(), err.getvalue())


@pytest.mark.security("`adr` is led out of the repository while it looks for the log")
@pytest.mark.parametrize("obstacle", [name for name in OBSTACLES if name != "a folder"])
def test_a_pointer_leads_nowhere_else(traps: Callable[[], Trap], obstacle: str) -> None:
    trap = traps()
    (trap.project / ANSWERS).unlink()
    target = trap.outside / POINTER
    target.write_text(f"docs/adr\n{SECRET}\n", encoding="utf-8")
    OBSTACLES[obstacle](trap.project / POINTER, target)
    said = installed(trap.project, "list")
    assert said.code == 2
    assert f"{POINTER}: is" in said.err
    assert SECRET not in said.out + said.err


@pytest.mark.security("`adr` is led out of the repository while it looks for the log")
@pytest.mark.parametrize("place", ["docs", "docs/adr"])
@pytest.mark.parametrize("sign", ["records", "answers", "pointer", "contract"])
def test_the_usual_folders_lead_nowhere_else(traps: Callable[[], Trap], place: str, sign: str) -> None:
    trap = traps()
    if sign != "answers":
        (trap.project / ANSWERS).unlink()
    if sign == "pointer":
        (trap.project / POINTER).write_text("docs/adr\n", encoding="utf-8")
    if sign == "contract":
        (trap.project / "adr.json").symlink_to(trap.outside / "log/adr.json")
    shutil.rmtree(trap.project / place)
    lay_outside(trap.outside / "docs/adr")
    (trap.project / place).symlink_to(trap.outside / place)
    before = trap.state()
    for words in (["list"], ["adopt"], ["new", "X"], ["check"]):
        said = installed(trap.project, *words)
        assert said.code in (1, 2), said
        assert SECRET not in said.out + said.err
        assert trap.state() == before


# --- links that stay ---


def test_a_readme_that_is_a_link_inside_the_log_stays_one(traps: Callable[[], Trap]) -> None:
    trap = traps()
    readme = trap.log.path / "README.md"
    readme.rename(trap.log.path / "more/words.md")
    readme.symlink_to("more/words.md")
    for words in (["index"], ["new", "-s", "1", "C"], ["renumber", "2", "7"], ["check", "--fix"]):
        assert trap.log.run(*words, code=None).code in (0, 1)
        assert os.readlink(readme) == "more/words.md"
        assert "stale-index" not in trap.log.rules()
    assert "0007-b.md" in readme.read_text(encoding="utf-8")


def test_a_record_that_is_a_link_inside_the_project_is_passed_over_and_said(traps: Callable[[], Trap]) -> None:
    trap = traps()
    (trap.project / "docs/c.md").write_text(nygard(3, "C"), encoding="utf-8")
    (trap.log.path / "0003-c.md").symlink_to("../c.md")
    trap.log.run("index")
    assert "not-followed" in trap.log.rules()
    assert trap.log.run("new", "D").out.endswith("0010-d.md\n")
    assert trap.log.run("status", "1", "deprecated").code == 0
    assert (trap.project / "docs/c.md").read_text(encoding="utf-8") == nygard(3, "C")


@pytest.mark.parametrize("name", COMMANDS)
def test_a_project_below_a_linked_folder_works_as_it_does_where_it_is(
    traps: Callable[[], Trap], tmp_path: Path, name: str
) -> None:
    """As on macOS, where /tmp is a link to /private/tmp; and with a log that is reached by a link in the project."""
    direct, linked, within = traps(), traps(), traps()
    (tmp_path / "short").symlink_to(linked.project.parent)
    (within.project / "adr").symlink_to("docs/adr")
    said = []
    for folder in (direct.log.path, tmp_path / "short/project/docs/adr", within.project / "adr"):
        project = os.path.realpath(folder / "../..")
        done = command("--dir", folder, *COMMANDS[name])
        names = [os.path.abspath(folder / "../.."), project, os.path.relpath(project)]
        texts = [text.replace(str(folder), "LOG") for text in done[1:]]
        for one in names:
            texts = [text.replace(one, "PROJECT") for text in texts]
        said.append((done.code, *texts))
    if name != "index --all":  # that one says where the log is
        assert said[1] == said[0]
    assert said[1][0] == said[2][0] == said[0][0]
    if name != "move":
        assert linked.log.files() == direct.log.files() == within.log.files()
