"""The pack laid out in a folder, and a template with one file: what benches, tests and the demo start from."""

import atexit
import functools
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# The pack without what only its own development needs.
PACK_PATHS = ("copier.yml", "copier_adr", "extensions", "includes", "styles", "template")


MEMORY = "/dev/shm"  # noqa: S108 - below it names are random
NEEDED = 4 * 2**30  # bytes; a container's own folder of that kind may have 64 MB


def in_memory() -> None:
    """Make temporary files in memory, here and in the processes started from here, where Linux has room for that.

    A run makes and deletes thousands of files, and a file system like ext4 takes longer to find a place for new ones
    for minutes after that: benches would time each other's litter, and tests take twice as long.
    """
    if "TMPDIR" in os.environ or not os.access(MEMORY, os.W_OK):
        return
    room = os.statvfs(MEMORY)
    if room.f_bavail * room.f_frsize >= NEEDED and not room.f_flag & os.ST_NOEXEC:
        os.environ["TMPDIR"] = tempfile.tempdir = MEMORY


def git(folder: Path, *words: str) -> None:
    identity = ["-c", "user.name=bench", "-c", "user.email=bench@acme.example", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *identity, "-c", "gc.auto=0", *words], cwd=folder, check=True)


def commit(folder: Path, tag: str = "") -> None:
    """Commit all that is in `folder`, made a repository first where it is none, and tag it."""
    if not (folder / ".git").exists():
        git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "-m", "one")
    if tag:
        git(folder, "tag", tag)
    # One pack, as a forge serves a repository: Copier's clone of a hundred loose objects takes four times as long.
    git(folder, "repack", "-a", "-d", "--quiet")


def adr_py() -> Path:
    """The file `adr.py` as a copy of the working tree brings it, made once a process in a folder of its own."""
    return joined_file("adr.py", "in_log")


@functools.cache
def joined_file(name: str, entry: str) -> Path:
    from copier_adr.bundle import joined
    from copier_adr.version import VERSION

    folder = Path(tempfile.mkdtemp(prefix="adr-py-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    path = folder / name
    path.write_bytes(joined(entry, VERSION).encode())
    return path


def lay_pack(target: Path) -> None:
    """Put the pack's files of the working tree into `target`, in the place of those that are there."""
    target.mkdir(exist_ok=True)
    for part in PACK_PATHS:
        source, to = ROOT / part, target / part
        if source.is_dir():
            shutil.rmtree(to, ignore_errors=True)
            shutil.copytree(source, to, ignore=shutil.ignore_patterns("__pycache__", "*.pyc"))
        else:
            shutil.copy2(source, to)


def lay(base: Path) -> tuple[Path, Path]:
    """Files of the pack and of a template with one question and no file yet, in two folders of `base`."""
    pack, small = base / "pack", base / "small"
    lay_pack(pack)
    (small / "template").mkdir(parents=True)
    questions = "_subdirectory: template\nname:\n  type: str\n  default: x\n"
    (small / "copier.yml").write_text(questions, encoding="utf-8")
    return pack, small
