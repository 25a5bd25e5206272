"""The README and the guides: what they list is what there is, and every link inside the repository leads somewhere."""

import json
import re
from pathlib import Path
from urllib.parse import unquote

import copier
import pytest
import yaml

from bench.laid import adr_py
from copier_adr.pack.tree import every_path
from tests.conftest import ANSWERS, ROOT, Pack, git, run
from tests.test_styles import STYLES

PAGES = [
    name
    for name in git(ROOT, "ls-files", "-z", "*.md").split("\0")
    if name and not name.startswith(("tests/", "template/", "styles/"))
]


GUIDES = [page for page in PAGES if page.startswith("docs/") and not page.startswith(("docs/adr/", "docs/gallery/"))]


def test_readme_lists_every_question_and_every_style() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    questions = yaml.safe_load((ROOT / "copier.yml").read_text(encoding="utf-8"))
    asked = [name for name, one in questions.items() if name[0] != "_" and "help" in one]
    table = text.split("## Questions")[1].split("## Styles")[0]
    assert [name for name in asked if f"`{name}`" not in table] == []
    for name, one in questions.items():
        if isinstance(one, dict) and isinstance(one.get("choices"), dict):
            (row,) = [line for line in table.splitlines() if line.startswith(f"| `{name}` |")]
            assert [value for value in one["choices"].values() if f"`{value}`" not in row] == [], name
    rows = re.findall(r"^\| \[`([\w-]+)`\]\(styles/", text, re.M)
    assert sorted(rows) == STYLES
    for name in STYLES:
        matter = yaml.safe_load((ROOT / "styles" / f"{name}.md").read_text(encoding="utf-8").split("---\n")[1])
        assert f"| {matter['title']} | {matter['summary']} |" in text


def anchors(path: Path) -> set[str]:
    """The fragments by which a forge knows the headings of a Markdown file."""
    text = re.sub(r"^(```|~~~).*?^\1", "", path.read_text(encoding="utf-8"), flags=re.S | re.M)
    words = [re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", heading) for heading in re.findall(r"^#+ (.+)$", text, re.M)]
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in words}


@pytest.mark.parametrize("page", PAGES)
def test_links_inside_the_repository_lead_somewhere(page: str) -> None:
    text = re.sub(r"^(```|~~~).*?^\1", "", (ROOT / page).read_text(encoding="utf-8"), flags=re.S | re.M)
    text = re.sub(r"`[^`\n]*`", "", text)
    for target in re.findall(r"\]\(<?([^)\s>]+)>?\)", text):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, fragment = target.partition("#")
        path = Path(ROOT / page).parent / unquote(name) if name else ROOT / page
        assert path.exists(), f"{page}: {target}"
        if fragment and path.suffix == ".md":
            assert fragment in anchors(path), f"{page}: {target}"


# ---- What docs/ lists is what there is ------------------------------------------------------------------------------


def cells(page: str, column: int) -> list[str]:
    """The code spans in one column of all tables of a page."""
    rows = [line for line in (ROOT / page).read_text(encoding="utf-8").splitlines() if line.startswith("|")]
    return [name for row in rows for name in re.findall(r"`([^`]+)`", row.split(" | ")[column])]


def promised(what: str) -> set[str]:
    """The names in a row of docs/stability.md."""
    (row,) = [
        line for line in (ROOT / "docs/stability.md").read_text(encoding="utf-8").splitlines()
        if line.startswith(f"| {what} |")
    ]  # fmt: skip
    return set(re.findall(r"`([^`]+)`", row))


def adr(*words: str) -> str:
    """`adr.py` of the working tree on the pack's own log."""
    return run("python3", str(adr_py()), "--dir", "docs/adr", *words, cwd=ROOT).stdout


def test_every_rule_of_check_is_explained_with_its_severity() -> None:
    (driver,) = [one["tool"]["driver"] for one in json.loads(adr("check", "--format", "sarif"))["runs"]]
    rules = {rule["id"]: rule["defaultConfiguration"]["level"] for rule in driver["rules"]}
    rules["governed"] = {"note": "notice"}[rules["governed"]]  # SARIF has a word of its own
    rules["undecided"] = "warning"  # as the question merged_status says unless it is answered otherwise
    text = (ROOT / "docs/checks.md").read_text(encoding="utf-8")
    assert dict(re.findall(r"^\| `([\w-]+)` \| (error|warning|notice) \|", text, re.MULTILINE)) == rules
    fixed = re.findall(r"^\| `([\w-]+)` .*\| fix[^|]*\|$", text, re.MULTILINE)
    assert sorted(fixed) == sorted(
        ["number-mismatch", "one-sided-supersession", "stale-index", "index-order", "stale-baseline"]
    )


def test_what_is_promised_to_stay_is_there() -> None:
    questions = yaml.safe_load((ROOT / "copier.yml").read_text(encoding="utf-8"))
    asked = {name for name, one in questions.items() if name[0] != "_" and "help" in one}
    assert promised("questions") == asked | {"keep"}
    assert promised("`adr.py`'s commands") - {"adr.py"} == set(re.findall(r"^  ([a-z]+) ", adr("--help"), re.MULTILINE))
    assert promised("keys of `list --json`") - {"list --json"} == set(json.loads(adr("list", "--json"))[0])
    assert "<!-- adrlog -->" in promised("marker lines")


