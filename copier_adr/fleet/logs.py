"""The logs of a project, as its answers files and its folders tell of them."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from copier_adr.fleet.errors import FleetError
from copier_adr.fleet.pack import Pack

LOG_FOLDERS = (
    "docs/adr", "doc/adr", "docs/adrs", "doc/adrs", "docs/decisions", "doc/decisions", "docs/ADR", "docs/ADRs",
    "docs/architecture/decisions", "doc/architecture/decisions", "docs/architecture/adr", "docs/decision-records",
    "docs/architecture-decisions", "adr", "adrs", "ADR", "ADRs", "decisions", "architecture/decisions", "docs/dev/adr",
)  # fmt: skip
"""Where `plan` and `status` look for a log in a repository without the pack; the copy itself asks the pack."""


LARGEST_ANSWERS = 1_000_000
"""Bytes of an answers file."""


@dataclass(frozen=True)
class Log:
    """One log with the pack: its answers file, and what that records."""

    answers_file: str
    answers: dict[str, Any]

    @property
    def version(self) -> str:
        return str(self.answers.get("_commit") or "")

    @property
    def source(self) -> str:
        return str(self.answers.get("_src_path") or "")

    @property
    def path(self) -> str:
        return str(self.answers.get("adr_dir") or "docs/adr")

    @property
    def style(self) -> str:
        return str(self.answers.get("style") or "")


def logs_in(texts: dict[str, str], pack: Pack) -> list[Log]:
    """The answers files that are the pack's, by their name or by the source that they record."""
    logs = []
    for name, text in sorted(texts.items(), key=lambda item: item[0].removesuffix(".yml")):
        if len(text) > LARGEST_ANSWERS:
            raise FleetError(f"{name}: larger than {LARGEST_ANSWERS} bytes, so it is no answers file")
        try:
            answers = yaml.safe_load(text)
        except (yaml.YAMLError, RecursionError) as error:
            line = getattr(getattr(error, "problem_mark", None), "line", 0) + 1
            raise FleetError(f"{name}:{line}: not YAML; mend it, or delete it and bootstrap") from None
        if not isinstance(answers, dict):
            if name.startswith(".copier-answers.adr"):
                raise FleetError(f"{name}: holds no answers; mend it, or delete it and bootstrap")
            continue
        log = Log(name, answers)
        if pack.is_source(log.source) or name.startswith(".copier-answers.adr"):
            logs.append(log)
    return logs


def is_answers_file(name: str) -> bool:
    return re.fullmatch(r"\.copier-answers[^/]*\.ya?ml", name) is not None


def answers_files(project: Path) -> dict[str, str]:
    """The texts of a clone's answers files."""
    found = {}
    for path in project.iterdir():
        if is_answers_file(path.name) and path.is_file() and not path.is_symlink():
            with path.open("rb") as file:
                found[path.name] = file.read(LARGEST_ANSWERS + 1).decode(errors="replace")
    return found


def likely_log(names: list[str]) -> tuple[str, int]:
    """A folder that, by its files' names alone, seems to be a log; for the plan's words only."""
    counts: dict[str, int] = {}
    for name in names:
        parent, _, file = name.rpartition("/")
        if parent in LOG_FOLDERS and re.match(r"([A-Za-z]+-)?\d+[-_. ].*\.(md|rst|adoc|txt)$", file):
            counts[parent] = counts.get(parent, 0) + 1
    return max(counts.items(), key=lambda item: item[1], default=("", 0))


def really_there(project: Path, path: str) -> bool:
    """Whether the folder is there, spelled so: on some disks `docs/ADR` is `docs/adr`."""
    folder = project / path
    return folder.is_dir() and folder.name in {entry.name for entry in folder.parent.iterdir()}
