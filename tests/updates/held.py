"""What must hold after every update, whatever came before it."""

import re

from tests.conftest import Project, git

CONFLICT = re.compile(r"^(?:<<<<<<<|>>>>>>>) ", re.M)


def records_of(project: Project) -> dict[str, bytes]:
    """Every record's bytes, by its path in the project."""
    return {f"{project.adr_dir}/{r['file']}": (project.log / r["file"]).read_bytes() for r in project.records()}


def conflicts(project: Project) -> set[str]:
    """Files with a conflict, as git knows them; each holds the markers that people look for."""
    found = {line.split("\t")[1] for line in git(project.path, "ls-files", "-u").splitlines()}
    for name in found:
        assert CONFLICT.search(project.text(name)), name
    return found


def held(
    project: Project, records: dict[str, bytes], words: dict[str, str] | None = None, *, index: bool = True
) -> set[str]:
    """Check what no update may break; the files that are in conflict.

    Args:
        project: after the update.
        records: bytes of its records before.
        words: file -> what people had written in it and must find again, merged or between conflict markers.
        index: whether the README still has its two markers, so that the index must be right.
    """
    after = project.files()
    assert {name: after.get(name) for name in records} == records
    assert not [name for name in after if name.endswith((".rej", ".orig", ".tmp", ".lock"))]
    found = conflicts(project)
    for name, word in (words or {}).items():
        assert word in project.text(name), f"{name}: {word!r} is lost"
    if index and "docs/adr/README.md" not in found:
        done = project.adr("index", "--check", check=False)
        assert done.returncode == 0, done.stderr
    return found
