"""Joined files: what `adr.py` in a log is made of, and what cannot be joined."""

import dis
import hashlib
from collections import Counter
from pathlib import Path

import pytest

from copier_adr.bundle import BundleError, joined
from copier_adr.version import VERSION

HEAD = '"""What it is."""\n\nfrom __future__ import annotations\n\n'


def lay(folder: Path, **modules: str) -> Path:
    """A package of these modules."""
    for name, text in modules.items():
        path = folder.joinpath(*name.split("__")).with_suffix(".py")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def test_a_joined_file_holds_each_module_after_those_that_it_needs(tmp_path: Path) -> None:
    package = lay(
        tmp_path,
        entry=f"{HEAD}import sys\n\nfrom .room.one import (\n    double,\n)\n\n# Why.\nif __name__ == '__main__':\n"
        "    print(double(int(sys.argv[1])))\n",
        room__one=f'{HEAD}import os\n\nfrom .two import TWO\n\n\ndef double(n: int) -> int:\n    """Twice."""\n'
        "    return n * TWO  # os.sep\n",
        room__two=f"{HEAD}import os\nTYPE_CHECKING = False\nif TYPE_CHECKING:\n    from typing import Any\n\n"
        "TWO: Any = 2\n",
    )
    text = joined("entry", "1.2.3", package)
    assert text == joined("entry", "1.2.3", package)
    assert "from ." not in text
    assert text.count("import os\n") == 1
    assert text.index("TWO: Any = 2") < text.index('"""Twice."""') < text.index("# Why.")
    head, _, rest = text.partition('"""What it is."""')
    assert "copier-adr 1.2.3" in head
    assert hashlib.sha256(('"""What it is."""' + rest).encode()).hexdigest() in head
    marks = {"# fmt: off", "# ruff: noqa", "# flake8: noqa", "# pylint: skip-file", "# type: ignore"}
    assert marks <= {*head.split("\n")}
    compile(text, "joined", "exec")


@pytest.mark.parametrize(
    ("one", "two", "said"),
    [
        ("A = 1\n", "A = 2\n", ["'A'", "one.py:6", "two.py:6"]),
        ("def f() -> None: ...\n", "class f: ...\n", ["'f'", "one.py:6", "two.py:6"]),
        ("B = 1\n", "A, B = 1, 2\n", ["'B'", "one.py:6", "two.py:6"]),
        ("x: int = 1\n", "async def x() -> None: ...\n", ["'x'", "one.py:6", "two.py:6"]),
        ("re = 1\n", "import re\n", ["'re'", "import re", "one.py:6"]),
        ("def f() -> None:\n    from .two import x\n", "x = 1\n", ["one.py:7", "stand at the head"]),
        ("y = 1\nimport re\n", "x = 1\n", ["one.py:7", "stand at the head"]),
        ("", "from . import one\n", ["two.py:6", "from .module import name"]),
        ("", "from .one import a as b\n", ["two.py:6", "from .module import name"]),
        ("", "from .entry import a\n", ["need each other: entry -> two -> entry"]),
    ],
)
def test_what_cannot_be_joined_is_refused_with_its_places(one: str, two: str, said: list[str], tmp_path: Path) -> None:
    package = lay(
        tmp_path, entry=f"{HEAD}from .one import a\nfrom .two import b\n", one=f"{HEAD}\n{one}", two=f"{HEAD}\n{two}"
    )
    with pytest.raises(BundleError) as refused:
        joined("entry", "1", package)
    assert [word for word in said if word not in str(refused.value)] == []


def test_no_name_stands_twice_at_the_margin_of_what_lands_in_a_log() -> None:
    """As Python reads the whole file: quick as the joining is, it misses nothing."""
    code = compile(joined("in_log", VERSION), "adr.py", "exec", dont_inherit=True)
    stored = Counter(step.argval for step in dis.get_instructions(code) if step.opname == "STORE_NAME")
    assert len(stored) > 300
    assert [name for name, times in stored.items() if times > 1] == []
