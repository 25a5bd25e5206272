"""The command `adr`: what it adds to the commands that `adr.py` has as well."""

from __future__ import annotations

import os

from ..cli import Shape
from ..cli import main as run
from ..log.messages import from_here, say
from ..text.joined_file import joined_version
from ..version import VERSION
from .find import logs_here
from .options import INIT, UPDATE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ..cli import Command


def main(argv: list[str] | None = None) -> int:
    """Run `adr`; the exit code: 0 all is well, 1 a fault, 2 a wrong call."""
    more: dict[str, Command] = {
        "init": (cmd_init, "start a log in this project, or take over the one that is there", *INIT),
        "update": (cmd_update, "bring this version of the pack, or other answers, to a log", *UPDATE),
    }
    return run(argv, Shape("the one that this folder belongs to", logs_here, more, tell_version))


def cmd_init(args: Any) -> int:
    """`adr init`; what it needs takes longer to import than most commands to run."""
    from .copying import init

    return init(args)


def cmd_update(args: Any) -> int:
    """`adr update`, likewise."""
    from .copying import update

    return update(args)


def tell_version(logs: list[str]) -> None:
    """Says in one line where a log's `adr.py` is of another version: the two may judge alike cases differently."""
    for log in logs:
        script = os.path.join(log, "adr.py")
        theirs = version_of(script)
        if theirs and theirs != VERSION:
            say(f"adr: {from_here(script)} is of version {theirs}, this is {VERSION}; {_mend(theirs)}")
            return


def version_of(script: str) -> str:
    """The version that a joined file says at its head; "" where there is no such file or it says none."""
    try:
        with open(script, "rb") as file:
            return joined_version(file.read(1000))
    except OSError:
        return ""


def _mend(theirs: str) -> str:
    try:
        older = [int(part) for part in theirs.split(".")] < [int(part) for part in VERSION.split(".")]
    except ValueError:
        older = True
    return "`adr update` makes them one" if older else f"install copier-adr {theirs} to have the same"
