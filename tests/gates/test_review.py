"""adr_review.py against servers that answer as GitHub, GitLab, Forgejo and Azure DevOps answer (see forges.py)."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.conftest import git

from .forges import FACES, TOKEN, Pull, Review, World, serve

UNREADABLE = "A record is not to be read: withheld, too large, without end, or of a name that no disk bears"

NOW = "2026-11-21T12:00:00Z"
OLD_HEAD = "0dd" + "0" * 37
Run = Callable[..., Any]


def record(status: str = "Accepted", *, number: int = 12, context: str = "It rains.", extra: str = "") -> str:
    """A record in Nygard's form."""
    return (
        f"# {number}. Use umbrellas\n\nDate: 2026-11-01\n\n## Status\n\n{status}\n{extra}\n"
        f"## Context\n\n{context}\n\n## Decision\n\nWe use umbrellas.\n\n## Consequences\n\nDry heads.\n"
    )


NEW = {"docs/adr/0012-use-umbrellas.md": (None, record())}
STATUS = {"docs/adr/0012-use-umbrellas.md": (record("Proposed"), record("Accepted"))}
TYPO = {"docs/adr/0012-use-umbrellas.md": (record(), record(context="It rains often."))}
REVISION = {"docs/adr/0012-use-umbrellas.md": (record("Proposed"), record("Proposed", context="It snows."))}
REMOVAL = {"docs/adr/0012-use-umbrellas.md": (record(), None)}
CODE = {"src/main.py": ("a", "b"), "docs/adr.md": (None, record()), "docs/adr/README.md": ("a", "b")}
A, B = Review("ann"), Review("bob")
# GitLab gets no status where no record is touched: it would start a pipeline. The others say so in their own words.
UNTOUCHED: dict[str, Any] = {"gitlab": None, "azure-devops": ("succeeded", "no decision record is touched")}

# name: (the change, state, what the description says)
CASES: dict[str, tuple[Pull, str, str]] = {
    "touches no record": (Pull(1, CODE), "success", "no decision record is touched"),
    "nobody looked": (Pull(2, NEW), "pending", "new record: 0 of 2 approvals"),
    "one approval": (Pull(3, NEW, reviews=[A]), "pending", "new record: 1 of 2 approvals"),
    "enough": (Pull(4, NEW, reviews=[A, B]), "success", "new record: 2 approvals, open since 2026-11-02"),
    "too young": (
        Pull(5, NEW, opened="2026-11-18T10:00:00Z", reviews=[A, B]),
        "pending",
        "new record: open until 2026-11-25",
    ),
    "both missing": (
        Pull(6, NEW, opened="2026-11-20T10:00:00Z", pushed="2026-11-01T09:00:00Z", reviews=[A]),
        "pending",
        "new record: 1 of 2 approvals; open until 2026-11-27",
    ),
    "changes asked for": (
        Pull(7, NEW, reviews=[A, B, Review("cho", "changes")]),
        "failure",
        "new record: 1 reviewer asked for changes",
    ),
    "changes asked for, then approved": (
        Pull(8, NEW, reviews=[A, Review("bob", "changes"), B]),
        "success",
        "new record: 2 approvals, open since 2026-11-02",
    ),
    "comments are no approvals": (
        Pull(9, NEW, reviews=[A, Review("bob", "comment")]),
        "pending",
        "new record: 1 of 2 approvals",
    ),
    "the author's own": (Pull(10, NEW, author="ann", reviews=[A, B]), "pending", "new record: 1 of 2 approvals"),
    "dismissed": (
        Pull(11, NEW, reviews=[A, Review("bob", dismissed=True)]),
        "pending",
        "new record: 1 of 2 approvals",
    ),
    "the head moved": (
        Pull(12, NEW, reviews=[A, Review("bob", old=True)], old_files={"docs/adr/0012-use-umbrellas.md": "before"}),
        "pending",
        "new record: 1 of 2 approvals (1 given to an older text)",
    ),
    "the head moved, the record did not": (
        Pull(23, NEW, reviews=[A, Review("bob", old=True)], old_files={k: record() for k in NEW}),
        "success",
        "new record: 2 approvals, open since 2026-11-01",
    ),
    "changes asked for before the head moved": (
        Pull(24, NEW, reviews=[A, B, Review("cho", "changes", old=True)]),
        "failure",
        "new record: 1 reviewer asked for changes",
    ),
    "a stranger's": (
        Pull(13, NEW, reviews=[A, Review("eve", writer=False)]),
        "pending",
        "new record: 1 of 2 approvals",
    ),
    "draft": (
        Pull(14, NEW, draft=True, reviews=[A, B]),
        "pending",
        "new record: a draft; the clock starts when it is ready for review",
    ),
    "left draft lately": (
        Pull(15, NEW, ready="2026-11-19T08:00:00Z", reviews=[A, B]),
        "pending",
        "new record: open until 2026-11-26",
    ),
    "status only": (
        Pull(16, STATUS, opened="2026-11-21T10:00:00Z", pushed="2026-11-02T10:00:00Z", reviews=[A]),
        "success",
        "status change: 1 approval, open since 2026-11-21",
    ),
    "status only, nobody": (Pull(17, STATUS), "pending", "status change: 0 of 1 approval"),
    "editorial": (Pull(18, TYPO, reviews=[A]), "success", "editorial change: 1 approval, open since 2026-11-01"),
    "text of an open proposal": (Pull(19, REVISION, reviews=[A]), "pending", "revision: 1 of 2 approvals"),
    "removal": (Pull(20, REMOVAL, reviews=[A]), "pending", "removal: 1 of 2 approvals"),
    "rename": (
        Pull(
            21,
            {"docs/adr/0014-use-umbrellas.md": (record(), record())},
            renamed={"docs/adr/0014-use-umbrellas.md": "docs/adr/0012-use-umbrellas.md"},
            reviews=[A],
        ),
        "success",
        "editorial change: 1 approval, open since 2026-11-01",
    ),
    "the weightiest counts": (Pull(22, {**TYPO, "docs/adr/0013-new.md": (None, record(number=13))}, reviews=[A]),
        "pending", "new record: 1 of 2 approvals"),
}  # fmt: skip


