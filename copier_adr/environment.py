"""The environment of processes that are started: variables for a while, and settings for git in them."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Mapping


@contextlib.contextmanager
def environment(extra: Mapping[str, str]) -> Iterator[None]:
    """`os.environ` with these set while inside: all-repos and Copier start git themselves."""
    before = {name: os.environ.get(name) for name in extra}
    os.environ.update(extra)
    try:
        yield
    finally:
        for name, old in before.items():
            if old is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = old


def git_variables(pairs: list[tuple[str, str]], first: int = 0) -> dict[str, str]:
    """The variables that give git these settings. They lie in no file and, unlike `-c`, reach every git below.

    `first` is how many settings the environment gives already: see `settings_given`.
    """
    variables = {"GIT_CONFIG_COUNT": str(first + len(pairs))}
    for i, (key, value) in enumerate(pairs, first):
        variables[f"GIT_CONFIG_KEY_{i}"], variables[f"GIT_CONFIG_VALUE_{i}"] = key, value
    return variables


def settings_given() -> int:
    """How many settings the environment gives git already."""
    return int(os.environ.get("GIT_CONFIG_COUNT") or 0)
