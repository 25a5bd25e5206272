"""Messages that end a copy or an update before a file is written: what is in the way, and the ways on."""

from __future__ import annotations

import json
import shlex
from collections.abc import Container, Mapping
from pathlib import Path
from typing import Any

from . import again
from .tool import installed, on_log


def in_the_way(paths: list[str], adr_dir: str, alone: Container[str]) -> str:
    """The message for files that are there and that the pack would write over; of those in `alone` git has no copy."""
    # The pack's own parts: a log without them is none of the pack's.
    needed = {f"{adr_dir}/{name}" for name in ("adr.py", "adr.json", "adr-template.md", "README.md")}
    keep = [path for path in paths if path not in needed]
    lost = any(path in alone for path in paths)
    keeps = "git has no copy of those that are not in it" if lost else "git keeps yours"
    ways = [f"to keep your own, add  --data {shlex.quote('keep=' + json.dumps(keep))}"] if keep else []
    ways += [
        f"to have the pack's instead, add  --overwrite  ({keeps})",
        "or move them away, and copy again",
    ]
    return (
        "These files are there, and the copy would write over them:\n\n"
        + "".join(f"  {path}{'   not in git' if path in alone else ''}\n" for path in paths)
        + "\nNothing was written. Ways on:\n\n"
        + "".join(f"  - {way}\n" for way in ways)
        + "\ndocs/adopt.md of the pack says what each means."
    )


def in_root(paths: list[str], adr_dir: str) -> str:
    """The message for records that lie in the project's root, or in folders of it that a log would have inside."""
    shown = paths[:8] + ([f"and {len(paths) - 8} more"] if len(paths) > 8 else [])
    tops = list(dict.fromkeys(path.partition("/")[0] for path in paths))
    moves = f"git mv them into a folder such as {adr_dir}"
    if len(tops) < 9:
        moves = f"mkdir -p {shlex.quote(adr_dir)} && git mv {shlex.join(tops)} {shlex.quote(adr_dir)}"
    return (
        "These records lie in the project's root, and a log needs a folder of its own:\n\n"
        + "".join(f"  {path}\n" for path in shown)
        + "\nNothing was written. Ways on:\n\n"
        + f"  - to take them over, {moves}, commit, and copy again\n"
        + f"  - to leave them and start a new log, add  --data adr_dir={shlex.quote(adr_dir)}"
    )


def in_one_file(path: str, count: int, adr_dir: str) -> str:
    """The message for a file that holds all decisions of the project, `count` of them."""
    return (
        f"{path} holds {count} decisions in one file, and a log has a file for each.\n"
        "\nNothing was written. Ways on:\n\n"
        f"  - to start a log beside it, which leaves it as it is, add  --data adr_dir={shlex.quote(adr_dir)}\n"
        f"  - to take its decisions over, write each into a file of its own, such as {adr_dir}/0001-its-title.md with\n"
        "    its title, status and date, commit, and copy again"
    )


def moved(before: Mapping[str, Any], now: tuple[str, ...], project: Path, answers_file: str) -> str:
    """The message for a log that lies in one of the folders `now`, and no more where the answers say."""
    was = str(before["adr_dir"])
    commands = []
    for log in now:
        command = f"{on_log(log, before)} move {shlex.quote(log)}"
        if not installed(before) and not _knows_moves(project / log / "adr.py"):
            above = shlex.quote(was.rpartition("/")[0] or ".")
            back = f"mkdir -p {above} && git mv {shlex.quote(log)} {shlex.quote(was)}"
            command = f"{back} && {on_log(was, before)} move {shlex.quote(log)}"
        commands.append(f"  {command}\n")
    which = "" if len(now) == 1 else " (the one of these that is right)"
    return (
        f"{answers_file} says that the log lies in {was}, and there is none; the pack's files\n"
        f"lie in {', '.join(now)}: the log was moved by hand. Nothing was written. This lets all that names it\n"
        f"follow{which}:\n\n" + "".join(commands) + "\nCommit that, and update as always."
    )