@pytest.fixture(params=sorted(FACES))
def forge(request: pytest.FixtureRequest) -> Any:
    """Each forge in turn, with nothing on it yet."""
    with serve(FACES[request.param](World())) as face:
        yield face


@pytest.mark.parametrize(
    ("forge", "installed"),
    [*((name, False) for name in sorted(FACES)), pytest.param("github", True, marks=pytest.mark.long)],
    indirect=["forge"],
)
def test_every_change_gets_the_status_that_the_rule_says(
    forge: Any, review: Run, project: Any, installed: bool
) -> None:
    """All cases at once: so the lists have many pages."""
    forge.world.pulls = [case[0] for case in CASES.values()]
    done = review(forge, "update", "--now", NOW, process=True, installed=installed)
    assert done.returncode == 0, done.stderr
    found = {name: forge.world.status(pull.number) for name, (pull, _, _) in CASES.items()}
    want: dict[str, Any] = {name: (forge.forge_states[state], text) for name, (_, state, text) in CASES.items()}
    if forge.name in UNTOUCHED:
        want["touches no record"] = UNTOUCHED[forge.name]
    assert found == want
    assert TOKEN not in done.stdout + done.stderr
    assert not list(project(forge=forge.name).rglob("__pycache__")), "the log is no place for compiled files"
    again = len(forge.world.set)
    assert review(forge, "update", "--now", NOW).returncode == 0
    assert len(forge.world.set) == again, "what stands already is not set again"


def test_waiting_ends_with_time_and_reviews(forge: Any, review: Run) -> None:
    pull = Pull(5, NEW, opened="2026-11-18T10:00:00Z", pushed="2026-11-02T10:00:00Z", reviews=[A])
    forge.world.pulls = [pull]
    words = []
    for now, reviews in (("2026-11-19", [A]), ("2026-11-24", [A, B]), ("2026-11-26", [A, B]), ("2026-11-26", [A])):
        pull.reviews = reviews
        assert review(forge, "update", "--now", f"{now}T00:00:00Z").returncode == 0
        words.append(forge.world.status(5))
    assert words == [
        (forge.forge_states["pending"], "new record: 1 of 2 approvals; open until 2026-11-25"),
        (forge.forge_states["pending"], "new record: open until 2026-11-25"),
        (forge.forge_states["success"], "new record: 2 approvals, open since 2026-11-18"),
        (forge.forge_states["pending"], "new record: 1 of 2 approvals"),
    ]


def test_one_change_or_one_head(forge: Any, review: Run) -> None:
    forge.world.pulls = [Pull(1, NEW), Pull(2, NEW), Pull(3, NEW)]
    assert review(forge, "update", "--change", "2").returncode == 0
    assert [forge.world.status(n) is not None for n in (1, 2, 3)] == [False, True, False]
    assert review(forge, "update", "--head", Pull(3, NEW).head).returncode == 0
    assert [forge.world.status(n) is not None for n in (1, 2, 3)] == [False, True, True]


