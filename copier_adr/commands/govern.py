"""`for`: the decisions in force that govern files."""

from __future__ import annotations

import os

from ..faults import Misuse
from ..log.changing import files_at_work
from ..log.find import place_of
from ..log.govern import governed_root, governing, in_force, patterns_of, sentence_of
from ..log.graph import row_label
from ..log.log import Log
from ..log.messages import from_here, in_colour, out, painted, safe, say
from ..log.project import project_files
from .list import print_json

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ..log.govern import Governing

SHOWN_PATHS = 3  # paths that a decision is shown with


class ForCall:
    """What `for` was called with."""

    dirs: list[str]
    paths: list[str]
    changed: str | None
    json: bool


def cmd_for(call: ForCall) -> int:
    if not call.paths and call.changed is None:
        raise Misuse("for: name files, or --changed for those that you changed")
    root = governed_root(call.dirs[0])
    paths = [path for given in call.paths for path in asked_paths(root, given)]
    if call.changed is not None:
        paths += files_at_work(root, call.changed)
    logs = [Log(folder) for folder in call.dirs]
    for log in logs:
        say_bad_patterns(log)
    found = governing(logs, dict.fromkeys(paths))
    if call.json:
        print_json([governing_json(one, root) for one in found])
        return 0
    for one in found:
        print_decision(one)
    if not found:
        say(none_governs(paths))
    return 0


def asked_paths(root: str, given: str) -> list[str]:
    """A path that a person gave, from the repository's root on; of a folder its files, and one that may come."""
    path = os.path.abspath(given)
    below = below_root(path, root) or below_root(os.path.realpath(path), os.path.realpath(root))
    if not below:
        say(f"{given}: lies outside {root}, so no decision here governs it")
        return []
    is_folder = os.path.isdir(path) or given.endswith(("/", os.sep))
    if not is_folder:
        return [below]
    lead = "" if below == "." else below + "/"
    return [lead + "…", *[file for file in project_files(root) if file.startswith(lead)]]


def below_root(path: str, root: str) -> str:
    """A path from a folder on, with `/`; "" for one that lies elsewhere."""
    try:
        relative = os.path.relpath(path, root).replace(os.sep, "/")
    except ValueError:  # another drive
        return ""
    return "" if relative == ".." or relative.startswith("../") else relative


def say_bad_patterns(log: Log) -> None:
    for record in in_force(log):
        for text, why in patterns_of(record)[1]:
            say(f"{from_here(place_of(log.folder, record.file))}: its pattern {text!r} {why}")


def none_governs(paths: list[str]) -> str:
    if not paths:
        return "Nothing is changed."
    more = f" and {len(paths) - 1} more" if len(paths) > 1 else ""
    return f"No decision in force governs {safe(paths[0])}{more}."


def sentence(one: Governing) -> str:
    """What a decision says, in one sentence; its title where no section says it."""
    return sentence_of(one.log, one.record) or one.record.title or one.record.file


def governing_json(one: Governing, root: str) -> dict[str, Any]:
    record, place = one.record, place_of(one.log.folder, one.record.file)
    return {
        "file": below_root(os.path.abspath(place), root) or place,
        "number": record.number,
        "title": record.title,
        "status": record.status,
        "what": sentence(one),
        "pattern": one.pattern.text,
        "paths": one.paths,
    }


def print_decision(one: Governing) -> None:
    """Its number, status and title; where it stands; what it says; the pattern, and what of it was asked for."""
    record = one.record
    head = f"{row_label(record)}  {record.status}  {record.title or record.file}"
    out(painted(safe(head), "1" if in_colour() else "") + "\n", made=True)
    more = f" and {len(one.paths) - SHOWN_PATHS} more" if len(one.paths) > SHOWN_PATHS else ""
    lines = (
        sentence(one),
        f"{one.pattern.text} takes in {', '.join(one.paths[:SHOWN_PATHS])}{more}",
        from_here(place_of(one.log.folder, record.file)),
    )
    out("".join(f"    {safe(line)}\n" for line in lines), made=True)
