"""Which records are of a log's present style, and which links lead somewhere."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.adr.logs import adr_py

SECTIONS = [
    {"heading": "Context"},
    {"heading": "Decision"},
    {"heading": "Consequences"},
    {"heading": "Notes", "optional": True},
]
STYLE: dict[str, Any] = {
    "record": {"title": "# {number}. {title}", "status": {"section": "Status"}, "date": {"line": "Date"}},
    "statuses": ["Proposed", "Accepted"],
    "sections": SECTIONS,
}
HEAD = "# 1. Use a\n\n## Status\n\nAccepted\n\n"


def page(folder: Path, text: str, file: str = "0001-a.md", **contract: Any) -> Any:
    (folder / "adr.json").write_text(json.dumps({**STYLE, **contract}), encoding="utf-8")
    style = adr_py.Style(str(folder), adr_py.load_contract(str(folder)))
    record = adr_py.read_record(file, text, style.words)
    return adr_py.Checked(style, file, text, record)


def sections(*names: str) -> str:
    return "".join(f"## {name}\n\nText.\n\n" for name in names)


@pytest.mark.parametrize(
    ("text", "in_style"),
    [
        (HEAD + sections("Context", "Decision", "Consequences"), True),
        (HEAD + sections("context", "DECISION", "Consequences"), True),
        (HEAD + sections("Context", "Decision"), True),
        (HEAD + sections("Context"), True),
        # without most of them it is so only where it has no others that decision records have
        (HEAD, True),
        (HEAD + sections("Context", "Options"), True),
        (HEAD + sections("Context", "Considered Options", "Decision Drivers"), False),
        (HEAD + sections("Context and Problem Statement", "Decision Outcome"), False),
        (HEAD + sections("Context", "Decision", "Considered Options", "Decision Drivers"), True),
        # its status stands elsewhere
        ("# 1. Use a\n\nStatus: Accepted\n\n" + sections("Context", "Decision", "Consequences"), False),
        ("# 1. Use a\n\n" + sections("Context", "Decision", "Consequences"), True),
        ("# 1. Use a\n\n<!--\n## Status\n-->\n\nStatus: Accepted\n\n" + sections("Context", "Decision"), False),
        ("# 1. Use a\n\n```\n## Status\n```\n\nStatus: Accepted\n\n" + sections("Context", "Decision"), False),
        ("# 1. Use a\n\nStatus\n------\n\nAccepted\n\n" + sections("Context", "Decision"), True),
        (HEAD.replace("\n", "\r\n") + sections("Context", "Decision").replace("\n", "\r\n"), True),
    ],
)
def test_whether_a_record_is_of_the_log_s_style(tmp_path: Path, text: str, in_style: bool) -> None:
    assert page(tmp_path, text).in_style is in_style


@pytest.mark.parametrize(
    ("place", "text", "in_style"),
    [
        ({"front_matter": "status"}, "---\nstatus: accepted\n---\n# 1. Use a\n", True),
        ({"front_matter": "status"}, "# 1. Use a\n\nstatus: accepted\n", False),
        ({"front_matter": "status"}, "---\ntags: a\n---\n# 1. Use a\n\n## Status\n\nAccepted\n", False),
        ({"bullet": "Status"}, "# 1. Use a\n\n- Status: accepted\n", True),
        ({"bullet": "State"}, "# 1. Use a\n\n- Status: accepted\n", False),
    ],
)
def test_a_status_in_another_place_is_another_style(
    tmp_path: Path, place: dict[str, str], text: str, in_style: bool
) -> None:
    assert page(tmp_path, text, record={**STYLE["record"], "status": place}, sections=[]).in_style is in_style


def test_a_file_of_another_markup_is_of_no_style(tmp_path: Path) -> None:
    assert not page(tmp_path, HEAD, "0001-a.adoc").in_style
    assert page(tmp_path, HEAD, "0001-A.MD").in_style


@pytest.mark.parametrize(
    ("target", "leads"),
    [
        ("0001-a.md", True),
        ("0001-a.md#top", True),
        ("0001-a.md?plain=1", True),
        ("0001-a", True),
        ("0001-a.html", True),
        ("0001-b.html", False),
        ("0001-b.md", False),
        ("../0001-a.md", False),
        ("sub/c%20d.md", True),
        ("sub/c d.md", True),
        ("sub/../0001-a.md", True),
        ("sub", True),
        ("#top", True),
        ("?x", True),
        ("/anywhere.md", True),
        ("https://acme.example/x.md", True),
        ("mailto:us@acme.example", True),
        ("a:b.md", True),
        ("1:b.md", False),
        ("../../../outside.md", True),
        ("{{ site.url }}/x.md", True),
        ("x/{{ page }}.md", True),
        ("$HOME/x.md", True),
        ("@/x.md", True),
        ("<x>.md", True),
        ("a\0b.md", True),
    ],
)
def test_whether_a_link_leads_somewhere(tmp_path: Path, target: str, leads: bool) -> None:
    log = tmp_path / "docs" / "adr"
    (log / "sub").mkdir(parents=True)
    (tmp_path / ".git").mkdir()
    (log / "0001-a.md").touch()
    (log / "sub" / "c d.md").touch()
    assert page(log, HEAD).style.leads("", target) is leads


@pytest.mark.parametrize(
    ("title", "text", "faults"),
    [
        ("# {number}. {title}", HEAD, []),
        ("# {number}. {title}", "## Status\n\nAccepted\n", [(1, "", "it has no title")]),
        ("file name", "## Status\n\nAccepted\n", []),
    ],
)
def test_a_record_without_a_title(tmp_path: Path, title: str, text: str, faults: list[Any]) -> None:
    assert list(adr_py.no_title(page(tmp_path, text, record={**STYLE["record"], "title": title}))) == faults