def _knows_moves(script: Path) -> bool:
    """Whether the program of a log mends what was moved by hand; that of an older version does not."""
    try:
        with open(script, "rb") as file:
            return b" edit.by_hand," in file.read(20_000)
    except OSError:
        return False


def for_an_update(changed: list[tuple[str, Any, Any]], command: str) -> str:
    """The message for a second copy that would change what is recorded; `command` updates."""
    names = {"_commit": "version"}
    return (
        "The project has the pack already, and this copy would change what it recorded:\n\n"
        + "".join(f"  {names.get(name, name)}: {before} -> {after}\n" for name, before, after in changed)
        + "\nNothing was written. Ways on:\n\n"
        + "  - a new version or other answers come with\n"
        + f"    {command}  (and the same --data)\n"
        + "  - a further log has answers of its own: add  --answers-file .copier-answers.adr-NAME.yml\n"
        + "  - to write every file of the pack anew, add  --overwrite  (git keeps yours)"
    )


def of_another_template(names: list[str], theirs: str, template: str, command: str) -> str:
    """The message for a copy in which Copier takes another template's answers for ours."""
    who = f" ({template})" if template else ""
    return (
        f"{theirs} holds the answers of another template{who}, and a copy that names no answers file of its own makes\n"
        f"Copier take them for ours: {', '.join(names)}. Nothing was written. The same copy with a file of its own:\n\n"
        f"  {command}"
    )


def copy_command(conf: Any, source: str, answers_file: str) -> str:
    """The copy that is running, as one would type it, with this answers file."""
    words = ["copy", "--trust"]
    words += [f"--{name}" for name in ("defaults", "overwrite", "pretend", "quiet") if conf[name]]
    words += ["--vcs-ref", str(conf["vcs_ref"])] if conf["vcs_ref"] else []
    words += ["--answers-file", answers_file]
    for name, value in conf["data"].items():
        text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        words += ["--data", f"{name}={text}"]
    return f"{again.copier()} {shlex.join([*words, source, str(conf['dst_path'])])}"


def unknown_names(unknown: list[tuple[str, str]]) -> str:
    """The message for answers to questions that there are not: (name, the nearest question or "")."""
    said = [
        f"{name}: is no question of the pack" + (f"; did you mean {near}?" if near else "") for name, near in unknown
    ]
    return "\n".join(
        [*said, "Nothing was written. copier.yml of the pack has the names; leave out what it does not have."]
    )


def conflicts_met(conflicts: list[str], adr: str) -> str:
    """What ends an update that left conflicts: how they are settled, and a line for each."""
    return (
        "\n\nIn the files below your edits and the pack's meet. Settle each, and before you commit:\n\n"
        f"  git add --all && {adr} index && {adr} check\n\n" + conflict_lines(conflicts).rstrip("\n")
    )


def conflict_lines(conflicts: list[str]) -> str:
    """A line for each file in conflict; where git has merged nothing, what Copier wrote beside it."""
    told = []
    for name in conflicts:
        beside = name.endswith(".rej")
        where = f"the pack's lines are in {name}" if beside else "between <<<<<<< and >>>>>>>"
        told.append(f"  conflict: {name.removesuffix('.rej')}   {where}\n")
    return "".join(told)


def mended(values: list[tuple[str, Any, Any]], answers_file: str, *, written: bool) -> str:
    """The message for answers that are recorded and cannot be: (question, before, now)."""
    lines = "".join(f"  {name}: {_shown(before)} -> {_shown(now)}\n" for name, before, now in values)
    if not written:
        return f"{answers_file} records what no answer can be. Write, and commit, instead:\n\n{lines}"
    message = "Mend the answers of the decision log"
    return (
        f"{answers_file} recorded what no answer can be. It is mended, and nothing else was written:\n\n{lines}\n"
        "Look at it, commit it, and run the same update again:\n\n"
        f"  git commit -m {shlex.quote(message)} {shlex.quote(answers_file)}"
    )


def _shown(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)
