"""Local servers that answer as GitHub's and GitLab's REST APIs answer, in front of bare repositories on disk.

Shapes: GitHub REST API 2022-11-28 (`/orgs/{org}/repos`, `/repos/{owner}/{repo}/pulls`, `/issues/{n}/comments`),
GitLab REST API v4 (`/groups/{id}/projects`, `/projects/{id}/merge_requests`, `…/notes`), Azure DevOps 6.0.
"""

import json
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from tests.conftest import git

TOKEN = "t0ken-of-the-bot"  # noqa: S105 - opens nothing


@dataclass
class Answer(Exception):  # noqa: N818 - raised to answer at once
    status: int
    data: Any
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Forge:
    """State of a forge: repositories by name, pull requests by repository, and what goes wrong there."""

    root: Path
    pulls: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    comments: list[tuple[str, int, str]] = field(default_factory=list)
    calls: Counter[str] = field(default_factory=Counter)
    trouble: dict[str, list[Answer | str]] = field(default_factory=dict)
    page: int = 100
    url: str = ""

    def repositories(self) -> list[str]:
        return sorted(path.relative_to(self.root).as_posix().removesuffix(".git") for path in self.root.rglob("*.git"))

    def has_branch(self, name: str, branch: str) -> bool:
        bare = self.root / f"{name}.git"
        return bool(git(bare, "for-each-ref", f"refs/heads/{branch}"))

    def open(self, name: str) -> list[dict[str, Any]]:
        return [pull for pull in self.pulls.get(name, []) if pull["state"] in ("open", "opened")]

    def answer(self, method: str, path: str, query: dict[str, str], token: str, data: Any) -> Answer:
        raise NotImplementedError

    def paged(self, items: list[Any], query: dict[str, str], path: str) -> Answer:
        number = int(query.get("page", "1"))
        size = min(int(query.get("per_page", self.page)), self.page)
        part = items[(number - 1) * size : number * size]
        headers = {}
        if number * size < len(items):
            rest = "&".join(f"{key}={value}" for key, value in query.items() if key != "page")
            headers["Link"] = f'<{self.url}{path}?{rest}&page={number + 1}>; rel="next"'
        return Answer(200, part, headers)


class GitHub(Forge):
    def answer(self, method: str, path: str, query: dict[str, str], token: str, data: Any) -> Answer:
        if token != f"token {TOKEN}":
            return Answer(401, {"message": "Bad credentials"})
        match path.strip("/").split("/"):
            case ["orgs", org, "repos"]:
                items = [
                    {
                        "full_name": name, "ssh_url": f"git@github.test:{name}.git", "fork": name.endswith("fork"),
                        "private": False, "archived": name.endswith("archived"), "permissions": {"admin": True},
                    }
                    for name in self.repositories()
                    if name.startswith(f"{org}/")
                ]  # fmt: skip
                return self.paged(items, query, path)
            case ["repos", owner, repo, "pulls"] if method == "GET":
                head = query["head"].removeprefix(f"{owner}:")
                found = [pull for pull in self.pulls.get(f"{owner}/{repo}", []) if pull["head"]["ref"] == head]
                return self.paged(found, query, path)
            case ["repos", owner, repo, "pulls"]:
                name = f"{owner}/{repo}"
                pulls = self.pulls.setdefault(name, [])
                if not self.has_branch(name, data["head"]) or not self.has_branch(name, data["base"]):
                    return Answer(
                        422, {"message": "Validation Failed", "errors": [{"field": "head", "code": "invalid"}]}
                    )
                if any(pull["head"]["ref"] == data["head"] for pull in self.open(name)):
                    told = f"A pull request already exists for {owner}:{data['head']}."
                    return Answer(422, {"message": "Validation Failed", "errors": [{"message": told}]})
                number = len(pulls) + 1
                pull = {
                    "number": number, "state": "open", "title": data["title"], "body": data["body"], "merged_at": None,
                    "html_url": f"https://github.test/{name}/pull/{number}",
                    "head": {"ref": data["head"]}, "base": {"ref": data["base"]},
                }  # fmt: skip
                pulls.append(pull)
                return Answer(201, pull)
            case ["repos", owner, repo, "pulls", number] if method == "PATCH":
                pull = self.pulls[f"{owner}/{repo}"][int(number) - 1]
                pull.update(data)
                return Answer(200, pull)
            case ["repos", owner, repo, "issues", number, "comments"]:
                self.comments.append((f"{owner}/{repo}", int(number), data["body"]))
                return Answer(201, {})
        return Answer(404, {"message": "Not Found"})


