"""`status`: where one repository stands. Nothing of the project is run."""

from pathlib import Path
from typing import Any

from copier_adr.fleet import records
from copier_adr.fleet.errors import FleetError
from copier_adr.fleet.git import Git
from copier_adr.fleet.job import Done, Entry, Job
from copier_adr.fleet.logs import LOG_FOLDERS, Log, answers_files, logs_in, really_there
from copier_adr.fleet.pack import Pack, parsed
from copier_adr.fleet.repository import branch_of, clone, look, reach
from copier_adr.fleet.safety import refuse_ways_out
from copier_adr.fleet.sources import Repository


def status(job: Job, git: Git, repository: Repository, entry: Entry, folder: Path) -> None:
    """Reads the default branch: versions, records, faults."""
    if job.fleet.opted_out(repository.name):
        raise Done("skipped", "opted out in fleet.toml")
    with reach(job, git, repository) as there:
        remote = look(job, there)
        project = folder / "project"
        clone(repository, there, remote, project)
    logs = logs_in(answers_files(project), job.pack)
    ours = [log for log in logs if job.pack.is_source(log.source)]
    entry.outcome, entry.action = "seen", _state(job.pack, logs, ours)
    entry.version = ", ".join(dict.fromkeys(log.version for log in ours))
    entry.branch = branch_of(job) if branch_of(job) in remote.ours else ""
    places = [(log.path, log.style, log.version) for log in ours]
    if not places:
        places = [(path, "", "") for path in LOG_FOLDERS if really_there(project, path)]
    for path, style, version in places:
        if (seen := _read(job.pack, git, project, path, style, version)) is not None:
            entry.logs.append(seen)


def _state(pack: Pack, logs: list[Log], ours: list[Log]) -> str:
    if not ours:
        return "other pack" if logs else "missing"
    if all(log.version == pack.version for log in ours):
        return "current"
    target, versions = parsed(pack.version), [parsed(log.version) for log in ours]
    return "ahead" if target and all(version and version > target for version in versions) else "behind"


def _read(pack: Pack, git: Git, project: Path, path: str, style: str, version: str) -> dict[str, Any] | None:
    """One log's records and faults; None for a folder that only looked like a log."""
    seen: dict[str, Any] = {"path": path, "style": style, "version": version}
    if not (project / path).resolve().is_relative_to(project.resolve()):
        return {**seen, "error": "leads out of the repository"}
    try:
        refuse_ways_out(git, project, [path])
    except FleetError as error:
        return {**seen, "error": str(error)}
    if not (project / path).is_dir():
        return {**seen, "error": "the folder is not there"}
    found = records.listed(pack.adr, project, path)
    if not found and not version:
        return None
    faults = records.checked(pack.adr, project, path) if version else []
    return {**seen, "records": found, "faults": faults}
