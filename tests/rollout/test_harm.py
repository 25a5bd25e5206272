"""What people who mean harm can put into a repository, a list or an answers file, and what comes of it: words."""

import base64
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from tests.conftest import ROOT, commit, git, often
from tests.rollout.conftest import PACK_URL, Fleet, lay, nygard

LINKED_OUT = "A repository's README, contract, blank, baseline or folder is a link to a file of the machine"
ELSEWHERE = "A list names a repository on another host, or without https, to be sent the token"

TOKEN = "t0ken-that-nobody-sees"  # noqa: S105 - opens nothing
BRANCH = "copier-adr/v1.0.0"

# Code of the pack that looks where a thief would: the environments and command lines of all processes above it and
# beside it, git's settings, and every file that the run has.
SPY = """
import json, os, pathlib, subprocess, sys
def told(pid, name):
    try: return open(f'/proc/{pid}/{name}', 'rb').read().decode(errors='replace')
    except OSError: return ''
def parent(pid):
    text = told(pid, 'stat')
    return int(text.rpartition(')')[2].split()[1]) if text else 0
above, pid = [], os.getpid()
while pid > 1:
    above.append(pid)
    pid = parent(pid)
mains = [p for p in above if 'copier_adr.fleet' in told(p, 'cmdline')]
beside = []
for p in filter(str.isdigit, os.listdir('/proc')):
    q = int(p)
    while q > 1 and q not in mains: q = parent(q)
    if q in mains: beside.append(int(p))
found = {f'{p} {name}': told(p, name) for p in {*above, *beside} for name in ('environ', 'cmdline')}
found['git'] = subprocess.run(['git', 'config', '--list', '--show-origin'], capture_output=True, text=True).stdout
for path in pathlib.Path(STATE).rglob('*'):
    if path.is_file() and path.stat().st_size < 1000000: found[str(path)] = path.read_bytes().decode(errors='replace')
found['mains'] = str(len(mains))
json.dump(found, open(SEEN, 'w'))
"""


def with_spy(fleet: Fleet, tmp_path: Path, ref: str) -> tuple[Path, Path]:
    """A pack whose version at this ref writes down what its code sees; the pack and that file."""
    work, seen, bare = tmp_path / "pack-work", tmp_path / "seen.json", tmp_path / "spy.git"
    git(tmp_path, "clone", "--quiet", fleet.versions.path, work)
    code = SPY.replace("STATE", repr(str(fleet.folder / ".adr-fleet"))).replace("SEEN", repr(str(seen)))
    (tmp_path / "spy.py").write_text(code)
    config = work / "copier.yml"
    task = f'_tasks:\n  - command: ["{sys.executable}", "{tmp_path / "spy.py"}"]\n'
    config.write_text(config.read_text().replace("_tasks:\n", task, 1))
    git(work, "commit", "--quiet", "--all", "-m", "spy")
    git(tmp_path, "clone", "--quiet", "--bare", fleet.versions.path, bare)
    git(work, "push", "--quiet", bare, f"HEAD:{ref}")
    return bare, seen


@dataclass
class Seen:
    """What came to a server: the logins, and where else on this machine a secret was to be read at that moment."""

    url: str = ""
    logins: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)


