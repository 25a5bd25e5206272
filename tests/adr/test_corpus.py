# ruff: noqa: E501 - tables: a row is a line
"""Real logs: the score of reading, and that each of them can be adopted. Runs where the shared corpus is."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from .logs import ADR_PY, ROOT, Log

CORPUS = ROOT.parent / "shared" / "corpus"
pytestmark = pytest.mark.skipif(
    not CORPUS.is_dir(), reason=f"{CORPUS} is not there: the real logs are not part of this repository"
)
LOGS = [
    (source.parent, folder) for source in sorted(CORPUS.glob("*/SOURCE.json")) for folder in json.loads(source.read_text())["adr_dirs"]
]  # fmt: skip


def test_score() -> None:
    words = [
        CORPUS / "score.py",
        CORPUS / "expected",
        CORPUS,
        "--",
        sys.executable,
        ADR_PY,
        "--dir",
        "{dir}",
        "list",
        "--json",
    ]
    done = subprocess.run([sys.executable, *map(str, words)], capture_output=True, text=True, check=True)
    last = done.stdout.splitlines()[-1]
    assert "failed logs: 0" in last, done.stdout
    assert "no strays" not in done.stdout
    assert float(last.split("%")[0].split()[-1]) >= 99.9, done.stdout


@pytest.mark.parametrize(("home", "folder"), LOGS, ids=[f"{home.name}-{folder}" for home, folder in LOGS])
def test_every_real_log_is_adopted(tmp_path: Path, home: Path, folder: str) -> None:
    log = Log(tmp_path / "log")
    shutil.copytree(home / folder, log.path, ignore=shutil.ignore_patterns("SOURCE.json"))
    for path in log.path.rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)
    before = log.files()
    records = log.records()
    assert records
    said = log.run("adopt")
    after = log.files()
    changed = {name for name in after if before.get(name) != after[name]}
    indexes = {"README.md", "index.md", "readme.md", "toc.md"}
    assert changed <= {*indexes, "adr-baseline.json"}
    assert not set(before) - set(after)
    index = "".join(after[name].decode() for name in changed & indexes)
    if "stays as it is" in said.out and "the index was added" not in said.out:
        assert not index
    else:
        assert index.count("<!-- adrlog -") == 1
        assert len([line for line in index.splitlines() if line.startswith("| [")]) >= len(records)
    assert log.run("check", code=0).out.count(" error ") == 0
    log.run("adopt")
    assert log.files() == after
