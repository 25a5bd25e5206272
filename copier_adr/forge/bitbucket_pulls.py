"""Pull requests of Bitbucket Server and Data Center (REST API 1.0)."""

from __future__ import annotations

from .http import Json
from .pulls import PullRequest, Pulls


class BitbucketPulls(Pulls):
    """The API's root is that of one repository: `…/projects/KEY/repos/NAME`."""

    def listed(self, branch: str) -> list[Json]:
        wanted = {"direction": "OUTGOING", "state": "ALL", "at": f"refs/heads/{branch}"}
        return [{**pull, "branch": branch} for pull in self.api.get("/pull-requests", **wanted)["values"]]

    def told(self, pull: Json) -> PullRequest:
        state = self.state_of(pull["state"], {"OPEN": "open", "MERGED": "merged"})
        page = str(pull["links"]["self"][0]["href"])
        return PullRequest(pull["id"], pull["branch"], page, state, pull.get("version", 0))

    def renew(self, pull: PullRequest, title: str, body: str) -> None:
        told = {"title": title, "description": body, "version": pull.version}
        self.api.send(f"/pull-requests/{pull.number}", told, method="PUT")

    def close(self, pull: PullRequest, comment: str = "") -> None:
        if comment:
            self.api.send(f"/pull-requests/{pull.number}/comments", {"text": comment})
        self.api.send(f"/pull-requests/{pull.number}/decline", {}, version=pull.version)
