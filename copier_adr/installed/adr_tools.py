"""Whether a call is one of adr-tools on a log of its own: then `adr` does what adr-tools 3.0.0 does.

A log is adr-tools' where `.adr-dir` names it, or one of adr-tools' variables is set, as long as the pack has not taken it
over: it has no adr.json, and no answers file lies above it.
"""

from __future__ import annotations

import os

from ..cli import Shape, command_at
from ..faults import Misuse
from ..log.contract import CONTRACT
from ..log.project import USUAL_FOLDERS
from .find import POINTER, answered_in, folders_up, has_records, pointer_in, wrong_pointer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

TEMPLATE, DATE, PAGER = "ADR_TEMPLATE", "ADR_DATE", "ADR_PAGER"
USUAL = "doc/adr"  # where adr-tools keeps a log that nothing names


def variables_set() -> bool:
    """Whether the environment is set up for adr-tools."""
    return any(os.environ.get(name) for name in (TEMPLATE, DATE, PAGER))


def adr_tools_log(argv: list[str]) -> str:
    """The folder of adr-tools' log that a call means, as adr-tools prints it; "" where it means none.

    The folder may be still to come.

    Raises:
        Misuse: `.adr-dir` names no folder of the project.
    """
    given = argv[: command_at(argv)]
    if given:
        named = given[-1].removeprefix("--dir=")
        ours = os.path.exists(os.path.join(named, CONTRACT)) or not (variables_set() or _is_pointed_at(named))
        return "" if ours else named
    for folder in folders_up("."):
        if os.path.isfile(os.path.join(folder, CONTRACT)) or answered_in(folder):
            return ""
        found = _named_in(folder)
        if found:
            shown = os.path.normpath(os.path.join(os.path.relpath(folder, os.path.realpath(".")), found))
            return "" if os.path.exists(os.path.join(shown, CONTRACT)) else shown.replace(os.sep, "/")
    if not variables_set():
        return ""
    other = any(has_records(path) for up in folders_up(".") for path in _usual_in(up))
    return "" if other else USUAL


def _named_in(folder: str) -> str:
    """The log that this folder says is adr-tools'; "" where it says nothing of one."""
    named = pointer_in(folder)
    if named is None:
        return USUAL if variables_set() and os.path.isdir(os.path.join(folder, USUAL)) else ""
    place = os.path.realpath(os.path.join(folder, named))
    inside = place.startswith(os.path.join(os.path.realpath(folder), ""))
    if not named or not inside or (os.path.lexists(place) and not os.path.isdir(place)):
        raise Misuse(wrong_pointer(os.path.join(folder, POINTER), named))
    return named


def _is_pointed_at(named: str) -> bool:
    log = os.path.realpath(named)
    return any(
        pointer and os.path.realpath(os.path.join(folder, pointer)) == log
        for folder in folders_up(os.path.dirname(log))
        for pointer in [pointer_in(folder)]
    )


def _usual_in(folder: str) -> list[str]:
    return [path for path in (os.path.join(folder, usual) for usual in USUAL_FOLDERS) if os.path.isdir(path)]


def as_adr_tools(argv: list[str], shape: Shape) -> Shape:
    """`shape`, or one that does adr-tools' commands as adr-tools does them, where the call is one on its log."""
    at = command_at(argv)
    word, rest = "".join(argv[at : at + 1]), argv[at + 1 :]
    plain = not any(part.startswith("-") for part in rest)
    # With options that adr-tools does not have, `list` and `init` are the pack's.
    if word not in ("new", "link", "list", "init") or (word in ("list", "init") and not plain):
        return shape
    if word == "init" and not variables_set():
        return shape  # takes the log over
    folder = adr_tools_log(argv)
    if not folder:
        return shape

    def runs(name: str) -> Callable[[Any], int]:
        from . import adr_tools_commands

        return adr_tools_commands.RUNS[name]

    return Shape(shape.where, lambda: [folder], runs, shape.more, makes=("new", "list"))
