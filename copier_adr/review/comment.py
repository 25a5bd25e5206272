"""`comment`: one comment under each open change that names the decisions in force on its files.

Decisions and patterns are those of the branch that the job runs on; of the change only the names of its files are asked
for. A change from a fork gets none: the notices of its check say the same.
"""

from __future__ import annotations

import argparse
import re
import time

from ..forge.environment import bound
from ..forge.http import Json, Refused
from ..forge.words import Voice
from ..streams import harmless
from .change import Change, Talk
from .log import ReviewedLog
from .neighbour import Unreadable, governing_records
from .update import OTHER_FORM, UNEXPECTED

MOST_SAID, FILES_SAID, LONGEST_TEXT, LONGEST_PATH = 30, 3, 300, 200
# Between a sign and the name that it calls, in addresses, in the numbers of issues elsewhere (`GH-7`), in commits.
CALLS = re.compile(
    r"(?<=[@#!$%~^:])(?=\w)|(?<=&amp;)(?=\w)|(?<=://)|(?<=www\.)|(?<=[A-Za-z0-9]-)(?=\d)|(?<=[0-9A-Fa-f]{6})(?=[0-9A-Fa-f])"
)
NO_RIGHT = (401, 403, 404)


def comment_all(args: argparse.Namespace, log: ReviewedLog, forge: Talk, voice: Voice) -> int:
    """Write, refresh or take away the comment of the changes that the call names; one that fails holds up no other."""
    failed = 0
    chosen = [one for one in forge.changes() if args.change in (None, one.number)]
    for change in sorted(chosen, key=lambda change: change.number, reverse=True):
        forge.api.until = time.monotonic() + bound("ADR_REVIEW_CHANGE_LIMIT", 120)
        try:
            voice.say(f"change {change.number}: {_comment_one(log, forge, change, args.dry_run)}")
        except Unreadable as error:
            failed += 1
            voice.complain(f"change {change.number}: {error}")
        except Refused as refused:
            if refused.code in NO_RIGHT:
                voice.complain(f"change {change.number}: no comment, as the notices of the check have to do: {refused}")
                continue
            failed += 1
            voice.complain(f"change {change.number}: {refused}")
        except UNEXPECTED as error:
            failed += 1
            voice.complain(f"change {change.number}: {OTHER_FORM} ({error!r})")
        finally:
            forge.api.until = None
    if not chosen:
        voice.say("no open change to comment on")
    return 1 if failed else 0


def _comment_one(log: ReviewedLog, forge: Talk, change: Change, dry_run: bool) -> str:
    """What was done, in words."""
    if forge.is_fork(change):
        return "from a fork, so the notices of its check have to do"
    listed = forge.files(change)
    paths = sorted({path for file in listed.files for path in file if path})
    found = governing_records(log.folder, paths, bound("ADR_REVIEW_CHANGE_LIMIT", 120) / 2)
    mark = f"<!-- adr-governing: {log.prefix or './'} -->"
    body = comment_text(mark, found, log, forge, listed.whole) if found else ""
    own = [one for one in forge.comments(change) if one.text.lstrip().startswith(mark)]
    same = bool(own) and _plain_lines(own[0].text) == _plain_lines(body)
    if dry_run:
        return f"would have a comment on {_decisions(found)}"
    for surplus in own[1:] if body else own:
        forge.remove_comment(change, surplus)
    if not body:
        return "no decision governs it" + (", so the comment is gone" if own else "")
    if same:
        return f"its comment stands ({_decisions(found)})"
    if own:
        forge.edit_comment(change, own[0], body)
        return f"its comment is refreshed ({_decisions(found)})"
    forge.write_comment(change, body)
    return f"has its comment ({_decisions(found)})"


def comment_text(mark: str, found: list[Json], log: ReviewedLog, forge: Talk, whole: bool) -> str:
    """The comment: folded, one decision to a line. Nothing in it is a mark, a mention or a command but what is made here."""
    one = len(found) == 1
    head = f"{_decisions(found)} in force govern{'s' if one else ''} what this change touches"
    lines = [mark, "<details>", f"<summary>{head}</summary>", ""]
    for record in found[:MOST_SAID]:
        title = f"{record['number']} {record['title']}"
        address = forge.address(log.prefix + record["file"])
        link = f"[{words(title)}]({address})" if address else f"**{words(title)}**"
        files = ", ".join(code(path) for path in record["paths"][:FILES_SAID])
        more = f" and {len(record['paths']) - FILES_SAID} more" if len(record["paths"]) > FILES_SAID else ""
        what = f": {words(record['what'])}" if record["what"] else ""
        lines.append(f"- {link}{what}<br>{files}{more}")
    if len(found) > MOST_SAID:
        lines.append(f"- and {len(found) - MOST_SAID} more")
    if not whole:
        lines += ["", "The change touches more files than the forge lists."]
    lines += ["", "Follow them, or write a record that supersedes one.", "", "</details>"]
    return "\n".join(lines)


def _decisions(found: list[Json]) -> str:
    return "1 decision" if len(found) == 1 else f"{len(found)} decisions"


def words(text: str) -> str:
    """Text as words of a comment: no mark, tag, link, mention, reference or command is left in it."""
    text = " ".join(harmless(text[:LONGEST_TEXT]).split())
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = CALLS.sub("\u200b", text)
    return re.sub(r"([\\`*_{}\[\]()|~!#+])", r"\\\1", text)


def code(path: str) -> str:
    """A path as code, in which nothing else is a mark."""
    return f"`{harmless(path[:LONGEST_PATH]).replace('`', chr(39)).strip() or '?'}`"


def _plain_lines(text: str) -> list[str]:
    """Lines as they are compared with what a forge gives back of them."""
    return [line.rstrip() for line in text.strip().splitlines()]
