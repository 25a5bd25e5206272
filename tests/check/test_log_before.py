"""The log as it was in a commit, whatever folder it lay in then."""

from pathlib import Path

import pytest

from tests.adr.conftest import _calm as _calm
from tests.adr.logs import Log, adr_py, nygard

A, B = "0001-a.md", "0002-b.md"


def project(root: Path, **logs: list[str]) -> Log:
    """A commit with a log in each of these folders; two underscores are a slash."""
    whole = Log(root)
    for folder, names in logs.items():
        for name in names:
            whole.write(f"{folder.replace('__', '/')}/{name}", nygard(int(name[:4]), name[5:-3].upper()))
    whole.write("src/a.py", "a\n")
    whole.git("init", "--quiet", "--initial-branch", "main")
    whole.commit()
    return whole


@pytest.mark.parametrize("new", ["docs/decisions", "d", "docs/adr/inner", "adr"])
def test_a_log_that_moved_is_found_where_it_was(tmp_path: Path, new: str) -> None:
    whole = project(tmp_path, docs__adr=[A, B])
    whole.git("mv", "docs/adr", "moved")
    (tmp_path / new).parent.mkdir(parents=True, exist_ok=True)
    whole.git("mv", "moved", new)
    before = adr_py.log_before(str(tmp_path / new), "HEAD")
    assert before == {name: whole.git("rev-parse", f"HEAD:docs/adr/{name}").strip() for name in (A, B)}


def test_a_log_that_stayed_is_itself(tmp_path: Path) -> None:
    project(tmp_path, docs__adr=[A], ops=[B])
    assert set(adr_py.log_before(str(tmp_path / "docs/adr"), "HEAD")) == {A}


def test_of_two_logs_that_are_gone_the_one_with_most_of_these_files_is_meant(tmp_path: Path) -> None:
    whole = project(tmp_path, docs__adr=[A, "0003-c.md"], ops=[A, B])
    whole.git("mv", "ops", "new")
    whole.git("rm", "-q", "-r", "docs/adr")
    assert set(adr_py.log_before(str(tmp_path / "new"), "HEAD")) == {A, B}


def test_a_log_that_is_still_there_is_not_this_one(tmp_path: Path) -> None:
    whole = project(tmp_path, docs__adr=[A])
    whole.write("new/0001-a.md", nygard(1, "A"))
    assert adr_py.log_before(str(tmp_path / "new"), "HEAD") == {}


def test_a_folder_that_became_a_link_is_gone(tmp_path: Path) -> None:
    whole = project(tmp_path, docs__adr=[A])
    whole.git("mv", "docs/adr", "new")
    (tmp_path / "docs").mkdir(exist_ok=True)
    (tmp_path / "docs" / "adr").symlink_to(tmp_path / "new")
    assert set(adr_py.log_before(str(tmp_path / "new"), "HEAD")) == {A}


def test_without_git_or_the_commit_there_was_none(tmp_path: Path) -> None:
    (tmp_path / "adr").mkdir()
    assert adr_py.log_before(str(tmp_path / "adr"), "HEAD") == {}
