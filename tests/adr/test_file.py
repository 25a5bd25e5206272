# ruff: noqa: E501 - tables: a row is a line
"""`adr.py` as a file: Python 3.9 and up, the standard library alone, no noise at import."""

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import vermin

from .logs import ADR_PY, TODAY, Log, adr_py, nygard


def _old_python() -> str | None:
    found = [shutil.which("python3.9"), *sorted(map(str, Path.home().glob(".pyenv/versions/3.9.*/bin/python")))]
    if os.environ.get("PYENV_ROOT"):
        found += sorted(map(str, Path(os.environ["PYENV_ROOT"]).glob("versions/3.9.*/bin/python")))
    return next(
        (
            path
            for path in found
            if path and subprocess.run([path, "-V"], capture_output=True, check=False).returncode == 0
        ),
        None,
    )


OLD_PYTHON = _old_python()  # before a test changes HOME


def test_it_needs_python_3_9_and_no_more() -> None:
    config = vermin.Config()
    config.set_eval_annotations(False)
    visitor = vermin.visit(ADR_PY.read_text(encoding="utf-8"), config, str(ADR_PY))
    minimum = max((version for version in visitor.minimum_versions() if version), default=None)
    assert minimum is not None
    assert minimum <= (3, 9)


def test_it_imports_nothing_but_the_standard_library() -> None:
    tree = ast.parse(ADR_PY.read_text(encoding="utf-8"))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.split(".")[0] for name in names} <= sys.stdlib_module_names


def test_import_loads_little() -> None:
    code = f"import sys, importlib.util as u; s = u.spec_from_file_location('x', {str(ADR_PY)!r}); m = u.module_from_spec(s); " \
           "before = set(sys.modules); s.loader.exec_module(m); print(*sorted(set(sys.modules) - before))"  # fmt: skip
    done = subprocess.run([sys.executable, "-S", "-c", code], capture_output=True, text=True, check=True)
    assert not {"argparse", "json", "subprocess", "difflib", "typing", "inspect", "multiprocessing"} & set(
        done.stdout.split()
    )


def test_the_pack_fills_reads_and_indexes_with_it(
    log: Log, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    part = adr_py
    text = part.fill(part.BLANK_NYGARD, part.NYGARD, number=1, title="Use Kafka", status="Accepted", date=TODAY)
    name = part.file_name(part.NYGARD, number=1, title="Use Kafka", date=TODAY)
    log.write(name, text)
    assert [(r["file"], r["title"], r["status"], r["date"]) for r in part.read_log(str(log.path))] == [
        ("0001-use-kafka.md", "Use Kafka", "accepted", TODAY)
    ]
    assert part.write_indexes(str(log.path)) == 0
    assert f"| [0001](0001-use-kafka.md) | Use Kafka | Accepted | {TODAY} |" in log.read("README.md")
    assert capsys.readouterr().out.endswith("README.md: 1 record\n")
    assert log.run("index", "--check").code == 0
    log.write("README.md", "# No markers\n")
    with pytest.raises(part.Fault):
        part.write_indexes(str(log.path))
    monkeypatch.setenv("COPIER_OPERATION", "update")
    assert part.write_indexes(str(log.path)) == 0
    assert "the index was skipped" in capsys.readouterr().err


@pytest.mark.skipif(OLD_PYTHON is None, reason="no Python 3.9 here")
def test_it_works_on_python_3_9(log: Log) -> None:
    assert OLD_PYTHON is not None
    log.write("0001-a.md", nygard(1, "A"))

    def run(*words: str, code: int = 0) -> str:
        done = subprocess.run(
            [OLD_PYTHON, str(ADR_PY), "--dir", str(log.path), *words], capture_output=True, text=True, check=False
        )
        assert done.returncode == code, done.stderr
        return done.stdout

    run("new", "-s", "1", "B")
    run("link", "2", "Amends", "1", "Amended by")
    run("status", "2", "accepted")
    run("index")
    run("check", "--fix", "--format", "sarif")
    run("renumber", "2", "5")
    run("graph", "--format", "dot")
    run("toc")
    run("adopt")
    assert '"number": 5' in run("list", "--json")
    run("chekc", code=2)
