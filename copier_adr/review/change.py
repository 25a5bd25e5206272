"""What a forge is asked about open changes, in words that hold for every forge."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from ..forge.http import Api, Json, Refused


class NoStatus(Refused):
    """The forge has no place for a status on this change. That is told and is no failure: nobody could mend it."""


class Change(NamedTuple):
    """An open pull or merge request. `own` is what only its forge's adapter understands."""

    number: int
    author: str
    head: str
    base: str
    draft: bool
    opened: datetime
    own: dict[str, Json]


class File(NamedTuple):
    """A file that a change touches: its path before and after, '' where it does not exist."""

    before: str
    after: str


class Files(NamedTuple):
    """The files that a change touches; `whole` is False where the forge lists fewer than there are."""

    files: list[File]
    whole: bool = True


class Review(NamedTuple):
    """Somebody's latest word: `verdict` is approved or changes; `commit` the older head it was given to, '' if none.

    `bot` is a machine's account; `name` is what people call the account where that is not `user`; `given` is when it was
    said, None where the forge does not say.
    """

    user: str
    verdict: str
    commit: str
    bot: bool = False
    name: str = ""
    given: datetime | None = None


class Push(NamedTuple):
    """A head that the change has had: since when, and whether it took the place of another (a force-push)."""

    since: datetime
    head: str
    forced: bool = False


class Verdict(NamedTuple):
    """What the status says: `state` is success, pending or failure."""

    state: str
    description: str


class Comment(NamedTuple):
    """A comment that the job's account wrote under a change."""

    number: int
    text: str


UNTOUCHED = Verdict("success", "no decision record is touched")


def older(seen: str, change: Change) -> str:
    """The commit that a reviewer saw, '' where it is the head or the forge does not say."""
    return "" if seen == change.head else seen


def head_at(heads: list[tuple[datetime, str]], when: datetime) -> str:
    """Which head stood at a moment, of the heads and the times since when they stood."""
    return next((commit for since, commit in sorted(heads, reverse=True) if since <= when), "unknown")


class Forge:
    """What a forge is asked. Each adapter answers in these terms and is all that knows its API.

    Every open change to the default branch has a status on GitHub, Forgejo and Azure DevOps, because a required status
    that is never set blocks (`everywhere`). On GitLab a status makes a pipeline, so only changes that touch records get
    one. A status belongs to a commit, and all changes with that head share it; on Azure DevOps it belongs to the change
    (`shared` is False).
    """

    everywhere = True
    shared = True
    api: Api

    def default_branch(self) -> str:
        """Its name, '' where the forge does not say."""
        raise NotImplementedError

    def changes(self) -> Iterator[Change]:
        raise NotImplementedError

    def files(self, change: Change) -> Files:
        raise NotImplementedError

    def reviews(self, change: Change) -> list[Review]:
        raise NotImplementedError

    def restarts(self, change: Change) -> list[datetime]:
        """When the change left draft, was opened again, or got another base."""
        raise NotImplementedError

    def retargets(self, change: Change) -> list[datetime]:
        """When somebody gave the change another base."""
        raise NotImplementedError

    def pushes(self, change: Change) -> Iterator[Push]:
        """The heads that the change has had, the newest first, at the times that the forge noted."""
        raise NotImplementedError

    def fork_point(self, change: Change) -> str:
        """The commit at which the change left its base."""
        raise NotImplementedError

    def text(self, path: str, commit: str) -> str | None:
        raise NotImplementedError

    def status(self, change: Change, context: str) -> Verdict | None:
        """What the status on the change's head says now."""
        raise NotImplementedError

    def set_status(self, change: Change, context: str, verdict: Verdict) -> None:
        raise NotImplementedError


class Talk(Forge):
    """A forge under whose changes the job can write."""

    edits = "PATCH"
    comments_at = ""  # where a comment has a path of its own, those of every change

    def is_fork(self, change: Change) -> bool:
        """Whether a change comes from another repository, or from none that is there any more."""
        raise NotImplementedError

    def thread(self, change: Change) -> str:
        """The path of a change's comments."""
        raise NotImplementedError

    def thread_entry(self, change: Change, comment: Comment) -> str:
        """The path of one of them."""
        return f"{self.comments_at or self.thread(change)}/{comment.number}"

    def is_own(self, entry: Json) -> bool:
        """Whether the job's account wrote a comment."""
        raise NotImplementedError

    def address(self, path: str) -> str:
        """Where people read a file of the default branch, "" where that is not known."""
        raise NotImplementedError

    def comments(self, change: Change) -> list[Comment]:
        """Those that the job's account wrote, the oldest first."""
        found = [entry for entry in self.api.pages(self.thread(change)) if not entry.get("system")]
        own = [Comment(int(entry["id"]), str(entry.get("body") or "")) for entry in found if self.is_own(entry)]
        return sorted(own)

    def write_comment(self, change: Change, text: str) -> None:
        self.api.send(self.thread(change), {"body": text})

    def edit_comment(self, change: Change, comment: Comment, text: str) -> None:
        self.api.send(self.thread_entry(change, comment), {"body": text}, method=self.edits, again=True)

    def remove_comment(self, change: Change, comment: Comment) -> None:
        self.api.ask(self.thread_entry(change, comment), method="DELETE")
