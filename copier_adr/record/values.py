"""What a value says before it is read as a fact: nothing at all, or a blank still to be filled in."""

from __future__ import annotations

import re

from ..vocabulary.statuses import NOTHING


def says_nothing(value: str) -> bool:
    """Whether a value is one word for nothing: `N/A`, `none`, `-`, an empty one."""
    word = value.casefold().strip(" \t.`*_()'\"")
    return not word or word in NOTHING


def is_none(value: str) -> bool:
    """Whether a field says that there is no other record: `N/A`, `none`, `None so far`."""
    return says_nothing(value) or bool(re.match(r"(?:none|n/a|nothing|keine?r?)\b", value, re.IGNORECASE))


def is_unfilled(value: str) -> bool:
    """Whether a value says nothing, or is a blank such as `(_ADR number_)` or `{ADR number}`."""
    bare = value.strip(" \t*_`.'\"")
    return says_nothing(value) or (
        re.fullmatch(r"\{[^{}]*\}|<[^<>]*>|\[[^\[\]]*\]|\(_.*_\)", bare) is not None and "](" not in bare
    )
