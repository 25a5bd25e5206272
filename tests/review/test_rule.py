"""Who approved, since when it is open, what kind of change it is: the verdict on one change."""

from typing import Any

import pytest

from copier_adr.forge.http import Refused
from copier_adr.review.change import UNTOUCHED, File, Push, Verdict
from copier_adr.review.rule import judge, strictest

from .fake import BASE, FILE, HEAD, NOW, OLDER, OLDEST, Told, change, day, pending, record, said, success
from .fake import log as log
from .fake import project as project

BOTH = [said("bob"), said("cho")]
OPEN = "open since 2026-11-02"

# (who said what, the verdict on a new record that has been open for long)
SAID: list[tuple[list[Any], Verdict]] = [
    ([], pending("new record: 0 of 2 approvals")),
    ([said("bob")], pending("new record: 1 of 2 approvals")),
    (BOTH, success(f"new record: 2 approvals, {OPEN}")),
    ([*BOTH, said("dan")], success(f"new record: 3 approvals, {OPEN}")),
    ([said("bob"), said("bob")], pending("new record: 1 of 2 approvals")),
    ([said("bob"), said("ann")], pending("new record: 1 of 2 approvals")),
    ([said("bob"), said("7", name="ann")], pending("new record: 1 of 2 approvals")),
    ([said("bob"), said("7", name="cho")], success(f"new record: 2 approvals, {OPEN}")),
    ([*BOTH, said("dan", "changes")], Verdict("failure", "new record: 1 reviewer asked for changes")),
    (
        [said("dan", "changes"), said("eve", "changes"), *BOTH],
        Verdict("failure", "new record: 2 reviewers asked for changes"),
    ),
    ([*BOTH, said("ann", "changes")], Verdict("failure", "new record: 1 reviewer asked for changes")),
    ([*BOTH, said("dan", "changes", OLDER)], Verdict("failure", "new record: 1 reviewer asked for changes")),
    ([said("bob"), said("cho", "commented")], pending("new record: 1 of 2 approvals")),
    ([said("bob"), said("cho", commit=OLDER)], pending("new record: 1 of 2 approvals (1 given to an older text)")),
    (
        [said("bob", commit=OLDER), said("cho", commit="unknown")],
        pending("new record: 0 of 2 approvals (2 given to an older text)"),
    ),
    ([said("bob"), said("bob", commit=OLDER)], pending("new record: 1 of 2 approvals")),
    ([*BOTH, said("dan", commit=OLDER)], success(f"new record: 2 approvals, {OPEN}")),
    ([said("bob"), said("m", bot=True)], pending("new record: 1 of 2 approvals (1 of a bot)")),
    ([said("m", bot=True), said("n", bot=True)], pending("new record: 0 of 2 approvals (2 of a bot)")),
    ([*BOTH, said("m", bot=True)], success(f"new record: 2 approvals, {OPEN}")),
    ([said("bob"), said("ours", bot=True)], success(f"new record: 2 approvals, {OPEN}")),
    ([said("bob"), said("ours[bot]", bot=True)], success(f"new record: 2 approvals, {OPEN}")),
    ([said("bob"), said("9", bot=True, name="ours")], success(f"new record: 2 approvals, {OPEN}")),
    ([said("bob"), said("ours[bot]x", bot=True)], pending("new record: 1 of 2 approvals (1 of a bot)")),
    (
        [said("bob", commit=OLDER), said("m", bot=True)],
        pending("new record: 0 of 2 approvals (1 given to an older text, 1 of a bot)"),
    ),
]


@pytest.mark.parametrize(("reviews", "verdict"), SAID)
def test_whose_word_counts(log: Any, reviews: list[Any], verdict: Verdict) -> None:
    forge = Told(reviews=reviews)
    assert judge(log(approving_bots=["ours"]), forge, change(), NOW, 9) == verdict


