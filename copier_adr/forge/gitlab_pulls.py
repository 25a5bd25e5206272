"""GitLab's merge requests (REST API v4)."""

from __future__ import annotations

from .http import Api, Json, quoted
from .pulls import PullRequest, Pulls


class GitLabPulls(Pulls):
    """`project` is its number, or its path."""

    def __init__(self, api: Api, project: str) -> None:
        super().__init__(api)
        self.path = f"/projects/{quoted(project)}/merge_requests"

    def listed(self, branch: str) -> list[Json]:
        found = self.api.pages(self.path, source_branch=branch, state="all", per_page=100)
        return [pull for pull in found if pull["source_branch"] == branch]

    def told(self, pull: Json) -> PullRequest:
        states = {"opened": "open", "locked": "open", "merged": "merged"}
        state = self.state_of(pull.get("state", "opened"), states)
        return PullRequest(pull["iid"], pull["source_branch"], str(pull.get("web_url") or ""), state)

    def open_below(self, prefix: str) -> list[PullRequest]:
        found = self.api.pages(self.path, state="opened", per_page=100)
        ours = (pull for pull in found if pull["source_project_id"] == pull["target_project_id"])
        return [self.told(pull) for pull in ours if pull["source_branch"].startswith(prefix)]

    def create(self, branch: str, base: str, title: str, body: str) -> PullRequest:
        told = {"source_branch": branch, "target_branch": base, "title": title, "description": body}
        return self.told({**self.api.send(self.path, {**told, "remove_source_branch": True}), "source_branch": branch})

    def renew(self, pull: PullRequest, title: str, body: str) -> None:
        self.api.send(f"{self.path}/{pull.number}", {"title": title, "description": body}, method="PUT")

    def close(self, pull: PullRequest, comment: str = "") -> None:
        if comment:
            self.api.send(f"{self.path}/{pull.number}/notes", {"body": comment})
        self.api.send(f"{self.path}/{pull.number}", {"state_event": "close"}, method="PUT")
