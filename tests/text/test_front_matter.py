# ruff: noqa: E501, S506 - tables: a row is a line; PyYAML's loader that gives texts alone
"""Front matter: where it begins and ends, and what its lines say. PyYAML and tomllib say what is right."""

import tomllib

import pytest
import yaml

from tests.adr.logs import adr_py


@pytest.mark.parametrize(
    ("text", "block", "below"),
    [
        ("---\na: 1\n---\nbody", "a: 1\n", "body"),
        ("\ufeff---\na: 1\n---\nbody", "a: 1\n", "body"),
        ("---\na: 1\n...\nbody", "a: 1\n", "body"),
        ("---  \na: 1\n---\t\nbody", "a: 1\n", "body"),
        ("---\r\na: 1\r\n---\r\nbody", "a: 1\r\n", "body"),
        ("---\na: 1\n---", "a: 1\n", ""),
        ("---\n---\nbody", "", "body"),
        ("---\na: 1\n+++\nb: 2\n---\nbody", "a: 1\n+++\nb: 2\n", "body"),
        ("+++\na = 1\n+++\nbody", "a = 1\n", "body"),
        ("+++\na = 1\n---\nb = 2\n...\n+++\nbody", "a = 1\n---\nb = 2\n...\n", "body"),
    ],
)
def test_the_lines_between_the_fences(text: str, block: str, below: str) -> None:
    start, end, body = adr_py.front_matter(text)
    assert (text[start:end], text[body:]) == (block, below)


@pytest.mark.parametrize(
    "text",
    [
        "", "-", "---", "---\n", "---\na: 1\n", "--- a\nb: 1\n---\n", " ---\na: 1\n---\n", "\n---\na: 1\n---\n",
        "---\na: 1\n ---\n", "---\na: 1\n----\n", "---\na: 1\n--- b\n", "+++\na = 1\n---\n", "***\na: 1\n***\n",
    ],
)  # fmt: skip
def test_text_without_front_matter(text: str) -> None:
    assert adr_py.front_matter(text) == (0, 0, 0)


BLOCKS = [
    "a: b", "a:", "a: ''", 'a: ""', "a: 'it''s'", "a: b # c", "a: b#c", "a: 'b # c' # d", 'a: "b # c" # d', "a: # c",
    "a: b: c".replace(": c", ":c"), "a: http://b.c/d", "a: -1", "a: 2024-05-06", "a:  b  ", "a : b",
    '"a b": c', "'a b': c", "a b: c", "a-b_c.d: e", "a: b\na: c", "# a\nb: c", "a: b\n\n\nc: d", "a: b\n# c\nd: e",
    "a: b\r\nc: d\r", "a: b\n  c\n  d", "a: 'b\n  c'", 'a: "b\n  c"', 'a: "b\n\n  c"', 'a: "b\\\n  c"', 'a: "b\\\\\n  c"',
    "a: 'b\n\n\n  c'",
    "a:\n  b", "a: &x b", "a: !!str b", "a: !x &y b",
    "a: [b, c]", "a: []", "a: [b]", "a: ['b, c', d]", 'a: ["b \\" c", d]', "a: ['b''c']", "a: [b, c] # d", "a: [b,c,]",
    "a: [ b , c ]", "a: [b,\n  c]", "a: [\n  b,\n  c\n  ]", "a: ['', b]", "a: [b c, d]",
    "a:\n  - b\n  - c", "a:\n- b\n- c", "a:\n  - 'b'\n  - \"c\" # d", "a:\n  # b\n  - c", "a:\n  - b\n\n  - c\nd: e",
    "a:\n  -\n  - b", "a:\n  - b\n  # c",
    "a: |\n  b\n  c", "a: |-\n  b\n  c", "a: |\n  b\n\n  c", "a: |\n    b\n      c", "a: >\n  b\n  c", "a: >-\n  b\n  c",
    "a: >\n  b\n    c\n  d", "a: >\n  b\n\n\n  c",
    "a: >\n\n  b", "a: | # b\n  c", "a: >-\n  b\n\n  c", "a: |\n  b\nc: d", "a: |2\n  b",
]  # fmt: skip


@pytest.mark.parametrize("block", BLOCKS)
def test_a_block_says_what_pyyaml_reads(block: str) -> None:
    assert adr_py.yaml_values(block + "\n") == yaml.load(block + "\n", yaml.BaseLoader)


