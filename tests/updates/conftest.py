"""What the update bench starts from besides the newer pack: an aged project."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import FROM, Pack, Project, copy_tree, git, init, once


def age(newer: Pack, folder: Path, **answers: Any) -> Project:
    """A project of the older version with three records, committed."""
    project = newer.copy(init(folder), ref=FROM, project_name="Shop", **answers)
    for title in ("Use PostgreSQL", "Ship containers"):
        project.adr("new", title)
    project.commit("aged")
    return project


@pytest.fixture(scope="session")
def aged_project(newer_pack: Path, shelf: Path) -> Path:
    """An aged project with the pack's own answers."""
    return once(shelf / "aged", lambda folder: age(Pack(newer_pack, lambda _: folder), folder))


@pytest.fixture
def aged(aged_project: Path, new_folder: Callable[[str], Path]) -> Project:
    """A copy of the aged project for one test."""
    folder = copy_tree(aged_project, new_folder("aged"))
    git(folder, "update-index", "--refresh", "-q", check=False)
    return Project(folder)
