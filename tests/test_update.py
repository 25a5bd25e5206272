"""An update: what is new in the pack comes, what people wrote stays."""

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from copier_adr.log.parallel import PARALLEL_FROM
from tests.conftest import FROM, TO, Pack, Project, often
from tests.updates.held import held


def people_work(project: Project) -> dict[str, bytes]:
    """What a team does in a year; the records' bytes afterwards."""
    project.commit("adopt")
    first = project.records()[0]["file"]
    for title in ("Use PostgreSQL", "Ship containers", "Rotate keys"):
        project.adr("new", title)
    for record in project.records():
        path = project.log / record["file"]
        filled = path.read_bytes().replace(b"{", b"Filled: ").replace(b"}", b".")
        path.write_bytes(filled + b"\r\nA line of our own. \r\n")
    (project.log / first).unlink()
    own = project.log / "2019 old notes.md"
    own.write_bytes("# Old notes\n\nStatus: Accepted\n\nkept as they were".encode("utf-16"))
    readme = project.log / "README.md"
    text = readme.read_text(encoding="utf-8")
    text = text.replace("why it was due,", "why it was due, as our team sees it,")
    text = text.replace("- **Be timely**", "- **Be kind**: the reader was not there\n- **Be timely**")
    readme.write_text(text + "\n## Our own chapter\n\nAsk in the channel.\n", encoding="utf-8")
    template = project.path / ".github/PULL_REQUEST_TEMPLATE/adr.md"
    text = template.read_text(encoding="utf-8")
    template.write_text(text.replace("- [ ] No guidance", "- [x] No guidance"), encoding="utf-8")
    project.adr("index")
    project.commit("a year of work")
    return {name: content for name, content in project.files().items() if is_record(name)}


def is_record(name: str) -> bool:
    return bool(re.match(r"docs/adr/\d", name))


# Styles that between them have every kind of place for a fact.
KINDS = ["codeflare", "decision-log", "edgex", "joblet", "madr", "nhs-england", "nygard", "rfc"]


@pytest.mark.parametrize("style", often(KINDS, lambda style: style in ("decision-log", "madr")))
def test_an_update_brings_the_new_and_keeps_what_people_wrote(style: str, newer: Pack) -> None:
    project = newer.copy(ref=FROM, style=style)
    first = project.records()[0]["file"]
    records = people_work(project)
    newer.update(project)

    assert held(project, records) == set()
    after = project.files()
    assert not [name for name, content in after.items() if b"<<<<<<<" in content and not name.endswith(".py")]
    assert {name: content for name, content in after.items() if is_record(name)} == records
    assert f"docs/adr/{first}" not in after
    assert project.answers["_commit"] == TO
    assert project.answers["team_name"] == "Platform"
    for name, content in after.items():
        if not is_record(name) and not name.endswith("adr.json") and "team" not in content.decode():
            assert TO.encode() in content, name
    readme = project.text("docs/adr/README.md")
    for mine_or_new in (
        "as our team sees it", "**Be kind**", "## Our own chapter", "Kept by Platform.", f"Version {TO}.",
    ):  # fmt: skip
        assert mine_or_new in readme
    assert "- [x] No guidance" in project.text(".github/PULL_REQUEST_TEMPLATE/adr.md")
    rows = re.findall(r"^\| \[", readme, re.M)
    assert len(rows) == len(project.records()) >= 3
    project.commit("update")
    newer.update(project)
    assert project.status() == ""


def test_a_record_added_on_the_way_is_in_the_index_after_the_update(newer: Pack) -> None:
    project = newer.copy(ref=FROM)
    project.commit()
    first = project.records()[0]["file"]
    (project.log / "0007-by-hand.md").write_bytes((project.log / first).read_bytes())
    project.commit("by hand, without the index")
    newer.update(project)
    assert "](0007-by-hand.md)" in project.text("docs/adr/README.md")


def test_a_long_log_is_indexed_as_a_short_one_is(newer: Pack) -> None:
    """Beyond some hundred records the index is written by a process of its own, on all cores."""
    project = newer.copy(ref=FROM)
    first = project.log / project.records()[0]["file"]
    many = PARALLEL_FROM + 1
    for number in range(2, many + 1):
        (project.log / f"{number:04}-one-more.md").write_bytes(first.read_bytes())
    project.commit("by hand, without the index")
    newer.update(project)
    assert len(re.findall(r"^\| \[", project.text("docs/adr/README.md"), re.M)) == many


