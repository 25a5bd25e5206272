"""adr_update.py: a new version of the pack becomes one pull request, on a stub forge and a real git remote."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from tests.conftest import ROOT, git

from .conftest import with_joined
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

    def __init__(self, face: GitHub, pack: Any, folder: Path, tool: str = "vendored") -> None:
        self.face, self.pack, self.tool = face, pack.clone(), tool
        git(self.pack.path, "tag", "--delete", "999.0.0")
        self.pack.release("v1.0.0")
        answers = {"forge": face.name, "template_updates": "pipeline", "style": "nygard", "tool": tool}
        copied = self.pack.copy(ref="v1.0.0", **answers).path
        git(copied, "add", "--all")
        git(copied, "commit", "--quiet", "--message", "as copied")
        self.project = folder / "project of the pipeline"
        with_joined(copied, self.project)
        self.tag = "v1.0.0"
        self.remote = folder / "acme" / "widgets.git"
        git(folder, "clone", "--quiet", "--bare", self.project, self.remote)

    def edit_pack(self, line: str) -> None:
        path = next((self.pack.path / "template").glob("*adr_dir*/README.md.jinja"))
        path.write_text(path.read_text(encoding="utf-8").replace("\n", f"\n{line}\n\n", 1), encoding="utf-8")

    def make(self, *words: str, **env: str) -> Any:
        """The first job: a clean clone, and no secret."""
        self.clean()
        git(self.project, "push", "--quiet", self.remote, "main")
        shutil.rmtree(self.handed, ignore_errors=True)
        call = ["make", ".copier-answers.adr.yml", "--source", str(self.pack.path), "--tag", self.tag]
        return self.call(*call, "--into", str(self.handed), *words, env=env)

    def push(self, **env: str) -> Any:
        """The second job: the default branch's script, what the first one left, and the token."""
        self.clean()
        address = self.remote.parent.parent.as_uri()
        given = {"GITHUB_SERVER_URL": address, "CI_PROJECT_URL": f"{address}/acme/widgets", "ADR_UPDATE_TOKEN": TOKEN}
        call = ["push", ".copier-answers.adr.yml", "--base", "main", "--from", str(self.handed)]
        return self.call(*call, env={**self.face.environment(), **given, **env})

    def clean(self) -> None:
        for words in (["switch", "--quiet", "--force", "main"], ["reset", "--quiet", "--hard"]):
            git(self.project, "-c", f"core.hooksPath={os.devnull}", *words)

    def run(self) -> Any:
        """Both, as the pipeline does: what the second one said, or the first where that failed."""
        made = self.make()
        return self.push() if made.returncode == 0 else made

    @property
    def handed(self) -> Path:
        return self.project.parent / "handed"

    def call(self, *words: str, env: dict[str, str]) -> Any:
        quick = {"ADR_REVIEW_BACKOFF": "0.01", "PYTHONDONTWRITEBYTECODE": ""}
        installed = [str(ROOT / "copier_adr"), "--dir", "docs/adr", "upgrade"]
        program = installed if self.tool == "installed" else ["docs/adr/adr_update.py"]
        return subprocess.run(
            [sys.executable, "-I", *program, *words],
            cwd=self.project,
            env={**os.environ, **quick, **env},
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )

    def branches(self) -> list[str]:
        return git(self.remote, "for-each-ref", "--format=%(refname:short)", "refs/heads").split()


FORGES = {"github": (GitHub, "vendored"), "gitlab": (GitLab, "vendored"), "installed": (GitHub, "installed")}


@pytest.fixture(
    params=[pytest.param(way, id=name, marks=[pytest.mark.long] * (name != "github")) for name, way in FORGES.items()]
)
def setting(request: pytest.FixtureRequest, pack: Any, tmp_path: Path) -> Iterator[Setting]:
    forge, tool = request.param
    with serve(forge(World())) as face:
        yield Setting(face, pack, tmp_path, tool)  # type: ignore[arg-type]


def test_each_version_is_one_request_and_people_s_work_is_left_alone(setting: Setting) -> None:
    it, face = setting, setting.face
    nothing = it.make()
    assert (nothing.returncode, nothing.stdout) == (0, "v1.0.0 is the newest version\n"), nothing.stderr
    nothing = it.push()
    assert (nothing.returncode, nothing.stdout, face.requests) == (0, "there is nothing to push\n", []), nothing.stderr

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


@pytest.mark.parametrize("setting", [FORGES["github"]], indirect=True)
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


