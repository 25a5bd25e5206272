"""Tokens: taken out of the environment before anything else starts, and handed on by pipes alone.

What a process was started with stays readable under /proc for as long as it lives, whatever it does to `os.environ`.
So `adr-fleet` starts itself anew, with an environment that has no token, and reads them from a pipe. Every process
below it, the ones that run the pack's code among them, descends from that one.
"""

import contextlib
import ctypes
import json
import os
import sys
from collections.abc import Iterable, Mapping

HANDED = "ADR_FLEET_TOKENS"
"""The variable that has the number of the pipe."""
_PR_SET_DUMPABLE = 4


def start_anew_without(names: Iterable[str]) -> None:
    """Where the environment has one of these, replaces this process by itself without them; else returns.

    On Windows, where a process cannot be replaced, they are taken out of `os.environ`.
    """
    found = {name: os.environ[name] for name in names if name in os.environ}
    if not found or os.name != "posix" or HANDED in os.environ:
        return
    reader, writer = os.pipe()
    os.set_inheritable(reader, True)
    os.write(writer, json.dumps(found).encode())
    os.close(writer)
    kept = {name: value for name, value in os.environ.items() if name not in found}
    sys.stdout.flush()
    sys.stderr.flush()
    os.execve(sys.executable, [sys.executable, *sys.orig_argv[1:]], {**kept, HANDED: str(reader)})  # noqa: S606


def handed(names: Iterable[str]) -> dict[str, str]:
    """The tokens: from the pipe, else from the environment, which has none of them afterwards."""
    tokens = {name: os.environ.pop(name) for name in list(names) if name in os.environ}
    number = os.environ.pop(HANDED, "")
    if number.isdecimal():
        with os.fdopen(int(number), "rb") as pipe:
            tokens.update(json.loads(pipe.read()))
    return tokens


def hide_memory() -> None:
    """On Linux: no other process of this user may look into this one's memory, descriptors or environment."""
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def without(text: str, tokens: Mapping[str, str]) -> str:
    """`text` with stars where a token stood."""
    for token in tokens.values():
        if token:
            text = text.replace(token, "***")
    return text
