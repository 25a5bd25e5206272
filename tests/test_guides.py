"""Every command in the README and the guides, run as a reader runs it: in order, in a fresh repository.

`tests/guides.py` says how a page marks what is run, saved or left out. The pack stands under its public address;
`uvx` and `copier` are this environment's Copier, with Enter pressed at every question.
"""

import functools
import itertools
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.conftest import ROOT, commit, git, init, often
from tests.guides import PAGES, Block, blocks, page_text, spans, steps
from tests.rollout.forges import TOKEN, GitHub, serve

URL = "https://github.com/acme/copier-adr.git"
OLD, NEW = "1.0.0", "1.1.0"
# Blocks that no test can run. Each says why on its page; a new one has to be let in here.
SKIPPED = [
    ("docs/fleet.md", "pip install", "needs the network"),
    ("docs/fleet.md", "read -rs FLEET_TOKEN", "asks for the token"),
    ("docs/fleet.md", "pip install", "needs the network"),
    ("docs/fleet.md", "LOG_LEVEL=debug renovate", "needs Renovate"),
    ("docs/tools.md", "uvx --from", "needs the network"),
    ("docs/gates/github.md", "export GITHUB_API_URL", "needs a forge"),
]


@pytest.fixture(scope="session")
def forge_folder(copier_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What lies under https://github.com/acme/: the pack with two releases, of which the second says one thing more."""
    folder = tmp_path_factory.mktemp("acme")
    work = folder / "work"
    git(folder, "clone", "--quiet", "--no-tags", copier_template, work)
    # For the fleet, which brings 1.0.0: a repository that stands at an older version still.
    git(work, "tag", "0.9.0")
    git(work, "tag", OLD)
    readme = work / "template" / "{{ adr_dir }}" / "README.md.jinja"
    text = readme.read_text(encoding="utf-8")
    line = "- **Be timely**"
    assert line in text
    readme.write_text(text.replace(line, f"- **Be kind**: the reader was not there\n{line}"), encoding="utf-8")
    commit(work, "one guideline more")
    git(work, "tag", NEW)
    git(folder, "clone", "--quiet", "--bare", work, folder / "copier-adr.git")
    shutil.rmtree(work)
    return folder


@pytest.fixture(scope="session")
def commands(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for PATH: what a reader has installed, as small scripts."""
    folder = tmp_path_factory.mktemp("bin")
    python = shlex.quote(sys.executable)
    scripts = {
        "python3": f'exec {python} "$@"',
        "adr": f'PYTHONPATH={shlex.quote(str(ROOT))} exec {python} -m copier_adr "$@"',
        "adr-fleet": f'PYTHONPATH={shlex.quote(str(ROOT))} exec {python} -m copier_adr.fleet "$@"',
        "copier": f'exec {python} {shlex.quote(str(ROOT / "tests" / "enter.py"))} {python} -m copier "$@"',
        "uvx": '[ "$1 $2 $3" = "--with copier-template-extensions copier" ] || exit 9\nshift 3\nexec copier "$@"',
    }
    for name, script in scripts.items():
        path = folder / name
        path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        path.chmod(0o755)
    return folder


class Reader:
    """Someone at a shell, in a folder of their own; `shelf` is closed when the page is read."""

    def __init__(self, folder: Path, acme: Path, commands: Path, shelf: ExitStack) -> None:
        self.folder = init(folder)
        self.acme = acme
        self.shelf = shelf
        self.here: Callable[[str], str] = str  # what differs in a file because the test's forge is no real one
        self.environment = {
            **os.environ,
            "PATH": f"{commands}{os.pathsep}{os.environ['PATH']}",
            "GIT_CONFIG_COUNT": "1",
            "GIT_CONFIG_KEY_0": f"url.{acme}/.insteadOf",
            "GIT_CONFIG_VALUE_0": "https://github.com/acme/",
            "GIT_EDITOR": "true",
        }

    def __call__(self, script: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            ["bash", "-c", f"set -euo pipefail\n{script}"], cwd=self.folder, env=self.environment,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8",
            timeout=120, check=False,
        )  # fmt: skip

    def do(self, script: str) -> str:
        done = self(script)
        assert done.returncode == 0, f"{script}\n{done.stdout}"
        return done.stdout

    def save(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(self.here(text), encoding="utf-8")

    def remote(self) -> Path:
        """An empty repository to push to."""
        path = self.folder.with_suffix(".git")
        git(self.folder, "init", "--quiet", "--bare", path)
        return path

    def keep(self) -> None:
        """Commit all, as the guides ask before Copier runs."""
        commit(self.folder, "so far")


# ---- Situations ---------------------------------------------------------------------------------------------------


def fresh(reader: Reader) -> None:
    """A repository with a file or two and no log."""
    reader.save("README.md", "# Shop\n")
    reader.do("git remote add origin https://github.com/acme/shop.git")


def with_the_pack(reader: Reader, version: str = NEW) -> None:
    """A project that has the pack, committed and pushed, with two records."""
    made = reader.acme / f"shop-{version}"
    if not made.exists():
        fresh(reader)
        reader.do(f"copier copy --trust --defaults --quiet --vcs-ref {version} {URL} .")
        reader.do("python3 docs/adr/adr.py new Use PostgreSQL for orders")
        reader.keep()
        shutil.copytree(reader.folder, made)
    shutil.copytree(made, reader.folder, dirs_exist_ok=True)
    reader.do(f"git remote set-url origin {reader.remote()} && git push --quiet --set-upstream origin main")


def with_an_older_pack(reader: Reader) -> None:
    with_the_pack(reader, OLD)


def with_records(reader: Reader, folder: str) -> None:
    """Records as adr-tools leaves them, with a list that people keep and a link that leads nowhere."""
    fresh(reader)
    text = (
        "# {n}. {title}\n\nDate: 2020-0{n}-11\n\n## Status\n\nAccepted\n\n## Context\n\nWe had to choose{more}.\n\n"
        "## Decision\n\nWe chose.\n\n## Consequences\n\nWe live with it.\n"
    )
    links = []
    for n, title in enumerate(("Keep a log", "Use Kafka", "Deploy on Fridays"), 1):
        name = f"{n:04}-{title.lower().replace(' ', '-')}.md"
        more = ", see [the minutes](minutes.md)" if n == 2 else ""
        reader.save(f"{folder}/{name}", text.format(n=n, title=title, more=more))
        links.append(f"- [{title}]({name})\n")
    reader.save(f"{folder}/README.md", f"# Decisions\n\nOurs.\n\n{''.join(links)}")


def with_a_log_of_its_own(reader: Reader) -> None:
    with_records(reader, "doc/adr")
    reader.save(".adr-dir", "doc/adr\n")


def with_old_faults(reader: Reader) -> None:
    """The pack over a log that never had statuses."""
    with_records(reader, "docs/adr")
    for path in (reader.folder / "docs/adr").glob("0*.md"):
        path.write_text(path.read_text(encoding="utf-8").replace("## Status\n\nAccepted\n\n", ""), encoding="utf-8")
    reader.keep()
    # Left alone, the copy offers the records' own form, which has no status either.
    reader.do(f"copier copy --trust --defaults --quiet --vcs-ref {NEW} --data style=nygard {URL} .")
    reader.keep()


def with_records_in_the_root(reader: Reader) -> None:
    with_records(reader, ".")


def with_files_in_the_way(reader: Reader) -> None:
    """No log, and two files of the names that the pack uses."""
    fresh(reader)
    reader.save(".github/ISSUE_TEMPLATE/adr.yml", "name: Ours\n")
    reader.save("docs/adr/adr.py", "print('ours')\n")


def with_a_row_on_both_sides(reader: Reader) -> None:
    """A branch with a record, while another one was merged into main."""
    with_the_pack(reader)
    reader.do("git switch --quiet --create use-a-cache && python3 docs/adr/adr.py new --number 4 Use a cache")
    reader.keep()
    reader.do("git push --quiet --set-upstream origin use-a-cache && git switch --quiet main")
    reader.do("python3 docs/adr/adr.py new Use a queue")
    reader.keep()
    reader.do("git push --quiet && git switch --quiet use-a-cache")


def with_a_fork(reader: Reader) -> None:
    """The clone of a fork, one style ahead of the pack's first release."""
    reader.do(f"git fetch --quiet {URL} tag {OLD} && git reset --quiet --hard {OLD}")
    reader.do("cp styles/nygard.md styles/acme.md")
    reader.do(f"git remote add origin {reader.remote()}")


def with_an_organisation(reader: Reader) -> None:
    """An empty folder, beside a forge with acme's repositories: most without a log, one with an older pack."""
    shutil.rmtree(reader.folder / ".git")
    root = reader.folder.with_suffix(".forge")
    for name in ("shop", "pilot-one", "billing"):
        work = init(reader.folder / "work")
        (work / "README.md").write_text(f"# {name}\n", encoding="utf-8")
        if name == "billing":
            reader.do(f"cd work && copier copy --trust --defaults --quiet --vcs-ref 0.9.0 {URL} .")
        commit(work, "start")
        git(reader.folder, "clone", "--quiet", "--bare", work, root / "acme" / f"{name}.git")
        shutil.rmtree(work)
    forge = reader.shelf.enter_context(serve(GitHub(root)))

    def here(text: str) -> str:
        text = re.sub(r'^(type = "github_.*)$', rf'\1\nbase_url = "{forge.url}"', text, flags=re.MULTILINE)
        return text.replace('protocol = "https"', 'protocol = "as-listed"')

    reader.here = here
    reader.environment |= {
        "FLEET_TOKEN": TOKEN,
        "GIT_CONFIG_COUNT": "2",
        "GIT_CONFIG_KEY_1": f"url.{root}/.insteadOf",
        "GIT_CONFIG_VALUE_1": "git@github.test:",
    }


SITUATIONS: dict[str, Callable[[Reader], None]] = {
    "a repository without a log": fresh,
    "a project that has the pack": with_the_pack,
    "a project that has an older version of the pack": with_an_older_pack,
    "a project that has a log already": with_a_log_of_its_own,
    "a project with old faults": with_old_faults,
    "a project with records in its root": with_records_in_the_root,
    "a project with files in the way": with_files_in_the_way,
    "a branch, after another one was merged": with_a_row_on_both_sides,
    "a fork of the pack": with_a_fork,
    "an organisation": with_an_organisation,
}


# What a newcomer reads first is tried on every run, the other pages in `make every`.
QUICK = ("README.md", "docs/first-log.md", "docs/checks.md", "docs/leaving.md", "docs/gates/github.md")

# ---- The pages ----------------------------------------------------------------------------------------------------


@pytest.mark.skipif(os.name == "nt", reason="the guides' commands are bash's, and Enter is pressed at a terminal")
@pytest.mark.parametrize("page", often([page for page in PAGES if any(True for _ in steps(page))], QUICK.__contains__))
def test_every_command_works_as_it_stands(page: str, tmp_path: Path, forge_folder: Path, commands: Path) -> None:
    numbers = itertools.count()
    with ExitStack() as shelf:
        read(page, lambda: Reader(tmp_path / f"shop-{next(numbers)}", forge_folder, commands, shelf))


def read(page: str, someone: Callable[[], Reader]) -> None:
    reader: Reader | None = None
    for block in steps(page):
        where = f"{page}:{block.line}"
        if situation := block.note("in"):
            reader = someone()
            SITUATIONS[situation](reader)
        if block.note("skip") is not None:
            continue
        assert reader, f"{where}: no `<!-- doctest: in SITUATION -->` before the first block"
        if name := block.note("file"):
            reader.save(name, block.text)
            continue
        if "copier " in block.text:
            reader.keep()
        done = reader(block.text)
        assert done.returncode == int(block.note("exit") or 0), f"{where}:\n{block.text}\n{done.stdout}"
        for shown in block.prints:
            assert shown in done.stdout, f"{where}: the guide shows\n{shown}\nand it prints\n{done.stdout}"


RECORDINGS = [(page, block) for page in PAGES for block in blocks(page) if block.note("recording")]


@pytest.mark.skipif(os.name == "nt", reason="the guides' commands are bash's")
@pytest.mark.parametrize(("page", "block"), RECORDINGS, ids=[page for page, _ in RECORDINGS])
def test_a_recording_is_what_a_terminal_shows(
    page: str, block: Block, tmp_path: Path, forge_folder: Path, commands: Path
) -> None:
    with ExitStack() as shelf:
        reader = Reader(tmp_path / "shop", forge_folder, commands, shelf)
        SITUATIONS[str(block.note("recording"))](reader)
        typed = re.findall(r"^\$ (.+)$", block.text, re.MULTILINE)
        shown = "".join(f"$ {line}\n{reader(line).stdout}" for line in typed)
        assert shown == block.text, f"{page}:{block.line} shows another thing than a terminal does"


def test_the_first_log_has_a_recording_of_most_commands() -> None:
    (text,) = [block.text for page, block in RECORDINGS if page == "docs/first-log.md"]
    used = set(re.findall(r"^\$ adr (\w+)", text, re.MULTILINE))
    assert {"new", "list", "search", "show", "status", "check", "link", "graph", "stats", "renumber"} <= used


@pytest.mark.skipif(os.name == "nt", reason="Enter is pressed at a terminal")
def test_copier_asks_five_questions_and_enter_is_a_good_answer_to_each(
    tmp_path: Path, forge_folder: Path, commands: Path
) -> None:
    with ExitStack() as shelf:
        reader = Reader(tmp_path / "shop", forge_folder, commands, shelf)
        fresh(reader)
        told = reader.do(f"copier copy --trust {URL} .")
        assert "(5 questions, and Enter pressed at each)" in told
        assert "asks five questions" in page_text("README.md")
        rows = [block for block in page_text("docs/first-log.md").split("\n") if block.endswith("|") and "? |" in block]
        assert len(rows) == 5
        for row in rows:
            assert row.split("|")[1].strip()[:40] in told
        assert "_src_path: https://github.com/acme/copier-adr.git" in reader.do("cat .copier-answers.adr.yml")
        assert "project_name: shop" in reader.do("cat .copier-answers.adr.yml")


def test_what_is_not_run_is_named_here_with_its_reason() -> None:
    found = [(page, block.text, block.note("skip")) for page in PAGES for block in blocks(page)]
    skipped = [(page, text, reason) for page, text, reason in found if reason is not None]
    assert [(page, reason.split(";")[0]) for page, _, reason in skipped] == [(page, why) for page, _, why in SKIPPED]
    for (_, text, _), (page, start, _) in zip(skipped, SKIPPED, strict=True):
        assert text.startswith(start), page


@pytest.mark.parametrize("page", PAGES)
def test_commands_stand_in_console_blocks_and_every_comment_is_understood(page: str) -> None:
    text = page_text(page)
    kinds = {block.kind for block in blocks(page)}
    assert not kinds & {"sh", "bash", "shell", "shell-session", ""}, "a block of commands is called console"
    assert not re.search(r"^ +```", text, re.MULTILINE), "an indented block is not run: end the list first"
    prose = re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)
    assert not re.search(r"^\n {4}\S", prose, re.MULTILINE), "a block by indentation is not run: fence it"
    for block in blocks(page):
        for note in block.notes:
            assert re.fullmatch(r"in .+|file \S+|exit \d|skip, .+|recording, .+", note), note
            if note.startswith(("in ", "recording, ")):
                assert note.removeprefix("in ").removeprefix("recording, ") in SITUATIONS
    assert text.count("<!-- doctest:") == sum(len(block.notes) for block in blocks(page)), "a comment without a block"


# ---- Commands in running text -------------------------------------------------------------------------------------


@functools.cache
def help_of(program: str, *words: str) -> str:
    command = {
        "adr": [sys.executable, "-m", "copier_adr"],
        "adr.py": [sys.executable, str(ROOT / "docs/adr/adr.py")],
        "adr-fleet": [sys.executable, "-m", "copier_adr.fleet"],
        "copier": [sys.executable, "-m", "copier"],
    }[program]
    done = subprocess.run([*command, *words, "--help"], cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout if done.returncode == 0 else ""


@pytest.mark.parametrize("page", PAGES)
def test_commands_in_running_text_exist_with_their_options(page: str) -> None:
    for span in spans(page):
        words = span.split()
        if words[0] in ("uvx", "python3"):
            words = words[1:] if words[0] == "python3" else words[3:]
        program = Path(words[0]).name if words else ""
        if program not in ("adr", "adr.py", "adr-fleet", "copier") or len(words) < 2 or not words[1].isalpha():
            continue
        told = help_of(program, words[1])
        assert told, f"{page}: `{span}`: {program} has no command {words[1]}"
        for word in words[2:]:
            if re.match(r"--?[a-z]", word):
                assert re.search(rf"(?<![\w-]){re.escape(word.split('=')[0])}(?![\w-])", told), (
                    f"{page}: `{span}`: {word}"
                )
