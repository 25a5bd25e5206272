"""What a pipeline says through its environment."""

from __future__ import annotations

import os
import re
import urllib.parse

from .http import Patience, WrongCall
from .words import Secrets


def setting(*names: str) -> str:
    """The first of these variables that is set."""
    for name in names:
        if os.environ.get(name):
            return os.environ[name]
    raise WrongCall(f"{' or '.join(names)} is not set; this runs in a pipeline of the forge")


def secret(secrets: Secrets, *names: str) -> str:
    """A token; from here on it is printed nowhere."""
    value = setting(*names).strip()
    if not re.fullmatch("[!-~]+", value):
        raise WrongCall(
            f"{' or '.join(names)} is no token: it is empty or has a space or another sign that tokens lack"
        )
    secrets.add(value, urllib.parse.quote(value, safe=""))
    return value


def bound(name: str, default: float) -> float:
    """A number that the environment may set, in seconds."""
    told = os.environ.get(name, "")
    return float(told) if re.fullmatch(r"\d+(?:\.\d+)?", told) else default


def patience() -> Patience:
    """How long a pipeline waits for its forge."""
    return Patience(
        timeout=bound("ADR_REVIEW_TIMEOUT", 20),
        backoff=bound("ADR_REVIEW_BACKOFF", 1),
        longest=bound("ADR_REVIEW_LONGEST_WAIT", 120),
    )
