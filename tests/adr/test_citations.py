# ruff: noqa: E501 - tables: a row is a line
"""What cites records from elsewhere in the project: `dead-citation`, `outdated-citation`, `adr cites N`."""

import json
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from .logs import Log, adr_py, branched, command, nygard

NEW, OLD = "[3. Use Pulsar](0003-use-pulsar.md)", "[2. Use Kafka](0002-use-kafka.md)"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with a log of three records in `docs/adr`: 3 has superseded 2."""
    log = {
        "0001-keep-a-log.md": nygard(1, "Keep a log"),
        "0002-use-kafka.md": nygard(2, "Use Kafka", f"Superseded by {NEW}"),
        "0003-use-pulsar.md": nygard(3, "Use Pulsar", f"Accepted\n\nSupersedes {OLD}"),
    }
    return branched(tmp_path_factory.mktemp("made"), {f"docs/adr/{name}": log[name] for name in log})


@pytest.fixture
def cited(made: Path, tmp_path: Path) -> Log:
    """A copy of it."""
    shutil.copytree(made, tmp_path / "project")
    return Log(tmp_path / "project" / "docs" / "adr")


def save(log: Log, path: str, text: str | bytes) -> None:
    """A tracked file, from the repository's root."""
    log.write(f"../../{path}", text)
    log.git("add", "--all", "--force", "../..")


def each_in_a_file(log: Log, lines: list[str]) -> list[str]:
    """A file for each line, in which it stands third."""
    files = [f"src/{n:03}.py" for n in range(len(lines))]
    for file, line in zip(files, lines, strict=True):
        log.write(f"../../{file}", f"one\n\n{line}\n")
    log.git("add", "--all", "../..")
    return files


def found(log: Log, *words: object) -> list[tuple[str, str, int, str]]:
    """(rule, file, line, message) of what `check` says of citations."""
    faults = [fault for fault in log.faults(*words) if fault["rule"].endswith("-citation")]
    assert all(fault["severity"] == "warning" for fault in faults)
    return [(fault["rule"], fault["file"], fault["line"], fault["message"]) for fault in faults]


def cites(log: Log, what: object) -> list[tuple[str, int]]:
    rows = json.loads(log.run("cites", what, "--json").out)
    return [(row["file"], row["line"]) for row in rows]


DEAD = [
    "# as ADR-0099 says", "// ADR-99", "/* (ADR-0099) */", "`ADR-0099`", "**ADR-0099**: why", "see ADR 0099.", "ADR-0099, ADR-0001",
    "adr-0099", "adr/0099", "see docs/adr/0099-x.md.", "[why](docs/adr/0099-x.md)", "[it](/docs/adr/0099-x.md#decision)", "../docs/adr/0099-x.md",
    "./docs/adr/0099-x", "docs/adr/0099", '"docs/adr/0099-x.md:12"', "adr/0099-x.md", "ADR#0099", "x=ADR-0099;", "<!-- ADR-0099 -->", "docs/adr/use-bees.md",
    "für ADR-0099", "see also ADR-0099\r",
]  # fmt: skip


def test_what_names_no_record_is_a_warning(cited: Log) -> None:
    files = each_in_a_file(cited, DEAD)
    assert {file: (rule, at) for rule, file, at, _ in found(cited)} == dict.fromkeys(files, ("dead-citation", 3))
    assert cited.run("check").code == 0


ALIVE = [
    "ADR-0001", "ADR-1", "ADR 1", "adr-0001", "ADR #1", "adr/0001", "docs/adr/0001-keep-a-log.md", "docs/adr/0001-keep-a-log", "docs/adr/0001", "adr/0001-keep-a-log.md",
    "../docs/adr/0001-keep-a-log.md", "[it](/docs/adr/0001-keep-a-log.md#decision)", "0001-keep-a-log.md", "ADRs 1 and 3", "e.g. ADR-0001", "docs/adr/0001-k",
]  # fmt: skip


def test_what_names_a_record_is_listed(cited: Log) -> None:
    files = each_in_a_file(cited, ALIVE)
    assert found(cited) == []
    assert cites(cited, 1) == [(file, 3) for file in files]


