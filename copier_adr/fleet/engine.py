"""Copier, run many times in one process: imported once. Only the workshop imports this, which has no token."""

import contextlib
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import copier
from copier import errors
from plumbum import local

from copier_adr.environment import environment
from copier_adr.fleet.capture import capture
from copier_adr.fleet.errors import FleetError
from copier_adr.fleet.git import config_environment, instead_of
from copier_adr.fleet.pack import Pack, fetchable


def copy(pack: Pack, project: Path, answers: dict[str, Any], *, overwrite: bool) -> list[str]:
    """Copies the pack into the project; what the pack could not do. `FleetError` with what Copier or the pack says."""
    return _call(
        lambda: copier.run_copy(
            pack.url, project, data=answers, answers_file=pack.answers_file, vcs_ref=pack.ref, defaults=True,
            overwrite=overwrite, unsafe=True,
        ),
        pack,
    )  # fmt: skip


def update(pack: Pack, project: Path, answers_file: str, answers: dict[str, Any]) -> list[str]:
    """Brings one log of the project to the pack's version; what the pack could not do.

    What does not merge is left as conflict markers.
    """
    return _call(
        lambda: copier.run_update(
            project, answers, answers_file=answers_file, vcs_ref=pack.ref, defaults=True, skip_answered=True,
            overwrite=True, conflict="inline", unsafe=True,
        ),
        pack,
    )  # fmt: skip


@contextlib.contextmanager
def _from_mirror(pack: Pack) -> Iterator[None]:
    """Copier inside takes the pack from the mirror on disk, and records its public URL all the same."""
    pairs = []
    for url in (pack.url, *pack.aliases):
        plain = fetchable(url).removesuffix(".git")
        for spelling in (plain, f"{plain}.git"):
            pairs += instead_of(spelling, str(pack.mirror))
    # Nothing but the mirror is asked, whatever an answers file names.
    with environment({**config_environment(pairs), "GIT_ALLOW_PROTOCOL": "file"}), local.env():
        # Copier's git and the pack's tasks see plumbum's copy of the environment, taken when it was imported.
        local.env.update(os.environ)
        yield


def _call(function: Callable[[], Any], pack: Pack) -> list[str]:
    fault: BaseException | None = None
    with _from_mirror(pack), capture() as said:
        try:
            function()
        except Exception as error:
            fault = error
    if fault is not None:
        raise FleetError(_told(fault, said.text)) from None
    return list(dict.fromkeys(_line(found) for found in re.findall(r": (the index was skipped: .+)", said.text)))


def _told(error: BaseException, said: str) -> str:
    # The pack looks itself whether its way is clear; Copier would ask about the first file that it meets.
    over, _, _ = _line(str(error)).partition("would write over them: ")[2].partition(" Nothing was written")
    found = [over] if over else []
    if not found and isinstance(error, errors.InteractiveSessionError):
        found = list(dict.fromkeys(re.findall(r"^ *conflict +(.+)$", _without_colours(said), re.MULTILINE)))
    if found:
        return (
            f"files are in the way: {', '.join(found)}; move them, keep them with the answer `keep` in an override, "
            "or set overwrite = true"
        )
    if isinstance(error, errors.TaskError):
        lines = [line for line in _without_colours(said).splitlines() if line.strip()]
        return f"a task of the pack failed: {_line(' / '.join(lines[-3:])) or error}"
    if isinstance(error, errors.UserMessageError):
        return _line(str(error))
    if isinstance(error, OSError):
        return f"{error.filename or ''}: {error.strerror or error}".removeprefix(": ")
    # plumbum keeps what git said in `stderr`
    text = getattr(error, "stderr", None) or str(error)
    return _line(f"{type(error).__name__}: {text}")


def _without_colours(text: str) -> str:
    return re.sub(r"\x1b\[[0-9;]*[A-Za-z]", "", text)


def _line(text: str) -> str:
    """One line, without colours, not endless."""
    return re.sub(r"\s+", " ", _without_colours(text)).strip()[:600]
