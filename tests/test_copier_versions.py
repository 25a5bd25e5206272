"""The versions of Copier that the pack works with: what it says, and what the oldest and the newest do."""

import re
import sys
from pathlib import Path

import pytest
import yaml

from tests.conftest import ANSWERS, FROM, ROOT, TO, Pack, commit, init, once, run

# What copier.yml itself says: Copier holds people to it.
OLDEST = str(yaml.safe_load((ROOT / "copier.yml").read_text(encoding="utf-8"))["_min_copier_version"])
# Where it is said to people and to tools -> how it stands there.
SAID = {
    "pyproject.toml": r"\"copier>=([\d.]+);",
    "README.md": r"Copier ([\d.]+) or newer",
    "docs/update.md": r"Copier ([\d.]+) or newer",
    "docs/stability.md": r"Copier ([\d.]+) or newer",
    ".github/update_packages.py": r"copier==([\d.]+)\\n",
    "template/{{ adr_dir }}/adr_update.txt": r"(?m)^copier==([\d.]+) ",
}
# 9.19.0 is too old as well, but with a git before 2.43 it ends in an error of its own before it has read copier.yml.
WANTED = {"oldest": f"copier=={OLDEST}", "newest": "copier", "too old": "copier<9.19"}


@pytest.mark.parametrize("file", SAID)
def test_every_place_names_the_oldest_copier(file: str) -> None:
    found = re.findall(SAID[file], (ROOT / file).read_text(encoding="utf-8"))
    assert found, "it is said nowhere"
    installs = "==" in SAID[file]
    for version in found:
        assert (number(version) >= number(OLDEST)) if installs else version == OLDEST


def number(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.split(".")))


def installed(which: str, shelf: Path) -> Path:
    """A virtual environment with one version of Copier, from the package index."""

    def make(folder: Path) -> None:
        uv = (sys.executable, "-m", "uv")
        run(*uv, "venv", "--quiet", "--python", sys.executable, folder, cwd=ROOT)
        python = folder / "bin/python"
        packages = (WANTED[which], "copier-template-extensions>=0.3.4")
        run(*uv, "pip", "install", "--quiet", "--python", python, "--upgrade", *packages, cwd=ROOT)

    return once(shelf / f"copier {which}".replace(" ", "-"), make) / "bin/python"


@pytest.mark.long
@pytest.mark.parametrize("which", ["oldest", "newest"])
def test_a_copy_and_an_update_by_a_copier_that_is_promised(
    which: str, newer: Pack, shelf: Path, tmp_path: Path
) -> None:
    python, project = installed(which, shelf), init(tmp_path / "shop")
    enter = (sys.executable, ROOT / "tests/enter.py", python, "-m", "copier")
    copied = run(*enter, "copy", "--trust", "--vcs-ref", FROM, newer.path, ".", cwd=project)
    assert "(5 questions, and Enter pressed at each)" in copied.stdout, copied.stdout
    commit(project, "a log")
    run(python, "-m", "copier", "update", "--trust", "--defaults", "-a", ANSWERS, cwd=project)
    found = yaml.safe_load((project / ANSWERS).read_text(encoding="utf-8"))
    assert (found["_commit"], found["team_name"]) == (TO, "Platform")
    run(sys.executable, "docs/adr/adr.py", "check", cwd=project)


@pytest.mark.long
def test_a_copier_that_is_too_old_is_refused_in_words(newer: Pack, shelf: Path, tmp_path: Path) -> None:
    python, project = installed("too old", shelf), init(tmp_path / "shop")
    call = (python, "-m", "copier", "copy", "--trust", "--defaults", newer.path, ".")
    done = run(*call, cwd=project, check=False)
    assert done.returncode == 1
    assert OLDEST in done.stdout + done.stderr
    assert [path.name for path in project.iterdir()] == [".git"]
