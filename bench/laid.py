"""What the benches of Copier share: the pack and a template with one file, laid out as repositories with tags."""

import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACK_PATHS = ("copier.yml", "extensions", "includes", "styles", "template")


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


def lay(base: Path) -> tuple[Path, Path]:
    """Files of the pack and of a template with one question and no file yet, in two folders of `base`."""
    pack, small = base / "pack", base / "small"
    pack.mkdir()
    for part in PACK_PATHS:
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(source, pack / part, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy2(source, pack / part)
    (small / "template").mkdir(parents=True)
    questions = "_subdirectory: template\nname:\n  type: str\n  default: x\n"
    (small / "copier.yml").write_text(questions, encoding="utf-8")
    return pack, small
