#!/usr/bin/env python3
"""Hold the changes that are open on the forge to this log's review rule.

    adr_review.py update            set the commit status adr/review on every open change
    adr_review.py update --dry-run  only say what would be set
    adr_review.py taken             the record numbers that older open changes take: 12,15

The rule is in adr.json: min_approvals, min_open_days and min_approvals_editorial. Everything is read over the
forge's API and nothing of a change is ever run, so a job with a token may do this for changes from forks; such a
job takes this file from the default branch.

Only Python's standard library, 3.9 and up. Exit 0: done; 1: the forge refused something; 2: the call is wrong.
"""

from __future__ import annotations

import argparse
import base64
import contextlib
import email.message
import email.utils
import http.client
import importlib.util
import io
import json
import os
import re
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

HERE = Path(__file__).resolve().parent
CONTEXT = "adr/review"
UTC = timezone.utc  # noqa: UP017 (Python 3.9)
DECIDED = {"accepted", "rejected", "deprecated", "superseded"}


# Bounds of one request and of the waiting that a forge can ask for, in seconds. The environment can change them.
def bound(name: str, default: float) -> float:
    told = os.environ.get(name, "")
    return float(told) if re.fullmatch(r"\d+(?:\.\d+)?", told) else default


TIMEOUT = bound("ADR_REVIEW_TIMEOUT", 20)
BACKOFF = bound("ADR_REVIEW_BACKOFF", 1)
LONGEST_WAIT = bound("ADR_REVIEW_LONGEST_WAIT", 120)
TRIES = 4
LARGEST_ANSWER = 20_000_000
MOST_PAGES = 200
UNEXPECTED = (KeyError, TypeError, AttributeError, ValueError, IndexError, RecursionError)
OTHER_FORM = "the forge's answer has another form than its API says"

Json = Any


class Refused(Exception):  # noqa: N818
    """The forge did not do what was asked. The text says what and how to mend it; it holds no secret."""

    def __init__(self, message: str, code: int = 0) -> None:
        super().__init__(message)
        self.code = code


class NoStatus(Refused):
    """The forge has no place for a status on this change. That is told and is no failure: nobody could mend it."""


class WrongCall(Exception):  # noqa: N818
    """The call or its environment is wrong; the text says how to mend it."""


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


class Review(NamedTuple):
    """A person's latest word: `verdict` is approved or changes; `commit` the older head it was given to, '' if none."""

    user: str
    verdict: str
    commit: str


class Verdict(NamedTuple):
    """What the status says: `state` is success, pending or failure."""

    state: str
    description: str


UNTOUCHED = Verdict("success", "no decision record is touched")

# ---- What is printed ---------------------------------------------------------------------------------------------

SECRETS: set[str] = set()


def clean(text: str) -> str:
    """`text` on one line, without secrets and without anything a runner could take for a command."""
    for secret in SECRETS:
        text = text.replace(secret, "***")
    text = "".join(c if c.isprintable() else " " for c in text)
    return re.sub(r"::|##(?=\[|vso)", lambda m: " ".join(m.group()), text)


def say(text: str, *, problem: bool = False) -> None:
    print(clean(text), file=sys.stderr if problem else sys.stdout, flush=True)


# ---- The forge over HTTP -----------------------------------------------------------------------------------------


