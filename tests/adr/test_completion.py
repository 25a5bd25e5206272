"""Completion, tried in the shells themselves: a person types at a terminal and presses Tab."""

import os
import select
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import often

from .logs import ADR_PY, Log, command, nygard

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
# What makes each shell one that has our completion, and a prompt that a test knows: (file, its text, how it starts).
SHELLS = {
    "bash": ("rc", ". {script}\nPS1='READY> '\n", ["bash", "--noprofile", "--rcfile", "rc", "-i"]),
    "zsh": (
        ".zshrc",
        "autoload -Uz compinit && compinit -u -D\n. {script}\nPS1='READY> '\n",
        ["zsh", "-o", "noglobalrcs", "-i"],
    ),
    "fish": (
        "rc",
        "source {script}\nfunction fish_prompt\n  echo 'READY> '\nend\n",
        ["fish", "--no-config", "-i", "-C", "source rc"],
    ),
}
CASES = [
    ("sea\t", ["search"]),
    ("compl\tfi\t", ["completion", "fish"]),
    ("list --js\t", ["list", "--json"]),
    ("check --format sar\t", ["check", "--format", "sarif"]),
    ("generate gr\t", ["generate", "graph"]),
    ("help renu\t", ["help", "renumber"]),
    ("show 001\t", ["show", "0013"]),
]


def need(shell: str) -> None:
    """Leaves a test out, in so many words, where the shell is missing; where every shell must be there, it fails."""
    if not shutil.which(shell):
        said = f"{shell} is not installed, so its completion was not tried"
        pytest.fail(said) if os.environ.get("EVERY_SHELL") else pytest.skip(said)


# A shell wants the terminal to be its own, not only its streams.
OWN = "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); os.execvp(sys.argv[1], sys.argv[1:])"


class Terminal:
    """A shell at a terminal of its own."""

    def __init__(self, call: list[str], folder: Path, environment: dict[str, str]) -> None:
        import pty

        self.master, slave = pty.openpty()
        self.said = b""
        self.shell = subprocess.Popen(
            [sys.executable, "-c", OWN, *call], cwd=folder, env=environment, stdin=slave, stdout=slave, stderr=slave,
            start_new_session=True,
        )  # fmt: skip
        os.close(slave)

    def read(self, seconds: float) -> bytes:
        """What comes within this time; b"" where nothing does."""
        if not select.select([self.master], [], [], seconds)[0]:
            return b""
        try:
            data = os.read(self.master, 1 << 16)
        except OSError:  # the shell has gone
            return b""
        self.said += data
        return data

    def wait_for(self, words: bytes) -> None:
        end = time.monotonic() + 60
        while words not in self.said:
            self.read(0.2)
            assert time.monotonic() < end, self.said.decode(errors="replace")

    def type(self, keys: str) -> None:
        """Press keys, and after a Tab wait until the shell has written what it found."""
        for key in keys:
            os.write(self.master, key.encode())
            if key == "\t":
                self.read(5)
                while self.read(0.7):
                    pass

    def close(self) -> None:
        self.shell.kill()
        self.shell.wait()
        os.close(self.master)


@pytest.mark.parametrize("shell", often(SHELLS, "bash".__eq__))
def test_tab_completes_at_a_terminal(log: Log, tmp_path: Path, shell: str) -> None:
    need(shell)
    for number in (1, 2, 13):
        log.write(f"{number:04}-a.md", nygard(number, f"Decision {number}"))
    home = tmp_path / "home"
    (home / "bin").mkdir(parents=True)
    program, typed = home / "bin" / "adr.py", home / "typed"
    # The completion asks it for the numbers of records; whatever else is called is written down.
    program.write_text(
        f'#!/bin/sh\n[ "$*" = list ] && exec "{sys.executable}" "{ADR_PY}" --dir "{log.path}" list\n'
        f'printf "%s\\n" "$@" . >> "{typed}"\necho DONE-$#\n'
    )
    program.chmod(0o755)
    script = home / "completion"
    script.write_text(command("completion", shell).out)
    name, text, call = SHELLS[shell]
    (home / name).write_text(text.format(script=script))
    environment = {
        "PATH": f"{program.parent}:{os.environ['PATH']}", "HOME": str(home), "ZDOTDIR": str(home), "TERM": "xterm",
        "LC_ALL": "C.UTF-8", "XDG_CONFIG_HOME": str(home), "XDG_DATA_HOME": str(home),
    }  # fmt: skip
    terminal = Terminal(call, home, environment)
    try:
        terminal.wait_for(b"READY> ")
        for keys, _ in CASES:
            terminal.said = b""
            terminal.type(f"adr.py {keys}\n")
            terminal.wait_for(b"DONE-")
    finally:
        terminal.close()
    calls = [call.split("\n") for call in typed.read_text().removesuffix("\n.\n").split("\n.\n")]
    assert calls == [words for _, words in CASES]
