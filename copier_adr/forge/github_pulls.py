"""GitHub's pull requests (REST API 2022-11-28)."""

from __future__ import annotations

from .http import Api, Json, quoted
from .pulls import PullRequest, Pulls


class GitHubPulls(Pulls):
    """`owner` is the account whose branches the pull requests come from: a fork's, else the repository's own."""

    def __init__(self, api: Api, repository: str, owner: str = "") -> None:
        super().__init__(api)
        self.repository = repository
        self.path = f"/repos/{repository}"
        self.owner = owner or repository.split("/")[0]

    def listed(self, branch: str) -> list[Json]:
        found = self.api.pages(f"{self.path}/pulls?head={quoted(f'{self.owner}:{branch}')}", state="all", per_page=100)
        return [pull for pull in found if pull["head"]["ref"] == branch]

    def told(self, pull: Json) -> PullRequest:
        state = "merged" if pull.get("merged_at") else self.state_of(pull["state"], {"open": "open"})
        return PullRequest(pull["number"], pull["head"]["ref"], str(pull.get("html_url") or ""), state)

    def open_below(self, prefix: str) -> list[PullRequest]:
        found = self.api.pages(f"{self.path}/pulls", state="open", per_page=100)
        ours = (pull for pull in found if (pull["head"]["repo"] or {}).get("full_name") == self.repository)
        return [self.told({"state": "open", **pull}) for pull in ours if pull["head"]["ref"].startswith(prefix)]

    def create(self, branch: str, base: str, title: str, body: str) -> PullRequest:
        told = {"head": branch, "base": base, "title": title, "body": body}
        return self.told({"state": "open", **self.api.send(f"{self.path}/pulls", told), "head": {"ref": branch}})

    def renew(self, pull: PullRequest, title: str, body: str) -> None:
        self.api.send(f"{self.path}/pulls/{pull.number}", {"title": title, "body": body}, method="PATCH", again=True)

    def close(self, pull: PullRequest, comment: str = "") -> None:
        if comment:
            self.api.send(f"{self.path}/issues/{pull.number}/comments", {"body": comment})
        self.api.send(f"{self.path}/pulls/{pull.number}", {"state": "closed"}, method="PATCH", again=True)
