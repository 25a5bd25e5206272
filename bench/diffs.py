"""How large is the first pull request? Adopts every log of a folder of real ones and counts the lines that it adds.

`python -m bench.diffs [--corpus FOLDER] [--keep FOLDER] [NAME...]`: one line per project, with the size of the diff
without the joined files, which a review folds away. `--keep` leaves the projects there, to be read: `git diff --cached`
in one shows what its maintainer would see. A folder of the corpus is a project with a SOURCE.json that names its
`adr_dirs`; one whose log is its root is put into a folder `decisions` first, as the pack asks for it.
"""

import argparse
import json
import shutil
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import copier
from copier.errors import UserMessageError

from bench.laid import ROOT, commit, in_memory, lay_pack
from copier_adr.log.git import git

JOINED = ("adr.py", "adr_review.py", "adr_update.py")


class Diff(NamedTuple):
    """Lines that the first pull request adds and removes: path -> (added, removed), without the joined files."""

    files: dict[str, tuple[int, int]]
    changed: list[str]
    """Files that were there before."""

    @property
    def added(self) -> int:
        return sum(added for added, _ in self.files.values())

    @property
    def removed(self) -> int:
        return sum(removed for _, removed in self.files.values())


def bring(source: Path, folder: Path) -> None:
    """A project of the corpus as a repository with one commit."""
    root = json.loads((source / "SOURCE.json").read_text(encoding="utf-8"))["adr_dirs"] == ["."]
    shutil.copytree(source, folder / "decisions" if root else folder, ignore=shutil.ignore_patterns("SOURCE.json"))
    for path in [folder, *folder.rglob("*")]:
        path.chmod(0o755 if path.is_dir() else 0o644)
    commit(folder)


def diff_of(folder: Path) -> Diff:
    """What would be committed in `folder` now."""
    git(str(folder), "add", "--all")
    told = (git(str(folder), "diff", "--cached", "--numstat", "--no-renames", "-z") or b"").decode().split("\0")
    rows = [line.split("\t") for line in told if line]
    files = {path: (int(added), int(removed)) for added, removed, path in rows if Path(path).name not in JOINED}
    before = (git(str(folder), "ls-tree", "-r", "-z", "--name-only", "HEAD") or b"").decode().split("\0")
    return Diff(files, sorted(set(files).intersection(before)))


def main(words: list[str]) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--corpus", type=Path, default=ROOT.parent / "shared/corpus")
    parser.add_argument("--keep", type=Path, help="leave the adopted projects here")
    parser.add_argument("names", nargs="*", help="only these projects")
    call = parser.parse_args(words)
    sources = sorted(path.parent for path in call.corpus.glob("*/SOURCE.json"))
    sources = [source for source in sources if not call.names or source.name in call.names]
    if not sources:
        print(f"{call.corpus}: holds no projects with a SOURCE.json", file=sys.stderr)
        return 1
    in_memory()
    sizes, parts, failed = [], Counter[str](), 0
    with tempfile.TemporaryDirectory() as base:
        pack, keep = Path(base) / "pack", call.keep or Path(base)
        lay_pack(pack)
        keep.mkdir(parents=True, exist_ok=True)
        print(f"{'added':>6} {'removed':>7}  project, and which of its own files changed")
        for source in sources:
            folder = keep / source.name
            bring(source, folder)
            try:
                copier.run_copy(str(pack), folder, defaults=True, unsafe=True, quiet=True)
            except Exception as error:  # the others are measured all the same
                failed += not isinstance(error, UserMessageError)
                why = f"{type(error).__name__}: {str(error).splitlines()[0]}"
                print(f"{'-':>6} {'-':>7}  {source.name}: {why}", flush=True)
                continue
            found = diff_of(folder)
            sizes.append(found.added)
            parts.update({Path(path).name: added for path, (added, _) in found.files.items()})
            print(
                f"{found.added:>6} {found.removed:>7}  {source.name}: {', '.join(found.changed) or 'none'}", flush=True
            )
    sizes.sort()
    if sizes:
        middle = sizes[len(sizes) // 2]
        print(f"\n{len(sizes)} projects: {sizes[0]} to {sizes[-1]} lines added, half of them at most {middle}")
        print("\non average, by file:")
        for name, lines in parts.most_common(12):
            print(f"{lines / len(sizes):>7.1f}  {name}")
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
