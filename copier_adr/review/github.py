"""What the review rule asks of GitHub: open changes by GraphQL (50 a request), the rest by REST.

Sources: the GraphQL schema (PullRequest, PullRequestTimelineItems), REST API 2022-11-28 (pulls/list-files,
repos/compare-commits, repos/list-activities, repos/get-content, commits/statuses).
"""

from __future__ import annotations

import os
import re
import urllib.parse
from collections.abc import Iterator
from datetime import datetime

from ..forge.environment import patience, secret, setting
from ..forge.github import github_api
from ..forge.http import MOST_PAGES, Json, Refused, TooMuch, quoted_path
from ..forge.moments import moment
from ..forge.words import Secrets
from .change import Change, File, Files, Push, Review, Talk, Verdict, older

OPEN_ON_GITHUB = """
query($owner: String!, $name: String!, $after: String) {
  repository(owner: $owner, name: $name) {
    defaultBranchRef { name }
    pullRequests(first: 50, after: $after, states: OPEN) {
      pageInfo { hasNextPage endCursor }
      nodes {
        number isDraft createdAt headRefOid baseRefName baseRefOid headRefName
        headRepository { nameWithOwner }
        author { login }
        files(first: 100) { totalCount nodes { path changeType } }
        commits(last: 1) { nodes { commit { committedDate } } }
        latestOpinionatedReviews(first: 100, writersOnly: true) {
          nodes { state submittedAt author { __typename login } commit { oid } }
        }
        timelineItems(last: 50, itemTypes: [
          READY_FOR_REVIEW_EVENT, REOPENED_EVENT, BASE_REF_CHANGED_EVENT, AUTOMATIC_BASE_CHANGE_SUCCEEDED_EVENT,
          HEAD_REF_FORCE_PUSHED_EVENT
        ]) {
          nodes {
            ... on ReadyForReviewEvent { createdAt }
            ... on ReopenedEvent { createdAt }
            ... on BaseRefChangedEvent { createdAt }
            ... on AutomaticBaseChangeSucceededEvent { createdAt }
            ... on HeadRefForcePushedEvent { createdAt }
          }
        }
        bases: timelineItems(last: 1, itemTypes: [BASE_REF_CHANGED_EVENT]) {
          nodes { ... on BaseRefChangedEvent { createdAt } }
        }
      }
    }
  }
}"""
VERDICTS_ON_GITHUB = {"APPROVED": "approved", "CHANGES_REQUESTED": "changes"}


