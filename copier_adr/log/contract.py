"""What adr.json says of a log."""

from __future__ import annotations

import os

from ..faults import Fault
from ..text.files import read_bytes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..vocabulary.words import Contract

CONTRACT, BLANK, BASELINE = "adr.json", "adr-template.md", "adr-baseline.json"
# What a log without adr.json is taken to write: the form that adr-tools made common.
NYGARD: Contract = {
    "style": "nygard",
    "title": "Nygard",
    "record": {
        "title": "# {number}. {title}",
        "status": {"section": "Status"},
        "date": {"line": "Date"},
        "supersedes": {"section": "Status"},
        "superseded_by": {"section": "Status"},
    },
    "reference": "[{number}. {title}]({file})",
    "statuses": ["Proposed", "Accepted", "Rejected", "Deprecated", "Superseded"],
    "sections": [],
    "numbering": "sequential",
    "number_width": 4,
    "filename_prefix": "",
    "rules": {},
}


def load_contract(folder: str) -> Contract:
    """The log's adr.json, filled up from the default; the default alone where there is none."""
    import json

    path = os.path.join(folder, CONTRACT)
    try:
        found = json.loads(read_bytes(path).decode("utf-8-sig"))
    except FileNotFoundError:
        return {**NYGARD, "assumed": True}
    except OSError as error:
        raise Fault(f"{path}: {error.strerror or error}; {restored(path)}") from None
    except (ValueError, RecursionError) as error:
        raise Fault(f"{path}: is no JSON: {error}; {restored(path)}") from None
    if not isinstance(found, dict) or not isinstance(found.get("record", {}), dict):
        raise Fault(f'{path}: is no mapping with a mapping "record" in it; {restored(path)}')
    return filled(found)


def restored(path: str) -> str:
    """How a file that the pack wrote comes back."""
    return f"`git restore {path}` brings back what was committed"


def filled(found: Contract) -> Contract:
    """What an adr.json says, with what it leaves out."""
    return {**NYGARD, "reference": "[{title}]({file})", **found}
