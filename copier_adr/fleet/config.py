"""`fleet.toml`: read, checked, and turned into typed values.

Every message names the key as it stands in the file and says how to mend it.
"""

import hashlib
import tomllib
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import BaseModel, ValidationError

from copier_adr.fleet.backends import backend_faults, did_you_mean, token_hosts
from copier_adr.fleet.errors import FleetError
from copier_adr.fleet.model import Fleet, Git, Override, Pack
from copier_adr.fleet.tokens import handed, start_anew_without


class Loaded(NamedTuple):
    """The fleet in a file, a digest of the file that changes whenever it does, and the tokens by their names."""

    fleet: Fleet
    digest: str
    tokens: dict[str, str]


def load(path: Path, *, pushes: bool = False) -> Loaded:
    """The fleet in the file, and its tokens, which are in no environment from here on.

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
    start_anew_without(secrets(fleet))
    tokens = handed(secrets(fleet))
    faults = backend_faults(fleet, tokens, pushes=pushes)
    if fleet.git.token_env and fleet.git.token_env not in tokens and fleet.git.protocol == "https":
        faults.append(f"git.token_env: the variable {fleet.git.token_env} is not set; export it")
    if fleet.git.token_env and not token_hosts(fleet):
        faults.append('git.token_hosts: missing; name the hosts that the token is for, such as ["git.acme.example"]')
    if fleet.pack.token_env and fleet.pack.token_env not in tokens:
        faults.append(f"pack.token_env: the variable {fleet.pack.token_env} is not set; export it")
    if faults:
        raise FleetError("\n".join(f"{path}: {fault}" for fault in faults))
    return Loaded(fleet, hashlib.sha256(raw).hexdigest(), tokens)


def secrets(fleet: Fleet) -> list[str]:
    """Names of the environment variables that hold tokens."""
    names: list[Any] = [fleet.git.token_env, fleet.pack.token_env]
    for part in (*fleet.source, fleet.push):
        names += [value for key, value in part.settings.items() if key.endswith("_env")]
    return sorted({name for name in names if isinstance(name, str)})


def _explain(error: ValidationError) -> list[str]:
    lines = []
    for fault in error.errors():
        key = _key(fault["loc"])
        known = _known(fault["loc"])
        if fault["type"] == "extra_forbidden":
            lines.append(f"{key}: unknown key; {did_you_mean(str(fault['loc'][-1]), known)}")
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
    "pack": 'add [pack] with url = "https://…" and version = "latest"',
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


def unknown_answers(fleet: Fleet, questions: set[str]) -> list[str]:
    """One line for each answer that the pack has no question for: Copier would drop it in silence."""
    places = [("answers", fleet.answers)]
    places += [(f"override[{i}].answers", override.answers) for i, override in enumerate(fleet.override)]
    faults = [
        f"{place}.{name}: the pack has no such question; {did_you_mean(name, tuple(sorted(questions)))}"
        for place, answers in places
        for name in answers
        if name not in questions
    ]
    faults += [
        f"enforce: {name} is no question of the pack; {did_you_mean(name, tuple(sorted(questions)))}"
        for name in fleet.enforce
        if name not in questions
    ]
    return faults
