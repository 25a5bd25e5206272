"""Which commands there are: what each does, how it is called, what it takes.

Help, the nearest word to a misspelt one, and the completion of shells come from this table. What runs a command is
`cmd_NAME` of the module in this folder that is called like it, or as MODULES says.
"""

from __future__ import annotations

from ..log.contract import BASELINE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    Argument = tuple[tuple[str, ...], dict[str, Any]]


def arg(*names: str, **how: Any) -> Argument:
    """One argument of a command, as argparse's `add_argument` takes it."""
    return names, how


class Command:
    """One command.

    Attributes:
        group: the heading that it stands under in the overview, one of GROUPS.
        text: what it does, in under 40 characters, without a full stop.
        examples: without the program's name, one a line; the first stands in the overview.
        arguments: as `arg` makes them.
        on_log: whether a log is found for it; others say something of the program itself, or find their own place.
    """

    __slots__ = ("arguments", "examples", "group", "on_log", "text")

    def __init__(
        self, group: str, text: str, examples: str, arguments: list[Argument] | None = None, *, on_log: bool = True
    ) -> None:
        self.group, self.text, self.examples, self.on_log = group, text, examples, on_log
        self.arguments: list[Argument] = arguments or []


GROUPS = ("write", "read", "check", "log", "project", "pipeline")
ALL_LOGS = arg("--all", action="store_true", help="every log of the project")
RECORD = arg("record", metavar="N", help="the record's number or file")
EDIT = (
    arg("--edit", dest="edit", action="store_true", default=None, help="open it in your editor (so on a terminal)"),
    arg("--no-edit", dest="edit", action="store_false", default=None, help="do not"),
)

