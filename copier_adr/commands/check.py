"""TODO."""

from __future__ import annotations


from ..check.baseline import read_baseline, without_old, write_baseline
from ..check.finding import Finding
from ..check.fix import fix
from ..check.log import check_log
from ..check.outputs import FORMATS
from ..check.rules import ERROR, NEVER_OLD
from ..faults import Misuse
from ..log.messages import out, say


def cmd_check(args) -> int:
    taken = set()
    for part in ",".join(args.taken).split(","):
        if part.strip():
            if not part.strip().isdigit():
                raise Misuse(f"--taken {part}: numbers, with commas between")
            taken.add(int(part))
    findings: list[Finding] = []
    for folder in args.dirs:
        log, found = check_log(folder, args.base, taken, args.merged)
        if args.fix and fix(log, found):
            log, found = check_log(folder, args.base, taken, args.merged)
        if args.write_baseline:
            write_baseline(folder, [f.key for f in found if f.rule not in NEVER_OLD])
        kept = without_old(folder, found)
        if args.fix and any(f.rule == "stale-baseline" for f in kept):
            keys_now = {f.key for f in found}
            write_baseline(folder, [key for key in read_baseline(folder) if key in keys_now])
            kept = without_old(folder, found)
        findings += kept
    out(FORMATS[args.format](findings))
    errors = sum(1 for f in findings if f.severity == ERROR)
    if findings and args.format == "text":
        say(
            f"{errors} error{'' if errors == 1 else 's'}, {len(findings) - errors} warning{'' if len(findings) - errors == 1 else 's'}"
        )
    return 1 if errors else 0
