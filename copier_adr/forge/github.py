"""GitHub and GitHub Enterprise: how its API is addressed."""

from __future__ import annotations

from .http import Api, Patience


def github_api(root: str, token: str, *, needs: str, patience: Patience, scheme: str = "Bearer") -> Api:
    """REST API 2022-11-28. GitHub takes `Bearer` and `token` as the same."""
    headers = {"Authorization": f"{scheme} {token}", "X-GitHub-Api-Version": "2022-11-28"}
    return Api(root, headers, needs=needs, patience=patience)
