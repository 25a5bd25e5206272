"""`fleet.toml`: each fault is named by its key, with the mend."""

import base64
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from tests.conftest import often
from tests.rollout.conftest import PACK_URL, Fleet

PACK = f'[pack]\nurl = "{PACK_URL}"\nversion = "v1.0.0"\n'
SOURCE = '[[source]]\ntype = "json_file"\nfilename = "repositories.json"\n'
GITHUB = '[[source]]\ntype = "github_org"\norg = "acme"\n'

FAULTS: dict[str, tuple[str | None, *tuple[str, ...]]] = {
    "no file": (None, "fleet.toml: no such file", "docs/fleet.md"),
    "not TOML": ("[pack\n", "not TOML"),
    "nothing": ("", "pack: missing", 'add [pack] with url = "https://…"', "source: missing"),
    "no pack URL": (f'[pack]\nversion = "v1"\n{SOURCE}', "pack.url: missing"),
    "no source": (PACK, 'source: missing; add [[source]] with type = "github_org"'),
    "misspelt table": (f"[pakc]\n{PACK}{SOURCE}", "pakc: unknown key; did you mean pack?"),
    "misspelt key": (PACK.replace("version", "verson") + SOURCE, "pack.verson: unknown key; did you mean version?"),
    "password in the URL": (
        f'[pack]\nurl = "https://bot:s3cret@acme.example/p.git"\n{SOURCE}',
        "pack.url: holds a password",
    ),
    "URL that Copier takes for a folder": (f'[pack]\nurl = "https://acme.example/p"\n{SOURCE}', "end it with .git"),
    "unknown source": (f'{PACK}[[source]]\ntype = "github_orgs"\n', "source[0].type", "did you mean github_org?"),
    "source without its key": (f'{PACK}[[source]]\ntype = "github_org"\napi_key_env = "T"\n', "source[0].org: missing"),
    "source with a stray key": (
        f'{PACK}{GITHUB}api_key_env = "T"\nprivat = true\n',
        "source[0].privat: github_org has no such key; did you mean private?",
    ),
    "second source": (
        f"{PACK}{SOURCE}{SOURCE.replace('filename', 'file')}",
        "source[1].file: json_file has no such key",
    ),
    "token in the file": (
        f'{PACK}{GITHUB}api_key = "ghp_x"\n',
        'source[0].api_key: tokens come from the environment only; write api_key_env = "NAME"',
    ),
    "no token": (f"{PACK}{GITHUB}", "source[0].api_key_env: missing"),
    "token not set": (
        f'{PACK}{GITHUB}api_key_env = "NO_SUCH_TOKEN"\n',
        "the variable NO_SUCH_TOKEN is not set; export it",
    ),
    "Bitbucket's password": (
        f'{PACK}[[source]]\ntype = "bitbucket"\nusername = "u"\nworkspace = "w"\napp_password = "x"\n',
        "write app_password_env",
    ),
    "unknown push": (
        f'{PACK}{SOURCE}[push]\ntype = "github_pull_requests"\n',
        "push.type",
        "did you mean github_pull_request?",
    ),
    "push key": (
        f'{PACK}{SOURCE}[push]\ntype = "branch"\nbranch_prefx = "x"\n',
        "push.branch_prefx: unknown key; did you mean branch_prefix?",
    ),
    "branch that git refuses": (
        f'{PACK}{SOURCE}[push]\nbranch_prefix = "a b"\n',
        "push.branch_prefix: must be letters",
    ),
    "author": (f'{PACK}{SOURCE}[git]\nauthor = "bot"\n', "git.author", 'write author = "Decision log'),
    "https without a token": (f'{PACK}{SOURCE}[git]\nprotocol = "https"\n', "needs token_env"),
    "https, token not set": (
        f'{PACK}{SOURCE}[git]\nprotocol = "https"\ntoken_env = "NO_SUCH_TOKEN"\n',
        "git.token_env: the variable NO_SUCH_TOKEN",
    ),
    "override without a pattern": (f"{PACK}{SOURCE}[[override]]\nanswers = {{}}\n", "override[0].match: missing"),
    "answer that is no question": (
        f'{PACK}{SOURCE}[answers]\nstlye = "madr"\n',
        "answers.stlye: the pack has no such question; did you mean style?",
    ),
    "answer of an override": (
        f'{PACK}{SOURCE}[[override]]\nmatch = "*"\nanswers = {{ adr_dri = "x" }}\n',
        "override[0].answers.adr_dri",
        "did you mean adr_dir?",
    ),
    "enforced answer": (
        f'enforce = ["min_aprovals"]\n{PACK}{SOURCE}',
        "enforce: min_aprovals",
        "did you mean min_approvals?",
    ),
    "version that is not there": (
        PACK.replace("v1.0.0", "v9") + SOURCE,
        "pack.version: the pack has no v9; its newest tags are",
    ),
    "pack that is not there": (
        f'[pack]\nurl = "/nowhere/p.git"\n{SOURCE}',
        "pack.url: /nowhere/p.git cannot be fetched",
    ),
}


