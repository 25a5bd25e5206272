"""What a repository may not have the fleet read or push: what lies behind a link, and what is too large.

Clones are made without symbolic links (`core.symlinks=false`): where a repository has one, a file lies there with the
link's target as its text. So nothing is ever read or written through one, and what is left is to say so in words.
"""

import posixpath
from pathlib import Path

from copier_adr.fleet.errors import FleetError
from copier_adr.fleet.git import Git
from copier_adr.text.files import LARGEST_FILE

_TEXTS = (".md", ".markdown", ".mdx", ".rst", ".adoc", ".asciidoc", ".asc", ".txt", ".json", ".yml", ".yaml", ".py")
LINK = "120000"


def links(git: Git, project: Path) -> dict[str, str]:
    """The symbolic links of a clone: path -> what it points to, as it is written."""
    listed = git.run("ls-files", "--stage", "-z", cwd=project).split("\0")[:-1]
    found = {}
    for line in listed:
        facts, _, name = line.partition("\t")
        mode, blob, _ = facts.split(" ")
        if mode == LINK:
            found[name] = git.run("cat-file", "blob", blob, cwd=project)[:4096]
    return found


def refuse_ways_out(git: Git, project: Path, folders: list[str]) -> None:
    """Raises `FleetError` where one of these logs is outside, is reached by a link, or holds one that leaves it."""
    there = links(git, project)
    for folder in folders:
        log = posixpath.normpath(folder)
        if log.startswith(("/", "..")):
            raise FleetError(
                f"adr_dir: {folder} leads out of the repository; write the log's folder in the answers file"
            )
        for name, target in there.items():
            if name == log or log.startswith(f"{name}/"):
                raise FleetError(_told(name, target, "it stands in the way to the log"))
            if name.startswith(f"{log}/") and not _goes_to(name, target).startswith(f"{log}/"):
                raise FleetError(_told(name, target, f"it leaves the log {log}"))
        _refuse_large(project, log)


def refuse_changed_links(names: list[str], there: dict[str, str]) -> None:
    """Raises `FleetError` where the pack wrote over a link: it would point to whatever the pack's text says."""
    for name in names:
        if name in there:
            raise FleetError(_told(name, there[name], "the pack has a file there"))


def _goes_to(name: str, target: str) -> str:
    """Where a link leads, as a path below the repository; it begins with `..` or `/` where that is outside."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), target))


def _told(name: str, target: str, why: str) -> str:
    if _goes_to(name, target).startswith(("/", "..")):
        why += ", and leads out of the repository"
    return f"{name} is a link to {target[:200]}: {why}; put the file itself there, or opt this repository out"


def _refuse_large(project: Path, log: str) -> None:
    for path in sorted((project / log).rglob("*")) if (project / log).is_dir() else ():
        if path.suffix.lower() in _TEXTS and path.is_file() and path.stat().st_size > LARGEST_FILE:
            raise FleetError(
                f"{path.relative_to(project).as_posix()}: larger than {LARGEST_FILE:,} bytes, which no record is; "
                "move it out of the log"
            )
