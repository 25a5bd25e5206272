"""The readers: how each is started and what it says of a log.

A reader gets a project of its own to work in, since some of them write. It answers with what it shows of each
file: a mapping of file name to facts. A fact that a reader has no notion of is not among its `facts`.
"""

import json
import os
import re
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .install import HOME

ROOM = Path(os.environ.get("ADR_READERS") or HOME)
NODE = Path(__file__).with_name("node")
LOG = "docs/adr"

# file name -> fact -> what the reader shows; "successor" and "predecessors" hold file names
Seen = dict[str, dict[str, Any]]


def run(*words: object, cwd: Path) -> str:
    """A reader's standard output; its failure is what it makes of the log, so it is no error here."""
    command = [str(word) for word in words]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, encoding="utf-8", check=False).stdout


def numbered(project: Path) -> dict[int, str]:
    """Number -> file name of the records, for readers that name a record by its number."""
    names = sorted(path.name for path in (project / LOG).glob("*.md"))
    found = ((re.match(r"\D*(\d+)-", name), name) for name in names)
    return {int(match[1]): name for match, name in found if match}


def adr_tools(project: Path) -> Seen:
    """`adr list`, `adr generate toc`, `adr generate graph`."""
    (project / ".adr-dir").write_text(LOG + "\n", encoding="utf-8")
    adr = ROOM / "deb/usr/bin/adr"
    seen: Seen = {Path(line).name: {} for line in run(adr, "list", cwd=project).split()}
    for title, name in re.findall(r"^\* \[(.*)\]\((.*)\)$", run(adr, "generate", "toc", cwd=project), re.M):
        seen[name]["title"] = title
    graph, files = run(adr, "generate", "graph", cwd=project), numbered(project)
    for number, name in re.findall(r'_(\d+) \[label=.*; URL="(.*)\.html"\];', graph):
        seen[name + ".md"]["number"] = int(number)
    for new, old in re.findall(r'_(\d+) -> _(\d+) \[label="Supersedes"', graph):
        seen[files[int(new)]]["predecessors"] = [files[int(old)]]
    return seen


def adr_log(project: Path) -> Seen:
    """`adr-log -d docs/adr`, with the pack's own files left out by `-e`."""
    cli = ROOM / "npm/node_modules/adr-log/cli.js"
    others = "{README,AGENTS,adr-template}.md"
    out = run("node", cli, "-d", LOG, "-e", others, f"{LOG}/index.md", cwd=project)
    found = re.findall(r"^\* \[ADR-([^\]]*)\]\(([^)]*)\) -(?: (.*))?$", out, re.M)
    return {Path(name).name: {"number": number, "title": title} for number, name, title in found}


def adr_viewer(project: Path) -> Seen:
    """The parser of adr-viewer on `docs/adr/*.md`, as its command calls it; its page shows title and status."""
    code = (
        "import glob, json, sys; from adr_viewer import parse_adr;"
        "found = {f: parse_adr(open(f).read()) for f in sorted(glob.glob(sys.argv[1] + '/*.md'))};"
        "print(json.dumps({f: [a.title, a.status] for f, a in found.items() if a}))"
    )
    out = json.loads(run(ROOM / "py/bin/python", "-c", code, LOG, cwd=project) or "{}")
    return {Path(name).name: {"title": title, "status": status} for name, (title, status) in out.items()}


def log4brains(project: Path) -> Seen:
    """`searchAdrs` of log4brains' core, which its pages and its command show."""
    config = f"project:\n  name: Quay\n  tz: Etc/UTC\n  adrFolder: ./{LOG}\n"
    (project / ".log4brains.yml").write_text(config, encoding="utf-8")
    out = json.loads(run("node", NODE / "log4brains.cjs", ROOM / "npm", project, cwd=project) or "[]")
    seen: Seen = {}
    for one in out:
        date = (one["date"] or "")[:10] or None
        by = f"{one['by']}.md" if one["by"] else None
        seen[one["file"]] = {"title": one["title"], "status": one["status"], "date": date, "successor": by}
    return seen


def backstage(project: Path) -> Seen:
    """Backstage's filter on file names and its parser."""
    out = json.loads(run("node", NODE / "backstage.cjs", ROOM / "npm", project / LOG, cwd=project) or "[]")
    return {one["file"]: {fact: one.get(fact) for fact in ("title", "status", "date")} for one in out}


