# ruff: noqa: E501 - tables: a row is a line
"""Words of people on a stream: no terminal and no forge's runner takes them for a command, and nothing ends in a traceback."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import by_turns, often
from tests.tried import Tried

from .logs import ADR_PY, Log, Said, adr_py, nygard

HOSTILE = {
    "azure": "##vso[task.setvariable variable=x]y",
    "azure, doubled": "#####vso[task.setvariable variable=x]y",
    "azure and github": "##[error]y",
    "teamcity": "##teamcity[buildStatus text='y']",
    "github": "::set-output name=x::y",
    "github, after a space": " ::error::y",
    "github, after a wide space": "\u3000::add-mask::y",
    "github, after a line feed": "y\n::error::y",
    "github, after a return": "y\r::error::y",
    "github, after other line ends": "y\x0b::error::y\x0c::error::y\x85::error::y\u2028::error::y\u2029::error::y",
    "github, in its own escapes": "y%0A::error::y%0D::error::y",
    "colour": "\x1b[31my",
    "title of the window": "\x1b]0;y\x07",
    "c1": "\x9b31my",
    "backspaces": "y\x08\x08\x08z",
    "gitlab's sections": "section_start:1:x\r\x1b[0Ky",
    "direction": "\u202ey\u202c \u2066y\u2069",
    "nul": "y\x00z",
}

# Where a record or a file of the log says it. `{}` is the text on one line, `{name}` the same as a file name can have it.
PLACES = {
    "title": {"0002-x.md": "# {}\n\n## Status\n\nAccepted\n"},
    "underlined title": {"0002-x.rst": "{}\n==========\n\nStatus\n------\n\nAccepted\n"},
    "title in front matter": {"0002-x.md": '---\ntitle: "{}"\nstatus: accepted\n---\n\nText.\n'},
    "status": {"0002-x.md": "# X\n\n## Status\n\n{}\n"},
    "status in front matter": {"0002-x.md": "---\nstatus: '{}'\n---\n# X\n"},
    "unknown status": {"0002-x.md": "# X\n\nStatus: {}\n"},
    "date": {"0002-x.md": "# X\n\nDate: {}\n\n## Status\n\nAccepted\n"},
    "link": {"0002-x.md": "# X\n\n## Status\n\nAccepted\n\n{} [1](0001-a.md)\n\n[y]({})\n\n[z](<{}>)\n"},
    "superseded by": {"0002-x.md": "# X\n\n## Status\n\nSuperseded by {}\n"},
    "section": {"0002-x.md": "# X\n\n## {}\n\nAccepted\n"},
    "ignored rule": {"0002-x.md": "# X\n<!-- adr-ignore: {} -->\n## Status\n\nAccepted\n"},
    "name": {"0002-{name}.md": "# X\n\n## Status\n\nAccepted\n"},
    "bare name": {"{name}.md": "# X\n\n## Status\n\nAccepted\n\n## Context\n\nx\n\n## Decision\n\nx\n"},
    "folder": {"{name}/0002-x.md": "# X\n\n## Status\n\nAccepted\n"},
    "contract": {"adr.json": '{"style": {j}, "record": {"sections": [{j}], "status": {j}}, "statuses": [{j}]}'},
    "contract, no mapping": {"adr.json": "[{j}]"},
    "baseline": {"adr-baseline.json": '{"faults": [{"rule": {j}, "file": {j}, "subject": {j}}]}'},
    "baseline, no list": {"adr-baseline.json": "{j}"},
    "readme": {"README.md": "# X\n\n<!-- adrlog -->\n{}\n<!-- adrlogstop -->\n"},
    "blank": {"adr-template.md": "# {}\n\n## Status\n\n{}\n"},
    "conflict": {"0002-x.md": "# X\n\n<<<<<<< {}\n=======\n>>>>>>> {}\n"},
}

COMMANDS = [
    ["list"], ["list", "--json"], ["list", "--why"], ["list", "--format", "csv"], ["list", "--paths"], ["graph"],
    ["graph", "--format", "dot"], ["toc"], ["adopt"], ["index"],
    ["search", "a"], ["stats"], ["for", "src/a.py"], ["for", "src/a.py", "--json"], ["cites", "1"], ["cites", "1", "--json"],
    ["completion", "bash"], ["show", "2"], ["edit", "2"], ["owners"], ["owners", "--format", "gitlab"],
    ["list", "--brief"], ["generate", "toc"], ["generate", "graph"], ["move", "moved"],
    *(["check", "--format", form] for form in ("text", "json", "github", "sarif", "gitlab")), ["check", "--fix"],
    ["new", "-s", "1", "Third"], ["status", "2", "rejected"], ["link", "1", "Amends", "2", "Amended by"], ["renumber", "2"],
]  # fmt: skip


@pytest.fixture(autouse=True)
def _editor(monkeypatch: pytest.MonkeyPatch) -> None:
    """One that changes nothing, for `edit`."""
    monkeypatch.setenv("EDITOR", "true")


def test_every_command_is_held() -> None:
    assert {words[0] for words in COMMANDS} == set(adr_py.COMMANDS)


def lay(log: Log, place: str, text: str) -> bool:
    """Whether the file system takes such a name."""
    log.write("0001-a.md", nygard(1, "A"))
    log.write("README.md", "# D\n\n<!-- adrlog -->\n<!-- adrlogstop -->\n")
    for name, content in PLACES[place].items():
        called = name.replace("{name}", text.replace("/", "-")[:100])
        if "\0" in called:
            return False
        filled = content.replace("{j}", json.dumps(text)).replace("{}", text if place != "title" else text.strip("\n"))
        log.write(called, filled)
    return True


def commands_in(text: str) -> list[str]:
    """What a terminal or a runner would take for a command; the strictest reading of each."""
    found = re.findall(r"##\w*\[", text) + re.findall("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
    return found + [line for line in text.splitlines() if line.strip().startswith("::")]


def own_commands(text: str) -> list[str]:
    return re.findall(r"(?m)^::(?:error|warning) file=[^\n]*$", text)


def hold(log: Log, words: list[str]) -> Said:
    said = log.run(*words, code=None)
    assert "Traceback" not in said.err
    assert said.code in (0, 1, 2)
    text = said.out.replace("\r\n", "\n") if "csv" in words else said.out  # its lines end so
    if "github" in words:
        own = own_commands(text)
        assert len(own) == len(text.split("\n")) - 1, text
        text = (
            text.replace("\n::error file=", "\nfile=").replace("\n::warning file=", "\nfile=").removeprefix("::error ")
        )
        text = text.removeprefix("::warning ")
    assert not commands_in(text), (words, text)
    assert not commands_in(said.err), (words, said.err)
    if {"--json", "--why", "json", "sarif", "gitlab"} & {*words}:
        json.loads(said.out or "[]")
    return said


RUNNERS = "Words of a log that a terminal or a forge's runner would take for a command, in every output"


def try_words(folder: Path, place: str, kind: str, commands: list[list[str]]) -> int:
    for n, words in enumerate(commands):
        log = Log(folder / str(n))
        if not lay(log, place, HOSTILE[kind]):
            pytest.skip("no file system has such a name")
        if words[0] == "move":
            (folder / ".copier-answers.adr.yml").write_text(f"_src_path: x\n_commit: 1.0.0\nadr_dir: '{n}'\n")
        hold(log, words)
        shutil.rmtree(folder / str(n), ignore_errors=True)  # `move` has moved it
    return len(commands)


@pytest.mark.security(RUNNERS)
@pytest.mark.parametrize("kind", HOSTILE)
@pytest.mark.parametrize("place", PLACES)
def test_words_stay_words(tmp_path: Path, tried: Tried, place: str, kind: str) -> None:
    """Every command meets every place and every kind, but not each pair of those; `make every` has all."""
    first = list(PLACES).index(place) + list(HOSTILE).index(kind)
    tried(try_words(tmp_path, place, kind, COMMANDS[first % 8 :: 8]))


@pytest.mark.every
@pytest.mark.security(RUNNERS)
@pytest.mark.parametrize("kind", HOSTILE)
@pytest.mark.parametrize("place", PLACES)
def test_words_stay_words_in_every_command(tmp_path: Path, tried: Tried, place: str, kind: str) -> None:
    tried(try_words(tmp_path, place, kind, COMMANDS))


def test_json_says_what_the_record_says(log: Log) -> None:
    for n, text in enumerate(HOSTILE.values(), 1):
        log.write(f"{n:04d}-x.md", f"# Use {text.split()[0]}\n\n## Status\n\nAccepted\n")
    titles = {record["title"] for record in log.records()}
    assert {"Use ##vso[task.setvariable", "Use ##[error]y", "Use ::set-output"} <= titles
    assert "Use ::set-output" in log.run("list").out  # inside a line it is no command, and C++ has it in its names


UTF_8: dict[str, str] = {}
C = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


@pytest.mark.security("Words of the command line that no stream or no file can hold")
@pytest.mark.parametrize(
    ("kind", "env"),
    often(
        [("no UTF-8", UTF_8), *((kind, C) for kind in ("no UTF-8", *HOSTILE, "half a pair"))],
        lambda kind, _: kind == "no UTF-8",
    ),
    ids=lambda one: one if isinstance(one, str) else "C" if one else "utf-8",
)
def test_words_of_the_command_line(log: Log, tried: Tried, kind: str, env: dict[str, str]) -> None:
    text = {"no UTF-8": b"\xff\xfe", "half a pair": b"\xed\xa0\x80"}.get(kind) or HOSTILE[kind].encode()
    if b"\0" in text:
        pytest.skip("no argument has it")
    log.write("0001-a.md", nygard(1, "Ä", "Accepted"))
    log.write("0002-b.md", nygard(2, "Ö", "Proposed"))
    calls: list[list[bytes]] = [
        [b"new", text], [b"new", b"x" + text], [b"new", b"--status", text, b"X"], [b"new", b"-s", text, b"X"],
        [b"new", b"-l", b"1:" + text + b":" + text, b"X"], [b"status", b"1", text], [b"status", text, b"accepted"],
        [b"link", b"1", text, b"2", text], [b"link", text, b"A", b"2", b"B"], [b"renumber", text], [b"list", b"--status", text],
        [b"check", b"--base", text], [b"check", b"--taken", text], [b"toc", b"-p", text], [b"move", text], [b"x" + text],
        [b"--dir", text, b"list"], [b"graph", b"--format", text], [b"--" + text],
    ]  # fmt: skip
    for words in calls:
        done = subprocess.run(
            [sys.executable, str(ADR_PY), *(["--dir", str(log.path)] if b"--dir" not in words else []), *words],
            capture_output=True, check=False, env={**os.environ, **env}, cwd=log.path,
        )  # fmt: skip
        assert done.returncode in (0, 1, 2), (words, done)
        assert b"Traceback" not in done.stderr, (words, done.stderr.decode("utf-8", "replace"))
        for stream in (done.stdout, done.stderr):
            if env:
                assert stream.isascii(), (words, stream)
            assert not commands_in(stream.decode("utf-8", "replace")), (words, stream)
    tried(len(calls))
    hold(log, ["check"])
    hold(log, ["index"])


@pytest.mark.security("Files whose names are no UTF-8")
@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_names_that_are_no_utf_8(log: Log, words: list[str]) -> None:
    for name in (b"0002-\xff.md", b"0003-\xff x.md", b"\xed\xa0\x80.md", b"0004-x\xfe/README.md"):
        path = os.path.join(os.fsencode(log.path), name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(b"# X\n\n## Status\n\nAccepted\n\n## Context\n\nx\n\n## Decision\n\nx\n")
    log.write("0001-a.md", nygard(1, "A"))
    hold(log, words)


@pytest.fixture(scope="module")
def long_log(tmp_path_factory: pytest.TempPathFactory) -> Log:
    """A log whose list fills more than a pipe."""
    log = Log(tmp_path_factory.mktemp("long") / "adr")
    for n in range(1, 400):
        log.write(f"{n:04d}-x.md", f"# {n}. {'Long ' * 40}\n\n[y](gone.md)\n")
    return log


def shell(log: Log, line: str) -> subprocess.CompletedProcess[bytes]:
    command = f'adr() {{ "$PY" "$ADR" --dir "$LOG" "$@"; }}; {line}'
    where = {"PY": sys.executable, "ADR": str(ADR_PY), "LOG": str(log.path)}
    return subprocess.run(["bash", "-c", command], capture_output=True, check=False, env={**os.environ, **where})


@pytest.mark.security("Streams that are closed, full, or no longer read")
@pytest.mark.parametrize(
    ("how", "words"),
    by_turns(
        [">&-", "2>&-", ">&- 2>&-", "<&-", ">&- 2>&- <&-", "| head -1", "2>&1 | head -c1", "| true", ">/dev/full", "2>/dev/full"],
        ["list", "list --json", "check", "index", "new X", "toc", "graph", "list --nonsense", "status 99 x"],
    ),
)  # fmt: skip
def test_streams_that_nobody_reads(long_log: Log, how: str, words: str) -> None:
    done = shell(long_log, f'adr {words} {how}; exit "${{PIPESTATUS[0]}}"')
    assert b"Traceback" not in done.stdout + done.stderr
    assert b"Exception ignored" not in done.stderr
    assert done.returncode in (0, 1, 2), done


HEADINGS = ["#", "# ", "##", "## \n\n", "#\t", "# #", "# ##", "#  \\#", "\n===", "\n---", "# <!-- -->", "# ``", "# **", "# []()", "# &nbsp;", "# \u200b", "= ", "==", "=\n="]  # fmt: skip


@pytest.mark.security("Headings that say nothing")
@pytest.mark.parametrize("suffix", ["md", "rst", "adoc"])
@pytest.mark.parametrize("heading", HEADINGS, ids=repr)
def test_an_empty_heading(tmp_path: Path, tried: Tried, heading: str, suffix: str) -> None:
    commands = COMMANDS[HEADINGS.index(heading) % 3 :: 3]
    for n, words in enumerate(commands):
        log = Log(tmp_path / str(n))
        log.write("0001-a.md", nygard(1, "A"))
        log.write(f"0002-b.{suffix}", f"{heading}\n\n## Status\n\nAccepted\n\n{heading}\n\n{heading}")
        log.write("README.md", f"{heading}\n\n<!-- adrlog -->\n<!-- adrlogstop -->\n{heading}")
        log.write("adr-template.md", f"{heading}\n\n## Status\n\nAccepted\n\n{heading}")
        hold(log, words)
    tried(len(commands))


SHAPES: list[Any] = [None, True, 7, -1, 10**30, 1.5, "", "x", "../../evil", "/evil", ".git/x", "a\nb", "\ud800", [], [None], [7], [[]], ["x"], {}, {"x": 7}, {"section": []}, {"section": "x"}, {"x": {}}]  # fmt: skip
KEYS = ["style", "title", "record", "record.title", "record.status", "record.date", "record.supersedes", "record.superseded_by", "reference", "statuses", "sections", "numbering", "number_width", "filename_prefix", "rules", "rules.merged_status", "history", "date_of", "index_graph", "forge"]  # fmt: skip


@pytest.mark.security("An adr.json with values of any shape, names that lead out of the log among them")
@pytest.mark.parametrize("key", KEYS)
def test_any_shape_of_a_contract(tmp_path: Path, tried: Tried, key: str) -> None:
    log = Log(tmp_path / "project/log")
    commands = [["list"], ["check", "--merged"], ["index"], ["new", "-s", "1", "X"], ["status", "2", "rejected"]]
    for shape in SHAPES:
        whole, _, part = key.partition(".")
        contract = {whole: {part: shape} if part else shape}
        for words in commands:
            log.write("0001-a.md", nygard(1, "A"))
            log.write("0002-b.md", nygard(2, "B", "Proposed"))
            log.write("adr.json", json.dumps(contract))
            log.write("README.md", "# D\n\n<!-- adrlog -->\n<!-- adrlogstop -->\n")
            hold(log, words)
            shutil.rmtree(log.path)
            assert not list(tmp_path.rglob("*evil*")), (contract, words)
    tried(len(SHAPES) * len(commands))
