"""The forges that the review rule is kept on, by the names that adr.json gives them."""

from __future__ import annotations

from ..forge.http import Json, WrongCall
from ..forge.words import Secrets
from .azure import AzureReviews
from .change import Talk
from .forgejo import ForgejoReviews
from .github import GitHubReviews
from .gitlab import GitLabReviews

REVIEWED = {
    "github": GitHubReviews,
    "gitlab": GitLabReviews,
    "forgejo": ForgejoReviews,
    "azure-devops": AzureReviews,
}


def forge_named(name: Json, secrets: Secrets) -> Talk:
    """The forge with this name, with its address and token from the environment."""
    if name not in REVIEWED:
        raise WrongCall(f"adr.json names the forge {name!r}; adr_review.py knows {', '.join(sorted(REVIEWED))}")
    return REVIEWED[name](secrets)  # type: ignore[abstract,unused-ignore]
