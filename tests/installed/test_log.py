"""The installed `adr` on logs: which one it takes, what its commands do there, and what it says where none is."""

import json
from pathlib import Path

import pytest

from copier_adr.bundle import joined
from tests.conftest import Pack, run

from .conftest import VERSION, Adr, record

README = "# Decisions\n\n<!-- adrlog -->\n<!-- adrlogstop -->\n"


def test_it_names_the_version_of_the_pack(adr: Adr, tmp_path: Path) -> None:
    assert adr("--version", cwd=tmp_path).stdout == f"adr {VERSION}\n"


def test_help_names_its_own_commands_and_itself(adr: Adr, tmp_path: Path) -> None:
    told = adr("--help", cwd=tmp_path).stdout
    assert "\n  init " in told
    assert "\n  update " in told
    assert "\n  check " in told
    assert "adr.py" not in told
    assert "  adr check --fix\n" in adr("check", "--help", cwd=tmp_path).stdout


def test_records_are_written_listed_indexed_and_checked_from_any_folder_below(adr: Adr, pack: Pack) -> None:
    project = pack.copy(style="nygard", forge="none")
    below = project.path / "src" / "main"
    below.mkdir(parents=True)
    made = adr("new", "Use", "a", "queue", cwd=below).stdout.strip()
    assert (below / made).samefile(project.log / "0002-use-a-queue.md")
    assert [row["number"] for row in json.loads(adr("list", "--json", cwd=below).stdout)] == [1, 2]
    assert adr("check", cwd=below).stdout == ""
    readme = project.log / "README.md"
    whole = readme.read_bytes()
    readme.write_text(project.text("docs/adr/README.md").replace("Use a queue", "Use a stack"), encoding="utf-8")
    assert "stale-index" in adr("check", cwd=below, code=1).stdout
    adr("index", cwd=below)
    assert readme.read_bytes() == whole
    assert len(adr("list", cwd=project.log).stdout.splitlines()) == 2


def test_a_log_of_adr_tools_is_found_by_its_pointer(adr: Adr, shop: Path) -> None:
    record(shop / "architecture/log", 1, "Use a queue")
    record(shop / "docs/adr", 1, "Not this one")
    (shop / ".adr-dir").write_text("architecture/log\n", encoding="utf-8")
    (shop / "src").mkdir()
    assert adr("list", "--json", cwd=shop / "src").stdout.count("Use a queue") == 1


def test_a_pointer_that_leads_nowhere_or_out_of_the_project_is_named(adr: Adr, shop: Path) -> None:
    record(shop.parent / "outside", 1, "Not ours")
    for named, word in (("missing", "check"), ("../outside", "check"), ("../outside", "list"), ("", "new")):
        (shop / ".adr-dir").write_text(f"{named}\n", encoding="utf-8")
        told = adr(word, cwd=shop, code=2).stderr
        assert told.startswith("adr: .adr-dir: names ")
        assert "--dir" in told


def test_the_usual_folders_are_looked_at_last_and_empty_ones_are_no_logs(adr: Adr, shop: Path) -> None:
    (shop / "docs/adr").mkdir(parents=True)
    record(shop / "doc/decisions", 1, "Use a queue")
    assert "Use a queue" in adr("list", cwd=shop / "docs").stdout


def test_of_several_logs_the_one_is_taken_that_the_folder_belongs_to(adr: Adr, two_logs: Path) -> None:
    deep = two_logs / "ops/adr/notes"
    deep.mkdir()
    for folder in (two_logs / "ops/adr", deep):
        assert adr("list", cwd=folder).stdout.endswith("Decide for ops/adr\n")
    assert adr("list", cwd=two_logs / "docs/adr").stdout.endswith("Decide for docs/adr\n")


def test_where_only_people_can_say_which_log_they_are_named(adr: Adr, two_logs: Path) -> None:
    told = adr("list", cwd=two_logs, code=2).stderr
    assert told.splitlines() == [
        "adr: there are several logs here; say which one with --dir:", "  --dir docs/adr", "  --dir ops/adr",
    ]  # fmt: skip
    told = adr("new", "X", cwd=two_logs / "src", code=2).stderr
    (way,) = [line.split() for line in told.splitlines() if "ops" in line]
    assert "ops/adr" in adr(*way, "list", cwd=two_logs / "src").stdout
    assert "--all" in adr("check", cwd=two_logs, code=2).stderr
    for log in ("docs/adr", "ops/adr"):
        (two_logs / log / "README.md").write_text(README, encoding="utf-8")
    adr("index", "--all", cwd=two_logs / "src")
    assert all("0001" in (two_logs / log / "README.md").read_text(encoding="utf-8") for log in ("docs/adr", "ops/adr"))


