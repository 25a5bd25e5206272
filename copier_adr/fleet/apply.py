"""`bootstrap` and `update`: one repository's work, from the first look at its branches to its pull request.

Nothing leaves the clone before the work is whole: then one commit is pushed, and a pull request opened. A run that is
killed anywhere leaves either nothing, or a branch with that one commit, which the next run finds and goes on with.
"""

import hashlib
import json
import os
import re
import tempfile
from pathlib import Path, PurePosixPath
from typing import Any

from copier_adr.check.entries import held, read_baseline
from copier_adr.faults import Fault
from copier_adr.fleet import address, message, records
from copier_adr.fleet.backends import PULL_REQUESTS
from copier_adr.fleet.decide import decide
from copier_adr.fleet.errors import FleetError
from copier_adr.fleet.git import Git
from copier_adr.fleet.hidden import left_out, refuse_hidden_log
from copier_adr.fleet.job import Done, Entry, Job
from copier_adr.fleet.logs import LOG_FOLDERS, Log, answers_files, logs_in
from copier_adr.fleet.repository import branch_of, clone, look, not_opted_out, pulls, reach
from copier_adr.fleet.safety import links, refuse_changed_links, refuse_ways_out
from copier_adr.fleet.send import close_older, is_fresh, send
from copier_adr.fleet.sources import Repository
from copier_adr.fleet.workshop import Workshop
from copier_adr.log.find import find_files


def apply(job: Job, git: Git, shop: Workshop, repository: Repository, entry: Entry, folder: Path) -> None:
    """Does what there is to do, and says in the entry what came of it."""
    not_opted_out(job, repository.name)
    wanted = job.fleet.answers_for(repository.name)
    with reach(job, git, repository) as there:
        remote = look(job, there)
        # The pack takes the folder's name for the project's.
        name = address.slug(repository.url).split("/")[-1]
        project = folder / (name if name.strip(".") else "project")
        clone(repository, there, remote, project)
    logs = logs_in(answers_files(project), job.pack)
    entry.version = ", ".join(dict.fromkeys(log.version for log in logs))
    entry.action, entry.why = decide(job.pack, logs, job.command, git)
    _must_be_clean(git, project)
    places = [log.path for log in logs] or [str(wanted.get("adr_dir") or ""), *LOG_FOLDERS]
    refuse_ways_out(git, project, [place for place in places if place])
    digest = hashlib.sha256(json.dumps([wanted, job.fleet.enforce], sort_keys=True, default=str).encode())
    mark = message.mark(job.pack.version, remote.head, digest.hexdigest()[:12])
    entry.branch = branch_of(job) if job.fleet.push.type != "merge_to_master" else ""
    with reach(job, git, repository) as there, pulls(job, there.origin) as host:
        fresh = is_fresh(job, there, project, remote, mark)
        pull = host.find(branch_of(job)) if host else None
    if pull and pull.state != "open":
        entry.pull_request = pull.url
        told = "declined: its pull request was closed"
        if pull.state == "merged":
            told = "its pull request was merged, and undone since"
        raise Done("skipped", f"{told}; to have it again, raise pack.version or push.branch_prefix")
    if fresh and (pull or job.fleet.push.type not in PULL_REQUESTS):
        entry.outcome = "waiting"
        entry.pull_request = pull.url if pull else ""
        entry.why = "the branch is there, and fresh"
    else:
        # On a fresh branch without a pull request the same commit is made again: only the request is missing.
        work = _change(job, git, shop, project, remote.head, entry, logs, wanted)
        if not (work.added or work.changed or work.removed):
            raise Done("current", f"nothing to change for {job.pack.version}")
        _commit(git, project, message.title(work), f"{message.body(work)}\n\n{mark}")
        if job.dry:
            entry.outcome = "would"
            return
        send(job, git, repository, project, remote, entry, work, pull, fresh=fresh)
    if not job.dry:
        close_older(job, git, repository, project, remote, entry)


def _must_be_clean(git: Git, project: Path) -> None:
    """Files that git calls changed right after the clone would end up in the commit."""
    if git.run("ls-files", "--", ".gitattributes", "*/.gitattributes", cwd=project):
        # git takes a file's size and time for its content; with an index this old it looks inside.
        os.utime(project / ".git" / "index", (1, 1))
    dirty = git.run("status", "--porcelain", "-z", cwd=project).split("\0")[:-1]
    if dirty:
        names = ", ".join(line[3:] for line in dirty[:3])
        raise FleetError(
            f"the default branch is not clean when it is cloned ({names}): its attributes and its files disagree; "
            "run `git add --renormalize .` there and commit"
        )