class GitLab(Forge):
    def answer(self, method: str, path: str, query: dict[str, str], token: str, data: Any) -> Answer:
        if token != TOKEN:
            return Answer(401, {"message": "401 Unauthorized"})
        match [unquote(part) for part in path.removeprefix("/api/v4/").split("/")]:
            case ["groups", group, "projects"]:
                items = [
                    {
                        "path_with_namespace": name, "ssh_url_to_repo": f"git@gitlab.test:{name}.git",
                        "archived": name.endswith("archived"),
                    }
                    for name in self.repositories()
                    if name.startswith(f"{group}/")
                ]  # fmt: skip
                return self.paged(items, query, path)
            case ["projects", name, "merge_requests"] if method == "GET":
                branch = query["source_branch"]
                return self.paged([p for p in self.pulls.get(name, []) if p["source_branch"] == branch], query, path)
            case ["projects", name, "merge_requests"]:
                pulls = self.pulls.setdefault(name, [])
                if any(pull["source_branch"] == data["source_branch"] for pull in self.open(name)):
                    told = "Another open merge request already exists for this source branch: !1"
                    return Answer(409, {"message": [told]})
                number = len(pulls) + 1
                url = f"https://gitlab.test/{name}/-/merge_requests/{number}"
                pull = {**data, "iid": number, "state": "opened", "web_url": url}
                pulls.append(pull)
                return Answer(201, pull)
            case ["projects", name, "merge_requests", number] if method == "PUT":
                pull = self.pulls[name][int(number) - 1]
                if data.pop("state_event", None) == "close":
                    pull["state"] = "closed"
                pull.update(data)
                return Answer(200, pull)
            case ["projects", name, "merge_requests", number, "notes"]:
                self.comments.append((name, int(number), data["body"]))
                return Answer(201, {})
        return Answer(404, {"message": "404 Not found"})


class Azure(Forge):
    def answer(self, method: str, path: str, query: dict[str, str], token: str, data: Any) -> Answer:
        if not token.startswith("Basic "):
            return Answer(401, {"message": "TF400813: not authorized"})
        match [unquote(part) for part in path.strip("/").split("/")]:
            case [org, project, "_apis", "git", "repositories"]:
                names = [name.split("/")[-1] for name in self.repositories()]
                return Answer(200, {"value": [
                    {"name": name, "sshUrl": f"git@ssh.dev.azure.com:v3/{org}/{project}/{name}"} for name in names
                ]})  # fmt: skip
            case [org, project, "_apis", "git", "repositories", repo, "pullrequests"] if method == "GET":
                head = query["searchCriteria.sourceRefName"]
                return Answer(200, {"value": [p for p in self.pulls.get(repo, []) if p["sourceRefName"] == head]})
            case [org, project, "_apis", "git", "repositories", repo, "pullrequests"]:
                pulls = self.pulls.setdefault(repo, [])
                number = len(pulls) + 1
                pull = {
                    **data, "pullRequestId": number, "status": "active", "state": "open",
                    "url": f"{self.url}/pr/{number}",
                    "repository": {"webUrl": f"https://dev.azure.com/{org}/{project}/_git/{repo}"},
                }  # fmt: skip
                pulls.append(pull)
                return Answer(201, pull)
            case [_, _, "_apis", "git", "repositories", repo, "pullrequests", number] if method == "PATCH":
                pull = self.pulls[repo][int(number) - 1]
                pull.update(data)
                pull["state"] = "open" if pull["status"] == "active" else "closed"
                return Answer(200, pull)
            case [_, _, "_apis", "git", "repositories", repo, "pullRequests", number, "threads"]:
                self.comments.append((repo, int(number), data["comments"][0]["content"]))
                return Answer(200, {})
        return Answer(404, {"message": "not found"})


@contextmanager
def serve(forge: Forge) -> Iterator[Forge]:
    """The forge at `forge.url` while inside."""

    class Handler(BaseHTTPRequestHandler):
        def _serve(self) -> None:
            parts = urlsplit(self.path)
            query = {key: values[0] for key, values in parse_qs(parts.query).items()}
            length = int(self.headers.get("Content-Length") or 0)
            data = json.loads(self.rfile.read(length)) if length else None
            token = self.headers.get("Authorization") or self.headers.get("Private-Token") or ""
            key = f"{self.command} {unquote(parts.path)}"
            forge.calls[key] += 1
            answer: Answer | str
            troubles = forge.trouble.get(key)
            answer = troubles.pop(0) if troubles else forge.answer(self.command, parts.path, query, token, data)
            if isinstance(answer, str):
                answer = Answer(200, answer)
            if answer.headers.get("X-RateLimit-Reset") == "soon":
                answer.headers["X-RateLimit-Reset"] = str(int(time.time()) + 1)
            body = answer.data.encode() if isinstance(answer.data, str) else json.dumps(answer.data).encode()
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST = do_PUT = do_PATCH = _serve  # noqa: N815

        def log_message(self, *_: Any) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    forge.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield forge
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
