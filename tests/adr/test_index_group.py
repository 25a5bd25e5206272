"""The index by folder and by tag."""

import json

import pytest

from .logs import Log, nygard


@pytest.fixture
def many(log: Log) -> Log:
    tags = {
        "0001-a.md": ["storage", "cost"],
        "0002-b.md": [],
        "api/0001-c.md": ["Storage"],
        "api/v2/0007-d/README.md": ["a|b"],
    }
    for file, its in tags.items():
        number = int(file.replace("api/v2/", "").replace("api/", "")[:4])
        log.write(file, f"---\ntags: {json.dumps(its)}\n---\n" + nygard(number, file[-8:-3]))
    return log


def groups(log: Log, how: object) -> list[tuple[str, list[str]]]:
    """(heading, files) of the index's tables, as `index` writes them."""
    log.write("adr.json", json.dumps({"index_group": how, "record": {"status": {"section": "Status"}}}))
    log.run("index")
    assert "stale-index" not in log.rules()
    block = log.read("README.md").partition("<!-- adrlog -->")[2].partition("<!-- adrlogstop -->")[0]
    found: list[tuple[str, list[str]]] = []
    heading = ""
    for line in block.splitlines():
        if line.startswith("### "):
            heading = line[4:]
        elif line.startswith("| Number"):
            found.append((heading, []))
        elif line.startswith("| ["):
            found[-1][1].append(line.partition("](")[2].partition(")")[0])
    return found


def test_by_folder(many: Log) -> None:
    assert groups(many, "folder") == [
        ("", ["0001-a.md", "0002-b.md"]), ("api", ["api/0001-c.md"]), ("api/v2", ["api/v2/0007-d/README.md"]),
    ]  # fmt: skip


def test_by_tag(many: Log) -> None:
    assert groups(many, "tag") == [
        ("a\\|b", ["api/v2/0007-d/README.md"]), ("cost", ["0001-a.md"]), ("storage", ["0001-a.md", "api/0001-c.md"]),
        ("Without a tag", ["0002-b.md"]),
    ]  # fmt: skip


@pytest.mark.parametrize("how", ["none", None, 7, ["tag"]])
def test_one_table(many: Log, how: object) -> None:
    assert [heading for heading, _ in groups(many, how)] == [""]


def test_from_one_form_to_another_and_what_people_wrote(many: Log) -> None:
    """A heading of a group is no word of people's; padding that a formatter gave stays fresh."""
    for how in ("tag", "folder", "none", "tag"):
        groups(many, how)
    text = many.read("README.md")
    padded = text.replace("| Number | Title | Status   |", "| Number | Title | Status   |").replace(
        "| --- | --- |", "| ------ | ----- |"
    )
    many.write("README.md", padded)
    assert many.run("index", "--check", code=None).code == 0
    many.write("0003-e.md", "---\ntags: [cost]\n---\n" + nygard(3, "E"))
    assert many.rules() == {"stale-index"}
    many.run("index")
    assert many.read("README.md").count("0003-e.md") == 1
    for file in ("0001-a.md", "0003-e.md", "api/0001-c.md", "api/v2/0007-d/README.md"):
        (many.path / file).unlink()
    many.run("index")
    assert "###" not in many.read("README.md")
