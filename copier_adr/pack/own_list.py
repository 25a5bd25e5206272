"""The list of records that a log has before the pack comes, and what becomes of it: the question `index`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from copier.errors import UserMessageError
from jinja2 import Environment, pass_context
from jinja2.runtime import Context

from ..faults import Fault
from .offers import Offers
from .questions import RECORDED, folder_of

if TYPE_CHECKING:
    from ..log.log import Log


class Kept(NamedTuple):
    """A list that people keep: its file below the log, what it says beyond an index, whether Markdown."""

    file: str
    more: str
    can_hold_ours: bool


class OwnList(Offers):
    """Looks for such a list, once for each folder."""

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        self._kept: dict[Path, Kept | None] = {}

    def _kept_list(self, context: Context) -> Kept | None:
        """The list that a log has which this copy takes over; None where it has none."""
        log = folder_of(context) / str(context["adr_dir"])
        if not self._first(context) or not log.is_dir():
            return None
        if log not in self._kept:
            found = self._log(context)
            self._kept[log] = kept_in(found) if found else None
        return self._kept[log]

    def _has_selection(self, context: Context) -> bool:
        """Whether the log lists some of its records: no index, but people may want no other list beside it."""
        from ..log.listed import own_list  # see `kept_in`

        log = self._log(context)
        listed = own_list(log) if log else None
        return bool(listed and listed.is_selection)

    @pass_context
    def has_own_list(self, context: Context) -> bool:
        """Whether there is something to decide about a list."""
        return self._kept_list(context) is not None

    @pass_context
    def own_list_file(self, context: Context) -> str:
        """The file that has the list, in the project; "the log" where there is none."""
        kept = self._kept_list(context)
        return f"{context['adr_dir']}/{kept.file}" if kept else "the log"

    @pass_context
    def index_way(self, context: Context) -> str:
        """What becomes of the list unless people say otherwise: what is recorded, else what loses nothing."""
        before = self._answered(context)
        kept = self._kept_list(context)
        # Version 1 did not ask, and wrote every index.
        return str(before.get("index", "written")) if before else "own" if kept and kept.more else "written"

    @pass_context
    def index_file(self, context: Context) -> str:
        """The name of the file in the log that holds the index."""
        return str(context["own_readme"]) or "README.md"

    def _index_facts(self, context: Context) -> dict[str, Any]:
        """What adr.json says of the index; nothing where adr.py writes it."""
        own = context["index"] == "own"
        return {"index": "own", "index_file": self.index_file(context)} if own else {}

    def _refuse_wrong_way(self, context: Context) -> None:
        """Ends a first copy whose answer to `index` does not go with the list that is there."""
        kept, way = self._kept_list(context), context["index"]
        place = self.own_list_file(context)
        # An update renders its old version into an empty folder, with all that is recorded.
        here = self._first(context) and RECORDED not in context["_copier_conf"]["data"]
        if way == "own" and not kept and here and not self._has_selection(context):
            raise UserMessageError(
                "index: own needs a list of the records that the project keeps, and the log has none; answer written"
            )
        if not kept or way == "own":
            return
        if not kept.can_hold_ours:
            raise UserMessageError(
                f"index: {way} cannot be: {place} lists the records, and an index is written into Markdown alone. "
                "Answer own, which keeps that list and checks it, or delete the file first"
            )
        if way == "written" and kept.more:
            raise UserMessageError(
                f"index: written would lose what the list in {place} says, because {kept.more}. "
                "Answer own, which keeps that list and checks it, or replace, which writes the index in its place"
            )


def kept_in(log: Log) -> Kept | None:
    """The list in a log's folder, where there is one that is no index of the pack's."""
    from ..edit.adopt import kept_list  # most projects have no log, and its reader is the larger half of us

    try:
        listed = kept_list(log)
    except (Fault, OSError):
        return None
    return Kept(listed.name, listed.more_than_ours(), listed.can_hold_ours) if listed else None
