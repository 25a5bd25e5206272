"""An update: what is new in the pack comes, what people wrote stays."""

import re

import pytest

from tests.conftest import Pack, Project, git

QUESTION = """
team_name:
  type: str
  help: Which team owns the log?
  default: Platform

"""


def next_version(pack: Pack, tag: str) -> None:
    """A version of the pack in which every template file differs and one question is new."""
    template = pack.path / "template"
    for path in sorted(template.rglob("*")):
        if not path.is_file() or path.suffix == ".pyc":
            continue
        text = path.read_text(encoding="utf-8")
        match path.suffix, path.name:
            case ".py", _:
                text = text.replace('"""', f'"""Version {tag}. ', 1)
            case _, name if name.startswith("adr.json"):
                added = """{{ adr_json() | replace('\\n}\\n', ',\\n  "team": 1\\n}\\n') -}}"""
                text = text.replace("{{ adr_json() -}}", added)
            case _, name if name.startswith("{{ first_record"):
                text += f"\nAdded in {tag}.\n"
            case _, name if "answers_file" in name or name.startswith(".gitattributes"):
                text = f"# Version {tag}\n" + text
            case _, name if name.startswith("README"):
                text = text.replace("## Guidelines\n", "## Guidelines\n\nKept by {{ team_name }}.\n")
                text = text.replace("Resources\n", f"Resources\n\nVersion {tag}.\n")
            case ".jinja", _ if "---\n{{" in text or "issue_form" in text:
                text = text.replace("{{ issue_form() -}}", f"# Version {tag}\n{{{{ issue_form() -}}}}")
                text = text.replace("{{ issue_sections() -}}", f"Version {tag}.\n\n{{{{ issue_sections() -}}}}")
            case ".jinja", _:
                text = text.rstrip("\n") + f"\n\nVersion {tag}.\n"
            case _:
                text = f"# Version {tag}\n" + text
        path.write_text(text, encoding="utf-8")
    include = pack.path / "includes" / "change.md.jinja"
    text = include.read_text(encoding="utf-8")
    include.write_text(text.replace("## Review\n", f"## Review ({tag})\n"), encoding="utf-8")
    settings = pack.path / "copier.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("customise:\n", QUESTION.lstrip("\n") + "customise:\n", 1), encoding="utf-8")
    pack.release(tag)


def people_work(project: Project) -> dict[str, bytes]:
    """What a team does in a year; the records' bytes afterwards."""
    project.commit("adopt")
    first = project.records()[0]["file"]
    for title in ("Use PostgreSQL", "Ship containers", "Rotate keys"):
        project.adr("new", title)
    for record in project.records():
        path = project.log / record["file"]
        filled = path.read_bytes().replace(b"{", b"Filled: ").replace(b"}", b".")
        path.write_bytes(filled + b"\r\nA line of our own. \r\n")
    (project.log / first).unlink()
    own = project.log / "2019 old notes.md"
    own.write_bytes("# Old notes\n\nStatus: Accepted\n\nkept as they were".encode("utf-16"))
    readme = project.log / "README.md"
    text = readme.read_text(encoding="utf-8")
    text = text.replace("why it was due,", "why it was due, as our team sees it,")
    text = text.replace("- **Be timely**", "- **Be kind**: the reader was not there\n- **Be timely**")
    readme.write_text(text + "\n## Our own chapter\n\nAsk in the channel.\n", encoding="utf-8")
    template = project.path / ".github/PULL_REQUEST_TEMPLATE/adr.md"
    text = template.read_text(encoding="utf-8")
    template.write_text(text.replace("- [ ] No guidance", "- [x] No guidance"), encoding="utf-8")
    project.adr("index")
    project.commit("a year of work")
    return {name: content for name, content in project.files().items() if is_record(name)}


def is_record(name: str) -> bool:
    return bool(re.match(r"docs/adr/\d", name))


def conflicts(project: Project) -> list[str]:
    marked = [name for name, content in project.files().items() if b"<<<<<<<" in content and not name.endswith(".py")]
    return marked + git(project.path, "ls-files", "-u").splitlines()


# Styles that between them have every kind of place for a fact.
KINDS = ["codeflare", "decision-log", "edgex", "joblet", "madr", "nhs-england", "nygard", "rfc"]


@pytest.mark.parametrize("style", KINDS)
def test_an_update_brings_the_new_and_keeps_what_people_wrote(style: str, pack: Pack) -> None:
    mine = pack.clone()
    project = mine.copy(style=style)
    first = project.records()[0]["file"]
    records = people_work(project)
    next_version(mine, "999.1.0")
    mine.update(project)

    assert conflicts(project) == []
    assert list(project.path.rglob("*.rej")) == []
    after = project.files()
    assert {name: content for name, content in after.items() if is_record(name)} == records
    assert f"docs/adr/{first}" not in after
    assert project.answers["_commit"] == "999.1.0"
    assert project.answers["team_name"] == "Platform"
    for name, content in after.items():
        if not is_record(name) and not name.endswith("adr.json") and "team" not in content.decode():
            assert b"999.1.0" in content, name
    readme = project.text("docs/adr/README.md")
    for mine_or_new in (
        "as our team sees it", "**Be kind**", "## Our own chapter", "Kept by Platform.", "Version 999.1.0.",
    ):  # fmt: skip
        assert mine_or_new in readme
    assert "- [x] No guidance" in project.text(".github/PULL_REQUEST_TEMPLATE/adr.md")
    rows = re.findall(r"^\| \[", readme, re.M)
    assert len(rows) == len(project.records()) >= 3
    project.adr("index", "--check")
    project.commit("update")
    mine.update(project)
    assert project.status() == ""


def test_a_record_added_on_the_way_is_in_the_index_after_the_update(pack: Pack) -> None:
    mine = pack.clone()
    project = mine.copy()
    project.commit()
    first = project.records()[0]["file"]
    (project.log / "0007-by-hand.md").write_bytes((project.log / first).read_bytes())
    project.commit("by hand, without the index")
    next_version(mine, "999.1.0")
    mine.update(project)
    assert "](0007-by-hand.md)" in project.text("docs/adr/README.md")


def test_the_command_that_the_messages_name_updates(pack: Pack) -> None:
    mine = pack.clone()
    project = mine.copy()
    project.commit()
    next_version(mine, "999.1.0")
    done = mine.cli("update", "--trust", "--defaults", "-a", ".copier-answers.adr.yml", cwd=project.path)
    assert done.returncode == 0, done.stderr
    assert "no record was changed" in done.stderr
    assert project.answers["_commit"] == "999.1.0"
