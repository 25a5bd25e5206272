"""`generate`: adr-tools' word before `toc` and `graph`; alone it names them."""

from __future__ import annotations

from ..log.messages import out


class GenerateCall:
    """What `generate` was called with: nothing, as `reports_as_commands` turns the rest into those commands."""

    dir: str


def cmd_generate(_call: GenerateCall) -> int:
    out("graph\ntoc\n")
    return 0
