"""all-repos' modules: which there are, what their settings are called, and those settings with their tokens."""

import difflib
import importlib
import re
from collections.abc import Mapping
from types import ModuleType
from typing import Any, Literal
from urllib.parse import urlsplit

from copier_adr.fleet.address import is_private_line
from copier_adr.fleet.model import Backend, Fleet, Push, Source

SOURCES = ("github_org", "github", "github_forks", "gitlab_org", "bitbucket", "bitbucket_server",
           "azure_repos", "gitolite", "json_file")  # fmt: skip
PULL_REQUESTS = ("github_pull_request", "gitlab_pull_request", "azure_repos_pull_request",
                 "bitbucket_server_pull_request")  # fmt: skip
PUSHES = (*PULL_REQUESTS, "merge_to_master", "branch")
SECRETS = ("api_key", "app_password")
_PUSH_KEYS = ("branch_prefix",)


def backend(kind: Literal["source", "push"], name: str) -> ModuleType:
    """all-repos' module of that name; a dotted name is a module of the organisation's own."""
    return importlib.import_module(name if "." in name else f"all_repos.{kind}.{name}")


def settings_of(
    kind: Literal["source", "push"], part: Source | Push, tokens: Mapping[str, str]
) -> tuple[ModuleType, Any]:
    """The backend's module and its `Settings`, secrets filled in.

    all-repos knows `api_key_env`; `app_password_env` is ours, as Bitbucket's settings have no such key. Neither is
    left to be read from the environment, which has no token.
    """
    module = backend(kind, part.type)
    settings = part.settings
    for secret in SECRETS:
        if secret in module.Settings._fields and settings.get(f"{secret}_env") in tokens:
            settings[secret] = tokens[settings.pop(f"{secret}_env")]
    return module, module.Settings(**settings)


def token_hosts(fleet: Fleet) -> frozenset[str]:
    """The hosts that `git.token_env` is for: those that the file names, else those of its sources and its push."""
    return frozenset(fleet.git.token_hosts) or frozenset(
        host for part in (*fleet.source, fleet.push) for host in _hosts(part)
    )


def _hosts(part: Backend) -> list[str]:
    base = str(part.settings.get("base_url") or "")
    own = urlsplit(base if "://" in base else f"//{base}").hostname or ""
    if own:
        return [own.removeprefix("api.")] if own == "api.github.com" else [own]
    known = {"github": "github.com", "gitlab": "gitlab.com", "azure": "dev.azure.com", "bitbucket": "bitbucket.org"}
    return [host for name, host in known.items() if part.type.split("_")[0] == name]


def did_you_mean(word: str, known: list[str] | tuple[str, ...]) -> str:
    close = difflib.get_close_matches(word, known, 1)
    return f"did you mean {close[0]}?" if close else f"known are {', '.join(known)}"


def backend_faults(fleet: Fleet, tokens: Mapping[str, str], *, pushes: bool) -> list[str]:
    """One line for each setting of a source or of the push that cannot be right, with the mend."""
    faults = []
    for i, source in enumerate(fleet.source):
        faults += _part_faults("source", source, f"source[{i}]", SOURCES, tokens)
    return faults + _part_faults("push", fleet.push, "push", PUSHES, tokens if pushes else None)


def _part_faults(
    kind: Literal["source", "push"],
    part: Source | Push,
    key: str,
    known: tuple[str, ...],
    tokens: Mapping[str, str] | None,
) -> list[str]:
    given = part.settings
    if part.type == "branch" and kind == "push":
        return [f"{key}.{name}: unknown key; {did_you_mean(name, _PUSH_KEYS)}" for name in given]
    if part.type not in known and "." not in part.type:
        return [f"{key}.type: no {kind} is called {part.type!r}; {did_you_mean(part.type, known)}"]
    try:
        module = backend(kind, part.type)
        fields: tuple[str, ...] = module.Settings._fields
        defaults = module.Settings._field_defaults
    except (ImportError, AttributeError) as error:
        return [f"{key}.type: {part.type} cannot be used: {error}"]
    return _key_faults(part, key, fields, defaults) + _value_faults(given, key, tokens)


def _key_faults(part: Source | Push, key: str, fields: tuple[str, ...], defaults: Mapping[str, Any]) -> list[str]:
    """Keys that the backend does not know, and those that it needs."""
    given = part.settings
    faults = [
        f'{key}.{secret}: tokens come from the environment only; write {secret}_env = "NAME" '
        "and take the token out of the file"
        for secret in SECRETS
        if secret in given
    ]
    allowed = [f"{name}_env" if name in SECRETS else name for name in fields]
    allowed = list(dict.fromkeys(allowed))
    faults += [
        f"{key}.{name}: {part.type} has no such key; {did_you_mean(name, tuple(allowed))}"
        for name in given
        if name not in allowed and name not in SECRETS
    ]
    for name in fields:
        env = f"{name}_env" if name in SECRETS else name
        required = name not in defaults or name in SECRETS
        if required and env not in given and name not in given:
            faults.append(f"{key}.{env}: missing; {part.type} needs it")
    return faults


def _value_faults(given: Mapping[str, Any], key: str, tokens: Mapping[str, str] | None) -> list[str]:
    """Values that cannot be right; `tokens` is None where none is needed."""
    faults = []
    for name, value in given.items():
        if name.endswith("_env"):
            if not isinstance(value, str) or not re.fullmatch(r"[A-Za-z_]\w*", value):
                faults.append(f"{key}.{name}: must be the name of an environment variable, found {value!r}")
            elif tokens is not None and value not in tokens:
                faults.append(f"{key}.{name}: the variable {value} is not set; export it")
    base = str(given.get("base_url") or "")
    if "://" in base and not is_private_line(base):
        faults.append(f"{key}.base_url: a token would be sent to {base} for all to read; write https://")
    return faults
