"""Changes of mind: each answer changed on an update, the log moved to another folder, the pack left."""

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

import pytest
import yaml

from tests import guides
from tests.conftest import FROM, ROOT, Pack, Project, commit, git, init, often, run
from tests.test_styles import GOOD
from tests.updates.conftest import age
from tests.updates.held import held, records_of


class Change(NamedTuple):
    answer: Any
    file: str
    word: str  # what the file must say afterwards; "" = the file must be gone
    before: Mapping[str, Any] = MappingProxyType({})  # answers that the project was made with


OWN = GOOD.replace("Links", "Further reading")
CUSTOM = {"style": "custom", "custom_style": GOOD}
TEAMS = {"stakeholders": ["Team blue", "Team red"]}
CHANGES: dict[str, Change] = {
    "project_name": Change("Till", "docs/adr/README.md", "decision records of Till"),
    "style": Change("nygard", "docs/adr/README.md", "_Nygard_"),
    "custom_style": Change(OWN, "docs/adr/adr-template.md", "## Further reading\n", before=CUSTOM),
    "style_parameters": Change(TEAMS, "docs/adr/adr-template.md", "| Team blue |", before={"style": "codeflare"}),
    "numbering": Change("date", "docs/adr/README.md", "`YYYYMMDD-short-title.md`"),
    "number_width": Change(6, "docs/adr/README.md", "`NNNNNN-short-title.md`"),
    "filename_prefix": Change("ADR-", "docs/adr/README.md", "`ADR-NNNN-short-title.md`"),
    "file_name": Change("records/{number}-{slug}.md", "docs/adr/README.md", "`records/NNNN-short-title.md`"),
    "issue_template": Change("markdown", ".github/ISSUE_TEMPLATE/adr.md", "## Decision Outcome"),
    "issue_title": Change("Decide: ", ".github/ISSUE_TEMPLATE/adr.yml", "Decide: "),
    "issue_labels": Change(["architecture"], ".github/ISSUE_TEMPLATE/adr.yml", "architecture"),
    "issue_assignees": Change(["octocat"], ".github/ISSUE_TEMPLATE/adr.yml", "octocat"),
    "pr_template": Change(False, ".github/PULL_REQUEST_TEMPLATE/adr.md", ""),
    "min_approvals": Change(2, "docs/adr/adr.json", '"min_approvals": 2'),
    "min_open_days": Change(7, ".github/workflows/adr-review.yml", "adr/review"),
    "min_approvals_editorial": Change(
        3, "docs/adr/adr.json", '"min_approvals_editorial": 3', before={"min_approvals": 3}
    ),
    "merged_status": Change("decided", "docs/adr/adr.json", '"merged_status": "decided"'),
    "index_group": Change("tag", "docs/adr/adr.json", '"index_group": "tag"'),
    "max_open_days": Change(30, "docs/adr/adr.json", '"max_open_days": 30'),
    "needs_record": Change(["infra/**"], "docs/adr/adr.json", '"needs_record": ["infra/**"]'),
    "missing_record": Change("error", "docs/adr/adr.json", '"missing_record": "error"', before={"needs_record": ["x"]}),
    "governing_comment": Change("none", "docs/adr/adr.json", '"governing_comment": "none"'),
    "ci": Change(False, ".github/workflows/adr.yml", ""),
    "default_branch": Change("develop", ".github/workflows/adr.yml", 'branches: ["develop"]'),
    "template_updates": Change("pipeline", ".github/workflows/adr-update.yml", "adr_update.py"),
    "agents": Change(False, "docs/adr/AGENTS.md", ""),
    "agents_root": Change(True, "AGENTS.md", "read docs/adr/AGENTS.md before"),
}


@pytest.mark.parametrize("name", often(CHANGES, lambda name: list(CHANGES).index(name) % 8 == 0))
def test_one_answer_changed(name: str, newer: Pack, request: pytest.FixtureRequest) -> None:
    answer, file, word, before = CHANGES[name]
    aged = age(newer, newer.new_folder("aged"), **before) if before else request.getfixturevalue("aged")
    records = records_of(aged)
    readme = aged.log / "README.md"
    readme.write_text(readme.read_text(encoding="utf-8") + "\nAsk in the channel.\n", encoding="utf-8")
    aged.commit("our words")
    newer.update(aged, ref=FROM, **{name: answer})
    assert held(aged, records, {"docs/adr/README.md": "Ask in the channel."}) == set()
    assert aged.answers[name] == answer
    if word:
        assert word in aged.text(file)
    else:
        assert file not in aged.files()
    # Old records keep name and form, and pass; the next one follows the new answer.
    assert not [line for line in aged.adr("check", check=False).stdout.splitlines() if "placeholder" not in line]
    aged.adr("new", "Rotate keys")
    new = next(r for r in aged.records() if r["title"] == "Rotate keys")
    wanted = {
        "numbering": "20261121-rotate-keys.md",
        "number_width": "000004-rotate-keys.md",
        "filename_prefix": "ADR-0004-rotate-keys.md",
        "file_name": "records/0004-rotate-keys.md",
    }
    assert new["file"] == wanted.get(name, "0004-rotate-keys.md")
    body = (aged.log / new["file"]).read_text(encoding="utf-8")
    assert ("\n## Status\n\nProposed\n" in body) == (name in ("style", "custom_style"))
    assert ("\n## Further reading\n" in body) == (name == "custom_style")


