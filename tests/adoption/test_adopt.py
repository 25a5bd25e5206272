"""A project that has something already: what a copy leaves alone, takes over, or stops at."""

import json
import re
from pathlib import Path

import pytest

from tests.adoption.test_find import NYGARD, records, write
from tests.conftest import ANSWERS, Pack, Project, copy_tree, init, often, run

PROSE = """# Why things are so

Words of ours, before.

| ADR | Title | Owner |
| --- | --- | --- |
| [1](ADR-001-use-a-queue.md) | Use a queue | team blue |

Words of ours, after.
"""
FORM = "name: ours\n"


def project_with(folder: Path, files: dict[str, str]) -> tuple[Project, dict[str, bytes]]:
    """A committed project that holds `files`, and its bytes."""
    init(folder)
    project = Project(write(folder, files), "doc/decisions")
    project.commit("before the pack")
    return project, project.files()


def log(readme: str = "README.md") -> dict[str, str]:
    return {**records("doc/decisions", "ADR-00{}-use-a-queue.md"), f"doc/decisions/{readme}": PROSE}


def copy(pack: Pack, project: Project, *words: str) -> tuple[int, str]:
    done = pack.cli("copy", "--trust", "--defaults", *words, pack.path, project.path, cwd=project.path)
    assert "Traceback" not in done.stderr
    return done.returncode, done.stderr


def test_a_log_is_offered_taken_over_and_left_alone(plain: Pack, tmp_path: Path) -> None:
    project, before = project_with(tmp_path / "shop", log("readme.MD"))
    code, said = copy(plain, project)
    assert code == 0, said
    answers = project.answers
    offered = {name: answers[name] for name in ("adr_dir", "style", "number_width", "filename_prefix", "numbering")}
    assert offered == {
        "adr_dir": "doc/decisions",
        "style": "nygard",
        "number_width": 3,
        "filename_prefix": "ADR-",
        "numbering": "sequential",
    }
    after = project.files()
    assert {name for name in before if before[name] != after[name]} == {"doc/decisions/readme.MD"}
    assert not [name for name in after if re.search(r"decisions/(README|index)\.md|record-architecture", name)]
    readme = project.text("doc/decisions/readme.MD")
    assert readme.startswith(PROSE.rstrip("\n"))
    assert readme.count("](ADR-00") == 1 + 3
    assert project.adr("check").returncode == 0
    project.adr("new", "Keep the queue")
    assert project.text("doc/decisions/ADR-004-keep-the-queue.md").startswith("# 4. Keep the queue\n")
    assert "](ADR-004-keep-the-queue.md)" in project.text("doc/decisions/readme.MD")
    assert "readme.MD merge=union" in project.text("doc/decisions/.gitattributes")
    assert "`readme.MD`" in project.text("doc/decisions/AGENTS.md")


NAMED = {
    "a folder for each": ("2020-02-0{}-a/README.md", "2026-11-21-use-it/README.md", "YYYY-MM-DD-short-title/README.md"),
    "a folder for all": ("records/ADR-{}.md", "records/ADR-4.md", "records/ADR-N.md"),
}


@pytest.mark.parametrize("name", often(NAMED, "a folder for each".__eq__))
def test_the_next_file_is_called_like_those_of_the_log(name: str, pack: Pack, tmp_path: Path) -> None:
    form, wanted, shown = NAMED[name]
    project, before = project_with(tmp_path / "shop", records("doc/decisions", form))
    assert copy(pack, project)[0] == 0
    assert f"`{shown}`" in project.text("doc/decisions/README.md")
    assert project.adr("new", "Use it").stdout.strip() == f"doc/decisions/{wanted}"
    assert f"]({wanted})" in project.text("doc/decisions/README.md")
    assert {path: project.files()[path] for path in before} == before
    assert project.adr("check").returncode == 0
    project.commit("adopted")
    pack.update(project)
    assert project.status() == ""


def test_old_faults_pass_and_new_ones_fail(pack: Pack, tmp_path: Path) -> None:
    broken = NYGARD.replace("Accepted", "[see](gone.md)")
    project, _ = project_with(tmp_path / "shop", {**log(), "doc/decisions/ADR-007-old.md": broken})
    assert copy(pack, project)[0] == 0
    baseline = json.loads(project.text("doc/decisions/adr-baseline.json"))
    assert {fault["file"] for fault in baseline["faults"]} == {"ADR-007-old.md"}
    assert project.adr("check").returncode == 0
    (project.log / "ADR-008-new.md").write_text(broken.replace("# 1.", "# 8.").replace("0{n}", "01"), encoding="utf-8")
    project.adr("index")
    done = project.adr("check", check=False)
    assert done.returncode == 1
    assert "ADR-008-new.md" in done.stdout
    assert "ADR-007" not in done.stdout
    # A second copy must not take the new fault for an old one.
    saved = project.text("doc/decisions/adr-baseline.json")
    assert copy(pack, project)[0] == 0
    assert project.text("doc/decisions/adr-baseline.json") == saved


