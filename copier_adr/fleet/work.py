"""A worker: a process that does one repository after the other, each in a temporary folder of its own."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

from copier_adr.fleet.apply import apply
from copier_adr.fleet.errors import FleetError, with_mend
from copier_adr.fleet.git import QUIET, TEMPORARY, Git, config_environment
from copier_adr.fleet.http import install
from copier_adr.fleet.job import Done, Entry, Job
from copier_adr.fleet.plan import plan
from copier_adr.fleet.sources import Repository
from copier_adr.fleet.status import status
from copier_adr.fleet.tokens import hide_memory, without
from copier_adr.fleet.workshop import Workshop


def start(job: Job) -> Callable[[Repository], dict[str, Any]]:
    """Readies a worker process: no prompts, no view into its memory. Its environment never had a token."""
    hide_memory()
    os.environ.update(QUIET)
    os.environ.update(config_environment(list(TEMPORARY)))
    os.environ.setdefault("GIT_SSH_COMMAND", "ssh -o BatchMode=yes")
    # The pack's modules are loaded anew for each repository, from this worker's own checkout: compiled once is enough.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.dont_write_bytecode = False
    tempfile.tempdir = tempfile.mkdtemp(prefix="worker-", dir=job.work)
    install()
    # For every commit, Copier's own included: a forge's runner has no identity.
    os.environ.update(_identity(job.fleet.git.author))
    return _Worker(job)


class _Worker:
    def __init__(self, job: Job) -> None:
        self._job = job
        self._git = Git(job.fleet.git.timeout)
        self._lock = _shared_lock(job.lock)
        self._shop = Workshop(Path(tempfile.mkdtemp(prefix="workshop-")))

    def __call__(self, repository: Repository) -> dict[str, Any]:
        entry = Entry(repository.name, repository.url)
        started = time.monotonic()
        folder = Path(tempfile.mkdtemp(prefix="repository-"))
        try:
            self._do(repository, entry, folder)
        except Done as done:
            entry.outcome, entry.why = done.outcome, done.why
        except FleetError as error:
            entry.outcome, entry.why = "failed", with_mend(self._clean(str(error)))
        except Exception as error:
            where = traceback.extract_tb(error.__traceback__)[-1]
            told = error.strerror if isinstance(error, OSError) and error.strerror else f"{error}"
            entry.outcome = "failed"
            entry.why = with_mend(self._clean(f"{type(error).__name__}: {told}"))
            entry.notes.append(f"{Path(where.filename).name}:{where.lineno}")
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        entry.seconds = round(time.monotonic() - started, 3)
        return {key: value for key, value in asdict(entry).items() if value or key in ("outcome", "why")}

    def _do(self, repository: Repository, entry: Entry, folder: Path) -> None:
        if self._job.command == "plan":
            plan(self._job, self._git, repository, entry, folder)
        elif self._job.command == "status":
            status(self._job, self._git, repository, entry, folder)
        else:
            apply(self._job, self._git, self._shop, repository, entry, folder)

    def _clean(self, text: str) -> str:
        return without(text, self._job.tokens)


def _shared_lock(path: Path | None) -> Any:
    """Held while the worker lives: a new run waits until what a killed run left behind has ended."""
    if path is None or fcntl is None:
        return None
    file = path.open("a")
    fcntl.flock(file, fcntl.LOCK_SH)
    return file


def _identity(author: str | None) -> dict[str, str]:
    if author is None:
        name = subprocess.run(["git", "config", "user.name"], capture_output=True, text=True, check=False).stdout
        mail = subprocess.run(["git", "config", "user.email"], capture_output=True, text=True, check=False).stdout
        if name.strip() and mail.strip():
            return {}
    found = re.fullmatch(r"([^<>\n]+) <([^<>\n]+)>", author or "adr-fleet <adr-fleet@localhost.localdomain>")
    if found is None:
        return {}
    variables = {}
    for role in ("AUTHOR", "COMMITTER"):
        variables[f"GIT_{role}_NAME"], variables[f"GIT_{role}_EMAIL"] = found[1], found[2]
    return variables
