"""What one repository's work is made of: the job that all share, the entry that tells what came of it."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from copier_adr.fleet.model import Fleet
from copier_adr.fleet.pack import Pack

Command = Literal["plan", "bootstrap", "update", "status"]


@dataclass(frozen=True)
class Job:
    """What all workers of a run share; made once, sent to each worker by a pipe."""

    command: Command
    fleet: Fleet
    pack: Pack
    work: Path
    tokens: dict[str, str] = field(repr=False)
    lock: Path | None = None
    dry: bool = False


@dataclass
class Entry:
    """What came of one repository; a line in the journal.

    `outcome` is one of: opened, refreshed, pushed, merged (something went out); waiting (the pull request is
    there and fresh); current; skipped; would (dry run and plan); seen (status); failed.
    """

    name: str
    url: str
    outcome: str = ""
    action: str = ""
    why: str = ""
    version: str = ""
    branch: str = ""
    pull_request: str = ""
    logs: list[dict[str, Any]] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)
    closed: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    seconds: float = 0.0


class Done(Exception):  # noqa: N818 - not an error: the work on this repository ends here
    """`outcome` and `why` are the entry's."""

    def __init__(self, outcome: str, why: str) -> None:
        super().__init__(why)
        self.outcome = outcome
        self.why = why


@dataclass(frozen=True)
class Remote:
    """What `git ls-remote` says: the default branch, its commit, and the fleet's branches."""

    default: str
    head: str
    ours: dict[str, str]
