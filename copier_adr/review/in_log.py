"""Hold the changes that are open on the forge to this log's review rule.

    adr_review.py update            set the commit status adr/review on every open change
    adr_review.py update --dry-run  only say what would be set
    adr_review.py comment           name the decisions on a change's files in one comment
    adr_review.py taken             the record numbers that older open changes take: 12,15

The rule is in adr.json: min_approvals, min_open_days, min_approvals_editorial and approving_bots. Everything is read
over the forge's API and nothing of a change is ever run, so a job with a token may do this for changes from forks; such
a job takes this file and adr.py beside it from the default branch.

Only Python's standard library, 3.9 and up. Exit 0: done; 1: the forge refused something; 2: the call is wrong.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from ..forge.http import Refused, WrongCall
from ..forge.words import Secrets, Voice
from .comment import comment_all
from .forges import REVIEWED, forge_named
from .log import ReviewedLog
from .neighbour import read_here
from .taken import print_taken
from .update import OTHER_FORM, UNEXPECTED, set_all

NAME = "adr review" if __package__ else "adr_review.py"
CONTEXT = "adr/review"


def main(argv: list[str], folder: Path | None = None) -> int:
    """The command line, on the log in `folder`, else on the one that this file lies in."""
    if argv == ["read"]:
        return read_here()
    args = _parser().parse_args(argv)
    voice = Voice(Secrets())
    try:
        log = ReviewedLog(folder or Path(__file__).resolve().parent)
        forge = forge_named(args.forge or log.contract.get("forge"), voice.secrets)
        return int(
            {"update": set_all, "taken": print_taken, "comment": comment_all}[args.command](args, log, forge, voice)
        )
    except WrongCall as wrong:
        voice.complain(f"{NAME}: {wrong}")
        code = 2
    except Refused as refused:
        voice.complain(f"{NAME}: {refused}")
        code = 1
    except UNEXPECTED as error:
        voice.complain(f"{NAME}: {OTHER_FORM} ({error!r})")
        code = 1
    except KeyboardInterrupt:
        return 130
    if args.command == "taken" and args.best_effort:
        voice.complain(f"{NAME}: goes on without the numbers of other open changes")
        voice.say("")
        return 0
    return code


def _parser() -> argparse.ArgumentParser:
    doc = (__doc__ or "").partition("\n\n")
    parser = argparse.ArgumentParser(
        prog=NAME, description=doc[0], epilog=doc[2], formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--forge", choices=sorted(REVIEWED), help="default: what adr.json says")
    commands = parser.add_subparsers(dest="command", required=True)
    update = commands.add_parser("update", help="set the status on open changes")
    update.add_argument("--change", type=int, metavar="N", help="only this pull or merge request")
    update.add_argument("--head", metavar="SHA", help="only changes whose head is this commit")
    update.add_argument("--queue", metavar="BRANCH", help="--head is the commit of this merge queue branch")
    update.add_argument("--context", default=CONTEXT, help=f"the status's name (default {CONTEXT})")
    update.add_argument("--now", metavar="TIME", help="judge as if it were this moment, such as 2026-12-01T00:00:00Z")
    update.add_argument("--dry-run", action="store_true", help="say what would be set and set nothing")
    comment = commands.add_parser("comment", help="name the decisions in force on a change's files in one comment")
    comment.add_argument("--change", type=int, metavar="N", help="only this pull or merge request")
    comment.add_argument("--dry-run", action="store_true", help="say what would be said and write nothing")
    numbers = commands.add_parser("taken", help="record numbers that older open changes take")
    numbers.add_argument("--change", type=int, metavar="N", help="this change (default: what the pipeline says)")
    numbers.add_argument("--best-effort", action="store_true", help="where the forge refuses, warn and go on")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