def test_a_head_that_moved_away_makes_it_look_at_all(forge: Any, review: Run) -> None:
    forge.world.pulls = [Pull(1, NEW), Pull(2, NEW)]
    assert review(forge, "update", "--head", OLD_HEAD).returncode == 0
    assert forge.world.status(1)
    assert forge.world.status(2)


def test_dry_run_sets_nothing(forge: Any, review: Run) -> None:
    forge.world.pulls = [Pull(7, NEW)]
    done = review(forge, "update", "--dry-run", "--now", NOW)
    assert (done.returncode, forge.world.set) == (0, [])
    assert "change 7 at 000000000000: pending: new record: 0 of 2 approvals" in done.stdout


def test_a_second_log_has_a_status_of_its_own(forge: Any, review: Run) -> None:
    forge.world.pulls = [Pull(7, NEW)]
    assert review(forge, "update", "--context", "adr/review-backend").returncode == 0
    assert {name for _, name, _, _ in forge.world.set} == {"adr/review-backend"}


def test_the_merge_queue_gets_what_its_pull_request_earned(review: Run) -> None:
    with serve(FACES["github"](World([Pull(41, NEW, reviews=[A, B]), Pull(42, NEW)]))) as forge:
        queued = "f" * 40
        branch = f"gh-readonly-queue/main/pr-41-{'b' * 40}"
        done = review(forge, "update", "--head", queued, "--queue", branch, "--now", NOW)
        assert done.returncode == 0, done.stderr
        assert forge.world.set == [(queued, "adr/review", "success", "new record: 2 approvals, open since 2026-11-02")]
        wrong = review(forge, "update", "--head", queued, "--queue", "some/branch")
        assert (wrong.returncode, "names no pull request" in wrong.stderr) == (2, True)


RULES = [
    "docs/adr/adr.json", "docs/adr/adr-baseline.json", "docs/adr/adr.py", "docs/adr/adr_review.py",
    "docs/adr/.gitattributes",
    ".copier-answers.adr.yml", ".github/workflows/adr.yml", ".github/workflows/adr-review-backend.yml",
    ".forgejo/workflows/adr.yml", ".gitlab/ci/adr.yml", ".azuredevops/adr-review.yml",
]  # fmt: skip


@pytest.mark.security("A change lowers the rule, or edits what enforces it")
def test_the_rule_is_not_lowered_behind_its_back(forge: Any, review: Run) -> None:
    """Whatever says or enforces the rule is a change of the rule, whichever part of it is changed."""
    forge.world.pulls = [Pull(n, {path: ("a", "b")}, reviews=[A]) for n, path in enumerate(RULES, 51)]
    forge.world.pulls += [
        Pull(10, {"docs/adr/adr.json": ("{}", None)}),
        Pull(11, {".github/workflows/ci.yml": ("a", "b"), "adr.json": ("a", "b"), ".copier-answers.yml": ("a", "b")}),
        Pull(12, {"elsewhere.json": ("{}", "{}")}, renamed={"elsewhere.json": "docs/adr/adr.json"}),
    ]
    assert review(forge, "update", "--now", NOW).returncode == 0
    pending = forge.forge_states["pending"]
    for number, path in enumerate(RULES, 51):
        assert forge.world.status(number) == (pending, "change of the rule: 1 of 2 approvals"), path
    assert forge.world.status(10) == (pending, "change of the rule: 0 of 2 approvals")
    assert forge.world.status(12) == (pending, "change of the rule: 0 of 2 approvals")
    assert forge.world.status(11) == UNTOUCHED.get(forge.name, ("success", "no decision record is touched"))


@pytest.mark.security(UNREADABLE)
def test_a_file_that_the_forge_withholds_passes_nothing(forge: Any, review: Run) -> None:
    forge.world.pulls = [Pull(8, NEW, reviews=[A, B])]

    def withhold(_method: str, path: str) -> Any:
        return (404, {}, {"message": "Not Found"}) if "umbrellas" in path else None

    forge.world.spoil = withhold
    done = review(forge, "update", "--now", NOW)
    assert done.returncode == 1
    assert "is in the change, and the forge does not give it" in clean(done)
    assert forge.world.set == []


@pytest.mark.security(UNREADABLE)
def test_a_record_of_any_size_is_a_record(forge: Any, review: Run) -> None:
    forge.world.pulls = [Pull(8, {"docs/adr/0012-use-umbrellas.md": (None, record() + "x " * 1_000_000)})]
    assert review(forge, "update", "--now", NOW, ADR_REVIEW_TIMEOUT="10").returncode == 0
    assert forge.world.status(8) == (forge.forge_states["pending"], "new record: 0 of 2 approvals")


