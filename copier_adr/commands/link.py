"""`link`: two records linked both ways."""

from __future__ import annotations

from ..edit.lock import Lock
from ..edit.page import save
from ..edit.relation import relate
from ..log.log import Log, two_ends
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
        source, target = two_ends(log, call.record, call.target)
        pages: dict[str, str | None] = {}
        said = [
            f"{one_end.file}: {label} {other.file}\n"
            for one_end, label, other in ((source, call.label, target), (target, call.reverse, source))
            if relate(log, log.contract, one_end, label, other, pages)
        ]
        save(log, pages)
    out("".join(said))
    return 0
