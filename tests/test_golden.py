"""Golden trees: what a reviewer reads to see what an answer set makes.

`make golden` writes them anew; a change in output is then a difference that someone looks at. `adr.py` and
`adr_review.py`, the same in every tree, are left out.
"""

import os
import re
import shutil
from typing import Any

import pytest

from copier_adr.version import VERSION
from tests.conftest import ROOT, Pack

GOLDEN = ROOT / "tests" / "golden"
SETS: dict[str, dict[str, Any]] = {
    "madr-github": {},
    "codeflare-github": {"style": "codeflare", "project_name": "Acme cluster", "filename_prefix": "ACME-ADR-"},
    "trade-off-github-markdown": {"style": "trade-off", "issue_template": "markdown", "pr_template": False},
    "joblet-gitlab": {
        "style": "joblet",
        "forge": "gitlab",
        "issue_labels": ["adr", "needs review"],
        "needs_record": ["infra/**"],
    },
    "decision-log-forgejo": {"style": "decision-log", "forge": "forgejo", "min_approvals": 1},
    "flame-azure": {"style": "flame", "forge": "azure-devops", "adr_dir": "design/docs"},
    "madr-github-installed": {"tool": "installed"},
    "nygard-none-tracker": {"style": "nygard", "forge": "none", "numbering": "tracker", "agents": False},
}


@pytest.mark.parametrize("name", SETS)
def test_golden_tree(name: str, pack: Pack) -> None:
    project = pack.copy(**{"project_name": "Acme shop", **SETS[name]})
    made = {path: content for path, content in project.files().items() if not path.endswith(".py")}
    made[project.answers_file] = b"\n".join(
        # Where the pack lies and at which commit is the machine's, not the answer set's.
        line
        for line in made[project.answers_file].split(b"\n")
        if not line.startswith((b"_commit", b"_src_path"))
    )
    # Nor is the version, at which pipelines and texts name the installed tool.
    named = re.compile(rb"(copier-adr\.git@|--branch )" + re.escape(VERSION.encode()) + rb"\b")
    made = {path: named.sub(rb"\1VERSION", content) for path, content in made.items()}
    folder = GOLDEN / name
    if os.environ.get("UPDATE_GOLDEN"):
        shutil.rmtree(folder, ignore_errors=True)
        for path, content in made.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(content)
    wanted = {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}
    assert sorted(made) == sorted(wanted)
    for path, content in made.items():
        assert content.decode() == wanted[path].decode(), f"{name}/{path}: changed; see `make golden`"
