"""What may go to a terminal or a pipeline's log, and streams that nobody reads."""

from __future__ import annotations

import os
import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

# Azure Pipelines reads `##vso[` and `##[` anywhere, GitHub the latter too, TeamCity `##teamcity[`; GitHub and Forgejo
# read `::command::` at the start of a line.
MARK = r"##(?=\w{0,20}\[)"
RUNNER = re.compile(MARK + r"|^[^\S\n]*:(?=:[^\n]*::)", re.MULTILINE)
# What moves a cursor, ends a line or turns the direction of writing. A tab and a line's end stay.
CONTROL = re.compile("\r(?!\n)|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def harmless(text: str) -> str:
    """`text` on one line, with nothing in it that a terminal or a forge's runner could take for a command."""
    text = "".join(c if c.isprintable() else " " for c in text)
    return re.sub("::|" + MARK, lambda found: " ".join(found.group()), text)


def harmless_lines(text: str) -> str:
    """`text` as it is, line by line, but for signs that a terminal or a forge's runner could take for a command."""
    if CONTROL.search(text):
        text = CONTROL.sub("\ufffd", text)
    if "::" in text or "##" in text:
        text = RUNNER.sub(lambda found: "# #" if found.group() == "##" else f"{found.group()} ", text)
    return text


def harmless_json(text: str) -> str:
    """JSON that says the same, without signs that a forge's runner could take for a command."""
    return re.sub(MARK, r"#\\u0023", text)


def mute(stream: Any) -> None:
    """Lets a stream that nobody reads lead nowhere."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
    except (OSError, ValueError, AttributeError):
        pass  # it has no descriptor, so nothing is left to complain