@pytest.mark.parametrize(
    ("given", "base", "verdict"),
    [
        ([None, None], [], success(f"new record: 2 approvals, {OPEN}")),
        ([day(5), day(6)], [day(4)], success("new record: 2 approvals, open since 2026-11-02")),
        ([day(5), day(4)], [day(4)], pending("new record: 1 of 2 approvals (1 given before its base changed)")),
        ([day(5), day(3)], [day(4)], pending("new record: 1 of 2 approvals (1 given before its base changed)")),
        ([day(5), day(7)], [day(6), day(4)], pending("new record: 1 of 2 approvals (1 given before its base changed)")),
        ([day(5), None], [day(4)], pending("new record: 1 of 2 approvals (1 given before its base changed)")),
        ([day(1), day(2)], [day(4)], pending("new record: 0 of 2 approvals (2 given before its base changed)")),
    ],
)
def test_an_approval_is_for_the_base_that_the_change_had(log: Any, given: Any, base: Any, verdict: Verdict) -> None:
    reviews = [said(user, given=when) for user, when in zip(("bob", "cho"), given, strict=True)]
    assert judge(log(), Told(reviews=reviews, retargets=base), change(), NOW, 9) == verdict


def test_who_asked_for_changes_before_the_base_changed_still_does(log: Any) -> None:
    reviews = [*BOTH, said("dan", "changes", given=day(2))]
    found = judge(log(), Told(reviews=reviews, retargets=[day(1)]), change(), NOW, 9)
    assert found == Verdict("failure", "new record: 1 reviewer asked for changes")


def test_an_old_approval_whose_base_changed_as_well_is_told_once(log: Any) -> None:
    reviews = [said("bob", commit=OLDER, given=day(2)), said("cho", commit=OLDER, given=day(9))]
    told = "new record: 0 of 2 approvals (1 given to an older text, 1 given before its base changed)"
    assert judge(log(), Told(reviews=reviews, retargets=[day(5)]), change(), NOW, 9) == pending(told)


SAME, OTHER = {(FILE, OLDER): record()}, {(FILE, OLDER): record("Proposed")}


@pytest.mark.parametrize(
    ("opened", "pushes", "restarts", "texts", "since"),
    [
        (1, [(2, HEAD)], [], {}, 2),
        (3, [(2, HEAD)], [], {}, 3),  # the branch was there before the change
        (1, [(12, HEAD)], [], {}, 12),
        (1, [(12, HEAD)], [13], {}, 13),
        (1, [(12, HEAD)], [11, 10], {}, 12),
        (1, [], [], {}, 1),
        (1, [], [9, 8], {}, 9),
        (1, [(12, HEAD), (4, OLDER)], [], SAME, 4),
        (1, [(12, HEAD), (4, OLDER)], [], OTHER, 12),
        (1, [(12, HEAD), (4, OLDER)], [], {}, 12),
        (1, [(12, HEAD), (4, OLDER), (2, OLDEST)], [], SAME, 4),
        (1, [(12, HEAD), (4, OLDER), (2, OLDEST)], [], {**SAME, (FILE, OLDEST): record()}, 2),
        (1, [(12, HEAD), (4, OLDER), (2, OLDEST)], [], {**OTHER, (FILE, OLDEST): record()}, 12),
        (1, [(12, HEAD, True), (4, OLDER)], [], SAME, 12),
        (1, [(12, HEAD), (4, OLDER, True), (2, OLDEST)], [], {**SAME, (FILE, OLDEST): record()}, 4),
        (5, [(12, HEAD), (4, OLDER)], [], SAME, 5),
    ],
)
def test_since_when_a_change_is_open_as_it_is(
    log: Any, opened: int, pushes: list[Any], restarts: list[int], texts: Any, since: int
) -> None:
    heads = [Push(day(when), *rest) for when, *rest in pushes]
    forge = Told(reviews=BOTH, pushes=heads, restarts=[day(when) for when in restarts])
    forge.texts |= texts
    for days, verdict in (
        (21 - since, success(f"new record: 2 approvals, open since 2026-11-{since:02}")),
        (22 - since, pending("new record: open until 2026-11-22")),
    ):
        assert judge(log(min_open_days=days), forge, change(opened=day(opened)), NOW, 9) == verdict


@pytest.mark.parametrize(
    ("rules", "reviews", "verdict"),
    [
        ({"min_approvals": 0}, [], success(f"new record: 0 approvals, {OPEN}")),
        ({"min_approvals": 1}, [said("bob")], success(f"new record: 1 approval, {OPEN}")),
        ({"min_approvals": 1}, [], pending("new record: 0 of 1 approval")),
        ({"min_approvals": 3}, BOTH, pending("new record: 2 of 3 approvals")),
        ({"min_open_days": 30}, [said("bob")], pending("new record: 1 of 2 approvals; open until 2026-12-02")),
        ({"min_open_days": 0}, BOTH, success("new record: 2 approvals, open since 2026-11-01")),
    ],
)
def test_the_rule_says_how_many_and_how_long(log: Any, rules: Any, reviews: Any, verdict: Verdict) -> None:
    assert judge(log(**rules), Told(reviews=reviews), change(), NOW, 9) == verdict


