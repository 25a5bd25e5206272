"""The lines for agents in the root: written and refreshed between their markers, and nothing else is touched."""

import os
from pathlib import Path

import pytest

from copier_adr.pack.root_lines import block, markers
from copier_adr.pack.root_notes import MOST, follow
from tests.conftest import ANSWERS, Pack, commit, init

FIRST, LAST = markers("")
ON = {"adr_dir": "docs/adr", "agents": True, "agents_root": True}
TOLD = "\n".join([FIRST, *block({**ON, "log_suffix": ""}), LAST, ""])


def run(folder: Path, before: str | None = None, now: str = "true", answers_file: str = ANSWERS) -> None:
    """A run that finds the answer `before` committed (None: a first copy) and leaves the answer `now`."""
    for value in (before, now):
        if value is not None:
            text = f"adr_dir: docs/adr\nagents: true\nagents_root: {value}\n"
            (folder / answers_file).write_text(text, encoding="utf-8")
        if value is before:
            commit(folder, "before")
    follow(str(folder), answers_file)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return init(tmp_path / "shop")


WORDS = "# Agents\n\nBe kind.\n"
# Bytes that a file has, and whether an empty line is all that goes between them and the block.
HELD = [
    b"", b"Be kind.", WORDS.encode(), WORDS.replace("\n", "\r\n").encode(), f"{WORDS}\n".encode(),
    b"\xef\xbb\xbf" + WORDS.encode(), "\ufeffBe kind.\n".encode("utf-16-le"), b"caf\xe9\n",
    f"~~~\n{FIRST}\n~~~\n".encode(), b"<!-- adrlog -->\n<!-- adrlogstop -->\n",
]  # fmt: skip


@pytest.mark.parametrize("name", ["AGENTS.md", "CLAUDE.md"])
@pytest.mark.parametrize("held", HELD)
def test_words_that_were_there_stay_and_the_lines_come_and_go(project: Path, name: str, held: bytes) -> None:
    file = project / name
    file.write_bytes(held)
    run(project)
    with_lines = file.read_bytes()
    assert with_lines.startswith(held)
    encoding = "utf-16-le" if held[:2] == b"\xff\xfe" else "latin-1"
    added = with_lines[len(held) :].decode(encoding)
    assert added.replace("\r\n", "\n").strip("\n") == (TOLD if held else f"# Agents\n\n{TOLD}").strip("\n")
    assert ("\r" in added) == (b"\r" in held)
    run(project, "true")  # nothing more comes
    assert file.read_bytes() == with_lines
    run(project, "true", "false")
    if held:
        assert file.read_bytes().decode(encoding).rstrip("\r\n") == held.decode(encoding).rstrip("\r\n")
    else:
        assert not file.exists()
    assert {path.name for path in project.iterdir()} <= {".git", ANSWERS, name}


def test_without_a_file_agents_md_is_made(project: Path) -> None:
    run(project)
    assert (project / "AGENTS.md").read_text(encoding="utf-8") == f"# Agents\n\n{TOLD}"
    run(project, "true", "false")
    assert not (project / "AGENTS.md").exists()


def test_what_stands_between_is_refreshed_where_people_moved_it(project: Path) -> None:
    file = project / "CLAUDE.md"
    file.write_text(f"Above.\n\n{FIRST}\nold words\n{LAST}\n\nBelow.\n", encoding="utf-8")
    (project / "AGENTS.md").write_text(WORDS, encoding="utf-8")
    run(project, "true")
    assert file.read_text(encoding="utf-8") == f"Above.\n\n{TOLD}\nBelow.\n"
    assert (project / "AGENTS.md").read_text(encoding="utf-8") == WORDS


@pytest.mark.parametrize(
    ("before", "now"), [("true", "true"), ("false", "false"), (None, "false"), ("true", "no text")]
)
def test_nothing_comes_where_people_took_it_away_or_never_asked(project: Path, before: str | None, now: str) -> None:
    (project / "AGENTS.md").write_text(WORDS, encoding="utf-8")
    run(project, before, now)
    assert (project / "AGENTS.md").read_text(encoding="utf-8") == WORDS
    (project / "AGENTS.md").unlink()
    run(project, before, now)
    assert not (project / "AGENTS.md").exists()


