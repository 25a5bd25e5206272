"""What the commands print about repositories."""

import sys
from collections import Counter

from copier_adr.fleet.journal import Entry
from copier_adr.streams import harmless


def worth_telling(entry: Entry) -> bool:
    return bool(entry["outcome"] == "failed" or entry.get("conflicts") or entry.get("notes"))


def line_of(entry: Entry) -> str:
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
    return harmless(": ".join(part for part in parts[:2] if part) + "".join(f"; {part}" for part in parts[2:]))


def table(entries: list[Entry]) -> None:
    width = max((len(entry["name"]) for entry in entries), default=0)
    for entry in entries:
        what = entry.get("action", "") if entry["outcome"] == "would" else entry["outcome"]
        print(f"{harmless(entry['name']).ljust(width)}  {what.ljust(9)}  {harmless(entry['why'])}")


def summary(counts: Counter[str], told: list[Entry], *, dry: bool) -> None:
    total = sum(counts.values())
    print(f"{total} repositories: " + ", ".join(f"{n} {what}" for what, n in counts.most_common()))
    for entry in told:
        if entry["outcome"] == "failed":
            print(f"  failed    {harmless(entry['name'])}: {harmless(entry['why'])}")
        elif entry.get("conflicts"):
            print(f"  conflicts {harmless(entry['name'])}: {harmless(', '.join(entry['conflicts']))}")
        for note in entry.get("notes", ()) if entry["outcome"] != "failed" else ():
            print(f"  note      {harmless(entry['name'])}: {harmless(note)}")
    if dry:
        print("Nothing was pushed: this was a dry run.")


def tell_faults(faults: list[str]) -> int:
    for fault in faults:
        print(f"adr-fleet: {harmless(fault)}", file=sys.stderr)
    return int(bool(faults))


def end(entries: list[Entry], faults: list[str]) -> int:
    failed = [entry for entry in entries if entry["outcome"] == "failed"]
    if failed:
        print(f"{len(failed)} failed: {', '.join(harmless(entry['name']) for entry in failed[:20])}", file=sys.stderr)
    return tell_faults(faults) or int(bool(failed))
