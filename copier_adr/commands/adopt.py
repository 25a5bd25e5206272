"""TODO."""

from __future__ import annotations

import os

from ..check.baseline import write_baseline
from ..check.log import check_log
from ..check.rules import NEVER_OLD
from ..edit.adopt import adopt_index
from ..edit.change import Change
from ..edit.lock import Lock
from ..log.contract import BASELINE
from ..log.index import index_file
from ..log.log import Log
from ..log.messages import out


def cmd_adopt(args) -> int:
    with Lock(args.dir):
        log = Log(args.dir)
        change = Change()
        path = index_file(args.dir)
        done = adopt_index(log, path, change)
        change.commit()
        baseline = os.path.join(args.dir, BASELINE)
        if not os.path.exists(baseline) and log.records:
            _, findings = check_log(args.dir)
            keys = [f.key for f in findings if f.rule not in NEVER_OLD]
            if keys:
                write_baseline(args.dir, keys)
                done.append(f"{baseline}: {len(set(keys))} old faults")
    out("".join(line + "\n" for line in done))
    return 0
