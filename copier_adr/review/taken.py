"""`taken`: the record numbers that older open changes add."""

from __future__ import annotations

import argparse
import os
import re

from ..forge.http import WrongCall
from ..forge.words import Voice
from .change import Forge
from .log import ReviewedLog

# Where a pipeline says which change it runs for: a number, or refs/pull/NUMBER/….
OWN_NUMBER = ("SYSTEM_PULLREQUEST_PULLREQUESTID", "CI_MERGE_REQUEST_IID", "GITHUB_REF")


def print_taken(args: argparse.Namespace, log: ReviewedLog, forge: Forge, voice: Voice) -> int:
    """Print the numbers. The older change keeps its number."""
    own = args.change
    if own is None:
        told = re.match(r"(?:refs/pull/)?(\d+)(?:/|$)", next(filter(None, map(os.environ.get, OWN_NUMBER)), ""))
        if not told:
            raise WrongCall("which change is this? Say --change NUMBER")
        own = int(told.group(1))
    if log.contract.get("numbering") == "date":
        voice.say("")
        return 0
    every = list(forge.changes())
    base = next((c.base for c in every if c.number == own), None)
    numbers: dict[int, int] = {}
    for change in sorted(every, key=lambda change: change.number):
        if change.number < own and base in (None, change.base):
            for file in forge.files(change).files:
                number = log.number(file.after)
                if not file.before and number is not None:
                    numbers.setdefault(number, change.number)
    for number in sorted(numbers):
        voice.complain(f"number {number} is taken by change {numbers[number]}")
    voice.say(",".join(str(number) for number in sorted(numbers)))
    return 0
