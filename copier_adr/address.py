"""Where the pack lies for everyone, and when two spellings name one repository."""

from __future__ import annotations

import os
import re

ADDRESS = "https://github.com/acme/copier-adr.git"
VARIABLE = "COPIER_ADR_SOURCE"


def trusted_address(given: str | None = None) -> str:
    """The address whose code this installation runs: as given, as the environment says, else the pack's own."""
    return given or os.environ.get(VARIABLE) or ADDRESS


def same_address(one: str, other: str) -> bool:
    """Whether two spellings name one repository for Copier."""
    return _plain(one) == _plain(other)


def _plain(url: str) -> str:
    url = re.sub(r"^gh:/*", "https://github.com/", url.removeprefix("git+"))
    return re.sub(r"^gl:/*", "https://gitlab.com/", url).rstrip("/").removesuffix(".git")
