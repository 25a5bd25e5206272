"""Decision records, as the `adr.py` of the installed copier-adr reads them. Nothing here opens a record.

The file in the project never runs: it may have been changed by anyone who can push there, and a fleet run holds
tokens.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from copier_adr.fleet.errors import FleetError

LIMIT = 120
"""Seconds."""

# As a module it is compiled once for all repositories; as a script it would be compiled for each.
_RUN = "import sys; sys.path.insert(0, sys.argv.pop(1)); import adr; sys.exit(adr.main(sys.argv[1:]))"


def listed(adr: Path, project: Path, log: str) -> list[dict[str, Any]]:
    """The records of the log in that folder of the project: `adr.py list --json`."""
    return _run(adr, project, log, "list", "--json")


def checked(adr: Path, project: Path, log: str) -> list[dict[str, Any]]:
    """The faults of a log on its default branch, old ones in its baseline left out: `adr.py check --merged`.

    That a record is still proposed is told as an open proposal; it is a fault only where the log's rules say so.
    """
    found = _run(adr, project, log, "check", "--merged", "--format", "json")
    return [fault for fault in found if (fault.get("rule"), fault.get("severity")) != ("undecided", "warning")]


def _run(adr: Path, project: Path, log: str, *command: str) -> list[dict[str, Any]]:
    try:
        done = subprocess.run(
            [sys.executable, "-I", "-c", _RUN, str(adr.resolve().parent), "--dir", log, *command],
            cwd=project,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=LIMIT,
        )
    except subprocess.TimeoutExpired:
        raise FleetError(f"adr.py {command[0]}: reading {log} takes longer than {LIMIT} seconds") from None
    try:
        found = json.loads(done.stdout)
    except ValueError:
        found = None
    if not isinstance(found, list):
        said = done.stderr.decode(errors="replace").strip().splitlines()
        raise FleetError(f"adr.py {command[0]}: {said[-1] if said else f'exit code {done.returncode}'}")
    return found