NOBODYS = [
    # code, other things' numbers, addresses, other repositories, examples, patterns
    "ADR_2 = 1", "ADR_0099", "adr2", "ADR0099", "adr-9", "adr 99", "ADR 99", "quADR-0099", "PAY-ADR-0099", "pay.ADR-0099", "adr-0099.5", "ADR-0099x", "ADR-2024-05-06",
    "https://github.com/acme/shop/blob/main/docs/adr/0099-x.md", "https://acme.example/adr/0099", "https://acme.example/ADR-0099?x=1", "www.acme.example/adr/0099",
    "[ADR-0099](https://acme.example/adr/0099-x)", "[ADR-0099: use bees](https://acme.example)", "[ADR-0099]: https://acme.example", "ADR-0099 (https://acme.example)",
    '<a href="https://acme.example/x">ADR-0099</a>', "`ADR-0099 <https://acme.example>`_", "acme/platform#ADR-0099", "acme/platform ADR-0099", "ADR-0099 of acme/platform",
    "ADR-0099 in the platform repository", "ADR-0099 of the platform team", "the platform's ADR-0099", "github.com/acme/shop/docs/adr/0099-x.md", "services/pay/docs/adr/0099-x.md",
    "such as ADR-0099", "e.g. `ADR-0099`", "for example docs/adr/0099-x.md", "ADR-0000", "ADR-1234", "ADR-NNNN", "docs/adr/NNNN-title.md", "docs/adr/0099-*.md",
    "docs/adr/00{01,99}.md", "docs/adr/${n}.md", "docs/adr/", "docs/adr/README.md", "docs/adr/adr-template.md", "/api/adr/0099", "adr/99", "docs/adr/2024", "docs/adr/0099-shot.png",
    "ADR-0099  # adr-ignore: dead-citation",
]  # fmt: skip


def test_what_only_looks_like_a_citation_is_none(cited: Log) -> None:
    each_in_a_file(cited, NOBODYS)
    assert found(cited) == []


def test_labels_of_markdown_that_lead_to_another_place_are_none(cited: Log) -> None:
    save(
        cited,
        "a.md",
        "[ADR-0099][] and [ADR-0098][far]\n\n[ADR-0099]: https://acme.example/99\n[far]: https://acme.example/98\n",
    )
    assert found(cited) == []


OTHERS_FILES = [
    "node_modules/x/a.js", "vendor/x/a.go", "third_party/x.c", "package-lock.json", "poetry.lock", "go.sum", "app.min.js", "drawing.svg", "data.csv",
    "tests/fixtures/a.md", "docs/adr/README.md", "docs/adr/notes.txt", "docs/adr/adr.py",
]  # fmt: skip


def test_files_that_nobody_wrote_here_cite_nothing(cited: Log) -> None:
    for file in OTHERS_FILES:
        save(cited, file, "ADR-0099 and docs/adr/0098-x.md\n")
    assert found(cited) == []


def test_attributes_of_git_say_which_files_are_not_looked_at(cited: Log) -> None:
    for name in ("made.py", "theirs.py", "talk.md", "mine.py"):
        save(cited, name, "ADR-0099\n")
    save(cited, ".gitattributes", "made.py linguist-generated\ntheirs.py linguist-vendored=true\n*.md -adr-citations\n")
    assert [file for _, file, _, _ in found(cited)] == ["mine.py"]


def test_files_that_are_no_text_or_not_tracked_cite_nothing(cited: Log) -> None:
    save(cited, "a.bin", b"\0\0 ADR-0099\n")
    save(cited, "large.txt", b"ADR-0099\n" + b"x" * (1 << 20))
    cited.write("../../new.py", "ADR-0099\n")
    assert found(cited) == []


def test_a_record_may_cite_too(cited: Log) -> None:
    text = nygard(4, "Next", more="\nAs ADR-0099 says, [here](0099-x.md); ADR-4 is this.\n")
    cited.write("0004-next.md", text)
    cited.run("index")
    cited.commit()
    assert [(file, line) for _, file, line, _ in found(cited)] == [("docs/adr/0004-next.md", 21)]
    cited.write("0004-next.md", text + "\n<!-- adr-ignore: dead-citation -- in the wiki -->\n")
    cited.commit()
    assert found(cited) == []