COMMANDS: dict[str, Command] = {
    "new": Command(
        "write",
        "write the next record",
        'new Use PostgreSQL\nnew -s 5 Use MySQL instead\nnew -l "5:Amends:Amended by" Keep orders for ten years\n'
        "new --from-issue issue.md",
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
            arg("--from-issue", metavar="FILE", help="take title and sections from an issue's text (- reads it)"),
            *EDIT,
            arg("title", nargs="*", metavar="TITLE", help="the title; quotes are not needed; asked on a terminal"),
        ],
    ),
    "status": Command(
        "write",
        "set a record's status",
        "status 12 accepted",
        [
            RECORD,
            arg(
                "--date",
                metavar="DAY",
                help="the day of the decision, YYYY-MM-DD (without it today's, where the style's date is that)",
            ),
            arg("status", nargs="+", metavar="STATUS", help="one of the style's words"),
        ],
    ),
    "link": Command(
        "write",
        "link two records both ways",
        "link 12 Amends 5 'Amended by'\nlink 5 'Superseded by' 12 Supersedes",
        [
            arg("record", metavar="N", help="the record"),
            arg("label", metavar="LABEL", help="what it does, such as Amends"),
            arg("target", metavar="TARGET", help="the other record"),
            arg("reverse", metavar="REVERSE", help="how the other one says it, such as 'Amended by'"),
        ],
    ),
    "edit": Command("write", "open a record in your editor", "edit 12", [RECORD]),
    "renumber": Command(
        "write",
        "give a record another number",
        "renumber 12\nrenumber 0012-use-kafka.md 31\nrenumber 2026-01-02-use-kafka.md 2026-02-03",
        [
            arg("old", metavar="OLD", help="the record's number, or its file where two share the number"),
            arg(
                "new",
                nargs="?",
                metavar="NEW",
                help="its new number, or the day in its name; if not the next free one, or today",
            ),
        ],
    ),
    "list": Command(
        "read",
        "list the records",
        "list --status accepted\nlist --since 2026-01-01 --sort date\nlist --json --why\nlist --grep kafka --paths",
        [
            arg(
                "--status",
                action="append",
                metavar="S,S",
                help="only records of these statuses; accepted: all in force",
            ),
            arg("--tag", action="append", metavar="T,T", help="only records with one of these tags"),
            arg("--since", metavar="DAY", help="only records of this day, YYYY-MM-DD, or a later one"),
            arg("--grep", action="append", metavar="WORD", help="only records that say it; see search"),
            arg("--sort", choices=["number", "date", "title", "status"], default="number", help="in which order"),
            arg(
                "--format", choices=["table", "json", "csv", "paths"], default="table", help="table, json, csv or paths"
            ),
            arg("--json", action="store_true", help="as JSON, with every fact"),
            arg("--paths", action="store_true", help="only the files, as paths from here"),
            arg("--brief", action="store_true", help="what is in force, a line of under 15 words each"),
            arg("--why", action="store_true", help="as JSON, with the place that each fact was taken from"),
        ],
    ),
    "show": Command("read", "print a record", "show 12", [RECORD]),
    "search": Command(
        "read",
        "find words in titles and texts",
        "search message queue",
        [arg("words", nargs="+", metavar="WORD", help="all of them; case and accents do not count")],
    ),
    "for": Command(
        "read",
        "name the decisions on a file",
        "for src/orders/api.py\nfor --changed\nfor --changed origin/main --json",
        [
            arg("paths", nargs="*", metavar="PATH", help="files, there or to come, or folders"),
            arg(
                "--changed",
                nargs="?",
                const="",
                metavar="BASE",
                help="the files that you changed since the last commit, or since the branch left BASE",
            ),
            arg("--json", action="store_true", help="as JSON"),
        ],
    ),
    "owners": Command(
        "read",
        "print lines for CODEOWNERS",
        "owners > .github/CODEOWNERS",
        [
            arg(
                "--format",
                choices=["github", "gitlab", "forgejo", "bitbucket"],
                help="github, gitlab, forgejo or bitbucket (default: the log's forge)",
            )
        ],
    ),
    "graph": Command(
        "read",
        "draw what supersedes what",
        "graph > graph.mmd\ngraph --format dot | dot -Tsvg > graph.svg",
        [
            arg(
                "--format", choices=["mermaid", "dot", "adr-tools"], default="mermaid", help="mermaid, dot or adr-tools"
            ),
            arg(
                "-p",
                dest="prefix",
                default="",
                metavar="PREFIX",
                help="what stands before each node's link (adr-tools)",
            ),
            arg(
                "-e", dest="extension", default=".html", metavar="EXT", help="what ends it (adr-tools; default: .html)"
            ),
        ],
    ),
    "cites": Command(
        "read",
        "list who cites a record",
        "cites 12\ncites 12 --json",
        [RECORD, arg("--json", action="store_true", help="as JSON")],
    ),
    "toc": Command(
        "read",
        "print a Markdown list of them",
        "toc -p docs/adr/",
        [
            arg("-i", dest="intro", metavar="FILE", help="a file whose text comes first"),
            arg("-o", dest="outro", metavar="FILE", help="a file whose text comes last"),
            arg("-p", dest="prefix", default="", metavar="PREFIX", help="what stands before each link's file"),
        ],
    ),
    "generate": Command(
        "read",
        "toc, or graph as adr-tools draws it",
        "generate toc\ngenerate graph -p https://acme.org/adr/ | dot -Tsvg > graph.svg",
        [arg("report", nargs="?", choices=["toc", "graph"], help="toc or graph; what they take: see those commands")],
    ),
    "stats": Command("read", "count records by status and year", "stats"),
    "check": Command(
        "check",
        "find faults",
        "check\ncheck 12\ncheck --base origin/main --format github\ncheck --fix\ncheck --all",
        [
            ALL_LOGS,
            arg(
                "--base",
                metavar="REF",
                help="compare with a commit, such as origin/main: numbers, accepted texts, statuses",
            ),
            arg(
                "--format",
                choices=["text", "json", "github", "sarif", "gitlab"],
                default="text",
                help="text, json, github, sarif or gitlab",
            ),
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
            arg("--old", action="store_true", help=f"list the old faults instead, those that {BASELINE} lets pass"),
            arg("only", nargs="*", metavar="N", help="only these records: numbers or files"),
        ],
    ),
    "index": Command(
        "check",
        "write the index in the README",
        "index\nindex --check",
        [ALL_LOGS, arg("--check", action="store_true", help="only say whether it is stale (exit 1)")],
    ),
    "adopt": Command(
        "log",
        "take over a log that is there",
        "--dir doc/adr adopt\n--dir doc/adr adopt --replace",
        [arg("--replace", action="store_true", help="write the index in the place of a list that says more than it")],
    ),
    "move": Command(
        "log",
        "move the log, with every link",
        "move docs/decisions",
        [arg("to", metavar="FOLDER", help="where to, from the project's root; or where `git mv` has put it")],
    ),
    "completion": Command(
        "log",
        "print the completion of a shell",
        "completion bash\ncompletion zsh\ncompletion fish",
        [arg("shell", choices=["bash", "zsh", "fish"], help="bash, zsh or fish")],
        on_log=False,
    ),
}
WIDEST_NAME = 12  # of a command, in columns of the overview
# Several logs may be named; without --dir some of them work on all that there are.
ON_SEVERAL = ("check", "index", "for", "owners")
ON_ALL = ("for", "owners")
MODULES = {"for": "govern"}  # `for` is a word of Python's own


def overview(program: str, commands: dict[str, Command]) -> str:
    """Every command with what it does and an example, grouped, in lines of at most 80 columns."""
    name_width = max(len(name) for name in commands if len(name) <= WIDEST_NAME)
    text_width = max(len(command.text) for command in commands.values())
    lines = ["Keep a log of decision records."]
    for group in GROUPS:
        its = {name: command for name, command in commands.items() if command.group == group}
        lines += [f"\n{group}:"] if its else []
        for name, command in its.items():
            example = command.examples.partition("\n")[0]
            lines.append(f"  {name:{name_width}}  {command.text:{text_width}}  {example}")
    lines.append(
        f"\nBehind each stands an example, without `{program}`. `{program} help COMMAND` shows\n"
        "all that it takes. --dir DIR names the log; --version prints the pack's version."
    )
    return "\n".join(lines) + "\n"
