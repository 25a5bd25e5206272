"""What all-repos' push backends cannot do: find the pull request of a branch, renew its text, close it.

One class per forge with the same calls, on the settings that the push backend has, over the same `urllib`. Shapes of
the answers: the REST API descriptions of GitHub (2022-11-28), GitLab (v4), Azure DevOps (6.0) and Bitbucket Server
(1.0).
"""

import base64
import json
import urllib.error
import urllib.request
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import quote

from all_repos.util import load_api_key

from copier_adr.fleet import git
from copier_adr.fleet.errors import FleetError

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


class Forge(ABC):
    """The calls that a fleet needs beyond opening a pull request; a subclass says how its forge words them."""

    number, body = "id", "description"
    """What the forge calls a pull request's number and its text."""
    states: Mapping[str, State] = {}
    """The forge's word for each state; any other word is a closed one."""

    def __init__(self, root: str, headers: dict[str, str]) -> None:
        self._root, self._headers = root, headers

    def find(self, branch: str) -> PullRequest | None:
        """The newest pull request from this branch, an open one before all others."""
        found = [
            PullRequest(
                pull[self.number], self._page(pull), self._state(pull), pull["title"], pull.get(self.body) or "",
                pull.get("version", 0),
            )
            for pull in self._listed(branch)
        ]  # fmt: skip
        return max(found, key=lambda pull: (pull.state == "open", pull.number), default=None)

    @abstractmethod
    def renew(self, pull_request: PullRequest, title: str, body: str) -> None:
        """Gives an open pull request a new title and body."""

    @abstractmethod
    def close(self, pull_request: PullRequest, comment: str) -> None:
        """Closes it with a comment that says why."""

    @abstractmethod
    def _listed(self, branch: str) -> list[Any]:
        """What the forge tells of each pull request from this branch."""

    @abstractmethod
    def _page(self, pull: Any) -> str:
        """The address at which people see it."""

    def _state(self, pull: Any) -> State:
        return self.states.get(pull["state"], "closed")

    def _call(self, method: str, path: str, data: Any = None) -> Any:
        return request(method, f"{self._root}{path}", self._headers, data)


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


class GitHub(Forge):
    number, body = "number", "body"
    states: Mapping[str, State] = {"open": "open"}

    def __init__(self, settings: Any, url: str) -> None:
        slug = git.slug(url)
        super().__init__(f"{settings.base_url}/repos/{slug}", {"Authorization": f"token {load_api_key(settings)}"})
        self._owner = settings.username if settings.fork else slug.split("/")[0]

    def renew(self, pull_request: PullRequest, title: str, body: str) -> None:
        self._call("PATCH", f"/pulls/{pull_request.number}", {"title": title, "body": body})

    def close(self, pull_request: PullRequest, comment: str) -> None:
        self._call("POST", f"/issues/{pull_request.number}/comments", {"body": comment})
        self._call("PATCH", f"/pulls/{pull_request.number}", {"state": "closed"})

    def _listed(self, branch: str) -> list[Any]:
        head = quote(f"{self._owner}:{branch}", safe="")
        answer = self._call("GET", f"/pulls?state=all&head={head}&per_page=100")
        return [pull for pull in answer if pull["head"]["ref"] == branch]

    def _page(self, pull: Any) -> str:
        return str(pull["html_url"])

    def _state(self, pull: Any) -> State:
        return "merged" if pull.get("merged_at") else super()._state(pull)


class GitLab(Forge):
    number = "iid"
    states: Mapping[str, State] = {"opened": "open", "locked": "open", "merged": "merged"}

    def __init__(self, settings: Any, url: str) -> None:
        root = f"{settings.base_url}/projects/{quote(git.slug(url), safe='')}/merge_requests"
        super().__init__(root, {"Private-Token": load_api_key(settings)})

    def renew(self, pull_request: PullRequest, title: str, body: str) -> None:
        self._call("PUT", f"/{pull_request.number}", {"title": title, "description": body})

    def close(self, pull_request: PullRequest, comment: str) -> None:
        self._call("POST", f"/{pull_request.number}/notes", {"body": comment})
        self._call("PUT", f"/{pull_request.number}", {"state_event": "close"})

    def _listed(self, branch: str) -> list[Any]:
        answer = self._call("GET", f"?source_branch={quote(branch, safe='')}&state=all&per_page=100")
        return [pull for pull in answer if pull["source_branch"] == branch]

    def _page(self, pull: Any) -> str:
        return str(pull["web_url"])


class Azure(Forge):
    number = "pullRequestId"
    states: Mapping[str, State] = {"active": "open", "completed": "merged"}

    def __init__(self, settings: Any, url: str) -> None:
        name = git.slug(url).split("/")[-1]
        project = f"{settings.base_url}/{quote(settings.organization)}/{quote(settings.project)}"
        super().__init__(f"{project}/_apis/git/repositories/{quote(name)}", {"Authorization": f"Basic {settings.auth}"})

    def renew(self, pull_request: PullRequest, title: str, body: str) -> None:
        # Azure DevOps refuses a description of more than 4,000 characters.
        self._patch(pull_request, {"title": title, "description": body[:4000]})

    def close(self, pull_request: PullRequest, comment: str) -> None:
        thread = {"comments": [{"parentCommentId": 0, "content": comment, "commentType": 1}], "status": "closed"}
        self._call("POST", f"/pullRequests/{pull_request.number}/threads?api-version=6.0", thread)
        self._patch(pull_request, {"status": "abandoned"})

    def _patch(self, pull_request: PullRequest, data: dict[str, str]) -> None:
        self._call("PATCH", f"/pullrequests/{pull_request.number}?api-version=6.0", data)

    def _listed(self, branch: str) -> list[Any]:
        head = quote(f"refs/heads/{branch}", safe="")
        query = f"searchCriteria.sourceRefName={head}&searchCriteria.status=all&api-version=6.0"
        return list(self._call("GET", f"/pullrequests?{query}")["value"])

    def _page(self, pull: Any) -> str:
        return str(pull["url"])

    def _state(self, pull: Any) -> State:
        return self.states.get(pull["status"], "closed")


class BitbucketServer(Forge):
    states: Mapping[str, State] = {"OPEN": "open", "MERGED": "merged"}

    def __init__(self, settings: Any, url: str) -> None:
        project, name = git.slug(url).split("/")[-2:]
        basic = base64.b64encode(f"{settings.username}:{settings.app_password}".encode()).decode()
        root = f"https://{settings.base_url}/rest/api/1.0/projects/{project}/repos/{name}/pull-requests"
        super().__init__(root, {"Authorization": f"Basic {basic}"})

    def renew(self, pull_request: PullRequest, title: str, body: str) -> None:
        data = {"title": title, "description": body, "version": pull_request.version}
        self._call("PUT", f"/{pull_request.number}", data)

    def close(self, pull_request: PullRequest, comment: str) -> None:
        self._call("POST", f"/{pull_request.number}/comments", {"text": comment})
        self._call("POST", f"/{pull_request.number}/decline?version={pull_request.version}", {})

    def _listed(self, branch: str) -> list[Any]:
        query = f"direction=OUTGOING&state=ALL&at={quote(f'refs/heads/{branch}', safe='')}"
        return list(self._call("GET", f"?{query}")["values"])

    def _page(self, pull: Any) -> str:
        return str(pull["links"]["self"][0]["href"])
