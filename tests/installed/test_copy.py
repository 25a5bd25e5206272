"""`adr init` and `adr update`: where the pack comes from, and that what is recorded holds for everyone."""

import subprocess
from pathlib import Path

import pytest
import yaml

from tests.conftest import ANSWERS, commit, git, init, often, without_guidance

from .conftest import ADDRESS, EARLIER, VERSION, Adr, record


def answers(project: Path, name: str = ANSWERS) -> dict[str, object]:
    return dict(yaml.safe_load((project / name).read_text(encoding="utf-8")))


def state(project: Path) -> str:
    return git(project, "status", "--porcelain", "--untracked-files=all")


def test_init_takes_the_pack_from_the_wheel_and_records_its_public_address(adr: Adr, shop: Path) -> None:
    """The machine reaches no network: see the fixture."""
    said = adr("init", "--defaults", "--quiet", "--data", "style=nygard", "--data", "forge=gitlab", cwd=shop)
    assert said.stdout == ""
    found = answers(shop)
    assert (found["_src_path"], found["_commit"]) == (ADDRESS, VERSION)
    assert (found["style"], found["forge"], found["adr_dir"]) == ("nygard", "gitlab", "docs/adr")
    # Nothing in the project names a folder of this machine.
    for path in shop.rglob("*"):
        if path.is_file() and ".git" not in path.parts:
            assert str(shop.parent) not in path.read_text(encoding="utf-8"), path
            assert "copier-adr-" not in path.read_text(encoding="utf-8"), path
    assert "Record architecture decisions" in adr("list", cwd=shop / "docs").stdout
    adr("check", cwd=shop)

    # An answer changes without a network too, since both versions of the merge are the wheel's.
    commit(shop)
    adr("update", "--defaults", "--quiet", "--data", "style=madr", cwd=shop / "docs")
    assert answers(shop)["style"] == "madr"
    assert answers(shop)["_src_path"] == ADDRESS
    assert " M docs/adr/adr-template.md" in state(shop)


@pytest.mark.parametrize("log", often(["docs/adr", "our docs/all decisions"], lambda log: " " in log))
def test_a_log_without_adr_py_is_kept_with_the_command_alone(adr: Adr, shop: Path, log: str) -> None:
    told = adr("init", "--defaults", "--data", "tool=installed", log, cwd=shop).stderr
    assert 'adr new "Title of the first decision of your own"' in told
    assert "adr.py" not in told
    assert list(shop.rglob("*.py")) == []
    commit(shop)
    below = shop / "src"
    below.mkdir()
    adr("new", "--status", "accepted", "Use", "a", "queue", cwd=below)
    (made,) = (shop / log).glob("0002-*.md")
    made.write_text(without_guidance(made.read_text(encoding="utf-8")), encoding="utf-8")
    assert "Use a queue" in adr("list", cwd=below).stdout
    for words in (("check",), ("check", "--all"), ("index", "--check"), ("index", "--all")):
        assert adr(*words, cwd=below).stderr == ""
    made.write_text(made.read_text(encoding="utf-8").replace("Use a queue", "Use a stack"), encoding="utf-8")
    assert "stale-index" in adr("check", cwd=below, code=1).stdout
    assert "`adr index`" in adr("check", cwd=below, code=1).stdout, "a mend that can be typed"
    adr("index", cwd=below)
    commit(shop)
    adr("update", "--defaults", "--quiet", cwd=below)
    assert state(shop) == "", "no program came back"


@pytest.mark.long
def test_a_log_without_adr_py_is_moved_with_the_command(adr: Adr, shop: Path) -> None:
    adr("init", "--defaults", "--quiet", "--data", "tool=installed", cwd=shop)
    commit(shop)
    told = adr("update", "--defaults", "--data", "adr_dir=engineering/adr", cwd=shop, code=1).stderr
    assert "adr --dir docs/adr move engineering/adr" in told
    assert state(shop) == ""
    adr("--dir", "docs/adr", "move", "engineering/adr", cwd=shop)
    assert "engineering/adr" in (shop / ".github/workflows/adr.yml").read_text(encoding="utf-8")
    adr("check", cwd=shop / "engineering")


def test_init_pretends_when_asked(adr: Adr, shop: Path) -> None:
    told = adr("init", "--defaults", "--pretend", "engineering/decisions", cwd=shop).stderr
    assert "engineering/decisions/adr.json" in told
    assert state(shop) == ""


def test_init_names_update_where_the_pack_is(adr: Adr, two_logs: Path) -> None:
    before = state(two_logs)
    for folder, words in ((two_logs, ()), (two_logs, ("--answers-file", ANSWERS)), (two_logs / "src", ("more/adr",))):
        told = adr("init", "--defaults", *words, cwd=folder, code=2).stderr
        assert "adr update " in told
        assert "docs/adr" in told
        assert "--answers-file .copier-answers.adr-NAME.yml" in told
    assert "adr init .  " in adr("init", cwd=two_logs / "src", code=2).stderr
    assert state(two_logs) == before


