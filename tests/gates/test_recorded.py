"""An answers file, read without a reader of YAML: nothing is read otherwise than Copier reads it, or it is odd."""

import random
import time
from pathlib import Path

import pytest
import yaml

from copier_adr.recorded import read_recorded
from tests.tried import Tried

ROOT = Path(__file__).resolve().parents[2]
KEYS = ("_src_path", "_commit", "tool_source")
GOOD = "_commit: 1.0.0\n_src_path: https://acme.example/pack.git\ntool_source: https://acme.example/pack.git\n"
PINS = ("1.0.0", "https://acme.example/pack.git", "https://example.org/evil", "x")
EVIL = "https://example.org/evil"
# What YAML reads as another source, and a search for the line that Copier writes does not see.
SPELLINGS = {
    "twice": f"_src_path: {EVIL}\n",
    "twice, the first below": f"a: 1\n_src_path: {EVIL}\n",
    "in quotes": f'"_src_path": {EVIL}\n',
    "escaped": f'"_src\\x5fpath": {EVIL}\n',
    "a blank before the colon": f"_src_path : {EVIL}\n",
    "a complex key": f"? _src_path\n: {EVIL}\n",
    "a tag": f"!!str _src_path: {EVIL}\n",
    "an anchor": f"&a _src_path: {EVIL}\n",
    "another line break": f"a: b\x85_src_path: {EVIL}\n",
    "a line separator": f"a: b\u2028_src_path: {EVIL}\n",
    "a return": f"a: b\r_src_path: {EVIL}\n",
    "a text that ends": f"a: '\n_x: y\n'\n_src_path: {EVIL}\n",
    "merged": f"<<: {{_src_path: {EVIL}}}\n",
}
PIECES = (
    "_src_path: ", "_commit: ", "\n", "\n", "\n  ", "\n- ", "'", '"', "# ", "a: ", "b: |", "{", "}", "? ", ": ", "<<: ",
    "&a ", "*a", "!!str ", "\r", "\x85", "\u2028", "\t", "1.0.0", EVIL, "x", "--- ", "...", "[", "]", ", ", "\\x5f",
    "\ufeff", "%",
)  # fmt: skip


def agrees(text: str) -> bool:
    """Whether Copier reads what a pipeline compares, or would read no answers, or something is odd."""
    found = read_recorded(text)
    try:
        answers = yaml.safe_load(text.encode())
    except (yaml.YAMLError, ValueError, TypeError):
        return True
    if found.odd or not isinstance(answers, dict):
        return True
    pinned = {key: found.plain(key) for key in KEYS if found.plain(key) in PINS}
    return all(answers.get(key) == value for key, value in pinned.items())


@pytest.mark.security("An answers file states the pack's source in a way that only a reader of YAML sees")
@pytest.mark.parametrize("before", [False, True], ids=["below", "above"])
@pytest.mark.parametrize("how", SPELLINGS)
def test_no_spelling_states_another_source_unseen(how: str, before: bool) -> None:
    text = SPELLINGS[how] + GOOD if before else GOOD + SPELLINGS[how]
    found = read_recorded(text)
    assert found.odd
    assert len(found.odd) < 5, "what is plain stays so"


@pytest.mark.security("An answers file states the pack's source in a way that only a reader of YAML sees")
def test_whatever_is_written_is_read_as_copier_reads_it(tried: Tried) -> None:
    dice = random.Random(12)  # noqa: S311
    many = 3000
    for _ in range(many):
        text = "".join(dice.choices(PIECES, k=dice.randint(1, 14)))
        text = dice.choice([GOOD + text, text + GOOD, text, GOOD.replace("\n", "\n" + text + "\n", 1)])
        assert agrees(text), repr(text)
    tried(many)


@pytest.mark.parametrize(
    "file", sorted((ROOT / "tests/golden").glob("*/.copier-answers*.yml")), ids=lambda p: p.parent.name
)
def test_nothing_that_copier_writes_is_odd(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert read_recorded(text).odd == {}
    assert set(yaml.safe_load(text)) == set(read_recorded(text).values)


def test_answers_of_any_text_are_not_odd() -> None:
    dice = random.Random(3)  # noqa: S311
    signs = "ab: \n\n'\"#-_\\|>{}[]\té\u2028\x85"
    for _ in range(300):
        answers = {name: "".join(dice.choices(signs, k=dice.randint(0, 200))) for name in ("a", "custom_style", *KEYS)}
        answers["issue_labels"] = [answers["a"], "x"]  # type: ignore[assignment]
        text = yaml.safe_dump(answers, allow_unicode=True, indent=dice.choice([2, 4]), width=dice.choice([40, 10**9]))
        assert read_recorded(text).odd == {}, text


@pytest.mark.security("An answers file of one long value holds up the check")
@pytest.mark.parametrize("rows", ["- a\n", "-\n", "?\n"])
def test_a_long_answers_file_is_read_in_step_with_its_length(rows: str) -> None:
    text = GOOD + "first: x\n" + rows * (900_000 // len(rows))
    start = time.process_time()
    found = read_recorded(text)
    assert time.process_time() - start < 2
    assert len(found.values["first"]) + len(found.odd) > 150_000
