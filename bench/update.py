"""How long does `copier update` of the pack take beside a one-file template, as the log grows?

    python bench/update.py [RUNS] [SIZE ...]

Whole processes, in turn, in one run, in projects of 10, 1,000 and 10,000 records; both templates have an old and a
new version that differ in one line. Prints the median of each, the median of the ratios pair by pair, the time of
`adr.py index` alone, and the ratio with that time taken off.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

# The folder of this file holds a module called like Python's own `copy`; the root is what imports start from.
sys.path[0] = str(Path(__file__).resolve().parent.parent)
from bench.laid import commit, git, in_memory, lay  # noqa: E402

RECORD = """---
status: accepted
date: 2026-01-01
---

# Use part {n} of the shop

## Context and Problem Statement

Which part do we use in place {n}?

## Considered Options

- part {n}
- none

## Decision Outcome

Chosen option: "part {n}", because the next decision rests on it.
"""


def templates(base: Path) -> tuple[Path, Path]:
    """The pack and the small template, each at versions 1.0.0 and 2.0.0."""
    pack, small = lay(base)
    (small / "template/{{ _copier_conf.answers_file }}.jinja").write_text(
        "{{ _copier_answers | to_nice_yaml }}", encoding="utf-8"
    )
    (small / "template/SMALL.md.jinja").write_text("# {{ name }}\n", encoding="utf-8")
    for folder, file in ((pack, "template/{{ adr_dir }}/README.md.jinja"), (small, "template/SMALL.md.jinja")):
        commit(folder, "1.0.0")
        path = folder / file
        path.write_text(path.read_text(encoding="utf-8").rstrip("\n") + "\n\nNew in 2.0.0.\n", encoding="utf-8")
        commit(folder, "2.0.0")
    return pack, small


def copier(folder: Path, *words: object) -> float:
    """Wall seconds of one Copier process in `folder`."""
    command = [sys.executable, "-m", "copier", *map(str, words)]
    start = time.perf_counter()
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


def project(folder: Path, pack: Path, small: Path, records: int) -> None:
    """A project with both templates at 1.0.0 and that many records, committed."""
    git(folder, "init", "--quiet")
    copier(folder, "copy", "--trust", "--defaults", "-q", "-r", "1.0.0", pack, ".")
    copier(folder, "copy", "--defaults", "-q", "-r", "1.0.0", small, ".")
    for number in range(2, records + 1):
        path = folder / f"docs/adr/{number:04d}-use-part-{number}.md"
        path.write_text(RECORD.replace("{n}", str(number)), encoding="utf-8")
    subprocess.run([sys.executable, "docs/adr/adr.py", "index"], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    commit(folder)


def update(folder: Path, answers: str, *words: str) -> float:
    seconds = copier(folder, "update", "--defaults", "-q", "-a", answers, *words)
    git(folder, "reset", "--quiet", "--hard")
    git(folder, "clean", "-fdxq")
    return seconds


def index(folder: Path) -> float:
    """Wall seconds of `adr.py index` where every row must be written."""
    readme = folder / "docs/adr/README.md"
    text = readme.read_text(encoding="utf-8")
    start, stop = text.index("<!-- adrlog -->"), text.index("<!-- adrlogstop -->")
    readme.write_text(text[:start] + "<!-- adrlog -->\n" + text[stop:], encoding="utf-8")
    began = time.perf_counter()
    subprocess.run([sys.executable, "docs/adr/adr.py", "index"], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began


def main(runs: int, sizes: list[int]) -> None:
    print("copier update, whole process, median seconds of", runs, "runs")
    print(f"  {'records':>8} {'the pack':>9} {'one file':>9} {'ratio':>6} {'adr.py index':>13} {'ratio without':>14}")
    in_memory()
    with tempfile.TemporaryDirectory() as name:
        base = Path(name)
        pack, small = templates(base)
        for records in sizes:
            folder = base / f"project-{records}"
            folder.mkdir()
            project(folder, pack, small, records)
            rows = []
            for _ in range(runs + 1):
                ours = update(folder, ".copier-answers.adr.yml", "--trust")
                theirs = update(folder, ".copier-answers.yml")
                rows.append((ours, theirs, index(folder)))
                git(folder, "reset", "--quiet", "--hard")
            rows = rows[1:]
            ours, theirs, own = (statistics.median(column) for column in zip(*rows, strict=True))
            ratio = statistics.median(a / b for a, b, _ in rows)
            without = statistics.median((a - c) / b for a, b, c in rows)
            print(f"  {records:8,} {ours:9.3f} {theirs:9.3f} {ratio:6.2f} {own:13.3f} {without:14.2f}", flush=True)
    print("  wanted: at most 1.80 at 10 records, and growth only by the time of adr.py index")


if __name__ == "__main__":
    words = sys.argv[1:]
    main(int(words[0]) if words else 5, [int(word) for word in words[1:]] or [10, 1_000, 10_000])
