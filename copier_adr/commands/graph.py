"""`graph`: which record supersedes or amends which."""

from __future__ import annotations

from ..log.graph import dot, mermaid
from ..log.log import Log
from ..log.messages import out


class GraphCall:
    """What `graph` was called with."""

    dir: str
    format: str


def cmd_graph(call: GraphCall) -> int:
    log = Log(call.dir)
    out("\n".join(mermaid(log) if call.format == "mermaid" else dot(log)) + "\n")
    return 0
