"""What Copier runs: `index`, `adopt`, `root-notes` after a copy, `put-away` before an update, `finish` after it."""

from __future__ import annotations

import contextlib
import io

from ..edit.index import write_indexes
from ..log.messages import guarded

QUIET = "--quiet"


def main(words: list[str]) -> int:
    """Run `VERB ADR_DIR [ANSWERS_FILE] [--quiet]`; the exit code. Quietly, only what is wrong is said."""
    verb, *rest = [word for word in words if word and word != QUIET]
    with contextlib.redirect_stdout(io.StringIO()) if QUIET in words else contextlib.nullcontext():
        return guarded(lambda: put_away(*rest) if verb == "put-away" else run(verb, *rest, quiet=QUIET in words))


def put_away(answers_file: str) -> int:
    """Before an update writes anything."""
    from .after_update import log_paths
    from .untracked import put_away

    put_away(".", log_paths(".", answers_file, merged=True), answers_file)
    return 0


def run(verb: str, adr_dir: str, answers_file: str = "", *, quiet: bool = False) -> int:
    """One verb. Every log of the project is indexed, because each names the others."""
    if verb in ("adopt", "replace"):
        from ..commands.adopt import AdoptCall, cmd_adopt

        call = AdoptCall()
        call.dir, call.replace = adr_dir, verb == "replace"
        return cmd_adopt(call)
    if verb == "root-notes":
        from .root_notes import follow

        follow(".", answers_file)
        return 0
    if verb == "finish":
        from .after_update import finish

        finish(".", adr_dir, answers_file, quiet=quiet)
        return 0
    return write_indexes(adr_dir)
