"""A hunt: records generated from a grammar of places, words, days and noise, of which the right answer is known."""

import random
from collections.abc import Callable

import pytest

from .logs import Log, nygard

Draw = random.Random
MANY, AT_ONCE = 20_000, 500
OTHER = "0001-other.md"
# Word -> what it means.
WORDS = {
    "proposed": "proposed", "accepted": "accepted", "rejected": "rejected", "deprecated": "deprecated",
    "draft": "draft", "withdrawn": "withdrawn", "approved": "accepted", "akzeptiert": "accepted",
    "abgelehnt": "rejected", "aceptado": "accepted", "принято": "accepted", "承認": "accepted",
    f"superseded by [1]({OTHER})": "superseded", "superseded by ADR-0001": "superseded",
    "ersetzt durch ADR 1": "superseded",
}  # fmt: skip
CASES: list[Callable[[str], str]] = [str.lower, str.capitalize, str.upper]
MARKS = ("{}", "{}", "**{}**", "*{}*", "`{}`", "_{}_")
# How a day stands behind a word.
BEHIND = ("{word}", "{word}", "{word} on {day}", "{word} ({day})", "{word}, {day}", "{word} {day}", "{word} - {day}")
PLACES = {
    "front matter": "---\nstatus: {said}\n---\n# {title}\n",
    "front matter, quoted": '---\nstatus: "{said}"\n---\n# {title}\n',
    "section": "# {title}\n\n## Status\n\n{said}\n",
    "section of level 3": "# {title}\n\n### Status\n\n{said}\n",
    "section with a colon": "# {title}\n\n## Status:\n\n{said}\n",
    "numbered section": "# {title}\n\n## 1. Status\n\n{said}\n",
    "bullet": "# {title}\n\n- Status: {said}\n",
    "star": "# {title}\n\n* Status: {said}\n",
    "bold bullet": "# {title}\n\n- **Status**: {said}\n",
    "bold": "# {title}\n\n**Status:** {said}\n",
    "bold, colon outside": "# {title}\n\n**Status**: {said}\n",
    "plain": "# {title}\n\nStatus: {said}\n",
    "quoted": "# {title}\n\n> Status: {said}\n",
    "row": "# {title}\n\n| | |\n| --- | --- |\n| Status | {said} |\n",
    "bold row": "# {title}\n\n| Field | Value |\n|---|---|\n| **Status** | {said} |\n",
    "item of a section": "# {title}\n\n## Status\n\n- {said}\n",
    "reStructuredText, field.rst": "{title}\n{line}\n\n:Status: {said}\n",
    "reStructuredText, section.rst": "{title}\n{line}\n\nStatus\n------\n\n{said}\n",
    "AsciiDoc, attribute.adoc": "= {title}\n:status: {said}\n",
    "AsciiDoc, section.adoc": "= {title}\n\n== Status\n\n{said}\n",
}
DAYS = ("2024-01-02", "2025-11-03", "2026-08-05")
DATES = {
    "none": "", "bullet": "- Date: {day}\n", "bold": "**Date:** {day}\n", "plain": "Date: {day}\n",
    "section": "## Date\n\n{day}\n", "row": "| Date | {day} |\n|---|---|\n",
}  # fmt: skip
# Below the facts; none of it says what the record's status or day is.
NOISE = (
    "",
    "\n## Context\n\nWe proposed a queue, and the board accepted that there are costs.\n",
    "\n## Context\n\n```yaml\nstatus: {other}\ndate: 2001-02-03\n```\n",
    "\n<!-- Status: {other}\nDate: 2001-02-03 -->\n\n## Context\n\nText.\n",
    "\n## Decision\n\nThe status page shows {other} requests in red.\n",
    "\n## Consequences\n\n- Good, because a rejected request is told of.\n- Bad, because 2001-02-03 is long ago.\n",
    "\n## Options\n\n| Option | State |\n| --- | --- |\n| MySQL | {other} |\n",
    "\n## Context\n\n    Status: {other}\n\n~~Status: {other}~~ was said before.\n",
)
# What a section says besides its word, from docs/reading.md: (lines around {said}).
HISTORY = (
    "{said}",
    "{said}",
    "{said}\n\nProposed by the platform team.",
    "~~Proposed~~ {said}",
    "{said}\nReviewed by: the board",
)


def a_case(draw: Draw, number: int) -> tuple[str, str, str, str | None]:
    """(suffix, text, status, date) of one record; the date is that of its own place, else the one behind the word."""
    word = draw.choice(list(WORDS))
    place = draw.choice(list(PLACES))
    behind, kind = draw.choice(BEHIND), draw.choice(list(DATES))
    day, own = draw.choice(DAYS), draw.choice(DAYS)
    refers, plain = WORDS[word] == "superseded", place.partition(",")[0]
    # A reference has one case.
    written = word[:1].upper() + word[1:] if refers else draw.choice(CASES)(word)
    # Marks are Markdown's, and one around a link is another matter.
    marks = "{}" if refers or plain in ("front matter", "reStructuredText", "AsciiDoc") else draw.choice(MARKS)
    said = behind.format(word=marks.format(written), day=day)
    suffix = place.rpartition(".")[2] if "." in place else "md"
    kind = "none" if suffix != "md" else kind
    if place in ("section", "section of level 3", "section with a colon", "numbered section"):
        said = draw.choice(HISTORY).format(said=said)
    title = f"{number}. Use a queue"
    head, line, rest = PLACES[place].format(said=said, title=title, line="=" * 30).partition("Use a queue\n")
    dated = DATES[kind].format(day=own)
    if dated and "## " in rest and kind != "section":
        text = f"{head}{line}\n{dated}{rest}"  # below the title, and not in the section
    else:
        text = f"{head}{line}{rest}\n{dated}" if dated else head + line + rest
    noise = draw.choice(NOISE) if suffix == "md" else ""
    text += noise.format(other=draw.choice([w for w in WORDS if WORDS[w] != WORDS[word]]))
    stated = own if DATES[kind] else (day if "{day}" in behind else None)
    return suffix, text, WORDS[word], stated


@pytest.mark.long
@pytest.mark.parametrize("seed", range(MANY // AT_ONCE))
def test_a_generated_record_is_read_as_it_was_meant(log: Log, seed: int) -> None:
    draw = random.Random(seed)  # noqa: S311
    meant = {}
    log.write(OTHER, nygard(1, "Other"))
    for number in range(2, AT_ONCE + 2):
        suffix, text, status, day = a_case(draw, number)
        name = f"{number:04}-x.{suffix}"
        log.write(name, text)
        meant[name] = (text, status, day)
    read = {record["file"]: record for record in log.records()}
    found = {name: (record["status"], record["date"], record["superseded_by"]) for name, record in read.items()}
    wrong = [
        (text, want, found.get(name))
        for name, (text, status, day) in meant.items()
        if (want := (status, day, [OTHER] if status == "superseded" else [])) != found.get(name)
    ]
    assert wrong == [], f"{len(wrong)} of {AT_ONCE}, such as\n" + "\n".join(
        f"{text}\n-- meant {want}, read {got}\n==========" for text, want, got in wrong[:3]
    )
