"""What the review rule asks of GitLab (REST API v4: merge_requests, approvals, notes, versions, commits, users)."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from datetime import datetime

from ..forge.environment import patience, secret, setting
from ..forge.gitlab import gitlab_api
from ..forge.http import Json, Refused, TooMuch, quoted, quoted_path
from ..forge.moments import moment
from ..forge.words import Secrets
from .change import Change, File, Files, NoStatus, Push, Review, Talk, Verdict, head_at, older

GITLAB_NEEDS = "ADR_REVIEW_TOKEN, a project access token with the role Developer and the scope api"
GITLAB_STATES = {"success": "success", "pending": "pending", "failure": "failed"}
# Names that GitLab gives to the accounts of access tokens, of services, and of itself.
GITLAB_BOT = re.compile(r"(?:project|group)_\d+_bot(?:_|$)|service_account_|ghost$|(?:alert|support)-bot$")
GITLAB_RESTART = re.compile(
    r"marked this merge request as \*\*ready\*\*|reopened$|changed target branch from |restored source branch "
)


class GitLabReviews(Talk):
    """GitLab, on its own or at gitlab.com, with a project access token: a job's own token cannot set a status."""

    everywhere = False
    edits = "PUT"

    def __init__(self, secrets: Secrets) -> None:
        own = os.environ.get("ADR_REVIEW_TOKEN")
        names = ("ADR_REVIEW_TOKEN",) if own else ("CI_JOB_TOKEN", "ADR_REVIEW_TOKEN")
        root, token = setting("CI_API_V4_URL"), secret(secrets, *names)
        self.api = gitlab_api(root, token, needs=GITLAB_NEEDS, patience=patience(), job=not own)
        # A fork's pipeline runs in the fork; the merge request is in the project that it goes to.
        self.project = f"/projects/{quoted(setting('CI_MERGE_REQUEST_PROJECT_ID', 'CI_PROJECT_ID'))}"
        self.bots: dict[int, bool] = {}
        self.account: int | None = None

    def one(self, change: Change) -> str:
        return f"{self.project}/merge_requests/{change.number}"

    def default_branch(self) -> str:
        try:
            return str(self.api.get(self.project).get("default_branch") or "")
        except Refused as refused:
            if refused.code not in (403, 404):
                raise
            return os.environ.get("CI_DEFAULT_BRANCH", "")

    def changes(self) -> Iterator[Change]:
        for m in self.api.pages(f"{self.project}/merge_requests", state="opened", scope="all", per_page=100):
            yield Change(
                number=int(m["iid"]),
                author=m["author"]["username"],
                head=m["sha"] or "",
                base=m["target_branch"],
                draft=bool(m.get("draft")),
                opened=moment(m["created_at"]),
                own={"fork": m.get("source_project_id") != m.get("target_project_id")},
            )

    def files(self, change: Change) -> Files:
        found = []
        try:
            for f in self.api.pages(f"{self.one(change)}/diffs", per_page=100):
                found.append(File("" if f["new_file"] else f["old_path"], "" if f["deleted_file"] else f["new_path"]))
        except TooMuch:
            return Files(found, whole=False)
        # A number, or `1000+` where GitLab stopped to count.
        count = str(self.details(change).get("changes_count") or "")
        return Files(found, whole=not count or (count.isdecimal() and int(count) <= len(found)))

    def notes(self, change: Change) -> list[Json]:
        """What GitLab wrote itself under the merge request, newest first."""
        if "notes" not in change.own:
            found = self.api.pages(f"{self.one(change)}/notes", sort="desc", order_by="created_at", per_page=100)
            change.own["notes"] = [n for n in found if n.get("system")]
        return list(change.own["notes"])

    def versions(self, change: Change) -> list[tuple[datetime, str]]:
        """The heads that were pushed, newest first, and when."""
        if "versions" not in change.own:
            found = self.api.pages(f"{self.one(change)}/versions", per_page=100)
            heads = ((moment(v["created_at"]), str(v["head_commit_sha"])) for v in found)
            change.own["versions"] = sorted(heads, reverse=True)
        return list(change.own["versions"])

    def reviews(self, change: Change) -> list[Review]:
        given: dict[str, datetime] = {}
        for note in self.notes(change):
            if note["body"].strip() == "approved this merge request":
                given.setdefault(note["author"]["username"], moment(note["created_at"]))
        found = []
        for entry in self.api.get(f"{self.one(change)}/approvals").get("approved_by") or []:
            user = entry["user"]["username"]
            seen = head_at(self.versions(change), given[user]) if user in given else ""
            is_bot = self.is_bot(entry["user"])
            found.append(Review(user, "approved", older(seen, change), is_bot, given=given.get(user)))
        reviewers = self.api.pages(f"{self.one(change)}/reviewers", per_page=100)
        against = [entry["user"]["username"] for entry in reviewers if entry["state"] == "requested_changes"]
        return found + [Review(user, "changes", "") for user in against]

    def is_bot(self, user: Json) -> bool:
        """Whether an account is a machine's. An approval does not say; the account itself does."""
        if user.get("bot") or GITLAB_BOT.match(user["username"]):
            return True
        number = user.get("id")
        if number is None:
            return False
        if number not in self.bots:
            try:
                self.bots[number] = bool(self.api.get(f"/users/{number}").get("bot"))
            except Refused as refused:
                if refused.code not in (401, 403, 404):
                    raise
                self.bots[number] = False
        return self.bots[number]

    def restarts(self, change: Change) -> list[datetime]:
        told = (note for note in self.notes(change) if GITLAB_RESTART.search(note["body"].strip()))
        return [moment(note["created_at"]) for note in told]

    def retargets(self, change: Change) -> list[datetime]:
        """By a person, or by GitLab where the branch that it went to was merged: the note is the same."""
        found = [n for n in self.notes(change) if n["body"].startswith("changed target branch from ")]
        return [moment(n["created_at"]) for n in found]

    def pushes(self, change: Change) -> Iterator[Push]:
        found = self.versions(change)
        if not found:
            yield Push(change.opened, change.head)
        for (since, head), before in zip(found, [*found[1:], None]):
            yield Push(since, head, before is not None and not self.follows(head, before[1]))

    def follows(self, head: str, before: str) -> bool:
        """Whether a head holds the one before it: a force-push does not say that it was one."""
        try:
            path = f"{self.project}/repository/merge_base?refs[]={quoted(head)}&refs[]={quoted(before)}"
            return str(self.api.get(path)["id"]) == before
        except Refused as refused:
            if refused.code not in (400, 404):
                raise
            return False

    def details(self, change: Change) -> Json:
        if "details" not in change.own:
            change.own["details"] = self.api.get(self.one(change))
        return change.own["details"]

    def fork_point(self, change: Change) -> str:
        return str(self.details(change)["diff_refs"]["base_sha"])

    def text(self, path: str, commit: str) -> str | None:
        return self.api.text(f"{self.project}/repository/files/{quoted(path)}/raw", ref=commit)

    def status(self, change: Change, context: str) -> Verdict | None:
        names = {theirs: ours for ours, theirs in GITLAB_STATES.items()}
        path = f"{self.project}/repository/commits/{change.head}/statuses"
        for s in self.api.pages(path, name=context, per_page=100):
            if s["name"] == context:
                return Verdict(names.get(s["status"], s["status"]), s.get("description") or "")
        return None

    def set_status(self, change: Change, context: str, verdict: Verdict) -> None:
        path = f"{self.project}/statuses/{change.head}"
        body = {"state": GITLAB_STATES[verdict.state], "name": context, "description": verdict.description}
        details = self.details(change)
        pipeline = details.get("head_pipeline") or {}
        fork = details["source_project_id"] != details["target_project_id"]
        if fork:
            body["ref"] = f"refs/merge-requests/{change.number}/head"
        elif pipeline.get("sha") == change.head:
            # Without its number the status lands in a branch pipeline, which the merge request does not show.
            body["pipeline_id"] = pipeline["id"]
        try:
            self.api.send(path, body, again=True)
        except Refused as refused:
            if fork and refused.code in (400, 404):
                raise NoStatus("it comes from a fork, and GitLab keeps no status for its commits here") from None
            # A pending status cannot become pending with other words (gitlab-foss#25807): end it first.
            if refused.code != 400 or "transition" not in str(refused).lower():
                raise
            self.api.send(path, {**body, "state": "canceled"}, again=True)
            self.api.send(path, body, again=True)

    def is_fork(self, change: Change) -> bool:
        return bool(change.own["fork"])

    def thread(self, change: Change) -> str:
        return f"{self.one(change)}/notes"

    def is_own(self, entry: Json) -> bool:
        if self.account is None:
            self.account = int(self.api.get("/user")["id"])
        return bool(entry["author"].get("id") == self.account)

    def address(self, path: str) -> str:
        project, branch = os.environ.get("CI_PROJECT_URL", ""), os.environ.get("CI_DEFAULT_BRANCH", "")
        return f"{project}/-/blob/{quoted_path(branch)}/{quoted_path(path)}" if project and branch else ""