def phodal_adr(project: Path) -> Seen:
    """`adr list` of the npm package `adr`; the date in its list is the file's own."""
    out = run("node", NODE / "adr.cjs", ROOM / "npm", "list", cwd=project)
    files, seen = numbered(project), Seen()
    rows = re.findall(r"^║ (\d+)\.(.*?) *│.*?│ (.*?) *║$", re.sub(r"\x1b\[\d+m", "", out), re.M)
    for number, title, status in rows:
        if int(number) in files:
            seen[files[int(number)]] = {"number": int(number), "title": title, "status": status}
    return seen


def adr_tools_python(project: Path) -> Seen:
    """`adr-list` of the PyPI package."""
    (project / ".adr-dir").write_text(LOG + "\n", encoding="utf-8")
    out = run(ROOM / "py/bin/python", "-c", "from adr_list import main; main()", cwd=project)
    return {Path(line).name: {} for line in out.splitlines() if line.endswith(".md")}


def pyadr(project: Path) -> Seen:
    """`pyadr toc`, which writes the table of contents to `index.md`."""
    code = "import sys; sys.argv[0] = 'pyadr'; from pyadr.cli import main; main()"
    run(ROOM / "py/bin/python", "-c", code, "toc", cwd=project)
    index = project / LOG / "index.md"
    text = index.read_text(encoding="utf-8") if index.exists() else ""
    rows = re.findall(r"^## (\w+) Records\n((?:\n|\* .*\n?)*)", text, re.M)
    return {
        Path(name).name: {"number": number, "title": title, "status": status.lower()}
        for status, block in rows
        for number, title, name in re.findall(r"^\* \[(\d+) - (.*)\]\((.*?)\)", block, re.M)
    }


@dataclass(frozen=True)
class Reader:
    """A tool that reads records, and the facts that it shows."""

    name: str
    source: str  # the registry that carries it: npm, PyPI or Debian
    package: str
    facts: tuple[str, ...]
    command: str
    read: Callable[[Path], Seen]

    @property
    def version(self) -> str | None:
        """The installed version; None where it is not installed."""
        if self.source == "npm":
            manifest = ROOM / "npm/node_modules" / self.package / "package.json"
            return str(json.loads(manifest.read_text(encoding="utf-8"))["version"]) if manifest.exists() else None
        if self.source == "PyPI":
            name = self.package.replace("-", "_")
            found = sorted(ROOM.glob(f"py/lib/python3*/site-packages/{name}-*.dist-info"))
            return found[0].name.removesuffix(".dist-info").rpartition("-")[2] if found else None
        packages = sorted((ROOM / "deb").glob(f"{self.package}_*.deb"))
        return packages[0].name.split("_")[1] if packages else None


READERS = (
    Reader(
        "adr-tools", "Debian", "adr-tools", ("number", "title", "supersession"),
        "`adr list`, `adr generate toc`, `adr generate graph`", adr_tools,
    ),
    Reader(
        "adr-log", "npm", "adr-log", ("number", "title"),
        "`adr-log -d docs/adr -e '{README,AGENTS,adr-template}.md'`", adr_log,
    ),
    Reader(
        "adr-viewer", "PyPI", "adr-viewer", ("title", "status"),
        "`parse_adr`, as `adr-viewer --adr-path docs/adr` calls it for its page", adr_viewer,
    ),
    Reader(
        "log4brains", "npm", "@log4brains/core", ("title", "status", "date", "supersession"),
        "`searchAdrs` of the core that its site and its command share", log4brains,
    ),
    Reader(
        "Backstage", "npm", "@backstage/plugin-adr-common", ("title", "status", "date"),
        "`madrFilePathFilter`, and `createMadrParser` of `@backstage/plugin-adr-backend` 0.4.15", backstage,
    ),
    Reader("adr", "npm", "adr", ("number", "title", "status"), "`adr list`", phodal_adr),
    Reader("adr-tools-python", "PyPI", "adr-tools-python", (), "`adr-list`", adr_tools_python),
    Reader("pyadr", "PyPI", "pyadr", ("number", "title", "status"), "`pyadr toc`", pyadr),
)  # fmt: skip
