"""How long `adr.py` takes on logs of 100, 1,000 and 10,000 records, beside others, in one run.

    python bench/records.py [SIZE…]

Prints whole-process times: a plain Python loop that only reads the same bytes; `adr.py index`, `list --json` and
`check`; adr-tools' `adr generate toc` and adr-log, where they are installed (Debian's `adr-tools`; npm's package
`adr-log`, found on PATH or named by the variable ADR_LOG). Each time is the best of several runs, taken in turns, so
that what else the machine does falls on all of them. Exits 1 where a promise is broken at the largest size: `index` at
most 3 times the plain loop, `check` at most 6, both ahead of adr-log, cost in line with the number of records.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

# Run as a file, this one's folder is what imports start from; the root is what they need.
sys.path[0] = str(Path(__file__).resolve().parent.parent)
from bench.laid import adr_py, in_memory  # noqa: E402

SIZES = (100, 1_000, 10_000)
PROMISES = {"index": 3.0, "check": 6.0}
PLAIN = """\
import os, sys
folder = sys.argv[1]
for name in sorted(os.listdir(folder)):
    with open(os.path.join(folder, name), "rb") as file:
        file.read()
"""
STATUSES = ("Accepted", "Accepted", "Accepted", "Proposed", "Rejected", "Deprecated")
CONTRACT = """{
  "record": {
    "title": "# {number}. {title}", "status": {"section": "Status"}, "date": {"line": "Date"},
    "supersedes": {"section": "Status"}, "superseded_by": {"section": "Status"}
  },
  "statuses": ["Proposed", "Accepted", "Rejected", "Deprecated", "Superseded"],
  "sections": [
    {"heading": "Status", "level": 2}, {"heading": "Context", "level": 2},
    {"heading": "Decision", "level": 2}, {"heading": "Consequences", "level": 2}
  ]
}
"""


def record(number: int, last: int) -> str:
    """A record of about two kilobytes, as people write them: links, a list, some code; every tenth superseded."""
    status = STATUSES[number % len(STATUSES)]
    if number % 10 == 3 and number < last:
        status = f"Superseded by [{number + 1}. Use part {number + 1}]({number + 1:05d}-use-part-{number + 1}.md)"
    elif number % 10 == 4 and number > 1:
        status = (
            f"Accepted\n\nSupersedes [{number - 1}. Use part {number - 1}]({number - 1:05d}-use-part-{number - 1}.md)"
        )
    why = f"Part {number} has to talk to its neighbours, and they speak three protocols. " * 5
    code = f"```yaml\npart: {number}\nstatus: on\n```\n\n" if number % 4 == 0 else ""
    return (
        f"# {number}. Use part {number}\n\nDate: 20{number % 20 + 10}-{number % 12 + 1:02d}-{number % 28 + 1:02d}\n\n"
        f"## Status\n\n{status}\n\n## Context\n\n{why}\n\nSee [the first record](00001-use-part-1.md).\n\n{code}"
        f"## Decision\n\n{why}\n\n* {why[:90]}\n* {why[:120]}\n* {why[:60]}\n\n## Consequences\n\n{why}\n"
    )


def make(folder: Path, size: int) -> Path:
    """A log of `size` records, its index fresh, so that `check` has nothing to say."""
    folder.mkdir()
    for number in range(1, size + 1):
        (folder / f"{number:05d}-use-part-{number}.md").write_text(record(number, size), encoding="utf-8")
    (folder / "README.md").write_text("# Log\n\n<!-- adrlog -->\n<!-- adrlogstop -->\n", encoding="utf-8")
    (folder / "adr.json").write_text(CONTRACT, encoding="utf-8")
    (folder.parent / ".adr-dir").write_text(folder.name)
    return folder


def rivals(folder: Path) -> dict[str, list[str]]:
    """The other tools that are installed, as commands on the log."""
    found = {}
    adr_tools = shutil.which("adr")
    if adr_tools:
        found["adr-tools toc"] = [adr_tools, "generate", "toc"]
    adr_log = os.environ.get("ADR_LOG") or shutil.which("adr-log")
    if adr_log:
        found["adr-log"] = [adr_log, "-i", str(folder / "INDEX.md"), "-d", str(folder)]
    return found


def seconds(command: list[str], folder: Path) -> float:
    """One run's wall time."""
    begin = time.perf_counter()
    done = subprocess.run(command, cwd=folder.parent, capture_output=True, check=False)
    took = time.perf_counter() - begin
    if done.returncode:
        raise SystemExit(
            f"{' '.join(command)}: exit {done.returncode}\n{done.stdout.decode()[-500:]}{done.stderr.decode()[-500:]}"
        )
    return took


