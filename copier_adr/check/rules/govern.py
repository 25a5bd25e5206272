"""Rules on the paths that a record governs."""

from __future__ import annotations

import os

from ...log.find import read_text
from ...log.govern import governed_root, governing, in_force, patterns_of, sentence_of
from ...log.graph import row_label
from ...log.project import project_files
from ...program import ADR
from ...text.markup import first_line
from ...text.path_patterns import Matcher
from ..rule import ERROR, NOTICE, WARNING, Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...text.path_patterns import PathPattern
    from ..page import Checked
    from ..whole import Whole

MOST_NOTICES = 20  # a forge shows half of them


def bad_pattern(page: Checked) -> Iterator[tuple[int, str, str]]:
    for text, why in patterns_of(page.record)[1] if page.record.applies_to else ():
        yield page.line_with(text), text, f"its pattern {text!r} {why}"


def dead_path(whole: Whole) -> Iterator[tuple[str, int, str, str]]:
    """Patterns of decisions in force that name no file which git has or would add; a proposal's code may come later."""
    records = [record for record in in_force(whole.log) if record.applies_to]
    if not records:
        return
    matcher = Matcher([patterns_of(record)[0] for record in records])
    live = matcher.that_name(project_files(governed_root(whole.log.folder)))
    for position, (number, pattern) in enumerate(matcher.patterns):
        if position not in live:
            file = records[number].file
            line = first_line(read_text(whole.log.folder, file), pattern.text)
            yield file, line, pattern.text, f"its pattern {pattern.text!r} matches no file{_maybe(pattern)}"


def _maybe(pattern: PathPattern) -> str:
    """What is likely wrong with a pattern that names nothing."""
    text = pattern.text
    if not pattern.parts:
        return ": it leads out of the repository, whose root is /"
    if "{" in text:
        return ": braces are letters, so give a pattern for each of what is between them"
    return ": a path has / between its names" if "\\" in text else ""


def governed(whole: Whole) -> Iterator[tuple[str, int, str, str]]:
    """Decisions in force that govern what a branch changed, the most special first; not those that it brings itself."""
    log, base = whole.log, whole.base
    if not base or not whole.touched or log.contract["rules"].get("governing_comment") == "none":
        return
    known = [one for one in governing([log], sorted(whole.touched)) if one.record.file in base.before]
    for one in known[:MOST_NOTICES]:
        paths = sorted(one.paths, key=lambda path: not os.path.lexists(os.path.join(whole.root, path)))
        record = one.record
        more = f" and {counted_files(len(paths) - 1)}" if len(paths) > 1 else ""
        what = sentence_of(log, record).rstrip(".")
        said = f"{row_label(record)} {record.title or record.file} governs it{more} ({one.pattern.text})"
        yield whole.from_log(paths[0]), 1, record.file, f"{said}: {what}" if what else said
    if len(known) > MOST_NOTICES:
        said = f"{len(known) - MOST_NOTICES} more decisions govern what changed; `{ADR} for --changed {base.ref}` lists them"
        yield whole.from_log(known[MOST_NOTICES].paths[0]), 1, "more", said


def counted_files(number: int) -> str:
    return f"{number} more file{'' if number == 1 else 's'}"


GOVERN_RULES = (
    Rule(
        "bad-pattern",
        ERROR,
        "What a record applies to is no pattern of paths.",
        "Write it as in CODEOWNERS or .gitignore: `src/orders/`, `*.sql`, `!src/made/`.",
        of_record=bad_pattern,
    ),
    Rule(
        "dead-path",
        WARNING,
        "A pattern of a decision in force matches no file.",
        "Correct it, or strike it where that code is gone; where all of it is, the decision may be out of date.",
        of_log=dead_path,
    ),
    Rule(
        "governed",
        NOTICE,
        "A decision in force governs a file that changed.",
        "Follow it, or write a record that supersedes it.",
        of_log=governed,
        may_be_old=False,
        held_by_base=True,
    ),
)
