"""One repository's work, from the first look at its branches to its pull request.

Each repository is worked on in a clone of its own in a temporary folder. Nothing leaves that folder before the
work is whole: then one commit is pushed, and a pull request opened. A run that is killed anywhere leaves either
nothing, or a branch with that one commit, which the next run finds and goes on with.
"""

import contextlib
import hashlib
import importlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import traceback
import urllib.error
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath
from types import ModuleType
from typing import Any, Literal

import yaml

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

from copier_adr.fleet import forge, git, message, records
from copier_adr.fleet.capture import capture
from copier_adr.fleet.config import PULL_REQUESTS, Fleet, secrets, settings_of
from copier_adr.fleet.errors import FleetError, with_mend
from copier_adr.fleet.http import install
from copier_adr.fleet.pack import Pack, parsed
from copier_adr.fleet.sources import Repository

Command = Literal["plan", "bootstrap", "update", "status"]

LOG_FOLDERS = (
    "docs/adr", "doc/adr", "docs/adrs", "doc/adrs", "docs/decisions", "doc/decisions", "docs/ADR", "docs/ADRs",
    "docs/architecture/decisions", "doc/architecture/decisions", "docs/architecture/adr", "docs/decision-records",
    "docs/architecture-decisions", "adr", "adrs", "ADR", "ADRs", "decisions", "architecture/decisions", "docs/dev/adr",
)  # fmt: skip
"""Where `plan` and `status` look for a log in a repository without the pack; the copy itself asks the pack."""


@dataclass(frozen=True)
class Job:
    """What all workers of a run share; made once, sent to each worker."""

    command: Command
    fleet: Fleet
    pack: Pack
    work: Path
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


class _Done(Exception):  # noqa: N818 - not an error: the work on this repository ends here
    def __init__(self, outcome: str, why: str) -> None:
        super().__init__(why)
        self.outcome = outcome
        self.why = why


@dataclass(frozen=True)
class _Remote:
    """What `git ls-remote` says: the default branch, its commit, and the fleet's branches."""

    default: str
    head: str
    ours: dict[str, str]


@dataclass(frozen=True)
class _Log:
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


def start(job: Job) -> Callable[[Repository], dict[str, Any]]:
    """Readies a worker process: no prompts, tokens out of the environment, Copier told to keep its checkouts."""
    os.environ.update(git.QUIET)
    os.environ.update(git.config_environment(git.TEMPORARY))
    os.environ.setdefault("GIT_SSH_COMMAND", "ssh -o BatchMode=yes")
    # The pack's modules are loaded anew for each repository, from this worker's own checkout: compiled once is enough.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.dont_write_bytecode = False
    tempfile.tempdir = tempfile.mkdtemp(prefix="worker-", dir=job.work)
    install()
    if job.command in ("bootstrap", "update"):
        _engine().share()
    return _Worker(job)


def _engine() -> ModuleType:
    """Copier and what is around it, which takes half a second to import: `plan` and `status` do without."""
    return importlib.import_module("copier_adr.fleet.engine")


