"""Pull requests (merge requests), in words that hold for every forge."""

from __future__ import annotations

from typing import Any, NamedTuple

from .http import Api, Json


class PullRequest(NamedTuple):
    """Its number there, the branch that it comes from, its page, and whether it is open, closed or merged."""

    number: int
    branch: str
    url: str
    state: str
    version: int = 0


class Pulls:
    """The pull requests of one repository; a subclass says how its forge words them."""

    def __init__(self, api: Api) -> None:
        self.api = api

    def find(self, branch: str) -> PullRequest | None:
        """The newest pull request from this branch, an open one before all others."""
        found = [self.told(pull) for pull in self.listed(branch)]
        return max(found, key=lambda pull: (pull.state == "open", pull.number), default=None)

    def listed(self, branch: str) -> list[Json]:
        """What the forge tells of each pull request from this branch, closed ones too."""
        raise NotImplementedError

    def told(self, pull: Json) -> PullRequest:
        """What the forge tells of one, in our words."""
        raise NotImplementedError

    def open_below(self, prefix: str) -> list[PullRequest]:
        """The open ones of this repository's own branches whose name begins so."""
        raise NotImplementedError

    def create(self, branch: str, base: str, title: str, body: str) -> PullRequest:
        raise NotImplementedError

    def renew(self, pull: PullRequest, title: str, body: str) -> None:
        """Gives an open one a new title and text."""
        raise NotImplementedError

    def close(self, pull: PullRequest, comment: str = "") -> None:
        """Closes it, with a comment that says why."""
        raise NotImplementedError

    def state_of(self, word: Any, states: dict[str, str]) -> str:
        """Any word that the forge has besides is one for a closed one."""
        return states.get(word, "closed")
