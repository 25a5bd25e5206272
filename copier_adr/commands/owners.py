"""`owners`: lines for CODEOWNERS from the deciders of decisions and the paths that these govern."""

from __future__ import annotations

from ..log.log import Log
from ..log.messages import from_here, note, out, safe
from ..log.owners import OWNER_FORMS, owner_lines
from ..program import ADR

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


class OwnersCall:
    """What `owners` was called with."""

    dirs: Sequence[str]
    format: str | None


def cmd_owners(call: OwnersCall) -> int:
    logs = [Log(folder) for folder in call.dirs]
    forge = logs[0].contract.get("forge")
    form = call.format or (forge if forge in OWNER_FORMS else OWNER_FORMS[0])
    lines = owner_lines(logs, form)
    if not any(line[0] != "#" for line in lines):
        note("owners: no decision in force has both paths (applies-to) and a decider with an @name")
    places = ", ".join(from_here(folder) for folder in call.dirs)
    head = [f"# From the decisions in {places}; `{ADR} owners` prints these lines anew."] if lines else []
    out("".join(f"{safe(line)}\n" for line in [*head, *lines]), made=True)
    return 0
