"""No text makes it slow: what is made to cost time, in every notation, through every command that reads.

Times are those of the processor, so that a busy machine is not the reader's fault.
"""

import contextlib
import random
import resource
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from copier_adr.review.neighbour import read_sides
from tests.conftest import often
from tests.tried import Tried

from .hostile import KNOWN, SQUARE, Hostile, every, mixtures
from .logs import ADR_PY, WORDS, Log, adr_py, nygard

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="nothing stops a run there")
SIZE = 40_000
FEW = 10  # texts of one log
PER_TEXT = 0.4  # seconds for one command and one text of 40 KB; what grows with the square takes tens of them
LARGE = 4_900_000  # just under what is read at all
PER_LARGE = 6.0
MIDDLE = 200_000  # where what grew with the square took seconds
PER_MIDDLE = 0.7
COMMANDS = (("list",), ("check",), ("index",), ("graph",), ("check", "--base", "main"))


def draw(seed: int, many: int) -> list[Hostile]:
    """Texts, half of them of one piece and half of several that take turns or open what another fills."""
    of = random.Random(seed)  # noqa: S311
    return [*of.sample(every(), many // 2), *mixtures(of, many - many // 2)]


class TooLongError(BaseException):
    """A run was stopped."""


def stop(*_: object) -> None:
    raise TooLongError


def seconds(run: Callable[[], object], most: float) -> float:
    """How long a run takes of this process and of those it starts; one that takes far too long is stopped."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    old = signal.signal(signal.SIGPROF, stop)
    start = time.process_time()
    try:
        signal.setitimer(signal.ITIMER_PROF, 3 * most)
        with contextlib.suppress(TooLongError):
            run()
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, old)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() - start + after.ru_utime - children.ru_utime


def laid(folder: Path, texts: list[tuple[str, str]]) -> tuple[Log, dict[str, str]]:
    """A log with these texts, (suffix, text), accepted on `main` and each with a line more since; and its records."""
    log = Log(folder)
    log.write("0001-keep-a-log.md", nygard(1, "Keep a log"))
    records = {f"{number:04}-t.{suffix}": text for number, (suffix, text) in enumerate(texts, 2)}
    for name, text in records.items():
        log.write(name, text)
    log.git("init", "--quiet", "--initial-branch", "main")
    log.commit()
    log.git("checkout", "--quiet", "-b", "topic")
    for name, text in records.items():
        log.write(name, text + "\nMore.\n")
    return log, records


def slow(folder: Path, texts: list[tuple[str, str]], most: float) -> list[str]:
    """What takes longer than `most` seconds for each text: a command, or the reading of a change for its review."""
    folder.mkdir(parents=True)
    log, records = laid(folder, texts)
    log.write("README.md", "# Decisions\n\n<!-- adrlog -->\n<!-- adrlogstop -->\n")
    log.write("adr.py", ADR_PY.read_bytes())
    allowed = most * len(texts) + 1
    took = {" ".join(words): seconds(lambda words=words: log.run(*words, code=None), allowed) for words in COMMANDS}  # type: ignore[misc]
    sides = [records, {name: text + "\nMore.\n" for name, text in records.items()}]
    contract = {"record": {"status": {"section": "Status"}}, "statuses": ["Accepted"], "sections": [], "rules": {}}
    took["review"] = seconds(lambda: read_sides(log.path, contract, sides, 600), allowed)
    return [f"{what}: {time_:.1f} s" for what, time_ in took.items() if time_ > allowed]


def hold(tmp_path: Path, texts: list[Hostile], size: int, most: float) -> None:
    """Fail with the text and the command that are slow."""
    made = [(text.suffix, text.text(size)) for text in texts]
    if slow(tmp_path / "all", made, most):
        alone = {repr(text): slow(tmp_path / str(n), [made[n]], most) for n, text in enumerate(texts)}
        raise AssertionError(
            {text: what for text, what in alone.items() if what} or slow(tmp_path / "again", made, most)
        )


WHAT = "A text made to cost time, in Markdown, reStructuredText or AsciiDoc, through every command that reads"


@pytest.mark.security(WHAT)
@pytest.mark.parametrize("part", often(range(3), lambda part: part == 0))
def test_no_known_text_makes_it_slow(tmp_path: Path, tried: Tried, part: int) -> None:
    texts = KNOWN[part::3]
    hold(tmp_path, texts, SIZE, PER_TEXT)
    tried(len(texts))


@pytest.mark.security(WHAT)
@pytest.mark.parametrize("seed", often(range(4), lambda seed: seed == 0))
def test_no_text_makes_it_slow(tmp_path: Path, tried: Tried, seed: int) -> None:
    hold(tmp_path, draw(seed, FEW), SIZE, PER_TEXT)
    tried(FEW)


@pytest.mark.long
@pytest.mark.security(WHAT)
@pytest.mark.parametrize("seed", often(range(100, 140), lambda seed: seed < 120))
def test_no_text_of_many_makes_it_slow(tmp_path: Path, tried: Tried, seed: int) -> None:
    hold(tmp_path, draw(seed, FEW), SIZE, PER_TEXT)
    tried(FEW)


@pytest.mark.security("The same in 200 KB, where a cost that grows with the square of the text is plain")
@pytest.mark.parametrize("what", SQUARE)
def test_no_cost_grows_with_the_square_of_a_text(what: str) -> None:
    file, made = SQUARE[what]
    text = made(MIDDLE)
    assert len(text) > MIDDLE * 0.9
    assert seconds(lambda: adr_py.frozen(text, file, WORDS, adr_py.Names()), PER_MIDDLE) < PER_MIDDLE


@pytest.mark.security("The same, just under the 5 MB that are read at all, on one line or on many")
@pytest.mark.long
@pytest.mark.parametrize("seed", range(8))
def test_no_large_text_makes_it_slow(tmp_path: Path, tried: Tried, seed: int) -> None:
    texts = draw(1000 + seed, 2)
    hold(tmp_path, texts, LARGE, PER_LARGE)
    tried(len(texts))
