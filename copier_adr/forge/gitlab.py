"""GitLab: how its API is addressed."""

from __future__ import annotations

from .http import Api, Patience


def gitlab_api(root: str, token: str, *, needs: str, patience: Patience, job: bool = False) -> Api:
    """REST API v4, with an access token, or with a job's own token (`job`), which may do little."""
    return Api(root, {"JOB-TOKEN" if job else "PRIVATE-TOKEN": token}, needs=needs, patience=patience)
