"""What a record says beside what every record says: the paths it governs, who decided, tags, a day to look again.

A value is a list of texts. In running text several stand on one line with commas between, or one a line in a list;
patterns may stand between backticks, which keeps Markdown from reading their stars.
"""

from __future__ import annotations

import re

from ..text.dates import parse_date
from ..text.markup import BULLET, LINK_TEXT
from ..text.pattern import Pattern
from .values import is_none

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .statements import Stated

# Facts that hold several values, each in a list of its own or on a line.
LISTED = ("applies_to", "affects", "deciders", "tags")
CODE = Pattern(r"(?<!`)`+([^`\n]+)`+")
# A comma; lines; breaks of a table's cell.
BETWEEN_VALUES = Pattern(r"(?:(?<!\s)\s+)?(?:[,;\n，、]|<br\s*/?>)\s*")
TO_A_BRACE = Pattern(r"(?<![^{}])[^{}]+\}")  # `a,b}`, whose comma parts no values
LOOKS_LIKE_A_PATH = Pattern(r"(?=[^\s/*]*[/*])\S+|!?[\w.@-]*\.\w{1,10}")
LINES_OF_A_FILE = Pattern(r"(?<=\w):\d+(?:-\d+)?$")
HASHED = Pattern(r"(?<![\w/])#([^\s#,;`|]{1,60})")
MOST = 1000  # values of one fact


def note_values(fact: str, value: str | list[str]) -> list[str]:
    """What a fact's value says, one text each: patterns as written, names, tags, or one ISO date (its text, where it has figures and is none)."""
    if fact == "review_by":
        said = value if isinstance(value, str) else " ".join(value[:1])
        day = parse_date(said)
        dated = re.search(r"\d", said) and len(said) <= 40 and not is_none(said)
        return [day] if day else [said.strip(" `*_.")] if dated else []
    patterns = fact in ("applies_to", "affects")
    if isinstance(value, str):
        texts = _apart(value, patterns)
    else:
        texts = [text for item in value for text in _coded(item, patterns) or [item.strip()]]
    blanks = ("{", "(_")  # guidance that was left where a value belongs
    texts = [
        text for text in texts if not (text.startswith(blanks) or is_none(text)) or text.strip("/!") in ("*", "**")
    ]
    if fact == "affects":
        texts = [LINES_OF_A_FILE.sub("", text) for text in texts if LOOKS_LIKE_A_PATH.fullmatch(text)]
    elif fact == "applies_to":
        texts = [text for text in texts if " " not in text or "*" in text or re.search(r"\S/|/\S", text)]
    elif fact == "tags":
        texts = [tag for text in texts for tag in HASHED.findall(text) or [text.strip("` ")]]
    return list(dict.fromkeys(text for text in texts if text))[:MOST]


def _coded(value: str, patterns: bool) -> list[str]:
    """The patterns between backticks."""
    return [text.strip() for text in CODE.findall(value)] if patterns and "`" in value else []


def _parted(value: str) -> list[str]:
    """What stands between commas, semicolons and line breaks; no comma of `{a,b}` is one."""
    if "}" not in value:
        return BETWEEN_VALUES.split(value)
    value = TO_A_BRACE.sub(lambda m: m.group().replace(",", "\0"), value)
    return [text.replace("\0", ",") for text in BETWEEN_VALUES.split(value)]


def _apart(value: str, patterns: bool) -> list[str]:
    """The texts of one value."""
    value = LINK_TEXT.sub(r"\1", value) if "](" in value else value
    coded = _coded(value, patterns)
    if coded:
        return coded
    if value[:1] == "[" and value[-1:] == "]" and ("," in value or not patterns):
        value = value[1:-1]  # a list as YAML writes it
    texts = [BULLET.sub("", text, count=1) if text[:2] in ("- ", "+ ") else text for text in _parted(value)]
    return [text.strip(" \t\r\"'") for text in texts]


# What of an accepted record may change: where it applies and when it is looked at again are no part of the decision.
FREE_NOTES = ("applies_to", "affects", "review_by", "tags")
PLAIN_TAG = Pattern(r"#?[\w.:/+-]{1,40}")


def says_no_more(fact: str, value: str | list[str]) -> bool:
    """Whether a value is nothing but a fact of FREE_NOTES: patterns, tags of one word, a date. Sentences are none."""
    if fact == "review_by":
        return isinstance(value, str) and len(value) <= 20 and parse_date(value) is not None
    patterns = fact != "tags"
    if isinstance(value, str):
        rest = CODE.sub("", value) if patterns else value
        texts = [] if patterns and not "".join(_parted(rest)).strip() else _apart(rest, patterns)
    else:
        texts = value
    if patterns:
        said = note_values(fact, value)
        return bool(said) and all(" " not in text for text in (*texts, *said))
    return all(PLAIN_TAG.fullmatch(text) for text in texts)


def noted(found: dict[str, list[Stated]], fact: str) -> list[str]:
    """Every value of a fact, in the order in which they are stated, each once."""
    stated = found.get(fact)
    return list(dict.fromkeys(text for one in stated for text in one.value))[:MOST] if stated else []
