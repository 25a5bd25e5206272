"""Code in a log is the pack's, byte for byte, after every update; where people had changed it, the update says so."""

import ast
import os
from collections.abc import Callable

import pytest

from tests.conftest import FROM, TO, Pack, Project, git, often
from tests.updates.held import held, records_of

UPDATE = ("update", "--trust", "--defaults", "-a", ".copier-answers.adr.yml")
NAMES = ("docs/adr/adr.py", "docs/adr/adr_review.py")


def formatted(text: bytes) -> bytes:
    """As a formatter leaves it: every statement written anew."""
    return ast.unparse(ast.parse(text)).encode()


EDITS: dict[str, Callable[[bytes], bytes]] = {
    "formatted": formatted,
    "a line at the end": lambda text: text + b"\n# Ours.\n",
    "a line in the middle": lambda text: text.replace(b"\n\n\ndef ", b"\n\n\n# Ours.\ndef "),
    "Windows line ends": lambda text: text.replace(b"\n", b"\r\n"),
    "other text": lambda _: b"print('ours')\n",
    "empty": lambda _: b"",
}

UNTOLD = ("as it was", "Windows line ends")  # git itself may write those, as on Windows


def wanted(pack: Pack, **answers: object) -> dict[str, bytes]:
    """The code that a fresh copy of the newest version brings."""
    files = pack.shared(ref=TO, **answers).files()
    return {name: content for name, content in files.items() if name.endswith(".py")}


@pytest.mark.parametrize("edit", often(EDITS, lambda edit: edit in ("formatted", "Windows line ends")))
def test_an_edit_of_code_is_overwritten_and_named(edit: str, newer: Pack, aged: Project) -> None:
    records = records_of(aged)
    for name in NAMES:
        (aged.path / name).write_bytes(EDITS[edit]((aged.path / name).read_bytes()))
    aged.commit("code of ours")
    done = newer.cli(*UPDATE, cwd=aged.path)
    assert done.returncode == 0, done.stderr
    assert held(aged, records) == set()
    assert {name: aged.files()[name] for name in NAMES} == wanted(newer)
    told = edit not in UNTOLD
    assert [f"  {name}   with edits of yours\n" in done.stderr for name in NAMES] == [told, told]
    assert ("Overwritten, because code is the pack's" in done.stderr) == told


@pytest.mark.long
def test_an_update_to_the_same_version_mends_code_and_says_nothing_of_code_that_nobody_touched(
    newer: Pack, aged: Project
) -> None:
    done = newer.cli(*UPDATE, "-r", TO, cwd=aged.path)
    assert "Overwritten" not in done.stderr
    aged.commit("update")
    path = aged.path / NAMES[0]
    path.write_bytes(formatted(path.read_bytes()))
    aged.commit("formatted")
    done = newer.cli(*UPDATE, "-r", TO, cwd=aged.path)
    assert f"  {NAMES[0]}   with edits of yours\n" in done.stderr
    assert path.read_bytes() == wanted(newer)[NAMES[0]]
    assert aged.status() == f" M {NAMES[0]}\n"


@pytest.mark.long
def test_code_that_could_not_be_run_can_be_after_an_update(newer: Pack, aged: Project) -> None:
    """As logs have it that were copied before the scripts were executable."""
    for name in NAMES:
        (aged.path / name).chmod(0o644)
    aged.commit("as once")
    newer.update(aged, ref=TO)
    aged.commit("updated")
    listed = git(aged.path, "ls-files", "--stage", *NAMES).splitlines()
    assert [line.split()[0] for line in listed] == ["100755", "100755"]


@pytest.mark.long
def test_an_edit_that_came_with_the_copy_itself_is_named(newer: Pack) -> None:
    """A hook that formats what is committed: git never saw the text that the copy wrote."""
    project = newer.copy(ref=FROM)
    path = project.path / NAMES[0]
    path.write_bytes(path.read_bytes().replace(b"    return", b"      return"))
    project.commit("copy, formatted by a hook")
    done = newer.cli(*UPDATE, cwd=project.path)
    assert f"  {NAMES[0]}   with edits of yours\n" in done.stderr


@pytest.mark.long
def test_code_that_was_deleted_by_hand_stays_away(newer: Pack, aged: Project) -> None:
    (aged.path / NAMES[1]).unlink()
    aged.commit("no review rule")
    newer.update(aged)
    assert NAMES[1] not in aged.files()
    aged.commit("update")
    newer.update(aged)
    assert NAMES[1] not in aged.files()


