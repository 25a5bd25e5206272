"""An adopted log through later versions of the pack: its README's prose is the project's own."""

import pytest

from tests.adoption.test_find import NYGARD, records, write
from tests.conftest import FROM, TO, Pack, Project, init, often
from tests.updates.held import held, records_of

HEAD = "# Why things are so\n\nWords of ours.\n\n"
LIST = "- [Use a queue](0001-use-a-queue.md)\n- [Use a queue](0002-use-a-queue.md)\n"
TAIL = "\nWords after it.\n"


@pytest.mark.parametrize("readme", often(["README.md", "index.md"], "index.md".__eq__))
def test_the_prose_of_an_adopted_readme_is_left_alone(readme: str, newer: Pack) -> None:
    folder = init(newer.new_folder("shop"))
    write(folder, {**records("docs/adr"), f"docs/adr/{readme}": HEAD + LIST + TAIL})
    project = Project(folder)
    project.commit("before")
    newer.copy(folder, ref=FROM)
    adopted = project.text(f"docs/adr/{readme}")
    # A list that says nothing but what the index says is taken over, in its place.
    assert adopted.startswith(f"{HEAD}<!-- adrlog -->\n")
    assert adopted.endswith(f"<!-- adrlogstop -->\n{TAIL}")
    assert LIST not in adopted
    project.commit("adopt")
    project.adr("new", "Keep the queue")
    path = project.log / readme
    path.write_text(
        path.read_text(encoding="utf-8").replace("Words of ours.", "Words of ours, changed."), encoding="utf-8"
    )
    project.commit("work")
    wanted, kept = project.text(f"docs/adr/{readme}"), records_of(project)
    newer.update(project)
    assert held(project, kept, index=False) == set()
    # The newer version changes the pack's README in several places: nothing of that arrives here.
    assert project.text(f"docs/adr/{readme}") == wanted
    project.adr("index", "--check")
    assert project.answers["_commit"] == TO
    assert f"docs/adr/{'index.md' if readme == 'README.md' else 'README.md'}" not in project.files()
    assert NYGARD.replace("{n}", "1").encode() == project.files()["docs/adr/0001-use-a-queue.md"]
