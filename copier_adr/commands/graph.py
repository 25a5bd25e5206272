"""`graph`: which record supersedes or amends which."""

from __future__ import annotations

from ..log.graph import chain, dot, mermaid
from ..log.log import Log
from ..log.messages import out


class GraphCall:
    """What `graph` was called with."""

    dir: str
    format: str
    prefix: str
    extension: str


def cmd_graph(call: GraphCall) -> int:
    log = Log(call.dir)
    if call.format == "adr-tools":
        lines = chain(log, call.prefix, call.extension)
    else:
        lines = mermaid(log) if call.format == "mermaid" else dot(log)
    out("\n".join(lines) + "\n")
    return 0