@pytest.mark.long
def test_code_comes_and_goes_with_the_answers(newer: Pack, aged: Project) -> None:
    done = newer.cli(*UPDATE, "-r", FROM, "-d", "ci=false", cwd=aged.path)
    assert NAMES[1] not in aged.files()
    assert f"  {NAMES[1]}\n" in done.stderr
    assert "Gone, because the pack no longer writes them" in done.stderr
    aged.commit("no pipeline")
    newer.update(aged, ref=FROM, ci=True, template_updates="pipeline")
    assert {*NAMES, "docs/adr/adr_update.py"} <= set(aged.files())
    assert "docs/adr/adr_update.py" in aged.status()


@pytest.mark.long
def test_the_tool_moves_out_of_the_log_and_back(newer: Pack, aged: Project) -> None:
    records = records_of(aged)
    (aged.path / NAMES[0]).write_text("print('ours')\n", encoding="utf-8")
    aged.commit("code of ours")
    done = newer.cli(*UPDATE, "-d", "tool=installed", cwd=aged.path)
    assert [name for name in aged.files() if name.endswith(".py")] == []
    assert f"  {NAMES[0]}   with edits of yours\n" in done.stderr, "git has the text that goes"
    assert "Gone, because the pack no longer writes them" in done.stderr
    assert f"  {NAMES[1]}\n" in done.stderr
    assert "../adr-tool/copier_adr" in aged.text(".github/workflows/adr.yml")
    assert "adr check" in done.stderr, "what the update names next can be run"
    aged.commit("the tool is installed")
    newer.update(aged, ref=TO, tool_source="https://git.acme.example/adr.git")
    assert " https://git.acme.example/adr.git ../adr-tool" in aged.text(".github/workflows/adr.yml")
    assert "git+https://git.acme.example/adr.git@" in aged.text("docs/adr/README.md")
    aged.commit("from our own copy")
    done = newer.cli(*UPDATE, "-r", TO, "-d", "tool=vendored", cwd=aged.path)
    assert {name: aged.files()[name] for name in NAMES} == wanted(newer)
    assert held(aged, records) == set()
    assert "adr-tool" not in aged.text(".github/workflows/adr.yml")


def test_a_file_of_the_projects_own_with_a_name_of_ours_is_left_alone(newer: Pack) -> None:
    project = newer.copy(ref=FROM, forge="none")
    own = project.log / "adr_update.py"
    own.write_text("print('ours')\n", encoding="utf-8")
    project.commit("a script of ours")
    newer.update(project)
    assert own.read_text(encoding="utf-8") == "print('ours')\n"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no executable bit on disk")
def test_the_executable_bit_and_a_link_in_its_place(newer: Pack, aged: Project) -> None:
    path = aged.path / NAMES[0]
    path.chmod(0o755)
    outside = aged.path / "tools.py"
    outside.write_bytes(b"# theirs\n")
    (aged.path / NAMES[1]).unlink()
    (aged.path / NAMES[1]).symlink_to("../../tools.py")
    aged.commit("executable, and a link")
    newer.update(aged)
    assert os.access(path, os.X_OK)
    assert path.read_bytes() == wanted(newer)[NAMES[0]]
    assert outside.read_bytes() == b"# theirs\n"
    assert not (aged.path / NAMES[1]).is_symlink()


def test_a_file_that_cannot_be_written_is_named_and_the_rest_of_the_update_stands(newer: Pack, aged: Project) -> None:
    path = aged.path / NAMES[0]
    path.unlink()
    path.mkdir()
    (path / "x").write_text("ours\n", encoding="utf-8")
    aged.commit("a folder in its place")
    done = newer.cli(*UPDATE, cwd=aged.path)
    assert done.returncode == 0, done.stderr
    assert f"{NAMES[0]}" in done.stderr
    assert "Traceback" not in done.stderr
    assert aged.answers["_commit"] == TO


@pytest.mark.parametrize("edit", often(["as it was", *EDITS], lambda edit: edit == "formatted"))
def test_an_update_from_version_1_which_merged_code(edit: str, pack: Pack) -> None:
    """Version 1 had `adr.py` as a file of its template, without a digest at its head."""
    mine = pack.clone()
    last = git(mine.path, "log", "-1", "--format=%H", "--diff-filter=AM", "--", "template/{{ adr_dir }}/adr.py").strip()
    git(mine.path, "tag", "0.0.1", last)
    project = mine.copy(ref="0.0.1", style="nygard")
    project.commit("version 1")
    records = records_of(project)
    for name in NAMES:
        path = project.path / name
        path.write_bytes(EDITS.get(edit, bytes)(path.read_bytes()))
    project.commit("code of ours")
    done = mine.cli(*UPDATE, cwd=project.path)
    assert done.returncode == 0, done.stderr
    assert held(project, records) == set()
    fresh = pack.shared(style="nygard").files()
    for name in NAMES:
        assert project.files()[name] == fresh[name], name
        assert (f"  {name}   with edits of yours\n" in done.stderr) == (edit not in UNTOLD), name
