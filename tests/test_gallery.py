"""The gallery of styles is what its generator makes of the styles and examples of today.

The generator puts every example into a log and runs `adr.py check` on it.
"""

import sys

import pytest
import yaml

from tests.conftest import ROOT, run


@pytest.mark.long
def test_gallery_is_current_and_its_records_pass_the_check() -> None:
    run(sys.executable, ROOT / "docs" / "make_gallery.py", "--check", cwd=ROOT)


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
