"""The log as it is on the branch that the job runs on: where it lies, its rules, its contract."""

from __future__ import annotations

import json
import re
from pathlib import Path

from ..forge.http import Json, WrongCall
from ..vocabulary.names import RECORD_SUFFIXES
from .neighbour import load_adr

# Files besides the log's own that say what is checked and what is brought in: the pack's pipelines and answers.
PIPELINES = re.compile(
    r"(?:\.(?:github|forgejo|gitea)/workflows|\.gitlab/ci|\.azuredevops)/adr(?:-[^/]*)?\.ya?ml"
    r"|\.copier-answers\.adr[^/]*\.ya?ml"
)
RULES = ("adr.json", "adr-baseline.json", ".gitattributes")  # the last tells a forge what to fold away from reviewers


class ReviewedLog:
    """The log in `folder`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        path = folder / "adr.json"
        try:
            self.contract: dict[str, Json] = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise WrongCall(f"{path} cannot be read ({error}); take it from the pack again") from None
        root = next((p for p in (folder, *folder.parents) if (p / ".git").exists()), None)
        if root is None:
            raise WrongCall(f"{folder} is in no git repository; run this in a clone of the project")
        path_below = folder.relative_to(root).as_posix()
        self.prefix = "" if path_below == "." else path_below + "/"
        self.approvals, self.days = self._rule("min_approvals", 0), self._rule("min_open_days", 0)
        self.light_approvals = min(self.approvals, self._rule("min_approvals_editorial", 1))
        self.bots = self._bots()

    def _rule(self, name: str, default: int) -> int:
        value = (self.contract.get("rules") or {}).get(name, default)
        if not isinstance(value, int) or value < 0:
            raise WrongCall(
                f"{self.folder / 'adr.json'}: rules.{name} is {value!r}; write a whole number, 0 for no rule"
            )
        return value

    def _bots(self) -> frozenset[str]:
        """Accounts of machines whose approvals count."""
        value = (self.contract.get("rules") or {}).get("approving_bots", [])
        if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
            raise WrongCall(
                f"{self.folder / 'adr.json'}: rules.approving_bots is {value!r}; write a list of account names"
            )
        return frozenset(value)

    def inside(self, path: str) -> str:
        """`path` below the log; '' where it is elsewhere or could be no record."""
        if not path.startswith(self.prefix) or not path.lower().endswith(RECORD_SUFFIXES):
            return ""
        return path[len(self.prefix) :]

    def rules_in(self, path: str) -> bool:
        """Whether a file holds rules of the log, or what enforces them."""
        if PIPELINES.fullmatch(path):
            return True
        name = path[len(self.prefix) :] if path.startswith(self.prefix) else ""
        return name in RULES or re.fullmatch(r"adr\w*\.py", name) is not None

    def number(self, path: str) -> int | None:
        """The number that a new file with this path takes, from its name alone."""
        below = self.inside(path)
        names = load_adr(self.folder).record_names([below]) if below else {}
        found: int | None = names.get(below, (None, ""))[0]
        return found
