"""Work on many files, on all cores."""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Files = list[tuple[str, int]]
    FactRow = tuple[Any, ...]
    Work = Callable[[Files], list[FactRow]]


PARALLEL_FROM = 600  # files; below that a second process costs more than it saves


def in_parallel(work: Work, files: Files) -> list[FactRow]:
    """`work(files)` over all cores where the system can fork; the same result as on one."""
    workers = 1
    if len(files) >= PARALLEL_FROM and hasattr(os, "fork"):
        workers = min(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1, 8)
        workers = min(workers, len(files) // (PARALLEL_FROM // 2))
    if workers < 2:
        return work(files)
    import marshal

    share = -(-len(files) // workers)
    children = []
    try:
        for n in range(1, workers):
            part = files[n * share : (n + 1) * share]
            reader, writer = os.pipe()
            child = os.fork()
            if not child:
                status = 1
                try:
                    os.close(reader)
                    with os.fdopen(writer, "wb") as pipe:
                        pipe.write(marshal.dumps(work(part)))
                    status = 0
                finally:
                    os._exit(status)
            os.close(writer)
            children.append((child, reader, part))
    except OSError:
        pass  # no more processes to be had: what none of them reads is read here
    started = len(children) + 1
    rows = work(files[:share])
    for child, reader, part in children:
        with os.fdopen(reader, "rb") as pipe:
            data = pipe.read()
        try:
            rows += marshal.loads(data)  # before the wait: the child takes its time to go
        except (EOFError, ValueError, TypeError):
            rows += work(part)
        os.waitpid(child, 0)
    return rows + (work(files[started * share :]) if started < workers else [])
