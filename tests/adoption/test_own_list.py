"""A log that lists its records already: what a copy makes of the list, and what an update changes."""

from pathlib import Path

import pytest

from tests.adoption.test_adopt import project_with
from tests.adoption.test_find import NYGARD, records
from tests.conftest import Pack, Project, often

RECORDS = records("doc/decisions", "000{}-use-a-queue.md")
NAMES = sorted(path.rpartition("/")[2] for path in RECORDS)
OWNED = "# Why\n\n| ADR | Title | Owner |\n| --- | --- | --- |\n" + "".join(
    f"| [{n}]({name}) | Use a queue | team blue |\n" for n, name in enumerate(NAMES, 1)
)
PLAIN = "# Why\n\n" + "".join(f"- [Use a queue]({name})\n" for name in NAMES) + "\nThat is all.\n"
SPHINX = "Why\n===\n\n.. toctree::\n\n" + "".join(f"   {name.removesuffix('.md')}\n" for name in NAMES)


def shop(folder: Path, text: str, file: str = "README.md") -> tuple[Project, dict[str, bytes]]:
    return project_with(folder, {**RECORDS, f"doc/decisions/{file}": text})


def copy(pack: Pack, project: Project, *words: str) -> tuple[int, str]:
    done = pack.cli("copy", "--trust", "--defaults", *words, pack.path, project.path, cwd=project.path)
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout + done.stderr


LISTS = [("README.md", OWNED), ("index.rst", SPHINX), ("_index.md", OWNED)]


@pytest.mark.parametrize(("file", "text"), often(LISTS, lambda file, _: file == "index.rst"))
def test_a_list_that_says_more_is_kept_and_checked(pack: Pack, tmp_path: Path, file: str, text: str) -> None:
    project, before = shop(tmp_path / "shop", text, file)
    code, said = copy(pack, project)
    assert code == 0, said
    assert "stays yours" in said
    assert "`adr.py check` compares it" in said  # what people can type here
    assert ("--data index=replace" in said) == file.endswith(".md")
    assert "skipped" not in said
    after = project.files()
    assert {name for name in before if before[name] != after[name]} == set()
    assert "doc/decisions/README.md" not in after or file == "README.md"
    assert project.answers["index"] == "own"
    assert "merge=union" not in project.text("doc/decisions/.gitattributes")
    assert f"People keep the list in `{file}`" in project.text("doc/decisions/AGENTS.md")
    assert project.adr("check").stdout == ""
    project.adr("new", "Keep the queue")
    assert "lacks it" in project.adr("check", check=False).stdout
    assert project.text(f"doc/decisions/{file}") == text
    project.commit("adopted")
    pack.update(project)
    assert project.status() == ""


def test_a_list_that_says_no_more_becomes_the_index_and_may_be_kept(pack: Pack, tmp_path: Path) -> None:
    project, _ = shop(tmp_path / "shop", PLAIN)
    code, said = copy(pack, project)
    assert code == 0, said
    assert "--data index=own" in said
    readme = project.text("doc/decisions/README.md")
    assert readme.count(f"({NAMES[0]})") == 1
    assert readme.endswith("<!-- adrlogstop -->\n\nThat is all.\n")
    assert project.answers["index"] == "written"
    project.commit("adopted")
    # The other way, later: what stands there is the project's from now on, and nothing moves.
    pack.update(project, index="own")
    assert project.text("doc/decisions/README.md") == readme
    assert project.adr("check").stdout == ""
    assert '"index": "own"' in project.text("doc/decisions/adr.json")


def test_replace_writes_the_index_in_the_place_of_a_list_at_once_or_later(
    pack: Pack, plain: Pack, tmp_path: Path
) -> None:
    project, _ = shop(tmp_path / "shop", OWNED)
    code, said = copy(plain, project, "--data", "index=written")
    assert code != 0
    assert "team blue" in said
    assert "own" in said
    assert project.status() == ""
    assert copy(pack, project)[0] == 0
    project.commit("adopted")
    pack.update(project, index="replace")
    later = project.text("doc/decisions/README.md")
    assert "team blue" not in later
    assert later.startswith("# Why\n\n<!-- adrlog -->\n")
    assert project.adr("check").stdout == ""
    other, _ = shop(tmp_path / "other", OWNED)
    assert copy(plain, other, "--data", "index=replace")[0] == 0
    assert other.text("doc/decisions/README.md") == later


def test_a_list_that_is_no_markdown_cannot_be_replaced(plain: Pack, tmp_path: Path) -> None:
    project, before = shop(tmp_path / "shop", SPHINX, "index.rst")
    code, said = copy(plain, project, "--data", "index=replace")
    assert code != 0
    assert "doc/decisions/index.rst lists the records" in said
    assert project.files() == before


def test_a_choice_of_records_may_be_the_only_list(plain: Pack, tmp_path: Path) -> None:
    files = {f"doc/decisions/000{n}-b.md": NYGARD for n in range(1, 8)}
    text = "# Why\n\n" + "".join(f"- [How we came to {n}](000{n}-b.md)\n" for n in (2, 5, 7))
    project, before = project_with(tmp_path / "shop", {**files, "doc/decisions/README.md": text})
    code, said = copy(plain, project, "--data", "index=own")
    assert code == 0, said
    assert {name for name in before if before[name] != project.files()[name]} == set()
    assert project.adr("check").returncode == 0