@pytest.mark.long
@pytest.mark.parametrize("setting", [FORGES["github"]], indirect=True)
def test_recorded_answers_that_cannot_be_are_mended_in_the_same_request(setting: Setting) -> None:
    it = setting
    answers = it.project / ".copier-answers.adr.yml"
    answers.write_text(answers.read_text(encoding="utf-8").replace("ci: true", "ci: github"), encoding="utf-8")
    git(it.project, "commit", "--quiet", "--all", "--message", "an answer of another type")
    it.edit_pack("News of the second version.")
    it.pack.release("v2.0.0")
    done = it.run()
    assert done.returncode == 0, done.stderr
    branch = git(it.remote, "show", "adr-update/v2.0.0:.copier-answers.adr.yml")
    assert "ci: true\n" in branch
    assert "_commit: v2.0.0\n" in branch
    assert git(it.remote, "rev-list", "--count", "main..adr-update/v2.0.0").strip() == "1"


@pytest.fixture
def spied(setting: Setting) -> Path:
    """A second version of the pack that writes down what its code sees: the environments of all processes above."""
    seen = setting.project.parent / "seen.json"
    look = (
        "import json, os; p = os.getpid(); found = []\n"
        "while p > 1:\n"
        " found.append(open(f'/proc/{p}/environ').read() if os.path.exists(f'/proc/{p}/environ') else '')\n"
        " p = int(open(f'/proc/{p}/stat').read().rpartition(')')[2].split()[1]) if found[-1] or p else 0\n"
        f"json.dump([dict(os.environ), found], open({str(seen)!r}, 'w'))"
    )
    config = setting.pack.path / "copier.yml"
    text = config.read_text(encoding="utf-8")
    assert "_tasks:\n" in text
    task = f'_tasks:\n  - command: ["{{{{ _copier_python }}}}", -c, {json.dumps(look)}]\n'
    config.write_text(text.replace("_tasks:\n", task, 1), encoding="utf-8")
    setting.pack.release("v2.0.0")
    return seen


@pytest.mark.security("The pack's code looks for the token in the job that runs it")
@pytest.mark.parametrize("setting", [FORGES["github"]], indirect=True)
def test_the_pack_s_code_sees_no_token(setting: Setting, spied: Path) -> None:
    made = setting.make(SOME_PASSWORD="hush", OTHER_TOKEN="hush")  # noqa: S106
    assert made.returncode == 0, made.stderr
    own, _ = json.loads(spied.read_text(encoding="utf-8"))
    assert "PATH" in own
    assert "hush" not in own.values()
    spied.unlink()
    assert setting.push().returncode == 0
    assert not spied.exists(), "the job with the token runs nothing of the pack"


@pytest.mark.security("An answers file names another pack, or another version of it")
@pytest.mark.parametrize("setting", [FORGES["github"]], indirect=True)
@pytest.mark.parametrize("key", ["_src_path", "_commit"])
def test_an_answers_file_that_names_another_pack_or_version_runs_nothing(
    setting: Setting, spied: Path, key: str
) -> None:
    """One changed line would have Copier run whatever it names."""
    answers = setting.project / ".copier-answers.adr.yml"
    lines = answers.read_text(encoding="utf-8").splitlines()
    other = {"_src_path": str(setting.pack.path) + "/.", "_commit": "v2.0.0"}[key]
    changed = [f"{key}: {other}" if line.startswith(f"{key}:") else line for line in lines]
    answers.write_text("\n".join(changed) + "\n", encoding="utf-8")
    git(setting.project, "commit", "--quiet", "--all", "--message", "one line")
    made = setting.make()
    assert made.returncode == 1
    assert f"{key}: '{other}', and the pipeline says" in made.stderr
    assert not spied.exists()
    assert not setting.handed.exists()


@pytest.mark.security("An answers file names another pack, or another version of it")
@pytest.mark.parametrize("setting", [FORGES["github"]], indirect=True)
def test_no_answers_file_that_copier_reads_otherwise_runs_anything(setting: Setting, spied: Path) -> None:
    answers = setting.project / ".copier-answers.adr.yml"
    plain = answers.read_text(encoding="utf-8")
    other = f"{setting.pack.path}/."
    for more in (
        f"_src_path: {other}",
        f'"_src\\x5fpath": {other}',
        f"? _src_path\n: {other}",
        f"x: y\u2028_src_path: {other}",
    ):
        answers.write_text(f"{plain}{more}\n", encoding="utf-8")
        git(setting.project, "commit", "--quiet", "--all", "--message", "one line")
        made = setting.make()
        assert (made.returncode, "Copier writes no line like" in made.stderr) == (1, True), (more, made.stderr)
    assert not spied.exists()
    assert not setting.handed.exists()


@pytest.mark.security("A file of the project is named like a module that Copier imports")
@pytest.mark.parametrize("setting", [FORGES["github"]], indirect=True)
def test_no_module_of_the_project_is_imported_by_copier(setting: Setting) -> None:
    for name in ("platform.py", "copier.py", "yaml.py"):
        (setting.project / name).write_text("raise SystemExit('the project ran')\n", encoding="utf-8")
    git(setting.project, "add", "--all")
    git(setting.project, "commit", "--quiet", "--message", "modules")
    setting.edit_pack("News.")
    setting.pack.release("v2.0.0")
    made = setting.make()
    assert (made.returncode, "the project ran" in made.stdout + made.stderr) == (0, False), made.stderr