class _Worker:
    def __init__(self, job: Job) -> None:
        self._job = job
        self._fleet = job.fleet
        self._pack = job.pack
        git.LIMIT = job.fleet.git.timeout
        self._lock = _shared_lock(job.lock)
        # The pack's tasks, and whatever they start, see no token. They are put back for git and the forge alone.
        self._tokens = {name: os.environ.pop(name) for name in secrets(job.fleet) if name in os.environ}
        self._cache = Path(tempfile.mkdtemp(prefix="copier-"))
        # For every commit, Copier's own included: a forge's runner has no identity.
        os.environ.update(_identity(job.fleet.git.author))

    def __call__(self, repository: Repository) -> dict[str, Any]:
        entry = Entry(repository.name, repository.url)
        started = time.monotonic()
        folder = Path(tempfile.mkdtemp(prefix="repository-"))
        do = {"plan": self._plan, "status": self._status}.get(self._job.command, self._apply)
        try:
            do(repository, entry, folder)
        except _Done as done:
            entry.outcome, entry.why = done.outcome, done.why
        except FleetError as error:
            entry.outcome, entry.why = "failed", with_mend(self._without_tokens(str(error)))
        except Exception as error:
            where = traceback.extract_tb(error.__traceback__)[-1]
            told = error.strerror if isinstance(error, OSError) and error.strerror else f"{error}"
            entry.outcome = "failed"
            entry.why = with_mend(self._without_tokens(f"{type(error).__name__}: {told}"))
            entry.notes.append(f"{Path(where.filename).name}:{where.lineno}")
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        entry.seconds = round(time.monotonic() - started, 3)
        return {key: value for key, value in asdict(entry).items() if value or key in ("outcome", "why")}

    # Plan

    def _plan(self, repository: Repository, entry: Entry, folder: Path) -> None:
        """Looks at the branches and the tree; fetches no file but the answers files where the server can filter."""
        self._not_opted_out(repository)
        with self._reach(repository) as origin:
            remote = self._look(origin)
            bare = folder / "bare.git"
            self._clone(repository, origin, remote, bare, "--bare", "--filter=blob:none")
            names = git.run("ls-tree", "-r", "-z", "--name-only", remote.head, cwd=bare).split("\0")
            texts = {
                name: git.run("cat-file", "blob", f"{remote.head}:{name}", cwd=bare)
                for name in names
                if _is_answers_file(name)
            }
        logs = self._logs(texts)
        branch = self._branch
        try:
            entry.action, entry.why = self._decide(logs, None)
        finally:
            entry.logs = [{"path": log.path, "style": _style(log), "version": log.version} for log in logs]
            entry.version = ", ".join(dict.fromkeys(log.version for log in logs))
        if entry.action == "bootstrap":
            folder_found, count = _likely_log(names)
            if folder_found:
                entry.why += f"; {folder_found} looks like a log of {count} records, to be adopted"
        if branch in remote.ours:
            entry.branch = branch
            entry.why += f"; branch {branch} is there already"
        older = sorted(name for name in remote.ours if name != branch)
        if older:
            entry.why += f"; replaces {', '.join(older)}"
        entry.outcome = "would"

    # Bootstrap and update

    def _apply(self, repository: Repository, entry: Entry, folder: Path) -> None:
        self._not_opted_out(repository)
        wanted = self._fleet.answers_for(repository.name)
        with self._reach(repository) as origin:
            remote = self._look(origin)
            # The pack takes the folder's name for the project's.
            name = git.slug(repository.url).split("/")[-1]
            project = folder / (name if name.strip(".") else "project")
            self._clone(repository, origin, remote, project)
        logs = self._logs(_answers_files(project))
        entry.version = ", ".join(dict.fromkeys(log.version for log in logs))
        entry.action, entry.why = self._decide(logs, self._job.command)
        self._must_be_clean(project)
        digest = hashlib.sha256(json.dumps([wanted, self._fleet.enforce], sort_keys=True, default=str).encode())
        mark = message.mark(self._pack.version, remote.head, digest.hexdigest()[:12])
        entry.branch = self._branch if self._fleet.push.type != "merge_to_master" else ""
        pull_request = None
        with self._reach(repository) as origin, self._as_forge(origin) as host:
            fresh = self._on_branch(project, remote, mark, entry)
            if host:
                pull_request = host.find(self._branch)
        if pull_request and pull_request.state != "open":
            entry.pull_request = pull_request.url
            told = "declined: its pull request was closed"
            if pull_request.state == "merged":
                told = "its pull request was merged, and undone since"
            raise _Done("skipped", f"{told}; to have it again, raise pack.version or push.branch_prefix")
        if fresh and (pull_request or self._fleet.push.type not in PULL_REQUESTS):
            entry.outcome = "waiting"
            entry.pull_request = pull_request.url if pull_request else ""
            entry.why = "the branch is there, and fresh"
        else:
            # On a fresh branch without a pull request the same commit is made again: only the request is missing.
            work = self._change(project, remote.head, entry, logs, wanted)
            if not (work.added or work.changed or work.removed):
                raise _Done("current", f"nothing to change for {self._pack.version}")
            self._commit(project, message.title(work), f"{message.body(work)}\n\n{mark}")
            if self._job.dry:
                entry.outcome = "would"
                return
            self._send(repository, project, remote, entry, work, pull_request, fresh=fresh)
        if not self._job.dry:
            self._close_older(repository, project, remote, entry)

    def _must_be_clean(self, project: Path) -> None:
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

    def _decide(self, logs: list[_Log], command: str | None) -> tuple[str, str]:
        """What to do and why; raises `_Done` where there is nothing to do. `command` None is a plan for both."""
        ours = [log for log in logs if self._pack.is_source(log.source)]
        if logs and not ours:
            raise _Done(
                "skipped", f"{logs[0].answers_file} names another pack, {logs[0].source}; if it is this one, "
                "add that URL to pack.aliases"
            )  # fmt: skip
        if not ours:
            if command == "update":
                raise _Done("skipped", "has no pack yet; bootstrap adds it")
            return "bootstrap", "has no pack yet"
        versions = [parsed(log.version) for log in ours]
        target = parsed(self._pack.version)
        if all(log.version == self._pack.version for log in ours):
            raise _Done("current", f"at {self._pack.version}")
        if target and all(version is not None and version > target for version in versions):
            raise _Done("skipped", f"at {ours[0].version}, newer than the fleet's {self._pack.version}")
        if command == "bootstrap":
            raise _Done("skipped", f"has the pack at {ours[0].version}; update brings it to {self._pack.version}")
        return "update", f"from {', '.join(dict.fromkeys(log.version or '?' for log in ours))} to {self._pack.version}"

    def _change(self, project: Path, base: str, entry: Entry, logs: list[_Log], wanted: dict[str, Any]) -> message.Work:
        """Lets Copier work in the project; afterwards the index holds everything, nothing is committed."""
        before = {log.path: log.version for log in logs}
        conflicts: list[str] = []
        if entry.action == "bootstrap":
            _engine().copy(self._pack, project, wanted, overwrite=self._fleet.overwrite, cache=self._cache)
        for log in logs if entry.action == "update" else ():
            if not self._pack.is_source(log.source) or log.version == self._pack.version:
                continue
            self._rename_source(project, log)
            answers = {
                name: value for name, value in wanted.items() if name not in log.answers or name in self._fleet.enforce
            }
            _engine().update(self._pack, project, log.answers_file, answers, cache=self._cache)
            listed = git.run("ls-files", "--unmerged", "-z", cwd=project).split("\0")[:-1]
            conflicts += dict.fromkeys(line.split("\t", 1)[1] for line in listed)
            # The next log's update wants a clean tree; all ends up in one commit.
            self._commit(project, "One of several logs", "")
        if entry.action == "update":
            git.run("reset", "--quiet", "--soft", base, cwd=project)
        git.run("add", "--all", cwd=project)
        listed = git.run("diff", "--cached", "--no-renames", "--name-status", "-z", cwd=project).split("\0")[:-1]
        changes = list(zip(listed[1::2], listed[::2], strict=True))
        entry.added = sorted(name for name, kind in changes if kind == "A")
        entry.removed = sorted(name for name, kind in changes if kind == "D")
        entry.changed = sorted(name for name, kind in changes if kind not in "AD")
        entry.conflicts = sorted(set(conflicts))
        told = []
        for log in self._logs(_answers_files(project)):
            adopted = self._records_before(project, log, set(entry.added)) if entry.action == "bootstrap" else 0
            baseline = f"{log.path}/adr-baseline.json"
            faults = _baseline(project / baseline) if entry.action == "bootstrap" else 0
            entry.logs.append(
                {"path": log.path, "style": _style(log), "version": log.version, "adopted": adopted, "baseline": faults}
            )
            found = adopted > 0 and "style" not in wanted
            told.append(message.Log(log.path, _style(log), before.get(log.path, ""), adopted, faults, found))
        return message.Work(
            entry.action, self._pack.url, self._pack.version, told,
            entry.added, entry.changed, entry.removed, entry.conflicts,
        )  # fmt: skip

    def _records_before(self, project: Path, log: _Log, added: set[str]) -> int:
        log_folder = project / log.path
        there = (path.relative_to(project).as_posix() for path in log_folder.rglob("*") if path.is_file())
        if self._pack.adr is None or all(name in added for name in there):
            return 0
        found = records.listed(self._pack.adr, project, log.path)
        return sum((PurePosixPath(log.path) / record["file"]).as_posix() not in added for record in found)

    def _rename_source(self, project: Path, log: _Log) -> None:
        """An alias in the answers file becomes the pack's own URL, so that the next update needs no alias."""
        if log.source == self._pack.url:
            return
        path = project / log.answers_file
        text = path.read_text(encoding="utf-8")
        line = f"_src_path: {json.dumps(self._pack.url)}"
        path.write_text(re.sub(r"^_src_path:.*$", lambda _: line, text, count=1, flags=re.MULTILINE), encoding="utf-8")
        self._commit(project, "Name the pack by its URL", "")

    def _commit(self, project: Path, title: str, body: str) -> None:
        """One commit of all that there is. No hook of the machine's owner runs: a forge's own checks follow."""
        git.run("add", "--all", cwd=project)
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".txt") as file:
            file.write(f"{title}\n\n{body}\n")
            file.flush()
            git.run(
                "-c", f"core.hooksPath={os.devnull}", "commit", "--quiet", "--no-verify", "--allow-empty",
                "--cleanup=verbatim", "--file", file.name, cwd=project,
            )  # fmt: skip

    # Out of the clone

    def _on_branch(self, project: Path, remote: _Remote, mark: str, entry: Entry) -> bool:
        """Whether the branch is there and fresh. Raises `_Done` where people have worked on it: it is theirs now."""
        if self._branch not in remote.ours or self._fleet.push.type == "merge_to_master":
            return False
        said = self._tip(project, self._branch)
        if said is None:
            entry.pull_request = ""
            raise _Done("skipped", f"people have committed on {self._branch}; it is left as it is")
        return said == mark

    def _tip(self, project: Path, branch: str) -> str | None:
        """The fleet's mark on the last commit of a remote branch; None where that commit is a person's."""
        git.run("fetch", "--quiet", "--depth", "1", "--no-tags", "origin", f"refs/heads/{branch}", cwd=project)
        return message.marked(git.run("log", "-1", "--format=%B", "FETCH_HEAD", cwd=project))

    def _send(
        self,
        repository: Repository,
        project: Path,
        remote: _Remote,
        entry: Entry,
        work: message.Work,
        pull_request: forge.PullRequest | None,
        *,
        fresh: bool,
    ) -> None:
        kind = self._fleet.push.type
        if kind == "merge_to_master" and work.conflicts:
            raise FleetError(
                f"conflicts in {', '.join(work.conflicts)}: nothing is pushed to the default branch; update this "
                "repository by hand, or choose a push type that opens pull requests"
            )
        if kind != "branch":
            # all-repos' backends read the branch to merge into from the upstream of the branch that is checked out.
            git.run("checkout", "--quiet", "-b", self._branch, cwd=project)
            git.run("branch", "--quiet", f"--set-upstream-to=origin/{remote.default}", cwd=project)
        with self._reach(repository) as origin:
            there = remote.ours.get(self._branch)
            if kind == "branch" or (there and not fresh and kind != "merge_to_master"):
                self._push_branch(project, there)
            if fresh and there:
                # The commit on the branch is the right one already; the request is opened for that one.
                git.run("reset", "--quiet", "--hard", "FETCH_HEAD", cwd=project)
            if kind == "branch":
                entry.outcome = "refreshed" if there else "pushed"
                return
            with self._as_forge(origin) as host:
                if pull_request and host:
                    host.renew(pull_request, message.title(work), _body(project))
                    entry.outcome, entry.pull_request = "refreshed", pull_request.url
                    return
                said = self._backend(project)
        entry.outcome = "merged" if kind == "merge_to_master" else "opened"
        found = re.search(r"Pull request created at (\S+)", said)
        entry.pull_request = found[1] if found else ""

    def _push_branch(self, project: Path, there: str | None) -> None:
        lease = f"--force-with-lease=refs/heads/{self._branch}:{there or ''}"
        git.run("push", "--quiet", lease, "origin", f"HEAD:refs/heads/{self._branch}", cwd=project)

    def _backend(self, project: Path) -> str:
        """all-repos' push: pushes the branch, opens the pull request, prints its address."""
        module, settings = settings_of("push", self._fleet.push)
        here = Path.cwd()
        fault: BaseException | None = None
        with capture() as said:
            os.chdir(project)
            try:
                module.push(settings, self._branch)
            except (Exception, SystemExit) as error:
                fault = error
            finally:
                os.chdir(here)
        if fault is None:
            return said.text
        told = _explain(fault, said.text)
        if re.search(r"already exists", told, re.IGNORECASE):
            return said.text  # opened by a run that was killed before it could note it
        raise FleetError(told) from None

    def _close_older(self, repository: Repository, project: Path, remote: _Remote, entry: Entry) -> None:
        """Older versions' pull requests and branches go, unless people have worked on them."""
        if entry.outcome not in ("opened", "refreshed", "pushed", "merged", "waiting"):
            return
        with self._reach(repository) as origin, self._as_forge(origin) as host:
            for branch in sorted(remote.ours):
                if branch == self._branch:
                    continue
                if self._tip(project, branch) is None:
                    entry.notes.append(f"{branch} has people's commits and stays")
                    continue
                older = host.find(branch) if host else None
                if older and host and older.state == "open":
                    now = entry.pull_request or self._pack.version
                    host.close(older, f"Replaced by {now}, which brings {self._pack.version}.")
                    entry.closed.append(older.url)
                elif not older:
                    entry.closed.append(branch)
                sha = remote.ours[branch]
                lease = f"--force-with-lease=refs/heads/{branch}:{sha}"
                with contextlib.suppress(FleetError):  # a branch that the forge keeps does no harm
                    git.run("push", "--quiet", lease, "origin", f":refs/heads/{branch}", cwd=project)

    # Status

    def _status(self, repository: Repository, entry: Entry, folder: Path) -> None:
        """Reads the default branch: versions, records, faults. Nothing of the project is run."""
        if self._fleet.opted_out(repository.name):
            raise _Done("skipped", "opted out in fleet.toml")
        with self._reach(repository) as origin:
            remote = self._look(origin)
            project = folder / "project"
            self._clone(repository, origin, remote, project)
        logs = self._logs(_answers_files(project))
        ours = [log for log in logs if self._pack.is_source(log.source)]
        entry.outcome, entry.action = "seen", self._state(logs, ours)
        entry.version = ", ".join(dict.fromkeys(log.version for log in ours))
        entry.branch = self._branch if self._branch in remote.ours else ""
        places = [(log.path, _style(log), log.version) for log in ours]
        if not places:
            places = [(path, "", "") for path in LOG_FOLDERS if _really_there(project, path)]
        for path, style, version in places:
            if (seen := self._read(project, path, style, version)) is not None:
                entry.logs.append(seen)

    def _state(self, logs: list[_Log], ours: list[_Log]) -> str:
        if not ours:
            return "other pack" if logs else "missing"
        if all(log.version == self._pack.version for log in ours):
            return "current"
        target, versions = parsed(self._pack.version), [parsed(log.version) for log in ours]
        return "ahead" if target and all(version and version > target for version in versions) else "behind"

    def _read(self, project: Path, path: str, style: str, version: str) -> dict[str, Any] | None:
        log = project / path
        # A link that leads out of the clone would have the fleet read the machine that it runs on.
        if not log.resolve().is_relative_to(project.resolve()):
            return {"path": path, "style": style, "version": version, "error": "leads out of the repository"}
        if not log.is_dir():
            return {"path": path, "style": style, "version": version, "error": "the folder is not there"}
        if self._pack.adr is None:
            return {"path": path, "style": style, "version": version, "error": "this version of the pack has no adr.py"}
        found = records.listed(self._pack.adr, project, path)
        if not found and not version:
            return None
        faults = records.checked(self._pack.adr, project, path) if version else []
        return {"path": path, "style": style, "version": version, "records": found, "faults": faults}

    # Shared

    @property
    def _branch(self) -> str:
        return f"{self._fleet.push.branch_prefix}/{self._pack.version}"

    def _not_opted_out(self, repository: Repository) -> None:
        if self._fleet.opted_out(repository.name):
            raise _Done("skipped", "opted out in fleet.toml")

    def _without_tokens(self, text: str) -> str:
        for token in self._tokens.values():
            if token:
                text = text.replace(token, "***")
        return text

    @contextlib.contextmanager
    def _reach(self, repository: Repository) -> Iterator[str]:
        """git can reach the repository inside. Gives the address that goes into the clone as its origin.

        all-repos' backends take the repository's name from what follows the last colon of the origin, so the origin
        is always in the short SSH form where there is a host; where git really goes is said beside it.
        """
        options = self._fleet.git
        origin = actual = git.https(repository.url) if options.protocol == "https" else repository.url
        name = git.host(repository.url)
        if self._fleet.push.type in ("github_pull_request", "gitlab_pull_request") and name:
            origin = f"git@{name}:{git.slug(repository.url)}"
            if actual == f"{origin}.git":
                actual = origin  # both are served; git is told nothing, so that the machine's own settings apply
        pairs = git.instead_of(origin, actual)
        token = self._tokens.get(options.token_env or "")
        if token:
            pairs += git.authorization(actual, options.token_user or _token_user(self._fleet.push.type), token)
        with git.environment(git.config_environment(pairs)):
            yield origin

    @contextlib.contextmanager
    def _as_forge(self, origin: str) -> Iterator[forge.Forge | None]:
        """The forge's pull requests, with the tokens back in the environment, where all-repos looks for them."""
        kind = self._fleet.push.type
        with git.environment(self._tokens):
            needed = [name for key, name in self._fleet.push.settings.items() if key.endswith("_env")]
            if kind not in PULL_REQUESTS or (self._job.dry and not all(name in os.environ for name in needed)):
                yield None
            else:
                yield forge.forge(kind, settings_of("push", self._fleet.push)[1], origin)

    def _look(self, origin: str) -> _Remote:
        prefix = f"refs/heads/{self._fleet.push.branch_prefix}/"
        told = git.run("ls-remote", "--symref", "--", origin, "HEAD", f"{prefix}*")
        default, refs = "", {}
        for line in told.splitlines():
            value, _, name = line.partition("\t")
            if value.startswith("ref: "):
                default = value.removeprefix("ref: refs/heads/")
            else:
                refs[name] = value
        if "HEAD" not in refs:
            if git.run("ls-remote", "--heads", "--", origin).strip():
                raise FleetError("its HEAD names a branch that is not there; set its default branch")
            raise _Done("skipped", "empty: it has no commit yet")
        if not default:
            raise FleetError("its HEAD is no branch; set its default branch")
        ours = {name.removeprefix("refs/heads/"): sha for name, sha in refs.items() if name.startswith(prefix)}
        return _Remote(default, refs["HEAD"], ours)

    def _clone(self, repository: Repository, origin: str, remote: _Remote, to: Path, *options: str) -> None:
        filters = [option for option in options if option.startswith("--filter")]
        rest = [option for option in options if option not in filters]
        # git ignores these, with a warning, for a repository on the same disk, where a clone copies next to nothing
        shallow = [] if Path(repository.url).is_dir() else ["--depth", "1", *filters]
        git.run(
            "clone", "--quiet", "--template=", "--no-tags", "--single-branch", "--branch", remote.default, *shallow,
            *rest, "--", origin, str(to),
        )  # fmt: skip

    def _logs(self, texts: dict[str, str]) -> list[_Log]:
        """The answers files that are the pack's, by their name or by the source that they record."""
        logs = []
        for name, text in sorted(texts.items(), key=lambda item: item[0].removesuffix(".yml")):
            try:
                answers = yaml.safe_load(text)
            except yaml.YAMLError as error:
                line = getattr(getattr(error, "problem_mark", None), "line", 0) + 1
                raise FleetError(f"{name}:{line}: not YAML; mend it, or delete it and bootstrap") from None
            if not isinstance(answers, dict):
                if name.startswith(".copier-answers.adr"):
                    raise FleetError(f"{name}: holds no answers; mend it, or delete it and bootstrap")
                continue
            log = _Log(name, answers)
            if self._pack.is_source(log.source) or name.startswith(".copier-answers.adr"):
                logs.append(log)
        return logs


