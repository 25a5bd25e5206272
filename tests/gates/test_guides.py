"""What the guides in docs/gates show is what the forges' checkers and the pack agree with."""

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import jinja2
import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
GUIDES = sorted((ROOT / "docs/gates").glob("*.md"))
FORGES = ("azure-devops", "bitbucket", "forgejo", "github", "gitlab")


def blocks(guide: str) -> list[str]:
    text = (ROOT / f"docs/gates/{guide}.md").read_text(encoding="utf-8")
    return re.findall(r"^```yaml\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def test_there_is_a_guide_for_each_forge_that_opens_with_its_question_and_ends_with_its_limits() -> None:
    assert [guide.stem for guide in GUIDES] == list(FORGES)
    for guide in GUIDES:
        text = guide.read_text(encoding="utf-8")
        assert re.match(r"# Gates on .+\n\n\*.+\?\*", text), f"{guide.name}: the question comes first"
        assert re.findall(r"^## (.+)$", text, re.MULTILINE)[-1].startswith("What "), guide.name
        assert "cannot enforce" in text, guide.name


@pytest.mark.parametrize(
    ("guide", "schema", "path"),
    [
        ("github", "vendor.github-workflows", ".github/workflows/adr-sarif.yml"),
        ("gitlab", "vendor.gitlab-ci", ".gitlab-ci.yml"),
        ("bitbucket", "vendor.bitbucket-pipelines", "bitbucket-pipelines.yml"),
    ],
)
def test_what_a_guide_lets_people_paste_is_well_formed(guide: str, schema: str, path: str, tmp_path: Path) -> None:
    (text,) = blocks(guide)
    file = tmp_path / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    call = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(file)]
    done = subprocess.run(call, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stdout
    if guide == "github":
        zizmor = Path(sys.executable).with_name("zizmor")
        options = ["--offline", "--quiet", "--persona", "auditor", "--format", "json"]
        done = subprocess.run([zizmor, *options, file], capture_output=True, text=True, timeout=60, check=False)
        assert json.loads(done.stdout) == []


def test_the_guide_shows_the_step_that_the_log_s_readme_shows() -> None:
    environment = jinja2.Environment(undefined=jinja2.StrictUndefined, autoescape=False)  # noqa: S701 (no HTML)
    environment.filters["shell"] = shlex.quote
    answers = {"adr_dir": "docs/adr", "tool": "vendored", "adr_command": lambda: "python3 docs/adr/adr.py"}
    step = (ROOT / "includes/bitbucket-pipelines.yml.jinja").read_text(encoding="utf-8")
    assert blocks("bitbucket") == [environment.from_string(step).render(**answers) + "\n"]
