"""The process in which Copier runs, and with it the pack's own code: it is started without a token and is given none.

It reads one request a line from standard input, as JSON, and answers each with one line on what was its standard
output: what went wrong, or null, and what people should know besides.
"""

import contextlib
import json
import os
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from copier_adr.fleet.errors import FleetError
from copier_adr.fleet.pack import Pack


class Workshop:
    """The other process, as a worker sees it. It starts when it is first needed, and ends with the worker."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None

    def copy(self, pack: Pack, project: Path, answers: dict[str, Any], *, overwrite: bool) -> list[str]:
        """Copies the pack into the project; what it could not do. `FleetError` with what Copier or the pack says."""
        return self._ask("copy", pack, project, answers, overwrite=overwrite)

    def update(self, pack: Pack, project: Path, answers_file: str, answers: dict[str, Any]) -> list[str]:
        """Brings one log of the project to the pack's version; what it could not do.

        What does not merge is left as conflict markers.
        """
        return self._ask("update", pack, project, answers, answers_file=answers_file)

    def close(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def _ask(self, do: str, pack: Pack, project: Path, answers: dict[str, Any], **more: Any) -> list[str]:
        if self._process is None:
            # -P: no module is taken from the folder that it starts in.
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "copier_adr.fleet.workshop"],
                cwd=self._folder,
                env={**os.environ, "COPIER_CACHE_DIR": str(self._folder / "copier")},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
            )
        process = self._process
        told = {**asdict(pack), "questions": [], "mirror": str(pack.mirror), "adr": str(pack.adr)}
        request = {"do": do, "pack": told, "project": str(project), "answers": answers, **more}
        answer = b""
        with contextlib.suppress(OSError):
            if process.stdin and process.stdout:
                process.stdin.write(json.dumps(request, default=str).encode() + b"\n")
                process.stdin.flush()
                answer = process.stdout.readline()
        if not answer:
            self.close()
            raise FleetError("the process that runs Copier ended in the middle of its work")
        fault, notes = json.loads(answer)
        if fault is not None:
            raise FleetError(fault)
        return [str(note) for note in notes]


def main() -> int:
    """The workshop itself."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    from copier_adr.fleet import engine

    for line in sys.stdin.buffer:
        asked = json.loads(line)
        told = asked["pack"]
        pack = Pack(
            told["url"], Path(told["mirror"]), told["ref"], told["version"], Path(told["adr"]), frozenset(),
            told["answers_file"], tuple(told["aliases"]),
        )  # fmt: skip
        fault, notes = None, []
        try:
            if asked["do"] == "copy":
                notes = engine.copy(pack, Path(asked["project"]), asked["answers"], overwrite=asked["overwrite"])
            else:
                notes = engine.update(pack, Path(asked["project"]), asked["answers_file"], asked["answers"])
        except FleetError as error:
            fault = str(error)
        answers.write(json.dumps([fault, notes]) + "\n")
        answers.flush()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