class SameHost(urllib.request.HTTPRedirectHandler):
    """A token goes to the host that it is for, and to no other."""

    def redirect_request(self, req: Any, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> Any:
        if origin(req.full_url) != origin(newurl):
            raise Refused(f"{req.full_url} redirects to another host; set the API's address to where it is now", code)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def origin(url: str) -> tuple[str, str]:
    parts = urllib.parse.urlsplit(url)
    return parts.scheme, parts.netloc


class Api:
    """Requests to one forge: time-outs, a bounded number of tries, pages. Raises Refused, never anything else."""

    def __init__(self, root: str, headers: dict[str, str], *, permissions: str) -> None:
        if not re.match(r"https?://[^/]", root):
            raise WrongCall(f"the API's address {root!r} is not a URL; set it as the guide for your forge says")
        self.root = root.rstrip("/")
        self.headers = {"User-Agent": "copier-adr", "Accept": "application/json", **headers}
        self.permissions = permissions
        self.opener = urllib.request.build_opener(SameHost)

    def url(self, path: str, query: dict[str, Any]) -> str:
        if path.startswith(("http:", "https:")):
            if origin(path) != origin(self.root):
                raise Refused(f"the forge names a next page on another host: {path}")
            address = path
        else:
            address = self.root + path
        return address + (("&" if "?" in address else "?") + urllib.parse.urlencode(query) if query else "")

    def ask(
        self, path: str, *, body: Json = None, method: str = "", accept: str = "", **query: Any
    ) -> tuple[bytes, http.client.HTTPMessage]:
        """The answer's bytes and headers. Tries again on time-outs, 5xx and rate limits."""
        url = self.url(path, query)
        headers = {**self.headers, **({"Accept": accept} if accept else {})}
        data = None
        if body is not None:
            data = json.dumps(body).encode()
            headers["Content-Type"] = "application/json"
        verb = method or ("GET" if data is None else "POST")
        request = urllib.request.Request(url, data, headers, method=verb)  # noqa: S310 (__init__ checks the scheme)
        for attempt in range(1, TRIES + 1):
            wait = BACKOFF * 2 ** (attempt - 1)
            try:
                with self.opener.open(request, timeout=TIMEOUT) as answer:
                    content = answer.read(LARGEST_ANSWER + 1)
                    if len(content) > LARGEST_ANSWER:
                        raise Refused(f"{url} answers with more than {LARGEST_ANSWER} bytes")
                    return content, answer.headers
            except urllib.error.HTTPError as error:
                asked = retry_after(error.headers)
                limited = error.code == 429 or (error.code == 403 and asked is not None)
                problem = self.refusal(url, error)
                if not limited and error.code < 500:
                    raise problem from None
                if asked is not None:
                    wait = asked
            except (OSError, http.client.HTTPException) as error:
                reason = getattr(error, "reason", None) or error
                problem = Refused(f"{url} does not answer: {reason or type(error).__name__}")
            if attempt == TRIES:
                break
            if wait > LONGEST_WAIT:
                raise Refused(f"{problem}; it asks to wait {wait:.0f} seconds, so this run ends", 429)
            time.sleep(wait)
        raise Refused(f"{problem} (tried {TRIES} times)", problem.code)

    def refusal(self, url: str, error: urllib.error.HTTPError) -> Refused:
        try:
            told = error.read(2000).decode("utf-8", "replace")
        except (OSError, http.client.HTTPException):
            told = ""
        try:
            told = str(json.loads(told).get("message", ""))
        except (ValueError, AttributeError):
            told = ""
        advice = {
            401: "the token is missing, wrong or expired",
            403: f"the token may not do this; it needs {self.permissions}",
            404: f"not there, or the token may not see it; it needs {self.permissions}",
            429: "rate limit reached",
        }.get(error.code, "")
        said = f" ({told[:200]})" if told else ""
        return Refused(f"{url} answers {error.code}{': ' + advice if advice else ''}{said}", error.code)

    def get(self, path: str, **query: Any) -> Json:
        return parsed(self.ask(path, **query)[0], path)

    def post(self, path: str, body: Json, *, method: str = "POST", **query: Any) -> Json:
        return parsed(self.ask(path, body=body, method=method, **query)[0], path)

    def text(self, path: str, *, accept: str = "*/*", **query: Any) -> str | None:
        """A file's text; None where it is not there."""
        try:
            content = self.ask(path, accept=accept, **query)[0]
        except Refused as refused:
            if refused.code == 404:
                return None
            raise
        return content.decode("utf-8-sig", "replace")

    def pages(self, path: str, **query: Any) -> Iterator[Json]:
        """The items of every page; the next one is where the header Link says."""
        for _ in range(MOST_PAGES):
            content, headers = self.ask(path, **query)
            items = parsed(content, path)
            if not isinstance(items, list):
                raise Refused(f"{path} answers with something that is no list")
            yield from items
            follow = re.search(r'<([^>]+)>\s*;[^,]*\brel="?next"?', headers.get("Link") or "")
            if not follow:
                return
            path, query = follow.group(1), {}
        raise Refused(f"{path} has more than {MOST_PAGES} pages")


def parsed(content: bytes, where: str) -> Json:
    try:
        return json.loads(content or b"null")
    except ValueError:
        raise Refused(f"{where} answers with something that is not JSON; is this the API's address?") from None


def retry_after(headers: email.message.Message) -> float | None:
    """Seconds that a rate limited answer asks to wait: Retry-After, else the reset time of an empty budget."""
    asked = headers.get("Retry-After")
    if asked:
        if asked.isdigit():
            return float(asked)
        try:
            return max(0.0, email.utils.parsedate_to_datetime(asked).timestamp() - time.time())
        except (TypeError, ValueError):
            return None
    if headers.get("X-RateLimit-Remaining") == "0":
        reset = headers.get("X-RateLimit-Reset", "")
        return max(0.0, float(reset) - time.time()) if reset.isdigit() else 60.0
    return None


def moment(text: str) -> datetime:
    """An ISO 8601 moment of an API as UTC. Python 3.9 reads neither `Z` nor seven decimals by itself."""
    m = re.fullmatch(r"(\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d)(?:\.\d+)?\s*(Z|[+-]\d\d:?\d\d)?", text.strip())
    if not m:
        raise Refused(f"the forge gives a time that cannot be read: {text[:40]!r}")
    zone = (m.group(2) or "Z").replace("Z", "+00:00")
    zone = zone if ":" in zone else f"{zone[:3]}:{zone[3:]}"
    return datetime.fromisoformat(m.group(1) + zone).astimezone(UTC)


def quoted(text: str) -> str:
    return urllib.parse.quote(text, safe="")


def setting(*names: str) -> str:
    """The first of these environment variables that is set."""
    for name in names:
        if os.environ.get(name):
            return os.environ[name]
    raise WrongCall(f"{' or '.join(names)} is not set; this runs in a pipeline of the forge")


def secret(*names: str) -> str:
    value = setting(*names).strip()
    if not re.fullmatch("[!-~]+", value):
        raise WrongCall(
            f"{' or '.join(names)} is no token: it is empty or has a space or another sign that tokens lack"
        )
    SECRETS.update({value, quoted(value)})
    return value


# ---- The forges --------------------------------------------------------------------------------------------------


def older(seen: str, change: Change) -> str:
    """The commit that a reviewer saw, '' where it is the head or the forge does not say."""
    return "" if seen == change.head else seen


def head_at(heads: list[tuple[datetime, str]], when: datetime) -> str:
    """Which head stood at a moment, of the heads and the times since when they stood."""
    return next((commit for since, commit in sorted(heads, reverse=True) if since <= when), "unknown")


class Forge:
    """What a forge is asked. Each adapter below answers in these terms and is all that knows its API.

    Every open change has a status on GitHub, Forgejo and Azure DevOps, because a required status that is never set
    blocks. On GitLab a status makes a pipeline, so only changes that touch records get one.
    """

    everywhere = True

    def changes(self) -> Iterator[Change]:
        raise NotImplementedError

    def files(self, change: Change) -> list[File]:
        raise NotImplementedError

    def reviews(self, change: Change) -> list[Review]:
        raise NotImplementedError

    def ready_since(self, change: Change) -> datetime:
        """When the change was opened or last left draft."""
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


class GitHub(Forge):
    """GitHub and GitHub Enterprise. Lists by GraphQL (50 changes a request), the rest by REST."""

    OPEN = """
    query($owner: String!, $name: String!, $after: String) {
      repository(owner: $owner, name: $name) {
        pullRequests(first: 50, after: $after, states: OPEN) {
          pageInfo { hasNextPage endCursor }
          nodes {
            number isDraft createdAt headRefOid baseRefName baseRefOid
            author { login }
            files(first: 100) { totalCount nodes { path changeType } }
            latestOpinionatedReviews(first: 100, writersOnly: true) {
              nodes { state author { login } commit { oid } }
            }
            timelineItems(last: 1, itemTypes: [READY_FOR_REVIEW_EVENT]) {
              nodes { ... on ReadyForReviewEvent { createdAt } }
            }
          }
        }
      }
    }"""

    def __init__(self) -> None:
        self.repository = setting("GITHUB_REPOSITORY")
        root = setting("GITHUB_API_URL")
        self.graphql = os.environ.get("GITHUB_GRAPHQL_URL") or re.sub(r"/api/v3/?$|/?$", "", root) + (
            "/api/graphql" if root.rstrip("/").endswith("/api/v3") else "/graphql"
        )
        self.api = Api(
            root,
            {"Authorization": f"Bearer {secret('GITHUB_TOKEN', 'GH_TOKEN')}", "X-GitHub-Api-Version": "2022-11-28"},
            permissions="the permissions contents: read, pull-requests: read and, to set a status, statuses: write",
        )

    def changes(self) -> Iterator[Change]:
        owner, _, name = self.repository.partition("/")
        after = None
        for _ in range(MOST_PAGES):
            variables = {"owner": owner, "name": name, "after": after}
            answer = self.api.post(self.graphql, {"query": self.OPEN, "variables": variables})
            found = ((answer.get("data") or {}).get("repository") or {}).get("pullRequests")
            if not found:
                told = "; ".join(str(e.get("message", "")) for e in answer.get("errors") or [])
                raise Refused(f"GitHub lists no pull requests ({told[:200]}); the token needs {self.api.permissions}")
            for node in found["nodes"]:
                yield Change(
                    number=int(node["number"]),
                    author=(node["author"] or {}).get("login", ""),
                    head=node["headRefOid"],
                    base=node["baseRefName"],
                    draft=node["isDraft"],
                    opened=moment(node["createdAt"]),
                    own=node,
                )
            if not found["pageInfo"]["hasNextPage"]:
                return
            after = found["pageInfo"]["endCursor"]
        raise Refused(f"more than {MOST_PAGES * 50} open pull requests")

    def files(self, change: Change) -> list[File]:
        listed = change.own.get("files") or {"totalCount": -1, "nodes": []}
        kinds = {"ADDED": (0, 1), "DELETED": (1, 0), "MODIFIED": (1, 1), "CHANGED": (1, 1)}
        # GraphQL stops at 100 files here and does not tell a renamed file's old path.
        if listed["totalCount"] == len(listed["nodes"]) and all(f["changeType"] in kinds for f in listed["nodes"]):
            return [File(*(f["path"] * there for there in kinds[f["changeType"]])) for f in listed["nodes"]]
        found = []
        for f in self.api.pages(f"/repos/{self.repository}/pulls/{change.number}/files", per_page=100):
            before = f.get("previous_filename") if f["status"] == "renamed" else f["filename"]
            found.append(
                File(
                    "" if f["status"] in ("added", "copied") else before or f["filename"],
                    "" if f["status"] == "removed" else f["filename"],
                )
            )
        return found

    def reviews(self, change: Change) -> list[Review]:
        verdicts = {"APPROVED": "approved", "CHANGES_REQUESTED": "changes"}
        return [
            Review(
                (r["author"] or {}).get("login", "ghost"),
                verdicts[r["state"]],
                older((r["commit"] or {}).get("oid", ""), change),
            )
            for r in (change.own.get("latestOpinionatedReviews") or {}).get("nodes") or []
            if r["state"] in verdicts
        ]

    def ready_since(self, change: Change) -> datetime:
        left = change.own["timelineItems"]["nodes"]
        return moment(left[-1]["createdAt"]) if left else change.opened

    def fork_point(self, change: Change) -> str:
        path = f"/repos/{self.repository}/compare/{change.own['baseRefOid']}...{change.head}"
        return str(self.api.get(path, per_page=1)["merge_base_commit"]["sha"])

    def text(self, path: str, commit: str) -> str | None:
        path = f"/repos/{self.repository}/contents/{urllib.parse.quote(path)}"
        return self.api.text(path, accept="application/vnd.github.raw+json", ref=commit)

    def status(self, change: Change, context: str) -> Verdict | None:
        for s in self.api.pages(f"/repos/{self.repository}/commits/{change.head}/statuses", per_page=100):
            if s["context"] == context:  # newest first
                return Verdict(s["state"], s["description"] or "")
        return None

    def set_status(self, change: Change, context: str, verdict: Verdict) -> None:
        body = {"state": verdict.state, "context": context, "description": verdict.description}
        self.api.post(f"/repos/{self.repository}/statuses/{change.head}", body)


class GitLab(Forge):
    """GitLab, on its own or at gitlab.com, with a project access token: a job's own token cannot set a status."""

    everywhere = False
    STATES = {"success": "success", "pending": "pending", "failure": "failed"}  # noqa: RUF012

    def __init__(self) -> None:
        if os.environ.get("ADR_REVIEW_TOKEN"):
            headers = {"PRIVATE-TOKEN": secret("ADR_REVIEW_TOKEN")}
        else:
            headers = {"JOB-TOKEN": secret("CI_JOB_TOKEN", "ADR_REVIEW_TOKEN")}
        self.api = Api(
            setting("CI_API_V4_URL"),
            headers,
            permissions="ADR_REVIEW_TOKEN, a project access token with the role Developer and the scope api",
        )
        # A fork's pipeline runs in the fork; the merge request is in the project that it goes to.
        self.project = f"/projects/{quoted(setting('CI_MERGE_REQUEST_PROJECT_ID', 'CI_PROJECT_ID'))}"

    def one(self, change: Change) -> str:
        return f"{self.project}/merge_requests/{change.number}"

    def changes(self) -> Iterator[Change]:
        for m in self.api.pages(f"{self.project}/merge_requests", state="opened", scope="all", per_page=100):
            yield Change(
                number=int(m["iid"]),
                author=m["author"]["username"],
                head=m["sha"] or "",
                base=m["target_branch"],
                draft=bool(m.get("draft")),
                opened=moment(m["created_at"]),
                own={},
            )

    def files(self, change: Change) -> list[File]:
        return [
            File("" if f["new_file"] else f["old_path"], "" if f["deleted_file"] else f["new_path"])
            for f in self.api.pages(f"{self.one(change)}/diffs", per_page=100)
        ]

    def notes(self, change: Change) -> list[Json]:
        """What GitLab wrote itself under the merge request, newest first."""
        if "notes" not in change.own:
            found = self.api.pages(f"{self.one(change)}/notes", sort="desc", order_by="created_at", per_page=100)
            change.own["notes"] = [n for n in found if n.get("system")]
        return list(change.own["notes"])

    def reviews(self, change: Change) -> list[Review]:
        heads = [
            (moment(v["created_at"]), str(v["head_commit_sha"]))
            for v in self.api.pages(f"{self.one(change)}/versions", per_page=100)
        ]
        given: dict[str, datetime] = {}
        for note in self.notes(change):
            if note["body"].strip() == "approved this merge request":
                given.setdefault(note["author"]["username"], moment(note["created_at"]))
        found = []
        for entry in self.api.get(f"{self.one(change)}/approvals").get("approved_by") or []:
            user = entry["user"]["username"]
            seen = head_at(heads, given[user]) if user in given else ""
            found.append(Review(user, "approved", older(seen, change)))
        for entry in self.api.pages(f"{self.one(change)}/reviewers", per_page=100):
            if entry["state"] == "requested_changes":
                found.append(Review(entry["user"]["username"], "changes", ""))  # noqa: PERF401
        return found

    def ready_since(self, change: Change) -> datetime:
        for note in self.notes(change):
            if "marked this merge request as **ready**" in note["body"]:
                return moment(note["created_at"])
        return change.opened

    def details(self, change: Change) -> Json:
        if "details" not in change.own:
            change.own["details"] = self.api.get(self.one(change))
        return change.own["details"]

    def fork_point(self, change: Change) -> str:
        return str(self.details(change)["diff_refs"]["base_sha"])

    def text(self, path: str, commit: str) -> str | None:
        return self.api.text(f"{self.project}/repository/files/{quoted(path)}/raw", ref=commit)

    def status(self, change: Change, context: str) -> Verdict | None:
        names = {theirs: ours for ours, theirs in self.STATES.items()}
        path = f"{self.project}/repository/commits/{change.head}/statuses"
        for s in self.api.pages(path, name=context, per_page=100):
            if s["name"] == context:
                return Verdict(names.get(s["status"], s["status"]), s.get("description") or "")
        return None

    def set_status(self, change: Change, context: str, verdict: Verdict) -> None:
        path = f"{self.project}/statuses/{change.head}"
        body = {"state": self.STATES[verdict.state], "name": context, "description": verdict.description}
        details = self.details(change)
        pipeline = details.get("head_pipeline") or {}
        fork = details["source_project_id"] != details["target_project_id"]
        if fork:
            body["ref"] = f"refs/merge-requests/{change.number}/head"
        elif pipeline.get("sha") == change.head:
            # Without its number the status lands in a branch pipeline, which the merge request does not show.
            body["pipeline_id"] = pipeline["id"]
        try:
            self.api.post(path, body)
        except Refused as refused:
            if fork and refused.code in (400, 404):
                raise NoStatus("it comes from a fork, and GitLab keeps no status for its commits here") from None
            # A pending status cannot become pending with other words (gitlab-foss#25807): end it first.
            if refused.code != 400 or "transition" not in str(refused).lower():
                raise
            self.api.post(path, {**body, "state": "canceled"})
            self.api.post(path, body)


class Forgejo(Forge):
    """Forgejo and Gitea."""

    WORK_IN_PROGRESS = re.compile(r"\s*(?:\[wip\]|wip:)", re.IGNORECASE)

    def __init__(self) -> None:
        root = os.environ.get("GITHUB_API_URL") or setting("GITHUB_SERVER_URL").rstrip("/") + "/api/v1"
        self.api = Api(
            root,
            {"Authorization": f"token {secret('FORGEJO_TOKEN', 'GITEA_TOKEN', 'GITHUB_TOKEN')}"},
            permissions="write access to the repository (a run for a fork's change has only a token that reads)",
        )
        self.repository = f"/repos/{setting('GITHUB_REPOSITORY')}"

    def changes(self) -> Iterator[Change]:
        for p in self.api.pages(f"{self.repository}/pulls", state="open", limit=50):
            yield Change(
                number=int(p["number"]),
                author=(p["user"] or {}).get("login", ""),
                head=p["head"]["sha"],
                base=p["base"]["ref"],
                draft=bool(p.get("draft")) or bool(self.WORK_IN_PROGRESS.match(p["title"])),
                opened=moment(p["created_at"]),
                own={"merge_base": p.get("merge_base") or p["base"]["sha"]},
            )

    def files(self, change: Change) -> list[File]:
        found = []
        for f in self.api.pages(f"{self.repository}/pulls/{change.number}/files", limit=50):
            before = f.get("previous_filename") or f["filename"]
            found.append(
                File("" if f["status"] == "added" else before, "" if f["status"] == "deleted" else f["filename"])
            )
        return found

    def reviews(self, change: Change) -> list[Review]:
        verdicts = {"APPROVED": "approved", "REQUEST_CHANGES": "changes"}
        latest: dict[str, Review] = {}
        # `official` is Forgejo's word for a reviewer whose approval the branch protection counts.
        for r in self.api.pages(f"{self.repository}/pulls/{change.number}/reviews", limit=50):
            user = (r.get("user") or {}).get("login", "")
            if r["state"] not in verdicts or not r.get("official"):
                continue
            latest.pop(user, None)
            if not r.get("dismissed"):
                # Forgejo itself says whether the change is still the one that was reviewed.
                commit = r.get("commit_id") or "unknown" if r.get("stale") else ""
                latest[user] = Review(user, verdicts[r["state"]], commit)
        return list(latest.values())

    def ready_since(self, change: Change) -> datetime:
        ready = change.opened
        for event in self.api.pages(f"{self.repository}/issues/{change.number}/timeline", limit=50):
            if event and event.get("type") == "change_title":
                was, now = (self.WORK_IN_PROGRESS.match(event.get(k) or "") for k in ("old_title", "new_title"))
                if was and not now:
                    ready = max(ready, moment(event["created_at"]))
        return ready

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
        self.api.post(f"{self.repository}/statuses/{change.head}", body)


class AzureDevOps(Forge):
    """Azure Repos. The status is on the pull request and its iteration, which is what branch policies look at."""

    STATES = {"success": "succeeded", "pending": "pending", "failure": "failed"}  # noqa: RUF012
    VERSION = {"api-version": "7.1"}  # noqa: RUF012
    PAGE = 100

    def __init__(self) -> None:
        token = secret("SYSTEM_ACCESSTOKEN", "ADR_REVIEW_TOKEN")
        SECRETS.add(base64.b64encode(f":{token}".encode()).decode())
        root = setting("SYSTEM_COLLECTIONURI").rstrip("/") + "/" + quoted(setting("SYSTEM_TEAMPROJECT"))
        self.api = Api(
            f"{root}/_apis/git/repositories/{quoted(setting('BUILD_REPOSITORY_ID'))}",
            {"Authorization": "Basic " + base64.b64encode(f":{token}".encode()).decode()},
            permissions="Contribute to pull requests, allowed for the project's build service on this repository",
        )

    def values(self, path: str, **query: Any) -> list[Json]:
        answer = self.api.get(path, **self.VERSION, **query)
        if not isinstance(answer, dict) or not isinstance(answer.get("value"), list):
            raise Refused(f"{path} answers with something that is no list; is SYSTEM_COLLECTIONURI right?")
        return list(answer["value"])

    def changes(self) -> Iterator[Change]:
        for page in range(MOST_PAGES):
            found = self.values(
                "/pullrequests", **{"searchCriteria.status": "active", "$top": self.PAGE, "$skip": page * self.PAGE}
            )
            for p in found:
                yield Change(
                    number=int(p["pullRequestId"]),
                    author=p["createdBy"]["id"],
                    head=(p.get("lastMergeSourceCommit") or {}).get("commitId", ""),
                    base=p["targetRefName"].replace("refs/heads/", "", 1),
                    draft=bool(p.get("isDraft")),
                    opened=moment(p["creationDate"]),
                    own={"reviewers": p.get("reviewers") or []},
                )
            if len(found) < self.PAGE:
                return
        raise Refused(f"more than {MOST_PAGES * self.PAGE} open pull requests")

    def iteration(self, change: Change) -> Json:
        """The newest push to the change."""
        return max(self.iterations(change), key=lambda i: int(i["id"]))

    def iterations(self, change: Change) -> list[Json]:
        if "iterations" not in change.own:
            change.own["iterations"] = self.values(f"/pullRequests/{change.number}/iterations")
        if not change.own["iterations"]:
            raise Refused(f"pull request {change.number} has no iteration yet; the next run looks again")
        return list(change.own["iterations"])

    def files(self, change: Change) -> list[File]:
        path = f"/pullRequests/{change.number}/iterations/{self.iteration(change)['id']}/changes"
        found, skip = [], 0
        for _ in range(MOST_PAGES):
            answer = self.api.get(path, **self.VERSION, **{"$top": 1000, "$skip": skip, "$compareTo": 0})
            for entry in answer["changeEntries"]:
                kinds = {k.strip() for k in entry["changeType"].split(",")}
                after = entry["item"].get("path") or ""
                before = entry.get("originalPath") or after
                if entry["item"].get("gitObjectType") != "tree":
                    before = "" if "add" in kinds else before.lstrip("/")
                    found.append(File(before, "" if "delete" in kinds else after.lstrip("/")))
            skip = answer.get("nextSkip") or 0
            if not skip:
                return found
        raise Refused(f"pull request {change.number} has too many files")

    def threads(self, change: Change) -> list[Json]:
        if "threads" not in change.own:
            change.own["threads"] = self.values(f"/pullRequests/{change.number}/threads")
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
            seen = head_at(heads, voted[r["id"]]) if r["id"] in voted else ""
            found.append(Review(r["id"], "approved" if r["vote"] > 0 else "changes", older(seen, change)))
        return found

    def ready_since(self, change: Change) -> datetime:
        left = [t for t in self.threads(change) if self.told(t, "CodeReviewIsDraft").lower() == "false"]
        return max([change.opened, *(moment(t["publishedDate"]) for t in left)])

    def fork_point(self, change: Change) -> str:
        return str(self.iteration(change)["commonRefCommit"]["commitId"])

    def text(self, path: str, commit: str) -> str | None:
        version = {"versionDescriptor.version": commit, "versionDescriptor.versionType": "commit"}
        query = {"path": "/" + path, **version, "$format": "octetStream", **self.VERSION}
        return self.api.text("/items?" + urllib.parse.urlencode(query))

    def status(self, change: Change, context: str) -> Verdict | None:
        names = {theirs: ours for ours, theirs in self.STATES.items()}
        genre, _, name = context.rpartition("/")
        last = None
        for s in self.values(f"/pullRequests/{change.number}/statuses"):
            where = s.get("context") or {}
            same = (where.get("genre") or "", where.get("name")) == (genre, name)
            if same and s.get("iterationId") in (None, self.iteration(change)["id"]):
                last = Verdict(names.get(s["state"], s["state"]), s.get("description") or "")
        return last

    def set_status(self, change: Change, context: str, verdict: Verdict) -> None:
        genre, _, name = context.rpartition("/")
        body = {
            "state": self.STATES[verdict.state],
            "description": verdict.description,
            "context": {"genre": genre, "name": name},
            "iterationId": self.iteration(change)["id"],
        }
        self.api.post(f"/pullRequests/{change.number}/statuses", body, **self.VERSION)


FORGES = {"github": GitHub, "gitlab": GitLab, "forgejo": Forgejo, "azure-devops": AzureDevOps}


def forge_named(name: Json) -> Forge:
    if name not in FORGES:
        raise WrongCall(f"adr.json names the forge {name!r}; adr_review.py knows {', '.join(sorted(FORGES))}")
    return FORGES[name]()


# ---- What a change does to the log -------------------------------------------------------------------------------


class Log:
    """This folder as it is on the branch that the job runs on: rules, contract, and adr.py, which reads records."""

    def __init__(self) -> None:
        try:
            self.contract: dict[str, Json] = json.loads((HERE / "adr.json").read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise WrongCall(f"{HERE / 'adr.json'} cannot be read ({error}); take it from the pack again") from None
        root = next((p for p in (HERE, *HERE.parents) if (p / ".git").exists()), None)
        if root is None:
            raise WrongCall(f"{HERE} is in no git repository; run this in a clone of the project")
        self.path = HERE.relative_to(root).as_posix()
        self.approvals, self.days = self.rule("min_approvals", 0), self.rule("min_open_days", 0)
        self.light_approvals = min(self.approvals, self.rule("min_approvals_editorial", 1))

    def rule(self, name: str, default: int) -> int:
        value = (self.contract.get("rules") or {}).get(name, default)
        if not isinstance(value, int) or value < 0:
            raise WrongCall(f"{HERE / 'adr.json'}: rules.{name} is {value!r}; write a whole number, 0 for no rule")
        return value

    def inside(self, path: str) -> str:
        """`path` below the log; '' where it is elsewhere or could be no record."""
        prefix = "" if self.path == "." else self.path + "/"
        if not path.startswith(prefix) or not path.lower().endswith(neighbour().RECORD_SUFFIXES):
            return ""
        return path[len(prefix) :]

    def number(self, path: str) -> int | None:
        """The number that a new file with this path takes, from its name alone."""
        below = self.inside(path)
        found: int | None = neighbour().record_names([below]).get(below, (None, ""))[0] if below else None
        return found

    def facts(self, texts: dict[str, str]) -> dict[str, Json]:
        """What adr.py reads from these files: path below the log -> its record; files that are none are left out."""
        if not texts:
            return {}
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "adr.json").write_text(json.dumps(self.contract), encoding="utf-8")
            for path, text in texts.items():
                place = Path(folder, path)
                try:
                    place.parent.mkdir(parents=True, exist_ok=True)
                    place.write_bytes(text.encode())
                except OSError as error:
                    raise Refused(f"a record of the change cannot be laid out to read it: {error.strerror}") from None
            told, wrong = io.StringIO(), io.StringIO()
            with contextlib.redirect_stdout(told), contextlib.redirect_stderr(wrong):
                code = neighbour().main(["--dir", folder, "list", "--json"])
        if code != 0:
            raise Refused(f"adr.py list cannot read the change: {wrong.getvalue()[:200]}")
        return {r["file"]: r for r in json.loads(told.getvalue())}


def neighbour() -> ModuleType:
    """adr.py of this folder, loaded by its path."""
    if "adr_neighbour" not in sys.modules:
        spec = importlib.util.spec_from_file_location("adr_neighbour", HERE / "adr.py")
        if spec is None or spec.loader is None:
            raise WrongCall(f"{HERE / 'adr.py'} cannot be loaded; take it from the pack again")
        module = importlib.util.module_from_spec(spec)
        sys.modules["adr_neighbour"] = module
        sys.dont_write_bytecode = True  # the log is no place for compiled files
        try:
            spec.loader.exec_module(module)
        except (OSError, SyntaxError) as error:
            raise WrongCall(f"{HERE / 'adr.py'} cannot be loaded ({error}); take it from the pack again") from None
    return sys.modules["adr_neighbour"]


# From the weightiest to the lightest; a change is what its weightiest record is. The last two have a rule of their own.
KINDS = (
    "change of the rule", "new record", "removal", "supersession", "revision", "status change", "editorial change",
)  # fmt: skip
LIGHT = KINDS[-2:]
UNSAFE = re.compile(r"[\x00-\x1f\x7f\\:*?\"<>|]|^/|//|(?:^|/)\.{1,2}(?:/|$)|[^/]{200}")


def kind_of(log: Log, forge: Forge, change: Change) -> tuple[str, dict[str, str]]:
    """What the change does to the log: one of KINDS, '' where it touches no record; and its files, path -> text."""
    files = forge.files(change)
    prefix = "" if log.path == "." else log.path + "/"
    contract = prefix + "adr.json"
    rules = [f for f in files if contract in f]
    pairs = [p for p in ((log.inside(f.before), log.inside(f.after)) for f in files) if any(p)]
    if not pairs and not rules:
        return "", {}
    # What is too much to read, or has a name that not every disk bears, counts as the weightiest that it can be.
    if len(pairs) > 200 or any(UNSAFE.search(path) for pair in pairs for path in pair):
        return "new record", {}
    commits = forge.fork_point(change), change.head
    for file in rules:
        said = {rules_in(there(forge, contract, commits[side])) if file[side] == contract else "" for side in (0, 1)}
        if len(said) > 1:
            return KINDS[0], {}
    texts: tuple[dict[str, str], dict[str, str]] = ({}, {})
    for pair in pairs:
        for side, commit in enumerate(commits):
            if pair[side]:
                texts[side][pair[side]] = there(forge, prefix + pair[side], commit)
    old, new = log.facts(texts[0]), log.facts(texts[1])
    kinds = set()
    for before, after in pairs:
        was, now = old.get(before), new.get(after)
        if was and now:
            kinds |= kinds_of_edit(was, now, texts[0][before], texts[1][after])
        elif now:
            kinds.add("new record")
        elif was:
            kinds.add("removal")
    return next((k for k in KINDS if k in kinds), ""), {prefix + path: text for path, text in texts[1].items()}


def there(forge: Forge, path: str, commit: str) -> str:
    """A file's text. What the change has and the forge does not give is no reason to call the change harmless."""
    text = forge.text(path, commit)
    if text is None:
        raise Refused(f"{path} is in the change, and the forge does not give it; may the token read the repository?")
    return text


def rules_in(contract: str) -> str:
    """The rules of an adr.json, as a text to compare."""
    try:
        return json.dumps(json.loads(contract)["rules"], sort_keys=True)
    except (ValueError, KeyError, TypeError):
        return "none"


def kinds_of_edit(was: Json, now: Json, before: str, after: str) -> set[str]:
    kinds = set()
    replaced = now["status"] == "superseded" != was["status"]
    if replaced or any(set(was[k]) != set(now[k]) for k in ("supersedes", "superseded_by")):
        kinds.add("supersession")
    if (was["status"], was["status_text"]) != (now["status"], now["status_text"]):
        kinds.add("status change")
    adr = neighbour()
    if adr.frozen_text(before) != adr.frozen_text(after):
        # Until it is decided, a record's text is the proposal itself.
        kinds.add("editorial change" if was["status"] in DECIDED else "revision")
    return kinds or {"editorial change"}


# ---- The rule ----------------------------------------------------------------------------------------------------


def decide(
    kind: str, change: Change, reviews: list[Review], ready: datetime, need: int, days: int, now: datetime
) -> Verdict:
    """Hold one change to `need` approvals and `days` days in the open."""
    approved = {r.user for r in reviews if r.verdict == "approved" and not r.commit} - {change.author}
    stale = {r.user for r in reviews if r.verdict == "approved" and r.commit} - {change.author} - approved
    against = {r.user for r in reviews if r.verdict == "changes"}
    if against:
        return Verdict("failure", f"{kind}: {count(len(against), 'reviewer')} asked for changes")
    if change.draft:
        return Verdict("pending", f"{kind}: a draft; the clock starts when it is ready for review")
    missing = []
    if len(approved) < need:
        note = f" ({len(stale)} given to an older text)" if stale else ""
        missing.append(f"{len(approved)} of {count(need, 'approval')}{note}")
    until = ready + timedelta(days=days)
    if now < until:
        missing.append(f"open until {until:%Y-%m-%d}")
    if missing:
        return Verdict("pending", f"{kind}: {'; '.join(missing)}")
    return Verdict("success", f"{kind}: {count(len(approved), 'approval')}, open since {ready:%Y-%m-%d}")


def count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


def judge(log: Log, forge: Forge, change: Change, now: datetime) -> Verdict:
    """What the status of one change has to say."""
    kind, files = kind_of(log, forge, change)
    if not kind:
        return UNTOUCHED
    need, days = (log.light_approvals, 0) if kind in LIGHT else (log.approvals, log.days)
    reviews = [r._replace(commit="") if same_text(forge, files, r.commit) else r for r in forge.reviews(change)]
    return decide(kind, change, reviews, forge.ready_since(change), need, days, now)


def same_text(forge: Forge, files: dict[str, str], commit: str) -> bool:
    """Whether the change's files were the same at an older head: bringing a branch up to date makes no review void."""
    if not files or not re.fullmatch("[0-9a-f]{40,64}", commit):
        return False
    return all(forge.text(path, commit) == text for path, text in files.items())


# ---- Commands ----------------------------------------------------------------------------------------------------


def update(args: argparse.Namespace, log: Log, forge: Forge) -> int:
    now = moment(args.now) if args.now else datetime.now(UTC)
    number, goes_to = args.change, ""
    if args.queue:
        # A merge queue tests a commit of its own; it gets what its pull request has earned.
        m = re.search(r"(?:^|/)pr-(\d+)-[0-9a-f]+$", args.queue)
        if not m or not args.head:
            raise WrongCall(f"--queue {args.queue!r} names no pull request, or --head is missing")
        number, goes_to = int(m.group(1)), args.head
    every = list(forge.changes())
    chosen = [c for c in every if number in (None, c.number) and (args.queue or args.head in (None, c.head))]
    if not chosen and args.head and not args.queue:
        say(f"no open change has the head {args.head[:12]}: looking at all of them")
        chosen = every
    failed = 0
    for change in chosen:
        try:
            set_one(args, log, forge, change, goes_to, now)
        except NoStatus as note:
            say(f"change {change.number}: {note}")
        except Refused as refused:
            failed += 1
            say(f"change {change.number}: {refused}", problem=True)
            if refused.code == 429:
                break
        except UNEXPECTED as error:
            failed += 1
            say(f"change {change.number}: {OTHER_FORM} ({error!r})", problem=True)
    if not chosen:
        say("no open change to set a status on")
    return 1 if failed else 0


def set_one(args: argparse.Namespace, log: Log, forge: Forge, change: Change, goes_to: str, now: datetime) -> None:
    verdict = judge(log, forge, change, now)
    verdict = verdict._replace(description=verdict.description[:140])
    target = change._replace(head=goes_to) if goes_to else change
    say(f"change {change.number} at {target.head[:12]}: {verdict.state}: {verdict.description}")
    if args.dry_run:
        return
    stands = forge.status(target, args.context)
    if stands == verdict or (stands is None and verdict == UNTOUCHED and not forge.everywhere):
        return
    forge.set_status(target, args.context, verdict)


# Where a pipeline says which change it runs for: a number, or refs/pull/NUMBER/….
OWN_NUMBER = ("SYSTEM_PULLREQUEST_PULLREQUESTID", "CI_MERGE_REQUEST_IID", "GITHUB_REF")


def taken(args: argparse.Namespace, log: Log, forge: Forge) -> int:
    """Print the numbers of records that older open changes add. The older change keeps its number."""
    own = args.change
    if own is None:
        told = re.match(r"(?:refs/pull/)?(\d+)(?:/|$)", next(filter(None, map(os.environ.get, OWN_NUMBER)), ""))
        if not told:
            raise WrongCall("which change is this? Say --change NUMBER")
        own = int(told.group(1))
    if log.contract.get("numbering") == "date":
        print("")
        return 0
    every = list(forge.changes())
    base = next((c.base for c in every if c.number == own), None)
    numbers: dict[int, int] = {}
    for change in sorted(every):
        if change.number < own and base in (None, change.base):
            for file in forge.files(change):
                number = log.number(file.after)
                if not file.before and number is not None:
                    numbers.setdefault(number, change.number)
    for number in sorted(numbers):
        say(f"number {number} is taken by change {numbers[number]}", problem=True)
    print(",".join(str(number) for number in sorted(numbers)))
    return 0


def main(argv: list[str]) -> int:
    doc = (__doc__ or "").partition("\n\n")
    parser = argparse.ArgumentParser(
        prog="adr_review.py", description=doc[0], epilog=doc[2], formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--forge", choices=sorted(FORGES), help="default: what adr.json says")
    commands = parser.add_subparsers(dest="command", required=True)
    setting_ = commands.add_parser("update", help="set the status on open changes")
    setting_.add_argument("--change", type=int, metavar="N", help="only this pull or merge request")
    setting_.add_argument("--head", metavar="SHA", help="only changes whose head is this commit")
    setting_.add_argument("--queue", metavar="BRANCH", help="--head is the commit of this merge queue branch")
    setting_.add_argument("--context", default=CONTEXT, help=f"the status's name (default {CONTEXT})")
    setting_.add_argument("--now", metavar="TIME", help="judge as if it were this moment, such as 2026-12-01T00:00:00Z")
    setting_.add_argument("--dry-run", action="store_true", help="say what would be set and set nothing")
    numbers = commands.add_parser("taken", help="record numbers that older open changes take")
    numbers.add_argument("--change", type=int, metavar="N", help="this change (default: what the pipeline says)")
    numbers.add_argument("--best-effort", action="store_true", help="where the forge refuses, warn and go on")
    args = parser.parse_args(argv)
    try:
        log = Log()
        forge = forge_named(args.forge or log.contract.get("forge"))
        return {"update": update, "taken": taken}[args.command](args, log, forge)
    except WrongCall as wrong:
        say(f"adr_review.py: {wrong}", problem=True)
        code = 2
    except Refused as refused:
        say(f"adr_review.py: {refused}", problem=True)
        code = 1
    except UNEXPECTED as error:
        say(f"adr_review.py: {OTHER_FORM} ({error!r})", problem=True)
        code = 1
    except KeyboardInterrupt:
        return 130
    if args.command == "taken" and args.best_effort:
        say("adr_review.py: goes on without the numbers of other open changes", problem=True)
        print("")
        return 0
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
