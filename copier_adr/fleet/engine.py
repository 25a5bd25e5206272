"""Copier, run many times in one process: imported once, each template version checked out once.

`copier.run_copy` and `run_update` check the template out anew on every call (an update does it three times) and
ask git about it each time. Here every call of a process gets the same `copier` template object for the same URL
and version. Copier has no setting for that, so two names inside it are replaced; should a later Copier move them,
`share` leaves it alone and every call pays for its own checkout, from the mirror on disk.
"""

import contextlib
import functools
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import copier
from copier import errors
from plumbum import local

from copier_adr.fleet import git
from copier_adr.fleet.capture import capture
from copier_adr.fleet.errors import FleetError
from copier_adr.fleet.pack import Pack, fetchable


def share() -> bool:
    """Makes this process keep template checkouts; False where this Copier has moved what has to be replaced."""
    from copier import _main, _subproject, _template

    original = getattr(_template, "Template", None)
    if original is None or not all(hasattr(part, "Template") for part in (_main, _subproject)):
        return False

    class Shared(original):  # type: ignore[misc, valid-type]
        def _cleanup(self) -> None:
            """The checkout stays for the next repository; it goes with the worker's own folder."""

    @functools.cache
    def shared(url: str, ref: str | None = None, use_prereleases: bool = False) -> Any:
        return Shared(url=url, ref=ref, use_prereleases=use_prereleases)

    _main.Template = shared  # type: ignore[attr-defined, assignment, unused-ignore]
    _subproject.Template = shared  # type: ignore[attr-defined, assignment, unused-ignore]
    # After each file Copier asks git whether file modes are ignored here; that only matters on Windows.
    if os.name == "posix" and hasattr(_main, "is_git_available"):
        _main.is_git_available = lambda: False  # type: ignore[attr-defined, unused-ignore]
    return True


def copy(pack: Pack, project: Path, answers: dict[str, Any], *, overwrite: bool, cache: Path) -> None:
    """Copies the pack into the project. Raises `FleetError` with what Copier or the pack says."""
    _call(
        functools.partial(
            copier.run_copy,
            pack.url,
            project,
            data=answers,
            vcs_ref=pack.ref,
            defaults=True,
            overwrite=overwrite,
            unsafe=True,
        ),
        pack,
        cache,
    )


def update(pack: Pack, project: Path, answers_file: str, answers: dict[str, Any], *, cache: Path) -> None:
    """Brings one log of the project to the pack's version; what does not merge is left as conflict markers."""
    _call(
        functools.partial(
            copier.run_update,
            project,
            answers,
            answers_file=answers_file,
            vcs_ref=pack.ref,
            defaults=True,
            skip_answered=True,
            overwrite=True,
            conflict="inline",
            unsafe=True,
        ),
        pack,
        cache,
    )


@contextlib.contextmanager
def _from_mirror(pack: Pack, cache: Path) -> Iterator[None]:
    """Copier inside takes the pack from the mirror on disk, and records its public URL all the same."""
    pairs = []
    for url in (pack.url, *pack.aliases):
        plain = fetchable(url).removesuffix(".git")
        for spelling in (plain, f"{plain}.git"):
            pairs += git.instead_of(spelling, str(pack.mirror))
    variables = {**git.config_environment(pairs), "COPIER_CACHE_DIR": str(cache)}
    with git.environment(variables), local.env():
        # Copier's git and the pack's tasks see plumbum's copy of the environment, taken when it was imported: before
        # the tokens were taken out.
        for name in set(local.env.keys()) - set(os.environ):
            del local.env[name]
        local.env.update(os.environ)
        yield


def _call(function: Callable[[], Any], pack: Pack, cache: Path) -> None:
    fault: BaseException | None = None
    with _from_mirror(pack, cache), capture() as said:
        try:
            function()
        except Exception as error:
            fault = error
    if fault is not None:
        raise FleetError(_told(fault, said.text)) from None


def _told(error: BaseException, said: str) -> str:
    # The pack looks itself whether its way is clear; Copier would ask about the first file that it meets.
    found = re.findall(r"would write over them: (.+?) Nothing was written", _line(str(error)))
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