def test_a_copy_says_what_it_indexed_unless_it_is_to_be_quiet(pack: Pack, tmp_path: Path) -> None:
    copy = ("copy", "--trust", "--defaults", "--vcs-ref", "HEAD", pack.path)
    done = pack.cli(*copy, "one", cwd=tmp_path, check=True, process=True)
    assert done.stdout.strip() == f"{Path('docs/adr/README.md')}: 1 record"
    done = pack.cli(*copy, "--quiet", "two", cwd=tmp_path, check=True, process=True)
    assert (done.stdout, done.stderr) == ("", "")
    assert "0001-record-architecture-decisions.md" in (tmp_path / "two/docs/adr/README.md").read_text(encoding="utf-8")
    done = pack.cli(*copy, "--pretend", "three", cwd=tmp_path, check=True, process=True)
    assert not (tmp_path / "three/docs").exists()


@pytest.mark.parametrize(
    ("old", "new"),
    often(
        [
            ("nygard", "joblet"),
            ("nygard", "decision-log"),
            ("flame", "madr"),
            ("planguage", "nygard"),
            ("madr", "merson"),
        ],
        lambda *styles: "joblet" in styles,
    ),
)
def test_records_of_an_older_style_pass_the_check_as_they_are(pack: Pack, old: str, new: str) -> None:
    project = pack.copy(style=old, ref="HEAD")
    project.commit()
    records = {name: content for name, content in project.files().items() if is_record(name)}
    for style in (new, old, new):
        pack.update(project, style=style, ref="HEAD")
        assert project.adr("check").returncode == 0, project.adr("check").stdout
        project.commit(f"style {style}")
    assert {name: content for name, content in project.files().items() if is_record(name)} == records
    project.adr("new", "Of the new style")
    path = project.log / project.records()[-1]["file"]
    contract = json.loads(project.text("docs/adr/adr.json"))
    last = [section["heading"] for section in contract["sections"] if not section["optional"]][-1]
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(rf"(?m)^#+ {re.escape(last)}$", "", text), encoding="utf-8")
    done = project.adr("check", check=False)
    assert (done.returncode, "it lacks the section" in done.stdout) == (1, True), done.stdout


def test_the_command_that_the_messages_name_updates(newer: Pack) -> None:
    project = newer.copy(ref=FROM)
    project.commit()
    update = ("update", "--trust", "--defaults", "-a", ".copier-answers.adr.yml")
    done = newer.cli(*update, cwd=project.path, process=True)
    assert done.returncode == 0, done.stderr
    assert "no record was changed" in done.stderr
    assert project.answers["_commit"] == TO


def test_a_process_goes_on_after_an_update(newer: Pack) -> None:
    """Whoever calls Copier from Python (a fleet, a test with pytest-copier) goes on without the clones."""
    project = newer.copy(ref=FROM)
    project.commit()
    newer.update(project)
    for name, module in sys.modules.copy().items():
        if name.startswith("copier_adr"):
            # As `inspect` and other tools ask every module: one that waited to be loaded would look for its file.
            assert not hasattr(module, "__nothing__")


def test_a_second_copy_that_would_change_something_names_the_update(newer: Pack) -> None:
    project = newer.copy(ref=FROM)
    project.commit()
    copy = ("copy", "--trust", "--defaults", newer.path, ".")
    for more, said in (
        (("--vcs-ref", TO), f"version: {FROM} -> {TO}"),
        (("--vcs-ref", FROM, "--data", "adr_dir=ops/adr"), "adr_dir: docs/adr -> ops/adr"),
        (("--vcs-ref", FROM, "--data", "style=nygard"), "style: madr -> nygard"),
    ):
        done = newer.cli(*copy, *more, cwd=project.path, process=True)
        assert done.returncode == 1
        assert said in done.stderr
        assert "copier update --trust --defaults -a .copier-answers.adr.yml" in done.stderr
        assert project.status() == ""
    newer.cli(*copy, "--vcs-ref", FROM, "--data", "style=madr", cwd=project.path, check=True)
    assert project.status() == ""
    newer.cli(*copy, "--vcs-ref", TO, "--overwrite", cwd=project.path, check=True)
    assert project.answers["_commit"] == TO


def test_a_process_goes_on_after_a_refused_answer(pack: Pack, tmp_path: Path) -> None:
    code = (
        "import copier, sys\n"
        "for number, style in enumerate(('nope', 'madr')):\n"
        "    try: copier.run_copy(sys.argv[1], f'{sys.argv[2]}/{number}', {'style': style}, vcs_ref='HEAD',"
        " defaults=True, unsafe=True, quiet=True)\n"
        "    except copier.errors.UserMessageError as error: print(error)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, pack.path, tmp_path], capture_output=True, encoding="utf-8", check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "'nope' is no style" in done.stdout
    assert (tmp_path / "1/docs/adr/adr.json").is_file()


def test_the_folder_of_a_clone_may_have_any_name(pack: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Copier's clones have random names, and one may look like that of a compiled file."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr("tempfile._get_candidate_names", lambda: (f".pyc{n}" for n in range(10**6)))
    assert pack.copy(ref="HEAD").records()[0]["number"] == 1