def test_a_further_log_and_a_project_of_its_own_below_are_made_all_the_same(adr: Adr, two_logs: Path) -> None:
    more = ("--answers-file", ".copier-answers.adr-web.yml", "web/adr")
    told = adr("init", "--defaults", "--pretend", *more, cwd=two_logs).stderr
    assert " web/adr/adr.json" in told
    assert "adr-web.yml" in told
    told = adr("init", "--defaults", "--pretend", "--data", "forge=none", ".", cwd=two_logs / "src").stderr
    assert " docs/adr/adr.json" in told


def test_update_brings_this_version_from_where_the_project_had_it(adr: Adr, shop: Path, forge: dict[str, str]) -> None:
    adr("init", "--defaults", "--quiet", "--vcs-ref", EARLIER, cwd=shop, **forge)
    assert answers(shop)["_commit"] == EARLIER
    record(shop / "docs/adr", 2, "Use a queue")
    commit(shop)
    # git is asked what nobody must overwrite: work that is not committed
    (shop / "docs/adr/README.md").write_text("mine\n", encoding="utf-8")
    assert "dirty" in adr("update", "--defaults", cwd=shop, code=1, **forge).stderr
    git(shop, "checkout", "--quiet", ".")
    adr("update", "--defaults", "--pretend", "--quiet", cwd=shop, **forge)
    assert state(shop) == ""
    told = adr("update", "--defaults", cwd=shop / "docs/adr", **forge).stderr
    assert f"Updating to template version {VERSION}" in told
    assert answers(shop)["_commit"] == VERSION
    text = (shop / "docs/adr/README.md").read_text(encoding="utf-8")
    assert "- **Be kind**" in text
    assert "Use a queue" in text


def test_update_says_which_of_several_logs_it_wants(adr: Adr, two_logs: Path) -> None:
    told = adr("update", "--defaults", cwd=two_logs, code=2).stderr
    assert "  adr update --answers-file .copier-answers.adr.yml    docs/adr" in told
    assert "  adr update --answers-file .copier-answers.adr-ops.yml    ops/adr" in told
    # Here the folder says it; that file lacks what an update needs.
    ways = (("ops/adr",), (".", "--dir", "ops/adr"), ("src", "--answers-file", ".copier-answers.adr-ops.yml"))
    for folder, *words in ways:
        told = adr("update", "--defaults", *words, cwd=two_logs / folder, code=1).stderr
        assert ".copier-answers.adr-ops.yml: lacks _src_path or _commit" in told
    assert "src: is no log of this project" in adr("update", "--dir", "src", cwd=two_logs, code=2).stderr
    assert "is not in" in adr("update", "--answers-file", "other.yml", cwd=two_logs, code=2).stderr


@pytest.mark.parametrize(
    ("recorded", "told"),
    [
        ({"_src_path": "https://github.com/someone/else.git", "_commit": EARLIER}, "someone/else.git"),
        ({"_src_path": "https://github.com/someone/else.git", "_commit": VERSION}, "someone/else.git"),
        ({"_src_path": ADDRESS, "_commit": "refs/pull/12/head"}, "--trust"),
        ({"_src_path": ADDRESS, "_commit": "99.0.0"}, "install copier-adr 99.0.0 or newer"),
        ({"_src_path": ADDRESS}, "lacks _src_path or _commit"),
        ("[", "is not YAML"),
    ],
)
def test_update_runs_no_code_that_the_installation_does_not_know(
    adr: Adr, shop: Path, forge: dict[str, str], tmp_path: Path, recorded: dict[str, str] | str, told: str
) -> None:
    text = recorded if isinstance(recorded, str) else yaml.safe_dump(recorded)
    (shop / ANSWERS).write_text(f"adr_dir: docs/adr\n{text}", encoding="utf-8")
    record(shop / "docs/adr", 1, "Use a queue")
    commit(shop)
    # Somebody else's template: it leaves a mark where its code runs.
    mark, theirs = tmp_path / "mark", init(tmp_path / "theirs")
    (theirs / "copier.yml").write_text(f"_tasks: ['touch {mark}']\n", encoding="utf-8")
    commit(theirs)
    for name in (EARLIER, VERSION):
        git(theirs, "tag", name)
    # What anybody may push to a forge: a change that is not merged.
    git(theirs, "push", "--quiet", "--force", forge["GIT_CONFIG_KEY_0"][4:-10], "HEAD:refs/pull/12/head")
    env = {
        **forge, "GIT_CONFIG_COUNT": "2", "GIT_CONFIG_KEY_1": f"url.{theirs}.insteadOf",
        "GIT_CONFIG_VALUE_1": "https://github.com/someone/else.git",
    }  # fmt: skip
    said = adr("update", "--defaults", cwd=shop, code=1, **env).stderr
    assert told in said
    assert "--trust" not in told or "export COPIER_ADR_SOURCE=" in said
    assert not mark.exists()
    assert state(shop) == ""