def test_a_section_more_in_a_style_of_ones_own_is_missed_in_new_records_only(newer: Pack) -> None:
    aged = age(newer, newer.new_folder("aged"), **CUSTOM)
    records = records_of(aged)
    newer.update(aged, ref=FROM, custom_style=GOOD.replace("## Links", "## Cost\n\n{What it costs.}\n\n## Links"))
    assert held(aged, records) == set()
    assert aged.adr("check").stdout == ""
    missed = json.loads(aged.text("docs/adr/adr-baseline.json"))["faults"]
    assert missed == [{"rule": "missing-section", "records": "1-3", "subject": "Cost"}]
    assert len(records) == 3
    (aged.log / aged.adr("new", "Rotate keys").stdout.strip().split("/")[-1]).write_text(
        records["docs/adr/0002-use-postgresql.md"].decode().replace("# 2.", "# 4."), encoding="utf-8"
    )
    done = aged.adr("check", check=False)
    assert done.returncode == 1
    assert "0004-rotate-keys.md" in done.stdout
    assert "'Cost'" in done.stdout


def test_every_question_is_among_the_answers_changed() -> None:
    questions = yaml.safe_load((ROOT / "copier.yml").read_text(encoding="utf-8"))
    asked = {
        name
        for name, question in questions.items()
        if not name.startswith("_") and question.get("when") is not False and question.get("ask") is not False
    }
    # The forge and the folder have tests of their own below, the tool in test_code.py, the project's own list (which
    # alone brings that question) in tests/adoption; `customise` decides what is asked, and nothing else.
    assert asked - {"forge", "adr_dir", "customise", "tool", "tool_source", "index"} == set(CHANGES)


def test_another_forge(newer: Pack, aged: Project) -> None:
    records = records_of(aged)
    edited = aged.path / ".github/PULL_REQUEST_TEMPLATE/adr.md"
    edited.write_text(edited.read_text(encoding="utf-8") + "\nOurs.\n", encoding="utf-8")
    aged.commit("our words")
    (aged.path / ".github/CODEOWNERS").write_text("* @acme/all\n", encoding="utf-8")
    own = aged.path / ".gitlab/issue_templates/ADR.md"
    own.parent.mkdir(parents=True)
    own.write_text("Our own form.\n", encoding="utf-8")
    aged.commit("an owner")
    done = newer.cli(
        "update", "--trust", "--defaults", "-a", aged.answers_file, "-r", FROM, "-d", "forge=gitlab", cwd=aged.path
    )
    assert done.returncode == 0, done.stderr
    # A file of theirs where the new forge's comes: both, side by side.
    mine = ".gitlab/issue_templates/ADR.md"
    assert held(aged, records, {mine: "Our own form."}) == {mine}
    assert f"  conflict: {mine} " in done.stderr
    files = set(aged.files())
    assert {name for name in files if name.startswith(".github/")} == {".github/CODEOWNERS"}
    assert {".gitlab/issue_templates/ADR.md", ".gitlab/merge_request_templates/ADR.md", ".gitlab/ci/adr.yml"} <= files
    assert "  .github/PULL_REQUEST_TEMPLATE/adr.md   with edits of yours\n" in done.stderr
    assert re.search(r"^  \.github/ISSUE_TEMPLATE/adr\.yml$", done.stderr, re.M)
    git(aged.path, "restore", "--source=HEAD", ".github/PULL_REQUEST_TEMPLATE/adr.md")
    assert edited.read_text(encoding="utf-8").endswith("\nOurs.\n")


