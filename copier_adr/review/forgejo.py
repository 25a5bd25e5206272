"""What the review rule asks of Forgejo and Gitea (API v1: PullRequest, ChangedFile, PullReview, TimelineComment)."""

from __future__ import annotations

import json
import os
import re
import urllib.parse
from collections.abc import Iterator
from datetime import datetime

from ..forge.environment import patience, secret, setting
from ..forge.forgejo import forgejo_api
from ..forge.http import Json, Refused, TooMuch, quoted, quoted_path
from ..forge.moments import moment
from ..forge.words import Secrets
from .change import Change, File, Files, Push, Review, Talk, Verdict

WORK_IN_PROGRESS = re.compile(r"\s*(?:\[wip\]|wip:)", re.IGNORECASE)
FORGEJO_VERDICTS = {"APPROVED": "approved", "REQUEST_CHANGES": "changes"}
FORGEJO_NEEDS = "write access to the repository (a run for a fork's change has only a token that reads)"


class ForgejoReviews(Talk):
    """Forgejo and Gitea."""

    def __init__(self, secrets: Secrets) -> None:
        root = os.environ.get("GITHUB_API_URL") or setting("GITHUB_SERVER_URL").rstrip("/") + "/api/v1"
        token = secret(secrets, "FORGEJO_TOKEN", "GITEA_TOKEN", "GITHUB_TOKEN")
        self.api = forgejo_api(root, token, needs=FORGEJO_NEEDS, patience=patience())
        self.repository = f"/repos/{setting('GITHUB_REPOSITORY')}"
        self.comments_at = f"{self.repository}/issues/comments"

    def default_branch(self) -> str:
        try:
            return str(self.api.get(self.repository).get("default_branch") or "")
        except Refused as refused:
            if refused.code not in (403, 404):
                raise
            return ""

    def changes(self) -> Iterator[Change]:
        for p in self.api.pages(f"{self.repository}/pulls", state="open", limit=50):
            yield Change(
                number=int(p["number"]),
                author=(p["user"] or {}).get("login", ""),
                head=p["head"]["sha"],
                base=p["base"]["ref"],
                draft=bool(p.get("draft")) or bool(WORK_IN_PROGRESS.match(p["title"])),
                opened=moment(p["created_at"]),
                own={
                    "merge_base": p.get("merge_base") or p["base"]["sha"],
                    "count": p.get("changed_files"),
                    "from": (p["head"].get("repo") or {}).get("full_name"),
                },
            )

    def files(self, change: Change) -> Files:
        found = []
        try:
            for f in self.api.pages(f"{self.repository}/pulls/{change.number}/files", limit=50):
                before = f.get("previous_filename") or f["filename"]
                found.append(
                    File("" if f["status"] == "added" else before, "" if f["status"] == "deleted" else f["filename"])
                )
        except TooMuch:
            return Files(found, whole=False)
        return Files(found, whole=len(found) >= (change.own["count"] or 0))

    def reviews(self, change: Change) -> list[Review]:
        latest: dict[str, Review] = {}
        # `official` is Forgejo's word for a reviewer whose approval the branch protection counts.
        for r in self.api.pages(f"{self.repository}/pulls/{change.number}/reviews", limit=50):
            who = r.get("user") or {}
            user = who.get("login", "")
            if r["state"] not in FORGEJO_VERDICTS or not r.get("official"):
                continue
            latest.pop(user, None)
            if not r.get("dismissed"):
                # Forgejo itself says whether the change is still the one that was reviewed.
                commit = r.get("commit_id") or "unknown" if r.get("stale") else ""
                # Its own accounts, such as that of Actions, have numbers below zero.
                bot = user.endswith("[bot]") or (who.get("id") or 0) < 0
                given = moment(r["submitted_at"]) if r.get("submitted_at") else None
                latest[user] = Review(user, FORGEJO_VERDICTS[r["state"]], commit, bot, given=given)
        return list(latest.values())

    def timeline(self, change: Change) -> list[Json]:
        if "timeline" not in change.own:
            found = self.api.pages(f"{self.repository}/issues/{change.number}/timeline", limit=50)
            change.own["timeline"] = [event for event in found if event]
        return list(change.own["timeline"])

    def restarts(self, change: Change) -> list[datetime]:
        found = []
        for event in self.timeline(change):
            was, now = (WORK_IN_PROGRESS.match(event.get(k) or "") for k in ("old_title", "new_title"))
            left_draft = event.get("type") == "change_title" and was and not now
            if left_draft or event.get("type") == "reopen":
                found.append(moment(event["created_at"]))
        return found + self.retargets(change)

    def retargets(self, change: Change) -> list[datetime]:
        return [moment(e["created_at"]) for e in self.timeline(change) if e.get("type") == "change_target_branch"]

    def pushes(self, change: Change) -> Iterator[Push]:
        """What the server noted of pushes: the commits that came, oldest first; after a force-push both heads."""
        noted = [event for event in self.timeline(change) if event.get("type") == "pull_push"]
        first, forced = "", False
        for event in sorted(noted, key=lambda event: moment(event["created_at"]), reverse=True):
            commits, forced = self.pushed(event)
            yield Push(moment(event["created_at"]), commits[-1] if first else change.head, forced)
            first = commits[0]
        yield Push(change.opened, (first if forced else self.parent(first)) if first else change.head)

    @staticmethod
    def pushed(event: Json) -> tuple[list[str], bool]:
        """The commits that an event names, and whether it was a force-push."""
        try:
            told = json.loads(event.get("body") or "{}")
            return [str(commit) for commit in told["commit_ids"]] or ["unknown"], bool(told.get("is_force_push"))
        except (ValueError, KeyError, TypeError):
            return ["unknown"], True

    def parent(self, commit: str) -> str:
        """The commit before one, "unknown" where the server does not say."""
        try:
            return str(self.api.get(f"{self.repository}/git/commits/{quoted(commit)}")["parents"][0]["sha"])
        except Refused as refused:
            if refused.code not in (403, 404, 422):
                raise
        except (KeyError, IndexError):
            pass
        return "unknown"

    def fork_point(self, change: Change) -> str:
        return str(change.own["merge_base"])

    def text(self, path: str, commit: str) -> str | None:
        return self.api.text(f"{self.repository}/raw/{urllib.parse.quote(path)}", ref=commit)

    def status(self, change: Change, context: str) -> Verdict | None:
        answer = self.api.get(f"{self.repository}/commits/{change.head}/status", limit=50)
        for s in answer.get("statuses") or []:
            if s["context"] == context:
                return Verdict(s["status"], s.get("description") or "")
        return None

    def set_status(self, change: Change, context: str, verdict: Verdict) -> None:
        body = {"state": verdict.state, "context": context, "description": verdict.description}
        self.api.send(f"{self.repository}/statuses/{change.head}", body, again=True)

    def is_fork(self, change: Change) -> bool:
        return f"/repos/{change.own['from']}" != self.repository

    def thread(self, change: Change) -> str:
        return f"{self.repository}/issues/{change.number}/comments"

    def is_own(self, entry: Json) -> bool:
        """Forgejo's own accounts, such as that of Actions, have numbers below zero."""
        return ((entry.get("user") or {}).get("id") or 0) < 0

    def address(self, path: str) -> str:
        server, branch = os.environ.get("GITHUB_SERVER_URL", ""), self.default_branch()
        repository = self.repository[len("/repos") :]
        return f"{server}{repository}/src/branch/{quoted_path(branch)}/{quoted_path(path)}" if server and branch else ""