class GitHubReviews(Talk):
    """GitHub and GitHub Enterprise."""

    def __init__(self, secrets: Secrets) -> None:
        self.repository = setting("GITHUB_REPOSITORY")
        self.path = f"/repos/{self.repository}"
        self.comments_at = f"{self.path}/issues/comments"
        root = setting("GITHUB_API_URL")
        enterprise = root.rstrip("/").endswith("/api/v3")
        beside = re.sub(r"/api/v3/?$|/?$", "", root) + ("/api/graphql" if enterprise else "/graphql")
        self.graphql = os.environ.get("GITHUB_GRAPHQL_URL") or beside
        self.api = github_api(
            root,
            secret(secrets, "GITHUB_TOKEN", "GH_TOKEN"),
            needs="the permissions contents: read, pull-requests: read and, to set a status, statuses: write",
            patience=patience(),
        )
        self.default = ""

    def default_branch(self) -> str:
        """Known once the changes are listed."""
        return self.default

    def changes(self) -> Iterator[Change]:
        owner, _, name = self.repository.partition("/")
        after = None
        for _ in range(MOST_PAGES):
            variables = {"owner": owner, "name": name, "after": after}
            answer = self.api.send(self.graphql, {"query": OPEN_ON_GITHUB, "variables": variables}, again=True)
            repository = (answer.get("data") or {}).get("repository") or {}
            found = repository.get("pullRequests")
            if not found:
                told = "; ".join(str(e.get("message", "")) for e in answer.get("errors") or [])
                raise Refused(f"GitHub lists no pull requests ({told[:200]}); the token needs {self.api.needs}")
            self.default = (repository.get("defaultBranchRef") or {}).get("name") or ""
            yield from map(self.change, found["nodes"])
            if not found["pageInfo"]["hasNextPage"]:
                return
            after = found["pageInfo"]["endCursor"]
        raise Refused(f"more than {MOST_PAGES * 50} open pull requests")

    @staticmethod
    def change(node: Json) -> Change:
        return Change(
            number=int(node["number"]),
            author=(node["author"] or {}).get("login", ""),
            head=node["headRefOid"],
            base=node["baseRefName"],
            draft=node["isDraft"],
            opened=moment(node["createdAt"]),
            own=node,
        )

    def files(self, change: Change) -> Files:
        listed = change.own.get("files") or {"totalCount": -1, "nodes": []}
        kinds = {"ADDED": (0, 1), "DELETED": (1, 0), "MODIFIED": (1, 1), "CHANGED": (1, 1)}
        # GraphQL stops at 100 files here and does not tell a renamed file's old path.
        if listed["totalCount"] == len(listed["nodes"]) and all(f["changeType"] in kinds for f in listed["nodes"]):
            return Files([File(*(f["path"] * there for there in kinds[f["changeType"]])) for f in listed["nodes"]])
        found = []
        try:
            for f in self.api.pages(f"{self.path}/pulls/{change.number}/files", per_page=100):
                before = f.get("previous_filename") if f["status"] == "renamed" else f["filename"]
                found.append(
                    File(
                        "" if f["status"] in ("added", "copied") else before or f["filename"],
                        "" if f["status"] == "removed" else f["filename"],
                    )
                )
        except TooMuch:
            return Files(found, whole=False)
        # REST stops at 3,000 without a word.
        return Files(found, whole=len(found) >= listed["totalCount"])

    def reviews(self, change: Change) -> list[Review]:
        found = []
        for r in (change.own.get("latestOpinionatedReviews") or {}).get("nodes") or []:
            author = r["author"] or {}
            user = author.get("login", "ghost")
            if r["state"] in VERDICTS_ON_GITHUB:
                bot = author.get("__typename") == "Bot" or user.endswith("[bot]")
                seen = older((r["commit"] or {}).get("oid", ""), change)
                given = moment(r["submittedAt"]) if r.get("submittedAt") else None
                found.append(Review(user, VERDICTS_ON_GITHUB[r["state"]], seen, bot, given=given))
        return found

    def restarts(self, change: Change) -> list[datetime]:
        return [moment(item["createdAt"]) for item in change.own["timelineItems"]["nodes"] if item.get("createdAt")]

    def retargets(self, change: Change) -> list[datetime]:
        """The last by a person, asked for alone: among others, later ones would push it out of what GitHub lists.

        Where a base is merged, GitHub itself gives its pull requests the next one, and they stay the same.
        """
        return [moment(item["createdAt"]) for item in change.own["bases"]["nodes"]]

    def pushes(self, change: Change) -> Iterator[Push]:
        """What GitHub noted as the activity of the branch, back to where the pull request was opened."""
        there = (change.own.get("headRepository") or {}).get("nameWithOwner")
        branch = change.own.get("headRefName")
        head = change.head
        try:
            for entry in self.activity(there, branch) if there and branch else ():
                when = moment(entry["timestamp"])
                if when <= change.opened:
                    break
                yield Push(when, entry["after"], entry["activity_type"] == "force_push")
                head = entry["before"]
        except Refused as refused:
            if refused.code not in (403, 404):
                raise
            # A private fork shows nothing of this. What is left is the date that the commit bears.
            nodes = (change.own.get("commits") or {}).get("nodes") or []
            dates = [moment(node["commit"]["committedDate"]) for node in nodes]
            yield Push(max([change.opened, *dates]), change.head)
            return
        yield Push(change.opened, head)

    def activity(self, repository: str, branch: str) -> Iterator[Json]:
        return self.api.pages(f"/repos/{repository}/activity", ref=f"refs/heads/{branch}", per_page=100)

    def fork_point(self, change: Change) -> str:
        path = f"{self.path}/compare/{change.own['baseRefOid']}...{change.head}"
        return str(self.api.get(path, per_page=1)["merge_base_commit"]["sha"])

    def text(self, path: str, commit: str) -> str | None:
        path = f"{self.path}/contents/{urllib.parse.quote(path)}"
        return self.api.text(path, accept="application/vnd.github.raw+json", ref=commit)

    def status(self, change: Change, context: str) -> Verdict | None:
        for s in self.api.pages(f"{self.path}/commits/{change.head}/statuses", per_page=100):
            if s["context"] == context:  # newest first
                return Verdict(s["state"], s["description"] or "")
        return None

    def set_status(self, change: Change, context: str, verdict: Verdict) -> None:
        body = {"state": verdict.state, "context": context, "description": verdict.description}
        self.api.send(f"{self.path}/statuses/{change.head}", body, again=True)

    def is_fork(self, change: Change) -> bool:
        return (change.own.get("headRepository") or {}).get("nameWithOwner") != self.repository

    def thread(self, change: Change) -> str:
        return f"{self.path}/issues/{change.number}/comments"

    def is_own(self, entry: Json) -> bool:
        return (entry.get("user") or {}).get("type") == "Bot"

    def address(self, path: str) -> str:
        server = os.environ.get("GITHUB_SERVER_URL", "")
        return f"{server}/{self.repository}/blob/{quoted_path(self.default)}/{quoted_path(path)}" if server else ""