def test_a_missing_successor_is_told_once(cited: Log) -> None:
    cited.write("0004-next.md", nygard(4, "Next", "Superseded by ADR-0099"))
    cited.commit()
    assert found(cited) == []
    assert "no-successor" in cited.rules()


def test_one_name_in_a_file_is_one_finding(cited: Log) -> None:
    save(cited, "a.py", "ADR-0099\nADR-0098\nADR-0099, ADR-0099\nADR-0099\n")
    assert [(line, message) for _, _, line, message in found(cited)] == [
        (1, "ADR-0099 names no record (and 2 more lines)"),
        (2, "ADR-0098 names no record"),
    ]


def test_a_moved_record_is_offered(cited: Log) -> None:
    save(cited, "a.py", "docs/adr/0002-use-rabbits.md\ndocs/adr/0044-keep-a-log.md\n")
    messages = [message for _, _, _, message in found(cited)]
    assert [message.rpartition("; ")[2] for message in messages] == [
        "0002-use-kafka.md may be meant",
        "0001-keep-a-log.md may be meant",
    ]


SUPERSEDED = ["# ADR-0002", "# ADR-2", "# docs/adr/0002-use-kafka.md", "# [ADR-2](docs/adr/0002-use-kafka.md)"]


def test_who_cites_what_is_superseded_hears_what_is_in_force(cited: Log) -> None:
    files = each_in_a_file(cited, SUPERSEDED)
    told = found(cited)
    assert {file: (rule, line) for rule, file, line, _ in told} == dict.fromkeys(files, ("outdated-citation", 3))
    assert all(message.endswith("is superseded; 0003-use-pulsar.md is in force") for _, _, _, message in told)
    said = cited.run("cites", 2)
    assert [line.partition(":3: #")[1] for line in said.out.splitlines() if "/src/" in line] == [":3: #"] * len(files)
    assert "0002-use-kafka.md is superseded; in force: 0003-use-pulsar.md" in said.err


def test_who_tells_what_was_is_left_alone(cited: Log) -> None:
    save(cited, "a.py", "# ADR-2, since then ADR-3\n")
    save(cited, "a.md", "First ADR-2.\n\nNow [that](docs/adr/0003-use-pulsar.md).\n")
    save(cited, "CHANGELOG.md", "* ADR-2\n")
    save(cited, "b.py", "# ADR-2 adr-ignore: outdated-citation\n")
    save(cited, "docs/adr/0004-next.md", nygard(4, "Next", more="\nUnlike ADR-2.\n"))
    assert found(cited) == []


def test_what_is_in_force_is_found_over_several_steps(cited: Log) -> None:
    cited.write(
        "0003-use-pulsar.md",
        nygard(
            3,
            "Use Pulsar",
            "Superseded by [4. Use NATS](0004-use-nats.md)\n\nSupersedes [2. Use Kafka](0002-use-kafka.md)",
        ),
    )
    cited.write("0004-use-nats.md", nygard(4, "Use NATS", "Accepted\n\nSupersedes [3. Use Pulsar](0003-use-pulsar.md)"))
    save(cited, "a.py", "ADR-2\n")
    assert [message for _, _, _, message in found(cited)] == ["ADR-2 is superseded; 0004-use-nats.md is in force"]
    cited.write(
        "0004-use-nats.md", nygard(4, "Use NATS", "Deprecated\n\nSupersedes [3. Use Pulsar](0003-use-pulsar.md)")
    )
    assert found(cited) == []


# --- several logs ---


def other(log: Log, folder: str, *numbers: int) -> Log:
    made = Log(Path(log.path, "../..", folder).resolve())
    for number in numbers:
        made.write(f"{number:04d}-part-{number}.md", nygard(number, f"Part {number}"))
    log.git("add", "--all", "../..")
    return made


