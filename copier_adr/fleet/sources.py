"""Which repositories the fleet has: all-repos' sources, one after the other."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from copier_adr.environment import environment
from copier_adr.fleet import address
from copier_adr.fleet.backends import settings_of
from copier_adr.fleet.errors import FleetError
from copier_adr.fleet.model import Fleet, Source
from copier_adr.fleet.tokens import without


@dataclass(frozen=True)
class Repository:
    """A repository: its name in the fleet (`acme/shop`) and the URL under which its source lists it.

    A user and password that stood in the URL are beside it, and are shown nowhere.
    """

    name: str
    url: str
    login: tuple[str, str] | None = field(default=None, repr=False)


def list_repositories(fleet: Fleet, base: Path, tokens: Mapping[str, str]) -> tuple[list[Repository], list[str]]:
    """All repositories by name, and what went wrong: one source that fails does not hide the others.

    Paths in the file are below `base`, the folder of `fleet.toml`.
    """
    found: dict[str, Repository] = {}
    faults = []
    for i, source in enumerate(fleet.source):
        try:
            listed = _listed(source, base, tokens)
        except Exception as error:
            faults.append(f"source[{i}] ({source.type}): {without(_told(error), tokens)}")
            continue
        for name, url in listed.items():
            one = Repository(name, *address.parted(url))
            if found.setdefault(name, one).url != one.url:
                faults.append(f"source[{i}]: {name} is listed twice, as {found[name].url} and {one.url}; opt one out")
    return [found[name] for name in sorted(found)], faults


def shard_of(name: str, shards: int) -> int:
    """The shard, from 1, that a repository belongs to: by its name alone, so that others may come and go."""
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big") % shards + 1


def _listed(source: Source, base: Path, tokens: Mapping[str, str]) -> dict[str, str]:
    if source.type == "json_file":
        return _json_file(base / source.settings["filename"])
    module, settings = settings_of("source", source, tokens)
    # A module of the organisation's own may look for its token where all-repos does.
    with environment(tokens if "." in source.type else {}):
        listed = module.list_repos(settings)
    if not isinstance(listed, dict) or not all(isinstance(v, str) for pair in listed.items() for v in pair):
        raise FleetError("the answer is not a table of names and URLs")
    return listed


def _json_file(path: Path) -> dict[str, str]:
    """all-repos' `{"name": "url"}`, or a plain list of URLs, named by their last two parts."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise FleetError(f"{path}: no such file") from None
    except ValueError as error:
        raise FleetError(f"{path}: not JSON: {error}") from None
    if isinstance(data, list) and all(isinstance(url, str) for url in data):
        names = ["/".join(address.slug(address.parted(url)[0]).split("/")[-2:]) for url in data]
        twice = {name for name in names if names.count(name) > 1} if len(set(names)) < len(names) else set()
        if twice:
            raise FleetError(f'{path}: {", ".join(sorted(twice))} named by two URLs; write {{"name": "url"}}')
        return dict(zip(names, data, strict=True))
    if isinstance(data, dict) and all(isinstance(url, str) for url in data.values()):
        return data
    raise FleetError(f'{path}: must be a list of git URLs, or {{"name": "url"}}')


def _told(error: Exception) -> str:
    if isinstance(error, KeyError):
        return f"malformed answer: {error} is missing in it"
    if isinstance(error, (ValueError, TypeError)):
        return f"malformed answer: {error}"
    return str(error) or type(error).__name__
