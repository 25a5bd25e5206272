"""What `adr init` and `adr update` take: Copier's own options, by the same names, and where to work."""

from __future__ import annotations

import os

from ..commands.table import Command, arg
from ..faults import Fault, Misuse

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_COMMON = [
    arg("-a", "--answers-file", metavar="FILE", help="the answers file, from the project's root"),
    arg("-d", "--data", action="append", default=[], metavar="NAME=VALUE", help="the answer to a question"),
    arg("--data-file", metavar="FILE", help="answers from a YAML file"),
    arg("-l", "--defaults", action="store_true", help="ask nothing: take the answers that would be offered"),
    arg("--ask", action="append", default=[], metavar="PATTERN", help="ask these questions all the same"),
    arg("-r", "--vcs-ref", metavar="REF", help="a tag, branch or commit of the pack (default: this version)"),
    arg("-n", "--pretend", action="store_true", help="say what would be done, and write nothing"),
    arg("-q", "--quiet", action="store_true", help="say less"),
    arg("-x", "--exclude", action="append", default=[], metavar="PATTERN", help="files that must not be written"),
    arg("-s", "--skip", action="append", default=[], metavar="PATTERN", help="files to leave where they are there"),
    arg("-g", "--prereleases", action="store_true", help="take versions that are no releases into account"),
    arg("-T", "--skip-tasks", action="store_true", help="run none of the pack's tasks: the index is not written"),
    arg("--trust", "--UNSAFE", action="store_true", help="run code that this installation does not know"),
    arg("--source", metavar="URL", help="the pack's address, where it is another one that you trust"),
]
_FOR_INIT = [
    *_COMMON,
    arg("-w", "--overwrite", action="store_true", help="write over files that are there"),
    arg("-f", "--force", action="store_true", help="--defaults and --overwrite"),
    arg("-C", "--no-cleanup", action="store_true", help="leave a folder that was made when something fails"),
]
_FOR_UPDATE = [
    *_COMMON,
    arg("-f", dest="defaults", action="store_true", help="--defaults"),
    arg("-o", "--conflict", choices=["inline", "rej"], default="inline", help="how a conflict is shown"),
    arg("-c", "--context-lines", type=int, default=3, metavar="N", help="lines that tell the place of a change"),
    arg("-A", "--skip-answered", action="store_true", help="ask only what has no answer yet"),
]
INIT = Command(
    "project",
    "start a log, or take one over",
    "init\ninit --defaults\ninit docs/decisions --data style=nygard\n"
    "init ops/adr --answers-file .copier-answers.adr-ops.yml",
    [
        arg("where", nargs="?", default="", metavar="DIR", help="the log's folder inside the project (default: asked); "
            "a full path or . is the project's own"),
        *_FOR_INIT,
    ],
    on_log=False,
)  # fmt: skip
UPDATE = Command(
    "project",
    "bring the pack's version to a log",
    "update --defaults\nupdate --defaults --data style=nygard\nupdate --answers-file .copier-answers.adr-ops.yml",
    [
        arg("where", nargs="?", default=".", metavar="PROJECT", help="a folder of the project (default: this one)"),
        arg("--dir", dest="log", metavar="DIR", help="the log's folder, where there are several"),
        *_FOR_UPDATE,
    ],
    on_log=False,
)

CONFIG = Command("project", "say where the program lies", "config", on_log=False)
UPGRADE_REPOSITORY = Command("project", "old dates as YYYY-MM-DD", "upgrade-repository")


def common(args: Any) -> dict[str, Any]:
    """What `copier.run_copy` and `copier.run_update` both take, from the options that were given."""
    return {
        "data": _answers(args),
        "exclude": args.exclude,
        "use_prereleases": args.prereleases,
        "skip_if_exists": args.skip,
        "pretend": args.pretend,
        "quiet": args.quiet,
        "skip_tasks": args.skip_tasks,
        "ask": args.ask,
    }


def _answers(args: Any) -> dict[str, Any]:
    """The given answers; one that is typed wins over one in the file."""
    answers = _from_file(args.data_file) if args.data_file else {}
    for given in args.data:
        name, equals, value = given.partition("=")
        if not equals or not name:
            raise Misuse(f"--data {given}: give NAME=VALUE, such as style=nygard")
        answers[name] = value
    return answers


def _from_file(name: str) -> dict[str, Any]:
    import yaml

    if not os.path.isfile(name):
        raise Misuse(f"--data-file {name}: is no file")
    try:
        with open(name, encoding="utf-8") as file:
            found = yaml.safe_load(file)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise Fault(f"{name}: is not YAML: {' '.join(str(error).split())}") from None
    if not isinstance(found, dict):
        raise Fault(f"{name}: holds no answers; write lines such as `style: nygard`")
    return found
