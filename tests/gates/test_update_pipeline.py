"""adr_update.py: a new version of the pack becomes one pull request, on a stub forge and a real git remote."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import git

from .forges import TOKEN, Answer, Face, World, serve

Json = Any


class GitHub(Face):
    """github/rest-api-description: pulls/list, pulls/create, pulls/update."""

    name = "github"
    number, title, body, closed = "number", "title", "body", ("state", "closed")

    def __init__(self, world: World) -> None:
        super().__init__(world)
        self.requests: list[Json] = []

    def environment(self) -> dict[str, str]:
        return {"GITHUB_API_URL": self.root, "GITHUB_REPOSITORY": "acme/widgets"}

    def authorised(self, headers: dict[str, str]) -> bool:
        return headers.get("authorization") == f"Bearer {TOKEN}"

    def routes(self) -> list[tuple[str, str, Callable[..., Answer]]]:
        pulls = "/repos/acme/widgets/pulls"
        return [
            ("GET", f"({pulls})", self.listing),
            ("POST", pulls, self.create),
            ("PATCH", rf"{pulls}/(\d+)", self.change),
        ]

    def is_open(self, request: Json) -> bool:
        return bool(request.get("state") != "closed")

    def listing(self, path: str, *, query: dict[str, str], **_: Any) -> Answer:
        found = [{**r, **self.branches(r["branch"])} for r in self.requests if self.is_open(r)]
        return self.paged(found, query, path)

    def branches(self, branch: str) -> Json:
        return {"head": {"ref": branch, "repo": {"full_name": "acme/widgets"}}}

    def create(self, *, body: Json, **_: Any) -> Answer:
        assert body["base"] == "main"
        self.requests.append({**body, "number": len(self.requests) + 1, "branch": body["head"]})
        return 201, {}, self.requests[-1]

    def change(self, number: str, *, body: Json, **_: Any) -> Answer:
        self.requests[int(number) - 1].update(body)
        return 200, {}, self.requests[int(number) - 1]


class GitLab(GitHub):
    """docs.gitlab.com/api/merge_requests: list, create, update."""

    name = "gitlab"
    number, body = "iid", "description"

    def environment(self) -> dict[str, str]:
        return {"CI_API_V4_URL": self.root, "CI_PROJECT_ID": "17"}

    def authorised(self, headers: dict[str, str]) -> bool:
        return headers.get("private-token") == TOKEN

    def routes(self) -> list[tuple[str, str, Callable[..., Answer]]]:
        requests = "/projects/17/merge_requests"
        return [
            ("GET", f"({requests})", self.listing),
            ("POST", requests, self.create),
            ("PUT", rf"{requests}/(\d+)", self.change),
        ]

    def is_open(self, request: Json) -> bool:
        return bool(request.get("state_event") != "close")

    def branches(self, branch: str) -> Json:
        return {"source_branch": branch, "source_project_id": 17, "target_project_id": 17}

    def create(self, *, body: Json, **_: Any) -> Answer:
        assert body["target_branch"] == "main"
        self.requests.append({**body, "iid": len(self.requests) + 1, "branch": body["source_branch"]})
        return 201, {}, self.requests[-1]


class Setting:
    """A pack with releases, a project made from the first, its remote, and the forge."""

    def __init__(self, face: GitHub, pack: Any, folder: Path) -> None:
        self.face, self.pack = face, pack.clone()
        git(self.pack.path, "tag", "--delete", "999.0.0")
        self.pack.release("v1.0.0")
        self.project = self.pack.copy(ref="v1.0.0", forge=face.name, template_updates="pipeline", style="nygard").path
        git(self.project, "add", "--all")
        git(self.project, "commit", "--quiet", "--message", "the log")
        self.remote = folder / "acme" / "widgets.git"
        git(folder, "clone", "--quiet", "--bare", self.project, self.remote)

    def edit_pack(self, line: str) -> None:
        path = next((self.pack.path / "template").glob("*adr_dir*/README.md.jinja"))
        path.write_text(path.read_text(encoding="utf-8").replace("\n", f"\n{line}\n\n", 1), encoding="utf-8")

    def run(self, **env: str) -> Any:
        git(self.project, "switch", "--quiet", "--force", "main")
        address = self.remote.parent.parent.as_uri()
        given = {"GITHUB_SERVER_URL": address, "CI_PROJECT_URL": f"{address}/acme/widgets", "ADR_UPDATE_TOKEN": TOKEN}
        return subprocess.run(
            [sys.executable, "docs/adr/adr_update.py", ".copier-answers.adr.yml", "--base", "main"],
            cwd=self.project,
            env={
                **os.environ,
                **self.face.environment(),
                **given,
                "ADR_REVIEW_BACKOFF": "0.01",
                "PYTHONDONTWRITEBYTECODE": "",
                **env,
            },
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )

    def branches(self) -> list[str]:
        return git(self.remote, "for-each-ref", "--format=%(refname:short)", "refs/heads").split()


@pytest.fixture(params=[GitHub, GitLab], ids=["github", "gitlab"])
def setting(request: pytest.FixtureRequest, pack: Any, tmp_path: Path) -> Iterator[Setting]:
    with serve(request.param(World())) as face:
        yield Setting(face, pack, tmp_path)  # type: ignore[arg-type]


def test_each_version_is_one_request_and_people_s_work_is_left_alone(setting: Setting) -> None:
    it, face = setting, setting.face
    nothing = it.run()
    assert (nothing.returncode, face.requests) == (0, []), nothing.stderr
    assert "v1.0.0 is the newest version" in nothing.stdout

    it.edit_pack("News of the second version.")
    it.pack.release("v2.0.0")
    done = it.run()
    assert done.returncode == 0, done.stderr
    assert "opened 1 for v2.0.0" in done.stdout
    (request,) = face.requests
    assert request["branch"] == "adr-update/v2.0.0"
    assert "from v1.0.0 to v2.0.0" in request[face.body]
    assert "There are no conflicts." in request[face.body]
    assert "News of the second version." in git(it.remote, "show", "adr-update/v2.0.0:docs/adr/README.md")

    again = it.run()
    assert "refreshed 1 for v2.0.0" in again.stdout, again.stderr
    assert len(face.requests) == 1

    it.edit_pack("News of the third version.")
    it.pack.release("v3.0.0")
    third = it.run()
    assert "opened 2 for v3.0.0" in third.stdout, third.stderr
    assert "closed 1: an older version" in third.stdout
    assert [face.is_open(r) for r in face.requests] == [False, True]

    person = it.project.parent / "person"
    git(it.project.parent, "clone", "--quiet", "--branch", "adr-update/v3.0.0", it.remote, person)
    (person / "mine.txt").write_text("mine\n", encoding="utf-8")
    git(person, "add", "--all")
    git(person, "commit", "--quiet", "--message", "I mend it")
    git(person, "push", "--quiet", "origin", "HEAD")
    left = it.run()
    assert "somebody has pushed to adr-update/v3.0.0: it is left alone" in left.stdout, left.stderr
    assert "mine.txt" in git(it.remote, "ls-tree", "--name-only", "adr-update/v3.0.0")
    for run in (nothing, done, again, third, left):
        assert TOKEN not in run.stdout + run.stderr


@pytest.mark.parametrize("setting", [GitHub], indirect=True)
def test_conflicts_are_named(setting: Setting) -> None:
    it, face = setting, setting.face
    readme = it.project / "docs/adr/README.md"
    readme.write_text(readme.read_text(encoding="utf-8").replace("\n", "\nOur own words.\n\n", 1), encoding="utf-8")
    git(it.project, "commit", "--quiet", "--all", "--message", "our words")
    it.edit_pack("The pack's words.")
    it.pack.release("v2.0.0")
    done = it.run()
    assert done.returncode == 0, done.stderr
    assert "with conflicts in docs/adr/README.md" in done.stdout
    (request,) = face.requests
    assert "**Conflicts.**" in request[face.body]
    assert "- `docs/adr/README.md`" in request[face.body]
    branch = git(it.remote, "show", "adr-update/v2.0.0:docs/adr/README.md")
    assert "Our own words." in branch
    assert "The pack's words." in branch


@pytest.mark.parametrize("setting", [GitHub], indirect=True)
def test_the_pack_s_code_sees_no_token(setting: Setting) -> None:
    it = setting
    seen = it.project.parent / "seen.json"
    copier = it.pack.path / "copier.yml"
    spy = f"import json,os;json.dump(dict(os.environ),open({str(seen)!r},'w'))"
    text = copier.read_text(encoding="utf-8")
    task = f'_tasks:\n  - command: ["{{{{ _copier_python }}}}", -c, {json.dumps(spy)}]\n'
    assert "_tasks:\n" in text
    copier.write_text(text.replace("_tasks:\n", task, 1), encoding="utf-8")
    it.pack.release("v2.0.0")
    done = it.run(SOME_PASSWORD="hush", OTHER_TOKEN="hush")  # noqa: S106
    assert done.returncode == 0, done.stderr
    environment = json.loads(seen.read_text(encoding="utf-8"))
    assert "PATH" in environment
    assert not {k for k, v in environment.items() if TOKEN in v or v == "hush"}


@pytest.mark.parametrize("setting", [GitHub], indirect=True)
def test_what_is_missing_is_said(setting: Setting) -> None:
    it = setting
    no_token = it.run(ADR_UPDATE_TOKEN="")
    assert (no_token.returncode, "ADR_UPDATE_TOKEN is not set" in no_token.stderr) == (2, True)
    (it.project / "untracked.txt").write_text("x\n", encoding="utf-8")
    dirty = it.run()
    assert (dirty.returncode, "clean clone" in dirty.stderr) == (1, True)
    (it.project / "untracked.txt").unlink()
    it.edit_pack("News.")
    it.pack.release("v2.0.0")
    it.face.world.spoil = lambda _method, _path: (403, {}, {"message": "Resource not accessible"})
    refused = it.run()
    assert refused.returncode == 1
    assert "the token may not do this" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert it.branches() == ["main"], "nothing is pushed that has no request"
