"""The command line: how a call is understood and run. Which commands there are is in commands/table.py.

The joined `adr.py` and the installed `adr` share it. What differs between the two (how the log is found, what runs a
command, commands of its own) is their Shape; their name is that of program.py.
"""

from __future__ import annotations

import os
import re
import sys

from .commands.table import COMMANDS, ON_ALL, ON_SEVERAL, overview
from .faults import Misuse
from .log.contract import BLANK, CONTRACT, restored
from .log.messages import from_here, guarded, nearest, note, out, say
from .log.project import every_log, logs_around, way_out
from .program import ADR
from .version import VERSION

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Callable
    from typing import Any

    from .commands.table import Command


class Shape:
    """What differs between the joined `adr.py` and the installed `adr`.

    `where` says in the help which log it takes without `--dir`, `find_logs` gives the folders of the logs that this may
    be (several where that is not plain), `runs` gives what runs a command, `more` are commands besides `COMMANDS` that
    find their own place to work in, `at_start` sees the logs before a command runs on them, and `makes` are commands
    for which the log's folder need not be there.
    """

    def __init__(
        self,
        where: str,
        find_logs: Callable[[], list[str]],
        runs: Callable[[str], Callable[[Any], int]],
        more: dict[str, Command] | None = None,
        at_start: Callable[[list[str]], None] | None = None,
        makes: tuple[str, ...] = (),
    ) -> None:
        self.where = where
        self.find_logs = find_logs
        self.runs = runs
        self.more = more or {}
        self.at_start = at_start
        self.makes = makes
        self.commands = {**COMMANDS, **self.more}


def command_at(argv: list[str]) -> int:
    """Where in `argv` the command stands: the first word that is neither --dir nor its value."""
    at = 0
    while at < len(argv) and (argv[at] == "--dir" or argv[at].startswith("--dir=")):
        at += 2 if argv[at] == "--dir" else 1
    return at


def named_command(argv: list[str], known: dict[str, Command]) -> list[str]:
    """The one command that `argv` surely runs, so that no other has to be set up; all where that is not plain."""
    word = argv[command_at(argv) :][:1]
    return word if word and word[0] in known else list(known)


def reports_as_commands(argv: list[str]) -> list[str]:
    """`generate toc` as `toc`, `generate graph` as the graph that adr-tools draws."""
    at = command_at(argv)
    at += argv[at : at + 1] == ["help"]
    if argv[at : at + 1] != ["generate"] or argv[at + 1 : at + 2] not in (["toc"], ["graph"]):
        return argv
    asked = argv[at + 1 :]
    drawn = ["--format", "adr-tools"] if asked[0] == "graph" and argv[at - 1 : at] != ["help"] else []
    return [*argv[:at], asked[0], *drawn, *asked[1:]]


def as_asked(argv: list[str], known: dict[str, Command]) -> list[str]:
    """`help COMMAND` as `COMMAND --help`; `help`, `-h` and nothing as `--help`."""
    argv = reports_as_commands(argv)
    at = command_at(argv)
    if argv[at:] in ([], ["help"], ["-h"], ["--help"]):
        return ["--help"]
    if argv[at] == "help":
        return [argv[at + 1], "--help"] if argv[at + 1] in known else argv[at + 1 : at + 2]
    return argv


def parser_for(argv: list[str], shape: Shape) -> ArgumentParser:
    """The parser of the command that `argv` runs."""
    import argparse

    class Parser(argparse.ArgumentParser):
        def error(self, message: str) -> Any:
            named = named_command(argv, shape.commands)
            its = shape.commands[named[0]].arguments if len(named) == 1 else []
            options = ["--dir", "--help", *(name for names, _ in its for name in names if name[0] == "-")]
            prog = " ".join([ADR, *named]) if len(named) == 1 else ADR
            say(f"{ADR}: {meant(message, list(shape.commands), options)}\nSee `{prog} --help`.")
            raise SystemExit(2)

    def form(prog: str) -> argparse.HelpFormatter:
        # argparse asks for a formatter at every argument, and without a width that imports what measures terminals.
        asked = any("-h" in word for word in argv)
        return argparse.RawDescriptionHelpFormatter(prog, width=None if asked else 80)

    place = f"the log's folder (default: {shape.where})"
    parser = Parser(prog=ADR, formatter_class=form)
    parser.add_argument(
        "--dir", action="append", metavar="DIR", help=place + "; check, index, for and owners take several"
    )
    parser.add_argument("--version", action="version", version=f"{ADR} {VERSION}", help="print the pack's version")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True, parser_class=Parser)
    for name in named_command(argv, shape.commands):
        _add_command(commands, name, shape, form, place)
    return parser


