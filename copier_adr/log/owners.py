"""Lines for CODEOWNERS: who decided owns what the decision governs.

Forges read that file in two ways. GitHub, GitLab and Bitbucket take the last line that matches, so lines go from the
general to the special, and what a record takes out goes to who owns it otherwise. Forgejo and Gitea take every line,
and a pattern there is a regular expression of the whole path.
"""

from __future__ import annotations

import re

from ..text.path_patterns import WILD, Matcher, PathPattern
from ..text.pattern import Pattern
from .govern import in_force, patterns_of
from .graph import row_label

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..record.record import Record
    from .log import Log

OWNER_FORMS = ("github", "gitlab", "forgejo", "bitbucket")
OWNER = Pattern(
    r"(?<![\w@./-])(?:@{1,2}[\w][\w.-]{0,99}(?:/[\w.-]{1,99}){0,9}|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8})"
)
OTHER_WHITE = Pattern(r"[^\S ]")


class Owned:
    """A pattern of one record, and who owns what it takes in."""

    __slots__ = ("owners", "pattern", "record")

    def __init__(self, record: Record, pattern: PathPattern, owners: list[str]) -> None:
        self.record, self.pattern, self.owners = record, pattern, owners


def owners_of(record: Record) -> list[str]:
    """The deciders that a forge knows: `@user`, `@group/team`, addresses of mail."""
    found = [name.rstrip(".") for text in record.deciders for name in OWNER.findall(text)]
    return list(dict.fromkeys(found))


def owner_lines(logs: list[Log], form: str) -> list[str]:
    """The lines, each below the records that it comes from. `form` is one of OWNER_FORMS."""
    records = [record for log in logs for record in in_force(log) if record.applies_to]
    owned = [Owned(record, one, owners_of(record)) for record in records for one in patterns_of(record)[0] if one.parts]
    lines = []
    for record in records:
        if not owners_of(record):
            lines.append(
                f"# {as_comment(record)}: none of its deciders is an @name or an address, so nobody owns its paths"
            )
    groups: dict[str, list[Owned]] = {}
    top = {one.record.file: one.pattern.rank() for one in sorted(owned, key=lambda one: one.pattern.rank())}
    # What a record takes out has to come behind all that it takes in.
    by_rank = sorted(
        owned, key=lambda one: (top[one.record.file], 1) if one.pattern.takes_out else (one.pattern.rank(), 0)
    )
    for one in by_rank:
        if form == "forgejo" and one.pattern.takes_out:
            lines.append(f"# {as_comment(one.record)}: {one.pattern.text} has no line, as every line counts here")
        elif one.owners:
            groups.setdefault(written(one.pattern, form), []).append(one)
    for text, those in groups.items():
        labels = ", ".join(dict.fromkeys(as_comment(one.record) for one in those))
        if not text:
            lines += [f"# {as_comment(one.record)}: {one.pattern.text} cannot be said in this file" for one in those]
            continue
        owners = [name for one in those if not one.pattern.takes_out for name in one.owners]
        if not owners:
            owners = _otherwise(those[0], owned)
        lines += [f"# {labels}", " ".join([text, *dict.fromkeys(owners)])]
    return lines


def as_comment(record: Record) -> str:
    """A record in a comment."""
    return " ".join(f"{row_label(record)} {record.title or ''}".split())


def _otherwise(out: Owned, owned: list[Owned]) -> list[str]:
    """Who owns what a record takes out: those of the most special pattern of another one; [] where nobody does."""
    parts = [part for part in out.pattern.parts if part != "**"]
    if any(WILD.search(part) for part in parts):
        return []
    others = [one for one in owned if one.record is not out.record and one.owners and not one.pattern.takes_out]
    found = Matcher([[one.pattern] for one in others]).lists_of("/".join([*parts, "x"]))
    best = max(found, key=lambda number: found[number].rank(), default=None)
    return [] if best is None else others[best].owners


def written(pattern: PathPattern, form: str) -> str:
    """A pattern as the file of a forge says it; "" where it cannot."""
    parts, folders = pattern.parts, pattern.folders
    if any("[" in part or OTHER_WHITE.search(part) for part in parts):
        return ""  # GitHub has no classes, Go's are not these, and each forge parts owners at another white space
    if form == "forgejo":
        return _expression_of(parts, folders).replace("\\", "\\\\").replace(" ", "\\ ").replace("#", "\\#")
    if any("\\" in part or " #" in part for part in parts) or "#" in parts[0][:1]:  # GitHub: a comment
        return ""
    if len(parts) > 1 and parts[-1] == "*" and not folders and (parts[-2] != "**" or len(parts) == 2):
        parts, folders = (["*"], False) if parts[:-1] == ["**"] else (parts[:-1], True)
    if parts[0] == "**" and len(parts) == 2:
        text = "/**/" * (parts[1][0] == "!") + parts[1]  # at the start of a line GitLab takes out what follows it
    else:
        text = "/".join(parts) if parts[0] in ("**", "*") and len(parts) == 1 else "/" + "/".join(parts)
    return (text + "/" * folders).replace(" ", "\\ ")


def _expression_of(parts: list[str], folders: bool) -> str:
    """The regular expression of Go's for the paths that a pattern takes in."""
    text = ""
    for n, part in enumerate(parts):
        if part == "**":
            text += "(.*/)?"
            continue
        for char in re.findall(r"\\.|.", part):
            text += {"*": "[^/]*", "?": "[^/]"}.get(char) or re.sub(r"([^\w\s/-])", r"\\\1", char[-1:])
        text += "/" if n + 1 < len(parts) else ""
    return text + ("/.*" if folders else "(/.*)?")