@pytest.mark.long
def test_an_organisation_s_copy_of_the_pack_is_trusted_where_the_machine_says_so(
    adr: Adr, shop: Path, forge: dict[str, str]
) -> None:
    mirror = "https://git.acme.example/copier-adr.git"
    env = {**forge, "GIT_CONFIG_VALUE_0": mirror}
    adr("init", "--defaults", "--quiet", "--vcs-ref", EARLIER, "--source", mirror, cwd=shop, **env)
    assert answers(shop)["_src_path"] == mirror
    commit(shop)
    adr("update", "--defaults", "--quiet", cwd=shop, COPIER_ADR_SOURCE=mirror, **env)
    assert answers(shop)["_commit"] == VERSION


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("init", "--data", "style"), 2, "--data style: give NAME=VALUE"),
        (("init", "--data-file", "none.yml"), 2, "--data-file none.yml: is no file"),
        (("init", "--defaults", "--data", "style=cubist"), 1, "style"),
        (("init", "--defaults", "../elsewhere"), 1, "adr_dir"),
        (("init", "--defaults", "--vcs-ref", "7.7.7"), 1, "cannot be fetched"),
        (("init", "--nonsense"), 2, "there is no option --nonsense"),
        (("--dir", "docs/adr", "init"), 2, "adr init docs/adr"),
        (("init",), 1, "--defaults"),
        (("update", "--conflict", "none"), 2, "invalid choice"),
        (("update",), 2, "`adr init` starts a log"),
    ],
)
def test_wrong_calls_end_in_words_and_write_nothing(
    adr: Adr, shop: Path, words: tuple[str, ...], code: int, told: str
) -> None:
    assert told in adr(*words, cwd=shop, code=code).stderr
    assert state(shop) == ""


def test_a_version_that_the_address_lacks_is_named(adr: Adr, shop: Path, forge: dict[str, str]) -> None:
    told = adr("init", "--defaults", "--vcs-ref", "7.7.7", cwd=shop, code=1, **forge).stderr
    assert f"adr: {ADDRESS} has no version 7.7.7; name another one with --vcs-ref\n" in told


def test_without_copier_the_log_s_commands_work_and_the_others_say_what_is_missing(
    wheel: Path, tmp_path: Path, shop: Path
) -> None:
    from .conftest import SCRIPTS, install

    install(wheel, tmp_path / "bare", dependencies=False)
    record(shop / "docs/adr", 1, "Use a queue")

    def call(*words: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(words, cwd=shop, capture_output=True, text=True, check=False)

    program = tmp_path / "bare" / SCRIPTS
    assert "Use a queue" in call(str(program / "adr"), "list").stdout
    done = call(str(program / "adr"), "init", "--defaults")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "copier is not installed" in done.stderr
    done = call(str(program / "adr-fleet"), "status")
    assert done.returncode == 2
    assert "pip install 'copier-adr[fleet]'" in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.long
def test_another_template_s_answers_are_not_ours(adr: Adr, shop: Path) -> None:
    theirs = "_src_path: gh:acme/other\n_commit: v3\nci: github\nagents: false\nadr_dir: their\nkeep: all\nstyle: 7\n"
    (shop / ".copier-answers.yml").write_text(theirs, encoding="utf-8")
    commit(shop)
    adr("init", "--defaults", "--quiet", cwd=shop)
    found = answers(shop)
    names = ("ci", "agents", "adr_dir", "keep", "style")
    assert [found[name] for name in names] == [True, True, "docs/adr", [], "madr"]
    commit(shop)
    # A value that cannot be right, however it came there, is mended, and said in one line.
    path = shop / ANSWERS
    path.write_text(path.read_text(encoding="utf-8").replace("keep: []", "keep: all"), encoding="utf-8")
    commit(shop)
    told = adr("update", "--defaults", cwd=shop, code=1).stderr
    assert '  keep: "all" -> []' in told
    commit(shop)
    adr("update", "--defaults", cwd=shop)
    assert state(shop) == ""
    assert (shop / ".copier-answers.yml").read_text(encoding="utf-8") == theirs


def test_a_wrong_default_of_the_machine_is_told_in_one_line(adr: Adr, shop: Path, tmp_path: Path) -> None:
    settings = tmp_path / "settings.yml"
    settings.write_text("defaults: {number_width: 99}\n", encoding="utf-8")
    told = adr("init", "--defaults", cwd=shop, code=1, COPIER_SETTINGS_PATH=str(settings)).stderr
    assert "adr: number_width: 99 is not a whole number from 1 to 6" in told
    assert "give --data number_width=" in told
    assert state(shop) == ""