@contextmanager
def listening(secret: str) -> Iterator[Seen]:
    """A server that answers nothing and notes what git sends, and what /proc tells of git while it waits."""
    seen = Seen()
    forms = [secret.encode(), base64.b64encode(f"x-access-token:{secret}".encode())]

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            given = self.headers.get("Authorization", "")
            seen.logins.append(base64.b64decode(given.removeprefix("Basic ")).decode() if given else "")
            for pid in filter(str.isdigit, os.listdir("/proc") if Path("/proc").is_dir() else []):
                for name in ("environ", "cmdline"):
                    try:
                        text = Path(f"/proc/{pid}/{name}").read_bytes()
                    except OSError:
                        continue
                    if any(form in text for form in forms):
                        seen.places.append(f"{pid} {name}")
            self.send_error(404)

        def log_message(self, *_: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    seen.url = f"http://127.0.0.1:{server.server_port}"
    yield seen
    server.shutdown()
    server.server_close()


# Whose code is run


@pytest.mark.security(
    "An answers file names a version of the pack that is no release: a pull request's head, a commit, an option of git"
)
@pytest.mark.parametrize(
    "form", often(["refs/pull/12/head", "the commit", "-x", "v1.0.0-1-gCOMMIT"], lambda form: "/" in form)
)
def test_a_version_that_is_no_release_is_not_run(fleet: Fleet, tmp_path: Path, form: str) -> None:
    bare, seen = with_spy(fleet, tmp_path, "refs/pull/12/head")
    proposed = git(bare, "rev-parse", "refs/pull/12/head").strip()
    fleet.add("acme/web", {"README.md": "x\n"})
    fleet.toml(pack=str(bare))
    fleet("bootstrap", check=0)
    fleet.merge("acme/web", BRANCH)
    answers = fleet.show("acme/web", ".copier-answers.adr.yml")
    written = form.replace("the commit", proposed).replace("COMMIT", proposed[:8])
    fleet.change("acme/web", {".copier-answers.adr.yml": answers.replace("_commit: v1.0.0", f"_commit: {written}")})
    fleet.toml(pack=str(bare), version="v1.1.0")
    entry = fleet.outcomes("update", check=1)["acme/web"]
    assert f"_commit: {written} is no release of the pack" in entry["why"]
    assert not seen.exists()
    assert "is no release" in fleet("plan", check=1).stdout
    mirror = fleet.folder / ".adr-fleet/pack.git"
    kinds = {ref.split("/")[1] for ref in git(mirror, "for-each-ref", "--format=%(refname)").split()}
    assert kinds == {"tags", "heads"}
    assert git(mirror, "for-each-ref", "--format=%(refname)", "refs/heads").split() == ["refs/heads/adr-fleet"]


@pytest.mark.security("A branch of the pack is wanted, and its mirror has others")
def test_a_branch_or_commit_of_the_pack_may_be_wanted_and_is_the_only_one_fetched(fleet: Fleet, tmp_path: Path) -> None:
    bare, seen = with_spy(fleet, tmp_path, "refs/heads/next")
    fleet.add("acme/web", {"README.md": "x\n"})
    for wanted in ("next", git(bare, "rev-parse", "next").strip()):
        fleet.toml(pack=str(bare), version=wanted)
        entry = fleet.outcomes("bootstrap", "--fresh", check=0)["acme/web"]
        assert entry["outcome"] in ("pushed", "waiting")
    assert seen.exists()


@pytest.mark.security("The pack's code looks for the token: in its environment, its parents' and what the run keeps")
@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="no /proc to look into")
def test_the_pack_s_code_finds_no_token_anywhere(fleet: Fleet, tmp_path: Path) -> None:
    bare, seen = with_spy(fleet, tmp_path, "refs/tags/v1.0.1")
    for name in ("acme/a", "acme/b"):
        fleet.add(name, {"README.md": "x\n"})
    path = fleet.toml(
        '[git]\ntoken_env = "FLEET_TOKEN"\ntoken_hosts = ["git.acme.example"]\n', pack=str(bare), version="v1.0.1"
    )
    path.write_text(path.read_text().replace("[[source]]", 'token_env = "PACK_TOKEN"\n[[source]]', 1))
    fleet.environment |= {"FLEET_TOKEN": TOKEN, "PACK_TOKEN": TOKEN}
    found = fleet.outcomes("bootstrap", check=0)
    assert {entry["outcome"] for entry in found.values()} == {"pushed"}
    told = json.loads(seen.read_text())
    assert int(told["mains"]) >= 2, "the spy did not see the processes above it"
    assert [place for place, text in told.items() if TOKEN in text] == []


# Where tokens go


def at(fleet: Fleet, url: str, more: str = "") -> Path:
    path = fleet.toml(f'[git]\nprotocol = "https"\ntoken_env = "FLEET_TOKEN"\n{more}\n')
    (fleet.folder / "repositories.json").write_text(json.dumps({"acme/web": url}))
    fleet.environment["FLEET_TOKEN"] = TOKEN
    return path


