"""The command line: `adr-fleet plan | bootstrap | update | status | report`."""

import argparse
import contextlib
import hashlib
import json
import os
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from copier_adr.fleet import config, git, pack, pool, report, sources
from copier_adr.fleet.config import Fleet
from copier_adr.fleet.errors import FleetError
from copier_adr.fleet.http import install
from copier_adr.fleet.journal import Entry, Journal, read
from copier_adr.fleet.progress import Progress
from copier_adr.fleet.sources import Repository
from copier_adr.fleet.work import Command, Job, start

try:
    import fcntl
except ImportError:  # Windows: runs are not kept apart there
    fcntl = None  # type: ignore[assignment]

MANY = 10
"""More repositories than this are only touched with `--yes`."""
LOCK_WAIT = 120
"""Seconds that what a killed run left behind is given to end."""

_EPILOG = """\
Start with a pilot:
  adr-fleet plan --only 'acme/pilot-*'
  adr-fleet bootstrap --only 'acme/pilot-*'
then the rest:
  adr-fleet bootstrap            (a dry run: more than ten repositories)
  adr-fleet bootstrap --yes
docs/fleet.md tells the whole way.
"""


def main(argv: list[str] | None = None) -> int:
    """Exit 0 when all went well, 1 when a repository or a source failed, 2 when the call or the file is wrong."""
    args = _parser().parse_args(argv)
    os.environ.update(git.QUIET)
    try:
        return int(args.run(args))
    except FleetError as error:
        print(f"adr-fleet: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("\nadr-fleet: stopped; the same command goes on from here", file=sys.stderr)
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="adr-fleet",
        description="Brings the decision log to many repositories, keeps it current, and shows where each stands.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: Any, told: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=told, description=told[0].upper() + told[1:] + ".")
        sub.set_defaults(run=run)
        sub.add_argument("-c", "--config", type=Path, default=Path("fleet.toml"), metavar="FILE")
        sub.add_argument("--state", type=Path, metavar="DIR", help="journals and the pack (.adr-fleet beside FILE)")
        sub.add_argument("--only", action="append", metavar="PATTERN", help="repositories whose name matches")
        sub.add_argument("--limit", type=_positive, metavar="N", help="at most N repositories, by name")
        sub.add_argument("-j", "--jobs", type=_positive, metavar="N", help="workers at a time (twice the cores)")
        sub.add_argument("--shard", type=_shard, metavar="I/N", help="the I-th of N parts of the fleet")
        return sub

    plan = command("plan", _plan, "say what would happen in each repository, and touch nothing")
    plan.add_argument("--json", action="store_true", help="one JSON array instead of a table")
    plan.add_argument("--shards", type=_positive, metavar="N", help="print the matrix for a forge's runners instead")

    for name, told in (
        ("bootstrap", "copy the pack into the repositories that lack it"),
        ("update", "bring the repositories that have the pack to the fleet's version"),
    ):
        sub = command(name, _apply, told)
        sub.set_defaults(command=name)
        mode = sub.add_mutually_exclusive_group()
        mode.add_argument("--yes", action="store_true", help=f"touch more than {MANY} repositories")
        mode.add_argument("--dry-run", action="store_true", help="do all the work and push nothing")
        sub.add_argument("--fresh", action="store_true", help="do not go on with a run that was stopped")
        sub.add_argument("--output", type=Path, metavar="FILE", help="write what came of each repository, as JSON")

    status = command("status", _status, "say where each repository stands")
    status.add_argument("--output", type=Path, metavar="FILE", help="write it as JSON, for report")

    rep = command("report", _report, "write the report: JSON, CSV, an Atom feed and one HTML page")
    rep.add_argument("--from", dest="inputs", nargs="+", type=Path, metavar="FILE", help="what `status --output` wrote")
    rep.add_argument("--output", type=Path, default=Path("adr-report"), metavar="DIR")
    rep.add_argument("--title", default="Decisions", help="the page's and the feed's title")
    rep.add_argument("--site", metavar="URL", help="where the report will be published; the feed links there")
    return parser


# Commands


def _plan(args: argparse.Namespace) -> int:
    fleet, _ = config.load(args.config)
    if args.shards:
        repositories, faults = _repositories(args, fleet)
        sizes = Counter(sources.shard_of(repository.name, args.shards) for repository in repositories)
        matrix = [{"shard": f"{shard}/{args.shards}", "repositories": sizes[shard]} for shard in sorted(sizes)]
        print(json.dumps({"include": matrix}))
        return _tell_faults(faults)
    with _run(args, fleet, "plan") as (job, repositories, faults):
        entries = list(_through(args, job, repositories))
    entries.sort(key=lambda entry: entry["name"])
    if args.json:
        print(json.dumps(entries, indent=2))
    else:
        _table(entries)
        counts = Counter(entry.get("action") or entry["outcome"] for entry in entries)
        print(f"{len(entries)} repositories: " + ", ".join(f"{n} {what}" for what, n in counts.most_common()))
    return _end(entries, faults)


def _apply(args: argparse.Namespace) -> int:
    fleet, digest = config.load(args.config, pushes=not args.dry_run)
    with _run(args, fleet, args.command) as (job, repositories, faults):
        dry = args.dry_run or (len(repositories) > MANY and not args.yes)
        job = Job(job.command, fleet, job.pack, job.work, job.lock, dry)
        if dry and not args.dry_run:
            print(
                f"Dry run: {len(repositories)} repositories are more than {MANY}; --yes touches them.", file=sys.stderr
            )
        # A journal is gone on with only by the same command on the same selection with the same file and version.
        header = {
            "command": job.command,
            "version": job.pack.version,
            "file": digest,
            "selection": [args.only, args.limit, args.shard],
            "dry": dry,
        }
        header = json.loads(json.dumps(header))
        key = hashlib.sha256(json.dumps(header).encode()).hexdigest()[:12]
        journal = Journal(_state(args) / "journal" / f"{job.command}-{key}.jsonl", header, fresh=args.fresh)
        before = [journal.done[r.name] for r in repositories if r.name in journal.done]
        if before:
            print(f"Going on: {len(before)} of {len(repositories)} were done before.", file=sys.stderr)
        rest = [repository for repository in repositories if repository.name not in journal.done]
        # Only what the summary needs stays in memory: the journal has the rest.
        counts = Counter(entry["outcome"] for entry in before)
        told = [entry for entry in before if _worth_telling(entry)]
        try:
            for entry in _through(args, job, rest, before=len(before)):
                journal.add(entry)
                counts[entry["outcome"]] += 1
                if _worth_telling(entry):
                    told.append(entry)
        except BaseException:
            journal.close()
            raise
        journal.close({"finished": datetime.now(UTC).isoformat(timespec="seconds"), "counts": dict(counts)})
    if args.output:
        _write_json(args.output, {"run": header, "repositories": read(journal.path)[1:-1]})
    _summary(counts, told, dry=dry)
    return _tell_faults(faults) or int(counts["failed"] > 0)


def _status(args: argparse.Namespace) -> int:
    fleet, _ = config.load(args.config)
    data, faults = _look(args, fleet)
    if args.output:
        _write_json(args.output, data)
    else:
        print(report.table(data))
    return _end(data["repositories"], faults)


def _report(args: argparse.Namespace) -> int:
    faults: list[str] = []
    if args.inputs:
        data = report.merge([_read_status(path) for path in args.inputs])
    else:
        fleet, _ = config.load(args.config)
        data, faults = _look(args, fleet)
    for path in report.write(data, args.output, title=args.title, site=args.site):
        print(path)
    return _end(data["repositories"], faults)


# What they share


@contextlib.contextmanager
def _run(args: argparse.Namespace, fleet: Fleet, command: Command) -> Iterator[tuple[Job, list[Repository], list[str]]]:
    """The run's folder, lock, pack and repositories; the folder goes when the run ends, however it ends."""
    state = _state(args)
    state.mkdir(parents=True, exist_ok=True)
    (state / ".gitignore").write_text("*\n", encoding="utf-8")
    with _alone(state / "lock") as lock:
        # What a killed run left: nothing in it is of use, each repository is begun anew.
        for left in state.glob("work-*"):
            shutil.rmtree(left, ignore_errors=True)
        git.LIMIT = fleet.git.timeout
        token = os.environ.get(fleet.pack.token_env or "")
        address = pack.fetchable(fleet.pack.url)
        pairs = git.authorization(address, fleet.git.token_user or "x-access-token", token) if token else []
        with git.environment(git.config_environment(pairs)):
            the_pack = pack.fetch(fleet.pack.url, fleet.pack.version, fleet.pack.aliases, state)
        unknown = config.unknown_answers(fleet, set(the_pack.questions))
        if unknown:
            raise FleetError("\n".join(f"{args.config}: {line}" for line in unknown))
        repositories, faults = _repositories(args, fleet)
        work = Path(tempfile.mkdtemp(prefix="work-", dir=state)).resolve()
        previous = signal.signal(signal.SIGTERM, _terminated)
        try:
            yield Job(command, fleet, the_pack, work, lock), repositories, faults
        finally:
            signal.signal(signal.SIGTERM, previous)
            shutil.rmtree(work, ignore_errors=True)


def _through(
    args: argparse.Namespace, job: Job, repositories: list[Repository], before: int = 0
) -> Iterator[dict[str, Any]]:
    """What came of each repository, in the order in which they get done, with the progress on screen."""
    progress = Progress(before + len(repositories), before=before)
    jobs = min(args.jobs or 2 * (os.cpu_count() or 1), max(len(repositories), 1))
    # Room for a clone and a push that both take git's own time limit to fail.
    timeout = 3 * job.fleet.git.timeout
    preload = (
        ["copier_adr.fleet.work", "copier_adr.fleet.engine"]
        if job.command in ("bootstrap", "update")
        else ["copier_adr.fleet.work"]
    )
    answers = pool.run(repositories, start, (job,), jobs=jobs, timeout=timeout, preload=preload)
    try:
        for answer in answers:
            if isinstance(answer, pool.Lost):
                answer = {"name": answer.task.name, "url": answer.task.url, "outcome": "failed", "why": answer.why}
            progress.step(answer["name"], _line(answer), failed=answer["outcome"] == "failed")
            yield answer
    finally:
        progress.end()
        answers.close()  # type: ignore[attr-defined]


def _repositories(args: argparse.Namespace, fleet: Fleet) -> tuple[list[Repository], list[str]]:
    install()
    repositories, faults = sources.list_repositories(fleet, args.config.parent)
    if args.only:
        repositories = [r for r in repositories if config.matches(r.name, args.only)]
    if args.shard:
        number, of = args.shard
        repositories = [r for r in repositories if sources.shard_of(r.name, of) == number]
    if args.limit:
        repositories = repositories[: args.limit]
    return repositories, faults


def _look(args: argparse.Namespace, fleet: Fleet) -> tuple[report.Data, list[str]]:
    with _run(args, fleet, "status") as (job, repositories, faults):
        entries = sorted(_through(args, job, repositories), key=lambda entry: entry["name"])
        data = report.collect(entries, url=job.pack.url, version=job.pack.version)
    return data, faults


@contextlib.contextmanager
def _alone(path: Path) -> Iterator[Path | None]:
    """One run at a time on one state folder; workers of a run that was killed are waited for."""
    if fcntl is None:
        yield None
        return
    with path.open("a") as file:
        until = time.monotonic() + LOCK_WAIT
        told = False
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except OSError:
                if time.monotonic() > until:
                    raise FleetError(f"another run holds {path}; wait for its end, or give --state DIR") from None
                if not told:
                    print("Waiting for another run to end.", file=sys.stderr)
                    told = True
                time.sleep(0.2)
        fcntl.flock(file, fcntl.LOCK_SH)
        yield path


def _state(args: argparse.Namespace) -> Path:
    return Path(args.state or args.config.parent / ".adr-fleet")


def _terminated(*_: Any) -> None:
    raise KeyboardInterrupt


def _read_status(path: Path) -> report.Data:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise FleetError(f"{path}: cannot be read: {error}; `adr-fleet status --output` writes it") from None
    if not isinstance(data, dict) or not isinstance(data.get("repositories"), list):
        raise FleetError(f"{path}: is no status file; `adr-fleet status --output` writes one")
    return data


def _write_json(path: Path, data: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")


# Words


def _worth_telling(entry: Entry) -> bool:
    return bool(entry["outcome"] == "failed" or entry.get("conflicts") or entry.get("notes"))


def _line(entry: Entry) -> str:
    """What happened in one repository, in one line."""
    parts = [entry["outcome"]]
    if entry["outcome"] in ("failed", "skipped", "current", "waiting") and entry["why"]:
        parts = [entry["why"]] if entry["outcome"] == "failed" else [entry["outcome"], entry["why"]]
    elif entry["outcome"] == "would":
        parts = [f"would {entry.get('action', '')}", entry["why"]]
    if entry.get("pull_request"):
        parts.append(entry["pull_request"])
    if entry.get("conflicts"):
        parts.append(f"conflicts in {', '.join(entry['conflicts'])}")
    if entry.get("closed"):
        parts.append(f"replaced {', '.join(entry['closed'])}")
    return _clean(": ".join(part for part in parts[:2] if part) + "".join(f"; {part}" for part in parts[2:]))


def _clean(text: str) -> str:
    """Nothing that a forge or a repository said can steer the terminal."""
    return "".join(character if character.isprintable() else "?" for character in text)


def _table(entries: list[Entry]) -> None:
    width = max((len(entry["name"]) for entry in entries), default=0)
    for entry in entries:
        what = entry.get("action", "") if entry["outcome"] == "would" else entry["outcome"]
        print(f"{_clean(entry['name']).ljust(width)}  {what.ljust(9)}  {_clean(entry['why'])}")


def _summary(counts: Counter[str], told: list[Entry], *, dry: bool) -> None:
    total = sum(counts.values())
    print(f"{total} repositories: " + ", ".join(f"{n} {what}" for what, n in counts.most_common()))
    for entry in told:
        if entry["outcome"] == "failed":
            print(f"  failed    {_clean(entry['name'])}: {_clean(entry['why'])}")
        elif entry.get("conflicts"):
            print(f"  conflicts {_clean(entry['name'])}: {_clean(', '.join(entry['conflicts']))}")
        for note in entry.get("notes", ()) if entry["outcome"] != "failed" else ():
            print(f"  note      {_clean(entry['name'])}: {_clean(note)}")
    if dry:
        print("Nothing was pushed: this was a dry run.")


def _tell_faults(faults: list[str]) -> int:
    for fault in faults:
        print(f"adr-fleet: {_clean(fault)}", file=sys.stderr)
    return int(bool(faults))


def _end(entries: list[Entry], faults: list[str]) -> int:
    failed = [entry for entry in entries if entry["outcome"] == "failed"]
    if failed:
        print(f"{len(failed)} failed: {', '.join(_clean(entry['name']) for entry in failed[:20])}", file=sys.stderr)
    return _tell_faults(faults) or int(bool(failed))


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be 1 or more")
    return number


def _shard(text: str) -> tuple[int, int]:
    number, _, of = text.partition("/")
    if not (number.isdigit() and of.isdigit() and 1 <= int(number) <= int(of)):
        raise argparse.ArgumentTypeError("must be like 2/8")
    return int(number), int(of)
