"""The pull requests of one repository, on the settings that its all-repos push backend has."""

import contextlib
import urllib.error
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from all_repos.util import load_api_key

from copier_adr.fleet import address
from copier_adr.fleet.errors import FleetError
from copier_adr.fleet.http import PATIENCE
from copier_adr.forge.azure import azure_api
from copier_adr.forge.azure_pulls import AzurePulls
from copier_adr.forge.bitbucket import bitbucket_api
from copier_adr.forge.bitbucket_pulls import BitbucketPulls
from copier_adr.forge.github import github_api
from copier_adr.forge.github_pulls import GitHubPulls
from copier_adr.forge.gitlab import gitlab_api
from copier_adr.forge.gitlab_pulls import GitLabPulls
from copier_adr.forge.http import Refused, said_about
from copier_adr.forge.pulls import Pulls

NEEDS = "the right to write code and pull requests"


def pulls_of(push_type: str, settings: Any, url: str) -> Pulls | None:
    """Where this push type opens pull requests; None for plain pushes."""
    slug = address.slug(url)
    match push_type:
        case "github_pull_request":
            # all-repos writes `token`, and GitHub takes both words.
            token = load_api_key(settings)
            github = github_api(settings.base_url, token, needs=NEEDS, patience=PATIENCE, scheme="token")
            return GitHubPulls(github, slug, settings.username if settings.fork else "")
        case "gitlab_pull_request":
            token = load_api_key(settings)
            return GitLabPulls(gitlab_api(settings.base_url, token, needs=NEEDS, patience=PATIENCE), slug)
        case "azure_repos_pull_request":
            project = f"{settings.base_url}/{quote(settings.organization)}/{quote(settings.project)}"
            name = slug.split("/")[-1]
            return AzurePulls(azure_api(project, name, load_api_key(settings), needs=NEEDS, patience=PATIENCE))
        case "bitbucket_server_pull_request":
            project, name = slug.split("/")[-2:]
            root = f"https://{settings.base_url}/rest/api/1.0/projects/{project}/repos/{name}"
            user, password = settings.username, settings.app_password
            return BitbucketPulls(bitbucket_api(root, user, password, needs=NEEDS, patience=PATIENCE))
    return None


@contextlib.contextmanager
def in_words() -> Iterator[None]:
    """What the forge refuses inside ends as a `FleetError` with its status, its words and the mend."""
    try:
        yield
    except Refused as refused:
        raise FleetError(_told(refused.code, refused.said) if refused.code else str(refused)) from None


def explain(error: urllib.error.HTTPError) -> str:
    """The status of an answer to all-repos, and the words in it."""
    return _told(error.code, said_about(error))


def _told(code: int, said: str) -> str:
    mend = {
        401: "; check that the token is valid",
        403: f"; the token needs {NEEDS}",
        404: "; check the name, and that the token may see this repository",
    }.get(code, "")
    return f"HTTP {code}{': ' + said if said else ''}{mend}"
