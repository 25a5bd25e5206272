"""TODO."""

from __future__ import annotations

import os

from .rules import RULES
from ..log.project import project_root


class Finding:
    """One fault: `rule`, `file` below the log, `line`, `message`; `path` is what a person or a forge can open."""

    __slots__ = ("file", "folder", "line", "message", "rule", "severity", "subject")

    def __init__(self, folder: str, row: tuple, severity: str | None = None) -> None:
        self.rule, self.file, self.line, self.subject, self.message = row
        self.folder = folder
        self.severity = severity or RULES[self.rule][0]

    @property
    def path(self) -> str:
        return shown(os.path.join(self.folder, self.file))

    @property
    def mend(self) -> str:
        return RULES[self.rule][2].replace("FILE", self.file)

    @property
    def key(self) -> tuple[str, str, str]:
        return self.rule, self.file, self.subject


def shown(path: str) -> str:
    """A path as a forge counts it: from the project's root where it is inside one, with `/`."""
    path = os.path.abspath(path)
    root = project_root(os.path.dirname(path))
    base = root if os.path.exists(os.path.join(root, ".git")) else os.getcwd()
    try:
        relative = os.path.relpath(path, base)
    except ValueError:  # another drive
        relative = path
    return (path if relative.startswith("..") else relative).replace(os.sep, "/")


def fingerprint(finding: Finding) -> str:
    import hashlib

    return hashlib.sha256(
        "\0".join((finding.folder and shown(finding.folder), *finding.key)).encode("utf-8", "replace")
    ).hexdigest()[:32]
