"""Azure DevOps' pull requests (REST API 6.0)."""

from __future__ import annotations

from typing import Any

from .http import Api, Json
from .pulls import PullRequest, Pulls

# Characters of a description; Azure DevOps refuses more.
MOST_WORDS = 4000


class AzurePulls(Pulls):
    def __init__(self, api: Api, version: str = "6.0") -> None:
        super().__init__(api)
        self.version: dict[str, Any] = {"api-version": version}

    def listed(self, branch: str) -> list[Json]:
        wanted = {"searchCriteria.sourceRefName": f"refs/heads/{branch}", "searchCriteria.status": "all"}
        return list(self.api.get("/pullrequests", **wanted, **self.version)["value"])

    def told(self, pull: Json) -> PullRequest:
        branch = str(pull["sourceRefName"]).replace("refs/heads/", "", 1)
        state = self.state_of(pull["status"], {"active": "open", "completed": "merged"})
        return PullRequest(pull["pullRequestId"], branch, str(pull["url"]), state)

    def renew(self, pull: PullRequest, title: str, body: str) -> None:
        self._change(pull, {"title": title, "description": body[:MOST_WORDS]})

    def close(self, pull: PullRequest, comment: str = "") -> None:
        if comment:
            thread = {"comments": [{"parentCommentId": 0, "content": comment, "commentType": 1}], "status": "closed"}
            self.api.send(f"/pullRequests/{pull.number}/threads", thread, **self.version)
        self._change(pull, {"status": "abandoned"})

    def _change(self, pull: PullRequest, body: Json) -> None:
        self.api.send(f"/pullrequests/{pull.number}", body, method="PATCH", again=True, **self.version)
