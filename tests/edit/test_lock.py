"""Two runs at once: the second one waits, and says so where it waited in vain."""

import os
import sys
import threading
from pathlib import Path

import pytest

from tests.adr.logs import adr_py


class Hurried(adr_py.Lock):  # type: ignore[name-defined,misc]
    """One that waits no longer than a moment."""

    WAIT = 0.05


@pytest.mark.skipif(sys.platform == "win32", reason="a second run of one process takes the lock there")
def test_a_second_run_says_that_another_one_holds_the_log(tmp_path: Path) -> None:
    lock = tmp_path / ".adr.lock"
    with adr_py.Lock(str(tmp_path)):
        assert lock.exists()
        with pytest.raises(adr_py.Fault) as fault, Hurried(str(tmp_path)):
            raise AssertionError("two runs hold the log")
        assert str(fault.value) == f"{lock}: another run holds the log; wait for it, or delete this file"
        assert lock.exists()
    assert not lock.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="a second run of one process takes the lock there")
def test_a_second_run_goes_on_when_the_first_is_done(tmp_path: Path) -> None:
    first = adr_py.Lock(str(tmp_path))
    first.__enter__()
    threading.Timer(0.1, first.__exit__).start()
    with adr_py.Lock(str(tmp_path)):
        assert (tmp_path / ".adr.lock").exists()
    assert os.listdir(tmp_path) == []


def test_a_lock_that_nobody_holds_is_taken(tmp_path: Path) -> None:
    (tmp_path / ".adr.lock").write_text("", encoding="utf-8")
    os.utime(tmp_path / ".adr.lock", (1, 1))
    with Hurried(str(tmp_path)):
        pass
    assert os.listdir(tmp_path) == []


def test_a_folder_that_is_not_there_has_no_lock(tmp_path: Path) -> None:
    with pytest.raises(adr_py.Fault, match="No such file or directory; nothing was changed"):
        adr_py.Lock(str(tmp_path / "gone")).__enter__()
