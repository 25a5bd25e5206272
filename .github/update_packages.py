"""Writes which packages the update pipeline installs, with the hashes of the wheels that its runners can take.

    python .github/update_packages.py    (`make lock` does it)

The pipeline runs on Linux with whatever Python its image has, so the hashes of four Pythons on two machines are joined.
"""

import subprocess
import sys
import tempfile
import tomllib
from itertools import product
from pathlib import Path

TARGET = Path(__file__).resolve().parent.parent / "template" / "{{ adr_dir }}" / "adr_update.txt"
WANTED = "copier==9.19.1\ncopier-template-extensions==0.3.4\n"
PYTHONS, MACHINES = ("3.11", "3.12", "3.13", "3.14"), ("x86_64", "aarch64")
HEAD = """\
# What `adr_update.py make` needs, by hash: pip takes these files and no others. Made by copier-adr: an update of the
# pack writes it anew.
"""


def locked(folder: Path, python: str, machine: str) -> dict[str, set[str]]:
    """`name==version` -> sha256 of the wheels that this Python on this machine takes."""
    (folder / "in.txt").write_text(WANTED, encoding="utf-8")
    out = folder / "pylock.toml"
    where = ["--python-version", python, "--python-platform", f"{machine}-manylinux_2_28", "--only-binary", ":all:"]
    files = ["--format", "pylock.toml", "--output-file", str(out), str(folder / "in.txt")]
    subprocess.run([sys.executable, "-m", "uv", "pip", "compile", "--quiet", *where, *files], check=True)
    packages = tomllib.loads(out.read_text(encoding="utf-8"))["packages"]
    return {f"{p['name']}=={p['version']}": {wheel["hashes"]["sha256"] for wheel in p["wheels"]} for p in packages}


def main() -> None:
    found: dict[str, set[str]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for python, machine in product(PYTHONS, MACHINES):
            for name, hashes in locked(Path(folder), python, machine).items():
                found.setdefault(name, set()).update(hashes)
    lines = [
        " \\\n    ".join([name, *(f"--hash=sha256:{one}" for one in sorted(hashes))]) for name, hashes in found.items()
    ]
    TARGET.write_text(HEAD + "\n".join(sorted(lines)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
