"""The command line: which commands there are, what each takes, and how one is run.

The joined `adr.py` and the installed `adr` share it. What differs between the two (how the log is found, commands of
its own) is handed to `main`; their name is that of program.py.
"""

from __future__ import annotations

import os
import re
import sys

from .check.outputs import FORMATS
from .commands.adopt import cmd_adopt
from .commands.check import cmd_check
from .commands.graph import cmd_graph
from .commands.index import cmd_index
from .commands.link import cmd_link
from .commands.list import cmd_list
from .commands.move import cmd_move
from .commands.new import cmd_new
from .commands.renumber import cmd_renumber
from .commands.status import cmd_status
from .commands.toc import cmd_toc
from .faults import Misuse
from .log.contract import BASELINE
from .log.messages import guarded
from .log.project import every_log
from .program import ADR
from .version import VERSION

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Callable
    from typing import Any

    Argument = tuple[tuple[str, ...], dict[str, Any]]
    # What runs it, what it does, examples without the program's name, its arguments.
    Command = tuple[Callable[[Any], int], str, str, list[Argument]]


def arg(*names: str, **how: Any) -> Argument:
    """One argument of a command, as argparse's `add_argument` takes it."""
    return names, how


COMMANDS: dict[str, Command] = {
    "new": (
        cmd_new,
        "write the next record",
        "new Use PostgreSQL for orders\nnew -s 5 Use MySQL instead\n"
        'new -l "5:Amends:Amended by" Keep orders for ten years',
        [
            arg("--status", metavar="S", help="its status, if not the style's first"),
            arg("--number", type=int, metavar="N", help="its number, if not the next free one"),
            arg(
                "-s",
                "--supersede",
                action="append",
                default=[],
                metavar="OLD",
                help="a record that it supersedes; may be repeated",
            ),
            arg(
                "-l",
                "--link",
                action="append",
                default=[],
                metavar="TARGET:LABEL:REVERSE",
                help="a record to link to, both ways; may be repeated",
            ),
            arg("title", nargs="+", metavar="TITLE", help="the title; quotes are not needed"),
        ],
    ),
    "list": (
        cmd_list,
        "list the records",
        "list --status accepted\nlist --json --why",
        [
            arg("--json", action="store_true", help="as JSON, with every fact"),
            arg("--why", action="store_true", help="as JSON, with the place that each fact was taken from"),
            arg("--status", action="append", metavar="S", help="only records of this status; may be repeated"),
        ],
    ),
    "status": (
        cmd_status,
        "set a record's status",
        "status 12 accepted",
        [
            arg("record", metavar="N", help="the record's number or file"),
            arg(
                "--date",
                metavar="DAY",
                help="the day of the decision, YYYY-MM-DD (without it today's, where the style's date is that)",
            ),
            arg("status", nargs="+", metavar="STATUS", help="one of the style's words"),
        ],
    ),
    "link": (
        cmd_link,
        "link two records both ways",
        "link 12 Amends 5 'Amended by'\nlink 5 'Superseded by' 12 Supersedes",
        [
            arg("record", metavar="N", help="the record"),
            arg("label", metavar="LABEL", help="what it does, such as Amends"),
            arg("target", metavar="TARGET", help="the other record"),
            arg("reverse", metavar="REVERSE", help="how the other one says it, such as 'Amended by'"),
        ],
    ),
    "index": (
        cmd_index,
        "write the index in the log's README",
        "index\nindex --check",
        [
            arg("--all", action="store_true", help="every log of the project"),
            arg("--check", action="store_true", help="only say whether it is stale (exit 1)"),
        ],
    ),
    "check": (
        cmd_check,
        "find faults",
        "check\ncheck --base origin/main --format github\ncheck --fix\ncheck --all",
        [
            arg("--all", action="store_true", help="every log of the project"),
            arg(
                "--base",
                metavar="REF",
                help="compare with a commit, such as origin/main: numbers, accepted texts, statuses",
            ),
            arg("--format", choices=list(FORMATS), default="text", help="text, json, github, sarif or gitlab"),
            arg("--fix", action="store_true", help="mend what has one right answer first"),
            arg("--taken", action="append", default=[], metavar="N,N", help="numbers that other open changes take"),
            arg(
                "--merged",
                action="store_true",
                help="the log is on the default branch: report what is still undecided",
            ),
            arg(
                "--write-baseline",
                action="store_true",
                help=f"write {BASELINE}: what is wrong now passes from here on",
            ),
        ],
    ),
    "renumber": (
        cmd_renumber,
        "give a record another number, in every place that names it",
        "renumber 12\nrenumber 0012-use-kafka.md 31",
        [
            arg("old", metavar="OLD", help="the record's number, or its file where two share the number"),
            arg("new", type=int, nargs="?", metavar="NEW", help="its new number, if not the next free one"),
        ],
    ),
    "graph": (
        cmd_graph,
        "show which record supersedes or amends which",
        "graph > graph.mmd\ngraph --format dot | dot -Tsvg > graph.svg",
        [arg("--format", choices=["mermaid", "dot"], default="mermaid", help="mermaid or dot")],
    ),
    "toc": (
        cmd_toc,
        "print the records as a Markdown list",
        "toc -p docs/adr/",
        [arg("-p", dest="prefix", default="", metavar="PREFIX", help="what stands before each link's file")],
    ),
    "adopt": (
        cmd_adopt,
        "take over a log that was there before: its README gains an index, its old faults a baseline",
        "--dir doc/adr adopt",
        [],
    ),
    "move": (
        cmd_move,
        "move the log to another folder of the project, with every link to it and from it",
        "move docs/decisions",
        [arg("to", metavar="FOLDER", help="where to, from the project's root; not there yet")],
    ),
}


