"""adr_review.py and adr_update.py run wherever adr.py runs: Python 3.9 and nothing else."""

import ast
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import git

SCRIPTS = ["adr_review.py", "adr_update.py"]


@pytest.mark.parametrize("name", SCRIPTS)
def test_python_3_9_and_the_standard_library_are_enough(project: Any, name: str) -> None:
    path = project(forge="github", template_updates="pipeline") / "docs/adr" / name
    vermin = Path(sys.executable).with_name("vermin")
    call = [str(vermin), "--target=3.9-", "--no-tips", "--violations", str(path)]
    done = subprocess.run(call, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stdout
    tree = ast.parse(path.read_text(encoding="utf-8"))
    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    imported |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.partition(".")[0] for name in imported} <= set(sys.stdlib_module_names)


@pytest.mark.parametrize("name", SCRIPTS)
def test_help_teaches_and_needs_no_forge(project: Any, name: str) -> None:
    folder = project(forge="github", template_updates="pipeline")
    bare = {k: v for k, v in os.environ.items() if k in ("PATH", "SYSTEMROOT")}
    call = [sys.executable, str(folder / "docs/adr" / name), "--help"]
    done = subprocess.run(call, capture_output=True, text=True, timeout=60, check=False, env=bare)
    assert done.returncode == 0
    assert re.match(r"usage: \S+\.py", done.stdout)


def test_a_log_that_was_damaged_is_named(project: Any, tmp_path: Path) -> None:
    git(tmp_path, "clone", "--quiet", project(forge="github"), "work")
    log = tmp_path / "work/docs/adr"
    contract = (log / "adr.json").read_text(encoding="utf-8")
    for text, says in [
        ("{", "cannot be read"),
        (contract.replace('"min_approvals": 2', '"min_approvals": "two"'), "rules.min_approvals is 'two'"),
        (contract.replace('"forge": "github"', '"forge": "sourcehut"'), "names the forge 'sourcehut'"),
    ]:
        (log / "adr.json").write_text(text, encoding="utf-8")
        call = [sys.executable, str(log / "adr_review.py"), "update"]
        done = subprocess.run(call, capture_output=True, text=True, timeout=60, check=False)
        assert done.returncode == 2, done.stderr
        assert "adr.json" in done.stderr
        assert says in done.stderr
        assert "Traceback" not in done.stderr
