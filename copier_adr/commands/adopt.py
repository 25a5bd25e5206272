"""`adopt`: take over a log that was there before."""

from __future__ import annotations

import os

from ..check.baseline import possible_old, write_baseline
from ..check.log import check_log
from ..edit.adopt import adopt_index
from ..edit.change import Change
from ..edit.journal import Journal
from ..edit.lock import Lock
from ..log.contract import BASELINE
from ..log.index import counted
from ..log.log import Log
from ..log.messages import out
from ..program import ADR


class AdoptCall:
    """What `adopt` was called with."""

    dir: str
    replace: bool


def cmd_adopt(call: AdoptCall) -> int:
    with Lock(call.dir):
        log = Log(call.dir)
        change = Change(Journal(call.dir))
        done = adopt_index(log, change, call.replace)
        change.commit()
        baseline = os.path.join(call.dir, BASELINE)
        if not os.path.lexists(baseline) and log.records:
            log, found = check_log(call.dir)
            keys = possible_old(found)
            if keys:
                write_baseline(log, keys)
                old = [finding for finding in found if finding.key in keys]  # as `check` counts them
                done.append(f"{baseline}: {counted(old, 'old fault')}; `{ADR} check --old` lists them")
    out("".join(line + "\n" for line in done))
    return 0
