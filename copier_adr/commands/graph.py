"""TODO."""

from __future__ import annotations


from ..log.graph import dot, mermaid
from ..log.log import Log
from ..log.messages import out


def cmd_graph(args) -> int:
    log = Log(args.dir)
    out("\n".join(mermaid(log) if args.format == "mermaid" else dot(log)) + "\n")
    return 0
