"""`adr init` and `adr update`: `copier copy` and `copier update` with this pack, at this version, trusted.

The code of a template runs with its user's rights. So it is trusted where it is what was installed: the pack's address,
and in an update a release that was recorded. Anything else needs the user's word.
"""

from __future__ import annotations

import contextlib
import os
import re
import shlex
from collections.abc import Callable
from typing import Any

from ..address import ADDRESS, VARIABLE, same_address, trusted_address
from ..faults import Fault, Misuse
from ..log.messages import from_here
from ..log.project import under
from ..version import VERSION
from .find import project_above
from .options import common
from .source import shipped

ANSWERS_FILE = ".copier-answers.adr.yml"
FURTHER = ".copier-answers.adr-NAME.yml"


class Stopped(Fault):
    """Somebody pressed Ctrl-C."""

    code = 130


def init(args: Any) -> int:
    """Copy the pack into the project that one stands in."""
    if args.dir:
        raise Misuse(f"init works on a project; the log's folder comes last: adr init {shlex.quote(args.dir[-1])}")
    own = args.where == "." or os.path.isabs(args.where)
    project = args.where if own else "."
    options = {**common(args), "answers_file": args.answers_file or ANSWERS_FILE}
    if args.where and not own:
        options["data"]["adr_dir"] = args.where.replace(os.sep, "/").rstrip("/")
    overwrite = args.overwrite or args.force
    if not overwrite:
        _refuse_second_copy(project, own, args.answers_file)
    source = trusted_address(args.source)
    ref = args.vcs_ref or VERSION

    def work(copier: Any) -> None:
        copier.run_copy(
            source, project, vcs_ref=ref, defaults=args.defaults or args.force, overwrite=overwrite,
            cleanup_on_error=not args.no_cleanup, unsafe=True, **options,
        )  # fmt: skip

    return _call(work, source, from_wheel=_in_wheel(source, ref))


def update(args: Any) -> int:
    """Update one log of the project that one stands in."""
    root, answers_file = _log_to_update(args)
    options = {**common(args), "answers_file": answers_file}
    recorded = _recorded(os.path.join(root, answers_file))
    source, commit = str(recorded["_src_path"]), str(recorded["_commit"])
    ref = args.vcs_ref or VERSION
    if ref == VERSION and _number(commit) > _number(VERSION):
        raise Fault(f"{answers_file}: the log is at {commit}, adr is {VERSION}: install copier-adr {commit} or newer")
    trusted = same_address(source, trusted_address(args.source)) and bool(_number(commit))

    def work(copier: Any) -> None:
        copier.run_update(
            root, vcs_ref=ref, defaults=args.defaults, overwrite=True, conflict=args.conflict,
            context_lines=args.context_lines, skip_answered=args.skip_answered, unsafe=args.trust or trusted, **options,
        )  # fmt: skip

    return _call(work, source, from_wheel=_in_wheel(source, ref) and commit == VERSION)


def _in_wheel(source: str, ref: str) -> bool:
    return ref == VERSION and same_address(source, ADDRESS)


def _number(version: str) -> tuple[int, ...]:
    """The three numbers of a release; empty for anything else."""
    return tuple(map(int, version.split("."))) if re.fullmatch(r"\d+\.\d+\.\d+", version, re.ASCII) else ()


def _refuse_second_copy(project: str, own: bool, answers_file: str | None) -> None:
    """A project that has the pack is updated; a further log has an answers file of its own."""
    root, logs = project_above(project)
    here = os.path.realpath(root) == os.path.realpath(project)
    if not logs or (own and not here) or (here and answers_file and answers_file not in logs.values()):
        return
    named = ", ".join(f"{log} ({name})" for log, name in logs.items())
    there = "" if here else f"cd {shlex.quote(root)} && "
    lines = [
        f"this project has the pack already: {named}. Ways on:",
        "  adr update    brings a new version, or other answers with --data",
        f"  {there}adr init FOLDER --answers-file {FURTHER}    adds a log",
    ]
    if not here:
        lines.append("  adr init .    makes this folder a project of its own")
    raise Misuse("\n".join(lines))


