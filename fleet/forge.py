"""What all-repos' push backends cannot do: find the pull request of a branch, renew its text, close it.

One class per forge with the same five calls, on the settings that the push backend has, over the same
`urllib`. Shapes of the answers: the REST API descriptions of GitHub (2022-11-28), GitLab (v4), Azure DevOps (6.0)
and Bitbucket Server (1.0).
"""

import base64
import json
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, Protocol
from urllib.parse import quote

from all_repos.util import load_api_key

from fleet import git
from fleet.errors import FleetError

State = Literal["open", "closed", "merged"]


@dataclass(frozen=True)
class PullRequest:
    """A pull request (merge request): its number there, its page, and whether it is still open."""

    number: int
    url: str
    state: State
    title: str
    body: str
    version: int = 0


class Forge(Protocol):
    """The calls that a fleet needs beyond opening a pull request."""

    def find(self, branch: str) -> PullRequest | None:
        """The newest pull request from this branch, an open one before all others."""

    def renew(self, pull_request: PullRequest, title: str, body: str) -> None:
        """Gives an open pull request a new title and body."""

    def close(self, pull_request: PullRequest, comment: str) -> None:
        """Closes it with a comment that says why."""


def forge(push_type: str, settings: Any, url: str) -> Forge | None:
    """The forge that this push type opens pull requests on; None for plain pushes."""
    forges: dict[str, Callable[[Any, str], Forge]] = {
        "github_pull_request": GitHub,
        "gitlab_pull_request": GitLab,
        "azure_repos_pull_request": Azure,
        "bitbucket_server_pull_request": BitbucketServer,
    }
    return forges[push_type](settings, url) if push_type in forges else None


def request(method: str, url: str, headers: dict[str, str], data: Any = None) -> Any:
    """The JSON that the forge answers. Raises `FleetError` with the status and what the forge says about it."""
    body = None if data is None else json.dumps(data).encode()
    call = urllib.request.Request(  # noqa: S310 - the scheme is in the settings that the fleet's owner wrote
        url, data=body, headers={"Content-Type": "application/json", **headers}, method=method
    )
    try:
        with urllib.request.urlopen(call) as response:  # noqa: S310
            text = response.read()
    except urllib.error.HTTPError as error:
        raise FleetError(explain(error)) from None
    except OSError as error:
        raise FleetError(f"{call.host}: {getattr(error, 'reason', None) or error}") from None
    try:
        return json.loads(text) if text else None
    except ValueError:
        raise FleetError(f"{method} {call.selector}: malformed answer: not JSON") from None


def explain(error: urllib.error.HTTPError) -> str:
    """The status, and the words in the forge's JSON about it."""
    try:
        said = json.loads(error.read() or b"null")
    except (ValueError, OSError):
        said = None
    words = []
    if isinstance(said, dict):
        words = [said.get("message"), said.get("error")]
        for fault in said.get("errors") or []:
            words.append(fault.get("message") if isinstance(fault, dict) else fault)
    text = ": ".join(json.dumps(word) if not isinstance(word, str) else word for word in words if word)
    mend = {
        401: "; check that the token is valid",
        403: "; the token needs the right to write code and pull requests",
        404: "; check the name, and that the token may see this repository",
    }.get(error.code, "")
    return f"HTTP {error.code} {error.reason}{': ' + text if text else ''}{mend}"


def _pick(found: list[PullRequest]) -> PullRequest | None:
    found.sort(key=lambda pull: (pull.state == "open", pull.number))
    return found[-1] if found else None


class GitHub:
    def __init__(self, settings: Any, url: str) -> None:
        slug = git.slug(url)
        self._headers = {"Authorization": f"token {load_api_key(settings)}"}
        self._repo = f"{settings.base_url}/repos/{slug}"
        self._owner = settings.username if settings.fork else slug.split("/")[0]

    def find(self, branch: str) -> PullRequest | None:
        head = quote(f"{self._owner}:{branch}", safe="")
        answer = request("GET", f"{self._repo}/pulls?state=all&head={head}&per_page=100", self._headers)
        return _pick(
            [
                PullRequest(
                    pull["number"],
                    pull["html_url"],
                    "open" if pull["state"] == "open" else "merged" if pull.get("merged_at") else "closed",
                    pull["title"],
                    pull.get("body") or "",
                )
                for pull in answer
                if pull["head"]["ref"] == branch
            ]
        )

    def renew(self, pull_request: PullRequest, title: str, body: str) -> None:
        request("PATCH", f"{self._repo}/pulls/{pull_request.number}", self._headers, {"title": title, "body": body})

    def close(self, pull_request: PullRequest, comment: str) -> None:
        number = pull_request.number
        request("POST", f"{self._repo}/issues/{number}/comments", self._headers, {"body": comment})
        request("PATCH", f"{self._repo}/pulls/{number}", self._headers, {"state": "closed"})