def measure(folder: Path, size: int, before: dict[str, float], growth: float) -> dict[str, float]:
    """{command: best seconds}. The index is made stale before each `index`, so that it is written.

    A rival that would take more than a minute, going by its time `before` on a log so many times smaller, is left out.
    """
    ours = {
        name: [sys.executable, str(adr_py()), "--dir", str(folder), *name.split()]
        for name in ("index", "list --json", "check")
    }
    readme = folder / "README.md"
    seconds(ours["index"], folder)
    fresh, stale = readme.read_bytes(), readme.read_bytes().replace(b"| [00001]", b"| [1]")
    others = {name: words for name, words in rivals(folder).items() if before.get(name, 0) * growth < 60}
    commands = {"plain loop": [sys.executable, "-c", PLAIN, str(folder)], **ours, **others}
    best: dict[str, float] = {}
    for turn in range(7 if size <= 1_000 else 5):
        for name, command in commands.items():
            slow = name not in ours and name != "plain loop"
            if slow and turn and best[name] > 5:
                continue
            readme.write_bytes(stale if name == "index" else fresh)
            took = seconds(command, folder)
            best[name] = min(best.get(name, took), took)
            (folder / "INDEX.md").unlink(missing_ok=True)
    return best


def main(sizes: list[int]) -> int:
    print("adr-tools:", shutil.which("adr") or "not installed, left out (apt-get install adr-tools)")
    print(
        "adr-log:",
        os.environ.get("ADR_LOG") or shutil.which("adr-log") or "not installed, left out (npm install adr-log)",
    )
    results: dict[int, dict[str, float]] = {}
    in_memory()
    for size in sorted(
        {*sizes, min(SIZES)}
    ):  # the smallest always: it tells which rival a large log would keep for hours
        last = max(results, default=size)
        before, growth = results.get(last, {}), size / last
        with tempfile.TemporaryDirectory(prefix="adr-bench-") as base:
            results[size] = measure(make(Path(base) / "log", size), size, before, growth)
        plain = results[size]["plain loop"]
        print(f"\n{size} records")
        for name, took in results[size].items():
            print(f"  {name:14} {took * 1000:9.0f} ms   {took / plain:6.2f} x the plain loop")
        for name in before.keys() - results[size].keys():
            print(f"  {name:14} left out: by its last time about {before[name] * growth / 60:.0f} min")
    largest, smallest = results[max(sizes)], results[min(sizes)]
    broken = [name for name, most in PROMISES.items() if largest[name] > most * largest["plain loop"]]
    broken += [
        f"{name} is not ahead of adr-log" for name in PROMISES if largest[name] >= largest.get("adr-log", float("inf"))
    ]
    if max(sizes) >= 100 * min(sizes):
        growth = max(sizes) / min(sizes)
        broken += [f"{name} grows faster than the log" for name in PROMISES if largest[name] > growth * smallest[name]]
    print("\n" + (f"broken: {', '.join(broken)}" if broken else "every promise holds") + f" at {max(sizes)} records")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main([int(word) for word in sys.argv[1:]] or list(SIZES)))
