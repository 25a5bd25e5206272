"""The command `adr`: what it adds to the commands that `adr.py` has as well.

`adr review` and `adr upgrade` are for pipelines: they do what adr_review.py and adr_update.py do in a log that has them.
"""

from __future__ import annotations

import importlib
import os
import re
import sys

from ..cli import Shape, command_line, named_command
from ..commands.table import MODULES, Command
from ..faults import Misuse
from ..log.messages import from_here, guarded, say
from ..log.project import logs_around
from ..text.files import decode, read_bytes
from ..text.joined_file import joined_version
from ..text.pattern import Pattern
from ..version import VERSION
from .adr_tools import as_adr_tools
from .find import logs_here
from .options import CONFIG, INIT, UPDATE, UPGRADE_REPOSITORY

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


RELEASE = Pattern(r"^_commit:[ \t]*[\"']?v?(\d+\.\d+\.\d+)[\"']?[ \t\r]*$", re.MULTILINE)


def main(argv: list[str] | None = None) -> int:
    """Run `adr`; the exit code: 0 all is well, 1 a fault, 2 a wrong call."""
    words = list(sys.argv[1:] if argv is None else argv)
    called = [name for name in IN_PIPELINES if named_command(words, IN_PIPELINES) == [name] and name in words]
    if called:
        at = words.index(called[0])
        return guarded(lambda: run_in_pipeline(called[0], words[:at], words[at + 1 :]))
    more = {"init": INIT, "update": UPDATE, "config": CONFIG, "upgrade-repository": UPGRADE_REPOSITORY, **IN_PIPELINES}
    shape = Shape("the one that this folder belongs to", logs_here, runs, more, tell_version)
    return guarded(lambda: command_line(words, as_adr_tools(words, shape)))


def runs(name: str) -> Callable[[Any], int]:
    """What runs a command; only its own module is loaded."""
    own = {
        "init": cmd_init,
        "update": cmd_update,
        "config": cmd_of_adr_tools(name),
        "upgrade-repository": cmd_of_adr_tools(name),
    }
    if name in own:
        return own[name]
    module = importlib.import_module(f"..commands.{MODULES.get(name, name)}", __package__)
    found: Callable[[Any], int] = getattr(module, f"cmd_{name}")
    return found


def run_in_pipeline(name: str, before: list[str], words: list[str]) -> int:
    """`adr [--dir DIR] review …` or `upgrade …`: what follows the name is taken as that program takes it."""
    named = [word.removeprefix("--dir=") for word in before if word != "--dir"]
    folders = named or ([] if words == ["read"] else logs_here())
    if len(folders) > 1:
        raise Misuse(f"{name} works on one log; name it: adr --dir {folders[0]} {name} …")
    if folders and not os.path.isdir(folders[0]):
        raise Misuse(f"{folders[0]}: is no folder; give the log's folder with --dir")
    from pathlib import Path

    log = Path(folders[0]).resolve() if folders else None
    if name == "review":
        from ..review.in_log import main as review

        return review(words, log)
    from ..upgrade.in_log import main as upgrade

    return upgrade(words, log)


# What they take is read by those programs: `main` hands it on before it is parsed.
IN_PIPELINES = {
    "review": Command("pipeline", "hold open changes to the review rule", "review update --dry-run", on_log=False),
    "upgrade": Command("pipeline", "bring a new version as a request", "upgrade make --help", on_log=False),
}


def cmd_init(args: Any) -> int:
    """`adr init`; what it needs takes longer to import than most commands to run."""
    from .copying import init

    return init(args)


def cmd_update(args: Any) -> int:
    """`adr update`, likewise."""
    from .copying import update

    return update(args)


def cmd_of_adr_tools(name: str) -> Callable[[Any], int]:
    """A command that adr-tools alone has, on any log."""

    def run(args: Any) -> int:
        from .adr_tools_commands import RUNS

        return RUNS[name](args)

    return run


def tell_version(logs: list[str]) -> None:
    """Says in one line where a log is of another version: the two may judge alike cases differently."""
    for log in logs:
        place = os.path.join(log, "adr.py")
        theirs = version_of(place)
        if not theirs:
            place, theirs = pinned_version(log)
        if theirs and theirs != VERSION:
            say(f"adr: {from_here(place)} is of version {theirs}, this is {VERSION}; {_mend(theirs)}")
            return


def version_of(script: str) -> str:
    """The version that a joined file says at its head; "" where there is no such file or it says none."""
    try:
        with open(script, "rb") as file:
            return joined_version(file.read(1000))
    except OSError:
        return ""


def pinned_version(log: str) -> tuple[str, str]:
    """(answers file, version) of a log without adr.py, whose pipelines run that version; "" where it is no release."""
    root, logs = logs_around(log)
    for folder, name in logs.items():
        if os.path.realpath(os.path.join(root, folder)) == os.path.realpath(log):
            path = os.path.join(root, name)
            m = RELEASE.search(decode(read_bytes(path))[0])
            return path, m.group(1) if m else ""
    return "", ""


def _mend(theirs: str) -> str:
    try:
        older = [int(part) for part in theirs.split(".")] < [int(part) for part in VERSION.split(".")]
    except ValueError:
        older = True
    return "`adr update` makes them one" if older else f"install copier-adr {theirs} to have the same"
