"""Say whether the version in copier_adr/version.py is still to be released, and with which words.

    python3 .github/release.py [--notes FILE]

Prints `version=1.2.3` and `due=true` or `due=false`, as a step of a workflow hands them on. A version is due when it
has no tag. Then CHANGELOG.md must be ready for it: its first dated section is `## 1.2.3 (YYYY-MM-DD)`, that says what
to do after updating, and nothing waits above it. `--notes` writes the section's text. Exit 1 where something is
missing, with the mend.
"""

import argparse
import re
import subprocess
import sys
from pathlib import Path

VERSION_FILE = "copier_adr/version.py"
SECTION = re.compile(r"^## (?P<name>\S+)(?: \((?P<day>\d{4}-\d{2}-\d{2})\))?\n(?P<text>.*?)(?=^## |\Z)", re.M | re.S)


def numbers(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.split(".")))


def faults(version: str, tags: list[str], changelog: str) -> list[str]:
    """What is missing for the release of a version that has no tag."""
    found = []
    newest = max((tag for tag in tags if re.fullmatch(r"\d+\.\d+\.\d+", tag)), key=numbers, default="0.0.0")
    if numbers(version) < numbers(newest):
        found.append(f"{VERSION_FILE}: {version} is older than {newest}, which is released; raise the version")
    sections = list(SECTION.finditer(changelog))
    waiting = [section["text"].strip() for section in sections if section["name"] == "Unreleased"]
    if any(waiting):
        found.append(f"CHANGELOG.md: move what stands under Unreleased to {version}")
    dated = [section for section in sections if section["day"]]
    if not dated or dated[0]["name"] != version:
        found.append(f"CHANGELOG.md: the first dated section must be `## {version} (YYYY-MM-DD)`")
    elif "\nAfter updating: " not in dated[0]["text"]:
        found.append(f"CHANGELOG.md: {version} needs a paragraph `After updating: …`, also where that is nothing")
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--notes", type=Path, help="write the section's text to this file")
    notes = parser.parse_args().notes
    found = re.search(r'^VERSION = "(.*)"$', Path(VERSION_FILE).read_text(encoding="utf-8"), re.MULTILINE)
    version = found[1] if found else ""
    if not re.fullmatch(r"\d+\.\d+\.\d+", version):
        print(f"{VERSION_FILE}: the version {version!r} is not three numbers", file=sys.stderr)
        return 1
    changelog = Path("CHANGELOG.md").read_text(encoding="utf-8")
    tags = subprocess.run(["git", "tag", "--list"], check=True, capture_output=True, text=True).stdout.split()
    due = version not in tags
    missing = faults(version, tags, changelog) if due else []
    if missing:
        print("\n".join(missing), file=sys.stderr)
        return 1
    if notes:
        (text,) = [section["text"] for section in SECTION.finditer(changelog) if section["name"] == version]
        notes.write_text(text.strip() + "\n", encoding="utf-8")
    print(f"version={version}\ndue={str(due).lower()}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
