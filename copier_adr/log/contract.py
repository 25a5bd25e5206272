"""What adr.json says of a log."""

from __future__ import annotations

import os
import re

from ..faults import Fault
from ..record.name_form import usable_form
from ..text.files import read_bytes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

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
# What `index` says in adr.json where the project keeps the list of its records, in the file `index_file`.
OWN_INDEX = "own"


def own_index_file(contract: Contract) -> str:
    """The file below the log in which the project keeps its own list of records; "" where adr.py writes the index."""
    return str(contract.get("index_file") or "README.md") if contract.get("index") == OWN_INDEX else ""


def load_contract(folder: str) -> Contract:
    """The log's adr.json, filled up from the default; the default alone where there is none."""
    import json

    path = os.path.join(folder, CONTRACT)
    try:
        return read_contract(read_bytes(path))
    except FileNotFoundError:
        return {**NYGARD, "assumed": True}
    except OSError as error:
        reason = error.strerror or str(error)
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        reason = f"is no JSON: {error}"
    except ValueError as error:
        reason = str(error)
    raise Fault(f"{path}: {reason}; {restored(path)}")


def restored(path: str) -> str:
    """How a file that the pack wrote comes back."""
    return f"`git restore {path}` brings back what was committed"


def read_contract(data: bytes) -> Contract:
    """What the bytes of an adr.json say, filled up from the default.

    ValueError where they are no JSON, or of another shape than a contract; RecursionError where they are too deep.
    """
    import json

    found = json.loads(data.decode("utf-8-sig"))
    if not isinstance(found, dict):
        raise ValueError("is no mapping")  # noqa: TRY004 - it is the file that is wrong
    found = {key: value for key, value in found.items() if value is not None}
    for key, (kind, words) in SHAPES.items():
        if not isinstance(found.get(key, kind()), kind) or isinstance(found.get(key), bool):
            raise ValueError(f"its {key!r} is no {words}")  # noqa: TRY004 - likewise
    wrong = next((key for key, fits in FITTING.items() if key in found and not fits(found[key])), "")
    if wrong:
        raise ValueError(f"its {wrong!r} is not of the form that the pack writes")
    contract = {**NYGARD, "reference": "[{title}]({file})", **found}
    contract["record"] = {"title": NYGARD["record"]["title"], **contract["record"]}
    return contract


def _is_place(value: object) -> bool:
    """Whether it says where a record states a fact: `{"section": "Status"}`."""
    return isinstance(value, dict) and all(isinstance(part, str) for part in (*value, *value.values()))


WIDEST = 20  # digits of a number
SHAPES: dict[str, tuple[type, str]] = {
    "style": (str, "text"),
    "reference": (str, "text"),
    "index": (str, "text"),
    "index_file": (str, "text"),
    "numbering": (str, "text"),
    "filename_prefix": (str, "text"),
    "file_name": (str, "text"),
    "number_width": (int, "whole number"),
    "record": (dict, "mapping"),
    "rules": (dict, "mapping"),
    "history": (dict, "mapping"),
    "statuses": (list, "list"),
    "sections": (list, "list"),
}
FITTING: dict[str, Callable[[Any], bool]] = {
    "number_width": lambda width: 0 <= width <= WIDEST,
    # Not the beginning of a path: a record is written into its log and nowhere else.
    "filename_prefix": lambda prefix: re.fullmatch(r"(?!\.)[\w. -]{0,80}", prefix) is not None,
    "file_name": lambda form: not form or bool(usable_form(form)),
    "index": lambda index: index in (OWN_INDEX, "written"),
    # Beside the records, and nowhere else.
    "index_file": lambda name: re.fullmatch(r"(?!\.)[^/\\\x00-\x1f]{1,120}", name) is not None,
    "record": lambda record: all(
        isinstance(place, str) if fact == "title" else place is None or _is_place(place)
        for fact, place in record.items()
    ),
    "history": lambda place: _is_place(place) and "section" in place,
    "statuses": lambda statuses: all(isinstance(status, str) for status in statuses),
    "sections": lambda sections: all(isinstance(one, dict) and isinstance(one.get("heading"), str) for one in sections),
}