def test_outside_of_any_project_it_says_where_it_looked_and_what_to_do(adr: Adr, shop: Path) -> None:
    for folder in (shop, shop / "a" / "b"):
        folder.mkdir(parents=True, exist_ok=True)
        told = adr("check", cwd=folder, code=2).stderr
        assert str(folder.resolve()) in told
        assert str(shop.resolve()) in told
        for name in (".copier-answers.adr.yml", ".adr-dir", "docs/adr", "adr init", "--dir"):
            assert name in told
    assert not list(shop.glob("[!.]*.md"))


def test_an_answers_file_whose_log_has_gone_is_named(adr: Adr, shop: Path) -> None:
    (shop / ".copier-answers.adr.yml").write_text("adr_dir: docs/adr\n", encoding="utf-8")
    told = adr("list", cwd=shop, code=2).stderr
    assert ".copier-answers.adr.yml: names 'docs/adr'" in told


@pytest.mark.parametrize(
    ("commit", "told"),
    [("v0.9.0", "0.9.0"), ("'99.0.0'", "99.0.0"), (f"v{VERSION}", ""), ("v1.0.0-3-gabc1234", ""), ("0123abc", "")],
)
def test_a_log_without_adr_py_is_of_the_version_that_its_answers_name(
    adr: Adr, two_logs: Path, commit: str, told: str
) -> None:
    (two_logs / "docs/adr/adr.py").unlink(missing_ok=True)
    answers = two_logs / ".copier-answers.adr.yml"
    kept = [line for line in answers.read_text(encoding="utf-8").splitlines() if not line.startswith("_commit")]
    answers.write_text("\n".join([f"_commit: {commit}", *kept, ""]), encoding="utf-8")
    said = adr("--dir", "docs/adr", "list", cwd=two_logs).stderr
    mend = "install copier-adr 99.0.0 to have the same" if told[:2] == "99" else "`adr update` makes them one"
    where = ".copier-answers.adr.yml"
    assert said == (f"adr: {where} is of version {told}, this is {VERSION}; {mend}\n" if told else "")


def test_an_adr_py_of_another_version_is_told_once_and_the_command_goes_on(adr: Adr, two_logs: Path) -> None:
    for log in ("docs/adr", "ops/adr"):
        (two_logs / log / "adr.py").write_text(joined("in_log", "0.9.0"), encoding="utf-8")
    done = adr("list", cwd=two_logs / "ops/adr")
    assert done.stderr == f"adr: adr.py is of version 0.9.0, this is {VERSION}; `adr update` makes them one\n"
    assert "ops/adr" in done.stdout
    assert adr("check", "--all", cwd=two_logs, code=None).stderr.count("is of version") == 1
    (two_logs / "ops/adr/adr.py").write_text(joined("in_log", "99.0.0"), encoding="utf-8")
    assert "install copier-adr 99.0.0" in adr("list", cwd=two_logs / "ops/adr").stderr
    (two_logs / "ops/adr/adr.py").write_text(joined("in_log", VERSION), encoding="utf-8")
    assert adr("list", cwd=two_logs / "ops/adr").stderr == ""


def test_wrong_calls_get_the_nearest_right_one(adr: Adr, shop: Path) -> None:
    assert "did you mean `adr update`?" in adr("updte", cwd=shop, code=2).stderr
    assert "See `adr --help`." in adr("nonsense", cwd=shop, code=2).stderr
    assert "adr: nowhere: is no folder" in adr("--dir", "nowhere", "list", cwd=shop, code=2).stderr


def test_the_log_s_commands_load_nothing_that_only_others_need(scripts: Path, tmp_path: Path) -> None:
    """Each of these takes longer to load than `adr list` takes to run."""
    slow = {"copier", "yaml", "typing", "subprocess", "tempfile", "pathlib", "shutil", "contextlib", "dataclasses"}
    code = "import sys; old = {*sys.modules}; import copier_adr.installed.main; print(*{*sys.modules} - old)"
    loaded = set(run(scripts / "python", "-c", code, cwd=tmp_path).stdout.split())
    assert "copier_adr.cli" in loaded
    assert slow & loaded == set()