@pytest.mark.security(UNREADABLE)
def test_a_record_in_utf_16_is_a_record(forge: Any, review: Run) -> None:
    forge.world.pulls = [Pull(8, {"docs/adr/use-umbrellas.md": (None, record())})]
    forge.world.spoil = lambda _method, path: (200, {}, record().encode("utf-16")) if "umbrellas" in path else None
    assert review(forge, "update", "--now", NOW).returncode == 0
    assert forge.world.status(8) == (forge.forge_states["pending"], "new record: 0 of 2 approvals")


def test_changes_from_forks_are_judged_too(forge: Any, review: Run) -> None:
    forge.world.pulls = [Pull(8, NEW, fork=True), Pull(9, NEW)]
    done = review(forge, "update")
    assert done.returncode == 0, done.stderr
    if forge.name == "gitlab":
        assert "change 8: it comes from a fork, and GitLab keeps no status" in done.stdout
        assert forge.world.status(8) is None
    else:
        assert forge.world.status(8) == (forge.forge_states["pending"], forge.world.status(9)[1])


@pytest.mark.security(UNREADABLE)
def test_a_name_that_no_disk_bears_is_no_way_round_the_rule(forge: Any, review: Run) -> None:
    names = ["x" * 300, "0013: colon", "0014-back\\slash", "0015-new\nline", "0016-<angle>"]
    forge.world.pulls = [Pull(n, {f"docs/adr/{name}.md": (None, record())}) for n, name in enumerate(names, 51)]
    assert review(forge, "update").returncode == 0
    wanted = (forge.forge_states["pending"], "new record: 0 of 2 approvals")
    assert [forge.world.status(n) for n, _ in enumerate(names, 51)] == [wanted] * len(names)


@pytest.mark.security("A token that is none is looked for in what is printed")
def test_a_token_that_is_none_is_not_printed(forge: Any, review: Run) -> None:
    (name,) = (k for k, v in forge.environment().items() if v == TOKEN)
    for wrong in (TOKEN + "\nx", " ", TOKEN + " x", TOKEN + "\u00e9"):
        done = review(forge, "update", **{name: wrong})
        assert done.returncode == 2
        assert name in clean(done)


@pytest.mark.security("A decision is taken out of force by less than the full rule")
def test_supersession_needs_the_full_rule(forge: Any, review: Run) -> None:
    old, new = "docs/adr/0012-use-umbrellas.md", "docs/adr/0013-use-coats.md"
    back = "\nSupersedes [12. Use umbrellas](0012-use-umbrellas.md)\n"
    files: dict[str, tuple[str | None, str | None]] = {
        old: (record(), record("Superseded by [13. Use coats](0013-use-coats.md)")),
        new: (record(number=13), record(number=13, extra=back)),
    }
    forge.world.pulls = [Pull(9, files, reviews=[A])]
    assert review(forge, "update", "--now", NOW).returncode == 0
    assert forge.world.status(9) == (forge.forge_states["pending"], "supersession: 1 of 2 approvals")


# ---- Ways round the rule -----------------------------------------------------------------------------------------


@pytest.mark.security("Two open changes share one head, and one of them is approved")
@pytest.mark.parametrize("order", [(31, 32), (32, 31)])
def test_two_changes_with_one_head_get_the_strictest_verdict(forge: Any, review: Run, order: tuple[int, int]) -> None:
    first, second = order
    both = {first: [A, B], second: [A]}
    forge.world.pulls = [Pull(n, NEW, reviews=given, head_of=31) for n, given in both.items()]
    for words in ((), ("--head", Pull(31, NEW).head), ("--change", str(first))):
        forge.world.set.clear()
        done = review(forge, "update", "--now", NOW, *words)
        assert done.returncode == 0, done.stderr
        approved = (forge.forge_states["success"], "new record: 2 approvals, open since 2026-11-02")
        strict = (forge.forge_states["pending"], "new record: 1 of 2 approvals")
        if forge.name == "azure-devops":  # its status belongs to the pull request
            assert forge.world.status(first) == approved
        else:
            assert {(state, told) for _, _, state, told in forge.world.set} == {strict}


