"""Azure DevOps: how its API is addressed."""

from __future__ import annotations

import base64

from .http import Api, Patience, quoted
from .words import Secrets


def azure_api(
    project: str, repository: str, token: str, *, needs: str, patience: Patience, secrets: Secrets | None = None
) -> Api:
    """The git API of one repository. `project` is the address of organisation and project."""
    basic = base64.b64encode(f":{token}".encode()).decode()
    if secrets:
        secrets.add(basic)
    root = f"{project}/_apis/git/repositories/{quoted(repository)}"
    return Api(root, {"Authorization": f"Basic {basic}"}, needs=needs, patience=patience)
