"""People's edits: in the shared README, in each file of the pack, and files that they delete or rename."""

import re
from collections.abc import Callable
from typing import NamedTuple

import pytest

from tests.conftest import Pack, Project, often
from tests.updates.held import held, records_of

README = "docs/adr/README.md"
START, STOP = "<!-- adrlog -->\n", "<!-- adrlogstop -->\n"
MINE = "Ask the platform team before you start."


class Edit(NamedTuple):
    change: Callable[[str], str]
    word: str = MINE  # what must still be there
    conflict: bool = False
    markers: bool = True  # whether the markers are in order afterwards


def block(text: str) -> str:
    return text[text.index(START) : text.index(STOP) + len(STOP)]


def padded(text: str) -> str:
    """As Prettier leaves it: tables padded, `*` for emphasis as `_`, list marks as `-`."""
    rows = [row for row in text.split("\n") if row.startswith("|")]
    widths = [
        max(len(cell) for cell in column) for column in zip(*(row.strip("|").split("|") for row in rows), strict=True)
    ]

    def pad(row: str) -> str:
        cells = [cell.strip() for cell in row.strip("|").split("|")]
        fill = "-" if set("".join(cells)) <= {"-"} else " "
        return "| " + " | ".join(c.ljust(w - 2, fill) for c, w in zip(cells, widths, strict=True)) + " |"

    for row in rows:
        text = text.replace(row, pad(row))
    return re.sub(r"(?<![*\w])\*([^*\n]+)\*(?![*\w])", r"_\1_", text) + f"\n{MINE}\n"


EDITS = {
    "before the index": Edit(lambda t: t.replace(START, f"{MINE}\n\n{START}")),
    "on the line before the index": Edit(lambda t: t.replace(f"\n\n{START}", f"\n\n{MINE}\n{START}")),
    "after the index": Edit(lambda t: t.replace(STOP, f"{STOP}\n{MINE}\n")),
    "a row by hand": Edit(lambda t: t.replace(STOP, f"| [0099](0099-x.md) | By hand | x | |\n{STOP}") + f"\n{MINE}\n"),
    "index moved to the end": Edit(lambda t: t.replace(block(t), f"{MINE}\n") + "\n" + block(t)),
    "index deleted": Edit(lambda t: t.replace(block(t), f"{MINE}\n"), markers=False),
    "index doubled": Edit(lambda t: f"{t}\n{MINE}\n\n{block(t)}", markers=False),
    "one marker deleted": Edit(lambda t: t.replace(STOP, f"{MINE}\n"), markers=False),
    "Windows line ends": Edit(lambda t: (t + f"\n{MINE}\n").replace("\n", "\r\n"), conflict=True),
    "formatted by Prettier": Edit(padded),
    "where the pack changes too": Edit(
        lambda t: t.replace("## Guidelines\n", f"## Guidelines\n\n{MINE}\n"), conflict=True
    ),
    "all of it": Edit(lambda _: f"# Decisions\n\n{MINE}\n\n{START}{STOP}", conflict=True),
}


@pytest.mark.parametrize("name", often(EDITS, lambda name: list(EDITS).index(name) % 6 == 0))
def test_an_edit_of_the_readme_is_kept_or_in_conflict(name: str, newer: Pack, aged: Project) -> None:
    edit = EDITS[name]
    readme = aged.path / README
    readme.write_bytes(edit.change(readme.read_bytes().decode()).encode())
    aged.commit("our words")
    records = records_of(aged)
    done = newer.cli("update", "--trust", "--defaults", "-a", aged.answers_file, cwd=aged.path)
    assert done.returncode == 0, done.stderr
    found = held(aged, records, {README: edit.word}, index=edit.markers)
    if not edit.conflict:
        assert README not in found
    if README in found:
        assert f"  conflict: {README}   " in done.stderr.splitlines()[-1]
    elif not edit.markers:
        assert "the index was skipped" in done.stderr
    assert aged.answers["_commit"] == "999.1.0"


def test_words_between_the_markers_are_printed_when_they_go(newer: Pack, aged: Project) -> None:
    readme = aged.path / README
    readme.write_text(readme.read_text(encoding="utf-8").replace(STOP, f"{MINE}\n{STOP}"), encoding="utf-8")
    aged.commit("our words")
    records = records_of(aged)
    done = newer.cli("update", "--trust", "--defaults", "-a", aged.answers_file, cwd=aged.path)
    assert done.returncode == 0
    assert f"\n  {MINE}\n" in done.stderr
    assert held(aged, records) == set()


def test_an_edit_of_each_file_of_the_pack_is_kept_or_in_conflict(newer: Pack, aged: Project) -> None:
    records = records_of(aged)
    words = {}
    for name in aged.files():
        if name in records or name == aged.answers_file or name.endswith(("adr.json", ".py")):
            continue  # (code is never merged: test_code.py)
        # In the middle, where the pack may change something too.
        lines = aged.text(name).split("\n")
        mark = "Ours: keep this line" if name.endswith(".md") else "# Ours: keep this line"
        # (the README has the index there, which is not for people to edit).
        lines.insert(8 if name == README else len(lines) // 2, mark)
        (aged.path / name).write_bytes("\n".join(lines).encode())
        words[name] = mark
    contract = aged.path / "docs/adr/adr.json"
    contract.write_text(contract.read_text().replace('"sequential"', '"sequential",\n  "index_graph": true'))
    words["docs/adr/adr.json"] = "index_graph"
    assert len(words) >= 7
    aged.commit("edits everywhere")
    newer.update(aged)
    held(aged, records, words)


def test_deleted_and_renamed_files_stay_so(newer: Pack, aged: Project) -> None:
    records = records_of(aged)
    gone = ["docs/adr/AGENTS.md", ".github/ISSUE_TEMPLATE/adr.yml", "docs/adr/0001-record-architecture-decisions.md"]
    for name in gone:
        (aged.path / name).unlink()
        records.pop(name, None)
    (aged.path / ".github/PULL_REQUEST_TEMPLATE/adr.md").rename(aged.path / ".github/PULL_REQUEST_TEMPLATE/decision.md")
    (aged.path / "docs/adr/0002-use-postgresql.md").rename(aged.path / "docs/adr/0002-use-a-database.md")
    records["docs/adr/0002-use-a-database.md"] = records.pop("docs/adr/0002-use-postgresql.md")
    aged.adr("index")
    aged.commit("tidy")
    newer.update(aged)
    assert held(aged, records) == set()
    files = aged.files()
    assert not {*gone, ".github/PULL_REQUEST_TEMPLATE/adr.md", "docs/adr/0002-use-postgresql.md"} & set(files)
    assert ".github/PULL_REQUEST_TEMPLATE/decision.md" in files


def test_a_deleted_readme_stays_deleted_and_the_update_says_so(newer: Pack, aged: Project) -> None:
    records = records_of(aged)
    (aged.path / README).unlink()
    aged.commit("no readme")
    done = newer.cli("update", "--trust", "--defaults", "-a", aged.answers_file, cwd=aged.path)
    assert done.returncode == 0, done.stderr
    held(aged, records, index=False)
    assert README not in aged.files()
    assert "the index was skipped" in done.stderr
