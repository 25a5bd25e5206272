"""Random sequences of what people and the pack do; `UPDATE_EXAMPLES=200` in the environment tries many."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import FROM, Pack, Project, copy_tree, git
from tests.updates.held import held, records_of

EXAMPLES = int(os.environ.get("UPDATE_EXAMPLES", "3"))
README = "docs/adr/README.md"


def append(project: Project, name: str, words: str) -> None:
    path = project.path / name
    if path.is_file():
        path.write_bytes(path.read_bytes() + words.encode())


def first_line(project: Project, words: str) -> None:
    path = project.path / README
    if path.is_file():
        path.write_bytes(words.encode() + path.read_bytes())


def remove(project: Project, name: str) -> None:
    (project.path / name).unlink(missing_ok=True)


def new(project: Project) -> None:
    project.adr("new", f"Decide {len(project.records())}")


def settle(project: Project) -> None:
    number = max(record["number"] or 0 for record in project.records())
    project.adr("status", number, "accepted", check=False)


PEOPLE: dict[str, Callable[[Project], None]] = {
    "new record": new,
    "accept": settle,
    "prose at the end": lambda p: append(p, README, "\nWords at the end.\n"),
    "prose at the start": lambda p: first_line(p, "Words at the start.\n\n"),
    "Windows line ends in a record": lambda p: append(p, f"{p.adr_dir}/0002-use-postgresql.md", "\r\nOurs.\r\n"),
    "blank changed": lambda p: append(p, f"{p.adr_dir}/adr-template.md", "\n## Cost\n\n{What it costs.}\n"),
    "notes for agents gone": lambda p: remove(p, f"{p.adr_dir}/AGENTS.md"),
    "form gone": lambda p: remove(p, ".github/ISSUE_TEMPLATE/adr.yml"),
    "script edited": lambda p: append(p, f"{p.adr_dir}/adr.py", "\n# Ours.\n"),
}
UPDATES: list[tuple[str, dict[str, object]]] = [
    ("999.1.0", {}),
    (FROM, {}),
    (FROM, {"style": "nygard"}),
    ("999.1.0", {"number_width": 5, "agents": False}),
    ("999.1.0", {"forge": "gitlab"}),
    ("999.1.0", {"min_approvals": 2, "project_name": "Till"}),
]
ROUND = st.tuples(st.lists(st.sampled_from(sorted(PEOPLE)), min_size=1, max_size=4), st.sampled_from(UPDATES))


@pytest.mark.long
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    derandomize="UPDATE_EXAMPLES" not in os.environ,
    suppress_health_check=list(HealthCheck),
)
@given(rounds=st.lists(ROUND, min_size=2, max_size=3))
def test_nothing_is_lost(
    rounds: list[tuple[list[str], tuple[str, dict[str, object]]]], newer: Pack, aged_project: Path
) -> None:
    project = Project(copy_tree(aged_project, newer.new_folder("project")))
    version = FROM
    words: dict[str, str] = {}
    for steps, (ref, answers) in rounds:
        for step in steps:
            PEOPLE[step](project)
            if step.startswith("prose"):
                words[README] = "Words at the end." if step.endswith("end") else "Words at the start."
        project.commit("people")
        records = records_of(project)
        version = max(version, ref)  # Copier does not go back
        newer.update(project, ref=version, **answers)
        conflict = held(project, records, words)
        if conflict:
            # People take both sides, and go on.
            for name in conflict:
                lines = project.text(name).split("\n")
                kept = [line for line in lines if line[:7] not in ("<<<<<<<", "=======", ">>>>>>>", "|||||||")]
                (project.path / name).write_bytes("\n".join(kept).encode())
            if f"{project.adr_dir}/adr.py" in conflict or f"{project.adr_dir}/adr.json" in conflict:
                git(project.path, "checkout", "--quiet", "--theirs", "--", *conflict)
            words.clear()
        project.adr("index", check=False)
        project.commit("update")
