"""Worker processes that can be lost without losing the run.

`concurrent.futures` gives up on every task when one worker is killed. Here each worker has its own pipe: a
worker that dies or overstays costs the repository that it had, and a new one takes its place.
"""

import contextlib
import multiprocessing
import os
import signal
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from typing import Any

TASKS_PER_WORKER = 100
"""A worker is replaced after so many repositories, so that nothing that a library keeps can grow for ever."""


@dataclass
class _Worker:
    process: Any
    pipe: Connection
    task: Any = None
    deadline: float = 0.0
    left: int = TASKS_PER_WORKER


@dataclass(frozen=True)
class Lost:
    """The worker that had this task is gone; `why` says how."""

    task: Any
    why: str


def run(
    tasks: Iterable[Any],
    start: Callable[..., Callable[[Any], Any]],
    arguments: tuple[Any, ...],
    *,
    jobs: int,
    timeout: float,
    preload: list[str],
) -> Iterator[Any]:
    """The answer to each task, as it comes; `Lost` for a task whose worker died or took longer than `timeout`.

    `start(*arguments)` runs once in each worker and returns the function that does a task. `preload` names
    modules that are imported once for all workers where the platform can fork.
    """
    context = _context(preload)
    waiting = iter(tasks)
    workers: list[_Worker] = []
    exhausted = False
    try:
        while True:
            while not exhausted and len(workers) < jobs:
                try:
                    task = next(waiting)
                except StopIteration:
                    exhausted = True
                    break
                worker = _new(context, start, arguments)
                _give(worker, task, timeout)
                workers.append(worker)
            if not workers:
                return
            now = time.monotonic()
            nearest = min(worker.deadline for worker in workers)
            ready = wait([worker.pipe for worker in workers], timeout=max(nearest - now, 0))
            for worker in list(workers):
                if worker.pipe in ready:
                    try:
                        answer = worker.pipe.recv()
                    except (EOFError, OSError):
                        workers.remove(worker)
                        yield Lost(worker.task, _how(worker))
                        continue
                    worker.left -= 1
                    if worker.left and not exhausted:
                        try:
                            _give(worker, next(waiting), timeout)
                        except StopIteration:
                            exhausted = True
                    if exhausted or not worker.left:
                        workers.remove(worker)
                        _dismiss(worker)
                    yield answer
                elif time.monotonic() >= worker.deadline:
                    workers.remove(worker)
                    _kill(worker)
                    yield Lost(worker.task, f"took longer than {timeout:.0f} seconds and was stopped")
    finally:
        for worker in workers:
            _kill(worker)


def _context(preload: list[str]) -> BaseContext:
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(preload)
    return context


def _new(context: BaseContext, start: Callable[..., Any], arguments: tuple[Any, ...]) -> _Worker:
    ours, theirs = context.Pipe()
    process = context.Process(target=_work, args=(theirs, start, arguments), daemon=True)  # type: ignore[attr-defined]
    process.start()
    theirs.close()
    return _Worker(process, ours)


def _give(worker: _Worker, task: Any, timeout: float) -> None:
    worker.task = task
    worker.deadline = time.monotonic() + timeout
    with contextlib.suppress(OSError):  # it died while idle: its pipe reads as closed in the next round
        worker.pipe.send(task)


def _work(pipe: Connection, start: Callable[..., Callable[[Any], Any]], arguments: tuple[Any, ...]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the main process's to handle
    if hasattr(os, "setsid"):
        os.setsid()  # so that what a worker started can be ended with it
    do = start(*arguments)
    while True:
        try:
            task = pipe.recv()
        except (EOFError, OSError):
            return
        if task is None:
            return
        answer = do(task)
        try:
            pipe.send(answer)
        except OSError:
            return


def _dismiss(worker: _Worker) -> None:
    with contextlib.suppress(OSError):
        worker.pipe.send(None)
    worker.pipe.close()
    worker.process.join(10)


def _kill(worker: _Worker) -> None:
    if hasattr(os, "killpg"):
        with contextlib.suppress(OSError):
            os.killpg(worker.process.pid, signal.SIGKILL)
    worker.process.kill()
    worker.process.join(10)
    worker.pipe.close()


def _how(worker: _Worker) -> str:
    worker.process.join(10)
    code = worker.process.exitcode
    _kill(worker)
    if code is not None and code < 0:
        name = signal.Signals(-code).name if -code in set(signal.Signals) else str(-code)
        hint = "; perhaps memory ran out: run with fewer --jobs" if name == "SIGKILL" else ""
        return f"its worker was killed ({name}){hint}"
    return f"its worker ended with exit code {code}"