@pytest.mark.security("Another process of the machine looks for the token that git is given")
def test_git_gets_the_token_by_no_environment_and_no_command_line(fleet: Fleet) -> None:
    with listening(TOKEN) as seen:
        at(fleet, f"{seen.url}/acme/web.git", 'token_hosts = ["127.0.0.1"]')
        done = fleet("plan", check=1)
    assert seen.logins[0] == f"x-access-token:{TOKEN}"
    assert seen.places == []
    assert TOKEN not in done.stdout + done.stderr


@pytest.mark.security(ELSEWHERE)
def test_a_token_goes_to_its_named_hosts_only(fleet: Fleet) -> None:
    with listening(TOKEN) as seen:
        at(fleet, f"{seen.url}/acme/web.git", 'token_hosts = ["git.acme.example"]')
        fleet("plan", check=1)
    assert seen.logins
    assert set(seen.logins) == {""}
    at(fleet, "https://git.acme.example/acme/web.git")
    assert "git.token_hosts: missing" in fleet("plan", check=2).stderr


@pytest.mark.security(ELSEWHERE)
def test_a_token_goes_by_https_only(fleet: Fleet) -> None:
    fleet.environment["T"] = TOKEN
    path = fleet.toml()
    source = (
        '[[source]]\ntype = "gitlab_org"\norg = "a"\napi_key_env = "T"\nbase_url = "http://git.acme.example/api/v4"\n'
    )
    path.write_text(path.read_text() + source)
    done = fleet("plan", check=2)
    assert "source[1].base_url: a token would be sent to http://git.acme.example/api/v4 for all to read" in done.stderr


@pytest.mark.security("A password in a listed address is looked for in every report, page and journal")
@pytest.mark.parametrize("login", often(["bot:s3cret-word", "s3cret-word"], lambda login: ":" in login))
def test_a_password_in_a_listed_address_is_used_and_shown_nowhere(fleet: Fleet, login: str) -> None:
    fleet.add("acme/well", {"README.md": "x\n"})
    with listening("s3cret-word") as seen:
        fleet.toml()
        listed = {"acme/web": seen.url.replace("//", f"//{login}@") + "/acme/web.git"}
        (fleet.folder / "repositories.json").write_text(json.dumps(listed))
        said = [fleet("plan", "--json", check=1), fleet("status", "--output", fleet.folder / "status.json", check=1)]
        said += [fleet("bootstrap", check=1), fleet("report", "--output", fleet.folder / "public", check=1)]
    assert seen.logins[0].endswith(":s3cret-word")
    for done in said:
        assert "s3cret-word" not in done.stdout + done.stderr
    written = [path for path in fleet.folder.rglob("*") if path.is_file() and path.name != "repositories.json"]
    assert len(written) > 6
    assert [str(path) for path in written if b"s3cret-word" in path.read_bytes()] == []


# What is read and pushed

SECRET = "what-only-this-machine-knows"  # noqa: S105 - a text to look for


def link(to: Path | str, name: str, *, records: bool = True) -> Any:
    def change(work: Path) -> None:
        if records:
            lay(work, nygard(2))
        (work / name).parent.mkdir(parents=True, exist_ok=True)
        (work / name).unlink(missing_ok=True)
        (work / name).symlink_to(to)
        commit(work, "a link")

    return change


LINKS = {
    "README": "doc/adr/README.md", "contract": "doc/adr/adr.json", "blank": "doc/adr/adr-template.md",
    "baseline": "doc/adr/adr-baseline.json", "record": "doc/adr/0003-three.md", "index": "doc/adr/index.md",
}  # fmt: skip