def test_keys_of_a_finding_are_those_that_are_promised(pack: Pack) -> None:
    project = pack.copy(agents=True)
    (project.log / "0001-again.md").write_text("# Again\n\nNothing.\n", encoding="utf-8")
    done = project.adr("check", "--format", "json", check=False)
    assert done.returncode == 1
    assert promised("keys of `check --format json`") - {"check --format json"} == set(json.loads(done.stdout)[0])
    names = {path.name for path in project.log.iterdir()} | {".copier-answers.adr.yml", "adr-baseline.json"}
    assert {name for name in promised("files in a project") if name not in names} == set()


def test_files_that_the_architecture_names_are_there() -> None:
    text = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    names = [name for name in re.findall(r"`([^`\s]+\.(?:py|yml|md|jinja)|[\w/]+/)`", text) if "…" not in name]
    assert len(names) > 15
    folders = ("", "copier_adr", "copier_adr/pack", "docs/adr", "extensions", "template/{{ adr_dir }}", "tests")
    for name in names:
        found = any((ROOT / folder / name.replace("*", "nygard")).exists() for folder in folders)
        assert found or "adr_review" in name, name
    parts = {path.name for path in (ROOT / "extensions").glob("*.py")}
    assert parts - set(names) == set()


def test_the_tree_of_the_template_is_as_on_disk() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    told = text.partition("```text\ntemplate/\n")[2].partition("```")[0]
    above: list[str] = []
    files = []
    for line in told.splitlines():
        name = line.strip()
        depth = (len(line) - len(line.lstrip())) // 2 - 1
        above[depth:] = [name]
        if not name.endswith("/"):
            files.append("".join(above))
    template = ROOT / "template"
    there = (path.relative_to(template).as_posix() for path in template.rglob("*") if path.is_file())
    assert sorted(files) == sorted(name for name in there if "__pycache__" not in name)


@pytest.mark.parametrize("page", GUIDES)
def test_a_guide_opens_with_the_question_that_it_answers(page: str) -> None:
    heading, _, rest = (ROOT / page).read_text(encoding="utf-8").partition("\n\n")
    opening = rest.partition("\n\n")[0]
    assert heading.endswith("?") or re.match(r"\*\*?[^*]+\?\*", opening), opening


def test_the_readme_leads_to_every_guide() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [page for page in GUIDES if f"({page})" not in text] == []


def test_every_make_target_that_a_page_names_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for page in ("README.md", "CONTRIBUTING.md", *GUIDES):
        named = set(re.findall(r"`make ([a-z]+)", (ROOT / page).read_text(encoding="utf-8")))
        assert named <= targets, page
    told = {line.split(":")[0] for line in run("make", "--no-print-directory", "help", cwd=ROOT).stdout.splitlines()}
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert {target for target in told if f"`make {target}" not in text} - {"help"} == set()


def test_the_guide_on_leaving_names_every_file_that_a_copy_brings() -> None:
    text = (ROOT / "docs/leaving.md").read_text(encoding="utf-8")
    trees = [path for path in (ROOT / "tests/golden").iterdir() if path.is_dir()]
    assert len(trees) > 5
    for tree in trees:
        answers = yaml.safe_load((tree / ANSWERS).read_text(encoding="utf-8"))
        for path in sorted(tree.rglob("*")):
            name = path.relative_to(tree).as_posix().replace(f"{answers['adr_dir']}/", "docs/adr/")
            theirs = re.search(r"\d{3,}-", path.name) or name == "docs/adr/README.md"
            if path.is_file() and not theirs:
                assert f"{name} " in text or f"{name}\n" in text, f"{tree.name}: {name}"


FILES = {*every_path("docs/adr", "", ANSWERS), "docs/adr/adr-baseline.json"}


def test_the_guide_on_leaving_deletes_every_file_that_the_pack_has_and_no_other() -> None:
    text = (ROOT / "docs/leaving.md").read_text(encoding="utf-8")
    command = re.findall(r"```console\n(git rm .*?)```", text, re.DOTALL)[0].replace("\\\n", " ")
    named = set(command.split(" -- ")[1].split())
    # The README holds people's words, and the index.
    assert named == FILES - {"docs/adr/README.md"}


def test_the_guide_on_updates_names_every_file_that_the_pack_has() -> None:
    text = (ROOT / "docs/update.md").read_text(encoding="utf-8")
    assert {path for path in FILES if f"`{path.removeprefix('docs/adr/')}`" not in text} == set()


def sources() -> str:
    """The text of all that speaks to a user, with texts that the code breaks over lines put together."""
    paths = [*ROOT.glob("copier_adr/**/*.py"), *ROOT.glob("template/*/adr*.py"), ROOT / "copier.yml"]
    paths += Path(copier.__file__).parent.glob("*.py")
    text = "\n".join(path.read_text(encoding="utf-8") for path in paths)
    return re.sub(r"\"\s*\n\s*f?\"", "", text)


@pytest.mark.parametrize("page", ["docs/adopt.md", "docs/update.md"])
def test_messages_that_a_guide_explains_are_still_said(page: str) -> None:
    said = sources()
    table = (ROOT / page).read_text(encoding="utf-8").split("## Messages\n")[1].split("\n## ")[0]
    told = re.findall(r"^\| `([^`]+)`", table, re.MULTILINE)
    assert len(told) > 4
    for message in told:
        # What changes from case to case is left out: numbers, names, and what an ellipsis stands for.
        piece = max(re.split(r"['…<>:]|\b\d+\b|\b[\w-]+\.\w+\b", message), key=len).strip()
        assert len(piece) > 8, message
        assert piece in said, f"{message!r}: nothing says {piece!r}"
