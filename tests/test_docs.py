"""The README and the guides: what they list is what there is, and every link inside the repository leads somewhere."""

import re
from pathlib import Path
from urllib.parse import unquote

import pytest
import yaml

from tests.conftest import ROOT, git
from tests.test_styles import STYLES

PAGES = [
    name
    for name in git(ROOT, "ls-files", "-z", "*.md").split("\0")
    if name and not name.startswith(("tests/", "template/", "styles/"))
]


def test_readme_lists_every_question_and_every_style() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    questions = yaml.safe_load((ROOT / "copier.yml").read_text(encoding="utf-8"))
    asked = [name for name, one in questions.items() if name[0] != "_" and "help" in one]
    table = text.split("## Questions")[1].split("## Styles")[0]
    assert [name for name in asked if f"`{name}`" not in table] == []
    rows = re.findall(r"^\| \[`([\w-]+)`\]\(styles/", text, re.M)
    assert sorted(rows) == STYLES
    for name in STYLES:
        matter = yaml.safe_load((ROOT / "styles" / f"{name}.md").read_text(encoding="utf-8").split("---\n")[1])
        assert f"| {matter['title']} | {matter['summary']} |" in text


@pytest.mark.parametrize("page", PAGES)
def test_links_inside_the_repository_lead_somewhere(page: str) -> None:
    text = re.sub(r"^(```|~~~).*?^\1", "", (ROOT / page).read_text(encoding="utf-8"), flags=re.S | re.M)
    text = re.sub(r"`[^`\n]*`", "", text)
    for target in re.findall(r"\]\(<?([^)\s>]+)>?\)", text):
        if re.match(r"[a-z]+:|#", target):
            continue
        path = Path(ROOT / page).parent / unquote(target.partition("#")[0])
        assert path.exists(), f"{page}: {target}"
