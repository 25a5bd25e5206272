"""Files of the pack that the project's repository does not hold: ignored ones, and those in a repository inside it.

Copier takes them for deleted, and an update would write over them and delete them: git has nothing to bring them back.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from ..log.git import git, run_git
from ..log.project import inner_repository

SAFE = "copier-adr-untracked"


def untracked(project: str, paths: Iterable[str]) -> list[str]:
    """Those of these paths that are there and that the repository does not hold; none where there is no repository."""
    there = [path for path in paths if os.path.lexists(os.path.join(project, path))]
    known = git(project, "ls-files", "-z", "--cached", "--", *(f":(literal){path}" for path in there)) if there else b""
    held = set((known or b"").decode("utf-8", "surrogateescape").split("\0"))
    return [] if known is None else [path for path in there if path not in held]


def unheld(project: str, paths: list[str]) -> list[str]:
    """Those of these files of which git has no copy: untracked, or changed since the last commit."""
    only = [f":(literal){path}" for path in paths]
    changed = git(project, "diff", "--name-only", "-z", "--relative", "HEAD", "--", *only)
    if changed is None:  # no repository, or no commit
        return paths
    return untracked(project, paths) + changed.decode("utf-8", "surrogateescape").split("\0")


def not_to_be_tracked(project: str, paths: Iterable[str]) -> dict[str, str]:
    """Those of these paths that `git add` passes over: path -> why, such as `ignored by .gitignore:3`."""
    found, asked = {}, []
    for path in paths:
        inner = inner_repository(project, path)
        if inner:
            found[path] = f"in {inner}, a repository of its own"
        else:
            asked.append(path)
    if asked:
        data = "".join(f"{path}\0" for path in asked).encode("utf-8", "surrogateescape")
        try:
            said = run_git(project, "check-ignore", "-v", "-z", "--stdin", data=data).stdout
        except OSError:
            said = b""
        facts = said.decode("utf-8", "surrogateescape").split("\0")
        for file, line, _, path in zip(facts[::4], facts[1::4], facts[2::4], facts[3::4], strict=False):
            found[path] = f"ignored by {file}:{line}"
    return found


def told(project: str, paths: Iterable[str], adr_dir: str) -> str:
    """Lines that name what `git add` passes over, the log as one; "" where there is nothing."""
    folder = not_to_be_tracked(project, [adr_dir])
    found = folder or not_to_be_tracked(project, sorted(paths))
    return "".join(f"  {path}   {why}\n" for path, why in found.items())


def put_away(project: str, paths: Iterable[str], answers_file: str) -> None:
    """Save what an update would write over or delete; what a run that was killed had saved is put back first."""
    safe = _safe(project, answers_file)
    if safe is None:
        return
    put_back(project, answers_file)
    for path in untracked(project, paths):
        source, to = Path(project, path), safe / path
        if source.is_symlink() or source.is_file():
            to.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, to, follow_symlinks=False)


def put_back(project: str, answers_file: str) -> list[str]:
    """Give each file that was saved its place again, as it was; their paths."""
    safe = _safe(project, answers_file)
    if safe is None or not safe.is_dir():
        return []
    found = []
    for source in sorted(path for path in safe.rglob("*") if path.is_symlink() or path.is_file()):
        path = source.relative_to(safe).as_posix()
        to = Path(project, path)
        to.parent.mkdir(parents=True, exist_ok=True)
        beside = to.with_name(f".{to.name}.adr-new")
        shutil.copy2(source, beside, follow_symlinks=False)
        os.replace(beside, to)
        found.append(path)
    shutil.rmtree(safe)
    return found


def _safe(project: str, answers_file: str) -> Path | None:
    """Where the files of one log are kept meanwhile: git's own folder, which no commit and no search reaches."""
    folder = git(project, "rev-parse", "--absolute-git-dir")
    if folder is None:
        return None
    # One repository may hold several projects, and a project several logs.
    prefix = (git(project, "rev-parse", "--show-prefix") or b"").decode("utf-8", "surrogateescape").strip()
    return Path(os.fsdecode(folder.rstrip(b"\n"))) / SAFE / f"{prefix}{os.path.basename(answers_file)}"
