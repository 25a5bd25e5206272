"""From each forge to each other one: what `docs/update.md` says to add brings what a first copy brings."""

import re

import pytest

from copier_adr.pack.answers import FORGES
from tests.conftest import FROM, ROOT, Pack, often

PAIRS = [(old, new) for old in FORGES for new in FORGES if old != new]

QUICK = ("azure-devops", "gitlab")


def told() -> dict[tuple[str, str], str]:
    """(from, to) -> what the guide says to add to `--data forge=…`."""
    text = (ROOT / "docs/update.md").read_text(encoding="utf-8")
    head, _, *rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in re.findall(r"(?m)^\| from \|(?:.*\n\|)+.*$", text)[0].split("\n")
    ]
    return {
        (old, new): cell
        for first, *cells in rows
        for to, cell in zip(head[1:], cells, strict=True)
        for old in re.findall(r"`(.+?)`", first)
        for new in re.findall(r"`(.+?)`", to)
        if old != new
    }


def test_the_guide_names_every_pair_and_no_other() -> None:
    assert set(told()) == set(PAIRS)
    for said in told().values():
        assert re.fullmatch(r"nothing|`--data \w+=\w+(?: --data \w+=\w+)*`", said), said


@pytest.mark.parametrize(
    ("old", "new"),
    often(PAIRS, lambda *pair: pair == QUICK),
)
def test_what_the_guide_says_to_add_brings_what_a_first_copy_brings(old: str, new: str, pack: Pack) -> None:
    project = pack.copy(ref=FROM, forge=old)
    project.commit("a log")
    added = dict(re.findall(r"--data (\w+)=(\w+)", told()[old, new]))
    pack.update(project, ref=FROM, forge=new, **added)
    project.commit("another forge")
    assert set(project.files()) == set(pack.shared(ref=FROM, forge=new).files())
    project.adr("check")
    # Nothing is asked for that was there without it.
    for name in added:
        again = pack.copy(ref=FROM, forge=old)
        again.commit("a log")
        pack.update(again, ref=FROM, forge=new, **{key: value for key, value in added.items() if key != name})
        assert set(again.files()) != set(project.files()), name
