# ruff: noqa: E501, S506 - tables: a row is a line
"""Properties over random examples: what is written is read; front matter agrees with PyYAML; reading never raises."""

import json
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from .logs import TODAY, WORDS, adr_py

FEW = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
MANY = settings(max_examples=1500, deadline=None, suppress_health_check=list(HealthCheck))

LINE = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"], exclude_characters="\ufeff\u2060\x85"), max_size=60
)
TITLE = LINE.map(lambda text: " ".join(text.split())).filter(
    # A title that is nothing but the name of a field ("Status", "Titel") reads as that field.
    lambda text: any(c.isalnum() for c in text) and "\\" not in text and not WORDS.label(text)
)
FORMS = ["# {number}. {title}", "# {title}", "# ADR-{id}: {title}", "# ADR {number}: {title}"]
PLACES: list[dict[str, str]] = [
    {"section": "Status"},
    {"bullet": "Status"},
    {"bold": "Status"},
    {"line": "Status"},
    {"table_row": "Status"},
    {"front_matter": "status"},
]
SHAPES = {
    "section": "## Status\n\nProposed\n\n", "bullet": "- Status: Proposed\n\n", "bold": "**Status:** Proposed\n\n", "line": "Status: Proposed\n\n",
    "table_row": "| | |\n| --- | --- |\n| Status | Proposed |\n\n", "front_matter": "",
}  # fmt: skip


def _written_is_read(title: str, form: str, place: dict[str, str], number: int, status: str) -> None:
    kind = next(iter(place))
    front = "---\nstatus: Proposed\n---\n\n" if kind == "front_matter" else ""
    template = f"{front}# BLANK\n\nDate: YYYY-MM-DD\n\n{SHAPES[kind]}## Context\n\nWhy.\n"
    contract = {
        "record": {"title": form, "status": place, "date": {"line": "Date"}},
        "number_width": 4,
        "statuses": [status],
    }
    text = adr_py.fill(template, contract, number=number, title=title, status=status, date=TODAY)
    record = adr_py.Record(
        adr_py.parse(adr_py.file_name(contract, number=number, title=title, date=TODAY), text, WORDS)
    )
    assert (record.title or "").replace("\u2060", "") == title
    assert (record.number, record.status, record.date) == (number, adr_py.canonical(status, WORDS), TODAY)
    assert adr_py.read_place(text, place) == status


WRITTEN = {
    "title": TITLE, "form": st.sampled_from(FORMS), "place": st.sampled_from(PLACES), "number": st.integers(1, 99999),
    "status": st.sampled_from(["Proposed", "Accepted", "rejected", "Deprecated", "Draft", "Implementable"]),
}  # fmt: skip


@FEW
@given(**WRITTEN)
def test_written_is_read(title: str, form: str, place: dict[str, str], number: int, status: str) -> None:
    _written_is_read(title, form, place, number, status)


@pytest.mark.long
@MANY
@given(**WRITTEN)
def test_written_is_read_many(title: str, form: str, place: dict[str, str], number: int, status: str) -> None:
    _written_is_read(title, form, place, number, status)


KEY = st.from_regex(r"[a-z][a-z_-]{0,12}", fullmatch=True)
VALUE = st.one_of(
    LINE,
    st.lists(LINE, min_size=1, max_size=4),
    st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n"), max_size=40),
)


def _agrees_with_yaml(mapping: dict[str, Any], style: str | None, flow: bool) -> None:
    block = yaml.safe_dump(mapping, allow_unicode=True, default_style=style, default_flow_style=False, sort_keys=False)
    if flow:  # lists in flow form, on one line
        values = {
            key: yaml.safe_dump([value], allow_unicode=True, default_flow_style=True, width=10**6)
            for key, value in mapping.items()
        }
        block = "".join(f"{key}: {value.strip()[1:-1]}\n" for key, value in values.items())
    expected = yaml.load(block, yaml.BaseLoader)
    got = adr_py.yaml_values(block)
    for key, value in got.items():
        assert value == expected[key] or (isinstance(value, str) and value.strip() == str(expected[key]).strip()), block
    for key, value in expected.items():
        if isinstance(value, str) and "\n" not in value and len(value) < 60:
            assert key in got, block


@FEW
@given(st.dictionaries(KEY, VALUE, min_size=1, max_size=4), st.sampled_from([None, "'", '"']), st.booleans())
def test_front_matter_agrees_with_pyyaml(mapping: dict[str, Any], style: str | None, flow: bool) -> None:
    _agrees_with_yaml(mapping, style, flow)


@pytest.mark.long
@MANY
@given(st.dictionaries(KEY, VALUE, min_size=1, max_size=4), st.sampled_from([None, "'", '"']), st.booleans())
def test_front_matter_agrees_with_pyyaml_many(mapping: dict[str, Any], style: str | None, flow: bool) -> None:
    _agrees_with_yaml(mapping, style, flow)


@FEW
@given(LINE)
def test_a_value_written_to_front_matter_is_what_pyyaml_reads(value: str) -> None:
    text = adr_py.write_place("---\nkey: old\n---\n", {"front_matter": "key"}, value)
    assert yaml.load(text.split("---\n")[1], yaml.BaseLoader) == {"key": value}
    assert adr_py.read_place(text, {"front_matter": "key"}) == value


PIECES = st.sampled_from(
    ["# T\n", "## Status\n", "Status: ", "Accepted", "\n", "\n\n", "- ", "| ", "|---|\n", "---\n", "```\n", "<!-- ", "-->", "[a](b.md)", "superseded by ",
     "Supersedes ADR-1", "**", "2024-05-06", "{", "}", "> ", ": ", "\r\n", "\ufeff", "=======\n", "<<<<<<< a\n", ">>>>>>> b\n", "\\", "é", "状态", "1. "]
)  # fmt: skip
SOUP = st.lists(st.one_of(PIECES, st.text(max_size=5)), max_size=40).map("".join)


def _reading_never_raises(text: str, name: str) -> None:
    row = adr_py.parse(name, text, WORDS)
    record = adr_py.Record(row)
    json.dumps(record.as_json())
    assert len(adr_py.mask(text)) == len(text)
    for heading in adr_py.headings(text):
        assert 0 <= heading.start <= heading.end <= len(text)
    for place in PLACES:
        value = adr_py.read_place(text, place)
        if value is not None and "front_matter" not in place:
            assert adr_py.write_place(text, place, value) == text or "|" in value


NAMES = st.sampled_from(["0001-a.md", "0001-a.rst", "0001-a.adoc", "a.md", "2024-05-06-a/README.md"])


@FEW
@given(SOUP, NAMES)
def test_reading_never_raises(text: str, name: str) -> None:
    _reading_never_raises(text, name)


@pytest.mark.long
@MANY
@given(SOUP, NAMES)
def test_reading_never_raises_many(text: str, name: str) -> None:
    _reading_never_raises(text, name)


@FEW
@given(st.text(max_size=300))
def test_slugs_are_safe_names(title: str) -> None:
    slug = adr_py.slug(title)
    assert slug
    assert len(slug.encode()) <= 170
    assert not set(slug) & set('<>:"/\\|?*. \n\r\t\0')
    assert slug.split(".")[0] not in adr_py.RESERVED


@FEW
@given(st.binary(max_size=200))
def test_bytes_come_back_as_they_were(data: bytes) -> None:
    text, encoding = adr_py.decode(data)
    assert text.encode(encoding) == data
