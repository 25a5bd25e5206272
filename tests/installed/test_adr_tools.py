"""What users of adr-tools type on a log of theirs: the installed `adr` does what adr-tools 3.0.0 does.

What is expected is what adr-tools' own help and documentation say, and what it prints when it is run.
"""

import re
import shlex
import subprocess
from pathlib import Path

import pytest

from tests.conftest import Pack

from .conftest import Adr, record

DAY = {"ADR_DATE": "2001-02-03", "VISUAL": "", "EDITOR": ""}
ITS_BLANK = "# NUMBER. TITLE\n\nDate: DATE\n\n## Status\n\nSTATUS\n\n## Context\n\nWhy.\n"


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def three(adr: Adr, shop: Path) -> Path:
    """A log of adr-tools with three records; the second supersedes the first."""
    adr("new", "Send", "pigeons", cwd=shop, **DAY)
    adr("new", "-s", "1", "Send", "ravens", cwd=shop, **DAY)
    adr("new", "Feed", "them", cwd=shop, **DAY)
    return shop


def test_init_makes_the_folder_the_pointer_and_the_first_record(adr: Adr, shop: Path) -> None:
    assert adr("init", "why/log", cwd=shop, **DAY).stdout == "why/log/0001-record-architecture-decisions.md\n"
    assert text(shop / ".adr-dir") == "why/log\n"
    first = text(shop / "why/log/0001-record-architecture-decisions.md")
    assert first.startswith(
        "# 1. Record architecture decisions\n\nDate: 2001-02-03\n\n## Status\n\nAccepted\n\n## Context\n"
    )
    assert files(shop / "why/log") == ["0001-record-architecture-decisions.md"]


def test_init_alone_makes_doc_adr_and_no_pointer(adr: Adr, shop: Path) -> None:
    assert adr("init", cwd=shop, **DAY).stdout == "doc/adr/0001-record-architecture-decisions.md\n"
    assert not (shop / ".adr-dir").exists()


@pytest.mark.parametrize("wrong", ["../out", "/somewhere/else", ".."])
def test_init_makes_no_log_outside_of_where_one_stands(adr: Adr, shop: Path, wrong: str) -> None:
    assert wrong in adr("init", wrong, cwd=shop, code=2, **DAY).stderr
    assert files(shop) == [".git"]


def test_new_writes_beside_the_log_and_prints_the_path_from_here(adr: Adr, shop: Path) -> None:
    assert adr("new", "Send", "ravens", cwd=shop, **DAY).stdout == "doc/adr/0001-send-ravens.md\n"
    (shop / "src/main").mkdir(parents=True)
    assert adr("new", "Feed/them: A.B!", cwd=shop / "src/main", **DAY).stdout == "../../doc/adr/0002-feed-them-a-b.md\n"
    assert adr("new", "--", "-Stop-", cwd=shop / "doc/adr", **DAY).stdout == "../../doc/adr/0003-stop.md\n"
    assert adr("list", cwd=shop / "src", **DAY).stdout.splitlines() == [
        "../doc/adr/0001-send-ravens.md", "../doc/adr/0002-feed-them-a-b.md", "../doc/adr/0003-stop.md",
    ]  # fmt: skip
    assert len(files(shop / "doc/adr")) == 3


def test_ten_records_are_counted_in_tens(adr: Adr, shop: Path) -> None:
    for number in (8, 9):
        record(shop / "doc/adr", number, f"Decision {number}")
    assert adr("new", "Ten", cwd=shop, **DAY).stdout == "doc/adr/0010-ten.md\n"


def test_without_a_title_new_fails_and_makes_nothing(adr: Adr, shop: Path) -> None:
    assert adr("new", cwd=shop, code=1, **DAY).stdout == "ERROR: no title given\n"
    assert "is no folder yet" in adr("new", "-s", "4", "X", cwd=shop, code=1, **DAY).stderr
    assert files(shop) == [".git"]


def test_a_log_that_is_not_there_is_named(adr: Adr, shop: Path) -> None:
    assert adr("list", cwd=shop, code=1, **DAY).stdout == "The doc/adr directory does not exist\n"
    (shop / ".adr-dir").write_text("why\n", encoding="utf-8")
    assert adr("list", cwd=shop, code=1).stdout == "The why directory does not exist\n"
    assert adr("new", "Go", cwd=shop, VISUAL="", EDITOR="").stdout == "why/0001-go.md\n"


def test_a_superseded_record_names_its_successor_in_place_of_its_status(three: Path) -> None:
    log = three / "doc/adr"
    old = text(log / "0001-send-pigeons.md")
    assert "## Status\n\nSuperceded by [2. Send ravens](0002-send-ravens.md)\n\n## Context\n" in old
    new = text(log / "0002-send-ravens.md")
    assert "## Status\n\nAccepted\n\nSupercedes [1. Send pigeons](0001-send-pigeons.md)\n\n## Context\n" in new


