"""`cites`: who cites a record, in the project's tracked files."""

from __future__ import annotations

import os

from ..faults import Fault
from ..log.citations import Citing, in_force_instead
from ..log.git import why_git_fails
from ..log.log import Log, one
from ..log.messages import from_here, note, out, safe
from ..streams import harmless_json

CITED_SHOWN = 160


class CitesCall:
    """What `cites` was called with."""

    dir: str
    record: str
    json: bool


def cmd_cites(call: CitesCall) -> int:
    log = Log(call.dir)
    record = one(log, call.record)
    citing = Citing(log, [record])
    if citing.found is None:
        raise Fault(f"{log.folder}: {why_git_fails(log.folder)}; citations are found with git, in files that it tracks")
    found = [citation for citation in citing.found if record.file in citation.files]
    if call.json:
        import json

        rows = [{"file": c.path, "line": c.line, "citation": c.words, "text": c.text.strip()} for c in found]
        out(harmless_json(json.dumps(rows, indent=1)) + "\n", made=True)
    else:
        for c in found:
            place = safe(from_here(os.path.join(citing.root, c.path)))
            out(f"{place}:{c.line}: {safe(' '.join(c.text.split())[:CITED_SHOWN])}\n")
    instead = in_force_instead(log, record) if record.status == "superseded" else []
    if instead:
        note(f"{record.file} is superseded; in force: {', '.join(other.file for other in instead)}")
    if not found and not call.json:
        note(f"no tracked file cites {record.file}")
    return 0
