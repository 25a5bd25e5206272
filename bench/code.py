"""How long the commands take that go from code to decisions and back, in a large repository.

    python -m bench.code

A repository of 20,000 files and a log of 1,000 records; whole-process times, the best of several, of the command `adr`
and of the file `adr.py`, which Python compiles at each start. Exits 1 where `adr` breaks a promise.
"""

import random
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.laid import commit, git, in_memory
from bench.records import make, seconds
from bench.start import installed

FILES, RECORDS = 20_000, 1_000
WORDS = [
    "the",
    "order",
    "of",
    "an",
    "address",
    "in",
    "Madrid",
    "is",
    "read",
    "by",
    "leaders",
    "quadrant",
    "adr_list",
    "const",
    "return",
    "import",
    "function",
    "class",
]
# (what is measured, the command's words, seconds that it may take; 0 where none are promised)
MEASURED = (
    ("cites: who cites one record", ("cites", "7", "--json"), 1.0),
    ("for: the decisions on one file", ("for", "../../src/m007/f700.py"), 0.2),
    ("for: those on all 20,000 files", ("for", "--json", "../../src"), 0.0),
    ("check: the whole log, citations too", ("check",), 0.0),
)


def let_govern(log: Path) -> None:
    """Every record names a folder and a kind of file; a tenth of them each file below a folder of any name."""
    for number, path in enumerate(sorted(log.glob("0*.md"))):
        patterns = f"`src/m{number % 200:03d}/`, `*.k{number}`" + ", `src/**/f7*.py`" * (number % 10 == 0)
        text = path.read_text(encoding="utf-8").replace("\nDate:", f"\nApplies to: {patterns}\nDate:", 1)
        path.write_text(text, encoding="utf-8")


def lay_code(root: Path) -> None:
    """Source files of four kilobytes in folders of a hundred; every fiftieth cites a record, few of them a dead one."""
    chance = random.Random(7)  # noqa: S311 - the same files in every run
    for number in range(FILES):
        lines = [" ".join(chance.choices(WORDS, k=9)) for _ in range(60)]
        if number % 50 == 0:
            lines[30] = f"# see ADR-{number % 997 + 1:05d}"
        if number % 97 == 0:
            lines[40] = f"# docs/adr/{number % 991 + 1:05d}-use-part-{number % 991 + 1}.md"
        if number % 4_000 == 0:
            lines[50] = f"# see ADR-{number + 2_000:05d}"
        folder = root / "src" / f"m{number // 100:03d}"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"f{number}.py").write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> int:
    from bench.laid import adr_py

    in_memory()
    broken = []
    with tempfile.TemporaryDirectory(prefix="adr-bench-") as base:
        root = Path(base) / "project"
        (root / "docs").mkdir(parents=True)
        log = make(root / "docs" / "adr", RECORDS)
        let_govern(log)
        lay_code(root)
        subprocess.run([sys.executable, str(adr_py()), "--dir", str(log), "index"], check=True, capture_output=True)
        commit(root)
        git(root, "status", "--short")
        adr = installed(Path(base) / "env")
        shapes = ([str(adr)], [str(adr.with_name("python")), str(adr_py())])
        print(f"{f'{FILES} files, {RECORDS} records':42} {'adr':>8} {'adr.py':>9}")
        for what, words, most in MEASURED:
            commands = [[*shape, "--dir", str(log), *words] for shape in shapes]
            took, beside = (min(seconds(command, log) for _ in range(5)) for command in commands)
            wanted = f"   at most {most:.1f} s" if most else ""
            print(f"  {what:40} {took * 1000:6.0f} ms {beside * 1000:6.0f} ms{wanted}")
            if most and took > most:
                broken.append(what)
    print(f"broken: {'; '.join(broken)}" if broken else "every promise holds")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