def _log_to_update(args: Any) -> tuple[str, str]:
    """(the project's root, the answers file of the log that is meant)."""
    start = args.log or (args.dir or [args.where])[-1]
    root, logs = project_above(start)
    if not logs:
        where = os.path.realpath(start)
        raise Misuse(f"{where}: neither here nor above it is an answers file of the pack; `adr init` starts a log")
    if args.answers_file:
        if not os.path.isfile(os.path.join(root, args.answers_file)):
            raise Misuse(f"{args.answers_file}: is not in {root}, which has {', '.join(logs.values())}")
        return root, args.answers_file
    here = os.path.realpath(start).replace(os.sep, "/")
    around = [log for log in logs if under(here, os.path.realpath(os.path.join(root, log)).replace(os.sep, "/"))]
    if args.log and not around:
        raise Misuse(f"{args.log}: is no log of this project; its logs are {', '.join(logs)}")
    if not around and len(logs) > 1:
        ways = "".join(f"\n  adr update --answers-file {name}    {log}" for log, name in logs.items())
        raise Misuse(f"this project has several logs; update one after the other:{ways}")
    return root, logs[max(around, key=len) if around else next(iter(logs))]


def _recorded(path: str) -> dict[str, Any]:
    """The answers file; it names where the pack came from and at which version."""
    import yaml

    try:
        with open(path, encoding="utf-8") as file:
            found = yaml.safe_load(file)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise Fault(f"{from_here(path)}: is not YAML: {' '.join(str(error).split())}; restore it from git") from None
    if not isinstance(found, dict) or not found.get("_src_path") or not found.get("_commit"):
        raise Fault(f"{from_here(path)}: lacks _src_path or _commit, where the pack came from; restore it from git")
    return found


def _call(work: Callable[[Any], None], source: str, *, from_wheel: bool) -> int:
    """Runs Copier; what goes wrong there ends in words."""
    import gc
    from importlib.util import find_spec

    gc.enable()
    for name in ("copier", "copier_template_extensions"):
        if not find_spec(name):
            raise Fault(f"{name} is not installed, and needs Python 3.11 or newer: install copier-adr there")
    with shipped() if from_wheel else contextlib.nullcontext():
        import copier
        from copier.errors import UnsafeTemplateError, UserMessageError

        try:
            work(copier)
        except UserMessageError as error:
            raise Fault(str(error)) from None
        except UnsafeTemplateError:
            raise Fault(_untrusted(source)) from None
        except KeyboardInterrupt:
            raise Stopped("stopped; `git status` shows what was written") from None
        except Exception as error:  # Copier's and the template's own, down to what a template can raise
            raise Fault(_told(error, source)) from None
    return 0


def _untrusted(source: str) -> str:
    return (
        f"the answers file names a version of {source} that is no release of the pack which is installed here,\n"
        "and an update runs its code. Where you trust it, add --trust; where it is your organisation's copy of the\n"
        f"pack: export {VARIABLE}={source}"
    )


def _told(error: Exception, source: str) -> str:
    """One line, with what to do, for what Copier raised without words of its own."""
    said = " ".join((getattr(error, "stderr", None) or str(error)).split())
    missing = re.search(r"(?:Unknown revision|invalid reference): '?([^\s']+)", said)
    if missing:
        return f"{source} has no version {missing[1]}; name another one with --vcs-ref"
    wrong = re.match(r"Validation error for question '(\w+)': (?:\1: )?(.+)", said)
    if wrong:
        return f"{wrong[1]}: {wrong[2]}; it comes from your Copier settings or from a default: give --data {wrong[1]}=…"
    if isinstance(error, UnicodeError):
        return f"a name or an answer has a sign that is no text: {said[:200]}; write it in UTF-8"
    if getattr(error, "stderr", None):
        return f"the pack cannot be fetched from {source}: {said[-400:]}"
    return f"{type(error).__name__}: {said[:600]}"
