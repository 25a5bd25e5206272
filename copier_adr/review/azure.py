"""What the review rule asks of Azure DevOps (REST API 7.1: pull requests, iterations, threads, statuses, items).

Source: https://learn.microsoft.com/en-us/rest/api/azure/devops/git/pull-request-threads?view=azure-devops-rest-7.1
"""

from __future__ import annotations

import os
import urllib.parse
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from ..forge.azure import azure_api
from ..forge.environment import patience, secret, setting
from ..forge.http import MOST_PAGES, Json, Refused, quoted
from ..forge.moments import moment
from ..forge.words import Secrets
from .change import Change, Comment, File, Files, Push, Review, Talk, Verdict, head_at, older

AZURE_STATES = {"success": "succeeded", "pending": "pending", "failure": "failed"}
AZURE_VERSION: dict[str, Any] = {"api-version": "7.1"}
AZURE_PAGE = 100
AZURE_NEEDS = "Contribute to pull requests, allowed for the project's build service on this repository"


class AzureReviews(Talk):
    """Azure Repos. The status is on the pull request and its iteration, which is what branch policies look at."""

    shared = False

    def __init__(self, secrets: Secrets) -> None:
        token = secret(secrets, "SYSTEM_ACCESSTOKEN", "ADR_REVIEW_TOKEN")
        self.collection = setting("SYSTEM_COLLECTIONURI").rstrip("/")
        self.project = self.collection + "/" + quoted(setting("SYSTEM_TEAMPROJECT"))
        self.account = ""
        self.api = azure_api(
            self.project, setting("BUILD_REPOSITORY_ID"), token, needs=AZURE_NEEDS, patience=patience(), secrets=secrets
        )

    def default_branch(self) -> str:
        try:
            told = self.api.get("", **AZURE_VERSION).get("defaultBranch") or ""
        except Refused as refused:
            if refused.code not in (403, 404):
                raise
            return ""
        return str(told).replace("refs/heads/", "", 1)

    def values(self, path: str, **query: Any) -> list[Json]:
        answer = self.api.get(path, **AZURE_VERSION, **query)
        if not isinstance(answer, dict) or not isinstance(answer.get("value"), list):
            raise Refused(f"{path} answers with something that is no list; is SYSTEM_COLLECTIONURI right?")
        return list(answer["value"])

    def changes(self) -> Iterator[Change]:
        for page in range(MOST_PAGES):
            found = self.values(
                "/pullrequests", **{"searchCriteria.status": "active", "$top": AZURE_PAGE, "$skip": page * AZURE_PAGE}
            )
            for p in found:
                yield Change(
                    number=int(p["pullRequestId"]),
                    author=p["createdBy"]["id"],
                    head=(p.get("lastMergeSourceCommit") or {}).get("commitId", ""),
                    base=p["targetRefName"].replace("refs/heads/", "", 1),
                    draft=bool(p.get("isDraft")),
                    opened=moment(p["creationDate"]),
                    own={"reviewers": p.get("reviewers") or [], "fork": bool(p.get("forkSource"))},
                )
            if len(found) < AZURE_PAGE:
                return
        raise Refused(f"more than {MOST_PAGES * AZURE_PAGE} open pull requests")

    def iterations(self, change: Change) -> list[Json]:
        """The pushes to the change, the newest first."""
        if "iterations" not in change.own:
            found = self.values(f"/pullRequests/{change.number}/iterations")
            change.own["iterations"] = sorted(found, key=lambda i: int(i["id"]), reverse=True)
        if not change.own["iterations"]:
            raise Refused(f"pull request {change.number} has no iteration yet; the next run looks again")
        return list(change.own["iterations"])

    def files(self, change: Change) -> Files:
        path = f"/pullRequests/{change.number}/iterations/{self.iterations(change)[0]['id']}/changes"
        found, skip = [], 0
        for _ in range(MOST_PAGES):
            answer = self.api.get(path, **AZURE_VERSION, **{"$top": 1000, "$skip": skip, "$compareTo": 0})
            for entry in answer["changeEntries"]:
                kinds = {k.strip() for k in entry["changeType"].split(",")}
                after = entry["item"].get("path") or ""
                before = entry.get("originalPath") or after
                if entry["item"].get("gitObjectType") != "tree":
                    before = "" if "add" in kinds else before.lstrip("/")
                    found.append(File(before, "" if "delete" in kinds else after.lstrip("/")))
            skip = answer.get("nextSkip") or 0
            if not skip:
                return Files(found)
        return Files(found, whole=False)

    def threads(self, change: Change) -> list[Json]:
        if "threads" not in change.own:
            change.own["threads"] = self.values(self.thread(change))
        return list(change.own["threads"])

    @staticmethod
    def told(thread: Json, name: str) -> str:
        return str(((thread.get("properties") or {}).get(name) or {}).get("$value", ""))

    def reviews(self, change: Change) -> list[Review]:
        heads = [(moment(i["createdDate"]), str(i["sourceRefCommit"]["commitId"])) for i in self.iterations(change)]
        voted: dict[str, datetime] = {}
        for thread in self.threads(change):
            if self.told(thread, "CodeReviewThreadType") == "VoteUpdate":
                who = (thread.get("identities") or {}).get(self.told(thread, "CodeReviewVotedByIdentity")) or {}
                when = moment(thread["publishedDate"])
                voted[who.get("id", "")] = max(when, voted.get(who.get("id", ""), when))
        found = []
        for r in change.own["reviewers"]:
            if r.get("isContainer") or not r["vote"]:
                continue
            name = str(r.get("uniqueName") or "")
            # Build services and service principals are accounts of machines.
            bot = name.startswith("Build\\") or str(r.get("descriptor") or "").startswith(("svc.", "aadsp."))
            seen = head_at(heads, voted[r["id"]]) if r["id"] in voted else ""
            verdict = "approved" if r["vote"] > 0 else "changes"
            found.append(Review(r["id"], verdict, older(seen, change), bot, name, voted.get(r["id"])))
        return found

    def restarts(self, change: Change) -> list[datetime]:
        anew = [t for t in self.threads(change) if self.restarted(t)]
        found = [moment(t["publishedDate"]) for t in anew]
        return found + self.retargets(change)

    def retargets(self, change: Change) -> list[datetime]:
        found = [i for i in self.iterations(change) if "retarget" in str(i.get("reason", "")).lower()]
        return [moment(i["createdDate"]) for i in found]

    def restarted(self, thread: Json) -> bool:
        """Whether a thread of the server's says that the change left draft, or was reactivated."""
        again = self.told(thread, "CodeReviewThreadType") == "StatusUpdate"
        active = self.told(thread, "CodeReviewStatus").lower() == "active"
        return self.told(thread, "CodeReviewIsDraft").lower() == "false" or (again and active)

    def pushes(self, change: Change) -> Iterator[Push]:
        for i in self.iterations(change):
            reason = str(i.get("reason", "")).lower()
            forced = "forcepush" in reason or "rebase" in reason
            yield Push(moment(i["createdDate"]), str(i["sourceRefCommit"]["commitId"]), forced)

    def fork_point(self, change: Change) -> str:
        return str(self.iterations(change)[0]["commonRefCommit"]["commitId"])

    def text(self, path: str, commit: str) -> str | None:
        version = {"versionDescriptor.version": commit, "versionDescriptor.versionType": "commit"}
        query = {"path": "/" + path, **version, "$format": "octetStream", **AZURE_VERSION}
        return self.api.text("/items?" + urllib.parse.urlencode(query))

    def status(self, change: Change, context: str) -> Verdict | None:
        names = {theirs: ours for ours, theirs in AZURE_STATES.items()}
        genre, _, name = context.rpartition("/")
        last = None
        for s in self.values(f"/pullRequests/{change.number}/statuses"):
            where = s.get("context") or {}
            same = (where.get("genre") or "", where.get("name")) == (genre, name)
            if same and s.get("iterationId") in (None, self.iterations(change)[0]["id"]):
                last = Verdict(names.get(s["state"], s["state"]), s.get("description") or "")
        return last

    def set_status(self, change: Change, context: str, verdict: Verdict) -> None:
        genre, _, name = context.rpartition("/")
        body = {
            "state": AZURE_STATES[verdict.state],
            "description": verdict.description,
            "context": {"genre": genre, "name": name},
            "iterationId": self.iterations(change)[0]["id"],
        }
        self.api.send(f"/pullRequests/{change.number}/statuses", body, again=True, **AZURE_VERSION)

    def is_fork(self, change: Change) -> bool:
        return bool(change.own["fork"])

    def thread(self, change: Change) -> str:
        return f"/pullRequests/{change.number}/threads"

    def thread_entry(self, change: Change, comment: Comment) -> str:
        return f"{self.thread(change)}/{comment.number}/comments/1"

    def is_own(self, entry: Json) -> bool:
        if not self.account:
            told = self.api.get(f"{self.collection}/_apis/connectionData", **{"api-version": "7.1-preview.1"})
            self.account = str(told["authenticatedUser"]["id"])
        return bool(entry["author"]["id"] == self.account)

    def address(self, path: str) -> str:
        repository, branch = os.environ.get("BUILD_REPOSITORY_NAME", ""), self.default_branch()
        query = urllib.parse.urlencode({"path": "/" + path, "version": "GB" + branch})
        return f"{self.project}/_git/{quoted(repository)}?{query}" if repository and branch else ""

    def comments(self, change: Change) -> list[Comment]:
        """Each begins a thread of its own, and has the thread's number here."""
        there = [t for t in self.threads(change) if t.get("comments") and not t.get("isDeleted")]
        found = [(t["id"], t["comments"][0]) for t in there]
        said = [(number, one) for number, one in found if one.get("content") and not one.get("isDeleted")]
        return sorted(Comment(int(number), str(one["content"])) for number, one in said if self.is_own(one))

    def write_comment(self, change: Change, text: str) -> None:
        """In a thread that is closed: an open one would hold the change up where comments have to be resolved."""
        first = {"parentCommentId": 0, "content": text, "commentType": "text"}
        self.api.send(self.thread(change), {"comments": [first], "status": "closed"}, **AZURE_VERSION)

    def edit_comment(self, change: Change, comment: Comment, text: str) -> None:
        entry = self.thread_entry(change, comment)
        self.api.send(entry, {"content": text}, method="PATCH", again=True, **AZURE_VERSION)

    def remove_comment(self, change: Change, comment: Comment) -> None:
        self.api.ask(self.thread_entry(change, comment), method="DELETE", **AZURE_VERSION)
