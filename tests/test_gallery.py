"""The gallery of styles is what its generator makes of the styles and examples of today.

The generator puts every example into a log and runs `adr.py check` on it.
"""

import subprocess
import sys

import yaml
from conftest import ROOT


def test_gallery_is_current_and_its_records_pass_the_check() -> None:
    command = [sys.executable, ROOT / "docs" / "make_gallery.py", "--check"]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_same_decision_is_told_in_every_style_that_ships() -> None:
    told = {path.stem for path in (ROOT / "docs" / "gallery" / "examples").glob("*.yml")}
    styles = {path.stem for path in (ROOT / "styles").glob("*.md")}
    # A new style may come without an example: its first record is shown then.
    assert told <= styles
    assert len(told) >= 22
    for name in told:
        given = yaml.safe_load((ROOT / "docs" / "gallery" / "examples" / f"{name}.yml").read_text(encoding="utf-8"))
        assert given["choose"]
        assert given["avoid"]
