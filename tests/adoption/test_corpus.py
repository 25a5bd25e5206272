"""Every log of the corpus is adopted: nothing lost, check passes, and what follows is quiet."""

import json
import re
import shutil
from pathlib import Path

import pytest

from tests.conftest import SHARED, Pack, Project, git, init, often

CORPUS = SHARED / "corpus"
LOGS = sorted(path.parent.name for path in CORPUS.glob("*/SOURCE.json"))
# Their records lie in the repository's root, which is no folder of its own: see docs/adopt.md.
IN_ROOT = {name for name in LOGS if json.loads((CORPUS / name / "SOURCE.json").read_text())["adr_dirs"] == ["."]}
NONE = pytest.param("", marks=pytest.mark.skip("no ../shared/corpus"))
# One of each kind, on every run; the rest are adopted in `make long`.
KINDS = {
    "openedx__openedx-events": "reStructuredText, with a table of contents of its own",
    "adoble__adr-j": "a style of the pack, and a list that becomes the index",
    "ministryofjustice__cloud-platform": "a style of the pack, and a list that says more",
    "adr__madr": "a form and a blank of its own, and a list that a site makes",
    "DependencyTrack__hyades": "facts in the columns of a table, and no titles",
    "navapbc__template-infra": "records in folders",
    "phodal__adr": "another language",
    "bradcypert__adl": "another tool's log",
    "project-codeflare__adr": "records in the root",
}


def bring(name: str, folder: Path) -> list[str]:
    """The corpus repository `name` as a project of its own; the folders that are its logs."""
    inner = folder / "decisions" if name in IN_ROOT else folder
    shutil.copytree(CORPUS / name, inner, dirs_exist_ok=True)
    (inner / "SOURCE.json").unlink()
    for path in [folder, *folder.rglob("*")]:
        path.chmod(0o755 if path.is_dir() else 0o644)
    init(folder)
    logs = json.loads((CORPUS / name / "SOURCE.json").read_text())["adr_dirs"]
    return ["decisions"] if name in IN_ROOT else list(logs)


@pytest.mark.parametrize("name", often(LOGS, KINDS.__contains__, pytest.mark.long) or [NONE])
def test_a_real_log_is_adopted(name: str, plain: Pack, tmp_path: Path) -> None:
    folder = tmp_path / "project"
    logs = bring(name, folder)
    project = Project(folder)
    project.commit("before")
    before = project.files()
    plain.copy(folder)
    adr_dir = project.answers["adr_dir"]
    assert adr_dir in logs
    project = Project(folder, adr_dir)
    after = project.files()

    own = json.loads(text(after, f"{adr_dir}/adr.json")).get("index_file")
    names = listing(before, adr_dir)
    marked = [name for name in names if "<!-- adrlogstop -->" in text(after, f"{adr_dir}/{name}")]
    index = own or (marked or ["README.md"])[0]
    place = f"{adr_dir}/{index}"
    changed = {path for path in before if before[path] != after.get(path)}
    assert changed == ({place} & set(before) if not own else set())
    records = project.records()
    assert records
    assert {f"{adr_dir}/{record['file']}" for record in records} <= set(before)
    shown = text(after, place)
    if own:  # a list that says more than ours: no second one
        assert not [name for name in listing(after, adr_dir) if "<!-- adrlog" in text(after, f"{adr_dir}/{name}")]
    else:
        shown = shown.split("<!-- adrlog -")[1].split("<!-- adrlogstop -->")[0]
        assert len(re.findall(r"^\| \[", shown, re.M)) == len(records)
        lost = set(text(before, place).split("\n")) - set(text(after, place).split("\n"))
        assert not [line for line in lost if line.strip() and not re.match(r"\s*(\||[-*+] |\d+\. )", line)], lost
    done = project.adr("check", check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    "name", often([name for name in LOGS if name in KINDS], list(KINDS)[:2].__contains__) or [NONE]
)
def test_what_follows_the_adoption_of_a_real_log_is_quiet(name: str, pack: Pack, tmp_path: Path) -> None:
    folder = tmp_path / "project"
    bring(name, folder)
    Project(folder).commit("before")
    project = pack.copy(folder)
    project = Project(folder, project.answers["adr_dir"])
    after = project.files()
    pack.copy(folder)
    assert project.files() == after
    project.commit("adopt")
    pack.update(project)
    assert project.status() == ""
    assert git(folder, "ls-files", "-u") == ""


@pytest.mark.parametrize(
    "name",
    often(sorted(IN_ROOT), KINDS.__contains__) or [NONE],
)
def test_a_real_log_in_the_root_is_named_and_left_alone(name: str, plain: Pack, tmp_path: Path) -> None:
    bring(name, tmp_path / "project")
    folder = init((tmp_path / "project/decisions").rename(tmp_path / "root"))
    before = Project(folder).files()
    done = plain.cli("copy", "--trust", "--defaults", plain.path, folder, cwd=folder)
    assert done.returncode == 1, done.stderr
    assert "These records lie in the project's root" in done.stderr
    assert Project(folder).files() == before


def listing(files: dict[str, bytes], adr_dir: str) -> list[str]:
    """Names of the files that may list the records of a log."""
    names = [Path(path).name for path in files if path == f"{adr_dir}/{Path(path).name}"]
    return [name for name in names if name.lower().rpartition(".")[0] in ("readme", "index", "_index", "toc")]


def text(files: dict[str, bytes], name: str) -> str:
    return files[name].decode("utf-8", "replace") if name in files else ""