@pytest.mark.long
def test_files_in_the_way_stop_the_copy_with_the_ways_on(pack: Pack, tmp_path: Path) -> None:
    ours = {".github/ISSUE_TEMPLATE/adr.yml": FORM, "doc/decisions/adr.py": "print(1)\n", **log()}
    project, before = project_with(tmp_path / "shop", {**ours, ".github/pull_request_template.md": "Say why.\n"})
    code, said = copy(pack, project)
    assert code == 1
    assert re.findall(r"^  (\S+)$", said, re.M) == [".github/ISSUE_TEMPLATE/adr.yml", "doc/decisions/adr.py"]
    assert "--overwrite" in said
    assert project.files() == before
    way = re.search(r"--data '(keep=.*)'", said)
    assert way

    # The way that the message names leaves the one file to the project; the other one must be taken over.
    assert copy(pack, project, "--data", way[1])[0] == 1
    assert project.files() == before
    code, said = copy(pack, project, "--data", way[1], "--overwrite")
    assert code == 0, said
    assert project.text(".github/ISSUE_TEMPLATE/adr.yml") == FORM
    assert project.text(".github/pull_request_template.md") == "Say why.\n"
    assert project.text("doc/decisions/adr.py") != "print(1)\n"
    assert project.answers["keep"] == [".github/ISSUE_TEMPLATE/adr.yml"]

    # And for ever: neither a second copy nor an update touches it.
    after = project.files()
    assert copy(pack, project)[0] == 0
    assert project.files() == after
    project.commit("adopted")
    pack.update(project)
    assert project.status() == ""


def test_records_in_the_root_stop_the_copy_with_the_ways_on(plain: Pack, tmp_path: Path) -> None:
    root = {**records("", count=10), "README.md": "# Decisions\n\n- [one](0001-use-a-queue.md)\n"}
    project, before = project_with(tmp_path / "shop", {name.lstrip("/"): text for name, text in root.items()})
    code, said = copy(plain, project)
    assert code == 1
    assert "These records lie in the project's root" in said
    assert re.findall(r"^  (\S+\.md)$", said, re.M) == sorted(name for name in before if name[0] == "0")[:8]
    assert "and 2 more" in said
    assert project.files() == before
    way = re.search(r"--data (adr_dir=\S+)", said)
    assert way

    # Both ways that the message names: a new log that leaves them alone, or theirs in a folder.
    beside = Project(copy_tree(project.path, tmp_path / "beside"))
    assert copy(plain, beside, "--data", way[1])[0] == 0
    assert {name: beside.files()[name] for name in before} == before
    assert [record["number"] for record in beside.records()] == [1]
    (project.path / "docs/adr").mkdir(parents=True)
    for name in before:
        if name[0] == "0":
            (project.path / name).rename(project.path / "docs/adr" / name)
    project.commit("a folder of their own")
    assert copy(plain, project)[0] == 0
    assert len(Project(project.path).records()) == 10
    assert project.answers["style"] == "nygard"


@pytest.mark.parametrize(
    ("files", "wanted"),
    [
        (records("", "/CIP {}/README.md"), "git mv 'CIP 1' 'CIP 2' 'CIP 3' docs/adr"),
        ({**records("accepted"), **records("draft", "001{}-x.md", count=1)}, "git mv accepted draft docs/adr"),
    ],
    ids=["a folder per record", "a folder per state"],
)
def test_folders_of_records_in_the_root_are_moved_as_the_message_says(
    files: dict[str, str], wanted: str, plain: Pack, tmp_path: Path
) -> None:
    files = {name.lstrip("/"): text for name, text in files.items()}
    project, before = project_with(tmp_path / "shop", files)
    code, said = copy(plain, project)
    assert code == 1
    assert [f"  {name}\n" in said for name in sorted(files)] == [True] * len(files)
    assert project.files() == before
    way = re.search(r"take them over, (mkdir .*?), commit", said)
    assert way
    assert wanted in way[1]
    run("sh", "-c", way[1], cwd=project.path)
    project.commit("a folder of their own")
    code, said = copy(plain, project)
    assert code == 0, said
    project = Project(project.path)
    assert {f"docs/adr/{record['file']}" for record in project.records()} == {f"docs/adr/{name}" for name in files}
    assert {name: project.files()[f"docs/adr/{name}"] for name in before} == before
    assert project.adr("check").returncode == 0


