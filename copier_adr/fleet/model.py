"""What `fleet.toml` may say, as typed values."""

import fnmatch
import re
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator


def _no_credentials(url: str) -> str:
    if re.match(r"\w+://[^/@:]*:[^/@]*@", url):
        raise ValueError("holds a password: take it out, tokens come from the environment only")
    return url


def _git_url(url: str) -> str:
    git = url.startswith(("git@", "git://", "git+", "https://github.com/", "https://gitlab.com/", "gh:", "gl:"))
    if not (git or url.endswith(".git") or Path(url).is_dir()):
        raise ValueError("Copier takes this for a folder: end it with .git, or begin it with git+")
    return url


def _git_branch(prefix: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*", prefix) or ".." in prefix:
        raise ValueError("must be letters, digits, '-', '_' and '/', such as \"copier-adr\"")
    return prefix


Url = Annotated[str, Field(min_length=1), AfterValidator(_no_credentials)]
PackUrl = Annotated[Url, AfterValidator(_git_url)]
Answers = dict[str, Any]


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Pack(_Model):
    """The pack that goes out. `aliases` are other URLs that answers files may bear for the same pack.

    `token_env` names the variable with the token for a pack that is not public, sent to its host over HTTPS.
    """

    url: PackUrl
    version: str = Field(default="latest", min_length=1)
    aliases: tuple[Url, ...] = ()
    token_env: str | None = None


class Backend(BaseModel):
    """A module of all-repos by its name; keys that are not ours are its own settings."""

    model_config = ConfigDict(extra="allow", frozen=True)

    type: str

    @property
    def settings(self) -> dict[str, Any]:
        return dict(self.model_extra or {})


class Source(Backend):
    """Where repositories are: an all-repos source with that source's own settings."""


class Push(Backend):
    """How changes go out: an all-repos push backend with its own settings, or `branch`."""

    type: str = "branch"
    branch_prefix: Annotated[str, AfterValidator(_git_branch)] = "copier-adr"


class Git(_Model):
    """How git reaches the repositories and whom it names as author.

    With `protocol = "https"` SSH addresses that a forge lists are reached over HTTPS with the token in the
    environment variable `token_env`, which suits pipelines that have no SSH key. The token
    goes to `token_hosts` alone; without that key, to the hosts that the sources and the push name.
    """

    protocol: Literal["as-listed", "https"] = "as-listed"
    token_env: str | None = None
    token_user: str | None = None
    token_hosts: tuple[str, ...] = ()
    author: Annotated[str, Field(pattern=r"^[^<>]+ <[^<>@\s]+@[^<>\s]+>$")] | None = None
    timeout: int = Field(default=600, ge=5)

    @model_validator(mode="after")
    def _https_needs_a_token(self) -> "Git":
        if self.protocol == "https" and not self.token_env:
            raise ValueError('protocol = "https" needs token_env, the name of the variable with the token')
        return self


class Override(_Model):
    """Answers for the repositories whose names match one of the shell patterns. Later overrides win."""

    match: str | list[str]
    answers: Answers = {}

    def matches(self, name: str) -> bool:
        return matches(name, [self.match] if isinstance(self.match, str) else self.match)


class Fleet(_Model):
    """The whole file."""

    pack: Pack
    source: list[Source] = Field(min_length=1)
    push: Push = Push()
    git: Git = Git()
    answers: Answers = {}
    override: list[Override] = []
    opt_out: list[str] = []
    enforce: list[str] = []
    overwrite: bool = False

    def answers_for(self, name: str) -> Answers:
        """Answers for one repository: those for all, then each override that matches, in order."""
        answers = dict(self.answers)
        for override in self.override:
            if override.matches(name):
                answers.update(override.answers)
        return answers

    def opted_out(self, name: str) -> bool:
        return matches(name, self.opt_out)


def matches(name: str, patterns: list[str]) -> bool:
    """Whether a repository's name matches one of the shell patterns (``*``, ``?``, ``[…]``), case and all."""
    return any(fnmatch.fnmatchcase(name, pattern) for pattern in patterns)
