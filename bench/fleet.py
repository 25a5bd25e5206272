"""How many repositories a second `adr-fleet bootstrap` does, beside a shell loop of git and Copier.

    python bench/fleet.py [--repositories 200] [--loop 40] [--plan 1000]

Both push a branch with the pack into bare repositories on this disk, in one run: half of the loop, the fleet, the
other half, so that what else the machine does weighs on both. Then the memory of all fleet processes is told at a
half of the repositories and at all of them, and the time to plan 1,000.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

# Run as a file, this one's folder is what imports start from; the root is what they need.
sys.path[0] = str(Path(__file__).resolve().parent.parent)
from bench.laid import ROOT, commit, git, in_memory  # noqa: E402

LOOP = """
set -e
for bare in "$@"; do
  git clone -q "$bare" work
  "$PYTHON" -m copier copy -q --trust --defaults --vcs-ref v1.0.0 "$PACK" work
  cd work
  git checkout -q -b copier-adr/v1.0.0
  git add --all
  git -c user.name=bench -c user.email=bench@acme.example -c commit.gpgsign=false commit -q -m "Add a decision log"
  git push -q origin HEAD
  cd ..
  rm -rf work
done
"""


def make(folder: Path, count: int) -> tuple[str, list[Path]]:
    """The pack as committed, as a bare repository, and bare repositories with a small project in each."""
    pack = folder / "pack"
    git(folder, "clone", "--quiet", "--no-hardlinks", str(ROOT), str(pack))
    git(pack, "tag", "--force", "v1.0.0")
    git(folder, "clone", "--quiet", "--bare", str(pack), str(folder / "pack.git"))
    seed = folder / "seed"
    for i in range(60):
        path = seed / f"src/part{i % 6}/file{i}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"print({i})\n" * 40)
    (seed / "README.md").write_text("# A project\n")
    git(seed, "init", "--quiet", "--initial-branch", "main")
    commit(seed)
    bares = [folder / "forge" / f"project-{i:04}.git" for i in range(count)]
    (folder / "forge").mkdir()
    for bare in bares:
        git(folder, "clone", "--quiet", "--bare", str(seed), str(bare))
    return f"file://{folder}/pack.git", bares


def loop(folder: Path, pack: str, bares: list[Path]) -> float:
    """Seconds that the shell loop takes."""
    environment = {**os.environ, "PYTHON": sys.executable, "PACK": pack, "COPIER_CACHE_DIR": str(folder / "cache")}
    started = time.monotonic()
    command = ["sh", "-c", LOOP, "sh", *map(str, bares)]
    done = subprocess.run(command, cwd=folder, env=environment, check=False, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"the shell loop failed: {done.stderr}")
    return time.monotonic() - started


class Memory:
    """The memory of a process and all below it, in MB, sampled while it runs (Linux; 0 elsewhere)."""

    def __init__(self, pid: int) -> None:
        self.samples: list[tuple[float, float]] = []
        self._pid = pid
        self._stop = threading.Event()
        self._started = time.monotonic()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._stop.set()
        self._thread.join()

    def peak(self, since: float, until: float) -> float:
        return max((size for at, size in self.samples if since <= at <= until), default=0.0)

    def _run(self) -> None:
        while not self._stop.wait(0.5):
            self.samples.append((time.monotonic() - self._started, self._now()))

    def _now(self) -> float:
        children: dict[int, list[int]] = {}
        for entry in Path("/proc").glob("[0-9]*"):
            try:
                parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            except (OSError, ValueError, IndexError):
                continue
            children.setdefault(parent, []).append(int(entry.name))
        total, todo = 0.0, [self._pid]
        while todo:
            pid = todo.pop()
            todo += children.get(pid, [])
            try:
                # Pages that workers share with the process they were forked from count once, in parts.
                text = Path(f"/proc/{pid}/smaps_rollup").read_text()
            except OSError:
                continue
            total += sum(int(line.split()[1]) for line in text.splitlines() if line.startswith("Pss:")) / 1024
        return total


def fleet(folder: Path, pack: str, bares: list[Path], *words: str) -> tuple[float, Memory, list[float]]:
    """Seconds that `adr-fleet` takes, its memory, and when each repository was done."""
    (folder / "repositories.json").write_text(json.dumps({bare.stem: str(bare) for bare in bares}))
    (folder / "fleet.toml").write_text(
        f'[pack]\nurl = "{pack}"\nversion = "v1.0.0"\n'
        '[[source]]\ntype = "json_file"\nfilename = "repositories.json"\n[push]\ntype = "branch"\n'
        '[git]\nauthor = "bench <bench@acme.example>"\n'
    )
    shutil.rmtree(folder / ".adr-fleet", ignore_errors=True)
    command = [sys.executable, "-m", "copier_adr.fleet", *words]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    started = time.monotonic()
    process = subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    memory = Memory(process.pid)
    done = []
    for line in process.stderr or ():
        if "FAILED" in line:
            raise SystemExit(line)
        if line.split("/")[0].isdigit():
            done.append(time.monotonic() - started)
    code = process.wait()
    seconds = time.monotonic() - started
    memory.stop()
    if code:
        raise SystemExit(f"adr-fleet {' '.join(words)}: exit {code}")
    return seconds, memory, done


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--repositories", type=int, default=200)
    parser.add_argument("--loop", type=int, default=40, help="repositories that the shell loop does")
    parser.add_argument("--plan", type=int, default=1000)
    args = parser.parse_args()
    # Some machines forbid Python to keep what it compiled; neither side shall pay for that.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    in_memory()
    with tempfile.TemporaryDirectory(prefix="bench fleet ", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        pack, bares = make(folder, args.repositories + args.loop)
        half = args.loop // 2
        load = os.getloadavg()[0]
        seconds = loop(folder, pack, bares[:half])
        took, memory, done = fleet(folder, pack, bares[args.loop :], "bootstrap", "--yes")
        seconds += loop(folder, pack, bares[half : args.loop])
        ours, theirs = len(done) / took, args.loop / seconds
        print(f"{os.cpu_count()} cores, load before {load:.1f}")
        print(f"shell loop   {args.loop:5} repositories  {seconds:7.1f} s  {theirs:6.2f} per second")
        print(f"adr-fleet    {len(done):5} repositories  {took:7.1f} s  {ours:6.2f} per second")
        print(f"ratio        {ours / theirs:.1f} (wanted: 6 or more on two cores)")
        # After the start, when every worker has its checkout.
        quarter, half, last = done[len(done) // 4], done[len(done) // 2], done[-1]
        early, late = memory.peak(quarter, half), memory.peak(half, last)
        print(f"memory       {early:.0f} MB up to {len(done) // 2} repositories, {late:.0f} MB up to {len(done)}")
        # The same bare repositories under many names: planning does not write.
        links = folder / "links"
        links.mkdir()
        many = []
        for i in range(args.plan):
            many.append(links / f"project-{i:04}.git")
            many[-1].symlink_to(bares[i % len(bares)])
        took, memory, done = fleet(folder, pack, many, "plan")
        print(f"plan         {len(done):5} repositories  {took:7.1f} s, {memory.peak(0, took):.0f} MB")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