def _add_command(commands: Any, name: str, shape: Shape, form: Any, place: str) -> None:
    described = shape.commands[name]
    lines = "\n".join(f"  {ADR} {line}" for line in described.examples.split("\n"))
    about = described.text[0].upper() + described.text[1:] + "."
    command = commands.add_parser(name, description=about, epilog=f"example:\n{lines}", formatter_class=form)
    if described.on_log:
        from argparse import SUPPRESS

        command.add_argument("--dir", action="append", dest="more", metavar="DIR", default=SUPPRESS, help=place)
    for names, how in described.arguments:
        command.add_argument(*names, **how)


# What other tools call a command.
OTHER_NAMES = {
    "add": "new", "create": "new", "supersede": "new", "ls": "list", "open": "edit", "view": "show", "cat": "show",
    "print": "show", "find": "search", "grep": "search", "lint": "check", "validate": "check", "verify": "check",
    "mv": "move", "rename": "move", "accept": "status", "reject": "status", "approve": "status", "why": "for",
    "who": "cites", "codeowners": "owners", "diagram": "graph",
}  # fmt: skip


def meant(message: str, commands: list[str], options: list[str]) -> str:
    """What argparse found wrong; with the nearest command or option where one is misspelt."""
    m = re.search(r"invalid choice: '([^']*)'", message)
    if m and "COMMAND" in message:
        near = OTHER_NAMES.get(m.group(1).lower()) or nearest(m.group(1), commands)
        return f"there is no command {m.group(1)!r}" + (f"; did you mean `{ADR} {near}`?" if near else "")
    said, known = message, re.findall(r"[\w.-]+", message.partition("(choose from")[2])
    if not m:
        m = re.match(r"unrecognized arguments: (?:[^-]\S* )*(-[^\s=]+)", message)
        said, known = f"there is no option {m.group(1)}" if m else message, options
    near = nearest(m.group(1), known) if m else ""
    return said + (f"; did you mean {near}?" if near else "")


def log_folders(args: Any, shape: Shape) -> list[str]:
    """The logs that a command works on: one, or for check and index as many as are named."""
    given = getattr(args, "more", None) or args.dir
    folders = given or shape.find_logs()
    for folder in folders:
        if not os.path.isdir(folder):
            if args.command in shape.makes and not os.path.lexists(folder):
                continue
            raise Misuse(f"{folder}: is no folder; give the log's folder with --dir")
        link = way_out(folder)
        if link:
            real = os.path.realpath(folder)
            link = from_here(link)
            raise Misuse(f"{link}: is a link that leads out of its repository; name the log where it is: --dir {real}")
    if getattr(args, "all", False):
        return list(dict.fromkeys(log for folder in folders for log in every_log(folder)))
    if len(folders) > 1 and not given and args.command not in ON_ALL:
        named = "".join(f"\n  --dir {folder}" for folder in folders)
        also = " or --all" if hasattr(args, "all") else ""
        raise Misuse(f"there are several logs here; say which one with --dir{also}:{named}")
    if len(folders) > 1 and args.command not in ON_SEVERAL:
        raise Misuse(f"{args.command} works on one log; give --dir once")
    return folders


def say_missing_contract(folders: list[str]) -> None:
    """A log that the pack made has its contract; without it, records are read and written in another style."""
    for folder in folders:
        path = os.path.join(folder, CONTRACT)
        if os.path.lexists(path):
            continue
        if os.path.exists(os.path.join(folder, BLANK)) and logs_around(folder)[0]:
            path = from_here(path)
            note(f"{path}: is missing, so the log is taken for one of adr-tools' form; {restored(path)}")


def command_line(argv: list[str] | None, shape: Shape) -> int:
    """Run one command; the exit code: 0 all is well, 1 a fault, 2 a wrong call."""
    import gc

    gc.disable()  # short and with much to hold: collecting garbage would only cost time
    return guarded(lambda: run(sys.argv[1:] if argv is None else argv, shape))


def run(argv: list[str], shape: Shape) -> int:
    argv = as_asked(argv, shape.commands)
    if argv == ["--help"]:
        out(overview(ADR, shape.commands))
        return 0
    args: Any = parser_for(argv, shape).parse_args(argv)
    if shape.commands[args.command].on_log:
        args.dirs = log_folders(args, shape)
        args.dir = args.dirs[0]
        say_missing_contract(args.dirs)
        if shape.at_start:
            shape.at_start(args.dirs)
    args.commands = shape.commands
    return shape.runs(args.command)(args)