@pytest.mark.security("Approvals are older than the text, or than a removal")
def test_approvals_from_before_a_record_was_removed_do_not_carry_the_removal(forge: Any, review: Run) -> None:
    typo, gone = "docs/adr/0012-use-umbrellas.md", "docs/adr/0013-use-coats.md"
    now = record(context="It rains often.")
    files: Any = {typo: (record(), now), gone: (record(number=13), None)}
    moved: Any = {typo: (record(), now), "elsewhere/0013.md": (record(number=13), record(number=13))}
    approvals = [Review("ann", old=True), Review("bob", old=True)]
    before = {typo: now, gone: record(number=13)}
    forge.world.pulls = [
        Pull(25, files, reviews=approvals, old_files=before),
        Pull(26, moved, renamed={"elsewhere/0013.md": gone}, reviews=approvals, old_files=before),
    ]
    assert review(forge, "update", "--now", NOW).returncode == 0
    wanted = (forge.forge_states["pending"], "removal: 0 of 2 approvals (2 given to an older text)")
    assert [forge.world.status(n) for n in (25, 26)] == [wanted, wanted]


@pytest.mark.security("A record hides behind more files than the forge lists")
@pytest.mark.parametrize("forge", ["forgejo", "github", "gitlab"], indirect=True)
def test_more_files_than_the_forge_lists_take_the_full_rule(forge: Any, review: Run) -> None:
    files: Any = {**{f"src/{i}.txt": ("a", "b") for i in range(5)}, **NEW}
    forge.world.pulls = [Pull(8, files, listed=4, reviews=[A])]
    assert review(forge, "update", "--now", NOW).returncode == 0
    told = "change that is too much to read: 1 of 2 approvals"
    assert forge.world.status(8) == (forge.forge_states["pending"], told)


@pytest.mark.security("A change goes to another branch to earn the status")
def test_only_changes_to_the_default_branch_get_the_status(forge: Any, review: Run) -> None:
    forge.world.pulls = [Pull(8, NEW, base="release", reviews=[A, B]), Pull(9, NEW, head_of=8)]
    done = review(forge, "update", "--now", NOW)
    assert done.returncode == 0, done.stderr
    assert "1 open changes go to other branches than main" in done.stdout
    assert {(state, told) for _, _, state, told in forge.world.set} == {
        (forge.forge_states["pending"], "new record: 0 of 2 approvals")
    }


@pytest.mark.security("A bot approves")
def test_a_bot_s_approval_counts_only_where_the_log_names_it(forge: Any, review: Run, project: Any) -> None:
    name = {"azure-devops": "Build\\renovate"}.get(forge.name, "renovate")
    forge.world.pulls = [Pull(8, NEW, reviews=[A, Review("renovate", bot=True)])]
    assert review(forge, "update", "--now", NOW).returncode == 0
    told = "new record: 1 of 2 approvals (1 of a bot)"
    assert forge.world.status(8) == (forge.forge_states["pending"], told)
    log = project(forge=forge.name).parent / "with a bot"
    if not log.exists():
        git(log.parent, "clone", "--quiet", project(forge=forge.name), log)
        contract = json.loads((log / "docs/adr/adr.json").read_text(encoding="utf-8"))
        contract["rules"]["approving_bots"] = [name]
        (log / "docs/adr/adr.json").write_text(json.dumps(contract), encoding="utf-8")
    assert review(forge, "update", "--now", NOW, folder=log).returncode == 0
    assert forge.world.status(8)[0] == forge.forge_states["success"]


DAYS: dict[str, tuple[dict[str, Any], str]] = {
    "a push that changed a record": ({"pushed": "2026-11-18T10:00:00Z"}, "2026-11-25"),
    "reopened": ({"reopened": "2026-11-19T10:00:00Z"}, "2026-11-26"),
    "another base": ({"rebased": "2026-11-20T10:00:00Z"}, "2026-11-27"),
    "a force-push, the same text": (
        {"pushed": "2026-11-18T10:00:00Z", "forced": True, "old_files": {k: record() for k in NEW}},
        "2026-11-25",
    ),
}


@pytest.mark.security(
    "The days are won before the text is there: by a draft, a push, a force-push, another base, a reopening"
)
@pytest.mark.parametrize("case", DAYS)
def test_the_days_start_anew(forge: Any, review: Run, case: str) -> None:
    given, until = DAYS[case]
    forge.world.pulls = [Pull(8, NEW, reviews=[A, B], **given)]
    done = review(forge, "update", "--now", NOW)
    assert done.returncode == 0, done.stderr
    state, told = forge.world.status(8)
    assert (state, told.endswith(f"open until {until}")) == (forge.forge_states["pending"], True), told


@pytest.mark.security("Approvals were given while the change was to go to another branch")
def test_approvals_from_before_a_new_base_do_not_count(forge: Any, review: Run) -> None:
    same: Any = {"old_files": {k: record() for k in NEW}, "pushed": "2026-11-02T10:00:00Z"}
    forge.world.pulls = [
        Pull(8, NEW, reviews=[A, B], rebased="2026-11-05T10:00:00Z", **same),
        Pull(9, NEW, reviews=[A, B], rebased="2026-11-02T10:00:00Z", **same),
    ]
    assert review(forge, "update", "--now", NOW).returncode == 0
    told = "new record: 0 of 2 approvals (2 given before its base changed)"
    assert forge.world.status(8) == (forge.forge_states["pending"], told)
    assert forge.world.status(9)[0] == forge.forge_states["success"]


