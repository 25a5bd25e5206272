"""Pull requests through all-repos' push backends, against servers that answer as the forges do."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import git
from tests.rollout.conftest import PACK_URL, PROBE, Fleet
from tests.rollout.forges import TOKEN, Answer, Azure, Forge, GitHub, GitLab, serve

KINDS: dict[str, Any] = {"github": GitHub, "gitlab": GitLab, "azure": Azure}
FIRST, SECOND = "copier-adr/v1.0.0", "copier-adr/v1.1.0"


@dataclass
class Hosted:
    """A fleet on a forge: where it lists, and how it takes pull requests."""

    fleet: Fleet
    forge: Forge
    kind: str

    def toml(self, version: str = "v1.0.0", more: str = "") -> None:
        url = self.forge.url
        source, push = {
            "github": (
                f'type = "github_org"\norg = "acme"\nbase_url = "{url}"\napi_key_env = "FORGE_TOKEN"',
                f'type = "github_pull_request"\nusername = "bot"\nbase_url = "{url}"\napi_key_env = "FORGE_TOKEN"',
            ),
            "gitlab": (
                f'type = "gitlab_org"\norg = "acme"\nbase_url = "{url}/api/v4"\napi_key_env = "FORGE_TOKEN"',
                f'type = "gitlab_pull_request"\nbase_url = "{url}/api/v4"\napi_key_env = "FORGE_TOKEN"',
            ),
            "azure": (
                f'type = "azure_repos"\norganization = "acme"\nproject = "shop"\nbase_url = "{url}"\n'
                'api_key_env = "FORGE_TOKEN"',
                f'type = "azure_repos_pull_request"\norganization = "acme"\nproject = "shop"\nbase_url = "{url}"\n'
                'api_key_env = "FORGE_TOKEN"',
            ),
        }[self.kind]
        (self.fleet.folder / "fleet.toml").write_text(
            f'{more}\n[pack]\nurl = "{PACK_URL}"\nversion = "{version}"\n[[source]]\n{source}\n[push]\n{push}\n'
        )

    def listed(self, name: str) -> str:
        """The name under which the forge lists a repository."""
        return name.removeprefix("acme/") if self.kind == "azure" else name

    def pulls(self, name: str) -> list[dict[str, Any]]:
        return self.forge.pulls.get(self.listed(name), [])


@pytest.fixture(params=["github", *(pytest.param(kind, marks=pytest.mark.long) for kind in ("gitlab", "azure"))])
def hosted(request: pytest.FixtureRequest, fleet: Fleet) -> Iterator[Hosted]:
    yield from _hosted(request.param, fleet)


@pytest.fixture
def github(fleet: Fleet) -> Iterator[Hosted]:
    yield from _hosted("github", fleet)


def _hosted(kind: str, fleet: Fleet) -> Iterator[Hosted]:
    root = fleet.folder / "forge"
    root.mkdir()
    ssh = {"github": "git@github.test:", "gitlab": "git@gitlab.test:", "azure": "git@ssh.dev.azure.com:v3/acme/shop/"}
    folder = f"{root}/acme/" if kind == "azure" else f"{root}/"
    fleet.environment |= {
        "FORGE_TOKEN": TOKEN,
        "GIT_CONFIG_COUNT": "2",
        "GIT_CONFIG_KEY_1": f"url.{folder}.insteadOf",
        "GIT_CONFIG_VALUE_1": ssh[kind],
    }
    with serve(KINDS[kind](root, page=2)) as forge:
        yield Hosted(fleet, forge, kind)


def test_one_pull_request_per_repository_and_version(hosted: Hosted) -> None:
    fleet = hosted.fleet
    names = [f"acme/r{i}" for i in range(3)]
    for name in names:
        fleet.add(name, {"README.md": "x\n"}, branch="trunk" if name == "acme/r1" else "main")
    hosted.toml()
    found = fleet.outcomes("bootstrap", check=0)
    for name in names:
        assert found[hosted.listed(name)]["outcome"] == "opened"
        (pull,) = hosted.pulls(name)
        assert pull["title"] == "Add a decision log (copier-adr v1.0.0)"
        body = pull.get("body") or pull["description"]
        assert f"Copies {PACK_URL} v1.0.0 into this repository." in body
        assert "`docs/adr/adr.py`" in body
        assert fleet.branches(name) == [FIRST]
        assert found[hosted.listed(name)]["pull_request"]
    assert "trunk" in str(hosted.pulls("acme/r1")[0])

    # A second run finds them, and opens none.
    assert {entry["outcome"] for entry in fleet.outcomes("bootstrap", check=0).values()} == {"waiting"}
    # The default branch moves: the same request gets the new commit.
    fleet.change("acme/r0", {"new.txt": "x\n"})
    assert fleet.outcomes("bootstrap", check=0)[hosted.listed("acme/r0")]["outcome"] == "refreshed"
    assert all(len(hosted.pulls(name)) == 1 for name in names)

    # People merge; the next version comes, and then one more, which takes its place.
    for name in names:
        fleet.merge(name, FIRST)
        hosted.pulls(name)[0].update({"state": "closed", "status": "completed", "merged_at": "2026-11-21"})
    fleet.change("acme/r2", {PROBE: "# Ours\n\nRead the log.\n\nOurs.\n"})
    hosted.toml("v1.1.0")
    fleet.outcomes("update", check=0)
    assert "conflicts in 1 file to solve" in hosted.pulls("acme/r2")[1]["title"]
    hosted.toml("v2.0.0")
    found = fleet.outcomes("update", check=0)
    for name in names:
        _, second, third = hosted.pulls(name)
        assert third["state"] in ("open", "opened")
        assert second["state"] == "closed"
        assert fleet.branches(name) == ["copier-adr/v2.0.0"]
        assert len(found[hosted.listed(name)]["closed"]) == 1
    assert len(hosted.forge.comments) == 3
    assert all(told.startswith("Replaced by http") for _, _, told in hosted.forge.comments)


def test_a_pull_request_that_people_closed_is_not_opened_again(hosted: Hosted) -> None:
    hosted.fleet.add("acme/web", {"README.md": "x\n"})
    hosted.toml()
    hosted.fleet("bootstrap", check=0)
    hosted.pulls("acme/web")[0].update({"state": "closed", "status": "abandoned"})
    for _ in range(2):
        entry = hosted.fleet.outcomes("bootstrap", check=0)[hosted.listed("acme/web")]
        assert entry["outcome"] == "skipped"
        assert entry["why"].startswith("declined: its pull request was closed")
        git(hosted.fleet.repositories["acme/web"], "branch", "-D", FIRST, check=False)
    assert len(hosted.pulls("acme/web")) == 1


def test_forks_and_archived_repositories_are_not_listed(github: Hosted) -> None:
    for name in ("acme/web", "acme/a-fork", "acme/archived", "acme/x", "acme/y"):
        github.fleet.add(name, {"README.md": "x\n"})
    github.toml()
    assert set(github.fleet.outcomes("bootstrap", check=0)) == {"acme/web", "acme/x", "acme/y"}


LIMITS = {
    "Retry-After": Answer(429, {"message": "slow down"}, {"Retry-After": "1"}),
    "secondary limit": Answer(403, {"message": "You have exceeded a secondary rate limit"}, {"Retry-After": "1"}),
    "primary limit": Answer(403, {"message": "API rate limit exceeded"},
                            {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "soon"}),
    "busy": Answer(503, "<html>busy</html>", {"Retry-After": "1"}),
}  # fmt: skip


@pytest.mark.long
def test_rate_limits_are_waited_for(github: Hosted) -> None:
    github.forge.trouble["GET /orgs/acme/repos"] = [LIMITS["primary limit"]]
    for i, answer in enumerate(LIMITS.values()):
        github.fleet.add(f"acme/r{i}", {"README.md": "x\n"})
        for method in ("GET", "POST"):
            trouble = Answer(answer.status, answer.data, dict(answer.headers))
            github.forge.trouble[f"{method} /repos/acme/r{i}/pulls"] = [trouble]
    github.toml()
    started = time.monotonic()
    found = github.fleet.outcomes("bootstrap", check=0)
    assert {entry["outcome"] for entry in found.values()} == {"opened"}
    assert time.monotonic() - started > 3
    for i in range(len(LIMITS)):
        assert github.forge.calls[f"POST /repos/acme/r{i}/pulls"] == 2
        assert len(github.pulls(f"acme/r{i}")) == 1


TROUBLES: dict[str, tuple[str, Answer | str, list[str]]] = {
    "no right to open": ("POST", Answer(403, {"message": "Resource not accessible by integration"}),
                         ["the pull request was refused: HTTP 403", "Resource not accessible", "the right to write"]),
    "gone": ("GET", Answer(404, {"message": "Not Found"}), ["HTTP 404", "check the name"]),
    "not JSON": ("GET", "<html>proxy</html>", ["malformed answer: not JSON"]),
    "not JSON when opening": ("POST", "<html>proxy</html>", ["malformed answer from the forge"]),
    "another shape": ("GET", Answer(200, [{"id": 1}]), ["KeyError"]),
    "another shape when opening": ("POST", Answer(201, {"ok": True}), ["malformed answer from the forge: 'html_url'"]),
    "broken": ("POST", Answer(500, {"message": "Server Error"}), ["HTTP 500", "Server Error"]),
}  # fmt: skip


@pytest.mark.long
def test_a_forge_in_trouble_fails_that_repository_and_the_next_run_mends_it(github: Hosted) -> None:
    names = {f"acme/{case.replace(' ', '-')}": trouble for case, trouble in TROUBLES.items()}
    for name, (method, answer, _) in names.items():
        github.fleet.add(name, {"README.md": "x\n"})
        github.forge.trouble[f"{method} /repos/{name}/pulls"] = [answer]
    github.fleet.add("acme/well", {"README.md": "x\n"})
    github.toml()
    done = github.fleet("bootstrap", check=1)
    assert TOKEN not in done.stdout + done.stderr
    assert f"{len(names)} failed, 1 opened" in done.stdout
    lines = {line.split()[1].rstrip(":"): line for line in done.stdout.splitlines() if line.startswith("  failed")}
    for name, (_, _, told) in names.items():
        assert all(words in lines[name] for words in told), lines[name]
    again = github.fleet.outcomes("bootstrap", check=0)
    for name in names:
        assert again[name]["outcome"] == "opened"
        assert len(github.pulls(name)) == 1
        assert git(github.fleet.repositories[name], "rev-list", "--count", f"main..{FIRST}").strip() == "1"


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (Answer(401, {"message": "Bad credentials"}), "source[0] (github_org): HTTP"),
        ("<html>", "source[0] (github_org): malformed answer"),
        (Answer(200, [{"full_name": "acme/x"}]), "malformed answer: 'fork' is missing in it"),
        (Answer(200, {"message": "hello"}), "source[0] (github_org): malformed answer"),
    ],
)
def test_a_listing_that_cannot_be_read_is_told(github: Hosted, answer: Any, told: str) -> None:
    github.forge.trouble["GET /orgs/acme/repos"] = [answer]
    github.toml()
    done = github.fleet("plan", check=1)
    assert told in done.stderr


def test_a_dry_run_needs_no_token_to_push_and_pushes_nothing(github: Hosted) -> None:
    github.fleet.add("acme/web", {"README.md": "x\n"})
    github.toml()
    path = github.fleet.folder / "fleet.toml"
    text = path.read_text()
    path.write_text(text[:-1].rpartition("FORGE_TOKEN")[0] + 'OTHER_TOKEN"\n')
    assert "OTHER_TOKEN is not set" in github.fleet("bootstrap", check=2).stderr
    assert github.fleet.outcomes("bootstrap", "--dry-run", check=0)["acme/web"]["outcome"] == "would"
    assert github.forge.pulls == {}


def test_the_pack_and_the_projects_see_no_token(github: Hosted, tmp_path: Path) -> None:
    """A task of the pack, and a project's own code in a migration, could send it anywhere."""
    github.fleet.add("acme/web", {"README.md": "x\n"})
    github.toml()
    work = tmp_path / "pack-work"
    git(tmp_path, "clone", "--quiet", github.fleet.versions.path, work)
    seen = tmp_path / "seen"
    config = work / "copier.yml"
    config.write_text(config.read_text().replace("_tasks:\n", f"_tasks:\n  - command: env > '{seen}'\n", 1))
    git(work, "commit", "--quiet", "--all", "-m", "spy")
    git(work, "tag", "v1.0.1")
    bare = tmp_path / "spy.git"
    git(tmp_path, "clone", "--quiet", "--bare", work, bare)
    path = github.fleet.folder / "fleet.toml"
    path.write_text(path.read_text().replace(PACK_URL, str(bare)).replace("v1.0.0", "v1.0.1"))
    assert github.fleet.outcomes("bootstrap", check=0)["acme/web"]["outcome"] == "opened"
    assert "GIT_TERMINAL_PROMPT=0" in seen.read_text()
    assert TOKEN not in seen.read_text()
