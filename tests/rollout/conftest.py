"""A forge on disk: bare repositories, the pack with three versions, and `adr-fleet` as a process of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT, commit, git, run

PACK_URL = "https://packs.acme.example/acme/copier-adr.git"
VERSIONS = ("v1.0.0", "v1.1.0", "v2.0.0")
# A file of the pack that differs in each version, so that people's edits can meet the pack's.
PROBE = "DECISIONS.md"


@dataclass
class Versions:
    """The pack as a bare repository with a few releases."""

    path: Path

    def environment(self) -> dict[str, str]:
        """git finds the pack on disk under its public URL, as it would on the network."""
        return {
            "GIT_CONFIG_COUNT": "1",
            "GIT_CONFIG_KEY_0": f"url.{self.path}.insteadOf",
            "GIT_CONFIG_VALUE_0": PACK_URL,
        }


@dataclass
class Fleet:
    """A folder with `fleet.toml` and bare repositories, by the name that the fleet knows them under."""

    folder: Path
    versions: Versions
    repositories: dict[str, Path] = field(default_factory=dict)
    environment: dict[str, str] = field(default_factory=dict)

    def add(
        self,
        name: str,
        files: Mapping[str, str | bytes] | None = None,
        *,
        branch: str = "main",
        change: Callable[[Path], None] | None = None,
    ) -> Path:
        """A bare repository with one commit of these files (none = empty); `change` may work on the clone first."""
        bare = self.folder / "forge" / f"{name}.git"
        bare.mkdir(parents=True)
        git(bare, "init", "--quiet", "--bare", "--initial-branch", branch)
        self.repositories[name] = bare
        if files is not None:
            with self.clone(name, branch) as work:
                lay(work, files)
                if change:
                    change(work)
                else:
                    commit(work, "start")
                git(work, "push", "--quiet", "origin", f"HEAD:refs/heads/{branch}")
        return bare

    def clone(self, name: str, branch: str | None = None) -> "Clone":
        return Clone(self.repositories[name], self.folder / "people" / name, branch)

    def change(self, name: str, files: Mapping[str, str | bytes], message: str = "people's work") -> None:
        """A person's commit on the default branch."""
        with self.clone(name) as work:
            lay(work, files)
            commit(work, message)
            git(work, "push", "--quiet", "origin", "HEAD")

    def toml(
        self, text: str = "", *, version: str = "v1.0.0", push: str = 'type = "branch"', pack: str = PACK_URL
    ) -> Path:
        """Writes `fleet.toml`, with a list of all repositories; `text` goes first."""
        (self.folder / "repositories.json").write_text(
            json.dumps({name: str(path) for name, path in self.repositories.items()})
        )
        path = self.folder / "fleet.toml"
        path.write_text(
            f'{text}\n[pack]\nurl = "{pack}"\nversion = "{version}"\n'
            f'[[source]]\ntype = "json_file"\nfilename = "repositories.json"\n[push]\n{push}\n'
        )
        return path

    def __call__(
        self, *words: object, check: int | None = None, timeout: float = 300
    ) -> subprocess.CompletedProcess[str]:
        """`adr-fleet …`, run in the fleet's folder."""
        command = [sys.executable, "-m", "copier_adr.fleet", *map(str, words)]
        done = subprocess.run(
            command, cwd=self.folder, env=self.process_environment(), capture_output=True, text=True,
            encoding="utf-8", timeout=timeout, check=False,
        )  # fmt: skip
        assert "Traceback" not in done.stdout + done.stderr, done.stderr
        if check is not None:
            assert done.returncode == check, f"exit {done.returncode}\n{done.stdout}\n{done.stderr}"
        return done

    def process_environment(self) -> dict[str, str]:
        return {**os.environ, **self.versions.environment(), "PYTHONPATH": str(ROOT), **self.environment}

    def outcomes(self, *words: object, check: int | None = None) -> dict[str, dict[str, Any]]:
        """What `bootstrap` or `update` says came of each repository."""
        output = self.folder / "outcomes.json"
        self(*words, "--output", output, check=check)
        return {entry["name"]: entry for entry in json.loads(output.read_text())["repositories"]}

    def branches(self, name: str) -> list[str]:
        """The fleet's branches in a repository."""
        listed = git(self.repositories[name], "for-each-ref", "--format=%(refname:short)", "refs/heads/copier-adr/")
        return listed.split()

    def merge(self, name: str, branch: str) -> None:
        """What pressing "merge" and "delete branch" does."""
        bare = self.repositories[name]
        default = git(bare, "symbolic-ref", "--short", "HEAD").strip()
        git(bare, "update-ref", f"refs/heads/{default}", branch)
        git(bare, "branch", "--quiet", "-D", branch)

    def show(self, name: str, path: str, ref: str = "HEAD") -> str:
        return git(self.repositories[name], "show", f"{ref}:{path}")

    def files(self, name: str, ref: str = "HEAD") -> set[str]:
        return set(git(self.repositories[name], "ls-tree", "-r", "-z", "--name-only", ref).split("\0")) - {""}


class Clone:
    """A person's clone, gone at the end."""

    def __init__(self, bare: Path, folder: Path, branch: str | None) -> None:
        self._bare, self._folder, self._branch = bare, folder, branch

    def __enter__(self) -> Path:
        self._folder.parent.mkdir(parents=True, exist_ok=True)
        git(self._bare.parent, "clone", "--quiet", self._bare, self._folder)
        if self._branch and not git(self._folder, "branch", "--remotes"):
            git(self._folder, "symbolic-ref", "HEAD", f"refs/heads/{self._branch}")
        return self._folder

    def __exit__(self, *_: object) -> None:
        run("rm", "-rf", self._folder, cwd=self._folder.parent)


def lay(folder: Path, files: Mapping[str, str | bytes]) -> None:
    """Writes files below a folder."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())


def nygard(count: int, *, status: str = "Accepted", year: int = 2020) -> dict[str, str]:
    """A log of so many records as people wrote them before there was a pack."""
    text = (
        "# {n}. Choice {n}\n\nDate: {year}-0{month}-1{month}\n\n## Status\n\n{status}\n\n"
        "## Context\n\nWe had to choose.\n\n## Decision\n\nWe chose {n}.\n\n## Consequences\n\nWe live with it.\n"
    )
    return {
        f"doc/adr/{n:04}-choice-{n}.md": text.format(n=n, year=year, month=n % 9 + 1, status=status)
        for n in range(1, count + 1)
    }


@pytest.fixture(scope="session")
def versions(copier_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Versions:
    """The pack of the working tree as v1.0.0, and two later versions in which the probe file differs."""
    folder = tmp_path_factory.mktemp("versions")
    work, bare = folder / "work", folder / "copier-adr.git"
    git(folder, "clone", "--quiet", "--no-tags", copier_template, work)
    for i, tag in enumerate(VERSIONS):
        lay(work, {f"template/{PROBE}": f"# Decisions\n\nRead the log.\n\nVersion {i} of this line.\n\nThe end.\n"})
        commit(work, f"release {tag}")
        git(work, "tag", tag)
    git(folder, "clone", "--quiet", "--bare", work, bare)
    return Versions(bare)


@pytest.fixture
def fleet(tmp_path: Path, versions: Versions) -> Fleet:
    return Fleet(tmp_path, versions)


@pytest.fixture
def chromium() -> Iterator[str]:
    """The path of headless Chromium; the test is skipped, and says so, where there is none."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        found = run("sh", "-c", f"command -v {name}", cwd=ROOT, check=False).stdout.strip()
        if found:
            yield found
            return
    pytest.skip("no Chromium: apt-get install chromium")
