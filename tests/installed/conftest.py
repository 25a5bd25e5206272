"""The wheel, built from the working tree and installed in a fresh virtual environment, and its command `adr`."""

import os
import subprocess
import sys
import venv
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT, commit, git, init, once, run

ADDRESS = "https://github.com/acme/copier-adr.git"
VERSION = (ROOT / "copier_adr/version.py").read_text(encoding="utf-8").split('VERSION = "')[1].split('"')[0]
EARLIER = "0.9.0"
SCRIPTS = "Scripts" if os.name == "nt" else "bin"

Adr = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session")
def wheel(shelf: Path, _fixed_day: None) -> Path:
    """The wheel that `pip install .` would make."""

    def build(folder: Path) -> None:
        run(sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", folder, cwd=ROOT)

    (found,) = once(shelf / "wheel", build).glob("*.whl")
    return found


def install(wheel: Path, folder: Path, *, dependencies: bool) -> None:
    """A virtual environment in `folder` that holds the wheel; what it needs is taken from the tests' environment."""
    venv.create(folder, symlinks=os.name != "nt")
    python = folder / SCRIPTS / "python"
    run(sys.executable, "-m", "uv", "pip", "install", "--quiet", "--no-deps", "--python", python, wheel, cwd=folder)
    if dependencies:
        there = run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder).stdout.strip()
        ours = [path for path in sys.path if Path(path).name == "site-packages"]
        Path(there, "tests.pth").write_text("\n".join(ours) + "\n", encoding="utf-8")


@pytest.fixture(scope="session")
def scripts(wheel: Path, shelf: Path) -> Path:
    """The folder with `adr` and `adr-fleet` as installed."""
    return once(shelf / "installed", lambda folder: install(wheel, folder, dependencies=True)) / SCRIPTS


@pytest.fixture
def adr(scripts: Path) -> Adr:
    """`adr("list", cwd=…)`: the installed command as a process, which reaches no network."""

    def call(*words: object, cwd: Path, code: int | None = 0, **env: str) -> "subprocess.CompletedProcess[str]":
        alone = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "COPIER_ADR"))}
        done = run(
            scripts / "adr", *words, cwd=cwd, check=False, stdin=subprocess.DEVNULL, timeout=120,
            env={**alone, "GIT_ALLOW_PROTOCOL": "file", **env},
        )  # fmt: skip
        assert "Traceback" not in done.stderr, done.stderr
        assert code is None or done.returncode == code, f"{words}: exit {done.returncode}\n{done.stdout}{done.stderr}"
        return done

    return call


@pytest.fixture(scope="session")
def forge(copier_template: Path, shelf: Path) -> dict[str, str]:
    """The environment of a machine that reaches the pack's address: an earlier version lies there, and this one."""

    def make(folder: Path) -> None:
        work = folder.with_name("released")
        git(folder.parent, "clone", "--quiet", "--no-tags", copier_template, work)
        git(work, "tag", EARLIER)
        guide = next(path for path in work.glob("template/*/README.md.jinja"))
        text = guide.read_text(encoding="utf-8")
        line = "- **Be timely**"
        assert line in text
        guide.write_text(text.replace(line, f"- **Be kind**\n{line}"), encoding="utf-8")
        commit(work, "one guideline more")
        git(work, "tag", VERSION)
        git(folder.parent, "clone", "--quiet", "--bare", work, folder)

    folder = once(shelf / "acme.git", make)
    return {
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": f"url.{folder}.insteadOf",
        "GIT_CONFIG_VALUE_0": ADDRESS,
    }


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A repository without a log."""
    return init(tmp_path / "shop")


@pytest.fixture
def two_logs(shop: Path) -> Path:
    """A repository with two logs, as copies of the pack leave them: only what finds them."""
    for name, log in (("", "docs/adr"), ("-ops", "ops/adr")):
        (shop / f".copier-answers.adr{name}.yml").write_text(f"_commit: {VERSION}\nadr_dir: {log}\n", encoding="utf-8")
        record(shop / log, 1, f"Decide for {log}")
    (shop / "src").mkdir()
    return shop


def record(log: Path, number: int, title: str) -> Path:
    """A record in the plainest form."""
    path = log / f"{number:04}-{title.lower().replace(' ', '-').replace('/', '-')}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        f"# {number}. {title}\n\nDate: 2026-11-21\n\n## Status\n\nAccepted\n\n## Context\n\nSaid.\n\n## Decision\n\n"
        "Done.\n\n## Consequences\n\nNone.\n",
        encoding="utf-8",
    )
    return path