def test_each_log_has_lines_of_its_own(project: Path) -> None:
    run(project)
    run(project, answers_file=".copier-answers.adr-web.yml")
    text = (project / "AGENTS.md").read_text(encoding="utf-8")
    assert [line for line in text.splitlines() if line.startswith("<!--")] == [FIRST, LAST, *markers("web")]
    run(project, "true", "false")
    left = (project / "AGENTS.md").read_text(encoding="utf-8").strip("\n")
    assert (left.split("\n")[2], left.split("\n")[-1]) == markers("web")


BROKEN = {
    f"{FIRST}\nx\n": "lacks",
    f"x\n{LAST}\n": "lacks",
    f"{LAST}\n{FIRST}\n": "change places",
    f"{FIRST}\n{LAST}\n{FIRST}\n{LAST}\n": "has 4 such lines",
    f"<<<<<<< ours\n{FIRST}\n=======\n{LAST}\n>>>>>>> theirs\n": "conflict markers",
    "x" * (MOST + 1): "is larger than",
}


@pytest.mark.security("The root's AGENTS.md is a link, huge or broken")
@pytest.mark.parametrize("text", BROKEN, ids=list(BROKEN.values()))
@pytest.mark.parametrize("before", [None, "true"])
def test_what_is_not_safe_to_write_is_said(
    project: Path, capsys: pytest.CaptureFixture[str], text: str, before: str | None
) -> None:
    file = project / "AGENTS.md"
    file.write_text(text, encoding="utf-8")
    run(project, before)
    assert file.read_text(encoding="utf-8") == text
    said = capsys.readouterr().err
    assert "AGENTS.md: " in said
    assert BROKEN[text] in said
    assert "read docs/adr/AGENTS.md before you change the architecture." in said


@pytest.mark.security("The root's AGENTS.md is a link, huge or broken")
@pytest.mark.skipif(os.name == "nt", reason="links need a right there")
@pytest.mark.parametrize("where", ["../outside.md", "other.md", "nowhere.md", "/dev/zero", "."])
def test_a_link_is_neither_followed_nor_replaced(project: Path, capsys: pytest.CaptureFixture[str], where: str) -> None:
    for other in (project / "other.md", project.parent / "outside.md"):
        other.write_text(f"{FIRST}\nold\n{LAST}\n", encoding="utf-8")
    (project / "AGENTS.md").symlink_to(where)
    run(project)
    assert "AGENTS.md: is a link" in capsys.readouterr().err
    run(project, "true")
    run(project, "true", "false")
    assert os.readlink(project / "AGENTS.md") == where
    for other in (project / "other.md", project.parent / "outside.md"):
        assert other.read_text(encoding="utf-8") == f"{FIRST}\nold\n{LAST}\n"
    assert not (project / "nowhere.md").exists()


@pytest.mark.skipif(os.name == "nt", reason="links need a right there")
def test_of_two_names_for_one_file_the_file_is_taken(project: Path) -> None:
    (project / "CLAUDE.md").write_text(WORDS, encoding="utf-8")
    (project / "AGENTS.md").symlink_to("CLAUDE.md")
    run(project)
    assert (project / "CLAUDE.md").read_text(encoding="utf-8") == f"{WORDS}\n{TOLD}"
    assert (project / "AGENTS.md").is_symlink()


def test_move_lets_the_lines_follow_and_names_what_people_say_beside_them(plain: Pack) -> None:
    project = plain.copy(agents_root=True)
    file = project.path / "AGENTS.md"
    made = file.read_text(encoding="utf-8")
    assert made.count("docs/adr/") == 2
    file.write_text(f"{WORDS}\nWe keep docs/adr in order.\n\n{made}\nMore: docs/adr/.\n", encoding="utf-8")
    project.commit()
    said = project.adr("move", "why/adr").stdout
    assert file.read_text(encoding="utf-8") == (
        f"{WORDS}\nWe keep docs/adr in order.\n\n{made.replace('docs/adr', 'why/adr')}\nMore: docs/adr/.\n"
    )
    assert "These files still say docs/adr; see whether they mean the log:\n  AGENTS.md\n" in said
