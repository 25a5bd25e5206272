"""`plan`: what would happen in one repository. Only answers files are fetched, where the server can filter."""

from pathlib import Path

from copier_adr.fleet.decide import decide
from copier_adr.fleet.errors import FleetError
from copier_adr.fleet.git import Git
from copier_adr.fleet.job import Entry, Job
from copier_adr.fleet.logs import LARGEST_ANSWERS, is_answers_file, likely_log, logs_in
from copier_adr.fleet.repository import Reach, branch_of, clone, look, not_opted_out, reach
from copier_adr.fleet.safety import LINK
from copier_adr.fleet.sources import Repository


def plan(job: Job, git: Git, repository: Repository, entry: Entry, folder: Path) -> None:
    """Looks at the branches and the tree, and says in the entry what would be done."""
    not_opted_out(job, repository.name)
    with reach(job, git, repository) as there:
        remote = look(job, there)
        bare = folder / "bare.git"
        clone(repository, there, remote, bare, "--bare", "--filter=blob:none")
        tree = there.git.run("ls-tree", "-r", "-z", remote.head, cwd=bare).split("\0")[:-1]
        modes = {name: facts.split(" ")[0] for facts, _, name in (line.partition("\t") for line in tree)}
        found = [name for name, mode in modes.items() if is_answers_file(name) and mode != LINK]
        texts = {name: _text(there, bare, f"{remote.head}:{name}", name) for name in found}
    logs = logs_in(texts, job.pack)
    branch = branch_of(job)
    try:
        entry.action, entry.why = decide(job.pack, logs, None, git)
    finally:
        entry.logs = [{"path": log.path, "style": log.style, "version": log.version} for log in logs]
        entry.version = ", ".join(dict.fromkeys(log.version for log in logs))
    if entry.action == "bootstrap":
        folder_found, count = likely_log(list(modes))
        if folder_found:
            entry.why += f"; {folder_found} looks like a log of {count} records, to be adopted"
    if branch in remote.ours:
        entry.branch = branch
        entry.why += f"; branch {branch} is there already"
    older = sorted(name for name in remote.ours if name != branch)
    if older:
        entry.why += f"; replaces {', '.join(older)}"
    entry.outcome = "would"


def _text(there: Reach, bare: Path, blob: str, name: str) -> str:
    if int(there.git.run("cat-file", "-s", blob, cwd=bare)) > LARGEST_ANSWERS:
        raise FleetError(f"{name}: larger than {LARGEST_ANSWERS} bytes, so it is no answers file")
    return there.git.run("cat-file", "blob", blob, cwd=bare)