@pytest.mark.security("Events after a new base push it out of what the forge lists, and voided approvals count again")
@pytest.mark.parametrize("forge", ["github"], indirect=True)
def test_a_new_base_is_seen_behind_any_number_of_events(forge: Any, review: Run) -> None:
    later = [f"2026-11-05T11:00:{second:02}Z" for second in range(60)]
    given: Any = {"old_files": {k: record() for k in NEW}, "rebased": "2026-11-05T10:00:00Z", "later": later}
    forge.world.pulls = [Pull(8, NEW, reviews=[A, B], **given)]
    assert review(forge, "update", "--now", NOW).returncode == 0
    told = "new record: 0 of 2 approvals (2 given before its base changed)"
    assert forge.world.status(8) == ("pending", told)


def test_a_push_that_changes_no_record_leaves_the_days(forge: Any, review: Run) -> None:
    given: Any = {"pushed": "2026-11-18T10:00:00Z", "old_files": {k: record() for k in NEW}}
    forge.world.pulls = [Pull(8, NEW, reviews=[A, B], **given)]
    assert review(forge, "update", "--now", NOW).returncode == 0
    told = "new record: 2 approvals, open since 2026-11-01"
    assert forge.world.status(8) == (forge.forge_states["success"], told)


SLOW = """

quick_text = frozen_text


def frozen_text(text, *rest):
    import time

    time.sleep(60 if "SLOW" in text else 0)
    return quick_text(text, *rest)
"""


@pytest.mark.security("One change holds up the review of the others")
@pytest.mark.parametrize("forge", ["github", "gitlab"], indirect=True)
def test_a_text_that_is_slow_to_read_holds_up_no_other_change(forge: Any, review: Run, project: Any) -> None:
    """No text that is known is slow: one is made so."""
    log = project(forge=forge.name).parent / "with a slow text"
    if not log.exists():
        git(log.parent, "clone", "--quiet", project(forge=forge.name), log)
        reader = log / "docs/adr/adr.py"
        reader.write_text(reader.read_text(encoding="utf-8") + SLOW, encoding="utf-8")
    files: Any = {"docs/adr/0012-use-umbrellas.md": (record(), record(context="SLOW"))}
    forge.world.pulls = [Pull(8, NEW), Pull(9, files)]
    limits = {"ADR_REVIEW_CHANGE_LIMIT": "10", "ADR_REVIEW_TIMEOUT": "5"}
    done = review(forge, "update", "--now", NOW, folder=log, process=True, **limits)
    assert done.returncode == 0, done.stderr
    assert forge.world.status(8) == (forge.forge_states["pending"], "new record: 0 of 2 approvals")
    told = "change that is too much to read: 0 of 2 approvals"
    assert forge.world.status(9) == (forge.forge_states["pending"], told)
    lines = [line.split()[1] for line in done.stdout.splitlines() if line.startswith("change ")]
    assert lines == ["9", "8"], "the newest first"


@pytest.mark.security(UNREADABLE)
def test_files_that_no_disk_holds_together_take_the_full_rule(forge: Any, review: Run) -> None:
    deep = "/".join(["d"] * 300)
    forge.world.pulls = [
        Pull(8, {"docs/adr/0012-a.md": (None, record()), "docs/adr/0012-a.md/0013-b.md": (None, record())}),
        Pull(9, {f"docs/adr/{deep}/0014-c.md": (None, record())}),
    ]
    assert review(forge, "update", "--now", NOW, process=True).returncode == 0
    pending = forge.forge_states["pending"]
    assert forge.world.status(8) == (pending, "change that is too much to read: 0 of 2 approvals")
    assert forge.world.status(9) == (pending, "new record: 0 of 2 approvals")


# ---- Numbers that other changes take -----------------------------------------------------------------------------

OWN = {
    "github": {"GITHUB_REF": "refs/pull/30/merge"},
    "forgejo": {"GITHUB_REF": "refs/pull/30/head"},
    "gitlab": {"CI_MERGE_REQUEST_IID": "30"},
    "azure-devops": {"SYSTEM_PULLREQUEST_PULLREQUESTID": "30"},
}