class Shape:
    """What differs between the joined `adr.py` and the installed `adr`.

    `where` says in the help which log it takes without `--dir`, `find_logs` gives the folders of the logs that this may
    be (several where that is not plain), `more` are commands besides `COMMANDS`, in the same form, that find their own
    place to work in, and `at_start` sees the logs before a command runs on them.
    """

    def __init__(
        self,
        where: str,
        find_logs: Callable[[], list[str]],
        more: dict[str, Command] | None = None,
        at_start: Callable[[list[str]], None] | None = None,
    ) -> None:
        self.where = where
        self.find_logs = find_logs
        self.more = more or {}
        self.at_start = at_start
        self.commands = {**self.more, **COMMANDS}


def beside() -> list[str]:
    """The log that the joined file lies in."""
    return [os.path.dirname(os.path.abspath(__file__))]


def named_command(argv: list[str], known: dict[str, Command]) -> list[str]:
    """The one command that `argv` surely runs, so that no other has to be set up; all where that is not plain."""
    words = iter(argv)
    for word in words:
        if word == "--dir":
            next(words, None)
        elif not word.startswith("--dir="):
            return [word] if word in known else list(known)
    return list(known)


def parser_for(argv: list[str], shape: Shape) -> ArgumentParser:
    """The parser of the command that `argv` runs."""
    import argparse

    class Parser(argparse.ArgumentParser):
        def error(self, message: str) -> Any:
            sys.stderr.write(f"{ADR}: {meant(message, list(shape.commands))}\nSee `{self.prog} --help`.\n")
            raise SystemExit(2)

    def form(prog: str) -> argparse.HelpFormatter:
        # argparse asks for a formatter at every argument, and without a width that imports what measures terminals.
        asked = any("-h" in word for word in argv)
        return argparse.RawDescriptionHelpFormatter(prog, width=None if asked else 80)

    place = f"the log's folder (default: {shape.where})"
    parser = Parser(
        prog=ADR,
        description="Keep a log of decision records.",
        epilog=f"{ADR} COMMAND --help shows more, with an example.",
        formatter_class=form,
    )
    parser.add_argument("--dir", action="append", metavar="DIR", help=place + "; check and index take several")
    parser.add_argument("--version", action="version", version=f"{ADR} {VERSION}", help="print the pack's version")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True, parser_class=Parser)
    for name in named_command(argv, shape.commands):
        _, text, examples, its = shape.commands[name]
        lines = "\n".join(f"  {ADR} {line}" for line in examples.split("\n"))
        about = text[0].upper() + text[1:] + "."
        command = commands.add_parser(
            name, help=text, description=about, epilog=f"example:\n{lines}", formatter_class=form
        )
        if name not in shape.more:
            its = [
                arg("--dir", action="append", dest="more", metavar="DIR", default=argparse.SUPPRESS, help=place),
                *its,
            ]
        for names, how in its:
            command.add_argument(*names, **how)
    return parser


def meant(message: str, commands: list[str]) -> str:
    """What argparse found wrong; with the nearest command where one is misspelt."""
    import difflib

    m = re.search(r"invalid choice: '([^']*)'", message)
    near = difflib.get_close_matches(m.group(1), commands, 1, 0.5) if m and "COMMAND" in message else []
    return f"there is no command {m.group(1)!r}; did you mean `{ADR} {near[0]}`?" if m and near else message


def log_folders(args: Any, shape: Shape) -> list[str]:
    """The logs that a command works on: one, or for check and index as many as are named."""
    given = getattr(args, "more", None) or args.dir
    folders = given or shape.find_logs()
    for folder in folders:
        if not os.path.isdir(folder):
            raise Misuse(f"{folder}: is no folder; give the log's folder with --dir")
    if getattr(args, "all", False):
        return list(dict.fromkeys(log for folder in folders for log in every_log(folder)))
    if len(folders) > 1 and not given:
        named = "".join(f"\n  --dir {folder}" for folder in folders)
        also = " or --all" if hasattr(args, "all") else ""
        raise Misuse(f"there are several logs here; say which one with --dir{also}:{named}")
    if len(folders) > 1 and args.command not in ("check", "index"):
        raise Misuse(f"{args.command} works on one log; give --dir once")
    return folders


def main(argv: list[str] | None = None, shape: Shape | None = None) -> int:
    """Run one command; the exit code: 0 all is well, 1 a fault, 2 a wrong call."""
    import gc

    gc.disable()  # short and with much to hold: collecting garbage would only cost time
    shape = shape or Shape("where adr.py lies", beside)
    return guarded(lambda: run(sys.argv[1:] if argv is None else argv, shape))


def run(argv: list[str], shape: Shape) -> int:
    args: Any = parser_for(argv, shape).parse_args(argv)
    if args.command not in shape.more:
        args.dirs = log_folders(args, shape)
        args.dir = args.dirs[0]
        if shape.at_start:
            shape.at_start(args.dirs)
    return shape.commands[args.command][0](args)
