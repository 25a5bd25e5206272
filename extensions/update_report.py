"""Say what an update could not settle by itself: `update_report.py ANSWERS_FILE`, run in the project at its end.

Copier merges without a word: a conflict is exit 0, and a file that the new version no longer has goes, edits and all.
"""

import subprocess
import sys


def git(*words: str) -> list[str]:
    """The lines that git prints, or none where it fails: a report must not end an update."""
    try:
        done = subprocess.run(
            ["git", "-c", "core.quotepath=off", *words],
            capture_output=True, text=True, encoding="utf-8", errors="replace", check=False, timeout=60,
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError):
        return []
    return done.stdout.splitlines() if done.returncode == 0 else []


def report(answers_file: str) -> str:
    """The report, or "" where everything merged and nothing went."""
    lines = []
    if unmerged := sorted(set(git("diff", "--relative", "--name-only", "--diff-filter=U"))):
        lines += ["", "In conflict: your edits and the pack's stand side by side between <<<<<<< and >>>>>>>.", ""]
        lines += [f"  {name}" for name in unmerged]
    if gone := git("diff", "--relative", "--name-only", "--diff-filter=D", "HEAD", "--", "."):
        last = git("log", "-1", "--format=%H", "--", answers_file)
        edited = set(git("diff", "--relative", "--name-only", last[0], "HEAD", "--", *gone)) if last else set()
        way = "git restore --source=HEAD FILE brings one back"
        lines += ["", f"Gone, because the pack no longer writes them ({way}):", ""]
        lines += [f"  {name}{'   with edits of yours' if name in edited else ''}" for name in gone]
    return "\n".join(lines)


if __name__ == "__main__":
    if said := report(sys.argv[1]):
        sys.stderr.write(said + "\n")
