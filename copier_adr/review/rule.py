"""The review rule: so many approvals, so many days in the open."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import islice

from .change import UNTOUCHED, Change, Forge, Review, Verdict
from .kind import LIGHT, Touched, same_files, touched
from .log import ReviewedLog

STRICTEST = ("failure", "pending", "success")
MOST_PUSHES = 50


def judge(log: ReviewedLog, forge: Forge, change: Change, now: datetime, seconds: float) -> Verdict:
    """What the status of one change has to say. Reading its records takes at most so many seconds."""
    found = touched(log, forge, change, seconds)
    if not found.kind:
        return UNTOUCHED
    need, days = (log.light_approvals, 0) if found.kind in LIGHT else (log.approvals, log.days)
    reviews = [
        r._replace(commit="") if same_files(forge, log, found.files, r.commit) else r for r in forge.reviews(change)
    ]
    if any(r.verdict == "approved" for r in reviews):
        reviews = _for_this_base(reviews, forge.retargets(change))
    since = _since(log, forge, change, found, days)
    return _decide(found.kind, change, reviews, since, (need, days), log.bots, now)


OTHER_BASE = "another base"  # in the place of the commit that an approval was given to


def _for_this_base(reviews: list[Review], retargets: list[datetime]) -> list[Review]:
    """Approvals from before the change got the base that it has are as old: they were for going elsewhere."""
    if not retargets:
        return reviews
    last = max(retargets)
    return [
        r._replace(commit=OTHER_BASE) if r.verdict == "approved" and (r.given is None or r.given <= last) else r
        for r in reviews
    ]


def strictest(verdicts: list[Verdict]) -> Verdict:
    """Of several verdicts that one status has to say: the one that holds back most."""
    return min(verdicts, key=lambda verdict: STRICTEST.index(verdict.state))


def _since(log: ReviewedLog, forge: Forge, change: Change, found: Touched, days: int) -> datetime:
    """Since when the change is open as it is.

    A push that changed a record starts the days anew, and so do a force-push, a new base, a reopening, and the end of
    a draft. A push that leaves the records as they were does not.
    """
    floor = max([change.opened, *forge.restarts(change)])
    if not days:
        return floor
    since = None
    for push in islice(forge.pushes(change), MOST_PUSHES):
        if since is not None and not same_files(forge, log, found.files, push.head):
            break
        since = push.since
        if push.forced or since <= floor:
            break
    return max(floor, since or floor)


def _decide(
    kind: str,
    change: Change,
    reviews: list[Review],
    since: datetime,
    rule: tuple[int, int],
    bots: frozenset[str],
    now: datetime,
) -> Verdict:
    """Hold one change to the rule, which is a number of approvals and one of days in the open."""
    need, days = rule
    yes = [r for r in reviews if r.verdict == "approved" and change.author not in (r.user, r.name)]
    people = [r for r in yes if not r.bot or bots.intersection((r.user, r.name, _plain(r.user)))]
    approved = {r.user for r in people if not r.commit}
    elsewhere = {r.user for r in people if r.commit == OTHER_BASE} - approved
    stale = {r.user for r in people if r.commit} - approved - elsewhere
    against = {r.user for r in reviews if r.verdict == "changes"}
    if against:
        return Verdict("failure", f"{kind}: {_count(len(against), 'reviewer')} asked for changes")
    if change.draft:
        return Verdict("pending", f"{kind}: a draft; the clock starts when it is ready for review")
    missing = []
    if len(approved) < need:
        machines = len({r.user for r in yes}) - len({r.user for r in people})
        notes = [f"{len(stale)} given to an older text"] if stale else []
        notes += [f"{len(elsewhere)} given before its base changed"] if elsewhere else []
        notes += [f"{machines} of a bot"] if machines else []
        told = f" ({', '.join(notes)})" if notes else ""
        missing.append(f"{len(approved)} of {_count(need, 'approval')}{told}")
    until = since + timedelta(days=days)
    if now < until:
        missing.append(f"open until {until:%Y-%m-%d}")
    if missing:
        return Verdict("pending", f"{kind}: {'; '.join(missing)}")
    return Verdict("success", f"{kind}: {_count(len(approved), 'approval')}, open since {since:%Y-%m-%d}")


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


def _plain(user: str) -> str:
    """GitHub's two interfaces call the same account `renovate` and `renovate[bot]`."""
    return user[: -len("[bot]")] if user.endswith("[bot]") else user
