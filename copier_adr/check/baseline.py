"""TODO."""

from __future__ import annotations

import os

from .finding import Finding
from .log import check_log
from .rules import NEVER_OLD
from ..edit.change import Change
from ..faults import Fault
from ..log.contract import BASELINE
from ..log.messages import from_here, out


def read_baseline(folder: str) -> list[tuple[str, str, str]]:
    """The old faults that a log was adopted with, as (rule, file, subject)."""
    import json

    path = os.path.join(folder, BASELINE)
    try:
        with open(path, encoding="utf-8-sig") as file:
            found = json.load(file)
        return [(entry["rule"], entry["file"], entry.get("subject", "")) for entry in found["faults"]]
    except FileNotFoundError:
        return []
    except (OSError, ValueError, KeyError, TypeError) as error:
        reason = (
            error if isinstance(error, (OSError, ValueError)) else "is no list of faults with a rule and a file each"
        )
        raise Fault(
            f"{path}: {reason}; restore it from git, or write it anew with `adr.py check --write-baseline`"
        ) from None


def write_baseline(folder: str, keys: list[tuple[str, str, str]]) -> None:
    """Write adr-baseline.json for these faults, or remove it where there are none.

    One fault to a line, in order, so that a change to it reads well.
    """
    import json

    rows = [
        json.dumps({"rule": r, "file": f, **({"subject": s} if s else {})}, ensure_ascii=False)
        for r, f, s in sorted(set(keys))
    ]
    text = '{"faults": [\n' + ",\n".join("  " + row for row in rows) + "\n]}\n"
    change = Change()
    change.write(os.path.join(folder, BASELINE), text.encode() if rows else None)
    change.commit()


# What a record lacks only because the log's style became another one.
OF_STYLE = ("missing-section", "unknown-status", "no-date")


def forgive(folder: str) -> None:
    """Put what the records lack of the log's new style into the baseline: they were written in an older one."""
    found = {finding.key for finding in check_log(folder)[1] if finding.rule in OF_STYLE}
    old = set(read_baseline(folder))
    new = found | {key for key in old if key[0] not in OF_STYLE}
    if new != old:
        write_baseline(folder, sorted(new))
        if found:
            path = from_here(os.path.join(folder, BASELINE))
            out(f"{path}: what {len({file for _, file, _ in found})} of the older records lack of the new style\n")


def without_old(folder: str, findings: list[Finding]) -> list[Finding]:
    """The findings that the baseline does not list, and one for each of its entries that no longer applies."""
    old = read_baseline(folder)
    if not old:
        return findings
    keys = {finding.key for finding in findings}
    kept = [f for f in findings if f.rule in NEVER_OLD or f.key not in set(old)]
    for rule, file, subject in old:
        if (rule, file, subject) not in keys:
            what = f"{rule} in {file}" + (f" ({subject})" if subject else "")
            kept.append(
                Finding(
                    folder,
                    (
                        "stale-baseline",
                        BASELINE,
                        1,
                        f"{rule} {file} {subject}",
                        f"its entry {what} no longer applies",
                    ),
                )
            )
    return kept
