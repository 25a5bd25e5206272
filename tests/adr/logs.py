"""`adr.py` as a module, and logs to run it on."""

import importlib.util
import io
import json
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

from bench import laid

ROOT = Path(__file__).resolve().parents[2]
ADR_PY = laid.adr_py()
TODAY = "2026-11-21"
README = "# Decisions\n\nOur words.\n\n<!-- adrlog -->\n<!-- adrlogstop -->\n\nMore words.\n"


def _load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("adr_under_test", ADR_PY)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


adr_py = _load()
WORDS = adr_py.vocabulary()


class Said(NamedTuple):
    """What a command did: its exit code and what it printed."""

    code: int
    out: str
    err: str


def command(*words: object) -> Said:
    """`adr.py` with these words, in this process."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        try:
            code = adr_py.main([str(word) for word in words])
        except SystemExit as exit_:
            code = int(exit_.code or 0)
    return Said(code, out.getvalue(), err.getvalue())


def process(*words: object, **kwargs: Any) -> subprocess.CompletedProcess[str]:
    """`adr.py` with these words, as a process of its own."""
    return subprocess.run(
        [sys.executable, str(ADR_PY), *map(str, words)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        **kwargs,
    )


@dataclass
class Log:
    """A log in a folder."""

    path: Path

    def write(self, name: str, text: str | bytes) -> Path:
        """A file of the log, byte for byte."""
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def read(self, name: str) -> str:
        """A file's text, line ends as they are."""
        return (self.path / name).read_bytes().decode()

    def run(self, *words: object, code: int | None = 0) -> Said:
        """A command on this log; fails unless it exits with `code`."""
        said = command("--dir", self.path, *words)
        assert code is None or said.code == code, said
        return said

    def records(self) -> list[dict[str, Any]]:
        """What `list --json` prints."""
        return list(json.loads(self.run("list", "--json").out))

    def record(self, name: str) -> dict[str, Any]:
        """One record's facts."""
        return next(record for record in self.records() if record["file"] == name)

    def faults(self, *words: object) -> list[dict[str, Any]]:
        """What `check` finds; each on a line that says something, or on the first."""
        found = list(json.loads(self.run("check", "--format", "json", *words, code=None).out))
        assert [fault for fault in found if fault["line"] != 1 and not self._says_something(fault)] == []
        return found

    def _says_something(self, fault: dict[str, Any]) -> bool:
        for root in (self.path, *self.path.parents[:3]):
            if (root / fault["file"]).is_file():
                lines = (root / fault["file"]).read_bytes().splitlines()
                return 0 < fault["line"] <= len(lines) and bool(lines[fault["line"] - 1].strip())
        return bool(fault["line"] > 0)

    def rules(self, *words: object) -> set[str]:
        """The rules that `check` finds broken."""
        return {fault["rule"] for fault in self.faults(*words)}

    def files(self) -> dict[str, bytes]:
        """Every file below the log with its bytes."""
        return {str(p.relative_to(self.path)): p.read_bytes() for p in sorted(self.path.rglob("*")) if p.is_file()}

    def git(self, *words: str) -> str:
        """Git in the log's folder."""
        done = subprocess.run(["git", *words], cwd=self.path, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def commit(self, message: str = "work") -> None:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "-m", message)


def branched(root: Path, files: dict[str, str]) -> Path:
    """A repository with a log in `docs/adr`, these files and a fresh index, on `main` and the branch `base`.

    Paths count from the repository's root.
    """
    log = Log(root / "docs" / "adr")
    log.write("README.md", README)
    for name, text in files.items():
        log.write(f"../../{name}", text)
    log.run("index")
    subprocess.run(["git", "init", "--quiet", "--initial-branch", "main", root], check=True)
    laid.commit(root)
    laid.git(root, "branch", "base")
    return root


def change(log: Log, *files: str, message: str = "work") -> None:
    """A commit of all that is in a repository of `branched`, with other text in these of its files."""
    for file in files:
        log.write(f"../../{file}", "two\n")
    log.git("add", "--all", "../..")
    log.commit(message)


def nygard(number: int, title: str, status: str = "Accepted", date: str = "2024-05-06", more: str = "") -> str:
    """A record as adr-tools writes it."""
    return (
        f"# {number}. {title}\n\nDate: {date}\n\n## Status\n\n{status}\n\n## Context\n\nWhy.\n\n"
        f"## Decision\n\nWhat.\n\n## Consequences\n\nAnd then.\n{more}"
    )
