"""`edit`: open a record in a person's editor."""

from __future__ import annotations

import os

from ..edit.editor import open_in_editor
from ..log.log import Log, one

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .show import ShowCall


def cmd_edit(call: ShowCall) -> int:
    log = Log(call.dir)
    open_in_editor(os.path.join(log.folder, *one(log, call.record).file.split("/")))
    return 0