def _shared_lock(path: Path | None) -> Any:
    """Held while the worker lives: a new run waits until what a killed run left behind has ended."""
    if path is None or fcntl is None:
        return None
    file = path.open("a")
    fcntl.flock(file, fcntl.LOCK_SH)
    return file


def _identity(author: str | None) -> dict[str, str]:
    if author is None:
        name = subprocess.run(["git", "config", "user.name"], capture_output=True, text=True, check=False).stdout
        mail = subprocess.run(["git", "config", "user.email"], capture_output=True, text=True, check=False).stdout
        if name.strip() and mail.strip():
            return {}
    found = re.fullmatch(r"(.+) <(.+)>", author or "adr-fleet <adr-fleet@localhost.localdomain>")
    if found is None:
        return {}
    variables = {}
    for role in ("AUTHOR", "COMMITTER"):
        variables[f"GIT_{role}_NAME"], variables[f"GIT_{role}_EMAIL"] = found[1], found[2]
    return variables


def _token_user(push_type: str) -> str:
    # GitHub's and GitLab's names for "the password is a token"; the others look at the password alone.
    return {"gitlab_pull_request": "oauth2"}.get(push_type, "x-access-token")


def _is_answers_file(name: str) -> bool:
    return re.fullmatch(r"\.copier-answers[^/]*\.ya?ml", name) is not None