def test_a_file_that_holds_all_decisions_is_named_and_left_alone(plain: Pack, tmp_path: Path) -> None:
    page = "# Decisions\n\n## 1. Use a queue\n\nStatus: accepted\n\n## 2. Use a stack\n\nStatus: accepted\n"
    project, before = project_with(tmp_path / "shop", {"docs/DECISIONS.md": page})
    code, said = copy(plain, project)
    assert code == 1
    assert "docs/DECISIONS.md holds 2 decisions in one file" in said
    assert project.files() == before
    way = re.search(r"add  --data (adr_dir=\S+)", said)
    assert way
    beside = Project(copy_tree(project.path, tmp_path / "beside"))
    assert copy(plain, beside, "--data", way[1])[0] == 0
    assert beside.files()["docs/DECISIONS.md"] == before["docs/DECISIONS.md"]
    # The other way: a file for each.
    parts = page.split("## ")[1:]
    for part in parts:
        number, title = re.match(r"(\d)\. (.*)", part).groups()  # type: ignore[union-attr]
        path = project.path / f"docs/adr/000{number}-{title.lower().replace(' ', '-')}.md"
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"# {part}\n\nDate: 2026-01-0{number}\n", encoding="utf-8")
    project.commit("a file for each")
    code, said = copy(plain, project)
    assert code == 0, said
    assert [record["title"] for record in Project(project.path).records()] == ["Use a queue", "Use a stack"]


def test_a_second_copy_changes_nothing(pack: Pack, tmp_path: Path) -> None:
    project = Project(init(tmp_path / "shop"))
    assert copy(pack, project, "--data", "style=nygard", "--data", "filename_prefix=ADR-")[0] == 0
    project.adr("new", "Use a queue")
    readme = project.log / "README.md"
    readme.write_text(readme.read_text(encoding="utf-8") + "\nOur own words.\n", encoding="utf-8")
    project.commit("work")
    code, said = copy(pack, project)
    assert code == 0, said
    assert project.status() == ""


@pytest.mark.parametrize(
    "blank",
    [
        "# N. Title\n\nDate: \n\n## Status\n\nProposed\n\n## Context\n\nOur hint.\n\n## Decision\n\n## Consequences\n",
        "# N. Title\n\n## Context\n\nOur hint.\n\n## Decision\n\n## Consequences\n",
        "<!-- Status: proposed -->\n\n## Context\n\nOur hint.\n",
        "Our hint.\n",
    ],
    ids=["whole", "without status and date", "without a title", "a line"],
)
def test_a_blank_record_of_their_own_stays_and_is_filled(plain: Pack, tmp_path: Path, blank: str) -> None:
    project, before = project_with(tmp_path / "shop", {**log(), "doc/decisions/adr-template.md": blank})
    assert copy(plain, project)[0] == 0
    assert project.files()["doc/decisions/adr-template.md"] == before["doc/decisions/adr-template.md"]
    project.adr("new", "Keep the queue")
    assert "Our hint." in project.text("doc/decisions/ADR-004-keep-the-queue.md")
    [record] = [record for record in project.records() if record["number"] == 4]
    assert (record["title"], record["status"], bool(record["date"])) == ("Keep the queue", "proposed", True)


def test_the_one_request_text_of_a_project_stays_in_force(plain: Pack, tmp_path: Path) -> None:
    project, before = project_with(tmp_path / "shop", {".forgejo/PULL_REQUEST_TEMPLATE.md": "Say why.\n"})
    assert copy(plain, project)[0] == 0
    assert project.answers["forge"] == "forgejo"
    assert not project.answers["pr_template"]
    assert ".gitea/PULL_REQUEST_TEMPLATE.md" not in project.files()
    assert project.files()[".forgejo/PULL_REQUEST_TEMPLATE.md"] == before[".forgejo/PULL_REQUEST_TEMPLATE.md"]


def test_a_readme_without_records_gains_the_index_and_a_first_record(plain: Pack, tmp_path: Path) -> None:
    project, _ = project_with(tmp_path / "shop", {"docs/adr/README.md": "# Decisions\n\nNone yet.\n"})
    assert copy(plain, project)[0] == 0
    project = Project(project.path)
    readme = project.text("docs/adr/README.md")
    assert readme.startswith("# Decisions\n\nNone yet.\n")
    assert "](0001-record-architecture-decisions.md)" in readme
    assert not (project.log / "adr-baseline.json").exists()
    assert (project.path / ANSWERS).is_file()


def test_a_log_with_a_name_that_cannot_be_is_not_offered(plain: Pack, tmp_path: Path) -> None:
    project, before = project_with(tmp_path / "shop", records("docs/adr #1"))
    assert copy(plain, project)[0] == 0
    assert project.answers["adr_dir"] == "docs/adr"
    assert {name: project.files()[name] for name in before} == before