def test_another_folder_is_refused_and_the_named_command_moves_the_log(newer: Pack, aged: Project) -> None:
    files = {
        "docs/architecture.md": "See [why](adr/0002-use-postgresql.md#decision-outcome) and [all](adr/).\n",
        "README.md": "[log](docs/adr/README.md), [log][1], <a href='docs/adr/'>log</a>\n\n[1]: /docs/adr/README.md\n",
        "src/notes.md": "```\n[not a link](../docs/adr/README.md)\n```\n[web](https://acme.example/docs/adr/x)\n",
        "mkdocs.yml": "nav: [docs/adr/README.md]\n",
        ".github/CODEOWNERS": "/docs/adr/ @acme/architects\n/packages/x/docs/adr/ @acme/x\n",
    }
    for name, text in files.items():
        (aged.path / name).parent.mkdir(parents=True, exist_ok=True)
        (aged.path / name).write_text(text, encoding="utf-8")
    record = aged.log / "0002-use-postgresql.md"
    record.write_bytes(
        record.read_bytes() + b"\r\nSee [arch](../architecture.md), [next](0003-ship-containers.md) \r\n"
    )
    readme = aged.log / "README.md"
    readme.write_text(readme.read_text(encoding="utf-8") + "\n[Back](../architecture.md). Ours.\n", encoding="utf-8")
    aged.commit("links")
    before = aged.files()

    update = ["update", "--trust", "--defaults", "-a", aged.answers_file, "-r", FROM]
    done = newer.cli(*update, "-d", "adr_dir=engineering/decisions", cwd=aged.path)
    assert done.returncode != 0
    assert "adr.py move engineering/decisions" in done.stderr
    assert aged.files() == before

    said = aged.adr("move", "engineering/decisions").stdout
    assert "  mkdocs.yml\n" in said
    moved = Project(aged.path, "engineering/decisions")
    assert not aged.log.exists()
    old = {name: text for name, text in before.items() if name.startswith("docs/adr/0")}
    for name, content in old.items():
        now = moved.files()[name.replace("docs/adr", "engineering/decisions")]
        assert now == content.replace(b"](../architecture.md)", b"](../../docs/architecture.md)")
    linked = files["docs/architecture.md"].replace("](adr/", "](../engineering/decisions/")
    assert moved.text("docs/architecture.md") == linked
    assert moved.text("README.md") == files["README.md"].replace("docs/adr", "engineering/decisions")
    assert moved.text("src/notes.md") == files["src/notes.md"]
    assert moved.text(".github/CODEOWNERS") == files[".github/CODEOWNERS"].replace(
        "/docs/adr/ @acme/architects", "/engineering/decisions/ @acme/architects"
    )
    assert "[Back](../../docs/architecture.md). Ours." in moved.text("engineering/decisions/README.md")
    assert not [line for line in moved.adr("check", check=False).stdout.splitlines() if "placeholder" not in line]
    moved.commit("move the log")
    assert git(aged.path, "log", "-1", "--format=", "--name-status", "-M").count("R") >= 5

    # The pack renders what the move wrote: the same version changes nothing, the next one merges.
    newer.update(moved, ref=FROM)
    assert moved.status() == ""
    newer.update(moved)
    assert held(moved, records_of(moved), {"engineering/decisions/README.md": "Ours."}, index=False) == set()
    moved.adr("index", "--check")


@pytest.mark.parametrize(
    ("to", "word"),
    [
        ("/srv/adr", "inside the project"),
        ("../adr", "inside the project"),
        ("docs", "third folder"),
        ("src", "is there already"),
        (".git/adr", "git's own folder"),
        (".GIT/adr", "git's own folder"),
        ("src/.git/adr", "git's own folder"),
        ("build/adr", "ignored by git (.gitignore:2)"),
        ("src/notes.adr", "ignored by git (.gitignore:3)"),
        ("vendor/adr", "vendor, a repository of its own"),
        ("out/adr", "leads out of the project"),
    ],
)
def test_a_wrong_move_changes_nothing(to: str, word: str, aged: Project, new_folder: Callable[[str], Path]) -> None:
    (aged.path / "src").mkdir()
    (aged.path / ".gitignore").write_text("# ours\nbuild/\n*.adr\n")
    init(aged.path / "vendor")
    (aged.path / "out").symlink_to(new_folder("elsewhere"))
    before = aged.status()
    done = aged.adr("move", to, check=False)
    assert done.returncode == 2
    assert word in done.stderr
    assert aged.status() == before


def test_a_move_follows_a_link_with_spaces(aged: Project) -> None:
    (aged.path / "docs/load test.md").write_text("Slow.\n", encoding="utf-8")
    readme = aged.log / "README.md"
    readme.write_text(readme.read_text(encoding="utf-8") + "\n[Slow](<../load test.md>).\n", encoding="utf-8")
    aged.commit("a link")
    aged.adr("move", "engineering/decisions")
    moved = Project(aged.path, "engineering/decisions")
    assert "[Slow](<../../docs/load%20test.md>)" in moved.text("engineering/decisions/README.md")


def test_leaving_by_the_guide_leaves_plain_markdown(aged: Project) -> None:
    (script,) = (block.text for block in guides.blocks("docs/leaving.md") if block.kind == "console")
    records = records_of(aged)
    run("sh", "-e", "-c", script, cwd=aged.path)
    commit(aged.path, "leave")
    left = aged.files()
    assert set(left) == set(records) | {"docs/adr/README.md"}
    assert {name: left[name] for name in records} == records
    assert "](0002-use-postgresql.md)" in aged.text("docs/adr/README.md")


def test_the_contract_is_json_after_a_change_of_style_with_edits(newer: Pack, aged: Project) -> None:
    contract = aged.log / "adr.json"
    contract.write_text(contract.read_text().replace('"forge"', '"index_graph": true,\n  "forge"'))
    aged.commit("a graph, please")
    newer.update(aged, ref=FROM, style="nygard")
    after = json.loads(aged.text("docs/adr/adr.json"))
    assert after["style"] == "nygard"
    assert after["index_graph"]