@pytest.mark.security(LINKED_OUT)
def test_nothing_is_taken_through_a_link_that_leaves_the_log(fleet: Fleet, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.md").write_text(f"# 1. Secret\n\nStatus: accepted\n\n{SECRET}\n")
    (outside / "0001-a.md").write_text(f"# 1. Secret\n\nDate: 2026-01-01\n\n## Status\n\nAccepted\n\n{SECRET}\n")
    for name, path in LINKS.items():
        fleet.add(f"acme/{name}", {"README.md": "x\n"}, change=link(outside / "secret.md", path))
    fleet.add("acme/folder", {"README.md": "x\n"}, change=link(outside, "docs/adr", records=False))
    fleet.add("acme/way", {"README.md": "x\n"}, change=link(outside, "doc", records=False))
    fleet.add("acme/zero", {"README.md": "x\n"}, change=link("/dev/zero", "doc/adr/adr.json"))
    fleet.add("acme/inside", {"README.md": "x\n"}, change=link("0001-choice-1.md", "doc/adr/latest.md"))
    fleet.add("acme/elsewhere", {"README.md": "x\n"}, change=link("README.md", "AGENTS.md"))
    fleet.toml()
    found = fleet.outcomes("bootstrap", "--yes", check=1)
    for name, path in {**LINKS, "folder": "docs/adr", "way": "doc", "zero": "doc/adr/adr.json"}.items():
        assert re.match(
            f"{re.escape(path)} is a link to .+ and leads out of the repository", found[f"acme/{name}"]["why"]
        )
        assert fleet.branches(f"acme/{name}") == []
    assert found["acme/elsewhere"]["outcome"] == "pushed"
    for name in fleet.repositories:
        objects = git(fleet.repositories[name], "grep", SECRET, *fleet.branches(name), check=False)
        assert SECRET not in objects
    output = fleet.folder / "status.json"
    fleet("status", "--output", output)
    assert SECRET not in output.read_text()


@pytest.mark.security(LINKED_OUT)
def test_a_link_that_the_pack_would_write_over_is_told(fleet: Fleet) -> None:
    fleet.add("acme/web", {"x.txt": "x\n"}, change=link("../x.txt", ".github/PULL_REQUEST_TEMPLATE", records=False))
    fleet.toml("overwrite = true\n")
    entry = fleet.outcomes("bootstrap", check=1)["acme/web"]
    assert ".github/PULL_REQUEST_TEMPLATE" in entry["why"]
    assert fleet.branches("acme/web") == []


@pytest.mark.security("An answers file names a log outside its repository")
def test_a_log_outside_the_repository_is_not_looked_at(fleet: Fleet, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "0001-secret.md").write_text(f"# 1. Secret\n\n## Status\n\nAccepted\n\n{SECRET}\n")
    for name, folder in {
        "up": "../..",
        "root": "/",
        "there": str(outside),
        "down": "docs/../../..",
    }.items():
        answers = f"_src_path: {PACK_URL}\n_commit: v1.0.0\nadr_dir: {folder}\n"
        fleet.add(f"acme/{name}", {".copier-answers.adr.yml": answers})
    fleet.toml(version="v1.1.0")
    found = fleet.outcomes("update", check=1)
    for name in ("up", "root", "there", "down"):
        assert "adr_dir" in found[f"acme/{name}"]["why"], found[f"acme/{name}"]
        assert fleet.branches(f"acme/{name}") == []
    output = fleet.folder / "status.json"
    fleet("status", "--output", output, check=None)
    assert SECRET not in output.read_text()


@pytest.mark.security("A repository holds files without end")
def test_a_file_that_is_too_large_to_be_a_record_is_told(fleet: Fleet) -> None:
    fleet.add("acme/web", {**nygard(2), "doc/adr/0003-huge.md": "x" * 5_000_001})
    fleet.add("acme/answers", {".copier-answers.adr.yml": "a: " + "x" * 1_000_001})
    fleet.toml()
    found = fleet.outcomes("bootstrap", check=1)
    assert found["acme/web"]["why"].startswith("doc/adr/0003-huge.md: larger than 5,000,000 bytes")
    assert found["acme/answers"]["why"].startswith(".copier-answers.adr.yml: larger than 1000000 bytes")
    assert ".copier-answers.adr.yml: larger than 1000000 bytes" in fleet("plan", check=1).stdout


# What is said


def _heeds_ctrl_c() -> None:
    """What a shell starts in the background does not, and neither do tests that run there."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.parametrize("command", ["plan", "status", "bootstrap"])
def test_only_a_run_that_can_go_on_says_so(fleet: Fleet, command: str) -> None:
    for i in range(6):
        fleet.add(f"acme/r{i}", {"README.md": "x\n"})
    fleet.toml()
    process = subprocess.Popen(
        [sys.executable, "-m", "copier_adr.fleet", command, "--jobs", "1"], cwd=fleet.folder, text=True,
        env=fleet.process_environment(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True,
        preexec_fn=_heeds_ctrl_c,
    )  # fmt: skip
    assert process.stderr
    for line in process.stderr:
        if line.startswith("1/"):
            break
    process.send_signal(signal.SIGINT)
    said = process.stderr.read()
    assert process.wait(60) == 130
    process.stderr.close()
    assert "adr-fleet: stopped" in said
    assert ("goes on from here" in said) is (command == "bootstrap")


def test_a_filter_that_finds_nothing_is_an_error(fleet: Fleet) -> None:
    fleet.add("acme/web", {"README.md": "x\n"})
    fleet.toml()
    done = fleet("plan", "--only", "acme/wbe", check=2)
    assert "--only: no repository is called 'acme/wbe'; a name there is acme/web" in done.stderr
    assert fleet("plan", "--only", "acme/w*", check=0).stdout.startswith("acme/web")


@pytest.mark.parametrize(
    ("text", "told"),
    often(
        [
            ('[answers]\nstyle = "madrr"\n', "answers.style: "),
            ('[answers]\nmin_approvals = "many"\n', "answers.min_approvals: "),
            ('[answers]\nci = "github"\n', "answers.ci: "),
            ('[answers]\nkeep = "everything"\n', "answers.keep: "),
            ('[answers]\ncustom_style = ["a"]\n', "answers.custom_style: is a list"),
            ('[[override]]\nmatch = "*"\nanswers = { forge = "sourcehut" }\n', "override[0].answers.forge: "),
        ],
        lambda text, _: "madrr" in text or "override" in text,
    ),
)
def test_an_answer_that_the_pack_refuses_is_an_error_of_plan(fleet: Fleet, text: str, told: str) -> None:
    fleet.add("acme/web", {"README.md": "x\n"})
    fleet.toml(text)
    done = fleet("plan", check=2)
    assert f"fleet.toml: {told}" in done.stderr
    assert done.stdout == ""


@pytest.mark.security("Names of repositories and branches are commands to a runner or a terminal")
def test_names_reach_no_runner_and_no_terminal(fleet: Fleet) -> None:
    bare = fleet.add("acme/web", {"README.md": "x\n"})
    fleet.toml()
    names = {
        name: str(bare) for name in ("##vso[task.setvariable variable=a]b", "##[error]x", "::error::x", "a\x1b[31m")
    }
    names |= {"gone\x1b]0;x\x07": str(fleet.folder / "none.git"), "lone \udc80 one": str(bare)}
    (fleet.folder / "repositories.json").write_text(json.dumps(names))
    fleet.environment |= {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    for command in ("plan", "status", "bootstrap"):
        done = fleet(command, check=1)
        for line in (done.stdout + done.stderr).splitlines():
            assert not re.search(r"##vso\[|##\[|\x1b|\x07", line), line
            assert not line.lstrip().startswith("::"), line


@pytest.mark.security("Nobody reads what the fleet prints")
def test_nobody_has_to_read_to_the_end(fleet: Fleet) -> None:
    fleet.add("acme/web", {"README.md": "x\n"})
    fleet.toml()
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, "-m", "copier_adr.fleet", "plan"]
    done = subprocess.run(
        command, cwd=fleet.folder, env=fleet.process_environment(), stdout=writer, stderr=subprocess.PIPE, text=True,
        check=False,
    )  # fmt: skip
    os.close(writer)
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr


def test_no_version_of_another_form_is_named() -> None:
    """A release of the pack is a tag of three numbers; people copy what they see."""
    files = [*ROOT.glob("copier_adr/fleet/**/*"), ROOT / "docs/fleet.md"]
    found = [path for path in files if path.suffix in (".py", ".yml", ".md") and "v1.0.0" in path.read_text()]
    assert found == []
