"""``fleet.toml``: read, checked, and turned into the settings of all-repos.

Every message names the key as it stands in the file and says how to mend it.
"""

import difflib
import fnmatch
import hashlib
import importlib
import os
import re
import tomllib
from pathlib import Path
from types import ModuleType
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from copier_adr.fleet.errors import FleetError

SOURCES = ("github_org", "github", "github_forks", "gitlab_org", "bitbucket", "bitbucket_server",
           "azure_repos", "gitolite", "json_file")  # fmt: skip
PULL_REQUESTS = ("github_pull_request", "gitlab_pull_request", "azure_repos_pull_request",
                 "bitbucket_server_pull_request")  # fmt: skip
PUSHES = (*PULL_REQUESTS, "merge_to_master", "branch")
SECRETS = ("api_key", "app_password")
_PUSH_KEYS = ("branch_prefix",)


def _no_credentials(url: str) -> str:
    if re.match(r"\w+://[^/@]*:[^/@]*@", url):
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


class _Backend(BaseModel):
    """A module of all-repos by its name; keys that are not ours are its own settings."""

    model_config = ConfigDict(extra="allow", frozen=True)

    type: str

    @property
    def settings(self) -> dict[str, Any]:
        return dict(self.model_extra or {})


class Source(_Backend):
    """Where repositories are: an all-repos source with that source's own settings."""


class Push(_Backend):
    """How changes go out: an all-repos push backend with its own settings, or `branch`."""

    type: str = "branch"
    branch_prefix: Annotated[str, AfterValidator(_git_branch)] = "copier-adr"


class Git(_Model):
    """How git reaches the repositories and whom it names as author.

    With `protocol = "https"` SSH addresses that a forge lists are reached over HTTPS with the token in the
    environment variable `token_env`, which suits pipelines that have no SSH key.
    """

    protocol: Literal["as-listed", "https"] = "as-listed"
    token_env: str | None = None
    token_user: str | None = None
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


