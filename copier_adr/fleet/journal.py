"""What a run has done so far, on disk, so that a killed run goes on where it stopped.

One JSON object per line: a header, then one line per repository, then `{"finished": …}`. Every line is on the
disk before the next repository is counted as done; a line that was cut short is dropped on reading.
"""

import json
import os
from pathlib import Path
from typing import IO, Any

Entry = dict[str, Any]


class Journal:
    """The journal of one run. `done` has the repositories that need no second visit."""

    def __init__(self, path: Path, header: Entry, *, fresh: bool = False) -> None:
        entries = [] if fresh else read(path)
        resumes = bool(entries) and entries[0] == header and "finished" not in entries[-1]
        # A repository that failed is tried again; what it left behind is what a new run would find as well.
        self.done: dict[str, Entry] = {
            entry["name"]: entry for entry in entries[1:] if entry.get("outcome") != "failed"
        } if resumes else {}  # fmt: skip
        self.path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_suffix(".new")
        with beside.open("w", encoding="utf-8") as file:
            for entry in (header, *self.done.values()):
                file.write(json.dumps(entry) + "\n")
            _to_disk(file)
        beside.replace(path)
        self._file = path.open("a", encoding="utf-8")

    def add(self, entry: Entry) -> None:
        """Writes one line, and returns when the disk has it."""
        self._file.write(json.dumps(entry) + "\n")
        _to_disk(self._file)

    def close(self, entry: Entry | None = None) -> None:
        """Ends the journal; with an entry the run is over, without one it can be gone on with."""
        if entry is not None:
            self.add(entry)
        self._file.close()


def read(path: Path) -> list[Entry]:
    """The whole lines of a journal; an empty list where there is none."""
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").split("\n")
    except OSError:
        return []
    entries = []
    for line in lines:
        try:
            entry = json.loads(line)
        except ValueError:
            continue
        if isinstance(entry, dict):
            entries.append(entry)
    return entries


def _to_disk(file: IO[str]) -> None:
    file.flush()
    os.fsync(file.fileno())
