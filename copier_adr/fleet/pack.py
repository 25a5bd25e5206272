"""The pack as the fleet uses it: fetched once, at one version."""

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import yaml
from packaging.version import InvalidVersion, Version

from copier_adr.fleet import git
from copier_adr.fleet.errors import FleetError

CHECKER = "template/{{ adr_dir }}/adr.py"


@dataclass(frozen=True)
class Pack:
    """One version of the pack.

    `url` is the public address that answers files record, `mirror` the clone that everything is taken from,
    `ref` the tag or commit, `adr` the pack's own `adr.py` at that version (None when it has none).
    """

    url: str
    mirror: Path
    ref: str
    version: str
    adr: Path | None
    questions: frozenset[str]
    aliases: tuple[str, ...] = ()

    def is_source(self, url: str) -> bool:
        """Whether an answers file's `_src_path` names this pack."""
        return normal(url) in {normal(known) for known in (self.url, *self.aliases)}


def normal(url: str) -> str:
    """One spelling for the spellings that Copier takes as the same: `gh:acme/x` is `https://github.com/acme/x.git`."""
    url = url.removeprefix("git+")
    url = re.sub(r"^gh:/*", "https://github.com/", url)
    url = re.sub(r"^gl:/*", "https://gitlab.com/", url)
    return url.rstrip("/").removesuffix(".git")


def fetchable(url: str) -> str:
    """The address that git is given for a pack's URL."""
    expanded = normal(url)
    if expanded.startswith(("https://", "http://")):
        return expanded + (".git" if url.endswith(".git") or not url.startswith("http") else "")
    return url.removeprefix("git+")


def fetch(url: str, version: str, aliases: tuple[str, ...], state: Path) -> Pack:
    """The pack at that version, mirrored below `state`: a new clone, or what is new since the last run."""
    mirror = state / "pack.git"
    address = fetchable(url)
    if (mirror / "objects").is_dir() and git.run(
        "config", "--get", "remote.origin.url", cwd=mirror, check=False
    ).strip() == address:
        git.run("fetch", "--quiet", "--prune", "--force", "origin", cwd=mirror)
    else:
        _remove(mirror)
        beside = state / "pack.git.new"
        _remove(beside)
        try:
            git.run("clone", "--quiet", "--mirror", "--", address, str(beside))
        except FleetError as error:
            raise FleetError(f"pack.url: {url} cannot be fetched: {error}") from None
        beside.rename(mirror)
    ref = _resolve(mirror, version)
    described = git.run("describe", "--tags", "--always", ref, cwd=mirror).strip()
    return Pack(url, mirror, ref, described, _checker(mirror, ref, state), _questions(mirror, ref), aliases)


def parsed(version: str) -> Version | None:
    """A version that can be compared, also for `v1.2.0-3-gabc1234`, which git says for a commit after a tag."""
    after = re.fullmatch(r"(.+)-(\d+)-g[0-9a-f]+", version)
    try:
        return Version(f"{after[1]}.post{after[2]}" if after else version)
    except InvalidVersion:
        return None


def _resolve(mirror: Path, version: str) -> str:
    tags = git.run("tag", "--list", cwd=mirror).split()
    if version == "latest":
        releases = {tag: parsed(tag) for tag in tags}
        finals = {tag: found for tag, found in releases.items() if found and not found.is_prerelease}
        if not finals:
            raise FleetError('pack.version: "latest", but the pack has no release; name a tag, branch or commit')
        return max(finals, key=lambda tag: finals[tag])
    if version in tags:
        return version
    commit = git.run("rev-parse", "--verify", "--quiet", f"{version}^{{commit}}", cwd=mirror, check=False).strip()
    if not commit:
        newest = sorted((tag for tag in tags if parsed(tag)), key=lambda tag: str(parsed(tag)))[-3:]
        raise FleetError(f"pack.version: the pack has no {version}; its newest tags are {', '.join(newest) or 'none'}")
    return commit


def _checker(mirror: Path, ref: str, state: Path) -> Path | None:
    text = git.run("show", f"{ref}:{CHECKER}", cwd=mirror, check=False)
    if not text:
        return None
    path = state / "pack" / "adr.py"
    path.parent.mkdir(exist_ok=True)
    beside = path.with_suffix(".new")
    beside.write_text(text, encoding="utf-8", errors="surrogateescape")
    beside.replace(path)
    return path


def _questions(mirror: Path, ref: str) -> frozenset[str]:
    for name in ("copier.yml", "copier.yaml"):
        text = git.run("show", f"{ref}:{name}", cwd=mirror, check=False)
        if text:
            # Copier's `!include` is all that its YAML has beyond YAML; questions behind one are not known here.
            data = yaml.safe_load(re.sub(r"^---.*$|^!include.*$", "", text, flags=re.MULTILINE)) or {}
            return frozenset(key for key in data if not str(key).startswith("_"))
    raise FleetError(f"pack.url: no copier.yml at {ref}; is this the pack?")


def _remove(path: Path) -> None:
    shutil.rmtree(path, ignore_errors=True)
