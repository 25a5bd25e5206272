"""Bring a new version of the pack in as a pull request (merge request on GitLab), in two jobs.

    adr_update.py make ANSWERS_FILE --source URL --tag VERSION --into FOLDER   without any secret
    adr_update.py push ANSWERS_FILE --base BRANCH --from FOLDER                with the token

`make` runs `copier update` in a clean clone of the default branch, then `adr.py check`, and leaves a patch and what is
to be said about it in the folder. It runs the pack's own code, so it has no token; and it runs nothing where the
answers file names another source or version than the pipeline does. `push` takes that folder, pushes one commit and
opens one request for the version, or refreshes it. Its text names the files in which the project's edits and the
pack's meet. A branch that a person has pushed to is left alone.

Only Python's standard library, 3.9 and up. Exit 0: done or nothing new; 1: it failed; 2: the call is wrong.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from ..forge.http import Refused, WrongCall
from ..forge.words import Secrets, Voice
from .make import make
from .push import home, push
from .run import Failed

NAME = "adr upgrade" if __package__ else "adr_update.py"


def main(argv: list[str], log: Path | None = None) -> int:
    """The command line, on this log, else on the one that this file lies in."""
    # A compiled file in the log would be a change in the work tree.
    sys.dont_write_bytecode = True
    args = _parser().parse_args(argv)
    voice = Voice(Secrets())
    log = log or Path(__file__).resolve().parent
    if not args.answers.is_file():
        voice.complain(f"{NAME}: {args.answers} is not there; name Copier's answers file of this log")
        return 2
    try:
        if args.command == "make":
            voice.say(make(args.answers, args.source, args.tag, args.folder, log))
        else:
            forge = json.loads((log / "adr.json").read_text(encoding="utf-8")).get("forge")
            push(home(forge, voice.secrets), args.answers, args.base, args.folder, voice)
    except WrongCall as wrong:
        voice.complain(f"{NAME}: {wrong}")
        return 2
    except (Refused, Failed, OSError, ValueError, KeyError, TypeError) as failed:
        for line in str(failed).splitlines():
            voice.complain(f"{NAME}: {line}")
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog=NAME,
        description=(__doc__ or "").partition("\n\n")[0],
        epilog=(__doc__ or "").partition("\n\n")[2],
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(dest="command", required=True)
    making = commands.add_parser("make", help="run Copier and leave a patch; needs no secret, and must have none")
    making.add_argument("answers", type=Path, help="Copier's answers file of this log")
    making.add_argument("--source", required=True, metavar="URL", help="where the pack comes from, as recorded")
    making.add_argument("--tag", required=True, metavar="VERSION", help="the version that the project has, as recorded")
    making.add_argument("--into", dest="folder", type=Path, required=True, help="the folder to leave the patch in")
    pushing = commands.add_parser("push", help="push the patch and open the request; needs ADR_UPDATE_TOKEN")
    pushing.add_argument("answers", type=Path, help="the same answers file; its name is part of the branch's")
    pushing.add_argument("--base", required=True, metavar="BRANCH", help="the branch that the request goes to")
    pushing.add_argument("--from", dest="folder", type=Path, required=True, help="the folder that `make` wrote")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