def test_links_stand_below_the_status_in_both_and_link_says_nothing(adr: Adr, three: Path) -> None:
    log = three / "doc/adr"
    assert adr("link", "3", "Amends", "send-ravens", "Amended by", cwd=three, **DAY).stdout == ""
    adr("new", "-l", "3:Clarifies:Clarified by", "-l2:Uses:Used by", "Feed them twice", cwd=three, **DAY)
    assert (
        "## Status\n\nAccepted\n\nAmends [2. Send ravens](0002-send-ravens.md)\n\n"
        "Clarified by [4. Feed them twice](0004-feed-them-twice.md)\n\n## Context\n"
    ) in text(log / "0003-feed-them.md")
    assert "Uses [2. Send ravens](0002-send-ravens.md)" in text(log / "0004-feed-them-twice.md")
    assert files(log) == ["0001-send-pigeons.md", "0002-send-ravens.md", "0003-feed-them.md", "0004-feed-them-twice.md"]


def test_what_is_linked_reads_as_that_to_every_other_command(adr: Adr, three: Path) -> None:
    assert adr("list", "--status", "superseded", "--paths", cwd=three, **DAY).stdout == "doc/adr/0001-send-pigeons.md\n"
    assert "superseded by 0002" in adr("list", "--format", "table", cwd=three, **DAY).stdout


@pytest.mark.parametrize(
    ("visual", "editor", "used"), [("", "echo E", "E"), ("echo V", "", "V"), ("echo V", "echo E", "V")]
)
def test_the_editor_opens_the_record_and_then_its_path_is_printed(
    adr: Adr, shop: Path, visual: str, editor: str, used: str
) -> None:
    env = {**DAY, "VISUAL": visual, "EDITOR": editor}
    assert adr("new", "Go", cwd=shop, **env).stdout.splitlines() == [
        f"{used} doc/adr/0001-go.md", "doc/adr/0001-go.md",
    ]  # fmt: skip


def test_the_logs_template_is_taken_and_adr_template_before_it(adr: Adr, shop: Path) -> None:
    templates = shop / "doc/adr/templates"
    templates.mkdir(parents=True)
    (templates / "template.md").write_text("# TITLE (NUMBER)\n\nSTATUS\nDATE\n", encoding="utf-8")
    adr("new", "Store the DATE & NUMBER|x", cwd=shop, **DAY)
    (made,) = (shop / "doc/adr").glob("0001-*.md")
    assert text(made) == "# Store the DATE & NUMBER|x (1)\n\nAccepted\n2001-02-03\n"
    (shop / "mine.md").write_text(ITS_BLANK, encoding="utf-8")
    adr("new", "Go", cwd=shop, **{**DAY, "ADR_TEMPLATE": "mine.md"})
    assert text(shop / "doc/adr/0002-go.md") == (
        "# 2. Go\n\nDate: 2001-02-03\n\n## Status\n\nAccepted\n\n## Context\n\nWhy.\n"
    )
    gone = adr("new", "Stop", cwd=shop, code=1, **{**DAY, "ADR_TEMPLATE": "gone.md"})
    assert "gone.md" in gone.stderr
    assert len(list((shop / "doc/adr").glob("*.md"))) == 2


def test_a_link_to_a_record_without_a_number_in_its_title_has_none(adr: Adr, shop: Path) -> None:
    templates = shop / "doc/adr/templates"
    templates.mkdir(parents=True)
    (templates / "template.md").write_text("# TITLE\n\n## Status\n\nSTATUS\n\n## Why\n\nSo.\n", encoding="utf-8")
    adr("new", "Go", cwd=shop, **DAY)
    adr("new", "-s", "1", "Stop", cwd=shop, **DAY)
    assert "Superceded by [Stop](0002-stop.md)" in text(shop / "doc/adr/0001-go.md")
    assert adr("generate", "toc", cwd=shop, **DAY).stdout.endswith("\n* [Go](0001-go.md)\n* [Stop](0002-stop.md)\n")


def test_generate_toc_has_an_intro_an_outro_and_a_prefix(adr: Adr, three: Path) -> None:
    (three / "before.md").write_text("Read **this**.\n", encoding="utf-8")
    (three / "after.md").write_text("The end.\n", encoding="utf-8")
    told = adr("generate", "toc", "-i", "before.md", "-o", "after.md", "-p", "x/y/", cwd=three, **DAY).stdout
    assert told == (
        "# Architecture Decision Records\n\nRead **this**.\n\n* [1. Send pigeons](x/y/0001-send-pigeons.md)\n"
        "* [2. Send ravens](x/y/0002-send-ravens.md)\n* [3. Feed them](x/y/0003-feed-them.md)\n\nThe end.\n"
    )
    assert "gone.md" in adr("generate", "toc", "-i", "gone.md", cwd=three, code=1, **DAY).stderr


