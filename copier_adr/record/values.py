"""What a value says before it is read as a fact: nothing at all, or one text."""

from __future__ import annotations

import re

from ..vocabulary.statuses import NOTHING


def is_none(value: str) -> bool:
    """Whether a field says that there is no other record: `N/A`, `none`, `-`."""
    return value.casefold().strip(" .`*_()") in NOTHING or bool(
        re.match(r"(?:none|n/a|nothing|keine?r?)\b", value, re.IGNORECASE)
    )
