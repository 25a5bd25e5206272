"""What Copier runs in a project when its files are written: `index`, `adopt` after a copy, `finish` after an update."""

from __future__ import annotations

import contextlib
import io

from ..edit.index import write_indexes
from ..log.messages import guarded

QUIET = "--quiet"


def main(words: list[str]) -> int:
    """Run `VERB ADR_DIR [ANSWERS_FILE] [--quiet]`; the exit code. Quietly, only what is wrong is said."""
    verb, *folder = [word for word in words if word and word != QUIET]
    with contextlib.redirect_stdout(io.StringIO()) if QUIET in words else contextlib.nullcontext():
        return guarded(lambda: run(verb, *folder))


def run(verb: str, adr_dir: str, answers_file: str = "") -> int:
    """One verb. Every log of the project is indexed, because each names the others."""
    if verb == "adopt":
        from ..commands.adopt import AdoptCall, cmd_adopt

        call = AdoptCall()
        call.dir = adr_dir
        return cmd_adopt(call)
    if verb == "finish":
        from .after_update import finish

        finish(".", adr_dir, answers_file)
        return 0
    return write_indexes(adr_dir)
