"""The entries of adr-baseline.json."""

from __future__ import annotations

import os

from ..faults import Fault
from ..log.contract import BASELINE
from ..program import ADR
from ..text.files import read_bytes

TYPE_CHECKING = False
if TYPE_CHECKING:
    Key = tuple[str, str, str]  # rule, file, subject

# What a record lacks only because the log's style became another one.
OF_STYLE = ("missing-section", "unknown-status", "no-date")


def read_baseline(folder: str) -> list[Key]:
    """The old faults, as (rule, file, subject)."""
    path = os.path.join(folder, BASELINE)
    try:
        return entries(read_bytes(path))
    except FileNotFoundError:
        return []
    except OSError as error:
        reason = error.strerror or str(error)
    except (ValueError, RecursionError) as error:
        reason = str(error)
    except (KeyError, TypeError):
        reason = "is no list of faults with a rule and a file each"
    raise Fault(f"{path}: {reason}; restore it from git, or write it anew with `{ADR} check --write-baseline`")


def entries(data: bytes) -> list[Key]:
    """The entries of a baseline's bytes. ValueError, KeyError or TypeError where they are none."""
    import json

    found = json.loads(data.decode("utf-8-sig"))
    return [(entry["rule"], entry["file"], entry.get("subject", "")) for entry in found["faults"]]
