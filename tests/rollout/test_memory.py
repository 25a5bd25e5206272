"""The process in which the fleet runs Copier, over hundreds of repositories; over a thousand with COPIES=1000."""

import os
import shutil
import sys
from pathlib import Path

import pytest

from copier_adr.fleet.pack import Pack
from copier_adr.fleet.workshop import Workshop
from tests.conftest import ANSWERS, FROM, ROOT, git
from tests.conftest import Pack as Templates

COPIES, WARM = int(os.environ.get("COPIES", "150")), 50  # a thousand take a quarter of an hour
MOST = 2.0 + COPIES / 250
"""Megabytes that it may grow by after the first fifty: version 1 grew by 0.8 with each copy."""


def megabytes(process: int) -> float:
    """What a process holds in memory."""
    lines = Path(f"/proc/{process}/status").read_text(encoding="utf-8").splitlines()
    return int(next(line for line in lines if line.startswith("VmRSS:")).split()[1]) / 1024


@pytest.mark.long
@pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")
def test_a_worker_that_does_hundreds_stays_flat(
    pack: Templates, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    given = Pack(str(pack.path), pack.path, FROM, FROM, pack.path, frozenset(), ANSWERS)
    shop = Workshop(tmp_path)
    found = {}
    try:
        for number in range(1, COPIES + 1):
            project = tmp_path / "project"
            git(tmp_path, "init", "--quiet", project)
            shop.copy(given, project, {}, overwrite=False)
            shutil.rmtree(project)
            if number % WARM == 0:
                assert shop._process is not None
                found[number] = megabytes(shop._process.pid)
    finally:
        shop.close()
    print(f"megabytes after so many copies: {found}")
    assert found[COPIES] - found[WARM] < MOST, found