def test_a_number_means_the_log_that_is_nearest(cited: Log) -> None:
    pay = other(cited, "services/pay/docs/adr", 1, 7)
    save(cited, "services/pay/a.py", "ADR-0001 ADR-0003 ADR-0007 ADR-0099\n")
    save(cited, "services/shop/a.py", "ADR-0001 ADR-0003 ADR-0007 ADR-0098\n")
    assert cites(cited, 1) == [("services/shop/a.py", 1)]
    assert cites(cited, 3)[1:] == [("services/pay/a.py", 1), ("services/shop/a.py", 1)]
    assert cites(pay, 1) == [("services/pay/a.py", 1)]
    assert cites(pay, 7) == [("services/pay/a.py", 1)]
    assert [(file, message) for _, file, _, message in found(cited)] == [
        ("services/shop/a.py", "ADR-0098 names no record")
    ]
    assert [(file, message) for _, file, _, message in found(pay)] == [
        ("services/pay/a.py", "ADR-0099 names no record")
    ]


def test_of_two_logs_of_one_part_only_one_speaks(cited: Log) -> None:
    second = other(cited, "docs/adr-web", 50)
    save(cited, "a.py", "ADR-0099 ADR-0050 docs/adr-web/0051-x.md\n")
    assert [message for _, _, _, message in found(cited)] == ["ADR-0099 names no record"]
    assert [message for _, _, _, message in found(second)] == ["docs/adr-web/0051-x.md names no record"]


def test_a_copy_of_another_log_is_not_this_one(cited: Log) -> None:
    save(
        cited,
        "lib/theirs/docs/adr/0005-x.md",
        nygard(5, "Theirs", more="\nSee ADR-0006 and [it](docs/adr/0007-x.md).\n"),
    )
    assert found(cited) == []


def test_numbers_with_a_prefix_of_the_logs_own(log: Log) -> None:
    log.git("init", "--quiet", "../..")
    for number in (1, 2, 4):
        log.write(f"PAY-{number:04d}-part.md", nygard(number, "Part"))
    save(log, "a.py", "PAY-0001 PAY-0099 PAY-3 PAY-4711 pay-0098 ADR-0097\nsee docs/adr/PAY-0096-x.md\n")
    assert [message for _, _, _, message in found(log)] == [
        "PAY-0099 names no record", "PAY-3 names no record", "docs/adr/PAY-0096-x.md names no record",
    ]  # fmt: skip
    assert cites(log, 1) == [("a.py", 1)]


def test_a_log_that_is_the_repository(tmp_path: Path) -> None:
    root = Log(tmp_path / "decisions-repo")
    root.write("0001-a.md", nygard(1, "A"))
    root.write("src/a.py", "ADR-0001\nADR-0099\n")
    root.git("init", "--quiet")
    root.git("add", "--all")
    assert [(file, line) for _, file, line, _ in found(root)] == [("src/a.py", 2)]
    assert cites(root, 1) == [("src/a.py", 1)]


# --- on a branch ---


def test_a_branch_hears_of_what_it_touched_and_of_what_it_killed(cited: Log) -> None:
    save(cited, "old.py", "ADR-0099\nADR-0002\nADR-0001\n")
    cited.commit("old")
    cited.git("branch", "--force", "base")
    assert [file for _, file, _, _ in found(cited)] == ["old.py", "old.py"]
    assert found(cited, "--base", "base") == []
    save(cited, "new.py", "ADR-0098\n")
    cited.commit("new")
    assert [(file, message) for _, file, _, message in found(cited, "--base", "base")] == [
        ("new.py", "ADR-0098 names no record")
    ]
    cited.git("rm", "--quiet", "0001-keep-a-log.md")
    cited.commit("gone")
    assert [file for _, file, _, _ in found(cited, "--base", "base")] == ["new.py", "old.py"]


def test_a_branch_that_supersedes_hears_who_cites_the_old_one(cited: Log) -> None:
    save(cited, "old.py", "ADR-0003 ADR-0002\n")
    cited.commit("old")
    cited.git("branch", "--force", "base")
    cited.run("new", "-s", "3", "--status", "Accepted", "Use NATS", "--no-edit")
    cited.commit("next")
    assert [(rule, message) for rule, _, _, message in found(cited, "--base", "base")] == [
        ("outdated-citation", "ADR-0003 is superseded; 0004-use-nats.md is in force")
    ]


