"""adr.py, which reads records: the file that lies beside this one, on the branch that the job runs on.

It is loaded by its path and not joined in: the gate and the check read with the same code, and that code is two
thirds of adr.py. The installed tool reads with its own modules. What a change holds was written by anyone, so it is
read in a process of its own, which has no token and a limited time.
"""

from __future__ import annotations

import contextlib
import importlib
import importlib.util
import io
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

from ..forge.http import Json, WrongCall
from ..program import MAIN


class Side(NamedTuple):
    """The change's files before or after it: path below the log -> its record, and -> the text that is frozen."""

    records: dict[str, Json]
    frozen: dict[str, str]


class Unreadable(Exception):  # noqa: N818
    """The records of a change cannot be read, or not in time."""


def load_adr(folder: Path) -> ModuleType:
    """adr.py of this folder; in the installed tool, the modules that it is joined from."""
    if __package__:
        return importlib.import_module("..in_log", __package__)
    if "adr_neighbour" not in sys.modules:
        path = folder / "adr.py"
        spec = importlib.util.spec_from_file_location("adr_neighbour", path)
        if spec is None or spec.loader is None:
            raise WrongCall(f"{path} cannot be loaded; take it from the pack again")
        module = importlib.util.module_from_spec(spec)
        sys.modules["adr_neighbour"] = module
        sys.dont_write_bytecode = True  # the log is no place for compiled files
        try:
            spec.loader.exec_module(module)
        except (OSError, SyntaxError) as error:
            raise WrongCall(f"{path} cannot be loaded ({error}); take it from the pack again") from None
    return sys.modules["adr_neighbour"]


def read_sides(folder: Path, contract: Json, sides: list[dict[str, str]], seconds: float) -> list[Side]:
    """What adr.py reads from these files (path below the log -> text), side by side, in at most so many seconds."""
    found = _asked_apart({"folder": str(folder), "contract": contract, "sides": sides}, seconds)
    return [Side(side["records"], side["frozen"]) for side in found]


def governing_records(folder: Path, paths: list[str], seconds: float) -> list[Json]:
    """The decisions in force on files (paths from the repository's root), the most special first.

    Each has `file`, below the log, `number`, as the index shows it, `title`, `what` it says, and the `paths` it governs.
    """
    found: list[Json] = _asked_apart({"folder": str(folder), "paths": paths}, seconds)
    return found


def _asked_apart(asked: Json, seconds: float) -> Json:
    """What `read_here` answers, in a process without a token; Unreadable where it does not, in so many seconds."""
    kept = {
        name: value for name, value in os.environ.items() if name in ("PATH", "SYSTEMROOT", "TMPDIR", "TEMP", "TMP")
    }
    here = [MAIN, "review"] if __package__ else [os.path.abspath(__file__)]
    try:
        done = subprocess.run(
            [sys.executable, "-I", *here, "read"],
            input=json.dumps(asked).encode(),
            env=kept,
            capture_output=True,
            timeout=max(seconds, 0.1),
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise Unreadable(f"reading its records takes longer than {seconds:.0f} seconds") from None
    try:
        return json.loads(done.stdout)
    except (ValueError, RecursionError):
        lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise Unreadable(f"its records cannot be read: {lines[-1][:200] if lines else done.returncode}") from None


def read_here() -> int:
    """The other end of `read_sides`: what to read comes by standard input, what was read goes to standard output."""
    asked = json.load(sys.stdin.buffer)
    adr = load_adr(Path(asked["folder"]))
    if "paths" in asked:
        sys.stdout.write(json.dumps(_governing(adr, asked["folder"], asked["paths"])))
        return 0
    known = adr.Log(asked["folder"], None, False).records
    sides = [_side(adr, asked["contract"], texts, known) for texts in asked["sides"]]
    sys.stdout.write(json.dumps(sides))
    return 0


def _governing(adr: ModuleType, folder: str, paths: list[str]) -> list[Json]:
    log = adr.Log(folder, None, False)
    return [
        {
            "file": one.record.file,
            "number": adr.row_label(one.record),
            "title": one.record.title or one.record.file,
            "what": adr.sentence_of(log, one.record),
            "paths": one.paths,
        }
        for one in adr.governing([log], paths)
    ]


def _side(adr: ModuleType, contract: Json, texts: dict[str, str], known: list[Any]) -> Json:
    """What adr.py reads of one side. `known` are the records of the branch that the job runs on: texts refer to them."""
    if not texts:
        return {"records": {}, "frozen": {}}
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "adr.json").write_text(json.dumps(contract), encoding="utf-8")
        for path, text in texts.items():
            place = Path(folder, path)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(text.encode("utf-8", "replace"))
        told, wrong = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(told), contextlib.redirect_stderr(wrong):
            code = adr.main(["--dir", folder, "list", "--json"])
        if code != 0:
            raise ValueError(f"adr.py list: {wrong.getvalue()[:200]}")
        log = adr.Log(folder, None, False)
    records = {record["file"]: record for record in json.loads(told.getvalue())}
    names = adr.Names([*known, *log.records])
    return {
        "records": records,
        "frozen": {path: adr.frozen_text(text, path, log.words, names) for path, text in texts.items()},
    }
