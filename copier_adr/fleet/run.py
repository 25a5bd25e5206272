"""What the commands share: the run's folder, its lock, the pack, the repositories, and the way through them."""

import argparse
import contextlib
import difflib
import os
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from copier_adr.fleet import config, pack, pool, sources
from copier_adr.fleet.config import Loaded
from copier_adr.fleet.errors import FleetError
from copier_adr.fleet.git import Git, authorization
from copier_adr.fleet.http import install
from copier_adr.fleet.job import Command, Job
from copier_adr.fleet.model import matches
from copier_adr.fleet.progress import Progress
from copier_adr.fleet.say import line_of
from copier_adr.fleet.sources import Repository
from copier_adr.fleet.work import start

try:
    import fcntl
except ImportError:  # Windows: runs are not kept apart there
    fcntl = None  # type: ignore[assignment]

LOCK_WAIT = 120
"""Seconds that what a killed run left behind is given to end."""


class Running(NamedTuple):
    """A run: what its workers share, its repositories, and what went wrong while they were listed."""

    job: Job
    repositories: list[Repository]
    faults: list[str]


@contextlib.contextmanager
def running(args: argparse.Namespace, loaded: Loaded, command: Command) -> Iterator[Running]:
    """The run's folder, lock, pack and repositories; the folder goes when the run ends, however it ends."""
    fleet, state = loaded.fleet, state_of(args)
    state.mkdir(parents=True, exist_ok=True)
    (state / ".gitignore").write_text("*\n", encoding="utf-8")
    with _alone(state / "lock") as lock:
        # What a killed run left: nothing in it is of use, each repository is begun anew.
        for left in state.glob("work-*"):
            shutil.rmtree(left, ignore_errors=True)
        git = Git(fleet.git.timeout)
        token = loaded.tokens.get(fleet.pack.token_env or "")
        user = fleet.git.token_user or "x-access-token"
        private = authorization(pack.fetchable(fleet.pack.url), user, token) if token else []
        git = git.having([], private)
        the_pack = pack.fetch(fleet.pack.url, fleet.pack.version, fleet.pack.aliases, state, git)
        unknown = config.unknown_answers(fleet, set(the_pack.questions))
        if unknown:
            raise FleetError("\n".join(f"{args.config}: {line}" for line in unknown))
        repositories, faults = repositories_of(args, loaded)
        work = Path(tempfile.mkdtemp(prefix="work-", dir=state)).resolve()
        previous = signal.signal(signal.SIGTERM, _terminated)
        try:
            yield Running(Job(command, fleet, the_pack, work, loaded.tokens, lock), repositories, faults)
        finally:
            signal.signal(signal.SIGTERM, previous)
            shutil.rmtree(work, ignore_errors=True)


def through(
    args: argparse.Namespace, job: Job, repositories: list[Repository], before: int = 0
) -> Iterator[dict[str, Any]]:
    """What came of each repository, in the order in which they get done, with the progress on screen."""
    progress = Progress(before + len(repositories), before=before)
    jobs = min(args.jobs or 2 * (os.cpu_count() or 1), max(len(repositories), 1))
    # Room for a clone and a push that both take git's own time limit to fail.
    timeout = 3 * job.fleet.git.timeout
    preload = ["copier_adr.fleet.work"]
    answers = pool.run(repositories, start, (job,), jobs=jobs, timeout=timeout, preload=preload)
    try:
        for answer in answers:
            if isinstance(answer, pool.Lost):
                answer = {"name": answer.task.name, "url": answer.task.url, "outcome": "failed", "why": answer.why}
            progress.step(answer["name"], line_of(answer), failed=answer["outcome"] == "failed")
            yield answer
    finally:
        progress.end()
        answers.close()  # type: ignore[attr-defined]


def repositories_of(args: argparse.Namespace, loaded: Loaded) -> tuple[list[Repository], list[str]]:
    """The repositories that the call is for, and what went wrong with the sources."""
    install()
    repositories, faults = sources.list_repositories(loaded.fleet, args.config.parent, loaded.tokens)
    for pattern in args.only or ():
        if repositories and not any(matches(r.name, [pattern]) for r in repositories):
            raise FleetError(f"--only: no repository is called {pattern!r}; {_near(pattern, repositories)}")
    if args.only:
        repositories = [r for r in repositories if matches(r.name, args.only)]
    if args.shard:
        number, of = args.shard
        repositories = [r for r in repositories if sources.shard_of(r.name, of) == number]
    if args.limit:
        repositories = repositories[: args.limit]
    return repositories, faults


def _near(pattern: str, repositories: list[Repository]) -> str:
    names = [repository.name for repository in repositories]
    close = difflib.get_close_matches(pattern, names, 1) or names[:1]
    return f"a name there is {close[0]}"


@contextlib.contextmanager
def _alone(path: Path) -> Iterator[Path | None]:
    """One run at a time on one state folder; workers of a run that was killed are waited for."""
    if fcntl is None:
        yield None
        return
    with path.open("a") as file:
        until = time.monotonic() + LOCK_WAIT
        told = False
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except OSError:
                if time.monotonic() > until:
                    raise FleetError(f"another run holds {path}; wait for its end, or give --state DIR") from None
                if not told:
                    print("Waiting for another run to end.", file=sys.stderr)
                    told = True
                time.sleep(0.2)
        fcntl.flock(file, fcntl.LOCK_SH)
        yield path


def state_of(args: argparse.Namespace) -> Path:
    return Path(args.state or args.config.parent / ".adr-fleet")


def _terminated(*_: Any) -> None:
    raise KeyboardInterrupt