def load(path: Path, *, pushes: bool = False) -> tuple[Fleet, str]:
    """The fleet in the file, and a digest of the file that changes whenever it does.

    The tokens that sources need must be set; those of `push` only when the command `pushes`.

    Raises:
        FleetError: one line per fault, each with the key and the mend.
    """
    try:
        raw = path.read_bytes()
        data = tomllib.loads(raw.decode())
    except FileNotFoundError:
        raise FleetError(f"{path}: no such file; docs/fleet.md shows one to start from") from None
    except OSError as error:
        raise FleetError(f"{path}: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise FleetError(f"{path}: not TOML: {error}") from None
    try:
        fleet = Fleet.model_validate(data)
    except ValidationError as error:
        raise FleetError("\n".join(f"{path}: {line}" for line in _explain(error))) from None
    faults = [fault for part in _backends(fleet, pushes=pushes) for fault in part]
    if fleet.git.token_env and fleet.git.token_env not in os.environ and fleet.git.protocol == "https":
        faults.append(f"git.token_env: the variable {fleet.git.token_env} is not set; export it")
    if fleet.pack.token_env and fleet.pack.token_env not in os.environ:
        faults.append(f"pack.token_env: the variable {fleet.pack.token_env} is not set; export it")
    if faults:
        raise FleetError("\n".join(f"{path}: {fault}" for fault in faults))
    return fleet, hashlib.sha256(raw).hexdigest()


def secrets(fleet: Fleet) -> list[str]:
    """Names of the environment variables that hold tokens."""
    names: list[Any] = [fleet.git.token_env, fleet.pack.token_env]
    for part in (*fleet.source, fleet.push):
        names += [value for key, value in part.settings.items() if key.endswith("_env")]
    return sorted({name for name in names if isinstance(name, str)})


def backend(kind: Literal["source", "push"], name: str) -> ModuleType:
    """all-repos' module of that name; a dotted name is a module of the organisation's own."""
    return importlib.import_module(name if "." in name else f"all_repos.{kind}.{name}")


def settings_of(kind: Literal["source", "push"], part: Source | Push) -> tuple[ModuleType, Any]:
    """The backend's module and its `Settings`, secrets filled in from the environment.

    all-repos knows `api_key_env`; `app_password_env` is ours, as Bitbucket's settings have no such key.
    """
    module = backend(kind, part.type)
    settings = part.settings
    if "app_password_env" in settings:
        settings["app_password"] = os.environ[settings.pop("app_password_env")]
    return module, module.Settings(**settings)


def _explain(error: ValidationError) -> list[str]:
    lines = []
    for fault in error.errors():
        key = _key(fault["loc"])
        known = _known(fault["loc"])
        if fault["type"] == "extra_forbidden":
            lines.append(f"{key}: unknown key; {_did_you_mean(str(fault['loc'][-1]), known)}")
        elif fault["type"] == "missing":
            lines.append(f"{key}: missing; {_EXAMPLES.get(key, 'add it')}")
        elif key == "source" and fault["type"] == "too_short":
            lines.append(f"source: empty; {_EXAMPLES['source']}")
        else:
            message = fault["msg"].removeprefix("Value error, ")
            example = f"; {_EXAMPLES[key]}" if key in _EXAMPLES else ""
            lines.append(f"{key}: {message[0].lower()}{message[1:]}, found {fault['input']!r}{example}")
    return lines


_EXAMPLES = {
    "pack": 'add [pack] with url = "https://…" and version = "v1.0.0"',
    "pack.url": 'write url = "https://github.com/acme/copier-adr"',
    "source": 'add [[source]] with type = "github_org" and org = "acme"',
    "git.author": 'write author = "Decision log <adr@acme.example>"',
}


def _key(loc: tuple[int | str, ...]) -> str:
    text = ""
    for part in loc:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text


def _known(loc: tuple[int | str, ...]) -> list[str]:
    model: type[BaseModel] = Fleet
    models: dict[str, type[BaseModel]] = {"pack": Pack, "git": Git, "override": Override}
    for part in loc[:-1]:
        model = models.get(str(part), model)
    return list(model.model_fields)


def _did_you_mean(word: str, known: list[str] | tuple[str, ...]) -> str:
    close = difflib.get_close_matches(word, known, 1)
    return f"did you mean {close[0]}?" if close else f"known are {', '.join(known)}"


def _backends(fleet: Fleet, *, pushes: bool) -> list[list[str]]:
    sources = enumerate(fleet.source)
    return [
        *(_backend_faults("source", source, f"source[{i}]", SOURCES, tokens=True) for i, source in sources),
        _backend_faults("push", fleet.push, "push", PUSHES, tokens=pushes),
    ]


def _backend_faults(
    kind: Literal["source", "push"], part: Source | Push, key: str, known: tuple[str, ...], *, tokens: bool
) -> list[str]:
    given = part.settings
    if part.type == "branch" and kind == "push":
        return [f"{key}.{name}: unknown key; {_did_you_mean(name, _PUSH_KEYS)}" for name in given]
    if part.type not in known and "." not in part.type:
        return [f"{key}.type: no {kind} is called {part.type!r}; {_did_you_mean(part.type, known)}"]
    try:
        module = backend(kind, part.type)
        fields: tuple[str, ...] = module.Settings._fields
        defaults = module.Settings._field_defaults
    except (ImportError, AttributeError) as error:
        return [f"{key}.type: {part.type} cannot be used: {error}"]
    faults = [
        f'{key}.{secret}: tokens come from the environment only; write {secret}_env = "NAME" '
        "and take the token out of the file"
        for secret in SECRETS
        if secret in given
    ]
    allowed = [f"{name}_env" if name in SECRETS else name for name in fields]
    allowed = list(dict.fromkeys(allowed))
    faults += [
        f"{key}.{name}: {part.type} has no such key; {_did_you_mean(name, tuple(allowed))}"
        for name in given
        if name not in allowed and name not in SECRETS
    ]
    for name in fields:
        env = f"{name}_env" if name in SECRETS else name
        required = name not in defaults or name in SECRETS
        if required and env not in given and name not in given:
            faults.append(f"{key}.{env}: missing; {part.type} needs it")
    for name, value in given.items():
        if name.endswith("_env"):
            if not isinstance(value, str) or not re.fullmatch(r"[A-Za-z_]\w*", value):
                faults.append(f"{key}.{name}: must be the name of an environment variable, found {value!r}")
            elif tokens and value not in os.environ:
                faults.append(f"{key}.{name}: the variable {value} is not set; export it")
    return faults


def unknown_answers(fleet: Fleet, questions: set[str]) -> list[str]:
    """One line for each answer that the pack has no question for: Copier would drop it in silence."""
    places = [("answers", fleet.answers)]
    places += [(f"override[{i}].answers", override.answers) for i, override in enumerate(fleet.override)]
    faults = [
        f"{place}.{name}: the pack has no such question; {_did_you_mean(name, tuple(sorted(questions)))}"
        for place, answers in places
        for name in answers
        if name not in questions
    ]
    faults += [
        f"enforce: {name} is no question of the pack; {_did_you_mean(name, tuple(sorted(questions)))}"
        for name in fleet.enforce
        if name not in questions
    ]
    return faults
