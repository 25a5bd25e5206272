"""How long does `copier copy` of the pack take beside a template with one file and no extension?

    python bench/copy.py [RUNS]

Whole processes, in turn, in one run; prints the median of each and the median of the ratios pair by pair.
"""

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

# The folder of this file holds a module called like Python's own `copy`; the root is what imports start from.
sys.path[0] = str(Path(__file__).resolve().parent.parent)
from bench.laid import commit, in_memory, lay  # noqa: E402


def seconds(template: Path, target: Path) -> float:
    """Wall seconds of one copy as a process of its own."""
    shutil.rmtree(target, ignore_errors=True)
    command = [sys.executable, "-m", "copier", "copy", "--trust", "--defaults", "--quiet", str(template), str(target)]
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


def main(runs: int) -> None:
    in_memory()
    with tempfile.TemporaryDirectory() as name:
        base = Path(name)
        pack, small = lay(base)
        (small / "template" / "README.md.jinja").write_text("# {{ name }}\n", encoding="utf-8")
        commit(pack, "1.0.0")
        commit(small, "1.0.0")
        pairs = [(seconds(pack, base / "a"), seconds(small, base / "b")) for _ in range(runs + 1)][1:]
    ours, theirs = (statistics.median(column) for column in zip(*pairs, strict=True))
    ratio = statistics.median(a / b for a, b in pairs)
    print("copier copy, whole process, median seconds of", runs, "runs")
    print(f"  the pack                            {ours:6.3f}")
    print(f"  one file, no extension              {theirs:6.3f}")
    print(f"  ratio, pair by pair                 {ratio:6.2f}   (wanted: at most 1.50)")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 9)
