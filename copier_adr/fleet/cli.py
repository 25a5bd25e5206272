"""The command line: `adr-fleet plan | bootstrap | update | status | report`."""

import argparse
import hashlib
import json
import os
import sys
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from copier_adr.fleet import config, report, sources
from copier_adr.fleet.answers import impossible_answers
from copier_adr.fleet.config import Loaded
from copier_adr.fleet.errors import FleetError
from copier_adr.fleet.facts import Data
from copier_adr.fleet.git import QUIET
from copier_adr.fleet.journal import Journal, read
from copier_adr.fleet.run import repositories_of, running, state_of, through
from copier_adr.fleet.say import end, summary, table, tell_faults, worth_telling
from copier_adr.fleet.tokens import hide_memory
from copier_adr.streams import harmless, mute

MANY = 10
"""More repositories than this are only touched with `--yes`."""

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
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    args = _parser().parse_args(argv)
    os.environ.update(QUIET)
    hide_memory()
    try:
        return int(args.run(args))
    except FleetError as error:
        for line in str(error).splitlines():
            print(f"adr-fleet: {harmless(line)}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        mute(sys.stdout)
        mute(sys.stderr)
        return 1
    except KeyboardInterrupt:
        goes_on = "; the same command goes on from here" if args.run is _apply else ""
        print(f"\nadr-fleet: stopped{goes_on}", file=sys.stderr)
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


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be 1 or more")
    return number


def _shard(text: str) -> tuple[int, int]:
    number, _, of = text.partition("/")
    if not (number.isdecimal() and of.isdecimal() and 1 <= int(number) <= int(of)):
        raise argparse.ArgumentTypeError("must be like 2/8")
    return int(number), int(of)


# Commands


def _plan(args: argparse.Namespace) -> int:
    loaded = config.load(args.config)
    if args.shards:
        repositories, faults = repositories_of(args, loaded)
        sizes = Counter(sources.shard_of(repository.name, args.shards) for repository in repositories)
        matrix = [{"shard": f"{shard}/{args.shards}", "repositories": sizes[shard]} for shard in sorted(sizes)]
        print(json.dumps({"include": matrix}))
        return tell_faults(faults)
    with running(args, loaded, "plan") as (job, repositories, faults):
        impossible = impossible_answers(job)
        if impossible:
            raise FleetError("\n".join(f"{args.config}: {line}" for line in impossible))
        entries = list(through(args, job, repositories))
    entries.sort(key=lambda entry: entry["name"])
    if args.json:
        print(json.dumps(entries, indent=2))
    else:
        table(entries)
        counts = Counter(entry.get("action") or entry["outcome"] for entry in entries)
        print(f"{len(entries)} repositories: " + ", ".join(f"{n} {what}" for what, n in counts.most_common()))
    return end(entries, faults)


def _apply(args: argparse.Namespace) -> int:
    loaded = config.load(args.config, pushes=not args.dry_run)
    with running(args, loaded, args.command) as (job, repositories, faults):
        dry = args.dry_run or (len(repositories) > MANY and not args.yes)
        job = replace(job, dry=dry)
        if dry and not args.dry_run:
            print(
                f"Dry run: {len(repositories)} repositories are more than {MANY}; --yes touches them.", file=sys.stderr
            )
        # A journal is gone on with only by the same command on the same selection with the same file and version.
        header = {
            "command": job.command,
            "version": job.pack.version,
            "file": loaded.digest,
            "selection": [args.only, args.limit, args.shard],
            "dry": dry,
        }
        header = json.loads(json.dumps(header))
        key = hashlib.sha256(json.dumps(header).encode()).hexdigest()[:12]
        journal = Journal(state_of(args) / "journal" / f"{job.command}-{key}.jsonl", header, fresh=args.fresh)
        before = [journal.done[r.name] for r in repositories if r.name in journal.done]
        if before:
            print(f"Going on: {len(before)} of {len(repositories)} were done before.", file=sys.stderr)
        rest = [repository for repository in repositories if repository.name not in journal.done]
        # Only what the summary needs stays in memory: the journal has the rest.
        counts = Counter(entry["outcome"] for entry in before)
        told = [entry for entry in before if worth_telling(entry)]
        try:
            for entry in through(args, job, rest, before=len(before)):
                journal.add(entry)
                counts[entry["outcome"]] += 1
                if worth_telling(entry):
                    told.append(entry)
        except BaseException:
            journal.close()
            raise
        journal.close({"finished": datetime.now(UTC).isoformat(timespec="seconds"), "counts": dict(counts)})
    if args.output:
        _write_json(args.output, {"run": header, "repositories": read(journal.path)[1:-1]})
    summary(counts, told, dry=dry)
    return tell_faults(faults) or int(counts["failed"] > 0)


def _status(args: argparse.Namespace) -> int:
    loaded = config.load(args.config)
    data, faults = _look(args, loaded)
    if args.output:
        _write_json(args.output, data)
    else:
        print(report.table(data))
    return end(data["repositories"], faults)


def _report(args: argparse.Namespace) -> int:
    faults: list[str] = []
    if args.inputs:
        data = report.merge([_read_status(path) for path in args.inputs])
    else:
        loaded = config.load(args.config)
        data, faults = _look(args, loaded)
    for path in report.write(data, args.output, title=args.title, site=args.site):
        print(path)
    return end(data["repositories"], faults)


def _look(args: argparse.Namespace, loaded: Loaded) -> tuple[Data, list[str]]:
    with running(args, loaded, "status") as (job, repositories, faults):
        entries = sorted(through(args, job, repositories), key=lambda entry: entry["name"])
        data = report.collect(entries, url=job.pack.url, version=job.pack.version)
    return data, faults


def _read_status(path: Path) -> Data:
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
