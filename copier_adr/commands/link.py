"""`link`: two records linked both ways."""

from __future__ import annotations

from ..edit.lock import Lock
from ..edit.page import save
from ..edit.relation import relate
from ..faults import Misuse
from ..log.log import Log, one
from ..log.messages import out


class LinkCall:
    """What `link` was called with."""

    dir: str
    record: str
    label: str
    target: str
    reverse: str


def cmd_link(call: LinkCall) -> int:
    with Lock(call.dir):
        log = Log(call.dir)
        source = one(log, call.record)
        target = one(log, call.target, but=source)
        if source is target:
            raise Misuse("a record cannot be linked to itself")
        pages: dict[str, str | None] = {}
        said = [
            f"{one_end.file}: {label} {other.file}\n"
            for one_end, label, other in ((source, call.label, target), (target, call.reverse, source))
            if relate(log, log.contract, one_end, label, other, pages)
        ]
        save(log, pages)
    out("".join(said))
    return 0
