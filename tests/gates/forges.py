"""Local servers that answer as the forges do: one model of open changes, and a face of it for each forge.

The shapes come from the forges' published descriptions:

* GitHub: GraphQL schema (github/docs, also octokit/graphql-schema `schema.graphql`: PullRequest, PullRequestReview,
  PullRequestChangedFile, ReadyForReviewEvent) and REST description `api.github.com` 2022-11-28
  (github/rest-api-description): pulls/list-files, repos/compare-commits, repos/get-content,
  repos/create-commit-status, repos/list-commit-statuses-for-ref.
* GitLab: docs.gitlab.com/api: merge_requests (list, diffs, reviewers, versions), merge_request_approvals, notes,
  repository_files, commits (statuses).
* Forgejo and Gitea: the server's own swagger (`templates/swagger/v1_json.tmpl`, API v1): PullRequest, ChangedFile,
  PullReview, TimelineComment, CommitStatus, CombinedStatus, CreateStatusOption.
* Azure DevOps: MicrosoftDocs/vsts-rest-api-specs `specification/git/7.1/git.json`: GitPullRequest,
  IdentityRefWithVote, GitPullRequestIteration, GitPullRequestIterationChanges, GitPullRequestCommentThread,
  GitPullRequestStatus, GitItem.
"""

import json
import re
import threading
import urllib.parse
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

TOKEN = "s3cret-token-of-the-job"  # noqa: S105
Json = Any
# When a review was given: after the newest push, and (True) before it.
GIVEN = {False: "2026-11-03T12:00:00Z", True: "2026-11-01T12:00:00Z"}
Answer = tuple[int, dict[str, str], Json | bytes]


@dataclass
class Review:
    user: str
    verdict: str = "approved"  # approved, changes, comment
    old: bool = False  # given to the head before the newest push
    dismissed: bool = False
    writer: bool = True
    bot: bool = False


@dataclass
class Pull:
    """An open change. `files` maps a path to (text at the fork point or None, text at the head or None)."""

    number: int
    files: Mapping[str, tuple[str | None, str | None]]
    author: str = "author"
    opened: str = "2026-11-01T10:00:00Z"
    draft: bool = False
    ready: str = ""  # when it left draft; "" = it never was one
    reviews: list[Review] = field(default_factory=list)
    renamed: dict[str, str] = field(default_factory=dict)  # path -> old path
    pushed: str = "2026-11-02T10:00:00Z"
    title: str = "A decision"
    base: str = "main"
    fork: bool = False
    old_files: Mapping[str, str] = field(default_factory=dict)  # path -> text at the head before the newest push
    reopened: str = ""
    rebased: str = ""  # when it got another base
    later: list[str] = field(default_factory=list)  # when it left draft again, after all else
    forced: bool = False  # whether the newest push took the place of the head before
    listed: int | None = None  # how many files the forge lists, where that is fewer than there are
    head_of: int = 0  # the number of another change with the same head

    @property
    def old_head(self) -> str:
        """The head before the newest push."""
        return f"{self.number + 0x01D00000:040x}"

    @property
    def head(self) -> str:
        return f"{self.head_of or self.number:040x}"

    @property
    def shown(self) -> dict[str, tuple[str | None, str | None]]:
        """The files that the forge lists."""
        return dict(list(self.files.items())[: self.listed])

    @property
    def fork_point(self) -> str:
        return f"{self.number + 0xBA5E0000:040x}"

    def text(self, path: str, commit: str) -> str | None:
        if commit == self.fork_point:
            return self.files.get(self.new_path(path), (None, None))[0]
        if commit == self.old_head:
            return self.old_files.get(path)
        return self.files.get(path, (None, None))[1] if commit == self.head else None

    def new_path(self, old: str) -> str:
        return next((new for new, was in self.renamed.items() if was == old), old)


@dataclass
class Said:
    """A comment under a change."""

    number: int
    change: int
    text: str
    own: bool = True  # whether the account of the job wrote it


