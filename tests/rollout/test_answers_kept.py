"""The fleet in repositories that another template made, or that hide files, or whose recorded answers cannot be."""

from pathlib import Path

import pytest
import yaml

from tests.conftest import commit, git
from tests.rollout.conftest import Fleet, lay

ANSWERS = ".copier-answers.adr.yml"
THEIRS = "_src_path: gh:acme/other\n_commit: v3\nci: github\nagents: false\nadr_dir: their/adr\nkeep: all\nstyle: 7\n"


def test_the_fleet_takes_no_answers_of_another_template(fleet: Fleet) -> None:
    fleet.add("acme/web", {"README.md": "x\n", ".copier-answers.yml": THEIRS})
    fleet.toml()
    (entry,) = fleet.outcomes("bootstrap", check=0).values()
    assert entry["outcome"] == "pushed", entry
    branch = "copier-adr/v1.0.0"
    found = yaml.safe_load(fleet.show("acme/web", ANSWERS, branch))
    names = ("ci", "agents", "adr_dir", "keep", "style")
    assert [found[name] for name in names] == [True, True, "docs/adr", [], "madr"]
    assert fleet.show("acme/web", ".copier-answers.yml", branch) == THEIRS


def test_an_update_mends_recorded_answers_and_says_so(fleet: Fleet) -> None:
    fleet.add("acme/web", {"README.md": "x\n"})
    fleet.toml()
    fleet.outcomes("bootstrap", check=0)
    fleet.merge("acme/web", "copier-adr/v1.0.0")
    text = fleet.show("acme/web", ANSWERS)
    assert "\nci: true\n" in text
    fleet.change("acme/web", {ANSWERS: text.replace("\nci: true\n", "\nci: github\n")})
    fleet.toml(version="v1.1.0")
    (entry,) = fleet.outcomes("update", check=0).values()
    assert entry["outcome"] == "pushed", entry
    assert any('ci: "github" -> true' in note for note in entry["notes"])
    found = yaml.safe_load(fleet.show("acme/web", ANSWERS, "copier-adr/v1.1.0"))
    assert (found["ci"], found["_commit"]) == (True, "v1.1.0")
    assert "Version 1 of this line." in fleet.show("acme/web", "DECISIONS.md", "copier-adr/v1.1.0")


def test_what_git_leaves_out_of_a_change_is_told(fleet: Fleet) -> None:
    """Nobody who reads the pull request would miss it."""

    def submodule(work: Path) -> None:
        lay(work, {"README.md": "x\n"})
        commit(work, "start")
        head = git(work, "rev-parse", "HEAD").strip()
        git(work, "update-index", "--add", "--cacheinfo", f"160000,{head},docs")
        git(work, "commit", "--quiet", "-m", "a submodule")

    fleet.add("acme/some", {"README.md": "x\n", ".gitignore": "AGENTS.md\n"})
    fleet.add("acme/all", {"README.md": "x\n", ".gitignore": "/docs/\n"})
    fleet.add("acme/module", {}, change=submodule)
    fleet.toml()
    found = fleet.outcomes("bootstrap", check=1)
    assert found["acme/some"]["outcome"] == "pushed"
    assert any("docs/adr/AGENTS.md" in note for note in found["acme/some"]["notes"])
    for name, why in (("acme/all", "ignored by .gitignore:1"), ("acme/module", "docs is a submodule")):
        assert found[name]["outcome"] == "failed", found[name]
        assert why in found[name]["why"]
        assert "adr_dir" in found[name]["why"], "what to do"
        assert fleet.branches(name) == []


@pytest.mark.long
def test_an_index_that_was_skipped_is_told(fleet: Fleet) -> None:
    fleet.add("acme/web", {"README.md": "x\n"})
    fleet.toml()
    fleet.outcomes("bootstrap", check=0)
    fleet.merge("acme/web", "copier-adr/v1.0.0")
    text = fleet.show("acme/web", "docs/adr/README.md")
    fleet.change("acme/web", {"docs/adr/README.md": text.replace("<!-- adrlogstop -->\n", "")})
    fleet.toml(version="v1.1.0")
    output = fleet("update", check=0).stdout
    assert "note      acme/web: the index was skipped: docs/adr/README.md: has the line `<!-- adrlog -->`" in output
