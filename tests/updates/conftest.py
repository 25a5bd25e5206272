"""What the update bench starts from: a newer pack in which every file differs, and an aged project."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Pack, Project, git, init
from tests.test_update import next_version

FROM, TO = "999.0.0", "999.1.0"


@pytest.fixture(scope="session")
def newer_pack(copier_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Pack:
    """The pack with one version more, in which every file of the template differs and one question is new."""
    folder = tmp_path_factory.mktemp("newer")
    shutil.copytree(copier_template, folder, dirs_exist_ok=True, symlinks=True)
    pack = Pack(folder, lambda name: tmp_path_factory.mktemp(name))
    next_version(pack, TO)
    return pack


@pytest.fixture(scope="session")
def aged_project(newer_pack: Pack, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of the older version with three records, committed."""
    project = newer_pack.copy(init(tmp_path_factory.mktemp("aged")), ref=FROM, project_name="Shop")
    for title in ("Use PostgreSQL", "Ship containers"):
        project.adr("new", title)
    project.commit("aged")
    return project.path


@pytest.fixture
def newer(newer_pack: Pack, new_folder: Callable[[str], Path]) -> Pack:
    return Pack(newer_pack.path, new_folder)


@pytest.fixture
def aged(aged_project: Path, new_folder: Callable[[str], Path]) -> Project:
    """A copy of the aged project for one test."""
    folder = new_folder("aged")
    shutil.copytree(aged_project, folder, dirs_exist_ok=True, symlinks=True)
    git(folder, "update-index", "--refresh", "-q", check=False)
    return Project(folder)
