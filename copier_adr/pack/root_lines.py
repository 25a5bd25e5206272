"""What leads coding agents from the project's root to the log: the files, the words, the markers around them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..log.project import AGENTS_MARKER
from . import layout, tool

Answers = Mapping[str, Any]


def lines(answers: Answers) -> list[str]:
    """What an agent has to know before it reads the log's own AGENTS.md."""
    log, adr = answers["adr_dir"], tool.command(answers)
    return [
        f"- Decisions bind: read {log}/AGENTS.md before you change the architecture.",
        f"- Before you edit FILE, follow what `{adr} for FILE` names.",
        "- Where a decision is in the way, propose a record that supersedes it.",
    ]


def block(answers: Answers) -> list[str]:
    """The lines between the markers, as formatters leave them."""
    return ["", *layout.markdown("\n".join(lines(answers))).split("\n"), ""]


def markers(log_name: str) -> tuple[str, str]:
    """The line above and the line below; each further log has its own."""
    more = f"-{log_name}" if log_name else ""
    return f"{AGENTS_MARKER}{more} -->", f"{AGENTS_MARKER}stop{more} -->"
