"""Commands of every day: the overview, show, search, list's options, new from an issue, check of one, completion."""

import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tried import Tried

from .logs import ADR_PY, README, Log, adr_py, command, nygard
from .test_completion import need


@pytest.fixture
def three(log: Log) -> Log:
    log.write("README.md", README)
    log.write("0001-use-kafka.md", nygard(1, "Use Kafka", date="2024-01-02"))
    log.write("0002-cafe.md", nygard(2, "Café für alle", status="Proposed", date="2025-03-04"))
    log.write("0003-use-rabbits.md", nygard(3, "Use rabbits", status="Rejected", date="2023-05-06"))
    log.run("index")
    return log


def numbers(said: str) -> list[str]:
    return [line.split()[0] for line in said.splitlines()]


# --- help ---


@pytest.mark.parametrize("words", [[], ["help"], ["--help"], ["-h"]])
def test_alone_it_prints_every_command_with_an_example_on_one_screen(words: list[str]) -> None:
    said = command(*words)
    assert said.code == 0
    for name, its in adr_py.COMMANDS.items():
        assert f"  {name} " in said.out
        assert its.text in said.out
        assert f"  {its.examples.splitlines()[0]}\n" in said.out
    assert len(said.out.splitlines()) <= 32
    assert max(map(len, said.out.splitlines())) <= 80


@pytest.mark.parametrize("name", list(adr_py.COMMANDS))
def test_help_of_a_command_is_its_own(name: str) -> None:
    assert command("help", name) == command(name, "--help")
    assert f"usage: adr.py {name}" in command("help", name).out


# --- reading ---


def test_show_prints_the_record_byte_for_byte_into_a_pipe(three: Log) -> None:
    assert three.run("show", "2").out == three.read("0002-cafe.md")
    assert "no record '9'" in three.run("show", "9", code=1).err


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
def test_show_on_a_terminal_says_where_it_is_and_what_it_links_to(three: Log) -> None:
    three.write("0001-use-kafka.md", nygard(1, "Use Kafka", status="Superseded by [3](0003-use-rabbits.md)"))
    shown = on_terminal("--dir", str(three.path), "show", "1", env={"NO_COLOR": "1"})
    assert "0001-use-kafka.md  superseded  2024-05-06\r\n" in shown
    assert "  superseded by 0003 Use rabbits (rejected)\r\n" in shown
    assert "# 1. Use Kafka\r\n" in shown
    assert "\x1b" not in shown


def on_terminal(*words: str, env: dict[str, str]) -> str:
    import pty

    main, end = pty.openpty()
    call = [sys.executable, str(ADR_PY), *words]
    clean = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "CLICOLOR_FORCE")}
    run = subprocess.Popen(call, stdout=end, stderr=end, stdin=end, env={**clean, "TERM": "xterm", **env})
    os.close(end)
    parts = []
    while True:
        try:
            data = os.read(main, 4096)
        except OSError:
            break
        if not data:
            break
        parts.append(data)
    run.wait()
    os.close(main)
    return b"".join(parts).decode()


@pytest.mark.parametrize("words", [["CAFE"], ["café"], ["fur", "alle"], ["FÜR cafe"]])
def test_search_folds_case_and_accents(three: Log, words: list[str]) -> None:
    said = three.run("search", *words).out
    assert said.splitlines()[0] == "0002  proposed  Café für alle"
    assert "0002-cafe.md:1: # 2. Café für alle" in said


def test_search_wants_every_word_and_says_when_there_is_none(three: Log) -> None:
    assert "0001" not in three.run("search", "use", "rabbits").out
    said = three.run("search", "kafka", "rabbits", code=1)
    assert (said.out, "no record in" in said.err, "kafka and rabbits" in said.err) == ("", True, True)


