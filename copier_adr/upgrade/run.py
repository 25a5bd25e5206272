"""Commands that the update pipeline starts."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

from ..environment import git_variables


class Failed(Exception):  # noqa: N818
    """The update cannot go on; the text says why and what to do."""


def run(
    *words: object, cwd: Path | None = None, env: dict[str, str] | None = None, check: bool = True, data: bytes = b""
) -> subprocess.CompletedProcess[str]:
    """A command's result. It sees no token unless `env` has one."""
    inherited = {k: v for k, v in os.environ.items() if not re.search("TOKEN|SECRET|PASSWORD", k)}
    done = subprocess.run(
        [str(word) for word in words],
        cwd=cwd,
        env={**inherited, "PYTHONDONTWRITEBYTECODE": "1", **(env or {})},
        input=data,
        capture_output=True,
        check=False,
    )
    told, wrong = done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace")
    if check and done.returncode:
        raise Failed(f"{' '.join(map(str, words[:2]))} failed:\n{(told + wrong).strip()[-2000:]}")
    return subprocess.CompletedProcess(done.args, done.returncode, told, wrong)


def git_settings(pairs: list[tuple[str, str]]) -> dict[str, str]:
    """The variables that give git these settings, and no hook."""
    pairs = [("core.hooksPath", os.devnull), ("core.fsmonitor", "false"), *pairs]
    return {"GIT_TERMINAL_PROMPT": "0", "GIT_ASKPASS": "true", **git_variables(pairs)}


def alone() -> dict[str, str]:
    """The variables by which git reads no settings of the machine."""
    return {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
