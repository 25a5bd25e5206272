"""The pack as the fleet uses it: fetched once, at one version."""

import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from packaging.version import InvalidVersion, Version

from copier_adr.bundle import joined
from copier_adr.fleet.errors import FleetError
from copier_adr.fleet.git import Git
from copier_adr.version import VERSION

TAGS = "+refs/tags/*:refs/tags/*"
WANTED = "refs/heads/adr-fleet"
"""Where the mirror keeps the commit that the fleet brings."""


@dataclass(frozen=True)
class Pack:
    """One version of the pack.

    `url` is the public address that answers files record, `mirror` the clone that everything is taken from,
    `ref` the tag or commit, `adr` the file that reads records, `answers_file` the one of a repository's first log.
    """

    url: str
    mirror: Path
    ref: str
    version: str
    adr: Path
    questions: frozenset[str]
    answers_file: str
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


def fetch(url: str, version: str, aliases: tuple[str, ...], state: Path, git: Git) -> Pack:
    """The pack at that version, mirrored below `state`.

    Only tags are fetched, and the one branch or commit that is wanted: a forge also serves what anyone proposed.
    """
    mirror = state.resolve() / "pack.git"
    address = fetchable(url)
    known = (mirror / "objects").is_dir() and git.run(
        "--git-dir", str(mirror), "config", "--get", "remote.origin.url", check=False
    ).strip()
    if known != address or _fetches(mirror, git) != TAGS:
        shutil.rmtree(mirror, ignore_errors=True)
        git.run("init", "--quiet", "--bare", "--template=", str(mirror))
        for key, value in (("url", address), ("fetch", TAGS), ("tagOpt", "--no-tags")):
            git.run("config", f"remote.origin.{key}", value, cwd=mirror)
    try:
        git.run("fetch", "--quiet", "--prune", "--force", "origin", cwd=mirror)
    except FleetError as error:
        raise FleetError(f"pack.url: {url} cannot be fetched: {error}") from None
    ref = _resolve(mirror, version, git)
    # What Copier clones from the mirror has this commit, also where no tag does.
    git.run("update-ref", WANTED, f"{ref}^{{commit}}", cwd=mirror)
    git.run("symbolic-ref", "HEAD", WANTED, cwd=mirror)
    described = git.run("describe", "--tags", "--always", ref, cwd=mirror).strip()
    settings = _settings(mirror, ref, git)
    questions = frozenset(key for key in settings if not str(key).startswith("_"))
    answers_file = str(settings.get("_answers_file", ".copier-answers.yml"))
    return Pack(url, mirror, ref, described, _checker(state), questions, answers_file, aliases)


def is_release(pack: Pack, recorded: str, git: Git) -> bool:
    """Whether what an answers file records is a release of the pack, or a commit that one holds.

    Copier renders the recorded version too, and so runs its code.
    """
    if re.fullmatch(r"[A-Za-z0-9][\w.+/-]*", recorded, re.ASCII) is None or ".." in recorded:
        return False
    if recorded in git.run("tag", "--list", cwd=pack.mirror).split():
        return parsed(recorded) is not None
    commit = re.fullmatch(r"(?:.+-g)?([0-9a-f]{7,64})", recorded)
    if commit is None:
        return False
    holders = git.run("tag", "--list", "--contains", commit[1], cwd=pack.mirror, check=False).split()
    return any(parsed(tag) for tag in holders) or _is_behind(pack, commit[1], git)


def _is_behind(pack: Pack, commit: str, git: Git) -> bool:
    """Whether the version that the fleet brings holds a commit."""
    return bool(
        git.run("for-each-ref", "--contains", commit, "--format=x", WANTED, cwd=pack.mirror, check=False).strip()
    )


def parsed(version: str) -> Version | None:
    """A version that can be compared, also for `v1.2.0-3-gabc1234`, which git says for a commit after a tag."""
    after = re.fullmatch(r"(.+)-(\d+)-g[0-9a-f]+", version)
    try:
        return Version(f"{after[1]}.post{after[2]}" if after else version)
    except InvalidVersion:
        return None


def _fetches(mirror: Path, git: Git) -> str:
    return git.run("config", "--get-all", "remote.origin.fetch", cwd=mirror, check=False).strip()


def _resolve(mirror: Path, version: str, git: Git) -> str:
    tags = git.run("tag", "--list", cwd=mirror).split()
    if version == "latest":
        releases = {tag: parsed(tag) for tag in tags}
        finals = {tag: found for tag, found in releases.items() if found and not found.is_prerelease}
        if not finals:
            raise FleetError('pack.version: "latest", but the pack has no release; name a tag, branch or commit')
        return max(finals, key=lambda tag: finals[tag])
    if version in tags:
        return version
    for wanted in (f"refs/heads/{version}", version if re.fullmatch("[0-9a-f]{40,64}", version) else ""):
        if wanted and not version.startswith("-"):
            git.run("fetch", "--quiet", "--force", "origin", f"+{wanted}:{WANTED}", cwd=mirror, check=False)
            commit = git.run("rev-parse", "--verify", "--quiet", f"{WANTED}^{{commit}}", cwd=mirror, check=False)
            if commit and (wanted != version or commit.strip() == version):
                return commit.strip()
    commit = git.run("rev-parse", "--verify", "--quiet", f"{version}^{{commit}}", cwd=mirror, check=False).strip()
    if commit:
        return commit
    newest = sorted((tag for tag in tags if parsed(tag)), key=lambda tag: str(parsed(tag)))[-3:]
    raise FleetError(f"pack.version: the pack has no {version}; its newest tags are {', '.join(newest) or 'none'}")


def _checker(state: Path) -> Path:
    """adr.py of the installed copier-adr, as one file: it is compiled once for all repositories."""
    path = state / "pack" / "adr.py"
    path.parent.mkdir(exist_ok=True)
    beside = path.with_suffix(".new")
    beside.write_text(joined("in_log", VERSION), encoding="utf-8")
    beside.replace(path)
    return path


def _settings(mirror: Path, ref: str, git: Git) -> dict[str, Any]:
    """What the pack's copier.yml says: questions, and settings that begin with `_`."""
    for name in ("copier.yml", "copier.yaml"):
        text = git.run("show", f"{ref}:{name}", cwd=mirror, check=False)
        if text:
            # Copier's `!include` is all that its YAML has beyond YAML; questions behind one are not known here.
            data = yaml.safe_load(re.sub(r"^---.*$|^!include.*$", "", text, flags=re.MULTILINE)) or {}
            return dict(data)
    raise FleetError(f"pack.url: no copier.yml at {ref}; is this the pack?")