@pytest.mark.parametrize("code", [*'0abtnvfre"/\\N_LP', "x41", "xe9", "u00e9", "u20AC", "U0001F600"])
def test_each_escape_of_yaml(code: str) -> None:
    block = f'a: "x\\{code}y"\n'
    assert adr_py.yaml_values(block) == yaml.load(block, yaml.BaseLoader)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("uD7FF", "\ud7ff"),
        ("uD800", "\ufffd"),  # half of a pair, which no file can hold
        ("uD83D", "\ufffd"),
        ("uDFFF", "\ufffd"),
        ("uE000", "\ue000"),
        ("U0010FFFF", "\U0010ffff"),
        ("U00110000", "\\U00110000"),
    ],
)
def test_an_escape_that_is_no_letter(code: str, said: str) -> None:
    assert adr_py.yaml_values(f'a: "x\\{code}y"\n') == {"a": f"x{said}y"}


@pytest.mark.parametrize(
    ("block", "values"),
    [
        ("a: {b: c}\nd: e", {"d": "e"}),  # a mapping has no one text
        ("a:\n  b: c\nd: e", {"d": "e"}),
        ("a:\n  - b: c\nd: e", {"d": "e"}),
        ("a: [b, [c]]\nd: e", {"a": "[b, [c]]", "d": "e"}),
        ("a: {draft}", {"a": "{draft}"}),  # a placeholder that nobody filled in
        ("a: 'b\nc: d", {"a": "b", "c": "d"}),  # a slip in one line leaves the others readable
        ("a\nb: c", {"b": "c"}),
        ("a: [b\nc: d", {"a": "[b", "c": "d"}),
    ],
)
def test_a_line_that_is_not_understood_leaves_the_others(block: str, values: dict[str, object]) -> None:
    assert adr_py.yaml_values(block) == values


@pytest.mark.parametrize(
    ("block", "found"),
    [
        ("a:\n  b: c\n  d: 'e'\n", {("a", "b"): "c", ("a", "d"): "e"}),
        ("a:\n\tb: c\n", {("a", "b"): "c"}),
        ("a: {b: c, 'd': e}\n", {("a", "b"): "c", ("a", "d"): "e"}),
        ("a:\n  - b: c\n    d: e\n  - b: f\n", {("a", "b"): "c", ("a", "d"): "e"}),
        ("a: x\n  b: c\n", {}),
        ("a:\n  b: c\nd: e\n  f: g\n", {("a", "b"): "c"}),
        ("a:\n# b: c\n  d: e\n", {("a", "d"): "e"}),
        ("a:\n  b: [c]\n  d: |\n    e\n", {}),
        ("a:\n  b:\n    c: d\n", {("a", "b"): "", ("a", "c"): "d"}),
        ("a: {b}\n", {}),
        ("a: {b: c\n", {}),
        ("a: ~b: c}\n", {}),
        ("a: (b: c}\n", {}),
        ("a: {b: c}}\n", {("a", "b"): "c}"}),
        ("a: {b: c~\n", {}),
    ],
)
def test_mappings_one_level_down(block: str, found: dict[tuple[str, str], str]) -> None:
    assert adr_py.nested_values(block) == found


@pytest.mark.parametrize(
    "block", ['a = "b"', "a = 'b'", 'a-b = "c"', 'a = ["b", "c"]', '"a" = "b"', 'a = "b" # c', "# a\nb = 'c'", "a = []"]
)
def test_toml_says_what_tomllib_reads(block: str) -> None:
    assert adr_py.toml_values(block + "\n") == tomllib.loads(block)


@pytest.mark.parametrize(
    "value",
    [
        "a", "a b", "a:b", "a: b", "a #b", "a#b", "it's", 'say "a"', "a\\b", "", " a", "a ", "true", "No", "null", "1.5",
        "0x1f", ".inf", "2024-05-06", "- a", "[a]", "{a}", "#a", "@a", "`a`", "%a", "&a", "*a", "!a", "|", ">", "a\nb",
        "a\tb", "a\x85b", "a\u2028b", "é", "a:", "1e3", "y", "12:30", "\ufeffa",
    ],
)  # fmt: skip
@pytest.mark.parametrize("quote", ["", "'", '"'])
def test_a_value_is_written_so_that_yaml_reads_it_back(value: str, quote: str) -> None:
    written = adr_py.yaml_text(value, quote)
    assert yaml.safe_load(f"a: {written}\n")["a"] == (
        value if value != "2024-05-06" or quote else yaml.safe_load(value)
    )
    assert quote in ("", written[0]) or "\n" in value or not value.isprintable()
    assert adr_py.yaml_values(f"a: {written}") == {"a": value}


@pytest.mark.parametrize("value", ["a", "a b", "a:b", "a#b", "it's", "2024-05-06", "ADR-7", "Ärger", "x/y.md"])
def test_a_value_that_yaml_reads_as_it_stands_gets_no_quotes(value: str) -> None:
    assert adr_py.yaml_text(value) == value
