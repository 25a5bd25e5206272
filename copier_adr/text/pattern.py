"""TODO."""

from __future__ import annotations

import re


TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class Pattern:
    """A regular expression that is compiled when it is first used: most runs need few of those below."""

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self._source = pattern, flags

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(*self._source)
        for method in ("search", "match", "fullmatch", "finditer", "findall", "sub", "split"):
            setattr(self, method, getattr(compiled, method))  # found at once from now on
        return getattr(compiled, name)
