"""`agents_root` in real copies and updates: offered, asked for, kept current, given up."""

import pytest

from tests.conftest import ANSWERS, FROM, Pack, Project, init

UPDATE = ("update", "--trust", "--defaults", "-a", ANSWERS, "-r", FROM)
OFFER = "Coding agents find the log by three lines in the root's AGENTS.md or CLAUDE.md"
LINE = "- Decisions bind: read docs/adr/AGENTS.md before you change the architecture."


def test_a_first_copy_offers_the_lines_and_writes_them_only_when_asked(pack: Pack) -> None:
    folder = init(pack.new_folder("shop"))
    copy = ("copy", "--trust", "--defaults", pack.path, ".")
    done = pack.cli(*copy, cwd=folder, check=True)
    assert OFFER in done.stderr
    assert f"\n  {LINE}\n" in done.stderr
    assert not (folder / "AGENTS.md").exists()

    for name, answer in (("asked", "agents_root=true"), ("none", "agents=false")):
        other = init(pack.new_folder(name))
        (other / "CLAUDE.md").write_text("Be kind.\n", encoding="utf-8")
        done = pack.cli(*copy, "--data", answer, cwd=other, check=True)
        assert OFFER not in done.stderr
        assert (other / "CLAUDE.md").read_text(encoding="utf-8").startswith("Be kind.\n")
        assert (LINE in (other / "CLAUDE.md").read_text(encoding="utf-8")) == (name == "asked")
        assert not (other / "AGENTS.md").exists()


def test_who_has_the_lines_is_not_offered_them(pack: Pack) -> None:
    folder = init(pack.new_folder("shop"))
    (folder / "AGENTS.md").write_text("Read docs/adr/AGENTS.md.\n", encoding="utf-8")
    done = pack.cli("copy", "--trust", "--defaults", pack.path, ".", cwd=folder, check=True)
    assert OFFER not in done.stderr
    assert (folder / "AGENTS.md").read_text(encoding="utf-8") == "Read docs/adr/AGENTS.md.\n"


def test_answers_from_before_the_question_update_without_a_word(newer: Pack, aged: Project) -> None:
    path = aged.path / ANSWERS
    text = path.read_text(encoding="utf-8")
    assert "\nagents: true\n" in text
    path.write_text(text.replace("agents_root: false\n", ""), encoding="utf-8")
    aged.commit("answers of an older version")
    done = newer.cli(*UPDATE, cwd=aged.path, check=True)
    assert "gents" not in done.stderr.replace("up to date", "")
    assert aged.answers["agents"] is True
    assert not (aged.path / "AGENTS.md").exists()


@pytest.mark.long
def test_an_update_keeps_the_lines_current_and_heeds_who_took_them_away(newer: Pack, aged: Project) -> None:
    file = aged.path / "AGENTS.md"
    file.write_text("Be kind.\n", encoding="utf-8")
    aged.commit("words of our own")
    newer.cli(*UPDATE, "-d", "agents_root=true", cwd=aged.path, check=True)
    written = file.read_text(encoding="utf-8")
    assert LINE in written
    file.write_text(written.replace("Decisions bind", "are nice to have"), encoding="utf-8")
    aged.commit("edited between the markers")
    newer.cli(*UPDATE, cwd=aged.path, check=True)
    assert file.read_text(encoding="utf-8") == written
    file.write_text("Be kind.\n", encoding="utf-8")
    aged.commit("lines taken away")
    newer.cli(*UPDATE, cwd=aged.path, check=True)
    assert file.read_text(encoding="utf-8") == "Be kind.\n"
    file.write_text(written, encoding="utf-8")
    aged.commit("lines put back")
    newer.cli(*UPDATE, "-d", "agents=false", cwd=aged.path, check=True)
    assert file.read_text(encoding="utf-8") == "Be kind.\n"
