"""What a copy and an update say when they are done."""

import os
from pathlib import Path

import pytest

from tests.conftest import ANSWERS, FROM, Pack, Project

UPDATE = ("update", "--trust", "--defaults", "-a", ANSWERS)


def test_an_index_that_was_skipped_is_told_at_the_end(newer: Pack, aged: Project) -> None:
    readme = aged.log / "README.md"
    whole = readme.read_text(encoding="utf-8")
    for text, why in (
        (whole.replace("<!-- adrlogstop -->\n", ""), "has the line `<!-- adrlog -->` and lacks `<!-- adrlogstop -->`"),
        (whole.replace("<!-- adrlog", "<!-- log"), "has no lines `<!-- adrlog -->`"),
        (None, "is not there"),
    ):
        if text is None:
            readme.unlink()
        else:
            readme.write_text(text, encoding="utf-8")
        aged.commit("the index cannot be written")
        done = newer.cli(*UPDATE, "-r", FROM, cwd=aged.path, check=True)
        closing = done.stderr[done.stderr.index("The decision log in docs/adr is up to date") :]
        assert "The index was skipped: docs/adr/README.md" in closing
        assert why in closing
    readme.write_text(whole, encoding="utf-8")
    aged.commit("whole again")
    assert "skipped" not in newer.cli(*UPDATE, "-r", FROM, cwd=aged.path, check=True).stderr


def test_a_copy_tells_it_too(newer: Pack, aged: Project) -> None:
    readme = aged.log / "README.md"
    readme.write_text(readme.read_text(encoding="utf-8").replace("<!-- adrlogstop -->\n", ""), encoding="utf-8")
    call = ("copy", "--trust", "--defaults", "-a", ANSWERS, "-r", FROM, newer.path, ".")
    done = newer.cli(*call, cwd=aged.path, check=True)
    closing = done.stderr[done.stderr.index("The decision log is in docs/adr.") :]
    assert "The index was skipped: docs/adr/README.md: has the line `<!-- adrlog -->`" in closing


def ours_and_theirs(aged: Project) -> list[str]:
    """Edits that meet those of the newer pack; the files."""
    names = ["docs/adr/README.md", "docs/adr/adr-template.md"]
    for name in names:
        lines = aged.text(name).split("\n")
        (aged.path / name).write_text(
            "\n".join(f"{line} ours" if line.strip() else line for line in lines), encoding="utf-8"
        )
    aged.commit("our words everywhere")
    return names


@pytest.mark.parametrize(
    "more", [(), *(pytest.param(more, marks=pytest.mark.long) for more in (("--quiet",), ("--conflict", "rej")))]
)
def test_conflicts_are_the_last_lines_with_their_names(newer: Pack, aged: Project, more: tuple[str, ...]) -> None:
    ours_and_theirs(aged)
    done = newer.cli(*UPDATE, *more, cwd=aged.path, check=True)
    listed = aged.status().splitlines()
    met = {
        line[3:].removesuffix(".rej")
        for line in listed
        if line[:2] in ("UU", "AA", "DU", "UD") or line.endswith(".rej")
    }
    assert met
    last = done.stderr.rstrip("\n").splitlines()[-len(met) :]
    assert {line.split()[1] for line in last} == met
    assert all(line.startswith("  conflict: ") for line in last)
    assert "up to date" not in done.stderr


def test_without_a_conflict_the_word_is_not_said(newer: Pack, aged: Project) -> None:
    done = newer.cli(*UPDATE, cwd=aged.path, check=True)
    assert "up to date" in done.stderr
    assert "conflict" not in done.stderr


def program(folder: Path, name: str, text: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    (folder / name).chmod(0o755)


ADR, UVX, COPIER = (
    f"adr update --defaults -a {ANSWERS}",
    f"uvx --with copier-template-extensions copier update --trust --defaults -a {ANSWERS}",
    f"copier update --trust --defaults -a {ANSWERS}",
)


@pytest.mark.skipif(os.name == "nt", reason="programs are shell scripts here")
@pytest.mark.parametrize(
    ("programs", "trusted", "told"),
    [
        ({"adr": "# copier_adr.installed", "uvx": ""}, True, ADR),
        pytest.param({"adr": "# copier_adr.installed", "uvx": ""}, False, UVX, marks=pytest.mark.long),
        ({"adr": "# adr-tools", "uvx": ""}, True, UVX),
        pytest.param({"adr": "# adr-tools"}, True, COPIER, marks=pytest.mark.long),
        pytest.param({}, True, COPIER, marks=pytest.mark.long),
    ],
)  # fmt: skip
def test_the_command_for_the_next_version_is_one_that_is_there(
    pack: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, programs: dict[str, str], trusted: bool, told: str
) -> None:
    for name, text in programs.items():
        program(tmp_path / "bin", name, text)
    kept = [
        folder
        for folder in os.environ["PATH"].split(os.pathsep)
        if not any(Path(folder, n).exists() for n in ("adr", "uvx"))
    ]
    monkeypatch.setenv("PATH", os.pathsep.join([str(tmp_path / "bin"), *kept]))
    monkeypatch.delenv("UV", raising=False)
    if trusted:
        monkeypatch.setenv("COPIER_ADR_SOURCE", str(pack.path))
    done = pack.cli("copy", "--trust", "--defaults", pack.path, tmp_path / "here", cwd=tmp_path, check=True)
    assert f"\n  {told}\n" in done.stderr
    again = ("copy", "--trust", "--defaults", "--data", "style=nygard", pack.path, "here")
    done = pack.cli(*again, cwd=tmp_path, process=True)
    assert done.returncode == 1
    assert f"\n    {told}  (and the same --data)\n" in done.stderr


def test_files_name_every_way(pack: Pack) -> None:
    project = pack.copy()
    head = project.text(ANSWERS).splitlines()
    assert [line.removeprefix("#   ") for line in head if line.startswith("#   ")] == [ADR, UVX, COPIER]
    readme = project.text("docs/adr/README.md")
    assert all(f"`{command}`" in readme for command in (ADR, UVX, COPIER))