def test_a_draft_waits_but_for_those_who_ask_for_changes(log: Any) -> None:
    told = "new record: a draft; the clock starts when it is ready for review"
    assert judge(log(), Told(reviews=BOTH), change(draft=True), NOW, 9) == pending(told)
    found = judge(log(), Told(reviews=[said("bob", "changes")]), change(draft=True), NOW, 9)
    assert found == Verdict("failure", "new record: 1 reviewer asked for changes")


OTHER_FILE = "docs/adr/0013-use-hats.md"
STAYS = {FILE: (record(), record())}
BACK = "\nSupersedes [12. Use umbrellas](0012-use-umbrellas.md)\n"

# (path -> text before and after, the kind); a kind of "" touches no record
TOUCHED: list[tuple[dict[str, tuple[str, str]], str]] = [
    ({}, ""),
    ({"src/main.py": ("a", "b"), "docs/adr.md": ("", record()), "docs/adr/notes.txt": ("", "x")}, ""),
    ({"docs/adr/README.md": ("a", "b")}, ""),
    ({"docs/adrs/0012-x.md": ("", record())}, ""),
    ({FILE: ("", record())}, "new record"),
    ({"docs/adr/old/0012-use-umbrellas.md": ("", record())}, "new record"),
    ({FILE.upper().replace("DOCS/ADR", "docs/adr"): ("", record())}, "new record"),
    ({FILE: (record(), "")}, "removal"),
    ({FILE: (record(), record(context="It snows."))}, "editorial change"),
    ({FILE: (record(), record())}, "editorial change"),
    ({FILE: (record("Proposed"), record("Proposed", context="It snows."))}, "revision"),
    ({FILE: (record("Rejected"), record("Rejected", context="It snows."))}, "editorial change"),
    ({FILE: (record("Proposed"), record())}, "status change"),
    ({FILE: (record("Accepted"), record("Accepted on 2026-11-02"))}, "status change"),
    ({FILE: (record("Proposed"), record(context="It snows."))}, "revision"),
    ({FILE: (record(), record("Superseded by [1. Use coats](0001-use-coats.md)"))}, "supersession"),
    ({FILE: (record(), record("Superseded"))}, "supersession"),
    ({FILE: (record("Superseded"), record("Superseded", context="It snows."))}, "editorial change"),
    ({**STAYS, OTHER_FILE: (record(number=13), record(number=13, extra=BACK))}, "supersession"),
    ({**STAYS, OTHER_FILE: (record(number=13, extra=BACK), record(number=13))}, "supersession"),
    ({**STAYS, OTHER_FILE: (record(number=13, extra=BACK), record(number=13, extra=BACK))}, "editorial change"),
    ({FILE: (record(), record(context="It snows.")), OTHER_FILE: ("", record(number=13))}, "new record"),
    ({FILE: (record(), ""), OTHER_FILE: ("", record(number=13))}, "new record"),
    ({FILE: (record("Proposed"), record()), OTHER_FILE: (record(number=13), "")}, "removal"),
    ({"docs/adr/adr.json": ("{}", "{} ")}, "change of the rule"),
    ({"docs/adr/adr.json": ("{}", "")}, "change of the rule"),
    ({"docs/adr/adr-baseline.json": ("", "{}")}, "change of the rule"),
    ({"docs/adr/adr_review.py": ("a", "b")}, "change of the rule"),
    ({"docs/adr/adr.py": ("a", "b")}, "change of the rule"),
    ({"docs/adr/made.py": ("a", "b")}, ""),
    ({"adr.json": ("a", "b"), "docs/adr/old/adr.json": ("a", "b")}, ""),
    ({".github/workflows/adr.yml": ("a", "b")}, "change of the rule"),
    ({".github/workflows/adr-update.yaml": ("a", "b")}, "change of the rule"),
    ({".github/workflows/adrift.yml": ("a", "b"), ".github/workflows/x/adr.yml": ("a", "b")}, ""),
    ({".copier-answers.adr-web.yml": ("a", "b")}, "change of the rule"),
    ({".copier-answers.yml": ("a", "b")}, ""),
    ({FILE: ("", record()), ".gitlab/ci/adr.yml": ("a", "b")}, "change of the rule"),
    ({"docs/adr/0013: colon.md": ("", record())}, "new record"),
    ({f"docs/adr/{'x' * 196}.md": ("", "Nothing.")}, ""),
    ({f"docs/adr/{'x' * 197}.md": ("", "Nothing.")}, "new record"),
    ({"docs/adr/" + "x/" * 39 + "y.md": ("", "Nothing.")}, ""),
    ({"docs/adr/" + "x/" * 40 + "y.md": ("", "Nothing.")}, "new record"),
    ({f"docs/adr/{n:04}-x.md": (record(number=n), record(number=n)) for n in range(100, 300)}, "editorial change"),
    (
        {f"docs/adr/{n:04}-x.md": (record(number=n), record(number=n)) for n in range(100, 301)},
        "change that is too much to read",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("files", "kind"), TOUCHED)
def test_what_a_change_does_to_the_log(log: Any, files: dict[str, tuple[str, str]], kind: str) -> None:
    verdict = judge(log(min_approvals=5, min_approvals_editorial=4), Told(files), change(), NOW, 9)
    light = kind in ("status change", "editorial change")
    assert verdict == (pending(f"{kind}: 0 of {4 if light else 5} approvals") if kind else UNTOUCHED)


def test_a_list_that_is_not_whole_is_too_much_to_read(log: Any) -> None:
    found = judge(log(), Told({"src/main.py": ("a", "b")}, whole=False), change(), NOW, 9)
    assert found == pending("change that is too much to read: 0 of 2 approvals")


@pytest.mark.parametrize("gone", [BASE, HEAD])
def test_a_text_that_the_forge_withholds_is_no_harmless_one(log: Any, gone: str) -> None:
    forge = Told({FILE: (record(), record(context="It snows."))})
    del forge.texts[FILE, gone]
    with pytest.raises(Refused, match=f"{FILE} is in the change, and the forge does not give it"):
        judge(log(), forge, change(), NOW, 9)


def test_a_record_that_moved_is_no_new_one(log: Any) -> None:
    files = {FILE: (record(), ""), OTHER_FILE: ("", record())}
    forge = Told(files, listed=[File(FILE, OTHER_FILE)])
    assert judge(log(), forge, change(), NOW, 9) == pending("editorial change: 0 of 1 approval")


def test_a_removal_stood_before_where_the_forge_shows_that_commit(log: Any) -> None:
    forge = Told({FILE: (record(), "")}, reviews=[said("bob"), said("cho", commit=OLDER)])
    assert judge(log(), forge, change(), NOW, 9) == pending("removal: 1 of 2 approvals (1 given to an older text)")
    forge.texts["docs/adr/adr.json", OLDER] = "{}"
    assert judge(log(), forge, change(), NOW, 9) == success(f"removal: 2 approvals, {OPEN}")


@pytest.mark.parametrize(
    ("rules", "need"),
    [
        ({"min_approvals": 5, "min_approvals_editorial": 3}, 3),
        ({"min_approvals": 2, "min_approvals_editorial": 3}, 2),
        ({"min_approvals": 5}, 1),
        ({"min_approvals": 5, "min_approvals_editorial": 0}, 0),
    ],
)
def test_a_light_change_needs_fewer_approvals_and_no_days(log: Any, rules: Any, need: int) -> None:
    forge = Told({FILE: (record(), record(context="It snows."))}, pushes=[Push(day(20), HEAD)])
    told = f"editorial change: 0 of {need} approval{'s' * (need != 1)}"
    want = pending(told) if need else success("editorial change: 0 approvals, open since 2026-11-01")
    assert judge(log(**rules), forge, change(), NOW, 9) == want


def test_the_strictest_of_several_verdicts() -> None:
    fail, wait, done = Verdict("failure", "f"), pending("p"), success("s")
    assert strictest([done, wait, fail]) == fail
    assert strictest([done, wait]) == wait
    assert strictest([done]) == done
