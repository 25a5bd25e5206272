# ruff: noqa: ARG002 - whatever the change, the answer is the same
"""A forge that is an object, and the log that it has."""

import io
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import redirect_stdout
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from copier_adr.forge.moments import moment
from copier_adr.review import neighbour
from copier_adr.review.change import Change, File, Files, Forge, Push, Review, Verdict
from copier_adr.review.log import ReviewedLog

HEAD, OLDER, OLDEST, BASE = ("a" * 40, "b" * 40, "c" * 40, "d" * 40)
NOW = moment("2026-11-21T12:00:00Z")
FILE = "docs/adr/0012-use-umbrellas.md"


def day(number: int) -> datetime:
    """A day of this November, at noon."""
    return NOW + timedelta(days=number - 21)


def record(status: str = "Accepted", *, number: int = 12, context: str = "It rains.", extra: str = "") -> str:
    return (
        f"# {number}. Use umbrellas\n\nDate: 2026-11-01\n\n## Status\n\n{status}\n{extra}\n"
        f"## Context\n\n{context}\n\n## Decision\n\nWe use umbrellas.\n"
    )


def said(user: str, verdict: str = "approved", commit: str = "", **more: Any) -> Review:
    return Review(user, verdict, commit, **more)


class Told(Forge):
    """What it is asked of a change, it was told before. `changed`: path -> text before and after, "" where none is."""

    def __init__(
        self,
        changed: dict[str, tuple[str, str]] | None = None,
        *,
        listed: list[File] | None = None,
        whole: bool = True,
        reviews: Sequence[Review] = (),
        restarts: Sequence[datetime] = (),
        retargets: Sequence[datetime] = (),
        pushes: Sequence[Push] = (Push(day(2), HEAD),),
    ) -> None:
        changed = {FILE: ("", record())} if changed is None else changed
        sides = [File(path if old else "", path if new else "") for path, (old, new) in changed.items()]
        self.told_files = Files(sides if listed is None else listed, whole)
        self.told_reviews, self.told_restarts, self.told_retargets = list(reviews), list(restarts), list(retargets)
        self.told_pushes = pushes
        self.texts = {(path, BASE): old for path, (old, _) in changed.items() if old}
        self.texts |= {(path, HEAD): new for path, (_, new) in changed.items() if new}

    def text(self, path: str, commit: str) -> str | None:
        return self.texts.get((path, commit))

    def files(self, change: Change) -> Files:
        return self.told_files

    def reviews(self, change: Change) -> list[Review]:
        return self.told_reviews

    def restarts(self, change: Change) -> list[datetime]:
        return self.told_restarts

    def retargets(self, change: Change) -> list[datetime]:
        return self.told_retargets

    def pushes(self, change: Change) -> Iterator[Push]:
        return iter(self.told_pushes)

    def fork_point(self, change: Change) -> str:
        return BASE


def change(**facts: Any) -> Change:
    usual: dict[str, Any] = {
        "number": 7, "author": "ann", "head": HEAD, "base": "main", "draft": False, "opened": day(1), "own": {},
    }  # fmt: skip
    return Change(**{**usual, **facts})


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository's folder with a log that has an older record."""
    root = tmp_path_factory.mktemp("reviewed")
    (root / ".git").mkdir()
    (root / "docs" / "adr").mkdir(parents=True)
    (root / "docs" / "adr" / "0001-use-coats.md").write_text(record(number=1), encoding="utf-8")
    return root


@pytest.fixture
def log(project: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """`log(**rules)`: the log with such rules; two approvals and seven days without any. It reads in this process."""

    def here(asked: Any, _seconds: float) -> Any:
        class Asked:
            buffer = io.BytesIO(json.dumps(asked).encode())

        monkeypatch.setattr(sys, "stdin", Asked)
        with redirect_stdout(io.StringIO()) as answer:
            assert neighbour.read_here() == 0
        return json.loads(answer.getvalue())

    monkeypatch.setattr(neighbour, "_asked_apart", here)

    def make(**rules: Any) -> ReviewedLog:
        contract = {"forge": "github", "rules": {"min_approvals": 2, "min_open_days": 7, **rules}}
        (project / "docs" / "adr" / "adr.json").write_text(json.dumps(contract), encoding="utf-8")
        return ReviewedLog(project / "docs" / "adr")

    return make


def pending(text: str) -> Verdict:
    return Verdict("pending", text)


def success(text: str) -> Verdict:
    return Verdict("success", text)
