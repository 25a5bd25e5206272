"""One fault that `check` found."""

from __future__ import annotations

import os

from ..log.project import project_root
from .registry import RULES

TYPE_CHECKING = False
if TYPE_CHECKING:
    Row = tuple[str, str, int, str, str]  # rule, file below the log, line, subject, message


class Finding:
    """One fault: `rule`, `file` below the log, `line`, `message`; `path` is what a person or a forge can open.

    `subject` is what in the file is wrong: with rule and file it tells the fault from others when lines move.
    """

    __slots__ = ("file", "folder", "line", "message", "rule", "severity", "subject")

    def __init__(self, folder: str, row: Row, severity: str | None = None) -> None:
        self.rule, self.file, self.line, self.subject, self.message = row
        self.folder = folder
        self.severity = severity or RULES[self.rule].severity

    @property
    def path(self) -> str:
        return shown(os.path.join(self.folder, self.file))

    @property
    def mend(self) -> str:
        return RULES[self.rule].mend.replace("FILE", self.file)

    @property
    def key(self) -> tuple[str, str, str]:
        return self.rule, self.file, self.subject

    @property
    def may_be_old(self) -> bool:
        """Whether a baseline may hold it."""
        return RULES[self.rule].may_be_old


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
    """What a forge knows a finding by, over lines that move."""
    import hashlib

    parts = (finding.folder and shown(finding.folder), *finding.key)
    return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()[:32]