@pytest.mark.parametrize("case", often(FAULTS, lambda case: list(FAULTS).index(case) % 4 == 0))
def test_a_fault_names_its_key_and_the_mend(fleet: Fleet, case: str) -> None:
    text, *told = FAULTS[case]
    fleet.toml()
    path = fleet.folder / "fleet.toml"
    path.unlink()
    if text is not None:
        path.write_text(text)
    fleet.environment["T"] = "token"
    done = fleet("plan", check=2)
    for words in told:
        assert words in done.stderr
    assert done.stdout == ""


def test_answers_for_one_repository_are_those_for_all_and_then_each_override_that_matches(fleet: Fleet) -> None:
    for name in ("acme/web", "acme/svc-a", "acme/svc-legacy", "acme/gone"):
        fleet.add(name, {"README.md": "x\n"})
    fleet.toml(
        'opt_out = ["*/gone"]\n[answers]\nstyle = "nygard"\n'
        '[[override]]\nmatch = "acme/svc-*"\nanswers = { style = "madr", adr_dir = "doc/adr" }\n'
        '[[override]]\nmatch = ["*-legacy", "*-old"]\nanswers = { style = "tyree-akerman" }\n'
    )
    found = fleet.outcomes("bootstrap", check=0)
    styles = {name: entry["logs"][0]["style"] for name, entry in found.items() if "logs" in entry}
    assert styles == {"acme/web": "nygard", "acme/svc-a": "madr", "acme/svc-legacy": "tyree-akerman"}
    assert found["acme/svc-legacy"]["logs"][0]["path"] == "doc/adr"
    assert found["acme/gone"]["why"] == "opted out in fleet.toml"


@pytest.mark.parametrize(
    ("text", "code", "told"),
    [
        ('["{forge}/acme/web.git"]', 0, "acme/web"),
        ('{"web shop": "{forge}/acme/web.git"}', 0, "web shop"),
        ("[1]", 1, "must be a list of git URLs"),
        ("{", 1, "not JSON"),
        ('["/a/x.git", "/b/../a/x.git"]', 1, "named by two URLs"),
    ],
)
def test_a_json_list_may_be_urls_or_names_with_urls(fleet: Fleet, text: str, code: int, told: str) -> None:
    fleet.add("acme/web", {"README.md": "x\n"})
    fleet.toml()
    (fleet.folder / "repositories.json").write_text(text.replace("{forge}", str(fleet.folder / "forge")))
    done = fleet("plan", check=code)
    assert told in done.stdout + done.stderr


def test_a_source_that_fails_is_told_and_does_not_hide_the_others(fleet: Fleet) -> None:
    fleet.add("acme/web", {"README.md": "x\n"})
    path = fleet.toml()
    path.write_text(path.read_text() + '[[source]]\ntype = "json_file"\nfilename = "none.json"\n')
    done = fleet("plan", check=1)
    assert "source[1] (json_file)" in done.stderr
    assert "acme/web  bootstrap" in done.stdout


def test_the_token_for_the_pack_goes_to_the_packs_host_in_a_header(fleet: Fleet) -> None:
    seen: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            seen.append(self.headers.get("Authorization", ""))
            self.send_error(404)

        def log_message(self, *_: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    url = f"http://127.0.0.1:{server.server_port}/acme/pack.git"
    path = fleet.toml(pack=url)
    path.write_text(path.read_text().replace("[[source]]", 'token_env = "PACK_TOKEN"\n[[source]]', 1))
    assert "pack.token_env: the variable PACK_TOKEN is not set" in fleet("plan", check=2).stderr
    fleet.environment |= {"PACK_TOKEN": "for-the-pack"}
    done = fleet("plan", check=2)
    server.shutdown()
    server.server_close()
    assert "pack.url: " in done.stderr
    assert "for-the-pack" not in done.stdout + done.stderr
    assert base64.b64decode(seen[-1].removeprefix("Basic ")) == b"x-access-token:for-the-pack"
