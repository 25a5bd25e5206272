"""TODO."""

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

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def arg(*names: str, **how: Any) -> tuple:
    """One argument of a command, as argparse's `add_argument` takes it."""
    return names, how


DIR_HELP = "the log's folder (default: where adr.py lies)"
# command: (what runs it, what it does, an example, its arguments)
COMMANDS: dict[str, tuple] = {
    "new": (
        cmd_new,
        "write the next record",
        "adr.py new Use PostgreSQL for orders\n  adr.py new -s 5 Use MySQL instead\n"
        '  adr.py new -l "5:Amends:Amended by" Keep orders for ten years',
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
        "adr.py list --status accepted\n  adr.py list --json",
        [
            arg("--json", action="store_true", help="as JSON, with every fact"),
            arg("--status", action="append", metavar="S", help="only records of this status; may be repeated"),
        ],
    ),
    "status": (
        cmd_status,
        "set a record's status",
        "adr.py status 12 accepted",
        [
            arg("record", metavar="N", help="the record's number or file"),
            arg("status", nargs="+", metavar="STATUS", help="one of the style's words"),
        ],
    ),
    "link": (
        cmd_link,
        "link two records both ways",
        "adr.py link 12 Amends 5 'Amended by'\n  adr.py link 5 'Superseded by' 12 Supersedes",
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
        "adr.py index\n  adr.py index --check",
        [
            arg("--all", action="store_true", help="every log of the project"),
            arg("--check", action="store_true", help="only say whether it is stale (exit 1)"),
        ],
    ),
    "check": (
        cmd_check,
        "find faults",
        "adr.py check\n  adr.py check --base origin/main --format github\n  adr.py check --fix\n  adr.py check --all",
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
        "adr.py renumber 12\n  adr.py renumber 0012-use-kafka.md 31",
        [
            arg("old", metavar="OLD", help="the record's number, or its file where two share the number"),
            arg("new", type=int, nargs="?", metavar="NEW", help="its new number, if not the next free one"),
        ],
    ),
    "graph": (
        cmd_graph,
        "show which record supersedes or amends which",
        "adr.py graph > graph.mmd\n  adr.py graph --format dot | dot -Tsvg > graph.svg",
        [arg("--format", choices=["mermaid", "dot"], default="mermaid", help="mermaid or dot")],
    ),
    "toc": (
        cmd_toc,
        "print the records as a Markdown list",
        "adr.py toc -p docs/adr/",
        [arg("-p", dest="prefix", default="", metavar="PREFIX", help="what stands before each link's file")],
    ),
    "adopt": (
        cmd_adopt,
        "take over a log that was there before: its README gains an index, its old faults a baseline",
        "adr.py --dir doc/adr adopt",
        [],
    ),
    "move": (
        cmd_move,
        "move the log to another folder of the project, with every link to it and from it",
        "adr.py move docs/decisions",
        [arg("to", metavar="FOLDER", help="where to, from the project's root; not there yet")],
    ),
}


def named_command(argv: list[str]) -> list[str]:
    """The one command that `argv` surely runs, so that no other has to be set up; all where that is not plain."""
    words = iter(argv)
    for word in words:
        if word == "--dir":
            next(words, None)
        elif not word.startswith("--dir="):
            return [word] if word in COMMANDS else list(COMMANDS)
    return list(COMMANDS)


def arguments(argv: list[str]) -> Any:
    """What `argv` asks for, as argparse reads it; `dirs` holds the logs to work on, `dir` the first of them."""
    import argparse

    class Parser(argparse.ArgumentParser):
        def error(self, message: str) -> Any:
            import difflib

            m = re.search(r"invalid choice: '([^']*)'", message)
            near = difflib.get_close_matches(m.group(1), list(COMMANDS), 1, 0.5) if m and "COMMAND" in message else []
            if m and near:
                message = f"there is no command {m.group(1)!r}; did you mean `adr.py {near[0]}`?"
            sys.stderr.write(f"adr.py: {message}\nSee `{self.prog} --help`.\n")
            raise SystemExit(2)

    def form(prog: str) -> argparse.HelpFormatter:
        # argparse asks for a formatter at every argument, and without a width that imports what measures terminals.
        asked = any("-h" in word for word in argv)
        return argparse.RawDescriptionHelpFormatter(prog, width=None if asked else 80)

    parser = Parser(
        prog="adr.py",
        description="Keep a log of decision records.",
        epilog="adr.py COMMAND --help shows more, with an example.",
        formatter_class=form,
    )
    parser.add_argument("--dir", action="append", metavar="DIR", help=DIR_HELP + "; check and index take several")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True, parser_class=Parser)
    for name in named_command(argv):
        _, text, example, its = COMMANDS[name]
        command = commands.add_parser(
            name,
            help=text,
            description=text[0].upper() + text[1:] + ".",
            epilog=f"example:\n  {example}",
            formatter_class=form,
        )
        command.add_argument(
            "--dir", action="append", dest="more", metavar="DIR", default=argparse.SUPPRESS, help=DIR_HELP
        )
        for names, how in its:
            command.add_argument(*names, **how)
    args = parser.parse_args(argv)
    folders = getattr(args, "more", None) or args.dir or [os.path.dirname(os.path.abspath(__file__))]
    if getattr(args, "all", False):
        folders = list(dict.fromkeys(log for folder in folders for log in every_log(folder)))
    if len(folders) > 1 and args.command not in ("check", "index"):
        raise Misuse(f"{args.command} works on one log; give --dir once")
    args.dirs, args.dir = folders, folders[0]
    return args


def main(argv: list[str] | None = None) -> int:
    """Run one command; the exit code: 0 all is well, 1 a fault, 2 a wrong call."""
    import gc

    gc.disable()  # short and with much to hold: collecting garbage would only cost time
    return guarded(lambda: run(sys.argv[1:] if argv is None else argv))


def run(argv: list[str]) -> int:
    args = arguments(argv)
    for folder in args.dirs:
        if not os.path.isdir(folder):
            raise Misuse(f"{folder}: is no folder; give the log's folder with --dir")
    return COMMANDS[args.command][0](args)
