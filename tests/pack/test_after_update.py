"""What an update takes for another style: then records that were there pass as they are."""

from typing import Any

import pytest

from copier_adr.pack.after_update import is_other_style

BEFORE: dict[str, Any] = {
    "record": {"title": "# {title}", "status": {"section": "Status"}},
    "statuses": ["Proposed", "Accepted"],
    "sections": [{"heading": "Context"}],
}
PLACES = {**BEFORE["record"], "applies_to": {"line": "Applies to"}}


@pytest.mark.parametrize(
    ("change", "other"),
    [
        ({}, False),
        ({"record": PLACES}, False),  # a newer pack names more places
        ({"rules": {"max_open_days": 3}}, False),
        ({"record": {**PLACES, "status": {"front_matter": "status"}}}, True),
        ({"record": {"title": "# {title}"}}, True),
        ({"statuses": ["Proposed"]}, True),
        ({"sections": []}, True),
    ],
)
def test_only_what_measures_records_makes_another_style(change: dict[str, Any], other: bool) -> None:
    assert is_other_style(BEFORE, {**BEFORE, **change}) is other