def test_numbers_of_older_changes_are_taken(forge: Any, review: Run) -> None:
    def adds(*names: str) -> dict[str, tuple[str | None, str | None]]:
        return {f"docs/adr/{name}": (None, record()) for name in names}

    forge.world.pulls = [
        Pull(31, adds("0020-younger.md")),
        Pull(30, adds("0012-own.md")),
        Pull(29, adds("0012-older.md", "0015-older.md", "template.md", "20261121-dated.md")),
        Pull(28, {"docs/adr/0003-edited.md": ("a", "b"), "docs/adr/0004-gone.md": ("a", None)}),
        Pull(27, {"docs/0099-elsewhere.md": (None, "a")}),
        Pull(26, adds("0077-other-base.md"), base="release"),
    ]
    done = review(forge, "taken", **OWN[forge.name])
    assert (done.returncode, done.stdout) == (0, "12,15\n"), done.stderr
    assert "number 12 is taken by change 29" in done.stderr
    dated = review(forge, "taken", **OWN[forge.name], answers={"numbering": "date"})
    assert (dated.returncode, dated.stdout) == (0, "\n")


def test_taken_goes_on_without_the_forge_when_told(forge: Any, review: Run) -> None:
    forge.world.spoil = lambda _method, _path: (403, {}, {"message": "no"})
    strict = review(forge, "taken", **OWN[forge.name])
    assert (strict.returncode, strict.stdout) == (1, "")
    lenient = review(forge, "taken", "--best-effort", **OWN[forge.name])
    assert (lenient.returncode, lenient.stdout) == (0, "\n")
    assert "goes on without the numbers of other open changes" in lenient.stderr


# ---- A forge that misbehaves -------------------------------------------------------------------------------------


def clean(done: Any) -> str:
    """What was printed; no traceback and no token in it."""
    printed = str(done.stdout + done.stderr)
    assert "Traceback" not in printed
    assert TOKEN not in printed
    return printed


@pytest.mark.parametrize(
    ("status", "says"),
    [
        (401, "the token is missing, wrong or expired"),
        (403, "the token may not do this"),
        (404, "the token may not see"),
    ],
)
def test_a_refusal_says_what_the_token_needs(forge: Any, review: Run, status: int, says: str) -> None:
    forge.world.pulls = [Pull(7, NEW)]
    forge.world.spoil = lambda _method, _path: (status, {}, {"message": f"go away, {TOKEN}"})
    done = review(forge, "update")
    assert done.returncode == 1
    assert says in clean(done)
    assert len(forge.world.asked) == 1, "a refusal is not tried again"


def test_a_refused_status_is_told_and_the_others_go_on(forge: Any, review: Run) -> None:
    forge.world.pulls = [Pull(7, NEW), Pull(8, NEW)]
    at = ("/pullRequests/7/" if forge.name == "azure-devops" else Pull(7, NEW).head) + ""

    def refuse(method: str, path: str) -> Any:
        return (403, {}, {"message": "Resource not accessible"}) if method == "POST" and at in path else None

    forge.world.spoil = refuse
    done = review(forge, "update")
    assert done.returncode == 1
    assert "change 7: " in clean(done)
    assert "it needs" in done.stderr
    assert forge.world.status(8)


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        ((500, {}, {"message": "broken"}), "answers 500"),
        ((503, {}, b"<html>"), "answers 503"),
        ((429, {"Retry-After": "0"}, {}), "rate limit reached"),
        ((403, {"Retry-After": "0"}, {"message": "secondary rate limit"}), "answers 403"),
        ("hang", "does not answer"),
    ],
)
def test_a_passing_fault_is_tried_again_a_bounded_number_of_times(
    forge: Any, review: Run, answer: Any, says: str
) -> None:
    forge.world.pulls = [Pull(7, NEW)]
    faults = [answer, answer]
    forge.world.spoil = lambda _method, _path: faults.pop() if faults else None
    assert review(forge, "update").returncode == 0
    assert forge.world.status(7)

    forge.world.asked.clear()
    forge.world.spoil = lambda _method, _path: answer
    done = review(forge, "update")
    assert done.returncode == 1
    assert says in clean(done)
    assert "tried 4 times" in done.stderr
    assert len(forge.world.asked) == 4


def test_a_long_rate_limit_ends_the_run_instead_of_holding_the_runner(forge: Any, review: Run) -> None:
    forge.world.pulls = [Pull(7, NEW)]
    forge.world.spoil = lambda _method, _path: (429, {"Retry-After": "3600"}, {})
    done = review(forge, "update")
    assert done.returncode == 1
    assert "asks to wait 3600 seconds" in clean(done)
    assert len(forge.world.asked) == 1
    forge.world.spoil = lambda _method, _path: (429, {"Retry-After": "Wed, 21 Oct 2099 07:28:00 GMT"}, {})
    assert "asks to wait" in clean(review(forge, "update"))