@pytest.mark.security("A hook or a setting of the clone waits for the push")
@pytest.mark.parametrize("setting", [FORGES["github"]], indirect=True)
def test_no_hook_and_no_setting_of_the_clone_is_heard(setting: Setting, tmp_path: Path) -> None:
    setting.edit_pack("News.")
    setting.pack.release("v2.0.0")
    assert setting.make().returncode == 0
    hooks, ran = tmp_path / "hooks", tmp_path / "ran"
    hooks.mkdir()
    for name in ("pre-push", "reference-transaction", "post-index-change", "pre-commit", "post-commit"):
        (hooks / name).write_text(f"#!/bin/sh\nenv >> '{ran}'\n")
        (hooks / name).chmod(0o755)
    home = tmp_path / "home"
    home.mkdir()
    (home / ".gitconfig").write_text(f"[core]\nhooksPath = {hooks}\n")
    git(setting.project, "config", "core.hooksPath", hooks)
    git(setting.project, "config", "core.sshCommand", f"sh -c 'env > {ran}'")
    done = setting.push(HOME=str(home), GIT_CONFIG_GLOBAL=str(home / ".gitconfig"))
    git(setting.project, "config", "--unset", "core.hooksPath")
    assert "opened 1 for v2.0.0" in done.stdout, done.stderr
    assert not ran.exists()
    assert "adr-update/v2.0.0" in setting.branches()


class _Elsewhere(BaseHTTPRequestHandler):
    """Sends git on to another host, or notes what it was given."""

    to = ""
    seen: list[str] = []  # noqa: RUF012 - set anew by the test

    def do_GET(self) -> None:
        self.seen.append(self.headers.get("Authorization", ""))
        self.send_response(302 if self.to else 404)
        if self.to:
            self.send_header("Location", self.to + self.path)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Quiet."""


@pytest.mark.security("The push is led to another host")
@pytest.mark.parametrize("setting", [FORGES["github"]], indirect=True)
def test_git_sends_the_token_to_the_forge_s_host_alone(setting: Setting) -> None:
    setting.edit_pack("News.")
    setting.pack.release("v2.0.0")
    assert setting.make().returncode == 0
    servers = [ThreadingHTTPServer(("127.0.0.1", 0), type(f"H{i}", (_Elsewhere,), {"seen": []})) for i in range(2)]
    forge, other = (f"http://127.0.0.1:{server.server_port}" for server in servers)
    servers[0].RequestHandlerClass.to = other  # type: ignore[attr-defined]
    for server in servers:
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    done = setting.push(GITHUB_SERVER_URL=forge)
    for server in servers:
        server.shutdown()
        server.server_close()
    first, second = (server.RequestHandlerClass.seen for server in servers)  # type: ignore[attr-defined]
    assert done.returncode == 1
    assert TOKEN not in done.stdout + done.stderr
    assert first[0].startswith("Basic ")
    assert second
    assert not any(second)


@pytest.mark.security("The job without secrets hands over another patch, or words that are markup")
@pytest.mark.parametrize("setting", [FORGES["github"]], indirect=True)
def test_what_was_handed_over_is_not_believed(setting: Setting) -> None:
    setting.edit_pack("News.")
    setting.pack.release("v2.0.0")
    assert setting.make().returncode == 0
    facts = setting.handed / "update.json"
    good = json.loads(facts.read_text(encoding="utf-8"))
    for wrong in (
        {"version": "../main"}, {"version": 7}, {"base": "main"}, {"conflicts": "x"}, {"check": None},
        {"version": "a b"},
    ):  # fmt: skip
        facts.write_text(json.dumps({**good, **wrong}), encoding="utf-8")
        done = setting.push()
        assert done.returncode == 1, wrong
        assert "update.json" in done.stderr
        assert "Traceback" not in done.stderr
    facts.write_text(json.dumps({**good, "conflicts": ["a`b\n# c"]}), encoding="utf-8")
    assert setting.push().returncode == 0
    assert "- `` a`b?# c ``" in setting.face.requests[0]["body"]


@pytest.mark.long
@pytest.mark.parametrize("setting", [FORGES["github"]], indirect=True)
def test_what_is_missing_is_said(setting: Setting) -> None:
    it = setting
    no_token = it.push(ADR_UPDATE_TOKEN="")
    assert (no_token.returncode, "ADR_UPDATE_TOKEN is not set" in no_token.stderr) == (2, True)
    (it.project / "untracked.txt").write_text("x\n", encoding="utf-8")
    dirty = it.make()
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
