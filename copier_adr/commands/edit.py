"""`edit`: open a record in a person's editor."""

from __future__ import annotations

from ..edit.editor import editor_for, open_in_editor
from ..log.find import place_of
from ..log.log import Log, one

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .show import ShowCall


def cmd_edit(call: ShowCall) -> int:
    log = Log(call.dir)
    open_in_editor(place_of(log.folder, one(log, call.record).file), editor_for(log.folder))
    return 0
