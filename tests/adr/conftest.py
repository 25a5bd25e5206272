"""Fixtures: a calm environment, an empty log, a log in a repository."""

import os
from pathlib import Path

import pytest

from .logs import README, Log, nygard


@pytest.fixture(autouse=True)
def _calm(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """One day, one git user, no editor, no Copier."""
    home = tmp_path_factory.mktemp("home")
    (home / ".gitconfig").write_text(
        "[user]\nname = acme\nemail = acme@example.org\n[init]\ndefaultBranch = main\n[core]\nautocrlf = false\n"
    )
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(home / ".gitconfig"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795219200")
    for name in [
        n
        for n in os.environ
        if n in ("VISUAL", "EDITOR")
        or n.startswith(("COPIER_", "GIT_DIR", "GIT_AUTHOR", "GIT_COMMITTER", "GIT_CONFIG_COUNT"))
    ]:
        monkeypatch.delenv(name)


@pytest.fixture
def log(tmp_path: Path) -> Log:
    """An empty log with a README."""
    folder = tmp_path / "docs" / "adr"
    folder.mkdir(parents=True)
    made = Log(folder)
    made.write("README.md", README)
    return made


@pytest.fixture
def repo(log: Log) -> Log:
    """A log of two records, committed on `main` of a repository."""
    log.git("init", "--quiet", "--initial-branch", "main")
    log.write("0001-keep-a-log.md", nygard(1, "Keep a log"))
    log.write("0002-use-kafka.md", nygard(2, "Use Kafka"))
    log.run("index")
    log.commit("start")
    return log