def _change(
    job: Job, git: Git, shop: Workshop, project: Path, base: str, entry: Entry, logs: list[Log], wanted: dict[str, Any]
) -> message.Work:
    """Lets Copier work in the project; afterwards the index holds everything, nothing is committed."""
    there = links(git, project)
    before = {log.path: log.version for log in logs}
    if entry.action == "bootstrap":
        entry.notes += shop.copy(job.pack, project, wanted, overwrite=job.fleet.overwrite)
        conflicts = set()
    else:
        conflicts = _update_logs(job, git, shop, project, logs, wanted, entry)
        git.run("reset", "--quiet", "--soft", base, cwd=project)
    git.run("add", "--all", cwd=project)
    after = logs_in(answers_files(project), job.pack)
    for log in after:
        refuse_hidden_log(git, project, log.path)
    if hidden := left_out(git, project):
        entry.notes.append(hidden)
    listed = git.run("diff", "--cached", "--no-renames", "--name-status", "-z", cwd=project).split("\0")[:-1]
    changes = list(zip(listed[1::2], listed[::2], strict=True))
    refuse_changed_links([name for name, _ in changes], there)
    entry.added = sorted(name for name, kind in changes if kind == "A")
    entry.removed = sorted(name for name, kind in changes if kind == "D")
    entry.changed = sorted(name for name, kind in changes if kind not in "AD")
    entry.conflicts = sorted(conflicts)
    refuse_ways_out(git, project, [log.path for log in after])
    told = [_told(job, project, log, entry, before.get(log.path, ""), wanted) for log in after]
    return message.Work(
        entry.action, job.pack.url, job.pack.version, told,
        entry.added, entry.changed, entry.removed, entry.conflicts,
    )  # fmt: skip


def _update_logs(
    job: Job, git: Git, shop: Workshop, project: Path, logs: list[Log], wanted: dict[str, Any], entry: Entry
) -> set[str]:
    """Brings each log to the pack's version, one commit each; gives the files that conflict."""
    conflicts: set[str] = set()
    for log in logs:
        if not job.pack.is_source(log.source) or log.version == job.pack.version:
            continue
        _rename_source(job, git, project, log)
        answers = {
            name: value for name, value in wanted.items() if name not in log.answers or name in job.fleet.enforce
        }
        try:
            entry.notes += shop.update(job.pack, project, log.answers_file, answers)
        except FleetError as error:
            # The pack mends what its answers file records wrongly, says so, and waits for a commit of that alone.
            if git.run("status", "--porcelain", "-z", cwd=project) != f" M {log.answers_file}\0":
                raise
            entry.notes.append(str(error).partition(" Look at it")[0])
            _commit(git, project, "Mend the answers of the decision log", "")
            entry.notes += shop.update(job.pack, project, log.answers_file, answers)
        listed = git.run("ls-files", "--unmerged", "-z", cwd=project).split("\0")[:-1]
        conflicts.update(line.split("\t", 1)[1] for line in listed)
        # The next log's update wants a clean tree; all ends up in one commit.
        _commit(git, project, "One of several logs", "")
    return conflicts


def _told(job: Job, project: Path, log: Log, entry: Entry, from_version: str, wanted: dict[str, Any]) -> message.Log:
    """What the pull request says about one log; noted in the entry too."""
    first = entry.action == "bootstrap"
    adopted = _records_before(job, project, log, set(entry.added)) if first else 0
    faults = _baseline(project / log.path) if first else 0
    entry.logs.append(
        {"path": log.path, "style": log.style, "version": log.version, "adopted": adopted, "baseline": faults}
    )
    return message.Log(log.path, log.style, from_version, adopted, faults, adopted > 0 and "style" not in wanted)


def _records_before(job: Job, project: Path, log: Log, added: set[str]) -> int:
    there = (path.relative_to(project).as_posix() for path in (project / log.path).rglob("*") if path.is_file())
    if all(name in added for name in there):
        return 0
    found = records.listed(job.pack.adr, project, log.path)
    return sum((PurePosixPath(log.path) / record["file"]).as_posix() not in added for record in found)


def _rename_source(job: Job, git: Git, project: Path, log: Log) -> None:
    """An alias in the answers file becomes the pack's own URL, so that the next update needs no alias."""
    if log.source == job.pack.url:
        return
    path = project / log.answers_file
    text = path.read_text(encoding="utf-8")
    line = f"_src_path: {json.dumps(job.pack.url)}"
    path.write_text(re.sub(r"^_src_path:.*$", lambda _: line, text, count=1, flags=re.MULTILINE), encoding="utf-8")
    _commit(git, project, "Name the pack by its URL", "")


def _commit(git: Git, project: Path, title: str, body: str) -> None:
    """One commit of all that there is. No hook of the machine's owner runs: a forge's own checks follow."""
    git.run("add", "--all", cwd=project)
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", errors="backslashreplace", suffix=".txt") as file:
        file.write(f"{title}\n\n{body}\n")
        file.flush()
        git.run(
            "-c", f"core.hooksPath={os.devnull}", "commit", "--quiet", "--no-verify", "--allow-empty",
            "--cleanup=verbatim", "--file", file.name, cwd=project,
        )  # fmt: skip


def _baseline(log: Path) -> int:
    """How many old faults the pack put into the baseline that it wrote."""
    folder = str(log)
    try:
        return len(held(read_baseline(folder), [file for file, _ in find_files(folder)[0]]))
    except Fault:
        return 0