@dataclass
class World:
    """What the stub forge holds, what was set on it, and which answers are spoilt."""

    pulls: list[Pull] = field(default_factory=list)
    # (commit or change number, name) -> (state, description), in the forge's own words; the newest last
    set: list[tuple[str, str, str, str]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    comments: list[Said] = field(default_factory=list)
    # Each is asked first: an answer, "hang" to answer too late, or None for the ordinary answer.
    spoil: Callable[[str, str], Answer | str | None] = lambda _method, _path: None

    def pull(self, number: int) -> Pull:
        return next(p for p in self.pulls if p.number == number)

    def by_commit(self, commit: str) -> Pull | None:
        return next((p for p in self.pulls if commit in (p.head, p.fork_point, p.old_head)), None)

    def text(self, path: str, commit: str) -> Answer:
        pull = self.by_commit(commit)
        text = pull.text(path, commit) if pull else None
        return (404, {}, {"message": "Not Found"}) if text is None else (200, {}, text.encode())

    def status(self, number: int) -> tuple[str, str] | None:
        """State and description set last on a change's head."""
        head = self.pull(number).head
        return next(((s, d) for where, _, s, d in reversed(self.set) if where in (head, str(number))), None)


class Face:
    """One forge's way to show the world. `routes` are (method, pattern of the path, function)."""

    name = ""
    forge_states: Mapping[str, str] = {"success": "success", "pending": "pending", "failure": "failure"}
    page = 2  # small, so that every list of the tests has more than one page

    def __init__(self, world: World) -> None:
        self.world = world
        self.root = ""

    def environment(self) -> dict[str, str]:
        raise NotImplementedError

    def authorised(self, headers: dict[str, str]) -> bool:
        raise NotImplementedError

    def routes(self) -> list[tuple[str, str, Callable[..., Answer]]]:
        raise NotImplementedError

    def talk(self, thread: str, entry: str, edit: str) -> list[tuple[str, str, Callable[..., Answer]]]:
        """Routes of the comments: `thread` takes a change's number, `entry` ends with that of a comment."""

        def listing(path: str, number: str, *, query: dict[str, str], **_: Any) -> Answer:
            return self.paged([self.comment(c) for c in self.world.comments if c.change == int(number)], query, path)

        def write(_path: str, number: str, *, body: Json, **_: Any) -> Answer:
            made = Said(len(self.world.comments) + 100, int(number), body["body"])
            self.world.comments.append(made)
            return 201, {}, self.comment(made)

        def change(*numbers: str, body: Json, **_: Any) -> Answer:
            found = next((c for c in self.world.comments if c.number == int(numbers[-1])), None)
            if found is None or not found.own:
                return 403, {}, {"message": "Forbidden"}
            if body is None:
                self.world.comments.remove(found)
                return 204, {}, b""
            found.text = body["body"]
            return 200, {}, self.comment(found)

        return [("GET", thread, listing), ("POST", thread, write), (edit, entry, change), ("DELETE", entry, change)]

    def comment(self, said: Said) -> Json:
        raise NotImplementedError

    def answer(self, method: str, path: str, query: dict[str, str], headers: dict[str, str], body: Json) -> Answer:
        if not self.authorised(headers):
            return 401, {}, {"message": "Bad credentials"}
        for verb, pattern, function in self.routes():
            m = re.fullmatch(pattern, path)
            if m and verb == method:
                return function(*map(urllib.parse.unquote, m.groups()), query=query, body=body)
        return 404, {}, {"message": f"no such route: {method} {path}"}

    def paged(self, items: list[Json], query: dict[str, str], path: str) -> Answer:
        """One page, with the address of the next in `Link` (GitHub, GitLab, Forgejo)."""
        number = int(query.get("page", "1"))
        part = items[(number - 1) * self.page : number * self.page]
        more = {**query, "page": str(number + 1)}
        link = f'<{self.root}{path}?{urllib.parse.urlencode(more)}>; rel="next", <{self.root}{path}>; rel="first"'
        return 200, {"Link": link} if number * self.page < len(items) else {}, part


TIMELINES = re.compile(r"(?:(\w+): )?(timelineItems)\(last: (\d+), itemTypes: \[([\w,\s]+)\]")


def timelines(p: Pull, asked: list[tuple[str, str, str, str]]) -> dict[str, Json]:
    """What GraphQL answers where a query wants timelines: the last of the types that each asks for, oldest first."""
    happened = [
        ("READY_FOR_REVIEW_EVENT", p.ready),
        ("REOPENED_EVENT", p.reopened),
        ("BASE_REF_CHANGED_EVENT", p.rebased),
        ("HEAD_REF_FORCE_PUSHED_EVENT", p.pushed if p.forced else ""),
        *(("READY_FOR_REVIEW_EVENT", when) for when in p.later),
    ]
    found = {}
    for alias, name, last, types in asked:
        wanted = set(re.findall(r"\w+", types))
        times = sorted(when for kind, when in happened if when and kind in wanted)
        found[alias or name] = {"nodes": [{"createdAt": when} for when in times[-int(last) :]]}
    return found


class GitHub(Face):
    name = "github"

    def environment(self) -> dict[str, str]:
        return {
            "GITHUB_API_URL": f"{self.root}/api/v3",
            "GITHUB_GRAPHQL_URL": f"{self.root}/api/graphql",
            "GITHUB_REPOSITORY": "acme/widgets",
            "GITHUB_TOKEN": TOKEN,
        }

    def authorised(self, headers: dict[str, str]) -> bool:
        return headers.get("authorization") == f"Bearer {TOKEN}"

    def routes(self) -> list[tuple[str, str, Callable[..., Answer]]]:
        repo = "/api/v3/repos/acme/widgets"
        return [
            ("POST", "/api/graphql", self.graphql),
            ("GET", rf"({repo}/pulls/(\d+)/files)", self.files),
            ("GET", "(/api/v3/repos/([^/]+)/widgets/activity)", self.activity),
            ("GET", rf"{repo}/compare/(\w+)\.\.\.(\w+)", self.compare),
            ("GET", rf"{repo}/contents/(.+)", lambda path, query, **_: self.world.text(path, query["ref"])),
            ("GET", rf"({repo}/commits/(\w+)/statuses)", self.statuses),
            ("POST", rf"{repo}/statuses/(\w+)", self.set_status),
            *self.talk(rf"({repo}/issues/(\d+)/comments)", rf"{repo}/issues/comments/(\d+)", "PATCH"),
        ]

    def comment(self, said: Said) -> Json:
        return {"id": said.number, "body": said.text, "user": {"type": "Bot" if said.own else "User", "login": "x"}}

    def graphql(self, *, body: Json, **_: Any) -> Answer:
        assert "writersOnly: true" in body["query"]
        assert body["variables"]["owner"] + "/" + body["variables"]["name"] == "acme/widgets"
        start = int(body["variables"]["after"] or 0)
        asked = TIMELINES.findall(body["query"])
        assert len(asked) == body["query"].count("timelineItems(")
        nodes = [self.node(p) | timelines(p, asked) for p in self.world.pulls[start : start + self.page]]
        more = start + self.page < len(self.world.pulls)
        info = {"hasNextPage": more, "endCursor": str(start + self.page)}
        pulls = {"pageInfo": info, "nodes": nodes}
        return 200, {}, {"data": {"repository": {"defaultBranchRef": {"name": "main"}, "pullRequests": pulls}}}

    def activity(self, path: str, owner: str, *, query: dict[str, str], **_: Any) -> Answer:
        """Newest first; the branch was there before the pull request was opened."""
        number = int(query["ref"].removeprefix("refs/heads/branch-"))
        p = self.world.pull(number)
        if owner == "private":
            return 404, {}, {"message": "Not Found"}
        kind = "force_push" if p.forced else "push"
        made = {"before": "0" * 40, "after": p.old_head, "timestamp": "2026-10-01T10:00:00Z"}
        items = [{"before": p.old_head, "after": p.head, "timestamp": p.pushed, "activity_type": kind}]
        return self.paged([*items, {**made, "activity_type": "branch_creation"}], query, path)

    def kind(self, p: Pull, path: str) -> str:
        before, after = p.files[path]
        if path in p.renamed:
            return "renamed"
        return "added" if before is None else "removed" if after is None else "modified"

    def node(self, p: Pull) -> Json:
        words = {"added": "ADDED", "removed": "DELETED", "modified": "MODIFIED", "renamed": "RENAMED"}
        states = {"approved": "APPROVED", "changes": "CHANGES_REQUESTED"}
        opinions: dict[str, Json] = {}
        for r in p.reviews:
            if r.writer and r.verdict in states:
                opinions[r.user] = {
                    "state": "DISMISSED" if r.dismissed else states[r.verdict],
                    "submittedAt": GIVEN[r.old],
                    "author": {"login": r.user, "__typename": "Bot" if r.bot else "User"},
                    "commit": {"oid": p.old_head if r.old else p.head},
                }
        return {
            "number": p.number,
            "isDraft": p.draft,
            "createdAt": p.opened,
            "headRefOid": p.head,
            "baseRefName": p.base,
            "baseRefOid": "ba5e" * 10,
            "headRefName": f"branch-{p.number}",
            "headRepository": {"nameWithOwner": "fork/widgets" if p.fork else "acme/widgets"},
            "commits": {"nodes": [{"commit": {"committedDate": "2026-10-15T10:00:00Z"}}]},
            "author": {"login": p.author},
            "files": {
                "totalCount": len(p.files),
                "nodes": [{"path": f, "changeType": words[self.kind(p, f)]} for f in p.shown][:100],
            },
            "latestOpinionatedReviews": {"nodes": list(opinions.values())},
        }

    def files(self, path: str, number: str, *, query: dict[str, str], **_: Any) -> Answer:
        p = self.world.pull(int(number))
        items = [
            {
                "filename": f,
                "status": self.kind(p, f),
                **({"previous_filename": p.renamed[f]} if f in p.renamed else {}),
            }
            for f in p.shown
        ]
        return self.paged(items, query, path)

    def compare(self, _base: str, head: str, **_: Any) -> Answer:
        pull = self.world.by_commit(head)
        assert pull
        return 200, {}, {"merge_base_commit": {"sha": pull.fork_point}, "files": []}

    def statuses(self, path: str, commit: str, *, query: dict[str, str], **_: Any) -> Answer:
        items = [{"context": c, "state": s, "description": d} for w, c, s, d in reversed(self.world.set) if w == commit]
        return self.paged(items, query, path)

    def set_status(self, commit: str, *, body: Json, **_: Any) -> Answer:
        assert len(body["description"]) <= 140
        self.world.set.append((commit, body["context"], body["state"], body["description"]))
        return 201, {}, body


class GitLab(Face):
    name = "gitlab"
    forge_states: Mapping[str, str] = {"success": "success", "pending": "pending", "failure": "failed"}

    def environment(self) -> dict[str, str]:
        return {"CI_API_V4_URL": f"{self.root}/api/v4", "CI_PROJECT_ID": "17", "ADR_REVIEW_TOKEN": TOKEN}

    def authorised(self, headers: dict[str, str]) -> bool:
        return TOKEN in (headers.get("private-token"), headers.get("job-token"))

    def routes(self) -> list[tuple[str, str, Callable[..., Answer]]]:
        project = "/api/v4/projects/17"
        one = rf"{project}/merge_requests/(\d+)"
        return [
            ("GET", project, lambda **_: (200, {}, {"default_branch": "main"})),
            ("GET", r"/api/v4/users/(\d+)", lambda number, **_: (200, {}, {"id": int(number), "bot": number == "7"})),
            ("GET", f"{project}/repository/merge_base", self.merge_base),
            ("GET", f"({project}/merge_requests)", self.listing),
            ("GET", one, self.single),
            ("GET", f"({one}/diffs)", self.diffs),
            ("GET", f"({one}/notes)", self.notes),
            ("GET", f"({one}/versions)", self.versions),
            ("GET", f"{one}/approvals", self.approvals),
            ("GET", f"({one}/reviewers)", self.reviewers),
            (
                "GET",
                rf"{project}/repository/files/([^/]+)/raw",
                lambda path, query, **_: self.world.text(path, query["ref"]),
            ),
            ("GET", rf"({project}/repository/commits/(\w+)/statuses)", self.statuses),
            ("POST", rf"{project}/statuses/(\w+)", self.set_status),
            ("GET", "/api/v4/user", lambda **_: (200, {}, {"id": 41, "username": "project_17_bot"})),
            *self.talk(f"({one}/notes)", rf"{one}/notes/(\d+)", "PUT"),
        ]

    def comment(self, said: Said) -> Json:
        author = {"id": 41 if said.own else 5, "username": "x"}
        return {"id": said.number, "body": said.text, "author": author, "system": False}

    def listing(self, path: str, *, query: dict[str, str], **_: Any) -> Answer:
        items = [
            {
                "iid": p.number,
                "author": {"username": p.author},
                "sha": p.head,
                "target_branch": p.base,
                "draft": p.draft,
                "created_at": p.opened.replace("Z", ".123+00:00"),
                "title": p.title,
                "source_project_id": 18 if p.fork else 17,
                "target_project_id": 17,
            }
            for p in self.world.pulls
        ]
        return self.paged(items, query, path)

    def single(self, number: str, **_: Any) -> Answer:
        p = self.world.pull(int(number))
        pipeline = {"id": 4000 + int(p.head, 16), "sha": p.head}
        refs = {"base_sha": p.fork_point, "head_sha": p.head}
        count = str(len(p.files)) if p.listed is None else f"{p.listed}+"
        told = {"iid": p.number, "diff_refs": refs, "head_pipeline": pipeline, "changes_count": count}
        return 200, {}, {**told, "source_project_id": 18 if p.fork else 17, "target_project_id": 17}

    def diffs(self, path: str, number: str, *, query: dict[str, str], **_: Any) -> Answer:
        p = self.world.pull(int(number))
        items = [
            {
                "old_path": p.renamed.get(f, f),
                "new_path": f,
                "new_file": before is None,
                "deleted_file": after is None,
                "renamed_file": f in p.renamed,
            }
            for f, (before, after) in p.shown.items()
        ]
        return self.paged(items, query, path)

    def merge_base(self, *, query: dict[str, str], **_: Any) -> Answer:
        p = self.world.by_commit(query["refs[]"])
        return (404, {}, {"message": "404 Not Found"}) if p is None or p.forced else (200, {}, {"id": query["refs[]"]})

    def notes(self, path: str, number: str, *, query: dict[str, str], **_: Any) -> Answer:
        if "sort" not in query:
            system = {"id": 1, "system": True, "body": "approved", "author": {"id": 41}}
            found = [self.comment(c) for c in self.world.comments if c.change == int(number)]
            return self.paged([system, *found], query, path)
        assert query["sort"] == "desc"
        p = self.world.pull(int(number))
        items = [
            {
                "system": False,
                "body": "approved this merge request",
                "author": {"username": "author"},
                "created_at": p.opened,
            }
        ]
        if p.ready:
            body = "marked this merge request as **ready**"
            items.append({"system": True, "body": body, "author": {"username": p.author}, "created_at": p.ready})
        for when, body in ((p.reopened, "reopened"), (p.rebased, "changed target branch from `old` to `main`")):
            if when:
                items.append({"system": True, "body": body, "author": {"username": p.author}, "created_at": when})
        for r in p.reviews:
            if r.verdict == "approved":
                when = GIVEN[r.old].replace("Z", ".000Z")
                body = "approved this merge request"
                items.append({"system": True, "body": body, "author": {"username": r.user}, "created_at": when})
        return self.paged(sorted(items, key=lambda n: n["created_at"], reverse=True), query, path)

    def versions(self, path: str, number: str, *, query: dict[str, str], **_: Any) -> Answer:
        p = self.world.pull(int(number))
        heads = [(p.pushed, p.head), (p.opened, p.old_head)]
        return self.paged([{"created_at": when, "head_commit_sha": head} for when, head in heads], query, path)

    def approvals(self, number: str, **_: Any) -> Answer:
        given = [
            r for r in self.world.pull(int(number)).reviews if r.verdict == "approved" and not r.dismissed and r.writer
        ]
        return 200, {}, {"approved_by": [{"user": {"username": r.user, "id": 7 if r.bot else 3}} for r in given]}

    def reviewers(self, path: str, number: str, *, query: dict[str, str], **_: Any) -> Answer:
        states = {"approved": "approved", "changes": "requested_changes", "comment": "reviewed"}
        latest = {r.user: r for r in self.world.pull(int(number)).reviews if r.writer}
        items = [
            {"user": {"username": r.user}, "state": "unapproved" if r.dismissed else states[r.verdict]}
            for r in latest.values()
        ]
        return self.paged(items, query, path)

    def statuses(self, path: str, commit: str, *, query: dict[str, str], **_: Any) -> Answer:
        items = [{"name": c, "status": s, "description": d} for w, c, s, d in reversed(self.world.set) if w == commit]
        return self.paged(items[:1], query, path)

    def set_status(self, commit: str, *, body: Json, **_: Any) -> Answer:
        pull = self.world.by_commit(commit)
        if pull and pull.fork:
            return 404, {}, {"message": "404 References for commit Not Found"}
        assert body["pipeline_id"] == 4000 + int(commit, 16)
        last = next((s for w, c, s, _ in reversed(self.world.set) if (w, c) == (commit, body["name"])), "")
        if last == body["state"] == "pending":
            return 400, {}, {"message": "Cannot transition status via :enqueue from :pending (Reason(s): …)"}
        self.world.set.append((commit, body["name"], body["state"], body["description"]))
        return 201, {}, body


class Forgejo(Face):
    name = "forgejo"

    def environment(self) -> dict[str, str]:
        return {"GITHUB_API_URL": f"{self.root}/api/v1", "GITHUB_REPOSITORY": "acme/widgets", "GITHUB_TOKEN": TOKEN}

    def authorised(self, headers: dict[str, str]) -> bool:
        return headers.get("authorization") == f"token {TOKEN}"

    def routes(self) -> list[tuple[str, str, Callable[..., Answer]]]:
        repo = "/api/v1/repos/acme/widgets"
        return [
            ("GET", repo, lambda **_: (200, {}, {"default_branch": "main"})),
            ("GET", rf"{repo}/git/commits/(\w+)", self.commit),
            ("GET", f"({repo}/pulls)", self.listing),
            ("GET", rf"({repo}/pulls/(\d+)/files)", self.files),
            ("GET", rf"({repo}/pulls/(\d+)/reviews)", self.reviews),
            ("GET", rf"({repo}/issues/(\d+)/timeline)", self.timeline),
            ("GET", rf"{repo}/raw/(.+)", lambda path, query, **_: self.world.text(path, query["ref"])),
            ("GET", rf"{repo}/commits/(\w+)/status", self.status),
            ("POST", rf"{repo}/statuses/(\w+)", self.set_status),
            *self.talk(rf"({repo}/issues/(\d+)/comments)", rf"{repo}/issues/comments/(\d+)", "PATCH"),
        ]

    def comment(self, said: Said) -> Json:
        return {"id": said.number, "body": said.text, "user": {"id": -2 if said.own else 5, "login": "x"}}

    def listing(self, path: str, *, query: dict[str, str], **_: Any) -> Answer:
        items = [
            {
                "number": p.number,
                "user": {"login": p.author},
                "title": ("WIP: " if p.draft else "") + p.title,
                "head": {"sha": p.head, "repo": {"full_name": "fork/widgets" if p.fork else "acme/widgets"}},
                "base": {"ref": p.base, "sha": "ba5e" * 10},
                "merge_base": p.fork_point,
                "changed_files": len(p.files),
                "created_at": p.opened.replace("Z", "+00:00"),
            }
            for p in self.world.pulls
        ]
        return self.paged(items, query, path)

    def files(self, path: str, number: str, *, query: dict[str, str], **_: Any) -> Answer:
        p = self.world.pull(int(number))
        items = []
        for f, (before, after) in p.shown.items():
            status = "added" if before is None else "deleted" if after is None else "changed"
            if f in p.renamed:
                items.append({"filename": f, "status": "renamed", "previous_filename": p.renamed[f]})
            else:
                items.append({"filename": f, "status": status})
        return self.paged(items, query, path)

    def reviews(self, path: str, number: str, *, query: dict[str, str], **_: Any) -> Answer:
        p = self.world.pull(int(number))
        states = {"approved": "APPROVED", "changes": "REQUEST_CHANGES", "comment": "COMMENT"}
        items = [
            {
                "user": {"login": r.user, "id": -2 if r.bot else 5},
                "state": states[r.verdict],
                "commit_id": p.old_head if r.old else p.head,
                "stale": r.old,
                "official": r.writer,
                "dismissed": r.dismissed,
                "submitted_at": GIVEN[r.old],
            }
            for r in p.reviews
        ]
        return self.paged(items, query, path)

    def timeline(self, path: str, number: str, *, query: dict[str, str], **_: Any) -> Answer:
        p = self.world.pull(int(number))
        items: list[Json] = [{"type": "comment", "created_at": p.opened}]
        pushed = {"is_force_push": p.forced, "commit_ids": [p.old_head, p.head] if p.forced else [p.head]}
        items.append({"type": "pull_push", "created_at": p.pushed, "body": json.dumps(pushed)})
        for when, kind in ((p.reopened, "reopen"), (p.rebased, "change_target_branch")):
            items += [{"type": kind, "created_at": when}] if when else []
        if p.ready:
            titles = {"old_title": f"WIP: {p.title}", "new_title": p.title}
            items += [{"type": "change_title", "created_at": p.ready, **titles}]
            items += [
                {"type": "change_title", "created_at": "2026-11-20T00:00:00Z", "old_title": "A", "new_title": "B"}
            ]
        return self.paged(items, query, path)

    def commit(self, commit: str, **_: Any) -> Answer:
        p = self.world.by_commit(commit)
        return (404, {}, {}) if p is None else (200, {}, {"sha": commit, "parents": [{"sha": p.old_head}]})

    def status(self, commit: str, **_: Any) -> Answer:
        latest = {c: (s, d) for w, c, s, d in self.world.set if w == commit}
        return 200, {}, {"statuses": [{"context": c, "status": s, "description": d} for c, (s, d) in latest.items()]}

    def set_status(self, commit: str, *, body: Json, **_: Any) -> Answer:
        self.world.set.append((commit, body["context"], body["state"], body["description"]))
        return 201, {}, body


class AzureDevOps(Face):
    name = "azure-devops"
    forge_states: Mapping[str, str] = {"success": "succeeded", "pending": "pending", "failure": "failed"}

    def environment(self) -> dict[str, str]:
        return {
            "SYSTEM_COLLECTIONURI": f"{self.root}/acme/",
            "SYSTEM_TEAMPROJECT": "Our Widgets",
            "BUILD_REPOSITORY_ID": "b5c0",
            "SYSTEM_ACCESSTOKEN": TOKEN,
        }

    def authorised(self, headers: dict[str, str]) -> bool:
        import base64

        return headers.get("authorization") == "Basic " + base64.b64encode(f":{TOKEN}".encode()).decode()

    def routes(self) -> list[tuple[str, str, Callable[..., Answer]]]:
        repo = "/acme/Our%20Widgets/_apis/git/repositories/b5c0"
        one = rf"{repo}/pullRequests/(\d+)"
        return [
            ("GET", repo, lambda **_: (200, {}, {"defaultBranch": "refs/heads/main"})),
            ("GET", f"{repo}/pullrequests", self.listing),
            ("GET", f"{one}/iterations", self.iterations),
            ("GET", f"{one}/iterations/2/changes", self.changes),
            ("GET", f"{one}/threads", self.threads),
            ("POST", f"{one}/threads", self.begin),
            ("PATCH", rf"{one}/threads/(\d+)/comments/1", self.alter),
            ("DELETE", rf"{one}/threads/(\d+)/comments/1", self.alter),
            ("GET", "/acme/_apis/connectionData", lambda **_: (200, {}, {"authenticatedUser": {"id": "job"}})),
            ("GET", f"{one}/statuses", self.statuses),
            ("POST", f"{one}/statuses", self.set_status),
            ("GET", f"{repo}/items", self.item),
        ]

    def answer(self, method: str, path: str, query: dict[str, str], headers: dict[str, str], body: Json) -> Answer:
        assert query.get("api-version") == ("7.1-preview.1" if path.endswith("/connectionData") else "7.1")
        return super().answer(method, path, query, headers, body)

    def item(self, *, query: dict[str, str], **_: Any) -> Answer:
        assert query["versionDescriptor.versionType"] == "commit"
        return self.world.text(query["path"].lstrip("/"), query["versionDescriptor.version"])

    @staticmethod
    def person(name: str) -> Json:
        return {"id": f"id of {name}", "uniqueName": f"{name}@acme.example", "displayName": name}

    def listing(self, *, query: dict[str, str], **_: Any) -> Answer:
        assert query["searchCriteria.status"] == "active"
        votes = {"approved": 10, "changes": -5, "comment": 0}
        items = []
        for p in self.world.pulls:
            latest = {r.user: r for r in p.reviews if r.writer}
            items.append(
                {
                    "pullRequestId": p.number,
                    "createdBy": self.person(p.author),
                    "creationDate": p.opened.replace("Z", ".1234567Z"),
                    "isDraft": p.draft,
                    "lastMergeSourceCommit": {"commitId": p.head},
                    "targetRefName": f"refs/heads/{p.base}",
                    "title": p.title,
                    **({"forkSource": {"name": "refs/heads/x"}} if p.fork else {}),
                    "reviewers": [
                        {
                            **self.person(r.user),
                            **({"uniqueName": f"Build\\{r.user}"} if r.bot else {}),
                            "vote": 0 if r.dismissed else votes[r.verdict],
                        }
                        for r in latest.values()
                    ]
                    + [{"id": "team", "isContainer": True, "vote": 10}],
                }
            )
        skip, top = int(query["$skip"]), int(query["$top"])
        return 200, {}, {"value": items[skip : skip + top], "count": len(items)}

    def iterations(self, number: str, **_: Any) -> Answer:
        p = self.world.pull(int(number))
        commits = {"sourceRefCommit": {"commitId": p.head}, "commonRefCommit": {"commitId": p.fork_point}}
        older = {"sourceRefCommit": {"commitId": p.old_head}, "commonRefCommit": {"commitId": "0" * 40}}
        first = {"id": 1, "createdDate": p.opened, **older}
        reason = "retarget" if p.rebased else "forcePush" if p.forced else "push"
        second = {"id": 2, "createdDate": p.rebased or p.pushed, "reason": reason, **commits}
        return 200, {}, {"value": [{**first, "reason": "create"}, second], "count": 2}

    def changes(self, number: str, *, query: dict[str, str], **_: Any) -> Answer:
        p = self.world.pull(int(number))
        entries: list[Json] = [{"changeType": "edit", "item": {"path": "/docs", "gitObjectType": "tree"}}]
        for f, (before, after) in p.files.items():
            kind = "add" if before is None else "delete" if after is None else "edit"
            entry: Json = {"changeType": kind, "item": {"path": f"/{f}", "gitObjectType": "blob"}}
            if f in p.renamed:
                entry |= {"changeType": "edit, rename", "originalPath": f"/{p.renamed[f]}"}
            entries.append(entry)
        skip = int(query["$skip"])
        following = skip + self.page if skip + self.page < len(entries) else 0
        return 200, {}, {"changeEntries": entries[skip : skip + self.page], "nextSkip": following, "nextTop": 0}

    def threads(self, number: str, **_: Any) -> Answer:
        p = self.world.pull(int(number))
        found: list[Json] = [{"id": 1, "publishedDate": p.opened, "properties": None, "identities": None}]
        found += [self.comment(said) for said in self.world.comments if said.change == int(number)]
        gone = {"publishedDate": p.opened, "isDeleted": True}
        found.append({"id": 2, **gone, "comments": [{"id": 1, "content": "x", "author": {"id": "job"}}]})
        for r in p.reviews:
            told = {
                "CodeReviewThreadType": "VoteUpdate",
                "CodeReviewVotedByIdentity": "1",
                "CodeReviewVoteResult": "10",
            }
            found.append(
                {
                    "publishedDate": GIVEN[r.old].replace("Z", ".5Z"),
                    "properties": {k: {"$type": "System.String", "$value": v} for k, v in told.items()},
                    "identities": {"1": self.person(r.user)},
                }
            )
        if p.ready:
            told = {"CodeReviewThreadType": "IsDraftUpdated", "CodeReviewIsDraft": "False"}
            properties = {k: {"$type": "System.String", "$value": v} for k, v in told.items()}
            found.append({"publishedDate": p.ready, "properties": properties, "identities": {}})
        if p.reopened:
            told = {"CodeReviewThreadType": "StatusUpdate", "CodeReviewStatus": "Active"}
            properties = {k: {"$type": "System.String", "$value": v} for k, v in told.items()}
            found.append({"publishedDate": p.reopened, "properties": properties, "identities": {}})
        return 200, {}, {"value": found, "count": len(found)}

    def comment(self, said: Said) -> Json:
        first = {"id": 1, "content": said.text, "author": {"id": "job" if said.own else "other"}, "commentType": "text"}
        return {"id": said.number, "publishedDate": GIVEN[False], "status": "closed", "comments": [first]}

    def begin(self, number: str, *, body: Json, **_: Any) -> Answer:
        (first,) = body["comments"]
        assert (first["parentCommentId"], first["commentType"], body["status"]) == (0, "text", "closed")
        made = Said(len(self.world.comments) + 100, int(number), first["content"])
        self.world.comments.append(made)
        return 200, {}, self.comment(made)

    def alter(self, _change: str, thread: str, *, body: Json, **_: Any) -> Answer:
        found = next((c for c in self.world.comments if c.number == int(thread)), None)
        if found is None or not found.own:
            return 403, {}, {"message": "Forbidden"}
        if body is None:
            self.world.comments.remove(found)
            return 200, {}, b""
        found.text = body["content"]
        return 200, {}, self.comment(found)

    def statuses(self, number: str, **_: Any) -> Answer:
        items = []
        for where, context, word, description in self.world.set:
            genre, _slash, name = context.rpartition("/")
            if where == number:
                told: Json = {"state": word, "description": description, "iterationId": 2}
                items.append({**told, "context": {"genre": genre, "name": name}})
        return 200, {}, {"value": items, "count": len(items)}

    def set_status(self, number: str, *, body: Json, **_: Any) -> Answer:
        assert body["iterationId"] == 2
        context = f"{body['context']['genre']}/{body['context']['name']}"
        self.world.set.append((number, context, body["state"], body["description"]))
        return 200, {}, body


FACES = {face.name: face for face in (GitHub, GitLab, Forgejo, AzureDevOps)}


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that gave up is part of the tests."""


@contextmanager
def serve(face: Face) -> Iterator[Face]:
    """`face` on a loopback port; its `root` is the address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.reply()

        def do_PATCH(self) -> None:
            self.reply()

        def do_PUT(self) -> None:
            self.reply()

        def do_DELETE(self) -> None:
            self.reply()

        def do_POST(self) -> None:
            self.reply()

        def reply(self) -> None:
            parts = urllib.parse.urlsplit(self.path)
            query = dict(urllib.parse.parse_qsl(parts.query))
            length = int(self.headers.get("Content-Length") or 0)
            body = json.loads(self.rfile.read(length)) if length else None
            face.world.asked.append(f"{self.command} {self.path}")
            spoilt = face.world.spoil(self.command, self.path)
            if spoilt == "hang":
                ended.wait(1.5)
                return
            if isinstance(spoilt, tuple):
                status, headers, content = spoilt
            else:
                low = {k.lower(): v for k, v in self.headers.items()}
                try:
                    status, headers, content = face.answer(self.command, parts.path, query, low, body)
                except Exception as error:
                    status, headers, content = 418, {}, {"message": f"the stub refuses: {error!r}"}
            data = content if isinstance(content, bytes) else json.dumps(content).encode()
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(data))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
            """Quiet."""

    ended = threading.Event()
    server = _Server(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    face.root = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield face
    finally:
        ended.set()
        server.shutdown()
        server.server_close()
        thread.join()
