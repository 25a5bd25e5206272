"""The code that lands in a log: the pack's, byte for byte, whatever a formatter or a person did to it.

A copy renders it like any other file. An update leaves it out of all that it renders and merges, and writes it at its
end (`renew.py`): a merge would put conflict markers into a program.
"""

from __future__ import annotations

from pathlib import Path

from ..bundle import joined
from ..version import VERSION

TEMPLATE = Path(__file__).resolve().parents[2] / "template" / "{{ adr_dir }}"
# File in a log -> the module that it is joined from. What is not here lies in `template/` as it is.
ENTRIES = {"adr.py": "in_log", "adr_review.py": "review.in_log", "adr_update.py": "upgrade.in_log"}


def text(name: str) -> str:
    """The text of a code file of a log."""
    if name in ENTRIES:
        return joined(ENTRIES[name], VERSION)
    return (TEMPLATE / name).read_text(encoding="utf-8")


def source(name: str) -> Path:
    """The file of `template/` that a code file is rendered from."""
    return TEMPLATE / (f"{name}.jinja" if name in ENTRIES else name)
