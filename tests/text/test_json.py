"""JSON as Prettier prints it with its own settings: 80 columns, a comma that follows counts."""

import json
from typing import Any

import pytest

from tests.adr.logs import adr_py

FITS, TOO_LONG = "x" * 68, "x" * 69
LONG_ROW = [f"{n}{'y' * 18}" for n in range(4)]


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (1, "1"),
        ("ä", '"ä"'),
        ([], "[]"),
        ({}, "{}"),
        ([1], "[\n  1\n]"),
        ({"a": 1}, '{\n  "a": 1\n}'),
        ({"a": []}, '{\n  "a": []\n}'),
        ({"a": [1, 2]}, '{\n  "a": [1, 2]\n}'),
        ({"a": [FITS]}, f'{{\n  "a": ["{FITS}"]\n}}'),
        ({"a": [TOO_LONG]}, f'{{\n  "a": [\n    "{TOO_LONG}"\n  ]\n}}'),
        ({"a": ["語" * 34]}, f'{{\n  "a": ["{"語" * 34}"]\n}}'),
        ({"a": ["語" * 35]}, f'{{\n  "a": [\n    "{"語" * 35}"\n  ]\n}}'),
        # an object of the first level never stands on one line, one further in may
        ({"a": {"b": 1}}, '{\n  "a": {\n    "b": 1\n  }\n}'),
        ({"a": {"b": {"c": 1, "d": "e"}}}, '{\n  "a": {\n    "b": { "c": 1, "d": "e" }\n  }\n}'),
        ({"a": {"b": {"c": {}}}}, '{\n  "a": {\n    "b": {\n      "c": {}\n    }\n  }\n}'),
        ({"a": {"b": {"c": [{"d": 1}]}}}, '{\n  "a": {\n    "b": { "c": [{ "d": 1 }] }\n  }\n}'),
        # a list of several objects that hold several things each is opened, as are they
        ({"a": [{"b": 1, "c": 2}]}, '{\n  "a": [{ "b": 1, "c": 2 }]\n}'),
        ({"a": [{"b": 1}, {"b": 2}]}, '{\n  "a": [{ "b": 1 }, { "b": 2 }]\n}'),
        ({"a": [{"b": 1, "c": 2}, {"b": 2}]}, '{\n  "a": [{ "b": 1, "c": 2 }, { "b": 2 }]\n}'),
        ({"a": [{"b": 1, "c": 2}, 3]}, '{\n  "a": [{ "b": 1, "c": 2 }, 3]\n}'),
        (
            {"a": [{"b": 1, "c": 2}, {"b": 3, "c": 4}]},
            '{\n  "a": [\n    { "b": 1, "c": 2 },\n    { "b": 3, "c": 4 }\n  ]\n}',
        ),
        ([["a"], {"b": 1}], '[\n  ["a"],\n  {\n    "b": 1\n  }\n]'),
        (
            {"a": [LONG_ROW]},
            '{\n  "a": [\n    [\n' + ",\n".join(f'      "{one}"' for one in LONG_ROW) + "\n    ]\n  ]\n}",
        ),
    ],
)
def test_json_is_laid_out_as_prettier_does(data: Any, text: str) -> None:
    assert adr_py.json_text(data) == text + "\n"
    assert json.loads(text) == data