def _answers_files(project: Path) -> dict[str, str]:
    return {
        path.name: path.read_text(encoding="utf-8", errors="replace")
        for path in project.iterdir()
        if _is_answers_file(path.name) and path.is_file() and not path.is_symlink()
    }


def _style(log: _Log) -> str:
    return str(log.answers.get("style") or "")


def _baseline(path: Path) -> int:
    """How many old faults the pack put into the baseline that it wrote."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return 0
    faults = data.get("faults", data.get("entries", [])) if isinstance(data, dict) else data
    return len(faults) if isinstance(faults, (list, dict)) else 0


def _body(project: Path) -> str:
    return git.run("log", "-1", "--format=%b", cwd=project).strip()


def _likely_log(names: list[str]) -> tuple[str, int]:
    """A folder that, by its files' names alone, seems to be a log; for the plan's words only."""
    counts: dict[str, int] = {}
    for name in names:
        parent, _, file = name.rpartition("/")
        if parent in LOG_FOLDERS and re.match(r"([A-Za-z]+-)?\d+[-_. ].*\.(md|rst|adoc|txt)$", file):
            counts[parent] = counts.get(parent, 0) + 1
    return max(counts.items(), key=lambda item: item[1], default=("", 0))


def _really_there(project: Path, path: str) -> bool:
    """Whether the folder is there, spelled so: on some disks `docs/ADR` is `docs/adr`."""
    folder = project / path
    return folder.is_dir() and folder.name in {entry.name for entry in folder.parent.iterdir()}


def _explain(error: BaseException, said: str) -> str:
    """What a push backend's exception means, in words."""
    if isinstance(error, urllib.error.HTTPError):
        return f"the pull request was refused: {forge.explain(error)}"
    if isinstance(error, subprocess.CalledProcessError):
        lines = [line for line in said.splitlines() if not line.startswith("$ ")]
        return f"git {error.cmd[1] if len(error.cmd) > 1 else ''}: {git.reason(chr(10).join(lines)) or error}"
    if isinstance(error, OSError):
        return f"the forge cannot be reached: {getattr(error, 'reason', None) or error}"
    if isinstance(error, (ValueError, KeyError, TypeError)):
        return f"malformed answer from the forge: {error}"
    return f"{type(error).__name__}: {error}"
