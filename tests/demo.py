"""`make demo`: the main job for real, in a fresh repository under build/demo.

Copies the pack, writes a second record, updates to a newer version of the pack, shows the tree and the index.
"""

import shlex
import shutil
import subprocess
import sys
from pathlib import Path

from bench.laid import ROOT, lay_pack

BUILD = ROOT / "build" / "demo"
PACK, PROJECT = BUILD / "pack", BUILD / "project"
IDENTITY = ["-c", "user.name=demo", "-c", "user.email=demo@acme.example", "-c", "commit.gpgsign=false"]


def step(*command: str | Path, cwd: Path, show: bool = True) -> None:
    """Run a command as a user would; what goes wrong ends the demo."""
    words = [str(word) for word in command]
    if show:
        shown = ["python3", *words[1:]] if words[0] == sys.executable else words
        print("\n$ " + shlex.join(shown), flush=True)
    done = subprocess.run(words, cwd=cwd, check=False, capture_output=not show, text=True)
    if done.returncode:
        sys.exit(f"demo: {' '.join(words)} ended with {done.returncode}\n{done.stderr or ''}")


def git(*words: str, cwd: Path) -> None:
    step("git", *IDENTITY, *words, cwd=cwd, show=False)


def main() -> None:
    shutil.rmtree(BUILD, ignore_errors=True)
    PROJECT.mkdir(parents=True)
    PACK.mkdir()
    # Two versions of the pack: this working tree as 1, and as 2 with one more guideline in every log's README.
    lay_pack(PACK)
    git("init", "--quiet", cwd=PACK)
    git("add", "--all", cwd=PACK)
    git("commit", "--quiet", "-m", "version 1", cwd=PACK)
    git("tag", "1.0.0", cwd=PACK)

    git("init", "--quiet", cwd=PROJECT)
    copier = (sys.executable, "-m", "copier")
    step(*copier, "copy", "--trust", "--defaults", "--data", "project_name=Acme shop", PACK, ".", cwd=PROJECT)
    git("add", "--all", cwd=PROJECT)
    git("commit", "--quiet", "-m", "Keep a log of architecture decisions", cwd=PROJECT)
    step(sys.executable, "docs/adr/adr.py", "new", "Use PostgreSQL for orders", cwd=PROJECT)
    git("add", "--all", cwd=PROJECT)
    git("commit", "--quiet", "-m", "Propose PostgreSQL", cwd=PROJECT)

    readme = PACK / "template" / "{{ adr_dir }}" / "README.md.jinja"
    text = readme.read_text(encoding="utf-8")
    line = "- **Be timely**"
    readme.write_text(text.replace(line, f"- **Be kind**: the reader was not there\n{line}"), encoding="utf-8")
    git("commit", "--quiet", "--all", "-m", "version 2", cwd=PACK)
    git("tag", "2.0.0", cwd=PACK)
    step(*copier, "update", "--trust", "--defaults", "-a", ".copier-answers.adr.yml", cwd=PROJECT)
    if "Be kind" not in (PROJECT / "docs/adr/README.md").read_text(encoding="utf-8"):
        sys.exit("demo: the update did not bring the new guideline")
    step("git", "--no-pager", "diff", "--stat", cwd=PROJECT)

    print("\nThe tree:")
    for path in sorted(PROJECT.rglob("*")):
        if path.is_file() and ".git" not in path.relative_to(PROJECT).parts:
            print("  " + path.relative_to(PROJECT).as_posix())
    print("\nThe index:")
    readme_of_log = (PROJECT / "docs/adr/README.md").read_text(encoding="utf-8")
    print(readme_of_log.split("<!-- adrlog -->")[1].split("<!-- adrlogstop -->")[0].rstrip())


if __name__ == "__main__":
    main()
