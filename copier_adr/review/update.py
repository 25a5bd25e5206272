"""`update`: sets the status on the open changes."""

from __future__ import annotations

import argparse
import re
import time
from datetime import datetime

from ..forge.environment import bound
from ..forge.http import Refused, WrongCall
from ..forge.moments import UTC, moment
from ..forge.words import Voice
from .change import UNTOUCHED, Change, Forge, NoStatus, Verdict
from .log import ReviewedLog
from .rule import judge, strictest

UNEXPECTED = (KeyError, TypeError, AttributeError, ValueError, IndexError, RecursionError)
OTHER_FORM = "the forge's answer has another form than its API says"


class Judging:
    """One run's verdicts: each change is judged once, in a limited time."""

    def __init__(self, log: ReviewedLog, forge: Forge, now: datetime) -> None:
        self.log, self.forge, self.now = log, forge, now
        self.limit = bound("ADR_REVIEW_CHANGE_LIMIT", 120)
        self._verdicts: dict[int, Verdict] = {}

    def verdict(self, change: Change, beside: list[Change]) -> Verdict:
        """What the status on the change's head says: the strictest that it says for any change with that head."""
        return strictest([self._own(change), *(self._own(other) for other in beside if other is not change)])

    def _own(self, change: Change) -> Verdict:
        if change.number not in self._verdicts:
            self.forge.api.until = time.monotonic() + self.limit
            try:
                found = judge(self.log, self.forge, change, self.now, self.limit / 2)
            finally:
                self.forge.api.until = None
            self._verdicts[change.number] = found._replace(description=found.description[:140])
        return self._verdicts[change.number]


def set_all(args: argparse.Namespace, log: ReviewedLog, forge: Forge, voice: Voice) -> int:
    """Judge the changes that the call names, the newest first; one that cannot be judged holds up no other."""
    judging = Judging(log, forge, moment(args.now) if args.now else datetime.now(UTC))
    number, goes_to = args.change, ""
    if args.queue:
        # A merge queue tests a commit of its own; it gets what its pull request has earned.
        m = re.search(r"(?:^|/)pr-(\d+)-[0-9a-f]+$", args.queue)
        if not m or not args.head:
            raise WrongCall(f"--queue {args.queue!r} names no pull request, or --head is missing")
        number, goes_to = int(m.group(1)), args.head
    every = _to_the_default_branch(forge, voice)
    chosen = [c for c in every if number in (None, c.number) and (args.queue or args.head in (None, c.head))]
    if not chosen and args.head and not args.queue:
        voice.say(f"no open change has the head {args.head[:12]}: looking at all of them")
        chosen = every
    failed = 0
    for change in chosen:
        beside = [other for other in every if forge.shared and other.head == change.head]
        try:
            _set_one(args, judging, change, beside, goes_to, voice)
        except NoStatus as note:
            voice.say(f"change {change.number}: {note}")
        except Refused as refused:
            failed += 1
            voice.complain(f"change {change.number}: {refused}")
            if refused.code == 429:
                break
        except UNEXPECTED as error:
            failed += 1
            voice.complain(f"change {change.number}: {OTHER_FORM} ({error!r})")
    if not chosen:
        voice.say("no open change to set a status on")
    return 1 if failed else 0


def _to_the_default_branch(forge: Forge, voice: Voice) -> list[Change]:
    """The changes that the rule is for, the newest first. Where the forge names no default branch, all of them."""
    every = sorted(forge.changes(), key=lambda change: change.number, reverse=True)
    default = forge.default_branch() if every else ""
    kept = [change for change in every if default in ("", change.base)]
    if len(kept) < len(every):
        voice.say(f"{len(every) - len(kept)} open changes go to other branches than {default}: they get no status")
    return kept


def _set_one(
    args: argparse.Namespace, judging: Judging, change: Change, beside: list[Change], goes_to: str, voice: Voice
) -> None:
    forge = judging.forge
    verdict = judging.verdict(change, beside)
    target = change._replace(head=goes_to) if goes_to else change
    voice.say(f"change {change.number} at {target.head[:12]}: {verdict.state}: {verdict.description}")
    if args.dry_run:
        return
    stands = forge.status(target, args.context)
    if stands == verdict or (stands is None and verdict == UNTOUCHED and not forge.everywhere):
        return
    forge.set_status(target, args.context, verdict)
