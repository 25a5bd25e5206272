"""The project that a log lies in, and its other logs."""

from __future__ import annotations

import os
import re

from ..faults import Fault
from ..text.files import decode, read_bytes
from ..text.front_matter import unquote
from ..text.pattern import Pattern
from ..vocabulary.names import UNKEPT_FOLDERS
from .git import git

ANSWERS = Pattern(r"\.copier-answers\.adr(?:-.+)?\.ya?ml")
# Folders that a log usually lies in, the likeliest first.
USUAL_FOLDERS = (
    "docs/adr", "doc/adr", "docs/adrs", "doc/adrs", "docs/decisions", "doc/decisions", "docs/architecture/decisions",
    "doc/architecture/decisions", "docs/architecture/adr", "docs/architecture/adrs", "docs/architecture-decisions",
    "docs/architecture-decision-records", "docs/architecture-decision-log", "docs/decision-records", "adr", "adrs",
    "decisions",
)  # fmt: skip
# Files of the root that tell agents what to read, and how the line above the pack's own lines in one begins.
ROOT_NOTES, AGENTS_MARKER = ("AGENTS.md", "CLAUDE.md"), "<!-- adragents"


def answered_logs(root: str) -> dict[str, str]:
    """{folder of a log, from `root` and with `/`: its answers file} of the answers files that lie in `root`.

    OSError where `root` cannot be listed, Fault for an answers file that cannot be read.
    """
    logs = {}
    for name in sorted([name for name in os.listdir(root) if name[0] == "." and ANSWERS.fullmatch(name)]):
        path = os.path.join(root, name)
        try:
            text = decode(read_bytes(path))[0]
        except OSError as error:
            raise Fault(f"{path}: {error.strerror or error}") from None
        m = re.search(r"(?m)^adr_dir:(.*)$", text)
        value = m.group(1).strip(" \t\r") if m else ""
        if value:
            logs[unquote(value) or value] = name
    return logs


def logs_around(folder: str) -> tuple[str, dict[str, str]]:
    """(the project's root, folder of each of its logs -> answers file); ("", {}) for a log that the pack did not make.

    The root is the folder above the log whose answers file names it.
    """
    path = folder = os.path.realpath(folder)
    while True:
        try:
            logs = answered_logs(path)
        except OSError:
            return "", {}
        if any(os.path.realpath(os.path.join(path, log)) == folder for log in logs):
            return path, {log: name for log, name in logs.items() if is_inside(path, log)}
        above = os.path.dirname(path)
        if above == path or os.path.exists(os.path.join(path, ".git")):
            return "", {}
        path = above


def is_inside(root: str, log: str) -> bool:
    """Whether a log that an answers file in `root` names is a folder of that project."""
    path = os.path.realpath(os.path.join(root, log))
    return path.startswith(os.path.join(os.path.realpath(root), "")) and os.path.isdir(path)


def way_out(folder: str) -> str:
    """The link on the way to a folder that leads out of the repository it lies in; "" where none does."""
    path = os.path.abspath(folder)
    while path != os.path.dirname(path):
        above = os.path.dirname(path)
        if os.path.islink(path):
            root, real = project_root(os.path.realpath(above)), os.path.realpath(path)
            if os.path.exists(os.path.join(root, ".git")) and not real.startswith(os.path.join(root, "")):
                return path
        path = above
    return ""


def inner_repository(project: str, path: str) -> str:
    """The repository below the project, such as a submodule, that a path lies in; "" where it lies in none."""
    parts = path.split("/")
    for depth in range(1, len(parts) + 1):
        folder = "/".join(parts[:depth])
        if folder and os.path.lexists(os.path.join(project, folder, ".git")):
            return folder
    return ""


def under(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder + "/")


def every_log(folder: str) -> list[str]:
    """The folders of all logs of the project that the log in `folder` belongs to; that alone without a project."""
    root, logs = logs_around(folder)
    return [os.path.relpath(os.path.join(root, log)) for log in logs] or [folder]


def project_root(folder: str) -> str:
    """The nearest folder above the log that holds `.git`; the log itself where there is none."""
    path = folder = os.path.abspath(folder)
    while True:
        if os.path.exists(os.path.join(path, ".git")):
            return path
        above = os.path.dirname(path)
        if above == path:
            return folder
        path = above


def project_files(root: str) -> list[str]:
    """Paths of the project's files, with `/`: what git knows or would add, else all that lies there."""
    listed = git(root, "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    if listed is not None:
        return sorted({os.fsdecode(name) for name in listed.split(b"\0") if name})
    found = []
    for path, folders, names in os.walk(root):
        folders[:] = [name for name in folders if name not in UNKEPT_FOLDERS]
        base = os.path.relpath(path, root).replace(os.sep, "/") + "/"
        found += [name if base == "./" else base + name for name in names]
    return sorted(found)
