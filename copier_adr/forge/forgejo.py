"""Forgejo and Gitea: how their API is addressed."""

from __future__ import annotations

from .http import Api, Patience


def forgejo_api(root: str, token: str, *, needs: str, patience: Patience) -> Api:
    """API v1, as each server describes it under /api/swagger."""
    return Api(root, {"Authorization": f"token {token}"}, needs=needs, patience=patience)
