"""Code in a log at the end of an update: written, removed or left away, whatever the answers and people made of it."""

from __future__ import annotations

import os
from typing import NamedTuple

from ..edit.change import Change
from ..log.git import git
from ..text.joined_file import joined_edited
from .code import source, text
from .data import recorded
from .tree import code_files
from .untracked import untracked


class Renewed(NamedTuple):
    """What an update did to the code: paths below the project."""

    over_edits: list[str]
    """Written anew although somebody had changed them."""

    left: list[str]
    """Not written: somebody had changed them, and git has no copy."""

    change: Change


def plan(project: str, adr_dir: str, answers_file: str) -> Renewed:
    """What has to be written and removed so that the project's code is this version's; nothing is changed yet.

    A file that people have deleted stays deleted: the answers of the last commit asked for it, and it is not there. One
    that the answers ask for no more goes. One that they never asked for is the project's own.
    """
    with open(os.path.join(project, answers_file), encoding="utf-8") as file:
        now = code_files(adr_dir, recorded(file.read()))
    then = git(project, "show", f"HEAD:./{answers_file}") or b""
    before = code_files(adr_dir, recorded(then.decode("utf-8", "replace")))
    renewed = Renewed([], [], Change())
    alone = untracked(project, now)
    for path, wanted in now.items():
        there = os.path.lexists(os.path.join(project, path))
        if wanted and (there or not before[path]):
            new = text(os.path.basename(path)).encode()
            if there and _edited(project, path, new, answers_file, unknown=path in alone):
                (renewed.left if path in alone else renewed.over_edits).append(path)
                if path in alone:
                    continue
            renewed.change.write(os.path.join(project, path), new)
        elif there and not wanted and before[path]:
            renewed.change.write(os.path.join(project, path), None)
    return renewed


def carry_out(renewed: Renewed) -> None:
    """Write and remove what was planned. Fault, with everything as it was, where one cannot be written.

    A link in the place of code gives way to the code; what it leads to is not touched.
    """
    links = {path: os.readlink(path) for path in renewed.change.files if os.path.islink(path)}
    for path in links:
        os.remove(path)
    try:
        written = renewed.change.commit()
    except BaseException:
        for path, target in links.items():
            if not os.path.lexists(path):
                os.symlink(target, path)
        raise
    for path in written:
        if renewed.change.files[path] is not None:
            executable = source(os.path.basename(path)).stat().st_mode & 0o111
            os.chmod(path, os.stat(path).st_mode | executable)


def _edited(project: str, path: str, new: bytes, answers_file: str, *, unknown: bool) -> bool:
    """Whether a code file differs from what the last update or copy wrote, but for line ends, which git may set.

    Of one that git does not track (`unknown`) and that bears no digest nobody can say so: it counts as edited.
    """
    if os.path.islink(os.path.join(project, path)):
        return True
    with open(os.path.join(project, path), "rb") as file:
        found = file.read()
    if found.replace(b"\r\n", b"\n") == new:
        return False
    edited = joined_edited(found)
    if edited is not None:
        return edited
    if unknown:
        return True
    # Version 1 wrote no digest: then what git knows of it since the last update.
    last = (git(project, "log", "-1", "--format=%H", "--", answers_file) or b"").decode().strip()
    return bool(last and git(project, "diff", "--name-only", last, "HEAD", "--", path))
