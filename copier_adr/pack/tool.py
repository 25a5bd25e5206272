"""How a project runs the tool: the files in its log, or `adr` of the pack's version from the place that it names.

A pipeline takes the installed tool from a clone at the version's tag and runs it where it lies. Nothing is built and
no package index is asked: the tool needs the standard library alone, and a build would run code of others beside a
job's token.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping
from typing import Any

from ..version import VERSION

Answers = Mapping[str, Any]
# Where pipelines put the clone, from the folder of the project's own.
CLONE = "../adr-tool"
# What a log's program is called as a file, and as a command of the installed tool.
COMMANDS = {"adr.py": "", "adr_review.py": " review", "adr_update.py": " upgrade"}
# Its last sign is no colon: with what follows in a pipeline, that would be a key of YAML.
SOURCE = re.compile(r"(?:https://|file:///|ssh://(?:\w[\w.-]*@)?)\w(?:[\w.~/:%+-]*[\w/])?", re.ASCII)


def is_source(text: str) -> bool:
    """Whether `text` is an address that git clones from, with no password in it and nothing that a shell reads."""
    return SOURCE.fullmatch(text) is not None


def installed(answers: Answers) -> bool:
    """Whether the project has no program of the pack in its log."""
    return bool(answers.get("tool") == "installed")


def requirement(answers: Answers) -> str:
    """What `pipx install` and `uvx --from` take."""
    return f"git+{answers['tool_source']}@{VERSION}"


def command(answers: Answers) -> str:
    """What a person types in the project's folder to run the tool."""
    # Where there are several logs, the tool asks which one is meant.
    only_one = installed(answers) and not answers["log_suffix"]
    return "adr" if only_one else on_log(answers["adr_dir"], answers)


def on_log(adr_dir: str, answers: Answers) -> str:
    """What runs the tool on the log in this folder, whichever other logs there are."""
    if installed(answers):
        return f"adr --dir {shlex.quote(adr_dir)}"
    return "python3 " + shlex.quote(f"{adr_dir}/adr.py")


def fetch(answers: Answers) -> str:
    """The command by which a pipeline brings the installed tool; it makes the folder `CLONE`."""
    clone = f"git clone --quiet --depth 1 --branch {VERSION} {shlex.quote(answers['tool_source'])} {CLONE}"
    return f"rm -rf {CLONE} && {clone}"


def call(name: str, answers: Answers, python: str, above: str) -> str:
    """How a pipeline runs `name`, such as adr_review.py, on the log in $ADR_DIR below the folder `above`."""
    folder = f'"{above}$ADR_DIR"'
    if installed(answers):
        return f"{python} -I {CLONE}/copier_adr --dir {folder}{COMMANDS[name]}"
    # The check reads the project, and needs no guard against the modules in it: adr.py lies in the log.
    alone = "" if name == "adr.py" else " -I"
    return f'{python}{alone} "{above}$ADR_DIR/{name}"'
