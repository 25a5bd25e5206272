"""Regular expressions that cost nothing until they are used."""

from __future__ import annotations

import re

TYPE_CHECKING = False  # true for type checkers; at run time `typing` would cost more than all patterns
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any


class Pattern:
    """A regular expression that is compiled when it is first used: most runs need few of them."""

    if TYPE_CHECKING:
        search: Callable[..., re.Match[str] | None]
        match: Callable[..., re.Match[str] | None]
        fullmatch: Callable[..., re.Match[str] | None]
        finditer: Callable[..., Iterator[re.Match[str]]]
        findall: Callable[..., list[Any]]
        sub: Callable[..., str]
        split: Callable[..., list[str]]

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.source, self.flags = pattern, flags

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(self.source, self.flags)
        for method in ("search", "match", "fullmatch", "finditer", "findall", "sub", "split"):
            setattr(self, method, getattr(compiled, method))  # found at once from now on
        return getattr(compiled, name)