@pytest.mark.parametrize("forge", ["github"], indirect=True)
def test_a_spent_budget_is_not_asked_again_for_each_change(forge: Any, review: Run) -> None:
    forge.world.pulls = [Pull(n, NEW) for n in range(51, 61)]
    spent = (
        403,
        {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "9999999999"},
        {"message": "API rate limit exceeded"},
    )
    forge.world.spoil = lambda method, path: spent if method == "POST" and "/statuses/" in path else None
    done = review(forge, "update")
    assert done.returncode == 1
    assert "so this run ends" in clean(done)
    assert len([asked for asked in forge.world.asked if asked.startswith("POST") and "/statuses/" in asked]) == 1


def test_an_empty_budget_waits_for_its_reset(review: Run) -> None:
    with serve(FACES["github"](World([Pull(7, NEW)]))) as forge:
        empty = {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "1"}
        faults = [(403, empty, {"message": "API rate limit exceeded"})]
        forge.world.spoil = lambda _method, _path: faults.pop() if faults else None
        assert review(forge, "update").returncode == 0
        assert forge.world.status(7)


@pytest.mark.security("The forge's answer has another form")
@pytest.mark.parametrize("content", [b"", b"{", b'{"value": 3}', b"[{}]", b"[" * 100_000])
def test_an_answer_of_another_form_is_told(forge: Any, review: Run, content: bytes) -> None:
    forge.world.spoil = lambda _method, _path: (200, {}, content)
    done = review(forge, "update")
    assert done.returncode == 1
    assert "adr_review.py: " in clean(done)


@pytest.mark.security("The forge's answer leads the token to another host")
def test_a_token_is_sent_to_no_other_host(forge: Any, review: Run) -> None:
    with serve(FACES[forge.name](World())) as other:
        forge.world.spoil = lambda _method, path: (302, {"Location": other.root + path}, {})
        done = review(forge, "update")
        assert done.returncode == 1
        assert other.world.asked == []
        clean(done)
        if forge.name in ("gitlab", "forgejo"):
            forge.world.spoil = lambda _method, _path: (200, {"Link": f'<{other.root}/next>; rel="next"'}, [])
            assert review(forge, "update").returncode == 1
            assert other.world.asked == []


# ---- Hostile names -----------------------------------------------------------------------------------------------

HOSTILE = [
    "$(touch pwned)",
    "`touch pwned`",
    '"; rm -rf . #',
    "x\n::set-output name=taken::99",
    "##vso[task.setvariable variable=a]b",
    "::error::x",
    "a\x1b[31mb",
    "../../../etc/passwd",
]


@pytest.mark.security("Branches, files and people have names that are commands to a shell or a runner")
def test_hostile_names_reach_no_shell_and_no_workflow_command(forge: Any, review: Run, project: Any) -> None:
    before = {p.name for p in project(forge=forge.name).iterdir()}
    forge.world.pulls = [
        Pull(
            n,
            {
                f"docs/adr/{n:04d}-{name.replace('/', '-')}.md": (None, record(number=n)),
                f"docs/adr/{name}.md": (None, record()),
            },
            author=name,
            title=name,
            reviews=[Review(name + "r"), Review(name + "s", "changes")],
        )
        for n, name in enumerate(HOSTILE, 51)
    ]
    forge.world.pulls += [Pull(n, NEW, base=name) for n, name in enumerate(HOSTILE, 71)]
    for done in (review(forge, "update"), review(forge, "taken", "--change", "99")):
        assert done.returncode == 0, done.stderr
        for line in clean(done).splitlines():
            assert not line.lstrip().startswith("::")
            assert "##vso[" not in line
            assert "\x1b" not in line
    assert {p.name for p in project(forge=forge.name).iterdir()} == before
    assert forge.world.status(51) == (forge.forge_states["failure"], "new record: 1 reviewer asked for changes")


# ---- Wrong calls -------------------------------------------------------------------------------------------------


def test_a_wrong_call_says_what_is_missing(forge: Any, review: Run) -> None:
    for name in forge.environment():
        done = review(forge, "update", **{name: ""})
        fallback = name in ("GITHUB_GRAPHQL_URL",) or (forge.name, name) == ("forgejo", "GITHUB_API_URL")
        if not fallback:
            assert (done.returncode, name in clean(done)) == (2, True), name
    assert review(forge, "taken").returncode == 2
    assert review(forge, "nonsense").returncode == 2
    assert review(forge, "update", "--now", "soon").returncode == 1
