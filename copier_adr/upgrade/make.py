"""The first job: Copier brings the new version into a clean clone. It runs the pack's code, so it has no secret."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from ..program import MAIN
from ..recorded import read_recorded
from .request import Update, is_version, write_update
from .run import Failed, git_settings, run

CONFLICT_MARKS = re.compile(r"^(?:<{7}|>{7})(?: |$)", re.MULTILINE)


def make(answers: Path, source: str, tag: str, folder: Path, log: Path) -> str:
    """Leaves a patch and its facts in `folder`; gives a line that says what came of it.

    `source` and `tag` are what the pipeline, which the pack owns, says of where this project's pack came from. The
    answers file has to say the same: it is only a file of the project, and what it names is what Copier runs.
    """
    said = {"_src_path": source, "_commit": tag}
    told = read_recorded(answers.read_text(encoding="utf-8"))
    if told.odd:
        line, odd = next(iter(told.odd.items()))
        raise Failed(
            f"{answers}:{line}: Copier writes no line like {odd!r}, behind which YAML may read another source or version, "
            "so nothing is run; restore the file from git, or update once by hand and look at the change"
        )
    for key, pinned in said.items():
        found = told.plain(key)
        if found != pinned:
            raise Failed(
                f"{answers} says {key}: {found!r}, and the pipeline says {pinned!r}. One of the two was changed by "
                "hand, so nothing is run; update once by hand, as the log's README says, and look at the change"
            )
    base = _git("rev-parse", "HEAD").strip()
    if _git("status", "--porcelain"):
        raise Failed("the work tree has changes; run this in a clean clone of the default branch")
    # -I: a `copier.py` or `platform.py` of the project is no module for Copier to import.
    command = [sys.executable, "-I", "-m", "copier", "update", "--trust", "--defaults", "--conflict", "inline"]
    command += ["-a", str(answers)]
    try:
        run(*command, env=git_settings([]))
    except Failed:
        # The pack mends what its answers file records wrongly, says so, and waits for a commit of that alone.
        if _git("status", "--porcelain", "-z") != f" M {answers}\0":
            raise
        who = ["-c", "user.name=copier-adr", "-c", "user.email=copier-adr@localhost"]
        _git(*who, "commit", "--quiet", "--all", "--no-verify", "--message", "Mend the answers of the decision log")
        run(*command, env=git_settings([]))
    if not _git("status", "--porcelain"):
        return f"{tag} is the newest version"
    unmerged = set(_git("diff", "--name-only", "--diff-filter=U", "-z").split("\0"))
    _git("add", "--all")
    changed = _git("diff", "--cached", "--name-only", "--diff-filter=d", "-z", base).split("\0")
    marked = {name for name in changed if name and _has_marks(Path(name))}
    version = read_recorded(answers.read_text(encoding="utf-8")).plain("_commit")
    if not is_version(version):
        raise Failed(f"the new version calls itself {version!r}, which no branch can be called")
    adr = [MAIN, "--dir", log] if __package__ else [log / "adr.py"]
    done = run(sys.executable, "-I", *adr, "check", check=False)
    found_wrong = (done.stdout + done.stderr).strip() if done.returncode else ""
    update = Update(tag, version, base, sorted((unmerged - {""}) | marked), found_wrong)
    patch = folder / "update.patch"
    folder.mkdir(parents=True, exist_ok=True)
    _git("diff", "--cached", "--binary", "--full-index", "--no-renames", f"--output={patch.resolve()}", base)
    write_update(update, patch.read_bytes(), folder)
    conflicts = f", with conflicts in {', '.join(update.conflicts)}" if update.conflicts else ""
    return f"{tag} becomes {version}{conflicts}"


def _git(*words: object) -> str:
    return run("git", *words, env=git_settings([])).stdout


def _has_marks(path: Path) -> bool:
    return not path.is_symlink() and CONFLICT_MARKS.search(path.read_text("utf-8", errors="replace")) is not None
