"""What the first job hands to the second, and the words of the request."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import NamedTuple

from .run import Failed

LARGEST_PATCH = 50_000_000  # bytes
# Characters of what `adr.py check` says; forges refuse requests past some 60,000 in all.
MOST_TEXT = 4000
MOST_NAMES = 200


class Update(NamedTuple):
    """What came of one update: `base` is the commit that it starts from, `check` what adr.py check says of it."""

    was: str
    version: str
    base: str
    conflicts: list[str]
    check: str


def write_update(update: Update, patch: bytes, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "update.patch").write_bytes(patch)
    (folder / "update.json").write_text(json.dumps(update._asdict(), indent=1) + "\n", encoding="utf-8")


def read_update(folder: Path) -> tuple[Update, bytes] | None:
    """What the other job wrote, None where it had nothing. It ran the pack's code, so nothing of it is believed."""
    facts, patch = folder / "update.json", folder / "update.patch"
    if not facts.exists() and not patch.exists():
        return None
    for path in (facts, patch):
        if not path.is_file() or path.stat().st_size > LARGEST_PATCH:
            raise Failed(f"{path} is not there, or larger than {LARGEST_PATCH} bytes")
    try:
        told = json.loads(facts.read_text(encoding="utf-8"))
        update = Update(**{name: told[name] for name in Update._fields})
    except (ValueError, KeyError, TypeError, RecursionError):
        raise Failed(f"{facts} is not what `adr_update.py make` writes") from None
    texts = (update.was, update.version, update.base, update.check)
    names = update.conflicts if isinstance(update.conflicts, list) else [0]
    if not all(isinstance(text, str) for text in (*texts, *names)) or not is_version(update.version):
        raise Failed(f"{facts} is not what `adr_update.py make` writes")
    if not re.fullmatch("[0-9a-f]{40,64}", update.base):
        raise Failed(f"{facts} names no commit to start from")
    return update, patch.read_bytes()


def is_version(text: str) -> bool:
    """Whether a version can be part of a branch's name."""
    return re.fullmatch(r"[A-Za-z0-9][\w.+-]{0,80}", text, re.ASCII) is not None and ".." not in text


def request_title(update: Update) -> str:
    return f"Update the decision log's pack to {update.version}"


def request_body(update: Update) -> str:
    """The request's text, in Markdown."""
    was = update.was if is_version(update.was) else "an older version"
    parts = [f"Brings the decision log's pack from {was} to {update.version}. No record is changed."]
    if update.conflicts:
        names = "\n".join(f"- {_code(name)}" for name in update.conflicts[:MOST_NAMES])
        parts.append(
            "**Conflicts.** In these files your edits and the pack's meet. They have `<<<<<<<` and `>>>>>>>` marks "
            f"in this branch: choose, commit, push.\n\n{names}"
        )
    else:
        parts.append("There are no conflicts.")
    if update.check:
        fence = "`" * max(3, 1 + max(map(len, re.findall(r"`+", update.check)), default=0))
        parts.append(f"`adr.py check` says:\n\n{fence}text\n{update.check[-MOST_TEXT:]}\n{fence}")
    else:
        parts.append("`adr.py check` finds nothing.")
    parts.append("The pack's CHANGELOG says what is new and what to do after updating.")
    return "\n\n".join(parts) + "\n"


def _code(name: str) -> str:
    """A file's name as inline code, whatever is in it."""
    name = "".join(c if c.isprintable() else "?" for c in name[:300])
    fence = "`" * (1 + max(map(len, re.findall(r"`+", name)), default=0))
    pad = " " if "`" in name else ""
    return f"{fence}{pad}{name}{pad}{fence}"