def test_generate_graph_is_dot_with_a_node_a_record_and_an_arrow_a_link(adr: Adr, three: Path) -> None:
    adr("link", "3", "Amends", "2", "Amended by", cwd=three, **DAY)
    told = adr("generate", "graph", "-p", "https://acme.org/", "-e", ".pdf", cwd=three, **DAY).stdout
    nodes = re.findall(r'^    _(\d+) \[label="(.*)"; URL="(.*)"\];$', told, re.MULTILINE)
    assert nodes == [
        ("1", "1. Send pigeons", "https://acme.org/0001-send-pigeons.pdf"),
        ("2", "2. Send ravens", "https://acme.org/0002-send-ravens.pdf"),
        ("3", "3. Feed them", "https://acme.org/0003-feed-them.pdf"),
    ]
    assert re.findall(r"^    _(\d) -> _(\d) \[style", told, re.MULTILINE) == [("1", "2"), ("2", "3")]
    assert re.findall(r'^  _(\d) -> _(\d) \[label="(.*)", weight=0\]$', told, re.MULTILINE) == [
        ("2", "1", "Supercedes"), ("3", "2", "Amends"),
    ]  # fmt: skip
    assert told.startswith("digraph {\n  node [shape=plaintext];\n  subgraph {\n")
    assert told.endswith("\n}\n")
    assert adr("generate", "graph", cwd=three, **DAY).stdout.count('.html"') == 3
    assert adr("generate", cwd=three, **DAY).stdout == "graph\ntoc\n"


def test_upgrade_repository_writes_old_dates_anew(adr: Adr, shop: Path) -> None:
    adr("new", "Old", cwd=shop, **{**DAY, "ADR_DATE": "24/12/1999"})
    adr("new", "New", cwd=shop, **DAY)
    log = shop / "doc/adr"
    new = text(log / "0002-new.md")
    assert "\nDate: 24/12/1999\n" in text(log / "0001-old.md")
    assert adr("upgrade-repository", cwd=shop, **DAY).stdout == ""
    assert "\nDate: 1999-12-24\n" in text(log / "0001-old.md")
    assert text(log / "0002-new.md") == new


def test_config_is_read_by_a_shell(adr: Adr, scripts: Path, shop: Path) -> None:
    odd = shop / 'a "$HOME" `id`'
    (odd / "doc/adr/templates").mkdir(parents=True)
    (odd / "doc/adr/templates/template.md").write_text("# TITLE\n", encoding="utf-8")
    told = adr("config", cwd=odd, **DAY).stdout
    ask = told + 'printf "%s|%s" "$adr_bin_dir" "$adr_template_dir"'
    done = subprocess.run(["sh", "-c", ask], capture_output=True, text=True, check=True)
    program, template = done.stdout.split("|")
    assert Path(program).samefile(scripts)
    assert Path(template).samefile(odd / "doc/adr/templates")


@pytest.mark.parametrize("words", ["help", "help new", "help generate", "help generate toc", "generate toc --help"])
def test_help_is_there_for_each(adr: Adr, shop: Path, words: str) -> None:
    told = adr(*shlex.split(words), cwd=shop, **DAY).stdout
    assert f"usage: adr {words.split()[-1] if '--help' not in words else 'toc'}" in told or words == "help"
    assert all(f"  {name} " in told for name in ("init", "generate", "upgrade-repository")) or words != "help"


def test_an_index_that_the_log_has_is_kept_fresh(adr: Adr, three: Path) -> None:
    readme = three / "doc/adr/README.md"
    readme.write_text("# Log\n\n<!-- adrlog -->\n<!-- adrlogstop -->\n", encoding="utf-8")
    adr("new", "Go", cwd=three, **DAY)
    assert "0004-go.md" in text(readme)


def test_where_the_pack_keeps_the_log_its_own_form_is_written(adr: Adr, pack: Pack) -> None:
    project = pack.copy(style="madr", forge="none", adr_dir="doc/adr")
    (project.path / ".adr-dir").write_text("doc/adr\n", encoding="utf-8")
    adr("new", "Go", cwd=project.path, **DAY)
    assert "status: proposed" in project.text("doc/adr/0002-go.md")
    assert "2001" not in project.text("doc/adr/0002-go.md")
    assert "proposed" in adr("list", cwd=project.path, **DAY).stdout
    assert "[2. Go](0002-go.md)" in adr("generate", "toc", cwd=project.path, **DAY).stdout


def test_without_its_signs_a_log_is_none_of_adr_tools(adr: Adr, shop: Path) -> None:
    record(shop / "doc/adr", 1, "Use a queue")
    assert "accepted" in adr("list", cwd=shop).stdout
    record(shop / "docs/decisions", 1, "Use a stack")
    (shop / "doc/adr/0001-use-a-queue.md").unlink()
    (shop / "doc/adr").rmdir()
    assert "Use a stack" in adr("list", cwd=shop, **DAY).stdout
