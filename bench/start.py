"""How long does a first answer take: `list` in a log of one record, beside a Python that does nothing?

    python -m bench.start [RUNS]

Whole processes, in turn, in one run: `python3 -c pass`, the file `adr.py` of a log, the command `adr` as pip puts it.
Prints the median of each and the median of the ratios turn by turn.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path

from bench.laid import ROOT, adr_py, in_memory
from bench.records import make

WANTED = 1.8  # times a Python that does nothing


def installed(folder: Path) -> Path:
    """The command `adr` in a virtual environment of its own."""
    venv.create(folder, symlinks=os.name != "nt")
    python = folder / ("Scripts" if os.name == "nt" else "bin") / "python"
    command = [sys.executable, "-m", "uv", "pip", "install", "--quiet", "--no-deps", "--python", str(python), str(ROOT)]
    subprocess.run(command, check=True)
    subprocess.run([python, "-m", "compileall", "-q", str(folder)], check=False)  # as pip does, and uv does not
    return python.with_name("adr")


def seconds(command: list[str], cwd: Path) -> float:
    begin = time.perf_counter()
    subprocess.run(command, cwd=cwd, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begin


def main(runs: int) -> int:
    in_memory()
    with tempfile.TemporaryDirectory() as name:
        base = Path(name)
        log = make(base / "adr", 1)
        adr = installed(base / "env")
        commands = {
            "python3 -c pass": [str(adr.with_name("python")), "-c", "pass"],
            "adr.py list": [str(adr.with_name("python")), str(adr_py()), "--dir", str(log), "list"],
            "adr list": [str(adr), "--dir", str(log), "list"],
        }
        turns = [[seconds(command, base) for command in commands.values()] for _ in range(runs + 1)][1:]
    print("a first answer, one record, whole process, median of", runs, "runs")
    ratios = [statistics.median(turn[at] / turn[0] for turn in turns) for at in range(len(commands))]
    for at, label in enumerate(commands):
        print(f"  {label:16} {statistics.median(turn[at] for turn in turns) * 1000:7.0f} ms   {ratios[at]:6.2f}")
    print(f"  wanted: at most {WANTED}")
    return int(max(ratios) > WANTED)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 15))
