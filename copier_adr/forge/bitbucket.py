"""Bitbucket Server and Data Center: how their API is addressed."""

from __future__ import annotations

import base64

from .http import Api, Patience


def bitbucket_api(root: str, user: str, password: str, *, needs: str, patience: Patience) -> Api:
    """REST API 1.0."""
    basic = base64.b64encode(f"{user}:{password}".encode()).decode()
    return Api(root, {"Authorization": f"Basic {basic}"}, needs=needs, patience=patience)