class GitLab:
    def __init__(self, settings: Any, url: str) -> None:
        self._headers = {"Private-Token": load_api_key(settings)}
        self._repo = f"{settings.base_url}/projects/{quote(git.slug(url), safe='')}/merge_requests"

    def find(self, branch: str) -> PullRequest | None:
        query = f"source_branch={quote(branch, safe='')}&state=all&per_page=100"
        answer = request("GET", f"{self._repo}?{query}", self._headers)
        states: dict[str, State] = {"opened": "open", "locked": "open", "merged": "merged"}
        return _pick(
            [
                PullRequest(
                    pull["iid"],
                    pull["web_url"],
                    states.get(pull["state"], "closed"),
                    pull["title"],
                    pull.get("description") or "",
                )
                for pull in answer
                if pull["source_branch"] == branch
            ]
        )

    def renew(self, pull_request: PullRequest, title: str, body: str) -> None:
        data = {"title": title, "description": body}
        request("PUT", f"{self._repo}/{pull_request.number}", self._headers, data)

    def close(self, pull_request: PullRequest, comment: str) -> None:
        number = pull_request.number
        request("POST", f"{self._repo}/{number}/notes", self._headers, {"body": comment})
        request("PUT", f"{self._repo}/{number}", self._headers, {"state_event": "close"})


class Azure:
    def __init__(self, settings: Any, url: str) -> None:
        name = git.slug(url).split("/")[-1]
        self._headers = {"Authorization": f"Basic {settings.auth}"}
        self._repo = (
            f"{settings.base_url}/{quote(settings.organization)}/{quote(settings.project)}"
            f"/_apis/git/repositories/{quote(name)}"
        )

    def find(self, branch: str) -> PullRequest | None:
        head = quote(f"refs/heads/{branch}", safe="")
        query = f"searchCriteria.sourceRefName={head}&searchCriteria.status=all&api-version=6.0"
        answer = request("GET", f"{self._repo}/pullrequests?{query}", self._headers)
        states: dict[str, State] = {"active": "open", "completed": "merged"}
        return _pick(
            [
                PullRequest(
                    pull["pullRequestId"],
                    pull["url"],
                    states.get(pull["status"], "closed"),
                    pull["title"],
                    pull.get("description") or "",
                )
                for pull in answer["value"]
            ]
        )

    def renew(self, pull_request: PullRequest, title: str, body: str) -> None:
        # Azure DevOps refuses a description of more than 4,000 characters.
        self._patch(pull_request, {"title": title, "description": body[:4000]})

    def close(self, pull_request: PullRequest, comment: str) -> None:
        thread = {"comments": [{"parentCommentId": 0, "content": comment, "commentType": 1}], "status": "closed"}
        url = f"{self._repo}/pullRequests/{pull_request.number}/threads?api-version=6.0"
        request("POST", url, self._headers, thread)
        self._patch(pull_request, {"status": "abandoned"})

    def _patch(self, pull_request: PullRequest, data: dict[str, str]) -> None:
        url = f"{self._repo}/pullrequests/{pull_request.number}?api-version=6.0"
        request("PATCH", url, self._headers, data)


class BitbucketServer:
    def __init__(self, settings: Any, url: str) -> None:
        project, name = git.slug(url).split("/")[-2:]
        basic = base64.b64encode(f"{settings.username}:{settings.app_password}".encode()).decode()
        self._headers = {"Authorization": f"Basic {basic}"}
        self._pulls = f"https://{settings.base_url}/rest/api/1.0/projects/{project}/repos/{name}/pull-requests"

    def find(self, branch: str) -> PullRequest | None:
        query = f"direction=OUTGOING&state=ALL&at={quote(f'refs/heads/{branch}', safe='')}"
        answer = request("GET", f"{self._pulls}?{query}", self._headers)
        states: dict[str, State] = {"OPEN": "open", "MERGED": "merged"}
        return _pick(
            [
                PullRequest(
                    pull["id"],
                    pull["links"]["self"][0]["href"],
                    states.get(pull["state"], "closed"),
                    pull["title"],
                    pull.get("description") or "",
                    pull["version"],
                )
                for pull in answer["values"]
            ]
        )

    def renew(self, pull_request: PullRequest, title: str, body: str) -> None:
        data = {"title": title, "description": body, "version": pull_request.version}
        request("PUT", f"{self._pulls}/{pull_request.number}", self._headers, data)

    def close(self, pull_request: PullRequest, comment: str) -> None:
        one = f"{self._pulls}/{pull_request.number}"
        request("POST", f"{one}/comments", self._headers, {"text": comment})
        request("POST", f"{one}/decline?version={pull_request.version}", self._headers, {})