def test_list_filters_and_sorts(three: Log) -> None:
    assert numbers(three.run("list", "--status", "proposed,rejected").out) == ["0002", "0003"]
    assert numbers(three.run("list", "--status", "abgelehnt").out) == ["0003"]
    assert numbers(three.run("list", "--since", "2024-01-02").out) == ["0001", "0002"]
    assert numbers(three.run("list", "--sort", "date").out) == ["0003", "0001", "0002"]
    assert numbers(three.run("list", "--sort", "title").out) == ["0002", "0001", "0003"]
    assert numbers(three.run("list", "--grep", "rabbits").out) == ["0003"]
    assert three.run("list", "--status", "superseded").out == ""


def test_list_prints_paths_that_work_from_here(three: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(three.path.parent)
    paths = command("--dir", three.path.name, "list", "--paths").out.splitlines()
    assert [Path(path).read_text()[:5] for path in paths] == ["# 1. ", "# 2. ", "# 3. "]
    assert command("--dir", three.path.name, "list", "--format", "paths").out.splitlines() == paths


def test_list_as_csv_holds_no_formula(three: Log) -> None:
    three.write("0004-x.md", nygard(4, '=HYPERLINK("https://example.org"), "a"'))
    rows = list(csv.DictReader(io.StringIO(three.run("list", "--format", "csv").out)))
    assert [row["number"] for row in rows] == ["1", "2", "3", "4"]
    assert rows[1] == {
        "number": "2", "title": "Café für alle", "status": "proposed", "date": "2025-03-04", "supersedes": "",
        "superseded_by": "", "file": "0002-cafe.md",
    }  # fmt: skip
    assert rows[3]["title"] == '\'=HYPERLINK("https://example.org"), "a"'


SIGNS = "=+-@\uff0b\uff0d\uff1d\uff20"


@pytest.mark.security("A title is a formula to a spreadsheet, in the whole cell or behind what parts cells elsewhere")
def test_no_cell_begins_a_formula_however_cells_are_parted(tried: Tried) -> None:
    before = ("", " ", "\u3000", "\t", "\n", "\r", "x;", "x; ", "x\t", "x\n")
    values = [f'{lead}{sign}cmd|" /C calc"!A0' for lead in before for sign in SIGNS]
    text = adr_py.sheet([[1, value, None] for value in values])
    read = list(csv.reader(io.StringIO(text, newline="")))
    assert [(row[0], row[2]) for row in read] == [("1", "")] * len(values)
    assert [row[1].replace("'", "") for row in read] == values
    for part in re.split(r"[;\t\r\n]", "\n".join(row[1] for row in read)):
        assert part.strip()[:1] not in tuple(SIGNS), part
    plain = ["a = b", "C++", "it's -1", "https://example.org/?a=b;c", "0002-x.md"]
    assert next(csv.reader(io.StringIO(adr_py.sheet([plain])))) == plain
    tried(len(values))


def test_stats_counts(three: Log) -> None:
    said = three.run("stats").out
    assert said.splitlines()[0] == "3 records"
    for line in ("  accepted                 1", "  2024                     1", "  2025-03-04  0002  Café für alle"):
        assert line in said.splitlines()


# --- check of one ---


def test_check_of_some_records_tells_of_those_alone(three: Log) -> None:
    for number in (1, 3):
        file = "0001-use-kafka.md" if number == 1 else "0003-use-rabbits.md"
        three.write(file, nygard(number, "X", status="Ripening"))
    said = three.run("check", "3", code=1)
    assert "0003-use-rabbits.md:7" in said.out
    assert "0001" not in said.out
    assert "README" not in said.out
    assert three.run("check", "0002-cafe.md").out == ""
    assert "no record 'nothing'" in three.run("check", "nothing", code=1).err


# --- new ---


ISSUE = """\
### Context

We need a queue.

## Not a section

> quoted

### Decision

_No response_

### Consequences

```sh
# no heading
```

### Mood

Good
"""


def test_an_issue_becomes_the_record_s_sections(three: Log, tmp_path: Path) -> None:
    issue = tmp_path / "issue.md"
    issue.write_text(ISSUE)
    said = three.run("new", "--from-issue", issue, "Use a queue")
    assert "adr.py: 'Mood' has no place in a record; it was left out\n" in said.err
    text = three.read("0004-use-a-queue.md")
    assert "## Context\n\nWe need a queue.\n\n### Not a section\n\n> quoted\n\n## Decision\n" in text
    assert "## Consequences\n\n```sh\n# no heading\n```\n" in text
    assert "{What do we do about it?}" in text
    assert "_No response_" not in text
    assert three.record("0004-use-a-queue.md")["status"] == "proposed"


def test_an_issue_may_come_by_pipe_and_bring_its_title(three: Log) -> None:
    done = subprocess.run(
        [sys.executable, str(ADR_PY), "--dir", str(three.path), "new", "--from-issue", "-"],
        input="# Use a *queue*\n\n### Context\n\nWhy not.\n", capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.endswith("0004-use-a-queue.md\n")
    assert "## Context\n\nWhy not.\n" in three.read("0004-use-a-queue.md")


@pytest.mark.parametrize(
    "hostile",
    [
        "### Status\n\nAccepted\n",
        "### Context\n\nStatus: Accepted\n\n### Date\n\n2020-01-01\n",
        "### Context\n\nA.\n\n```\nnever closed\n",
        "### Context\n\n<pre>\n\n### Decision\n\nx\n",
        "no fields\n",
    ],
)
def test_an_issue_changes_nothing_but_prose(three: Log, tmp_path: Path, hostile: str) -> None:
    issue = tmp_path / "issue.md"
    issue.write_text(hostile)
    before = three.files()
    said = three.run("new", "--from-issue", issue, "X", code=None)
    if said.code:
        assert "issue" in said.err
        assert three.files() == before
    else:
        record = three.record("0004-x.md")
        assert (record["status"], record["title"]) == ("proposed", "X")
        assert "Traceback" not in said.err


@pytest.mark.parametrize("said", ["@acme/all\nAda", "- @acme/all\n- Ada", "@acme/all\n\n* Ada\n"])
def test_several_lines_of_an_issue_are_one_where_a_fact_has_one(three: Log, tmp_path: Path, said: str) -> None:
    contract = {"style": "x", "record": {"title": "# {title}", "status": {"front_matter": "status"}}}
    three.write("adr.json", json.dumps(contract))
    blank = "---\nstatus: proposed\ndeciders: {who decides}\n---\n\n# {title}\n\n## Context\n\n{why}\n"
    three.write("adr-template.md", blank)
    issue = tmp_path / "issue.md"
    issue.write_text(f"### Deciders\n\n{said}\n\n### Context\n\nSo.\n")
    three.run("new", "--from-issue", issue, "X")
    (record,) = [one for one in three.records() if one["title"] == "X"]
    assert record["deciders"] == ["@acme/all", "Ada"]
    assert record["status"] == "proposed"


def test_an_issue_switches_off_no_rule(three: Log, tmp_path: Path) -> None:
    issue = tmp_path / "issue.md"
    issue.write_text("### Context\n\n<!-- adr-ignore: placeholder-left -->\n[gone](gone.md)\n")
    three.run("new", "--from-issue", issue, "X")
    assert "broken-link" in three.rules()
    assert "<!--" not in three.read("0004-x.md")


def test_new_says_that_a_title_is_there_already(three: Log) -> None:
    said = three.run("new", "use kafka")
    assert "adr.py: 0001-use-kafka.md has the title 'Use Kafka' too (accepted)\n" in said.err
    assert (three.path / "0004-use-kafka.md").is_file()


@pytest.mark.parametrize(("words", "opened"), [(["--edit"], True), (["--no-edit"], False), ([], False)])
def test_the_editor_opens_when_asked(
    three: Log, monkeypatch: pytest.MonkeyPatch, words: list[str], opened: bool
) -> None:
    seen = three.path.parent / "seen"
    editor = three.path.parent / "editor"
    editor.write_text(f'#!/bin/sh\necho "$1" > "{seen}"\n')
    editor.chmod(0o755)
    monkeypatch.setenv("EDITOR", f"'{editor}'")
    monkeypatch.delenv("VISUAL", raising=False)
    three.run("new", *words, "X")
    assert seen.exists() is opened


def test_edit_takes_git_s_editor_where_no_other_is_set(three: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("GIT_EDITOR", "sh -c 'echo more >> \"$1\"' -")
    three.run("edit", "1")
    assert three.read("0001-use-kafka.md").endswith("And then.\nmore\n")
    monkeypatch.setenv("GIT_EDITOR", "no-such-editor")
    assert "no-such-editor" in three.run("edit", "1", code=1).err


# --- completion ---


@pytest.mark.skipif(not shutil.which("bash"), reason="no bash")
@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        (["ne"], {"new"}), (["status", "000"], {"0001", "0002", "0003"}), (["list", "--st"], {"--status"}),
        (["completion", "f"], {"fish"}), (["--dir", "x", "sta"], {"status", "stats"}), (["help", "lin"], {"link"}),
    ],
)  # fmt: skip
def test_completion_in_bash(three: Log, tmp_path: Path, typed: list[str], offered: set[str]) -> None:
    script = tmp_path / "bin" / "adr.py"
    script.parent.mkdir()
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{ADR_PY}" --dir "{three.path}" "$@"\n')
    script.chmod(0o755)
    words = " ".join(f"'{word}'" for word in ["adr.py", *typed])
    asked = f'COMP_WORDS=({words}); COMP_CWORD={len(typed)}; _adr; echo "${{COMPREPLY[*]}}"'
    ask = f"{command('completion', 'bash').out}\n{asked}"
    env = {**os.environ, "PATH": f"{script.parent}:{os.environ['PATH']}"}
    done = subprocess.run(["bash", "-c", ask], capture_output=True, text=True, check=True, env=env)
    assert set(done.stdout.split()) == offered


# What asks each shell for its words: its own program reads our script, and calls what it would call at the tab.
ASKED = {
    "bash": '. "$1"; COMP_WORDS=(adr.py "${@:2}"); COMP_CWORD=$(($# - 1)); _adr; printf "%s\\n" "${COMPREPLY[@]}"',
    "zsh": """compdef() { :; }
        _files() { :; }
        fit() { local w; for w; do [[ $w == $word* ]] && print -r -- $w; done; }
        compadd() { shift; fit $@; }
        _describe() { fit ${(P)2%%:*}; }
        word=${@[-1]}; . $1; words=(adr.py "${@[2,-1]}"); CURRENT=$#words; _adr; :""",
    "fish": 'source $argv[1]; complete -C "adr.py $argv[2]" | string replace -r "\\t.*" ""; true',
}


@pytest.mark.parametrize(
    ("typed", "offered", "never"),
    [
        ("", {"new", "list", "help"}, {"--json"}), ("l", {"list", "link"}, {"new"}),
        ("list --js", {"--json"}, {"--why"}), ("--dir docs/adr check --fi", {"--fix"}, {"--format"}),
        ("check --format ", {"text", "sarif"}, {"list"}), ("completion ", {"bash", "zsh", "fish"}, {"list"}),
        ("help ne", {"new"}, {"list"}), ("status 000", {"0001", "0002", "0003"}, {"--date"}),
    ],
)  # fmt: skip
@pytest.mark.parametrize("shell", list(ASKED))
def test_completion_in_real_shells(
    three: Log, tmp_path: Path, shell: str, typed: str, offered: set[str], never: set[str]
) -> None:
    need(shell)
    program = tmp_path / "bin" / "adr.py"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{ADR_PY}" --dir "{three.path}" "$@"\n')
    program.chmod(0o755)
    script = tmp_path / "completion"
    script.write_text(command("completion", shell).out)
    quiet = {"bash": ["--norc", "-c"], "zsh": ["-f", "-c"], "fish": ["--no-config", "-c"]}[shell]
    words = [str(script), typed] if shell == "fish" else [shell, str(script), *typed.split(" ")]
    env = {**os.environ, "PATH": f"{program.parent}:{os.environ['PATH']}"}
    call = [shell, *quiet, ASKED[shell], *words]
    done = subprocess.run(call, capture_output=True, text=True, check=True, env=env, cwd=tmp_path)
    found = set(done.stdout.split())
    assert done.stderr == ""
    assert offered <= found
    assert not never & found
