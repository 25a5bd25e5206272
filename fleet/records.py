"""Decision records, as the pack's own `adr.py` reads them. Nothing here opens a record.

It is the pack's copy, at the fleet's version, that runs, never the one in the project: a project's file may have
been changed by anyone who can push there, and a fleet run holds tokens.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from fleet.errors import FleetError


def listed(adr: Path, log: Path) -> list[dict[str, Any]]:
    """The records of a log: `adr.py list --json`."""
    found = _run(adr, log, "list", "--json")
    if not isinstance(found, list):
        raise FleetError(f"{log.name}: adr.py list gave no array")
    return found


def checked(adr: Path, log: Path) -> list[dict[str, Any]]:
    """The faults of a log, old ones in its baseline left out: `adr.py check --format json`."""
    found = _run(adr, log, "check", "--format", "json")
    faults = found.get("faults", found.get("findings", [])) if isinstance(found, dict) else found
    if not isinstance(faults, list):
        raise FleetError(f"{log.name}: adr.py check gave no array")
    return faults


def _run(adr: Path, log: Path, *command: str) -> Any:
    done = subprocess.run(
        [sys.executable, "-I", str(adr), "--dir", str(log), *command],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        timeout=120,
    )
    try:
        return json.loads(done.stdout)
    except ValueError:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        raise FleetError(f"adr.py {command[0]}: {said[-1] if said else f'exit code {done.returncode}'}") from None