def test_a_number_that_another_open_change_brings_is_not_dead(cited: Log) -> None:
    save(cited, "a.py", "ADR-0099\n")
    assert found(cited, "--taken", "99") == []


# --- what is hostile ---


def test_without_git_nothing_is_found_and_cites_says_why(log: Log) -> None:
    log.write("0001-a.md", nygard(1, "A"))
    log.write("../../a.py", "ADR-0099 ADR-0001\n")
    assert found(log) == []
    said = log.run("cites", 1, code=1)
    assert "not a git repository" in said.err
    assert said.out == ""


def test_nobody_cites_it(cited: Log) -> None:
    said = cited.run("cites", 3)
    assert "docs/adr/0002-use-kafka.md:7:" in said.out
    save(cited, "docs/adr/0009-lone.md", nygard(9, "Lone"))
    said = cited.run("cites", 9)
    assert (said.out, "no tracked file cites 0009-lone.md" in said.err) == ("", True)
    assert json.loads(cited.run("cites", 9, "--json").out) == []


@pytest.mark.security("Words of a log that a terminal or a forge's runner would take for a command, in every output")
def test_a_path_and_a_line_command_nothing(cited: Log) -> None:
    save(cited, "a\n::error::x\x1b[31m.py", "\x1b]0;x\x07 ADR-0001 ##[command]x\x9b ADR-0099\n")
    said = cited.run("cites", 1).out
    assert len(said.splitlines()) == 1
    for text in (
        said,
        cited.run("check").out,
        cited.run("check", "--format", "github").out,
        cited.run("check", "--format", "gitlab").out,
    ):
        assert not any(c in text for c in "\x1b\x07\x9b")
        assert "\n::error::x" not in text
        assert "##[" not in text
    for row in (*json.loads(cited.run("cites", 1, "--json").out), *cited.faults()):
        assert row["file"]


@pytest.mark.security("A megabyte of one thing")
def test_a_long_line_is_cut_and_soon_read(cited: Log) -> None:
    save(cited, "a.js", "x" * 500_000 + " ADR-0001 " + "docs/adr/" * 40_000 + " ADR-0099 " + "[" * 100_000 + "\n")
    said = cited.run("cites", 1)
    assert len(said.out) < 400
    assert [message for _, _, _, message in found(cited)][-1:] == ["ADR-0099 names no record"]


@pytest.mark.security("A file that the engine reads or writes is a link out, a pipe, a device, a folder, or has no end")
def test_a_link_in_place_of_a_file_is_not_followed(cited: Log, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("ADR-0099 ADR-0001\n")
    save(cited, "a.txt", "ADR-0099 ADR-0001\n")
    cited.commit()
    (cited.path / "../../a.txt").unlink()
    (cited.path / "../../a.txt").symlink_to(secret)
    cited.git("add", "--all", "../..")
    assert cites(cited, 1) == []
    assert found(cited) == []


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=st.text(st.sampled_from("ADRadr-_/#. 0179[](){}:<>\n\t\"'`*éhtps@"), max_size=200))
def test_no_text_stops_the_search_and_each_find_is_where_it_says(text: str) -> None:
    forms = adr_py.Forms("docs/adr", {"adr", "pay"}, True, 9)
    for said in forms.said(text):
        assert text.startswith(said.words, said.at)
        assert said.words.strip() == said.words
        assert not any(c in said.words for c in "\n\t <>[](){}\"'`") or " " in said.words


def test_options_of_the_user_change_nothing(cited: Log, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    save(cited, "a.py", "ADR-0099\n")
    config = tmp_path / "gitconfig"
    config.write_text(
        "[grep]\npatternType = perl\nlineNumber = true\ncolumn = true\nfullName = false\n[color]\nui = always\n[submodule]\nrecurse = true\n[diff]\nrelative = true\n"
    )
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(config))
    assert [file for _, file, _, _ in found(cited)] == ["a.py"]


def test_paths_are_those_of_the_place_where_one_stands(cited: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    save(cited, "src/a.py", "ADR-0001\n")
    monkeypatch.chdir(cited.path / "../../src")
    assert command("--dir", "../docs/adr", "cites", "1").out == "a.py:1: ADR-0001\n"
