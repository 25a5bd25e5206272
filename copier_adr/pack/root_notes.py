"""Three lines in the root's AGENTS.md or CLAUDE.md that lead coding agents to the log, between two marker lines.

Those files are the project's own: nothing outside the markers changes, and what cannot be done safely is said instead.
"""

from __future__ import annotations

import os
import stat

from ..edit.change import Change
from ..faults import Fault
from ..log.git import git
from ..log.index import marker_lines, not_a_pair
from ..log.messages import note, out
from ..log.project import ROOT_NOTES
from ..text.files import decode, encoded, line_end, read_bytes
from ..text.mask import CONFLICT
from . import tree
from .data import recorded
from .root_lines import Answers, block, markers

HEADING = "# Agents"  # of a file that has nothing else
MOST = 1 << 20  # bytes of a file that somebody wrote by hand


def follow(project: str, answers_file: str) -> None:
    """Do what the answers in `answers_file` say, once a copy or an update has written it.

    What was asked for in the last commit already is refreshed where its markers are: where people took them away,
    nothing comes back. An answer that ended takes the lines away.
    """
    try:
        with open(os.path.join(project, answers_file), encoding="utf-8") as file:
            now = recorded(file.read())
    except (OSError, ValueError):
        return
    was = recorded((git(project, "show", f"HEAD:./{answers_file}") or b"").decode("utf-8", "replace"))
    if not now.get("adr_dir") or not (_asked(now) or _asked(was)):
        return
    name = tree.log_name(answers_file)
    pair = markers(name)
    told = block({**now, "log_suffix": f"-{name}" if name else ""})
    there = [file for file in ROOT_NOTES if os.path.lexists(os.path.join(project, file))]
    held = [file for file in there if _attempt(project, file, pair, told if _asked(now) else [])]
    if held or not _asked(now) or _asked(was):
        return
    # The first that is no link: one of the two is often a link to the other.
    own = [file for file in there if not os.path.islink(os.path.join(project, file))]
    _attempt(project, (own or there or ROOT_NOTES)[0], pair, told, add=True)


def _asked(answers: Answers) -> bool:
    return answers.get("agents") is True and answers.get("agents_root") is True


def _attempt(project: str, file: str, pair: tuple[str, str], told: list[str], *, add: bool = False) -> bool:
    """Bring one file to `told`; whether that is settled, also by words. Without `add` links are no place."""
    path = os.path.join(project, file)
    try:
        if not add and os.path.islink(path):
            return False
        before = _own_bytes(path, file)
        after = _rewritten(before, file, pair, told, add=add)
        if after is None:
            return False
        change = Change()
        change.write(path, after or None)
        if change.commit():
            out(f"{file}: {'has' if told else 'has no longer'} the lines that lead coding agents to the log\n")
    except Fault as fault:
        mend = "Put these lines there yourself" if told else "Take the lines away yourself that led to the log"
        shown = "".join(f"\n  {line}" for line in told if line)
        note(f"{fault}. It was left as it is. {mend}{':' if told else '.'}{shown and chr(10) + shown}")
    return True


def _own_bytes(path: str, file: str) -> bytes:
    """The bytes of a file of the project; none where it is not there. Fault for what is not safely written."""
    try:
        found = os.lstat(path)
        if stat.S_ISLNK(found.st_mode):
            raise Fault(f"{file}: is a link")
        if not stat.S_ISREG(found.st_mode):
            raise Fault(f"{file}: is no ordinary file")
        if found.st_size > MOST:
            raise Fault(f"{file}: is larger than {MOST:,} bytes")
        return read_bytes(path, MOST)
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise Fault(f"{file}: cannot be read ({error.strerror or error})") from None


def _rewritten(data: bytes, file: str, pair: tuple[str, str], told: list[str], *, add: bool) -> bytes | None:
    """The file with `told` between the markers; None where it has none and `add` is not set."""
    text, encoding = decode(data)
    found = marker_lines(text, lambda line: line if line in pair else "")
    if not found and not add:
        return None
    names = [name for name, _, _ in found]
    if names and names != [*pair]:
        raise Fault(f"{file}: {not_a_pair(names, pair, 'the lines on decisions')}")
    if CONFLICT.search("\n" + text):
        raise Fault(f"{file}: has conflict markers")
    end = line_end(text)
    between = "".join(f"{line}{end}" for line in told)
    if not found:
        text = text if text.strip("\ufeff") else f"{text}{HEADING}{end}"
        gap = "" if not text.strip("\ufeff") else end if text.endswith(end) else end * 2
        return encoded(f"{text}{gap}{pair[0]}{end}{between}{pair[1]}{end}", encoding, file)
    (_, first, start), (_, stop, last) = found
    if told:
        return encoded(text[:start] + between + text[stop:], encoding, file)
    # The empty line above came with the block.
    above = text[:first].removesuffix(end) if text[:first].endswith(end * 2) else text[:first]
    left = above + text[last:]
    return encoded("" if left.strip() == HEADING else left, encoding, file)
